//! Guidance that nobody has looked at for a year: the safeguarding team hears of it, privately and not too often.

use crate::store::harness::Database;
use crate::world::World;
use chrono::TimeDelta;
use hearken::chat::{Place, View};
use hearken::domain::Moment;
use hearken::forms::Prompts;
use std::path::Path;

on_both_databases!(
    the_team_is_told_once_on_a_school_morning_and_again_after_three_months,
    guidance_of_this_year_is_nothing_to_tell,
    a_morning_that_was_missed_is_made_up_for_on_the_next,
    what_could_not_be_sent_by_day_wakes_nobody_at_night_and_comes_the_next_morning,
    what_is_reviewed_before_it_is_sent_is_not_told,
    a_new_pack_that_is_old_already_is_told_once_more,
    the_team_sees_it_in_its_home_and_nobody_else_does,
);

/// The built-in prompts, with guidance that was looked at on this day.
fn reviewed(day: &str) -> Prompts {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("prompts/guidance.toml");
    let dated = |line: &str| match line.split_once(" = ") {
        Some((name @ ("dated" | "reviewed_on"), _)) => format!("{name} = \"{day}\"\n"),
        _ => format!("{line}\n"),
    };
    let text: String = std::fs::read_to_string(ours).unwrap().lines().map(dated).collect();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("guidance.toml"), text).unwrap();
    Prompts::load(Some(folder.path())).unwrap()
}

/// A school on a Tuesday at ten, 10 March 2026, with guidance that was looked at on this day.
async fn school(database: Database, day: &str) -> World {
    let mut world = World::open(database).await;
    world.restart_with(reviewed(day));
    world
}

async fn at(world: &World, moment: &str) {
    let moment: Moment = moment.parse().unwrap();
    world.clock.move_on(moment - world.now());
    world.settle().await;
}

fn told(world: &World) -> [usize; 4] {
    ["dsl", "deputy", "head", "teacher"].map(|user| world.chat.seen_by(user).len())
}

async fn the_team_is_told_once_on_a_school_morning_and_again_after_three_months(database: Database) {
    // Out of date from Sunday 15 March on.
    let mut world = school(database, "2025-03-14").await;
    for moment in
        ["2026-03-13T09:00:00Z", "2026-03-14T23:30:00Z", "2026-03-15T10:00:00Z", "2026-03-16T07:59:00Z"]
    {
        at(&world, moment).await;
        assert_eq!(told(&world), [0; 4], "{moment}");
    }
    at(&world, "2026-03-16T08:00:00Z").await;
    assert_eq!(told(&world), [1, 1, 0, 0]);
    let post = &world.chat.seen_by("dsl")[0];
    assert!(matches!(&post.place, Place::Direct { user } if user == "dsl"), "privately");
    let said = crate::world::said(&post.card);
    assert!(said.contains("14 March 2025") && said.contains("due for a review"), "{said}");
    assert!(!post.card.push.contains("2025"));
    // Neither a restart nor a month in which its row is forgotten brings it again.
    world.restart_with(reviewed("2025-03-14"));
    for days in [1, 1, 5, 40] {
        world.clock.move_on(TimeDelta::days(days));
        world.app.forget_the_old(world.now()).await.unwrap();
        world.settle().await;
    }
    assert_eq!(told(&world), [1, 1, 0, 0]);
    at(&world, "2026-06-14T09:00:00Z").await;
    assert_eq!(told(&world), [1, 1, 0, 0], "a Sunday");
    at(&world, "2026-06-15T09:00:00Z").await;
    assert_eq!(told(&world), [2, 2, 0, 0], "three months later");
    world.minutes_later(60).await;
    assert_eq!(told(&world), [2, 2, 0, 0]);
}

async fn guidance_of_this_year_is_nothing_to_tell(database: Database) {
    let world = school(database, "2025-03-10").await;
    world.minutes_later(0).await;
    assert_eq!(told(&world), [0; 4], "its twelve months end today");
    assert_eq!(world.database.number("SELECT COUNT(*) FROM occurrences").await, 0);
}

async fn a_morning_that_was_missed_is_made_up_for_on_the_next(database: Database) {
    let world = school(database, "2025-03-01").await;
    at(&world, "2026-03-10T14:00:00Z").await;
    assert_eq!(told(&world), [0; 4], "not in the afternoon");
    assert_eq!(world.app.flag_old_guidance().await.unwrap(), Some("2026-03-11T08:00:00Z".parse().unwrap()));
    at(&world, "2026-03-11T08:00:00Z").await;
    assert_eq!(told(&world), [1, 1, 0, 0]);
}

async fn what_could_not_be_sent_by_day_wakes_nobody_at_night_and_comes_the_next_morning(database: Database) {
    let mut world = school(database, "2025-03-01").await;
    // It is put into the outbox at ten; then the program stands still until eleven at night.
    world.app.flag_old_guidance().await.unwrap();
    world.clock.move_on(TimeDelta::hours(13));
    world.restart_with(reviewed("2025-03-01"));
    world.settle().await;
    assert_eq!(told(&world), [0; 4]);
    at(&world, "2026-03-11T08:00:00Z").await;
    assert_eq!(told(&world), [1, 1, 0, 0]);
    world.minutes_later(60).await;
    at(&world, "2026-03-12T09:00:00Z").await;
    assert_eq!(told(&world), [1, 1, 0, 0], "once");
    assert_eq!(world.database.number("SELECT COUNT(*) FROM outbox WHERE state <> 'done'").await, 0);
}

async fn what_is_reviewed_before_it_is_sent_is_not_told(database: Database) {
    let mut world = school(database, "2025-03-01").await;
    world.app.flag_old_guidance().await.unwrap();
    world.restart_with(reviewed("2026-03-10"));
    world.settle().await;
    assert_eq!(told(&world), [0; 4]);
    assert_eq!(world.database.number("SELECT COUNT(*) FROM outbox WHERE state <> 'done'").await, 0);
}

async fn a_new_pack_that_is_old_already_is_told_once_more(database: Database) {
    let mut world = school(database, "2025-03-01").await;
    world.settle().await;
    assert_eq!(told(&world), [1, 1, 0, 0]);
    world.restart_with(reviewed("2025-03-02"));
    world.settle().await;
    assert_eq!(told(&world), [2, 2, 0, 0]);
}

async fn the_team_sees_it_in_its_home_and_nobody_else_does(database: Database) {
    let mut world = school(database, "2025-03-01").await;
    for (user, sees) in [("dsl", true), ("deputy", true), ("head", false), ("teacher", false)] {
        let mut person = world.person(user);
        person.types("/hearken").await;
        assert!(matches!(person.view, View::Home(_)));
        assert_eq!(person.sees().contains("1 March 2025"), sees, "{user}: {}", person.sees());
    }
    world.restart_with(reviewed("2026-01-01"));
    let mut dsl = world.person("dsl");
    dsl.types("/hearken").await;
    assert!(!dsl.sees().contains("reviewed"), "{}", dsl.sees());
}
