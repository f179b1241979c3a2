//! Who has signed what, as evidence: every signature, of what is signed now also who has not, and visitors apart.

use super::publish::Planner;
use crate::app::App;
use crate::audit::Act;
use crate::domain::Moment;
use crate::domain::attestation::campaign::{Campaign, Count, Rules, Standing};
use crate::domain::attestation::{AttestationDef, Audience};
use crate::domain::folded::filed;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::words;
use crate::domain::text::Text;
use crate::records;
use crate::store::{Db, How, SignatureRow, StoreError, VisitorRow};
use chrono::NaiveDate;
use std::collections::BTreeMap;

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
    /// Who said that they need not sign; why is in no file.
    pub excepted_by: Option<String>,
}

/// A visitor who signed on paper: counted apart, and nobody of the staff.
#[derive(Debug, Clone)]
pub struct Guest {
    pub campaign: Campaign,
    pub name: Text,
    pub group: Option<Text>,
    pub row: VisitorRow,
}

/// Everything that is known of what was signed, at one moment.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    pub lines: Vec<Line>,
    pub visitors: Vec<Guest>,
    /// Of the campaigns that count now.
    pub progress: Vec<(Campaign, BTreeMap<Audience, Count>)>,
    pub at: Option<Moment>,
}

impl App {
    /// What was signed of everything, or of one thing. With an act, that it was asked for stands in the audit.
    pub async fn evidence(
        &self,
        school: &SchoolId,
        attestation: Option<String>,
        asked: Option<(String, Act)>,
    ) -> Result<Evidence, StoreError> {
        let (parts, id) = (self.0.clone(), school.clone());
        let now = parts.clock.now();
        let about = attestation.clone();
        // Reports do not wait for what may be a long list: only the entry in the audit is written.
        let read = self.0.store.read(move |db| {
            Box::pin(async move {
                let school = parts.schools.get(&id).ok_or(StoreError::Failed("no_school"))?;
                gather(&Planner { parts: &parts, school, now }, db, attestation.as_deref()).await
            })
        });
        let evidence = read.await?;
        if let Some((by, act)) = asked {
            let (parts, id) = (self.0.clone(), school.clone());
            let write = self.0.store.write(school, move |tx| {
                Box::pin(async move {
                    let school = parts.schools.get(&id).ok_or(StoreError::Failed("no_school"))?;
                    let desk = Planner { parts: &parts, school, now };
                    desk.record(tx, &by, act, about.as_deref().unwrap_or("all")).await
                })
            });
            write.await?;
        }
        Ok(evidence)
    }
}

async fn gather(
    desk: &Planner<'_>,
    db: &mut Db<'_>,
    attestation: Option<&str>,
) -> Result<Evidence, StoreError> {
    let (school, today) = (desk.school, desk.today());
    let signing = records::signing(db, &school.id, today).await?;
    let staff = records::staff(db, &desk.parts.vault, &school.id).await?;
    let wanted = |campaign: &&Campaign| attestation.is_none_or(|wanted| wanted == campaign.attestation);
    let mut evidence = Evidence { at: Some(desk.now), ..Evidence::default() };
    let mut wordings: BTreeMap<String, Option<String>> = BTreeMap::new();
    for signature in db.signatures(&school.id).await? {
        let Some(campaign) = signing.campaign(&signature.campaign).filter(wanted) else { continue };
        let wording = match &signature.wording_sha256 {
            Some(hash) if !wordings.contains_key(hash) => {
                let wording = db.wording(&school.id, hash).await?;
                wordings.insert(hash.clone(), wording.clone());
                wording
            }
            Some(hash) => wordings[hash].clone(),
            None => None,
        };
        let person = staff.person(&signature.person);
        evidence.lines.push(Line {
            campaign: campaign.clone(),
            person: signature.person.clone(),
            name: person.map(|person| person.name.clone()).unwrap_or_default(),
            audience: person.map(|person| person.employment.audience),
            state: State::Signed,
            due: None,
            signature: Some(signature),
            wording,
            excepted_by: None,
        });
    }
    let exceptions = db.exceptions(&school.id).await?.into_iter().filter(|row| row.lifted_on.is_none());
    let exceptions: BTreeMap<_, String> =
        exceptions.map(|row| ((row.campaign, row.person), row.granted_by)).collect();
    let hours = school.profile.hours();
    for campaign in signing.counting(today).into_iter().filter(wanted) {
        let def = AttestationDef::of(&school.profile.attestations, &campaign.attestation);
        let rules = Rules { def: &def, hours: &hours };
        evidence.progress.push((campaign.clone(), signing.progress(campaign, &staff, rules, today)));
        for person in staff.people() {
            let (state, due) = match signing.standing(campaign, person, rules, today) {
                Standing::NotAsked | Standing::Signed => continue,
                Standing::Later(window) => (State::Later, Some(window.due)),
                Standing::OnLeave => (State::OnLeave, None),
                Standing::Excepted => (State::Excepted, None),
                Standing::Asked(window) => (State::Unsigned, Some(window.due)),
            };
            evidence.lines.push(Line {
                campaign: campaign.clone(),
                person: person.id.clone(),
                name: person.name.clone(),
                audience: Some(person.employment.audience),
                state,
                due,
                signature: None,
                wording: None,
                excepted_by: exceptions.get(&(campaign.id.clone(), person.id.clone())).cloned(),
            });
        }
    }
    evidence.lines.sort_by(|a, b| {
        let key = |line: &Line| (line.campaign.number, line.audience, filed(line.name.expose()));
        key(a).cmp(&key(b)).then_with(|| a.person.cmp(&b.person))
    });
    for row in db.visitors(&school.id).await? {
        let Some(campaign) = signing.campaign(&row.campaign).filter(wanted) else { continue };
        let (name, group) = records::open_visitor(&desk.parts.vault, &school.id, &row)?;
        evidence.visitors.push(Guest { campaign: campaign.clone(), name, group, row });
    }
    evidence.visitors.sort_by_key(|guest| (guest.campaign.number, guest.row.signed_at));
    Ok(evidence)
}

impl Line {
    /// Whether somebody else wrote it down.
    pub fn is_paper(&self) -> bool {
        self.signature.as_ref().is_some_and(|signature| signature.how == How::Paper)
    }
}
