//! `hearken calendar`: every reminder that would be sent between two days, if everything is done on its due date.

use super::PromptsArgs;
use super::nearest::profile;
use super::print::print;
use super::setup::own_calendar;
use crate::clock::{Clock, SystemClock};
use crate::domain::school::Role;
use crate::forms::profile::ics::{self, Event};
use crate::forms::profile::plan::Planned;
use crate::forms::{Profile, Words};
use anyhow::bail;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::path::PathBuf;
use std::process::ExitCode;

/// The most days that are planned at once.
const LONGEST_DAYS: i64 = 30 * 366;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The profile, such as kent.
    #[arg(long)]
    profile: String,
    /// The first day, such as 2026-09-01.
    #[arg(long, value_name = "DAY", value_parser = day)]
    from: NaiveDate,
    /// The last day, such as 2027-07-31.
    #[arg(long, value_name = "DAY", value_parser = day)]
    to: NaiveDate,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The school's own calendar, .ics or .csv, in place of the profile's terms and closed days.
    #[arg(long, value_name = "FILE")]
    calendar: Option<PathBuf>,
    #[command(flatten)]
    prompts: PromptsArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Format {
    /// For people.
    #[default]
    Table,
    /// For programs.
    Json,
    /// For Outlook, Google Calendar and their like.
    Ics,
}

/// One reminder, as other programs rely on it.
#[derive(Debug, Serialize)]
struct Line<'a> {
    date: NaiveDate,
    time: String,
    zone: &'a str,
    kind: &'a str,
    id: &'a str,
    to: Vec<&'a str>,
    because: String,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    let day = day.filter(|day| (1900..2200).contains(&day.year()));
    day.ok_or_else(|| "no such day. A day is written as year-month-day, such as 2026-09-01".to_owned())
}

pub(super) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let Args { from, to, format, .. } = args;
    if from > to {
        bail!("The first day ({from}) lies after the last ({to}). Swap --from and --to");
    }
    if to.signed_duration_since(from).num_days() > LONGEST_DAYS {
        bail!("That is more than 30 years. Ask for fewer");
    }
    let prompts = args.prompts.load()?;
    let mut profile = profile(&prompts, &args.profile)?.clone();
    if let Some(file) = &args.calendar {
        own_calendar(&mut profile, file)?;
    }
    let planned = profile.plan(from, to);
    let words = prompts.words(profile.locales.first().map(String::as_str));
    print(&match format {
        Format::Table => table(&profile, &planned),
        Format::Json => serde_json::to_string_pretty(&lines(&profile, &planned))? + "\n",
        Format::Ics => calendar(&profile, &planned, words),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn lines<'a>(profile: &Profile, planned: &'a [Planned]) -> Vec<Line<'a>> {
    let time = profile.remind_at.format("%H:%M").to_string();
    let line = |one: &'a Planned| Line {
        date: one.date,
        time: time.clone(),
        zone: profile.zone.name(),
        kind: one.kind.as_str(),
        id: &one.id,
        to: one.to.iter().map(|role| role.as_str()).collect(),
        because: one.because(),
    };
    planned.iter().map(line).collect()
}

fn table(profile: &Profile, planned: &[Planned]) -> String {
    let widest = |width: fn(&Planned) -> usize| planned.iter().map(width).max().unwrap_or_default();
    let to = |one: &Planned| one.to.iter().copied().map(Role::as_str).collect::<Vec<_>>().join(", ");
    let id = widest(|one| one.id.len());
    let roles = planned.iter().map(|one| to(one).len()).max().unwrap_or_default();
    let time = profile.remind_at.format("%H:%M");
    let mut text = format!("{} reminders, at {time} ({})\n", planned.len(), profile.zone.name());
    for one in planned {
        let (kind, date) = (one.kind.as_str(), one.date.format("%a %Y-%m-%d"));
        text += &format!("{date}  {kind:13}  {:id$}  {:roles$}  {}\n", one.id, to(one), one.because());
    }
    text
}

fn calendar(profile: &Profile, planned: &[Planned], words: &Words) -> String {
    let event = |one: &Planned| Event {
        uid: one.uid(&profile.id),
        date: one.date,
        time: profile.remind_at,
        title: profile.title(one, words),
        text: one.because(),
    };
    let events: Vec<Event> = planned.iter().map(event).collect();
    ics::calendar("Hearken", profile.zone, &events, SystemClock.now())
}
