//! Owns what staff read and sign: for whom, when it opens, when it is due, and who is reminded.

pub mod campaign;
pub mod changes;
pub mod question;
pub mod text;

use super::calendar::Hours;
use super::schedule::Every;
use super::school::words;
use chrono::{Datelike, NaiveDate, TimeDelta};

words! {
    /// Who signs. Everybody is staff unless the list of staff says otherwise.
    #[derive(Default)]
    Audience {
        #[default]
        Staff = "staff",
        Governors = "governors",
        Volunteers = "volunteers",
        Contractors = "contractors",
    }
}

/// Something to sign, as a profile names it: the acceptable use policy, an edition of guidance, a code of conduct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttestationDef {
    pub id: String,
    /// A title of the school's own, where we have no words for its id.
    pub name: Option<String>,
    pub audience: Vec<Audience>,
    /// When its campaign opens by itself, if its text has been published.
    pub opens: Every,
    /// Each year has a text of its own, which somebody else issues: last year's is not signed again by itself.
    pub by_edition: bool,
    /// Days from there until it is due.
    pub due_after: u16,
    /// Days that a new starter has.
    pub induction_days: u16,
    /// Days after the opening, and before the due day, on which whoever has not signed is reminded.
    pub after: Vec<u16>,
    pub before: Vec<u16>,
    pub source: String,
}

impl AttestationDef {
    /// When a campaign that opens on this day is due.
    pub fn due(&self, opened: NaiveDate) -> NaiveDate {
        opened + TimeDelta::days(i64::from(self.due_after))
    }
}

/// The academic year that a day lies in: `2025-26`. It begins with the first term that starts in August or September;
/// without terms on 1 September.
pub fn academic_year(hours: &Hours, day: NaiveDate) -> String {
    let begun = hours.year_begins(day.year()) <= day;
    let first = if begun { day.year() } else { day.year() - 1 };
    format!("{first}-{:02}", (first + 1).rem_euclid(100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Span;
    use chrono::{NaiveTime, Weekday};

    #[test]
    fn an_academic_year_begins_with_the_first_term_of_the_autumn() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let term = |from: &str, to: &str| Span { from: day(from), to: day(to) };
        let mut hours = Hours {
            zone: chrono_tz::Europe::London,
            days: vec![Weekday::Mon],
            open: NaiveTime::MIN,
            close: NaiveTime::MIN,
            children_leave: NaiveTime::MIN,
            terms: vec![
                term("2025-08-27", "2025-12-19"),
                term("2026-01-05", "2026-07-21"),
                term("2026-09-07", "2026-12-18"),
            ],
            closed: Vec::new(),
            breaks: Vec::new(),
        };
        let year = |on: &str| academic_year(&hours, day(on));
        assert_eq!(year("2025-08-26"), "2024-25");
        assert_eq!(year("2025-08-27"), "2025-26");
        assert_eq!(year("2026-09-06"), "2025-26");
        assert_eq!(year("2026-09-07"), "2026-27");
        hours.terms.clear();
        let year = |on: &str| academic_year(&hours, day(on));
        assert_eq!((year("2026-08-31"), year("2026-09-01")), ("2025-26".to_owned(), "2026-27".to_owned()));
        assert_eq!(year("2099-12-31"), "2099-00");
    }
}
