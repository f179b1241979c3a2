//! The outbox and the escalation steps: what is sent once, later, by one, or never.

use super::harness::{Database, at, case, insert_case, notice, school, sealed, want};
use hearken::domain::id::OutboxId;
use hearken::domain::notice::Priority;
use hearken::store::{Claimed, NoticeState, OutboxCounts, OutboxRow, StepRow, Store, StoreError, Want};
use std::collections::BTreeSet;

on_both_databases!(
    two_things_are_enqueued_together_and_each_key_once,
    a_key_is_enqueued_once_a_school,
    rows_are_claimed_when_due_the_oldest_first,
    what_presses_most_is_claimed_first_and_keeps_its_order,
    what_is_in_no_hurry_is_claimed_by_the_pace_of_its_workspace,
    a_claimed_row_is_whole_and_counts_its_attempts,
    a_lease_keeps_others_away_until_it_ends,
    marks_need_the_token_of_the_lease,
    a_row_sent_is_never_claimed_again_and_can_be_forgotten,
    a_dead_row_is_kept_and_counted,
    a_row_given_back_is_free_and_was_never_tried,
    a_busy_destination_is_passed_over,
    a_destination_on_hold_is_left_out,
    the_next_run_waits_for_due_times_leases_and_holds,
    a_clock_put_back_holds_no_row_up,
    a_row_that_cannot_be_read_dies_alone,
    a_notice_is_found_by_its_key_whatever_became_of_it,
    the_latest_moment_is_that_of_whatever_was_stored_last,
    two_claimers_never_get_the_same_row,
    a_step_is_planned_once_and_fires_once,
    a_step_that_cannot_be_read_hides_no_other,
    a_cancelled_step_never_fires,
    a_step_is_hastened_and_never_put_off,
);

/// Nothing is planned so many milliseconds ahead.
const FURTHEST: i64 = 500;

async fn enqueue(db: &Database, row: OutboxRow) -> bool {
    db.write(move |tx| Box::pin(async move { tx.enqueue(&row).await })).await.unwrap()
}

async fn claim(store: &Store, now: i64, until: i64, token: &'static str, n: u32) -> Vec<Claimed> {
    store
        .write_any(move |tx| {
            Box::pin(async move { tx.claim(&want(now, until, now + FURTHEST, token, n)).await })
        })
        .await
        .unwrap()
}

async fn claimed_keys(db: &Database, now: i64, until: i64, token: &'static str) -> Vec<String> {
    claim(&db.store, now, until, token, 10).await.into_iter().map(|row| row.dedupe_key).collect()
}

fn id(key: &str) -> OutboxId {
    notice(key, 0).id
}

async fn done(db: &Database, key: &'static str, token: &'static str) -> bool {
    db.store
        .write_any(move |tx| Box::pin(async move { tx.done(&id(key), token, at(500)).await }))
        .await
        .unwrap()
}

async fn retry(db: &Database, key: &'static str, token: &'static str, run_at: i64) -> bool {
    db.store
        .write_any(move |tx| Box::pin(async move { tx.retry(&id(key), token, at(run_at), "http_429").await }))
        .await
        .unwrap()
}

async fn dead(db: &Database, key: &'static str, token: &'static str) -> bool {
    db.store
        .write_any(move |tx| Box::pin(async move { tx.dead(&id(key), token, "gone", at(500)).await }))
        .await
        .unwrap()
}

async fn counts(db: &Database) -> (u64, u64) {
    let OutboxCounts { waiting, dead, .. } =
        db.read(|db| Box::pin(async move { db.outbox_counts().await })).await;
    (waiting, dead)
}

async fn a_key_is_enqueued_once_a_school(db: Database) {
    db.put_school("elm").await;
    assert!(enqueue(&db, notice("a", 0)).await);
    assert!(!enqueue(&db, OutboxRow { id: id("other"), ..notice("a", 0) }).await);
    assert!(enqueue(&db, OutboxRow { id: id("other"), school: school("elm"), ..notice("a", 0) }).await);
    assert_eq!(counts(&db).await, (2, 0));
    let oldest = db.read(|db| Box::pin(async move { db.outbox_counts().await })).await.oldest;
    assert_eq!(oldest, Some(at(0)));
}

async fn rows_are_claimed_when_due_the_oldest_first(db: Database) {
    for (key, due) in [("late", 30), ("second", 20), ("first", 10), ("not-yet", 31)] {
        enqueue(&db, notice(key, due)).await;
    }
    let two = claim(&db.store, 30, 100, "t1", 2).await;
    assert_eq!(two.iter().map(|row| row.dedupe_key.as_str()).collect::<Vec<_>>(), ["first", "second"]);
    assert_eq!(claimed_keys(&db, 30, 100, "t2").await, ["late"]);
}

async fn what_presses_most_is_claimed_first_and_keeps_its_order(db: Database) {
    for (key, priority, due) in [
        ("bulk-1", Priority::Bulk, 1),
        ("ordinary-2", Priority::Ordinary, 2),
        ("ordinary-3", Priority::Ordinary, 3),
        ("urgent-4", Priority::Urgent, 4),
        ("urgent-5", Priority::Urgent, 5),
    ] {
        enqueue(&db, OutboxRow { priority, ..notice(key, due) }).await;
    }
    let take = |token: &'static str, n, from, to| {
        let claim = db.store.write_any(move |tx| {
            Box::pin(async move { tx.claim(&Want { from, to, ..want(9, 100, FURTHEST, token, n) }).await })
        });
        async move { claim.await.unwrap().into_iter().map(|row| row.dedupe_key).collect::<Vec<_>>() }
    };
    assert_eq!(take("t1", 9, Priority::Urgent, Priority::Urgent).await, ["urgent-4", "urgent-5"]);
    for key in ["urgent-4", "urgent-5"] {
        assert!(retry(&db, key, "t1", 6).await);
    }
    assert_eq!(take("t2", 3, Priority::Urgent, Priority::Bulk).await, ["urgent-4", "urgent-5", "ordinary-2"]);
    assert_eq!(take("t3", 9, Priority::Urgent, Priority::Ordinary).await, ["ordinary-3"]);
    assert_eq!(take("t4", 9, Priority::Bulk, Priority::Bulk).await, ["bulk-1"]);
}

async fn what_is_in_no_hurry_is_claimed_by_the_pace_of_its_workspace(db: Database) {
    let bulk = |key: &str, destination: &str| OutboxRow {
        destination: destination.into(),
        priority: Priority::Bulk,
        ..notice(key, 0)
    };
    for (key, destination) in
        [("a1", "slack/T1/direct/U-1"), ("a2", "slack/T1/direct/U-2"), ("b1", "slack/T2/direct/U-1")]
    {
        enqueue(&db, bulk(key, destination)).await;
    }
    enqueue(&db, bulk("lost", "morning")).await;
    enqueue(&db, notice("ordinary", 0)).await;
    let next = || db.read(|db| Box::pin(async move { db.next_run_at().await }));
    let pace = |paced: &'static str, until| {
        db.store.write_any(move |tx| Box::pin(async move { tx.pace(paced, at(until)).await }))
    };
    let take = |token: &'static str, now| {
        let claim = db.store.write_any(move |tx| {
            let (from, to) = (Priority::Urgent, Priority::Bulk);
            let want = Want { from, to, ..want(now, now + 100, now + FURTHEST, token, 9) };
            Box::pin(async move { tx.claim(&want).await })
        });
        async move {
            let mut rows: Vec<_> =
                claim.await.unwrap().into_iter().map(|row| (row.dedupe_key, row.paced)).collect();
            rows.sort();
            rows
        }
    };
    let row = |key: &str, paced: &str| (key.to_owned(), paced.to_owned());
    for paced in ["slack/T1", "morning/oak"] {
        pace(paced, 300).await.unwrap();
    }
    assert_eq!(take("t1", 10).await, [row("b1", "slack/T2"), row("ordinary", "")]);
    for key in ["b1", "ordinary"] {
        assert!(done(&db, key, "t1").await);
    }
    assert_eq!(next().await, Some(at(300)), "a held pace is waited for");
    assert_eq!(take("t2", 299).await, []);
    // A pace that a clock ahead had left holds nothing up, and is set anew.
    pace("slack/T1", 9_000).await.unwrap();
    pace("slack/T1", 310).await.unwrap();
    assert_eq!(take("t3", 300).await, [row("lost", "morning/oak")]);
    assert_eq!(take("t4", 310).await, [row("a1", "slack/T1"), row("a2", "slack/T1")]);
}

async fn a_claimed_row_is_whole_and_counts_its_attempts(db: Database) {
    enqueue(&db, notice("a", 0)).await;
    let row = |attempts, token: &str| Claimed {
        id: id("a"),
        school: school("oak"),
        dedupe_key: "a".into(),
        destination: notice("a", 0).destination,
        payload: sealed("a notice"),
        priority: Priority::Ordinary,
        paced: String::new(),
        attempts,
        token: token.into(),
    };
    assert_eq!(claim(&db.store, 0, 10, "t1", 5).await, [row(1, "t1")]);
    assert!(retry(&db, "a", "t1", 3).await);
    assert_eq!(claim(&db.store, 2, 10, "t2", 5).await, []);
    assert_eq!(claim(&db.store, 3, 10, "t2", 5).await, [row(2, "t2")]);
}

async fn a_lease_keeps_others_away_until_it_ends(db: Database) {
    enqueue(&db, notice("a", 0)).await;
    assert_eq!(claimed_keys(&db, 0, 10, "t1").await, ["a"]);
    assert!(claimed_keys(&db, 9, 20, "t2").await.is_empty());
    assert_eq!(claimed_keys(&db, 10, 20, "t2").await, ["a"]);
}

async fn marks_need_the_token_of_the_lease(db: Database) {
    enqueue(&db, notice("a", 0)).await;
    claim(&db.store, 0, 10, "t1", 1).await;
    claim(&db.store, 10, 20, "t2", 1).await;
    assert!(!done(&db, "a", "t1").await);
    assert!(!retry(&db, "a", "t1", 50).await);
    assert!(!dead(&db, "a", "t1").await);
    assert_eq!(counts(&db).await, (1, 0));
    assert!(done(&db, "a", "t2").await);
    assert!(!done(&db, "a", "t2").await);
}

async fn a_row_sent_is_never_claimed_again_and_can_be_forgotten(db: Database) {
    enqueue(&db, notice("a", 0)).await;
    claim(&db.store, 0, 10, "t1", 1).await;
    assert!(done(&db, "a", "t1").await);
    assert!(claimed_keys(&db, 1_000, 2_000, "t2").await.is_empty());
    assert!(!enqueue(&db, notice("a", 0)).await);
    let forget =
        |before| db.store.write_any(move |tx| Box::pin(async move { tx.forget_done(at(before)).await }));
    assert_eq!(forget(500).await, Ok(0));
    assert_eq!(forget(501).await, Ok(1));
    assert!(enqueue(&db, notice("a", 0)).await);
}

async fn a_dead_row_is_kept_and_counted(db: Database) {
    enqueue(&db, notice("a", 0)).await;
    claim(&db.store, 0, 10, "t1", 1).await;
    assert!(dead(&db, "a", "t1").await);
    assert_eq!(counts(&db).await, (0, 1));
    let forgotten =
        db.store.write_any(|tx| Box::pin(async move { tx.forget_done(at(1_000_000)).await })).await;
    assert_eq!(forgotten, Ok(0));
    assert!(claimed_keys(&db, 1_000, 2_000, "t2").await.is_empty());
    assert_eq!(counts(&db).await, (0, 1));
}

async fn hold(db: &Database, until: i64) {
    db.store
        .write_any(move |tx| {
            Box::pin(async move { tx.hold_destination(&notice("a", 0).destination, at(until)).await })
        })
        .await
        .unwrap();
}

async fn a_row_given_back_is_free_and_was_never_tried(db: Database) {
    enqueue(&db, notice("a", 0)).await;
    let back = |token: &'static str| {
        db.store.write_any(move |tx| Box::pin(async move { tx.give_back(&id("a"), token).await }))
    };
    assert_eq!(claim(&db.store, 0, 100, "t1", 5).await[0].attempts, 1);
    assert_eq!(back("t2").await, Ok(false), "the lease is somebody else's");
    assert_eq!(back("t1").await, Ok(true));
    assert_eq!(claim(&db.store, 0, 100, "t3", 5).await[0].attempts, 1);
    let uncount = db.store.write_any(|tx| Box::pin(async move { tx.uncount(&id("a"), "t3").await }));
    assert_eq!(uncount.await, Ok(true));
    assert!(retry(&db, "a", "t3", 1).await);
    assert_eq!(claim(&db.store, 1, 100, "t4", 5).await[0].attempts, 1);
}

async fn a_busy_destination_is_passed_over(db: Database) {
    let to = |key: &str, destination: &str| OutboxRow { destination: destination.into(), ..notice(key, 0) };
    enqueue(&db, to("a", "it's \"busy\"")).await;
    enqueue(&db, to("b", "free")).await;
    let claim = |busy: &'static str| {
        db.store.write_any(move |tx| {
            Box::pin(async move { tx.claim(&Want { busy, ..want(0, 1, FURTHEST, "t", 5) }).await })
        })
    };
    let keys = |rows: Vec<Claimed>| rows.into_iter().map(|row| row.dedupe_key).collect::<Vec<_>>();
    assert_eq!(keys(claim(r#"["it's \"busy\"", "another"]"#).await.unwrap()), ["b"]);
    assert_eq!(keys(claim("[]").await.unwrap()), ["a"]);
}

async fn a_destination_on_hold_is_left_out(db: Database) {
    enqueue(&db, notice("held", 0)).await;
    enqueue(&db, OutboxRow { destination: "slack/T1/space/C-1".into(), ..notice("free", 1) }).await;
    hold(&db, 50).await;
    hold(&db, 40).await;
    assert_eq!(claimed_keys(&db, 49, 100, "t1").await, ["free"]);
    assert_eq!(claimed_keys(&db, 50, 100, "t1").await, ["held"]);
}

async fn the_next_run_waits_for_due_times_leases_and_holds(db: Database) {
    let next = || db.read(|db| Box::pin(async move { db.next_run_at().await }));
    assert_eq!(next().await, None);
    enqueue(&db, notice("a", 5)).await;
    enqueue(&db, OutboxRow { destination: "elsewhere".into(), ..notice("b", 90) }).await;
    assert_eq!(next().await, Some(at(5)));
    claim(&db.store, 5, 60, "t1", 1).await;
    assert_eq!(next().await, Some(at(60)));
    hold(&db, 70).await;
    assert_eq!(next().await, Some(at(70)));
    assert!(done(&db, "a", "t1").await);
    assert_eq!(next().await, Some(at(90)));
}

async fn a_clock_put_back_holds_no_row_up(db: Database) {
    // Stored, tried and put on hold while the clock stood ahead.
    enqueue(&db, OutboxRow { created_at: at(100), ..notice("stored", 100) }).await;
    enqueue(&db, notice("tried", 0)).await;
    enqueue(&db, notice("planned", 9_000)).await;
    claim(&db.store, 0, 8_000, "t1", 1).await;
    hold(&db, 8_000).await;
    assert_eq!(claimed_keys(&db, 1, 30, "t2").await, ["tried", "stored", "planned"]);
    assert!(claimed_keys(&db, 1, 30, "t3").await.is_empty(), "by the right clock a lease holds");
    assert!(retry(&db, "stored", "t2", 50).await);
    assert!(claimed_keys(&db, 29, 40, "t3").await.is_empty(), "and so does a pause");
    assert_eq!(claimed_keys(&db, 50, 60, "t3").await.len(), 3);
}

async fn a_row_that_cannot_be_read_dies_alone(db: Database) {
    enqueue(&db, notice("a", 0)).await;
    enqueue(&db, notice("b", 0)).await;
    let spoil = "UPDATE outbox SET attempts = -9 WHERE dedupe_key = 'a'";
    db.run_sql(spoil, spoil).await;
    assert_eq!(claimed_keys(&db, 0, 10, "t1").await, ["b"]);
    assert_eq!(counts(&db).await, (1, 1));
}

async fn a_notice_is_found_by_its_key_whatever_became_of_it(db: Database) {
    let state = |key: &'static str| {
        db.read(move |db| Box::pin(async move { db.notice_state(&school("oak"), key).await }))
    };
    for key in ["a", "b", "c"] {
        enqueue(&db, notice(key, 0)).await;
    }
    claim(&db.store, 0, 10, "t1", 3).await;
    dead(&db, "a", "t1").await;
    done(&db, "b", "t1").await;
    assert_eq!(state("a").await, Some(NoticeState::Dead));
    assert_eq!(state("b").await, Some(NoticeState::Done));
    assert_eq!(state("c").await, Some(NoticeState::Waiting));
    assert_eq!(state("nowhere").await, None);
}

async fn the_latest_moment_is_that_of_whatever_was_stored_last(db: Database) {
    let latest = || db.read(|db| Box::pin(async move { db.latest_moment().await }));
    assert_eq!(latest().await, None);
    enqueue(&db, OutboxRow { created_at: at(7), ..notice("a", 7) }).await;
    assert_eq!(latest().await, Some(at(7)));
    put_case(&db).await;
    assert_eq!(latest().await, Some(at(7)), "a case received earlier changes nothing");
    claim(&db.store, 7, 10, "t1", 1).await;
    done(&db, "a", "t1").await;
    assert_eq!(latest().await, Some(at(500)));
}

async fn two_claimers_never_get_the_same_row(db: Database) {
    const ROWS: usize = 60;
    db.write(|tx| {
        Box::pin(async move {
            for n in 0..ROWS {
                tx.enqueue(&notice(&format!("n{n}"), 0)).await?;
            }
            Ok(())
        })
    })
    .await
    .unwrap();
    let other = db.another_process().await;
    let claim_all = |store: Store, token: &'static str| async move {
        let mut got = Vec::new();
        loop {
            let rows = claim(&store, 1, 100, token, 3).await;
            if rows.is_empty() {
                return got;
            }
            got.extend(rows.into_iter().map(|row| row.dedupe_key));
        }
    };
    let one = tokio::spawn(claim_all(db.store.clone(), "t1"));
    let two = tokio::spawn(claim_all(other.clone(), "t2"));
    let all: Vec<String> = one.await.unwrap().into_iter().chain(two.await.unwrap()).collect();
    // A row that the other was just claiming may be skipped by both; nobody has it, so it is there next time.
    let left = claim(&db.store, 1, 100, "t3", 100).await;
    assert_eq!(all.len() + left.len(), ROWS);
    assert_eq!(all.iter().chain(left.iter().map(|row| &row.dedupe_key)).collect::<BTreeSet<_>>().len(), ROWS);
    other.close().await;
}

async fn two_things_are_enqueued_together_and_each_key_once(db: Database) {
    let both = |one: &'static str, other: &'static str| {
        db.write(move |tx| Box::pin(async move { tx.enqueue_both(&notice(one, 0), &notice(other, 0)).await }))
    };
    let changed = db.store.changed();
    assert_eq!(both("a", "b").await, Ok(2));
    assert!(changed.has_changed().unwrap());
    assert_eq!(both("b", "c").await, Ok(1));
    assert_eq!(both("a", "c").await, Ok(0));
    let claimed = claim(&db.store, 1, 100, "t", 100).await;
    let keys: BTreeSet<String> = claimed.into_iter().map(|row| row.dedupe_key).collect();
    assert_eq!(keys, ["a", "b", "c"].map(String::from).into());
}

async fn put_case(db: &Database) {
    db.write(|tx| Box::pin(async move { insert_case(tx, &case(1)).await })).await.unwrap();
}

async fn schedule(db: &Database, step: u32, due: i64) -> bool {
    db.write(move |tx| {
        Box::pin(async move { tx.schedule_step(&school("oak"), &case(1).id, step, at(due)).await })
    })
    .await
    .unwrap()
}

async fn fire(db: &Database, step: u32) -> bool {
    db.write(move |tx| Box::pin(async move { tx.fire_step(&case(1).id, step).await })).await.unwrap()
}

async fn steps_due(db: &Database, now: i64) -> Vec<(u32, i64)> {
    let steps = db.read(move |db| Box::pin(async move { db.steps_due(at(now), 0, 10).await })).await;
    let steps: Vec<StepRow> = steps.into_iter().map(Result::unwrap).collect();
    for StepRow { school: of, case: id, .. } in &steps {
        assert_eq!((of, id), (&school("oak"), &case(1).id));
    }
    steps.into_iter().map(|step| (step.step, (step.due_at - at(0)).num_milliseconds())).collect()
}

async fn a_step_is_planned_once_and_fires_once(db: Database) {
    put_case(&db).await;
    assert!(schedule(&db, 2, 20).await);
    assert!(schedule(&db, 1, 10).await);
    assert!(!schedule(&db, 1, 99).await);
    let next = |after| db.read(move |db| Box::pin(async move { db.next_step_at(at(after)).await }));
    assert_eq!(next(0).await, Some(at(10)));
    assert_eq!(next(10).await, Some(at(20)));
    assert_eq!(steps_due(&db, 9).await, []);
    assert_eq!(steps_due(&db, 20).await, [(1, 10), (2, 20)]);
    assert!(fire(&db, 1).await);
    assert!(!fire(&db, 1).await);
    assert!(!schedule(&db, 1, 99).await);
    assert_eq!(next(0).await, Some(at(20)));
}

async fn a_step_that_cannot_be_read_hides_no_other(db: Database) {
    put_case(&db).await;
    for step in 1..4 {
        schedule(&db, step, 10 * i64::from(step)).await;
    }
    let spoil = "UPDATE escalation SET step = -1 WHERE step = 1";
    db.run_sql(spoil, spoil).await;
    let due = |skip| db.read(move |db| Box::pin(async move { db.steps_due(at(99), skip, 2).await }));
    let steps = |rows: Vec<Result<StepRow, StoreError>>| -> Vec<_> {
        rows.into_iter().map(|row| row.map(|row| row.step)).collect()
    };
    assert_eq!(steps(due(0).await), [Err(StoreError::Failed("row_unreadable")), Ok(2)]);
    assert_eq!(steps(due(1).await), [Ok(2), Ok(3)]);
}

async fn a_cancelled_step_never_fires(db: Database) {
    put_case(&db).await;
    schedule(&db, 1, 10).await;
    let cancel = || db.write(|tx| Box::pin(async move { tx.cancel_steps(&case(1).id).await }));
    assert_eq!(cancel().await, Ok(1));
    assert_eq!(cancel().await, Ok(0));
    assert!(!fire(&db, 1).await);
    assert_eq!(steps_due(&db, 100).await, []);
}

async fn a_step_is_hastened_and_never_put_off(db: Database) {
    put_case(&db).await;
    schedule(&db, 1, 10).await;
    let hasten =
        |due| db.write(move |tx| Box::pin(async move { tx.hasten_step(&case(1).id, at(due)).await }));
    assert_eq!(hasten(20).await, Ok(false));
    assert_eq!(hasten(5).await, Ok(true));
    assert_eq!(steps_due(&db, 100).await, [(1, 5)]);
    let without_case = db
        .write(|tx| Box::pin(async move { tx.schedule_step(&school("oak"), &case(9).id, 1, at(0)).await }))
        .await;
    assert_eq!(without_case, Err(StoreError::Failed("constraint")));
}
