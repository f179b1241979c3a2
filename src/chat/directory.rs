//! Owns what a platform tells of a workspace's people, and of the workspaces that have let the app in.

use super::Address;
use crate::domain::school::{Identity, PlatformKind, WorkspaceKey};
use crate::domain::text::Text;
use async_trait::async_trait;

/// Somebody as a platform's directory has them.
#[derive(Debug, Clone)]
pub struct Member {
    pub identity: Identity,
    pub name: Text,
    /// As the platform has verified it; the only thing by which accounts are matched with people.
    pub email: Option<Text>,
    /// The language that their platform is set to.
    pub locale: Option<String>,
    pub standing: Standing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A full member of the workspace.
    Staff,
    /// A guest, as supply staff and contractors may be: may report, and is written to of their own reports and calls
    /// alone. Or somebody of another organisation, who may not even that.
    Guest,
    /// Left, or switched off: cannot be written to any more.
    Gone,
}

/// What the application is told of people and places, apart from what anybody does.
#[async_trait]
pub trait Roster: Send + Sync {
    /// Each member replaces what was known of that account.
    async fn seen(&self, members: Vec<Member>) -> Result<(), NotKept>;

    /// Everybody of a workspace has been seen by now, for the first time or again: whoever comes later is new there.
    async fn listed(&self, _workspace: &WorkspaceKey) -> Result<(), NotKept> {
        Ok(())
    }

    /// Somebody joined a space, or it changed: whether it is still fit is looked at now, not at the next post.
    async fn space_changed(&self, space: &Address) -> Result<(), NotKept>;
}

/// A workspace that has let the app in by itself.
#[derive(Debug, Clone)]
pub struct Install {
    pub workspace: WorkspaceKey,
    /// What the platform lets us in with.
    pub token: Text,
}

/// Where installs are kept, sealed.
#[async_trait]
pub trait Installs: Send + Sync {
    async fn all(&self, platform: PlatformKind) -> Result<Vec<Install>, NotKept>;

    async fn put(&self, install: Install) -> Result<(), NotKept>;

    /// The token is good for nothing any more: it is forgotten, but for a newer one of the same workspace.
    async fn remove(&self, install: &Install) -> Result<(), NotKept>;
}

/// It could not be stored; the log says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it could not be stored")]
pub struct NotKept;

/// An adapter's own words, by id.
pub trait Speech: Send + Sync {
    /// In a language as near to the tag `locale` as there is.
    fn say(&self, locale: &str, id: &str, args: &[(&str, String)]) -> String;

    /// The language there is that fits these tags best, the best of them first.
    fn nearest(&self, locales: &[&str]) -> String {
        locales.first().copied().unwrap_or_default().to_owned()
    }
}
