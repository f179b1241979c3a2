//! A fresh database for each test, and short ways to say what is put into it.

use hearken::domain::Moment;
use hearken::domain::access::Subjects;
use hearken::domain::case::{Case, State};
use hearken::domain::concern::{About, Category};
use hearken::domain::id::{CaseId, DraftId, OutboxId, PersonId, Reference, SchoolId};
use hearken::domain::notice::Priority;
use hearken::domain::school::{Identity, PlatformKind};
use hearken::domain::urgency::Urgency;
use hearken::store::{Db, OutboxRow, RouteRow, Store, StoreError, Tx, Want};
use hearken::vault::Sealed;
use std::future::Future;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use tokio::sync::OnceCell;

pub type Doing<'t, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 't>>;

/// A database of one test, with the school `oak` in it.
#[derive(Clone)]
pub struct Database {
    pub url: String,
    pub store: Store,
    _folder: Option<Arc<tempfile::TempDir>>,
}

const FILE: &str = "hearken.db";

fn sqlite_in(folder: &Path) -> String {
    format!("sqlite://{}", folder.join(FILE).display())
}

/// Each is a copy of one whose tables were made once: making them takes longer than most tests.
impl Database {
    pub async fn sqlite() -> Self {
        static MADE: OnceCell<tempfile::TempDir> = OnceCell::const_new();
        let made = MADE.get_or_init(|| async {
            let folder = tempfile::tempdir().unwrap();
            Store::connect(&sqlite_in(folder.path())).await.unwrap().close().await;
            folder
        });
        let (made, folder) = (made.await, tempfile::tempdir().unwrap());
        std::fs::copy(made.path().join(FILE), folder.path().join(FILE)).unwrap();
        Self::opened(sqlite_in(folder.path()), Some(Arc::new(folder))).await
    }

    #[cfg(feature = "postgres")]
    #[expect(
        clippy::disallowed_methods,
        reason = "both names were made here, and no statement takes one as a value"
    )]
    pub async fn postgres() -> Self {
        use sqlx::migrate::MigrateDatabase;
        use sqlx::{Connection, Executor};
        static MADE: OnceCell<String> = OnceCell::const_new();
        let made = MADE.get_or_init(|| async {
            let url = fresh_postgres_url();
            sqlx::Postgres::create_database(&url).await.unwrap();
            Store::connect(&url).await.unwrap().close().await;
            url
        });
        let (made, url) = (made.await, fresh_postgres_url());
        let copy = format!("CREATE DATABASE {} TEMPLATE {}", database_in(&url), database_in(made));
        let mut server = sqlx::PgConnection::connect(&postgres_server()).await.unwrap();
        server.execute(sqlx::AssertSqlSafe(copy)).await.unwrap();
        server.close().await.unwrap();
        Self::opened(url, None).await
    }

    async fn opened(url: String, folder: Option<Arc<tempfile::TempDir>>) -> Self {
        let store = Store::connect(&url).await.unwrap();
        let database = Self { url, store, _folder: folder };
        database.put_school("oak").await;
        database
    }

    pub async fn put_school(&self, id: &str) -> SchoolId {
        let id = school(id);
        let put = id.clone();
        self.write(move |tx| Box::pin(async move { tx.put_school(&put, "kent", at(0)).await }))
            .await
            .unwrap();
        id
    }

    /// Writes for the school `oak`.
    pub async fn write<T, F>(&self, job: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> Doing<'t, T> + Send + 'static,
    {
        self.store.write(&school("oak"), job).await
    }

    pub async fn read<T, F>(&self, question: F) -> T
    where
        T: Send,
        F: for<'t, 'c> FnOnce(&'t mut Db<'c>) -> Doing<'t, T> + Send,
    {
        self.store.read(question).await.unwrap()
    }

    /// Runs statements past the store, in the database's own words; the error they end in, if any.
    pub async fn try_sql(&self, on_sqlite: &'static str, on_postgres: &'static str) -> Option<String> {
        use sqlx::{Connection, Executor};
        #[cfg(feature = "postgres")]
        if self.url.starts_with("postgres") {
            let mut conn = sqlx::PgConnection::connect(&self.url).await.unwrap();
            let done = conn.execute(on_postgres).await;
            conn.close().await.unwrap();
            return done.err().map(|error| error.to_string());
        }
        let _ = on_postgres;
        let mut conn = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
        let done = conn.execute(on_sqlite).await;
        conn.close().await.unwrap();
        done.err().map(|error| error.to_string())
    }

    /// A number that the store itself has no question for.
    pub async fn number(&self, sql: &'static str) -> i64 {
        use sqlx::Connection;
        #[cfg(feature = "postgres")]
        if self.url.starts_with("postgres") {
            let mut conn = sqlx::PgConnection::connect(&self.url).await.unwrap();
            let (number,) = sqlx::query_as(sql).fetch_one(&mut conn).await.unwrap();
            conn.close().await.unwrap();
            return number;
        }
        let mut conn = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
        let (number,) = sqlx::query_as(sql).fetch_one(&mut conn).await.unwrap();
        conn.close().await.unwrap();
        number
    }

    pub async fn run_sql(&self, on_sqlite: &'static str, on_postgres: &'static str) {
        assert_eq!(self.try_sql(on_sqlite, on_postgres).await, None);
    }

    /// Another process on the same database.
    pub async fn another_process(&self) -> Store {
        Store::connect(&self.url).await.unwrap()
    }

    pub async fn end(self) {
        self.store.close().await;
        #[cfg(feature = "postgres")]
        if self.url.starts_with("postgres") {
            use sqlx::migrate::MigrateDatabase;
            sqlx::Postgres::force_drop_database(&self.url).await.unwrap();
        }
    }
}

#[cfg(feature = "postgres")]
fn postgres_server() -> String {
    std::env::var("HEARKEN_TEST_POSTGRES").expect(
        "HEARKEN_TEST_POSTGRES must hold a postgres:// address on which databases can be created; \
         scripts/test sets it",
    )
}

/// The database's name in an address of [`fresh_postgres_url`].
#[cfg(feature = "postgres")]
fn database_in(url: &str) -> &str {
    let (_, name) = url.split('?').next().unwrap().rsplit_once('/').unwrap();
    name
}

/// The address of a database that does not exist yet, on the server given for tests.
#[cfg(feature = "postgres")]
pub fn fresh_postgres_url() -> String {
    let server = postgres_server();
    let (base, query) = match server.split_once('?') {
        Some((base, query)) => (base, format!("?{query}")),
        None => (server.as_str(), String::new()),
    };
    let address = base.trim_start_matches("postgresql://").trim_start_matches("postgres://");
    let host = address.split('/').next().unwrap();
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).unwrap();
    format!("postgres://{host}/hearken_{}{query}", DraftId::from_random(bytes))
}

/// So many milliseconds after a moment in March 2026.
pub fn at(milliseconds: i64) -> Moment {
    Moment::from_timestamp_millis(1_772_700_000_000 + milliseconds).unwrap()
}

pub fn school(id: &str) -> SchoolId {
    SchoolId::parse(id).unwrap()
}

pub fn person(id: &str) -> PersonId {
    PersonId::parse(id).unwrap()
}

pub fn identity(user: &str) -> Identity {
    Identity { platform: PlatformKind::Slack, workspace: "T1".into(), user: user.into() }
}

pub fn sealed(text: &str) -> Sealed {
    Sealed::from_store(text.as_bytes().to_vec())
}

/// A case of the school `oak`, received at `at(n)`.
pub fn case(n: u8) -> Case {
    Case {
        id: CaseId::from_random([n; 16]),
        school: school("oak"),
        draft: DraftId::from_random([n; 16]),
        reference: Reference::from_random([n, 1, 2, 3, 4, 5]),
        category: Category::SelfHarm,
        about: About::Pupil,
        urgency: Urgency::Today,
        state: State::Received,
        reporter: identity("U-amy"),
        received_at: at(i64::from(n)),
        due_at: at(60_000),
        acknowledged_at: None,
        acknowledged_by: None,
        read_at: None,
    }
}

/// Everything but what is in no hurry, between two moments.
pub fn want<'a>(now: i64, until: i64, furthest: i64, token: &'a str, n: u32) -> Want<'a> {
    let (now, lease_until, furthest) = (at(now), at(until), at(furthest));
    Want { now, lease_until, furthest, token, n, busy: "[]", from: Priority::Urgent, to: Priority::Ordinary }
}

/// Puts a case that goes to nobody and is about nobody; false if its reference is taken.
pub async fn insert_case(tx: &mut Tx<'_>, case: &Case) -> Result<bool, StoreError> {
    let around = (&RouteRow::default(), &Subjects::default());
    tx.insert_case(case, &sealed("key"), &sealed("body"), around).await
}

/// A row for the outbox of the school `oak`, due at `at(due)`.
pub fn notice(key: &str, due: i64) -> OutboxRow {
    OutboxRow {
        id: OutboxId::parse(&format!("id-{key}")).unwrap(),
        school: school("oak"),
        dedupe_key: key.into(),
        destination: "slack/T1/direct/U-dan".into(),
        payload: sealed("a notice"),
        priority: Priority::Ordinary,
        run_at: at(due),
        created_at: at(0),
    }
}
