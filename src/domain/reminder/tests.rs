//! Reminders around due days in term, in the holidays and between.

use super::*;
use crate::domain::calendar::Span;
use crate::domain::schedule::Every;
use chrono::{NaiveTime, Weekday};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Terms of 2025-26 with a break in October.
fn school() -> Hours {
    use Weekday::{Fri, Mon, Thu, Tue, Wed};
    let span = |from: &str, to: &str| Span { from: day(from), to: day(to) };
    let breaks = vec![span("2025-10-27", "2025-10-31")];
    Hours {
        zone: chrono_tz::Europe::London,
        days: vec![Mon, Tue, Wed, Thu, Fri],
        open: NaiveTime::MIN,
        close: NaiveTime::MIN,
        children_leave: NaiveTime::MIN,
        terms: vec![
            span("2025-04-22", "2025-07-22"),
            span("2025-09-01", "2025-12-19"),
            span("2026-01-05", "2026-03-27"),
        ],
        closed: breaks.clone(),
        breaks,
    }
}

fn leads() -> Leads {
    Leads { before: vec![90, 30, 7, 0], overdue_every: Some(7) }
}

fn shown(steps: Vec<(Step, NaiveDate)>) -> Vec<String> {
    steps.iter().map(|(step, day)| format!("{} {step:?}", day.format("%a %Y-%m-%d"))).collect()
}

fn on(due: &str, statutory: bool) -> Vec<String> {
    shown(steps(&leads(), day(due), statutory, &school()))
}

fn aup() -> AttestationDef {
    AttestationDef {
        id: "aup".to_owned(),
        name: None,
        audience: Vec::new(),
        opens: Every::AcademicYear { after: 0 },
        by_edition: false,
        due_after: 28,
        induction_days: 5,
        after: vec![7, 14],
        before: vec![3],
        source: "default".to_owned(),
    }
}

fn campaign(opened: &str, due: &str) -> Vec<String> {
    shown(campaign_steps(&aup(), day(opened), day(due), &school()))
}

#[test]
fn on_school_days_reminders_stay_where_they_fall() {
    assert_eq!(
        on("2025-12-10", false),
        [
            "Thu 2025-09-11 Before(90)",
            "Mon 2025-11-10 Before(30)",
            "Wed 2025-12-03 Before(7)",
            "Wed 2025-12-10 Due"
        ]
    );
}

#[test]
fn a_nudge_moves_to_the_next_school_day_and_the_last_warning_to_the_one_before() {
    // Saturday: 90 days before lies in the summer, 30 days before in the break, 7 days before on a Saturday.
    assert_eq!(
        on("2025-11-29", false),
        [
            "Mon 2025-09-01 Before(90)",
            "Mon 2025-11-03 Before(30)",
            "Mon 2025-11-24 Before(7)",
            "Fri 2025-11-28 Due"
        ]
    );
    assert_eq!(
        on("2025-11-29", true),
        [
            "Tue 2025-07-22 Before(90)",
            "Fri 2025-10-24 Before(30)",
            "Fri 2025-11-21 Before(7)",
            "Fri 2025-11-28 Due"
        ]
    );
}

#[test]
fn what_is_due_in_the_holidays_is_told_before_them_and_only_once_a_day() {
    // A month and a week before 31 August lie in the holidays: the last warning takes their place.
    assert_eq!(on("2025-08-31", false), ["Mon 2025-06-02 Before(90)", "Tue 2025-07-22 Due"]);
    assert_eq!(on("2025-08-31", true), ["Mon 2025-06-02 Before(90)", "Tue 2025-07-22 Due"]);
    // The week before the first school day: nudges wait for that day, and the last warning is on it.
    assert_eq!(on("2025-09-01", false), ["Tue 2025-06-03 Before(90)", "Mon 2025-09-01 Due"]);
}

#[test]
fn without_a_last_warning_nudges_still_end_on_the_day_that_it_would_have() {
    let leads = Leads { before: vec![30, 7], overdue_every: None };
    assert_eq!(shown(steps(&leads, day("2025-08-31"), false, &school())), ["Tue 2025-07-22 Before(7)"]);
    assert!(overdue(&leads, day("2025-08-31"), &school(), day("2026-01-31")).is_empty());
}

#[test]
fn while_it_is_overdue_it_comes_every_week_and_waits_for_school() {
    let late = |due: &str, until: &str| shown(overdue(&leads(), day(due), &school(), day(until)));
    assert_eq!(
        late("2025-07-15", "2025-09-12"),
        [
            "Tue 2025-07-22 Overdue(1)",
            "Mon 2025-09-01 Overdue(6)",
            "Tue 2025-09-02 Overdue(7)",
            "Tue 2025-09-09 Overdue(8)"
        ]
    );
    assert_eq!(late("2025-11-05", "2025-11-12"), ["Wed 2025-11-12 Overdue(1)"]);
    assert!(late("2025-11-05", "2025-11-11").is_empty());
    // What moves past the day asked for is not there yet.
    assert!(late("2025-10-22", "2025-10-31").is_empty());
    let never = Leads { overdue_every: Some(0), ..leads() };
    assert!(overdue(&never, day("2025-11-05"), &school(), day("2026-11-05")).is_empty());
}

#[test]
fn a_campaign_opens_reminds_and_warns() {
    assert_eq!(
        campaign("2025-09-01", "2025-09-29"),
        [
            "Mon 2025-09-01 Opens",
            "Mon 2025-09-08 After(7)",
            "Mon 2025-09-15 After(14)",
            "Fri 2025-09-26 Before(3)",
            "Mon 2025-09-29 Due",
        ]
    );
    // Due on the Sunday that ends the break: it warns before the break, and the nudge before that is one with it.
    assert_eq!(
        campaign("2025-10-06", "2025-11-02"),
        ["Mon 2025-10-06 Opens", "Mon 2025-10-13 After(7)", "Mon 2025-10-20 After(14)", "Fri 2025-10-24 Due"]
    );
}

#[test]
fn a_short_campaign_skips_what_would_come_after_it_is_due() {
    assert_eq!(
        campaign("2025-09-08", "2025-09-13"),
        ["Mon 2025-09-08 Opens", "Wed 2025-09-10 Before(3)", "Fri 2025-09-12 Due"]
    );
    assert_eq!(campaign("2025-09-08", "2025-09-08"), ["Mon 2025-09-08 Opens"]);
    // Published in the summer and due in it: told on the first day back, and overdue from then on.
    assert_eq!(campaign("2025-08-04", "2025-08-18"), ["Mon 2025-09-01 Opens"]);
    assert_eq!(
        shown(campaign_overdue(day("2025-08-18"), &school(), day("2025-09-09"))),
        ["Mon 2025-09-01 Overdue(2)", "Mon 2025-09-08 Overdue(3)"]
    );
}

#[test]
fn the_leadership_is_told_that_the_calendar_ends_while_school_is_open() {
    let mut hours = school();
    let told = |hours: &Hours| shown(calendar_ends(hours));
    assert_eq!(told(&hours), ["Mon 2026-01-26 Before(60)", "Fri 2026-03-13 Before(14)"]);
    hours.terms.truncate(2);
    // 60 days before 19 December is a Monday, 20 October.
    assert_eq!(told(&hours), ["Mon 2025-10-20 Before(60)", "Fri 2025-12-05 Before(14)"]);
    hours.terms.clear();
    assert!(told(&hours).is_empty());
}
