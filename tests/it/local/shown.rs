//! What a persona's pages and live stream show, and what they never show.

use super::{Site, card, direct, site, space};
use hearken::chat::view::Rule;
use hearken::chat::{Block, Button, Card, Field, FieldKind, Page, Place, Platform, Style, View};
use hearken::domain::id::DraftId;
use hearken::domain::text::Text;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;

/// Long enough for a busy machine, short enough to notice what never comes.
const PATIENCE: Duration = Duration::from_secs(20);
const SCRIPT: &str = "<script>alert('x')</script>\"'<b>";

/// Reads a live stream event by event.
pub struct Live {
    response: Response,
    read: String,
}

impl Live {
    pub async fn of(site: &Site, user: &str) -> Self {
        Self { response: site.get(&format!("/as/{user}/stream")).await, read: String::new() }
    }

    /// The next event's name and data; keep-alive comments do not count.
    pub async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            while let Some((event, rest)) = self.read.clone().split_once("\n\n") {
                self.read = rest.to_owned();
                let part = |name: &str| event.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
                if let (Some(name), Some(data)) = (part("event:"), part("data:")) {
                    return Some((name.to_owned(), serde_json::from_str(data).unwrap()));
                }
            }
            let chunk =
                tokio::time::timeout(PATIENCE, self.response.chunk()).await.expect("an event in time");
            self.read.push_str(std::str::from_utf8(&chunk.ok()??).unwrap());
        }
    }
}

#[tokio::test]
async fn every_answer_forbids_foreign_content_and_pages_have_none_inline() {
    let site = site(View::Nothing).await;
    for path in ["/", "/as/dsl", "/as/nobody", "/assets/workspace.js", "/nowhere"] {
        let answer = site.get(path).await;
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'self';") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.headers()["cache-control"], "no-store", "{path}");
        assert_eq!(answer.headers()["referrer-policy"], "no-referrer", "{path}");
        let html = answer.text().await.unwrap();
        for inline in ["<style", " style=", " onclick=", " onload=", "<script>", "https://"] {
            assert!(!html.contains(inline), "{path} has {inline}");
        }
    }
}

#[tokio::test]
async fn assets_are_served_by_their_kind_and_nothing_else_is() {
    let site = site(View::Nothing).await;
    for (name, kind) in
        [("look.css", "text/css"), ("workspace.js", "text/javascript"), ("mark.svg", "image/svg+xml")]
    {
        let answer = site.get(&format!("/assets/{name}")).await;
        assert!(answer.headers()["content-type"].to_str().unwrap().starts_with(kind), "{name}");
        assert!(!answer.text().await.unwrap().is_empty(), "{name}");
    }
    for name in
        ["nothing.css", "..%2Fmod.rs", "..%2F..%2F..%2F..%2Fdocs%2Fdemo.png", "..%2Fassets%2Flook.txt"]
    {
        assert_eq!(site.get(&format!("/assets/{name}")).await.status(), StatusCode::NOT_FOUND, "{name}");
    }
}

#[tokio::test]
async fn only_a_page_beside_another_may_be_framed_and_only_by_ours() {
    let site = site(View::Nothing).await;
    let framing = |answer: Response| {
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        (header("x-frame-options"), header("content-security-policy").contains("frame-ancestors 'self'"))
    };
    for path in
        ["/", "/side-by-side", "/as/dsl", "/as/nobody?beside=1", "/as/dsl/nav?beside=1", "/nowhere?beside=1"]
    {
        assert_eq!(framing(site.get(path).await), ("DENY".to_owned(), false), "{path}");
    }
    assert_eq!(framing(site.get("/as/dsl?beside=1").await), ("SAMEORIGIN".to_owned(), true));
}

#[tokio::test]
async fn two_people_stand_side_by_side_and_whoever_is_not_named_is_chosen() {
    let site = site(View::Nothing).await;
    let chosen = [
        ("/side-by-side", ["teacher", "dsl"]),
        ("/side-by-side?left=dsl", ["dsl", "teacher"]),
        ("/side-by-side?left=deputy", ["deputy", "dsl"]),
        ("/side-by-side?right=teacher", ["dsl", "teacher"]),
        ("/side-by-side?left=deputy&right=deputy", ["deputy", "deputy"]),
    ];
    for (path, users) in chosen {
        let html = site.text(path).await;
        let frames: Vec<&str> =
            html.split("<iframe src=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(frames, users.map(|user| format!("/as/{user}?beside=1")), "{path}");
    }
    for path in ["/side-by-side?left=nobody", "/side-by-side?left=dsl&right=nobody"] {
        assert_eq!(site.get(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_reference_stays_whole_and_what_surrounds_it_is_still_escaped() {
    let site = site(View::Nothing).await;
    let heading = "<b>K7F-2QX</b>, then G5T-9NC: é K7F-2QXX and half-way";
    site.local.post(&direct("dsl"), &card(heading), "k1").await.unwrap();
    let html = site.text("/as/dsl/place/direct").await;
    let whole = "&#60;b&#62;<span class=\"ref\">K7F-2QX</span>&#60;/b&#62;, then <span class=\"ref\">G5T-9NC</span>: é K7F-2QXX and half-way</h3>";
    assert!(html.contains(whole), "{html}");
}

#[tokio::test]
async fn people_find_themselves_last_in_a_list_of_people() {
    let field = Field {
        id: "subject".into(),
        label: "Who".into(),
        hint: None,
        required: false,
        kind: FieldKind::Person { chosen: vec![] },
        error: None,
        hints: Vec::new(),
    };
    let page = Page {
        draft: DraftId::parse("d1").unwrap(),
        revision: 1,
        id: "who".into(),
        lang: "en-GB".into(),
        title: "Who".into(),
        intro: vec![],
        fields: vec![field],
        actions: vec![],
        progress: None,
        error: None,
        note: None,
    };
    let site = site(View::Form(page)).await;
    for (user, order) in [("teacher", ["dsl", "deputy", "teacher"]), ("dsl", ["teacher", "deputy", "dsl"])] {
        let form =
            site.ask(&format!("/as/{user}/command"), json!({ "text": "/concern", "event": "e1" })).await;
        let html = form["html"].as_str().unwrap();
        let people: Vec<&str> = html
            .split("name=\"subject\" value=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(people, order, "{user}");
        let (_, last) = html.split_once("local-you").unwrap();
        assert!(!last.contains("name=\"subject\""), "only the last is marked");
    }
}

#[tokio::test]
async fn what_people_write_is_shown_and_never_interpreted() {
    let field = |id: &str, kind| Field {
        id: id.into(),
        label: SCRIPT.into(),
        hint: Some(SCRIPT.into()),
        required: true,
        kind,
        error: Some(SCRIPT.into()),
        hints: vec![Text::new(SCRIPT)],
    };
    let button =
        Button { id: "send".into(), label: SCRIPT.into(), value: SCRIPT.into(), style: Style::Primary };
    let rule = Rule { id: "r".into(), text: SCRIPT.into(), why: Some(SCRIPT.into()), law: true };
    let blocks = vec![
        Block::Text(SCRIPT.into()),
        Block::Quote { label: SCRIPT.into(), text: Text::new(SCRIPT) },
        Block::Facts(vec![(SCRIPT.into(), SCRIPT.into())]),
        Block::Guidance(vec![rule]),
    ];
    let page = Page {
        draft: DraftId::parse("d1").unwrap(),
        revision: 3,
        id: "account".into(),
        lang: "en-GB".into(),
        title: SCRIPT.into(),
        intro: blocks.clone(),
        fields: vec![
            field("what", FieldKind::Long { value: Text::new(format!("</textarea>{SCRIPT}")) }),
            field("where", FieldKind::Short { value: Text::new(SCRIPT) }),
        ],
        actions: vec![button.clone()],
        progress: Some((2, 5)),
        error: Some(SCRIPT.into()),
        note: Some(SCRIPT.into()),
    };
    let site = site(View::Form(page)).await;
    let form = site.ask("/as/teacher/command", json!({ "text": "/concern", "event": "e1" })).await;
    assert_eq!(form["kind"], "form");
    assert_eq!(
        (&form["draft"], &form["revision"], &form["page"]),
        (&json!("d1"), &json!(3), &json!("account"))
    );
    assert_eq!(form["fields"], json!(["what", "where"]));
    let html = form["html"].as_str().unwrap();
    for field in ["what", "where"] {
        assert!(
            html.contains(&format!("aria-describedby=\"{field}-hint {field}-error {field}-coach\"")),
            "{html}"
        );
        assert!(html.contains(&format!("<ul class=\"coach\" id=\"{field}-coach\">")), "{html}");
    }
    assert!(html.contains("<p class=\"second-look\" tabindex=\"-1\">"), "{html}");

    let heading = SCRIPT.to_owned();
    let card = Card { lang: SCRIPT.into(), heading, blocks, buttons: vec![button], push: SCRIPT.into() };
    let mut live = Live::of(&site, "dsl").await;
    site.local.post(&direct("dsl"), &card, "k1").await.unwrap();
    let (_, pushed) = live.next().await.unwrap();
    let place = site.text("/as/dsl/place/direct").await;
    for html in [form["html"].as_str().unwrap(), pushed["html"].as_str().unwrap(), &place] {
        assert!(html.contains("&#60;script&#62;alert"), "{html}");
        for raw in ["<script", "alert('x')", "<b>", "</textarea>&#60;/textarea"] {
            assert!(!html.contains(raw), "{raw} in {html}");
        }
    }
}

#[tokio::test]
async fn every_part_of_a_page_tells_the_language_it_is_in() {
    let card = |heading: &str, lang: &str| Card { lang: lang.into(), ..card(heading) };
    let site = site(View::Card(card("Private", "fr-FR"))).await;
    let pages = [
        ("/", "en-GB"),
        ("/as/teacher", "en-GB"),
        ("/as/deputy", "es-ES"),
        ("/side-by-side?left=deputy&right=deputy", "en-GB"),
        ("/as/nobody", "en-GB"),
    ];
    for (path, lang) in pages {
        let html = site.text(path).await;
        assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{path}: {html}");
    }
    let mut live = Live::of(&site, "deputy").await;
    site.local.open_thread(&space("safe"), &card("Concern", "en-GB"), "k1").await.unwrap();
    assert_eq!(live.next().await.unwrap().1["lang"], "en-GB", "of what is said aloud");
    site.local.post(&direct("deputy"), &card("Aviso", "es-ES"), "k2").await.unwrap();
    let told = [
        ("/as/deputy/nav", r#"lang="en-GB">Concern"#),
        ("/as/deputy/place/space:safe", r#"<span class="heading" lang="en-GB">Concern"#),
        ("/as/deputy/place/thread:safe:t1", r#"<h2 tabindex="-1" lang="en-GB">Concern"#),
        ("/as/deputy/place/thread:safe:t1", r#"<div class="card" lang="en-GB">"#),
        ("/as/deputy/place/direct", r#"<div class="card" lang="es-ES">"#),
    ];
    for (path, part) in told {
        let html = site.text(path).await;
        assert!(html.contains(part), "{part} in {html}");
    }
    let shown = site.ask("/as/deputy/command", json!({ "text": "/help", "event": "e1" })).await;
    assert!(shown["html"].as_str().unwrap().contains(r#"<div class="card" lang="fr-FR">"#), "{shown}");
}

#[tokio::test]
async fn a_form_page_carries_what_a_browser_needs() {
    let kinds = [
        ("about", FieldKind::Choice { options: vec![], chosen: None }),
        ("when", FieldKind::Date { value: Text::new("2026-11-03") }),
        ("subject", FieldKind::Person { chosen: vec!["dsl".into()] }),
        ("read", FieldKind::Tick { ticked: true }),
    ];
    let field = |(id, kind): (&str, FieldKind)| Field {
        id: id.into(),
        label: format!("Label of {id}"),
        hint: None,
        required: true,
        kind,
        error: None,
        hints: Vec::new(),
    };
    let action =
        Button { id: "carry_on".into(), label: "Go".into(), value: String::new(), style: Style::Primary };
    let site = site(View::Form(Page {
        draft: DraftId::parse("d1").unwrap(),
        revision: 1,
        id: "danger".into(),
        lang: "en-GB".into(),
        title: "Title".into(),
        intro: vec![],
        fields: kinds.map(field).into(),
        actions: vec![action],
        progress: None,
        error: None,
        note: None,
    }))
    .await;
    let form = site.ask("/as/teacher/command", json!({ "text": "/concern", "event": "e1" })).await;
    let html = form["html"].as_str().unwrap();
    let needed = [
        r#"<fieldset id="about" role="radiogroup""#,
        r#"type="date" id="when" name="when" data-kind="text" value="2026-11-03""#,
        r#"name="subject" value="dsl" checked"#,
        r#"type="checkbox" id="read" name="read" data-kind="tick" checked"#,
        r#"data-action="carry_on""#,
        r#"<form class="page" lang="en-GB""#,
    ];
    for part in needed {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("<legend></legend>"));
}

#[tokio::test]
async fn a_stream_carries_only_what_its_persona_may_see() {
    let site = site(View::Nothing).await;
    let (mut teacher, mut dsl) = (Live::of(&site, "teacher").await, Live::of(&site, "dsl").await);
    site.local.post(&space("safe"), &card("one"), "k1").await.unwrap();
    let thread = site.local.open_thread(&space("safe"), &card("two"), "k2").await.unwrap();
    let public = site.local.open_thread(&space("staff"), &card("three"), "k3").await.unwrap();
    let told = site.local.post(&direct("dsl"), &card("four"), "k4").await.unwrap();
    site.local.update(&told, &card("five")).await.unwrap();
    site.local.post(&direct("teacher"), &card("six"), "k5").await.unwrap();

    let expected = [
        ("posted", "space:safe", Some("Toast one")),
        ("posted", "thread:safe:t2", Some("Toast two")),
        ("posted", "thread:staff:t3", Some("Toast three")),
        ("posted", "direct", Some("Toast four")),
        ("updated", "direct", None),
    ];
    for (name, place, toast) in expected {
        let (event, data) = dsl.next().await.unwrap();
        assert_eq!(
            (event.as_str(), data["place"].as_str(), data["toast"].as_str()),
            (name, Some(place), toast)
        );
    }
    let (_, first) = teacher.next().await.unwrap();
    assert_eq!(first["place"], "thread:staff:t3");
    let (_, second) = teacher.next().await.unwrap();
    assert_eq!(second["toast"], "Toast six");
    assert_eq!(thread.address.place, Place::Thread { space: "safe".into(), thread: "t2".into() });
    assert_eq!(public.message, "m3");

    site.local.close();
    assert_eq!(teacher.next().await, None);
}

#[tokio::test]
async fn a_page_says_nothing_of_what_others_see() {
    let site = site(View::Nothing).await;
    let thread = site.local.open_thread(&space("safe"), &card("Canary one"), "k1").await.unwrap();
    site.local.post(&thread.address, &card("Canary two"), "k2").await.unwrap();
    site.local.post(&direct("dsl"), &card("Canary three"), "k3").await.unwrap();
    for path in
        ["/", "/as/teacher", "/as/teacher/nav", "/as/teacher/place/direct", "/as/teacher/place/space:staff"]
    {
        let html = site.text(path).await;
        assert!(!html.contains("Canary") && !html.contains("The safe space"), "{path}");
    }
    let missing = site.get("/as/teacher/place/space:missing").await;
    let hidden = site.get("/as/teacher/place/space:safe").await;
    assert_eq!((hidden.status(), missing.status()), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
    assert_eq!(hidden.text().await.unwrap(), missing.text().await.unwrap());
    assert_eq!(site.get("/as/teacher/place/thread:safe:t1").await.status(), StatusCode::NOT_FOUND);

    let own = site.text("/as/deputy/place/thread:safe:t1").await;
    assert!(own.contains("Canary one") && own.contains("Canary two") && !own.contains("Canary three"));
}

#[tokio::test]
async fn a_private_card_says_when_it_goes() {
    let expires = "2026-11-03T14:30:00Z";
    let site = site(View::Private { card: card("Read"), expires: expires.parse().unwrap() }).await;
    let answer = site.ask("/as/dsl/press", json!({ "button": "read", "value": "n1", "event": "e1" })).await;
    assert_eq!((&answer["kind"], &answer["expires"]), (&json!("private"), &json!(expires)));
    let html = answer["html"].as_str().unwrap();
    assert!(html.contains("chat-only_you") && html.contains(&format!("data-expires=\"{expires}\"")));
    assert!(!site.text("/as/dsl/place/direct").await.contains("Read"), "nothing of it is kept");
}

#[tokio::test]
async fn moving_time_on_tells_every_page() {
    let site = site(View::Nothing).await;
    let mut pages = [Live::of(&site, "teacher").await, Live::of(&site, "dsl").await];
    let moved = site.ask("/clock/move", json!({ "minutes": 15 })).await;
    assert_eq!(moved["now"], "2026-11-03T14:35:00Z");
    for page in &mut pages {
        assert_eq!(page.next().await, Some(("clock".into(), json!({ "now": "2026-11-03T14:35:00Z" }))));
    }
}
