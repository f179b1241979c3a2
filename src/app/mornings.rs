//! The mornings: everybody hears once, on a school morning, in one message, of everything that waits for them.
//!
//! A turn is kept for each step and each person, in the transaction that puts the message into the outbox. So nobody hears
//! of the same step twice, whatever was down, and however the clock was put. What was missed is told in its latest step.

use super::App;
use crate::chat::Address;
use crate::domain::Moment;
use crate::domain::agenda::{Signs, Told, Turn, begun, morning};
use crate::domain::calendar::resolve;
use crate::domain::id::PersonId;
use crate::domain::notice::Notice;
use crate::domain::reminder::Item;
use crate::domain::school::Staff;
use crate::forms::School;
use crate::records;
use crate::store::{StoreError, Tx};
use crate::vault::random;
use chrono::{NaiveDate, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::time::Duration;

/// They come in the first hours after the school's own time for them.
const MORNING_HOURS: i64 = 4;
/// People whose mornings share a transaction: reports wait no longer than for one of these.
const TOGETHER: usize = 50;
/// Within those hours, what has come up is looked at again after this long.
const REST_MINUTES: i64 = 10;
/// However the clock is put meanwhile, this is the longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// When a morning that could not be planned is tried again.
const STUCK_SECONDS: i64 = 30;

/// What one person is told, and their place in the outbox.
struct Morning {
    to: String,
    items: Vec<Item>,
}

/// What is told at this hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Everything,
    /// Where the morning was missed: tomorrow they would come after the day that is due.
    LastWarnings,
}

impl App {
    /// Plans every school's mornings until `stop` completes.
    pub async fn mornings(&self, stop: impl Future<Output = ()> + Send) {
        tokio::pin!(stop);
        loop {
            let next = self.plan_mornings().await;
            let wake = async {
                tokio::select! {
                    () = self.0.clock.wait_until(next) => {}
                    // By a clock put back, that moment may be a year away.
                    () = tokio::time::sleep(LONGEST_WAIT) => {}
                }
            };
            tokio::select! {
                () = &mut stop => return,
                () = wake => {}
            }
        }
    }

    /// Puts into the outbox what is to be told at every school whose morning it is; when to look again.
    pub async fn plan_mornings(&self) -> Moment {
        let now = self.0.clock.now();
        let mut next = Moment::MAX_UTC;
        for school in self.0.schools.values() {
            let hours = school.profile.hours();
            let local = hours.local(now);
            let begins = resolve(hours.zone, local.date_naive().and_time(school.profile.remind_at));
            if hours.is_school_day(local.date_naive()) && now < begins {
                next = next.min(begins);
                continue;
            }
            if !hours.is_open(now) {
                next = next.min(hours.next_opening(now));
                continue;
            }
            let what = match now < begins + TimeDelta::hours(MORNING_HOURS) {
                true => What::Everything,
                false => What::LastWarnings,
            };
            let again = match self.plan_morning(school, now, what).await {
                Ok(()) => TimeDelta::minutes(REST_MINUTES),
                Err(error) => {
                    tracing::error!(school = %school.id, "A morning's reminders could not be planned: {error}");
                    TimeDelta::seconds(STUCK_SECONDS)
                }
            };
            next = next.min(now + again);
        }
        // Where there is no school there is nothing to do; a look a day costs nothing.
        if next == Moment::MAX_UTC { now + TimeDelta::days(1) } else { next }
    }

    async fn plan_morning(&self, school: &School, now: Moment, what: What) -> Result<(), StoreError> {
        let day = school.profile.hours().local(now).date_naive();
        if !self.has_begun(school, now).await? {
            return Ok(());
        }
        let mut people = self.untold(school, now, what).await?.into_iter();
        loop {
            let some: Vec<(PersonId, Morning)> = people.by_ref().take(TOGETHER).collect();
            if some.is_empty() {
                return Ok(());
            }
            let parts = self.0.clone();
            let id = school.id.clone();
            let planned = self.0.store.write(&school.id, move |tx| {
                Box::pin(async move {
                    for (who, Morning { to, items }) in some {
                        if !take(tx, &id, &morning(day, &who), now).await? {
                            continue;
                        }
                        let mut fresh = Vec::new();
                        for item in items {
                            if take(tx, &id, &item.turn(&who), now).await? {
                                fresh.push(item);
                            }
                        }
                        if fresh.is_empty() {
                            continue;
                        }
                        // Turns are what keeps it from coming twice: what was sent under another key may come again.
                        let key = format!("morning/{day}/{who}/{:016x}", u64::from_be_bytes(random()));
                        let notice = Notice::Morning { person: who, day, items: fresh };
                        records::enqueue(tx, &parts.vault, &id, &notice, &to, &key, now).await?;
                    }
                    Ok(())
                })
            });
            planned.await?;
        }
    }

    /// Whether a school is reminded today: from the school morning after its first one on. Whoever sets Hearken up is
    /// not met by everything at once, and a duty's turns before that are nobody's.
    async fn has_begun(&self, school: &School, now: Moment) -> Result<bool, StoreError> {
        let (id, first) = (school.id.clone(), begun());
        let known = self.0.store.read(move |db| {
            Box::pin(async move { db.turn_done_at(&id, &first.schedule, &first.slot).await })
        });
        if let Some(since) = known.await? {
            let hours = school.profile.hours();
            return Ok(hours.local(since).date_naive() != hours.local(now).date_naive());
        }
        let id = school.id.clone();
        let written = self
            .0
            .store
            .write(&school.id, move |tx| Box::pin(async move { take(tx, &id, &begun(), now).await }));
        written.await.map(|_| false)
    }

    /// Whoever has had no message today, with everything that waits for them in a step they have not heard of.
    async fn untold(
        &self,
        school: &School,
        now: Moment,
        what: What,
    ) -> Result<BTreeMap<PersonId, Morning>, StoreError> {
        let (vault, id) = (self.0.vault.clone(), school.id.clone());
        let day = school.profile.hours().local(now).date_naive();
        let asked = self.0.store.read(move |db| {
            Box::pin(async move {
                Ok((records::register(db, &vault, &id).await?, records::signing(db, &id, day).await?))
            })
        });
        let (register, signing) = asked.await?;
        let mut agenda = school.agenda(&register.staff, &register.noted, register.since, now);
        agenda.signs = Some(Signs { signing: &signing, defs: &school.profile.attestations, only: None });
        let mut told = agenda.told();
        told.retain(|told| what == What::Everything || told.item.is_last_warning());
        let mut schedules: BTreeSet<String> =
            told.iter().map(|told| told.item.turn(&told.who).schedule).collect();
        schedules.extend(told.first().map(|told| morning(agenda.day, &told.who).schedule));
        let id = school.id.clone();
        let asked = self.0.store.read(move |db| {
            Box::pin(async move {
                let mut had = BTreeMap::new();
                for schedule in schedules {
                    let slots = db.turns_had(&id, &schedule).await?;
                    had.insert(schedule, slots);
                }
                Ok(had)
            })
        });
        Ok(untold(told, (&register.staff, agenda.day), &asked.await?))
    }
}

/// What is left of everything that is told, once what was told before is taken out of it.
fn untold(
    told: Vec<Told>,
    (staff, day): (&Staff, NaiveDate),
    had: &BTreeMap<String, BTreeSet<String>>,
) -> BTreeMap<PersonId, Morning> {
    let had = |turn: &Turn| had.get(&turn.schedule).is_some_and(|slots| slots.contains(&turn.slot));
    let mut people = BTreeMap::new();
    for Told { who, item, .. } in told {
        if had(&item.turn(&who)) || had(&morning(day, &who)) {
            continue;
        }
        // Whoever is told has an account. One each: whoever cannot be written to holds up nobody else.
        let Some(at) = staff.person(&who).and_then(|person| person.reachable().next()) else { continue };
        let theirs = || Morning { to: Address::direct(at).key(), items: Vec::new() };
        people.entry(who).or_insert_with(theirs).items.push(item);
    }
    people
}

async fn take(
    tx: &mut Tx<'_>,
    school: &crate::domain::id::SchoolId,
    turn: &Turn,
    now: Moment,
) -> Result<bool, StoreError> {
    tx.take_turn(school, &turn.schedule, &turn.slot, now).await
}
