//! Delivers what waits in the outbox: claim, decide who may have it, render, send; then done, again later, or dead.
//!
//! No transaction is open while something is sent. A crash between a send and its mark repeats one notice with the
//! same reference; it never loses one.

mod author;
mod calls;
mod draft;
mod guidance;
mod lanes;
mod morning;
mod outcome;
mod pace;
mod reporter;
mod send;
mod space;
mod spread;
mod unreachable;

pub use crate::domain::school::DSL_SPACE;

use crate::chat::Platform;
use crate::clock::Clock;
use crate::domain::Moment;
use crate::domain::id::{OutboxId, SchoolId};
use crate::domain::notice::Priority;
use crate::domain::school::PlatformKind;
use crate::forms::{Prompts, School};
use crate::records::{self, RecordError};
use crate::store::{Claimed, Store, StoreError, Want};
use crate::vault::{Vault, random};
use chrono::TimeDelta;
use futures::future::BoxFuture;
use futures::stream::{FuturesUnordered, StreamExt};
use lanes::{Lane, Lanes};
use outcome::{Outcome, TRIES};
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Notices claimed at a time. Their marks share a few commits, as the claim does.
const BATCH: u32 = 64;
/// Of what is in no hurry: so few at a time that a workspace's pace is kept to the second.
const BULK_BATCH: u32 = 4;
/// After a look that found no more of it to take.
const BULK_REST: TimeDelta = TimeDelta::seconds(1);
/// How long a claim holds: longer than a delivery takes. What finds no lane in time is given back.
const LEASE_SECONDS: i64 = 30;
/// What one delivery may need of it: a look at a space's members, and the send.
const DELIVERY_SECONDS: i64 = 16;
/// How long one send may take.
const PATIENCE: Duration = Duration::from_secs(8);
/// Nothing in the outbox is planned further ahead, unless the clock stood ahead when that was done.
const FURTHEST_SECONDS: i64 = 20 * 60;
/// However the clock is put meanwhile, this is the longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// How often dead notices are told of.
const ALARM_MINUTES: i64 = 60;
/// Whatever has waited for so long needs a person, although it is tried on.
const LONG_MINUTES: i64 = 120;
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

/// What a turn of the delivery loop waited for.
enum Happened {
    Claimed(Result<Taken, StoreError>),
    Delivered { lane: Lane, asked_to_wait: bool },
    GivenBack,
}

/// What one claim has brought.
struct Taken {
    rows: Vec<Claimed>,
    /// By then they must have begun.
    last_start: Moment,
    /// There was room for more of what is in no hurry, and none that may go now.
    bulk_is_over: bool,
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
            let stopping = AtomicBool::new(false);
            let mut stopped = false;
            let delivering = self.deliver_until(&stopping);
            tokio::pin!(delivering);
            let delivered = loop {
                tokio::select! {
                    delivered = &mut delivering => break delivered,
                    () = &mut stop, if !stopped => {
                        stopped = true;
                        stopping.store(true, Ordering::Relaxed);
                    }
                }
            };
            if stopped {
                return;
            }
            let next = delivered.unwrap_or_else(|error| {
                tracing::error!("The outbox could not be looked at: {error}");
                Some(self.clock.now() + TimeDelta::seconds(5))
            });
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
        let counts = match self.store.read(|db| Box::pin(async move { db.outbox_counts().await })).await {
            Ok(counts) => counts,
            Err(error) => return tracing::error!("The dead notices could not be counted: {error}"),
        };
        if counts.dead > 0 {
            tracing::error!(dead = counts.dead, "{} notices could not be delivered", counts.dead);
        }
        let waits = counts.oldest.map_or(TimeDelta::zero(), |oldest| self.clock.now() - oldest);
        if waits >= TimeDelta::minutes(LONG_MINUTES) {
            tracing::error!(
                waiting = counts.waiting,
                "A notice has waited for {} minutes",
                waits.num_minutes()
            );
        }
    }

    /// Delivers everything that is due now; when the next is.
    pub async fn deliver_due(&self) -> Result<Option<Moment>, StoreError> {
        self.deliver_until(&AtomicBool::new(false)).await
    }

    /// More is claimed while the rest is still on its way; once it is to stop, nothing new is begun.
    async fn deliver_until(&self, stopping: &AtomicBool) -> Result<Option<Moment>, StoreError> {
        let mut changed = self.store.changed();
        let mut lanes = Lanes::default();
        let mut under_way: FuturesUnordered<BoxFuture<'_, Happened>> = FuturesUnordered::new();
        // Whether there may be more to claim: a delivery can have added something.
        let (mut more, mut claiming, mut failed) = (true, false, None);
        // Before then nothing that is in no hurry is looked for.
        let mut bulk_from = Moment::MIN_UTC;
        loop {
            let stopping = stopping.load(Ordering::Relaxed);
            let late = lanes.expire(if stopping { Moment::MAX_UTC } else { self.clock.now() });
            if !late.is_empty() {
                under_way.push(Box::pin(self.give_back(late)));
            }
            if more
                && !claiming
                && !stopping
                && failed.is_none()
                && let Some(least) = lanes.room_for(BATCH as usize)
            {
                (claiming, more) = (true, false);
                let busy = serde_json::json!(lanes.busy()).to_string();
                let waits = self.clock.now() < bulk_from || !lanes.has_room_for_bulk(BULK_BATCH as usize);
                under_way.push(Box::pin(self.claim(busy, least, if waits { 0 } else { BULK_BATCH })));
            }
            for (lane, row) in lanes.start() {
                under_way.push(Box::pin(async move {
                    let asked_to_wait = self.deliver(row).await;
                    Happened::Delivered { lane, asked_to_wait }
                }));
            }
            let happened = tokio::select! {
                happened = under_way.next() => happened,
                // Something new need not wait until what is slow has come to its end.
                Ok(()) = changed.changed(), if !more && !claiming => {
                    more = true;
                    continue;
                }
            };
            match happened {
                None => break,
                Some(Happened::Claimed(Ok(Taken { rows, last_start, bulk_is_over }))) => {
                    claiming = false;
                    // What a delivery has added meanwhile, this claim may not have seen.
                    more |= !rows.is_empty();
                    lanes.add(rows, last_start);
                    // What is under way may be all that keeps the rest from being taken.
                    if bulk_is_over && !lanes.hold_bulk() {
                        bulk_from = self.clock.now() + BULK_REST;
                    }
                }
                Some(Happened::Claimed(Err(error))) => (claiming, failed) = (false, Some(error)),
                Some(Happened::Delivered { lane, asked_to_wait }) => {
                    more = true;
                    lanes.finish(&lane);
                    let recalled = if asked_to_wait { lanes.recall(&lane) } else { Vec::new() };
                    if !recalled.is_empty() {
                        under_way.push(Box::pin(self.give_back(recalled)));
                    }
                }
                Some(Happened::GivenBack) => more = true,
            }
        }
        debug_assert!(lanes.is_empty(), "whatever was claimed was sent or given back");
        match failed {
            Some(error) => Err(error),
            None => self.store.read(|db| Box::pin(async move { db.next_run_at().await })).await,
        }
    }

    /// What is due and free, but for the destinations that are busy already: as far down as `least`, and so many of
    /// those that are in no hurry, by the pace of their workspace.
    async fn claim(&self, busy: String, least: Priority, bulk: u32) -> Happened {
        let now = self.clock.now();
        let token = OutboxId::from_random(random()).to_string();
        let lease_until = now + TimeDelta::seconds(LEASE_SECONDS);
        let furthest = now + TimeDelta::seconds(FURTHEST_SECONDS);
        let platforms = self.platforms.clone();
        let claimed = self.store.write_any(move |tx| {
            Box::pin(async move {
                let (token, busy) = (token.as_str(), busy.as_str());
                let (from, to) = (Priority::Urgent, least);
                let want = Want { now, lease_until, furthest, token, n: BATCH, busy, from, to };
                let mut rows = tx.claim(&want).await?;
                if bulk > 0 {
                    let (from, to) = (Priority::Bulk, Priority::Bulk);
                    let slow = tx.claim(&Want { n: bulk, from, to, ..want }).await?;
                    for (workspace, gap) in pace::taken(&slow, &platforms) {
                        tx.pace(&workspace, now + gap).await?;
                    }
                    rows.extend(slow);
                }
                Ok(rows)
            })
        });
        let last_start = lease_until - TimeDelta::seconds(DELIVERY_SECONDS);
        Happened::Claimed(claimed.await.map(|rows| {
            let slow = rows.iter().filter(|row| row.priority == Priority::Bulk).count();
            Taken { rows, last_start, bulk_is_over: slow < bulk as usize }
        }))
    }

    /// What found no lane in time is free again, as if it had not been claimed.
    async fn give_back(&self, rows: Vec<(OutboxId, String)>) -> Happened {
        let given = self.store.write_any(move |tx| {
            Box::pin(async move {
                for (id, token) in &rows {
                    tx.give_back(id, token).await?;
                }
                Ok(())
            })
        });
        if let Err(error) = given.await {
            // They are free again when their lease has ended.
            tracing::error!("Notices that waited for a lane were not given back: {error}");
        }
        Happened::GivenBack
    }

    /// Whether its destination asked to be left alone for a while.
    async fn deliver(&self, row: Claimed) -> bool {
        let outcome = match self.dispatch(&row).await {
            Ok(outcome) => outcome,
            Err(RecordError::Sealed) => Outcome::Again { after: None, code: "sealed" },
            Err(RecordError::Store(StoreError::Conflict)) => Outcome::Again { after: None, code: "conflict" },
            Err(RecordError::Store(StoreError::Failed(code) | StoreError::Unknown(code))) => {
                Outcome::Again { after: None, code }
            }
        };
        let asked_to_wait = matches!(outcome, Outcome::Again { after: Some(_), .. });
        let id = row.id.clone();
        if let Err(error) = self.mark(row, outcome).await {
            // It is claimed again when its lease has ended.
            tracing::error!(notice = %id, "What became of notice {id} was not stored: {error}");
        }
        asked_to_wait
    }

    async fn dispatch(&self, row: &Claimed) -> Result<Outcome, RecordError> {
        use crate::domain::notice::Notice;
        use calls::Call;
        let notice = records::open_notice(&self.vault, &row.school, &row.id, &row.payload)?;
        let Some(school) = self.schools.get(&row.school) else { return Ok(Outcome::Dead("no_school")) };
        match notice {
            Notice::Step { case, step, kind } => self.spread_step(school, &case, step, kind, row).await,
            Notice::Space { case, step, space, kind } => {
                self.post_to_space(school, &case, step, &space, kind, row).await
            }
            Notice::Person { case, step, person, kind, instead } => {
                self.post_to_person(school, &case, (step, kind), &person, instead, row).await
            }
            Notice::Refresh { case } => self.spread_refresh(school, &case, row).await,
            Notice::Card { case, place } => self.refresh_card(school, &case, place).await,
            Notice::Reporter { case, kind } => self.tell_reporter(school, &case, kind, row).await,
            Notice::Draft { draft } => self.tell_draft_owner(school, &draft, row).await,
            Notice::Question { case, entry, again } => {
                self.tell_question(school, &case, (entry, again), row).await
            }
            Notice::Author { case } => self.ask_author(school, &case, row).await,
            Notice::SpaceLook { space } => self.look_at_space(school, &space, row).await,
            Notice::SpaceUnfit { space, person } => self.tell_of_space(school, &space, &person, row).await,
            Notice::Call { call } => self.spread_call(school, &call, Call::Help, row).await,
            Notice::FileOffered { call } => self.spread_call(school, &call, Call::File, row).await,
            Notice::CallPerson { call, person } => {
                self.tell_called(school, &call, &person, Call::Help, row).await
            }
            Notice::FileOfferedPerson { call, person } => {
                self.tell_called(school, &call, &person, Call::File, row).await
            }
            Notice::CallWaiting { call } => self.tell_caller(school, &call, false, row).await,
            Notice::CallAnswered { call } => self.tell_caller(school, &call, true, row).await,
            Notice::CallRefresh { call } => self.spread_call_refresh(&call, row).await,
            Notice::Morning { person, day, items } => {
                self.tell_morning(school, (&person, day), &items, row).await
            }
            Notice::Guidance { person } => self.tell_of_old_guidance(school, person.as_ref(), row).await,
            Notice::CallCard { call, place } => self.refresh_call_card(school, &call, place).await,
        }
    }
}
