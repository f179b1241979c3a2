//! Asks for the open cases somebody may have a part in, each with what decides whether they do: in a few questions,
//! however many there are.

use super::cases::{Columns, cases};
use super::db::{Db, read, run};
use super::error::StoreError;
use super::people::identity;
use super::route::{RouteRow, add_subject};
use crate::domain::access::Subjects;
use crate::domain::case::Case;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::Role;
use std::collections::BTreeMap;

/// An open case with its route and everyone it is about. The outside bodies of the route are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCase {
    pub case: Case,
    pub route: RouteRow,
    pub subjects: Subjects,
}

/// Of the open cases of a school.
macro_rules! open {
    ($select:literal) => {
        concat!(
            $select,
            " WHERE school = $1
              AND case_id IN (SELECT id FROM cases WHERE school = $1 AND state NOT IN ('closed', 'unrouted'))"
        )
    };
    ($select:literal, $order:literal) => {
        concat!(open!($select), $order)
    };
}

impl Db<'_> {
    /// The open cases whose route names a role of this person's: those that nobody has taken first, then the newest
    /// first. Whether they may have one is not decided here.
    pub async fn open_cases(
        &mut self,
        school: &SchoolId,
        person: &PersonId,
        limit: u32,
    ) -> Result<Vec<OpenCase>, StoreError> {
        let rows = run!(
            self,
            all::<Columns>,
            cases!(
                "WHERE school = $1 AND state NOT IN ('closed', 'unrouted') AND routed = 1
                 AND EXISTS (SELECT 1 FROM case_role
                     JOIN person_role ON person_role.school = case_role.school AND person_role.role = case_role.role
                     WHERE case_role.case_id = cases.id AND case_role.kind IN ('lead', 'copied', 'ladder')
                         AND person_role.person = $2)
             ORDER BY CASE WHEN state = 'received' THEN 0 ELSE 1 END, received_at DESC, id LIMIT $3"
            ),
            school.as_str(),
            person.as_str(),
            i64::from(limit),
        )?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let (mut routes, mut subjects) =
            (self.routes_of_open(school).await?, self.subjects_of_open(school).await?);
        let open = |row: Columns| {
            let case = row.case()?;
            let id = case.id.as_str();
            let (route, subjects) =
                (routes.remove(id).unwrap_or_default(), subjects.remove(id).unwrap_or_default());
            Ok(OpenCase { case, route, subjects })
        };
        rows.into_iter().map(open).collect()
    }

    async fn routes_of_open(&mut self, school: &SchoolId) -> Result<BTreeMap<String, RouteRow>, StoreError> {
        let roles = run!(
            self,
            all::<(String, String, String)>,
            open!(
                "SELECT case_id, kind, role FROM case_role",
                " AND kind <> 'outside' ORDER BY case_id, kind, position"
            ),
            school.as_str(),
        )?;
        let years =
            run!(self, all::<(String, i64)>, open!("SELECT case_id, year FROM case_year"), school.as_str(),)?;
        let mut routes: BTreeMap<String, RouteRow> = BTreeMap::new();
        for (case, kind, role) in roles {
            routes.entry(case).or_default().add(&kind, read(Role::parse(&role))?)?;
        }
        for (case, year) in years {
            routes.entry(case).or_default().years.extend(u8::try_from(year).ok());
        }
        Ok(routes)
    }

    async fn subjects_of_open(
        &mut self,
        school: &SchoolId,
    ) -> Result<BTreeMap<String, Subjects>, StoreError> {
        let named = run!(
            self,
            all::<(String, String, String)>,
            open!("SELECT case_id, kind, subject FROM case_subject"),
            school.as_str(),
        )?;
        let identities = run!(
            self,
            all::<(String, String, String, String)>,
            open!("SELECT case_id, platform, workspace, member FROM case_subject_identity"),
            school.as_str(),
        )?;
        let mut subjects: BTreeMap<String, Subjects> = BTreeMap::new();
        for (case, kind, subject) in named {
            add_subject(subjects.entry(case).or_default(), &kind, &subject)?;
        }
        for (case, platform, workspace, member) in identities {
            let identity = identity(&platform, workspace, member)?;
            subjects.entry(case).or_default().identities.insert(identity);
        }
        Ok(subjects)
    }
}
