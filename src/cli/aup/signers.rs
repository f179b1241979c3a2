//! `hearken aup paper` and `hearken aup except`: who signed on paper, and who need not sign.

use super::office::Office;
use super::{AUP, Place};
use crate::app::attest::{Excepted, Lifted, PaperSigner, Visited, Visitor};
use crate::cli::print::print;
use crate::domain::id::PersonId;
use crate::domain::text::Text;
use crate::forms::attest;
use crate::forms::review::day;
use anyhow::{Context, bail};
use chrono::NaiveDate;
use std::path::PathBuf;
use std::process::ExitCode;

/// Lines of one list.
const MOST: usize = 50_000;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct PaperArgs {
    /// Who signed: a name, an address or an id of the staff list.
    #[arg(required_unless_present_any = ["list", "visitor"], conflicts_with_all = ["list", "visitor"])]
    person: Option<String>,
    /// Somebody who is not on the staff list: a visitor, a contractor, one of a group. The name is sealed.
    #[arg(long, value_name = "NAME", conflicts_with = "list", requires = "on")]
    visitor: Option<String>,
    /// The group or firm that a visitor came with, such as Choir.
    #[arg(long, value_name = "NAME", requires = "visitor")]
    group: Option<String>,
    /// The day on the paper, such as 2026-09-03; needed for one person, and for lines of a list that have none.
    #[arg(long, value_name = "DAY")]
    on: Option<NaiveDate>,
    /// A CSV file with the columns person and date.
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,
    /// What they signed.
    #[arg(long, default_value = AUP)]
    attestation: String,
    /// The edition on the paper: one that is not signed any more is not written down.
    #[arg(long)]
    edition: Option<String>,
    /// Who writes it down, as in the staff list: it stands in the evidence.
    #[arg(long, value_name = "PERSON")]
    by: String,
    /// Do it. Without this, it only says what would happen.
    #[arg(long)]
    yes: bool,
    /// Show names also where this is not printed on a terminal.
    #[arg(long)]
    names: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct ExceptArgs {
    /// Who need not sign: a name, an address or an id of the staff list.
    person: String,
    /// Why. It is sealed, and in no list.
    #[arg(long, required_unless_present = "lift", conflicts_with = "lift")]
    reason: Option<String>,
    /// They need sign after all: ask them again.
    #[arg(long)]
    lift: bool,
    /// What they need not sign.
    #[arg(long, default_value = AUP)]
    attestation: String,
    /// Who says so, as in the staff list.
    #[arg(long, value_name = "PERSON")]
    by: Option<String>,
    /// Do it. Without this, it only says what would happen.
    #[arg(long)]
    yes: bool,
    /// Show names also where this is not printed on a terminal.
    #[arg(long)]
    names: bool,
    #[command(flatten)]
    place: Place,
}

pub(super) fn paper(args: PaperArgs) -> anyhow::Result<ExitCode> {
    args.place.work(async |office| {
        if let (Some(name), Some(on)) = (&args.visitor, args.on) {
            return visitor(office, &args, name, on).await;
        }
        let mut lines = Vec::new();
        let mut wrong = Vec::new();
        for (line, given, on) in given(&args)? {
            match (office.person(&given), on.or(args.on)) {
                (Ok(person), Some(on)) => lines.push(PaperSigner { person, on }),
                (Ok(_), None) => wrong.push(format!("line {line}: give the day, or --on")),
                (Err(why), _) => wrong.push(format!("line {line}: {why}")),
            }
        }
        if !wrong.is_empty() {
            bail!("Nothing was written down.\n{}", wrong.join("\n"));
        }
        let by = office.person(&args.by)?.to_string();
        let key = (args.attestation.clone(), args.edition.clone());
        let done = office.app.record_paper(&office.school.id, key, lines, by, args.yes).await;
        let paper = match done.context("The store cannot be used")? {
            Ok(paper) => paper,
            Err(refused) => bail!("Nothing was written down: {refused}"),
        };
        let (words, show) = (office.words(), args.names);
        let mut said = Vec::new();
        let parts = [
            ("recorded", &paper.recorded),
            ("before", &paper.signed_before),
            ("not_asked", &paper.not_asked),
            ("wrong_day", &paper.wrong_day),
        ];
        for (id, people) in parts.into_iter().filter(|(_, people)| !people.is_empty()) {
            let args = [("count", people.len().to_string()), ("names", shown(office, people, show))];
            said.push(words.say(&format!("aup-paper.{id}"), &args));
        }
        if !args.yes {
            said.push(words.say("aup-not_done", &[]));
        }
        print(&(said.join("\n") + "\n"))?;
        let clean = paper.not_asked.is_empty() && paper.wrong_day.is_empty();
        Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    })
}

fn shown(office: &Office, people: &[PersonId], names: bool) -> String {
    let people: Vec<String> = people.iter().map(|person| office.shown(person, names)).collect();
    people.join(", ")
}

/// Number of the line, who, and when.
type Given = (usize, String, Option<NaiveDate>);

fn given(args: &PaperArgs) -> anyhow::Result<Vec<Given>> {
    let Some(file) = &args.list else {
        return Ok(vec![(1, args.person.clone().unwrap_or_default(), None)]);
    };
    let text = std::fs::read(file).with_context(|| format!("{} cannot be read", file.display()))?;
    list(&text).with_context(|| format!("{} cannot be used", file.display()))
}

/// A list as spreadsheets write it: with or without a mark at its beginning, with commas or semicolons.
fn list(bytes: &[u8]) -> anyhow::Result<Vec<Given>> {
    let text = std::str::from_utf8(bytes).context("It is not UTF-8: save it as CSV UTF-8")?;
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let sign = if head.matches(';').count() > head.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(sign)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let headers = reader.headers().context("It has no first line")?.clone();
    let column =
        |names: &[&str]| headers.iter().position(|head| names.contains(&head.to_lowercase().as_str()));
    let person = column(&["person", "email", "name", "id"]).context("It has no column called person")?;
    let date = column(&["date", "day", "signed"]);
    let mut lines = Vec::new();
    for (n, record) in reader.records().enumerate() {
        if n >= MOST {
            bail!("It has more than {MOST} lines");
        }
        let line = n + 2;
        let record = record.with_context(|| format!("Line {line} cannot be read"))?;
        let who = record.get(person).unwrap_or_default();
        if who.is_empty() {
            continue;
        }
        let given = date.and_then(|at| record.get(at)).filter(|given| !given.is_empty());
        let on = given.map(|given| on_day(given).with_context(|| format!("Line {line}: {given} is no day")));
        lines.push((line, who.to_owned(), on.transpose()?));
    }
    Ok(lines)
}

/// `2026-09-03`, or day first: `03/09/2026`, `3.9.2026`.
fn on_day(given: &str) -> Option<NaiveDate> {
    let read = |format| NaiveDate::parse_from_str(given, format).ok();
    ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"].into_iter().find_map(read)
}

pub(super) fn except(args: ExceptArgs) -> anyhow::Result<ExitCode> {
    let reason = args.reason.as_deref().map(str::trim).unwrap_or_default();
    if reason.is_empty() && !args.lift {
        bail!("Say why with --reason");
    }
    args.place.work(async |office| {
        let person = office.person(&args.person)?;
        if args.lift {
            return lift(office, &args, person).await;
        }
        let by = office.by(args.by.as_deref())?;
        let about = (person.clone(), Text::new(reason));
        let done = office.app.except(&office.school.id, args.attestation.clone(), about, by, args.yes).await;
        let excepted = match done.context("The store cannot be used")? {
            Ok(excepted) => excepted,
            Err(refused) => bail!("Nothing was written down: {refused}"),
        };
        let words = office.words();
        let title = attest::title(words, &office.school.profile.attestations, &args.attestation);
        let id = match excepted {
            Excepted::Done => "done",
            Excepted::Before => "before",
            Excepted::SignedAlready => "signed",
            Excepted::NotAsked => "not_asked",
        };
        let told = [("name", office.shown(&person, args.names)), ("title", title)];
        let mut said = vec![words.say(&format!("aup-except.{id}"), &told)];
        if excepted == Excepted::Done && !args.yes {
            said.push(words.say("aup-not_done", &[]));
        }
        print(&(said.join("\n") + "\n"))?;
        Ok(ExitCode::SUCCESS)
    })
}

/// They need sign after all.
async fn lift(office: &Office, args: &ExceptArgs, person: PersonId) -> anyhow::Result<ExitCode> {
    let by = office.by(args.by.as_deref())?;
    let (app, school) = (&office.app, &office.school);
    let done = app.lift_exception(&school.id, args.attestation.clone(), person.clone(), by, args.yes).await;
    let lifted = match done.context("The store cannot be used")? {
        Ok(lifted) => lifted,
        Err(refused) => bail!("Nothing was written down: {refused}"),
    };
    let words = office.words();
    let title = attest::title(words, &school.profile.attestations, &args.attestation);
    let (id, due) = match lifted {
        Lifted::Done(Some(due)) => ("lifted", day(words, due)),
        Lifted::Done(None) => ("lifted_later", String::new()),
        Lifted::NotExcepted => ("not_excepted", String::new()),
    };
    let told = [("name", office.name(&person)), ("title", title), ("date", due)];
    let mut said = words.say(&format!("aup-except.{id}"), &told) + "\n";
    if lifted != Lifted::NotExcepted && !args.yes {
        said += &(words.say("aup-not_done", &[]) + "\n");
    }
    print(&said)?;
    Ok(ExitCode::SUCCESS)
}

async fn visitor(office: &Office, args: &PaperArgs, name: &str, on: NaiveDate) -> anyhow::Result<ExitCode> {
    let by = office.person(&args.by)?.to_string();
    let group = args.group.as_deref().map(|group| Text::new(group.trim()));
    let visitor = Visitor { name: Text::new(name.trim()), group, on };
    let key = (args.attestation.clone(), args.edition.clone());
    let done = office.app.record_visitor(&office.school.id, key, visitor, by, args.yes).await;
    let visited = match done.context("The store cannot be used")? {
        Ok(visited) => visited,
        Err(refused) => bail!("Nothing was written down: {refused}"),
    };
    let id = match visited {
        Visited::Recorded => "visitor",
        Visited::Before => "visitor_before",
        Visited::WrongDay => "visitor_wrong_day",
    };
    let words = office.words();
    let title = attest::title(words, &office.school.profile.attestations, &args.attestation);
    let mut said = words.say(&format!("aup-paper.{id}"), &[("title", title)]) + "\n";
    if visited == Visited::Recorded && !args.yes {
        said += &(words.say("aup-not_done", &[]) + "\n");
    }
    print(&said)?;
    Ok(if visited == Visited::WrongDay { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, Option<String>)> {
        let lines = list(text.as_bytes()).unwrap().into_iter();
        lines.map(|(_, who, on)| (who, on.map(|on| on.to_string()))).collect()
    }

    #[test]
    fn a_list_is_read_as_spreadsheets_write_it() {
        let september = Some("2026-09-03".to_owned());
        let expected = [("Jo Penrose".to_owned(), september.clone()), ("sam@oak.example".to_owned(), None)];
        assert_eq!(read("person,date\nJo Penrose,2026-09-03\nsam@oak.example,\n"), expected);
        assert_eq!(
            read("\u{feff}Name;Date\r\n\"Jo Penrose\";03/09/2026\r\n;\r\nsam@oak.example;\r\n"),
            expected
        );
    }

    #[test]
    fn a_list_that_cannot_be_meant_is_refused_with_its_line() {
        let why = |text: &[u8]| format!("{:#}", list(text).unwrap_err());
        assert!(why(b"who,when\nJo,today\n").contains("no column called person"));
        assert!(why(b"person,date\nJo,2026-13-01\n").contains("Line 2: 2026-13-01 is no day"));
        assert!(why(b"person\nJos\xe9\n").contains("not UTF-8"));
    }
}
