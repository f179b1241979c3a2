//! Stores which events were handled, so that a repeated delivery does nothing twice.

use super::db::{Timestamp, Tx, run};
use super::error::StoreError;
use crate::domain::Moment;
use crate::domain::id::{EventId, SchoolId};

impl Tx<'_> {
    /// Whether this event has not been handled before. It counts as handled from now on, if the job is committed.
    pub async fn first_time(
        &mut self,
        school: &SchoolId,
        event: &EventId,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let added = run!(
            self,
            change,
            "INSERT INTO events (school, id, seen_at) VALUES ($1, $2, $3) ON CONFLICT (school, id) DO NOTHING",
            school.as_str(),
            event.as_str(),
            Timestamp::from(now),
        )?;
        Ok(added == 1)
    }

    /// Forgets events that no platform delivers again; how many.
    pub async fn forget_events(&mut self, before: Moment) -> Result<u64, StoreError> {
        run!(self, change, "DELETE FROM events WHERE seen_at < $1", Timestamp::from(before))
    }
}
