//! A disk that fails now and then: `fsync` and writes that end in an error, while people report and the program dies.

use super::{Chance, Load, each_arrived_once, stands_in_the_database};
use crate::demo::{DSL, Demo};
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tokio::time::sleep;

/// What fails, and how often of a hundred times.
const FSYNC: (&str, u32) = ("posix/io/sync/*", 20);
const WRITE: (&str, u32) = ("posix/io/rw/pwrite", 2);

/// The program under libfiu; it stays one process, and does as it should until [`set`] says otherwise.
fn fallible(command: &Command, pipes: &Path) -> Command {
    let mut fiu = Command::new("fiu-run");
    fiu.arg("-x").arg("-f").arg(pipes).arg(command.get_program()).args(command.get_args());
    fiu
}

/// Tells a running program which calls fail from now on.
fn set(demo: &Demo, pipes: &Path, order: &str) {
    let mut fiu = Command::new("fiu-ctrl");
    let told = fiu.arg("-f").arg(pipes).args(["-c", order, &demo.id().to_string()]).output().unwrap();
    assert!(told.status.success() && told.stdout.is_empty(), "{order}: {told:?}");
}

async fn a_disk_that_fails(what: (&str, u32), logged: &str) {
    let (name, hundredths) = what;
    let mut chance = Chance::seeded();
    let data = tempfile::tempdir().unwrap();
    let pipes = data.path().join("fiu");
    let url = format!("sqlite://{}", data.path().join("hearken.db").display());
    let mut demo = Demo::start_as(fallible(&Demo::serving(data.path(), &url), &pipes)).unwrap();
    let reporters = Load::begin(&demo);
    let (mut refused, mut printed) = (0, String::new());
    for _ in 0..4 {
        set(
            &demo,
            &pipes,
            &format!("enable_random name={name},probability={}", f64::from(hundredths) / 100.0),
        );
        refused += 8;
        reporters.until("refusals", |load| Load::count(&load.refused), refused, &demo).await;
        let receipts = Load::count(&reporters.load.receipts);
        reporters.until("receipts", |load| Load::count(&load.receipts), receipts + 3, &demo).await;
        sleep(chance.millis(0, 100)).await;
        // With whatever the failed calls have left in the files.
        printed += &demo.output();
        demo.kill9();
        demo.start_again();
    }
    set(&demo, &pipes, &format!("enable_random name={name},probability={}", f64::from(hundredths) / 100.0));
    let refused = Load::count(&reporters.load.refused);
    reporters.until("refusals", |load| Load::count(&load.refused), refused + 8, &demo).await;
    // It goes on without being started again.
    set(&demo, &pipes, &format!("disable name={name}"));
    sleep(Duration::from_millis(50)).await;
    let refused = Load::count(&reporters.load.refused);
    let receipts = reporters.end().await;
    println!("{name}: {} receipts, {refused} refusals", receipts.len());
    assert!(!demo.has_ended(), "it goes on by itself");
    printed += &demo.output();
    assert!(printed.contains(logged), "the faults did not reach the database:\n{printed}");
    assert!(!printed.contains("panicked"), "{printed}");
    each_arrived_once(&demo.person(DSL), &receipts).await;
    demo.terminate();
    stands_in_the_database(&url, &receipts).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_fsync_loses_nothing_that_was_acknowledged() {
    a_disk_that_fails(FSYNC, "SQLITE_IOERR_FSYNC").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn failing_writes_lose_nothing_that_was_acknowledged() {
    a_disk_that_fails(WRITE, "SQLITE_IOERR_WRITE").await;
}
