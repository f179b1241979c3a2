//! Shows more cards and buttons than the demo has: on the home tab, in a private view, and a form opened from there.

use crate::browser::{Browser, EVERYWHERE, Key};
use crate::local;
use async_trait::async_trait;
use hearken::chat::{Action, Block, Button, Card, Event, Field, FieldKind, Inbox, Page, Style, View};
use hearken::domain::id::DraftId;
use hearken::domain::text::Text;
use hearken::platforms::local::routes;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const LONG: &str = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft K7F-2QX";

/// Has reports on the home tab until they are destroyed; a report opens privately, and there a form.
struct Desk {
    reports: AtomicUsize,
}

fn card(heading: &str, buttons: &[(&str, Style)]) -> Card {
    let button = |(id, style): &(&str, Style)| Button {
        id: (*id).into(),
        label: format!("Do what {id} says"),
        value: "c1".into(),
        style: *style,
    };
    Card {
        lang: "en-GB".into(),
        heading: heading.into(),
        blocks: vec![Block::Text(LONG.into()), Block::Facts(vec![(LONG.into(), LONG.into())])],
        buttons: buttons.iter().map(button).collect(),
        push: "Toast".into(),
    }
}

#[async_trait]
impl Inbox for Desk {
    async fn handle(&self, event: Event) -> View {
        let five = [
            ("resume", Style::Primary),
            ("read", Style::Plain),
            ("add_more", Style::Plain),
            ("start_new", Style::Plain),
            ("destroy", Style::Danger),
        ];
        match event.action {
            Action::Press { button, .. } if button == "read" => View::Private {
                card: card("Private", &[("ask", Style::Primary), ("close", Style::Plain)]),
                expires: "2026-11-03T14:30:00Z".parse().unwrap(),
            },
            Action::Press { button, .. } if button == "destroy" => {
                self.reports.fetch_sub(1, Ordering::SeqCst);
                View::Card(card("Gone", &[]))
            }
            Action::Press { button, .. } => View::Form(Page {
                draft: DraftId::parse(&button).unwrap(),
                revision: 1,
                id: "ask".into(),
                lang: "en-GB".into(),
                title: "One question".into(),
                intro: vec![],
                fields: vec![Field {
                    id: "question".into(),
                    label: "What do you want to ask?".into(),
                    hint: None,
                    required: true,
                    kind: FieldKind::Long { value: Text::default() },
                    error: None,
                    hints: Vec::new(),
                }],
                actions: vec![Button {
                    id: "send".into(),
                    label: "Ask".into(),
                    value: String::new(),
                    style: Style::Primary,
                }],
                progress: None,
                error: None,
                note: None,
            }),
            Action::HomeOpened => {
                let reports = self.reports.load(Ordering::SeqCst);
                View::Home((0..reports).map(|n| card(&format!("Report {n}"), &five)).collect())
            }
            _ => View::Card(card("Asked", &[])),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_cards_and_buttons_fit_and_a_form_opens_and_ends_where_it_was_asked_for() {
    let workspace = local::open(None).unwrap();
    let app = routes(workspace, Arc::new(Desk { reports: AtomicUsize::new(3) }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    let browser = Browser::open().await;
    browser.goto(&format!("{base}/as/teacher#home")).await;
    browser.wait_until("document.querySelectorAll('.home .cards > .card').length === 3").await;
    browser.wait_until("document.querySelectorAll('.home .ref').length > 0").await;
    let whole = "[...document.querySelectorAll('.ref')].every((ref) => ref.getClientRects().length === 1)";

    browser.screenshot(&super::picture("cards")).await;
    let mut found = browser.barriers("home with many cards", EVERYWHERE).await;
    browser.look(360, 740, &[]).await;
    assert_eq!(browser.eval(whole).await, true, "no reference is broken");
    browser.screenshot(&super::picture("cards-phone")).await;
    browser.look(1280, 800, &[]).await;

    // A private view on the home tab, a form from it, and its answer beside it.
    super::use_by_keyboard(&browser, ".home [data-button=read]").await;
    browser.wait_until("document.activeElement.matches('article.private')").await;
    found.extend(browser.barriers("private view on the home tab", EVERYWHERE).await);
    super::use_by_keyboard(&browser, "article.private [data-button=ask]").await;
    browser.wait_until("document.activeElement.matches('#ws-page-title')").await;
    found.extend(browser.barriers("form of one field", EVERYWHERE).await);
    browser.press(Key::Escape).await;
    browser.wait_until("document.activeElement.matches('article.private [data-button=ask]')").await;
    super::use_by_keyboard(&browser, "#ws-resume-button").await;
    browser.tab_to("#ws-dialog textarea").await;
    browser.type_text("When was it?").await;

    // Another form takes its place for a while, and loses nothing of it.
    browser.press(Key::Escape).await;
    super::use_by_keyboard(&browser, ".home [data-button=resume]").await;
    browser.wait_for("#ws-dialog form[data-draft=resume]").await;
    browser.wait_until("document.querySelector('#ws-dialog textarea').value === ''").await;
    super::use_by_keyboard(&browser, "#ws-dialog [data-action=send]").await;
    browser.wait_until("document.activeElement.innerText.includes('Asked')").await;
    super::use_by_keyboard(&browser, "#ws-resume-button").await;
    browser.wait_for("#ws-dialog form[data-draft=ask]").await;
    browser.wait_until("document.querySelector('#ws-dialog textarea').value === 'When was it?'").await;
    super::use_by_keyboard(&browser, "#ws-dialog [data-action=send]").await;
    browser.wait_until("document.activeElement.matches('.home article.private:last-child')").await;
    browser.wait_until("document.activeElement.innerText.includes('Asked')").await;

    // What was destroyed goes from the list, and the answer has the focus.
    super::use_by_keyboard(&browser, ".home [data-button=destroy]").await;
    browser.wait_until("document.querySelectorAll('.home .cards > .card').length === 2").await;
    browser.wait_until("document.activeElement.matches('article.private')").await;
    browser.wait_until("document.activeElement.innerText.includes('Gone')").await;
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}
