//! Owns when something comes round: on days of the wall clock, in the words of a school year.

use chrono::NaiveDate;

/// How often something comes round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Every {
    /// Five fields of `cron` on the school's own wall clock, days of the week by name.
    Cron(String),
    /// Once a term, or once each half of it, so many school days after that has begun (0: on its first day).
    Term {
        after: u16,
    },
    HalfTerm {
        after: u16,
    },
    /// Once a year, counted from this day; 29 February is the 28th where there is none.
    Year {
        from: NaiveDate,
    },
    /// Once an academic year, so many school days after its first.
    AcademicYear {
        after: u16,
    },
    /// Tuesday of February's second school week, the first being the week (Monday to Friday) of the month's first weekday.
    SaferInternetDay,
    /// Once.
    Day(NaiveDate),
}

/// Where a day goes that is no school day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shift {
    /// A nudge: the next school day.
    Later,
    /// A last warning, and whatever the law sets: the school day before.
    Earlier,
}

/// What becomes of the turns that came while Hearken was down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CatchUp {
    All,
    /// The last of them alone.
    Latest,
    /// Those of the last days.
    SkipOlderThan {
        days: u16,
    },
}
