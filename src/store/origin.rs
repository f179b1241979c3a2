//! Answers what is asked of every event before anything else: whose workspace it comes from, how whoever it is from is
//! spoken to, which report they have begun, and whether the staff are still those that were read last.

use super::db::{Db, Timestamp, read, run};
use super::drafts::{self, DraftRow};
use super::error::StoreError;
use super::people::SpokenRow;
use crate::domain::id::{DraftId, SchoolId};
use crate::domain::school::{Identity, WorkspaceKey};

/// Where an event comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginRow {
    /// The school of its workspace.
    pub school: SchoolId,
    /// How whoever it is from is spoken to; `None` for an identity that is linked to nobody.
    pub spoken: Option<SpokenRow>,
    /// Whether they have begun a report and not ended it.
    pub has_draft: bool,
}

/// What a job asks of an event before anything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrivalRow {
    /// The school of its workspace.
    pub school: SchoolId,
    /// How whoever it is from is spoken to; `None` for an identity that is linked to nobody.
    pub spoken: Option<SpokenRow>,
    /// What [`Db::staff_edition`] says.
    pub edition: Option<String>,
    /// The draft of that school that it speaks of.
    pub draft: Option<DraftRow>,
    /// Whether it speaks of a form that is no report.
    pub has_form: bool,
}

#[derive(sqlx::FromRow)]
struct Columns {
    of_school: String,
    person: Option<String>,
    chosen: Option<String>,
    told: Option<String>,
    edition: Option<String>,
    has_form: bool,
    id: Option<String>,
    school: Option<String>,
    owner_platform: Option<String>,
    owner_workspace: Option<String>,
    owner_member: Option<String>,
    case_id: Option<String>,
    data_key: Option<Vec<u8>>,
    revision: Option<i64>,
    page: Option<String>,
    answers: Option<Vec<u8>>,
    state: Option<String>,
    created_at: Option<Timestamp>,
    updated_at: Option<Timestamp>,
}

impl Columns {
    fn arrival(self) -> Result<ArrivalRow, StoreError> {
        let draft = match self.id {
            None => None,
            Some(id) => {
                let columns = drafts::Columns {
                    id,
                    school: read(self.school)?,
                    owner_platform: read(self.owner_platform)?,
                    owner_workspace: read(self.owner_workspace)?,
                    owner_member: read(self.owner_member)?,
                    case_id: read(self.case_id)?,
                    data_key: read(self.data_key)?,
                    revision: read(self.revision)?,
                    page: read(self.page)?,
                    answers: read(self.answers)?,
                    state: read(self.state)?,
                    created_at: read(self.created_at)?,
                    updated_at: read(self.updated_at)?,
                };
                Some(columns.row()?)
            }
        };
        let (chosen, told) = (self.chosen, self.told);
        Ok(ArrivalRow {
            school: read(SchoolId::parse(&self.of_school))?,
            spoken: self.person.map(|_| SpokenRow { chosen, told }),
            edition: self.edition,
            draft,
            has_form: self.has_form,
        })
    }
}

impl Db<'_> {
    /// [`Db::origin`], [`Db::staff_edition`] and [`Db::draft`] in one question. `about` is what the event speaks of: a
    /// draft or another form.
    pub async fn arrival(
        &mut self,
        key: &WorkspaceKey,
        identity: &Identity,
        about: Option<&DraftId>,
    ) -> Result<Option<ArrivalRow>, StoreError> {
        let row = run!(
            self,
            maybe::<Columns>,
            "SELECT workspaces.school AS of_school, people.id AS person, people.locale AS chosen,
                 identities.locale AS told, staff_edition.edition,
                 EXISTS (SELECT 1 FROM case_forms
                     WHERE case_forms.id = $6 AND case_forms.school = workspaces.school)
                     OR EXISTS (SELECT 1 FROM register_forms
                         WHERE register_forms.id = $6 AND register_forms.school = workspaces.school)
                     OR EXISTS (SELECT 1 FROM attestation_readings
                         WHERE attestation_readings.id = $6 AND attestation_readings.school = workspaces.school)
                     AS has_form,
                 drafts.id, drafts.school, drafts.owner_platform, drafts.owner_workspace, drafts.owner_member,
                 drafts.case_id, drafts.data_key, drafts.revision, drafts.page, drafts.answers, drafts.state,
                 drafts.created_at, drafts.updated_at
             FROM workspaces
             LEFT JOIN identities
                 ON identities.platform = $3 AND identities.workspace = $4 AND identities.member = $5
             LEFT JOIN people ON people.school = identities.school AND people.id = identities.person
             LEFT JOIN staff_edition ON staff_edition.school = workspaces.school
             LEFT JOIN drafts ON drafts.id = $6 AND drafts.school = workspaces.school
             WHERE workspaces.platform = $1 AND workspaces.workspace = $2",
            key.platform.as_str(),
            key.workspace.as_str(),
            identity.platform.as_str(),
            identity.workspace.as_str(),
            identity.user.as_str(),
            about.map(DraftId::as_str),
        )?;
        row.map(Columns::arrival).transpose()
    }

    /// A workspace's school, whether an identity has begun a report there, and what [`Db::spoken`] says of it; `None` for
    /// a workspace that is nobody's.
    pub async fn origin(
        &mut self,
        key: &WorkspaceKey,
        identity: &Identity,
    ) -> Result<Option<OriginRow>, StoreError> {
        let row = run!(
            self,
            maybe::<(String, Option<String>, Option<String>, Option<String>, bool)>,
            "SELECT workspaces.school, people.id, people.locale, identities.locale,
                 EXISTS (SELECT 1 FROM drafts
                     WHERE drafts.state = 'open' AND drafts.school = workspaces.school
                         AND drafts.owner_platform = $3 AND drafts.owner_workspace = $4
                         AND drafts.owner_member = $5)
             FROM workspaces
             LEFT JOIN identities
                 ON identities.platform = $3 AND identities.workspace = $4 AND identities.member = $5
             LEFT JOIN people ON people.school = identities.school AND people.id = identities.person
             WHERE workspaces.platform = $1 AND workspaces.workspace = $2",
            key.platform.as_str(),
            key.workspace.as_str(),
            identity.platform.as_str(),
            identity.workspace.as_str(),
            identity.user.as_str(),
        )?;
        let Some((school, person, chosen, told, has_draft)) = row else { return Ok(None) };
        let spoken = person.map(|_| SpokenRow { chosen, told });
        Ok(Some(OriginRow { school: read(SchoolId::parse(&school))?, spoken, has_draft }))
    }

    /// Another one after every change of what [`Db::staff`] answers, and never the same again; `None` where that is
    /// not known.
    pub async fn staff_edition(&mut self, school: &SchoolId) -> Result<Option<String>, StoreError> {
        let row = run!(
            self,
            maybe::<(String,)>,
            "SELECT edition FROM staff_edition WHERE school = $1",
            school.as_str(),
        )?;
        Ok(row.map(|(edition,)| edition))
    }
}
