//! The least that can answer Slack: hyper alone, one fixed view, and nothing remembered of anybody.

use super::keep::Keeper;
use super::{SECRET, view_file};
use hmac::{Hmac, KeyInit, Mac};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use serde::Deserialize;
use sha2::Sha256;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::net::TcpListener;

struct Floor {
    client: Client<HttpConnector, Full<Bytes>>,
    open: String,
    view: String,
    update: Bytes,
    keeper: Option<Keeper>,
}

pub async fn serve(listener: TcpListener, api: &str, keeper: Option<Keeper>) {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    let view = std::fs::read_to_string(view_file()).unwrap();
    let floor = Arc::new(Floor {
        client: Client::builder(TokioExecutor::new()).build(connector),
        open: format!("{api}/views.open"),
        update: format!(r#"{{"response_action":"update","view":{view}}}"#).into(),
        view,
        keeper,
    });
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        stream.set_nodelay(true).unwrap();
        let floor = floor.clone();
        let take = service_fn(move |request| {
            let floor = floor.clone();
            async move { Ok::<_, Infallible>(floor.take(request).await) }
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), take));
    }
}

#[derive(Deserialize)]
struct Submission {
    view: View,
}

#[derive(Deserialize)]
struct View {
    state: serde_json::Value,
}

impl Floor {
    async fn take(&self, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let (head, body) = request.into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        let header =
            |name: &str| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !signed(header("x-slack-request-timestamp"), header("x-slack-signature"), &body) {
            return answer(StatusCode::UNAUTHORIZED, Bytes::new());
        }
        let field = |wanted: &str| {
            form_urlencoded::parse(&body)
                .find(|(name, _)| name == wanted)
                .map(|(_, value)| value.into_owned())
        };
        if let Some(payload) = field("payload") {
            let submission: Submission = serde_json::from_str(&payload).unwrap();
            if let Some(keeper) = &self.keeper {
                keeper.keep(&submission.view.state.to_string()).await;
            }
            return answer(StatusCode::OK, self.update.clone());
        }
        let open = format!(r#"{{"trigger_id":"{}","view":{}}}"#, field("trigger_id").unwrap(), self.view);
        let request = Request::post(&self.open)
            .header("content-type", "application/json; charset=utf-8")
            .header("authorization", "Bearer xoxb-bench")
            .body(Full::new(Bytes::from(open)))
            .unwrap();
        let opened = self.client.request(request).await.unwrap();
        let told = opened.into_body().collect().await.unwrap().to_bytes();
        assert!(told.starts_with(br#"{"ok":true"#));
        answer(StatusCode::OK, Bytes::new())
    }
}

fn answer(status: StatusCode, body: Bytes) -> Response<Full<Bytes>> {
    let answer = Response::builder().status(status).header("content-type", "application/json");
    answer.body(Full::new(body)).unwrap()
}

fn signed(stamp: &str, signature: &str, body: &[u8]) -> bool {
    let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    for part in [b"v0:", stamp.as_bytes(), b":", body] {
        mac.update(part);
    }
    let given = signature.strip_prefix("v0=").unwrap_or_default();
    let bytes: Option<Vec<u8>> =
        (0..given.len() / 2).map(|n| u8::from_str_radix(given.get(2 * n..2 * n + 2)?, 16).ok()).collect();
    bytes.is_some_and(|bytes| mac.verify_slice(&bytes).is_ok())
}
