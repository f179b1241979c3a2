//! Owns a profile: the routes, hours and deadlines of one kind of school, and a school that uses it.

mod agenda;
mod check;
mod file;
pub mod ics;
pub mod own;
pub mod plan;

pub use agenda::Digest;

use super::place::{Places, Problem, meant};
use crate::domain::Moment;
use crate::domain::agenda::{Agenda, Noted};
use crate::domain::attestation::AttestationDef;
use crate::domain::calendar::Hours;
use crate::domain::duty::DutyDef;
use crate::domain::id::SchoolId;
use crate::domain::ladder::{Ladder, Pace};
use crate::domain::register::PolicyDef;
use crate::domain::routing::{Route, RouteRule};
use crate::domain::school::{Role, Staff, Switch};
use crate::domain::urgency::{Deadline, Urgency};
use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use file::ProfileFile;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone)]
pub struct Profile {
    pub id: String,
    pub jurisdiction: String,
    pub zone: Tz,
    pub locales: Vec<String>,
    pub roles: Vec<Role>,
    pub contacts: Contacts,
    /// Guidance turned on; the school's own settings turn on more.
    pub switches: BTreeSet<Switch>,
    pub routes: Vec<RouteRule>,
    pub policies: Vec<PolicyDef>,
    pub duties: Vec<DutyDef>,
    pub attestations: Vec<AttestationDef>,
    pub digest: Option<Digest>,
    /// When reminders go out, on school days.
    pub remind_at: NaiveTime,
    /// Some of its terms or closed days are nobody's: a school puts its own in.
    pub example_dates: bool,
    /// As it comes with the program; a school's own may have routes that we have no words for.
    pub built_in: bool,
    hours: Hours,
    deadlines: BTreeMap<Urgency, Pace>,
    /// Where its file lists the languages.
    locales_at: Problem,
}

#[derive(Debug, Clone)]
pub struct Contacts {
    pub emergency: String,
    /// Numbers and addresses of outside bodies that are the same for every school.
    pub outside: BTreeMap<Role, String>,
}

impl Profile {
    /// Reads `profiles/NAME.toml`, or says everything that is wrong with it.
    pub fn read(name: &str, text: &str, built_in: bool) -> Result<Self, Vec<Problem>> {
        let file: ProfileFile = toml::from_str(text).map_err(|e| vec![Problem::of_toml(text, &e)])?;
        let places = Places::of(text);
        let wrong = check::problems(name, &file, &places);
        let locales_at = places.problem("locales", String::new());
        if wrong.is_empty() { Ok(file.into_profile(built_in, locales_at)) } else { Err(wrong) }
    }

    /// One sentence for each of its languages that there are no words for.
    pub(super) fn languages_without_words(&self, known: &[&str]) -> Vec<String> {
        let Problem { line, column, .. } = &self.locales_at;
        let missing = self.locales.iter().filter(|locale| !known.contains(&locale.as_str()));
        let sentence = |locale: &String| {
            let (meant, there) = (meant(locale, known.iter().copied()), known.join(", "));
            format!(
                "prompts/profiles/{}.toml, line {line}, column {column}: there are no words for {locale}.{meant} There \
                 are: {there}",
                self.id
            )
        };
        missing.map(sentence).collect()
    }

    pub fn hours(&self) -> Hours {
        self.hours.clone()
    }

    /// How this school chases.
    pub fn pace(&self, urgency: Urgency) -> Pace {
        let urgent = Pace { first: Deadline::Minutes(15), then: 10 };
        self.deadlines.get(&urgency).copied().unwrap_or(urgent)
    }

    /// What a school shows to call, by role: its own numbers, over those that are the same for every school. An empty
    /// one takes a number away.
    pub fn contacts_under(&self, own: &BTreeMap<Role, String>) -> BTreeMap<Role, String> {
        let mut contacts = self.contacts.outside.clone();
        contacts.extend(own.iter().map(|(role, number)| (*role, number.clone())));
        contacts.retain(|_, number| !number.trim().is_empty());
        contacts
    }
}

/// A school as its settings describe it.
#[derive(Debug, Clone)]
pub struct School {
    pub id: SchoolId,
    pub name: String,
    /// The safeguarding phone, shown wherever something may fail.
    pub phone: String,
    /// Phone numbers by role, for contact cards; for some outside bodies an address on the web.
    pub contacts: BTreeMap<Role, String>,
    pub profile: Profile,
}

impl School {
    /// The school's own day.
    pub fn today(&self, now: Moment) -> NaiveDate {
        now.with_timezone(&self.profile.zone).date_naive()
    }

    /// What the register of this school comes to on the day of `now`.
    pub fn agenda<'a>(
        &'a self,
        staff: &'a Staff,
        noted: &'a [Noted],
        since: Option<Moment>,
        now: Moment,
    ) -> Agenda<'a> {
        let hours = self.profile.hours();
        let day = hours.local(now).date_naive();
        // A clock that was put back must not have begun later than today.
        let since = since.map_or(day, |since| hours.local(since).date_naive()).min(day);
        let (policies, duties) = (&self.profile.policies, &self.profile.duties);
        let digest = self.profile.digest.as_ref().map(|digest| (digest.to.clone(), digest.day));
        Agenda { hours, policies, duties, staff, noted, digest, since, day, signs: None }
    }

    /// The number to call about a concern: never one that somebody kept out of it may answer.
    pub fn phone_for(&self, route: Option<&Route>) -> String {
        let Some(route) = route else { return self.phone.clone() };
        if !route.excluded.contains(&Role::Dsl) && route.lead.contains(&Role::Dsl) {
            return self.phone.clone();
        }
        let inside = route.lead.iter().chain(&route.ladder);
        // Some outside bodies have an address on the web and no phone.
        let phone =
            |role| self.contacts.get(role).filter(|at| at.contains(|sign: char| sign.is_ascii_digit()));
        let number = inside.chain(&route.outside).find_map(phone);
        // The school's own phone is the safeguarding team's.
        let own = (!route.excluded.contains(&Role::Dsl)).then_some(&self.phone);
        number.or(own).unwrap_or(&self.profile.contacts.emergency).clone()
    }
}

/// The ladder of a route at one urgency.
pub fn ladder(route: &Route, urgency: Urgency) -> Ladder {
    Ladder { lead: route.lead.clone(), copied: route.copied.clone(), next: route.ladder.clone(), urgency }
}
