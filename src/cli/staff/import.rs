//! `hearken staff import`: says what a list would change, and with `--yes` changes it, in one transaction.

use super::desk::{CLI, Desk, Roll};
use super::headings::Mapping;
use super::rows::Reader;
use super::table::Table;
use super::{ImportArgs, Leavers, tell};
use crate::audit::{self, Act, Entry};
use crate::cli::print::print;
use crate::domain::Moment;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::Employment;
use crate::domain::staff_list::{Change, Decided, Finding, Plan, Planned, Row, plan};
use crate::records::{seal_email, seal_name};
use crate::store::{ListPut, StoreError, Tx};
use crate::vault::{Vault, random};
use anyhow::Context;
use chrono::{Days, NaiveDate};
use std::process::ExitCode;

pub(super) async fn run(args: ImportArgs) -> anyhow::Result<ExitCode> {
    let mapping = args.map.as_deref().map(Mapping::parse).transpose()?.unwrap_or_default();
    let table = Table::read(&args.file, |cells| mapping.columns(cells).is_some())?;
    mapping.fits(&table.headings)?;
    let columns =
        mapping.columns(&table.headings).context("None of its lines has headings that are known")?;
    let desk = Desk::open(&args.at).await?;
    let mut reader = Reader {
        vault: &desk.vault,
        school: &desk.school.id,
        columns: &columns,
        headings: table.headings.len(),
        month_first: args.month_first,
        findings: Vec::new(),
    };
    let rows = reader.rows(&table);
    let read = (std::mem::take(&mut reader.findings), table.rows.len(), table.blank);
    drop(table);
    let done = import(&desk, &args, rows, read).await;
    desk.store.close().await;
    done
}

async fn import(
    desk: &Desk,
    args: &ImportArgs,
    rows: Vec<Row>,
    (findings, lines, blank): (Vec<Finding>, usize, u64),
) -> anyhow::Result<ExitCode> {
    let decided =
        Decided { same: args.same.iter().copied().collect(), new: args.new.iter().copied().collect() };
    let today = desk.today();
    let (vault, school, now) = (desk.vault.clone(), desk.school.id.clone(), desk.now);
    let (roll, edition) = look(desk).await?;
    let mut planned = plan(rows.clone(), &roll.known, &decided, today, fresh);
    if !args.yes {
        planned.findings.extend(findings);
        let told = tell::Told { desk, known: &roll.known, plan: &planned, lines, blank, all: args.all };
        print(&told.report(args.leavers, tell::Ending::DryRun))?;
        return Ok(ExitCode::SUCCESS);
    }
    let leavers = args.leavers;
    let write = desk.store.write(&desk.school.id, move |tx| {
        Box::pin(async move {
            let (mut roll, mut planned) = (roll, planned);
            // Somebody may have come in meanwhile. As a rule nobody has, and whoever reports a concern waits for no more
            // than what is written.
            if edition.is_none() || tx.staff_edition(&school).await? != edition {
                roll = Roll::of(tx, &vault, &school).await?;
                planned = plan(rows, &roll.known, &decided, today, fresh);
            }
            let ends = match leavers {
                None if planned.asks_about_leavers() => return Ok((roll, planned, false)),
                None | Some(Leavers::None) => false,
                Some(Leavers::End) => true,
            };
            Clerk { vault: &vault, school: &school, roll: &roll, today, now }
                .apply(tx, &planned, ends)
                .await?;
            Ok((roll, planned, true))
        })
    });
    let (roll, mut planned, applied) =
        write.await.context("The list could not be stored; nothing was changed")?;
    planned.findings.extend(findings);
    let told = tell::Told { desk, known: &roll.known, plan: &planned, lines, blank, all: args.all };
    let ending = if applied { tell::Ending::Applied } else { tell::Ending::Unsaid };
    print(&told.report(leavers, ending))?;
    Ok(if applied { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Everybody as they are now, and the edition of the staff that this is.
async fn look(desk: &Desk) -> anyhow::Result<(Roll, Option<String>)> {
    let (vault, school) = (desk.vault.clone(), desk.school.id.clone());
    let read = desk.store.read(move |db| {
        Box::pin(async move {
            // Asked before the people: what changes in between counts as the next edition's.
            let edition = db.staff_edition(&school).await?;
            Ok((Roll::of(db, &vault, &school).await?, edition))
        })
    });
    read.await.context("The list of staff cannot be read")
}

fn fresh() -> PersonId {
    PersonId::from_random(random())
}

/// Whether somebody's last day is over.
fn has_ended(employment: &Employment, today: NaiveDate) -> bool {
    employment.ends_on.is_some_and(|day| day < today)
}

struct Clerk<'a> {
    vault: &'a Vault,
    school: &'a SchoolId,
    roll: &'a Roll,
    today: NaiveDate,
    now: Moment,
}

impl Clerk<'_> {
    async fn apply(&self, tx: &mut Tx<'_>, plan: &Plan, ends: bool) -> Result<(), StoreError> {
        let mut puts = Vec::new();
        let (mut joining, mut leaving) = (Vec::new(), Vec::new());
        let mut acts = Vec::new();
        for planned in &plan.people {
            let act = match &planned.change {
                Change::Stays => None,
                Change::Joins | Change::Returns => Some(Act::StaffJoined),
                Change::Leaves => Some(Act::StaffLeft),
                Change::Changes(_) => Some(Act::StaffChanged),
            };
            if let Some(act) = act {
                puts.push(self.put(planned));
                acts.push((act, &planned.id));
            }
            if !planned.in_settings {
                if has_ended(&planned.employment, self.today) {
                    leaving.push(planned.id.clone());
                } else if act == Some(Act::StaffJoined) {
                    joining.push(planned.id.clone());
                }
            }
        }
        let missing = plan.missing.iter().filter(|_| ends);
        for id in missing.clone() {
            puts.extend(self.put_again(plan, id, self.today.checked_sub_days(Days::new(1))));
            acts.push((Act::StaffLeft, id));
            leaving.push(id.clone());
        }
        for id in plan.without_number.iter().filter(|id| !missing.clone().any(|other| other == *id)) {
            let ends_on = self.roll.staff.person(id).and_then(|person| person.employment.ends_on);
            puts.extend(self.put_again(plan, id, ends_on));
            acts.push((Act::StaffChanged, id));
        }
        // Whoever has a role only by being here has none any more.
        leaving.retain(|id| self.roll.staff.person(id).is_some_and(|person| !person.roles.is_empty()));
        tx.put_on_list(self.school, &puts, self.now).await?;
        tx.make_staff(self.school, &joining).await?;
        tx.strike_roles(self.school, &leaving).await?;
        let list = format!("list-{}", fresh());
        let mut entries = Vec::with_capacity(acts.len() + 1);
        for (act, id) in &acts {
            entries.push(Entry { at: self.now, actor: CLI, act: *act, subject: id.as_str() });
        }
        entries.push(Entry { at: self.now, actor: CLI, act: Act::StaffListRead, subject: &list });
        audit::append_all(tx, self.school, &entries).await
    }

    /// Somebody without a line, with another last day; and without their number, where that is somebody else's.
    fn put_again(&self, plan: &Plan, id: &PersonId, ends_on: Option<NaiveDate>) -> Option<ListPut> {
        let (row, person) = self.roll.rows.get(id).zip(self.roll.staff.person(id))?;
        let number = row.number.clone().filter(|_| !plan.without_number.contains(id));
        let employment = Employment { ends_on, ..person.employment.clone() };
        Some(ListPut {
            person: id.clone(),
            name: row.name.clone(),
            email: row.email.clone(),
            number,
            employment,
        })
    }

    fn put(&self, planned: &Planned) -> ListPut {
        let row = self.roll.rows.get(&planned.id);
        let had = row.and_then(|row| Some((row, self.roll.staff.person(&row.person)?)));
        let name = match had {
            Some((row, person)) if person.name == planned.name => row.name.clone(),
            _ => seal_name(self.vault, self.school, &planned.id, &planned.name),
        };
        let email = match (row, planned.in_settings) {
            (Some(row), true) => row.email.clone(),
            _ => planned.email.as_ref().map(|email| seal_email(self.vault, self.school, &planned.id, email)),
        };
        let number = planned.number.map(Vec::from);
        ListPut { person: planned.id.clone(), name, email, number, employment: planned.employment.clone() }
    }
}
