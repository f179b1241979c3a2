//! Owns where a concern goes: the profile's routes, and the rules above all profiles.

use super::access::{CaseAccess, Detail, Subjects};
use super::concern::{About, Category};
use super::id::CaseId;
use super::school::Role;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// One route of a profile; the first that fits is taken.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RouteRule {
    pub id: String,
    /// Fits any when empty.
    #[serde(default)]
    pub about: Vec<About>,
    #[serde(default)]
    pub category: Vec<Category>,
    /// Year groups; 0 for the early years.
    #[serde(default)]
    pub year: Vec<u8>,
    pub lead: Vec<Role>,
    #[serde(default)]
    pub copied: Vec<Role>,
    #[serde(default)]
    pub ladder: Vec<Role>,
    /// Contact cards to show; nobody outside is ever written to.
    #[serde(default)]
    pub outside: Vec<Role>,
    pub source: String,
}

impl RouteRule {
    fn fits(&self, about: About, category: Category) -> bool {
        (self.about.is_empty() || self.about.contains(&about))
            && (self.category.is_empty() || self.category.contains(&category))
    }

    fn names(&self, role: Role) -> bool {
        [&self.lead, &self.copied, &self.ladder].into_iter().any(|roles| roles.contains(&role))
    }
}

/// Whether a concern like this one is about pupils, and their year decides who gets it.
pub fn year_matters(rules: &[RouteRule], about: About, category: Category) -> bool {
    if !matches!(about, About::Pupil | About::Pupils) {
        return false;
    }
    let about = if category == Category::StaffConduct { About::Staff } else { about };
    // A route without years takes every concern that fits it, and none comes to those behind it.
    let first = rules.iter().find(|rule| rule.fits(about, category));
    let head_of_year = |rule: &RouteRule| !about.is_adult_here() && rule.names(Role::HeadOfYear);
    first.is_some_and(|rule| !rule.year.is_empty() || head_of_year(rule))
}

/// What decides a route.
#[derive(Debug, Clone)]
pub struct Facts {
    pub about: About,
    pub category: Category,
    /// The year groups of the pupils; none where nobody knows.
    pub years: BTreeSet<u8>,
    pub subjects: Subjects,
    /// The roles that the subjects hold.
    pub standing: BTreeSet<Role>,
    /// The roles of those picked as whom it is about, and of nobody who was only named besides; `None` where nobody
    /// was picked.
    pub picked: Option<BTreeSet<Role>>,
}

/// Those a concern about an adult may go to: up, never sideways, and to the safeguarding team where a profile says so.
pub const UPWARD: &[Role] = &[
    Role::Head,
    Role::HeadPrimary,
    Role::HeadSecondary,
    Role::ChairOfGovernors,
    Role::SafeguardingGovernor,
    Role::TrustLead,
    Role::Dsl,
    Role::DeputyDsl,
];

/// Who may lead when a route names nobody who may: the highest last.
pub(super) const ABOVE: &[Role] =
    &[Role::Head, Role::ChairOfGovernors, Role::SafeguardingGovernor, Role::TrustLead];

/// Why a route is as it is; words for each stand in `prompts/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    Rule(String),
    /// A named adult sends the concern up.
    Raised,
    UnknownAdult,
    SubjectExcluded(BTreeSet<Role>),
    TeamWithheld,
    /// Nobody who may have it holds this role.
    NoHolder(Role),
    /// The next on the ladder leads.
    MovedUp(Role),
    NobodyLeft,
}

/// Who leads, who is copied, and who is told next if nobody answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    pub lead: Vec<Role>,
    pub copied: Vec<Role>,
    pub ladder: Vec<Role>,
    pub outside: Vec<Role>,
    /// Roles that get nothing: held by someone it is about, or not ruled out.
    pub excluded: BTreeSet<Role>,
    pub withheld: BTreeSet<Role>,
    pub subjects: Subjects,
    /// Whose heads of year may have it.
    pub years: BTreeSet<u8>,
    pub because: Vec<Because>,
}

impl Route {
    /// Nobody inside the school may receive it.
    pub fn is_unrouted(&self) -> bool {
        self.lead.is_empty()
    }

    /// The route while school is closed, for what cannot wait: whoever is on call leads with the others, instead of
    /// being told last.
    pub fn with_on_call(mut self) -> Self {
        if self.ladder.contains(&Role::OnCall) {
            self.ladder.retain(|role| *role != Role::OnCall);
            self.lead.push(Role::OnCall);
            self.lead.sort();
        }
        self
    }

    pub fn access(&self, case: CaseId) -> CaseAccess {
        let full = self.lead.iter().chain(&self.ladder).map(|role| (*role, Detail::Full));
        let copied = self
            .copied
            .iter()
            .map(|role| (*role, if full_when_copied(*role) { Detail::Full } else { Detail::Task }));
        let mut readers: BTreeMap<Role, Detail> = copied.collect();
        readers.extend(full);
        let (subjects, withheld) = (self.subjects.clone(), self.withheld.clone());
        CaseAccess { case, subjects, readers, withheld, years: self.years.clone() }
    }

    /// This route and that of another year, as one: whoever either tells is told, and leads where either says so.
    fn joined(mut self, other: Self) -> Self {
        self.lead.extend(other.lead);
        self.copied.extend(other.copied);
        for roles in [&mut self.lead, &mut self.copied] {
            roles.sort();
            roles.dedup();
        }
        self.copied.retain(|role| !self.lead.contains(role));
        self.ladder = woven(self.ladder, other.ladder);
        self.ladder.retain(|role| !self.lead.contains(role));
        self.outside = woven(self.outside, other.outside);
        self.years.extend(other.years);
        let new: Vec<Because> = other.because.into_iter().filter(|b| !self.because.contains(b)).collect();
        self.because.extend(new);
        if !self.lead.is_empty() {
            self.because.retain(|because| *because != Because::NobodyLeft);
        }
        self
    }
}

/// Two orders as one, each role once: a role comes before those it stood before, as far as the two agree.
fn woven(mut one: Vec<Role>, other: Vec<Role>) -> Vec<Role> {
    let mut at = 0;
    for role in other {
        match one.iter().position(|known| *known == role) {
            Some(known) => at = at.max(known + 1),
            None => {
                one.insert(at, role);
                at += 1;
            }
        }
    }
    one
}

/// Whether a role reads in full what it is only copied into.
pub(super) fn full_when_copied(role: Role) -> bool {
    role.is_safeguarding_team() || role == Role::Head
}

/// Who a concern counts as being about, once everyone named is taken into account: the highest wins.
fn effective_about(facts: &Facts) -> About {
    let named = |wanted: fn(Role) -> bool| facts.standing.iter().copied().any(wanted);
    let about = facts.about;
    if about == About::Head || named(|r| r == Role::Head) {
        About::Head
    } else if about == About::Governor || named(Role::is_governor) {
        About::Governor
    } else if about == About::SafeguardingTeam || named(Role::is_safeguarding_team) {
        About::SafeguardingTeam
    } else if about == About::Staff
        || facts.category == Category::StaffConduct
        || facts.subjects.unknown_adult
        || !facts.subjects.people.is_empty()
        || !facts.subjects.roles.is_empty()
    {
        About::Staff
    } else {
        about
    }
}

/// Everyone whom the words "about whom" alone make a subject, beside the people picked.
fn implied_subjects(facts: &Facts, effective: About) -> Subjects {
    let mut implied = Subjects::default();
    // "A governor" is any of them until one of them is picked, and nobody beside whom we could not match.
    let may_be_any = |among: fn(Role) -> bool| {
        let picked = facts.picked.iter().flatten().any(|role| among(*role));
        !picked || facts.subjects.unknown_adult
    };
    match facts.about {
        About::Head => drop(implied.roles.insert(Role::Head)),
        About::SafeguardingTeam if may_be_any(Role::is_safeguarding_team) => {
            implied.roles.extend([Role::Dsl, Role::DeputyDsl])
        }
        About::Governor if may_be_any(Role::is_governor) => {
            implied.roles.extend([Role::ChairOfGovernors, Role::SafeguardingGovernor]);
        }
        _ => {}
    }
    implied.unknown_adult = effective == About::Staff && facts.picked.is_none() && !is_named_besides(facts);
    implied
}

/// A pupil's concern in which adults were named besides: those adults are who is known.
fn is_named_besides(facts: &Facts) -> bool {
    let about_an_adult = facts.about.is_adult_here() || facts.category == Category::StaffConduct;
    let named = !facts.subjects.people.is_empty() || !facts.subjects.roles.is_empty();
    named && !about_an_adult
}

/// Decides the route: that of each year, put together; where no year is known, the first that is for any. `available`
/// says whether a role has a holder who may have this case, given the subjects and the year.
pub fn route(
    rules: &[RouteRule],
    facts: &Facts,
    available: impl Fn(Role, &Subjects, &BTreeSet<u8>) -> bool,
) -> Route {
    let mut years = facts.years.iter().map(|year| BTreeSet::from([*year]));
    let of = |years| route_of(rules, facts, years, &available);
    let first = of(years.next().unwrap_or_default());
    years.fold(first, |route, years| route.joined(of(years)))
}

/// The route of one year, or of none.
fn route_of(
    rules: &[RouteRule],
    facts: &Facts,
    years: BTreeSet<u8>,
    available: &impl Fn(Role, &Subjects, &BTreeSet<u8>) -> bool,
) -> Route {
    let effective = effective_about(facts);
    let mut because = Vec::new();
    let mut subjects = facts.subjects.clone();
    subjects.absorb(&implied_subjects(facts, effective));

    let rule = rules.iter().find(|r| {
        r.fits(effective, facts.category)
            && (r.year.is_empty() || r.year.iter().any(|year| years.contains(year)))
    });
    because.extend(rule.map(|r| Because::Rule(r.id.clone())));
    if effective != facts.about {
        because.push(Because::Raised);
    }

    // If the safeguarding team is named in any part, or not ruled out, the head decides whether any of it may join.
    let team_named = facts.about == About::SafeguardingTeam
        || facts.standing.iter().any(|role| role.is_safeguarding_team());
    let mut withheld = BTreeSet::new();
    if effective.is_adult_here() && (team_named || subjects.unknown_adult) {
        withheld.extend([Role::Dsl, Role::DeputyDsl]);
        because.push(if subjects.unknown_adult { Because::UnknownAdult } else { Because::TeamWithheld });
    }
    if !subjects.roles.is_empty() {
        because.push(Because::SubjectExcluded(subjects.roles.clone()));
    }
    let excluded: BTreeSet<Role> = subjects.roles.union(&withheld).copied().collect();

    let up = |role: &Role| !effective.is_adult_here() || UPWARD.contains(role);
    let open = |role: &Role| up(role) && !excluded.contains(role) && available(*role, &subjects, &years);
    let keep = |roles: &[Role], because: &mut Vec<Because>| -> Vec<Role> {
        let (kept, gone): (Vec<Role>, Vec<Role>) = roles.iter().copied().partition(|r| open(r));
        because.extend(gone.into_iter().filter(|r| !excluded.contains(r)).map(Because::NoHolder));
        kept
    };
    let mut lead = keep(rule.map_or(&[][..], |r| &r.lead), &mut because);
    let mut copied = keep(rule.map_or(&[][..], |r| &r.copied), &mut because);
    let mut ladder: Vec<Role> = rule.map_or(&[][..], |r| &r.ladder).iter().copied().filter(&open).collect();
    if lead.is_empty() {
        // A trust's own lead is above every school. A route that names nobody upward goes up all the same.
        let named = rule.is_some_and(|r| r.lead.iter().chain(&r.ladder).any(&up));
        let above = if named { &[Role::TrustLead][..] } else { ABOVE };
        let above = above.iter().copied().filter(|r| !ladder.contains(r) && open(r));
        if let Some(next) = ladder.iter().copied().chain(above).next() {
            ladder.retain(|r| *r != next);
            lead.push(next);
            because.push(Because::MovedUp(next));
        }
    }
    if lead.is_empty() {
        because.push(Because::NobodyLeft);
        copied.clear();
        ladder.clear();
    }
    lead.sort();
    lead.dedup();
    copied.retain(|r| !lead.contains(r));
    copied.sort();
    copied.dedup();
    ladder.retain(|r| !lead.contains(r));
    let ladder = woven(Vec::new(), ladder);
    let outside = woven(Vec::new(), rule.map_or_else(Vec::new, |r| r.outside.clone()));
    Route { lead, copied, ladder, outside, excluded, withheld, subjects, years, because }
}
