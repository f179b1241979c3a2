//! Owns what a platform tells us: one event type for all of them.

use crate::domain::id::{DraftId, EventId};
use crate::domain::school::{Identity, PlatformKind, WorkspaceKey};
use crate::domain::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something a person did on a platform, already authenticated by its adapter.
#[derive(Debug, Clone)]
pub struct Event {
    /// The same for every delivery of the same thing.
    pub id: EventId,
    pub workspace: WorkspaceKey,
    pub from: Identity,
    /// The language this person's platform is set to, as a tag in whatever spelling it has there.
    pub locale: Option<String>,
    pub action: Action,
}

#[derive(Debug, Clone)]
pub enum Action {
    /// A slash command with everything behind its name.
    Command { name: String, rest: Text },
    /// A page filled in: `pressed` is the id of the action button used.
    Answer { draft: DraftId, revision: i64, page: String, values: BTreeMap<String, Input>, pressed: String },
    /// A button on a card. `value` is an opaque id that we put there.
    Press { button: String, value: String },
    /// A message was pointed at, to be reported. Only where it stands and whose it is come along: never its words.
    ReportMessage { link: Text, author: Option<Identity> },
    /// A file was offered to the bot. Nothing of it is kept, not even its name.
    FileOffered,
    /// The person opened the bot's home tab.
    HomeOpened,
}

/// A field's raw value, before the form has checked it.
#[derive(Debug, Clone)]
pub enum Input {
    Text(Text),
    Picked(Vec<String>),
    People(Vec<Identity>),
    Tick(bool),
}

/// Where something can be posted on one platform.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Address {
    pub platform: PlatformKind,
    pub workspace: String,
    pub place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Place {
    /// A person's direct messages with the bot.
    Direct { user: String },
    /// A space of several people (channel, private channel).
    Space { space: String },
    /// A private thread in a space.
    Thread { space: String, thread: String },
}

impl Address {
    pub fn direct(identity: &Identity) -> Self {
        Self {
            platform: identity.platform,
            workspace: identity.workspace.clone(),
            place: Place::Direct { user: identity.user.clone() },
        }
    }

    /// One key per destination, for the send clock that all replicas share. No content, ids only.
    pub fn key(&self) -> String {
        let place = match &self.place {
            Place::Direct { user } => format!("direct/{user}"),
            Place::Space { space } => format!("space/{space}"),
            Place::Thread { space, thread } => format!("space/{space}/{thread}"),
        };
        format!("{}/{}/{place}", self.platform, self.workspace)
    }

    /// The address that has this key.
    pub fn of_key(key: &str) -> Option<Self> {
        let mut parts = key.splitn(4, '/');
        let platform = PlatformKind::parse(parts.next()?)?;
        let workspace = parts.next()?.to_owned();
        let place = match (parts.next()?, parts.next()?) {
            ("direct", user) => Place::Direct { user: user.to_owned() },
            ("space", rest) => match rest.split_once('/') {
                Some((space, thread)) => Place::Thread { space: space.to_owned(), thread: thread.to_owned() },
                None => Place::Space { space: rest.to_owned() },
            },
            _ => return None,
        };
        Some(Self { platform, workspace, place })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_again_by_its_key() {
        let places = [
            Place::Direct { user: "U1".to_owned() },
            Place::Space { space: "C1".to_owned() },
            Place::Thread { space: "C1".to_owned(), thread: "1.2".to_owned() },
        ];
        for place in places {
            let address = Address { platform: PlatformKind::Slack, workspace: "T1".to_owned(), place };
            assert_eq!(Address::of_key(&address.key()), Some(address));
        }
        for other in ["", "slack", "slack/T1", "slack/T1/U1", "morning/T1/direct/U1", "slack/T1/else/U1"] {
            assert_eq!(Address::of_key(other), None, "{other}");
        }
    }
}
