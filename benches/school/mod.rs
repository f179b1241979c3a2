//! A school to be measured: its application over either database, and somebody who reports.

use hearken::app::{App, Parts};
use hearken::chat::{Action, Event, Inbox, Input, Page, View};
use hearken::clock::SystemClock;
use hearken::domain::id::{EventId, PersonId, SchoolId};
use hearken::domain::school::{Identity, PlatformKind, Role, WorkspaceKey};
use hearken::domain::text::Text;
use hearken::forms::{Prompts, School};
use hearken::records;
use hearken::store::Store;
use hearken::vault::{Vault, random};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

const PEOPLE: &[(&str, &str, Role)] = &[
    ("teacher", "Robin Ashworth", Role::Staff),
    ("dsl", "Amara Fielding", Role::Dsl),
    ("deputy", "Jo Penrose", Role::DeputyDsl),
    ("head", "Morgan Hale", Role::Head),
    ("on_call", "Sam Okonjo", Role::OnCall),
];

/// Everything that runs over one database.
pub struct Bench {
    pub app: App,
    pub store: Store,
    pub vault: Vault,
    pub prompts: Arc<Prompts>,
    pub schools: Arc<BTreeMap<SchoolId, School>>,
}

/// The first number among the arguments.
pub fn number(otherwise: usize) -> usize {
    std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(otherwise)
}

/// A folder on the disk that the project stands on.
pub fn folder() -> tempfile::TempDir {
    let folder = std::env::current_dir().unwrap().join("target/bench");
    std::fs::create_dir_all(&folder).unwrap();
    tempfile::tempdir_in(folder).unwrap()
}

/// An empty PostgreSQL database where `HEARKEN_BENCH_POSTGRES` names one, else an SQLite file.
pub async fn bench(folder: &Path) -> Bench {
    let sqlite = format!("sqlite://{}", folder.join("hearken.db").display());
    let url = std::env::var("HEARKEN_BENCH_POSTGRES").unwrap_or(sqlite);
    println!("on {}", url.split(':').next().unwrap());
    let store = Store::connect(&url).await.unwrap();
    let prompts = Arc::new(Prompts::load(None).unwrap());
    let id = SchoolId::parse("bench").unwrap();
    let school = School {
        id: id.clone(),
        name: "Bench".to_owned(),
        phone: "01632 960001".to_owned(),
        contacts: BTreeMap::new(),
        profile: prompts.profile("kent").unwrap().clone(),
    };
    let vault = Vault::ephemeral();
    let (sealing, owner) = (vault.clone(), id.clone());
    store
        .write(&id, move |tx| {
            Box::pin(async move {
                let now = hearken::domain::Moment::from_timestamp_millis(0).unwrap();
                tx.put_school(&owner, "kent", now).await?;
                tx.link_workspace(&workspace(), &owner).await?;
                for (user, name, role) in PEOPLE {
                    let person = PersonId::parse(user).unwrap();
                    let name = records::seal_name(&sealing, &owner, &person, &Text::new(*name));
                    tx.put_person(&owner, &person, &name, now).await?;
                    tx.set_roles(&owner, &person, &[*role].into()).await?;
                    tx.link_identity(&owner, &identity(user), &person).await?;
                }
                Ok(())
            })
        })
        .await
        .unwrap();
    let schools = Arc::new(BTreeMap::from([(id, school)]));
    let clock = Arc::new(SystemClock);
    let parts = Parts {
        store: store.clone(),
        vault: vault.clone(),
        clock,
        prompts: prompts.clone(),
        schools: schools.clone(),
    };
    Bench { app: App::new(parts), store, vault, prompts, schools }
}

fn workspace() -> WorkspaceKey {
    WorkspaceKey { platform: PlatformKind::Local, workspace: "bench".to_owned() }
}

pub fn identity(user: &str) -> Identity {
    Identity { platform: PlatformKind::Local, workspace: "bench".to_owned(), user: user.to_owned() }
}

pub type Values = BTreeMap<String, Input>;

async fn does(app: &App, action: Action) -> View {
    let id = EventId::from_random(random());
    app.handle(Event { id, workspace: workspace(), from: identity("teacher"), locale: None, action }).await
}

pub async fn answer(app: &App, page: &Page, values: Values, pressed: &str) -> View {
    let (draft, page_id) = (page.draft.clone(), page.id.clone());
    let pressed = pressed.to_owned();
    does(app, Action::Answer { draft, revision: page.revision, page: page_id, values, pressed }).await
}

/// A report about nudes, ready to be sent.
pub async fn written(app: &App) -> (Page, Values) {
    let pick = |field: &str, option: &str| (field.to_owned(), Input::Picked(vec![option.to_owned()]));
    let mut view = does(app, Action::Command { name: "concern".to_owned(), rest: Text::default() }).await;
    loop {
        let View::Form(page) = view else { panic!("no form: {view:?}") };
        let values: Values = match page.id.as_str() {
            "about" => [pick("about", "pupil")].into(),
            "category" => [pick("category", "nudes")].into(),
            "before" => [pick("seen", "no"), ("understood".to_owned(), Input::Tick(true))].into(),
            "what" => {
                let words = "A child in my tutor group says a picture is being passed round. ".repeat(8);
                [("what_happened".to_owned(), Input::Text(Text::new(words)))].into()
            }
            "check" => return (page, Values::new()),
            _ => Values::new(),
        };
        view = answer(app, &page, values, "carry_on").await;
    }
}

pub fn resident_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
