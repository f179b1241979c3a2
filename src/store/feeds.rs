//! Stores which calendars are read from outside, by a hash of their address.

use super::db::{Db, Timestamp, Tx, read, run};
use super::error::StoreError;
use crate::domain::Moment;
use crate::domain::id::SchoolId;
use crate::domain::school::Role;
use chrono::NaiveDate;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedRow {
    pub id: String,
    pub school: SchoolId,
    pub role: Role,
    /// SHA-256 of what stands in its address.
    pub token_hash: Vec<u8>,
    pub created_at: Moment,
    pub revoked_at: Option<Moment>,
    /// The last day on which it was read.
    pub fetched_on: Option<NaiveDate>,
}

type Columns = (String, String, String, Vec<u8>, Timestamp, Option<Timestamp>, Option<String>);

/// `None` for a role of another version: nobody reads what we know nothing of.
fn row(columns: Columns) -> Result<Option<FeedRow>, StoreError> {
    let (id, school, role, token_hash, created_at, revoked_at, fetched_on) = columns;
    let Some(role) = Role::parse(&role) else { return Ok(None) };
    Ok(Some(FeedRow {
        id,
        school: read(SchoolId::parse(&school))?,
        role,
        token_hash,
        created_at: created_at.moment()?,
        revoked_at: revoked_at.map(Timestamp::moment).transpose()?,
        fetched_on: fetched_on.and_then(|day| day.parse().ok()),
    }))
}

impl Tx<'_> {
    pub async fn add_feed(&mut self, feed: &FeedRow) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO feeds (id, school, role, token_hash, created_at) VALUES ($1, $2, $3, $4, $5)",
            feed.id.as_str(),
            feed.school.as_str(),
            feed.role.as_str(),
            feed.token_hash.as_slice(),
            Timestamp::from(feed.created_at),
        )
        .map(drop)
    }

    /// Whether there was such a feed that anybody could read.
    pub async fn revoke_feed(
        &mut self,
        school: &SchoolId,
        id: &str,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let revoked = run!(
            self,
            change,
            "UPDATE feeds SET revoked_at = $3 WHERE school = $1 AND id = $2 AND revoked_at IS NULL",
            school.as_str(),
            id,
            Timestamp::from(now),
        )?;
        Ok(revoked == 1)
    }

    pub async fn feed_was_read(&mut self, id: &str, day: NaiveDate) -> Result<(), StoreError> {
        run!(self, change, "UPDATE feeds SET fetched_on = $2 WHERE id = $1", id, day.to_string()).map(drop)
    }
}

impl Db<'_> {
    /// Every feed that was ever made, the oldest first.
    pub async fn feeds(&mut self) -> Result<Vec<FeedRow>, StoreError> {
        let rows = run!(
            self,
            all::<Columns>,
            "SELECT id, school, role, token_hash, created_at, revoked_at, fetched_on FROM feeds
             ORDER BY created_at, id",
        )?;
        rows.into_iter().filter_map(|columns| row(columns).transpose()).collect()
    }
}
