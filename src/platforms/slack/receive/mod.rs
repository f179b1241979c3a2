//! What Slack tells us, read alike from HTTP and from a socket: our own shapes, which take what they need and leave
//! the rest.
//!
//! | module | owns |
//! | --- | --- |
//! | [`command`] | slash commands |
//! | [`interaction`] | shortcuts, submissions, buttons |
//! | [`values`] | what was filled in |
//! | [`events`] | what happens without anybody pressing anything |
//! | [`origin`] | who acted, and in which workspace |
//! | [`lenient`] | how forgivingly all of it is read |

mod command;
mod events;
mod interaction;
mod lenient;
mod origin;
mod values;

pub use interaction::{CONCERN, REPORT_MESSAGE};

use super::surface::{At, Surface};
use super::workspaces::Workspaces;
use crate::chat::{Action, Address, Event, Member};
use crate::domain::id::EventId;
use origin::Origin;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// What a payload came as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Command,
    Interaction,
    EventsApi,
}

#[derive(Debug)]
#[expect(clippy::large_enum_variant, reason = "there is one at a time, and the large one is the usual one")]
pub enum Received {
    /// Somebody did something; the answer goes to the surface.
    Event { event: Event, surface: Surface },
    /// People of the directory are new, or have changed.
    Members(Vec<Member>),
    /// Whoever can read a space may have changed.
    SpaceChanged(Address),
    /// A workspace has sent the app away, or says so.
    Revoked { workspace: String },
    /// To be sent back as it is.
    Challenge(String),
    /// Understood well enough to know that it is nothing to us.
    Nothing,
    /// A kind that we act on, in a shape that we cannot read: what of, for the alarm.
    NotUnderstood(&'static str),
}

/// Reads one payload: the body of a request, or what an envelope of a socket holds. Whatever it is, it does not panic.
pub fn read(kind: Kind, raw: &[u8], workspaces: &Workspaces) -> Received {
    let reading = Reading { workspaces };
    match kind {
        Kind::Command => command::read(raw, &reading),
        Kind::Interaction => interaction::read(raw, &reading),
        Kind::EventsApi => events::read(raw, &reading),
    }
}

/// What every reader needs beside the payload.
struct Reading<'a> {
    workspaces: &'a Workspaces,
}

impl Reading<'_> {
    /// The same for every delivery of the same thing: `once` is what Slack names it by.
    fn event_id(&self, kind: Kind, origin: &Origin, user: &str, once: &[u8]) -> EventId {
        let kind: &[u8] = match kind {
            Kind::Command => b"command",
            Kind::Interaction => b"interaction",
            Kind::EventsApi => b"event",
        };
        let mut hash = Sha256::new();
        for part in [kind, origin.home.as_bytes(), user.as_bytes(), once] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        let digits: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        EventId::parse(&format!("slack:{digits}")).expect("letters, digits and a colon")
    }

    fn event(
        &self,
        id: EventId,
        origin: Origin,
        user: String,
        action: Action,
        at: At,
        trigger: Option<String>,
    ) -> Received {
        let from = origin.identity(&user);
        let surface =
            Surface { workspace: origin.answering, user, perhaps: origin.perhaps, trigger, at, again: None };
        Received::Event {
            event: Event { id, workspace: from.workspace_key(), from, locale: None, action },
            surface,
        }
    }
}

/// The pairs of a form-encoded body.
fn form(raw: &[u8]) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    form_urlencoded::parse(raw)
}
