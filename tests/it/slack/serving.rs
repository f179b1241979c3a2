//! The program itself, `hearken serve` with a settings file, on a Slack that stands in the test.

mod days;
mod people;
mod schools;

use super::fake::{APP_TOKEN, Channel, Delivery, FakeSlack, Person, SIGNING_SECRET, Standing};
use super::world::{By, ENGLISH, TEAM, account};
use crate::demo::Demo;
use crate::school::{Ended, PHONE, hearken, run};
use crate::store::harness::{Database, school};
use crate::world::STAFF;
use hearken::clock::{Clock, SystemClock};
use hearken::forms::Prompts;
use hearken::store::PersonRow;
use std::process::Command;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

/// How long something may take that the program does by itself.
const PATIENCE: Duration = Duration::from_secs(30);

/// A school in Slack, and Hearken on its machine.
pub struct House {
    folder: tempfile::TempDir,
    pub database: Database,
    pub slack: FakeSlack,
    by: By,
    running: Option<Demo>,
}

/// Somebody of the settings.
pub fn listed(user: &str, roles: &str, more: &str) -> String {
    format!("[[person]]\nuser = \"{user}\"\nname = \"{}\"\nroles = [{roles}]\n{more}\n", name(user))
}

fn name(user: &str) -> &'static str {
    STAFF.iter().find(|(known, ..)| *known == user).map_or("Somebody", |(_, name, _)| name)
}

/// By the address that their account has in Slack.
pub fn by_address(user: &str, roles: &str) -> String {
    let email = format!("{}@{}.example", account(user), TEAM).to_lowercase();
    listed(user, roles, &format!("email = \"{email}\""))
}

pub fn by_account(user: &str, roles: &str) -> String {
    listed(user, roles, &format!("slack = \"{}\"", account(user)))
}

/// One school and one workspace; `workspace` says where concerns are posted.
pub fn one_school(workspace: &str, people: &[String]) -> String {
    format!(
        "[[slack.workspace]]\nbot_token = \"xoxb-{TEAM}-fake\"\n{workspace}\n{}\n{}",
        a_school("school", "oak"),
        people.concat()
    )
}

pub fn a_school(table: &str, id: &str) -> String {
    format!("[{table}]\nid = \"{id}\"\nname = \"{id} school\"\nprofile = \"kent\"\nphone = \"{PHONE}\"\n")
}

impl House {
    /// A workspace with everybody in it; nothing runs yet.
    pub async fn new(database: Database, by: By) -> Self {
        let slack = FakeSlack::start(Arc::new(|| SystemClock.now())).await;
        slack.team(TEAM, None);
        slack.install(TEAM);
        for (user, name, _) in STAFF {
            slack.user(TEAM, &account(user), name, ENGLISH, Standing::Member);
        }
        Self { folder: tempfile::tempdir().unwrap(), database, slack, by, running: None }
    }

    /// The safeguarding team's private channel.
    pub fn has_a_channel(&self, team: &str, id: &str, members: &[String]) {
        let bot = format!("U0BOT{team}");
        let members: Vec<&str> = members.iter().map(String::as_str).chain([bot.as_str()]).collect();
        self.slack.channel(team, id, Channel::Private, &members);
    }

    /// Writes the settings file: the machine's own part, and `rest`.
    pub fn settings(&self, rest: &str) {
        let transport = match self.by {
            By::Http => format!("transport = \"http\"\nsigning_secret = \"{SIGNING_SECRET}\""),
            By::Socket => format!("transport = \"socket\"\napp_token = \"{APP_TOKEN}\""),
        };
        let (url, api) = (&self.database.url, self.slack.api_url());
        let own = format!(
            "data_dir = \"data\"\ndatabase_url = {url:?}\nlisten = \"127.0.0.1:0\"\n[slack]\napi_url = {api:?}\n\
             {transport}\n"
        );
        std::fs::write(self.folder.path().join("hearken.toml"), own + rest).unwrap();
    }

    pub fn command(&self, name: &str) -> Command {
        let mut command = hearken([name, "--settings"]);
        command.arg(self.folder.path().join("hearken.toml"));
        command
    }

    /// Starts the program, and waits until events can come in.
    pub async fn opens(&mut self) {
        let started = Demo::start_as(self.command("serve"));
        let running = started.unwrap_or_else(|output| panic!("it did not start: {output}"));
        match self.by {
            By::Http => {
                self.slack.delivers(Delivery::Http { base: running.url().trim_end_matches('/').to_owned() });
            }
            By::Socket => {
                self.slack.delivers(Delivery::Socket);
                self.slack.connected().await;
            }
        }
        self.running = Some(running);
        let known = "it is not known yet which workspace";
        self.until("the workspace is known", async |house: &Self| !house.readiness().await.contains(known))
            .await;
    }

    pub fn running(&self) -> &Demo {
        self.running.as_ref().expect("it runs")
    }

    /// Asks it to stop; everything that it printed.
    pub fn closes(&mut self) -> String {
        let mut running = self.running.take().expect("it runs");
        let status = running.terminate();
        assert_eq!(status.code(), Some(0), "{}", running.output());
        running.output()
    }

    pub async fn readiness(&self) -> String {
        let (status, text) = self.running().get("readyz").await;
        assert_eq!(status, 200, "{text}");
        text
    }

    /// Waits for something that the program does by itself.
    pub async fn until(&self, what: &str, holds: impl AsyncFn(&Self) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !holds(self).await {
            assert!(Instant::now() < until, "{what}: it did not happen\n{}", self.running().output());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until the program has read everybody in the workspace.
    pub async fn has_read_the_directory(&self) {
        let said = format!("The people of workspace {TEAM} are up to date");
        self.until("the directory is read", async |house: &Self| house.running().output().contains(&said))
            .await;
    }

    /// Waits until somebody sees something.
    pub async fn sees(&self, person: &Person, text: &str) {
        let user = person.user.clone();
        self.until("it reaches them", async |house: &Self| {
            house.slack.everything_seen_by(&user).contains(text)
        })
        .await;
    }

    pub fn person(&self, user: &str) -> Person {
        self.slack.person(&account(user))
    }

    /// The people of a school as they are kept.
    pub async fn kept(&self, id: &'static str) -> Vec<PersonRow> {
        self.database.read(move |db| Box::pin(async move { db.staff(&school(id)).await })).await
    }

    /// Whose an account is.
    pub async fn whose(&self, user: &str) -> Option<PersonRow> {
        let (rows, account) = (self.kept("oak").await, account(user));
        rows.into_iter().find(|row| row.identities.iter().any(|identity| identity.user == account))
    }

    pub fn check(&self) -> Ended {
        run(self.command("check").args(["--format", "json"]), "")
    }
}

/// What stands on a button.
pub fn label(id: &str) -> String {
    static WORDS: LazyLock<Prompts> = LazyLock::new(|| Prompts::load(None).unwrap());
    WORDS.words(None).say(&format!("action-{id}"), &[])
}
