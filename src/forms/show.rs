//! `forms show`: the pages of a form as a profile would meet them, for people who check or change the prompts.

use super::form::{AUTHOR_TO_ASK, FieldType, MESSAGE_REPORTED, PageDef, SCHOOL_CLOSED, YEAR_MATTERS};
use super::load::Prompts;
use super::page::options;
use super::profile::Profile;
use super::words::Words;
use crate::domain::concern::{About, Answers, Category, Value};
use crate::domain::routing::year_matters;
use crate::domain::school::Switch;
use crate::domain::urgency::{self, Urgency};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct Shown {
    pub pages: Vec<ShownPage>,
}

#[derive(Debug, Serialize)]
pub struct ShownPage {
    pub id: String,
    pub title: String,
    pub guidance: Vec<String>,
    pub fields: Vec<ShownField>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub after: bool,
}

#[derive(Debug, Serialize)]
pub struct ShownField {
    pub id: String,
    pub kind: FieldType,
    pub required: bool,
    pub label: String,
    pub options: Vec<ShownOption>,
}

#[derive(Debug, Serialize)]
pub struct ShownOption {
    pub id: String,
    pub label: String,
}

/// Every page that can be reached for this kind of concern, in file order: from the command, or from a message.
pub fn concern(
    prompts: &Prompts,
    words: &Words,
    profile: &Profile,
    category: Category,
    about: Option<About>,
    from_message: bool,
) -> Shown {
    let mut known = Answers::default();
    known.set("category", Value::Choice(category.to_string()));
    if let Some(about) = about {
        known.set("about", Value::Choice(about.to_string()));
    }
    if urgency::of(&prompts.concern.urgency, &known).0 >= Urgency::Urgent {
        known.set(SCHOOL_CLOSED, Value::Choices(Vec::new()));
    }
    let abouts = about.as_ref().map_or(About::ALL, std::slice::from_ref);
    if !abouts.iter().any(|about| year_matters(&profile.routes, *about, category)) {
        known.set(YEAR_MATTERS, Value::Choices(Vec::new()));
    }
    if !from_message {
        known.set(MESSAGE_REPORTED, Value::Choices(Vec::new()));
    }
    let asks_authors = profile.switches.contains(&Switch::NoteToAuthor) && category == Category::DataBreach;
    if !from_message || !asks_authors {
        known.set(AUTHOR_TO_ASK, Value::Choices(Vec::new()));
    }
    // A question that is never asked on this path can't bring a page either.
    let asked = |page: &&PageDef| page.when.possible(&known);
    let never: Vec<&str> = prompts
        .concern
        .pages
        .iter()
        .filter(|page| !asked(page))
        .flat_map(|page| page.fields.iter().map(|field| field.id.as_str()))
        .collect();
    for field in never {
        known.set(field, Value::Choices(Vec::new()));
    }
    let pages = prompts.concern.pages.iter().filter(|page| page.when.possible(&known));
    Shown { pages: pages.map(|page| shown(prompts, words, profile, page, &known)).collect() }
}

fn shown(prompts: &Prompts, words: &Words, profile: &Profile, page: &PageDef, known: &Answers) -> ShownPage {
    let args: Vec<_> = super::spoken::all_args();
    let rules = prompts.guidance.possible(&page.id, profile, known);
    ShownPage {
        id: page.id.clone(),
        title: words.say(&format!("page-{}.title", page.id), &args),
        guidance: rules.map(|rule| rule.id.clone()).collect(),
        fields: page
            .fields
            .iter()
            .filter(|field| field.when.possible(known))
            .map(|field| ShownField {
                id: field.id.clone(),
                kind: field.kind,
                required: field.required,
                label: words.say(&format!("field-{}", field.id), &args),
                options: options(words, field)
                    .into_iter()
                    .map(|option| ShownOption { id: option.id, label: option.label })
                    .collect(),
            })
            .collect(),
        after: page.after,
    }
}
