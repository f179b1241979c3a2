//! The chase: a step of a case's ladder that has come due is taken, exactly once, and the next one is set.

use super::App;
use crate::audit::{self, Act};
use crate::domain::Moment;
use crate::domain::case::State;
use crate::domain::concern::DRAFT_HOURS;
use crate::domain::ladder::{ROUND, Step};
use crate::domain::notice::{Kind, Notice};
use crate::forms::profile::ladder;
use crate::records;
use crate::store::{StepRow, StoreError};
use chrono::TimeDelta;
use std::future::Future;
use std::time::Duration;

/// Steps taken at a time.
const BATCH: u32 = 100;
/// How long a seen event is remembered, longer than any platform repeats one.
const EVENT_DAYS: i64 = 7;
/// How long a delivered notice's row is kept, so that the same one is not sent again.
const DONE_DAYS: i64 = 30;
/// When nothing is due, the ladder is looked at again after this long all the same.
const REST_MINUTES: i64 = 10;
/// However the clock is put meanwhile, this is the longest wait.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// When a step that could not be taken is tried again.
const STUCK_SECONDS: i64 = 30;

impl App {
    /// Takes every step that is due until `stop` completes.
    pub async fn chase(&self, stop: impl Future<Output = ()> + Send) {
        tokio::pin!(stop);
        let mut changed = self.0.store.changed();
        let (mut swept, mut seen) = (None::<Moment>, None::<Moment>);
        loop {
            let now = self.0.clock.now();
            let back = seen.replace(now).is_some_and(|seen| now < seen);
            if back || swept.is_none_or(|at| now - at >= TimeDelta::hours(1)) {
                if let Err(error) = self.bring_steps_forward(now).await {
                    tracing::error!("The ladder could not be checked against the clock: {error}");
                }
                if let Err(error) = self.take_back_orphans().await {
                    tracing::error!("Cases that nobody has any more could not be looked for: {error}");
                }
                if let Err(error) = self.open_campaigns().await {
                    tracing::error!("What is to be signed this year could not be opened: {error}");
                }
                match self.forget_the_old(now).await {
                    Ok(()) => swept = Some(now),
                    Err(error) => tracing::error!("Old drafts could not be destroyed: {error}"),
                }
            }
            let soon = |error| {
                tracing::error!("What is due could not be looked at: {error}");
                Some(self.0.clock.now() + TimeDelta::seconds(5))
            };
            let due = [
                self.take_due_steps().await.unwrap_or_else(soon),
                self.chase_calls().await.unwrap_or_else(soon),
                self.remind_of_questions().await.unwrap_or_else(soon),
                self.nudge_unfinished().await.unwrap_or_else(soon),
                self.flag_old_guidance().await.unwrap_or_else(soon),
            ];
            let next = due.into_iter().flatten().min();
            let rest = self.0.clock.now() + TimeDelta::minutes(REST_MINUTES);
            tokio::select! {
                () = &mut stop => return,
                () = self.0.clock.wait_until(next.map_or(rest, |at| at.min(rest))) => {}
                // By a clock put back, that moment may be a year away.
                () = tokio::time::sleep(LONGEST_WAIT) => {}
                _ = changed.changed() => {}
            }
        }
    }

    /// Takes every step that is due now; when the next one is.
    pub async fn take_due_steps(&self) -> Result<Option<Moment>, StoreError> {
        let now = self.0.clock.now();
        // What cannot be taken stays at the front of what is due, and must not keep the others from their turn.
        let mut stuck = 0;
        loop {
            let due = self
                .0
                .store
                .read(move |db| Box::pin(async move { db.steps_due(now, stuck, BATCH).await }))
                .await?;
            if due.is_empty() {
                break;
            }
            for row in due {
                let taken = match row {
                    Ok(row) => {
                        let case = row.case.clone();
                        self.take_step(row, now).await.inspect_err(|error| {
                            tracing::error!(case = %case, "A step of concern {case} could not be taken: {error}");
                        })
                    }
                    Err(error) => {
                        tracing::error!("A step of the ladder cannot be read: {error}");
                        Err(error)
                    }
                };
                metrics::counter!("hearken_ladder_steps_total").increment(u64::from(taken.is_ok()));
                stuck += u32::from(taken.is_err());
            }
        }
        let next = self.0.store.read(move |db| Box::pin(async move { db.next_step_at(now).await })).await?;
        let again = (stuck > 0).then(|| now + TimeDelta::seconds(STUCK_SECONDS));
        Ok(next.into_iter().chain(again).min())
    }

    /// Brings every step forward that is planned for later than it would be if it were planned now: that was done
    /// while the clock stood ahead.
    pub async fn bring_steps_forward(&self, now: Moment) -> Result<(), StoreError> {
        let mut seen = 0;
        loop {
            let ever = Moment::MAX_UTC;
            let rows = self
                .0
                .store
                .read(move |db| Box::pin(async move { db.steps_due(ever, seen, BATCH).await }))
                .await?;
            if rows.is_empty() {
                return Ok(());
            }
            seen += u32::try_from(rows.len()).unwrap_or(BATCH);
            // What cannot be read is told of when it is due.
            for row in rows.into_iter().flatten().filter(|row| row.due_at > now) {
                let Ok(Some(latest)) = self.latest(&row, now).await else { continue };
                if row.due_at > latest {
                    tracing::warn!(case = %row.case, "A step of concern {} was planned too far ahead", row.case);
                    self.0
                        .store
                        .write(&row.school.clone(), move |tx| {
                            Box::pin(async move {
                                if let Some(mut case) = tx.case(&row.school, &row.case).await?
                                    && case.due_at > latest
                                {
                                    case.due_at = latest;
                                    tx.save_case(&case).await?;
                                }
                                tx.hasten_step(&row.case, latest).await
                            })
                        })
                        .await?;
                }
            }
        }
    }

    /// When a step would fall if it were planned now.
    async fn latest(&self, row: &StepRow, now: Moment) -> Result<Option<Moment>, StoreError> {
        let Some(school) = self.0.schools.get(&row.school) else { return Ok(None) };
        let (id, case) = (row.school.clone(), row.case.clone());
        let found = self.0.store.read(move |db| {
            Box::pin(async move { Ok((db.case(&id, &case).await?, records::route(db, &case).await?)) })
        });
        let (Some(case), Some(route)) = found.await? else { return Ok(None) };
        let (pace, hours) = (school.profile.pace(case.urgency), school.profile.hours());
        let planned = match case.state {
            State::Unrouted => hours.next_morning(now),
            _ => ladder(&route, case.urgency).due(row.step, now, pace, &hours),
        };
        Ok(Some(planned))
    }

    async fn take_step(&self, row: StepRow, now: Moment) -> Result<(), StoreError> {
        let parts = self.0.clone();
        let school = row.school.clone();
        self.0
            .store
            .write(&school, move |tx| {
                Box::pin(async move {
                    if !tx.fire_step(&row.case, row.step).await? {
                        return Ok(());
                    }
                    let case = tx.case(&row.school, &row.case).await?;
                    let route = records::route(tx, &row.case).await?;
                    let (Some(case), Some(route), Some(school)) =
                        (case, route, parts.schools.get(&row.school))
                    else {
                        return Err(StoreError::Failed("no_case"));
                    };
                    let next = row.step + 1;
                    if case.state == State::Unrouted {
                        let ask = Notice::Reporter { case: case.id.clone(), kind: Kind::Reached };
                        let (to, key) = (case.reporter.to_string(), format!("{}/{}", case.id, row.step));
                        records::enqueue(tx, &parts.vault, &row.school, &ask, &to, &key, now).await?;
                        let due = school.profile.hours().next_morning(now);
                        return tx.schedule_step(&row.school, &row.case, next, due).await.map(drop);
                    }
                    if case.state != State::Received {
                        return Ok(());
                    }
                    let ladder = ladder(&route, case.urgency);
                    let kind = match ladder.step(row.step) {
                        Step::Next(_) => Kind::Next,
                        Step::Tell(_) => Kind::New,
                        Step::Remind | Step::Again => Kind::Reminder,
                    };
                    if now >= case.due_at {
                        // Whoever reported it hears, once a round, what they can do themselves.
                        let tell = Notice::Reporter { case: case.id.clone(), kind: Kind::Late };
                        let key = format!("{}/reporter/late/{}", case.id, row.step / ROUND);
                        let to = case.reporter.to_string();
                        records::enqueue(tx, &parts.vault, &row.school, &tell, &to, &key, now).await?;
                    }
                    let notice = Notice::Step { case: case.id.clone(), step: row.step, kind };
                    let key = format!("{}/{}", case.id, row.step);
                    let case_id = case.id.as_str();
                    records::enqueue(tx, &parts.vault, &row.school, &notice, case_id, &key, now).await?;
                    let entry =
                        audit::Entry { at: now, actor: "hearken", act: Act::LadderStep, subject: case_id };
                    audit::append(tx, &row.school, entry).await?;
                    let (pace, hours) = (school.profile.pace(case.urgency), school.profile.hours());
                    let due = ladder.due(next, now, pace, &hours);
                    tx.schedule_step(&row.school, &row.case, next, due).await.map(drop)
                })
            })
            .await
    }

    /// Unfinished reports are destroyed after a day, and old events forgotten.
    pub async fn forget_the_old(&self, now: Moment) -> Result<(), StoreError> {
        for school in self.0.schools.keys() {
            let id = school.clone();
            self.0
                .store
                .write(school, move |tx| {
                    Box::pin(async move {
                        tx.forget_events(now - TimeDelta::days(EVENT_DAYS)).await?;
                        tx.forget_done(now - TimeDelta::days(DONE_DAYS)).await?;
                        tx.forget_forms(&id, now - TimeDelta::hours(DRAFT_HOURS)).await?;
                        tx.forget_register_forms(&id, now - TimeDelta::hours(DRAFT_HOURS)).await?;
                        tx.destroy_drafts(&id, now - TimeDelta::hours(DRAFT_HOURS)).await
                    })
                })
                .await?;
        }
        Ok(())
    }
}
