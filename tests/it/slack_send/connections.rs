//! What connections that Slack closes cost: one that nobody uses, nothing; one in use, the call that is on it.

use super::server::TOKEN;
use hearken::domain::text::Text;
use hearken::platforms::slack::api::{Api, ApiError};
use hearken::platforms::slack::methods::Method;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

const FINE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n{\"ok\":true}";
const NETWORK: ApiError = ApiError::Unreachable("network");

async fn slack() -> (TcpListener, Api) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/api", listener.local_addr().unwrap());
    (listener, Api::new(&url, Duration::from_secs(5)).unwrap())
}

async fn opens(api: &Api) -> Result<Value, ApiError> {
    api.call(&Text::new(TOKEN), Method::ViewsOpen, &json!({ "trigger_id": "1.2" })).await
}

/// A connection as Slack has it.
struct Line(TcpStream);

impl Line {
    async fn of(listener: &TcpListener) -> Self {
        Self(listener.accept().await.unwrap().0)
    }

    async fn is_asked(&mut self) {
        let mut request = Vec::new();
        while !request.ends_with(br#"{"trigger_id":"1.2"}"#) {
            assert_ne!(self.0.read_buf(&mut request).await.unwrap(), 0, "nothing was asked");
        }
    }

    async fn answers(&mut self, with: &str) {
        self.0.write_all(with.as_bytes()).await.unwrap();
    }

    /// Comes back when the other side has seen it.
    async fn closes(mut self) {
        self.0.shutdown().await.unwrap();
        assert_eq!(self.0.read(&mut [0]).await.unwrap(), 0, "nobody asks on a closed connection");
    }
}

#[tokio::test]
async fn a_connection_that_was_closed_meanwhile_costs_no_call() {
    let (listener, api) = slack().await;
    let (tell, mut closed) = mpsc::channel(1);
    let served = tokio::spawn(async move {
        for _ in 0..3 {
            let mut line = Line::of(&listener).await;
            // It is kept for the next.
            for _ in 0..2 {
                line.is_asked().await;
                line.answers(FINE).await;
            }
            line.closes().await;
            tell.send(()).await.unwrap();
        }
    });
    for _ in 0..3 {
        for _ in 0..2 {
            assert_eq!(opens(&api).await, Ok(json!({ "ok": true })));
        }
        closed.recv().await.unwrap();
    }
    served.await.unwrap();
}

#[tokio::test]
async fn a_connection_that_is_closed_in_the_middle_costs_that_call_alone_and_nothing_is_asked_twice() {
    let (listener, api) = slack().await;
    let cut_short = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"ok\":true}";
    let served = tokio::spawn(async move {
        for answer in ["", "HTTP/1.1 200", cut_short, "SSH-2.0\r\n"] {
            let mut line = Line::of(&listener).await;
            line.is_asked().await;
            line.answers(FINE).await;
            line.is_asked().await;
            line.answers(answer).await;
        }
        let mut line = Line::of(&listener).await;
        line.is_asked().await;
        line.answers(FINE).await;
    });
    for _ in 0..4 {
        assert!(opens(&api).await.is_ok());
        assert_eq!(opens(&api).await, Err(NETWORK));
    }
    assert!(opens(&api).await.is_ok());
    served.await.unwrap();
}

#[tokio::test]
async fn an_answer_that_does_not_end_is_not_read_to_its_end() {
    let (listener, api) = slack().await;
    let served = tokio::spawn(async move {
        let mut line = Line::of(&listener).await;
        line.is_asked().await;
        line.answers("HTTP/1.1 200 OK\r\n\r\n{\"ok\":true,\"more\":\"").await;
        // Until nobody reads it any more.
        while line.0.write_all(&[b'x'; 65_536]).await.is_ok() {}
    });
    assert_eq!(opens(&api).await, Err(ApiError::Unreachable("strange")));
    served.await.unwrap();
}
