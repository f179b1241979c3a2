//! The people who use Slack: they type the command, fill in what is opened for them, and wait for the answer.

use super::fake::{FakeSlack, view_of};
use super::server::Server;
use super::{SECRET, Shared, WORKSPACE, school, view_file};
use futures::future::join_all;
use hearken::chat::Input;
use hearken::clock::{Clock, SystemClock};
use hearken::platforms::slack::surface::field_of;
use hmac::{Hmac, KeyInit, Mac};
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use serde_json::{Map, Value, json};
use sha2::Sha256;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;

/// What was measured: until the modal was asked for, where one was, and until the answer.
#[derive(Default)]
pub struct Figures {
    opened: Vec<Duration>,
    answered: Vec<Duration>,
}

impl Figures {
    pub fn len(&self) -> usize {
        self.answered.len()
    }

    pub fn opened(&self) -> Option<(f64, f64)> {
        (!self.opened.is_empty()).then(|| percentiles(&self.opened))
    }

    pub fn answered(&self) -> (f64, f64) {
        percentiles(&self.answered)
    }

    fn add(&mut self, other: Self) {
        self.opened.extend(other.opened);
        self.answered.extend(other.answered);
    }
}

fn percentiles(times: &[Duration]) -> (f64, f64) {
    let mut times = times.to_vec();
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1000.0;
    (at(50), at(99))
}

/// No two requests are the same, in one run of this program.
static NUMBER: AtomicUsize = AtomicUsize::new(0);

fn trigger() -> String {
    format!("{}.bench", NUMBER.fetch_add(1, Ordering::Relaxed))
}

/// Somebody with a connection of their own to the server.
struct Caller(SendRequest<Full<Bytes>>);

impl Caller {
    async fn to(server: &Server) -> Self {
        let stream = TcpStream::connect(&server.address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (sender, connection) = handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        Self(sender)
    }

    /// Sends what Slack has signed; the answer, and how long it took.
    async fn send(&mut self, path: &str, body: String) -> (Bytes, Instant, Duration) {
        let stamp = SystemClock.now().timestamp().to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
        for part in ["v0:", &stamp, ":", &body] {
            mac.update(part.as_bytes());
        }
        let signature: String =
            mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let request = Request::post(path)
            .header("host", "hearken.example")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("x-slack-request-timestamp", stamp)
            .header("x-slack-signature", format!("v0={signature}"))
            .body(Full::new(Bytes::from(body)))
            .unwrap();
        let began = Instant::now();
        self.0.ready().await.unwrap();
        let answer = self.0.send_request(request).await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.status());
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        (body, began, began.elapsed())
    }

    /// Types `/concern`; the view that opens, as it was sent.
    async fn command(&mut self, slack: &FakeSlack, user: &str, figures: &mut Figures) -> Bytes {
        let trigger = trigger();
        let opened = slack.opens(&trigger);
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("token", "verification")
            .append_pair("team_id", WORKSPACE)
            .append_pair("team_domain", "bench")
            .append_pair("channel_id", "C0GENERAL")
            .append_pair("channel_name", "general")
            .append_pair("user_id", user)
            .append_pair("user_name", "somebody")
            .append_pair("command", "/concern")
            .append_pair("text", "")
            .append_pair("api_app_id", "A0BENCH")
            .append_pair("is_enterprise_install", "false")
            .append_pair("response_url", "https://hooks.slack.com/commands/T0BENCH/1/2")
            .append_pair("trigger_id", &trigger)
            .finish();
        let (_, began, answered) = self.send("/slack/commands", form).await;
        let (arrived, body) = opened.await.unwrap();
        figures.opened.push(arrived - began);
        figures.answered.push(answered);
        body
    }

    async fn submit(&mut self, user: &str, view: &Value) -> (Value, Duration) {
        let mut seen = view.clone();
        seen["id"] = format!("V{}", trigger()).into();
        seen["team_id"] = WORKSPACE.into();
        seen["hash"] = "1.bench".into();
        seen["state"] = json!({ "values": values(view) });
        let payload = json!({
            "type": "view_submission", "token": "verification", "api_app_id": "A0BENCH",
            "team": { "id": WORKSPACE, "domain": "bench" }, "enterprise": null, "is_enterprise_install": false,
            "user": { "id": user, "username": "somebody", "name": "somebody", "team_id": WORKSPACE },
            "trigger_id": trigger(), "view": seen, "response_urls": [],
        });
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("payload", &payload.to_string())
            .finish();
        let (answer, _, took) = self.send("/slack/interactions", form).await;
        let mut answer: Value = serde_json::from_slice(&answer).unwrap();
        assert_eq!(answer["response_action"], "update", "{answer}");
        (answer["view"].take(), took)
    }
}

/// What somebody fills in on a view, in Slack's shape.
fn values(view: &Value) -> Map<String, Value> {
    let page = page_of(view).unwrap_or_default();
    let given = school::answers(&page).unwrap_or_default();
    let mut values = Map::new();
    for block in view["blocks"].as_array().unwrap().iter().filter(|block| block["type"] == "input") {
        let (id, element) = (block["block_id"].as_str().unwrap(), &block["element"]);
        let action = element["action_id"].as_str().unwrap();
        let option = |id: &str| json!({ "text": { "type": "plain_text", "text": id }, "value": id });
        let mut state = json!({ "type": element["type"] });
        match field_of(id).and_then(|field| given.get(field)) {
            Some(Input::Text(text)) => state["value"] = text.expose().into(),
            Some(Input::Picked(picked)) => state["selected_option"] = option(&picked[0]),
            Some(Input::Tick(_)) => state["selected_options"] = json!([option("yes")]),
            _ => {}
        }
        values.insert(id.to_owned(), json!({ action: state }));
    }
    values
}

fn page_of(view: &Value) -> Option<String> {
    let page: Value = serde_json::from_str(view["private_metadata"].as_str()?).ok()?;
    page["p"].as_str().map(str::to_owned)
}

/// The first `/concern` of all, and the view that it opens.
pub async fn first_answer(server: &Server, slack: &Shared) -> String {
    let mut caller = Caller::to(server).await;
    let body = caller.command(slack, "U0FIRST", &mut Figures::default()).await;
    view_of(std::str::from_utf8(&body).unwrap()).to_owned()
}

/// `/concern`, by one of the staff after the other.
pub async fn commands(
    server: &Server,
    slack: &Shared,
    at_once: usize,
    (many, people): (usize, usize),
) -> Figures {
    let each = (0..at_once).map(|n| async move {
        let mut caller = Caller::to(server).await;
        let mut figures = Figures::default();
        for round in 0..many / at_once {
            let user = format!("U0T{}", (round * at_once + n) % people);
            caller.command(slack, &user, &mut figures).await;
        }
        figures
    });
    together(join_all(each).await)
}

/// Whole reports by staff, page by page: the pages, and what was sent.
pub async fn reports(server: &Server, slack: &Shared, at_once: usize, many: usize) -> (Figures, Figures) {
    let each = (0..at_once).map(|n| async move {
        let mut caller = Caller::to(server).await;
        let user = format!("U0T{n}");
        let (mut pages, mut sent) = (Figures::default(), Figures::default());
        for _ in 0..many / at_once {
            let body = caller.command(slack, &user, &mut Figures::default()).await;
            let mut view: Value = serde_json::from_str(view_of(std::str::from_utf8(&body).unwrap())).unwrap();
            loop {
                let Some(page) = page_of(&view) else { panic!("no page: {view}") };
                let (next, took) = caller.submit(&user, &view).await;
                if page == "check" {
                    assert!(next.to_string().contains("Sent."), "{next}");
                    sent.answered.push(took);
                    break;
                }
                pages.answered.push(took);
                view = next;
            }
        }
        (pages, sent)
    });
    let (pages, sent): (Vec<_>, Vec<_>) = join_all(each).await.into_iter().unzip();
    (together(pages), together(sent))
}

/// The same view again and again, for who does not ask what it is.
pub async fn submissions(server: &Server, at_once: usize, many: usize) -> Figures {
    let view: Value = serde_json::from_str(&std::fs::read_to_string(view_file()).unwrap()).unwrap();
    let each = (0..at_once).map(|_| async {
        let mut caller = Caller::to(server).await;
        let mut figures = Figures::default();
        for _ in 0..many / at_once {
            let (_, took) = caller.submit("U0T0", &view).await;
            figures.answered.push(took);
        }
        figures
    });
    together(join_all(each).await)
}

fn together(each: Vec<Figures>) -> Figures {
    let mut all = Figures::default();
    each.into_iter().for_each(|figures| all.add(figures));
    all
}
