//! Owns what people do in the browser: each request becomes one event, its view the answer.

use super::guard::Refusal;
use super::{Push, Served, render};
use crate::chat::{Action, Event, Input};
use crate::domain::id::{DraftId, EventId};
use crate::domain::text::Text;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::collections::BTreeMap;

/// Longest event id a browser may make up, in bytes (a UUID has 36).
const LONGEST_EVENT: usize = 40;
/// The furthest one press moves the clock: four weeks.
const FURTHEST: i64 = 28 * 24 * 60;
/// What plain words get, since nobody but the bot reads the composer.
const HELP: &str = "help";

type Body = Result<Bytes, BytesRejection>;

#[derive(Deserialize)]
struct CommandBody {
    text: String,
    event: String,
}

#[derive(Deserialize)]
struct AnswerBody {
    draft: String,
    revision: i64,
    page: String,
    #[serde(default)]
    values: BTreeMap<String, Given>,
    pressed: String,
    event: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Given {
    Text(String),
    Picked(Vec<String>),
    /// User ids of the workspace.
    People(Vec<String>),
    Tick(bool),
}

#[derive(Deserialize)]
struct PressBody {
    button: String,
    #[serde(default)]
    value: String,
    event: String,
}

#[derive(Deserialize)]
struct FileBody {
    event: String,
}

#[derive(Deserialize)]
struct MoveBody {
    minutes: i64,
}

#[derive(Deserialize)]
pub struct HomeQuery {
    event: Option<String>,
}

pub async fn command(State(served): State<Served>, Path(user): Path<String>, body: Body) -> Response {
    let read = |body: CommandBody| {
        let (name, rest) = command_of(&body.text);
        Ok((body.event, Action::Command { name, rest }))
    };
    served.take(&user, body, read).await
}

pub async fn answer(State(served): State<Served>, Path(user): Path<String>, body: Body) -> Response {
    let read = |body: AnswerBody| {
        let draft = DraftId::parse(&body.draft).ok_or(Refusal::NotUnderstood)?;
        let values = body.values.into_iter().map(|(id, given)| Ok((id, served.input(given)?)));
        let values = values.collect::<Result<_, Refusal>>()?;
        let AnswerBody { revision, page, pressed, event, .. } = body;
        Ok((event, Action::Answer { draft, revision, page, values, pressed }))
    };
    served.take(&user, body, read).await
}

pub async fn press(State(served): State<Served>, Path(user): Path<String>, body: Body) -> Response {
    let read = |body: PressBody| Ok((body.event, Action::Press { button: body.button, value: body.value }));
    served.take(&user, body, read).await
}

/// The page tells only that a file was dropped; its name and bytes never leave the browser.
pub async fn file(State(served): State<Served>, Path(user): Path<String>, body: Body) -> Response {
    let read = |body: FileBody| Ok((body.event, Action::FileOffered));
    served.take(&user, body, read).await
}

pub async fn home(
    State(served): State<Served>,
    Path(user): Path<String>,
    Query(query): Query<HomeQuery>,
) -> Response {
    let event = match query.event.map_or_else(fresh_event, Ok) {
        Ok(event) => event,
        Err(refusal) => return refusal.json(&served.local.to(&user)),
    };
    served.handle(&user, event, Action::HomeOpened).await
}

pub async fn move_clock(State(served): State<Served>, body: Body) -> Response {
    if !served.local.time.can_move() {
        return Refusal::NotUnderstood.json(&served.local.to_all());
    }
    let minutes = match read::<MoveBody>(body) {
        Ok(MoveBody { minutes }) if (1..=FURTHEST).contains(&minutes) => minutes,
        Ok(_) => return Refusal::NotUnderstood.json(&served.local.to_all()),
        Err(refusal) => return refusal.json(&served.local.to_all()),
    };
    served.local.time.move_on(minutes);
    let now = served.local.time.now();
    served.local.push_to_all(&Push::Clock(now));
    Json(json!({ "now": now })).into_response()
}

impl Served {
    async fn take<T: DeserializeOwned>(
        &self,
        user: &str,
        body: Body,
        action: impl FnOnce(T) -> Result<(String, Action), Refusal>,
    ) -> Response {
        if self.local.workspace().persona(user).is_none() {
            return Refusal::NoSuchPersona.json(&self.local.to_all());
        }
        match read(body).and_then(action) {
            Ok((event, action)) => self.handle(user, event, action).await,
            Err(refusal) => refusal.json(&self.local.to(user)),
        }
    }

    async fn handle(&self, user: &str, event: String, action: Action) -> Response {
        let event = match self.event(user, &event, action) {
            Ok(event) => event,
            Err(refusal) => return refusal.json(&self.local.to(user)),
        };
        let view = self.inbox.handle(event).await;
        Json(render::answer(&self.local.to(user), user, view)).into_response()
    }

    /// Event ids carry the user, so that one persona's browser cannot use up another's.
    fn event(&self, user: &str, id: &str, action: Action) -> Result<Event, Refusal> {
        let workspace = self.local.workspace();
        let persona = workspace.persona(user).ok_or(Refusal::NoSuchPersona)?;
        let fits = !id.is_empty() && id.len() <= LONGEST_EVENT;
        let id = fits.then(|| EventId::parse(&format!("{user}:{id}"))).flatten();
        Ok(Event {
            id: id.ok_or(Refusal::NotUnderstood)?,
            workspace: workspace.workspace_key(),
            from: workspace.identity(user),
            locale: persona.locale.clone(),
            action,
        })
    }

    fn input(&self, given: Given) -> Result<Input, Refusal> {
        Ok(match given {
            Given::Text(text) => Input::Text(Text::new(text)),
            Given::Picked(options) => Input::Picked(options),
            Given::Tick(ticked) => Input::Tick(ticked),
            Given::People(users) => {
                let workspace = self.local.workspace();
                let known = |user: &String| workspace.persona(user).map(|p| workspace.identity(&p.user));
                let people = users.iter().map(known).collect::<Option<_>>();
                Input::People(people.ok_or(Refusal::NotUnderstood)?)
            }
        })
    }
}

fn read<T: DeserializeOwned>(body: Body) -> Result<T, Refusal> {
    let body = body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooBig,
        _ => Refusal::NotUnderstood,
    })?;
    serde_json::from_slice(&body).map_err(|_| Refusal::NotUnderstood)
}

/// A slash command's name and the rest. Anything else is answered with where to write it, and goes no further.
fn command_of(text: &str) -> (String, Text) {
    let text = text.trim();
    let Some(command) = text.strip_prefix('/') else { return (HELP.to_owned(), Text::default()) };
    let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
    match name {
        "" => (HELP.to_owned(), Text::default()),
        // Whoever asks for help by a command has told us nothing that they could take for a report.
        HELP => ("hearken".to_owned(), Text::new(HELP)),
        _ => (name.to_lowercase(), Text::new(rest.trim())),
    }
}

/// Opening the home tab changes nothing, so a browser need not name the event.
fn fresh_event() -> Result<String, Refusal> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| Refusal::NotUnderstood)?;
    Ok(EventId::from_random(bytes).as_str().to_owned())
}
