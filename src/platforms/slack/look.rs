//! Owns what a token's own test tells beside its answer: the scopes it has, and what time it is at Slack.

use super::api::{ApiError, checked, https};
use super::codes::Code;
use crate::domain::Moment;
use crate::domain::text::Text;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, header};
use chrono::{DateTime, Utc};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::time::Duration;

/// Bytes of an answer at most.
const LARGEST: usize = 64 * 1024;

/// Whose a token is.
#[derive(Debug, Clone, Deserialize)]
pub struct Ourselves {
    #[serde(default)]
    ok: bool,
    #[serde(default)]
    error: Option<String>,
    #[serde(default)]
    team_id: Option<String>,
    #[serde(default)]
    enterprise_id: Option<String>,
    #[serde(default)]
    is_enterprise_install: bool,
    /// Our own user.
    #[serde(default)]
    pub user_id: String,
    /// What the token may do, where Slack says so.
    #[serde(skip)]
    pub scopes: Option<BTreeSet<String>>,
    /// When Slack answered.
    #[serde(skip)]
    pub date: Option<Moment>,
}

impl Ourselves {
    /// The workspace, or the organisation that let the app into all of its own.
    pub fn workspace(&self) -> Option<&str> {
        let (one, all) = (self.team_id.as_deref(), self.enterprise_id.as_deref());
        if self.is_enterprise_install { all.or(one) } else { one }
    }
}

/// Asks Slack whose a token is. By a client of our own, because the library keeps an answer's headers to itself.
pub async fn look(api_url: &str, token: &Text, timeout: Duration) -> Result<Ourselves, ApiError> {
    const STRANGE: ApiError = ApiError::Unreachable("strange");
    let api_url = checked(api_url).map_err(|_| STRANGE)?;
    let connector = https(timeout).map_err(|_| ApiError::Unreachable("network"))?;
    let client = Client::builder(TokioExecutor::new()).build::<_, String>(connector);
    let request = Request::post(format!("{api_url}/auth.test"))
        .header(header::AUTHORIZATION, format!("Bearer {}", token.expose()))
        .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
        .body("{}".to_owned())
        .map_err(|_| STRANGE)?;
    let asked = async {
        let answer = client.request(request).await.map_err(|_| ApiError::Unreachable("network"))?;
        let (head, body) = answer.into_parts();
        let body = to_bytes(Body::new(body), LARGEST).await.map_err(|_| ApiError::Unreachable("network"))?;
        let mut told: Ourselves = serde_json::from_slice(&body).map_err(|_| STRANGE)?;
        if !told.ok {
            return Err(told.error.as_deref().map_or(STRANGE, |word| ApiError::Refused(Code::of(word))));
        }
        (told.scopes, told.date) = (scopes(&head.headers), date(&head.headers));
        Ok(told)
    };
    tokio::time::timeout(timeout, asked).await.unwrap_or(Err(ApiError::Unreachable("timeout")))
}

fn scopes(headers: &HeaderMap) -> Option<BTreeSet<String>> {
    let listed = headers.get("x-oauth-scopes")?.to_str().ok()?;
    Some(listed.split(',').map(str::trim).filter(|scope| !scope.is_empty()).map(str::to_owned).collect())
}

fn date(headers: &HeaderMap) -> Option<Moment> {
    let date = DateTime::parse_from_rfc2822(headers.get(header::DATE)?.to_str().ok()?).ok()?;
    Some(date.with_timezone(&Utc))
}
