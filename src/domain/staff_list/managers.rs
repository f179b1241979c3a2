//! Decides who somebody's line manager is: one person, on the list, and never themselves in the end.

use super::who::{address, folded};
use super::{Kind, Known, Manager, Number, Plan, Told};
use crate::domain::id::PersonId;
use std::collections::{HashMap, HashSet};

/// Everybody who can be one, by what a cell may call them.
#[derive(Default)]
struct People {
    numbers: HashMap<Number, PersonId>,
    addresses: HashMap<String, PersonId>,
    names: HashMap<String, Vec<PersonId>>,
}

impl People {
    fn of(plan: &Plan, known: &[Known]) -> Self {
        let mut people = Self::default();
        let mut seen = HashSet::new();
        for one in &plan.people {
            seen.insert(&one.id);
            people.add(&one.id, one.number, one.email.as_ref().map(address), folded(&one.name));
        }
        // Those whom the settings name, and those of the list before whose line was held back.
        for had in known.iter().filter(|had| had.in_settings || had.on_list) {
            if !seen.contains(&had.id) {
                people.add(&had.id, had.number, had.email.as_ref().map(address), folded(&had.name));
            }
        }
        people
    }

    fn add(&mut self, id: &PersonId, number: Option<Number>, email: Option<String>, name: String) {
        if let Some(number) = number {
            self.numbers.entry(number).or_insert_with(|| id.clone());
        }
        if let Some(email) = email {
            self.addresses.entry(email).or_insert_with(|| id.clone());
        }
        self.names.entry(name).or_default().push(id.clone());
    }

    fn find(&self, manager: &Manager) -> Result<PersonId, Kind> {
        let by_number = self.numbers.get(&manager.number);
        if let Some(found) = by_number.or_else(|| self.addresses.get(&address(&manager.said))) {
            return Ok(found.clone());
        }
        match self.names.get(&folded(&manager.said)).map_or(&[][..], Vec::as_slice) {
            [] => Err(Kind::ManagerUnknown),
            [only] => Ok(only.clone()),
            _ => Err(Kind::ManagerUnclear),
        }
    }
}

/// Gives everybody the manager that their line says. `cells` stand in the order of the plan's people.
pub(super) fn assign(plan: &mut Plan, cells: Vec<Told<Manager>>, known: &[Known]) {
    let people = People::of(plan, known);
    let mut odd = Vec::new();
    for (planned, cell) in plan.people.iter_mut().zip(cells) {
        let Some(told) = cell else { continue };
        planned.employment.manager = match told.map(|manager| people.find(&manager)) {
            None => None,
            Some(Ok(found)) => Some(found),
            Some(Err(kind)) => {
                odd.push((kind, planned.line));
                None
            }
        };
    }
    odd.into_iter().for_each(|(kind, line)| plan.say(kind, vec![line]));
    break_loops(plan, known);
}

/// Whoever stands in a loop keeps no manager: a reminder would go round in it.
fn break_loops(plan: &mut Plan, known: &[Known]) {
    let mut above: HashMap<&PersonId, &PersonId> =
        known.iter().filter_map(|had| Some((&had.id, had.employment.manager.as_ref()?))).collect();
    for planned in &plan.people {
        match &planned.employment.manager {
            Some(manager) => above.insert(&planned.id, manager),
            None => above.remove(&planned.id),
        };
    }
    // Each is walked once: whoever was reached from an earlier start leads into no loop that was not found then.
    let (mut done, mut loops): (HashSet<&PersonId>, Vec<HashSet<PersonId>>) = (HashSet::new(), Vec::new());
    for start in plan.people.iter().map(|planned| &planned.id) {
        let (mut path, mut at) = (Vec::new(), start);
        let mut here = HashMap::new();
        while done.insert(at) {
            here.insert(at, path.len());
            path.push(at);
            match above.get(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        if let Some(from) = here.get(at)
            && above.contains_key(at)
            && path.last().is_some_and(|last| above.get(*last) == Some(&at))
        {
            loops.push(path[*from..].iter().map(|id| (*id).clone()).collect());
        }
    }
    for members in loops {
        let mut lines = Vec::new();
        for planned in plan.people.iter_mut().filter(|planned| members.contains(&planned.id)) {
            planned.employment.manager = None;
            lines.push(planned.line);
        }
        plan.say(Kind::ManagerLoop, lines);
    }
}
