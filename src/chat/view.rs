//! Owns what a person is shown: pages of a form, and cards.

use crate::domain::Moment;
use crate::domain::id::DraftId;
use crate::domain::text::Text;

/// The answer to one event; it goes to the person who caused it and to nobody else.
#[derive(Debug, Clone)]
pub enum View {
    /// A step of a guided form.
    Form(Page),
    /// A card shown to this person alone.
    Card(Card),
    /// A card with a report's content: never kept in chat history, gone at `expires`.
    Private {
        card: Card,
        expires: Moment,
    },
    /// The home tab.
    Home(Vec<Card>),
    Nothing,
}

/// One screen of a form, within the common limits of every platform ([`super::limits`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub draft: DraftId,
    /// Grows with every saved page; an answer to an older revision is shown the current page again.
    pub revision: i64,
    pub id: String,
    /// The tag of the language that our words on it are in; what people wrote may be in any.
    pub lang: String,
    pub title: String,
    /// At most one block of text, and guidance.
    pub intro: Vec<Block>,
    pub fields: Vec<Field>,
    /// At most three; the first is the way forward.
    pub actions: Vec<Button>,
    /// Step and number of steps, where they are known.
    pub progress: Option<(u8, u8)>,
    /// What went wrong with the whole page, in plain words.
    pub error: Option<String>,
    /// Why the page is shown once more although nothing is wrong with it.
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub id: String,
    pub label: String,
    pub hint: Option<String>,
    pub required: bool,
    pub kind: FieldKind,
    pub error: Option<String>,
    /// What could be said better, and why: never an error. They may quote what stands in the field.
    pub hints: Vec<Text>,
}

/// A field's kind with the value it already has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    Short {
        value: Text,
    },
    Long {
        value: Text,
    },
    Choice {
        options: Vec<ChoiceOption>,
        chosen: Option<String>,
    },
    Choices {
        options: Vec<ChoiceOption>,
        chosen: Vec<String>,
    },
    /// `YYYY-MM-DD`, or what was typed.
    Date {
        value: Text,
    },
    /// `HH:MM`, or what was typed.
    Time {
        value: Text,
    },
    /// People of the workspace; the values are platform user ids. Several may be picked.
    Person {
        chosen: Vec<String>,
    },
    Tick {
        ticked: bool,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceOption {
    pub id: String,
    pub label: String,
    /// A heading that neighbouring options share.
    pub group: Option<String>,
}

/// A message or a private answer.
#[derive(Debug, Clone)]
pub struct Card {
    /// The tag of the language that our words on it are in; what people wrote may be in any.
    pub lang: String,
    pub heading: String,
    pub blocks: Vec<Block>,
    pub buttons: Vec<Button>,
    /// The words for a push notification, toast or lock screen: never any content.
    pub push: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Words of ours; paragraphs apart by a blank line.
    Text(String),
    /// Words that somebody wrote: shown exactly, never interpreted.
    Quote {
        label: String,
        text: Text,
    },
    /// Short facts: label and value.
    Facts(Vec<(String, String)>),
    /// Dos and don'ts.
    Guidance(Vec<Rule>),
    Divider,
}

/// One do or don't as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub id: String,
    pub text: String,
    pub why: Option<String>,
    /// Whether it is the law; if not, it is good practice or this school's way.
    pub law: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    pub id: String,
    pub label: String,
    /// An opaque id, never content.
    pub value: String,
    pub style: Style,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Primary,
    Plain,
    /// For danger now: always visible, never the way forward by accident.
    Danger,
}
