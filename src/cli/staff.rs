//! `hearken staff`: the school's list of staff, read in from the file that its own system exports, and looked at.

mod cells;
mod desk;
mod headings;
mod import;
mod one;
mod rows;
mod table;
mod tell;

pub(super) use desk::{CLI, Desk};

use chrono::NaiveDate;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Read in a list of staff. Without --yes it says what would change, and changes nothing.
    Import(ImportArgs),
    /// Everybody on the list or with an account, and how each of them stands.
    List(ListArgs),
    /// All that is kept about one person's employment.
    Show(ShowArgs),
    /// Somebody is on leave: they are asked for nothing in these days.
    Leave(LeaveArgs),
    /// Somebody leaves, on their last day.
    End(EndArgs),
}

/// Which school, and by which settings.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Where {
    /// The settings file.
    #[arg(long, visible_alias = "config", value_name = "FILE", default_value = "hearken.toml")]
    pub settings: PathBuf,
    /// The school's id, where the settings have several.
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// Show names also where this is not printed on a terminal.
    #[arg(long)]
    pub names: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// A CSV file.
    file: PathBuf,
    /// What headings mean that are not known, or mean something else here: "Heading=field, …" with the fields name, first,
    /// last, last2, email, number, audience, starts, ends, leave_from, leave_to, manager, ignore.
    #[arg(long, value_name = "MAP")]
    map: Option<String>,
    /// Change what is kept.
    #[arg(long)]
    yes: bool,
    /// What becomes of those who were on the list and are missing. Has to be said wherever somebody is.
    #[arg(long, value_enum)]
    leavers: Option<Leavers>,
    /// These lines are the person whom the report names.
    #[arg(long, value_name = "LINES", value_delimiter = ',')]
    same: Vec<u64>,
    /// These lines are somebody new, although the name or the number is known.
    #[arg(long, value_name = "LINES", value_delimiter = ',')]
    new: Vec<u64>,
    /// Days are written month first, as 9/25/2026.
    #[arg(long)]
    month_first: bool,
    /// Say every line, and not only the first of each kind.
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    at: Where,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Leavers {
    /// They stay as they are.
    None,
    /// Yesterday was their last day.
    End,
}

#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    /// Those as well who have left.
    #[arg(long)]
    all: bool,
    #[arg(long, value_enum, default_value_t)]
    format: super::OutputFormat,
    #[command(flatten)]
    at: Where,
}

#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    /// Their id, as the list prints it, or their e-mail address.
    person: String,
    #[command(flatten)]
    at: Where,
}

#[derive(Debug, clap::Args)]
pub(super) struct LeaveArgs {
    /// Their id, as the list prints it, or their e-mail address.
    person: String,
    /// The first day, such as 2026-09-01.
    #[arg(long, required_unless_present = "cancel")]
    from: Option<NaiveDate>,
    /// The last day.
    #[arg(long, required_unless_present = "cancel")]
    to: Option<NaiveDate>,
    /// They are not on leave after all.
    #[arg(long, conflicts_with_all = ["from", "to"])]
    cancel: bool,
    #[command(flatten)]
    at: Where,
}

#[derive(Debug, clap::Args)]
pub(super) struct EndArgs {
    /// Their id, as the list prints it, or their e-mail address.
    person: String,
    /// Their last day, such as 2026-08-31.
    #[arg(long, required_unless_present = "cancel")]
    on: Option<NaiveDate>,
    /// They stay after all.
    #[arg(long, conflicts_with = "on")]
    cancel: bool,
    #[command(flatten)]
    at: Where,
}

pub(super) fn run(command: Command) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        match command {
            Command::Import(args) => import::run(args).await,
            Command::List(args) => one::list(args).await,
            Command::Show(args) => one::show(args).await,
            Command::Leave(args) => one::leave(args).await,
            Command::End(args) => one::end(args).await,
        }
    })
}
