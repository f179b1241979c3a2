//! Owns which edition a new text comes in the place of, and which campaigns a small change moves on to it.

use super::publish::Publication;
use super::refused::Refused;
use crate::domain::attestation::campaign::{Campaign, Signing};
use crate::domain::id::CampaignId;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The edition that is signed now, or is to be; `None` where there is none. Of several the publisher says which.
pub(super) fn before(
    new: &Publication,
    signing: &Signing,
    today: NaiveDate,
) -> Result<Option<String>, Refused> {
    let counting = signing.counting(today).into_iter();
    let later = signing.campaigns.iter().filter(|it| it.opens_on > today);
    let mine = counting.chain(later).filter(|it| it.attestation == new.attestation);
    let editions: BTreeSet<&String> = mine.map(|it| &it.edition).collect();
    let list = || editions.iter().map(|edition| edition.as_str()).collect::<Vec<_>>().join(", ");
    match &new.replaces {
        Some(edition) if editions.contains(edition) => Ok(Some(edition.clone())),
        Some(edition) => Err(Refused::NotSignedNow(edition.clone(), list())),
        None if editions.len() > 1 => Err(Refused::SayWhich(list())),
        None => Ok(editions.first().map(|edition| (*edition).clone())),
    }
}

/// The campaigns that a small change moves on: those that count, or are still to open, in the edition before it.
pub(super) fn moved<'s>(
    signing: &'s Signing,
    attestation: &str,
    edition: &str,
    today: NaiveDate,
) -> Vec<&'s Campaign> {
    let counting: BTreeSet<&CampaignId> = signing.counting(today).into_iter().map(|it| &it.id).collect();
    let mine = |it: &&Campaign| {
        it.attestation == attestation
            && it.edition == edition
            && (counting.contains(&it.id) || it.opens_on > today)
    };
    signing.campaigns.iter().filter(mine).collect()
}
