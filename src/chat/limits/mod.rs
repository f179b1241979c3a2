//! Owns what each platform can show, and what a page and a card keep to so that every platform can show them.
//!
//! Numbers are in characters unless said otherwise. A page is never written for one platform: it keeps to the smallest
//! of each. How a page is laid out where that matters:
//!
//! - **Discord** opens a form only in answer to a press, and never one behind another. So a page's text, its dos and
//!   don'ts and its buttons stand in messages that only this person sees, and the button forward opens the fields, or
//!   saves a page that has none. Text is divided between paragraphs and between rules, never inside one: each must fit
//!   one message. Of the five parts of a form one is kept for what went wrong.
//! - **Slack** holds a page in one view: a block for each paragraph's text, rule and field.
//! - **Teams** and **Google Chat** hold it in one card, whose size counts as bytes, with what was typed before in it.
//!   Where somebody fills a page with signs of several bytes each, the card leaves out what they typed and says so.
//!
//! A notice is updated where it stands, so it is one message everywhere. What one person reads alone may be several.

mod measure;

pub use measure::Excess;

use crate::domain::school::PlatformKind;

/// No limit that we know of.
pub const FREE: usize = usize::MAX;

/// What one platform takes.
#[derive(Debug)]
pub struct Limits {
    pub platform: PlatformKind,
    /// As people call it.
    pub name: &'static str,
    /// A page's title.
    pub title: usize,
    /// Fields on a page.
    pub fields: usize,
    /// A field's label.
    pub label: usize,
    /// A field's hint.
    pub hint: usize,
    /// Options of a choice.
    pub options: usize,
    /// Options that may stand open; with more it is a list that drops down.
    pub radio_options: usize,
    /// An option's label.
    pub option: usize,
    /// A block of text of ours.
    pub text: usize,
    /// A paragraph or a rule: what is never divided.
    pub paragraph: usize,
    /// What a person may write in one field.
    pub answer: usize,
    /// A button's label.
    pub button: usize,
    /// A card's heading.
    pub heading: usize,
    /// Blocks, components or widgets of a page.
    pub page_parts: usize,
    /// A page as it is sent, in bytes.
    pub page_bytes: usize,
    /// Blocks, components or widgets of a card.
    pub card_parts: usize,
    /// A card as it is sent, in bytes.
    pub card_bytes: usize,
    /// The words of a card that must stay one message.
    pub message: usize,
}

/// Every platform, as its vendor's documentation and published schema had it in November 2026.
pub const ALL: &[Limits] = &[
    // Slack's Block Kit reference: views, blocks, composition objects.
    Limits {
        platform: PlatformKind::Slack,
        name: "Slack",
        title: 24, // view.title
        fields: FREE,
        label: 2000,       // input.label
        hint: 2000,        // input.hint
        options: 100,      // static_select.options
        radio_options: 10, // radio_buttons.options, checkboxes.options
        option: 75,        // option.text
        text: 3000,        // section.text
        paragraph: 3000,   // section.text
        answer: 3000,      // plain_text_input.max_length
        button: 75,        // button.text
        heading: 150,      // header.text
        page_parts: 100,   // view.blocks
        page_bytes: 250_000,
        card_parts: 50, // message.blocks
        card_bytes: FREE,
        message: FREE,
    },
    // Microsoft's limits of bots and cards; its schema (Adaptive Card 1.5) sets no length.
    Limits { page_bytes: 28_000, card_bytes: 28_000, ..free(PlatformKind::Teams, "Teams") },
    // Google Chat's discovery document of November 2026 (100 items, 100 widgets); a message has 32,000 bytes.
    Limits {
        options: 100,
        page_parts: 100,
        page_bytes: 32_000,
        card_parts: 100,
        card_bytes: 32_000,
        ..free(PlatformKind::GoogleChat, "Google Chat")
    },
    // Discord's OpenAPI document of July 2026; a message's content and a form's five parts from its documentation.
    Limits {
        platform: PlatformKind::Discord,
        name: "Discord",
        title: 45,         // ModalInteractionCallbackRequestData.title
        fields: 4,         // five components in a form, one of them for what went wrong
        label: 45,         // LabelComponentForModalRequest.label
        hint: 100,         // LabelComponentForModalRequest.description
        options: 25,       // StringSelectComponentForModalRequest.options
        radio_options: 10, // RadioGroupComponentForModalRequest.options, CheckboxGroup…
        option: 100,       // …Option.label
        text: FREE,        // divided into messages
        paragraph: 2000,   // a message's content
        answer: 4000,      // TextInputComponentForModalRequest.value
        button: 80,        // ButtonComponentForMessageRequest.label
        heading: 2000,     // a message's content
        page_parts: FREE,
        page_bytes: FREE,
        card_parts: FREE,
        card_bytes: FREE,
        message: 2000,
    },
    // Ours: it shows what it is given.
    free(PlatformKind::Local, "the local workspace"),
];

const fn free(platform: PlatformKind, name: &'static str) -> Limits {
    Limits {
        platform,
        name,
        title: FREE,
        fields: FREE,
        label: FREE,
        hint: FREE,
        options: FREE,
        radio_options: FREE,
        option: FREE,
        text: FREE,
        paragraph: FREE,
        answer: FREE,
        button: FREE,
        heading: FREE,
        page_parts: FREE,
        page_bytes: FREE,
        card_parts: FREE,
        card_bytes: FREE,
        message: FREE,
    }
}

/// The smallest of all platforms.
macro_rules! least {
    ($limit:ident) => {{
        let (mut least, mut n) = (FREE, 0);
        while n < ALL.len() {
            if ALL[n].$limit < least {
                least = ALL[n].$limit;
            }
            n += 1;
        }
        least
    }};
}

/// A page's title.
pub const TITLE: usize = least!(title);
/// Fields on a page.
pub const FIELDS: usize = least!(fields);
/// A field's label.
pub const LABEL: usize = least!(label);
/// A field's hint.
pub const HINT: usize = least!(hint);
/// Options of a choice.
pub const OPTIONS: usize = least!(options);
/// Above this many options a choice is a drop-down list.
pub const RADIO_OPTIONS: usize = least!(radio_options);
/// An option's label.
pub const OPTION: usize = least!(option);
/// A block of text.
pub const TEXT: usize = least!(text);
/// A paragraph or a rule.
pub const PARAGRAPH: usize = least!(paragraph);
/// Text a person may write in one field.
pub const ANSWER: usize = least!(answer);
/// A button's label.
pub const BUTTON: usize = least!(button);
/// A card's heading.
pub const HEADING: usize = least!(heading);
/// Buttons at the foot of a page: our own rule. Every platform takes more, and nobody upset should have to choose.
pub const ACTIONS: usize = 3;
/// An opaque value behind a button, in bytes (Discord `custom_id`: 100, less the button's id).
pub const BUTTON_VALUE: usize = 64;

impl Limits {
    pub fn of(platform: PlatformKind) -> &'static Self {
        ALL.iter().find(|limits| limits.platform == platform).expect("every platform has its limits")
    }

    /// The platform that takes least of something, and how much.
    pub fn tightest(limit: impl Fn(&Self) -> usize) -> (&'static Self, usize) {
        let least = ALL.iter().min_by_key(|limits| limit(limits)).expect("there are platforms");
        (least, limit(least))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_platform_has_its_limits_once() {
        for kind in PlatformKind::ALL {
            assert_eq!(ALL.iter().filter(|limits| limits.platform == *kind).count(), 1, "{kind}");
            assert_eq!(Limits::of(*kind).platform, *kind);
        }
    }

    #[test]
    fn what_pages_keep_to_is_the_smallest_of_all() {
        assert_eq!((TITLE, FIELDS, LABEL, HINT), (24, 4, 45, 100));
        assert_eq!((OPTIONS, RADIO_OPTIONS, OPTION), (25, 10, 75));
        assert_eq!((TEXT, PARAGRAPH, ANSWER), (3000, 2000, 3000));
        assert_eq!((BUTTON, HEADING), (75, 150));
        let (platform, label) = Limits::tightest(|limits| limits.label);
        assert_eq!((platform.name, label), ("Discord", 45));
    }
}
