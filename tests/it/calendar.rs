//! A school's year: what comes round when, who is reminded of it, and the calendars that are printed.
//!
//! The years of the five profiles stand in `tests/it/calendars/` for people to read. To write them anew:
//! `HEARKEN_WRITE_CALENDARS=1 cargo test --test it calendar`, and read what changed.

mod by_the_minute;
mod commands;
mod invited;
mod own;
mod twenty_years;

use crate::world::built_in;
use hearken::domain::reminder::Step;
use hearken::forms::profile::plan::{Planned, PlannedKind};
use hearken::forms::{Profile, Prompts};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, LazyLock};

pub static PROMPTS: LazyLock<Arc<Prompts>> = LazyLock::new(built_in);
pub const PROFILES: [&str; 5] = ["kas", "kent", "kings", "redscope", "tiffin"];
const FROM: &str = "2025-06-01";
const TO: &str = "2027-08-31";

pub fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

pub fn profile(id: &str) -> &'static Profile {
    PROMPTS.profile(id).unwrap()
}

/// What `hearken calendar` ends with.
pub fn calendar(args: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
    command.arg("calendar").args(args).env_remove("HEARKEN_PROMPTS_DIR").output().unwrap()
}

pub fn prints(args: &[&str]) -> String {
    let output = calendar(args);
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn years(id: &str) -> Vec<Planned> {
    profile(id).plan(day(FROM), day(TO))
}

#[test]
fn the_years_of_the_five_profiles_are_those_that_somebody_has_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/calendars");
    let write = std::env::var_os("HEARKEN_WRITE_CALENDARS").is_some();
    for id in PROFILES {
        let now = prints(&["--profile", id, "--from", FROM, "--to", TO]);
        let file = folder.join(format!("{id}.txt"));
        if write {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&file, &now).unwrap();
        }
        let kept = std::fs::read_to_string(&file).unwrap();
        let changed = kept.lines().zip(now.lines()).find(|(kept, now)| kept != now);
        assert!(kept == now, "{id}: the year is not that of {}. First: {changed:?}", file.display());
    }
    assert_eq!(PROMPTS.profiles.keys().map(String::as_str).collect::<Vec<_>>(), PROFILES);
}

#[test]
fn every_reminder_of_the_five_is_on_a_school_day_in_order_once_and_says_where_it_comes_from() {
    for id in PROFILES {
        let (planned, hours) = (years(id), profile(id).hours());
        assert!(planned.len() > 60, "{id}: {}", planned.len());
        for one in &planned {
            assert!(hours.is_school_day(one.date), "{id}: {one:?}");
            assert!(
                !one.source.is_empty() && one.because().ends_with(&format!("({})", one.source)),
                "{one:?}"
            );
            assert!(!one.to.is_empty() && one.to.iter().all(|role| !role.is_outside()), "{id}: {one:?}");
            assert!(one.to.iter().all(|role| profile(id).roles.contains(role)), "{id}: {one:?}");
            if one.step == Step::Due && one.kind != PlannedKind::Digest {
                assert!(one.date <= one.due, "{id}: a last warning after the due day: {one:?}");
            }
        }
        let key = |one: &Planned| (one.date, one.kind.as_str(), one.id.clone());
        assert!(planned.windows(2).all(|pair| key(&pair[0]) < key(&pair[1])), "{id}");
    }
}

#[test]
fn the_seven_policies_of_the_sources_come_round_when_their_documents_say() {
    let dues = |id: &str, policy: &str| {
        let due = |one: &Planned| {
            one.kind == PlannedKind::PolicyReview && one.id == policy && one.step == Step::Due
        };
        years(id).iter().filter(|one| due(one)).map(|one| one.due.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(dues("kings", "online_safety"), ["2025-06-30", "2026-06-30", "2027-06-30"]);
    assert_eq!(dues("kings", "mobile_phone"), ["2025-08-31", "2026-08-31", "2027-08-31"]);
    assert_eq!(dues("kings", "ypsi"), ["2025-08-31", "2026-08-31", "2027-08-31"]);
    assert_eq!(dues("kas", "e_safety"), ["2025-09-30"]);
    assert_eq!(dues("redscope", "e_safety"), ["2025-11-30", "2026-11-30"]);
    assert_eq!(dues("tiffin", "online_safety"), ["2026-06-30"]);
    assert_eq!(dues("kent", "online_safety"), ["2025-10-31", "2026-10-31"]);
    assert_eq!(PROFILES.iter().map(|id| profile(id).policies.len()).sum::<usize>(), 7);
}

#[test]
fn the_duties_of_the_sources_are_in_the_profiles_that_ask_for_them() {
    for (id, duties) in [
        ("kings", "password_change aup_discussion online_safety_training monitoring_report"),
        ("kas", "risk_assessment online_safety_review online_safety_training"),
        (
            "redscope",
            "password_change training_update incident_team safer_internet_day aup_discussion image_consent leaver_images \
             monitoring_report",
        ),
        (
            "tiffin",
            "online_safety_training dsl_governor_meeting filtering_review filtering_checks access_rights \
             monitoring_report",
        ),
        ("kent", "online_safety_training monitoring_report"),
    ] {
        let there: Vec<&str> = profile(id).duties.iter().map(|duty| duty.id.as_str()).collect();
        for duty in duties.split_whitespace() {
            assert!(there.contains(&duty), "{id} asks for {duty}: {there:?}");
            assert!(years(id).iter().any(|one| one.id == duty), "{id}: nobody is reminded of {duty}");
        }
    }
    let days = |id: &str, duty: &str| {
        let last = |one: &Planned| one.id == duty && one.step == Step::Due;
        years(id).iter().filter(|one| last(one)).map(|one| one.due.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(days("redscope", "safer_internet_day"), ["2026-02-10", "2027-02-09"]);
    assert_eq!(days("kings", "password_change"), ["2025-10-08", "2026-03-11", "2026-10-14", "2027-03-10"]);
}

#[test]
fn national_guidance_is_read_in_england_alone_and_the_aup_is_signed_everywhere() {
    for id in PROFILES {
        let signed: Vec<&str> = profile(id).attestations.iter().map(|signed| signed.id.as_str()).collect();
        assert!(signed.contains(&"aup"), "{id}");
        assert_eq!(signed.contains(&"kcsie"), profile(id).jurisdiction == "GB-ENG", "{id}");
        let opened = |one: &&Planned| one.id == "aup" && one.step == Step::Opens;
        let opened: Vec<String> = years(id).iter().filter(opened).map(|one| one.date.to_string()).collect();
        let first = |year| {
            profile(id).hours().school_day_from(profile(id).hours().year_begins(year)).unwrap().to_string()
        };
        assert_eq!(opened, [first(2025), first(2026)], "{id}");
    }
}

#[test]
fn a_range_in_pieces_is_the_range_as_a_whole() {
    for id in PROFILES {
        let whole = years(id);
        let cut = day("2026-02-13");
        let pieces =
            [profile(id).plan(day(FROM), cut), profile(id).plan(cut.succ_opt().unwrap(), day(TO))].concat();
        assert_eq!(whole, pieces, "{id}");
    }
}
