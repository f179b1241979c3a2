//! Owns posting into the workspace: durable first, then pushed to exactly those who may see it.

use super::kept::{Entry, KeptCard};
use super::workspace::{Post, Workspace, place_name};
use super::{Local, Push, Shared, render};
use crate::chat::{Address, Card, Membership, Place, Platform, Receipt, SendError};
use crate::domain::school::PlatformKind;
use async_trait::async_trait;
use std::sync::{PoisonError, RwLockReadGuard};
use std::time::Duration;

/// How long the outbox waits after the journal could not be written.
const JOURNAL_PAUSE: Duration = Duration::from_secs(2);

#[async_trait]
impl Platform for Local {
    fn kind(&self) -> PlatformKind {
        PlatformKind::Local
    }

    async fn post(&self, to: &Address, card: &Card, key: &str) -> Result<Receipt, SendError> {
        self.shared.admit(to)?;
        let at = self.shared.time.now();
        let (key, place) = (key.to_owned(), to.place.clone());
        self.commit(Entry::Post { key, place, at, card: KeptCard::from(card) }).await
    }

    async fn update(&self, posted: &Receipt, card: &Card) -> Result<(), SendError> {
        self.shared.admit(&posted.address)?;
        let stands = self.shared.workspace().post(&posted.message).map(|p| p.place == posted.address.place);
        if stands != Some(true) {
            return Err(SendError::Gone { code: "message" });
        }
        let message = posted.message.clone();
        self.commit(Entry::Update { message, card: KeptCard::from(card) }).await.map(drop)
    }

    async fn open_thread(&self, space: &Address, card: &Card, key: &str) -> Result<Receipt, SendError> {
        self.shared.admit(space)?;
        let Place::Space { space } = space.place.clone() else {
            return Err(SendError::Refused { code: "not_a_space" });
        };
        let at = self.shared.time.now();
        self.commit(Entry::Thread { key: key.to_owned(), space, at, card: KeptCard::from(card) }).await
    }

    async fn membership(&self, address: &Address) -> Result<Membership, SendError> {
        self.shared.admit(address)?;
        let workspace = self.shared.workspace();
        let (private, users) = match &address.place {
            Place::Direct { user } => (true, vec![user.clone()]),
            Place::Space { space } | Place::Thread { space, .. } => {
                let found = workspace.space(space).ok_or(SendError::Gone { code: "place" })?;
                let private = found.private || matches!(address.place, Place::Thread { .. });
                (private, found.members.clone())
            }
        };
        let members = users.iter().map(|user| workspace.identity(user)).collect();
        Ok(Membership { private, members, strangers: false })
    }
}

impl Local {
    /// Runs to its end even if the caller stops waiting; a repeat with the same key finds the receipt.
    async fn commit(&self, entry: Entry) -> Result<Receipt, SendError> {
        let shared = self.shared.clone();
        let done = tokio::task::spawn_blocking(move || shared.commit(entry)).await;
        done.unwrap_or(Err(SendError::Retry { after: Some(JOURNAL_PAUSE), code: "journal" }))
    }
}

impl Shared {
    pub(super) fn workspace(&self) -> RwLockReadGuard<'_, Workspace> {
        self.workspace.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn admit(&self, address: &Address) -> Result<(), SendError> {
        let workspace = self.workspace();
        if address.platform != PlatformKind::Local || address.workspace != workspace.key {
            return Err(SendError::Refused { code: "workspace" });
        }
        if !workspace.has(&address.place) {
            return Err(SendError::Gone { code: "place" });
        }
        Ok(())
    }

    fn commit(&self, entry: Entry) -> Result<Receipt, SendError> {
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = entry.key().and_then(|key| self.workspace().receipt_for(key)) {
            return Ok(known);
        }
        if let Err(error) = journal.append(&entry) {
            tracing::error!(kind = %error.kind(), "The demo's messages could not be written");
            return Err(SendError::Retry { after: Some(JOURNAL_PAUSE), code: "journal" });
        }
        let updated = matches!(entry, Entry::Update { .. });
        let post = self
            .workspace
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .apply(entry)
            .cloned()
            .ok_or(SendError::Gone { code: "message" })?;
        // Still under the journal's lock, so that pushes keep the order of the posts.
        self.announce(&post, updated);
        Ok(self.workspace().receipt(&post))
    }

    fn announce(&self, post: &Post, updated: bool) {
        let (place, message, html) =
            (place_name(&post.place), post.id(), render::message(self.to_all(), post));
        let push = if updated {
            Push::Updated { place, message, html }
        } else {
            Push::Posted { place, message, html, toast: post.card.push.clone(), lang: post.card.lang.clone() }
        };
        for user in self.workspace().audience(&post.place) {
            self.push(user, &push);
        }
    }
}
