//! Owns how things look in Slack: pages and cards as modals, home tabs and messages of Block Kit.
//!
//! | module | owns |
//! | --- | --- |
//! | [`page`] | a page of a form |
//! | [`field`] | its fields |
//! | [`card`] | what cards are made of |
//! | [`part`] | what gives way when there is more than Slack takes |
//! | [`text`] | words, divided and never interpreted |
//!
//! What people wrote stands in `plain_text` and `rich_text`, in which Slack finds no mentions, links or mark-up.

mod card;
mod field;
mod page;
mod part;
mod text;

pub use page::{modal, reference};

use crate::chat::{Card, Speech};
use part::{Room, fit};
use serde_json::{Value, json};
use text::{escaped, label};

/// What Slack takes as the title of a modal and on the buttons at its foot.
const FOOT: usize = 24;

/// A card in a modal. Its heading may be longer than any title: it stands inside.
pub fn card_modal(card: &Card, speech: &dyn Speech) -> Value {
    cards_modal(std::slice::from_ref(card), speech)
}

/// Several cards in a modal, the first one's language around them.
pub fn cards_modal(cards: &[Card], speech: &dyn Speech) -> Value {
    let lang = lang_of(cards);
    let more = speech.say(lang, "slack-more_view", &[]);
    json!({
        "type": "modal",
        "title": label(&speech.say(lang, "chat-only_you", &[]), FOOT),
        "close": label(&speech.say(lang, "chat-close", &[]), FOOT),
        "notify_on_close": true,
        "blocks": fit(card::cards(cards, speech), &Room::view(), &more),
    })
}

pub fn home(cards: &[Card], speech: &dyn Speech) -> Value {
    let more = speech.say(lang_of(cards), "slack-more_view", &[]);
    json!({ "type": "home", "blocks": fit(card::cards(cards, speech), &Room::view(), &more) })
}

/// A message: what the lock screen shows, and the card.
pub fn message(card: &Card, speech: &dyn Speech) -> Value {
    let more = speech.say(&card.lang, "slack-more_message", &[]);
    let parts = card::cards(std::slice::from_ref(card), speech);
    json!({ "text": escaped(&card.push), "blocks": fit(parts, &Room::message(), &more) })
}

fn lang_of(cards: &[Card]) -> &str {
    cards.first().map_or("", |card| card.lang.as_str())
}
