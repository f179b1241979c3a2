//! The part of `prompts check` that looks at the forms about a case, and at every word that follows from them.

use super::fit::too_long;
use super::load::Prompts;
use super::spoken::all_args;
use super::words::Words;
use crate::chat::limits::{self, Limits};
use crate::domain::case::State;
use crate::domain::progress::Stage;
use std::collections::BTreeSet;

/// Cards the program asks for by name.
pub(super) const CARDS: &[&str] = &[
    "asked",
    "ask-closed",
    "ask-not_them",
    "question",
    "question-answered",
    "notice-question",
    "notice-question_again",
    "answer-saved",
    "answer-talk",
    "notice-reply",
    "notice-would_talk",
    "closed",
    "close-not_taken",
    "reopened",
    "notice-closed",
    "notice-moved",
    "notice-regrouped",
    "named-still",
    "named-reporter",
    "named-out",
    "status",
    "status-nobody",
    "report",
];
const BUTTONS: &[&str] = &[
    "ask_reporter",
    "read_question",
    "answer_question",
    "rather_talk",
    "close_case",
    "reopen_case",
    "name_subject",
    "name_reader",
    "mine",
];
const SENTENCES: &[&str] = &[
    "question-expires",
    "field-question.said",
    "field-answer.said",
    "field-what_was_done.said",
    "field-named.said",
    "answer-named",
    "form-not_saved",
    "form-unknown_outcome",
    "status-not_yet",
    "status-unrouted.now",
    "case-not_theirs",
    "case-task",
    "case-the_reporter",
    "case-entry-more",
    "case-entry-question",
    "case-entry-question-waits",
    "case-entry-answer",
    "case-entry-answer-talk",
    "case-entry-closed",
    "case-entry-reopened",
    "case-entry-named",
    "case-entry-named-unknown",
];

/// Everything that is wrong, one sentence each.
pub(super) fn check(prompts: &Prompts) -> Vec<String> {
    let mut wrong = shape(prompts);
    for words in prompts.locales() {
        wording(prompts, words, &mut wrong);
    }
    wrong
}

fn shape(prompts: &Prompts) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut ids: BTreeSet<&str> = prompts.concern.pages.iter().map(|page| page.id.as_str()).collect();
    let mut names: BTreeSet<&str> =
        prompts.concern.pages.iter().flat_map(|page| &page.fields).map(|field| field.id.as_str()).collect();
    for page in prompts.casework.pages.iter().chain(&prompts.register.pages) {
        if !ids.insert(&page.id) {
            wrong.push(format!("page {} stands twice", page.id));
        }
        if page.actions.is_empty() || page.actions.len() > limits::ACTIONS {
            wrong.push(format!("page {} needs one to {} actions", page.id, limits::ACTIONS));
        }
        if page.fields.len() > limits::FIELDS {
            wrong.push(format!("page {} has more than {} fields", page.id, limits::FIELDS));
        }
        for field in &page.fields {
            if !names.insert(&field.id) {
                wrong.push(format!("field {} stands twice", field.id));
            }
        }
    }
    for page in ["ask_reporter", "answer_question", "close_case", "name_subject"] {
        if prompts.casework.page(page).is_none() {
            wrong.push(format!("page {page} is missing among the forms about a case"));
        }
    }
    wrong
}

fn wording(prompts: &Prompts, words: &Words, wrong: &mut Vec<String>) {
    let mut args = all_args();
    args.extend([("received", "Wednesday 30 September, 15:15".to_owned()), ("to", "12".to_owned())]);
    let mut fits = |id: &str, limit: fn(&Limits) -> usize| {
        if let Some(problem) = words.problem(id, &args) {
            return wrong.push(problem);
        }
        if let Some(why) = too_long(&words.say(id, &args), limit) {
            wrong.push(format!("{}: {id} {why}", words.locale()));
        }
    };
    // Pages and cards are measured whole elsewhere.
    for page in &prompts.casework.pages {
        fits(&format!("page-{}.title", page.id), |_| limits::FREE);
        fits(&format!("page-{}.text", page.id), |_| limits::FREE);
        for action in &page.actions {
            fits(&format!("action-{action}"), |_| limits::FREE);
        }
        for field in &page.fields {
            fits(&format!("field-{}", field.id), |_| limits::FREE);
            if words.find(&format!("field-{}.hint", field.id), &args).is_some() {
                fits(&format!("field-{}.hint", field.id), |_| limits::FREE);
            }
        }
    }
    for id in CARDS {
        fits(&format!("{id}.heading"), |_| limits::FREE);
        fits(&format!("{id}.text"), |_| limits::FREE);
    }
    for id in BUTTONS {
        fits(&format!("action-{id}"), |limits| limits.button);
    }
    for id in SENTENCES {
        fits(id, |limits| limits.paragraph);
    }
    for stage in Stage::ALL {
        fits(&format!("status-{stage}"), |limits| limits.label);
        fits(&format!("status-{stage}.now"), |limits| limits.label);
    }
    for state in State::ALL {
        fits(&format!("state-{state}.reporter"), |limits| limits.label);
    }
}
