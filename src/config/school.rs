//! Owns the settings of a school, or of several: its name, its people, and the local workspace's channels.

use super::ids::{Id, UserId};
use crate::domain::school::{LAST_YEAR, Role, Switch};
use crate::domain::text::Text;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolSettings {
    pub id: String,
    pub name: String,
    pub profile: String,
    /// The safeguarding phone, shown wherever something may fail.
    pub phone: String,
    /// The school's own terms and closed days, `.ics` or a table, in place of those of the profile.
    #[serde(default, deserialize_with = "super::maybe_from_its_file")]
    pub calendar: Option<PathBuf>,
    /// Phone numbers by role.
    #[serde(default)]
    pub contacts: BTreeMap<Role, String>,
    /// Guidance that is off until a school turns it on.
    #[serde(default)]
    pub switches: BTreeSet<Switch>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonSettings {
    /// What the settings call them; in the local workspace also the address of their page.
    pub user: String,
    pub name: String,
    /// The id of the words for their job; made of their roles if missing.
    #[serde(default)]
    pub title: Option<String>,
    pub roles: BTreeSet<Role>,
    /// The year groups they are head of; 0 for the early years.
    #[serde(default, deserialize_with = "year_groups")]
    pub years: BTreeSet<u8>,
    /// Trained as a deputy: they read in full what they would only be told of.
    #[serde(default)]
    pub trained: bool,
    /// The language that they are spoken to, if not the school's first.
    #[serde(default)]
    pub locale: Option<String>,
    /// By which their account is found on a chat platform.
    #[serde(default, deserialize_with = "super::maybe_text")]
    pub email: Option<Text>,
    /// Their account in Slack, where it is known.
    #[serde(default)]
    pub slack: Option<Id<UserId>>,
    /// The id of their school; may be missing where there is one school.
    #[serde(default)]
    pub school: Option<String>,
}

impl PersonSettings {
    /// The id of the words for their job.
    pub fn title(&self) -> String {
        self.title.clone().unwrap_or_else(|| {
            let duty = self.roles.iter().find(|role| **role != Role::Staff).unwrap_or(&Role::Staff);
            format!("role-{duty}.short")
        })
    }
}

/// A channel of the local workspace.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpaceSettings {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub private: bool,
    /// Concerns are posted here while everyone in it may have them.
    #[serde(default)]
    pub safeguarding: bool,
    pub members: Vec<String>,
}

fn year_groups<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeSet<u8>, D::Error> {
    let year = |year: i64| match u8::try_from(year) {
        Ok(year) if year <= LAST_YEAR => Ok(year),
        _ => {
            Err(D::Error::invalid_value(Unexpected::Signed(year), &"year groups from 0 (early years) to 13"))
        }
    };
    Vec::<i64>::deserialize(from)?.into_iter().map(year).collect()
}

/// `[school]` or `[[school]]`. By hand, because a derived choice between the two would not say which setting is wrong.
pub(super) fn one_or_several<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<SchoolSettings>, D::Error> {
    struct Schools;

    impl<'de> Visitor<'de> for Schools {
        type Value = Vec<SchoolSettings>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a table [school], or a list of [[school]]")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
            SchoolSettings::deserialize(MapAccessDeserializer::new(map)).map(|school| vec![school])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut schools = Vec::new();
            while let Some(school) = list.next_element()? {
                schools.push(school);
            }
            if schools.is_empty() {
                return Err(A::Error::invalid_length(0, &"at least one school"));
            }
            Ok(schools)
        }
    }

    from.deserialize_any(Schools)
}
