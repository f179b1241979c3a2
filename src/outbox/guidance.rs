//! Tells the safeguarding team, each of them privately, that guidance is out of date: nothing about any case.

use super::send::within;
use super::{Outbox, Outcome};
use crate::chat::SendError;
use crate::domain::id::PersonId;
use crate::domain::notice::Notice;
use crate::domain::school::Person;
use crate::forms::School;
use crate::forms::card;
use crate::forms::review::SCHEDULE;
use crate::records::RecordError;
use crate::store::Claimed;

impl Outbox {
    /// Spreads it among whoever leads on safeguarding as of now; with a `person`, tells them.
    pub(super) async fn tell_of_old_guidance(
        &self,
        school: &School,
        person: Option<&PersonId>,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let now = self.clock.now();
        let Some(stale) = self.prompts.guidance.stale_at(&school.profile, now) else {
            return Ok(Outcome::Dropped("reviewed"));
        };
        if !school.profile.hours().is_open(now) {
            // It has waited until school was over: nobody is woken by it, and the next morning brings it again.
            let id = school.id.clone();
            let given_back = self.store.write(&school.id, move |tx| {
                Box::pin(async move { tx.give_turns_back(&id, SCHEDULE).await })
            });
            given_back.await?;
            return Ok(Outcome::Dropped("out_of_hours"));
        }
        let staff = self.staff(school).await?;
        let leads = |person: &&Person| person.is_on_safeguarding_team();
        let Some(person) = person else {
            let told = staff.people().filter(leads).filter_map(|person| {
                let address = self.address(&staff, &person.id)?;
                Some((Notice::Guidance { person: Some(person.id.clone()) }, address.key()))
            });
            let told: Vec<_> = told.collect();
            if told.is_empty() {
                tracing::warn!("Guidance is out of date, and nobody of the safeguarding team could be told");
            }
            self.replace(row, told, None).await?;
            return Ok(Outcome::Marked);
        };
        if staff.person(person).filter(leads).is_none() {
            return Ok(Outcome::Dropped("not_the_team"));
        }
        let address = self.address(&staff, person);
        let Some((address, platform)) = address.as_ref().and_then(|a| Some((a, self.platform(a)?))) else {
            return Ok(Outcome::Dropped("no_identity"));
        };
        let card = card::old_guidance(self.scene(school, &staff, address), &stale);
        Ok(match within(platform.post(address, &card, &row.dedupe_key)).await {
            Ok(_) => Outcome::Done,
            // It stands in their home and in `hearken check` as well: that they cannot be written to calls nobody.
            Err(SendError::Gone { code } | SendError::Refused { code }) => Outcome::Dropped(code),
            Err(error) => error.into(),
        })
    }
}
