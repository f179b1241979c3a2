//! A Slack in a test: workspaces, people, channels, messages, modals and home tabs, behind Slack's own interfaces.
//!
//! | module | owns |
//! | --- | --- |
//! | [`api`] | the Web API's listener: tokens, trouble on order, and what is recorded |
//! | [`methods`] | the methods about people, channels and messages |
//! | [`views`] | modals and home tabs: triggers, hashes, what is typed in them |
//! | [`limiter`] | how often it lets itself be called |
//! | [`deliver`] | how the app is told: signed requests, with Slack's retries |
//! | [`socket`] | the same by Socket Mode: envelopes, acknowledgements, warnings |
//! | [`payloads`] | what Slack sends, in Slack's shapes |
//! | [`person`] | somebody who uses it |
//! | [`shown`] | what stands in blocks, as somebody reads it |

mod api;
mod deliver;
mod limiter;
mod methods;
mod payloads;
mod person;
pub mod shown;
mod socket;
mod views;

pub use api::How;
pub use deliver::{Answer, Delivery, Kind, Request};
pub use person::{Entry, Person, SLACK_TROUBLE};
pub use views::OpenView;

use hearken::domain::Moment;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::sync::watch;

pub const SIGNING_SECRET: &str = "8f742231b10e8888abcd99yyyzzz85a5";
pub const APP: &str = "A0HEARKEN";
pub const APP_TOKEN: &str = "xapp-1-A0HEARKEN-fake";
/// How long somebody waits for something to happen on their screen before the test fails.
pub const PATIENCE: Duration = Duration::from_secs(8);

pub type Now = Arc<dyn Fn() -> Moment + Send + Sync>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Member,
    Guest,
    Bot,
}

#[derive(Debug, Clone)]
pub struct User {
    pub team: String,
    pub id: String,
    pub name: String,
    pub email: String,
    pub locale: String,
    pub standing: Standing,
    pub deleted: bool,
}

#[derive(Debug, Clone)]
pub struct Team {
    pub domain: String,
    /// The organisation on Enterprise Grid.
    pub enterprise: Option<String>,
}

/// The app as one workspace, or one whole organisation, has let it in.
#[derive(Debug, Clone)]
pub struct Installed {
    pub bot: String,
    pub token: String,
    pub revoked: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    Public,
    Private,
    Group,
    Direct,
}

#[derive(Debug, Clone)]
pub struct Room {
    pub id: String,
    pub team: String,
    pub name: String,
    pub kind: Channel,
    pub members: BTreeSet<String>,
    pub archived: bool,
    /// Shared with another organisation.
    pub shared: bool,
    pub messages: Vec<Message>,
}

#[derive(Debug, Clone)]
pub struct Message {
    pub channel: String,
    pub ts: String,
    pub thread: Option<String>,
    pub by: String,
    /// As it was posted or last updated.
    pub body: Value,
}

/// One call of a method, and how it ended.
#[derive(Debug, Clone)]
pub struct Call {
    pub method: String,
    /// The workspace or organisation whose token it came with.
    pub team: String,
    pub body: Value,
    pub outcome: String,
}

#[derive(Default)]
struct State {
    teams: BTreeMap<String, Team>,
    installs: BTreeMap<String, Installed>,
    users: BTreeMap<String, User>,
    rooms: BTreeMap<String, Room>,
    triggers: BTreeMap<String, views::Trigger>,
    modals: BTreeMap<String, Vec<OpenView>>,
    homes: BTreeMap<String, OpenView>,
    /// What Slack itself tells somebody: that something did not work.
    banners: BTreeMap<String, String>,
    /// Grows with everything that changes on somebody's screen.
    changes: BTreeMap<String, u64>,
    calls: Vec<Call>,
    findings: Vec<String>,
    orders: Vec<api::Order>,
    limiter: Option<limiter::Limiter>,
    /// Times that an end was put to all trouble.
    behaved: u64,
    numbers: u64,
}

struct Inner {
    state: Mutex<State>,
    changed: watch::Sender<u64>,
    now: Now,
    api_url: String,
    sockets: socket::Sockets,
    delivery: Mutex<Option<Delivery>>,
    http: reqwest::Client,
}

/// Cheap to clone; ends with the test.
#[derive(Clone)]
pub struct FakeSlack(Arc<Inner>);

impl FakeSlack {
    pub async fn start(now: Now) -> Self {
        let (listener, api_url) = api::bind().await;
        let sockets = socket::Sockets::bind().await;
        let fake = Self(Arc::new(Inner {
            state: Mutex::default(),
            changed: watch::Sender::new(0),
            now,
            api_url,
            sockets,
            delivery: Mutex::default(),
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
        }));
        api::serve(fake.clone(), listener);
        socket::serve(fake.clone());
        fake
    }

    /// Without a slash at its end.
    pub fn api_url(&self) -> String {
        self.0.api_url.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap()
    }

    fn now(&self) -> Moment {
        (self.0.now)()
    }

    /// How the app hears of what people do.
    pub fn delivers(&self, delivery: Delivery) {
        *self.0.delivery.lock().unwrap() = Some(delivery);
    }

    fn tell(&self) {
        self.0.changed.send_modify(|n| *n += 1);
    }

    /// Waits until something holds; fails with `what` otherwise.
    pub async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        let mut changed = self.0.changed.subscribe();
        let waited = tokio::time::timeout(PATIENCE, async {
            while !holds(self) {
                // Some of what is waited for happens without any call to us.
                drop(tokio::time::timeout(Duration::from_millis(20), changed.changed()).await);
            }
        });
        if waited.await.is_err() {
            panic!("{what}: it did not happen; the last calls: {:#?}", self.last_calls(6));
        }
    }

    // Who and what there is.

    pub fn team(&self, id: &str, enterprise: Option<&str>) {
        let team = Team { domain: id.to_ascii_lowercase(), enterprise: enterprise.map(str::to_owned) };
        self.state().teams.insert(id.to_owned(), team);
    }

    /// The app is let into a workspace, or into a whole organisation; its token.
    pub fn install(&self, id: &str) -> String {
        let (bot, token) = (format!("U0BOT{id}"), format!("xoxb-{id}-fake"));
        let installed = Installed { bot: bot.clone(), token: token.clone(), revoked: false };
        let mut state = self.state();
        state.installs.insert(id.to_owned(), installed);
        drop(state);
        self.user(id, &bot, "Hearken", "en-GB", Standing::Bot);
        token
    }

    pub fn user(&self, team: &str, id: &str, name: &str, locale: &str, standing: Standing) {
        let user = User {
            team: team.to_owned(),
            id: id.to_owned(),
            name: name.to_owned(),
            email: format!("{}@{}.example", id.to_lowercase(), team.to_lowercase()),
            locale: locale.to_owned(),
            standing,
            deleted: false,
        };
        self.state().users.insert(id.to_owned(), user);
    }

    pub fn speaks(&self, user: &str, locale: &str) {
        self.state().users.get_mut(user).unwrap().locale = locale.to_owned();
    }

    pub fn channel(&self, team: &str, id: &str, kind: Channel, members: &[&str]) {
        let room = Room {
            id: id.to_owned(),
            team: team.to_owned(),
            name: id.to_ascii_lowercase(),
            kind,
            members: members.iter().map(|m| (*m).to_owned()).collect(),
            archived: false,
            shared: false,
            messages: Vec::new(),
        };
        self.state().rooms.insert(id.to_owned(), room);
    }

    /// Changes a channel without telling anybody.
    pub fn alter(&self, channel: &str, change: impl FnOnce(&mut Room)) {
        change(self.state().rooms.get_mut(channel).unwrap());
    }

    /// Gives somebody another address, without telling anybody.
    pub fn readdress(&self, user: &str, email: &str) {
        self.state().users.get_mut(user).unwrap().email = email.to_owned();
    }

    pub fn deactivate(&self, user: &str) {
        self.state().users.get_mut(user).unwrap().deleted = true;
    }

    pub fn revoke(&self, id: &str) {
        self.state().installs.get_mut(id).unwrap().revoked = true;
    }

    pub fn renew(&self, id: &str) {
        self.state().installs.get_mut(id).unwrap().revoked = false;
    }

    pub fn person(&self, user: &str) -> Person {
        let team = self.state().users.get(user).unwrap_or_else(|| panic!("nobody is {user}")).team.clone();
        Person::new(self.clone(), team, user)
    }

    // What can be seen.

    pub fn calls(&self) -> Vec<Call> {
        self.state().calls.clone()
    }

    /// How many calls there were like this.
    pub fn count(&self, like: impl Fn(&Call) -> bool) -> usize {
        self.state().calls.iter().filter(|call| like(call)).count()
    }

    pub fn calls_of(&self, method: &str) -> Vec<Call> {
        self.state().calls.iter().filter(|call| call.method == method).cloned().collect()
    }

    fn last_calls(&self, count: usize) -> Vec<String> {
        let short =
            |call: &Call| format!("{} -> {} {:.600}", call.method, call.outcome, call.body.to_string());
        self.state().calls.iter().rev().take(count).rev().map(short).collect()
    }

    /// Everything was within Slack's limits.
    pub fn checks(&self) {
        let state = self.state();
        assert!(state.findings.is_empty(), "{:#?}", state.findings);
    }

    pub fn messages(&self, channel: &str) -> Vec<Message> {
        self.state().rooms[channel].messages.clone()
    }

    /// Every message of every channel that this person can read: theirs, and the public ones of their workspace.
    pub fn messages_seen_by(&self, user: &str) -> Vec<Message> {
        let state = self.state();
        let Some(known) = state.users.get(user) else { return Vec::new() };
        let sees = |room: &&Room| {
            let open =
                room.kind == Channel::Public && room.team == known.team && known.standing == Standing::Member;
            open || room.members.contains(user)
        };
        let mut seen: Vec<Message> =
            state.rooms.values().filter(sees).flat_map(|r| r.messages.clone()).collect();
        seen.sort_by(|a, b| a.ts.cmp(&b.ts));
        seen
    }

    /// The messages that the app sent to this person alone.
    pub fn direct_to(&self, user: &str) -> Vec<Message> {
        let state = self.state();
        let direct = |room: &&Room| room.kind == Channel::Direct && room.members.contains(user);
        let mut all: Vec<Message> =
            state.rooms.values().filter(direct).flat_map(|r| r.messages.clone()).collect();
        all.retain(|message| message.by != user);
        all
    }

    /// How many messages the app sent to this person alone.
    pub fn direct_count(&self, user: &str) -> usize {
        let room = format!("D0{}", user.trim_start_matches("U0"));
        let state = self.state();
        state.rooms.get(&room).map_or(0, |room| room.messages.iter().filter(|m| m.by != user).count())
    }

    /// Every word on this person's screens: channels, direct messages, modals, home tab, push texts.
    pub fn everything_seen_by(&self, user: &str) -> String {
        let messages = self.messages_seen_by(user);
        let mut all: Vec<String> = messages.iter().map(|message| shown::message(&message.body)).collect();
        let state = self.state();
        all.extend(state.modals.get(user).into_iter().flatten().map(|open| shown::view(&open.view)));
        all.extend(state.homes.get(user).map(|open| shown::view(&open.view)));
        all.extend(state.banners.get(user).cloned());
        all.join("\n")
    }

    fn changes(&self, user: &str) -> u64 {
        self.state().changes.get(user).copied().unwrap_or_default()
    }
}

impl State {
    fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    fn changes_for(&mut self, user: &str) {
        *self.changes.entry(user.to_owned()).or_default() += 1;
    }

    /// The install that speaks for a team: its own, or its organisation's.
    fn install_of(&self, team: &str) -> Option<(String, &Installed)> {
        let enterprise = self.teams.get(team).and_then(|team| team.enterprise.clone());
        let mut ids = std::iter::once(team.to_owned()).chain(enterprise);
        ids.find_map(|id| self.installs.get(&id).map(|installed| (id.clone(), installed)))
    }

    /// Whether a token of this install works in that team.
    fn covers(&self, install: &str, team: &str) -> bool {
        install == team || self.teams.get(team).is_some_and(|t| t.enterprise.as_deref() == Some(install))
    }

    /// The direct messages between somebody and the app.
    fn direct(&mut self, install: &str, user: &str) -> String {
        let bot = self.installs[install].bot.clone();
        let members = BTreeSet::from([bot, user.to_owned()]);
        let there = self.rooms.values().find(|room| room.kind == Channel::Direct && room.members == members);
        if let Some(room) = there {
            return room.id.clone();
        }
        let id = format!("D0{}", user.trim_start_matches("U0"));
        let room = Room {
            id: id.clone(),
            team: install.to_owned(),
            name: String::new(),
            kind: Channel::Direct,
            members,
            archived: false,
            shared: false,
            messages: Vec::new(),
        };
        self.rooms.insert(id.clone(), room);
        id
    }
}
