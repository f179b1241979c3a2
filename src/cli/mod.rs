//! The command line: one file per command.

mod aup;
mod calendar;
mod check;
mod demo;
mod feed;
mod forms;
mod front;
mod house;
mod init;
mod logging;
#[cfg(feature = "slack")]
mod manifest;
mod manual;
mod nearest;
mod paper;
mod policy;
mod print;
mod prompts;
mod recover;
mod recovery;
mod route;
mod serve;
mod setup;
mod staff;
mod time;
mod workers;

use crate::forms::Prompts;
use anyhow::Context;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// Hearken guides school staff through reporting a concern in chat, and sees to it that the right person has it.
#[derive(Debug, Parser)]
#[command(name = "hearken", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Try Hearken in a browser: a sample school on this machine alone. Not for real concerns.
    Demo(demo::Args),
    /// Begin: write settings, make the school's key, and a recovery copy of it. Nothing is ever replaced.
    Init(init::Args),
    /// Check settings, people, phone numbers, key, recovery copy, database and clock, and say what to do.
    Check(check::Args),
    /// Run Hearken with the settings of a file: in Slack, or in the local workspace on this machine alone.
    Serve(serve::Args),
    /// Print what a chat platform is given to make the app by.
    #[cfg(feature = "slack")]
    #[command(subcommand)]
    Manifest(manifest::Command),
    /// Bring the school's key back from its recovery copy.
    Recover(recover::Args),
    /// Read in the list of staff, and look at it.
    #[command(subcommand)]
    Staff(staff::Command),
    /// The dates of a role as a calendar that Outlook and Google Calendar can read.
    #[command(subcommand)]
    Feed(feed::Command),
    /// List every reminder of a school year: policy reviews, signatures, duties.
    Calendar(calendar::Args),
    /// Ask where a concern would go, and why.
    #[command(subcommand)]
    Route(route::Command),
    /// Look at a form as staff would meet it.
    #[command(subcommand)]
    Forms(forms::Command),
    /// Look after the policy register: what is reviewed when, and what was recorded.
    #[command(subcommand)]
    Policy(policy::Command),
    /// Check the questions, words and guidance.
    #[command(subcommand)]
    Prompts(prompts::Command),
    /// Publish what staff read and sign, such as the acceptable use policy, and see who has.
    #[command(subcommand)]
    Aup(aup::Command),
    /// Make the paper form and the list of numbers, for the day that systems are down.
    Print(paper::Args),
    /// Print what your shell needs to complete these commands.
    Completions(manual::Completions),
    /// Print the manual page, or write a page for each command.
    Man(manual::Man),
}

/// How a command prints what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum OutputFormat {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// Where prompts come from.
#[derive(Debug, Clone, clap::Args)]
struct PromptsArgs {
    /// A folder whose files replace the built-in prompts of the same name.
    #[arg(long, value_name = "DIR", env = "HEARKEN_PROMPTS_DIR")]
    prompts: Option<PathBuf>,
}

impl PromptsArgs {
    fn load(&self) -> anyhow::Result<Prompts> {
        Prompts::load(self.prompts.as_deref()).context("The prompts cannot be used")
    }
}

pub fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Demo(args) => demo::run(args),
        Command::Init(args) => init::run(args),
        Command::Check(args) => check::run(args),
        Command::Serve(args) => serve::run(args),
        #[cfg(feature = "slack")]
        Command::Manifest(command) => manifest::run(command),
        Command::Recover(args) => recover::run(args),
        Command::Staff(command) => staff::run(command),
        Command::Feed(command) => feed::run(command),
        Command::Calendar(args) => calendar::run(args),
        Command::Route(command) => route::run(command),
        Command::Forms(command) => forms::run(command),
        Command::Policy(command) => policy::run(command),
        Command::Prompts(command) => prompts::run(command),
        Command::Aup(command) => aup::run(command),
        Command::Print(args) => paper::run(args),
        Command::Completions(args) => manual::completions(args),
        Command::Man(args) => manual::man(args),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            print::complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
