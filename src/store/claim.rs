//! Owns what a worker takes from the outbox: the most pressing first, under a lease.

#[cfg(feature = "postgres")]
use super::db::Conn;
use super::db::{Timestamp, Tx, read, run, sealed};
use super::error::{StoreError, UNREADABLE};
use crate::domain::Moment;
use crate::domain::id::{OutboxId, SchoolId};
use crate::domain::notice::Priority;
use crate::vault::Sealed;

/// Something to send that nobody else sends before the lease ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    pub id: OutboxId,
    pub school: SchoolId,
    pub dedupe_key: String,
    pub destination: String,
    pub payload: Sealed,
    pub priority: Priority,
    /// What it shares a pace with; empty if nothing.
    pub paced: String,
    /// 1 at the first attempt.
    pub attempts: u32,
    pub token: String,
}

/// What a worker would take: up to `n` rows between these priorities.
#[derive(Debug, Clone, Copy)]
pub struct Want<'a> {
    pub now: Moment,
    pub lease_until: Moment,
    /// A time later than this was written while the clock stood ahead, and holds nothing up.
    pub furthest: Moment,
    pub token: &'a str,
    pub n: u32,
    /// A JSON list of destinations to be passed over.
    pub busy: &'a str,
    pub from: Priority,
    pub to: Priority,
}

#[derive(sqlx::FromRow)]
struct Columns {
    id: String,
    school: String,
    dedupe_key: String,
    destination: String,
    payload: Vec<u8>,
    priority: i64,
    paced: String,
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
            priority: read(Priority::from_number(self.priority))?,
            paced: self.paced,
            attempts: self.attempts.try_into().map_err(|_| UNREADABLE)?,
            token: token.to_owned(),
        })
    }
}

impl Tx<'_> {
    /// Takes rows that are due and free, the most pressing first, and of these the oldest. They are this token's until
    /// `lease_until`; afterwards they are free again. Destinations on hold are left out, and so is what shares a pace
    /// that is. A first attempt that is to come with the row itself is held up by no clock that stood ahead.
    pub async fn claim(&mut self, want: &Want<'_>) -> Result<Vec<Claimed>, StoreError> {
        let (now, lease_until) = (Timestamp::from(want.now), Timestamp::from(want.lease_until));
        let (n, furthest) = (i64::from(want.n), Timestamp::from(want.furthest));
        let (token, busy) = (want.token, want.busy);
        let (from, to) = (want.from.number(), want.to.number());
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
                         LEFT JOIN destinations w ON w.destination = o.paced
                     WHERE o.state = 'waiting' AND o.priority BETWEEN $7 AND $8
                         AND (o.run_at <= $1 OR o.run_at > $5 OR (o.created_at > $1 AND o.run_at >= o.created_at))
                         AND (o.lease_until <= $1 OR o.lease_until > $5)
                         AND (d.next_allowed_at IS NULL OR d.next_allowed_at <= $1 OR d.next_allowed_at > $5)
                         AND (w.next_allowed_at IS NULL OR w.next_allowed_at <= $1 OR w.next_allowed_at > $5)
                         AND o.destination NOT IN (SELECT json_array_elements_text($6::json))
                     ORDER BY o.priority, o.run_at LIMIT $4
                     FOR UPDATE OF o SKIP LOCKED
                 )
                 UPDATE outbox SET lease_until = $2, lease_token = $3, attempts = attempts + 1
                 WHERE state = 'waiting' AND (lease_until <= $1 OR lease_until > $5)
                     AND id IN (SELECT id FROM free)
                 RETURNING id, school, dedupe_key, destination, payload, priority, paced, attempts, run_at",
                now,
                lease_until,
                token,
                n,
                furthest,
                busy,
                from,
                to,
            )?
        } else {
            run!(
                self,
                all::<Columns>,
                "UPDATE outbox SET lease_until = $2, lease_token = $3, attempts = attempts + 1
                 WHERE id IN (
                         SELECT o.id FROM outbox o LEFT JOIN destinations d ON d.destination = o.destination
                             LEFT JOIN destinations w ON w.destination = o.paced
                         WHERE o.state = 'waiting' AND o.priority BETWEEN $7 AND $8
                             AND (o.run_at <= $1 OR o.run_at > $5
                                 OR (o.created_at > $1 AND o.run_at >= o.created_at))
                             AND (o.lease_until <= $1 OR o.lease_until > $5)
                             AND (d.next_allowed_at IS NULL OR d.next_allowed_at <= $1
                                 OR d.next_allowed_at > $5)
                             AND (w.next_allowed_at IS NULL OR w.next_allowed_at <= $1
                                 OR w.next_allowed_at > $5)
                             AND o.destination NOT IN (SELECT value FROM json_each($6))
                         ORDER BY o.priority, o.run_at LIMIT $4
                     )
                 RETURNING id, school, dedupe_key, destination, payload, priority, paced, attempts, run_at",
                now,
                lease_until,
                token,
                n,
                furthest,
                busy,
                from,
                to,
            )?
        };
        // RETURNING promises no order.
        rows.sort_by(|a, b| (a.priority, a.run_at, &a.id).cmp(&(b.priority, b.run_at, &b.id)));
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
}
