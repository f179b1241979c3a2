//! Owns what becomes of something that came in: read, acknowledged in time, handled, answered; from either transport.
//!
//! Slack wants to hear within three seconds. What it need not hear the outcome of is acknowledged at once and goes on in
//! a task; a submission is answered in its acknowledgement, or, when that takes too long, by an update of its modal.

use super::Slack;
use super::Transport;
use super::answer::{Call, Reply, answer, by_message};
use super::api::{ApiError, Body};
use super::expiring::Told;
use super::methods::Method;
use super::opening::Openings;
use super::receive::{Kind, Received, read};
use super::recent::Recent;
use super::surface::{At, Surface};
use super::windows::{Turn, Windows};
use crate::chat::{Action, Event, Inbox, Install, Installs, NotKept, Roster, View};
use crate::domain::school::{PlatformKind, WorkspaceKey};
use serde_json::Value;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

/// How long an outcome is waited for before Slack stops waiting itself, with time for the way back.
const IN_TIME: Duration = Duration::from_millis(2_400);
/// The same over a socket, where everything behind it waits as well. What is not stored by then is stored all the same,
/// and acknowledged when Slack delivers it again.
const BRIEFLY: Duration = Duration::from_millis(500);
/// How long what was acknowledged may still run when we stop.
const DRAIN: Duration = Duration::from_secs(10);
/// The longest pause that Slack can ask for and whoever looks at their screen still gets an answer.
const SHORT_PAUSE: Duration = Duration::from_secs(5);

/// What Slack is told.
#[derive(Debug, PartialEq)]
pub enum Answer {
    /// It was heard.
    Taken,
    /// It was heard, and this is what comes of it.
    Shown(Value),
    Challenge(String),
    /// It was heard before, and Slack has its answer.
    Repeated,
    /// It was not, or not yet: Slack says so to whoever acted, leaves their modal as it is, or delivers again.
    NotTaken,
}

/// What became of something that was to be shown.
enum Shown {
    /// It is on their screen, and this is what Slack tells of it.
    Told(Told),
    /// It need not be.
    Left,
    Lost,
}

pub struct Reception {
    slack: Arc<Slack>,
    inbox: Arc<dyn Inbox>,
    roster: Arc<dyn Roster>,
    installs: Arc<dyn Installs>,
    recent: Recent,
    windows: Windows,
    openings: Openings,
}

impl Slack {
    /// Waits until everything that was acknowledged is done; nothing new may come in by then.
    pub async fn drained(&self) {
        if !self.tasks.drained(DRAIN).await {
            tracing::error!("What came from Slack was not all done in time");
        }
    }
}

impl Reception {
    pub fn new(
        slack: Arc<Slack>,
        inbox: Arc<dyn Inbox>,
        roster: Arc<dyn Roster>,
        installs: Arc<dyn Installs>,
    ) -> Arc<Self> {
        Arc::new(Self {
            slack,
            inbox,
            roster,
            installs,
            recent: Recent::default(),
            windows: Windows::default(),
            openings: Openings::default(),
        })
    }

    pub fn slack(&self) -> &Arc<Slack> {
        &self.slack
    }

    /// Takes one payload, however it came.
    pub async fn take(self: &Arc<Self>, kind: Kind, raw: &[u8]) -> Answer {
        match read(kind, raw, &self.slack.workspaces) {
            Received::Nothing => Answer::Taken,
            Received::Challenge(challenge) => Answer::Challenge(challenge),
            Received::NotUnderstood(what) => alarm(what),
            Received::Event { event, surface } => self.event(event, surface).await,
            Received::MemberChanged { workspace, user } => {
                let here = self.clone();
                let roster = self.roster.clone();
                self.kept(async move { here.slack.look_up(&workspace, &user, roster.as_ref()).await }).await
            }
            Received::SpaceChanged(space) => {
                let here = self.clone();
                self.kept(async move { here.roster.space_changed(&space).await }).await
            }
            Received::Revoked { workspace } => {
                let here = self.clone();
                self.kept(async move { here.revoked(&workspace).await }).await
            }
        }
    }

    async fn event(self: &Arc<Self>, event: Event, surface: Surface) -> Answer {
        let submitted = matches!(surface.at, At::Submission(_));
        if !self.recent.first(&event.id) {
            metrics::counter!("hearken_slack_repeats_total").increment(1);
            return match submitted {
                true => Answer::Repeated,
                // What is not stored yet must come once more, if this process does not live to store it.
                false if self.recent.is_under_way(&event.id) => Answer::NotTaken,
                false => Answer::Taken,
            };
        }
        let turn = self.windows.turn();
        if submitted {
            return self.submission(event, surface, turn).await;
        }
        let here = self.clone();
        if matches!(event.action, Action::FileOffered) {
            // Nobody sees an error who has sent a file: so Slack is told only when it is stored.
            let (tell, told) = tokio::sync::oneshot::channel();
            let under_way = self.recent.under_way(&event.id);
            self.slack.tasks.spawn(async move {
                let view = here.view(event, &surface).await;
                drop(under_way);
                tell.send(()).ok();
                here.show(&view, &surface, turn).await;
            });
            return match tokio::time::timeout(self.patience(), told).await {
                Ok(Ok(())) => Answer::Taken,
                _ => Answer::NotTaken,
            };
        }
        self.slack.tasks.spawn(async move {
            let view = here.view(event, &surface).await;
            here.show(&view, &surface, turn).await;
        });
        Answer::Taken
    }

    /// The task goes on when nobody waits any more: what was submitted is handled whole.
    async fn submission(self: &Arc<Self>, event: Event, surface: Surface, turn: Turn) -> Answer {
        let (tell, told) = tokio::sync::oneshot::channel();
        let here = self.clone();
        self.slack.tasks.spawn(async move {
            let view = here.view(event, &surface).await;
            let ack = here.reply(&view, &surface).ack;
            if tell.send(ack.filter(|_| here.windows.put(&surface, turn, &view))).is_err() {
                metrics::counter!("hearken_slack_late_total").increment(1);
                tracing::warn!("A submission took too long to answer; its modal is updated instead");
                let surface = afterwards(&surface);
                here.show(&view, &surface, turn).await;
            }
        });
        match tokio::time::timeout(IN_TIME, told).await {
            Ok(Ok(Some(ack))) => Answer::Shown(ack),
            // Overtaken, too late, or it panicked: Slack keeps the modal with all that was typed.
            Ok(Ok(None) | Err(_)) | Err(_) => Answer::NotTaken,
        }
    }

    async fn view(&self, mut event: Event, surface: &Surface) -> View {
        if let Some(home) = surface.perhaps.as_deref()
            && self.slack.is_stranger(&surface.workspace, &surface.user).await
        {
            // Under their own workspace, which is no school of ours: so they are told, and nothing is done or kept.
            event.from.workspace = home.to_owned();
            event.workspace = event.from.workspace_key();
        }
        event.locale = self.slack.locale(&surface.workspace, &surface.user).await;
        self.inbox.handle(event).await
    }

    fn reply(&self, view: &View, surface: &Surface) -> Reply {
        answer(view, surface, self.slack.speech.as_ref())
    }

    /// Shows what came of something that was acknowledged before.
    async fn show(&self, view: &View, surface: &Surface, turn: Turn) {
        let speech = self.slack.speech.as_ref();
        if let (View::Form(page), At::Command, Some(trigger)) = (view, &surface.at, &surface.trigger)
            && let Some(body) = self.openings.body(page, (&surface.workspace, trigger), speech)
        {
            if let Err(error) = self.call(surface, Method::ViewsOpen, &body).await {
                not_shown(Method::ViewsOpen, error);
                self.instead(view, surface).await;
            }
            return;
        }
        self.make(self.reply(view, surface).calls, view, surface, turn).await;
    }

    async fn make(&self, calls: Vec<Call>, view: &View, surface: &Surface, turn: Turn) {
        let gate = self.windows.gate(surface);
        let _alone = match &gate {
            Some(gate) => Some(gate.lock().await),
            None => None,
        };
        if calls.is_empty() || !self.windows.put(surface, turn, view) {
            return;
        }
        for call in calls {
            match self.shown(&call, surface, turn).await {
                Shown::Told(told) => self.slack.expire(view, &told, surface),
                Shown::Left => {}
                Shown::Lost => return self.instead(view, surface).await,
            }
        }
    }

    /// What becomes of it, by whatever detour.
    async fn shown(&self, call: &Call, surface: &Surface, turn: Turn) -> Shown {
        let error = match self.call(surface, call.method, &call.body).await {
            Ok(told) => return Shown::Told(told),
            Err(error) => error,
        };
        match (call.method, error.refused()) {
            // The answer to something else came between, and is newer.
            (Method::ViewsUpdate, Some("hash_conflict")) if !self.windows.stands(surface, turn) => {
                Shown::Left
            }
            // What stands there is older, as far as we know.
            (Method::ViewsUpdate, Some("hash_conflict")) => {
                let mut anyhow = call.body.clone();
                anyhow.as_object_mut().map(|body| body.remove("hash"));
                match self.call(surface, call.method, &anyhow).await {
                    Ok(told) => Shown::Told(told),
                    Err(error) => self.opened_anew(call, error, surface).await,
                }
            }
            (Method::ViewsUpdate, _) => self.opened_anew(call, error, surface).await,
            // It comes again when the tab is opened again.
            (Method::ViewsPublish, _) => {
                tracing::warn!("A home tab could not be shown: {error}");
                Shown::Left
            }
            _ => {
                not_shown(call.method, error);
                Shown::Lost
            }
        }
    }

    /// The modal was closed, or cannot be reached: another one, while there is still a trigger.
    async fn opened_anew(&self, call: &Call, error: ApiError, surface: &Surface) -> Shown {
        let gone = error.refused() == Some("not_found");
        tracing::warn!("A modal could not be updated: {error}");
        let (Some(trigger), Some(view), true) = (&surface.trigger, call.body.get("view"), gone) else {
            return Shown::Lost;
        };
        let body = serde_json::json!({ "trigger_id": trigger, "view": view });
        self.call(surface, Method::ViewsOpen, &body).await.map_or(Shown::Lost, Shown::Told)
    }

    /// One call, and once more after a short pause if Slack asks for one.
    async fn call(
        &self,
        surface: &Surface,
        method: Method,
        body: impl Into<Body<'_>>,
    ) -> Result<Told, ApiError> {
        let body = body.into();
        let ask = || self.slack.call(&surface.workspace, method, body);
        match ask().await {
            Err(ApiError::Limited { after: Some(after) }) if after <= SHORT_PAUSE => {
                tokio::time::sleep(after).await;
                ask().await
            }
            told => told,
        }
    }

    /// A message in their direct messages, from which it can be opened again; nothing private is in it.
    async fn instead(&self, view: &View, surface: &Surface) {
        if matches!(surface.at, At::Direct { .. }) {
            metrics::counter!("hearken_slack_detours_total", "outcome" => "lost").increment(1);
            return;
        }
        for call in by_message(view, &surface.user, self.slack.speech.as_ref()) {
            let told = self.call(surface, call.method, &call.body).await;
            let outcome = if told.is_ok() { "message" } else { "lost" };
            metrics::counter!("hearken_slack_detours_total", "outcome" => outcome).increment(1);
            if let Err(error) = told {
                tracing::error!("Somebody could not be shown what came of what they did: {error}");
            }
        }
    }

    /// How long what nobody looks at may hold up its acknowledgement.
    fn patience(&self) -> Duration {
        match self.slack.settings.transport {
            Transport::Http { .. } => IN_TIME,
            Transport::Socket { .. } => BRIEFLY,
        }
    }

    /// Slack is told only when it is stored, so that it tells us again if it is not.
    async fn kept(&self, keep: impl Future<Output = Result<(), NotKept>> + Send + 'static) -> Answer {
        match tokio::time::timeout(self.patience(), self.slack.tasks.spawn(keep)).await {
            Ok(Ok(Ok(()))) => Answer::Taken,
            _ => Answer::NotTaken,
        }
    }

    /// The news may be older than the token: so Slack is asked whether it still lets us in. Only what it says of the
    /// token itself counts, and only for the token that was asked with.
    async fn revoked(&self, workspace: &str) -> Result<(), NotKept> {
        let Ok(line) = self.slack.line(workspace) else { return Ok(()) };
        match line.call::<Value>(Method::AuthTest, &serde_json::json!({})).await {
            Err(ApiError::Refused(code)) if code.ends_a_token() => {}
            Ok(_) => {
                tracing::warn!(
                    "Workspace {workspace} is said to have sent the app away, and was not found to have"
                );
                return Ok(());
            }
            Err(error) => {
                tracing::warn!("Whether workspace {workspace} has sent the app away is not known: {error}");
                return Err(NotKept);
            }
        }
        tracing::error!("Workspace {workspace} has sent the app away: nobody there can report by Slack");
        metrics::counter!("hearken_slack_revoked_total").increment(1);
        let key = WorkspaceKey { platform: PlatformKind::Slack, workspace: workspace.to_owned() };
        self.installs.remove(&Install { workspace: key, token: line.token.clone() }).await?;
        self.slack.workspaces.revoked(workspace, &line.token);
        Ok(())
    }
}

fn not_shown(method: Method, error: ApiError) {
    tracing::warn!("What was to be shown by {} could not be: {error}", method.path());
}

/// The same modal, once Slack does not wait any more.
fn afterwards(surface: &Surface) -> Surface {
    let at = match &surface.at {
        At::Submission(view) => At::View(view.clone()),
        at => at.clone(),
    };
    Surface { trigger: None, at, ..surface.clone() }
}

/// A report may be behind it, so somebody has to look. Only an event gains nothing by coming again.
pub fn alarm(what: &'static str) -> Answer {
    metrics::counter!("hearken_slack_not_understood_total", "what" => what).increment(1);
    tracing::error!("Something from Slack could not be read ({what}): reports may be among it");
    if what == "event" { Answer::Taken } else { Answer::NotTaken }
}
