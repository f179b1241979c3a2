//! When a deadline falls: school time, the clock changes, weekends and closed days.

use crate::world::built_in;
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use hearken::domain::Moment;
use hearken::domain::calendar::{Hours, resolve};
use hearken::domain::ladder::Ladder;
use hearken::domain::school::Role;
use hearken::domain::urgency::{Deadline, Urgency};
use hearken::forms::Profile;
use proptest::prelude::*;

const LONDON: Tz = Tz::Europe__London;
const MADRID: Tz = Tz::Europe__Madrid;
const TWO_HOURS: Deadline = Deadline::WorkingMinutes(120);

fn kent() -> Profile {
    built_in().profile("kent").unwrap().clone()
}

/// School time with no holidays: what follows holds in every term.
fn hours(zone: Tz) -> Hours {
    Hours { zone, terms: Vec::new(), closed: Vec::new(), ..kent().hours() }
}

/// A time of day at the school, as `2026-11-20 16:00`.
fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn at(zone: Tz, text: &str) -> Moment {
    resolve(zone, local(text))
}

fn utc(text: &str) -> DateTime<Utc> {
    local(text).and_utc()
}

fn shown(hours: &Hours, moment: Moment) -> String {
    hours.local(moment).format("%a %Y-%m-%d %H:%M").to_string()
}

fn due(hours: &Hours, from: &str, deadline: Deadline) -> String {
    shown(hours, hours.due(at(hours.zone, from), deadline))
}

#[test]
fn two_working_hours_on_friday_afternoon_end_on_monday_morning() {
    for zone in [LONDON, MADRID] {
        let hours = hours(zone);
        assert_eq!(due(&hours, "2026-11-20 16:00", TWO_HOURS), "Mon 2026-11-23 09:30");
        assert_eq!(due(&hours, "2026-11-20 16:30", TWO_HOURS), "Mon 2026-11-23 10:00");
        assert_eq!(due(&hours, "2026-11-21 12:00", TWO_HOURS), "Mon 2026-11-23 10:00");
        assert_eq!(due(&hours, "2026-11-23 05:00", TWO_HOURS), "Mon 2026-11-23 10:00");
        assert_eq!(due(&hours, "2026-11-23 09:00", TWO_HOURS), "Mon 2026-11-23 11:00");
    }
}

#[test]
fn a_concern_for_today_is_due_before_the_children_leave() {
    let hours = hours(LONDON);
    assert_eq!(due(&hours, "2026-11-18 13:15", TWO_HOURS), "Wed 2026-11-18 15:15");
    assert_eq!(due(&hours, "2026-11-18 14:30", TWO_HOURS), "Wed 2026-11-18 15:15");
    assert_eq!(due(&hours, "2026-11-18 15:14", TWO_HOURS), "Wed 2026-11-18 15:15");
    // They have left: the rest of today's school time counts, and then tomorrow's.
    assert_eq!(due(&hours, "2026-11-18 15:15", TWO_HOURS), "Thu 2026-11-19 08:45");
    // However long a school allows, nobody waits past the next time that the children leave.
    let long = Deadline::WorkingMinutes(900);
    assert_eq!(due(&hours, "2026-11-18 09:00", long), "Wed 2026-11-18 15:15");
    assert_eq!(due(&hours, "2026-11-20 16:00", long), "Mon 2026-11-23 15:15");
}

#[test]
fn closed_days_and_weekends_do_not_count() {
    let mut hours = hours(LONDON);
    let closed = ["2026-11-23", "2026-11-24"];
    hours.closed = closed.iter().map(|day| day.parse::<NaiveDate>().unwrap().into()).collect();
    assert_eq!(due(&hours, "2026-11-20 16:00", TWO_HOURS), "Wed 2026-11-25 09:30");
    assert_eq!(due(&hours, "2026-11-23 10:00", TWO_HOURS), "Wed 2026-11-25 10:00");
    assert_eq!(due(&hours, "2026-11-20 10:00", Deadline::NextSchoolDay(1)), "Wed 2026-11-25 08:00");
    assert!(!hours.is_open(at(LONDON, "2026-11-23 10:00")) && hours.is_open(at(LONDON, "2026-11-25 08:00")));
    assert!(!hours.is_open(at(LONDON, "2026-11-25 16:30")) && !hours.is_open(at(LONDON, "2026-11-25 07:59")));
}

#[test]
fn a_note_waits_for_the_next_school_day() {
    let hours = hours(MADRID);
    let next = |n| Deadline::NextSchoolDay(n);
    assert_eq!(due(&hours, "2026-11-18 07:00", next(1)), "Thu 2026-11-19 08:00");
    assert_eq!(due(&hours, "2026-11-18 23:59", next(1)), "Thu 2026-11-19 08:00");
    assert_eq!(due(&hours, "2026-11-20 10:00", next(1)), "Mon 2026-11-23 08:00");
    assert_eq!(due(&hours, "2026-11-20 10:00", next(3)), "Wed 2026-11-25 08:00");
}

#[test]
fn what_cannot_wait_is_counted_by_the_clock_at_any_hour() {
    let hours = hours(LONDON);
    assert_eq!(due(&hours, "2026-11-21 23:50", Deadline::Minutes(15)), "Sun 2026-11-22 00:05");
    // A quarter of an hour is a quarter of an hour when the clocks change, too.
    let before = utc("2026-10-25 00:50");
    assert_eq!(hours.due(before, Deadline::Minutes(15)), utc("2026-10-25 01:05"));
}

#[test]
fn in_the_spring_gap_a_time_is_the_first_that_exists() {
    for (zone, from, to) in [(LONDON, 1, "2026-03-29 01:00"), (MADRID, 2, "2026-03-29 01:00")] {
        for minute in [0, 1, 7, 15, 30, 44, 59] {
            let text = format!("2026-03-29 {from:02}:{minute:02}");
            assert_eq!(at(zone, &text), utc(to), "{zone} {text}");
        }
        assert_eq!(at(zone, &format!("2026-03-29 {:02}:07", from + 1)), utc("2026-03-29 01:07"));
        assert_eq!(at(zone, &format!("2026-03-29 {:02}:59", from - 1)), utc("2026-03-29 00:59"));
    }
}

#[test]
fn in_the_autumn_fold_a_time_is_the_earlier_of_the_two() {
    assert_eq!(at(LONDON, "2026-10-25 01:30"), utc("2026-10-25 00:30"));
    assert_eq!(at(LONDON, "2026-10-25 02:00"), utc("2026-10-25 02:00"));
    assert_eq!(at(MADRID, "2026-10-25 02:30"), utc("2026-10-25 00:30"));
    assert_eq!(at(MADRID, "2026-10-25 03:00"), utc("2026-10-25 02:00"));
}

#[test]
fn deadlines_keep_to_the_schools_clocks_over_a_change() {
    for zone in [LONDON, MADRID] {
        let hours = hours(zone);
        for friday in ["2026-03-27", "2026-10-23"] {
            let due = hours.due(at(zone, &format!("{friday} 16:00")), TWO_HOURS);
            assert_eq!(hours.local(due).format("%a %H:%M").to_string(), "Mon 09:30", "{zone} {friday}");
        }
        // A school that is open in the night of the change: its hours are as long as they really are.
        let day_and_night = Hours {
            days: vec![Weekday::Sun],
            open: NaiveTime::MIN,
            close: NaiveTime::from_hms_opt(6, 0, 0).unwrap(),
            ..hours
        };
        let spring = at(zone, "2026-03-29 00:00");
        assert_eq!(shown(&day_and_night, day_and_night.after_working_minutes(spring, 240))[15..], *"05:00");
        let autumn = at(zone, "2026-10-25 00:00");
        assert_eq!(shown(&day_and_night, day_and_night.after_working_minutes(autumn, 240))[15..], *"03:00");
    }
}

#[test]
fn a_calendar_without_a_single_school_day_swallows_no_deadline() {
    let hours = Hours { days: Vec::new(), ..hours(LONDON) };
    let now = at(LONDON, "2026-11-18 10:00");
    for deadline in [TWO_HOURS, Deadline::NextSchoolDay(1), Deadline::Minutes(5)] {
        let due = hours.due(now, deadline);
        assert!(due > now && due <= now + chrono::TimeDelta::days(1), "{deadline:?}: {due}");
    }
}

fn ladder(urgency: Urgency) -> Ladder {
    let next = vec![Role::DeputyDsl, Role::Head, Role::OnCall];
    Ladder { lead: vec![Role::Dsl], copied: Vec::new(), next, urgency }
}

/// When each step falls, one after the other, until two past the end of the ladder.
fn chase(urgency: Urgency, reported: &str) -> Vec<String> {
    let profile = kent();
    let (hours, pace, ladder) = (profile.hours(), profile.pace(urgency), ladder(urgency));
    let mut before = at(LONDON, reported);
    (1..=5)
        .map(|step| {
            before = ladder.due(step, before, pace, &hours);
            format!("{} {:?}", &shown(&hours, before)[..], ladder.step(step))
        })
        .collect()
}

#[test]
fn the_chase_goes_on_by_the_clock_for_what_is_urgent_and_in_school_time_for_what_can_wait() {
    assert_eq!(
        chase(Urgency::Urgent, "2026-11-20 23:50"),
        [
            "Sat 2026-11-21 00:05 Remind",
            "Sat 2026-11-21 00:15 Next(DeputyDsl)",
            "Sat 2026-11-21 00:25 Next(Head)",
            "Sat 2026-11-21 00:35 Next(OnCall)",
            "Sat 2026-11-21 01:35 Again",
        ]
    );
    assert_eq!(
        chase(Urgency::Today, "2026-11-20 14:00"),
        [
            "Fri 2026-11-20 15:15 Remind",
            "Fri 2026-11-20 16:15 Next(DeputyDsl)",
            "Mon 2026-11-23 08:45 Next(Head)",
            "Mon 2026-11-23 09:45 Next(OnCall)",
            "Mon 2026-11-23 10:45 Again",
        ]
    );
    assert_eq!(
        chase(Urgency::Immediate, "2026-11-20 23:50")[..2],
        ["Fri 2026-11-20 23:55 Remind", "Sat 2026-11-21 00:55 Again"]
    );
}

#[test]
fn for_immediate_everyone_permitted_is_told_at_once() {
    assert_eq!(ladder(Urgency::Immediate).told_by(0), [Role::Dsl, Role::DeputyDsl, Role::Head, Role::OnCall]);
    assert_eq!(ladder(Urgency::Urgent).told_by(1), [Role::Dsl]);
    assert_eq!(ladder(Urgency::Urgent).told_by(3), [Role::Dsl, Role::DeputyDsl, Role::Head]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_deadline_is_never_in_the_past_and_more_time_is_never_less(
        minutes in 0_i64..(20 * 366 * 24 * 60),
        allowed in 0_u32..2000,
        more in 0_u32..500,
        madrid: bool,
    ) {
        let hours = hours(if madrid { MADRID } else { LONDON });
        let now = utc("2024-01-01 00:00") + chrono::TimeDelta::minutes(minutes);
        let kinds: [fn(u32) -> Deadline; 2] = [Deadline::WorkingMinutes, Deadline::Minutes];
        for kind in kinds {
            let (first, second) = (hours.due(now, kind(allowed)), hours.due(now, kind(allowed + more)));
            prop_assert!(now <= first && first <= second);
        }
        let due = hours.after_working_minutes(now, allowed.max(1));
        let shortly_before = due - chrono::TimeDelta::seconds(1);
        prop_assert!(hours.is_open(shortly_before), "school time ends while school is open");
        let next = hours.due(now, Deadline::NextSchoolDay(1));
        prop_assert!(hours.is_open(next) && hours.local(next).date_naive() > hours.local(now).date_naive());
    }
}
