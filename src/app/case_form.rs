//! Forms about a case: opened by a button, answered once, and only by whoever may still do so when they answer.

use super::concern::Given;
use super::draft::{Trouble, named};
use super::{App, Desk};
use crate::audit::Act;
use crate::chat::{Action, Address, Block, Event, View, limits};
use crate::domain::access::{Detail, Recipient};
use crate::domain::case::Case;
use crate::domain::concern::Answers;
use crate::domain::id::{CaseId, DraftId, PersonId};
use crate::domain::notice::{Kind, Notice};
use crate::domain::progress::EntryKind;
use crate::domain::routing::Route;
use crate::domain::school::Staff;
use crate::domain::text::Text;
use crate::forms::coaching::Coaching;
use crate::forms::page::{Filled, render};
use crate::forms::validate::{Checked, check};
use crate::forms::{PageDef, School};
use crate::records::{self, CaseSeal, RecordError};
use crate::store::{FormRow, FormState, StoreError, Tx};
use crate::vault::random;

use super::calls::id_or_nothing;

/// The pages of `prompts/forms/casework.toml`.
pub(super) const ASK: &str = "ask_reporter";
pub(super) const ANSWER: &str = "answer_question";
pub(super) const CLOSE: &str = "close_case";
pub(super) const NAME: &str = "name_subject";

/// A form's own page, with what it stands on.
pub(super) struct Sheet<'a> {
    pub row: FormRow,
    pub page: &'a PageDef,
}

impl<'a> Desk<'a> {
    /// Opens a form about a case. The caller has checked that this person may.
    pub(super) async fn open_form(
        &self,
        tx: &mut Tx<'_>,
        case: &CaseId,
        page: &str,
        entry: Option<i64>,
    ) -> Result<View, StoreError> {
        let page = self.parts.prompts.casework.page(page).ok_or(StoreError::Failed("no_form"))?;
        let row = FormRow {
            id: DraftId::from_random(random()),
            school: self.school.id.clone(),
            case: case.clone(),
            owner: self.event.from.clone(),
            page: page.id.clone(),
            entry,
            state: FormState::Open,
            created_at: self.now,
        };
        tx.open_form(&row).await?;
        let route = records::route(tx, case).await?;
        Ok(self.show_form(&Sheet { row, page }, route.as_ref(), Trouble::default()))
    }

    pub(super) fn show_form(&self, sheet: &Sheet<'_>, route: Option<&Route>, trouble: Trouble<'_>) -> View {
        let answers = Answers::default();
        let filled = Filled {
            draft: &sheet.row.id,
            revision: 1,
            answers: &answers,
            inputs: trouble.inputs,
            problems: &trouble.problems,
            error: trouble.error,
            coaching: Coaching::default(),
            route,
            opens: self.opens(),
            user_of: &|_| None,
        };
        View::Form(render(&self.parts.prompts, self.words, self.school, sheet.page, &filled))
    }

    /// The form once more, with everything that was typed and what is wrong.
    pub(super) async fn form_again(
        &self,
        tx: &mut Tx<'_>,
        sheet: &Sheet<'_>,
        given: &Given<'_>,
        mut trouble: Trouble<'_>,
    ) -> Result<View, StoreError> {
        let route = records::route(tx, &sheet.row.case).await?;
        let problems = std::mem::take(&mut trouble.problems);
        let trouble = Trouble { inputs: Some(given.values), problems, error: trouble.error };
        Ok(self.show_form(sheet, route.as_ref(), trouble))
    }

    /// What was filled in on a form about a case.
    pub(super) async fn answer_form(
        &self,
        tx: &mut Tx<'_>,
        row: FormRow,
        given: &Given<'_>,
    ) -> Result<View, StoreError> {
        if row.owner != self.event.from {
            self.record(tx, Act::AccessRefused, row.id.as_str()).await?;
            return Ok(self.refuse("not_your_draft"));
        }
        let Some(page) = self.parts.prompts.casework.page(&row.page) else {
            return Ok(self.refuse("draft_gone"));
        };
        let sheet = Sheet { row, page };
        let pressed = page.actions.iter().any(|action| action == given.pressed);
        if given.page != page.id || !pressed {
            return self.form_again(tx, &sheet, given, Trouble::default()).await;
        }
        match page.id.as_str() {
            ASK => self.ask(tx, &sheet, given).await,
            ANSWER if given.pressed == "rather_talk" => self.rather_talk_than_write(tx, &sheet, given).await,
            ANSWER => self.answer_question(tx, &sheet, given).await,
            CLOSE => self.close(tx, &sheet, given).await,
            NAME => self.name(tx, &sheet, given).await,
            _ => Ok(self.refuse("draft_gone")),
        }
    }

    pub(super) fn checked(&self, sheet: &Sheet<'_>, given: &Given<'_>, staff: &Staff) -> Checked {
        check(sheet.page, given.values, |identity| named(staff, identity))
    }

    /// The case and this person, if they may read all of it.
    pub(super) async fn admitted_in_full(
        &self,
        tx: &mut Tx<'_>,
        case: &str,
        staff: &Staff,
    ) -> Result<Option<(Case, Recipient)>, StoreError> {
        let admitted = self.admitted(tx, case, staff).await?;
        if let Some((case, recipient)) = &admitted
            && recipient.detail() != Detail::Full
        {
            self.record(tx, Act::AccessRefused, case.id.as_str()).await?;
            return Ok(None);
        }
        Ok(admitted)
    }

    /// A case that this person reported, from whichever of their identities, as long as it is not about them.
    pub(super) async fn own_case(
        &self,
        tx: &mut Tx<'_>,
        case: &str,
        staff: &Staff,
    ) -> Result<Option<(Case, Route)>, StoreError> {
        let found = match CaseId::parse(case) {
            Some(id) => tx.case(&self.school.id, &id).await?,
            None => None,
        };
        let me = staff.by_identity(&self.event.from);
        let own = |case: &Case| {
            case.reporter == self.event.from || me.is_some_and(|p| p.identities.contains(&case.reporter))
        };
        if let Some(case) = found.filter(own)
            && let Some(route) = records::route(tx, &case.id).await?
            && !is_reporter_named(&case, &route, staff)
        {
            return Ok(Some((case, route)));
        }
        self.record(tx, Act::AccessRefused, id_or_nothing(case)).await?;
        Ok(None)
    }

    /// Writes an entry into a case, sealed; its number. `by` is nobody for whoever reported it.
    pub(super) async fn write_entry(
        &self,
        tx: &mut Tx<'_>,
        case: &Case,
        kind: EntryKind,
        by: Option<&PersonId>,
        answers: &Answers,
    ) -> Result<i64, StoreError> {
        let Some((key, _)) = tx.case_sealed(&case.id).await? else {
            return Err(StoreError::Failed("no_case"));
        };
        let seal =
            CaseSeal::open(&self.parts.vault, &case.school, &case.id, &key).map_err(RecordError::from)?;
        let body = seal.seal_entry(kind.as_str(), answers);
        tx.add_entry(&case.school, &case.id, kind.as_str(), self.now, by, &body).await
    }

    /// Every card of the case is brought up to date, the reporter's own one included; `what` happened to it.
    pub(super) async fn refresh(&self, tx: &mut Tx<'_>, case: &Case, what: &str) -> Result<(), StoreError> {
        let notice = Notice::Refresh { case: case.id.clone() };
        self.enqueue(tx, &notice, case.id.as_str(), &format!("{}/{what}", case.id)).await?;
        self.tell_reporter(tx, case, Kind::Progress, &format!("progress/{what}")).await
    }

    /// Every card that stands now is brought up to date, and none that is posted from now on: what those tell must
    /// not be written over.
    pub(super) async fn refresh_what_stands(
        &self,
        tx: &mut Tx<'_>,
        case: &Case,
        what: &str,
    ) -> Result<(), StoreError> {
        for place in tx.places(&case.id).await? {
            let Ok(address) = serde_json::from_str::<Address>(&place.address) else { continue };
            let card = Notice::Card { case: case.id.clone(), place: place.number };
            let key = format!("{}/{what}/{}", case.id, place.number);
            self.enqueue(tx, &card, &address.key(), &key).await?;
        }
        Ok(())
    }

    pub(super) async fn tell_reporter(
        &self,
        tx: &mut Tx<'_>,
        case: &Case,
        kind: Kind,
        what: &str,
    ) -> Result<(), StoreError> {
        let tell = Notice::Reporter { case: case.id.clone(), kind };
        self.enqueue(tx, &tell, &case.reporter.to_string(), &format!("{}/reporter/{what}", case.id)).await
    }

    /// A card about a case that says its reference and nothing of its content.
    pub(super) fn about(&self, id: &str, case: &Case, route: Option<&Route>) -> crate::chat::Card {
        let mut args = crate::forms::page::args(self.words, self.school, route);
        args.push(("reference", case.reference.to_string()));
        self.scene().plain(id, &args)
    }
}

impl App {
    /// A form about a case that could not be saved, with everything that was typed: pressed again it counts once.
    pub(super) async fn case_form_again(
        &self,
        school: &School,
        event: &Event,
        error: StoreError,
    ) -> Option<View> {
        let Action::Answer { draft, page, values, .. } = &event.action else { return None };
        let (id, wanted) = (school.id.clone(), draft.clone());
        let read = self.0.store.read(move |db| {
            Box::pin(async move {
                let Some(row) = db.case_form(&id, &wanted).await? else { return Ok(None) };
                let route = records::route(db, &row.case).await?;
                Ok(Some((row, route)))
            })
        });
        let (row, route) = read.await.ok()??;
        if row.owner != event.from || row.page != *page {
            return None;
        }
        tracing::error!("A form about a case could not be handled: {error}");
        let words = self.0.prompts.words(event.locale.as_deref());
        let desk = Desk { parts: &self.0, school, words, now: self.0.clock.now(), event };
        let args = crate::forms::page::args(words, school, route.as_ref());
        let id = match error {
            StoreError::Unknown(_) => "form-unknown_outcome",
            _ => "form-not_saved",
        };
        let error = Some(words.say(id, &args));
        let page = self.0.prompts.casework.page(page)?;
        let trouble = Trouble { inputs: Some(values), error, ..Trouble::default() };
        Some(desk.show_form(&Sheet { row, page }, route.as_ref(), trouble))
    }
}

/// Whether a case is about the person who reported it.
pub(super) fn is_reporter_named(case: &Case, route: &Route, staff: &Staff) -> bool {
    route.subjects.cover_identity(&case.reporter, staff)
}

/// An entry of a case as a button carries it.
pub(super) fn spot(case: &CaseId, entry: i64) -> String {
    format!("{case}.{entry}")
}

pub(super) fn parse_spot(value: &str) -> Option<(&str, i64)> {
    let (case, entry) = value.rsplit_once('.')?;
    Some((case, entry.parse().ok()?))
}

/// Puts a question above the form that answers it, where it fits with the words that stand there.
pub(super) fn with_question(mut view: View, label: String, question: &Text) -> View {
    if let View::Form(page) = &mut view {
        let length = |block: &Block| if let Block::Text(text) = block { text.chars().count() } else { 0 };
        if page.intro.iter().map(length).sum::<usize>() + question.length() <= limits::TEXT {
            page.intro.push(Block::Quote { label, text: question.clone() });
        }
    }
    view
}
