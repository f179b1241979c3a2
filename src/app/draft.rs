//! A report that is being written: opened for its owner alone, sealed again after every page.

use super::Desk;
use crate::chat::{Input, View};
use crate::domain::concern::{Answers, Named};
use crate::domain::id::{CaseId, DraftId, PersonId};
use crate::domain::routing::Route;
use crate::domain::school::{Identity, Staff};
use crate::forms::PageDef;
use crate::forms::form::FACTS;
use crate::forms::page::{Filled, render};
use crate::forms::validate::Problem;
use crate::records::{CaseSeal, RecordError};
use crate::store::{DraftRow, DraftState, StoreError, Tx};
use crate::vault::random;
use std::collections::BTreeMap;

/// The revision of a form as it is opened.
pub(super) const FIRST: i64 = 1;

pub(super) struct Draft {
    pub row: DraftRow,
    pub answers: Answers,
}

/// What went wrong on the page that was just filled in, shown beside what was typed.
#[derive(Default)]
pub(super) struct Trouble<'a> {
    pub inputs: Option<&'a BTreeMap<String, Input>>,
    pub problems: BTreeMap<String, Problem>,
    pub error: Option<String>,
}

impl Draft {
    pub fn id(&self) -> &DraftId {
        &self.row.id
    }

    /// Nothing was answered yet, and it began from no message; a fact is no answer.
    pub fn is_empty(&self) -> bool {
        !self.holds_answers() && self.answers.message().is_none()
    }

    pub fn holds_answers(&self) -> bool {
        self.answers.hold_more_than_a_message(&FACTS)
    }
}

impl Desk<'_> {
    /// A new draft, stored from now on.
    pub(super) async fn new_draft(
        &self,
        tx: &mut Tx<'_>,
        page: &PageDef,
        answers: Answers,
    ) -> Result<Draft, StoreError> {
        let draft = self.blank(DraftId::from_random(random()), page, answers);
        tx.insert_draft(&draft.row).await?;
        Ok(draft)
    }

    /// A draft that is not stored. Its case id and data key exist from now on, because sealing needs them.
    pub(super) fn blank(&self, id: DraftId, page: &PageDef, mut answers: Answers) -> Draft {
        self.note_the_facts(&mut answers);
        let case = CaseId::from_random(random());
        let seal = CaseSeal::fresh(&self.school.id, &case);
        let row = DraftRow {
            school: self.school.id.clone(),
            owner: self.event.from.clone(),
            key: seal.wrapped(&self.parts.vault),
            revision: FIRST,
            page: page.id.clone(),
            answers: seal.seal_draft(&id, &answers),
            state: DraftState::Open,
            created_at: self.now,
            updated_at: self.now,
            id,
            case: case.clone(),
        };
        Draft { row, answers }
    }

    pub(super) fn open_draft(&self, row: DraftRow) -> Result<Draft, RecordError> {
        let seal = CaseSeal::open(&self.parts.vault, &self.school.id, &row.case, &row.key)?;
        let answers = seal.open_draft(&row.id, &row.answers)?;
        Ok(Draft { row, answers })
    }

    /// Seals and stores the draft with the page that comes next. The caller has compared the revision already, in
    /// the same transaction.
    pub(super) async fn keep(
        &self,
        tx: &mut Tx<'_>,
        draft: &mut Draft,
        page: &str,
    ) -> Result<(), StoreError> {
        let row = &mut draft.row;
        let seal = CaseSeal::open(&self.parts.vault, &self.school.id, &row.case, &row.key)
            .map_err(RecordError::from)?;
        row.answers = seal.seal_draft(&row.id, &draft.answers);
        if !tx.save_draft(&row.id, row.revision, page, &row.answers, self.now).await? {
            return Err(StoreError::Conflict);
        }
        row.revision += 1;
        row.page = page.to_owned();
        Ok(())
    }

    pub(super) fn show(
        &self,
        draft: &Draft,
        answers: &Answers,
        page: &PageDef,
        staff: &Staff,
        route: Option<&Route>,
        trouble: Trouble<'_>,
    ) -> View {
        let platform = self.event.from.platform;
        let user_of = |named: &Named| match named {
            Named::Person(id) => user_on(staff, id, &self.event.from),
            Named::Unmatched(identity) => (identity.platform == platform).then(|| identity.user.clone()),
        };
        let coaching = self.coaching(draft, page, (answers, staff, route), &trouble);
        let filled = Filled {
            draft: draft.id(),
            revision: draft.row.revision,
            answers,
            inputs: trouble.inputs,
            problems: &trouble.problems,
            error: trouble.error,
            coaching,
            route,
            opens: self.opens(),
            user_of: &user_of,
        };
        View::Form(render(&self.parts.prompts, self.words, self.school, page, &filled))
    }
}

/// Somebody picked in a form, matched to a person of the school where they are known.
pub(super) fn named(staff: &Staff, identity: &Identity) -> Named {
    match staff.by_identity(identity) {
        Some(person) => Named::Person(person.id.clone()),
        None => Named::Unmatched(identity.clone()),
    }
}

/// A person's user id in the workspace of somebody who looks at the page.
fn user_on(staff: &Staff, person: &PersonId, viewer: &Identity) -> Option<String> {
    let here = |i: &&Identity| i.platform == viewer.platform && i.workspace == viewer.workspace;
    staff.person(person)?.identities.iter().find(here).map(|i| i.user.clone())
}
