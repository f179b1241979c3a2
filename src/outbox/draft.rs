//! Reminds whoever left a report unfinished, once, of nothing but that it is there.

use super::send::within;
use super::{Outbox, Outcome};
use crate::chat::{Address, SendError};
use crate::domain::concern::DRAFT_PAUSE_MINUTES;
use crate::domain::id::DraftId;
use crate::forms::School;
use crate::forms::card;
use crate::records::RecordError;
use crate::store::{Claimed, DraftRow, DraftState};
use chrono::TimeDelta;

impl Outbox {
    pub(super) async fn tell_draft_owner(
        &self,
        school: &School,
        draft: &DraftId,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let wanted = draft.clone();
        let found = self.store.read(move |db| Box::pin(async move { db.draft(&wanted).await })).await?;
        // Sent, destroyed or gone on with while this waited.
        let pause = TimeDelta::minutes(DRAFT_PAUSE_MINUTES);
        let left = |draft: &DraftRow| self.clock.now() - draft.updated_at >= pause;
        let open = found.filter(|draft| draft.state == DraftState::Open && left(draft));
        let Some(draft) = open else { return Ok(Outcome::Dropped("draft_moved_on")) };
        let address = Address::direct(&draft.owner);
        let Some(platform) = self.platform(&address) else { return Ok(Outcome::Dropped("no_platform")) };
        let staff = self.staff(school).await?;
        let card = card::draft_reminder(self.scene(school, &staff, &address), &draft.id, draft.updated_at);
        Ok(match within(platform.post(&address, &card, &row.dedupe_key)).await {
            Ok(_) => Outcome::Done,
            // It is a kindness to its owner: that they cannot be written to calls nobody.
            Err(SendError::Gone { code } | SendError::Refused { code }) => Outcome::Dropped(code),
            Err(error) => error.into(),
        })
    }
}
