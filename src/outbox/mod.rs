//! Delivers what waits in the outbox: claim, decide who may have it, render, send; then done, again later, or dead.
//!
//! No transaction is open while something is sent. A crash between a send and its mark repeats one notice with the
//! same reference; it never loses one.

mod reporter;
mod send;
mod spread;
mod unreachable;

pub use spread::DSL_SPACE;

use crate::chat::{Platform, SendError};
use crate::clock::Clock;
use crate::domain::Moment;
use crate::domain::id::SchoolId;
use crate::domain::school::PlatformKind;
use crate::forms::{Prompts, School};
use crate::records::{self, RecordError};
use crate::store::{Claimed, Store, StoreError};
use crate::vault::{Vault, random};
use chrono::TimeDelta;
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

/// Notices claimed at a time.
const BATCH: u32 = 8;
/// How long a claim holds: longer than a batch takes, whose sends run side by side, each with its own timeout. What
/// waits for another of its destination is left for the next claim when this one runs out.
const LEASE_SECONDS: i64 = 30;
/// What one delivery may need of it: a look at a space's members, and the send.
const DELIVERY_SECONDS: i64 = 16;
/// How long one send may take.
const PATIENCE: Duration = Duration::from_secs(8);
/// Tries before a notice is dead and raises an alarm. With the pauses below that is about two hours.
const TRIES: u32 = 30;
/// The longest pause before another attempt, whatever a platform asks for.
const LONGEST_PAUSE_SECONDS: i64 = 15 * 60;
/// Nothing in the outbox is planned further ahead, unless the clock stood ahead when that was done.
const FURTHEST_SECONDS: i64 = 20 * 60;
/// However the clock is put meanwhile, this is the longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// How often dead notices are told of.
const ALARM_MINUTES: i64 = 60;
/// When nothing waits, the outbox is looked at again after this long all the same.
const REST_MINUTES: i64 = 5;

/// Everything a delivery works with.
pub struct Outbox {
    pub store: Store,
    pub vault: Vault,
    pub clock: Arc<dyn Clock>,
    pub prompts: Arc<Prompts>,
    pub schools: Arc<BTreeMap<SchoolId, School>>,
    pub platforms: BTreeMap<PlatformKind, Arc<dyn Platform>>,
}

/// What became of one notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Sent or spread, and marked so already or to be marked now.
    Done,
    /// Nobody is to have it any more: not a failure.
    Dropped(&'static str),
    Again {
        after: Option<Duration>,
        code: &'static str,
    },
    Dead(&'static str),
}

impl From<SendError> for Outcome {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Retry { after, code } => Self::Again { after, code },
            SendError::Gone { code } | SendError::Refused { code } => Self::Dead(code),
        }
    }
}

impl Outbox {
    /// Delivers until `stop` completes; a delivery under way is finished first.
    pub async fn run(&self, stop: impl Future<Output = ()> + Send) {
        tokio::pin!(stop);
        let mut changed = self.store.changed();
        let mut alarmed: Option<Moment> = None;
        loop {
            let now = self.clock.now();
            if alarmed.is_none_or(|at| now - at >= TimeDelta::minutes(ALARM_MINUTES) || now < at) {
                self.tell_of_the_dead().await;
                alarmed = Some(now);
            }
            let next = match self.deliver_due().await {
                Ok(next) => next,
                Err(error) => {
                    tracing::error!("The outbox could not be looked at: {error}");
                    Some(self.clock.now() + TimeDelta::seconds(5))
                }
            };
            let rest = self.clock.now() + TimeDelta::minutes(REST_MINUTES);
            tokio::select! {
                () = &mut stop => return,
                () = self.clock.wait_until(next.map_or(rest, |at| at.min(rest))) => {}
                // By a clock put back, that moment may be a year away.
                () = tokio::time::sleep(LONGEST_WAIT) => {}
                _ = changed.changed() => {}
            }
        }
    }

    /// What could not be delivered needs a person, until somebody has looked at it.
    async fn tell_of_the_dead(&self) {
        match self.store.read(|db| Box::pin(async move { db.outbox_counts().await })).await {
            Ok(counts) if counts.dead > 0 => {
                tracing::error!(dead = counts.dead, "{} notices could not be delivered", counts.dead);
            }
            Ok(_) => {}
            Err(error) => tracing::error!("The dead notices could not be counted: {error}"),
        }
    }

    /// Delivers everything that is due now; when the next is.
    pub async fn deliver_due(&self) -> Result<Option<Moment>, StoreError> {
        loop {
            let now = self.clock.now();
            let token = crate::domain::id::OutboxId::from_random(random()).to_string();
            let lease = now + TimeDelta::seconds(LEASE_SECONDS);
            let furthest = now + TimeDelta::seconds(FURTHEST_SECONDS);
            let claimed = self
                .store
                .write_any(move |tx| {
                    Box::pin(async move { tx.claim(now, lease, furthest, &token, BATCH).await })
                })
                .await?;
            if claimed.is_empty() {
                return self.store.read(|db| Box::pin(async move { db.next_run_at().await })).await;
            }
            // Two for one place go one after the other: the second finds the thread that the first has opened.
            let mut places: BTreeMap<String, Vec<Claimed>> = BTreeMap::new();
            for row in claimed {
                places.entry(row.destination.clone()).or_default().push(row);
            }
            let last_start = lease - TimeDelta::seconds(DELIVERY_SECONDS);
            let in_turn = places.into_values().map(|rows| async move {
                for row in rows {
                    if self.clock.now() <= last_start {
                        self.deliver(row).await;
                    }
                }
            });
            futures::future::join_all(in_turn).await;
        }
    }

    async fn deliver(&self, row: Claimed) {
        let outcome = match self.dispatch(&row).await {
            Ok(outcome) => outcome,
            Err(RecordError::Sealed) => Outcome::Again { after: None, code: "sealed" },
            Err(RecordError::Store(StoreError::Conflict)) => Outcome::Again { after: None, code: "conflict" },
            Err(RecordError::Store(StoreError::Failed(code) | StoreError::Unknown(code))) => {
                Outcome::Again { after: None, code }
            }
        };
        let id = row.id.clone();
        if let Err(error) = self.mark(row, outcome).await {
            // It is claimed again when its lease has ended.
            tracing::error!(notice = %id, "What became of notice {id} was not stored: {error}");
        }
    }

    async fn mark(&self, row: Claimed, outcome: Outcome) -> Result<(), StoreError> {
        let now = self.clock.now();
        let id = row.id.clone();
        let longest = TimeDelta::seconds(LONGEST_PAUSE_SECONDS);
        let again = |after: Option<Duration>| {
            let asked = after.map(|after| TimeDelta::from_std(after).unwrap_or(longest));
            now + asked.unwrap_or_else(|| pause_before(row.attempts)).min(longest)
        };
        let outcome = match outcome {
            Outcome::Again { code, .. } if row.attempts >= TRIES => Outcome::Dead(code),
            other => other,
        };
        match outcome {
            Outcome::Done => {}
            Outcome::Dropped(code) => tracing::info!(notice = %id, "Notice {id} dropped: {code}"),
            Outcome::Again { code, .. } => tracing::warn!(notice = %id, "Notice {id} waits: {code}"),
            Outcome::Dead(code) => {
                tracing::error!(notice = %id, "Notice {id} could not be delivered: {code}")
            }
        }
        let (until, hold) = match outcome {
            Outcome::Again { after, .. } => (again(after), after.is_some()),
            _ => (now, false),
        };
        self.store
            .write_any(move |tx| {
                Box::pin(async move {
                    match outcome {
                        Outcome::Done | Outcome::Dropped(_) => tx.done(&row.id, &row.token, now).await?,
                        Outcome::Again { code, .. } => {
                            if hold {
                                tx.hold_destination(&row.destination, until).await?;
                            }
                            tx.retry(&row.id, &row.token, until, code).await?
                        }
                        Outcome::Dead(code) => tx.dead(&row.id, &row.token, code, now).await?,
                    };
                    Ok(())
                })
            })
            .await
    }

    fn school(&self, id: &SchoolId) -> Option<&School> {
        self.schools.get(id)
    }

    async fn dispatch(&self, row: &Claimed) -> Result<Outcome, RecordError> {
        use crate::domain::notice::Notice;
        let notice = records::open_notice(&self.vault, &row.school, &row.id, &row.payload)?;
        let Some(school) = self.school(&row.school) else { return Ok(Outcome::Dead("no_school")) };
        match notice {
            Notice::Step { case, step, kind } => self.spread_step(school, &case, step, kind, row).await,
            Notice::Space { case, step, space, kind } => {
                self.post_to_space(school, &case, step, &space, kind, row).await
            }
            Notice::Person { case, step, person, kind } => {
                self.post_to_person(school, &case, step, &person, kind, row).await
            }
            Notice::Refresh { case } => self.spread_refresh(school, &case, row).await,
            Notice::Card { case, place } => self.refresh_card(school, &case, place).await,
            Notice::Reporter { case, kind } => self.tell_reporter(school, &case, kind, row).await,
            Notice::Question { case, entry, again } => {
                self.tell_question(school, &case, (entry, again), row).await
            }
            Notice::Call { call } => self.spread_call(school, &call, "notice-page", row).await,
            Notice::FileOffered { call } => self.spread_call(school, &call, "notice-file", row).await,
            Notice::CallAnswered { call } => self.tell_caller(school, &call, row).await,
            Notice::CallPerson { call, person } => {
                self.tell_team(school, &call, &person, ("notice-page", "read_call"), row).await
            }
            Notice::FileOfferedPerson { call, person } => {
                self.tell_team(school, &call, &person, ("notice-file", "read_file"), row).await
            }
        }
    }
}

/// 2 s, 4 s, 8 s … up to 5 minutes, with up to a quarter more so that many don't come back at once.
fn pause_before(attempts: u32) -> TimeDelta {
    let seconds = 2_i64.saturating_pow(attempts.min(8) + 1).min(300);
    let [more] = random::<1>();
    TimeDelta::milliseconds(seconds * 1000 + seconds * i64::from(more))
}
