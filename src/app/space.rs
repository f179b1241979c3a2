//! A space of the safeguarding team may have changed: whether it is still fit is looked at now, not at the next post.

use super::App;
use crate::chat::{Address, NotKept, Place};
use crate::domain::notice::Notice;
use crate::domain::school::{DSL_SPACE, WorkspaceKey};
use crate::records;
use crate::store::StoreError;
use crate::vault::random;

impl App {
    /// Somebody joined a space, or it changed. What is no space of the safeguarding team is passed over.
    pub async fn look_at_space(&self, space: &Address) -> Result<(), NotKept> {
        self.enqueue_look(space).await.map_err(|error| {
            tracing::error!("That a space changed was not stored: {error}");
            NotKept
        })
    }

    async fn enqueue_look(&self, space: &Address) -> Result<(), StoreError> {
        let place = match &space.place {
            Place::Direct { .. } => return Ok(()),
            Place::Space { space } | Place::Thread { space, .. } => Place::Space { space: space.clone() },
        };
        let address = Address { place, ..space.clone() };
        let key = WorkspaceKey { platform: address.platform, workspace: address.workspace.clone() };
        let store = &self.0.store;
        let Some(school) = store.read(move |db| Box::pin(async move { db.school_of(&key).await })).await?
        else {
            return Ok(());
        };
        let (parts, now) = (self.0.clone(), self.0.clock.now());
        let scope = school.clone();
        let looked = store.write(&scope, move |tx| {
            Box::pin(async move {
                for space in tx.spaces(&school, DSL_SPACE).await? {
                    if serde_json::from_str::<Address>(&space).is_ok_and(|ours| ours == address) {
                        // Every change is looked at: the one before may have been looked at too early.
                        let key = format!("space/{}", u64::from_be_bytes(random()));
                        let (notice, to) = (Notice::SpaceLook { space }, address.key());
                        records::enqueue(tx, &parts.vault, &school, &notice, &to, &key, now).await?;
                    }
                }
                Ok(())
            })
        });
        looked.await
    }
}
