//! `hearken demo`: a sample school in a browser, on this machine alone.

use super::house::{House, Kind};
use super::logging;
use super::print::print;
use crate::config::Settings;
use crate::domain::Moment;
use anyhow::Context;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

const SAMPLE: &str = include_str!("demo.toml");

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 4747)]
    port: u16,
    /// Where to keep what is reported; a folder of its own in the temporary folder if not given.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The profile that the sample school follows.
    #[arg(long, default_value = "kent")]
    profile: String,
    /// When a new demo begins, such as 2026-03-10T10:00:00Z; now if not given.
    #[arg(long, value_name = "TIME")]
    at: Option<Moment>,
    #[command(flatten)]
    prompts: super::PromptsArgs,
}

pub(super) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut settings = Settings::built_in(SAMPLE).map_err(anyhow::Error::msg)?;
    logging::start(&settings.log);
    settings.listen = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    settings.school.profile = args.profile;
    settings.prompts_dir = args.prompts.prompts;
    settings.data_dir = args.data.unwrap_or_else(|| std::env::temp_dir().join("hearken-demo"));
    let runtime = tokio::runtime::Runtime::new().context("The program cannot start its workers")?;
    runtime.block_on(async {
        let house = House::open(settings, Kind::Demo { at: args.at }).await?;
        let url = house.url();
        print(&format!("Hearken's demo is at {url} (not for real concerns; end it with Ctrl+C).\n"))?;
        house.run().await
    })?;
    Ok(ExitCode::SUCCESS)
}
