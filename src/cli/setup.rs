//! What stands before anything runs: the data folder, the key and its canary, and the school's people in the store.

use crate::chat::{Address, Place};
use crate::config::{PersonSettings, Settings};
use crate::domain::Moment;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::{Identity, PlatformKind, Role, WorkspaceKey};
use crate::domain::text::Text;
use crate::forms::{Profile, Prompts, School, Words};
use crate::records;
use crate::store::{Store, StoreError, Tx};
use crate::vault::{Vault, random};
use anyhow::{Context, bail};
use std::collections::BTreeSet;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

/// The local workspace's id.
pub(super) const WORKSPACE: &str = "local";

/// Makes the data folder for this user alone.
pub(super) fn data_dir(path: &Path) -> anyhow::Result<()> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(path)
        .with_context(|| format!("The data folder {} cannot be made", path.display()))?;
    let mode = std::fs::metadata(path)?.permissions().mode();
    if mode & 0o022 != 0 {
        bail!("The data folder {} can be changed by others; make it private with: chmod 700", path.display());
    }
    Ok(())
}

pub(super) fn school_id(settings: &Settings) -> anyhow::Result<SchoolId> {
    SchoolId::parse(&settings.school.id)
        .context("The setting school.id may hold letters, digits, - and _ only")
}

pub(super) fn school(settings: &Settings, prompts: &Prompts) -> anyhow::Result<School> {
    let mut profile = prompts.profile(&settings.school.profile)?.clone();
    profile.switches.extend(&settings.school.switches);
    if let Some((user, locale)) = not_spoken(settings, prompts, &profile).next() {
        let known: Vec<&str> = prompts.spoken_at(&profile).map(Words::locale).collect();
        bail!(
            "The person {user} is to be spoken to in {locale}, which the profile {} does not offer. It offers: {}",
            profile.id,
            known.join(", ")
        );
    }
    Ok(School {
        id: school_id(settings)?,
        name: settings.school.name.clone(),
        phone: settings.school.phone.clone(),
        contacts: profile.contacts_under(&settings.school.contacts),
        profile,
    })
}

/// People of the settings whose language their profile does not offer: user and language.
pub(super) fn not_spoken<'s>(
    settings: &'s Settings,
    prompts: &'s Prompts,
    profile: &'s Profile,
) -> impl Iterator<Item = (&'s str, &'s str)> {
    let told = settings.people.iter().filter_map(|p| Some((p.user.as_str(), p.locale.as_deref()?)));
    told.filter(|(_, locale)| !prompts.spoken_at(profile).any(|words| words.locale() == *locale))
}

/// The vault, or why reports can't be taken.
pub(super) enum Key {
    Fits(Vault),
    DoesNotFit(String),
}

/// Opens the key file and the canary. A key is made only where nothing was ever sealed.
pub(super) async fn key(
    settings: &Settings,
    store: &Store,
    school: &School,
    now: Moment,
) -> anyhow::Result<Key> {
    let (profile, school) = (school.profile.id.clone(), &school.id);
    let id = school.clone();
    let canary = store.read(move |db| Box::pin(async move { db.canary(&id).await })).await;
    let canary = canary.context("The store cannot be read")?;
    let path = settings.key_file();
    let vault = match (Vault::load(&path), &canary) {
        (Err(error), _) => return Ok(Key::DoesNotFit(error.to_string())),
        (Ok(None), Some(_)) => return Ok(Key::DoesNotFit(format!("there is no key at {}", path.display()))),
        (Ok(None), None) => Vault::create(&path).context("The key file cannot be made")?,
        (Ok(Some(vault)), _) => vault,
    };
    match canary {
        Some(canary) if vault.knows(school, &canary) => Ok(Key::Fits(vault)),
        Some(_) => Ok(Key::DoesNotFit("it is not the key that sealed the stored reports".to_owned())),
        None => {
            let (id, canary) = (school.clone(), vault.canary(school));
            store
                .write(school, move |tx| {
                    Box::pin(async move {
                        tx.put_school(&id, &profile, now).await?;
                        tx.put_canary(&id, &canary).await
                    })
                })
                .await
                .context("The store cannot be written")?;
            Ok(Key::Fits(vault))
        }
    }
}

/// Brings the store in line with the people and spaces of the settings.
pub(super) async fn people(
    settings: &Settings,
    store: &Store,
    vault: &Vault,
    school: &School,
    now: Moment,
) -> anyhow::Result<()> {
    let leads: BTreeSet<Role> = school.profile.routes.iter().flat_map(|route| &route.lead).copied().collect();
    for role in leads.iter().filter(|role| !settings.people.iter().any(|p| p.roles.contains(role))) {
        tracing::warn!("Nobody holds the role {role}: what goes to it first goes to the next on its ladder");
    }
    let (settings, vault, id) = (settings.clone(), vault.clone(), school.id.clone());
    let profile = school.profile.id.clone();
    store
        .write(&school.id, move |tx| {
            Box::pin(async move {
                tx.put_school(&id, &profile, now).await?;
                let workspace =
                    WorkspaceKey { platform: PlatformKind::Local, workspace: WORKSPACE.to_owned() };
                tx.link_workspace(&workspace, &id).await?;
                let staff = records::staff(tx, &vault, &id).await?;
                for person in &settings.people {
                    let known = staff.by_identity(&identity(&person.user)).map(|p| p.id.clone());
                    put(tx, &vault, &id, person, known, now).await?;
                }
                // Whoever was taken out of the settings still has a name in old cases, and no role any more.
                let listed: Vec<Identity> = settings.people.iter().map(|p| identity(&p.user)).collect();
                let left = staff.people().filter(|p| !p.identities.iter().any(|i| listed.contains(i)));
                for person in left {
                    tx.set_roles(&id, &person.id, &BTreeSet::new()).await?;
                }
                tx.clear_spaces(&id, crate::outbox::DSL_SPACE).await?;
                for space in settings.spaces.iter().filter(|space| space.safeguarding) {
                    let place = Place::Space { space: space.id.clone() };
                    let address =
                        Address { platform: PlatformKind::Local, workspace: WORKSPACE.to_owned(), place };
                    let address =
                        serde_json::to_string(&address).map_err(|_| StoreError::Failed("address"))?;
                    tx.put_space(&id, crate::outbox::DSL_SPACE, &address).await?;
                }
                Ok(())
            })
        })
        .await
        .context("The people of the settings cannot be stored")
}

async fn put(
    tx: &mut Tx<'_>,
    vault: &Vault,
    school: &SchoolId,
    person: &PersonSettings,
    known: Option<PersonId>,
    now: Moment,
) -> Result<(), StoreError> {
    let id = known.unwrap_or_else(|| PersonId::from_random(random()));
    let name = records::seal_name(vault, school, &id, &Text::new(person.name.as_str()));
    tx.put_person(school, &id, &name, now).await?;
    tx.set_roles(school, &id, &person.roles).await?;
    tx.set_years(school, &id, &person.years).await?;
    tx.set_trained(school, &id, person.trained).await?;
    tx.link_identity(school, &identity(&person.user), &id).await?;
    tx.remember_locale(&identity(&person.user), person.locale.as_deref()).await
}

fn identity(user: &str) -> Identity {
    Identity { platform: PlatformKind::Local, workspace: WORKSPACE.to_owned(), user: user.to_owned() }
}
