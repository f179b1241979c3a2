//! Stores who has signed what, and whether check questions were answered right. Somebody who turned out to be somebody
//! else (`people_united`) has signed as that person.

use crate::domain::Moment;
use crate::domain::id::{CampaignId, PersonId, SchoolId};
use crate::domain::school::words;
use crate::store::StoreError;
use crate::store::db::{Db, Timestamp, Tx, read, run};

words! {
    /// How somebody signed.
    How {
        Chat = "chat",
        /// On paper, written down by somebody else.
        Paper = "paper",
    }
}

/// A signature. Nothing changes it, and nothing takes it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureRow {
    pub campaign: CampaignId,
    pub person: PersonId,
    pub edition: String,
    pub text_sha256: String,
    /// Of the words that were shown around the text.
    pub wording_sha256: Option<String>,
    pub how: How,
    pub signed_at: Moment,
    pub recorded_at: Moment,
    /// Who wrote it down, where it was signed on paper.
    pub recorded_by: Option<String>,
}

#[derive(sqlx::FromRow)]
struct SignatureColumns {
    campaign: String,
    person: String,
    edition: String,
    text_sha256: String,
    wording_sha256: Option<String>,
    how: String,
    signed_at: Timestamp,
    recorded_at: Timestamp,
    recorded_by: Option<String>,
}

impl SignatureColumns {
    fn row(self) -> Result<SignatureRow, StoreError> {
        Ok(SignatureRow {
            campaign: read(CampaignId::parse(&self.campaign))?,
            person: read(PersonId::parse(&self.person))?,
            edition: self.edition,
            text_sha256: self.text_sha256,
            wording_sha256: self.wording_sha256,
            how: read(How::parse(&self.how))?,
            signed_at: self.signed_at.moment()?,
            recorded_at: self.recorded_at.moment()?,
            recorded_by: self.recorded_by,
        })
    }
}

impl Tx<'_> {
    /// Adds a signature: true for whoever is first. A person signs a campaign once.
    pub async fn sign(&mut self, school: &SchoolId, row: &SignatureRow) -> Result<bool, StoreError> {
        let added = run!(
            self,
            change,
            "INSERT INTO attestation_signatures (school, campaign, person, edition, text_sha256, wording_sha256, how,
                 signed_at, recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (school, campaign, person) DO NOTHING",
            school.as_str(),
            row.campaign.as_str(),
            row.person.as_str(),
            row.edition.as_str(),
            row.text_sha256.as_str(),
            row.wording_sha256.as_deref(),
            row.how.as_str(),
            Timestamp::from(row.signed_at),
            Timestamp::from(row.recorded_at),
            row.recorded_by.as_deref(),
        )?;
        Ok(added == 1)
    }

    /// Keeps what was shown around a text, once.
    pub async fn keep_wording(
        &mut self,
        school: &SchoolId,
        (sha256, locale, words): (&str, &str, &str),
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO attestation_wordings (school, sha256, locale, words) VALUES ($1, $2, $3, $4)
             ON CONFLICT (school, sha256) DO NOTHING",
            school.as_str(),
            sha256,
            locale,
            words,
        )
        .map(drop)
    }

    /// Whether a check question was answered right, this time.
    pub async fn note_check(
        &mut self,
        school: &SchoolId,
        (campaign, person): (&CampaignId, &PersonId),
        (question, correct): (i64, bool),
        now: Moment,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO attestation_checks (school, campaign, person, question, attempt, correct, at)
             SELECT $1, $2, $3, $4, COALESCE(MAX(attempt), 0) + 1, $5, $6 FROM attestation_checks
             WHERE school = $1 AND campaign = $2 AND person = $3 AND question = $4",
            school.as_str(),
            campaign.as_str(),
            person.as_str(),
            question,
            i64::from(correct),
            Timestamp::from(now),
        )
        .map(drop)
    }
}

impl Db<'_> {
    /// Every signature of a school, in the order of time.
    pub async fn signatures(&mut self, school: &SchoolId) -> Result<Vec<SignatureRow>, StoreError> {
        let rows = run!(
            self,
            all::<SignatureColumns>,
            "SELECT signed.campaign, COALESCE(one.stays, signed.person) AS person, signed.edition, signed.text_sha256,
                 signed.wording_sha256, signed.how, signed.signed_at, signed.recorded_at, signed.recorded_by
             FROM attestation_signatures signed
             LEFT JOIN people_united one ON one.school = signed.school AND one.gone = signed.person
             WHERE signed.school = $1 ORDER BY signed.signed_at, signed.campaign, signed.person",
            school.as_str(),
        )?;
        rows.into_iter().map(SignatureColumns::row).collect()
    }

    /// What somebody has signed, in the order of time.
    pub async fn signatures_of(
        &mut self,
        school: &SchoolId,
        person: &PersonId,
    ) -> Result<Vec<SignatureRow>, StoreError> {
        let rows = run!(
            self,
            all::<SignatureColumns>,
            "SELECT campaign, $2 AS person, edition, text_sha256, wording_sha256, how, signed_at, recorded_at, recorded_by
             FROM attestation_signatures
             WHERE school = $1
               AND (person = $2 OR person IN (SELECT gone FROM people_united WHERE school = $1 AND stays = $2))
             ORDER BY signed_at, campaign",
            school.as_str(),
            person.as_str(),
        )?;
        rows.into_iter().map(SignatureColumns::row).collect()
    }

    /// Who has signed a campaign, and nothing else of it.
    pub async fn signers(
        &mut self,
        school: &SchoolId,
        campaign: &CampaignId,
    ) -> Result<Vec<PersonId>, StoreError> {
        let rows = run!(
            self,
            all::<(String,)>,
            "SELECT COALESCE(one.stays, signed.person) FROM attestation_signatures signed
             LEFT JOIN people_united one ON one.school = signed.school AND one.gone = signed.person
             WHERE signed.school = $1 AND signed.campaign = $2",
            school.as_str(),
            campaign.as_str(),
        )?;
        rows.into_iter().map(|(person,)| read(PersonId::parse(&person))).collect()
    }

    /// What was shown around a text.
    pub async fn wording(&mut self, school: &SchoolId, sha256: &str) -> Result<Option<String>, StoreError> {
        let row = run!(
            self,
            maybe::<(String,)>,
            "SELECT words FROM attestation_wordings WHERE school = $1 AND sha256 = $2",
            school.as_str(),
            sha256,
        )?;
        Ok(row.map(|(words,)| words))
    }

    /// How often the check questions of a campaign were answered right, and wrong.
    pub async fn checks(
        &mut self,
        school: &SchoolId,
        campaign: &CampaignId,
    ) -> Result<(i64, i64), StoreError> {
        let rows = run!(
            self,
            all::<(i64, i64)>,
            "SELECT correct, COUNT(*) FROM attestation_checks WHERE school = $1 AND campaign = $2 GROUP BY correct",
            school.as_str(),
            campaign.as_str(),
        )?;
        let of = |wanted| rows.iter().find(|(correct, _)| *correct == wanted).map_or(0, |(_, count)| *count);
        Ok((of(1), of(0)))
    }
}
