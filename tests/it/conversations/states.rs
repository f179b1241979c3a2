//! A restart in every state of a report, and clocks that jump: whatever was under way goes on, once.

use crate::store::harness::Database;
use crate::world::{Entry, STAFF, Trouble, World};
use chrono::TimeDelta;
use hearken::chat::{SendError, View};
use hearken::domain::notice::Priority;
use hearken::domain::school::Role;
use hearken::store::Want;
use std::time::Duration;

on_both_databases!(
    a_report_goes_on_after_a_restart_on_every_page,
    what_was_sent_and_told_to_nobody_yet_is_told_after_a_restart,
    a_chase_goes_on_after_a_restart_at_every_step,
    what_was_acknowledged_and_read_stays_so_over_a_restart,
    what_nobody_inside_may_have_is_asked_after_over_a_restart,
    what_waits_for_a_dead_place_goes_on_waiting_over_a_restart,
    a_clock_that_leaps_a_year_and_back_neither_loses_nor_repeats,
    a_lease_from_a_clock_that_stood_ahead_holds_nothing_up,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

/// The page this person is on, taken from the platform's own copy: the process behind it is another.
async fn a_report_goes_on_after_a_restart_on_every_page(database: Database) {
    let mut world = World::with(database, STAFF, &[]).await;
    let mut view = world.person("teacher").types("/concern").await.view.clone();
    let mut pages = 0;
    loop {
        world.restart();
        let mut teacher = world.person("teacher");
        teacher.view = view.clone();
        let View::Form(page) = &view else { break };
        pages += 1;
        match page.id.clone().as_str() {
            "about" => teacher.fills(&[("about", Entry::Pick("pupil"))], "carry_on").await,
            "category" => teacher.fills(&[("category", Entry::Pick("nudes"))], "carry_on").await,
            "before" => {
                teacher.fills(&[("seen", Entry::Pick("no")), ("understood", Entry::Tick)], "carry_on").await
            }
            "what" => teacher.fills(&[("what_happened", Entry::Write(WORDS))], "carry_on").await,
            "check" => teacher.presses("send").await,
            _ => teacher.presses("carry_on").await,
        };
        view = teacher.view.clone();
    }
    assert!(pages >= 6, "{pages} pages");
    let mut teacher = world.person("teacher");
    teacher.view = view;
    let reference = teacher.reference();
    world.settle().await;
    assert!(world.chat.text_for("dsl").contains(reference.as_str()));
    assert_eq!(world.cases().await.len(), 1);
}

async fn what_was_sent_and_told_to_nobody_yet_is_told_after_a_restart(database: Database) {
    let mut world = World::with(database, STAFF, &[]).await;
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.restart();
    world.settle().await;
    let heading = world.chat.seen_by("dsl")[0].card.heading.clone();
    assert!(heading.contains(reference.as_str()), "{heading}");
    world.restart();
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1, "and once only");
}

async fn a_chase_goes_on_after_a_restart_at_every_step(database: Database) {
    let mut world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let told = |world: &World, user: &str| world.chat.seen_by(user).len();
    for (minutes, user) in [(15, "dsl"), (10, "deputy"), (10, "head"), (10, "on_call"), (60, "dsl")] {
        let before = told(&world, user);
        world.restart();
        world.clock.move_on(TimeDelta::minutes(minutes));
        // Taken by one start, and delivered by the next.
        world.app.take_due_steps().await.unwrap();
        world.restart();
        world.settle().await;
        assert_eq!(told(&world, user), before + 1, "{user}");
    }
}

async fn what_was_acknowledged_and_read_stays_so_over_a_restart(database: Database) {
    let mut world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.restart();
    world.settle().await;
    assert!(world.chat.text_for("dsl").contains("acknowledged"));
    let calls = world.chat.calls();
    for _ in 0..5 {
        world.restart();
        world.minutes_later(60).await;
    }
    assert_eq!(world.chat.calls(), calls, "nobody is chased any more");
    let mut dsl = world.person("dsl");
    let case = world.cases().await[0].id.clone();
    dsl.clicks("read", case.as_str()).await;
    assert!(dsl.sees().contains(WORDS), "{}", dsl.sees());
    let acts = world.acts().await;
    assert_eq!(acts.iter().filter(|act| *act == "case_acknowledged").count(), 1, "{acts:?}");
}

async fn what_nobody_inside_may_have_is_asked_after_over_a_restart(database: Database) {
    // The head alone, and it is about the head.
    let alone: &[(&str, &str, &[Role])] =
        &[("teacher", "Robin Ashworth", &[Role::Staff]), ("head", "Morgan Hale", &[Role::Head])];
    let mut world = World::with(database, alone, &[]).await;
    world.person("teacher").reports("head", "staff_conduct", WORDS, &[]).await;
    for _ in 0..2 {
        world.restart();
        let before = world.chat.seen_by("teacher").len();
        world.minutes_later(24 * 60).await;
        assert_eq!(world.chat.seen_by("teacher").len(), before + 1, "asked every school day");
    }
    assert_eq!(world.chat.seen_by("head").len(), 0);
    world.person("teacher").clicks_in_chat("reached").await;
    world.restart();
    let before = world.chat.seen_by("teacher").len();
    world.minutes_later(24 * 60).await;
    assert_eq!(world.chat.seen_by("teacher").len(), before, "and no more once they have answered");
}

async fn what_waits_for_a_dead_place_goes_on_waiting_over_a_restart(database: Database) {
    let mut world = World::with(database, STAFF, &[]).await;
    world.chat.trouble_at("dsl", Trouble::Fails(SendError::Retry { after: None, code: "down" }));
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    for _ in 0..10 {
        world.restart();
        world.minutes_later(1).await;
    }
    assert_eq!(world.chat.seen_by("dsl").len(), 0);
    world.chat.no_trouble();
    world.restart();
    world.minutes_later(10).await;
    let seen = world.chat.text_for("dsl");
    assert!(seen.contains(reference.as_str()), "{seen}");
    // Another case, whose place is gone for good: the next on the ladder has it at once.
    world.chat.trouble_at("dsl", Trouble::Fails(SendError::Gone { code: "closed" }));
    let second = world.person("colleague").reports("pupil", "nudes", WORDS, &[]).await;
    world.outbox.deliver_due().await.unwrap();
    world.restart();
    world.settle().await;
    assert!(world.chat.text_for("deputy").contains(second.as_str()));
}

async fn a_clock_that_leaps_a_year_and_back_neither_loses_nor_repeats(database: Database) {
    let mut world = World::with(database, STAFF, &[]).await;
    let year = TimeDelta::days(365);
    let first = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    // The leap itself: one reminder, and not one for each hour of the year.
    let before = world.chat.calls();
    world.clock.move_on(year);
    world.app.forget_the_old(world.now()).await.unwrap();
    world.settle().await;
    assert!(world.chat.calls() - before <= 2, "{} posts", world.chat.calls() - before);
    let second = world.person("colleague").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.clock.move_on(-year);
    world.restart();
    world.app.bring_steps_forward(world.now()).await.unwrap();
    let before = world.chat.calls();
    world.settle().await;
    assert!(world.chat.calls() - before <= 2, "nothing storms");
    for _ in 0..4 {
        world.minutes_later(20).await;
    }
    let seen = world.chat.text_for("head");
    assert!(seen.contains(first.as_str()) && seen.contains(second.as_str()), "the chase goes on: {seen}");
    for reference in [first, second] {
        let new = |post: &&crate::world::Post| {
            post.card.heading.contains(reference.as_str()) && post.key.ends_with("/0/dsl")
        };
        assert_eq!(world.chat.seen_by("dsl").iter().filter(new).count(), 1, "told of once");
    }
}

async fn a_lease_from_a_clock_that_stood_ahead_holds_nothing_up(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    // Claimed by a start that died, whose clock stood a year ahead; its place was on hold by that clock, too.
    let (now, ahead) = (world.now(), world.now() + TimeDelta::days(365));
    let claim = world.database.store.write_any(move |tx| {
        Box::pin(async move {
            let lease = ahead + TimeDelta::seconds(30);
            let (furthest, from, to) = (ahead + TimeDelta::minutes(20), Priority::Urgent, Priority::Bulk);
            let want =
                Want { now: ahead, lease_until: lease, furthest, token: "t", n: 10, busy: "[]", from, to };
            let claimed = tx.claim(&want).await?;
            for row in &claimed {
                tx.hold_destination(&row.destination, ahead).await?;
            }
            Ok(claimed.len())
        })
    });
    assert_eq!(claim.await, Ok(2));
    world.settle().await;
    assert_eq!(world.now(), now);
    assert!(world.chat.text_for("dsl").contains(reference.as_str()));
    let busy = SendError::Retry { after: Some(Duration::from_secs(7 * 24 * 3600)), code: "busy" };
    world.chat.trouble_at("dsl", Trouble::Fails(busy));
    world.minutes_later(15).await;
    world.chat.no_trouble();
    let before = world.chat.seen_by("dsl").len();
    world.minutes_later(16).await;
    assert!(world.chat.seen_by("dsl").len() > before, "a pause of a week is cut to a quarter of an hour");
}
