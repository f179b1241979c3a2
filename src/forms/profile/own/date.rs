//! Owns how offices write a day, and in which letters a file is kept.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// Excel counts days from here; its files of before March 1900 hold no terms.
const EXCEL_FIRST: (i32, u32, u32) = (1899, 12, 30);
/// The years 2000 to 2099, as Excel counts days.
const EXCEL_DAYS: std::ops::Range<i64> = 36_526..73_051;

const MONTHS: [[&str; 2]; 12] = [
    ["january", "enero"],
    ["february", "febrero"],
    ["march", "marzo"],
    ["april", "abril"],
    ["may", "mayo"],
    ["june", "junio"],
    ["july", "julio"],
    ["august", "agosto"],
    ["september", "septiembre"],
    ["october", "octubre"],
    ["november", "noviembre"],
    ["december", "diciembre"],
];

/// The text of a file in UTF-8 or UTF-16, or in the letters that Excel in Western Europe saves a table with.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let utf16 = |swap: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| swap([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xFF, 0xFE, ..] => utf16(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => utf16(u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
            let latin = || bytes.iter().map(|byte| char::from(*byte)).collect();
            std::str::from_utf8(bytes).map_or_else(|_| latin(), str::to_owned)
        }
    }
}

/// A day as a table holds it: `2026-09-01`, `01/09/2026` with the day first, `1 September 2026`, `1 de septiembre de
/// 2026`, or Excel's number of it; or why it is none.
pub(super) fn day(written: &str) -> Result<NaiveDate, String> {
    let text = written.trim();
    if text.is_empty() {
        return Err("the day is missing".to_owned());
    }
    if let Some(day) = by_excel(text).or_else(|| by_figures(text)).or_else(|| by_words(text)) {
        return Ok(day);
    }
    let why = if is_month(text) {
        "a month alone is no day: say on which day it begins or ends"
    } else if by_figures(&swapped(text)).is_some() {
        "the day comes first, then the month"
    } else {
        "there is no such day"
    };
    Err(format!("\"{text}\": {why}. Write 01/09/2026 or 2026-09-01"))
}

fn by_excel(text: &str) -> Option<NaiveDate> {
    // A day with a time of day has a fraction.
    let whole = text.split(['.', ',']).next()?;
    let days: i64 = whole.parse().ok().filter(|days| EXCEL_DAYS.contains(days))?;
    let rest = text.get(whole.len() + 1..).unwrap_or_default();
    let fraction = rest.chars().all(|sign| sign.is_ascii_digit());
    let first = NaiveDate::from_ymd_opt(EXCEL_FIRST.0, EXCEL_FIRST.1, EXCEL_FIRST.2)?;
    fraction.then(|| first + TimeDelta::days(days))
}

fn by_figures(text: &str) -> Option<NaiveDate> {
    let with_time = [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M",
        "%d/%m/%Y %H:%M:%S",
        "%d/%m/%Y %H:%M",
    ];
    let day_alone = ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d"];
    let with_time = with_time.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    let alone = || day_alone.iter().find_map(|format| NaiveDate::parse_from_str(text, format).ok());
    let day = with_time.map(|at| at.date()).or_else(alone).filter(|day| plausible(*day));
    day.or_else(|| {
        let [day, month, year] = text.split(['/', '.', '-']).collect::<Vec<_>>()[..] else { return None };
        from_parts(day, month.parse().ok()?, year)
    })
}

fn plausible(day: NaiveDate) -> bool {
    chrono::Datelike::year(&day) > 999
}

fn by_words(text: &str) -> Option<NaiveDate> {
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "de")
        .collect();
    // The name of the weekday may come first.
    let words = if words.len() == 4 { &words[1..] } else { &words[..] };
    let [day, month, year] = *words else { return None };
    let day = day.trim_end_matches(|sign: char| sign.is_alphabetic());
    from_parts(day, month_by_name(month)?, year)
}

fn from_parts(day: &str, month: u32, year: &str) -> Option<NaiveDate> {
    let year: i32 = match year.len() {
        4 => year.parse().ok()?,
        2 => 2000 + year.parse::<i32>().ok()?,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day.parse().ok()?)
}

fn month_by_name(word: &str) -> Option<u32> {
    let is = |names: &[&str; 2]| {
        word.len() >= 3 && names.iter().any(|name| name.starts_with(word))
            || word == "sept" && names[0] == "september"
    };
    let at = MONTHS.iter().position(is)?;
    u32::try_from(at + 1).ok()
}

fn is_month(text: &str) -> bool {
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty() && *word != "de")
        .collect();
    let figure = |word: &str, digits: std::ops::RangeInclusive<usize>| {
        digits.contains(&word.len()) && word.chars().all(|sign| sign.is_ascii_digit())
    };
    match words[..] {
        [month] => month_by_name(month).is_some(),
        [a, b] => {
            (month_by_name(a).is_some() || figure(a, 1..=2)) && figure(b, 4..=4)
                || figure(a, 4..=4) && (figure(b, 1..=2) || month_by_name(b).is_some())
        }
        _ => false,
    }
}

/// With day and month the other way round.
fn swapped(text: &str) -> String {
    match text.split(['/', '.', '-']).collect::<Vec<_>>()[..] {
        [a, b, c] => format!("{b}/{a}/{c}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_offices_write_it() {
        let first = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        for text in [
            "2026-09-01",
            "01/09/2026",
            "1/9/2026",
            "1/9/26",
            "01.09.2026",
            "01-09-2026",
            "20260901",
            "2026/09/01",
            "2026-09-01 00:00:00",
            "2026-09-01T08:30:00",
            "01/09/2026 00:00",
            "1 September 2026",
            "1st September 2026",
            "Tue 1 Sep 2026",
            "Tuesday, 1 Sept 2026",
            "1 de septiembre de 2026",
            "martes, 1 de septiembre de 2026",
            "46266",
            "46266.0",
            "46266,35",
            " 01/09/2026 ",
        ] {
            assert_eq!(day(text), Ok(first), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_told_with_the_reason() {
        for (text, why) in [
            ("", "missing"),
            ("09/13/2026", "the day comes first"),
            ("2026-09", "a month alone"),
            ("09/2026", "a month alone"),
            ("September 2026", "a month alone"),
            ("septiembre de 2026", "a month alone"),
            ("31/09/2026", "no such day"),
            ("29/02/2026", "no such day"),
            ("soon", "no such day"),
            ("12", "no such day"),
            ("1/9/026", "no such day"),
        ] {
            let said = day(text).unwrap_err();
            assert!(said.contains(why), "{text}: {said}");
        }
    }

    #[test]
    fn a_file_is_read_in_the_letters_it_was_saved_with() {
        assert_eq!(decoded("\u{feff}Día".as_bytes()), "Día");
        assert_eq!(decoded(&[b'D', 0xED, b'a']), "Día");
        assert_eq!(decoded(&[0xFF, 0xFE, b'D', 0, 0xED, 0, b'a', 0]), "Día");
        assert_eq!(decoded(&[0xFE, 0xFF, 0, b'D', 0, 0xED, 0, b'a']), "Día");
        assert_eq!(decoded(&[0xFF, 0xFE, b'D']), "");
    }
}
