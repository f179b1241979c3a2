//! Owns what may be written down about a policy or a duty: days that make sense, and links that are links.

use super::{Agenda, Matter, NoteKind, Noted};
use crate::domain::concern::{Answers, Value};
use crate::domain::duty::DutyState;
use crate::domain::text::Text;
use chrono::{NaiveDate, TimeDelta};

/// A year that nobody means.
const FAR_DAYS: i64 = 3660;
/// What is put off, or asked for early, comes within so many days.
const NEAR_DAYS: i64 = 400;
/// Hexadecimal digits of a SHA-256.
const HASH: usize = 64;

/// Why something is not written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    NotYet,
    Past,
    Before,
    Far,
    /// An early review that comes no earlier than the next one.
    Later(NaiveDate),
    Link,
    Hash,
    Nothing,
}

impl Wrong {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotYet => "not_yet",
            Self::Past => "past",
            Self::Before => "before",
            Self::Far => "far",
            Self::Later(_) => "later",
            Self::Link => "link",
            Self::Hash => "hash",
            Self::Nothing => "nothing",
        }
    }
}

/// The form by which something is written down.
pub fn page(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Reviewed => "policy_reviewed",
        NoteKind::Early => "policy_early",
        NoteKind::Document => "policy_document",
        NoteKind::Done => "duty_done",
        NoteKind::Postponed => "duty_postpone",
        NoteKind::NotApplicable => "duty_not_applicable",
    }
}

impl NoteKind {
    pub fn of_page(of: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| page(*kind) == of)
    }

    /// Whether it can be written down about this at all.
    pub fn fits(self, matter: &Matter) -> bool {
        let policy = matches!(self, Self::Reviewed | Self::Early | Self::Document);
        policy == matches!(matter, Matter::Policy(_))
    }
}

impl Agenda<'_> {
    /// Whether somebody has settled this turn of a duty already.
    pub fn is_settled(&self, matter: &Matter) -> bool {
        let Matter::Duty { duty, turn } = matter else { return false };
        let stands = self.duty(duty).map(|duty| self.as_noted(duty, *turn).state);
        matches!(stands, Some(DutyState::Done | DutyState::NotApplicable))
    }

    /// What is written down, if these answers make sense.
    pub fn decide(&self, matter: &Matter, kind: NoteKind, answers: &Answers) -> Result<Noted, Wrong> {
        let noted = |on, next| Noted { matter: matter.clone(), kind, on, next };
        let ahead = |field: &str| match date(answers, field) {
            Some(day) if day <= self.day => Err(Wrong::Past),
            Some(day) if day > self.day + TimeDelta::days(NEAR_DAYS) => Err(Wrong::Far),
            Some(day) => Ok(day),
            None => Err(Wrong::Nothing),
        };
        let behind = |field: &str| match date(answers, field) {
            Some(day) if day > self.day => Err(Wrong::NotYet),
            Some(day) if day < self.day - TimeDelta::days(FAR_DAYS) => Err(Wrong::Far),
            Some(day) => Ok(day),
            None => Err(Wrong::Nothing),
        };
        match kind {
            NoteKind::Reviewed => {
                let on = behind("approved_on")?;
                match date(answers, "next_review") {
                    Some(next) if next <= on => Err(Wrong::Before),
                    Some(next) if next > on + TimeDelta::days(FAR_DAYS) => Err(Wrong::Far),
                    next => Ok(noted(Some(on), next)),
                }
            }
            NoteKind::Early => {
                let due = ahead("early_due")?;
                let Matter::Policy(id) = matter else { return Err(Wrong::Nothing) };
                let stands = self.policy(id).and_then(|policy| self.standing(policy).due);
                match stands.filter(|stands| *stands <= due) {
                    Some(stands) => Err(Wrong::Later(stands)),
                    None => Ok(noted(Some(self.day), Some(due))),
                }
            }
            NoteKind::Document => {
                let given = |field| answers.text(field).filter(|text| !text.is_blank());
                let (link, hash) = (given("document_link"), given("document_hash"));
                if link.is_none() && given("document_note").is_none() {
                    return Err(Wrong::Nothing);
                }
                if link.is_some_and(|link| !is_link(link)) {
                    return Err(Wrong::Link);
                }
                if hash.is_some_and(|hash| !is_hash(hash)) {
                    return Err(Wrong::Hash);
                }
                Ok(noted(Some(self.day), None))
            }
            NoteKind::Done => Ok(noted(Some(behind("done_on")?), None)),
            NoteKind::Postponed => Ok(noted(Some(self.day), Some(ahead("postponed_to")?))),
            NoteKind::NotApplicable => Ok(noted(Some(self.day), None)),
        }
    }
}

fn date(answers: &Answers, field: &str) -> Option<NaiveDate> {
    match answers.get(field) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    }
}

fn is_link(link: &Text) -> bool {
    let link = link.expose().trim();
    let rest = link.strip_prefix("https://").or_else(|| link.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty()) && !link.contains(char::is_whitespace)
}

fn is_hash(hash: &Text) -> bool {
    let hash = hash.expose().trim();
    hash.len() == HASH && hash.bytes().all(|sign| sign.is_ascii_hexdigit())
}
