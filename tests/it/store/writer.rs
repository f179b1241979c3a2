//! What becomes of writes: together or not at all, whoever fails, panics or goes away.

use super::harness::{Database, Doing, at, case, insert_case, notice, school, want};
use futures::poll;
use hearken::domain::case::Case;
use hearken::store::{AuditRow, OutboxRow, Store, StoreError, Tx};
use std::pin::pin;
use tokio::sync::oneshot;

on_both_databases!(
    writes_that_waited_together_share_a_commit_and_a_conflict_costs_only_its_own_job,
    a_job_that_hides_an_error_is_not_stored,
    a_broken_constraint_costs_only_its_own_job,
    a_panic_fails_its_group_and_the_writer_goes_on,
    a_commit_that_fails_is_told_as_unknown_and_the_writer_goes_on,
    a_write_is_whole_although_its_caller_went_away_before_it_began,
    a_write_is_whole_although_its_caller_went_away_in_the_middle,
    closing_stores_what_was_handed_in_and_refuses_more,
    a_question_sees_one_moment,
    only_work_for_the_outbox_and_the_ladder_wakes_the_workers,
    two_processes_keep_one_audit_chain,
    a_link_that_was_undone_is_not_built_upon,
    jobs_of_two_schools_that_share_a_commit_keep_a_chain_each,
);

/// A job that holds up the writer, so that others pile up behind it.
struct Blocker {
    started: oneshot::Receiver<()>,
    release: oneshot::Sender<()>,
    done: tokio::task::JoinHandle<Result<(), StoreError>>,
}

impl Blocker {
    async fn start(db: &Database) -> Self {
        let (tell, started) = oneshot::channel();
        let (release, released) = oneshot::channel::<()>();
        let store = db.store.clone();
        let done = tokio::spawn(async move {
            store
                .write(&school("oak"), |_| {
                    Box::pin(async move {
                        tell.send(()).unwrap();
                        released.await.unwrap();
                        Ok(())
                    })
                })
                .await
        });
        let mut blocker = Self { started, release, done };
        (&mut blocker.started).await.unwrap();
        blocker
    }

    async fn release(self) {
        self.release.send(()).unwrap();
        self.done.await.unwrap().unwrap();
    }
}

fn enqueue(key: &'static str) -> impl for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> Doing<'t, bool> + Send + 'static {
    move |tx| Box::pin(async move { tx.enqueue(&notice(key, 0)).await })
}

async fn waiting(db: &Database) -> u64 {
    db.read(|db| Box::pin(async move { Ok(db.outbox_counts().await?.waiting) })).await
}

async fn writes_that_waited_together_share_a_commit_and_a_conflict_costs_only_its_own_job(db: Database) {
    let commits = db.store.changed();
    let blocker = Blocker::start(&db).await;
    let mut first = pin!(db.write(enqueue("a")));
    let mut refused = pin!(db.write(|tx| {
        Box::pin(async move {
            tx.enqueue(&notice("refused", 0)).await?;
            Err::<(), _>(StoreError::Conflict)
        })
    }));
    let mut duplicate = pin!(db.write(|tx| {
        Box::pin(async move {
            insert_case(tx, &case(1)).await?;
            tx.enqueue(&notice("case", 0)).await?;
            insert_case(tx, &Case { reference: case(2).reference, ..case(1) }).await
        })
    }));
    let mut last = pin!(db.write(enqueue("b")));
    assert!(poll!(first.as_mut()).is_pending());
    assert!(poll!(refused.as_mut()).is_pending());
    assert!(poll!(duplicate.as_mut()).is_pending());
    assert!(poll!(last.as_mut()).is_pending());
    blocker.release().await;

    assert_eq!(first.await, Ok(true));
    assert_eq!(refused.await, Err(StoreError::Conflict));
    assert_eq!(duplicate.await, Err(StoreError::Conflict));
    assert_eq!(last.await, Ok(true));
    assert_eq!(*commits.borrow(), 1, "one commit for all of them");
    assert_eq!(waiting(&db).await, 2);
    let case = db.read(|db| Box::pin(async move { db.case(&school("oak"), &case(1).id).await })).await;
    assert_eq!(case, None);
}

async fn a_job_that_hides_an_error_is_not_stored(db: Database) {
    // The same case with another reference.
    let insert = |n| {
        db.write(move |tx| {
            Box::pin(async move {
                let other = Case { reference: case(n).reference, ..case(1) };
                let _ = insert_case(tx, &other).await;
                let _ = tx.enqueue(&notice("after", 0)).await;
                Ok(())
            })
        })
    };
    assert_eq!(insert(1).await, Ok(()));
    assert_eq!(waiting(&db).await, 1);
    assert_eq!(insert(2).await, Err(StoreError::Conflict));
    assert_eq!(waiting(&db).await, 1);
}

async fn a_broken_constraint_costs_only_its_own_job(db: Database) {
    let blocker = Blocker::start(&db).await;
    let mut broken = pin!(db.write(|tx| {
        Box::pin(async move { tx.enqueue(&OutboxRow { school: school("nowhere"), ..notice("x", 0) }).await })
    }));
    let mut fine = pin!(db.write(enqueue("a")));
    assert!(poll!(broken.as_mut()).is_pending());
    assert!(poll!(fine.as_mut()).is_pending());
    blocker.release().await;
    assert_eq!(broken.await, Err(StoreError::Failed("constraint")));
    assert_eq!(fine.await, Ok(true));
}

async fn a_panic_fails_its_group_and_the_writer_goes_on(db: Database) {
    let blocker = Blocker::start(&db).await;
    let mut before = pin!(db.write(enqueue("before")));
    let mut panics = pin!(db.write(|tx| {
        Box::pin(async move {
            tx.enqueue(&notice("panics", 0)).await?;
            if tx.outbox_counts().await?.waiting > 0 {
                panic!("a test panics on purpose");
            }
            Ok(())
        })
    }));
    let mut after = pin!(db.write(enqueue("after")));
    assert!(poll!(before.as_mut()).is_pending());
    assert!(poll!(panics.as_mut()).is_pending());
    assert!(poll!(after.as_mut()).is_pending());
    blocker.release().await;
    assert_eq!(before.await, Err(StoreError::Failed("panic")));
    assert_eq!(panics.await, Err(StoreError::Failed("panic")));
    assert_eq!(after.await, Ok(true));
    assert_eq!(db.write(enqueue("before")).await, Ok(true));
    assert_eq!(waiting(&db).await, 2);
}

async fn a_commit_that_fails_is_told_as_unknown_and_the_writer_goes_on(db: Database) {
    // A row for the destination `trap` breaks a constraint that is looked at only by the commit.
    db.run_sql(
        "CREATE TABLE trap (school TEXT REFERENCES schools (id) DEFERRABLE INITIALLY DEFERRED);
         CREATE TRIGGER trap AFTER INSERT ON outbox WHEN new.destination = 'trap'
         BEGIN INSERT INTO trap VALUES ('nowhere'); END",
        "CREATE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN RAISE EXCEPTION 'trapped'; END $$;
         CREATE CONSTRAINT TRIGGER trap AFTER INSERT ON outbox DEFERRABLE INITIALLY DEFERRED
             FOR EACH ROW WHEN (new.destination = 'trap') EXECUTE FUNCTION trap()",
    )
    .await;
    let blocker = Blocker::start(&db).await;
    let mut neighbour = pin!(db.write(enqueue("neighbour")));
    let mut refused = pin!(db.write(|_| Box::pin(async move { Err::<(), _>(StoreError::Conflict) })));
    let mut trapped = pin!(db.write(|tx| {
        Box::pin(async move {
            tx.enqueue(&OutboxRow { destination: "trap".into(), ..notice("trapped", 0) }).await
        })
    }));
    assert!(poll!(neighbour.as_mut()).is_pending());
    assert!(poll!(refused.as_mut()).is_pending());
    assert!(poll!(trapped.as_mut()).is_pending());
    blocker.release().await;
    assert!(matches!(neighbour.await, Err(StoreError::Unknown(_))));
    assert!(matches!(refused.await, Err(StoreError::Failed(_))), "a refusal was not stored for certain");
    assert!(matches!(trapped.await, Err(StoreError::Unknown(_))));
    assert_eq!(waiting(&db).await, 0);
    assert_eq!(db.write(enqueue("a")).await, Ok(true));
    assert_eq!(waiting(&db).await, 1);
}

async fn a_write_is_whole_although_its_caller_went_away_before_it_began(db: Database) {
    let blocker = Blocker::start(&db).await;
    {
        let mut abandoned = pin!(db.write(enqueue("a")));
        assert!(poll!(abandoned.as_mut()).is_pending());
    }
    blocker.release().await;
    assert_eq!(db.write(enqueue("b")).await, Ok(true));
    assert_eq!(waiting(&db).await, 2);
}

async fn a_write_is_whole_although_its_caller_went_away_in_the_middle(db: Database) {
    let (tell, started) = oneshot::channel();
    let (release, released) = oneshot::channel::<()>();
    let store = db.store.clone();
    let caller = tokio::spawn(async move {
        store
            .write(&school("oak"), |tx| {
                Box::pin(async move {
                    tx.enqueue(&notice("a", 0)).await?;
                    tell.send(()).unwrap();
                    released.await.unwrap();
                    tx.enqueue(&notice("b", 0)).await
                })
            })
            .await
    });
    started.await.unwrap();
    caller.abort();
    assert!(caller.await.unwrap_err().is_cancelled());
    release.send(()).unwrap();
    assert_eq!(db.write(enqueue("c")).await, Ok(true));
    assert_eq!(waiting(&db).await, 3);
}

async fn closing_stores_what_was_handed_in_and_refuses_more(db: Database) {
    let blocker = Blocker::start(&db).await;
    let mut handed_in = pin!(db.write(enqueue("a")));
    assert!(poll!(handed_in.as_mut()).is_pending());
    let mut closing = pin!(db.store.close());
    assert!(poll!(closing.as_mut()).is_pending());
    blocker.release().await;
    closing.await;
    assert_eq!(handed_in.await, Ok(true));
    assert_eq!(db.write(enqueue("b")).await, Err(StoreError::Failed("store_closed")));
    let read = db.store.read(|db| Box::pin(async move { db.outbox_counts().await })).await;
    assert_eq!(read, Err(StoreError::Failed("store_closed")));
    let again = db.another_process().await;
    let counts = again.read(|db| Box::pin(async move { db.outbox_counts().await })).await.unwrap();
    assert_eq!(counts.waiting, 1);
    again.close().await;
}

async fn a_question_sees_one_moment(db: Database) {
    let (tell, looked) = oneshot::channel();
    let (release, written) = oneshot::channel::<()>();
    let store = db.store.clone();
    let question = tokio::spawn(async move {
        store
            .read(|db| {
                Box::pin(async move {
                    let before = db.outbox_counts().await?.waiting;
                    tell.send(()).unwrap();
                    written.await.unwrap();
                    Ok((before, db.outbox_counts().await?.waiting))
                })
            })
            .await
    });
    looked.await.unwrap();
    assert_eq!(db.write(enqueue("a")).await, Ok(true));
    release.send(()).unwrap();
    assert_eq!(question.await.unwrap(), Ok((0, 0)));
    assert_eq!(waiting(&db).await, 1);
}

async fn only_work_for_the_outbox_and_the_ladder_wakes_the_workers(db: Database) {
    let mut changed = db.store.changed();
    db.write(|tx| Box::pin(async move { insert_case(tx, &case(1)).await })).await.unwrap();
    db.store.write_any(|tx| Box::pin(async move { tx.claim(&want(9, 10, 99, "t", 5)).await })).await.unwrap();
    assert!(!changed.has_changed().unwrap());
    db.write(enqueue("a")).await.unwrap();
    assert!(changed.has_changed().unwrap());
    changed.mark_unchanged();
    db.write(|tx| Box::pin(async move { tx.schedule_step(&school("oak"), &case(1).id, 1, at(5)).await }))
        .await
        .unwrap();
    assert!(changed.has_changed().unwrap());
    assert!(!db.store.changed().has_changed().unwrap(), "what was before a look is not news");
    changed.mark_unchanged();
    db.store.close().await;
    assert!(!changed.has_changed().unwrap(), "whoever waits goes on waiting when the store is closed");
}

/// Adds a link to the chain of `oak`; its number.
fn link<'t>(tx: &'t mut Tx<'_>) -> Doing<'t, i64> {
    link_at(tx, "oak")
}

fn link_at<'t>(tx: &'t mut Tx<'_>, at_school: &'static str) -> Doing<'t, i64> {
    Box::pin(async move {
        let (last, prev) = tx.audit_end(&school(at_school)).await?.unwrap_or((0, vec![]));
        let row = AuditRow {
            school: school(at_school),
            seq: last + 1,
            at: at(0),
            actor: "dan".into(),
            action: "case_read".into(),
            subject: "case-1".into(),
            prev,
            hash: format!("{at_school} {}", last + 1).into_bytes(),
        };
        tx.insert_audit(&row).await?;
        Ok(row.seq)
    })
}

async fn two_processes_keep_one_audit_chain(db: Database) {
    const EACH: usize = 25;
    let other = db.another_process().await;
    let writes = |store: Store| async move {
        let mut numbers = Vec::new();
        for _ in 0..EACH {
            numbers.push(store.write(&school("oak"), |tx| link(tx)).await.unwrap());
        }
        numbers
    };
    let (one, two) = (tokio::spawn(writes(db.store.clone())), tokio::spawn(writes(other.clone())));
    let mut all: Vec<i64> = one.await.unwrap().into_iter().chain(two.await.unwrap()).collect();
    all.sort_unstable();
    assert_eq!(all, (1..=50).collect::<Vec<i64>>());
    other.close().await;
}

async fn chain(db: &Database, at_school: &'static str) -> Vec<(i64, Vec<u8>, Vec<u8>)> {
    let rows = db.read(move |db| Box::pin(async move { db.audit_rows(&school(at_school), 1, 100).await }));
    rows.await.into_iter().map(|row| (row.seq, row.prev, row.hash)).collect()
}

/// The links of a whole chain.
fn whole(at_school: &str, links: i64) -> Vec<(i64, Vec<u8>, Vec<u8>)> {
    let hash = |n: i64| if n == 0 { vec![] } else { format!("{at_school} {n}").into_bytes() };
    (1..=links).map(|n| (n, hash(n - 1), hash(n))).collect()
}

async fn a_link_that_was_undone_is_not_built_upon(db: Database) {
    let blocker = Blocker::start(&db).await;
    let mut first = pin!(db.write(|tx| link(tx)));
    let mut undone = pin!(db.write(|tx| {
        Box::pin(async move {
            link(tx).await?;
            link(tx).await?;
            Err::<(), _>(StoreError::Conflict)
        })
    }));
    let mut hidden = pin!(db.write(|tx| {
        Box::pin(async move {
            let seq = link(tx).await?;
            let row = AuditRow { hash: vec![9], ..tx.audit_rows(&school("oak"), seq, 1).await?.remove(0) };
            let _ = tx.insert_audit(&row).await;
            Ok(())
        })
    }));
    let mut last = pin!(db.write(|tx| {
        Box::pin(async move {
            link(tx).await?;
            link(tx).await
        })
    }));
    assert!(poll!(first.as_mut()).is_pending());
    assert!(poll!(undone.as_mut()).is_pending());
    assert!(poll!(hidden.as_mut()).is_pending());
    assert!(poll!(last.as_mut()).is_pending());
    blocker.release().await;
    assert_eq!(first.await, Ok(1));
    assert_eq!(undone.await, Err(StoreError::Conflict));
    assert_eq!(hidden.await, Err(StoreError::Conflict));
    assert_eq!(last.await, Ok(3));
    assert_eq!(chain(&db, "oak").await, whole("oak", 3));
}

async fn jobs_of_two_schools_that_share_a_commit_keep_a_chain_each(db: Database) {
    let elm = db.put_school("elm").await;
    let blocker = Blocker::start(&db).await;
    let mut waiting = Vec::new();
    for _ in 0..2 {
        waiting.push(Box::pin(db.store.write(&elm, |tx| link_at(tx, "elm"))) as Doing<'_, i64>);
        waiting.push(Box::pin(db.write(|tx| link(tx))));
    }
    for job in &mut waiting {
        assert!(poll!(job.as_mut()).is_pending());
    }
    blocker.release().await;
    let mut numbers = Vec::new();
    for job in waiting {
        numbers.push(job.await.unwrap());
    }
    assert_eq!(numbers, [1, 1, 2, 2]);
    for name in ["oak", "elm"] {
        assert_eq!(chain(&db, name).await, whole(name, 2));
    }
}

#[cfg(feature = "postgres")]
mod on_postgres_only {
    use super::*;

    /// As the server does when it is shut down in a hurry.
    async fn end_every_connection(url: &str) {
        use sqlx::Connection;
        let mut conn = sqlx::PgConnection::connect(url).await.unwrap();
        sqlx::query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .execute(&mut conn)
        .await
        .unwrap();
        conn.close().await.unwrap();
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn it_goes_on_after_the_server_ended_every_connection() {
        let db = Database::postgres().await;
        db.write(enqueue("a")).await.unwrap();
        assert_eq!(waiting(&db).await, 1);
        end_every_connection(&db.url).await;
        assert_eq!(db.write(enqueue("b")).await, Ok(true));
        assert_eq!(waiting(&db).await, 2);
        db.end().await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_connection_that_ends_in_the_middle_stores_nothing_and_says_so() {
        let db = Database::postgres().await;
        let (tell, started) = oneshot::channel();
        let (release, released) = oneshot::channel::<()>();
        let mut cut = Box::pin(db.write(|tx| {
            Box::pin(async move {
                tx.enqueue(&notice("a", 0)).await?;
                tell.send(()).unwrap();
                released.await.unwrap();
                let _ = tx.enqueue(&notice("b", 0)).await;
                Ok(())
            })
        }));
        assert!(poll!(cut.as_mut()).is_pending());
        started.await.unwrap();
        end_every_connection(&db.url).await;
        release.send(()).unwrap();
        assert!(matches!(cut.await, Err(StoreError::Failed(_))));
        assert_eq!(waiting(&db).await, 0);
        assert_eq!(db.write(enqueue("c")).await, Ok(true));
        db.end().await;
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_process_waits_for_another_that_writes_for_the_same_school_only() {
        let db = Database::postgres().await;
        db.put_school("elm").await;
        let other = db.another_process().await;
        let (tell, started) = oneshot::channel();
        let (release, released) = oneshot::channel::<()>();
        let mut first = Box::pin(db.write(|tx| {
            Box::pin(async move {
                tell.send(()).unwrap();
                released.await.unwrap();
                link(tx).await
            })
        }));
        assert!(poll!(first.as_mut()).is_pending());
        started.await.unwrap();
        let elsewhere = other
            .write(&school("elm"), |tx| {
                Box::pin(async move { tx.put_school(&school("elm"), "kings", at(1)).await })
            })
            .await;
        assert_eq!(elsewhere, Ok(()));
        let second = tokio::spawn(async move {
            let number = other.write(&school("oak"), |tx| link(tx)).await;
            other.close().await;
            number
        });
        release.send(()).unwrap();
        assert_eq!(first.await, Ok(1));
        assert_eq!(second.await.unwrap(), Ok(2));
        db.end().await;
    }
}
