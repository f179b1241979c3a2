//! How fast the application alone handles events: `/concern`, pages of a report, and "Send", by several people at once.
//!
//! `[HEARKEN_BENCH_POSTGRES=postgres://…] cargo bench --bench events [-- COMMANDS PEOPLE]`. No platform and no network
//! stand before it. Each command comes from somebody else, so that each makes a form of its own; a quarter as many
//! reports are written, each by somebody else too: first every page of all of them, then every "Send".
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should stop where it stands")]

#[expect(dead_code, reason = "this one needs the application alone")]
mod school;

use futures::future::join_all;
use hearken::chat::{Page, View};
use hearken::domain::school::PlatformKind;
use school::{Bench, Values, answer, answers, bench_of, concern, does, folder, numbers};
use std::sync::Arc;
use std::time::{Duration, Instant};

const COMMANDS: usize = 2000;
const PEOPLE: usize = 200;
const AT_ONCE: [usize; 3] = [1, 16, 64];

#[tokio::main]
async fn main() {
    let mut numbers = numbers();
    let commands = numbers.next().unwrap_or(COMMANDS);
    let people = numbers.next().unwrap_or(PEOPLE).max(64);
    let folder = folder();
    let bench = Arc::new(bench_of(folder.path(), PlatformKind::Local, people).await);
    println!("{people} staff; milliseconds");
    println!(
        "{:<10} {:>7} {:>8} {:>8} {:>10} {:>12}",
        "", "at once", "p50", "p99", "a second", "CPU µs each"
    );
    for at_once in AT_ONCE {
        let began = Spent::now();
        let each = join_all((0..at_once).map(|n| {
            let bench = bench.clone();
            let share = commands / at_once;
            tokio::spawn(async move { open_forms(&bench, at_once, n, share).await })
        }));
        let times = each.await.into_iter().flat_map(Result::unwrap).collect();
        print("command", at_once, times, &began);
    }
    for at_once in AT_ONCE {
        let share = (commands / 4 / at_once).max(1);
        let who = |n: usize| format!("writer-{at_once}-{n}");
        let forms = join_all((0..at_once).map(|n| forms(&bench, who(n), share))).await;
        let began = Spent::now();
        let pages =
            join_all(forms.into_iter().map(|forms| tokio::spawn(fill_in(bench.clone(), forms)))).await;
        let (times, ready): (Vec<_>, Vec<_>) = pages.into_iter().map(Result::unwrap).unzip();
        print("page", at_once, times.concat(), &began);
        let began = Spent::now();
        let sent = join_all(ready.into_iter().map(|ready| tokio::spawn(send(bench.clone(), ready)))).await;
        print("send", at_once, sent.into_iter().flat_map(Result::unwrap).collect(), &began);
    }
}

async fn open_forms(bench: &Bench, at_once: usize, n: usize, share: usize) -> Vec<Duration> {
    let mut times = Vec::new();
    for each in 0..share {
        let user = format!("stranger-{at_once}-{n}-{each}");
        let began = Instant::now();
        let view = does(&bench.app, &user, concern()).await;
        times.push(began.elapsed());
        assert!(matches!(view, View::Form(_)), "{view:?}");
    }
    times
}

/// First pages of as many reports, each by somebody else.
async fn forms(bench: &Bench, who: String, share: usize) -> Vec<(String, Page)> {
    let mut forms = Vec::new();
    for each in 0..share {
        let user = format!("{who}-{each}");
        let View::Form(page) = does(&bench.app, &user, concern()).await else { panic!("no form") };
        forms.push((user, page));
    }
    forms
}

/// Fills in every page of these reports, one after the other; how long each took, and the reports ready to be sent.
async fn fill_in(bench: Arc<Bench>, forms: Vec<(String, Page)>) -> (Vec<Duration>, Vec<(String, Page)>) {
    let (mut times, mut ready) = (Vec::new(), Vec::new());
    for (user, mut page) in forms {
        while let Some(values) = answers(&page.id) {
            let began = Instant::now();
            let view = answer(&bench.app, &user, &page, values, "carry_on").await;
            times.push(began.elapsed());
            let View::Form(next) = view else { panic!("no form: {view:?}") };
            page = next;
        }
        ready.push((user, page));
    }
    (times, ready)
}

async fn send(bench: Arc<Bench>, ready: Vec<(String, Page)>) -> Vec<Duration> {
    let mut times = Vec::new();
    for (user, page) in ready {
        let began = Instant::now();
        let view = answer(&bench.app, &user, &page, Values::new(), "send").await;
        times.push(began.elapsed());
        let View::Card(card) = view else { panic!("no receipt: {view:?}") };
        assert!(card.heading.starts_with("Sent."), "{}", card.heading);
    }
    times
}

/// When something began: by the clock, and by what this process had used.
struct Spent(Instant, Duration);

impl Spent {
    fn now() -> Self {
        Self(Instant::now(), cpu())
    }
}

/// What this process has used of its processors.
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<i64> =
        stat.rsplit_once(')').unwrap().1.split_whitespace().filter_map(|n| n.parse().ok()).collect();
    // Behind the name and the state, which is no number: user time and system time, in hundredths of a second.
    Duration::from_millis((fields[10] + fields[11]).unsigned_abs() * 10)
}

fn print(what: &str, at_once: usize, mut times: Vec<Duration>, began: &Spent) {
    let (took, used) = (began.0.elapsed(), cpu() - began.1);
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1000.0;
    let rate = times.len() as f64 / took.as_secs_f64();
    let each = used.as_micros() as f64 / times.len() as f64;
    println!("{what:<10} {at_once:>7} {:>8.2} {:>8.2} {rate:>10.0} {each:>12.0}", at(50), at(99));
}
