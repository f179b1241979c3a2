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

/// The one thing that is said of a profile that is refused.
fn refused(folder: &TempDir) -> String {
    let said = refusal(folder.path());
    assert_eq!(said.lines().count(), 1, "one thing is wrong: {said}");
    said.trim_start_matches("hearken: The prompts cannot be used: prompts/profiles/").trim_end().to_owned()
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
    assert_eq!(complaint(&folder), "en-GB: page what, title has 32 characters; Slack takes 24");
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
    let said = refused(&folder);
    assert!(
        said.starts_with("kent.toml, line ") && said.contains("route about_head: lado is outside"),
        "{said}"
    );
    let folder = changed("profiles/kent.toml", "outside = [\"lado\"]", "outside = [\"head\"]");
    let said = refused(&folder);
    assert!(said.contains("route about_head: head is somebody at the school"), "{said}");
}

#[test]
fn the_last_route_of_a_profile_fits_any_concern() {
    let folder = changed("profiles/kent.toml", "id = \"pupil\"\n", "id = \"pupil\"\nabout = [\"pupil\"]\n");
    let said = refused(&folder);
    assert!(said.contains("the last route must fit any concern"), "{said}");
}

#[test]
fn a_page_keeps_to_what_every_platform_can_show() {
    let five: String =
        (0..2).map(|n| format!("[[page.field]]\nid = \"more{n}\"\nkind = \"date\"\n\n")).collect();
    let folder = changed(
        "forms/concern.toml",
        "[[page.field]]\nid = \"i_saw\"",
        &format!("{five}[[page.field]]\nid = \"i_saw\""),
    );
    let words: String = (0..2).map(|n| format!("field-more{n} = More\n")).collect();
    for locale in ["en-GB", "es-ES"] {
        fs::create_dir_all(folder.path().join(locale)).unwrap();
        fs::write(folder.path().join(locale).join("ours.ftl"), &words).unwrap();
    }
    assert_eq!(complaint(&folder), "page after_think has 5 fields; Discord takes 4");
}

/// A text of ours, made longer.
fn longer(file: &str, from: &str, by: &str) -> TempDir {
    changed(file, from, &format!("{from}{by}"))
}

#[test]
fn what_does_not_fit_is_named_with_its_page_its_place_and_its_platform() {
    let folder = longer("en-GB/form.ftl", "field-what_happened = ", "Please tell us, as well as you can: ");
    assert_eq!(
        complaint(&folder),
        "en-GB: page what, field what_happened: label has 61 characters; Discord takes 45"
    );
    let folder = longer("en-GB/form.ftl", "option-about-pupil = ", &"A child, or ".repeat(6));
    assert_eq!(
        complaint(&folder),
        "en-GB: page about, field about, option pupil: label has 79 characters; Slack takes 75"
    );
    let folder = longer("en-GB/form.ftl", "action-named_here = ", &"Leave it, or ".repeat(6));
    assert_eq!(
        complaint(&folder),
        "en-GB: page check, button named_here: label has 100 characters; Slack takes 75"
    );
    let folder = longer("en-GB/casework.ftl", "field-question = ", &"Ask, or ".repeat(6));
    assert!(complaint(&folder).starts_with("en-GB: page ask_reporter, field question: label has "));
}

#[test]
fn a_text_too_long_for_one_message_or_block_is_named_with_the_platform_that_cannot_show_it() {
    let folder = longer("en-GB/guidance.ftl", "rule-no_ai = ", &"Keep it here. ".repeat(150));
    let said = complaint(&folder);
    assert!(
        said.starts_with("en-GB: page what, rule no_ai has 2") && said.ends_with("Discord takes 2000"),
        "{said}"
    );
    let paragraphs = "Take your time.\n\n        ".repeat(190);
    let folder = longer(
        "en-GB/form.ftl",
        "page-who =\n    .title = Which adult is it?\n    .text =\n        ",
        &paragraphs,
    );
    let said = complaint(&folder);
    assert!(said.starts_with("en-GB: page who, text has 3") && said.ends_with("Slack takes 3000"), "{said}");
    let paragraphs = "One more thing.\n\n        ".repeat(130);
    let folder = longer(
        "en-GB/cards.ftl",
        "notice-reminder =\n    .heading = Reminder: concern { $reference }, { $urgency }\n    .text = ",
        &paragraphs,
    );
    let said = complaint(&folder);
    assert!(said.starts_with("en-GB: card notice-reminder, the card has 2"), "{said}");
    assert!(said.ends_with("characters; Discord takes 2000"), "a notice is one message: {said}");
}

#[test]
fn another_language_is_measured_with_its_own_words_in_the_variables() {
    let folder = holding(
        "es-ES/form.ftl",
        "field-what_happened = Cuéntanos, por favor, qué has visto o qué has oído\naction-send = Enviar a { $lead }\n",
    );
    fs::write(folder.path().join("es-ES/lists.ftl"), "list-pair = { $left } y { $right }\n").unwrap();
    fs::write(
        folder.path().join("es-ES/roles.ftl"),
        "role-dsl = la persona responsable de la protección y del bienestar de todos los niños y niñas\n",
    )
    .unwrap();
    let said = String::from_utf8(check(folder.path()).stdout).unwrap();
    for expected in [
        "es-ES: page what, field what_happened: label has 50 characters; Discord takes 45",
        "es-ES: page check, button send: label has ",
    ] {
        assert!(said.contains(expected), "{expected} is not in: {said}");
    }
}

#[test]
fn programs_read_the_same_list() {
    let three = "options = [\"yes\", \"not_sure\", \"no\"]";
    let folder =
        changed("forms/concern.toml", three, "options = [\"yes\", \"perhaps\", \"not_sure\", \"no\"]");
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
    command.args(["prompts", "check", "--format", "json", "--prompts"]).arg(folder.path());
    let output = command.env_remove("HEARKEN_PROMPTS_DIR").stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        said,
        "{\n  \"ok\": false,\n  \"wrong\": [\n    \"en-GB: no words for option-picture-perhaps\"\n  ]\n}\n"
    );
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    for (file, text) in [
        ("forms/concern.toml", "[[page]\n"),
        ("forms/concern.toml", "colour = \"blue\"\n"),
        ("guidance.toml", ""),
        ("profiles/ours.toml", "id = \"ours\"\n"),
        ("en-GB/form.ftl", "page-danger\n"),
        ("en-GB/form.ftl", "page-danger = One\npage-danger = Two\n"),
    ] {
        let said = refusal(holding(file, text).path());
        assert!(said.contains(&format!("prompts/{file}, line ")), "{said}");
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
