//! `hearken route explain`: who would receive a concern under a profile, and why.

use super::nearest::{profile, role, word};
use super::print::print;
use super::{OutputFormat, PromptsArgs};
use crate::domain::concern::{About, Category};
use crate::domain::school::{LAST_YEAR, Role};
use crate::domain::urgency::Deadline;
use crate::forms::explain::{Explained, Question, explain};
use std::process::ExitCode;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Say who would receive a concern, who is left out, and why.
    Explain(Args),
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The profile, such as kent.
    #[arg(long)]
    profile: String,
    /// What kind of concern, such as nudes.
    #[arg(long)]
    category: String,
    /// Who it is about: pupil, pupils, staff, head, safeguarding_team, governor, outsider, nobody, unsure.
    #[arg(long)]
    about: String,
    /// The year group of the pupil: 0 is early years, then 1 to 13.
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=i64::from(LAST_YEAR)))]
    year: Option<u8>,
    /// A role whose holder is among those it is about. May be given several times.
    #[arg(long, value_name = "ROLE")]
    named: Vec<String>,
    #[arg(long, value_enum, default_value_t)]
    format: OutputFormat,
    #[command(flatten)]
    prompts: PromptsArgs,
}

pub(super) fn run(Command::Explain(args): Command) -> anyhow::Result<ExitCode> {
    let prompts = args.prompts.load()?;
    let profile = profile(&prompts, &args.profile)?;
    let named = args.named.iter().map(|named| role(named));
    let question = Question {
        category: word(&args.category, "kind of concern", Category::parse, Category::ALL, Category::as_str)?,
        about: word(&args.about, "answer to whom it is about", About::parse, About::ALL, About::as_str)?,
        year: args.year,
        named: named.collect::<anyhow::Result<_>>()?,
    };
    let words = prompts.words(profile.locales.first().map(String::as_str));
    let explained = explain(&prompts, words, profile, &question);
    print(&match args.format {
        OutputFormat::Json => serde_json::to_string_pretty(&explained)? + "\n",
        OutputFormat::Text => text(&explained),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn text(explained: &Explained) -> String {
    let list = |roles: &[Role]| {
        let roles: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
        if roles.is_empty() { "nobody".to_owned() } else { roles.join(", ") }
    };
    let deadline = match explained.deadline {
        Deadline::Minutes(n) => format!("{n} minutes"),
        Deadline::WorkingMinutes(n) => format!("{n} minutes of school time"),
        Deadline::NextSchoolDay(n) => format!("the opening of school day {n} from now"),
    };
    let mut lines = vec![
        format!("Goes to          {}", list(&explained.lead)),
        format!("Copied           {}", list(&explained.copied)),
        format!("Then             {}", list(&explained.ladder)),
        format!("Left out         {}", list(&explained.excluded)),
        format!("Advice outside   {}", list(&explained.outside_advice)),
        format!("Urgency          {}, acknowledged within {deadline}", explained.urgency),
        "Because".to_owned(),
    ];
    lines.extend(explained.because.iter().map(|reason| format!("  {reason}")));
    lines.join("\n") + "\n"
}
