//! Owns where the tokens are kept that workspaces give by themselves: sealed, in the store.

use crate::chat::{Address, Install, Installs, Member, NotKept, Roster};
use crate::clock::Clock;
use crate::domain::school::PlatformKind;
use crate::records::{open_install, seal_install};
use crate::store::{InstallRow, Store, StoreError};
use crate::vault::Vault;
use async_trait::async_trait;
use std::sync::Arc;

#[derive(Clone)]
pub(in crate::cli) struct KeptInstalls {
    pub store: Store,
    pub vault: Vault,
    pub clock: Arc<dyn Clock>,
}

fn not_kept(error: StoreError) -> NotKept {
    tracing::error!("Which workspaces have let Hearken in could not be stored or read: {error}");
    NotKept
}

#[async_trait]
impl Installs for KeptInstalls {
    async fn all(&self, platform: PlatformKind) -> Result<Vec<Install>, NotKept> {
        let rows = self.store.read(move |db| Box::pin(async move { db.installs(platform).await })).await;
        let open = |row: InstallRow| match open_install(&self.vault, &row) {
            Ok(token) => Some(Install { workspace: row.workspace, token }),
            Err(_) => {
                tracing::error!("The token of the workspace {} does not open", row.workspace.workspace);
                None
            }
        };
        Ok(rows.map_err(not_kept)?.into_iter().filter_map(open).collect())
    }

    /// Only a workspace of the settings has a school, and only with one is it kept.
    async fn put(&self, install: Install) -> Result<(), NotKept> {
        let Install { workspace, token } = install;
        let key = workspace.clone();
        let school = self.store.read(move |db| Box::pin(async move { db.school_of(&key).await })).await;
        let Some(school) = school.map_err(not_kept)? else {
            tracing::error!("The workspace {} belongs to no school of the settings", workspace.workspace);
            return Err(NotKept);
        };
        let token = seal_install(&self.vault, &school, &workspace, &token);
        let (row, now) = (InstallRow { school: school.clone(), workspace, token }, self.clock.now());
        let kept =
            self.store.write(&school, move |tx| Box::pin(async move { tx.put_install(&row, now).await }));
        kept.await.map_err(not_kept)
    }

    async fn remove(&self, install: &Install) -> Result<(), NotKept> {
        let Install { workspace, token } = install.clone();
        let key = workspace.clone();
        let school = self.store.read(move |db| Box::pin(async move { db.school_of(&key).await })).await;
        let Some(school) = school.map_err(not_kept)? else { return Ok(()) };
        let vault = self.vault.clone();
        let removed = self.store.write(&school, move |tx| {
            Box::pin(async move {
                let mut kept = tx.installs(workspace.platform).await?.into_iter();
                let kept = kept.find(|row| row.workspace == workspace);
                // One that does not open is of no use either.
                let newer =
                    kept.is_some_and(|row| open_install(&vault, &row).is_ok_and(|kept| kept != token));
                if newer { Ok(()) } else { tx.remove_install(&workspace).await }
            })
        });
        removed.await.map_err(not_kept)
    }
}

/// Keeps nothing: for a house whose vault is closed.
pub(in crate::cli) struct Nothing;

#[async_trait]
impl Installs for Nothing {
    async fn all(&self, _: PlatformKind) -> Result<Vec<Install>, NotKept> {
        Ok(Vec::new())
    }

    async fn put(&self, _: Install) -> Result<(), NotKept> {
        Err(NotKept)
    }

    async fn remove(&self, _: &Install) -> Result<(), NotKept> {
        Ok(())
    }
}

#[async_trait]
impl Roster for Nothing {
    async fn seen(&self, _: Vec<Member>) -> Result<(), NotKept> {
        Ok(())
    }

    async fn space_changed(&self, _: &Address) -> Result<(), NotKept> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;
    use crate::domain::id::SchoolId;
    use crate::domain::school::WorkspaceKey;
    use crate::domain::text::Text;

    #[tokio::test]
    async fn a_token_that_came_while_the_old_one_was_asked_is_not_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("kept.db").display());
        let store = Store::connect(&url).await.unwrap();
        let school = SchoolId::parse("oak").unwrap();
        let workspace = WorkspaceKey { platform: PlatformKind::Slack, workspace: "T1".to_owned() };
        let (at, key) = (school.clone(), workspace.clone());
        let now = SystemClock.now();
        let linked = store.write(&school, move |tx| {
            Box::pin(async move {
                tx.put_school(&at, "kent", now).await?;
                tx.link_workspace(&key, &at).await
            })
        });
        linked.await.unwrap();
        let kept = KeptInstalls { store, vault: Vault::ephemeral(), clock: Arc::new(SystemClock) };
        let install = |token: &str| Install { workspace: workspace.clone(), token: Text::new(token) };
        let tokens = async || {
            let all = kept.all(PlatformKind::Slack).await.unwrap();
            all.into_iter().map(|install| install.token.expose().to_owned()).collect::<Vec<_>>()
        };
        kept.put(install("old")).await.unwrap();
        kept.put(install("new")).await.unwrap();
        kept.remove(&install("old")).await.unwrap();
        assert_eq!(tokens().await, ["new"]);
        kept.remove(&install("new")).await.unwrap();
        assert!(tokens().await.is_empty());
    }
}
