//! `hearken serve`: run with the settings of a file.

use super::house::{House, Kind};
use super::logging;
use super::print::print;
use crate::config::{LogFormat, Settings};
use anyhow::{Context, bail};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The settings file.
    #[arg(long, visible_alias = "config", value_name = "FILE", default_value = "hearken.toml")]
    settings: PathBuf,
}

pub(super) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let settings = Settings::load(&args.settings).map_err(anyhow::Error::msg)?;
    logging::start(&settings.log);
    let format = settings.log.format;
    match (format, serve(settings)) {
        // Whoever reads the log as JSON finds the last line in it, too.
        (LogFormat::Json, Err(error)) => {
            tracing::error!("{error:#}");
            Ok(ExitCode::FAILURE)
        }
        (_, served) => served.map(|()| ExitCode::SUCCESS),
    }
}

fn serve(settings: Settings) -> anyhow::Result<()> {
    if settings.slack.is_none() && !settings.listen.ip().is_loopback() {
        bail!(
            "The local workspace has no passwords, so it listens on this machine alone: set listen to 127.0.0.1"
        );
    }
    let format = settings.log.format;
    let runtime = tokio::runtime::Runtime::new().context("The program cannot start its workers")?;
    runtime.block_on(async {
        let house = House::open(settings, Kind::School).await?;
        let url = house.url();
        match format {
            LogFormat::Json => tracing::info!(url, "Hearken is at {url}"),
            LogFormat::Plain => print(&format!("Hearken is at {url}.\n"))?,
        }
        house.run().await
    })
}
