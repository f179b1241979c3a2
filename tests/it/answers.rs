//! What people type and say: references, names in a text, answers as bytes, and conditions over them.

use chrono::{NaiveDate, NaiveTime};
use hearken::domain::concern::{Answers, Named, Value};
use hearken::domain::condition::When;
use hearken::domain::encoding::{Unreadable, decode, encode};
use hearken::domain::id::{PersonId, Reference};
use hearken::domain::names::Written;
use hearken::domain::school::{Identity, PlatformKind};
use hearken::domain::text::Text;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const SIGNS: &str = "2345679CDFGHJKLMNPQRTVWX";

#[test]
fn a_reference_is_understood_however_it_is_typed() {
    for typed in ["K7F-2QX", "k7f-2qx", "K7F2QX", " k7f 2qx ", "K7-F2-QX", "K 7 F 2 Q X"] {
        assert_eq!(Reference::parse(typed).unwrap().as_str(), "K7F-2QX", "{typed:?}");
    }
}

#[test]
fn what_is_no_reference_is_refused() {
    for typed in [
        "",
        "-",
        "K7F-2Q",
        "K7F-2QXX",
        "K7F-2Q8",
        "K7F-2Q0",
        "K7F-2Q1",
        "AEI-OUY",
        "BSZ-222",
        "K7F_2QX",
        "K7F\u{2011}2QX",
        "Ｋ７Ｆ２ＱＸ",
        "K7F-2Qé",
        "🙂",
    ] {
        assert_eq!(Reference::parse(typed), None, "{typed:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_reference_reads_back_and_has_no_sign_that_is_mistaken(bytes: [u8; 6]) {
        let reference = Reference::from_random(bytes);
        let text = reference.as_str();
        prop_assert!(text.len() == 7 && text.find('-') == Some(3));
        prop_assert!(text.chars().filter(|c| *c != '-').all(|c| SIGNS.contains(c)), "{}", text);
        prop_assert_eq!(Reference::parse(text), Some(reference.clone()));
        prop_assert_eq!(Reference::parse(&text.to_lowercase().replace('-', " ")), Some(reference));
    }

    #[test]
    fn nothing_typed_makes_parsing_a_reference_panic(typed in ".{0,12}") {
        if let Some(reference) = Reference::parse(&typed) {
            prop_assert_eq!(Reference::parse(reference.as_str()), Some(reference));
        }
    }

    #[test]
    fn answers_read_back_as_they_were_written(answers in answers()) {
        let bytes = encode(&answers);
        prop_assert_eq!(decode(&bytes), Ok(answers.clone()));
        prop_assert_eq!(encode(&answers), bytes, "the same answers are the same bytes");
    }

    #[test]
    fn bytes_that_are_no_answers_are_refused_and_never_panic(bytes in vec(any::<u8>(), 0..60)) {
        prop_assert!(bytes.first() == Some(&b'{') || decode(&bytes) == Err(Unreadable), "read");
    }

    #[test]
    fn a_name_is_found_in_any_text_around_it(before in "[a-z ,.]{0,20}", after in "[ ,.;:!?)][a-z ]{0,20}") {
        let text = Text::new(format!("{before} Okonkwo{after}"));
        prop_assert!(Written::new([&text]).mentions(&Text::from("Ms Ada Okonkwo")));
    }
}

fn value() -> impl Strategy<Value = Value> {
    let words = || "\\PC{0,40}";
    let day = (1900_i32..2200, 1_u32..366).prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day).unwrap());
    let time = (0_u32..86_400, 0_u32..1_000_000_000)
        .prop_map(|(s, n)| NaiveTime::from_num_seconds_from_midnight_opt(s, n).unwrap());
    let person = any::<[u8; 16]>().prop_map(|bytes| Named::Person(PersonId::from_random(bytes)));
    let stranger = (prop::sample::select(PlatformKind::ALL), words(), words())
        .prop_map(|(platform, workspace, user)| Named::Unmatched(Identity { platform, workspace, user }));
    prop_oneof![
        any::<String>().prop_map(|text| Value::Text(Text::new(text))),
        words().prop_map(Value::Choice),
        vec(words(), 0..4).prop_map(Value::Choices),
        day.prop_map(Value::Date),
        time.prop_map(Value::Time),
        vec(prop_oneof![person, stranger], 0..4).prop_map(Value::People),
        any::<bool>().prop_map(Value::Tick),
    ]
}

fn answers() -> impl Strategy<Value = Answers> {
    vec(("[a-z_]{0,12}", value()), 0..8).prop_map(|given| {
        let mut answers = Answers::default();
        for (field, value) in given {
            answers.set(&field, value);
        }
        answers
    })
}

fn named(name: &str, text: &str) -> bool {
    Written::new([&Text::from(text)]).mentions(&Text::from(name))
}

#[test]
fn any_part_of_a_name_is_found_with_or_without_a_title() {
    for text in [
        "Priya Natarajan did it",
        "it was Ms Natarajan.",
        "PRIYA said so",
        "natarajan",
        "(Natarajan)",
        "Mr Jones/Natarajan",
        "Natarajan-led trip",
    ] {
        assert!(named("Ms Priya Natarajan", text), "{text}");
    }
    for text in ["Ms Smith did it", "Priyanka", "a miss", "", "ms"] {
        assert!(!named("Ms Priya Natarajan", text), "{text}");
    }
    assert!(named("Smith-Jones, Ann", "Mrs Jones was there") && named("Ann Smith-Jones", "Smith-Jones"));
}

#[test]
fn a_title_an_initial_or_a_common_word_of_a_name_asks_nothing() {
    assert!(!named("Mr J. Smith", "Mr Brown wrote j on the board"));
    assert!(!named("The Rev Dr A Hall", "the dr and the rev"));
    assert!(!named("Don O'Brien", "I don't know, it isn't mine"));
    assert!(!named("", "anything") && !named("J", "J J J") && !named("...", "..."));
}

#[test]
fn what_belongs_to_somebody_names_them() {
    for text in ["I saw Smith's phone", "Smith\u{2019}s phone", "SMITH'S", "Smith's", "'Smith' she said"] {
        assert!(named("Tom Smith", text), "{text}");
    }
    assert!(named("Alex James", "James' room") && named("Alex James", "James's room"));
    assert!(!named("Tom Smith", "the Smithsons"));
}

#[test]
fn apostrophes_are_found_however_they_are_typed_or_left_out() {
    for text in [
        "O'Neill",
        "O\u{2019}Neill",
        "O\u{2018}Neill",
        "O\u{2bc}Neill",
        "O`Neill",
        "O´Neill",
        "ONeill",
        "oneill",
        "Mr O Neill",
        "O'Neill's car",
    ] {
        for name in ["Liam O'Neill", "Liam O\u{2019}Neill"] {
            assert!(named(name, text), "{name} in {text}");
        }
    }
}

#[test]
fn accents_are_found_however_they_are_typed_or_left_out() {
    for name in ["José Ibáñez", "Jose\u{301} Iba\u{301}n\u{303}ez", "Jose Ibanez"] {
        for text in ["Ibáñez", "ibañez", "IBÁÑEZ", "Ibanez", "Iba\u{301}n\u{303}ez", "el señor Ibáñez."]
        {
            assert!(named(name, text), "{name} in {text}");
        }
    }
    for (name, text) in [
        ("Zoë Hałas", "halas"),
        ("Søren Đorđević", "dordevic"),
        ("Şule Iğdır", "IĞDIR"),
        ("Şule Iğdır", "igdir"),
        ("Renée Šťastná", "stastna"),
    ] {
        assert!(named(name, text), "{name} in {text}");
    }
    assert!(named("李 小龙", "小龙") && !named("李 小龙", "王"));
}

#[test]
fn a_name_is_looked_for_in_every_text() {
    let texts = [Text::from("nothing here"), Text::from("told by Mrs Patel")];
    assert!(Written::new(&texts).mentions(&Text::from("Asha Patel")));
    assert!(!Written::new(&texts[..1]).mentions(&Text::from("Asha Patel")));
    assert!(!Written::new([]).mentions(&Text::from("Asha Patel")));
}

fn when(toml: &str) -> When {
    #[derive(serde::Deserialize)]
    struct File {
        #[serde(default)]
        when: When,
    }
    toml::from_str::<File>(toml).unwrap().when
}

fn chosen(given: &[(&str, &[&str])]) -> Answers {
    let mut answers = Answers::default();
    for (field, options) in given {
        answers.set(field, Value::Choices(options.iter().map(|o| (*o).to_owned()).collect()));
    }
    answers
}

#[test]
fn a_condition_holds_when_every_field_of_one_of_its_clauses_fits() {
    let condition = when("when = [{ a = ['x', 'y'], b = ['z'] }, { c = ['yes'] }]");
    for (given, expected) in [
        (chosen(&[]), false),
        (chosen(&[("a", &["x"])]), false),
        (chosen(&[("a", &["x"]), ("b", &["z"])]), true),
        (chosen(&[("a", &["q", "y"]), ("b", &["z"])]), true),
        (chosen(&[("a", &["q"]), ("b", &["z"])]), false),
        (chosen(&[("c", &["yes"])]), true),
    ] {
        assert_eq!(condition.holds(&given), expected, "{given:?}");
    }
    let mut ticked = Answers::default();
    ticked.set("c", Value::Tick(true));
    assert!(condition.holds(&ticked));
    ticked.set("c", Value::Tick(false));
    assert!(!condition.holds(&ticked));
    ticked.set("c", Value::Text(Text::from("yes")));
    assert!(!condition.holds(&ticked), "free text is no option");
}

#[test]
fn a_condition_is_possible_while_the_open_fields_may_still_make_it_hold() {
    let condition = when("when = [{ a = ['x'], b = ['z'] }, { c = ['yes'] }]");
    assert!(condition.possible(&chosen(&[])));
    assert!(condition.possible(&chosen(&[("a", &["x"]), ("c", &["no"])])));
    assert!(!condition.possible(&chosen(&[("a", &["q"]), ("c", &["no"])])));
    assert!(!condition.possible(&chosen(&[("a", &["x"]), ("b", &[]), ("c", &[])])));
}

#[test]
fn without_a_clause_a_condition_always_holds() {
    for always in [when(""), when("when = []"), When::default()] {
        assert!(always.is_always() && always.holds(&chosen(&[])) && always.possible(&chosen(&[("a", &[])])));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Checked against every way of answering the fields that are open.
    #[test]
    fn possible_means_that_some_way_of_answering_makes_it_hold(
        clauses in vec(prop::collection::btree_map("[ab]", vec("[xyz]", 1..3), 1..3), 0..3),
        known in prop::collection::btree_map("[ab]", "[xyz]", 0..3),
    ) {
        let table: Vec<String> = clauses
            .iter()
            .map(|c| c.iter().map(|(f, o)| format!("{f} = {o:?}")).collect::<Vec<_>>().join(", "))
            .map(|clause| format!("{{ {clause} }}"))
            .collect();
        let condition = when(&format!("when = [{}]", table.join(", ")));
        let known: BTreeMap<&str, &str> = known.iter().map(|(f, o)| (f.as_str(), o.as_str())).collect();
        let answered = |all: &BTreeMap<&str, &str>| {
            let mut answers = Answers::default();
            for (field, option) in all {
                answers.set(field, Value::Choice((*option).to_owned()));
            }
            answers
        };
        let mut ways = BTreeSet::new();
        for a in ["x", "y", "z"] {
            for b in ["x", "y", "z"] {
                let mut all = BTreeMap::from([("a", a), ("b", b)]);
                all.extend(known.clone());
                ways.insert(condition.holds(&answered(&all)));
            }
        }
        prop_assert_eq!(condition.possible(&answered(&known)), ways.contains(&true));
    }
}
