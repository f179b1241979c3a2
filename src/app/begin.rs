//! The first page of a report: opened without a write, and a draft from the moment it is sent.

use super::draft::{Draft, FIRST, Trouble};
use super::{App, Desk, locale_of};
use crate::chat::{Action, Event, View};
use crate::domain::concern::Answers;
use crate::domain::id::DraftId;
use crate::domain::school::Staff;
use crate::forms::School;
use crate::vault::random;

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
        Some(desk.with_what_was_typed(desk.first_page()?))
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

    /// The draft that begins with a page sent; `None` for any but the first page of a form as it was opened.
    pub(super) fn begun_by(&self, id: &DraftId, revision: i64, page: &str) -> Option<Draft> {
        let page = self.start_page().filter(|start| start.id == page && revision == FIRST)?;
        Some(self.blank(id.clone(), page, Answers::default()))
    }
}
