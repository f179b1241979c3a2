//! Owns what each person is reminded of on a morning, from what is known of the school on that day.

mod decide;
mod told;
mod turn;

pub use decide::{Wrong, page};
pub use told::{Told, Turn, Why, begun, morning};

use super::attestation::AttestationDef;
use super::attestation::campaign::{self, Signing};
use super::calendar::{Hours, LONGEST_HOLIDAY_DAYS};
use super::duty::{DutyDef, DutyState};
use super::id::PersonId;
use super::register::PolicyDef;
use super::reminder::{Item, Leads, Step, calendar_ends, overdue, steps};
use super::schedule::{Shift, catch_up, shifted, turns};
use super::school::{Role, Staff, words};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use std::fmt;

/// How far the monthly digest looks ahead.
pub const AHEAD_DAYS: i64 = 90;
/// What everybody on the staff does is told for so long after its day, and never again.
const EVERYBODY_DAYS: i64 = 14;
/// The leadership is told so many days before something opens that has never been published, on that day, and then
/// every four weeks until it is.
const UNPUBLISHED_DAYS: u16 = 14;
const UNPUBLISHED_EVERY: u16 = 28;
/// Turns of a duty that are older are nobody's any more.
const BEHIND_DAYS: i64 = 400;

/// A policy, or one turn of a duty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    Policy(String),
    Duty { duty: String, turn: NaiveDate },
}

impl Matter {
    /// As it is stored: what it is, its name, and its turn.
    pub fn columns(&self) -> (&'static str, String, String) {
        match self {
            Self::Policy(policy) => ("policy", policy.clone(), String::new()),
            Self::Duty { duty, turn } => ("duty", duty.clone(), turn.to_string()),
        }
    }

    pub fn of_columns(matter: &str, name: String, turn: &str) -> Option<Self> {
        match (matter, turn) {
            ("policy", "") => Some(Self::Policy(name)),
            ("duty", turn) => Some(Self::Duty { duty: name, turn: turn.parse().ok()? }),
            _ => None,
        }
    }

    /// As a button carries it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        Self::of_columns(parts.next()?, parts.next()?.to_owned(), parts.next().unwrap_or_default())
    }
}

impl fmt::Display for Matter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Policy(policy) => write!(f, "policy.{policy}"),
            Self::Duty { duty, turn } => write!(f, "duty.{duty}.{turn}"),
        }
    }
}

words! {
    /// What can be written down about a policy, or about a turn of a duty.
    NoteKind {
        /// Reviewed and approved on a day; the next review follows.
        Reviewed = "reviewed",
        /// To be reviewed earlier, by a day.
        Early = "early",
        Document = "document",
        Done = "done",
        /// To another day.
        Postponed = "postponed",
        NotApplicable = "not_applicable",
    }
}

/// The days of something that was written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    pub matter: Matter,
    pub kind: NoteKind,
    /// The day it speaks of.
    pub on: Option<NaiveDate>,
    /// The day that follows from it.
    pub next: Option<NaiveDate>,
}

/// How a policy stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub reviewed: Option<NaiveDate>,
    /// `None` where neither its document nor a review says.
    pub due: Option<NaiveDate>,
    /// Because of an early review that was asked for.
    pub early: bool,
}

/// One turn of a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyTurn {
    /// Its name: its day as the profile has it, or had it when something was recorded of it first.
    pub turn: NaiveDate,
    /// Its day as the profile has it now, or the day to which it was put off.
    pub due: NaiveDate,
    pub state: DutyState,
}

/// Something that somebody is reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    pub item: Item,
    pub to: To,
}

/// For whom it is. Roles become people when it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    Roles(Vec<Role>),
    People(Vec<PersonId>),
}

/// Something that is due by a day, or late.
#[derive(Debug, Clone, Copy)]
pub enum Ahead<'a> {
    Policy(&'a PolicyDef, Standing),
    Duty(&'a DutyDef, DutyTurn),
}

impl Ahead<'_> {
    pub fn due(&self) -> Option<NaiveDate> {
        match self {
            Self::Policy(_, standing) => standing.due,
            Self::Duty(_, turn) => Some(turn.due),
        }
    }

    pub fn matter(&self) -> Matter {
        match self {
            Self::Policy(policy, _) => Matter::Policy(policy.id.clone()),
            Self::Duty(duty, turn) => Matter::Duty { duty: duty.id.clone(), turn: turn.turn },
        }
    }

    /// Whoever it is for in the first place.
    pub fn roles(&self) -> Vec<Role> {
        match self {
            Self::Policy(policy, _) => vec![policy.owner],
            Self::Duty(duty, _) => duty.to.clone(),
        }
    }
}

/// A school on one day.
pub struct Agenda<'a> {
    pub hours: Hours,
    pub policies: &'a [PolicyDef],
    pub duties: &'a [DutyDef],
    pub staff: &'a Staff,
    /// About each in the order of time.
    pub noted: &'a [Noted],
    /// To whom the monthly list goes, and on which day of the month.
    pub digest: Option<(Vec<Role>, u8)>,
    /// Since when Hearken has reminded this school: a turn of a duty before that is nobody's.
    pub since: NaiveDate,
    pub day: NaiveDate,
    /// What is to be signed, where that is asked about.
    pub signs: Option<Signs<'a>>,
}

/// What is to be signed here.
#[derive(Clone, Copy)]
pub struct Signs<'a> {
    pub signing: &'a Signing,
    pub defs: &'a [AttestationDef],
    /// Whom it is about, where that is one person alone: what others have signed need not be known then.
    pub only: Option<&'a PersonId>,
}

impl Agenda<'_> {
    /// Everything that somebody is reminded of by now, each in its latest step.
    pub fn open(&self) -> Vec<Open> {
        let mut open = self.reviews();
        open.extend(self.duties());
        open.extend(self.digest());
        open.extend(self.calendar_end());
        open.extend(self.to_sign());
        open.extend(self.unpublished());
        open
    }

    /// What nobody can be asked to sign, because its text is not here.
    fn unpublished(&self) -> Vec<Open> {
        let Some(Signs { signing, defs, .. }) = self.signs else { return Vec::new() };
        let leads = Leads { before: vec![UNPUBLISHED_DAYS, 0], overdue_every: Some(UNPUBLISHED_EVERY) };
        let ahead = TimeDelta::days(i64::from(UNPUBLISHED_DAYS) + LONGEST_HOLIDAY_DAYS);
        let open = |def: &AttestationDef| {
            let openings =
                turns(&def.opens, &self.hours, self.day - TimeDelta::days(BEHIND_DAYS), self.day + ahead);
            let (opens, step) = openings
                .into_iter()
                .rev()
                .find_map(|opens| Some((opens, self.latest(&leads, opens, false)?)))?;
            if signing.is_published(def, &self.hours, opens) {
                return None;
            }
            let item = Item::Unpublished { attestation: def.id.clone(), opens, step };
            Some(Open { item, to: To::Roles(vec![Role::SchoolAdmin, Role::Slt]) })
        };
        defs.iter().filter_map(open).collect()
    }

    fn to_sign(&self) -> impl Iterator<Item = Open> {
        let due = self.signs.map(|Signs { signing, defs, only }| {
            campaign::items(signing, (self.staff, only), defs, &self.hours, self.day)
        });
        due.into_iter().flatten().map(|due| Open { item: due.item, to: To::People(due.to) })
    }

    fn reviews(&self) -> Vec<Open> {
        let open = |policy: &PolicyDef| {
            let due = self.standing(policy).due?;
            let step = self.latest(&policy.leads, due, policy.statutory)?;
            let item = Item::Review { policy: policy.id.clone(), due, step };
            Some(Open { item, to: To::Roles(vec![policy.owner, Role::Slt]) })
        };
        self.policies.iter().filter_map(open).collect()
    }

    fn duties(&self) -> Vec<Open> {
        let mut open = Vec::new();
        for duty in self.duties {
            for DutyTurn { turn, due, .. } in self.open_turns(duty) {
                // Nobody settles for two thousand others what each of them does.
                let everybodys = duty.to.contains(&Role::Staff);
                if everybodys && due < self.day - TimeDelta::days(EVERYBODY_DAYS) {
                    continue;
                }
                let mut leads = duty.leads.clone();
                leads.overdue_every = leads.overdue_every.filter(|_| !everybodys);
                if let Some(step) = self.latest(&leads, due, duty.statutory) {
                    let item = Item::Duty { duty: duty.id.clone(), turn, due, step };
                    open.push(Open { item, to: To::Roles(duty.to.clone()) });
                }
            }
        }
        open
    }

    /// From its day of the month on, also where nothing is due: whoever hears nothing does not know that nothing is.
    fn digest(&self) -> Option<Open> {
        let (to, day) = self.digest.as_ref()?;
        let month = self.day.with_day(1)?;
        let raw = self.day.with_day(u32::from(*day))?;
        let begun = shifted(raw, Shift::Later, &self.hours) <= self.day;
        (begun && !(self.policies.is_empty() && self.duties.is_empty()))
            .then(|| Open { item: Item::Digest { month }, to: To::Roles(to.clone()) })
    }

    fn calendar_end(&self) -> Option<Open> {
        let last = self.hours.known_until()?;
        let mut told = calendar_ends(&self.hours).into_iter().rev();
        let (_, on) = told.find(|(_, on)| *on <= self.day)?;
        Some(Open {
            item: Item::CalendarEnds { last, on },
            to: To::Roles(vec![Role::SchoolAdmin, Role::Slt]),
        })
    }

    /// The last step that has come by now.
    fn latest(&self, leads: &Leads, due: NaiveDate, statutory: bool) -> Option<Step> {
        let mut all = steps(leads, due, statutory, &self.hours);
        all.extend(overdue(leads, due, &self.hours, self.day));
        all.into_iter().filter(|(_, on)| *on <= self.day).max_by_key(|(_, on)| *on).map(|(step, _)| step)
    }

    /// When somebody is reminded of a matter again, after today.
    pub fn again(&self, leads: &Leads, due: NaiveDate, statutory: bool) -> Option<NaiveDate> {
        let mut all = steps(leads, due, statutory, &self.hours);
        let until =
            self.day.max(due) + TimeDelta::days(i64::from(leads.overdue_every.unwrap_or_default()) * 2);
        all.extend(overdue(leads, due, &self.hours, until));
        all.into_iter().map(|(_, on)| on).filter(|on| *on > self.day).min()
    }

    /// Everything that is due within so many days, or late, or has no day at all; the earliest first.
    pub fn ahead(&self, days: i64) -> Vec<Ahead<'_>> {
        let until = self.day + TimeDelta::days(days);
        let policies = self.policies.iter().map(|policy| Ahead::Policy(policy, self.standing(policy)));
        let mut ahead: Vec<Ahead<'_>> =
            policies.filter(|one| one.due().is_none_or(|due| due <= until)).collect();
        for duty in self.duties {
            let turns = self.turns_until(duty, until).into_iter();
            ahead.extend(turns.filter(|turn| turn.due <= until).map(|turn| Ahead::Duty(duty, turn)));
        }
        ahead.sort_by_key(|one| (one.due().is_some(), one.due()));
        ahead
    }

    pub fn policy(&self, id: &str) -> Option<&PolicyDef> {
        self.policies.iter().find(|policy| policy.id == id)
    }

    pub fn duty(&self, id: &str) -> Option<&DutyDef> {
        self.duties.iter().find(|duty| duty.id == id)
    }

    /// How a policy stands after everything that was written down about it.
    pub fn standing(&self, policy: &PolicyDef) -> Standing {
        let mut standing =
            Standing { reviewed: policy.last_review, due: policy.next_due(None), early: false };
        let about = |noted: &&Noted| matches!(&noted.matter, Matter::Policy(id) if *id == policy.id);
        // When an early review was asked for: an approval from before that is not what was asked for.
        let mut asked = None;
        for noted in self.noted.iter().filter(about) {
            match noted.kind {
                // One of long ago that is written down late is history, and changes nothing.
                NoteKind::Reviewed if noted.on < standing.reviewed => {}
                NoteKind::Reviewed => {
                    let due = noted.next.or_else(|| policy.next_due(noted.on));
                    standing = match standing.early && noted.on < asked {
                        true => Standing { reviewed: noted.on, ..standing },
                        false => Standing { reviewed: noted.on, due, early: false },
                    };
                }
                NoteKind::Early
                    if standing.due.is_none_or(|due| noted.next.is_some_and(|next| next < due)) =>
                {
                    standing = Standing { due: noted.next, early: true, ..standing };
                    asked = noted.on;
                }
                _ => {}
            }
        }
        standing
    }

    fn open_turns(&self, duty: &DutyDef) -> Vec<DutyTurn> {
        let furthest = duty.leads.before.iter().copied().max().unwrap_or_default();
        // A reminder that falls into the holidays may come before them.
        let until = self.day + TimeDelta::days(i64::from(furthest) + LONGEST_HOLIDAY_DAYS);
        self.turns_until(duty, until)
    }

    /// The open turns up to a day: of those that have come, the ones that its way of catching up leaves.
    fn turns_until(&self, duty: &DutyDef, until: NaiveDate) -> Vec<DutyTurn> {
        let from = self.since.max(self.day - TimeDelta::days(BEHIND_DAYS));
        let days = turns(&duty.every, &self.hours, from, until);
        let kept = catch_up(duty.catch_up, &days, self.day.and_time(NaiveTime::MIN));
        let stands = |day: NaiveDate| {
            let turn = self.as_noted(duty, day);
            match turn.state {
                DutyState::Open => (day > self.day || kept.contains(&day)).then_some(turn),
                // Somebody has said when it is done: the next turn does not take its place.
                DutyState::Postponed(_) => Some(turn),
                DutyState::Done | DutyState::NotApplicable => None,
            }
        };
        days.into_iter().filter_map(stands).collect()
    }
}
