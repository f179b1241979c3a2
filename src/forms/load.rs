//! Loads `prompts/`: embedded in the binary, each file overridable from a folder.

use super::coaching::Coach;
use super::form::Form;
use super::guidance::Register;
use super::place::Problem;
use super::profile::Profile;
use super::words::{Whose, Words};
use fluent_bundle::FluentResource;
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
    #[error("{}", listed(.file, .problems))]
    Wrong { file: String, problems: Vec<Problem> },
    #[error("there is no folder of prompts at {0}")]
    NoFolder(PathBuf),
    #[error("there is no profile called {0}. There are: {1}")]
    NoProfile(String, String),
}

/// One line for each: `prompts/profiles/oak.toml, line 12, column 9: …`.
fn listed(file: &str, problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(|problem| format!("prompts/{file}, {problem}")).collect();
    lines.join("\n")
}

/// Everything under `prompts/`, checked for shape.
#[derive(Debug)]
pub struct Prompts {
    pub concern: Form,
    /// Forms about a case, one page each.
    pub casework: Form,
    /// The forms about a policy or a duty.
    pub register: Form,
    pub guidance: Register,
    pub profiles: BTreeMap<String, Profile>,
    words: BTreeMap<String, Words>,
    /// By locale.
    coaches: BTreeMap<String, Coach>,
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
        let register: Form = files.toml("forms/register.toml")?;
        let guidance = files.toml("guidance.toml")?;
        let mut profiles = BTreeMap::new();
        let mut coaches = BTreeMap::new();
        let mut words: BTreeMap<String, Words> = BTreeMap::new();
        for file in files.names() {
            if let Some(id) = file.strip_prefix("profiles/").and_then(|f| f.strip_suffix(".toml")) {
                let (text, built_in) = (files.text(&file)?, files.own(&file).is_none());
                let profile = Profile::read(id, &text, built_in)
                    .map_err(|problems| LoadError::Wrong { file: file.clone(), problems })?;
                profiles.insert(id.to_owned(), profile);
            } else if let Some(locale) = file.strip_suffix("/coaching.toml") {
                let coach = Coach::read(&files.text(&file)?);
                let fault = |why| LoadError::File { file: file.clone(), why };
                coaches.insert(locale.to_owned(), coach.map_err(fault)?);
            } else if let (Some((locale, _)), true) = (file.split_once('/'), file.ends_with(".ftl")) {
                let words = match words.entry(locale.to_owned()) {
                    std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
                    std::collections::btree_map::Entry::Vacant(new) => new.insert(
                        Words::new(locale).map_err(|why| LoadError::File { file: file.clone(), why })?,
                    ),
                };
                for (text, whose) in files.words(&file)? {
                    words
                        .add(text.clone(), whose)
                        .map_err(|why| words_that_cannot_be_read(&file, &text, &why))?;
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
        Ok(Self { concern, casework, register, guidance, profiles, words, coaches })
    }

    /// Every form there is.
    pub fn forms(&self) -> [&Form; 3] {
        [&self.concern, &self.casework, &self.register]
    }

    pub fn profile(&self, id: &str) -> Result<&Profile, LoadError> {
        let all = || self.profiles.keys().cloned().collect::<Vec<_>>().join(", ");
        self.profiles.get(id).ok_or_else(|| LoadError::NoProfile(id.to_owned(), all()))
    }

    pub fn locales(&self) -> impl Iterator<Item = &Words> {
        self.words.values()
    }

    /// The coaching rules of a locale; a language without any has none.
    pub fn coach(&self, locale: &str) -> Option<&Coach> {
        self.coaches.get(locale)
    }

    pub fn coaches(&self) -> impl Iterator<Item = (&str, &Coach)> {
        self.coaches.iter().map(|(locale, coach)| (locale.as_str(), coach))
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
                    let ours = name.ends_with(kind) || kind == ".ftl" && name == "coaching.toml";
                    ours && !name.starts_with('.')
                };
                names.extend(names_in.filter(ours).map(|name| format!("{part}/{name}")));
            }
        }
        names
    }

    fn text(&self, name: &str) -> Result<String, LoadError> {
        let fault = |why: String| LoadError::File { file: name.to_owned(), why };
        if let Some(path) = self.own(name) {
            return std::fs::read_to_string(&path).map_err(|e| fault(e.to_string()));
        }
        let file = Embedded::get(name).ok_or_else(|| fault("it is missing".to_owned()))?;
        String::from_utf8(file.data.into_owned()).map_err(|e| fault(e.to_string()))
    }

    /// The school's own file of this name, if there is one.
    fn own(&self, name: &str) -> Option<PathBuf> {
        self.overrides.as_ref().map(|folder| folder.join(name)).filter(|path| path.exists())
    }

    /// What there is under this name: ours, then the school's own.
    fn words(&self, name: &str) -> Result<Vec<(String, Whose)>, LoadError> {
        let ours = Self { overrides: None };
        let mut texts = Vec::new();
        if Embedded::get(name).is_some() {
            texts.push((ours.text(name)?, Whose::Ours));
        }
        if self.own(name).is_some() {
            texts.push((self.text(name)?, Whose::Schools));
        }
        Ok(texts)
    }

    fn toml<T: DeserializeOwned>(&self, name: &str) -> Result<T, LoadError> {
        let text = self.text(name)?;
        toml::from_str(&text).map_err(|e| LoadError::Wrong {
            file: name.to_owned(),
            problems: vec![Problem::of_toml(&text, &e)],
        })
    }
}

/// Where the words of a file stop making sense, or stand twice.
fn words_that_cannot_be_read(file: &str, text: &str, why: &str) -> LoadError {
    let problems: Vec<Problem> = match FluentResource::try_new(text.to_owned()) {
        Err((_, errors)) => errors
            .iter()
            .map(|error| {
                let what =
                    format!("these words cannot be read ({}). They are written as id = words", error.kind);
                Problem::at(text, error.pos.start, what)
            })
            .collect(),
        Ok(_) => text
            .lines()
            .scan(0, |offset, line| {
                let here = *offset;
                *offset += line.len() + 1;
                Some((here, line))
            })
            .filter_map(|(at, line)| Some((at, line.split_once(" =")?.0)))
            .filter(|(_, id)| !id.is_empty() && why.contains(&format!("\"{id}\"")))
            .map(|(at, id)| Problem::at(text, at, format!("{id} stands twice. Take one of them away")))
            .collect(),
    };
    if problems.is_empty() {
        return LoadError::File { file: file.to_owned(), why: why.to_owned() };
    }
    LoadError::Wrong { file: file.to_owned(), problems }
}
