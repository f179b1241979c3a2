//! Owns why something that the office asks for at the keyboard is not done, each in a sentence.

use crate::chat::limits::{OPTION, RADIO_OPTIONS as OPTIONS};
use crate::domain::attestation::question::MOST;
use chrono::NaiveDate;

/// Characters of an id and of an edition's name, of a link, and of a question or the reason of its answer.
pub(super) const NAME: usize = 40;
pub(super) const LINK: usize = 500;
pub(super) const QUESTION: usize = 1_000;
/// Characters of a visitor's name, and of their group's.
pub(super) const GUEST: usize = 120;

/// Why something is not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("there is no school of this id")]
    NoSchool,
    #[error("{0:?} is no name for it: use letters, digits, spaces and . - _ /, 40 at most")]
    Name(String),
    #[error("the file is empty, or holds nothing to read")]
    Empty,
    #[error("the text is longer than people read: 200,000 characters or 3,000 paragraphs")]
    TooLong,
    #[error("line {0} holds a sign that nobody sees and that can change what is read; take it out")]
    Hidden(usize),
    #[error("the file is not UTF-8; save it as UTF-8 and try again")]
    NotUtf8,
    #[error("say with --link https://… where staff can read this document")]
    NoLink,
    #[error("the link must begin with https://, without spaces, and have {LINK} characters at most")]
    Link,
    #[error("the language {0} is not one of this school's. It has: {1}")]
    Locale(String, String),
    #[error("there are more than {MOST} check questions")]
    Questions,
    #[error("question {0} needs words and a reason, {QUESTION} characters each at most")]
    QuestionWords(usize),
    #[error("question {0} needs between 2 and {OPTIONS} different answers of {OPTION} characters at most")]
    QuestionOptions(usize),
    #[error("the right answer of question {0} is not among its options")]
    QuestionRight(usize),
    #[error(
        "edition {0} is published with another text. A text that has changed needs an edition of its own: --edition"
    )]
    ChangedText(String),
    #[error(
        "edition {0} is published with other questions or another link. Give it an edition of its own: --edition"
    )]
    ChangedAround(String),
    #[error(
        "this changes what people signed. Say --material yes if everybody is to sign again, or --material no for a \
         small correction"
    )]
    SayMaterial,
    #[error("there is nothing before it that this could be a small change of")]
    NothingBefore,
    #[error("several editions are signed now: {0}. Say with --replaces in whose place this one comes")]
    SayWhich(String),
    #[error("edition {0} is not signed now. These are: {1}")]
    NotSignedNow(String, String),
    #[error("a small change keeps its people and days: leave out --audience, --opens and --due")]
    SmallKeeps,
    #[error("it cannot open on {0}, which is past")]
    OpensInThePast(NaiveDate),
    #[error("it cannot be due on {0}, before it opens")]
    DueBeforeItOpens(NaiveDate),
    #[error("a visitor's name and group need words on one line, {GUEST} characters each at most")]
    Guest,
    #[error("nobody is asked to sign {0}")]
    NoCampaign(String),
    #[error(
        "edition {0} is not the one that is signed now, which is {1}. Ask for the newer one to be signed"
    )]
    OldEdition(String, String),
}
