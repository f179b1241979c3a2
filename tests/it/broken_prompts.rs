//! `hearken prompts check` on a school's own folder: whatever is wrong in it is said once, in one sentence.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn check(folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
    command.args(["prompts", "check", "--prompts"]).arg(folder).env_remove("HEARKEN_PROMPTS_DIR");
    command.stdin(Stdio::null()).output().unwrap()
}

/// A folder that holds one file of ours, changed.
fn changed(file: &str, from: &str, to: &str) -> TempDir {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("prompts").join(file);
    let text = fs::read_to_string(ours).unwrap();
    assert!(text.contains(from), "{file} no longer holds {from:?}");
    holding(file, &text.replacen(from, to, 1))
}

fn holding(file: &str, text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    folder
}

/// The one sentence that is said of a folder.
fn complaint(folder: &TempDir) -> String {
    let said = complaints(folder);
    assert_eq!(said.len(), 1, "one thing is wrong: {said:?}");
    said[0].clone()
}

/// Everything that is said of a folder, without the count at its end.
fn complaints(folder: &TempDir) -> Vec<String> {
    let output = check(folder.path());
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(output.stderr.is_empty());
    let mut lines: Vec<String> = said.lines().map(str::to_owned).collect();
    let end = match lines.len() - 1 {
        1 => "One thing is wrong.".to_owned(),
        n => format!("{n} things are wrong."),
    };
    assert_eq!(lines.pop(), Some(end));
    lines
}

/// What is said of a folder that cannot be used at all.
fn refusal(folder: &Path) -> String {
    let output = check(folder);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(output.stdout.is_empty() && !said.contains("panicked"), "{said}");
    assert!(said.starts_with("hearken: The prompts cannot be used: "), "{said}");
    said
}

#[test]
fn our_own_prompts_are_in_order_and_so_is_an_empty_folder() {
    let empty = tempfile::tempdir().unwrap();
    let output = check(empty.path());
    assert!(output.status.success());
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "The prompts are in order.\n");
}

#[test]
fn what_a_school_adds_needs_words_in_every_language_it_speaks() {
    let three = "options = [\"yes\", \"not_sure\", \"no\"]";
    let four = "options = [\"yes\", \"perhaps\", \"not_sure\", \"no\"]";
    let folder = changed("forms/concern.toml", three, four);
    assert_eq!(complaint(&folder), "en-GB: no words for option-picture-perhaps");
    let write = |file: &str, text: &str| {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let kent = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("prompts/profiles/kent.toml"));
    let oak = kent.unwrap().replacen("id = \"kent\"", "id = \"oak\"", 1);
    write("en-GB/ours.ftl", "option-picture-perhaps = Perhaps\n");
    write("profiles/oak.toml", &oak);
    assert!(check(folder.path()).status.success());
    write("profiles/oak.toml", &oak.replacen("[\"en-GB\"]", "[\"en-GB\", \"es-ES\"]", 1));
    assert_eq!(complaint(&folder), "es-ES: no words for option-picture-perhaps");
    write("es-ES/ours.ftl", "option-picture-perhaps = Quizá\n");
    assert!(check(folder.path()).status.success());
}

#[test]
fn a_slip_in_the_id_of_a_schools_own_words_is_named() {
    for (file, from, id) in [
        ("en-GB/technician.ftl", "because-pupil =", "because-pupil"),
        ("en-GB/form.ftl", "field-what_happened =", "field-what_happened"),
        ("en-GB/form.ftl", "option-picture-not_sure =", "option-picture-not_sure"),
        ("en-GB/guidance.ftl", "rule-never_delete =", "rule-never_delete"),
        ("en-GB/roles.ftl", "role-lado =", "role-lado"),
    ] {
        let folder = changed(file, from, &format!("other{from}"));
        let said = complaints(&folder);
        assert!(said.contains(&format!("en-GB: nothing asks for other{id}")), "{said:?}");
        assert!(said.iter().all(|line| line.contains(&format!("other{id}"))), "{said:?}");
    }
    let folder = holding("en-GB/form.ftl", "page-what =\n    .titel = What happened?\n");
    assert!(complaints(&folder).contains(&"en-GB: nothing asks for page-what.titel".to_owned()));
}

#[test]
fn words_that_want_what_nobody_gives_are_named() {
    let folder = changed("en-GB/technician.ftl", "because-raised = ", "because-raised = { $pupilName } ");
    let said = complaints(&folder);
    assert_eq!(
        said,
        [
            "en-GB: because-raised wants a variable it is not given",
            "es-ES: because-raised leaves out $pupilName"
        ]
    );
}

#[test]
fn a_title_that_does_not_fit_is_measured() {
    let folder =
        changed("en-GB/form.ftl", ".title = What happened?", ".title = What happened, and where was it?");
    assert_eq!(complaint(&folder), "en-GB: page-what.title has 32 characters, 24 fit");
}

#[test]
fn a_branch_must_depend_on_something_that_is_asked() {
    let page = |when: &str| {
        let id = "id = \"after_think\"\nafter = true\n";
        changed("forms/concern.toml", id, &format!("{id}when = {when}\n"))
    };
    assert_eq!(
        complaint(&page("{ weather = [\"rain\"] }")),
        "page after_think depends on weather, which no page asks"
    );
    assert_eq!(
        complaint(&page("{ picture = [\"yes\", \"perhaps\"] }")),
        "page after_think depends on picture = perhaps, which is no option"
    );
}

#[test]
fn guidance_must_stand_on_a_page_and_urgency_on_an_answer() {
    let folder =
        changed("guidance.toml", "pages = [\"danger\", \"receipt\"]", "pages = [\"danger\", \"porch\"]");
    assert_eq!(complaint(&folder), "rule danger_999 stands on porch, which is no page");
    let folder = changed(
        "forms/concern.toml",
        "when = { immediate_risk = [\"yes\"] }",
        "when = { immediate_risk = [\"y\"] }",
    );
    assert_eq!(
        complaint(&folder),
        "urgency rule danger_now depends on immediate_risk = y, which is no option"
    );
}

#[test]
fn a_profile_never_writes_to_anybody_outside() {
    let folder = changed("profiles/kent.toml", "lead = [\"chair_of_governors\"]", "lead = [\"lado\"]");
    assert_eq!(complaint(&folder), "profile kent: route about_head would write to lado, which is outside");
    let folder = changed("profiles/kent.toml", "outside = [\"lado\"]", "outside = [\"head\"]");
    assert_eq!(complaint(&folder), "profile kent: route about_head lists head as an outside body");
}

#[test]
fn the_last_route_of_a_profile_fits_any_concern() {
    let folder = changed("profiles/kent.toml", "id = \"pupil\"\n", "id = \"pupil\"\nabout = [\"pupil\"]\n");
    assert_eq!(complaint(&folder), "profile kent: the last route must fit any concern");
}

#[test]
fn a_page_keeps_to_what_every_platform_can_show() {
    let five: String =
        (0..3).map(|n| format!("[[page.field]]\nid = \"more{n}\"\nkind = \"date\"\n\n")).collect();
    let folder = changed(
        "forms/concern.toml",
        "[[page.field]]\nid = \"i_saw\"",
        &format!("{five}[[page.field]]\nid = \"i_saw\""),
    );
    let words: String = (0..3).map(|n| format!("field-more{n} = More\n")).collect();
    for locale in ["en-GB", "es-ES"] {
        fs::create_dir_all(folder.path().join(locale)).unwrap();
        fs::write(folder.path().join(locale).join("ours.ftl"), &words).unwrap();
    }
    assert_eq!(complaint(&folder), "page after_think has more than 4 fields");
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    for (file, text) in [
        ("forms/concern.toml", "[[page]\n"),
        ("forms/concern.toml", "colour = \"blue\"\n"),
        ("guidance.toml", ""),
        ("profiles/ours.toml", "id = \"ours\"\n"),
        ("en-GB/form.ftl", "page-danger\n"),
    ] {
        let said = refusal(holding(file, text).path());
        assert!(said.contains(&format!("prompts/{file} cannot be read")), "{said}");
    }
    let latin1 = holding("en-GB/form.ftl", "");
    fs::write(latin1.path().join("en-GB/form.ftl"), b"caf\xe9").unwrap();
    assert!(refusal(latin1.path()).contains("prompts/en-GB/form.ftl cannot be read"));
}

#[test]
fn a_folder_that_is_not_there_is_said_and_not_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("prompt");
    assert_eq!(
        refusal(&missing).trim_end(),
        format!(
            "hearken: The prompts cannot be used: there is no folder of prompts at {}",
            missing.display()
        )
    );
    fs::write(&missing, "a file").unwrap();
    assert!(refusal(&missing).contains("there is no folder of prompts"));
}

#[test]
fn words_of_another_language_are_read_from_a_folder_and_compared() {
    let folder = holding("cy-GB/refusals.ftl", "refusal-fault =\n    .heading = Aeth rhywbeth o'i le yma.\n");
    let said = complaints(&folder);
    assert!(said.iter().all(|line| line.starts_with("cy-GB: no words for ")), "{said:?}");
    for id in ["receipt.heading", "refusal-fault.text", "role-dsl", "local-title"] {
        assert!(said.contains(&format!("cy-GB: no words for {id}")), "{id}: {said:?}");
    }
    assert!(!said.iter().any(|line| line.contains("refusal-fault.heading")), "{said:?}");
    fs::write(folder.path().join("cy-GB/notes.txt"), "not for people").unwrap();
    fs::create_dir(folder.path().join("pictures")).unwrap();
    fs::write(folder.path().join("pictures/a.png"), "no words").unwrap();
    assert_eq!(complaints(&folder), said);
    let strange = holding("not a locale/a.ftl", "a = b\n");
    assert!(refusal(strange.path()).contains("not a locale"));
}

#[test]
fn words_of_another_language_keep_to_the_ids_and_variables_of_ours() {
    for (words, expected) in [
        ("late =\n    .heading = Neb\n", "cy-GB: late.heading leaves out $reference"),
        ("home =\n    .heading = { $phone }\n", "cy-GB: home.heading uses $phone, which en-GB does not"),
        (
            "home =\n    .heading = { $told ->\n        [no] A\n       *[yes] B\n    }\n",
            "cy-GB: home.heading uses $told, which en-GB does not",
        ),
        ("hoem =\n    .heading = A\n", "cy-GB: hoem.heading is not in en-GB"),
        ("home =\n    .hedding = A\n", "cy-GB: home.hedding is not in en-GB"),
    ] {
        let said = complaints(&holding("cy-GB/cards.ftl", words));
        let about_ours: Vec<_> = said.iter().filter(|line| !line.contains("no words for")).collect();
        assert_eq!(about_ours, [expected]);
    }
    // What is said of services and laws may depend on the country in any language.
    let folder = holding(
        "cy-GB/cards.ftl",
        "home =\n    .heading = { $jurisdiction ->\n        [ES] A\n       *[other] B\n    }\n",
    );
    assert!(complaints(&folder).iter().all(|line| line.contains("no words for")));
}
