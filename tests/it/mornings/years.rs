//! Twenty years of mornings, with Hearken down at random: every step comes once, on a school day, and none is forgotten.

use super::{duty, policy, school};
use crate::store::harness::{Database, school as id};
use crate::world::World;
use chrono::{Datelike, NaiveDate, TimeDelta};
use hearken::chat::Place;
use hearken::domain::Moment;
use hearken::domain::agenda::{Matter, NoteKind, Noted};
use hearken::domain::calendar::{Hours, resolve};
use hearken::domain::concern::Answers;
use hearken::domain::register::PolicyDef;
use hearken::domain::reminder::{overdue, steps};
use hearken::domain::schedule::Every;
use hearken::domain::school::Role;
use hearken::records;
use std::collections::BTreeSet;

/// A small generator: a seed gives the same years each time.
struct Dice(u64);

impl Dice {
    fn one_in(&mut self, n: u64) -> bool {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.is_multiple_of(n)
    }
}

/// The last step of a review that has come by a day, worked out from nothing but its day.
fn latest(policy: &PolicyDef, due: NaiveDate, hours: &Hours, day: NaiveDate) -> Option<String> {
    let mut all = steps(&policy.leads, due, policy.statutory, hours);
    all.extend(overdue(&policy.leads, due, hours, day));
    let last = all.into_iter().filter(|(_, on)| *on <= day).max_by_key(|(_, on)| *on)?;
    Some(format!("{}/{due}/{:?}", policy.id, last.0))
}

async fn review(world: &World, policy: &str, on: NaiveDate, next: NaiveDate) {
    let (vault, now) = (world.vault.clone(), world.now());
    let matter = Matter::Policy(policy.to_owned());
    let noted = Noted { matter, kind: NoteKind::Reviewed, on: Some(on), next: Some(next) };
    let written = world.database.write(move |tx| {
        Box::pin(async move {
            records::note(tx, &vault, &id("oak"), &noted, ("dsl", &Answers::default()), now).await
        })
    });
    written.await.unwrap();
}

fn posts_to(world: &World, user: &str) -> usize {
    let theirs = |place: &Place| matches!(place, Place::Direct { user: to } if to == user);
    world.chat.posts().iter().filter(|post| theirs(&post.place)).count()
}

#[tokio::test]
async fn in_twenty_years_of_random_downtime_each_step_comes_once_and_none_is_forgotten() {
    let policies = vec![
        policy("safety", Role::Dsl, "2026-06-30"),
        PolicyDef { cycle_months: 36, ..policy("council", Role::Dsl, "2026-08-31") },
        PolicyDef { statutory: true, ..policy("statute", Role::Dsl, "2028-02-29") },
    ];
    let mut world = school(Database::sqlite().await, policies.clone(), Vec::new()).await;
    world.school.profile.duties =
        vec![duty("rounds", &[Role::OnlineSafetyLead], Every::HalfTerm { after: 2 })];
    world.restart();
    let hours = world.school.profile.hours();
    let mut dice = Dice(0x5eed_2026_1122_0001);
    let mut had: BTreeSet<String> = BTreeSet::new();
    let mut due: Vec<NaiveDate> = policies.iter().map(|p| p.next_review.unwrap()).collect();
    let (mut day, end): (NaiveDate, NaiveDate) =
        ("2026-03-11".parse().unwrap(), "2046-03-11".parse().unwrap());
    let (mut down, mut expected, mut mornings) = (0, 0, 0);
    let mut reviews = 0;
    while day < end {
        let opens = resolve(hours.zone, day.and_time(hours.open));
        if down > 0 {
            down -= 1;
        } else if dice.one_in(25) {
            down = if dice.one_in(4) { 40 } else { 6 };
        } else {
            put(&world, opens + TimeDelta::minutes(if dice.one_in(2) { 5 } else { 170 }));
            let told: BTreeSet<String> = if hours.is_school_day(day) {
                let steps = policies.iter().zip(&due);
                steps.filter_map(|(policy, due)| latest(policy, *due, &hours, day)).collect()
            } else {
                BTreeSet::new()
            };
            let fresh = told.difference(&had).count();
            had.extend(told);
            let before = posts_to(&world, "dsl");
            world.app.plan_mornings().await;
            if dice.one_in(10) {
                world.restart();
                world.app.plan_mornings().await;
            }
            if fresh > 0 || day.day() < 5 {
                world.outbox.deliver_due().await.unwrap();
            }
            let came = posts_to(&world, "dsl") - before;
            assert_eq!(came, usize::from(fresh > 0), "{day}: one message for {fresh} steps");
            expected += fresh;
            mornings += usize::from(hours.is_school_day(day));
            for n in 0..policies.len() {
                if day > due[n] - TimeDelta::days(20) && dice.one_in(20) {
                    let next = day + TimeDelta::days(i64::from(policies[n].cycle_months) * 30);
                    review(&world, &policies[n].id, day, next).await;
                    (due[n], reviews) = (next, reviews + 1);
                }
            }
        }
        day = day.succ_opt().unwrap();
    }
    let slots = world
        .database
        .number("SELECT COUNT(*) FROM occurrences WHERE schedule LIKE 'review/%' AND slot LIKE '%/dsl'");
    assert_eq!(slots.await, i64::try_from(expected).unwrap(), "each step once");
    assert!(expected > 150 && mornings > 2000 && reviews > 30, "{expected} {mornings} {reviews}");
    let rounds =
        world.database.number("SELECT COUNT(*) FROM occurrences WHERE schedule LIKE 'duty/rounds/%'").await;
    assert!(rounds > 10, "{rounds}");
}

fn put(world: &World, moment: Moment) {
    assert!((2026..2047).contains(&moment.year()));
    world.clock.move_on(moment - world.now());
}
