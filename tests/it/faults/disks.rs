//! Disks that are full, and disks that cannot be written.

use super::{NOT_SENT, PERSISTENCE, concern, each_arrived_once, says_plainly, walk_to_the_send_button};
use crate::demo::{DSL, Demo, Failure, Reporting, TEACHER};
use crate::disk::Disk;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;
use tokio::time::{Instant, sleep};

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_gives_a_clear_sentence_and_no_receipt_and_passes() {
    let disk = Disk::small(16 * 1024);
    let mut demo = Demo::start_as(disk.run(&Demo::command(disk.path()))).unwrap();
    let teacher = demo.person(TEACHER);
    let mut receipts = BTreeSet::new();
    for n in 0..3 {
        receipts.insert(teacher.report("pupil", "nudes", &format!("Before {n}")).await.unwrap());
    }
    let mut about_to_send = Vec::new();
    for n in 0..3 {
        let mut reporting = Reporting::begin(teacher.clone(), concern(&format!("About to send {n}")));
        walk_to_the_send_button(&mut reporting).await;
        about_to_send.push(reporting);
    }
    disk.fill();
    // Space that the database holds already may carry a few more.
    let mut refused = Vec::new();
    let begun = (0..200).map(|n| Reporting::begin(teacher.clone(), concern(&format!("During {n}"))));
    for mut reporting in about_to_send.into_iter().chain(begun) {
        match reporting.finish().await {
            Ok(receipt) => assert!(receipts.insert(receipt)),
            Err(failure) => {
                says_plainly(&failure);
                refused.push(reporting);
            }
        }
        if refused.len() == 5 {
            break;
        }
    }
    assert_eq!(refused.len(), 5, "the disk never filled up");
    let Failure::Told(begun) =
        Reporting::begin(teacher.clone(), concern("Begun")).finish().await.unwrap_err()
    else {
        panic!("an answer comes all the same")
    };
    assert!(begun.html.contains("Nothing was sent") && begun.html.contains("01632 960001"), "{}", begun.html);
    disk.free();
    let until = Instant::now() + PERSISTENCE;
    for mut reporting in refused {
        let receipt = loop {
            reporting.press_again();
            match reporting.finish().await {
                Ok(receipt) => break receipt,
                Err(failure) => assert!(Instant::now() < until, "still refused: {failure:?}"),
            }
            sleep(Duration::from_millis(200)).await;
        };
        assert!(receipts.insert(receipt));
    }
    receipts.insert(teacher.report("pupil", "nudes", "After").await.unwrap());
    each_arrived_once(&demo.person(DSL), &receipts).await;
    demo.kill9();
    demo.start_again();
    each_arrived_once(&demo.person(DSL), &receipts).await;
}

/// Where nothing can be stored the demo says so and ends, or runs and refuses; it never gives a receipt.
async fn refuses_plainly(folder: tempfile::TempDir) {
    let disk = Disk::read_only(folder);
    match Demo::start_as(disk.run(&Demo::command(disk.path()))) {
        Err(output) => {
            assert!(output.contains(disk.path().to_str().unwrap()), "does not say where: {output}");
            assert!(!output.contains("panicked"), "{output}");
        }
        Ok(demo) => {
            let words = demo.person(TEACHER).report("pupil", "nudes", "Read-only").await.unwrap_err().words();
            assert!(NOT_SENT.iter().any(|said| words.contains(said)), "not clear: {words}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_only_folder_is_refused_plainly_and_loses_nothing() {
    refuses_plainly(tempfile::tempdir().unwrap()).await;

    let kept = tempfile::tempdir().unwrap();
    let mut demo = Demo::start(kept.path());
    let receipt = demo.person(TEACHER).report("pupil", "nudes", "Kept").await.unwrap();
    demo.terminate();
    let copy = tempfile::tempdir().unwrap();
    copy_files(kept.path(), copy.path());
    refuses_plainly(copy).await;
    demo.start_again();
    each_arrived_once(&demo.person(DSL), &BTreeSet::from([receipt])).await;
}

fn copy_files(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy_files(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}
