//! Owns how a workspace lets the app in by itself: a link with a word that counts once, and the token that comes back.

use super::Slack;
use super::api::ApiError;
use super::manifest::scopes;
use super::methods::Method;
use super::workspaces::Access;
use crate::chat::{Install, Installs};
use crate::domain::Moment;
use crate::domain::school::{PlatformKind, WorkspaceKey};
use crate::domain::text::Text;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::TimeDelta;
use form_urlencoded::Serializer;
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Where a browser is sent to, if nothing else is said.
const AUTHORIZE: &str = "https://slack.com/oauth/v2/authorize";
/// Holds the word in the browser that asked for it.
const COOKIE: &str = "hearken_install";
/// How long somebody may take to say yes.
const MINUTES: i64 = 10;
/// Words that wait at most; the oldest go first.
const WAITING: usize = 1000;
/// Languages of a browser that are looked at.
const LANGUAGES: usize = 20;

struct Door {
    slack: Arc<Slack>,
    installs: Arc<dyn Installs>,
    waiting: Mutex<HashMap<String, Moment>>,
}

#[derive(Deserialize)]
struct Back {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
    #[serde(default)]
    bot_user_id: Option<String>,
    #[serde(default)]
    team: Option<Named>,
    #[serde(default)]
    enterprise: Option<Named>,
    #[serde(default)]
    is_enterprise_install: bool,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

impl Granted {
    fn workspace(&self) -> Option<String> {
        let (team, all) = (self.team.as_ref(), self.enterprise.as_ref());
        let id = if self.is_enterprise_install { all.or(team) } else { team };
        id.map(|named| named.id.clone())
    }
}

impl Slack {
    /// Where workspaces let the app in: nothing, unless the settings have a client's id and secret.
    pub fn install_routes(self: &Arc<Self>, installs: Arc<dyn Installs>) -> Router {
        if self.settings.oauth.is_none() {
            return Router::new();
        }
        let door = Door { slack: self.clone(), installs, waiting: Mutex::default() };
        Router::new()
            .route("/slack/install", get(install))
            .route("/slack/oauth", get(come_back))
            .with_state(Arc::new(door))
    }
}

async fn install(State(door): State<Arc<Door>>) -> Response {
    let Some(oauth) = &door.slack.settings.oauth else { return StatusCode::NOT_FOUND.into_response() };
    let Some(word) = door.word() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let scopes = scopes().into_iter().collect::<Vec<_>>().join(",");
    let query = Serializer::new(String::new())
        .append_pair("client_id", oauth.client_id.expose())
        .append_pair("scope", &scopes)
        .append_pair("redirect_uri", &oauth.redirect())
        .append_pair("state", &word)
        .finish();
    let to = format!("{}?{query}", oauth.authorize_url.as_deref().unwrap_or(AUTHORIZE));
    let cookie = format!(
        "{COOKIE}={word}; Path=/slack/oauth; Max-Age={}; Secure; HttpOnly; SameSite=Lax",
        MINUTES * 60
    );
    let headers =
        [(header::LOCATION, to), (header::SET_COOKIE, cookie), (header::CACHE_CONTROL, "no-store".into())];
    (StatusCode::FOUND, headers).into_response()
}

async fn come_back(State(door): State<Arc<Door>>, Query(back): Query<Back>, headers: HeaderMap) -> Response {
    let given = back.state.filter(|state| cookie(&headers).as_ref() == Some(state));
    if !given.is_some_and(|state| door.counts(&state)) {
        return door.page(&headers, StatusCode::FORBIDDEN, "expired");
    }
    let code = match (back.error, back.code) {
        (None, Some(code)) => Text::new(code),
        _ => return door.page(&headers, StatusCode::OK, "denied"),
    };
    match door.take(&code).await {
        Ok(()) => door.page(&headers, StatusCode::OK, "done"),
        Err(Trouble::NotListed) => door.page(&headers, StatusCode::FORBIDDEN, "not_listed"),
        Err(Trouble::NotKept) => door.page(&headers, StatusCode::INTERNAL_SERVER_ERROR, "not_kept"),
        Err(Trouble::Slack(why)) => {
            tracing::error!("A workspace could not let Hearken in: {why}");
            door.page(&headers, StatusCode::BAD_GATEWAY, "failed")
        }
    }
}

enum Trouble {
    /// No school of the settings has this workspace.
    NotListed,
    NotKept,
    Slack(ApiError),
}

impl Door {
    /// A word that nobody can guess, for one use.
    fn word(&self) -> Option<String> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).ok()?;
        let word: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let now = self.slack.clock.now();
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, until| *until > now);
        if waiting.len() >= WAITING
            && let Some(oldest) =
                waiting.iter().min_by_key(|(_, until)| **until).map(|(word, _)| word.clone())
        {
            waiting.remove(&oldest);
        }
        waiting.insert(word.clone(), now + TimeDelta::minutes(MINUTES));
        Some(word)
    }

    fn counts(&self, word: &str) -> bool {
        let until = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(word);
        until.is_some_and(|until| until > self.slack.clock.now())
    }

    async fn take(&self, code: &Text) -> Result<(), Trouble> {
        let Some(oauth) = &self.slack.settings.oauth else { return Err(Trouble::NotListed) };
        let body = json!({ "code": code.expose(), "redirect_uri": oauth.redirect() });
        let client = (&oauth.client_id, &oauth.client_secret);
        let granted: Granted = self
            .slack
            .api
            .call_as_client(client, Method::OauthV2Access, &body)
            .await
            .map_err(Trouble::Slack)?;
        let token = Text::new(granted.access_token.as_str());
        let id = granted.workspace().ok_or(Trouble::NotListed)?;
        if !self.slack.settings.workspaces.iter().any(|listed| listed.id == id && listed.token.is_none()) {
            tracing::error!("The workspace {id} is not one that the settings let in by itself");
            return Err(Trouble::NotListed);
        }
        let workspace = WorkspaceKey { platform: PlatformKind::Slack, workspace: id.clone() };
        let install = Install { workspace, token: token.clone() };
        self.installs.put(install).await.map_err(|_| Trouble::NotKept)?;
        self.slack.workspaces.put(&id, Access { token, bot: granted.bot_user_id });
        tracing::info!("The workspace {id} has let Hearken in");
        Ok(())
    }

    /// In the language of the browser: whose school it is may not be known.
    fn page(&self, asked: &HeaderMap, status: StatusCode, id: &str) -> Response {
        let wanted = asked.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let locale = self.slack.speech.nearest(&languages(wanted.unwrap_or_default()));
        let text = self.slack.speech.say(&locale, &format!("slack-install-{id}"), &[]);
        let mut page = (status, text + "\n").into_response();
        let gone = format!("{COOKIE}=; Path=/slack/oauth; Max-Age=0; Secure; HttpOnly; SameSite=Lax");
        for (name, value) in [
            (header::CACHE_CONTROL, "no-store"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::SET_COOKIE, gone.as_str()),
            (header::CONTENT_LANGUAGE, locale.as_str()),
        ] {
            if let Ok(value) = HeaderValue::from_str(value) {
                page.headers_mut().insert(name, value);
            }
        }
        page
    }
}

/// The tags of an `Accept-Language`, the most wanted first.
fn languages(wanted: &str) -> Vec<&str> {
    let weighed = wanted.split(',').take(LANGUAGES).filter_map(|one| {
        let (tag, weight) = one.split_once(";q=").unwrap_or((one, "1"));
        let weight: f32 = weight.trim().parse().ok()?;
        (weight > 0.0).then_some((tag.trim(), weight))
    });
    let mut weighed: Vec<(&str, f32)> = weighed.collect();
    weighed.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    weighed.into_iter().map(|(tag, _)| tag).collect()
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = pairs.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_that_is_wanted_most_comes_first() {
        for (wanted, tags) in [
            ("es-ES,es;q=0.9,en;q=0.8", &["es-ES", "es", "en"][..]),
            ("en;q=0.3, fr-FR , es;q=0.7", &["fr-FR", "es", "en"]),
            ("en;q=0, es;q=NaN, ca;q=0.1, de;q=odd", &["ca"]),
            ("", &[""]),
        ] {
            assert_eq!(languages(wanted), tags, "{wanted}");
        }
    }
}
