//! Owns what is wrong with a profile that can be read: whatever would send a concern nowhere, to the wrong person, or
//! too late. A profile with any of it is refused as a whole.

mod agenda;
mod calendar;

use super::file::{EMERGENCY, Kind, ProfileFile};
use crate::domain::concern::{About, Category};
use crate::domain::routing::{RouteRule, UPWARD};
use crate::domain::school::Role;
use crate::domain::urgency::Urgency;
use crate::forms::place::{Places, Problem, meant};
use std::collections::BTreeSet;

/// The last year group; 0 is early years.
const LAST_YEAR: u8 = 13;
/// The most that a deadline may be, in minutes: a week.
const LONGEST_MINUTES: u32 = 7 * 24 * 60;
const LONGEST_DAYS: u32 = 30;

/// Everything that is wrong with a profile's file, in the order of its lines.
pub(super) fn problems(name: &str, file: &ProfileFile, places: &Places) -> Vec<Problem> {
    let mut check = Check { file, places, wrong: Vec::new() };
    check.head(name);
    check.contacts();
    check.hours();
    check.deadlines();
    check.routes();
    check.reach();
    check.terms();
    check.closed();
    check.agenda();
    check.wrong.sort_by_key(|problem| (problem.line, problem.column));
    check.wrong
}

struct Check<'a> {
    file: &'a ProfileFile,
    places: &'a Places,
    wrong: Vec<Problem>,
}

impl Check<'_> {
    fn say(&mut self, path: &str, what: impl Into<String>) {
        self.wrong.push(self.places.problem(path, what));
    }

    fn head(&mut self, name: &str) {
        let id = &self.file.id;
        if id != name {
            self.say(
                "id",
                format!("the id is \"{id}\" and the file is called {name}.toml. Write id = \"{name}\""),
            );
        }
        let jurisdiction = &self.file.jurisdiction;
        let known = ["GB-ENG", "GB-WLS", "GB-SCT", "GB-NIR", "ES"];
        let mut country = jurisdiction.chars().filter(char::is_ascii_uppercase);
        let other = jurisdiction.len() == 2
            && country.by_ref().count() == 2
            && !["GB", "UK", "EN"].contains(&&**jurisdiction);
        if !known.contains(&jurisdiction.as_str()) && !other {
            let meant = meant(jurisdiction, known);
            let what =
                "The law that the rules follow is written as \"GB-ENG\" for England or \"ES\" for Spain";
            self.say("jurisdiction", format!("there is no jurisdiction \"{jurisdiction}\".{meant} {what}"));
        }
        if self.file.locales.is_empty() {
            self.say("locales", "at least one language is needed: locales = [\"en-GB\"]");
        }
        for (list, roles) in [("roles", &self.file.roles), ("optional", &self.file.optional)] {
            for (n, role) in roles.iter().enumerate().filter(|(_, role)| role.is_outside()) {
                let what = "is outside the school, so nobody here has this role. Take it away; outside bodies stand \
                            in the `outside` of a route";
                self.say(&format!("{list}.{n}"), format!("{role} {what}"));
            }
        }
    }

    fn contacts(&mut self) {
        let outside = || Role::ALL.iter().filter(|role| role.is_outside()).map(|role| role.as_str());
        if !self.file.contacts.contains_key(EMERGENCY) {
            self.say(
                "contacts",
                "\"emergency\" is missing. Add it below [contacts], for example: emergency = \"999\"",
            );
        }
        for (key, value) in &self.file.contacts {
            let path = format!("contacts.{key}");
            match Role::parse(key) {
                _ if key == EMERGENCY => {
                    if !value.contains(|sign: char| sign.is_ascii_digit()) {
                        self.say(&path, "the number for emergencies has no digit: emergency = \"999\"");
                    }
                }
                Some(role) if role.is_outside() => {
                    if value.trim().is_empty() {
                        self.say(&path, format!("{key} has no number. Write one, or take the line away"));
                    }
                }
                Some(_) => self.say(
                    &path,
                    format!("{key} is somebody at the school. Their number stands in the settings, under [school.contacts]"),
                ),
                None => {
                    let meant = meant(key, outside().chain([EMERGENCY]));
                    let there: Vec<&str> = outside().collect();
                    self.say(&path, format!("\"{key}\" is no outside body.{meant} There are: {}", there.join(", ")));
                }
            }
        }
    }

    fn hours(&mut self) {
        let hours = &self.file.hours;
        if hours.days.is_empty() {
            self.say(
                "hours.days",
                "at least one day is needed: days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]",
            );
        }
        if hours.open >= hours.close {
            self.say(
                "hours.close",
                "school closes before it opens. Write the hours as 08:00 and 16:30, not 4:30",
            );
        } else if hours.children_leave <= hours.open || hours.children_leave > hours.close {
            self.say(
                "hours.children_leave",
                "the children leave after school opens, and no later than it closes",
            );
        }
    }

    fn deadlines(&mut self) {
        for (urgency, pace) in self.file.deadlines.each() {
            let path = format!("deadlines.{urgency}");
            let pressing = matches!(urgency, Urgency::Immediate | Urgency::Urgent);
            let most = if pace.kind == Kind::NextSchoolDay { LONGEST_DAYS } else { LONGEST_MINUTES };
            if pressing && pace.kind != Kind::Minutes {
                self.say(
                    &path,
                    format!("{urgency} is counted by the clock, also at night: kind = \"minutes\""),
                );
            }
            if pace.n == 0 || pace.then == 0 {
                self.say(
                    &path,
                    format!("{urgency} has a time of 0: nobody could answer in it. Write 1 or more"),
                );
            }
            if pace.n > most || pace.then > LONGEST_MINUTES {
                self.say(
                    &path,
                    format!(
                        "{urgency} waits too long. At most {LONGEST_MINUTES} minutes (a week) or {LONGEST_DAYS} school days"
                    ),
                );
            }
        }
    }

    fn routes(&mut self) {
        let mut ids = BTreeSet::new();
        for (n, route) in self.file.routes.iter().enumerate() {
            let path = format!("route.{n}");
            let id = &route.id;
            if !ids.insert(id) {
                self.say(
                    &format!("{path}.id"),
                    format!("two routes are called \"{id}\". Give each a name of its own"),
                );
            }
            let plain =
                |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_' || sign == '-';
            if !id.starts_with(|sign: char| sign.is_ascii_lowercase()) || !id.chars().all(plain) {
                let what = "the id of a route begins with a small letter and has small letters, digits, _ and - only";
                self.say(&format!("{path}.id"), what);
            }
            if route.source.trim().is_empty() {
                let what = "say where the route comes from, such as source = \"our policy, page 4\"";
                self.say(&format!("{path}.source"), what);
            }
            if route.lead.is_empty() {
                self.say(
                    &format!("{path}.lead"),
                    format!("route {id} has no lead. Say who gets it: lead = [\"dsl\"]"),
                );
            }
            for (at, year) in route.year.iter().enumerate().filter(|(_, year)| **year > LAST_YEAR) {
                let what = format!("there is no year {year}. Years are 0 (early years) to {LAST_YEAR}");
                self.say(&format!("{path}.year.{at}"), what);
            }
            for (part, roles) in [("lead", &route.lead), ("copied", &route.copied), ("ladder", &route.ladder)]
            {
                for (at, role) in roles.iter().enumerate() {
                    self.inside(route, *role, &format!("{path}.{part}.{at}"));
                }
            }
            for (at, role) in route.outside.iter().enumerate().filter(|(_, role)| !role.is_outside()) {
                let what = format!(
                    "route {id}: {role} is somebody at the school, no outside body. Put it under lead, copied or ladder"
                );
                self.say(&format!("{path}.outside.{at}"), what);
            }
        }
    }

    /// Somebody whom a route tells.
    fn inside(&mut self, route: &RouteRule, role: Role, path: &str) {
        let id = &route.id;
        let about_adults = !route.about.is_empty() && route.about.iter().all(|about| about.is_adult_here());
        if role.is_outside() {
            self.say(
                path,
                format!(
                    "route {id}: {role} is outside the school, and Hearken never writes to anybody outside. Put it \
                     under outside, so that its number is shown"
                ),
            );
        } else if !self.file.roles.contains(&role) && !self.file.optional.contains(&role) {
            self.say(
                path,
                format!(
                    "route {id}: {role} is not among the roles of this school. Add it to roles at the top, or to \
                     optional if only some schools have it"
                ),
            );
        } else if about_adults && !UPWARD.contains(&role) {
            let up: Vec<&str> = UPWARD.iter().map(|role| role.as_str()).collect();
            self.say(
                path,
                format!(
                    "route {id}: a concern about an adult goes up, so {role} cannot have it. It can be: {}",
                    up.join(", ")
                ),
            );
        }
    }

    /// Every concern has a route, and every route a concern.
    fn reach(&mut self) {
        let routes = &self.file.routes;
        let Some(last) = routes.last() else {
            return self.say("route", "there is no route. Add [[route]] and below it id, lead and source");
        };
        if !(last.about.is_empty() && last.category.is_empty() && last.year.is_empty()) {
            let what = "the last route must fit any concern, or some would go nowhere. Take its about, category and \
                        year away, or add a [[route]] without them below it";
            self.say(&format!("route.{}", routes.len() - 1), what);
        }
        let mut taken = vec![false; routes.len()];
        let mut instead = vec![0; routes.len()];
        for (about, category, year) in every_concern() {
            let fits = |route: &RouteRule| fits(route, about, category, year);
            let Some(first) = routes.iter().position(fits) else { continue };
            taken[first] = true;
            for (n, _) in routes.iter().enumerate().skip(first + 1).filter(|(_, route)| fits(route)) {
                instead[n] = first;
            }
        }
        for (n, route) in routes.iter().enumerate().filter(|(n, route)| !taken[*n] && fits_anything(route)) {
            let earlier = &routes[instead[n]].id;
            let what = format!(
                "route {} is never taken: route {earlier} above it takes everything that it fits. Move it up, above \
                 {earlier}, or take it away",
                route.id
            );
            self.say(&format!("route.{n}"), what);
        }
    }
}

fn every_concern() -> impl Iterator<Item = (About, Category, Option<u8>)> {
    let years = || [None].into_iter().chain((0..=LAST_YEAR).map(Some));
    let kinds =
        About::ALL.iter().flat_map(|about| Category::ALL.iter().map(move |category| (*about, *category)));
    kinds.flat_map(move |(about, category)| years().map(move |year| (about, category, year)))
}

fn fits(route: &RouteRule, about: About, category: Category, year: Option<u8>) -> bool {
    (route.about.is_empty() || route.about.contains(&about))
        && (route.category.is_empty() || route.category.contains(&category))
        && (route.year.is_empty() || year.is_some_and(|year| route.year.contains(&year)))
}

/// A route with no year that there is is told of for that alone.
fn fits_anything(route: &RouteRule) -> bool {
    route.year.is_empty() || route.year.iter().any(|year| *year <= LAST_YEAR)
}
