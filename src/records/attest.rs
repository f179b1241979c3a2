//! Owns what a school signs as one value, and how the reason of an exception is sealed.

use super::RecordError;
use crate::domain::attestation::campaign::Signing;
use crate::domain::id::{CampaignId, PersonId, SchoolId};
use crate::domain::text::Text;
use crate::store::{Db, ExceptionRow, SignatureRow, StoreError};
use crate::vault::{Sealed, Spot, Vault};
use chrono::NaiveDate;

/// Everything that a school signs, with who has signed what counts on a day.
pub async fn signing(db: &mut Db<'_>, school: &SchoolId, day: NaiveDate) -> Result<Signing, StoreError> {
    let mut signing = Signing { campaigns: db.campaigns(school).await?, ..Signing::default() };
    let counting: Vec<CampaignId> = signing.counting(day).into_iter().map(|it| it.id.clone()).collect();
    for campaign in counting {
        let key = |person| (campaign.clone(), person);
        signing.signed.extend(db.signers(school, &campaign).await?.into_iter().map(key));
        signing.excepted.extend(db.excepted(school, &campaign).await?.into_iter().map(key));
    }
    Ok(signing)
}

/// The same for one person alone: what everybody else has signed is not in it.
pub async fn signing_of(
    db: &mut Db<'_>,
    school: &SchoolId,
    person: &PersonId,
) -> Result<(Signing, Vec<SignatureRow>), StoreError> {
    let mut signing = Signing { campaigns: db.campaigns(school).await?, ..Signing::default() };
    if signing.campaigns.is_empty() {
        return Ok((signing, Vec::new()));
    }
    let signatures = db.signatures_of(school, person).await?;
    let key = |campaign: &CampaignId| (campaign.clone(), person.clone());
    signing.signed = signatures.iter().map(|signature| key(&signature.campaign)).collect();
    signing.excepted = db.exceptions_of(school, person).await?.iter().map(key).collect();
    Ok((signing, signatures))
}

fn reason_row(campaign: &CampaignId, person: &PersonId) -> String {
    format!("{campaign}/{person}")
}

fn reason_spot<'a>(school: &'a SchoolId, row: &'a str) -> Spot<'a> {
    Spot { school, table: "attestation_exceptions", column: "reason", row, case: None }
}

/// Why somebody need not sign.
pub fn seal_reason(
    vault: &Vault,
    school: &SchoolId,
    (campaign, person): (&CampaignId, &PersonId),
    reason: &Text,
) -> Sealed {
    vault.seal(reason_spot(school, &reason_row(campaign, person)), reason.expose().as_bytes())
}

pub fn open_reason(vault: &Vault, school: &SchoolId, row: &ExceptionRow) -> Result<Text, RecordError> {
    let name = reason_row(&row.campaign, &row.person);
    Ok(vault.open_text(reason_spot(school, &name), &row.reason)?)
}
