//! Owns what the browser loads: pages, fragments, assets and the live stream of one persona.

use super::guard::{MayBeFramed, Refusal};
use super::workspace::place_named;
use super::{Push, Served, beside, render};
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Response};
use futures::StreamExt;
use rust_embed::RustEmbed;
use serde::Deserialize;
use serde_json::{Value, json};
use std::convert::Infallible;
use std::future::ready;
use tokio_stream::wrappers::BroadcastStream;

/// A debug build reads them from the source folder, so that a change shows without a build.
#[derive(RustEmbed)]
#[folder = "src/platforms/local/assets/"]
#[include = "*.css"]
#[include = "*.js"]
#[include = "*.svg"]
struct Assets;

/// The workspace beside another: without what both would repeat.
#[derive(Deserialize)]
pub struct Beside {
    beside: Option<String>,
}

#[derive(Deserialize)]
pub struct Sides {
    left: Option<String>,
    right: Option<String>,
}

pub async fn asset(Path(name): Path<String>) -> Response {
    let kind = match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match Assets::get(&name) {
        Some(file) => ([(header::CONTENT_TYPE, kind)], file.data.into_owned()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

pub async fn chooser(State(served): State<Served>) -> Response {
    Html(render::chooser(&served.local)).into_response()
}

pub async fn workspace(
    State(served): State<Served>,
    Path(user): Path<String>,
    Query(query): Query<Beside>,
) -> Response {
    let beside = query.beside.is_some();
    match render::workspace(&served.local, &user, beside) {
        Some(html) if beside => (Extension(MayBeFramed), Html(html)).into_response(),
        Some(html) => Html(html).into_response(),
        None => Refusal::NoSuchPersona.page(&served.local.to_all()),
    }
}

pub async fn side_by_side(State(served): State<Served>, Query(sides): Query<Sides>) -> Response {
    match beside::page(&served.local, sides.left.as_deref(), sides.right.as_deref()) {
        Some(html) => Html(html).into_response(),
        None => Refusal::NoSuchPersona.page(&served.local.to_all()),
    }
}

pub async fn nav(State(served): State<Served>, Path(user): Path<String>) -> Response {
    match render::nav(&served.local, &user) {
        Some(html) => Html(html).into_response(),
        None => Refusal::NoSuchPersona.json(&served.local.to_all()),
    }
}

/// A place that is not there and a place that is not theirs look the same.
pub async fn place(State(served): State<Served>, Path((user, place)): Path<(String, String)>) -> Response {
    if served.local.workspace().persona(&user).is_none() {
        return Refusal::NoSuchPersona.json(&served.local.to_all());
    }
    let html = place_named(&place, &user).and_then(|place| render::pane(&served.local, &user, &place));
    match html {
        Some(html) => Html(html).into_response(),
        None => Refusal::NoSuchPlace.json(&served.local.to(&user)),
    }
}

pub async fn stream(State(served): State<Served>, Path(user): Path<String>) -> Response {
    let Some(channel) = served.local.channels.get(&user) else {
        return Refusal::NoSuchPersona.json(&served.local.to_all());
    };
    let pushes = BroadcastStream::new(channel.subscribe())
        .take_while(|push| ready(!matches!(push, Ok(Push::Bye))))
        .map(|push| Ok::<_, Infallible>(event(push.ok())));
    Sse::new(pushes).keep_alive(KeepAlive::default()).into_response()
}

/// A page that fell too far behind (`None`) loads everything again.
fn event(push: Option<Push>) -> Event {
    let (name, data) = match push {
        Some(Push::Posted { place, message, html, toast, lang }) => {
            let told =
                json!({ "place": place, "message": message, "html": html, "toast": toast, "lang": lang });
            ("posted", told)
        }
        Some(Push::Updated { place, message, html }) => {
            ("updated", json!({ "place": place, "message": message, "html": html }))
        }
        Some(Push::Clock(now)) => ("clock", json!({ "now": now })),
        Some(Push::Bye) | None => ("refresh", Value::Null),
    };
    Event::default().event(name).data(data.to_string())
}
