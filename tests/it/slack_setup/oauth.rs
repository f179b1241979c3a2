//! A workspace lets the app in by itself: once, from the browser that asked, and only if the settings know it.

use super::fake::Fake;
use async_trait::async_trait;
use chrono::{DateTime, TimeDelta};
use hearken::chat::{Install, Installs, NotKept, Speech};
use hearken::clock::MovableClock;
use hearken::domain::school::{PlatformKind, WorkspaceKey};
use hearken::domain::text::Text;
use hearken::forms::Prompts;
use hearken::platforms::slack::{OauthSettings, Slack, SlackSettings, TIMEOUT, Transport, WorkspaceSettings};
use serde_json::json;
use std::sync::{Arc, Mutex};

#[derive(Default)]
struct Kept {
    installs: Mutex<Vec<Install>>,
    full: Mutex<bool>,
}

#[async_trait]
impl Installs for Kept {
    async fn all(&self, _: PlatformKind) -> Result<Vec<Install>, NotKept> {
        Ok(self.installs.lock().unwrap().clone())
    }

    async fn put(&self, install: Install) -> Result<(), NotKept> {
        if *self.full.lock().unwrap() {
            return Err(NotKept);
        }
        self.installs.lock().unwrap().push(install);
        Ok(())
    }

    async fn remove(&self, _: &WorkspaceKey) -> Result<(), NotKept> {
        Ok(())
    }
}

/// Says the id of what would be said, and in which language if that is not the usual one.
struct Ids(Prompts);

impl Speech for Ids {
    fn say(&self, locale: &str, id: &str, _: &[(&str, String)]) -> String {
        if locale == "en-GB" { id.to_owned() } else { format!("{id} in {locale}") }
    }

    fn nearest(&self, locales: &[&str]) -> String {
        self.0.words_anywhere(locales.iter().copied()).locale().to_owned()
    }
}

struct World {
    fake: Fake,
    slack: Arc<Slack>,
    kept: Arc<Kept>,
    clock: Arc<MovableClock>,
    http: reqwest::Client,
    url: String,
}

impl World {
    async fn new() -> Self {
        let (fake, api_url) = Fake::start().await;
        let clock = Arc::new(MovableClock::frozen_at(DateTime::from_timestamp(1_800_000_000, 0).unwrap()));
        let oauth = OauthSettings {
            client_id: Text::new("1.2"),
            client_secret: Text::new("hunter2"),
            public_url: "https://oak.example".to_owned(),
            authorize_url: Some("https://slack.example/authorize".to_owned()),
        };
        let settings = SlackSettings {
            api_url,
            transport: Transport::Http { signing_secret: Text::new("s") },
            oauth: Some(oauth),
            workspaces: ["T0AK", "E0RG"]
                .map(|id| WorkspaceSettings { id: id.to_owned(), token: None })
                .to_vec(),
            timeout: TIMEOUT,
        };
        let slack = Slack::new(settings, Arc::new(Ids(Prompts::load(None).unwrap())), clock.clone()).unwrap();
        let kept = Arc::new(Kept::default());
        let routes = slack.install_routes(kept.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        let none = reqwest::redirect::Policy::none();
        let http = reqwest::Client::builder().no_proxy().redirect(none).build().unwrap();
        fake.answer("oauth.v2.access", granted(&json!({ "team": { "id": "T0AK" } })));
        Self { fake, slack, kept, clock, http, url }
    }

    /// The word and the cookie of a new attempt.
    async fn begin(&self) -> (String, String) {
        let sent = self.http.get(format!("{}/slack/install", self.url)).send().await.unwrap();
        assert_eq!(sent.status(), 302);
        let header = |name: &str| sent.headers()[name].to_str().unwrap().to_owned();
        let (to, cookie) = (header("location"), header("set-cookie"));
        assert!(to.starts_with("https://slack.example/authorize?client_id=1.2&scope="), "{to}");
        assert!(to.contains("redirect_uri=https%3A%2F%2Foak.example%2Fslack%2Foauth"), "{to}");
        for flag in ["Secure", "HttpOnly", "SameSite=Lax"] {
            assert!(cookie.contains(flag), "{cookie}");
        }
        let state = to.split("state=").nth(1).unwrap().to_owned();
        assert!(state.len() == 64 && !to.contains("hunter2"), "{to}");
        (state, cookie.split(';').next().unwrap().to_owned())
    }

    async fn back(&self, query: &str, cookie: &str) -> (u16, String) {
        let asked = self.http.get(format!("{}/slack/oauth?{query}", self.url)).header("cookie", cookie);
        let answer = asked.send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap().trim().to_owned())
    }

    fn kept(&self) -> usize {
        self.kept.installs.lock().unwrap().len()
    }
}

fn granted(more: &serde_json::Value) -> serde_json::Value {
    let mut answer =
        json!({ "ok": true, "access_token": "xoxb-new", "bot_user_id": "UBOT", "token_type": "bot" });
    for (name, value) in more.as_object().unwrap() {
        answer[name] = value.clone();
    }
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workspace_of_the_settings_lets_the_app_in_and_is_used_at_once() {
    let world = World::new().await;
    let (state, cookie) = world.begin().await;
    assert_eq!(
        world.back(&format!("code=c&state={state}"), &cookie).await,
        (200, "slack-install-done".to_owned())
    );
    assert_eq!(world.kept(), 1);
    assert_eq!(world.slack.workspaces.access("T0AK").unwrap().token.expose(), "xoxb-new");
    let organisation = json!({ "team": null, "enterprise": { "id": "E0RG" }, "is_enterprise_install": true });
    world.fake.answer("oauth.v2.access", granted(&organisation));
    let (state, cookie) = world.begin().await;
    assert_eq!(world.back(&format!("code=c&state={state}"), &cookie).await.0, 200);
    assert!(world.slack.workspaces.access("E0RG").is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_counts_once_for_ten_minutes_in_the_browser_that_asked() {
    let world = World::new().await;
    let expired = (403, "slack-install-expired".to_owned());
    let (state, cookie) = world.begin().await;
    let (_, another) = world.begin().await;
    let query = format!("code=c&state={state}");
    assert_eq!(world.back(&query, &another).await, expired, "another browser's");
    assert_eq!(world.back(&query, "").await, expired);
    assert_eq!(world.back("code=c", &cookie).await, expired);
    assert_eq!(world.back(&query, &cookie).await.0, 200);
    assert_eq!(world.back(&query, &cookie).await, expired, "it was used");
    let (state, cookie) = world.begin().await;
    world.clock.move_on(TimeDelta::minutes(10));
    assert_eq!(world.back(&format!("code=c&state={state}"), &cookie).await, expired);
    assert_eq!((world.kept(), world.fake.calls("oauth.v2.access")), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_says_no_or_is_not_listed_or_cannot_be_kept_reads_so_and_nothing_is_kept() {
    let world = World::new().await;
    let (state, cookie) = world.begin().await;
    let denied = world.back(&format!("error=access_denied&state={state}"), &cookie).await;
    assert_eq!(denied, (200, "slack-install-denied".to_owned()));
    for (answer, status, said) in [
        (granted(&json!({ "team": { "id": "T0THER" } })), 403, "slack-install-not_listed"),
        (json!({ "ok": false, "error": "invalid_code" }), 502, "slack-install-failed"),
    ] {
        world.fake.answer("oauth.v2.access", answer);
        let (state, cookie) = world.begin().await;
        let told = world.back(&format!("code=c&state={state}"), &cookie).await;
        assert_eq!(told, (status, said.to_owned()));
    }
    world.fake.answer("oauth.v2.access", granted(&json!({ "team": { "id": "T0AK" } })));
    *world.kept.full.lock().unwrap() = true;
    let (state, cookie) = world.begin().await;
    let told = world.back(&format!("code=c&state={state}"), &cookie).await;
    assert_eq!(told, (500, "slack-install-not_kept".to_owned()));
    assert!(world.kept() == 0 && world.slack.workspaces.ids().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_in_the_language_of_the_browser_as_far_as_there_are_words() {
    let world = World::new().await;
    for (wanted, locale, said) in [
        ("es-MX,es;q=0.9,en;q=0.8", "es-ES", "slack-install-expired in es-ES"),
        ("fr-FR,fr;q=0.9,en-US;q=0.5,es;q=0.7", "es-ES", "slack-install-expired in es-ES"),
        ("en-US,en;q=0.9,es;q=0.8", "en-GB", "slack-install-expired"),
        ("fr-FR", "en-GB", "slack-install-expired"),
        ("*", "en-GB", "slack-install-expired"),
    ] {
        let asked = world.http.get(format!("{}/slack/oauth?code=c", world.url));
        let answer = asked.header("accept-language", wanted).send().await.unwrap();
        assert_eq!(answer.headers()["content-language"], locale, "{wanted}");
        assert_eq!(answer.text().await.unwrap().trim(), said, "{wanted}");
    }
}
