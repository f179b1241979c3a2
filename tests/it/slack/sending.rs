//! What goes wrong on the way out: waiting, faults, silence, broken connections, tokens, people who are not there.

use super::conversations::{WORDS, holds_nothing};
use super::fake::{How, Kind, Message, shown};
use super::world::{By, ENGLISH, Plan, SPACE, TEAM, World, account};
use crate::store::harness::Database;
use hearken::domain::text::Text;
use hearken::platforms::slack::workspaces::Access;
use serde_json::{Value, json};
use std::time::Duration;

on_both_databases!(
    when_slack_asks_to_wait_it_is_waited_for,
    a_slack_that_fails_is_tried_again_until_it_works,
    a_slack_that_never_answers_is_tried_again,
    a_connection_that_breaks_after_the_post_repeats_it_once_at_most,
    a_token_that_must_be_renewed_costs_no_report,
    a_token_that_fails_at_the_look_makes_the_notice_wait,
    what_cannot_be_looked_at_for_want_of_a_scope_goes_to_the_people,
    a_workspace_that_revokes_the_token_keeps_its_reports_waiting,
    a_workspace_that_removes_the_app_keeps_its_reports_waiting,
    a_lead_who_left_the_workspace_brings_the_next_step_forward,
    a_lead_who_cannot_be_written_to_brings_the_next_step_forward,
    nobody_answers_and_everybody_on_the_ladder_is_told_in_turn,
    a_report_is_safe_while_nothing_can_be_sent,
    what_reads_somebody_may_fail_and_the_form_opens_all_the_same,
);

/// A school without a channel of the team: everybody is written to directly.
async fn without_a_channel(database: Database) -> World {
    World::with(database, Plan { space: &[], ..Plan::default() }).await
}

fn told(world: &World, user: &str) -> Vec<Message> {
    world.slack.direct_to(&account(user))
}

async fn when_slack_asks_to_wait_it_is_waited_for(database: Database) {
    let world = World::open(database).await;
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.slack.misbehaves_about(SPACE, "chat.postMessage", 1, How::Limited(40));
    world.settle().await;
    assert_eq!(world.slack.messages(SPACE).len(), 0);
    world.clock.move_on(chrono::TimeDelta::seconds(39));
    let asked = posts(&world);
    world.settle().await;
    assert_eq!(posts(&world), asked, "not a second too early");
    world.clock.move_on(chrono::TimeDelta::seconds(2));
    world.settle().await;
    assert!(world.in_the_channel().contains(reference.as_str()));
    assert_eq!(world.slack.messages(SPACE).len(), 1);
}

/// Attempts to post in the team's channel.
fn posts(world: &World) -> usize {
    world.slack.calls_of("chat.postMessage").iter().filter(|call| call.body["channel"] == SPACE).count()
}

async fn a_slack_that_fails_is_tried_again_until_it_works(database: Database) {
    let world = World::open(database).await;
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    for (times, how) in [
        (2, How::Status(500)),
        (1, How::Status(503)),
        (1, How::Error("internal_error")),
        (1, How::Error("service_unavailable")),
        (1, How::Error("a_word_nobody_knows_yet")),
    ] {
        world.slack.misbehaves_about(SPACE, "chat.postMessage", times, how);
    }
    world.slack.misbehaves("conversations.members", 1, How::Status(502));
    for _ in 0..12 {
        world.minutes_later(1).await;
    }
    let everywhere = world.person("dsl").everything();
    assert!(everywhere.contains(reference.as_str()), "{everywhere}");
    assert_eq!(dead(&world).await, 0);
    holds_nothing(&world);
}

async fn a_slack_that_never_answers_is_tried_again(database: Database) {
    let timeout = Duration::from_millis(400);
    let world = World::with(database, Plan { timeout, ..Plan::default() }).await;
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.slack.misbehaves_about(SPACE, "chat.postMessage", 1, How::Silent);
    world.settle().await;
    assert_eq!(world.slack.messages(SPACE).len(), 0);
    // It may still come to be posted: the same attempt is waited for before there is another.
    world.minutes_later(1).await;
    assert_eq!(posts(&world), 1);
    world.slack.behaves();
    for _ in 0..3 {
        world.minutes_later(1).await;
    }
    assert!(world.in_the_channel().contains(reference.as_str()));
    assert_eq!(world.slack.messages(SPACE).len(), 1);
}

async fn a_connection_that_breaks_after_the_post_repeats_it_once_at_most(database: Database) {
    let world = World::open(database).await;
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.slack.misbehaves_about(SPACE, "chat.postMessage", 1, How::DoneAndDropped);
    for _ in 0..3 {
        world.minutes_later(1).await;
    }
    let all = world.slack.messages(SPACE);
    assert!((1..=2).contains(&all.len()), "{}", all.len());
    assert!(all.iter().all(|message| shown::message(&message.body).contains(reference.as_str())));
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert!(world.in_the_channel().contains("acknowledged"), "the card that counts is brought up to date");
}

async fn a_token_that_must_be_renewed_costs_no_report(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.writes("pupil", "nudes", WORDS, &[]).await;
    world.slack.revoke(TEAM);
    robin.goes_on().await;
    let reference = robin.reference();
    for _ in 0..30 {
        world.minutes_later(10).await;
    }
    assert_eq!(world.slack.messages(SPACE).len(), 0);
    assert_eq!(dead(&world).await, 0, "it waits for five hours and longer");
    world.slack.renew(TEAM);
    for _ in 0..3 {
        world.minutes_later(10).await;
    }
    assert!(world.in_the_channel().contains(reference.as_str()), "the team's channel has it after all");
    assert!(!world.person("dsl").direct().contains(reference.as_str()), "{}", world.person("dsl").direct());
}

async fn a_token_that_fails_at_the_look_makes_the_notice_wait(database: Database) {
    let world = World::open(database).await;
    let words = ["invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed"];
    for (before, word) in words.into_iter().enumerate() {
        let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
        world.slack.misbehaves_about(SPACE, "conversations.info", 1, How::Error(word));
        world.settle().await;
        assert_eq!(world.slack.messages(SPACE).len(), before, "{word}");
        world.minutes_later(1).await;
        assert_eq!(world.slack.messages(SPACE).len(), before + 1, "{word}");
        assert!(world.in_the_channel().contains(reference.as_str()), "{word}");
        assert_eq!(
            told(&world, "dsl").len() + told(&world, "deputy").len(),
            0,
            "{word}: nobody is written to"
        );
        world.person("dsl").clicks_in_chat("acknowledge").await;
    }
    assert_eq!(dead(&world).await, 0);
}

async fn what_cannot_be_looked_at_for_want_of_a_scope_goes_to_the_people(database: Database) {
    let world = World::open(database).await;
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.slack.misbehaves("users.info", 1000, How::Error("missing_scope"));
    world.settle().await;
    assert_eq!(world.slack.messages(SPACE).len(), 0);
    assert!(world.person("dsl").direct().contains(reference.as_str()), "messages still work: nothing waits");
}

async fn a_workspace_that_revokes_the_token_keeps_its_reports_waiting(database: Database) {
    sends_the_app_away(database, json!({ "type": "tokens_revoked", "tokens": { "bot": ["U0BOTT0OAK"] } }))
        .await;
}

async fn a_workspace_that_removes_the_app_keeps_its_reports_waiting(database: Database) {
    sends_the_app_away(database, json!({ "type": "app_uninstalled" })).await;
}

async fn sends_the_app_away(database: Database, event: Value) {
    let world = World::open(database).await;
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    let event = world.slack.event(TEAM, event);
    world.slack.revoke(TEAM);
    world.slack.deliver(Kind::Event, event).await;
    for _ in 0..6 {
        world.minutes_later(20).await;
    }
    assert_eq!(world.slack.messages(SPACE).len(), 0);
    assert_eq!(dead(&world).await, 0, "nothing is given up");
    world.slack.renew(TEAM);
    let token = Text::new("xoxb-T0OAK-fake");
    world.product.workspaces.put(TEAM, Access { token, bot: None });
    for _ in 0..3 {
        world.minutes_later(5).await;
    }
    let told = world.in_the_channel();
    assert!(told.contains(reference.as_str()), "let in again, it is told where it belongs: {told}");
}

/// Notices that were given up.
async fn dead(world: &World) -> i64 {
    world.database.number("SELECT COUNT(*) FROM outbox WHERE state = 'dead'").await
}

async fn a_lead_who_left_the_workspace_brings_the_next_step_forward(database: Database) {
    let world = without_a_channel(database).await;
    world.slack.deactivate(&account("dsl"));
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let deputy = world.person("deputy").direct();
    assert!(deputy.contains(reference.as_str()), "at once, without any minute passing: {deputy}");
    assert_eq!(told(&world, "dsl").len(), 0);
}

async fn a_lead_who_cannot_be_written_to_brings_the_next_step_forward(database: Database) {
    let world = without_a_channel(database).await;
    let dsl = account("dsl");
    world.slack.misbehaves_about(&dsl, "conversations.open", 50, How::Error("user_disabled"));
    world.slack.misbehaves_about(&dsl, "chat.postMessage", 50, How::Error("channel_not_found"));
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert!(world.person("deputy").direct().contains(reference.as_str()));
}

async fn nobody_answers_and_everybody_on_the_ladder_is_told_in_turn(database: Database) {
    let world = without_a_channel(database).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let count = |user: &str| told(&world, user).len();
    assert_eq!((count("dsl"), count("deputy")), (1, 0));
    world.minutes_later(15).await;
    assert_eq!((count("dsl"), count("deputy")), (2, 0));
    world.minutes_later(10).await;
    assert_eq!((count("deputy"), count("head")), (1, 0));
    world.minutes_later(10).await;
    assert_eq!((count("head"), count("on_call")), (1, 0));
    world.minutes_later(10).await;
    assert_eq!((count("head"), count("on_call")), (1, 1));
    world.person("head").clicks_in_chat("acknowledge").await;
    world.settle().await;
    let before = world.slack.calls_of("chat.postMessage").len();
    world.minutes_later(600).await;
    assert_eq!(
        world.slack.calls_of("chat.postMessage").len(),
        before,
        "once somebody has it, nobody is reminded"
    );
    assert!(world.person("deputy").direct().contains("With the headteacher since"));
    holds_nothing(&world);
}

async fn a_report_is_safe_while_nothing_can_be_sent(database: Database) {
    let world = World::by(database, By::Http).await;
    let robin = world.person("teacher");
    robin.writes("pupil", "nudes", WORDS, &[]).await;
    for method in [
        "chat.postMessage",
        "chat.update",
        "conversations.info",
        "conversations.members",
        "conversations.open",
    ] {
        world.slack.misbehaves(method, 10_000, How::Status(500));
    }
    robin.goes_on().await;
    let reference = robin.reference();
    for _ in 0..4 {
        world.minutes_later(15).await;
    }
    assert_eq!(world.cases().await.len(), 1);
    world.slack.behaves();
    for _ in 0..3 {
        world.minutes_later(15).await;
    }
    for user in ["dsl", "deputy", "head", "on_call"] {
        assert!(world.person(user).everything().contains(reference.as_str()), "{user}");
    }
}

async fn what_reads_somebody_may_fail_and_the_form_opens_all_the_same(database: Database) {
    let world = World::open(database).await;
    world.slack.misbehaves("users.info", 100, How::Status(500));
    let robin = world.person("teacher");
    robin.types("/concern").await;
    assert_eq!(robin.page().as_deref(), Some("danger"));
    assert!(robin.sees().contains(&world.say(ENGLISH, "page-danger.title")), "{}", robin.sees());
}
