//! Owns which chat platform a house is met on: the local workspace in a browser, or Slack.

#[cfg(feature = "slack")]
mod accounts;
mod closed;
mod installs;
mod local;
#[cfg(feature = "slack")]
mod site;
#[cfg(feature = "slack")]
mod slack;

pub(super) use closed::ClosedDoors;
pub(super) use installs::KeptInstalls;
#[cfg(feature = "slack")]
pub(super) use slack::Voice;

use super::setup::Grounds;
use super::time::HouseTime;
use super::workers::Workers;
use crate::chat::{Inbox, Installs, Platform, Roster};
use crate::clock::Clock;
use crate::config::Settings;
use crate::domain::id::SchoolId;
use crate::domain::school::PlatformKind;
use crate::forms::{Prompts, School};
use crate::platforms::local::{self as workspace, Local};
use crate::store::Store;
use crate::vault::Vault;
use anyhow::bail;
use axum::Router;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::watch;

#[derive(Clone)]
pub(super) enum Front {
    Local(Arc<Local>),
    #[cfg(feature = "slack")]
    Slack(Arc<slack::Door>),
}

/// What a house puts behind its front.
#[cfg_attr(not(feature = "slack"), expect(dead_code, reason = "the local workspace has no directory"))]
pub(super) struct Behind {
    pub inbox: Arc<dyn Inbox>,
    pub roster: Arc<dyn Roster>,
    pub installs: Arc<dyn Installs>,
}

impl Behind {
    /// Nothing is kept while the vault is closed.
    pub fn closed(inbox: Arc<dyn Inbox>) -> Self {
        Self { inbox, roster: Arc::new(installs::Nothing), installs: Arc::new(installs::Nothing) }
    }
}

/// What the people and spaces of a school are stored with.
#[cfg_attr(not(feature = "slack"), expect(dead_code, reason = "the local workspace is known from the start"))]
pub(super) struct Keeper {
    pub settings: Settings,
    pub store: Store,
    pub vault: Vault,
    pub clock: Arc<dyn Clock>,
    pub schools: Arc<BTreeMap<SchoolId, School>>,
}

impl Front {
    pub async fn open(
        settings: &Settings,
        prompts: &Arc<Prompts>,
        schools: &[School],
        store: &Store,
        time: Arc<HouseTime>,
    ) -> anyhow::Result<Self> {
        match (&settings.slack, schools) {
            #[cfg(feature = "slack")]
            (Some(_), _) => slack::Door::open(settings, prompts, store, &time.clock).await.map(Self::Slack),
            #[cfg(not(feature = "slack"))]
            (Some(_), _) => {
                let _ = store;
                bail!("This build has no Slack in it")
            }
            (None, [school]) => local::open(settings, prompts, school, time).map(Self::Local),
            (None, _) => bail!("The local workspace has one school"),
        }
    }

    /// The workspaces of a school, as far as they are known.
    pub fn grounds(&self, settings: &Settings, school: &SchoolId) -> Vec<Grounds> {
        match self {
            Self::Local(_) => {
                // It has one school.
                let _ = school;
                vec![local::grounds(settings)]
            }
            #[cfg(feature = "slack")]
            Self::Slack(door) => door.grounds(school),
        }
    }

    pub fn platforms(&self) -> BTreeMap<PlatformKind, Arc<dyn Platform>> {
        match self {
            Self::Local(local) => BTreeMap::from([(PlatformKind::Local, local.clone() as Arc<dyn Platform>)]),
            #[cfg(feature = "slack")]
            Self::Slack(door) => {
                BTreeMap::from([(PlatformKind::Slack, door.slack.clone() as Arc<dyn Platform>)])
            }
        }
    }

    /// Takes up the tokens that workspaces gave by themselves.
    pub async fn let_in(&self, installs: &dyn Installs) -> anyhow::Result<()> {
        match self {
            Self::Local(_) => {
                let _ = installs;
                Ok(())
            }
            #[cfg(feature = "slack")]
            Self::Slack(door) => door.let_in(installs).await,
        }
    }

    pub fn routes(&self, behind: &Behind) -> Router {
        match self {
            Self::Local(local) => workspace::routes(local.clone(), behind.inbox.clone()),
            #[cfg(feature = "slack")]
            Self::Slack(door) => door.routes(behind),
        }
    }

    /// Finds out what has to be known before anything comes in, as far as that can be done in a few seconds.
    pub async fn meet(&self, behind: &Behind, keeper: &Keeper) {
        match self {
            Self::Local(_) => {
                let _ = (behind, keeper);
            }
            #[cfg(feature = "slack")]
            Self::Slack(door) => door.meet(keeper, behind.roster.as_ref()).await,
        }
    }

    /// Starts what goes on in the background until `stop`; a `keeper` is there unless the vault is closed.
    pub fn start(
        &self,
        workers: &mut Workers,
        stop: &watch::Sender<bool>,
        behind: &Behind,
        keeper: Option<Keeper>,
    ) {
        match self {
            Self::Local(_) => {
                let _ = (workers, stop, behind, keeper);
            }
            #[cfg(feature = "slack")]
            Self::Slack(door) => door.start(workers, stop, behind, keeper),
        }
    }

    /// What somebody should see to, in plain words.
    pub fn trouble(&self) -> Vec<String> {
        match self {
            Self::Local(_) => Vec::new(),
            #[cfg(feature = "slack")]
            Self::Slack(door) => door.trouble(),
        }
    }

    /// Ends what is held open, so that the house can end.
    pub fn close(&self) {
        match self {
            Self::Local(local) => local.close(),
            #[cfg(feature = "slack")]
            Self::Slack(_) => {}
        }
    }
}
