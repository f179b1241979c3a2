//! `hearken prompts check`: whether every id has words, every branch ends and every page fits every platform.

use super::PromptsArgs;
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
    for sentence in &wrong {
        println!("{sentence}");
    }
    if wrong.is_empty() {
        println!("The prompts are in order.");
        return Ok(ExitCode::SUCCESS);
    }
    match wrong.len() {
        1 => println!("One thing is wrong."),
        n => println!("{n} things are wrong."),
    }
    Ok(ExitCode::FAILURE)
}
