//! Owns when something comes round: on days of the wall clock, in the words of a school year.

mod cron;

pub use self::cron::{Cron, CronError};

use super::calendar::{Hours, Span};
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeDelta};

/// How often something comes round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Every {
    /// On the school's own wall clock.
    Cron(Cron),
    /// Once a term, or once each half of it, so many school days after that has begun (0: on its first day).
    Term {
        after: u16,
    },
    HalfTerm {
        after: u16,
    },
    /// Once a year, counted from this day; 29 February is the 28th where there is none.
    Year {
        from: NaiveDate,
    },
    /// Once an academic year, so many school days after its first.
    AcademicYear {
        after: u16,
    },
    /// Tuesday of February's second school week, the first being the week (Monday to Friday) of the month's first weekday.
    SaferInternetDay,
    /// Once.
    Day(NaiveDate),
}

/// Where a day goes that is no school day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// A nudge: the next school day.
    Later,
    /// A last warning, and whatever the law sets: the school day before.
    Earlier,
}

/// What becomes of the turns that came while Hearken was down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CatchUp {
    All,
    /// The last of them alone.
    Latest,
    /// Those of the last days.
    SkipOlderThan {
        days: u16,
    },
}

/// The days from one to the other, both included, on which something comes round: in order, and where they fall, whether
/// school is open or not. A number of school days ends with the term, half or year that it is counted in.
pub fn turns(every: &Every, hours: &Hours, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let years = || from.year().saturating_sub(1)..=to.year();
    let mut days: Vec<NaiveDate> = match every {
        Every::Cron(cron) => cron.slots(from, to).iter().map(NaiveDateTime::date).collect(),
        Every::Term { after } => hours.terms.iter().map(|term| nth(*term, *after, hours)).collect(),
        Every::HalfTerm { after } => {
            hours.halves().into_iter().map(|half| nth(half, *after, hours)).collect()
        }
        Every::Year { from: first } => {
            let years = 0..=u32::try_from(to.year() - first.year()).unwrap_or_default();
            years.filter_map(|years| months_after(*first, years * 12)).collect()
        }
        Every::AcademicYear { after } => years()
            .map(|year| {
                let ends = hours.year_begins(year + 1).pred_opt().unwrap_or(NaiveDate::MAX);
                nth(Span { from: hours.year_begins(year), to: ends }, *after, hours)
            })
            .collect(),
        Every::SaferInternetDay => years().filter_map(safer_internet_day).collect(),
        Every::Day(day) => vec![*day],
    };
    days.retain(|day| from <= *day && *day <= to);
    days.dedup();
    days
}

/// The school day with so many before it in these days, or their last one; their first day where none is a school day.
fn nth(days: Span, after: u16, hours: &Hours) -> NaiveDate {
    let open =
        days.from.iter_days().take_while(|day| *day <= days.to).filter(|day| hours.is_school_day(*day));
    open.take(usize::from(after) + 1).last().unwrap_or(days.from)
}

/// So many months after a day: on the last day of a month that has no such day. Count from the first day always, and
/// 29 February is the 28th in three years, and itself again in the fourth.
pub fn months_after(first: NaiveDate, months: u32) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(months))
}

/// Tuesday of February's second school week.
pub fn safer_internet_day(year: i32) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 2, 1)?;
    let weekday = first.weekday().num_days_from_monday();
    // A month that begins on a weekend has its first weekday on the Monday after.
    let monday = if weekday > 4 {
        first.checked_add_days(Days::new(u64::from(7 - weekday)))
    } else {
        first.checked_sub_days(Days::new(u64::from(weekday)))
    };
    monday?.checked_add_days(Days::new(8))
}

/// The school day that is told instead of one on which school is closed; the day itself where no school day is near.
pub fn shifted(day: NaiveDate, shift: Shift, hours: &Hours) -> NaiveDate {
    let open = match shift {
        Shift::Later => hours.school_day_from(day),
        Shift::Earlier => hours.school_day_until(day),
    };
    open.unwrap_or(day)
}

/// Those of the missed slots that are still told, in order. Slots are days or times of the wall clock; what lies ahead of
/// `now` was not missed, whatever the clock has shown before.
pub fn catch_up<S: Copy + Ord + Into<NaiveDateTime>>(
    policy: CatchUp,
    slots: &[S],
    now: NaiveDateTime,
) -> Vec<S> {
    let mut missed: Vec<S> = slots.iter().copied().filter(|slot| (*slot).into() <= now).collect();
    missed.sort_unstable();
    missed.dedup();
    match policy {
        CatchUp::All => missed,
        CatchUp::Latest => missed.split_off(missed.len().saturating_sub(1)),
        CatchUp::SkipOlderThan { days } => {
            let oldest = now.date() - TimeDelta::days(i64::from(days));
            missed.into_iter().filter(|slot| (*slot).into().date() >= oldest).collect()
        }
    }
}

#[cfg(test)]
mod tests;
