//! Owns how a plan is written for Outlook, Google Calendar and their like (RFC 5545): local times with their zone.

use super::plan::Planned;
use crate::domain::Moment;
use chrono::{
    DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
    Weekday,
};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

/// How long a reminder takes in somebody's calendar.
const MINUTES: i64 = 15;
/// Bytes in a line at most, without its end.
const LINE: usize = 75;

/// One reminder, in words.
#[derive(Debug, Clone)]
pub struct Event {
    /// The same whenever the calendar is written again, and no other event's.
    pub uid: String,
    pub date: NaiveDate,
    pub time: NaiveTime,
    pub title: String,
    pub text: String,
}

impl Planned {
    /// The same for the same reminder, however often the calendar is written; other schools' calendars may stand beside it.
    pub fn uid(&self, school: &str) -> String {
        let step = match self.step {
            crate::domain::reminder::Step::Opens => "opens".to_owned(),
            crate::domain::reminder::Step::After(days) => format!("after-{days}"),
            crate::domain::reminder::Step::Before(days) => format!("before-{days}"),
            crate::domain::reminder::Step::Due => "due".to_owned(),
            crate::domain::reminder::Step::Overdue(n) => format!("overdue-{n}"),
        };
        format!("{}-{}-{}-{step}@{school}.hearken", self.kind, self.id, self.due)
    }
}

/// A whole calendar. `written` is when the events were, for programs that compare two versions.
pub fn calendar(name: &str, zone: Tz, events: &[Event], written: Moment) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Hearken//Calendar//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("X-WR-CALNAME:{}", text(name)),
        format!("X-WR-TIMEZONE:{}", zone.name()),
    ];
    if let (Some(first), Some(last)) =
        (events.iter().map(|event| event.date).min(), events.iter().map(|event| event.date).max())
    {
        lines.extend(zone_lines(zone, first, last));
    }
    for event in events {
        let begins = event.date.and_time(event.time);
        let local = |time: NaiveDateTime| time.format("%Y%m%dT%H%M%S").to_string();
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", text(&event.uid)),
            format!("DTSTAMP:{}", written.format("%Y%m%dT%H%M%SZ")),
            format!("DTSTART;TZID={}:{}", zone.name(), local(begins)),
            format!("DTEND;TZID={}:{}", zone.name(), local(begins + TimeDelta::minutes(MINUTES))),
            format!("SUMMARY:{}", text(&event.title)),
            format!("DESCRIPTION:{}", text(&event.text)),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ]);
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// Text with what means something in the format taken for itself.
fn text(words: &str) -> String {
    let mut written = String::with_capacity(words.len());
    for sign in words.chars() {
        match sign {
            '\\' | ';' | ',' => written.extend(['\\', sign]),
            '\n' => written.push_str("\\n"),
            sign if sign.is_control() => {}
            sign => written.push(sign),
        }
    }
    written
}

/// A line cut where it is too long, between characters; what follows begins with a space.
fn folded(line: &str) -> String {
    let mut written = String::with_capacity(line.len() + 8);
    let mut used = 0;
    for sign in line.chars() {
        if used + sign.len_utf8() > LINE {
            written.push_str("\r\n ");
            used = 1;
        }
        written.push(sign);
        used += sign.len_utf8();
    }
    written + "\r\n"
}

/// One change of a zone's clocks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    /// As the clocks showed before.
    at: NaiveDateTime,
    from: i32,
    to: i32,
    summer: bool,
    name: String,
}

/// The zone's rules for these days: changes that come round each year as one rule, which old programs want, and any others
/// one by one.
fn zone_lines(zone: Tz, first: NaiveDate, last: NaiveDate) -> Vec<String> {
    let begins = NaiveDate::from_ymd_opt(first.year() - 1, 1, 1).unwrap_or(first);
    let ends = last.checked_add_months(Months::new(12)).unwrap_or(last);
    let changes = changes(zone, begins, ends);
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{}", zone.name())];
    let yearly = |summer: bool| {
        let of: Vec<&Change> = changes.iter().filter(|change| change.summer == summer).collect();
        let rule = of.first().and_then(|change| yearly_rule(change.at.date()))?;
        let same = |change: &&Change| {
            let first = of[0];
            yearly_rule(change.at.date()).as_ref() == Some(&rule)
                && (change.at.time(), change.from, change.to, &change.name)
                    == (first.at.time(), first.from, first.to, &first.name)
        };
        let each_year = of.windows(2).all(|pair| pair[0].at.year() + 1 == pair[1].at.year());
        (of.iter().all(same) && each_year).then(|| (of[0].clone(), rule))
    };
    match (yearly(true), yearly(false)) {
        (Some(summer), Some(winter)) => {
            for (change, rule) in [summer, winter] {
                lines.extend(observance(&change, Some(&rule)));
            }
        }
        _ => {
            let offset = zone.offset_from_utc_datetime(&begins.and_time(NaiveTime::MIN));
            let seconds = offset.fix().local_minus_utc();
            let standing = Change {
                at: begins.and_time(NaiveTime::MIN),
                from: seconds,
                to: seconds,
                summer: !offset.dst_offset().is_zero(),
                name: offset.abbreviation().unwrap_or(zone.name()).to_owned(),
            };
            lines.extend(observance(&standing, None));
            lines.extend(changes.iter().flat_map(|change| observance(change, None)));
        }
    }
    lines.push("END:VTIMEZONE".to_owned());
    lines
}

fn observance(change: &Change, rule: Option<&str>) -> Vec<String> {
    let kind = if change.summer { "DAYLIGHT" } else { "STANDARD" };
    let mut lines = vec![
        format!("BEGIN:{kind}"),
        format!("DTSTART:{}", change.at.format("%Y%m%dT%H%M%S")),
        format!("TZOFFSETFROM:{}", offset(change.from)),
        format!("TZOFFSETTO:{}", offset(change.to)),
        format!("TZNAME:{}", change.name),
    ];
    lines.extend(rule.map(|rule| format!("RRULE:{rule}")));
    lines.push(format!("END:{kind}"));
    lines
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let (minutes, rest) = (seconds.abs() / 60, seconds.abs() % 60);
    let mut written = format!("{sign}{:02}{:02}", minutes / 60, minutes % 60);
    if rest > 0 {
        written += &format!("{rest:02}");
    }
    written
}

/// The last Sunday of its month, as every change in Europe is.
fn yearly_rule(day: NaiveDate) -> Option<String> {
    let next = day.checked_add_days(Days::new(7))?;
    let last_sunday = day.weekday() == Weekday::Sun && next.month() != day.month();
    last_sunday.then(|| format!("FREQ=YEARLY;BYMONTH={};BYDAY=-1SU", day.month()))
}

/// Every change of the clocks between two days.
fn changes(zone: Tz, from: NaiveDate, to: NaiveDate) -> Vec<Change> {
    let at = |seconds: i64| {
        let moment = DateTime::<Utc>::from_timestamp(seconds, 0).unwrap_or_default();
        zone.offset_from_utc_datetime(&moment.naive_utc())
    };
    let begins = from.and_time(NaiveTime::MIN).and_utc().timestamp();
    let ends = to.and_time(NaiveTime::MIN).and_utc().timestamp();
    const DAY: i64 = 24 * 60 * 60;
    let mut found = Vec::new();
    let mut before = begins;
    while before < ends {
        let (mut low, mut high) = (before, before + DAY);
        before = high;
        if at(low) == at(high) {
            continue;
        }
        while high - low > 1 {
            let middle = low.midpoint(high);
            if at(middle) == at(low) { low = middle } else { high = middle }
        }
        let (old, new) = (at(low), at(high));
        let old_seconds = old.fix().local_minus_utc();
        let moment = DateTime::<Utc>::from_timestamp(high, 0).unwrap_or_default().naive_utc();
        found.push(Change {
            at: moment + TimeDelta::seconds(i64::from(old_seconds)),
            from: old_seconds,
            to: new.fix().local_minus_utc(),
            summer: !new.dst_offset().is_zero(),
            name: new.abbreviation().unwrap_or(zone.name()).to_owned(),
        });
    }
    found
}
