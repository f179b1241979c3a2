//! `hearken prompts check`: whether every id has words, every branch ends and every page fits every platform.

use super::print::print;
use super::{OutputFormat, PromptsArgs};
use crate::forms::check::check;
use serde::Serialize;
use std::process::ExitCode;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Check everything under prompts/ and say what is wrong.
    Check(Args),
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_enum, default_value_t)]
    format: OutputFormat,
    #[command(flatten)]
    prompts: PromptsArgs,
}

#[derive(Debug, Serialize)]
struct Report {
    ok: bool,
    /// One sentence each.
    wrong: Vec<String>,
}

pub(super) fn run(Command::Check(args): Command) -> anyhow::Result<ExitCode> {
    let wrong = check(&args.prompts.load()?);
    let report = Report { ok: wrong.is_empty(), wrong };
    print(&match args.format {
        OutputFormat::Json => serde_json::to_string_pretty(&report)? + "\n",
        OutputFormat::Text => text(&report.wrong),
    })?;
    Ok(if report.ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn text(wrong: &[String]) -> String {
    let end = match wrong.len() {
        0 => "The prompts are in order.".to_owned(),
        1 => "One thing is wrong.".to_owned(),
        n => format!("{n} things are wrong."),
    };
    let lines: Vec<&str> = wrong.iter().map(String::as_str).chain([end.as_str()]).collect();
    lines.join("\n") + "\n"
}
