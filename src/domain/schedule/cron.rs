//! Owns a `cron` line: five fields on the wall clock, days of the week by name.

use super::super::Moment;
use super::super::calendar::resolve;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

/// A line of `cron` that has been read: minute, hour, day of the month, month, day of the week. Where both a day of the
/// month and one of the week are given, a day has to be both: `0 8 1-7 * Mon` is the first Monday of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cron {
    text: String,
    schedule: Box<cron::Schedule>,
}

/// Why a line of `cron` cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CronError {
    #[error("a cron line has five fields: minute, hour, day of the month, month, day of the week")]
    Fields,
    #[error(
        "days of the week are written by name, such as Mon or Mon-Fri: by number they mean something else to each program"
    )]
    DayByNumber,
    #[error("this cron line cannot be read")]
    Unreadable,
    #[error("this cron line never comes round: there is no such day")]
    Never,
}

impl Cron {
    pub fn parse(text: &str) -> Result<Self, CronError> {
        let fields: Vec<&str> = text.split_whitespace().collect();
        let [minute, hour, day, month, weekday] = fields[..] else { return Err(CronError::Fields) };
        if weekday.contains(|sign: char| sign.is_ascii_digit()) {
            return Err(CronError::DayByNumber);
        }
        // The library reads seconds first.
        let line = format!("0 {minute} {hour} {day} {month} {weekday}");
        let schedule: cron::Schedule = line.parse().map_err(|_| CronError::Unreadable)?;
        let read = Self { text: fields.join(" "), schedule: Box::new(schedule) };
        let ever = read.after(DateTime::UNIX_EPOCH.naive_utc()).next();
        ever.map(|_| read).ok_or(CronError::Never)
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Every time at which it comes round on these days, both included, as the school's clocks would show it.
    pub fn slots(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDateTime> {
        let Some(before) = from.and_time(NaiveTime::MIN).checked_sub_signed(TimeDelta::seconds(1)) else {
            return Vec::new();
        };
        self.after(before).take_while(|slot| slot.date() <= to).collect()
    }

    /// The times of day at which it comes round; the same on each of its days.
    pub fn times(&self) -> Vec<NaiveTime> {
        let mut all = self.after(DateTime::UNIX_EPOCH.naive_utc()).map(|slot| slot.date());
        let first = all.next().unwrap_or_default();
        // The first day may have begun already: the second is whole.
        let day = all.find(|day| *day != first).unwrap_or(first);
        self.slots(day, day).iter().map(NaiveDateTime::time).collect()
    }

    /// The slots, and when each falls: in the spring gap at the first instant that exists, in the autumn fold at the
    /// earlier of the two.
    pub fn moments(&self, zone: Tz, from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDateTime, Moment)> {
        self.slots(from, to).into_iter().map(|slot| (slot, resolve(zone, slot))).collect()
    }

    /// The library skips what falls into a gap, and gives twice what falls into a fold: it is only ever shown wall clocks
    /// that call themselves UTC.
    fn after(&self, before: NaiveDateTime) -> impl Iterator<Item = NaiveDateTime> {
        self.schedule.after(&before.and_utc()).map(|slot: DateTime<Utc>| slot.naive_utc())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn shown(line: &str, from: &str, to: &str) -> Vec<String> {
        let slots = Cron::parse(line).unwrap().slots(day(from), day(to));
        slots.iter().map(|slot| slot.format("%a %Y-%m-%d %H:%M").to_string()).collect()
    }

    #[test]
    fn a_line_comes_round_on_the_wall_clock_from_the_first_minute_to_the_last() {
        assert_eq!(
            shown("0 8 * * Mon", "2026-11-16", "2026-11-30"),
            ["Mon 2026-11-16 08:00", "Mon 2026-11-23 08:00", "Mon 2026-11-30 08:00"]
        );
        assert_eq!(shown("0 0 1 * *", "2026-12-01", "2026-12-01"), ["Tue 2026-12-01 00:00"]);
        assert_eq!(shown("59 23 31 12 *", "2026-12-31", "2026-12-31"), ["Thu 2026-12-31 23:59"]);
        assert_eq!(shown("0 8 29 2 *", "2025-01-01", "2028-12-31"), ["Tue 2028-02-29 08:00"]);
        assert_eq!(shown("0 8 1-7 9 Tue", "2026-01-01", "2026-12-31"), ["Tue 2026-09-01 08:00"]);
    }

    #[test]
    fn days_of_the_week_are_names_in_any_case() {
        assert_eq!(shown("0 8 * * sun", "2026-11-16", "2026-11-22"), ["Sun 2026-11-22 08:00"]);
        assert_eq!(shown("0 8 * * MON,wednesday", "2026-11-16", "2026-11-22").len(), 2);
        assert_eq!(shown("0 8 * * Mon-Fri", "2026-11-16", "2026-11-22").len(), 5);
        for line in ["0 8 * * 1", "0 8 * * 1-5", "0 8 * * 0", "0 8 * * Mon,3", "0 8 * * */2"] {
            assert_eq!(Cron::parse(line), Err(CronError::DayByNumber), "{line}");
        }
    }

    #[test]
    fn what_cannot_be_read_or_never_comes_round_is_refused() {
        for line in ["", "8 * *", "0 0 8 * * Mon", "0 8 * * Mon 2026", "@daily"] {
            assert_eq!(Cron::parse(line), Err(CronError::Fields), "{line}");
        }
        for line in [
            "60 8 * * *",
            "0 24 * * *",
            "0 8 0 * *",
            "0 8 * 13 *",
            "0 8 * * Montag",
            "a b c d e",
            "0 8 * * Fri-Mon",
        ] {
            assert_eq!(Cron::parse(line), Err(CronError::Unreadable), "{line}");
        }
        for line in ["0 8 30 2 *", "0 8 31 4,6,9,11 *", "0 8 31 feb Mon"] {
            assert_eq!(Cron::parse(line), Err(CronError::Never), "{line}");
        }
    }

    #[test]
    fn in_the_gap_a_slot_falls_on_the_first_instant_and_in_the_fold_on_the_earlier() {
        let at = |zone: Tz, line: &str, on: &str| {
            let moments = Cron::parse(line).unwrap().moments(zone, day(on), day(on));
            moments.iter().map(|(_, moment)| moment.format("%H:%M").to_string()).collect::<Vec<_>>()
        };
        let (london, madrid) = (chrono_tz::Europe::London, chrono_tz::Europe::Madrid);
        assert_eq!(at(london, "30 1 * * Sun", "2026-03-29"), ["01:00"]);
        assert_eq!(at(madrid, "30 2 * * Sun", "2026-03-29"), ["01:00"]);
        assert_eq!(at(london, "30 1 * * Sun", "2026-10-25"), ["00:30"]);
        assert_eq!(at(madrid, "30 2 * * Sun", "2026-10-25"), ["00:30"]);
    }
}
