//! Somebody's last day at the school: it ends what they may do by itself, at the school's own midnight.

use crate::mornings::put;
use crate::store::harness::{Database, at, person, school};
use crate::world::{STAFF, World, identity};
use hearken::chat::{Member, Roster, Standing};
use hearken::domain::school::{Employment, Role};
use hearken::domain::text::Text;
use hearken::records;

on_both_databases!(
    behind_the_last_day_nothing_is_read_and_nothing_comes,
    a_case_of_somebody_whose_last_day_has_passed_is_taken_back,
    whoever_has_left_is_recognised_as_the_one_it_is_about,
    the_last_day_ends_at_the_schools_own_midnight,
);

/// Their last day, as the list of staff has it.
async fn last_day(world: &World, who: &'static str, day: &str) {
    let employment = Employment { ends_on: day.parse().ok(), ..Employment::default() };
    let change = world.database.write(move |tx| {
        Box::pin(async move { tx.set_employment(&school("oak"), &person(who), &employment, at(1)).await })
    });
    change.await.unwrap();
}

async fn behind_the_last_day_nothing_is_read_and_nothing_comes(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    last_day(&world, "dsl", "2026-03-10").await;
    world.person("teacher").reports("pupil", "nudes", "zanzibarquartz", &[]).await;
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains("zanzibarquartz"), "on the last day they work here: {}", dsl.sees());
    let told = world.chat.seen_by("dsl").len();

    put(&world, "2026-03-11T10:00:00Z");
    dsl.clicks_in_chat("read").await;
    assert!(!dsl.sees().contains("zanzibarquartz"), "{}", dsl.sees());
    assert_eq!(world.acts().await.last().map(String::as_str), Some("access_refused"));
    world.person("teacher").reports("pupil", "nudes", "Again", &[]).await;
    world.settle().await;
    world.minutes_later(60).await;
    assert_eq!(world.chat.seen_by("dsl").len(), told, "nothing more comes");
    assert!(!world.chat.seen_by("deputy").is_empty(), "whoever is next has it");
    last_day(&world, "dsl", "2026-08-31").await;
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains("zanzibarquartz"), "who stays after all has it back: {}", dsl.sees());
}

async fn a_case_of_somebody_whose_last_day_has_passed_is_taken_back(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    last_day(&world, "dsl", "2026-03-10").await;
    world.person("teacher").reports("pupil", "nudes", "Mia says so", &[]).await;
    world.settle().await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert_eq!(world.app.take_back_orphans().await, Ok(0));
    put(&world, "2026-03-11T10:00:00Z");
    let told = world.chat.seen_by("deputy").len();
    assert_eq!(world.app.take_back_orphans().await, Ok(1));
    world.settle().await;
    world.settle().await;
    assert!(world.chat.seen_by("deputy").len() > told);
}

async fn whoever_has_left_is_recognised_as_the_one_it_is_about(database: Database) {
    let world = World::with(database, STAFF, &["dsl", "deputy"]).await;
    last_day(&world, "dsl", "2026-03-09").await;
    world.person("teacher").reports("staff", "staff_conduct", "zanzibarquartz", &["dsl"]).await;
    world.settle().await;
    assert!(!world.chat.seen_by("head").is_empty());
    last_day(&world, "dsl", "2026-12-18").await;
    world.minutes_later(60).await;
    assert_eq!(world.chat.seen_by("dsl").len() + world.chat.seen_by("deputy").len(), 0, "back, and kept out");
    let mut dsl = world.person("dsl");
    let case = world.cases().await.remove(0).id;
    dsl.clicks("read", &case.to_string()).await;
    assert!(!dsl.sees().contains("zanzibarquartz"), "{}", dsl.sees());
}

async fn the_last_day_ends_at_the_schools_own_midnight(database: Database) {
    let world = World::with(database, &[], &[]).await;
    let robin = || Member {
        identity: identity("U1"),
        name: Text::new("Robin Ashworth"),
        email: Some(Text::new("robin@oak.example")),
        locale: None,
        standing: Standing::Staff,
    };
    world.app.seen(vec![robin()]).await.unwrap();
    let vault = world.vault.clone();
    let read = || {
        let vault = vault.clone();
        world
            .database
            .store
            .read(move |db| Box::pin(async move { Ok(records::staff(db, &vault, &school("oak")).await?) }))
    };
    let staff = read().await.unwrap();
    let id = staff.by_identity(&identity("U1")).unwrap().id.clone();
    let listed = "UPDATE people SET on_list = 1, ends_on = '2026-06-10'";
    world.database.run_sql(listed, listed).await;
    // In June London is an hour ahead: by the clock of the world it is still the last day.
    for (moment, works) in [("2026-06-10T22:59:00Z", true), ("2026-06-10T23:01:00Z", false)] {
        put(&world, moment);
        world.app.seen(vec![robin()]).await.unwrap();
        let roles = read().await.unwrap().person(&id).unwrap().roles.clone();
        assert_eq!(roles.contains(&Role::Staff), works, "{moment}");
    }
}
