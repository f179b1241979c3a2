//! A campaign opens by itself on the day of the year that its profile names, with the text that was signed last.

use crate::app::App;
use crate::audit::{self, Act, Entry};
use crate::domain::Moment;
use crate::domain::attestation::campaign::Campaign;
use crate::domain::attestation::{AttestationDef, Audience, academic_year};
use crate::domain::id::CampaignId;
use crate::domain::schedule::turns;
use crate::forms::School;
use crate::records;
use crate::store::{StoreError, Tx};
use crate::vault::random;
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// How late a year's opening is still made up for: a whole term without Hearken.
const LATE_DAYS: u64 = 120;

impl App {
    /// Opens what is to open by now, once an academic year. Whatever was never published opens nothing.
    pub async fn open_campaigns(&self) -> Result<(), StoreError> {
        let now = self.0.clock.now();
        for school in self.0.schools.values() {
            let today = now.with_timezone(&school.profile.zone).date_naive();
            let id = school.id.clone();
            let known = self.0.store.read(move |db| Box::pin(async move { db.campaigns(&id).await })).await?;
            for def in &school.profile.attestations {
                if let Some(year) = year_to_open(def, school, &known, today) {
                    self.open_year(school, def.clone(), year, (today, now)).await?;
                }
            }
        }
        Ok(())
    }

    async fn open_year(
        &self,
        school: &School,
        def: AttestationDef,
        year: String,
        (today, now): (NaiveDate, Moment),
    ) -> Result<(), StoreError> {
        let id = school.id.clone();
        let write = self.0.store.write(&school.id, move |tx| {
            Box::pin(async move {
                let schedule = format!("campaign/{}", def.id);
                if !tx.take_turn(&id, &schedule, &year, now).await? {
                    return Ok(());
                }
                let signing = records::signing(tx, &id, today).await?;
                // Each audience signs again what it signed last.
                let mut by_edition: BTreeMap<String, BTreeSet<Audience>> = BTreeMap::new();
                for audience in &def.audience {
                    if let Some(last) = signing.current(&def.id, *audience, today) {
                        by_edition.entry(last.edition.clone()).or_default().insert(*audience);
                    }
                }
                for (edition, audience) in by_edition {
                    let campaign = Campaign {
                        id: CampaignId::from_random(random()),
                        number: 0,
                        attestation: def.id.clone(),
                        edition,
                        audience,
                        academic_year: year.clone(),
                        opens_on: today,
                        due_on: def.due(today),
                    };
                    open(tx, &id, &campaign, now).await?;
                }
                Ok(())
            })
        });
        write.await
    }
}

async fn open(
    tx: &mut Tx<'_>,
    school: &crate::domain::id::SchoolId,
    campaign: &Campaign,
    now: Moment,
) -> Result<(), StoreError> {
    let actor = "hearken";
    tx.add_campaign(school, campaign, (actor, now)).await?;
    let subject = campaign.id.as_str();
    audit::append(tx, school, Entry { at: now, actor, act: Act::CampaignOpened, subject }).await
}

/// The academic year for which something is to open by now, if nothing of it has been published for that year.
fn year_to_open(
    def: &AttestationDef,
    school: &School,
    known: &[Campaign],
    today: NaiveDate,
) -> Option<String> {
    let hours = school.profile.hours();
    let turn = turns(&def.opens, &hours, today - Days::new(LATE_DAYS), today).pop()?;
    let year = academic_year(&hours, turn);
    let mut mine = known.iter().filter(|campaign| campaign.attestation == def.id).peekable();
    mine.peek()?;
    // What opened after that day, or is to, is this year's, whatever it calls itself.
    let opened = mine.any(|campaign| campaign.academic_year == year || campaign.opens_on >= turn);
    (!opened && academic_year(&hours, today) == year).then_some(year)
}
