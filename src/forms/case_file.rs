//! Turns an opened case into the private card its recipients read.

use super::card::{Scene, category_name};
use super::form::{FieldDef, Form};
use super::load::Prompts;
use crate::chat::view::{Block, Card, Style};
use crate::domain::Moment;
use crate::domain::access::{self, CaseAccess, Detail};
use crate::domain::case::{Case, State};
use crate::domain::concern::{Answers, Category, Named, Value};
use crate::domain::id::PersonId;
use crate::domain::progress::EntryKind;
use crate::domain::school::{Person, Staff};
use crate::domain::text::Text;
use crate::domain::urgency::{self, UrgencyRule};

/// A case with its words, opened for one recipient.
pub struct Opened<'a> {
    pub case: &'a Case,
    pub answers: &'a Answers,
    /// What was written later, in order.
    pub entries: &'a [Said],
    pub staff: &'a Staff,
    pub access: &'a CaseAccess,
    pub detail: Detail,
}

/// One entry of the case.
pub struct Said {
    pub number: i64,
    pub kind: EntryKind,
    pub at: Moment,
    /// `None` for whoever reported it.
    pub by: Option<PersonId>,
    pub answers: Answers,
    /// The question that it answers.
    pub asked: Option<i64>,
    /// A question without an answer.
    pub waits: bool,
}

pub fn card(scene: Scene<'_>, prompts: &Prompts, opened: &Opened<'_>) -> Card {
    let Opened { case, staff, .. } = opened;
    let words = scene.words;
    let label = |id: &str| words.say(&format!("case-facts-{id}"), &[]);
    let at = |moment| words.moment(moment, scene.now, scene.school.profile.zone);
    let mut facts = vec![
        (label("reference"), case.reference.to_string()),
        (label("urgency"), words.say(&format!("urgency-{}.label", case.urgency), &[])),
        (label("category"), category_name(words, case.category)),
        (label("about"), words.say(&format!("about-{}", case.about), &[])),
        (label("received"), at(case.received_at)),
        (label("deadline"), at(case.due_at)),
        (label("state"), words.say(&format!("state-{}", case.state), &[])),
    ];
    if opened.detail == Detail::Full {
        facts.extend(why(scene, &prompts.concern, opened).map(|why| (label("why"), why)));
    }
    let heading = words.say("case.heading", &[("reference", case.reference.to_string())]);
    let push = words.say("case.push", &[("reference", case.reference.to_string())]);
    let (lang, blocks) = (words.locale().to_owned(), vec![Block::Facts(facts)]);
    let mut card = Card { lang, heading, blocks, buttons: Vec::new(), push };
    if opened.detail == Detail::Full {
        let reporter = staff.by_identity(&case.reporter).map(|p| p.name.clone());
        let unknown = || Text::new(words.say("case-unknown_person", &[]));
        card.blocks.push(Block::Quote { label: label("reporter"), text: reporter.unwrap_or_else(unknown) });
        said(scene, &prompts.concern, anything, opened.answers, staff, &mut card.blocks);
        message(scene, opened, &mut card.blocks);
        for entry in opened.entries {
            card.blocks.push(Block::Divider);
            card.blocks.push(Block::Text(headline(scene, entry, opened)));
            let form = if entry.kind == EntryKind::More { &prompts.concern } else { &prompts.casework };
            said(scene, form, anything, &entry.answers, staff, &mut card.blocks);
        }
    } else {
        card.blocks.insert(0, Block::Text(words.say("case-task", &[])));
        let task = said_so_far(opened).pop().unwrap_or_default();
        said(scene, &prompts.concern, |field| field.task, &task, staff, &mut card.blocks);
    }
    if opened.detail == Detail::Full && case.state == State::Received {
        card.buttons.push(scene.button("acknowledge", case.id.as_str(), Style::Primary));
    }
    let more: &[&str] = match case.state {
        _ if opened.detail != Detail::Full => &[],
        State::Unrouted => &[],
        State::Closed => &["reopen_case", "name_subject"],
        State::Received => &["ask_reporter", "name_subject"],
        _ => &["ask_reporter", "close_case", "name_subject"],
    };
    let buttons = more.iter().map(|id| scene.button(id, case.id.as_str(), Style::Plain));
    card.buttons.extend(buttons);
    card
}

/// Where the message stands that was reported: a link as it is, and nothing of what stands there.
fn message(scene: Scene<'_>, opened: &Opened<'_>, blocks: &mut Vec<Block>) {
    let Some(message) = opened.answers.message() else { return };
    let label = scene.words.say("case-message", &[]);
    blocks.push(Block::Quote { label, text: message.link().clone() });
    if said_so_far(opened).iter().any(may_hold_a_picture) {
        blocks.push(Block::Text(scene.words.say("case-message-picture", &[])));
    }
}

/// Whether a sexual picture of a child may be part of it.
fn may_hold_a_picture(answers: &Answers) -> bool {
    matches!(answers.category(), Some(Category::Nudes | Category::IndecentImages))
        || matches!(answers.chosen("picture").first(), Some(&("yes" | "not_sure")))
}

fn anything(_: &FieldDef) -> bool {
    true
}

/// What the reporter had said at each point: when it was sent, and after everything that was added.
fn said_so_far(opened: &Opened<'_>) -> Vec<Answers> {
    let mut so_far = vec![opened.answers.clone()];
    for entry in opened.entries.iter().filter(|entry| entry.kind == EntryKind::More) {
        let mut all = so_far.last().cloned().unwrap_or_default();
        all.absorb(&entry.answers);
        so_far.push(all);
    }
    so_far
}

/// Why it is as urgent as it is: the rules that made it so. Their sources name lines of other schools' files, which
/// tell nobody here anything. An answer that was taken back later lowers nothing, so the rules may have held at an
/// earlier point.
fn why(scene: Scene<'_>, form: &Form, opened: &Opened<'_>) -> Option<String> {
    let words = scene.words;
    let so_far = said_so_far(opened);
    let held = so_far.iter().rev().map(|answers| urgency::of(&form.urgency, answers));
    let (_, rules) = held.into_iter().find(|(urgency, _)| *urgency == opened.case.urgency)?;
    if rules.is_empty() {
        return Some(words.say("urgency-because-none", &[]));
    }
    let sentence = |rule: &&UrgencyRule| words.say(&format!("urgency-because-{}", rule.id), &[]);
    Some(rules.iter().map(sentence).collect::<Vec<_>>().join(" "))
}

/// Number, time, who and what of an entry; what a question waits for, or an answer answers.
fn headline(scene: Scene<'_>, entry: &Said, opened: &Opened<'_>) -> String {
    let words = scene.words;
    let role = match &entry.by {
        None => words.say("case-the_reporter", &[]),
        Some(id) => {
            let role = opened.staff.person(id).and_then(|person| access::recipient(person, opened.access));
            role.map_or_else(|| words.say("case-not_theirs", &[]), |recipient| words.role(recipient.role()))
        }
    };
    let ticked = |field: &str| entry.answers.get(field).is_some();
    let what = match entry.kind {
        EntryKind::Question if entry.waits => "question-waits",
        EntryKind::Answer if ticked("rather_talk") => "answer-talk",
        EntryKind::Named if ticked("named_unknown") => "named-unknown",
        kind => kind.as_str(),
    };
    let args = [
        ("number", entry.number.to_string()),
        ("time", words.moment(entry.at, scene.now, scene.school.profile.zone)),
        ("role", role),
        ("to", entry.asked.map_or_else(|| "0".to_owned(), |asked| asked.to_string())),
    ];
    let what = words.say(&format!("case-entry-{what}"), &args);
    format!("{}\n\n{what}", words.say("case-entry", &args))
}

/// Every answer that `shown` lets through, under its question, in the form's order; what decided the route stands in
/// the facts already.
pub(super) fn said(
    scene: Scene<'_>,
    form: &Form,
    shown: impl Fn(&FieldDef) -> bool,
    answers: &Answers,
    staff: &Staff,
    blocks: &mut Vec<Block>,
) {
    let words = scene.words;
    let mut facts = Vec::new();
    for field in form.pages.iter().flat_map(|page| &page.fields).filter(|field| shown(field)) {
        if matches!(field.id.as_str(), "about" | "category" | "understood" | "name_is_subject") {
            continue;
        }
        let label = words.find(&format!("field-{}.said", field.id), &[]);
        let label = label.unwrap_or_else(|| words.say(&format!("field-{}", field.id), &[]));
        match answers.get(&field.id) {
            Some(Value::Text(text)) => blocks.push(Block::Quote { label, text: text.clone() }),
            Some(Value::Choice(option)) => {
                facts.push((label, words.say(&format!("option-{}-{option}", field.id), &[])));
            }
            Some(Value::Choices(options)) => {
                let said = options.iter().map(|o| words.say(&format!("option-{}-{o}", field.id), &[]));
                facts.push((label, said.collect::<Vec<_>>().join(", ")));
            }
            Some(Value::Date(day)) => facts.push((label, day.format("%d/%m/%Y").to_string())),
            Some(Value::Time(time)) => facts.push((label, time.format("%H:%M").to_string())),
            Some(Value::People(people)) => {
                let names: Vec<&str> = people.iter().filter_map(|named| name(named, staff)).collect();
                let text = if names.len() == people.len() {
                    Text::new(names.join(", "))
                } else {
                    let known = names.into_iter().map(str::to_owned);
                    let unknown = words.say("case-unknown_person", &[]);
                    Text::new(known.chain([unknown]).collect::<Vec<_>>().join(", "))
                };
                blocks.push(Block::Quote { label, text });
            }
            Some(Value::Tick(_)) | None => {}
        }
    }
    if !facts.is_empty() {
        blocks.push(Block::Facts(facts));
    }
}

fn name<'s>(named: &Named, staff: &'s Staff) -> Option<&'s str> {
    let person: &Person = match named {
        Named::Person(id) => staff.person(id)?,
        Named::Unmatched(_) => return None,
    };
    Some(person.name.expose())
}
