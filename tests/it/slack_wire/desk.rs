//! Stand-ins on both sides of the adapter: a Slack that answers as it is told, and an application that notes what
//! reaches it.

use async_trait::async_trait;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::Uri;
use chrono::DateTime;
use hearken::chat::{
    Action, Address, Block, Button, Card, Event, Field, FieldKind, Inbox, Install, Installs, Member, NotKept,
    Page, Roster, Speech, Standing, Style, View,
};
use hearken::clock::MovableClock;
use hearken::domain::Moment;
use hearken::domain::id::DraftId;
use hearken::domain::school::PlatformKind;
use hearken::domain::text::Text;
use hearken::platforms::slack::inbox::Reception;
use hearken::platforms::slack::{Slack, SlackSettings, Transport, WorkspaceSettings};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};

pub const SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
pub const NOW: i64 = 1_795_000_000;

/// A call that was made to Slack, and its arguments.
pub type Called = (String, Value);

/// A Slack that says of each method what it was told to say, and `ok` otherwise.
#[derive(Clone, Default)]
pub struct Api {
    told: Arc<Mutex<Vec<(String, Value)>>>,
    called: Arc<Mutex<Vec<Called>>>,
    heard: Arc<Notify>,
}

impl Api {
    /// What the next call of a method is answered.
    pub fn will(&self, method: &str, answer: Value) {
        self.told.lock().unwrap().push((method.to_owned(), answer));
    }

    pub fn refuses(&self, method: &str, error: &str) {
        self.will(method, json!({ "ok": false, "error": error }));
    }

    /// All calls but those for somebody's language.
    pub fn called(&self) -> Vec<Called> {
        let called = self.called.lock().unwrap();
        called.iter().filter(|(method, _)| method != "users.info").cloned().collect()
    }

    pub async fn until_called(&self, times: usize) -> Vec<Called> {
        let enough = async {
            loop {
                let heard = self.heard.notified();
                if self.called().len() >= times {
                    return self.called();
                }
                heard.await;
            }
        };
        let waited = tokio::time::timeout(Duration::from_secs(20), enough).await;
        waited.unwrap_or_else(|_| panic!("only {:?}", self.called()))
    }

    async fn start(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let answer = |State(api): State<Self>, Path(method): Path<String>, uri: Uri, body: Bytes| async move {
            let query = || json!({ "query": uri.query() });
            let arguments = serde_json::from_slice(&body).unwrap_or_else(|_| query());
            let mut told = api.told.lock().unwrap();
            let at = told.iter().position(|(of, _)| *of == method);
            let usual = || match method.as_str() {
                "users.info" => json!({ "ok": true, "user": { "id": "U0TEACHER", "locale": "es-ES" } }),
                _ => {
                    json!({ "ok": true, "user_id": "U0BOT", "channel": "D0TEACHER", "ts": "1795000000.000200" })
                }
            };
            let answer = at.map_or_else(usual, |at| told.remove(at).1);
            api.called.lock().unwrap().push((method, arguments));
            api.heard.notify_waiters();
            axum::Json(answer)
        };
        let app = Router::new().route("/api/{method}", axum::routing::any(answer)).with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        format!("http://{address}/api")
    }
}

/// An application that notes what reaches it, answers as it is told, and can be held up.
pub struct Noting {
    events: Mutex<Vec<Event>>,
    seen: Mutex<Vec<Member>>,
    changed: Mutex<Vec<Address>>,
    removed: Mutex<Vec<Install>>,
    answer: Mutex<View>,
    open: watch::Sender<bool>,
    keeps: AtomicBool,
}

#[async_trait]
impl Inbox for Noting {
    async fn handle(&self, event: Event) -> View {
        self.events.lock().unwrap().push(event);
        self.open.subscribe().wait_for(|open| *open).await.unwrap();
        self.answer.lock().unwrap().clone()
    }
}

#[async_trait]
impl Roster for Noting {
    async fn seen(&self, members: Vec<Member>) -> Result<(), NotKept> {
        self.seen.lock().unwrap().extend(members);
        if self.keeps.load(Ordering::SeqCst) { Ok(()) } else { Err(NotKept) }
    }

    async fn space_changed(&self, space: &Address) -> Result<(), NotKept> {
        self.changed.lock().unwrap().push(space.clone());
        if self.keeps.load(Ordering::SeqCst) { Ok(()) } else { Err(NotKept) }
    }
}

#[async_trait]
impl Installs for Noting {
    async fn all(&self, _: PlatformKind) -> Result<Vec<Install>, NotKept> {
        Ok(Vec::new())
    }

    async fn put(&self, _: Install) -> Result<(), NotKept> {
        Ok(())
    }

    async fn remove(&self, install: &Install) -> Result<(), NotKept> {
        self.removed.lock().unwrap().push(install.clone());
        Ok(())
    }
}

impl Noting {
    pub fn events(&self) -> Vec<Event> {
        self.events.lock().unwrap().clone()
    }

    pub fn actions(&self) -> Vec<Action> {
        self.events().into_iter().map(|event| event.action).collect()
    }

    pub fn seen(&self) -> usize {
        self.seen.lock().unwrap().len()
    }

    pub fn standings(&self) -> Vec<(String, Standing)> {
        let seen = self.seen.lock().unwrap();
        seen.iter().map(|member| (member.identity.to_string(), member.standing)).collect()
    }

    pub fn changed(&self) -> Vec<String> {
        self.changed.lock().unwrap().iter().map(Address::key).collect()
    }

    pub fn removed(&self) -> Vec<Install> {
        self.removed.lock().unwrap().clone()
    }

    pub fn answers(&self, view: View) {
        *self.answer.lock().unwrap() = view;
    }

    /// From now on nothing is answered, until it is let go.
    pub fn hold(&self) {
        self.open.send_replace(false);
    }

    pub fn let_go(&self) {
        self.open.send_replace(true);
    }

    pub fn keeps(&self, keeps: bool) {
        self.keeps.store(keeps, Ordering::SeqCst);
    }
}

/// Says the id of what it is asked for.
struct Ids;

impl Speech for Ids {
    fn say(&self, _: &str, id: &str, _: &[(&str, String)]) -> String {
        id.to_owned()
    }
}

pub struct Desk {
    pub api: Api,
    pub app: Arc<Noting>,
    pub slack: Arc<Slack>,
    pub reception: Arc<Reception>,
}

pub fn now() -> Moment {
    DateTime::from_timestamp(NOW, 0).unwrap()
}

impl Desk {
    pub async fn open() -> Self {
        Self::by(Transport::Http { signing_secret: Text::new(SECRET) }).await
    }

    pub async fn by(transport: Transport) -> Self {
        let api = Api::default();
        let url = api.start().await;
        let app = Arc::new(Noting {
            events: Mutex::default(),
            seen: Mutex::default(),
            changed: Mutex::default(),
            removed: Mutex::default(),
            answer: Mutex::new(View::Card(card())),
            open: watch::Sender::new(true),
            keeps: AtomicBool::new(true),
        });
        let token = |id: &str| WorkspaceSettings { id: id.to_owned(), token: Some(Text::new("xoxb-test")) };
        let settings = SlackSettings {
            api_url: url,
            transport,
            oauth: None,
            workspaces: vec![token("T0OAK")],
            timeout: Duration::from_secs(5),
        };
        let slack = Slack::new(settings, Arc::new(Ids), Arc::new(MovableClock::frozen_at(now()))).unwrap();
        let reception = Reception::new(slack.clone(), app.clone(), app.clone(), app.clone());
        Self { api, app, slack, reception }
    }

    pub fn router(&self) -> Router {
        self.slack.routes(self.app.clone(), self.app.clone(), self.app.clone())
    }
}

/// One of the recorded payloads.
pub fn recorded(file: &str) -> Vec<u8> {
    let path = format!("{}/tests/it/slack_wire/inbound/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What Slack says of a colleague when asked.
pub fn someone(user: &str) -> Value {
    json!({ "ok": true, "user": { "id": user, "team_id": "T0OAK", "is_email_confirmed": true } })
}

pub fn card() -> Card {
    Card {
        lang: "en-GB".to_owned(),
        heading: "Heading".to_owned(),
        blocks: vec![Block::Text("Words of ours".to_owned())],
        buttons: Vec::new(),
        push: "Push".to_owned(),
    }
}

pub fn form() -> View {
    let button = |id: &str| Button {
        id: id.to_owned(),
        label: id.to_owned(),
        value: String::new(),
        style: Style::Plain,
    };
    let text = Text::new("zanzibarquartz");
    View::Form(Page {
        draft: DraftId::parse("0123456789abcdef0123456789abcdef").unwrap(),
        revision: 4,
        id: "where".to_owned(),
        lang: "en-GB".to_owned(),
        title: "Where".to_owned(),
        intro: Vec::new(),
        fields: vec![Field {
            id: "where".to_owned(),
            label: "Where".to_owned(),
            hint: None,
            required: true,
            kind: FieldKind::Short { value: text },
            error: None,
            hints: Vec::new(),
        }],
        actions: vec![button("next"), button("back")],
        progress: None,
        error: None,
        note: None,
    })
}

pub fn private() -> View {
    let quote = Block::Quote { label: "What was said".to_owned(), text: Text::new("zanzibarquartz") };
    View::Private { card: Card { blocks: vec![quote], ..card() }, expires: now() }
}
