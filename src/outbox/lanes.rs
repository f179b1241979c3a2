//! Owns the order of what is claimed: how much of it is sent at once, and what waits its turn.
//!
//! A destination has a few lanes, so that a slow one keeps none of the others waiting. Two notices of one case for
//! one place go one after the other: the second finds the thread that the first has opened.

use crate::domain::Moment;
use crate::domain::id::OutboxId;
use crate::domain::notice::Priority;
use crate::store::Claimed;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Sends at a time to one destination.
const LANES: usize = 8;
/// Sends at a time altogether.
const ABREAST: usize = 64;
/// Notices held at a time, under way or waiting for a lane. A batch has room while no more than the rest are held.
const HELD: usize = 256;
/// Besides, of what is urgent.
const HELD_URGENT: usize = 64;
/// Of them, what is in no hurry.
const HELD_BULK: usize = 16;

/// What is claimed and not finished.
#[derive(Default)]
pub(super) struct Lanes {
    places: BTreeMap<String, Place>,
    under_way: usize,
    held: usize,
    held_bulk: usize,
}

#[derive(Default)]
struct Place {
    /// The cases that something is on its way about.
    cases: BTreeSet<String>,
    waiting: VecDeque<Waiting>,
}

struct Waiting {
    row: Claimed,
    /// After this moment its lease would end before the send does.
    last_start: Moment,
}

/// Something on its way, by its destination and case.
pub(super) struct Lane {
    place: String,
    case: String,
    is_bulk: bool,
}

fn is_bulk(row: &Claimed) -> bool {
    row.priority == Priority::Bulk
}

/// What a notice's key begins with is its case, or that it is no case's.
fn case_of(row: &Claimed) -> String {
    row.dedupe_key.split('/').next().unwrap_or_default().to_owned()
}

impl Lanes {
    pub fn add(&mut self, rows: Vec<Claimed>, last_start: Moment) {
        self.held += rows.len();
        self.held_bulk += rows.iter().filter(|row| is_bulk(row)).count();
        for row in rows {
            let place = self.places.entry(row.destination.clone()).or_default();
            place.waiting.push_back(Waiting { row, last_start });
        }
    }

    /// How little may press what a batch brings; `None` while there is no room even for what is urgent.
    pub fn room_for(&self, batch: usize) -> Option<Priority> {
        match self.held + batch {
            held if held <= HELD => Some(Priority::Ordinary),
            held if held <= HELD + HELD_URGENT => Some(Priority::Urgent),
            _ => None,
        }
    }

    pub fn has_room_for_bulk(&self, batch: usize) -> bool {
        self.held + batch <= HELD && self.held_bulk + batch <= HELD_BULK
    }

    pub fn hold_bulk(&self) -> bool {
        self.held_bulk > 0
    }

    pub fn is_empty(&self) -> bool {
        self.held == 0
    }

    /// The destinations that have as much as they can take for now.
    pub fn busy(&self) -> Vec<&str> {
        let full = |place: &Place| place.cases.len() + place.waiting.len() >= LANES;
        self.places.iter().filter(|(_, place)| full(place)).map(|(name, _)| name.as_str()).collect()
    }

    /// What may be sent now.
    pub fn start(&mut self) -> Vec<(Lane, Claimed)> {
        let mut started = Vec::new();
        for priority in Priority::ALL {
            for (name, place) in &mut self.places {
                while place.cases.len() < LANES && self.under_way < ABREAST {
                    let free = |waiting: &Waiting| {
                        waiting.row.priority == priority && !place.cases.contains(&case_of(&waiting.row))
                    };
                    let Some(at) = place.waiting.iter().position(free) else { break };
                    let Some(Waiting { row, .. }) = place.waiting.remove(at) else { break };
                    let lane = Lane { place: name.clone(), case: case_of(&row), is_bulk: is_bulk(&row) };
                    place.cases.insert(lane.case.clone());
                    self.under_way += 1;
                    started.push((lane, row));
                }
            }
        }
        started
    }

    pub fn finish(&mut self, lane: &Lane) {
        self.under_way -= 1;
        self.held -= 1;
        self.held_bulk -= usize::from(lane.is_bulk);
        if let Some(place) = self.places.get_mut(&lane.place) {
            place.cases.remove(&lane.case);
        }
        self.places.retain(|_, place| !place.cases.is_empty() || !place.waiting.is_empty());
    }

    /// Takes back what waits for a place that asked to be left alone.
    pub fn recall(&mut self, lane: &Lane) -> Vec<(OutboxId, String)> {
        let waiting = self.places.get_mut(&lane.place).map(|place| std::mem::take(&mut place.waiting));
        let taken = waiting.unwrap_or_default();
        self.let_go(&taken);
        taken.into_iter().map(|waiting| (waiting.row.id, waiting.row.token)).collect()
    }

    /// Takes back what did not get its turn in time.
    pub fn expire(&mut self, now: Moment) -> Vec<(OutboxId, String)> {
        let mut expired = Vec::new();
        for place in self.places.values_mut() {
            let (late, in_time) = std::mem::take(&mut place.waiting)
                .into_iter()
                .partition::<VecDeque<_>, _>(|waiting| now > waiting.last_start);
            place.waiting = in_time;
            expired.extend(late);
        }
        self.let_go(&expired);
        expired.into_iter().map(|waiting| (waiting.row.id, waiting.row.token)).collect()
    }

    fn let_go<'w>(&mut self, waiting: impl IntoIterator<Item = &'w Waiting>) {
        for waiting in waiting {
            self.held -= 1;
            self.held_bulk -= usize::from(is_bulk(&waiting.row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ABREAST, HELD, HELD_BULK, LANES, Lanes};
    use crate::domain::Moment;
    use crate::domain::id::{OutboxId, SchoolId};
    use crate::domain::notice::Priority;
    use crate::store::Claimed;
    use crate::vault::{Sealed, random};

    fn notices(destination: &str, case: &str, n: usize) -> Vec<Claimed> {
        let notice = |n: usize| Claimed {
            id: OutboxId::from_random(random()),
            school: SchoolId::parse("oak").unwrap(),
            dedupe_key: format!("{case}{n}/0"),
            destination: destination.to_owned(),
            payload: Sealed::from_store(Vec::new()),
            priority: Priority::Ordinary,
            paced: String::new(),
            attempts: 1,
            token: "t".to_owned(),
        };
        (0..n).map(notice).collect()
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_timestamp_millis(seconds * 1000).unwrap()
    }

    #[test]
    fn a_slow_destination_keeps_a_few_lanes_and_no_other_waiting() {
        let mut lanes = Lanes::default();
        lanes.add(notices("slow", "c", 100), at(10));
        let slow = lanes.start();
        assert_eq!(slow.len(), LANES);
        assert_eq!(lanes.busy(), ["slow"]);
        lanes.add(notices("quick", "c", 2), at(10));
        assert_eq!(lanes.start().len(), 2, "the quick one is not behind the slow one");
        lanes.finish(&slow[0].0);
        assert_eq!(lanes.start().len(), 1);
        assert_eq!(lanes.expire(at(10)).len(), 0);
        assert_eq!(lanes.expire(at(11)).len(), 100 - LANES - 1, "and what got no turn is given back");
    }

    #[test]
    fn two_of_one_case_for_one_place_go_one_after_the_other() {
        let mut lanes = Lanes::default();
        let mut two = notices("space", "case", 1);
        two.extend(notices("space", "case", 1));
        lanes.add(two, at(10));
        let first = lanes.start();
        assert_eq!((first.len(), lanes.start().len()), (1, 0));
        lanes.finish(&first[0].0);
        assert_eq!(lanes.start().len(), 1);
    }

    #[test]
    fn no_more_are_sent_at_once_than_one_process_should() {
        let mut lanes = Lanes::default();
        for place in 0..20 {
            lanes.add(notices(&place.to_string(), "c", LANES), at(10));
        }
        let mut under_way = lanes.start();
        assert_eq!(under_way.len(), ABREAST);
        let held = under_way.pop().unwrap().0;
        assert_eq!(lanes.recall(&held).len(), 0, "all of it is on its way already");
        for (lane, _) in &under_way {
            lanes.finish(lane);
        }
        lanes.finish(&held);
        assert_eq!(lanes.start().len(), ABREAST);
        assert!(!lanes.is_empty());
    }

    fn of(priority: Priority, destination: &str, case: &str, n: usize) -> Vec<Claimed> {
        notices(destination, case, n).into_iter().map(|row| Claimed { priority, ..row }).collect()
    }

    #[test]
    fn what_presses_begins_before_what_came_first() {
        let mut lanes = Lanes::default();
        for place in 0..8 {
            lanes.add(of(Priority::Ordinary, &format!("a{place}"), "c", LANES), at(10));
        }
        lanes.add(of(Priority::Urgent, "z", "c", 3), at(10));
        let begun = lanes.start();
        assert_eq!(begun.len(), ABREAST);
        assert!(begun[..3].iter().all(|(_, row)| row.priority == Priority::Urgent));
        assert_eq!(begun.iter().filter(|(_, row)| row.priority == Priority::Urgent).count(), 3);
    }

    #[test]
    fn what_is_in_no_hurry_never_has_all_lanes() {
        let mut lanes = Lanes::default();
        assert!(lanes.has_room_for_bulk(HELD_BULK) && !lanes.has_room_for_bulk(HELD_BULK + 1));
        for place in 0..HELD_BULK {
            lanes.add(of(Priority::Bulk, &place.to_string(), "c", 1), at(10));
        }
        let slow = lanes.start();
        assert_eq!(slow.len(), HELD_BULK);
        assert!(!lanes.has_room_for_bulk(1), "those under way count");
        assert_eq!(lanes.room_for(64), Some(Priority::Ordinary));
        lanes.add(of(Priority::Urgent, "z", "c", LANES), at(10));
        assert_eq!(lanes.start().len(), LANES, "and the rest of the lanes are free");
        lanes.finish(&slow[0].0);
        assert!(lanes.has_room_for_bulk(1) && !lanes.has_room_for_bulk(2));
        lanes.add(of(Priority::Bulk, "late", "c", 1), at(1));
        assert_eq!(lanes.expire(at(2)).len(), 1);
        assert!(lanes.has_room_for_bulk(1), "what is given back holds nothing");
    }

    #[test]
    fn there_is_room_for_what_is_urgent_when_there_is_none_for_the_rest() {
        let mut lanes = Lanes::default();
        lanes.add(notices("full", "c", HELD), at(10));
        assert_eq!(lanes.room_for(64), Some(Priority::Urgent));
        lanes.add(of(Priority::Urgent, "u", "c", 64), at(10));
        assert_eq!(lanes.room_for(64), None);
        assert_eq!(lanes.start().iter().filter(|(_, row)| row.priority == Priority::Urgent).count(), LANES);
    }
}
