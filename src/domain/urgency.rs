//! Owns how urgent a concern is: computed from the answers by rules that can be read, never lowered by a reporter.

use super::concern::Answers;
use super::condition::When;
use super::school::words;
use serde::{Deserialize, Serialize};

words! {
    /// From the least to the most urgent.
    Urgency {
        Note = "note",
        Today = "today",
        Urgent = "urgent",
        Immediate = "immediate",
    }
}

/// One rule of the forms file: when it holds, the concern is at least this urgent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrgencyRule {
    pub id: String,
    pub at_least: Urgency,
    pub when: When,
    pub source: String,
}

/// The urgency that the answers call for, and the rules that made it so. With no rule it is `today`
/// (redscope 384: never past the end of that day).
pub fn of<'r>(rules: &'r [UrgencyRule], answers: &Answers) -> (Urgency, Vec<&'r UrgencyRule>) {
    let holding: Vec<&UrgencyRule> = rules.iter().filter(|r| r.when.holds(answers)).collect();
    let highest = holding.iter().map(|r| r.at_least).max().unwrap_or(Urgency::Today).max(Urgency::Today);
    (highest, holding.into_iter().filter(|r| r.at_least == highest).collect())
}

/// How long a concern may wait for an acknowledgement before the reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "n", rename_all = "snake_case")]
pub enum Deadline {
    Minutes(u32),
    /// Minutes of school time, and in any case before the children leave.
    WorkingMinutes(u32),
    /// The opening of the nth school day after today.
    NextSchoolDay(u32),
}
