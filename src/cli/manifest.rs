//! `hearken manifest`: what a chat platform is given to make the app by.

use super::PromptsArgs;
use super::front::Voice;
use super::print::print;
use crate::platforms::slack::manifest::{Reached, manifest, yaml};
use anyhow::{Context, ensure};
use clap::{Subcommand, ValueEnum};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// For Slack: paste it at api.slack.com/apps, under "From a manifest".
    Slack(Slack),
}

#[derive(Debug, clap::Args)]
pub(super) struct Slack {
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// How Slack reaches Hearken: by a socket that Hearken opens, or at a public address.
    #[arg(long, value_enum, default_value_t)]
    transport: Transport,
    /// The public address, beginning with https; for --transport http alone.
    #[arg(long)]
    url: Option<String>,
    /// What the app is called in Slack.
    #[arg(long, default_value = "Hearken")]
    name: String,
    #[command(flatten)]
    prompts: PromptsArgs,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Yaml,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Transport {
    #[default]
    Socket,
    Http,
}

/// Characters in an app's name at most.
const LONGEST_NAME: usize = 35;

pub(super) fn run(command: Command) -> anyhow::Result<ExitCode> {
    let Command::Slack(args) = command;
    let name = args.name.trim();
    ensure!((1..=LONGEST_NAME).contains(&name.chars().count()), "Slack takes names of 1 to 35 characters");
    let reached = match (args.transport, &args.url) {
        (Transport::Socket, None) => Reached::Socket,
        (Transport::Socket, Some(_)) => {
            anyhow::bail!("With the socket no address is needed: leave --url out, or add --transport http")
        }
        (Transport::Http, url) => {
            let url = url.as_deref().context("Give the public address with --url https://…")?;
            let url = url.trim_end_matches('/');
            ensure!(url.starts_with("https://") && url.len() > 8, "The address must begin with https://");
            Reached::Http(url)
        }
    };
    let voice = Voice { prompts: Arc::new(args.prompts.load()?) };
    let manifest = manifest(name, reached, &voice);
    print(&match args.format {
        Format::Yaml => yaml(&manifest),
        Format::Json => serde_json::to_string_pretty(&manifest)? + "\n",
    })?;
    Ok(ExitCode::SUCCESS)
}
