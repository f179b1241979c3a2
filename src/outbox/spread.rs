//! Spreads one decision into notices, one a destination, at the moment it is sent: who may have a case is decided
//! here and not when it was stored.

use super::DSL_SPACE;
use super::space::Look;
use super::{Outbox, Outcome};
use crate::chat::Address;
use crate::domain::access::{self, CaseAccess, Recipient};
use crate::domain::case::{Case, State};
use crate::domain::id::{CaseId, PersonId};
use crate::domain::ladder::{Ladder, ROUND, Step};
use crate::domain::notice::{Kind, Notice};
use crate::domain::routing::Route;
use crate::domain::school::{Person, Role, Staff};
use crate::domain::unfit::Unfit;
use crate::forms::School;
use crate::forms::profile::ladder;
use crate::records::{self, RecordError};
use crate::store::{Claimed, PlaceRow, StoreError};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A case as the outbox needs it: never its words.
pub(super) struct Known {
    pub case: Case,
    pub route: Route,
    pub access: CaseAccess,
    pub staff: Arc<Staff>,
    pub places: Vec<PlaceRow>,
    pub spaces: Vec<String>,
}

impl Known {
    pub fn ladder(&self) -> Ladder {
        ladder(&self.route, self.case.urgency)
    }

    /// The roles a notice is for.
    fn addressed(&self, step: u32, kind: Kind) -> Vec<Role> {
        let ladder = self.ladder();
        match kind {
            // Everyone who has been told of it, in whichever round, and whoever is told first.
            Kind::More | Kind::Raised | Kind::Unowned | Kind::Answered | Kind::WouldTalk => {
                let reached = self.places.iter().map(|place| place.step % ROUND).max().unwrap_or(0);
                ladder.told_by(reached)
            }
            // Those who lead now; all at once what cannot wait.
            Kind::Moved => match ladder.step(step) {
                Step::Tell(roles) => roles.into_iter().filter(|r| !self.route.copied.contains(r)).collect(),
                _ => self.route.lead.clone(),
            },
            // Whoever leads anew is told so in another notice.
            Kind::Regrouped if self.case.state == State::Received => self.route.copied.clone(),
            Kind::Regrouped => [&self.route.lead[..], &self.route.copied].concat(),
            _ => match ladder.step(step) {
                Step::Tell(roles) => roles,
                Step::Next(role) => vec![role],
                Step::Remind | Step::Again => ladder.told_by(step),
            },
        }
    }

    /// The step behind this one may come at once when nobody could be told: until the ladder is at its end, where
    /// it would go round without rest.
    pub fn hastened(&self, step: u32) -> Option<CaseId> {
        let chased = self.case.state == State::Received && self.ladder().step(step) != Step::Again;
        chased.then(|| self.case.id.clone())
    }

    /// A chase that somebody has answered meanwhile. A first notice still goes out, and says who has the case.
    pub fn overtaken(&self, kind: Kind) -> bool {
        matches!(kind, Kind::Reminder | Kind::Next | Kind::Unowned | Kind::Moved)
            && self.case.state != State::Received
    }

    /// Why a notice comes directly, for those who look for it in the team's space. To others it always comes so.
    pub fn tell_team(&self, recipient: &Recipient, why: Option<Unfit>) -> Option<Unfit> {
        let person = self.staff.person(recipient.person())?;
        why.filter(|_| person.is_on_safeguarding_team())
    }

    pub fn recipients(&self, step: u32, kind: Kind) -> Vec<Recipient> {
        // An answer is for whoever has the case; without them for everyone who was told.
        if matches!(kind, Kind::Answered | Kind::WouldTalk)
            && let Some(owner) = self.case.acknowledged_by.as_ref().and_then(|id| self.staff.person(id))
            && owner.is_reachable()
            && let Some(owner) = access::recipient(owner, &self.access)
        {
            return vec![owner];
        }
        access::recipients(&self.addressed(step, kind), &self.staff, &self.access)
    }
}

impl Outbox {
    /// The case, and everything that decides who may have it, as of now.
    pub(super) async fn known(&self, school: &School, case: &CaseId) -> Result<Option<Known>, RecordError> {
        let today = school.today(self.clock.now());
        let (id, school, vault) = (case.clone(), school.id.clone(), self.vault.clone());
        let found = self
            .store
            .read(move |db| {
                Box::pin(async move {
                    let Some(case) = db.case(&school, &id).await? else { return Ok(None) };
                    let Some(route) = records::route(db, &id).await? else { return Ok(None) };
                    let staff = match records::staff(db, &vault, &school).await {
                        Ok(staff) => Ok(staff),
                        Err(RecordError::Store(error)) => return Err(error),
                        Err(sealed) => Err(sealed),
                    };
                    let places = db.places(&id).await?;
                    let spaces = db.spaces(&school, DSL_SPACE).await?;
                    Ok(Some((case, route, staff, places, spaces)))
                })
            })
            .await?;
        let Some((case, route, staff, places, spaces)) = found else { return Ok(None) };
        let access = route.access(case.id.clone());
        Ok(Some(Known { staff: staff?.on(today), case, route, access, places, spaces }))
    }

    pub(super) async fn spread_step(
        &self,
        school: &School,
        case: &CaseId,
        step: u32,
        kind: Kind,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let Some(known) = self.known(school, case).await? else { return Ok(Outcome::Dead("no_case")) };
        let chasing = matches!(kind, Kind::New | Kind::Reminder | Kind::Next | Kind::Unowned | Kind::Moved);
        if chasing && known.case.state != State::Received {
            return Ok(Outcome::Dropped("acknowledged"));
        }
        let recipients = known.recipients(step, kind);
        let mut notices: Vec<(Notice, String)> = Vec::new();
        let (mut reached, mut why, mut shut_out) = (BTreeSet::new(), None, None);
        for space in &known.spaces {
            let Ok(address) = serde_json::from_str(space) else { continue };
            let proven = match self.look(school, &address, &known).await {
                Ok(Look::Proven(proven)) => proven,
                Ok(Look::Not(unfit)) => {
                    why = why.or(unfit);
                    continue;
                }
                Err(error) => {
                    shut_out = Some(error).filter(|e| self.waits(&known, &recipients, &address, e));
                    continue;
                }
            };
            // A space is used only where somebody addressed reads it: nobody does with an account that is off.
            let reads = |id: &&PersonId| known.staff.person(id).is_some_and(Person::is_reachable);
            let readers: BTreeSet<&PersonId> = proven.people().iter().filter(reads).collect();
            if recipients.iter().any(|r| readers.contains(r.person())) {
                reached.extend(readers.into_iter().cloned());
                let notice = Notice::Space { case: case.clone(), step, space: space.clone(), kind };
                notices.push((notice, destination(space)));
            }
        }
        if let Some(error) = shut_out.filter(|_| notices.is_empty()) {
            return Ok(error.into());
        }
        for recipient in recipients.iter().filter(|r| !reached.contains(r.person())) {
            let person = recipient.person().clone();
            let Some(address) = self.address(&known.staff, &person) else {
                tracing::warn!(case = %case, "A recipient of concern {case} has no identity we can write to");
                continue;
            };
            let instead = known.tell_team(recipient, why);
            let notice = Notice::Person { case: case.clone(), step, person, kind, instead };
            notices.push((notice, address.key()));
        }
        let nobody = notices.is_empty();
        if nobody && chasing {
            tracing::error!(case = %case, "Nobody could be told of concern {case} at step {step}");
        }
        let hasten = known.hastened(step).filter(|_| nobody && chasing);
        self.replace(row, notices, hasten).await?;
        Ok(Outcome::Marked)
    }

    /// Puts `notices` in the place of the one they come from, which is done with it. When there is nobody to tell, the next step is due now.
    pub(super) async fn replace(
        &self,
        row: &Claimed,
        notices: Vec<(Notice, String)>,
        hasten: Option<CaseId>,
    ) -> Result<(), StoreError> {
        let (vault, now) = (self.vault.clone(), self.clock.now());
        let (school, key) = (row.school.clone(), row.dedupe_key.clone());
        let (id, token) = (row.id.clone(), row.token.clone());
        self.store
            .write(&row.school, move |tx| {
                Box::pin(async move {
                    for (n, (notice, destination)) in notices.iter().enumerate() {
                        let key = format!("{key}/{}", target(notice).unwrap_or_else(|| n.to_string()));
                        records::enqueue(tx, &vault, &school, notice, destination, &key, now).await?;
                    }
                    if let Some(case) = hasten {
                        tx.hasten_step(&case, now).await?;
                    }
                    tx.done(&id, &token, now).await.map(drop)
                })
            })
            .await
    }

    pub(super) async fn spread_refresh(
        &self,
        school: &School,
        case: &CaseId,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let Some(known) = self.known(school, case).await? else { return Ok(Outcome::Dead("no_case")) };
        let cards = known.places.iter().map(|place| {
            let notice = Notice::Card { case: case.clone(), place: place.number };
            (notice, destination(&place.address))
        });
        self.replace(row, cards.collect(), None).await?;
        Ok(Outcome::Marked)
    }

    pub(super) async fn staff(&self, school: &School) -> Result<Arc<Staff>, RecordError> {
        let (id, vault, today) = (school.id.clone(), self.vault.clone(), school.today(self.clock.now()));
        let staff = self
            .store
            .read(move |db| {
                Box::pin(async move {
                    match records::staff(db, &vault, &id).await {
                        Err(RecordError::Store(error)) => Err(error),
                        other => Ok(other),
                    }
                })
            })
            .await?;
        staff.map(|staff| staff.on(today))
    }
}

/// The part of a key that says whom a notice is for.
fn target(notice: &Notice) -> Option<String> {
    match notice {
        Notice::Person { person, .. }
        | Notice::Guidance { person: Some(person) }
        | Notice::Morning { person, .. }
        | Notice::CallPerson { person, .. }
        | Notice::FileOfferedPerson { person, .. } => Some(person.to_string()),
        Notice::Card { place, .. } => Some(place.to_string()),
        Notice::Space { space, .. } => Some(destination(space)),
        _ => None,
    }
}

pub(super) fn destination(address: &str) -> String {
    serde_json::from_str::<Address>(address).map_or_else(|_| "unknown".to_owned(), |address| address.key())
}
