//! Stores what waits to be sent: enqueued with the report, marked by whoever holds its lease.

use super::db::{Db, Timestamp, Tx, read, run};
use super::error::StoreError;
use crate::domain::Moment;
use crate::domain::id::{OutboxId, SchoolId};
use crate::domain::notice::Priority;
use crate::domain::school::words;
use crate::vault::Sealed;

/// Something to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    pub id: OutboxId,
    pub school: SchoolId,
    /// The same key is enqueued once a school.
    pub dedupe_key: String,
    /// What shares a send clock.
    pub destination: String,
    pub payload: Sealed,
    pub priority: Priority,
    pub run_at: Moment,
    pub created_at: Moment,
}

/// All that is in no hurry of one workspace shares a pace; what names none shares it with its like of the same school.
fn paced(row: &OutboxRow) -> String {
    if row.priority != Priority::Bulk {
        return String::new();
    }
    let mut slashes = row.destination.match_indices('/').map(|(at, _)| at);
    match slashes.nth(1) {
        Some(end) => row.destination[..end].to_owned(),
        None => format!("{}/{}", row.destination, row.school),
    }
}

words! {
    NoticeState {
        Waiting = "waiting",
        Done = "done",
        Dead = "dead",
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OutboxCounts {
    pub waiting: u64,
    /// What could not be sent and needs a person.
    pub dead: u64,
    /// When the oldest of what waits was put there.
    pub oldest: Option<Moment>,
}

impl Tx<'_> {
    /// Adds something to send. False, and nothing is added, if the school's outbox has its key already.
    pub async fn enqueue(&mut self, row: &OutboxRow) -> Result<bool, StoreError> {
        self.wakes = true;
        let added = run!(
            self,
            change,
            "INSERT INTO outbox (id, school, dedupe_key, destination, payload, state, attempts, run_at,
                 lease_until, created_at, priority, paced)
             VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, 0, $7, $8, $9)
             ON CONFLICT (school, dedupe_key) DO NOTHING",
            row.id.as_str(),
            row.school.as_str(),
            row.dedupe_key.as_str(),
            row.destination.as_str(),
            row.payload.as_bytes(),
            Timestamp::from(row.run_at),
            Timestamp::from(row.created_at),
            row.priority.number(),
            paced(row).as_str(),
        )?;
        Ok(added == 1)
    }

    /// Adds two things to send in one go; how many of them the school's outbox did not have yet.
    pub async fn enqueue_both(&mut self, one: &OutboxRow, other: &OutboxRow) -> Result<u64, StoreError> {
        self.wakes = true;
        run!(
            self,
            change,
            "INSERT INTO outbox (id, school, dedupe_key, destination, payload, state, attempts, run_at,
                 lease_until, created_at, priority, paced)
             VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, 0, $7, $8, $9),
                 ($10, $11, $12, $13, $14, 'waiting', 0, $15, 0, $16, $17, $18)
             ON CONFLICT (school, dedupe_key) DO NOTHING",
            one.id.as_str(),
            one.school.as_str(),
            one.dedupe_key.as_str(),
            one.destination.as_str(),
            one.payload.as_bytes(),
            Timestamp::from(one.run_at),
            Timestamp::from(one.created_at),
            one.priority.number(),
            paced(one),
            other.id.as_str(),
            other.school.as_str(),
            other.dedupe_key.as_str(),
            other.destination.as_str(),
            other.payload.as_bytes(),
            Timestamp::from(other.run_at),
            Timestamp::from(other.created_at),
            other.priority.number(),
            paced(other),
        )
    }

    /// Marks it as sent. Like every mark it is false, and nothing changes, once the lease is somebody else's.
    pub async fn done(&mut self, id: &OutboxId, token: &str, now: Moment) -> Result<bool, StoreError> {
        let marked = run!(
            self,
            change,
            "UPDATE outbox SET state = 'done', finished_at = $3, lease_until = 0, lease_token = NULL
             WHERE id = $1 AND lease_token = $2 AND state = 'waiting'",
            id.as_str(),
            token,
            Timestamp::from(now),
        )?;
        Ok(marked == 1)
    }

    /// Frees it for another attempt at `run_at`.
    pub async fn retry(
        &mut self,
        id: &OutboxId,
        token: &str,
        run_at: Moment,
        code: &str,
    ) -> Result<bool, StoreError> {
        let marked = run!(
            self,
            change,
            "UPDATE outbox SET run_at = $3, last_error_code = $4, lease_until = 0, lease_token = NULL
             WHERE id = $1 AND lease_token = $2 AND state = 'waiting'",
            id.as_str(),
            token,
            Timestamp::from(run_at),
            code,
        )?;
        Ok(marked == 1)
    }

    /// Frees it as if it had not been claimed.
    pub async fn give_back(&mut self, id: &OutboxId, token: &str) -> Result<bool, StoreError> {
        let freed = run!(
            self,
            change,
            "UPDATE outbox SET attempts = attempts - 1, lease_until = 0, lease_token = NULL
             WHERE id = $1 AND lease_token = $2 AND state = 'waiting'",
            id.as_str(),
            token,
        )?;
        Ok(freed == 1)
    }

    /// Leaves this attempt out of the count.
    pub async fn uncount(&mut self, id: &OutboxId, token: &str) -> Result<bool, StoreError> {
        let changed = run!(
            self,
            change,
            "UPDATE outbox SET attempts = attempts - 1
             WHERE id = $1 AND lease_token = $2 AND state = 'waiting'",
            id.as_str(),
            token,
        )?;
        Ok(changed == 1)
    }

    /// Gives it up. It is kept for a person to look at, and is never forgotten.
    pub async fn dead(
        &mut self,
        id: &OutboxId,
        token: &str,
        code: &str,
        now: Moment,
    ) -> Result<bool, StoreError> {
        self.bury(id.as_str(), token, code, Timestamp::from(now)).await
    }

    pub(super) async fn bury(
        &mut self,
        id: &str,
        token: &str,
        code: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let marked = run!(
            self,
            change,
            "UPDATE outbox
             SET state = 'dead', finished_at = $4, last_error_code = $3, lease_until = 0, lease_token = NULL
             WHERE id = $1 AND lease_token = $2 AND state = 'waiting'",
            id,
            token,
            code,
            now,
        )?;
        Ok(marked == 1)
    }

    /// Nothing is claimed for this destination before `until`; a longer hold stays.
    pub async fn hold_destination(&mut self, destination: &str, until: Moment) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO destinations (destination, next_allowed_at) VALUES ($1, $2)
             ON CONFLICT (destination) DO UPDATE SET next_allowed_at = excluded.next_allowed_at
             WHERE destinations.next_allowed_at < excluded.next_allowed_at",
            destination,
            Timestamp::from(until),
        )
        .map(drop)
    }

    /// Nothing that shares this pace is claimed before `until`, which was asked for after the last of them.
    pub async fn pace(&mut self, paced: &str, until: Moment) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO destinations (destination, next_allowed_at) VALUES ($1, $2)
             ON CONFLICT (destination) DO UPDATE SET next_allowed_at = excluded.next_allowed_at",
            paced,
            Timestamp::from(until),
        )
        .map(drop)
    }

    /// Forgets what was sent before; how many. From then on their keys are free again.
    pub async fn forget_done(&mut self, before: Moment) -> Result<u64, StoreError> {
        run!(
            self,
            change,
            "DELETE FROM outbox WHERE state = 'done' AND finished_at < $1",
            Timestamp::from(before),
        )
    }
}

impl Db<'_> {
    pub async fn outbox_counts(&mut self) -> Result<OutboxCounts, StoreError> {
        let (waiting, dead, oldest) = run!(
            self,
            one::<(i64, i64, Option<Timestamp>)>,
            "SELECT (SELECT COUNT(*) FROM outbox WHERE state = 'waiting'),
                 (SELECT COUNT(*) FROM outbox WHERE state = 'dead'),
                 (SELECT MIN(created_at) FROM outbox WHERE state = 'waiting')",
        )?;
        let oldest = oldest.map(Timestamp::moment).transpose()?;
        Ok(OutboxCounts { waiting: waiting.unsigned_abs(), dead: dead.unsigned_abs(), oldest })
    }

    /// How far the notice with this key is; `None` if there is none.
    pub async fn notice_state(
        &mut self,
        school: &SchoolId,
        key: &str,
    ) -> Result<Option<NoticeState>, StoreError> {
        let row = run!(
            self,
            maybe::<(String,)>,
            "SELECT state FROM outbox WHERE school = $1 AND dedupe_key = $2",
            school.as_str(),
            key,
        )?;
        row.map(|(state,)| read(NoticeState::parse(&state))).transpose()
    }

    /// The latest moment at which anything was stored.
    pub async fn latest_moment(&mut self) -> Result<Option<Moment>, StoreError> {
        let (latest,) = run!(
            self,
            one::<(Option<Timestamp>,)>,
            "SELECT MAX(at) FROM (
                 SELECT MAX(created_at) AS at FROM outbox
                 UNION ALL SELECT MAX(finished_at) FROM outbox
                 UNION ALL SELECT MAX(updated_at) FROM drafts
                 UNION ALL SELECT MAX(received_at) FROM cases
                 UNION ALL SELECT MAX(at) FROM audit
             ) AS stored",
        )?;
        latest.map(Timestamp::moment).transpose()
    }

    /// When there is something to claim next: due, free, and its destination not on hold.
    pub async fn next_run_at(&mut self) -> Result<Option<Moment>, StoreError> {
        let (at,) = run!(
            self,
            one::<(Option<Timestamp>,)>,
            "SELECT MIN(CASE WHEN held > free THEN held ELSE free END) FROM (
                 SELECT CASE WHEN o.lease_until > o.run_at THEN o.lease_until ELSE o.run_at END AS free,
                     CASE WHEN COALESCE(w.next_allowed_at, 0) > COALESCE(d.next_allowed_at, 0)
                         THEN w.next_allowed_at ELSE COALESCE(d.next_allowed_at, 0) END AS held
                 FROM outbox o LEFT JOIN destinations d ON d.destination = o.destination
                     LEFT JOIN destinations w ON w.destination = o.paced
                 WHERE o.state = 'waiting'
             ) AS rows_waiting",
        )?;
        at.map(Timestamp::moment).transpose()
    }
}
