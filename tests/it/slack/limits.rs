//! Holds what we send against Block Kit's published rules: a sentence for everything that Slack would refuse. It knows
//! only what we use: anything else is an error too, so that it is looked up before it is sent.
//!
//! Rules from docs.slack.dev (reference: views, blocks, block elements, composition objects) and from Slack's own types
//! for JavaScript, as they were in November 2026.

use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A view's size, in bytes.
const VIEW: usize = 250_000;
/// The words of a message's blocks: `msg_blocks_too_long` above about 12,000.
const MESSAGE_WORDS: usize = 12_000;

/// Everything that is wrong with the body of a call, or with an acknowledgement (`response_action`).
pub fn check(method: &str, body: &Value) -> Vec<String> {
    let mut found = Found { wrong: Vec::new(), place: method.to_owned() };
    let Some(body) = body.as_object() else { return vec![format!("{method}: not an object")] };
    match method {
        "views.open" | "views.push" => {
            found.keys(body, &["trigger_id", "view"], &[]);
            found.text_at(body, "trigger_id", 255);
            found.view(body.get("view"), "modal");
        }
        "views.update" => {
            found.keys(body, &["view_id", "view"], &["hash"]);
            found.text_at(body, "view_id", 255);
            found.text_at(body, "hash", 255);
            found.view(body.get("view"), "modal");
        }
        "views.publish" => {
            found.keys(body, &["user_id", "view"], &["hash"]);
            found.text_at(body, "user_id", 255);
            found.view(body.get("view"), "home");
        }
        "chat.postMessage" => {
            let more = [
                "thread_ts",
                "reply_broadcast",
                "unfurl_links",
                "unfurl_media",
                "mrkdwn",
                "parse",
                "link_names",
                "metadata",
            ];
            found.keys(body, &["channel", "text", "blocks"], &more);
            found.text_at(body, "thread_ts", 255);
            found.message(body);
        }
        "chat.update" => {
            found.keys(body, &["channel", "ts", "text", "blocks"], &["parse", "link_names", "metadata"]);
            found.text_at(body, "ts", 255);
            found.message(body);
        }
        "response_action" => found.acknowledgement(body),
        _ => found.say("a method that is not known here"),
    }
    found.wrong
}

/// Where blocks stand: not every block may stand everywhere.
#[derive(Clone, Copy, PartialEq)]
enum On {
    Modal,
    Home,
    Message,
}

struct Found {
    wrong: Vec<String>,
    place: String,
}

impl Found {
    fn say(&mut self, what: impl std::fmt::Display) {
        self.wrong.push(format!("{}: {what}", self.place));
    }

    /// Runs `check` one step further inside.
    fn inside(&mut self, step: &str, check: impl FnOnce(&mut Self)) {
        let length = self.place.len();
        self.place.push('/');
        self.place.push_str(step);
        check(self);
        self.place.truncate(length);
    }

    fn keys(&mut self, object: &Map<String, Value>, must: &[&str], may: &[&str]) {
        for key in must.iter().filter(|key| !object.contains_key(**key)) {
            self.say(format!("{key} is missing"));
        }
        for key in object.keys().filter(|key| !must.contains(&key.as_str()) && !may.contains(&key.as_str())) {
            self.say(format!("{key} is not known here"));
        }
        for (key, _) in object.iter().filter(|(_, value)| value.is_null()) {
            self.say(format!("{key} is null"));
        }
    }

    fn object<'v>(&mut self, value: Option<&'v Value>) -> Option<&'v Map<String, Value>> {
        let object = value.and_then(Value::as_object);
        if object.is_none() {
            self.say("not an object");
        }
        object
    }

    fn list<'v>(&mut self, value: Option<&'v Value>, least: usize, most: usize) -> &'v [Value] {
        let Some(list) = value.and_then(Value::as_array) else {
            self.say("not a list");
            return &[];
        };
        if list.len() < least || list.len() > most {
            self.say(format!("has {} items; {least} to {most} fit", list.len()));
        }
        list
    }

    fn text(&mut self, value: &Value, most: usize) {
        let Some(text) = value.as_str() else { return self.say("not a text") };
        if text.trim().is_empty() {
            self.say("is empty");
        }
        let length = text.chars().count();
        if length > most {
            self.say(format!("has {length} characters; {most} fit"));
        }
    }

    /// A text that may be missing.
    fn text_at(&mut self, object: &Map<String, Value>, key: &str, most: usize) {
        if let Some(value) = object.get(key) {
            self.inside(key, |found| found.text(value, most));
        }
    }

    fn yes_or_no(&mut self, object: &Map<String, Value>, key: &str) {
        if object.get(key).is_some_and(|value| !value.is_boolean()) {
            self.say(format!("{key} is not true or false"));
        }
    }

    fn view(&mut self, view: Option<&Value>, kind: &str) {
        self.inside("view", |found| {
            let Some(view) = found.object(view) else { return };
            let told = view.get("type").and_then(Value::as_str).unwrap_or_default();
            if told != kind {
                found.say(format!("is of type {told:?}, not {kind:?}"));
            }
            if told == "modal" {
                found.modal(view)
            } else {
                found.home(view)
            }
            found.text_at(view, "callback_id", 255);
            found.text_at(view, "private_metadata", 3000);
            let size = Value::Object(view.clone()).to_string().len();
            if size > VIEW {
                found.say(format!("has {size} bytes; {VIEW} fit"));
            }
        });
    }

    fn modal(&mut self, view: &Map<String, Value>) {
        let may = ["close", "submit", "private_metadata", "callback_id", "clear_on_close", "notify_on_close"];
        self.keys(view, &["type", "title", "blocks"], &may);
        for key in ["title", "submit", "close"] {
            if view.contains_key(key) {
                self.inside(key, |found| found.plain(view.get(key), 24));
            }
        }
        self.yes_or_no(view, "clear_on_close");
        self.yes_or_no(view, "notify_on_close");
        let inputs = self.blocks(view.get("blocks"), 100, On::Modal);
        if inputs && !view.contains_key("submit") {
            self.say("has inputs and no submit");
        }
    }

    fn home(&mut self, view: &Map<String, Value>) {
        self.keys(view, &["type", "blocks"], &["private_metadata", "callback_id"]);
        self.blocks(view.get("blocks"), 100, On::Home);
    }

    fn message(&mut self, body: &Map<String, Value>) {
        self.text_at(body, "channel", 255);
        // What notifications show; longer ones Slack cuts.
        self.text_at(body, "text", 4000);
        self.blocks(body.get("blocks"), 50, On::Message);
        let length = words(body.get("blocks").unwrap_or(&Value::Null));
        if length > MESSAGE_WORDS {
            self.say(format!("has {length} characters in its blocks; {MESSAGE_WORDS} fit"));
        }
        for key in ["reply_broadcast", "unfurl_links", "unfurl_media", "mrkdwn", "link_names"] {
            self.yes_or_no(body, key);
        }
    }

    fn acknowledgement(&mut self, body: &Map<String, Value>) {
        match body.get("response_action").and_then(Value::as_str) {
            Some("update" | "push") => {
                self.keys(body, &["response_action", "view"], &[]);
                self.view(body.get("view"), "modal");
            }
            Some("errors") => {
                self.keys(body, &["response_action", "errors"], &[]);
                let Some(errors) = self.object(body.get("errors")) else { return };
                if errors.is_empty() {
                    self.say("no errors");
                }
                for (block, error) in errors {
                    self.inside(block, |found| found.text(error, 3000));
                }
            }
            Some("clear") => self.keys(body, &["response_action"], &[]),
            _ => self.say("a response_action that is not known here"),
        }
    }

    /// Whether any of the blocks is an input.
    fn blocks(&mut self, blocks: Option<&Value>, most: usize, on: On) -> bool {
        let (mut ids, mut actions) = (BTreeSet::new(), BTreeSet::new());
        let mut inputs = false;
        self.inside("blocks", |found| {
            for (n, block) in found.list(blocks, 1, most).iter().enumerate() {
                found.inside(&n.to_string(), |found| {
                    let Some(block) = found.object(Some(block)) else { return };
                    found.block(block, on);
                    found.text_at(block, "block_id", 255);
                    if let Some(id) = block.get("block_id").filter(|id| !ids.insert(id.to_string())) {
                        found.say(format!("block_id {id} stands twice"));
                    }
                    inputs |= block.get("type").is_some_and(|kind| kind == "input");
                    // Slack asks for it within a block only; we tell buttons apart by it in the whole view.
                    for action in action_ids(block) {
                        if !actions.insert(action.to_owned()) {
                            found.say(format!("action_id {action:?} stands twice"));
                        }
                    }
                });
            }
        });
        inputs
    }

    fn block(&mut self, block: &Map<String, Value>, on: On) {
        match block.get("type").and_then(Value::as_str).unwrap_or_default() {
            "header" => {
                self.keys(block, &["type", "text"], &["block_id"]);
                self.inside("text", |found| found.plain(block.get("text"), 150));
            }
            "divider" => self.keys(block, &["type"], &["block_id"]),
            "section" => self.section(block),
            "context" => {
                self.keys(block, &["type", "elements"], &["block_id"]);
                for element in self.list(block.get("elements"), 1, 10) {
                    self.inside("elements", |found| found.any_text(Some(element), 3000));
                }
            }
            "actions" => {
                self.keys(block, &["type", "elements"], &["block_id"]);
                for element in self.list(block.get("elements"), 1, 25) {
                    self.inside("elements", |found| found.button(element));
                }
            }
            "input" if on == On::Modal => self.input(block),
            "rich_text" => {
                self.keys(block, &["type", "elements"], &["block_id"]);
                for element in self.list(block.get("elements"), 1, usize::MAX) {
                    self.inside("elements", |found| found.rich(element));
                }
            }
            other => self.say(format!("a block of type {other:?} is not known here")),
        }
    }

    fn section(&mut self, block: &Map<String, Value>) {
        self.keys(block, &["type"], &["block_id", "text", "fields", "accessory", "expand"]);
        if !block.contains_key("text") && !block.contains_key("fields") {
            self.say("a section without text or fields");
        }
        if let Some(text) = block.get("text") {
            self.inside("text", |found| found.any_text(Some(text), 3000));
        }
        if let Some(fields) = block.get("fields") {
            for field in self.list(Some(fields), 1, 10) {
                self.inside("fields", |found| found.any_text(Some(field), 2000));
            }
        }
        if let Some(accessory) = block.get("accessory") {
            self.inside("accessory", |found| found.button(accessory));
        }
    }

    fn input(&mut self, block: &Map<String, Value>) {
        self.keys(block, &["type", "label", "element", "block_id"], &["hint", "optional", "dispatch_action"]);
        self.inside("label", |found| found.plain(block.get("label"), 2000));
        if block.contains_key("hint") {
            self.inside("hint", |found| found.plain(block.get("hint"), 2000));
        }
        self.yes_or_no(block, "optional");
        self.yes_or_no(block, "dispatch_action");
        self.inside("element", |found| {
            let Some(element) = found.object(block.get("element")) else { return };
            found.text_at(element, "action_id", 255);
            if element.contains_key("placeholder") {
                found.inside("placeholder", |found| found.plain(element.get("placeholder"), 150));
            }
            found.element(element);
        });
    }

    fn element(&mut self, element: &Map<String, Value>) {
        let ask = ["type", "action_id"];
        match element.get("type").and_then(Value::as_str).unwrap_or_default() {
            "plain_text_input" => {
                let may = [
                    "initial_value",
                    "multiline",
                    "min_length",
                    "max_length",
                    "placeholder",
                    "focus_on_load",
                ];
                self.keys(element, &ask, &may);
                self.yes_or_no(element, "multiline");
                let length = |key| element.get(key).and_then(Value::as_u64);
                if element.contains_key("max_length")
                    && !length("max_length").is_some_and(|n| (1..=3000).contains(&n))
                {
                    self.say("max_length is not within 1 and 3000");
                }
                if let Some(initial) = element.get("initial_value") {
                    let most = length("max_length").unwrap_or(3000) as usize;
                    // White space may stand there: somebody typed it.
                    match initial.as_str() {
                        None | Some("") => self.say("initial_value is empty"),
                        Some(text) if text.chars().count() > most => {
                            self.say("initial_value is over max_length")
                        }
                        Some(_) => {}
                    }
                }
            }
            "datepicker" => {
                self.keys(element, &ask, &["initial_date", "placeholder", "focus_on_load"]);
                self.shaped(element, "initial_date", "0000-00-00");
            }
            "timepicker" => {
                self.keys(element, &ask, &["initial_time", "placeholder", "focus_on_load", "timezone"]);
                self.shaped(element, "initial_time", "00:00");
            }
            "multi_users_select" => {
                self.keys(
                    element,
                    &ask,
                    &["initial_users", "placeholder", "focus_on_load", "max_selected_items"],
                );
                if let Some(users) = element.get("initial_users") {
                    for user in self.list(Some(users), 1, 100) {
                        self.inside("initial_users", |found| found.text(user, 255));
                    }
                }
            }
            "radio_buttons" => {
                self.keys(element, &["type", "action_id", "options"], &["initial_option", "focus_on_load"]);
                self.choice(element, 10);
            }
            "checkboxes" => {
                self.keys(element, &["type", "action_id", "options"], &["initial_options", "focus_on_load"]);
                self.choice(element, 10);
            }
            "static_select" => {
                let may = ["options", "option_groups", "initial_option", "placeholder", "focus_on_load"];
                self.keys(element, &ask, &may);
                self.choice(element, 100);
            }
            "multi_static_select" => {
                let may = [
                    "options",
                    "option_groups",
                    "initial_options",
                    "placeholder",
                    "focus_on_load",
                    "max_selected_items",
                ];
                self.keys(element, &ask, &may);
                self.choice(element, 100);
            }
            other => self.say(format!("an element of type {other:?} is not known here")),
        }
    }

    /// A date or a time: digits where `shape` has them.
    fn shaped(&mut self, element: &Map<String, Value>, key: &str, shape: &str) {
        let Some(value) = element.get(key) else { return };
        let told = value.as_str().unwrap_or_default();
        let fits =
            |(told, shape): (char, char)| if shape == '0' { told.is_ascii_digit() } else { told == shape };
        if told.len() != shape.len() || !told.chars().zip(shape.chars()).all(fits) {
            self.say(format!("{key} is not like {shape}"));
        }
    }

    fn choice(&mut self, element: &Map<String, Value>, most: usize) {
        let mut offered: Vec<&Value> = Vec::new();
        match (element.get("options"), element.get("option_groups")) {
            (Some(options), None) => offered.extend(self.list(Some(options), 1, most)),
            (None, Some(groups)) => {
                for group in self.list(Some(groups), 1, 100) {
                    let Some(group) = self.object(Some(group)) else { continue };
                    self.keys(group, &["label", "options"], &[]);
                    self.inside("label", |found| found.plain(group.get("label"), 75));
                    offered.extend(self.list(group.get("options"), 1, 100));
                }
            }
            _ => self.say("needs either options or option_groups"),
        }
        let mut values = BTreeSet::new();
        for option in &offered {
            let Some(option) = self.object(Some(option)) else { continue };
            self.keys(option, &["text", "value"], &["description"]);
            self.inside("option", |found| {
                found.plain(option.get("text"), 75);
                found.text_at(option, "value", 75);
                if option.contains_key("description") {
                    found.plain(option.get("description"), 75);
                }
            });
            if !values.insert(option.get("value").map(Value::to_string)) {
                self.say("two options have the same value");
            }
        }
        let chosen = match (element.get("initial_option"), element.get("initial_options")) {
            (Some(one), _) => vec![one],
            (None, Some(some)) => self.list(Some(some), 1, most).iter().collect(),
            (None, None) => Vec::new(),
        };
        if chosen.iter().any(|chosen| !offered.contains(chosen)) {
            self.say("an initial option is not exactly one of those offered");
        }
    }

    fn button(&mut self, button: &Value) {
        let Some(button) = self.object(Some(button)) else { return };
        if button.get("type").is_none_or(|kind| kind != "button") {
            return self.say("is no button");
        }
        self.keys(button, &["type", "text", "action_id"], &["value", "style", "accessibility_label"]);
        self.inside("text", |found| found.plain(button.get("text"), 75));
        self.text_at(button, "action_id", 255);
        self.text_at(button, "value", 2000);
        self.text_at(button, "accessibility_label", 75);
        if button.get("style").is_some_and(|style| style != "primary" && style != "danger") {
            self.say("style is neither primary nor danger");
        }
    }

    fn plain(&mut self, text: Option<&Value>, most: usize) {
        if text.is_some_and(|text| text["type"] != "plain_text") {
            self.say("is not plain_text");
        }
        self.any_text(text, most);
    }

    fn any_text(&mut self, text: Option<&Value>, most: usize) {
        let Some(text) = self.object(text) else { return };
        match text.get("type").and_then(Value::as_str).unwrap_or_default() {
            "plain_text" => {
                self.keys(text, &["type", "text"], &["emoji"]);
                self.yes_or_no(text, "emoji");
            }
            "mrkdwn" => {
                self.keys(text, &["type", "text"], &["verbatim"]);
                self.yes_or_no(text, "verbatim");
                // `<` opens a link or a mention, which we never send.
                let words = text.get("text").and_then(Value::as_str).unwrap_or_default();
                let bare = words.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "");
                if bare.contains(['<', '>', '&']) {
                    self.say("holds < > or & that is not escaped");
                }
            }
            other => self.say(format!("a text of type {other:?} is not known here")),
        }
        self.text_at(text, "text", most);
    }

    fn rich(&mut self, element: &Value) {
        let Some(element) = self.object(Some(element)) else { return };
        let kind = element.get("type").and_then(Value::as_str).unwrap_or_default();
        match kind {
            "rich_text_section" | "rich_text_quote" => self.keys(element, &["type", "elements"], &[]),
            "rich_text_list" => {
                self.keys(element, &["type", "style", "elements"], &["indent"]);
                if !element.get("style").is_some_and(|style| style == "bullet" || style == "ordered") {
                    self.say("style is neither bullet nor ordered");
                }
            }
            other => return self.say(format!("rich text of type {other:?} is not known here")),
        }
        for inner in self.list(element.get("elements"), 1, usize::MAX) {
            self.inside("elements", |found| {
                if kind != "rich_text_list" {
                    return found.rich_words(inner);
                }
                if inner["type"] != "rich_text_section" {
                    found.say("a list holds sections only");
                }
                found.rich(inner);
            });
        }
    }

    fn rich_words(&mut self, words: &Value) {
        let Some(words) = self.object(Some(words)) else { return };
        if words.get("type").is_none_or(|kind| kind != "text") {
            return self.say("only text is known here");
        }
        self.keys(words, &["type", "text"], &["style"]);
        self.text_at(words, "text", 3000);
        if let Some(style) = words.get("style") {
            let Some(style) = self.object(Some(style)) else { return };
            self.keys(style, &[], &["bold", "italic", "strike", "code"]);
        }
    }
}

/// The ids of a block's buttons. Inputs are told apart by their block.
fn action_ids(block: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let inside = block.get("elements").and_then(Value::as_array).into_iter().flatten();
    inside.chain(block.get("accessory")).filter_map(|element| element.get("action_id")?.as_str())
}

/// How many characters there are to read.
fn words(value: &Value) -> usize {
    match value {
        Value::Object(keys) => keys
            .iter()
            .map(|(key, value)| match value {
                Value::String(text) if key == "text" => text.chars().count(),
                value => words(value),
            })
            .sum(),
        Value::Array(values) => values.iter().map(words).sum(),
        _ => 0,
    }
}
