//! How things look in Slack: everything that can be shown fits, and says exactly what it should.

mod answers;
mod everything;
mod hostile;
mod school_year;
mod shown;
mod wrong;

use crate::slack::limits;
use hearken::chat::{Page, Speech};
use hearken::forms::Prompts;
use hearken::platforms::slack::render::modal;
use serde_json::{Value, json};

/// The adapter's words, in whatever language a page or card is in.
struct Said<'p>(&'p Prompts);

impl Speech for Said<'_> {
    fn say(&self, locale: &str, id: &str, args: &[(&str, String)]) -> String {
        self.0.words_anywhere([locale]).say(id, args)
    }
}

fn say(speech: &Said<'_>, locale: &str, id: &str) -> String {
    speech.say(locale, id, &[])
}

/// What Slack would refuse in a page.
pub fn refused_page(prompts: &Prompts, page: &Page) -> Vec<String> {
    refused(&modal(page, &Said(prompts)))
}

/// What Slack would refuse in a view.
fn refused(view: &Value) -> Vec<String> {
    let body = match view["type"].as_str() {
        Some("home") => return limits::check("views.publish", &json!({ "user_id": "U1", "view": view })),
        _ => json!({ "trigger_id": "1.2.abc", "view": view }),
    };
    limits::check("views.open", &body)
}

/// What Slack would refuse in a message.
fn refused_message(message: &Value) -> Vec<String> {
    let mut body = message.clone();
    body["channel"] = json!("C1");
    limits::check("chat.postMessage", &body)
}

/// Every text in a payload that somebody reads, in order.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Object(keys) => keys
            .iter()
            .flat_map(|(key, value)| match value {
                Value::String(text) if key == "text" || key == "initial_value" => vec![text.clone()],
                value => texts(value),
            })
            .collect(),
        Value::Array(values) => values.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
