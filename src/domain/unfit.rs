//! Owns what makes the safeguarding team's private space unfit whatever the case is. No case comes in here, so nothing
//! said for these reasons can tell of one: who is kept out of a case is never a reason.

use super::access::Members;
use super::routing::RouteRule;
use super::routing::{ABOVE, full_when_copied};
use super::school::{Person, Role, words};
use std::collections::BTreeSet;

words! {
    /// Why no concern is posted in a space, the plainest reason first.
    Unfit {
        /// It is not there any more, it is archived, nobody is in it, or we are not in it.
        Gone = "gone",
        /// Anybody of the workspace can find and read it.
        Public = "public",
        /// Guests, people of other organisations, or members whom the platform would not name.
        Strangers = "strangers",
        /// A member whom we cannot match to anybody of the school.
        Unmatched = "unmatched",
        /// A member who reads no concern in full, whatever it is about.
        NoPart = "no_part",
    }
}

/// The roles in which somebody may read a concern in full, by any route of a school.
#[derive(Debug, Clone, Default)]
pub struct Readers {
    full: BTreeSet<Role>,
    /// Copied in: only with the training of a deputy is that in full.
    if_trained: BTreeSet<Role>,
}

impl Readers {
    pub fn of(rules: &[RouteRule]) -> Self {
        let mut readers = Self { full: ABOVE.iter().copied().collect(), ..Self::default() };
        for rule in rules {
            readers.full.extend(rule.lead.iter().chain(&rule.ladder));
            let (full, task): (Vec<Role>, Vec<Role>) =
                rule.copied.iter().partition(|role| full_when_copied(**role));
            readers.full.extend(full);
            readers.if_trained.extend(task);
        }
        readers
    }

    pub fn include(&self, person: &Person) -> bool {
        !self.full.is_disjoint(&person.roles) || person.trained && !self.if_trained.is_disjoint(&person.roles)
    }
}

/// Why this space could have no concern at all; `None` where only a case could say no.
pub fn unfit(members: &Members<'_>, readers: &Readers) -> Option<Unfit> {
    if members.people.is_empty() {
        return Some(Unfit::Gone);
    }
    if !members.private {
        return Some(Unfit::Public);
    }
    if members.strangers {
        return Some(Unfit::Strangers);
    }
    if members.people.iter().any(Option::is_none) {
        return Some(Unfit::Unmatched);
    }
    let reads = |member: &Option<&Person>| member.is_some_and(|person| readers.include(person));
    (!members.people.iter().all(reads)).then_some(Unfit::NoPart)
}
