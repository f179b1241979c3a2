//! Owns what is checked of a school's own settings: its profile, its people, its phone numbers and its prompts.

use super::Findings;
use crate::cli::setup::{not_spoken, own_calendar};
use crate::clock::{Clock, SystemClock};
use crate::config::{PersonSettings, SchoolSettings, Settings};
use crate::domain::Moment;
use crate::domain::id::SchoolId;
use crate::domain::routing::RouteRule;
use crate::domain::school::{LAST_YEAR, Role};
use crate::forms::{Profile, Prompts, Words, check::check, review::day};
use std::collections::BTreeSet;
use std::path::Path;

/// Ofcom keeps these for drama: nobody answers them.
const MADE_UP: [&str; 5] = ["01632960", "02079460", "07700900", "08081570", "03069990"];

/// Rules that are named when guidance is out of date.
const OLDEST: usize = 5;

pub(super) fn look(settings: &Settings, findings: &mut Findings<'_>) {
    if settings.slack.is_none() && !settings.listen.ip().is_loopback() {
        findings.problem("listen", &[]);
    }
    let prompts = match Prompts::load(settings.prompts_dir.as_deref()) {
        Ok(prompts) => prompts,
        Err(why) => return findings.problem("prompts_unreadable", &[("why", why.to_string())]),
    };
    let wrong = check(&prompts);
    match wrong.first() {
        None => findings.fine("prompts_fine", &[]),
        Some(first) => {
            let args = [("count", wrong.len().to_string()), ("why", first.clone())];
            findings.problem("prompts", &args);
        }
    }
    for school in &settings.schools {
        findings.school = (settings.schools.len() > 1).then(|| school.name.clone());
        look_at(school, settings, &prompts, findings);
    }
    findings.school = None;
}

fn look_at(school: &SchoolSettings, settings: &Settings, prompts: &Prompts, findings: &mut Findings<'_>) {
    if SchoolId::parse(&school.id).is_none() {
        findings.problem("school_id", &[]);
    }
    let profile = match prompts.profile(&school.profile) {
        Ok(profile) => profile,
        Err(why) => return findings.problem("profile", &[("why", why.to_string())]),
    };
    findings.fine("profile_fine", &[("profile", profile.id.clone())]);
    guidance(prompts, profile, findings);
    let staff: Vec<&PersonSettings> = settings.people_of(school).collect();
    people(&staff, profile, findings);
    if settings.slack.is_none() {
        spaces(settings, findings);
    }
    for (user, locale) in not_spoken(staff.iter().copied(), prompts, profile) {
        let known: Vec<&str> = prompts.spoken_at(profile).map(Words::locale).collect();
        let args = [("user", user.to_owned()), ("locale", locale.to_owned()), ("locales", known.join(", "))];
        findings.problem("locale", &args);
    }
    reminded(&staff, profile, findings);
    phones(school, profile, findings);
    let mut profile = profile.clone();
    let now = SystemClock.now();
    if let Some(file) = &school.calendar {
        own_terms(&mut profile, file, now, findings);
    }
    calendar(&profile, now, findings);
}

/// The school's own terms and closed days, in place of the profile's.
fn own_terms(profile: &mut Profile, file: &Path, now: Moment, findings: &mut Findings<'_>) {
    match own_calendar(profile, file) {
        Ok((left_out, before)) => {
            let hours = profile.hours();
            let closed = hours.closed.len() - before.iter().len();
            let args = [
                ("file", file.display().to_string()),
                ("terms", hours.terms.len().to_string()),
                ("closed", closed.to_string()),
                ("count", left_out.to_string()),
            ];
            findings.fine("calendar_own", &args);
            let today = hours.local(now).date_naive();
            let Some(first) = hours.terms.first().filter(|first| today < first.from) else { return };
            let (id, since) = match before {
                Some(before) => ("calendar_begins", before.from),
                None => ("calendar_begins_bare", first.from),
            };
            let words = findings.words;
            findings.warning(id, &[("day", day(words, first.from)), ("since", day(words, since))]);
        }
        Err(why) => findings.problem("calendar_file", &[("why", format!("{why:#}"))]),
    }
}

fn calendar(profile: &Profile, now: Moment, findings: &mut Findings<'_>) {
    let hours = profile.hours();
    let Some(until) = hours.known_until() else {
        return findings.warning("calendar_none", &[("profile", profile.id.clone())]);
    };
    let args = [("profile", profile.id.clone()), ("day", day(findings.words, until))];
    let today = hours.local(now).date_naive();
    if until.signed_duration_since(today).num_days() < CALENDAR_DAYS {
        findings.warning("calendar_ends", &args);
    } else if !profile.example_dates {
        findings.fine("calendar_fine", &args);
    }
    if profile.example_dates {
        findings.warning("calendar_example", &args);
    }
}

/// With fewer days to go, the next terms are asked for.
const CALENDAR_DAYS: i64 = 90;

/// Whether somebody has held the dos and don'ts against their sources within the year.
fn guidance(prompts: &Prompts, profile: &Profile, findings: &mut Findings<'_>) {
    let Some(stale) = prompts.guidance.stale_at(profile, SystemClock.now()) else {
        return findings.fine("guidance_fine", &[]);
    };
    let oldest: Vec<&str> = stale.rules.iter().take(OLDEST).map(|rule| rule.id.as_str()).collect();
    let args = [
        ("date", day(findings.words, stale.reviewed_on)),
        ("count", stale.rules.len().to_string()),
        ("rules", oldest.join(", ")),
    ];
    findings.warning("guidance_old", &args);
}

/// The roles of a profile's school; whoever a route names beside them is not expected to be there.
fn expected(profile: &Profile, roles: &[Role]) -> Vec<Role> {
    roles.iter().copied().filter(|role| profile.roles.contains(role)).collect()
}

fn people(staff: &[&PersonSettings], profile: &Profile, findings: &mut Findings<'_>) {
    let held = |role: &Role| staff.iter().any(|person| person.roles.contains(role));
    let mut leads = BTreeSet::new();
    let mut others = BTreeSet::new();
    for route in &profile.routes {
        leads.extend(expected(profile, &route.lead).into_iter().filter(|role| !held(role)));
        let next = [&route.copied[..], &route.ladder].concat();
        others.extend(expected(profile, &next).into_iter().filter(|role| !held(role)));
        if !route.lead.iter().chain(&route.ladder).any(held) {
            findings.problem("nobody", &[("route", route.id.clone())]);
        }
    }
    let all_held = leads.is_empty() && others.is_empty();
    let words = findings.words;
    let name = |role: Role| [("who", words.role(role)), ("role", role.to_string())];
    leads.iter().for_each(|role| findings.problem("lead", &name(*role)));
    others.difference(&leads).for_each(|role| findings.warning("role", &name(*role)));
    if all_held {
        findings.fine("roles_fine", &[]);
    }
    heads_of_year(staff, profile, findings);
    let mut users = BTreeSet::new();
    for person in staff.iter().filter(|person| !users.insert(&person.user)) {
        findings.problem("user_twice", &[("user", person.user.clone())]);
    }
}

/// Roles that policies and duties fall to, and that nobody holds. Those of routes are told of already.
fn reminded(staff: &[&PersonSettings], profile: &Profile, findings: &mut Findings<'_>) {
    let owners = profile.policies.iter().map(|policy| policy.owner);
    let roles: BTreeSet<Role> =
        owners.chain(profile.duties.iter().flat_map(|duty| duty.to.iter().copied())).collect();
    let routes = profile.routes.iter();
    let told: BTreeSet<Role> = routes
        .flat_map(|route| expected(profile, &[&route.lead[..], &route.copied, &route.ladder].concat()))
        .chain([Role::Staff])
        .collect();
    let held = |role: &Role| staff.iter().any(|person| person.roles.contains(role));
    for role in roles.difference(&told).filter(|role| !held(role)) {
        let args = [("who", findings.words.role(*role)), ("role", role.to_string())];
        findings.warning("reminded", &args);
    }
}

fn spaces(settings: &Settings, findings: &mut Findings<'_>) {
    let ours = |member: &String| settings.people.iter().any(|person| person.user == *member);
    for space in settings.spaces.iter().filter(|space| !space.members.iter().all(ours)) {
        findings.problem("member", &[("space", space.id.clone())]);
    }
}

/// A head of year is told of their own years alone: one without years is told of nothing.
fn heads_of_year(staff: &[&PersonSettings], profile: &Profile, findings: &mut Findings<'_>) {
    let heads: Vec<_> = staff.iter().filter(|p| p.roles.contains(&Role::HeadOfYear)).collect();
    for person in heads.iter().filter(|person| person.years.is_empty()) {
        findings.problem("head_of_year", &[("user", person.user.clone())]);
    }
    let named = profile.routes.iter().filter(|route| {
        expected(profile, &[&route.lead[..], &route.copied, &route.ladder].concat())
            .contains(&Role::HeadOfYear)
    });
    let of_route = |route: &RouteRule| match &route.year[..] {
        [] => (0..=LAST_YEAR).collect(),
        years => years.to_vec(),
    };
    let asked: BTreeSet<u8> = named.flat_map(of_route).collect();
    let led: BTreeSet<u8> = heads.iter().flat_map(|person| &person.years).copied().collect();
    let missing: Vec<String> = asked.difference(&led).map(u8::to_string).collect();
    // That nobody holds the role at all was said already.
    if !led.is_empty() && !missing.is_empty() {
        findings.warning("years", &[("years", missing.join(", "))]);
    }
}

fn phones(school: &SchoolSettings, profile: &Profile, findings: &mut Findings<'_>) {
    let digits = |number: &str| number.chars().filter(char::is_ascii_digit).collect::<String>();
    let made_up = |number: &str| MADE_UP.iter().any(|start| digits(number).starts_with(start));
    if digits(&school.phone).is_empty() {
        findings.problem("phone", &[]);
    } else if made_up(&school.phone) {
        findings.problem("phone_made_up", &[("phone", school.phone.clone())]);
    } else {
        findings.fine("phone_fine", &[("phone", school.phone.clone())]);
    }
    let mut shown = BTreeSet::from([Role::Head, Role::ChairOfGovernors]);
    for route in &profile.routes {
        shown.extend(expected(profile, &[&route.lead[..], &route.ladder].concat()));
        shown.extend(&route.outside);
    }
    // The school's own phone is the safeguarding lead's.
    shown.remove(&Role::Dsl);
    let contacts = profile.contacts_under(&school.contacts);
    // A number, or the address of a page.
    let usable = |at: &&String| !digits(at).is_empty() || at.contains('.') && !at.contains(' ');
    let number = |role: &Role| contacts.get(role).filter(usable);
    let missing: Vec<Role> = shown.iter().copied().filter(|role| number(role).is_none()).collect();
    if !missing.is_empty() {
        findings.warning("contacts", &[("roles", ids(&missing))]);
    }
    let wrong = school.contacts.iter().filter(|(_, number)| made_up(number));
    let wrong: Vec<Role> = wrong.map(|(role, _)| *role).collect();
    if !wrong.is_empty() {
        findings.problem("contacts_made_up", &[("roles", ids(&wrong))]);
    }
    if missing.is_empty() && wrong.is_empty() {
        findings.fine("contacts_fine", &[]);
    }
}

/// As they are written in the settings.
fn ids(roles: &[Role]) -> String {
    roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ")
}
