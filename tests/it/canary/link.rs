//! The link to a reported message, led through the whole program in Slack: whoever reads the report in full sees it, and
//! it stands nowhere else. Nor do the words, the names, the token and the secret.

use super::{Canary, NAMES};
use crate::demo::{Demo, fresh};
use crate::slack::fake::{Channel, Delivery, Entry, FakeSlack, Person, SIGNING_SECRET, Standing, shown};
use hearken::clock::{Clock, SystemClock};
use hearken::forms::Prompts;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

const TEAM: &str = "T0OAK";
const SPACE: &str = "C0SAFE";
/// More pages than any way through the form has.
const PAGES: usize = 20;
/// The sample school's people who have a part here, by their place among the names.
const PEOPLE: &[(usize, &str, &str)] = &[(0, "U0ROBIN", ""), (1, "U0DANA", ""), (2, "U0AMARA", "\"dsl\"")];

fn say(prompts: &Prompts, id: &str) -> String {
    prompts.words(Some("en-GB")).say(id, &[])
}

async fn workspace() -> (FakeSlack, String) {
    let slack = FakeSlack::start(Arc::new(|| SystemClock.now())).await;
    slack.team(TEAM, None);
    let token = slack.install(TEAM);
    for (name, user, _) in PEOPLE {
        slack.user(TEAM, user, NAMES[*name].1, "en-GB", Standing::Member);
    }
    slack.channel(TEAM, SPACE, Channel::Private, &["U0AMARA", "U0BOTT0OAK"]);
    (slack, token)
}

/// The program with this workspace, and every log turned up.
fn command(data: &Path, slack: &FakeSlack, token: &str) -> Command {
    let mut settings = format!(
        "data_dir = {data:?}\ndatabase_url = \"sqlite://{}\"\nlisten = \"127.0.0.1:0\"\n\
         [school]\nid = \"oak\"\nname = \"Oak School\"\nprofile = \"kent\"\nphone = \"01632 960001\"\n\
         [slack]\ntransport = \"http\"\napi_url = {:?}\n\
         [[slack.workspace]]\nid = {TEAM:?}\nsafeguarding = {SPACE:?}\n",
        data.join("hearken.db").display(),
        slack.api_url(),
    );
    for (name, user, roles) in PEOPLE {
        let roles = ["\"staff\"", roles].iter().filter(|role| !role.is_empty()).copied().collect::<Vec<_>>();
        settings += &format!(
            "[[person]]\nuser = {user:?}\nname = {:?}\nslack = {user:?}\nroles = [{}]\n",
            NAMES[*name].1,
            roles.join(", ")
        );
    }
    let file = data.join("hearken.toml");
    std::fs::write(&file, settings).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
    command.args(["serve", "--config"]).arg(&file).env_remove("DATABASE_URL");
    command.env("SLACK_BOT_TOKEN", token).env("SLACK_SIGNING_SECRET", SIGNING_SECRET);
    command.envs(["RUST_LOG", "HEARKEN_LOG"].map(|level| (level, "trace"))).env("RUST_BACKTRACE", "full");
    command
}

impl Canary {
    /// From the message's menu to the receipt.
    async fn reports_a_message(&mut self, person: &Person, channel: &str) {
        let message = person.slack.says_in("U0DANA", channel, &self.marker("said"));
        self.markers.push(message.ts.replace('.', "").into_bytes());
        person.reports_message(&message).await;
        for _ in 0..PAGES {
            let view = person.modal().view;
            let page = view["private_metadata"].as_str().unwrap_or_default();
            let Ok(page) = serde_json::from_str::<serde_json::Value>(page) else { break };
            match page["p"].as_str().unwrap() {
                "about" => drop(person.fills("about", &Entry::Pick("pupil"))),
                "category" => drop(person.fills("category", &Entry::Pick("bullying"))),
                "picture" => drop(person.fills("picture", &Entry::Pick("no"))),
                "wait" => drop(person.fills("can_wait", &Entry::Pick("yes"))),
                "what" => drop(person.fills("what_happened", &Entry::Write(&self.marker("what")))),
                _ => {}
            }
            person.presses(view["submit"]["text"].as_str().unwrap()).await;
        }
        assert!(person.sees().contains("Sent."), "{}", person.sees());
    }

    /// Everything that was sent to Slack, but for what stands in a window: only who may read it opened one.
    fn sent(&mut self, slack: &FakeSlack) {
        for call in slack.calls() {
            let title = call.body["view"]["title"].to_string();
            let seen = if call.method.starts_with("chat.") { call.body.to_string() } else { title };
            let what = format!("{seen}\n{}", shown::unseen(&call.body).join("\n"));
            self.keep(&format!("what {} sends", call.method), what);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_to_a_message_stands_on_the_case_file_and_nowhere_else() {
    let data = tempfile::tempdir().unwrap();
    let mut canary = Canary::new();
    let (slack, token) = workspace().await;
    canary.markers.extend([token.clone().into_bytes(), SIGNING_SECRET.as_bytes().to_vec()]);
    let channel = format!("C0MARKED{}", fresh()[..8].to_ascii_uppercase());
    canary.markers.push(channel.clone().into_bytes());
    slack.channel(TEAM, &channel, Channel::Public, &["U0ROBIN", "U0DANA"]);
    let mut program = Demo::start_as(command(data.path(), &slack, &token)).unwrap();
    canary.knows_the_key(data.path());
    slack.delivers(Delivery::Http { base: program.url().trim_end_matches('/').to_owned() });
    slack.until("the people are listed", |slack| !slack.calls_of("users.list").is_empty()).await;

    let (robin, amara) = (slack.person("U0ROBIN"), slack.person("U0AMARA"));
    canary.reports_a_message(&robin, &channel).await;
    slack.until("the team is told", |slack| !slack.messages(SPACE).is_empty()).await;
    amara.clicks_in_chat(&say(&canary.prompts, "action-read")).await;
    assert!(amara.sees().contains(&format!("/archives/{channel}/p")), "{}", amara.sees());
    amara.clicks_in_chat(&say(&canary.prompts, "action-acknowledge")).await;
    // Left unfinished, with a link in it.
    let message = slack.says_in("U0DANA", &channel, "words");
    canary.markers.push(message.ts.replace('.', "").into_bytes());
    robin.reports_message(&message).await;
    robin.opens_home().await;

    canary.counts(&program, "while it runs").await;
    canary.files(data.path(), "while it runs");
    program.terminate();
    assert!(program.output().contains(" acknowledged"), "{}", program.output());
    canary.keep("what is printed", program.output());
    let names = canary.files(data.path(), "after its end");
    assert!(names.contains(&"hearken.db".to_owned()), "{names:?}");
    canary.sent(&slack);
    canary.is_found_nowhere();
}
