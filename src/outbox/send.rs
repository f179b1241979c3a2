//! Sends one notice to one destination, after asking once more whether it may have it.

use super::space::Look;
use super::spread::Known;
use super::{Outbox, Outcome, PATIENCE, TRIES};
use crate::chat::{Address, Card, Place, Platform, Receipt, SendError};
use crate::domain::access::{self, Detail};
use crate::domain::case::State;
use crate::domain::id::{CaseId, PersonId};
use crate::domain::notice::{Kind, Notice};
use crate::domain::school::{Identity, Person, Staff};
use crate::domain::unfit::Unfit;
use crate::forms::School;
use crate::forms::card::{self, Scene};
use crate::records::{self, RecordError};
use crate::store::Claimed;
use std::future::Future;
use std::sync::Arc;

/// Tries to post in a space that are counted before people are written to instead.
const TRIES_AT_A_SPACE: u32 = 3;

impl Outbox {
    /// In the words of whoever reads at an address: a person in theirs, a space in the school's own.
    pub(super) fn scene<'a>(&'a self, school: &'a School, staff: &Staff, reads_at: &Address) -> Scene<'a> {
        let reader = reader(reads_at, staff);
        let spoken = reader.into_iter().flat_map(|person| &person.locales).map(String::as_str);
        Scene { words: self.prompts.words_at(&school.profile, spoken), school, now: self.clock.now() }
    }

    /// Where a person is written to.
    pub(super) fn address(&self, staff: &Staff, person: &PersonId) -> Option<Address> {
        self.addresses(staff, person).into_iter().next()
    }

    /// Where a person can be written to: their active accounts on a platform that is set up, those first whose
    /// workspace lets us in.
    pub(super) fn addresses(&self, staff: &Staff, person: &PersonId) -> Vec<Address> {
        let accounts = staff.person(person).into_iter().flat_map(Person::reachable);
        let set_up = accounts.filter_map(|i| Some((i, self.platforms.get(&i.platform)?)));
        let (near, far): (Vec<_>, Vec<_>) = set_up.partition(|(i, platform)| platform.reaches(&i.workspace));
        near.into_iter().chain(far).map(|(identity, _)| Address::direct(identity)).collect()
    }

    pub(super) fn platform(&self, address: &Address) -> Option<&Arc<dyn Platform>> {
        self.platforms.get(&address.platform)
    }

    fn notice_card(
        &self,
        school: &School,
        known: &Known,
        (step, kind): (u32, Kind),
        reads_at: &Address,
    ) -> Card {
        let scene = self.scene(school, &known.staff, reads_at);
        if known.case.state != State::Received
            && matches!(kind, Kind::New | Kind::Reminder | Kind::Next | Kind::Unowned | Kind::Moved)
        {
            return card::standing(
                scene,
                &known.case,
                records::owner_role(&known.case, &known.route, &known.staff),
            );
        }
        let ladder = known.ladder();
        let before = match kind {
            Kind::Moved => known.route.lead.clone(),
            _ => ladder.told_by(step.saturating_sub(1)),
        };
        // A proven space holds only people who may read it all.
        let detail = reader(reads_at, &known.staff)
            .and_then(|person| access::recipient(person, &known.access))
            .map_or(Detail::Full, |recipient| recipient.detail());
        card::notice(scene, &known.case, kind, &ladder.step(step), &before, detail)
    }

    pub(super) async fn post_to_space(
        &self,
        school: &School,
        case: &CaseId,
        step: u32,
        space: &str,
        kind: Kind,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let Some(known) = self.known(school, case).await? else { return Ok(Outcome::Dead("no_case")) };
        if known.overtaken(kind) {
            return Ok(Outcome::Dropped("acknowledged"));
        }
        let Ok(address) = serde_json::from_str::<Address>(space) else {
            return self.to_people_instead(&known, (step, kind), None, row).await;
        };
        match self.look(school, &address, &known).await {
            Ok(Look::Proven(_)) => {}
            Ok(Look::Not(why)) => return self.to_people_instead(&known, (step, kind), why, row).await,
            Err(error) if self.waits(&known, &known.recipients(step, kind), &address, &error) => {
                return Ok(error.into());
            }
            Err(_) => return self.to_people_instead(&known, (step, kind), None, row).await,
        }
        let Some(platform) = self.platform(&address) else { return Ok(Outcome::Dead("no_platform")) };
        let card = self.notice_card(school, &known, (step, kind), &address);
        let thread = known.places.iter().find(|place| place.address == space);
        let receipt = thread.and_then(|place| serde_json::from_str::<Receipt>(&place.receipt).ok());
        let sent = match receipt {
            Some(opened) => within(platform.post(&opened.address, &card, &row.dedupe_key)).await,
            None => within(platform.open_thread(&address, &card, &row.dedupe_key)).await,
        };
        match sent {
            Ok(receipt) => {
                // The first stands for the space itself; every further one for its thread.
                let place = match thread {
                    None => Ok(space.to_owned()),
                    Some(_) => serde_json::to_string(&receipt.address),
                };
                let place = place.map_err(|_| RecordError::Sealed)?;
                self.sent(school, case, step, Some((place, receipt)), row).await?;
                Ok(Outcome::Marked)
            }
            Err(SendError::Gone { .. }) => {
                self.to_people_instead(&known, (step, kind), Some(Unfit::Gone), row).await
            }
            // It was proven a moment ago, and yet no post arrives: whoever is to have it is not kept waiting for it.
            Err(error) if given_up(&error, row, TRIES_AT_A_SPACE).is_some() => {
                tracing::error!(notice = %row.id, "A space took no post, so people are written to: {error}");
                self.to_people_instead(&known, (step, kind), None, row).await
            }
            Err(error) => Ok(error.into()),
        }
    }

    /// A space that cannot be proven, or is gone: each allowed person is written to directly, and told why where that
    /// has nothing to do with the case.
    async fn to_people_instead(
        &self,
        known: &Known,
        (step, kind): (u32, Kind),
        why: Option<Unfit>,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let case = &known.case.id;
        let mut notices = Vec::new();
        for recipient in known.recipients(step, kind) {
            if let Some(address) = self.address(&known.staff, recipient.person()) {
                let (person, instead) = (recipient.person().clone(), known.tell_team(&recipient, why));
                let notice = Notice::Person { case: case.clone(), step, person, kind, instead };
                notices.push((notice, address.key()));
            }
        }
        let hasten = known.hastened(step).filter(|_| notices.is_empty());
        self.replace(row, notices, hasten).await?;
        Ok(Outcome::Marked)
    }

    pub(super) async fn post_to_person(
        &self,
        school: &School,
        case: &CaseId,
        (step, kind): (u32, Kind),
        person: &PersonId,
        instead: Option<Unfit>,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let Some(known) = self.known(school, case).await? else { return Ok(Outcome::Dead("no_case")) };
        if known.overtaken(kind) {
            return Ok(Outcome::Dropped("acknowledged"));
        }
        let allowed = known.staff.person(person).and_then(|p| access::recipient(p, &known.access));
        if allowed.is_none() {
            // They may have it no longer. If nobody else may either, the next on the ladder is told at once.
            let nobody = known.recipients(step, kind).is_empty();
            self.replace(row, Vec::new(), known.hastened(step).filter(|_| nobody)).await?;
            return Ok(Outcome::Dropped("not_a_recipient"));
        }
        let mut sent = Err(SendError::Gone { code: "no_identity" });
        for address in self.addresses(&known.staff, person) {
            let Some(platform) = self.platform(&address) else { continue };
            let mut card = self.notice_card(school, &known, (step, kind), &address);
            if let Some(why) = instead {
                card::explain_directly(self.scene(school, &known.staff, &address), &mut card, why);
            }
            let posted = within(platform.post(&address, &card, &row.dedupe_key)).await;
            sent = posted.map(|receipt| (address, receipt));
            // Where one account is gone or its workspace shut, they may have another.
            if !matches!(sent, Err(SendError::Gone { .. } | SendError::ShutOut { .. })) {
                break;
            }
        }
        match sent {
            Ok((address, receipt)) => {
                let place = serde_json::to_string(&address).map_err(|_| RecordError::Sealed)?;
                self.sent(school, case, step, Some((place, receipt)), row).await?;
                Ok(Outcome::Marked)
            }
            Err(error) => {
                let Some(code) = given_up(&error, row, TRIES) else { return Ok(error.into()) };
                self.give_up_person(&known, step, kind, person, code, row).await?;
                Ok(Outcome::Dead(code))
            }
        }
    }

    /// Marks a post as done and remembers where it stands, in one transaction.
    async fn sent(
        &self,
        school: &School,
        case: &CaseId,
        step: u32,
        stands: Option<(String, Receipt)>,
        row: &Claimed,
    ) -> Result<(), RecordError> {
        let now = self.clock.now();
        let (school, case) = (school.id.clone(), case.clone());
        let (id, token) = (row.id.clone(), row.token.clone());
        let stands = stands
            .map(|(place, receipt)| serde_json::to_string(&receipt).map(|receipt| (place, receipt)))
            .transpose()
            .map_err(|_| RecordError::Sealed)?;
        let scope = school.clone();
        let written = self.store.write(&scope, move |tx| {
            Box::pin(async move {
                if let Some((place, receipt)) = stands {
                    tx.add_place(&school, &case, &place, &receipt, step).await?;
                }
                tx.done(&id, &token, now).await.map(drop)
            })
        });
        Ok(written.await?)
    }

    /// A card that stands somewhere shows the case as it is now.
    pub(super) async fn refresh_card(
        &self,
        school: &School,
        case: &CaseId,
        place: i64,
    ) -> Result<Outcome, RecordError> {
        let Some(known) = self.known(school, case).await? else { return Ok(Outcome::Dead("no_case")) };
        let Some(place) = known.places.iter().find(|p| p.number == place) else {
            return Ok(Outcome::Dropped("no_place"));
        };
        let Ok(receipt) = serde_json::from_str::<Receipt>(&place.receipt) else {
            return Ok(Outcome::Dead("receipt"));
        };
        let Some(platform) = self.platform(&receipt.address) else { return Ok(Outcome::Dead("no_platform")) };
        match self.still_allowed(school, &receipt.address, &known).await {
            Ok(true) => {}
            Ok(false) => return Ok(Outcome::Dropped("not_a_recipient")),
            Err(error) => return Ok(error.into()),
        }
        let card = if known.case.acknowledged_at.is_some() {
            card::standing(
                self.scene(school, &known.staff, &receipt.address),
                &known.case,
                records::owner_role(&known.case, &known.route, &known.staff),
            )
        } else {
            self.notice_card(school, &known, (place.step, Kind::New), &receipt.address)
        };
        Ok(match within(platform.update(&receipt, &card)).await {
            Ok(()) => Outcome::Done,
            // Somebody removed the message: there is nothing to bring up to date.
            Err(SendError::Gone { code }) => Outcome::Dropped(code),
            Err(error) => error.into(),
        })
    }

    /// Whether everyone who reads a card there may still have the case.
    async fn still_allowed(
        &self,
        school: &School,
        stands: &Address,
        known: &Known,
    ) -> Result<bool, SendError> {
        let space = match &stands.place {
            Place::Direct { .. } => {
                // Nothing goes to an account that is gone, not even what it has had.
                let here = |person: &&Person| person.reachable().any(|i| Address::direct(i) == *stands);
                let person = reader(stands, &known.staff).filter(here);
                return Ok(person.is_some_and(|person| access::recipient(person, &known.access).is_some()));
            }
            Place::Space { space } | Place::Thread { space, .. } => Place::Space { space: space.clone() },
        };
        let look = self.look(school, &Address { place: space, ..stands.clone() }, known).await?;
        Ok(matches!(look, Look::Proven(_)))
    }
}

/// Why no more is tried after this error: it is one that stays, or so many tries have failed.
fn given_up(error: &SendError, row: &Claimed, tries: u32) -> Option<&'static str> {
    match error {
        SendError::Gone { code } | SendError::Refused { code } => Some(code),
        SendError::Retry { after: None, code } if row.attempts >= tries => Some(code),
        // Whoever asks for a pause is there.
        SendError::Retry { .. } | SendError::ShutOut { .. } => None,
    }
}

/// Whoever reads alone at an address; nobody in a space of several people, or where nobody is known.
fn reader<'s>(at: &Address, staff: &'s Staff) -> Option<&'s Person> {
    let Place::Direct { user } = &at.place else { return None };
    let (platform, workspace) = (at.platform, at.workspace.clone());
    staff.by_identity(&Identity { platform, workspace, user: user.clone() })
}

/// A platform that does not answer is asked again later.
pub(super) async fn within<T>(sending: impl Future<Output = Result<T, SendError>>) -> Result<T, SendError> {
    tokio::time::timeout(PATIENCE, sending)
        .await
        .unwrap_or(Err(SendError::Retry { after: None, code: "timeout" }))
}
