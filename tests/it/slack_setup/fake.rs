//! A very small Slack of one workspace: enough to check settings against, and to install.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

#[derive(Clone, Default)]
pub struct Fake(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    answers: HashMap<String, Value>,
    scopes: String,
    calls: Vec<(String, HashMap<String, String>)>,
}

impl Fake {
    /// Answers as a workspace in which all is well; its address.
    pub async fn start() -> (Self, String) {
        let fake = Self::default();
        fake.scopes(&hearken::platforms::slack::manifest::scopes().into_iter().collect::<Vec<_>>().join(","));
        fake.answer("auth.test", json!({ "ok": true, "team_id": "T0AK", "user_id": "UBOT" }));
        fake.answer("apps.connections.open", json!({ "ok": true, "url": "wss://127.0.0.1:9/" }));
        fake.answer(
            "conversations.info",
            json!({ "ok": true, "channel": { "id": "C0SAFE", "is_private": true, "is_member": true } }),
        );
        fake.answer("conversations.members", json!({ "ok": true, "members": ["UAMARA", "UBOT"] }));
        fake.answer("conversations.open", json!({ "ok": true, "channel": { "id": "D1" } }));
        fake.answer("chat.postMessage", json!({ "ok": true, "ts": "1.1", "channel": "D1" }));
        fake.answer("users.lookupByEmail", user("UAMARA", &json!({})));
        fake.answer("users.info", user("UAMARA", &json!({})));
        let routes = Router::new().route("/api/{method}", any(answered)).with_state(fake.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/api", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        (fake, url)
    }

    pub fn answer(&self, method: &str, answer: Value) {
        self.0.lock().unwrap().answers.insert(method.to_owned(), answer);
    }

    pub fn scopes(&self, scopes: &str) {
        self.0.lock().unwrap().scopes = scopes.to_owned();
    }

    /// How often a method was called.
    pub fn calls(&self, method: &str) -> usize {
        self.0.lock().unwrap().calls.iter().filter(|(called, _)| called == method).count()
    }
}

/// Somebody of the workspace, with something else about them.
pub fn user(id: &str, more: &Value) -> Value {
    let mut user = json!({
        "id": id, "team_id": "T0AK", "is_restricted": false, "is_ultra_restricted": false, "profile": { "real_name": "Somebody", "email": "amara@oak.example" },
    });
    for (name, value) in more.as_object().unwrap() {
        user[name] = value.clone();
    }
    json!({ "ok": true, "user": user })
}

async fn answered(
    State(fake): State<Fake>,
    Path(method): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    assert!(headers.contains_key("authorization"), "{method} without a token");
    let mut inner = fake.0.lock().unwrap();
    inner.calls.push((method.clone(), query));
    let answer =
        inner.answers.get(&method).cloned().unwrap_or(json!({ "ok": false, "error": "unknown_method" }));
    ([("x-oauth-scopes", inner.scopes.clone())], axum::Json(answer)).into_response()
}
