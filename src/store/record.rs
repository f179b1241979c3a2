//! Stores what was written in a case, which is only added to, and where its cards stand.

use super::db::{Db, Timestamp, Tx, read, run, sealed};
use super::error::{StoreError, UNREADABLE};
use crate::domain::Moment;
use crate::domain::id::{CaseId, PersonId, SchoolId};
use crate::vault::Sealed;

/// One entry of a case's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// 1 for the first of a case.
    pub seq: i64,
    pub kind: String,
    pub at: Moment,
    pub by: Option<PersonId>,
    pub body: Sealed,
}

/// A place where a card of a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    /// 1 for the first of a case.
    pub number: i64,
    pub address: String,
    pub receipt: String,
    pub step: u32,
}

impl Tx<'_> {
    /// Adds an entry; its number in the case.
    pub async fn add_entry(
        &mut self,
        school: &SchoolId,
        case: &CaseId,
        kind: &str,
        at: Moment,
        by: Option<&PersonId>,
        body: &Sealed,
    ) -> Result<i64, StoreError> {
        let (seq,) = run!(
            self,
            one::<(i64,)>,
            "INSERT INTO case_entry (school, case_id, seq, kind, at, written_by, body)
             VALUES ($1, $2, (SELECT COALESCE(MAX(seq), 0) + 1 FROM case_entry WHERE case_id = $2),
                 $3, $4, $5, $6)
             RETURNING seq",
            school.as_str(),
            case.as_str(),
            kind,
            Timestamp::from(at),
            by.map(PersonId::as_str),
            body.as_bytes(),
        )?;
        Ok(seq)
    }

    /// Notes where a card stands; its number among the case's places.
    pub async fn add_place(
        &mut self,
        school: &SchoolId,
        case: &CaseId,
        address: &str,
        receipt: &str,
        step: u32,
    ) -> Result<i64, StoreError> {
        let (number,) = run!(
            self,
            one::<(i64,)>,
            "INSERT INTO case_place (school, case_id, number, address, receipt, step)
             VALUES ($1, $2, (SELECT COALESCE(MAX(number), 0) + 1 FROM case_place WHERE case_id = $2),
                 $3, $4, $5)
             RETURNING number",
            school.as_str(),
            case.as_str(),
            address,
            receipt,
            i64::from(step),
        )?;
        Ok(number)
    }

    /// Whoever was told so far counts as told at the very first step: the ladder of a new route begins behind them.
    pub async fn begin_places_again(&mut self, case: &CaseId) -> Result<(), StoreError> {
        run!(self, change, "UPDATE case_place SET step = 0 WHERE case_id = $1", case.as_str()).map(drop)
    }

    /// Notes where the reporter's own card of a case stands, in place of where it stood before.
    pub async fn put_reporter_card(
        &mut self,
        school: &SchoolId,
        case: &CaseId,
        receipt: &str,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO reporter_card (school, case_id, receipt) VALUES ($1, $2, $3)
             ON CONFLICT (case_id) DO UPDATE SET receipt = excluded.receipt",
            school.as_str(),
            case.as_str(),
            receipt,
        )
        .map(drop)
    }
}

impl Db<'_> {
    /// Everything written in a case, the first entry first.
    pub async fn entries(&mut self, case: &CaseId) -> Result<Vec<EntryRow>, StoreError> {
        let rows = run!(
            self,
            all::<(i64, String, Timestamp, Option<String>, Vec<u8>)>,
            "SELECT seq, kind, at, written_by, body FROM case_entry WHERE case_id = $1 ORDER BY seq",
            case.as_str(),
        )?;
        let entry = |(seq, kind, at, by, body): (i64, String, Timestamp, Option<String>, Vec<u8>)| {
            let by = by.map(|id| read(PersonId::parse(&id))).transpose()?;
            Ok(EntryRow { seq, kind, at: at.moment()?, by, body: sealed(body) })
        };
        rows.into_iter().map(entry).collect()
    }

    /// Every place where a card of a case stands.
    pub async fn places(&mut self, case: &CaseId) -> Result<Vec<PlaceRow>, StoreError> {
        let rows = run!(
            self,
            all::<(i64, String, String, i64)>,
            "SELECT number, address, receipt, step FROM case_place WHERE case_id = $1 ORDER BY number",
            case.as_str(),
        )?;
        let place = |(number, address, receipt, step): (i64, String, String, i64)| {
            Ok(PlaceRow { number, address, receipt, step: step.try_into().map_err(|_| UNREADABLE)? })
        };
        rows.into_iter().map(place).collect()
    }

    /// Where the reporter's own card of a case stands.
    pub async fn reporter_card(&mut self, case: &CaseId) -> Result<Option<String>, StoreError> {
        let row = run!(
            self,
            maybe::<(String,)>,
            "SELECT receipt FROM reporter_card WHERE case_id = $1",
            case.as_str(),
        )?;
        Ok(row.map(|(receipt,)| receipt))
    }

    /// When the last entry of a kind was written in a case.
    pub async fn last_entry_at(
        &mut self,
        case: &CaseId,
        kind: &'static str,
    ) -> Result<Option<Moment>, StoreError> {
        let row = run!(
            self,
            maybe::<(Timestamp,)>,
            "SELECT at FROM case_entry WHERE case_id = $1 AND kind = $2 ORDER BY seq DESC LIMIT 1",
            case.as_str(),
            kind,
        )?;
        row.map(|(at,)| at.moment()).transpose()
    }
}
