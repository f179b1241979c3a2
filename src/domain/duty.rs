//! Owns the duties calendar: what a role does at times of the year, and how it ends.

use super::reminder::Leads;
use super::schedule::{CatchUp, Every};
use super::school::Role;
use chrono::NaiveDate;

/// A duty as a profile names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyDef {
    pub id: String,
    /// A title of the school's own, where we have no words for its id.
    pub name: Option<String>,
    pub to: Vec<Role>,
    pub every: Every,
    pub catch_up: CatchUp,
    pub statutory: bool,
    pub leads: Leads,
    pub source: String,
}

/// How one turn of a duty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyState {
    Open,
    Done,
    /// To another day, for a reason.
    Postponed(NaiveDate),
    NotApplicable,
}
