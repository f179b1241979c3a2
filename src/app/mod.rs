//! Event in, View out, one transaction: what Hearken does when somebody does something.

mod after;
mod again;
mod ask;
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
mod feed;
mod figures;
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
use crate::domain::case::State;
use crate::domain::id::{DraftId, EventId, SchoolId};
use crate::forms::card::Scene;
use crate::forms::locale::tag;
use crate::forms::words::Arg;
use crate::forms::{Prompts, School, Words};
use crate::records::RecordError;
use crate::store::{SpokenRow, Store, StoreError, Tx};
use crate::vault::{Vault, random};
use async_trait::async_trait;
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
pub struct App(Arc<Parts>, roster::Addresses, feed::Shelf);

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
        Self(Arc::new(parts), roster::Addresses::default(), feed::Shelf::default())
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
        self.0
            .store
            .write(&scope, move |tx| {
                Box::pin(async move {
                    let parts = &app.0;
                    let school = parts.schools.get(&school).ok_or(StoreError::Failed("no_school"))?;
                    let origin = tx.origin(&event.workspace, &event.from).await?;
                    let Some(origin) = origin.filter(|origin| origin.school == school.id) else {
                        return Ok(None);
                    };
                    event.locale = Some(locale_of(&parts.prompts, school, &told, origin.spoken.as_ref()));
                    if told.is_some() && origin.spoken.is_some_and(|spoken| spoken.told != told) {
                        tx.remember_locale(&event.from, told.as_deref()).await?;
                    }
                    let words = parts.prompts.words(event.locale.as_deref());
                    Desk { parts, school, words, now, event: &event }.handle(tx).await.map(Some)
                })
            })
            .await
    }

    /// How whoever an event is from is spoken to, as far as it can be read at once: they wait for a failure to be told.
    async fn locale_of(&self, school: &School, event: &Event, told: &Option<String>) -> String {
        let from = event.from.clone();
        let asked = self.0.store.read(move |db| Box::pin(async move { db.spoken(&from).await }));
        let spoken = tokio::time::timeout(AT_ONCE, asked).await.ok().and_then(Result::ok).flatten();
        locale_of(&self.0.prompts, school, told, spoken.as_ref())
    }

    /// The view for a write that failed. What the person is told depends on what is certain.
    async fn after_failure(&self, school: &School, event: &Event, error: StoreError) -> View {
        if let Some(view) = self.case_form_again(school, event, error).await {
            return view;
        }
        if let Some(view) = self.register_form_again(school, event, error).await {
            return view;
        }
        let sending = match &event.action {
            Action::Answer { draft, pressed, .. } if pressed == "send" => Some(draft.clone()),
            _ => None,
        };
        if let (Some(draft), StoreError::Unknown(_)) = (&sending, error) {
            return self.after_unknown_commit(school, event, draft).await;
        }
        // Unlike a reference: whoever reads it must not take it for a receipt.
        let code: String = random::<4>().iter().map(|b| format!("{b:02x}")).collect();
        tracing::error!(%code, "An event could not be handled: {error}");
        if matches!(event.action, Action::Answer { .. }) && matches!(error, StoreError::Unknown(_)) {
            return View::Card(self.scene(school, event).refusal("unknown_outcome", &[]));
        }
        if matches!(event.action, Action::Answer { .. }) {
            let again = self.page_again(school, event).await;
            return again.unwrap_or_else(|| View::Card(self.scene(school, event).refusal("not_saved", &[])));
        }
        let id = if reports(&event.action) { "not_saved" } else { "fault" };
        View::Card(self.scene(school, event).refusal(id, &[("code", code)]))
    }

    /// The page that could not be saved, with everything that was typed: often it can be read all the same.
    async fn page_again(&self, school: &School, event: &Event) -> Option<View> {
        let Action::Answer { draft, revision, page, values, .. } = &event.action else { return None };
        let (wanted, id, vault) = (draft.clone(), school.id.clone(), self.0.vault.clone());
        let question = self.0.store.read(move |db| {
            Box::pin(async move {
                let row = db.draft(&wanted).await?;
                Ok(crate::records::staff(db, &vault, &id).await.ok().map(|staff| (row, staff)))
            })
        });
        let (row, staff) = question.await.ok()??;
        let words = self.0.prompts.words(event.locale.as_deref());
        let desk = Desk { parts: &self.0, school, words, now: self.0.clock.now(), event };
        let draft = match row {
            Some(row) if row.owner == event.from && row.school == school.id && row.page == *page => {
                desk.open_draft(row).ok()?
            }
            Some(_) => return None,
            None => desk.begun_by(draft, *revision, page)?,
        };
        let page = self.0.prompts.concern.page(page).filter(|page| !page.after)?;
        let route = desk.route(&draft.answers, &staff);
        let args = crate::forms::page::args(words, school, route.as_ref());
        let error = Some(words.say("refusal-not_saved.text", &args));
        let trouble = draft::Trouble { inputs: Some(values), error, ..draft::Trouble::default() };
        Some(desk.show(&draft, &draft.answers, page, &staff, route.as_ref(), trouble))
    }

    /// A look-up that waits behind whatever is still being written for the school. It writes something itself: only
    /// when that commit holds is a report that is not there certainly not saved.
    async fn after_unknown_commit(&self, school: &School, event: &Event, draft: &DraftId) -> View {
        let (wanted, id, now) = (draft.clone(), school.id.clone(), self.0.clock.now());
        let found = self
            .0
            .store
            .write(&school.id, move |tx| {
                Box::pin(async move {
                    tx.first_time(&id, &EventId::from_random(random()), now).await?;
                    let Some(case) = tx.case_of_draft(&wanted).await? else { return Ok(None) };
                    let route = crate::records::route(tx, &case.id).await?;
                    Ok(route.map(|route| (case, route)))
                })
            })
            .await;
        let scene = self.scene(school, event);
        View::Card(match found {
            Ok(Some((case, route))) if case.reporter == event.from && case.state == State::Unrouted => {
                let none = crate::domain::concern::Answers::default();
                crate::forms::card::receipt(scene, &case, &route, &self.0.prompts.guidance, &none)
            }
            Ok(Some((case, route))) if case.reporter == event.from => {
                crate::forms::card::receipt_again(scene, &case, &route)
            }
            Ok(_) => scene.refusal("not_saved", &[]),
            Err(error) => {
                tracing::error!("Whether a report was saved is not known: {error}");
                scene.refusal("unknown_outcome", &[])
            }
        })
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

/// Whether somebody begins to report something, or to add to it.
fn reports(action: &Action) -> bool {
    match action {
        Action::Command { name, .. } => name == "concern",
        Action::ReportMessage { .. } => true,
        Action::Press { button, .. } => button == "raise" || button == "add_more",
        _ => false,
    }
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
        crate::records::staff(tx, &self.parts.vault, &self.school.id).await
    }

    async fn handle(&self, tx: &mut Tx<'_>) -> Result<View, StoreError> {
        let first = tx.first_time(&self.school.id, &self.event.id, self.now).await?;
        match &self.event.action {
            Action::Command { name, .. } if name == "concern" => {
                Ok(self.with_what_was_typed(self.start(tx, first).await?))
            }
            Action::Command { name, rest } if name == "hearken" => self.hearken(tx, first, rest).await,
            Action::Command { name, .. } if name == "help" => Ok(self.not_a_report("direct")),
            Action::Command { .. } => {
                Ok(self.refuse_with("unknown_command", &[("command", "/concern".to_owned())]))
            }
            Action::Answer { draft, revision, page, values, pressed } => {
                let answer = concern::Given { draft, revision: *revision, page, values, pressed };
                // Most of what is filled in is a report; ids are random, and never those of both.
                let row = tx.draft(draft).await?.filter(|row| row.school == self.school.id);
                if row.is_none()
                    && let Some(form) = tx.case_form(&self.school.id, draft).await?
                {
                    return self.answer_form(tx, form, &answer).await;
                }
                if row.is_none()
                    && let Some(form) = tx.register_form(&self.school.id, draft).await?
                {
                    return self.answer_register(tx, form, &answer).await;
                }
                self.answer(tx, first, row, &answer).await
            }
            Action::Press { button, value } => self.press(tx, first, button, value).await,
            Action::ReportMessage { link, author } => self.report_message(tx, first, (link, author)).await,
            Action::FileOffered => self.file_offered(tx, first).await,
            Action::HomeOpened => self.home(tx).await,
        }
    }
}
