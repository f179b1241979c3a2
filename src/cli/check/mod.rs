//! `hearken check`: whether everything is there that a school needs, before anybody relies on it.

mod machine;
mod school;

use super::OutputFormat;
use super::print::print;
use crate::config::Settings;
use crate::forms::{Prompts, Words};
use anyhow::Context;
use serde::Serialize;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The settings file.
    #[arg(long, visible_alias = "config", value_name = "FILE", default_value = "hearken.toml")]
    settings: PathBuf,
    #[arg(long, value_enum, default_value_t)]
    format: OutputFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Fine,
    /// Hearken runs, and somebody should see to it.
    Warning,
    /// A report may not reach anybody, or may be lost.
    Problem,
}

#[derive(Debug, Serialize)]
struct Finding {
    /// The school it is about, where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    school: Option<String>,
    id: &'static str,
    level: Level,
    says: String,
    /// What to do about it; nothing where all is well.
    #[serde(rename = "do")]
    todo: Option<String>,
}

#[derive(Debug, Serialize)]
struct Report {
    /// Nothing in it is a problem.
    ok: bool,
    findings: Vec<Finding>,
}

/// What was found so far, and the words for it: `check-ID`, and `check-ID.do` unless all is well.
struct Findings<'a> {
    words: &'a Words,
    /// The school that is looked at, where there are several.
    school: Option<String>,
    found: Vec<Finding>,
}

impl Findings<'_> {
    fn add(&mut self, level: Level, id: &'static str, args: &[(&str, String)]) {
        let says = self.words.say(&format!("check-{id}"), args);
        let todo = (level != Level::Fine).then(|| self.words.say(&format!("check-{id}.do"), args));
        self.found.push(Finding { school: self.school.clone(), id, level, says, todo });
    }

    fn fine(&mut self, id: &'static str, args: &[(&str, String)]) {
        self.add(Level::Fine, id, args);
    }

    fn warning(&mut self, id: &'static str, args: &[(&str, String)]) {
        self.add(Level::Warning, id, args);
    }

    fn problem(&mut self, id: &'static str, args: &[(&str, String)]) {
        self.add(Level::Problem, id, args);
    }
}

pub(super) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let built_in = Prompts::load(None).context("The prompts cannot be used")?;
    let mut findings = Findings { words: built_in.words(None), school: None, found: Vec::new() };
    match Settings::load(&args.settings) {
        Err(why) => findings.problem("settings", &[("why", why)]),
        Ok(settings) => {
            findings.fine("settings_read", &[("file", args.settings.display().to_string())]);
            school::look(&settings, &mut findings);
            machine::look(&settings, &mut findings)?;
        }
    }
    let mut findings = findings.found;
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    let report = Report { ok: findings.iter().all(|finding| finding.level != Level::Problem), findings };
    print(&match args.format {
        OutputFormat::Json => serde_json::to_string_pretty(&report)? + "\n",
        OutputFormat::Text => text(&report, built_in.words(None)),
    })?;
    Ok(if report.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn text(report: &Report, words: &Words) -> String {
    let mut text = String::new();
    for Finding { school, level, says, todo, .. } in &report.findings {
        let about = school.as_ref().map(|school| format!("{school}: ")).unwrap_or_default();
        let level = match level {
            Level::Fine => "check-level-fine",
            Level::Warning => "check-level-warning",
            Level::Problem => "check-level-problem",
        };
        text += &format!("{:<9}{about}{says}\n", words.say(level, &[]));
        if let Some(todo) = todo {
            text += &format!("{:<9}{todo}\n", "");
        }
    }
    let count = |level| report.findings.iter().filter(|finding| finding.level == level).count().to_string();
    let counts = [("problems", count(Level::Problem)), ("warnings", count(Level::Warning))];
    text + "\n" + &words.say(if report.ok { "check-ok" } else { "check-not_ok" }, &counts) + "\n"
}
