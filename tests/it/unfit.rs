//! What is said of the safeguarding team's space, and whom a note may go to, over schools made up at random: never
//! anything that only a case could tell.

use crate::world::built_in;
use hearken::domain::access::{Members, Subjects, prove, somebody};
use hearken::domain::case::{Case, State};
use hearken::domain::concern::{About, Answers, Category, Value};
use hearken::domain::id::{CaseId, DraftId, PersonId, Reference, SchoolId};
use hearken::domain::message::Message;
use hearken::domain::note::author_to_ask;
use hearken::domain::notice::Notice;
use hearken::domain::routing::{Facts, Route, RouteRule, route};
use hearken::domain::school::{Identity, Person, PlatformKind, Role, Staff};
use hearken::domain::text::Text;
use hearken::domain::unfit::{Readers, Unfit, unfit};
use hearken::domain::urgency::Urgency;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const SCHOOLS: u32 = 1500;

static PROFILES: LazyLock<Vec<Vec<RouteRule>>> = LazyLock::new(|| {
    let prompts = built_in();
    prompts.profiles.values().map(|profile| profile.routes.clone()).collect()
});

fn identity(number: usize) -> Identity {
    Identity { platform: PlatformKind::Local, workspace: "school".to_owned(), user: format!("U{number}") }
}

fn staff(people: &[(BTreeSet<Role>, bool)]) -> Staff {
    let people = people.iter().enumerate().map(|(number, (roles, trained))| Person {
        id: PersonId::parse(&format!("p{number}")).unwrap(),
        name: Text::default(),
        roles: roles.clone(),
        years: (0..14).collect(),
        trained: *trained,
        gone: BTreeSet::new(),
        identities: vec![identity(number)],
        employment: hearken::domain::school::Employment::default(),
        locales: Vec::new(),
    });
    Staff::new(SchoolId::parse("oak").unwrap(), people)
}

fn inside() -> impl Strategy<Value = Role> {
    let all: Vec<Role> = Role::ALL.iter().copied().filter(|role| !role.is_outside()).collect();
    prop_oneof![2 => select(vec![Role::Dsl, Role::DeputyDsl, Role::Head]), 1 => select(all)]
}

fn people() -> impl Strategy<Value = Vec<(BTreeSet<Role>, bool)>> {
    vec((btree_set(inside(), 0..3), any::<bool>()), 1..5)
}

fn routed(rules: &[RouteRule], staff: &Staff, about: About, category: Category, subjects: Subjects) -> Route {
    let standing = subjects.standing(staff);
    let facts = Facts { about, category, years: [8].into(), subjects, standing, picked: None };
    route(rules, &facts, |role, subjects, years| somebody(role, staff, subjects, years))
}

fn subjects(people: &BTreeSet<usize>, unknown_adult: bool) -> Subjects {
    let people = people.iter().map(|number| PersonId::parse(&format!("p{number}")).unwrap()).collect();
    Subjects { people, unknown_adult, ..Subjects::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(SCHOOLS))]

    #[test]
    fn a_space_that_is_called_unfit_may_have_no_concern_at_all(
        made in people(), profile in any::<prop::sample::Index>(), private in any::<bool>(),
        strangers in prop::bool::weighted(0.2), unmatched in prop::bool::weighted(0.2),
    ) {
        let (staff, rules) = (staff(&made), profile.get(&PROFILES));
        let known = staff.people().map(Some);
        let members = Members { private, strangers, people: known.chain(unmatched.then_some(None)).collect() };
        let Some(why) = unfit(&members, &Readers::of(rules)) else { return Ok(()) };
        for about in About::ALL {
            for category in Category::ALL {
                let access = routed(rules, &staff, *about, *category, Subjects::default())
                    .access(CaseId::from_random([1; 16]));
                prop_assert_eq!(prove(&members, &access), None, "{:?} {} {}", why, about, category);
            }
        }
    }

    #[test]
    fn whoever_is_kept_out_of_a_case_is_never_why_a_space_is_called_unfit(
        made in people(), profile in any::<prop::sample::Index>(), out in btree_set(0_usize..5, 1..4),
        unknown in any::<bool>(), category in select(Category::ALL.to_vec()),
    ) {
        let (staff, rules) = (staff(&made), profile.get(&PROFILES));
        let (readers, mut kept) = (Readers::of(rules), 0);
        let people: Vec<Option<&Person>> = staff.people().filter(|person| readers.include(person)).map(Some).collect();
        prop_assume!(!people.is_empty());
        let members = Members { private: true, strangers: false, people };
        let access = routed(rules, &staff, About::Staff, category, subjects(&out, unknown))
            .access(CaseId::from_random([1; 16]));
        kept += usize::from(prove(&members, &access).is_none());
        // Proven for this case or not: nothing is said.
        prop_assert_eq!(unfit(&members, &readers), None, "{}", kept);
    }

    #[test]
    fn nobody_is_asked_to_mend_a_message_while_anybody_may_be_whom_it_is_about(
        made in people(), author in 0_usize..6, reporter in 0_usize..6, about in select(About::ALL.to_vec()),
        category in prop_oneof![3 => Just(Category::DataBreach), 1 => select(Category::ALL.to_vec())],
        picture in select(vec!["", "no", "not_sure", "yes"]),
        how in select(vec!["", "wrong_person", "online", "lost", "broken_in", "other"]),
        out in btree_set(0_usize..5, 0..2), unknown in prop::bool::weighted(0.2),
        state in select(State::ALL.to_vec()),
    ) {
        let staff = staff(&made);
        let subjects = subjects(&out, unknown);
        let mut answers = Answers::default();
        for (field, value) in [("about", about.as_str()), ("category", category.as_str()), ("picture", picture), ("data_how", how)] {
            if !value.is_empty() {
                answers.set(field, Value::Choice(value.to_owned()));
            }
        }
        answers.set_message(&Message::new(Text::from("https://chat.example/p1"), Some(identity(author))).unwrap());
        let case = case(about, category, state, identity(reporter));
        let asked = author_to_ask(&case, &subjects, &answers, &staff);
        let may = category == Category::DataBreach
            && matches!(about, About::Pupil | About::Pupils | About::Nobody)
            && picture == "no"
            && matches!(how, "" | "wrong_person" | "online")
            && out.is_empty() && !unknown
            && !matches!(state, State::Closed | State::Unrouted)
            && author < made.len() && author != reporter;
        prop_assert_eq!(asked, may.then(|| identity(author)));
    }
}

fn case(about: About, category: Category, state: State, reporter: Identity) -> Case {
    let at = "2026-03-10T10:00:00Z".parse().unwrap();
    Case {
        id: CaseId::from_random([1; 16]),
        school: SchoolId::parse("oak").unwrap(),
        draft: DraftId::from_random([2; 16]),
        reference: Reference::from_random([3; 6]),
        category,
        about,
        urgency: Urgency::Urgent,
        state,
        reporter,
        received_at: at,
        due_at: at,
        acknowledged_at: None,
        acknowledged_by: None,
        read_at: None,
    }
}

#[test]
fn each_reason_is_found_and_the_plainest_is_told() {
    let rules = &PROFILES[0];
    let made = staff(&[([Role::Dsl].into(), false), ([Role::Staff].into(), false)]);
    let (dsl, teacher) = (made.people().next(), made.people().nth(1));
    let readers = Readers::of(rules);
    let look = |private, strangers, people: &[Option<&Person>]| {
        unfit(&Members { private, strangers, people: people.to_vec() }, &readers)
    };
    assert_eq!(look(true, false, &[dsl]), None);
    assert_eq!(look(true, false, &[]), Some(Unfit::Gone));
    assert_eq!(look(false, true, &[dsl, None]), Some(Unfit::Public));
    assert_eq!(look(true, true, &[dsl, None]), Some(Unfit::Strangers));
    assert_eq!(look(true, false, &[dsl, None, teacher]), Some(Unfit::Unmatched));
    assert_eq!(look(true, false, &[dsl, teacher]), Some(Unfit::NoPart));
}

#[test]
fn a_notice_from_before_there_were_reasons_still_opens() {
    let stored = r#"{"to":"person","case":"c1","step":0,"person":"dsl","kind":"new"}"#;
    let notice: Notice = serde_json::from_str(stored).unwrap();
    assert!(matches!(&notice, Notice::Person { instead: None, .. }));
    assert_eq!(
        serde_json::to_string(&notice).unwrap(),
        stored,
        "and one without a reason is written as before"
    );
}
