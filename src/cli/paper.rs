//! `hearken print`: the blank form and the numbers on paper, for the day that systems are down.

use super::nearest::{locale, profile};
use super::print::print;
use super::{PromptsArgs, setup};
use crate::config::{SchoolSettings, Settings};
use crate::domain::id::SchoolId;
use crate::forms::{School, paper};
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const SETTINGS: &str = "hearken.toml";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The settings file, for the school's own name and numbers; hearken.toml here if neither is given.
    #[arg(long, visible_alias = "config", value_name = "FILE", conflicts_with = "profile")]
    settings: Option<PathBuf>,
    /// A profile, such as kent: then the numbers are lines to fill in by hand.
    #[arg(long)]
    profile: Option<String>,
    /// The id of the school, where the settings have several.
    #[arg(long, conflicts_with = "profile")]
    school: Option<String>,
    /// The language, such as en-GB; the profile's first if not given.
    #[arg(long)]
    locale: Option<String>,
    /// Where to write it; to standard output if not given. A file that is there is never replaced.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    prompts: PromptsArgs,
}

pub(super) fn run(mut args: Args) -> anyhow::Result<ExitCode> {
    let here = Path::new(SETTINGS);
    let file = match &args.profile {
        Some(_) => None,
        None if args.settings.is_none() && !here.exists() => {
            bail!(
                "There is no {SETTINGS} here. Give --settings FILE, or --profile for a form without numbers"
            )
        }
        None => Some(args.settings.clone().unwrap_or_else(|| here.to_owned())),
    };
    let settings = file.map(|file| Settings::load(&file).map_err(anyhow::Error::msg)).transpose()?;
    args.prompts.prompts = args.prompts.prompts.or_else(|| settings.as_ref()?.prompts_dir.clone());
    let prompts = args.prompts.load()?;
    let school = match (&settings, &args.profile) {
        (Some(settings), _) => {
            let school = one_school(settings, args.school.as_deref())?;
            setup::school(settings, school, &prompts)?
        }
        (None, given) => {
            let profile = profile(&prompts, given.as_deref().unwrap_or_default())?.clone();
            School {
                id: SchoolId::parse("paper").expect("it is made of letters"),
                name: String::new(),
                phone: String::new(),
                // The numbers that are the same for every school.
                contacts: profile.contacts_under(&BTreeMap::new()),
                profile,
            }
        }
    };
    args.locale.iter().try_for_each(|given| locale(&prompts, given))?;
    let locale = args.locale.as_deref().or(school.profile.locales.first().map(String::as_str));
    let words = prompts.words(locale);
    let sheets = paper::sheets(&prompts, words, &school);
    match &args.out {
        None => print(&sheets)?,
        Some(file) => {
            write_new(file, &sheets)?;
            let said = words.say("paper-written", &[("file", file.display().to_string())]);
            print(&(said + "\n"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The school that is asked for, or the only one.
fn one_school<'s>(settings: &'s Settings, id: Option<&str>) -> anyhow::Result<&'s SchoolSettings> {
    let found = match (id, &settings.schools[..]) {
        (None, [school]) => Some(school),
        (None, _) => None,
        (Some(id), schools) => schools.iter().find(|school| school.id == id),
    };
    found.with_context(|| {
        let known: Vec<&str> = settings.schools.iter().map(|school| school.id.as_str()).collect();
        format!("Say which school with --school. There are: {}", known.join(", "))
    })
}

fn write_new(path: &Path, text: &str) -> anyhow::Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = match file {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("There is a file at {} already, and it is not replaced", path.display())
        }
        opened => opened.with_context(|| format!("{} cannot be written", path.display()))?,
    };
    file.write_all(text.as_bytes()).with_context(|| format!("{} cannot be written", path.display()))
}
