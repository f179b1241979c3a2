//! Modals and home tabs: triggers, hashes, what is typed in them, and what an answer does to them.

use super::api::Done;
use super::methods::text;
use super::{APP, Call, FakeSlack, State, shown};
use crate::slack::limits;
use chrono::TimeDelta;
use hearken::domain::Moment;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How long a trigger lives.
const TRIGGER_SECONDS: i64 = 3;
/// How the answer to a submission stands among the calls.
pub const ANSWERED: &str = "response_action";
/// Modals on top of each other.
const STACK: usize = 3;

#[derive(Debug)]
pub struct Trigger {
    user: String,
    at: Moment,
    used: bool,
}

/// A modal or a home tab on somebody's screen.
#[derive(Debug, Clone)]
pub struct OpenView {
    pub id: String,
    pub hash: String,
    /// As it was sent.
    pub view: Value,
    /// What was typed or picked, by block and action.
    pub typed: BTreeMap<(String, String), Value>,
    /// What stands below a field, by block.
    pub errors: BTreeMap<String, String>,
}

impl State {
    pub(super) fn trigger(&mut self, user: &str, now: Moment) -> String {
        let id = format!("{}.9876543.{:032x}", now.timestamp(), self.number());
        self.triggers.insert(id.clone(), Trigger { user: user.to_owned(), at: now, used: false });
        id
    }

    fn hash(&mut self, now: Moment) -> String {
        format!("{}.{:08x}", now.timestamp(), self.number())
    }

    pub(super) fn views_open(&mut self, install: &str, body: &Value, now: Moment) -> Done {
        let id = text(body, "trigger_id")?;
        let trigger = self.triggers.get_mut(id).ok_or("invalid_trigger_id")?;
        if trigger.used {
            return Err("exchanged_trigger_id");
        }
        if now - trigger.at > TimeDelta::seconds(TRIGGER_SECONDS) {
            return Err("expired_trigger_id");
        }
        let user = trigger.user.clone();
        if !self.covers(install, &self.users[&user].team) && !self.are_together(install, &user) {
            return Err("invalid_trigger_id");
        }
        if self.modals.get(&user).is_some_and(|stack| stack.len() >= STACK) {
            return Err("push_limit_reached");
        }
        if body["view"]["type"] != "modal" {
            return Err("invalid_arguments");
        }
        if let Some(trigger) = self.triggers.get_mut(id) {
            trigger.used = true;
        }
        let open = self.opened(&body["view"], now);
        let answer = json!({ "view": self.described_view(install, &user, &open) });
        self.modals.entry(user.clone()).or_default().push(open);
        self.changes_for(&user);
        Ok(answer)
    }

    fn opened(&mut self, view: &Value, now: Moment) -> OpenView {
        let (id, hash) = (format!("V0{:06}", self.number()), self.hash(now));
        OpenView { id, hash, view: view.clone(), typed: BTreeMap::new(), errors: BTreeMap::new() }
    }

    pub(super) fn views_update(&mut self, install: &str, body: &Value, now: Moment) -> Done {
        let id = text(body, "view_id")?.to_owned();
        let whose = self.modals.iter().find(|(_, stack)| stack.iter().any(|open| open.id == id));
        let user = whose.map(|(user, _)| user.clone()).ok_or("not_found")?;
        let hash = self.hash(now);
        let open = self.modal(&user, &id).ok_or("not_found")?;
        if body["hash"].as_str().is_some_and(|given| given != open.hash) {
            return Err("hash_conflict");
        }
        open.show(&body["view"], hash);
        let open = open.clone();
        self.changes_for(&user);
        Ok(json!({ "view": self.described_view(install, &user, &open) }))
    }

    pub(super) fn views_publish(&mut self, install: &str, body: &Value, now: Moment) -> Done {
        let user = text(body, "user_id")?.to_owned();
        let known = self.users.get(&user).is_some_and(|known| self.covers(install, &known.team));
        if !known || body["view"]["type"] != "home" {
            return Err("invalid_arguments");
        }
        let fresh = self.opened(&body["view"], now);
        let home = self.homes.entry(user.clone()).or_insert_with(|| fresh.clone());
        if body["hash"].as_str().is_some_and(|given| given != home.hash) {
            return Err("hash_conflict");
        }
        home.show(&body["view"], fresh.hash);
        let home = home.clone();
        self.changes_for(&user);
        Ok(json!({ "view": self.described_view(install, &user, &home) }))
    }

    pub(super) fn modal(&mut self, user: &str, id: &str) -> Option<&mut OpenView> {
        self.modals.get_mut(user)?.iter_mut().find(|open| open.id == id)
    }

    /// A view as Slack sends it along.
    pub(super) fn described_view(&self, install: &str, user: &str, open: &OpenView) -> Value {
        let mut view = open.view.clone();
        let stack = self.modals.get(user).map(Vec::as_slice).unwrap_or_default();
        let at = stack.iter().position(|other| other.id == open.id);
        let previous = at.and_then(|at| stack.get(at.checked_sub(1)?)).map(|view| view.id.clone());
        let more = json!({
            "id": open.id, "hash": open.hash, "state": { "values": open.values() }, "team_id": self.users[user].team,
            "previous_view_id": previous, "root_view_id": stack.first().map_or(&open.id, |root| &root.id),
            "app_id": APP, "external_id": "", "app_installed_team_id": install, "bot_id": format!("B0{install}"),
        });
        merge(&mut view, more);
        for (key, usual) in [("private_metadata", ""), ("callback_id", "")] {
            if view[key].is_null() {
                view[key] = usual.into();
            }
        }
        view
    }
}

fn merge(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more);
    }
}

impl OpenView {
    /// Another view in its place. What was typed stays where a block and an action have the same ids.
    fn show(&mut self, view: &Value, hash: String) {
        let fields = shown::fields(view);
        self.typed.retain(|(block, action), typed| {
            let same = |f: &shown::Field| {
                &f.block == block && &f.action == action && f.element["type"] == typed["type"]
            };
            fields.iter().any(same)
        });
        self.errors.clear();
        self.view = view.clone();
        self.hash = hash;
    }

    /// What stands in a field: typed, or there from the beginning.
    pub fn value(&self, field: &shown::Field) -> Value {
        let typed = self.typed.get(&(field.block.clone(), field.action.clone()));
        typed.cloned().unwrap_or_else(|| initial(&field.element))
    }

    fn values(&self) -> Value {
        let mut values: Map<String, Value> = Map::new();
        for field in shown::fields(&self.view) {
            let value = self.value(&field);
            let block = values.entry(field.block).or_insert_with(|| json!({}));
            block[field.action] = value;
        }
        values.into()
    }

    /// The blocks of the fields that must be filled in and are not.
    pub fn missing(&self) -> Vec<String> {
        let fields = shown::fields(&self.view).into_iter();
        fields
            .filter(|field| !field.optional && is_empty(&self.value(field)))
            .map(|field| field.block)
            .collect()
    }

    pub fn words(&self) -> String {
        let errors = self.errors.values().cloned().collect::<Vec<_>>().join("\n");
        format!("{}\n{errors}", shown::view(&self.view))
    }
}

fn initial(element: &Value) -> Value {
    let kind = element["type"].as_str().unwrap_or_default();
    let list = |from: &str| element[from].as_array().cloned().unwrap_or_default();
    match kind {
        "plain_text_input" => json!({ "type": kind, "value": element["initial_value"] }),
        "radio_buttons" | "static_select" => {
            json!({ "type": kind, "selected_option": element["initial_option"] })
        }
        "checkboxes" | "multi_static_select" => {
            json!({ "type": kind, "selected_options": list("initial_options") })
        }
        "multi_users_select" => json!({ "type": kind, "selected_users": list("initial_users") }),
        "datepicker" => json!({ "type": kind, "selected_date": element["initial_date"] }),
        "timepicker" => json!({ "type": kind, "selected_time": element["initial_time"] }),
        other => panic!("nobody could fill in a {other}"),
    }
}

fn is_empty(value: &Value) -> bool {
    let mut told = value.as_object().into_iter().flatten().filter(|(key, _)| *key != "type").map(|(_, v)| v);
    told.all(|v| v.is_null() || v.as_str() == Some("") || v.as_array().is_some_and(Vec::is_empty))
}

impl FakeSlack {
    /// What the answer to a submission does to the modal. `Err` is what Slack would tell the person.
    pub(super) fn applies(&self, user: &str, id: &str, answer: Option<Value>) -> Result<(), &'static str> {
        let answer = answer.filter(|answer| !answer.is_null() && answer != &json!({}));
        if let Some(answer) = &answer {
            self.checks_answer(answer);
        }
        let now = self.now();
        let mut state = self.state();
        let hash = state.hash(now);
        let action = answer.as_ref().map_or("close", |a| a["response_action"].as_str().unwrap_or("unknown"));
        let view = answer.as_ref().map_or(&Value::Null, |answer| &answer["view"]);
        match action {
            "close" => state.modals.entry(user.to_owned()).or_default().retain(|open| open.id != id),
            "clear" => state.modals.entry(user.to_owned()).or_default().clear(),
            "update" if view["type"] == "modal" => state.modal(user, id).ok_or("gone")?.show(view, hash),
            "errors" => {
                let open = state.modal(user, id).ok_or("gone")?;
                let fields = shown::fields(&open.view);
                let told = answer.as_ref().and_then(|a| a["errors"].as_object()).ok_or("no errors told")?;
                if told.is_empty() || told.keys().any(|block| !fields.iter().any(|f| &f.block == block)) {
                    return Err("errors that hit no field");
                }
                let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
                open.errors = told.iter().map(|(block, error)| (block.clone(), text(error))).collect();
            }
            _ => return Err("an answer that Slack does not know"),
        }
        state.changes_for(user);
        drop(state);
        self.tell();
        Ok(())
    }

    /// An answer is held to limits as a call is, and recorded like one.
    fn checks_answer(&self, answer: &Value) {
        let (method, team, outcome) = (ANSWERED.to_owned(), String::new(), "ok".to_owned());
        self.state().calls.push(Call { method, team, body: answer.clone(), outcome });
        let found = limits::check(ANSWERED, answer);
        self.state().findings.extend(found.into_iter().map(|finding| format!("answer: {finding}")));
    }
}
