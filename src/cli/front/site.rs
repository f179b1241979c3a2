//! Owns one workspace in Slack: whose token it is, and the group conversation of its safeguarding team.

use super::Keeper;
use super::slack::Door;
use crate::cli::setup::{self, Grounds};
use crate::config::{SlackWorkspace, TeamSpace};
use crate::domain::id::SchoolId;
use crate::domain::school::{PlatformKind, WorkspaceKey};
use crate::domain::text::Text;
use crate::platforms::slack::look::look;
use crate::platforms::slack::workspaces::Access;
use crate::platforms::slack::{GROUP, Slack, TIMEOUT};
use crate::records;
use anyhow::Context;
use std::collections::BTreeSet;
use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long to wait before Slack is asked again whose a token is: at first, and after many times.
const FIRST_PAUSE: Duration = Duration::from_secs(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(300);
/// How often it is looked whether the safeguarding team is another one.
const LOOK: Duration = Duration::from_secs(60);

pub(super) struct Site {
    pub settings: SlackWorkspace,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The workspace, as far as it is known.
    id: Option<String>,
    /// The token turned out to be another workspace's.
    not_ours: bool,
    /// The group conversation, and who it was made for.
    group: Option<(String, BTreeSet<String>)>,
}

impl Site {
    /// `before` is what it was known as before, where the settings do not say.
    pub fn new(settings: SlackWorkspace, before: Option<String>) -> Self {
        let id = settings.id.clone().or(before);
        Self { settings, state: Mutex::new(State { id, ..State::default() }) }
    }

    fn state<T>(&self, with: impl FnOnce(&mut State) -> T) -> T {
        with(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn id(&self) -> Option<String> {
        self.state(|state| state.id.clone())
    }

    pub fn grounds(&self) -> Option<Grounds> {
        let (id, group) = self.state(|state| (state.id.clone(), state.group.clone()));
        let spaces = match &self.settings.space {
            TeamSpace::Channel(channel) => vec![channel.clone()],
            TeamSpace::Group => group.map(|(channel, _)| channel).into_iter().collect(),
            TeamSpace::None => Vec::new(),
        };
        Some(Grounds { key: WorkspaceKey { platform: PlatformKind::Slack, workspace: id? }, spaces })
    }

    pub fn trouble(&self, slack: &Slack) -> Option<String> {
        let (id, not_ours) = self.state(|state| (state.id.clone(), state.not_ours));
        let school = &self.settings.school;
        match id {
            None => {
                Some(format!("it is not known yet which workspace the token of the school {school} is for"))
            }
            Some(id) if not_ours => Some(format!("the token for the workspace {id} is another workspace's")),
            Some(id) if slack.workspaces.access(&id).is_none() => {
                Some(format!("the workspace {id} has not let Hearken in"))
            }
            Some(_) => None,
        }
    }

    /// Makes sure whose token it is, stores the school's people under it, and keeps the group conversation, until
    /// `stop`.
    pub async fn settle(&self, door: &Door, keeper: Option<&Keeper>, stop: impl Future<Output = ()> + Send) {
        let work = async {
            if let Some(token) = &self.settings.bot_token {
                self.learn(door, token, keeper).await;
            }
            loop {
                if let Some(keeper) = keeper
                    && self.settings.space == TeamSpace::Group
                    && let Err(error) = self.gather(door, keeper).await
                {
                    tracing::warn!("The group conversation of the safeguarding team is not there: {error:#}");
                }
                tokio::time::sleep(LOOK).await;
            }
        };
        tokio::select! {
            () = stop => {}
            () = work => {}
        }
    }

    /// Asks until Slack answers whose token it is.
    async fn learn(&self, door: &Door, token: &Text, keeper: Option<&Keeper>) {
        let mut pause = FIRST_PAUSE;
        let ourselves = loop {
            match look(&door.slack.settings.api_url, token, TIMEOUT).await {
                Ok(told) => break told,
                Err(error) => {
                    let school = &self.settings.school;
                    tracing::warn!(
                        "Slack does not say yet which workspace the token of {school} is for: {error}"
                    );
                    tokio::time::sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        };
        let Some(told) = ourselves.workspace().map(str::to_owned) else {
            return tracing::error!("Slack does not say which workspace the token is for");
        };
        // Told to another school's workspace, a concern would be another school's.
        if self.settings.id.as_ref().is_some_and(|id| *id != told) {
            if let Some(id) = &self.settings.id {
                door.slack.workspaces.remove(id);
                tracing::error!(
                    "The token for the workspace {id} is for the workspace {told}, so it is not used. Put the \
                     settings right and start Hearken again"
                );
            }
            return self.state(|state| state.not_ours = true);
        }
        let before = self.state(|state| state.id.replace(told.clone()));
        if let Some(before) = before.as_ref().filter(|before| **before != told) {
            door.slack.workspaces.remove(before);
        }
        let access = Access { token: token.clone(), bot: Some(ourselves.user_id) };
        if before.as_ref() == Some(&told) {
            return door.slack.workspaces.put(&told, access);
        }
        // Whoever acts there must be known to be of this school first.
        if let Some(keeper) = keeper {
            while let Err(error) = keeper.people(door, &self.settings.school).await {
                tracing::error!("The workspace {told} cannot be used: {error:#}");
                tokio::time::sleep(LONGEST_PAUSE).await;
            }
        }
        door.slack.workspaces.put(&told, access);
        tracing::info!("The school {} is in the workspace {told}", self.settings.school);
    }

    /// Opens the conversation of everybody in the team whose account is known, once they are at least two.
    async fn gather(&self, door: &Door, keeper: &Keeper) -> anyhow::Result<()> {
        let Some(id) = self.id() else { return Ok(()) };
        let school = SchoolId::parse(&self.settings.school).context("The school has no id")?;
        let team = keeper.team(&school, &id).await?;
        if self.state(|state| state.group.as_ref().is_some_and(|(_, of)| *of == team)) {
            return Ok(());
        }
        let group = if (2..=GROUP).contains(&team.len()) {
            let users = team.iter().map(String::as_str).collect::<Vec<_>>().join(",");
            Some((door.slack.open(&id, &users).await?, team))
        } else {
            None
        };
        self.state(|state| state.group = group);
        keeper.spaces(door, &school).await
    }
}

impl Keeper {
    async fn people(&self, door: &Door, school: &str) -> anyhow::Result<()> {
        let of =
            self.settings.schools.iter().find(|of| of.id == school).context("The school is not there")?;
        let id = SchoolId::parse(school).context("The school has no id")?;
        let school = self.schools.get(&id).context("The school is not there")?;
        let kept = (&self.store, &self.vault);
        setup::people(&self.settings, of, kept, school, door.grounds(&id), self.clock.now()).await
    }

    async fn spaces(&self, door: &Door, school: &SchoolId) -> anyhow::Result<()> {
        let (grounds, id) = (door.grounds(school), school.clone());
        let put = self
            .store
            .write(school, move |tx| Box::pin(async move { setup::put_spaces(tx, &id, &grounds).await }));
        put.await.context("The spaces of a school could not be stored")
    }

    /// The accounts of the safeguarding team in a workspace.
    async fn team(&self, school: &SchoolId, workspace: &str) -> anyhow::Result<BTreeSet<String>> {
        let (vault, id) = (self.vault.clone(), school.clone());
        let staff =
            self.store.read(move |db| Box::pin(async move { Ok(records::staff(db, &vault, &id).await?) }));
        let staff = staff.await.context("The people of a school could not be read")?;
        let team = staff.people().filter(|person| person.is_on_safeguarding_team());
        let here = team
            .flat_map(|person| person.reachable())
            .filter(|identity| identity.platform == PlatformKind::Slack && identity.workspace == workspace);
        Ok(here.map(|identity| identity.user.clone()).collect())
    }
}
