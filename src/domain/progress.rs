//! Owns how a case comes to its end, what stands in its record, and how far its reporter hears it is.

use super::access::Recipient;
use super::case::{Case, State};
use super::school::words;

words! {
    /// What stands in a case's record beside the report itself.
    EntryKind {
        /// The reporter added something.
        More = "more",
        /// Somebody who has the case asked its reporter something.
        Question = "question",
        Answer = "answer",
        Closed = "closed",
        Reopened = "reopened",
        /// Somebody it is about was named after the report.
        Named = "named",
    }
}

words! {
    /// How far a case is, as its reporter hears it. It never tells the outcome.
    Stage {
        Received = "received",
        Read = "read",
        InHand = "in_hand",
        Closed = "closed",
    }
}

/// What closing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    Closed,
    /// It was closed before; nothing changes.
    AlreadyClosed,
    /// Nobody has acknowledged it: whoever closes a case has it first.
    NobodyHasIt,
}

impl Case {
    /// Closing takes a [`Recipient`] of this very case. Nothing is deleted.
    pub fn close(&mut self, by: &Recipient) -> Closing {
        match self.state {
            State::Closed => Closing::AlreadyClosed,
            State::Received | State::Unrouted => Closing::NobodyHasIt,
            _ if by.case() != &self.id => Closing::NobodyHasIt,
            _ => {
                self.state = State::Closed;
                Closing::Closed
            }
        }
    }

    /// Nobody inside may have it any more: it is kept sealed.
    pub fn has_nobody_left(&mut self) {
        self.state = State::Unrouted;
        self.acknowledged_at = None;
        self.acknowledged_by = None;
        self.read_at = None;
    }

    /// `None` for what was not delivered inside school.
    pub fn stage(&self) -> Option<Stage> {
        Some(match self.state {
            State::Received if self.read_at.is_some() => Stage::Read,
            State::Received => Stage::Received,
            State::Closed => Stage::Closed,
            State::Unrouted => return None,
            _ => Stage::InHand,
        })
    }
}
