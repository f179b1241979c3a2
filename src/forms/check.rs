//! `prompts check`: every id has words in every locale, every branch ends, every page fits every platform.

use super::form::{Form, PageDef, PageKind, SCHOOL_CLOSED};
use super::load::Prompts;
use super::profile::Profile;
use super::spoken::{ACTIONS, CARDS, REFUSALS, SENTENCES, all_args};
use super::words::{Arg, Words};
use crate::chat::limits;
use crate::domain::concern::{About, Answers, Category, CategoryGroup, Value};
use crate::domain::condition::When;
use crate::domain::school::Role;
use crate::domain::urgency::Urgency;
use std::collections::BTreeSet;

/// The receipt is not a page, but guidance can stand on it.
const RECEIPT: &str = "receipt";

/// Everything that is wrong, one sentence each; empty when all is well.
pub fn check(prompts: &Prompts) -> Vec<String> {
    let mut wrong = Vec::new();
    branches(&prompts.concern, &mut wrong);
    register(prompts, &mut wrong);
    for profile in prompts.profiles.values() {
        routes(profile, prompts, &mut wrong);
    }
    for words in prompts.locales() {
        Wording { prompts, words, args: all_args(), wrong: &mut wrong }.check();
    }
    wrong.extend(super::casework::check(prompts));
    wrong.extend(super::complete::check(prompts));
    wrong
}

fn branches(form: &Form, wrong: &mut Vec<String>) {
    let mut pages = BTreeSet::new();
    let mut fields = BTreeSet::new();
    for page in &form.pages {
        if !pages.insert(&page.id) {
            wrong.push(format!("page {} stands twice", page.id));
        }
        if page.fields.len() > limits::FIELDS {
            wrong.push(format!("page {} has more than {} fields", page.id, limits::FIELDS));
        }
        if page.actions.is_empty() || page.actions.len() > limits::ACTIONS {
            wrong.push(format!("page {} needs one to {} actions", page.id, limits::ACTIONS));
        }
        if page.kind == PageKind::Aside && !page.actions.iter().any(|a| a == "back") {
            wrong.push(format!("page {} has no way back", page.id));
        }
        condition(form, &page.when, &format!("page {}", page.id), wrong);
        for field in &page.fields {
            if !fields.insert(&field.id) {
                wrong.push(format!("field {} stands twice", field.id));
            }
            if field.options.len() > limits::OPTIONS {
                wrong.push(format!("field {} has more than {} options", field.id, limits::OPTIONS));
            }
        }
    }
    for rule in &form.urgency {
        condition(form, &rule.when, &format!("urgency rule {}", rule.id), wrong);
    }
    for (about, category, picture) in every_path() {
        let mut answers = Answers::default();
        answers.set("about", Value::Choice(about.to_string()));
        answers.set("category", Value::Choice(category.to_string()));
        answers.set("picture", Value::Choice(picture.to_owned()));
        let path: Vec<&PageDef> = form.path(false, &answers).collect();
        if path.last().map(|page| page.kind) != Some(PageKind::Check) {
            wrong.push(format!("{about}, {category}: the path does not end with the check page"));
        }
        if !path.iter().any(|page| page.fields.iter().any(|field| field.id == "what_happened")) {
            wrong.push(format!("{about}, {category}: the path never asks what happened"));
        }
    }
}

fn every_path() -> impl Iterator<Item = (About, Category, &'static str)> {
    About::ALL.iter().flat_map(|about| {
        Category::ALL
            .iter()
            .flat_map(move |category| ["yes", "not_sure", "no"].map(|picture| (*about, *category, picture)))
    })
}

fn condition(form: &Form, when: &When, owner: &str, wrong: &mut Vec<String>) {
    for (field, options) in when.mentions().filter(|(field, _)| *field != SCHOOL_CLOSED) {
        match form.field(field) {
            None => wrong.push(format!("{owner} depends on {field}, which no page asks")),
            Some(def) => {
                let strange = options.iter().filter(|o| !def.options.contains(o) && def.options.len() > 1);
                wrong
                    .extend(strange.map(|o| format!("{owner} depends on {field} = {o}, which is no option")));
            }
        }
    }
}

fn register(prompts: &Prompts, wrong: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for rule in &prompts.guidance.rules {
        if !ids.insert(&rule.id) {
            wrong.push(format!("rule {} stands twice", rule.id));
        }
        for page in rule.pages.iter().filter(|p| *p != RECEIPT && prompts.concern.page(p).is_none()) {
            wrong.push(format!("rule {} stands on {page}, which is no page", rule.id));
        }
        condition(&prompts.concern, &rule.when, &format!("rule {}", rule.id), wrong);
        condition(&prompts.concern, &rule.unless, &format!("rule {}", rule.id), wrong);
    }
}

fn routes(profile: &Profile, prompts: &Prompts, wrong: &mut Vec<String>) {
    let id = &profile.id;
    let catches_all = profile
        .routes
        .last()
        .is_some_and(|r| r.about.is_empty() && r.category.is_empty() && r.year.is_empty());
    if !catches_all {
        wrong.push(format!("profile {id}: the last route must fit any concern"));
    }
    for route in &profile.routes {
        if route.lead.is_empty() {
            wrong.push(format!("profile {id}: route {} has no lead", route.id));
        }
        let inside = route.lead.iter().chain(&route.copied).chain(&route.ladder);
        for role in inside.filter(|r| r.is_outside()) {
            wrong.push(format!("profile {id}: route {} would write to {role}, which is outside", route.id));
        }
        for role in route.outside.iter().filter(|r| !r.is_outside()) {
            wrong.push(format!("profile {id}: route {} lists {role} as an outside body", route.id));
        }
    }
    for locale in profile.locales.iter().filter(|l| !prompts.locales().any(|w| w.locale() == l.as_str())) {
        wrong.push(format!("profile {id}: there are no words for {locale}"));
    }
}

struct Wording<'a> {
    prompts: &'a Prompts,
    words: &'a Words,
    args: Vec<Arg<'static>>,
    wrong: &'a mut Vec<String>,
}

impl Wording<'_> {
    fn check(mut self) {
        let prompts = self.prompts;
        for page in &prompts.concern.pages {
            self.page(page);
        }
        for rule in &prompts.concern.urgency {
            self.says(&format!("urgency-because-{}", rule.id));
        }
        for id in CARDS {
            self.fits(&format!("{id}.heading"), limits::HEADING);
            self.fits(&format!("{id}.text"), limits::TEXT);
        }
        for id in REFUSALS {
            self.fits(&format!("refusal-{id}.heading"), limits::HEADING);
            self.fits(&format!("refusal-{id}.text"), limits::TEXT);
        }
        for id in ACTIONS {
            self.fits(&format!("action-{id}"), limits::BUTTON);
        }
        for id in SENTENCES {
            self.fits(id, limits::TEXT);
        }
        self.wrong.extend(super::technician::problems(self.words));
        for role in Role::ALL {
            self.says(&format!("role-{role}"));
        }
        for category in Category::ALL {
            self.says(&format!("category-{category}"));
        }
        for about in About::ALL {
            self.says(&format!("about-{about}"));
        }
        for group in CategoryGroup::ALL {
            self.says(&format!("group-{group}"));
            self.says(&format!("group-{group}.name"));
        }
        for urgency in Urgency::ALL {
            self.says(&format!("urgency-{urgency}"));
            self.says(&format!("urgency-{urgency}.deadline"));
        }
        for state in crate::domain::case::State::ALL {
            self.says(&format!("state-{state}"));
        }
        for route in prompts.profiles.values().flat_map(|profile| &profile.routes) {
            self.says(&format!("because-{}", route.id));
        }
        if self.length("receipt.text") + self.guidance(RECEIPT) > limits::TEXT {
            self.wrong.push(format!("{}: the receipt is too long with its guidance", self.words.locale()));
        }
    }

    fn page(&mut self, page: &PageDef) {
        self.fits(&format!("page-{}.title", page.id), limits::TITLE);
        self.says(&format!("page-{}.text", page.id));
        let text = self.length(&format!("page-{}.text", page.id)) + self.guidance(&page.id);
        if text > limits::TEXT {
            let (locale, id, most) = (self.words.locale(), &page.id, limits::TEXT);
            self.wrong.push(format!("{locale}: page {id} has {text} characters of text, {most} fit"));
        }
        for action in &page.actions {
            self.fits(&format!("action-{action}"), limits::BUTTON);
        }
        for field in &page.fields {
            self.fits(&format!("field-{}", field.id), limits::LABEL);
            if self.words.find(&format!("field-{}.hint", field.id), &self.args).is_some() {
                self.fits(&format!("field-{}.hint", field.id), limits::HINT);
            }
            for option in &field.options {
                self.fits(&format!("option-{}-{option}", field.id), limits::OPTION);
            }
        }
    }

    /// The characters of every rule that may stand on a page at the same time, at the most.
    fn guidance(&mut self, page: &str) -> usize {
        let rules: Vec<&str> = self.prompts.guidance.rules.iter().map(|r| r.id.as_str()).collect();
        for rule in rules {
            self.says(&format!("rule-{rule}"));
        }
        let jurisdictions: BTreeSet<&str> =
            self.prompts.profiles.values().map(|p| p.jurisdiction.as_str()).collect();
        let most = jurisdictions.into_iter().flat_map(|jurisdiction| {
            every_path().map(move |(about, category, picture)| (jurisdiction, about, category, picture))
        });
        most.map(|(jurisdiction, about, category, picture)| {
            let mut answers = Answers::default();
            answers.set("about", Value::Choice(about.to_string()));
            answers.set("category", Value::Choice(category.to_string()));
            answers.set("picture", Value::Choice(picture.to_owned()));
            let rules = self.prompts.guidance.on_page(page, jurisdiction, &answers);
            rules
                .map(|rule| {
                    let shown = rule.shown(self.words, &self.args);
                    shown.text.chars().count() + shown.why.map_or(0, |why| why.chars().count())
                })
                .sum()
        })
        .max()
        .unwrap_or(0)
    }

    fn length(&self, id: &str) -> usize {
        self.words.find(id, &self.args).map_or(0, |text| text.chars().count())
    }

    fn says(&mut self, id: &str) {
        let problem = self.words.problem(id, &self.args);
        if let Some(problem) = problem.filter(|p| !self.wrong.contains(p)) {
            self.wrong.push(problem);
        }
    }

    fn fits(&mut self, id: &str, most: usize) {
        self.says(id);
        let length = self.length(id);
        if length > most {
            let locale = self.words.locale();
            self.wrong.push(format!("{locale}: {id} has {length} characters, {most} fit"));
        }
    }
}
