//! Owns what somebody is reminded of, and at which point before or after its day.

use super::id::CampaignId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Days before and after the day on which something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leads {
    /// Days ahead, the furthest first; 0 is the last warning, on the day itself or the school day before.
    pub before: Vec<u16>,
    /// While it is overdue, again after so many days.
    pub overdue_every: Option<u16>,
}

/// Where a reminder stands to the day on which its matter is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A campaign opens.
    Opens,
    /// So many days after it opened.
    After(u16),
    /// So many days before it is due.
    Before(u16),
    Due,
    /// The n-th time since it was due, from 1.
    Overdue(u16),
}

/// One line of somebody's morning: ids alone. Whether it still holds is looked at when it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Item {
    Review {
        policy: String,
        due: NaiveDate,
        step: Step,
    },
    Duty {
        duty: String,
        /// As the profile has it.
        turn: NaiveDate,
        /// That day, or the one to which it was put off.
        due: NaiveDate,
        step: Step,
    },
    /// Something is to be read and signed.
    Sign {
        campaign: CampaignId,
        step: Step,
    },
    /// To a line manager, or to the leadership: how many of theirs have not signed.
    Unsigned {
        campaign: CampaignId,
        step: Step,
    },
    /// What is due in the next 90 days, once a month.
    Digest {
        month: NaiveDate,
    },
    /// The school's calendar ends soon.
    CalendarEnds {
        last: NaiveDate,
        /// The day on which that is told.
        on: NaiveDate,
    },
}
