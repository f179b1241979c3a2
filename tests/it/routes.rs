//! Where concerns go under the kent profile, and how urgent they are.

use crate::world::built_in;
use hearken::domain::access::{self, Subjects};
use hearken::domain::concern::{About, Answers, Category, Value};
use hearken::domain::id::{CaseId, PersonId, SchoolId};
use hearken::domain::regroup::regroup;
use hearken::domain::routing::{Because, Facts, Route, RouteRule, route};
use hearken::domain::school::{Identity, Person, PlatformKind, Role, Staff};
use hearken::domain::text::Text;
use hearken::domain::urgency::{self, Urgency};
use hearken::forms::Prompts;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

static PROMPTS: LazyLock<Arc<Prompts>> = LazyLock::new(built_in);

/// People by their roles, one word each: `head+dsl` holds both. The whole word is their id.
fn school(people: &str) -> Staff {
    let person = |word: &str| Person {
        id: PersonId::parse(&word.replace('+', ".")).unwrap(),
        name: Text::new(word),
        roles: word.split('+').filter_map(Role::parse).collect(),
        years: BTreeSet::new(),
        trained: false,
        identities: vec![Identity {
            platform: PlatformKind::Local,
            workspace: "school".to_owned(),
            user: word.to_owned(),
        }],
        gone: BTreeSet::new(),
        employment: hearken::domain::school::Employment::default(),
        locales: Vec::new(),
    };
    Staff::new(SchoolId::parse("school").unwrap(), people.split_whitespace().map(person))
}

/// A school where everyone has one role.
const FULL: &str = "dsl deputy_dsl head chair_of_governors safeguarding_governor online_safety_lead it_lead dpo \
    on_call slt teacher";

/// People named, and `?` for one whom nobody could match.
fn subjects(named: &str) -> Subjects {
    let mut subjects = Subjects::default();
    for word in named.split_whitespace() {
        if word == "?" {
            subjects.unknown_adult = true;
        } else {
            subjects.people.insert(PersonId::parse(&word.replace('+', ".")).unwrap());
        }
    }
    subjects
}

fn by_rules(rules: &[RouteRule], people: &str, about: About, category: Category, named: &str) -> Route {
    let staff = school(people);
    let subjects = subjects(named);
    let standing = subjects.standing(&staff);
    let picked = (!subjects.people.is_empty() || !subjects.roles.is_empty()).then(|| standing.clone());
    let facts = Facts { about, category, years: BTreeSet::new(), subjects, standing, picked };
    route(rules, &facts, |role, subjects, _| staff.holders(role).any(|person| !subjects.cover(person)))
}

fn kent(people: &str, about: About, category: Category, named: &str) -> Route {
    by_rules(&PROMPTS.profile("kent").unwrap().routes, people, about, category, named)
}

fn list(roles: impl IntoIterator<Item = Role>) -> String {
    roles.into_iter().map(Role::as_str).collect::<Vec<_>>().join(" ")
}

/// `dsl > deputy_dsl head, ask police, not it_lead`
fn told(route: &Route) -> String {
    let mut told = format!("{} > {}", list(route.lead.clone()), list(route.ladder.clone()));
    if !route.copied.is_empty() {
        told += &format!(", copy {}", list(route.copied.clone()));
    }
    if !route.outside.is_empty() {
        told += &format!(", ask {}", list(route.outside.clone()));
    }
    if !route.excluded.is_empty() {
        told += &format!(", not {}", list(route.excluded.clone()));
    }
    told
}

fn holds(people: &str, table: &[(About, Category, &str, &str)]) {
    for (about, category, named, expected) in table {
        let found = told(&kent(people, *about, *category, named));
        assert_eq!(found, *expected, "{about}, {category}, named {named:?}, at {people:?}");
    }
}

/// Everyone who may have it, by name, on the way through the whole ladder.
fn readers(people: &str, route: &Route) -> BTreeSet<String> {
    let access = route.access(CaseId::parse("case").unwrap());
    let found = access::recipients(Role::ALL, &school(people), &access);
    found.iter().map(|recipient| recipient.person().to_string()).collect()
}

const USUAL: &str = "dsl > deputy_dsl head on_call";

#[test]
fn a_concern_about_a_child_goes_to_the_safeguarding_lead_then_deputy_head_and_on_call() {
    use Category::*;
    for about in [About::Pupil, About::Pupils, About::Outsider, About::Nobody, About::Unsure] {
        for category in
            [Bullying, OnlineHate, HarmfulContent, ScamGambling, DeviceMisuse, OffensiveMessage, WelfareOther]
        {
            holds(FULL, &[(about, category, "", USUAL)]);
        }
        let risk = format!("{USUAL}, ask childrens_social_care police");
        for category in [Grooming, SexualHarassment, SelfHarm] {
            holds(FULL, &[(about, category, "", &risk)]);
        }
        for category in [Nudes, IndecentImages] {
            holds(FULL, &[(about, category, "", &format!("{risk} ceop"))]);
        }
        holds(
            FULL,
            &[
                (about, Radicalisation, "", &format!("{USUAL}, ask police prevent")),
                (about, FilteringBreach, "", &format!("{USUAL}, ask filtering_provider iwf police")),
                (about, DataBreach, "", "dpo > head on_call"),
                (about, AccountSecurity, "", "dpo > head on_call"),
            ],
        );
    }
}

#[test]
fn a_concern_about_an_adult_goes_up_whatever_kind_it_is() {
    for category in Category::ALL {
        holds(
            FULL,
            &[
                (About::Staff, *category, "teacher", "head > chair_of_governors, ask lado"),
                (About::Staff, *category, "", "head > chair_of_governors, ask lado, not dsl deputy_dsl"),
                (About::Staff, *category, "?", "head > chair_of_governors, ask lado, not dsl deputy_dsl"),
                (
                    About::SafeguardingTeam,
                    *category,
                    "",
                    "head > chair_of_governors, ask lado, not dsl deputy_dsl",
                ),
                (
                    About::Head,
                    *category,
                    "",
                    "chair_of_governors > safeguarding_governor, ask lado, not head",
                ),
                (About::Governor, *category, "safeguarding_governor", "head > chair_of_governors, ask lado"),
                (About::Governor, *category, "chair_of_governors", "head > , ask lado"),
                (
                    About::Governor,
                    *category,
                    "",
                    "head > , ask lado, not chair_of_governors safeguarding_governor",
                ),
            ],
        );
    }
}

#[test]
fn naming_an_adult_in_any_concern_sends_it_up() {
    let away_from_the_team = "head > chair_of_governors, ask lado, not dsl deputy_dsl";
    for about in [About::Pupil, About::Outsider, About::Nobody, About::Unsure] {
        for category in [Category::Nudes, Category::DataBreach, Category::WelfareOther] {
            holds(
                FULL,
                &[
                    (about, category, "dsl", away_from_the_team),
                    (about, category, "deputy_dsl", away_from_the_team),
                    (about, category, "teacher dsl", away_from_the_team),
                    (about, category, "?", away_from_the_team),
                    (about, category, "it_lead", "head > chair_of_governors, ask lado"),
                    (about, category, "head", "chair_of_governors > safeguarding_governor, ask lado"),
                    (
                        about,
                        category,
                        "head dsl",
                        "chair_of_governors > safeguarding_governor, ask lado, not dsl deputy_dsl",
                    ),
                    (about, category, "chair_of_governors", "head > , ask lado"),
                    (about, category, "head chair_of_governors", "safeguarding_governor > , ask lado"),
                ],
            );
        }
    }
}

#[test]
fn staff_conduct_goes_up_although_the_answer_was_a_pupil() {
    let unknown = "head > chair_of_governors, ask lado, not dsl deputy_dsl";
    for about in [About::Pupil, About::Pupils, About::Outsider, About::Nobody, About::Unsure] {
        holds(FULL, &[(about, Category::StaffConduct, "", unknown)]);
        let route = kent(FULL, about, Category::StaffConduct, "");
        assert!(route.because.contains(&Because::Raised) && route.because.contains(&Because::UnknownAdult));
    }
}

#[test]
fn a_role_that_nobody_can_fill_passes_to_the_next() {
    let pupil = |people: &str| told(&kent(people, About::Pupil, Category::Bullying, ""));
    assert_eq!(pupil("deputy_dsl head on_call"), "deputy_dsl > head on_call");
    assert_eq!(pupil("head on_call"), "head > on_call");
    assert_eq!(pupil("on_call teacher"), "on_call > ");
    let route = kent("deputy_dsl head on_call", About::Pupil, Category::Bullying, "");
    assert!(route.because.contains(&Because::NoHolder(Role::Dsl)));
    assert!(route.because.contains(&Because::MovedUp(Role::DeputyDsl)));
    holds("head dsl it_lead", &[(About::Nobody, Category::DataBreach, "", "head > ")]);
}

#[test]
fn in_a_small_school_one_person_holds_several_roles_and_is_left_out_in_all_of_them() {
    let small = "head+dsl+on_call deputy_dsl chair_of_governors safeguarding_governor";
    holds(
        small,
        &[
            (About::Pupil, Category::Bullying, "", USUAL),
            (About::Staff, Category::Bullying, "", "head > chair_of_governors, ask lado, not dsl deputy_dsl"),
            (
                About::Pupil,
                Category::Bullying,
                "head+dsl+on_call",
                "chair_of_governors > safeguarding_governor, ask lado, not dsl deputy_dsl",
            ),
            (
                About::SafeguardingTeam,
                Category::Bullying,
                "",
                "chair_of_governors > , ask lado, not dsl deputy_dsl",
            ),
        ],
    );
    for about in [About::Head, About::SafeguardingTeam] {
        let readers = readers(small, &kent(small, about, Category::WelfareOther, ""));
        assert!(!readers.contains("head.dsl.on_call") && !readers.contains("deputy_dsl"), "{readers:?}");
    }
}

#[test]
fn with_nobody_left_only_the_trust_may_have_it_and_else_nobody_inside() {
    for people in ["head+dsl", "head+chair_of_governors+safeguarding_governor dsl deputy_dsl on_call"] {
        let alone = kent(people, About::Head, Category::StaffConduct, "");
        assert!(alone.is_unrouted() && alone.because.contains(&Because::NobodyLeft));
        assert_eq!(told(&alone), " > , ask lado, not head");
        assert!(readers(people, &alone).is_empty());
        let in_a_trust = format!("{people} trust_lead");
        let route = kent(&in_a_trust, About::Head, Category::StaffConduct, "");
        assert_eq!(told(&route), "trust_lead > , ask lado, not head");
        assert_eq!(readers(&in_a_trust, &route), BTreeSet::from(["trust_lead".to_owned()]));
    }
}

#[test]
fn somebody_unmatched_may_be_any_governor_or_any_of_the_team_whoever_else_is_named() {
    holds(
        FULL,
        &[
            (
                About::Governor,
                Category::StaffConduct,
                "safeguarding_governor ?",
                "head > , ask lado, not dsl deputy_dsl chair_of_governors safeguarding_governor",
            ),
            (
                About::SafeguardingTeam,
                Category::StaffConduct,
                "deputy_dsl ?",
                "head > chair_of_governors, ask lado, not dsl deputy_dsl",
            ),
        ],
    );
    let small = "head+dsl deputy_dsl chair_of_governors";
    let route = kent(small, About::SafeguardingTeam, Category::StaffConduct, "deputy_dsl ?");
    assert_eq!(readers(small, &route), BTreeSet::from(["chair_of_governors".to_owned()]));
}

#[test]
fn a_concern_about_the_team_keeps_the_team_out_whoever_is_named_in_it() {
    let mut rules = PROMPTS.profile("kent").unwrap().routes.clone();
    for rule in &mut rules {
        rule.lead.push(Role::Dsl);
        rule.ladder.push(Role::DeputyDsl);
    }
    for named in ["head", "chair_of_governors", "teacher", "?", "head ?", ""] {
        let route = by_rules(&rules, FULL, About::SafeguardingTeam, Category::StaffConduct, named);
        let readers = readers(FULL, &route);
        assert!(!readers.contains("dsl") && !readers.contains("deputy_dsl"), "{named}: {readers:?}");
    }
}

#[test]
fn whoever_is_named_by_one_role_stands_in_every_role_they_hold() {
    let staff = school("it_lead+dsl head teacher");
    let by_role = Subjects { roles: BTreeSet::from([Role::ItLead]), ..Subjects::default() };
    assert_eq!(by_role.standing(&staff), BTreeSet::from([Role::ItLead, Role::Dsl]));
    let picked = subjects("it_lead+dsl teacher");
    assert_eq!(picked.standing(&staff), BTreeSet::from([Role::ItLead, Role::Dsl]));
    let gone = subjects("somebody-who-left");
    assert!(gone.standing(&staff).is_empty());
}

/// Where a concern goes after `later` were named in it, when `told` have been told of it.
fn regrouped(people: &str, about: About, category: Category, told: &[Role], later: &str) -> Route {
    let staff = school(people);
    let old = kent(people, about, category, "");
    let mut all = old.subjects.clone();
    all.absorb(&subjects(later));
    let (years, standing) = (BTreeSet::new(), all.standing(&staff));
    let facts = Facts { about, category, years, standing, picked: None, subjects: all };
    let rules = &PROMPTS.profile("kent").unwrap().routes;
    let free = |role: Role, subjects: &Subjects| staff.holders(role).any(|person| !subjects.cover(person));
    let decided = route(rules, &facts, |role, subjects, _| free(role, subjects));
    let named = decided.subjects.clone();
    regroup(&old, told, decided, |role| free(role, &named))
}

#[test]
fn who_was_told_before_a_name_came_up_keeps_it_only_on_the_way_up() {
    let (pupil, bullying) = (About::Pupil, Category::Bullying);
    let after = |told: &[Role], later: &str| {
        let people = "dsl deputy_dsl head chair_of_governors on_call dpo teacher";
        self::told(&regrouped(people, pupil, bullying, told, later))
    };
    let (dsl, deputy, on_call) = (Role::Dsl, Role::DeputyDsl, Role::OnCall);
    assert_eq!(after(&[dsl], "teacher"), "head > chair_of_governors, copy dsl, ask lado");
    assert_eq!(after(&[dsl, deputy], "teacher"), "head > chair_of_governors, copy dsl deputy_dsl, ask lado");
    assert_eq!(
        after(&[dsl, deputy, on_call], "on_call"),
        "head > chair_of_governors, copy dsl deputy_dsl, ask lado"
    );
    assert_eq!(after(&[dsl], "dsl"), "head > chair_of_governors, ask lado, not dsl deputy_dsl");
    assert_eq!(after(&[dsl], "deputy_dsl"), "head > chair_of_governors, ask lado, not dsl deputy_dsl");
    assert_eq!(after(&[dsl], "?"), "head > chair_of_governors, ask lado, not dsl deputy_dsl");
    assert_eq!(
        after(&[dsl, deputy, Role::Head], "head"),
        "chair_of_governors > , copy dsl deputy_dsl, ask lado"
    );
    // What was for the data lead is about an adult now: it goes up, not sideways.
    let data = regrouped(
        "dpo head chair_of_governors teacher",
        About::Nobody,
        Category::DataBreach,
        &[Role::Dpo],
        "teacher",
    );
    assert_eq!(self::told(&data), "head > chair_of_governors, ask lado");
}

#[test]
fn where_nobody_is_above_those_who_have_it_they_keep_it_unless_they_are_named() {
    let after = |later: &str| {
        let route =
            regrouped("dsl deputy_dsl teacher", About::Pupil, Category::Bullying, &[Role::Dsl], later);
        (list(route.lead.clone()), route.is_unrouted())
    };
    assert_eq!(after("teacher"), ("dsl".to_owned(), false));
    for named in ["dsl", "deputy_dsl", "?"] {
        assert_eq!(after(named), (String::new(), true), "{named}");
    }
}

fn answers(given: &[(&str, &str)]) -> Answers {
    let mut answers = Answers::default();
    for (field, option) in given {
        answers.set(field, Value::Choice((*option).to_owned()));
    }
    answers
}

fn urgency_of(given: &[(&str, &str)]) -> Urgency {
    urgency::of(&PROMPTS.concern.urgency, &answers(given)).0
}

#[test]
fn what_the_sources_call_urgent_is_urgent_and_everything_else_is_for_today() {
    use Category::*;
    let urgent = [
        Nudes,
        IndecentImages,
        SexualHarassment,
        Grooming,
        OffensiveMessage,
        DataBreach,
        AccountSecurity,
        SelfHarm,
    ];
    for category in Category::ALL {
        let expected = if urgent.contains(category) { Urgency::Urgent } else { Urgency::Today };
        assert_eq!(urgency_of(&[("category", category.as_str())]), expected, "{category}");
    }
}

#[test]
fn answers_raise_the_urgency_and_nothing_lowers_it_below_today() {
    for category in Category::ALL {
        let alone = urgency_of(&[("category", category.as_str())]);
        for picture in ["yes", "not_sure"] {
            let with = urgency_of(&[("category", category.as_str()), ("picture", picture)]);
            assert_eq!(with, Urgency::Urgent, "{category}, picture {picture}");
        }
        for field in ["adult_involved", "pressure", "under_13"] {
            let raised = urgency_of(&[("category", category.as_str()), (field, "yes")]);
            assert_eq!(raised, Urgency::Urgent, "{category}, {field}");
        }
        let danger = [("category", category.as_str()), ("picture", "no"), ("immediate_risk", "yes")];
        assert_eq!(urgency_of(&danger), Urgency::Immediate, "{category}");
        let quiet = [("picture", "no"), ("immediate_risk", "no"), ("pressure", "not_known")];
        let quiet: Vec<_> = quiet.into_iter().chain([("category", category.as_str())]).collect();
        assert_eq!(urgency_of(&quiet), alone, "{category}");
    }
    assert_eq!(urgency_of(&[]), Urgency::Today);
}

#[test]
fn an_urgency_names_the_rules_that_made_it_so() {
    let given = answers(&[("category", "nudes"), ("under_13", "yes"), ("immediate_risk", "yes")]);
    let (urgency, rules) = urgency::of(&PROMPTS.concern.urgency, &given);
    let rules: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!((urgency, rules), (Urgency::Immediate, vec!["danger_now"]));
}
