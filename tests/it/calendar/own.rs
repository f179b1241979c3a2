//! A school's own calendar, as its office has it: from a table or an `.ics`, with everything that can be wrong in it.

use super::{calendar, day, profile};
use crate::school::School;
use hearken::domain::calendar::{Hours, Span};
use hearken::forms::profile::own::{OwnCalendar, read};
use std::fs;

const TABLE: &str = "\
Event,Start date,End date
Autumn Term 2026,02/09/2026,18/12/2026
Half term,26/10/2026,30/10/2026
INSET day,02/09/2026,
Spring Term 2027,05/01/2027,25/03/2027
Half-term,15/02/2027,19/02/2027
Staff training,05/01/2027,05/01/2027
Summer Term 2027,13/04/2027,21/07/2027
Bank holiday,03/05/2027,03/05/2027
";

fn taken(text: &str) -> OwnCalendar {
    read(text.as_bytes(), chrono_tz::Europe::London).unwrap_or_else(|wrong| panic!("{text}\n{wrong:?}"))
}

fn refused(text: &str) -> Vec<String> {
    let wrong = read(text.as_bytes(), chrono_tz::Europe::London).expect_err(text);
    wrong.iter().map(ToString::to_string).collect()
}

fn span(from: &str, to: &str) -> Span {
    Span { from: day(from), to: day(to) }
}

/// One thing is wrong, on this line, and these words tell what.
fn wrong(text: &str, line: u64, words: &[&str]) {
    let said = refused(text);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with(&format!("line {line}: ")), "{said:?}");
    for word in words {
        assert!(said[0].contains(word), "{word:?} is not in {said:?}");
    }
}

#[test]
fn a_table_gives_terms_halves_and_closed_days() {
    let own = taken(TABLE);
    assert_eq!(
        own.terms,
        [
            span("2026-09-02", "2026-12-18"),
            span("2027-01-05", "2027-03-25"),
            span("2027-04-13", "2027-07-21")
        ]
    );
    assert_eq!(own.breaks, [span("2026-10-26", "2026-10-30"), span("2027-02-15", "2027-02-19")]);
    assert_eq!(own.closed, ["2026-09-02", "2027-01-05", "2027-05-03"].map(|text| span(text, text)));
    let mut profile = profile("kent").clone();
    profile.use_calendar(own);
    let hours: Hours = profile.hours();
    assert!(!profile.example_dates);
    for (open, text) in [
        (false, "2026-09-02"),
        (true, "2026-09-03"),
        (false, "2026-10-28"),
        (true, "2027-04-13"),
        (false, "2027-05-03"),
    ] {
        assert_eq!(hours.is_school_day(day(text)), open, "{text}");
    }
    assert_eq!(hours.halves()[1].from, day("2026-10-31"));
    assert_eq!(hours.known_until(), Some(day("2027-07-21")));
}

#[test]
fn before_a_calendar_that_begins_with_the_next_year_it_is_the_holidays() {
    let begun = |id: &str, file: &str| {
        let mut profile = profile(id).clone();
        let before = profile.use_calendar(taken(file));
        (before, profile.hours())
    };
    // By Kent's own dates its summer term of 2026 ends on Tuesday 21 July.
    let (before, hours) = begun("kent", TABLE);
    assert_eq!(before, Some(span("2026-07-22", "2026-09-01")));
    assert!(hours.is_school_day(day("2026-07-21")) && hours.is_school_day(day("2026-06-30")));
    for text in ["2026-07-22", "2026-07-31", "2026-08-19", "2026-09-01"] {
        assert!(!hours.is_school_day(day(text)), "{text}");
    }
    assert_eq!(hours.school_day_from(day("2026-08-03")), Some(day("2026-09-03")));
    assert_eq!(hours.terms.len(), 3, "no term of the profile comes round in it");
    // Where the profile's dates are out of date, for as long as a summer is for sure.
    let (before, hours) = begun("kent", &TABLE.replace("2027", "2040").replace("2026", "2039"));
    assert_eq!(before, Some(span("2039-07-24", "2039-09-01")));
    assert!(hours.is_school_day(day("2039-07-22")) && !hours.is_school_day(day("2039-07-25")));
    // Or another holiday; a calendar that begins amid a term makes no holiday of that term's days.
    let spring = "name,from,to\nSpring term,2026-01-12,2026-03-27\n";
    assert_eq!(begun("kent", spring).0, Some(span("2025-12-20", "2026-01-11")));
    let amid = "name,from,to\nAutumn term,2025-11-10,2025-12-19\n";
    assert_eq!(begun("kent", amid).0, Some(span("2025-07-23", "2025-08-31")), "no day of a term of Kent's");
    let far = "name,from,to\nSpring term,2039-01-10,2039-03-25\n";
    assert_eq!(begun("kent", far).0, None);
}

#[test]
fn semicolons_tabs_marks_at_the_beginning_and_excels_own_days_say_the_same() {
    let plain = taken(TABLE);
    assert_eq!(taken(&TABLE.replace(',', ";")), plain);
    assert_eq!(taken(&TABLE.replace(',', "\t")), plain);
    assert_eq!(taken(&format!("\u{feff}{}", TABLE.replace('\n', "\r\n"))), plain);
    assert_eq!(taken(&TABLE.replace("02/09/2026", "46267").replace("18/12/2026", "46374.0")), plain);
    assert_eq!(
        taken(&TABLE.replace("02/09/2026", "2 September 2026").replace("18/12/2026", "2026-12-18")),
        plain
    );
    assert_eq!(taken(&TABLE.replace("INSET day,", "\"INSET day\",").replace('\n', "\n,,\n\n")), plain);
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(TABLE.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(read(&utf16, chrono_tz::Europe::London), Ok(plain));
}

#[test]
fn a_spanish_table_in_excels_letters_is_read() {
    let text = "Evento;Inicio;Fin\nPrimer trimestre;8/9/2026;18/12/2026\nDía no lectivo;7/12/2026;\nFestivo;8/12/2026;\n\
                Vacaciones de Navidad;19/12/2026;7/1/2027\nSegundo trimestre;8 de enero de 2027;19/3/2027\n\
                Jornada de formación del profesorado;15/1/2027;15/1/2027\n";
    let latin: Vec<u8> = text.chars().map(|sign| u8::try_from(u32::from(sign)).unwrap()).collect();
    let own = read(&latin, chrono_tz::Europe::Madrid).unwrap();
    assert_eq!(own.terms, [span("2026-09-08", "2026-12-18"), span("2027-01-08", "2027-03-19")]);
    assert_eq!(own.closed.len(), 4);
    assert_eq!(taken(text), own);
}

#[test]
fn a_column_that_says_what_it_is_lets_names_be_free() {
    let own = taken(
        "name,type,from,to\nMichaelmas,term,2026-09-02,2026-12-11\nExeat,half term,2026-10-16,2026-10-30\nFounder's Day,closed,2026-11-02,\n",
    );
    assert_eq!((own.terms.len(), own.breaks.len(), own.closed.len()), (1, 1, 1));
    wrong("name,type,from,to\nMichaelmas,trem,2026-09-02,2026-12-11\n", 2, &["\"trem\"", "half term"]);
}

#[test]
fn what_is_wrong_in_a_table_is_told_with_its_line() {
    let with = |from: &str, to: &str| TABLE.replacen(from, to, 1);
    wrong(&with("18/12/2026", "18/08/2026"), 2, &["Autumn Term 2026", "before it begins"]);
    wrong(&with("13/04/2027", "20/03/2027"), 8, &["Spring Term 2027 and Summer Term 2027 overlap"]);
    wrong(&with("26/10/2026", "October 2026"), 3, &["a month alone"]);
    wrong(&with("26/10/2026", "2026-10"), 3, &["a month alone"]);
    wrong(&with("03/05/2027,03/05/2027", "05/31/2027,"), 9, &["the day comes first"]);
    wrong(&with("03/05/2027,03/05/2027", "31/04/2027,"), 9, &["no such day"]);
    wrong(&with("Bank holiday", "Year 5 trip"), 9, &["Year 5 trip", "take the line away"]);
    wrong(&with("02/09/2026,18/12/2026", "02/09/2026,21/07/2027"), 2, &["longer than half a year"]);
    wrong(&with("18/12/2026", "18/12/0206"), 2, &["in the year 206"]);
    assert!(refused("Event,Start date,End date\nBank holiday,03/05/2027,\n")[0].contains("there is no term"));
    assert!(refused("")[0].contains("empty"));
    wrong("Autumn,02/09/2026,18/12/2026\n", 1, &["name, from, to"]);
    let gap: String =
        TABLE.lines().filter(|line| !line.contains("Spring Term")).map(|line| format!("{line}\n")).collect();
    wrong(&gap, 7, &["Autumn Term 2026 and Summer Term 2027", "116 days"]);
}

#[test]
fn fifty_thousand_wrong_lines_are_told_by_the_first_of_them() {
    let rows: String = (0..50_000).map(|n| format!("Trip {n},03/05/2027,\n")).collect();
    let said = refused(&format!("{TABLE}{rows}"));
    assert_eq!(said.len(), 21);
    assert!(said[0].starts_with("line 10: ") && said[20].contains("and 49980 more"), "{}", said[20]);
    let closed: String = (0..50_000).map(|_| "Bank holiday,03/05/2027,\n").collect();
    assert_eq!(taken(&format!("{TABLE}{closed}")), taken(TABLE));
}

fn ics(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Oak//EN\r\n{events}END:VCALENDAR\r\n")
}

fn event(summary: &str, from: &str, to: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{summary}{from}\r\nDTSTART;VALUE=DATE:{from}\r\nDTEND;VALUE=DATE:{to}\r\nSUMMARY:{summary}\r\nEND:VEVENT\r\n"
    )
}

#[test]
fn an_exported_calendar_is_read_past_its_trips_and_concerts() {
    let events = [
        event("Term begins", "20260902", "20260903"),
        event("INSET Day", "20260902", "20260903"),
        event("October Half Term", "20261026", "20261031"),
        event("End of term concert", "20261216", "20261217"),
        event("Term ends", "20261218", "20261219"),
        event("Spring Term 2027", "20270105", "20270326"),
        "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Europe/London:20270114T173000\r\nDTEND;TZID=Europe/London:20270114T190000\r\nSUMMARY:Parents' evening\\, Year 5\r\nEND:VEVENT\r\n".to_owned(),
        "BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20270203\r\nSUMMARY:Bank\r\n  holiday\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n".to_owned(),
        "BEGIN:VEVENT\r\nUID:c\r\nDTSTART:20270209T230000Z\r\nDTEND:20270210T230000Z\r\nSUMMARY:Staff \r\n training\r\nEND:VEVENT\r\n".to_owned(),
    ];
    let own = read(ics(&events.concat()).as_bytes(), chrono_tz::Europe::Madrid).unwrap();
    assert_eq!(own.terms, [span("2026-09-02", "2026-12-18"), span("2027-01-05", "2027-03-25")]);
    assert_eq!(own.breaks, [span("2026-10-26", "2026-10-30")]);
    // In Madrid it is midnight already when the training begins.
    assert_eq!(own.closed, [span("2026-09-02", "2026-09-02"), span("2027-02-10", "2027-02-10")]);
    assert_eq!(own.left_out, 2);
}

#[test]
fn what_is_wrong_in_an_exported_calendar_is_told_with_its_line() {
    let term = event("Autumn term", "20260902", "20261219");
    wrong(&ics(&(term.clone() + &event("Spring term", "20261201", "20270326"))), 10, &["overlap"]);
    wrong(&ics(&(term.clone() + &event("Spring term", "20270326", "20270105"))), 10, &["before it begins"]);
    wrong(&ics(&(term.clone() + &event("Term begins", "20270105", "20270106"))), 10, &["has no end"]);
    wrong(&ics(&(term.clone() + &event("Term ends", "20270325", "20270326"))), 10, &["when it began"]);
    let every =
        event("Bank holiday", "20270503", "20270504").replace("SUMMARY", "RRULE:FREQ=YEARLY\r\nSUMMARY");
    wrong(&ics(&(term.clone() + &every)), 10, &["RRULE"]);
    let undated = "BEGIN:VEVENT\r\nUID:x\r\nSUMMARY:Half term\r\nEND:VEVENT\r\n";
    wrong(&ics(&(term.clone() + undated)), 10, &["DTSTART"]);
    assert!(refused(&ics(&event("Concert", "20260902", "20260903")))[0].contains("there is no term"));
    assert!(
        refused("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260902\r\n")[0].contains("damaged")
    );
}

#[test]
fn no_calendar_from_outside_panics() {
    use proptest::prelude::*;
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let bytes = prop::collection::vec(any::<u8>(), 0..300);
    let like = "(name|BEGIN:VCALENDAR|BEGIN:VEVENT|DTSTART:2026|SUMMARY:term|END:VEVENT|from|to|[,;\n\r/0-9é-]){0,40}";
    let both = (bytes, like);
    runner
        .run(&both, |(bytes, like)| {
            drop(read(&bytes, chrono_tz::Europe::London));
            drop(read(like.as_bytes(), chrono_tz::Europe::London));
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_settings_name_it_from_their_own_folder_and_check_says_what_it_holds() {
    let school = School::new(None);
    let text = fs::read_to_string(school.settings()).unwrap();
    assert!(text.contains("# calendar = \"terms.ics\""), "{text}");
    fs::write(school.settings(), text.replace("# calendar = \"terms.ics\"", "calendar = \"terms.csv\""))
        .unwrap();
    let said = |school: &School| school.check().to_string();
    let without = said(&school);
    assert!(without.contains("terms.csv") && without.contains("cannot be read"), "{without}");
    fs::write(school.folder.path().join("terms.csv"), TABLE).unwrap();
    let with = said(&school);
    assert!(with.contains("Terms: 3") && with.contains("21 July 2027"), "{with}");
    assert!(!with.contains("are examples"), "{with}");
    let later = TABLE.replace("2027", "2098").replace("2026", "2097");
    fs::write(school.folder.path().join("terms.csv"), later).unwrap();
    let begins = said(&school);
    assert!(begins.contains("Your calendar begins on 2 September 2097. From 24 July 2097"), "{begins}");
    fs::write(school.folder.path().join("terms.csv"), TABLE.replace("18/12/2026", "18/12/2025")).unwrap();
    let wrong = said(&school);
    assert!(wrong.contains("line 2") && wrong.contains("before it begins"), "{wrong}");
    let file = school.folder.path().join("terms.csv");
    fs::write(&file, TABLE).unwrap();
    let args = [
        "--profile",
        "kent",
        "--from",
        "2026-09-01",
        "--to",
        "2026-09-30",
        "--calendar",
        file.to_str().unwrap(),
    ];
    let printed = String::from_utf8(calendar(&args).stdout).unwrap();
    // The second of September is closed: it opens on the third.
    assert!(
        printed.contains("Thu 2026-09-03  attestation") && !printed.contains("2026-09-02  "),
        "{printed}"
    );
}
