//! Owns what the matters of a school year are called: policies by their own titles, duties and what is signed by our words
//! or the school's.

use super::load::Prompts;
use super::profile::Profile;
use super::profile::plan::{Planned, PlannedKind};
use super::words::{Arg, Words};

/// What the reminders are called, beside the words for each duty and each attestation.
const TITLES: &[&str] =
    &["agenda-policy_review", "agenda-attestation", "agenda-digest", "duty-calendar_ends"];

impl Profile {
    /// What a duty is called: the profile's own name for it, or our words for its id.
    pub fn duty(&self, id: &str, words: &Words) -> String {
        let own = self.duties.iter().find(|duty| duty.id == id).and_then(|duty| duty.name.clone());
        own.unwrap_or_else(|| words.say(&format!("duty-{id}"), &[]))
    }

    /// What is called by this id among what is signed.
    pub fn attestation(&self, id: &str, words: &Words) -> String {
        let own =
            self.attestations.iter().find(|signed| signed.id == id).and_then(|signed| signed.name.clone());
        own.unwrap_or_else(|| words.say(&format!("attestation-{id}"), &[]))
    }

    /// A policy by its own title; by its id where the profile no longer has it.
    pub fn policy(&self, id: &str) -> String {
        self.policies.iter().find(|policy| policy.id == id).map_or(id, |policy| &policy.name).to_owned()
    }

    /// A reminder in a line.
    pub fn title(&self, planned: &Planned, words: &Words) -> String {
        let id = &planned.id;
        match planned.kind {
            PlannedKind::PolicyReview => words.say("agenda-policy_review", &[("policy", self.policy(id))]),
            PlannedKind::Attestation => {
                words.say("agenda-attestation", &[("title", self.attestation(id, words))])
            }
            PlannedKind::Duty => self.duty(id, words),
            PlannedKind::Digest => words.say("agenda-digest", &[]),
        }
    }
}

/// Words that the profiles ask for: those of duties and attestations that have no name of the school's own.
pub(super) fn asked(prompts: &Prompts) -> impl Iterator<Item = String> {
    prompts.profiles.values().flat_map(|profile| {
        let duties = profile.duties.iter().filter(|duty| duty.name.is_none());
        let signed = profile.attestations.iter().filter(|signed| signed.name.is_none());
        let duties = duties.map(|duty| format!("duty-{}", duty.id));
        duties.chain(signed.map(|signed| format!("attestation-{}", signed.id)))
    })
}

/// What is wrong with the words of one locale.
pub(super) fn problems(prompts: &Prompts, words: &Words) -> Vec<String> {
    let args: [Arg<'_>; 2] = ["policy", "title"].map(|name| (name, "2".to_owned()));
    let ids = TITLES.iter().map(|id| (*id).to_owned()).chain(asked(prompts));
    ids.filter_map(|id| words.problem(&id, &args)).collect()
}
