//! Reads a calendar that another program exported as `.ics`.

use super::{Entry, Wrong, whole};
use crate::domain::calendar::Span;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeZone};
use chrono_tz::Tz;
use icalendar::parser::{Component, read_calendar_simple, unfold};

/// A day or a time as the format writes it.
enum At {
    Day(NaiveDate),
    Time(NaiveDateTime),
}

pub(super) fn entries(text: &str, zone: Tz) -> Result<Vec<Entry>, Vec<Wrong>> {
    let unfolded = unfold(text);
    let read = read_calendar_simple(&unfolded);
    let calendars =
        read.map_err(|_| whole("the calendar cannot be read: it is damaged, or cut off at its end"))?;
    // The parser does not say where an event stands: they are counted in the file.
    let begins = |line: &&str| line.trim_end().eq_ignore_ascii_case("BEGIN:VEVENT");
    let mut lines = text.lines().zip(1_u64..).filter(|(line, _)| begins(line)).map(|(_, number)| number);
    let (mut entries, mut wrong) = (Vec::new(), Vec::new());
    let events =
        calendars.iter().flat_map(|calendar| &calendar.components).filter(|part| part.name == "VEVENT");
    for event in events {
        let line = lines.next().unwrap_or_default();
        match entry(event, line, zone) {
            Ok(entry) => entries.extend(entry),
            Err(what) => wrong.push(Wrong { line: Some(line), what }),
        }
    }
    if wrong.is_empty() { Ok(entries) } else { Err(wrong) }
}

/// Nothing for what was called off.
fn entry(event: &Component<'_>, line: u64, zone: Tz) -> Result<Option<Entry>, String> {
    let value = |name: &str| event.find_prop(name).map(|found| found.val.as_str().trim().to_owned());
    if value("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")) {
        return Ok(None);
    }
    let name = unescaped(&value("SUMMARY").unwrap_or_default());
    let from = match event.find_prop("DTSTART") {
        Some(found) => at(found.val.as_str(), zone),
        None => None,
    };
    let Some(from) = from else {
        return Err(format!("{name}: nothing says on which day it begins (DTSTART)"));
    };
    let first = match from {
        At::Day(day) => day,
        At::Time(time) => time.date(),
    };
    let to = match event.find_prop("DTEND").map(|found| at(found.val.as_str(), zone)) {
        None => first,
        Some(None) => return Err(format!("{name}: the day on which it ends (DTEND) is none")),
        // The end is the first day, or the first moment, that is no longer part of it.
        Some(Some(At::Day(day))) if day == first => day,
        Some(Some(At::Day(day))) => day.pred_opt().unwrap_or(day),
        Some(Some(At::Time(time))) if time.time() == NaiveTime::MIN && time.date() > first => {
            time.date().pred_opt().unwrap_or(first)
        }
        Some(Some(At::Time(time))) => time.date(),
    };
    let span = Span { from: first, to };
    if event.find_prop("RRULE").is_some() && super::meaning::of(&name, span).is_some() {
        return Err(format!(
            "{name} comes again by a rule (RRULE), which is not followed. Give each its own entry"
        ));
    }
    Ok(Some(Entry { line, name, kind: None, span }))
}

fn at(written: &str, zone: Tz) -> Option<At> {
    let written = written.trim();
    if let Ok(day) = NaiveDate::parse_from_str(written, "%Y%m%d") {
        return Some(At::Day(day));
    }
    let time = NaiveDateTime::parse_from_str(written.trim_end_matches('Z'), "%Y%m%dT%H%M%S").ok()?;
    Some(At::Time(if written.ends_with('Z') { zone.from_utc_datetime(&time).naive_local() } else { time }))
}

fn unescaped(text: &str) -> String {
    text.replace("\\n", " ").replace("\\N", " ").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
}
