//! Owns how Slack reaches us over HTTP: only what it signed is read, and only now.

use super::inbox::{Answer, Reception};
use super::receive::Kind;
use super::signature::{Unproven, verify};
use super::{Slack, Transport};
use crate::chat::{Inbox, Installs, Roster};
use crate::domain::text::Text;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// The largest request that is read. Slack's own are far smaller.
pub const LARGEST: usize = 1024 * 1024;

/// How long the whole of a request may take to come: anybody may call here, and Slack itself is quick.
const WHOLE: Duration = Duration::from_secs(5);
/// Requests that are read at the same time.
const AT_ONCE: usize = 256;

#[derive(Clone)]
struct Served {
    reception: Arc<Reception>,
    secret: Arc<Text>,
    room: Arc<Semaphore>,
}

impl Slack {
    /// Where Slack delivers: nothing, unless it was settled that it comes over HTTP.
    pub fn routes(
        self: &Arc<Self>,
        inbox: Arc<dyn Inbox>,
        roster: Arc<dyn Roster>,
        installs: Arc<dyn Installs>,
    ) -> Router {
        let Transport::Http { signing_secret } = &self.settings.transport else { return Router::new() };
        let reception = Reception::new(self.clone(), inbox, roster, installs);
        let room = Arc::new(Semaphore::new(AT_ONCE));
        let served = Served { reception, secret: Arc::new(signing_secret.clone()), room };
        self.connected(true);
        let command = |served, request| take(Kind::Command, served, request);
        let interaction = |served, request| take(Kind::Interaction, served, request);
        let event = |served, request| take(Kind::EventsApi, served, request);
        Router::new()
            .route("/slack/commands", post(command))
            .route("/slack/interactions", post(interaction))
            .route("/slack/events", post(event))
            .layer(DefaultBodyLimit::max(LARGEST))
            .with_state(served)
    }
}

impl Served {
    async fn whole(&self, request: Request) -> Result<Bytes, StatusCode> {
        let _room = self.room.try_acquire().map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
        match tokio::time::timeout(WHOLE, Bytes::from_request(request, &())).await {
            Ok(body) => body.map_err(|rejection| rejection.status()),
            Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
        }
    }
}

async fn take(kind: Kind, State(served): State<Served>, request: Request) -> Response {
    let stamp = header(&request, "x-slack-request-timestamp");
    let signature = header(&request, "x-slack-signature");
    // Nothing is read of what cannot be Slack's.
    if stamp.is_none() || signature.is_none() {
        return unproven(Unproven::Unsigned);
    }
    let body = match served.whole(request).await {
        Ok(body) => body,
        Err(status) => return refused(status),
    };
    let now = served.reception.slack().clock.now();
    if let Err(why) = verify(&served.secret, now, stamp.as_deref(), signature.as_deref(), &body) {
        return unproven(why);
    }
    match served.reception.take(kind, &body).await {
        Answer::Taken => StatusCode::OK.into_response(),
        Answer::Shown(view) => axum::Json(view).into_response(),
        Answer::Challenge(challenge) => {
            let plain = [(CONTENT_TYPE, "text/plain; charset=utf-8")];
            (StatusCode::OK, plain, challenge).into_response()
        }
        Answer::Repeated => (StatusCode::CONFLICT, "This came before.\n").into_response(),
        Answer::NotTaken => {
            (StatusCode::INTERNAL_SERVER_ERROR, "This could not be taken. Please try again.\n")
                .into_response()
        }
    }
}

fn header(request: &Request, name: &str) -> Option<String> {
    request.headers().get(name)?.to_str().ok().map(str::to_owned)
}

fn refused(status: StatusCode) -> Response {
    metrics::counter!("hearken_slack_unproven_total", "why" => "size").increment(1);
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => {
            (status, "This is larger than anything Slack sends.\n").into_response()
        }
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::REQUEST_TIMEOUT => {
            (status, "This did not come in time.\n").into_response()
        }
        _ => (StatusCode::BAD_REQUEST, "This could not be read.\n").into_response(),
    }
}

fn unproven(why: Unproven) -> Response {
    metrics::counter!("hearken_slack_unproven_total", "why" => why.as_str()).increment(1);
    let words = match why {
        Unproven::Stale => {
            tracing::error!(
                "A request that Slack signed is more than five minutes off: is this clock right?"
            );
            "This was signed more than five minutes from now.\n"
        }
        Unproven::Unsigned | Unproven::Wrong => "This is not signed by Slack.\n",
    };
    (StatusCode::UNAUTHORIZED, words).into_response()
}
