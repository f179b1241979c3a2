//! `hearken forms show`: the pages of a form in order.

use super::nearest::{locale, profile, word};
use super::print::print;
use super::{OutputFormat, PromptsArgs};
use crate::domain::concern::{About, Category};
use crate::domain::school::PlatformKind;
use crate::forms::show::{self, Shown};
use anyhow::bail;
use std::fmt::Write;
use std::process::ExitCode;

#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Show every page that a kind of concern can lead to.
    Show(Args),
}

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The form: concern.
    form: String,
    /// The profile, such as kent.
    #[arg(long)]
    profile: String,
    /// What kind of concern, such as nudes.
    #[arg(long)]
    category: String,
    /// Who it is about; with none given, pages for anyone are shown.
    #[arg(long)]
    about: Option<String>,
    /// The form as it begins from "Report this message".
    #[arg(long)]
    message: bool,
    /// The language, such as en-GB.
    #[arg(long)]
    locale: Option<String>,
    /// The chat platform. Pages are the same on all of them.
    #[arg(long)]
    platform: Option<String>,
    #[arg(long, value_enum, default_value_t)]
    format: OutputFormat,
    #[command(flatten)]
    prompts: PromptsArgs,
}

pub(super) fn run(Command::Show(args): Command) -> anyhow::Result<ExitCode> {
    if args.form != "concern" {
        bail!("There is no form called {}. There is: concern", args.form);
    }
    let prompts = args.prompts.load()?;
    let profile = profile(&prompts, &args.profile)?;
    if let Some(platform) = &args.platform {
        word(platform, "platform", PlatformKind::parse, PlatformKind::ALL, PlatformKind::as_str)?;
    }
    args.locale.iter().try_for_each(|given| locale(&prompts, given))?;
    let category = word(&args.category, "kind of concern", Category::parse, Category::ALL, Category::as_str)?;
    let about = args
        .about
        .as_deref()
        .map(|about| word(about, "answer to whom it is about", About::parse, About::ALL, About::as_str))
        .transpose()?;
    let locale = args.locale.as_deref().or(profile.locales.first().map(String::as_str));
    let shown = show::concern(&prompts, prompts.words(locale), profile, category, about, args.message);
    let text = match args.format {
        OutputFormat::Json => serde_json::to_string_pretty(&shown)? + "\n",
        OutputFormat::Text => text(&shown)?,
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn text(shown: &Shown) -> anyhow::Result<String> {
    let mut text = String::new();
    for page in &shown.pages {
        let after = if page.after { " (after the receipt)" } else { "" };
        writeln!(text, "{}: {}{after}", page.id, page.title)?;
        if !page.guidance.is_empty() {
            writeln!(text, "  guidance: {}", page.guidance.join(", "))?;
        }
        for field in &page.fields {
            let required = if field.required { ", required" } else { "" };
            let kind = serde_json::to_value(field.kind)?;
            let kind = kind.as_str().unwrap_or_default();
            writeln!(text, "  {} ({kind}{required}): {}", field.id, field.label)?;
            for option in &field.options {
                writeln!(text, "    {}: {}", option.id, option.label)?;
            }
        }
    }
    Ok(text)
}
