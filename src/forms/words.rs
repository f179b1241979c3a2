//! Owns the words of one locale, and how lists and moments read in it.

use crate::domain::Moment;
use crate::domain::school::Role;
use chrono::Datelike;
use chrono_tz::Tz;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::Arc;

/// What a message is told: name and value.
pub type Arg<'a> = (&'a str, String);

type Bundle = FluentBundle<Arc<FluentResource>>;

/// Whose a file of words is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// It comes with Hearken.
    Ours,
    /// It stands in the school's own folder, and goes before ours message by message.
    Schools,
}

pub struct Words {
    locale: String,
    ours: Vec<Arc<FluentResource>>,
    schools: Vec<Arc<FluentResource>>,
    /// Where words are looked for, the first place first.
    layers: Vec<Arc<Bundle>>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.locale)
    }
}

impl Words {
    pub const FALLBACK: &str = "en-GB";

    pub(super) fn new(locale: &str) -> Result<Self, String> {
        bundle(locale)?;
        Ok(Self { locale: locale.to_owned(), ours: Vec::new(), schools: Vec::new(), layers: Vec::new() })
    }

    pub(super) fn add(&mut self, text: String, whose: Whose) -> Result<(), String> {
        let resource = FluentResource::try_new(text).map_err(|(_, errors)| format!("{errors:?}"))?;
        let resources = match whose {
            Whose::Ours => &mut self.ours,
            Whose::Schools => &mut self.schools,
        };
        resources.push(Arc::new(resource));
        // Nothing may stand twice, except that the school's words stand over ours.
        layer(&self.locale, resources, &[]).map(drop)
    }

    /// To be called once, when every file of the locale is added. What it has no words for is said in those of
    /// `fallback`, and so is what cannot be put together from what the program gives.
    pub(super) fn finish(&mut self, fallback: Option<&Words>) -> Result<(), String> {
        let ours = layer(&self.locale, &self.ours, &[])?;
        self.layers = vec![Arc::new(ours)];
        if !self.schools.is_empty() {
            self.layers.insert(0, Arc::new(layer(&self.locale, &self.ours, &self.schools)?));
        }
        self.layers.extend(fallback.iter().flat_map(|words| words.layers.iter().cloned()));
        Ok(())
    }

    /// What was read for this locale alone: ours, and over it the school's.
    pub(super) fn resources(&self, whose: Whose) -> impl Iterator<Item = &FluentResource> {
        match whose {
            Whose::Ours => self.ours.iter().map(Arc::as_ref),
            Whose::Schools => self.schools.iter().map(Arc::as_ref),
        }
    }

    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// The words of `id`, or of one of its attributes (`page-danger.title`); `None` where there are none, in the
    /// fallback neither.
    pub fn find(&self, id: &str, args: &[Arg<'_>]) -> Option<String> {
        let mut best = None;
        for layer in &self.layers {
            match said(layer, id, args) {
                Some(said) if said.whole => return Some(said.text),
                Some(said) => _ = best.get_or_insert(said.text),
                None => {}
            }
        }
        best
    }

    /// The words of `id`. `prompts check` makes sure that there are some; if not, the id itself is better than
    /// nothing on the screen of somebody who needs help.
    pub fn say(&self, id: &str, args: &[Arg<'_>]) -> String {
        self.find(id, args).unwrap_or_else(|| id.to_owned())
    }

    /// What is wrong with the words of `id` when they are given these arguments: a variable nobody gives, or no words
    /// at all, which is said of the fallback alone. What another language lacks of it stands in `complete`.
    pub fn problem(&self, id: &str, args: &[Arg<'_>]) -> Option<String> {
        let Some(said) = self.layers.iter().find_map(|layer| said(layer, id, args)) else {
            return (self.locale == Self::FALLBACK).then(|| format!("{}: no words for {id}", self.locale));
        };
        (!said.whole).then(|| format!("{}: {id} wants a variable it is not given", self.locale))
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

fn bundle(locale: &str) -> Result<Bundle, String> {
    let language = locale.parse().map_err(|e| format!("{locale} is not a locale: {e}"))?;
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Platforms show the invisible isolation marks as boxes, and count them.
    bundle.set_use_isolating(false);
    Ok(bundle)
}

fn layer(
    locale: &str,
    under: &[Arc<FluentResource>],
    over: &[Arc<FluentResource>],
) -> Result<Bundle, String> {
    let mut bundle = bundle(locale)?;
    for resource in under {
        bundle.add_resource(Arc::clone(resource)).map_err(|errors| format!("{errors:?}"))?;
    }
    for resource in over {
        bundle.add_resource_overriding(Arc::clone(resource));
    }
    Ok(bundle)
}

struct Said {
    text: String,
    /// Not where a name stands in the text that nothing is known for.
    whole: bool,
}

/// What one layer says; `None` where it has no words for `id`.
fn said(layer: &Bundle, id: &str, args: &[Arg<'_>]) -> Option<Said> {
    let (message, attribute) = id.split_once('.').map_or((id, None), |(m, a)| (m, Some(a)));
    let message = layer.get_message(message)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };
    let values: FluentArgs<'_> = args.iter().map(|(name, text)| (*name, value(name, text))).collect();
    let mut problems = Vec::new();
    let text = layer.format_pattern(pattern, Some(&values), &mut problems).into_owned();
    // A choice by something unknown is a problem too, but ends in its default words.
    let whole = problems.is_empty() || !text.contains('{');
    Some(Said { text, whole })
}

/// Counts are numbers, so that a locale can choose its plural; everything else is text.
fn value<'t>(name: &str, text: &'t str) -> FluentValue<'t> {
    if matches!(name, "minutes" | "hours" | "count") { FluentValue::try_number(text) } else { text.into() }
}
