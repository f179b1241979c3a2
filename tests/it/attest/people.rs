//! New starters, people on leave, leavers, and whose line manager hears of whom.

use super::{FIRST, home_offers, signs, text, world};
use crate::store::harness::Database;
use crate::world::{World, said};
use hearken::app::attest::Told;
use hearken::chat::View;
use hearken::domain::calendar::Span;
use hearken::domain::id::PersonId;
use hearken::domain::school::Employment;

on_both_databases!(
    a_new_starter_is_asked_on_their_first_day_and_has_days_of_their_own,
    whoever_is_on_leave_is_asked_when_they_are_back,
    whoever_has_left_drops_out_and_the_leadership_hears_once_what_to_take_back,
    a_line_manager_sees_their_own_people_and_nobody_elses,
);

impl World {
    pub(super) async fn employs(&self, user: &str, change: impl FnOnce(&mut Employment)) {
        let (school, person) = (self.school.id.clone(), PersonId::parse(user).unwrap());
        let (mut employment, now) = (Employment::default(), self.now());
        change(&mut employment);
        let write = self.database.write(move |tx| {
            Box::pin(async move { tx.set_employment(&school, &person, &employment, now).await })
        });
        write.await.unwrap();
    }

    async fn offers(&self, user: &str) -> bool {
        let mut person = self.person(user);
        person.types("/hearken").await;
        home_offers(&person, "read_and_sign")
    }

    async fn morning(&self) {
        self.app.plan_mornings().await;
        self.settle().await;
    }

    /// Everything that was posted to somebody.
    fn told(&self, user: &str) -> String {
        self.chat.seen_by(user).into_iter().map(|post| said(&post.card)).collect()
    }
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

async fn a_new_starter_is_asked_on_their_first_day_and_has_days_of_their_own(database: Database) {
    let world = world(database).await;
    world.employs("teacher", |at_work| at_work.starts_on = Some(day("2026-03-16"))).await;
    let Told::Campaign(asked) = world.publishes(text("A", FIRST)).await.told else { panic!("a campaign") };
    assert_eq!(asked.people, 7, "whoever has not begun is not counted yet");
    assert!(!world.offers("teacher").await);
    world.clock.move_on(chrono::TimeDelta::days(6));
    world.morning().await;
    assert!(world.told("teacher").contains("Please sign it by 23 March 2026"), "{}", world.told("teacher"));
    assert!(world.offers("teacher").await);
    signs(&mut world.person("teacher")).await;
}

async fn whoever_is_on_leave_is_asked_when_they_are_back(database: Database) {
    let world = world(database).await;
    let leave = Span { from: day("2026-03-02"), to: day("2026-03-22") };
    world.employs("teacher", |at_work| at_work.leave = Some(leave)).await;
    let Told::Campaign(asked) = world.publishes(text("A", FIRST)).await.told else { panic!("a campaign") };
    assert_eq!((asked.people, asked.on_leave), (7, 1));
    world.morning().await;
    assert!(!world.offers("teacher").await && !world.told("teacher").contains("To sign"));
    let mut head = world.person("head");
    head.types("/hearken aup").await;
    assert!(head.sees().contains("asked when they are back: 1"), "{}", head.sees());
    world.clock.move_on(chrono::TimeDelta::days(13));
    world.morning().await;
    assert!(world.offers("teacher").await);
    assert!(world.told("teacher").contains("To sign: Acceptable use policy"), "{}", world.told("teacher"));
}

async fn whoever_has_left_drops_out_and_the_leadership_hears_once_what_to_take_back(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    world.employs("teacher", |at_work| at_work.ends_on = Some(day("2026-03-10"))).await;
    world.morning().await;
    assert!(!world.told("head").contains("Someone has left"), "today is their last day");
    for _ in 0..3 {
        world.clock.move_on(chrono::TimeDelta::days(1));
        world.morning().await;
    }
    assert_eq!(world.told("head").matches("Someone has left").count(), 1);
    assert!(!world.told("head").contains("Ashworth"), "{}", world.told("head"));
    let mut head = world.person("head");
    head.clicks_in_chat("leaver").await;
    let View::Private { .. } = &head.view else { panic!("read in private: {}", head.sees()) };
    for part in ["Robin Ashworth", "10 March 2026", "PINs and door codes", "Equipment: laptop"] {
        assert!(head.sees().contains(part), "{part}: {}", head.sees());
    }
    head.types("/hearken aup").await;
    assert!(head.sees().contains("(0 of 7)"), "{}", head.sees());
    let campaign = world.campaign().await;
    let mut teacher = world.person("teacher");
    teacher.clicks("read_and_sign", campaign.as_str()).await;
    assert!(teacher.sees().contains("That isn't open to you"), "{}", teacher.sees());
}

async fn a_line_manager_sees_their_own_people_and_nobody_elses(database: Database) {
    let world = world(database).await;
    let manager = || PersonId::parse("dsl");
    world.employs("teacher", |at_work| at_work.manager = manager()).await;
    world.employs("colleague", |at_work| at_work.manager = manager()).await;
    let due = Some(day("2026-03-16"));
    world.publishes(hearken::app::attest::Publication { due, ..text("A", FIRST) }).await;
    signs(&mut world.person("colleague")).await;
    world.clock.move_on(chrono::TimeDelta::days(13));
    world.morning().await;
    assert!(world.told("dsl").contains("One person you look after is late"), "{}", world.told("dsl"));
    assert!(!world.told("dsl").contains("Ashworth"));
    assert!(world.told("head").contains("7 people you look after are late"), "{}", world.told("head"));
    let mut dsl = world.person("dsl");
    dsl.types("/hearken aup").await;
    assert!(dsl.sees().contains("Your team: █████░░░░░ 50 % (1 of 2)"), "{}", dsl.sees());
    dsl.clicks_here("unsigned").await;
    assert!(dsl.sees().contains("Robin Ashworth") && !dsl.sees().contains("Jo Penrose"), "{}", dsl.sees());
}
