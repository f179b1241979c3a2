//! How fast Slack is answered: from `/concern` to the modal that opens, and from a page or a report sent to its answer.
//!
//! `cargo bench --bench slack [-- COMMANDS PEOPLE]`. This process is Slack and the people who use it; each server that is
//! measured is a process of its own, so that what it uses of the processors is known. Beside Hearken stand the least
//! that could answer at all (hyper alone) and slack-morphism's own way (its axum layers); they open the page that
//! Hearken opened, always the same, and what is sent to them they forget, or keep in SQLite with a commit each.
//! Only the ratios of one run mean something.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should stop where it stands")]

mod fake;
mod floor;
mod keep;
mod load;
mod morphism;
#[path = "../school/mod.rs"]
#[expect(dead_code, reason = "people act through Slack here")]
mod school;
mod server;

use fake::FakeSlack;
use load::{Figures, commands, first_answer, reports, submissions};
use mimalloc::MiMalloc;
use server::Server;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// As in the program itself; the others have it as well.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const COMMANDS: usize = 4000;
const PEOPLE: usize = 200;
const AT_ONCE: [usize; 3] = [1, 16, 64];
const SECRET: &str = "a-secret-that-signs";
const WORKSPACE: &str = "T0BENCH";

/// Who answers, and whether what is sent is kept on disk before it is answered.
const SERVERS: [(&str, bool); 5] = [
    ("hearken", true),
    ("hyper", false),
    ("morphism", false),
    ("hyper, kept", true),
    ("morphism, kept", true),
];

#[tokio::main]
async fn main() {
    let args: Vec<String> = std::env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == "--serve") {
        let (name, api, folder) = (&args[at + 1], &args[at + 2], Path::new(&args[at + 3]));
        return server::serve(name, api, folder, args[at + 4].parse().unwrap()).await;
    }
    let mut numbers = school::numbers();
    let many = numbers.next().unwrap_or(COMMANDS);
    let people = numbers.next().unwrap_or(PEOPLE).max(64);
    let slack = FakeSlack::start().await;
    println!("{people} staff; times in milliseconds; a server's own CPU in microseconds for each");
    println!(
        "{:<15} {:<9} {:>7} {:>14} {:>15} {:>9} {:>7}",
        "", "", "at once", "opened p50 p99", "answered p50 p99", "a second", "CPU"
    );
    let mut all = Vec::new();
    for (name, keeps) in SERVERS {
        let began = Instant::now();
        let mut server = Server::start(name, &slack.url, people).await;
        let view = first_answer(&server, &slack).await;
        let up = began.elapsed();
        if name == "hearken" {
            std::fs::write(view_file(), view).unwrap();
        }
        let idle = server.resident_mib();
        let mut measured = Vec::new();
        for at_once in AT_ONCE {
            if name == "hearken" || !keeps {
                let typed = commands(&server, &slack, at_once, (many, people));
                measured.push(measure(&server, "command", at_once, typed).await);
            }
        }
        for at_once in AT_ONCE {
            if name == "hearken" {
                let (used, began) = (server.cpu(), Instant::now());
                let (pages, sent) = reports(&server, &slack, at_once, (many / 10).max(at_once)).await;
                let (used, took) = (server.cpu() - used, began.elapsed());
                let both = pages.len() + sent.len();
                // Written by the same people in one go: each has the time and the work of all its events.
                measured.push(("page", at_once, pages, took, used, both));
                measured.push(("send", at_once, sent, took, used, both));
            } else {
                let sent = submissions(&server, at_once, many);
                measured.push(measure(&server, "submit", at_once, sent).await);
            }
        }
        for figures in &measured {
            print(name, figures);
        }
        let after = server.resident_mib();
        println!(
            "{name:<15} up and answering in {:.0} ms; MiB {idle:.1} idle, {after:.1} after\n",
            millis(up)
        );
        all.extend(measured.into_iter().map(|figures| (name, figures)));
        server.stop().await;
    }
    compare(&all);
}

/// What, how many at once, their times, how long it took, what the server used, and for how many that was.
type Measured = (&'static str, usize, Figures, Duration, Duration, usize);

async fn measure(
    server: &Server,
    what: &'static str,
    at_once: usize,
    load: impl Future<Output = Figures>,
) -> Measured {
    let (used, began) = (server.cpu(), Instant::now());
    let figures = load.await;
    let (used, took, count) = (server.cpu() - used, began.elapsed(), figures.len());
    (what, at_once, figures, took, used, count)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn rate((_, _, figures, took, _, _): &Measured) -> f64 {
    figures.len() as f64 / took.as_secs_f64()
}

fn cpu((_, _, _, _, used, count): &Measured) -> f64 {
    used.as_secs_f64() * 1e6 / *count as f64
}

fn print(name: &str, measured: &Measured) {
    let (what, at_once, figures, ..) = measured;
    let opened =
        figures.opened().map_or_else(|| " ".repeat(14), |(p50, p99)| format!("{p50:>6.2} {p99:>7.2}"));
    let (p50, p99) = figures.answered();
    let (rate, cpu) = (rate(measured), cpu(measured));
    println!("{name:<15} {what:<9} {at_once:>7} {opened} {p50:>7.2} {p99:>7.2} {rate:>9.0} {cpu:>7.0}");
}

/// Hearken against each of the others, at the same number at once.
fn compare(all: &[(&str, Measured)]) {
    println!("{:<40} {:>7} {:>12} {:>12}", "Hearken against", "at once", "rate, times", "CPU, times");
    let ours = |what: &str, at_once: usize| {
        all.iter().find(|(name, m)| *name == "hearken" && m.0 == what && m.1 == at_once).map(|(_, m)| m)
    };
    for (name, theirs) in all.iter().filter(|(name, _)| *name != "hearken") {
        // Pages and reports sent share their time, so either stands for both together.
        let (what, said) =
            if theirs.0 == "command" { ("command", "command") } else { ("page", "pages and reports sent") };
        let Some(ours) = ours(what, theirs.1) else { continue };
        let ours_rate = ours.5 as f64 / ours.3.as_secs_f64();
        let label = format!("{name}: {said}");
        let (rate, cpu) = (ours_rate / rate(theirs), cpu(ours) / cpu(theirs));
        println!("{label:<40} {:>7} {rate:>12.2} {cpu:>12.1}", theirs.1);
    }
}

/// Keeps what a server opens, for the others to open as well.
fn view_file() -> std::path::PathBuf {
    std::env::current_dir().unwrap().join("target/bench/first-view.json")
}

type Shared = Arc<FakeSlack>;
