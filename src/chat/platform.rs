//! Owns what a chat platform must be able to do, and what it may hand in.

use super::{Address, Card, Event, View};
use crate::domain::school::{Identity, PlatformKind};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::time::Duration;

/// Where events go: the application, as an adapter sees it.
#[async_trait]
pub trait Inbox: Send + Sync {
    /// Handles one event whole; the view is to be shown only now, after everything is stored.
    async fn handle(&self, event: Event) -> View;
}

/// A chat platform as the outbox sees it.
#[async_trait]
pub trait Platform: Send + Sync {
    fn kind(&self) -> PlatformKind;

    /// Whether a workspace lets us in, as far as is known without asking.
    fn reaches(&self, _workspace: &str) -> bool {
        true
    }

    /// What a post there takes of its workspace's time when it is one of many that are in no hurry: the next of them
    /// comes so much later. It leaves room for what cannot wait. Without an address: wherever that may be.
    fn gap(&self, _to: Option<&Address>) -> Duration {
        Duration::ZERO
    }

    /// Posts a card. `key` names this post: where the platform can, the same key never posts twice.
    async fn post(&self, to: &Address, card: &Card, key: &str) -> Result<Receipt, SendError>;

    /// Replaces a card posted earlier.
    async fn update(&self, posted: &Receipt, card: &Card) -> Result<(), SendError>;

    /// Opens a private thread in a space, headed by a card that tells no content.
    async fn open_thread(&self, space: &Address, card: &Card, key: &str) -> Result<Receipt, SendError>;

    /// Who can read a space right now.
    async fn membership(&self, space: &Address) -> Result<Membership, SendError>;
}

/// Where a card stands, so that it can be updated, or answered in its thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The place the message stands in; for an opened thread, the thread itself.
    pub address: Address,
    /// The platform's own name for the message.
    pub message: String,
}

/// Who can read a space, as its platform tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Only its members can find and read it.
    pub private: bool,
    pub members: BTreeSet<Identity>,
    /// Guests, other organisations, bots with access, or members we could not list.
    pub strangers: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Try again, not before `after`.
    #[error("the platform asks to wait")]
    Retry { after: Option<Duration>, code: &'static str },
    /// The platform lets us in nowhere in this workspace until somebody has mended that: nobody there can be written to.
    #[error("the platform does not let us in")]
    ShutOut { after: Duration, code: &'static str },
    /// The destination is not there any more, or cannot be reached by us.
    #[error("the destination is gone")]
    Gone { code: &'static str },
    /// The platform understood and refused: trying the same again is no use.
    #[error("the platform refused")]
    Refused { code: &'static str },
}
