//! Owns what the browser loads: pages, fragments, assets and the live stream of one persona.

use super::guard::Refusal;
use super::workspace::place_named;
use super::{Push, Served, render};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use futures::StreamExt;
use serde_json::{Value, json};
use std::convert::Infallible;
use std::future::ready;
use tokio_stream::wrappers::BroadcastStream;

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

const ASSETS: [(&str, &str, &str); 8] = [
    ("workspace.css", CSS, include_str!("assets/workspace.css")),
    ("form.css", CSS, include_str!("assets/form.css")),
    ("workspace.js", JS, include_str!("assets/workspace.js")),
    ("ask.js", JS, include_str!("assets/ask.js")),
    ("form.js", JS, include_str!("assets/form.js")),
    ("composer.js", JS, include_str!("assets/composer.js")),
    ("live.js", JS, include_str!("assets/live.js")),
    ("mark.svg", "image/svg+xml", include_str!("assets/mark.svg")),
];

pub async fn asset(Path(name): Path<String>) -> Response {
    match ASSETS.iter().find(|(known, ..)| *known == name) {
        Some((_, kind, content)) => ([(header::CONTENT_TYPE, *kind)], *content).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

pub async fn chooser(State(served): State<Served>) -> Response {
    Html(render::chooser(&served.local)).into_response()
}

pub async fn workspace(State(served): State<Served>, Path(user): Path<String>) -> Response {
    match render::workspace(&served.local, &user) {
        Some(html) => Html(html).into_response(),
        None => Refusal::NoSuchPersona.page(&served.local),
    }
}

pub async fn nav(State(served): State<Served>, Path(user): Path<String>) -> Response {
    match render::nav(&served.local, &user) {
        Some(html) => Html(html).into_response(),
        None => Refusal::NoSuchPersona.json(&served.local),
    }
}

/// A place that is not there and a place that is not theirs look the same.
pub async fn place(State(served): State<Served>, Path((user, place)): Path<(String, String)>) -> Response {
    if served.local.workspace().persona(&user).is_none() {
        return Refusal::NoSuchPersona.json(&served.local);
    }
    let html = place_named(&place, &user).and_then(|place| render::pane(&served.local, &user, &place));
    match html {
        Some(html) => Html(html).into_response(),
        None => Refusal::NoSuchPlace.json(&served.local),
    }
}

pub async fn stream(State(served): State<Served>, Path(user): Path<String>) -> Response {
    let Some(channel) = served.local.channels.get(&user) else {
        return Refusal::NoSuchPersona.json(&served.local);
    };
    let pushes = BroadcastStream::new(channel.subscribe())
        .take_while(|push| ready(!matches!(push, Ok(Push::Bye))))
        .map(|push| Ok::<_, Infallible>(event(push.ok())));
    Sse::new(pushes).keep_alive(KeepAlive::default()).into_response()
}

/// A page that fell too far behind (`None`) loads everything again.
fn event(push: Option<Push>) -> Event {
    let (name, data) = match push {
        Some(Push::Posted { place, message, html, toast }) => {
            ("posted", json!({ "place": place, "message": message, "html": html, "toast": toast }))
        }
        Some(Push::Updated { place, message, html }) => {
            ("updated", json!({ "place": place, "message": message, "html": html }))
        }
        Some(Push::Clock(now)) => ("clock", json!({ "now": now })),
        Some(Push::Bye) | None => ("refresh", Value::Null),
    };
    Event::default().event(name).data(data.to_string())
}
