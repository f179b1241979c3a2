//! A campaign opens by itself on the day of the year that its profile names, with the text that was signed last.

use crate::app::App;
use crate::audit::{self, Act, Entry};
use crate::domain::Moment;
use crate::domain::attestation::campaign::Campaign;
use crate::domain::attestation::{AttestationDef, Audience, academic_year};
use crate::domain::calendar::Hours;
use crate::domain::id::CampaignId;
use crate::domain::schedule::turns;
use crate::forms::School;
use crate::records;
use crate::store::{StoreError, Tx};
use crate::vault::random;
use chrono::{Days, Months, NaiveDate};
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
            for def in school.profile.attestations.iter().filter(|def| !def.by_edition) {
                if let Some((year, _)) = to_open(def, &school.profile.hours(), &known, today) {
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
        let (id, hours) = (school.id.clone(), school.profile.hours());
        let write = self.0.store.write(&school.id, move |tx| {
            Box::pin(async move {
                let schedule = format!("campaign/{}", def.id);
                if !tx.take_turn(&id, &schedule, &year, now).await? {
                    return Ok(());
                }
                let signing = records::signing(tx, &id, today).await?;
                let Some((_, audiences)) = to_open(&def, &hours, &signing.campaigns, today) else {
                    return Ok(());
                };
                // Each audience signs again what it signed last.
                let mut by_edition: BTreeMap<String, BTreeSet<Audience>> = BTreeMap::new();
                for audience in audiences {
                    if let Some(last) = signing.current(&def.id, audience, today) {
                        by_edition.entry(last.edition.clone()).or_default().insert(audience);
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

/// The academic year for which something is to open by now, and for whom: for every audience that has signed it before,
/// and for which nothing of it is published for that year.
fn to_open(
    def: &AttestationDef,
    hours: &Hours,
    known: &[Campaign],
    today: NaiveDate,
) -> Option<(String, BTreeSet<Audience>)> {
    let turn = turns(&def.opens, hours, today - Days::new(LATE_DAYS), today).pop()?;
    let year = academic_year(hours, turn);
    if academic_year(hours, today) != year {
        return None;
    }
    // What opened within a year of that day, or is to, is this year's, whatever it calls itself.
    let next = turn + Months::new(12);
    let of_year = |it: &&&Campaign| it.academic_year == year || turn <= it.opens_on && it.opens_on < next;
    let mine: Vec<&Campaign> = known.iter().filter(|campaign| campaign.attestation == def.id).collect();
    let published: BTreeSet<Audience> =
        mine.iter().filter(of_year).flat_map(|it| it.audience.iter().copied()).collect();
    let mut audiences: BTreeSet<Audience> = mine.iter().flat_map(|it| it.audience.iter().copied()).collect();
    audiences.retain(|audience| !published.contains(audience));
    (!audiences.is_empty()).then_some((year, audiences))
}
