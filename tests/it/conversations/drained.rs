//! Many notices at once: they are all delivered, a slow or strict place holds up no other, and none dies of waiting.

use crate::store::harness::Database;
use crate::world::{STAFF, Trouble, World, identity};
use hearken::chat::{Address, SendError};
use hearken::domain::id::SchoolId;
use hearken::domain::notice::{Kind, Notice};
use hearken::records;
use std::time::{Duration, Instant};

on_both_databases!(
    a_thousand_notices_drain_at_an_even_pace,
    a_place_that_asks_for_pauses_again_and_again_loses_nothing,
    a_place_that_never_answers_keeps_no_other_waiting,
    what_is_left_when_it_is_asked_to_stop_is_free_at_once,
);

/// Puts notices for the reporters of these cases into the outbox, so that each is one post.
async fn enqueue(world: &World, from: usize, to: usize) {
    let case = world.cases().await[0].id.clone();
    let destination = Address::direct(&identity("teacher")).key();
    let (vault, now) = (world.vault.clone(), world.now());
    let fill = world.database.write(move |tx| {
        Box::pin(async move {
            let school = SchoolId::parse("oak").unwrap();
            for n in from..to {
                let notice = Notice::Reporter { case: case.clone(), kind: Kind::Acknowledged };
                // A key of its own each, as if they were of as many cases.
                let key = format!("{n}/reporter/received");
                records::enqueue(tx, &vault, &school, &notice, &destination, &key, now).await?;
            }
            Ok(())
        })
    });
    fill.await.unwrap();
}

async fn told(world: &World, user: &str) -> usize {
    world.chat.seen_by(user).len()
}

async fn a_thousand_notices_drain_at_an_even_pace(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", "zanzibarquartz", &[]).await;
    world.settle().await;
    let before = told(&world, "teacher").await;
    let mut pace = Vec::new();
    for part in [150, 1500] {
        enqueue(&world, told(&world, "teacher").await, told(&world, "teacher").await + part).await;
        let began = Instant::now();
        world.outbox.deliver_due().await.unwrap();
        pace.push(began.elapsed() / u32::try_from(part).unwrap());
    }
    assert_eq!(told(&world, "teacher").await, before + 1650);
    println!("{pace:?} a notice, of 150 and of 1500");
    // They would take ten times as long each if every claim looked at all of them.
    assert!(pace[1] < pace[0] * 4, "the more there are, the longer each takes: {pace:?}");
    let counts = world.database.read(|db| Box::pin(async move { db.outbox_counts().await })).await;
    assert_eq!((counts.waiting, counts.dead, counts.oldest), (0, 0, None));
}

async fn a_place_that_asks_for_pauses_again_and_again_loses_nothing(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", "zanzibarquartz", &[]).await;
    world.settle().await;
    let before = told(&world, "teacher").await;
    enqueue(&world, 0, 100).await;
    let busy = SendError::Retry { after: Some(Duration::from_secs(60)), code: "busy" };
    world.chat.trouble_at("teacher", Trouble::Fails(busy));
    for _ in 0..60 {
        let calls = world.chat.calls();
        world.minutes_later(2).await;
        assert!(world.chat.calls() - calls <= 20, "a place that asked for a pause is left alone");
    }
    world.chat.no_trouble();
    world.minutes_later(2).await;
    // And, as its deadline has passed meanwhile, that nobody has the case yet.
    assert_eq!(told(&world, "teacher").await, before + 101);
}

async fn a_place_that_never_answers_keeps_no_other_waiting(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", "zanzibarquartz", &[]).await;
    world.settle().await;
    enqueue(&world, 0, 300).await;
    world.chat.trouble_at("teacher", Trouble::Silent);
    let began = Instant::now();
    let (delivered, ()) =
        tokio::join!(tokio::time::timeout(Duration::from_secs(4), world.outbox.deliver_due()), async {
            // Reported while the outbox is at it, behind three hundred for the place that says nothing.
            world.person("colleague").reports("pupil", "nudes", "obsidianfern", &[]).await;
            while world.chat.seen_by("dsl").len() < 2 {
                assert!(began.elapsed() < Duration::from_secs(4), "kept waiting");
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        });
    assert!(delivered.is_err(), "the silent place is still being waited for");
}

async fn what_is_left_when_it_is_asked_to_stop_is_free_at_once(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", "zanzibarquartz", &[]).await;
    world.settle().await;
    let before = told(&world, "teacher").await;
    enqueue(&world, 0, 600).await;
    world.outbox.run(async {}).await;
    let sent = told(&world, "teacher").await - before;
    assert!(sent < 600, "it went on to the end");
    // No lease is in the way: the clock stands where it stood.
    world.outbox.deliver_due().await.unwrap();
    assert_eq!(told(&world, "teacher").await - before, 600);
}
