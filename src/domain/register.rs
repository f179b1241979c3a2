//! Owns the policy register: what is reviewed, by whom, how often, and when next.

use super::reminder::Leads;
use super::school::Role;
use chrono::NaiveDate;

/// A policy as a profile names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDef {
    pub id: String,
    /// The document's own title: not translated.
    pub name: String,
    pub owner: Role,
    /// Who reviews it and who approves it, in the school's own words; roles alone.
    pub approver: String,
    /// Months from one review to the next.
    pub cycle_months: u16,
    pub last_review: Option<NaiveDate>,
    /// As the document states it; a month alone means its last day. It wins over the cycle, until a review is recorded.
    pub next_review: Option<NaiveDate>,
    /// Set by law or by the governors: reminders move to earlier days only.
    pub statutory: bool,
    pub leads: Leads,
    pub source: String,
}
