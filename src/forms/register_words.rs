//! The part of `prompts check` that looks at the forms about policies and duties, and at every word of a morning.

use super::fit::too_long;
use super::load::Prompts;
use super::spoken::all_args;
use super::words::Words;
use crate::chat::limits::{self, Limits};
use crate::domain::agenda::NoteKind;

/// Cards the program asks for by name.
pub(super) const CARDS: &[&str] = &[
    "notice-review",
    "notice-duty",
    "notice-duty_everybody",
    "notice-digest",
    "notice-calendar_ends",
    "notice-mornings",
    "policies",
    "duties",
    "policy",
    "duty",
    "policy-saved",
    "policy-saved_early",
    "policy-saved_document",
    "duty-saved",
    "duty-saved_postponed",
    "duty-saved_not_applicable",
    "duty-settled",
    "history",
];
/// Those that say the rest in facts.
const HEADED: [&str; 2] = ["policy", "duty"];
const BUTTONS: &[&str] = &[
    "mine_due",
    "policies",
    "duties",
    "policy_reviewed",
    "policy_early",
    "policy_document",
    "policy_history",
    "duty_done",
    "duty_postpone",
    "duty_not_applicable",
    "duty_history",
];
/// Labels that name what they are about; where that makes them too long, the name is cut.
const NAMED: &[&str] = &["action-review_named", "action-done_named"];
const SENTENCES: &[&str] = &[
    "command-policies",
    "command-duties",
    "remind-review",
    "remind-duty",
    "remind-duty_everybody",
    "remind-digest",
    "remind-calendar_ends",
    "remind-more",
    "remind-why-holds",
    "remind-why-instead",
    "fact-policy",
    "fact-duty",
    "fact-due",
    "fact-next_review",
    "fact-last_review",
    "fact-owner",
    "fact-approver",
    "fact-cycle",
    "fact-cycle-months",
    "fact-undated",
    "fact-never",
    "noted-cli",
    "policy-early",
    "duty-put_off",
];
/// What may stand over a form when it is shown once more.
pub(super) const ERRORS: &[&str] = &[
    "register-not_yet",
    "register-past",
    "register-before",
    "register-far",
    "register-later",
    "register-link",
    "register-hash",
    "register-nothing",
    "register-not_saved",
    "register-unknown_outcome",
];
/// The forms that buttons open.
const PAGES: [&str; 6] = [
    "policy_reviewed",
    "policy_early",
    "policy_document",
    "duty_done",
    "duty_postpone",
    "duty_not_applicable",
];

/// Everything that is wrong, one sentence each.
pub(super) fn check(prompts: &Prompts) -> Vec<String> {
    let missing = PAGES.iter().filter(|page| prompts.register.page(page).is_none());
    let mut wrong: Vec<String> = missing
        .map(|page| format!("page {page} is missing among the forms about policies and duties"))
        .collect();
    for words in prompts.locales() {
        wording(prompts, words, &mut wrong);
    }
    wrong
}

fn wording(prompts: &Prompts, words: &Words, wrong: &mut Vec<String>) {
    let args = all_args();
    let mut fits = |id: &str, limit: fn(&Limits) -> usize| {
        if let Some(problem) = words.problem(id, &args) {
            return wrong.push(problem);
        }
        if let Some(why) = too_long(&words.say(id, &args), limit) {
            wrong.push(format!("{}: {id} {why}", words.locale()));
        }
    };
    // Pages and cards are measured whole elsewhere.
    for page in &prompts.register.pages {
        fits(&format!("page-{}.title", page.id), |_| limits::FREE);
        fits(&format!("page-{}.text", page.id), |_| limits::FREE);
        for action in &page.actions {
            fits(&format!("action-{action}"), |_| limits::FREE);
        }
        for field in &page.fields {
            fits(&format!("field-{}", field.id), |_| limits::FREE);
            fits(&format!("field-{}.said", field.id), |limits| limits.label);
            if words.find(&format!("field-{}.hint", field.id), &args).is_some() {
                fits(&format!("field-{}.hint", field.id), |_| limits::FREE);
            }
            for option in &field.options {
                fits(&format!("option-{}-{option}", field.id), |limits| limits.option);
            }
        }
    }
    for id in CARDS {
        fits(&format!("{id}.heading"), |_| limits::FREE);
        if !HEADED.contains(id) {
            fits(&format!("{id}.text"), |_| limits::FREE);
        }
    }
    for id in BUTTONS {
        fits(&format!("action-{id}"), |limits| limits.button);
    }
    for id in SENTENCES.iter().chain(ERRORS).chain(NAMED) {
        fits(id, |limits| limits.paragraph);
    }
    for kind in NoteKind::ALL {
        fits(&format!("noted-{kind}"), |limits| limits.paragraph);
    }
}
