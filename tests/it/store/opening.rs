//! Opening a database: the tables it gets, what is refused, and in which words.

use super::harness::{Database, school};
use hearken::store::{OpenError, Store};
use sqlx::{Connection, Executor, SqliteConnection};
use std::fs;
use std::path::Path;

async fn refusal(url: &str) -> OpenError {
    match Store::connect(url).await {
        Err(error) => error,
        Ok(_) => panic!("{url} was opened"),
    }
}

fn url(path: &Path) -> String {
    format!("sqlite://{}", path.display())
}

#[tokio::test]
async fn what_was_stored_is_there_when_it_is_opened_again() {
    let db = Database::sqlite().await;
    db.store.close().await;
    let again = db.another_process().await;
    let schools = again.read(|db| Box::pin(async move { db.schools().await })).await.unwrap();
    assert_eq!(schools, [(school("oak"), "kent".to_owned())]);
    again.close().await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_database_file_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let db = Database::sqlite().await;
    let file = db.url.strip_prefix("sqlite://").unwrap();
    for file in [file.to_owned(), format!("{file}-wal"), format!("{file}-shm")] {
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600, "{file}");
    }
    db.end().await;
}

#[tokio::test]
async fn a_folder_that_does_not_exist_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let error = refusal(&url(&folder.path().join("missing/hearken.db"))).await;
    assert!(matches!(error, OpenError::NoFolder(_)), "{error:?}");
    assert!(!folder.path().join("missing").exists());
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("letter.txt");
    let letter = "Dear parents, ".repeat(500);
    fs::write(&file, &letter).unwrap();
    let error = refusal(&url(&file)).await;
    assert!(matches!(error, OpenError::NotADatabase(_)), "{error:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), letter);
}

#[tokio::test]
async fn an_address_that_would_lose_reports_or_makes_no_sense_is_refused() {
    for address in
        ["", "hearken.db", "sqlite://", "sqlite://:memory:", "sqlite://a.db?mode=memory", "mysql://x"]
    {
        assert!(matches!(refusal(address).await, OpenError::Url), "{address}");
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_refused() {
    let db = Database::sqlite().await;
    db.store.close().await;
    let mut conn = SqliteConnection::connect(&db.url).await.unwrap();
    conn.execute(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'later', 1, x'00', 0)",
    )
    .await
    .unwrap();
    conn.close().await.unwrap();
    let error = refusal(&db.url).await;
    assert!(matches!(error, OpenError::OtherVersion), "{error:?}");
}

#[cfg(feature = "postgres")]
mod on_postgres {
    use super::*;
    use sqlx::PgConnection;
    use std::collections::BTreeSet;

    #[tokio::test]
    async fn a_server_that_is_not_there_is_named_without_the_password() {
        let error = refusal("postgres://amy:s3cret-word@127.0.0.1:1/hearken").await;
        assert!(matches!(error, OpenError::Unreachable(_)), "{error:?}");
        for told in [error.to_string(), format!("{error:?}")] {
            assert!(!told.contains("s3cret-word") && !told.contains("amy"), "{told}");
        }
    }

    /// Table, column, type, and whether it may be empty.
    type Columns = BTreeSet<(String, String, String, bool)>;

    #[tokio::test]
    async fn both_databases_have_the_same_tables_columns_and_indexes() {
        let (sqlite, postgres) = (Database::sqlite().await, Database::postgres().await);
        let mut lite = SqliteConnection::connect(&sqlite.url).await.unwrap();
        let mut pg = PgConnection::connect(&postgres.url).await.unwrap();

        let rows: Vec<(String, String, String, bool)> = sqlx::query_as(
            "SELECT m.name, c.name, CASE c.type WHEN 'INTEGER' THEN 'bigint' WHEN 'BLOB' THEN 'bytea'
                 ELSE lower(c.type) END, c.\"notnull\" = 0
             FROM sqlite_schema m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> '_sqlx_migrations'",
        )
        .fetch_all(&mut lite)
        .await
        .unwrap();
        let in_sqlite: Columns = rows.into_iter().collect();
        let rows: Vec<(String, String, String, bool)> = sqlx::query_as(
            "SELECT table_name::text, column_name::text, data_type::text, is_nullable = 'YES'
             FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations'",
        )
        .fetch_all(&mut pg)
        .await
        .unwrap();
        let in_postgres: Columns = rows.into_iter().collect();
        assert!(in_sqlite.len() > 100);
        assert_eq!(in_sqlite, in_postgres);

        let in_sqlite: Vec<(String,)> = sqlx::query_as(
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        )
        .fetch_all(&mut lite)
        .await
        .unwrap();
        let in_postgres: Vec<(String,)> = sqlx::query_as(
            "SELECT i.relname::text FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
                 JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
             WHERE n.nspname = 'public' AND NOT x.indisunique ORDER BY 1",
        )
        .fetch_all(&mut pg)
        .await
        .unwrap();
        assert_eq!(in_sqlite, in_postgres);

        let keys = |sql: Vec<(String, i64)>| sql.into_iter().collect::<BTreeSet<_>>();
        let in_sqlite: Vec<(String, i64)> = sqlx::query_as(
            "SELECT m.name, (SELECT COUNT(DISTINCT id) FROM pragma_foreign_key_list(m.name)) * 100
                 + (SELECT COUNT(*) FROM pragma_index_list(m.name) WHERE \"unique\" = 1)
             FROM sqlite_schema m
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> '_sqlx_migrations'",
        )
        .fetch_all(&mut lite)
        .await
        .unwrap();
        let in_postgres: Vec<(String, i64)> = sqlx::query_as(
            "SELECT t.relname::text,
                 (SELECT COUNT(*) FROM pg_constraint c WHERE c.conrelid = t.oid AND c.contype = 'f') * 100
                 + (SELECT COUNT(*) FROM pg_index x WHERE x.indrelid = t.oid AND x.indisunique)
             FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace
             WHERE n.nspname = 'public' AND t.relkind = 'r' AND t.relname <> '_sqlx_migrations'",
        )
        .fetch_all(&mut pg)
        .await
        .unwrap();
        assert_eq!(keys(in_sqlite), keys(in_postgres), "foreign keys in hundreds, unique keys in ones");

        lite.close().await.unwrap();
        pg.close().await.unwrap();
        sqlite.end().await;
        postgres.end().await;
    }
}
