//! Coaching rules against what people really write: what they find, what they leave alone, and how long they take.

pub mod english;
mod spanish;

use crate::world::built_in;
use hearken::domain::concern::{Answers, Value};
use hearken::domain::school::Role;
use hearken::domain::text::Text;
use hearken::forms::Prompts;
use hearken::forms::coaching::{Around, Coach, Hint, MOST};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

static PROMPTS: LazyLock<Arc<Prompts>> = LazyLock::new(built_in);

/// Who reads a report about a pupil, and who else works here.
fn names() -> [Text; 6] {
    ["Amara Fielding", "Jo Penrose", "Morgan Hale", "Sam Okonjo", "Robin Ashworth", "Dana Whitlock"]
        .map(Text::from)
}

/// What is found in a text that stands in this field. Every rule that depends on the picture question is on.
fn found(coach: &Coach, field: &str, text: &str) -> Vec<Hint> {
    let names = names();
    let readers = names[..4].iter().collect();
    let roles = [Role::Dsl, Role::DeputyDsl, Role::Head, Role::OnCall].into();
    let around = Around { readers, roles, staff: names.iter().collect() };
    let mut written = Answers::default();
    written.set(field, Value::Text(Text::from(text)));
    let mut known = written.clone();
    known.set("category", Value::Choice("bullying".to_owned()));
    known.set("picture", Value::Choice("not_sure".to_owned()));
    coach.look(&written, &known, &around)
}

fn coach(locale: &str) -> &'static Coach {
    PROMPTS.coach(locale).unwrap()
}

fn told(hints: &[Hint]) -> Vec<(&str, &str)> {
    hints.iter().map(|hint| (hint.rule.as_str(), hint.words.expose())).collect()
}

fn all_find_what_they_should(locale: &str, sentences: &[(&str, &str)]) {
    let missed: Vec<_> = sentences
        .iter()
        .map(|(rule, text)| (rule, text, found(coach(locale), "what_happened", text)))
        .filter(|(rule, _, hints)| !hints.iter().any(|hint| hint.rule == **rule))
        .map(|(rule, text, hints)| format!("{rule}: {text} → {:?}", told(&hints)))
        .collect();
    assert!(missed.is_empty(), "{} of {}:\n{}", missed.len(), sentences.len(), missed.join("\n"));
    for rule in coach(locale).rules().filter(|rule| *rule != "surname") {
        assert!(sentences.iter().filter(|(found, _)| *found == rule).count() >= 2, "{rule} is hardly tried");
    }
}

fn nothing_is_found(locale: &str, reports: &[&str]) {
    let alarms: Vec<_> = reports
        .iter()
        .map(|text| (text, found(coach(locale), "what_happened", text)))
        .filter(|(_, hints)| !hints.is_empty())
        .map(|(text, hints)| format!("{text} → {:?}", told(&hints)))
        .collect();
    assert!(alarms.is_empty(), "{} of {}:\n{}", alarms.len(), reports.len(), alarms.join("\n"));
}

#[test]
fn every_rule_finds_what_it_is_for() {
    all_find_what_they_should("en-GB", english::FOUND);
}

#[test]
fn every_spanish_rule_finds_what_it_is_for() {
    all_find_what_they_should("es-ES", spanish::FOUND);
}

#[test]
fn plain_reports_are_left_alone() {
    nothing_is_found("en-GB", english::PLAIN);
}

#[test]
fn plain_spanish_reports_are_left_alone() {
    nothing_is_found("es-ES", spanish::PLAIN);
}

#[test]
fn a_childs_full_name_is_found_where_people_with_only_the_task_read_it() {
    for (locale, lines) in [("en-GB", english::TASK), ("es-ES", spanish::TASK)] {
        for (line, named) in lines {
            let hints = found(coach(locale), "device_where", line);
            assert_eq!(hints.iter().any(|hint| hint.rule == "surname"), *named, "{line}: {:?}", told(&hints));
        }
    }
}

#[test]
fn a_page_shows_a_few_hints_and_never_more() {
    let all: String = english::FOUND.iter().map(|(_, text)| format!("{text}\n")).collect();
    let hints = found(coach("en-GB"), "what_happened", &all);
    assert_eq!(
        told(&hints).iter().map(|(rule, _)| *rule).collect::<Vec<_>>(),
        ["looked", "viewed", "deleted"]
    );
    assert_eq!(hints.len(), MOST);
    assert!(hints.iter().all(|hint| hint.words.length() <= 61));
}

#[test]
fn what_somebody_else_said_is_not_held_against_whoever_wrote_it_down() {
    for text in
        ["She said \"I think he is lying\" and left", "Mia: “it was her own fault, I obviously deleted it”"]
    {
        assert_eq!(told(&found(coach("en-GB"), "what_happened", text)), [], "{text}");
    }
    assert_eq!(told(&found(coach("en-GB"), "child_words", "I was silly and I deleted it")), []);
    assert_eq!(told(&found(coach("en-GB"), "i_think", "She is obviously lying")), []);
}

#[test]
fn initials_of_a_child_whose_name_stands_beside_them_are_no_riddle() {
    let told = |text: &str| found(coach("en-GB"), "what_happened", text).len();
    assert_eq!(told("Jamie Smith (JS) was late. JS said he overslept."), 0);
    assert_eq!(told("JS was late."), 1);
    assert_eq!(told("HE SAID THAT JS WAS LATE AND CRYING"), 0, "somebody with the capitals on");
    assert_eq!(told("In PE the TA and I saw it on TV, room 4B, Year 9 AB, it was NOT ok"), 0);
}

#[test]
fn titles_are_hinted_at_only_where_they_read_it() {
    let mut written = Answers::default();
    written.set("what_happened", Value::Text(Text::from("The headteacher hit him")));
    let nobody = Around::default();
    assert_eq!(coach("en-GB").look(&written, &written, &nobody), []);
    let head = Around { roles: [Role::Head].into(), ..Around::default() };
    assert_eq!(told(&coach("en-GB").look(&written, &written, &head)), [("reader", "The headteacher")]);
}

/// The longest text a field takes, of everything the rules look for.
fn longest(sentences: &[(&str, &str)]) -> String {
    sentences
        .iter()
        .map(|(_, text)| *text)
        .cycle()
        .flat_map(|text| text.chars().chain([' ']))
        .take(3000)
        .collect()
}

#[test]
fn the_longest_text_is_looked_at_in_no_time() {
    let plain = |reports: &[&str]| longest(&reports.iter().map(|text| ("", *text)).collect::<Vec<_>>());
    let texts = [
        ("en-GB", longest(english::FOUND)),
        // Where nothing is found, every rule looks to the end.
        ("en-GB", plain(english::PLAIN)),
        ("es-ES", longest(spanish::FOUND)),
        ("es-ES", plain(spanish::PLAIN)),
    ];
    for (locale, text) in texts {
        let look = || {
            let begun = Instant::now();
            found(coach(locale), "what_happened", &text);
            begun.elapsed()
        };
        let took = (0..5).map(|_| look()).min().unwrap();
        println!("{locale}: {took:?}");
        // Built without optimisation, on a busy machine; as it ships it is far below.
        assert!(took < Duration::from_millis(500), "{locale}: {took:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_breaks_the_rules(text in "(\\PC|[a-zA-Z ,.'\"\u{301}\u{130}ßſ«»\n]){0,300}", field in 0..4_usize) {
        let field = ["what_happened", "child_words", "device_where", "pupils"][field];
        for locale in ["en-GB", "es-ES"] {
            let hints = found(coach(locale), field, &text);
            prop_assert!(hints.len() <= MOST);
            prop_assert!(hints.iter().all(|hint| !hint.words.is_blank() && hint.words.length() <= 61));
        }
    }

    #[test]
    fn no_file_breaks_the_reading_of_rules(noise in "\\PC{0,60}", pattern in "[a-z(){}\\[\\]|*+?\\\\.^$0-9,-]{0,30}") {
        let quoted = serde_json::Value::String(pattern).to_string();
        let file = format!("[fields]\na = [\"what_happened\"]\n[[rule]]\nid = \"x\"\nfields = [\"a\"]\npatterns = [{quoted}]\n");
        if let Err(why) = Coach::read(&file) {
            prop_assert!(why.contains("line 6"), "{}", why);
        }
        if let Err(why) = Coach::read(&(file + &noise + "\n")) {
            prop_assert!(why.contains("line "), "{}", why);
        }
    }
}
