//! Owns what the name of an entry means for school time, in English and Spanish. A name counts only if nothing else
//! stands in it: a concert at the end of term ends nothing.

use crate::domain::calendar::Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Term,
    TermBegins,
    TermEnds,
    /// A break inside a term, which parts it into halves.
    HalfTerm,
    Closed,
}

/// A term has at least so many days; what is shorter is a day in one.
const SHORTEST_TERM_DAYS: i64 = 14;

/// Said of school being closed inside a term.
const HALF_TERM: &[&str] = &[
    "half term",
    "halfterm",
    "mid term",
    "midterm",
    "semana blanca",
    "mitad de trimestre",
    "medio trimestre",
];
/// Said of a day on which nobody is there to teach.
const CLOSED: &[&str] = &[
    "bank holiday",
    "public holiday",
    "holiday",
    "holidays",
    "vacation",
    "inset",
    "inset day",
    "insets",
    "training",
    "training day",
    "staff development",
    "professional development",
    "non pupil",
    "pupil free",
    "non teaching",
    "closed",
    "closure",
    "no school",
    "christmas",
    "boxing day",
    "new year",
    "good friday",
    "easter monday",
    "easter",
    "festivo",
    "festivos",
    "fiesta",
    "vacaciones",
    "puente",
    "cerrado",
    "no lectivo",
    "no lectivos",
    "formacion",
    "navidad",
    "semana santa",
    "ano nuevo",
    "reyes",
];
const TERM: &[&str] =
    &["term", "trimestre", "semester", "semestre", "cuatrimestre", "term time", "school term"];
/// The names of terms that need no other word, if the entry is as long as a term.
const SEASONS: &[&str] = &[
    "autumn",
    "spring",
    "summer",
    "winter",
    "michaelmas",
    "lent",
    "hilary",
    "trinity",
    "otono",
    "primavera",
    "verano",
    "invierno",
];
const BEGINS: &[&str] = &[
    "begins",
    "begin",
    "starts",
    "start of",
    "start",
    "first day of",
    "first day",
    "beginning of",
    "inicio",
    "comienzo",
    "empieza",
    "comienza",
    "primer dia",
];
const ENDS: &[&str] = &[
    "ends",
    "end of",
    "end",
    "finishes",
    "last day of",
    "last day",
    "fin",
    "final",
    "termina",
    "acaba",
    "ultimo dia",
];
/// What may stand beside them.
const BESIDE: &[&str] = &[
    "the",
    "a",
    "an",
    "of",
    "for",
    "and",
    "to",
    "in",
    "at",
    "de",
    "del",
    "la",
    "el",
    "los",
    "las",
    "y",
    "para",
    "al",
    "school",
    "schools",
    "college",
    "academy",
    "all",
    "only",
    "day",
    "days",
    "dia",
    "dias",
    "week",
    "semana",
    "break",
    "pupils",
    "pupil",
    "students",
    "children",
    "staff",
    "teacher",
    "teachers",
    "teaching",
    "profesorado",
    "personal",
    "jornada",
    "colegio",
    "curso",
    "escolar",
    "clases",
    "lessons",
    "academic",
    "year",
    "early",
    "late",
    "half",
    "may",
    "spring",
    "summer",
    "autumn",
    "winter",
    "october",
    "february",
    "december",
    "whit",
    "first",
    "second",
    "third",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "primer",
    "primero",
    "segundo",
    "tercer",
    "tercero",
    "national",
    "local",
    "nacional",
    "xmas",
    "st",
    "nd",
    "rd",
    "th",
    "england",
    "wales",
    "uk",
    "substitute",
    "observed",
    // Numbers of the year, and what they are joined by.
    "term",
    "trimestre",
    "eve",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "date",
    "dates",
];

pub(super) fn of(name: &str, span: Span) -> Option<Meaning> {
    let words = words(name);
    let long = span.to.signed_duration_since(span.from).num_days() + 1 >= SHORTEST_TERM_DAYS;
    let said = |phrases: &[&str]| longest(&words, phrases);
    let alone = |taken: &[&[&str]]| {
        let mut rest = words.clone();
        for phrases in taken {
            while let Some((at, len)) = longest(&rest, phrases) {
                rest.drain(at..at + len);
            }
        }
        rest.iter().all(|word| BESIDE.contains(&word.as_str()))
    };
    let begins_or_ends = said(BEGINS).is_some() || said(ENDS).is_some();
    if said(HALF_TERM).is_some() {
        return (!begins_or_ends && alone(&[HALF_TERM, CLOSED])).then_some(Meaning::HalfTerm);
    }
    if said(CLOSED).is_some() {
        return (!begins_or_ends && alone(&[CLOSED, SEASONS])).then_some(Meaning::Closed);
    }
    let of_school =
        words.iter().any(|word| ["school", "clases", "curso", "lessons"].contains(&word.as_str()));
    if said(TERM).is_some() || begins_or_ends && of_school {
        return match (said(BEGINS).is_some(), said(ENDS).is_some()) {
            (true, false) if !long => alone(&[BEGINS, TERM, SEASONS]).then_some(Meaning::TermBegins),
            (false, true) if !long => alone(&[ENDS, TERM, SEASONS]).then_some(Meaning::TermEnds),
            // Backwards it is a term all the same, and the mistake is told.
            (false, false) if long || span.to < span.from => alone(&[TERM, SEASONS]).then_some(Meaning::Term),
            _ => None,
        };
    }
    (long && said(SEASONS).is_some() && alone(&[SEASONS])).then_some(Meaning::Term)
}

/// Small letters without accents; figures, which number terms and years, are left out.
fn words(name: &str) -> Vec<String> {
    let small = name.to_lowercase();
    let plain = small.chars().map(|sign| match sign {
        'á' | 'à' => 'a',
        'é' | 'è' => 'e',
        'í' => 'i',
        'ó' | 'ò' => 'o',
        'ú' | 'ü' => 'u',
        'ñ' => 'n',
        sign => sign,
    });
    let plain: String = plain.filter(|sign| *sign != '\'' && *sign != '’').collect();
    let parts = plain.split(|sign: char| !sign.is_alphabetic());
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Where the longest of these phrases stands among the words, and how many words it has.
fn longest(words: &[String], phrases: &[&str]) -> Option<(usize, usize)> {
    let found = phrases.iter().filter_map(|phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let at = words.windows(phrase.len()).position(|window| window.iter().eq(phrase.iter()))?;
        Some((at, phrase.len()))
    });
    found.max_by_key(|(_, len)| *len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, TimeDelta};

    fn meant(name: &str, days: i64) -> Option<Meaning> {
        let from = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        of(name, Span { from, to: from + TimeDelta::days(days - 1) })
    }

    #[test]
    fn what_offices_write_is_understood() {
        for name in [
            "Autumn Term",
            "Autumn Term 2026",
            "Autumn 2026",
            "Term 1 (2026-27)",
            "Michaelmas",
            "Primer trimestre",
            "Otoño 2026",
        ] {
            assert_eq!(meant(name, 100), Some(Meaning::Term), "{name}");
        }
        for name in [
            "Term starts",
            "Autumn Term Begins",
            "First day of term",
            "Start of Autumn Term 2026",
            "School starts",
            "Inicio de las clases",
            "Comienzo del trimestre",
        ] {
            assert_eq!(meant(name, 1), Some(Meaning::TermBegins), "{name}");
        }
        for name in [
            "Term ends",
            "End of Autumn Term",
            "Last day of term",
            "Spring term ends",
            "Fin del trimestre",
            "Último día de clases",
        ] {
            assert_eq!(meant(name, 1), Some(Meaning::TermEnds), "{name}");
        }
        for name in [
            "Half Term",
            "half-term",
            "October Half Term Holiday",
            "Half-Term Break",
            "HALF TERM (school closed)",
            "Semana blanca",
        ] {
            assert_eq!(meant(name, 5), Some(Meaning::HalfTerm), "{name}");
        }
        for name in [
            "INSET Day",
            "Inset day 2",
            "INSET day - school closed to pupils",
            "Staff Training Day",
            "Teacher training",
            "Bank Holiday",
            "Early May Bank Holiday",
            "Christmas Holidays",
            "Easter holiday",
            "Summer Holidays 2026",
            "Good Friday",
            "School closed",
            "Festivo",
            "Festivo local",
            "Vacaciones de Navidad",
            "Puente",
            "Día no lectivo",
            "Jornada de formación del profesorado",
            "Semana Santa",
        ] {
            assert_eq!(meant(name, 1), Some(Meaning::Closed), "{name}");
        }
    }

    #[test]
    fn what_happens_at_school_opens_and_closes_nothing() {
        for name in [
            "End of term concert",
            "Holiday club",
            "Half-termly report home",
            "Termly meeting of governors",
            "Year 5 trip",
            "Parents' evening",
            "Christmas fair",
            "Start of Year 7 swimming",
            "Training for parents",
            "Half term homework due",
            "Summer fete",
            "",
            "2026",
            "Festival de fin de curso",
        ] {
            assert_eq!(meant(name, 1), None, "{name}");
        }
        // A season alone is no term, unless it lasts as long as one.
        assert_eq!(meant("Autumn", 1), None);
        assert_eq!(meant("Autumn term", 1), None);
    }
}
