//! Profile and form files with accidents in them: they load, or the error names the file and a line. Nothing panics.

use crate::world::built_in;
use hearken::domain::concern::{About, Category};
use hearken::domain::routing::UPWARD;
use hearken::domain::urgency::Urgency;
use hearken::forms::explain::{Question, explain};
use hearken::forms::{LoadError, Profile, Prompts, check::check};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

const PROFILES: [&str; 5] = ["kas", "kent", "kings", "redscope", "tiffin"];
const FORMS: [&str; 4] =
    ["forms/concern.toml", "forms/casework.toml", "forms/register.toml", "guidance.toml"];

static PROMPTS: LazyLock<Arc<Prompts>> = LazyLock::new(built_in);

fn text_of(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("prompts").join(file)).unwrap()
}

/// What somebody may do to a file without meaning to.
#[derive(Debug, Clone)]
enum Accident {
    DropLine(usize),
    SwapLines(usize, usize),
    RepeatLine(usize, usize),
    DropSign(usize),
    PutSign(usize, char),
    /// The value behind a line's first `=`.
    PutValue(usize, String),
    CutOff(usize),
}

fn accident() -> impl Strategy<Value = Accident> {
    let at = || any::<usize>();
    let sign = prop_oneof![
        Just('"'),
        Just('['),
        Just(']'),
        Just('{'),
        Just('}'),
        Just('='),
        Just('#'),
        Just('\n'),
        Just('\\'),
        Just('\u{0}'),
        Just('é'),
        Just('\u{1f469}'),
        Just('9'),
        Just('-'),
        Just('.'),
        Just('\r'),
        any::<char>()
    ];
    let value = prop_oneof![
        Just("\"\"".to_owned()),
        Just("[]".to_owned()),
        Just("{}".to_owned()),
        Just("0".to_owned()),
        Just("-1".to_owned()),
        Just("99999999999999999999".to_owned()),
        Just("4294967295".to_owned()),
        Just("true".to_owned()),
        Just("1.5e300".to_owned()),
        Just("nan".to_owned()),
        Just("[[]]".to_owned()),
        Just("2026-02-30".to_owned()),
        Just("2026-02-28".to_owned()),
        Just("\"9999-12-31\"".to_owned()),
        Just("\"+262142-12-31\"".to_owned()),
        Just("\"24:00\"".to_owned()),
        Just("25:61:00".to_owned()),
        Just("[\"lado\"]".to_owned()),
        Just("[\"head\", \"head\"]".to_owned()),
        Just("[255]".to_owned()),
        Just("{ kind = \"next_school_day\", n = 4294967295, then = 4294967295 }".to_owned()),
        Just("[{ from = \"2026-01-01\" }]".to_owned()),
        Just("\"Europe/Londres\"".to_owned()),
        "[a-z\"\\[\\]{}=,. ]{0,12}",
    ];
    prop_oneof![
        at().prop_map(Accident::DropLine),
        (at(), at()).prop_map(|(a, b)| Accident::SwapLines(a, b)),
        (at(), at()).prop_map(|(a, b)| Accident::RepeatLine(a, b)),
        at().prop_map(Accident::DropSign),
        (at(), sign).prop_map(|(at, sign)| Accident::PutSign(at, sign)),
        (at(), value.clone()).prop_map(|(at, value)| Accident::PutValue(at, value)),
        (at(), value).prop_map(|(at, value)| Accident::PutValue(at, value)),
        at().prop_map(Accident::CutOff),
    ]
}

fn befall(text: &str, accident: &Accident) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut signs: Vec<char> = text.chars().collect();
    if lines.is_empty() || signs.is_empty() {
        return text.to_owned();
    }
    let (line, sign) = (|at: usize| at % lines.len(), |at: usize| at % signs.len());
    match accident {
        Accident::DropLine(at) => drop(lines.remove(line(*at))),
        Accident::SwapLines(a, b) => {
            let (a, b) = (line(*a), line(*b));
            lines.swap(a, b);
        }
        Accident::RepeatLine(from, to) => {
            let (again, to) = (lines[line(*from)].clone(), line(*to));
            lines.insert(to, again);
        }
        Accident::PutValue(at, value) => {
            let with: Vec<usize> = (0..lines.len()).filter(|n| lines[*n].contains(" = ")).collect();
            let at = with.get(at % with.len().max(1)).copied().unwrap_or(0);
            let key = lines[at].split(" = ").next().unwrap_or_default().to_owned();
            lines[at] = format!("{key} = {value}");
        }
        Accident::DropSign(at) => {
            let at = sign(*at);
            signs.remove(at);
            return signs.into_iter().collect();
        }
        Accident::PutSign(at, put) => {
            let at = sign(*at);
            signs[at] = *put;
            return signs.into_iter().collect();
        }
        Accident::CutOff(at) => return signs[..sign(*at)].iter().collect(),
    }
    lines.join("\n") + "\n"
}

fn after(text: &str, accidents: &[Accident]) -> String {
    accidents.iter().fold(text.to_owned(), |text, accident| befall(&text, accident))
}

/// Whatever was taken keeps the rules: nobody outside, deadlines that come, and a concern about an adult goes up.
fn still_safe(profile: &Profile) {
    let hours = profile.hours();
    let now = "2026-08-05T21:07:00Z".parse().unwrap();
    for urgency in Urgency::ALL {
        let pace = profile.pace(*urgency);
        let due = hours.due(now, pace.first);
        assert!(due > now && due < now + chrono::TimeDelta::days(500), "{urgency}: {due}");
        assert!(hours.after_working_minutes(now, pace.then) > now);
    }
    assert!(hours.next_opening(now) > now);
    for about in About::ALL {
        for (category, year) in
            [(Category::Nudes, None), (Category::StaffConduct, Some(12)), (Category::DataBreach, Some(0))]
        {
            let question = Question { category, about: *about, year, named: [].into() };
            let found = explain(&PROMPTS, PROMPTS.words(None), profile, &question);
            let mut told = found.lead.iter().chain(&found.copied).chain(&found.ladder);
            let adult = about.is_adult_here() || category == Category::StaffConduct;
            assert!(told.all(|role| !role.is_outside() && (!adult || UPWARD.contains(role))), "{found:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn a_profile_with_accidents_is_taken_whole_or_refused_with_a_place(
        which in 0_usize..5,
        accidents in proptest::collection::vec(accident(), 1..4),
    ) {
        let name = PROFILES[which];
        let text = after(&text_of(&format!("profiles/{name}.toml")), &accidents);
        match Profile::read(name, &text, false) {
            Ok(profile) => still_safe(&profile),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                let lines = text.split('\n').count();
                for problem in &problems {
                    prop_assert!(problem.line >= 1 && problem.line <= lines && problem.column >= 1, "{problem}");
                    prop_assert!(!problem.what.is_empty());
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn a_form_with_accidents_loads_or_names_its_file_and_a_line(
        which in 0_usize..3,
        accidents in proptest::collection::vec(accident(), 1..3),
    ) {
        let file = FORMS[which];
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, after(&text_of(file), &accidents)).unwrap();
        if let Err(error) = Prompts::load(Some(folder.path())) {
            let said = error.to_string();
            prop_assert!(said.starts_with(&format!("prompts/{file}, line ")), "{said}");
            let placed = matches!(error, LoadError::Wrong { .. });
            prop_assert!(placed);
        }
    }
}

proptest! {
    // Every word and every path is looked at again, which takes its time.
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn a_form_with_accidents_that_loads_can_be_checked(
        which in 0_usize..3,
        line in any::<usize>(),
        other in any::<usize>(),
    ) {
        let file = FORMS[which];
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, befall(&text_of(file), &Accident::SwapLines(line, other))).unwrap();
        if let Ok(prompts) = Prompts::load(Some(folder.path())) {
            let _ = check(&prompts);
        }
    }
}
