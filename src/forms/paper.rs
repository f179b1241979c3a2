//! Owns the paper form: what `hearken print` gives a school for the day its systems are down, as one HTML page.

use super::explain::{Question, explain};
use super::form::FieldDef;
use super::guidance::RuleDef;
use super::load::Prompts;
use super::page::{args, options};
use super::profile::School;
use super::words::{Arg, Words};
use crate::chat::view::{ChoiceOption, Rule};
use crate::domain::concern::{About, Answers, Category, Value};
use crate::domain::school::Role;
use askama::Template;
use std::collections::BTreeSet;

/// How many are worth phoning in turn: whoever reads this has a class waiting.
const NEXT: usize = 2;
/// The form's ticks that are worth the room.
const TICKS: &[&str] = &["about", "category", "picture", "seen"];

/// What may have happened, by whom it is about: each is asked where it would go.
const WORRIES: &[(&str, About, Category)] = &[
    ("child", About::Pupil, Category::WelfareOther),
    ("picture", About::Pupil, Category::Nudes),
    ("adult", About::Staff, Category::StaffConduct),
    ("team", About::SafeguardingTeam, Category::StaffConduct),
    ("head", About::Head, Category::StaffConduct),
    ("governor", About::Governor, Category::StaffConduct),
    ("filter", About::Nobody, Category::FilteringBreach),
    ("account", About::Nobody, Category::AccountSecurity),
    ("data", About::Nobody, Category::DataBreach),
];

/// Outside bodies that nobody need phone in a hurry.
const NOT_NOW: &[Role] = &[Role::Ceop, Role::Iwf, Role::Prevent, Role::FilteringProvider];

/// Words of the sheets that stand by themselves. Those about what a worry is about follow from [`WORRIES`].
const WORDS: &[&str] = &[
    "paper-title",
    "paper-when_to_use",
    "paper-side",
    "paper-keep",
    "paper-give",
    "paper-school",
    "paper-danger",
    "paper-danger.do",
    "paper-phone",
    "paper-phone.first",
    "paper-phone.about",
    "paper-phone.to",
    "paper-phone.next",
    "paper-outside",
    "paper-outside.do",
    "paper-nobody",
    "paper-picture_rules",
    "paper-picture_rules.note",
    "paper-always_rules",
    "paper-adult_rules",
    "paper-kind_rules",
    "paper-only_for",
    "paper-not_pictures",
    "paper-law",
    "paper-steps",
    "paper-steps.one",
    "paper-steps.two",
    "paper-steps.three",
    "paper-form",
    "paper-form.note",
    "paper-danger_first",
    "paper-tick_one",
    "paper-tick_any",
    "paper-pupils",
    "paper-pupils.note",
    "paper-adult",
    "paper-adult.note",
    "paper-picture_first",
    "paper-happened",
    "paper-happened.date",
    "paper-happened.time",
    "paper-happened.place",
    "paper-told",
    "paper-told.who",
    "paper-told.when",
    "paper-contact",
    "paper-what",
    "paper-what.note",
    "paper-child_words",
    "paper-child_words.note",
    "paper-i_saw",
    "paper-i_saw.note",
    "paper-i_think",
    "paper-i_think.note",
    "paper-more_paper",
    "paper-sign",
    "paper-sign.name",
    "paper-sign.signature",
    "paper-sign.date",
    "paper-sign.time",
    "paper-hand_in",
    "paper-hand_in.never",
    "paper-hand_in_line",
    "paper-taken",
    "paper-taken.name",
    "paper-taken.date",
    "paper-taken.time",
    "paper-taken.reference",
    "paper-taken.note",
    "paper-written",
];

/// Everything that these words may be told, for `prompts check`.
const ARGS: &[&str] = &["emergency", "number", "kinds", "what", "to", "file"];

/// What is wrong with the words of the paper form.
pub(super) fn problems(prompts: &Prompts, words: &Words) -> Vec<String> {
    let args: Vec<Arg<'_>> = ARGS.iter().map(|name| (*name, "1".to_owned())).collect();
    let worries = WORRIES.iter().map(|(id, ..)| format!("paper-about-{id}"));
    let ids = WORDS.iter().map(|id| (*id).to_owned()).chain(worries);
    let wording = ids.filter_map(|id| words.problem(&id, &args));
    let missing = TICKS.iter().filter(|id| prompts.concern.field(id).is_none());
    wording
        .chain(missing.map(|id| format!("the paper form wants the field {id}, which no page asks")))
        .collect()
}

/// The blank form and the numbers, for printing: no script, nothing fetched. A number that is not known is a line.
pub fn sheets(prompts: &Prompts, words: &Words, school: &School) -> String {
    let args = args(words, school, None);
    let rows = rows(prompts, words, school);
    let outside = outside(prompts, words, school);
    let rules = Rules::of(prompts, words, school, &args);
    let ticks = TICKS.iter().filter_map(|id| prompts.concern.field(id)).map(|def| Ticks::of(words, def));
    Sheets { words, args, school: &school.name, rows, outside, rules, ticks: ticks.collect() }
        .render()
        .expect("writing to a string cannot fail")
}

#[derive(Template)]
#[template(path = "paper.html")]
struct Sheets<'a> {
    words: &'a Words,
    args: Vec<Arg<'static>>,
    school: &'a str,
    rows: Vec<Row>,
    outside: Vec<Contact>,
    rules: Rules,
    ticks: Vec<Ticks>,
}

impl Sheets<'_> {
    fn say(&self, id: &str) -> String {
        self.words.say(id, &self.args)
    }

    fn side(&self, number: &u8) -> String {
        self.words.say("paper-side", &[("number", number.to_string())])
    }

    fn only_for(&self, kinds: &str) -> String {
        self.words.say("paper-only_for", &[("kinds", kinds.to_owned())])
    }

    fn hand_in(&self, row: &Row) -> String {
        let to: Vec<String> = row.to.iter().map(|contact| contact.name.clone()).collect();
        let to = if to.is_empty() { self.say("paper-nobody") } else { self.words.list(&to) };
        self.words.say("paper-hand_in_line", &[("what", row.about.join(" · ")), ("to", to)])
    }
}

/// Whom to phone about something, and who is next.
struct Row {
    about: Vec<String>,
    to: Vec<Contact>,
    next: Vec<Contact>,
}

struct Contact {
    name: String,
    /// Empty where it is not known.
    phone: String,
}

/// One row for all that goes the same way.
fn rows(prompts: &Prompts, words: &Words, school: &School) -> Vec<Row> {
    let mut ways: Vec<(Vec<Role>, Vec<Role>, Vec<String>)> = Vec::new();
    for (id, about, category) in WORRIES {
        let way = way(prompts, words, school, *about, *category);
        let next: Vec<Role> =
            way.ladder.into_iter().filter(|role| !way.lead.contains(role)).take(NEXT).collect();
        let what = words.say(&format!("paper-about-{id}"), &[]);
        match ways.iter_mut().find(|(lead, then, _)| *lead == way.lead && *then == next) {
            Some((.., whats)) => whats.push(what),
            None => ways.push((way.lead, next, vec![what])),
        }
    }
    let contacts = |roles: Vec<Role>| roles.into_iter().map(|role| contact(words, school, role)).collect();
    ways.into_iter()
        .map(|(lead, next, about)| Row { about, to: contacts(lead), next: contacts(next) })
        .collect()
}

fn way(
    prompts: &Prompts,
    words: &Words,
    school: &School,
    about: About,
    category: Category,
) -> super::explain::Explained {
    explain(
        prompts,
        words,
        &school.profile,
        &Question { category, about, year: None, named: BTreeSet::new() },
    )
}

fn outside(prompts: &Prompts, words: &Words, school: &School) -> Vec<Contact> {
    let mut roles: Vec<Role> = Vec::new();
    for (_, about, category) in WORRIES {
        let advice = way(prompts, words, school, *about, *category).outside_advice;
        let new: Vec<Role> =
            advice.into_iter().filter(|role| !roles.contains(role) && !NOT_NOW.contains(role)).collect();
        roles.extend(new);
    }
    roles.into_iter().map(|role| contact(words, school, role)).collect()
}

fn contact(words: &Words, school: &School, role: Role) -> Contact {
    let own = (role == Role::Dsl).then_some(&school.phone);
    let phone = school.contacts.get(&role).or(own).cloned().unwrap_or_default();
    Contact { name: words.role(role), phone }
}

/// The dos and don'ts, parted by when they hold: paper can't ask first.
#[derive(Default)]
struct Rules {
    picture: Vec<Rule>,
    always: Vec<Rule>,
    adult: Vec<Rule>,
    kinds: Vec<KindRule>,
}

/// A rule for some kinds of concern only.
struct KindRule {
    names: String,
    rule: Rule,
    /// It must not be followed where there may be a sexual picture.
    not_pictures: bool,
}

impl Rules {
    fn of(prompts: &Prompts, words: &Words, school: &School, args: &[Arg<'_>]) -> Self {
        let register = &prompts.guidance;
        let (open, nudes, bullying) =
            (Answers::default(), answers(Category::Nudes), answers(Category::Bullying));
        let mut rules = Self::default();
        let first = possible(prompts, school, "before", &nudes);
        for rule in &first {
            let always = rule.when.holds(&bullying);
            let list = if always { &mut rules.always } else { &mut rules.picture };
            list.push(rule.shown(words, args));
        }
        let here: BTreeSet<&str> = register
            .rules
            .iter()
            .flat_map(|rule| &rule.pages)
            .flat_map(|page| possible(prompts, school, page, &open))
            .map(|rule| rule.id.as_str())
            .collect();
        let there = |id: &str| first.iter().any(|rule| rule.id == id);
        let here = register.rules.iter().filter(|rule| here.contains(&*rule.id) && !there(&rule.id));
        for rule in here {
            let shown = rule.shown(words, args);
            let named = |field: &str| -> Vec<&String> {
                rule.when
                    .mentions()
                    .filter(|(name, _)| *name == field)
                    .flat_map(|(_, options)| options)
                    .collect()
            };
            let (about, kinds) = (named("about"), named("category"));
            let adult = |about: &&String| About::parse(about).is_some_and(About::is_adult_here);
            if !about.is_empty() && about.iter().all(adult) {
                rules.adult.push(shown);
            } else if about.is_empty() && !kinds.is_empty() {
                let names: Vec<String> =
                    kinds.iter().map(|kind| words.say(&format!("category-{kind}"), &[])).collect();
                let not_pictures = rule.unless.mentions().any(|(field, _)| field == "picture");
                rules.kinds.push(KindRule { names: names.join(", "), rule: shown, not_pictures });
            } else {
                // Whatever else it hangs on: read once too often does no harm.
                rules.always.push(shown);
            }
        }
        rules
    }
}

/// The rules that a page of this school's form may show.
fn possible<'r>(
    prompts: &'r Prompts,
    school: &'r School,
    page: &'r str,
    known: &'r Answers,
) -> Vec<&'r RuleDef> {
    prompts.guidance.possible(page, &school.profile, known).collect()
}

/// A pupil's concern of one kind, with no picture in it beside what the kind says.
fn answers(category: Category) -> Answers {
    let mut answers = Answers::default();
    for (field, option) in [("about", "pupil"), ("category", category.as_str()), ("picture", "no")] {
        answers.set(field, Value::Choice(option.to_owned()));
    }
    answers
}

/// One of the form's questions as boxes to tick.
struct Ticks {
    id: String,
    label: String,
    how: &'static str,
    /// Short enough to stand side by side.
    row: bool,
    options: Vec<ChoiceOption>,
    groups: Vec<(String, Vec<ChoiceOption>)>,
}

impl Ticks {
    fn of(words: &Words, def: &FieldDef) -> Self {
        let options = options(words, def);
        let mut groups: Vec<(String, Vec<ChoiceOption>)> = Vec::new();
        for option in options.iter().filter(|option| option.group.is_some()) {
            let name = option.group.clone().unwrap_or_default();
            match groups.last_mut().filter(|(last, _)| *last == name) {
                Some((_, group)) => group.push(option.clone()),
                None => groups.push((name, vec![option.clone()])),
            }
        }
        Self {
            id: def.id.clone(),
            label: words.say(&format!("field-{}", def.id), &[]),
            how: if def.id == "category" { "paper-tick_any" } else { "paper-tick_one" },
            row: options.len() < 4,
            options,
            groups,
        }
    }
}
