//! How long a report takes from "Send" to its commit, and how that and the memory grow with what is stored.
//!
//! `[HEARKEN_BENCH_POSTGRES=postgres://…] cargo bench --bench submit [-- REPORTS]`. A bare SQLite commit with fsync
//! is timed between the reports, on the same disk, so that the ratio means something on a noisy machine; growth is
//! the last tenth of the reports against the first, in the same run.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should stop where it stands")]

#[expect(dead_code, reason = "this one needs the application alone")]
mod school;

use hearken::chat::View;
use school::{Values, answer, bench, folder, number, resident_mib, written};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use std::path::Path;
use std::time::{Duration, Instant};

const REPORTS: usize = 500;

#[tokio::main]
async fn main() {
    let reports = number(REPORTS);
    let folder = folder();
    let bench = bench(folder.path()).await;
    let mut bare = bare(folder.path()).await;
    let (mut submits, mut commits, mut resident) = (Vec::new(), Vec::new(), Vec::new());
    for n in 1..=reports {
        let page = written(&bench.app, "teacher").await;
        let began = Instant::now();
        let view = answer(&bench.app, "teacher", &page, Values::new(), "send").await;
        submits.push(began.elapsed());
        let View::Card(card) = view else { panic!("no receipt: {view:?}") };
        assert!(card.heading.starts_with("Sent."), "{}", card.heading);
        let began = Instant::now();
        commit(&mut bare).await;
        commits.push(began.elapsed());
        if n % (reports / 10).max(1) == 0 {
            resident.push(resident_mib());
        }
    }
    println!("{reports} reports, one at a time");
    let tenth = (reports / 10).max(1);
    let first = print("the first tenth", &submits[..tenth]);
    let last = print("the last tenth", &submits[reports - tenth..]);
    let bare_first = print("bare commits, first", &commits[..tenth]);
    let bare_last = print("bare commits, last", &commits[reports - tenth..]);
    let (p50, p99) = print("submit to committed", &submits);
    let (bare50, bare99) = print("bare commit", &commits);
    println!("against a bare commit    p50 {:.1}   p99 {:.1}", ratio(p50, bare50), ratio(p99, bare99));
    println!(
        "growth                   p50 {:.2}   p99 {:.2}",
        ratio(last.0, first.0),
        ratio(last.1, first.1)
    );
    println!("growth of bare commits   p50 {:.2}", ratio(bare_last.0, bare_first.0));
    println!("MiB resident, by tenths  {resident:.1?}");
}

fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}

fn print(what: &str, times: &[Duration]) -> (Duration, Duration) {
    let mut times = times.to_vec();
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!("{what:<20}     p50 {:.2?}   p99 {:.2?}", at(50), at(99));
    (at(50), at(99))
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
