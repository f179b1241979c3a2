//! Stores the forms about a case that somebody has open. They hold nothing that was written: that goes into the case.

use super::db::{Db, Timestamp, Tx, read, run};
use super::error::StoreError;
use super::people::identity;
use crate::domain::Moment;
use crate::domain::id::{CaseId, DraftId, SchoolId};
use crate::domain::school::{Identity, words};

words! {
    FormState {
        Open = "open",
        /// What was filled in stands in the case.
        Sent = "sent",
    }
}

/// A form about a case, opened by one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    pub id: DraftId,
    pub school: SchoolId,
    pub case: CaseId,
    pub owner: Identity,
    pub page: String,
    /// The entry of the case that it answers.
    pub entry: Option<i64>,
    pub state: FormState,
    pub created_at: Moment,
}

#[derive(sqlx::FromRow)]
struct Columns {
    id: String,
    school: String,
    case_id: String,
    owner_platform: String,
    owner_workspace: String,
    owner_member: String,
    page: String,
    entry: Option<i64>,
    state: String,
    created_at: Timestamp,
}

impl Columns {
    fn row(self) -> Result<FormRow, StoreError> {
        Ok(FormRow {
            id: read(DraftId::parse(&self.id))?,
            school: read(SchoolId::parse(&self.school))?,
            case: read(CaseId::parse(&self.case_id))?,
            owner: identity(&self.owner_platform, self.owner_workspace, self.owner_member)?,
            page: self.page,
            entry: self.entry,
            state: read(FormState::parse(&self.state))?,
            created_at: self.created_at.moment()?,
        })
    }
}

impl Tx<'_> {
    pub async fn open_form(&mut self, form: &FormRow) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO case_forms (id, school, case_id, owner_platform, owner_workspace, owner_member, page,
                 entry, state, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            form.id.as_str(),
            form.school.as_str(),
            form.case.as_str(),
            form.owner.platform.as_str(),
            form.owner.workspace.as_str(),
            form.owner.user.as_str(),
            form.page.as_str(),
            form.entry,
            form.state.as_str(),
            Timestamp::from(form.created_at),
        )
        .map(drop)
    }

    /// Takes a form as sent: true for whoever is first.
    pub async fn send_form(&mut self, id: &DraftId) -> Result<bool, StoreError> {
        let sent = run!(
            self,
            change,
            "UPDATE case_forms SET state = 'sent' WHERE id = $1 AND state = 'open'",
            id.as_str(),
        )?;
        Ok(sent == 1)
    }

    /// Forgets the forms that were opened before; how many.
    pub async fn forget_forms(&mut self, school: &SchoolId, before: Moment) -> Result<u64, StoreError> {
        run!(
            self,
            change,
            "DELETE FROM case_forms WHERE school = $1 AND created_at < $2",
            school.as_str(),
            Timestamp::from(before),
        )
    }
}

impl Db<'_> {
    pub async fn case_form(
        &mut self,
        school: &SchoolId,
        id: &DraftId,
    ) -> Result<Option<FormRow>, StoreError> {
        let row = run!(
            self,
            maybe::<Columns>,
            "SELECT * FROM case_forms WHERE school = $1 AND id = $2",
            school.as_str(),
            id.as_str(),
        )?;
        row.map(Columns::row).transpose()
    }
}
