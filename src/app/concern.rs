//! The guided report: from the first screen to the page that says who will read it.

use super::Desk;
use super::coach::moved_on;
use super::draft::{Draft, Shown, Trouble, named};
use super::unfinished::expired;
use crate::audit::Act;
use crate::chat::{Input, Style, View};
use crate::domain::concern::{Answers, Value};
use crate::domain::id::DraftId;
use crate::domain::routing::Route;
use crate::domain::school::Staff;
use crate::forms::validate::{Checked, check};
use crate::forms::{PageDef, PageKind};
use crate::store::{DraftRow, DraftState, StoreError, Tx};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A page as a person filled it in.
pub(super) struct Given<'a> {
    pub draft: &'a DraftId,
    pub revision: i64,
    pub page: &'a str,
    pub values: &'a BTreeMap<String, Input>,
    pub pressed: &'a str,
}

/// What was read with the event already: the draft that it speaks of, and the edition of the staff.
pub(super) struct Found {
    pub row: Option<DraftRow>,
    pub edition: Option<String>,
}

/// Who would read it, as the check page showed it last: kept with the draft, never with the case.
pub(super) const SHOWN: &str = "shown_readers";
/// Whether a name in the text is that of a subject; asked again whenever the text or the people change.
const NAME_QUESTION: &str = "name_is_subject";

impl Desk<'_> {
    pub(super) async fn start(&self, tx: &mut Tx<'_>, first: bool) -> Result<View, StoreError> {
        let Some(draft) = self.unfinished(tx).await? else { return self.start_new(tx, first, "").await };
        // A form that was opened and left as it was is nothing to ask about.
        if draft.is_empty() {
            let staff = Arc::new(Staff::nobody(self.school.id.clone()));
            let page = self.start_page().ok_or(StoreError::Failed("empty_form"))?;
            if draft.row.page == page.id {
                return Ok(self.current(&draft, &staff, Trouble::default()));
            }
            let route = self.route(&draft.answers, &staff);
            return self.go(tx, draft, &staff, page, route).await.map(|shown| self.view(shown));
        }
        Ok(self.unfinished_view(&draft, ""))
    }

    /// An unfinished report, and what to do with it. A new one is on the same message as the draft `like`.
    pub(super) fn unfinished_view(&self, draft: &Draft, like: &str) -> View {
        let mut card = self.unfinished_card(draft, like);
        card.buttons.push(self.scene().button("need_someone", "", Style::Danger));
        View::Card(card)
    }

    /// A new report, whatever else is unfinished; on the same message as the draft `like`.
    pub(super) async fn start_new(
        &self,
        tx: &mut Tx<'_>,
        first: bool,
        like: &str,
    ) -> Result<View, StoreError> {
        let Some(message) = self.message_of(tx, like).await? else {
            return self.first_page().ok_or(StoreError::Failed("empty_form"));
        };
        // The same press again: the form that it opened.
        if !first && let Some(row) = tx.open_drafts_of(&self.school.id, &self.event.from, 1).await?.pop() {
            let staff = self.staff(tx).await?;
            return Ok(self.current(&self.open_draft(row)?, &staff, Trouble::default()));
        }
        let page = self.start_page().ok_or(StoreError::Failed("empty_form"))?;
        let mut answers = Answers::default();
        answers.set_message(&message);
        let draft = self.new_draft(tx, page, answers).await?;
        let staff = Staff::nobody(self.school.id.clone());
        Ok(self.show(&draft, &draft.answers, page, &staff, None, Trouble::default()))
    }

    pub(super) fn start_page(&self) -> Option<&PageDef> {
        self.parts.prompts.concern.pages.first()
    }

    /// The page a draft stands at.
    pub(super) fn current(&self, draft: &Draft, staff: &Staff, trouble: Trouble<'_>) -> View {
        let form = &self.parts.prompts.concern;
        let page = form.page(&draft.row.page).or(self.start_page());
        match page {
            Some(page) => {
                let route = self.route(&draft.answers, staff);
                self.show(draft, &draft.answers, page, staff, route.as_ref(), trouble)
            }
            None => self.refuse("draft_gone"),
        }
    }

    pub(super) async fn answer(
        &self,
        tx: &mut Tx<'_>,
        first: bool,
        found: Found,
        given: &Given<'_>,
    ) -> Result<Shown, StoreError> {
        // A call for help asks nothing of the form it was made from.
        match given.pressed {
            "page_child" => return self.call_the_team(tx, first).await.map(Shown::from),
            "show_adult" => {
                return Ok(View::Card(crate::forms::card::numbers_for_an_adult(self.scene())).into());
            }
            _ => {}
        }
        let mut draft = match found.row {
            Some(row) => {
                if row.owner != self.event.from {
                    self.record(tx, Act::AccessRefused, row.id.as_str()).await?;
                    return Ok(self.refuse("not_your_draft").into());
                }
                match row.state {
                    DraftState::Discarded => return Ok(self.refuse("draft_gone").into()),
                    DraftState::Sent => {
                        return self.answer_after(tx, row, first, given).await.map(Shown::from);
                    }
                    DraftState::Open if expired(&row, self.now) => {
                        tx.destroy_draft(&row.id).await?;
                        return Ok(self.refuse("draft_gone").into());
                    }
                    DraftState::Open => self.open_draft(row)?,
                }
            }
            // It is stored with the first page that can be taken.
            None => match self.begun_by(given.draft, given.revision, given.page) {
                Some(draft) => draft,
                None => return Ok(self.refuse("draft_gone").into()),
            },
        };
        let staff = crate::records::staff_of(tx, &self.parts.vault, &self.school.id, found.edition).await?;
        let staff = staff.on(self.school.today(self.now));
        if let (None, Some(start)) = (self.parts.prompts.concern.page(&draft.row.page), self.start_page()) {
            // The form has lost that page since: the first one is shown instead, and goes on from there.
            draft.row.page.clone_from(&start.id);
        }
        if given.revision != draft.row.revision || given.page != draft.row.page {
            return self.older_page(tx, draft, &staff, first, given).await.map(Shown::from);
        }
        self.pressed(tx, draft, &staff, given).await
    }

    /// A page from another tab, or pressed twice. What is new on it is shown again, to be looked at and saved; the
    /// newest page is shown where nothing is.
    async fn older_page(
        &self,
        tx: &mut Tx<'_>,
        mut draft: Draft,
        staff: &Staff,
        first: bool,
        given: &Given<'_>,
    ) -> Result<View, StoreError> {
        let form = &self.parts.prompts.concern;
        let page =
            form.page(given.page).filter(|page| form.path(false, &draft.answers).any(|p| p.id == page.id));
        let Some(page) = page.filter(|_| first && given.pressed != "back") else {
            return Ok(self.current(&draft, staff, Trouble::default()));
        };
        let checked = check(page, given.values, |identity| named(staff, identity));
        let known = |(field, value): (&str, &Value)| draft.answers.get(field) == Some(value);
        if checked.problems.is_empty() && checked.answers.iter().all(known) {
            return Ok(self.current(&draft, staff, Trouble::default()));
        }
        self.keep(tx, &mut draft, &page.id).await?;
        let route = self.route(&draft.answers, staff);
        let error = Some(self.words.say("refusal-older_page.typed", &[]));
        let trouble = Trouble { inputs: Some(given.values), problems: checked.problems, error };
        Ok(self.show(&draft, &draft.answers, page, staff, route.as_ref(), trouble))
    }

    async fn pressed(
        &self,
        tx: &mut Tx<'_>,
        mut draft: Draft,
        staff: &Arc<Staff>,
        given: &Given<'_>,
    ) -> Result<Shown, StoreError> {
        let form = &self.parts.prompts.concern;
        let Some(page) = form.page(given.page) else { return Ok(self.refuse("draft_gone").into()) };
        if !page.actions.iter().any(|action| action == given.pressed) {
            return Ok(self.current(&draft, staff, Trouble::default()).into());
        }
        let who = |identity: &_| named(staff, identity);
        let leaving_aside = page.kind == PageKind::Aside && given.pressed == "back";
        let checked = if leaving_aside { Checked::default() } else { check(page, given.values, who) };
        let problems = self.take(&mut draft.answers, page, checked);
        self.note_the_facts(&mut draft.answers);
        let route = self.route(&draft.answers, staff);
        match given.pressed {
            "back" => {
                let to = form.previous_page(&page.id, &draft.answers).unwrap_or(page);
                self.go(tx, draft, staff, to, route).await
            }
            "need_someone" | "named_here" => {
                let aside = form.page(given.pressed).unwrap_or(page);
                self.go(tx, draft, staff, aside, route).await
            }
            _ if !problems.is_empty() => {
                let trouble = Trouble { inputs: Some(given.values), problems, error: None };
                Ok(self.show(&draft, &draft.answers, page, staff, route.as_ref(), trouble).into())
            }
            "send" => self.send(tx, draft, staff, route).await,
            _ if page.kind == PageKind::Aside => {
                let to = form.check_page().unwrap_or(page);
                self.go(tx, draft, staff, to, route).await
            }
            _ => {
                let answers = draft.answers.clone();
                let around = (&answers, &**staff, route.as_ref());
                let again = self.second_look(tx, &mut draft, page, around, Trouble::default()).await?;
                if let Some(view) = again {
                    return Ok(view.into());
                }
                let to = form.next_page(Some(&page.id), false, &answers).unwrap_or(page);
                self.go(tx, draft, staff, to, route).await
            }
        }
    }

    /// Takes over what is sound on a page, and forgets what was answered to a question that has changed.
    fn take(
        &self,
        answers: &mut Answers,
        page: &PageDef,
        checked: Checked,
    ) -> BTreeMap<String, crate::forms::validate::Problem> {
        let mut changed = false;
        for field in &page.fields {
            let new = checked.answers.get(&field.id);
            changed |= new.is_some() && new != answers.get(&field.id);
        }
        // On the named-here page people are added, never taken away.
        let mut merged = checked.answers;
        if let Some(Value::People(more)) = merged.get("also_about") {
            let mut people = answers.people("also_about").to_vec();
            people.extend(more.iter().filter(|p| !answers.people("also_about").contains(p)).cloned());
            merged.set("also_about", Value::People(people));
        }
        for field in checked.empty.iter().filter(|id| *id != "also_about") {
            changed |= answers.get(field).is_some();
            answers.clear(field);
        }
        answers.absorb(&merged);
        // What is decided on the last page changes neither the text nor the people.
        let asked_here = page.fields.iter().any(|field| field.id == NAME_QUESTION);
        if changed && !asked_here && page.kind != PageKind::Check {
            answers.clear(NAME_QUESTION);
        }
        checked.problems
    }

    /// Keeps the draft and shows the page it goes to. `route` is where its answers lead.
    pub(super) async fn go(
        &self,
        tx: &mut Tx<'_>,
        mut draft: Draft,
        staff: &Arc<Staff>,
        to: &PageDef,
        route: Option<Route>,
    ) -> Result<Shown, StoreError> {
        moved_on(&mut draft);
        if let (PageKind::Check, Some(route)) = (to.kind, &route) {
            draft.answers.set(SHOWN, Value::Choice(readers(route)));
        }
        self.keep(tx, &mut draft, &to.id).await?;
        Ok(draft.goes_to(to, staff, route))
    }
}

/// Everything about a route that the check page shows, in one comparable line of role ids.
pub(super) fn readers(route: &Route) -> String {
    let join = |roles: &[crate::domain::school::Role]| {
        roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join("+")
    };
    format!("{}/{}/{}", join(&route.lead), join(&route.copied), join(&route.ladder))
}
