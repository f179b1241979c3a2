//! Owns what is wrong with the reviews, duties and signatures of a profile: whatever would remind nobody, never, or at a
//! time that nobody meant.

use super::Check;
use crate::domain::schedule::{Cron, Every};
use crate::domain::school::Role;
use crate::forms::profile::agenda::{AttestationFile, DutyFile, PolicyFile};
use chrono::NaiveTime;
use std::collections::BTreeSet;

/// The most months from one review to the next: ten years.
const LONGEST_CYCLE: u16 = 120;
/// No reminder comes more days than this ahead.
const LONGEST_LEAD: u16 = 366;
/// The most days that a campaign may take, and a new starter may have.
const LONGEST_CAMPAIGN: u16 = 180;
/// Every month has this day.
const LAST_DAY: u8 = 28;

impl Check<'_> {
    pub(super) fn agenda(&mut self) {
        let file = self.file;
        let (open, close) = (file.hours.open.0, file.hours.close.0);
        let given = file.reminders.as_ref().and_then(|reminders| reminders.time).map(|time| time.0);
        let time = given.unwrap_or(open);
        if given.is_some_and(|time| time < open || close <= time) {
            let what = format!("reminders go out while school is open, from {} to {}", hm(open), hm(close));
            self.say("reminders.time", what);
        }
        if let Some(digest) = &file.digest {
            self.told("digest", "to", "the digest", &digest.to);
            self.sourced("digest", &digest.source);
            if digest.day == 0 || digest.day > LAST_DAY {
                self.say("digest.day", format!("not every month has that day. Write 1 to {LAST_DAY}"));
            }
        }
        self.ids("policy", file.policies.iter().map(|policy| policy.id.as_str()));
        self.ids("duty", file.duties.iter().map(|duty| duty.id.as_str()));
        self.ids("attestation", file.attestations.iter().map(|attestation| attestation.id.as_str()));
        for (n, policy) in file.policies.iter().enumerate() {
            self.policy(&format!("policy.{n}"), policy);
        }
        for (n, duty) in file.duties.iter().enumerate() {
            self.duty(&format!("duty.{n}"), duty, time);
        }
        for (n, attestation) in file.attestations.iter().enumerate() {
            self.attestation(&format!("attestation.{n}"), attestation, time);
        }
    }

    fn policy(&mut self, path: &str, policy: &PolicyFile) {
        let PolicyFile { id, last_review, next_review, cycle_months, .. } = policy;
        self.told(path, "owner", id, &[policy.owner]);
        self.sourced(path, &policy.source);
        if policy.name.trim().is_empty() {
            self.say(
                &format!("{path}.name"),
                format!("policy {id} has no name. Write the title of the document"),
            );
        }
        if policy.approver.trim().is_empty() {
            let what = format!("say who approves policy {id}: approver = \"the governors\"");
            self.say(&format!("{path}.approver"), what);
        }
        if *cycle_months == 0 || *cycle_months > LONGEST_CYCLE {
            let what = format!("policy {id} comes round every 1 to {LONGEST_CYCLE} months: 12 is a year");
            self.say(&format!("{path}.cycle_months"), what);
        }
        if last_review.is_none() && next_review.is_none() {
            let what = format!(
                "nothing says when policy {id} is due. Write next_review = \"2026-06\", or when it was last done: \
                 last_review = \"2025-06\""
            );
            self.say(path, what);
        }
        if let Some((last, next)) = last_review.zip(*next_review).filter(|(last, next)| next.0 <= last.0) {
            let what = format!("policy {id} is due next ({}) before it was last done ({})", next.0, last.0);
            self.say(&format!("{path}.next_review"), what);
        }
        for (key, day) in [("last_review", last_review), ("next_review", next_review)] {
            if let Some(day) = day {
                self.plausible(&format!("{path}.{key}"), &format!("policy {id}"), day.0);
            }
        }
        self.leads(path, id, policy.leads.as_deref(), policy.overdue_every);
    }

    fn duty(&mut self, path: &str, duty: &DutyFile, time: NaiveTime) {
        let id = &duty.id;
        self.told(path, "to", id, &duty.to);
        self.sourced(path, &duty.source);
        self.comes_round(path, duty.round().read(), time);
        if duty.skip_older_than.is_some() && duty.catch_up == crate::forms::profile::agenda::Missed::All {
            let what =
                format!("duty {id} cannot catch up with everything and skip what is old. Take one away");
            self.say(&format!("{path}.skip_older_than"), what);
        }
        self.leads(path, id, duty.leads.as_deref(), duty.overdue_every);
    }

    fn attestation(&mut self, path: &str, signed: &AttestationFile, time: NaiveTime) {
        let id = &signed.id;
        self.sourced(path, &signed.source);
        self.comes_round(path, signed.round().read(), time);
        if signed.audience.is_empty() {
            self.say(&format!("{path}.audience"), format!("say who signs {id}: audience = [\"staff\"]"));
        }
        if signed.due_after == 0 || signed.due_after > LONGEST_CAMPAIGN {
            let what = format!("{id} is due 1 to {LONGEST_CAMPAIGN} days after it opens");
            self.say(&format!("{path}.due_after"), what);
        }
        if signed.induction_days > LONGEST_CAMPAIGN {
            let what = format!("a new starter has at most {LONGEST_CAMPAIGN} days for {id}");
            self.say(&format!("{path}.induction_days"), what);
        }
        for (key, days) in [("remind_after", &signed.remind_after), ("remind_before", &signed.remind_before)]
        {
            let between = |day: &u16| 0 < *day && *day < signed.due_after;
            if days.as_ref().is_some_and(|days| !days.iter().all(between)) {
                let what = format!("reminders of {id} lie between the day it opens and the day it is due");
                self.say(&format!("{path}.{key}"), what);
            }
        }
    }

    /// That the keys make sense together, and that a cron line names the time at which reminders go out: no other is kept.
    fn comes_round(&mut self, path: &str, every: Result<Every, (&str, &str)>, time: NaiveTime) {
        match every {
            Err((key, what)) => self.say(&format!("{path}.{key}"), what),
            Ok(Every::Cron(cron)) if cron.times() != [time] => {
                let what = format!(
                    "reminders go out at {} alone, so begin with it: cron = \"{}\"",
                    hm(time),
                    at(time, &cron)
                );
                self.say(&format!("{path}.cron"), what);
            }
            Ok(Every::Day(day) | Every::Year { from: day }) => {
                let key = if self.places.has(&format!("{path}.day")) { "day" } else { "from" };
                self.plausible(&format!("{path}.{key}"), "this day", day);
            }
            Ok(_) => {}
        }
    }

    fn leads(&mut self, path: &str, id: &str, leads: Option<&[u16]>, overdue_every: Option<u16>) {
        if let Some(leads) = leads {
            let falling = leads.windows(2).all(|pair| pair[0] > pair[1]);
            if leads.last() != Some(&0) || !falling || leads.iter().any(|days| *days > LONGEST_LEAD) {
                let what = format!(
                    "leads of {id} are days ahead, the furthest first, at most {LONGEST_LEAD}, and end with 0, the last \
                     warning: leads = [30, 7, 0]"
                );
                self.say(&format!("{path}.leads"), what);
            }
        }
        if overdue_every == Some(0) {
            let what =
                format!("while {id} is overdue it comes again after 1 day or more. Leave the line out for 7");
            self.say(&format!("{path}.overdue_every"), what);
        }
    }

    fn told(&mut self, path: &str, key: &str, what: &str, roles: &[Role]) {
        if roles.is_empty() {
            self.say(&format!("{path}.{key}"), format!("say who is reminded of {what}: {key} = [\"slt\"]"));
        }
        for (n, role) in roles.iter().enumerate() {
            let at = if key == "owner" { format!("{path}.owner") } else { format!("{path}.{key}.{n}") };
            if role.is_outside() {
                let what = format!(
                    "{what}: {role} is outside the school, and Hearken never writes to anybody outside"
                );
                self.say(&at, what);
            } else if !self.file.roles.contains(role) && !self.file.optional.contains(role) {
                let what = format!(
                    "{what}: {role} is not among the roles of this school. Add it to roles at the top"
                );
                self.say(&at, what);
            }
        }
    }

    fn sourced(&mut self, path: &str, source: &str) {
        if source.trim().is_empty() {
            self.say(
                &format!("{path}.source"),
                "say where it comes from, such as source = \"our policy, page 4\"",
            );
        }
    }

    fn ids<'i>(&mut self, kind: &str, ids: impl Iterator<Item = &'i str>) {
        let mut known = BTreeSet::new();
        for (n, id) in ids.enumerate() {
            let path = format!("{kind}.{n}.id");
            let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
            if !id.starts_with(|sign: char| sign.is_ascii_lowercase()) || !id.chars().all(plain) {
                self.say(&path, "an id begins with a small letter and has small letters, digits and _ only");
            } else if !known.insert(id) {
                self.say(&path, format!("\"{id}\" stands twice. Give each an id of its own"));
            }
        }
    }
}

fn hm(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// The same line, at this time of day.
fn at(time: NaiveTime, cron: &Cron) -> String {
    let days = cron.as_str().splitn(3, ' ').nth(2).unwrap_or("* * *");
    format!("{} {days}", time.format("%-M %-H"))
}
