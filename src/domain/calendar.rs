//! Owns school time: opening hours in the school's own zone, and when a deadline falls.

use super::Moment;
use super::urgency::Deadline;
use chrono::{
    DateTime, Datelike, Days, DurationRound, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc,
    Weekday,
};
use chrono_tz::Tz;

/// Nothing a school plans lies further ahead than this many days.
const HORIZON_DAYS: u64 = 400;
/// A gap between two terms that is longer than this is no holiday: the terms between are missing.
pub const LONGEST_HOLIDAY_DAYS: i64 = 100;
/// In the holidays, too, somebody is reminded after so many days.
const LONGEST_WAIT_DAYS: u64 = 7;

/// Days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

impl From<NaiveDate> for Span {
    fn from(day: NaiveDate) -> Self {
        Self { from: day, to: day }
    }
}

impl Span {
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// When a school is open.
#[derive(Debug, Clone)]
pub struct Hours {
    pub zone: Tz,
    pub days: Vec<Weekday>,
    pub open: NaiveTime,
    pub close: NaiveTime,
    /// When the children go home; a `today` concern is acknowledged before.
    pub children_leave: NaiveTime,
    /// In the order of time. Before the first and behind the last, and where none are given, every weekday is a school
    /// day: a deadline that comes too early is better than none.
    pub terms: Vec<Span>,
    /// Days in term on which school is closed.
    pub closed: Vec<Span>,
}

/// The instant of a wall-clock time: in the spring gap the first one that exists, in the autumn fold the earlier.
pub fn resolve(zone: Tz, local: NaiveDateTime) -> Moment {
    let mut candidate = local;
    // A gap is at most some hours; a quarter of an hour divides every gap on record.
    for _ in 0..=(24 * 4) {
        if let Some(found) = zone.from_local_datetime(&candidate).earliest() {
            return found.with_timezone(&Utc);
        }
        let quarter = TimeDelta::minutes(15);
        candidate = candidate.duration_trunc(quarter).unwrap_or(candidate) + quarter;
    }
    zone.from_utc_datetime(&local).with_timezone(&Utc)
}

impl Hours {
    pub fn local(&self, moment: Moment) -> DateTime<Tz> {
        moment.with_timezone(&self.zone)
    }

    pub fn is_school_day(&self, day: NaiveDate) -> bool {
        self.days.contains(&day.weekday())
            && !self.closed.iter().any(|span| span.holds(day))
            && !self.is_holiday(day)
    }

    /// Between two terms.
    fn is_holiday(&self, day: NaiveDate) -> bool {
        let between = |pair: &[Span]| {
            let gap = pair[1].from.signed_duration_since(pair[0].to).num_days();
            pair[0].to < day && day < pair[1].from && gap <= LONGEST_HOLIDAY_DAYS
        };
        self.terms.windows(2).any(between)
    }

    /// The last day that the calendar knows of.
    pub fn known_until(&self) -> Option<NaiveDate> {
        self.terms.last().map(|term| term.to)
    }

    pub fn is_open(&self, moment: Moment) -> bool {
        let local = self.local(moment);
        self.is_school_day(local.date_naive()) && local.time() >= self.open && local.time() < self.close
    }

    /// The opening and closing instants of the first `n` school days from `from` on.
    fn school_days(&self, from: NaiveDate) -> impl Iterator<Item = (NaiveDate, Moment, Moment)> {
        let at = |day: NaiveDate, time: NaiveTime| resolve(self.zone, day.and_time(time));
        (0..HORIZON_DAYS)
            .filter_map(move |n| from.checked_add_days(Days::new(n)))
            .filter(|day| self.is_school_day(*day))
            .map(move |day| (day, at(day, self.open), at(day, self.close)))
    }

    /// When school opens next, after now.
    pub fn next_opening(&self, now: Moment) -> Moment {
        let mut openings = self.school_days(self.local(now).date_naive()).map(|(_, open, _)| open);
        openings.find(|open| *open > now).unwrap_or(now + TimeDelta::days(1))
    }

    /// The moment at which `minutes` of school time have passed. In the holidays it is a morning a week ahead, so that
    /// nothing lies unseen until the next term.
    pub fn after_working_minutes(&self, now: Moment, minutes: u32) -> Moment {
        self.school_time(now, minutes).min(self.longest_wait(now))
    }

    /// The opening hour of the next weekday, in the holidays as well: for what nobody at school has.
    pub fn next_morning(&self, now: Moment) -> Moment {
        self.weekday_ahead(now, 1).unwrap_or(now + TimeDelta::days(1))
    }

    fn longest_wait(&self, now: Moment) -> Moment {
        self.weekday_ahead(now, LONGEST_WAIT_DAYS).unwrap_or(Moment::MAX_UTC)
    }

    /// The opening hour of the first weekday that is so many days ahead.
    fn weekday_ahead(&self, now: Moment, ahead: u64) -> Option<Moment> {
        let from = self.local(now).date_naive().checked_add_days(Days::new(ahead));
        let mut days = from.into_iter().flat_map(|day| day.iter_days().take(7));
        let day = days.find(|day| self.days.contains(&day.weekday()))?;
        Some(resolve(self.zone, day.and_time(self.open)))
    }

    fn school_time(&self, now: Moment, minutes: u32) -> Moment {
        let mut left = TimeDelta::minutes(i64::from(minutes));
        for (_, open, close) in self.school_days(self.local(now).date_naive()) {
            let start = now.max(open);
            if start >= close {
                continue;
            }
            if close - start >= left {
                return start + left;
            }
            left -= close - start;
        }
        // A calendar with no school days at all must not swallow a deadline.
        now + TimeDelta::minutes(i64::from(minutes))
    }

    /// When a deadline that starts now falls.
    pub fn due(&self, now: Moment, deadline: Deadline) -> Moment {
        match deadline {
            Deadline::Minutes(n) => now + TimeDelta::minutes(i64::from(n)),
            Deadline::WorkingMinutes(n) => {
                let due = self.after_working_minutes(now, n);
                let days = self.school_days(self.local(now).date_naive());
                let mut leaving = days.map(|(day, ..)| resolve(self.zone, day.and_time(self.children_leave)));
                leaving.find(|leave| now < *leave).map_or(due, |leave| due.min(leave))
            }
            Deadline::NextSchoolDay(n) => {
                let tomorrow = self.local(now).date_naive().checked_add_days(Days::new(1));
                let days = tomorrow.into_iter().flat_map(|day| self.school_days(day));
                let nth = days.map(|(_, open, _)| open).nth((n.max(1) - 1) as usize);
                nth.unwrap_or(now + TimeDelta::days(i64::from(n)))
            }
        }
    }
}
