//! Tells one person, in one message, what they are reminded of on a morning, as it stands when it is sent.

use super::send::within;
use super::{Outbox, Outcome, TRIES};
use crate::chat::SendError;
use crate::domain::agenda::Signs;
use crate::domain::id::PersonId;
use crate::domain::reminder::Item;
use crate::forms::School;
use crate::forms::morning_card;
use crate::records::{self, RecordError};
use crate::store::Claimed;
use chrono::NaiveDate;

impl Outbox {
    /// What was done since it was planned is left out; whatever is not sent by the time that school closes waits for the
    /// next school morning.
    pub(super) async fn tell_morning(
        &self,
        school: &School,
        (person, planned): (&PersonId, NaiveDate),
        items: &[Item],
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let now = self.clock.now();
        let day = school.profile.hours().local(now).date_naive();
        // One that was left from another day is told with what has come up since.
        if !school.profile.hours().is_open(now) || planned != day {
            return self.not_today(person, items, row).await;
        }
        let (id, vault, who) = (school.id.clone(), self.vault.clone(), person.clone());
        // What everybody has signed matters only to whoever hears of others.
        let of_others = items.iter().any(|item| matches!(item, Item::Unsigned { .. }));
        let read = self.store.read(move |db| {
            Box::pin(async move {
                let signing = match of_others {
                    true => records::signing(db, &id, day).await?,
                    false => records::signing_of(db, &id, &who).await?.0,
                };
                match records::register(db, &vault, &id).await {
                    Err(RecordError::Store(error)) => Err(error),
                    other => Ok(other.map(|register| (register, signing))),
                }
            })
        });
        let (register, signing) = read.await??;
        let mut agenda = school.agenda(&register.staff, &register.noted, register.since, now);
        let (defs, only) = (&school.profile.attestations, (!of_others).then_some(person));
        agenda.signs = Some(Signs { signing: &signing, defs, only });
        let mut told = agenda.told_to(person);
        told.retain(|(still, _)| items.iter().any(|item| item.is_about_the_same(still)));
        let addresses = self.addresses(&register.staff, person);
        let mut sent = Err(SendError::Gone { code: "no_identity" });
        for address in addresses {
            let Some(platform) = self.platform(&address) else { continue };
            let scene = self.scene(school, &register.staff, &address);
            let Some(card) = morning_card::card(scene, (&agenda, person), &told) else {
                return Ok(Outcome::Dropped("settled"));
            };
            sent = within(platform.post(&address, &card, &row.dedupe_key)).await.map(drop);
            // Where one account is gone or its workspace shut, they may have another.
            if !matches!(sent, Err(SendError::Gone { .. } | SendError::ShutOut { .. })) {
                break;
            }
        }
        match sent {
            Ok(()) => Ok(Outcome::Done),
            // They are tried again tomorrow; by then they may be known to be gone, and others are asked in their place.
            Err(SendError::Gone { code }) => {
                tracing::warn!(notice = %row.id, "Notice {} waits for the next school morning: {code}", row.id);
                self.not_today(person, items, row).await
            }
            // Somebody has to look at why, and nobody's reminder is lost meanwhile.
            Err(SendError::Refused { code }) => {
                self.give_back_turns(person, items, row, Given::Apart).await?;
                Ok(Outcome::Dead(code))
            }
            Err(SendError::Retry { after: None, .. }) if row.attempts >= TRIES => {
                self.not_today(person, items, row).await
            }
            Err(error) => Ok(error.into()),
        }
    }

    /// Its turns count as not done, so that the next morning brings it again with what has come up by then.
    async fn not_today(
        &self,
        person: &PersonId,
        items: &[Item],
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        self.give_back_turns(person, items, row, Given::WithNotice).await?;
        Ok(Outcome::Marked)
    }

    async fn give_back_turns(
        &self,
        person: &PersonId,
        items: &[Item],
        row: &Claimed,
        given: Given,
    ) -> Result<(), RecordError> {
        let turns: Vec<_> = items.iter().map(|item| item.turn(person)).collect();
        let (school, now) = (row.school.clone(), self.clock.now());
        let (id, token) = (row.id.clone(), row.token.clone());
        let given_back = self.store.write(&row.school, move |tx| {
            Box::pin(async move {
                // Whoever has the lease now decides.
                if given == Given::Apart || tx.done(&id, &token, now).await? {
                    for turn in &turns {
                        tx.give_turn_back(&school, &turn.schedule, &turn.slot).await?;
                    }
                }
                Ok(())
            })
        });
        Ok(given_back.await?)
    }
}

/// Whether the notice is marked together with the turns, or by whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    WithNotice,
    Apart,
}
