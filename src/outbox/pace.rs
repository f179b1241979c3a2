//! Owns how fast what is in no hurry goes out: a workspace's platform says what each send takes of its time.

use crate::chat::{Address, Platform};
use crate::domain::school::PlatformKind;
use crate::store::Claimed;
use chrono::TimeDelta;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How long after these nothing else that is in no hurry may go, by what shares a pace.
pub(super) fn taken(
    rows: &[Claimed],
    platforms: &BTreeMap<PlatformKind, Arc<dyn Platform>>,
) -> BTreeMap<String, TimeDelta> {
    let mut taken = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.paced.is_empty()) {
        let address = Address::of_key(&row.destination);
        let gap = match address.as_ref().and_then(|to| Some((to, platforms.get(&to.platform)?))) {
            Some((to, platform)) => platform.gap(Some(to)),
            // Where it goes is decided when it is sent.
            None => platforms.values().map(|platform| platform.gap(None)).max().unwrap_or_default(),
        };
        *taken.entry(row.paced.clone()).or_default() += TimeDelta::from_std(gap).unwrap_or_default();
    }
    taken
}
