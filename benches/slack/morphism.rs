//! slack-morphism's own way, as its example for axum shows it: its layers check and read what comes, and its client
//! opens one fixed view.

use super::keep::Keeper;
use super::{SECRET, view_file};
use axum::extract::Extension;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use hyper_util::client::legacy::connect::HttpConnector;
use slack_morphism::prelude::*;
use std::sync::Arc;
use tokio::net::TcpListener;

type Environment = SlackClientEventsListenerEnvironment<SlackClientHyperConnector<HttpConnector>>;

#[derive(Clone)]
struct Fixed {
    token: SlackApiToken,
    view: SlackView,
    keeper: Option<Keeper>,
}

pub async fn serve(listener: TcpListener, api: &str, keeper: Option<Keeper>) {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    let connector = SlackClientHyperConnector::with_connector(connector).with_slack_api_url(api);
    let environment = Arc::new(Environment::new(Arc::new(SlackClient::new(connector))));
    let layers = SlackEventsAxumListener::new(environment);
    let secret: SlackSigningSecret = SECRET.to_owned().into();
    let view = serde_json::from_str(&std::fs::read_to_string(view_file()).unwrap()).unwrap();
    let fixed = Arc::new(Fixed { token: SlackApiToken::new("xoxb-bench".to_owned().into()), view, keeper });
    let commands = layers.events_layer(&secret).with_event_extractor(SlackEventsExtractors::command_event());
    let interactions =
        layers.events_layer(&secret).with_event_extractor(SlackEventsExtractors::interaction_event());
    let routes = Router::new()
        .route("/slack/commands", post(command).layer(commands))
        .route("/slack/interactions", post(interaction).layer(interactions))
        .layer(Extension(fixed));
    axum::serve(listener, routes).await.unwrap();
}

async fn command(
    Extension(environment): Extension<Arc<Environment>>,
    Extension(fixed): Extension<Arc<Fixed>>,
    Extension(event): Extension<SlackCommandEvent>,
) -> StatusCode {
    let session = environment.client.open_session(&fixed.token);
    let request = SlackApiViewsOpenRequest::new(event.trigger_id, fixed.view.clone());
    session.views_open(&request).await.unwrap();
    StatusCode::OK
}

async fn interaction(
    Extension(fixed): Extension<Arc<Fixed>>,
    Extension(event): Extension<SlackInteractionEvent>,
) -> Response {
    let SlackInteractionEvent::ViewSubmission(event) = event else { return StatusCode::OK.into_response() };
    if let Some(keeper) = &fixed.keeper {
        keeper.keep(&serde_json::to_string(&event.view.state_params.state).unwrap()).await;
    }
    let update = SlackViewSubmissionUpdateResponse::new(fixed.view.clone());
    Json(SlackViewSubmissionResponse::Update(update)).into_response()
}
