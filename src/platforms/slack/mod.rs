//! Slack: one app in one or several workspaces, by Socket Mode or by HTTP.
//!
//! | module | owns |
//! | --- | --- |
//! | [`http`] | how Slack reaches us over HTTP |
//! | [`signature`] | the proof that a request comes from Slack, and now |
//! | [`socket`] | how Slack reaches us through a socket that we open |
//! | [`receive`] | what Slack tells us |
//! | [`inbox`] | what becomes of it: acknowledged in time, handled, answered |
//! | [`recent`] | which deliveries came lately |
//! | [`expiring`] | windows that hold a report, and close when their time is over |
//! | [`windows`] | which answer stands in each window |
//! | [`tasks`] | what still runs after it was acknowledged |
//! | [`answer`] | which reply a view becomes |
//! | [`opening`] | the page that opens on a command, written once for everybody |
//! | [`render`] | how things look in Slack |
//! | [`surface`] | where somebody acted, and so where the answer goes |
//! | [`workspaces`] | which workspaces have let the app in, and by which token |
//! | [`methods`] | every method of Slack's that is called, and the scopes it needs |
//! | [`api`] | calls to the Web API |
//! | [`web`] | how they travel there and back |
//! | [`codes`] | what Slack's error words mean |
//! | [`send`] | posting: the outbox's side |
//! | [`pages`] | lists that come in pages |
//! | [`posted`] | what was posted by which key |
//! | [`membership`] | who can read a channel |
//! | [`directory`] | the people of a workspace, and the languages they read |
//! | [`user`] | how Slack describes somebody |
//! | [`oauth`] | how a workspace lets the app in by itself |
//! | [`look`] | what a token may do, for `hearken check` |
//! | [`manifest`] | what Slack is asked for when the app is made |
//! | [`health`] | whether Slack can be reached, and lets us in |

pub mod answer;
pub mod api;
pub mod codes;
pub mod directory;
mod expiring;
pub mod health;
pub mod http;
pub mod inbox;
pub mod look;
pub mod manifest;
mod membership;
pub mod methods;
pub mod oauth;
mod opening;
mod pages;
mod posted;
pub mod receive;
mod recent;
pub mod render;
mod send;
pub mod signature;
pub mod socket;
pub mod surface;
mod tasks;
mod user;
mod web;
mod windows;
pub mod workspaces;

use crate::chat::Speech;
use crate::clock::Clock;
use crate::domain::text::Text;
use api::{Api, ApiError, Body};
use codes::{Code, Meaning};
use directory::Directory;
use health::{Health, Pulse};
use methods::Method;
use posted::Posted;
pub use send::GROUP;
use send::Rooms;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;
use tasks::Tasks;
use workspaces::{Access, Workspaces};

pub const API_URL: &str = "https://slack.com/api";

/// How long Slack may take to answer a call.
pub const TIMEOUT: Duration = Duration::from_secs(5);

#[derive(Debug, Clone)]
pub struct SlackSettings {
    /// [`API_URL`], but for tests.
    pub api_url: String,
    pub transport: Transport,
    /// For workspaces that let the app in by themselves, over HTTP.
    pub oauth: Option<OauthSettings>,
    pub workspaces: Vec<WorkspaceSettings>,
    /// [`TIMEOUT`], but for tests.
    pub timeout: Duration,
}

/// How events come in.
#[derive(Debug, Clone)]
pub enum Transport {
    Socket { app_token: Text },
    Http { signing_secret: Text },
}

#[derive(Debug, Clone)]
pub struct OauthSettings {
    pub client_id: Text,
    pub client_secret: Text,
    /// Where this program is reached from outside, without a slash at the end.
    pub public_url: String,
    /// Slack's own page, but for tests.
    pub authorize_url: Option<String>,
}

impl OauthSettings {
    fn redirect(&self) -> String {
        format!("{}/slack/oauth", self.public_url)
    }
}

#[derive(Debug, Clone)]
pub struct WorkspaceSettings {
    pub id: String,
    /// None where the workspace lets the app in by itself.
    pub token: Option<Text>,
}

/// The adapter: made once, and shared by whatever receives, sends and keeps the directory.
pub struct Slack {
    pub settings: SlackSettings,
    pub api: Api,
    pub workspaces: Workspaces,
    pub directory: Directory,
    pub speech: Arc<dyn Speech>,
    pub clock: Arc<dyn Clock>,
    pulse: Pulse,
    rooms: Rooms,
    posted: Posted,
    tasks: Tasks,
}

impl Slack {
    pub fn new(
        settings: SlackSettings,
        speech: Arc<dyn Speech>,
        clock: Arc<dyn Clock>,
    ) -> anyhow::Result<Arc<Self>> {
        let api = Api::new(&settings.api_url, settings.timeout)?;
        let workspaces = Workspaces::default();
        for listed in &settings.workspaces {
            if let Some(token) = &listed.token {
                workspaces.put(&listed.id, Access { token: token.clone(), bot: None });
            }
        }
        let pulse = Pulse::new(clock.now());
        let (directory, rooms, posted) = (Directory::default(), Rooms::default(), Posted::default());
        let tasks = Tasks::default();
        Ok(Arc::new(Self {
            settings,
            api,
            workspaces,
            directory,
            speech,
            clock,
            pulse,
            rooms,
            posted,
            tasks,
        }))
    }

    /// Calls a method with the token of a workspace.
    pub async fn call<R: DeserializeOwned>(
        &self,
        workspace: &str,
        method: Method,
        body: impl Into<Body<'_>>,
    ) -> Result<R, ApiError> {
        self.line(workspace)?.call(method, body).await
    }

    fn line(&self, workspace: &str) -> Result<Line, ApiError> {
        let access = self.workspaces.access(workspace).ok_or(ApiError::Refused(Code::NO_TOKEN))?;
        let (api, pulse) = (self.api.clone(), self.pulse.clone());
        Ok(Line { api, pulse, token: access.token, workspace: workspace.to_owned() })
    }

    /// Our own user in a workspace; Slack is asked once.
    pub async fn bot(&self, workspace: &str) -> Result<String, ApiError> {
        #[derive(Deserialize)]
        struct Ourselves {
            user_id: String,
        }
        let line = self.line(workspace)?;
        if let Some(bot) = self.workspaces.access(workspace).and_then(|access| access.bot) {
            return Ok(bot);
        }
        let told: Ourselves = line.call(Method::AuthTest, &json!({})).await?;
        self.workspaces.is(workspace, &line.token, &told.user_id);
        Ok(told.user_id)
    }

    /// Whether Slack can be reached, and lets us in.
    pub fn health(&self) -> Health {
        self.pulse.health()
    }

    /// What receives tells here whether it is connected.
    pub fn connected(&self, connected: bool) {
        self.pulse.connected(connected, self.clock.now());
    }

    /// Whether nobody else listens with our app token.
    fn alone(&self, alone: bool) {
        self.pulse.alone(alone);
    }
}

/// A way to call the methods of one workspace.
#[derive(Clone)]
struct Line {
    api: Api,
    pulse: Pulse,
    token: Text,
    workspace: String,
}

impl Line {
    async fn call<R: DeserializeOwned>(
        &self,
        method: Method,
        body: impl Into<Body<'_>>,
    ) -> Result<R, ApiError> {
        let answer = self.api.call(&self.token, method, body).await;
        match &answer {
            Ok(_) => self.pulse.let_in(&self.workspace, true),
            // An error of Slack's own says nothing of our token.
            Err(ApiError::Refused(code)) if code.meaning() == Meaning::Again => {}
            // What reads a public channel is a scope that nobody is asked for.
            Err(ApiError::Refused(code))
                if method == Method::ConversationsInfo && code.as_str() == "missing_scope" => {}
            Err(ApiError::Refused(code)) => {
                self.pulse.let_in(&self.workspace, code.meaning() != Meaning::Access)
            }
            Err(_) => {}
        }
        answer
    }

    fn within(self, timeout: Duration) -> Self {
        Self { api: self.api.within(timeout), ..self }
    }
}
