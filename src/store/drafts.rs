//! Stores unfinished reports, sealed after every page.

use super::db::{Db, Timestamp, Tx, read, run, sealed};
use super::error::StoreError;
use super::people::identity;
use crate::domain::Moment;
use crate::domain::id::{CaseId, DraftId, SchoolId};
use crate::domain::school::{Identity, words};
use crate::vault::Sealed;

words! {
    /// What became of a draft.
    DraftState {
        Open = "open",
        Sent = "sent",
        Discarded = "discarded",
    }
}

/// An unfinished report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    pub id: DraftId,
    pub school: SchoolId,
    pub owner: Identity,
    /// The case that it will be.
    pub case: CaseId,
    /// The case's data key.
    pub key: Sealed,
    /// Grows by one with every page saved.
    pub revision: i64,
    pub page: String,
    pub answers: Sealed,
    pub state: DraftState,
    pub created_at: Moment,
    pub updated_at: Moment,
}

#[derive(sqlx::FromRow)]
pub(super) struct Columns {
    pub id: String,
    pub school: String,
    pub owner_platform: String,
    pub owner_workspace: String,
    pub owner_member: String,
    pub case_id: String,
    pub data_key: Vec<u8>,
    pub revision: i64,
    pub page: String,
    pub answers: Vec<u8>,
    pub state: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Columns {
    pub fn row(self) -> Result<DraftRow, StoreError> {
        Ok(DraftRow {
            id: read(DraftId::parse(&self.id))?,
            school: read(SchoolId::parse(&self.school))?,
            owner: identity(&self.owner_platform, self.owner_workspace, self.owner_member)?,
            case: read(CaseId::parse(&self.case_id))?,
            key: sealed(self.data_key),
            revision: self.revision,
            page: self.page,
            answers: sealed(self.answers),
            state: read(DraftState::parse(&self.state))?,
            created_at: self.created_at.moment()?,
            updated_at: self.updated_at.moment()?,
        })
    }
}

impl Tx<'_> {
    pub async fn insert_draft(&mut self, draft: &DraftRow) -> Result<(), StoreError> {
        // Its owner is to be reminded of it.
        self.wakes = true;
        run!(
            self,
            change,
            "INSERT INTO drafts (id, school, owner_platform, owner_workspace, owner_member, case_id, data_key,
                 revision, page, answers, state, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            draft.id.as_str(),
            draft.school.as_str(),
            draft.owner.platform.as_str(),
            draft.owner.workspace.as_str(),
            draft.owner.user.as_str(),
            draft.case.as_str(),
            draft.key.as_bytes(),
            draft.revision,
            draft.page.as_str(),
            draft.answers.as_bytes(),
            draft.state.as_str(),
            Timestamp::from(draft.created_at),
            Timestamp::from(draft.updated_at),
        )
        .map(drop)
    }

    /// Saves a page, and what the draft is from now on; of one that was sent, one of the further questions. False, and
    /// nothing is saved, when its revision has moved on or it was discarded.
    pub async fn save_draft(
        &mut self,
        id: &DraftId,
        expected_revision: i64,
        page: &str,
        answers: &Sealed,
        state: DraftState,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let saved = run!(
            self,
            change,
            "UPDATE drafts SET revision = revision + 1, page = $3, answers = $4, state = $5, updated_at = $6
             WHERE id = $1 AND revision = $2 AND state <> 'discarded'",
            id.as_str(),
            expected_revision,
            page,
            answers.as_bytes(),
            state.as_str(),
            Timestamp::from(now),
        )?;
        Ok(saved == 1)
    }

    /// Notes that the owner of a draft is reminded: true once, and only while it is open and was not touched since.
    pub async fn nudge_draft(
        &mut self,
        id: &DraftId,
        untouched_since: Moment,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let nudged = run!(
            self,
            change,
            "UPDATE drafts SET nudged_at = $3
             WHERE id = $1 AND state = 'open' AND nudged_at IS NULL AND updated_at <= $2",
            id.as_str(),
            Timestamp::from(untouched_since),
            Timestamp::from(now),
        )?;
        Ok(nudged == 1)
    }

    /// Deletes one draft that was not sent, with everything in it.
    pub async fn destroy_draft(&mut self, id: &DraftId) -> Result<bool, StoreError> {
        let gone = run!(self, change, "DELETE FROM drafts WHERE id = $1 AND state = 'open'", id.as_str())?;
        Ok(gone == 1)
    }

    /// Deletes the open drafts that nobody has touched since; how many.
    pub async fn destroy_drafts(
        &mut self,
        school: &SchoolId,
        untouched_since: Moment,
    ) -> Result<u64, StoreError> {
        run!(
            self,
            change,
            "DELETE FROM drafts WHERE school = $1 AND state = 'open' AND updated_at <= $2",
            school.as_str(),
            Timestamp::from(untouched_since),
        )
    }
}

impl Db<'_> {
    pub async fn draft(&mut self, id: &DraftId) -> Result<Option<DraftRow>, StoreError> {
        let row = run!(self, maybe::<Columns>, "SELECT * FROM drafts WHERE id = $1", id.as_str())?;
        row.map(Columns::row).transpose()
    }

    /// The open drafts whose owners were not reminded yet, the longest untouched first: which, whose, and since when.
    /// A form that was opened and never gone on with is nobody's unfinished report.
    pub async fn drafts_to_nudge(
        &mut self,
        limit: u32,
    ) -> Result<Vec<(DraftId, SchoolId, Moment)>, StoreError> {
        let rows = run!(
            self,
            all::<(String, String, Timestamp)>,
            "SELECT id, school, updated_at FROM drafts WHERE state = 'open' AND nudged_at IS NULL AND revision > 1
             ORDER BY updated_at, id LIMIT $1",
            i64::from(limit),
        )?;
        let draft = |(id, school, at): (String, String, Timestamp)| {
            Ok((read(DraftId::parse(&id))?, read(SchoolId::parse(&school))?, at.moment()?))
        };
        rows.into_iter().map(draft).collect()
    }

    /// Somebody's open drafts, the one they touched last first.
    pub async fn open_drafts_of(
        &mut self,
        school: &SchoolId,
        owner: &Identity,
        limit: u32,
    ) -> Result<Vec<DraftRow>, StoreError> {
        let rows = run!(
            self,
            all::<Columns>,
            "SELECT * FROM drafts
             WHERE state = 'open' AND school = $1
                 AND owner_platform = $2 AND owner_workspace = $3 AND owner_member = $4
             ORDER BY updated_at DESC, created_at DESC, id LIMIT $5",
            school.as_str(),
            owner.platform.as_str(),
            owner.workspace.as_str(),
            owner.user.as_str(),
            i64::from(limit),
        )?;
        rows.into_iter().map(Columns::row).collect()
    }
}
