//! A day of one school: reported, told, taken, read; the program is stopped and started in between.

use super::{House, by_address, label, one_school};
use crate::slack::fake::{Channel, SLACK_TROUBLE};
use crate::slack::world::{By, SPACE, TEAM, account};
use crate::store::harness::{Database, school};
use hearken::chat::{Address, Place};
use hearken::outbox::DSL_SPACE;

on_both_databases!(
    a_school_by_requests_with_a_channel,
    a_school_by_requests_with_a_group_conversation,
    a_school_by_socket_with_a_channel,
    a_school_by_socket_with_a_group_conversation,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn a_school_by_requests_with_a_channel(database: Database) {
    in_a_channel(database, By::Http).await;
}

async fn a_school_by_socket_with_a_channel(database: Database) {
    in_a_channel(database, By::Socket).await;
}

async fn a_school_by_requests_with_a_group_conversation(database: Database) {
    in_a_group(database, By::Http).await;
}

async fn a_school_by_socket_with_a_group_conversation(database: Database) {
    in_a_group(database, By::Socket).await;
}

fn people() -> Vec<String> {
    vec![
        by_address("dsl", "\"staff\", \"dsl\""),
        by_address("deputy", "\"staff\", \"deputy_dsl\""),
        by_address("head", "\"staff\", \"head\""),
    ]
}

async fn in_a_channel(database: Database, by: By) {
    let house = House::new(database, by).await;
    house.has_a_channel(TEAM, SPACE, &[account("dsl"), account("deputy")]);
    house.settings(&one_school(&format!("safeguarding = \"{SPACE}\""), &people()));
    a_day(house, async |_: &House| SPACE.to_owned()).await;
}

async fn in_a_group(database: Database, by: By) {
    let house = House::new(database, by).await;
    house.settings(&one_school("group = true", &people()));
    a_day(house, async |house: &House| the_group(house).await).await;
}

/// The conversation that the program has opened and keeps as the team's.
async fn the_group(house: &House) -> String {
    let found = async |house: &House| {
        let spaces = house
            .database
            .read(|db| Box::pin(async move { db.spaces(&school("oak"), DSL_SPACE).await }))
            .await;
        let [space] = &spaces[..] else { return None };
        let address: Address = serde_json::from_str(space).unwrap();
        let Place::Space { space } = address.place else { panic!("no space: {address:?}") };
        Some(space)
    };
    house.until("a group conversation is kept", async |house: &House| found(house).await.is_some()).await;
    let group = found(house).await.unwrap();
    let mut inside = Vec::new();
    house.slack.alter(&group, |room| {
        assert_eq!(room.kind, Channel::Group);
        inside = room.members.iter().cloned().collect();
    });
    assert_eq!(inside, [format!("U0BOT{TEAM}"), account("deputy"), account("dsl")]);
    group
}

async fn a_day(mut house: House, place: impl AsyncFn(&House) -> String) {
    let (robin, amara, morgan) = (house.person("teacher"), house.person("dsl"), house.person("head"));
    house.opens().await;
    let place_of_the_team = place(&house).await;
    house.has_read_the_directory().await;
    assert_eq!(house.readiness().await, "ready\n");

    let reference = robin.reports("pupil", "nudes", WORDS, &[]).await;
    house.sees(&amara, reference.as_str()).await;
    let there = || house.slack.messages(&place_of_the_team);
    assert!(there().iter().any(|message| message.body.to_string().contains(reference.as_str())));
    amara.clicks_in_chat(&label("acknowledge")).await;
    // Another one is begun, and left.
    robin.closes_all().await;
    robin.writes("pupil", "bullying", "obsidianfern at lunch", &[]).await;
    robin.closes_all().await;
    let said = house.closes();
    assert!(!said.contains("ERROR") && !said.contains("zanzibarquartz"), "{said}");

    house.opens().await;
    assert_eq!(place(&house).await, place_of_the_team, "it is found again");
    amara.clicks_in_chat(&label("read")).await;
    house.sees(&amara, WORDS).await;
    assert!(amara.sees().contains("Robin Ashworth"), "{}", amara.sees());
    robin.types("/concern").await;
    house.slack.until("what is unfinished is shown", |_| robin.has_a_modal()).await;
    robin.presses(&label("resume")).await;
    house.slack.until("it goes on where it was", |_| robin.page().as_deref() == Some("check")).await;
    robin.goes_on().await;
    let second = robin.reference();
    assert_ne!(second, reference);
    house.sees(&amara, second.as_str()).await;
    let all = house.slack.everything_seen_by(&morgan.user);
    assert!(!all.contains(reference.as_str()) && !all.contains(second.as_str()), "{all}");
    assert!(!house.slack.everything_seen_by(&robin.user).contains(SLACK_TROUBLE));
    let said = house.closes();
    assert!(!said.contains("ERROR") && !said.contains("obsidianfern"), "{said}");
    house.slack.checks();
}
