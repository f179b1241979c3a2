//! Settings that change while nothing runs: another account, another address, another workspace.

use super::{House, by_address, listed, one_school};
use crate::slack::fake::Standing;
use crate::slack::world::{By, ENGLISH, OTHER_TEAM, TEAM, account, other_account};
use crate::store::harness::Database;
use crate::world::STAFF;

on_both_databases!(
    an_account_that_was_named_by_mistake_loses_the_duty_with_the_settings,
    a_school_that_moves_to_another_workspace_is_told_there,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";
const DSL: &str = "\"staff\", \"dsl\"";

/// The accounts of the lead that do not count.
async fn gone(house: &House) -> Vec<String> {
    let lead = house.whose("dsl").await.expect("the lead is known");
    lead.gone.into_iter().map(|identity| identity.user).collect()
}

async fn an_account_that_was_named_by_mistake_loses_the_duty_with_the_settings(database: Database) {
    let mut house = House::new(database, By::Http).await;
    let email = format!("{}@{TEAM}.example", account("dsl")).to_lowercase();
    let mistaken = format!("slack = \"{}\"\nemail = \"{email}\"", account("colleague"));
    house.settings(&one_school("", &[listed("dsl", DSL, &mistaken)]));
    house.opens().await;
    house.has_read_the_directory().await;
    assert_eq!(gone(&house).await, Vec::<String>::new(), "the settings name both");
    house.closes();
    house.settings(&one_school("", &[by_address("dsl", DSL)]));
    house.opens().await;
    assert_eq!(gone(&house).await, [account("colleague")], "at once");
    house.has_read_the_directory().await;
    assert_eq!(gone(&house).await, [account("colleague")]);
    let reference = house.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    house.sees(&house.person("dsl"), reference.as_str()).await;
    let seen = house.slack.everything_seen_by(&account("colleague"));
    assert!(!seen.contains(reference.as_str()), "{seen}");
    house.closes();
}

async fn a_school_that_moves_to_another_workspace_is_told_there(database: Database) {
    let mut house = House::new(database, By::Http).await;
    house.slack.team(OTHER_TEAM, None);
    house.slack.install(OTHER_TEAM);
    for (user, name, _) in STAFF {
        house.slack.user(OTHER_TEAM, &other_account(user), name, ENGLISH, Standing::Member);
        let email = format!("{}@{TEAM}.example", account(user)).to_lowercase();
        house.slack.readdress(&other_account(user), &email);
    }
    let settings = one_school("", &[by_address("dsl", DSL)]);
    // The workspace that they leave comes first in every order.
    house.settings(&settings.replace(&format!("xoxb-{TEAM}"), &format!("xoxb-{OTHER_TEAM}")));
    house.opens().await;
    house.closes();
    house.settings(&settings);
    house.opens().await;
    house.has_read_the_directory().await;
    assert_eq!(gone(&house).await, [other_account("dsl")]);
    let reference = house.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    house.sees(&house.person("dsl"), reference.as_str()).await;
    assert_eq!(house.readiness().await, "ready\n");
    house.closes();
}
