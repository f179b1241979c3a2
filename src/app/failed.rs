//! What somebody is told where a write failed, or where what it stored cannot be shown.

use super::App;
use super::draft::{Shown, Trouble};
use crate::chat::{Action, Event, View};
use crate::domain::Moment;
use crate::domain::case::State;
use crate::domain::id::{DraftId, EventId};
use crate::forms::School;
use crate::store::StoreError;
use crate::vault::random;
use std::panic::{AssertUnwindSafe, catch_unwind};

impl App {
    /// What is shown of something that is stored, whatever happens while it is made.
    pub(super) fn after_commit(&self, school: &School, event: &Event, now: Moment, shown: Shown) -> View {
        let desk = self.desk(school, event, now);
        catch_unwind(AssertUnwindSafe(|| desk.view(shown))).unwrap_or_else(|_| {
            let code = code();
            tracing::error!(%code, "What was stored could not be shown");
            desk.refuse_with("fault", &[("code", code)])
        })
    }

    /// The view for a write that failed. What the person is told depends on what is certain.
    pub(super) async fn after_failure(&self, school: &School, event: &Event, error: StoreError) -> View {
        if let Some(view) = self.case_form_again(school, event, error).await {
            return view;
        }
        if let Some(view) = self.register_form_again(school, event, error).await {
            return view;
        }
        if matches!(&event.action, Action::Answer { page, .. } if page == crate::forms::attest::PAGE) {
            tracing::error!("A page of something to sign could not be turned: {error}");
            return View::Card(self.scene(school, event).plain("attest-not_saved", &[]));
        }
        let sending = match &event.action {
            Action::Answer { draft, pressed, .. } if pressed == "send" => Some(draft.clone()),
            _ => None,
        };
        if let (Some(draft), StoreError::Unknown(_)) = (&sending, error) {
            return self.after_unknown_commit(school, event, draft).await;
        }
        let code = code();
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
        let staff = staff.on(school.today(self.0.clock.now()));
        let desk = self.desk(school, event, self.0.clock.now());
        let draft = match row {
            Some(row) if row.owner == event.from && row.school == school.id && row.page == *page => {
                desk.open_draft(row).ok()?
            }
            Some(_) => return None,
            None => desk.begun_by(draft, *revision, page)?,
        };
        let page = self.0.prompts.concern.page(page).filter(|page| !page.after)?;
        let route = desk.route(&draft.answers, &staff);
        let args = crate::forms::page::args(desk.words, school, route.as_ref());
        let error = Some(desk.words.say("refusal-not_saved.text", &args));
        let trouble = Trouble { inputs: Some(values), error, ..Trouble::default() };
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
}

/// What a technician finds a failure by. Unlike a reference: whoever reads it must not take it for a receipt.
fn code() -> String {
    random::<4>().iter().map(|b| format!("{b:02x}")).collect()
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
