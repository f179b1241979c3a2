//! What stands before anything runs: the data folder, the key and its canaries, and the schools' people in the store.

mod people;

#[cfg(feature = "slack")]
pub(super) use people::put_spaces;
pub(super) use people::{Grounds, people};

use crate::clock::{Clock, SystemClock};
use crate::config::{PersonSettings, SchoolSettings, Settings};
use crate::domain::Moment;
use crate::domain::calendar::Span;
use crate::domain::id::SchoolId;
use crate::forms::profile::own as calendar;
use crate::forms::{Profile, Prompts, School, Words};
use crate::store::{Peek, Store, StoreError};
use crate::vault::Vault;
use anyhow::{Context, bail};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

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

pub(super) fn school_ids(settings: &Settings) -> anyhow::Result<Vec<SchoolId>> {
    settings.schools.iter().map(school_id).collect()
}

fn school_id(of: &SchoolSettings) -> anyhow::Result<SchoolId> {
    SchoolId::parse(&of.id).context("The setting school.id may hold letters, digits, - and _ only")
}

/// Every school of the settings, in their order.
pub(super) fn schools(settings: &Settings, prompts: &Prompts) -> anyhow::Result<Vec<School>> {
    settings.schools.iter().map(|of| school(settings, of, prompts)).collect()
}

pub(super) fn school(settings: &Settings, of: &SchoolSettings, prompts: &Prompts) -> anyhow::Result<School> {
    let mut profile = prompts.profile(&of.profile)?.clone();
    profile.switches.extend(&of.switches);
    if let Some(file) = &of.calendar {
        // A mistake in it must not keep reports from being taken: `hearken check` tells it as well.
        if let Err(why) = own_calendar(&mut profile, file) {
            tracing::error!("The terms of the profile {} are used instead: {why:#}", profile.id);
        }
    }
    if let Some((user, locale)) = not_spoken(settings.people_of(of), prompts, &profile).next() {
        let known: Vec<&str> = prompts.spoken_at(&profile).map(Words::locale).collect();
        bail!(
            "The person {user} is to be spoken to in {locale}, which the profile {} does not offer. It offers: {}",
            profile.id,
            known.join(", ")
        );
    }
    Ok(School {
        id: school_id(of)?,
        name: of.name.clone(),
        phone: of.phone.clone(),
        contacts: profile.contacts_under(&of.contacts),
        profile,
    })
}

/// Reads the school's own terms and closed days, and puts them in place of the profile's. How many entries of the file are
/// neither, and the holidays before its first term.
pub(super) fn own_calendar(profile: &mut Profile, file: &Path) -> anyhow::Result<(usize, Option<Span>)> {
    let bytes =
        std::fs::read(file).with_context(|| format!("The calendar {} cannot be read", file.display()))?;
    let own = calendar::read(&bytes, profile.zone).map_err(|wrong| {
        let lines: Vec<String> = wrong.iter().map(|one| format!("{}, {one}", file.display())).collect();
        anyhow::anyhow!("The calendar cannot be used\n{}", lines.join("\n"))
    })?;
    let left_out = own.left_out;
    Ok((left_out, profile.use_calendar(own)))
}

/// People of the settings whose language their profile does not offer: user and language.
pub(super) fn not_spoken<'s>(
    people: impl Iterator<Item = &'s PersonSettings>,
    prompts: &'s Prompts,
    profile: &'s Profile,
) -> impl Iterator<Item = (&'s str, &'s str)> {
    let told = people.filter_map(|person| Some((person.user.as_str(), person.locale.as_deref()?)));
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
    schools: &[School],
    now: Moment,
) -> anyhow::Result<Key> {
    let ids: Vec<SchoolId> = schools.iter().map(|school| school.id.clone()).collect();
    let canaries = store.read(move |db| {
        Box::pin(async move {
            let mut canaries = Vec::new();
            for id in ids {
                canaries.push(db.canary(&id).await?);
            }
            Ok(canaries)
        })
    });
    let canaries = canaries.await.context("The store cannot be read")?;
    let path = settings.key_file();
    let vault = match Vault::load(&path) {
        Err(error) => return Ok(Key::DoesNotFit(error.to_string())),
        Ok(None) if canaries.iter().any(Option::is_some) => {
            return Ok(Key::DoesNotFit(format!("there is no key at {}", path.display())));
        }
        Ok(None) => Vault::create(&path).context("The key file cannot be made")?,
        Ok(Some(vault)) => vault,
    };
    for (school, canary) in schools.iter().zip(canaries) {
        match canary {
            Some(canary) if vault.knows(&school.id, &canary) => {}
            // One key for all of them: where it opens one school's reports only, something is badly wrong.
            Some(_) => {
                return Ok(Key::DoesNotFit("it is not the key that sealed the stored reports".to_owned()));
            }
            None => new_school(store, school, &vault, now).await.context("The store cannot be written")?,
        }
    }
    Ok(Key::Fits(vault))
}

/// What is kept of a school that Hearken has run for, and its key. Nothing is made here: neither a folder nor a database
/// nor a key, so that a slip in the settings does not begin a second, empty school.
pub(super) async fn kept(settings: &Settings, school: &School) -> anyhow::Result<(Store, Vault)> {
    let url = settings.database_url();
    let known = match Peek::open(&url).await.map_err(anyhow::Error::msg)? {
        None => false,
        Some(peek) => {
            let id = school.id.clone();
            let canary = peek.read(move |db| Box::pin(async move { db.canary(&id).await })).await;
            peek.close().await;
            canary.context("The database cannot be read")?.is_some()
        }
    };
    if !known {
        bail!("Hearken has not run with these settings yet. Start it once with: hearken serve")
    }
    let store = Store::connect(&url).await.map_err(anyhow::Error::msg)?;
    match key(settings, &store, std::slice::from_ref(school), SystemClock.now()).await? {
        Key::Fits(vault) => Ok((store, vault)),
        Key::DoesNotFit(why) => bail!("The key does not fit: {why}"),
    }
}

async fn new_school(store: &Store, school: &School, vault: &Vault, now: Moment) -> Result<(), StoreError> {
    let (id, profile, canary) = (school.id.clone(), school.profile.id.clone(), vault.canary(&school.id));
    let write = store.write(&school.id, move |tx| {
        Box::pin(async move {
            tx.put_school(&id, &profile, now).await?;
            tx.put_canary(&id, &canary).await
        })
    });
    write.await
}
