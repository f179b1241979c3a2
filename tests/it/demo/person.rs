//! Owns one member of staff at the demo's browser interface, speaking the JSON that its pages speak.

use super::reporting::{Concern, Receipt, Reporting};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a live stream is listened to at most.
const LISTENING: Duration = Duration::from_secs(600);

#[derive(Clone)]
pub struct Person {
    user: String,
    address: Arc<Mutex<String>>,
    http: reqwest::Client,
}

/// What a person is shown.
#[derive(Debug, Deserialize)]
pub struct Shown {
    /// `form`, `card`, `private`, `home` or `nothing`.
    pub kind: String,
    #[serde(default)]
    pub html: String,
    pub draft: Option<String>,
    pub revision: Option<i64>,
    pub page: Option<String>,
    #[serde(default)]
    pub fields: Vec<String>,
}

#[derive(Debug)]
pub enum Failure {
    /// No answer came: whether the request was carried out is not known.
    Lost(reqwest::Error),
    /// The demo answered that it will not.
    Refused { status: u16, body: String },
    /// The demo answered with something else than a page or a receipt.
    Told(Shown),
}

impl Failure {
    /// What the person read; if no answer came, what their browser says.
    pub fn words(&self) -> String {
        match self {
            Failure::Lost(error) => error.to_string(),
            Failure::Refused { body, .. } => body.clone(),
            Failure::Told(shown) => shown.html.clone(),
        }
    }
}

impl Person {
    pub(super) fn new(user: &str, address: Arc<Mutex<String>>) -> Self {
        // Each request has a connection of its own: a pool would keep some to a server that was killed.
        let http = reqwest::Client::builder().no_proxy().pool_max_idle_per_host(0).timeout(PATIENCE);
        Self { user: user.to_owned(), address, http: http.build().unwrap() }
    }

    pub async fn command(&self, text: &str) -> Result<Shown, Failure> {
        self.send("command", &json!({ "text": text, "event": fresh() })).await
    }

    pub async fn press(&self, button: &str, value: &str) -> Result<Shown, Failure> {
        self.send("press", &json!({ "button": button, "value": value, "event": fresh() })).await
    }

    /// The home tab.
    pub async fn home(&self) -> Result<Shown, Failure> {
        let body = self.read("home").await?;
        Ok(serde_json::from_str(&body).unwrap_or_else(|e| panic!("not a view: {e}: {body}")))
    }

    /// The side bar: every place that they can see.
    pub async fn nav(&self) -> Result<String, Failure> {
        self.read("nav").await
    }

    /// A place and its messages; `name` is `direct`, `space:SPACE` or `thread:SPACE:THREAD`.
    pub async fn place(&self, name: &str) -> Result<String, Failure> {
        self.read(&format!("place/{name}")).await
    }

    /// Every private thread that they can see, by its place.
    pub async fn thread_places(&self) -> Result<Vec<String>, Failure> {
        let places = place_names(&self.nav().await?);
        Ok(places.into_iter().filter(|name| name.starts_with("thread:")).collect())
    }

    /// Every private thread that they can see, with its messages.
    pub async fn threads(&self) -> Result<Vec<(String, String)>, Failure> {
        let mut found = Vec::new();
        for name in self.thread_places().await? {
            let messages = self.place(&name).await?;
            found.push((name, messages));
        }
        Ok(found)
    }

    /// Everything that their open page is told from now on.
    pub async fn listen(&self) -> Arc<Mutex<String>> {
        let stream = self.http.get(self.url("stream")).timeout(LISTENING).send().await;
        let mut stream = stream.unwrap().error_for_status().unwrap();
        let heard = Arc::new(Mutex::new(String::new()));
        let kept = heard.clone();
        tokio::spawn(async move {
            while let Ok(Some(chunk)) = stream.chunk().await {
                kept.lock().unwrap().push_str(&String::from_utf8_lossy(&chunk));
            }
        });
        heard
    }

    /// Everything that they can open, as one text: pages, side bar, home, every place the side bar names.
    pub async fn everything(&self) -> Result<String, Failure> {
        let nav = self.nav().await?;
        let mut all = self.home().await?.html;
        for name in place_names(&nav) {
            all.push_str(&self.place(&name).await?);
        }
        Ok(all + &nav)
    }

    /// Reports a concern from the command to the receipt, through whatever pages come.
    pub async fn report(&self, about: &str, category: &str, words: &str) -> Result<Receipt, Failure> {
        let concern =
            Concern { about: about.to_owned(), category: category.to_owned(), words: words.to_owned() };
        Reporting::begin(self.clone(), concern).finish().await
    }

    /// Carries out `command`, `answer`, `press` or `file` with its body.
    pub async fn send(&self, what: &str, body: &Value) -> Result<Shown, Failure> {
        let request = self.http.post(self.url(what)).json(body);
        let answer = request.send().await.map_err(Failure::Lost)?;
        let text = text_of(answer).await?;
        Ok(serde_json::from_str(&text).unwrap_or_else(|e| panic!("not a view: {e}: {text}")))
    }

    async fn read(&self, what: &str) -> Result<String, Failure> {
        text_of(self.http.get(self.url(what)).send().await.map_err(Failure::Lost)?).await
    }

    fn url(&self, what: &str) -> String {
        format!("{}as/{}/{what}", self.address.lock().unwrap(), self.user)
    }
}

async fn text_of(answer: reqwest::Response) -> Result<String, Failure> {
    let status = answer.status();
    let body = answer.text().await.map_err(Failure::Lost)?;
    if status.is_success() { Ok(body) } else { Err(Failure::Refused { status: status.as_u16(), body }) }
}

/// An event id that no browser has used.
pub fn fresh() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).unwrap();
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// The places that a side bar names, each once, in its order; the home tab is no place.
fn place_names(html: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for after in html.split("data-place=\"").skip(1) {
        let name = after.split('"').next().unwrap().to_owned();
        if name != "home" && seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}
