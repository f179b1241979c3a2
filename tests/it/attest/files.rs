//! `hearken aup` at the keyboard, as the office uses it.

use crate::school::{Ended, School, hearken, run};
use std::fs;

const POLICY: &str = "# Phones\n\nKeep your own phone in the staff room.\n";
const QUESTIONS: &str = "[[question]]\nquestion = \"Where is your phone?\"\noptions = [\"In my bag\", \"In the staff room\"]\n\
                         right = \"In the staff room\"\nwhy = \"It stays there.\"\n";

/// A school that has run once.
fn school() -> School {
    let school = School::new(None);
    school.serve().terminate();
    fs::write(school.folder.path().join("aup.md"), POLICY).unwrap();
    school
}

fn aup(school: &School, verb: &str, args: &[&str]) -> Ended {
    let mut command = hearken(["aup", verb]);
    command.args(args).arg("--settings").arg(school.settings()).current_dir(school.folder.path());
    run(&mut command, "")
}

fn well(ended: &Ended) -> &str {
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{}", ended.stdout);
    &ended.stdout
}

/// Hashes and days as they change from run to run.
fn steady(text: &str) -> String {
    let hash = regex::Regex::new("[0-9a-f]{64}").unwrap();
    let day = regex::Regex::new(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?").unwrap();
    let year = regex::Regex::new(r"\b20\d\d-\d\d\b").unwrap();
    let person = regex::Regex::new(",[0-9a-f]{32},").unwrap();
    let text = hash.replace_all(text, "HASH");
    let text = day.replace_all(&text, "DAY");
    let text = year.replace_all(&text, "YEAR");
    person.replace_all(&text, ",PERSON,").into_owned()
}

#[test]
fn the_office_publishes_writes_down_leaves_out_and_exports() {
    let school = school();
    let nothing = aup(&school, "status", &[]);
    assert!(well(&nothing).contains("Nothing has been published to sign"), "{nothing:?}");
    fs::write(school.folder.path().join("aup.questions.toml"), QUESTIONS).unwrap();
    let dry = aup(&school, "publish", &["aup.md", "--edition", "A"]);
    assert!(well(&dry).contains("Nothing was done yet. Add --yes"), "{}", dry.stdout);
    assert!(
        dry.stdout.contains("People who are asked:") && dry.stdout.contains("it opens"),
        "{}",
        dry.stdout
    );
    let done = aup(&school, "publish", &["aup.md", "--edition", "A", "--yes"]);
    assert!(well(&done).ends_with("Done.\n"), "{}", done.stdout);
    let again = aup(&school, "publish", &["aup.md", "--edition", "A", "--yes"]);
    assert!(well(&again).contains("word for word"), "{}", again.stdout);
    fs::write(school.folder.path().join("aup.md"), "# Phones\n\nOther words.\n").unwrap();
    let changed = aup(&school, "publish", &["aup.md", "--edition", "A", "--yes"]);
    assert!(changed.code == 1 && changed.stderr.contains("published with another text"), "{changed:?}");

    let today =
        chrono::DateTime::<chrono::Utc>::from(fs::metadata(school.key()).unwrap().modified().unwrap());
    let today = today.with_timezone(&chrono_tz::Europe::London).format("%Y-%m-%d").to_string();
    fs::write(
        school.folder.path().join("paper.csv"),
        format!("\u{feff}person;date\r\nAmara Fielding;{today}\r\n"),
    )
    .unwrap();
    let args = ["--list", "paper.csv", "--by", "Robin Ashworth"];
    let paper = aup(&school, "paper", &[&args[..], &["--yes"]].concat());
    assert!(well(&paper).contains("Signed on paper: 1"), "{}", paper.stdout);
    assert!(!paper.stdout.contains("Amara"), "no name where there is no terminal: {}", paper.stdout);
    let unknown = aup(&school, "paper", &["Nobody Here", "--on", &today, "--by", "Robin Ashworth", "--yes"]);
    assert!(unknown.code == 1 && unknown.stderr.contains("Nobody here is called"), "{unknown:?}");
    let guest =
        ["--visitor", "=Wren Tangerine", "--group", "Choir", "--on", &today, "--by", "Robin Ashworth"];
    let dry = aup(&school, "paper", &guest);
    assert!(well(&dry).contains("The name is sealed") && dry.stdout.contains("Add --yes"), "{}", dry.stdout);
    assert!(!dry.stdout.contains("Tangerine"));
    well(&aup(&school, "paper", &[&guest[..], &["--yes"]].concat()));
    let again = aup(&school, "paper", &[&guest[..], &["--yes"]].concat());
    assert!(well(&again).contains("signed this already"), "{}", again.stdout);
    let lift = aup(&school, "except", &["Robin Ashworth", "--lift"]);
    assert!(well(&lift).contains("no exception"), "{}", lift.stdout);
    let except = aup(&school, "except", &["Robin Ashworth", "--reason", "obsidianfern", "--yes"]);
    assert!(well(&except).contains("need not sign this") && !except.stdout.contains("obsidianfern"));
    assert!(!except.stdout.contains("Ashworth"), "no name where there is no terminal: {}", except.stdout);
    let named = aup(&school, "except", &["Robin Ashworth", "--reason", "obsidianfern", "--names"]);
    assert!(well(&named).contains("Robin Ashworth"), "{}", named.stdout);
    let lift = aup(&school, "except", &["Robin Ashworth", "--lift", "--yes", "--names"]);
    assert!(well(&lift).contains("Robin Ashworth is asked to sign this again, by "), "{}", lift.stdout);
    well(&aup(&school, "except", &["Robin Ashworth", "--reason", "obsidianfern", "--yes"]));

    let status = aup(&school, "status", &[]);
    assert!(well(&status).contains("% (1 of "), "{}", status.stdout);
    assert!(
        status.stdout.contains("Visitors who signed on paper, not counted above: one"),
        "{}",
        status.stdout
    );
    assert!(!status.stdout.contains("Penrose"));
    let names = aup(&school, "status", &["--names"]);
    assert!(
        well(&names).contains("Jo Penrose, by ") && !names.stdout.contains("Tangerine"),
        "{}",
        names.stdout
    );
    let json = aup(&school, "status", &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(well(&json)).unwrap();
    assert_eq!((&json[0]["signed"], &json[0]["excepted"]), (&serde_json::json!(1), &serde_json::json!(1)));

    let out = ["--format", "csv", "--out", "evidence.csv"];
    well(&aup(&school, "export", &out));
    let refused = aup(&school, "export", &out);
    assert!(refused.code == 1 && refused.stderr.contains("is not replaced"), "{refused:?}");
    let csv = fs::read(school.folder.path().join("evidence.csv")).unwrap();
    assert!(csv.starts_with(b"\xef\xbb\xbf"), "a spreadsheet takes it for UTF-8");
    let csv = String::from_utf8(csv).unwrap();
    assert!(!csv.contains("obsidianfern"), "why somebody need not sign is in no file");
    #[cfg(feature = "pdf")]
    {
        well(&aup(&school, "export", &["--format", "pdf", "--out", "evidence.pdf"]));
        let pdf = fs::read(school.folder.path().join("evidence.pdf")).unwrap();
        let holds = |part: &[u8]| pdf.windows(part.len()).any(|there| there == part);
        assert!(pdf.starts_with(b"%PDF-1.7"));
        for part in ["/StructTreeRoot", "/Lang", "/TH", "/H2", "pdfuaid"] {
            assert!(holds(part.as_bytes()), "{part}: a screen reader finds its way by it");
        }
    }
    insta::assert_snapshot!("evidence", steady(&csv).replace('\r', ""));
}

#[test]
fn a_slip_is_answered_in_a_sentence() {
    let school = school();
    let wrong: &[(&str, &[&str], &str)] = &[
        ("publish", &["missing.md"], "missing.md cannot be read"),
        ("publish", &["aup.md", "--audience", "staf"], "Did you mean staff?"),
        ("publish", &["aup.md", "--locale", "fr-FR"], "is not one of this school's"),
        ("publish", &["aup.md", "--by", "nobody"], "Nobody here is called nobody"),
        (
            "paper",
            &["robin ashworth", "--on", "2026-09-03", "--by", "Robin Ashworth"],
            "nobody is asked to sign aup",
        ),
        ("except", &["Robin Ashworth", "--reason", " "], "Say why"),
        (
            "paper",
            &["--visitor", "Wren", "--on", "2026-09-03", "--by", "Robin Ashworth"],
            "nobody is asked to sign aup",
        ),
    ];
    for (verb, args, why) in wrong {
        let ended = aup(&school, verb, args);
        assert!(ended.code == 1 && ended.stderr.contains(why), "{verb} {args:?}: {ended:?}");
        assert_eq!(ended.stderr.trim().lines().count(), 1, "{}", ended.stderr);
    }
    let folder = tempfile::tempdir().unwrap();
    fs::copy(school.settings(), folder.path().join("hearken.toml")).unwrap();
    let mut command = hearken(["aup", "status"]);
    let ended = run(command.current_dir(folder.path()), "");
    assert!(ended.code == 1 && ended.stderr.contains("has not run with these settings yet"), "{ended:?}");
}
