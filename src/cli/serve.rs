//! `hearken serve`: run with the settings of a file.

use super::house::{House, logging};
use crate::config::Settings;
use anyhow::{Context, bail};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The settings file.
    #[arg(long, value_name = "FILE", default_value = "hearken.toml")]
    config: PathBuf,
}

pub(super) fn run(args: Args) -> anyhow::Result<ExitCode> {
    logging();
    let settings = Settings::load(&args.config).map_err(anyhow::Error::msg)?;
    if !settings.listen.ip().is_loopback() {
        bail!(
            "The local workspace has no passwords, so it listens on this machine alone: set listen to 127.0.0.1"
        );
    }
    let runtime = tokio::runtime::Runtime::new().context("The program cannot start its workers")?;
    runtime.block_on(async {
        let house = House::open(settings).await?;
        println!("Hearken is at {}.", house.url());
        house.run().await
    })?;
    Ok(ExitCode::SUCCESS)
}
