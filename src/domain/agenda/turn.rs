//! Owns which turn of a duty something was recorded of, when the profile or the school's terms have changed since.
//!
//! A turn keeps the day under which something was recorded of it first as its name. It is found again by its period: the
//! term, the half of it, or the school year in which it lies. So whatever is done for a period stays done for it.

use super::{Agenda, DutyTurn, Matter, NoteKind};
use crate::domain::calendar::{Hours, Span};
use crate::domain::duty::{DutyDef, DutyState};
use crate::domain::schedule::{Every, turns};
use chrono::{Datelike, Days, NaiveDate, TimeDelta};

/// Months and days that no school's terms change: a school year is counted from 1 August.
const YEAR_BEGINS: u32 = 8;
/// A day in the holidays belongs to what begins within so many days.
const SOON_DAYS: i64 = 9;
/// A turn lies no further from any day of its period.
const PERIOD_DAYS: i64 = 366;

impl Agenda<'_> {
    /// One turn of a duty, by its day or by that of any other day under which it was known.
    pub fn turn(&self, duty: &DutyDef, day: NaiveDate) -> Option<DutyTurn> {
        let days = |from, to| turns(&duty.every, &self.hours, from, to).into_iter();
        if let Some(day) = days(day, day).next() {
            return Some(self.as_noted(duty, day));
        }
        let period = self.period(duty, day)?;
        let near = TimeDelta::days(PERIOD_DAYS);
        let mut found = days(day - near, day + near);
        found.find(|one| self.period(duty, *one) == Some(period)).map(|day| self.as_noted(duty, day))
    }

    pub(super) fn as_noted(&self, duty: &DutyDef, day: NaiveDate) -> DutyTurn {
        let name = self.name(duty, day);
        let matter = Matter::Duty { duty: duty.id.clone(), turn: name };
        let mut stands = DutyTurn { turn: name, due: day, state: DutyState::Open };
        for noted in self.noted.iter().filter(|noted| noted.matter == matter) {
            stands.state = match (noted.kind, noted.next) {
                (NoteKind::Done, _) => DutyState::Done,
                (NoteKind::NotApplicable, _) => DutyState::NotApplicable,
                (NoteKind::Postponed, Some(to)) => {
                    stands.due = to;
                    DutyState::Postponed(to)
                }
                _ => continue,
            };
        }
        stands
    }

    /// The day under which something was recorded of the turn that lies on this one.
    fn name(&self, duty: &DutyDef, day: NaiveDate) -> NaiveDate {
        let recorded = self.noted.iter().filter_map(|noted| match &noted.matter {
            Matter::Duty { duty: of, turn } if *of == duty.id => Some(*turn),
            _ => None,
        });
        let recorded: Vec<NaiveDate> = recorded.collect();
        if recorded.is_empty() || recorded.contains(&day) {
            return day;
        }
        let Some(period) = self.period(duty, day) else { return day };
        let same = |turn: &NaiveDate| self.period(duty, *turn) == Some(period);
        recorded.into_iter().filter(same).max().unwrap_or(day)
    }

    /// The first day of the period of a duty that a day lies in; no two of its turns share one.
    fn period(&self, duty: &DutyDef, day: NaiveDate) -> Option<NaiveDate> {
        period(&duty.every, &self.hours, day)
    }
}

fn period(every: &Every, hours: &Hours, day: NaiveDate) -> Option<NaiveDate> {
    match every {
        Every::Term { .. } => begins(&hours.terms, day),
        Every::HalfTerm { .. } => begins(&hours.halves(), day),
        Every::Year { .. } | Every::AcademicYear { .. } | Every::SaferInternetDay | Every::Day(_) => {
            school_year(day)
        }
        Every::Cron(_) => {
            // The longest of these in which it comes round once at most.
            let year = school_year(day)?;
            let days = turns(every, hours, year, year + TimeDelta::days(PERIOD_DAYS - 1));
            let once = |of: fn(NaiveDate) -> Option<NaiveDate>| {
                days.windows(2).all(|pair| of(pair[0]) != of(pair[1]))
            };
            let periods: [fn(NaiveDate) -> Option<NaiveDate>; 3] =
                [school_year, |day: NaiveDate| day.with_day(1), week];
            periods.into_iter().find(|of| once(*of)).map_or(Some(day), |of| of(day))
        }
    }
}

/// The first day of those days that a day lies in; else of those that begin soon after it, or have ended before.
fn begins(all: &[Span], day: NaiveDate) -> Option<NaiveDate> {
    let inside = all.iter().find(|span| span.holds(day));
    let soon = day + TimeDelta::days(SOON_DAYS);
    inside.or_else(|| all.iter().rfind(|span| span.from <= soon)).map(|span| span.from)
}

fn school_year(day: NaiveDate) -> Option<NaiveDate> {
    let year = if day.month() < YEAR_BEGINS { day.year() - 1 } else { day.year() };
    NaiveDate::from_ymd_opt(year, YEAR_BEGINS, 1)
}

fn week(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(day.weekday().num_days_from_monday().into()))
}
