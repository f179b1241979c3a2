//! As much of Slack as the servers call: it opens every modal, and tells whoever waits for it that it did.

use super::Shared;
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::time::Instant;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// When a call arrived, and what it was.
pub type Opened = (Instant, Bytes);

#[derive(Default)]
pub struct FakeSlack {
    pub url: String,
    waiting: Mutex<HashMap<String, oneshot::Sender<Opened>>>,
}

impl FakeSlack {
    pub async fn start() -> Shared {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/api", listener.local_addr().unwrap());
        let slack = Arc::new(Self { url, ..Self::default() });
        let served = slack.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                stream.set_nodelay(true).unwrap();
                let slack = served.clone();
                let take = service_fn(move |request| {
                    let slack = slack.clone();
                    async move { slack.take(request).await }
                });
                // A server that is stopped lets go of its connections: no reason to stop here.
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), take));
            }
        });
        slack
    }

    /// What is opened by a trigger, as soon as it is.
    pub fn opens(&self, trigger: &str) -> oneshot::Receiver<Opened> {
        let (tell, told) = oneshot::channel();
        self.waiting.lock().unwrap().insert(trigger.to_owned(), tell);
        told
    }

    async fn take(&self, request: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
        let arrived = Instant::now();
        let path = request.uri().path().rsplit('/').next().unwrap().to_owned();
        let query = request.uri().query().unwrap_or_default().to_owned();
        let body = request.into_body().collect().await.unwrap().to_bytes();
        let answer = match path.as_str() {
            "views.open" => self.open(arrived, body),
            "users.info" => {
                let user = query.split('&').find_map(|part| part.strip_prefix("user=")).unwrap_or("U0");
                format!(
                    r#"{{"ok":true,"user":{{"id":"{user}","team_id":"{}","locale":"en-GB"}}}}"#,
                    super::WORKSPACE
                )
            }
            _ => format!(r#"{{"ok":true,"user_id":"U0BOT","team_id":"{}"}}"#, super::WORKSPACE),
        };
        let answer = Response::builder()
            .header("content-type", "application/json; charset=utf-8")
            .body(Full::new(Bytes::from(answer)));
        Ok(answer.unwrap())
    }

    /// Slack answers with the whole view, and ids of its own.
    fn open(&self, arrived: Instant, body: Bytes) -> String {
        let text = std::str::from_utf8(&body).unwrap();
        let trigger = text.split_once(r#""trigger_id":""#).unwrap().1.split('"').next().unwrap();
        let view = view_of(text);
        let answer = format!(
            r#"{{"ok":true,"view":{{"id":"V{trigger}","team_id":"{}","hash":"1.{trigger}","state":{{"values":{{}}}},{}}}"#,
            super::WORKSPACE,
            view.strip_prefix('{').unwrap()
        );
        let waiting = self.waiting.lock().unwrap().remove(trigger);
        if let Some(waiting) = waiting {
            // Nobody waits any more after a measurement that failed.
            drop(waiting.send((arrived, body.clone())));
        }
        answer
    }
}

/// The view in a call that opens it: its last part, or the part before the trigger.
pub fn view_of(text: &str) -> &str {
    let view = text.split_once(r#""view":"#).unwrap().1;
    match view.rsplit_once(r#","trigger_id":"#) {
        Some((view, _)) => view,
        None => view.strip_suffix('}').unwrap(),
    }
}
