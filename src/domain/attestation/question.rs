//! Owns the check questions that a school may ask before somebody signs.

use super::text::is_hidden;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Questions at most: it is a reminder of what was read, and no examination.
pub const MOST: usize = 10;

/// One question with one right answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub question: String,
    pub options: Vec<String>,
    /// As it stands among the options.
    pub right: String,
    /// Said to whoever answers anything else.
    pub why: String,
}

/// What is wrong with questions; each is told with its number, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    TooMany,
    /// No words, or more than a page takes.
    Words(usize),
    /// Fewer than two, more than are shown open, twice the same, or too long.
    Options(usize),
    /// The right one is not among them.
    Right(usize),
}

/// What a platform takes.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    pub words: usize,
    pub options: usize,
    pub option: usize,
}

/// Whether questions can be asked.
pub fn look(questions: &[Question], room: Room) -> Result<(), Wrong> {
    if questions.len() > MOST {
        return Err(Wrong::TooMany);
    }
    for (n, question) in questions.iter().enumerate().map(|(n, question)| (n + 1, question)) {
        let fits = |text: &str, most: usize| {
            !text.trim().is_empty() && text.chars().count() <= most && !text.contains(is_hidden)
        };
        if !fits(&question.question, room.words) || !fits(&question.why, room.words) {
            return Err(Wrong::Words(n));
        }
        let options: BTreeSet<&str> = question.options.iter().map(|option| option.trim()).collect();
        let number = (2..=room.options).contains(&question.options.len());
        if !number || options.len() < question.options.len() || !options.iter().all(|o| fits(o, room.option))
        {
            return Err(Wrong::Options(n));
        }
        if !question.options.contains(&question.right) {
            return Err(Wrong::Right(n));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(options: &[&str], right: &str) -> Question {
        Question {
            question: "May you use your own phone?".to_owned(),
            options: options.iter().map(|option| (*option).to_owned()).collect(),
            right: right.to_owned(),
            why: "It stays in the staff room.".to_owned(),
        }
    }

    #[test]
    fn a_question_has_two_answers_at_least_and_the_right_one_is_among_them() {
        let room = Room { words: 40, options: 3, option: 10 };
        let look = |question: Question| look(&[question], room);
        assert_eq!(look(question(&["Yes", "No"], "No")), Ok(()));
        assert_eq!(look(question(&["Yes"], "Yes")), Err(Wrong::Options(1)));
        assert_eq!(look(question(&["Yes", " Yes"], "Yes")), Err(Wrong::Options(1)));
        assert_eq!(look(question(&["a", "b", "c", "d"], "a")), Err(Wrong::Options(1)));
        assert_eq!(look(question(&["Yes", "much too long"], "Yes")), Err(Wrong::Options(1)));
        assert_eq!(look(question(&["Yes", "No"], "Maybe")), Err(Wrong::Right(1)));
        assert_eq!(look(question(&["Yes", "N\u{200f}o"], "Yes")), Err(Wrong::Options(1)));
        assert_eq!(
            look(Question { why: " ".to_owned(), ..question(&["Yes", "No"], "No") }),
            Err(Wrong::Words(1))
        );
    }
}
