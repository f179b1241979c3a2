//! Owns the people of a school: roles, identities on chat platforms, and who holds what.

use super::attestation::Audience;
use super::calendar::Span;
use super::id::{PersonId, SchoolId};
use super::text::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

/// A closed set of words used literally in files, SQL and messages.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}
pub(crate) use words;

words! {
    /// What is off until a school turns it on.
    Switch {
        /// The duty to report child sex offences, once it is in force where the school is.
        MandatoryReporting = "mandatory_reporting",
        /// A private note that asks the author of a reported message to take names out of it.
        NoteToAuthor = "note_to_author",
    }
}

words! {
    /// Every role of the specification, people at the school and outside bodies alike.
    Role {
        Staff = "staff",
        Dsl = "dsl",
        DeputyDsl = "deputy_dsl",
        Head = "head",
        HeadPrimary = "head_primary",
        HeadSecondary = "head_secondary",
        ChairOfGovernors = "chair_of_governors",
        SafeguardingGovernor = "safeguarding_governor",
        OnlineSafetyLead = "online_safety_lead",
        HeadOfYear = "head_of_year",
        PreventLead = "prevent_lead",
        ItLead = "it_lead",
        Dpo = "dpo",
        Siro = "siro",
        HrLead = "hr_lead",
        OnCall = "on_call",
        LineManager = "line_manager",
        SchoolAdmin = "school_admin",
        TrustLead = "trust_lead",
        Slt = "slt",
        Lado = "lado",
        Police = "police",
        ChildrensSocialCare = "childrens_social_care",
        Mash = "mash",
        Ceop = "ceop",
        Iwf = "iwf",
        Prevent = "prevent",
        FilteringProvider = "filtering_provider",
        /// In Spain: the public prosecutor for minors.
        ProsecutorForMinors = "prosecutor_for_minors",
    }
}

impl Role {
    /// An outside body is a contact card: the product never writes to it.
    pub fn is_outside(self) -> bool {
        use Role::*;
        matches!(
            self,
            Lado | Police
                | ChildrensSocialCare
                | Mash
                | Ceop
                | Iwf
                | Prevent
                | FilteringProvider
                | ProsecutorForMinors
        )
    }

    pub fn is_safeguarding_team(self) -> bool {
        matches!(self, Role::Dsl | Role::DeputyDsl)
    }

    pub fn is_governor(self) -> bool {
        matches!(self, Role::ChairOfGovernors | Role::SafeguardingGovernor)
    }
}

words! {
    /// The chat platforms; `local` is the demo workspace.
    PlatformKind {
        Slack = "slack",
        Teams = "teams",
        GoogleChat = "google_chat",
        Discord = "discord",
        Local = "local",
    }
}

/// What the private space of a safeguarding team is for.
pub const DSL_SPACE: &str = "dsl";

/// A workspace on a platform; it belongs to exactly one school.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WorkspaceKey {
    pub platform: PlatformKind,
    pub workspace: String,
}

/// Somebody as a platform knows them. Adapters know nothing else about people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identity {
    pub platform: PlatformKind,
    pub workspace: String,
    pub user: String,
}

impl Identity {
    pub fn workspace_key(&self) -> WorkspaceKey {
        WorkspaceKey { platform: self.platform, workspace: self.workspace.clone() }
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.platform, self.workspace, self.user)
    }
}

/// The highest year group; 0 stands for the early years.
pub const LAST_YEAR: u8 = 13;

/// What the list of staff says of somebody, as far as it does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Employment {
    pub audience: Audience,
    pub starts_on: Option<NaiveDate>,
    /// The last day on which they work here.
    pub ends_on: Option<NaiveDate>,
    /// On leave on these days.
    pub leave: Option<Span>,
    pub manager: Option<PersonId>,
}

impl Employment {
    /// Whether they work here on a day: neither before their first day nor behind their last.
    pub fn is_employed(&self, day: NaiveDate) -> bool {
        self.starts_on.is_none_or(|first| first <= day) && self.ends_on.is_none_or(|last| day <= last)
    }

    pub fn is_on_leave(&self, day: NaiveDate) -> bool {
        self.leave.is_some_and(|leave| leave.holds(day))
    }
}

/// A person at one school, with every identity that has been linked to them.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: PersonId,
    pub name: Text,
    pub roles: BTreeSet<Role>,
    /// The year groups they are head of.
    pub years: BTreeSet<u8>,
    /// Trained as a deputy, whatever their roles: they read in full what they are copied into.
    pub trained: bool,
    /// Every account they ever had: whoever a concern is about is recognised by each.
    pub identities: Vec<Identity>,
    /// Those among them that were switched off or are a guest's now: nobody acts there in a role of theirs, and nothing is
    /// sent there but of what whoever has it reported themselves.
    pub gone: BTreeSet<Identity>,
    /// As the list of staff says.
    pub employment: Employment,
    /// The languages they are spoken to in, the one they chose themselves first; tags such as `es-ES`.
    pub locales: Vec<String>,
}

impl Person {
    /// Whether they act in this role where these year groups are concerned: a head of year does for their own alone,
    /// and for none while no year is known.
    pub fn acts_as(&self, role: Role, years: &BTreeSet<u8>) -> bool {
        self.roles.contains(&role) && (role != Role::HeadOfYear || !self.years.is_disjoint(years))
    }

    pub fn is_on_safeguarding_team(&self) -> bool {
        self.roles.iter().any(|role| role.is_safeguarding_team())
    }

    /// The accounts at which they can be written to.
    pub fn reachable(&self) -> impl Iterator<Item = &Identity> {
        self.identities.iter().filter(|identity| !self.gone.contains(identity))
    }

    pub fn is_reachable(&self) -> bool {
        self.reachable().next().is_some()
    }
}

/// The staff of one school at one moment.
#[derive(Debug, Clone)]
pub struct Staff {
    pub school: SchoolId,
    people: BTreeMap<PersonId, Person>,
}

impl Staff {
    pub fn new(school: SchoolId, people: impl IntoIterator<Item = Person>) -> Self {
        Self { school, people: people.into_iter().map(|p| (p.id.clone(), p)).collect() }
    }

    /// The same on a day. Behind somebody's last day every account of theirs is gone, whatever the settings or a directory
    /// say: they act in no role and are not written to, and are recognised all the same.
    pub fn on(self: Arc<Self>, day: NaiveDate) -> Arc<Self> {
        // Most leavers have no account any more: for them nothing is copied.
        let has_left = |person: &Person| {
            person.employment.ends_on.is_some_and(|last| last < day) && person.is_reachable()
        };
        if !self.people.values().any(has_left) {
            return self;
        }
        let mut staff = Arc::unwrap_or_clone(self);
        for person in staff.people.values_mut().filter(|person| has_left(person)) {
            person.gone.extend(person.identities.iter().cloned());
        }
        Arc::new(staff)
    }

    /// Nobody: enough for a page on which nothing is answered.
    pub fn nobody(school: SchoolId) -> Self {
        Self::new(school, [])
    }

    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.values()
    }

    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.get(id)
    }

    /// The person an identity has been linked to; `None` for an identity nobody knows.
    pub fn by_identity(&self, identity: &Identity) -> Option<&Person> {
        self.people.values().find(|p| p.identities.contains(identity))
    }

    /// The person who acts under an identity, with their roles. An account that is gone gives nobody a role.
    pub fn acting(&self, identity: &Identity) -> Option<&Person> {
        self.by_identity(identity).filter(|person| !person.gone.contains(identity))
    }

    pub fn holders(&self, role: Role) -> impl Iterator<Item = &Person> {
        self.people.values().filter(move |p| p.roles.contains(&role))
    }
}
