//! The chase: a step of a case's ladder that has come due is taken, exactly once, and the next one is set.

use super::App;
use crate::audit::{self, Act};
use crate::domain::Moment;
use crate::domain::case::State;
use crate::domain::ladder::Step;
use crate::domain::notice::{Kind, Notice};
use crate::domain::urgency::Deadline;
use crate::forms::profile::ladder;
use crate::records;
use crate::store::{StepRow, StoreError};
use chrono::TimeDelta;
use std::future::Future;

/// Steps taken at a time.
const BATCH: u32 = 100;
/// How long an unfinished report is kept (domain: destroyed after 24 hours).
const DRAFT_HOURS: i64 = 24;
/// How long a seen event is remembered, longer than any platform repeats one.
const EVENT_DAYS: i64 = 7;
/// How long a delivered notice's row is kept, so that the same one is not sent again.
const DONE_DAYS: i64 = 30;
/// When nothing is due, the ladder is looked at again after this long all the same.
const REST_MINUTES: i64 = 10;

impl App {
    /// Takes every step that is due until `stop` completes.
    pub async fn chase(&self, stop: impl Future<Output = ()> + Send) {
        tokio::pin!(stop);
        let mut changed = self.0.store.changed();
        let mut swept: Option<Moment> = None;
        loop {
            let now = self.0.clock.now();
            if swept.is_none_or(|at| now - at >= TimeDelta::hours(1) || now < at) {
                match self.forget_the_old(now).await {
                    Ok(()) => swept = Some(now),
                    Err(error) => tracing::error!("Old drafts could not be destroyed: {error}"),
                }
            }
            let next = match self.take_due_steps().await {
                Ok(next) => next,
                Err(error) => {
                    tracing::error!("The ladder could not be looked at: {error}");
                    Some(self.0.clock.now() + TimeDelta::seconds(5))
                }
            };
            let rest = self.0.clock.now() + TimeDelta::minutes(REST_MINUTES);
            tokio::select! {
                () = &mut stop => return,
                () = self.0.clock.wait_until(next.map_or(rest, |at| at.min(rest))) => {}
                _ = changed.changed() => {}
            }
        }
    }

    /// Takes every step that is due now; when the next one is.
    pub async fn take_due_steps(&self) -> Result<Option<Moment>, StoreError> {
        let now = self.0.clock.now();
        loop {
            let due =
                self.0.store.read(move |db| Box::pin(async move { db.steps_due(now, BATCH).await })).await?;
            if due.is_empty() {
                break;
            }
            for row in due {
                self.take_step(row, now).await?;
            }
        }
        self.0.store.read(|db| Box::pin(async move { db.next_step_at().await })).await
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
                        tracing::error!(case = %row.case, "A step belongs to no case that can be read");
                        return Ok(());
                    };
                    let next = row.step + 1;
                    if case.state == State::Unrouted {
                        let ask = Notice::Reporter { case: case.id.clone(), kind: Kind::Reached };
                        let (to, key) = (case.reporter.to_string(), format!("{}/{}", case.id, row.step));
                        records::enqueue(tx, &parts.vault, &row.school, &ask, &to, &key, now).await?;
                        let due = school.profile.hours().due(now, Deadline::NextSchoolDay(1));
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
                        tx.destroy_drafts(&id, now - TimeDelta::hours(DRAFT_HOURS)).await
                    })
                })
                .await?;
        }
        Ok(())
    }
}
