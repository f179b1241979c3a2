//! Stores who signed on paper and is not of the staff: visitors and groups, with their names sealed.

use crate::domain::Moment;
use crate::domain::id::{CampaignId, SchoolId, VisitorId};
use crate::store::StoreError;
use crate::store::db::{Db, Timestamp, Tx, read, run, sealed};
use crate::vault::Sealed;

/// A visitor's signature on paper. Nothing changes it, and nothing takes it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitorRow {
    pub id: VisitorId,
    pub campaign: CampaignId,
    pub edition: String,
    pub text_sha256: String,
    pub name: Sealed,
    /// The group or firm that they came with.
    pub group: Option<Sealed>,
    pub signed_at: Moment,
    pub recorded_at: Moment,
    pub recorded_by: String,
}

#[derive(sqlx::FromRow)]
struct Columns {
    id: String,
    campaign: String,
    edition: String,
    text_sha256: String,
    name: Vec<u8>,
    party: Option<Vec<u8>>,
    signed_at: Timestamp,
    recorded_at: Timestamp,
    recorded_by: String,
}

impl Columns {
    fn row(self) -> Result<VisitorRow, StoreError> {
        Ok(VisitorRow {
            id: read(VisitorId::parse(&self.id))?,
            campaign: read(CampaignId::parse(&self.campaign))?,
            edition: self.edition,
            text_sha256: self.text_sha256,
            name: sealed(self.name),
            group: self.party.map(sealed),
            signed_at: self.signed_at.moment()?,
            recorded_at: self.recorded_at.moment()?,
            recorded_by: self.recorded_by,
        })
    }
}

impl Tx<'_> {
    pub async fn add_visitor(&mut self, school: &SchoolId, row: &VisitorRow) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO attestation_visitors (school, id, campaign, edition, text_sha256, name, party, signed_at,
                 recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            school.as_str(),
            row.id.as_str(),
            row.campaign.as_str(),
            row.edition.as_str(),
            row.text_sha256.as_str(),
            row.name.as_bytes(),
            row.group.as_ref().map(Sealed::as_bytes),
            Timestamp::from(row.signed_at),
            Timestamp::from(row.recorded_at),
            row.recorded_by.as_str(),
        )
        .map(drop)
    }
}

impl Db<'_> {
    /// Every visitor of a school who signed, in the order of time.
    pub async fn visitors(&mut self, school: &SchoolId) -> Result<Vec<VisitorRow>, StoreError> {
        let rows = run!(
            self,
            all::<Columns>,
            "SELECT id, campaign, edition, text_sha256, name, party, signed_at, recorded_at, recorded_by
             FROM attestation_visitors WHERE school = $1 ORDER BY signed_at, recorded_at, id",
            school.as_str(),
        )?;
        rows.into_iter().map(Columns::row).collect()
    }
}
