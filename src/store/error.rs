//! Owns what can go wrong in the store, in words and codes that never hold what a row holds.

use sqlx::error::{DatabaseError, ErrorKind};

/// Why something was not stored or not read. The codes are fixed words, for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Certainly not stored.
    #[error("the store failed ({0})")]
    Failed(&'static str),
    /// Perhaps stored: the commit itself failed, or the connection broke during it.
    #[error("the store cannot tell whether it was saved ({0})")]
    Unknown(&'static str),
    /// It contradicts what is stored already. Nothing of this job is stored.
    #[error("the store holds something else already")]
    Conflict,
}

/// A stored row that this version cannot read.
pub(super) const UNREADABLE: StoreError = StoreError::Failed("row_unreadable");
/// Something to be changed that is not there.
pub(super) const MISSING: StoreError = StoreError::Failed("row_missing");
pub(super) const CLOSED: StoreError = StoreError::Failed("store_closed");

/// What an error means for the transaction it happened in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A constraint refused one statement; the transaction is whole up to the job's savepoint.
    Refused(StoreError),
    /// Nobody can vouch for the connection any more.
    Broken(&'static str),
}

impl Fault {
    pub(super) fn of(error: &sqlx::Error) -> Self {
        let refused = error.as_database_error().map(DatabaseError::kind);
        match refused {
            Some(ErrorKind::UniqueViolation) => Self::Refused(StoreError::Conflict),
            Some(
                ErrorKind::ForeignKeyViolation | ErrorKind::NotNullViolation | ErrorKind::CheckViolation,
            ) => Self::Refused(StoreError::Failed("constraint")),
            _ => Self::Broken(code(error)),
        }
    }

    pub(super) fn error(self) -> StoreError {
        match self {
            Self::Refused(error) => error,
            Self::Broken(code) => StoreError::Failed(code),
        }
    }
}

/// A fixed word for an error.
pub(super) fn code(error: &sqlx::Error) -> &'static str {
    match error {
        sqlx::Error::Database(error) => database_code(error.as_ref()),
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => "connection",
        sqlx::Error::PoolTimedOut => "no_connection",
        sqlx::Error::PoolClosed => "store_closed",
        sqlx::Error::WorkerCrashed => "worker_crashed",
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::ColumnNotFound(_) => {
            "decode"
        }
        _ => "database",
    }
}

fn database_code(error: &dyn DatabaseError) -> &'static str {
    let code = error.code().unwrap_or_default();
    if let Some(number) = sqlite_number(error, &code) {
        return sqlite_code(number);
    }
    postgres_code(&code)
}

fn sqlite_number(error: &dyn DatabaseError, code: &str) -> Option<i32> {
    error.as_error().is::<sqlx::sqlite::SqliteError>().then(|| code.parse().ok()).flatten()
}

/// The name of an SQLite result code; extended codes carry the primary one in their low byte.
/// Source: <https://www.sqlite.org/rescode.html>.
fn sqlite_code(extended: i32) -> &'static str {
    match extended {
        1032 => "SQLITE_READONLY_DBMOVED",
        1034 => "SQLITE_IOERR_FSYNC",
        778 => "SQLITE_IOERR_WRITE",
        266 => "SQLITE_IOERR_READ",
        1811 => "SQLITE_CONSTRAINT_TRIGGER",
        _ => match extended & 0xff {
            5 => "SQLITE_BUSY",
            6 => "SQLITE_LOCKED",
            7 => "SQLITE_NOMEM",
            8 => "SQLITE_READONLY",
            10 => "SQLITE_IOERR",
            11 => "SQLITE_CORRUPT",
            13 => "SQLITE_FULL",
            14 => "SQLITE_CANTOPEN",
            19 => "SQLITE_CONSTRAINT",
            26 => "SQLITE_NOTADB",
            _ => "SQLITE_ERROR",
        },
    }
}

/// The class of a PostgreSQL state. Source: the manual's appendix A, "PostgreSQL Error Codes".
fn postgres_code(state: &str) -> &'static str {
    match state {
        "53100" => "postgres_disk_full",
        "55P03" => "postgres_lock_timeout",
        "57014" => "postgres_statement_timeout",
        "40P01" => "postgres_deadlock",
        "25P02" => "postgres_transaction_aborted",
        "25006" => "postgres_read_only",
        _ => match state.get(..2) {
            Some("08") => "postgres_connection",
            Some("23") => "postgres_constraint",
            Some("28") => "postgres_login_refused",
            Some("3D") => "postgres_no_such_database",
            Some("40") => "postgres_rolled_back",
            Some("42") => "postgres_statement",
            Some("53") => "postgres_out_of_resources",
            Some("57") => "postgres_shutting_down",
            Some("58") => "postgres_io",
            _ => "postgres",
        },
    }
}
