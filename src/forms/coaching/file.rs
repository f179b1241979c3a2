//! Reads a locale's coaching rules. Phrases are whole words, patterns regular expressions (which take linear time);
//! both are matched without accents and capitals.

use super::computed::{Initials, Readers, Surnames};
use super::{Coach, Finds, Rule};
use crate::domain::condition::When;
use crate::domain::folded::fold;
use crate::domain::school::Role;
use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// Bytes that a compiled pattern may take, and signs that it may have with all its parts put in.
const LARGEST: usize = 4 << 20;
const LONGEST: usize = 40_000;
/// Parts that are put into one pattern: more would be a part within itself.
const MOST_PARTS: usize = 24;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InFile {
    /// Groups of field ids, so that each stands in the file once.
    fields: BTreeMap<String, Vec<Spanned<String>>>,
    /// Pieces of patterns: `{name}` in a pattern stands for one of these.
    #[serde(default)]
    parts: BTreeMap<String, Spanned<String>>,
    #[serde(rename = "rule")]
    rules: Vec<RuleInFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleInFile {
    id: Spanned<String>,
    #[serde(default)]
    finds: What,
    /// Names of groups.
    fields: Vec<Spanned<String>>,
    #[serde(default)]
    when: When,
    #[serde(default)]
    in_quotes: bool,
    #[serde(default)]
    phrases: Vec<Spanned<String>>,
    #[serde(default)]
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    except_phrases: Vec<Spanned<String>>,
    #[serde(default)]
    except_patterns: Vec<Spanned<String>>,
    /// Words that are no name (surnames) or no initials (initials).
    #[serde(default)]
    except_words: Vec<String>,
    /// What stands before a surname, such as "Mrs" (readers).
    #[serde(default)]
    honorifics: Vec<String>,
    /// How people call whoever has a role (readers).
    #[serde(default)]
    titles: BTreeMap<Role, Vec<Spanned<String>>>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "snake_case")]
enum What {
    /// The rule's own phrases and patterns.
    #[default]
    Words,
    /// The name or title of somebody who may read the report.
    Readers,
    /// A first name with a surname.
    Surnames,
    /// A child named by initials only.
    Initials,
}

struct File<'t> {
    text: &'t str,
    parts: &'t BTreeMap<String, Spanned<String>>,
}

pub(super) fn read(text: &str) -> Result<Coach, String> {
    let InFile { fields, parts, rules } = toml::from_str(text).map_err(|error| error.to_string())?;
    let file = File { text, parts: &parts };
    let rules = rules.into_iter().map(|rule| file.rule(rule, &fields));
    Ok(Coach { rules: rules.collect::<Result<_, _>>()? })
}

impl File<'_> {
    /// The line on which something stands, counted from 1.
    fn line<T>(&self, at: &Spanned<T>) -> usize {
        self.text.bytes().take(at.span().start).filter(|byte| *byte == b'\n').count() + 1
    }

    fn rule(
        &self,
        rule: RuleInFile,
        groups: &BTreeMap<String, Vec<Spanned<String>>>,
    ) -> Result<Rule, String> {
        let line = self.line(&rule.id);
        let mut fields: Vec<(String, usize)> = Vec::new();
        for name in &rule.fields {
            let group = groups.get(name.get_ref()).ok_or_else(|| {
                let known = groups.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
                let line = self.line(name);
                format!(
                    "line {line}: there is no group of fields called {}. There are: {known}",
                    name.get_ref()
                )
            })?;
            fields.extend(group.iter().map(|field| (field.get_ref().clone(), self.line(field))));
        }
        let wanted = self.any_of(&rule.phrases, &rule.patterns)?;
        let finds = match rule.finds {
            What::Words => Finds::Words(wanted.ok_or_else(|| {
                format!("line {line}: rule {} has neither phrases nor patterns", rule.id.get_ref())
            })?),
            What::Readers => {
                let mut titles = Vec::new();
                for (role, phrases) in &rule.titles {
                    titles.extend(self.any_of(phrases, &[])?.map(|title| (*role, title)));
                }
                Finds::Readers(Readers { honorifics: set(&rule.honorifics), titles })
            }
            What::Surnames => Finds::Surnames(Surnames { known: set(&rule.except_words) }),
            What::Initials => Finds::Initials(Initials { known: set(&rule.except_words), more: wanted }),
        };
        Ok(Rule {
            fields,
            line,
            when: rule.when,
            in_quotes: rule.in_quotes,
            finds,
            unless: self.any_of(&rule.except_phrases, &rule.except_patterns)?,
            id: rule.id.into_inner(),
        })
    }

    /// One pattern for all of them; nothing where there are none.
    fn any_of(
        &self,
        phrases: &[Spanned<String>],
        patterns: &[Spanned<String>],
    ) -> Result<Option<Regex>, String> {
        let mut all = Vec::new();
        for phrase in phrases {
            let words: Vec<String> = folded(phrase.get_ref()).split_whitespace().map(word).collect();
            if words.is_empty() {
                return Err(format!("line {}: an empty phrase", self.line(phrase)));
            }
            all.push(words.join(r"[\s-]+"));
        }
        let phrases_alone = all.len();
        for pattern in patterns {
            all.push(self.whole(pattern)?);
        }
        if all.is_empty() {
            return Ok(None);
        }
        // Building is dear: one pattern at a time only to find the one that is wrong.
        build(&all.join("|")).map(Some).map_err(|why| {
            let each = patterns.iter().zip(&all[phrases_alone..]);
            let mut wrong = each.filter_map(|(pattern, whole)| Some((pattern, build(whole).err()?)));
            let first = phrases.first().or(patterns.first()).map(|first| (first, why));
            wrong
                .next()
                .or(first)
                .map_or_else(String::new, |(at, why)| format!("line {}: {why}", self.line(at)))
        })
    }

    /// A pattern with its parts put in.
    fn whole(&self, pattern: &Spanned<String>) -> Result<String, String> {
        let mut whole = folded(pattern.get_ref());
        for _ in 0..=MOST_PARTS {
            let Some(name) = part(&whole).map(str::to_owned) else { return Ok(whole) };
            let Some(meant) = self.parts.get(&name) else {
                return Err(format!("line {}: there is no part called {name}", self.line(pattern)));
            };
            whole = whole.replace(&format!("{{{name}}}"), &format!("(?:{})", folded(meant.get_ref())));
            if whole.len() > LONGEST {
                break;
            }
        }
        Err(format!("line {}: too many parts, or one within itself", self.line(pattern)))
    }
}

/// The first `{name}` of a pattern. A repetition such as `{2,3}` has digits.
fn part(pattern: &str) -> Option<&str> {
    let mut rest = 0;
    while let Some(start) = pattern[rest..].find('{').map(|n| rest + n + 1) {
        let name = pattern[start..].split('}').next().unwrap_or_default();
        if !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') {
            return Some(name);
        }
        rest = start;
    }
    None
}

fn build(pattern: &str) -> Result<Regex, String> {
    RegexBuilder::new(&format!(r"\b(?:{pattern})\b"))
        .case_insensitive(true)
        // What people wrote is folded to plain letters first, so these need not know every script.
        .unicode(false)
        .size_limit(LARGEST)
        .nest_limit(100)
        .build()
        .map_err(|error| error.to_string())
}

fn folded(text: &str) -> String {
    text.chars().filter_map(fold).collect()
}

/// People leave apostrophes out.
fn word(word: &str) -> String {
    regex::escape(word).replace('\'', "'?")
}

fn set(words: &[String]) -> BTreeSet<String> {
    words.iter().map(|word| folded(word).to_lowercase()).collect()
}
