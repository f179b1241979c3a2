//! Stores how far somebody has read what they are to sign.

use crate::domain::Moment;
use crate::domain::id::{CampaignId, DraftId, PersonId, SchoolId};
use crate::store::StoreError;
use crate::store::db::{Db, Timestamp, Tx, read, run};

/// One text that somebody has open, whichever of their accounts they read it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingRow {
    pub id: DraftId,
    pub campaign: CampaignId,
    pub person: PersonId,
    pub text_sha256: String,
    /// The page it is at, from 0.
    pub step: i64,
    pub revision: i64,
    pub begun_at: Moment,
}

#[derive(sqlx::FromRow)]
struct Columns {
    id: String,
    campaign: String,
    person: String,
    text_sha256: String,
    step: i64,
    revision: i64,
    begun_at: Timestamp,
}

impl Columns {
    fn row(self) -> Result<ReadingRow, StoreError> {
        Ok(ReadingRow {
            id: read(DraftId::parse(&self.id))?,
            campaign: read(CampaignId::parse(&self.campaign))?,
            person: read(PersonId::parse(&self.person))?,
            text_sha256: self.text_sha256,
            step: self.step,
            revision: self.revision,
            begun_at: self.begun_at.moment()?,
        })
    }
}

impl Tx<'_> {
    /// Somebody begins to read, or begins anew; what they had open of this campaign is gone.
    pub async fn begin_reading(&mut self, school: &SchoolId, row: &ReadingRow) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO attestation_readings (school, campaign, person, id, text_sha256, step, revision, begun_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (school, campaign, person) DO UPDATE SET id = excluded.id,
                 text_sha256 = excluded.text_sha256, step = excluded.step, revision = excluded.revision,
                 begun_at = excluded.begun_at",
            school.as_str(),
            row.campaign.as_str(),
            row.person.as_str(),
            row.id.as_str(),
            row.text_sha256.as_str(),
            row.step,
            row.revision,
            Timestamp::from(row.begun_at),
        )
        .map(drop)
    }

    /// Turns a page.
    pub async fn read_on(&mut self, school: &SchoolId, row: &ReadingRow) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "UPDATE attestation_readings SET step = $3, revision = $4 WHERE school = $1 AND id = $2",
            school.as_str(),
            row.id.as_str(),
            row.step,
            row.revision,
        )
        .map(drop)
    }
}

impl Db<'_> {
    pub async fn reading(
        &mut self,
        school: &SchoolId,
        id: &DraftId,
    ) -> Result<Option<ReadingRow>, StoreError> {
        let row = run!(
            self,
            maybe::<Columns>,
            "SELECT id, campaign, person, text_sha256, step, revision, begun_at
             FROM attestation_readings WHERE school = $1 AND id = $2",
            school.as_str(),
            id.as_str(),
        )?;
        row.map(Columns::row).transpose()
    }

    /// What somebody has open of a campaign.
    pub async fn reading_of(
        &mut self,
        school: &SchoolId,
        campaign: &CampaignId,
        person: &PersonId,
    ) -> Result<Option<ReadingRow>, StoreError> {
        let row = run!(
            self,
            maybe::<Columns>,
            "SELECT id, campaign, person, text_sha256, step, revision, begun_at
             FROM attestation_readings WHERE school = $1 AND campaign = $2 AND person = $3",
            school.as_str(),
            campaign.as_str(),
            person.as_str(),
        )?;
        row.map(Columns::row).transpose()
    }
}
