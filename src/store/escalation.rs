//! Stores the steps of the ladder that are still to come.

use super::db::{Db, Timestamp, Tx, read, run};
use super::error::{StoreError, UNREADABLE};
use crate::domain::Moment;
use crate::domain::id::{CaseId, SchoolId};

/// A step that is waiting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    pub school: SchoolId,
    pub case: CaseId,
    pub step: u32,
    pub due_at: Moment,
}

impl Tx<'_> {
    /// Plans a step. False, and nothing changes, if this step was planned before, whatever became of it.
    pub async fn schedule_step(
        &mut self,
        school: &SchoolId,
        case: &CaseId,
        step: u32,
        due_at: Moment,
    ) -> Result<bool, StoreError> {
        self.wakes = true;
        let added = run!(
            self,
            change,
            "INSERT INTO escalation (school, case_id, step, due_at, state) VALUES ($1, $2, $3, $4, 'waiting')
             ON CONFLICT (case_id, step) DO NOTHING",
            school.as_str(),
            case.as_str(),
            i64::from(step),
            Timestamp::from(due_at),
        )?;
        Ok(added == 1)
    }

    /// Stops every step of a case that waits; how many.
    pub async fn cancel_steps(&mut self, case: &CaseId) -> Result<u64, StoreError> {
        run!(
            self,
            change,
            "UPDATE escalation SET state = 'cancelled' WHERE case_id = $1 AND state = 'waiting'",
            case.as_str(),
        )
    }

    /// The last step a case ever had, whatever became of it.
    pub async fn last_step(&mut self, case: &CaseId) -> Result<u32, StoreError> {
        let (step,) = run!(
            self,
            one::<(i64,)>,
            "SELECT COALESCE(MAX(step), 0) FROM escalation WHERE case_id = $1",
            case.as_str(),
        )?;
        step.try_into().map_err(|_| UNREADABLE)
    }

    /// Takes a waiting step: true for exactly one caller, and never after it was cancelled.
    pub async fn fire_step(&mut self, case: &CaseId, step: u32) -> Result<bool, StoreError> {
        let fired = run!(
            self,
            change,
            "UPDATE escalation SET state = 'fired' WHERE case_id = $1 AND step = $2 AND state = 'waiting'",
            case.as_str(),
            i64::from(step),
        )?;
        Ok(fired == 1)
    }

    /// Brings what waits in a case forward to `due_at`; never puts it off. Whether anything moved.
    pub async fn hasten_step(&mut self, case: &CaseId, due_at: Moment) -> Result<bool, StoreError> {
        self.wakes = true;
        let moved = run!(
            self,
            change,
            "UPDATE escalation SET due_at = $2 WHERE case_id = $1 AND state = 'waiting' AND due_at > $2",
            case.as_str(),
            Timestamp::from(due_at),
        )?;
        Ok(moved > 0)
    }
}

impl Db<'_> {
    /// The steps that are due, the longest overdue first, without the first `skip`. One that cannot be read stands
    /// among them as its error, and hides no other.
    pub async fn steps_due(
        &mut self,
        now: Moment,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<Result<StepRow, StoreError>>, StoreError> {
        let rows = run!(
            self,
            all::<(String, String, i64, Timestamp)>,
            "SELECT school, case_id, step, due_at FROM escalation
             WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, case_id, step LIMIT $3 OFFSET $2",
            Timestamp::from(now),
            i64::from(skip),
            i64::from(limit),
        )?;
        let step = |(school, case, step, due_at): (String, String, i64, Timestamp)| {
            Ok(StepRow {
                school: read(SchoolId::parse(&school))?,
                case: read(CaseId::parse(&case))?,
                step: step.try_into().map_err(|_| UNREADABLE)?,
                due_at: due_at.moment()?,
            })
        };
        Ok(rows.into_iter().map(step).collect())
    }

    /// When the next step falls due after this moment.
    pub async fn next_step_at(&mut self, after: Moment) -> Result<Option<Moment>, StoreError> {
        let row = run!(
            self,
            maybe::<(Timestamp,)>,
            "SELECT due_at FROM escalation WHERE state = 'waiting' AND due_at > $1 ORDER BY due_at LIMIT 1",
            Timestamp::from(after),
        )?;
        row.map(|(at,)| at.moment()).transpose()
    }
}
