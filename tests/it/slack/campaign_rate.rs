//! Two thousand people hear of something on one morning, within what Slack takes; and whatever cannot wait does not.

use super::fake::{How, Standing};
use super::world::{Plan, TEAM, World, account};
use crate::store::harness::{Database, school};
use crate::world::tuesday_at_ten;
use chrono::TimeDelta;
use hearken::domain::Moment;
use hearken::domain::duty::DutyDef;
use hearken::domain::id::PersonId;
use hearken::domain::reminder::Leads;
use hearken::domain::schedule::{CatchUp, Every};
use hearken::domain::school::{Employment, Identity, PlatformKind, Role};
use hearken::domain::text::Text;
use hearken::forms::Profile;
use hearken::records::seal_name;
use hearken::store::ListPut;

on_both_databases!(
    a_campaign_of_two_thousand_opens_within_slacks_limits_and_holds_up_nothing_urgent,
    a_campaign_that_is_asked_to_wait_waits_as_a_whole,
);

const PEOPLE: usize = 2_000;
/// Of a morning, on the school's own clock: it must be over before those who have it go home.
const LONGEST: TimeDelta = TimeDelta::minutes(70);
const SECONDS: TimeDelta = TimeDelta::seconds(5);

/// Everybody on the staff has something to do soon, and nobody anything else.
fn one_duty(profile: &mut Profile) {
    profile.policies.clear();
    profile.duties = vec![DutyDef {
        id: "password".to_owned(),
        name: Some("Change your password".to_owned()),
        to: vec![Role::Staff],
        every: Every::Day("2026-03-12".parse().unwrap()),
        catch_up: CatchUp::Latest,
        statutory: false,
        leads: Leads { before: vec![14, 0], overdue_every: None },
        source: "a test".to_owned(),
    }];
    profile.attestations.clear();
    profile.digest = None;
}

fn user(n: usize) -> String {
    format!("U0PERSON{n}")
}

/// A school with so many more on its staff, whose direct messages nobody has opened yet.
async fn with_people(database: Database, people: usize) -> World {
    let world = World::with(database, Plan { alter: one_duty, ..Plan::default() }).await;
    let vault = world.vault.clone();
    for n in 0..people {
        world.slack.user(TEAM, &user(n), &format!("Person {n}"), "en-GB", Standing::Member);
    }
    let hired = world.database.write(move |tx| {
        Box::pin(async move {
            let oak = school("oak");
            let id = |n: usize| PersonId::parse(&format!("person-{n}")).unwrap();
            let put = |n: usize| ListPut {
                person: id(n),
                name: seal_name(&vault, &oak, &id(n), &Text::new(format!("Person {n}"))),
                email: None,
                number: None,
                employment: Employment::default(),
            };
            let list: Vec<ListPut> = (0..people).map(put).collect();
            tx.put_on_list(&oak, &list, tuesday_at_ten()).await?;
            let ids: Vec<PersonId> = list.into_iter().map(|put| put.person).collect();
            tx.make_staff(&oak, &ids).await?;
            for (n, id) in ids.iter().enumerate() {
                let (platform, workspace) = (PlatformKind::Slack, TEAM.to_owned());
                tx.link_identity(&oak, &Identity { platform, workspace, user: user(n) }, id).await?;
            }
            Ok(())
        })
    });
    hired.await.unwrap();
    // A school is reminded from the morning after its first one on.
    world.app.plan_mornings().await;
    world.clock.move_on(TimeDelta::days(1));
    world
}

fn told(world: &World) -> usize {
    world.slack.count(|call| call.method == "chat.postMessage" && call.outcome == "ok")
}

async fn waiting(world: &World) -> u64 {
    world.database.read(|db| Box::pin(async move { db.outbox_counts().await })).await.waiting
}

fn limited(world: &World) -> usize {
    world.slack.count(|call| call.outcome == "429")
}

/// Delivers what is due, and lets the time pass until the next may go; when that is.
async fn next(world: &World) -> Option<Moment> {
    let next = world.outbox.deliver_due().await.unwrap()?;
    world.clock.move_on((next - world.now()).max(TimeDelta::milliseconds(1)));
    Some(next)
}

async fn a_campaign_of_two_thousand_opens_within_slacks_limits_and_holds_up_nothing_urgent(
    database: Database,
) {
    let world = with_people(database, PEOPLE).await;
    world.slack.enforces_its_limits();
    let began = world.now();
    world.app.plan_mornings().await;
    assert!(waiting(&world).await > PEOPLE as u64);
    // Those of the world on the staff have it as well.
    let before = |world: &World| told(world) < PEOPLE / 3;
    while before(&world) {
        next(&world).await.expect("more waits");
    }
    let reported_at = world.now();
    let words = "Mia in 8B says zanzibarquartz was passed round";
    let reference = world.person("teacher").reports("pupil", "nudes", words, &[]).await;
    let heard = |world: &World| world.in_the_channel().contains(reference.as_str());
    while let Some(next) = world.outbox.deliver_due().await.unwrap() {
        if heard(&world) {
            break;
        }
        world.clock.move_on(next - world.now());
        assert!(world.now() - reported_at <= SECONDS, "it waits behind what is in no hurry");
    }
    assert!(heard(&world));
    let urgent_took = world.now() - reported_at;
    let people = |world: &World| (0..PEOPLE).filter(|n| world.slack.direct_count(&user(*n)) == 1).count();
    while next(&world).await.is_some() && world.now() - began <= LONGEST {
        world.app.take_due_steps().await.unwrap();
        if told(&world) > PEOPLE && people(&world) == PEOPLE {
            break;
        }
    }
    let took = world.now() - began;
    assert_eq!(people(&world), PEOPLE, "everybody has heard once, after {took}");
    assert_eq!(limited(&world), 0, "nobody was asked to wait");
    assert!(took <= LONGEST, "{took}");
    world.slack.checks();
    println!(
        "{PEOPLE} people in {} minutes; the concern after {} ms; resident {} MiB",
        took.num_minutes(),
        urgent_took.num_milliseconds(),
        resident_mib()
    );
}

/// Of this process, with its fake Slack and everything.
fn resident_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: u64 = status.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or_default();
    pages * 4096 / (1024 * 1024)
}

async fn a_campaign_that_is_asked_to_wait_waits_as_a_whole(database: Database) {
    let world = with_people(database, 40).await;
    world.app.plan_mornings().await;
    world.slack.misbehaves("conversations.open", 1, How::Limited(30));
    let began = world.now();
    while limited(&world) == 0 {
        next(&world).await.expect("more waits");
    }
    let asked_at = told(&world);
    while world.now() - began < TimeDelta::seconds(28) {
        world.outbox.deliver_due().await.unwrap();
        world.clock.move_on(TimeDelta::seconds(2));
    }
    assert!(told(&world) <= asked_at + 3, "what was on its way arrives, and nothing else is begun");
    // A concern goes out in the meantime.
    let words = "Mia in 8B says zanzibarquartz was passed round";
    let reference = world.person("teacher").reports("pupil", "nudes", words, &[]).await;
    world.outbox.deliver_due().await.unwrap();
    world.outbox.deliver_due().await.unwrap();
    assert!(world.in_the_channel().contains(reference.as_str()));
    for _ in 0..200 {
        if next(&world).await.is_none() {
            break;
        }
    }
    let heard = (0..40).filter(|n| world.slack.direct_count(&user(*n)) == 1).count();
    assert_eq!((heard, limited(&world)), (40, 1));
    assert!(world.slack.direct_count(&account("dsl")) <= 1);
}
