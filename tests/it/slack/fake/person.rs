//! Somebody who uses Slack: types, fills in, presses, and sees what stands on their screen.

use super::deliver::{Answer, Kind};
use super::{FakeSlack, Message, OpenView, shown};
pub use crate::world::Entry;
use serde_json::{Value, json};

/// What Slack says when the app gave no answer that it understands.
pub const SLACK_TROUBLE: &str = "We had some trouble connecting. Try again?";

#[derive(Clone)]
pub struct Person {
    pub slack: FakeSlack,
    pub team: String,
    pub user: String,
}

impl Person {
    pub(super) fn new(slack: FakeSlack, team: String, user: &str) -> Self {
        Self { slack, team, user: user.to_owned() }
    }

    /// Does something, and waits until something changes on their screen.
    async fn acts(&self, kind: Kind, payload: Value) -> &Self {
        let before = self.slack.changes(&self.user);
        let answer = self.slack.deliver(kind, payload).await;
        self.notes(&answer);
        let user = self.user.clone();
        self.slack.until("something changes on the screen", |slack| slack.changes(&user) > before).await;
        self.slack.checks();
        self
    }

    /// Slack tells the person itself when the app gave no good answer.
    fn notes(&self, answer: &Answer) {
        let mut state = self.slack.state();
        let said = match answer {
            Answer::Failed(_) => Some(SLACK_TROUBLE.to_owned()),
            Answer::Acknowledged(Some(body)) => body["text"].as_str().map(str::to_owned),
            Answer::Acknowledged(None) => None,
        };
        state.banners.remove(&self.user);
        if let Some(said) = said {
            state.banners.insert(self.user.clone(), said);
            state.changes_for(&self.user);
        }
    }

    /// A modal covers everything else.
    pub async fn closes_all(&self) -> &Self {
        while self.has_a_modal() {
            self.closes().await;
        }
        self
    }

    /// A slash command.
    pub async fn types(&self, line: &str) -> &Self {
        self.closes_all().await;
        let (command, rest) = line.split_once(' ').unwrap_or((line, ""));
        let payload = self.slack.command(&self.team, &self.user, command, rest);
        self.acts(Kind::Command, payload).await
    }

    /// The global shortcut.
    pub async fn uses_the_shortcut(&self) -> &Self {
        self.closes_all().await;
        let payload = self.slack.global_shortcut(&self.team, &self.user);
        self.acts(Kind::Interaction, payload).await
    }

    /// The shortcut in a message's menu.
    pub async fn reports_message(&self, message: &Message) -> &Self {
        self.closes_all().await;
        let payload = self.slack.message_shortcut(&self.team, &self.user, message);
        self.acts(Kind::Interaction, payload).await
    }

    pub async fn says(&self, text: &str) -> &Self {
        self.closes_all().await;
        let event = self.slack.direct_message(&self.team, &self.user, text, false);
        self.acts(Kind::Event, event).await
    }

    pub async fn offers_a_file(&self) -> &Self {
        self.closes_all().await;
        let event = self.slack.direct_message(&self.team, &self.user, "", true);
        self.acts(Kind::Event, event).await
    }

    pub async fn opens_home(&self) -> &Self {
        self.closes_all().await;
        let event = self.home_opened();
        self.acts(Kind::Event, event).await
    }

    fn home_opened(&self) -> Value {
        let now = self.slack.now();
        let event = {
            let mut state = self.slack.state();
            let install = state.install_of(&self.team).map(|(id, _)| id).unwrap();
            let view = state.homes.get(&self.user).cloned();
            let view = view.map(|open| state.described_view(&install, &self.user, &open));
            let (channel, stamp) = (state.direct(&install, &self.user), state.stamp(now));
            let mut event = json!({
                "type": "app_home_opened", "user": self.user, "channel": channel, "tab": "home", "event_ts": stamp,
            });
            if let Some(view) = view {
                event["view"] = view;
            }
            event
        };
        self.slack.event(&self.team, event)
    }

    // What Slack would send, to be sent another way than it usually is.

    pub fn command_payload(&self, command: &str) -> Value {
        self.slack.command(&self.team, &self.user, command, "")
    }

    pub fn message_payload(&self, message: &Message) -> Value {
        self.slack.message_shortcut(&self.team, &self.user, message)
    }

    pub fn direct_payload(&self, text: &str, with_file: bool) -> Value {
        self.slack.direct_message(&self.team, &self.user, text, with_file)
    }

    pub fn submission_payload(&self) -> Value {
        self.slack.submission(&self.team, &self.user, &self.modal())
    }

    pub fn press_payload(&self, label: &str) -> Value {
        let open = self.modal();
        let found = shown::buttons(&open.view).into_iter().find(|button| button.label == label).unwrap();
        self.slack.pressed_in_view(&self.team, &self.user, &open, &found)
    }

    // Modals.

    pub fn has_a_modal(&self) -> bool {
        self.slack.state().modals.get(&self.user).is_some_and(|stack| !stack.is_empty())
    }

    pub fn modals(&self) -> usize {
        self.slack.state().modals.get(&self.user).map_or(0, Vec::len)
    }

    /// The modal on top.
    pub fn modal(&self) -> OpenView {
        let top = self.slack.state().modals.get(&self.user).and_then(|stack| stack.last().cloned());
        top.unwrap_or_else(|| {
            panic!("{} has no modal open but sees: {}", self.user, self.slack.everything_seen_by(&self.user))
        })
    }

    /// Every word of the modal on top, and what Slack says over it.
    pub fn sees(&self) -> String {
        let banner = self.slack.state().banners.get(&self.user).cloned().unwrap_or_default();
        format!("{}\n{banner}", self.modal().words())
    }

    pub fn fields(&self) -> Vec<shown::Field> {
        shown::fields(&self.modal().view)
    }

    fn field(&self, name: &str) -> shown::Field {
        let fields = self.fields();
        let is = |f: &&shown::Field| {
            f.label == name || f.action == name || f.block == name || f.block.ends_with(&format!("|{name}"))
        };
        fields.iter().find(is).cloned().unwrap_or_else(|| {
            panic!("{} has no field {name} but: {fields:#?}\n{}", self.user, self.sees());
        })
    }

    /// What stands in a field, as Slack would send it.
    pub fn holds(&self, name: &str) -> Value {
        self.modal().value(&self.field(name))
    }

    /// Fills in a field, by its label or its id.
    pub fn fills(&self, name: &str, entry: &Entry<'_>) -> &Self {
        let field = self.field(name);
        let kind = field.element["type"].as_str().unwrap().to_owned();
        let options = |names: &[&str]| {
            names.iter().map(|name| shown::option(&field.element, name)).collect::<Vec<_>>()
        };
        let value = match (kind.as_str(), entry) {
            ("radio_buttons" | "static_select", Entry::Pick(option)) => {
                json!({ "type": kind, "selected_option": shown::option(&field.element, option) })
            }
            ("checkboxes" | "multi_static_select", Entry::Picks(names)) => {
                json!({ "type": kind, "selected_options": options(names) })
            }
            ("checkboxes", Entry::Tick) => {
                json!({ "type": kind, "selected_options": shown::options(&field.element) })
            }
            ("plain_text_input", Entry::Write(text)) => {
                let most = field.element["max_length"].as_u64().unwrap_or(3000);
                assert!(text.chars().count() as u64 <= most, "Slack's own field takes {most}");
                json!({ "type": kind, "value": text })
            }
            ("datepicker", Entry::Write(date)) => json!({ "type": kind, "selected_date": date }),
            ("timepicker", Entry::Write(time)) => json!({ "type": kind, "selected_time": time }),
            ("multi_users_select", Entry::People(users)) => json!({ "type": kind, "selected_users": users }),
            (kind, entry) => panic!("nobody can put {entry:?} into a {kind}"),
        };
        let id = self.modal().id;
        let mut state = self.slack.state();
        let open = state.modal(&self.user, &id).unwrap();
        open.typed.insert((field.block, field.action), value);
        drop(state);
        self
    }

    /// The labels of everything that can be pressed in the modal on top.
    pub fn can_press(&self) -> Vec<String> {
        let view = self.modal().view;
        let submit = view["submit"]["text"].as_str().map(str::to_owned);
        submit.into_iter().chain(shown::buttons(&view).into_iter().map(|button| button.label)).collect()
    }

    /// Presses a button of the modal on top, by its label.
    pub async fn presses(&self, label: &str) -> &Self {
        let open = self.modal();
        if open.view["submit"]["text"] == label {
            return self.submits(&open).await;
        }
        let found = shown::buttons(&open.view).into_iter().find(|button| button.label == label);
        let found = found.unwrap_or_else(|| {
            panic!("{} cannot press {label}; there is {:?} in:\n{}", self.user, self.can_press(), self.sees())
        });
        let payload = self.slack.pressed_in_view(&self.team, &self.user, &open, &found);
        self.acts(Kind::Interaction, payload).await
    }

    async fn submits(&self, open: &OpenView) -> &Self {
        let missing = open.missing();
        if !missing.is_empty() {
            // Slack's own check: the app hears nothing of it.
            let mut state = self.slack.state();
            let shown = state.modal(&self.user, &open.id).unwrap();
            let say = |block| (block, "Please complete this required field.".to_owned());
            shown.errors = missing.into_iter().map(say).collect();
            drop(state);
            return self;
        }
        let payload = self.slack.submission(&self.team, &self.user, open);
        let answer = self.slack.deliver(Kind::Interaction, payload).await;
        self.gets(&open.id, answer)
    }

    /// The answer to a submission arrives.
    pub fn gets(&self, view: &str, answer: Answer) -> &Self {
        let (said, body) = match answer {
            Answer::Acknowledged(body) => (Answer::Acknowledged(None), body),
            failed => {
                self.notes(&failed);
                return self;
            }
        };
        self.notes(&said);
        if let Err(why) = self.slack.applies(&self.user, view, body) {
            self.slack.state().findings.push(format!("the answer to a submission: {why}"));
        }
        self.slack.checks();
        self
    }

    /// Closes the modal on top with its cross.
    pub async fn closes(&self) -> &Self {
        let open = self.modal();
        let payload = self.slack.closed(&self.team, &self.user, &open);
        self.slack.state().modals.get_mut(&self.user).unwrap().retain(|other| other.id != open.id);
        if open.view["notify_on_close"] == true {
            self.slack.deliver(Kind::Interaction, payload).await;
        }
        self
    }

    // Messages and the home tab.

    /// Presses a button of the newest message they see that has it.
    pub async fn clicks_in_chat(&self, label: &str) -> &Self {
        self.closes_all().await;
        let payload = self.click_in_chat(label);
        self.acts(Kind::Interaction, payload).await
    }

    /// What Slack sends for such a click.
    pub fn click_in_chat(&self, label: &str) -> Value {
        let seen = self.slack.messages_seen_by(&self.user);
        let with = |message: &&Message| shown::buttons(&message.body).iter().any(|b| b.label == label);
        let message = seen.iter().rev().find(with).unwrap_or_else(|| {
            panic!("{} sees no {label} in: {}", self.user, self.slack.everything_seen_by(&self.user))
        });
        let button = shown::buttons(&message.body).into_iter().find(|b| b.label == label).unwrap();
        self.slack.pressed_in_message(&self.team, &self.user, message, &button)
    }

    pub fn home(&self) -> OpenView {
        let home = self.slack.state().homes.get(&self.user).cloned();
        home.unwrap_or_else(|| panic!("{} has no home tab", self.user))
    }

    pub async fn clicks_at_home(&self, label: &str) -> &Self {
        self.closes_all().await;
        let home = self.home();
        let found = shown::buttons(&home.view).into_iter().find(|button| button.label == label);
        let found = found.unwrap_or_else(|| panic!("no {label} at home: {}", home.words()));
        let payload = self.slack.pressed_in_view(&self.team, &self.user, &home, &found);
        self.acts(Kind::Interaction, payload).await
    }

    /// Every word of what the app sent to them alone.
    pub fn direct(&self) -> String {
        let all = self.slack.direct_to(&self.user);
        all.iter().map(|message| shown::message(&message.body)).collect::<Vec<_>>().join("\n")
    }
}
