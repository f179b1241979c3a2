//! The guidance register: every rule stands exactly where the specification says, and never anywhere else.

use crate::walks::{answered, asks_for_text, is_sexual, paths, spanish};
use crate::world::built_in;
use Shown::{Always, Never, When};
use hearken::config::Settings;
use hearken::domain::concern::{About, Answers, Category};
use hearken::domain::school::Switch;
use hearken::forms::guidance::Force;
use hearken::forms::{Profile, Prompts};
use std::collections::{BTreeMap, BTreeSet};

/// What decides whether a rule is shown.
struct Case<'a> {
    about: About,
    category: Category,
    answers: &'a Answers,
    spain: bool,
    switched_on: bool,
}

enum Shown {
    Always,
    Never,
    When(fn(&Case<'_>) -> bool),
}

fn adult(case: &Case<'_>) -> bool {
    case.about.is_adult_here() || case.category == Category::StaffConduct
}

fn sexual(case: &Case<'_>) -> bool {
    is_sexual(case.answers)
}

fn one_of(case: &Case<'_>, kinds: &[Category]) -> bool {
    kinds.contains(&case.category)
}

/// Rule, when it is read before the first word can be typed, and when it stands on the receipt.
const TABLE: &[(&str, Shown, Shown)] = &[
    ("danger_999", Always, Always),
    ("report_now", Always, Always),
    // On the page that comes only where a message was pointed at.
    ("leave_message", Never, Never),
    ("tell_nobody_else", Always, Always),
    ("no_blame", Always, Always),
    ("own_words", Always, Never),
    ("no_leading_questions", Always, Never),
    ("not_to_rumours", Always, Never),
    ("no_personal_channels", Always, Never),
    ("no_ai", Always, Never),
    ("never_view", When(sexual), When(sexual)),
    ("viewed_by_accident", When(sexual), When(sexual)),
    ("never_delete", When(sexual), When(sexual)),
    ("never_ask_details", When(sexual), When(sexual)),
    ("reassure", When(a_child_may_have_told), When(a_child_may_have_told)),
    ("secure_device", When(a_device), When(a_device)),
    ("no_search_es", When(|case| case.spain), When(|case| case.spain)),
    ("close_not_navigate", When(a_page), When(a_page)),
    ("keep_evidence", When(messages_to_keep), When(messages_to_keep)),
    ("no_reply", When(a_sender), When(a_sender)),
    ("not_the_subject", When(adult), When(adult)),
    ("not_public", When(|case| adult(case) && !case.spain), When(|case| adult(case) && !case.spain)),
    ("own_duty_fgm", When(maybe_fgm), When(maybe_fgm)),
    ("own_duty_report", When(duty_switched_on), When(duty_switched_on)),
    ("own_duty_es", When(duty_in_spain), When(duty_in_spain)),
];

fn a_child_may_have_told(case: &Case<'_>) -> bool {
    case.about != About::Nobody || sexual(case)
}

fn a_device(case: &Case<'_>) -> bool {
    case.category == Category::DeviceMisuse || sexual(case)
}

fn a_page(case: &Case<'_>) -> bool {
    one_of(case, &[Category::FilteringBreach, Category::HarmfulContent])
}

fn messages_to_keep(case: &Case<'_>) -> bool {
    use Category::*;
    one_of(case, &[Bullying, OnlineHate, OffensiveMessage]) && !sexual(case)
}

fn a_sender(case: &Case<'_>) -> bool {
    use Category::*;
    one_of(case, &[OffensiveMessage, Grooming, ScamGambling])
}

fn maybe_fgm(case: &Case<'_>) -> bool {
    use About::*;
    !case.spain
        && case.category == Category::WelfareOther
        && [Pupil, Pupils, Outsider, Unsure].contains(&case.about)
}

fn duty_switched_on(case: &Case<'_>) -> bool {
    use Category::*;
    let kinds = [Nudes, SexualHarassment, Grooming, IndecentImages, StaffConduct, DeviceMisuse, WelfareOther];
    case.switched_on && !case.spain && (one_of(case, &kinds) || sexual(case))
}

fn duty_in_spain(case: &Case<'_>) -> bool {
    use Category::*;
    let not_violence = [SelfHarm, HarmfulContent, FilteringBreach, ScamGambling, AccountSecurity, DataBreach];
    case.spain && (!one_of(case, &not_violence) || sexual(case))
}

fn holds(shown: &Shown, case: &Case<'_>) -> bool {
    match shown {
        Always => true,
        Never => false,
        When(rule) => rule(case),
    }
}

/// Every profile we ship, Spain, and each with the switch on.
fn places(prompts: &Prompts) -> Vec<Profile> {
    let shipped = prompts.profiles.values().cloned().chain([spanish(prompts)]);
    let on = |profile: &Profile| {
        let mut on = profile.clone();
        on.switches.insert(Switch::MandatoryReporting);
        on
    };
    shipped.flat_map(|profile| [on(&profile), profile]).collect()
}

#[test]
fn every_rule_is_read_where_the_table_says_and_nowhere_else() {
    let prompts = built_in();
    let (mut seen, mut hidden) = (BTreeSet::new(), BTreeSet::new());
    for profile in places(&prompts) {
        for (about, category, picture) in paths() {
            let answers = answered(about, category, picture);
            let mut before = BTreeSet::new();
            for page in prompts.concern.path(false, &answers) {
                before.extend(prompts.guidance.shown_on(&page.id, &profile, &answers).map(|r| r.id.as_str()));
                if asks_for_text(page) {
                    break;
                }
            }
            let receipt: BTreeSet<&str> =
                prompts.guidance.shown_on("receipt", &profile, &answers).map(|r| r.id.as_str()).collect();
            let spain = profile.jurisdiction == "ES";
            let switched_on = !profile.switches.is_empty();
            let case = Case { about, category, answers: &answers, spain, switched_on };
            for (rule, on_the_way, after) in TABLE {
                let place = format!("{rule} for {about}, {category}, picture {picture:?} in {}", profile.id);
                assert_eq!(before.contains(rule), holds(on_the_way, &case), "before the first word: {place}");
                assert_eq!(receipt.contains(rule), holds(after, &case), "receipt: {place}");
                if holds(on_the_way, &case) {
                    seen.insert(rule)
                } else {
                    hidden.insert(rule)
                };
            }
        }
    }
    for profile in places(&prompts) {
        // Its page comes before any answer is given.
        let nothing = Answers::default();
        let rules = prompts.guidance.shown_on("message", &profile, &nothing);
        assert_eq!(rules.map(|rule| rule.id.as_str()).collect::<Vec<_>>(), ["leave_message"]);
    }
    seen.insert(&"leave_message");
    assert_eq!(seen.len(), TABLE.len(), "every rule is shown to somebody");
    let always = TABLE.iter().filter(|(_, shown, _)| matches!(shown, Always)).count();
    assert_eq!(hidden.len(), TABLE.len() - always, "and those with a condition not to everybody");
}

#[test]
fn the_table_and_the_register_name_the_same_rules_each_with_a_source_an_edition_and_a_review() {
    let prompts = built_in();
    let table: BTreeSet<&str> = TABLE.iter().map(|(rule, ..)| *rule).collect();
    let register: BTreeSet<&str> = prompts.guidance.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(table, register);
    for rule in &prompts.guidance.rules {
        assert!(!rule.source.is_empty() && !rule.edition.is_empty(), "{}", rule.id);
        assert!(rule.reviewed_on <= prompts.guidance.pack.dated, "{}: reviewed after the pack", rule.id);
    }
}

#[test]
fn only_the_law_is_called_the_law_and_only_where_it_is() {
    let prompts = built_in();
    let law: BTreeMap<&str, Vec<&str>> = prompts
        .guidance
        .rules
        .iter()
        .filter(|rule| rule.force == Force::Law)
        .map(|rule| (rule.id.as_str(), rule.jurisdictions.iter().map(String::as_str).collect()))
        .collect();
    let expected = [
        ("never_view", vec![]),
        ("not_public", vec!["GB-ENG", "GB-WLS"]),
        ("no_search_es", vec!["ES"]),
        ("own_duty_fgm", vec!["GB-ENG", "GB-WLS"]),
        ("own_duty_report", vec!["GB-ENG"]),
        ("own_duty_es", vec!["ES"]),
    ];
    assert_eq!(law, expected.into());
}

#[test]
fn a_duty_of_the_readers_own_asks_nobodys_permission() {
    let prompts = built_in();
    for words in prompts.locales().filter(|words| words.locale() == "en-GB") {
        for rule in prompts.guidance.rules.iter().filter(|rule| rule.id.starts_with("own_duty")) {
            let shown = rule.shown(words, &[("lead", "the DSL".to_owned()), ("emergency", "999".to_owned())]);
            assert!(shown.text.contains("yourself") && shown.text.contains("as well"), "{}", shown.text);
            assert!(shown.why.unwrap().contains("nobody's permission"), "{}", rule.id);
        }
    }
}

#[test]
fn a_reason_is_read_before_the_first_word_and_not_repeated_on_the_receipt() {
    let prompts = built_in();
    let words = prompts.words(None);
    for rule in &prompts.guidance.rules {
        assert!(rule.shown(words, &[]).why.is_some(), "{} says why", rule.id);
        assert_eq!(rule.repeated(words, &[]).why, None);
        assert_eq!(rule.repeated(words, &[]).text, rule.shown(words, &[]).text);
    }
}

#[test]
fn a_school_turns_a_duty_on_in_its_settings_and_a_switch_nobody_knows_is_refused() {
    let settings = |switches: &str| {
        Settings::built_in(&format!(
            "data_dir = \"/tmp/none\"\n[school]\nid = \"oak\"\nname = \"Oak\"\nprofile = \"kent\"\n\
             phone = \"01632 960001\"\n{switches}"
        ))
    };
    assert!(settings("").unwrap().schools[0].switches.is_empty(), "off until somebody turns it on");
    let on = settings("switches = [\"mandatory_reporting\"]").unwrap();
    assert_eq!(on.schools[0].switches, [Switch::MandatoryReporting].into());
    let refused = settings("switches = [\"mandatory_sentencing\"]").unwrap_err();
    assert!(refused.contains("school.switches") && refused.contains("mandatory_reporting"), "{refused}");
}
