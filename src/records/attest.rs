//! Owns what a school signs as one value, and how the reason of an exception and a visitor's name are sealed.

use super::RecordError;
use crate::domain::attestation::campaign::Signing;
use crate::domain::id::{CampaignId, PersonId, SchoolId, VisitorId};
use crate::domain::text::Text;
use crate::store::{Db, ExceptionRow, SignatureRow, StoreError, VisitorRow};
use crate::vault::{Sealed, Spot, Vault};
use chrono::NaiveDate;

/// Everything that a school signs, with who has signed what counts on a day.
pub async fn signing(db: &mut Db<'_>, school: &SchoolId, day: NaiveDate) -> Result<Signing, StoreError> {
    let mut signing = Signing { campaigns: db.campaigns(school).await?, ..Signing::default() };
    let counting: Vec<CampaignId> = signing.counting(day).into_iter().map(|it| it.id.clone()).collect();
    for campaign in counting {
        let key = |person| (campaign.clone(), person);
        signing.signed.extend(db.signers(school, &campaign).await?.into_iter().map(key));
        for (person, again) in db.excepted(school, &campaign).await? {
            except(&mut signing, key(person), again);
        }
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
    for (campaign, again) in db.exceptions_of(school, person).await? {
        except(&mut signing, key(&campaign), again);
    }
    Ok((signing, signatures))
}

fn except(signing: &mut Signing, key: (CampaignId, PersonId), again: Option<NaiveDate>) {
    match again {
        Some(day) => drop(signing.asked_again.insert(key, day)),
        None => drop(signing.excepted.insert(key)),
    }
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

fn visitor_spot<'a>(school: &'a SchoolId, column: &'static str, row: &'a str) -> Spot<'a> {
    Spot { school, table: "attestation_visitors", column, row, case: None }
}

/// A visitor's name, and whom they came with.
pub fn seal_visitor(
    vault: &Vault,
    school: &SchoolId,
    id: &VisitorId,
    (name, group): (&Text, Option<&Text>),
) -> (Sealed, Option<Sealed>) {
    let seal =
        |column, text: &Text| vault.seal(visitor_spot(school, column, id.as_str()), text.expose().as_bytes());
    (seal("name", name), group.map(|group| seal("party", group)))
}

pub fn open_visitor(
    vault: &Vault,
    school: &SchoolId,
    row: &VisitorRow,
) -> Result<(Text, Option<Text>), RecordError> {
    let open =
        |column, sealed: &Sealed| vault.open_text(visitor_spot(school, column, row.id.as_str()), sealed);
    let name = open("name", &row.name)?;
    Ok((name, row.group.as_ref().map(|group| open("party", group)).transpose()?))
}
