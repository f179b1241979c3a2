//! Owns the guidance register: the dos and don'ts, each with its source, and where it is shown.

use super::profile::Profile;
use super::words::{Arg, Words};
use crate::chat::view::Rule;
use crate::domain::concern::Answers;
use crate::domain::condition::When;
use crate::domain::school::Switch;
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    pub pack: Pack,
    #[serde(rename = "rule")]
    pub rules: Vec<RuleDef>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    pub dated: NaiveDate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    Law,
    Practice,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleDef {
    pub id: String,
    pub force: Force,
    pub source: String,
    pub edition: String,
    pub reviewed_on: NaiveDate,
    /// Everywhere when empty.
    #[serde(default)]
    pub jurisdictions: Vec<String>,
    /// Off until the school turns it on.
    #[serde(default)]
    pub switch: Option<Switch>,
    pub pages: Vec<String>,
    #[serde(default)]
    pub when: When,
    #[serde(default)]
    pub unless: When,
}

impl RuleDef {
    pub(super) fn is_for(&self, jurisdiction: &str) -> bool {
        self.jurisdictions.is_empty() || self.jurisdictions.iter().any(|j| j == jurisdiction)
    }

    fn stands(&self, page: &str, jurisdiction: &str) -> bool {
        self.pages.iter().any(|p| p == page) && self.is_for(jurisdiction)
    }

    fn is_on(&self, profile: &Profile) -> bool {
        self.switch.is_none_or(|switch| profile.switches.contains(&switch))
    }

    fn withdrawn(&self, answers: &Answers) -> bool {
        !self.unless.is_always() && self.unless.holds(answers)
    }

    pub fn shown(&self, words: &Words, args: &[Arg<'_>]) -> Rule {
        Rule {
            id: self.id.clone(),
            text: words.say(&format!("rule-{}", self.id), args),
            why: words.find(&format!("rule-{}.why", self.id), args),
            law: self.force == Force::Law,
        }
    }

    /// Once more on the receipt: the reason was read before the first word, and a repetition is short.
    pub fn repeated(&self, words: &Words, args: &[Arg<'_>]) -> Rule {
        Rule { why: None, ..self.shown(words, args) }
    }
}

impl Register {
    /// The rules that a page shows for these answers, in the register's order.
    pub fn shown_on<'r>(
        &'r self,
        page: &'r str,
        profile: &'r Profile,
        answers: &'r Answers,
    ) -> impl Iterator<Item = &'r RuleDef> {
        self.on_page(page, &profile.jurisdiction, answers).filter(|rule| rule.is_on(profile))
    }

    /// The same with everything that a school may turn on.
    pub fn on_page<'r>(
        &'r self,
        page: &'r str,
        jurisdiction: &'r str,
        answers: &'r Answers,
    ) -> impl Iterator<Item = &'r RuleDef> {
        self.rules.iter().filter(move |rule| {
            rule.stands(page, jurisdiction) && rule.when.holds(answers) && !rule.withdrawn(answers)
        })
    }

    /// The rules that a page may show when only `known` is decided.
    pub fn possible<'r>(
        &'r self,
        page: &'r str,
        profile: &'r Profile,
        known: &'r Answers,
    ) -> impl Iterator<Item = &'r RuleDef> {
        self.conceivable(page, &profile.jurisdiction, known).filter(|rule| rule.is_on(profile))
    }

    /// The same with everything that a school may turn on.
    pub(super) fn conceivable<'r>(
        &'r self,
        page: &str,
        jurisdiction: &str,
        known: &Answers,
    ) -> impl Iterator<Item = &'r RuleDef> {
        self.rules.iter().filter(move |rule| {
            rule.stands(page, jurisdiction) && rule.when.possible(known) && !rule.withdrawn(known)
        })
    }
}
