//! `hearken aup publish`: what publishing a text would do, and with `--yes` doing it.

use super::{AUP, Place};
use crate::app::attest::{Asked, Plan, Publication, Told};
use crate::cli::nearest::word;
use crate::cli::print::print;
use crate::domain::attestation::Audience;
use crate::domain::attestation::question::Question;
use crate::domain::reminder::Step;
use crate::forms::review::day;
use crate::forms::{Words, attest};
use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::ValueEnum;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A file that is longer is no policy.
const LARGEST: u64 = 32 * 1024 * 1024;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// The text as Markdown, or a PDF that staff read elsewhere (then give --link too).
    file: PathBuf,
    /// What it is: aup, kcsie, code_of_conduct, or an id of your own.
    #[arg(long, default_value = AUP)]
    attestation: String,
    /// What this version is called; the academic year if not given, such as 2026-27.
    #[arg(long)]
    edition: Option<String>,
    /// Who signs: staff, governors, volunteers, contractors, with commas; as the profile says if not given.
    #[arg(long, value_name = "WHO", value_delimiter = ',')]
    audience: Vec<String>,
    /// The day on which it opens, such as 2026-09-03; today if not given.
    #[arg(long, value_name = "DAY")]
    opens: Option<NaiveDate>,
    /// The day by which it is to be signed; as the profile says if not given.
    #[arg(long, value_name = "DAY")]
    due: Option<NaiveDate>,
    /// Whether it changes what people agreed to: yes asks everybody again, no asks nobody.
    #[arg(long)]
    material: Option<YesNo>,
    /// The edition in whose place it comes, where several are signed now.
    #[arg(long, value_name = "EDITION")]
    replaces: Option<String>,
    /// Where staff can read the document: https://…
    #[arg(long)]
    link: Option<String>,
    /// The language of this text; the school's first if not given.
    #[arg(long)]
    locale: Option<String>,
    /// Check questions to ask before signing (TOML); FILE.questions.toml beside the text is found by itself.
    #[arg(long, value_name = "FILE")]
    questions: Option<PathBuf>,
    /// Who publishes it: a name, an address or an id of the staff list.
    #[arg(long, value_name = "PERSON")]
    by: Option<String>,
    /// Do it. Without this, it only says what would happen.
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum YesNo {
    Yes,
    No,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Questions {
    #[serde(default)]
    question: Vec<Question>,
}

pub(super) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let bytes = read(&args.file)?;
    let is_text = !bytes.starts_with(b"%PDF-");
    let audience: BTreeSet<Audience> = args
        .audience
        .iter()
        .map(|given| word(given.trim(), "audience", Audience::parse, Audience::ALL, Audience::as_str))
        .collect::<anyhow::Result<_>>()?;
    let questions = questions(&args)?;
    args.place.work(async |office| {
        let publication = Publication {
            attestation: args.attestation.clone(),
            edition: args.edition.clone(),
            locale: args.locale.clone(),
            bytes,
            is_text,
            link: args.link.clone(),
            questions,
            audience: (!audience.is_empty()).then_some(audience),
            opens: args.opens,
            due: args.due,
            material: args.material.map(|given| given == YesNo::Yes),
            replaces: args.replaces.clone(),
            by: office.by(args.by.as_deref())?,
        };
        let done = office.app.publish(&office.school.id, publication, args.yes).await;
        let plan = match done.context("The store cannot be used")? {
            Ok(plan) => plan,
            Err(refused) => bail!("Nothing was published: {refused}"),
        };
        let words = office.words();
        let title = attest::title(words, &office.school.profile.attestations, &plan.attestation);
        print(&told(words, &title, &plan, args.yes))?;
        Ok(ExitCode::SUCCESS)
    })
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    let cannot = || format!("{} cannot be read", file.display());
    let size = std::fs::metadata(file).with_context(cannot)?.len();
    if size > LARGEST {
        bail!("{} is larger than 32 MB", file.display());
    }
    std::fs::read(file).with_context(cannot)
}

fn questions(args: &Args) -> anyhow::Result<Vec<Question>> {
    let beside = args.file.with_extension("questions.toml");
    let file = match &args.questions {
        Some(file) => file.clone(),
        None if beside.exists() => beside,
        None => return Ok(Vec::new()),
    };
    let text =
        std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let read: Questions =
        toml::from_str(&text).with_context(|| format!("{} is not right", file.display()))?;
    Ok(read.question)
}

fn told(words: &Words, title: &str, plan: &Plan, done: bool) -> String {
    let args = [
        ("title", title.to_owned()),
        ("edition", plan.edition.clone()),
        ("locale", plan.locale.clone()),
        ("hash", plan.sha256.clone()),
    ];
    let mut lines = vec![words.say("aup-text", &args)];
    match &plan.told {
        Told::NothingNew => lines.push(words.say("aup-nothing_new", &args)),
        Told::OtherLanguage => lines.push(words.say("aup-other_language", &args)),
        Told::Small { signed, replaces, audience } => {
            let args = [
                ("count", signed.to_string()),
                ("replaces", replaces.clone()),
                ("audience", audiences(words, audience)),
            ];
            lines.push(words.say("aup-small", &args));
        }
        Told::Campaign(asked) => lines.extend(campaign(words, asked)),
    }
    if plan.told != Told::NothingNew {
        lines.push(words.say(if done { "aup-done" } else { "aup-not_done" }, &[]));
    }
    lines.join("\n") + "\n"
}

fn audiences(words: &Words, of: &BTreeSet<Audience>) -> String {
    let of: Vec<String> = of.iter().map(|of| attest::audience(words, *of)).collect();
    words.list(&of)
}

fn campaign(words: &Words, asked: &Asked) -> Vec<String> {
    let args = [
        ("audience", audiences(words, &asked.audience)),
        ("year", asked.academic_year.clone()),
        ("opens", day(words, asked.opens_on)),
        ("date", day(words, asked.due_on)),
        ("count", asked.people.to_string()),
        ("leave", asked.on_leave.to_string()),
        ("unreachable", asked.unreachable.to_string()),
    ];
    let mut lines = vec![words.say("aup-campaign", &args)];
    for (step, on) in &asked.steps {
        let (id, days) = match step {
            Step::Opens => ("opens", 0),
            Step::After(days) => ("after", *days),
            Step::Before(days) => ("before", *days),
            Step::Due => ("due", 0),
            Step::Overdue(times) => ("overdue", *times),
        };
        let args = [("date", day(words, *on)), ("count", days.to_string())];
        lines.push(format!("  {}", words.say(&format!("aup-step.{id}"), &args)));
    }
    lines.push(format!("  {}", words.say("aup-step.overdue", &[])));
    lines
}
