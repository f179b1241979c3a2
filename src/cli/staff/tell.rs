//! Says what a list changes: counts and lines, and names on the terminal of whoever asked alone.

use super::Leavers;
use super::desk::Desk;
use crate::domain::id::PersonId;
use crate::domain::staff_list::{Change, Kind, Known, Plan, Planned};
use crate::domain::text::Text;
use std::collections::HashMap;

/// Lines of each kind, unless all are asked for.
const FEW: usize = 20;

/// How it came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    DryRun,
    Applied,
    /// It was not said what becomes of those who leave.
    Unsaid,
}

pub(super) struct Told<'a> {
    pub desk: &'a Desk,
    pub known: &'a [Known],
    pub plan: &'a Plan,
    pub lines: usize,
    pub blank: u64,
    pub all: bool,
}

impl Told<'_> {
    pub fn report(&self, leavers: Option<Leavers>, ending: Ending) -> String {
        let plan = self.plan;
        let changes = |change: &Change| matches!(change, Change::Changes(_));
        let held: usize = plan.findings.iter().filter(|f| f.kind.holds_back()).map(|f| f.lines.len()).sum();
        let twice = plan.findings.iter().filter(|found| found.kind == Kind::Twice);
        let counts = [
            ("joins", plan.count(|change| *change == Change::Joins)),
            ("returns", plan.count(|change| *change == Change::Returns)),
            ("changes", plan.count(changes)),
            ("leaves", plan.leaving()),
            ("missing", plan.missing.len() + plan.missing_in_settings.len()),
            ("stays", plan.count(|change| *change == Change::Stays)),
            ("twice", twice.map(|found| found.lines.len() - 1).sum()),
            ("held", held),
            ("left_before", usize::try_from(plan.left_before).unwrap_or(usize::MAX)),
        ];
        let mut text =
            self.say("read", &[("lines", self.lines.to_string()), ("blank", self.blank.to_string())]);
        text += "\n\n";
        for (id, count) in counts {
            text += &format!("{count:>7}  {}\n", self.say(&format!("count-{id}"), &[]));
        }
        self.section(&mut text, "joins", self.of(|change| *change == Change::Joins));
        self.section(&mut text, "returns", self.of(|change| *change == Change::Returns));
        self.section(&mut text, "changes", self.of(changes));
        self.section(&mut text, "leaves", self.of(|change| *change == Change::Leaves));
        self.section(&mut text, "missing", self.missing(&plan.missing));
        self.section(&mut text, "missing_in_settings", self.missing(&plan.missing_in_settings));
        self.findings(&mut text);
        text += "\n";
        self.ending(&mut text, leavers, ending);
        text
    }

    fn say(&self, id: &str, args: &[(&str, String)]) -> String {
        self.desk.say(&format!("staff-{id}"), args)
    }

    fn name(&self, name: &Text) -> String {
        if self.desk.names { format!("  {}", name.expose()) } else { String::new() }
    }

    fn of(&self, is: impl Fn(&Change) -> bool) -> Vec<String> {
        let line = |planned: &Planned| {
            let at = self.say("line", &[("lines", planned.line.to_string())]);
            let what = match &planned.change {
                Change::Changes(what) => {
                    let what = what.iter().map(|what| self.say(&format!("what-{what}"), &[]));
                    format!(": {}", what.collect::<Vec<_>>().join(", "))
                }
                _ => String::new(),
            };
            format!("{at}{}{what}", self.name(&planned.name))
        };
        self.plan.people.iter().filter(|planned| is(&planned.change)).map(line).collect()
    }

    fn missing(&self, missing: &[PersonId]) -> Vec<String> {
        let names: HashMap<&PersonId, &Text> = self.known.iter().map(|had| (&had.id, &had.name)).collect();
        let line =
            |id: &PersonId| format!("{id}{}", names.get(id).map_or(String::new(), |name| self.name(name)));
        missing.iter().map(line).collect()
    }

    fn section(&self, text: &mut String, id: &str, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        *text += &format!("\n{}\n", self.say(&format!("heading-{id}"), &[]));
        let shown = if self.all { lines.len() } else { FEW };
        for line in lines.iter().take(shown) {
            *text += &format!("  {line}\n");
        }
        if lines.len() > shown {
            *text += &format!("  {}\n", self.say("more", &[("count", (lines.len() - shown).to_string())]));
        }
    }

    /// Each kind once, with its lines, and what to do about it.
    fn findings(&self, text: &mut String) {
        for kind in Kind::ALL {
            let found: Vec<String> = self
                .plan
                .findings
                .iter()
                .filter(|finding| finding.kind == *kind)
                .map(|finding| {
                    let lines: Vec<String> = finding.lines.iter().map(u64::to_string).collect();
                    self.say("line", &[("lines", lines.join(", "))])
                })
                .collect();
            self.section(text, kind.as_str(), found);
        }
    }

    fn ending(&self, text: &mut String, leavers: Option<Leavers>, ending: Ending) {
        let plan = self.plan;
        let gone = plan.missing.len() + plan.leaving();
        let (count, of) = (("count", gone.to_string()), ("of", plan.before.to_string()));
        let mut say = |id: &str| *text += &format!("{}\n", self.say(id, &[count.clone(), of.clone()]));
        if plan.people.iter().any(|planned| planned.in_settings && planned.change == Change::Leaves) {
            say("leavers_in_settings");
        }
        if leavers == Some(Leavers::None) && !plan.missing.is_empty() {
            say("missing_kept");
        }
        let unsaid = if plan.empties_the_school() { "too_many" } else { "missing_unsaid" };
        match ending {
            Ending::Applied => say("applied"),
            Ending::Unsaid => say(unsaid),
            Ending::DryRun if leavers.is_none() && plan.asks_about_leavers() => {
                say(unsaid);
                say("dry_run");
            }
            Ending::DryRun => say("dry_run"),
        }
    }
}
