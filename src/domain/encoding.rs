//! Owns how answers become bytes for sealing, and back: one canonical form, wiped from memory when dropped.

use super::concern::{Answers, Named, Value};
use super::text::Text;
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// Sealed bytes that do not hold answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored answers cannot be read")]
pub struct Unreadable;

/// The stored shape of a value. It borrows, so that no copy of a text outlives the encoding.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
enum Stored<T> {
    Text(T),
    Choice(String),
    Choices(Vec<String>),
    Date(NaiveDate),
    Time(NaiveTime),
    People(Vec<Named>),
    Tick(bool),
}

pub fn encode(answers: &Answers) -> Zeroizing<Vec<u8>> {
    let stored: BTreeMap<&str, Stored<&str>> = answers
        .iter()
        .map(|(field, value)| {
            let stored = match value {
                Value::Text(text) => Stored::Text(text.expose()),
                Value::Choice(option) => Stored::Choice(option.clone()),
                Value::Choices(options) => Stored::Choices(options.clone()),
                Value::Date(day) => Stored::Date(*day),
                Value::Time(time) => Stored::Time(*time),
                Value::People(people) => Stored::People(people.clone()),
                Value::Tick(ticked) => Stored::Tick(*ticked),
            };
            (field, stored)
        })
        .collect();
    Zeroizing::new(serde_json::to_vec(&stored).expect("answers are maps of plain values"))
}

pub fn decode(bytes: &[u8]) -> Result<Answers, Unreadable> {
    let stored: BTreeMap<String, Stored<String>> = serde_json::from_slice(bytes).map_err(|_| Unreadable)?;
    let mut answers = Answers::default();
    for (field, value) in stored {
        let value = match value {
            Stored::Text(text) => Value::Text(Text::new(text)),
            Stored::Choice(option) => Value::Choice(option),
            Stored::Choices(options) => Value::Choices(options),
            Stored::Date(day) => Value::Date(day),
            Stored::Time(time) => Value::Time(time),
            Stored::People(people) => Value::People(people),
            Stored::Tick(ticked) => Value::Tick(ticked),
        };
        answers.set(&field, value);
    }
    Ok(answers)
}
