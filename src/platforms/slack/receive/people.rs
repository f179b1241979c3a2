//! Owns a user of Slack's as a member of the school's directory.

use super::lenient::lenient;
use super::origin::{identity, is_id};
use crate::chat::{Member, Standing};
use crate::domain::text::Text;
use serde::Deserialize;

/// Slack's own helper, which is no bot by its flags.
const SLACKBOT: &str = "USLACKBOT";

/// A user as `users.list`, `users.info`, `team_join` and `user_change` give one.
#[derive(Deserialize)]
pub struct UserObject {
    pub id: String,
    #[serde(default, deserialize_with = "lenient")]
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    real_name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    profile: Option<Profile>,
    #[serde(default, deserialize_with = "lenient")]
    pub locale: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    deleted: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    is_bot: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    is_restricted: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    is_ultra_restricted: Option<bool>,
    #[serde(default, deserialize_with = "lenient")]
    is_stranger: Option<bool>,
}

#[derive(Deserialize)]
struct Profile {
    #[serde(default, deserialize_with = "lenient")]
    real_name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    email: Option<String>,
}

impl UserObject {
    /// None for a bot, and for an account that cannot be named.
    pub fn member(self, workspace: &str) -> Option<Member> {
        if !is_id(&self.id) || self.id == SLACKBOT || self.is_bot == Some(true) {
            return None;
        }
        let filled = |text: &String| !text.trim().is_empty();
        let (profile_name, email) = self.profile.map_or((None, None), |p| (p.real_name, p.email));
        let name = profile_name.filter(filled).or(self.real_name.filter(filled)).or(self.name);
        let guest = [self.is_restricted, self.is_ultra_restricted, self.is_stranger].contains(&Some(true));
        Some(Member {
            identity: identity(workspace, &self.id),
            name: Text::new(name.unwrap_or_default()),
            email: email.filter(filled).map(Text::new),
            locale: self.locale.filter(filled),
            standing: match (self.deleted, guest) {
                (Some(true), _) => Standing::Gone,
                (_, true) => Standing::Guest,
                _ => Standing::Staff,
            },
        })
    }
}
