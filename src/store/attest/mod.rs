//! Stores what staff read and sign: texts and campaigns here, who has signed in [`signed`] and [`visitors`], who need
//! not in [`excepted`], how far somebody has read in [`reading`].

mod excepted;
mod reading;
mod signed;
mod visitors;

pub use excepted::ExceptionRow;
pub use reading::ReadingRow;
pub use signed::{How, SignatureRow};
pub use visitors::VisitorRow;

use super::db::{Db, Timestamp, Tx, read, run};
use super::error::StoreError;
use crate::domain::Moment;
use crate::domain::attestation::Audience;
use crate::domain::attestation::campaign::Campaign;
use crate::domain::id::{CampaignId, SchoolId};
use chrono::NaiveDate;

/// A text in one language, as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    pub attestation: String,
    pub edition: String,
    pub locale: String,
    /// Of the exact bytes, in hexadecimal digits.
    pub sha256: String,
    /// `None` for a document that is read where `link` leads.
    pub body: Option<String>,
    pub link: Option<String>,
    /// As JSON.
    pub questions: String,
    pub material: bool,
    pub replaces: Option<String>,
    pub published_at: Moment,
    pub published_by: String,
}

#[derive(sqlx::FromRow)]
struct TextColumns {
    attestation: String,
    edition: String,
    locale: String,
    sha256: String,
    body: Option<String>,
    link: Option<String>,
    questions: String,
    material: i64,
    replaces: Option<String>,
    published_at: Timestamp,
    published_by: String,
}

impl TextColumns {
    fn row(self) -> Result<TextRow, StoreError> {
        Ok(TextRow {
            attestation: self.attestation,
            edition: self.edition,
            locale: self.locale,
            sha256: self.sha256,
            body: self.body,
            link: self.link,
            questions: self.questions,
            material: self.material == 1,
            replaces: self.replaces,
            published_at: self.published_at.moment()?,
            published_by: self.published_by,
        })
    }
}

#[derive(sqlx::FromRow)]
struct CampaignColumns {
    id: String,
    number: i64,
    attestation: String,
    edition: String,
    audience: String,
    academic_year: String,
    opens_on: String,
    due_on: String,
}

impl CampaignColumns {
    fn campaign(self) -> Result<Campaign, StoreError> {
        Ok(Campaign {
            id: read(CampaignId::parse(&self.id))?,
            number: self.number,
            attestation: self.attestation,
            edition: self.edition,
            audience: read(self.audience.split(',').map(Audience::parse).collect())?,
            academic_year: self.academic_year,
            opens_on: day(&self.opens_on)?,
            due_on: day(&self.due_on)?,
        })
    }
}

fn day(stored: &str) -> Result<NaiveDate, StoreError> {
    read(stored.parse().ok())
}

impl Tx<'_> {
    pub async fn add_text(&mut self, school: &SchoolId, text: &TextRow) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO attestation_texts (school, attestation, edition, locale, sha256, body, link, questions,
                 material, replaces, published_at, published_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            school.as_str(),
            text.attestation.as_str(),
            text.edition.as_str(),
            text.locale.as_str(),
            text.sha256.as_str(),
            text.body.as_deref(),
            text.link.as_deref(),
            text.questions.as_str(),
            i64::from(text.material),
            text.replaces.as_deref(),
            Timestamp::from(text.published_at),
            text.published_by.as_str(),
        )
        .map(drop)
    }

    /// Adds a campaign behind all others of its school, whatever number it says; the number it has now.
    pub async fn add_campaign(
        &mut self,
        school: &SchoolId,
        campaign: &Campaign,
        (by, now): (&str, Moment),
    ) -> Result<i64, StoreError> {
        let (last,) = run!(
            self,
            one::<(Option<i64>,)>,
            "SELECT MAX(number) FROM attestation_campaigns WHERE school = $1",
            school.as_str(),
        )?;
        let number = last.unwrap_or(0) + 1;
        let audience: Vec<&str> = campaign.audience.iter().map(|audience| audience.as_str()).collect();
        run!(
            self,
            change,
            "INSERT INTO attestation_campaigns (school, id, number, attestation, edition, audience, academic_year,
                 opens_on, due_on, created_at, created_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            school.as_str(),
            campaign.id.as_str(),
            number,
            campaign.attestation.as_str(),
            campaign.edition.as_str(),
            audience.join(","),
            campaign.academic_year.as_str(),
            campaign.opens_on.to_string(),
            campaign.due_on.to_string(),
            Timestamp::from(now),
            by,
        )?;
        Ok(number)
    }

    /// A change that is not material: whoever has signed need not sign again.
    pub async fn move_campaign(
        &mut self,
        school: &SchoolId,
        campaign: &CampaignId,
        edition: &str,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "UPDATE attestation_campaigns SET edition = $3 WHERE school = $1 AND id = $2",
            school.as_str(),
            campaign.as_str(),
            edition,
        )
        .map(drop)
    }
}

impl Db<'_> {
    /// All that was published of something to sign, in the order of time.
    pub async fn texts(&mut self, school: &SchoolId, attestation: &str) -> Result<Vec<TextRow>, StoreError> {
        let rows = run!(
            self,
            all::<TextColumns>,
            "SELECT attestation, edition, locale, sha256, body, link, questions, material, replaces, published_at,
                 published_by
             FROM attestation_texts WHERE school = $1 AND attestation = $2
             ORDER BY published_at, edition, locale",
            school.as_str(),
            attestation,
        )?;
        rows.into_iter().map(TextColumns::row).collect()
    }

    /// Every campaign of a school, in the order in which they were published.
    pub async fn campaigns(&mut self, school: &SchoolId) -> Result<Vec<Campaign>, StoreError> {
        let rows = run!(
            self,
            all::<CampaignColumns>,
            "SELECT id, number, attestation, edition, audience, academic_year, opens_on, due_on
             FROM attestation_campaigns WHERE school = $1 ORDER BY number",
            school.as_str(),
        )?;
        rows.into_iter().map(CampaignColumns::campaign).collect()
    }
}
