//! Owns who acted and in which workspace, with an organisation's many workspaces (Enterprise Grid) and with strangers.

use super::super::workspaces::Workspaces;
use super::lenient::lenient;
use crate::domain::school::{Identity, PlatformKind};
use serde::Deserialize;

/// `team` in a payload: null where the app was let into a whole organisation.
#[derive(Debug, Default, Deserialize)]
pub struct Team {
    #[serde(default, deserialize_with = "lenient")]
    pub id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub domain: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub enterprise_id: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub struct Enterprise {
    #[serde(default, deserialize_with = "lenient")]
    pub id: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct User {
    pub id: String,
    #[serde(default, deserialize_with = "lenient")]
    pub team_id: Option<String>,
}

/// What a payload says of where it comes from.
#[derive(Debug, Default, Clone, Copy)]
pub struct Named<'a> {
    pub team: Option<&'a str>,
    pub enterprise: Option<&'a str>,
    /// The workspace that the acting user belongs to.
    pub home: Option<&'a str>,
}

/// Where something comes from.
#[derive(Debug, PartialEq, Eq)]
pub struct Origin {
    /// The workspace whose token answers.
    pub answering: String,
    /// The workspace that whoever acted belongs to: another one for strangers in a shared channel.
    pub home: String,
    /// Another workspace or organisation that they may belong to: only Slack can tell.
    pub perhaps: Option<String>,
}

impl<'a> Named<'a> {
    /// From the parts of an interaction, of which any may be missing.
    pub fn of(team: Option<&'a Team>, enterprise: Option<&'a Enterprise>, user: &'a User) -> Self {
        let own = team.and_then(|team| team.enterprise_id.as_deref());
        Self {
            team: team.and_then(|team| team.id.as_deref()),
            enterprise: enterprise.and_then(|enterprise| enterprise.id.as_deref()).or(own),
            home: user.team_id.as_deref(),
        }
    }

    /// A workspace that nobody knows keeps its own id, so that whoever acted is told that their school is not here.
    pub fn origin(self, workspaces: &Workspaces) -> Option<Origin> {
        let said = |id: &&str| !id.is_empty();
        let (team, enterprise) = (self.team.filter(said), self.enterprise.filter(said));
        let home = self.home.filter(said);
        let acted = team.or(home).or(enterprise)?;
        let answering = workspaces.resolve(team.or(home), enterprise).unwrap_or_else(|| acted.to_owned());
        // Somebody with another home is from outside. But people of an organisation have their homes all over it, and a
        // channel may be shared with others: where one is named, Slack is asked before anything is done for them.
        let elsewhere = home.filter(|home| *home != answering).map(str::to_owned);
        let (perhaps, stranger) = match enterprise {
            Some(_) => (elsewhere, None),
            None => (None, elsewhere),
        };
        let home = stranger.unwrap_or_else(|| answering.clone());
        Some(Origin { answering, home, perhaps })
    }
}

impl Origin {
    pub fn identity(&self, user: &str) -> Identity {
        identity(&self.home, user)
    }
}

pub fn identity(workspace: &str, user: &str) -> Identity {
    Identity { platform: PlatformKind::Slack, workspace: workspace.to_owned(), user: user.to_owned() }
}

/// Whether this can be an id of Slack's: it goes into links, and names things in our records.
pub fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 40
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
}
