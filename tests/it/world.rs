//! A school in a test: the real application, store and outbox, a chat that only remembers, and a clock that stands.

mod chat;
mod person;

pub use chat::{FakeChat, Post, Trouble};
pub use person::{Entry, Person, holds_words_only, said};

use crate::store::harness::Database;
use hearken::app::{App, Parts};
use hearken::chat::{Address, Place, Platform};
use hearken::clock::{Clock, MovableClock};
use hearken::domain::Moment;
use hearken::domain::id::{PersonId, SchoolId};
use hearken::domain::routing::RouteRule;
use hearken::domain::school::{Identity, PlatformKind, Role, WorkspaceKey};
use hearken::domain::text::Text;
use hearken::forms::{Profile, Prompts, School};
use hearken::outbox::{DSL_SPACE, Outbox};
use hearken::records;
use hearken::vault::Vault;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

pub const WORKSPACE: &str = "T1";

/// The people of a school where every role has a holder. Names are unlike any word a report would use.
pub const STAFF: &[(&str, &str, &[Role])] = &[
    ("teacher", "Robin Ashworth", &[Role::Staff]),
    ("colleague", "Dana Whitlock", &[Role::Staff]),
    ("dsl", "Amara Fielding", &[Role::Dsl]),
    ("deputy", "Jo Penrose", &[Role::DeputyDsl]),
    ("head", "Morgan Hale", &[Role::Head]),
    ("chair", "Helen Marchbank", &[Role::ChairOfGovernors]),
    ("on_call", "Sam Okonjo", &[Role::OnCall]),
    ("dpo", "Tobias Renn", &[Role::Dpo]),
];

pub struct World {
    pub database: Database,
    pub vault: Vault,
    pub clock: Arc<MovableClock>,
    pub chat: Arc<FakeChat>,
    pub app: App,
    pub outbox: Outbox,
    pub school: School,
    prompts: Arc<Prompts>,
}

/// A Tuesday in term, ten in the morning in London.
pub fn tuesday_at_ten() -> Moment {
    "2026-03-10T10:00:00Z".parse().unwrap()
}

pub fn identity(user: &str) -> Identity {
    Identity { platform: PlatformKind::Slack, workspace: WORKSPACE.to_owned(), user: user.to_owned() }
}

/// The words and rules that Hearken brings. They are read once: that takes longer than many a test.
pub fn built_in() -> Arc<Prompts> {
    static BUILT_IN: LazyLock<Arc<Prompts>> = LazyLock::new(|| Arc::new(Prompts::load(None).unwrap()));
    BUILT_IN.clone()
}

impl World {
    /// The school of [`STAFF`], with the safeguarding team in a private space of their own.
    pub async fn open(database: Database) -> Self {
        Self::with(database, STAFF, &["dsl", "deputy"]).await
    }

    pub async fn with(database: Database, staff: &[(&str, &str, &[Role])], space: &[&str]) -> Self {
        Self::under("kent", database, staff, space).await
    }

    /// A school that follows this profile, or the made-up one with [`YEARS`].
    pub async fn under(
        profile: &str,
        database: Database,
        staff: &[(&str, &str, &[Role])],
        space: &[&str],
    ) -> Self {
        Self::with_prompts(database, staff, space, built_in(), profile).await
    }

    /// The same with prompts of the caller's.
    pub async fn with_prompts(
        database: Database,
        staff: &[(&str, &str, &[Role])],
        space: &[&str],
        prompts: impl Into<Arc<Prompts>>,
        profile: &str,
    ) -> Self {
        let clock = Arc::new(MovableClock::frozen_at(tuesday_at_ten()));
        let prompts = prompts.into();
        let school = school_called("oak", "Oak School", profile_called(&prompts, profile));
        let vault = Vault::ephemeral();
        let chat = Arc::new(FakeChat::with_space(space));
        let (app, outbox) =
            parts(&database, &vault, &clock, &prompts, std::slice::from_ref(&school), chat.clone());
        let world = Self { database, vault, clock, chat, app, outbox, school, prompts };
        let address = Address {
            platform: PlatformKind::Slack,
            workspace: WORKSPACE.to_owned(),
            place: Place::Space { space: "safeguarding".to_owned() },
        };
        let address = serde_json::to_string(&address).unwrap();
        world
            .database
            .write(move |tx| {
                Box::pin(async move {
                    let school = SchoolId::parse("oak").unwrap();
                    let key = WorkspaceKey { platform: PlatformKind::Slack, workspace: WORKSPACE.to_owned() };
                    tx.link_workspace(&key, &school).await?;
                    tx.put_space(&school, DSL_SPACE, &address).await
                })
            })
            .await
            .unwrap();
        for (user, name, roles) in staff {
            world.hire(user, name, roles).await;
        }
        world
    }

    /// Somebody joins, or changes roles.
    pub async fn hire(&self, user: &str, name: &str, roles: &[Role]) {
        self.hire_for(user, name, roles, &[], false).await;
    }

    /// Somebody joins as head of these years, or changes them; trained as a deputy or not.
    pub async fn hire_for(&self, user: &str, name: &str, roles: &[Role], years: &[u8], trained: bool) {
        let school = SchoolId::parse("oak").unwrap();
        let new = Hired { user, name, roles, years, trained };
        new.at(&self.database, &self.vault, &school, identity(user)).await;
    }

    /// The same school after the process was started again.
    pub fn restart(&mut self) {
        let (school, chat) = (self.school.clone(), self.chat.clone());
        (self.app, self.outbox) =
            parts(&self.database, &self.vault, &self.clock, &self.prompts, &[school], chat);
    }

    /// The same, with other prompts.
    pub fn restart_with(&mut self, prompts: Prompts) {
        self.prompts = Arc::new(prompts);
        self.restart();
    }

    pub fn person(&self, user: &str) -> Person<'_> {
        Person::new(self, user)
    }

    /// Everything that is due happens: steps of the ladder, chased calls, reminders of drafts, and deliveries, until nothing is due any more.
    pub async fn settle(&self) {
        for _ in 0..20 {
            let before = self.chat.calls();
            self.app.take_due_steps().await.unwrap();
            self.app.chase_calls().await.unwrap();
            self.app.nudge_unfinished().await.unwrap();
            self.app.remind_of_questions().await.unwrap();
            self.app.flag_old_guidance().await.unwrap();
            self.app.take_back_orphans().await.unwrap();
            self.outbox.deliver_due().await.unwrap();
            if self.chat.calls() == before {
                return;
            }
        }
    }

    pub async fn minutes_later(&self, minutes: i64) {
        self.clock.move_on(chrono::TimeDelta::minutes(minutes));
        self.settle().await;
    }

    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The acts in the audit, oldest first; the chain is whole.
    pub async fn acts(&self) -> Vec<String> {
        self.database
            .read(|db| {
                Box::pin(async move {
                    let school = SchoolId::parse("oak").unwrap();
                    assert_eq!(hearken::audit::verify(db, &school).await?, None);
                    let rows = db.audit_rows(&school, 1, 1000).await?;
                    Ok(rows.into_iter().map(|row| row.action).collect())
                })
            })
            .await
    }

    pub async fn cases(&self) -> Vec<hearken::domain::case::Case> {
        let school = SchoolId::parse("oak").unwrap();
        self.database.read(move |db| Box::pin(async move { db.cases(&school, 100).await })).await
    }
}

/// A profile whose routes depend on the year, after kas: the head of year is copied in, for some kinds leads, and the
/// oldest have a route of their own. Made from kent's, so that all else is as there.
pub const YEARS: &str = "years";

pub fn profile_called(prompts: &Prompts, id: &str) -> Profile {
    #[derive(serde::Deserialize)]
    struct Routes {
        route: Vec<RouteRule>,
    }
    if id != YEARS {
        return prompts.profile(id).unwrap().clone();
    }
    let mut made = prompts.profile("kent").unwrap().clone();
    made.routes = toml::from_str::<Routes>(include_str!("world/years.toml")).unwrap().route;
    made.roles.extend([Role::HeadOfYear, Role::PreventLead]);
    made
}

/// Somebody who joins a school, or changes there.
pub struct Hired<'a> {
    pub user: &'a str,
    pub name: &'a str,
    pub roles: &'a [Role],
    pub years: &'a [u8],
    pub trained: bool,
}

impl Hired<'_> {
    pub async fn at(self, database: &Database, vault: &Vault, school: &SchoolId, identity: Identity) {
        let years = self.years.iter().copied().collect::<BTreeSet<_>>();
        let roles = self.roles.iter().copied().collect::<BTreeSet<_>>();
        let (id, trained) = (PersonId::parse(self.user).unwrap(), self.trained);
        let name = records::seal_name(vault, school, &id, &Text::new(self.name));
        let at = school.clone();
        let hiring = database.store.write(school, move |tx| {
            Box::pin(async move {
                tx.put_person(&at, &id, &name, tuesday_at_ten()).await?;
                tx.set_roles(&at, &id, &roles).await?;
                tx.set_years(&at, &id, &years).await?;
                tx.set_trained(&at, &id, trained).await?;
                tx.link_identity(&at, &identity, &id).await
            })
        });
        hiring.await.unwrap();
    }
}

pub fn school_called(id: &str, name: &str, profile: Profile) -> School {
    let contacts = [(Role::Head, "01632 960003"), (Role::Lado, "01632 960010"), (Role::Police, "101")];
    School {
        id: SchoolId::parse(id).unwrap(),
        name: name.to_owned(),
        phone: "01632 960001".to_owned(),
        contacts: contacts.map(|(role, phone)| (role, phone.to_owned())).into(),
        profile,
    }
}

/// The application and its outbox over these schools and one platform.
pub fn parts(
    database: &Database,
    vault: &Vault,
    clock: &Arc<MovableClock>,
    prompts: &Arc<Prompts>,
    schools: &[School],
    platform: Arc<dyn Platform>,
) -> (App, Outbox) {
    let schools = schools.iter().map(|school| (school.id.clone(), school.clone()));
    let schools = Arc::new(schools.collect::<BTreeMap<_, _>>());
    let app = App::new(Parts {
        store: database.store.clone(),
        vault: vault.clone(),
        clock: clock.clone(),
        prompts: prompts.clone(),
        schools: schools.clone(),
    });
    let outbox = Outbox {
        store: database.store.clone(),
        vault: vault.clone(),
        clock: clock.clone(),
        prompts: prompts.clone(),
        schools,
        platforms: BTreeMap::from([(PlatformKind::Slack, platform)]),
    };
    (app, outbox)
}
