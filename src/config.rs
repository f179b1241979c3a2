//! Settings: `hearken.toml`, then `HEARKEN_…` variables (`__` between levels), then `DATABASE_URL`. Folders in the
//! file are found from the file's own folder, wherever the program is started.

mod ids;
mod school;
mod slack;

pub use ids::{ChannelId, Id, Shape, TeamId, UserId};
pub use school::{PersonSettings, SchoolSettings, SpaceSettings};
pub use slack::{SlackAccess, SlackOauth, SlackSettings, SlackTransport, SlackWorkspace, TeamSpace};

use crate::domain::text::Text;
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use figment::value::magic::RelativePathBuf;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where the key, its recovery copies, the embedded database and the local workspace's messages are kept.
    #[serde(deserialize_with = "from_its_file")]
    pub data_dir: PathBuf,
    /// `sqlite://…` or `postgres://…`; a SQLite file in the data folder where it is missing.
    pub database_url: Option<String>,
    /// Files here replace those of the same name among the built-in prompts.
    #[serde(default, deserialize_with = "maybe_from_its_file")]
    pub prompts_dir: Option<PathBuf>,
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// Whoever may open a recovery copy of the key: `age1…` words.
    #[serde(default)]
    pub recovery_recipients: Vec<String>,
    #[serde(default)]
    pub log: LogSettings,
    /// At least one.
    #[serde(rename = "school", deserialize_with = "school::one_or_several")]
    pub schools: Vec<SchoolSettings>,
    /// Missing where the local workspace is served instead.
    #[serde(default)]
    pub slack: Option<SlackSettings>,
    #[serde(rename = "person", default)]
    pub people: Vec<PersonSettings>,
    #[serde(rename = "space", default)]
    pub spaces: Vec<SpaceSettings>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogSettings {
    #[serde(default)]
    pub format: LogFormat,
    /// How much of our own is logged: off, error, warn, info, debug or trace.
    #[serde(default)]
    pub level: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Plain,
    /// For programs: one object a line.
    Json,
}

/// The settings that a variable can give, or a part of.
const FROM_ENVIRONMENT: &[&str] =
    &["data_dir", "database_url", "prompts_dir", "listen", "recovery_recipients", "school", "slack"];

/// The names that Slack's own documentation gives to its settings.
const SLACK_NAMES: &[&str] = &[
    "SLACK_BOT_TOKEN",
    "SLACK_SIGNING_SECRET",
    "SLACK_APP_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_API_URL",
];

/// A path in a file begins at that file's folder: started elsewhere, it would be another folder, with another key.
fn from_its_file<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
    RelativePathBuf::deserialize(from).map(|path| path.relative())
}

fn maybe_from_its_file<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PathBuf>, D::Error> {
    Ok(Option::<RelativePathBuf>::deserialize(from)?.map(|path| path.relative()))
}

/// What must not be printed by accident.
fn maybe_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Text>, D::Error> {
    Ok(Option::<String>::deserialize(from)?.map(Text::new))
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 4747))
}

impl Settings {
    /// The settings of a file, with the environment over it.
    pub fn load(file: &Path) -> Result<Self, String> {
        if !file.exists() {
            return Err(format!("There is no settings file at {}.", file.display()));
        }
        Self::over(Figment::from(Toml::file_exact(file)))
    }

    /// Settings built in; of the environment only how to log is taken.
    pub fn built_in(text: &str) -> Result<Self, String> {
        Figment::from(Toml::string(text))
            .merge(log_settings())
            .extract()
            .map_err(|e| plain(&e))
            .and_then(Self::sound)
    }

    fn over(file: Figment) -> Result<Self, String> {
        // Other variables may begin with the same letters; only settings are taken.
        let known = |key: &figment::value::UncasedStr| {
            FROM_ENVIRONMENT
                .iter()
                .any(|setting| key.as_str().to_ascii_lowercase().split("__").next() == Some(setting))
        };
        let mut all = file
            .merge(Env::prefixed("HEARKEN_").filter(known).split("__"))
            .merge(log_settings())
            .merge(Env::raw().only(&["DATABASE_URL"]));
        // Slack's own names may be there for other programs: they do not turn it on.
        if all.contains("slack") {
            let given = SLACK_NAMES.iter().filter_map(|name| Some((name, std::env::var(name).ok()?)));
            for (name, value) in given {
                let setting = name.to_ascii_lowercase().replacen('_', ".", 1);
                // As it stands: a secret of digits is no number.
                all = all.merge(Serialized::default(&setting, value));
            }
        }
        all.extract().map_err(|e| plain(&e)).and_then(Self::sound)
    }

    /// What one setting says of another must be there.
    fn sound(self) -> Result<Self, String> {
        let schools = &self.schools;
        for (n, school) in schools.iter().enumerate() {
            if schools[..n].iter().any(|other| other.id == school.id) {
                return Err(format!("Two schools in the settings have the id {}.", school.id));
            }
        }
        for person in &self.people {
            match &person.school {
                None if schools.len() > 1 => {
                    return Err(format!(
                        "The person {} has no school: with several schools each person says which is theirs.",
                        person.user
                    ));
                }
                Some(school) if !schools.iter().any(|known| known.id == *school) => {
                    return Err(format!("The school of the person {} is not there.", person.user));
                }
                _ => {}
            }
        }
        for school in schools {
            let mut emails = BTreeSet::new();
            for person in self.people_of(school) {
                let email = person.email.as_ref().map(|email| email.expose().trim().to_lowercase());
                if email.is_some_and(|email| !emails.insert(email)) {
                    return Err(format!("The person {} has the e-mail address of another one.", person.user));
                }
            }
        }
        match &self.slack {
            Some(_) if !self.spaces.is_empty() => {
                return Err("The setting space is for the local workspace alone, and would do nothing in Slack. Take \
                            [[space]] away, and name the team's channel under [[slack.workspace]]: safeguarding = \
                            \"C0123ABCD\"."
                    .to_owned());
            }
            Some(slack) => slack.wrong(schools)?,
            None if schools.len() > 1 => {
                return Err("The local workspace has one school. For several set up [slack].".to_owned());
            }
            None => {}
        }
        Ok(self)
    }

    /// The people of one school.
    pub fn people_of<'s>(&'s self, school: &'s SchoolSettings) -> impl Iterator<Item = &'s PersonSettings> {
        self.people.iter().filter(|person| person.school.as_ref().is_none_or(|id| *id == school.id))
    }

    pub fn database_url(&self) -> String {
        self.database_url
            .clone()
            .unwrap_or_else(|| format!("sqlite://{}", self.data_dir.join("hearken.db").display()))
    }

    pub fn key_file(&self) -> PathBuf {
        self.data_dir.join("hearken.key")
    }
}

/// `HEARKEN_LOG` is a level, as it is in other programs; `log` alone would name the whole table.
fn log_settings() -> Env {
    let names = Env::raw().only(&["HEARKEN_LOG", "HEARKEN_LOG_FORMAT"]);
    names.map(|name| if name == "HEARKEN_LOG" { "log.level".into() } else { "log.format".into() })
}

/// The error without any value in it: a value may be a secret.
fn plain(error: &figment::Error) -> String {
    let key = error.path.join(".");
    let kind = match &error.kind {
        figment::error::Kind::MissingField(field) => format!("{field} is missing"),
        figment::error::Kind::UnknownField(field, known) => {
            format!("{field} is not a setting; there are: {}", known.join(", "))
        }
        figment::error::Kind::InvalidType(_, expected) => format!("it must be {expected}"),
        figment::error::Kind::InvalidValue(_, expected) => format!("it must be {expected}"),
        figment::error::Kind::UnknownVariant(_, known) => format!("it must be one of: {}", known.join(", ")),
        figment::error::Kind::Message(_) => "it cannot be read".to_owned(),
        _ => "it cannot be used".to_owned(),
    };
    if key.is_empty() {
        format!("The settings cannot be used: {kind}.")
    } else {
        format!("The setting {key}: {kind}.")
    }
}
