//! Owns what a case is after it was reported: its states, and who may move it.

use super::Moment;
use super::access::Recipient;
use super::concern::{About, Category};
use super::id::{CaseId, DraftId, PersonId, Reference, SchoolId};
use super::school::{Identity, words};
use super::urgency::Urgency;

words! {
    State {
        Received = "received",
        Acknowledged = "acknowledged",
        UnderReview = "under_review",
        ManagedInSchool = "managed_in_school",
        Referred = "referred",
        Closed = "closed",
        /// Nobody inside may receive it: kept sealed, not delivered inside school.
        Unrouted = "unrouted",
    }
}

/// A case without its words: what may stand in a list or a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub id: CaseId,
    pub school: SchoolId,
    pub draft: DraftId,
    pub reference: Reference,
    pub category: Category,
    pub about: About,
    pub urgency: Urgency,
    pub state: State,
    pub reporter: Identity,
    pub received_at: Moment,
    /// When somebody must have acknowledged it.
    pub due_at: Moment,
    pub acknowledged_at: Option<Moment>,
    pub acknowledged_by: Option<PersonId>,
    /// When somebody who may have it first read it.
    pub read_at: Option<Moment>,
}

/// What acknowledging does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acknowledgement {
    /// The case is theirs now, and every reminder stops.
    Taken,
    /// Somebody was faster; nothing changes.
    AlreadyTaken,
}

impl Case {
    /// Somebody has taken it, and it is still open.
    pub fn is_in_hand(&self) -> bool {
        use State::*;
        matches!(self.state, Acknowledged | UnderReview | ManagedInSchool | Referred)
    }

    /// Somebody has to take it, once more: nobody has it, and every reminder begins again.
    pub fn needs_somebody(&mut self, due_at: Moment) {
        self.state = State::Received;
        self.due_at = due_at;
        self.acknowledged_at = None;
        self.acknowledged_by = None;
    }

    /// Acknowledging takes a [`Recipient`] of this very case.
    pub fn acknowledge(&mut self, by: &Recipient, now: Moment) -> Acknowledgement {
        if self.state != State::Received || by.case() != &self.id {
            return Acknowledgement::AlreadyTaken;
        }
        self.state = State::Acknowledged;
        self.acknowledged_at = Some(now);
        self.acknowledged_by = Some(by.person().clone());
        Acknowledgement::Taken
    }
}
