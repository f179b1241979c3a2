//! `hearken aup`: publishes what staff read and sign, and shows, exports and completes who has.

mod export;
mod office;
#[cfg(feature = "pdf")]
mod pdf;
mod publish;
#[cfg(feature = "pdf")]
mod sheet;
mod signers;
mod status;
mod table;

use office::Place;
use std::process::ExitCode;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Publish a text to sign: say what that does, and with --yes do it.
    Publish(publish::Args),
    /// Show how far the signing is.
    Status(status::Args),
    /// Write the evidence to a file: who has signed what, when, and with which words.
    Export(export::Args),
    /// Write down who signed on paper: one person, or a list.
    Paper(signers::PaperArgs),
    /// Write down that somebody need not sign, and why.
    Except(signers::ExceptArgs),
}

/// What is signed, where nothing else is said.
const AUP: &str = "aup";

pub(super) fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Publish(args) => publish::run(args),
        Command::Status(args) => status::run(args),
        Command::Export(args) => export::run(args),
        Command::Paper(args) => signers::paper(args),
        Command::Except(args) => signers::except(args),
    }
}
