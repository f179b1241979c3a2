//! Owns what waits in the outbox: ids only, so that recipients and words are decided when it is sent.

use super::id::{CaseId, DraftId, PersonId};
use super::reminder::Item;
use super::school::Role;
use super::unfit::Unfit;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who is called besides when nobody of the safeguarding team answers, or can be reached.
pub const INSTEAD_OF_THE_TEAM: [Role; 2] = [Role::Head, Role::OnCall];

/// What is sent first where not all can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// Somebody has to act on a concern or a call, or waits for word of their own.
    Urgent,
    Ordinary,
    /// Goes to many and is in no hurry.
    Bulk,
}

impl Priority {
    pub const ALL: [Self; 3] = [Self::Urgent, Self::Ordinary, Self::Bulk];

    /// As it is stored, the most pressing first.
    pub fn number(self) -> i64 {
        match self {
            Self::Urgent => 0,
            Self::Ordinary => 1,
            Self::Bulk => 2,
        }
    }

    pub fn from_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| priority.number() == number)
    }
}

/// One thing to tell somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Notice {
    /// A step of a case's ladder. It is spread into one notice a destination at the moment it is sent.
    Step {
        case: CaseId,
        step: u32,
        kind: Kind,
    },
    /// A case's private space, proven again right before the post. `space` is its address.
    Space {
        case: CaseId,
        step: u32,
        space: String,
        kind: Kind,
    },
    /// One person, in their direct messages.
    Person {
        case: CaseId,
        step: u32,
        person: PersonId,
        kind: Kind,
        /// Why it comes to them directly: a reason of the team's space that has nothing to do with the case.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        instead: Option<Unfit>,
    },
    /// Every card of the case that stands somewhere shows its state as of now.
    Refresh {
        case: CaseId,
    },
    /// One such card. `place` is its number among the case's places.
    Card {
        case: CaseId,
        place: i64,
    },
    /// Whoever reported it, about how far it is; never the outcome.
    Reporter {
        case: CaseId,
        kind: Kind,
    },
    /// Whoever left a report unfinished, once.
    Draft {
        draft: DraftId,
    },
    /// Whoever reported it, about a question that stands as this entry of the case; `again` reminds them of it. Once
    /// it is answered, its card says so.
    Question {
        case: CaseId,
        entry: i64,
        again: bool,
    },
    /// Whoever wrote the message that the case began from is asked to take names out of it. They hear nothing of the case.
    Author {
        case: CaseId,
    },
    /// A space of the safeguarding team may have changed: whether it is still fit is looked at when this is sent.
    SpaceLook {
        space: String,
    },
    /// The space is not fit; this person hears why, and how to mend it.
    SpaceUnfit {
        space: String,
        person: PersonId,
    },
    /// A colleague needs the safeguarding team now; no case exists.
    Call {
        call: String,
    },
    CallPerson {
        call: String,
        person: PersonId,
    },
    /// Whoever called hears that nobody has answered yet, and whom to phone.
    CallWaiting {
        call: String,
    },
    /// Whoever called hears who has their call.
    CallAnswered {
        call: String,
    },
    /// Every card of a call shows that it is answered.
    CallRefresh {
        call: String,
    },
    /// One such card, by its number among the call's.
    CallCard {
        call: String,
        place: i64,
    },
    /// A file was offered and refused; the safeguarding team hears that it happened.
    FileOffered {
        call: String,
    },
    FileOfferedPerson {
        call: String,
        person: PersonId,
    },
    /// Guidance is out of date: the safeguarding team hears of it, or this one of them.
    Guidance {
        person: Option<PersonId>,
    },
    /// Everything that somebody is reminded of on one morning, in one message.
    Morning {
        person: PersonId,
        /// The school's day on which it was planned.
        day: NaiveDate,
        items: Vec<Item>,
    },
}

impl Notice {
    /// Whatever tells of a concern or a call goes first, and keeps its own order.
    pub fn priority(&self) -> Priority {
        match self {
            Self::Step { .. }
            | Self::Space { .. }
            | Self::Person { .. }
            | Self::Reporter { .. }
            | Self::Call { .. }
            | Self::CallPerson { .. }
            | Self::CallWaiting { .. }
            | Self::CallAnswered { .. } => Priority::Urgent,
            Self::Morning { .. } => Priority::Bulk,
            _ => Priority::Ordinary,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    New,
    Reminder,
    /// Told because those before did not answer.
    Next,
    /// The reporter added something.
    More,
    /// The reporter added something, and it is more urgent now.
    Raised,
    /// It was read again after it was closed, or nobody has it any more: somebody has to take it once more.
    Unowned,
    Acknowledged,
    /// The reference once more, where the reporter finds it again.
    Received,
    /// Nobody has acknowledged it in time; whoever reported it hears what they can do.
    Late,
    /// Not delivered inside school: did the reporter reach anyone?
    Reached,
    /// Who is told has changed, and somebody new leads.
    Moved,
    /// Who may have it has changed; those who still may need do nothing.
    Regrouped,
    /// The reporter answered a question.
    Answered,
    /// The reporter would rather talk than write.
    WouldTalk,
    /// The reporter's own card shows how far it is as of now.
    Progress,
    Closed,
    /// Nobody inside may have it any more.
    Unrouted,
}
