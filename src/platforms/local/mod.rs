//! The demo workspace in a browser: personas, spaces, private threads, direct messages, a home tab and a clock.
//!
//! | module | owns |
//! | --- | --- |
//! | [`workspace`] | who is here, what was posted, and who may see it |
//! | [`journal`] | the file that makes posts survive any crash |
//! | [`kept`] | a card as the journal keeps it |
//! | [`send`] | posting: the outbox's side |
//! | [`receive`] | what people do: the application's side |
//! | [`show`] | pages, fragments, assets and the live stream |
//! | [`beside`] | two people side by side |
//! | [`guard`] | which requests are let in at all, and how they are refused |
//! | [`places`] | what a persona finds in the side bar, and in one place |
//! | [`render`] | views and messages as HTML |

mod beside;
mod guard;
mod journal;
mod kept;
mod places;
mod receive;
mod render;
mod send;
mod show;
mod workspace;

use crate::chat::Inbox;
use crate::domain::Moment;
use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};
use journal::Journal;
use std::collections::HashMap;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};
use tokio::sync::broadcast;
use workspace::Workspace;

/// Longest request body, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;
/// Pushes a slow browser may lag behind before it is told to load everything again.
const PUSHES: usize = 256;
/// Longest id of a persona or a space, so that event ids stay within their own limit.
const LONGEST_ID: usize = 32;

/// The words people read, by id, in a language as near to `locale` as there is; `None` is the school's own.
pub trait Words: Send + Sync {
    fn say(&self, locale: Option<&str>, id: &str, args: &[(&str, String)]) -> String;
}

/// The demo's clock, which can be moved on so that nudges and escalations can be seen.
pub trait TimeControl: Send + Sync {
    fn now(&self) -> Moment;

    fn move_on(&self, minutes: i64);

    /// Whether anybody may move the time on; a school's own time goes by itself.
    fn can_move(&self) -> bool {
        true
    }

    /// The school's time zone (IANA name); `None` shows times in the browser's own zone.
    fn zone(&self) -> Option<String> {
        None
    }
}

#[derive(Debug, Clone)]
pub struct LocalSettings {
    /// Where posts are kept; `None` keeps them in memory only.
    pub data_dir: Option<PathBuf>,
    /// The workspace's id, as in `WorkspaceKey`.
    pub workspace: String,
    pub personas: Vec<Persona>,
    pub spaces: Vec<Space>,
}

/// Somebody whom the visitor can be.
#[derive(Debug, Clone)]
pub struct Persona {
    pub user: String,
    pub name: String,
    /// The id of the words for their job.
    pub title: String,
    /// The language that the workspace speaks to them; `None` is the school's own.
    pub locale: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Space {
    pub id: String,
    pub name: String,
    /// Only members find and read it; otherwise everybody does. Its threads are for members either way.
    pub private: bool,
    /// Personas' user ids.
    pub members: Vec<String>,
}

/// The local platform: cheap to clone through its `Arc`, safe to kill at any moment.
pub struct Local {
    shared: Arc<Shared>,
}

struct Shared {
    /// Taken first by every writer, and held until the change is on disk and visible.
    journal: Mutex<Journal>,
    workspace: RwLock<Workspace>,
    /// One channel per persona, so that a push can reach nobody else.
    channels: HashMap<String, broadcast::Sender<Push>>,
    words: Arc<dyn Words>,
    time: Arc<dyn TimeControl>,
}

/// What an open page is told.
#[derive(Debug, Clone)]
enum Push {
    Posted {
        place: String,
        message: String,
        html: String,
        toast: String,
        lang: String,
    },
    Updated {
        place: String,
        message: String,
        html: String,
    },
    Clock(Moment),
    /// The server is stopping: let the connection end.
    Bye,
}

impl Local {
    /// Opens the workspace and replays what was posted before.
    pub fn open(
        settings: LocalSettings,
        words: Arc<dyn Words>,
        time: Arc<dyn TimeControl>,
    ) -> Result<Arc<Self>> {
        check(&settings)?;
        let (journal, entries) = match &settings.data_dir {
            Some(dir) => Journal::open(dir)
                .with_context(|| format!("The demo's messages in {} cannot be opened", dir.display()))?,
            None => (Journal::in_memory(), Vec::new()),
        };
        let channels =
            settings.personas.iter().map(|p| (p.user.clone(), broadcast::channel(PUSHES).0)).collect();
        let mut workspace = Workspace::new(settings.workspace, settings.personas, settings.spaces);
        for entry in entries {
            workspace.apply(entry);
        }
        let shared =
            Shared { journal: Mutex::new(journal), workspace: RwLock::new(workspace), channels, words, time };
        Ok(Arc::new(Self { shared: Arc::new(shared) }))
    }

    /// Ends every live stream, so that a server can stop without waiting for open pages.
    pub fn close(&self) {
        self.shared.push_to_all(&Push::Bye);
    }
}

/// The workspace as it speaks to somebody.
struct Spoken<'a> {
    shared: &'a Shared,
    locale: Option<String>,
}

impl Spoken<'_> {
    fn say(&self, id: &str) -> String {
        self.say_with(id, &[])
    }

    fn say_with(&self, id: &str, args: &[(&str, String)]) -> String {
        self.shared.words.say(self.locale.as_deref(), id, args)
    }

    /// The same workspace around something that is in a language of its own.
    fn around(&self, lang: &str) -> Self {
        Self { shared: self.shared, locale: Some(lang.to_owned()) }
    }
}

impl Deref for Spoken<'_> {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        self.shared
    }
}

impl Shared {
    /// As it speaks to whoever it does not know.
    fn to_all(&self) -> Spoken<'_> {
        Spoken { shared: self, locale: None }
    }

    fn to(&self, user: &str) -> Spoken<'_> {
        let locale = self.workspace().persona(user).and_then(|persona| persona.locale.clone());
        Spoken { shared: self, locale }
    }

    fn push(&self, user: &str, push: &Push) {
        if let Some(channel) = self.channels.get(user) {
            // An error only means that no page of theirs is open.
            let _ = channel.send(push.clone());
        }
    }

    fn push_to_all(&self, push: &Push) {
        self.channels.keys().for_each(|user| self.push(user, push));
    }
}

/// What the handlers share.
#[derive(Clone)]
struct Served {
    local: Arc<Shared>,
    inbox: Arc<dyn Inbox>,
}

/// The workspace's pages and what they call; serve them on a loopback listener only.
pub fn routes(local: Arc<Local>, inbox: Arc<dyn Inbox>) -> Router {
    let served = Served { local: local.shared.clone(), inbox };
    Router::new()
        .route("/", get(show::chooser))
        .route("/side-by-side", get(show::side_by_side))
        .route("/assets/{name}", get(show::asset))
        .route("/as/{user}", get(show::workspace))
        .route("/as/{user}/nav", get(show::nav))
        .route("/as/{user}/place/{place}", get(show::place))
        .route("/as/{user}/stream", get(show::stream))
        .route("/as/{user}/home", get(receive::home))
        .route("/as/{user}/command", post(receive::command))
        .route("/as/{user}/answer", post(receive::answer))
        .route("/as/{user}/press", post(receive::press))
        .route("/as/{user}/file", post(receive::file))
        .route("/clock/move", post(receive::move_clock))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn_with_state(served.clone(), guard::only_loopback))
        .with_state(served)
}

fn check(settings: &LocalSettings) -> Result<()> {
    let plain = |id: &str| {
        let sign = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
        !id.is_empty() && id.len() <= LONGEST_ID && id.bytes().all(sign)
    };
    let ids = settings.personas.iter().map(|p| &p.user).chain(settings.spaces.iter().map(|s| &s.id));
    for id in ids {
        ensure!(plain(id), "The id {id:?} needs 1 to {LONGEST_ID} letters, digits, '-', '_' or '.'");
    }
    for space in &settings.spaces {
        for member in &space.members {
            let known = settings.personas.iter().any(|p| p.user == *member);
            ensure!(known, "The space {} has an unknown member {member}", space.id);
        }
    }
    Ok(())
}
