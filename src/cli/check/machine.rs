//! Owns what is checked of the machine: the data folder, the key and its recovery copies, the database, the clock.

use super::Findings;
use crate::cli::recovery::{Copies, Fit, fit};
use crate::cli::time::{WrongClock, wrong};
use crate::clock::{Clock, SystemClock};
use crate::config::Settings;
use crate::domain::Moment;
use crate::domain::id::SchoolId;
use crate::store::Peek;
use crate::vault::{Recipients, Vault};
use std::os::unix::fs::PermissionsExt;

/// What the database tells; nothing of it where nothing was ever kept.
struct Kept {
    fit: Fit,
    latest: Option<Moment>,
}

pub(super) fn look(settings: &Settings, findings: &mut Findings<'_>) -> anyhow::Result<()> {
    let folder = [("folder", settings.data_dir.display().to_string())];
    match std::fs::metadata(&settings.data_dir) {
        Err(_) => findings.warning("data_dir", &folder),
        Ok(found) if found.permissions().mode() & 0o077 != 0 => findings.warning("data_dir_open", &folder),
        Ok(_) => {}
    }
    let vault = Vault::load(&settings.key_file());
    let known = vault.as_ref().ok().and_then(Option::as_ref);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let kept = runtime.block_on(database(settings, known, findings));
    let path = [("file", settings.key_file().display().to_string())];
    match (&vault, kept.as_ref().map(|kept| kept.fit)) {
        (Err(why), _) => findings.problem("key_unreadable", &[("why", why.to_string())]),
        (Ok(None), Some(Fit::Wrong)) => findings.problem("key_lost", &path),
        (Ok(None), _) => findings.warning("key_missing", &path),
        (Ok(Some(_)), Some(Fit::Wrong)) => findings.problem("key_wrong", &path),
        (Ok(Some(_)), Some(Fit::Right)) => findings.fine("key_fits", &[]),
        (Ok(Some(_)), Some(Fit::NothingSealed) | None) => findings.fine("key_there", &[]),
    }
    if let Some(vault) = known {
        copies(settings, vault, findings);
    }
    match wrong(SystemClock.now(), kept.and_then(|kept| kept.latest)) {
        None => findings.fine("clock_fine", &[]),
        Some(WrongClock::TooEarly) => findings.problem("clock_early", &[]),
        Some(WrongClock::Behind(hours)) => findings.problem("clock_behind", &[("hours", hours.to_string())]),
    }
    Ok(())
}

/// Looks, and makes nothing: no file, no table.
async fn database(settings: &Settings, vault: Option<&Vault>, findings: &mut Findings<'_>) -> Option<Kept> {
    let peek = match Peek::open(&settings.database_url()).await {
        Err(why) => {
            findings.problem("database", &[("why", why.to_string())]);
            return None;
        }
        Ok(None) => {
            findings.fine("database_new", &[]);
            return Some(Kept { fit: Fit::NothingSealed, latest: None });
        }
        Ok(Some(peek)) => peek,
    };
    let schools: Vec<SchoolId> = settings.schools.iter().filter_map(|s| SchoolId::parse(&s.id)).collect();
    let latest = peek.read(|db| Box::pin(async move { db.latest_moment().await })).await;
    let kept = match (fit(&peek, &schools, vault).await, latest) {
        (Ok(fit), Ok(latest)) => Ok(Kept { fit, latest }),
        (Err(why), _) | (_, Err(why)) => Err(why),
    };
    peek.close().await;
    match kept {
        Ok(kept) => {
            findings.fine("database_fine", &[]);
            Some(kept)
        }
        Err(why) => {
            findings.problem("database", &[("why", why.to_string())]);
            None
        }
    }
}

fn copies(settings: &Settings, vault: &Vault, findings: &mut Findings<'_>) {
    let recipients = match Recipients::parse(&settings.recovery_recipients) {
        Ok(recipients) => recipients,
        Err(why) => return findings.problem("recipients", &[("why", why.to_string())]),
    };
    let there = match Copies::of(vault, &settings.data_dir) {
        Ok(there) => there,
        Err(why) => return findings.problem("copies_unreadable", &[("why", why.to_string())]),
    };
    if let Some(recipients) = &recipients
        && !there.fresh.iter().any(|copy| copy.is_for(recipients))
    {
        findings.warning("copy_recipients", &[]);
    }
    match (there.fresh.first(), there.stale.first()) {
        (Some(copy), _) => findings.fine("copy_fine", &[("file", copy.path.display().to_string())]),
        (None, Some(copy)) => findings.problem("copy_stale", &[("file", copy.path.display().to_string())]),
        (None, None) => findings.problem("copy_missing", &[]),
    }
}
