//! The part of `prompts check` that lays the words of each language beside the British ones, which are complete.

use super::load::Prompts;
use super::words::{Whose, Words};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};

/// Words may choose by this wherever it is given: what is said of services and laws depends on it, and in one language
/// the same words may do for every country.
const CHOSEN_BY_ANY: &str = "jurisdiction";
/// What a school may add words for that no form, rule or route of ours asks for, such as a job's title.
const OPEN: &[&str] = &["coach", "local"];

/// What a message or an attribute is put together from.
#[derive(Debug, Default)]
struct Parts<'w> {
    shown: BTreeSet<&'w str>,
    chosen_by: BTreeSet<&'w str>,
}

/// By `message` or `message.attribute`.
type Ids<'w> = BTreeMap<String, Parts<'w>>;

/// Everything that is wrong, one sentence each.
pub(super) fn check(prompts: &Prompts) -> Vec<String> {
    let british = prompts.words(None);
    let wanted = ids(british, &[Whose::Ours, Whose::Schools]);
    let ours = ids(british, &[Whose::Ours]);
    let mut wrong = unasked(prompts, british, &ours);
    for words in prompts.locales().filter(|words| words.locale() != Words::FALLBACK) {
        let added = offered(prompts, words);
        let needed = |id: &str| added || ours.contains_key(id);
        wrong.extend(compared(words, &wanted, needed));
    }
    wrong
}

/// Whether this school speaks the language at all. If not, what it adds in English needs no words in that one.
fn offered(prompts: &Prompts, words: &Words) -> bool {
    let chosen = prompts.profiles.values().any(|profile| !profile.built_in);
    let mut might_be = prompts.profiles.values().filter(|profile| !chosen || !profile.built_in);
    words.resources(Whose::Schools).next().is_some()
        || might_be.any(|profile| profile.locales.iter().any(|locale| locale == words.locale()))
}

fn compared(words: &Words, wanted: &Ids<'_>, needed: impl Fn(&str) -> bool) -> Vec<String> {
    let (locale, there) = (words.locale(), ids(words, &[Whose::Ours, Whose::Schools]));
    let missing = wanted.keys().filter(|id| !there.contains_key(*id) && needed(id));
    let mut wrong: Vec<String> = missing.map(|id| format!("{locale}: no words for {id}")).collect();
    for (id, parts) in &there {
        let Some(british) = wanted.get(id) else {
            wrong.push(format!("{locale}: {id} is not in {}", Words::FALLBACK));
            continue;
        };
        for name in british.shown.difference(&parts.shown) {
            wrong.push(format!("{locale}: {id} leaves out ${name}"));
        }
        let given = |name: &str| british.shown.contains(name) || british.chosen_by.contains(name);
        let strange = parts.shown.union(&parts.chosen_by).filter(|name| !given(name));
        for name in strange.filter(|name| parts.shown.contains(*name) || **name != CHOSEN_BY_ANY) {
            wrong.push(format!("{locale}: {id} uses ${name}, which {} does not", Words::FALLBACK));
        }
    }
    wrong
}

/// British words of the school's own that nothing ever asks for: most likely an id with a slip in it.
fn unasked(prompts: &Prompts, british: &Words, ours: &Ids<'_>) -> Vec<String> {
    let attributes: BTreeSet<&str> = ours.keys().filter_map(|id| Some(id.split_once('.')?.1)).collect();
    let asked = asked(prompts);
    let fits = |id: &str| {
        let (message, attribute) = id.split_once('.').map_or((id, None), |(m, a)| (m, Some(a)));
        let open = message.split_once('-').is_some_and(|(family, _)| OPEN.contains(&family));
        let known = |id: &str| ours.keys().any(|ours| ours.split('.').next() == Some(id));
        (open || asked.contains(message) || known(message))
            && attribute.is_none_or(|a| attributes.contains(a))
    };
    let added = ids(british, &[Whose::Schools]).into_keys().filter(|id| !fits(id));
    added.map(|id| format!("{}: nothing asks for {id}", Words::FALLBACK)).collect()
}

/// The messages that the forms, the guidance and the profiles ask for.
fn asked(prompts: &Prompts) -> BTreeSet<String> {
    let mut asked = BTreeSet::new();
    for page in prompts.forms().into_iter().flat_map(|form| &form.pages) {
        asked.insert(format!("page-{}", page.id));
        asked.extend(page.actions.iter().map(|action| format!("action-{action}")));
        for field in &page.fields {
            asked.insert(format!("field-{}", field.id));
            asked.extend(field.options.iter().map(|option| format!("option-{}-{option}", field.id)));
        }
    }
    asked.extend(prompts.concern.urgency.iter().map(|rule| format!("urgency-because-{}", rule.id)));
    asked.extend(prompts.guidance.rules.iter().map(|rule| format!("rule-{}", rule.id)));
    let routes = prompts.profiles.values().flat_map(|profile| &profile.routes);
    asked.extend(routes.map(|route| format!("because-{}", route.id)));
    asked.extend(super::agenda::asked(prompts));
    asked
}

/// Everything with words in these files; of what stands twice, the later.
fn ids<'w>(words: &'w Words, whose: &[Whose]) -> Ids<'w> {
    let mut ids = Ids::new();
    for entry in whose.iter().flat_map(|whose| words.resources(*whose)).flat_map(|file| file.entries()) {
        let Entry::Message(message) = entry else { continue };
        let name = message.id.name;
        if let Some(value) = &message.value {
            ids.insert(name.to_owned(), parts(value));
        }
        for attribute in &message.attributes {
            ids.insert(format!("{name}.{}", attribute.id.name), parts(&attribute.value));
        }
    }
    ids
}

fn parts<'w>(pattern: &Pattern<&'w str>) -> Parts<'w> {
    let mut parts = Parts::default();
    look(pattern, &mut parts);
    parts
}

fn look<'w>(pattern: &Pattern<&'w str>, parts: &mut Parts<'w>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        placed(expression, parts);
    }
}

fn placed<'w>(expression: &Expression<&'w str>, parts: &mut Parts<'w>) {
    match expression {
        Expression::Inline(InlineExpression::VariableReference { id }) => _ = parts.shown.insert(id.name),
        Expression::Inline(InlineExpression::Placeable { expression }) => placed(expression, parts),
        Expression::Inline(_) => {}
        Expression::Select { selector, variants } => {
            if let InlineExpression::VariableReference { id } = selector {
                parts.chosen_by.insert(id.name);
            }
            for variant in variants {
                look(&variant.value, parts);
            }
        }
    }
}
