//! The promise above all others, over schools made up at random: a concern never reaches anybody it is about.

use crate::world::{YEARS, built_in, profile_called};
use hearken::domain::access::{
    CaseAccess, Detail, Members, Recipient, Subjects, prove, recipient, recipients, somebody,
};
use hearken::domain::concern::{About, Category};
use hearken::domain::id::{CaseId, PersonId, SchoolId};
use hearken::domain::ladder::{Ladder, ROUND, Step};
use hearken::domain::regroup::regroup;
use hearken::domain::routing::{Because, Facts, Route, RouteRule, route};
use hearken::domain::school::{Identity, Person, PlatformKind, Role, Staff};
use hearken::domain::text::Text;
use hearken::domain::urgency::Urgency;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const SCHOOLS: u32 = 2500;
const TEAM: [Role; 2] = [Role::Dsl, Role::DeputyDsl];
const GOVERNORS: [Role; 2] = [Role::ChairOfGovernors, Role::SafeguardingGovernor];

/// The routes of every profile there is, and of one made up in which the year decides.
static PROFILES: LazyLock<Vec<Vec<RouteRule>>> = LazyLock::new(|| {
    let prompts = built_in();
    let ids = prompts.profiles.keys().map(String::as_str).chain([YEARS]);
    ids.map(|id| profile_called(&prompts, id).routes).collect()
});

/// A school on one day, a concern, and what becomes known and changes while it is open.
#[derive(Debug, Clone)]
struct Made {
    people: Vec<MadePerson>,
    profile: prop::sample::Index,
    /// Before the profile's routes, so that they win where they fit.
    rules: Vec<RouteRule>,
    about: About,
    category: Category,
    years: BTreeSet<u8>,
    /// People picked, through one of their accounts.
    picked: Vec<(usize, usize)>,
    by_role: BTreeSet<Role>,
    /// An account was picked that nobody has linked.
    stranger: bool,
    later: Vec<usize>,
    later_roles: BTreeSet<Role>,
    /// Who takes up a role, or leaves it, while the case is open.
    moves: Vec<(usize, Role)>,
    /// Who becomes head of a year, or stops.
    other_years: Vec<(usize, u8)>,
    spaces: Vec<Vec<usize>>,
}

#[derive(Debug, Clone)]
struct MadePerson {
    roles: BTreeSet<Role>,
    /// Accounts; an unlinked one is theirs, and nobody here knows.
    accounts: Vec<bool>,
    years: BTreeSet<u8>,
    trained: bool,
}

fn inside() -> impl Strategy<Value = Role> {
    let all: Vec<Role> = Role::ALL.iter().copied().filter(|role| !role.is_outside()).collect();
    // The roles that carry a route come up often enough to meet each other in one person.
    let carrying =
        [Role::Head, Role::Dsl, Role::DeputyDsl, Role::ChairOfGovernors, Role::SafeguardingGovernor];
    let of_some = [Role::HeadOfYear, Role::HeadPrimary, Role::HeadSecondary, Role::PreventLead, Role::Siro];
    prop_oneof![3 => select(carrying.to_vec()), 2 => select(of_some.to_vec()), 2 => select(all)]
}

fn person() -> impl Strategy<Value = MadePerson> {
    let accounts = vec(prop::bool::weighted(0.8), 0..4);
    let years = btree_set(0_u8..14, 0..4);
    (btree_set(inside(), 0..4), accounts, years, prop::bool::weighted(0.3))
        .prop_map(|(roles, accounts, years, trained)| MadePerson { roles, accounts, years, trained })
}

fn rule() -> impl Strategy<Value = RouteRule> {
    let fits = (
        vec(select(About::ALL.to_vec()), 0..4),
        vec(select(Category::ALL.to_vec()), 0..6),
        prop_oneof![2 => Just(Vec::new()), 1 => vec(0_u8..14, 1..6)],
    );
    let roles = || vec(inside(), 0..4);
    (fits, vec(inside(), 1..4), roles(), roles()).prop_map(
        |((about, category, year), lead, copied, ladder)| {
            let (id, outside, source) = ("made".to_owned(), Vec::new(), "made up".to_owned());
            RouteRule { id, about, category, year, lead, copied, ladder, outside, source }
        },
    )
}

fn made() -> impl Strategy<Value = Made> {
    let concern = (
        vec(rule(), 0..3),
        select(About::ALL.to_vec()),
        select(Category::ALL.to_vec()),
        prop_oneof![1 => Just(BTreeSet::new()), 3 => btree_set(0_u8..14, 1..4)],
        any::<prop::sample::Index>(),
    );
    let whom = (
        vec((0_usize..9, 0_usize..4), 0..3),
        prop_oneof![3 => Just(BTreeSet::new()), 1 => btree_set(inside(), 1..3)],
        prop::bool::weighted(0.2),
    );
    let then = (
        vec(0_usize..9, 0..3),
        prop_oneof![3 => Just(BTreeSet::new()), 1 => btree_set(inside(), 1..2)],
        vec((0_usize..9, inside()), 0..6),
        vec((0_usize..9, 0_u8..14), 0..6),
        vec(vec(0_usize..9, 1..5), 3),
    );
    (vec(person(), 1..9), concern, whom, then).prop_map(
        |(people, (rules, about, category, years, profile), (picked, by_role, stranger), then)| {
            let rules = rules.into_iter().enumerate();
            let rules = rules.map(|(n, rule)| RouteRule { id: format!("made-{n}"), ..rule }).collect();
            let (later, later_roles, moves, other_years, spaces) = then;
            Made {
                people,
                profile,
                rules,
                about,
                category,
                years,
                picked,
                by_role,
                stranger,
                later,
                later_roles,
                moves,
                other_years,
                spaces,
            }
        },
    )
}

fn account(person: usize, account: usize) -> Identity {
    let user = format!("U{person}-{account}");
    Identity { platform: PlatformKind::Local, workspace: "school".to_owned(), user }
}

fn id_of(number: usize) -> PersonId {
    PersonId::parse(&format!("p{number}")).unwrap()
}

impl MadePerson {
    fn at(&self, number: usize) -> Person {
        let linked = self.accounts.iter().enumerate().filter(|(_, linked)| **linked);
        let identities: Vec<Identity> = linked.map(|(n, _)| account(number, n)).collect();
        Person {
            id: id_of(number),
            name: Text::new(format!("Person {number}")),
            roles: self.roles.clone(),
            years: self.years.clone(),
            trained: self.trained,
            // Their second account is switched off: they are recognised by it all the same.
            gone: identities.iter().filter(|identity| **identity == account(number, 1)).cloned().collect(),
            identities,
            employment: hearken::domain::school::Employment::default(),
            locales: Vec::new(),
        }
    }
}

impl Made {
    fn staff(&self) -> Staff {
        let people = self.people.iter().enumerate().map(|(number, person)| person.at(number));
        Staff::new(SchoolId::parse("school").unwrap(), people)
    }

    /// The roles as they are after everyone has moved: whoever holds a role loses it, whoever does not takes it up.
    fn staff_after(&self) -> Staff {
        let mut moved = self.clone();
        for (number, role) in &self.moves {
            let roles = &mut moved.people[number % self.people.len()].roles;
            if !roles.remove(role) {
                roles.insert(*role);
            }
        }
        for (number, year) in &self.other_years {
            let years = &mut moved.people[number % self.people.len()].years;
            if !years.remove(year) {
                years.insert(*year);
            }
        }
        moved.staff()
    }

    fn rules(&self) -> Vec<RouteRule> {
        self.rules.iter().chain(self.profile.get(&PROFILES)).cloned().collect()
    }
}

/// Where a concern about an adult may go at all.
const UPWARD: &[Role] = &[
    Role::Head,
    Role::HeadPrimary,
    Role::HeadSecondary,
    Role::ChairOfGovernors,
    Role::SafeguardingGovernor,
    Role::TrustLead,
    Role::Dsl,
    Role::DeputyDsl,
];

/// Whom the test itself holds to be subjects, told apart without asking the product.
#[derive(Debug, Clone, Default)]
struct Truth {
    people: BTreeSet<PersonId>,
    roles: BTreeSet<Role>,
    /// Somebody was picked whom nobody could match.
    stranger: bool,
    /// It is about an adult here, in any part.
    adult: bool,
    /// No role of the safeguarding team gives a way in.
    team_shut: bool,
    /// Only the heads of these years have a part in it.
    years: BTreeSet<u8>,
}

impl Truth {
    fn of(made: &Made, staff: &Staff) -> Self {
        let mut truth = Self {
            stranger: made.stranger,
            roles: made.by_role.clone(),
            years: made.years.clone(),
            ..Self::default()
        };
        for (number, n) in &made.picked {
            let number = number % made.people.len();
            let accounts = &made.people[number].accounts;
            match accounts.get(n % accounts.len().max(1)) {
                Some(true) => drop(truth.people.insert(id_of(number))),
                Some(false) => truth.stranger = true,
                None => {}
            }
        }
        let nobody = truth.people.is_empty() && truth.roles.is_empty();
        let held = |role: &Role| {
            truth.roles.contains(role) || staff.holders(*role).any(|person| truth.covers(person))
        };
        let adult = made.about.is_adult_here()
            || made.category == Category::StaffConduct
            || truth.stranger
            || !nobody;
        let could_be_anyone = nobody && !matches!(made.about, About::Head | About::Governor);
        // One of them must be among those picked; somebody else who was picked rules nobody out.
        let (team, governors) = (TEAM.iter().any(held), GOVERNORS.iter().any(held));
        truth.adult = adult;
        truth.team_shut =
            adult && (truth.stranger || could_be_anyone || made.about == About::SafeguardingTeam || team);
        match made.about {
            About::Head => truth.roles.extend([Role::Head]),
            About::SafeguardingTeam if !team || truth.stranger => truth.roles.extend(TEAM),
            About::Governor if !governors || truth.stranger => truth.roles.extend(GOVERNORS),
            _ => {}
        }
        truth
    }

    fn covers(&self, person: &Person) -> bool {
        self.people.contains(&person.id) || person.roles.iter().any(|role| self.roles.contains(role))
    }

    /// What the reporter's picks amount to before any rule.
    fn picked(made: &Made, staff: &Staff) -> Subjects {
        let mut subjects =
            Subjects { roles: made.by_role.clone(), unknown_adult: made.stranger, ..Subjects::default() };
        for (number, n) in &made.picked {
            let number = number % made.people.len();
            let accounts = made.people[number].accounts.len();
            if accounts == 0 {
                continue;
            }
            match staff.by_identity(&account(number, n % accounts)) {
                Some(person) => drop(subjects.people.insert(person.id.clone())),
                None => subjects.unknown_adult = true,
            }
        }
        subjects
    }
}

fn routed(made: &Made, staff: &Staff) -> Route {
    routed_with(made, staff, Truth::picked(made, staff), &made.years)
}

/// The route of what was reported, with all these as whom it is about, were it about these years.
fn routed_with(made: &Made, staff: &Staff, subjects: Subjects, years: &BTreeSet<u8>) -> Route {
    let standing = subjects.standing(staff);
    let picked = Truth::picked(made, staff);
    let picked = (!picked.people.is_empty() || !picked.roles.is_empty()).then(|| picked.standing(staff));
    let (about, category, years) = (made.about, made.category, years.clone());
    let facts = Facts { about, category, years, subjects, standing, picked };
    route(&made.rules(), &facts, |role, subjects, years| somebody(role, staff, subjects, years))
}

/// The same for each year alone; for none where no year is known.
fn routed_by_year(made: &Made, staff: &Staff) -> Vec<(BTreeSet<u8>, Route)> {
    let mut years: Vec<BTreeSet<u8>> = made.years.iter().map(|year| BTreeSet::from([*year])).collect();
    if years.is_empty() {
        years.push(BTreeSet::new());
    }
    let picked = || Truth::picked(made, staff);
    years.into_iter().map(|year| (year.clone(), routed_with(made, staff, picked(), &year))).collect()
}

/// Nobody is lost of what goes to one year, and nobody is added.
fn is_put_together(route: &Route, by_year: &[(BTreeSet<u8>, Route)], years: &BTreeSet<u8>) {
    let all = |of: fn(&Route) -> &Vec<Role>| -> BTreeSet<Role> {
        by_year.iter().flat_map(|(_, route)| of(route)).copied().collect()
    };
    let lead = all(|route| &route.lead);
    let less = |roles: BTreeSet<Role>| -> BTreeSet<Role> { roles.difference(&lead).copied().collect() };
    let once = |roles: &[Role], expected: BTreeSet<Role>| {
        let set: BTreeSet<Role> = roles.iter().copied().collect();
        assert_eq!((set.len(), &set), (roles.len(), &expected), "{route:?} from {by_year:?}");
    };
    once(&route.copied, less(all(|route| &route.copied)));
    once(&route.ladder, less(all(|route| &route.ladder)));
    once(&route.outside, all(|route| &route.outside));
    once(&route.lead, lead.clone());
    assert_eq!(&route.years, years);
}

/// Everything the chase does, step by step: everyone at once, and one after the other.
fn holds_at_every_step(route: &Route, access: &CaseAccess, staff: &Staff, truth: &Truth) {
    for urgency in [Urgency::Immediate, Urgency::Today] {
        let ladder = Ladder {
            lead: route.lead.clone(),
            copied: route.copied.clone(),
            next: route.ladder.clone(),
            urgency,
        };
        let mut before: BTreeSet<Role> = BTreeSet::new();
        let mut reached: Vec<Recipient> = Vec::new();
        for step in (0..route.ladder.len() as u32 + 4).chain([ROUND - 1, u32::MAX]) {
            let told = ladder.told_by(step);
            let now: BTreeSet<Role> = told.iter().copied().collect();
            assert!(now.is_superset(&before), "step {step} forgets somebody: {before:?} {now:?}");
            let of_this_step = match ladder.step(step) {
                Step::Tell(roles) => roles,
                Step::Next(role) => vec![role],
                Step::Remind | Step::Again => told.clone(),
            };
            assert!(
                of_this_step.iter().all(|role| now.contains(role)),
                "step {step} tells more than it says"
            );
            allowed(&recipients(&of_this_step, staff, access), access, route, staff, truth);
            let everyone = recipients(&told, staff, access);
            allowed(&everyone, access, route, staff, truth);
            assert!(reached.iter().all(|r| everyone.contains(r)), "step {step} drops a recipient");
            let again = step % ROUND + ROUND;
            assert_eq!(
                (ladder.step(again), ladder.told_by(again)),
                (ladder.step(step), told),
                "a further round"
            );
            (before, reached) = (now, everyone);
        }
        let all = [&route.lead[..], &route.copied, &route.ladder].concat();
        assert_eq!(before, all.into_iter().collect(), "the ladder ends with everyone permitted");
    }
    allowed(&recipients(Role::ALL, staff, access), access, route, staff, truth);
    allowed(
        &staff.people().filter_map(|p| recipient(p, access)).collect::<Vec<_>>(),
        access,
        route,
        staff,
        truth,
    );
}

fn allowed(found: &[Recipient], access: &CaseAccess, route: &Route, staff: &Staff, truth: &Truth) {
    assert!(found.is_empty() || !route.is_unrouted(), "unrouted, and sent to {found:?}");
    for recipient in found {
        let person = staff.person(recipient.person()).unwrap();
        assert!(!truth.covers(person), "{recipient:?} is a subject");
        assert_eq!(recipient.case(), &access.case);
        let role = recipient.role();
        assert!(person.roles.contains(&role) && !role.is_outside(), "{recipient:?} acts in a role they lack");
        assert!(!truth.team_shut || !TEAM.contains(&role), "{recipient:?} acts for a team that is shut out");
        let trained = TEAM.contains(&role) || role == Role::Head;
        let decides = route.lead.contains(&role) || route.ladder.contains(&role);
        let copied = route.copied.contains(&role);
        assert!(decides || copied, "{recipient:?} has no part in the route");
        let trained = trained || person.trained;
        assert!(recipient.detail() == Detail::Task || decides || trained, "{recipient:?} is not trained");
        assert!(recipient.detail() == Detail::Full || !person.trained, "{recipient:?} is trained");
        let of_theirs = !person.years.is_disjoint(&truth.years);
        assert!(role != Role::HeadOfYear || of_theirs, "{recipient:?} is head of another year");
    }
}

fn holds_in_every_space(made: &Made, access: &CaseAccess, staff: &Staff, truth: &Truth) {
    let everyone: Vec<usize> = (0..made.people.len()).collect();
    let readers: Vec<usize> = everyone
        .iter()
        .copied()
        .filter(|n| staff.person(&id_of(*n)).is_some_and(|p| recipient(p, access).is_some()))
        .collect();
    let mut spaces = made.spaces.clone();
    spaces.extend(everyone.iter().map(|n| vec![*n]));
    spaces.extend(everyone.iter().map(|n| readers.iter().copied().chain([*n]).collect()));
    spaces.extend([readers, everyone]);
    for space in spaces {
        let people: Vec<Option<&Person>> =
            space.iter().map(|n| staff.person(&id_of(n % made.people.len()))).collect();
        let open = Members { private: true, strangers: false, people };
        if let Some(proven) = prove(&open, access) {
            assert_eq!(proven.case(), &access.case);
            for id in proven.people() {
                let person = staff.person(id).unwrap();
                assert!(!truth.covers(person), "the space {space:?} is proven and holds a subject");
                assert_eq!(recipient(person, access).map(|r| r.detail()), Some(Detail::Full));
            }
            let members: BTreeSet<_> = open.people.iter().flatten().map(|p| &p.id).collect();
            assert_eq!(members, proven.people().iter().collect(), "every member is accounted for");
        }
        let some = |private, strangers| Members { private, strangers, ..open.clone() };
        assert_eq!(prove(&some(false, false), access), None, "a public space");
        assert_eq!(prove(&some(true, true), access), None, "somebody the platform would not name");
        let mut with_unlinked = open.clone();
        with_unlinked.people.push(None);
        assert_eq!(prove(&with_unlinked, access), None, "an account that nobody has linked");
    }
}

/// Somebody on the way up may have it and can be written to: then somebody leads.
fn is_delivered_where_it_can_be(made: &Made, route: &Route, staff: &Staff, truth: &Truth) {
    let by_year = routed_by_year(made, staff);
    is_put_together(route, &by_year, &made.years);
    let delivered = |(years, route): &(_, Route)| somebody_can_lead(made, route, staff, truth, years);
    assert_eq!(route.is_unrouted(), !by_year.iter().any(delivered), "{route:?}");
}

/// Of one year's route.
fn somebody_can_lead(made: &Made, route: &Route, staff: &Staff, truth: &Truth, years: &BTreeSet<u8>) -> bool {
    let taken = route.because.iter().find_map(|b| if let Because::Rule(id) = b { Some(id) } else { None });
    let rules = made.rules();
    let rule = rules.iter().find(|rule| Some(&rule.id) == taken).unwrap();
    let up = |role: &&Role| !truth.adult || UPWARD.contains(role);
    let mut upward: Vec<&Role> = rule.lead.iter().chain(&rule.ladder).filter(up).collect();
    if upward.is_empty() {
        upward.extend(&[Role::Head, Role::ChairOfGovernors, Role::SafeguardingGovernor]);
    }
    let mut upward = upward.into_iter().chain([&Role::TrustLead]);
    let can = |role: &Role| {
        let shut = truth.roles.contains(role) || (truth.team_shut && TEAM.contains(role));
        let theirs = |person: &Person| *role != Role::HeadOfYear || !person.years.is_disjoint(years);
        let can = |person: &Person| !truth.covers(person) && person.is_reachable() && theirs(person);
        !shut && staff.holders(*role).any(can)
    };
    upward.any(can)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: SCHOOLS, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_concern_never_reaches_anybody_it_is_about(made in made()) {
        let (staff, after) = (made.staff(), made.staff_after());
        let mut truth = Truth::of(&made, &staff);
        let route = routed(&made, &staff);
        is_delivered_where_it_can_be(&made, &route, &staff, &truth);
        if truth.adult {
            let told = route.lead.iter().chain(&route.copied).chain(&route.ladder);
            assert!(told.into_iter().all(|role| UPWARD.contains(role)), "sideways: {route:?}");
        }
        let mut access = route.access(CaseId::parse("case").unwrap());
        for staff in [&staff, &after] {
            holds_at_every_step(&route, &access, staff, &truth);
            holds_in_every_space(&made, &access, staff, &truth);
        }
        let named: BTreeSet<PersonId> = made.later.iter().map(|n| id_of(n % made.people.len())).collect();
        let more = Subjects { people: named.clone(), roles: made.later_roles.clone(), ..Subjects::default() };
        access.subjects.absorb(&more);
        truth.people.extend(named);
        truth.roles.extend(made.later_roles.iter().copied());
        for staff in [&staff, &after] {
            holds_at_every_step(&route, &access, staff, &truth);
            holds_in_every_space(&made, &access, staff, &truth);
        }
    }

    #[test]
    fn nobody_named_later_has_it_any_more_and_it_only_goes_up(made in made(), reached in 0_u32..6) {
        let staff = made.staff();
        let route = routed(&made, &staff);
        let mut named: BTreeSet<PersonId> = made.later.iter().map(|n| id_of(n % made.people.len())).collect();
        named.insert(id_of(0));
        let mut subjects = route.subjects.clone();
        subjects.absorb(&Subjects { people: named.clone(), unknown_adult: made.stranger, ..Subjects::default() });
        let decided = routed_with(&made, &staff, subjects.clone(), &made.years);
        let may = |role: Role| somebody(role, &staff, &decided.subjects, &made.years);
        let ladder = Ladder {
            lead: route.lead.clone(),
            copied: route.copied.clone(),
            next: route.ladder.clone(),
            urgency: Urgency::Today,
        };
        let told = ladder.told_by(reached);
        let new = regroup(&route, &told, decided.clone(), may);
        let access = |route: &Route| route.access(CaseId::parse("case").unwrap());
        let (before, now) = (access(&route), access(&new));
        prop_assert!(new.subjects.people.is_superset(&named) && new.withheld.is_superset(&route.withheld));
        for person in staff.people() {
            let (had, has) = (recipient(person, &before), recipient(person, &now));
            if named.contains(&person.id) || route.subjects.cover(person) {
                prop_assert_eq!(&has, &None, "{:?} is a subject", person.id);
            }
            let Some(has) = has else { continue };
            let role = has.role();
            prop_assert!(UPWARD.contains(&role) && !new.excluded.contains(&role), "sideways: {:?}", has);
            // Whoever may have it now would have it if it were reported now, or was told of it before.
            let anew = recipient(person, &access(&decided));
            prop_assert!(anew.is_some() || had.is_some() && told.contains(&role), "{:?}", has);
            if anew.is_none() {
                prop_assert!(has.detail() <= had.unwrap().detail(), "{:?} reads more than before", person.id);
            }
        }
        // Those on the way up who were told, and whom nothing shuts out, keep what they had in that role; where nobody
        // is left who read everything, nobody has it.
        for role in told.iter().filter(|role| UPWARD.contains(role) && !new.excluded.contains(role)) {
            let had = before.readers.get(role).copied();
            for person in staff.holders(*role).filter(|person| !new.subjects.cover(person)) {
                let has = recipient(person, &now).map(|recipient| recipient.detail());
                let lost = if new.is_unrouted() { had == Some(Detail::Full) } else { has < had };
                prop_assert!(!lost || !person.is_reachable(), "{:?} had {:?}: {:?}", person.id, had, has);
            }
        }
        if !decided.is_unrouted() {
            prop_assert!(!new.is_unrouted() || new.excluded.is_superset(&decided.lead.iter().copied().collect()));
        }
        // Named once more, the same people change nothing.
        let told = [&told[..], &new.lead, &new.copied].concat();
        let again = regroup(&new, &told, routed_with(&made, &staff, new.subjects.clone(), &made.years), may);
        let has = |route: &Route| -> Vec<_> {
            staff.people().map(|person| recipient(person, &access(route)).map(|r| r.person().clone())).collect()
        };
        prop_assert_eq!(has(&again), has(&new));
    }
}
