//! Serves a role's calendar at an address that nobody can guess. Whatever is no such address looks like any other page
//! that is not there.

use crate::app::{App, Feed};
use crate::domain::Moment;
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::{DateTime, SubsecRound, Utc};
use sha2::{Digest, Sha256};

/// Programs ask again by themselves every few hours.
const FRESH_SECONDS: u32 = 900;

pub(super) fn routes(app: App) -> Router {
    let read = move |Path(file): Path<String>, headers: HeaderMap| {
        let app = app.clone();
        async move { answer(&app, &file, &headers).await }
    };
    Router::new().route("/calendar/{file}", get(read))
}

async fn answer(app: &App, file: &str, headers: &HeaderMap) -> Response {
    let Some(token) = file.strip_suffix(".ics") else { return StatusCode::NOT_FOUND.into_response() };
    match app.feed(token).await {
        Feed::Nothing => StatusCode::NOT_FOUND.into_response(),
        Feed::TooSoon { seconds } => {
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())]).into_response()
        }
        Feed::Calendar { body, changed } => calendar(&body, changed, headers),
    }
}

fn calendar(body: &str, changed: Moment, asked: &HeaderMap) -> Response {
    let digest = Sha256::digest(body.as_bytes());
    let tag: String = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{tag}\"");
    let changed = changed.trunc_subsecs(0);
    let told = [
        (header::ETAG, tag.clone()),
        (header::LAST_MODIFIED, changed.format("%a, %d %b %Y %H:%M:%S GMT").to_string()),
        (header::CACHE_CONTROL, format!("private, max-age={FRESH_SECONDS}")),
    ];
    if is_known(asked, &tag, changed) {
        return (StatusCode::NOT_MODIFIED, told).into_response();
    }
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"))];
    (told, kind, body.to_owned()).into_response()
}

/// Whether whoever asks has it as it is. The tag says so for sure; the time only where there is no tag.
fn is_known(asked: &HeaderMap, tag: &str, changed: DateTime<Utc>) -> bool {
    let text = |name| asked.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let Some(tags) = text(header::IF_NONE_MATCH) {
        return tags
            .split(',')
            .map(|one| one.trim().trim_start_matches("W/"))
            .any(|one| one == tag || one == "*");
    }
    let since = text(header::IF_MODIFIED_SINCE).and_then(|time| DateTime::parse_from_rfc2822(time).ok());
    since.is_some_and(|since| changed <= since)
}
