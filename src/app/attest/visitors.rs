//! Visitors and groups who signed on paper: the office writes them down. They are nobody of the staff, so nobody writes
//! to them or reminds them.

use super::paper::noon;
use super::publish::Planner;
use super::refused::{GUEST, Refused};
use crate::app::App;
use crate::audit::Act;
use crate::domain::attestation::campaign::Campaign;
use crate::domain::id::{SchoolId, VisitorId};
use crate::domain::text::Text;
use crate::records;
use crate::store::{StoreError, TextRow, VisitorRow};
use crate::vault::random;
use chrono::NaiveDate;

/// A visitor who signed on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    pub name: Text,
    /// The group or firm that they came with.
    pub group: Option<Text>,
    pub on: NaiveDate,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visited {
    Recorded,
    /// The same name with the same group signed this before.
    Before,
    /// Signed before the text was published, or on a day to come.
    WrongDay,
}

impl App {
    /// Writes down that a visitor signed what is signed now; unless `go`, it only says what it would do.
    pub async fn record_visitor(
        &self,
        school: &SchoolId,
        (attestation, edition): (String, Option<String>),
        visitor: Visitor,
        by: String,
        go: bool,
    ) -> Result<Result<Visited, Refused>, StoreError> {
        let (parts, id) = (self.0.clone(), school.clone());
        let now = parts.clock.now();
        let write = self.0.store.write(school, move |tx| {
            Box::pin(async move {
                let Some(school) = parts.schools.get(&id) else { return Ok(Err(Refused::NoSchool)) };
                let Visitor { name, group, on } = visitor;
                for words in [Some(&name), group.as_ref()].into_iter().flatten() {
                    if words.is_blank() || words.length() > GUEST || words.expose().contains(char::is_control)
                    {
                        return Ok(Err(Refused::Guest));
                    }
                }
                let desk = Planner { parts: &parts, school, now };
                let today = desk.today();
                let signing = records::signing(tx, &school.id, today).await?;
                let mut open = signing.counting(today);
                open.retain(|it| it.attestation == attestation && it.opens_on <= today);
                let Some(last) = open.last().copied() else {
                    return Ok(Err(Refused::NoCampaign(attestation)));
                };
                let campaign: &Campaign = match &edition {
                    None => last,
                    Some(edition) => match open.iter().find(|it| it.edition == *edition) {
                        Some(campaign) => campaign,
                        None => return Ok(Err(Refused::OldEdition(edition.clone(), last.edition.clone()))),
                    },
                };
                let texts = tx.texts(&school.id, &attestation).await?;
                let locale =
                    |text: &&TextRow| school.profile.locales.iter().position(|locale| *locale == text.locale);
                let text = texts.iter().filter(|text| text.edition == campaign.edition).min_by_key(locale);
                let Some(text) = text else { return Err(StoreError::Failed("no_text")) };
                if on > today || on < text.published_at.with_timezone(&school.profile.zone).date_naive() {
                    return Ok(Ok(Visited::WrongDay));
                }
                for known in tx.visitors(&school.id).await? {
                    let same = known.campaign == campaign.id && known.text_sha256 == text.sha256;
                    if same
                        && records::open_visitor(&parts.vault, &school.id, &known)?
                            == (name.clone(), group.clone())
                    {
                        return Ok(Ok(Visited::Before));
                    }
                }
                if go {
                    let id = VisitorId::from_random(random());
                    let (sealed, party) =
                        records::seal_visitor(&parts.vault, &school.id, &id, (&name, group.as_ref()));
                    let row = VisitorRow {
                        id,
                        campaign: campaign.id.clone(),
                        edition: text.edition.clone(),
                        text_sha256: text.sha256.clone(),
                        name: sealed,
                        group: party,
                        signed_at: noon(school, on),
                        recorded_at: now,
                        recorded_by: by.clone(),
                    };
                    tx.add_visitor(&school.id, &row).await?;
                    desk.record(tx, &by, Act::VisitorSigned, campaign.id.as_str()).await?;
                }
                Ok(Ok(Visited::Recorded))
            })
        });
        write.await
    }
}
