//! Year groups outside a conversation: how the routes of several years are put together, the form as commands show it,
//! and the settings of heads of year.

use crate::school::{School, hearken, run};
use crate::world::{YEARS, built_in, profile_called};
use hearken::domain::access::Subjects;
use hearken::domain::concern::{About, Answers, Category, Value};
use hearken::domain::routing::{Because, Facts, Route, RouteRule, route, year_matters};
use hearken::domain::school::Role;
use hearken::forms::explain::{Question, explain};
use hearken::forms::show;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn facts(about: About, category: Category, years: &[u8]) -> Facts {
    Facts {
        about,
        category,
        years: years.iter().copied().collect(),
        subjects: Subjects::default(),
        standing: BTreeSet::new(),
        picked: None,
    }
}

/// A route of a pupil's concern; words are role ids, and roles without a holder begin with a dash.
fn rule(id: &str, year: &[u8], lead: &str, copied: &str, ladder: &str, outside: &str) -> RouteRule {
    let roles = |ids: &str| ids.split_whitespace().map(|id| Role::parse(id).unwrap()).collect();
    RouteRule {
        id: id.to_owned(),
        about: Vec::new(),
        category: Vec::new(),
        year: year.to_vec(),
        lead: roles(lead),
        copied: roles(copied),
        ladder: roles(ladder),
        outside: roles(outside),
        source: "made up".to_owned(),
    }
}

fn told(route: &Route) -> String {
    let ids = |roles: &[Role]| roles.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(" ");
    let parts = [&route.lead, &route.copied, &route.ladder, &route.outside];
    parts.map(|roles| ids(roles)).join(" | ")
}

fn ids(route: &Route) -> Vec<&str> {
    let id = |because: &'static str| because;
    let rules = route.because.iter().map(|because| match because {
        Because::Rule(rule) => rule.as_str(),
        Because::NobodyLeft => id("nobody left"),
        _ => id("another reason"),
    });
    rules.collect()
}

#[test]
fn the_routes_of_several_years_are_put_together_once_each_and_in_their_order() {
    let rules = [
        rule("young", &[0, 1], "dsl head_primary", "it_lead", "deputy_dsl head", "police mash"),
        rule(
            "old",
            &[7, 8],
            "dsl",
            "head_secondary it_lead head",
            "head_secondary deputy_dsl head on_call",
            "",
        ),
        rule("oldest", &[12], "prevent_lead", "", "dsl trust_lead", "prevent police"),
        rule("any", &[], "dsl", "", "deputy_dsl", ""),
    ];
    let by = |years: &[u8]| {
        let decided = route(&rules, &facts(About::Pupil, Category::Bullying, years), |_, _, _| true);
        assert_eq!(decided.years, years.iter().copied().collect());
        (told(&decided), ids(&decided).join(" "))
    };
    let is = |years: &[u8], told: &str, because: &str| {
        assert_eq!(by(years), (told.to_owned(), because.to_owned()), "{years:?}");
    };
    is(&[], "dsl | | deputy_dsl | ".replace("| |", "|  |").as_str(), "any");
    is(&[5], "dsl |  | deputy_dsl | ", "any");
    is(&[1], "dsl head_primary | it_lead | deputy_dsl head | police mash", "young");
    is(&[0, 1], "dsl head_primary | it_lead | deputy_dsl head | police mash", "young");
    is(
        &[1, 7],
        "dsl head_primary | head head_secondary it_lead | head_secondary deputy_dsl head on_call | police mash",
        "young old",
    );
    is(
        &[7, 12],
        "dsl prevent_lead | head head_secondary it_lead | trust_lead head_secondary deputy_dsl head on_call | prevent police",
        "old oldest",
    );
    is(&[5, 12], "dsl prevent_lead |  | trust_lead deputy_dsl | prevent police", "any oldest");
}

#[test]
fn a_year_with_nobody_left_does_not_take_the_other_years_away() {
    let rules = [rule("seven", &[7], "head_of_year", "", "", ""), rule("any", &[], "dsl", "", "", "")];
    let only_seven =
        |role: Role, _: &Subjects, years: &BTreeSet<u8>| role == Role::HeadOfYear && years.contains(&7);
    let by = |years: &[u8]| route(&rules, &facts(About::Pupil, Category::Bullying, years), only_seven);
    assert!(by(&[8]).is_unrouted() && by(&[]).is_unrouted());
    for years in [[7, 8], [6, 7]] {
        let decided = by(&years);
        assert_eq!(decided.lead, [Role::HeadOfYear], "{years:?}");
        assert!(!ids(&decided).contains(&"nobody left"), "{years:?}: {:?}", decided.because);
    }
}

#[test]
fn the_year_matters_where_the_first_route_that_fits_has_years_or_names_the_head_of_year() {
    let prompts = built_in();
    for about in About::ALL {
        for category in Category::ALL {
            assert!(!year_matters(&prompts.profile("kent").unwrap().routes, *about, *category));
        }
    }
    let made = profile_called(&prompts, YEARS).routes;
    assert!(!year_matters(&made, About::Pupil, Category::Nudes), "the same for every year");
    assert!(year_matters(&made, About::Pupil, Category::Bullying), "routes for the oldest");
    assert!(year_matters(&made, About::Pupils, Category::DeviceMisuse), "the head of year leads");
    let behind = [rule("any", &[], "dsl", "", "", ""), rule("old", &[12], "head", "", "", "")];
    assert!(!year_matters(&behind, About::Pupil, Category::Bullying), "no concern comes to the second");
    for (copied, ladder) in [("head_of_year", ""), ("", "head_of_year")] {
        let named = [rule("any", &[], "dsl", copied, ladder, "")];
        assert!(year_matters(&named, About::Pupil, Category::Bullying));
    }
}

#[test]
fn the_years_of_answers_are_those_the_form_can_give_and_no_others() {
    let years = |options: &[&str]| {
        let mut answers = Answers::default();
        answers.set("year", Value::Choices(options.iter().map(|o| (*o).to_owned()).collect()));
        answers.years().into_iter().collect::<Vec<u8>>()
    };
    assert_eq!(years(&["early_years", "1", "13", "not_known"]), [0, 1, 13]);
    assert!(years(&["not_known"]).is_empty() && years(&["0", "14", "-1", "1000", ""]).is_empty());
    let prompts = built_in();
    let offered: Vec<&str> =
        prompts.concern.field("year").unwrap().options.iter().map(String::as_str).collect();
    assert_eq!(years(&offered), (0..=13).collect::<Vec<u8>>());
}

#[test]
fn a_head_of_year_is_explained_only_where_a_year_is_given() {
    let prompts = built_in();
    let profile = profile_called(&prompts, YEARS);
    let ask = |category: Category, year: Option<u8>, named: &[Role]| {
        let named = named.iter().copied().collect();
        let question = Question { category, about: About::Pupil, year, named };
        let explained = explain(&prompts, prompts.words(None), &profile, &question);
        (explained.lead, explained.copied, explained.because.join(" "))
    };
    let (lead, copied, because) = ask(Category::Bullying, Some(7), &[]);
    assert_eq!((lead, copied), (vec![Role::Dsl], vec![Role::HeadOfYear, Role::OnlineSafetyLead]));
    assert!(!because.contains("head of year"), "{because}");
    let (lead, copied, because) = ask(Category::Bullying, None, &[]);
    assert_eq!((lead, copied), (vec![Role::Dsl], vec![Role::OnlineSafetyLead]));
    assert!(because.contains("Nobody who may read this holds the role of the head of year"), "{because}");
    assert_eq!(ask(Category::DeviceMisuse, Some(0), &[]).0, [Role::HeadOfYear]);
    assert_eq!(ask(Category::DeviceMisuse, None, &[]).0, [Role::Dsl]);
    assert_eq!(ask(Category::Bullying, Some(12), &[]).1, [Role::HeadOfYear, Role::PreventLead]);
    let (lead, copied, _) = ask(Category::DeviceMisuse, Some(7), &[Role::HeadOfYear]);
    assert_eq!((lead, copied), (vec![Role::Head], vec![]), "up, where a head of year is named");
}

#[test]
fn a_form_is_shown_with_the_year_only_where_the_profile_asks() {
    let prompts = built_in();
    let asks = |profile: &str, category: Category, about: Option<About>| {
        let profile = profile_called(&prompts, profile);
        let shown = show::concern(&prompts, prompts.words(None), &profile, category, about, false);
        shown.pages.iter().any(|page| page.id == "year")
    };
    assert!(asks(YEARS, Category::Bullying, None) && asks(YEARS, Category::Bullying, Some(About::Pupils)));
    assert!(!asks(YEARS, Category::Bullying, Some(About::Staff)) && !asks(YEARS, Category::Nudes, None));
    for category in Category::ALL {
        assert!(!asks("kent", *category, None) && !asks("kent", *category, Some(About::Pupil)));
    }
}

/// A folder with a profile of a school's own.
fn own_profile() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("prompts/profiles/kent.toml");
    let kent = fs::read_to_string(ours).unwrap();
    let usual = "id = \"pupil\"\nlead = [\"dsl\"]\n";
    assert!(kent.contains(usual) && kent.contains("  \"staff\", \"dsl\","));
    let oak = kent
        .replace(usual, "id = \"pupil\"\nlead = [\"dsl\"]\ncopied = [\"head_of_year\"]\n")
        .replace("  \"staff\", \"dsl\",", "  \"staff\", \"head_of_year\", \"dsl\",")
        .replace("id = \"kent\"", "id = \"oak\"");
    fs::create_dir(folder.path().join("profiles")).unwrap();
    fs::write(folder.path().join("profiles/oak.toml"), oak).unwrap();
    folder
}

#[test]
fn the_commands_know_the_year_in_a_schools_own_profile() {
    let folder = own_profile();
    let prompts = folder.path().to_str().unwrap();
    let ask = |args: &[&str]| run(&mut hearken([args, &["--prompts", prompts]].concat()), "");
    assert_eq!(ask(&["prompts", "check"]).code, 0, "{:?}", ask(&["prompts", "check"]));
    let shown = ask(&["forms", "show", "concern", "--profile", "oak", "--category", "bullying"]);
    assert!(shown.stdout.contains("\nyear: Which year group?\n"), "{shown:?}");
    let explain = ["route", "explain", "--profile", "oak", "--category", "bullying", "--about", "pupil"];
    let of = |year: &str| ask(&[&explain[..], &["--year", year]].concat());
    assert!(of("0").stdout.contains("Copied           head_of_year\n"), "{:?}", of("0"));
    assert!(ask(&explain).stdout.contains("Copied           nobody\n"));
    for none in ["14", "255", "300", "-1", "seven"] {
        let ended = ask(&[&explain[..], &[&format!("--year={none}")]].concat());
        assert!(ended.code != 0 && ended.stdout.is_empty() && !ended.stderr.is_empty(), "{none}: {ended:?}");
    }
}

#[test]
fn a_check_finds_a_head_of_year_without_years_and_years_without_a_head() {
    let (school, prompts) = (School::new(None), own_profile());
    let text = fs::read_to_string(school.settings()).unwrap().replace("01632 960", "0118 4960 ");
    let text = text.replace("profile = \"kent\"", "profile = \"oak\"");
    let text = format!("prompts_dir = {:?}\n{text}", prompts.path());
    let with = |people: &str| {
        fs::write(school.settings(), format!("{text}\n{people}")).unwrap();
        school.wrong()
    };
    let head = |user: &str, years: &str| {
        let title = "title = \"local-persona-teacher\"\nroles = [\"staff\", \"head_of_year\"]\n";
        format!("[[person]]\nuser = {user:?}\nname = \"Ravi Underhill\"\n{title}{years}\n")
    };
    let found = |id: &str, level: &str| (id.to_owned(), level.to_owned());
    assert_eq!(with(""), [found("role", "warning")]);
    assert_eq!(with(&head("ravi", "")), [found("head_of_year", "problem")]);
    assert_eq!(with(&head("ravi", "years = [7, 8]")), [found("years", "warning")]);
    let report = school.check().to_string();
    assert!(report.contains("these years: 0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13."), "{report}");
    let two =
        head("ravi", "years = [0, 1, 2, 3, 4, 5, 6, 7]") + &head("ewa", "years = [8, 9, 10, 11, 12, 13]");
    assert_eq!(with(&two), []);
    assert_eq!(with(&(two.clone() + &head("noor", "years = []"))), [found("head_of_year", "problem")]);
    for wrong in ["years = [14]", "years = [-1]", "years = [1000]", "years = 7", "years = [\"7\"]"] {
        assert_eq!(with(&head("ravi", wrong)), [found("settings", "problem")], "{wrong}");
        let report = school.check().to_string();
        assert!(report.contains("years"), "{wrong}: {report}");
    }
    with(&head("ravi", "years = [14]"));
    let report = school.check().to_string();
    assert!(report.contains("it must be year groups from 0 (early years) to 13"), "{report}");
    assert_eq!(with(&head("ravi", "trained = \"yes\"")), [found("settings", "problem")]);
}
