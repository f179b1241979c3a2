//! The languages beside the British words: Spanish is whole and Spanish, a school's own words go before ours, and a
//! language that lacks something falls back without anybody seeing an id.

use crate::world::built_in;
use chrono_tz::Tz;
use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Pattern, PatternElement};
use hearken::domain::school::Role;
use hearken::forms::{Prompts, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// The bodies and the roles that a message may be told of, one or several.
const ROLES: &[&str] = &["lead", "readers", "ladder", "adviceOnly", "who", "before", "role", "roles", "to"];

/// What reads the same in both languages: a short word they share, and names.
const SAME: &[&str] = &["No", "CEOP", "IWF", "Prevent", "Hearken", "5 min", "15 min"];

fn resources(locale: &str) -> Vec<FluentResource> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("prompts").join(locale);
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let words = files.filter(|file| file.extension().is_some_and(|ends| ends == "ftl"));
    words.map(|file| FluentResource::try_new(fs::read_to_string(file).unwrap()).unwrap()).collect()
}

/// Every message and attribute of a locale: its id, and what `of` makes of its words.
fn each<T>(locale: &str, of: impl Fn(&Pattern<&str>) -> T) -> BTreeMap<String, T> {
    let mut found = BTreeMap::new();
    for file in resources(locale) {
        for entry in file.entries() {
            let Entry::Message(message) = entry else { continue };
            found.extend(message.value.iter().map(|value| (message.id.name.to_owned(), of(value))));
            for attribute in &message.attributes {
                found.insert(format!("{}.{}", message.id.name, attribute.id.name), of(&attribute.value));
            }
        }
    }
    found
}

/// The words of a message outside its variables and choices.
fn plain(pattern: &Pattern<&str>) -> String {
    let text = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => (*value).to_owned(),
        PatternElement::Placeable { .. } => "{}".to_owned(),
    };
    pattern.elements.iter().map(text).collect()
}

fn written(locale: &str) -> BTreeMap<String, String> {
    each(locale, plain)
}

fn prompts() -> Arc<Prompts> {
    built_in()
}

/// Every variable of a language's words, so that a message can be given all of them.
fn variables(locale: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in resources(locale) {
        for after in file.source().split('$').skip(1) {
            let name: String = after.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
            found.extend((!name.is_empty()).then_some(name));
        }
    }
    found
}

/// Every text that Spanish can say when each variable is what `of` makes of its name and a flag that is yes or no.
fn spoken(of: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let prompts = prompts();
    let words = prompts.words(Some("es-ES"));
    let names = variables("es-ES");
    let mut texts = Vec::new();
    for flag in ["yes", "no"] {
        let flags = ["hasLadder", "hasAdvice", "remindFirst", "told"];
        let value = |name: &str| if flags.contains(&name) { flag.to_owned() } else { of(name) };
        let args: Vec<(&str, String)> = names.iter().map(|name| (name.as_str(), value(name))).collect();
        texts.extend(written("es-ES").into_keys().map(|id| {
            let text = words.say(&id, &args);
            (id, text)
        }));
    }
    texts
}

#[test]
fn spanish_has_words_for_everything_that_english_has_and_for_nothing_else() {
    let (british, spanish) = (written("en-GB"), written("es-ES"));
    let missing: Vec<_> = british.keys().filter(|id| !spanish.contains_key(*id)).collect();
    let extra: Vec<_> = spanish.keys().filter(|id| !british.contains_key(*id)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "missing: {missing:?}, extra: {extra:?}");
    assert!(spanish.len() > 500, "{}", spanish.len());
}

#[test]
fn no_english_is_left_in_spanish() {
    let (british, spanish) = (written("en-GB"), written("es-ES"));
    let same = spanish.iter().filter(|(id, text)| british.get(*id) == Some(*text));
    // Year groups are called so in British schools in Spain too.
    let shared = |text: &str| SAME.contains(&text) || text.starts_with("Year ");
    let words = |text: &str| text.chars().any(char::is_alphabetic);
    let strange: Vec<_> = same.filter(|(_, text)| words(text) && !shared(text)).collect();
    assert!(strange.is_empty(), "the same in English: {strange:?}");
    for (id, text) in spoken(|_| "7".to_owned()) {
        let english = ["the", "and", "you", "your", "this", "of", "not", "is", "it", "with", "to"];
        let words = text.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
        let left: Vec<_> = words.filter(|word| english.contains(&word.as_str())).collect();
        assert!(left.is_empty(), "{id}: {left:?} in {text}");
    }
}

#[test]
fn every_role_and_every_list_of_roles_fits_every_spanish_sentence() {
    let prompts = prompts();
    let words = prompts.words(Some("es-ES"));
    let mut inserted: Vec<String> = Role::ALL.iter().map(|role| words.role(*role)).collect();
    inserted.push(words.say("role-unknown_lead", &[]));
    inserted.push(words.list(&words.roles(&[Role::Dsl, Role::HeadPrimary])));
    inserted.push(words.list(&words.roles(&[Role::Police, Role::Dsl, Role::OnlineSafetyLead])));
    for roles in inserted {
        for (id, text) in spoken(|name| if ROLES.contains(&name) { roles.clone() } else { "7".to_owned() }) {
            let flat = format!(" {} ", text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "));
            for wrong in [" a el ", " de el ", " a a ", " de de ", " de a ", " y i", " el la ", " la la "] {
                assert!(!flat.contains(wrong), "{id}: {wrong:?} in {text}");
            }
        }
    }
}

#[test]
fn every_spanish_sentence_can_be_put_together_from_what_it_is_given() {
    for (id, text) in spoken(|name| format!("<{name}>")) {
        assert!(!text.contains('{') && text != id && !text.trim().is_empty(), "{id}: {text}");
    }
}

#[test]
fn spanish_is_punctuated_as_spanish_and_never_shouts() {
    for (id, text) in spoken(|_| "7".to_owned()) {
        let count = |sign: char| text.matches(sign).count();
        assert_eq!(count('?'), count('¿'), "{id}: {text}");
        assert_eq!(count('«'), count('»'), "{id}: {text}");
        assert!(!text.contains(['!', '¡', '“', '”']), "{id}: {text}");
        // Straight marks stand only around what is typed into a file of settings.
        assert!(!text.contains('"') || id.starts_with("check-"), "{id}: {text}");
    }
}

#[test]
fn spanish_counts_dates_and_lists_as_spanish_does() {
    let prompts = prompts();
    let words = prompts.words(Some("es-ES"));
    let minutes = |n: &str| words.say("urgency-urgent.deadline", &[("minutes", n.to_owned())]);
    assert_eq!((minutes("1"), minutes("15")), ("1 minuto".to_owned(), "15 minutos".to_owned()));
    let at = "2026-03-10T09:00:00Z".parse().unwrap();
    assert_eq!(words.day_and_time(at, Tz::Europe__Madrid), "martes 10 de marzo, 10:00");
    assert_eq!(words.moment(at, at, Tz::Europe__Madrid), "hoy, 10:00");
    let roles = words.roles(&[Role::DeputyDsl, Role::Head, Role::OnCall]);
    assert_eq!(
        words.list(&roles),
        "la coordinación adjunta de protección, la dirección y quien hace guardia"
    );
    assert_eq!(
        words.ladder(&roles),
        "la coordinación adjunta de protección, luego a la dirección, luego a quien hace guardia"
    );
}

#[test]
fn a_button_that_names_who_gets_it_fits_with_the_roles_of_every_route_in_every_language() {
    let prompts = prompts();
    for words in prompts.locales() {
        for route in prompts.profiles.values().flat_map(|profile| &profile.routes) {
            let lead = words.list(&words.roles(&route.lead));
            let label = words.say("action-send", &[("lead", lead)]);
            assert!(label.chars().count() <= 75, "{}, {}: {label}", words.locale(), route.id);
        }
    }
}

/// A school's own folder of prompts.
fn school(files: &[(&str, &str)]) -> (TempDir, Prompts) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let prompts = Prompts::load(Some(folder.path())).unwrap();
    (folder, prompts)
}

#[test]
fn a_language_that_lacks_words_says_them_in_english() {
    let (_folder, prompts) = school(&[(
        "cy-GB/ours.ftl",
        "late =\n    .heading = Does neb wedi ateb { $code }.\nrole-dsl = y DSL\nweekday-2 = Dydd Mawrth\n\
         local-title_of = { $what }, { local-titel }\n",
    )]);
    let (welsh, english) = (prompts.words(Some("cy-GB")), prompts.words(None));
    assert_eq!((welsh.locale(), english.locale()), ("cy-GB", Words::FALLBACK));
    assert_eq!(welsh.role(Role::Dsl), "y DSL");
    assert_eq!(welsh.role(Role::Head), english.role(Role::Head));
    // An attribute, a piece of a date, and words that can't be put together from what they are given.
    assert_eq!(welsh.say("role-dsl.short", &[]), "DSL");
    let at = "2026-03-10T09:00:00Z".parse().unwrap();
    assert_eq!(welsh.day_and_time(at, Tz::Europe__London), "Dydd Mawrth 10 March, 09:00");
    let reference = [("reference", "K7F-2QX".to_owned())];
    assert_eq!(welsh.say("late.heading", &reference), english.say("late.heading", &reference));
    let what = [("what", "Ana".to_owned())];
    assert_eq!(welsh.say("local-title_of", &what), english.say("local-title_of", &what));
    assert_eq!(english.say("no-such-words", &[]), "no-such-words");
}

#[test]
fn a_school_changes_one_message_and_keeps_the_rest() {
    let (_folder, prompts) = school(&[
        ("es-ES/roles.ftl", "role-head = la directora\nrole-dsl =\n    .short = DSL\n"),
        ("en-GB/aaa.ftl", "local-title = Our demo\n"),
    ]);
    let (spanish, english) = (prompts.words(Some("es-ES")), prompts.words(None));
    assert_eq!(spanish.role(Role::Head), "la directora");
    assert_eq!(spanish.say("role-head.short", &[]), "Dirección");
    assert_eq!(spanish.role(Role::Dsl), "la coordinación de protección");
    assert_eq!(spanish.say("role-dsl.short", &[]), "DSL");
    assert_eq!(english.say("local-title_of", &[("what", "Ana".to_owned())]), "Ana · Our demo");
    assert_eq!(english.role(Role::Head), "the headteacher");
}

#[test]
fn a_message_that_stands_twice_in_a_schools_own_words_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("en-GB")).unwrap();
    fs::write(folder.path().join("en-GB/a.ftl"), "role-head = the head\n").unwrap();
    fs::write(folder.path().join("en-GB/b.ftl"), "role-head = the principal\n").unwrap();
    let said = Prompts::load(Some(folder.path())).unwrap_err().to_string();
    assert!(said.contains("prompts/en-GB/b.ftl") && said.contains("role-head"), "{said}");
}
