//! The calendar as other programs read it: through a parser that is not ours.

use super::{PROFILES, day, prints, profile};
use calcard::common::timezone::Tz;
use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use hearken::domain::calendar::resolve;
use hearken::forms::profile::ics::{self, Event};
use std::collections::BTreeSet;

const FROM: &str = "2025-06-01";
const TO: &str = "2027-08-31";

fn read(text: &str) -> Vec<DateTime<Utc>> {
    let calendar = ICalendar::parse(text).unwrap_or_else(|entry| panic!("{entry:?}"));
    // Where its zone were not understood, it would be read as if it stood far away.
    let expanded = calendar.expand_dates(Tz::Tz(chrono_tz::Pacific::Auckland), 10_000);
    assert!(expanded.errors.is_empty(), "{:?}", expanded.errors);
    let mut begins: Vec<DateTime<Utc>> =
        expanded.events.iter().map(|event| event.start.with_timezone(&Utc)).collect();
    begins.sort();
    begins
}

fn written(id: &str) -> String {
    prints(&["--profile", id, "--from", FROM, "--to", TO, "--format", "ics"])
}

#[test]
fn another_parser_reads_every_reminder_at_its_local_time() {
    for id in PROFILES {
        let (text, profile) = (written(id), profile(id));
        let planned = profile.plan(day(FROM), day(TO));
        let mut wanted: Vec<DateTime<Utc>> =
            planned.iter().map(|one| resolve(profile.zone, one.date.and_time(profile.remind_at))).collect();
        wanted.sort();
        assert_eq!(read(&text), wanted, "{id}");
    }
}

#[test]
fn events_have_ids_of_their_own_that_stay_and_name_nobody() {
    for id in PROFILES {
        let uids = |text: &str| {
            let calendar = ICalendar::parse(text).unwrap_or_else(|entry| panic!("{entry:?}"));
            let events = calendar
                .components
                .iter()
                .filter(|part| part.component_type == ICalendarComponentType::VEvent);
            let uid = |property: &ICalendarProperty| *property == ICalendarProperty::Uid;
            let of = events.map(|event| {
                event.entries.iter().find(|entry| uid(&entry.name)).map(|entry| format!("{:?}", entry.values))
            });
            of.map(Option::unwrap).collect::<Vec<String>>()
        };
        let (first, second) = (written(id), written(id));
        let all = uids(&first);
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{id}");
        assert_eq!(all, uids(&second), "{id}");
        assert!(
            !first.contains("ATTENDEE") && !first.contains("ORGANIZER") && !first.contains("mailto"),
            "{id}"
        );
        // A shorter range has the same events.
        let short =
            prints(&["--profile", id, "--from", "2026-01-01", "--to", "2026-07-31", "--format", "ics"]);
        assert!(uids(&short).iter().all(|uid| all.contains(uid)), "{id}");
    }
}

#[test]
fn lines_are_short_and_end_as_the_format_wants() {
    for id in PROFILES {
        let text = written(id);
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{id}");
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{id}");
    }
}

fn written_on() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).unwrap()
}

fn event(date: NaiveDate, title: &str) -> Event {
    let time = chrono::NaiveTime::from_hms_opt(8, 0, 0).unwrap();
    Event { uid: format!("{date}@test"), date, time, title: title.to_owned(), text: String::new() }
}

#[test]
fn local_times_are_right_on_both_sides_of_both_changes_in_any_zone() {
    for zone in [
        chrono_tz::Europe::London,
        chrono_tz::Europe::Madrid,
        chrono_tz::Atlantic::Canary,
        chrono_tz::Asia::Dubai,
        chrono_tz::America::New_York,
        chrono_tz::Australia::Sydney,
    ] {
        let days =
            ["2026-03-27", "2026-03-29", "2026-03-30", "2026-10-23", "2026-10-25", "2026-10-26"].map(day);
        let events: Vec<Event> = days.iter().map(|date| event(*date, "x")).collect();
        let text = ics::calendar("Hearken", zone, &events, written_on());
        let wanted: Vec<DateTime<Utc>> =
            events.iter().map(|one| resolve(zone, one.date.and_time(one.time))).collect();
        assert_eq!(read(&text), wanted, "{zone}: {text}");
    }
}

#[test]
fn the_rules_of_the_zone_are_those_that_old_programs_want() {
    let london = written("kent");
    for line in [
        "TZID:Europe/London",
        "BEGIN:DAYLIGHT\r\nDTSTART:20240331T010000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nTZNAME:BST\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT",
        "BEGIN:STANDARD\r\nDTSTART:20241027T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nTZNAME:GMT\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD",
    ] {
        assert!(london.contains(line), "{line}\n{}", &london[..900]);
    }
    let madrid = written("kings");
    assert!(
        madrid.contains("DTSTART:20240331T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST")
    );
    // A zone without a change has one line of its own.
    let dubai = ics::calendar("x", chrono_tz::Asia::Dubai, &[event(day("2026-03-30"), "x")], written_on());
    assert_eq!(dubai.matches("TZOFFSETTO:+0400").count(), 1, "{dubai}");
}

#[test]
fn signs_that_mean_something_in_the_format_and_long_words_come_through() {
    let title = "Review; \"policies\", rules\\ways: añadir — próximos trimestres del próximo curso, y más y más y más\nEND:VEVENT";
    let text =
        ics::calendar("Hearken", chrono_tz::Europe::Madrid, &[event(day("2026-03-30"), title)], written_on());
    assert_eq!(read(&text).len(), 1, "{text}");
    let calendar = ICalendar::parse(&text).unwrap();
    let summary = calendar
        .components
        .iter()
        .flat_map(|part| &part.entries)
        .find(|entry| entry.name == ICalendarProperty::Summary);
    let said = format!("{:?}", summary.unwrap().values);
    assert!(
        said.contains("próximos trimestres")
            && said.contains("rules\\\\ways")
            && said.contains("\\nEND:VEVENT"),
        "{said}"
    );
}
