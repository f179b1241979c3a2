//! Turns a text into the pages that somebody reads before they sign: what changed, the whole of it, check questions, and
//! what they promise.

use crate::chat::limits;
use crate::chat::view::{Block, Button, ChoiceOption, Field, FieldKind, Page, Style};
use crate::domain::attestation::changes::{Change, Part, changes};
use crate::domain::attestation::question::Question;
use crate::domain::attestation::text::{self, Paragraph, Section};
use crate::domain::id::DraftId;
use crate::domain::text::Text;
use crate::forms::review::day;
use crate::forms::words::{Arg, Words};
use chrono::NaiveDate;

/// The id of every page here.
pub const PAGE: &str = "attest";
pub const NEXT: &str = "attest_next";
pub const BACK: &str = "attest_back";
pub const SIGN: &str = "attest_sign";
pub const ANSWER: &str = "attest_answer";
pub const TICKS: [&str; 3] = ["attest_read", "attest_understood", "attest_follow"];

/// Changes on one page, in characters and in number.
const CHANGES: usize = 1_600;
const CHANGES_PARTS: usize = 8;
/// More changes than this are a new text: it is read whole.
const MOST_CHANGES: usize = 60;

/// A text as somebody is shown it.
#[derive(Debug, Clone)]
pub struct Shown {
    pub title: String,
    pub edition: String,
    pub sha256: String,
    pub link: Option<String>,
    /// Nothing of a document that is read elsewhere.
    pub paragraphs: Vec<Paragraph>,
    pub questions: Vec<Question>,
}

/// What somebody signed before.
#[derive(Debug, Clone)]
pub struct Since {
    pub on: NaiveDate,
    pub same: bool,
    /// `None` where it cannot be laid beside: a document, or in another language.
    pub paragraphs: Option<Vec<Paragraph>>,
}

#[derive(Debug, Clone)]
pub enum Step {
    /// One page of what changed.
    Changes(Vec<Change>),
    /// One page of the text.
    Words(Vec<Section>),
    /// It is read elsewhere.
    Document,
    Check(Question),
    Promise,
}

/// Everything that is read before it is signed, in its order.
#[derive(Debug, Clone)]
pub struct Booklet {
    pub shown: Shown,
    pub steps: Vec<Step>,
    since: Option<Since>,
    changed: usize,
}

/// What a page is told beside its place.
#[derive(Default)]
pub struct Told {
    pub error: Option<String>,
    pub note: Option<String>,
    /// Ticks that were missing.
    pub missing: Vec<&'static str>,
    /// Ticks that were there, or an option that was picked.
    pub given: Vec<String>,
}

impl Booklet {
    pub fn new(shown: Shown, since: Option<Since>) -> Self {
        let mut steps = Vec::new();
        let before = since.as_ref().filter(|since| !since.same).and_then(|since| since.paragraphs.as_ref());
        let changes = before.map(|before| changes(before, &shown.paragraphs)).unwrap_or_default();
        let changed = changes.len();
        if changed <= MOST_CHANGES && weight(&changes) <= 3 * whole(&shown.paragraphs) / 2 + CHANGES {
            steps.extend(pages(changes).into_iter().map(Step::Changes));
        }
        match text::pages(&shown.paragraphs) {
            pages if pages.is_empty() => steps.push(Step::Document),
            pages => steps.extend(pages.into_iter().map(Step::Words)),
        }
        steps.extend(shown.questions.iter().cloned().map(Step::Check));
        steps.push(Step::Promise);
        Self { shown, steps, since, changed }
    }

    /// The step that is at this place, and the place of one that is there.
    pub fn at(&self, step: i64) -> (usize, &Step) {
        let at = usize::try_from(step).unwrap_or_default().min(self.steps.len() - 1);
        (at, &self.steps[at])
    }

    /// Which of the questions a step asks, from 0.
    pub fn question(&self, at: usize) -> i64 {
        let checks = self.steps[..at].iter().filter(|step| matches!(step, Step::Check(_)));
        i64::try_from(checks.count()).unwrap_or_default()
    }

    pub fn page(&self, words: &Words, (draft, revision): (&DraftId, i64), at: usize, told: Told) -> Page {
        let step = &self.steps[at];
        let args = self.args(words);
        let mut intro = Vec::new();
        let mut lead = Vec::new();
        if at == 0 {
            lead.push(self.lead(words, &args));
        }
        let whole = |step: Option<&Step>| matches!(step, Some(Step::Words(_) | Step::Document));
        if whole(Some(step)) && at > 0 && !whole(self.steps.get(at - 1)) {
            lead.push(words.say("attest-whole", &args));
        }
        let mut fields = Vec::new();
        match step {
            Step::Changes(changes) => {
                intro = changes.iter().flat_map(|change| changed(words, change)).collect()
            }
            Step::Words(sections) => intro = sections.iter().map(|section| quoted(words, section)).collect(),
            Step::Document => {}
            Step::Check(question) => {
                lead.push(question.question.clone());
                fields.push(answer(words, question, &told));
            }
            Step::Promise => {
                lead.push(words.say("attest-promise", &args));
                fields = TICKS.iter().map(|id| tick(words, id, &told)).collect();
            }
        }
        if let Some(link) =
            self.shown.link.as_ref().filter(|_| matches!(step, Step::Document | Step::Promise))
        {
            lead.push(words.say("attest-document", &[("link", link.clone())]));
        }
        if !lead.is_empty() {
            intro.insert(0, Block::Text(lead.join("\n\n")));
        }
        let action = |id: &str, style| Button {
            id: id.to_owned(),
            label: words.say(&format!("action-{id}"), &[]),
            value: String::new(),
            style,
        };
        let forward = if matches!(step, Step::Promise) { SIGN } else { NEXT };
        let mut actions = vec![action(forward, Style::Primary)];
        if at > 0 {
            actions.push(action(BACK, Style::Plain));
        }
        let count = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
        Page {
            draft: draft.clone(),
            revision,
            id: PAGE.to_owned(),
            lang: words.locale().to_owned(),
            title: words.say("attest-page.title", &[]),
            intro,
            fields,
            actions,
            progress: Some((count(at + 1), count(self.steps.len()))),
            error: told.error,
            note: told.note,
        }
    }

    fn args(&self, words: &Words) -> Vec<Arg<'static>> {
        let minutes = text::minutes(&self.shown.paragraphs);
        let since = self.since.as_ref().map(|since| day(words, since.on));
        vec![
            ("title", self.shown.title.clone()),
            ("edition", self.shown.edition.clone()),
            ("hash", super::short(&self.shown.sha256).to_owned()),
            ("minutes", minutes.to_string()),
            ("date", since.unwrap_or_default()),
            ("count", self.changed.to_string()),
        ]
    }

    fn lead(&self, words: &Words, args: &[Arg<'_>]) -> String {
        let id = match &self.since {
            since if self.shown.paragraphs.is_empty() => match since {
                None => "attest-lead.document",
                Some(since) if since.same => "attest-lead.document_same",
                Some(_) => "attest-lead.document_changed",
            },
            None => "attest-lead",
            Some(since) if since.same => "attest-lead.same",
            Some(_) if matches!(self.steps[0], Step::Changes(_)) => "attest-lead.changed",
            Some(since) if since.paragraphs.is_some() && self.changed == 0 => "attest-lead.looks",
            Some(_) => "attest-lead.new",
        };
        words.say(id, args)
    }
}

/// Everything that somebody promises, word for word as it stands on the last page.
pub fn wording(words: &Words, shown: &Shown) -> String {
    let args = [
        ("title", shown.title.clone()),
        ("edition", shown.edition.clone()),
        ("hash", super::short(&shown.sha256).to_owned()),
    ];
    let ticks = TICKS.iter().map(|id| format!("☑ {}", words.say(&format!("field-{id}"), &[])));
    let promise = words.say("attest-promise", &args);
    let signed = format!("[{}]", words.say(&format!("action-{SIGN}"), &[]));
    std::iter::once(promise).chain(ticks).chain([signed]).collect::<Vec<_>>().join("\n")
}

fn whole(paragraphs: &[Paragraph]) -> usize {
    let length = |paragraph: &Paragraph| match paragraph {
        Paragraph::Heading(words) | Paragraph::Words(words) => words.chars().count(),
    };
    paragraphs.iter().map(length).sum()
}

/// The same in every language, so that a page stays where it is.
fn weight(changes: &[Change]) -> usize {
    let parts = |parts: &[Part]| -> usize {
        let words = parts.iter().map(|part| match part {
            Part::Same(words) => words.chars().count(),
            Part::New(words) | Part::TakenOut(words) => words.chars().count() + 16,
        });
        words.sum()
    };
    let weights = changes.iter().map(|change| match change {
        Change::New(words) | Change::TakenOut(words) => words.chars().count(),
        Change::Changed(changed) => parts(changed),
    });
    weights.sum()
}

/// Changes in pages. One that is too long for a page is told as what was, and what is.
fn pages(changes: Vec<Change>) -> Vec<Vec<Change>> {
    let mut small = Vec::new();
    for change in changes {
        let (was, is) = match change {
            Change::New(words) => (String::new(), words),
            Change::TakenOut(words) => (words, String::new()),
            Change::Changed(parts) if weight(&[Change::Changed(parts.clone())]) <= CHANGES => {
                small.push(Change::Changed(parts));
                continue;
            }
            Change::Changed(parts) => apart(&parts),
        };
        small.extend(text::pieces(&was).into_iter().map(|piece| Change::TakenOut(piece.to_owned())));
        small.extend(text::pieces(&is).into_iter().map(|piece| Change::New(piece.to_owned())));
    }
    let mut pages: Vec<Vec<Change>> = Vec::new();
    for change in small {
        let more = weight(std::slice::from_ref(&change));
        match pages.last_mut() {
            Some(page) if weight(page) + more <= CHANGES && page.len() < CHANGES_PARTS => page.push(change),
            _ => pages.push(vec![change]),
        }
    }
    pages
}

fn apart(parts: &[Part]) -> (String, String) {
    let (mut was, mut is) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            Part::Same(words) => {
                was.push(words.as_str());
                is.push(words.as_str());
            }
            Part::New(words) => is.push(words),
            Part::TakenOut(words) => was.push(words),
        }
    }
    (was.join(" "), is.join(" "))
}

fn changed(words: &Words, change: &Change) -> Vec<Block> {
    let said =
        |id: &str, text: String| vec![Block::Quote { label: words.say(id, &[]), text: Text::new(text) }];
    match change {
        Change::New(text) => said("attest-change.new", text.clone()),
        Change::TakenOut(text) => said("attest-change.out", text.clone()),
        Change::Changed(parts) => {
            let marked = |part: &Part| match part {
                Part::Same(text) => text.clone(),
                Part::New(text) => words.say("attest-mark.new", &[("words", text.clone())]),
                Part::TakenOut(text) => words.say("attest-mark.out", &[("words", text.clone())]),
            };
            said("attest-change.changed", parts.iter().map(marked).collect::<Vec<_>>().join(" "))
        }
    }
}

fn quoted(words: &Words, section: &Section) -> Block {
    let label = match &section.heading {
        Some(heading) if section.goes_on => words.say("attest-goes_on", &[("heading", heading.clone())]),
        heading => heading.clone().unwrap_or_default(),
    };
    Block::Quote { label, text: Text::new(section.words.clone()) }
}

fn field(words: &Words, id: &str, kind: FieldKind, error: Option<String>) -> Field {
    let label = words.say(&format!("field-{id}"), &[]);
    Field { id: id.to_owned(), label, hint: None, required: true, kind, error, hints: Vec::new() }
}

fn answer(words: &Words, question: &Question, told: &Told) -> Field {
    let option = |(n, label): (usize, &String)| ChoiceOption {
        id: n.to_string(),
        label: label.chars().take(limits::OPTION).collect(),
        group: None,
    };
    let options = question.options.iter().enumerate().map(option).collect();
    let chosen = told.given.first().cloned();
    let error = told.missing.contains(&ANSWER).then(|| words.say("error-required", &[]));
    field(words, ANSWER, FieldKind::Choice { options, chosen }, error)
}

fn tick(words: &Words, id: &'static str, told: &Told) -> Field {
    let ticked = told.given.iter().any(|given| given == id);
    let label = || [("label", words.say(&format!("field-{id}"), &[]))];
    let error = told.missing.contains(&id).then(|| words.say("attest-tick", &label()));
    field(words, id, FieldKind::Tick { ticked }, error)
}
