//! `/hearken aup`: what somebody has to sign and has signed; to the leadership how far it is, and to them and line
//! managers who has not signed, in private.

use super::super::Desk;
use super::super::calls::{PRIVATE_MINUTES, id_or_nothing};
use crate::audit::Act;
use crate::chat::{Block, Card, View};
use crate::domain::attestation::AttestationDef;
use crate::domain::attestation::campaign::{Campaign, Rules, Signing, Standing, leads, works_here};
use crate::domain::id::{CampaignId, PersonId};
use crate::domain::school::{Person, Role, Staff};
use crate::forms::attest::{self, Named, Progress};
use crate::records;
use crate::store::{StoreError, Tx};
use chrono::TimeDelta;

impl Desk<'_> {
    pub(crate) async fn aup(&self, tx: &mut Tx<'_>) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let Some(person) = staff.by_identity(&self.event.from) else {
            return Ok(View::Home(vec![attest::nothing_to_sign(self.scene())]));
        };
        let (mut cards, _) = self.to_sign(tx, person).await?;
        if cards.is_empty() {
            cards.push(attest::nothing_to_sign(self.scene()));
        }
        let (signing, signatures) = records::signing_of(tx, &self.school.id, &person.id).await?;
        let mut receipts = Vec::new();
        for signature in signatures.iter().rev() {
            if let Some(campaign) = signing.campaign(&signature.campaign) {
                receipts.push(self.receipt_of(tx, campaign, signature).await?);
            }
        }
        if !receipts.is_empty() {
            cards.push(attest::overview(self.scene(), &receipts));
        }
        cards.extend(self.led(tx, &staff, true).await?);
        Ok(View::Home(cards))
    }

    /// How far every campaign is, to those who lead here; to a line manager how far their own people are. `all`: also
    /// what has not opened, and what everybody has signed.
    pub(crate) async fn led(
        &self,
        tx: &mut Tx<'_>,
        staff: &Staff,
        all: bool,
    ) -> Result<Vec<Card>, StoreError> {
        let Some(me) = self.who_works_here(staff) else { return Ok(Vec::new()) };
        let manages = staff.people().any(|person| person.employment.manager.as_ref() == Some(&me.id));
        if !leads(me) && !manages {
            return Ok(Vec::new());
        }
        let today = self.today();
        let signing = records::signing(tx, &self.school.id, today).await?;
        let hours = self.school.profile.hours();
        let mut cards = Vec::new();
        for campaign in signing.counting(today) {
            let title = self.title_of(&campaign.attestation);
            if leads(me) {
                let def = AttestationDef::of(self.defs(), &campaign.attestation);
                let rules = Rules { def: &def, hours: &hours };
                let counts = signing.progress(campaign, staff, rules, today);
                let left: usize = counts.values().map(|count| count.of - count.signed).sum();
                if all || left > 0 && campaign.opens_on <= today {
                    let progress = Progress { title, campaign, counts };
                    cards.push(attest::progress(self.scene(), &progress, today));
                }
                continue;
            }
            let team = self.team(&signing, campaign, staff, &me.id);
            if team.0 > 0 {
                cards.push(attest::team(self.scene(), &title, campaign, team));
            }
        }
        let missing = self.defs().iter().filter(|def| !signing.is_published(def, &hours, today));
        for def in missing.filter(|_| all && leads(me)) {
            cards.push(attest::unpublished(self.scene(), &self.title_of(&def.id), &def.id));
        }
        Ok(cards)
    }

    /// Whoever this is, unless their last day is over: an account may be on for longer.
    fn who_works_here<'s>(&self, staff: &'s Staff) -> Option<&'s Person> {
        staff.acting(&self.event.from).filter(|me| works_here(me, self.today()))
    }

    /// How many of somebody's own people have not signed, of how many.
    fn team(&self, signing: &Signing, campaign: &Campaign, staff: &Staff, of: &PersonId) -> (usize, usize) {
        let def = AttestationDef::of(self.defs(), &campaign.attestation);
        let hours = self.school.profile.hours();
        let rules = Rules { def: &def, hours: &hours };
        let theirs = staff.people().filter(|person| person.employment.manager.as_ref() == Some(of));
        theirs.fold((0, 0), |(left, all), person| {
            match signing.standing(campaign, person, rules, self.today()) {
                Standing::Asked(_) => (left + 1, all + 1),
                Standing::Signed => (left, all + 1),
                _ => (left, all),
            }
        })
    }

    /// Who has not signed, by name: all of them to those who lead here, their own people to a line manager.
    pub(super) async fn unsigned(&self, tx: &mut Tx<'_>, value: &str) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let today = self.today();
        let signing = records::signing(tx, &self.school.id, today).await?;
        let campaign = CampaignId::parse(value).and_then(|id| signing.campaign(&id));
        // An older one may have been asked about by a button that stands in a chat: it counts for nobody any more.
        let campaign = campaign.map(|asked| signing.instead_of(asked, today));
        let me = self.who_works_here(&staff);
        let may_see =
            |me: &Person, person: &Person| leads(me) || person.employment.manager.as_ref() == Some(&me.id);
        let manages = |me: &&Person| leads(me) || staff.people().any(|person| may_see(me, person));
        let (Some(campaign), Some(me)) = (campaign, me.filter(manages)) else {
            self.record(tx, Act::AccessRefused, id_or_nothing(value)).await?;
            return Ok(self.refuse("not_allowed"));
        };
        self.record(tx, Act::UnsignedRead, campaign.id.as_str()).await?;
        let def = AttestationDef::of(self.defs(), &campaign.attestation);
        let hours = self.school.profile.hours();
        let rules = Rules { def: &def, hours: &hours };
        let unsigned = signing.unsigned(campaign, &staff, rules, today).into_iter();
        let named = |person: &Person, due| Named {
            id: person.id.clone(),
            name: person.name.expose().to_owned(),
            audience: person.employment.audience,
            due,
        };
        let people =
            unsigned.filter(|(person, _)| may_see(me, person)).map(|(person, due)| named(person, due));
        let title = self.title_of(&campaign.attestation);
        Ok(self.private(attest::names(self.scene(), &title, people.collect(), today)))
    }

    /// Who has left, and what to take back from them.
    pub(super) async fn leaver(&self, tx: &mut Tx<'_>, value: &str) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let told = |person: &&Person| {
            leads(person) || person.roles.iter().any(|role| matches!(role, Role::ItLead | Role::HrLead))
        };
        let gone = PersonId::parse(value).and_then(|id| staff.person(&id));
        let last = gone.and_then(|gone| gone.employment.ends_on).filter(|last| *last < self.today());
        let me = self.who_works_here(&staff).filter(told);
        let (Some(gone), Some(last), Some(_)) = (gone, last, me) else {
            self.record(tx, Act::AccessRefused, id_or_nothing(value)).await?;
            return Ok(self.refuse("not_allowed"));
        };
        self.record(tx, Act::LeaverRead, gone.id.as_str()).await?;
        Ok(self.private(attest::leaver(self.scene(), gone.name.clone(), last)))
    }

    fn private(&self, mut card: Card) -> View {
        let expires = self.now + TimeDelta::minutes(PRIVATE_MINUTES);
        let time = self.words.moment(expires, self.now, self.school.profile.zone);
        card.blocks.push(Block::Text(self.words.say("attest-expires", &[("time", time)])));
        View::Private { card, expires }
    }
}
