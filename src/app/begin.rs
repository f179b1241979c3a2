//! The first page of a report: opened without a write, and a draft from the moment it is sent.

use super::draft::{Draft, FIRST, Trouble};
use super::{App, Desk, locale_of};
use crate::chat::{Action, Event, Page, View};
use crate::domain::Moment;
use crate::domain::concern::Answers;
use crate::domain::id::{DraftId, SchoolId};
use crate::domain::school::Staff;
use crate::forms::School;
use crate::vault::random;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The first page as it was rendered last, by school and language: but for the id of the draft that it begins it is the
/// same for everybody. There is one for each, and nothing that anybody typed is in it.
#[derive(Clone, Default)]
pub(super) struct FirstPages(Arc<Mutex<HashMap<(SchoolId, String), Rendered>>>);

/// A page, with all that it depends on beside the words and the school's settings, which stand while this process runs.
struct Rendered {
    facts: Answers,
    opens: Moment,
    page: Page,
}

impl App {
    /// The first page of a report by somebody who has begun none: nothing of it is stored before that page is sent, so
    /// nobody waits for the disk. `None` where more has to be looked at, or something is to be stored.
    pub(super) async fn opened(&self, school: &School, event: &Event, told: &Option<String>) -> Option<View> {
        if !matches!(&event.action, Action::Command { name, .. } if name == "concern") {
            return None;
        }
        let (key, from) = (event.workspace.clone(), event.from.clone());
        let asked = self.0.store.glance(move |db| Box::pin(async move { db.origin(&key, &from).await }));
        let origin = asked.await.ok()??;
        let told_before = origin.spoken.as_ref().is_none_or(|spoken| told.is_none() || spoken.told == *told);
        if origin.school != school.id || origin.has_draft || !told_before {
            return None;
        }
        let locale = locale_of(&self.0.prompts, school, told, origin.spoken.as_ref());
        let event = Event { locale: Some(locale), ..event.clone() };
        let words = self.0.prompts.words(event.locale.as_deref());
        let desk = Desk { parts: &self.0, school, words, now: self.0.clock.now(), event: &event };
        Some(desk.with_what_was_typed(View::Form(desk.first_page_among(&self.2)?)))
    }
}

impl Desk<'_> {
    /// The form of a report that nobody has begun: it becomes a draft when its first page is sent.
    pub(super) fn first_page(&self) -> Option<View> {
        let page = self.start_page()?;
        let draft = self.blank(DraftId::from_random(random()), page, Answers::default());
        let staff = Staff::nobody(self.school.id.clone());
        Some(self.show(&draft, &draft.answers, page, &staff, None, Trouble::default()))
    }

    /// The same, rendered only where it would not look as it did for whoever saw it last.
    fn first_page_among(&self, known: &FirstPages) -> Option<Page> {
        let mut facts = Answers::default();
        self.note_the_facts(&mut facts);
        let opens = self.opens();
        let key = (self.school.id.clone(), self.words.locale().to_owned());
        let mut known = known.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = known.get(&key).filter(|last| last.facts == facts && last.opens == opens) {
            return Some(Page { draft: DraftId::from_random(random()), ..last.page.clone() });
        }
        let View::Form(page) = self.first_page()? else { return None };
        known.insert(key, Rendered { facts, opens, page: page.clone() });
        Some(page)
    }

    /// The draft that begins with a page sent; `None` for any but the first page of a form as it was opened.
    pub(super) fn begun_by(&self, id: &DraftId, revision: i64, page: &str) -> Option<Draft> {
        let page = self.start_page().filter(|start| start.id == page && revision == FIRST)?;
        Some(self.blank(id.clone(), page, Answers::default()))
    }

    /// When the school opens next, seen from now.
    pub(super) fn opens(&self) -> Moment {
        self.school.profile.hours().next_opening(self.now)
    }
}
