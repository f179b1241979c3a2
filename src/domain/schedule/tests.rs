//! The turns of a school year as a school would count them.

use super::*;
use chrono::{NaiveTime, Weekday};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days(found: Vec<NaiveDate>) -> Vec<String> {
    found.iter().map(|day| day.format("%a %Y-%m-%d").to_string()).collect()
}

fn span(from: &str, to: &str) -> Span {
    Span { from: day(from), to: day(to) }
}

/// A school year with half-terms in the autumn and spring, and none in the summer.
fn school() -> Hours {
    use Weekday::{Fri, Mon, Thu, Tue, Wed};
    let breaks = vec![span("2025-10-27", "2025-10-31"), span("2026-02-16", "2026-02-20")];
    Hours {
        zone: chrono_tz::Europe::London,
        days: vec![Mon, Tue, Wed, Thu, Fri],
        open: NaiveTime::MIN,
        close: NaiveTime::MIN,
        children_leave: NaiveTime::MIN,
        terms: vec![
            span("2025-09-01", "2025-12-19"),
            span("2026-01-05", "2026-03-27"),
            span("2026-04-13", "2026-07-20"),
            span("2026-09-01", "2026-12-18"),
        ],
        closed: [breaks.clone(), vec![span("2025-09-01", "2025-09-02")]].concat(),
        breaks,
    }
}

fn year(every: &Every) -> Vec<String> {
    days(turns(every, &school(), day("2025-09-01"), day("2026-08-31")))
}

#[test]
fn termly_is_counted_in_school_days_from_the_first_of_each_term() {
    // The first two days of the autumn are for training: school begins on the third.
    assert_eq!(year(&Every::Term { after: 0 }), ["Wed 2025-09-03", "Mon 2026-01-05", "Mon 2026-04-13"]);
    assert_eq!(year(&Every::Term { after: 4 }), ["Tue 2025-09-09", "Fri 2026-01-09", "Fri 2026-04-17"]);
    // A term with fewer days ends it.
    assert_eq!(year(&Every::Term { after: 999 }), ["Fri 2025-12-19", "Fri 2026-03-27", "Mon 2026-07-20"]);
}

#[test]
fn half_termly_begins_after_the_break_or_at_the_middle_of_a_term_without_one() {
    assert_eq!(
        year(&Every::HalfTerm { after: 0 }),
        [
            "Wed 2025-09-03",
            "Mon 2025-11-03",
            "Mon 2026-01-05",
            "Mon 2026-02-23",
            "Mon 2026-04-13",
            "Mon 2026-06-01",
        ]
    );
    // A long weekend parts nothing, and of two breaks the longer does.
    let mut hours = school();
    hours.breaks.push(span("2026-05-01", "2026-05-02"));
    hours.breaks.push(span("2025-11-20", "2025-11-23"));
    let half = |hours: &Hours| {
        days(turns(&Every::HalfTerm { after: 0 }, hours, day("2025-09-01"), day("2026-08-31")))
    };
    assert_eq!(half(&hours), half(&school()));
}

#[test]
fn without_terms_nothing_is_termly_and_a_year_begins_in_september() {
    let hours = Hours { terms: Vec::new(), ..school() };
    let found = |every: &Every| days(turns(every, &hours, day("2025-09-01"), day("2026-09-30")));
    assert!(found(&Every::Term { after: 0 }).is_empty() && found(&Every::HalfTerm { after: 0 }).is_empty());
    assert_eq!(found(&Every::AcademicYear { after: 0 }), ["Wed 2025-09-03", "Tue 2026-09-01"]);
}

#[test]
fn an_academic_year_is_counted_from_its_first_school_day() {
    assert_eq!(year(&Every::AcademicYear { after: 0 }), ["Wed 2025-09-03"]);
    assert_eq!(year(&Every::AcademicYear { after: 5 }), ["Wed 2025-09-10"]);
    // So late that it falls into the next calendar year.
    let late = Every::AcademicYear { after: 100 };
    assert_eq!(days(turns(&late, &school(), day("2026-01-01"), day("2026-12-31"))), ["Wed 2026-02-11"]);
}

#[test]
fn a_year_from_29_february_is_the_28th_until_the_29th_is_there_again() {
    let every = Every::Year { from: day("2024-02-29") };
    assert_eq!(
        days(turns(&every, &school(), day("2023-01-01"), day("2028-12-31"))),
        ["Thu 2024-02-29", "Fri 2025-02-28", "Sat 2026-02-28", "Sun 2027-02-28", "Tue 2028-02-29"]
    );
    assert!(turns(&every, &school(), day("2020-01-01"), day("2023-12-31")).is_empty());
}

#[test]
fn safer_internet_day_is_tuesday_of_februarys_second_school_week() {
    let known = ["Tue 2024-02-06", "Tue 2025-02-11", "Tue 2026-02-10", "Tue 2027-02-09", "Tue 2028-02-08"];
    assert_eq!(days(turns(&Every::SaferInternetDay, &school(), day("2024-01-01"), day("2028-12-31"))), known);
    for year in 2000..2100 {
        let day = safer_internet_day(year).unwrap();
        assert_eq!((day.weekday(), day.month()), (Weekday::Tue, 2), "{day}");
    }
}

#[test]
fn cron_comes_round_on_the_days_of_its_slots_and_one_day_once() {
    let cron = |line: &str| Every::Cron(Cron::parse(line).unwrap());
    let found = |line: &str| days(turns(&cron(line), &school(), day("2026-01-01"), day("2026-03-31")));
    assert_eq!(found("0 8 1 * *"), ["Thu 2026-01-01", "Sun 2026-02-01", "Sun 2026-03-01"]);
    assert_eq!(found("*/5 * 1 * *").len(), 3);
    let once = Every::Day(day("2026-02-03"));
    assert_eq!(days(turns(&once, &school(), day("2026-01-01"), day("2026-03-31"))), ["Tue 2026-02-03"]);
    assert!(turns(&once, &school(), day("2026-02-04"), day("2026-03-31")).is_empty());
}

#[test]
fn from_after_to_is_no_day_at_all() {
    for every in [Every::SaferInternetDay, Every::AcademicYear { after: 0 }, Every::Term { after: 0 }] {
        assert!(turns(&every, &school(), day("2026-12-31"), day("2025-01-01")).is_empty(), "{every:?}");
    }
    let cron = Every::Cron(Cron::parse("0 8 * * *").unwrap());
    assert!(turns(&cron, &school(), day("2026-12-31"), day("2025-01-01")).is_empty());
}

#[test]
fn a_closed_day_moves_to_the_school_day_after_or_before() {
    let hours = school();
    let moved = |text: &str, shift| shifted(day(text), shift, &hours).to_string();
    for (from, later, earlier) in [
        ("2025-10-29", "2025-11-03", "2025-10-24"),
        ("2025-12-25", "2026-01-05", "2025-12-19"),
        ("2026-08-15", "2026-09-01", "2026-07-20"),
        ("2025-11-08", "2025-11-10", "2025-11-07"),
        ("2025-11-05", "2025-11-05", "2025-11-05"),
    ] {
        assert_eq!((moved(from, Shift::Later), moved(from, Shift::Earlier)), (later.into(), earlier.into()));
    }
    // A school that never opens is told on the day itself.
    let never = Hours { days: Vec::new(), ..school() };
    assert_eq!(shifted(day("2025-11-05"), Shift::Later, &never), day("2025-11-05"));
}

#[test]
fn what_was_missed_is_told_as_the_policy_says_and_what_lies_ahead_is_not() {
    let slots: Vec<NaiveDate> = ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"].map(day).into();
    let now = day("2026-01-20").and_hms_opt(9, 0, 0).unwrap();
    let told = |policy| days(catch_up(policy, &slots, now));
    assert_eq!(told(CatchUp::All), ["Mon 2026-01-05", "Mon 2026-01-12", "Mon 2026-01-19"]);
    assert_eq!(told(CatchUp::Latest), ["Mon 2026-01-19"]);
    assert_eq!(told(CatchUp::SkipOlderThan { days: 8 }), ["Mon 2026-01-12", "Mon 2026-01-19"]);
    assert_eq!(told(CatchUp::SkipOlderThan { days: 7 }), ["Mon 2026-01-19"]);
    assert!(told(CatchUp::SkipOlderThan { days: 0 }).is_empty());
    // A clock that was a year ahead and is back: nothing of that year was missed.
    let ahead: Vec<NaiveDate> = vec![day("2027-01-04")];
    assert!(
        catch_up(CatchUp::All, &ahead, now).is_empty() && catch_up(CatchUp::Latest, &ahead, now).is_empty()
    );
    // By time of day, too, in any order, each once.
    let at = |hour| day("2026-01-20").and_hms_opt(hour, 0, 0).unwrap();
    assert_eq!(catch_up(CatchUp::All, &[at(9), at(8), at(9), at(10)], now), [at(8), at(9)]);
}

#[test]
fn a_month_alone_is_its_last_day() {
    use super::super::calendar::day_or_month;
    for (text, is) in [
        ("2025-06", "2025-06-30"),
        ("2024-02", "2024-02-29"),
        ("2025-02", "2025-02-28"),
        ("2025-12", "2025-12-31"),
        ("2025-06-15", "2025-06-15"),
    ] {
        assert_eq!(day_or_month(text), Some(day(is)), "{text}");
    }
    for text in ["2025", "2025-13", "2025-02-30", "June 2025", "", "2025-06-", "06/2025"] {
        assert_eq!(day_or_month(text), None, "{text}");
    }
}
