//! Owns how a call travels to Slack's Web API and back: one request over connections that are kept, and an answer that
//! is read once. What leaves is a fixed word, whatever was answered.

use super::api::{ApiError, Body, STRANGE};
use super::codes::{Code, Meaning};
use super::methods::{Carried, Method};
use crate::domain::text::Text;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// Bytes of an answer at most: a page of the people has a tenth of it.
const LARGEST: usize = 8 * 1024 * 1024;

const NETWORK: ApiError = ApiError::Unreachable("network");

/// As whom Slack is called.
#[derive(Clone, Copy)]
pub(super) enum By<'a> {
    Token(&'a Text),
    /// The app itself, by its client id and secret.
    Client(&'a Text, &'a Text),
}

impl By<'_> {
    fn header(self) -> Result<HeaderValue, ApiError> {
        let text = match self {
            Self::Token(token) => format!("Bearer {}", token.expose()),
            Self::Client(id, secret) => {
                format!("Basic {}", BASE64_STANDARD.encode(format!("{}:{}", id.expose(), secret.expose())))
            }
        };
        let mut value = HeaderValue::try_from(text).map_err(|_| NETWORK)?;
        value.set_sensitive(true);
        Ok(value)
    }
}

/// Clones share their connections.
#[derive(Clone)]
pub(super) struct Web {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    api_url: Arc<str>,
}

impl Web {
    pub fn new(connector: HttpsConnector<HttpConnector>, api_url: &str) -> Self {
        // A request that a closing connection did not take at all is made once more, on another one; no other is.
        let client = Client::builder(TokioExecutor::new()).build(connector);
        Self { client, api_url: api_url.into() }
    }

    pub async fn call<R: DeserializeOwned>(
        &self,
        by: By<'_>,
        method: Method,
        body: Body<'_>,
    ) -> Result<R, ApiError> {
        let request = self.request(by, method, body)?;
        let (head, body) = self.client.request(request).await.map_err(|_| NETWORK)?.into_parts();
        // To its end, so that the connection can be used again.
        let body = Limited::new(body, LARGEST)
            .collect()
            .await
            .map_err(|error| if error.is::<LengthLimitError>() { STRANGE } else { NETWORK });
        match head.status {
            StatusCode::TOO_MANY_REQUESTS => Err(ApiError::Limited { after: retry_after(&head.headers) }),
            status if status.is_server_error() => Err(ApiError::Unreachable("http_5xx")),
            StatusCode::OK => {
                let body = body?.to_bytes();
                judged(&body)?;
                serde_json::from_slice(&body).map_err(|_| STRANGE)
            }
            _ => Err(match judged(&body?.to_bytes()) {
                Ok(()) | Err(ApiError::Unreachable(_)) => ApiError::Unreachable("http_4xx"),
                Err(told) => told,
            }),
        }
    }

    fn request(&self, by: By<'_>, method: Method, body: Body<'_>) -> Result<Request<Full<Bytes>>, ApiError> {
        let url = format!("{}/{}", self.api_url, method.path());
        let request = match method.carried() {
            Carried::Json => {
                let json = match body {
                    Body::Built(value) => serde_json::to_vec(value).map_err(|_| STRANGE)?.into(),
                    Body::Written(json) => json.clone(),
                };
                Request::post(url)
                    .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
                    .body(Full::new(json))
            }
            Carried::Query => {
                let query = match body {
                    Body::Built(value) => query(value),
                    Body::Written(json) => query(&serde_json::from_slice(json).map_err(|_| STRANGE)?),
                };
                Request::get(format!("{url}?{query}")).body(Full::default())
            }
        };
        let mut request = request.map_err(|_| NETWORK)?;
        request.headers_mut().insert(header::AUTHORIZATION, by.header()?);
        Ok(request)
    }
}

/// The seconds that Slack asks us to wait. It may be a date as well, which Slack never sends.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    headers.get(header::RETRY_AFTER)?.to_str().ok()?.parse().ok().map(Duration::from_secs)
}

/// What a method takes in its address; a list is joined by commas.
fn query(body: &Value) -> String {
    fn written(value: &Value) -> Option<String> {
        match value {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            Value::Array(items) => Some(items.iter().filter_map(written).collect::<Vec<_>>().join(",")),
            other => Some(other.to_string()),
        }
    }
    let fields = body.as_object().into_iter().flatten();
    let written = fields.filter_map(|(name, value)| Some((name, written(value)?)));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(written).finish()
}

/// What every answer begins to be understood by, whatever else is in it.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    ok: Value,
    #[serde(default)]
    error: Value,
}

/// Whether an answer says that all is well, or what is wrong.
fn judged(body: &[u8]) -> Result<(), ApiError> {
    // A list would be read as its first two items.
    if !body.trim_ascii_start().starts_with(b"{") {
        return Err(STRANGE);
    }
    let Head { ok, error } = serde_json::from_slice(body).map_err(|_| STRANGE)?;
    match error.as_str().map(Code::of) {
        Some(code) if code.meaning() == Meaning::Limited => Err(ApiError::Limited { after: None }),
        Some(code) => Err(ApiError::Refused(code)),
        None if ok == Value::Bool(true) => Ok(()),
        None => Err(STRANGE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn arguments_in_an_address_are_plain_words() {
        let body = json!({ "user": "U1", "limit": 200, "include_locale": true, "users": ["U1", "U2"], "cursor": null, "q": "ñ &" });
        assert_eq!(query(&body), "include_locale=true&limit=200&q=%C3%B1+%26&user=U1&users=U1%2CU2");
    }

    #[test]
    fn who_calls_is_never_printed() {
        let (id, secret) = (Text::new("1.2"), Text::new("zanzibar"));
        for (by, sent) in [
            (By::Token(&secret), "Bearer zanzibar"),
            // From RFC 7617, but for the words.
            (By::Client(&id, &secret), "Basic MS4yOnphbnppYmFy"),
        ] {
            let value = by.header().unwrap();
            assert_eq!(value.to_str().unwrap(), sent);
            assert_eq!(format!("{value:?}"), "Sensitive");
        }
        assert_eq!(By::Token(&Text::new("line\nbreak")).header(), Err(NETWORK));
    }

    #[test]
    fn an_answer_is_judged_by_its_own_words_alone() {
        for (body, meant) in [
            (r#" {"view":{"id":"V1"},"ok":true}"#, Ok(())),
            (r#"{"ok":true,"error":null,"warnings":{"a":1}}"#, Ok(())),
            (r#"{"ok":true,"error":"is_archived"}"#, Err(ApiError::Refused(Code::of("is_archived")))),
            (r#"{"ok":false,"error":"ratelimited"}"#, Err(ApiError::Limited { after: None })),
            (r#"{"ok":false,"error":7}"#, Err(STRANGE)),
            (r#"{"ok":"true"}"#, Err(STRANGE)),
            (r#"{"view":{"ok":true}}"#, Err(STRANGE)),
            ("[true]", Err(STRANGE)),
            ("true", Err(STRANGE)),
            ("", Err(STRANGE)),
            (r#"{"ok":true"#, Err(STRANGE)),
            (r#"{"ok":true}}"#, Err(STRANGE)),
        ] {
            assert_eq!(judged(body.as_bytes()), meant, "{body}");
        }
    }
}
