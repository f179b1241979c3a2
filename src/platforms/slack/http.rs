//! Owns how Slack reaches us over HTTP: only what it signed is read, and only now.

use super::inbox::{Answer, Reception};
use super::receive::Kind;
use super::signature::{Unproven, verify};
use super::{Slack, Transport};
use crate::chat::{Inbox, Installs, Roster};
use crate::domain::text::Text;
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use std::sync::Arc;

/// The largest request that is read. Slack's own are far smaller.
pub const LARGEST: usize = 1024 * 1024;

#[derive(Clone)]
struct Served {
    reception: Arc<Reception>,
    secret: Arc<Text>,
}

type Body = Result<Bytes, BytesRejection>;

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
        let served = Served { reception, secret: Arc::new(signing_secret.clone()) };
        self.connected(true);
        let command = |served, headers, body| take(Kind::Command, served, headers, body);
        let interaction = |served, headers, body| take(Kind::Interaction, served, headers, body);
        let event = |served, headers, body| take(Kind::EventsApi, served, headers, body);
        Router::new()
            .route("/slack/commands", post(command))
            .route("/slack/interactions", post(interaction))
            .route("/slack/events", post(event))
            .layer(DefaultBodyLimit::max(LARGEST))
            .with_state(served)
    }
}

async fn take(kind: Kind, State(served): State<Served>, headers: HeaderMap, body: Body) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return refused(rejection.status()),
    };
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let (stamp, signature) = (header("x-slack-request-timestamp"), header("x-slack-signature"));
    let now = served.reception.slack().clock.now();
    if let Err(why) = verify(&served.secret, now, stamp, signature, &body) {
        return unproven(why);
    }
    match served.reception.take(kind, &body).await {
        Answer::Taken => StatusCode::OK.into_response(),
        Answer::Shown(view) => axum::Json(view).into_response(),
        Answer::Challenge(challenge) => {
            let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
            (StatusCode::OK, plain, challenge).into_response()
        }
        Answer::Repeated => (StatusCode::CONFLICT, "This came before.\n").into_response(),
        Answer::NotTaken => {
            (StatusCode::INTERNAL_SERVER_ERROR, "This could not be taken. Please try again.\n")
                .into_response()
        }
    }
}

fn refused(status: StatusCode) -> Response {
    metrics::counter!("hearken_slack_unproven_total", "why" => "size").increment(1);
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => {
            (status, "This is larger than anything Slack sends.\n").into_response()
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
