//! Owns what somebody is reminded of, and at which point before or after its day.

use super::attestation::AttestationDef;
use super::calendar::Hours;
use super::id::{CampaignId, PersonId};
use super::schedule::{Shift, shifted};
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// Days before and after the day on which something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leads {
    /// Days ahead, the furthest first; 0 is the last warning, on the day itself or the school day before.
    pub before: Vec<u16>,
    /// While it is overdue, again after so many days.
    pub overdue_every: Option<u16>,
}

/// Where a reminder stands to the day on which its matter is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A campaign opens.
    Opens,
    /// So many days after it opened.
    After(u16),
    /// So many days before it is due.
    Before(u16),
    Due,
    /// The n-th time since it was due, from 1.
    Overdue(u16),
}

/// One line of somebody's morning: ids alone. Whether it still holds is looked at when it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Item {
    Review {
        policy: String,
        due: NaiveDate,
        step: Step,
    },
    Duty {
        duty: String,
        /// As the profile has it.
        turn: NaiveDate,
        /// That day, or the one to which it was put off.
        due: NaiveDate,
        step: Step,
    },
    /// Something is to be read and signed.
    Sign {
        campaign: CampaignId,
        /// By when this person is to have signed.
        due: NaiveDate,
        step: Step,
    },
    /// To a line manager, or to the leadership: how many of theirs have not signed.
    Unsigned {
        campaign: CampaignId,
        /// Of whoever is latest.
        due: NaiveDate,
        step: Step,
    },
    /// Somebody has left: equipment, PINs and accounts. Who it is, is read in private.
    Leaver {
        person: PersonId,
        /// The last day on which they worked here.
        last: NaiveDate,
    },
    /// What is due in the next 90 days, once a month.
    Digest {
        month: NaiveDate,
    },
    /// What would open by now, had its text ever been published.
    Unpublished {
        attestation: String,
        opens: NaiveDate,
        step: Step,
    },
    /// The school's calendar ends soon.
    CalendarEnds {
        last: NaiveDate,
        /// The day on which that is told.
        on: NaiveDate,
    },
}

/// After the day on which a campaign is due, whoever has not signed is reminded every week.
const WEEK_DAYS: u16 = 7;
/// The leadership is told so many days before the school's calendar ends.
pub const CALENDAR_ENDS_DAYS: [u16; 2] = [60, 14];

/// The reminders of what is due on a day, up to the last warning: each on a school day, in order, one a day at most. A
/// nudge moves to the next school day, but not past the last warning. The last warning, and everything statutory, moves to
/// the school day before.
pub fn steps(leads: &Leads, due: NaiveDate, statutory: bool, hours: &Hours) -> Vec<(Step, NaiveDate)> {
    let last = shifted(due, Shift::Earlier, hours);
    let steps = leads.before.iter().map(|days| {
        let raw = due - TimeDelta::days(i64::from(*days));
        match days {
            0 => (Step::Due, last),
            _ if statutory => (Step::Before(*days), shifted(raw, Shift::Earlier, hours)),
            _ => (Step::Before(*days), shifted(raw, Shift::Later, hours).min(last)),
        }
    });
    one_a_day(steps.collect())
}

/// The reminders of what was due on a day and is not done, up to the day `until`. In the holidays they wait for school.
pub fn overdue(leads: &Leads, due: NaiveDate, hours: &Hours, until: NaiveDate) -> Vec<(Step, NaiveDate)> {
    leads.overdue_every.map_or_else(Vec::new, |every| again_every(every, due, hours, until))
}

/// The reminders of a campaign, from its opening to the last warning. Nothing comes before it has opened: where that leaves
/// no school day, it opens on the next one, and everything else is overdue.
pub fn campaign_steps(
    def: &AttestationDef,
    opened: NaiveDate,
    due: NaiveDate,
    hours: &Hours,
) -> Vec<(Step, NaiveDate)> {
    let opens = shifted(opened, Shift::Later, hours);
    let last = shifted(due, Shift::Earlier, hours);
    let nudge = |day| shifted(day, Shift::Later, hours).min(last);
    let days = |days: &u16| TimeDelta::days(i64::from(*days));
    let after = def.after.iter().map(|n| (Step::After(*n), opened + days(n)));
    let before = def.before.iter().map(|n| (Step::Before(*n), due - days(n)));
    let between = after.chain(before).filter(|(_, day)| opened < *day && *day < due);
    let mut steps: Vec<_> = between.map(|(step, day)| (step, nudge(day))).collect();
    steps.push((Step::Due, last));
    steps.retain(|(_, day)| *day > opens);
    steps.push((Step::Opens, opens));
    one_a_day(steps)
}

/// Every week after a campaign was due, up to the day `until`.
pub fn campaign_overdue(due: NaiveDate, hours: &Hours, until: NaiveDate) -> Vec<(Step, NaiveDate)> {
    again_every(WEEK_DAYS, due, hours, until)
}

/// When the leadership is told that the school's calendar ends; nothing without terms.
pub fn calendar_ends(hours: &Hours) -> Vec<(Step, NaiveDate)> {
    let Some(last) = hours.known_until() else { return Vec::new() };
    let leads = Leads { before: CALENDAR_ENDS_DAYS.to_vec(), overdue_every: None };
    steps(&leads, last, false, hours)
}

fn again_every(every: u16, due: NaiveDate, hours: &Hours, until: NaiveDate) -> Vec<(Step, NaiveDate)> {
    let times = (1..=u16::MAX).filter(|_| every > 0);
    let days = times.map(|n| (n, due + TimeDelta::days(i64::from(n) * i64::from(every))));
    let days = days.take_while(|(_, day)| *day <= until);
    let moved = days.map(|(n, day)| (Step::Overdue(n), shifted(day, Shift::Later, hours)));
    one_a_day(moved.filter(|(_, day)| *day <= until).collect())
}

/// Of two on the same day, the more urgent.
fn one_a_day(mut steps: Vec<(Step, NaiveDate)>) -> Vec<(Step, NaiveDate)> {
    steps.sort_by_key(|(step, day)| (*day, std::cmp::Reverse(step.urgency())));
    steps.dedup_by_key(|(_, day)| *day);
    steps
}

impl Step {
    /// The later in the life of a matter, the more urgent.
    pub fn urgency(self) -> (u8, u16) {
        match self {
            Step::Opens => (0, 0),
            Step::After(days) => (1, days),
            Step::Before(days) => (2, u16::MAX - days),
            Step::Due => (3, 0),
            Step::Overdue(n) => (4, n),
        }
    }
}

#[cfg(test)]
mod tests;
