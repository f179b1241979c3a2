//! Owns the calls to Slack's Web API: by whom, in what time, and how their outcome is counted.
//!
//! Connections speak HTTP/1.1 and are kept: a broken one costs the one call that finds it, whereas one shared by all would
//! hold up each of them. The library's own client is for Socket Mode alone.

use super::codes::{Code, Meaning};
use super::methods::Method;
use super::web::{By, Web};
use crate::domain::text::Text;
use anyhow::{Context, ensure};
use axum::body::Bytes;
use axum::http::Uri;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;
use serde_json::Value;
use slack_morphism::SlackClient;
use slack_morphism::hyper_tokio::{SlackClientHyperConnector, SlackHyperClient};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// How long a connection may take to stand.
const CONNECT: Duration = Duration::from_secs(3);
/// An idle connection is tried after this long, and given up when nothing comes back for as long again.
const KEEPALIVE: Duration = Duration::from_secs(20);

/// Why a call did not do what it should. Nothing of what was sent or answered is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// Too many calls: not before `after`.
    #[error("Slack asks to wait")]
    Limited { after: Option<Duration> },
    #[error("Slack refused: {0}")]
    Refused(Code),
    /// No answer, or none that we understand: `network`, `timeout`, `http_4xx`, `http_5xx` or `strange`. What was
    /// asked for may have been done all the same.
    #[error("Slack did not answer: {0}")]
    Unreachable(&'static str),
}

impl ApiError {
    /// Slack's own word, if it refused.
    pub fn refused(self) -> Option<&'static str> {
        match self {
            Self::Refused(code) => Some(code.as_str()),
            _ => None,
        }
    }

    fn outcome(self) -> &'static str {
        match self {
            Self::Limited { .. } => "limited",
            Self::Refused(_) => "refused",
            Self::Unreachable(_) => "unreachable",
        }
    }
}

pub(super) const STRANGE: ApiError = ApiError::Unreachable("strange");

/// What a method is given: an object.
#[derive(Clone, Copy)]
pub enum Body<'a> {
    Built(&'a Value),
    /// Its JSON.
    Written(&'a Bytes),
}

impl<'a> From<&'a Value> for Body<'a> {
    fn from(value: &'a Value) -> Self {
        Self::Built(value)
    }
}

impl<'a> From<&'a Bytes> for Body<'a> {
    fn from(json: &'a Bytes) -> Self {
        Self::Written(json)
    }
}

#[derive(Clone)]
pub struct Api {
    web: Web,
    client: Arc<SlackHyperClient>,
    timeout: Duration,
}

impl Api {
    /// `api_url` is `https://slack.com/api` or the like; each call has to be answered within `timeout`.
    pub fn new(api_url: &str, timeout: Duration) -> anyhow::Result<Self> {
        let api_url = checked(api_url)?;
        let https = https(timeout)?;
        let web = Web::new(https.clone(), &api_url);
        let connector = SlackClientHyperConnector::with_connector(https).with_slack_api_url(&api_url);
        Ok(Self { web, client: Arc::new(SlackClient::new(connector)), timeout })
    }

    /// The library's own client, for Socket Mode.
    pub fn client(&self) -> Arc<SlackHyperClient> {
        self.client.clone()
    }

    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// The same connections, with another patience.
    pub fn within(&self, timeout: Duration) -> Self {
        Self { timeout, ..self.clone() }
    }

    /// Calls a method with a token.
    pub async fn call<R: DeserializeOwned>(
        &self,
        token: &Text,
        method: Method,
        body: impl Into<Body<'_>>,
    ) -> Result<R, ApiError> {
        self.ask(By::Token(token), method, body.into()).await
    }

    /// Calls a method as the app itself, by its client id and secret.
    pub async fn call_as_client<R: DeserializeOwned>(
        &self,
        (id, secret): (&Text, &Text),
        method: Method,
        body: impl Into<Body<'_>>,
    ) -> Result<R, ApiError> {
        self.ask(By::Client(id, secret), method, body.into()).await
    }

    async fn ask<R: DeserializeOwned>(
        &self,
        by: By<'_>,
        method: Method,
        body: Body<'_>,
    ) -> Result<R, ApiError> {
        let asked = tokio::time::timeout(self.timeout, self.web.call(by, method, body));
        let answer = asked.await.unwrap_or(Err(ApiError::Unreachable("timeout")));
        let outcome = answer.as_ref().map_or_else(|error: &ApiError| error.outcome(), |_| "done");
        metrics::counter!("hearken_slack_calls_total", "method" => method.path(), "outcome" => outcome)
            .increment(1);
        if let Err(ApiError::Refused(code)) = &answer
            && code.meaning() == Meaning::Access
        {
            metrics::counter!("hearken_slack_shut_out_total", "code" => code.as_str()).increment(1);
            tracing::error!("Slack does not let us in for {}: {code}", method.path());
        }
        answer
    }
}

/// Connections, encrypted but for this machine's own.
pub(super) fn https(timeout: Duration) -> anyhow::Result<HttpsConnector<HttpConnector>> {
    let mut http = HttpConnector::new();
    http.enforce_http(false);
    http.set_nodelay(true);
    http.set_connect_timeout(Some(CONNECT.min(timeout)));
    http.set_keepalive(Some(KEEPALIVE));
    #[cfg(target_os = "linux")]
    http.set_tcp_user_timeout(Some(KEEPALIVE));
    let https = HttpsConnectorBuilder::new()
        .with_native_roots()
        .context("There are no root certificates on this machine; install ca-certificates")?;
    Ok(https.https_or_http().enable_http1().wrap_connector(http))
}

/// An API's address without a slash at its end: plain HTTP to this machine alone, because tokens travel on it.
pub(super) fn checked(api_url: &str) -> anyhow::Result<String> {
    let wrong = "The Slack API's address must be like https://slack.com/api";
    let trimmed = api_url.trim().trim_end_matches('/');
    let uri: Uri = trimmed.parse().ok().context(wrong)?;
    let (scheme, authority) = uri.scheme_str().zip(uri.authority()).context(wrong)?;
    let clean = !authority.as_str().contains('@') && uri.query().is_none() && !trimmed.contains('#');
    ensure!(clean && !authority.host().is_empty(), wrong);
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    let here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
    ensure!(scheme == "https" || scheme == "http" && here, "{wrong}: plain http is for this machine alone");
    Ok(trimmed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_travel_in_the_clear_to_this_machine_alone() {
        for fine in [
            "https://slack.com/api",
            "https://slack-gov.com/api//",
            "http://127.0.0.1:4000/api/",
            "http://localhost:1/api",
            "http://[::1]:1/api",
        ] {
            assert_eq!(checked(fine).unwrap(), fine.trim_end_matches('/'));
        }
        for wrong in [
            "http://slack.com/api",
            "http://localhost.example/api",
            "http://127.0.0.1@example.com/api",
            "http://10.0.0.1/api",
            "https://token@slack.com/api",
            "https://slack.com/api?x=1",
            "slack.com/api",
            "ftp://127.0.0.1/api",
            "/api",
            "",
        ] {
            assert!(checked(wrong).is_err(), "{wrong}");
        }
    }
}
