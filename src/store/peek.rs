//! Looks into a database without making, changing or updating anything in it: for checks beside a running Hearken.

use super::Readers;
use super::db::Db;
use super::error::StoreError;
use super::open::{self, OpenError};
use futures::future::BoxFuture;
use std::path::Path;

/// A database as it stands.
pub struct Peek(Readers);

impl Peek {
    /// Opens what [`super::Store::connect`] opens; `None` where nothing was ever kept.
    pub async fn open(url: &str) -> Result<Option<Self>, OpenError> {
        if let Some(path) = url.strip_prefix("sqlite://") {
            let path = Path::new(path);
            // A file of no bytes is one that was made and never written.
            if !std::fs::metadata(path).is_ok_and(|file| file.len() > 0) && !path.is_dir() {
                return Ok(None);
            }
            let pool = open::sqlite_to_look_at(path).await?;
            let kept: Option<(i64,)> =
                sqlx::query_as("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'vault_canary'")
                    .fetch_optional(&pool)
                    .await
                    .map_err(|error| open::sqlite_error(path, &error))?;
            return Ok(kept.map(|_| Self(Readers::Sqlite(pool))));
        }
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(OpenError::Url);
        }
        #[cfg(not(feature = "postgres"))]
        return Err(OpenError::WithoutPostgres);
        #[cfg(feature = "postgres")]
        {
            let pool = open::postgres_to_look_at(url).await?;
            let (kept,): (bool,) = sqlx::query_as("SELECT to_regclass('vault_canary') IS NOT NULL")
                .fetch_one(&pool)
                .await
                .map_err(|error| open::postgres_error(&error))?;
            Ok(kept.then_some(Self(Readers::Postgres(pool))))
        }
    }

    pub async fn read<T, F>(&self, question: F) -> Result<T, StoreError>
    where
        T: Send,
        F: for<'t, 'c> FnOnce(&'t mut Db<'c>) -> BoxFuture<'t, Result<T, StoreError>> + Send,
    {
        self.0.read(question).await
    }

    pub async fn close(self) {
        self.0.close().await;
    }
}
