//! Owns when guidance is out of date: every rule is held against its source again within twelve months.

use super::guidance::{Register, RuleDef};
use super::profile::Profile;
use super::words::Words;
use crate::domain::Moment;
use chrono::{Datelike, Days, Months, NaiveDate};

/// Guidance that nobody has looked at for longer than this is out of date.
const MONTHS: u32 = 12;
/// While it stays so, those who lead on safeguarding hear of it again after so many months.
const AGAIN_MONTHS: u32 = 3;

/// The turns in which it is told, as they are kept.
pub const SCHEDULE: &str = "guidance_review";

/// What is out of date of the guidance that a school shows.
#[derive(Debug)]
pub struct Stale<'r> {
    /// When the oldest of it was looked at last.
    pub reviewed_on: NaiveDate,
    /// The first day on which it was out of date.
    pub since: NaiveDate,
    /// The rules that are, the oldest first; none where only the pack as a whole is.
    pub rules: Vec<&'r RuleDef>,
}

impl Register {
    /// What is out of date on a day, among the rules that are shown in this jurisdiction.
    pub fn stale(&self, jurisdiction: &str, today: NaiveDate) -> Option<Stale<'_>> {
        let old = |day: NaiveDate| since(day) <= today;
        let here = self.rules.iter().filter(|rule| rule.is_for(jurisdiction));
        let mut rules: Vec<&RuleDef> = here.filter(|rule| old(rule.reviewed_on)).collect();
        rules.sort_by_key(|rule| rule.reviewed_on);
        let pack = Some(self.pack.dated).filter(|day| old(*day));
        let reviewed_on = rules.first().map(|rule| rule.reviewed_on).into_iter().chain(pack).min()?;
        Some(Stale { reviewed_on, since: since(reviewed_on), rules })
    }

    /// What is out of date at a school right now.
    pub fn stale_at(&self, profile: &Profile, now: Moment) -> Option<Stale<'_>> {
        self.stale(&profile.jurisdiction, profile.hours().local(now).date_naive())
    }
}

impl Stale<'_> {
    /// How many times those who lead should have been told before.
    pub fn rounds(&self, today: NaiveDate) -> u32 {
        let nth = |n: u32| self.since.checked_add_months(Months::new(AGAIN_MONTHS * (n + 1)));
        (0..).take_while(|n| nth(*n).is_some_and(|day| day <= today)).count().try_into().unwrap_or(u32::MAX)
    }
}

/// The first day on which something that was looked at then is out of date.
fn since(reviewed_on: NaiveDate) -> NaiveDate {
    let year = reviewed_on.checked_add_months(Months::new(MONTHS));
    year.and_then(|day| day.checked_add_days(Days::new(1))).unwrap_or(NaiveDate::MAX)
}

/// A day with its year, as people say it.
pub fn day(words: &Words, day: NaiveDate) -> String {
    let month = words.say(&format!("month-{}", day.month()), &[]);
    let (year, day) = (day.year().to_string(), day.day().to_string());
    words.say("review-day", &[("day", day), ("month", month), ("year", year)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    fn register(pack: &str, rules: &[(&str, &str, &str)]) -> Register {
        let rule = |(id, reviewed, place): &(&str, &str, &str)| {
            format!(
                "[[rule]]\nid = \"{id}\"\nforce = \"practice\"\nsource = \"s\"\nedition = \"e\"\n\
                 reviewed_on = \"{reviewed}\"\npages = []\njurisdictions = [{place}]\n"
            )
        };
        let text = format!("[pack]\ndated = \"{pack}\"\n") + &rules.iter().map(rule).collect::<String>();
        toml::from_str(&text).expect("a register as it stands in a file")
    }

    #[test]
    fn a_rule_is_out_of_date_the_day_after_its_twelve_months() {
        let register = register("2026-11-21", &[("a", "2025-11-21", ""), ("b", "2025-02-28", "")]);
        assert!(register.stale("GB-ENG", day("2026-02-28")).is_none());
        let stale = register.stale("GB-ENG", day("2026-03-01")).map(|s| (s.since, s.rules.len()));
        assert_eq!(stale, Some((day("2026-03-01"), 1)));
        let stale = register.stale("GB-ENG", day("2026-11-22")).expect("both are old by now");
        assert_eq!(stale.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(stale.reviewed_on, day("2025-02-28"));
    }

    #[test]
    fn a_leap_day_counts_like_the_last_of_february() {
        let register = register("2028-02-29", &[("a", "2028-02-29", "")]);
        assert!(register.stale("GB-ENG", day("2029-02-28")).is_none());
        assert!(register.stale("GB-ENG", day("2029-03-01")).is_some());
    }

    #[test]
    fn rules_of_another_country_are_nothing_to_a_school_and_the_pack_is() {
        let register = register("2026-01-01", &[("a", "2020-01-01", "\"ES\""), ("b", "2026-11-21", "")]);
        assert!(register.stale("GB-ENG", day("2026-12-31")).is_none());
        let stale = register.stale("GB-ENG", day("2027-01-02")).expect("the pack is old");
        assert!(stale.rules.is_empty());
        assert_eq!(register.stale("ES", day("2026-12-31")).map(|s| s.rules.len()), Some(1));
    }

    #[test]
    fn it_is_told_again_every_three_months() {
        let register = register("2025-01-31", &[("a", "2025-01-31", "")]);
        let rounds = |today: &str| register.stale("GB-ENG", day(today)).map(|s| s.rounds(day(today)));
        assert_eq!(rounds("2026-02-01"), Some(0));
        assert_eq!(rounds("2026-04-30"), Some(0));
        assert_eq!(rounds("2026-05-01"), Some(1));
        assert_eq!(rounds("2027-02-01"), Some(4));
    }
}
