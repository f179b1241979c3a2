//! A Web API on a free port that answers as it is told, and remembers what it was asked.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use axum::routing::any;
use chrono::TimeDelta;
use hearken::chat::{Address, Card, Place, Speech};
use hearken::clock::MovableClock;
use hearken::domain::school::PlatformKind;
use hearken::domain::text::Text;
use hearken::platforms::slack::{Slack, SlackSettings, Transport, WorkspaceSettings};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Semaphore;

pub const TEAM: &str = "T1";
/// Neither may stand in any error.
pub const TOKEN: &str = "xoxb-zanzibarquartz";
pub const CANARY: &str = "obsidianfern";

#[derive(Clone)]
pub enum Answer {
    Json(Value),
    /// Status, Retry-After, content type and body.
    Raw(u16, Option<&'static str>, &'static str, String),
    /// Given once this many permits are there.
    Later(Arc<Semaphore>, Value),
    Never,
    /// Part of an answer, and then the connection is gone.
    Broken,
}

#[derive(Clone)]
pub struct Asked {
    pub method: String,
    pub token: String,
    pub body: Value,
}

struct Rule {
    method: String,
    /// An argument that has to have this value.
    of: Option<(&'static str, String)>,
    answer: Answer,
    once: bool,
}

#[derive(Default)]
struct Shared {
    rules: Mutex<Vec<Rule>>,
    asked: Mutex<Vec<Asked>>,
}

pub struct Server {
    pub url: String,
    shared: Arc<Shared>,
    clock: Arc<MovableClock>,
}

impl Server {
    pub async fn start() -> Self {
        let shared = Arc::new(Shared::default());
        let routes = Router::new().route("/api/{method}", any(answer)).with_state(shared.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/api", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        let server = Self {
            url,
            shared,
            clock: Arc::new(MovableClock::frozen_at("2026-03-10T10:00:00Z".parse().unwrap())),
        };
        server.always("auth.test", json!({ "ok": true, "user_id": "UBOT", "team_id": TEAM }));
        server
    }

    fn rule(&self, method: &str, of: Option<(&'static str, String)>, answer: Answer, once: bool) {
        let rule = Rule { method: method.to_owned(), of, answer, once };
        self.shared.rules.lock().unwrap().push(rule);
    }

    /// The answer from now on.
    pub fn always(&self, method: &str, answer: Value) {
        self.rule(method, None, Answer::Json(answer), false);
    }

    /// The same for one value of an argument.
    pub fn when(&self, method: &str, name: &'static str, value: &str, answer: Value) {
        self.rule(method, Some((name, value.to_owned())), Answer::Json(answer), false);
    }

    /// The answer to the next call alone.
    pub fn next(&self, method: &str, answer: Answer) {
        self.rule(method, None, answer, true);
    }

    pub fn asked(&self, method: &str) -> Vec<Asked> {
        self.shared.asked.lock().unwrap().iter().filter(|asked| asked.method == method).cloned().collect()
    }

    pub fn slack(&self) -> Arc<Slack> {
        self.slack_within(Duration::from_secs(5))
    }

    pub fn slack_within(&self, timeout: Duration) -> Arc<Slack> {
        slack_at(&self.url, timeout, self.clock.clone())
    }

    pub fn seconds_later(&self, seconds: i64) {
        self.clock.move_on(TimeDelta::seconds(seconds));
    }
}

pub fn slack_at(url: &str, timeout: Duration, clock: Arc<MovableClock>) -> Arc<Slack> {
    let settings = SlackSettings {
        api_url: url.to_owned(),
        transport: Transport::Http { signing_secret: Text::new("s") },
        oauth: None,
        workspaces: vec![WorkspaceSettings { id: TEAM.to_owned(), token: Some(Text::new(TOKEN)) }],
        timeout,
    };
    Slack::new(settings, Arc::new(Words), clock).unwrap()
}

struct Words;

impl Speech for Words {
    fn say(&self, _locale: &str, id: &str, _args: &[(&str, String)]) -> String {
        id.to_owned()
    }
}

async fn answer(
    State(shared): State<Arc<Shared>>,
    Path(method): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let token = headers.get(header::AUTHORIZATION).map_or("", |value| value.to_str().unwrap());
    let body = match serde_json::from_slice::<Value>(&body) {
        Ok(body) => body,
        Err(_) => {
            let query = query.unwrap_or_default();
            let pairs = form_urlencoded::parse(query.as_bytes());
            Value::Object(pairs.map(|(name, value)| (name.into_owned(), value.into_owned().into())).collect())
        }
    };
    let asked = Asked { method: method.clone(), token: token.to_owned(), body: body.clone() };
    shared.asked.lock().unwrap().push(asked);
    let answer = {
        let mut rules = shared.rules.lock().unwrap();
        let fits = |rule: &Rule| {
            rule.method == method && rule.of.as_ref().is_none_or(|(name, value)| body[name] == value.as_str())
        };
        let once = rules.iter().position(|rule| rule.once && fits(rule));
        match once {
            Some(next) => Some(rules.remove(next).answer),
            None => rules.iter().rev().find(|rule| fits(rule)).map(|rule| rule.answer.clone()),
        }
    };
    match answer {
        Some(Answer::Json(answer)) => json_answer(&answer),
        Some(Answer::Raw(status, after, kind, body)) => {
            let response = Response::builder().status(StatusCode::from_u16(status).unwrap());
            let response = response.header(header::CONTENT_TYPE, kind);
            let response = match after {
                Some(after) => response.header(header::RETRY_AFTER, after),
                None => response,
            };
            response.body(Body::from(body)).unwrap()
        }
        Some(Answer::Later(permits, answer)) => {
            permits.acquire().await.unwrap().forget();
            json_answer(&answer)
        }
        Some(Answer::Never) => std::future::pending().await,
        Some(Answer::Broken) => {
            let parts = [Ok("{\"ok\":true,"), Err(std::io::Error::other("gone"))];
            let body = Body::from_stream(futures::stream::iter(parts));
            Response::builder().header(header::CONTENT_TYPE, "application/json").body(body).unwrap()
        }
        None => json_answer(&json!({ "ok": false, "error": "unknown_method", "what": method })),
    }
}

fn json_answer(answer: &Value) -> Response {
    let kind = (header::CONTENT_TYPE, "application/json; charset=utf-8");
    Response::builder().header(kind.0, kind.1).body(Body::from(answer.to_string())).unwrap()
}

pub fn address(place: Place) -> Address {
    Address { platform: PlatformKind::Slack, workspace: TEAM.to_owned(), place }
}

pub fn direct(user: &str) -> Address {
    address(Place::Direct { user: user.to_owned() })
}

pub fn space(space: &str) -> Address {
    address(Place::Space { space: space.to_owned() })
}

pub fn card() -> Card {
    Card {
        lang: "en-GB".to_owned(),
        heading: "A new concern".to_owned(),
        blocks: Vec::new(),
        buttons: Vec::new(),
        push: "There is something for you".to_owned(),
    }
}

pub fn refusal(word: &str) -> Value {
    json!({ "ok": false, "error": word, "canary": CANARY })
}
