//! The demo workspace over HTTP: who gets in, and what becomes of what they do.

mod sent;
mod shown;
mod words;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use hearken::chat::{Action, Address, Card, Event, Inbox, Input, Place, View};
use hearken::domain::school::PlatformKind;
use hearken::platforms::local::{Local, LocalSettings, Persona, Space, TimeControl, Words, routes};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::{Arc, Mutex};

/// Says each id as it is, with its arguments; only a language must be one.
struct Ids;

impl Words for Ids {
    fn say(&self, locale: Option<&str>, id: &str, args: &[(&str, String)]) -> String {
        if id == "local-lang" {
            return locale.unwrap_or("en-GB").to_owned();
        }
        args.iter().fold(id.to_owned(), |text, (name, value)| format!("{text} {name}={value}"))
    }
}

struct Clock(Mutex<DateTime<Utc>>);

impl TimeControl for Clock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    fn move_on(&self, minutes: i64) {
        *self.0.lock().unwrap() += TimeDelta::minutes(minutes);
    }
}

/// Keeps what came in, and answers everything with one view.
struct Fake {
    seen: Mutex<Vec<Event>>,
    view: View,
}

#[async_trait]
impl Inbox for Fake {
    async fn handle(&self, event: Event) -> View {
        self.seen.lock().unwrap().push(event);
        self.view.clone()
    }
}

impl Fake {
    fn events(&self) -> Vec<Event> {
        self.seen.lock().unwrap().clone()
    }
}

pub fn open(dir: Option<&Path>) -> anyhow::Result<Arc<Local>> {
    let persona = |user: &str| Persona {
        user: user.into(),
        name: format!("Name of {user}"),
        title: format!("local-persona-{user}"),
        locale: (user == "deputy").then(|| "es-ES".to_owned()),
    };
    let space = |id: &str, private, members: &[&str]| Space {
        id: id.into(),
        name: format!("The {id} space"),
        private,
        members: members.iter().map(|m| (*m).into()).collect(),
    };
    let settings = LocalSettings {
        data_dir: dir.map(Into::into),
        workspace: "demo".into(),
        personas: ["teacher", "dsl", "deputy"].map(persona).into(),
        spaces: vec![space("staff", false, &["teacher", "dsl"]), space("safe", true, &["dsl", "deputy"])],
    };
    let clock = Clock(Mutex::new("2026-11-03T14:20:00Z".parse().unwrap()));
    Local::open(settings, Arc::new(Ids), Arc::new(clock))
}

struct Site {
    local: Arc<Local>,
    inbox: Arc<Fake>,
    base: String,
    client: Client,
}

/// A running workspace whose inbox answers everything with one view.
async fn site(view: View) -> Site {
    let local = open(None).unwrap();
    let inbox = Arc::new(Fake { seen: Mutex::default(), view });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let app = routes(local.clone(), inbox.clone());
    tokio::spawn(async move { axum::serve(listener, app).await });
    Site { local, inbox, base, client: Client::new() }
}

impl Site {
    async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.base)).send().await.unwrap()
    }

    async fn text(&self, path: &str) -> String {
        self.get(path).await.text().await.unwrap()
    }

    async fn post(&self, path: &str, body: Value) -> Response {
        self.client.post(format!("{}{path}", self.base)).json(&body).send().await.unwrap()
    }

    async fn ask(&self, path: &str, body: Value) -> Value {
        self.post(path, body).await.json().await.unwrap()
    }
}

fn at(place: Place) -> Address {
    Address { platform: PlatformKind::Local, workspace: "demo".into(), place }
}

fn direct(user: &str) -> Address {
    at(Place::Direct { user: user.into() })
}

fn space(space: &str) -> Address {
    at(Place::Space { space: space.into() })
}

fn card(heading: &str) -> Card {
    let push = format!("Toast {heading}");
    Card { lang: "en-GB".into(), heading: heading.into(), blocks: vec![], buttons: vec![], push }
}

#[tokio::test]
async fn a_request_for_any_other_host_is_refused() {
    let site = site(View::Nothing).await;
    for host in
        ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "x@127.0.0.1", "10.0.0.1"]
    {
        let request = site.client.get(format!("{}/as/dsl", site.base)).header("host", host);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{host}");
        assert_eq!(answer.headers()["x-frame-options"], "DENY", "{host}");
        assert!(!answer.text().await.unwrap().contains("Name of dsl"), "{host}");
    }
    for host in ["localhost:1", "127.0.0.1", "[::1]:8080", "LOCALHOST"] {
        let request = site.client.get(format!("{}/as/dsl", site.base)).header("host", host);
        assert_eq!(request.send().await.unwrap().status(), StatusCode::OK, "{host}");
    }
}

#[tokio::test]
async fn a_page_from_another_origin_cannot_act() {
    let site = site(View::Nothing).await;
    let send = |origin: String| {
        let body = json!({ "text": "/concern", "event": "e1" });
        let path = format!("{}/as/teacher/command", site.base);
        site.client.post(path).header("origin", origin).json(&body).send()
    };
    for origin in ["https://evil.example", "http://127.0.0.1:1", "http://localhost", "null"] {
        assert_eq!(send(origin.into()).await.unwrap().status(), StatusCode::FORBIDDEN, "{origin}");
    }
    assert!(site.inbox.events().is_empty());
    assert_eq!(send(site.base.clone()).await.unwrap().status(), StatusCode::OK);
    assert_eq!(site.inbox.events().len(), 1);
}

#[tokio::test]
async fn events_carry_who_what_and_an_id_of_their_own() {
    let site = site(View::Nothing).await;
    let values = json!({
        "what": { "text": "words" }, "about": { "picked": ["pupil"] },
        "subject": { "people": ["dsl"] }, "read": { "tick": true },
    });
    let answer = json!({ "draft": "d1", "revision": 2, "page": "account", "values": values, "pressed": "carry_on", "event": "e2" });
    site.ask("/as/teacher/command", json!({ "text": " /Concern  now ", "event": "e1" })).await;
    site.ask("/as/teacher/answer", answer).await;
    site.ask("/as/dsl/press", json!({ "button": "read", "value": "n1", "event": "e1" })).await;
    site.ask("/as/dsl/file", json!({ "event": "e3" })).await;
    site.get("/as/dsl/home?event=e4").await;
    let events = site.inbox.events();

    let ids: Vec<&str> = events.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids, ["teacher:e1", "teacher:e2", "dsl:e1", "dsl:e3", "dsl:e4"]);
    assert!(events.iter().all(|e| e.workspace == e.from.workspace_key() && e.from.workspace == "demo"));
    assert!(
        matches!(&events[0].action, Action::Command { name, rest } if name == "concern" && rest.expose() == "now")
    );
    let Action::Answer { revision: 2, values, pressed, .. } = &events[1].action else { panic!("an answer") };
    assert_eq!(pressed, "carry_on");
    assert!(matches!(&values["what"], Input::Text(text) if text.expose() == "words"));
    assert!(matches!(&values["about"], Input::Picked(options) if options == &["pupil"]));
    assert!(matches!(&values["subject"], Input::People(people) if people == &[events[2].from.clone()]));
    assert!(matches!(&values["read"], Input::Tick(true)));
    assert!(
        matches!(&events[2].action, Action::Press { button, value } if button == "read" && value == "n1")
    );
    assert!(matches!(&events[3].action, Action::FileOffered));
    assert!(matches!(&events[4].action, Action::HomeOpened));
}

#[tokio::test]
async fn what_somebody_does_carries_the_language_of_their_workspace() {
    let site = site(View::Nothing).await;
    for user in ["teacher", "deputy"] {
        site.ask(&format!("/as/{user}/command"), json!({ "text": "/concern", "event": "e1" })).await;
    }
    let locales: Vec<_> = site.inbox.events().into_iter().map(|event| event.locale).collect();
    assert_eq!(locales, [None, Some("es-ES".to_owned())]);
}

#[tokio::test]
async fn plain_words_ask_for_help_and_go_no_further() {
    let site = site(View::Nothing).await;
    site.ask("/as/teacher/command", json!({ "text": "a child told me something", "event": "e1" })).await;
    let events = site.inbox.events();
    assert!(matches!(&events[0].action, Action::Command { name, rest } if name == "help" && rest.is_blank()));
    // Whoever types the command wants to know what to type, and has reported nothing.
    site.ask("/as/teacher/command", json!({ "text": "/help", "event": "e2" })).await;
    let events = site.inbox.events();
    assert!(
        matches!(&events[1].action, Action::Command { name, rest } if name == "hearken" && rest.expose() == "help")
    );
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_unread() {
    let site = site(View::Nothing).await;
    for path in
        ["/as/teacher/command", "/as/teacher/answer", "/as/teacher/press", "/as/teacher/file", "/clock/move"]
    {
        let answer = site.post(path, json!({ "event": "e1", "text": "x".repeat(1024 * 1024) })).await;
        assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        assert_eq!(answer.json::<Value>().await.unwrap()["error"], "local-refused_too_big", "{path}");
    }
    assert!(site.inbox.events().is_empty());
}

#[tokio::test]
async fn what_cannot_be_understood_is_refused_in_plain_words() {
    let site = site(View::Nothing).await;
    let answer = |event: &str, people: &str| {
        json!({ "draft": "d1", "revision": 1, "page": "p", "pressed": "x", "event": event,
                "values": { "subject": { "people": [people] } } })
    };
    let wrong = [
        ("/as/teacher/command", json!({ "text": "/concern" })),
        ("/as/teacher/command", json!({ "text": "/concern", "event": "" })),
        ("/as/teacher/command", json!({ "text": "/concern", "event": "no spaces" })),
        ("/as/teacher/command", json!({ "text": "/concern", "event": "x".repeat(41) })),
        ("/as/teacher/answer", answer("e1", "nobody")),
        ("/as/teacher/press", json!([])),
        ("/clock/move", json!({ "minutes": 0 })),
        ("/clock/move", json!({ "minutes": 9_000_000_000_i64 })),
    ];
    for (path, body) in wrong {
        let refused = site.post(path, body.clone()).await;
        assert_eq!(refused.status(), StatusCode::BAD_REQUEST, "{path} {body}");
        assert_eq!(refused.json::<Value>().await.unwrap()["error"], "local-refused_not_understood");
    }
    let torn = site.client.post(format!("{}/as/teacher/command", site.base)).body("{\"text\":");
    assert_eq!(torn.send().await.unwrap().status(), StatusCode::BAD_REQUEST);
    assert!(site.inbox.events().is_empty());
}

#[tokio::test]
async fn nobody_can_be_a_persona_that_is_not_there() {
    let site = site(View::Nothing).await;
    for path in ["", "/stream", "/nav", "/home", "/place/direct", "/place/space:staff"] {
        assert_eq!(site.get(&format!("/as/nobody{path}")).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let body = json!({ "text": "/concern", "button": "b", "event": "e1" });
    for path in ["command", "press", "file", "answer"] {
        let answer = site.post(&format!("/as/nobody/{path}"), body.clone()).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
    assert!(site.inbox.events().is_empty());
}
