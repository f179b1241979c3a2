//! Owns how Slack reaches us through a socket that we open (Socket Mode): a school then needs no public address.
//!
//! The library keeps the connections; what comes over them is ours to read, raw, as it is over HTTP. Several stand side
//! by side, so that Slack can renew one of them at any time, and what waits on one of them does not hold up the others.

use super::inbox::{Answer, Reception, alarm};
use super::methods::Method;
use super::receive::Kind;
use super::tasks::Tasks;
use super::{Slack, Transport};
use crate::chat::{Inbox, Installs, Roster};
use crate::domain::text::Text;
use async_trait::async_trait;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use slack_morphism::clients_manager::{SlackSocketModeClientsManager, SlackSocketModeClientsManagerFactory};
use slack_morphism::listener::SlackClientEventsListenerEnvironment;
use slack_morphism::{
    SlackApiToken, SlackApiTokenValue, SlackClientSocketModeConfig, SlackSocketModeClientListener,
    SlackSocketModeWssClientId,
};
use std::borrow::Cow;
use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::Instant;

/// Slack allows ten for one app: at a change of servers the old one's and the new one's stand together.
pub const CONNECTIONS: u32 = 4;
/// Seconds between the first connection and the second, after a failure, and between two pings.
const APART: u64 = 1;
const AGAIN: u64 = 30;
const PING: u64 = 10;
/// Pings without an answer after which a connection is given up.
const UNANSWERED: u64 = 3;
/// With no connection for this long, all of them are made anew.
const PATIENCE: Duration = Duration::from_secs(90);
/// A connection that ended sooner was no good, and the next one waits: from this, doubled, up to the other.
const SHORT_LIVED: Duration = Duration::from_secs(10);
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// A connection that broke may be counted for this long; and who else listens is looked for anew so often.
const GONE_BY_THEN: Duration = Duration::from_secs(60);
const LOOK_AGAIN: Duration = Duration::from_secs(10 * 60);
/// At a stop: how long the last acknowledgements may take, and how long they have to leave.
const ANSWERS: Duration = Duration::from_secs(3);
const LEAVE: Duration = Duration::from_millis(100);

type Manager = dyn SlackSocketModeClientsManager + Send + Sync;

/// One frame of a socket.
#[derive(Deserialize)]
struct Frame<'a> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(default, borrow)]
    envelope_id: Option<Cow<'a, str>>,
    #[serde(default, borrow)]
    payload: Option<&'a RawValue>,
    #[serde(default, borrow)]
    reason: Option<Cow<'a, str>>,
    /// The app's connections as Slack counts them, whoever opened them.
    #[serde(default)]
    num_connections: Option<Value>,
}

/// What listens on every connection of one set.
pub struct Listener {
    reception: Arc<Reception>,
    manager: OnceLock<Weak<Manager>>,
    /// Each connection that said hello, with when.
    open: watch::Sender<HashMap<String, Instant>>,
    /// How many connections in a row were short-lived.
    short_lived: Mutex<u32>,
    /// Since when Slack counts more connections than ours.
    crowded: Mutex<Option<Instant>>,
    /// Frames that are being answered.
    answering: Tasks,
    stopping: watch::Sender<bool>,
}

impl Slack {
    /// Listens until `stop`, and then until everything that was taken is done.
    pub async fn listen(
        self: &Arc<Self>,
        inbox: Arc<dyn Inbox>,
        roster: Arc<dyn Roster>,
        installs: Arc<dyn Installs>,
        stop: impl Future<Output = ()> + Send,
    ) {
        let Transport::Socket { app_token } = &self.settings.transport else { return };
        let reception = Reception::new(self.clone(), inbox, roster, installs);
        let mut stop = std::pin::pin!(stop);
        loop {
            let (manager, listener) = self.connect(app_token, &reception).await;
            tokio::select! {
                () = &mut stop => {
                    // What Slack waits for first; then it is to deliver elsewhere, while the rest goes on.
                    listener.stopping.send_replace(true);
                    listener.answering.drained(ANSWERS).await;
                    tokio::time::sleep(LEAVE).await;
                    manager.shutdown().await;
                    self.connected(false);
                    return self.drained().await;
                }
                () = listener.lost() => {
                    self.why_not_connected(app_token).await;
                    manager.shutdown().await;
                }
            }
        }
    }

    async fn connect(
        self: &Arc<Self>,
        token: &Text,
        reception: &Arc<Reception>,
    ) -> (Arc<Manager>, Arc<Listener>) {
        let client = self.api.client();
        let environment = Arc::new(
            SlackClientEventsListenerEnvironment::new(client.clone())
                .with_error_handler(|_, _, _| axum::http::StatusCode::BAD_REQUEST),
        );
        let manager = client.http_api.connector.new_clients_manager(environment);
        let listener = Arc::new(Listener::new(reception.clone()));
        listener.manager.set(Arc::downgrade(&manager)).ok();
        let config = SlackClientSocketModeConfig::new()
            .with_max_connections_count(CONNECTIONS)
            .with_initial_backoff_in_seconds(APART)
            .with_reconnect_timeout_in_seconds(AGAIN)
            .with_ping_interval_in_seconds(PING)
            .with_ping_failure_threshold_times(UNANSWERED);
        let token = SlackApiToken::new(SlackApiTokenValue(token.expose().to_owned()));
        if manager.register_new_token(&config, token, listener.clone()).await.is_err() {
            tracing::error!("Connections to Slack could not be prepared");
        }
        manager.start().await;
        (manager, listener)
    }

    /// The library tells nobody, so Slack is asked once more.
    async fn why_not_connected(&self, token: &Text) {
        match self.api.call::<Value>(token, Method::AppsConnectionsOpen, &json!({})).await {
            Ok(_) => tracing::error!("No connection to Slack stands, though it offers some: connecting anew"),
            Err(error) => tracing::error!("No connection to Slack stands ({error}): connecting anew"),
        }
    }
}

impl Listener {
    pub fn new(reception: Arc<Reception>) -> Self {
        Self {
            reception,
            manager: OnceLock::new(),
            open: watch::Sender::new(HashMap::new()),
            short_lived: Mutex::new(0),
            crowded: Mutex::new(None),
            answering: Tasks::default(),
            stopping: watch::Sender::new(false),
        }
    }

    /// Comes back when there has been no connection for too long.
    async fn lost(&self) {
        let mut open = self.open.subscribe();
        loop {
            if open.wait_for(HashMap::is_empty).await.is_err() {
                return;
            }
            let connected = open.wait_for(|open| !open.is_empty());
            if tokio::time::timeout(PATIENCE, connected).await.is_err() {
                return;
            }
        }
    }

    fn hello(&self, id: &SlackSocketModeWssClientId) {
        self.open.send_modify(|open| {
            open.insert(id.to_string(), Instant::now());
        });
        self.count();
    }

    /// Whoever else listens by our token gets part of what is meant for us. Slack says how many there are only when one
    /// opens: so this one is renewed after a while, until none is too many.
    fn look_for_others(&self, id: &SlackSocketModeWssClientId, counted: u64) {
        let slack = self.reception.slack();
        let mut crowded = self.crowded.lock().unwrap_or_else(PoisonError::into_inner);
        if counted <= u64::from(CONNECTIONS) {
            *crowded = None;
            return slack.alone(true);
        }
        let pause = if crowded.get_or_insert_with(Instant::now).elapsed() < GONE_BY_THEN {
            GONE_BY_THEN
        } else {
            tracing::error!(
                "Slack counts {counted} connections, and {CONNECTIONS} are ours: somebody else gets part of what \
                 staff send. Stop the other program, or make a new app token"
            );
            slack.alone(false);
            LOOK_AGAIN
        };
        let (manager, open, id) = (self.manager.get().cloned(), self.open.clone(), id.clone());
        tokio::spawn(async move {
            tokio::time::sleep(pause).await;
            let manager = manager.as_ref().and_then(Weak::upgrade);
            // It may have been renewed meanwhile.
            if let Some(manager) = manager.filter(|_| open.borrow().contains_key(&id.to_string())) {
                open.send_modify(|open| {
                    open.remove(&id.to_string());
                });
                manager.restart_client(&id).await;
            }
        });
    }

    /// How long the next connection has to wait.
    fn ended(&self, id: &SlackSocketModeWssClientId) -> Duration {
        let mut began = None;
        self.open.send_modify(|open| began = open.remove(&id.to_string()));
        self.count();
        let mut short_lived = self.short_lived.lock().unwrap_or_else(PoisonError::into_inner);
        if began.is_some_and(|began| began.elapsed() >= SHORT_LIVED) {
            *short_lived = 0;
            return Duration::ZERO;
        }
        *short_lived = short_lived.saturating_add(1);
        pause_after(*short_lived)
    }

    fn count(&self) {
        let open = self.open.borrow().len();
        metrics::gauge!("hearken_slack_connections").set(open as f64);
        self.reception.slack().connected(open > 0);
    }

    async fn restart(&self, id: &SlackSocketModeWssClientId, pause: Duration) {
        tokio::time::sleep(pause).await;
        if let Some(manager) = self.manager.get().and_then(Weak::upgrade) {
            manager.restart_client(id).await;
        }
    }

    /// What goes back over the socket for one frame.
    async fn frame(&self, id: &SlackSocketModeWssClientId, raw: &str) -> Option<String> {
        let Ok(frame) = serde_json::from_str::<Frame<'_>>(raw) else {
            alarm("frame");
            return None;
        };
        let kind = match &*frame.kind {
            "hello" => {
                self.hello(id);
                if let Some(counted) = frame.num_connections.as_ref().and_then(Value::as_u64) {
                    self.look_for_others(id, counted);
                }
                return None;
            }
            "disconnect" => {
                self.disconnect(id, frame.reason.as_deref()).await;
                return None;
            }
            "slash_commands" => Kind::Command,
            "interactive" => Kind::Interaction,
            "events_api" => Kind::EventsApi,
            // Slack delivers it again until it is acknowledged; nothing of ours is behind it.
            _ => return Some(json!({ "envelope_id": frame.envelope_id? }).to_string()),
        };
        // Without an envelope there is nothing to acknowledge, and so nothing that Slack waits for.
        let envelope = frame.envelope_id?;
        let payload = frame.payload.map_or("", RawValue::get);
        let _answering = self.answering.running();
        match self.reception.take(kind, payload.as_bytes()).await {
            Answer::Taken | Answer::Challenge(_) => Some(json!({ "envelope_id": envelope }).to_string()),
            Answer::Shown(view) => Some(json!({ "envelope_id": envelope, "payload": view }).to_string()),
            Answer::Repeated | Answer::NotTaken => None,
        }
    }

    /// Slack renews a connection now and then, and says so shortly before.
    async fn disconnect(&self, id: &SlackSocketModeWssClientId, reason: Option<&str>) {
        let pause = match reason {
            Some("link_disabled") => {
                tracing::error!("Socket Mode is switched off for this app: nobody can report by Slack");
                self.ended(id);
                LONGEST_PAUSE
            }
            _ => self.ended(id),
        };
        self.restart(id, pause).await;
    }
}

/// After the first short-lived connection, the second and so on.
fn pause_after(short_lived: u32) -> Duration {
    match short_lived {
        0 | 1 => Duration::ZERO,
        more => FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(more - 2)).min(LONGEST_PAUSE),
    }
}

#[async_trait]
impl SlackSocketModeClientListener for Listener {
    /// The library waits for each answer before it reads on. A submission takes as long as its answer does, what is
    /// acknowledged once it is stored a moment, and a goodbye until the connection is renewed.
    async fn on_message(
        &self,
        client_id: &SlackSocketModeWssClientId,
        message_body: String,
    ) -> Option<String> {
        // What is not acknowledged now comes again, elsewhere or after the start.
        if *self.stopping.borrow() {
            return None;
        }
        let message_body = zeroize::Zeroizing::new(message_body);
        self.frame(client_id, &message_body).await
    }

    /// It may quote what was said, so only that it happened is told.
    async fn on_error(&self, _: Box<dyn std::error::Error + Send + Sync>) {
        tracing::warn!("A connection to Slack had an error");
    }

    async fn on_disconnect(&self, client_id: &SlackSocketModeWssClientId) {
        let pause = self.ended(client_id);
        self.restart(client_id, pause).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_does_not_last_is_not_tried_over_and_over() {
        let pauses: Vec<u64> = (0..9).map(|short_lived| pause_after(short_lived).as_secs()).collect();
        assert_eq!(pauses, [0, 0, 1, 2, 4, 8, 16, 30, 30]);
        assert_eq!(pause_after(u32::MAX), LONGEST_PAUSE);
    }
}
