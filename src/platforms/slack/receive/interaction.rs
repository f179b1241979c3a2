//! Owns what people do with what they were shown: shortcuts, submissions, and buttons.

use super::super::surface::{Again, At, PageRef, Pressed, ViewRef, part_of, pressed};
use super::lenient::lenient;
use super::origin::{Enterprise, Named, Origin, Team, User, identity, is_id};
use super::values::{Unreadable, ViewState};
use super::{Kind, Reading, Received, form};
use crate::chat::Action;
use crate::domain::text::Text;
use serde::Deserialize;
use std::borrow::Cow;

/// Shortcuts as the manifest names them.
pub const CONCERN: &str = "concern";
pub const REPORT_MESSAGE: &str = "report_message";

#[derive(Deserialize)]
struct Tagged<'a> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
}

/// All kinds in one: each has what it has.
#[derive(Deserialize)]
struct Payload {
    #[serde(rename = "type")]
    kind: String,
    user: User,
    #[serde(default, deserialize_with = "lenient")]
    team: Option<Team>,
    #[serde(default, deserialize_with = "lenient")]
    enterprise: Option<Enterprise>,
    #[serde(default, deserialize_with = "lenient")]
    trigger_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    action_ts: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    callback_id: Option<String>,
    #[serde(default)]
    channel: Option<Id>,
    #[serde(default)]
    message: Option<Message>,
    #[serde(default)]
    view: Option<View>,
    #[serde(default)]
    actions: Option<Vec<Button>>,
}

#[derive(Deserialize)]
struct Id {
    id: String,
}

/// Where a message stands and whose it is: its words, files and blocks are never read.
#[derive(Deserialize)]
struct Message {
    ts: String,
    #[serde(default, deserialize_with = "lenient")]
    thread_ts: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    user: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    team: Option<String>,
}

#[derive(Deserialize)]
struct View {
    id: String,
    #[serde(default, rename = "type", deserialize_with = "lenient")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    hash: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    callback_id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    private_metadata: Option<String>,
    /// The workspace that the app was let into, where the view was opened from a channel shared with another.
    #[serde(default, deserialize_with = "lenient")]
    app_installed_team_id: Option<String>,
    #[serde(default)]
    state: Option<ViewState>,
}

#[derive(Deserialize)]
struct Button {
    action_id: String,
    #[serde(default, deserialize_with = "lenient")]
    value: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    action_ts: Option<String>,
}

impl View {
    fn reference(&self) -> ViewRef {
        let page: Option<PageRef> =
            self.private_metadata.as_deref().and_then(|page| serde_json::from_str(page).ok());
        ViewRef { id: self.id.clone(), hash: self.hash.clone(), page }
    }
}

pub fn read(raw: &[u8], reading: &Reading<'_>) -> Received {
    let raw = match raw.trim_ascii_start().starts_with(b"{") {
        true => Cow::Borrowed(raw),
        false => match form(raw).find(|(key, _)| key == "payload") {
            Some((_, payload)) => Cow::Owned(payload.into_owned().into_bytes()),
            None => return Received::NotUnderstood("interaction"),
        },
    };
    match serde_json::from_slice::<Payload>(&raw) {
        Ok(payload) => payload.read(&raw, reading),
        Err(_) => match serde_json::from_slice::<Tagged>(&raw) {
            Ok(Tagged { kind }) => known(&kind).map_or(Received::Nothing, Received::NotUnderstood),
            Err(_) => Received::NotUnderstood("interaction"),
        },
    }
}

/// What a kind that we act on is counted as. The others are `view_closed`, `block_suggestion`, and whatever Slack
/// will think of.
fn known(kind: &str) -> Option<&'static str> {
    match kind {
        "shortcut" | "message_action" => Some("shortcut"),
        "view_submission" => Some("submission"),
        "block_actions" => Some("action"),
        _ => None,
    }
}

/// Something that was done, and where; `once` tells it from all others where there is no trigger.
struct Done {
    action: Action,
    at: At,
    once: Option<String>,
    again: Option<Again>,
}

/// It is not what it should be.
struct Misshapen;

/// `None`: understood, and nothing to do.
type Outcome = Result<Option<Done>, Misshapen>;

impl Payload {
    fn read(mut self, raw: &[u8], reading: &Reading<'_>) -> Received {
        let Some(what) = known(&self.kind) else { return Received::Nothing };
        let installed = self.view.as_mut().and_then(|view| view.app_installed_team_id.take());
        let mut named = Named::of(self.team.as_ref(), self.enterprise.as_ref(), &self.user);
        named.team = installed.as_deref().or(named.team);
        let origin = named.origin(reading.workspaces).filter(|_| is_id(&self.user.id));
        let Some(origin) = origin else { return Received::NotUnderstood(what) };
        let (trigger, user) = (self.trigger_id.take(), std::mem::take(&mut self.user.id));
        let done = match self.kind.as_str() {
            "shortcut" => Ok(self.shortcut()),
            "message_action" => self.message_shortcut(&origin),
            "view_submission" => self.submission(&origin),
            _ => self.button(&origin),
        };
        let done = match done {
            Ok(Some(done)) => done,
            Ok(None) => return Received::Nothing,
            Err(Misshapen) => return Received::NotUnderstood(what),
        };
        let once = trigger.as_deref().or(done.once.as_deref()).map_or(raw, str::as_bytes);
        let id = reading.event_id(Kind::Interaction, &origin, &user, once);
        let mut received = reading.event(id, origin, user, done.action, done.at, trigger);
        if let Received::Event { surface, .. } = &mut received {
            surface.again = done.again;
        }
        received
    }

    fn shortcut(self) -> Option<Done> {
        let action = Action::Command { name: CONCERN.to_owned(), rest: Text::default() };
        (self.callback_id? == CONCERN).then_some(Done {
            action,
            at: At::Command,
            once: self.action_ts,
            again: None,
        })
    }

    fn message_shortcut(self, origin: &Origin) -> Outcome {
        if self.callback_id.as_deref() != Some(REPORT_MESSAGE) {
            return Ok(None);
        }
        let (channel, message) = (self.channel.ok_or(Misshapen)?, self.message.ok_or(Misshapen)?);
        let domain = self.team.and_then(|team| team.domain);
        let link = message.link(&channel.id, domain.as_deref()).ok_or(Misshapen)?;
        let elsewhere =
            message.team.filter(|team| is_id(team) && self.enterprise.is_none() && *team != origin.answering);
        let workspace = elsewhere.unwrap_or_else(|| origin.answering.clone());
        let author = message.user.filter(|user| is_id(user)).map(|user| identity(&workspace, &user));
        let action = Action::ReportMessage { link: Text::new(link), author };
        Ok(Some(Done { action, at: At::Command, once: self.action_ts, again: None }))
    }

    /// The button forward stands in the view's `callback_id`, because a submission names none.
    fn submission(self, origin: &Origin) -> Outcome {
        let view = self.view.ok_or(Misshapen)?;
        let reference = view.reference();
        let (Some(page), Some(Pressed::OfPage(action))) =
            (&reference.page, view.callback_id.as_deref().and_then(pressed))
        else {
            return Err(Misshapen);
        };
        let action = answer(page, action, view.state, origin)?;
        let once = reference.hash.as_ref().map(|hash| format!("{}/{hash}", reference.id));
        Ok(Some(Done { action, at: At::Submission(reference), once, again: None }))
    }

    fn button(self, origin: &Origin) -> Outcome {
        let Some(button) = self.actions.ok_or(Misshapen)?.into_iter().next() else { return Ok(None) };
        let Some(which) = pressed(&button.action_id) else { return Ok(None) };
        let (at, page, state) = match self.view {
            None => (At::Message, None, None),
            Some(view) if view.kind.as_deref() == Some("home") => (At::Home, None, None),
            Some(view) => {
                let reference = view.reference();
                let page = reference.page.clone();
                (At::View(reference), page, view.state)
            }
        };
        let once = button.action_ts;
        Ok(Some(match which {
            Pressed::OfCard(id) => {
                let (id, value) = (id.to_owned(), button.value.unwrap_or_default());
                let part = part_of(&button.action_id);
                let again = Some(Again { button: id.clone(), value: value.clone(), part });
                Done { action: Action::Press { button: id, value }, at, once, again }
            }
            Pressed::OfPage(action) => {
                let action = answer(&page.ok_or(Misshapen)?, action, state, origin)?;
                Done { action, at, once, again: None }
            }
        }))
    }
}

fn answer(
    page: &PageRef,
    pressed: &str,
    state: Option<ViewState>,
    origin: &Origin,
) -> Result<Action, Misshapen> {
    Ok(Action::Answer {
        draft: page.draft.clone(),
        revision: page.revision,
        page: page.page.clone(),
        values: state.unwrap_or_default().inputs(origin).map_err(|Unreadable| Misshapen)?,
        pressed: pressed.to_owned(),
    })
}

impl Message {
    /// As Slack's own "Copy link" makes it; without the workspace's name, Slack asks which is meant.
    fn link(&self, channel: &str, domain: Option<&str>) -> Option<String> {
        let stamp = |ts: &str| {
            let plain = ts.len() <= 40 && ts.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            plain.then(|| ts.replace('.', "")).filter(|digits| !digits.is_empty())
        };
        let named =
            |name: &&str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !name.is_empty();
        let host = match domain.filter(|name| name.len() <= 63).filter(named) {
            Some(domain) => format!("{domain}.slack.com"),
            None => "slack.com".to_owned(),
        };
        let digits = stamp(&self.ts).filter(|_| is_id(channel))?;
        let answered =
            self.thread_ts.as_deref().filter(|thread| *thread != self.ts && stamp(thread).is_some());
        let thread = answered.map(|thread| format!("?thread_ts={thread}&cid={channel}")).unwrap_or_default();
        Some(format!("https://{host}/archives/{channel}/p{digits}{thread}"))
    }
}
