//! Owns how a profile is written: the keys of its file, and how days, times and zones are read.

use super::agenda::{AttestationFile, Digest, DutyFile, PolicyFile, RemindersFile};
use super::{Contacts, Pace, Profile};
use crate::domain::calendar::{Hours, Span};
use crate::domain::routing::RouteRule;
use crate::domain::school::{Role, Switch};
use crate::domain::urgency::{Deadline, Urgency};
use crate::forms::place::{Problem, meant};
use chrono::{NaiveDate, NaiveTime, Weekday};
use chrono_tz::{TZ_VARIANTS, Tz};
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, de};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The key of the number to call when a child is in danger.
pub const EMERGENCY: &str = "emergency";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    pub id: String,
    pub jurisdiction: String,
    pub zone: Zone,
    pub locales: Vec<String>,
    pub roles: Vec<Role>,
    /// Named in routes, although only some schools have them.
    #[serde(default)]
    pub optional: Vec<Role>,
    /// Guidance that is off until a school turns it on.
    #[serde(default)]
    pub switches: BTreeSet<Switch>,
    /// `emergency`, and outside bodies that are the same for every school.
    pub contacts: BTreeMap<String, String>,
    pub hours: HoursDef,
    pub deadlines: DeadlinesDef,
    #[serde(rename = "route")]
    pub routes: Vec<RouteRule>,
    #[serde(rename = "term", default)]
    pub terms: Vec<TermDef>,
    #[serde(default)]
    pub closed: Vec<ClosedDef>,
    pub reminders: Option<RemindersFile>,
    pub digest: Option<Digest>,
    #[serde(rename = "policy", default)]
    pub policies: Vec<PolicyFile>,
    #[serde(rename = "duty", default)]
    pub duties: Vec<DutyFile>,
    #[serde(rename = "attestation", default)]
    pub attestations: Vec<AttestationFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoursDef {
    pub days: Vec<Day>,
    pub open: Time,
    pub close: Time,
    pub children_leave: Time,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadlinesDef {
    pub immediate: PaceDef,
    pub urgent: PaceDef,
    pub today: PaceDef,
    pub note: PaceDef,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Minutes,
    WorkingMinutes,
    NextSchoolDay,
}

/// `first`: time to acknowledge before the reminder. `then`: minutes between the steps after it.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaceDef {
    pub kind: Kind,
    pub n: u32,
    pub then: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermDef {
    pub name: String,
    pub from: Date,
    pub to: Date,
    /// Half-terms and the like.
    #[serde(default)]
    pub breaks: Vec<SpanDef>,
    /// Not a real school's: to be replaced.
    #[serde(default)]
    pub example: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpanDef {
    pub from: Date,
    pub to: Date,
}

/// Closed on one day, on several, or from one to another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedDef {
    pub why: String,
    pub day: Option<Date>,
    #[serde(default)]
    pub days: Vec<Date>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    #[serde(default)]
    pub example: bool,
}

impl ClosedDef {
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        let days = self.day.iter().chain(&self.days).map(|day| Span::from(day.0));
        let span = self.from.zip(self.to).map(|(from, to)| Span { from: from.0, to: to.0 });
        days.chain(span)
    }
}

impl PaceDef {
    fn pace(self) -> Pace {
        let first = match self.kind {
            Kind::Minutes => Deadline::Minutes(self.n),
            Kind::WorkingMinutes => Deadline::WorkingMinutes(self.n),
            Kind::NextSchoolDay => Deadline::NextSchoolDay(self.n),
        };
        Pace { first, then: self.then }
    }
}

impl DeadlinesDef {
    pub fn each(&self) -> [(Urgency, PaceDef); 4] {
        [
            (Urgency::Immediate, self.immediate),
            (Urgency::Urgent, self.urgent),
            (Urgency::Today, self.today),
            (Urgency::Note, self.note),
        ]
    }
}

impl ProfileFile {
    /// The profile, once nothing is wrong with its file.
    pub fn into_profile(self, built_in: bool, locales_at: Problem) -> Profile {
        let mut terms: Vec<Span> = self.terms.iter().map(|t| Span { from: t.from.0, to: t.to.0 }).collect();
        terms.sort();
        let breaks = self.terms.iter().flat_map(|term| &term.breaks);
        let mut breaks: Vec<Span> = breaks.map(|span| Span { from: span.from.0, to: span.to.0 }).collect();
        breaks.sort();
        let hours = Hours {
            zone: self.zone.0,
            days: self.hours.days.iter().map(|day| day.0).collect(),
            open: self.hours.open.0,
            close: self.hours.close.0,
            children_leave: self.hours.children_leave.0,
            terms,
            closed: breaks.iter().copied().chain(self.closed.iter().flat_map(ClosedDef::spans)).collect(),
            breaks,
        };
        let outside = self.contacts.iter().filter_map(|(role, at)| Some((Role::parse(role)?, at.clone())));
        let example = self.terms.iter().any(|term| term.example) || self.closed.iter().any(|day| day.example);
        Profile {
            id: self.id,
            jurisdiction: self.jurisdiction,
            zone: self.zone.0,
            locales: self.locales,
            roles: self.roles,
            contacts: Contacts {
                emergency: self.contacts.get(EMERGENCY).cloned().unwrap_or_default(),
                outside: outside.collect(),
            },
            switches: self.switches,
            routes: self.routes,
            policies: self.policies.into_iter().map(PolicyFile::policy).collect(),
            duties: self.duties.into_iter().map(DutyFile::duty).collect(),
            attestations: self.attestations.into_iter().map(AttestationFile::attestation).collect(),
            digest: self.digest,
            remind_at: self.reminders.and_then(|reminders| reminders.time).map_or(hours.open, |time| time.0),
            example_dates: example,
            built_in,
            hours,
            locales_at,
            deadlines: self.deadlines.each().map(|(urgency, pace)| (urgency, pace.pace())).into(),
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Zone(pub Tz);

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map(Self).map_err(|_| {
            let meant = meant(&text, TZ_VARIANTS.iter().map(|zone| zone.name()));
            D::Error::custom(format!(
                "there is no time zone \"{text}\".{meant} It is written as \"Europe/London\" or \"Europe/Madrid\""
            ))
        })
    }
}

#[derive(Debug, Clone, Copy)]
pub struct Day(pub Weekday);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let text = String::deserialize(from)?;
        text.parse().map(Self).map_err(|_| {
            let meant = meant(&text, DAYS);
            D::Error::custom(format!("there is no weekday \"{text}\".{meant} There are: {}", DAYS.join(", ")))
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(pub NaiveTime);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = written(from)?;
        let read = ["%H:%M", "%H:%M:%S"].iter().find_map(|f| NaiveTime::parse_from_str(&text, f).ok());
        read.map(Self).ok_or_else(|| {
            D::Error::custom(format!("\"{text}\" is no time of day. A time is written as \"08:30\""))
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub NaiveDate);

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = written(from)?;
        NaiveDate::parse_from_str(&text, "%Y-%m-%d").map(Self).map_err(|_| {
            D::Error::custom(format!(
                "\"{text}\" is no day that there is. A day is written as year-month-day: \"2026-09-01\""
            ))
        })
    }
}

/// Words in quotes, or a day or a time without: TOML has a kind of value for these, and either way is right.
pub fn written<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    struct Written;
    impl<'de> Visitor<'de> for Written {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a day such as \"2026-09-01\" or a time such as \"08:30\", in quotes")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<String, A::Error> {
            map.next_entry::<String, String>()?
                .map(|(_, text)| text)
                .ok_or_else(|| A::Error::custom("a day is written as \"2026-09-01\""))
        }
    }
    from.deserialize_any(Written)
}
