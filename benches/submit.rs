//! How long a report takes from "Send" to its commit, against a bare SQLite commit with fsync in the same run.
//!
//! `cargo bench --bench submit [-- REPORTS]`. The two alternate on the same disk, so that their ratio means something
//! on a noisy machine.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should stop where it stands")]

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
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const REPORTS: usize = 500;
const PEOPLE: &[(&str, &str, Role)] = &[
    ("teacher", "Robin Ashworth", Role::Staff),
    ("dsl", "Amara Fielding", Role::Dsl),
    ("deputy", "Jo Penrose", Role::DeputyDsl),
    ("head", "Morgan Hale", Role::Head),
    ("on_call", "Sam Okonjo", Role::OnCall),
];

#[tokio::main]
async fn main() {
    let reports = std::env::args().filter_map(|arg| arg.parse().ok()).next().unwrap_or(REPORTS);
    let folder = std::env::current_dir().unwrap().join("target/bench-submit");
    std::fs::create_dir_all(&folder).unwrap();
    let folder = tempfile::tempdir_in(folder).unwrap();
    let app = app(folder.path()).await;
    let mut bare = bare(folder.path()).await;
    let (mut submits, mut commits) = (Vec::new(), Vec::new());
    for _ in 0..reports {
        let (page, values) = written(&app).await;
        let began = Instant::now();
        let view = answer(&app, &page, values, "send").await;
        submits.push(began.elapsed());
        let View::Card(card) = view else { panic!("no receipt: {view:?}") };
        assert!(card.heading.starts_with("Sent."), "{}", card.heading);
        let began = Instant::now();
        commit(&mut bare).await;
        commits.push(began.elapsed());
    }
    println!("{reports} reports, one at a time");
    let (p50, p99) = print("submit to committed", &mut submits);
    let (bare50, bare99) = print("bare commit", &mut commits);
    println!("ratio                 p50 {:.1}   p99 {:.1}", ratio(p50, bare50), ratio(p99, bare99));
    println!("memory after it       {} MiB resident", resident_mib());
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

fn print(what: &str, times: &mut [Duration]) -> (Duration, Duration) {
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!("{what:<20}  p50 {:.2?}   p99 {:.2?}", at(50), at(99));
    (at(50), at(99))
}

fn resident_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or_default() / 1024
}

async fn app(folder: &Path) -> App {
    let store = Store::connect(&format!("sqlite://{}", folder.join("hearken.db").display())).await.unwrap();
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
    App::new(Parts { store, vault, clock: Arc::new(SystemClock), prompts, schools })
}

fn workspace() -> WorkspaceKey {
    WorkspaceKey { platform: PlatformKind::Local, workspace: "bench".to_owned() }
}

fn identity(user: &str) -> Identity {
    Identity { platform: PlatformKind::Local, workspace: "bench".to_owned(), user: user.to_owned() }
}

type Values = BTreeMap<String, Input>;

async fn does(app: &App, action: Action) -> View {
    let id = EventId::from_random(random());
    app.handle(Event { id, workspace: workspace(), from: identity("teacher"), locale: None, action }).await
}

async fn answer(app: &App, page: &Page, values: Values, pressed: &str) -> View {
    let (draft, page_id) = (page.draft.clone(), page.id.clone());
    let pressed = pressed.to_owned();
    does(app, Action::Answer { draft, revision: page.revision, page: page_id, values, pressed }).await
}

/// A report about nudes, ready to be sent.
async fn written(app: &App) -> (Page, Values) {
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

async fn bare(folder: &Path) -> SqliteConnection {
    let mut bare = SqliteConnectOptions::new()
        .filename(folder.join("bare.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await
        .unwrap();
    sqlx::query("CREATE TABLE reports (body BLOB NOT NULL)").execute(&mut bare).await.unwrap();
    bare
}

#[expect(clippy::disallowed_methods, reason = "the yardstick goes past the store on purpose")]
async fn commit(bare: &mut SqliteConnection) {
    let mut transaction = bare.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let insert = sqlx::query("INSERT INTO reports (body) VALUES ($1)").bind(vec![7_u8; 700]);
    insert.execute(&mut *transaction).await.unwrap();
    transaction.commit().await.unwrap();
}
