//! The conversation of `hearken init`, with somebody at the keyboard who follows a script.

use super::ask::Asker;
use super::{Args, begin};
use crate::config::{Settings, TeamSpace};
use crate::domain::text::Text;
use clap::Parser;
use std::collections::VecDeque;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    args: Args,
}

struct Script {
    answers: VecDeque<&'static str>,
    asked: Vec<String>,
}

impl Script {
    fn next(&mut self, question: &str) -> io::Result<String> {
        self.asked.push(question.to_owned());
        self.answers.pop_front().map(str::to_owned).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

impl Asker for Script {
    fn line(&mut self, question: &str) -> io::Result<String> {
        assert!(!question.contains("token"), "a token is never asked for in the open: {question}");
        self.next(question)
    }

    fn secret(&mut self, question: &str) -> io::Result<Text> {
        self.next(question).map(Text::new)
    }
}

fn talk(folder: &Path, flags: &[&str], answers: &[&'static str]) -> Script {
    let folder = folder.to_str().unwrap();
    let line = Line::parse_from(["init", "--dir", folder].iter().chain(flags));
    let mut script = Script { answers: answers.iter().copied().collect(), asked: Vec::new() };
    begin(line.args, Some(&mut script)).unwrap();
    assert!(script.answers.is_empty(), "not asked for: {:?}", script.answers);
    script
}

#[test]
fn somebody_at_the_keyboard_has_a_school_in_slack_and_tokens_stand_in_files_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let answers = [
        "Oak School",
        "no number",
        "0118 4960 0110",
        "",
        "slack",
        "xapp-wrong-box",
        "xoxb-hunter2",
        "xapp-hunter2",
        "#safeguarding",
        "C0SAFE",
        "amara@oak.example",
        "Amara Fielding",
        "Amara@oak.example",
        "jo@oak.example",
        "Jo Penrose",
    ];
    let script = talk(folder.path(), &[], &answers);
    for why in ["holds digits", "begins with xoxb-", "It is not its name", "must not be the DSL's"] {
        assert_eq!(script.asked.iter().filter(|asked| asked.contains(why)).count(), 1, "{why}");
    }
    let text = std::fs::read_to_string(folder.path().join("hearken.toml")).unwrap();
    assert!(!text.contains("hunter2"), "{text}");
    let settings = Settings::load(&folder.path().join("hearken.toml")).unwrap();
    assert_eq!((settings.schools[0].name.as_str(), settings.people.len()), ("Oak School", 2));
    assert_eq!(settings.people[0].email.as_ref().unwrap().expose(), "amara@oak.example");
    let slack = settings.slack.as_ref().unwrap();
    let access = slack.access(&settings.schools).unwrap();
    assert_eq!(access.workspaces[0].bot_token.as_ref().unwrap().expose(), "xoxb-hunter2");
    assert_eq!(access.app_token.unwrap().expose(), "xapp-hunter2");
    assert_eq!(access.workspaces[0].space, TeamSpace::Channel("C0SAFE".to_owned()));
    // The lines for the other way in stand there as notes, and work.
    let over_http = text
        .replace("transport = \"socket\"\n", "")
        .replace("# transport = \"http\"", "transport = \"http\"")
        .replace("# signing_secret_file", "signing_secret_file");
    std::fs::write(folder.path().join("http.toml"), over_http).unwrap();
    std::fs::write(folder.path().join("hearken-data/slack-signing-secret"), "hunter2\n").unwrap();
    let http = Settings::load(&folder.path().join("http.toml")).unwrap();
    let access = http.slack.as_ref().unwrap().access(&http.schools).unwrap();
    assert_eq!(access.signing_secret.unwrap().expose(), "hunter2");
    for file in slack.secret_files() {
        assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_is_given_as_a_flag_is_not_asked_for_and_enter_means_later() {
    let folder = tempfile::tempdir().unwrap();
    let flags = ["--name", "Oak", "--phone", "0118 4960 0110", "--profile", "kent", "--platform", "slack"];
    let script = talk(folder.path(), &flags, &["", "", "", "", ""]);
    assert_eq!(script.asked.len(), 5, "{:?}", script.asked);
    let settings = Settings::load(&folder.path().join("hearken.toml")).unwrap();
    let refused = settings.slack.unwrap().access(&settings.schools).unwrap_err();
    assert!(refused.contains("slack-bot-token") || refused.contains("slack-app-token"), "{refused}");
    // Whatever is there is never replaced, and nothing is asked for it.
    let again = talk(folder.path(), &[], &[]);
    assert!(again.asked.is_empty());
}

#[test]
fn a_token_that_was_put_into_its_file_before_is_not_asked_for_again() {
    let folder = tempfile::tempdir().unwrap();
    let flags = ["--name", "Oak", "--phone", "0118 4960 0110", "--profile", "kent", "--platform", "slack"];
    talk(folder.path(), &flags, &["xoxb-hunter2", "", "", "", ""]);
    std::fs::remove_file(folder.path().join("hearken.toml")).unwrap();
    let again = talk(folder.path(), &flags, &["xapp-hunter2", "", "", ""]);
    assert_eq!(again.asked.len(), 4, "{:?}", again.asked);
    let settings = Settings::load(&folder.path().join("hearken.toml")).unwrap();
    let access = settings.slack.as_ref().unwrap().access(&settings.schools).unwrap();
    assert_eq!(access.workspaces[0].bot_token.as_ref().unwrap().expose(), "xoxb-hunter2");
    assert_eq!(access.app_token.unwrap().expose(), "xapp-hunter2");
}

#[test]
fn the_local_workspace_asks_four_things() {
    let folder = tempfile::tempdir().unwrap();
    let script = talk(folder.path(), &[], &["Oak", "0118 4960 0110", "eton", "kent", ""]);
    assert_eq!(script.asked.len(), 5, "a profile that is not there is asked for again");
    let settings = Settings::load(&folder.path().join("hearken.toml")).unwrap();
    assert!(settings.slack.is_none() && settings.spaces.len() == 1);
}
