//! What the five profiles say of the schools they are made after, and how a school begins with one of them.

use crate::school::{PHONE, hearken, init, run};
use crate::world::built_in;
use hearken::domain::calendar::Hours;
use hearken::domain::concern::{About, Category};
use hearken::domain::school::Role;
use hearken::domain::urgency::Deadline;
use hearken::forms::explain::{Explained, Question, explain};
use hearken::forms::{Profile, Prompts};
use proptest::prelude::*;
use std::fs;
use std::sync::{Arc, LazyLock};

static PROMPTS: LazyLock<Arc<Prompts>> = LazyLock::new(built_in);

fn profile(id: &str) -> &'static Profile {
    PROMPTS.profile(id).unwrap()
}

fn ask(id: &str, about: About, category: Category, year: Option<u8>) -> Explained {
    let question = Question { category, about, year, named: [].into() };
    explain(&PROMPTS, PROMPTS.words(None), profile(id), &question)
}

fn list(roles: &[Role]) -> String {
    roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ")
}

/// `dsl + head`: who leads, and who is copied.
fn told(id: &str, about: About, category: Category, year: Option<u8>) -> String {
    let found = ask(id, about, category, year);
    format!("{} + {}", list(&found.lead), list(&found.copied))
}

fn pupil(id: &str, category: Category, year: Option<u8>) -> String {
    told(id, About::Pupil, category, year)
}

#[test]
fn at_kings_the_head_of_the_pupils_phase_is_told_and_neither_while_the_year_is_unknown() {
    for category in [Category::Bullying, Category::Nudes, Category::SelfHarm] {
        for year in 0..=6 {
            assert_eq!(pupil("kings", category, Some(year)), "dsl + head_primary", "{category}, {year}");
        }
        for year in 7..=13 {
            assert_eq!(pupil("kings", category, Some(year)), "dsl + head_secondary", "{category}, {year}");
        }
        assert_eq!(pupil("kings", category, None), "dsl + ");
    }
    assert_eq!(told("kings", About::Nobody, Category::DataBreach, None), "siro + ");
    assert_eq!(told("kings", About::Staff, Category::Bullying, Some(3)), "head + ");
    assert_eq!(told("kings", About::Head, Category::Bullying, None), "safeguarding_governor + ");
}

#[test]
fn kings_is_in_spain() {
    let kings = profile("kings");
    assert_eq!((kings.jurisdiction.as_str(), kings.zone.name()), ("ES", "Europe/Madrid"));
    assert_eq!(kings.contacts.emergency, "112");
    let british = [Role::Lado, Role::Mash, Role::Ceop, Role::Iwf, Role::Prevent];
    for route in &kings.routes {
        assert!(route.outside.iter().all(|role| !british.contains(role)), "{}", route.id);
    }
    let found = ask("kings", About::Head, Category::StaffConduct, None);
    assert_eq!(list(&found.outside_advice), "childrens_social_care police prosecutor_for_minors");
    assert!(!kings.contacts.outside.values().any(|number| number.contains("101")));
}

#[test]
fn at_kas_the_head_of_year_and_the_senco_are_told_and_of_nudes_the_head_too() {
    assert_eq!(pupil("kas", Category::Bullying, Some(9)), "dsl + head_of_year online_safety_lead");
    assert_eq!(pupil("kas", Category::Nudes, Some(9)), "dsl + head head_of_year online_safety_lead");
    assert_eq!(pupil("kas", Category::OffensiveMessage, None), "dsl + it_lead online_safety_lead");
    assert_eq!(
        told("kas", About::Nobody, Category::FilteringBreach, None),
        "dsl + it_lead online_safety_lead"
    );
    assert_eq!(told("kas", About::Nobody, Category::AccountSecurity, None), "online_safety_lead + dpo");
    assert_eq!(told("kas", About::Head, Category::StaffConduct, None), "chair_of_governors + ");
}

#[test]
fn at_redscope_the_head_and_the_e_safety_coordinator_hear_of_everything_that_day() {
    for category in [Category::Bullying, Category::Nudes, Category::Grooming, Category::Radicalisation] {
        assert_eq!(pupil("redscope", category, None), "dsl + head online_safety_lead");
    }
    assert_eq!(told("redscope", About::Staff, Category::StaffConduct, None), "head + ");
    let about_head = ask("redscope", About::Head, Category::StaffConduct, None);
    assert_eq!(
        (list(&about_head.lead), list(&about_head.outside_advice)),
        ("chair_of_governors".into(), "lado".into())
    );
    assert_eq!(told("redscope", About::Nobody, Category::DataBreach, None), "dpo it_lead + ");
}

#[test]
fn at_tiffin_years_12_and_13_and_radicalisation_bring_in_the_prevent_lead() {
    for year in [12, 13] {
        assert_eq!(pupil("tiffin", Category::Bullying, Some(year)), "dsl + prevent_lead");
        assert_eq!(pupil("tiffin", Category::SexualHarassment, Some(year)), "dsl head + prevent_lead");
    }
    for year in [None, Some(7), Some(11)] {
        assert_eq!(pupil("tiffin", Category::Bullying, year), "dsl + ");
        assert_eq!(pupil("tiffin", Category::Radicalisation, year), "dsl + prevent_lead");
        assert_eq!(pupil("tiffin", Category::SexualHarassment, year), "dsl head + ");
        assert_eq!(pupil("tiffin", Category::Nudes, year), "dsl + ");
    }
    assert_eq!(told("tiffin", About::Nobody, Category::IndecentImages, None), "dsl + it_lead");
    assert_eq!(told("tiffin", About::Nobody, Category::FilteringBreach, None), "dsl + it_lead");
    assert_eq!(told("tiffin", About::Nobody, Category::DataBreach, None), "dpo + ");
    // With the DSL only where the team is ruled out: a teacher named by a role that is not in it.
    let question = |named: &[Role]| Question {
        category: Category::StaffConduct,
        about: About::Staff,
        year: None,
        named: named.iter().copied().collect(),
    };
    let lead = |named: &[Role]| {
        list(&explain(&PROMPTS, PROMPTS.words(None), profile("tiffin"), &question(named)).lead)
    };
    assert_eq!(lead(&[Role::ItLead]), "dsl head");
    assert_eq!((lead(&[]), lead(&[Role::DeputyDsl])), ("head".to_owned(), "head".to_owned()));
}

#[test]
fn a_profile_holds_roles_and_no_number_of_one_place() {
    let expected =
        [("kent", "999"), ("kas", "999"), ("redscope", "999"), ("tiffin", "999"), ("kings", "112")];
    for (id, emergency) in expected {
        let profile = profile(id);
        assert_eq!(profile.contacts.emergency, emergency);
        let local = [
            Role::Lado,
            Role::Mash,
            Role::ChildrensSocialCare,
            Role::ProsecutorForMinors,
            Role::FilteringProvider,
        ];
        assert!(
            profile.contacts.outside.keys().all(|role| role.is_outside() && !local.contains(role)),
            "{id}"
        );
        assert!(profile.contacts.outside.contains_key(&Role::Police));
    }
}

#[test]
fn a_schools_own_number_wins_and_an_empty_one_takes_it_away() {
    let own =
        |police: &str| [(Role::Police, police.to_owned()), (Role::Lado, "01632 960010".to_owned())].into();
    let shown = profile("kent").contacts_under(&own("01622 690690"));
    assert_eq!(
        (shown[&Role::Police].as_str(), shown[&Role::Lado].as_str()),
        ("01622 690690", "01632 960010")
    );
    assert_eq!(shown[&Role::Iwf], "report.iwf.org.uk");
    assert!(!profile("kent").contacts_under(&own(" ")).contains_key(&Role::Police));
}

#[test]
fn a_route_is_explained_the_same_way_under_every_profile() {
    let explained = |args: &str| {
        let command = format!("route explain --format json {args}");
        run(&mut hearken(command.split(' ')), "")
    };
    let found = explained("--profile kas --category nudes --about pupil --year 9");
    let (json, because) = found.stdout.split_once("\n  \"because\": [\n").unwrap();
    let expected = r#"{
  "lead": [
    "dsl"
  ],
  "copied": [
    "head",
    "head_of_year",
    "online_safety_lead"
  ],
  "excluded": [],
  "outside_advice": [
    "ceop",
    "childrens_social_care",
    "mash",
    "police"
  ],
  "urgency": "urgent",
  "deadline": {
    "kind": "minutes",
    "n": 15
  },
  "ladder": [
    "deputy_dsl",
    "head",
    "on_call"
  ],"#;
    assert_eq!((found.code, json, found.stderr.as_str()), (0, expected, ""));
    assert!(because.contains("nude or sexual pictures"), "{because}");
    let adult =
        explained("--profile kings --category staff_conduct --about staff --named dsl --named head_primary");
    let read: serde_json::Value = serde_json::from_str(&adult.stdout).unwrap();
    let keys: Vec<&str> =
        ["lead", "copied", "excluded", "outside_advice", "urgency", "deadline", "ladder", "because"]
            .into_iter()
            .filter(|key| read.get(key).is_some())
            .collect();
    assert_eq!(keys.len(), 8, "{read}");
    assert_eq!(read["lead"], serde_json::json!(["head"]));
    assert_eq!(read["excluded"], serde_json::json!(["deputy_dsl", "dsl", "head_primary"]));
    assert_eq!(read["ladder"], serde_json::json!(["safeguarding_governor", "chair_of_governors"]));
    for args in [
        "--profile kings --category nudes --about pupil --year 14",
        "--profile kings --category nudes --about pupil --named teacher",
        "--profile soto --category nudes --about pupil",
    ] {
        let refused = explained(args);
        assert!(refused.code != 0 && refused.stdout.is_empty() && !refused.stderr.is_empty(), "{refused:?}");
    }
}

fn local(hours: &Hours, text: &str) -> hearken::domain::Moment {
    let naive = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    hearken::domain::calendar::resolve(hours.zone, naive)
}

fn due(id: &str, from: &str, deadline: Deadline) -> String {
    let hours = profile(id).hours();
    hours.local(hours.due(local(&hours, from), deadline)).format("%a %Y-%m-%d %H:%M").to_string()
}

const TWO_HOURS: Deadline = Deadline::WorkingMinutes(120);

#[test]
fn school_is_closed_between_terms_in_breaks_and_on_bank_holidays() {
    let open = |id: &str, day: &str| {
        let hours = profile(id).hours();
        hours.is_open(local(&hours, &format!("{day} 11:00")))
    };
    for day in ["2026-03-10", "2026-05-05", "2026-11-20", "2027-06-07"] {
        assert!(open("kent", day), "{day}");
    }
    // A break, Easter, early May, summer, Christmas, a Saturday.
    for day in ["2026-02-18", "2026-04-08", "2026-05-04", "2026-08-12", "2026-12-28", "2026-03-14"] {
        assert!(!open("kent", day), "{day}");
    }
    // Beyond the calendar every weekday counts: better too early than never.
    for day in ["2024-07-01", "2028-08-14", "2031-12-25"] {
        assert!(open("kent", day), "{day}");
    }
    assert!(!open("kings", "2025-11-03") && !open("kings", "2026-12-08") && open("kings", "2025-11-04"));
}

#[test]
fn in_the_holidays_a_deadline_waits_for_school_but_never_more_than_a_week() {
    // The break in February: Friday afternoon, to the Monday after the week off.
    assert_eq!(due("kent", "2026-02-13 16:00", TWO_HOURS), "Fri 2026-02-20 08:00");
    assert_eq!(due("kent", "2026-02-19 12:00", TWO_HOURS), "Mon 2026-02-23 10:00");
    // In the summer nobody is left for six weeks.
    assert_eq!(due("kent", "2026-08-01 12:00", TWO_HOURS), "Mon 2026-08-10 08:00");
    assert_eq!(due("kent", "2026-08-28 12:00", TWO_HOURS), "Tue 2026-09-01 10:00");
    assert_eq!(due("kent", "2026-08-01 12:00", Deadline::NextSchoolDay(1)), "Tue 2026-09-01 08:00");
    assert_eq!(due("kent", "2026-08-01 12:00", Deadline::Minutes(15)), "Sat 2026-08-01 12:15");
    // Easter: Thursday at the end of term, with Good Friday and the holidays behind it.
    assert_eq!(due("kent", "2026-04-02 16:20", TWO_HOURS), "Thu 2026-04-09 08:00");
}

#[test]
fn terms_that_somebody_forgot_do_not_close_the_school_for_a_year() {
    let mut hours = profile("kent").hours();
    hours.terms.drain(1..8);
    assert!(hours.is_open(local(&hours, "2026-01-14 11:00")));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_deadline_by_any_calendar_comes_and_comes_in_time(
        minutes in 0_i64..(5 * 366 * 24 * 60),
        allowed in 1_u32..600,
        which in 0_usize..5,
    ) {
        let hours = PROMPTS.profiles.values().nth(which).unwrap().hours();
        let now = local(&hours, "2024-06-01 00:00") + chrono::TimeDelta::minutes(minutes);
        let due = hours.due(now, Deadline::WorkingMinutes(allowed));
        prop_assert!(now < due && due <= now + chrono::TimeDelta::days(10), "{now} {due}");
        let before = due - chrono::TimeDelta::seconds(1);
        prop_assert!(hours.is_open(before) || hours.local(due).time() == hours.open, "{now} {due}");
        let next = hours.due(now, Deadline::NextSchoolDay(1));
        prop_assert!(hours.is_open(next) && next <= now + chrono::TimeDelta::days(100), "{now} {next}");
    }
}

/// The findings of `hearken check` that are not fine, as `level id: what it says`.
fn findings(settings: &std::path::Path) -> Vec<String> {
    let ended = run(hearken(["check", "--format", "json", "--settings"]).arg(settings), "");
    let report: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    let wrong = report["findings"].as_array().unwrap().iter().filter(|f| f["level"] != "fine");
    wrong
        .map(|f| {
            let text = |key: &str| f[key].as_str().unwrap().to_owned();
            format!("{} {}: {}", text("level"), text("id"), text("says"))
        })
        .collect()
}

#[test]
fn a_school_begins_with_any_profile_and_is_told_what_is_still_made_up() {
    for id in ["kas", "kent", "kings", "redscope", "tiffin"] {
        let folder = tempfile::tempdir().unwrap();
        let made =
            run(init(folder.path()).args(["--profile", id, "--name", "Oak School", "--phone", PHONE]), "");
        assert_eq!((made.code, made.stderr.as_str()), (0, ""), "{id}: {made:?}");
        let settings = folder.path().join("hearken.toml");
        let text = fs::read_to_string(&settings).unwrap();
        assert!(!text.contains('{') && !text.contains('}'), "{id}: {text}");
        let found = findings(&settings);
        assert_eq!(found.len(), 2, "{id}: {found:?}");
        assert!(found[0].starts_with("problem contacts_made_up: "), "{id}: {found:?}");
        assert!(found[1].starts_with("warning calendar_example: "), "{id}: {found:?}");
        fs::write(&settings, text.replace("01632 960", "0118 4960 ")).unwrap();
        let found = findings(&settings);
        assert_eq!(found.len(), 1, "{id}: {found:?}");
        let british = ["lado", "101", "ceop", "iwf"].iter().any(|word| text.contains(word));
        assert_eq!(british, id != "kings", "{text}");
        // Somebody for each role that a route tells, and nobody for a role that this school has not.
        for (role, at) in [
            ("head_primary", "kings"),
            ("prevent_lead", "tiffin"),
            ("siro", "kings"),
            ("head_of_year", "kas"),
        ] {
            assert_eq!(text.contains(&format!("\"{role}\"")), id == at, "{id}: {role}");
        }
    }
}

#[test]
fn a_calendar_that_ends_soon_is_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let kent =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/prompts/profiles/kent.toml")).unwrap();
    let without_terms = kent.split("\n[[term]]").next().unwrap().replace("\"kent\"", "\"oak\"");
    let profiles = folder.path().join("prompts/profiles");
    fs::create_dir_all(&profiles).unwrap();
    fs::write(profiles.join("oak.toml"), &without_terms).unwrap();
    let prompts = folder.path().join("prompts");
    let made =
        run(init(folder.path()).args(["--profile", "oak", "--phone", PHONE, "--prompts"]).arg(&prompts), "");
    assert_eq!(made.code, 0, "{made:?}");
    let settings = folder.path().join("hearken.toml");
    let text = fs::read_to_string(&settings).unwrap().replace("# prompts_dir", "prompts_dir");
    fs::write(&settings, text.replace("01632 960", "0118 4960 ")).unwrap();
    let found = findings(&settings);
    assert!(found.len() == 1 && found[0].starts_with("warning calendar_none: The profile oak"), "{found:?}");
    let last = "\n[[term]]\nname = \"Long ago\"\nfrom = \"2020-01-06\"\nto = \"2020-04-03\"\n";
    fs::write(profiles.join("oak.toml"), without_terms + last).unwrap();
    let found = findings(&settings);
    let expected = "warning calendar_ends: The terms are known until 3 April 2020 only.";
    assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
}
