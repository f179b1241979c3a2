//! Guidance that nobody has looked at for a year: those who lead on safeguarding hear of it, and see it in their home.

use super::{App, Desk};
use crate::chat::{Block, Card};
use crate::domain::Moment;
use crate::domain::notice::Notice;
use crate::domain::school::{Person, Role, Staff};
use crate::forms::School;
use crate::forms::review::{SCHEDULE, Stale, day};
use crate::records;
use crate::store::StoreError;
use chrono::{NaiveDate, TimeDelta};

/// What is not urgent comes in the first hours of a school day.
const MORNING_HOURS: i64 = 4;

impl Desk<'_> {
    /// The line that the safeguarding team has in its home while guidance is out of date.
    pub(super) fn tell_of_old_guidance(&self, card: &mut Card, staff: &Staff) {
        let leads = staff.acting(&self.event.from).is_some_and(Person::is_on_safeguarding_team);
        let stale = self.parts.prompts.guidance.stale_at(&self.school.profile, self.now);
        if let Some(stale) = stale.filter(|_| leads) {
            let date = day(self.words, stale.reviewed_on);
            card.blocks.push(Block::Text(self.words.say("review-home", &[("date", date)])));
        }
    }
}

impl App {
    /// Tells the safeguarding team of every school whose guidance is out of date: once, and again each three months
    /// while it stays so. When to look again, where that is known.
    pub async fn flag_old_guidance(&self) -> Result<Option<Moment>, StoreError> {
        let now = self.0.clock.now();
        let mut next = None;
        for school in self.0.schools.values() {
            let Some(stale) = self.0.prompts.guidance.stale_at(&school.profile, now) else { continue };
            let hours = school.profile.hours();
            let local = hours.local(now);
            let since_open = local.time().signed_duration_since(hours.open);
            let slot = slot(self.0.prompts.guidance.pack.dated, &stale, local.date_naive());
            if !hours.is_open(now) || since_open >= TimeDelta::hours(MORNING_HOURS) {
                next = next.into_iter().chain([hours.next_opening(now)]).min();
                continue;
            }
            let (id, wanted) = (school.id.clone(), slot.clone());
            let had = self
                .0
                .store
                .read(move |db| Box::pin(async move { db.had_turn(&id, SCHEDULE, &wanted).await }));
            if !had.await? {
                self.flag(school, slot, now).await?;
            }
        }
        Ok(next)
    }

    async fn flag(&self, school: &School, slot: String, now: Moment) -> Result<(), StoreError> {
        let (parts, id) = (self.0.clone(), school.id.clone());
        let flagged = self.0.store.write(&school.id, move |tx| {
            Box::pin(async move {
                if !tx.take_turn(&id, SCHEDULE, &slot, now).await? {
                    return Ok(());
                }
                // A turn that came too late to be told comes again on another day.
                let key = format!("{SCHEDULE}/{slot}/{}", now.date_naive());
                let notice = Notice::Guidance { person: None };
                records::enqueue(tx, &parts.vault, &id, &notice, Role::Dsl.as_str(), &key, now).await
            })
        });
        flagged.await
    }
}

/// One turn for each pack and each three months in which it is out of date.
fn slot(pack: NaiveDate, stale: &Stale<'_>, today: NaiveDate) -> String {
    format!("{pack}/{}", stale.rounds(today))
}
