//! Owns one workspace in Slack: whose token it is, and the group conversation of its safeguarding team.

use super::Keeper;
use super::slack::Door;
use crate::chat::Roster;
use crate::cli::setup::{self, Grounds};
use crate::config::{SlackWorkspace, TeamSpace};
use crate::domain::id::SchoolId;
use crate::domain::school::{PlatformKind, WorkspaceKey};
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
/// How often it is looked whether the safeguarding team is another one, and who has no account.
const LOOK: Duration = Duration::from_secs(60);
/// How long those with a duty are looked for before anybody can report.
const PATIENCE: Duration = Duration::from_secs(8);

pub(super) struct Site {
    pub settings: SlackWorkspace,
    /// The workspace that the school's people were stored under when the house was opened.
    known_at_start: Option<String>,
    state: Mutex<State>,
}

#[derive(Default)]
pub(super) struct State {
    /// The workspace, as far as it is known.
    id: Option<String>,
    /// Slack has said whose the token is.
    settled: bool,
    /// It turned out to be another workspace's.
    not_ours: bool,
    /// The group conversation.
    group: Option<String>,
    /// For whom it was looked last whether there is to be one.
    team: Option<BTreeSet<String>>,
    /// Slack has said of everybody with a duty whether they have an account.
    pub asked: bool,
    /// How many of them have none that is known.
    pub without_account: usize,
}

impl Site {
    /// `before` is what it was known as before, where the settings do not say.
    pub fn new(settings: SlackWorkspace, before: Option<String>) -> Self {
        let id = settings.id.clone().or(before);
        Self { settings, known_at_start: id.clone(), state: Mutex::new(State { id, ..State::default() }) }
    }

    pub fn state<T>(&self, with: impl FnOnce(&mut State) -> T) -> T {
        with(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn id(&self) -> Option<String> {
        self.state(|state| state.id.clone())
    }

    pub fn grounds(&self) -> Option<Grounds> {
        let (id, group) = self.state(|state| (state.id.clone(), state.group.clone()));
        let spaces = match &self.settings.space {
            TeamSpace::Channel(channel) => vec![channel.clone()],
            TeamSpace::Group => group.into_iter().collect(),
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

    /// Whom nothing reaches.
    pub fn unreached(&self) -> Option<String> {
        let (school, count) = (&self.settings.school, self.state(|state| state.without_account));
        (count > 0).then(|| {
            format!(
                "at the school {school} no account in Slack is known of some with a duty ({count}); what is theirs goes \
                 to others. See who with: hearken check"
            )
        })
    }

    /// Makes sure whose token it is, stores the school's people under it, and keeps their accounts and the group
    /// conversation, until `stop`.
    pub async fn settle(
        &self,
        door: &Door,
        keeper: Option<&Keeper>,
        roster: &dyn Roster,
        stop: impl Future<Output = ()> + Send,
    ) {
        let work = async {
            self.learn(door, keeper, roster).await;
            loop {
                if let Some(keeper) = keeper {
                    self.look(door, keeper, roster).await;
                }
                tokio::time::sleep(LOOK).await;
            }
        };
        tokio::select! {
            () = stop => {}
            () = work => {}
        }
    }

    /// Does as much of it as can be done while nothing comes in yet. A Slack that does not answer keeps no house closed.
    pub async fn meet(&self, door: &Door, keeper: &Keeper, roster: &dyn Roster) {
        let work = async {
            self.ask_whose(door, Some(keeper), roster).await?;
            self.look(door, keeper, roster).await;
            anyhow::Ok(())
        };
        let school = &self.settings.school;
        match tokio::time::timeout(PATIENCE, work).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!("Slack is not ready for the school {school}: {error:#}"),
            Err(_) => {
                tracing::error!("Slack is slow to get ready for the school {school}; it goes on by itself")
            }
        }
    }

    async fn look(&self, door: &Door, keeper: &Keeper, roster: &dyn Roster) {
        let Some(id) = self.id() else { return };
        let Some(Access { token, .. }) = door.slack.workspaces.access(&id) else { return };
        self.find_accounts(door, (&id, &token), keeper, roster).await;
        if self.settings.space == TeamSpace::Group
            && let Err(error) = self.gather(door, &id, keeper).await
        {
            tracing::warn!("The group conversation of the safeguarding team is not there: {error:#}");
        }
    }

    /// Asks until Slack answers whose token it is.
    async fn learn(&self, door: &Door, keeper: Option<&Keeper>, roster: &dyn Roster) {
        let mut pause = FIRST_PAUSE;
        while let Err(error) = self.ask_whose(door, keeper, roster).await {
            tracing::warn!("The workspace of the school {} is not ready: {error:#}", self.settings.school);
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// Asks Slack whose token it is, unless that is known. It may be given up at any time, and done anew.
    async fn ask_whose(
        &self,
        door: &Door,
        keeper: Option<&Keeper>,
        roster: &dyn Roster,
    ) -> anyhow::Result<()> {
        let Some(token) = &self.settings.bot_token else { return Ok(()) };
        if self.state(|state| state.settled) {
            return Ok(());
        }
        let asked = look(&door.slack.settings.api_url, token, TIMEOUT).await;
        let ourselves = asked.context("Slack does not say yet which workspace the token is for")?;
        let told = ourselves.workspace().context("Slack names no workspace for the token")?.to_owned();
        // Told to another school's workspace, a concern would be another school's.
        if let Some(id) = self.settings.id.as_ref().filter(|id| **id != told) {
            door.slack.workspaces.remove(id);
            tracing::error!(
                "The token for the workspace {id} is for the workspace {told}, so it is not used. Put the settings \
                 right and start Hearken again"
            );
            self.state(|state| (state.not_ours, state.settled) = (true, true));
            return Ok(());
        }
        let before = self.state(|state| state.id.replace(told.clone()));
        if let Some(before) = before.filter(|before| *before != told) {
            door.slack.workspaces.remove(&before);
        }
        // Whoever acts there must be known to be of this school first.
        if let Some(keeper) = keeper
            && self.known_at_start.as_ref() != Some(&told)
        {
            keeper.people(door, &self.settings.school).await?;
            let found = self.find_accounts(door, (&told, token), keeper, roster);
            drop(tokio::time::timeout(PATIENCE, found).await);
        }
        door.slack.workspaces.put(&told, Access { token: token.clone(), bot: Some(ourselves.user_id) });
        self.state(|state| state.settled = true);
        tracing::info!("The school {} is in the workspace {told}", self.settings.school);
        Ok(())
    }

    /// Opens the conversation of everybody in the team whose account is known, once they are at least two.
    async fn gather(&self, door: &Door, id: &str, keeper: &Keeper) -> anyhow::Result<()> {
        let school = SchoolId::parse(&self.settings.school).context("The school has no id")?;
        let team = keeper.team(&school, id).await?;
        if self.state(|state| state.team.as_ref() == Some(&team)) {
            return Ok(());
        }
        let group = match together(&team) {
            Some(users) => Some(door.slack.open(id, &users).await?),
            None => None,
        };
        self.state(|state| state.group = group);
        keeper.spaces(door, &school).await?;
        self.state(|state| state.team = Some(team));
        Ok(())
    }
}

/// The users of a group conversation, as Slack takes them: two at least, and no more than it can hold.
fn together(team: &BTreeSet<String>) -> Option<String> {
    let users = || team.iter().map(String::as_str).collect::<Vec<_>>().join(",");
    (2..=GROUP).contains(&team.len()).then(users)
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
        let known = self.schools.get(school).context("The school is not there")?;
        let staff = staff.on(known.today(self.clock.now()));
        let team = staff.people().filter(|person| person.is_on_safeguarding_team());
        let here = team
            .flat_map(|person| person.reachable())
            .filter(|identity| identity.platform == PlatformKind::Slack && identity.workspace == workspace);
        Ok(here.map(|identity| identity.user.clone()).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_of_two_to_eight_people() {
        let team = |size| (0..size).map(|n| format!("U{n}")).collect();
        assert_eq!(together(&team(2)).as_deref(), Some("U0,U1"));
        assert_eq!(together(&team(8)).map(|users| users.split(',').count()), Some(8));
        for size in [0, 1, 9] {
            assert_eq!(together(&team(size)), None);
        }
    }
}
