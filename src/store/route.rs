//! Stores who a case goes to and who it is about.

use super::db::{Db, Tx, read, run};
use super::error::{MISSING, StoreError};
use super::people::identity;
use crate::domain::access::Subjects;
use crate::domain::id::{CaseId, PersonId, SchoolId};
use crate::domain::school::Role;
use std::collections::BTreeSet;

/// Roles that one statement adds.
const TOGETHER: usize = 8;

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
    /// Kind, place among its kind, role.
    fn rows(&self) -> Vec<(&'static str, i64, Role)> {
        let withheld: Vec<Role> = self.withheld.iter().copied().collect();
        let kinds = [
            ("lead", &self.lead),
            ("copied", &self.copied),
            ("ladder", &self.ladder),
            ("outside", &self.outside),
            ("withheld", &withheld),
        ];
        let rows = |(kind, roles): (&'static str, &Vec<Role>)| {
            (0..).zip(roles.clone()).map(move |(position, role)| (kind, position, role))
        };
        kinds.into_iter().flat_map(rows).collect()
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
        run!(self, change, "DELETE FROM case_year WHERE case_id = $1", case.as_str())?;
        self.add_route(school, case, route).await
    }

    /// Adds the route of a case that has none.
    pub(super) async fn add_route(
        &mut self,
        school: &SchoolId,
        case: &CaseId,
        route: &RouteRow,
    ) -> Result<(), StoreError> {
        // Nearly every route goes into one statement; a place that is left over is NULL, and adds nothing.
        for roles in route.rows().chunks(TOGETHER) {
            let kind = |n: usize| roles.get(n).map(|(kind, ..)| *kind);
            let position = |n: usize| roles.get(n).map(|(_, position, _)| *position);
            let role = |n: usize| roles.get(n).map(|(.., role)| role.as_str());
            run!(
                self,
                change,
                "INSERT INTO case_role (school, case_id, kind, position, role)
                 SELECT $1, $2, column1, column2, column3
                 FROM (VALUES ($3, $4, $5), ($6, $7, $8), ($9, $10, $11), ($12, $13, $14), ($15, $16, $17),
                     ($18, $19, $20), ($21, $22, $23), ($24, $25, $26)) AS roles
                 WHERE column1 IS NOT NULL",
                school.as_str(),
                case.as_str(),
                kind(0),
                position(0),
                role(0),
                kind(1),
                position(1),
                role(1),
                kind(2),
                position(2),
                role(2),
                kind(3),
                position(3),
                role(3),
                kind(4),
                position(4),
                role(4),
                kind(5),
                position(5),
                role(5),
                kind(6),
                position(6),
                role(6),
                kind(7),
                position(7),
                role(7),
            )?;
        }
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
    /// A case's route; `None` for a case that is not there.
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
