//! Owns which chat platform a house is met on: the local workspace in a browser, or Slack.

mod closed;
mod local;

pub(super) use closed::ClosedDoors;

use super::setup::Grounds;
use super::time::HouseTime;
use crate::chat::{Inbox, Platform};
use crate::config::Settings;
use crate::domain::id::SchoolId;
use crate::domain::school::PlatformKind;
use crate::forms::{Prompts, School};
use crate::platforms::local::{self as workspace, Local};
use anyhow::bail;
use axum::Router;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) enum Front {
    Local(Arc<Local>),
}

impl Front {
    pub fn open(
        settings: &Settings,
        prompts: &Arc<Prompts>,
        schools: &[School],
        time: Arc<HouseTime>,
    ) -> anyhow::Result<Self> {
        match (&settings.slack, schools) {
            (Some(_), _) => bail!("This build has no Slack in it"),
            (None, [school]) => local::open(settings, prompts, school, time).map(Self::Local),
            (None, _) => bail!("The local workspace has one school"),
        }
    }

    /// The workspaces of a school.
    pub fn grounds(&self, settings: &Settings, _school: &SchoolId) -> Vec<Grounds> {
        match self {
            Self::Local(_) => vec![local::grounds(settings)],
        }
    }

    pub fn platforms(&self) -> BTreeMap<PlatformKind, Arc<dyn Platform>> {
        match self {
            Self::Local(local) => BTreeMap::from([(PlatformKind::Local, local.clone() as Arc<dyn Platform>)]),
        }
    }

    pub fn routes(&self, inbox: Arc<dyn Inbox>) -> Router {
        match self {
            Self::Local(local) => workspace::routes(local.clone(), inbox),
        }
    }

    /// Ends what is held open, so that the house can end.
    pub fn close(&self) {
        match self {
            Self::Local(local) => local.close(),
        }
    }
}
