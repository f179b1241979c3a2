//! Looking into a database changes nothing in it, and makes none.

use super::harness::{Database, at, notice, school};
use hearken::store::{OpenError, Peek, Store};
use hearken::vault::Vault;

on_both_databases!(
    what_is_stored_can_be_looked_at_while_it_is_in_use,
    an_address_that_leads_nowhere_is_an_error_and_makes_nothing,
);

async fn what_is_stored_can_be_looked_at_while_it_is_in_use(db: Database) {
    let peek = Peek::open(&db.url).await.unwrap().unwrap();
    let canary = || peek.read(|db| Box::pin(async move { db.canary(&school("oak")).await }));
    assert_eq!(canary().await.unwrap(), None);
    let vault = Vault::ephemeral();
    let sealed = vault.canary(&school("oak"));
    let stored = sealed.clone();
    db.write(move |tx| Box::pin(async move { tx.put_canary(&school("oak"), &stored).await })).await.unwrap();
    assert_eq!(canary().await.unwrap(), Some(sealed));
    db.write(|tx| Box::pin(async move { tx.enqueue(&notice("a", 7)).await })).await.unwrap();
    let latest = peek.read(|db| Box::pin(async move { db.latest_moment().await })).await.unwrap();
    assert_eq!(latest, Some(at(0)));
    peek.close().await;
}

async fn an_address_that_leads_nowhere_is_an_error_and_makes_nothing(db: Database) {
    if db.url.starts_with("sqlite") {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("hearken.db");
        let url = format!("sqlite://{}", file.display());
        assert!(Peek::open(&url).await.unwrap().is_none());
        assert!(!file.exists());
        std::fs::write(&file, "no database at all, but long enough to be taken for one").unwrap();
        assert!(matches!(Peek::open(&url).await, Err(OpenError::NotADatabase(_))));
        std::fs::remove_file(&file).unwrap();
        let store = Store::connect(&url).await.unwrap();
        assert!(Peek::open(&url).await.unwrap().is_some());
        store.close().await;
        assert!(Peek::open(&url).await.unwrap().is_some(), "and when nobody uses it");
    } else {
        let (server, _) = db.url.rsplit_once('/').unwrap();
        let nowhere = Peek::open(&format!("{server}/hearken_nowhere")).await;
        assert!(matches!(nowhere, Err(OpenError::Unreachable(_))));
        let empty = Peek::open(&format!("{server}/postgres")).await.unwrap();
        assert!(empty.is_none(), "a database in which nothing was ever kept");
        assert!(matches!(Peek::open("http://localhost/").await, Err(OpenError::Url)));
    }
}
