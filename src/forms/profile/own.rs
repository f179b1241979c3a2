//! Owns a school's own calendar: its terms, half-terms and closed days, read from the file that its office has already.

mod date;
mod ics;
mod meaning;
mod table;

use super::Profile;
use crate::domain::calendar::{LONGEST_HOLIDAY_DAYS, Span};
use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;
use meaning::Meaning;
use std::fmt;

/// More than a calendar of ten years with everything in it.
const LARGEST_BYTES: usize = 8 * 1024 * 1024;
/// A term that is longer holds several.
const LONGEST_TERM_DAYS: i64 = 200;
/// Before the first term of an autumn it is the holidays for so long, where nothing else says since when: no longer, because
/// a deadline that comes too early is better than none.
const SUMMER_DAYS: u64 = 40;
/// Schools of one place begin a term within so many days of one another.
const NEAR_DAYS: i64 = 14;
/// So many mistakes are told at once.
const MOST_TOLD: usize = 20;

/// What is wrong on a line of a school's own calendar. Without a line, with the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub line: Option<u64>,
    pub what: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// A calendar that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnCalendar {
    /// In the order of time.
    pub terms: Vec<Span>,
    /// The half-terms inside them, in the order of time.
    pub breaks: Vec<Span>,
    pub closed: Vec<Span>,
    /// Entries that are neither a term nor a day on which school is closed: trips, concerts, meetings.
    pub left_out: usize,
}

/// One entry of the file: a name from one day to another, both included.
#[derive(Debug, Clone)]
struct Entry {
    line: u64,
    name: String,
    /// What the file says that it is, where it has a column for that.
    kind: Option<String>,
    span: Span,
}

/// Reads a calendar by what is in it: `.ics`, or a table with one entry a line. Or everything that is wrong with it.
pub fn read(bytes: &[u8], zone: Tz) -> Result<OwnCalendar, Vec<Wrong>> {
    if bytes.len() > LARGEST_BYTES {
        return Err(whole("the file is too large for a calendar of terms"));
    }
    let text = date::decoded(bytes);
    let is_ics =
        text.trim_start().get(..15).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR"));
    let entries = if is_ics { ics::entries(&text, zone)? } else { table::entries(&text)? };
    // In a table made for this every line is meant; a calendar from elsewhere is full of trips and concerts.
    gathered(entries, !is_ics)
}

impl Profile {
    /// The school's own terms and closed days, in place of those of the profile. In the summer an office has the next year
    /// alone: gives back the holidays that come before its first term, and are in none of its lines.
    pub fn use_calendar(&mut self, own: OwnCalendar) -> Option<Span> {
        let before = own.terms.first().and_then(|first| self.holidays_before(first.from));
        self.hours.terms = own.terms;
        self.hours.closed = own.breaks.iter().chain(&own.closed).chain(&before).copied().collect();
        self.hours.breaks = own.breaks;
        self.example_dates = false;
        before
    }

    /// Between two terms of the profile, or its last and the first of the school's own; else a summer's length.
    fn holidays_before(&self, first: NaiveDate) -> Option<Span> {
        let days = |from: NaiveDate, to: NaiveDate| to.signed_duration_since(from).num_days();
        let terms = &self.hours.terms;
        let last = terms.iter().map(|term| term.to).rfind(|to| *to < first);
        let next = terms.iter().map(|term| term.from).find(|from| last.is_some_and(|last| last < *from));
        // The same term may begin a few days earlier at other schools.
        let until = next.filter(|next| days(*next, first) > NEAR_DAYS).unwrap_or(first);
        let from = match last {
            Some(last) if days(last, until) <= LONGEST_HOLIDAY_DAYS => last.succ_opt()?,
            _ if until == first && matches!(first.month(), 8 | 9) => {
                first.checked_sub_days(Days::new(SUMMER_DAYS))?
            }
            _ => return None,
        };
        let to = until.pred_opt()?;
        (from <= to).then_some(Span { from, to })
    }
}

fn whole(what: &str) -> Vec<Wrong> {
    vec![Wrong { line: None, what: what.to_owned() }]
}

fn gathered(entries: Vec<Entry>, each_is_meant: bool) -> Result<OwnCalendar, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut own = OwnCalendar::default();
    let mut terms: Vec<(Span, u64, String)> = Vec::new();
    let mut halves: Vec<Span> = Vec::new();
    let mut ends: Vec<(NaiveDate, bool, u64)> = Vec::new();
    for Entry { line, name, kind, span } in entries {
        let mut say = |what: String| wrong.push(Wrong { line: Some(line), what });
        let meant = meaning::of(kind.as_deref().unwrap_or(&name), span);
        if meant.is_none() && !each_is_meant {
            own.left_out += 1;
            continue;
        }
        let odd = |day: NaiveDate| !(2000..2100).contains(&day.year());
        if let Some(day) = [span.from, span.to].into_iter().find(|day| odd(*day)) {
            say(format!("{name} is in the year {}. Is that right?", day.year()));
        } else if span.to < span.from {
            say(format!("{name} ends ({}) before it begins ({}). Swap the two days", span.to, span.from));
        } else {
            match meant {
                Some(Meaning::Term) if days(span) > LONGEST_TERM_DAYS => {
                    say(format!("{name} is longer than half a year. Give each term a line of its own"));
                }
                Some(Meaning::Term) => terms.push((span, line, name)),
                Some(Meaning::TermBegins) => ends.push((span.from, true, line)),
                Some(Meaning::TermEnds) => ends.push((span.to, false, line)),
                Some(Meaning::HalfTerm) => halves.push(span),
                Some(Meaning::Closed) => own.closed.push(span),
                None => say(format!(
                    "\"{}\" is neither a term nor a day on which school is closed. It can be: term, half term, holiday, \
                     bank holiday, INSET day, closed. Or take the line away",
                    kind.as_deref().unwrap_or(&name)
                )),
            }
        }
    }
    terms.extend(paired(ends, &mut wrong));
    terms.sort();
    terms.dedup_by(|b, a| a.0 == b.0);
    if terms.is_empty() && wrong.is_empty() {
        return Err(whole(
            "there is no term in it. A term is an entry such as \"Autumn term\" from its first day to its last, or two \
             entries \"Autumn term begins\" and \"Autumn term ends\"",
        ));
    }
    for pair in terms.windows(2) {
        let [(before, _, first), (after, line, second)] = pair else { continue };
        let gap = after.from.signed_duration_since(before.to).num_days();
        if gap <= 0 {
            let what = format!(
                "{first} and {second} overlap: the first ends on {}, the second begins on {}",
                before.to, after.from
            );
            wrong.push(Wrong { line: Some(*line), what });
        } else if gap > LONGEST_HOLIDAY_DAYS {
            let what = format!("between {first} and {second} lie {gap} days. Add the terms that are missing");
            wrong.push(Wrong { line: Some(*line), what });
        }
    }
    own.terms = terms.into_iter().map(|(span, ..)| span).collect();
    let inside = |half: &Span| own.terms.iter().any(|term| term.from <= half.from && half.to <= term.to);
    let (breaks, elsewhere): (Vec<Span>, Vec<Span>) = halves.into_iter().partition(inside);
    own.breaks = breaks;
    own.closed.extend(elsewhere);
    for spans in [&mut own.breaks, &mut own.closed] {
        spans.sort();
        spans.dedup();
    }
    if wrong.is_empty() {
        return Ok(own);
    }
    wrong.sort_by_key(|wrong| wrong.line);
    if wrong.len() > MOST_TOLD {
        let more = wrong.len() - MOST_TOLD;
        wrong.truncate(MOST_TOLD);
        wrong.push(Wrong { line: None, what: format!("and {more} more") });
    }
    Err(wrong)
}

fn days(span: Span) -> i64 {
    span.to.signed_duration_since(span.from).num_days() + 1
}

/// Terms whose two ends are entries of their own.
fn paired(mut ends: Vec<(NaiveDate, bool, u64)>, wrong: &mut Vec<Wrong>) -> Vec<(Span, u64, String)> {
    ends.sort();
    ends.dedup_by_key(|(day, begins, _)| (*day, *begins));
    let mut terms = Vec::new();
    let mut begun: Option<(NaiveDate, u64)> = None;
    for (day, begins, line) in ends {
        match (begun, begins) {
            (None, true) => begun = Some((day, line)),
            (Some((from, first)), false) => {
                terms.push((Span { from, to: day }, first, format!("the term from {from}")));
                begun = None;
            }
            (Some((from, _)), true) => {
                let what = format!("a term begins on {day}, and the one that began on {from} has no end");
                wrong.push(Wrong { line: Some(line), what });
                begun = Some((day, line));
            }
            (None, false) => {
                let what = format!("a term ends on {day}, and nothing says when it began");
                wrong.push(Wrong { line: Some(line), what });
            }
        }
    }
    if let Some((from, line)) = begun {
        let what = format!("the term that begins on {from} has no end");
        wrong.push(Wrong { line: Some(line), what });
    }
    terms
}
