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

    /// Notes our own user, unless another token has come since it was asked with this one.
    pub fn is(&self, id: &str, token: &Text, bot: &str) {
        let mut listed = self.listed.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(access) = listed.get_mut(id).filter(|access| access.token == *token) {
            access.bot = Some(bot.to_owned());
        }
    }

    /// Its token is good for nothing any more.
    pub fn remove(&self, id: &str) {
        self.listed.write().unwrap_or_else(PoisonError::into_inner).remove(id);
    }

    /// The same of one token; another one of the same workspace stays.
    pub fn revoked(&self, id: &str, token: &Text) {
        let mut listed = self.listed.write().unwrap_or_else(PoisonError::into_inner);
        if listed.get(id).is_some_and(|access| access.token == *token) {
            listed.remove(id);
        }
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

    #[test]
    fn what_was_learnt_with_one_token_is_nothing_to_the_next() {
        let workspaces = Workspaces::default();
        let (old, new) = (Text::new("old"), Text::new("new"));
        workspaces.put("T1", Access { token: new.clone(), bot: None });
        workspaces.revoked("T1", &old);
        workspaces.is("T1", &old, "U0OLD");
        assert!(workspaces.access("T1").is_some_and(|access| access.token == new && access.bot.is_none()));
        workspaces.is("T1", &new, "U0NEW");
        assert_eq!(workspaces.access("T1").and_then(|access| access.bot).as_deref(), Some("U0NEW"));
        workspaces.revoked("T1", &new);
        workspaces.is("T1", &new, "U0NEW");
        assert!(workspaces.access("T1").is_none());
    }
}
