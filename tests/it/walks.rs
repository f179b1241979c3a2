//! Walks through the concern form: every kind, whoever it is about, whatever is answered, in every language we have.

use crate::world::built_in;
use hearken::chat::limits;
use hearken::chat::view::{Block, Page};
use hearken::domain::concern::{About, Answers, Category, Value};
use hearken::domain::id::DraftId;
use hearken::forms::coaching::Coaching;
use hearken::forms::page::{Filled, render};
use hearken::forms::{FieldType, PageDef, PageKind, Profile, Prompts, School, Words};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds that say by themselves whether there is a sexual picture, or never have one.
const UNASKED: &[Category] = &[Category::Nudes, Category::IndecentImages, Category::AccountSecurity];
/// The most questions' pages after a receipt that anybody is asked to look at.
const MOST_AFTER: usize = 6;

/// Every way through the form that its first questions make.
pub fn paths() -> Vec<(About, Category, Option<&'static str>)> {
    let mut paths = Vec::new();
    for about in About::ALL {
        for category in Category::ALL {
            let asked: &[Option<&str>] = match UNASKED.contains(category) {
                true => &[None],
                false => &[Some("yes"), Some("not_sure"), Some("no")],
            };
            paths.extend(asked.iter().map(|picture| (*about, *category, *picture)));
        }
    }
    paths
}

pub fn answered(about: About, category: Category, picture: Option<&str>) -> Answers {
    let mut answers = Answers::default();
    answers.set("about", Value::Choice(about.to_string()));
    answers.set("category", Value::Choice(category.to_string()));
    if let Some(picture) = picture {
        answers.set("picture", Value::Choice(picture.to_owned()));
    }
    answers
}

/// A sexual picture of a child is in it, or may be.
pub fn is_sexual(answers: &Answers) -> bool {
    matches!(answers.category(), Some(Category::Nudes | Category::IndecentImages))
        || matches!(answers.chosen("picture").first(), Some(&("yes" | "not_sure")))
}

pub fn asks_for_text(page: &PageDef) -> bool {
    page.fields.iter().any(|field| matches!(field.kind, FieldType::Short | FieldType::Long))
}

/// A school under Spanish law.
pub fn spanish(prompts: &Prompts) -> Profile {
    let mut profile = prompts.profile("kent").unwrap().clone();
    profile.id = "kent, in Spain".to_owned();
    profile.jurisdiction = "ES".to_owned();
    profile.contacts.emergency = "112".to_owned();
    profile
}

pub fn school(profile: Profile) -> School {
    School {
        id: hearken::domain::id::SchoolId::parse("oak").unwrap(),
        name: "Oak School".to_owned(),
        phone: "01632 960001".to_owned(),
        contacts: BTreeMap::new(),
        profile,
    }
}

pub fn shown(prompts: &Prompts, words: &Words, school: &School, page: &PageDef, answers: &Answers) -> Page {
    let filled = Filled {
        draft: &DraftId::from_random([0; 16]),
        revision: 1,
        answers,
        inputs: None,
        problems: &BTreeMap::new(),
        coaching: Coaching::default(),
        error: None,
        route: None,
        opens: school.profile.hours().next_opening("2026-03-10T10:00:00Z".parse().unwrap()),
        user_of: &|_| None,
    };
    render(prompts, words, school, page, &filled)
}

/// Everything a page says, outside its fields.
fn said(page: &Page) -> String {
    let rule =
        |rule: &hearken::chat::view::Rule| format!("{} {}", rule.text, rule.why.as_deref().unwrap_or(""));
    let block = |block: &Block| match block {
        Block::Text(text) => text.clone(),
        Block::Guidance(rules) => rules.iter().map(rule).collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    };
    page.intro.iter().map(block).collect::<Vec<_>>().join("\n")
}

fn fits(page: &Page, place: &str) {
    let short = |text: &str, most: usize, what: &str| {
        let length = text.chars().count();
        assert!(length <= most, "{place}: {what} has {length} characters, {most} fit: {text}");
        assert!(!text.contains("{$") && !text.is_empty(), "{place}: {what}: {text}");
    };
    short(&page.title, limits::TITLE, "the title");
    short(&said(page), limits::TEXT, "the text");
    assert!(page.fields.len() <= limits::FIELDS, "{place}");
    assert!((1..=limits::ACTIONS).contains(&page.actions.len()), "{place}");
    for field in &page.fields {
        short(&field.label, limits::LABEL, "a label");
        field.hint.iter().for_each(|hint| short(hint, limits::HINT, "a hint"));
    }
}

/// Where every walk is done: every school we ship and Spain, in every language of theirs and of ours.
fn everywhere(prompts: &Prompts) -> Vec<(School, &Words)> {
    let profiles = prompts.profiles.values().cloned().chain([spanish(prompts)]);
    profiles
        .flat_map(|profile| prompts.locales().map(move |words| (school(profile.clone()), words)))
        .collect()
}

#[test]
fn every_way_to_the_send_button_is_short_ends_there_and_shows_the_rules_before_the_first_word() {
    let prompts = built_in();
    for (school, words) in everywhere(&prompts) {
        for (about, category, picture) in paths() {
            let answers = answered(about, category, picture);
            let place = |page: &str| format!("{}, {about}, {category}, {picture:?}: {page}", words.locale());
            let (mut at, mut pages, mut typed) = (None, Vec::new(), 0);
            while let Some(page) = prompts.concern.next_page(at, false, &answers) {
                fits(&shown(&prompts, words, &school, page, &answers), &place(&page.id));
                typed += page.fields.iter().filter(|f| f.required && f.kind == FieldType::Long).count();
                let asks = page.fields.iter().any(|f| f.required && f.kind == FieldType::Short);
                assert!(!asks, "{}: a second text is never asked for", place(&page.id));
                pages.push(page);
                at = Some(page.id.as_str());
            }
            assert_eq!(pages.last().unwrap().kind, PageKind::Check, "{}", place("the end"));
            assert_eq!(typed, 1, "{}: what happened, and nothing else, is to be written", place("all"));
            assert!(pages.len() <= 10, "{}: {} pages", place("all"), pages.len());
            let number = |id: &str| pages.iter().position(|page| page.id == id);
            let rules = number(if is_sexual(&answers) { "before" } else { "rules" });
            let first_text = pages.iter().position(|page| asks_for_text(page));
            assert_eq!(pages[first_text.unwrap()].id, "what", "{}", place("first text"));
            assert_eq!(rules.map(|at| at + 1), first_text, "{}: the rules, then the words", place("rules"));
        }
    }
}

#[test]
fn an_answer_left_behind_by_another_kind_brings_one_page_of_rules_and_the_right_one() {
    let prompts = built_in();
    for category in Category::ALL {
        for left in ["yes", "not_sure", "no"] {
            let mut answers = answered(About::Pupil, *category, Some(left));
            let pages: Vec<&str> = prompts
                .concern
                .path(false, &answers)
                .map(|page| page.id.as_str())
                .filter(|id| matches!(*id, "before" | "rules"))
                .collect();
            if UNASKED.contains(category) {
                answers.clear("picture");
            }
            let expected = if is_sexual(&answers) { "before" } else { "rules" };
            assert_eq!(pages, [expected], "{category}, {left}");
        }
    }
}

#[test]
fn the_rules_on_pictures_are_ticked_and_the_others_cost_one_press() {
    let prompts = built_in();
    let before = prompts.concern.page("before").unwrap();
    assert!(before.fields.iter().any(|field| field.kind == FieldType::Tick && field.required));
    assert!(prompts.concern.page("rules").unwrap().fields.is_empty());
}

/// Every answer that decides which further questions come.
fn after_answers(prompts: &Prompts) -> Vec<Option<(&str, &str)>> {
    let form = &prompts.concern;
    let after: BTreeSet<&str> =
        form.pages.iter().filter(|p| p.after).flat_map(|p| &p.fields).map(|f| f.id.as_str()).collect();
    let decides = form.pages.iter().flat_map(|page| page.when.mentions());
    let decides: BTreeSet<&str> = decides.map(|(field, _)| field).filter(|f| after.contains(f)).collect();
    let options = decides.into_iter().flat_map(|field| {
        form.field(field).unwrap().options.iter().map(move |option| Some((field, option.as_str())))
    });
    [None].into_iter().chain(options).collect()
}

#[test]
fn what_is_asked_after_the_receipt_is_short_skippable_and_begins_with_what_is_worst() {
    let prompts = built_in();
    let always = ["after_when", "after_think"];
    let deciding = after_answers(&prompts);
    assert!(deciding.len() > 1, "who saw a site decides whether children are asked about");
    for (school, words) in everywhere(&prompts) {
        for (about, category, picture) in paths() {
            for decided in &deciding {
                let mut answers = answered(about, category, picture);
                if let Some((field, option)) = decided {
                    answers.set(field, Value::Choice((*option).to_owned()));
                }
                let pages: Vec<&PageDef> = prompts.concern.path(true, &answers).collect();
                let ids: Vec<&str> = pages.iter().map(|page| page.id.as_str()).collect();
                let place = format!("{about}, {category}, {picture:?}, {decided:?}: {ids:?}");
                assert!(pages.len() <= MOST_AFTER, "{place}");
                assert!(ids.ends_with(&always), "{place}");
                assert!(ids.len() > always.len(), "{place}: a page of its own");
                assert_eq!(ids[0] == "after_risk", is_sexual(&answers), "{place}");
                for page in &pages {
                    fits(&shown(&prompts, words, &school, page, &answers), &format!("{place}, {}", page.id));
                    assert!(page.fields.iter().all(|field| !field.required), "{place}: {}", page.id);
                    let on = page.actions.iter().any(|a| a == "skip" || a == "finish");
                    assert!(on, "{place}: {} can be left", page.id);
                }
            }
        }
    }
}

#[test]
fn nobody_is_asked_about_children_where_there_are_none() {
    let prompts = built_in();
    let asked = |answers: &Answers| -> BTreeSet<String> {
        let fields = prompts.concern.path(true, answers).flat_map(|page| &page.fields);
        fields.map(|field| field.id.clone()).collect()
    };
    let children = ["pupils", "child_where", "child_words"];
    let (mut without, mut with) = (0, 0);
    for (about, category, picture) in paths() {
        let fields = asked(&answered(about, category, picture));
        let none = matches!(category, Category::AccountSecurity | Category::DataBreach)
            || about == About::Nobody && category == Category::FilteringBreach;
        let found = children.iter().any(|field| fields.contains(*field));
        assert!(!(none && found), "{about}, {category}: {fields:?}");
        without += usize::from(none);
        with += usize::from(children.iter().all(|field| fields.contains(*field)));
        if about == About::Pupil && !none {
            assert!(children.iter().all(|field| fields.contains(*field)), "{about}, {category}");
        }
    }
    assert!(without > 0 && with > 0);
    let mut seen = answered(About::Nobody, Category::FilteringBreach, Some("no"));
    seen.set("site_seen_by", Value::Choice("children".to_owned()));
    assert!(asked(&seen).contains("pupils"), "children saw it after all");
}

#[test]
fn each_kind_is_asked_what_the_first_ten_minutes_need() {
    let prompts = built_in();
    let needs: &[(Category, &[&str])] = &[
        (
            Category::Nudes,
            &["immediate_risk", "adult_involved", "pressure", "under_13", "device_involved", "device_where"],
        ),
        (Category::FilteringBreach, &["site_address", "site_device", "site_seen_by", "site_closed"]),
        (Category::StaffConduct, &["conduct_level", "conduct_with_children", "told_already"]),
        (Category::SelfHarm, &["self_harm_now", "self_harm_with", "child_where"]),
        (Category::Grooming, &["meeting", "contact_going_on"]),
        (Category::Radicalisation, &["extremist_plan", "extremist_contact"]),
        (Category::IndecentImages, &["immediate_risk", "site_address", "site_device"]),
        (Category::DataBreach, &["data_how", "data_what", "data_count", "data_back"]),
        (Category::AccountSecurity, &["account_what", "account_which", "account_clicked"]),
        (Category::OffensiveMessage, &["message_threat", "message_to"]),
        (Category::Bullying, &["bullying_hurt", "bullying_going_on"]),
        (Category::OnlineHate, &["hate_threat", "hate_aimed"]),
        (Category::DeviceMisuse, &["filming_private", "device_where"]),
        (Category::ScamGambling, &["scam_threat", "scam_lost"]),
        (Category::SexualHarassment, &["harassment_unsafe", "harassment_together"]),
        (Category::HarmfulContent, &["content_illegal", "content_upset", "site_address"]),
        (Category::WelfareOther, &["missing", "injury", "home_unsafe"]),
    ];
    assert_eq!(needs.len(), Category::ALL.len());
    let everybody =
        ["told_already", "contact_now", "happened_on", "happened_at", "i_saw", "i_think", "who_knows"];
    for (category, fields) in needs {
        let answers = answered(About::Pupil, *category, None);
        let asked: BTreeSet<&str> =
            prompts.concern.path(true, &answers).flat_map(|p| &p.fields).map(|f| f.id.as_str()).collect();
        for field in fields.iter().chain(&everybody) {
            assert!(asked.contains(field), "{category}: {field} is missing from {asked:?}");
        }
    }
}

#[test]
fn what_the_it_lead_may_read_is_marked_and_its_words_say_so() {
    let prompts = built_in();
    let words = prompts.words(None);
    let task: Vec<(&PageDef, &str, FieldType)> = prompts
        .concern
        .pages
        .iter()
        .flat_map(|page| page.fields.iter().filter(|f| f.task).map(move |f| (page, f.id.as_str(), f.kind)))
        .collect();
    for field in ["site_address", "site_device", "site_closed", "device_where", "account_which", "data_back"]
    {
        assert!(task.iter().any(|(_, id, _)| *id == field), "{field}");
    }
    for (page, field, kind) in task {
        assert!(page.after, "{field}: nothing before the receipt");
        let intro = words.say(&format!("page-{}.text", page.id), &[]);
        assert!(intro.contains("may read"), "{}: {intro}", page.id);
        if matches!(kind, FieldType::Short | FieldType::Long) {
            let hint = words.say(&format!("field-{field}.hint"), &[]);
            assert!(hint.contains("No names"), "{field}: {hint}");
        }
    }
}

#[test]
fn nothing_said_in_spain_names_what_only_england_has() {
    let prompts = built_in();
    let (spain, england) = (school(spanish(&prompts)), school(prompts.profile("kent").unwrap().clone()));
    let words = prompts.words(None);
    let english = ["LADO", "MASH", "101", "local authority", "social care", "999", "FGM"];
    let mut heard: BTreeSet<&str> = BTreeSet::new();
    for (about, category, picture) in paths() {
        let answers = answered(about, category, picture);
        for page in prompts.concern.path(false, &answers).chain(prompts.concern.path(true, &answers)) {
            let there = said(&shown(&prompts, words, &spain, page, &answers));
            let found: Vec<_> = english.iter().filter(|word| there.contains(*word)).collect();
            assert!(found.is_empty(), "{}: {found:?} in: {there}", page.id);
            let here = said(&shown(&prompts, words, &england, page, &answers));
            heard.extend(english.iter().copied().filter(|word| here.contains(word)));
        }
    }
    for word in ["101", "local authority", "social care", "999", "FGM"] {
        assert!(heard.contains(word), "{word} is said in England");
    }
}
