//! Owns which workspaces have let the app in, and by which token.

use crate::domain::text::Text;
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

/// What Slack lets us into one workspace with.
#[derive(Debug, Clone)]
pub struct Access {
    pub token: Text,
    /// Our own user there; its messages are not listened to.
    pub bot: Option<String>,
}

/// By workspace id (`T…`), or by organisation (`E…`) where the app was let into all of one.
#[derive(Debug, Default)]
pub struct Workspaces {
    listed: RwLock<BTreeMap<String, Access>>,
}

impl Workspaces {
    pub fn put(&self, id: &str, access: Access) {
        self.listed.write().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), access);
    }

    /// Its token is good for nothing any more.
    pub fn remove(&self, id: &str) {
        self.listed.write().unwrap_or_else(PoisonError::into_inner).remove(id);
    }

    pub fn access(&self, id: &str) -> Option<Access> {
        self.listed.read().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    pub fn ids(&self) -> Vec<String> {
        self.listed.read().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    /// The workspace that something comes from: the one named, or the organisation that let us into all of its own.
    /// Payloads of such an organisation may name no workspace at all.
    pub fn resolve(&self, team: Option<&str>, enterprise: Option<&str>) -> Option<String> {
        let listed = self.listed.read().unwrap_or_else(PoisonError::into_inner);
        let known = |id: &&str| listed.contains_key(*id);
        team.filter(known).or(enterprise.filter(known)).map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_comes_before_its_organisation_and_strangers_are_nowhere() {
        let workspaces = Workspaces::default();
        let access = || Access { token: Text::new("t"), bot: None };
        workspaces.put("T1", access());
        workspaces.put("E1", access());
        assert_eq!(workspaces.resolve(Some("T1"), Some("E1")).as_deref(), Some("T1"));
        assert_eq!(workspaces.resolve(Some("T2"), Some("E1")).as_deref(), Some("E1"));
        assert_eq!(workspaces.resolve(None, Some("E1")).as_deref(), Some("E1"));
        assert_eq!(workspaces.resolve(Some("T2"), Some("E2")), None);
        assert_eq!(workspaces.resolve(None, None), None);
        workspaces.remove("T1");
        assert_eq!(workspaces.resolve(Some("T1"), None), None);
    }
}
