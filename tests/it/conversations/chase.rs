//! Nobody answers: who is told next, and when.

use crate::store::harness::Database;
use crate::world::{STAFF, World};

on_both_databases!(
    the_lead_is_reminded_then_the_deputy_then_the_head_then_the_contact_on_call,
    at_the_end_of_the_ladder_everybody_is_reminded_every_hour_until_somebody_answers,
    what_is_due_today_waits_for_school_time,
    nothing_is_sent_twice_after_a_restart_in_the_middle_of_the_ladder,
    a_lead_who_cannot_be_reached_brings_the_next_step_forward,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn the_lead_is_reminded_then_the_deputy_then_the_head_then_the_contact_on_call(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let told = |user: &str| world.chat.seen_by(user).len();
    assert_eq!((told("dsl"), told("deputy")), (1, 0));
    world.minutes_later(14).await;
    assert_eq!((told("dsl"), told("deputy")), (1, 0));
    world.minutes_later(1).await;
    assert_eq!((told("dsl"), told("deputy")), (2, 0));
    assert!(world.chat.text_for("dsl").contains("Reminder: concern"), "{}", world.chat.text_for("dsl"));
    world.minutes_later(10).await;
    assert_eq!((told("dsl"), told("deputy"), told("head")), (2, 1, 0));
    assert!(world.chat.text_for("deputy").contains("because the DSL did not answer in time"));
    world.minutes_later(10).await;
    assert_eq!((told("deputy"), told("head"), told("on_call")), (1, 1, 0));
    world.minutes_later(10).await;
    assert_eq!((told("head"), told("on_call")), (1, 1));
    for user in ["dsl", "deputy", "head", "on_call"] {
        assert!(!world.chat.text_for(user).contains("zanzibarquartz"), "{user}");
    }
    let mut head = world.person("head");
    head.clicks_in_chat("acknowledge").await;
    world.settle().await;
    let posts = world.chat.posts().len();
    world.minutes_later(600).await;
    assert_eq!(world.chat.posts().len(), posts);
    assert!(world.chat.text_for("deputy").contains("With the headteacher since"));
}

async fn at_the_end_of_the_ladder_everybody_is_reminded_every_hour_until_somebody_answers(
    database: Database,
) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    for _ in 0..5 {
        world.minutes_later(15).await;
    }
    let told = |user: &str| world.chat.seen_by(user).len();
    let (dsl, on_call) = (told("dsl"), told("on_call"));
    world.minutes_later(60).await;
    assert_eq!((told("dsl"), told("on_call")), (dsl + 1, on_call + 1));
    world.minutes_later(60).await;
    assert_eq!((told("dsl"), told("on_call")), (dsl + 2, on_call + 2));
}

async fn what_is_due_today_waits_for_school_time(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    // 18:00, after school.
    world.minutes_later(8 * 60).await;
    world.person("teacher").reports("pupil", "welfare_other", WORDS, &[]).await;
    world.settle().await;
    let told = |user: &str| world.chat.seen_by(user).len();
    assert_eq!(told("dsl"), 1, "told at once all the same");
    // All night until 09:59 next morning.
    world.minutes_later(15 * 60 + 59).await;
    assert_eq!((told("dsl"), told("deputy")), (1, 0));
    world.minutes_later(1).await;
    assert_eq!((told("dsl"), told("deputy")), (2, 0));
}

async fn nothing_is_sent_twice_after_a_restart_in_the_middle_of_the_ladder(database: Database) {
    let mut world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.restart();
    world.settle().await;
    world.minutes_later(15).await;
    world.restart();
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 2);
    // A day without the process: one step is taken, and the next is set from now.
    world.restart();
    world.clock.move_on(chrono::TimeDelta::minutes(24 * 60));
    world.settle().await;
    assert_eq!((world.chat.seen_by("deputy").len(), world.chat.seen_by("head").len()), (1, 0));
}

async fn a_lead_who_cannot_be_reached_brings_the_next_step_forward(database: Database) {
    use crate::world::Trouble;
    use hearken::chat::SendError;
    let world = World::with(database, STAFF, &[]).await;
    world.chat.trouble_at("dsl", Trouble::Fails(SendError::Gone { code: "closed" }));
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("deputy").len(), 1, "told at once, not in half an hour");
    // Nobody at all can be reached: it goes on asking, without a storm.
    for user in ["deputy", "head", "on_call"] {
        world.chat.trouble_at(user, Trouble::Fails(SendError::Gone { code: "closed" }));
    }
    let calls = world.chat.calls();
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert!(world.chat.calls() - calls < 20, "{}", world.chat.calls() - calls);
    world.chat.no_trouble();
    for _ in 0..4 {
        world.minutes_later(61).await;
    }
    for case in world.cases().await {
        assert!(world.chat.text_for("dsl").contains(case.reference.as_str()), "heard of both at last");
    }
}
