//! Loads `prompts/`: embedded in the binary, each file overridable from a folder.

use super::form::Form;
use super::guidance::Register;
use super::profile::Profile;
use super::words::{Whose, Words};
use rust_embed::RustEmbed;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

#[derive(RustEmbed)]
#[folder = "prompts/"]
#[include = "*.toml"]
#[include = "*.ftl"]
struct Embedded;

#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error("prompts/{file} cannot be read: {why}")]
    File { file: String, why: String },
    #[error("there is no folder of prompts at {0}")]
    NoFolder(PathBuf),
    #[error("there is no profile called {0}. There are: {1}")]
    NoProfile(String, String),
}

/// Everything under `prompts/`, checked for shape.
#[derive(Debug)]
pub struct Prompts {
    pub concern: Form,
    /// Forms about a case, one page each.
    pub casework: Form,
    pub guidance: Register,
    pub profiles: BTreeMap<String, Profile>,
    words: BTreeMap<String, Words>,
}

impl Prompts {
    /// The prompts of the binary; a file of the same name under `overrides` is read instead, and a file of words
    /// message by message.
    pub fn load(overrides: Option<&Path>) -> Result<Self, LoadError> {
        if let Some(folder) = overrides.filter(|folder| !folder.is_dir()) {
            return Err(LoadError::NoFolder(folder.to_owned()));
        }
        let files = Files { overrides: overrides.map(Path::to_owned) };
        let concern: Form = files.toml("forms/concern.toml")?;
        let casework: Form = files.toml("forms/casework.toml")?;
        let guidance = files.toml("guidance.toml")?;
        let mut profiles = BTreeMap::new();
        let mut words: BTreeMap<String, Words> = BTreeMap::new();
        for file in files.names() {
            if let Some(id) = file.strip_prefix("profiles/").and_then(|f| f.strip_suffix(".toml")) {
                profiles.insert(id.to_owned(), files.toml(&file)?);
            } else if let (Some((locale, _)), true) = (file.split_once('/'), file.ends_with(".ftl")) {
                let words = match words.entry(locale.to_owned()) {
                    std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
                    std::collections::btree_map::Entry::Vacant(new) => new.insert(
                        Words::new(locale).map_err(|why| LoadError::File { file: file.clone(), why })?,
                    ),
                };
                for (text, whose) in files.words(&file)? {
                    words.add(text, whose).map_err(|why| LoadError::File { file: file.clone(), why })?;
                }
            }
        }
        let Some(mut british) = words.remove(Words::FALLBACK) else {
            return Err(LoadError::File { file: Words::FALLBACK.to_owned(), why: "no words".to_owned() });
        };
        let fault = |locale: &str, why| LoadError::File { file: locale.to_owned(), why };
        british.finish(None).map_err(|why| fault(Words::FALLBACK, why))?;
        for (locale, words) in &mut words {
            words.finish(Some(&british)).map_err(|why| fault(locale, why))?;
        }
        words.insert(Words::FALLBACK.to_owned(), british);
        Ok(Self { concern, casework, guidance, profiles, words })
    }

    pub fn profile(&self, id: &str) -> Result<&Profile, LoadError> {
        let all = || self.profiles.keys().cloned().collect::<Vec<_>>().join(", ");
        self.profiles.get(id).ok_or_else(|| LoadError::NoProfile(id.to_owned(), all()))
    }

    pub fn locales(&self) -> impl Iterator<Item = &Words> {
        self.words.values()
    }

    /// The words of a locale; British English where there are none.
    pub fn words(&self, locale: Option<&str>) -> &Words {
        locale
            .and_then(|locale| self.words.get(locale))
            .or_else(|| self.words.get(Words::FALLBACK))
            .expect("loading fails without the fallback words")
    }
}

struct Files {
    overrides: Option<PathBuf>,
}

impl Files {
    fn names(&self) -> BTreeSet<String> {
        let mut names: BTreeSet<String> = Embedded::iter().map(|name| name.into_owned()).collect();
        // A school's own profiles and words stand beside ours.
        if let Some(folder) = &self.overrides {
            for part in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let part = part.file_name().to_string_lossy().into_owned();
                let entries = std::fs::read_dir(folder.join(&part)).into_iter().flatten().flatten();
                let names_in = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
                let ours = |name: &String| {
                    let kind = if part == "profiles" { ".toml" } else { ".ftl" };
                    name.ends_with(kind) && !name.starts_with('.')
                };
                names.extend(names_in.filter(ours).map(|name| format!("{part}/{name}")));
            }
        }
        names
    }

    fn text(&self, name: &str) -> Result<String, LoadError> {
        let fault = |why: String| LoadError::File { file: name.to_owned(), why };
        if let Some(path) = self.overrides.as_ref().map(|folder| folder.join(name))
            && path.exists()
        {
            return std::fs::read_to_string(&path).map_err(|e| fault(e.to_string()));
        }
        let file = Embedded::get(name).ok_or_else(|| fault("it is missing".to_owned()))?;
        String::from_utf8(file.data.into_owned()).map_err(|e| fault(e.to_string()))
    }

    /// What there is under this name: ours, then the school's own.
    fn words(&self, name: &str) -> Result<Vec<(String, Whose)>, LoadError> {
        let ours = Self { overrides: None };
        let mut texts = Vec::new();
        if Embedded::get(name).is_some() {
            texts.push((ours.text(name)?, Whose::Ours));
        }
        if self.overrides.as_ref().is_some_and(|folder| folder.join(name).exists()) {
            texts.push((self.text(name)?, Whose::Schools));
        }
        Ok(texts)
    }

    fn toml<T: DeserializeOwned>(&self, name: &str) -> Result<T, LoadError> {
        toml::from_str(&self.text(name)?)
            .map_err(|e| LoadError::File { file: name.to_owned(), why: e.to_string() })
    }
}

/// Whether a file under `prompts/` is among ours.
pub(super) fn comes_with_hearken(name: &str) -> bool {
    Embedded::get(name).is_some()
}
