//! Platforms that fail, and keys that do not fit: nothing is lost, nothing is claimed.

use crate::store::harness::Database;
use crate::world::{STAFF, Trouble, World, identity, said};
use hearken::app::Closed;
use hearken::chat::{Action, Event, Inbox, SendError, View};
use hearken::domain::id::EventId;
use hearken::domain::text::Text;
use std::sync::Arc;
use std::time::Duration;

on_both_databases!(
    a_platform_that_is_down_is_asked_again_until_it_answers,
    a_rate_limit_is_kept_to_the_second,
    a_post_whose_answer_was_lost_is_not_posted_twice,
    a_space_that_refuses_is_left_for_direct_messages,
    with_a_key_that_does_not_fit_nobody_is_given_a_form,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn a_platform_that_is_down_is_asked_again_until_it_answers(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.chat.trouble_at("dsl", Trouble::Fails(SendError::Retry { after: None, code: "down" }));
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 0);
    for _ in 0..4 {
        world.minutes_later(1).await;
    }
    world.chat.no_trouble();
    world.minutes_later(6).await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
}

async fn a_rate_limit_is_kept_to_the_second(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let after = Some(Duration::from_secs(120));
    world.chat.trouble_at("dsl", Trouble::Fails(SendError::Retry { after, code: "rate" }));
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.chat.no_trouble();
    // A second report to the same person waits as well.
    world.person("colleague").reports("pupil", "nudes", WORDS, &[]).await;
    world.clock.move_on(chrono::TimeDelta::seconds(119));
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 0);
    world.clock.move_on(chrono::TimeDelta::seconds(2));
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 2);
}

async fn a_post_whose_answer_was_lost_is_not_posted_twice(database: Database) {
    let world = World::open(database).await;
    world.chat.trouble_at("safeguarding", Trouble::PostsAndDrops);
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.minutes_later(1).await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert!(world.chat.text_for("dsl").contains("acknowledged"), "the card can still be brought up to date");
}

async fn a_space_that_refuses_is_left_for_direct_messages(database: Database) {
    let world = World::open(database).await;
    world.chat.trouble_at("safeguarding", Trouble::Fails(SendError::Refused { code: "archived" }));
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
    assert_eq!(world.chat.seen_by("deputy").len(), 0);
}

async fn with_a_key_that_does_not_fit_nobody_is_given_a_form(database: Database) {
    let world = World::open(database).await;
    let closed = Closed {
        prompts: Arc::new(hearken::forms::Prompts::load(None).unwrap()),
        school: world.school.clone(),
        clock: world.clock.clone(),
    };
    let from = identity("teacher");
    let event = Event {
        id: EventId::parse("closed").unwrap(),
        workspace: from.workspace_key(),
        from,
        locale: None,
        action: Action::Command { name: "concern".to_owned(), rest: Text::new("") },
    };
    let View::Card(card) = closed.handle(event).await else { panic!("a card") };
    assert!(said(&card).contains("can't take reports right now") && said(&card).contains("01632 960001"));
}
