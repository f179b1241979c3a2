//! Lines of cron against a clock that is looked at in every minute.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc, Weekday};
use chrono_tz::Europe::{London, Madrid};
use chrono_tz::Tz;
use hearken::domain::calendar::resolve;
use hearken::domain::schedule::Cron;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// One field: as it is written, and what it lets through.
type Field = (String, BTreeSet<u32>);

/// A line, and what each of its fields lets through: written together, so that nothing has to read the line.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    minutes: BTreeSet<u32>,
    hours: BTreeSet<u32>,
    days: BTreeSet<u32>,
    months: BTreeSet<u32>,
    weekdays: BTreeSet<u32>,
}

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

fn field(first: u32, last: u32) -> impl Strategy<Value = Field> {
    let all = (first..=last).collect::<BTreeSet<u32>>();
    prop_oneof![
        3 => Just(("*".to_owned(), all)),
        3 => (first..=last).prop_map(|one| (one.to_string(), [one].into())),
        1 => (first..=last, first..=last)
            .prop_map(|(a, b)| (format!("{}-{}", a.min(b), a.max(b)), (a.min(b)..=a.max(b)).collect())),
        1 => (2..=7_u32).prop_map(move |step| {
            (format!("*/{step}"), (first..=last).filter(|n| (n - first).is_multiple_of(step)).collect())
        }),
        1 => prop::collection::btree_set(first..=last, 2..5).prop_map(|few| {
            (few.iter().map(u32::to_string).collect::<Vec<_>>().join(","), few)
        }),
    ]
}

fn weekdays() -> impl Strategy<Value = Field> {
    prop_oneof![
        3 => Just(("*".to_owned(), (0..7).collect())),
        1 => Just(("Mon-Fri".to_owned(), (0..5).collect())),
        2 => prop::collection::btree_set(0..7_u32, 1..4).prop_map(|few| {
            (few.iter().map(|n| WEEKDAYS[*n as usize]).collect::<Vec<_>>().join(","), few)
        }),
    ]
}

fn line() -> impl Strategy<Value = Line> {
    (field(0, 59), field(0, 23), field(1, 31), field(1, 12), weekdays()).prop_map(|(m, h, d, mo, w)| Line {
        text: format!("{} {} {} {} {}", m.0, h.0, d.0, mo.0, w.0),
        minutes: m.1,
        hours: h.1,
        days: d.1,
        months: mo.1,
        weekdays: w.1,
    })
}

impl Line {
    fn fits(&self, local: NaiveDateTime) -> bool {
        self.minutes.contains(&local.minute())
            && self.hours.contains(&local.hour())
            && self.days.contains(&local.day())
            && self.months.contains(&local.month())
            && self.weekdays.contains(&local.weekday().num_days_from_monday())
    }
}

/// Every slot and its moment, found by looking at a clock in each minute: what it shows a second time does not count, and
/// what it leaves out falls on the minute after.
fn scanned(line: &Line, zone: Tz, from: NaiveDate, to: NaiveDate) -> Vec<(NaiveDateTime, DateTime<Utc>)> {
    let mut found = Vec::new();
    let begins = from.and_hms_opt(0, 0, 0).unwrap();
    let mut now = begins.and_utc() - TimeDelta::hours(4);
    let mut furthest = now.with_timezone(&zone).naive_local() - TimeDelta::minutes(1);
    loop {
        let shown = now.with_timezone(&zone).naive_local();
        while furthest < shown {
            furthest += TimeDelta::minutes(1);
            if furthest.date() > to {
                return found;
            }
            if furthest >= begins && line.fits(furthest) {
                found.push((furthest, now));
            }
        }
        now += TimeDelta::minutes(1);
    }
}

/// Around the four changes of 2026 and 2027, around 29 February, and at the turn of a year.
const WINDOWS: [&str; 6] =
    ["2026-03-27", "2026-10-23", "2027-03-26", "2027-10-29", "2028-02-27", "2026-12-30"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn slots_are_those_that_a_clock_shows_minute_by_minute(line in line(), window in 0..WINDOWS.len(), london: bool) {
        let zone = if london { London } else { Madrid };
        let from: NaiveDate = WINDOWS[window].parse().unwrap();
        let to = from + TimeDelta::days(4);
        let scanned = scanned(&line, zone, from, to);
        match Cron::parse(&line.text) {
            Ok(cron) => prop_assert_eq!(cron.moments(zone, from, to), scanned, "{}", line.text),
            // A day that no month has: the clock never shows it.
            Err(_) => prop_assert!(scanned.is_empty(), "{} is refused", line.text),
        }
    }
}

#[test]
fn a_whole_year_of_night_slots_comes_once_each_in_both_zones() {
    let line = Line {
        text: "30 1,2 * * *".to_owned(),
        minutes: [30].into(),
        hours: [1, 2].into(),
        days: (1..=31).collect(),
        months: (1..=12).collect(),
        weekdays: (0..7).collect(),
    };
    let (from, to) = ("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
    for zone in [London, Madrid] {
        let moments = Cron::parse(&line.text).unwrap().moments(zone, from, to);
        assert_eq!(moments, scanned(&line, zone, from, to), "{zone}");
        assert_eq!(moments.len(), 2 * 365, "{zone}");
        assert!(moments.iter().all(|(slot, moment)| resolve(zone, *slot) == *moment));
    }
}

#[test]
fn a_weekday_by_name_is_that_weekday() {
    for (n, name) in WEEKDAYS.iter().enumerate() {
        let cron = Cron::parse(&format!("0 8 * * {name}")).unwrap();
        let slots = cron.slots("2026-11-16".parse().unwrap(), "2026-11-22".parse().unwrap());
        assert_eq!(
            slots.iter().map(|slot| slot.weekday()).collect::<Vec<_>>(),
            [Weekday::try_from(n as u8).unwrap()]
        );
    }
}
