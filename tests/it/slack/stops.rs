//! The program itself, called by Slack over HTTP and asked to stop.

use super::fake::{APP, Answer, Delivery, FakeSlack, How, Kind, SIGNING_SECRET, Standing};
use super::world::{ENGLISH, TEAM};
use crate::school::School;
use hearken::clock::{Clock, SystemClock};
use std::sync::Arc;

#[tokio::test(flavor = "multi_thread")]
async fn what_slack_was_told_is_taken_is_done_before_the_program_ends() {
    let slack = FakeSlack::start(Arc::new(|| SystemClock.now())).await;
    slack.team(TEAM, None);
    let token = slack.install(TEAM);
    slack.user(TEAM, "U0TEACHER", "Robin Ash", ENGLISH, Standing::Member);
    // Nobody's language is known, and whoever asks for it waits a moment in vain.
    slack.misbehaves("users.list", 1000, How::Status(500));
    slack.misbehaves("users.info", 1000, How::Silent);
    let school = School::new(None);
    let settings = format!(
        "\n[slack]\ntransport = \"http\"\napi_url = \"{}\"\nsigning_secret = \"{SIGNING_SECRET}\"\n\
         bot_token = \"{token}\"\n[[slack.workspace]]\nid = \"{TEAM}\"\n",
        slack.api_url()
    );
    let text = std::fs::read_to_string(school.settings()).unwrap();
    // The space of the local workspace has no place beside Slack.
    let (text, _) = text.split_once("[[space]]").unwrap();
    std::fs::write(school.settings(), text.to_owned() + &settings).unwrap();
    let mut served = school.serve();
    slack.delivers(Delivery::Http { base: served.url().trim_end_matches('/').to_owned() });
    let command = slack.person("U0TEACHER").command_payload("/concern");
    assert_eq!(command["api_app_id"], APP);
    let answer = slack.deliver(Kind::Command, command).await;
    assert!(matches!(answer, Answer::Acknowledged(_)), "{answer:?}: {}", served.output());
    assert!(slack.calls_of("views.open").is_empty(), "it is still under way");
    assert!(served.terminate().success(), "{}", served.output());
    assert_eq!(slack.calls_of("views.open").len(), 1, "{}", served.output());
}
