//! What stands in blocks, as somebody reads it: words, buttons, fields; and what travels unseen.

use serde_json::Value;

/// A button somewhere in blocks.
#[derive(Debug, Clone)]
pub struct Button {
    pub block: String,
    pub label: String,
    pub element: Value,
}

/// A field of a modal.
#[derive(Debug, Clone)]
pub struct Field {
    pub block: String,
    pub action: String,
    pub label: String,
    pub optional: bool,
    pub element: Value,
}

/// A message with its words for the lock screen.
pub fn message(body: &Value) -> String {
    words(body)
}

pub fn view(view: &Value) -> String {
    words(view)
}

/// Every word that anybody could read in it, in order.
fn words(value: &Value) -> String {
    let mut found = Vec::new();
    gather(value, &["text", "alt_text", "initial_value"], &mut found);
    found.join("\n")
}

/// Everything that travels with it and that nobody is shown: ids, values, metadata, addresses.
pub fn unseen(body: &Value) -> Vec<String> {
    let keys = [
        "private_metadata",
        "block_id",
        "action_id",
        "callback_id",
        "external_id",
        "value",
        "url",
        "image_url",
        "metadata",
        "hash",
        "view_id",
        "trigger_id",
        "username",
        "icon_url",
    ];
    let mut found = Vec::new();
    gather(body, &keys, &mut found);
    found
}

fn gather(value: &Value, keys: &[&str], found: &mut Vec<String>) {
    match value {
        Value::Array(all) => all.iter().for_each(|value| gather(value, keys, found)),
        Value::Object(all) => {
            // A person reads the title first, and what they can press last.
            let late = |key: &str| matches!(key, "submit" | "close" | "blocks" | "elements" | "options");
            let (last, first): (Vec<_>, Vec<_>) = all.iter().partition(|(key, _)| late(key));
            for (key, value) in first.into_iter().chain(last) {
                match value {
                    Value::String(text) if keys.contains(&key.as_str()) => found.push(text.clone()),
                    other => gather(other, keys, found),
                }
            }
        }
        _ => {}
    }
}

fn blocks(surface: &Value) -> impl Iterator<Item = &Value> {
    surface["blocks"].as_array().into_iter().flatten()
}

fn text_of(value: &Value) -> String {
    value["text"].as_str().unwrap_or_default().to_owned()
}

/// The buttons of a message or a view, in order.
pub fn buttons(surface: &Value) -> Vec<Button> {
    let mut found = Vec::new();
    for block in blocks(surface) {
        let elements = block["elements"].as_array().into_iter().flatten();
        for element in elements.chain([&block["accessory"]]) {
            if element["type"] == "button" {
                let label = text_of(&element["text"]);
                let block = block["block_id"].as_str().unwrap_or_default().to_owned();
                found.push(Button { block, label, element: element.clone() });
            }
        }
    }
    found
}

pub fn fields(view: &Value) -> Vec<Field> {
    let inputs = blocks(view).filter(|block| block["type"] == "input");
    let field = |block: &Value| Field {
        block: block["block_id"].as_str().unwrap_or_default().to_owned(),
        action: block["element"]["action_id"].as_str().unwrap_or_default().to_owned(),
        label: text_of(&block["label"]),
        optional: block["optional"].as_bool().unwrap_or_default(),
        element: block["element"].clone(),
    };
    inputs.map(field).collect()
}

/// The options of a choice, in groups or not.
pub fn options(element: &Value) -> Vec<Value> {
    let plain = element["options"].as_array().cloned().unwrap_or_default();
    let groups = element["option_groups"].as_array().into_iter().flatten();
    plain
        .into_iter()
        .chain(groups.flat_map(|g| g["options"].as_array().cloned().unwrap_or_default()))
        .collect()
}

/// The option with this value, or with these words.
pub fn option(element: &Value, wanted: &str) -> Value {
    let all = options(element);
    let found = all.iter().find(|o| o["value"] == wanted || o["text"]["text"] == wanted);
    found.cloned().unwrap_or_else(|| panic!("no option {wanted} among {all:?}"))
}
