//! Whether the staff are still those that were read last: nobody may be told of a case by what somebody used to be.

use super::harness::{Database, at, identity, person, school, sealed};
use hearken::domain::school::{PlatformKind, Role, WorkspaceKey};
use hearken::domain::text::Text;
use hearken::records::{seal_name, staff};
use hearken::store::{Store, StoreError, Tx};
use hearken::vault::Vault;
use std::collections::BTreeSet;

on_both_databases!(
    every_change_of_the_staff_makes_an_edition_that_was_never_there,
    what_is_no_change_of_the_staff_leaves_their_edition,
    an_edition_that_was_undone_does_not_come_again_with_other_people,
    staff_that_were_changed_by_another_process_are_read_anew,
    staff_read_by_a_job_that_failed_are_seen_by_nobody_else,
    staff_without_an_edition_are_read_each_time,
    an_event_comes_from_a_school_and_perhaps_from_somebody_who_is_known,
);

async fn edition(db: &Database) -> Option<String> {
    db.read(|db| Box::pin(async move { db.staff_edition(&school("oak")).await })).await
}

async fn put_dan(db: &Database) {
    db.write(|tx| {
        Box::pin(async move {
            tx.put_person(&school("oak"), &person("dan"), &sealed("Dan"), at(1)).await?;
            tx.set_roles(&school("oak"), &person("dan"), &[Role::Dsl].into()).await?;
            tx.set_years(&school("oak"), &person("dan"), &[7].into()).await?;
            tx.link_identity(&school("oak"), &identity("U-dan"), &person("dan")).await
        })
    })
    .await
    .unwrap();
}

/// The roles that everybody holds as `vault` has them, asked of one process.
async fn roles(store: &Store, vault: &Vault) -> Vec<Vec<Role>> {
    let vault = vault.clone();
    let read = store.read(move |db| {
        Box::pin(async move {
            let staff = staff(db, &vault, &school("oak")).await?;
            Ok(staff.people().map(|person| person.roles.iter().copied().collect()).collect())
        })
    });
    read.await.unwrap()
}

async fn every_change_of_the_staff_makes_an_edition_that_was_never_there(db: Database) {
    assert_eq!(edition(&db).await, None);
    put_dan(&db).await;
    let mut seen = BTreeSet::from([edition(&db).await.unwrap()]);
    macro_rules! changes {
        ($($what:literal: |$tx:ident| $change:expr;)+) => {$(
            db.write(|$tx: &mut Tx<'_>| Box::pin(async move { $change.await })).await.unwrap();
            assert!(seen.insert(edition(&db).await.unwrap()), "{}", $what);
        )+};
    }
    changes! {
        "a name": |tx| tx.put_person(&school("oak"), &person("dan"), &sealed("Daniel"), at(2));
        "another person": |tx| tx.put_person(&school("oak"), &person("eve"), &sealed("Eve"), at(2));
        "a role": |tx| tx.set_roles(&school("oak"), &person("eve"), &[Role::Head].into());
        "no role": |tx| tx.set_roles(&school("oak"), &person("eve"), &BTreeSet::new());
        "a year": |tx| tx.set_years(&school("oak"), &person("eve"), &[9].into());
        "no year": |tx| tx.set_years(&school("oak"), &person("eve"), &BTreeSet::new());
        "training": |tx| tx.set_trained(&school("oak"), &person("eve"), true);
        "an identity": |tx| tx.link_identity(&school("oak"), &identity("U-eve"), &person("eve"));
        "a language chosen": |tx| tx.choose_locale(&school("oak"), &person("eve"), "es-ES");
        "a language told": |tx| tx.remember_locale(&identity("U-eve"), Some("es-MX"));
    }
    for by_hand in [
        "UPDATE person_role SET role = 'head' WHERE person = 'dan'",
        "UPDATE person_year SET year = 8 WHERE person = 'dan'",
        "DELETE FROM identities WHERE person = 'dan'",
        "DELETE FROM person_role",
        "DELETE FROM person_year",
        "DELETE FROM people WHERE id = 'dan'",
    ] {
        db.run_sql(by_hand, by_hand).await;
        assert!(seen.insert(edition(&db).await.unwrap()), "{by_hand}");
    }
}

async fn what_is_no_change_of_the_staff_leaves_their_edition(db: Database) {
    put_dan(&db).await;
    let before = edition(&db).await;
    let elm = db.put_school("elm").await;
    db.store
        .write(&elm, |tx| {
            Box::pin(async move { tx.put_person(&school("elm"), &person("dan"), &sealed("D"), at(1)).await })
        })
        .await
        .unwrap();
    db.write(|tx| Box::pin(async move { tx.put_space(&school("oak"), "dsl", "somewhere").await }))
        .await
        .unwrap();
    assert_eq!(edition(&db).await, before);
}

async fn an_edition_that_was_undone_does_not_come_again_with_other_people(db: Database) {
    put_dan(&db).await;
    let before = edition(&db).await;
    let mut undone = BTreeSet::new();
    for _ in 0..3 {
        let (tell, told) = tokio::sync::oneshot::channel();
        let failed = db
            .write(move |tx| {
                Box::pin(async move {
                    tx.set_roles(&school("oak"), &person("dan"), &[Role::Head].into()).await?;
                    tell.send(tx.staff_edition(&school("oak")).await?.unwrap()).unwrap();
                    Err::<(), _>(StoreError::Failed("on purpose"))
                })
            })
            .await;
        assert_eq!(failed, Err(StoreError::Failed("on purpose")));
        assert!(undone.insert(told.await.unwrap()));
        assert_eq!(edition(&db).await, before);
    }
    db.write(|tx| Box::pin(async move { tx.set_roles(&school("oak"), &person("dan"), &[].into()).await }))
        .await
        .unwrap();
    assert!(!undone.contains(&edition(&db).await.unwrap()));
}

async fn staff_that_were_changed_by_another_process_are_read_anew(db: Database) {
    let vault = Vault::ephemeral();
    put_dan(&db).await;
    assert_eq!(roles(&db.store, &vault).await, [[Role::Dsl]]);
    let other = db.another_process().await;
    for role in [Role::Head, Role::ItLead, Role::Dsl] {
        other
            .write(&school("oak"), move |tx| {
                Box::pin(async move { tx.set_roles(&school("oak"), &person("dan"), &[role].into()).await })
            })
            .await
            .unwrap();
        assert_eq!(roles(&db.store, &vault).await, [[role]]);
    }
    other.close().await;
}

async fn staff_read_by_a_job_that_failed_are_seen_by_nobody_else(db: Database) {
    let vault = Vault::ephemeral();
    put_dan(&db).await;
    let sealing = vault.clone();
    let failed = db
        .write(move |tx| {
            Box::pin(async move {
                let name = seal_name(&sealing, &school("oak"), &person("dan"), &Text::new("Dan"));
                tx.put_person(&school("oak"), &person("dan"), &name, at(3)).await?;
                tx.set_roles(&school("oak"), &person("dan"), &[Role::Head].into()).await?;
                let inside = staff(tx, &sealing, &school("oak")).await?;
                let dan = inside.person(&person("dan")).unwrap();
                assert_eq!((dan.name.expose(), dan.roles.contains(&Role::Head)), ("Dan", true));
                Err::<(), _>(StoreError::Failed("on purpose"))
            })
        })
        .await;
    assert_eq!(failed, Err(StoreError::Failed("on purpose")));
    assert_eq!(roles(&db.store, &vault).await, [[Role::Dsl]]);
}

async fn staff_without_an_edition_are_read_each_time(db: Database) {
    let vault = Vault::ephemeral();
    put_dan(&db).await;
    assert_eq!(roles(&db.store, &vault).await, [[Role::Dsl]]);
    let forgotten = "DELETE FROM staff_edition";
    db.run_sql(forgotten, forgotten).await;
    assert_eq!(edition(&db).await, None);
    assert_eq!(roles(&db.store, &vault).await, [[Role::Dsl]]);
}

async fn an_event_comes_from_a_school_and_perhaps_from_somebody_who_is_known(db: Database) {
    let key = |workspace: &str| WorkspaceKey { platform: PlatformKind::Slack, workspace: workspace.into() };
    put_dan(&db).await;
    db.write(move |tx| {
        Box::pin(async move {
            tx.link_workspace(&key("T1"), &school("oak")).await?;
            tx.choose_locale(&school("oak"), &person("dan"), "es-ES").await?;
            tx.remember_locale(&identity("U-dan"), Some("en-US")).await
        })
    })
    .await
    .unwrap();
    let (dan, stranger, nowhere) = db
        .read(move |db| {
            Box::pin(async move {
                let dan = db.origin(&key("T1"), &identity("U-dan")).await?;
                let stranger = db.origin(&key("T1"), &identity("U-eve")).await?;
                Ok((dan, stranger, db.origin(&key("T2"), &identity("U-dan")).await?))
            })
        })
        .await;
    let dan = dan.unwrap();
    let spoken = db.read(|db| Box::pin(async move { db.spoken(&identity("U-dan")).await })).await;
    assert_eq!((dan.school, dan.spoken), (school("oak"), spoken));
    let stranger = stranger.unwrap();
    assert_eq!((stranger.school, stranger.spoken), (school("oak"), None));
    assert_eq!(nowhere, None);
}
