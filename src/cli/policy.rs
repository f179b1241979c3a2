//! `hearken policy`: the policy register for whoever looks after Hearken, at the keyboard. Everything written is audited.

use super::OutputFormat;
use super::nearest::{from, word};
use super::print::print;
use super::setup;
use crate::audit::{self, Act};
use crate::clock::{Clock, SystemClock};
use crate::config::Settings;
use crate::domain::Moment;
use crate::domain::agenda::{Agenda, Matter, NoteKind, Noted, Wrong};
use crate::domain::concern::{Answers, Value};
use crate::domain::text::Text;
use crate::forms::{Prompts, School};
use crate::records::{self, Register};
use crate::store::Store;
use crate::vault::Vault;
use anyhow::{Context, bail};
use chrono::NaiveDate;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use std::process::ExitCode;

/// As the audit and the history name whoever sits here.
const CLI: &str = "cli";
const TRIGGERS: [&str; 4] = ["guidance", "incident", "technology", "other"];

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// List the policies, with what is late or due soon first.
    List(List),
    /// Record that a policy was reviewed and approved.
    Review(Review),
    /// Ask for a review before its time.
    Early(Early),
    /// Keep where a policy's text stands, and its SHA-256. The file itself is never kept.
    Document(Document),
}

#[derive(Debug, clap::Args)]
struct Place {
    /// The settings file.
    #[arg(long, visible_alias = "config", value_name = "FILE", default_value = "hearken.toml")]
    settings: PathBuf,
    /// The school's id, where the settings name several.
    #[arg(long, value_name = "ID")]
    school: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(super) struct List {
    #[command(flatten)]
    place: Place,
    #[arg(long, value_enum, default_value_t)]
    format: OutputFormat,
}

#[derive(Debug, clap::Args)]
pub(super) struct Review {
    /// The policy's id, as `hearken policy list` has it.
    policy: String,
    /// The day it was approved, such as 2026-06-30.
    #[arg(long, value_name = "DAY")]
    approved_on: NaiveDate,
    /// The role or body that approved it.
    #[arg(long, value_name = "WORDS")]
    approved_by: String,
    /// The next review; one cycle after the approval if not given.
    #[arg(long, value_name = "DAY")]
    next: Option<NaiveDate>,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, clap::Args)]
pub(super) struct Early {
    policy: String,
    /// Why now: guidance, incident, technology or other.
    #[arg(long, value_name = "WORD")]
    why: String,
    /// What has changed, in a sentence without names.
    #[arg(long, value_name = "WORDS")]
    reason: String,
    /// The day by which it is to be reviewed.
    #[arg(long, value_name = "DAY")]
    by: NaiveDate,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, clap::Args)]
pub(super) struct Document {
    policy: String,
    /// Where the text stands.
    #[arg(long, value_name = "URL")]
    link: Option<String>,
    /// The file whose SHA-256 is kept: it is read here and goes nowhere.
    #[arg(long, value_name = "FILE", conflicts_with = "sha256")]
    file: Option<PathBuf>,
    /// The SHA-256 itself, where the file is not at hand.
    #[arg(long, value_name = "HEX")]
    sha256: Option<String>,
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(command: Command) -> anyhow::Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match command {
            Command::List(args) => list(args).await,
            Command::Review(args) => review(args).await,
            Command::Early(args) => early(args).await,
            Command::Document(args) => document(args).await,
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

/// One school's register, open.
struct Desk {
    store: Store,
    vault: Vault,
    school: School,
    register: Register,
    now: Moment,
}

impl Desk {
    async fn open(place: &Place) -> anyhow::Result<Self> {
        let settings = Settings::load(&place.settings).map_err(anyhow::Error::msg)?;
        let prompts = Prompts::load(settings.prompts_dir.as_deref()).context("The prompts cannot be used")?;
        let schools = setup::schools(&settings, &prompts)?;
        let ids: Vec<&str> = schools.iter().map(|school| school.id.as_str()).collect();
        let at = match &place.school {
            None if schools.len() == 1 => 0,
            None => bail!("There are several schools. Say which with --school: {}", ids.join(", ")),
            Some(id) => from(id, "school", &ids)?,
        };
        let school = schools.into_iter().nth(at).context("The settings name no school")?;
        let (store, vault) = setup::kept(&settings, &school).await?;
        let now = SystemClock.now();
        let (id, opener) = (school.id.clone(), vault.clone());
        let read =
            store.read(move |db| Box::pin(async move { Ok(records::register(db, &opener, &id).await?) }));
        let register = read.await.context("The register cannot be read")?;
        Ok(Self { store, vault, school, register, now })
    }

    fn agenda(&self) -> Agenda<'_> {
        let Register { staff, noted, since } = &self.register;
        self.school.agenda(staff, noted, *since, self.now)
    }

    fn policy(&self, id: &str) -> anyhow::Result<Matter> {
        let ids: Vec<&str> = self.school.profile.policies.iter().map(|policy| policy.id.as_str()).collect();
        from(id, "policy", &ids).map(|_| Matter::Policy(id.to_owned()))
    }

    /// Writes it down if it makes sense, and says when the policy is due now.
    async fn note(self, policy: &str, kind: NoteKind, answers: Answers) -> anyhow::Result<()> {
        let matter = self.policy(policy)?;
        let noted = self.agenda().decide(&matter, kind, &answers);
        let noted = noted.map_err(|why| anyhow::anyhow!("Nothing was recorded: {}", wrong(why)))?;
        let Self { store, vault, school, now, .. } = &self;
        let (now, id, vault, said) = (*now, school.id.clone(), vault.clone(), noted.clone());
        let written = store.write(&school.id, move |tx| {
            Box::pin(async move {
                records::note(tx, &vault, &id, &said, (CLI, &answers), now).await?;
                let (act, subject) = (Act::of_note(kind), said.matter.to_string());
                audit::append(tx, &id, audit::Entry { at: now, actor: CLI, act, subject: &subject }).await
            })
        });
        written.await.context("It is not certain that it was recorded; look with hearken policy list")?;
        let due = self.due_after(noted, policy);
        let said = due.map_or_else(|| "no date".to_owned(), |due| due.to_string());
        print(&format!("Recorded. {policy} is due for review next: {said}\n"))?;
        self.store.close().await;
        Ok(())
    }

    fn due_after(&self, noted: Noted, policy: &str) -> Option<NaiveDate> {
        let mut all = self.register.noted.clone();
        all.push(noted);
        let agenda = self.school.agenda(&self.register.staff, &all, self.register.since, self.now);
        agenda.policy(policy).and_then(|policy| agenda.standing(policy).due)
    }
}

fn wrong(why: Wrong) -> String {
    match why {
        Wrong::NotYet => "that day has not come yet".to_owned(),
        Wrong::Past => "that day has passed".to_owned(),
        Wrong::Before => "the next review must come after the approval".to_owned(),
        Wrong::Far => "that day is too far away; please check the year".to_owned(),
        Wrong::Later(stands) => format!("the next review is due on {stands} already"),
        Wrong::Link => "a link begins with https:// and has no spaces in it".to_owned(),
        Wrong::Hash => "a SHA-256 has 64 hexadecimal digits".to_owned(),
        Wrong::Nothing => "give a link or a note".to_owned(),
    }
}

/// A policy as it is listed.
#[derive(Serialize)]
struct Listed {
    id: String,
    name: String,
    owner: &'static str,
    /// late, due, fine or undated.
    state: &'static str,
    due: Option<NaiveDate>,
    last_review: Option<NaiveDate>,
    early: bool,
}

async fn list(args: List) -> anyhow::Result<()> {
    let desk = Desk::open(&args.place).await?;
    let agenda = desk.agenda();
    let soon: Vec<String> =
        agenda.ahead(crate::domain::agenda::AHEAD_DAYS).iter().map(|one| one.matter().to_string()).collect();
    let mut listed: Vec<Listed> = agenda
        .policies
        .iter()
        .map(|policy| {
            let stands = agenda.standing(policy);
            let is_soon = soon.contains(&Matter::Policy(policy.id.clone()).to_string());
            let state = match stands.due {
                None => "undated",
                Some(due) if due < agenda.day => "late",
                Some(_) if is_soon => "due",
                Some(_) => "fine",
            };
            Listed {
                id: policy.id.clone(),
                name: policy.name.clone(),
                owner: policy.owner.as_str(),
                state,
                due: stands.due,
                last_review: stands.reviewed,
                early: stands.early,
            }
        })
        .collect();
    listed.sort_by_key(|policy| (policy.due.is_some(), policy.due));
    print(&match args.format {
        OutputFormat::Json => serde_json::to_string_pretty(&listed)? + "\n",
        OutputFormat::Text => listed.iter().map(line).collect(),
    })?;
    desk.store.close().await;
    Ok(())
}

fn line(policy: &Listed) -> String {
    let due = policy.due.map_or_else(|| "-".to_owned(), |due| due.to_string());
    let early = if policy.early { ", early" } else { "" };
    let Listed { id, name, owner, state, .. } = policy;
    format!("{due:<10}  {state:<7}  {id}: {name} ({owner}{early})\n")
}

fn text(answers: &mut Answers, field: &str, words: Option<String>) {
    if let Some(words) = words {
        answers.set(field, Value::Text(Text::new(words)));
    }
}

async fn review(args: Review) -> anyhow::Result<()> {
    let desk = Desk::open(&args.place).await?;
    let mut answers = Answers::default();
    answers.set("approved_on", Value::Date(args.approved_on));
    text(&mut answers, "approved_by", Some(args.approved_by));
    if let Some(next) = args.next {
        answers.set("next_review", Value::Date(next));
    }
    desk.note(&args.policy, NoteKind::Reviewed, answers).await
}

async fn early(args: Early) -> anyhow::Result<()> {
    let why = word(
        &args.why,
        "reason for an early review",
        |given| TRIGGERS.into_iter().find(|word| *word == given),
        &TRIGGERS,
        |word| word,
    )?;
    let desk = Desk::open(&args.place).await?;
    let mut answers = Answers::default();
    answers.set("early_trigger", Value::Choice(why.to_owned()));
    text(&mut answers, "early_reason", Some(args.reason));
    answers.set("early_due", Value::Date(args.by));
    desk.note(&args.policy, NoteKind::Early, answers).await
}

async fn document(args: Document) -> anyhow::Result<()> {
    let hash = match (&args.file, args.sha256) {
        (Some(file), _) => {
            let read = std::fs::read(file);
            let bytes = read.with_context(|| format!("{} cannot be read", file.display()))?;
            Some(Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect())
        }
        (None, given) => given,
    };
    let desk = Desk::open(&args.place).await?;
    let mut answers = Answers::default();
    text(&mut answers, "document_link", args.link);
    text(&mut answers, "document_hash", hash);
    text(&mut answers, "document_note", args.note);
    desk.note(&args.policy, NoteKind::Document, answers).await
}
