//! Checks what a person filled in against a page's fields: every problem is said at its field, nothing typed is lost.

use super::form::{FieldDef, FieldType, PageDef};
use super::words::Words;
use crate::chat::{Input, limits};
use crate::domain::concern::{Answers, Named, Value};
use crate::domain::school::Identity;
use crate::domain::text::Text;
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeMap;

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    Required,
    TooLong { length: usize },
    NotAnOption,
    Date,
    Time,
    Tick,
}

impl Problem {
    pub fn say(&self, words: &Words) -> String {
        let most = limits::ANSWER.to_string();
        match self {
            Self::Required => words.say("error-required", &[]),
            Self::TooLong { length } => {
                words.say("error-too_long", &[("most", most), ("length", length.to_string())])
            }
            Self::NotAnOption => words.say("error-not_an_option", &[]),
            Self::Date => words.say("error-date", &[]),
            Self::Time => words.say("error-time", &[]),
            Self::Tick => words.say("error-tick", &[]),
        }
    }
}

/// A page as filled in: the answers that are sound, and what is wrong with the others.
#[derive(Debug, Default)]
pub struct Checked {
    pub answers: Answers,
    /// Fields that were left empty.
    pub empty: Vec<String>,
    pub problems: BTreeMap<String, Problem>,
}

/// `who` matches a picked identity to a person of the school.
pub fn check(page: &PageDef, inputs: &BTreeMap<String, Input>, who: impl Fn(&Identity) -> Named) -> Checked {
    let mut checked = Checked::default();
    for field in &page.fields {
        match value(field, inputs.get(&field.id), &who) {
            Ok(Some(value)) => checked.answers.set(&field.id, value),
            Ok(None) if field.required => {
                let problem = if field.kind == FieldType::Tick { Problem::Tick } else { Problem::Required };
                checked.problems.insert(field.id.clone(), problem);
            }
            Ok(None) => checked.empty.push(field.id.clone()),
            Err(problem) => drop(checked.problems.insert(field.id.clone(), problem)),
        }
    }
    checked
}

fn value(
    field: &FieldDef,
    input: Option<&Input>,
    who: impl Fn(&Identity) -> Named,
) -> Result<Option<Value>, Problem> {
    let Some(input) = input else { return Ok(None) };
    match (field.kind, input) {
        (FieldType::Short | FieldType::Long, Input::Text(text)) => {
            let text = tidy(text);
            match text.length() {
                _ if text.is_blank() => Ok(None),
                length if length > limits::ANSWER => Err(Problem::TooLong { length }),
                _ => Ok(Some(Value::Text(text))),
            }
        }
        (FieldType::Date, Input::Text(text)) if text.is_blank() => Ok(None),
        (FieldType::Time, Input::Text(text)) if text.is_blank() => Ok(None),
        (FieldType::Date, Input::Text(text)) => date(text.expose()).map(|d| Some(Value::Date(d))),
        (FieldType::Time, Input::Text(text)) => time(text.expose()).map(|t| Some(Value::Time(t))),
        (FieldType::Choice, Input::Picked(picked)) => match picked.as_slice() {
            [] => Ok(None),
            [one] if field.options.contains(one) => Ok(Some(Value::Choice(one.clone()))),
            _ => Err(Problem::NotAnOption),
        },
        (FieldType::Choices, Input::Picked(picked)) => {
            if picked.is_empty() {
                Ok(None)
            } else if picked.iter().all(|p| field.options.contains(p)) {
                Ok(Some(Value::Choices(picked.clone())))
            } else {
                Err(Problem::NotAnOption)
            }
        }
        (FieldType::Person, Input::People(people)) if people.is_empty() => Ok(None),
        (FieldType::Person, Input::People(people)) => {
            Ok(Some(Value::People(people.iter().map(who).collect())))
        }
        (FieldType::Tick, Input::Tick(true)) => Ok(Some(Value::Tick(true))),
        (FieldType::Tick, Input::Tick(false)) => Ok(None),
        _ => Err(Problem::NotAnOption),
    }
}

/// Control signs go, which nobody types and which break displays; everything else stays as written.
fn tidy(text: &Text) -> Text {
    let kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    Text::new(text.expose().replace("\r\n", "\n").chars().filter(kept).collect::<String>())
}

/// `2026-11-21`, or day first as people here write it: `21/11/2026`, `21.11.2026`.
fn date(typed: &str) -> Result<NaiveDate, Problem> {
    ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(typed.trim(), format).ok())
        .ok_or(Problem::Date)
}

/// `14:05`, `14.05`, or with seconds as some pickers give it.
fn time(typed: &str) -> Result<NaiveTime, Problem> {
    ["%H:%M", "%H.%M", "%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(typed.trim(), format).ok())
        .ok_or(Problem::Time)
}
