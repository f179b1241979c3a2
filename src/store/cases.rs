//! Stores cases: what may stand in a list in clear, everything people wrote sealed.

use super::db::{Db, Timestamp, Tx, read, run, sealed};
use super::error::{MISSING, StoreError};
use super::people::identity;
use super::route::RouteRow;
use crate::domain::access::Subjects;
use crate::domain::case::{Case, State};
use crate::domain::concern::{About, Category};
use crate::domain::id::{CaseId, DraftId, PersonId, Reference, SchoolId};
use crate::domain::school::Identity;
use crate::domain::urgency::Urgency;
use crate::vault::Sealed;

/// Selects [`Columns`], and leaves the sealed parts where they are.
macro_rules! cases {
    ($which:literal) => {
        concat!(
            "SELECT id, school, draft_id, reference, category, about, urgency, state, reporter_platform,
                 reporter_workspace, reporter_member, received_at, due_at, acknowledged_at, acknowledged_by,
                 read_at
             FROM cases ",
            $which
        )
    };
}
pub(super) use cases;

#[derive(sqlx::FromRow)]
pub(super) struct Columns {
    id: String,
    school: String,
    draft_id: String,
    reference: String,
    category: String,
    about: String,
    urgency: String,
    state: String,
    reporter_platform: String,
    reporter_workspace: String,
    reporter_member: String,
    received_at: Timestamp,
    due_at: Timestamp,
    acknowledged_at: Option<Timestamp>,
    acknowledged_by: Option<String>,
    read_at: Option<Timestamp>,
}

impl Columns {
    pub(super) fn case(self) -> Result<Case, StoreError> {
        Ok(Case {
            id: read(CaseId::parse(&self.id))?,
            school: read(SchoolId::parse(&self.school))?,
            draft: read(DraftId::parse(&self.draft_id))?,
            reference: read(Reference::parse(&self.reference))?,
            category: read(Category::parse(&self.category))?,
            about: read(About::parse(&self.about))?,
            urgency: read(Urgency::parse(&self.urgency))?,
            state: read(State::parse(&self.state))?,
            reporter: identity(&self.reporter_platform, self.reporter_workspace, self.reporter_member)?,
            received_at: self.received_at.moment()?,
            due_at: self.due_at.moment()?,
            acknowledged_at: self.acknowledged_at.map(Timestamp::moment).transpose()?,
            acknowledged_by: self.acknowledged_by.map(|id| read(PersonId::parse(&id))).transpose()?,
            read_at: self.read_at.map(Timestamp::moment).transpose()?,
        })
    }
}

impl Tx<'_> {
    /// Adds a case with its route and whom it is about. False, and nothing is added, if its reference is taken; a
    /// conflict if its draft became a case before.
    pub async fn insert_case(
        &mut self,
        case: &Case,
        key: &Sealed,
        body: &Sealed,
        (route, subjects): (&RouteRow, &Subjects),
    ) -> Result<bool, StoreError> {
        let added = run!(
            self,
            change,
            "INSERT INTO cases (id, school, draft_id, reference, category, about, urgency, state,
                 reporter_platform, reporter_workspace, reporter_member, received_at, due_at,
                 acknowledged_at, acknowledged_by, data_key, body, routed)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1)
             ON CONFLICT (school, reference) DO NOTHING",
            case.id.as_str(),
            case.school.as_str(),
            case.draft.as_str(),
            case.reference.as_str(),
            case.category.as_str(),
            case.about.as_str(),
            case.urgency.as_str(),
            case.state.as_str(),
            case.reporter.platform.as_str(),
            case.reporter.workspace.as_str(),
            case.reporter.user.as_str(),
            Timestamp::from(case.received_at),
            Timestamp::from(case.due_at),
            case.acknowledged_at.map(Timestamp::from),
            case.acknowledged_by.as_ref().map(PersonId::as_str),
            key.as_bytes(),
            body.as_bytes(),
        )?;
        if added == 0 {
            return Ok(false);
        }
        self.add_route(&case.school, &case.id, route).await?;
        self.add_subjects(&case.school, &case.id, subjects).await?;
        Ok(true)
    }

    /// Saves what changes in a case: state, urgency, deadline, acknowledgement, and when it was first read.
    pub async fn save_case(&mut self, case: &Case) -> Result<(), StoreError> {
        let saved = run!(
            self,
            change,
            "UPDATE cases
             SET state = $3, urgency = $4, due_at = $5, acknowledged_at = $6, acknowledged_by = $7,
                 read_at = $8
             WHERE school = $1 AND id = $2",
            case.school.as_str(),
            case.id.as_str(),
            case.state.as_str(),
            case.urgency.as_str(),
            Timestamp::from(case.due_at),
            case.acknowledged_at.map(Timestamp::from),
            case.acknowledged_by.as_ref().map(PersonId::as_str),
            case.read_at.map(Timestamp::from),
        )?;
        if saved == 1 { Ok(()) } else { Err(MISSING) }
    }
}

impl Db<'_> {
    pub async fn case(&mut self, school: &SchoolId, id: &CaseId) -> Result<Option<Case>, StoreError> {
        let row = run!(
            self,
            maybe::<Columns>,
            cases!("WHERE school = $1 AND id = $2"),
            school.as_str(),
            id.as_str(),
        )?;
        row.map(Columns::case).transpose()
    }

    /// The case that a draft became.
    pub async fn case_of_draft(&mut self, draft: &DraftId) -> Result<Option<Case>, StoreError> {
        let row = run!(self, maybe::<Columns>, cases!("WHERE draft_id = $1"), draft.as_str())?;
        row.map(Columns::case).transpose()
    }

    /// A case's data key and its body.
    pub async fn case_sealed(&mut self, id: &CaseId) -> Result<Option<(Sealed, Sealed)>, StoreError> {
        let row = run!(
            self,
            maybe::<(Vec<u8>, Vec<u8>)>,
            "SELECT data_key, body FROM cases WHERE id = $1",
            id.as_str(),
        )?;
        Ok(row.map(|(key, body)| (sealed(key), sealed(body))))
    }

    /// The open cases that somebody has taken, each with its owner.
    pub async fn cases_in_hand(
        &mut self,
        school: &SchoolId,
    ) -> Result<Vec<(CaseId, Option<PersonId>)>, StoreError> {
        let rows = run!(
            self,
            all::<(String, Option<String>)>,
            "SELECT id, acknowledged_by FROM cases
             WHERE school = $1 AND state IN ('acknowledged', 'under_review', 'managed_in_school', 'referred')",
            school.as_str(),
        )?;
        let case = |(id, owner): (String, Option<String>)| {
            let owner = owner.map(|id| read(PersonId::parse(&id))).transpose()?;
            Ok((read(CaseId::parse(&id))?, owner))
        };
        rows.into_iter().map(case).collect()
    }

    /// How many cases there are, of all schools.
    pub async fn count_cases(&mut self) -> Result<u64, StoreError> {
        let (count,) = run!(self, one::<(i64,)>, "SELECT COUNT(*) FROM cases")?;
        Ok(count.unsigned_abs())
    }

    /// The newest cases of a school, the newest first.
    pub async fn cases(&mut self, school: &SchoolId, limit: u32) -> Result<Vec<Case>, StoreError> {
        let rows = run!(
            self,
            all::<Columns>,
            cases!("WHERE school = $1 ORDER BY received_at DESC, id LIMIT $2"),
            school.as_str(),
            i64::from(limit),
        )?;
        rows.into_iter().map(Columns::case).collect()
    }

    /// The newest cases that one identity reported, the newest first.
    pub async fn cases_of_reporter(
        &mut self,
        school: &SchoolId,
        reporter: &Identity,
        limit: u32,
    ) -> Result<Vec<Case>, StoreError> {
        let rows = run!(
            self,
            all::<Columns>,
            cases!(
                "WHERE school = $1
                 AND reporter_platform = $2 AND reporter_workspace = $3 AND reporter_member = $4
             ORDER BY received_at DESC, id LIMIT $5"
            ),
            school.as_str(),
            reporter.platform.as_str(),
            reporter.workspace.as_str(),
            reporter.user.as_str(),
            i64::from(limit),
        )?;
        rows.into_iter().map(Columns::case).collect()
    }
}
