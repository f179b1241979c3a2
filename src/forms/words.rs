//! Owns the words of one locale, and how lists and moments read in it.

use crate::domain::Moment;
use crate::domain::school::Role;
use chrono::Datelike;
use chrono_tz::Tz;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// What a message is told: name and value.
pub type Arg<'a> = (&'a str, String);

pub struct Words {
    locale: String,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.locale)
    }
}

impl Words {
    pub const FALLBACK: &str = "en-GB";

    pub(super) fn new(locale: &str) -> Result<Self, String> {
        let language = locale.parse().map_err(|e| format!("{locale} is not a locale: {e}"))?;
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Platforms show the invisible isolation marks as boxes, and count them.
        bundle.set_use_isolating(false);
        Ok(Self { locale: locale.to_owned(), bundle })
    }

    pub(super) fn add(&mut self, text: String) -> Result<(), String> {
        let resource = FluentResource::try_new(text).map_err(|(_, errors)| format!("{errors:?}"))?;
        self.bundle.add_resource(resource).map_err(|errors| format!("{errors:?}"))
    }

    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// The words of `id`, or of one of its attributes (`page-danger.title`); `None` where there are none.
    pub fn find(&self, id: &str, args: &[Arg<'_>]) -> Option<String> {
        let (message, attribute) = id.split_once('.').map_or((id, None), |(m, a)| (m, Some(a)));
        let message = self.bundle.get_message(message)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let values: FluentArgs<'_> = args.iter().map(|(name, text)| (*name, value(name, text))).collect();
        let mut problems = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut problems);
        Some(text.into_owned())
    }

    /// The words of `id`. `prompts check` makes sure that there are some; if not, the id itself is better than
    /// nothing on the screen of somebody who needs help.
    pub fn say(&self, id: &str, args: &[Arg<'_>]) -> String {
        self.find(id, args).unwrap_or_else(|| id.to_owned())
    }

    /// What is wrong with the words of `id` when they are given these arguments: missing, or a variable nobody gives.
    pub fn problem(&self, id: &str, args: &[Arg<'_>]) -> Option<String> {
        let Some(text) = self.find(id, args) else {
            return Some(format!("{}: no words for {id}", self.locale));
        };
        text.contains("{$").then(|| format!("{}: {id} wants a variable it is not given", self.locale))
    }

    /// `a, b and c`.
    pub fn list(&self, parts: &[String]) -> String {
        self.join(parts, "list-more", "list-pair")
    }

    /// `a, then b, then c`.
    pub fn ladder(&self, parts: &[String]) -> String {
        self.join(parts, "ladder-more", "ladder-more")
    }

    fn join(&self, parts: &[String], more: &str, last: &str) -> String {
        let Some((first, rest)) = parts.split_first() else { return String::new() };
        let mut text = first.clone();
        for (n, part) in rest.iter().enumerate() {
            let id = if n + 1 == rest.len() { last } else { more };
            text = self.say(id, &[("left", text), ("right", part.clone())]);
        }
        text
    }

    pub fn role(&self, role: Role) -> String {
        self.say(&format!("role-{role}"), &[])
    }

    pub fn roles(&self, roles: &[Role]) -> Vec<String> {
        roles.iter().map(|role| self.role(*role)).collect()
    }

    /// A moment as the school's clocks show it, seen from `now`.
    pub fn moment(&self, moment: Moment, now: Moment, zone: Tz) -> String {
        let there = moment.with_timezone(&zone);
        if there.date_naive() == now.with_timezone(&zone).date_naive() {
            return self.say("moment-today", &[("time", there.format("%H:%M").to_string())]);
        }
        self.day_and_time(moment, zone)
    }

    /// A moment with its day, true whenever it is read.
    pub fn day_and_time(&self, moment: Moment, zone: Tz) -> String {
        let there = moment.with_timezone(&zone);
        let weekday = self.say(&format!("weekday-{}", there.weekday().number_from_monday()), &[]);
        let month = self.say(&format!("month-{}", there.month()), &[]);
        let (day, time) = (there.day().to_string(), there.format("%H:%M").to_string());
        self.say("moment-other", &[("weekday", weekday), ("day", day), ("month", month), ("time", time)])
    }
}

/// Counts are numbers, so that a locale can choose its plural; everything else is text.
fn value<'t>(name: &str, text: &'t str) -> FluentValue<'t> {
    if matches!(name, "minutes" | "hours" | "count") { FluentValue::try_number(text) } else { text.into() }
}
