//! `hearken aup export`: the evidence as a file.

use super::{Place, table};
use crate::audit::Act;
use crate::cli::print::print;
use anyhow::{Context, bail};
use clap::ValueEnum;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// csv for a spreadsheet, pdf to print or to send.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Where to write it. A file that is there is never replaced.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Only this, such as aup; everything if not given.
    #[arg(long)]
    attestation: Option<String>,
    /// Who asks for it, as in the staff list.
    #[arg(long, value_name = "PERSON")]
    by: Option<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    #[default]
    Csv,
    Pdf,
}

pub(super) fn run(args: Args) -> anyhow::Result<ExitCode> {
    args.place.work(async |office| {
        let by = office.by(args.by.as_deref())?;
        let why = Some((by, Act::EvidenceExported));
        let asked = office.app.evidence(&office.school.id, args.attestation.clone(), why);
        let evidence = asked.await.context("The store cannot be used")?;
        let bytes = match args.format {
            Format::Csv => table::csv(office.words(), &office.school, &evidence)?,
            #[cfg(feature = "pdf")]
            Format::Pdf => super::pdf::pdf(office.words(), &office.school, &evidence, |by| office.named(by))?,
            #[cfg(not(feature = "pdf"))]
            Format::Pdf => bail!("This build of Hearken makes no PDF; ask for csv"),
        };
        write_new(&args.out, &bytes)?;
        let lines = evidence.lines.len() + evidence.visitors.len();
        let told = [("file", args.out.display().to_string()), ("count", lines.to_string())];
        print(&(office.words().say("aup-exported", &told) + "\n"))?;
        Ok(ExitCode::SUCCESS)
    })
}

/// For its owner alone: it holds names.
fn write_new(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let mut file = match file {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("There is a file at {} already, and it is not replaced", path.display())
        }
        opened => opened.with_context(|| format!("{} cannot be written", path.display()))?,
    };
    file.write_all(bytes).with_context(|| format!("{} cannot be written", path.display()))
}
