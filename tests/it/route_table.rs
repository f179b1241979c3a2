//! Where every concern goes under every profile: as tables for people to read (`tests/it/route_tables/`), and the rules
//! that hold above all of them.
//!
//! To write the tables anew: `HEARKEN_WRITE_ROUTES=1 cargo test --test it route_table`, and read what changed.

use crate::world::built_in;
use hearken::domain::concern::{About, Category};
use hearken::domain::routing::UPWARD;
use hearken::domain::school::Role;
use hearken::domain::urgency::Deadline;
use hearken::forms::explain::{Explained, Question, explain};
use hearken::forms::{Profile, Prompts, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::sync::{Arc, LazyLock};

static PROMPTS: LazyLock<Arc<Prompts>> = LazyLock::new(built_in);
const PROFILES: [&str; 5] = ["kas", "kent", "kings", "redscope", "tiffin"];

fn words() -> &'static Words {
    PROMPTS.words(None)
}

/// No year, then early years to Year 13.
fn years() -> impl Iterator<Item = Option<u8>> {
    [None].into_iter().chain((0..=13).map(Some))
}

fn ask(profile: &Profile, about: About, category: Category, year: Option<u8>, named: &[Role]) -> Explained {
    let named = named.iter().copied().collect();
    explain(&PROMPTS, words(), profile, &Question { category, about, year, named })
}

/// The sentence of each route, to find the route by.
fn routes_by_sentence(profile: &Profile) -> BTreeMap<String, (&str, &str)> {
    let sentence = |id: &str| words().find(&format!("because-{id}"), &[]).unwrap();
    profile.routes.iter().map(|r| (sentence(&r.id), (r.id.as_str(), r.source.as_str()))).collect()
}

fn list(roles: &[Role], between: &str) -> String {
    roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(between)
}

/// `dsl · copied head · then deputy_dsl, on_call · numbers police`, and on a second line the route and its source.
fn outcome(profile: &Profile, explained: &Explained, named: &[Role]) -> String {
    let (id, source) = routes_by_sentence(profile)[&explained.because[0]];
    let lead = if explained.lead.is_empty() {
        "NOBODY at the school".to_owned()
    } else {
        list(&explained.lead, " and ")
    };
    // Whoever is named is left out of course; the heading says so already.
    let left_out: Vec<Role> =
        explained.excluded.iter().copied().filter(|role| !named.contains(role)).collect();
    let mut line = format!("-> {lead}");
    for (what, roles, between) in [
        ("copied", &explained.copied, ", "),
        ("then", &explained.ladder, ", then "),
        ("numbers", &explained.outside_advice, ", "),
        ("not", &left_out, ", "),
    ] {
        if !roles.is_empty() {
            let _ = write!(line, " | {what} {}", list(roles, between));
        }
    }
    format!("{line}\n   [{id}: {source}]")
}

/// `early years-6`, `12-13`, `not known`.
fn year_names(years: &[Option<u8>]) -> String {
    let name = |year: u8| if year == 0 { "early years".to_owned() } else { year.to_string() };
    let mut parts: Vec<(u8, u8)> = Vec::new();
    for year in years.iter().flatten() {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == *year => *last = *year,
            _ => parts.push((*year, *year)),
        }
    }
    let mut names: Vec<String> = parts
        .into_iter()
        .map(|(from, to)| if from == to { name(from) } else { format!("{} to {}", name(from), name(to)) })
        .collect();
    if years.contains(&None) {
        names.push("not known".to_owned());
    }
    names.join(", ")
}

/// Keys that have the same value, together, in the order of the first of each.
fn fold<K: Copy, V: PartialEq>(pairs: impl IntoIterator<Item = (K, V)>) -> Vec<(Vec<K>, V)> {
    let mut folded: Vec<(Vec<K>, V)> = Vec::new();
    for (key, value) in pairs {
        match folded.iter_mut().find(|(_, known)| *known == value) {
            Some((keys, _)) => keys.push(key),
            None => folded.push((vec![key], value)),
        }
    }
    folded
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

/// Every kind of concern about every kind of person, with these roles named in it.
fn block(profile: &Profile, named: &[Role]) -> String {
    let by_year = |about: About, category: Category| {
        let each =
            years().map(|year| (year, outcome(profile, &ask(profile, about, category, year, named), named)));
        let folded = fold(each);
        match &folded[..] {
            [(_, outcome)] => format!("{outcome}\n"),
            _ => folded
                .iter()
                .map(|(years, outcome)| format!("year {}:\n{}", year_names(years), indented(outcome)))
                .collect(),
        }
    };
    let by_category = |about: About| -> String {
        let folded = fold(Category::ALL.iter().map(|category| (*category, by_year(about, *category))));
        let one = folded.len() == 1;
        let lines = folded.iter().map(|(categories, outcome)| {
            let names: Vec<&str> = categories.iter().map(|category| category.as_str()).collect();
            let names = if one { "any kind".to_owned() } else { names.join(", ") };
            format!("{names}\n{}", indented(outcome))
        });
        lines.collect()
    };
    let folded = fold(About::ALL.iter().map(|about| (*about, by_category(*about))));
    let lines = folded.iter().map(|(abouts, lines)| {
        let names: Vec<&str> = abouts.iter().map(|about| about.as_str()).collect();
        format!("about {}\n{}", names.join(", "), indented(lines))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn urgencies(profile: &Profile) -> String {
    let each = Category::ALL.iter().map(|category| {
        let explained = ask(profile, About::Pupil, *category, None, &[]);
        let deadline = match explained.deadline {
            Deadline::Minutes(n) => format!("{n} minutes"),
            Deadline::WorkingMinutes(n) => {
                format!("{n} minutes of school time, and before the children leave")
            }
            Deadline::NextSchoolDay(n) => format!("the opening of school day {n} from now"),
        };
        (*category, format!("{}, to be acknowledged within {deadline}", explained.urgency))
    });
    let lines = fold(each).into_iter().map(|(categories, urgency)| {
        let names: Vec<&str> = categories.iter().map(|category| category.as_str()).collect();
        format!("{urgency}\n    {}\n", names.join(", "))
    });
    lines.collect()
}

fn table(profile: &Profile) -> String {
    let id = &profile.id;
    let mut text = format!(
        "WHERE A CONCERN GOES: {id}\n\n\
         -> who gets it first | copied: told at the same moment, with reference and task | then: told next if nobody\n\
         answers | numbers: shown to whoever needs them, never written to | not: left out\n\
         [route: where that stands in the source]\n\n\
         Every role is held by one person here. This page is made from prompts/profiles/{id}.toml by the tests.\n\n\
         URGENCY, by the kind alone; answers can raise it\n\n{}\n\
         NOBODY NAMED\n\n{}",
        indented(&urgencies(profile)),
        block(profile, &[]),
    );
    let named = fold(profile.roles.iter().map(|role| (*role, block(profile, &[*role]))));
    for (roles, block) in named {
        let _ = write!(text, "\nNAMED IN IT: {}\n\n{block}", list(&roles, ", or "));
    }
    let pair = [Role::Dsl, Role::Head];
    let _ = write!(text, "\nNAMED IN IT: dsl and head\n\n{}", block(profile, &pair));
    text.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
}

#[test]
fn every_concern_goes_where_its_table_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/route_tables");
    let write = std::env::var_os("HEARKEN_WRITE_ROUTES").is_some();
    for id in PROFILES {
        let now = table(PROMPTS.profile(id).unwrap());
        let file = folder.join(format!("{id}.txt"));
        if write {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&file, &now).unwrap();
        }
        let kept = std::fs::read_to_string(&file).unwrap();
        let changed = kept.lines().zip(now.lines()).find(|(kept, now)| kept != now);
        assert!(
            kept == now,
            "{id}: the routes are not those of {}. First: {changed:?}. If that is right, write it anew with \
             HEARKEN_WRITE_ROUTES=1 and read the difference",
            file.display()
        );
        assert!(now.lines().count() < 400, "{id}: a table that nobody reads: {} lines", now.lines().count());
    }
    assert_eq!(PROMPTS.profiles.keys().map(String::as_str).collect::<Vec<_>>(), PROFILES);
}

/// Nobody, each role, and every two of those who lead a school.
fn who_may_be_named(profile: &Profile) -> Vec<Vec<Role>> {
    let leaders: Vec<Role> = profile.roles.iter().copied().filter(|role| UPWARD.contains(role)).collect();
    let mut named = vec![Vec::new(), leaders.clone()];
    named.extend(profile.roles.iter().map(|role| vec![*role]));
    for (n, first) in leaders.iter().enumerate() {
        named.extend(leaders[n + 1..].iter().map(|second| vec![*first, *second]));
    }
    named
}

#[test]
fn the_rules_above_all_profiles_hold_for_every_concern() {
    for profile in PROMPTS.profiles.values() {
        for named in who_may_be_named(profile) {
            for about in About::ALL {
                for category in Category::ALL {
                    // Years change nothing but whose route it is: the edges of each phase are enough.
                    for year in [None, Some(0), Some(6), Some(7), Some(12), Some(13)] {
                        let found = ask(profile, *about, *category, year, &named);
                        let what =
                            format!("{}: {about}, {category}, {year:?}, {named:?}: {found:?}", profile.id);
                        holds(profile, *about, *category, &named, &found, &what);
                    }
                }
            }
        }
    }
}

fn holds(profile: &Profile, about: About, category: Category, named: &[Role], found: &Explained, what: &str) {
    let inside: Vec<Role> = found.lead.iter().chain(&found.copied).chain(&found.ladder).copied().collect();
    assert!(inside.iter().all(|role| !named.contains(role)), "nobody named: {what}");
    assert!(inside.iter().all(|role| !role.is_outside()), "nobody outside: {what}");
    assert!(found.outside_advice.iter().all(|role| role.is_outside()), "{what}");
    assert!(inside.iter().all(|role| !found.excluded.contains(role)), "nobody left out: {what}");
    let adult = about.is_adult_here() || category == Category::StaffConduct || !named.is_empty();
    if adult {
        assert!(inside.iter().all(|role| UPWARD.contains(role)), "up, never sideways: {what}");
        assert!(!found.outside_advice.is_empty(), "somebody outside to call: {what}");
    }
    let team = [Role::Dsl, Role::DeputyDsl];
    if about == About::SafeguardingTeam || named.iter().any(|role| team.contains(role)) {
        assert!(
            inside.iter().all(|role| !team.contains(role)),
            "the head decides who of the team joins: {what}"
        );
    }
    if found.lead.is_empty() {
        assert!(inside.is_empty() && adult, "{what}");
        let effective = |role: &&Role| !named.contains(role) && !found.excluded.contains(role);
        let route = profile
            .routes
            .iter()
            .find(|r| words().find(&format!("because-{}", r.id), &[]).as_ref() == found.because.first());
        let route = route.unwrap();
        let left: Vec<&Role> = route
            .lead
            .iter()
            .chain(&route.ladder)
            .filter(effective)
            .filter(|r| profile.roles.contains(r))
            .collect();
        assert!(left.is_empty(), "{left:?} could have it: {what}");
    }
    for roles in [&found.lead, &found.copied, &found.excluded, &found.outside_advice] {
        assert!(roles.is_sorted_by_key(|role| role.as_str()), "sorted: {what}");
        assert_eq!(roles.iter().collect::<BTreeSet<_>>().len(), roles.len(), "nobody twice: {what}");
    }
    let again = ask(profile, about, category, None, named);
    let once_more = ask(profile, about, category, None, named);
    assert_eq!(format!("{again:?}"), format!("{once_more:?}"));
}

#[test]
fn every_route_of_ours_says_why_in_a_sentence_of_its_own() {
    for profile in PROMPTS.profiles.values() {
        assert!(profile.built_in);
        assert_eq!(routes_by_sentence(profile).len(), profile.routes.len(), "{}", profile.id);
        for route in &profile.routes {
            let named = route.source.contains(&profile.id) || route.source.contains("default");
            assert!(named, "{}: {} has the source {:?}", profile.id, route.id, route.source);
        }
    }
}
