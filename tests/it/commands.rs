//! The command line as people and programs meet it: what it prints, in which order, and how it says no.

use crate::world::built_in;
use hearken::domain::concern::{About, Answers, Category, Value};
use serde::{Deserialize, Serialize};
use std::process::{Command, Output, Stdio};

/// The seven of the frontline overview, in no order.
const SEVEN: [&str; 7] = [
    "never_view",
    "viewed_by_accident",
    "never_delete",
    "never_ask_details",
    "tell_nobody_else",
    "no_blame",
    "reassure",
];

/// One of each way through the first pages, and all of them together.
const ABOUTS: [Option<&str>; 4] = [None, Some("pupil"), Some("staff"), Some("head")];

fn hearken(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
    command.args(args).env_remove("HEARKEN_PROMPTS_DIR").stdin(Stdio::null()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a command prints that succeeds and complains of nothing.
fn prints(args: &[&str]) -> String {
    let output = hearken(args);
    assert!(output.status.success(), "{args:?}: {}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "", "{args:?}");
    text(&output.stdout)
}

/// What a command says that fails: without a panic, and with nothing that looks like a result.
fn says_no(args: &[&str]) -> String {
    let output = hearken(args);
    let said = text(&output.stderr);
    assert!(output.status.code().is_some_and(|code| code != 0 && code != 101), "{args:?}: {said}");
    assert!(!said.contains("panicked") && !said.contains("RUST_BACKTRACE"), "{args:?}: {said}");
    assert_eq!(text(&output.stdout), "", "{args:?}");
    assert!(!said.trim().is_empty(), "{args:?} fails without a word");
    said
}

fn explain<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["route", "explain", "--profile", "kent", "--format", "json"], more].concat()
}

/// The contract: these keys, in this order, and no others.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Explained {
    lead: Vec<String>,
    copied: Vec<String>,
    excluded: Vec<String>,
    outside_advice: Vec<String>,
    urgency: String,
    deadline: Deadline,
    ladder: Vec<String>,
    because: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Deadline {
    kind: String,
    n: u32,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shown {
    pages: Vec<Page>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    id: String,
    title: String,
    guidance: Vec<String>,
    fields: Vec<Field>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<bool>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    id: String,
    kind: String,
    required: bool,
    label: String,
    options: Vec<ShownOption>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShownOption {
    id: String,
    label: String,
}

/// Reads what was printed, and holds that written again it is the same to the letter: the order of keys, too.
fn exactly<T: Serialize + for<'de> Deserialize<'de>>(printed: &str) -> T {
    let read: T = serde_json::from_str(printed).unwrap();
    assert_eq!(serde_json::to_string_pretty(&read).unwrap(), printed.trim_end(), "keys out of order");
    read
}

fn shown(category: &str, about: Option<&str>) -> Shown {
    let mut args = vec!["forms", "show", "concern", "--profile", "kent", "--format", "json"];
    args.extend(["--category", category]);
    args.extend(about.into_iter().flat_map(|about| ["--about", about]));
    exactly(&prints(&args))
}

#[test]
fn a_route_is_explained_with_these_keys_in_this_order() {
    let printed = prints(&explain(&["--category", "nudes", "--about", "pupil", "--named", "dsl"]));
    let expected = r#"{
  "lead": [
    "head"
  ],
  "copied": [],
  "excluded": [
    "deputy_dsl",
    "dsl"
  ],
  "outside_advice": [
    "lado"
  ],
  "urgency": "urgent",
  "deadline": {
    "kind": "minutes",
    "n": 15
  },
  "ladder": [
    "chair_of_governors"
  ],
  "because": ["#;
    assert!(printed.starts_with(expected), "{printed}");
}

#[test]
fn every_route_is_explained_in_sentences_with_sorted_roles() {
    for category in Category::ALL {
        for (about, named) in [("pupil", "staff"), ("head", "head"), ("unsure", "trust_lead")] {
            let args = ["--category", category.as_str(), "--about", about, "--named", named];
            let explained: Explained = exactly(&prints(&explain(&args)));
            for roles in [&explained.lead, &explained.copied, &explained.excluded, &explained.outside_advice]
            {
                assert!(roles.is_sorted(), "{roles:?}");
            }
            assert!(!explained.because.is_empty());
            for sentence in &explained.because {
                let whole = sentence.ends_with('.') && sentence.contains(' ') && !sentence.contains('{');
                assert!(whole, "{sentence}");
            }
            assert!(explained.lead.iter().all(|role| !explained.excluded.contains(role)));
        }
    }
}

#[test]
fn naming_one_governor_leaves_the_other_on_the_ladder() {
    let args = ["--category", "staff_conduct", "--about", "governor", "--named", "safeguarding_governor"];
    let explained: Explained = exactly(&prints(&explain(&args)));
    assert_eq!(
        (&explained.lead[..], &explained.ladder[..]),
        (&["head".to_owned()][..], &["chair_of_governors".to_owned()][..])
    );
    assert_eq!(explained.excluded, ["safeguarding_governor"]);
}

#[test]
fn several_roles_may_be_named_and_none_of_them_receives_it() {
    let args = ["--category", "nudes", "--about", "pupil", "--named", "dsl", "--named", "head"];
    let explained: Explained = exactly(&prints(&explain(&args)));
    assert_eq!(explained.lead, ["chair_of_governors"]);
    for out in ["dsl", "head"] {
        assert!(explained.excluded.iter().any(|role| role == out), "{:?}", explained.excluded);
        let told = [&explained.lead, &explained.copied, &explained.ladder];
        assert!(told.iter().all(|roles| !roles.iter().any(|role| role == out)), "{out} is told");
    }
}

#[test]
fn the_dos_and_donts_follow_the_law_of_the_profile() {
    let ours = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("prompts/profiles/kent.toml");
    let text = std::fs::read_to_string(ours).unwrap();
    let there = text.replace("id = \"kent\"", "id = \"there\"").replace("\"GB-ENG\"", "\"ES\"");
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("profiles")).unwrap();
    std::fs::write(folder.path().join("profiles/there.toml"), there).unwrap();
    let folder = folder.path().to_str().unwrap();
    for (profile, search, public) in [("there", true, false), ("kent", false, true)] {
        let mut args = vec!["forms", "show", "concern", "--profile", profile, "--format", "json"];
        args.extend(["--category", "device_misuse", "--about", "staff", "--prompts", folder]);
        let shown: Shown = exactly(&prints(&args));
        let has = |rule: &str| shown.pages.iter().any(|page| page.guidance.iter().any(|id| id == rule));
        assert_eq!((has("no_search_es"), has("not_public")), (search, public), "{profile}");
    }
}

#[test]
fn a_deadline_is_one_of_three_kinds() {
    for (category, kind, n) in [("welfare_other", "working_minutes", 120), ("self_harm", "minutes", 15)] {
        let explained: Explained =
            exactly(&prints(&explain(&["--category", category, "--about", "pupil", "--year", "9"])));
        assert_eq!((explained.deadline.kind.as_str(), explained.deadline.n), (kind, n));
    }
}

#[test]
fn pages_are_shown_with_these_keys_in_this_order_and_only_real_fields() {
    let kinds = ["short", "long", "choice", "choices", "date", "time", "person", "tick"];
    for category in Category::ALL {
        for about in ABOUTS {
            let shown = shown(category.as_str(), about);
            assert!(shown.pages.iter().all(|page| page.after != Some(false) && !page.title.is_empty()));
            let first_after = shown.pages.iter().position(|page| page.after.is_some()).unwrap();
            assert!(shown.pages[first_after..].iter().all(|page| page.after == Some(true)));
            for field in shown.pages.iter().flat_map(|page| &page.fields) {
                assert!(kinds.contains(&field.kind.as_str()), "{}", field.kind);
                assert_eq!(field.options.is_empty(), !field.kind.starts_with("choice"), "{}", field.id);
                assert!(field.label != field.id && field.options.iter().all(|o| o.label != o.id));
            }
            let after = &shown.pages[first_after..];
            assert!(after.iter().flat_map(|page| &page.fields).all(|field| !field.required));
        }
    }
}

#[test]
fn the_seven_rules_stand_before_anything_is_written_about_a_sexual_picture() {
    for category in Category::ALL.iter().filter(|c| **c != Category::AccountSecurity) {
        for about in ABOUTS {
            let shown = shown(category.as_str(), about);
            let before = shown.pages.iter().position(|page| page.id == "before").unwrap();
            let writes = |page: &Page| page.fields.iter().any(|f| f.kind == "long" || f.kind == "short");
            let first = shown.pages.iter().position(writes).unwrap();
            assert!(before < first, "{category}, {about:?}: {} comes first", shown.pages[first].id);
            for rule in SEVEN.iter().chain(&["report_now"]) {
                let there = shown.pages[before].guidance.iter().any(|found| found == rule);
                assert!(there, "{category}, {about:?}: {rule} is missing");
            }
        }
    }
}

#[test]
fn nobody_is_told_to_keep_what_may_be_a_sexual_picture_and_everybody_hears_the_rules_again() {
    for category in ["nudes", "indecent_images"] {
        let pages = shown(category, None).pages;
        assert!(pages.iter().all(|page| !page.guidance.iter().any(|rule| rule == "keep_evidence")));
    }
    let prompts = built_in();
    let mut kept = 0;
    for about in About::ALL {
        for category in Category::ALL {
            for picture in ["yes", "not_sure", "no", ""] {
                let mut answers = Answers::default();
                answers.set("about", Value::Choice(about.to_string()));
                answers.set("category", Value::Choice(category.to_string()));
                if !picture.is_empty() {
                    answers.set("picture", Value::Choice(picture.to_owned()));
                }
                let at = |page: &str| -> Vec<String> {
                    prompts.guidance.on_page(page, "GB-ENG", &answers).map(|rule| rule.id.clone()).collect()
                };
                let pages: Vec<&str> = prompts.concern.pages.iter().map(|page| page.id.as_str()).collect();
                let told_to_keep = pages
                    .into_iter()
                    .chain(["receipt"])
                    .any(|page| at(page).iter().any(|rule| rule == "keep_evidence"));
                let sexual = matches!(category, Category::Nudes | Category::IndecentImages)
                    || matches!(picture, "yes" | "not_sure");
                assert!(!(told_to_keep && sexual), "{about}, {category}, picture {picture:?}");
                kept += usize::from(told_to_keep);
                for page in ["before", "receipt"].iter().filter(|_| sexual) {
                    let rules = at(page);
                    let missing: Vec<_> =
                        SEVEN.iter().filter(|rule| !rules.iter().any(|r| r == *rule)).collect();
                    assert!(missing.is_empty(), "{page} of {about}, {category}: {missing:?}");
                }
            }
        }
    }
    assert!(kept > 0, "bullying messages are kept");
}

#[test]
fn help_and_version_are_there_and_a_bare_call_shows_help() {
    for args in [&["--help"][..], &["route", "--help"], &["route", "explain", "--help"], &["--version"]] {
        assert!(prints(args).contains("hearken"), "{args:?}");
    }
    for command in ["demo", "init", "check", "serve", "recover", "route", "forms", "prompts", "print", "man"]
    {
        assert!(prints(&["--help"]).contains(&format!("\n  {command} ")), "{command}");
    }
    assert!(says_no(&[]).contains("Usage: hearken"));
}

#[test]
fn a_word_that_does_not_exist_is_answered_with_those_that_do() {
    for (args, expected) in [
        (
            explain(&["--category", "sexting", "--about", "pupil"]),
            "sexting is no kind of concern. There are: nudes,",
        ),
        (
            explain(&["--category", "nudes", "--about", "me"]),
            "me is no answer to whom it is about. There are: pupil,",
        ),
        (
            explain(&["--category", "nudes", "--about", "pupil", "--named", "boss"]),
            "boss is no role. There are: staff, dsl,",
        ),
        (
            vec!["route", "explain", "--profile", "eton", "--category", "nudes", "--about", "pupil"],
            "There is no profile called eton. There are: ",
        ),
        (
            explain(&["--category", "bulying", "--about", "pupil"]),
            "bulying is no kind of concern. Did you mean bullying? There are: nudes,",
        ),
        (
            explain(&["--category", "nudes", "--about", "pupil", "--named", "dsl", "--named", "governer"]),
            "governer is no role. There are: staff, dsl,",
        ),
        (
            explain(&["--category", "nudes", "--about", "Pupil"]),
            "Pupil is no answer to whom it is about. Did you mean pupil? There are: pupil,",
        ),
        (
            vec!["route", "explain", "--profile", "kant", "--category", "nudes", "--about", "pupil"],
            "There is no profile called kant. Did you mean kent? There are: ",
        ),
        (
            vec!["print", "--profile", "kent", "--locale", "en"],
            "There are no words for en. Did you mean en-GB? There are: en-GB",
        ),
        (
            vec!["forms", "show", "aup", "--profile", "kent", "--category", "nudes"],
            "There is no form called aup. There is: concern",
        ),
        (
            vec!["forms", "show", "concern", "--profile", "kent", "--category", "nudes", "--locale", "fr-FR"],
            "There are no words for fr-FR. There are: en-GB",
        ),
        (
            vec!["forms", "show", "concern", "--profile", "kent", "--category", "nudes", "--platform", "irc"],
            "irc is no platform. There are: slack,",
        ),
    ] {
        let said = says_no(&args);
        assert!(said.starts_with("hearken: ") && said.contains(expected), "{said}");
        assert_eq!(said.trim_end().lines().count(), 1, "one sentence: {said}");
    }
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    for args in [
        explain(&[]),
        explain(&["--category", "nudes"]),
        explain(&["--category", "", "--about", ""]),
        explain(&["--category", "NUDES", "--about", "pupil"]),
        explain(&["--category", "nudes", "--about", "pupil", "--year", "300"]),
        explain(&["--category", "nudes", "--about", "pupil", "--year", "-1"]),
        explain(&["--category", "nudes", "--about", "pupil", "--year", "14"]),
        explain(&["--category", "nudes", "--about", "pupil", "--about", "staff"]),
        vec!["print", "--profile", "kent", "--settings", "hearken.toml"],
        vec!["prompts", "check", "--format", "yaml"],
        explain(&["--category", "nudes", "--about", "pupil", "--named", ""]),
        explain(&["--category", "nudes", "--about", "pupil", "--format", "yaml"]),
        vec!["route"],
        vec!["forms", "show"],
        vec!["prompts"],
        vec!["report"],
        vec!["--prompts"],
        vec!["route", "explain", "--profile", "../kent", "--category", "nudes", "--about", "pupil"],
    ] {
        says_no(&args);
    }
}
