//! Owns slash commands: form-encoded over HTTP, JSON through a socket.

use super::super::surface::At;
use super::lenient::lenient;
use super::origin::{Named, is_id};
use super::{Kind, Reading, Received, form};
use crate::chat::Action;
use crate::domain::text::Text;
use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Command {
    command: String,
    text: Option<String>,
    user_id: String,
    #[serde(deserialize_with = "lenient")]
    team_id: Option<String>,
    #[serde(deserialize_with = "lenient")]
    enterprise_id: Option<String>,
    #[serde(deserialize_with = "lenient")]
    trigger_id: Option<String>,
    #[serde(deserialize_with = "lenient")]
    ssl_check: Option<String>,
}

/// None where it is no command.
fn decode(raw: &[u8]) -> Option<Command> {
    if raw.trim_ascii_start().starts_with(b"{") {
        return serde_json::from_slice(raw).ok();
    }
    let mut command = Command::default();
    for (key, value) in form(raw) {
        match &*key {
            "command" => command.command = value.into_owned(),
            "text" => command.text = Some(value.into_owned()),
            "user_id" => command.user_id = value.into_owned(),
            "team_id" => command.team_id = Some(value.into_owned()),
            "enterprise_id" => command.enterprise_id = Some(value.into_owned()),
            "trigger_id" => command.trigger_id = Some(value.into_owned()),
            "ssl_check" => command.ssl_check = Some(value.into_owned()),
            _ => {}
        }
    }
    Some(command)
}

pub fn read(raw: &[u8], reading: &Reading<'_>) -> Received {
    let Some(command) = decode(raw) else { return Received::NotUnderstood("command") };
    if command.ssl_check.as_deref() == Some("1") {
        return Received::Nothing;
    }
    let named =
        Named { team: command.team_id.as_deref(), enterprise: command.enterprise_id.as_deref(), home: None };
    let name = command.command.trim().trim_start_matches('/').to_lowercase();
    let origin = named.origin(reading.workspaces).filter(|_| is_id(&command.user_id) && !name.is_empty());
    let Some(origin) = origin else { return Received::NotUnderstood("command") };
    let rest = Text::new(command.text.unwrap_or_default());
    let action = Action::Command { name, rest: Text::new(rest.expose().trim()) };
    let once = command.trigger_id.as_deref().map_or(raw, str::as_bytes);
    let id = reading.event_id(Kind::Command, &origin, &command.user_id, once);
    reading.event(id, origin, command.user_id, action, At::Command, command.trigger_id)
}
