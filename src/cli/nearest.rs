//! Owns how a command answers a word it does not know: with what was probably meant, and with all there are.

use crate::domain::school::Role;
use crate::forms::{Profile, Prompts, Words};
use anyhow::{Context, anyhow};

/// Below this, two words have little in common.
const ALIKE: f64 = 0.6;

/// A word of a closed set, or a sentence that lists the set.
pub(super) fn word<T: Copy>(
    given: &str,
    what: &str,
    parse: impl Fn(&str) -> Option<T>,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> anyhow::Result<T> {
    let all: Vec<&str> = all.iter().map(|one| name(*one)).collect();
    parse(given).with_context(|| format!("{given} is no {what}. {}", there_are(given, &all)))
}

pub(super) fn role(given: &str) -> anyhow::Result<Role> {
    word(given, "role", Role::parse, Role::ALL, Role::as_str)
}

pub(super) fn profile<'p>(prompts: &'p Prompts, given: &str) -> anyhow::Result<&'p Profile> {
    let all: Vec<&str> = prompts.profiles.keys().map(String::as_str).collect();
    let there_are = || anyhow!("There is no profile called {given}. {}", there_are(given, &all));
    prompts.profiles.get(given).ok_or_else(there_are)
}

pub(super) fn locale(prompts: &Prompts, given: &str) -> anyhow::Result<()> {
    let all: Vec<&str> = prompts.locales().map(Words::locale).collect();
    if all.contains(&given) {
        return Ok(());
    }
    Err(anyhow!("There are no words for {given}. {}", there_are(given, &all)))
}

/// Where in a list a word stands, or a sentence that gives the list.
pub(super) fn from(given: &str, what: &str, all: &[&str]) -> anyhow::Result<usize> {
    let found = all.iter().position(|known| *known == given);
    found.with_context(|| format!("There is no {what} called {given}. {}", there_are(given, all)))
}

fn there_are(given: &str, all: &[&str]) -> String {
    let list = all.join(", ");
    match nearest(given, all) {
        Some(meant) => format!("Did you mean {meant}? There are: {list}"),
        None => format!("There are: {list}"),
    }
}

fn nearest<'a>(given: &str, all: &[&'a str]) -> Option<&'a str> {
    let given = given.to_lowercase();
    let begins = |known: &&&str| given.len() > 1 && known.to_lowercase().starts_with(&given);
    if let Some(known) = all.iter().find(begins) {
        return Some(known);
    }
    let alike = |known: &str| strsim::normalized_damerau_levenshtein(&given, &known.to_lowercase());
    let best = all.iter().max_by(|a, b| alike(a).total_cmp(&alike(b)))?;
    (alike(best) >= ALIKE).then_some(best)
}
