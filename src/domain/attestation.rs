//! Owns what staff read and sign: for whom, when it opens, when it is due, and who is reminded.

pub mod campaign;
pub mod changes;
pub mod question;
pub mod text;

use super::schedule::Every;
use super::school::words;

words! {
    /// Who signs. Everybody is staff unless the list of staff says otherwise.
    Audience {
        Staff = "staff",
        Governors = "governors",
        Volunteers = "volunteers",
        Contractors = "contractors",
    }
}

impl Default for Audience {
    fn default() -> Self {
        Self::Staff
    }
}

/// Something to sign, as a profile names it: the acceptable use policy, an edition of guidance, a code of conduct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttestationDef {
    pub id: String,
    /// A title of the school's own, where we have no words for its id.
    pub name: Option<String>,
    pub audience: Vec<Audience>,
    /// When its campaign opens by itself, if its text has been published.
    pub opens: Every,
    /// Days from there until it is due.
    pub due_after: u16,
    /// Days that a new starter has.
    pub induction_days: u16,
    /// Days after the opening, and before the due day, on which whoever has not signed is reminded.
    pub after: Vec<u16>,
    pub before: Vec<u16>,
    pub source: String,
}
