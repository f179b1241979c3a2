//! Owns a profile: the routes, hours and deadlines of one kind of school, and a school that uses it.

use crate::domain::calendar::Hours;
use crate::domain::id::SchoolId;
use crate::domain::ladder::{Ladder, Pace};
use crate::domain::routing::{Route, RouteRule};
use crate::domain::school::{Role, Switch};
use crate::domain::urgency::{Deadline, Urgency};
use chrono::{NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub id: String,
    pub jurisdiction: String,
    pub zone: Tz,
    pub locales: Vec<String>,
    pub roles: Vec<Role>,
    pub contacts: Contacts,
    /// Guidance turned on; the school's own settings turn on more.
    #[serde(default)]
    pub switches: BTreeSet<Switch>,
    hours: HoursDef,
    deadlines: BTreeMap<Urgency, PaceDef>,
    #[serde(rename = "route")]
    pub routes: Vec<RouteRule>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contacts {
    pub emergency: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct HoursDef {
    days: Vec<Weekday>,
    #[serde(with = "hour_and_minute")]
    open: NaiveTime,
    #[serde(with = "hour_and_minute")]
    close: NaiveTime,
    #[serde(with = "hour_and_minute")]
    children_leave: NaiveTime,
    #[serde(default)]
    closed: Vec<NaiveDate>,
}

#[derive(Debug, Clone, Deserialize)]
struct PaceDef {
    #[serde(flatten)]
    first: Deadline,
    then: u32,
}

mod hour_and_minute {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, de::Error};

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveTime, D::Error> {
        let text = String::deserialize(from)?;
        NaiveTime::parse_from_str(&text, "%H:%M").map_err(|_| D::Error::custom("a time is written as 08:30"))
    }
}

impl Profile {
    pub fn hours(&self) -> Hours {
        Hours {
            zone: self.zone,
            days: self.hours.days.clone(),
            open: self.hours.open,
            close: self.hours.close,
            children_leave: self.hours.children_leave,
            closed: self.hours.closed.clone(),
        }
    }

    /// How this school chases; what the profile leaves out is chased as if it were urgent.
    pub fn pace(&self, urgency: Urgency) -> Pace {
        self.deadlines.get(&urgency).map_or(Pace { first: Deadline::Minutes(15), then: 10 }, |p| Pace {
            first: p.first,
            then: p.then,
        })
    }
}

/// A school as its settings describe it.
#[derive(Debug, Clone)]
pub struct School {
    pub id: SchoolId,
    pub name: String,
    /// The safeguarding phone, shown wherever something may fail.
    pub phone: String,
    /// Phone numbers by role, for contact cards.
    pub contacts: BTreeMap<Role, String>,
    pub profile: Profile,
}

impl School {
    /// The number to call about a concern: never one that somebody kept out of it may answer.
    pub fn phone_for(&self, route: Option<&Route>) -> String {
        let Some(route) = route else { return self.phone.clone() };
        if !route.excluded.contains(&Role::Dsl) && route.lead.contains(&Role::Dsl) {
            return self.phone.clone();
        }
        let inside = route.lead.iter().chain(&route.ladder);
        let number = inside.chain(&route.outside).find_map(|role| self.contacts.get(role));
        // The school's own phone is the safeguarding team's.
        let own = (!route.excluded.contains(&Role::Dsl)).then_some(&self.phone);
        number.or(own).unwrap_or(&self.profile.contacts.emergency).clone()
    }
}

/// The ladder of a route at one urgency.
pub fn ladder(route: &Route, urgency: Urgency) -> Ladder {
    Ladder { lead: route.lead.clone(), copied: route.copied.clone(), next: route.ladder.clone(), urgency }
}
