//! Nobody answers: who is told next, and when.

use crate::store::harness::Database;
use crate::world::{STAFF, World};

on_both_databases!(
    the_lead_is_reminded_then_the_deputy_then_the_head_then_the_contact_on_call,
    at_the_end_of_the_ladder_everybody_is_reminded_every_hour_until_somebody_answers,
    what_is_due_today_waits_for_school_time,
    nothing_is_sent_twice_after_a_restart_in_the_middle_of_the_ladder,
    a_lead_who_cannot_be_reached_brings_the_next_step_forward,
    one_of_two_who_cannot_be_reached_brings_nothing_forward_and_both_do,
    a_case_that_cannot_be_read_does_not_stop_the_chase_of_the_others,
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

async fn a_case_that_cannot_be_read_does_not_stop_the_chase_of_the_others(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.minutes_later(1).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let spoil = "UPDATE cases SET state = 'spoilt' WHERE received_at = (SELECT MIN(received_at) FROM cases)";
    world.database.run_sql(spoil, spoil).await;
    world.minutes_later(15).await;
    assert_eq!(world.chat.seen_by("dsl").len(), 3, "reminded of the other one");
    let next = world.app.take_due_steps().await.unwrap();
    assert!(next.is_some_and(|next| next > world.now()), "tried again, and not without rest");
    let mend = "UPDATE cases SET state = 'received' WHERE state = 'spoilt'";
    world.database.run_sql(mend, mend).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 4, "nothing of it was lost");
}

async fn one_of_two_who_cannot_be_reached_brings_nothing_forward_and_both_do(database: Database) {
    use crate::world::Trouble;
    use hearken::chat::SendError;
    use hearken::domain::school::Role;
    let mut staff = STAFF.to_vec();
    staff.push(("dsl2", "Priya Lockhart", &[Role::Dsl]));
    let world = World::with(database, &staff, &[]).await;
    let gone = || Trouble::Fails(SendError::Gone { code: "closed" });
    world.chat.trouble_at("dsl", gone());
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!((world.chat.seen_by("dsl2").len(), world.chat.seen_by("deputy").len()), (1, 0));
    world.chat.trouble_at("dsl2", gone());
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("deputy").len(), 1, "nobody was told, so the next is at once");
}
