//! What the store promises, on both databases: each method's contract, and what happens to writes that go wrong.

/// Runs each of these tests, `async fn(Database)`, on SQLite and on PostgreSQL.
macro_rules! on_both_databases {
    ($($test:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                let database = crate::store::harness::Database::sqlite().await;
                super::$test(database.clone()).await;
                database.end().await;
            })+
        }
        #[cfg(feature = "postgres")]
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $test() {
                let database = crate::store::harness::Database::postgres().await;
                super::$test(database.clone()).await;
                database.end().await;
            })+
        }
    };
}

mod calls;
mod case_forms;
mod cases;
mod directory;
mod drafts;
mod editions;
pub mod harness;
mod installs;
mod logs;
mod open_cases;
mod opening;
mod outbox;
mod peek;
mod people;
mod register;
mod writer;
