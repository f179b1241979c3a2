//! Owns the connection that store methods work on, and the one way a statement reaches either database.

use super::audit::End;
use super::error::{Fault, StoreError, UNREADABLE};
use crate::domain::Moment;
use crate::vault::Sealed;
#[cfg(feature = "postgres")]
use sqlx::PgConnection;
use sqlx::SqliteConnection;
use std::ops::{Deref, DerefMut};

/// A connection with a transaction open on it. Only `tx.rs` makes one.
pub(super) enum Conn<'c> {
    Sqlite(&'c mut SqliteConnection),
    #[cfg(feature = "postgres")]
    Postgres(&'c mut PgConnection),
}

/// What can be asked of the store, inside one transaction: every question sees the same moment.
pub struct Db<'c> {
    pub(super) conn: Conn<'c>,
    /// The first error of this job. SQLite rolls the whole transaction back by itself on some errors, and a later
    /// statement would then commit alone: after a fault nothing is sent any more.
    pub(super) fault: Option<Fault>,
}

impl<'c> Db<'c> {
    pub(super) fn over(conn: Conn<'c>) -> Self {
        Self { conn, fault: None }
    }

    pub(super) fn checked<T>(&mut self, result: Result<T, sqlx::Error>) -> Result<T, StoreError> {
        result.map_err(|error| {
            let fault = Fault::of(&error);
            self.fault = Some(fault);
            fault.error()
        })
    }
}

/// What can be changed in the store, inside one job. It answers every question that a [`Db`] answers.
pub struct Tx<'c> {
    db: Db<'c>,
    /// Something was added that a worker waits for.
    pub(super) wakes: bool,
    /// Where a school's audit chain ends, as far as this transaction has read or written it.
    pub(super) chain: Option<End>,
}

impl<'c> Tx<'c> {
    pub(super) fn over(conn: Conn<'c>) -> Self {
        Self { db: Db::over(conn), wakes: false, chain: None }
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Db<'c>;

    fn deref(&self) -> &Self::Target {
        &self.db
    }
}

impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.db
    }
}

/// Runs one SQL text on whichever database is open: `run!(db, change, "…", values)` gives the number of rows
/// changed, `all::<Row>`, `one::<Row>` and `maybe::<Row>` give rows. A `script` is several statements that take and
/// give nothing.
macro_rules! run {
    ($db:expr, script, $sql:expr) => {
        $crate::store::db::run!(@ $db, sqlx::raw_sql($sql), execute, |done| done.rows_affected())
    };
    ($db:expr, change, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::store::db::run!(@ $db, sqlx::query($sql), execute, |done| done.rows_affected() $(, $value)*)
    };
    ($db:expr, all::<$row:ty>, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::store::db::run!(@ $db, sqlx::query_as::<_, $row>($sql), fetch_all, |rows| rows $(, $value)*)
    };
    ($db:expr, one::<$row:ty>, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::store::db::run!(@ $db, sqlx::query_as::<_, $row>($sql), fetch_one, |row| row $(, $value)*)
    };
    ($db:expr, maybe::<$row:ty>, $sql:expr $(, $value:expr)* $(,)?) => {
        $crate::store::db::run!(@ $db, sqlx::query_as::<_, $row>($sql), fetch_optional, |row| row $(, $value)*)
    };
    (@ $db:expr, $query:expr, $fetch:ident, |$got:ident| $take:expr $(, $value:expr)*) => {{
        let db: &mut $crate::store::db::Db<'_> = &mut *$db;
        if let Some(fault) = db.fault {
            Err(fault.error())
        } else {
            let result = match &mut db.conn {
                $crate::store::db::Conn::Sqlite(conn) => {
                    $query$(.bind($value))*.$fetch(&mut **conn).await.map(|$got| $take)
                }
                #[cfg(feature = "postgres")]
                $crate::store::db::Conn::Postgres(conn) => {
                    $query$(.bind($value))*.$fetch(&mut **conn).await.map(|$got| $take)
                }
            };
            db.checked(result)
        }
    }};
}
pub(super) use run;

/// A moment as it is stored: milliseconds since 1970, UTC. What is finer than that is cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, sqlx::Type)]
#[sqlx(transparent)]
pub(super) struct Timestamp(i64);

impl From<Moment> for Timestamp {
    fn from(moment: Moment) -> Self {
        Self(moment.timestamp_millis())
    }
}

impl Timestamp {
    pub(super) fn moment(self) -> Result<Moment, StoreError> {
        Moment::from_timestamp_millis(self.0).ok_or(UNREADABLE)
    }
}

/// Reads back what a newtype or a closed set wrote.
pub(super) fn read<T>(parsed: Option<T>) -> Result<T, StoreError> {
    parsed.ok_or(UNREADABLE)
}

pub(super) fn sealed(bytes: Vec<u8>) -> Sealed {
    Sealed::from_store(bytes)
}
