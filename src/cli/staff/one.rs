//! `hearken staff list`, `show`, `leave` and `end`: how people stand, and what changes for one of them.

use super::desk::{CLI, Desk, Roll};
use super::{EndArgs, LeaveArgs, ListArgs, ShowArgs, Where};
use crate::audit::{self, Act, Entry};
use crate::cli::OutputFormat;
use crate::cli::print::print;
use crate::domain::calendar::Span;
use crate::domain::school::{Employment, Person};
use crate::domain::staff_list::Known;
use anyhow::{Context, ensure};
use chrono::NaiveDate;
use serde::Serialize;
use std::process::ExitCode;

/// Of an id, enough to tell people apart by and to type.
const SHORT: usize = 10;

/// Somebody, as a program reads them. There is a name only where names may be shown.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    audience: &'static str,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    leave_from: Option<NaiveDate>,
    leave_to: Option<NaiveDate>,
    manager: Option<&'a str>,
    /// `active`, `off` or `none`.
    account: &'static str,
    on_list: bool,
    in_settings: bool,
}

/// Whether somebody can be written to: an account that is switched off says nothing of their employment.
fn account(person: &Person) -> &'static str {
    match person.identities.is_empty() {
        true => "none",
        false if person.is_reachable() => "active",
        false => "off",
    }
}

fn line<'a>(desk: &Desk, known: &'a Known, person: &'a Person) -> Line<'a> {
    let Employment { audience, starts_on, ends_on, leave, manager } = &person.employment;
    Line {
        id: known.id.as_str(),
        name: desk.names.then(|| known.name.expose()),
        audience: audience.as_str(),
        starts_on: *starts_on,
        ends_on: *ends_on,
        leave_from: leave.map(|leave| leave.from),
        leave_to: leave.map(|leave| leave.to),
        manager: manager.as_ref().map(|manager| manager.as_str()),
        account: account(person),
        on_list: known.on_list,
        in_settings: known.in_settings,
    }
}

pub(super) async fn list(args: ListArgs) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&args.at).await?;
    let roll = desk.roll().await?;
    let today = desk.today();
    let people = roll.known.iter().filter_map(|known| Some((known, roll.staff.person(&known.id)?)));
    let works = |person: &Person| {
        let here = person.is_reachable() || !person.roles.is_empty();
        person.employment.ends_on.map_or(here, |day| today <= day)
    };
    let mut lines: Vec<Line<'_>> = people
        .filter(|(known, person)| args.all || known.in_settings || works(person))
        .map(|(known, person)| line(&desk, known, person))
        .collect();
    lines.sort_by_key(|line| (line.name.unwrap_or_default().to_lowercase(), line.id));
    let printed = match args.format {
        OutputFormat::Json => serde_json::to_string_pretty(&lines)? + "\n",
        OutputFormat::Text => text(&desk, &lines, today),
    };
    print(&printed)?;
    desk.store.close().await;
    Ok(ExitCode::SUCCESS)
}

fn text(desk: &Desk, lines: &[Line<'_>], today: NaiveDate) -> String {
    let mut text = String::new();
    let mut off = 0;
    for line in lines {
        let mut notes = vec![desk.say(&format!("staff-account-{}", line.account), &[])];
        off += usize::from(line.account == "off");
        let mut note = |id: &str, day: Option<NaiveDate>| {
            if let Some(day) = day {
                notes.push(desk.say(&format!("staff-{id}"), &[("day", day.to_string())]));
            }
        };
        note("starts", line.starts_on.filter(|day| *day > today));
        let over = line.ends_on.is_some_and(|day| day < today);
        note(if over { "ended" } else { "ends" }, line.ends_on);
        note("leave_until", line.leave_to.filter(|day| *day >= today));
        for (id, is) in [("in_settings", line.in_settings), ("not_on_list", !line.on_list)] {
            if is {
                notes.push(desk.say(&format!("staff-{id}"), &[]));
            }
        }
        let name = line.name.unwrap_or_default();
        let id = line.id.get(..SHORT).unwrap_or(line.id);
        text += &format!("{id:<SHORT$}  {:<11}  {name:<28}  {}\n", line.audience, notes.join(", "));
    }
    text += &format!("\n{}\n", desk.say("staff-list_count", &[("count", lines.len().to_string())]));
    if off > 0 {
        text += &format!("{}\n", desk.say("staff-list_off", &[("count", off.to_string())]));
    }
    if !desk.names && !lines.is_empty() {
        text += &format!("{}\n", desk.say("staff-list_no_names", &[]));
    }
    text
}

pub(super) async fn show(args: ShowArgs) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(&args.at).await?;
    let roll = desk.roll().await?;
    let known = roll.find(&args.person)?;
    let person = roll.staff.person(&known.id).context("They are not there any more")?;
    print(&(serde_json::to_string_pretty(&line(&desk, known, person))? + "\n"))?;
    desk.store.close().await;
    Ok(ExitCode::SUCCESS)
}

pub(super) async fn leave(args: LeaveArgs) -> anyhow::Result<ExitCode> {
    let span = args.from.zip(args.to).map(|(from, to)| Span { from, to });
    ensure!(span.is_none_or(|span| span.from <= span.to), "The last day of a leave is not before its first");
    let id = if span.is_some() { "leave_set" } else { "leave_cancelled" };
    change(&args.at, args.person, id, Act::StaffChanged, move |employment| employment.leave = span).await
}

pub(super) async fn end(args: EndArgs) -> anyhow::Result<ExitCode> {
    let id = if args.on.is_some() { "end_set" } else { "end_cancelled" };
    let act = if args.on.is_some() { Act::StaffLeft } else { Act::StaffChanged };
    change(&args.at, args.person, id, act, move |employment| employment.ends_on = args.on).await
}

/// Changes one person's employment, and what hangs on it, in one transaction.
async fn change(
    at: &Where,
    given: String,
    said: &str,
    act: Act,
    change: impl FnOnce(&mut Employment) + Send + 'static,
) -> anyhow::Result<ExitCode> {
    let desk = Desk::open(at).await?;
    let id = desk.roll().await?.find(&given)?.id.clone();
    let (vault, school, now, today) = (desk.vault.clone(), desk.school.id.clone(), desk.now, desk.today());
    let write = desk.store.write(&desk.school.id, move |tx| {
        Box::pin(async move {
            let roll = Roll::of(tx, &vault, &school).await?;
            let Some((person, row)) = roll.staff.person(&id).zip(roll.rows.get(&id)) else {
                return Ok(false);
            };
            let mut employment = person.employment.clone();
            change(&mut employment);
            tx.set_employment(&school, &id, &employment, now).await?;
            let people = [id];
            // What the settings say of somebody stays until it is taken out there.
            if !row.listed && employment.ends_on.is_some_and(|day| day < today) {
                tx.strike_roles(&school, &people).await?;
            } else if !row.listed && person.roles.is_empty() && row.on_list {
                tx.make_staff(&school, &people).await?;
            }
            let entry = Entry { at: now, actor: CLI, act, subject: people[0].as_str() };
            audit::append(tx, &school, entry).await?;
            Ok(true)
        })
    });
    let changed = write.await.context("It could not be stored; nothing was changed")?;
    ensure!(changed, "They are not there any more");
    print(&(desk.say(&format!("staff-{said}"), &[]) + "\n"))?;
    desk.store.close().await;
    Ok(ExitCode::SUCCESS)
}
