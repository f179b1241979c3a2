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
    numbers().next().unwrap_or(otherwise)
}

pub fn numbers() -> impl Iterator<Item = usize> {
    std::env::args().filter_map(|arg| arg.parse().ok())
}

/// A folder on the disk that the project stands on.
pub fn folder() -> tempfile::TempDir {
    let folder = std::env::current_dir().unwrap().join("target/bench");
    std::fs::create_dir_all(&folder).unwrap();
    tempfile::tempdir_in(folder).unwrap()
}

/// An empty PostgreSQL database where `HEARKEN_BENCH_POSTGRES` names one, else an SQLite file.
pub async fn bench(folder: &Path) -> Bench {
    bench_of(folder, PlatformKind::Local, 0).await
}

/// The same with that many more staff, `t0` and on, all of one platform.
pub async fn bench_of(folder: &Path, platform: PlatformKind, more: usize) -> Bench {
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
                tx.link_workspace(&workspace(platform), &owner).await?;
                let named =
                    PEOPLE.iter().map(|(user, name, role)| (user.to_string(), name.to_string(), *role));
                let more = (0..more).map(|n| (format!("t{n}"), format!("Teacher Number{n}"), Role::Staff));
                for (user, name, role) in named.chain(more) {
                    let person = PersonId::parse(&user).unwrap();
                    let name = records::seal_name(&sealing, &owner, &person, &Text::new(name));
                    tx.put_person(&owner, &person, &name, now).await?;
                    tx.set_roles(&owner, &person, &[role].into()).await?;
                    tx.link_identity(&owner, &identity_on(platform, &user), &person).await?;
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

fn workspace(platform: PlatformKind) -> WorkspaceKey {
    let workspace = if platform == PlatformKind::Slack { "T0BENCH" } else { "bench" };
    WorkspaceKey { platform, workspace: workspace.to_owned() }
}

/// Slack has ids in capitals: `t0` is `U0T0` there.
fn identity_on(platform: PlatformKind, user: &str) -> Identity {
    let slack = platform == PlatformKind::Slack;
    let user = if slack { format!("U0{}", user.to_uppercase()) } else { user.to_owned() };
    Identity { platform, workspace: workspace(platform).workspace, user }
}

pub fn identity(user: &str) -> Identity {
    identity_on(PlatformKind::Local, user)
}

pub type Values = BTreeMap<String, Input>;

pub async fn does(app: &App, user: &str, action: Action) -> View {
    let id = EventId::from_random(random());
    let (workspace, from) = (workspace(PlatformKind::Local), identity(user));
    app.handle(Event { id, workspace, from, locale: None, action }).await
}

pub fn concern() -> Action {
    Action::Command { name: "concern".to_owned(), rest: Text::default() }
}

pub async fn answer(app: &App, user: &str, page: &Page, values: Values, pressed: &str) -> View {
    let (draft, page_id) = (page.draft.clone(), page.id.clone());
    let pressed = pressed.to_owned();
    does(app, user, Action::Answer { draft, revision: page.revision, page: page_id, values, pressed }).await
}

/// What somebody answers on a page of a report about nudes; `None` where it is ready to be sent.
pub fn answers(page: &str) -> Option<Values> {
    let pick = |field: &str, option: &str| (field.to_owned(), Input::Picked(vec![option.to_owned()]));
    Some(match page {
        "about" => [pick("about", "pupil")].into(),
        "category" => [pick("category", "nudes")].into(),
        "before" => [pick("seen", "no"), ("understood".to_owned(), Input::Tick(true))].into(),
        "what" => {
            let words = "A child in my tutor group says a picture is being passed round. ".repeat(8);
            [("what_happened".to_owned(), Input::Text(Text::new(words)))].into()
        }
        "check" => return None,
        _ => Values::new(),
    })
}

/// A report that is ready to be sent.
pub async fn written(app: &App, user: &str) -> Page {
    let mut view = does(app, user, concern()).await;
    loop {
        let View::Form(page) = view else { panic!("no form: {view:?}") };
        let Some(values) = answers(&page.id) else { return page };
        view = answer(app, user, &page, values, "carry_on").await;
    }
}

pub fn resident_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
