//! Turns what a card, or a page's introduction, is made of into parts.

use super::part::{Part, limits};
use super::text::{label, plain, units};
use crate::chat::view::Rule;
use crate::chat::{Block, Button, Card, Speech, Style};
use crate::platforms::slack::surface;
use serde_json::{Value, json};

/// Facts in one block, side by side.
const FACTS: usize = 10;
/// A fact longer than this reads badly in half a column.
const SHORT_FACT: usize = 200;

/// Cards one after the other. `numbered` counts the buttons, which need ids of their own.
pub fn cards(cards: &[Card], speech: &dyn Speech) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut numbered = 0;
    for card in cards {
        if !parts.is_empty() {
            parts.push(Part::Divider);
        }
        parts.push(Part::Heading(card.heading.clone()));
        parts.extend(blocks(&card.blocks, &card.lang, speech));
        if !card.buttons.is_empty() {
            let buttons = card.buttons.iter().map(|pressed| {
                numbered += 1;
                button(pressed, &surface::card_button(numbered, &pressed.id))
            });
            parts.push(Part::Buttons(buttons.collect()));
        }
    }
    parts
}

pub fn button(button: &Button, action_id: &str) -> Value {
    let text = label(&button.label, limits().button);
    let mut shown = json!({ "type": "button", "text": text, "action_id": action_id });
    if !button.value.is_empty() {
        shown["value"] = json!(button.value);
    }
    match button.style {
        Style::Primary => shown["style"] = json!("primary"),
        Style::Danger => shown["style"] = json!("danger"),
        Style::Plain => {}
    }
    shown
}

pub fn blocks(blocks: &[Block], lang: &str, speech: &dyn Speech) -> Vec<Part> {
    let mut parts = Vec::new();
    for block in blocks {
        match block {
            Block::Text(text) => parts.push(Part::Words(text.clone())),
            // Nothing was written there.
            Block::Quote { text, .. } if text.is_blank() => {}
            Block::Quote { label, text } => {
                parts.push(Part::Label(label.clone()));
                parts.push(Part::Words(text.expose().to_owned()));
            }
            Block::Facts(facts) => parts.extend(self::facts(facts)),
            Block::Guidance(rules) => parts.extend(guidance(rules, &speech.say(lang, "chat-law", &[]))),
            Block::Divider => parts.push(Part::Divider),
        }
    }
    parts
}

/// Short facts side by side, long ones across; in their order.
fn facts(facts: &[(String, String)]) -> Vec<Part> {
    let short = |fact: &&(String, String)| units(&fact.0) + units(&fact.1) <= SHORT_FACT;
    let mut parts = Vec::new();
    let facts: Vec<_> = facts.iter().filter(|(_, value)| !value.trim().is_empty()).collect();
    for some in facts.chunk_by(|a, b| short(a) && short(b)) {
        if !short(&some[0]) {
            parts.extend(
                some.iter()
                    .flat_map(|(label, value)| [Part::Label(label.clone()), Part::Words(value.clone())]),
            );
            continue;
        }
        for few in some.chunks(FACTS) {
            let fields: Vec<Value> = few.iter().map(|(label, value)| fact(label, value)).collect();
            parts.push(Part::Said(json!({ "type": "section", "fields": fields })));
        }
    }
    parts
}

/// With a label that stands out, unless anything in it would be read as mark-up: then as it is.
fn fact(label: &str, value: &str) -> Value {
    let label = label.trim();
    let marked =
        |text: &str| text.contains(['*', '_', '~', '`', '<', '>', '&']) || text.matches(':').count() > 1;
    if label.is_empty() || marked(label) || marked(value) {
        return plain(format!("{label}\n{value}").trim());
    }
    json!({ "type": "mrkdwn", "text": format!("*{label}*\n{value}"), "verbatim": true })
}

/// A list, what to do before why. Long ones are divided between rules.
fn guidance(rules: &[Rule], law: &str) -> Vec<Part> {
    let length = |rule: &Rule| {
        units(&rule.text) + rule.why.as_deref().map_or(0, units) + if rule.law { units(law) + 4 } else { 1 }
    };
    let mut lists: Vec<(usize, Vec<Value>)> = Vec::new();
    for rule in rules {
        let (length, item) = (length(rule), item(rule, law));
        match lists.last_mut() {
            Some((so_far, items)) if *so_far + length <= limits().text => {
                *so_far += length;
                items.push(item);
            }
            _ => lists.push((length, vec![item])),
        }
    }
    let list = |items: Vec<Value>| {
        let list = json!({ "type": "rich_text_list", "style": "bullet", "elements": items });
        Part::Said(json!({ "type": "rich_text", "elements": [list] }))
    };
    lists.into_iter().map(|(_, items)| list(items)).collect()
}

fn item(rule: &Rule, law: &str) -> Value {
    let mut words = vec![json!({ "type": "text", "text": rule.text, "style": { "bold": true } })];
    if rule.law {
        words.push(json!({ "type": "text", "text": format!(" ({law})"), "style": { "italic": true } }));
    }
    if let Some(why) = &rule.why {
        words.push(json!({ "type": "text", "text": format!(" {why}") }));
    }
    json!({ "type": "rich_text_section", "elements": words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_stand_side_by_side_unless_they_are_long() {
        let fact = |n: usize| (format!("Fact {n}"), "x".repeat(if n == 12 { 500 } else { 5 }));
        let parts = facts(&(0..14).map(fact).collect::<Vec<_>>());
        let shape: Vec<usize> = parts
            .iter()
            .map(|part| match part {
                Part::Said(block) => block["fields"].as_array().map_or(0, Vec::len),
                _ => 0,
            })
            .collect();
        assert_eq!(shape, [10, 2, 0, 0, 1]);
    }

    #[test]
    fn nothing_in_a_fact_becomes_mark_up() {
        assert_eq!(fact(" Due by", "10:15 today")["text"], "*Due by*\n10:15 today");
        for value in ["<!channel>", "*now*", "a_b_c", ":smile:", "> quoted", "A & B"] {
            assert_eq!(fact("Phone", value), plain(&format!("Phone\n{value}")), "{value}");
        }
        assert_eq!(fact("", "999"), plain("999"));
    }
}
