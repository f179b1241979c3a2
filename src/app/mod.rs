//! Event in, View out, one transaction: what Hearken does when somebody does something.

mod after;
mod again;
mod ask;
pub mod attest;
mod begin;
mod call_chase;
mod calls;
mod case_form;
mod casework;
mod chase;
mod close;
mod coach;
mod commands;
mod concern;
mod concerns;
mod draft;
mod failed;
mod feed;
mod figures;
mod first_look;
mod guidance;
mod late;
mod message;
mod mine;
mod mornings;
mod name;
mod orphans;
mod press;
mod register;
mod register_form;
mod roster;
mod space;
mod submit;
mod unfinished;

pub use feed::{Feed, feed_token};
pub use figures::Figures;

use crate::chat::{Action, Card, Event, Inbox, View};
use crate::clock::Clock;
use crate::domain::Moment;
use crate::domain::id::SchoolId;
use crate::forms::card::Scene;
use crate::forms::locale::tag;
use crate::forms::words::Arg;
use crate::forms::{Prompts, School, Words};
use crate::records::RecordError;
use crate::store::{ArrivalRow, SpokenRow, Store, StoreError, Tx};
use crate::vault::Vault;
use async_trait::async_trait;
use concern::{Found, Given};
use draft::Shown;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// What a look-up may take that only makes a failure read better.
const AT_ONCE: Duration = Duration::from_secs(1);

/// Everything the application works with.
pub struct Parts {
    pub store: Store,
    pub vault: Vault,
    pub clock: Arc<dyn Clock>,
    pub prompts: Arc<Prompts>,
    pub schools: Arc<BTreeMap<SchoolId, School>>,
}

#[derive(Clone)]
pub struct App(Arc<Parts>, roster::Addresses, begin::FirstPages, feed::Shelf);

/// One event's surroundings: which school, in whose words, and when.
struct Desk<'a> {
    parts: &'a Parts,
    school: &'a School,
    words: &'a Words,
    now: Moment,
    event: &'a Event,
}

impl App {
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts), Default::default(), Default::default(), Default::default())
    }

    /// The school that an event is written for. Where there is only one, nothing is looked up here: the job itself
    /// asks whose the workspace is.
    async fn school_of(&self, event: &Event) -> Result<Option<&School>, StoreError> {
        let schools = &self.0.schools;
        if schools.len() == 1 {
            return Ok(schools.values().next());
        }
        let key = event.workspace.clone();
        let asked = self.0.store.read(move |db| Box::pin(async move { db.school_of(&key).await }));
        Ok(asked.await?.and_then(|id| schools.get(&id)))
    }

    /// Handles an event; `told` is the language that its platform tells. `None` if it is not this school's.
    async fn handle_for(
        &self,
        school: SchoolId,
        mut event: Event,
        told: Option<String>,
    ) -> Result<Option<View>, StoreError> {
        let app = self.clone();
        let now = self.0.clock.now();
        let scope = school.clone();
        let stored = self.0.store.write(&scope, move |tx| {
            Box::pin(async move {
                let school = app.0.schools.get(&school).ok_or(StoreError::Failed("no_school"))?;
                let about = match &event.action {
                    Action::Answer { draft, .. } => Some(draft),
                    _ => None,
                };
                let arrival = tx.arrival(&event.workspace, &event.from, about).await?;
                let Some(mut arrival) = arrival.filter(|arrival| arrival.school == school.id) else {
                    return Ok(None);
                };
                let spoken = arrival.spoken.take();
                event.locale = Some(locale_of(&app.0.prompts, school, &told, spoken.as_ref()));
                if told.is_some() && spoken.is_some_and(|spoken| spoken.told != told) {
                    tx.remember_locale(&event.from, told.as_deref()).await?;
                    // The language is part of what is known of the staff.
                    arrival.edition = tx.staff_edition(&school.id).await?;
                }
                let shown = app.desk(school, &event, now).handle(tx, arrival).await?;
                Ok(Some((event, shown)))
            })
        });
        let Some((event, shown)) = stored.await? else { return Ok(None) };
        let school = self.0.schools.get(&scope).ok_or(StoreError::Failed("no_school"))?;
        Ok(Some(self.after_commit(school, &event, now, shown)))
    }

    fn desk<'a>(&'a self, school: &'a School, event: &'a Event, now: Moment) -> Desk<'a> {
        let words = self.0.prompts.words(event.locale.as_deref());
        Desk { parts: &self.0, school, words, now, event }
    }

    /// How whoever an event is from is spoken to, as far as it can be read at once: they wait for a failure to be told.
    async fn locale_of(&self, school: &School, event: &Event, told: &Option<String>) -> String {
        let from = event.from.clone();
        let asked = self.0.store.read(move |db| Box::pin(async move { db.spoken(&from).await }));
        let spoken = tokio::time::timeout(AT_ONCE, asked).await.ok().and_then(Result::ok).flatten();
        locale_of(&self.0.prompts, school, told, spoken.as_ref())
    }

    fn scene<'a>(&'a self, school: &'a School, event: &Event) -> Scene<'a> {
        let words = self.0.prompts.words(event.locale.as_deref());
        Scene { words, school, now: self.0.clock.now() }
    }
}

#[async_trait]
impl Inbox for App {
    async fn handle(&self, mut event: Event) -> View {
        let prompts = &self.0.prompts;
        let told = event.locale.take().and_then(|told| tag(&told));
        let school = self.school_of(&event).await.unwrap_or_else(|error| {
            tracing::error!("The workspace of an event could not be looked up: {error}");
            None
        });
        let nobodys = || View::Card(no_school(prompts.words_anywhere(told.as_deref())));
        let Some(school) = school else { return nobodys() };
        if let Some(view) = self.opened(school, &event, &told).await {
            return view;
        }
        match self.handle_for(school.id.clone(), event.clone(), told.clone()).await {
            Ok(view) => view.unwrap_or_else(nobodys),
            Err(error) => {
                event.locale = Some(self.locale_of(school, &event, &told).await);
                self.after_failure(school, &event, error).await
            }
        }
    }
}

/// The language of everything that somebody is answered: their own choice, what the platform says now, or what it
/// said last; from here on it stands in the event.
fn locale_of(
    prompts: &Prompts,
    school: &School,
    told: &Option<String>,
    spoken: Option<&SpokenRow>,
) -> String {
    let chosen = spoken.and_then(|spoken| spoken.chosen.as_deref());
    let last = spoken.and_then(|spoken| spoken.told.as_deref());
    let words = prompts.words_at(&school.profile, chosen.into_iter().chain(told.as_deref()).chain(last));
    words.locale().to_owned()
}

/// An inbox that takes no reports, because what it stored could not be opened again.
pub struct Closed {
    pub prompts: Arc<Prompts>,
    pub school: School,
    pub clock: Arc<dyn Clock>,
}

#[async_trait]
impl Inbox for Closed {
    async fn handle(&self, event: Event) -> View {
        let words = self.prompts.words_at(&self.school.profile, event.locale.as_deref());
        View::Card(Scene { words, school: &self.school, now: self.clock.now() }.refusal("vault_closed", &[]))
    }
}

fn no_school(words: &Words) -> Card {
    let args = [("emergency", "999 / 112".to_owned())];
    let heading = words.say("refusal-no_school.heading", &args);
    let text = words.say("refusal-no_school.text", &args);
    let blocks = vec![crate::chat::Block::Text(text)];
    Card { lang: words.locale().to_owned(), push: heading.clone(), heading, blocks, buttons: Vec::new() }
}

impl<'a> Desk<'a> {
    fn scene(&self) -> Scene<'a> {
        Scene { words: self.words, school: self.school, now: self.now }
    }

    fn refuse(&self, id: &str) -> View {
        self.refuse_with(id, &[])
    }

    fn refuse_with(&self, id: &str, args: &[Arg<'_>]) -> View {
        View::Card(self.scene().refusal(id, args))
    }

    /// The actor as the audit names them: the platform's id, never a name.
    fn actor(&self) -> String {
        self.event.from.to_string()
    }

    async fn staff(&self, tx: &mut Tx<'_>) -> Result<Arc<crate::domain::school::Staff>, RecordError> {
        crate::records::staff_on(tx, &self.parts.vault, &self.school.id, self.school.today(self.now)).await
    }

    async fn handle(&self, tx: &mut Tx<'_>, arrival: ArrivalRow) -> Result<Shown, StoreError> {
        let first = tx.first_time(&self.school.id, &self.event.id, self.now).await?;
        let view = match &self.event.action {
            Action::Command { name, .. } if name == "concern" => {
                self.with_what_was_typed(self.start(tx, first).await?)
            }
            Action::Command { name, rest } if name == "hearken" => self.hearken(tx, first, rest).await?,
            Action::Command { name, .. } if name == "help" => self.not_a_report("direct"),
            Action::Command { .. } => {
                self.refuse_with("unknown_command", &[("command", "/concern".to_owned())])
            }
            Action::Answer { draft, revision, page, values, pressed } => {
                let given = Given { draft, revision: *revision, page, values, pressed };
                // Most of what is filled in is a report; ids are random, and never those of both.
                if arrival.has_form
                    && let Some(form) = tx.case_form(&self.school.id, draft).await?
                {
                    self.answer_form(tx, form, &given).await?
                } else if arrival.has_form
                    && let Some(reading) = tx.reading(&self.school.id, draft).await?
                {
                    self.turn_page(tx, reading, &given).await?
                } else if arrival.has_form
                    && let Some(form) = tx.register_form(&self.school.id, draft).await?
                {
                    self.answer_register(tx, form, &given).await?
                } else {
                    let found = Found { row: arrival.draft, edition: arrival.edition };
                    return self.answer(tx, first, found, &given).await;
                }
            }
            Action::Press { button, value } => self.press(tx, first, button, value).await?,
            Action::ReportMessage { link, author } => self.report_message(tx, first, (link, author)).await?,
            Action::FileOffered => self.file_offered(tx, first).await?,
            Action::HomeOpened => self.home(tx).await?,
        };
        Ok(view.into())
    }
}
