//! Stores the calls for the safeguarding team that come without a report.

use super::db::{Db, Timestamp, Tx, read, run};
use super::error::{StoreError, UNREADABLE};
use super::people::identity;
use crate::domain::Moment;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::Identity;

/// Somebody asked for the safeguarding team at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRow {
    pub id: String,
    pub school: SchoolId,
    pub from: Identity,
    pub at: Moment,
    pub answered_by: Option<PersonId>,
    pub answered_at: Option<Moment>,
    /// How often it was chased.
    pub step: u32,
    /// When it is chased next; never, once it is answered.
    pub due_at: Option<Moment>,
}

#[derive(sqlx::FromRow)]
struct Columns {
    id: String,
    school: String,
    caller_platform: String,
    caller_workspace: String,
    caller_member: String,
    at: Timestamp,
    answered_by: Option<String>,
    answered_at: Option<Timestamp>,
    step: i64,
    due_at: Option<Timestamp>,
}

impl Columns {
    fn row(self) -> Result<CallRow, StoreError> {
        Ok(CallRow {
            id: self.id,
            school: read(SchoolId::parse(&self.school))?,
            from: identity(&self.caller_platform, self.caller_workspace, self.caller_member)?,
            at: self.at.moment()?,
            answered_by: self.answered_by.map(|id| read(PersonId::parse(&id))).transpose()?,
            answered_at: self.answered_at.map(Timestamp::moment).transpose()?,
            step: self.step.try_into().map_err(|_| UNREADABLE)?,
            due_at: self.due_at.map(Timestamp::moment).transpose()?,
        })
    }
}

impl Tx<'_> {
    pub async fn insert_call(&mut self, call: &CallRow) -> Result<(), StoreError> {
        self.wakes = true;
        run!(
            self,
            change,
            "INSERT INTO calls (id, school, caller_platform, caller_workspace, caller_member, at,
                 answered_by, answered_at, step, due_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            call.id.as_str(),
            call.school.as_str(),
            call.from.platform.as_str(),
            call.from.workspace.as_str(),
            call.from.user.as_str(),
            Timestamp::from(call.at),
            call.answered_by.as_ref().map(PersonId::as_str),
            call.answered_at.map(Timestamp::from),
            i64::from(call.step),
            call.due_at.map(Timestamp::from),
        )
        .map(drop)
    }

    /// Takes a call, or ends it where nobody is needed any more: true for whoever is first.
    pub async fn answer_call(
        &mut self,
        id: &str,
        by: Option<&PersonId>,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let answered = run!(
            self,
            change,
            "UPDATE calls SET answered_by = $2, answered_at = $3, due_at = NULL
             WHERE id = $1 AND answered_at IS NULL",
            id,
            by.map(PersonId::as_str),
            Timestamp::from(now),
        )?;
        Ok(answered == 1)
    }

    /// Takes the next step of a call's chase: true for exactly one caller, and never once it is answered.
    pub async fn chase_call(&mut self, id: &str, step: u32, next: Moment) -> Result<bool, StoreError> {
        self.wakes = true;
        let chased = run!(
            self,
            change,
            "UPDATE calls SET step = step + 1, due_at = $3
             WHERE id = $1 AND step = $2 AND answered_at IS NULL AND due_at IS NOT NULL",
            id,
            i64::from(step),
            Timestamp::from(next),
        )?;
        Ok(chased == 1)
    }

    /// Notes where a card of a call stands.
    pub async fn add_call_place(
        &mut self,
        school: &SchoolId,
        call: &str,
        receipt: &str,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO call_place (school, call_id, number, receipt)
             VALUES ($1, $2, (SELECT COALESCE(MAX(number), 0) + 1 FROM call_place WHERE call_id = $2), $3)",
            school.as_str(),
            call,
            receipt,
        )
        .map(drop)
    }
}

impl Db<'_> {
    /// The calls to be chased now, the longest overdue first, without the first `skip`; one that cannot be read stands
    /// among them as its error, and hides no other. What is planned for later than `furthest` was planned while the
    /// clock stood ahead, and is due as well.
    pub async fn calls_due(
        &mut self,
        now: Moment,
        furthest: Moment,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<Result<CallRow, StoreError>>, StoreError> {
        let rows = run!(
            self,
            all::<Columns>,
            "SELECT * FROM calls WHERE due_at IS NOT NULL AND (due_at <= $1 OR due_at > $2)
             ORDER BY due_at, id LIMIT $4 OFFSET $3",
            Timestamp::from(now),
            Timestamp::from(furthest),
            i64::from(skip),
            i64::from(limit),
        )?;
        Ok(rows.into_iter().map(Columns::row).collect())
    }

    /// When the next call is to be chased, after this moment.
    pub async fn next_call_at(&mut self, after: Moment) -> Result<Option<Moment>, StoreError> {
        let row = run!(
            self,
            maybe::<(Timestamp,)>,
            "SELECT due_at FROM calls WHERE due_at IS NOT NULL AND due_at > $1 ORDER BY due_at LIMIT 1",
            Timestamp::from(after),
        )?;
        row.map(|(at,)| at.moment()).transpose()
    }

    /// The cards of a call, as number and receipt.
    pub async fn call_places(&mut self, call: &str) -> Result<Vec<(i64, String)>, StoreError> {
        run!(
            self,
            all::<(i64, String)>,
            "SELECT number, receipt FROM call_place WHERE call_id = $1 ORDER BY number",
            call,
        )
    }

    pub async fn call(&mut self, school: &SchoolId, id: &str) -> Result<Option<CallRow>, StoreError> {
        let row = run!(
            self,
            maybe::<Columns>,
            "SELECT * FROM calls WHERE school = $1 AND id = $2",
            school.as_str(),
            id,
        )?;
        row.map(Columns::row).transpose()
    }
}
