//! Keeps what is sent to the others as safely as Hearken does: a row each, on disk before it is answered.

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use std::path::Path;
use std::sync::Arc;
use tokio::sync::Mutex;

#[derive(Clone)]
pub struct Keeper(Arc<Mutex<SqliteConnection>>);

impl Keeper {
    pub async fn open(folder: &Path) -> Self {
        let mut conn = SqliteConnectOptions::new()
            .filename(folder.join("kept.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .connect()
            .await
            .unwrap();
        sqlx::query("CREATE TABLE kept (body TEXT NOT NULL)").execute(&mut conn).await.unwrap();
        Self(Arc::new(Mutex::new(conn)))
    }

    /// One statement by itself is one commit.
    pub async fn keep(&self, body: &str) {
        let mut conn = self.0.lock().await;
        sqlx::query("INSERT INTO kept (body) VALUES ($1)").bind(body).execute(&mut *conn).await.unwrap();
    }
}
