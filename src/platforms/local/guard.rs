//! Owns which requests are let in at all, and how any request is refused in plain words.

use super::{Served, Spoken, render};
use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::uri::Authority;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use serde_json::json;

/// No scripts, styles, frames or connections but our own.
const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
     object-src 'none'";
/// The same, but for a frame in a page of our own.
const POLICY_FRAMED: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; \
     object-src 'none'";

const HEADERS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
];

/// On a response that a page of our own may show in a frame; any other may be shown in none.
#[derive(Debug, Clone, Copy)]
pub struct MayBeFramed;

/// A request that is not carried out, and why.
#[derive(Debug)]
pub enum Refusal {
    /// Not from this computer, or from another site's page.
    Elsewhere,
    TooBig,
    NotUnderstood,
    NoSuchPersona,
    NoSuchPlace,
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Refusal::Elsewhere => StatusCode::FORBIDDEN,
            Refusal::TooBig => StatusCode::PAYLOAD_TOO_LARGE,
            Refusal::NotUnderstood => StatusCode::BAD_REQUEST,
            Refusal::NoSuchPersona | Refusal::NoSuchPlace => StatusCode::NOT_FOUND,
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Refusal::Elsewhere => "local-refused_elsewhere",
            Refusal::TooBig => "local-refused_too_big",
            Refusal::NotUnderstood => "local-refused_not_understood",
            Refusal::NoSuchPersona => "local-refused_no_such_persona",
            Refusal::NoSuchPlace => "local-refused_no_such_place",
        }
    }

    /// The answer to a script.
    pub fn json(&self, local: &Spoken<'_>) -> Response {
        (self.status(), Json(json!({ "error": local.say(self.word()) }))).into_response()
    }

    /// The answer to somebody who opened an address.
    pub fn page(&self, local: &Spoken<'_>) -> Response {
        (self.status(), Html(render::refusal(local, self.word()))).into_response()
    }
}

/// Lets in only what this computer's own browser asks for from our own page: a name that some other site
/// points at this computer (DNS rebinding), and another site's page, are refused.
pub async fn only_loopback(State(served): State<Served>, request: Request, next: Next) -> Response {
    let mut response = if from_here(request.headers(), request.uri().authority()) {
        next.run(request).await
    } else if request.method() == Method::GET {
        Refusal::Elsewhere.page(&served.local.to_all())
    } else {
        Refusal::Elsewhere.json(&served.local.to_all())
    };
    let framed = response.extensions().get::<MayBeFramed>().is_some();
    let (policy, frames) = if framed { (POLICY_FRAMED, "SAMEORIGIN") } else { (POLICY, "DENY") };
    let framing = [(header::CONTENT_SECURITY_POLICY, policy), (header::X_FRAME_OPTIONS, frames)];
    for (name, value) in HEADERS.into_iter().chain(framing) {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn from_here(headers: &HeaderMap, target: Option<&Authority>) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let Ok(host) = host.to_str() else { return false };
    let Ok(authority) = host.parse::<Authority>() else { return false };
    let origin = format!("http://{host}");
    let same = |value: &HeaderValue| value.as_bytes().eq_ignore_ascii_case(origin.as_bytes());
    is_loopback(&authority)
        && target.is_none_or(is_loopback)
        && headers.get_all(header::ORIGIN).iter().all(same)
}

fn is_loopback(authority: &Authority) -> bool {
    let host = authority.host();
    !authority.as_str().contains('@')
        && (host.eq_ignore_ascii_case("localhost") || host == "127.0.0.1" || host == "[::1]")
}
