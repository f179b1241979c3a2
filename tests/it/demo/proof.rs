//! Proves the way through the form on a stand-in for the demo that knows five pages and forgets its promises.

use super::{Concern, Failure, Person, Receipt, Reporting, references, url_in};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

#[derive(Default)]
struct StandIn {
    heard: Vec<Value>,
    /// Answers to the send button that get lost.
    lose: usize,
}

type Shared = Arc<Mutex<StandIn>>;

const PAGES: &[(&str, &[&str])] = &[
    ("danger", &[]),
    ("about", &["about"]),
    ("who", &["subject", "subject_described"]),
    ("before", &["seen", "understood"]),
    ("what", &["what_happened"]),
    ("check", &[]),
];

fn page(number: usize) -> Value {
    let (id, fields) = PAGES[number];
    json!({ "kind": "form", "html": "<p>CDF-234</p>", "draft": "d1", "revision": number, "page": id, "fields": fields })
}

async fn command(State(shared): State<Shared>, Json(body): Json<Value>) -> Json<Value> {
    shared.lock().unwrap().heard.push(body);
    Json(page(0))
}

async fn answer(State(shared): State<Shared>, Json(body): Json<Value>) -> (StatusCode, Json<Value>) {
    let mut standing = shared.lock().unwrap();
    let number = body["revision"].as_u64().unwrap() as usize;
    standing.heard.push(body.clone());
    if body["page"] != "check" {
        return (StatusCode::OK, Json(page(number + 1)));
    }
    if standing.lose > 0 {
        standing.lose -= 1;
        return (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "error": "We can't tell" })));
    }
    (
        StatusCode::OK,
        Json(json!({ "kind": "card", "html": "<h3 id=\"CDF-345\">Sent: K7F-2QX</h3><b>CDF-234</b>" })),
    )
}

fn press(body: &Value) -> Json<Value> {
    Json(json!({ "kind": "private", "html": format!("{} {}", body["button"], body["value"]) }))
}

async fn nav(Path(user): Path<String>) -> String {
    let link = |place: &str| format!("<a href=\"#{place}\" data-place=\"{place}\">{place}</a>");
    let thread = |name: &str| link(&format!("thread:{user}-room:{name}"));
    [link("home"), link("direct"), thread("t1"), thread("t2"), thread("t1")].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_walked_to_its_receipt_and_sent_again_when_the_answer_is_lost() {
    let shared = Shared::default();
    let app = Router::new()
        .route("/as/{user}/command", post(command))
        .route("/as/{user}/answer", post(answer))
        .route("/as/{user}/press", post(async |Json(body): Json<Value>| press(&body)))
        .route("/as/{user}/nav", get(nav))
        .route("/as/{user}/place/{name}", get(async |Path((_, name)): Path<(String, String)>| name))
        .with_state(shared.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = url_in(&format!("Open http://{} now", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    let person = Person::new("teacher", Arc::new(Mutex::new(url)));

    let receipt = Receipt { reference: "K7F-2QX".to_owned() };
    assert_eq!(person.report("pupil", "nudes", "words").await.unwrap(), receipt);
    let heard = std::mem::take(&mut shared.lock().unwrap().heard);
    assert_eq!(heard[0]["text"], "/concern");
    assert_eq!(heard[2]["values"], json!({ "about": { "picked": ["pupil"] } }));
    assert_eq!(heard[3]["values"], json!({}));
    assert_eq!(heard[4]["values"], json!({ "seen": { "picked": ["no"] }, "understood": { "tick": true } }));
    assert_eq!(heard[5]["values"], json!({ "what_happened": { "text": "words" } }));
    assert_eq!(heard[6]["pressed"], "send");

    shared.lock().unwrap().lose = 2;
    let concern = Concern { about: "pupil".into(), category: "nudes".into(), words: "words".into() };
    let mut reporting = Reporting::begin(person.clone(), concern);
    let failure = reporting.finish().await.unwrap_err();
    assert!(
        matches!(failure, Failure::Refused { status: 503, .. }) && failure.words().contains("can't tell")
    );
    assert!(reporting.is_sending());
    reporting.finish().await.unwrap_err();
    reporting.press_again();
    assert_eq!(reporting.finish().await.unwrap(), receipt);
    let sent: Vec<Value> =
        shared.lock().unwrap().heard[6..].iter().map(|body| body["event"].clone()).collect();
    assert_eq!(sent.len(), 3);
    assert!(sent[0] == sent[1] && sent[1] != sent[2], "sent again as it was, then pressed again");

    let threads = person.threads().await.unwrap();
    let names: Vec<&str> = threads.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["thread:teacher-room:t1", "thread:teacher-room:t2"]);
    assert_eq!(threads[1].1, "thread:teacher-room:t2");
    let help = person.command("/help").await.unwrap();
    assert_eq!(help.kind, "form");
    assert_eq!(shared.lock().unwrap().heard.last().unwrap()["text"], "/help");
    let read = person.press("read", "c1").await.unwrap();
    assert_eq!((read.kind.as_str(), read.html.as_str()), ("private", "\"read\" \"c1\""));
    assert_eq!(person.place("direct").await.unwrap(), "direct");
    assert!(matches!(person.home().await.unwrap_err(), Failure::Refused { status: 404, .. }));
}

#[test]
fn references_are_found_in_text_and_nowhere_else() {
    let found = |html: &str| references(html).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(found("<b>K7F-2QX</b>, G5T-9NC."), "G5T-9NC K7F-2QX");
    assert_eq!(found("<p id=\"K7F-2QX\">2026-11-21 K7F-2QXX AEI-OUY k7f-2qx K7F2QX K7F-2QX-2</p>"), "");
}
