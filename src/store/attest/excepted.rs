//! Stores who need not sign, and from when somebody is asked after all. Somebody who turned out to be somebody else
//! (`people_united`) need not sign as that person.

use super::day;
use crate::domain::Moment;
use crate::domain::id::{CampaignId, PersonId, SchoolId};
use crate::store::StoreError;
use crate::store::db::{Db, Timestamp, Tx, read, run, sealed};
use crate::vault::Sealed;
use chrono::NaiveDate;

/// Somebody who need not sign, as they were known when it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExceptionRow {
    pub campaign: CampaignId,
    pub person: PersonId,
    pub reason: Sealed,
    pub granted_at: Moment,
    pub granted_by: String,
    /// From then on they are asked again.
    pub lifted_on: Option<NaiveDate>,
}

#[derive(sqlx::FromRow)]
struct Columns {
    campaign: String,
    person: String,
    reason: Vec<u8>,
    granted_at: Timestamp,
    granted_by: String,
    lifted_on: Option<String>,
}

impl Tx<'_> {
    /// Adds an exception, or grants one anew that was lifted: true where there was none.
    pub async fn except(&mut self, school: &SchoolId, row: &ExceptionRow) -> Result<bool, StoreError> {
        let added = run!(
            self,
            change,
            "INSERT INTO attestation_exceptions (school, campaign, person, reason, granted_at, granted_by)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (school, campaign, person) DO UPDATE SET reason = excluded.reason,
                 granted_at = excluded.granted_at, granted_by = excluded.granted_by,
                 lifted_on = NULL, lifted_at = NULL, lifted_by = NULL
             WHERE attestation_exceptions.lifted_on IS NOT NULL",
            school.as_str(),
            row.campaign.as_str(),
            row.person.as_str(),
            row.reason.as_bytes(),
            Timestamp::from(row.granted_at),
            row.granted_by.as_str(),
        )?;
        Ok(added == 1)
    }

    /// Somebody is asked again: true where they were not.
    pub async fn lift_exception(
        &mut self,
        school: &SchoolId,
        (campaign, person): (&CampaignId, &PersonId),
        on: NaiveDate,
        (by, now): (&str, Moment),
    ) -> Result<bool, StoreError> {
        let lifted = run!(
            self,
            change,
            "UPDATE attestation_exceptions SET lifted_on = $4, lifted_at = $5, lifted_by = $6
             WHERE school = $1 AND campaign = $2 AND lifted_on IS NULL
               AND (person = $3 OR person IN (SELECT gone FROM people_united WHERE school = $1 AND stays = $3))",
            school.as_str(),
            campaign.as_str(),
            person.as_str(),
            on.to_string(),
            Timestamp::from(now),
            by,
        )?;
        Ok(lifted > 0)
    }
}

impl Db<'_> {
    /// Who need not sign a campaign; with a day: from when they are asked again.
    pub async fn excepted(
        &mut self,
        school: &SchoolId,
        campaign: &CampaignId,
    ) -> Result<Vec<(PersonId, Option<NaiveDate>)>, StoreError> {
        let rows = run!(
            self,
            all::<(String, Option<String>)>,
            "SELECT COALESCE(one.stays, excepted.person), excepted.lifted_on FROM attestation_exceptions excepted
             LEFT JOIN people_united one ON one.school = excepted.school AND one.gone = excepted.person
             WHERE excepted.school = $1 AND excepted.campaign = $2",
            school.as_str(),
            campaign.as_str(),
        )?;
        let row = |(person, on): (String, Option<String>)| {
            Ok((read(PersonId::parse(&person))?, on.as_deref().map(day).transpose()?))
        };
        rows.into_iter().map(row).collect()
    }

    /// What somebody need not sign; with a day: from when they are asked again.
    pub async fn exceptions_of(
        &mut self,
        school: &SchoolId,
        person: &PersonId,
    ) -> Result<Vec<(CampaignId, Option<NaiveDate>)>, StoreError> {
        let rows = run!(
            self,
            all::<(String, Option<String>)>,
            "SELECT campaign, lifted_on FROM attestation_exceptions
             WHERE school = $1
               AND (person = $2 OR person IN (SELECT gone FROM people_united WHERE school = $1 AND stays = $2))",
            school.as_str(),
            person.as_str(),
        )?;
        let row = |(campaign, on): (String, Option<String>)| {
            Ok((read(CampaignId::parse(&campaign))?, on.as_deref().map(day).transpose()?))
        };
        rows.into_iter().map(row).collect()
    }

    /// Every exception of a school, in the order of time.
    pub async fn exceptions(&mut self, school: &SchoolId) -> Result<Vec<ExceptionRow>, StoreError> {
        let rows = run!(
            self,
            all::<Columns>,
            "SELECT campaign, person, reason, granted_at, granted_by, lifted_on FROM attestation_exceptions
             WHERE school = $1 ORDER BY granted_at, campaign, person",
            school.as_str(),
        )?;
        let row = |row: Columns| {
            Ok(ExceptionRow {
                campaign: read(CampaignId::parse(&row.campaign))?,
                person: read(PersonId::parse(&row.person))?,
                reason: sealed(row.reason),
                granted_at: row.granted_at.moment()?,
                granted_by: row.granted_by,
                lifted_on: row.lifted_on.as_deref().map(day).transpose()?,
            })
        };
        rows.into_iter().map(row).collect()
    }
}
