//! Keeps everything durably, in SQLite or PostgreSQL: one writer, migrations, and one file a family of tables.
//!
//! [`Store::write`] hands a job to the writer and answers only after its commit; [`Store::read`] asks a question of
//! one moment. What people wrote arrives sealed. Times are kept in whole milliseconds.

mod attest;
mod audit;
mod calls;
mod canary;
mod case_forms;
mod cases;
mod claim;
mod db;
mod directory;
mod drafts;
mod error;
mod escalation;
mod events;
mod feeds;
mod installs;
mod occurrences;
mod open;
mod open_cases;
mod origin;
mod outbox;
mod peek;
mod people;
mod questions;
mod record;
mod register;
mod route;
mod staff_list;
#[cfg(test)]
mod tests;
mod tx;

pub use attest::{ExceptionRow, How, ReadingRow, SignatureRow, TextRow, VisitorRow};
pub use audit::AuditRow;
pub use calls::CallRow;
pub use case_forms::{FormRow, FormState};
pub use claim::{Claimed, Want};
pub use db::{Db, Tx};
pub use directory::{AccountRow, EmailRow};
pub use drafts::{DraftRow, DraftState};
pub use error::StoreError;
pub use escalation::StepRow;
pub use feeds::FeedRow;
pub use installs::InstallRow;
pub use open::OpenError;
pub use open_cases::OpenCase;
pub use origin::{ArrivalRow, OriginRow};
pub use outbox::{NoticeState, OutboxCounts, OutboxRow};
pub use peek::Peek;
pub use people::{PersonRow, SpokenRow};
pub use questions::QuestionRow;
pub use record::{EntryRow, PlaceRow};
pub use register::{NotedRow, RegisterFormRow};
pub use route::RouteRow;
pub use staff_list::{ListPut, ListedRow};

use crate::domain::id::SchoolId;
use futures::future::BoxFuture;
use std::sync::Arc;
use tokio::sync::{Mutex, mpsc, watch};
use tokio::task::JoinHandle;
use tx::{Backend, Message, Writer};

/// Everything Hearken keeps. Clones share one writer.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    jobs: mpsc::Sender<Message>,
    readers: Readers,
    committed: watch::Sender<u64>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

enum Readers {
    Sqlite(sqlx::SqlitePool),
    #[cfg(feature = "postgres")]
    Postgres(sqlx::PgPool),
}

impl Readers {
    fn read<'s, T, F>(&'s self, question: F) -> BoxFuture<'s, Result<T, StoreError>>
    where
        T: Send + 's,
        F: for<'t, 'c> FnOnce(&'t mut Db<'c>) -> BoxFuture<'t, Result<T, StoreError>> + Send + 's,
    {
        // Boxed here, where it is seen to be Send; through the generics a caller who spawns it could not see that.
        match self {
            Readers::Sqlite(pool) => Box::pin(tx::read(pool, question)),
            #[cfg(feature = "postgres")]
            Readers::Postgres(pool) => Box::pin(tx::read(pool, question)),
        }
    }

    fn glance<'s, T, F>(&'s self, question: F) -> BoxFuture<'s, Result<T, StoreError>>
    where
        T: Send + 's,
        F: for<'t, 'c> FnOnce(&'t mut Db<'c>) -> BoxFuture<'t, Result<T, StoreError>> + Send + 's,
    {
        match self {
            Readers::Sqlite(pool) => Box::pin(tx::glance(pool, question)),
            #[cfg(feature = "postgres")]
            Readers::Postgres(pool) => Box::pin(tx::glance(pool, question)),
        }
    }

    async fn close(&self) {
        match self {
            Readers::Sqlite(pool) => pool.close().await,
            #[cfg(feature = "postgres")]
            Readers::Postgres(pool) => pool.close().await,
        }
    }
}

impl Store {
    /// Opens `sqlite://PATH` (made if it is not there, for its owner only) or `postgres://…`, and brings its tables
    /// up to date.
    pub async fn connect(url: &str) -> Result<Self, OpenError> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            let (writer, readers) = open::sqlite(path).await?;
            return Ok(Self::over(writer, Readers::Sqlite(readers)));
        }
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(OpenError::Url);
        }
        #[cfg(not(feature = "postgres"))]
        return Err(OpenError::WithoutPostgres);
        #[cfg(feature = "postgres")]
        {
            let (writer, readers) = open::postgres(url).await?;
            Ok(Self::over(writer, Readers::Postgres(readers)))
        }
    }

    fn over<B: Backend>(pool: sqlx::Pool<B>, readers: Readers) -> Self {
        let (jobs, queue) = mpsc::channel(tx::QUEUE);
        let committed = watch::Sender::new(0);
        let writer = Writer::new(pool, queue, committed.clone());
        let writer = Mutex::new(Some(tokio::spawn(writer.run())));
        Self(Arc::new(Inner { jobs, readers, committed, writer }))
    }

    /// Runs a job that writes for one school, whole or not at all, and answers after its commit. The job runs to
    /// its end even if its caller stops waiting.
    pub async fn write<T, F>(&self, school: &SchoolId, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    {
        tx::write(&self.0.jobs, Some(school.clone()), job).await
    }

    /// Like [`Store::write`] for work that belongs to no single school: the outbox's claims and marks.
    pub async fn write_any<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, StoreError>> + Send + 'static,
    {
        tx::write(&self.0.jobs, None, job).await
    }

    /// Asks a question; all of it sees the same moment, and every commit that was answered before.
    pub fn read<'s, T, F>(&'s self, question: F) -> BoxFuture<'s, Result<T, StoreError>>
    where
        T: Send + 's,
        F: for<'t, 'c> FnOnce(&'t mut Db<'c>) -> BoxFuture<'t, Result<T, StoreError>> + Send + 's,
    {
        self.0.readers.read(question)
    }

    /// Like [`Store::read`] for a question of one statement, without the transaction around it.
    pub fn glance<'s, T, F>(&'s self, question: F) -> BoxFuture<'s, Result<T, StoreError>>
    where
        T: Send + 's,
        F: for<'t, 'c> FnOnce(&'t mut Db<'c>) -> BoxFuture<'t, Result<T, StoreError>> + Send + 's,
    {
        self.0.readers.glance(question)
    }

    /// Changes after each commit of this process that put something into the outbox or planned a step. Take it
    /// before looking for work: then nothing is missed between the look and the wait.
    pub fn changed(&self) -> watch::Receiver<u64> {
        self.0.committed.subscribe()
    }

    /// Finishes every job handed in so far, refuses new ones, and closes the database.
    pub async fn close(&self) {
        // The writer goes last: only then does SQLite fold its log into the database file.
        self.0.readers.close().await;
        drop(self.0.jobs.send(Message::Stop).await);
        if let Some(writer) = self.0.writer.lock().await.take()
            && let Err(error) = writer.await
        {
            tracing::error!(panicked = error.is_panic(), "The writer did not come to its end");
        }
    }
}
