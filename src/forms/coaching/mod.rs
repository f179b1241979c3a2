//! Owns coaching: gentle hints on what somebody wrote, by rules in `prompts/LOCALE/coaching.toml`. A hint never blocks.

mod computed;
mod file;

use super::form::{FieldType, Form};
use super::load::Prompts;
use super::words::{Arg, Words};
use crate::chat::limits;
use crate::domain::concern::{Answers, Value};
use crate::domain::condition::When;
use crate::domain::folded::Folded;
use crate::domain::school::Role;
use crate::domain::text::Text;
use computed::{Initials, Readers, Surnames};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Hints on a page at most, the most important first.
pub const MOST: usize = 3;
/// Signs of somebody's own words that a hint gives back at most.
const QUOTED: usize = 60;
/// A hint stands below a box on a phone: it is short.
const HINT: usize = 400;

/// The rules of one locale, the most important first.
#[derive(Debug)]
pub struct Coach {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    id: String,
    /// The fields it looks at, with the line of the file on which each stands.
    fields: Vec<(String, usize)>,
    line: usize,
    when: When,
    /// Whether what stands between quotation marks counts as the writer's own words.
    in_quotes: bool,
    finds: Finds,
    unless: Option<Regex>,
}

#[derive(Debug)]
enum Finds {
    Words(Regex),
    Readers(Readers),
    Surnames(Surnames),
    Initials(Initials),
}

/// Whom a text may name: those who may read it, in which roles, and everybody who works here.
#[derive(Debug, Default)]
pub struct Around<'a> {
    pub readers: Vec<&'a Text>,
    pub roles: BTreeSet<Role>,
    pub staff: Vec<&'a Text>,
}

/// One thing that could be said better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    pub rule: String,
    pub field: String,
    /// The few words it is about, as they were written.
    pub words: Text,
}

/// A page's hints in words, by field, and why the page is shown once more.
#[derive(Debug, Default)]
pub struct Coaching {
    pub note: String,
    pub hints: BTreeMap<String, Vec<Text>>,
}

impl Coach {
    /// Reads a locale's rules; what is wrong with the file, with its line.
    pub fn read(text: &str) -> Result<Self, String> {
        file::read(text)
    }

    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.id.as_str())
    }

    /// What could be said better in `written`; conditions are asked of everything `known`.
    pub fn look(&self, written: &Answers, known: &Answers, around: &Around<'_>) -> Vec<Hint> {
        let texts: BTreeMap<&str, Folded<'_>> = written
            .iter()
            .filter_map(|(field, value)| match value {
                Value::Text(text) => Some((field, Folded::new(text))),
                _ => None,
            })
            .collect();
        let hint = |rule: &Rule| {
            rule.fields.iter().find_map(|(field, _)| {
                let text = texts.get(field.as_str())?;
                let words = text.written(&rule.first(text, around)?, QUOTED);
                Some(Hint { rule: rule.id.clone(), field: field.clone(), words })
            })
        };
        self.rules.iter().filter(|rule| rule.when.holds(known)).filter_map(hint).take(MOST).collect()
    }
}

impl Rule {
    /// The first place in a text that it is about.
    fn first(&self, text: &Folded<'_>, around: &Around<'_>) -> Option<Range<usize>> {
        let found: Vec<Range<usize>> = match &self.finds {
            Finds::Words(wanted) => wanted.find_iter(text.as_str()).map(|found| found.range()).collect(),
            Finds::Readers(readers) => readers.all(text, around),
            Finds::Surnames(surnames) => surnames.all(text, around),
            Finds::Initials(initials) => initials.all(text),
        };
        if found.is_empty() {
            return None;
        }
        let unless = self.unless.iter().flat_map(|unless| unless.find_iter(text.as_str()));
        let mut aside: Vec<Range<usize>> = unless.map(|found| found.range()).collect();
        if !self.in_quotes {
            aside.extend(text.quoted());
        }
        let meets = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        found.into_iter().find(|at| !at.is_empty() && !aside.iter().any(|other| meets(at, other)))
    }
}

/// Rules about what somebody did themselves that may be against the law: nothing reassuring stands over those.
const DONE: &[&str] = &["looked", "viewed", "deleted", "asked_to_show", "copied"];
/// Over a page that is shown once more: of what is well as it is and of what was done, before the receipt and after.
pub(super) const NOTES: [[&str; 2]; 2] =
    [["coach-note", "coach-note.after"], ["coach-note-done", "coach-note-done.after"]];

/// The hints in words. `after` the receipt, what was typed is saved already.
pub fn say(words: &Words, args: &[Arg<'_>], hints: &[Hint], after: bool) -> Coaching {
    let done = hints.iter().any(|hint| DONE.contains(&hint.rule.as_str()));
    let note = words.say(NOTES[usize::from(done)][usize::from(after)], args);
    let mut said = Coaching { note, ..Coaching::default() };
    for hint in hints {
        let mut args = args.to_vec();
        args.push(("words", hint.words.expose().to_owned()));
        let text = Text::new(words.say(&format!("coach-{}", hint.rule), &args));
        said.hints.entry(hint.field.clone()).or_default().push(text);
    }
    said
}

/// The part of `prompts check` that looks at the coaching: one sentence for everything that is wrong.
pub(super) fn check(prompts: &Prompts) -> Vec<String> {
    let mut wrong = Vec::new();
    for (locale, coach) in prompts.coaches() {
        let mut ids = BTreeSet::new();
        for rule in &coach.rules {
            let place = format!("{locale}/coaching.toml, line {}: rule {}", rule.line, rule.id);
            if !ids.insert(&rule.id) {
                wrong.push(format!("{place} stands twice"));
            }
            super::check::condition(&prompts.concern, &rule.when, &place, &mut wrong);
            for (field, line) in rule.fields.iter().filter(|(field, _)| !is_written(prompts, field)) {
                let place = format!("{locale}/coaching.toml, line {line}");
                let sentence = format!("{place}: {field} is no field that somebody writes in");
                if !wrong.contains(&sentence) {
                    wrong.push(sentence);
                }
            }
        }
    }
    for words in prompts.locales() {
        let rules = prompts.coach(words.locale()).into_iter().flat_map(Coach::rules);
        let ids = rules.map(|rule| format!("coach-{rule}"));
        for id in ids.chain(NOTES.concat().into_iter().map(str::to_owned)) {
            let mut args = super::spoken::all_args();
            args.push(("words", "w".repeat(QUOTED)));
            if let Some(problem) = words.problem(&id, &args) {
                wrong.push(problem);
                continue;
            }
            let length = words.say(&id, &args).chars().count();
            if length > HINT {
                let locale = words.locale();
                wrong.push(format!("{locale}: {id} has {length} characters, {HINT} fit"));
            }
        }
    }
    wrong
}

fn is_written(prompts: &Prompts, field: &str) -> bool {
    let of = |form: &Form| form.field(field).map(|def| def.kind);
    let kind = of(&prompts.concern).or_else(|| of(&prompts.casework));
    matches!(kind, Some(FieldType::Short | FieldType::Long))
}

const _: () = assert!(MOST * HINT < limits::TEXT, "the hints of one field fit into one block of text");
