//! Reads what stands in a cell: a day, an audience, a name.

use crate::domain::attestation::Audience;
use crate::domain::folded::fold;
use chrono::{Days, NaiveDate};

/// What people write into a cell that has nothing in it.
const NOTHING: &[&str] = &["-", "--", "—", "n/a", "#n/a", "none", "null", "nil", "tbc"];
/// Nobody who works in a school began before, or ends behind.
const YEARS: std::ops::RangeInclusive<i32> = 1940..=2100;
/// How spreadsheets number days: from the day before the 31st of December 1899, counting a 29 February 1900 that never was.
const DAY_ZERO: Option<NaiveDate> = NaiveDate::from_ymd_opt(1899, 12, 30);
/// January 1941 to the end of 2100, so numbered.
const SERIALS: std::ops::RangeInclusive<u64> = 15_000..=73_415;
const MONTHS: [[&str; 2]; 12] = [
    ["jan", "ene"],
    ["feb", "feb"],
    ["mar", "mar"],
    ["apr", "abr"],
    ["may", "may"],
    ["jun", "jun"],
    ["jul", "jul"],
    ["aug", "ago"],
    ["sep", "sep"],
    ["oct", "oct"],
    ["nov", "nov"],
    ["dec", "dic"],
];

/// In one line, without what a terminal would obey.
pub(super) fn clean(cell: &str) -> String {
    let plain: String = cell.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Nothing where the cell is empty or says so.
pub(super) fn filled(cell: &str) -> Option<String> {
    let cell = clean(cell);
    let empty = cell.is_empty() || NOTHING.contains(&cell.to_lowercase().as_str());
    (!empty).then_some(cell)
}

fn folded(cell: &str) -> String {
    cell.chars().filter_map(fold).flat_map(char::to_lowercase).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unreadable;

/// A day: as 2026-09-01, 1/9/2026, 1 September 2026 or a spreadsheet's number, a time behind it or not. Days come before
/// months unless `month_first`. A day far away stands for none at all.
pub(super) fn day(cell: &str, month_first: bool) -> Result<Option<NaiveDate>, Unreadable> {
    let Some(cell) = filled(cell) else { return Ok(None) };
    if let Some(found) = serial(&cell) {
        return found;
    }
    let words = folded(&cell);
    let mut parts: Vec<&str> =
        words.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    parts.retain(|part| *part != "de" && *part != "del");
    // 2026-09-01T00:00:00
    let time =
        parts.get(2).and_then(|last| last.split_once('t')).filter(|(day, _)| day.parse::<u32>().is_ok());
    if let Some((day, _)) = time {
        parts[2] = day;
    }
    let [one, two, three, ..] = parts[..] else { return Err(Unreadable) };
    let number = |part: &str| part.trim_end_matches(['s', 't', 'h', 'n', 'd', 'r']).parse::<u32>().ok();
    let (year, month, day) = match (month(one), month(two)) {
        _ if one.len() == 4 && one.parse::<u32>().is_ok() => (number(one), number(two), number(three)),
        (None, Some(month)) => (number(three), Some(month), number(one)),
        (Some(month), None) => (number(three), Some(month), number(two)),
        (None, None) if month_first => (number(three), number(one), number(two)),
        (None, None) => (number(three), number(two), number(one)),
        _ => return Err(Unreadable),
    };
    let (Some(year), Some(month), Some(day)) = (year, month, day) else { return Err(Unreadable) };
    let year = match year {
        0..70 => 2000 + year,
        70..100 => 1900 + year,
        _ => year,
    };
    let year = i32::try_from(year).map_err(|_| Unreadable)?;
    // 01/01/1900 and 31/12/9999 are what systems write for never.
    if year == 1900 || year == 9999 || year == 2999 {
        return Ok(None);
    }
    let found = NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year));
    found.map(Some).ok_or(Unreadable)
}

fn month(word: &str) -> Option<u32> {
    let begins = |month: &[&str; 2]| month.iter().any(|begin| word.starts_with(begin));
    let at = MONTHS.iter().position(begins)?;
    u32::try_from(at + 1).ok()
}

/// A number of days; what is behind its point is the time.
fn serial(cell: &str) -> Option<Result<Option<NaiveDate>, Unreadable>> {
    let whole = cell.split(['.', ',']).next()?;
    if !cell.bytes().all(|sign| sign.is_ascii_digit() || sign == b'.' || sign == b',') || whole.len() > 6 {
        return None;
    }
    // 1.9.2026 is a day and no number.
    if cell.matches(['.', ',']).count() > 1 {
        return None;
    }
    let days: u64 = whole.parse().ok()?;
    if days == 0 {
        return Some(Ok(None));
    }
    let found = DAY_ZERO.and_then(|zero| zero.checked_add_days(Days::new(days)));
    Some(found.filter(|_| SERIALS.contains(&days)).map(Some).ok_or(Unreadable))
}

/// For whom what is signed is meant. A title that merely has such a word in it ("clerk to the governors") is staff.
pub(super) fn audience(cell: &str) -> Option<Audience> {
    let cell = folded(&filled(cell)?);
    let words: Vec<&str> =
        cell.split(|sign: char| !sign.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if let [only] = words[..]
        && let Some(audience) = Audience::parse(only)
    {
        return Some(audience);
    }
    let chairs = cell.contains("chair of governors") || cell.contains("presidente del consejo");
    let titled = words
        .iter()
        .any(|word| ["of", "to", "clerk", "coordinator", "manager", "de", "staff"].contains(word));
    let ends = |all: &[&str]| words.last().is_some_and(|last| all.contains(last));
    Some(if chairs {
        Audience::Governors
    } else if titled {
        Audience::Staff
    } else if ends(&["governor", "governors", "trustee", "trustees", "gobernador", "patrono", "consejero"]) {
        Audience::Governors
    } else if ends(&["volunteer", "volunteers", "voluntario", "voluntaria", "voluntariado"]) {
        Audience::Volunteers
    } else if words.iter().any(|word| {
        [
            "contractor",
            "contractors",
            "agency",
            "external",
            "subcontrata",
            "externo",
            "externa",
            "autonomo",
            "autonoma",
        ]
        .contains(word)
    }) {
        Audience::Contractors
    } else {
        Audience::Staff
    })
}

/// An address, if it may be one.
pub(super) fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let plain =
        |part: &str| !part.is_empty() && !part.contains(|sign: char| sign.is_whitespace() || sign == '@');
    plain(name) && plain(host) && host.contains('.') && text.len() <= 254
}

/// `Ashworth, Robin` as `Robin Ashworth`.
pub(super) fn name(cell: &str) -> String {
    match cell.split_once(',') {
        Some((last, first)) if !first.contains(',') => clean(&format!("{first} {last}")),
        _ => clean(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_schools_write_them() {
        let first = NaiveDate::from_ymd_opt(2026, 9, 1);
        for cell in [
            "2026-09-01",
            "2026-09-01T00:00:00Z",
            "2026-09-01 08:30:00",
            "01/09/2026",
            "1/9/26",
            "01.09.2026",
            "1.9.2026",
            "01-09-2026 00:00",
            "1 September 2026",
            "1st Sep 2026",
            "01-sep-26",
            "Sep 1, 2026",
            "1 de septiembre de 2026",
            "46266",
            "46266.0",
            "46266,375",
            " 01/09/2026\n",
        ] {
            assert_eq!(day(cell, false), Ok(first), "{cell}");
        }
        assert_eq!(day("09/01/2026", true), Ok(first));
        for cell in ["", " ", "-", "N/A", "31/12/9999", "01/01/1900", "0"] {
            assert_eq!(day(cell, false), Ok(None), "{cell}");
        }
        for cell in ["31/02/2026", "09/25/2026", "soon", "2026", "12/1850/01", "99999", "1/2", "2026-13-01"] {
            assert_eq!(day(cell, false), Err(Unreadable), "{cell}");
        }
        assert_eq!(day("29/02/2028", false), Ok(NaiveDate::from_ymd_opt(2028, 2, 29)));
    }

    #[test]
    fn who_signs_what_is_told_by_what_somebody_is_not_by_a_word_in_their_title() {
        for (cell, is) in [
            ("Governor", Audience::Governors),
            ("Parent Governor", Audience::Governors),
            ("Chair of Governors", Audience::Governors),
            ("Clerk to the Governors", Audience::Staff),
            ("Staff governor", Audience::Staff),
            ("Volunteer", Audience::Volunteers),
            ("Voluntaria", Audience::Volunteers),
            ("Volunteer coordinator", Audience::Staff),
            ("Agency / Contractor", Audience::Contractors),
            ("Teacher", Audience::Staff),
            ("Permanent", Audience::Staff),
            ("volunteers", Audience::Volunteers),
        ] {
            assert_eq!(audience(cell), Some(is), "{cell}");
        }
        assert_eq!(audience(" "), None);
    }

    #[test]
    fn names_stand_as_people_say_them_and_obey_nobody() {
        assert_eq!(name("Ashworth, Robin"), "Robin Ashworth");
        assert_eq!(name("Robin\n Ashworth"), "Robin Ashworth");
        assert_eq!(clean("\u{1b}[2JRobin\u{7}"), "[2JRobin");
        assert!(
            is_address("a@b.example")
                && !is_address("a b@c.d")
                && !is_address("a@b@c.d")
                && !is_address("a@b")
        );
    }
}
