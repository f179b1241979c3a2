//! The second look: a page is shown once more with hints on what was written, once, and never a third time.

use super::Desk;
use super::draft::{Draft, Trouble, named};
use crate::chat::View;
use crate::domain::access;
use crate::domain::concern::{Answers, Value};
use crate::domain::id::CaseId;
use crate::domain::routing::Route;
use crate::domain::school::{Role, Staff};
use crate::forms::PageDef;
use crate::forms::coaching::{Around, Coaching, Hint, say};
use crate::forms::page::args;
use crate::forms::validate::check;
use crate::store::{StoreError, Tx};
use std::collections::BTreeSet;

/// The pages that had their second look: kept with the draft, never with the case.
const LOOKED_AT: &str = "second_looks";
/// The page that stands there with its hints right now.
const STANDS: &str = "second_look";

/// Whether a page is shown with its hints.
pub(super) fn stands(draft: &Draft, page: &PageDef) -> bool {
    draft.answers.chosen(STANDS) == [page.id.as_str()]
}

/// Another page comes.
pub(super) fn moved_on(draft: &mut Draft) {
    draft.answers.clear(STANDS);
}

impl Desk<'_> {
    /// The page once more, the first time that something on it could be said better. `known` is everything answered
    /// so far; `trouble` brings what was typed where that is not among it.
    pub(super) async fn second_look(
        &self,
        tx: &mut Tx<'_>,
        draft: &mut Draft,
        page: &PageDef,
        (known, staff, route): (&Answers, &Staff, Option<&Route>),
        trouble: Trouble<'_>,
    ) -> Result<Option<View>, StoreError> {
        let looked_at = draft.answers.chosen(LOOKED_AT);
        if looked_at.contains(&page.id.as_str()) || self.hints(page, known, staff, route, &trouble).is_empty()
        {
            return Ok(None);
        }
        let looked_at = looked_at.into_iter().chain([page.id.as_str()]).map(str::to_owned).collect();
        draft.answers.set(LOOKED_AT, Value::Choices(looked_at));
        draft.answers.set(STANDS, Value::Choice(page.id.clone()));
        self.keep(tx, draft, &page.id).await?;
        let known = if page.after { known.clone() } else { draft.answers.clone() };
        Ok(Some(self.show(draft, &known, page, staff, route, trouble)))
    }

    /// The hints of a page that stands with them; of every other page, none.
    pub(super) fn coaching(
        &self,
        draft: &Draft,
        page: &PageDef,
        (known, staff, route): (&Answers, &Staff, Option<&Route>),
        trouble: &Trouble<'_>,
    ) -> Coaching {
        if !stands(draft, page) {
            return Coaching::default();
        }
        let hints = self.hints(page, known, staff, route, trouble);
        say(self.words, &args(self.words, self.school, route), &hints, page.after)
    }

    fn hints(
        &self,
        page: &PageDef,
        known: &Answers,
        staff: &Staff,
        route: Option<&Route>,
        trouble: &Trouble<'_>,
    ) -> Vec<Hint> {
        let Some(coach) = self.parts.prompts.coach(self.words.locale()) else { return Vec::new() };
        let mut written = Answers::default();
        for field in &page.fields {
            if let Some(value) = known.get(&field.id) {
                written.set(&field.id, value.clone());
            }
        }
        if let Some(inputs) = trouble.inputs {
            written = check(page, inputs, |identity| named(staff, identity)).answers;
        }
        // Most pages ask for no words, and hints are about words.
        if !written.iter().any(|(_, value)| matches!(value, Value::Text(_))) {
            return Vec::new();
        }
        // Later on, what names a reader is not taken at all.
        let route = route.filter(|_| !page.after);
        coach.look(&written, known, &self.around(staff, route))
    }

    /// Those who may read a report on this route, but for whoever writes it.
    fn around<'s>(&self, staff: &'s Staff, route: Option<&Route>) -> Around<'s> {
        let mut around =
            Around { staff: staff.people().map(|person| &person.name).collect(), ..Around::default() };
        let Some(route) = route else { return around };
        let access = route.access(CaseId::from_random([0; 16]));
        let others = staff.people().filter(|person| !person.identities.contains(&self.event.from));
        for person in others.filter(|person| access::recipient(person, &access).is_some()) {
            around.readers.push(&person.name);
            let held = person.roles.iter().filter(|role| access.readers.contains_key(role)).copied();
            around.roles.extend(held.collect::<BTreeSet<Role>>());
        }
        around
    }
}
