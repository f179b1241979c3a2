//! Owns how a profile writes what is reviewed, signed and done in a year: `[[policy]]`, `[[duty]]`, `[[attestation]]`,
//! `[digest]` and `[reminders]`.

use super::file::{Date, Time};
use crate::domain::attestation::{AttestationDef, Audience};
use crate::domain::calendar::day_or_month;
use crate::domain::duty::DutyDef;
use crate::domain::register::PolicyDef;
use crate::domain::reminder::Leads;
use crate::domain::schedule::{CatchUp, Cron, Every};
use crate::domain::school::Role;
use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::{Deserializer, Error};

/// Days before a review is due.
const POLICY_LEADS: [u16; 4] = [90, 30, 7, 0];
const DUTY_LEADS: [u16; 2] = [7, 0];
const AFTER_OPENING: [u16; 2] = [7, 14];
const BEFORE_DUE: [u16; 1] = [3];
/// Days between two reminders of what is overdue.
const OVERDUE_EVERY: u16 = 7;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemindersFile {
    /// When reminders go out on a school day; when school opens where it is missing.
    pub time: Option<Time>,
}

/// What is due in the next 90 days, once a month.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digest {
    pub to: Vec<Role>,
    /// Of the month; the next school day where school is closed.
    pub day: u8,
    pub source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyFile {
    pub id: String,
    pub name: String,
    pub owner: Role,
    pub approver: String,
    pub cycle_months: u16,
    pub last_review: Option<DayOrMonth>,
    pub next_review: Option<DayOrMonth>,
    #[serde(default)]
    pub statutory: bool,
    pub leads: Option<Vec<u16>>,
    pub overdue_every: Option<u16>,
    pub source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyFile {
    pub id: String,
    pub name: Option<String>,
    pub to: Vec<Role>,
    pub every: Option<HowOften>,
    pub after: Option<u16>,
    pub from: Option<Date>,
    pub cron: Option<CronLine>,
    pub day: Option<Date>,
    #[serde(default)]
    pub catch_up: Missed,
    pub skip_older_than: Option<u16>,
    #[serde(default)]
    pub statutory: bool,
    pub leads: Option<Vec<u16>>,
    pub overdue_every: Option<u16>,
    pub source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttestationFile {
    pub id: String,
    pub name: Option<String>,
    pub audience: Vec<Audience>,
    pub every: Option<HowOften>,
    pub after: Option<u16>,
    pub from: Option<Date>,
    pub cron: Option<CronLine>,
    pub day: Option<Date>,
    #[serde(default)]
    pub by_edition: bool,
    pub due_after: u16,
    pub induction_days: u16,
    pub remind_after: Option<Vec<u16>>,
    pub remind_before: Option<Vec<u16>>,
    pub source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HowOften {
    Termly,
    HalfTermly,
    Yearly,
    SaferInternetDay,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missed {
    All,
    #[default]
    Latest,
}

/// The keys that say when something comes round.
#[derive(Debug, Clone, Copy)]
pub struct Round<'a> {
    every: Option<HowOften>,
    after: Option<u16>,
    from: Option<Date>,
    cron: Option<&'a CronLine>,
    day: Option<Date>,
}

impl Round<'_> {
    /// What the keys say together; or the key that does not fit, and why.
    pub fn read(self) -> Result<Every, (&'static str, &'static str)> {
        let ways = [self.every.is_some(), self.cron.is_some(), self.day.is_some()];
        if ways.iter().filter(|way| **way).count() != 1 {
            return Err((
                if self.every.is_some() { "every" } else { "id" },
                "say in one way when it comes round: every = \"termly\" (or \"half-termly\", \"yearly\", \
                 \"safer-internet-day\"), or cron = \"0 8 1 * *\", or day = \"2026-02-01\"",
            ));
        }
        let counted = matches!(self.every, Some(HowOften::Termly | HowOften::HalfTermly | HowOften::Yearly));
        if self.after.is_some() && (!counted || self.from.is_some()) {
            return Err((
                "after",
                "after counts school days from the beginning of a term, half or year: it goes with every = \"termly\", \
                 \"half-termly\" or \"yearly\" alone",
            ));
        }
        if self.from.is_some() && self.every != Some(HowOften::Yearly) {
            return Err(("from", "from is the day that every = \"yearly\" is counted from"));
        }
        let after = self.after.unwrap_or_default();
        Ok(match (self.every, self.cron, self.day) {
            (Some(HowOften::Termly), ..) => Every::Term { after },
            (Some(HowOften::HalfTermly), ..) => Every::HalfTerm { after },
            (Some(HowOften::SaferInternetDay), ..) => Every::SaferInternetDay,
            (_, Some(line), _) => Every::Cron(line.0.clone()),
            (_, _, Some(day)) => Every::Day(day.0),
            _ => self.from.map_or(Every::AcademicYear { after }, |from| Every::Year { from: from.0 }),
        })
    }

    fn checked(self) -> Every {
        self.read().expect("a profile is read only when nothing is wrong with its file")
    }
}

impl PolicyFile {
    pub fn policy(self) -> PolicyDef {
        PolicyDef {
            id: self.id,
            name: self.name,
            owner: self.owner,
            approver: self.approver,
            cycle_months: self.cycle_months,
            last_review: self.last_review.map(|day| day.0),
            next_review: self.next_review.map(|day| day.0),
            statutory: self.statutory,
            leads: leads(self.leads, self.overdue_every, &POLICY_LEADS),
            source: self.source,
        }
    }
}

impl DutyFile {
    pub fn round(&self) -> Round<'_> {
        let Self { every, after, from, day, .. } = *self;
        Round { every, after, from, cron: self.cron.as_ref(), day }
    }

    pub fn duty(self) -> DutyDef {
        let catch_up = match (self.skip_older_than, self.catch_up) {
            (Some(days), _) => CatchUp::SkipOlderThan { days },
            (None, Missed::All) => CatchUp::All,
            (None, Missed::Latest) => CatchUp::Latest,
        };
        DutyDef {
            every: self.round().checked(),
            id: self.id,
            name: self.name,
            to: self.to,
            catch_up,
            statutory: self.statutory,
            leads: leads(self.leads, self.overdue_every, &DUTY_LEADS),
            source: self.source,
        }
    }
}

impl AttestationFile {
    pub fn round(&self) -> Round<'_> {
        let Self { every, after, from, day, .. } = *self;
        Round { every, after, from, cron: self.cron.as_ref(), day }
    }

    pub fn attestation(self) -> AttestationDef {
        AttestationDef {
            opens: self.round().checked(),
            by_edition: self.by_edition,
            id: self.id,
            name: self.name,
            audience: self.audience,
            due_after: self.due_after,
            induction_days: self.induction_days,
            after: self.remind_after.unwrap_or_else(|| AFTER_OPENING.to_vec()),
            before: self.remind_before.unwrap_or_else(|| BEFORE_DUE.to_vec()),
            source: self.source,
        }
    }
}

fn leads(before: Option<Vec<u16>>, overdue_every: Option<u16>, default: &[u16]) -> Leads {
    Leads {
        before: before.unwrap_or_else(|| default.to_vec()),
        overdue_every: Some(overdue_every.unwrap_or(OVERDUE_EVERY)),
    }
}

/// A day, or a month that means its last.
#[derive(Debug, Clone, Copy)]
pub struct DayOrMonth(pub NaiveDate);

impl<'de> Deserialize<'de> for DayOrMonth {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = super::file::written(from)?;
        day_or_month(&text).map(Self).ok_or_else(|| {
            D::Error::custom(format!(
                "\"{text}\" is no day or month that there is. Write a day as \"2026-06-30\", or a month, which means its \
                 last day, as \"2026-06\""
            ))
        })
    }
}

#[derive(Debug, Clone)]
pub struct CronLine(pub Cron);

impl<'de> Deserialize<'de> for CronLine {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let example = "For example \"0 8 1 * *\": at 08:00 on the first of each month";
        Cron::parse(&text).map(Self).map_err(|why| D::Error::custom(format!("\"{text}\": {why}. {example}")))
    }
}
