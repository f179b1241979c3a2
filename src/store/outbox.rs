//! Stores what waits to be sent: enqueued with the report, claimed under a lease, marked by whoever holds the lease.

#[cfg(feature = "postgres")]
use super::db::Conn;
use super::db::{Db, Timestamp, Tx, read, run, sealed};
use super::error::{StoreError, UNREADABLE};
use crate::domain::Moment;
use crate::domain::id::{OutboxId, SchoolId};
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
    pub run_at: Moment,
    pub created_at: Moment,
}

/// Something to send that nobody else sends before the lease ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    pub id: OutboxId,
    pub school: SchoolId,
    pub dedupe_key: String,
    pub destination: String,
    pub payload: Sealed,
    /// 1 at the first attempt.
    pub attempts: u32,
    pub token: String,
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

#[derive(sqlx::FromRow)]
struct Columns {
    id: String,
    school: String,
    dedupe_key: String,
    destination: String,
    payload: Vec<u8>,
    attempts: i64,
    run_at: Timestamp,
}

impl Columns {
    fn claimed(self, token: &str) -> Result<Claimed, StoreError> {
        Ok(Claimed {
            id: read(OutboxId::parse(&self.id))?,
            school: read(SchoolId::parse(&self.school))?,
            dedupe_key: self.dedupe_key,
            destination: self.destination,
            payload: sealed(self.payload),
            attempts: self.attempts.try_into().map_err(|_| UNREADABLE)?,
            token: token.to_owned(),
        })
    }
}

impl Tx<'_> {
    /// Adds something to send. False, and nothing is added, if the school's outbox has its key already.
    pub async fn enqueue(&mut self, row: &OutboxRow) -> Result<bool, StoreError> {
        self.wakes = true;
        let added = run!(
            self,
            change,
            "INSERT INTO outbox (id, school, dedupe_key, destination, payload, state, attempts, run_at,
                 lease_until, created_at)
             VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, 0, $7)
             ON CONFLICT (school, dedupe_key) DO NOTHING",
            row.id.as_str(),
            row.school.as_str(),
            row.dedupe_key.as_str(),
            row.destination.as_str(),
            row.payload.as_bytes(),
            Timestamp::from(row.run_at),
            Timestamp::from(row.created_at),
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
                 lease_until, created_at)
             VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, 0, $7),
                 ($8, $9, $10, $11, $12, 'waiting', 0, $13, 0, $14)
             ON CONFLICT (school, dedupe_key) DO NOTHING",
            one.id.as_str(),
            one.school.as_str(),
            one.dedupe_key.as_str(),
            one.destination.as_str(),
            one.payload.as_bytes(),
            Timestamp::from(one.run_at),
            Timestamp::from(one.created_at),
            other.id.as_str(),
            other.school.as_str(),
            other.dedupe_key.as_str(),
            other.destination.as_str(),
            other.payload.as_bytes(),
            Timestamp::from(other.run_at),
            Timestamp::from(other.created_at),
        )
    }

    /// Takes up to `n` rows that are due and free, the oldest first. They are this token's until `lease_until`;
    /// afterwards they are free again. Destinations on hold are left out. A time later than `furthest` was written
    /// while the clock stood ahead and holds nothing up; nor does a first attempt that is to come with the row itself.
    /// `busy` is a JSON list of destinations to be passed over.
    pub async fn claim(
        &mut self,
        now: Moment,
        lease_until: Moment,
        furthest: Moment,
        token: &str,
        n: u32,
        busy: &str,
    ) -> Result<Vec<Claimed>, StoreError> {
        let (now, lease_until, n) = (Timestamp::from(now), Timestamp::from(lease_until), i64::from(n));
        let furthest = Timestamp::from(furthest);
        #[cfg(feature = "postgres")]
        let skips_locked = matches!(self.conn, Conn::Postgres(_));
        #[cfg(not(feature = "postgres"))]
        let skips_locked = false;
        let mut rows = if skips_locked {
            run!(
                self,
                all::<Columns>,
                "WITH free AS MATERIALIZED (
                     SELECT o.id FROM outbox o LEFT JOIN destinations d ON d.destination = o.destination
                     WHERE o.state = 'waiting'
                         AND (o.run_at <= $1 OR o.run_at > $5 OR (o.created_at > $1 AND o.run_at >= o.created_at))
                         AND (o.lease_until <= $1 OR o.lease_until > $5)
                         AND (d.next_allowed_at IS NULL OR d.next_allowed_at <= $1 OR d.next_allowed_at > $5)
                         AND o.destination NOT IN (SELECT json_array_elements_text($6::json))
                     ORDER BY o.run_at LIMIT $4
                     FOR UPDATE OF o SKIP LOCKED
                 )
                 UPDATE outbox SET lease_until = $2, lease_token = $3, attempts = attempts + 1
                 WHERE state = 'waiting' AND (lease_until <= $1 OR lease_until > $5)
                     AND id IN (SELECT id FROM free)
                 RETURNING id, school, dedupe_key, destination, payload, attempts, run_at",
                now,
                lease_until,
                token,
                n,
                furthest,
                busy,
            )?
        } else {
            run!(
                self,
                all::<Columns>,
                "UPDATE outbox SET lease_until = $2, lease_token = $3, attempts = attempts + 1
                 WHERE id IN (
                         SELECT o.id FROM outbox o LEFT JOIN destinations d ON d.destination = o.destination
                         WHERE o.state = 'waiting'
                             AND (o.run_at <= $1 OR o.run_at > $5
                                 OR (o.created_at > $1 AND o.run_at >= o.created_at))
                             AND (o.lease_until <= $1 OR o.lease_until > $5)
                             AND (d.next_allowed_at IS NULL OR d.next_allowed_at <= $1
                                 OR d.next_allowed_at > $5)
                             AND o.destination NOT IN (SELECT value FROM json_each($6))
                         ORDER BY o.run_at LIMIT $4
                     )
                 RETURNING id, school, dedupe_key, destination, payload, attempts, run_at",
                now,
                lease_until,
                token,
                n,
                furthest,
                busy,
            )?
        };
        // RETURNING promises no order.
        rows.sort_by(|a, b| (a.run_at, &a.id).cmp(&(b.run_at, &b.id)));
        let mut claimed = Vec::with_capacity(rows.len());
        for row in rows {
            let id = row.id.clone();
            match row.claimed(token) {
                Ok(row) => claimed.push(row),
                // It must not keep the others from being claimed.
                Err(error) => {
                    tracing::error!(notice = %id, "Notice {id} could not be delivered: {error}");
                    self.bury(&id, token, "row_unreadable", now).await?;
                }
            }
        }
        Ok(claimed)
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

    async fn bury(&mut self, id: &str, token: &str, code: &str, now: Timestamp) -> Result<bool, StoreError> {
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
                     COALESCE(d.next_allowed_at, 0) AS held
                 FROM outbox o LEFT JOIN destinations d ON d.destination = o.destination
                 WHERE o.state = 'waiting'
             ) AS rows_waiting",
        )?;
        at.map(Timestamp::moment).transpose()
    }
}
