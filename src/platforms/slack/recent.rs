//! Owns which deliveries came lately: Slack repeats what it thinks was not heard, and others may repeat what they saw.

use crate::domain::id::EventId;
use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// Deliveries remembered: an hour of a large trust's busiest morning. A restart forgets them, and then the store's own
/// record keeps a repeat from doing anything twice.
const REMEMBERED: usize = 20_000;

#[derive(Debug, Default)]
pub struct Recent {
    seen: Mutex<Seen>,
    under_way: Arc<Mutex<HashSet<EventId>>>,
}

/// Counts as under way until it is dropped.
pub struct UnderWay {
    all: Arc<Mutex<HashSet<EventId>>>,
    id: EventId,
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

#[derive(Debug, Default)]
struct Seen {
    ids: HashSet<EventId>,
    order: VecDeque<EventId>,
}

impl Recent {
    /// From now on, and until this is dropped.
    pub fn under_way(&self, id: &EventId) -> UnderWay {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone());
        UnderWay { all: self.under_way.clone(), id: id.clone() }
    }

    pub fn is_under_way(&self, id: &EventId) -> bool {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner).contains(id)
    }

    /// Whether it comes for the first time; from now on it does not.
    pub fn first(&self, id: &EventId) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if !seen.ids.insert(id.clone()) {
            return false;
        }
        seen.order.push_back(id.clone());
        if seen.order.len() > REMEMBERED
            && let Some(oldest) = seen.order.pop_front()
        {
            seen.ids.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeat_is_known_and_the_oldest_are_forgotten() {
        let recent = Recent::default();
        let id = |n: usize| EventId::parse(&format!("slack:{n}")).unwrap();
        assert!(recent.first(&id(0)));
        assert!(!recent.first(&id(0)));
        for n in 1..=REMEMBERED {
            assert!(recent.first(&id(n)));
        }
        assert!(!recent.first(&id(1)));
        assert!(recent.first(&id(0)), "forgotten, because others came after it");
        let seen = recent.seen.lock().unwrap();
        assert_eq!((seen.ids.len(), seen.order.len()), (REMEMBERED, REMEMBERED));
    }
}
