//! How the app is told: signed requests over HTTP with Slack's retries, or envelopes over Socket Mode.

use super::FakeSlack;
use chrono::TimeDelta;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use std::time::Duration;

/// How long an answer may take before somebody sees an error: Slack has three seconds, a busy machine needs more.
const ANSWER: Duration = Duration::from_secs(6);
/// Times that an event is sent again.
const RETRIES: u32 = 3;

#[derive(Debug, Clone)]
pub enum Delivery {
    Http { base: String },
    Socket,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Command,
    Interaction,
    Event,
}

/// What the app said.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Acknowledged(Option<Value>),
    /// The status, or 0 where nothing came.
    Failed(u16),
}

/// A request as Slack signs it; a test may spoil any part.
#[derive(Debug, Clone)]
pub struct Request {
    pub path: &'static str,
    pub content_type: &'static str,
    pub body: Vec<u8>,
    pub secret: String,
    /// How far the sender's clock is ahead.
    pub ahead: TimeDelta,
    pub retry: u32,
}

impl Request {
    pub fn new(kind: Kind, payload: &Value) -> Self {
        let form = |pairs: Vec<(String, String)>| {
            form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish().into_bytes()
        };
        let (path, content_type, body) = match kind {
            Kind::Command => {
                let fields = payload.as_object().unwrap().iter();
                let fields = fields.map(|(key, value)| (key.clone(), value.as_str().unwrap_or_default().to_owned()));
                ("/slack/commands", "application/x-www-form-urlencoded", form(fields.collect()))
            }
            Kind::Interaction => {
                let fields = vec![("payload".to_owned(), payload.to_string())];
                ("/slack/interactions", "application/x-www-form-urlencoded", form(fields))
            }
            Kind::Event => ("/slack/events", "application/json", payload.to_string().into_bytes()),
        };
        let secret = super::SIGNING_SECRET.to_owned();
        Self { path, content_type, body, secret, ahead: TimeDelta::zero(), retry: 0 }
    }
}

fn signature(secret: &str, stamp: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("v0:{stamp}:").as_bytes());
    mac.update(body);
    let hex: String = mac.finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect();
    format!("v0={hex}")
}

impl FakeSlack {
    pub async fn deliver(&self, kind: Kind, payload: Value) -> Answer {
        let delivery = self.0.delivery.lock().unwrap().clone().expect("the app is not listened for");
        match delivery {
            Delivery::Socket => self.send_envelope(kind, payload).await,
            Delivery::Http { .. } => {
                let mut request = Request::new(kind, &payload);
                loop {
                    let answer = self.send(&request).await;
                    let again = kind == Kind::Event && request.retry < RETRIES;
                    if !again || matches!(answer, Answer::Acknowledged(_)) {
                        return answer;
                    }
                    request.retry += 1;
                }
            }
        }
    }

    /// One request, as it stands.
    pub async fn send(&self, request: &Request) -> Answer {
        let Some(Delivery::Http { base }) = self.0.delivery.lock().unwrap().clone() else {
            panic!("the app takes no requests")
        };
        let stamp = (self.now() + request.ahead).timestamp().to_string();
        let mut post = self
            .0
            .http
            .post(format!("{base}{}", request.path))
            .header("content-type", request.content_type)
            .header("user-agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
            .header("x-slack-signature", signature(&request.secret, &stamp, &request.body))
            .header("x-slack-request-timestamp", &stamp);
        if request.retry > 0 {
            post = post.header("x-slack-retry-num", request.retry).header("x-slack-retry-reason", "http_timeout");
        }
        let answer = tokio::time::timeout(ANSWER, post.body(request.body.clone()).send()).await;
        let Ok(Ok(answer)) = answer else { return Answer::Failed(0) };
        let status = answer.status();
        let text = answer.text().await.unwrap_or_default();
        if !status.is_success() {
            return Answer::Failed(status.as_u16());
        }
        let body = match text.as_str() {
            "" => None,
            text => Some(serde_json::from_str(text).unwrap_or_else(|_| json!({ "text": text }))),
        };
        Answer::Acknowledged(body)
    }
}
