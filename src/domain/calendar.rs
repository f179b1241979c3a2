//! Owns school time: opening hours in the school's own zone, and when a deadline falls.

use super::Moment;
use super::urgency::Deadline;
use chrono::{
    DateTime, Datelike, Days, DurationRound, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta,
    TimeZone, Utc, Weekday,
};
use chrono_tz::Tz;

/// Nothing a school plans lies further ahead than this many days.
const HORIZON_DAYS: u64 = 400;
/// A gap between two terms that is longer than this is no holiday: the terms between are missing.
pub const LONGEST_HOLIDAY_DAYS: i64 = 100;
/// A shorter break in a term is a long weekend, and no half-term.
const SHORTEST_HALF_TERM_DAYS: i64 = 3;
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
    /// Days in term on which school is closed, the breaks among them.
    pub closed: Vec<Span>,
    /// The breaks inside terms alone, in the order of time: they part a term into its halves.
    pub breaks: Vec<Span>,
}

/// A day as it is written, `2026-06-30`; a month alone, `2026-06`, means its last day.
pub fn day_or_month(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let first = || NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok();
    day.or_else(|| first()?.checked_add_months(Months::new(1))?.pred_opt())
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

    /// The first school day from this one on.
    pub fn school_day_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        day.iter_days().take(HORIZON_DAYS as usize).find(|day| self.is_school_day(*day))
    }

    /// The last school day up to this one.
    pub fn school_day_until(&self, day: NaiveDate) -> Option<NaiveDate> {
        day.iter_days().rev().take(HORIZON_DAYS as usize).find(|day| self.is_school_day(*day))
    }

    /// The halves of the terms, in the order of time. They are parted by the term's longest break; a term without one
    /// halves at its middle.
    pub fn halves(&self) -> Vec<Span> {
        let halves = |term: &Span| {
            let days = |span: &Span| span.to.signed_duration_since(span.from).num_days() + 1;
            let inside = |span: &&Span| term.from < span.from && span.to < term.to;
            let longest = self.breaks.iter().filter(inside).max_by_key(|span| days(span));
            let middle = term.from + TimeDelta::days(days(term) / 2);
            let part = longest.filter(|span| days(span) >= SHORTEST_HALF_TERM_DAYS);
            let (ends, begins) = part
                .map_or((middle.pred_opt(), Some(middle)), |span| (span.from.pred_opt(), span.to.succ_opt()));
            let first = ends.filter(|end| *end >= term.from).map(|to| Span { from: term.from, to });
            let second = begins.filter(|begin| *begin <= term.to).map(|from| Span { from, to: term.to });
            [first, second].into_iter().flatten()
        };
        self.terms.iter().flat_map(halves).collect()
    }

    /// The first day of the academic year that begins in this year: of the first term that starts in August or September;
    /// 1 September where the terms do not say.
    pub fn year_begins(&self, year: i32) -> NaiveDate {
        let starts = |term: &&Span| term.from.year() == year && matches!(term.from.month(), 8 | 9);
        let first = NaiveDate::from_ymd_opt(year, 9, 1).unwrap_or(NaiveDate::MAX);
        self.terms.iter().find(starts).map_or(first, |term| term.from)
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
