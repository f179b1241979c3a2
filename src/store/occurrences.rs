//! Stores which turns of something recurring were done, so that each is done once.

use super::db::{Db, Timestamp, Tx, run};
use super::error::StoreError;
use crate::domain::Moment;
use crate::domain::id::SchoolId;
use std::collections::BTreeSet;

impl Tx<'_> {
    /// Whether this turn was not done before. It counts as done from now on, if the job is committed.
    pub async fn take_turn(
        &mut self,
        school: &SchoolId,
        schedule: &str,
        slot: &str,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let added = run!(
            self,
            change,
            "INSERT INTO occurrences (school, schedule, slot, done_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (school, schedule, slot) DO NOTHING",
            school.as_str(),
            schedule,
            slot,
            Timestamp::from(now),
        )?;
        Ok(added == 1)
    }

    /// This turn counts as not done: what was done in it came to nothing.
    pub async fn give_turn_back(
        &mut self,
        school: &SchoolId,
        schedule: &str,
        slot: &str,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "DELETE FROM occurrences WHERE school = $1 AND schedule = $2 AND slot = $3",
            school.as_str(),
            schedule,
            slot,
        )
        .map(drop)
    }

    /// Every turn of a schedule counts as not done: what was done in it came to nothing.
    pub async fn give_turns_back(&mut self, school: &SchoolId, schedule: &str) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "DELETE FROM occurrences WHERE school = $1 AND schedule = $2",
            school.as_str(),
            schedule,
        )
        .map(drop)
    }
}

impl Db<'_> {
    pub async fn had_turn(
        &mut self,
        school: &SchoolId,
        schedule: &str,
        slot: &str,
    ) -> Result<bool, StoreError> {
        let row = run!(
            self,
            maybe::<(String,)>,
            "SELECT slot FROM occurrences WHERE school = $1 AND schedule = $2 AND slot = $3",
            school.as_str(),
            schedule,
            slot,
        )?;
        Ok(row.is_some())
    }

    /// The slots of a schedule whose turn was done.
    pub async fn turns_had(
        &mut self,
        school: &SchoolId,
        schedule: &str,
    ) -> Result<BTreeSet<String>, StoreError> {
        let rows = run!(
            self,
            all::<(String,)>,
            "SELECT slot FROM occurrences WHERE school = $1 AND schedule = $2",
            school.as_str(),
            schedule,
        )?;
        Ok(rows.into_iter().map(|(slot,)| slot).collect())
    }

    /// When a turn was done.
    pub async fn turn_done_at(
        &mut self,
        school: &SchoolId,
        schedule: &str,
        slot: &str,
    ) -> Result<Option<Moment>, StoreError> {
        let row = run!(
            self,
            maybe::<(Timestamp,)>,
            "SELECT done_at FROM occurrences WHERE school = $1 AND schedule = $2 AND slot = $3",
            school.as_str(),
            schedule,
            slot,
        )?;
        row.map(|(at,)| at.moment()).transpose()
    }
}
