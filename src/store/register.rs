//! Stores what was written down about policies and duties, and the forms about them that somebody has open.

use super::case_forms::FormState;
use super::db::{Db, Timestamp, Tx, read, run, sealed};
use super::error::StoreError;
use super::people::identity;
use crate::domain::Moment;
use crate::domain::agenda::{Matter, NoteKind, Noted};
use crate::domain::id::{DraftId, SchoolId};
use crate::domain::school::Identity;
use crate::vault::Sealed;
use chrono::NaiveDate;

/// One entry about a policy or about a turn of a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedRow {
    pub noted: Noted,
    /// From 1 on, among those about the same.
    pub number: i64,
    pub at: Moment,
    /// A person's id, or `cli`.
    pub by: String,
    pub body: Sealed,
}

/// A form about one of them, opened by one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterFormRow {
    pub id: DraftId,
    pub school: SchoolId,
    pub matter: Matter,
    pub owner: Identity,
    pub page: String,
    pub state: FormState,
    pub created_at: Moment,
}

type Days = (String, String, String, String, Option<String>, Option<String>);

#[derive(sqlx::FromRow)]
struct EntryColumns {
    kind: String,
    on_day: Option<String>,
    next: Option<String>,
    number: i64,
    at: Timestamp,
    by_whom: String,
    body: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct FormColumns {
    id: String,
    school: String,
    matter: String,
    owner_platform: String,
    owner_workspace: String,
    owner_member: String,
    page: String,
    state: String,
    created_at: Timestamp,
}

fn day(text: Option<String>) -> Result<Option<NaiveDate>, StoreError> {
    text.map(|text| read(text.parse().ok())).transpose()
}

fn noted(matter: Matter, kind: &str, on: Option<String>, next: Option<String>) -> Result<Noted, StoreError> {
    Ok(Noted { matter, kind: read(NoteKind::parse(kind))?, on: day(on)?, next: day(next)? })
}

impl Tx<'_> {
    /// Adds an entry behind those that are there; its number.
    pub async fn add_noted(
        &mut self,
        school: &SchoolId,
        noted: &Noted,
        at: Moment,
        by: &str,
        body: &Sealed,
    ) -> Result<i64, StoreError> {
        let (matter, name, turn) = noted.matter.columns();
        let (number,) = run!(
            self,
            one::<(i64,)>,
            "SELECT COALESCE(MAX(number), 0) + 1 FROM register_entries
             WHERE school = $1 AND matter = $2 AND name = $3 AND turn = $4",
            school.as_str(),
            matter,
            name.as_str(),
            turn.as_str(),
        )?;
        run!(
            self,
            change,
            "INSERT INTO register_entries (school, matter, name, turn, number, kind, at, by_whom, on_day, next, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            school.as_str(),
            matter,
            name.as_str(),
            turn.as_str(),
            number,
            noted.kind.as_str(),
            Timestamp::from(at),
            by,
            noted.on.map(|day| day.to_string()),
            noted.next.map(|day| day.to_string()),
            body.as_bytes(),
        )?;
        Ok(number)
    }

    pub async fn open_register_form(&mut self, form: &RegisterFormRow) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO register_forms (id, school, matter, owner_platform, owner_workspace, owner_member, page,
                 state, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            form.id.as_str(),
            form.school.as_str(),
            form.matter.to_string(),
            form.owner.platform.as_str(),
            form.owner.workspace.as_str(),
            form.owner.user.as_str(),
            form.page.as_str(),
            form.state.as_str(),
            Timestamp::from(form.created_at),
        )
        .map(drop)
    }

    /// Takes a form as sent: true for whoever is first.
    pub async fn send_register_form(&mut self, id: &DraftId) -> Result<bool, StoreError> {
        let sent = run!(
            self,
            change,
            "UPDATE register_forms SET state = 'sent' WHERE id = $1 AND state = 'open'",
            id.as_str(),
        )?;
        Ok(sent == 1)
    }

    /// Forgets the forms that were opened before; how many.
    pub async fn forget_register_forms(
        &mut self,
        school: &SchoolId,
        before: Moment,
    ) -> Result<u64, StoreError> {
        run!(
            self,
            change,
            "DELETE FROM register_forms WHERE school = $1 AND created_at < $2",
            school.as_str(),
            Timestamp::from(before),
        )
    }
}

impl Db<'_> {
    /// The days of everything that was written down at a school, about each in the order of time.
    pub async fn noted(&mut self, school: &SchoolId) -> Result<Vec<Noted>, StoreError> {
        let rows = run!(
            self,
            all::<Days>,
            "SELECT matter, name, turn, kind, on_day, next FROM register_entries
             WHERE school = $1 ORDER BY matter, name, turn, number",
            school.as_str(),
        )?;
        let row = |(matter, name, turn, kind, on, next): Days| {
            noted(read(Matter::of_columns(&matter, name, &turn))?, &kind, on, next)
        };
        rows.into_iter().map(row).collect()
    }

    /// Everything that was written down about one of them, the oldest first.
    pub async fn noted_about(
        &mut self,
        school: &SchoolId,
        matter: &Matter,
    ) -> Result<Vec<NotedRow>, StoreError> {
        let (of, name, turn) = matter.columns();
        let rows = run!(
            self,
            all::<EntryColumns>,
            "SELECT kind, on_day, next, number, at, by_whom, body FROM register_entries
             WHERE school = $1 AND matter = $2 AND name = $3 AND turn = $4 ORDER BY number",
            school.as_str(),
            of,
            name.as_str(),
            turn.as_str(),
        )?;
        let row = |row: EntryColumns| {
            Ok(NotedRow {
                noted: noted(matter.clone(), &row.kind, row.on_day, row.next)?,
                number: row.number,
                at: row.at.moment()?,
                by: row.by_whom,
                body: sealed(row.body),
            })
        };
        rows.into_iter().map(row).collect()
    }

    pub async fn register_form(
        &mut self,
        school: &SchoolId,
        id: &DraftId,
    ) -> Result<Option<RegisterFormRow>, StoreError> {
        let row = run!(
            self,
            maybe::<FormColumns>,
            "SELECT * FROM register_forms WHERE school = $1 AND id = $2",
            school.as_str(),
            id.as_str(),
        )?;
        let form = |row: FormColumns| {
            Ok(RegisterFormRow {
                id: read(DraftId::parse(&row.id))?,
                school: read(SchoolId::parse(&row.school))?,
                matter: read(Matter::parse(&row.matter))?,
                owner: identity(&row.owner_platform, row.owner_workspace, row.owner_member)?,
                page: row.page,
                state: read(FormState::parse(&row.state))?,
                created_at: row.created_at.moment()?,
            })
        };
        row.map(form).transpose()
    }
}
