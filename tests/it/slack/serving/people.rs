//! Whose account is whose: told by the settings, by addresses and by the workspace's own list, while the program runs.

use super::{House, by_account, by_address, listed, one_school};
use crate::slack::fake::How;
use crate::slack::world::{By, TEAM, account};
use crate::store::harness::{Database, at, person, school};
use hearken::domain::school::Role;
use hearken::vault::Sealed;
use serde_json::Value;

on_both_databases!(
    whoever_has_only_an_address_is_told_before_the_directory_is_read,
    a_slack_that_does_not_say_who_has_an_account_keeps_nobody_out_and_a_report_goes_up,
    whoever_leaves_while_the_program_runs_is_told_no_more_and_the_next_is,
    an_address_that_changed_in_slack_and_then_in_the_settings_loses_nobody_their_duty,
    an_address_that_changed_in_the_settings_and_then_in_slack_loses_nobody_their_duty,
    a_check_sees_who_is_not_known_to_have_their_duty,
    the_addresses_are_opened_once_for_a_whole_list,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";
const DSL: &str = "\"staff\", \"dsl\"";
const DEPUTY: &str = "\"staff\", \"deputy_dsl\"";
const HEAD: &str = "\"staff\", \"head\"";
const NEW: &str = "amara.fielding@new.example";

/// Somebody reports, and it reaches this person.
async fn a_report_reaches(house: &House, user: &str) -> String {
    let reference = house.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    house.sees(&house.person(user), reference.as_str()).await;
    reference.as_str().to_owned()
}

fn never_lists_anybody(house: &House) {
    house.slack.misbehaves("users.list", usize::MAX, How::Error("fatal_error"));
}

async fn whoever_has_only_an_address_is_told_before_the_directory_is_read(database: Database) {
    let mut house = House::new(database, By::Http).await;
    let people = [by_address("dsl", DSL), by_address("deputy", DEPUTY), by_address("head", HEAD)];
    house.settings(&one_school("", &people));
    never_lists_anybody(&house);
    house.opens().await;
    assert_eq!(house.readiness().await, "ready\n");
    let reference = a_report_reaches(&house, "dsl").await;
    for other in ["deputy", "head"] {
        assert!(
            !house.slack.everything_seen_by(&account(other)).contains(&reference),
            "{other} is not next yet"
        );
    }
    // Whoever is known already is not looked for again.
    let asked = house.slack.calls_of("users.lookupByEmail").len();
    assert_eq!(asked, people.len());
    house.closes();
    house.opens().await;
    assert_eq!(house.slack.calls_of("users.lookupByEmail").len(), asked);
    house.closes();
}

async fn a_slack_that_does_not_say_who_has_an_account_keeps_nobody_out_and_a_report_goes_up(
    database: Database,
) {
    let mut house = House::new(database, By::Http).await;
    let people = [by_address("dsl", DSL), by_address("deputy", DEPUTY), by_account("head", HEAD)];
    house.settings(&one_school(&format!("id = \"{TEAM}\""), &people));
    never_lists_anybody(&house);
    house.slack.misbehaves("users.lookupByEmail", usize::MAX, How::Status(503));
    house.opens().await;
    let degraded = house.readiness().await;
    assert!(degraded.starts_with("ready\n"), "{degraded}");
    let said = "no account in Slack is known of some with a duty (2)";
    assert!(degraded.contains(said), "{degraded}");
    assert!(house.running().output().contains("with a duty at the school oak: 2"));
    a_report_reaches(&house, "head").await;
    // Slack is well again, and tells of them in its own time.
    house.slack.behaves();
    house.slack.tells_of(&account("dsl")).await;
    a_report_reaches(&house, "dsl").await;
    house.closes();
}

async fn whoever_leaves_while_the_program_runs_is_told_no_more_and_the_next_is(database: Database) {
    let mut house = House::new(database, By::Http).await;
    house.settings(&one_school("", &[by_address("dsl", DSL), by_address("deputy", DEPUTY)]));
    house.opens().await;
    house.has_read_the_directory().await;
    let people = house.kept("oak").await;
    assert_eq!(people.len(), crate::world::STAFF.len(), "everybody is known, and nobody twice");
    assert!(people.iter().all(|row| row.identities.len() == 1 && row.gone.is_empty()));
    assert!(house.slack.calls_of("users.list").len() > 2, "page by page");

    house.slack.deactivate(&account("dsl"));
    house.slack.tells_of(&account("dsl")).await;
    let reference = a_report_reaches(&house, "deputy").await;
    assert!(!house.slack.everything_seen_by(&account("dsl")).contains(&reference));
    house.closes();
    house.opens().await;
    let degraded = house.readiness().await;
    assert!(degraded.contains("no account in Slack is known of some with a duty (1)"), "{degraded}");
    house.closes();
}

fn with_address(email: &str) -> String {
    one_school("", &[listed("dsl", DSL, &format!("email = \"{email}\"")), by_address("deputy", DEPUTY)])
}

/// Runs once with the address that Amara has always had; who she is.
async fn known_by_the_old_address(house: &mut House) -> String {
    house.settings(&one_school("", &[by_address("dsl", DSL), by_address("deputy", DEPUTY)]));
    house.opens().await;
    house.has_read_the_directory().await;
    let amara = house.whose("dsl").await.expect("she is known");
    assert!(amara.roles.contains(&Role::Dsl));
    amara.id.to_string()
}

async fn still_has_the_duty(house: &mut House, id: &str) {
    let reference = a_report_reaches(house, "dsl").await;
    assert!(!house.slack.everything_seen_by(&account("deputy")).contains(&reference));
    assert_eq!(house.readiness().await, "ready\n");
    let amara = house.whose("dsl").await.unwrap();
    assert_eq!((amara.id.as_str(), amara.roles.contains(&Role::Dsl)), (id, true));
    house.closes();
    house.opens().await;
    assert_eq!(house.whose("dsl").await.unwrap().id.as_str(), id);
    let holders = house.kept("oak").await;
    assert_eq!(holders.iter().filter(|row| row.roles.contains(&Role::Dsl)).count(), 1, "one DSL, not two");
    house.closes();
}

async fn an_address_that_changed_in_slack_and_then_in_the_settings_loses_nobody_their_duty(
    database: Database,
) {
    let mut house = House::new(database, By::Http).await;
    let id = known_by_the_old_address(&mut house).await;
    house.slack.readdress(&account("dsl"), NEW);
    house.slack.tells_of(&account("dsl")).await;
    house.closes();
    house.settings(&with_address(NEW));
    house.opens().await;
    still_has_the_duty(&mut house, &id).await;
}

async fn an_address_that_changed_in_the_settings_and_then_in_slack_loses_nobody_their_duty(
    database: Database,
) {
    let mut house = House::new(database, By::Http).await;
    let id = known_by_the_old_address(&mut house).await;
    house.closes();
    house.settings(&with_address(NEW));
    house.opens().await;
    assert!(house.readiness().await.contains("of some with a duty (1)"), "nobody has that address yet");
    house.slack.readdress(&account("dsl"), NEW);
    house.slack.tells_of(&account("dsl")).await;
    let reference = a_report_reaches(&house, "dsl").await;
    assert!(!house.slack.everything_seen_by(&account("deputy")).contains(&reference));
    house.closes();
    house.opens().await;
    still_has_the_duty(&mut house, &id).await;
}

async fn a_check_sees_who_is_not_known_to_have_their_duty(database: Database) {
    let mut house = House::new(database, By::Socket).await;
    let duties = |more: &[String]| {
        one_school("", &[&[by_address("dsl", DSL), by_address("deputy", DEPUTY)], more].concat())
    };
    let unlinked = |house: &House| {
        let report: Value = serde_json::from_str(&house.check().stdout).unwrap();
        let findings = report["findings"].as_array().unwrap().clone();
        let found = findings.iter().filter(|finding| finding["id"] == "slack_account_unlinked");
        found.map(|finding| finding["says"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    house.settings(&duties(&[]));
    assert!(unlinked(&house).is_empty(), "nothing has run yet");
    house.opens().await;
    house.has_read_the_directory().await;
    assert!(unlinked(&house).is_empty());
    // A colleague of the staff gets a duty, and the program does not know it yet.
    house.settings(&duties(&[by_address("head", HEAD)]));
    let said = unlinked(&house);
    assert!(said.len() == 1 && said[0].contains("account of head"), "{said:?}");
    house.closes();
    house.opens().await;
    assert!(unlinked(&house).is_empty());
    house.closes();
}

async fn the_addresses_are_opened_once_for_a_whole_list(database: Database) {
    // An address that does not open is told of each time.
    let spoilt = database.write(|tx| {
        Box::pin(async move {
            let (oak, lost) = (school("oak"), person("lost"));
            let nothing = Sealed::from_store(b"nothing of ours".to_vec());
            tx.put_person(&oak, &lost, &nothing, at(0)).await?;
            tx.set_listed(&oak, &lost, false).await?;
            tx.set_email(&oak, &lost, Some(&nothing), at(0)).await
        })
    });
    spoilt.await.unwrap();
    let mut house = House::new(database, By::Http).await;
    for n in 0..30 {
        let user = format!("U0MORE{n}");
        house.slack.user(TEAM, &user, "Somebody More", "en-GB", crate::slack::fake::Standing::Member);
    }
    house.settings(&one_school("", &[by_account("dsl", DSL)]));
    house.opens().await;
    house.has_read_the_directory().await;
    assert!(house.slack.calls_of("users.list").len() > 10, "a list of many pages");
    let said = house.closes();
    let opened =
        said.lines().filter(|line| line.contains("The address of person lost does not open")).count();
    // By the settings, and by the list.
    assert_eq!(opened, 2, "{said}");
}
