//! Stores who a case goes to and who it is about.

use super::db::{Db, Tx, read, run};
use super::error::{MISSING, StoreError};
use super::people::identity;
use crate::domain::access::Subjects;
use crate::domain::id::{CaseId, PersonId, SchoolId};
use crate::domain::school::Role;
use std::collections::BTreeSet;

/// The roles of a case's route, and the year groups it was decided for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RouteRow {
    pub lead: Vec<Role>,
    pub copied: Vec<Role>,
    pub ladder: Vec<Role>,
    pub outside: Vec<Role>,
    pub withheld: BTreeSet<Role>,
    pub years: BTreeSet<u8>,
}

impl RouteRow {
    fn kinds(&self) -> [(&'static str, Vec<Role>); 5] {
        [
            ("lead", self.lead.clone()),
            ("copied", self.copied.clone()),
            ("ladder", self.ladder.clone()),
            ("outside", self.outside.clone()),
            ("withheld", self.withheld.iter().copied().collect()),
        ]
    }

    pub(super) fn add(&mut self, kind: &str, role: Role) -> Result<(), StoreError> {
        match kind {
            "lead" => self.lead.push(role),
            "copied" => self.copied.push(role),
            "ladder" => self.ladder.push(role),
            "outside" => self.outside.push(role),
            "withheld" => drop(self.withheld.insert(role)),
            _ => return read(None),
        }
        Ok(())
    }
}

/// Adds one stored subject, by the kind it was stored under.
pub(super) fn add_subject(subjects: &mut Subjects, kind: &str, subject: &str) -> Result<(), StoreError> {
    match kind {
        "person" => drop(subjects.people.insert(read(PersonId::parse(subject))?)),
        "role" => drop(subjects.roles.insert(read(Role::parse(subject))?)),
        "unknown_adult" => subjects.unknown_adult = true,
        _ => return read(None),
    }
    Ok(())
}

impl Tx<'_> {
    /// Gives a case this route in place of the one it had.
    pub async fn put_route(
        &mut self,
        school: &SchoolId,
        case: &CaseId,
        route: &RouteRow,
    ) -> Result<(), StoreError> {
        // An empty route is a route, too: it means that nobody inside may have the case.
        let found = run!(
            self,
            change,
            "UPDATE cases SET routed = 1 WHERE school = $1 AND id = $2",
            school.as_str(),
            case.as_str(),
        )?;
        if found == 0 {
            return Err(MISSING);
        }
        run!(self, change, "DELETE FROM case_role WHERE case_id = $1", case.as_str())?;
        for (kind, roles) in route.kinds() {
            for (position, role) in (0_i64..).zip(roles) {
                run!(
                    self,
                    change,
                    "INSERT INTO case_role (school, case_id, kind, position, role) VALUES ($1, $2, $3, $4, $5)",
                    school.as_str(),
                    case.as_str(),
                    kind,
                    position,
                    role.as_str(),
                )?;
            }
        }
        run!(self, change, "DELETE FROM case_year WHERE case_id = $1", case.as_str())?;
        for year in &route.years {
            run!(
                self,
                change,
                "INSERT INTO case_year (school, case_id, year) VALUES ($1, $2, $3)",
                school.as_str(),
                case.as_str(),
                i64::from(*year),
            )?;
        }
        Ok(())
    }

    /// Adds to whom a case is about. Nobody is ever taken away again.
    pub async fn add_subjects(
        &mut self,
        school: &SchoolId,
        case: &CaseId,
        subjects: &Subjects,
    ) -> Result<(), StoreError> {
        let people = subjects.people.iter().map(|person| ("person", person.as_str()));
        let roles = subjects.roles.iter().map(|role| ("role", role.as_str()));
        let unknown = subjects.unknown_adult.then_some(("unknown_adult", ""));
        let all: Vec<(&str, &str)> = people.chain(roles).chain(unknown).collect();
        for (kind, subject) in all {
            run!(
                self,
                change,
                "INSERT INTO case_subject (school, case_id, kind, subject) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (case_id, kind, subject) DO NOTHING",
                school.as_str(),
                case.as_str(),
                kind,
                subject,
            )?;
        }
        for identity in &subjects.identities {
            run!(
                self,
                change,
                "INSERT INTO case_subject_identity (school, case_id, platform, workspace, member)
                 VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (case_id, platform, workspace, member) DO NOTHING",
                school.as_str(),
                case.as_str(),
                identity.platform.as_str(),
                identity.workspace.as_str(),
                identity.user.as_str(),
            )?;
        }
        Ok(())
    }
}

impl Db<'_> {
    /// A case's route; `None` until one was put.
    pub async fn route(&mut self, case: &CaseId) -> Result<Option<RouteRow>, StoreError> {
        let routed = run!(
            self,
            maybe::<(i64,)>,
            "SELECT routed FROM cases WHERE id = $1 AND routed = 1",
            case.as_str()
        )?;
        if routed.is_none() {
            return Ok(None);
        }
        let rows = run!(
            self,
            all::<(String, String)>,
            "SELECT kind, role FROM case_role WHERE case_id = $1 ORDER BY kind, position",
            case.as_str(),
        )?;
        let mut route = RouteRow::default();
        for (kind, role) in rows {
            route.add(&kind, read(Role::parse(&role))?)?;
        }
        let years =
            run!(self, all::<(i64,)>, "SELECT year FROM case_year WHERE case_id = $1", case.as_str())?;
        route.years = years.into_iter().filter_map(|(year,)| u8::try_from(year).ok()).collect();
        Ok(Some(route))
    }

    /// Everyone a case is about, as far as anyone has said.
    pub async fn subjects(&mut self, case: &CaseId) -> Result<Subjects, StoreError> {
        let rows = run!(
            self,
            all::<(String, String)>,
            "SELECT kind, subject FROM case_subject WHERE case_id = $1",
            case.as_str(),
        )?;
        let mut subjects = Subjects::default();
        for (kind, subject) in rows {
            add_subject(&mut subjects, &kind, &subject)?;
        }
        let identities = run!(
            self,
            all::<(String, String, String)>,
            "SELECT platform, workspace, member FROM case_subject_identity WHERE case_id = $1",
            case.as_str(),
        )?;
        for (platform, workspace, member) in identities {
            subjects.identities.insert(identity(&platform, workspace, member)?);
        }
        Ok(subjects)
    }
}
