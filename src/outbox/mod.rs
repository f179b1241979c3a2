//! Delivers what waits in the outbox: claim, decide who may have it, render, send; then done, again later, or dead.
//!
//! No transaction is open while something is sent. A crash between a send and its mark repeats one notice with the
//! same reference; it never loses one.

mod send;
mod spread;

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
/// How long a claim holds: longer than a batch takes, whose sends run side by side, each with its own timeout.
const LEASE_SECONDS: i64 = 30;
/// How long one send may take.
const PATIENCE: Duration = Duration::from_secs(8);
/// Tries before a notice is dead and raises an alarm. With the pauses below that is about two hours.
const TRIES: u32 = 30;
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
        loop {
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
                _ = changed.changed() => {}
            }
        }
    }

    /// Delivers everything that is due now; when the next is.
    pub async fn deliver_due(&self) -> Result<Option<Moment>, StoreError> {
        loop {
            let now = self.clock.now();
            let token = crate::domain::id::OutboxId::from_random(random()).to_string();
            let lease = now + TimeDelta::seconds(LEASE_SECONDS);
            let claimed = self
                .store
                .write_any(move |tx| Box::pin(async move { tx.claim(now, lease, &token, BATCH).await }))
                .await?;
            if claimed.is_empty() {
                return self.store.read(|db| Box::pin(async move { db.next_run_at().await })).await;
            }
            let delivered = futures::future::join_all(claimed.into_iter().map(|row| self.deliver(row))).await;
            delivered.into_iter().collect::<Result<(), StoreError>>()?;
        }
    }

    async fn deliver(&self, row: Claimed) -> Result<(), StoreError> {
        let outcome = match self.dispatch(&row).await {
            Ok(outcome) => outcome,
            Err(RecordError::Sealed) => Outcome::Dead("sealed"),
            Err(RecordError::Store(StoreError::Conflict)) => Outcome::Again { after: None, code: "conflict" },
            Err(RecordError::Store(error)) => return Err(error),
        };
        self.mark(row, outcome).await
    }

    async fn mark(&self, row: Claimed, outcome: Outcome) -> Result<(), StoreError> {
        let now = self.clock.now();
        let id = row.id.clone();
        let again = |after: Option<Duration>| {
            let pause = after.and_then(|after| TimeDelta::from_std(after).ok());
            now + pause.unwrap_or_else(|| pause_before(row.attempts))
        };
        match outcome {
            Outcome::Done => {}
            Outcome::Dropped(code) => tracing::info!(notice = %id, "Notice {id} dropped: {code}"),
            Outcome::Again { code, .. } => tracing::warn!(notice = %id, "Notice {id} waits: {code}"),
            Outcome::Dead(code) => {
                tracing::error!(notice = %id, "Notice {id} could not be delivered: {code}")
            }
        }
        let given_up = row.attempts >= TRIES;
        let outcome = match outcome {
            Outcome::Again { code, .. } if given_up => Outcome::Dead(code),
            other => other,
        };
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
            Notice::Call { call } => self.spread_call(school, &call, "notice-page", row).await,
            Notice::FileOffered { call } => self.spread_call(school, &call, "notice-file", row).await,
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
