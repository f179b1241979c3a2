//! Stores the school's list of staff: who is on it, from when to when, and under whom.

#[cfg(feature = "postgres")]
use super::db::Conn;
use super::db::{Db, Timestamp, Tx, read, run, sealed};
use super::error::StoreError;
use crate::domain::Moment;
use crate::domain::attestation::Audience;
use crate::domain::calendar::Span;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::{Employment, Role};
use crate::vault::Sealed;
use chrono::NaiveDate;
use std::fmt::Write;

/// People in one statement.
const TOGETHER: usize = 500;

/// Somebody as the list finds them here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedRow {
    pub person: PersonId,
    pub name: Sealed,
    pub email: Option<Sealed>,
    /// Whether the settings name them.
    pub listed: bool,
    pub on_list: bool,
    pub number: Option<Vec<u8>>,
}

/// Somebody as the list has them now.
#[derive(Debug, Clone)]
pub struct ListPut {
    pub person: PersonId,
    pub name: Sealed,
    pub email: Option<Sealed>,
    pub number: Option<Vec<u8>>,
    pub employment: Employment,
}

#[derive(sqlx::FromRow)]
struct Columns {
    id: String,
    audience: String,
    starts_on: Option<String>,
    ends_on: Option<String>,
    leave_from: Option<String>,
    leave_to: Option<String>,
    manager: Option<String>,
}

impl Columns {
    /// What another version wrote and this one cannot read counts as not said: it costs nobody a report.
    fn employment(self) -> Employment {
        let day = |text: Option<String>| text.and_then(|text| text.parse::<NaiveDate>().ok());
        let leave = day(self.leave_from).zip(day(self.leave_to)).map(|(from, to)| Span { from, to });
        Employment {
            audience: Audience::parse(&self.audience).unwrap_or_default(),
            starts_on: day(self.starts_on),
            ends_on: day(self.ends_on),
            leave,
            manager: self.manager.as_deref().and_then(PersonId::parse),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes whatever is written to it");
        text
    })
}

fn day(day: Option<NaiveDate>) -> Option<String> {
    day.map(|day| day.to_string())
}

impl ListPut {
    fn json(&self) -> serde_json::Value {
        let Employment { audience, starts_on, ends_on, leave, manager } = &self.employment;
        serde_json::json!({
            "id": self.person.as_str(),
            "name": hex(self.name.as_bytes()),
            "email": self.email.as_ref().map(|email| hex(email.as_bytes())),
            "number": self.number.as_deref().map(hex),
            "audience": audience.as_str(),
            "starts_on": day(*starts_on),
            "ends_on": day(*ends_on),
            "leave_from": day(leave.map(|leave| leave.from)),
            "leave_to": day(leave.map(|leave| leave.to)),
            "manager": manager.as_ref().map(PersonId::as_str),
        })
    }
}

impl Tx<'_> {
    /// Puts people on the list, or changes what it says of them. Whether the settings name them stays as it is.
    pub async fn put_on_list(
        &mut self,
        school: &SchoolId,
        people: &[ListPut],
        now: Moment,
    ) -> Result<(), StoreError> {
        for some in people.chunks(TOGETHER) {
            let rows = serde_json::Value::from_iter(some.iter().map(ListPut::json)).to_string();
            let now = Timestamp::from(now);
            if self.on_postgres() {
                run!(
                    self,
                    change,
                    "INSERT INTO people (school, id, name, email, listed, created_at, updated_at, audience,
                         starts_on, ends_on, leave_from, leave_to, manager, staff_number, on_list)
                     SELECT $1, value ->> 'id', decode(value ->> 'name', 'hex'), decode(value ->> 'email', 'hex'), 0,
                         $3, $3, value ->> 'audience', value ->> 'starts_on', value ->> 'ends_on',
                         value ->> 'leave_from', value ->> 'leave_to', value ->> 'manager',
                         decode(value ->> 'number', 'hex'), 1
                     FROM json_array_elements($2::json)
                     ON CONFLICT (school, id) DO UPDATE SET name = excluded.name, email = excluded.email,
                         updated_at = excluded.updated_at, audience = excluded.audience,
                         starts_on = excluded.starts_on, ends_on = excluded.ends_on,
                         leave_from = excluded.leave_from, leave_to = excluded.leave_to,
                         manager = excluded.manager, staff_number = excluded.staff_number, on_list = 1",
                    school.as_str(),
                    rows.as_str(),
                    now,
                )?;
            } else {
                run!(
                    self,
                    change,
                    "INSERT INTO people (school, id, name, email, listed, created_at, updated_at, audience,
                         starts_on, ends_on, leave_from, leave_to, manager, staff_number, on_list)
                     SELECT $1, value ->> 'id', unhex(value ->> 'name'), unhex(value ->> 'email'), 0,
                         $3, $3, value ->> 'audience', value ->> 'starts_on', value ->> 'ends_on',
                         value ->> 'leave_from', value ->> 'leave_to', value ->> 'manager',
                         unhex(value ->> 'number'), 1
                     FROM json_each($2) WHERE true
                     ON CONFLICT (school, id) DO UPDATE SET name = excluded.name, email = excluded.email,
                         updated_at = excluded.updated_at, audience = excluded.audience,
                         starts_on = excluded.starts_on, ends_on = excluded.ends_on,
                         leave_from = excluded.leave_from, leave_to = excluded.leave_to,
                         manager = excluded.manager, staff_number = excluded.staff_number, on_list = 1",
                    school.as_str(),
                    rows.as_str(),
                    now,
                )?;
            }
        }
        Ok(())
    }

    /// They are of the staff, beside whatever else they are.
    pub async fn make_staff(&mut self, school: &SchoolId, people: &[PersonId]) -> Result<(), StoreError> {
        for some in people.chunks(TOGETHER) {
            let ids = ids(some);
            if self.on_postgres() {
                run!(
                    self,
                    change,
                    "INSERT INTO person_role (school, person, role)
                     SELECT $1, value, $3 FROM json_array_elements_text($2::json)
                     ON CONFLICT (school, person, role) DO NOTHING",
                    school.as_str(),
                    ids.as_str(),
                    Role::Staff.as_str(),
                )?;
            } else {
                run!(
                    self,
                    change,
                    "INSERT INTO person_role (school, person, role)
                     SELECT $1, value, $3 FROM json_each($2) WHERE true
                     ON CONFLICT (school, person, role) DO NOTHING",
                    school.as_str(),
                    ids.as_str(),
                    Role::Staff.as_str(),
                )?;
            }
        }
        Ok(())
    }

    /// They hold no role any more.
    pub async fn strike_roles(&mut self, school: &SchoolId, people: &[PersonId]) -> Result<(), StoreError> {
        for some in people.chunks(TOGETHER) {
            let ids = ids(some);
            if self.on_postgres() {
                run!(
                    self,
                    change,
                    "DELETE FROM person_role
                     WHERE school = $1 AND person IN (SELECT json_array_elements_text($2::json))",
                    school.as_str(),
                    ids.as_str(),
                )?;
            } else {
                run!(
                    self,
                    change,
                    "DELETE FROM person_role WHERE school = $1 AND person IN (SELECT value FROM json_each($2))",
                    school.as_str(),
                    ids.as_str(),
                )?;
            }
        }
        Ok(())
    }

    /// What is said of one person's employment; whether they are on the list stays as it is.
    pub async fn set_employment(
        &mut self,
        school: &SchoolId,
        person: &PersonId,
        employment: &Employment,
        now: Moment,
    ) -> Result<(), StoreError> {
        let Employment { audience, starts_on, ends_on, leave, manager } = employment;
        run!(
            self,
            change,
            "UPDATE people SET audience = $3, starts_on = $4, ends_on = $5, leave_from = $6, leave_to = $7,
                 manager = $8, updated_at = $9
             WHERE school = $1 AND id = $2",
            school.as_str(),
            person.as_str(),
            audience.as_str(),
            day(*starts_on),
            day(*ends_on),
            day(leave.map(|leave| leave.from)),
            day(leave.map(|leave| leave.to)),
            manager.as_ref().map(PersonId::as_str),
            Timestamp::from(now),
        )
        .map(drop)
    }

    /// Somebody on the list turned out to be another person, who is not: what it says stands there from now on.
    pub async fn move_listing(
        &mut self,
        school: &SchoolId,
        from: &PersonId,
        to: &PersonId,
    ) -> Result<(), StoreError> {
        let moved = run!(
            self,
            change,
            "UPDATE people SET audience = one.audience, starts_on = COALESCE(one.starts_on, people.starts_on), ends_on = one.ends_on,
                 leave_from = one.leave_from, leave_to = one.leave_to, manager = one.manager,
                 staff_number = one.staff_number, on_list = 1
             FROM (SELECT * FROM people WHERE school = $1 AND id = $2 AND on_list = 1) AS one
             WHERE people.school = $1 AND people.id = $3 AND people.on_list = 0",
            school.as_str(),
            from.as_str(),
            to.as_str(),
        )?;
        if moved == 0 {
            return Ok(());
        }
        run!(
            self,
            change,
            "UPDATE people SET staff_number = NULL, on_list = 0 WHERE school = $1 AND id = $2",
            school.as_str(),
            from.as_str(),
        )?;
        run!(
            self,
            change,
            "UPDATE people SET manager = $3 WHERE school = $1 AND manager = $2",
            school.as_str(),
            from.as_str(),
            to.as_str(),
        )
        .map(drop)
    }
}

fn ids(people: &[PersonId]) -> String {
    serde_json::Value::from_iter(people.iter().map(PersonId::as_str)).to_string()
}

impl Db<'_> {
    fn on_postgres(&self) -> bool {
        #[cfg(feature = "postgres")]
        return matches!(self.conn, Conn::Postgres(_));
        #[cfg(not(feature = "postgres"))]
        false
    }

    /// Everybody at a school as a list finds them, by id.
    pub async fn listed(&mut self, school: &SchoolId) -> Result<Vec<ListedRow>, StoreError> {
        let rows = run!(
            self,
            all::<(String, Vec<u8>, Option<Vec<u8>>, i64, i64, Option<Vec<u8>>)>,
            "SELECT id, name, email, listed, on_list, staff_number FROM people WHERE school = $1 ORDER BY id",
            school.as_str(),
        )?;
        let row =
            |(id, name, email, listed, on_list, number): (String, Vec<u8>, Option<Vec<u8>>, i64, i64, _)| {
                Ok(ListedRow {
                    person: read(PersonId::parse(&id))?,
                    name: sealed(name),
                    email: email.map(sealed),
                    listed: listed == 1,
                    on_list: on_list == 1,
                    number,
                })
            };
        rows.into_iter().map(row).collect()
    }

    /// What is said of whoever's employment there is something to say of.
    pub(super) async fn employments(
        &mut self,
        school: &SchoolId,
    ) -> Result<Vec<(String, Employment)>, StoreError> {
        let rows = run!(
            self,
            all::<Columns>,
            "SELECT id, audience, starts_on, ends_on, leave_from, leave_to, manager FROM people
             WHERE school = $1 AND (audience <> 'staff' OR starts_on IS NOT NULL OR ends_on IS NOT NULL
                 OR leave_from IS NOT NULL OR manager IS NOT NULL)",
            school.as_str(),
        )?;
        Ok(rows.into_iter().map(|row| (row.id.clone(), row.employment())).collect())
    }
}
