//! Owns every transaction. Writes are jobs for one writer task: several share a commit, and each is answered only
//! after it.
//!
//! An error anywhere closes the connection. Measured: after a full disk or a failing fsync sqlx goes on with a
//! transaction that SQLite has already rolled back, and reports commits that never happened. PostgreSQL answers the
//! `COMMIT` of an aborted transaction with a `ROLLBACK` and no error; releasing a savepoint does fail there, so a
//! job counts only once its savepoint is released.

use super::db::{Conn, Db, Tx, run};
use super::error::{CLOSED, Fault, StoreError, code};
use crate::domain::id::SchoolId;
use futures::FutureExt;
use futures::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::{Connection, Database, Pool, SqlSafeStr, Sqlite};
use std::any::Any;
use std::collections::VecDeque;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};
use tokio::sync::{mpsc, oneshot, watch};

/// Jobs that share one commit, at most.
const GROUP: usize = 64;
/// How long a server is given to say that it is still there.
#[cfg(feature = "postgres")]
const ANSWER: Duration = Duration::from_secs(10);
/// Jobs that may wait for the writer before callers wait to hand in theirs.
pub(super) const QUEUE: usize = 256;

type Answer = Box<dyn Any + Send>;
type Work = Box<dyn for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Answer, StoreError>> + Send>;
type Reply = oneshot::Sender<Result<Answer, StoreError>>;

/// One write: whole or not at all, whatever becomes of its caller.
pub(super) struct Job {
    /// The school it writes for; `None` for the outbox's own marks.
    scope: Option<SchoolId>,
    work: Work,
    reply: Reply,
}

pub(super) enum Message {
    Job(Job),
    /// Finish what waits, then end.
    Stop,
}

fn work<T, F>(job: F) -> Work
where
    T: Send + 'static,
    F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
{
    fn higher_ranked<F>(f: F) -> F
    where
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Answer, StoreError>>,
    {
        f
    }
    Box::new(higher_ranked(move |tx| {
        // The closure itself runs inside the future, so that a panic in it is caught there too.
        Box::pin(async move { job(tx).await.map(|value| Box::new(value) as Answer) })
    }))
}

/// Hands a job to the writer and waits for its commit.
pub(super) async fn write<T, F>(
    jobs: &mpsc::Sender<Message>,
    scope: Option<SchoolId>,
    job: F,
) -> Result<T, StoreError>
where
    T: Send + 'static,
    F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    jobs.send(Message::Job(Job { scope, work: work(job), reply })).await.map_err(|_| CLOSED)?;
    // A writer that vanished says nothing about the job it had.
    let answer = answer.await.map_err(|_| StoreError::Unknown("writer_gone"))??;
    Ok(*answer.downcast::<T>().expect("a job's answer has the job's own type"))
}

/// Asks something of the store: everything in `question` sees the same moment.
pub(super) async fn read<B, T, F>(pool: &Pool<B>, question: F) -> Result<T, StoreError>
where
    B: Backend,
    F: for<'t, 'c> FnOnce(&'t mut Db<'c>) -> BoxFuture<'t, Result<T, StoreError>> + Send,
{
    let conn = within::<B, _>(pool.acquire()).await?.map_err(failed)?;
    // Whoever stops waiting in the middle leaves a connection nobody can vouch for.
    let mut conn = Returned { conn, whole: false };
    let mut tx = begin::<B>(&mut conn.conn, B::BEGIN_READ).await?;
    let mut db = Db::over(B::conn(&mut tx));
    let answer = within::<B, _>(question(&mut db)).await?;
    if !matches!(db.fault, Some(Fault::Broken(_))) {
        within::<B, _>(tx.rollback()).await?.map_err(failed)?;
        conn.whole = true;
    }
    answer
}

/// Asks what is one statement: that sees one moment by itself.
pub(super) async fn glance<B, T, F>(pool: &Pool<B>, question: F) -> Result<T, StoreError>
where
    B: Backend,
    F: for<'t, 'c> FnOnce(&'t mut Db<'c>) -> BoxFuture<'t, Result<T, StoreError>> + Send,
{
    let conn = within::<B, _>(pool.acquire()).await?.map_err(failed)?;
    let mut conn = Returned { conn, whole: false };
    let mut db = Db::over(B::conn(&mut conn.conn));
    let answer = within::<B, _>(question(&mut db)).await?;
    conn.whole = db.fault.is_none();
    answer
}

fn failed(error: sqlx::Error) -> StoreError {
    StoreError::Failed(code(&error))
}

/// A pool's connection that is closed unless its work came to its end.
struct Returned<B: Backend> {
    conn: PoolConnection<B>,
    whole: bool,
}

impl<B: Backend> Drop for Returned<B> {
    fn drop(&mut self) {
        if !self.whole {
            self.conn.close_on_drop();
        }
    }
}

/// What the two databases do differently.
pub(super) trait Backend: Database {
    /// Begins a transaction; see [`Backend::enter`].
    const BEGIN_WRITE: &'static str;
    const BEGIN_READ: &'static str;
    /// Whether jobs of different schools may share a commit.
    const MIXES_SCHOOLS: bool;
    /// Whether a commit takes the last job's savepoint along, and fails where that job was rolled back.
    const COMMIT_RELEASES: bool;
    /// How long one step may take where an answer can be lost on its way. A file's answer cannot.
    const PATIENCE: Option<Duration>;

    fn conn(conn: &mut Self::Connection) -> Conn<'_>;

    /// Whether a connection that was not used for a while still leads somewhere.
    fn is_there(conn: &mut Self::Connection) -> impl Future<Output = bool> + Send;

    /// Keeps other processes from writing for the same school, and sets the first job's savepoint.
    fn enter(
        tx: &mut Tx<'_>,
        school: Option<&SchoolId>,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;
}

impl Backend for Sqlite {
    // Each text that is sent costs a change of threads and back: what can go together does.
    const BEGIN_WRITE: &'static str = "BEGIN IMMEDIATE; SAVEPOINT job";
    const BEGIN_READ: &'static str = "BEGIN";
    const MIXES_SCHOOLS: bool = true;
    const COMMIT_RELEASES: bool = true;
    const PATIENCE: Option<Duration> = None;

    fn conn(conn: &mut Self::Connection) -> Conn<'_> {
        Conn::Sqlite(conn)
    }

    async fn is_there(_: &mut Self::Connection) -> bool {
        true
    }

    async fn enter(_: &mut Tx<'_>, _: Option<&SchoolId>) -> Result<(), StoreError> {
        Ok(())
    }
}

#[cfg(feature = "postgres")]
impl Backend for sqlx::Postgres {
    const BEGIN_WRITE: &'static str = "BEGIN";
    const BEGIN_READ: &'static str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    const MIXES_SCHOOLS: bool = false;
    const COMMIT_RELEASES: bool = false;
    const PATIENCE: Option<Duration> = Some(Duration::from_secs(40));

    fn conn(conn: &mut Self::Connection) -> Conn<'_> {
        Conn::Postgres(conn)
    }

    async fn is_there(conn: &mut Self::Connection) -> bool {
        matches!(tokio::time::timeout(ANSWER, conn.ping()).await, Ok(Ok(())))
    }

    async fn enter(tx: &mut Tx<'_>, school: Option<&SchoolId>) -> Result<(), StoreError> {
        use sha2::{Digest, Sha256};
        // The lock goes first: it would be lost with a savepoint that is rolled back.
        if let Some(school) = school {
            let digest = Sha256::digest(school.as_str().as_bytes());
            let key = digest.first_chunk().map(|eight| i64::from_be_bytes(*eight));
            let key = key.expect("a SHA-256 digest has 32 bytes");
            run!(tx, change, "SELECT pg_advisory_xact_lock($1)", key)?;
        }
        run!(tx, change, "SAVEPOINT job").map(drop)
    }
}

/// Waits for one step, as long as this database is given.
async fn within<B: Backend, F: Future>(step: F) -> Result<F::Output, StoreError> {
    match B::PATIENCE {
        None => Ok(step.await),
        Some(patience) => {
            tokio::time::timeout(patience, step).await.map_err(|_| StoreError::Failed("timeout"))
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place where transactions begin")]
async fn begin<'c, B: Backend>(
    conn: &'c mut B::Connection,
    how: &'static str,
) -> Result<sqlx::Transaction<'c, B>, StoreError> {
    within::<B, _>(conn.begin_with(how.into_sql_str())).await?.map_err(failed)
}

/// The one task that writes.
pub(super) struct Writer<B: Backend> {
    pool: Pool<B>,
    /// The pool's one connection, kept as long as nothing goes wrong on it.
    conn: Option<PoolConnection<B>>,
    jobs: mpsc::Receiver<Message>,
    committed: watch::Sender<u64>,
    /// Received, but not begun.
    waiting: VecDeque<Job>,
}

/// A job that ran, and what it may be told once the commit is through.
struct Ran {
    reply: Reply,
    outcome: Result<Answer, StoreError>,
}

impl<B: Backend> Writer<B> {
    pub(super) fn new(pool: Pool<B>, jobs: mpsc::Receiver<Message>, committed: watch::Sender<u64>) -> Self {
        Self { pool, conn: None, jobs, committed, waiting: VecDeque::new() }
    }

    pub(super) async fn run(mut self) {
        while self.receive().await {
            while !self.waiting.is_empty() {
                self.write_group().await;
            }
        }
        self.conn = None;
        self.pool.close().await;
    }

    /// Waits for a job and takes along whatever else waits; false when no more will come.
    async fn receive(&mut self) -> bool {
        let mut next = self.jobs.recv().await;
        loop {
            match next {
                None => return !self.waiting.is_empty(),
                Some(Message::Job(job)) => self.waiting.push_back(job),
                Some(Message::Stop) => self.jobs.close(),
            }
            if self.waiting.len() >= GROUP {
                return true;
            }
            next = match self.jobs.try_recv() {
                Ok(message) => Some(message),
                Err(mpsc::error::TryRecvError::Disconnected) => None,
                Err(mpsc::error::TryRecvError::Empty) if self.waiting.is_empty() => self.jobs.recv().await,
                Err(mpsc::error::TryRecvError::Empty) => return true,
            };
        }
    }

    async fn connection(&mut self) -> Result<PoolConnection<B>, StoreError> {
        if let Some(mut conn) = self.conn.take() {
            if B::is_there(&mut conn).await {
                return Ok(conn);
            }
            conn.close_on_drop();
        }
        within::<B, _>(self.pool.acquire()).await?.map_err(failed)
    }

    /// Writes as many of the waiting jobs as may share a commit, and answers them.
    async fn write_group(&mut self) {
        let mut ran = Vec::new();
        let (result, wakes) = match self.connection().await {
            Ok(mut conn) => {
                let written = self.write_on(&mut conn, &mut ran).await;
                if written.is_err() {
                    conn.close_on_drop();
                } else {
                    self.conn = Some(conn);
                }
                (written.map(drop), written.unwrap_or(false))
            }
            Err(error) => (Err(error), false),
        };
        if let Err(error) = result {
            if ran.is_empty() {
                // Not even begun: everybody who waited is told, nobody waits a second time.
                let nobody = self.waiting.drain(..);
                ran.extend(nobody.map(|job| Ran { reply: job.reply, outcome: Err(error) }));
            }
            tracing::error!(jobs = ran.len(), "A write was not stored: {error}");
        } else if wakes {
            self.committed.send_modify(|commits| *commits += 1);
        }
        for Ran { reply, outcome } in ran {
            let told = match (result, outcome) {
                (Ok(()), outcome) => outcome,
                (Err(error), Ok(_)) => Err(error),
                // What it collided with may have gone down with this very group.
                (Err(StoreError::Failed(code) | StoreError::Unknown(code)), Err(StoreError::Conflict)) => {
                    Err(StoreError::Failed(code))
                }
                (Err(_), outcome) => outcome,
            };
            // A caller who went away is no reason to stop; the job is stored all the same.
            drop(reply.send(told));
        }
    }

    /// One transaction. Whether anything in it wakes a worker, or why none of it is vouched for.
    async fn write_on(&mut self, conn: &mut B::Connection, ran: &mut Vec<Ran>) -> Result<bool, StoreError> {
        let mut transaction = begin::<B>(conn, B::BEGIN_WRITE).await?;
        let mut wakes = false;
        {
            let mut tx = Tx::over(B::conn(&mut transaction));
            let scope = self.waiting.front().and_then(|job| job.scope.clone());
            let together = |job: &Job| B::MIXES_SCHOOLS || job.scope == scope;
            if let Err(error) = within::<B, _>(B::enter(&mut tx, scope.as_ref())).await.flatten() {
                // Another process holds this school; the others' jobs have a chance still.
                while let Some(Job { reply, .. }) = take_first(&mut self.waiting, together) {
                    ran.push(Ran { reply, outcome: Err(error) });
                }
                return Err(error);
            }
            while ran.len() < GROUP {
                let Some(Job { work, reply, .. }) = take_first(&mut self.waiting, together) else { break };
                let last = ran.len() + 1 == GROUP || !self.waiting.iter().any(together);
                let (outcome, broken) = match run_job::<B>(&mut tx, work, last).await {
                    Ok(outcome) => (outcome, None),
                    Err(error) => (Err(error), Some(error)),
                };
                wakes |= tx.wakes && outcome.is_ok();
                ran.push(Ran { reply, outcome });
                if let Some(error) = broken {
                    return Err(error);
                }
            }
        }
        let began = Instant::now();
        let committed = within::<B, _>(transaction.commit()).await;
        metrics::histogram!("hearken_commit_seconds").record(began.elapsed());
        match committed {
            Ok(Ok(())) => Ok(wakes),
            Ok(Err(error)) => Err(StoreError::Unknown(code(&error))),
            Err(_) => Err(StoreError::Unknown("timeout")),
        }
    }
}

/// The first that may go along. A school's jobs keep their order; those between them wait for the next commit.
fn take_first(waiting: &mut VecDeque<Job>, together: impl Fn(&Job) -> bool) -> Option<Job> {
    let at = waiting.iter().position(together)?;
    waiting.remove(at)
}

/// Runs one job in the savepoint that is set, and leaves one for the next. `Err` when the connection cannot be
/// trusted afterwards.
async fn run_job<B: Backend>(
    tx: &mut Tx<'_>,
    work: Work,
    last: bool,
) -> Result<Result<Answer, StoreError>, StoreError> {
    tx.wakes = false;
    let answer = within::<B, _>(AssertUnwindSafe(async { work(tx).await }).catch_unwind()).await?;
    let answer = answer.map_err(|_| StoreError::Failed("panic"))?;
    // A job that swallowed an error does not get away with half of itself.
    let outcome = match tx.fault {
        None => answer,
        Some(Fault::Refused(error)) => Err(error),
        Some(Fault::Broken(code)) => return Err(StoreError::Failed(code)),
    };
    tx.fault = None;
    if outcome.is_err() {
        tx.chain = None;
        run!(tx, script, "ROLLBACK TO SAVEPOINT job")?;
    } else if !(last && B::COMMIT_RELEASES) {
        run!(tx, script, "RELEASE SAVEPOINT job; SAVEPOINT job")?;
    }
    Ok(outcome)
}
