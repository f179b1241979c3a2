//! Owns the chase: who is told when nobody has acknowledged a case yet.

use super::Moment;
use super::calendar::Hours;
use super::school::Role;
use super::urgency::{Deadline, Urgency};
use chrono::TimeDelta;

/// The first step of the next round is a multiple of this. A chase that begins again, because a case needs somebody
/// once more, begins a round: its steps mean the same, and their numbers stay unlike any before.
pub const ROUND: u32 = 1_000_000;

/// The step with which the round behind `last` begins.
pub fn next_round(last: u32) -> u32 {
    (last / ROUND + 1) * ROUND
}

/// How a school chases one urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Time to acknowledge before the reminder.
    pub first: Deadline,
    /// Minutes between the steps after the reminder: school time for what can wait, else by the clock.
    pub then: u32,
}

/// What happens at one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Step 0: the leads and copied roles are told; for `immediate`, everyone permitted at once.
    Tell(Vec<Role>),
    /// Those told so far are reminded.
    Remind,
    /// The next role is told, those before are named.
    Next(Role),
    /// The ladder is at its end: everyone told is reminded again until somebody acknowledges.
    Again,
}

/// The steps of one case, decided from its route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ladder {
    pub lead: Vec<Role>,
    pub copied: Vec<Role>,
    pub next: Vec<Role>,
    pub urgency: Urgency,
}

impl Ladder {
    fn all_at_once(&self) -> bool {
        self.urgency == Urgency::Immediate
    }

    pub fn step(&self, n: u32) -> Step {
        let later = if self.all_at_once() { &[][..] } else { &self.next[..] };
        match n % ROUND {
            0 => {
                let all = if self.all_at_once() { &self.next[..] } else { &[] };
                Step::Tell(self.lead.iter().chain(&self.copied).chain(all).copied().collect())
            }
            1 => Step::Remind,
            n => later.get(n as usize - 2).map_or(Step::Again, |role| Step::Next(*role)),
        }
    }

    /// Every role told by step `n` of its round, the leads first.
    pub fn told_by(&self, n: u32) -> Vec<Role> {
        let mut told = Vec::new();
        // Beyond the last named step nothing new is told.
        let last = self.next.len() as u32 + 1;
        for step in 0..=(n % ROUND).min(last) {
            match self.step(step) {
                Step::Tell(roles) => told.extend(roles),
                Step::Next(role) => told.push(role),
                Step::Remind | Step::Again => {}
            }
        }
        told.dedup();
        told
    }

    /// When step `n` falls, counted from when the step before fell (or from the report, for step 1).
    pub fn due(&self, n: u32, before: Moment, pace: Pace, hours: &Hours) -> Moment {
        if n % ROUND <= 1 {
            return hours.due(before, pace.first);
        }
        // At the end of the ladder an hour at least between reminders, and never at night for what can wait.
        let minutes = if self.step(n) == Step::Again { pace.then.max(60) } else { pace.then };
        match self.urgency {
            Urgency::Immediate | Urgency::Urgent => before + TimeDelta::minutes(i64::from(minutes)),
            Urgency::Today | Urgency::Note => hours.after_working_minutes(before, minutes),
        }
    }
}
