//! Owns what is wrong with the terms and closed days of a profile.

use super::Check;
use crate::domain::calendar::LONGEST_HOLIDAY_DAYS;
use crate::forms::profile::file::{Date, SpanDef};
use chrono::{Datelike, NaiveDate};

impl Check<'_> {
    pub(super) fn terms(&mut self) {
        let terms = &self.file.terms;
        for (n, term) in terms.iter().enumerate() {
            let path = format!("term.{n}");
            self.in_order(&path, &format!("the term {}", term.name), term.from, term.to);
            for (at, span) in term.breaks.iter().enumerate() {
                let path = format!("{path}.breaks.{at}");
                let SpanDef { from, to } = *span;
                self.in_order(&path, "the break", from, to);
                if from < term.from || to > term.to {
                    self.say(
                        &path,
                        format!("the break is not inside the term {}, which it belongs to", term.name),
                    );
                }
            }
        }
        let mut by_date: Vec<usize> = (0..terms.len()).collect();
        by_date.sort_by_key(|n| (terms[*n].from, terms[*n].to));
        for pair in by_date.windows(2) {
            let (before, after) = (&terms[pair[0]], &terms[pair[1]]);
            let gap = after.from.0.signed_duration_since(before.to.0).num_days();
            let path = format!("term.{}", pair[1]);
            if gap <= 0 {
                let what =
                    format!("the terms {} and {} overlap. Put their days right", before.name, after.name);
                self.say(&path, what);
            } else if gap > LONGEST_HOLIDAY_DAYS {
                let what = format!(
                    "between the terms {} and {} lie {gap} days. Add the terms that are missing",
                    before.name, after.name
                );
                self.say(&path, what);
            }
        }
    }

    pub(super) fn closed(&mut self) {
        for (n, closed) in self.file.closed.iter().enumerate() {
            let path = format!("closed.{n}");
            let none = closed.day.is_none() && closed.days.is_empty();
            if none && (closed.from.is_none() || closed.to.is_none()) {
                let what = "say when school is closed: day = \"2026-05-04\", or days = [\"2026-05-04\"], or from and to";
                self.say(&path, what);
            } else if closed.from.is_some() != closed.to.is_some() {
                self.say(&path, "from and to go together. For one day write day = \"2026-05-04\"");
            }
            if let Some((from, to)) = closed.from.zip(closed.to) {
                self.in_order(&path, &closed.why, from, to);
            }
            for day in closed.day.iter().chain(&closed.days) {
                self.in_order(&path, &closed.why, *day, *day);
            }
        }
    }

    fn in_order(&mut self, path: &str, what: &str, from: Date, to: Date) {
        let odd = |day: Date| !(2000..2100).contains(&day.0.year());
        if to < from {
            self.say(
                path,
                format!(
                    "{what} ends ({}) before it begins ({}). Swap the two days, or put them right",
                    to.0, from.0
                ),
            );
        } else if odd(from) || odd(to) {
            self.say(
                path,
                format!(
                    "{what} is in the year {}. Is that right?",
                    if odd(from) { from } else { to }.0.year()
                ),
            );
        }
    }

    pub(super) fn plausible(&mut self, path: &str, what: &str, day: NaiveDate) {
        self.in_order(path, what, Date(day), Date(day));
    }
}
