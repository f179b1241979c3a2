//! The manifest: it fits Slack's own schema, and asks for nothing that no method and no event needs.

use crate::school::{hearken, run};
use hearken::platforms::slack::manifest::{EVENTS, scopes};
use hearken::platforms::slack::methods::Method;
use jsonschema::{Retrieve, Uri};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Every scope that Slack gives to bots and that anybody here might have meant (docs.slack.dev/reference/scopes).
const OF_SLACK: &[&str] = &[
    "app_mentions:read",
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "chat:write",
    "chat:write.customize",
    "chat:write.public",
    "commands",
    "emoji:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "pins:read",
    "reactions:read",
    "reactions:write",
    "team:read",
    "usergroups:read",
    "users.profile:read",
    "users:read",
    "users:read.email",
    "users:write",
];

/// Slack's schemas, as they stand beside the tests.
struct Kept;

impl Retrieve for Kept {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let name = uri.as_str().rsplit('/').next().unwrap_or_default().to_owned();
        Ok(serde_json::from_str(&read(&name))?)
    }
}

fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/slack");
    std::fs::read_to_string(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn manifest(args: &[&str]) -> String {
    let ended = run(hearken(["manifest", "slack"]).args(args), "");
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{args:?}");
    ended.stdout
}

fn json(args: &[&str]) -> Value {
    serde_json::from_str(&manifest(&[&["--format", "json"], args].concat())).unwrap()
}

const HTTP: [&str; 4] = ["--transport", "http", "--url", "https://oak.example/"];

#[test]
fn it_fits_slacks_schema_over_both_transports() {
    let schema: Value = serde_json::from_str(&read("manifest.schema.json")).unwrap();
    let validator = jsonschema::options().with_retriever(Kept).build(&schema).unwrap();
    for manifest in [json(&[]), json(&HTTP), json(&["--name", "Oak \"helps\": #1"])] {
        let wrong: Vec<String> = validator.iter_errors(&manifest).map(|error| error.to_string()).collect();
        assert_eq!(wrong, Vec::<String>::new(), "{manifest:#}");
    }
    let mut wrong = json(&[]);
    wrong["features"]["shortcuts"][0]["name"] = "A name that is much too long for a shortcut".into();
    assert!(!validator.is_valid(&wrong), "the schema is looked at");
    wrong = json(&[]);
    wrong["settings"]["socket_mode"] = true.into();
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn it_says_how_slack_reaches_us() {
    let socket = json(&[]);
    assert_eq!(socket["settings"]["socket_mode_enabled"], true);
    assert!(!socket.to_string().contains("http"), "no address is asked for: {socket}");
    let http = json(&HTTP);
    assert_eq!(http["settings"]["socket_mode_enabled"], false);
    assert_eq!(http["settings"]["event_subscriptions"]["request_url"], "https://oak.example/slack/events");
    assert_eq!(http["settings"]["interactivity"]["request_url"], "https://oak.example/slack/interactions");
    assert_eq!(http["features"]["slash_commands"][0]["url"], "https://oak.example/slack/commands");
    assert_eq!(http["oauth_config"]["redirect_urls"][0], "https://oak.example/slack/oauth");
    for (args, said) in [
        (&["--transport", "http"][..], "--url"),
        (&["--transport", "http", "--url", "http://oak.example"], "https://"),
        (&["--url", "https://oak.example"], "leave --url out"),
        (&["--name", "A name of more than thirty-five signs"], "35"),
    ] {
        let refused = run(hearken(["manifest", "slack"]).args(args), "");
        assert!(refused.code == 1 && refused.stderr.contains(said), "{refused:?}");
    }
}

#[test]
fn yaml_says_the_same_as_json() {
    for args in [&[][..], &HTTP, &["--name", "Oak \"helps\": #1 \\ ñ"]] {
        let yaml: Value = serde_saphyr::from_str(&manifest(args)).unwrap();
        assert_eq!(yaml, json(args));
    }
}

#[test]
fn every_scope_is_needed_and_known_to_slack() {
    let granted = json(&[])["oauth_config"]["scopes"].clone();
    let bot: BTreeSet<&str> =
        granted["bot"].as_array().unwrap().iter().map(|scope| scope.as_str().unwrap()).collect();
    assert_eq!(granted.as_object().unwrap().len(), 1, "no user's token is asked for: {granted}");
    let by_methods = Method::ALL.iter().flat_map(|method| method.scopes());
    let by_events = EVENTS.iter().flat_map(|(_, scopes)| *scopes);
    let needed: BTreeSet<&str> = by_methods.chain(by_events).copied().chain(["commands"]).collect();
    assert_eq!(bot, needed);
    assert_eq!(bot, scopes());
    for scope in bot {
        assert!(OF_SLACK.contains(&scope), "Slack has no scope called {scope}");
    }
}

/// The list of methods is whole: nothing else is called in Slack's folder, and nothing in it is there for nothing.
#[test]
fn every_method_that_is_called_is_on_the_list() {
    fn sources(folder: &Path, all: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, all);
            } else if path.file_name().is_some_and(|name| name != "methods.rs") {
                *all += &std::fs::read_to_string(path).unwrap();
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut text = String::new();
    sources(&root.join("platforms/slack"), &mut text);
    sources(&root.join("cli"), &mut text);
    for method in Method::ALL {
        let variant = format!("Method::{method:?}");
        assert!(text.contains(&variant), "{variant} is called by nobody");
    }
    let paths: BTreeSet<&str> = Method::ALL.iter().map(|method| method.path()).collect();
    let quoted = text.split('"').filter(|word| {
        let family = word.split('.').next().unwrap_or_default();
        let signs = |c: char| c.is_ascii_alphanumeric() || c == '.';
        word.contains('.')
            && word.chars().all(signs)
            && ["chat", "conversations", "users", "views", "oauth", "auth", "apps"].contains(&family)
    });
    for path in quoted.filter(|word| !word.ends_with(".im")) {
        assert!(paths.contains(path), "{path} is called and is not on the list");
    }
}
