//! Turns what staff read and sign into pages and cards, and checks that all of it has words.

mod booklet;
mod cards;
mod check;
mod morning;

pub use booklet::{ANSWER, BACK, Booklet, NEXT, PAGE, SIGN, Shown, Since, Step, TICKS, Told, wording};
pub use cards::{
    Progress, Receipt, asked, bar, bare, leaver, names, nothing_to_sign, overview, progress, receipt, team,
    unpublished,
};
pub(super) use check::{check, longest};
pub use morning::morning;

use super::words::Words;
use crate::domain::attestation::{AttestationDef, Audience};
use crate::domain::id::PersonId;
use chrono::NaiveDate;

/// What something to sign is called: as the profile names it, else in our words, else by its id.
pub fn title(words: &Words, defs: &[AttestationDef], id: &str) -> String {
    let own = defs.iter().find(|def| def.id == id).and_then(|def| def.name.clone());
    own.or_else(|| words.find(&format!("attestation-{id}"), &[])).unwrap_or_else(|| id.to_owned())
}

pub fn audience(words: &Words, audience: Audience) -> String {
    words.say(&format!("audience-{audience}"), &[])
}

/// As much of a hash as people compare.
pub fn short(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}

/// Somebody in a list, by name.
pub struct Named {
    pub id: PersonId,
    pub name: String,
    pub audience: Audience,
    pub due: NaiveDate,
}
