//! What Slack sends, in Slack's shapes; with fields that nobody asked for, as Slack has them.

use super::{APP, FakeSlack, Message, OpenView, shown};
use serde_json::{Value, json};

/// Ids by which the manifest names what is offered in the menus.
pub const MESSAGE_SHORTCUT: &str = "report_message";
pub const GLOBAL_SHORTCUT: &str = "concern";

/// Who acts, and how they stand to the app.
struct Setting {
    team: Value,
    enterprise: Value,
    whole: bool,
    user: Value,
    install: String,
}

impl FakeSlack {
    fn setting(&self, team: &str, user: &str) -> Setting {
        let state = self.state();
        let known = &state.teams[team];
        let install = state.install_of(team).map_or_else(|| team.to_owned(), |(id, _)| id);
        let whole = install.starts_with('E');
        let enterprise = known.enterprise.as_ref().map(|id| json!({ "id": id, "name": "The trust" }));
        let name = state.users[user].name.to_lowercase().replace(' ', ".");
        Setting {
            // Of an app that was let into a whole organisation, interactions name no workspace.
            team: if whole { Value::Null } else { json!({ "id": team, "domain": known.domain }) },
            enterprise: enterprise.into(),
            whole,
            user: json!({ "id": user, "username": name, "name": name, "team_id": team }),
            install,
        }
    }

    /// `/command rest`, as a form's fields.
    pub(super) fn command(&self, team: &str, user: &str, command: &str, rest: &str) -> Value {
        let setting = self.setting(team, user);
        let now = self.now();
        let trigger = self.state().trigger(user, now);
        let mut payload = json!({
            "token": "verification", "team_id": team, "team_domain": self.state().teams[team].domain.clone(),
            "channel_id": "C0GENERAL", "channel_name": "general", "user_id": user,
            "user_name": setting.user["name"], "command": command, "text": rest, "api_app_id": APP,
            "is_enterprise_install": if setting.whole { "true" } else { "false" },
            "response_url": "https://hooks.slack.com/commands/nowhere", "trigger_id": trigger,
        });
        if let Some(id) = setting.enterprise["id"].as_str() {
            payload["enterprise_id"] = id.into();
            payload["enterprise_name"] = "The trust".into();
        }
        payload
    }

    fn interaction(&self, team: &str, user: &str, kind: &str) -> (Value, Setting) {
        let setting = self.setting(team, user);
        let payload = json!({
            "type": kind, "token": "verification", "api_app_id": APP, "team": setting.team,
            "enterprise": setting.enterprise, "is_enterprise_install": setting.whole, "user": setting.user,
        });
        (payload, setting)
    }

    fn with_trigger(&self, user: &str, mut payload: Value) -> Value {
        let now = self.now();
        payload["trigger_id"] = self.state().trigger(user, now).into();
        payload
    }

    pub(super) fn submission(&self, team: &str, user: &str, open: &OpenView) -> Value {
        let (mut payload, setting) = self.interaction(team, user, "view_submission");
        payload["view"] = self.state().described_view(&setting.install, user, open);
        payload["response_urls"] = json!([]);
        self.with_trigger(user, payload)
    }

    pub(super) fn closed(&self, team: &str, user: &str, open: &OpenView) -> Value {
        let (mut payload, setting) = self.interaction(team, user, "view_closed");
        payload["view"] = self.state().described_view(&setting.install, user, open);
        payload["is_cleared"] = false.into();
        payload
    }

    fn action(&self, button: &shown::Button) -> Value {
        let now = self.now();
        let stamp = self.state().stamp(now);
        let element = &button.element;
        json!({
            "type": "button", "block_id": button.block, "action_id": element["action_id"], "text": element["text"],
            "value": element["value"], "style": element["style"], "action_ts": stamp,
        })
    }

    pub(super) fn pressed_in_view(
        &self,
        team: &str,
        user: &str,
        open: &OpenView,
        button: &shown::Button,
    ) -> Value {
        let (mut payload, setting) = self.interaction(team, user, "block_actions");
        payload["container"] = json!({ "type": "view", "view_id": open.id });
        payload["view"] = self.state().described_view(&setting.install, user, open);
        payload["actions"] = json!([self.action(button)]);
        self.with_trigger(user, payload)
    }

    pub(super) fn pressed_in_message(
        &self,
        team: &str,
        user: &str,
        message: &Message,
        button: &shown::Button,
    ) -> Value {
        let (mut payload, _) = self.interaction(team, user, "block_actions");
        payload["container"] = json!({
            "type": "message", "message_ts": message.ts, "channel_id": message.channel, "is_ephemeral": false,
            "thread_ts": message.thread,
        });
        payload["channel"] = json!({ "id": message.channel, "name": "privategroup" });
        payload["message"] = json!({
            "type": "message", "user": message.by, "ts": message.ts, "text": message.body["text"],
            "blocks": message.body["blocks"], "app_id": APP,
        });
        payload["state"] = json!({ "values": {} });
        payload["response_url"] = "https://hooks.slack.com/actions/nowhere".into();
        payload["actions"] = json!([self.action(button)]);
        self.with_trigger(user, payload)
    }

    pub(super) fn message_shortcut(&self, team: &str, user: &str, message: &Message) -> Value {
        let (mut payload, _) = self.interaction(team, user, "message_action");
        payload["callback_id"] = MESSAGE_SHORTCUT.into();
        payload["action_ts"] = message.ts.clone().into();
        payload["message_ts"] = message.ts.clone().into();
        payload["channel"] = json!({ "id": message.channel, "name": "somewhere" });
        payload["message"] = json!({
            "type": "message", "user": message.by, "ts": message.ts, "text": message.body["text"], "team": team,
            "files": [{ "id": "F0PICTURE", "name": "picture.jpg", "url_private": "https://files.example/picture.jpg" }],
        });
        payload["response_url"] = "https://hooks.slack.com/app/nowhere".into();
        self.with_trigger(user, payload)
    }

    pub(super) fn global_shortcut(&self, team: &str, user: &str) -> Value {
        let (mut payload, _) = self.interaction(team, user, "shortcut");
        payload["callback_id"] = GLOBAL_SHORTCUT.into();
        payload["action_ts"] = "1772700000.000001".into();
        self.with_trigger(user, payload)
    }

    /// Something that happened in a workspace. Every one made has an id of its own.
    pub fn event(&self, team: &str, event: Value) -> Value {
        let now = self.now();
        let mut state = self.state();
        let number = state.number();
        let bot = state.install_of(team).map(|(id, installed)| (id, installed.bot.clone()));
        let (install, bot) = bot.unwrap_or_else(|| (team.to_owned(), "U0NOBODY".to_owned()));
        let whole = install.starts_with('E');
        let enterprise = state.teams.get(team).and_then(|team| team.enterprise.clone());
        json!({
            "type": "event_callback", "token": "verification", "team_id": team, "context_team_id": team,
            "context_enterprise_id": enterprise, "enterprise_id": enterprise, "api_app_id": APP, "event": event,
            "event_id": format!("Ev0{number:08}"), "event_time": now.timestamp(), "event_context": "4-opaque",
            "is_ext_shared_channel": false,
            "authorizations": [{
                "enterprise_id": enterprise, "team_id": (!whole).then_some(team), "user_id": bot, "is_bot": true,
                "is_enterprise_install": whole,
            }],
        })
    }

    pub(super) fn direct_message(&self, team: &str, user: &str, text: &str, with_file: bool) -> Value {
        let now = self.now();
        let (channel, ts) = {
            let mut state = self.state();
            let install = state.install_of(team).map(|(id, _)| id).unwrap();
            let (channel, ts) = (state.direct(&install, user), state.stamp(now));
            let body = json!({ "text": text });
            let message =
                Message { channel: channel.clone(), ts: ts.clone(), thread: None, by: user.to_owned(), body };
            state.add(message);
            (channel, ts)
        };
        let mut event = json!({
            "type": "message", "channel": channel, "channel_type": "im", "user": user, "text": text, "ts": ts,
            "event_ts": ts, "team": team, "client_msg_id": "0f3c7a2e",
        });
        if with_file {
            event["subtype"] = "file_share".into();
            event["files"] = json!([{
                "id": "F0PICTURE", "name": "holiday-mia.jpg", "title": "holiday-mia", "mimetype": "image/jpeg",
                "url_private": "https://files.slack.com/files-pri/T0/holiday-mia.jpg",
            }]);
        }
        self.event(team, event)
    }

    /// Somebody writes in a channel that the app does not read.
    pub fn says_in(&self, user: &str, channel: &str, text: &str) -> Message {
        let now = self.now();
        let mut state = self.state();
        let (ts, body) = (state.stamp(now), json!({ "text": text }));
        let (channel, by) = (channel.to_owned(), user.to_owned());
        let message = Message { channel, ts, thread: None, by, body };
        state.add(message.clone());
        message
    }

    /// The app is told that something about somebody has changed.
    pub async fn tells_of(&self, user: &str) {
        let (team, profile) = {
            let state = self.state();
            let user = &state.users[user];
            (user.team.clone(), state.profile(user, &user.team))
        };
        let event = json!({ "type": "user_change", "user": profile, "cache_ts": 1_772_700_000 });
        let event = self.event(&team, event);
        self.deliver(super::deliver::Kind::Event, event).await;
    }

    /// Somebody joins a channel, and the app is told.
    pub async fn joins(&self, user: &str, channel: &str) {
        let now = self.now();
        let (team, stamp) = {
            let mut state = self.state();
            let room = state.rooms.get_mut(channel).unwrap();
            room.members.insert(user.to_owned());
            let team = room.team.clone();
            (team, state.stamp(now))
        };
        let event = json!({
            "type": "member_joined_channel", "user": user, "channel": channel, "channel_type": "G", "team": team,
            "event_ts": stamp,
        });
        let event = self.event(&team, event);
        self.deliver(super::deliver::Kind::Event, event).await;
    }
}
