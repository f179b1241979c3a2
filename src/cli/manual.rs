//! `hearken completions` and `hearken man`: what a shell completes, and the manual, both made of the commands themselves.

use super::Cli;
use super::print::print;
use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// Your shell.
    shell: Shell,
}

#[derive(Debug, clap::Args)]
pub(super) struct Man {
    /// A folder to write one page for each command to, in place of printing one for all.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn completions(args: Completions) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "hearken", &mut script);
    print(std::str::from_utf8(&script)?)?;
    Ok(ExitCode::SUCCESS)
}

pub(super) fn man(args: Man) -> anyhow::Result<ExitCode> {
    let mut hearken = Cli::command();
    hearken.build();
    if let Some(folder) = args.out {
        let written =
            std::fs::create_dir_all(&folder).and_then(|()| clap_mangen::generate_to(hearken, &folder));
        written.with_context(|| format!("The pages cannot be written to {}", folder.display()))?;
        return Ok(ExitCode::SUCCESS);
    }
    // One page for all: each command after the program, as its own page would be.
    let mut page = Vec::new();
    clap_mangen::Man::new(hearken.clone()).render(&mut page)?;
    for (name, command) in leaves(&hearken, "hearken") {
        let man = clap_mangen::Man::new(command.clone());
        let mut part = Vec::new();
        man.render_description_section(&mut part)?;
        man.render_options_section(&mut part)?;
        writeln!(page, ".SH \"{}\"", name.to_uppercase())?;
        for line in std::str::from_utf8(&part)?.lines().filter(|line| !line.ends_with(".ds Aq '")) {
            match line.strip_prefix(".SH ") {
                Some("DESCRIPTION") => {}
                Some(section) => writeln!(page, ".SS {section}")?,
                // The page says once how it writes an apostrophe.
                None if line.starts_with(".ie ") => {}
                None => writeln!(page, "{line}")?,
            }
        }
    }
    print(std::str::from_utf8(&page)?)?;
    Ok(ExitCode::SUCCESS)
}

/// Every command that does something, by its full name.
fn leaves<'a>(command: &'a clap::Command, name: &str) -> Vec<(String, &'a clap::Command)> {
    let below = command.get_subcommands().filter(|below| below.get_name() != "help");
    let below: Vec<_> =
        below.flat_map(|below| leaves(below, &format!("{name} {}", below.get_name()))).collect();
    if below.is_empty() { vec![(name.to_owned(), command)] } else { below }
}
