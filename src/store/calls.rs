//! Stores the calls for the safeguarding team that come without a report.

use super::db::{Db, Timestamp, Tx, read, run};
use super::error::StoreError;
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
        })
    }
}

impl Tx<'_> {
    pub async fn insert_call(&mut self, call: &CallRow) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO calls (id, school, caller_platform, caller_workspace, caller_member, at,
                 answered_by, answered_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            call.id.as_str(),
            call.school.as_str(),
            call.from.platform.as_str(),
            call.from.workspace.as_str(),
            call.from.user.as_str(),
            Timestamp::from(call.at),
            call.answered_by.as_ref().map(PersonId::as_str),
            call.answered_at.map(Timestamp::from),
        )
        .map(drop)
    }

    /// Takes a call: true for whoever is first.
    pub async fn answer_call(&mut self, id: &str, by: &PersonId, now: Moment) -> Result<bool, StoreError> {
        let answered = run!(
            self,
            change,
            "UPDATE calls SET answered_by = $2, answered_at = $3 WHERE id = $1 AND answered_at IS NULL",
            id,
            by.as_str(),
            Timestamp::from(now),
        )?;
        Ok(answered == 1)
    }
}

impl Db<'_> {
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
