//! Turns a page of a form into a modal.

use super::FOOT;
use super::card::{blocks, button};
use super::field::{field, stands_out};
use super::part::{Part, Room, fit, limits};
use super::text::{label, plain, units};
use crate::chat::{Button, Page, Speech, Style};
use crate::platforms::slack::surface::{PageRef, page_button};
use serde_json::{Value, json};

/// The page as a modal carries it.
pub fn reference(page: &Page) -> PageRef {
    PageRef { draft: page.draft.clone(), revision: page.revision, page: page.id.clone() }
}

/// The first action is the modal's own button forward; whatever is for danger stands at the top, where nobody has to
/// look for it, and everything else at the end. A button forward is small text on a phone: where it calls for help, it
/// stands first in the window, too, as a button that cannot be missed.
pub fn modal(page: &Page, speech: &dyn Speech) -> Value {
    let (forward, others) = match page.actions.split_first() {
        Some((forward, others)) => (Some(forward), others),
        None => (None, &[][..]),
    };
    let (danger, others): (Vec<&Button>, Vec<&Button>) =
        others.iter().partition(|action| action.style == Style::Danger);
    let calls = forward.filter(|forward| forward.style == Style::Danger);
    let mut parts: Vec<Part> =
        calls.map(|forward| Part::Buttons(vec![page_action(forward)])).into_iter().collect();
    parts.extend(top(page, &danger, speech));
    parts.extend(middle(page, speech));
    if !others.is_empty() {
        parts.push(Part::Buttons(others.into_iter().map(page_action).collect()));
    }
    let mut view = json!({
        "type": "modal",
        "title": label(&page.title, limits().title),
        "close": label(&speech.say(&page.lang, "chat-close", &[]), FOOT),
        "notify_on_close": true,
        "private_metadata": json!(reference(page)).to_string(),
    });
    if let Some(forward) = forward {
        let short = short(forward, &page.lang, speech);
        if short != forward.label && calls.is_none() {
            let told = [("short", short.clone()), ("whole", forward.label.clone())];
            parts.push(small(&speech.say(&page.lang, "slack-forward", &told)));
        }
        view["submit"] = label(&short, FOOT);
        // A submission does not say by which button; this comes back with it.
        view["callback_id"] = page_button(&forward.id).into();
    }
    let more = speech.say(&page.lang, "slack-more_view", &[]);
    view["blocks"] = fit(parts, &Room::view(), &more).into();
    view
}

fn page_action(action: &Button) -> Value {
    button(action, &page_button(&action.id))
}

/// How far it is and the way out of the form, then what went wrong, or why the page comes again.
fn top(page: &Page, danger: &[&Button], speech: &dyn Speech) -> Vec<Part> {
    let say = |id: &str, args: &[(&str, String)]| speech.say(&page.lang, id, args);
    let step = page
        .progress
        .map(|(step, of)| say("chat-step", &[("step", step.to_string()), ("of", of.to_string())]));
    let mut parts = Vec::new();
    match (step, danger) {
        (Some(step), [danger]) => {
            let block = json!({ "type": "section", "text": plain(&step), "accessory": page_action(danger) });
            // It carries a button, and so it must be there.
            parts.push(Part::Field(block));
        }
        (step, danger) => {
            parts.extend(step.as_deref().map(small));
            if !danger.is_empty() {
                parts.push(Part::Buttons(danger.iter().map(|action| page_action(action)).collect()));
            }
        }
    }
    let wrong = page.fields.iter().filter(|field| field.error.is_some()).count();
    if wrong > 0 {
        parts.push(stands_out(&say("chat-error_summary", &[("count", wrong.to_string())])));
    }
    parts.extend(page.error.as_deref().map(stands_out));
    parts.extend(page.note.as_deref().map(stands_out));
    parts
}

/// Where the page comes again, for what is in its fields, they stand first.
fn middle(page: &Page, speech: &dyn Speech) -> Vec<Part> {
    let intro = blocks(&page.intro, &page.lang, speech);
    let at = reference(page);
    let fields = page.fields.iter().flat_map(|shown| field(page, &at, shown, speech));
    if page.note.is_some() {
        fields.chain(intro).collect()
    } else {
        intro.into_iter().chain(fields).collect()
    }
}

pub(super) fn small(text: &str) -> Part {
    Part::Said(json!({ "type": "context", "elements": [plain(text)] }))
}

/// What the button forward says: its own words where they fit there, or short ones for the same.
fn short(forward: &Button, lang: &str, speech: &dyn Speech) -> String {
    if units(&forward.label) <= FOOT {
        return forward.label.clone();
    }
    let say = |id: &str| speech.say(lang, id, &[]);
    let known = match forward.id.as_str() {
        // The one action whose words depend on where it leads.
        "send" if forward.label == say("action-send_unrouted") => say("slack-short-send_unrouted"),
        "send" => say("slack-short-send"),
        "page_child" => say("slack-short-page_child"),
        "name_them" => say("slack-short-name_them"),
        _ => String::new(),
    };
    if known.is_empty() || units(&known) > FOOT { say("slack-short") } else { known }
}
