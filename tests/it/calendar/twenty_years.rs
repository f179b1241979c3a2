//! Twenty years of schools as nobody would make them up, in both zones: nothing on a closed day, no last warning too late,
//! and every turn exactly once, however often the machine was down.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Europe::{London, Madrid};
use hearken::domain::attestation::AttestationDef;
use hearken::domain::calendar::{Hours, LONGEST_HOLIDAY_DAYS, Span, resolve};
use hearken::domain::reminder::{Leads, Step, campaign_overdue, campaign_steps, overdue, steps};
use hearken::domain::schedule::{CatchUp, Cron, Every, Shift, catch_up, shifted, turns};
use proptest::prelude::*;
use std::collections::BTreeSet;

const FIRST: i32 = 2024;
const YEARS: i32 = 20;

fn begins() -> NaiveDate {
    NaiveDate::from_ymd_opt(FIRST, 1, 1).unwrap()
}

fn ends() -> NaiveDate {
    NaiveDate::from_ymd_opt(FIRST + YEARS, 12, 31).unwrap()
}

/// Terms of 5 to 15 weeks with holidays of 1 to 8 between, a break in most, and closed days anywhere.
fn school() -> impl Strategy<Value = Hours> {
    let term = (35_u64..105, 7_u64..56, 0_u64..10, 3_u64..30);
    let terms = prop::collection::vec(term, 70..90);
    let closed = prop::collection::vec((0_u64..7300, 0_u64..6), 0..150);
    let days = prop::sample::subsequence((0..7_u8).collect::<Vec<u8>>(), 3..=6);
    (any::<bool>(), terms, closed, days).prop_map(|(london, terms, closed, days)| {
        let mut from = begins();
        let (mut spans, mut breaks) = (Vec::new(), Vec::new());
        for (length, holiday, off, at) in terms {
            let to = from + Days::new(length - 1);
            spans.push(Span { from, to });
            if off > 0 && at + off < length {
                breaks.push(Span { from: from + Days::new(at), to: from + Days::new(at + off - 1) });
            }
            from = to + Days::new(holiday + 1);
        }
        let closed = closed.into_iter().map(|(at, length)| {
            let from = begins() + Days::new(at);
            Span { from, to: from + Days::new(length) }
        });
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        Hours {
            zone: if london { London } else { Madrid },
            days: days.into_iter().map(|n| Weekday::try_from(n).unwrap()).collect(),
            open: time(8),
            close: time(17),
            children_leave: time(15),
            terms: spans,
            closed: breaks.iter().copied().chain(closed).collect(),
            breaks,
        }
    })
}

fn leads() -> impl Strategy<Value = Leads> {
    (prop::collection::btree_set(1_u16..120, 0..5), 1_u16..30).prop_map(|(before, every)| Leads {
        before: before.into_iter().rev().chain([0]).collect(),
        overdue_every: Some(every),
    })
}

fn in_twenty_years() -> impl Strategy<Value = NaiveDate> {
    (200_u64..7000).prop_map(|at| begins() + Days::new(at))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_reminder_is_on_a_closed_day_and_no_last_warning_after_the_due_day(
        hours in school(),
        leads in leads(),
        dues in prop::collection::vec(in_twenty_years(), 20),
        statutory: bool,
    ) {
        for due in dues {
            let told = steps(&leads, due, statutory, &hours);
            let last = shifted(due, Shift::Earlier, &hours);
            prop_assert_eq!(told.last(), Some(&(Step::Due, last)));
            prop_assert!(last <= due);
            let dates: BTreeSet<NaiveDate> = told.iter().map(|(_, date)| *date).collect();
            prop_assert_eq!(dates.len(), told.len(), "two on one day: {:?}", told);
            prop_assert!(told.windows(2).all(|pair| pair[0].1 < pair[1].1));
            for (step, date) in &told {
                prop_assert!(hours.is_school_day(*date), "{:?} {}", step, date);
                let Step::Before(days) = step else { continue };
                let raw = due - TimeDelta::days(i64::from(*days));
                // Between where it falls and where it is moved school is closed all the time.
                let (low, high) = (raw.min(*date), raw.max(*date));
                let open = low.iter_days().take_while(|day| *day <= high).filter(|day| hours.is_school_day(*day));
                prop_assert_eq!(open.collect::<Vec<_>>(), [*date], "{:?} of {} on {}", step, due, date);
                prop_assert!(!statutory || *date <= raw);
                prop_assert!(statutory || *date >= raw || last < raw);
            }
            let until = due + TimeDelta::days(150);
            let late = overdue(&leads, due, &hours, until);
            prop_assert!(late.iter().all(|(_, date)| hours.is_school_day(*date) && due < *date && *date <= until));
            prop_assert!(late.windows(2).all(|pair| pair[0].1 < pair[1].1));
        }
    }

    #[test]
    fn a_campaign_opens_first_warns_in_time_and_never_writes_on_a_closed_day(
        hours in school(),
        opened in in_twenty_years(),
        due_after in 1_u16..60,
        after in prop::collection::vec(1_u16..60, 0..4),
        before in prop::collection::vec(1_u16..60, 0..3),
    ) {
        let def = AttestationDef {
            id: "aup".to_owned(),
            name: None,
            audience: Vec::new(),
            opens: Every::AcademicYear { after: 0 },
            by_edition: false,
            due_after,
            induction_days: 7,
            after,
            before,
            source: String::new(),
        };
        let due = def.due(opened);
        let told = campaign_steps(&def, opened, due, &hours);
        prop_assert!(told.iter().all(|(_, date)| hours.is_school_day(*date) && opened <= *date), "{:?}", told);
        prop_assert_eq!(told[0], (Step::Opens, shifted(opened, Shift::Later, &hours)));
        prop_assert!(told.windows(2).all(|pair| pair[0].1 < pair[1].1), "{:?}", told);
        prop_assert!(told[1..].iter().all(|(_, date)| *date <= due), "{:?}", told);
        // If school is open at all behind the opening, somebody is warned on the last day that it is.
        let last = shifted(due, Shift::Earlier, &hours);
        prop_assert!(last <= told[0].1 || told.last() == Some(&(Step::Due, last)), "{:?}", told);
        let late = campaign_overdue(due, &hours, due + TimeDelta::days(100));
        prop_assert!(late.iter().all(|(_, date)| hours.is_school_day(*date) && *date > due));
    }

    #[test]
    fn what_is_counted_in_school_days_falls_on_one_in_every_term_half_and_year(hours in school(), after in 0_u16..12) {
        let found = |every: Every| turns(&every, &hours, begins(), ends());
        let open_in = |span: &&Span| span.from.iter_days().take_while(|day| *day <= span.to).any(|day| hours.is_school_day(day));
        let inside = |days: &[NaiveDate], spans: &[Span]| {
            spans.iter().filter(|span| span.to <= ends()).filter(open_in).all(|span| {
                let mut within = days.iter().filter(|day| span.holds(**day));
                within.next().is_some_and(|day| hours.is_school_day(*day)) && within.next().is_none()
            })
        };
        let (terms, halves) = (found(Every::Term { after }), found(Every::HalfTerm { after }));
        prop_assert!(inside(&terms, &hours.terms));
        prop_assert!(inside(&halves, &hours.halves()));
        let years = found(Every::AcademicYear { after });
        prop_assert!(years.len() >= YEARS as usize);
        prop_assert!(years.iter().all(|day| hours.is_school_day(*day)));
        let calendar_years: BTreeSet<i32> = found(Every::SaferInternetDay).iter().map(Datelike::year).collect();
        prop_assert_eq!(calendar_years, (FIRST..=FIRST + YEARS).collect::<BTreeSet<i32>>());
    }

    #[test]
    fn every_slot_comes_exactly_once_whatever_the_machine_was_doing(
        london: bool,
        hour in 0_u32..24,
        minute in 0_u32..60,
        naps in prop::collection::vec(1_i64..400_000, 200..400),
        backwards in prop::collection::vec(0_usize..200, 3),
    ) {
        let zone = if london { London } else { Madrid };
        let cron = Cron::parse(&format!("{minute} {hour} 1-7 * Sun")).unwrap();
        let slots = cron.slots(begins(), ends());
        prop_assert!(slots.len() > 12 * YEARS as usize);
        // What the store keeps: which slots have been told, and that none is told twice.
        let mut told = BTreeSet::new();
        let mut now: DateTime<Utc> = resolve(zone, begins().and_time(NaiveTime::MIN));
        for (n, nap) in naps.iter().enumerate() {
            now += TimeDelta::minutes(*nap);
            // A clock that jumps a year back and then ahead again.
            let shown = if backwards.contains(&n) { now - TimeDelta::days(365) } else { now };
            let local = shown.with_timezone(&zone).naive_local();
            for slot in catch_up(CatchUp::All, &slots, local) {
                prop_assert!(slot <= local);
                told.insert(slot);
            }
            if !backwards.contains(&n) {
                let missed: Vec<_> = slots.iter().filter(|slot| **slot <= local && !told.contains(*slot)).collect();
                prop_assert!(missed.is_empty(), "{:?}", missed);
            }
        }
        let local = now.with_timezone(&zone).naive_local();
        prop_assert_eq!(told, slots.into_iter().filter(|slot| *slot <= local).collect::<BTreeSet<_>>());
    }
}

#[test]
fn a_gap_between_terms_that_is_too_long_is_no_holiday() {
    let mut hours = super::profile("kent").hours();
    hours.terms.retain(|term| term.from.year() != 2026);
    let day = super::day("2026-05-13");
    assert!(hours.is_school_day(day) && LONGEST_HOLIDAY_DAYS == 100);
    assert_eq!(shifted(day, Shift::Later, &hours), day);
}
