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
    let output = check(folder.path());
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(output.stderr.is_empty());
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines.len(), 2, "one thing is wrong: {said}");
    assert_eq!(lines[1], "One thing is wrong.");
    lines[0].to_owned()
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
fn missing_words_are_named() {
    for (file, from, id) in [
        ("en-GB/technician.ftl", "because-pupil =", "because-pupil"),
        ("en-GB/form.ftl", "field-what_happened =", "field-what_happened"),
        ("en-GB/form.ftl", "option-picture-not_sure =", "option-picture-not_sure"),
        ("en-GB/guidance.ftl", "rule-never_delete =", "rule-never_delete"),
        ("en-GB/roles.ftl", "role-lado =", "role-lado"),
    ] {
        let folder = changed(file, from, &format!("other{from}"));
        assert_eq!(complaint(&folder), format!("en-GB: no words for {id}"));
    }
}

#[test]
fn words_that_want_what_nobody_gives_are_named() {
    let folder = changed("en-GB/technician.ftl", "because-raised = ", "because-raised = { $pupilName } ");
    assert_eq!(complaint(&folder), "en-GB: because-raised wants a variable it is not given");
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
    fs::create_dir_all(folder.path().join("en-GB")).unwrap();
    fs::write(folder.path().join("en-GB/ours.ftl"), words).unwrap();
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
fn words_of_another_language_are_read_from_a_folder_and_checked() {
    let folder = holding("es-ES/refusals.ftl", "refusal-fault =\n    .heading = Algo ha fallado\n");
    let said = String::from_utf8(check(folder.path()).stdout).unwrap();
    assert!(said.contains("es-ES: no words for receipt.heading"), "{said}");
    assert!(!said.contains("refusal-fault.heading"), "{said}");
    fs::write(folder.path().join("es-ES/notes.txt"), "not for people").unwrap();
    fs::create_dir(folder.path().join("pictures")).unwrap();
    fs::write(folder.path().join("pictures/a.png"), "no words").unwrap();
    assert_eq!(String::from_utf8(check(folder.path()).stdout).unwrap(), said);
    let strange = holding("not a locale/a.ftl", "a = b\n");
    assert!(refusal(strange.path()).contains("not a locale"));
}

#[test]
fn coaching_says_where_it_is_broken() {
    for (from, to, said) in [
        ("\"{i}screen ?shott?ed\"", "\"{i}screen (shott?ed\"", "unclosed group"),
        ("\"{i}screen ?shott?ed\"", "\"{eye}screen ?shott?ed\"", "there is no part called eye"),
        ("\"{i}screen ?shott?ed\"", "\"(?:{i}{1000}){1000}\"", "size limit"),
        ("fields = [\"task\"]", "fields = [\"tsak\"]", "There are: account, child, pupils, task, thoughts"),
        ("id = \"looked\"", "idd = \"looked\"", "unknown field `idd`"),
    ] {
        let file = "en-GB/coaching.toml";
        let folder = changed(file, from, to);
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        let line = text.lines().position(|line| line.contains(to)).unwrap() + 1;
        let why = refusal(folder.path());
        assert!(why.contains(&format!("prompts/{file} cannot be read")), "{why}");
        assert!(why.contains(&format!("line {line}")) && why.contains(said), "line {line}: {why}");
    }
    let part = changed("en-GB/coaching.toml", "being = \"", "being = \"{being}");
    assert!(refusal(part.path()).contains("one within itself"), "{}", refusal(part.path()));
}

#[test]
fn coaching_looks_only_at_fields_that_somebody_writes_in() {
    let file = "en-GB/coaching.toml";
    let line = |folder: &TempDir, what: &str| {
        let text = fs::read_to_string(folder.path().join(file)).unwrap();
        text.lines().position(|line| line.contains(what)).unwrap() + 1
    };
    let folder = changed(file, "\"device_where\"", "\"device_were\"");
    let at = line(&folder, "device_were");
    assert_eq!(
        complaint(&folder),
        format!("{file}, line {at}: device_were is no field that somebody writes in")
    );
    let folder = changed(file, "\"child_words\"", "\"category\"");
    let at = line(&folder, "child = [\"category");
    assert_eq!(
        complaint(&folder),
        format!("{file}, line {at}: category is no field that somebody writes in")
    );
    let folder = changed(file, "id = \"viewed\"", "id = \"viewer\"");
    assert_eq!(complaint(&folder), "en-GB: no words for coach-viewer");
    let folder = changed(file, "picture = [\"yes\", \"not_sure\"]", "picture = [\"perhaps\"]");
    assert!(complaint(&folder).ends_with("depends on picture = perhaps, which is no option"));
}
