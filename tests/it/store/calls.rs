//! Calls for help, their chase, and where their cards stand.

use super::harness::{Database, at, identity, person, school};
use hearken::store::CallRow;

on_both_databases!(
    a_call_is_answered_by_whoever_is_first,
    a_call_is_chased_one_step_at_a_time_until_it_is_answered,
    a_call_planned_while_the_clock_stood_ahead_is_due,
    the_cards_of_a_call_are_numbered_in_order,
);

fn call(id: &str, due: i64) -> CallRow {
    CallRow {
        id: id.into(),
        school: school("oak"),
        from: identity("U-amy"),
        at: at(1),
        answered_by: None,
        answered_at: None,
        step: 0,
        due_at: Some(at(due)),
    }
}

async fn put(db: &Database, call: CallRow) {
    db.write(move |tx| Box::pin(async move { tx.insert_call(&call).await })).await.unwrap();
}

async fn due(db: &Database, now: i64) -> Vec<String> {
    let rows =
        db.read(move |db| Box::pin(async move { db.calls_due(at(now), at(now + 100), 0, 10).await })).await;
    rows.into_iter().map(|row| row.unwrap().id).collect()
}

async fn a_call_is_answered_by_whoever_is_first(db: Database) {
    db.put_school("elm").await;
    put(&db, call("call-1", 6)).await;
    let find = |of| db.read(move |db| Box::pin(async move { db.call(&school(of), "call-1").await }));
    assert_eq!(find("oak").await, Some(call("call-1", 6)));
    assert_eq!(find("elm").await, None);
    for (who, first) in [("dan", true), ("zoe", false)] {
        let answered = db
            .write(move |tx| {
                Box::pin(async move { tx.answer_call("call-1", Some(&person(who)), at(2)).await })
            })
            .await;
        assert_eq!(answered, Ok(first));
    }
    let answered = CallRow {
        answered_by: Some(person("dan")),
        answered_at: Some(at(2)),
        due_at: None,
        ..call("call-1", 6)
    };
    assert_eq!(find("oak").await, Some(answered));
}

async fn a_call_is_chased_one_step_at_a_time_until_it_is_answered(db: Database) {
    put(&db, call("call-2", 9)).await;
    put(&db, call("call-1", 6)).await;
    put(&db, CallRow { due_at: None, ..call("file", 0) }).await;
    assert_eq!(due(&db, 5).await, Vec::<String>::new());
    assert_eq!(due(&db, 9).await, ["call-1", "call-2"], "the longest overdue first");
    let next = |after| db.read(move |db| Box::pin(async move { db.next_call_at(at(after)).await }));
    assert_eq!((next(0).await, next(6).await, next(9).await), (Some(at(6)), Some(at(9)), None));
    let chase =
        |step| db.write(move |tx| Box::pin(async move { tx.chase_call("call-1", step, at(20)).await }));
    assert_eq!((chase(0).await, chase(0).await), (Ok(true), Ok(false)), "for exactly one caller");
    assert_eq!(due(&db, 9).await, ["call-2"]);
    db.write(|tx| Box::pin(async move { tx.answer_call("call-1", None, at(10)).await })).await.unwrap();
    assert_eq!(chase(1).await, Ok(false), "never once it is answered");
    assert_eq!(due(&db, 30).await, ["call-2"]);
}

async fn a_call_planned_while_the_clock_stood_ahead_is_due(db: Database) {
    put(&db, call("call-1", 1_000_000)).await;
    assert_eq!(due(&db, 5).await, ["call-1"]);
}

async fn the_cards_of_a_call_are_numbered_in_order(db: Database) {
    for id in ["call-1", "call-2"] {
        put(&db, call(id, 6)).await;
    }
    for (id, receipt) in [("call-1", "a"), ("call-2", "b"), ("call-1", "c")] {
        db.write(move |tx| Box::pin(async move { tx.add_call_place(&school("oak"), id, receipt).await }))
            .await
            .unwrap();
    }
    let places = db.read(|db| Box::pin(async move { db.call_places("call-1").await })).await;
    assert_eq!(places, [(1, "a".to_owned()), (2, "c".to_owned())]);
}
