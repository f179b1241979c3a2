//! Owns what commands ask of the key: whether it fits the database, and whether a recovery copy of it is there.

use crate::config::Settings;
use crate::domain::id::SchoolId;
use crate::store::{Peek, StoreError};
use crate::vault::{For, Recipients, RecoveryCopy, RecoveryError, Vault, copies};
use std::io;
use std::path::{Path, PathBuf};

/// How a key and a database stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// Nothing was ever sealed there.
    NothingSealed,
    Right,
    Wrong,
}

/// Tries a key on what these schools sealed, or where none is given on what every school did; without a key, whether
/// there is anything sealed.
pub(super) async fn fit(peek: &Peek, schools: &[SchoolId], vault: Option<&Vault>) -> Result<Fit, StoreError> {
    let schools = schools.to_vec();
    let canaries = peek.read(|db| {
        Box::pin(async move {
            let schools = match schools.is_empty() {
                false => schools,
                true => db.schools().await?.into_iter().map(|(school, _)| school).collect(),
            };
            let mut canaries = Vec::new();
            for school in schools {
                let canary = db.canary(&school).await?;
                canaries.extend(canary.map(|canary| (school, canary)));
            }
            Ok(canaries)
        })
    });
    let canaries = canaries.await?;
    if canaries.is_empty() {
        return Ok(Fit::NothingSealed);
    }
    let opens =
        vault.is_some_and(|vault| canaries.iter().all(|(school, canary)| vault.knows(school, canary)));
    Ok(if opens { Fit::Right } else { Fit::Wrong })
}

/// The recovery copies of a folder, seen from the key in use.
pub(super) struct Copies {
    pub fresh: Vec<RecoveryCopy>,
    /// Of a key that was used before; backups made then still need them.
    pub stale: Vec<RecoveryCopy>,
}

impl Copies {
    pub fn of(vault: &Vault, folder: &Path) -> io::Result<Self> {
        let fingerprint = vault.fingerprint();
        let (fresh, stale) =
            copies(folder)?.into_iter().partition(|copy: &RecoveryCopy| copy.fingerprint == fingerprint);
        Ok(Self { fresh, stale })
    }
}

/// Writes the copy for the recipients of the settings where it is missing; its path if it was.
pub(super) fn write_for_recipients(
    settings: &Settings,
    vault: &Vault,
) -> Result<Option<PathBuf>, RecoveryError> {
    let folder = &settings.data_dir;
    let Some(recipients) = Recipients::parse(&settings.recovery_recipients)? else { return Ok(None) };
    let there = Copies::of(vault, folder).map_err(|error| RecoveryError::Read(folder.clone(), error))?;
    if there.fresh.iter().any(|copy| copy.is_for(&recipients)) {
        return Ok(None);
    }
    vault.write_recovery(folder, &For::Recipients(&recipients)).map(Some)
}

/// At every start of a school: the copy for recipients is made, and a key without any is said plainly. Neither is a
/// reason to take no reports.
pub(super) fn at_start(settings: &Settings, vault: &Vault) {
    match write_for_recipients(settings, vault) {
        Ok(Some(path)) => tracing::info!("A recovery copy of the key was written: {}", path.display()),
        Ok(None) => {}
        Err(error) => tracing::error!("No recovery copy was written for recovery_recipients: {error}"),
    }
    match Copies::of(vault, &settings.data_dir) {
        Ok(Copies { fresh, .. }) if !fresh.is_empty() => {}
        Ok(Copies { stale, .. }) => tracing::warn!(
            stale = stale.len(),
            "There is no recovery copy of this key. If the key file is lost, no report opens ever again. \
             Make one now with: hearken init"
        ),
        Err(error) => tracing::error!("Nobody can tell whether there is a recovery copy of the key: {error}"),
    }
}
