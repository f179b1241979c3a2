//! Owns the policy register: what is reviewed, by whom, how often, and when next.

use super::reminder::Leads;
use super::schedule::months_after;
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

impl PolicyDef {
    /// When it is due next: counted from the last review that was recorded; until there is one, as its document states.
    /// `None` where neither says anything.
    pub fn next_due(&self, reviewed: Option<NaiveDate>) -> Option<NaiveDate> {
        let cycle = u32::from(self.cycle_months);
        match reviewed {
            Some(day) => months_after(day, cycle),
            None => self.next_review.or_else(|| months_after(self.last_review?, cycle)),
        }
    }

    /// Every day up to `until` on which it is due, if each review is done on its day.
    pub fn dues(&self, until: NaiveDate) -> Vec<NaiveDate> {
        let Some(first) = self.next_due(None) else { return Vec::new() };
        let cycle = u32::from(self.cycle_months.max(1));
        let dues = (0..).map_while(|n: u32| months_after(first, n.checked_mul(cycle)?));
        dues.take_while(|due| *due <= until).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn policy(last: Option<&str>, next: Option<&str>, cycle_months: u16) -> PolicyDef {
        PolicyDef {
            id: "online_safety".to_owned(),
            name: "Online safety".to_owned(),
            owner: Role::Dsl,
            approver: "the governors".to_owned(),
            cycle_months,
            last_review: last.map(day),
            next_review: next.map(day),
            statutory: false,
            leads: Leads { before: vec![90, 30, 7, 0], overdue_every: Some(7) },
            source: "default".to_owned(),
        }
    }

    #[test]
    fn the_stated_next_review_wins_until_a_review_is_recorded() {
        let stated = policy(Some("2024-06-30"), Some("2025-06-30"), 24);
        assert_eq!(stated.next_due(None), Some(day("2025-06-30")));
        assert_eq!(stated.next_due(Some(day("2025-05-12"))), Some(day("2027-05-12")));
        let counted = policy(Some("2024-06-30"), None, 24);
        assert_eq!(counted.next_due(None), Some(day("2026-06-30")));
        assert_eq!(policy(None, None, 12).next_due(None), None);
    }

    #[test]
    fn a_review_of_29_february_is_due_on_the_28th_until_the_29th_is_there_again() {
        let leap = policy(None, Some("2024-02-29"), 12);
        let due: Vec<String> = leap.dues(day("2028-12-31")).iter().map(NaiveDate::to_string).collect();
        assert_eq!(due, ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]);
    }

    #[test]
    fn a_policy_is_due_each_cycle_and_a_cycle_of_nothing_does_not_go_on_for_ever() {
        let due = policy(None, Some("2023-11-30"), 36).dues(day("2030-01-01"));
        assert_eq!(due, [day("2023-11-30"), day("2026-11-30"), day("2029-11-30")]);
        assert_eq!(policy(None, Some("2025-01-31"), 0).dues(day("2025-12-31")).len(), 12);
    }
}
