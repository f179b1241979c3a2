//! Checks what only the inside of the store can see: how its connections are set up, and a disk that fills up.

use super::{OpenError, OutboxRow, Readers, Store, StoreError, Want, open};
use crate::domain::Moment;
use crate::domain::id::{OutboxId, SchoolId};
use crate::domain::notice::Priority;
use crate::vault::Sealed;
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{Executor, SqlitePool};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

fn oak() -> SchoolId {
    SchoolId::parse("oak").unwrap()
}

fn row(key: &str, bytes: usize) -> OutboxRow {
    OutboxRow {
        id: OutboxId::parse(&format!("id-{key}")).unwrap(),
        school: oak(),
        dedupe_key: key.into(),
        destination: "somewhere".into(),
        payload: Sealed::from_store(vec![7; bytes]),
        priority: Priority::Ordinary,
        run_at: Moment::UNIX_EPOCH,
        created_at: Moment::UNIX_EPOCH,
    }
}

async fn opened(folder: &Path) -> (SqlitePool, SqlitePool) {
    open::sqlite(folder.join("hearken.db").to_str().unwrap()).await.unwrap()
}

/// A row of several pages and one of a few bytes. Every other job carelessly goes on after an error: SQLite has
/// rolled everything back by then, and what followed would be stored alone.
async fn enqueue(store: &Store, n: usize) -> Result<(), StoreError> {
    let school = oak();
    let job = store.write(&school, move |tx| {
        Box::pin(async move {
            let large = tx.enqueue(&row(&format!("large-{n}"), 20_000)).await;
            let small = tx.enqueue(&row(&format!("small-{n}"), 10)).await;
            if n.is_multiple_of(2) { Ok(()) } else { large.and(small).map(drop) }
        })
    });
    job.await
}

async fn stored(store: &Store) -> BTreeSet<String> {
    let rows = store
        .write_any(|tx| {
            Box::pin(async move {
                let ever = Moment::MAX_UTC;
                let (now, from, to) = (Moment::UNIX_EPOCH, Priority::Urgent, Priority::Bulk);
                let (lease_until, furthest, n) = (ever, ever, 100_000);
                tx.claim(&Want { now, lease_until, furthest, token: "t", n, busy: "[]", from, to }).await
            })
        })
        .await
        .unwrap();
    rows.into_iter().map(|row| row.dedupe_key).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_nothing_is_acknowledged_that_is_not_stored_and_with_room_again_it_goes_on() {
    const ROUNDS: usize = 12;
    let folder = tempfile::tempdir().unwrap();
    let (writer, readers) = opened(folder.path()).await;
    writer.close().await;
    // Every connection finds the disk as it is when it is opened.
    let full = Arc::new(AtomicBool::new(true));
    let is_full = full.clone();
    let writer = SqlitePoolOptions::new().max_connections(1).after_connect(move |conn, _| {
        let limit = if is_full.load(SeqCst) {
            "PRAGMA max_page_count = 400"
        } else {
            "PRAGMA max_page_count = 9999999"
        };
        Box::pin(async move { conn.execute(limit).await.map(drop) })
    });
    let writer = writer.connect_lazy_with(open::sqlite_options(&folder.path().join("hearken.db")));
    let store = Store::over(writer, Readers::Sqlite(readers));
    store
        .write(&oak(), |tx| Box::pin(async move { tx.put_school(&oak(), "kent", Moment::UNIX_EPOCH).await }))
        .await
        .unwrap();

    let mut acknowledged = BTreeSet::new();
    let mut refused = Vec::new();
    for round in 0..ROUNDS {
        full.store(round + 2 < ROUNDS, SeqCst);
        let writes = (round * 20..round * 20 + 20).map(|n| {
            let store = &store;
            async move { (n, enqueue(store, n).await) }
        });
        for (n, result) in futures::future::join_all(writes).await {
            match result {
                Ok(()) => acknowledged.extend([format!("large-{n}"), format!("small-{n}")]),
                Err(error) => refused.push((round, error)),
            }
        }
    }
    assert!(refused.iter().any(|(round, _)| *round == ROUNDS - 4), "the disk stayed full: {refused:?}");
    assert!(refused.iter().all(|(_, e)| *e == StoreError::Failed("SQLITE_FULL")), "{refused:?}");
    assert!(refused.iter().all(|(round, _)| *round != ROUNDS - 1), "it went on: {refused:?}");
    assert_eq!(stored(&store).await, acknowledged);
    store.close().await;
    let (again, _) = opened(folder.path()).await;
    let (sound,): (String,) = sqlx::query_as("PRAGMA integrity_check").fetch_one(&again).await.unwrap();
    assert_eq!(sound, "ok");
}

#[tokio::test]
async fn a_file_is_written_as_safely_as_sqlite_can_and_read_without_writing() {
    let folder = tempfile::tempdir().unwrap();
    let (writer, readers) = opened(folder.path()).await;
    let settings: (i64, i64, i64, i64) = sqlx::query_as(
        "SELECT (SELECT synchronous FROM pragma_synchronous), (SELECT foreign_keys FROM pragma_foreign_keys),
             (SELECT secure_delete FROM pragma_secure_delete), (SELECT timeout FROM pragma_busy_timeout)",
    )
    .fetch_one(&writer)
    .await
    .unwrap();
    assert_eq!(settings, (2, 1, 1, 10_000));
    let (mode,): (String,) = sqlx::query_as("PRAGMA journal_mode").fetch_one(&writer).await.unwrap();
    assert_eq!(mode, "wal");
    let error = (&readers).execute("DELETE FROM schools").await.unwrap_err();
    assert_eq!(super::error::code(&error), "SQLITE_READONLY");
    writer.close().await;
    readers.close().await;
}

#[test]
fn an_sqlite_that_can_lose_commits_is_too_old() {
    for (version, enough) in
        [("3.51.3", true), ("3.51.10", true), ("3.52", true), ("4.0.0", true), ("3.51.2", false), ("", false)]
    {
        assert_eq!(open::new_enough(version), enough, "{version}");
    }
    assert!(OpenError::OldSqlite("3.40.1".into()).to_string().contains("3.51.3"));
}

#[cfg(feature = "postgres")]
#[tokio::test]
async fn a_commit_is_on_disk_whatever_the_servers_default_is() {
    use sqlx::Connection;
    let server = std::env::var("HEARKEN_TEST_POSTGRES")
        .expect("HEARKEN_TEST_POSTGRES must hold a postgres:// address; scripts/test sets it");
    let mut conn = sqlx::PgConnection::connect(&server).await.unwrap();
    conn.execute("SET synchronous_commit = off").await.unwrap();
    open::set_up_writer(&mut conn).await.unwrap();
    let (on,): (String,) =
        sqlx::query_as("SELECT current_setting('synchronous_commit')").fetch_one(&mut conn).await.unwrap();
    assert_eq!(on, "on");
    conn.close().await.unwrap();
}
