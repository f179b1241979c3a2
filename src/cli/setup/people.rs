//! Owns how the store is brought in line with the people and spaces of the settings.

use crate::chat::{Address, Place};
use crate::config::{PersonSettings, SchoolSettings, Settings};
use crate::domain::Moment;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::{Identity, PlatformKind, Role, Staff, WorkspaceKey};
use crate::domain::text::Text;
use crate::forms::School;
use crate::outbox::DSL_SPACE;
use crate::records::{self, Emails, Holder, seal_email};
use crate::store::{ListedRow, Store, StoreError, Tx};
use crate::vault::{Vault, random};
use anyhow::{Context, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A workspace of a school, and the spaces in it that concerns may be posted to.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Grounds {
    pub key: WorkspaceKey,
    pub spaces: Vec<String>,
}

impl Grounds {
    /// The account that the settings give somebody here, if they do.
    fn identity(&self, person: &PersonSettings) -> Option<Identity> {
        let user = match self.key.platform {
            PlatformKind::Local => Some(person.user.clone()),
            PlatformKind::Slack => person.slack.as_ref().map(|id| id.as_str().to_owned()),
            _ => None,
        };
        let WorkspaceKey { platform, workspace } = self.key.clone();
        Some(Identity { platform, workspace, user: user? })
    }
}

/// Brings the store in line with the people and spaces of the settings.
pub(in crate::cli) async fn people(
    settings: &Settings,
    of: &SchoolSettings,
    (store, vault): (&Store, &Vault),
    school: &School,
    grounds: Vec<Grounds>,
    now: Moment,
) -> anyhow::Result<()> {
    let listed: Vec<PersonSettings> = settings.people_of(of).cloned().collect();
    let leads: BTreeSet<Role> = school.profile.routes.iter().flat_map(|route| &route.lead).copied().collect();
    for role in leads.iter().filter(|role| !listed.iter().any(|person| person.roles.contains(role))) {
        tracing::warn!(
            school = %school.id,
            "Nobody holds the role {role}: what goes to it first goes to the next on its ladder"
        );
    }
    if grounds.is_empty() {
        // Nobody can be told apart before it is known where they are.
        return Ok(());
    }
    free(store, school, &grounds).await?;
    let (vault, id, profile) = (vault.clone(), school.id.clone(), school.profile.id.clone());
    store
        .write(&school.id, move |tx| {
            Box::pin(async move {
                tx.put_school(&id, &profile, now).await?;
                for place in &grounds {
                    tx.link_workspace(&place.key, &id).await?;
                }
                let staff = records::staff(tx, &vault, &id).await?;
                let emails = Emails::of(tx, &vault, &id).await?;
                let pinned = tx.pinned(&id).await?;
                let clerk =
                    Clerk { vault: &vault, school: &id, grounds: &grounds, staff, emails, pinned, now };
                let mut kept = BTreeSet::new();
                for person in &listed {
                    kept.extend(clerk.put(tx, person).await?);
                }
                let listed = tx.listed(&id).await?;
                clerk.strike(tx, &kept, &listed).await?;
                put_spaces(tx, &id, &grounds).await
            })
        })
        .await
        .context("The people of the settings cannot be stored")
}

/// A workspace that has reports of one school cannot become another's.
async fn free(store: &Store, school: &School, grounds: &[Grounds]) -> anyhow::Result<()> {
    for place in grounds {
        let key = place.key.clone();
        let owner = store.read(move |db| Box::pin(async move { db.school_of(&key).await })).await;
        match owner.context("The store cannot be read")? {
            Some(owner) if owner != school.id => bail!(
                "The workspace {} belongs to the school {owner} already, and its reports with it. Put the settings \
                 right, or give the other school a database of its own",
                place.key.workspace
            ),
            _ => {}
        }
    }
    Ok(())
}

/// The spaces for concerns are those of the settings, and no others.
pub(in crate::cli) async fn put_spaces(
    tx: &mut Tx<'_>,
    school: &SchoolId,
    grounds: &[Grounds],
) -> Result<(), StoreError> {
    tx.clear_spaces(school, DSL_SPACE).await?;
    for place in grounds {
        for space in &place.spaces {
            put_space(tx, school, &place.key, space).await?;
        }
    }
    Ok(())
}

async fn put_space(
    tx: &mut Tx<'_>,
    school: &SchoolId,
    key: &WorkspaceKey,
    space: &str,
) -> Result<(), StoreError> {
    let place = Place::Space { space: space.to_owned() };
    let address = Address { platform: key.platform, workspace: key.workspace.clone(), place };
    let address = serde_json::to_string(&address).map_err(|_| StoreError::Failed("address"))?;
    tx.put_space(school, DSL_SPACE, &address).await
}

/// Writes down the people of one school.
struct Clerk<'a> {
    vault: &'a Vault,
    school: &'a SchoolId,
    grounds: &'a [Grounds],
    /// As they stand so far.
    staff: Arc<Staff>,
    emails: Emails,
    /// The accounts that the settings named themselves when they were stored last.
    pinned: BTreeSet<Identity>,
    now: Moment,
}

enum Known {
    Already(PersonId),
    New,
}

impl Clerk<'_> {
    /// Who it is already: by an account of the settings, else by the address. `None` if nobody can tell, so that nobody
    /// is there twice.
    fn known(&self, person: &PersonSettings, here: &[Identity]) -> Option<Known> {
        if let Some(known) = here.iter().find_map(|identity| self.staff.by_identity(identity)) {
            return Some(Known::Already(known.id.clone()));
        }
        match person.email.as_ref().map(|email| self.emails.holder(email)) {
            Some(Holder::One(id)) => Some(Known::Already(id)),
            Some(Holder::Several) => None,
            Some(Holder::Nobody) => Some(Known::New),
            None => (!here.is_empty()).then_some(Known::New),
        }
    }

    async fn put(&self, tx: &mut Tx<'_>, person: &PersonSettings) -> Result<Option<PersonId>, StoreError> {
        let here: Vec<Identity> = self.grounds.iter().filter_map(|place| place.identity(person)).collect();
        let Some(known) = self.known(person, &here) else {
            tracing::error!(
                school = %self.school,
                "Somebody of the settings has no account that can be told, so nothing reaches them. See who with: \
                 hearken check"
            );
            return Ok(None);
        };
        let id = match known {
            Known::Already(id) => id,
            Known::New => PersonId::from_random(random()),
        };
        let name = records::seal_name(self.vault, self.school, &id, &Text::new(person.name.as_str()));
        tx.put_person(self.school, &id, &name, self.now).await?;
        tx.set_listed(self.school, &id, true).await?;
        let email = person.email.as_ref().map(|email| seal_email(self.vault, self.school, &id, email));
        tx.set_email(self.school, &id, email.as_ref(), self.now).await?;
        tx.set_roles(self.school, &id, &person.roles).await?;
        tx.set_years(self.school, &id, &person.years).await?;
        tx.set_trained(self.school, &id, person.trained).await?;
        for identity in &here {
            match tx.link_identity(self.school, identity, &id).await {
                Ok(()) => {}
                Err(StoreError::Conflict) => {
                    tracing::error!("The account {identity} is another person's already; it stays with them");
                    continue;
                }
                Err(error) => return Err(error),
            }
            tx.set_pinned(identity, true).await?;
            // Slack says by itself what somebody reads, and whether they are still there.
            if identity.platform == PlatformKind::Local {
                tx.set_active(identity, true).await?;
                tx.remember_locale(identity, person.locale.as_deref()).await?;
            }
        }
        self.let_go(tx, &id, person, &here).await?;
        Ok(Some(id))
    }

    /// Accounts that the settings do not name any more count again only when a directory says that they have the
    /// address of the settings.
    async fn let_go(
        &self,
        tx: &mut Tx<'_>,
        id: &PersonId,
        person: &PersonSettings,
        here: &[Identity],
    ) -> Result<(), StoreError> {
        let holder = person.email.as_ref().map(|email| self.emails.holder(email));
        let as_before = holder == Some(Holder::One(id.clone()));
        let others = self.staff.person(id).into_iter().flat_map(|known| &known.identities);
        for other in others.filter(|other| !here.contains(other)) {
            let pinned = self.pinned.contains(other);
            if pinned {
                tx.set_pinned(other, false).await?;
            }
            if pinned || !as_before {
                tx.set_active(other, false).await?;
            }
        }
        Ok(())
    }

    /// Whoever was taken out of the settings still has a name in old cases, and no duty any more. Accounts where this
    /// house is not any more, on another platform or in another workspace, cannot be written to.
    async fn strike(
        &self,
        tx: &mut Tx<'_>,
        kept: &BTreeSet<PersonId>,
        listed: &[ListedRow],
    ) -> Result<(), StoreError> {
        let here =
            |identity: &Identity| self.grounds.iter().any(|place| place.key == identity.workspace_key());
        let in_slack = self.grounds.iter().any(|place| place.key.platform == PlatformKind::Slack);
        let listed: BTreeMap<&PersonId, &ListedRow> = listed.iter().map(|row| (&row.person, row)).collect();
        // Plain staff in Slack are known by its directory, which tells when they leave; those on the list by that.
        let stays = |row: &ListedRow| (in_slack || row.on_list).then_some(Role::Staff);
        for person in self.staff.people() {
            for identity in person.reachable().filter(|identity| !here(identity)) {
                tx.set_active(identity, false).await?;
            }
            if let Some(row) = listed.get(&person.id).filter(|_| !kept.contains(&person.id)) {
                let stays =
                    stays(row).filter(|role| person.roles.contains(role) || (row.listed && row.on_list));
                let left: BTreeSet<Role> = stays.into_iter().collect();
                for identity in person.identities.iter().filter(|identity| self.pinned.contains(*identity)) {
                    tx.set_pinned(identity, false).await?;
                }
                // Most are as they were.
                if row.listed {
                    tx.set_listed(self.school, &person.id, false).await?;
                }
                if left != person.roles {
                    tx.set_roles(self.school, &person.id, &left).await?;
                }
            }
        }
        Ok(())
    }
}
