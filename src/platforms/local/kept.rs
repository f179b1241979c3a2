//! Owns the journal's lines: a change, and a card without what anybody wrote.

use crate::chat::view::Rule;
use crate::chat::{Block, Button, Card, Place, Style};
use crate::domain::Moment;
use crate::domain::text::Text;
use serde::{Deserialize, Serialize};

/// One line of the journal.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Entry {
    Post { key: String, place: Place, at: Moment, card: KeptCard },
    Thread { key: String, space: String, at: Moment, card: KeptCard },
    Update { message: String, card: KeptCard },
}

impl Entry {
    /// What makes a post the same post; updates may repeat harmlessly.
    pub fn key(&self) -> Option<&str> {
        match self {
            Entry::Post { key, .. } | Entry::Thread { key, .. } => Some(key),
            Entry::Update { .. } => None,
        }
    }
}

/// A card as kept. Quotes stay in memory and never reach the file, so a restart shows the card without them.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptCard {
    /// Not in what was kept before cards had one.
    #[serde(default)]
    lang: String,
    heading: String,
    blocks: Vec<KeptBlock>,
    buttons: Vec<KeptButton>,
    push: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptBlock {
    Text(String),
    Quote {
        label: String,
        #[serde(skip)]
        text: Text,
    },
    Facts(Vec<(String, String)>),
    Guidance(Vec<KeptRule>),
    Divider,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptRule {
    id: String,
    text: String,
    why: Option<String>,
    law: bool,
}

#[derive(Debug, Serialize, Deserialize)]
struct KeptButton {
    id: String,
    label: String,
    value: String,
    style: KeptStyle,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum KeptStyle {
    Primary,
    Plain,
    Danger,
}

impl From<&Card> for KeptCard {
    fn from(card: &Card) -> Self {
        let block = |block: &Block| match block {
            Block::Text(text) => KeptBlock::Text(text.clone()),
            Block::Quote { label, text } => KeptBlock::Quote { label: label.clone(), text: text.clone() },
            Block::Facts(facts) => KeptBlock::Facts(facts.clone()),
            Block::Guidance(rules) => {
                KeptBlock::Guidance(rules.iter().cloned().map(KeptRule::from).collect())
            }
            Block::Divider => KeptBlock::Divider,
        };
        let button = |button: &Button| KeptButton {
            id: button.id.clone(),
            label: button.label.clone(),
            value: button.value.clone(),
            style: match button.style {
                Style::Primary => KeptStyle::Primary,
                Style::Plain => KeptStyle::Plain,
                Style::Danger => KeptStyle::Danger,
            },
        };
        Self {
            lang: card.lang.clone(),
            heading: card.heading.clone(),
            blocks: card.blocks.iter().map(block).collect(),
            buttons: card.buttons.iter().map(button).collect(),
            push: card.push.clone(),
        }
    }
}

impl From<KeptCard> for Card {
    fn from(card: KeptCard) -> Self {
        let block = |block| match block {
            KeptBlock::Text(text) => Block::Text(text),
            KeptBlock::Quote { label, text } => Block::Quote { label, text },
            KeptBlock::Facts(facts) => Block::Facts(facts),
            KeptBlock::Guidance(rules) => Block::Guidance(rules.into_iter().map(Rule::from).collect()),
            KeptBlock::Divider => Block::Divider,
        };
        let button = |button: KeptButton| Button {
            id: button.id,
            label: button.label,
            value: button.value,
            style: match button.style {
                KeptStyle::Primary => Style::Primary,
                KeptStyle::Plain => Style::Plain,
                KeptStyle::Danger => Style::Danger,
            },
        };
        Self {
            lang: card.lang,
            heading: card.heading,
            blocks: card.blocks.into_iter().map(block).collect(),
            buttons: card.buttons.into_iter().map(button).collect(),
            push: card.push,
        }
    }
}

impl From<Rule> for KeptRule {
    fn from(Rule { id, text, why, law }: Rule) -> Self {
        Self { id, text, why, law }
    }
}

impl From<KeptRule> for Rule {
    fn from(KeptRule { id, text, why, law }: KeptRule) -> Self {
        Self { id, text, why, law }
    }
}
