//! Owns the whole year ahead: every reminder that would be sent between two days, if everything is done on the day it is
//! due; of a profile alone, or of a school with what it has recorded. Days and steps come from `domain::reminder`, which the worker that sends asks as well.

use super::Profile;
use crate::domain::agenda::{Agenda, DutyTurn};
use crate::domain::attestation::campaign::Campaign;
use crate::domain::attestation::{AttestationDef, Audience, academic_year};
use crate::domain::calendar::Hours;
use crate::domain::duty::{DutyDef, DutyState};
use crate::domain::register::PolicyDef;
use crate::domain::reminder::{Step, calendar_ends, campaign_steps, steps};
use crate::domain::schedule::{Shift, shifted, turns};
use crate::domain::school::{Role, words};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use std::cmp::Reverse;

/// No reminder lies further from the day its matter is due: the longest lead, and the longest holidays.
const FURTHEST_DAYS: u64 = 366 + 120;
const SOURCE_OF_CALENDAR: &str = "the school's calendar";

words! {
    /// What a reminder is about.
    PlannedKind {
        PolicyReview = "policy_review",
        Attestation = "attestation",
        Duty = "duty",
        Digest = "digest",
    }
}

/// One reminder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub date: NaiveDate,
    pub kind: PlannedKind,
    pub id: String,
    /// In the order of their ids.
    pub to: Vec<Role>,
    pub step: Step,
    /// When its matter is due; for a campaign's opening, when that is due; for a digest, its day.
    pub due: NaiveDate,
    /// Where the reminder would fall if school were open.
    pub raw: NaiveDate,
    pub source: String,
}

impl Planned {
    /// In a line of English: the step, where it was moved from, and the source.
    pub fn because(&self) -> String {
        let (due, raw) = (self.due, self.raw);
        let step = match (self.kind, self.step) {
            (PlannedKind::Digest, _) => "once a month: what is due in the next 90 days".to_owned(),
            (_, Step::Opens) => format!("opens, due {due}"),
            (_, Step::After(days)) => format!("{days} days after it opened, due {due}"),
            (_, Step::Before(days)) => format!("{days} days before it is due {due}"),
            (_, Step::Due) => format!("last warning, due {due}"),
            (_, Step::Overdue(n)) => format!("reminder {n} since it was due {due}"),
        };
        let moved = if raw == self.date { String::new() } else { format!("; school is closed on {raw}") };
        format!("{step}{moved} ({})", self.source)
    }
}

/// What a school has recorded: it goes before what its profile says.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    pub agenda: &'a Agenda<'a>,
    pub campaigns: &'a [Campaign],
}

impl Profile {
    /// Every reminder from one day to another, both included, in order.
    pub fn plan(&self, from: NaiveDate, to: NaiveDate) -> Vec<Planned> {
        self.planned(None, from, to)
    }

    /// The same for a school that has recorded something.
    pub fn plan_of(&self, known: Known<'_>, from: NaiveDate, to: NaiveDate) -> Vec<Planned> {
        self.planned(Some(known), from, to)
    }

    fn planned(&self, known: Option<Known<'_>>, from: NaiveDate, to: NaiveDate) -> Vec<Planned> {
        let hours = self.hours();
        let span = (
            from.checked_sub_days(Days::new(FURTHEST_DAYS)).unwrap_or(NaiveDate::MIN),
            to.checked_add_days(Days::new(FURTHEST_DAYS)).unwrap_or(NaiveDate::MAX),
        );
        let mut planned = Vec::new();
        for policy in &self.policies {
            let next = known.map(|known| known.agenda.standing(policy).due);
            let next_review = next.unwrap_or(policy.next_due(None));
            let policy = PolicyDef { next_review, last_review: None, ..policy.clone() };
            planned.extend(self.reviews(&policy, &hours, span));
        }
        for duty in &self.duties {
            planned.extend(duties(duty, &hours, span, known));
        }
        for attestation in &self.attestations {
            planned.extend(signatures(attestation, &hours, span, known));
        }
        planned.extend(self.digests(&hours, span));
        planned.extend(self.calendar_end(&hours));
        planned.retain(|one| from <= one.date && one.date <= to);
        planned.sort_by(|a, b| {
            let key =
                |one: &Planned| (one.date, one.kind.as_str(), one.id.clone(), Reverse(one.step.urgency()));
            key(a).cmp(&key(b))
        });
        // Of two about one matter on one morning, the more urgent.
        planned.dedup_by(|b, a| a.date == b.date && a.kind == b.kind && a.id == b.id);
        planned
    }

    fn reviews(&self, policy: &PolicyDef, hours: &Hours, span: (NaiveDate, NaiveDate)) -> Vec<Planned> {
        let slt = self.roles.contains(&Role::Slt).then_some(Role::Slt);
        let to = in_order([policy.owner].into_iter().chain(slt));
        let dues = policy.dues(span.1).into_iter().filter(|due| span.0 <= *due);
        let planned = dues.flat_map(|due| {
            steps(&policy.leads, due, policy.statutory, hours).into_iter().map(move |step| (due, step))
        });
        planned
            .map(|(due, (step, date))| Planned {
                date,
                kind: PlannedKind::PolicyReview,
                id: policy.id.clone(),
                to: to.clone(),
                step,
                due,
                raw: raw(step, due, due),
                source: policy.source.clone(),
            })
            .collect()
    }

    fn digests(&self, hours: &Hours, span: (NaiveDate, NaiveDate)) -> Vec<Planned> {
        let any = !(self.policies.is_empty() && self.duties.is_empty());
        let Some(digest) = self.digest.as_ref().filter(|_| any) else { return Vec::new() };
        let mut days: Vec<(NaiveDate, NaiveDate)> = digest
            .days(span.0, span.1)
            .into_iter()
            .map(|raw| (shifted(raw, Shift::Later, hours), raw))
            .collect();
        // After the holidays the newest takes the place of those that fell into them.
        days.reverse();
        days.dedup_by_key(|(date, _)| *date);
        days.into_iter()
            .map(|(date, raw)| Planned {
                date,
                kind: PlannedKind::Digest,
                id: "digest".to_owned(),
                to: in_order(digest.to.iter().copied()),
                step: Step::Due,
                due: raw,
                raw,
                source: digest.source.clone(),
            })
            .collect()
    }

    /// That the terms end, and that the next ones are wanted.
    fn calendar_end(&self, hours: &Hours) -> Vec<Planned> {
        let to = [Role::SchoolAdmin, Role::Slt].into_iter().filter(|role| self.roles.contains(role));
        let to = in_order(to);
        let Some(last) = hours.known_until() else { return Vec::new() };
        let told = calendar_ends(hours).into_iter();
        told.map(|(step, date)| Planned {
            date,
            kind: PlannedKind::Duty,
            id: "calendar_ends".to_owned(),
            to: to.clone(),
            step,
            due: last,
            raw: raw(step, last, last),
            source: SOURCE_OF_CALENDAR.to_owned(),
        })
        .collect()
    }
}

impl super::Digest {
    /// The days of its months, whether school is open or not.
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let month = |day: &NaiveDate| day.day() == u32::from(self.day);
        from.iter_days().take_while(|day| *day <= to).filter(month).collect()
    }
}

fn duties(
    duty: &DutyDef,
    hours: &Hours,
    span: (NaiveDate, NaiveDate),
    known: Option<Known<'_>>,
) -> Vec<Planned> {
    let to = in_order(duty.to.iter().copied());
    let still = |day: NaiveDate| match known.and_then(|known| known.agenda.turn(duty, day)) {
        Some(DutyTurn { state: DutyState::Done | DutyState::NotApplicable, .. }) => None,
        Some(turn) => Some(turn.due),
        None => Some(day),
    };
    let dues = turns(&duty.every, hours, span.0, span.1).into_iter().filter_map(still);
    let planned = dues.flat_map(|due| {
        steps(&duty.leads, due, duty.statutory, hours).into_iter().map(move |step| (due, step))
    });
    planned
        .map(|(due, (step, date))| Planned {
            date,
            kind: PlannedKind::Duty,
            id: duty.id.clone(),
            to: to.clone(),
            step,
            due,
            raw: raw(step, due, due),
            source: duty.source.clone(),
        })
        .collect()
}

fn signatures(
    def: &AttestationDef,
    hours: &Hours,
    span: (NaiveDate, NaiveDate),
    known: Option<Known<'_>>,
) -> Vec<Planned> {
    let campaigns = known.map(|known| known.campaigns).unwrap_or_default().iter();
    let campaigns: Vec<&Campaign> = campaigns.filter(|campaign| campaign.attestation == def.id).collect();
    // A year whose campaign is published has its days, any other those of the profile.
    let unpublished = |opened: &NaiveDate| {
        let year = academic_year(hours, *opened);
        campaigns.iter().all(|campaign| campaign.academic_year != year)
    };
    let opened = turns(&def.opens, hours, span.0, span.1).into_iter().filter(unpublished);
    let mut windows: Vec<(NaiveDate, NaiveDate)> = opened.map(|opened| (opened, def.due(opened))).collect();
    windows.extend(campaigns.iter().map(|campaign| (campaign.opens_on, campaign.due_on)));
    let planned = windows.into_iter().flat_map(|(opened, due)| {
        campaign_steps(def, opened, due, hours).into_iter().map(move |step| (opened, due, step))
    });
    planned
        .map(|(opened, due, (step, date))| Planned {
            date,
            kind: PlannedKind::Attestation,
            id: def.id.clone(),
            // Everybody who works or volunteers at the school is staff, the governors too.
            to: vec![Role::Staff],
            step,
            due,
            raw: raw(step, opened, due),
            source: of_audience(def),
        })
        .collect()
}

fn of_audience(def: &AttestationDef) -> String {
    let audience: Vec<&str> = def.audience.iter().copied().map(Audience::as_str).collect();
    format!("signed by {}: {}", audience.join(", "), def.source)
}

/// Where a step falls before it is moved.
fn raw(step: Step, opened: NaiveDate, due: NaiveDate) -> NaiveDate {
    match step {
        Step::Opens => opened,
        Step::After(days) => opened + TimeDelta::days(i64::from(days)),
        Step::Before(days) => due - TimeDelta::days(i64::from(days)),
        Step::Due | Step::Overdue(_) => due,
    }
}

fn in_order(roles: impl Iterator<Item = Role>) -> Vec<Role> {
    let mut roles: Vec<Role> = roles.collect();
    roles.sort_by_key(|role| role.as_str());
    roles.dedup();
    roles
}
