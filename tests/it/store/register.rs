//! What is written down about policies and duties, the forms about them, and turns that are given back.

use super::harness::{Database, at, identity, school, sealed};
use hearken::domain::agenda::{Matter, NoteKind, Noted};
use hearken::domain::id::DraftId;
use hearken::store::{FormState, NotedRow, RegisterFormRow, StoreError};

on_both_databases!(
    entries_come_back_in_their_order_about_each_and_only_at_their_school,
    a_register_form_comes_back_is_sent_once_and_forgotten,
    a_turn_that_is_given_back_can_be_taken_again,
);

fn noted(matter: Matter, kind: NoteKind, on: &str, next: Option<&str>) -> Noted {
    Noted { matter, kind, on: on.parse().ok(), next: next.and_then(|day| day.parse().ok()) }
}

fn policy(id: &str) -> Matter {
    Matter::Policy(id.to_owned())
}

fn duty(turn: &str) -> Matter {
    Matter::Duty { duty: "audit".to_owned(), turn: turn.parse().unwrap() }
}

async fn add(db: &Database, noted: Noted, moment: i64) -> i64 {
    let added = db.write(move |tx| {
        Box::pin(
            async move { tx.add_noted(&school("oak"), &noted, at(moment), "dan", &sealed("words")).await },
        )
    });
    added.await.unwrap()
}

async fn entries_come_back_in_their_order_about_each_and_only_at_their_school(db: Database) {
    db.put_school("elm").await;
    let reviewed = noted(policy("safety"), NoteKind::Reviewed, "2026-03-09", Some("2027-03-31"));
    let early = noted(policy("safety"), NoteKind::Early, "2026-04-01", Some("2026-05-01"));
    let done = noted(duty("2026-03-20"), NoteKind::Done, "2026-03-10", None);
    assert_eq!(add(&db, reviewed.clone(), 2).await, 1);
    assert_eq!(add(&db, early.clone(), 1).await, 2, "whatever the clock says");
    assert_eq!(add(&db, noted(policy("other"), NoteKind::Document, "2026-03-10", None), 3).await, 1);
    assert_eq!(add(&db, done.clone(), 4).await, 1);
    let of = |name| db.read(move |db| Box::pin(async move { db.noted(&school(name)).await }));
    let all = of("oak").await;
    assert_eq!((all.len(), of("elm").await), (4, Vec::new()));
    let about =
        |matter: Matter| -> Vec<&Noted> { all.iter().filter(|noted| noted.matter == matter).collect() };
    assert_eq!(about(policy("safety")), [&reviewed, &early]);
    assert_eq!(about(duty("2026-03-20")), [&done]);
    let rows = db.read(|db| Box::pin(async move { db.noted_about(&school("oak"), &policy("safety")).await }));
    let first = NotedRow { noted: reviewed, number: 1, at: at(2), by: "dan".into(), body: sealed("words") };
    let rows = rows.await;
    assert_eq!((rows.len(), &rows[0]), (2, &first));
    let none =
        db.read(|db| Box::pin(async move { db.noted_about(&school("oak"), &duty("2026-03-21")).await }));
    assert_eq!(none.await, []);
}

fn form(n: u8) -> RegisterFormRow {
    RegisterFormRow {
        id: DraftId::from_random([n; 16]),
        school: school("oak"),
        matter: if n > 1 { duty("2026-03-20") } else { policy("safety") },
        owner: identity("U-dan"),
        page: "policy_reviewed".into(),
        state: FormState::Open,
        created_at: at(i64::from(n)),
    }
}

async fn find(db: &Database, of: &'static str, n: u8) -> Option<RegisterFormRow> {
    db.read(move |db| Box::pin(async move { db.register_form(&school(of), &form(n).id).await })).await
}

async fn a_register_form_comes_back_is_sent_once_and_forgotten(db: Database) {
    db.put_school("elm").await;
    let open = |n| db.write(move |tx| Box::pin(async move { tx.open_register_form(&form(n)).await }));
    for n in [1, 2] {
        open(n).await.unwrap();
        assert_eq!((find(&db, "oak", n).await, find(&db, "elm", n).await), (Some(form(n)), None));
    }
    assert_eq!(open(1).await, Err(StoreError::Conflict));
    let send = || db.write(|tx| Box::pin(async move { tx.send_register_form(&form(1).id).await }));
    assert_eq!((send().await, send().await), (Ok(true), Ok(false)));
    assert_eq!(find(&db, "oak", 1).await.map(|form| form.state), Some(FormState::Sent));
    let forget =
        db.write(|tx| Box::pin(async move { tx.forget_register_forms(&school("oak"), at(2)).await }));
    assert_eq!(forget.await, Ok(1));
    assert_eq!((find(&db, "oak", 1).await, find(&db, "oak", 2).await), (None, Some(form(2))));
}

async fn a_turn_that_is_given_back_can_be_taken_again(db: Database) {
    let take = |slot: &'static str, moment| {
        db.write(move |tx| {
            Box::pin(async move { tx.take_turn(&school("oak"), "review/safety", slot, at(moment)).await })
        })
    };
    assert_eq!((take("a", 1).await, take("a", 2).await, take("b", 3).await), (Ok(true), Ok(false), Ok(true)));
    let had = || db.read(|db| Box::pin(async move { db.turns_had(&school("oak"), "review/safety").await }));
    assert_eq!(had().await, ["a", "b"].map(str::to_owned).into());
    let done_at = |slot: &'static str| {
        db.read(move |db| {
            Box::pin(async move { db.turn_done_at(&school("oak"), "review/safety", slot).await })
        })
    };
    assert_eq!((done_at("a").await, done_at("c").await), (Some(at(1)), None));
    let back =
        db.write(|tx| Box::pin(async move { tx.give_turn_back(&school("oak"), "review/safety", "a").await }));
    back.await.unwrap();
    assert_eq!((had().await, take("a", 4).await), (["b".to_owned()].into(), Ok(true)));
}
