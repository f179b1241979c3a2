//! The audit log, the vault's canary, and what may never be changed.

use super::harness::{Database, at, case, insert_case, school, sealed};
use hearken::domain::access::Subjects;
use hearken::store::{AuditRow, StoreError};

on_both_databases!(
    audit_rows_come_back_in_order_and_by_school,
    an_audit_number_is_given_once,
    a_canary_is_the_one_put_last,
    what_was_written_is_never_changed_or_deleted,
);

fn row(of: &str, seq: i64) -> AuditRow {
    AuditRow {
        school: school(of),
        seq,
        at: at(seq),
        actor: "dan".into(),
        action: "case_read".into(),
        subject: "case-1".into(),
        prev: vec![0, 1],
        hash: vec![u8::try_from(seq).unwrap(), 255],
    }
}

async fn put(db: &Database, row: AuditRow) -> Result<(), StoreError> {
    db.write(move |tx| Box::pin(async move { tx.insert_audit(&row).await })).await
}

async fn audit_rows_come_back_in_order_and_by_school(db: Database) {
    db.put_school("elm").await;
    let last = || db.read(|db| Box::pin(async move { db.audit_last(&school("oak")).await }));
    assert_eq!(last().await, None);
    for row in [row("oak", 1), row("oak", 2), row("elm", 9), row("oak", 3)] {
        put(&db, row).await.unwrap();
    }
    assert_eq!(last().await, Some((3, vec![3, 255])));
    let rows = |from, limit| {
        db.read(move |db| Box::pin(async move { db.audit_rows(&school("oak"), from, limit).await }))
    };
    assert_eq!(rows(0, 10).await, [row("oak", 1), row("oak", 2), row("oak", 3)]);
    assert_eq!(rows(2, 1).await, [row("oak", 2)]);
}

async fn an_audit_number_is_given_once(db: Database) {
    put(&db, row("oak", 1)).await.unwrap();
    assert_eq!(put(&db, row("oak", 1)).await, Err(StoreError::Conflict));
}

async fn a_canary_is_the_one_put_last(db: Database) {
    let canary = || db.read(|db| Box::pin(async move { db.canary(&school("oak")).await }));
    assert_eq!(canary().await, None);
    for word in ["first", "second"] {
        db.write(move |tx| Box::pin(async move { tx.put_canary(&school("oak"), &sealed(word)).await }))
            .await
            .unwrap();
    }
    assert_eq!(canary().await, Some(sealed("second")));
}

async fn what_was_written_is_never_changed_or_deleted(db: Database) {
    put(&db, row("oak", 1)).await.unwrap();
    db.write(|tx| {
        Box::pin(async move {
            insert_case(tx, &case(1)).await?;
            tx.add_entry(&school("oak"), &case(1).id, "more", at(1), None, &sealed("more")).await?;
            let subjects = Subjects { unknown_adult: true, ..Subjects::default() };
            tx.add_subjects(&school("oak"), &case(1).id, &subjects).await
        })
    })
    .await
    .unwrap();
    for change in [
        "UPDATE case_entry SET kind = 'x'",
        "DELETE FROM case_entry",
        "UPDATE case_subject SET subject = 'x'",
        "DELETE FROM case_subject",
        "UPDATE audit SET action = 'x'",
        "DELETE FROM audit",
    ] {
        let error = db.try_sql(change, change).await;
        assert!(error.as_ref().is_some_and(|e| e.contains("only added")), "{change}: {error:?}");
    }
    // SQLite has no such statement, and no way round its triggers but a changed schema.
    for change in ["TRUNCATE case_entry", "TRUNCATE case_subject", "TRUNCATE audit"] {
        assert!(db.try_sql(change, change).await.is_some(), "{change}");
    }
}
