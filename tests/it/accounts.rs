//! Which of somebody's accounts count, and which of them is written to.

use crate::store::harness::{Database, at, person, school};
use crate::world::{STAFF, Trouble, World, identity};
use hearken::chat::{Action, Member, Roster, SendError, Standing};
use hearken::domain::school::{Identity, Person, Role};
use hearken::domain::text::Text;
use hearken::records;
use std::collections::BTreeSet;

on_both_databases!(
    a_duty_is_handed_on_with_the_address_of_the_settings,
    a_subject_is_known_by_an_account_that_the_settings_name_no_more,
    an_address_that_is_not_shown_takes_nobody_their_duty,
    an_account_that_is_gone_gives_way_to_the_next,
    an_account_where_nobody_lets_us_in_gives_way_to_one_where_they_do,
);

const DSL: &str = "dsl@oak.example";
const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

fn member(user: &str, email: Option<&str>) -> Member {
    Member {
        identity: identity(user),
        name: Text::new("Somebody"),
        email: email.map(Text::new),
        locale: None,
        standing: Standing::Staff,
    }
}

/// A school whose settings give the lead an address, and name no account.
async fn by_address(database: Database, space: &[&str]) -> World {
    let world = World::with(database, STAFF, space).await;
    let sealed = records::seal_email(&world.vault, &school("oak"), &person("dsl"), &Text::new(DSL));
    world
        .database
        .write(move |tx| {
            Box::pin(async move {
                tx.set_email(&school("oak"), &person("dsl"), Some(&sealed), at(1)).await?;
                tx.set_pinned(&identity("dsl"), false).await
            })
        })
        .await
        .unwrap();
    seen(&world, vec![member("dsl", Some("DSL@oak.example"))]).await;
    assert!(lead(&world).await.gone.is_empty());
    world
}

async fn seen(world: &World, members: Vec<Member>) {
    world.app.seen(members).await.unwrap();
}

async fn lead(world: &World) -> Person {
    let vault = world.vault.clone();
    let read = world
        .database
        .store
        .read(move |db| Box::pin(async move { Ok(records::staff(db, &vault, &school("oak")).await?) }));
    read.await.unwrap().person(&person("dsl")).unwrap().clone()
}

/// The mailbox of the lead is somebody else's from now on.
async fn hand_on(world: &World) {
    seen(world, vec![member("dsl", Some("amara@oak.example")), member("new", Some(DSL))]).await;
    let lead = lead(world).await;
    assert_eq!(lead.identities, ["dsl", "new"].map(identity));
    assert_eq!((lead.gone, lead.roles), (BTreeSet::from([identity("dsl")]), BTreeSet::from([Role::Dsl])));
}

async fn reports(world: &World) {
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
}

async fn a_duty_is_handed_on_with_the_address_of_the_settings(database: Database) {
    let world = by_address(database, &["dsl", "deputy"]).await;
    hand_on(&world).await;
    reports(&world).await;
    assert!(!world.chat.seen_by("new").is_empty());
    assert_eq!(world.chat.seen_by("dsl").len(), 0, "nor in the channel that they are still in");
    let case = world.cases().await.remove(0).id.to_string();
    for (user, may) in [("dsl", false), ("new", true)] {
        let mut person = world.person(user);
        person.clicks("read", &case).await;
        assert_eq!(person.sees().contains("zanzibarquartz"), may, "{user}: {}", person.sees());
        person.does(Action::HomeOpened).await;
        assert_eq!(person.sees().contains("Open concerns"), may, "{user}: {}", person.sees());
    }
    // And back again.
    seen(&world, vec![member("new", Some("new@oak.example")), member("dsl", Some(DSL))]).await;
    assert_eq!(lead(&world).await.gone, BTreeSet::from([identity("new")]));
}

async fn a_subject_is_known_by_an_account_that_the_settings_name_no_more(database: Database) {
    let world = by_address(database, &[]).await;
    hand_on(&world).await;
    world.person("teacher").reports("staff", "staff_conduct", WORDS, &["dsl"]).await;
    world.settle().await;
    assert!(!world.chat.seen_by("head").is_empty());
    let case = world.cases().await.remove(0).id.to_string();
    for user in ["dsl", "new"] {
        assert_eq!(world.chat.seen_by(user).len(), 0, "{user}");
        let mut person = world.person(user);
        person.clicks("read", &case).await;
        assert!(!person.sees().contains("zanzibarquartz"), "{user}");
    }
}

async fn an_address_that_is_not_shown_takes_nobody_their_duty(database: Database) {
    let world = by_address(database, &[]).await;
    seen(&world, vec![member("dsl", None)]).await;
    assert!(lead(&world).await.gone.is_empty());
    seen(&world, vec![member("dsl", Some("amara@oak.example"))]).await;
    seen(&world, vec![member("dsl", None)]).await;
    assert_eq!(lead(&world).await.gone.len(), 1, "and gives nobody one");
}

async fn link(world: &World, identity: Identity) {
    world
        .database
        .write(move |tx| {
            Box::pin(async move { tx.link_identity(&school("oak"), &identity, &person("dsl")).await })
        })
        .await
        .unwrap();
}

async fn an_account_that_is_gone_gives_way_to_the_next(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    link(&world, identity("a-first")).await;
    world.chat.trouble_at("a-first", Trouble::Fails(SendError::Gone { code: "user_not_found" }));
    reports(&world).await;
    assert!(!world.chat.seen_by("dsl").is_empty());
    assert_eq!(world.chat.seen_by("deputy").len(), 0, "the lead has it");
}

async fn an_account_where_nobody_lets_us_in_gives_way_to_one_where_they_do(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    link(&world, Identity { workspace: "T0".to_owned(), ..identity("a-first") }).await;
    world.chat.is_sent_away_from("T0");
    reports(&world).await;
    assert_eq!(world.chat.seen_by("a-first").len(), 0);
    assert!(!world.chat.seen_by("dsl").is_empty());
}
