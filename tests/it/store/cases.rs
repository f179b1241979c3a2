//! Cases, their routes and subjects, what was written in them, and where their cards stand.

use super::harness::{Database, at, case, identity, insert_case, person, school, sealed};
use hearken::domain::access::Subjects;
use hearken::domain::case::{Case, State};
use hearken::domain::concern::{About, Category};
use hearken::domain::id::DraftId;
use hearken::domain::school::Role;
use hearken::domain::urgency::Urgency;
use hearken::store::{EntryRow, PlaceRow, RouteRow, StoreError};
use std::collections::BTreeSet;

on_both_databases!(
    a_case_comes_back_as_it_was_put,
    every_word_of_the_domain_can_be_stored,
    a_draft_becomes_one_case,
    a_reference_is_given_once_a_school,
    a_case_is_not_found_at_another_school,
    saving_a_case_changes_what_may_change,
    saving_a_case_that_is_not_there_fails,
    cases_are_listed_newest_first,
    a_reporter_lists_their_own_cases,
    a_case_is_put_with_where_it_goes_and_whom_it_is_about,
    a_route_is_replaced_as_a_whole,
    an_empty_route_is_still_a_route,
    subjects_only_grow,
    entries_are_numbered_in_order,
    places_are_numbered_in_order,
    the_open_cases_that_somebody_has_are_listed_with_their_owner,
    a_chase_knows_its_last_step_whatever_became_of_it,
    a_case_part_must_belong_to_the_cases_own_school,
);

async fn put(db: &Database, case: &Case) -> Result<bool, StoreError> {
    put_with(db, case, &RouteRow::default(), &Subjects::default()).await
}

async fn put_with(
    db: &Database,
    case: &Case,
    route: &RouteRow,
    subjects: &Subjects,
) -> Result<bool, StoreError> {
    let (case, route, subjects) = (case.clone(), route.clone(), subjects.clone());
    db.write(move |tx| {
        Box::pin(
            async move { tx.insert_case(&case, &sealed("key"), &sealed("body"), (&route, &subjects)).await },
        )
    })
    .await
}

async fn find(db: &Database, n: u8) -> Option<Case> {
    db.read(|db| Box::pin(async move { db.case(&school("oak"), &case(n).id).await })).await
}

async fn a_case_comes_back_as_it_was_put(db: Database) {
    let acknowledged = Case {
        state: State::Acknowledged,
        acknowledged_at: Some(at(7)),
        acknowledged_by: Some(person("dan")),
        ..case(2)
    };
    put(&db, &case(1)).await.unwrap();
    put(&db, &acknowledged).await.unwrap();
    assert_eq!(find(&db, 1).await, Some(case(1)));
    assert_eq!(find(&db, 2).await, Some(acknowledged));
    assert_eq!(find(&db, 3).await, None);
    let sealed_parts = db.read(|db| Box::pin(async move { db.case_sealed(&case(1).id).await })).await;
    assert_eq!(sealed_parts, Some((sealed("key"), sealed("body"))));
}

async fn every_word_of_the_domain_can_be_stored(db: Database) {
    let longest = Category::ALL.len().max(About::ALL.len()).max(State::ALL.len());
    for n in 0..longest {
        let number = u8::try_from(n).unwrap();
        let stored = Case {
            category: Category::ALL[n % Category::ALL.len()],
            about: About::ALL[n % About::ALL.len()],
            state: State::ALL[n % State::ALL.len()],
            urgency: Urgency::ALL[n % Urgency::ALL.len()],
            ..case(number)
        };
        put(&db, &stored).await.unwrap();
        assert_eq!(find(&db, number).await, Some(stored));
    }
}

async fn a_draft_becomes_one_case(db: Database) {
    put(&db, &case(1)).await.unwrap();
    let again = Case { draft: case(1).draft, ..case(2) };
    assert_eq!(put(&db, &again).await, Err(StoreError::Conflict));
    assert_eq!(find(&db, 2).await, None);
    let of = |draft: DraftId| db.read(|db| Box::pin(async move { db.case_of_draft(&draft).await }));
    assert_eq!(of(case(1).draft).await, Some(case(1)));
    assert_eq!(of(case(2).draft).await, None);
}

async fn a_reference_is_given_once_a_school(db: Database) {
    db.put_school("elm").await;
    put(&db, &case(1)).await.unwrap();
    let same = Case { reference: case(1).reference, ..case(2) };
    let subjects = Subjects { unknown_adult: true, ..Subjects::default() };
    assert_eq!(put_with(&db, &same, &long_route(), &subjects).await, Ok(false));
    assert_eq!(find(&db, 2).await, None);
    for left_over in ["SELECT COUNT(*) FROM case_role", "SELECT COUNT(*) FROM case_subject"] {
        assert_eq!(db.number(left_over).await, 0, "{left_over}");
    }
    // The same job tries another one.
    let taken_then_free = db.write(|tx| {
        Box::pin(async move {
            let same = Case { reference: case(1).reference, ..case(2) };
            Ok((insert_case(tx, &same).await?, insert_case(tx, &case(2)).await?))
        })
    });
    assert_eq!(taken_then_free.await, Ok((false, true)));
    assert_eq!(find(&db, 2).await, Some(case(2)));
    assert_eq!(put(&db, &Case { school: school("elm"), ..case(3) }).await, Ok(true));
}

/// More roles than one statement adds.
fn long_route() -> RouteRow {
    RouteRow {
        lead: vec![Role::Head, Role::Dsl],
        copied: vec![Role::OnlineSafetyLead],
        ladder: vec![Role::DeputyDsl, Role::Head, Role::ChairOfGovernors],
        outside: vec![Role::Police, Role::Ceop],
        withheld: BTreeSet::from([Role::Dsl, Role::DeputyDsl]),
        years: BTreeSet::from([0, 7, 13]),
    }
}

async fn a_case_is_put_with_where_it_goes_and_whom_it_is_about(db: Database) {
    let subjects = Subjects {
        people: BTreeSet::from([person("sam")]),
        roles: BTreeSet::from([Role::Head]),
        unknown_adult: true,
        identities: BTreeSet::from([identity("U-amy")]),
    };
    assert_eq!(route(&db).await, None);
    assert_eq!(put_with(&db, &case(1), &long_route(), &subjects).await, Ok(true));
    assert_eq!(put(&db, &case(2)).await, Ok(true));
    assert_eq!(route(&db).await, Some(long_route()));
    let (about, nobody, nowhere) = db
        .read(|db| {
            Box::pin(async move {
                let about = db.subjects(&case(1).id).await?;
                Ok((about, db.subjects(&case(2).id).await?, db.route(&case(2).id).await?))
            })
        })
        .await;
    assert_eq!((about, nobody, nowhere), (subjects, Subjects::default(), Some(RouteRow::default())));
}

async fn a_case_is_not_found_at_another_school(db: Database) {
    db.put_school("elm").await;
    put(&db, &case(1)).await.unwrap();
    let elsewhere = db.read(|db| Box::pin(async move { db.case(&school("elm"), &case(1).id).await })).await;
    assert_eq!(elsewhere, None);
}

async fn saving_a_case_changes_what_may_change(db: Database) {
    put(&db, &case(1)).await.unwrap();
    let changed = Case {
        state: State::UnderReview,
        urgency: Urgency::Immediate,
        due_at: at(99),
        acknowledged_at: Some(at(50)),
        acknowledged_by: Some(person("dan")),
        ..case(1)
    };
    let saved = changed.clone();
    db.write(move |tx| Box::pin(async move { tx.save_case(&saved).await })).await.unwrap();
    assert_eq!(find(&db, 1).await, Some(changed));
}

async fn saving_a_case_that_is_not_there_fails(db: Database) {
    let saved = db.write(|tx| Box::pin(async move { tx.save_case(&case(1)).await })).await;
    assert_eq!(saved, Err(StoreError::Failed("row_missing")));
}

async fn cases_are_listed_newest_first(db: Database) {
    db.put_school("elm").await;
    for n in [2, 3, 1] {
        put(&db, &case(n)).await.unwrap();
    }
    put(&db, &Case { school: school("elm"), ..case(4) }).await.unwrap();
    let list = |limit| db.read(move |db| Box::pin(async move { db.cases(&school("oak"), limit).await }));
    assert_eq!(list(10).await, [case(3), case(2), case(1)]);
    assert_eq!(list(2).await, [case(3), case(2)]);
}

async fn a_reporter_lists_their_own_cases(db: Database) {
    put(&db, &case(1)).await.unwrap();
    put(&db, &Case { reporter: identity("U-bob"), ..case(2) }).await.unwrap();
    put(&db, &case(3)).await.unwrap();
    let mine = db
        .read(|db| Box::pin(async move { db.cases_of_reporter(&school("oak"), &identity("U-amy"), 5).await }))
        .await;
    assert_eq!(mine, [case(3), case(1)]);
}

async fn put_route(db: &Database, route: &RouteRow) {
    let route = route.clone();
    db.write(move |tx| Box::pin(async move { tx.put_route(&school("oak"), &case(1).id, &route).await }))
        .await
        .unwrap();
}

async fn route(db: &Database) -> Option<RouteRow> {
    db.read(|db| Box::pin(async move { db.route(&case(1).id).await })).await
}

async fn a_route_is_replaced_as_a_whole(db: Database) {
    put(&db, &case(1)).await.unwrap();
    put_route(&db, &long_route()).await;
    assert_eq!(route(&db).await, Some(long_route()));
    let second = RouteRow { lead: vec![Role::Head], ..RouteRow::default() };
    put_route(&db, &second).await;
    assert_eq!(route(&db).await, Some(second));
}

async fn an_empty_route_is_still_a_route(db: Database) {
    put(&db, &case(1)).await.unwrap();
    put_route(&db, &RouteRow::default()).await;
    assert_eq!(route(&db).await, Some(RouteRow::default()));
}

async fn subjects_only_grow(db: Database) {
    put(&db, &case(1)).await.unwrap();
    let read = || db.read(|db| Box::pin(async move { db.subjects(&case(1).id).await }));
    assert_eq!(read().await, Subjects::default());
    let first = Subjects {
        people: BTreeSet::from([person("sam")]),
        roles: BTreeSet::from([Role::Head]),
        unknown_adult: true,
        identities: BTreeSet::from([identity("U-amy")]),
    };
    let second = Subjects {
        people: BTreeSet::from([person("sam"), person("zoe")]),
        identities: BTreeSet::from([identity("U-amy"), identity("U-bob")]),
        ..Subjects::default()
    };
    for subjects in [first.clone(), second.clone()] {
        db.write(move |tx| {
            Box::pin(async move { tx.add_subjects(&school("oak"), &case(1).id, &subjects).await })
        })
        .await
        .unwrap();
    }
    let mut all = first;
    all.absorb(&second);
    assert_eq!(read().await, all);
}

async fn entries_are_numbered_in_order(db: Database) {
    for n in [1, 2] {
        put(&db, &case(n)).await.unwrap();
    }
    let mut numbers = Vec::new();
    for (of, kind, by) in [(1, "more", None), (2, "more", None), (1, "decision", Some(person("dan")))] {
        let seq = db
            .write(move |tx| {
                Box::pin(async move {
                    tx.add_entry(&school("oak"), &case(of).id, kind, at(3), by.as_ref(), &sealed(kind)).await
                })
            })
            .await
            .unwrap();
        numbers.push(seq);
    }
    assert_eq!(numbers, [1, 1, 2]);
    let entries = db.read(|db| Box::pin(async move { db.entries(&case(1).id).await })).await;
    let entry = |seq, kind: &str, by| EntryRow { seq, kind: kind.into(), at: at(3), by, body: sealed(kind) };
    assert_eq!(entries, [entry(1, "more", None), entry(2, "decision", Some(person("dan")))]);
}

async fn places_are_numbered_in_order(db: Database) {
    put(&db, &case(1)).await.unwrap();
    for (address, step) in [("{\"a\":1}", 0), ("{\"a\":2}", 4)] {
        db.write(move |tx| {
            Box::pin(
                async move { tx.add_place(&school("oak"), &case(1).id, address, "{\"m\":1}", step).await },
            )
        })
        .await
        .unwrap();
    }
    let places = db.read(|db| Box::pin(async move { db.places(&case(1).id).await })).await;
    let place = |number, address: &str, step| PlaceRow {
        number,
        address: address.into(),
        receipt: "{\"m\":1}".into(),
        step,
    };
    assert_eq!(places, [place(1, "{\"a\":1}", 0), place(2, "{\"a\":2}", 4)]);
}

async fn a_case_part_must_belong_to_the_cases_own_school(db: Database) {
    db.put_school("elm").await;
    put(&db, &case(1)).await.unwrap();
    let crossed = db
        .write(|tx| {
            Box::pin(async move {
                tx.add_entry(&school("elm"), &case(1).id, "more", at(3), None, &sealed("x")).await
            })
        })
        .await;
    assert_eq!(crossed, Err(StoreError::Failed("constraint")));
}

async fn the_open_cases_that_somebody_has_are_listed_with_their_owner(db: Database) {
    db.put_school("elm").await;
    for (n, state) in (1..).zip(State::ALL) {
        let owner = (*state != State::Received).then(|| person("dan"));
        put(&db, &Case { state: *state, acknowledged_by: owner, ..case(n) }).await.unwrap();
    }
    let elsewhere = Case { school: school("elm"), state: State::Acknowledged, ..case(99) };
    put(&db, &elsewhere).await.unwrap();
    let listed = db.read(|db| Box::pin(async move { db.cases_in_hand(&school("oak")).await })).await;
    let in_hand = (1..).zip(State::ALL).filter(|(_, state)| {
        matches!(state, State::Acknowledged | State::UnderReview | State::ManagedInSchool | State::Referred)
    });
    let expected: BTreeSet<_> = in_hand.map(|(n, _)| (case(n).id, Some(person("dan")))).collect();
    assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), expected);
}

async fn a_chase_knows_its_last_step_whatever_became_of_it(db: Database) {
    put(&db, &case(1)).await.unwrap();
    let last = || db.write(|tx| Box::pin(async move { tx.last_step(&case(1).id).await }));
    assert_eq!(last().await, Ok(0));
    for step in [1, 2] {
        db.write(move |tx| {
            Box::pin(async move { tx.schedule_step(&school("oak"), &case(1).id, step, at(5)).await })
        })
        .await
        .unwrap();
    }
    db.write(|tx| Box::pin(async move { tx.cancel_steps(&case(1).id).await })).await.unwrap();
    assert_eq!(last().await, Ok(2));
}
