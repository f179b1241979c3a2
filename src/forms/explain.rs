//! `route explain`: who would receive a concern under a profile, and why.

use super::load::Prompts;
use super::profile::Profile;
use super::words::Words;
use crate::domain::access::Subjects;
use crate::domain::concern::{About, Answers, Category, Value};
use crate::domain::routing::{Because, Facts, Route, route};
use crate::domain::school::Role;
use crate::domain::urgency::{self, Deadline, Urgency};
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Debug, Serialize)]
pub struct Explained {
    pub lead: Vec<Role>,
    pub copied: Vec<Role>,
    pub excluded: Vec<Role>,
    pub outside_advice: Vec<Role>,
    pub urgency: Urgency,
    pub deadline: Deadline,
    pub ladder: Vec<Role>,
    pub because: Vec<String>,
}

/// The question that `route explain` asks.
#[derive(Debug, Clone)]
pub struct Question {
    pub category: Category,
    pub about: About,
    pub year: Option<u8>,
    /// Roles whose holder is among those it is about.
    pub named: BTreeSet<Role>,
}

/// Explains a route with every role of the profile held by one person of their own.
pub fn explain(prompts: &Prompts, words: &Words, profile: &Profile, question: &Question) -> Explained {
    let named = Subjects { roles: question.named.clone(), ..Subjects::default() };
    let facts = Facts {
        about: question.about,
        category: question.category,
        years: question.year.into_iter().collect(),
        standing: named.roles.clone(),
        picked: (!named.roles.is_empty()).then(|| named.roles.clone()),
        subjects: named,
    };
    // Somebody is head of every year, and of none while no year is known.
    let route = route(&profile.routes, &facts, |role, subjects, years| {
        let of_nobodys_year = role == Role::HeadOfYear && years.is_empty();
        profile.roles.contains(&role) && !subjects.roles.contains(&role) && !of_nobodys_year
    });
    let mut known = Answers::default();
    known.set("category", Value::Choice(question.category.to_string()));
    let (urgency, rules) = urgency::of(&prompts.concern.urgency, &known);
    let mut because = reasons(words, &route);
    because.extend(rules.iter().map(|rule| words.say(&format!("urgency-because-{}", rule.id), &[])));
    Explained {
        lead: sorted(route.lead),
        copied: sorted(route.copied),
        excluded: sorted(route.excluded.into_iter().collect()),
        outside_advice: sorted(route.outside),
        urgency,
        deadline: profile.pace(urgency).first,
        ladder: route.ladder,
        because,
    }
}

fn sorted(mut roles: Vec<Role>) -> Vec<Role> {
    roles.sort_by_key(|role| role.as_str());
    roles
}

fn reasons(words: &Words, route: &Route) -> Vec<String> {
    let roles = |roles: &BTreeSet<Role>| {
        let roles: Vec<Role> = roles.iter().copied().collect();
        words.list(&words.roles(&roles))
    };
    route
        .because
        .iter()
        .map(|because| match because {
            // A school's own profile may have routes that nobody wrote a sentence for.
            Because::Rule(id) => words
                .find(&format!("because-{id}"), &[])
                .unwrap_or_else(|| words.say("because-own_route", &[])),
            Because::Raised => words.say("because-raised", &[]),
            Because::UnknownAdult => words.say("because-unknown_adult", &[]),
            Because::SubjectExcluded(out) => words.say("because-subject_excluded", &[("roles", roles(out))]),
            Because::TeamWithheld => words.say("because-team_withheld", &[]),
            Because::NoHolder(role) => words.say("because-no_holder", &[("role", words.role(*role))]),
            Because::MovedUp(role) => words.say("because-moved_up", &[("role", words.role(*role))]),
            Because::NobodyLeft => words.say("because-nobody_left", &[]),
        })
        .collect()
}
