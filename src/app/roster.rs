//! Takes in what a platform's directory says of a school's people: who has which account, and who has left.
//!
//! An account is matched with a person by its address alone, and only where the platform vouches for both. Once it is
//! linked it stays linked: whoever a concern is about is recognised by every account they ever had. A duty goes with it
//! only while the settings name it.

use super::{App, first_look};
use crate::chat::{Address, Member, NotKept, Roster, Standing};
use crate::domain::Moment;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::{Employment, Role, WorkspaceKey};
use crate::forms::locale::tag;
use crate::records::{self, Emails, Holder, open_email, same_email, seal_email, seal_name};
use crate::store::{AccountRow, Db, StoreError, Tx};
use crate::vault::{Vault, random};
use async_trait::async_trait;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Members in one transaction.
const BATCH: usize = 100;

#[async_trait]
impl Roster for App {
    async fn seen(&self, members: Vec<Member>) -> Result<(), NotKept> {
        let mut members = members;
        while !members.is_empty() {
            let rest = members.split_off(members.len().min(BATCH));
            self.take_in(std::mem::replace(&mut members, rest)).await.map_err(|error| {
                tracing::error!("What a directory says of people could not be stored: {error}");
                NotKept
            })?;
        }
        Ok(())
    }

    async fn listed(&self, workspace: &WorkspaceKey) -> Result<(), NotKept> {
        self.remember_first_look(workspace).await.map_err(|error| {
            tracing::error!("That a directory was read for the first time could not be stored: {error}");
            NotKept
        })
    }

    async fn space_changed(&self, space: &Address) -> Result<(), NotKept> {
        self.look_at_space(space).await
    }
}

impl App {
    /// Most are as they were: they are only read.
    async fn take_in(&self, members: Vec<Member>) -> Result<(), StoreError> {
        let (vault, now) = (self.0.vault.clone(), self.0.clock.now());
        // The last day at a school ends with its own midnight.
        let schools = self.0.schools.iter();
        let days: BTreeMap<SchoolId, NaiveDate> =
            schools.map(|(id, school)| (id.clone(), school.today(now))).collect();
        let today = days.clone();
        let read = self
            .0
            .store
            .read(move |db| Box::pin(async move { changed(db, &vault, members, &today, now).await }));
        let mut changed = read.await?;
        while let Some((school, _)) = changed.first() {
            let school = school.clone();
            let (these, others) = changed.into_iter().partition(|(of, _)| *of == school);
            changed = others;
            let (vault, kept) = (self.0.vault.clone(), self.1.clone());
            let today = days.get(&school).copied().unwrap_or(now.date_naive());
            self.0
                .store
                .write(&school.clone(), move |tx| {
                    Box::pin(async move {
                        let edition = tx.staff_edition(&school).await?;
                        let emails = kept.take(&school, edition.as_deref());
                        let mut clerk =
                            Clerk { vault: &vault, school: &school, now, today, emails, awaited: None };
                        for (_, member) in these {
                            clerk.take_in(tx, &member).await?;
                        }
                        let (edition, emails) = (tx.staff_edition(&school).await?, clerk.emails);
                        kept.put(&school, edition, emails);
                        Ok(())
                    })
                })
                .await?;
        }
        Ok(())
    }
}

/// The addresses of each school as they stood when a batch was taken in, with the edition of its staff: the next batch
/// of the same list needs no address opened again. One that was rolled back never comes again, and fits nothing.
#[derive(Clone, Default)]
pub(super) struct Addresses(Arc<Mutex<BTreeMap<SchoolId, (String, Emails)>>>);

impl Addresses {
    fn take(&self, school: &SchoolId, edition: Option<&str>) -> Option<Emails> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, emails) = kept.remove(school)?;
        (Some(of.as_str()) == edition).then_some(emails)
    }

    fn put(&self, school: &SchoolId, edition: Option<String>, emails: Option<Emails>) {
        let Some(kept) = edition.zip(emails) else { return };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(school.clone(), kept);
    }
}

type OfSchool = (SchoolId, Member);

/// The members of a school of whom something is not as it stands.
async fn changed(
    db: &mut Db<'_>,
    vault: &Vault,
    members: Vec<Member>,
    days: &BTreeMap<SchoolId, NaiveDate>,
    now: Moment,
) -> Result<Vec<OfSchool>, StoreError> {
    let mut changed = Vec::new();
    let mut awaited = BTreeMap::new();
    for member in members {
        let Some(school) = db.school_of(&member.identity.workspace_key()).await? else { continue };
        let differs = match db.account(&member.identity).await? {
            Some(account) if account.school != school => {
                tracing::error!("The account {} belongs to a person of another school", member.identity);
                false
            }
            Some(account) => {
                if !awaited.contains_key(&school) {
                    awaited.insert(school.clone(), Emails::awaited(db, vault, &school).await?);
                }
                let awaits = awaited.get(&school).and_then(|awaited| expected(awaited, &account, &member));
                let today = days.get(&school).copied().unwrap_or(now.date_naive());
                awaits.is_some() || Change::of(vault, &account, &member, today).is_any()
            }
            None => member.standing == Standing::Staff,
        };
        if differs {
            changed.push((school, member));
        }
    }
    Ok(changed)
}

/// Whom the settings or the list of staff name by the address that an account has, whose person they do not name:
/// somebody's address was changed in both, so they are one.
fn expected(awaited: &Emails, account: &AccountRow, member: &Member) -> Option<PersonId> {
    if account.listed || member.standing != Standing::Staff {
        return None;
    }
    let email = member.email.as_ref()?;
    match awaited.holder(email) {
        // Two on the list of staff are two, unless the settings say otherwise.
        Holder::One(_) if account.on_list && !awaited.are_listed(email) => None,
        Holder::One(person) if person != account.person => Some(person),
        _ => None,
    }
}

/// Whether somebody acts and is written to by an account: of those in the settings only while the settings name it, by
/// its id or by its address. Addresses are handed on, and ids mistyped: neither may leave a duty with the wrong one.
fn counts(vault: &Vault, account: &AccountRow, member: &Member) -> bool {
    if member.standing != Standing::Staff || !account.listed || account.pinned {
        return member.standing == Standing::Staff;
    }
    let Some(sealed) = &account.email else { return false };
    match (open_email(vault, &account.school, &account.person, sealed), &member.email) {
        (Some(named), Some(theirs)) => same_email(&named, theirs),
        // What a directory does not show says nothing.
        _ => account.active,
    }
}

/// What is not as it stands, of an account that is known.
#[derive(Debug, Default, PartialEq, Eq)]
struct Change {
    active: Option<bool>,
    told: Option<String>,
    name: bool,
    email: bool,
    roles: Option<BTreeSet<Role>>,
}

impl Change {
    fn of(vault: &Vault, account: &AccountRow, member: &Member, today: NaiveDate) -> Self {
        let active = counts(vault, account, member);
        let told = member.locale.as_deref().and_then(tag).filter(|told| Some(told) != account.told.as_ref());
        let mut change =
            Self { active: (active != account.active).then_some(active), told, ..Self::default() };
        if account.listed {
            // What the settings say of somebody, no directory changes.
            return change;
        }
        // Who is of the staff, under which name and by which address, is said by the list of those who are on it.
        let works_here = match account.on_list {
            true => account.ends_on.is_none_or(|last| today <= last),
            false => active || account.others > 0,
        };
        if works_here != (account.roles > 0) {
            change.roles = Some(works_here.then_some(Role::Staff).into_iter().collect());
        }
        if active && !account.on_list {
            let name = records::open_name(vault, &account.school, &account.person, &account.name);
            change.name = !member.name.is_blank() && name.as_ref() != Some(&member.name);
            let email = account.email.as_ref();
            let email = email.and_then(|email| open_email(vault, &account.school, &account.person, email));
            change.email = match (&member.email, &email) {
                (Some(now), Some(before)) => !same_email(now, before),
                (Some(_), None) => true,
                // An address that a directory does not show is not gone.
                (None, _) => false,
            };
        }
        change
    }

    fn is_any(&self) -> bool {
        *self != Self::default()
    }
}

/// Takes in the members of one school, in one transaction.
struct Clerk<'a> {
    vault: &'a Vault,
    school: &'a SchoolId,
    now: Moment,
    today: NaiveDate,
    /// Opened when somebody new has come.
    emails: Option<Emails>,
    /// Opened when somebody known has changed.
    awaited: Option<Emails>,
}

impl Clerk<'_> {
    async fn take_in(&mut self, tx: &mut Tx<'_>, member: &Member) -> Result<(), StoreError> {
        match tx.account(&member.identity).await? {
            Some(account) if account.school != *self.school => Ok(()),
            Some(account) => {
                let awaited = match self.awaited.take() {
                    Some(awaited) => awaited,
                    None => Emails::awaited(tx, self.vault, self.school).await?,
                };
                let Some(expected) = expected(&awaited, &account, member) else {
                    self.awaited = Some(awaited);
                    return self.refresh(tx, &account, member).await;
                };
                self.unite(tx, &expected, &account.person).await?;
                match tx.account(&member.identity).await? {
                    Some(account) => self.refresh(tx, &account, member).await,
                    None => Ok(()),
                }
            }
            // A guest is nobody's account, and whoever has left was never here.
            None if member.standing == Standing::Staff => self.welcome(tx, member).await,
            None => Ok(()),
        }
    }

    async fn refresh(
        &mut self,
        tx: &mut Tx<'_>,
        account: &AccountRow,
        member: &Member,
    ) -> Result<(), StoreError> {
        let (school, person) = (self.school, &account.person);
        let change = Change::of(self.vault, account, member, self.today);
        if let Some(active) = change.active {
            tx.set_active(&member.identity, active).await?;
            let is = if active { "active again" } else { "not active any more" };
            if !active && member.standing == Standing::Staff {
                tracing::error!(
                    person = %person,
                    "The account {} of person {person} has another address than the settings give them, so it counts no \
                     more. Put the settings right if it is theirs",
                    member.identity
                );
            } else {
                tracing::info!(person = %person, "The account {} of person {person} is {is}", member.identity);
            }
        }
        if change.told.is_some() {
            tx.remember_locale(&member.identity, change.told.as_deref()).await?;
        }
        if change.name {
            let name = seal_name(self.vault, school, person, &member.name);
            tx.put_person(school, person, &name, self.now).await?;
        }
        if change.email
            && let Some(email) = &member.email
        {
            if let Holder::One(other) = self.emails(tx).await?.holder(email)
                && other != *person
            {
                tracing::warn!(
                    person = %person,
                    "The account {} has the address of person {other} now; it stays with person {person}",
                    member.identity
                );
            }
            let sealed = seal_email(self.vault, school, person, email);
            tx.set_email(school, person, Some(&sealed), self.now).await?;
            self.emails(tx).await?.change(email, person, false);
        }
        match &change.roles {
            Some(roles) => tx.set_roles(school, person, roles).await,
            None => Ok(()),
        }
    }

    /// Whom the settings or the list name turns out to be somebody who is here already, with accounts by which they are
    /// recognised: they stay who they are, and have what is said there.
    async fn unite(&mut self, tx: &mut Tx<'_>, named: &PersonId, here: &PersonId) -> Result<(), StoreError> {
        let school = self.school;
        let staff = records::staff(tx, self.vault, school).await?;
        let Some(person) = staff.person(named) else { return Ok(()) };
        let email = tx.emails(school).await?.into_iter().find(|row| row.person == *named);
        let listed = email.as_ref().is_some_and(|row| row.listed);
        let email = email.and_then(|row| open_email(self.vault, school, named, &row.email));
        if !person.name.is_blank() {
            let name = seal_name(self.vault, school, here, &person.name);
            tx.put_person(school, here, &name, self.now).await?;
        }
        let sealed = email.map(|email| seal_email(self.vault, school, here, &email));
        tx.set_email(school, here, sealed.as_ref(), self.now).await?;
        tx.set_listed(school, here, listed).await?;
        tx.move_listing(school, named, here).await?;
        tx.set_roles(school, here, &person.roles).await?;
        tx.set_years(school, here, &person.years).await?;
        tx.set_trained(school, here, person.trained).await?;
        tx.share_subjects(school, named, here).await?;
        tx.unite(school, named, here, self.now).await?;
        tx.set_email(school, named, None, self.now).await?;
        tx.set_listed(school, named, false).await?;
        tx.set_roles(school, named, &BTreeSet::new()).await?;
        tx.set_years(school, named, &BTreeSet::new()).await?;
        tx.set_trained(school, named, false).await?;
        self.emails = None;
        tracing::info!(person = %here, "Person {here} has the address of person {named}, who never had an account: they are one");
        Ok(())
    }

    /// An account that nobody is linked to yet.
    async fn welcome(&mut self, tx: &mut Tx<'_>, member: &Member) -> Result<(), StoreError> {
        let holder = match &member.email {
            Some(email) => self.emails(tx).await?.holder(email),
            None => Holder::Nobody,
        };
        let person = match holder {
            Holder::One(person) => person,
            Holder::Nobody => self.newcomer(tx, member).await?,
            Holder::Several => {
                tracing::warn!(
                    "The settings give the address of the account {} to several people: it is linked to none",
                    member.identity
                );
                return Ok(());
            }
        };
        tx.link_identity(self.school, &member.identity, &person).await?;
        self.awaited = None;
        tx.remember_locale(&member.identity, member.locale.as_deref().and_then(tag).as_deref()).await?;
        // Somebody known by the directory alone may have come back with another account.
        match tx.account(&member.identity).await? {
            Some(account) => self.refresh(tx, &account, member).await,
            None => Ok(()),
        }
    }

    async fn newcomer(&mut self, tx: &mut Tx<'_>, member: &Member) -> Result<PersonId, StoreError> {
        let (school, person) = (self.school, PersonId::from_random(random()));
        let name = seal_name(self.vault, school, &person, &member.name);
        tx.put_person(school, &person, &name, self.now).await?;
        tx.set_listed(school, &person, false).await?;
        tx.set_roles(school, &person, &BTreeSet::from([Role::Staff])).await?;
        // A list of staff knows better, where it says a day. Whoever is new has the days of their induction to sign.
        if first_look::was(tx, school, &member.identity.workspace_key()).await? {
            let employment = Employment { starts_on: Some(self.today), ..Employment::default() };
            tx.set_employment(school, &person, &employment, self.now).await?;
        }
        if let Some(email) = &member.email {
            let sealed = seal_email(self.vault, school, &person, email);
            tx.set_email(school, &person, Some(&sealed), self.now).await?;
            self.emails(tx).await?.add(email, &person, false);
        }
        Ok(person)
    }

    async fn emails(&mut self, tx: &mut Tx<'_>) -> Result<&mut Emails, StoreError> {
        if self.emails.is_none() {
            self.emails = Some(Emails::of(tx, self.vault, self.school).await?);
        }
        Ok(self.emails.get_or_insert_default())
    }
}
