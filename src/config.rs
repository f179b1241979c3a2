//! Settings: `hearken.toml`, then `HEARKEN_…` variables (`__` between levels), then `DATABASE_URL`. Folders in the
//! file are found from the file's own folder, wherever the program is started.

use crate::domain::school::{LAST_YEAR, Role, Switch};
use figment::Figment;
use figment::providers::{Env, Format, Toml};
use figment::value::magic::RelativePathBuf;
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer};
use std::collections::{BTreeMap, BTreeSet};
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
    pub school: SchoolSettings,
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

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchoolSettings {
    pub id: String,
    pub name: String,
    pub profile: String,
    /// The safeguarding phone, shown wherever something may fail.
    pub phone: String,
    /// Phone numbers by role.
    #[serde(default)]
    pub contacts: BTreeMap<Role, String>,
    /// Guidance that is off until a school turns it on.
    #[serde(default)]
    pub switches: BTreeSet<Switch>,
}

/// Somebody of the local workspace.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonSettings {
    pub user: String,
    pub name: String,
    /// The id of the words for their job.
    pub title: String,
    pub roles: BTreeSet<Role>,
    /// The year groups they are head of; 0 for the early years.
    #[serde(default, deserialize_with = "year_groups")]
    pub years: BTreeSet<u8>,
    /// Trained as a deputy: they read in full what they would only be told of.
    #[serde(default)]
    pub trained: bool,
    /// The language that the workspace speaks to them, if not the school's first.
    #[serde(default)]
    pub locale: Option<String>,
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

/// The settings that a variable can give, or a part of.
const FROM_ENVIRONMENT: &[&str] =
    &["data_dir", "database_url", "prompts_dir", "listen", "recovery_recipients", "school"];

/// A path in a file begins at that file's folder: started elsewhere, it would be another folder, with another key.
fn from_its_file<'de, D: Deserializer<'de>>(from: D) -> Result<PathBuf, D::Error> {
    RelativePathBuf::deserialize(from).map(|path| path.relative())
}

fn maybe_from_its_file<'de, D: Deserializer<'de>>(from: D) -> Result<Option<PathBuf>, D::Error> {
    Ok(Option::<RelativePathBuf>::deserialize(from)?.map(|path| path.relative()))
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
        Figment::from(Toml::string(text)).merge(log_settings()).extract().map_err(|e| plain(&e))
    }

    fn over(file: Figment) -> Result<Self, String> {
        // Other variables may begin with the same letters; only settings are taken.
        let known = |key: &figment::value::UncasedStr| {
            FROM_ENVIRONMENT
                .iter()
                .any(|setting| key.as_str().to_ascii_lowercase().split("__").next() == Some(setting))
        };
        file.merge(Env::prefixed("HEARKEN_").filter(known).split("__"))
            .merge(log_settings())
            .merge(Env::raw().only(&["DATABASE_URL"]))
            .extract()
            .map_err(|e| plain(&e))
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
