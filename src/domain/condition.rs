//! Owns conditions over answers: which page comes, which guidance shows, when urgency rises.

use super::concern::Answers;
use serde::Deserialize;
use std::collections::BTreeMap;

/// All fields named in one clause must have one of the options listed there.
type Clause = BTreeMap<String, Vec<String>>;

/// Holds when any of its clauses holds; with no clause it always holds. In files: one table, or a list of tables.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "InFile")]
pub struct When(Vec<Clause>);

#[derive(Deserialize)]
#[serde(untagged)]
enum InFile {
    One(Clause),
    Any(Vec<Clause>),
}

impl From<InFile> for When {
    fn from(file: InFile) -> Self {
        match file {
            InFile::One(clause) => Self(vec![clause]),
            InFile::Any(clauses) => Self(clauses),
        }
    }
}

impl When {
    pub fn is_always(&self) -> bool {
        self.0.is_empty()
    }

    /// Every field and option named, for `prompts check`.
    pub fn mentions(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().flatten().map(|(field, options)| (field.as_str(), options.as_slice()))
    }

    pub fn holds(&self, answers: &Answers) -> bool {
        self.is_always()
            || self.0.iter().any(|clause| clause.iter().all(|(f, o)| chosen_among(answers, f, o)))
    }

    /// Whether it can still hold when only the fields in `known` are decided and all others are open.
    pub fn possible(&self, known: &Answers) -> bool {
        let open = |field: &str| known.get(field).is_none();
        self.is_always()
            || self.0.iter().any(|clause| clause.iter().all(|(f, o)| open(f) || chosen_among(known, f, o)))
    }
}

fn chosen_among(answers: &Answers, field: &str, options: &[String]) -> bool {
    answers.chosen(field).iter().any(|chosen| options.iter().any(|o| o == chosen))
}
