//! The open cases that somebody may have a part in, with what decides it.

use super::harness::{Database, at, case, identity, person, school, sealed};
use hearken::domain::access::Subjects;
use hearken::domain::case::{Case, State};
use hearken::domain::id::{CaseId, PersonId};
use hearken::domain::school::Role;
use hearken::store::{OpenCase, RouteRow};
use std::collections::BTreeSet;

on_both_databases!(
    what_nobody_has_taken_comes_first_and_the_newest_before_the_older,
    a_case_comes_with_its_route_and_its_subjects,
    a_case_whose_route_names_none_of_ones_roles_is_left_out,
    what_is_closed_or_with_nobody_or_at_another_school_is_left_out,
);

fn route() -> RouteRow {
    RouteRow {
        lead: vec![Role::Dsl],
        copied: vec![Role::Head],
        ladder: vec![Role::DeputyDsl],
        outside: vec![Role::Lado],
        withheld: BTreeSet::new(),
        years: BTreeSet::from([8]),
    }
}

async fn put(db: &Database, case: Case, route: RouteRow) {
    db.write(move |tx| {
        Box::pin(async move {
            let around = (&route, &Subjects::default());
            tx.insert_case(&case, &sealed("key"), &sealed("body"), around).await
        })
    })
    .await
    .unwrap();
}

async fn hold(db: &Database, who: &str, role: Role) {
    let who = person(who);
    db.write(move |tx| {
        Box::pin(async move {
            tx.put_person(&school("oak"), &who, &sealed("name"), at(0)).await?;
            tx.set_roles(&school("oak"), &who, &[role].into()).await
        })
    })
    .await
    .unwrap();
}

async fn open(db: &Database, who: &str, limit: u32) -> Vec<OpenCase> {
    let who: PersonId = person(who);
    db.read(move |db| Box::pin(async move { db.open_cases(&school("oak"), &who, limit).await })).await
}

fn ids(open: &[OpenCase]) -> Vec<CaseId> {
    open.iter().map(|open| open.case.id.clone()).collect()
}

async fn what_nobody_has_taken_comes_first_and_the_newest_before_the_older(db: Database) {
    hold(&db, "dan", Role::Dsl).await;
    for (n, state) in
        [(1, State::Received), (2, State::Acknowledged), (3, State::Received), (4, State::Referred)]
    {
        put(&db, Case { state, received_at: at(i64::from(n)), ..case(n) }, route()).await;
    }
    let order = [3, 1, 4, 2].map(|n| case(n).id);
    assert_eq!(ids(&open(&db, "dan", 10).await), order);
    assert_eq!(ids(&open(&db, "dan", 2).await), order[..2]);
}

async fn a_case_comes_with_its_route_and_its_subjects(db: Database) {
    hold(&db, "dan", Role::DeputyDsl).await;
    put(&db, case(1), route()).await;
    let subjects = Subjects {
        people: [person("amy")].into(),
        roles: [Role::Head].into(),
        unknown_adult: true,
        identities: [identity("U9")].into(),
    };
    let named = subjects.clone();
    db.write(move |tx| Box::pin(async move { tx.add_subjects(&school("oak"), &case(1).id, &named).await }))
        .await
        .unwrap();
    let found = open(&db, "dan", 10).await;
    let known = RouteRow { outside: Vec::new(), ..route() };
    assert_eq!(found, [OpenCase { case: case(1), route: known, subjects }]);
}

async fn a_case_whose_route_names_none_of_ones_roles_is_left_out(db: Database) {
    hold(&db, "dan", Role::ItLead).await;
    hold(&db, "eve", Role::Lado).await;
    put(&db, case(1), route()).await;
    assert!(open(&db, "dan", 10).await.is_empty());
    assert!(open(&db, "eve", 10).await.is_empty(), "a body outside is never given anything");
    put(&db, case(2), RouteRow { copied: vec![Role::ItLead], ..route() }).await;
    assert_eq!(ids(&open(&db, "dan", 10).await), [case(2).id]);
}

async fn what_is_closed_or_with_nobody_or_at_another_school_is_left_out(db: Database) {
    db.put_school("elm").await;
    hold(&db, "dan", Role::Dsl).await;
    for (n, state) in [(1, State::Closed), (2, State::Unrouted), (3, State::UnderReview)] {
        put(&db, Case { state, ..case(n) }, route()).await;
    }
    put(&db, Case { school: school("elm"), ..case(4) }, route()).await;
    assert_eq!(ids(&open(&db, "dan", 10).await), [case(3).id]);
}
