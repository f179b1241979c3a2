//! What the office writes down at the keyboard: who signed on paper, who need not sign, and who is asked after all. Each
//! can be asked first what it would do.

use super::publish::Planner;
use super::refused::Refused;
use crate::app::App;
use crate::audit::Act;
use crate::domain::Moment;
use crate::domain::attestation::AttestationDef;
use crate::domain::attestation::campaign::{Campaign, Standing, works_here};
use crate::domain::calendar::resolve;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::text::Text;
use crate::forms::School;
use crate::records;
use crate::store::{ExceptionRow, How, SignatureRow, StoreError, TextRow};
use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// Somebody who signed on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperSigner {
    pub person: PersonId,
    pub on: NaiveDate,
}

/// What became of each of those who signed on paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    pub recorded: Vec<PersonId>,
    pub signed_before: Vec<PersonId>,
    /// Not of the campaign's audience, or not working here.
    pub not_asked: Vec<PersonId>,
    /// Signed before the text was published, or in the future.
    pub wrong_day: Vec<PersonId>,
}

/// What became of an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excepted {
    Done,
    Before,
    SignedAlready,
    NotAsked,
}

/// What became of lifting an exception.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifted {
    /// They are asked again, by this day where they are asked today.
    Done(Option<NaiveDate>),
    NotExcepted,
}

impl App {
    /// Writes down who signed on paper; unless `go`, it only says what it would do.
    pub async fn record_paper(
        &self,
        school: &SchoolId,
        (attestation, edition): (String, Option<String>),
        signers: Vec<PaperSigner>,
        by: String,
        go: bool,
    ) -> Result<Result<Paper, Refused>, StoreError> {
        let (parts, id) = (self.0.clone(), school.clone());
        let now = parts.clock.now();
        let write = self.0.store.write(school, move |tx| {
            Box::pin(async move {
                let Some(school) = parts.schools.get(&id) else { return Ok(Err(Refused::NoSchool)) };
                let desk = Planner { parts: &parts, school, now };
                let today = desk.today();
                let signing = records::signing(tx, &school.id, today).await?;
                if signing.campaigns.iter().all(|it| it.attestation != attestation) {
                    return Ok(Err(Refused::NoCampaign(attestation)));
                }
                let staff = records::staff(tx, &parts.vault, &school.id).await?;
                let texts = tx.texts(&school.id, &attestation).await?;
                let locale =
                    |text: &&TextRow| school.profile.locales.iter().position(|locale| *locale == text.locale);
                let mut paper = Paper::default();
                for PaperSigner { person, on } in signers {
                    let here = staff.person(&person).filter(|person| works_here(person, today));
                    let audience = here.map(|here| here.employment.audience);
                    let campaign = audience.and_then(|it| signing.current(&attestation, it, today));
                    let Some(campaign) = campaign else {
                        paper.not_asked.push(person);
                        continue;
                    };
                    if let Some(edition) = edition.as_ref().filter(|edition| **edition != campaign.edition) {
                        return Ok(Err(Refused::OldEdition(edition.clone(), campaign.edition.clone())));
                    }
                    let text =
                        texts.iter().filter(|text| text.edition == campaign.edition).min_by_key(locale);
                    let Some(text) = text else { return Err(StoreError::Failed("no_text")) };
                    let published = text.published_at.with_timezone(&school.profile.zone).date_naive();
                    if signing.has_signed(campaign, &person) {
                        paper.signed_before.push(person);
                        continue;
                    }
                    if on > today || on < published {
                        paper.wrong_day.push(person);
                        continue;
                    }
                    let row = SignatureRow {
                        campaign: campaign.id.clone(),
                        person: person.clone(),
                        edition: text.edition.clone(),
                        text_sha256: text.sha256.clone(),
                        wording_sha256: None,
                        how: How::Paper,
                        signed_at: noon(school, on),
                        recorded_at: now,
                        recorded_by: Some(by.clone()),
                    };
                    if go && !tx.sign(&school.id, &row).await? {
                        paper.signed_before.push(person);
                        continue;
                    }
                    if go {
                        desk.record(tx, &by, Act::AttestationSigned, campaign.id.as_str()).await?;
                    }
                    paper.recorded.push(person);
                }
                Ok(Ok(paper))
            })
        });
        write.await
    }

    /// Somebody need not sign what is signed now. Why is sealed; only the evidence says that there is a reason.
    pub async fn except(
        &self,
        school: &SchoolId,
        attestation: String,
        (person, reason): (PersonId, Text),
        by: String,
        go: bool,
    ) -> Result<Result<Excepted, Refused>, StoreError> {
        let (parts, id) = (self.0.clone(), school.clone());
        let now = parts.clock.now();
        let write = self.0.store.write(school, move |tx| {
            Box::pin(async move {
                let Some(school) = parts.schools.get(&id) else { return Ok(Err(Refused::NoSchool)) };
                let desk = Planner { parts: &parts, school, now };
                let today = desk.today();
                let signing = records::signing(tx, &school.id, today).await?;
                if signing.campaigns.iter().all(|it| it.attestation != attestation) {
                    return Ok(Err(Refused::NoCampaign(attestation)));
                }
                let staff = records::staff(tx, &parts.vault, &school.id).await?;
                let of = staff.person(&person).filter(|it| works_here(it, today));
                let campaign = of.and_then(|it| signing.current(&attestation, it.employment.audience, today));
                let Some(campaign) = campaign else { return Ok(Ok(Excepted::NotAsked)) };
                if signing.has_signed(campaign, &person) {
                    return Ok(Ok(Excepted::SignedAlready));
                }
                if signing.excepted.contains(&(campaign.id.clone(), person.clone())) {
                    return Ok(Ok(Excepted::Before));
                }
                if go {
                    let sealed =
                        records::seal_reason(&parts.vault, &school.id, (&campaign.id, &person), &reason);
                    let row = ExceptionRow {
                        campaign: campaign.id.clone(),
                        person,
                        reason: sealed,
                        granted_at: now,
                        granted_by: by.clone(),
                        lifted_on: None,
                    };
                    tx.except(&school.id, &row).await?;
                    desk.record(tx, &by, Act::AttestationExcepted, campaign.id.as_str()).await?;
                }
                Ok(Ok(Excepted::Done))
            })
        });
        write.await
    }

    /// Somebody need sign after all: they are asked from today on, with the days of a new starter.
    pub async fn lift_exception(
        &self,
        school: &SchoolId,
        attestation: String,
        person: PersonId,
        by: String,
        go: bool,
    ) -> Result<Result<Lifted, Refused>, StoreError> {
        let (parts, id) = (self.0.clone(), school.clone());
        let now = parts.clock.now();
        let write = self.0.store.write(school, move |tx| {
            Box::pin(async move {
                let Some(school) = parts.schools.get(&id) else { return Ok(Err(Refused::NoSchool)) };
                let desk = Planner { parts: &parts, school, now };
                let today = desk.today();
                let mut signing = records::signing(tx, &school.id, today).await?;
                if signing.campaigns.iter().all(|it| it.attestation != attestation) {
                    return Ok(Err(Refused::NoCampaign(attestation)));
                }
                let staff = records::staff(tx, &parts.vault, &school.id).await?;
                let Some(of) = staff.person(&person) else { return Ok(Ok(Lifted::NotExcepted)) };
                let campaign = signing.current(&attestation, of.employment.audience, today).cloned();
                let excepted = |it: &Campaign| signing.excepted.contains(&(it.id.clone(), person.clone()));
                let Some(campaign) = campaign.filter(excepted) else { return Ok(Ok(Lifted::NotExcepted)) };
                let key = (campaign.id.clone(), person.clone());
                signing.excepted.remove(&key);
                signing.asked_again.insert(key, today);
                let def = AttestationDef::of(&school.profile.attestations, &attestation);
                let due = match signing.standing(&campaign, of, &def, today) {
                    Standing::Asked(window) | Standing::Later(window) => Some(window.due),
                    _ => None,
                };
                if go {
                    let key = (&campaign.id, &person);
                    tx.lift_exception(&school.id, key, today, (&by, now)).await?;
                    desk.record(tx, &by, Act::ExceptionLifted, campaign.id.as_str()).await?;
                }
                Ok(Ok(Lifted::Done(due)))
            })
        });
        write.await
    }
}

/// What stands on paper has a day and no time: noon of that day.
pub(super) fn noon(school: &School, on: NaiveDate) -> Moment {
    resolve(school.profile.zone, on.and_time(NaiveTime::MIN) + TimeDelta::hours(12))
}
