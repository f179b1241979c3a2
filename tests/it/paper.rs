//! `hearken print`: the form for the day that systems are down, as a school prints it and as a browser lays it out.

use crate::world::built_in;
use hearken::domain::concern::{About, Category};
use hearken::domain::id::SchoolId;
use hearken::domain::school::Role;
use hearken::forms::{Prompts, School, Words, paper};
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn school(prompts: &Prompts, profile: &str) -> School {
    School {
        id: SchoolId::parse("school").unwrap(),
        name: "Elmbridge School".to_owned(),
        phone: "01632 960001".to_owned(),
        contacts: [(Role::Head, "01632 960003"), (Role::ChairOfGovernors, "01632 960004")]
            .map(|(role, number)| (role, number.to_owned()))
            .into(),
        profile: prompts.profile(profile).unwrap().clone(),
    }
}

/// The sheets of every profile in each of its languages.
fn every(look: impl Fn(&Prompts, &Words, &School, &str)) {
    let prompts = built_in();
    for profile in prompts.profiles.keys() {
        let school = school(&prompts, profile);
        for words in prompts.spoken_at(&school.profile) {
            look(&prompts, words, &school, &paper::sheets(&prompts, words, &school));
        }
    }
}

/// As it stands between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&#38;")
        .replace('<', "&#60;")
        .replace('>', "&#62;")
        .replace('"', "&#34;")
        .replace('\'', "&#39;")
}

fn hearken(args: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
    command.args(args).current_dir(folder).env_remove("HEARKEN_PROMPTS_DIR");
    command.stdin(Stdio::null()).output().unwrap()
}

#[test]
fn every_kind_every_subject_and_every_rule_of_the_profile_stand_on_the_sheets() {
    every(|prompts, words, school, html| {
        let about = About::ALL.iter().map(|about| format!("option-about-{about}"));
        let kinds = Category::ALL.iter().map(|category| format!("option-category-{category}"));
        let pictures = ["yes", "not_sure", "no"].map(|picture| format!("option-picture-{picture}"));
        for id in about.chain(kinds).chain(pictures) {
            let label = words.find(&id, &[]).unwrap();
            assert!(html.contains(&format!("</i>{}</li>", escaped(&label))), "{id} is missing");
        }
        let jurisdiction = &school.profile.jurisdiction;
        for rule in &prompts.guidance.rules {
            let there = html.matches(&format!("data-rule=\"{}\"", rule.id)).count();
            let here = rule.switch.is_none()
                && (rule.jurisdictions.is_empty() || rule.jurisdictions.contains(jurisdiction));
            assert_eq!(there, usize::from(here), "{} for {}", rule.id, school.profile.id);
        }
    });
}

#[test]
fn the_rules_about_pictures_come_first_and_what_contradicts_them_says_so() {
    every(|_, words, _, html| {
        let at = |rule: &str| html.find(&format!("data-rule=\"{rule}\"")).unwrap();
        let pictures = ["never_view", "viewed_by_accident", "never_delete", "never_ask_details"];
        let others = ["tell_nobody_else", "no_blame", "reassure", "report_now"];
        let always = html.find(&escaped(&words.say("paper-always_rules", &[]))).unwrap();
        assert!(pictures.iter().all(|rule| at(rule) < always));
        assert!(others.iter().all(|rule| at(rule) > always && at(rule) < at("own_words")));
        let keep = &html[at("keep_evidence")..];
        let keep = &keep[..keep.find("</li>").unwrap()];
        assert!(keep.contains(&escaped(&words.say("paper-not_pictures", &[]))), "{keep}");
    });
}

#[test]
fn nothing_is_fetched_run_or_left_without_words() {
    every(|_, _, _, html| {
        for never in
            ["http:", "https:", "src=", "href=", "url(", "@import", "<script", "<link", "<img", " on"]
        {
            let there = html.match_indices(never).any(|(at, _)| never != " on" || handler(&html[at..]));
            assert!(!there, "{never}");
        }
        assert!(html.contains("default-src 'none'"));
        for id in [">paper-", ">rule-", ">role-", ">option-", ">field-", "{$", "{ $"] {
            assert!(!html.contains(id), "{id} has no words");
        }
    });
}

/// Whether ` on…` begins an attribute that runs something.
fn handler(text: &str) -> bool {
    let name: String = text[3..].chars().take_while(char::is_ascii_lowercase).collect();
    !name.is_empty() && text[3 + name.len()..].starts_with("=\"")
}

/// The rows of the table of numbers.
fn rows(html: &str) -> Vec<&str> {
    let table = &html[html.find("<tbody>").unwrap()..html.find("</tbody>").unwrap()];
    table.split("<tr>").skip(1).collect()
}

#[test]
fn each_worry_has_the_number_of_those_it_may_go_to_and_never_of_whom_it_is_about() {
    let prompts = built_in();
    let words = prompts.words(None);
    let html = paper::sheets(&prompts, words, &school(&prompts, "kent"));
    let row = |id: &str| {
        let about = escaped(&words.say(&format!("paper-about-{id}"), &[]));
        let found = rows(&html).into_iter().find(|row| row.contains(&format!("<div>{about}</div>")));
        found.unwrap_or_else(|| panic!("no row about {about}"))
    };
    let (dsl, head, chair) = ("01632 960001", "01632 960003", "01632 960004");
    assert!(row("child").contains(dsl) && row("picture").contains(dsl));
    for adult in ["adult", "team"] {
        assert!(row(adult).contains(head) && !row(adult).contains(dsl), "{}", row(adult));
    }
    assert!(row("head").contains(chair) && !row("head").contains(head) && !row("head").contains(dsl));
    assert!(row("governor").contains(head) && !row("governor").contains(chair));
}

#[test]
fn a_number_that_is_not_known_is_a_line_to_write_on() {
    let here = tempfile::tempdir().unwrap();
    let output = hearken(&["print", "--profile", "kent"], here.path());
    assert!(output.status.success() && output.stderr.is_empty());
    let html = String::from_utf8(output.stdout).unwrap();
    // Only what is the same for every school is known.
    let prompts = built_in();
    let known = &prompts.profile("kent").unwrap().contacts.outside;
    let shown: Vec<&str> =
        html.split("class=\"number\">").skip(1).filter_map(|n| n.split('<').next()).collect();
    assert!(shown.contains(&known[&Role::Police].as_str()), "{shown:?}");
    assert!(shown.iter().all(|number| known.values().any(|known| escaped(known) == *number)), "{shown:?}");
    for row in rows(&html) {
        assert!(row.contains("<span class=\"blank\">"), "{row}");
    }
}

#[test]
fn a_schools_own_words_cannot_change_the_page() {
    let prompts = built_in();
    let mut school = school(&prompts, "kent");
    school.name = "<script>alert(1)</script> \"Ash\" & Elm".to_owned();
    school.contacts.insert(Role::Head, "<b onclick=\"x()\">1</b>".to_owned());
    let html = paper::sheets(&prompts, prompts.words(None), &school);
    assert!(!html.contains("<script") && !html.contains("<b onclick"));
    assert!(html.contains("&#60;script&#62;alert(1)"));
}

#[test]
fn a_school_prints_with_its_settings_and_nothing_is_replaced() {
    let here = tempfile::tempdir().unwrap();
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/demo.toml");
    fs::copy(demo, here.path().join("hearken.toml")).unwrap();
    let output = hearken(&["print", "--out", "paper.html"], here.path());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8(output.stdout).unwrap().contains("paper.html"));
    let html = fs::read_to_string(here.path().join("paper.html")).unwrap();
    assert!(html.contains("Elmbridge School") && html.contains("01632 960002"));
    let again = hearken(&["print", "--out", "hearken.toml"], here.path());
    assert_eq!(again.status.code(), Some(1));
    assert!(again.stdout.is_empty());
    assert!(String::from_utf8(again.stderr).unwrap().contains("is not replaced"));
    let elsewhere = tempfile::tempdir().unwrap();
    let lost = hearken(&["print"], elsewhere.path());
    assert_eq!(lost.status.code(), Some(1));
    assert!(String::from_utf8(lost.stderr).unwrap().contains("There is no hearken.toml here"));
}

/// The pages of a PDF as Chromium writes it.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.match_indices("/Type /Page").filter(|(at, found)| !text[at + found.len()..].starts_with('s')).count()
}

#[test]
fn a_browser_prints_it_on_two_sheets() {
    every(|_, words, school, html| {
        let folder = tempfile::tempdir().unwrap();
        let (page, pdf) = (folder.path().join("paper.html"), folder.path().join("paper.pdf"));
        fs::write(&page, html).unwrap();
        let mut command = Command::new("timeout");
        command.args([
            "60",
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
        ]);
        command.args(["--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking"]);
        command.arg(format!("--user-data-dir={}", folder.path().join("profile").display()));
        command.arg(format!("--print-to-pdf={}", pdf.display())).arg(format!("file://{}", page.display()));
        let output = command.stdin(Stdio::null()).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let sides = pages(&fs::read(&pdf).unwrap());
        assert_eq!(sides, 4, "{} in {}", school.profile.id, words.locale());
    });
}
