//! Posts and updates: the outbox's side of Slack.

use super::api::ApiError;
use super::codes::Meaning;
use super::methods::Method;
use super::{Line, Slack, render};
use crate::chat::{Address, Card, Membership, Place, Platform, Receipt, SendError};
use crate::domain::school::PlatformKind;
use async_trait::async_trait;
use futures::FutureExt;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A post that Slack takes longer over than a call may take runs on, so that its receipt is there for the next try.
const POST_PATIENCE: Duration = Duration::from_secs(60);
/// One of many that are in no hurry, to somebody whom we have written to: Slack takes several hundred messages a minute
/// for a whole workspace (docs.slack.dev, rate limits); 240 leave room for others.
const GAP: Duration = Duration::from_millis(250);
/// The same to somebody whose direct messages are opened first: `conversations.open` is of tier 3, 50 a minute; 40 leave
/// room for a concern.
const GAP_TO_OPEN: Duration = Duration::from_millis(1500);
/// People in a group message, beside ourselves.
pub const GROUP: usize = 8;

/// The channel of somebody's direct messages with us, by workspace and user.
#[derive(Default)]
pub(super) struct Rooms(Mutex<HashMap<(String, String), String>>);

impl Rooms {
    fn known(&self, workspace: &str, user: &str) -> Option<String> {
        let key = (workspace.to_owned(), user.to_owned());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned()
    }

    fn put(&self, workspace: &str, user: &str, channel: Option<&str>) {
        let key = (workspace.to_owned(), user.to_owned());
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match channel {
            Some(channel) => drop(rooms.insert(key, channel.to_owned())),
            None => drop(rooms.remove(&key)),
        }
    }
}

#[derive(Deserialize)]
struct Opened {
    channel: Channel,
}

#[derive(Deserialize)]
struct Channel {
    id: String,
}

#[derive(Deserialize)]
struct PostedMessage {
    channel: String,
    ts: String,
}

#[async_trait]
impl Platform for Slack {
    fn kind(&self) -> PlatformKind {
        PlatformKind::Slack
    }

    fn reaches(&self, workspace: &str) -> bool {
        self.workspaces.access(workspace).is_some() && !self.pulse.is_shut_out(workspace)
    }

    fn gap(&self, to: Option<&Address>) -> Duration {
        let is_open = |to: &Address| match &to.place {
            Place::Direct { user } => self.rooms.known(&to.workspace, user).is_some(),
            _ => true,
        };
        if to.is_some_and(is_open) { GAP } else { GAP_TO_OPEN }
    }

    async fn post(&self, to: &Address, card: &Card, key: &str) -> Result<Receipt, SendError> {
        let Place::Direct { user } = &to.place else { return self.put(to, card, key, None).await };
        let known = self.rooms.known(&to.workspace, user);
        let was_known = known.is_some();
        let channel = match known {
            Some(channel) => channel,
            None => self.room(&to.workspace, user).await?,
        };
        match self.put(to, card, key, Some(channel)).await {
            // What we knew is out of date.
            Err(SendError::Gone { code: "channel_not_found" }) if was_known => {
                self.rooms.put(&to.workspace, user, None);
                let channel = self.room(&to.workspace, user).await?;
                self.put(to, card, key, Some(channel)).await
            }
            other => other,
        }
    }

    async fn update(&self, posted: &Receipt, card: &Card) -> Result<(), SendError> {
        let Some((channel, ts)) = posted.message.split_once('/') else {
            return Err(SendError::Gone { code: "receipt" });
        };
        let mut body = self.message(card);
        body["channel"] = channel.into();
        body["ts"] = ts.into();
        let updated = self.call::<Value>(&posted.address.workspace, Method::ChatUpdate, &body).await;
        match updated.map_err(SendError::from) {
            // It stands as it is for good, and there is nobody to tell instead.
            Err(SendError::Refused { code: code @ ("cant_update_message" | "edit_window_closed") }) => {
                Err(SendError::Gone { code })
            }
            other => other.map(drop),
        }
    }

    async fn open_thread(&self, space: &Address, card: &Card, key: &str) -> Result<Receipt, SendError> {
        let Place::Space { space: channel } = &space.place else {
            return Err(SendError::Refused { code: "not_a_space" });
        };
        let receipt = self.put(space, card, key, None).await?;
        let thread = receipt.message.rsplit_once('/').map_or("", |(_, ts)| ts).to_owned();
        let place = Place::Thread { space: channel.clone(), thread };
        Ok(Receipt { address: Address { place, ..space.clone() }, ..receipt })
    }

    async fn membership(&self, space: &Address) -> Result<Membership, SendError> {
        match &space.place {
            Place::Space { space: channel } | Place::Thread { space: channel, .. } => {
                Ok(self.readers(&space.workspace, channel).await?)
            }
            Place::Direct { .. } => Err(SendError::Refused { code: "not_a_space" }),
        }
    }
}

impl Slack {
    /// The channel of somebody's direct messages with us.
    async fn room(&self, workspace: &str, user: &str) -> Result<String, SendError> {
        let channel = self.open(workspace, user).await?;
        self.rooms.put(workspace, user, Some(&channel));
        Ok(channel)
    }

    /// The channel of our conversation with somebody, or with several: Slack takes them in one string, with commas.
    pub async fn open(&self, workspace: &str, users: &str) -> Result<String, ApiError> {
        let body = json!({ "users": users });
        let opened: Opened = self.call(workspace, Method::ConversationsOpen, &body).await?;
        Ok(opened.channel.id)
    }

    /// Nothing in a card names anybody for Slack to call, or leads to a page for it to look at.
    fn message(&self, card: &Card) -> Value {
        let mut body = render::message(card, self.speech.as_ref());
        body["parse"] = "none".into();
        body["link_names"] = false.into();
        body
    }

    /// Posts once for each key; `channel` is where, if the address does not say so.
    async fn put(
        &self,
        to: &Address,
        card: &Card,
        key: &str,
        channel: Option<String>,
    ) -> Result<Receipt, SendError> {
        if to.platform != PlatformKind::Slack {
            return Err(SendError::Refused { code: "platform" });
        }
        let mut body = self.message(card);
        body["unfurl_links"] = false.into();
        body["unfurl_media"] = false.into();
        match &to.place {
            Place::Direct { .. } => {}
            Place::Space { space } => body["channel"] = space.as_str().into(),
            Place::Thread { space, thread } => {
                body["channel"] = space.as_str().into();
                body["thread_ts"] = thread.as_str().into();
            }
        }
        if let Some(channel) = channel {
            body["channel"] = channel.into();
        }
        let (line, address) = (self.line(&to.workspace)?.within(POST_PATIENCE), to.clone());
        let outcome = self.posted.post(to, key, || post(line, body, address).boxed());
        let answer = tokio::time::timeout(self.api.timeout(), outcome).await;
        answer.unwrap_or(Err(SendError::Retry { after: None, code: "timeout" }))
    }
}

async fn post(line: Line, body: Value, address: Address) -> Result<Receipt, SendError> {
    let mut sent = line.call::<PostedMessage>(Method::ChatPostMessage, &body).await;
    if let Err(ApiError::Refused(code)) = sent
        && code.meaning() == Meaning::Refused
        && body.get("blocks").is_some()
    {
        // Whatever is wrong with our blocks: the words of the push say that there is something, and cost nobody a
        // report.
        tracing::error!("Slack refused a message of ours ({code}); its plain words are sent instead");
        let mut plain = body;
        plain.as_object_mut().map(|body| body.remove("blocks"));
        sent = line.call(Method::ChatPostMessage, &plain).await;
    }
    let sent = sent?;
    Ok(Receipt { address, message: format!("{}/{}", sent.channel, sent.ts) })
}
