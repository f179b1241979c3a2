//! Publishing a text: what follows from it, and doing it.

use super::hex;
use super::refused::{LINK, NAME, QUESTION, Refused};
use super::replaced::{before, moved};
use crate::app::{App, Parts};
use crate::audit::{self, Act, Entry};
use crate::chat::limits;
use crate::domain::Moment;
use crate::domain::attestation::campaign::{Campaign, Rules, Signing, Standing};
use crate::domain::attestation::question::{self, Question, Room};
use crate::domain::attestation::text::{self, Unfit};
use crate::domain::attestation::{AttestationDef, Audience, academic_year};
use crate::domain::id::{CampaignId, SchoolId};
use crate::domain::reminder::{Step, campaign_steps};
use crate::domain::schedule::{Shift, shifted};
use crate::domain::school::Staff;
use crate::forms::School;
use crate::records;
use crate::store::{Db, StoreError, TextRow, Tx};
use crate::vault::random;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A text to be published.
#[derive(Debug, Clone)]
pub struct Publication {
    pub attestation: String,
    /// The academic year's where none is given.
    pub edition: Option<String>,
    pub locale: Option<String>,
    /// The exact bytes.
    pub bytes: Vec<u8>,
    /// Whether staff read it in chat; else where the link leads.
    pub is_text: bool,
    pub link: Option<String>,
    pub questions: Vec<Question>,
    pub audience: Option<BTreeSet<Audience>>,
    pub opens: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    pub material: Option<bool>,
    /// The edition in whose place it comes, where several are signed now.
    pub replaces: Option<String>,
    pub by: String,
}

/// What publishing it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub attestation: String,
    pub edition: String,
    pub locale: String,
    pub sha256: String,
    pub told: Told,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// It is published already, word for word.
    NothingNew,
    /// An edition that is there, in one more language.
    OtherLanguage,
    /// A change that is not material: nobody signs again.
    Small {
        signed: usize,
        /// In whose place it comes, and who signs that.
        replaces: String,
        audience: BTreeSet<Audience>,
    },
    Campaign(Asked),
}

/// Whom a new campaign asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub audience: BTreeSet<Audience>,
    pub academic_year: String,
    pub opens_on: NaiveDate,
    pub due_on: NaiveDate,
    pub people: usize,
    /// Those of them who cannot be written to: they sign on paper.
    pub unreachable: usize,
    pub on_leave: usize,
    pub steps: Vec<(Step, NaiveDate)>,
}

impl App {
    /// What publishing a text does; done if `go`.
    pub async fn publish(
        &self,
        school: &SchoolId,
        publication: Publication,
        go: bool,
    ) -> Result<Result<Plan, Refused>, StoreError> {
        let (parts, id) = (self.0.clone(), school.clone());
        let now = parts.clock.now();
        if !go {
            let question = self.0.store.read(move |db| {
                Box::pin(async move {
                    let Some(school) = parts.schools.get(&id) else { return Ok(Err(Refused::NoSchool)) };
                    let planned = Planner { parts: &parts, school, now }.plan(db, &publication).await?;
                    Ok(planned.map(|(plan, _)| plan))
                })
            });
            return question.await;
        }
        let done = self.0.store.write(school, move |tx| {
            Box::pin(async move {
                let Some(school) = parts.schools.get(&id) else { return Ok(Err(Refused::NoSchool)) };
                let planner = Planner { parts: &parts, school, now };
                match planner.plan(tx, &publication).await? {
                    Err(refused) => Ok(Err(refused)),
                    Ok((plan, text)) => {
                        planner.carry_out(tx, &plan, text, &publication.by).await?;
                        Ok(Ok(plan))
                    }
                }
            })
        });
        done.await
    }
}

/// Whoever does this at the keyboard, for one school.
pub(super) struct Planner<'a> {
    pub parts: &'a Parts,
    pub school: &'a School,
    pub now: Moment,
}

impl Planner<'_> {
    pub fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.school.profile.zone).date_naive()
    }

    async fn plan(
        &self,
        db: &mut Db<'_>,
        new: &Publication,
    ) -> Result<Result<(Plan, TextRow), Refused>, StoreError> {
        let texts = db.texts(&self.school.id, &new.attestation).await?;
        let signing = records::signing(db, &self.school.id, self.today()).await?;
        let staff = records::staff(db, &self.parts.vault, &self.school.id).await?;
        Ok(self.decide(new, &texts, &signing, &staff))
    }

    fn decide(
        &self,
        new: &Publication,
        texts: &[TextRow],
        signing: &Signing,
        staff: &Staff,
    ) -> Result<(Plan, TextRow), Refused> {
        let body = self.look(new)?;
        let hours = self.school.profile.hours();
        let opens = new.opens.unwrap_or(self.today());
        // What opens in the last days of the holidays is the coming year's.
        let year = academic_year(&hours, shifted(opens, Shift::Later, &hours));
        let edition = new.edition.clone().unwrap_or_else(|| year.clone());
        let locale = self.locale(new)?;
        for name in [&new.attestation, &edition] {
            let fits = |c: char| c.is_alphanumeric() || " .-_/".contains(c);
            if name.trim().is_empty() || name.chars().count() > NAME || !name.chars().all(fits) {
                return Err(Refused::Name(name.clone()));
            }
        }
        let sha256 = hex(&new.bytes);
        let questions = serde_json::to_string(&new.questions).expect("questions are plain values");
        let before = before(new, signing, self.today());
        let plan = |told| Plan {
            attestation: new.attestation.clone(),
            edition: edition.clone(),
            locale: locale.clone(),
            sha256: sha256.clone(),
            told,
        };
        let text = TextRow {
            attestation: new.attestation.clone(),
            edition: edition.clone(),
            locale: locale.clone(),
            sha256: sha256.clone(),
            body,
            link: new.link.clone(),
            questions,
            material: new.material.unwrap_or(true),
            replaces: before.clone().ok().flatten().filter(|before| *before != edition),
            published_at: self.now,
            published_by: new.by.clone(),
        };
        let mut same_edition = texts.iter().filter(|known| known.edition == edition).peekable();
        if same_edition.peek().is_some() {
            return match same_edition.find(|known| known.locale == locale) {
                None => {
                    let like = texts.iter().find(|known| known.edition == edition);
                    let (material, replaces) =
                        like.map_or((true, None), |like| (like.material, like.replaces.clone()));
                    Ok((plan(Told::OtherLanguage), TextRow { material, replaces, ..text }))
                }
                Some(known) if known.sha256 != sha256 => Err(Refused::ChangedText(edition.clone())),
                Some(known) if known.questions != text.questions || known.link != text.link => {
                    Err(Refused::ChangedAround(edition.clone()))
                }
                Some(_) => Ok((plan(Told::NothingNew), text)),
            };
        }
        if new.material == Some(false) {
            let Some(replaces) = before? else { return Err(Refused::NothingBefore) };
            let moved = moved(signing, &new.attestation, &replaces, self.today());
            if moved.is_empty() {
                return Err(Refused::NothingBefore);
            }
            if new.audience.is_some() || new.opens.is_some() || new.due.is_some() {
                return Err(Refused::SmallKeeps);
            }
            let audience = moved.iter().flat_map(|it| it.audience.iter().copied()).collect();
            let moves = |id: &CampaignId| moved.iter().any(|it| it.id == *id);
            let signed = signing.signed.iter().filter(|(id, _)| moves(id)).count();
            return Ok((plan(Told::Small { signed, replaces, audience }), text));
        }
        let def = AttestationDef::of(&self.school.profile.attestations, &new.attestation);
        let of_year: Vec<&Campaign> = signing
            .campaigns
            .iter()
            .filter(|it| it.attestation == new.attestation && it.academic_year == year)
            .collect();
        let audience: BTreeSet<Audience> = match (&new.audience, of_year.is_empty()) {
            (Some(audience), _) => audience.clone(),
            (None, true) => def.audience.iter().copied().collect(),
            // Whoever is asked this year already is asked again: more, maybe, than the profile says.
            (None, false) => {
                let before = before?;
                let replaced = of_year.iter().filter(|it| Some(&it.edition) == before.as_ref());
                let audience: BTreeSet<Audience> =
                    replaced.flat_map(|it| it.audience.iter().copied()).collect();
                if audience.is_empty() { def.audience.iter().copied().collect() } else { audience }
            }
        };
        if new.material.is_none() && of_year.iter().any(|it| !it.audience.is_disjoint(&audience)) {
            return Err(Refused::SayMaterial);
        }
        let asked = self.asked(new, (audience, opens, year), (signing, &def), staff)?;
        Ok((plan(Told::Campaign(asked)), text))
    }

    /// What is read in chat, if it can be read at all.
    fn look(&self, new: &Publication) -> Result<Option<String>, Refused> {
        if new.bytes.is_empty() {
            return Err(Refused::Empty);
        }
        if let Some(link) = &new.link {
            let fits = link.starts_with("https://") && link.len() > "https://".len() && link.len() <= LINK;
            if !fits || link.chars().any(|c| c.is_whitespace() || c.is_control()) {
                return Err(Refused::Link);
            }
        }
        let room = Room { words: QUESTION, options: limits::RADIO_OPTIONS, option: limits::OPTION };
        question::look(&new.questions, room).map_err(|wrong| match wrong {
            question::Wrong::TooMany => Refused::Questions,
            question::Wrong::Words(n) => Refused::QuestionWords(n),
            question::Wrong::Options(n) => Refused::QuestionOptions(n),
            question::Wrong::Right(n) => Refused::QuestionRight(n),
        })?;
        if !new.is_text {
            return if new.link.is_some() { Ok(None) } else { Err(Refused::NoLink) };
        }
        let body = String::from_utf8(new.bytes.clone()).map_err(|_| Refused::NotUtf8)?;
        text::look(&body).map_err(|unfit| match unfit {
            Unfit::Empty => Refused::Empty,
            Unfit::TooLong => Refused::TooLong,
            Unfit::Hidden(line) => Refused::Hidden(line),
        })?;
        Ok(Some(body))
    }

    fn locale(&self, new: &Publication) -> Result<String, Refused> {
        let locales = &self.school.profile.locales;
        let first = || locales.first().cloned().unwrap_or_default();
        let wanted = new.locale.clone().unwrap_or_else(first);
        if locales.contains(&wanted) { Ok(wanted) } else { Err(Refused::Locale(wanted, locales.join(", "))) }
    }

    fn asked(
        &self,
        new: &Publication,
        (audience, opens_on, academic_year): (BTreeSet<Audience>, NaiveDate, String),
        (signing, def): (&Signing, &AttestationDef),
        staff: &Staff,
    ) -> Result<Asked, Refused> {
        let due_on = new.due.unwrap_or_else(|| def.due(opens_on));
        if opens_on < self.today() {
            return Err(Refused::OpensInThePast(opens_on));
        }
        if due_on < opens_on {
            return Err(Refused::DueBeforeItOpens(due_on));
        }
        let mut with = signing.clone();
        let campaign = Campaign {
            id: CampaignId::from_random([0; 16]),
            number: i64::MAX,
            attestation: new.attestation.clone(),
            edition: String::new(),
            audience: audience.clone(),
            academic_year: academic_year.clone(),
            opens_on,
            due_on,
        };
        with.campaigns.push(campaign.clone());
        let hours = self.school.profile.hours();
        let rules = Rules { def, hours: &hours };
        let (mut people, mut unreachable, mut on_leave) = (0, 0, 0);
        for person in staff.people() {
            match with.standing(&campaign, person, rules, opens_on) {
                Standing::Asked(_) => {
                    people += 1;
                    unreachable += usize::from(!person.is_reachable());
                }
                Standing::OnLeave => on_leave += 1,
                _ => {}
            }
        }
        let steps = campaign_steps(def, opens_on, due_on, &hours);
        Ok(Asked { audience, academic_year, opens_on, due_on, people, unreachable, on_leave, steps })
    }

    async fn carry_out(
        &self,
        tx: &mut Tx<'_>,
        plan: &Plan,
        text: TextRow,
        by: &str,
    ) -> Result<(), StoreError> {
        let school = &self.school.id;
        if plan.told == Told::NothingNew {
            return Ok(());
        }
        tx.add_text(school, &text).await?;
        self.record(tx, by, Act::TextPublished, &plan.sha256).await?;
        match &plan.told {
            Told::NothingNew | Told::OtherLanguage => Ok(()),
            Told::Small { replaces, .. } => {
                let signing = records::signing(tx, school, self.today()).await?;
                for campaign in moved(&signing, &plan.attestation, replaces, self.today()) {
                    tx.move_campaign(school, &campaign.id, &plan.edition).await?;
                }
                Ok(())
            }
            Told::Campaign(asked) => {
                let campaign = Campaign {
                    id: CampaignId::from_random(random()),
                    number: 0,
                    attestation: plan.attestation.clone(),
                    edition: plan.edition.clone(),
                    audience: asked.audience.clone(),
                    academic_year: asked.academic_year.clone(),
                    opens_on: asked.opens_on,
                    due_on: asked.due_on,
                };
                tx.add_campaign(school, &campaign, (by, self.now)).await?;
                self.record(tx, by, Act::CampaignOpened, campaign.id.as_str()).await
            }
        }
    }

    pub async fn record(
        &self,
        tx: &mut Tx<'_>,
        actor: &str,
        act: Act,
        subject: &str,
    ) -> Result<(), StoreError> {
        audit::append(tx, &self.school.id, Entry { at: self.now, actor, act, subject }).await
    }
}
