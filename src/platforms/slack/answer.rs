//! Owns which reply a view becomes: in the acknowledgement, in a modal, on the home tab or in a message.

use super::methods::Method;
use super::render::{card_modal, card_modal_in_parts, cards_modal, home, message, modal, reference};
use super::surface::{Again, At, Surface, ViewRef, field_block};
use crate::chat::{Block, Button, Card, Page, Speech, Style, View};
use crate::domain::Moment;
use serde_json::{Map, Value, json};

/// What goes back to Slack for one event, once everything is stored.
#[derive(Debug, Default, PartialEq)]
pub struct Reply {
    /// In the body of the acknowledgement; none is an empty one.
    pub ack: Option<Value>,
    pub calls: Vec<Call>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    pub method: Method,
    pub body: Value,
}

pub fn answer(view: &View, surface: &Surface, speech: &dyn Speech) -> Reply {
    match &surface.at {
        At::Submission(submitted) => {
            Reply { ack: Some(acknowledged(view, submitted, speech)), calls: Vec::new() }
        }
        At::View(pressed_in) => {
            let again = surface.again.as_ref();
            called(window(view, again, speech).map(|view| updated(pressed_in, view)))
        }
        At::Home => at_home(view, surface, speech),
        At::Direct { channel } => Reply { ack: None, calls: by_message(view, channel, speech) },
        At::Command | At::Message => opened(view, surface, speech),
    }
}

/// What somebody is sent instead where no window can be opened or kept: `to` is their direct messages with the app, or
/// they themselves. Messages stay, so nothing private is among them.
pub fn by_message(view: &View, to: &str, speech: &dyn Speech) -> Vec<Call> {
    let cards: Vec<Card> = match view {
        View::Form(page) => {
            let mut card = said("slack-open", &page.lang, speech);
            let label = speech.say(&page.lang, "action-raise", &[]);
            let id = "raise".to_owned();
            card.buttons.push(Button { id, label, value: String::new(), style: Style::Primary });
            vec![card]
        }
        View::Card(card) => vec![card.clone()],
        View::Private { card, .. } => vec![said("slack-read_again", &card.lang, speech)],
        View::Home(cards) => cards.clone(),
        View::Nothing => Vec::new(),
    };
    let post = |card: &Card| {
        let mut body = message(card, speech);
        body["channel"] = json!(to);
        Call { method: Method::ChatPostMessage, body }
    };
    cards.iter().map(post).collect()
}

/// When a window with something private in it is to be replaced, and by what: nothing private stays on a screen.
pub fn expiry(view: &View, speech: &dyn Speech) -> Option<(Moment, Value)> {
    let View::Private { card, expires } = view else { return None };
    Some((*expires, card_modal(&said("slack-expired", &card.lang, speech), speech)))
}

fn called(call: Option<Call>) -> Reply {
    Reply { ack: None, calls: call.into_iter().collect() }
}

/// The view as a modal; none where there is nothing to show. What is read in private, and by a press that can be
/// repeated, is shown in as many parts as it takes.
fn window(view: &View, again: Option<&Again>, speech: &dyn Speech) -> Option<Value> {
    match (view, again) {
        (View::Private { card, .. }, Some(again)) => Some(card_modal_in_parts(card, again, speech)),
        (View::Form(page), _) => Some(modal(page, speech)),
        (View::Card(card) | View::Private { card, .. }, _) => Some(card_modal(card, speech)),
        (View::Home(cards), _) => Some(cards_modal(cards, speech)),
        (View::Nothing, _) => None,
    }
}

/// An empty acknowledgement would close the modal as if all were well: so there is always something to read.
fn acknowledged(view: &View, submitted: &ViewRef, speech: &dyn Speech) -> Value {
    if let View::Form(page) = view
        && let Some(errors) = errors(page, submitted)
    {
        return json!({ "response_action": "errors", "errors": errors });
    }
    let shown =
        window(view, None, speech).unwrap_or_else(|| card_modal(&said("slack-closed", "", speech), speech));
    json!({ "response_action": "update", "view": shown })
}

/// Errors by the block of their field, where they are all that is new: then the modal stays as it is.
fn errors(page: &Page, submitted: &ViewRef) -> Option<Map<String, Value>> {
    let at = reference(page);
    let same = submitted.page.as_ref() == Some(&at);
    let more_to_say = page.error.is_some()
        || page.note.is_some()
        || page.fields.iter().any(|field| !field.hints.is_empty());
    let errors: Map<String, Value> = page
        .fields
        .iter()
        .filter_map(|field| Some((field_block(&at, &field.id), json!(field.error.as_deref()?))))
        .collect();
    (same && !more_to_say && !errors.is_empty()).then_some(errors)
}

fn updated(shown: &ViewRef, view: Value) -> Call {
    let mut body = json!({ "view_id": shown.id, "view": view });
    if let Some(hash) = &shown.hash {
        body["hash"] = json!(hash);
    }
    Call { method: Method::ViewsUpdate, body }
}

/// In a window of its own.
fn opened(view: &View, surface: &Surface, speech: &dyn Speech) -> Reply {
    let Some(trigger) = &surface.trigger else {
        return Reply { ack: None, calls: by_message(view, &surface.user, speech) };
    };
    let open =
        |view| Call { method: Method::ViewsOpen, body: json!({ "trigger_id": trigger, "view": view }) };
    called(window(view, surface.again.as_ref(), speech).map(open))
}

/// The tab itself; over it, what a button on it brings.
fn at_home(view: &View, surface: &Surface, speech: &dyn Speech) -> Reply {
    let publish = |cards: &[Card]| {
        let body = json!({ "user_id": surface.user, "view": home(cards, speech) });
        called(Some(Call { method: Method::ViewsPublish, body }))
    };
    match view {
        View::Home(cards) => publish(cards),
        View::Card(card) if surface.trigger.is_none() => publish(std::slice::from_ref(card)),
        _ => opened(view, surface, speech),
    }
}

/// A card of words of the adapter's own.
fn said(id: &str, lang: &str, speech: &dyn Speech) -> Card {
    let heading = speech.say(lang, &format!("{id}.heading"), &[]);
    let text = speech.say(lang, &format!("{id}.text"), &[]);
    Card {
        lang: lang.to_owned(),
        push: heading.clone(),
        heading,
        blocks: vec![Block::Text(text)],
        buttons: Vec::new(),
    }
}
