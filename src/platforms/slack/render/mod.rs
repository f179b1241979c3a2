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

use super::surface::{Again, part_button};
use crate::chat::{Button, Card, Speech, Style};
use part::{Part, Room, fit, parted};
use serde_json::{Value, json};
use text::{escaped, label};

/// What Slack takes as the title of a modal and on the buttons at its foot.
const FOOT: usize = 24;

/// A card in a modal. Its heading may be longer than any title: it stands inside.
pub fn card_modal(card: &Card, speech: &dyn Speech) -> Value {
    cards_modal(std::slice::from_ref(card), speech)
}

/// A card in a modal, or the part of it that was asked for, with buttons to the others: nothing of it is left out.
pub fn card_modal_in_parts(card: &Card, again: &Again, speech: &dyn Speech) -> Value {
    let lang = &card.lang;
    let turn = |to: usize, id: &str| {
        let (id, label, value) = (again.button.clone(), speech.say(lang, id, &[]), again.value.clone());
        let action = part_button(to, &id);
        card::button(&Button { id, label, value, style: Style::Plain }, &action)
    };
    let around = |part: usize, of: usize| {
        let told = [("part", (part + 1).to_string()), ("of", of.to_string())];
        let next = (part + 1 < of).then(|| turn(part + 1, "slack-part-next"));
        let before = part.checked_sub(1).map(|before| turn(before, "slack-part-before"));
        (
            page::small(&speech.say(lang, "slack-part", &told)),
            Part::Buttons(next.into_iter().chain(before).collect()),
        )
    };
    let parts = card::cards(std::slice::from_ref(card), speech);
    window(lang, parted(parts, &Room::view(), again.part, around), speech)
}

/// Several cards in a modal, the first one's language around them.
pub fn cards_modal(cards: &[Card], speech: &dyn Speech) -> Value {
    let lang = lang_of(cards);
    let more = speech.say(lang, "slack-more_view", &[]);
    window(lang, fit(card::cards(cards, speech), &Room::view(), &more), speech)
}

fn window(lang: &str, blocks: Vec<Value>, speech: &dyn Speech) -> Value {
    json!({
        "type": "modal",
        "title": label(&speech.say(lang, "chat-only_you", &[]), FOOT),
        "close": label(&speech.say(lang, "chat-close", &[]), FOOT),
        "notify_on_close": true,
        "blocks": blocks,
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
