//! Owns what happens without anybody pressing anything: the Events API, the same through a socket.

use super::super::surface::At;
use super::lenient::lenient;
use super::origin::{Named, is_id};
use super::{Kind, Reading, Received};
use crate::chat::{Action, Address, Place};
use crate::domain::school::PlatformKind;
use crate::domain::text::Text;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// What plain words get: there is no trigger by which a form could open.
const HELP: &str = "help";

#[derive(Deserialize)]
struct Outer {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, deserialize_with = "lenient")]
    challenge: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    team_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    enterprise_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    context_team_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    context_enterprise_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    authorizations: Option<Vec<Authorization>>,
    #[serde(default, deserialize_with = "lenient")]
    event_id: Option<String>,
}

#[derive(Deserialize)]
struct Authorization {
    #[serde(default, deserialize_with = "lenient")]
    team_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    enterprise_id: Option<String>,
}

#[derive(Deserialize)]
struct Enclosed<T> {
    event: T,
}

#[derive(Deserialize)]
struct Tagged {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default, deserialize_with = "lenient")]
    subtype: Option<String>,
}

/// A message in the app's own direct messages. Its words are looked at for nothing, and of files only that there are.
#[derive(Deserialize)]
struct Message {
    channel: String,
    #[serde(default, deserialize_with = "lenient")]
    channel_type: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    user: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    user_team: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    bot_id: Option<String>,
    #[serde(default)]
    files: Option<Vec<IgnoredAny>>,
}

#[derive(Deserialize)]
struct HomeOpened {
    user: String,
    #[serde(default, deserialize_with = "lenient")]
    tab: Option<String>,
}

#[derive(Deserialize)]
struct Space {
    channel: Channel,
}

/// Some events name a channel, others hold one.
#[derive(Deserialize)]
#[serde(untagged)]
enum Channel {
    Id(String),
    Whole { id: String },
}

#[derive(Deserialize)]
struct OfUser {
    user: Someone,
}

#[derive(Deserialize)]
struct Someone {
    id: String,
}

#[derive(Deserialize)]
struct Revoked {
    #[serde(default)]
    tokens: Tokens,
}

#[derive(Default, Deserialize)]
struct Tokens {
    #[serde(default, deserialize_with = "lenient")]
    bot: Option<Vec<String>>,
}

/// Whoever can read a space may have changed, or it may be there no more.
const SPACE_CHANGES: &[&str] = &[
    "member_joined_channel",
    "member_left_channel",
    "channel_archive",
    "channel_unarchive",
    "channel_deleted",
    "channel_left",
    "channel_rename",
    "channel_shared",
    "channel_unshared",
    "group_archive",
    "group_unarchive",
    "group_deleted",
    "group_left",
    "group_rename",
];

/// The same, where Slack tells it by a message.
const SPACE_MESSAGES: &[&str] = &[
    "channel_archive",
    "channel_convert_to_public",
    "channel_convert_to_private",
    "channel_join",
    "channel_leave",
    "group_archive",
    "group_join",
    "group_leave",
];

pub fn read(raw: &[u8], reading: &Reading<'_>) -> Received {
    let not_understood = Received::NotUnderstood("event");
    let Ok(outer) = serde_json::from_slice::<Outer>(raw) else { return not_understood };
    match outer.kind.as_str() {
        "url_verification" => outer.challenge.map_or(not_understood, Received::Challenge),
        "event_callback" => match serde_json::from_slice::<Enclosed<Tagged>>(raw) {
            Ok(Enclosed { event }) => outer.read(&event, raw, reading),
            Err(_) => not_understood,
        },
        _ => Received::Nothing,
    }
}

impl Outer {
    fn named(&self) -> Named<'_> {
        let authorized = self.authorizations.iter().flatten().next();
        let team = authorized.and_then(|a| a.team_id.as_deref());
        let enterprise = authorized.and_then(|a| a.enterprise_id.as_deref());
        Named {
            team: self.team_id.as_deref().or(team).or(self.context_team_id.as_deref()),
            enterprise: self
                .enterprise_id
                .as_deref()
                .or(enterprise)
                .or(self.context_enterprise_id.as_deref()),
            home: None,
        }
    }

    fn read(&self, event: &Tagged, raw: &[u8], reading: &Reading<'_>) -> Received {
        let read = match (event.kind.as_str(), event.subtype.as_deref()) {
            ("app_home_opened", _) => self.home_opened(raw, reading),
            ("message", Some(subtype)) if SPACE_MESSAGES.contains(&subtype) => self.space(raw, reading),
            // Edits, deletions, joins and bots are of no interest.
            ("message", None | Some("file_share")) => self.message(raw, reading),
            (kind, _) if SPACE_CHANGES.contains(&kind) => self.space(raw, reading),
            ("team_join" | "user_change", _) => self.member(raw, reading),
            ("tokens_revoked", _) => self.revoked(raw, reading),
            ("app_uninstalled", _) => Some(self.gone(reading)),
            _ => Some(Received::Nothing),
        };
        read.unwrap_or(Received::NotUnderstood("event"))
    }

    fn home_opened(&self, raw: &[u8], reading: &Reading<'_>) -> Option<Received> {
        let opened = inner::<HomeOpened>(raw)?;
        if opened.tab.as_deref().is_some_and(|tab| tab != "home") {
            return Some(Received::Nothing);
        }
        self.done(self.named(), opened.user, Action::HomeOpened, At::Home, raw, reading)
    }

    fn message(&self, raw: &[u8], reading: &Reading<'_>) -> Option<Received> {
        let Message { channel, channel_type, user, user_team, bot_id, files } = inner(raw)?;
        let direct = channel_type.map_or_else(|| channel.starts_with('D'), |kind| kind == "im");
        let Some(user) = user.filter(|_| direct && bot_id.is_none()) else { return Some(Received::Nothing) };
        let named = Named { home: user_team.as_deref(), ..self.named() };
        let answering = named.origin(reading.workspaces)?.answering;
        let own = reading.workspaces.access(&answering).and_then(|access| access.bot);
        if own.as_ref() == Some(&user) || !is_id(&channel) {
            return Some(Received::Nothing);
        }
        let action = match files.is_some_and(|files| !files.is_empty()) {
            true => Action::FileOffered,
            false => Action::Command { name: HELP.to_owned(), rest: Text::default() },
        };
        self.done(named, user, action, At::Direct { channel }, raw, reading)
    }

    fn done(
        &self,
        named: Named<'_>,
        user: String,
        action: Action,
        at: At,
        raw: &[u8],
        reading: &Reading<'_>,
    ) -> Option<Received> {
        let origin = named.origin(reading.workspaces).filter(|_| is_id(&user))?;
        let once = self.event_id.as_deref().map_or(raw, str::as_bytes);
        let id = reading.event_id(Kind::EventsApi, &origin, &user, once);
        Some(reading.event(id, origin, user, action, at, None))
    }

    fn space(&self, raw: &[u8], reading: &Reading<'_>) -> Option<Received> {
        let (Channel::Id(space) | Channel::Whole { id: space }) = inner::<Space>(raw)?.channel;
        let workspace = self.named().origin(reading.workspaces).filter(|_| is_id(&space))?.answering;
        let place = Place::Space { space };
        Some(Received::SpaceChanged(Address { platform: PlatformKind::Slack, workspace, place }))
    }

    fn member(&self, raw: &[u8], reading: &Reading<'_>) -> Option<Received> {
        let OfUser { user: Someone { id: user } } = inner(raw)?;
        let workspace = self.named().origin(reading.workspaces).filter(|_| is_id(&user))?.answering;
        Some(Received::MemberChanged { workspace, user })
    }

    /// Tokens of people are none of ours.
    fn revoked(&self, raw: &[u8], reading: &Reading<'_>) -> Option<Received> {
        let Revoked { tokens } = inner(raw)?;
        Some(if tokens.bot.is_none_or(|bots| bots.is_empty()) {
            Received::Nothing
        } else {
            self.gone(reading)
        })
    }

    fn gone(&self, reading: &Reading<'_>) -> Received {
        let named = self.named();
        let workspace = reading.workspaces.resolve(named.team, named.enterprise);
        workspace.map_or(Received::Nothing, |workspace| Received::Revoked { workspace })
    }
}

fn inner<'a, T: Deserialize<'a>>(raw: &'a [u8]) -> Option<T> {
    serde_json::from_slice::<Enclosed<T>>(raw).ok().map(|enclosed| enclosed.event)
}
