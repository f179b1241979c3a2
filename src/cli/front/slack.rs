//! Owns Slack as the front of a house: which workspaces there are, whose each is, and what is said when one is in
//! trouble.

use super::site::Site;
use super::{Behind, Keeper};
use crate::chat::{Installs, Roster, Speech};
use crate::cli::setup::Grounds;
use crate::cli::workers::Workers;
use crate::clock::Clock;
use crate::config::{Settings, SlackTransport};
use crate::domain::id::SchoolId;
use crate::domain::school::PlatformKind;
use crate::domain::text::Text;
use crate::forms::Prompts;
use crate::platforms::slack::workspaces::Access;
use crate::platforms::slack::{OauthSettings, Slack, SlackSettings, TIMEOUT, Transport, WorkspaceSettings};
use crate::store::Store;
use anyhow::Context;
use axum::Router;
use futures::future::join_all;
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::watch;

pub(in crate::cli) struct Door {
    pub(super) slack: Arc<Slack>,
    pub(super) sites: Vec<Arc<Site>>,
}

impl Door {
    /// Asks nothing of Slack: a house opens while Slack is down.
    pub async fn open(
        settings: &Settings,
        prompts: &Arc<Prompts>,
        store: &Store,
        clock: &Arc<dyn Clock>,
    ) -> anyhow::Result<Arc<Self>> {
        let slack = settings.slack.as_ref().context("The settings have no [slack]")?;
        let access = slack.access(&settings.schools).map_err(anyhow::Error::msg)?;
        let mut sites = Vec::new();
        for workspace in access.workspaces {
            let before = match &workspace.id {
                Some(_) => None,
                None => known_before(store, &workspace.school).await?,
            };
            sites.push(Arc::new(Site::new(workspace, before)));
        }
        let listed = sites.iter().filter_map(|site| {
            Some(WorkspaceSettings { id: site.id()?, token: site.settings.bot_token.clone() })
        });
        let transport = match slack.transport {
            SlackTransport::Socket => {
                Transport::Socket { app_token: access.app_token.context("There is no app token")? }
            }
            SlackTransport::Http => Transport::Http {
                signing_secret: access.signing_secret.context("There is no signing secret")?,
            },
        };
        let oauth = access.oauth.map(|oauth| OauthSettings {
            client_id: Text::new(oauth.client_id),
            client_secret: oauth.client_secret,
            public_url: oauth.public_url,
            authorize_url: oauth.authorize_url,
        });
        let made = SlackSettings {
            api_url: slack.api_url.clone(),
            transport,
            oauth,
            workspaces: listed.collect(),
            timeout: TIMEOUT,
        };
        let speech = Arc::new(Voice { prompts: prompts.clone() });
        let slack = Slack::new(made, speech, clock.clone())?;
        Ok(Arc::new(Self { slack, sites }))
    }

    pub fn grounds(&self, school: &SchoolId) -> Vec<Grounds> {
        let of_school = self.sites.iter().filter(|site| site.settings.school == school.as_str());
        of_school.filter_map(|site| site.grounds()).collect()
    }

    /// Workspaces that let the app in by themselves; a token of the settings counts before theirs.
    pub async fn let_in(&self, installs: &dyn Installs) -> anyhow::Result<()> {
        for install in installs.all(PlatformKind::Slack).await? {
            let id = &install.workspace.workspace;
            let wanted =
                |site: &&Arc<Site>| site.settings.bot_token.is_none() && site.id().as_ref() == Some(id);
            if self.sites.iter().any(|site| wanted(&site)) {
                self.slack.workspaces.put(id, Access { token: install.token, bot: None });
            }
        }
        Ok(())
    }

    pub fn routes(&self, behind: &Behind) -> Router {
        let Behind { inbox, roster, installs } = behind;
        let delivered = self.slack.routes(inbox.clone(), roster.clone(), installs.clone());
        delivered.merge(self.slack.install_routes(installs.clone()))
    }

    /// Everything that goes on in the background until `stop`. A `keeper` is there unless the vault is closed.
    pub fn start(
        self: &Arc<Self>,
        workers: &mut Workers,
        stop: &watch::Sender<bool>,
        behind: &Behind,
        keeper: Option<Keeper>,
    ) {
        let stopped = || {
            let mut stop = stop.subscribe();
            async move { drop(stop.wait_for(|stop| *stop).await) }
        };
        if matches!(self.slack.settings.transport, Transport::Socket { .. }) {
            let (slack, until) = (self.slack.clone(), stopped());
            let Behind { inbox, roster, installs } = behind;
            let (inbox, roster, installs) = (inbox.clone(), roster.clone(), installs.clone());
            workers.start(async move { slack.listen(inbox, roster, installs, until).await });
        }
        let (slack, roster, until) = (self.slack.clone(), behind.roster.clone(), stopped());
        workers.start(async move { slack.keep_directory(roster, until).await });
        let keeper = keeper.map(Arc::new);
        for site in &self.sites {
            let (door, site, keeper, until) = (self.clone(), site.clone(), keeper.clone(), stopped());
            let roster = behind.roster.clone();
            workers.start(async move { site.settle(&door, keeper.as_deref(), roster.as_ref(), until).await });
        }
    }

    /// What has to be known before anything comes in.
    pub async fn meet(&self, keeper: &Keeper, roster: &dyn Roster) {
        let each: Vec<_> = self.sites.iter().map(|site| site.meet(self, keeper, roster)).collect();
        join_all(each).await;
    }

    /// What somebody should see to, in plain words; the gauge is set on the way.
    pub fn trouble(&self) -> Vec<String> {
        let health = self.slack.health();
        metrics::gauge!("hearken_slack_connected").set(f64::from(u8::from(health.connected)));
        let mut trouble = Vec::new();
        if !health.connected {
            trouble.push("Slack is not connected; it is tried again and again".to_owned());
        }
        for workspace in &health.shut_out {
            trouble.push(format!("Slack does not let Hearken into the workspace {workspace}"));
        }
        trouble.extend(self.sites.iter().filter_map(|site| site.trouble(&self.slack)));
        // Each workspace of a school says it.
        trouble.extend(self.sites.iter().filter_map(|site| site.unreached()).collect::<BTreeSet<_>>());
        trouble
    }
}

/// The workspace of a school that settings without an id had before: Slack may be down when the house opens.
async fn known_before(store: &Store, school: &str) -> anyhow::Result<Option<String>> {
    let Some(school) = SchoolId::parse(school) else { return Ok(None) };
    let known =
        store.read(move |db| Box::pin(async move { db.workspaces_of(&school, PlatformKind::Slack).await }));
    Ok(match &known.await.context("The store cannot be read")?[..] {
        [only] => Some(only.workspace.clone()),
        _ => None,
    })
}

/// The adapter's own words. What a page or a card says comes in the language of its school.
pub(in crate::cli) struct Voice {
    pub prompts: Arc<Prompts>,
}

impl Speech for Voice {
    fn say(&self, locale: &str, id: &str, args: &[(&str, String)]) -> String {
        self.prompts.words_anywhere([locale]).say(id, args)
    }

    fn nearest(&self, locales: &[&str]) -> String {
        self.prompts.words_anywhere(locales.iter().copied()).locale().to_owned()
    }
}
