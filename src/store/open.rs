//! Owns opening: how each database is set up, brought up to date, and why it could not be opened, in plain words.

use super::error::code;
#[cfg(feature = "postgres")]
use sqlx::Executor;
use sqlx::migrate::MigrateError;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Before this version a reset of the log could lose commits (<https://www.sqlite.org/wal.html>).
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);
/// How long to wait for another process that is writing, or for a connection.
const PATIENCE: Duration = Duration::from_secs(10);
const READERS: u32 = 4;
/// Statements that a connection keeps prepared: more than there are.
const STATEMENTS: usize = 256;

/// Why the store cannot be opened. Nothing of the address but a file's path is repeated.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the database address begins with sqlite:// and a file's path, or with postgres://")]
    Url,
    #[error("this build keeps records in SQLite only; it was made without PostgreSQL")]
    WithoutPostgres,
    #[error("the folder of {} does not exist", .0.display())]
    NoFolder(PathBuf),
    #[error("{} cannot be written: the file or its folder is read-only for this user", .0.display())]
    ReadOnly(PathBuf),
    #[error("the disk that holds {} is full", .0.display())]
    DiskFull(PathBuf),
    #[error("{} is not a database, or it is damaged; it was left as it is", .0.display())]
    NotADatabase(PathBuf),
    #[error("another process is using {} and does not let go", .0.display())]
    Busy(PathBuf),
    #[error("SQLite {0} can lose commits; 3.51.3 or newer is needed")]
    OldSqlite(String),
    #[error("PostgreSQL {0} is too old; 14 or newer is needed")]
    OldPostgres(String),
    #[error("PostgreSQL cannot be reached at the address given ({0})")]
    Unreachable(&'static str),
    #[error("PostgreSQL refused the user or the password")]
    Login,
    #[error("the database was written by a newer version of Hearken, or its tables were changed by hand")]
    OtherVersion,
    #[error("the tables could not be brought up to date ({0})")]
    Migration(&'static str),
    #[error("the database cannot be opened ({0})")]
    Other(&'static str),
}

/// Opens a database file: a pool of one to write, and one that can only read.
pub(super) async fn sqlite(path: &str) -> Result<(SqlitePool, SqlitePool), OpenError> {
    // A database in memory would take reports and lose them.
    if path.is_empty() || path.contains(['?', '#']) || path.contains(":memory:") {
        return Err(OpenError::Url);
    }
    let path = Path::new(path);
    create(path)?;
    let options = sqlite_options(path);
    let pool = |size| {
        // A file's connection does not age and is not cut, so nobody asks it whether it is still there; and a closed last
        // connection would checkpoint each time.
        SqlitePoolOptions::new()
            .max_connections(size)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
    };
    let from_sqlite = |error: sqlx::Error| sqlite_error(path, &error);
    let wal = options.clone().journal_mode(SqliteJournalMode::Wal);
    let writer = pool(1).connect_with(wal).await.map_err(from_sqlite)?;
    let opened = async {
        let (version,): (String,) =
            sqlx::query_as("SELECT sqlite_version()").fetch_one(&writer).await.map_err(from_sqlite)?;
        if !new_enough(&version) {
            return Err(OpenError::OldSqlite(version));
        }
        sqlx::migrate!("migrations/sqlite").run(&writer).await.map_err(|error| match &error {
            MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) => {
                sqlite_error(path, cause)
            }
            _ => OpenError::OtherVersion,
        })?;
        pool(READERS).connect_with(options.read_only(true)).await.map_err(from_sqlite)
    };
    match opened.await {
        Ok(readers) => Ok((writer, readers)),
        Err(error) => {
            writer.close().await;
            Err(error)
        }
    }
}

/// Opens a database file that is there, to read it only.
pub(super) async fn sqlite_to_look_at(path: &Path) -> Result<SqlitePool, OpenError> {
    let pool = SqlitePoolOptions::new().max_connections(1);
    let options = sqlite_options(path).read_only(true);
    pool.connect_with(options).await.map_err(|error| sqlite_error(path, &error))
}

/// Safe against a power cut, and leaving nothing behind of what was deleted.
pub(super) fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .statement_cache_capacity(STATEMENTS)
        .busy_timeout(PATIENCE)
        .synchronous(SqliteSynchronous::Full)
        .pragma("secure_delete", "ON")
        // Only macOS needs it: there a plain fsync leaves data in the drive's cache.
        .pragma("fullfsync", "ON")
        .pragma("checkpoint_fullfsync", "ON")
}

/// Makes an empty file for its owner only, and makes sure that its name survives a power cut.
fn create(path: &Path) -> Result<(), OpenError> {
    let mut new = OpenOptions::new();
    new.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut new, 0o600);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match new.open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        Err(error) => return Err(file_error(path, folder, &error)),
        Ok(_) => {}
    }
    #[cfg(unix)]
    File::open(folder).and_then(|f| f.sync_all()).map_err(|error| file_error(path, folder, &error))?;
    Ok(())
}

fn file_error(path: &Path, folder: &Path, error: &io::Error) -> OpenError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory if !folder.is_dir() => {
            OpenError::NoFolder(path.into())
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            OpenError::ReadOnly(path.into())
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => OpenError::DiskFull(path.into()),
        _ => OpenError::Other("file"),
    }
}

pub(super) fn sqlite_error(path: &Path, error: &sqlx::Error) -> OpenError {
    match code(error) {
        "SQLITE_FULL" => OpenError::DiskFull(path.into()),
        "SQLITE_READONLY" | "SQLITE_CANTOPEN" => OpenError::ReadOnly(path.into()),
        "SQLITE_NOTADB" | "SQLITE_CORRUPT" => OpenError::NotADatabase(path.into()),
        "SQLITE_BUSY" => OpenError::Busy(path.into()),
        other => OpenError::Other(other),
    }
}

pub(super) fn new_enough(version: &str) -> bool {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    (next(), next(), next()) >= OLDEST_SQLITE
}

/// Opens a PostgreSQL database: a pool of one to write, and one that can only read.
#[cfg(feature = "postgres")]
pub(super) async fn postgres(url: &str) -> Result<(sqlx::PgPool, sqlx::PgPool), OpenError> {
    use sqlx::Connection;
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    const OLDEST: i64 = 140_000;

    let options: PgConnectOptions = url.parse().map_err(|_| OpenError::Url)?;
    let options = options.application_name("hearken").statement_cache_capacity(STATEMENTS);
    let mut first = match tokio::time::timeout(PATIENCE, sqlx::PgConnection::connect_with(&options)).await {
        Ok(connected) => connected.map_err(|error| postgres_error(&error))?,
        Err(_) => return Err(OpenError::Unreachable("timeout")),
    };
    let (number, version): (i64, String) = sqlx::query_as(
        "SELECT current_setting('server_version_num')::bigint, current_setting('server_version')",
    )
    .fetch_one(&mut first)
    .await
    .map_err(|error| postgres_error(&error))?;
    if number < OLDEST {
        return Err(OpenError::OldPostgres(version));
    }
    sqlx::migrate!("migrations/postgres").run(&mut first).await.map_err(|error| match &error {
        MigrateError::Execute(cause) | MigrateError::ExecuteMigration(cause, _) => {
            OpenError::Migration(code(cause))
        }
        _ => OpenError::OtherVersion,
    })?;
    drop(first.close().await);

    let pool = |size| PgPoolOptions::new().max_connections(size).acquire_timeout(PATIENCE);
    let writer = pool(1).after_connect(|conn, _| Box::pin(set_up_writer(conn)));
    let readers = pool(READERS).after_connect(|conn, _| Box::pin(set_up_reader(conn)));
    Ok((writer.connect_lazy_with(options.clone()), readers.connect_lazy_with(options)))
}

/// Connects to a PostgreSQL database, to read it only.
#[cfg(feature = "postgres")]
pub(super) async fn postgres_to_look_at(url: &str) -> Result<sqlx::PgPool, OpenError> {
    use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

    let options: PgConnectOptions = url.parse().map_err(|_| OpenError::Url)?;
    let pool = PgPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
    let pool = pool.after_connect(|conn, _| Box::pin(set_up_reader(conn)));
    let connected = pool.connect_with(options.application_name("hearken check")).await;
    connected.map_err(|error| postgres_error(&error))
}

/// A commit that is answered is on disk, whatever the server's default; and nothing waits for ever.
#[cfg(feature = "postgres")]
pub(super) async fn set_up_writer(conn: &mut sqlx::PgConnection) -> Result<(), sqlx::Error> {
    let settings = "SELECT set_config('synchronous_commit', 'on', false)
             WHERE current_setting('synchronous_commit') = 'off';
         SET lock_timeout = '10s';
         SET statement_timeout = '30s';
         SET idle_in_transaction_session_timeout = '60s'";
    conn.execute(settings).await.map(drop)
}

#[cfg(feature = "postgres")]
async fn set_up_reader(conn: &mut sqlx::PgConnection) -> Result<(), sqlx::Error> {
    conn.execute("SET default_transaction_read_only = on; SET statement_timeout = '30s'").await.map(drop)
}

#[cfg(feature = "postgres")]
pub(super) fn postgres_error(error: &sqlx::Error) -> OpenError {
    match code(error) {
        "postgres_login_refused" => OpenError::Login,
        code => OpenError::Unreachable(code),
    }
}
