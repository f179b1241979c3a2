//! A school that uses Slack: the real application, store, outbox and adapter, on a Slack that stands in the test.

use super::fake::{APP_TOKEN, Channel, Delivery, FakeSlack, Person, SIGNING_SECRET, Standing, shown};
use crate::store::harness::Database;
use crate::two_languages::{BOTH, Languages};
use crate::world::{Hired, STAFF, parts, profile_called, school_called, tuesday_at_ten};
use async_trait::async_trait;
use hearken::app::App;
use hearken::chat::{Address, Inbox, Install, Installs, NotKept, Place, Roster, Speech};
use hearken::clock::{Clock, MovableClock};
use hearken::domain::Moment;
use hearken::domain::id::SchoolId;
use hearken::domain::school::{Identity, PlatformKind, WorkspaceKey};
use hearken::domain::text::Text;
use hearken::forms::{Profile, Prompts, School};
use hearken::outbox::{DSL_SPACE, Outbox};
use hearken::platforms::slack::{Slack, SlackSettings, Transport, WorkspaceSettings};
use hearken::vault::Vault;
use serde_json::Value;
use std::ops::Deref;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::watch;

pub const TEAM: &str = "T0OAK";
pub const OTHER_TEAM: &str = "T0ELM";
pub const TRUST: &str = "E0TRUST";
pub const SPACE: &str = "C0SAFE";
pub const OTHER_SPACE: &str = "C0ELMSAFE";
pub const ENGLISH: &str = "en-GB";
pub const SPANISH: &str = "es-ES";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    Http,
    Socket,
}

/// How a world begins.
pub struct Plan {
    pub by: By,
    /// The app was let into the whole organisation, and not into the workspace.
    pub whole_organisation: bool,
    /// The other school, of the same process.
    pub two_schools: bool,
    /// Who is in the safeguarding team's channel; without anybody there is none.
    pub space: &'static [&'static str],
    /// How long Slack may take to answer a call.
    pub timeout: Duration,
    /// What is otherwise about the schools' profile.
    pub alter: fn(&mut Profile),
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            by: By::Http,
            whole_organisation: false,
            two_schools: false,
            space: &["dsl", "deputy"],
            timeout: Duration::from_secs(5),
            alter: |_| {},
        }
    }
}

pub struct World {
    pub database: Database,
    pub clock: Arc<MovableClock>,
    pub slack: FakeSlack,
    pub app: App,
    pub outbox: Outbox,
    pub product: Arc<Slack>,
    pub vault: Vault,
    prompts: Arc<Prompts>,
    _languages: Languages,
    /// Dropped with the world, and then nobody listens any more.
    _stop: watch::Sender<bool>,
}

/// The account of somebody at the first school.
pub fn account(user: &str) -> String {
    format!("U0{}", user.to_uppercase().replace(['_', '-'], ""))
}

/// The account of somebody at the other school.
pub fn other_account(user: &str) -> String {
    account(&format!("elm{user}"))
}

struct Voice(Arc<Prompts>, School);

impl Speech for Voice {
    fn say(&self, locale: &str, id: &str, args: &[(&str, String)]) -> String {
        self.0.words_at(&self.1.profile, Some(locale)).say(id, args)
    }
}

/// Who has let the app in by themselves: kept in memory.
#[derive(Default)]
pub struct Kept(Mutex<Vec<Install>>);

#[async_trait]
impl Installs for Kept {
    async fn all(&self, _: PlatformKind) -> Result<Vec<Install>, NotKept> {
        Ok(self.0.lock().unwrap().clone())
    }

    async fn put(&self, install: Install) -> Result<(), NotKept> {
        self.0.lock().unwrap().push(install);
        Ok(())
    }

    async fn remove(&self, gone: &Install) -> Result<(), NotKept> {
        let same = |install: &Install| install.workspace == gone.workspace && install.token == gone.token;
        self.0.lock().unwrap().retain(|install| !same(install));
        Ok(())
    }
}

impl World {
    pub async fn open(database: Database) -> Self {
        Self::with(database, Plan::default()).await
    }

    pub async fn by(database: Database, by: By) -> Self {
        Self::with(database, Plan { by, ..Plan::default() }).await
    }

    pub async fn with(database: Database, plan: Plan) -> Self {
        let clock = Arc::new(MovableClock::frozen_at(tuesday_at_ten()));
        let told = clock.clone();
        let slack = FakeSlack::start(Arc::new(move || told.now())).await;
        let languages = Languages::open();
        let prompts = languages.prompts();
        let profile = || {
            let mut profile = profile_called(&prompts, BOTH);
            (plan.alter)(&mut profile);
            profile
        };
        let mut schools = vec![school_called("oak", "Oak School", profile())];
        let install = if plan.whole_organisation { TRUST } else { TEAM };
        let mut places = vec![("oak", TEAM, install, SPACE)];
        if plan.two_schools {
            schools.push(school_called("elm", "Elm School", profile()));
            places.push(("elm", OTHER_TEAM, OTHER_TEAM, OTHER_SPACE));
        }
        let mut workspaces = Vec::new();
        let vault = Vault::ephemeral();
        for (school, team, install, space) in places {
            slack.team(team, plan.whole_organisation.then_some(TRUST));
            let token = Some(Text::new(slack.install(install)));
            workspaces.push(WorkspaceSettings { id: install.to_owned(), token });
            people(&slack, school, team, install, (space, plan.space));
            records(&database, &vault, school, install, (space, plan.space)).await;
        }
        let transport = match plan.by {
            By::Http => Transport::Http { signing_secret: Text::new(SIGNING_SECRET) },
            By::Socket => Transport::Socket { app_token: Text::new(APP_TOKEN) },
        };
        let settings = SlackSettings {
            api_url: slack.api_url(),
            transport,
            oauth: None,
            workspaces,
            timeout: plan.timeout,
        };
        let speech = Arc::new(Voice(prompts.clone(), schools[0].clone()));
        let product = Slack::new(settings, speech, clock.clone()).unwrap();
        let (app, outbox) = parts(&database, &vault, &clock, &prompts, &schools, product.clone());
        let stop = watch::Sender::new(false);
        listen(plan.by, &slack, &product, &app, stop.subscribe()).await;
        let (_languages, _stop) = (languages, stop);
        Self { database, clock, slack, app, outbox, product, vault, prompts, _languages, _stop }
    }

    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    pub fn person(&self, user: &str) -> Colleague<'_> {
        Colleague { world: self, who: self.slack.person(&account(user)), locale: ENGLISH }
    }

    pub fn at_the_other_school(&self, user: &str) -> Colleague<'_> {
        Colleague { world: self, who: self.slack.person(&other_account(user)), locale: ENGLISH }
    }

    /// What an id says.
    pub fn say(&self, locale: &str, id: &str) -> String {
        self.says(locale, id, &[])
    }

    pub fn says(&self, locale: &str, id: &str, args: &[(&str, String)]) -> String {
        self.prompts.words(Some(locale)).say(id, args)
    }

    /// Everything that is due happens, until nothing is due any more.
    pub async fn settle(&self) {
        for _ in 0..20 {
            let before = self.slack.calls().len();
            self.app.take_due_steps().await.unwrap();
            self.app.chase_calls().await.unwrap();
            self.app.nudge_unfinished().await.unwrap();
            self.app.remind_of_questions().await.unwrap();
            self.app.take_back_orphans().await.unwrap();
            self.outbox.deliver_due().await.unwrap();
            self.slack.checks();
            if self.slack.calls().len() == before {
                return;
            }
        }
    }

    pub async fn minutes_later(&self, minutes: i64) {
        self.clock.move_on(chrono::TimeDelta::minutes(minutes));
        self.settle().await;
    }

    pub async fn cases(&self) -> Vec<hearken::domain::case::Case> {
        self.cases_of("oak").await
    }

    pub async fn cases_of(&self, school: &str) -> Vec<hearken::domain::case::Case> {
        let school = SchoolId::parse(school).unwrap();
        self.database.read(move |db| Box::pin(async move { db.cases(&school, 100).await })).await
    }

    /// Everything in the safeguarding team's channel.
    pub fn in_the_channel(&self) -> String {
        let messages = self.slack.messages(SPACE);
        messages.iter().map(|message| shown::message(&message.body)).collect::<Vec<_>>().join("\n")
    }
}

/// Everybody's account; the safeguarding team's channel has these and the app in it.
fn people(slack: &FakeSlack, school: &str, team: &str, install: &str, (space, inside): (&str, &[&str])) {
    for (user, name, _) in STAFF {
        slack.user(team, &account_at(school, user), name, ENGLISH, Standing::Member);
    }
    slack.channel(team, &format!("C0GENERAL{team}"), Channel::Public, &[]);
    if !inside.is_empty() {
        let bot = format!("U0BOT{install}");
        let inside: Vec<String> = inside.iter().map(|user| account_at(school, user)).chain([bot]).collect();
        let inside: Vec<&str> = inside.iter().map(String::as_str).collect();
        slack.channel(team, space, Channel::Private, &inside);
    }
}

fn account_at(school: &str, user: &str) -> String {
    if school == "oak" { account(user) } else { other_account(user) }
}

/// The same people as the school keeps them.
async fn records(
    database: &Database,
    vault: &Vault,
    school: &str,
    install: &str,
    (space, inside): (&str, &[&str]),
) {
    let id =
        if school == "oak" { SchoolId::parse(school).unwrap() } else { database.put_school(school).await };
    let address = Address {
        platform: PlatformKind::Slack,
        workspace: install.to_owned(),
        place: Place::Space { space: space.to_owned() },
    };
    let address = (!inside.is_empty()).then(|| serde_json::to_string(&address).unwrap());
    let key = WorkspaceKey { platform: PlatformKind::Slack, workspace: install.to_owned() };
    let at = id.clone();
    let linking = database.store.write(&id, move |tx| {
        Box::pin(async move {
            tx.link_workspace(&key, &at).await?;
            match address {
                Some(address) => tx.put_space(&at, DSL_SPACE, &address).await,
                None => Ok(()),
            }
        })
    });
    linking.await.unwrap();
    for (user, name, roles) in STAFF {
        let person = if school == "oak" { (*user).to_owned() } else { format!("{school}-{user}") };
        let new = Hired { user: &person, name, roles, years: &[], trained: false };
        let user = account_at(school, user);
        let identity = Identity { platform: PlatformKind::Slack, workspace: install.to_owned(), user };
        new.at(database, vault, &id, identity).await;
    }
}

/// The product takes what people do.
async fn listen(by: By, slack: &FakeSlack, product: &Arc<Slack>, app: &App, mut stop: watch::Receiver<bool>) {
    let inbox: Arc<dyn Inbox> = Arc::new(app.clone());
    let roster: Arc<dyn Roster> = Arc::new(app.clone());
    let installs: Arc<dyn Installs> = Arc::new(Kept::default());
    match by {
        By::Http => {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let base = format!("http://{}", listener.local_addr().unwrap());
            let routes = product.routes(inbox, roster, installs);
            tokio::spawn(async move { axum::serve(listener, routes).await });
            slack.delivers(Delivery::Http { base });
        }
        By::Socket => {
            let product = product.clone();
            let stopped = async move { drop(stop.changed().await) };
            tokio::spawn(async move { product.listen(inbox, roster, installs, stopped).await });
            slack.delivers(Delivery::Socket);
            slack.connected().await;
        }
    }
}

/// Somebody of a school, with their Slack.
pub struct Colleague<'w> {
    world: &'w World,
    who: Person,
    locale: &'static str,
}

impl Deref for Colleague<'_> {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.who
    }
}

impl Colleague<'_> {
    /// Their Slack is set to this language.
    pub fn speaking(mut self, locale: &'static str) -> Self {
        self.world.slack.speaks(&self.who.user, locale);
        self.locale = locale;
        self
    }

    fn label(&self, id: &str) -> String {
        self.world.say(self.locale, &format!("action-{id}"))
    }

    /// Presses a button of the modal on top, by its id in the words.
    pub async fn clicks(&self, id: &str) -> &Self {
        self.who.presses(&self.label(id)).await;
        self
    }

    /// Presses a button of the newest message they see that has it.
    pub async fn clicks_in_chat(&self, id: &str) -> &Self {
        self.who.clicks_in_chat(&self.label(id)).await;
        self
    }

    pub fn click(&self, id: &str) -> Value {
        self.who.click_in_chat(&self.label(id))
    }

    pub async fn clicks_at_home(&self, id: &str) -> &Self {
        self.who.clicks_at_home(&self.label(id)).await;
        self
    }

    pub fn everything(&self) -> String {
        self.world.slack.everything_seen_by(&self.who.user)
    }
}
