//! Answers what is asked of every event before anything else: whose workspace it comes from, how whoever it is from is
//! spoken to, whether they have begun a report, and whether the staff are still those that were read last.

use super::db::{Db, read, run};
use super::error::StoreError;
use super::people::SpokenRow;
use crate::domain::id::SchoolId;
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

impl Db<'_> {
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
