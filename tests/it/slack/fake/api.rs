//! The Web API's listener: tokens, trouble on order, and what is recorded.

use super::{APP_TOKEN, Call, FakeSlack};
use crate::slack::limits;
use axum::body::{Body, Bytes};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};
use tokio::net::TcpListener;

/// How a method misbehaves.
#[derive(Debug, Clone)]
pub enum How {
    /// 429, and when to try again.
    Limited(u64),
    /// A status with a page of somebody's proxy.
    Status(u16),
    /// `ok: false` with this word; nothing was done.
    Error(&'static str),
    /// Does not answer until it is told to behave; nothing was done.
    Silent,
    /// Does it, but not before it is told to behave.
    Late,
    /// Does it, and the connection breaks before it can say so.
    DoneAndDropped,
}

#[derive(Debug)]
pub struct Order {
    method: String,
    how: How,
    times: usize,
    /// Only calls that name this channel, user or view.
    about: Option<String>,
}

/// What a method comes back with.
pub type Done = Result<Value, &'static str>;

pub async fn bind() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api", listener.local_addr().unwrap());
    (listener, url)
}

pub fn serve(fake: FakeSlack, listener: TcpListener) {
    let routes = axum::Router::new().route("/api/{method}", axum::routing::any(called)).with_state(fake);
    tokio::spawn(async move { axum::serve(listener, routes).await });
}

impl FakeSlack {
    /// The next so many calls of a method go wrong.
    pub fn misbehaves(&self, method: &str, times: usize, how: How) {
        self.order(method, times, how, None);
    }

    /// The same for calls that name a channel, a person or a view alone.
    pub fn misbehaves_about(&self, about: &str, method: &str, times: usize, how: How) {
        self.order(method, times, how, Some(about.to_owned()));
    }

    fn order(&self, method: &str, times: usize, how: How, about: Option<String>) {
        self.state().orders.push(Order { method: method.to_owned(), how, times, about });
    }

    /// From now on everything works.
    pub fn behaves(&self) {
        let mut state = self.state();
        state.orders.clear();
        state.behaved += 1;
        drop(state);
        self.tell();
    }

    async fn until_it_behaves(&self) {
        let mut changed = self.0.changed.subscribe();
        let before = self.state().behaved;
        while self.state().behaved == before && changed.changed().await.is_ok() {}
    }

    fn ordered(&self, method: &str, body: &Value) -> Option<How> {
        let mut state = self.state();
        let names = |about: &String| {
            ["channel", "user", "user_id", "view_id", "users"].iter().any(|key| body[key] == about.as_str())
        };
        let order = state
            .orders
            .iter_mut()
            .find(|o| o.times > 0 && o.method == method && o.about.as_ref().is_none_or(names))?;
        order.times -= 1;
        Some(order.how.clone())
    }

    /// The install that a token belongs to.
    fn bearer(&self, token: &str) -> Result<String, &'static str> {
        let state = self.state();
        let found = state.installs.iter().find(|(_, installed)| installed.token == token);
        match found {
            Some((_, installed)) if installed.revoked => Err("token_revoked"),
            Some((id, _)) => Ok(id.clone()),
            None => Err("invalid_auth"),
        }
    }

    fn does(&self, install: &str, method: &str, body: &Value) -> Done {
        let mut state = self.state();
        let now = self.now();
        match method {
            "auth.test" => state.auth_test(install),
            "chat.postMessage" => state.post_message(install, body, now),
            "chat.update" => state.update_message(install, body),
            "conversations.info" => state.conversation(install, body),
            "conversations.members" => state.members(install, body),
            "conversations.open" => state.open_conversation(install, body),
            "users.info" => state.user_info(install, body),
            "users.list" => state.user_list(install, body),
            "users.lookupByEmail" => state.user_by_email(install, body),
            "views.open" => state.views_open(install, body, now),
            "views.update" => state.views_update(install, body, now),
            "views.publish" => state.views_publish(install, body, now),
            _ => Err("unknown_method"),
        }
    }

    fn record(&self, method: &str, team: &str, body: &Value, outcome: &str) {
        let mut state = self.state();
        // The table is about what people see; the other methods carry ids alone.
        if method.starts_with("chat.") || method.starts_with("views.") {
            state.findings.extend(limits::check(method, body));
        }
        let call = Call {
            method: method.to_owned(),
            team: team.to_owned(),
            body: body.clone(),
            outcome: outcome.to_owned(),
        };
        state.calls.push(call);
        drop(state);
        self.tell();
    }
}

async fn called(
    State(fake): State<FakeSlack>,
    Path(method): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    bytes: Bytes,
) -> Response {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let body = if header(header::CONTENT_TYPE).starts_with("application/json") && !bytes.is_empty() {
        serde_json::from_slice(&bytes).unwrap_or(Value::Null)
    } else {
        let mut all = form(query.unwrap_or_default().as_bytes());
        all.extend(form(&bytes));
        Value::Object(all)
    };
    let token = header(header::AUTHORIZATION).strip_prefix("Bearer ").unwrap_or_default().to_owned();
    if method == "apps.connections.open" {
        return fake.opens_socket(&token, &body).await;
    }
    let install = match fake.bearer(&token) {
        Ok(install) => install,
        Err(word) => {
            fake.record(&method, "", &body, word);
            return refused(word);
        }
    };
    let limited = fake.limited(&install, &method, &body).map(How::Limited);
    let how = match limited.or_else(|| fake.ordered(&method, &body)) {
        Some(How::Late) => {
            fake.record(&method, &install, &body, "late");
            fake.until_it_behaves().await;
            None
        }
        how => how,
    };
    match how {
        Some(How::Limited(seconds)) => {
            fake.record(&method, &install, &body, "429");
            let text = json!({ "ok": false, "error": "ratelimited" }).to_string();
            let headers =
                [("retry-after", seconds.to_string()), ("content-type", "application/json".to_owned())];
            (StatusCode::TOO_MANY_REQUESTS, headers, text).into_response()
        }
        Some(How::Status(status)) => {
            fake.record(&method, &install, &body, "status");
            (StatusCode::from_u16(status).unwrap(), "<html>Something went wrong</html>").into_response()
        }
        Some(How::Error(word)) => {
            fake.record(&method, &install, &body, word);
            refused(word)
        }
        Some(How::Silent) => {
            fake.record(&method, &install, &body, "silent");
            fake.until_it_behaves().await;
            broken()
        }
        Some(How::DoneAndDropped) => {
            let done = fake.does(&install, &method, &body);
            fake.record(&method, &install, &body, if done.is_ok() { "dropped" } else { "refused" });
            broken()
        }
        Some(How::Late) | None => {
            let done = fake.does(&install, &method, &body);
            fake.record(&method, &install, &body, done.as_ref().err().copied().unwrap_or("ok"));
            match done {
                Ok(mut answer) => {
                    answer["ok"] = true.into();
                    axum::Json(answer).into_response()
                }
                Err(word) => refused(word),
            }
        }
    }
}

impl FakeSlack {
    async fn opens_socket(&self, token: &str, body: &Value) -> Response {
        let how = self.ordered("apps.connections.open", body);
        self.record("apps.connections.open", "", body, "ok");
        match how {
            Some(How::Error(word)) => return refused(word),
            Some(How::Status(status)) => return StatusCode::from_u16(status).unwrap().into_response(),
            Some(_) => panic!("no such trouble with connections"),
            None => {}
        }
        if token != APP_TOKEN {
            return refused(if token.is_empty() { "not_authed" } else { "not_allowed_token_type" });
        }
        let url = self.0.sockets.ticket();
        axum::Json(json!({ "ok": true, "url": url })).into_response()
    }
}

/// A connection that ends in the middle of an answer.
fn broken() -> Response {
    let why = std::io::Error::other("the connection broke");
    Body::from_stream(futures::stream::once(async move { Err::<Bytes, _>(why) })).into_response()
}

/// Slack refuses with 200.
fn refused(word: &str) -> Response {
    axum::Json(json!({ "ok": false, "error": word })).into_response()
}

fn form(bytes: &[u8]) -> Map<String, Value> {
    form_urlencoded::parse(bytes).map(|(key, value)| (key.into_owned(), value.into_owned().into())).collect()
}
