//! Owns the made-up people and numbers that new settings begin with, as far as a profile has a place for them.

use super::quoted;
use crate::domain::school::Role;
use crate::forms::Profile;
use anyhow::Context;
use serde::Deserialize;
use std::collections::BTreeSet;

const PEOPLE: &str = include_str!("people.toml");

#[derive(Deserialize)]
struct People {
    person: Vec<Person>,
}

#[derive(Deserialize)]
struct Person {
    user: String,
    name: String,
    title: String,
    roles: Vec<Role>,
    /// The year groups of a head of year.
    #[serde(default)]
    years: Vec<u8>,
}

/// Everyone at the school whom a route of the profile tells, and whoever policies and duties fall to.
fn told(profile: &Profile) -> BTreeSet<Role> {
    let routes = profile.routes.iter();
    let roles = routes.flat_map(|route| route.lead.iter().chain(&route.copied).chain(&route.ladder));
    let owners = profile.policies.iter().map(|policy| policy.owner);
    let reminded = owners.chain(profile.duties.iter().flat_map(|duty| duty.to.iter().copied()));
    let all = roles.copied().chain(reminded.filter(|role| *role != Role::Staff));
    all.filter(|role| profile.roles.contains(role)).collect()
}

/// A line for each number that may be shown to somebody.
pub(super) fn contacts(profile: &Profile, phone: &str) -> anyhow::Result<String> {
    let mut shown = BTreeSet::from([Role::Dsl, Role::Head, Role::ChairOfGovernors]);
    for route in &profile.routes {
        let inside = route.lead.iter().chain(&route.ladder).filter(|role| profile.roles.contains(role));
        shown.extend(inside.chain(&route.outside).copied());
    }
    let mut lines = String::new();
    for (n, role) in Role::ALL.iter().enumerate().filter(|(_, role)| shown.contains(role)) {
        lines += &match (role, profile.contacts.outside.get(role)) {
            (Role::Dsl, _) => format!("{role} = {}\n", quoted(phone)?),
            (_, Some(known)) => format!("# {role} = {}\n", quoted(known)?),
            (_, None) => format!("{role} = \"01632 9600{n:02}\"\n"),
        };
    }
    Ok(lines)
}

/// Somebody for each role, and a teacher.
pub(super) fn people(profile: &Profile) -> anyhow::Result<String> {
    let told = told(profile);
    let people: People = toml::from_str(PEOPLE).context("The made-up people cannot be read")?;
    let mut lines = String::new();
    for person in people.person {
        let duties: Vec<&Role> = person.roles.iter().filter(|role| **role != Role::Staff).collect();
        if !duties.is_empty() && !duties.iter().any(|role| told.contains(role)) {
            continue;
        }
        let roles = person.roles.iter().filter(|role| profile.roles.contains(role));
        let roles = roles.map(|role| format!("\"{role}\"")).collect::<Vec<_>>().join(", ");
        let [user, name, title] = [&person.user, &person.name, &person.title].map(|text| quoted(text));
        let years =
            if person.years.is_empty() { String::new() } else { format!("years = {:?}\n", person.years) };
        lines += &format!(
            "[[person]]\nuser = {}\nname = {}\ntitle = {}\nroles = [{roles}]\n{years}\n",
            user?, name?, title?
        );
    }
    Ok(lines.trim_end().to_owned() + "\n")
}
