//! Owns the people of a workspace as Slack has them, and for a short while what it said of each.

use super::Slack;
use super::api::ApiError;
use super::codes::Meaning;
use super::methods::Method;
pub use super::user::User;
use crate::chat::{Member, NotKept, Roster};
use crate::domain::Moment;
use crate::domain::school::{PlatformKind, WorkspaceKey};
use crate::domain::text::Text;
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::OwnedMutexGuard;
use tokio::time::Instant;

/// For how long it counts what Slack said of somebody's standing.
const STANDING_SECONDS: i64 = 60;
/// How long a form may wait for the language that somebody reads: it has to be open within three seconds.
const LOCALE_PATIENCE: Duration = Duration::from_millis(800);
/// The whole list again after this long; in between Slack tells of each change.
const AGAIN: Duration = Duration::from_secs(24 * 60 * 60);
/// The whole list again after this long where somebody changed and Slack did not say how.
const SOON: Duration = Duration::from_secs(60);
/// How often it is looked whether there is another workspace.
const LOOK: Duration = Duration::from_secs(5);
/// The pauses after a list that failed: from this, doubled, up to the other.
const FIRST_PAUSE: Duration = Duration::from_secs(15);
const LONGEST_PAUSE: Duration = Duration::from_secs(30 * 60);

/// What Slack said last of each user.
#[derive(Default)]
pub struct Directory {
    known: RwLock<HashMap<(String, String), Known>>,
    /// Whose turn it is to ask, by workspace.
    turns: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
    /// Workspaces of which something is not known that should be.
    doubtful: Mutex<BTreeSet<String>>,
}

#[derive(Clone, Default)]
struct Known {
    locale: Option<String>,
    /// With when it was said.
    user: Option<(User, Moment)>,
}

impl Directory {
    fn known(&self, workspace: &str, user: &str) -> Option<Known> {
        let key = (workspace.to_owned(), user.to_owned());
        self.known.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()
    }

    fn update(&self, workspace: &str, user: &str, change: impl FnOnce(&mut Known)) {
        let key = (workspace.to_owned(), user.to_owned());
        change(self.known.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_default());
    }

    /// To be held from a question about people until the answer is stored: else an older answer could be stored after
    /// a newer one.
    pub async fn turn(&self, workspace: &str) -> OwnedMutexGuard<()> {
        let turn = {
            let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
            turns.entry(workspace.to_owned()).or_default().clone()
        };
        turn.lock_owned().await
    }

    fn doubt(&self, workspace: &str) {
        self.doubtful.lock().unwrap_or_else(PoisonError::into_inner).insert(workspace.to_owned());
    }

    fn is_doubted(&self, workspace: &str) -> bool {
        self.doubtful.lock().unwrap_or_else(PoisonError::into_inner).remove(workspace)
    }

    /// What Slack says of people replaces what was known.
    pub fn learn(&self, members: &[Member]) {
        for member in members {
            self.update(&member.identity.workspace, &member.identity.user, |known| {
                known.user = None;
                if member.locale.is_some() {
                    known.locale.clone_from(&member.locale);
                }
            });
        }
    }
}

#[derive(Deserialize)]
struct One {
    user: User,
}

#[derive(Deserialize)]
struct UserPage {
    members: Vec<User>,
}

#[derive(Deserialize)]
struct TeamPage {
    teams: Vec<Team>,
}

#[derive(Deserialize)]
struct Team {
    id: String,
}

/// Why a list is not whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotListed {
    Slack(ApiError),
    NotKept,
}

impl Slack {
    /// The language somebody's Slack is set to, unless it cannot be had in time.
    pub async fn locale(&self, workspace: &str, user: &str) -> Option<String> {
        if let Some(Known { locale: Some(locale), .. }) = self.directory.known(workspace, user) {
            return Some(locale);
        }
        let asked = self.user(workspace, user);
        tokio::time::timeout(LOCALE_PATIENCE, asked).await.ok()?.ok()?.locale
    }

    /// Whether Slack says that somebody is of another organisation. Where it does not say in time they count as ours: a
    /// report must not wait for it, and nobody reads anything for being here.
    pub(super) async fn is_stranger(&self, workspace: &str, user: &str) -> bool {
        match tokio::time::timeout(LOCALE_PATIENCE, self.user(workspace, user)).await {
            Ok(Ok(user)) => {
                user.is_stranger == Some(true) || user.team_id.is_some() && !user.belongs_to(workspace)
            }
            Ok(Err(ApiError::Refused(code))) => code.meaning() == Meaning::Gone,
            Ok(Err(_)) | Err(_) => false,
        }
    }

    /// What Slack says of somebody, now or within the last minute.
    pub(super) async fn user(&self, workspace: &str, user: &str) -> Result<User, ApiError> {
        let now = self.clock.now();
        if let Some(Known { user: Some((user, at)), .. }) = self.directory.known(workspace, user)
            && (TimeDelta::zero()..TimeDelta::seconds(STANDING_SECONDS)).contains(&(now - at))
        {
            return Ok(user);
        }
        self.ask_for(workspace, user).await
    }

    async fn ask_for(&self, workspace: &str, user: &str) -> Result<User, ApiError> {
        let (asked, body) = (self.clock.now(), json!({ "user": user, "include_locale": true }));
        let One { user: told } = self.call(workspace, Method::UsersInfo, &body).await?;
        if told.id != user {
            return Err(ApiError::Unreachable("strange"));
        }
        self.directory.update(workspace, user, |known| {
            known.locale = told.locale.clone().or(known.locale.take());
            known.user = Some((told.clone(), asked));
        });
        Ok(told)
    }

    /// Takes in somebody as Slack has them now: news of them may be late, and come in any order.
    pub async fn look_up(&self, workspace: &str, user: &str, roster: &dyn Roster) -> Result<(), NotKept> {
        let _turn = self.directory.turn(workspace).await;
        match self.ask_for(workspace, user).await {
            Ok(told) => match told.member(workspace) {
                Some(member) => roster.seen(vec![member]).await,
                None => Ok(()),
            },
            Err(ApiError::Refused(code)) if code.meaning() == Meaning::Gone => Ok(()),
            Err(error) => {
                tracing::warn!(
                    "Somebody of the workspace {workspace} has changed, and how is not known: {error}"
                );
                self.directory.doubt(workspace);
                Ok(())
            }
        }
    }

    /// Whose account has an address: nobody's, where Slack knows it not. `token` is the workspace's, which may not be
    /// in use yet.
    pub async fn by_email(
        &self,
        workspace: &str,
        token: &Text,
        email: &Text,
    ) -> Result<Option<Member>, ApiError> {
        let body = json!({ "email": email.expose().trim() });
        match self.api.call::<One>(token, Method::UsersLookupByEmail, &body).await {
            Ok(One { user }) => Ok(user.member(workspace)),
            Err(ApiError::Refused(code)) if code.meaning() == Meaning::Gone => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Takes in everybody of a workspace, page by page; how many there are.
    pub async fn list_people(&self, workspace: &str, roster: &dyn Roster) -> Result<usize, NotListed> {
        // An organisation's people are listed by its workspaces alone.
        let mut listed = 0;
        if workspace.starts_with('E') {
            for team in self.teams(workspace).await.map_err(NotListed::Slack)? {
                listed += self.list_team(workspace, Some(&team), roster).await?;
            }
        } else {
            listed = self.list_team(workspace, None, roster).await?;
        }
        let whole = WorkspaceKey { platform: PlatformKind::Slack, workspace: workspace.to_owned() };
        roster.listed(&whole).await.map_err(|_| NotListed::NotKept)?;
        Ok(listed)
    }

    /// The workspaces of an organisation that let us into all of them.
    async fn teams(&self, organisation: &str) -> Result<Vec<String>, ApiError> {
        let mut teams = Vec::new();
        let mut pages = self.pages(organisation, Method::AuthTeamsList, json!({}));
        while let Some(page) = pages.next::<TeamPage>().await? {
            teams.extend(page.teams.into_iter().map(|team| team.id));
        }
        Ok(teams)
    }

    async fn list_team(
        &self,
        workspace: &str,
        team: Option<&str>,
        roster: &dyn Roster,
    ) -> Result<usize, NotListed> {
        let body = json!({ "include_locale": true, "team_id": team });
        let mut pages = self.pages(workspace, Method::UsersList, body);
        let mut listed = 0;
        loop {
            let turn = self.directory.turn(workspace).await;
            let page = match pages.next::<UserPage>().await {
                // The list goes on where it stood.
                Err(ApiError::Limited { after: Some(after) }) if after <= LONGEST_PAUSE => {
                    drop(turn);
                    tokio::time::sleep(after).await;
                    continue;
                }
                page => page.map_err(NotListed::Slack)?,
            };
            let Some(page) = page else { return Ok(listed) };
            let members: Vec<Member> =
                page.members.iter().filter_map(|user| user.member(workspace)).collect();
            listed += members.len();
            self.directory.learn(&members);
            roster.seen(members).await.map_err(|_| NotListed::NotKept)?;
        }
    }

    /// Keeps every workspace's people up to date until `stop`: each list at once and then daily.
    pub async fn keep_directory(&self, roster: Arc<dyn Roster>, stop: impl Future<Output = ()> + Send) {
        tokio::select! {
            () = stop => {}
            () = self.keep_listing(roster.as_ref()) => {}
        }
    }

    async fn keep_listing(&self, roster: &dyn Roster) {
        // When each is due, and how often its list has failed.
        let mut due: BTreeMap<String, (Instant, u32)> = BTreeMap::new();
        loop {
            let workspaces = self.workspaces.ids();
            due.retain(|workspace, _| workspaces.contains(workspace));
            for workspace in workspaces {
                let (mut at, failures) = due.get(&workspace).copied().unwrap_or((Instant::now(), 0));
                if self.directory.is_doubted(&workspace) {
                    at = at.min(Instant::now() + SOON);
                    due.insert(workspace.clone(), (at, failures));
                }
                if Instant::now() < at {
                    continue;
                }
                let (pause, failures) = match self.list_people(&workspace, roster).await {
                    Ok(people) => {
                        tracing::info!("The people of workspace {workspace} are up to date: {people}");
                        (AGAIN, 0)
                    }
                    Err(why) => {
                        tracing::warn!("The people of workspace {workspace} could not be listed: {why:?}");
                        (pause_after(failures), failures + 1)
                    }
                };
                due.insert(workspace, (Instant::now() + pause, failures));
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// After the first failure, the second and so on.
fn pause_after(failures: u32) -> Duration {
    FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(failures)).min(LONGEST_PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_half_an_hour() {
        let pauses: Vec<u64> = (0..9).map(|failures| pause_after(failures).as_secs()).collect();
        assert_eq!(pauses, [15, 30, 60, 120, 240, 480, 960, 1800, 1800]);
        assert_eq!(pause_after(u32::MAX), LONGEST_PAUSE);
    }
}
