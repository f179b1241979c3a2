//! Stores schools, their workspaces and spaces, and the people with their roles and identities.

use super::db::{Db, Timestamp, Tx, read, run, sealed};
use super::error::StoreError;
use crate::domain::Moment;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::{Employment, Identity, PlatformKind, Role, WorkspaceKey};
use crate::vault::Sealed;
use std::collections::{BTreeMap, BTreeSet};

/// A person of a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    pub id: PersonId,
    pub name: Sealed,
    pub roles: BTreeSet<Role>,
    pub years: BTreeSet<u8>,
    pub trained: bool,
    pub identities: Vec<Identity>,
    /// Those among them that cannot be written to any more.
    pub gone: BTreeSet<Identity>,
    /// Their own choice first, then what each platform said last.
    pub locales: Vec<String>,
    pub employment: Employment,
}

/// How somebody is spoken to, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenRow {
    /// Their own choice.
    pub chosen: Option<String>,
    /// What the platform said last.
    pub told: Option<String>,
}

/// An identity from its three columns.
pub(super) fn identity(platform: &str, workspace: String, user: String) -> Result<Identity, StoreError> {
    Ok(Identity { platform: read(PlatformKind::parse(platform))?, workspace, user })
}

impl Tx<'_> {
    /// Adds a school, or gives it another profile.
    pub async fn put_school(&mut self, id: &SchoolId, profile: &str, now: Moment) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO schools (id, profile, created_at) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET profile = excluded.profile",
            id.as_str(),
            profile,
            Timestamp::from(now),
        )
        .map(drop)
    }

    /// Gives a workspace to a school; a conflict if another school has it.
    pub async fn link_workspace(&mut self, key: &WorkspaceKey, school: &SchoolId) -> Result<(), StoreError> {
        let added = run!(
            self,
            change,
            "INSERT INTO workspaces (school, platform, workspace) VALUES ($1, $2, $3)
             ON CONFLICT (platform, workspace) DO NOTHING",
            school.as_str(),
            key.platform.as_str(),
            key.workspace.as_str(),
        )?;
        if added == 0 && self.school_of(key).await?.as_ref() != Some(school) {
            return Err(StoreError::Conflict);
        }
        Ok(())
    }

    /// Adds a person, or renames them.
    pub async fn put_person(
        &mut self,
        school: &SchoolId,
        id: &PersonId,
        name: &Sealed,
        now: Moment,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO people (school, id, name, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)
             ON CONFLICT (school, id) DO UPDATE SET name = excluded.name, updated_at = excluded.updated_at",
            school.as_str(),
            id.as_str(),
            name.as_bytes(),
            Timestamp::from(now),
        )
        .map(drop)
    }

    /// Gives a person exactly these roles.
    pub async fn set_roles(
        &mut self,
        school: &SchoolId,
        person: &PersonId,
        roles: &BTreeSet<Role>,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "DELETE FROM person_role WHERE school = $1 AND person = $2",
            school.as_str(),
            person.as_str(),
        )?;
        for role in roles {
            run!(
                self,
                change,
                "INSERT INTO person_role (school, person, role) VALUES ($1, $2, $3)",
                school.as_str(),
                person.as_str(),
                role.as_str(),
            )?;
        }
        Ok(())
    }

    /// Makes a person head of exactly these year groups.
    pub async fn set_years(
        &mut self,
        school: &SchoolId,
        person: &PersonId,
        years: &BTreeSet<u8>,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "DELETE FROM person_year WHERE school = $1 AND person = $2",
            school.as_str(),
            person.as_str(),
        )?;
        for year in years {
            run!(
                self,
                change,
                "INSERT INTO person_year (school, person, year) VALUES ($1, $2, $3)",
                school.as_str(),
                person.as_str(),
                i64::from(*year),
            )?;
        }
        Ok(())
    }

    /// Marks a person as trained as a deputy, or takes the mark away.
    pub async fn set_trained(
        &mut self,
        school: &SchoolId,
        person: &PersonId,
        trained: bool,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "UPDATE people SET trained = $3 WHERE school = $1 AND id = $2",
            school.as_str(),
            person.as_str(),
            i64::from(trained),
        )
        .map(drop)
    }

    /// Links an identity to a person; a conflict if it is linked to somebody else, at whatever school.
    pub async fn link_identity(
        &mut self,
        school: &SchoolId,
        identity: &Identity,
        person: &PersonId,
    ) -> Result<(), StoreError> {
        let added = run!(
            self,
            change,
            "INSERT INTO identities (school, platform, workspace, member, person) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (platform, workspace, member) DO NOTHING",
            school.as_str(),
            identity.platform.as_str(),
            identity.workspace.as_str(),
            identity.user.as_str(),
            person.as_str(),
        )?;
        if added == 0 {
            let linked = run!(
                self,
                maybe::<(String, String)>,
                "SELECT school, person FROM identities WHERE platform = $1 AND workspace = $2 AND member = $3",
                identity.platform.as_str(),
                identity.workspace.as_str(),
                identity.user.as_str(),
            )?;
            let same = |(s, p): &(String, String)| s == school.as_str() && p == person.as_str();
            if !linked.as_ref().is_some_and(same) {
                return Err(StoreError::Conflict);
            }
        }
        Ok(())
    }

    /// Keeps the language that somebody chose themselves.
    pub async fn choose_locale(
        &mut self,
        school: &SchoolId,
        person: &PersonId,
        locale: &str,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "UPDATE people SET locale = $3 WHERE school = $1 AND id = $2",
            school.as_str(),
            person.as_str(),
            locale,
        )
        .map(drop)
    }

    /// Keeps the language that a platform tells of an identity, if it is linked to somebody.
    pub async fn remember_locale(
        &mut self,
        identity: &Identity,
        locale: Option<&str>,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "UPDATE identities SET locale = $4 WHERE platform = $1 AND workspace = $2 AND member = $3",
            identity.platform.as_str(),
            identity.workspace.as_str(),
            identity.user.as_str(),
            locale,
        )
        .map(drop)
    }

    /// Forgets every space of a purpose: those that still serve it are put again.
    pub async fn clear_spaces(&mut self, school: &SchoolId, purpose: &str) -> Result<(), StoreError> {
        run!(self, change, "DELETE FROM spaces WHERE school = $1 AND purpose = $2", school.as_str(), purpose,)
            .map(drop)
    }

    /// Adds a space of a school for a purpose.
    pub async fn put_space(
        &mut self,
        school: &SchoolId,
        purpose: &str,
        address: &str,
    ) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO spaces (school, purpose, address) VALUES ($1, $2, $3)
             ON CONFLICT (school, purpose, address) DO NOTHING",
            school.as_str(),
            purpose,
            address,
        )
        .map(drop)
    }
}

impl Db<'_> {
    /// Every school with its profile.
    pub async fn schools(&mut self) -> Result<Vec<(SchoolId, String)>, StoreError> {
        let rows = run!(self, all::<(String, String)>, "SELECT id, profile FROM schools ORDER BY id")?;
        rows.into_iter().map(|(id, profile)| Ok((read(SchoolId::parse(&id))?, profile))).collect()
    }

    pub async fn school_of(&mut self, key: &WorkspaceKey) -> Result<Option<SchoolId>, StoreError> {
        let row = run!(
            self,
            maybe::<(String,)>,
            "SELECT school FROM workspaces WHERE platform = $1 AND workspace = $2",
            key.platform.as_str(),
            key.workspace.as_str(),
        )?;
        row.map(|(school,)| read(SchoolId::parse(&school))).transpose()
    }

    /// How somebody is spoken to; `None` for an identity that is linked to nobody.
    pub async fn spoken(&mut self, identity: &Identity) -> Result<Option<SpokenRow>, StoreError> {
        let row = run!(
            self,
            maybe::<(Option<String>, Option<String>)>,
            "SELECT people.locale, identities.locale FROM identities
             JOIN people ON people.school = identities.school AND people.id = identities.person
             WHERE platform = $1 AND workspace = $2 AND member = $3",
            identity.platform.as_str(),
            identity.workspace.as_str(),
            identity.user.as_str(),
        )?;
        Ok(row.map(|(chosen, told)| SpokenRow { chosen, told }))
    }

    /// Everyone at a school, by id.
    pub async fn staff(&mut self, school: &SchoolId) -> Result<Vec<PersonRow>, StoreError> {
        let people = run!(
            self,
            all::<(String, Vec<u8>, i64, Option<String>)>,
            "SELECT id, name, trained, locale FROM people WHERE school = $1",
            school.as_str(),
        )?;
        let roles = run!(
            self,
            all::<(String, String)>,
            "SELECT person, role FROM person_role WHERE school = $1",
            school.as_str(),
        )?;
        let years = run!(
            self,
            all::<(String, i64)>,
            "SELECT person, year FROM person_year WHERE school = $1",
            school.as_str(),
        )?;
        let identities = run!(
            self,
            all::<(String, String, String, String, Option<String>, i64)>,
            "SELECT person, platform, workspace, member, locale, active FROM identities WHERE school = $1
             ORDER BY platform, workspace, member",
            school.as_str(),
        )?;
        let mut staff = BTreeMap::new();
        for (id, name, trained, chosen) in people {
            let person = PersonRow {
                id: read(PersonId::parse(&id))?,
                name: sealed(name),
                roles: BTreeSet::new(),
                years: BTreeSet::new(),
                trained: trained == 1,
                identities: Vec::new(),
                gone: BTreeSet::new(),
                locales: chosen.into_iter().collect(),
                employment: Employment::default(),
            };
            staff.insert(id, person);
        }
        for (id, role) in roles {
            let person = read(staff.get_mut(&id))?;
            // A role of another version costs its holder this one duty, and nobody a report.
            match Role::parse(&role) {
                Some(role) => drop(person.roles.insert(role)),
                None => tracing::error!(
                    school = %school,
                    person = %person.id,
                    "A person holds a role that this version does not know; it is passed over"
                ),
            }
        }
        for (id, stored) in years {
            // What is no year costs its holder that one, and nobody a report.
            read(staff.get_mut(&id))?.years.extend(u8::try_from(stored).ok());
        }
        for (id, platform, workspace, user, told, active) in identities {
            let person = read(staff.get_mut(&id))?;
            let identity = identity(&platform, workspace, user)?;
            if active != 1 {
                person.gone.insert(identity.clone());
            }
            person.identities.push(identity);
            person.locales.extend(told);
        }
        for (id, employment) in self.employments(school).await? {
            read(staff.get_mut(&id))?.employment = employment;
        }
        Ok(staff.into_values().collect())
    }

    /// The addresses of a school's spaces for a purpose.
    pub async fn spaces(&mut self, school: &SchoolId, purpose: &str) -> Result<Vec<String>, StoreError> {
        let rows = run!(
            self,
            all::<(String,)>,
            "SELECT address FROM spaces WHERE school = $1 AND purpose = $2 ORDER BY address",
            school.as_str(),
            purpose,
        )?;
        Ok(rows.into_iter().map(|(address,)| address).collect())
    }
}
