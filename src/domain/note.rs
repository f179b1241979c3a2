//! Owns when the author of a reported message may be asked to take names out of it: never where that could warn somebody
//! or spoil evidence. What is not known counts as a no.

use super::access::Subjects;
use super::case::{Case, State};
use super::concern::{About, Answers, Category};
use super::school::{Identity, Staff};

/// The question whether to ask, and its yes.
pub const ASK_AUTHOR: &str = "ask_author";
const YES: &str = "yes";

/// How data came to be where it should not be, as far as a message can be mended by its author.
const MENDED_BY_EDITING: [&str; 2] = ["wrong_person", "online"];

/// Whoever wrote the message that this case began from, if they may be asked. `answers`: everything reported so far.
pub fn author_to_ask(case: &Case, subjects: &Subjects, answers: &Answers, staff: &Staff) -> Option<Identity> {
    // Only where the message itself is all that is wrong. In every other kind it may be evidence.
    let kind = case.category == Category::DataBreach && answers.category() == Some(Category::DataBreach);
    let about = matches!(case.about, About::Pupil | About::Pupils | About::Nobody);
    let no_picture = answers.chosen("picture") == ["no"];
    let how = answers.chosen("data_how").iter().all(|how| MENDED_BY_EDITING.contains(how));
    // About an adult here in any part, known or not: not a word to anybody.
    let nobody_named = *subjects == Subjects::default();
    let open = !matches!(case.state, State::Closed | State::Unrouted);
    if !(kind && about && no_picture && how && nobody_named && open) {
        return None;
    }
    let author = answers.message()?.author?;
    // Nothing goes to an account that is off or a guest's, nor to anybody whom we do not know.
    let person = staff.acting(&author)?;
    let reporter = staff.by_identity(&case.reporter);
    let own = author == case.reporter || reporter.is_some_and(|reporter| reporter.id == person.id);
    (!own).then_some(author)
}

/// Whether whoever reported it has said that the author is to be asked.
pub fn is_wanted(answers: &Answers) -> bool {
    answers.chosen(ASK_AUTHOR) == [YES]
}
