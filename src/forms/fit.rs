//! The part of `prompts check` that measures every page and every card, at its longest, against every platform.

use super::attest;
use super::check::every_path;
use super::coaching::NOTES;
use super::form::{FieldDef, FieldType, Form, PageDef, PageKind};
use super::guidance::RuleDef;
use super::load::Prompts;
use super::longest::{args, numbers_of};
use super::page::options;
use super::register_words;
use super::spoken::{CARDS, REFUSALS};
use super::words::{Arg, Words};
use crate::chat::limits::{self, Excess, Limits};
use crate::chat::view::{Block, Button, Card, Field, FieldKind, Page, Rule, Style};
use crate::domain::concern::{Answers, Value};
use crate::domain::id::DraftId;
use crate::domain::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// The receipt is no page, but dos and don'ts stand on it.
pub(super) const RECEIPT: &str = "receipt";
/// Cards that list numbers below their text.
const WITH_NUMBERS: &[&str] = &["late", "late-not_yet", "notice-call_waits"];
/// Notices that may say at their foot why they come directly.
const DIRECTLY: &[&str] = &[
    "notice-new",
    "notice-reminder",
    "notice-next",
    "notice-more",
    "notice-unowned",
    "notice-moved",
    "notice-regrouped",
    "notice-reply",
    "notice-would_talk",
    "notice-acknowledged",
];
/// What a page may say when it is shown once more.
const ERRORS: &[&str] =
    &["page-check.changed", "more-named", "answer-named", "form-not_saved", "form-unknown_outcome"];
const REVISION: i64 = 1_000_000;

/// What does not fit in one locale, a sentence each: locale, page, place and platform.
pub(super) fn problems(prompts: &Prompts, words: &Words) -> Vec<String> {
    let measure = Measure { prompts, words, args: args(prompts, words) };
    let mut wrong = Vec::new();
    for form in prompts.forms() {
        for page in &form.pages {
            let pages = measure.pages(form, page);
            wrong.extend(measure.tell(&format!("page {}", page.id), &pages, Limits::page));
        }
    }
    for id in card_ids() {
        let one_message = id.starts_with("notice-");
        let cards = measure.cards(&id);
        wrong.extend(
            measure.tell(&format!("card {id}"), &cards, |limits, card| limits.card(card, one_message)),
        );
    }
    wrong
}

/// Every page and every card in the words of one locale, each as long as it can get.
pub fn everything(prompts: &Prompts, words: &Words) -> (Vec<Page>, Vec<Card>) {
    let measure = Measure { prompts, words, args: args(prompts, words) };
    let forms = prompts.forms().into_iter();
    let pages = forms.flat_map(|form| form.pages.iter().flat_map(|page| measure.pages(form, page)));
    let cards = card_ids().flat_map(|id| measure.cards(&id));
    (pages.collect(), cards.chain(attest::longest(words)).collect())
}

fn card_ids() -> impl Iterator<Item = String> {
    let plain =
        CARDS.iter().chain(super::casework::CARDS).chain(register_words::CARDS).map(|id| (*id).to_owned());
    plain.chain(REFUSALS.iter().map(|id| format!("refusal-{id}")))
}

/// The limit that a text breaks, as the end of a sentence.
pub(super) fn too_long(text: &str, limit: impl Fn(&Limits) -> usize) -> Option<String> {
    let (platform, most) = Limits::tightest(limit);
    let length = text.chars().count();
    (length > most).then(|| format!("has {length} characters; {} takes {most}", platform.name))
}

struct Measure<'a> {
    prompts: &'a Prompts,
    words: &'a Words,
    args: Vec<Arg<'static>>,
}

impl Measure<'_> {
    /// A sentence for every place that does not fit, with the platform that takes least there.
    fn tell<T>(&self, what: &str, all: &[T], measure: impl Fn(&Limits, &T) -> Vec<Excess>) -> Vec<String> {
        let mut worst: BTreeMap<(String, &str), (&str, Excess)> = BTreeMap::new();
        for limits in limits::ALL {
            // How many fields and options there are is the same in every language, and said once.
            let own = |excess: &Excess| !matches!(excess.unit, "fields" | "options");
            for excess in all.iter().flat_map(|one| measure(limits, one)).filter(own) {
                let key = (excess.place.clone(), excess.unit);
                let known = worst.get(&key);
                if known.is_none_or(|(_, known)| (excess.most, known.length) < (known.most, excess.length)) {
                    worst.insert(key, (limits.name, excess));
                }
            }
        }
        let locale = self.words.locale();
        let tell = |(platform, Excess { place, length, unit, most }): (&str, Excess)| {
            format!("{locale}: {what}, {place} has {length} {unit}; {platform} takes {most}")
        };
        worst.into_values().map(tell).collect()
    }

    fn say(&self, id: &str) -> String {
        self.words.say(id, &self.args)
    }

    /// A page in every shape that answers can bring about, filled in to the brim.
    fn pages(&self, form: &Form, def: &PageDef) -> Vec<Page> {
        let text = self.words.find(&format!("page-{}.text", def.id), &self.args);
        let mut intros: Vec<Vec<Block>> = vec![text.map(Block::Text).into_iter().collect()];
        if def.kind == PageKind::Check {
            let alone = Block::Text(self.say(&format!("page-{}.text_unrouted", def.id)));
            intros.push(vec![alone, Block::Facts(numbers_of(self.words))]);
        }
        let rules =
            if std::ptr::eq(form, &self.prompts.concern) { self.rules(&def.id) } else { vec![Vec::new()] };
        let error = ERRORS
            .iter()
            .chain(register_words::ERRORS)
            .map(|id| self.say(id))
            .max_by_key(|error| error.chars().count());
        let note = [&NOTES.concat()[..], &["concern-typed"]].concat().into_iter().map(|id| self.say(id));
        let note = note.max_by_key(|note| note.chars().count());
        let shapes = intros.iter().flat_map(|intro| rules.iter().map(move |rules| (intro.clone(), rules)));
        shapes
            .map(|(mut intro, rules)| {
                intro.extend(self.guidance(rules, RuleDef::shown));
                Page {
                    draft: DraftId::from_random([7; 16]),
                    revision: REVISION,
                    id: def.id.clone(),
                    lang: self.words.locale().to_owned(),
                    title: self.say(&format!("page-{}.title", def.id)),
                    intro,
                    fields: def.fields.iter().map(|field| self.field(field)).collect(),
                    actions: def.actions.iter().map(|id| self.button(id)).collect(),
                    progress: Some((10, 10)),
                    error: error.clone(),
                    note: note.clone(),
                }
            })
            .collect()
    }

    /// A card in every shape, without the buttons, which are few.
    fn cards(&self, id: &str) -> Vec<Card> {
        let heading = self.say(&format!("{id}.heading"));
        let push = self.words.find(&format!("{id}.push"), &self.args);
        let text = self.words.find(&format!("{id}.text"), &self.args);
        let card = Card {
            lang: self.words.locale().to_owned(),
            push: push.unwrap_or_else(|| heading.clone()),
            heading,
            blocks: text.map(Block::Text).into_iter().collect(),
            buttons: Vec::new(),
        };
        if WITH_NUMBERS.contains(&id) {
            let numbers = Block::Facts(numbers_of(self.words));
            return vec![Card { blocks: card.blocks.iter().cloned().chain([numbers]).collect(), ..card }];
        }
        if DIRECTLY.contains(&id) {
            let why = Block::Text(self.say("notice-directly"));
            return vec![Card { blocks: card.blocks.iter().cloned().chain([why]).collect(), ..card }];
        }
        if id != RECEIPT && id != "receipt-unrouted" {
            return vec![card];
        }
        let with = |rules: Vec<&RuleDef>| Card {
            blocks: card.blocks.iter().cloned().chain(self.guidance(&rules, RuleDef::repeated)).collect(),
            ..card.clone()
        };
        self.rules(RECEIPT).into_iter().map(with).collect()
    }

    /// Every set of rules that a page can show: by jurisdiction, whom it is about, kind and picture. What hangs on other
    /// answers counts as shown.
    fn rules(&self, page: &str) -> Vec<Vec<&RuleDef>> {
        let places: BTreeSet<&str> =
            self.prompts.profiles.values().map(|p| p.jurisdiction.as_str()).collect();
        let form = &self.prompts.concern;
        let mut sets: BTreeMap<Vec<&str>, Vec<&RuleDef>> = BTreeMap::new();
        for (about, category, picture) in every_path() {
            let mut known = Answers::default();
            known.set("about", Value::Choice(about.to_string()));
            known.set("category", Value::Choice(category.to_string()));
            let asked = form.pages.iter().find(|def| def.fields.iter().any(|field| field.id == "picture"));
            let picture = asked.filter(|def| def.when.possible(&known)).map(|_| picture.to_owned());
            known.set("picture", Value::Choices(picture.into_iter().collect()));
            if form.page(page).is_some_and(|def| !def.when.possible(&known)) {
                continue;
            }
            for place in &places {
                let shown: Vec<&RuleDef> = self.prompts.guidance.conceivable(page, place, &known).collect();
                sets.insert(shown.iter().map(|rule| rule.id.as_str()).collect(), shown);
            }
        }
        if sets.is_empty() { vec![Vec::new()] } else { sets.into_values().collect() }
    }

    fn guidance(&self, rules: &[&RuleDef], say: fn(&RuleDef, &Words, &[Arg<'_>]) -> Rule) -> Option<Block> {
        let shown = rules.iter().map(|rule| say(rule, self.words, &self.args)).collect();
        (!rules.is_empty()).then_some(Block::Guidance(shown))
    }

    fn button(&self, id: &str) -> Button {
        let alone = if id == "send" { self.say("action-send_unrouted") } else { String::new() };
        let label =
            [self.say(&format!("action-{id}")), alone].into_iter().max_by_key(|label| label.chars().count());
        let value = "7".repeat(limits::BUTTON_VALUE);
        Button { id: id.to_owned(), label: label.unwrap_or_default(), value, style: Style::Plain }
    }

    fn field(&self, def: &FieldDef) -> Field {
        let (options, value) = (options(self.words, def), written());
        let kind = match def.kind {
            FieldType::Short => FieldKind::Short { value },
            FieldType::Long => FieldKind::Long { value },
            FieldType::Choice => FieldKind::Choice { options, chosen: None },
            FieldType::Choices => FieldKind::Choices { options, chosen: Vec::new() },
            FieldType::Date => FieldKind::Date { value: Text::from("2026-11-21") },
            FieldType::Time => FieldKind::Time { value: Text::from("14:05") },
            FieldType::Person => FieldKind::Person { chosen: Vec::new() },
            FieldType::Tick => FieldKind::Tick { ticked: true },
        };
        Field {
            id: def.id.clone(),
            label: self.say(&format!("field-{}", def.id)),
            hint: self.words.find(&format!("field-{}.hint", def.id), &self.args),
            required: def.required,
            kind,
            error: Some(self.say("error-too_long")),
            hints: Vec::new(),
        }
    }
}

/// As much as somebody may write, one sign in ten of it with an accent.
fn written() -> Text {
    Text::new("acorazonó ".repeat(limits::ANSWER / 10))
}
