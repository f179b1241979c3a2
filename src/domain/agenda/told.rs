//! Owns who is told of something on a day, why they are, and as which turn of it that is kept.

use super::{Agenda, Item, Open, Step, To};
use crate::domain::id::PersonId;
use crate::domain::school::{Person, Role};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Who is asked in the place of a role that nobody holds, the first who is there.
const UP: [&[Role]; 2] = [&[Role::Slt], &[Role::Head, Role::HeadPrimary, Role::HeadSecondary]];

/// Why something comes to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Holds(Role),
    /// Nobody who is here holds it.
    Instead(Role),
    /// It is theirs, whatever their roles.
    Theirs,
}

/// A line of somebody's morning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub who: PersonId,
    pub item: Item,
    pub why: Why,
}

impl Agenda<'_> {
    /// Everything that anybody is reminded of by now.
    pub fn told(&self) -> Vec<Told> {
        let mut told = Vec::new();
        for Open { item, to } in self.open() {
            let people = self.people(&to).into_iter();
            told.extend(people.map(|(who, why)| Told { who, item: item.clone(), why }));
        }
        told
    }

    /// What this person is reminded of by now.
    pub fn told_to(&self, who: &PersonId) -> Vec<(Item, Why)> {
        let open = self.open().into_iter();
        open.filter_map(|open| Some((open.item, self.why(&open.to, who)?))).collect()
    }

    /// Why something for these comes to this person; `None` where it does not.
    fn why(&self, to: &To, who: &PersonId) -> Option<Why> {
        let person = self.staff.person(who).filter(|person| self.is_here(person))?;
        match to {
            To::Roles(roles) => self.holders(roles).get(&person.id).copied(),
            To::People(people) => people.contains(who).then_some(Why::Theirs),
        }
    }

    /// Whoever of these is here.
    pub fn people(&self, to: &To) -> BTreeMap<PersonId, Why> {
        match to {
            To::Roles(roles) => self.holders(roles),
            To::People(people) => {
                let here =
                    people.iter().filter(|who| self.staff.person(who).is_some_and(|p| self.is_here(p)));
                here.map(|who| (who.clone(), Why::Theirs)).collect()
            }
        }
    }

    /// Whoever is here and holds one of these roles, or is asked in the place of one that nobody holds.
    fn holders(&self, roles: &[Role]) -> BTreeMap<PersonId, Why> {
        let here: Vec<&Person> = self.staff.people().filter(|person| self.is_here(person)).collect();
        let mut people = BTreeMap::new();
        let mut missing = Vec::new();
        for role in roles {
            let held: Vec<&&Person> = here.iter().filter(|person| holds(person, *role)).collect();
            if held.is_empty() {
                missing.push(*role);
            }
            for person in held {
                people.entry(person.id.clone()).or_insert(Why::Holds(*role));
            }
        }
        for role in missing {
            let up =
                UP.iter().map(|up| here.iter().filter(|person| up.iter().any(|role| holds(person, *role))));
            let instead = up.map(Iterator::collect::<Vec<_>>).find(|people| !people.is_empty());
            for person in instead.unwrap_or_default() {
                people.entry(person.id.clone()).or_insert(Why::Instead(role));
            }
        }
        people
    }

    /// Whether somebody can be reminded today.
    fn is_here(&self, person: &Person) -> bool {
        let at_work = &person.employment;
        person.is_reachable() && at_work.is_employed(self.day) && !at_work.is_on_leave(self.day)
    }
}

/// Everybody who works at a school is its staff.
fn holds(person: &Person, role: Role) -> bool {
    role == Role::Staff || person.roles.contains(&role)
}

/// One turn, as it is kept: it is told once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    pub schedule: String,
    pub slot: String,
}

impl Item {
    /// Whether both are about the same, whatever has become of its day.
    pub fn is_about_the_same(&self, other: &Item) -> bool {
        self.matter() == other.matter()
    }

    fn matter(&self) -> (&'static str, String) {
        match self {
            Self::Review { policy, .. } => ("review", policy.clone()),
            Self::Duty { duty, turn, .. } => ("duty", format!("{duty}/{turn}")),
            Self::Sign { campaign, .. } => ("sign", campaign.to_string()),
            Self::Unsigned { campaign, .. } => ("unsigned", campaign.to_string()),
            Self::Leaver { person, .. } => ("leaver", person.to_string()),
            Self::Digest { month } => ("digest", month.to_string()),
            Self::Unpublished { attestation, .. } => ("unpublished", attestation.clone()),
            Self::CalendarEnds { last, .. } => ("calendar", last.to_string()),
        }
    }

    /// Whether this is the last word on it before it is late.
    pub fn is_last_warning(&self) -> bool {
        matches!(
            self,
            Self::Review { step: Step::Due, .. }
                | Self::Duty { step: Step::Due, .. }
                | Self::Sign { step: Step::Due, .. }
        )
    }

    /// The turn in which one person is told of it: another one for each step, and for each day that it is due.
    pub fn turn(&self, who: &PersonId) -> Turn {
        let (kind, matter) = self.matter();
        let step = match self {
            Self::Review { due, step, .. }
            | Self::Duty { due, step, .. }
            | Self::Sign { due, step, .. }
            | Self::Unsigned { due, step, .. } => format!("{due}/{}", word(*step)),
            Self::Unpublished { opens, step, .. } => format!("{opens}/{}", word(*step)),
            Self::Leaver { last, .. } => last.to_string(),
            Self::Digest { .. } => String::new(),
            Self::CalendarEnds { on, .. } => on.to_string(),
        };
        Turn { schedule: format!("{kind}/{matter}"), slot: format!("{step}/{who}") }
    }
}

fn word(step: Step) -> String {
    match step {
        Step::Opens => "opens".to_owned(),
        Step::After(days) => format!("after-{days}"),
        Step::Before(days) => format!("before-{days}"),
        Step::Due => "due".to_owned(),
        Step::Overdue(n) => format!("overdue-{n}"),
    }
}

/// The turn that one person's whole morning is: nobody gets two messages on one day.
pub fn morning(day: NaiveDate, who: &PersonId) -> Turn {
    Turn { schedule: format!("morning/{day}"), slot: who.to_string() }
}

/// Since when a school is reminded at all.
pub fn begun() -> Turn {
    Turn { schedule: "mornings".to_owned(), slot: "begun".to_owned() }
}
