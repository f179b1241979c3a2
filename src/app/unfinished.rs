//! Reports that were begun and left: found again, gone on with, destroyed, and their owner reminded of once.

use super::draft::{Draft, Trouble};
use super::{App, Desk};
use crate::audit::Act;
use crate::chat::{Card, Style, View};
use crate::domain::Moment;
use crate::domain::concern::{DRAFT_HOURS, DRAFT_PAUSE_MINUTES};
use crate::domain::id::DraftId;
use crate::domain::notice::Notice;
use crate::forms::card;
use crate::forms::page::args;
use crate::forms::words::Arg;
use crate::records;
use crate::store::{DraftRow, DraftState, StoreError, Tx};
use chrono::TimeDelta;

/// Reminders given at a time.
const BATCH: u32 = 100;
/// Somebody's open forms that are looked through for one that holds an answer.
pub(super) const MOST: u32 = 20;

/// Whether a draft has run out of time.
pub(super) fn expired(row: &DraftRow, now: Moment) -> bool {
    now - row.updated_at >= TimeDelta::hours(DRAFT_HOURS)
}

impl Desk<'_> {
    /// The newest report of this person's that is still open and holds an answer; where none does, one that began from
    /// a message, or else the newest form.
    pub(super) async fn unfinished(&self, tx: &mut Tx<'_>) -> Result<Option<Draft>, StoreError> {
        let drafts = self.open_drafts(tx).await?;
        let worth = |draft: &Draft| (draft.holds_answers(), !draft.is_empty());
        // Of several that are worth the same the first stays.
        Ok(drafts.into_iter().reduce(|best, next| if worth(&next) > worth(&best) { next } else { best }))
    }

    /// What a person with an unfinished report is shown first: nothing they wrote, only that it is there.
    pub(super) fn unfinished_card(&self, draft: &Draft, like: &str) -> Card {
        let scene = self.scene();
        let mut card = scene.plain("draft-found", &self.unfinished_args(draft));
        let id = draft.row.id.as_str();
        card.buttons = vec![
            scene.button("resume", id, Style::Primary),
            scene.button("start_new", like, Style::Plain),
            scene.button("destroy", id, Style::Plain),
        ];
        card
    }

    /// When a draft was begun, and until when it is kept.
    pub(super) fn unfinished_args(&self, draft: &Draft) -> Vec<Arg<'static>> {
        let mut args = args(self.words, self.school, None);
        let zone = self.school.profile.zone;
        args.push(("time", self.words.day_and_time(draft.row.created_at, zone)));
        let until = draft.row.updated_at + TimeDelta::hours(DRAFT_HOURS);
        args.push(("until", self.words.day_and_time(until, zone)));
        args
    }

    /// This person's own draft behind a button, as long as it is open; else what became of it.
    async fn own_draft(&self, tx: &mut Tx<'_>, draft: &str) -> Result<Result<DraftRow, View>, StoreError> {
        let row = match DraftId::parse(draft) {
            Some(id) => tx.draft(&id).await?.filter(|row| row.school == self.school.id),
            None => None,
        };
        let Some(row) = row else { return Ok(Err(self.refuse("draft_gone"))) };
        if row.owner != self.event.from {
            self.record(tx, Act::AccessRefused, row.id.as_str()).await?;
            return Ok(Err(self.refuse("not_your_draft")));
        }
        Ok(match row.state {
            DraftState::Open if expired(&row, self.now) => {
                tx.destroy_draft(&row.id).await?;
                Err(self.refuse("draft_gone"))
            }
            DraftState::Open => Ok(row),
            DraftState::Discarded => Err(self.refuse("draft_gone")),
            DraftState::Sent => Err(match tx.case_of_draft(&row.id).await? {
                Some(case) => self.refuse_with("draft_sent", &[("reference", case.reference.to_string())]),
                None => self.refuse("draft_gone"),
            }),
        })
    }

    /// Goes on where the report was left.
    pub(super) async fn resume(&self, tx: &mut Tx<'_>, draft: &str) -> Result<View, StoreError> {
        let row = match self.own_draft(tx, draft).await? {
            Ok(row) => row,
            Err(view) => return Ok(view),
        };
        let staff = self.staff(tx).await?;
        let draft = self.open_draft(row)?;
        Ok(self.current(&draft, &staff, Trouble::default()))
    }

    /// Asks once more: what is destroyed does not come back.
    pub(super) async fn ask_to_destroy(&self, tx: &mut Tx<'_>, draft: &str) -> Result<View, StoreError> {
        let row = match self.own_draft(tx, draft).await? {
            Ok(row) => row,
            Err(view) => return Ok(view),
        };
        let scene = self.scene();
        let mut card = scene.plain("draft-destroy", &args(self.words, self.school, None));
        card.buttons = vec![
            scene.button("resume", row.id.as_str(), Style::Primary),
            scene.button("destroy_now", row.id.as_str(), Style::Plain),
        ];
        Ok(View::Card(card))
    }

    pub(super) async fn destroy(&self, tx: &mut Tx<'_>, draft: &str) -> Result<View, StoreError> {
        let row = match self.own_draft(tx, draft).await? {
            Ok(row) => row,
            Err(view) => return Ok(view),
        };
        tx.destroy_draft(&row.id).await?;
        let scene = self.scene();
        let mut card = scene.plain("draft-destroyed", &args(self.words, self.school, None));
        card.buttons.push(scene.button("raise", "", Style::Plain));
        Ok(View::Card(card))
    }

    /// "I need someone now" on a card: about whom decides what happens.
    pub(super) fn need_someone(&self) -> View {
        View::Card(card::need_someone(self.scene()))
    }
}

impl App {
    /// Reminds the owner of every report that was left a while ago, each once; when the next is due.
    pub async fn nudge_unfinished(&self) -> Result<Option<Moment>, StoreError> {
        let now = self.0.clock.now();
        let pause = TimeDelta::minutes(DRAFT_PAUSE_MINUTES);
        loop {
            let waiting =
                self.0.store.read(|db| Box::pin(async move { db.drafts_to_nudge(BATCH).await })).await?;
            let Some((_, _, oldest)) = waiting.first() else { return Ok(None) };
            if *oldest + pause > now {
                return Ok(Some(*oldest + pause));
            }
            for (draft, school, _) in waiting.into_iter().filter(|(.., at)| *at + pause <= now) {
                let parts = self.0.clone();
                let scope = school.clone();
                let nudged = self.0.store.write(&scope, move |tx| {
                    Box::pin(async move {
                        let Some(row) = tx.draft(&draft).await? else { return Ok(()) };
                        if !tx.nudge_draft(&draft, now - pause, now).await? || expired(&row, now) {
                            return Ok(());
                        }
                        let notice = Notice::Draft { draft: draft.clone() };
                        let (to, key) = (row.owner.to_string(), format!("draft/{draft}/nudge"));
                        records::enqueue(tx, &parts.vault, &school, &notice, &to, &key, now).await
                    })
                });
                nudged.await?;
            }
        }
    }
}
