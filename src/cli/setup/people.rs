//! Owns how the store is brought in line with the people and spaces of the settings.

use crate::chat::{Address, Place};
use crate::config::{PersonSettings, SchoolSettings, Settings};
use crate::domain::Moment;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::{Identity, PlatformKind, Role, WorkspaceKey};
use crate::domain::text::Text;
use crate::forms::School;
use crate::outbox::DSL_SPACE;
use crate::records;
use crate::store::{Store, StoreError, Tx};
use crate::vault::{Vault, random};
use anyhow::{Context, bail};
use std::collections::BTreeSet;

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
                let mut kept = BTreeSet::new();
                for person in &listed {
                    let here: Vec<Identity> =
                        grounds.iter().filter_map(|place| place.identity(person)).collect();
                    let known = here.iter().find_map(|identity| staff.by_identity(identity));
                    kept.extend(
                        put(tx, &vault, &id, person, &here, known.map(|known| known.id.clone()), now).await?,
                    );
                }
                // Whoever was taken out of the settings still has a name in old cases, and no role any more.
                for person in staff.people().filter(|person| !kept.contains(&person.id)) {
                    tx.set_roles(&id, &person.id, &BTreeSet::new()).await?;
                }
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
async fn put_spaces(tx: &mut Tx<'_>, school: &SchoolId, grounds: &[Grounds]) -> Result<(), StoreError> {
    tx.clear_spaces(school, DSL_SPACE).await?;
    for place in grounds {
        for space in &place.spaces {
            put_space(tx, school, &place.key, space).await?;
        }
    }
    Ok(())
}

/// Lets concerns of a school be posted in a space, while everyone in it may have them.
pub(in crate::cli) async fn put_space(
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

async fn put(
    tx: &mut Tx<'_>,
    vault: &Vault,
    school: &SchoolId,
    person: &PersonSettings,
    here: &[Identity],
    known: Option<PersonId>,
    now: Moment,
) -> Result<Option<PersonId>, StoreError> {
    let id = known.unwrap_or_else(|| PersonId::from_random(random()));
    let name = records::seal_name(vault, school, &id, &Text::new(person.name.as_str()));
    tx.put_person(school, &id, &name, now).await?;
    tx.set_roles(school, &id, &person.roles).await?;
    tx.set_years(school, &id, &person.years).await?;
    tx.set_trained(school, &id, person.trained).await?;
    for identity in here {
        tx.link_identity(school, identity, &id).await?;
        tx.remember_locale(identity, person.locale.as_deref()).await?;
    }
    Ok(Some(id))
}
