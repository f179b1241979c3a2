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
use crate::vault::{Key, random};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The revision of a form as it is opened.
pub(super) const FIRST: i64 = 1;

pub(super) struct Draft {
    pub row: DraftRow,
    pub answers: Answers,
    /// The data key, opened once.
    key: Key,
    /// Whether the row stands in the store.
    stored: bool,
}

/// What somebody is answered. A page to go on with is made only after the commit, so that nobody else's write waits for
/// its words.
pub(super) enum Shown {
    View(Box<View>),
    Page(Box<Going>),
}

/// A draft as it was kept, and the page that comes next.
pub(super) struct Going {
    draft: Draft,
    page: String,
    staff: Arc<Staff>,
    route: Option<Route>,
}

impl From<View> for Shown {
    fn from(view: View) -> Self {
        Self::View(Box::new(view))
    }
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

    /// The page it goes to, to be shown when it is committed.
    pub fn goes_to(self, page: &PageDef, staff: &Arc<Staff>, route: Option<Route>) -> Shown {
        let (page, staff) = (page.id.clone(), staff.clone());
        Shown::Page(Box::new(Going { draft: self, page, staff, route }))
    }

    /// The seal of the case that it will be.
    pub fn seal(&self) -> CaseSeal<'_> {
        CaseSeal { school: &self.row.school, case: &self.row.case, key: self.key.clone() }
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
        let mut draft = self.blank(DraftId::from_random(random()), page, answers);
        tx.insert_draft(&draft.row).await?;
        draft.stored = true;
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
        Draft { row, answers, key: seal.key, stored: false }
    }

    pub(super) fn open_draft(&self, row: DraftRow) -> Result<Draft, RecordError> {
        let seal = CaseSeal::open(&self.parts.vault, &self.school.id, &row.case, &row.key)?;
        let answers = seal.open_draft(&row.id, &row.answers)?;
        let key = seal.key;
        Ok(Draft { row, answers, key, stored: true })
    }

    /// Seals and stores the draft with the page that comes next; one that was not stored yet, too. The caller has
    /// compared the revision already, in the same transaction.
    pub(super) async fn keep(
        &self,
        tx: &mut Tx<'_>,
        draft: &mut Draft,
        page: &str,
    ) -> Result<(), StoreError> {
        let answers = draft.seal().seal_draft(&draft.row.id, &draft.answers);
        let row = &mut draft.row;
        let expected = row.revision;
        row.revision += 1;
        row.answers = answers;
        page.clone_into(&mut row.page);
        if !draft.stored {
            draft.stored = true;
            return tx.insert_draft(row).await;
        }
        match tx.save_draft(&row.id, expected, page, &row.answers, row.state, self.now).await? {
            true => Ok(()),
            false => Err(StoreError::Conflict),
        }
    }

    /// The view of what was committed.
    pub(super) fn view(&self, shown: Shown) -> View {
        let Going { draft, page, staff, route } = match shown {
            Shown::View(view) => return *view,
            Shown::Page(going) => *going,
        };
        match self.parts.prompts.concern.page(&page) {
            Some(page) => self.show(&draft, &draft.answers, page, &staff, route.as_ref(), Trouble::default()),
            None => self.refuse("draft_gone"),
        }
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
