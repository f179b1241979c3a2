//! Owns who may receive or see a case. Nothing else in the crate can make a [`Recipient`] or a [`ProvenSpace`].

use super::concern::Named;
use super::id::{CaseId, PersonId};
use super::school::{Identity, Person, Role, Staff};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Who a concern is about, as far as anyone has said. It only ever grows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subjects {
    /// People picked or named later.
    pub people: BTreeSet<PersonId>,
    /// Named by role: whoever holds it now, or takes it up while the case is open.
    pub roles: BTreeSet<Role>,
    /// An adult at the school whom we could not match to a person.
    pub unknown_adult: bool,
    /// Picked while nobody was linked to it: whoever it turns out to be.
    pub identities: BTreeSet<Identity>,
}

impl Subjects {
    /// Whether this person is among them, in whatever capacity they act.
    pub fn cover(&self, person: &Person) -> bool {
        self.people.contains(&person.id)
            || !self.roles.is_disjoint(&person.roles)
            || person.identities.iter().any(|identity| self.identities.contains(identity))
    }

    /// Whether whoever acts under this identity is among them, linked to a person or not.
    pub fn cover_identity(&self, identity: &Identity, staff: &Staff) -> bool {
        self.identities.contains(identity) || staff.by_identity(identity).is_some_and(|p| self.cover(p))
    }

    /// Adds somebody who was picked. An identity nobody knows is an adult here whom we could not match.
    pub fn add(&mut self, named: &Named) {
        match named {
            Named::Person(id) => drop(self.people.insert(id.clone())),
            Named::Unmatched(identity) => {
                self.unknown_adult = true;
                self.identities.insert(identity.clone());
            }
        }
    }

    pub fn absorb(&mut self, more: &Subjects) {
        self.people.extend(more.people.iter().cloned());
        self.roles.extend(more.roles.iter().copied());
        self.unknown_adult |= more.unknown_adult;
        self.identities.extend(more.identities.iter().cloned());
    }

    /// Every role that a subject holds, for the rules that send a concern up. In a small school whoever is named by
    /// one role holds another as well.
    pub fn standing(&self, staff: &Staff) -> BTreeSet<Role> {
        let people = staff.people().filter(|person| self.cover(person));
        people.flat_map(|p| p.roles.iter().copied()).chain(self.roles.iter().copied()).collect()
    }
}

/// How much of a case a role reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// Reference and task only, unless whoever holds the role is trained as a deputy (kent 264).
    Task,
    /// Everything that was written.
    Full,
}

/// Who may have a case: the roles of its route, less anyone it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseAccess {
    pub case: CaseId,
    pub subjects: Subjects,
    pub readers: BTreeMap<Role, Detail>,
    /// Roles that give nobody a way in, although their holders may have another one.
    pub withheld: BTreeSet<Role>,
    /// The year groups of the pupils, as far as they are known: another year's head has no part in it.
    pub years: BTreeSet<u8>,
}

impl CaseAccess {
    /// Whether this person has a part in the case through this role.
    fn gives(&self, role: Role, person: &Person) -> bool {
        person.acts_as(role, &self.years) && !self.withheld.contains(&role)
    }
}

/// A person who may have one case, and how much of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    person: PersonId,
    case: CaseId,
    role: Role,
    detail: Detail,
}

impl Recipient {
    pub fn person(&self) -> &PersonId {
        &self.person
    }

    pub fn case(&self) -> &CaseId {
        &self.case
    }

    /// The role in which they act; with several, the one that reads most.
    pub fn role(&self) -> Role {
        self.role
    }

    pub fn detail(&self) -> Detail {
        self.detail
    }
}

/// Whether this person may have this case. `None` for everyone the concern is about, and for everyone without a
/// reading role.
pub fn recipient(person: &Person, access: &CaseAccess) -> Option<Recipient> {
    if access.subjects.cover(person) {
        return None;
    }
    let capacities = access.readers.iter().filter(|(role, _)| access.gives(**role, person));
    let (role, of_role) =
        capacities.map(|(role, detail)| (*role, *detail)).max_by_key(|(_, detail)| *detail)?;
    let detail = if person.trained { Detail::Full } else { of_role };
    Some(Recipient { person: person.id.clone(), case: access.case.clone(), role, detail })
}

/// Everyone among the holders of `roles` who may have the case.
pub fn recipients<'a>(
    roles: impl IntoIterator<Item = &'a Role>,
    staff: &Staff,
    access: &CaseAccess,
) -> Vec<Recipient> {
    let roles: BTreeSet<Role> = roles.into_iter().copied().collect();
    staff
        .people()
        .filter(|person| roles.iter().any(|role| access.gives(*role, person)))
        .filter_map(|person| recipient(person, access))
        .collect()
}

/// Whether somebody acts in this role for these year groups who is none of the subjects and can be written to.
pub fn somebody(role: Role, staff: &Staff, subjects: &Subjects, years: &BTreeSet<u8>) -> bool {
    let can = |person: &Person| !subjects.cover(person) && person.is_reachable();
    staff.people().any(|person| person.acts_as(role, years) && can(person))
}

/// Who can read a space, each member matched to a person where one is known.
#[derive(Debug, Clone)]
pub struct Members<'a> {
    pub private: bool,
    /// Somebody may read it whom the platform would not name.
    pub strangers: bool,
    pub people: Vec<Option<&'a Person>>,
}

/// A space in which every reader may have the case in full, proven a moment ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvenSpace {
    case: CaseId,
    people: BTreeSet<PersonId>,
}

impl ProvenSpace {
    pub fn case(&self) -> &CaseId {
        &self.case
    }

    pub fn people(&self) -> &BTreeSet<PersonId> {
        &self.people
    }
}

/// Proves that a space may have the case: private, nobody unknown, and every member allowed in full.
pub fn prove(members: &Members<'_>, access: &CaseAccess) -> Option<ProvenSpace> {
    if !members.private || members.strangers || members.people.is_empty() {
        return None;
    }
    let mut people = BTreeSet::new();
    for member in &members.people {
        let allowed = recipient((*member)?, access)?;
        if allowed.detail != Detail::Full {
            return None;
        }
        people.insert(allowed.person);
    }
    Some(ProvenSpace { case: access.case.clone(), people })
}
