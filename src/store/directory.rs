//! Owns what a platform's directory says of people: their addresses, and which of their accounts are active.

use super::db::{Db, Timestamp, Tx, read, run, sealed};
use super::error::StoreError;
use super::people::identity;
use crate::domain::Moment;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::Identity;
use crate::vault::Sealed;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// An account with what is known of its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    pub school: SchoolId,
    pub person: PersonId,
    pub name: Sealed,
    pub email: Option<Sealed>,
    /// Whether the settings name this person.
    pub listed: bool,
    /// Whether the list of staff does, and their last day there.
    pub on_list: bool,
    pub ends_on: Option<NaiveDate>,
    /// The language the platform said last.
    pub told: Option<String>,
    pub active: bool,
    /// Whether the settings name this very account.
    pub pinned: bool,
    /// How many other active accounts the person has.
    pub others: i64,
    /// How many roles the person has.
    pub roles: i64,
}

/// A person's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailRow {
    pub person: PersonId,
    pub email: Sealed,
    pub listed: bool,
}

type AccountColumns =
    (String, String, Vec<u8>, Option<Vec<u8>>, i64, i64, Option<String>, Option<String>, i64, i64, i64, i64);

impl Tx<'_> {
    /// Keeps somebody's address, or forgets it.
    pub async fn set_email(
        &mut self,
        school: &SchoolId,
        person: &PersonId,
        email: Option<&Sealed>,
        now: Moment,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "UPDATE people SET email = $3, updated_at = $4 WHERE school = $1 AND id = $2",
            school.as_str(),
            person.as_str(),
            email.map(Sealed::as_bytes),
            Timestamp::from(now),
        )
        .map(drop)
    }

    /// Whether the settings name this person.
    pub async fn set_listed(
        &mut self,
        school: &SchoolId,
        person: &PersonId,
        listed: bool,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "UPDATE people SET listed = $3 WHERE school = $1 AND id = $2",
            school.as_str(),
            person.as_str(),
            i64::from(listed),
        )
        .map(drop)
    }

    /// Whatever one person is a subject of, another is as well: they turned out to be the same.
    pub async fn share_subjects(
        &mut self,
        school: &SchoolId,
        one: &PersonId,
        other: &PersonId,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO case_subject (school, case_id, kind, subject)
             SELECT school, case_id, kind, $3 FROM case_subject
             WHERE school = $1 AND kind = 'person' AND subject = $2
             ON CONFLICT (case_id, kind, subject) DO NOTHING",
            school.as_str(),
            one.as_str(),
            other.as_str(),
        )
        .map(drop)
    }

    /// Two turned out to be one: what was signed as the one who goes counts for the one who stays.
    pub async fn unite(
        &mut self,
        school: &SchoolId,
        gone: &PersonId,
        stays: &PersonId,
        now: Moment,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO people_united (school, gone, stays, at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (school, gone) DO NOTHING",
            school.as_str(),
            gone.as_str(),
            stays.as_str(),
            Timestamp::from(now),
        )
        .map(drop)
    }

    /// Whether an account can be written to.
    pub async fn set_active(&mut self, identity: &Identity, active: bool) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "UPDATE identities SET active = $4 WHERE platform = $1 AND workspace = $2 AND member = $3",
            identity.platform.as_str(),
            identity.workspace.as_str(),
            identity.user.as_str(),
            i64::from(active),
        )
        .map(drop)
    }

    /// Whether the settings name this very account.
    pub async fn set_pinned(&mut self, identity: &Identity, pinned: bool) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "UPDATE identities SET pinned = $4 WHERE platform = $1 AND workspace = $2 AND member = $3",
            identity.platform.as_str(),
            identity.workspace.as_str(),
            identity.user.as_str(),
            i64::from(pinned),
        )
        .map(drop)
    }
}

impl Db<'_> {
    /// The accounts at a school that the settings name themselves.
    pub async fn pinned(&mut self, school: &SchoolId) -> Result<BTreeSet<Identity>, StoreError> {
        let rows = run!(
            self,
            all::<(String, String, String)>,
            "SELECT platform, workspace, member FROM identities WHERE school = $1 AND pinned = 1",
            school.as_str(),
        )?;
        rows.into_iter().map(|(platform, workspace, user)| identity(&platform, workspace, user)).collect()
    }

    /// An account that is linked to somebody, at whatever school.
    pub async fn account(&mut self, identity: &Identity) -> Result<Option<AccountRow>, StoreError> {
        let row = run!(
            self,
            maybe::<AccountColumns>,
            "SELECT people.school, people.id, people.name, people.email, people.listed, people.on_list, people.ends_on,
                    identities.locale, identities.active, identities.pinned,
                    (SELECT COUNT(*) FROM identities other
                     WHERE other.school = people.school AND other.person = people.id AND other.active = 1
                       AND NOT (other.platform = $1 AND other.workspace = $2 AND other.member = $3)),
                    (SELECT COUNT(*) FROM person_role
                     WHERE person_role.school = people.school AND person_role.person = people.id)
             FROM identities
             JOIN people ON people.school = identities.school AND people.id = identities.person
             WHERE identities.platform = $1 AND identities.workspace = $2 AND identities.member = $3",
            identity.platform.as_str(),
            identity.workspace.as_str(),
            identity.user.as_str(),
        )?;
        let Some((
            school,
            person,
            name,
            email,
            listed,
            on_list,
            ends_on,
            told,
            active,
            pinned,
            others,
            roles,
        )) = row
        else {
            return Ok(None);
        };
        Ok(Some(AccountRow {
            school: read(SchoolId::parse(&school))?,
            person: read(PersonId::parse(&person))?,
            name: sealed(name),
            email: email.map(sealed),
            listed: listed == 1,
            on_list: on_list == 1,
            ends_on: ends_on.and_then(|day| day.parse().ok()),
            told,
            active: active == 1,
            pinned: pinned == 1,
            others,
            roles,
        }))
    }

    /// Everybody's address at a school, by person.
    pub async fn emails(&mut self, school: &SchoolId) -> Result<Vec<EmailRow>, StoreError> {
        let rows = run!(
            self,
            all::<(String, Vec<u8>, i64)>,
            "SELECT id, email, listed FROM people WHERE school = $1 AND email IS NOT NULL ORDER BY id",
            school.as_str(),
        )?;
        rows.into_iter().map(email_row).collect()
    }

    /// The addresses of those whom the settings or the list of staff name and who never had an account, by person.
    pub async fn awaited(&mut self, school: &SchoolId) -> Result<Vec<EmailRow>, StoreError> {
        let rows = run!(
            self,
            all::<(String, Vec<u8>, i64)>,
            "SELECT id, email, listed FROM people
             WHERE school = $1 AND (listed = 1 OR on_list = 1) AND email IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM identities
                               WHERE identities.school = people.school AND identities.person = people.id)
             ORDER BY id",
            school.as_str(),
        )?;
        rows.into_iter().map(email_row).collect()
    }
}

fn email_row((person, email, listed): (String, Vec<u8>, i64)) -> Result<EmailRow, StoreError> {
    Ok(EmailRow { person: read(PersonId::parse(&person))?, email: sealed(email), listed: listed == 1 })
}
