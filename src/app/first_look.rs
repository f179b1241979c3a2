//! Owns the first whole look at a workspace's directory: whoever was there by then is nobody new, since when they began is
//! not known.

use super::App;
use crate::domain::id::SchoolId;
use crate::domain::school::WorkspaceKey;
use crate::store::{Db, StoreError};

/// As it is kept.
const DIRECTORY: &str = "directory";

fn slot(workspace: &WorkspaceKey) -> String {
    format!("{}/{}", workspace.platform, workspace.workspace)
}

/// Whether it is over.
pub(super) async fn was(
    db: &mut Db<'_>,
    school: &SchoolId,
    workspace: &WorkspaceKey,
) -> Result<bool, StoreError> {
    db.had_turn(school, DIRECTORY, &slot(workspace)).await
}

impl App {
    pub(super) async fn remember_first_look(&self, workspace: &WorkspaceKey) -> Result<(), StoreError> {
        let (key, slot, now) = (workspace.clone(), slot(workspace), self.0.clock.now());
        let read = self.0.store.read(move |db| {
            Box::pin(async move {
                let Some(school) = db.school_of(&key).await? else { return Ok(None) };
                let had = was(db, &school, &key).await?;
                Ok((!had).then_some(school))
            })
        });
        let Some(school) = read.await? else { return Ok(()) };
        let of = school.clone();
        let write = self.0.store.write(&of, move |tx| {
            Box::pin(async move { tx.take_turn(&school, DIRECTORY, &slot, now).await.map(drop) })
        });
        write.await
    }
}
