//! Owns what was filled in: the state of a view as inputs by field.

use super::super::surface::field_of;
use super::origin::{Origin, is_id};
use crate::chat::Input;
use crate::domain::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The action of a tick: elsewhere boxes are a choice of several.
const TICK: &str = "tick";

/// Blocks by id, and in each the one element by its action.
#[derive(Debug, Default, Deserialize)]
pub struct ViewState {
    #[serde(default)]
    values: Option<BTreeMap<String, BTreeMap<String, Element>>>,
}

/// All kinds of elements in one: each has what it has.
#[derive(Debug, Deserialize)]
struct Element {
    #[serde(rename = "type")]
    kind: String,
    value: Option<Words>,
    rich_text_value: Option<Node>,
    selected_option: Option<Chosen>,
    selected_options: Option<Vec<Chosen>>,
    selected_date: Option<String>,
    selected_time: Option<String>,
    selected_user: Option<String>,
    selected_users: Option<Vec<String>>,
}

/// What somebody typed; wiped when it is dropped, and never printed.
#[derive(Debug, Default)]
struct Words(Text);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(Text::new(String::deserialize(from)?)))
    }
}

#[derive(Debug, Deserialize)]
struct Chosen {
    value: String,
}

/// A part of formatted text, or a whole one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Node {
    #[serde(rename = "type")]
    kind: String,
    text: Option<Words>,
    url: Option<Words>,
    name: Option<String>,
    user_id: Option<String>,
    fallback: Option<Words>,
    elements: Vec<Node>,
}

/// A field of ours of which we cannot say what was filled in: nothing of a report may be lost by that.
#[derive(Debug)]
pub struct Unreadable;

impl ViewState {
    pub fn inputs(self, origin: &Origin) -> Result<BTreeMap<String, Input>, Unreadable> {
        let mut inputs = BTreeMap::new();
        for (block, elements) in self.values.unwrap_or_default() {
            let Some(field) = field_of(&block) else { continue };
            for (action, element) in elements {
                inputs.insert(field.to_owned(), element.input(&action, origin)?);
            }
        }
        Ok(inputs)
    }
}

impl Element {
    fn input(self, action: &str, origin: &Origin) -> Result<Input, Unreadable> {
        let chosen = |options: Vec<Chosen>| options.into_iter().map(|option| option.value).collect();
        Ok(match self.kind.as_str() {
            "plain_text_input" | "email_text_input" | "url_text_input" | "number_input" => {
                Input::Text(self.value.unwrap_or_default().0)
            }
            "rich_text_input" => Input::Text(self.rich_text_value.unwrap_or_default().flat()),
            "datepicker" => Input::Text(Text::new(self.selected_date.unwrap_or_default())),
            "timepicker" => Input::Text(Text::new(self.selected_time.unwrap_or_default())),
            "checkboxes" if action == TICK => {
                Input::Tick(self.selected_options.is_some_and(|options| !options.is_empty()))
            }
            "radio_buttons" | "static_select" => {
                Input::Picked(self.selected_option.into_iter().map(|option| option.value).collect())
            }
            "checkboxes" | "multi_static_select" => {
                Input::Picked(chosen(self.selected_options.unwrap_or_default()))
            }
            "users_select" | "multi_users_select" => {
                let users = self.selected_users.into_iter().flatten().chain(self.selected_user);
                let known = |user: String| is_id(&user).then(|| origin.identity(&user)).ok_or(Unreadable);
                Input::People(users.map(known).collect::<Result<_, _>>()?)
            }
            _ => return Err(Unreadable),
        })
    }
}

impl Node {
    /// Formatting goes, words stay.
    fn flat(&self) -> Text {
        let mut words = zeroize::Zeroizing::new(String::new());
        self.write(&mut words);
        Text::new(words.trim_end())
    }

    fn write(&self, into: &mut String) {
        match self.kind.as_str() {
            "text" | "link" => {
                if let Some(words) = self.text.as_ref().or(self.url.as_ref()) {
                    into.push_str(words.0.expose());
                }
            }
            "emoji" => {
                into.push(':');
                into.push_str(self.name.as_deref().unwrap_or_default());
                into.push(':');
            }
            "user" => {
                into.push('@');
                into.push_str(self.user_id.as_deref().unwrap_or_default());
            }
            _ => {
                if let Some(words) = self.fallback.as_ref().or(self.text.as_ref()) {
                    into.push_str(words.0.expose());
                }
                for element in &self.elements {
                    element.write(into);
                }
                let ends_a_line = matches!(
                    self.kind.as_str(),
                    "rich_text_section" | "rich_text_preformatted" | "rich_text_quote"
                );
                if ends_a_line && !into.ends_with('\n') {
                    into.push('\n');
                }
            }
        }
    }
}
