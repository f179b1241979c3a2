//! The list of staff and a platform's directory meet: by the address alone, and neither says what the other knows.

use crate::store::harness::{Database, at, person, school};
use crate::world::{STAFF, World, identity};
use hearken::chat::{Member, Roster, Standing};
use hearken::domain::school::{Employment, Person, Role};
use hearken::domain::text::Text;
use hearken::records::{self, seal_email, seal_name};
use hearken::store::ListPut;
use std::collections::BTreeSet;

on_both_databases!(
    an_account_finds_whoever_the_list_has_by_its_address_and_takes_no_name_from_the_directory,
    an_account_that_is_off_makes_nobody_a_leaver,
    whoever_has_left_by_the_list_is_no_staff_again_by_an_account,
    an_account_that_gets_the_address_of_somebody_on_the_list_is_theirs,
    two_people_on_the_list_stay_two,
);

fn member(user: &str, email: &str, standing: Standing) -> Member {
    Member {
        identity: identity(user),
        name: Text::new("What Slack Says"),
        email: Some(Text::new(email)),
        locale: None,
        standing,
    }
}

async fn on_list(world: &World, who: &'static str, email: &'static str, ends_on: Option<&str>) {
    let vault = world.vault.clone();
    let ends_on = ends_on.map(|day| day.parse().unwrap());
    world
        .database
        .write(move |tx| {
            Box::pin(async move {
                let (oak, id) = (school("oak"), person(who));
                let put = ListPut {
                    person: id.clone(),
                    name: seal_name(&vault, &oak, &id, &Text::new("On The List")),
                    email: Some(seal_email(&vault, &oak, &id, &Text::new(email))),
                    number: Some(records::blind_number(&vault, &oak, &Text::new(who)).to_vec()),
                    employment: Employment { ends_on, ..Employment::default() },
                };
                tx.put_on_list(&oak, &[put], at(1)).await?;
                match ends_on {
                    None => tx.make_staff(&oak, &[id]).await,
                    Some(_) => tx.strike_roles(&oak, &[id]).await,
                }
            })
        })
        .await
        .unwrap();
}

async fn seen(world: &World, member: Member) {
    world.app.seen(vec![member]).await.unwrap();
}

async fn found(world: &World, user: &str) -> Person {
    let vault = world.vault.clone();
    let read = world
        .database
        .store
        .read(move |db| Box::pin(async move { Ok(records::staff(db, &vault, &school("oak")).await?) }));
    read.await.unwrap().by_identity(&identity(user)).unwrap().clone()
}

async fn an_account_finds_whoever_the_list_has_by_its_address_and_takes_no_name_from_the_directory(
    db: Database,
) {
    let world = World::with(db, STAFF, &[]).await;
    on_list(&world, "ash", "Ash@oak.example", None).await;
    seen(&world, member("U1", "ash@OAK.example", Standing::Staff)).await;
    let ash = found(&world, "U1").await;
    assert_eq!((ash.id.as_str(), ash.name.expose()), ("ash", "On The List"));
    assert_eq!(ash.roles, BTreeSet::from([Role::Staff]));
    // The platform's address may change: the list's stays, and so does the account.
    seen(&world, member("U1", "other@oak.example", Standing::Staff)).await;
    assert_eq!(found(&world, "U1").await.id.as_str(), "ash");
    seen(&world, member("U2", "ash@oak.example", Standing::Staff)).await;
    assert_eq!(found(&world, "U2").await.id.as_str(), "ash", "a second account by the list's address");
}

async fn an_account_that_is_off_makes_nobody_a_leaver(db: Database) {
    let world = World::with(db, STAFF, &[]).await;
    on_list(&world, "ash", "ash@oak.example", None).await;
    seen(&world, member("U1", "ash@oak.example", Standing::Staff)).await;
    seen(&world, member("U1", "ash@oak.example", Standing::Gone)).await;
    let ash = found(&world, "U1").await;
    assert_eq!((ash.roles.len(), ash.is_reachable(), ash.employment.ends_on), (1, false, None));
}

async fn whoever_has_left_by_the_list_is_no_staff_again_by_an_account(db: Database) {
    let world = World::with(db, STAFF, &[]).await;
    on_list(&world, "ash", "ash@oak.example", None).await;
    seen(&world, member("U1", "ash@oak.example", Standing::Staff)).await;
    on_list(&world, "ash", "ash@oak.example", Some("2026-02-28")).await;
    seen(&world, member("U1", "ash@oak.example", Standing::Staff)).await;
    let left = found(&world, "U1").await;
    assert!(
        left.roles.is_empty() && left.is_reachable(),
        "the account is theirs, and a report of theirs is taken"
    );
    on_list(&world, "ash", "ash@oak.example", Some("2026-03-10")).await;
    seen(&world, member("U1", "ash@oak.example", Standing::Staff)).await;
    assert_eq!(found(&world, "U1").await.roles.len(), 1, "the last day is a day of work");
}

async fn an_account_that_gets_the_address_of_somebody_on_the_list_is_theirs(db: Database) {
    let world = World::with(db, STAFF, &[]).await;
    seen(&world, member("U1", "maiden@oak.example", Standing::Staff)).await;
    let here = found(&world, "U1").await.id;
    on_list(&world, "ash", "married@oak.example", None).await;
    on_list(&world, "bo", "bo@oak.example", None).await;
    world
        .database
        .write(|tx| {
            Box::pin(async move {
                let employment = Employment { manager: Some(person("ash")), ..Employment::default() };
                tx.set_employment(&school("oak"), &person("bo"), &employment, at(1)).await
            })
        })
        .await
        .unwrap();
    seen(&world, member("U1", "married@oak.example", Standing::Staff)).await;
    let ash = found(&world, "U1").await;
    assert_eq!((&ash.id, ash.name.expose()), (&here, "On The List"), "they stay who they are to every case");
    let rows = world.database.read(|db| Box::pin(async move { db.listed(&school("oak")).await })).await;
    let row = |id: &str| rows.iter().find(|row| row.person.as_str() == id).unwrap().clone();
    assert!(row(here.as_str()).on_list && row(here.as_str()).number.is_some() && !row(here.as_str()).listed);
    assert!(!row("ash").on_list && row("ash").number.is_none() && row("ash").email.is_none());
    seen(&world, member("U2", "bo@oak.example", Standing::Staff)).await;
    assert_eq!(found(&world, "U2").await.employment.manager, Some(here));
}

async fn two_people_on_the_list_stay_two(db: Database) {
    let world = World::with(db, STAFF, &[]).await;
    on_list(&world, "ash", "ash@oak.example", None).await;
    on_list(&world, "bo", "bo@oak.example", None).await;
    seen(&world, member("U1", "ash@oak.example", Standing::Staff)).await;
    // Ash's account is given Bo's address.
    seen(&world, member("U1", "bo@oak.example", Standing::Staff)).await;
    assert_eq!(found(&world, "U1").await.id.as_str(), "ash");
    seen(&world, member("U2", "bo@oak.example", Standing::Staff)).await;
    assert_eq!(found(&world, "U2").await.id.as_str(), "bo");
}
