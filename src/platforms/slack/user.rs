//! Owns how Slack describes somebody, and what that says of their standing.

use crate::chat::{Member, Standing};
use crate::domain::school::{Identity, PlatformKind};
use crate::domain::text::Text;
use serde::Deserialize;

#[derive(Clone, Deserialize)]
pub struct User {
    pub id: String,
    #[serde(default)]
    pub team_id: Option<String>,
    #[serde(default)]
    pub deleted: Option<bool>,
    #[serde(default)]
    pub is_bot: Option<bool>,
    #[serde(default)]
    pub is_workflow_bot: Option<bool>,
    #[serde(default)]
    pub is_restricted: Option<bool>,
    #[serde(default)]
    pub is_ultra_restricted: Option<bool>,
    #[serde(default)]
    pub is_stranger: Option<bool>,
    #[serde(default)]
    pub is_invited_user: Option<bool>,
    #[serde(default)]
    pub is_email_confirmed: Option<bool>,
    #[serde(default)]
    pub locale: Option<String>,
    #[serde(default)]
    enterprise_user: Option<Enterprise>,
    #[serde(default)]
    real_name: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    profile: Profile,
}

#[derive(Clone, Deserialize)]
struct Enterprise {
    #[serde(default)]
    enterprise_id: Option<String>,
    #[serde(default)]
    teams: Vec<String>,
}

#[derive(Clone, Deserialize, Default)]
struct Profile {
    #[serde(default)]
    real_name: Option<String>,
    #[serde(default)]
    display_name: Option<String>,
    #[serde(default)]
    email: Option<String>,
}

impl User {
    pub(super) fn is_app(&self) -> bool {
        self.is_bot == Some(true) || self.is_workflow_bot == Some(true) || self.id == "USLACKBOT"
    }

    pub(super) fn is_guest(&self) -> bool {
        [self.is_restricted, self.is_ultra_restricted, self.is_stranger].contains(&Some(true))
    }

    /// Whether they are of this workspace (`T…`) or organisation (`E…`).
    pub(super) fn belongs_to(&self, workspace: &str) -> bool {
        let of = self.enterprise_user.as_ref();
        self.team_id.as_deref() == Some(workspace)
            || of.is_some_and(|of| of.enterprise_id.as_deref() == Some(workspace))
            || of.is_some_and(|of| of.teams.iter().any(|team| team == workspace))
    }

    /// As the application takes them in. None for apps, and for whoever has not come yet: until they have confirmed
    /// their address, the account is nobody's.
    pub fn member(&self, workspace: &str) -> Option<Member> {
        let gone = self.deleted == Some(true);
        let unconfirmed = self.is_invited_user == Some(true) || self.is_email_confirmed == Some(false);
        if self.is_app() || unconfirmed && !gone {
            return None;
        }
        let standing = match (gone, self.is_guest() || !self.belongs_to(workspace)) {
            (true, _) => Standing::Gone,
            (_, true) => Standing::Guest,
            _ => Standing::Staff,
        };
        let names = [&self.profile.real_name, &self.real_name, &self.profile.display_name, &self.name];
        let name = names.into_iter().flatten().find(|name| !name.trim().is_empty());
        Some(Member {
            identity: identity(workspace, &self.id),
            name: Text::new(name.map_or("", |name| name.trim())),
            email: self.profile.email.as_deref().filter(|email| !email.trim().is_empty()).map(Text::new),
            locale: self.locale.clone(),
            standing,
        })
    }
}

fn identity(workspace: &str, user: &str) -> Identity {
    Identity { platform: PlatformKind::Slack, workspace: workspace.to_owned(), user: user.to_owned() }
}
