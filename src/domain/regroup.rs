//! Owns where a case goes when somebody it is about is named after it was sent: up, and away from whoever was named.

use super::access::Detail;
use super::id::CaseId;
use super::routing::{Route, UPWARD};
use super::school::Role;

/// The route of a case after a name came up. `decided` is where it would go if it were reported now; of the roles that
/// were `told` of it, those on the way up keep what they had, as far as somebody is left who `may` have it for them.
pub fn regroup(old: &Route, told: &[Role], decided: Route, may: impl Fn(Role) -> bool) -> Route {
    let mut route = decided;
    route.withheld.extend(old.withheld.iter().copied());
    route.excluded.extend(old.withheld.iter().copied());
    route.subjects.absorb(&old.subjects);
    let shut = |role: &Role| route.excluded.contains(role);
    route.lead.retain(|role| !shut(role));
    route.copied.retain(|role| !shut(role));
    route.ladder.retain(|role| !shut(role));

    let had = old.access(CaseId::from_random([0; 16])).readers;
    let mut kept: Vec<Role> = told
        .iter()
        .copied()
        .filter(|role| UPWARD.contains(role) && !route.excluded.contains(role) && may(*role))
        .collect();
    kept.sort();
    kept.dedup();
    if route.lead.is_empty() {
        // Nobody is above those who have it already, and they are not whom it is about.
        let leads = |role: &Role| had.get(role) == Some(&Detail::Full);
        route.lead = kept.iter().copied().filter(leads).collect();
    }
    if route.lead.is_empty() {
        route.copied.clear();
        route.ladder.clear();
        return route;
    }
    let has = route.access(CaseId::from_random([0; 16])).readers;
    for role in kept.into_iter().filter(|role| has.get(role) < had.get(role)) {
        let trained = role.is_safeguarding_team() || role == Role::Head;
        // A copied role reads everything only if it is trained; the others go on reading from the ladder's end.
        if had.get(&role) == Some(&Detail::Full) && !trained {
            route.ladder.push(role);
        } else {
            route.copied.push(role);
        }
    }
    route.copied.sort();
    route
}
