//! What a directory says of people: addresses, who is listed, and which accounts are active.

use super::harness::{Database, at, identity, person, school, sealed};
use hearken::domain::school::Role;
use hearken::store::AccountRow;
use std::collections::BTreeSet;

on_both_databases!(
    a_person_has_the_address_given_last_or_none,
    an_account_tells_all_that_is_known_of_its_person,
    a_person_is_known_by_an_account_that_is_not_active_too,
    whoever_was_there_before_is_listed_and_active,
);

async fn people(db: &Database) {
    db.write(|tx| {
        Box::pin(async move {
            for id in ["amy", "dan"] {
                tx.put_person(&school("oak"), &person(id), &sealed(id), at(1)).await?;
            }
            for user in ["U-1", "U-2", "U-3"] {
                tx.link_identity(&school("oak"), &identity(user), &person("dan")).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
}

async fn account(db: &Database, user: &'static str) -> Option<AccountRow> {
    db.read(move |db| Box::pin(async move { db.account(&identity(user)).await })).await
}

async fn a_person_has_the_address_given_last_or_none(db: Database) {
    people(&db).await;
    for given in [Some("one"), Some("two"), None, Some("three")] {
        db.write(move |tx| {
            Box::pin(async move {
                let email = given.map(sealed);
                tx.set_email(&school("oak"), &person("dan"), email.as_ref(), at(2)).await?;
                // Renaming somebody costs them no address.
                tx.put_person(&school("oak"), &person("dan"), &sealed("Daniel"), at(3)).await
            })
        })
        .await
        .unwrap();
        let emails = db.read(|db| Box::pin(async move { db.emails(&school("oak")).await })).await;
        let emails: Vec<_> = emails.into_iter().map(|row| (row.person, row.email, row.listed)).collect();
        assert_eq!(
            emails,
            given.map(|email| (person("dan"), sealed(email), true)).into_iter().collect::<Vec<_>>()
        );
    }
    let elsewhere = db.read(|db| Box::pin(async move { db.emails(&school("elm")).await })).await;
    assert!(elsewhere.is_empty());
}

async fn an_account_tells_all_that_is_known_of_its_person(db: Database) {
    people(&db).await;
    let plain = AccountRow {
        school: school("oak"),
        person: person("dan"),
        name: sealed("dan"),
        email: None,
        listed: true,
        on_list: false,
        ends_on: None,
        told: None,
        active: true,
        pinned: false,
        others: 2,
        roles: 0,
    };
    assert_eq!(account(&db, "U-1").await, Some(plain.clone()));
    assert_eq!(account(&db, "U-9").await, None);
    db.write(|tx| {
        Box::pin(async move {
            tx.set_email(&school("oak"), &person("dan"), Some(&sealed("@")), at(2)).await?;
            tx.set_listed(&school("oak"), &person("dan"), false).await?;
            tx.set_active(&identity("U-1"), false).await?;
            tx.set_pinned(&identity("U-1"), true).await?;
            tx.set_active(&identity("U-2"), false).await?;
            tx.remember_locale(&identity("U-1"), Some("es")).await?;
            tx.set_roles(&school("oak"), &person("dan"), &BTreeSet::from([Role::Staff, Role::Slt])).await
        })
    })
    .await
    .unwrap();
    let (email, told) = (Some(sealed("@")), Some("es".to_owned()));
    let changed =
        AccountRow { email, listed: false, told, active: false, pinned: true, others: 1, roles: 2, ..plain };
    assert_eq!(account(&db, "U-1").await, Some(changed));
}

async fn a_person_is_known_by_an_account_that_is_not_active_too(db: Database) {
    people(&db).await;
    for (active, gone) in [(false, BTreeSet::from([identity("U-2")])), (true, BTreeSet::new())] {
        db.write(move |tx| {
            Box::pin(async move {
                tx.set_active(&identity("U-2"), active).await?;
                // An account of nobody's.
                tx.set_active(&identity("U-9"), active).await
            })
        })
        .await
        .unwrap();
        let staff = db.read(|db| Box::pin(async move { db.staff(&school("oak")).await })).await;
        assert_eq!(staff[1].identities, ["U-1", "U-2", "U-3"].map(identity));
        assert_eq!((&staff[1].gone, &staff[0].gone), (&gone, &BTreeSet::new()));
    }
}

async fn whoever_was_there_before_is_listed_and_active(db: Database) {
    people(&db).await;
    assert_eq!(db.number("SELECT COUNT(*) FROM people WHERE listed = 1 AND email IS NULL").await, 2);
    assert_eq!(db.number("SELECT COUNT(*) FROM identities WHERE active = 1").await, 3);
}
