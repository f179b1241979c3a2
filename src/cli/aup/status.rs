//! `hearken aup status`: how far the signing is, and with `--names` who is missing.

use super::Place;
use crate::app::attest::State;
use crate::audit::Act;
use crate::cli::OutputFormat;
use crate::cli::print::print;
use crate::domain::Moment;
use crate::domain::attestation::campaign::Count;
use crate::forms::attest;
use crate::forms::card::Scene;
use crate::forms::review::day;
use anyhow::Context;
use serde_json::json;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Only this, such as aup; everything if not given.
    #[arg(long)]
    attestation: Option<String>,
    /// Also who is missing, by name: for you alone.
    #[arg(long)]
    names: bool,
    #[arg(long, value_enum, default_value_t)]
    format: OutputFormat,
    #[command(flatten)]
    place: Place,
}

pub(super) fn run(args: Args) -> anyhow::Result<ExitCode> {
    args.place.work(async |office| {
        // Reading names is on record; counting is not.
        let names = args.names && args.format == OutputFormat::Text;
        let why = names.then(|| ("cli".to_owned(), Act::UnsignedRead));
        let asked = office.app.evidence(&office.school.id, args.attestation.clone(), why);
        let evidence = asked.await.context("The store cannot be used")?;
        let words = office.words();
        let scene = Scene { words, school: &office.school, now: evidence.at.unwrap_or(Moment::MIN_UTC) };
        let mut text = Vec::new();
        let mut file = Vec::new();
        for (campaign, counts) in &evidence.progress {
            let title = attest::title(words, &office.school.profile.attestations, &campaign.attestation);
            let about = [("title", title), ("edition", campaign.edition.clone()), ("date", day(words, campaign.due_on))];
            text.push(words.say("aup-status", &about));
            for (audience, count) in counts {
                let Count { of, signed, late, on_leave, excepted } = *count;
                // A group in which nobody is asked says nothing to people.
                if of + on_leave + excepted > 0 {
                    let name = attest::audience(words, *audience);
                    text.push(format!("  {name}: {}", attest::bar(scene, signed, of)));
                }
                file.push(json!({
                    "attestation": campaign.attestation, "edition": campaign.edition, "due": campaign.due_on,
                    "academic_year": campaign.academic_year, "audience": audience, "asked": of, "signed": signed,
                    "late": late, "on_leave": on_leave, "excepted": excepted,
                }));
            }
            let visitors = evidence.visitors.iter().filter(|guest| guest.campaign.id == campaign.id).count();
            if visitors > 0 {
                let told = [("count", visitors.to_string())];
                text.push(format!("  {}", words.say("aup-visitors", &told)));
                file.push(json!({
                    "attestation": campaign.attestation, "edition": campaign.edition, "due": campaign.due_on,
                    "academic_year": campaign.academic_year, "audience": "visitors", "asked": 0, "signed": visitors,
                    "late": 0, "on_leave": 0, "excepted": 0,
                }));
            }
            let missing = evidence.lines.iter().filter(|line| line.campaign.id == campaign.id);
            for line in missing.filter(|line| names && line.state == State::Unsigned) {
                let due = line.due.map(|due| day(words, due)).unwrap_or_default();
                let told = [("name", office.name(&line.person)), ("date", due)];
                text.push(format!("    {}", words.say("attest-line.due", &told)));
            }
        }
        if evidence.progress.is_empty() {
            text.push(words.say("aup-status.none", &[]));
        }
        print(&match args.format {
            OutputFormat::Text => text.join("\n") + "\n",
            OutputFormat::Json => serde_json::to_string_pretty(&file)? + "\n",
        })?;
        Ok(ExitCode::SUCCESS)
    })
}
