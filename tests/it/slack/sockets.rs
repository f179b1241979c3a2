//! Socket Mode when it is rough: breaks, warnings, refusals, events delivered once more.

use super::conversations::WORDS;
use super::fake::{Answer, Kind};
use super::world::{By, World};
use crate::store::harness::Database;
use std::time::Duration;

/// Long enough for an answer to something that is not waited for.
const SOON: Duration = Duration::from_millis(500);

on_both_databases!(
    a_connection_that_breaks_is_opened_again_and_the_report_goes_on,
    a_warning_brings_another_connection,
    what_is_sent_while_nobody_is_connected_arrives_later,
    an_envelope_delivered_twice_counts_once,
    a_submission_that_is_not_understood_is_not_acknowledged,
);

async fn a_connection_that_breaks_is_opened_again_and_the_report_goes_on(database: Database) {
    let world = World::by(database, By::Socket).await;
    let robin = world.person("teacher");
    robin.writes("pupil", "filtering_breach", WORDS, &[]).await;
    world.slack.drops_sockets().await;
    world.slack.connected().await;
    robin.goes_on().await;
    let reference = robin.reference();
    world.settle().await;
    assert!(world.in_the_channel().contains(reference.as_str()));
}

async fn a_warning_brings_another_connection(database: Database) {
    let world = World::by(database, By::Socket).await;
    for reason in ["warning", "refresh_requested"] {
        let before = world.slack.connections();
        world.slack.warns_of_a_disconnect(reason);
        world.slack.until("it connects again", |slack| slack.connections() > before).await;
        let robin = world.person("teacher");
        robin.types("/concern").await;
        assert_eq!(robin.page().as_deref(), Some("danger"), "{reason}");
    }
}

async fn what_is_sent_while_nobody_is_connected_arrives_later(database: Database) {
    let world = World::by(database, By::Socket).await;
    let robin = world.person("teacher");
    world.slack.drops_sockets().await;
    robin.opens_home().await;
    assert!(!robin.home().words().is_empty());
}

async fn an_envelope_delivered_twice_counts_once(database: Database) {
    let world = World::by(database, By::Socket).await;
    let robin = world.person("teacher");
    robin.writes("pupil", "nudes", WORDS, &[]).await;
    let (id, send) = (robin.modal().id, robin.submission_payload());
    let first = world.slack.deliver(Kind::Interaction, send.clone()).await;
    robin.gets(&id, first);
    robin.reference();
    // Slack has its answer: the second may get none.
    drop(tokio::time::timeout(SOON, world.slack.deliver(Kind::Interaction, send)).await);
    world.settle().await;
    assert_eq!(world.cases().await.len(), 1);
}

async fn a_submission_that_is_not_understood_is_not_acknowledged(database: Database) {
    let world = World::by(database, By::Socket).await;
    let robin = world.person("teacher");
    robin.types("/concern").await;
    let mut spoilt = robin.submission_payload();
    spoilt["view"]["private_metadata"] = "no page of ours".into();
    let answer = tokio::time::timeout(SOON, world.slack.deliver(Kind::Interaction, spoilt)).await;
    assert!(!matches!(answer, Ok(Answer::Acknowledged(_))), "{answer:?}");
    robin.goes_on().await;
    assert_eq!(robin.page().as_deref(), Some("about"));
}
