//! The policy register at the keyboard: listed, recorded, asked for early, kept by hash; and it is all in the audit.

use crate::school::{Ended, School, hearken, run};
use crate::store::harness::Database;
use std::fs;

on_both_databases!(the_register_is_kept_at_the_keyboard_and_the_audit_says_so);

fn policy(school: &School, args: &[&str]) -> Ended {
    let settings = school.settings();
    let mut command = hearken(["policy"]);
    command.args(args).arg("--settings").arg(settings);
    run(&mut command, "")
}

fn listed(school: &School) -> Vec<serde_json::Value> {
    let ended = policy(school, &["list", "--format", "json"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    serde_json::from_str(&ended.stdout).unwrap()
}

async fn the_register_is_kept_at_the_keyboard_and_the_audit_says_so(database: Database) {
    let school = School::new(Some(&database.url));
    let before = policy(&school, &["list"]);
    assert!(before.code == 1 && before.stderr.contains("Start it once"), "{before:?}");
    school.serve().terminate();
    let all = listed(&school);
    let id = all[0]["id"].as_str().unwrap().to_owned();
    assert!(policy(&school, &["list"]).stdout.contains(&id));

    let review = |on: &str, next: &str| {
        let by = ["--approved-by", "the board", "--approved-on", on, "--next", next];
        policy(&school, &[&["review", &id][..], &by].concat())
    };
    let ahead = review("2999-01-01", "2999-02-01");
    assert!(ahead.code == 1 && ahead.stderr.contains("has not come yet"), "{ahead:?}");
    let done = review("2026-01-09", "2035-01-31");
    assert_eq!((done.code, done.stderr.as_str()), (0, ""), "{}", done.stdout);
    assert!(done.stdout.contains("due for review next: 2035-01-31"), "{}", done.stdout);
    let unknown =
        policy(&school, &["review", "nothing", "--approved-on", "2026-01-09", "--approved-by", "x"]);
    assert!(unknown.code == 1 && unknown.stderr.contains("There is no policy called nothing"), "{unknown:?}");
    let early = ["early", &id, "--why", "moon", "--reason", "x", "--by", "2026-01-01"];
    assert!(policy(&school, &early).stderr.contains("guidance, incident, technology, other"));
    let early = ["early", &id, "--why", "incident", "--reason", "A gap.", "--by", "2020-01-01"];
    assert!(policy(&school, &early).stderr.contains("that day has passed"));

    let text = school.data().join("policy.txt");
    fs::write(&text, "abc").unwrap();
    let nothing = policy(&school, &["document", &id, "--file", text.to_str().unwrap()]);
    assert!(nothing.code == 1 && nothing.stderr.contains("give a link or a note"), "{nothing:?}");
    let link = ["document", &id, "--link", "https://example.org/p.pdf", "--file", text.to_str().unwrap()];
    assert_eq!(policy(&school, &link).code, 0);
    let state = |policies: &[serde_json::Value]| policies.iter().find(|p| p["id"] == *id).unwrap().clone();
    let now = state(&listed(&school));
    assert_eq!((now["due"].as_str(), now["state"].as_str()), (Some("2035-01-31"), Some("fine")));
    let count = "SELECT COUNT(*) FROM audit WHERE actor = 'cli' AND action LIKE 'policy_%'";
    assert_eq!(database.number(count).await, 2);
}
