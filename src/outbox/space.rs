//! Looks at the safeguarding team's private space: whether it may have a case right now, and what is wrong with it where
//! no case may be posted there at all.

use super::send::within;
use super::spread::Known;
use super::{DSL_SPACE, Outbox, Outcome};
use crate::chat::{Address, Membership, SendError};
use crate::domain::access::{self, Members, ProvenSpace, Recipient};
use crate::domain::id::PersonId;
use crate::domain::notice::Notice;
use crate::domain::school::{Person, Role, Staff};
use crate::domain::unfit::{Readers, Unfit, unfit};
use crate::forms::School;
use crate::forms::card;
use crate::records::{self, RecordError};
use crate::store::{Claimed, StoreError};

/// The turns of telling that a space is not fit: one a day, space and reason.
const SCHEDULE: &str = "space_unfit";

/// What a look at a space shows.
pub(super) enum Look {
    Proven(ProvenSpace),
    /// It may not have the case. Why, only where that has nothing to do with the case: whoever is kept out of one must
    /// not be hinted at.
    Not(Option<Unfit>),
}

impl Outbox {
    /// Whether a space may have the case right now; the error when its platform could not be asked.
    pub(super) async fn look(
        &self,
        school: &School,
        address: &Address,
        known: &Known,
    ) -> Result<Look, SendError> {
        let Some(membership) = self.members(address).await? else { return Ok(Look::Not(Some(Unfit::Gone))) };
        let members = members(&membership, &known.staff);
        Ok(match access::prove(&members, &known.access) {
            Some(proven) => Look::Proven(proven),
            None => Look::Not(unfit(&members, &Readers::of(&school.profile.routes))),
        })
    }

    /// Whether a look failed because the platform lets us in nowhere, and none of these people could be written to
    /// elsewhere: then the notice itself waits. It says nothing of the space.
    pub(super) fn waits(
        &self,
        known: &Known,
        recipients: &[Recipient],
        space: &Address,
        error: &SendError,
    ) -> bool {
        let addresses = recipients.iter().filter_map(|r| self.address(&known.staff, r.person()));
        let mut there =
            addresses.map(|at| at.platform == space.platform && at.workspace == space.workspace).peekable();
        matches!(error, SendError::ShutOut { .. }) && there.peek().is_some() && there.all(|there| there)
    }

    /// Who reads a space, as its platform tells; nobody where it is gone.
    async fn members(&self, address: &Address) -> Result<Option<Membership>, SendError> {
        let Some(platform) = self.platform(address) else { return Ok(None) };
        match within(platform.membership(address)).await {
            Ok(membership) => Ok(Some(membership)),
            Err(SendError::Gone { .. }) => Ok(None),
            Err(error) => {
                tracing::warn!("A private space could not be asked for its members: {error}");
                Err(error)
            }
        }
    }

    /// What is wrong with a space whatever the case is.
    async fn what_is_wrong(
        &self,
        school: &School,
        address: &Address,
        staff: &Staff,
    ) -> Result<Option<Unfit>, SendError> {
        let Some(membership) = self.members(address).await? else { return Ok(Some(Unfit::Gone)) };
        Ok(unfit(&members(&membership, staff), &Readers::of(&school.profile.routes)))
    }

    /// A space may have changed: where it is not fit, the safeguarding team and whoever looks after the chat hear so,
    /// once a day for each reason. Nobody hears that it is fit.
    pub(super) async fn look_at_space(
        &self,
        school: &School,
        space: &str,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let Ok(address) = serde_json::from_str::<Address>(space) else { return Ok(Outcome::Dead("address")) };
        let id = school.id.clone();
        let spaces =
            self.store.read(move |db| Box::pin(async move { db.spaces(&id, DSL_SPACE).await })).await?;
        if !spaces.iter().any(|ours| ours == space) {
            return Ok(Outcome::Dropped("not_ours"));
        }
        let staff = self.staff(school).await?;
        let why = match self.what_is_wrong(school, &address, &staff).await {
            Ok(Some(why)) => why,
            Ok(None) => return Ok(Outcome::Dropped("fit")),
            Err(error) => return Ok(error.into()),
        };
        tracing::warn!("The safeguarding team's space is not fit: {why}");
        let told = staff.people().filter(|person| hears(person)).filter_map(|person| {
            let notice = Notice::SpaceUnfit { space: space.to_owned(), person: person.id.clone() };
            Some((notice, self.address(&staff, &person.id)?.key(), person.id.clone()))
        });
        self.tell_once_a_day(school, &address, why, told.collect(), row).await?;
        Ok(Outcome::Marked)
    }

    async fn tell_once_a_day(
        &self,
        school: &School,
        address: &Address,
        why: Unfit,
        told: Vec<(Notice, String, PersonId)>,
        row: &Claimed,
    ) -> Result<(), StoreError> {
        let now = self.clock.now();
        let today = school.profile.hours().local(now).date_naive();
        let slot = format!("{}/{why}/{today}", address.key());
        let (vault, row) = (self.vault.clone(), row.clone());
        self.store
            .write(&school.id, move |tx| {
                Box::pin(async move {
                    if tx.take_turn(&row.school, SCHEDULE, &slot, now).await? {
                        for (notice, to, person) in &told {
                            let key = format!("{SCHEDULE}/{slot}/{person}");
                            records::enqueue(tx, &vault, &row.school, notice, to, &key, now).await?;
                        }
                    }
                    tx.done(&row.id, &row.token, now).await.map(drop)
                })
            })
            .await
    }

    /// Tells one person what is wrong with the space as of now, and how to mend it.
    pub(super) async fn tell_of_space(
        &self,
        school: &School,
        space: &str,
        person: &PersonId,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let staff = self.staff(school).await?;
        if staff.person(person).filter(|person| hears(person)).is_none() {
            return Ok(Outcome::Dropped("not_the_team"));
        }
        let Ok(space) = serde_json::from_str::<Address>(space) else { return Ok(Outcome::Dead("address")) };
        let why = match self.what_is_wrong(school, &space, &staff).await {
            Ok(Some(why)) => why,
            Ok(None) => return Ok(Outcome::Dropped("fit")),
            Err(error) => return Ok(error.into()),
        };
        let address = self.address(&staff, person);
        let Some((address, platform)) = address.as_ref().and_then(|a| Some((a, self.platform(a)?))) else {
            return Ok(Outcome::Dropped("no_identity"));
        };
        let card = card::space_unfit(self.scene(school, &staff, address), why);
        Ok(match within(platform.post(address, &card, &row.dedupe_key)).await {
            Ok(_) => Outcome::Done,
            Err(error) => error.into(),
        })
    }
}

fn members<'s>(membership: &Membership, staff: &'s Staff) -> Members<'s> {
    let Membership { private, members, strangers } = membership;
    let people = members.iter().map(|identity| staff.by_identity(identity)).collect();
    Members { private: *private, strangers: *strangers, people }
}

/// Who hears that the space is not fit: those who are told of concerns there, and whoever set the bot up.
fn hears(person: &Person) -> bool {
    person.is_on_safeguarding_team() || person.roles.contains(&Role::SchoolAdmin)
}
