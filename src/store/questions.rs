//! Stores how far each question to a reporter is; its words stand sealed among the entries of its case.

use super::db::{Db, Timestamp, Tx, read, run};
use super::error::StoreError;
use crate::domain::Moment;
use crate::domain::id::{CaseId, SchoolId};

/// A question to the reporter of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionRow {
    pub school: SchoolId,
    pub case: CaseId,
    /// The entry of the case that holds its words.
    pub entry: i64,
    /// When the reporter is reminded of it; `None` once they were.
    pub remind_at: Option<Moment>,
    /// The first entry that answers it.
    pub answer: Option<i64>,
    /// Where its card stands.
    pub receipt: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Columns {
    school: String,
    case_id: String,
    entry: i64,
    remind_at: Option<Timestamp>,
    answer: Option<i64>,
    receipt: Option<String>,
}

impl Columns {
    fn row(self) -> Result<QuestionRow, StoreError> {
        Ok(QuestionRow {
            school: read(SchoolId::parse(&self.school))?,
            case: read(CaseId::parse(&self.case_id))?,
            entry: self.entry,
            remind_at: self.remind_at.map(Timestamp::moment).transpose()?,
            answer: self.answer,
            receipt: self.receipt,
        })
    }
}

impl Tx<'_> {
    pub async fn add_question(
        &mut self,
        school: &SchoolId,
        case: &CaseId,
        entry: i64,
        asked_at: Moment,
        remind_at: Moment,
    ) -> Result<(), StoreError> {
        self.wakes = true;
        run!(
            self,
            change,
            "INSERT INTO case_question (school, case_id, entry, asked_at, remind_at)
             VALUES ($1, $2, $3, $4, $5)",
            school.as_str(),
            case.as_str(),
            entry,
            Timestamp::from(asked_at),
            Timestamp::from(remind_at),
        )
        .map(drop)
    }

    /// Notes the entry that answers a question, which nobody is reminded of any more. A later answer changes nothing.
    pub async fn answer_question(
        &mut self,
        case: &CaseId,
        entry: i64,
        answer: i64,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "UPDATE case_question SET answer = $3, remind_at = NULL
             WHERE case_id = $1 AND entry = $2 AND answer IS NULL",
            case.as_str(),
            entry,
            answer,
        )
        .map(drop)
    }

    /// Takes the reminder of a question: true for exactly one caller, and never after an answer.
    pub async fn take_reminder(&mut self, case: &CaseId, entry: i64) -> Result<bool, StoreError> {
        let taken = run!(
            self,
            change,
            "UPDATE case_question SET remind_at = NULL
             WHERE case_id = $1 AND entry = $2 AND answer IS NULL AND remind_at IS NOT NULL",
            case.as_str(),
            entry,
        )?;
        Ok(taken == 1)
    }

    pub async fn put_question_card(
        &mut self,
        case: &CaseId,
        entry: i64,
        receipt: &str,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "UPDATE case_question SET receipt = $3 WHERE case_id = $1 AND entry = $2",
            case.as_str(),
            entry,
            receipt,
        )
        .map(drop)
    }
}

impl Db<'_> {
    /// Every question of a case, the first first.
    pub async fn questions(&mut self, case: &CaseId) -> Result<Vec<QuestionRow>, StoreError> {
        let rows = run!(
            self,
            all::<Columns>,
            "SELECT * FROM case_question WHERE case_id = $1 ORDER BY entry",
            case.as_str(),
        )?;
        rows.into_iter().map(Columns::row).collect()
    }

    /// Questions whose reporter is to be reminded now. What was asked at a time that has not come yet was planned
    /// while the clock stood ahead. Without the first `skip`; one that cannot be read stands among them as its error.
    pub async fn reminders_due(
        &mut self,
        now: Moment,
        skip: u32,
        limit: u32,
    ) -> Result<Vec<Result<QuestionRow, StoreError>>, StoreError> {
        let rows = run!(
            self,
            all::<Columns>,
            "SELECT * FROM case_question
             WHERE remind_at IS NOT NULL AND (remind_at <= $1 OR asked_at > $1)
             ORDER BY remind_at, case_id, entry LIMIT $2 OFFSET $3",
            Timestamp::from(now),
            i64::from(limit),
            i64::from(skip),
        )?;
        Ok(rows.into_iter().map(Columns::row).collect())
    }

    /// When the next reminder falls due after this moment.
    pub async fn next_reminder_at(&mut self, after: Moment) -> Result<Option<Moment>, StoreError> {
        let row = run!(
            self,
            maybe::<(Timestamp,)>,
            "SELECT remind_at FROM case_question WHERE remind_at IS NOT NULL AND remind_at > $1
             ORDER BY remind_at LIMIT 1",
            Timestamp::from(after),
        )?;
        row.map(|(at,)| at.moment()).transpose()
    }
}
