//! Whoever has not signed hears of it on school mornings, and nobody else's name is in what they hear.

use super::{ALL_TICKS, FIRST, reads_on, signs, text, world};
use crate::mornings::put;
use crate::store::harness::Database;
use crate::world::{World, built_in, said};
use hearken::app::attest::Publication;

on_both_databases!(
    a_teacher_hears_at_the_opening_signs_from_the_message_and_hears_no_more,
    what_is_late_is_told_to_the_leadership_by_number_and_read_in_private_by_name,
    what_was_signed_before_the_message_left_is_not_in_it,
    the_leadership_hears_of_a_text_that_nobody_can_sign_until_it_is_published,
    a_school_that_moves_abroad_in_the_middle_of_a_campaign_hears_each_step_once,
    a_week_down_over_the_due_day_brings_one_message_in_its_latest_step,
    a_clock_that_jumps_a_year_ahead_and_back_asks_nobody_twice,
);

/// The morning's messages, as far as they are about signing.
async fn morning(world: &World) {
    world.app.plan_mornings().await;
    world.settle().await;
}

fn heard(world: &World, user: &str) -> Vec<String> {
    let posts = world.chat.seen_by(user).into_iter().map(|post| said(&post.card));
    posts.filter(|said| said.contains("Acceptable use policy")).collect()
}

async fn a_teacher_hears_at_the_opening_signs_from_the_message_and_hears_no_more(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    morning(&world).await;
    morning(&world).await;
    let told = heard(&world, "teacher");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains("Please sign it by 7 April 2026") && told[0].contains("Read and sign"),
        "{told:?}"
    );
    let mut teacher = world.person("teacher");
    teacher.clicks("mine_due", "").await;
    assert!(teacher.sees().contains("To sign: Acceptable use policy"), "{}", teacher.sees());
    teacher.clicks_in_chat("read_and_sign").await;
    reads_on(&mut teacher).await;
    teacher.fills(ALL_TICKS, "attest_sign").await;
    world.clock.move_on(chrono::TimeDelta::days(7));
    morning(&world).await;
    assert_eq!(heard(&world, "teacher").len(), 1, "reminders stop");
    assert_eq!(heard(&world, "colleague").len(), 2, "and go on for whoever has not signed");
}

async fn what_is_late_is_told_to_the_leadership_by_number_and_read_in_private_by_name(database: Database) {
    let world = world(database).await;
    let due = Some("2026-03-16".parse().unwrap());
    world.publishes(Publication { due, ..text("A", FIRST) }).await;
    for user in ["dsl", "deputy", "head", "chair", "on_call", "dpo"] {
        signs(&mut world.person(user)).await;
    }
    world.clock.move_on(chrono::TimeDelta::days(13));
    morning(&world).await;
    let told = heard(&world, "head");
    assert!(told.iter().any(|said| said.contains("2 people you look after are late")), "{told:?}");
    for name in ["Ashworth", "Whitlock"] {
        assert!(!told.concat().contains(name), "names are read in private: {told:?}");
    }
    let mut head = world.person("head");
    head.clicks_in_chat("unsigned").await;
    assert!(head.sees().contains("Robin Ashworth, late since 16 March 2026"), "{}", head.sees());
    assert!(heard(&world, "dsl").is_empty(), "whoever signed, and does not lead, hears nothing");
    let teacher = heard(&world, "teacher");
    assert!(teacher.last().unwrap().contains("This was due on 16 March 2026"), "{teacher:?}");
}

async fn what_was_signed_before_the_message_left_is_not_in_it(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    world.app.plan_mornings().await;
    signs(&mut world.person("teacher")).await;
    world.settle().await;
    assert!(heard(&world, "teacher").is_empty());
    assert_eq!(heard(&world, "colleague").len(), 1);
}

async fn the_leadership_hears_of_a_text_that_nobody_can_sign_until_it_is_published(database: Database) {
    let world = world(database).await;
    let missing = |world: &World, user: &str| {
        let told = heard(world, user);
        told.iter().filter(|said| said.contains("its text isn't in Hearken yet")).count()
    };
    let mut counts = Vec::new();
    // It was to open on 1 September; every four weeks from there that is 16 March and 13 April, in the holidays.
    for days in [0, 1, 5, 14, 21, 7] {
        world.clock.move_on(chrono::TimeDelta::days(days));
        morning(&world).await;
        counts.push(missing(&world, "head"));
    }
    assert_eq!(counts, [1, 1, 2, 2, 3, 3], "the first look, 16 March, and the first day after Easter");
    assert_eq!(missing(&world, "teacher"), 0);
    let mut head = world.person("head");
    head.types("/hearken aup").await;
    assert!(head.sees().contains("Not in Hearken yet: Acceptable use policy"), "{}", head.sees());
    world.publishes(text("A", FIRST)).await;
    world.clock.move_on(chrono::TimeDelta::days(28));
    morning(&world).await;
    assert_eq!(missing(&world, "head"), 3, "that stops it");
    head.types("/hearken aup").await;
    assert!(!head.sees().contains("Not in Hearken yet: Acceptable use policy"), "{}", head.sees());
}

async fn a_school_that_moves_abroad_in_the_middle_of_a_campaign_hears_each_step_once(database: Database) {
    let mut world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    let (mut days, mut day) = (Vec::new(), world.now().date_naive());
    while day <= "2026-04-30".parse().unwrap() {
        let before = heard(&world, "teacher").len();
        put(&world, &format!("{day}T09:00:00Z"));
        morning(&world).await;
        if day.to_string() == "2026-03-17" {
            // To Madrid, on the day of a reminder, with another year of terms.
            let signed = world.school.profile.attestations.clone();
            world.school.profile = built_in().profile("kings").unwrap().clone();
            world.school.profile.attestations = signed;
            world.restart();
            morning(&world).await;
        }
        let more = heard(&world, "teacher").len() - before;
        assert!(more < 2, "{day}");
        days.extend((more > 0).then(|| day.to_string()));
        day = day.succ_opt().unwrap();
    }
    // The last warning comes by the new school's calendar: it is open on the day.
    let expected =
        ["2026-03-10", "2026-03-17", "2026-03-24", "2026-04-07", "2026-04-14", "2026-04-21", "2026-04-28"];
    assert_eq!(days, expected);
}

async fn a_week_down_over_the_due_day_brings_one_message_in_its_latest_step(database: Database) {
    let mut world = world(database).await;
    let due = Some("2026-03-19".parse().unwrap());
    world.publishes(Publication { due, ..text("A", FIRST) }).await;
    morning(&world).await;
    put(&world, "2026-03-13T09:00:00Z");
    morning(&world).await;
    assert_eq!(heard(&world, "teacher").len(), 1);
    put(&world, "2026-03-27T09:00:00Z");
    world.restart();
    morning(&world).await;
    let told = heard(&world, "teacher");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[1].contains("This was due on 19 March 2026"), "{told:?}");
    for (moment, so_far) in [("2026-03-30T08:00:00Z", 2), ("2026-04-02T08:00:00Z", 3)] {
        put(&world, moment);
        morning(&world).await;
        assert_eq!(heard(&world, "teacher").len(), so_far, "{moment}");
    }
}

async fn a_clock_that_jumps_a_year_ahead_and_back_asks_nobody_twice(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    morning(&world).await;
    for (moment, so_far) in [
        ("2027-03-10T09:00:00Z", 2),
        ("2027-03-10T09:20:00Z", 2),
        ("2026-03-10T11:00:00Z", 2),
        ("2026-03-11T09:00:00Z", 2),
        // And what comes from here on comes as ever.
        ("2026-03-17T09:00:00Z", 3),
        ("2026-03-18T09:00:00Z", 3),
    ] {
        put(&world, moment);
        morning(&world).await;
        assert_eq!(heard(&world, "teacher").len(), so_far, "{moment}");
    }
}
