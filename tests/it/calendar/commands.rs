//! `hearken calendar` as people and programs meet it.

use super::{PROFILES, calendar, prints};
use serde_json::Value;

fn says_no(args: &[&str]) -> String {
    let output = calendar(args);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code().is_some_and(|code| code != 0 && code != 101), "{args:?}: {said}");
    assert!(output.stdout.is_empty() && !said.contains("panicked"), "{args:?}: {said}");
    said
}

#[test]
fn json_has_the_keys_that_programs_rely_on_in_order_of_the_days() {
    for id in PROFILES {
        let text =
            prints(&["--profile", id, "--from", "2025-06-01", "--to", "2027-08-31", "--format", "json"]);
        let list: Vec<Value> = serde_json::from_str(&text).unwrap();
        assert!(list.len() > 60, "{id}");
        let mut days = Vec::new();
        for one in &list {
            let keys: Vec<&String> = one.as_object().unwrap().keys().collect();
            let mut wanted = ["date", "time", "zone", "kind", "id", "to", "because"];
            let mut there: Vec<&str> = keys.iter().map(|key| key.as_str()).collect();
            there.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(there, wanted, "{id}");
            assert!(
                ["policy_review", "attestation", "duty", "digest"].contains(&one["kind"].as_str().unwrap())
            );
            let to: Vec<&str> =
                one["to"].as_array().unwrap().iter().map(|role| role.as_str().unwrap()).collect();
            assert!(!to.is_empty() && to.is_sorted(), "{one}");
            let zone = if id == "kings" { "Europe/Madrid" } else { "Europe/London" };
            let time = if id == "kings" { "08:30" } else { "08:00" };
            assert_eq!((one["zone"].as_str(), one["time"].as_str()), (Some(zone), Some(time)));
            days.push(one["date"].as_str().unwrap().to_owned());
        }
        assert!(days.is_sorted(), "{id}");
        // The keys are written in the order of the contract.
        let first: Vec<usize> = ["date", "time", "zone", "kind", "id", "to", "because"]
            .map(|key| text.find(&format!("\"{key}\"")).unwrap())
            .into();
        assert!(first.is_sorted(), "{first:?}");
    }
}

#[test]
fn the_first_and_the_last_day_are_part_of_it_and_a_quiet_day_is_an_empty_list() {
    let on = |day: &str| prints(&["--profile", "redscope", "--from", day, "--to", day, "--format", "json"]);
    let list: Vec<Value> = serde_json::from_str(&on("2026-02-10")).unwrap();
    assert!(list.iter().any(|one| one["id"] == "safer_internet_day"), "{list:?}");
    assert_eq!(on("2026-08-12"), "[]\n");
    assert_eq!(
        prints(&["--profile", "redscope", "--from", "2026-08-12", "--to", "2026-08-12"]).lines().count(),
        1
    );
}

#[test]
fn wrong_days_are_told_in_plain_words() {
    let range = |from: &str, to: &str| says_no(&["--profile", "kent", "--from", from, "--to", to]);
    let said = range("2026-12-31", "2026-01-01");
    assert!(said.contains("2026-12-31") && said.contains("Swap --from and --to"), "{said}");
    for wrong in
        ["2026-02-30", "01/09/2026", "2026-09", "tomorrow", "", "20260901", "99999-01-01", "-2026-01-01"]
    {
        let said = says_no(&["--profile", "kent", &format!("--from={wrong}"), "--to=2026-12-31"]);
        assert!(said.contains("year-month-day"), "{wrong}: {said}");
    }
    assert!(range("1950-01-01", "2026-01-01").contains("30 years"));
    assert!(says_no(&["--profile", "kemt", "--from", "2026-01-01", "--to", "2026-01-02"]).contains("kent"));
    let said =
        says_no(&["--profile", "kent", "--from", "2026-01-01", "--to", "2026-01-02", "--format", "xml"]);
    assert!(said.contains("json"), "{said}");
    assert!(says_no(&["--profile", "kent", "--to", "2026-01-02"]).contains("--from"));
    let said = says_no(&[
        "--profile",
        "kent",
        "--from",
        "2026-01-01",
        "--to",
        "2026-01-02",
        "--calendar",
        "nowhere.ics",
    ]);
    assert!(said.contains("nowhere.ics"), "{said}");
}

#[test]
fn twenty_years_of_a_profile_are_planned_without_stopping_at_the_last_term() {
    let text =
        prints(&["--profile", "tiffin", "--from", "2025-01-01", "--to", "2045-12-31", "--format", "json"]);
    let list: Vec<Value> = serde_json::from_str(&text).unwrap();
    let reviews = list.iter().filter(|one| {
        one["kind"] == "policy_review" && one["because"].as_str().unwrap().contains("last warning")
    });
    assert_eq!(reviews.count(), 10);
    let ends: Vec<&str> = list
        .iter()
        .filter(|one| one["id"] == "calendar_ends")
        .map(|one| one["date"].as_str().unwrap())
        .collect();
    assert_eq!(ends, ["2028-05-22", "2028-07-06"]);
}
