//! Stores which workspaces have let the app in by themselves, each with the sealed token that it gave.

use super::db::{Db, Timestamp, Tx, read, run, sealed};
use super::error::StoreError;
use crate::domain::Moment;
use crate::domain::id::SchoolId;
use crate::domain::school::{PlatformKind, WorkspaceKey};
use crate::vault::Sealed;

/// A workspace that has let the app in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstallRow {
    pub school: SchoolId,
    pub workspace: WorkspaceKey,
    pub token: Sealed,
}

impl Tx<'_> {
    /// Keeps an install, or its new token. A workspace's installs stay with its school.
    pub async fn put_install(&mut self, install: &InstallRow, now: Moment) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO installs (platform, workspace, school, token, installed_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (platform, workspace) DO UPDATE
             SET school = excluded.school, token = excluded.token, installed_at = excluded.installed_at",
            install.workspace.platform.as_str(),
            install.workspace.workspace.as_str(),
            install.school.as_str(),
            install.token.as_bytes(),
            Timestamp::from(now),
        )
        .map(drop)
    }

    /// Forgets an install and its token.
    pub async fn remove_install(&mut self, workspace: &WorkspaceKey) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "DELETE FROM installs WHERE platform = $1 AND workspace = $2",
            workspace.platform.as_str(),
            workspace.workspace.as_str(),
        )
        .map(drop)
    }
}

impl Db<'_> {
    /// The installs of a platform, by workspace.
    pub async fn installs(&mut self, platform: PlatformKind) -> Result<Vec<InstallRow>, StoreError> {
        let rows = run!(
            self,
            all::<(String, String, Vec<u8>)>,
            "SELECT workspace, school, token FROM installs WHERE platform = $1 ORDER BY workspace",
            platform.as_str(),
        )?;
        let row = |(workspace, school, token): (String, String, Vec<u8>)| {
            let school = read(SchoolId::parse(&school))?;
            Ok(InstallRow { school, workspace: WorkspaceKey { platform, workspace }, token: sealed(token) })
        };
        rows.into_iter().map(row).collect()
    }

    /// The workspaces that a school has on a platform.
    pub async fn workspaces_of(
        &mut self,
        school: &SchoolId,
        platform: PlatformKind,
    ) -> Result<Vec<WorkspaceKey>, StoreError> {
        let rows = run!(
            self,
            all::<(String,)>,
            "SELECT workspace FROM workspaces WHERE school = $1 AND platform = $2 ORDER BY workspace",
            school.as_str(),
            platform.as_str(),
        )?;
        Ok(rows.into_iter().map(|(workspace,)| WorkspaceKey { platform, workspace }).collect())
    }
}
