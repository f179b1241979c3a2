//! Looks at a school with two languages: a Spanish persona reports, and the lead reads it in English.

use super::screens::Walk;
use super::{Entry, WORDS, report_by_keyboard};
use crate::demo::{DSL, Demo};
use crate::two_languages::Languages;

const SPANISH: &str = "es-ES";
const ENGLISH: &str = "en-GB";
const SPANISH_TEACHER: &str = "profesora";

/// Holds that a part of the page says the ids in one language, at the end of a line, and in no other.
async fn says(walk: &Walk, languages: &Languages, css: &str, locale: &str, ids: &[&str]) {
    // A dialog has no text before it is seen.
    let seen = |text: &str| (!text.trim().is_empty()).then(|| text.to_lowercase());
    let text = walk.browser.wait_for_text(css, seen).await;
    // What one language says may end as the other does: the longer counts.
    let says = |one: &str, other: &str| {
        let mut lines = text.lines().map(str::trim_end);
        lines.any(|line| line.ends_with(one) && (one.len() > other.len() || !line.ends_with(other)))
    };
    for id in ids {
        let [english, spanish] = [ENGLISH, SPANISH].map(|locale| languages.say(locale, id).to_lowercase());
        let (own, other) = if locale == SPANISH { (&spanish, &english) } else { (&english, &spanish) };
        assert!(says(own, other) && !says(other, own), "{css} does not say {id} in {locale}: {text}");
    }
}

async fn html_lang(walk: &Walk) -> String {
    walk.browser.attribute("html", "lang").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_local_workspace_speaks_spanish_for_a_spanish_persona() {
    let languages = Languages::open();
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::under(data.path(), "kings", &languages.folder());
    let mut walk = Walk::begin().await;
    walk.browser.goto(&demo.url()).await;
    assert_eq!(html_lang(&walk).await, ENGLISH, "the page for everybody");

    let spanish = format!("{}as/{SPANISH_TEACHER}", demo.url());
    walk.browser.goto(&spanish).await;
    walk.browser.wait_for("#composer").await;
    assert_eq!(html_lang(&walk).await, SPANISH);
    let chrome =
        ["local-banner", "local-home", "local-direct", "local-together", "local-send", "local-empty_direct"];
    says(&walk, &languages, "body", SPANISH, &chrome).await;
    let day = "new Intl.DateTimeFormat('es-ES', { weekday: 'short', timeZone: 'Europe/Madrid' }).format(new Date('2026-03-10T10:00:00Z'))";
    let day = walk.browser.eval(day).await.as_str().unwrap().to_owned();
    walk.browser.wait_for_text("#ws-clock", |text| text.contains(&day).then_some(())).await;
    walk.see("Spanish, direct messages").await;

    walk.command("/concern\u{e007}").await;
    walk.browser.wait_for("#ws-dialog [data-page=danger]").await;
    assert_eq!(walk.browser.attribute("#ws-dialog form", "lang").await, SPANISH);
    says(&walk, &languages, "#ws-dialog", SPANISH, &["action-carry_on", "page-danger.title"]).await;
    walk.see("Spanish, form").await;

    walk.browser.goto(&spanish).await;
    walk.browser.wait_for("#composer").await;
    let entries = [
        ("about", Entry::Pick("pupil")),
        ("category", Entry::Pick("bullying")),
        ("picture", Entry::Pick("no")),
        ("what_happened", Entry::Write(WORDS)),
    ];
    let reference = report_by_keyboard(&walk.browser, "spanish", &entries).await;
    let receipt = "#ws-pane article.private";
    assert_eq!(walk.browser.attribute(&format!("{receipt} .card"), "lang").await, SPANISH);
    says(&walk, &languages, receipt, SPANISH, &["chat-only_you", "action-add_more"]).await;
    walk.see("Spanish, receipt").await;

    walk.browser.goto(&format!("{}as/{DSL}", demo.url())).await;
    assert_eq!(html_lang(&walk).await, ENGLISH);
    let thread = "#ws-thread-pane";
    walk.browser.wait_for_text(thread, |text| text.contains(&reference).then_some(())).await;
    walk.browser.click(&format!("{thread} [data-button=read]")).await;
    walk.browser.wait_for(&format!("{thread} article.private blockquote")).await;
    assert_eq!(walk.browser.attribute(&format!("{thread} article.private .card"), "lang").await, ENGLISH);
    let labels = ["case-facts-urgency", "case-facts-received", "chat-only_you", "action-acknowledge"];
    says(&walk, &languages, thread, ENGLISH, &labels).await;
    assert!(walk.browser.text_of(thread).await.contains(WORDS), "what was written stays as it was written");
    walk.see("English, a report made in Spanish").await;
    walk.nothing_found();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_on_the_home_card_is_shown_within_a_workspace_of_another_language() {
    let languages = Languages::open();
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::under(data.path(), "kings", &languages.folder());
    let mut walk = Walk::begin().await;
    walk.browser.goto(&format!("{}as/{SPANISH_TEACHER}", demo.url())).await;
    walk.browser.wait_for("#composer").await;
    walk.browser.click("#ws-nav a[data-place=home]").await;
    walk.browser.wait_for("#ws-pane .home .card[lang='es-ES']").await;
    walk.see("Spanish, home").await;
    walk.browser.click("#ws-pane [data-button=speak][data-value='en-GB']").await;
    walk.browser.wait_for("#ws-pane .home .card[lang='en-GB']").await;
    assert_eq!(html_lang(&walk).await, SPANISH, "the platform keeps its own language");
    says(&walk, &languages, "#ws-pane .card", ENGLISH, &["action-raise"]).await;
    walk.see("English home in a Spanish workspace").await;
    walk.command("/concern\u{e007}").await;
    walk.browser.wait_for("#ws-dialog [data-page=danger]").await;
    assert_eq!(walk.browser.attribute("#ws-dialog form", "lang").await, ENGLISH);
    says(&walk, &languages, "#ws-dialog", ENGLISH, &["action-carry_on", "chat-close"]).await;
    walk.nothing_found();
}
