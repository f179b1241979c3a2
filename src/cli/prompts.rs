//! `hearken prompts check`: whether every id has words, every branch ends and every page fits every platform.

use super::PromptsArgs;
use super::print::print;
use crate::forms::check::check;
use std::process::ExitCode;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Check everything under prompts/ and say what is wrong.
    Check(PromptsArgs),
}

pub(super) fn run(Command::Check(args): Command) -> anyhow::Result<ExitCode> {
    let prompts = args.load()?;
    let wrong = check(&prompts);
    let end = match wrong.len() {
        0 => "The prompts are in order.".to_owned(),
        1 => "One thing is wrong.".to_owned(),
        n => format!("{n} things are wrong."),
    };
    let mut lines = wrong;
    let code = if lines.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    lines.push(end);
    print(&(lines.join("\n") + "\n"))?;
    Ok(code)
}
