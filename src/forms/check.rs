//! `prompts check`: every id has words in every locale, every branch ends, every page fits every platform.

use super::fit::{self, RECEIPT, too_long};
use super::form::{FACTS, Form, PageDef, PageKind};
use super::load::Prompts;
use super::spoken::{ACTIONS, CARDS, REFUSALS, SENTENCES, all_args};
use super::words::{Arg, Words};
use crate::chat::limits::{self, Limits};
use crate::domain::concern::{About, Answers, Category, CategoryGroup, Value};
use crate::domain::condition::When;
use crate::domain::school::Role;
use crate::domain::unfit::Unfit;
use crate::domain::urgency::Urgency;
use std::collections::BTreeSet;

/// Everything that is wrong, one sentence each; empty when all is well.
pub fn check(prompts: &Prompts) -> Vec<String> {
    let mut wrong = Vec::new();
    branches(&prompts.concern, &mut wrong);
    register(prompts, &mut wrong);
    for profile in prompts.profiles.values() {
        let words: Vec<&str> = prompts.locales().map(Words::locale).collect();
        wrong.extend(profile.languages_without_words(&words));
    }
    for words in prompts.locales() {
        Wording { prompts, words, args: all_args(), wrong: &mut wrong }.check();
        wrong.extend(fit::problems(prompts, words));
    }
    wrong.extend(super::casework::check(prompts));
    wrong.extend(super::attest::check(prompts));
    wrong.extend(super::register_words::check(prompts));
    wrong.extend(super::coaching::check(prompts));
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
        let (platform, most) = Limits::tightest(|limits| limits.fields);
        if page.fields.len() > most {
            let (id, count, platform) = (&page.id, page.fields.len(), platform.name);
            wrong.push(format!("page {id} has {count} fields; {platform} takes {most}"));
        }
        if page.actions.is_empty() || page.actions.len() > limits::ACTIONS {
            wrong.push(format!("page {} needs one to {} actions", page.id, limits::ACTIONS));
        }
        if page.kind == PageKind::Aside && !page.actions.iter().any(|a| a == "back") {
            wrong.push(format!("page {} has no way back", page.id));
        }
        condition(form, &page.when, &format!("page {}", page.id), wrong);
        for field in &page.fields {
            condition(form, &field.when, &format!("field {}", field.id), wrong);
            if field.required && !field.when.is_always() {
                wrong.push(format!("field {} is required, and not always asked", field.id));
            }
            if !fields.insert(&field.id) {
                wrong.push(format!("field {} stands twice", field.id));
            }
            let (platform, most) = Limits::tightest(|limits| limits.options);
            if field.options.len() > most {
                let (id, count, platform) = (&field.id, field.options.len(), platform.name);
                wrong.push(format!(
                    "page {}, field {id} has {count} options; {platform} takes {most}",
                    page.id
                ));
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

/// Every answer to whom it is about, of what kind, and whether there is a picture.
pub(super) fn every_path() -> impl Iterator<Item = (About, Category, &'static str)> {
    About::ALL.iter().flat_map(|about| {
        Category::ALL
            .iter()
            .flat_map(move |category| ["yes", "not_sure", "no"].map(|picture| (*about, *category, picture)))
    })
}

pub(super) fn condition(form: &Form, when: &When, owner: &str, wrong: &mut Vec<String>) {
    for (field, options) in when.mentions().filter(|(field, _)| !FACTS.contains(field)) {
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
            self.says(&format!("{id}.heading"));
            self.says(&format!("{id}.text"));
        }
        for id in REFUSALS {
            self.says(&format!("refusal-{id}.heading"));
            self.says(&format!("refusal-{id}.text"));
        }
        for id in ACTIONS {
            self.fits(&format!("action-{id}"), |limits| limits.button);
        }
        for id in SENTENCES {
            self.fits(id, |limits| limits.paragraph);
        }
        self.wrong.extend(super::adapters::problems(self.words));
        self.wrong.extend(super::technician::problems(self.words));
        self.wrong.extend(super::agenda::problems(self.prompts, self.words));
        self.wrong.extend(super::paper::problems(self.prompts, self.words));
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
        for why in Unfit::ALL {
            self.says(&format!("space-{why}"));
            self.says(&format!("space-{why}.mend"));
        }
        for state in crate::domain::case::State::ALL {
            self.says(&format!("state-{state}"));
        }
        for route in prompts.profiles.values().filter(|p| p.built_in).flat_map(|profile| &profile.routes) {
            self.says(&format!("because-{}", route.id));
        }
        for rule in &prompts.guidance.rules {
            self.says(&format!("rule-{}", rule.id));
        }
    }

    fn page(&mut self, page: &PageDef) {
        self.says(&format!("page-{}.title", page.id));
        self.says(&format!("page-{}.text", page.id));
        for action in &page.actions {
            self.says(&format!("action-{action}"));
        }
        for field in &page.fields {
            self.says(&format!("field-{}", field.id));
            if self.words.find(&format!("field-{}.hint", field.id), &self.args).is_some() {
                self.says(&format!("field-{}.hint", field.id));
            }
            for option in &field.options {
                self.says(&format!("option-{}-{option}", field.id));
            }
        }
    }

    fn says(&mut self, id: &str) {
        let problem = self.words.problem(id, &self.args);
        if let Some(problem) = problem.filter(|p| !self.wrong.contains(p)) {
            self.wrong.push(problem);
        }
    }

    fn fits(&mut self, id: &str, limit: impl Fn(&Limits) -> usize) {
        self.says(id);
        let text = self.words.find(id, &self.args).unwrap_or_default();
        if let Some(why) = too_long(&text, limit) {
            self.wrong.push(format!("{}: {id} {why}", self.words.locale()));
        }
    }
}
