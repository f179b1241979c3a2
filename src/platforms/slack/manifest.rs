//! Owns the app's manifest: what Slack is asked for when the app is made, and nothing beside it.

use super::methods::Method;
use super::receive::{CONCERN, REPORT_MESSAGE};
use crate::chat::Speech;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What Slack tells the app by itself, and the scopes that each needs.
pub const EVENTS: &[(&str, &[&str])] = &[
    ("app_home_opened", &[]),
    ("app_uninstalled", &[]),
    ("group_archive", &["groups:read"]),
    ("group_deleted", &["groups:read"]),
    ("group_left", &["groups:read"]),
    ("group_unarchive", &["groups:read"]),
    ("member_joined_channel", &["groups:read"]),
    ("member_left_channel", &["groups:read"]),
    ("message.im", &["im:history"]),
    ("team_join", &["users:read"]),
    ("tokens_revoked", &[]),
    ("user_change", &["users:read"]),
];

/// For slash commands and shortcuts.
const COMMANDS: &str = "commands";

/// How the app is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached<'a> {
    Socket,
    /// At an address without a slash at its end.
    Http(&'a str),
}

/// Every scope that a method or an event needs.
pub fn scopes() -> BTreeSet<&'static str> {
    let methods = Method::ALL.iter().flat_map(|method| method.scopes());
    let events = EVENTS.iter().flat_map(|(_, scopes)| *scopes);
    methods.chain(events).copied().chain([COMMANDS]).collect()
}

/// The manifest, in the words of `speech`.
pub fn manifest(name: &str, reached: Reached<'_>, speech: &dyn Speech) -> Value {
    let say = |id: &str| speech.say("en-GB", &format!("slack-manifest-{id}"), &[]);
    let at = |path: &str| match reached {
        Reached::Socket => None,
        Reached::Http(url) => Some(format!("{url}/slack/{path}")),
    };
    let command = |command: &str, about: &str| {
        let mut command = json!({ "command": command, "description": say(about), "should_escape": false });
        if let Some(url) = at("commands") {
            command["url"] = url.into();
        }
        command
    };
    let shortcut = |kind: &str, id: &str, name: &str, about: &str| json!({ "name": say(name), "type": kind, "callback_id": id, "description": say(about) });
    let events: Vec<&str> = EVENTS.iter().map(|(event, _)| *event).collect();
    let mut manifest = json!({
        "display_information": { "name": name, "description": say("description"), "background_color": "#1f4e5f" },
        "features": {
            "app_home": {
                "home_tab_enabled": true, "messages_tab_enabled": true, "messages_tab_read_only_enabled": false,
            },
            "bot_user": { "display_name": name, "always_online": true },
            "shortcuts": [
                shortcut("global", CONCERN, "report", "report_about"),
                shortcut("message", REPORT_MESSAGE, "report_message", "report_message_about"),
            ],
            "slash_commands": [command("/concern", "concern"), command("/hearken", "hearken")],
        },
        "oauth_config": { "scopes": { "bot": scopes() } },
        "settings": {
            "event_subscriptions": { "bot_events": events },
            "interactivity": { "is_enabled": true },
            "org_deploy_enabled": true,
            "socket_mode_enabled": reached == Reached::Socket,
            "token_rotation_enabled": false,
        },
    });
    if let (Some(events), Some(interactions), Some(oauth)) = (at("events"), at("interactions"), at("oauth")) {
        manifest["settings"]["event_subscriptions"]["request_url"] = events.into();
        manifest["settings"]["interactivity"]["request_url"] = interactions.into();
        manifest["oauth_config"]["redirect_urls"] = json!([oauth]);
    }
    manifest
}

/// As YAML: every string is one of JSON, which YAML reads as it is. That is all a manifest needs, and no library.
pub fn yaml(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text
}

fn write(value: &Value, depth: usize, text: &mut String) {
    let pad = "  ".repeat(depth);
    let nested = |value: &Value| match value {
        Value::Object(fields) => !fields.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    match value {
        Value::Object(fields) if nested(value) => {
            for (name, field) in fields {
                *text += &format!("{pad}{name}:");
                entry(field, nested(field), depth, text);
            }
        }
        Value::Array(items) if nested(value) => {
            for item in items {
                *text += &format!("{pad}-");
                entry(item, nested(item), depth, text);
            }
        }
        plain => *text += &format!("{pad}{plain}\n"),
    }
}

fn entry(value: &Value, nested: bool, depth: usize, text: &mut String) {
    if nested {
        text.push('\n');
        write(value, depth + 1, text);
    } else {
        *text += &format!(" {value}\n");
    }
}
