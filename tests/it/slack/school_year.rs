//! A school morning in Slack from beginning to end: a teacher signs from the message, and the leadership records a review.

use super::fake::{Entry, Standing};
use super::world::{By, Colleague, ENGLISH, Plan, SPANISH, TEAM, World, account};
use crate::attest::{FIRST, text};
use crate::mornings::{duty, on, policy};
use crate::store::harness::{Database, school};
use crate::world::Hired;
use chrono::TimeDelta;
use hearken::domain::school::{Identity, PlatformKind, Role};
use hearken::forms::Profile;

on_both_databases!(
    a_morning_in_english_by_requests,
    a_morning_in_spanish_by_socket,
    a_press_on_yesterdays_message_finds_what_is_left_of_it,
);

/// One policy, and one duty, both soon due and both the leadership's business.
fn one_of_each(profile: &mut Profile) {
    profile.policies = vec![policy("safety", Role::Dsl, "2026-03-20")];
    profile.duties = vec![duty("audit", &[Role::Slt], on("2026-03-20"))];
    profile.digest = None;
}

/// The school's second morning, with a leadership; a text to sign was published on the first.
async fn second_morning(database: Database, by: By, locale: &'static str) -> World {
    let world = World::with(database, Plan { by, alter: one_of_each, ..Plan::default() }).await;
    let user = account("slt");
    world.slack.user(TEAM, &user, "Priya Lacey", ENGLISH, Standing::Member);
    let new = Hired { user: "slt", name: "Priya Lacey", roles: &[Role::Slt], years: &[], trained: false };
    let identity = Identity { platform: PlatformKind::Slack, workspace: TEAM.to_owned(), user };
    new.at(&world.database, &world.vault, &school("oak"), identity).await;
    for user in ["teacher", "slt"] {
        // Their language is known from the first time that they open anything.
        world.person(user).speaking(locale).opens_home().await;
    }
    world.app.plan_mornings().await;
    world.app.publish(&school("oak"), text("A", FIRST), true).await.unwrap().unwrap();
    world.clock.move_on(TimeDelta::days(1));
    morning(&world).await;
    world
}

/// What the morning brings goes out by its pace.
async fn morning(world: &World) {
    world.app.plan_mornings().await;
    for _ in 0..100 {
        let Some(next) = world.outbox.deliver_due().await.unwrap() else { break };
        world.clock.move_on((next - world.now()).max(TimeDelta::milliseconds(1)));
        if world.slack.direct_count(&account("teacher")) > 0 && world.slack.direct_count(&account("slt")) > 0
        {
            break;
        }
    }
    world.slack.checks();
}

async fn ticks_all(person: &Colleague<'_>) {
    for tick in ["attest_read", "attest_understood", "attest_follow"] {
        person.fills(tick, &Entry::Tick);
    }
}

async fn signs_from_the_message(world: &World, robin: &Colleague<'_>, locale: &str) {
    assert_eq!(world.slack.direct_count(&account("teacher")), 1, "{}", robin.direct());
    robin.clicks_in_chat("read_and_sign").await;
    assert!(robin.sees().contains("Keep your own phone in your bag"), "{}", robin.sees());
    robin.clicks("attest_next").await;
    assert_eq!(robin.fields().len(), 3, "{}", robin.sees());
    robin.clicks("attest_sign").await;
    assert!(robin.has_a_modal(), "nothing is signed without the three ticks");
    assert!(signatures(world).await.is_empty());
    ticks_all(robin).await;
    robin.clicks("attest_sign").await;
    let args = [("title", world.say(locale, "attestation-aup")), ("edition", "A".to_owned())];
    let receipt = world.says(locale, "attest-receipt.heading", &args);
    assert!(robin.sees().contains(&receipt), "{receipt}: {}", robin.sees());
    assert_eq!(signatures(world).await, ["teacher"]);
    robin.types("/hearken aup").await;
    assert!(!robin.can_press().contains(&world.say(locale, "action-read_and_sign")), "{}", robin.sees());
}

async fn signatures(world: &World) -> Vec<String> {
    let rows = world.database.read(|db| Box::pin(async move { db.signatures(&school("oak")).await })).await;
    rows.into_iter().map(|row| row.person.to_string()).collect()
}

async fn records_a_review_from_the_message(world: &World, priya: &Colleague<'_>, locale: &str) {
    let named = [("title", "The safety policy".to_owned())];
    // One message with all three: the review, the duty, and what is to be signed.
    assert_eq!(world.slack.direct_count(&account("slt")), 1, "{}", priya.direct());
    assert!(priya.direct().contains("The safety policy"), "{}", priya.direct());
    assert!(priya.direct().contains("The audit task"), "{}", priya.direct());
    let who = world.slack.person(&account("slt"));
    who.clicks_in_chat(&world.says(locale, "action-review_named", &named)).await;
    priya.clicks("save_review").await;
    assert!(priya.has_a_modal(), "who approved it is asked for");
    priya.fills("approved_on", &Entry::Write("2026-03-09"));
    priya.fills("approved_by", &Entry::Write("the full governing board"));
    priya.fills("next_review", &Entry::Write("2027-03-31"));
    priya.clicks("save_review").await;
    assert!(priya.sees().contains("2027"), "{}", priya.sees());
    let acts = world.database.read(|db| Box::pin(async move { db.audit_rows(&school("oak"), 1, 100).await }));
    assert!(acts.await.iter().any(|row| row.action == "policy_reviewed"));
}

async fn a_morning(database: Database, by: By, locale: &'static str) {
    let world = second_morning(database, by, locale).await;
    let (robin, priya) = (world.person("teacher").speaking(locale), world.person("slt").speaking(locale));
    signs_from_the_message(&world, &robin, locale).await;
    records_a_review_from_the_message(&world, &priya, locale).await;
    for (command, seen) in [
        ("/hearken policies", "The safety policy"),
        ("/hearken políticas", "The safety policy"),
        ("/hearken duties", "The audit task"),
        ("/hearken tareas", "The audit task"),
    ] {
        priya.types(command).await;
        assert!(priya.sees().contains(seen), "{command}: {}", priya.sees());
    }
    for command in ["/hearken aup", "/hearken firmas"] {
        priya.types(command).await;
        assert!(priya.sees().contains("█░"), "one of many, as a bar: {}", priya.sees());
        assert!(!priya.sees().contains("Ashworth"), "no names on the way: {}", priya.sees());
    }
    // Staff are shown no register, whatever they type.
    for command in ["/hearken policies", "/hearken duties"] {
        robin.types(command).await;
        assert!(!robin.sees().contains("The safety policy"), "{}", robin.sees());
        assert!(!robin.sees().contains("The audit task"), "{}", robin.sees());
    }
    world.slack.checks();
}

async fn a_morning_in_english_by_requests(database: Database) {
    a_morning(database, By::Http, ENGLISH).await;
}

async fn a_morning_in_spanish_by_socket(database: Database) {
    a_morning(database, By::Socket, SPANISH).await;
}

async fn a_press_on_yesterdays_message_finds_what_is_left_of_it(database: Database) {
    let world = second_morning(database, By::Http, ENGLISH).await;
    let robin = world.person("teacher");
    robin.clicks_in_chat("read_and_sign").await;
    robin.clicks("attest_next").await;
    ticks_all(&robin).await;
    robin.clicks("attest_sign").await;
    // The message with its button stands in the chat for ever.
    world.clock.move_on(TimeDelta::days(1));
    robin.clicks_in_chat("read_and_sign").await;
    assert!(!robin.can_press().contains(&world.say(ENGLISH, "action-attest_sign")), "{}", robin.sees());
    assert_eq!(signatures(&world).await, ["teacher"], "signed once");
}
