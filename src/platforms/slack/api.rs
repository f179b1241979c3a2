//! Owns the calls to Slack's Web API: our own bodies and answers, over the library's connections.
//!
//! The library's errors print whole answers, so they end here: what leaves is a fixed word. Connections speak HTTP/1.1
//! and are kept: a broken one costs the one call that finds it, whereas one shared by all would hold up each of them.

use super::codes::{Code, Meaning};
use super::methods::{Carried, Method};
use crate::domain::text::Text;
use anyhow::{Context, ensure};
use axum::http::Uri;
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde::de::DeserializeOwned;
use serde_json::Value;
use slack_morphism::errors::SlackClientError;
use slack_morphism::hyper_tokio::{SlackClientHyperConnector, SlackHyperClient};
use slack_morphism::{
    ClientResult, SlackApiToken, SlackApiTokenValue, SlackClient, SlackClientApiCallContext,
    SlackClientHttpApiUri, SlackClientHttpConnector, SlackClientId, SlackClientSecret,
};
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

const STRANGE: ApiError = ApiError::Unreachable("strange");

#[derive(Clone)]
pub struct Api {
    client: Arc<SlackHyperClient>,
    timeout: Duration,
}

impl Api {
    /// `api_url` is `https://slack.com/api` or the like; each call has to be answered within `timeout`.
    pub fn new(api_url: &str, timeout: Duration) -> anyhow::Result<Self> {
        let api_url = checked(api_url)?;
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_nodelay(true);
        http.set_connect_timeout(Some(CONNECT.min(timeout)));
        http.set_keepalive(Some(KEEPALIVE));
        #[cfg(target_os = "linux")]
        http.set_tcp_user_timeout(Some(KEEPALIVE));
        let https = HttpsConnectorBuilder::new()
            .with_native_roots()
            .context("There are no root certificates on this machine; install ca-certificates")?
            .https_or_http()
            .enable_http1()
            .wrap_connector(http);
        let connector = SlackClientHyperConnector::with_connector(https).with_slack_api_url(&api_url);
        Ok(Self { client: Arc::new(SlackClient::new(connector)), timeout })
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
        Self { client: self.client.clone(), timeout }
    }

    /// Calls a method with a token; `body` is an object.
    pub async fn call<R: DeserializeOwned>(
        &self,
        token: &Text,
        method: Method,
        body: &Value,
    ) -> Result<R, ApiError> {
        let token = SlackApiToken::new(SlackApiTokenValue(token.expose().to_owned()));
        let span = tracing::Span::none();
        let context = SlackClientApiCallContext {
            rate_control_params: None,
            token: Some(&token),
            tracing_span: &span,
            is_sensitive_url: true,
        };
        let connector = &self.client.http_api.connector;
        let asked = async {
            match method.carried() {
                Carried::Json => connector.http_post::<Value, Value>(method.path(), body, context).await,
                Carried::Query => connector.http_get(method.path(), &parameters(body), context).await,
            }
        };
        self.answer(method, asked).await
    }

    /// Calls a method as the app itself, by its client id and secret.
    pub async fn call_as_client<R: DeserializeOwned>(
        &self,
        (id, secret): (&Text, &Text),
        method: Method,
        body: &Value,
    ) -> Result<R, ApiError> {
        let id = SlackClientId(id.expose().to_owned());
        let secret = SlackClientSecret(secret.expose().to_owned());
        let connector = &self.client.http_api.connector;
        let asked = async {
            let url = connector.create_method_uri_path(method.path())?;
            let url = SlackClientHttpApiUri::create_url_with_params(url, &parameters(body))?;
            connector.http_get_with_client_secret::<Value>(url, &id, &secret).await
        };
        self.answer(method, asked).await
    }

    async fn answer<R: DeserializeOwned>(
        &self,
        method: Method,
        asked: impl Future<Output = ClientResult<Value>>,
    ) -> Result<R, ApiError> {
        let answer = match tokio::time::timeout(self.timeout, asked).await {
            Err(_) => Err(ApiError::Unreachable("timeout")),
            Ok(Err(error)) => Err(fixed(error)),
            Ok(Ok(answer)) => judged(answer),
        };
        let answer = answer.and_then(|answer| R::deserialize(answer).map_err(|_| STRANGE));
        let outcome = answer.as_ref().map_or_else(|error| error.outcome(), |_| "done");
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

/// An API's address without a slash at its end: plain HTTP to this machine alone, because tokens travel on it.
fn checked(api_url: &str) -> anyhow::Result<String> {
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

/// What a method takes in its address; a list is joined by commas.
fn parameters(body: &Value) -> Vec<(&str, Option<String>)> {
    fn written(value: &Value) -> Option<String> {
        match value {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            Value::Array(items) => Some(items.iter().filter_map(written).collect::<Vec<_>>().join(",")),
            other => Some(other.to_string()),
        }
    }
    let fields = body.as_object().into_iter().flatten();
    fields.map(|(name, value)| (name.as_str(), written(value))).collect()
}

/// An answer that says that all is well, or what is wrong. What is not JSON reaches us as an empty one.
fn judged(answer: Value) -> Result<Value, ApiError> {
    if answer.get("ok") == Some(&Value::Bool(true)) {
        return Ok(answer);
    }
    match answer.get("error").and_then(Value::as_str).map(Code::of) {
        Some(code) if code.meaning() == Meaning::Limited => Err(ApiError::Limited { after: None }),
        Some(code) => Err(ApiError::Refused(code)),
        None => Err(STRANGE),
    }
}

/// The library's errors hold whole answers, and are never printed.
fn fixed(error: SlackClientError) -> ApiError {
    let read = |body: Option<String>| {
        let answer = body.and_then(|body| serde_json::from_str::<Value>(&body).ok());
        answer.and_then(|answer| judged(answer).err()).unwrap_or(STRANGE)
    };
    match error {
        SlackClientError::RateLimitError(error) => ApiError::Limited { after: error.retry_after },
        SlackClientError::ApiError(error) => {
            let code = Code::of(&error.code);
            if code.meaning() == Meaning::Limited {
                ApiError::Limited { after: None }
            } else {
                ApiError::Refused(code)
            }
        }
        // Its reading of an answer is stricter than ours.
        SlackClientError::ProtocolError(error) => read(error.json_body),
        SlackClientError::HttpError(error) if error.status_code.is_server_error() => {
            ApiError::Unreachable("http_5xx")
        }
        SlackClientError::HttpError(error) => match read(error.http_response_body) {
            ApiError::Unreachable(_) => ApiError::Unreachable("http_4xx"),
            told => told,
        },
        _ => ApiError::Unreachable("network"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

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

    #[test]
    fn parameters_are_plain_words() {
        let body = json!({ "user": "U1", "limit": 200, "include_locale": true, "users": ["U1", "U2"], "cursor": null });
        let written: Vec<_> = parameters(&body)
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name}={}", value?)))
            .collect();
        assert_eq!(written, ["include_locale=true", "limit=200", "user=U1", "users=U1,U2"]);
    }
}
