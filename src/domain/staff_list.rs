//! Owns what a list of staff means for the people already known: who joins, who has left, what has changed, and what only
//! a person can decide. Nobody is taken for somebody else by a name alone.

mod managers;
mod who;

use super::attestation::Audience;
use super::calendar::Span;
use super::id::PersonId;
use super::school::{Employment, words};
use super::text::Text;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What a column says: nothing where there is no such column, and `Some(None)` where its cell is empty.
pub type Told<T> = Option<Option<T>>;

/// A staff number as it is kept.
pub type Number = [u8; 32];

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Row {
    pub line: u64,
    pub name: Text,
    pub number: Option<Number>,
    pub email: Option<Text>,
    pub audience: Option<Audience>,
    pub starts_on: Told<NaiveDate>,
    pub ends_on: Told<NaiveDate>,
    pub leave: Told<Span>,
    pub manager: Told<Manager>,
    /// Why nothing of it can be taken.
    pub unfit: Option<Kind>,
}

/// A line manager as the list has them: a name, an address, or the number of somebody.
#[derive(Debug, Clone)]
pub struct Manager {
    pub said: Text,
    pub number: Number,
}

/// Somebody at the school before the list is read.
#[derive(Debug, Clone)]
pub struct Known {
    pub id: PersonId,
    pub name: Text,
    pub email: Option<Text>,
    pub number: Option<Number>,
    /// Named in the settings: their name and address are the settings', and so are their roles.
    pub in_settings: bool,
    pub on_list: bool,
    pub employment: Employment,
}

/// What whoever reads the list in has decided, by line.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    /// It is the person of that name, or of that address.
    pub same: BTreeSet<u64>,
    /// It is somebody else.
    pub new: BTreeSet<u64>,
}

words! {
    /// What is odd about some lines.
    Kind {
        NoName = "no_name",
        /// More cells than the first line has: they may stand under the wrong headings.
        TooLong = "too_long",
        BadAddress = "bad_address",
        BadDate = "bad_date",
        /// The same person on several lines.
        Twice = "twice",
        /// One staff number, several names.
        SharedNumber = "shared_number",
        /// One address, several names.
        SharedAddress = "shared_address",
        /// The number is one person's, and the address another's.
        TwoPeople = "two_people",
        /// The address is that of somebody with another number.
        OtherNumber = "other_number",
        /// The number is that of somebody with another name: numbers are given to the next when somebody has left.
        ReusedNumber = "reused_number",
        /// The address is that of somebody with another name.
        OtherName = "other_name",
        /// Somebody of this name is known by another address.
        OtherAddress = "other_address",
        /// Several people of one name.
        Namesakes = "namesakes",
        ManagerUnknown = "manager_unknown",
        ManagerUnclear = "manager_unclear",
        /// Somebody is their own manager in the end.
        ManagerLoop = "manager_loop",
    }
}

impl Kind {
    /// Whether nothing of such lines is taken.
    pub fn holds_back(self) -> bool {
        use Kind::*;
        matches!(
            self,
            NoName
                | TooLong
                | BadAddress
                | SharedNumber
                | SharedAddress
                | TwoPeople
                | OtherNumber
                | ReusedNumber
                | OtherName
                | OtherAddress
        )
    }
}

/// Something odd, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub kind: Kind,
    pub lines: Vec<u64>,
}

/// What becomes of somebody on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Joins,
    /// Had left, and is back.
    Returns,
    /// Their last day is over.
    Leaves,
    Changes(BTreeSet<What>),
    Stays,
}

words! {
    What {
        Name = "name",
        Address = "address",
        Number = "number",
        Audience = "audience",
        Starts = "starts",
        Ends = "ends",
        Leave = "leave",
        Manager = "manager",
    }
}

/// Somebody as they stand with the list.
#[derive(Debug, Clone)]
pub struct Planned {
    pub line: u64,
    pub id: PersonId,
    pub name: Text,
    pub email: Option<Text>,
    pub number: Option<Number>,
    pub employment: Employment,
    pub change: Change,
    pub in_settings: bool,
}

/// What reading a list in would do.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    pub people: Vec<Planned>,
    /// On the list before, and missing now.
    pub missing: Vec<PersonId>,
    /// Likewise, but the settings name them: what is missing from a list ends nobody's duty.
    pub missing_in_settings: Vec<PersonId>,
    /// Whose staff number is somebody else's now: they have none.
    pub without_number: Vec<PersonId>,
    /// Lines of those who had left before we knew them.
    pub left_before: u64,
    pub findings: Vec<Finding>,
    /// How many worked here by the list before.
    pub before: usize,
}

impl Plan {
    pub fn count(&self, is: impl Fn(&Change) -> bool) -> usize {
        self.people.iter().filter(|planned| is(&planned.change)).count()
    }

    /// Those whose last day is over by what the list says itself.
    pub fn leaving(&self) -> usize {
        self.count(|change| *change == Change::Leaves)
    }

    /// So many leave that it may be the wrong list: more than a third.
    pub fn empties_the_school(&self) -> bool {
        3 * (self.missing.len() + self.leaving()) > self.before
    }

    /// Whether it has to be said what becomes of those who leave: of whoever is missing, always. A list of the teachers
    /// alone ends nobody else.
    pub fn asks_about_leavers(&self) -> bool {
        !self.missing.is_empty() || self.empties_the_school()
    }

    fn say(&mut self, kind: Kind, lines: Vec<u64>) {
        self.findings.push(Finding { kind, lines });
    }
}

/// Reads a list against the people known. `fresh` makes an id for somebody new.
pub fn plan(
    rows: Vec<Row>,
    known: &[Known],
    decided: &Decided,
    today: NaiveDate,
    mut fresh: impl FnMut() -> PersonId,
) -> Plan {
    let mut plan = Plan::default();
    let works = |known: &&Known| known.on_list && known.employment.is_employed(today);
    plan.before = known.iter().filter(works).count();
    let matched = who::matched(rows, known, decided, today, &mut plan);
    let (mut managers, mut had_before) = (Vec::new(), Vec::new());
    let mut numbered = HashMap::new();
    for (row, who) in matched.rows {
        let had = who.map(|at| &known[at]);
        let Some(employment) = employment(&row, had, today) else {
            plan.left_before += 1;
            continue;
        };
        let fixed = had.filter(|had| had.in_settings);
        let planned = Planned {
            line: row.line,
            id: had.map_or_else(&mut fresh, |had| had.id.clone()),
            name: fixed.map_or(row.name, |fixed| fixed.name.clone()),
            email: match fixed {
                Some(fixed) => fixed.email.clone(),
                None => row.email.or_else(|| had?.email.clone()),
            },
            number: row.number.or(had.and_then(|had| had.number)),
            employment,
            change: Change::Stays,
            in_settings: fixed.is_some(),
        };
        numbered.extend(row.number.map(|number| (number, planned.id.clone())));
        managers.push(row.manager);
        had_before.push(had);
        plan.people.push(planned);
    }
    give_up_numbers(&mut plan, known, &numbered);
    managers::assign(&mut plan, managers, known);
    for (planned, had) in plan.people.iter_mut().zip(had_before) {
        planned.change = change(planned, had, today);
    }
    let missing = |(at, had): &(usize, &Known)| works(had) && !matched.present.contains(at);
    for (_, had) in known.iter().enumerate().filter(missing) {
        let missing = if had.in_settings { &mut plan.missing_in_settings } else { &mut plan.missing };
        missing.push(had.id.clone());
    }
    plan.findings.sort_by(|a, b| (a.kind, &a.lines).cmp(&(b.kind, &b.lines)));
    plan
}

/// One number is one person's: whoever the list gives it to.
fn give_up_numbers(plan: &mut Plan, known: &[Known], numbered: &HashMap<Number, PersonId>) {
    let anothers = |number: Option<Number>, id: &PersonId| {
        number.and_then(|n| numbered.get(&n)).is_some_and(|of| of != id)
    };
    for planned in &mut plan.people {
        planned.number = planned.number.filter(|number| !anothers(Some(*number), &planned.id));
    }
    let planned: HashSet<&PersonId> = plan.people.iter().map(|planned| &planned.id).collect();
    let known = known.iter().filter(|had| anothers(had.number, &had.id) && !planned.contains(&had.id));
    plan.without_number = known.map(|had| had.id.clone()).collect();
}

/// What a line says of somebody's employment, over what was known; `None` for a stranger who has left.
fn employment(row: &Row, had: Option<&Known>, today: NaiveDate) -> Option<Employment> {
    let before = had.map(|had| had.employment.clone()).unwrap_or_default();
    let over = |day: &NaiveDate| *day < today;
    // Whoever stands on a list without last days works here.
    let ends_on = row.ends_on.unwrap_or(before.ends_on.filter(|day| !over(day)));
    if had.is_none_or(|had| !had.on_list) && ends_on.as_ref().is_some_and(over) {
        return None;
    }
    Some(Employment {
        audience: row.audience.unwrap_or(before.audience),
        // An empty cell takes no first day away, such as the day on which the directory showed somebody first.
        starts_on: row.starts_on.flatten().or(before.starts_on),
        ends_on,
        leave: row.leave.unwrap_or(before.leave),
        manager: before.manager,
    })
}

fn change(now: &Planned, had: Option<&Known>, today: NaiveDate) -> Change {
    let Some(had) = had.filter(|had| had.on_list) else { return Change::Joins };
    let over = |employment: &Employment| employment.ends_on.is_some_and(|day| day < today);
    match (over(&had.employment), over(&now.employment)) {
        (true, false) => return Change::Returns,
        (false, true) => return Change::Leaves,
        _ => {}
    }
    let (was, is) = (&had.employment, &now.employment);
    let address = |email: &Option<Text>| email.as_ref().map(|email| email.expose().trim().to_lowercase());
    let changed = [
        (What::Name, had.name != now.name),
        (What::Address, address(&had.email) != address(&now.email)),
        (What::Number, had.number != now.number),
        (What::Audience, was.audience != is.audience),
        (What::Starts, was.starts_on != is.starts_on),
        (What::Ends, was.ends_on != is.ends_on),
        (What::Leave, was.leave != is.leave),
        (What::Manager, was.manager != is.manager),
    ];
    let changed: BTreeSet<What> = changed.into_iter().filter(|(_, is)| *is).map(|(what, _)| what).collect();
    if changed.is_empty() { Change::Stays } else { Change::Changes(changed) }
}
