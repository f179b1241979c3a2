//! Owns who can read a channel right now. Slack is asked each time; whatever it does not say for certain counts as a
//! stranger.

use super::Slack;
use super::api::ApiError;
use super::codes::{Code, Meaning};
use super::directory::User;
use super::methods::Method;
use crate::chat::Membership;
use crate::domain::school::{Identity, PlatformKind};
use futures::stream::{self, StreamExt, TryStreamExt};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;

/// A team has no more members than this: in a larger channel nobody is looked at one by one.
const MOST: usize = 100;
/// Members looked at together.
const AT_ONCE: usize = 10;

#[derive(Deserialize)]
struct Info {
    channel: Channel,
}

#[derive(Deserialize)]
struct Channel {
    #[serde(default)]
    is_private: bool,
    #[serde(default)]
    is_mpim: bool,
    #[serde(default)]
    is_archived: bool,
    #[serde(default)]
    is_shared: bool,
    #[serde(default)]
    is_ext_shared: bool,
    #[serde(default)]
    is_org_shared: bool,
    #[serde(default)]
    is_pending_ext_shared: bool,
    #[serde(default)]
    pending_shared: Vec<serde_json::Value>,
    #[serde(default)]
    connected_team_ids: Vec<String>,
}

impl Channel {
    /// Whether another organisation reads it, or has been asked to, or another workspace of our own does.
    fn is_shared_with_others(&self, workspace: &str) -> bool {
        self.is_shared
            || self.is_ext_shared
            || self.is_org_shared
            || self.is_pending_ext_shared
            || !self.pending_shared.is_empty()
            || self.connected_team_ids.iter().any(|team| team != workspace)
    }
}

#[derive(Deserialize)]
struct MemberPage {
    members: Vec<String>,
}

/// How a member of a channel counts.
enum Counts {
    /// Whoever it is: the outbox knows them, or it does not.
    AsThemselves,
    AsStranger,
}

impl Slack {
    pub(super) async fn readers(&self, workspace: &str, channel: &str) -> Result<Membership, ApiError> {
        let body = json!({ "channel": channel });
        let info = self.call::<Info>(workspace, Method::ConversationsInfo, &body);
        let asked = tokio::try_join!(info, self.members(workspace, channel), self.bot(workspace));
        // The app has the scopes to look at private channels, and at no others: one that was made public.
        if asked.as_ref().is_err_and(|error| error.refused() == Some("missing_scope")) {
            return Ok(Membership { private: false, members: BTreeSet::new(), strangers: false });
        }
        let (info, members, bot) = asked?;
        let channel = info.channel;
        if channel.is_archived {
            return Err(ApiError::Refused(Code::of("is_archived")));
        }
        let private = channel.is_private || channel.is_mpim;
        let mut strangers = channel.is_shared_with_others(workspace) || members.len() > MOST;
        let members: BTreeSet<String> = members.into_iter().filter(|member| *member != bot).collect();
        if private && !strangers {
            let each: Vec<_> = members.iter().map(|user| self.counts(workspace, user)).collect();
            let counted: Vec<Counts> = stream::iter(each).buffer_unordered(AT_ONCE).try_collect().await?;
            strangers = counted.iter().any(|counts| matches!(counts, Counts::AsStranger));
        }
        let identity =
            |user: String| Identity { platform: PlatformKind::Slack, workspace: workspace.to_owned(), user };
        Ok(Membership { private, members: members.into_iter().map(identity).collect(), strangers })
    }

    /// All members, or the first too many.
    async fn members(&self, workspace: &str, channel: &str) -> Result<Vec<String>, ApiError> {
        let mut members = Vec::new();
        let body = json!({ "channel": channel });
        let mut pages = self.pages(workspace, Method::ConversationsMembers, body);
        while let Some(page) = pages.next::<MemberPage>().await? {
            members.extend(page.members);
            if members.len() > MOST {
                break;
            }
        }
        Ok(members)
    }

    /// Somebody who has been switched off can be switched on again, and then reads all of it: they count as
    /// themselves.
    async fn counts(&self, workspace: &str, user: &str) -> Result<Counts, ApiError> {
        match self.user(workspace, user).await {
            Ok(user) if is_of_us(&user, workspace) => Ok(Counts::AsThemselves),
            Ok(_) => Ok(Counts::AsStranger),
            Err(ApiError::Refused(code)) if code.meaning() == Meaning::Gone => Ok(Counts::AsStranger),
            Err(error) => Err(error),
        }
    }
}

/// Whether Slack says for certain that this is a person of this workspace, and no guest.
fn is_of_us(user: &User, workspace: &str) -> bool {
    if user.is_app() || user.is_guest() || !user.belongs_to(workspace) {
        return false;
    }
    // Of an account that is switched off Slack tells no more.
    user.deleted == Some(true) || user.is_restricted == Some(false) && user.is_ultra_restricted == Some(false)
}
