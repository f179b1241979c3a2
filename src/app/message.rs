//! "Report this message": a report that begins from a message in the chat, and carries a link to it and nothing of it.

use super::Desk;
use super::draft::{Draft, Trouble};
use super::unfinished::{MOST, expired};
use crate::chat::{Style, View};
use crate::domain::access;
use crate::domain::concern::Answers;
use crate::domain::id::{CaseId, DraftId, PersonId};
use crate::domain::message::Message;
use crate::domain::routing::Route;
use crate::domain::school::{Identity, Staff};
use crate::domain::text::Text;
use crate::store::{StoreError, Tx};

/// As much of a draft's id as stands behind a button beside another one.
const ENOUGH: usize = 16;

impl Desk<'_> {
    pub(super) async fn report_message(
        &self,
        tx: &mut Tx<'_>,
        first: bool,
        (link, author): (&Text, &Option<Identity>),
    ) -> Result<View, StoreError> {
        let Some(message) = Message::new(link.clone(), author.clone()) else {
            // What is wrong with it is the adapter's fault; the report is worth more than the link.
            tracing::error!("A message was reported with a link that is none");
            return self.start(tx, first).await;
        };
        let drafts = self.open_drafts(tx).await?;
        let about_it = |draft: &&Draft| draft.answers.message().is_some_and(|m| m.link() == message.link());
        if let Some(draft) = drafts.iter().filter(about_it).find(|draft| draft.holds_answers()) {
            return Ok(self.unfinished_view(draft, draft.id().as_str()));
        }
        let begun = match drafts.iter().position(|draft| about_it(&draft)) {
            Some(begun) => begun,
            None => return self.hold(tx, &message, &drafts).await,
        };
        // Whoever has gone on with it from the first page has chosen.
        if drafts[begun].row.revision > 1 {
            return self.resume(tx, drafts[begun].id().as_str()).await;
        }
        self.begun_from_message(tx, &drafts[begun], &drafts).await
    }

    /// A draft of its own holds the message from now on, so that the link is safe whatever is chosen next.
    async fn hold(&self, tx: &mut Tx<'_>, message: &Message, others: &[Draft]) -> Result<View, StoreError> {
        let mut answers = Answers::default();
        answers.set_message(message);
        let page = self.start_page().ok_or(StoreError::Failed("empty_form"))?;
        let draft = self.new_draft(tx, page, answers).await?;
        self.begun_from_message(tx, &draft, others).await
    }

    /// The first page of a report on a message; where another report is unfinished, what to do with that one first.
    async fn begun_from_message(
        &self,
        tx: &mut Tx<'_>,
        draft: &Draft,
        others: &[Draft],
    ) -> Result<View, StoreError> {
        let Some(other) = others.iter().find(|other| other.holds_answers()) else {
            let staff = self.staff(tx).await?;
            return Ok(self.current(draft, &staff, Trouble::default()));
        };
        let scene = self.scene();
        let mut card = scene.plain("draft-found_message", &self.unfinished_args(other));
        let (id, unfinished) = (draft.id().as_str(), other.id().as_str());
        card.buttons = vec![
            scene.button("report_this", id, Style::Primary),
            scene.button("resume", unfinished, Style::Plain),
        ];
        // One report carries one link.
        if other.answers.message().is_none() {
            let both = format!("{id}.{}", &unfinished[..ENOUGH.min(unfinished.len())]);
            card.buttons.push(scene.button("add_link", &both, Style::Plain));
        }
        card.buttons.push(scene.button("need_someone", "", Style::Danger));
        Ok(View::Card(card))
    }

    /// "Add link to my report": the one that the card spoke of, and no other.
    pub(super) async fn add_link(&self, tx: &mut Tx<'_>, value: &str) -> Result<View, StoreError> {
        let (id, other) = value.split_once('.').unwrap_or((value, ""));
        let mut drafts = self.open_drafts(tx).await?;
        let wanted = |draft: &Draft| other.len() == ENOUGH && draft.id().as_str().starts_with(other);
        let Some(at) = drafts.iter().position(wanted) else { return Ok(self.refuse("draft_gone")) };
        let mut draft = drafts.swap_remove(at);
        let staff = self.staff(tx).await?;
        let Some(held) = drafts.iter().find(|held| held.id().as_str() == id) else {
            // Pressed again: it has been added.
            let view = self.current(&draft, &staff, Trouble::default());
            return Ok(if draft.answers.message().is_some() { view } else { self.refuse("draft_gone") });
        };
        let Some(message) = held.answers.message().filter(|_| draft.answers.message().is_none()) else {
            return Ok(self.refuse("draft_gone"));
        };
        draft.answers.set_message(&message);
        self.note_the_facts(&mut draft.answers);
        let page = draft.row.page.clone();
        self.keep(tx, &mut draft, &page).await?;
        if !held.holds_answers() {
            tx.destroy_draft(held.id()).await?;
        }
        let mut view = self.current(&draft, &staff, Trouble::default());
        if let View::Form(page) = &mut view {
            page.note = Some(self.words.say("page-message.added", &[]));
        }
        Ok(view)
    }

    /// The message that a draft of this person's own began from: another report on it may carry it, too.
    pub(super) async fn message_of(
        &self,
        tx: &mut Tx<'_>,
        draft: &str,
    ) -> Result<Option<Message>, StoreError> {
        let Some(id) = DraftId::parse(draft) else { return Ok(None) };
        let drafts = self.open_drafts(tx).await?;
        Ok(drafts.iter().find(|draft| *draft.id() == id).and_then(|draft| draft.answers.message()))
    }

    /// Somebody's open reports that have not run out of time, the one they touched last first.
    pub(super) async fn open_drafts(&self, tx: &mut Tx<'_>) -> Result<Vec<Draft>, StoreError> {
        let mut drafts = Vec::new();
        for row in tx.open_drafts_of(&self.school.id, &self.event.from, MOST).await? {
            if expired(&row, self.now) {
                tx.destroy_draft(&row.id).await?;
            } else {
                drafts.push(self.open_draft(row)?);
            }
        }
        Ok(drafts)
    }
}

/// Whoever wrote the message a report is about, if they would read it: then the reporter is asked whether it is about
/// them, as with a name in the text.
pub(super) fn author_reads(answers: &Answers, staff: &Staff, route: &Route) -> Option<PersonId> {
    let author = answers.message()?.author?;
    let person = staff.by_identity(&author)?;
    let access = route.access(CaseId::from_random([0; 16]));
    access::recipient(person, &access).map(|recipient| recipient.person().clone())
}
