//! Who has signed what, as evidence: every signature, and of what is signed now also who has not.

use super::publish::Planner;
use crate::app::App;
use crate::audit::Act;
use crate::domain::Moment;
use crate::domain::attestation::campaign::{Campaign, Count, Standing};
use crate::domain::attestation::{AttestationDef, Audience};
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::words;
use crate::domain::text::Text;
use crate::records;
use crate::store::{How, SignatureRow, StoreError};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

words! {
    /// How somebody stands to a campaign, as files say it.
    State {
        Signed = "signed",
        Unsigned = "unsigned",
        OnLeave = "on_leave",
        Excepted = "excepted",
        /// Asked on a day that is still to come.
        Later = "later",
    }
}

/// One line of the evidence.
#[derive(Debug, Clone)]
pub struct Line {
    pub campaign: Campaign,
    pub person: PersonId,
    pub name: Text,
    pub audience: Option<Audience>,
    pub state: State,
    /// For them alone; nothing of campaigns that count no more.
    pub due: Option<NaiveDate>,
    pub signature: Option<SignatureRow>,
    pub wording: Option<String>,
}

/// Everything that is known of what was signed, at one moment.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    pub lines: Vec<Line>,
    /// Of the campaigns that count now.
    pub progress: Vec<(Campaign, BTreeMap<Audience, Count>)>,
    pub at: Option<Moment>,
}

impl App {
    /// What was signed of everything, or of one thing; that it was asked for stands in the audit.
    pub async fn evidence(
        &self,
        school: &SchoolId,
        attestation: Option<String>,
        (by, act): (String, Act),
    ) -> Result<Evidence, StoreError> {
        let (parts, id) = (self.0.clone(), school.clone());
        let now = parts.clock.now();
        let write = self.0.store.write(school, move |tx| {
            Box::pin(async move {
                let school = parts.schools.get(&id).ok_or(StoreError::Failed("no_school"))?;
                let desk = Planner { parts: &parts, school, now };
                let today = desk.today();
                let signing = records::signing(tx, &id, today).await?;
                let staff = records::staff(tx, &parts.vault, &id).await?;
                let wanted = |campaign: &&Campaign| {
                    attestation.as_ref().is_none_or(|wanted| *wanted == campaign.attestation)
                };
                let mut evidence = Evidence { at: Some(now), ..Evidence::default() };
                let mut wordings: BTreeMap<String, Option<String>> = BTreeMap::new();
                let mut seen = BTreeSet::new();
                for signature in tx.signatures(&id).await? {
                    let campaign = signing.campaign(&signature.campaign).filter(wanted);
                    let Some(campaign) = campaign else { continue };
                    let wording = match &signature.wording_sha256 {
                        Some(hash) if !wordings.contains_key(hash) => {
                            let wording = tx.wording(&id, hash).await?;
                            wordings.insert(hash.clone(), wording.clone());
                            wording
                        }
                        Some(hash) => wordings[hash].clone(),
                        None => None,
                    };
                    let person = staff.person(&signature.person);
                    seen.insert((campaign.id.clone(), signature.person.clone()));
                    evidence.lines.push(Line {
                        campaign: campaign.clone(),
                        person: signature.person.clone(),
                        name: person.map(|person| person.name.clone()).unwrap_or_default(),
                        audience: person.map(|person| person.employment.audience),
                        state: State::Signed,
                        due: None,
                        signature: Some(signature),
                        wording,
                    });
                }
                for campaign in signing.counting(today).into_iter().filter(wanted) {
                    let def = AttestationDef::of(&school.profile.attestations, &campaign.attestation);
                    evidence
                        .progress
                        .push((campaign.clone(), signing.progress(campaign, &staff, &def, today)));
                    for person in staff.people() {
                        let (state, due) = match signing.standing(campaign, person, &def, today) {
                            Standing::NotAsked | Standing::Signed => continue,
                            Standing::Later(window) => (State::Later, Some(window.due)),
                            Standing::OnLeave => (State::OnLeave, None),
                            Standing::Excepted => (State::Excepted, None),
                            Standing::Asked(window) => (State::Unsigned, Some(window.due)),
                        };
                        if seen.contains(&(campaign.id.clone(), person.id.clone())) {
                            continue;
                        }
                        evidence.lines.push(Line {
                            campaign: campaign.clone(),
                            person: person.id.clone(),
                            name: person.name.clone(),
                            audience: Some(person.employment.audience),
                            state,
                            due,
                            signature: None,
                            wording: None,
                        });
                    }
                }
                evidence.lines.sort_by(|a, b| {
                    let key = |line: &Line| {
                        (line.campaign.number, line.audience, line.name.expose().to_lowercase())
                    };
                    key(a).cmp(&key(b)).then_with(|| a.person.cmp(&b.person))
                });
                desk.record(tx, &by, act, attestation.as_deref().unwrap_or("all")).await?;
                Ok(evidence)
            })
        });
        write.await
    }
}

impl Line {
    /// Whether somebody else wrote it down.
    pub fn is_paper(&self) -> bool {
        self.signature.as_ref().is_some_and(|signature| signature.how == How::Paper)
    }
}
