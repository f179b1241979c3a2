//! The part of `prompts check` that looks at the words for what staff read and sign.

use super::booklet::{BACK, NEXT, SIGN, TICKS};
use crate::chat::limits::{self, Limits};
use crate::chat::view::{Block, Card};
use crate::domain::attestation::Audience;
use crate::forms::fit::too_long;
use crate::forms::load::Prompts;
use crate::forms::words::{Arg, Words};

const CARDS: &[&str] = &[
    "attest-asked",
    "attest-nothing",
    "attest-not_yours",
    "attest-later",
    "attest-not_saved",
    "attest-signed",
    "attest-receipt",
    "attest-receipt_again",
    "attest-progress",
    "attest-team",
    "attest-unsigned",
    "attest-everybody",
    "attest-leaver",
    "notice-sign",
    "notice-unsigned",
    "notice-leaver",
    "notice-unpublished",
    "attest-unpublished",
];
const SENTENCES: &[&str] = &[
    "command-aup",
    "attest-lead",
    "attest-lead.same",
    "attest-lead.changed",
    "attest-lead.looks",
    "attest-lead.new",
    "attest-lead.document",
    "attest-lead.document_same",
    "attest-lead.document_changed",
    "attest-whole",
    "attest-document",
    "attest-wrong",
    "attest-tick",
    "attest-promise",
    "attest-newer",
    "attest-expires",
    "attest-goes_on",
    "attest-mark.new",
    "attest-mark.out",
    "attest-bar",
    "attest-name",
    "attest-when",
    "attest-line.due",
    "attest-line.late",
    "attest-more_names",
    "remind-sign",
    "remind-unsigned",
    "remind-leaver",
    "remind-unpublished",
];
/// What stands over something short.
const LABELS: &[&str] = &[
    "attest-change.new",
    "attest-change.out",
    "attest-change.changed",
    "attest-fact.edition",
    "attest-fact.signed",
    "attest-fact.paper",
    "attest-fact.hash",
    "attest-fact.wording",
    "attest-fact.team",
    "attest-fact.leaver",
    "field-attest_answer",
];
/// What the command line says.
const COMMAND: &[&str] = &[
    "aup-text",
    "aup-nothing_new",
    "aup-other_language",
    "aup-small",
    "aup-campaign",
    "aup-step.opens",
    "aup-step.after",
    "aup-step.before",
    "aup-step.due",
    "aup-step.overdue",
    "aup-not_done",
    "aup-done",
    "aup-status",
    "aup-status.none",
    "aup-paper.recorded",
    "aup-paper.before",
    "aup-paper.not_asked",
    "aup-paper.wrong_day",
    "aup-paper.visitor",
    "aup-paper.visitor_before",
    "aup-paper.visitor_wrong_day",
    "aup-visitors",
    "aup-except.done",
    "aup-except.before",
    "aup-except.signed",
    "aup-except.not_asked",
    "aup-except.lifted",
    "aup-except.lifted_later",
    "aup-except.not_excepted",
    "aup-exported",
    "aup-pdf.title",
    "aup-pdf.made",
    "aup-pdf.campaign",
    "aup-pdf.count",
    "aup-pdf.visitors",
    "aup-pdf.page",
    "aup-pdf.text",
    "aup-pdf.due",
    "aup-pdf.wordings",
    "aup-pdf.wording",
    "aup-column.name",
    "aup-column.audience",
    "aup-column.state",
    "aup-column.when",
    "aup-column.how",
    "aup-column.hash",
    "aup-column.visitor",
    "aup-column.party",
    "aup-column.recorded",
    "aup-state.signed",
    "aup-state.unsigned",
    "aup-state.on_leave",
    "aup-state.excepted",
    "aup-state.later",
    "aup-how.chat",
    "aup-how.paper",
];
const BUTTONS: &[&str] =
    &["read_and_sign", "my_signatures", "unsigned", "leaver", "sign_named", "unsigned_named"];

/// Everything that words here may be told, as long as it gets.
fn args() -> Vec<Arg<'static>> {
    [
        ("title", "Keeping children safe in education, Part One"),
        ("edition", "September 2026, for support staff"),
        ("date", "30 September 2026"),
        ("opens", "30 September 2026"),
        ("time", "15:15"),
        ("minutes", "120"),
        ("count", "2000"),
        ("hash", "0123456789ab"),
        ("label", "I have read it and I understand it"),
        ("heading", "What to do when a child tells you something"),
        ("replaces", "September 2026, for support staff"),
        ("link", "https://oak-school.example/policies/keeping-children-safe-in-education-part-one-2026.pdf"),
        ("words", "never on your own phone"),
        (
            "why",
            "Pictures of pupils are taken on the school's devices alone, because they stay at school there.",
        ),
        ("name", "Wilhelmina Featherstonehaugh-Cholmondeley"),
        ("bar", "███████░░░"),
        ("percent", "100"),
        ("part", "2000"),
        ("whole", "2000"),
        ("late", "2000"),
        ("leave", "2000"),
        ("excepted", "2000"),
        ("state", "open"),
        ("when", "ahead"),
        ("attestation", "code_of_conduct"),
        (
            "reason",
            "This is for the headteacher. Nobody here holds that role in Hearken, so it comes to you.",
        ),
        ("locale", "en-GB"),
        ("audience", "Staff and Governors"),
        ("year", "2026-27"),
        ("unreachable", "12"),
        ("names", "Jo Penrose"),
        ("file", "evidence.csv"),
        ("school", "Oak School"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

/// Everything that is wrong, one sentence each.
pub(in crate::forms) fn check(prompts: &Prompts) -> Vec<String> {
    let mut wrong = Vec::new();
    for words in prompts.locales() {
        wording(words, &mut wrong);
    }
    wrong
}

/// Every card about signing, as long as it gets.
pub(in crate::forms) fn longest(words: &Words) -> impl Iterator<Item = Card> {
    let args = args();
    CARDS.iter().map(move |id| {
        let heading = words.say(&format!("{id}.heading"), &args);
        let push = words.find(&format!("{id}.push"), &args).unwrap_or_else(|| heading.clone());
        let blocks = vec![Block::Text(words.say(&format!("{id}.text"), &args))];
        Card { lang: words.locale().to_owned(), heading, blocks, buttons: Vec::new(), push }
    })
}

fn wording(words: &Words, wrong: &mut Vec<String>) {
    let args = args();
    let mut fits = |id: &str, limit: fn(&Limits) -> usize| {
        if let Some(problem) = words.problem(id, &args) {
            return wrong.push(problem);
        }
        if let Some(why) = too_long(&words.say(id, &args), limit) {
            wrong.push(format!("{}: {id} {why}", words.locale()));
        }
    };
    fits("attest-page.title", |limits| limits.title);
    for id in CARDS {
        fits(&format!("{id}.heading"), |limits| limits.heading);
        // A notice is one message, and names of the school's own may be longer than ours.
        fits(&format!("{id}.text"), |limits| limits.paragraph / 2);
    }
    for id in SENTENCES {
        fits(id, |limits| limits.paragraph);
    }
    for id in COMMAND {
        fits(id, |_| limits::FREE);
    }
    for id in LABELS {
        fits(id, |limits| limits.label);
    }
    for id in TICKS {
        fits(&format!("field-{id}"), |limits| limits.label);
    }
    for audience in Audience::ALL {
        fits(&format!("audience-{audience}"), |limits| limits.label);
    }
    // The foot of a window in Slack takes no more than its title.
    for id in [NEXT, BACK, SIGN] {
        fits(&format!("action-{id}"), |limits| limits.title);
    }
    for id in BUTTONS {
        fits(&format!("action-{id}"), |limits| limits.button);
    }
    for id in CARDS {
        let push = words.find(&format!("{id}.push"), &args).unwrap_or_default();
        if let Some(why) = too_long(&push, |_| limits::HEADING) {
            wrong.push(format!("{}: {id}.push {why}", words.locale()));
        }
    }
}
