//! Turns a page's fields into inputs.

use super::part::{Part, limits};
use super::text::{label, pieces, plain};
use crate::chat::view::ChoiceOption;
use crate::chat::{Field, FieldKind, Page, Speech};
use crate::domain::text::Text;
use crate::platforms::slack::surface::{PageRef, field_block};
use chrono::{NaiveDate, NaiveTime};
use serde_json::{Value, json};

/// What a placeholder takes.
const PLACEHOLDER: usize = 150;
/// What one block of small print takes.
const NOTES: usize = 10;

/// A field with what is wrong above it, and what could be said better below.
pub fn field(page: &Page, at: &PageRef, field: &Field, speech: &dyn Speech) -> Vec<Part> {
    let mut parts = Vec::new();
    parts.extend(field.error.as_deref().map(stands_out));
    let mut block = json!({
        "type": "input",
        "block_id": field_block(at, &field.id),
        "label": label(&field.label, limits().label),
        "optional": !field.required,
        "element": element(&field.kind, &page.lang, speech),
    });
    if let Some(hint) = field.hint.as_deref().filter(|hint| !hint.trim().is_empty()) {
        block["hint"] = label(hint, limits().hint);
    }
    parts.push(Part::Field(block));
    let hints: Vec<&str> =
        field.hints.iter().map(Text::expose).filter(|hint| !hint.trim().is_empty()).collect();
    if !hints.is_empty() {
        let hints = hints.join("\n");
        let seen = pieces(&hints, limits().text).into_iter().filter(|piece| !piece.trim().is_empty());
        let notes: Vec<Value> = seen.take(NOTES).map(plain).collect();
        parts.push(Part::Said(json!({ "type": "context", "elements": notes })));
    }
    parts
}

/// Words that must not be missed: bold, with a bar beside them.
pub fn stands_out(text: &str) -> Part {
    let words = json!({ "type": "text", "text": text, "style": { "bold": true } });
    let quote = json!({ "type": "rich_text_quote", "elements": [words] });
    Part::Said(json!({ "type": "rich_text", "elements": [quote] }))
}

/// Its `action_id` is the kind of field, which is all that reading it again takes.
fn element(kind: &FieldKind, lang: &str, speech: &dyn Speech) -> Value {
    match kind {
        FieldKind::Short { value } => written("short", value, false),
        FieldKind::Long { value } => written("long", value, true),
        FieldKind::Date { value } => {
            let known = NaiveDate::parse_from_str(value.expose(), "%Y-%m-%d").ok();
            picked("date", "datepicker", value, known.map(|date| ("initial_date", date.format("%Y-%m-%d"))))
        }
        FieldKind::Time { value } => {
            let known = NaiveTime::parse_from_str(value.expose(), "%H:%M").ok();
            picked("time", "timepicker", value, known.map(|time| ("initial_time", time.format("%H:%M"))))
        }
        FieldKind::Choice { options, chosen } => one_of(options, chosen.as_deref()),
        FieldKind::Choices { options, chosen } => some_of(options, chosen),
        FieldKind::Person { chosen } => {
            let hint = label(&speech.say(lang, "chat-pick_people", &[]), PLACEHOLDER);
            let mut element =
                json!({ "type": "multi_users_select", "action_id": "person", "placeholder": hint });
            // Slack refuses an empty list, here and in every other choice of several.
            if !chosen.is_empty() {
                element["initial_users"] = json!(chosen);
            }
            element
        }
        FieldKind::Tick { ticked } => {
            let yes = json!({ "text": plain(&speech.say(lang, "slack-tick", &[])), "value": "yes" });
            let mut element = json!({ "type": "checkboxes", "action_id": "tick", "options": [yes] });
            if *ticked {
                element["initial_options"] = json!([yes]);
            }
            element
        }
    }
}

fn written(kind: &str, value: &Text, multiline: bool) -> Value {
    let most = limits().answer;
    // A line that ends within it would be lost in one line.
    let multiline = multiline || value.expose().contains('\n');
    let mut element = json!({
        "type": "plain_text_input",
        "action_id": kind,
        "multiline": multiline,
        "max_length": most,
    });
    if !value.expose().is_empty() {
        // More can't come from Slack, where nobody can write more; elsewhere it is refused before it is kept.
        element["initial_value"] = json!(value.expose().chars().take(most).collect::<String>());
    }
    element
}

/// What does not parse is shown as it was typed.
fn picked(kind: &str, picker: &str, value: &Text, known: Option<(&str, impl std::fmt::Display)>) -> Value {
    match known {
        Some((key, value)) => json!({ "type": picker, "action_id": kind, key: value.to_string() }),
        None if value.is_blank() => json!({ "type": picker, "action_id": kind }),
        None => written(kind, value, false),
    }
}

fn one_of(options: &[ChoiceOption], chosen: Option<&str>) -> Value {
    let open = stands_open(options);
    let kind = if open { "radio_buttons" } else { "static_select" };
    let mut element = json!({ "type": kind, "action_id": "choice" });
    put_options(&mut element, options);
    if let Some(chosen) = options.iter().find(|option| Some(option.id.as_str()) == chosen) {
        element["initial_option"] = self::option(chosen);
    }
    element
}

fn some_of(options: &[ChoiceOption], chosen: &[String]) -> Value {
    let kind = if stands_open(options) { "checkboxes" } else { "multi_static_select" };
    let mut element = json!({ "type": kind, "action_id": "choices" });
    put_options(&mut element, options);
    let chosen: Vec<Value> =
        options.iter().filter(|option| chosen.contains(&option.id)).map(self::option).collect();
    if !chosen.is_empty() {
        element["initial_options"] = json!(chosen);
    }
    element
}

/// Few enough to be seen at once; otherwise the list drops down.
fn stands_open(options: &[ChoiceOption]) -> bool {
    options.len() <= limits().radio_options && options.iter().all(|option| option.group.is_none())
}

/// Neighbours under the heading that they share. Slack takes either groups or none.
fn put_options(element: &mut Value, options: &[ChoiceOption]) {
    if options.iter().any(|option| option.group.is_none()) {
        element["options"] = options.iter().map(self::option).collect();
        return;
    }
    let group = |group: &[ChoiceOption]| {
        let heading = label(group[0].group.as_deref().unwrap_or_default(), limits().option);
        json!({ "label": heading, "options": group.iter().map(self::option).collect::<Vec<_>>() })
    };
    element["option_groups"] = options.chunk_by(|a, b| a.group == b.group).map(group).collect();
}

fn option(option: &ChoiceOption) -> Value {
    json!({ "text": label(&option.label, limits().option), "value": option.id })
}
