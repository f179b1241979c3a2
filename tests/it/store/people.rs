//! Schools, workspaces, people and spaces.

use super::harness::{Database, at, identity, person, school, sealed};
use hearken::domain::school::{PlatformKind, Role, WorkspaceKey};
use hearken::store::StoreError;
use std::collections::BTreeSet;

on_both_databases!(
    a_school_is_listed_with_the_profile_it_was_given_last,
    a_workspace_belongs_to_one_school,
    a_person_has_the_name_and_the_roles_given_last,
    a_person_has_the_years_and_the_training_given_last,
    an_identity_is_linked_to_one_person_however_often,
    a_person_is_known_by_every_identity_linked_to_them,
    the_same_person_id_at_two_schools_is_two_people,
    spaces_are_found_by_school_and_purpose,
    a_language_is_kept_with_whoever_an_identity_is_linked_to,
    a_role_of_another_version_costs_its_holder_that_one_and_nobody_else_anything,
);

async fn a_role_of_another_version_costs_its_holder_that_one_and_nobody_else_anything(db: Database) {
    for (id, role) in [("dan", Role::Dsl), ("eve", Role::Head)] {
        let roles = BTreeSet::from([role]);
        db.write(move |tx| {
            Box::pin(async move {
                tx.put_person(&school("oak"), &person(id), &sealed("a name"), at(1)).await?;
                tx.set_roles(&school("oak"), &person(id), &roles).await
            })
        })
        .await
        .unwrap();
    }
    let later = "INSERT INTO person_role (school, person, role) VALUES ('oak', 'dan', 'astronaut')";
    db.run_sql(later, later).await;
    let staff = db.read(|db| Box::pin(async move { db.staff(&school("oak")).await })).await;
    let held: Vec<_> = staff.into_iter().map(|row| (row.id, row.roles)).collect();
    assert_eq!(
        held,
        [(person("dan"), BTreeSet::from([Role::Dsl])), (person("eve"), BTreeSet::from([Role::Head]))]
    );
}

async fn a_school_is_listed_with_the_profile_it_was_given_last(db: Database) {
    db.put_school("elm").await;
    db.write(|tx| Box::pin(async move { tx.put_school(&school("oak"), "kings", at(9)).await }))
        .await
        .unwrap();
    let schools = db.read(|db| Box::pin(async move { db.schools().await })).await;
    assert_eq!(schools, [(school("elm"), "kent".to_owned()), (school("oak"), "kings".to_owned())]);
}

async fn a_workspace_belongs_to_one_school(db: Database) {
    db.put_school("elm").await;
    let key = WorkspaceKey { platform: PlatformKind::Slack, workspace: "T1".into() };
    for (to, result) in [("oak", Ok(())), ("oak", Ok(())), ("elm", Err(StoreError::Conflict))] {
        let key = key.clone();
        let linked =
            db.write(move |tx| Box::pin(async move { tx.link_workspace(&key, &school(to)).await })).await;
        assert_eq!(linked, result);
    }
    let elsewhere = WorkspaceKey { platform: PlatformKind::Teams, workspace: "T1".into() };
    let found = db
        .read(|db| Box::pin(async move { Ok((db.school_of(&key).await?, db.school_of(&elsewhere).await?)) }))
        .await;
    assert_eq!(found, (Some(school("oak")), None));
}

async fn a_person_has_the_name_and_the_roles_given_last(db: Database) {
    let dan = person("dan");
    for (name, roles) in [
        ("Dan", BTreeSet::from([Role::Dsl, Role::Staff])),
        ("Daniel", BTreeSet::from([Role::DeputyDsl])),
        ("Daniel", BTreeSet::from([Role::DeputyDsl])),
    ] {
        let (id, roles) = (dan.clone(), roles.clone());
        db.write(move |tx| {
            Box::pin(async move {
                tx.put_person(&school("oak"), &id, &sealed(name), at(1)).await?;
                tx.set_roles(&school("oak"), &id, &roles).await
            })
        })
        .await
        .unwrap();
    }
    let staff = db.read(|db| Box::pin(async move { db.staff(&school("oak")).await })).await;
    assert_eq!(staff.len(), 1);
    assert_eq!((&staff[0].id, &staff[0].name), (&dan, &sealed("Daniel")));
    assert_eq!(staff[0].roles, BTreeSet::from([Role::DeputyDsl]));
}

async fn a_person_has_the_years_and_the_training_given_last(db: Database) {
    put_people(&db, "oak", &["amy", "dan"]).await;
    let staff = || db.read(|db| Box::pin(async move { db.staff(&school("oak")).await }));
    let of = |rows: Vec<hearken::store::PersonRow>| -> Vec<_> {
        rows.into_iter().map(|row| (row.id, row.years, row.trained)).collect()
    };
    let nothing = (person("amy"), BTreeSet::new(), false);
    assert_eq!(of(staff().await), [nothing.clone(), (person("dan"), BTreeSet::new(), false)]);
    for (years, trained) in [(vec![0, 7, 13], true), (vec![8], false), (vec![8], false)] {
        let years: BTreeSet<u8> = years.into_iter().collect();
        let expected = (person("dan"), years.clone(), trained);
        db.write(move |tx| {
            Box::pin(async move {
                tx.set_years(&school("oak"), &person("dan"), &years).await?;
                tx.set_trained(&school("oak"), &person("dan"), trained).await
            })
        })
        .await
        .unwrap();
        assert_eq!(of(staff().await), [nothing.clone(), expected]);
    }
}

async fn an_identity_is_linked_to_one_person_however_often(db: Database) {
    put_people(&db, "oak", &["amy", "dan"]).await;
    for (to, result) in [("dan", Ok(())), ("dan", Ok(())), ("amy", Err(StoreError::Conflict))] {
        let linked = db
            .write(move |tx| {
                Box::pin(async move { tx.link_identity(&school("oak"), &identity("U-1"), &person(to)).await })
            })
            .await;
        assert_eq!(linked, result);
    }
}

async fn a_person_is_known_by_every_identity_linked_to_them(db: Database) {
    put_people(&db, "oak", &["amy", "dan"]).await;
    db.write(|tx| {
        Box::pin(async move {
            for user in ["U-2", "U-1"] {
                tx.link_identity(&school("oak"), &identity(user), &person("dan")).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
    let staff = db.read(|db| Box::pin(async move { db.staff(&school("oak")).await })).await;
    let identities: Vec<_> = staff.into_iter().map(|p| (p.id, p.identities)).collect();
    assert_eq!(
        identities,
        [(person("amy"), vec![]), (person("dan"), vec![identity("U-1"), identity("U-2")])]
    );
}

async fn the_same_person_id_at_two_schools_is_two_people(db: Database) {
    db.put_school("elm").await;
    put_people(&db, "oak", &["dan"]).await;
    put_people(&db, "elm", &["dan"]).await;
    db.write(|tx| {
        Box::pin(async move {
            tx.set_roles(&school("oak"), &person("dan"), &BTreeSet::from([Role::Dsl])).await?;
            tx.link_identity(&school("oak"), &identity("U-1"), &person("dan")).await
        })
    })
    .await
    .unwrap();
    let elm = db.read(|db| Box::pin(async move { db.staff(&school("elm")).await })).await;
    assert!(elm[0].roles.is_empty() && elm[0].identities.is_empty());
    let linked = db
        .write(|tx| {
            Box::pin(async move { tx.link_identity(&school("elm"), &identity("U-1"), &person("dan")).await })
        })
        .await;
    assert_eq!(linked, Err(StoreError::Conflict));
}

async fn a_language_is_kept_with_whoever_an_identity_is_linked_to(db: Database) {
    put_people(&db, "oak", &["amy", "dan"]).await;
    db.write(|tx| {
        Box::pin(async move {
            for user in ["U-1", "U-2"] {
                tx.link_identity(&school("oak"), &identity(user), &person("dan")).await?;
            }
            for (user, told) in
                [("U-1", Some("fr")), ("U-1", None), ("U-2", Some("es-MX")), ("U-3", Some("es"))]
            {
                tx.remember_locale(&identity(user), told).await?;
            }
            tx.choose_locale(&school("oak"), &person("dan"), "en-GB").await?;
            tx.choose_locale(&school("elm"), &person("amy"), "es-ES").await?;
            // Neither is lost when the settings are read again.
            tx.put_person(&school("oak"), &person("dan"), &sealed("Daniel"), at(2)).await?;
            tx.link_identity(&school("oak"), &identity("U-2"), &person("dan")).await
        })
    })
    .await
    .unwrap();
    let (staff, spoken) = db
        .read(|db| {
            Box::pin(async move {
                let mut spoken = Vec::new();
                for user in ["U-1", "U-2", "U-3"] {
                    let row = db.spoken(&identity(user)).await?;
                    spoken.push(row.map(|row| (row.chosen, row.told)));
                }
                Ok((db.staff(&school("oak")).await?, spoken))
            })
        })
        .await;
    let locales: Vec<_> = staff.into_iter().map(|row| row.locales).collect();
    assert_eq!(locales, [vec![], vec!["en-GB".to_owned(), "es-MX".to_owned()]]);
    let (chosen, told) = (Some("en-GB".to_owned()), Some("es-MX".to_owned()));
    assert_eq!(spoken, [Some((chosen.clone(), None)), Some((chosen, told)), None]);
}

async fn spaces_are_found_by_school_and_purpose(db: Database) {
    db.put_school("elm").await;
    for (to, purpose, address) in [
        ("oak", "safeguarding", "C-1"),
        ("oak", "safeguarding", "C-1"),
        ("oak", "governors", "C-2"),
        ("elm", "safeguarding", "C-3"),
    ] {
        db.write(move |tx| Box::pin(async move { tx.put_space(&school(to), purpose, address).await }))
            .await
            .unwrap();
    }
    let spaces = db.read(|db| Box::pin(async move { db.spaces(&school("oak"), "safeguarding").await })).await;
    assert_eq!(spaces, ["C-1"]);
}

async fn put_people(db: &Database, of: &'static str, ids: &'static [&'static str]) {
    db.write(move |tx| {
        Box::pin(async move {
            for id in ids {
                tx.put_person(&school(of), &person(id), &sealed(id), at(1)).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
}
