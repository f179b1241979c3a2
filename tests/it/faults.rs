//! Breaks the demo under load: whoever has a receipt has a case that arrived, once, whatever happened.

use crate::demo::{
    COLLEAGUE, Concern, DEPUTY, DSL, Demo, Failure, Person, Receipt, Reporting, TEACHER, references,
};
use crate::disk::Disk;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time::{Instant, sleep};

const KILLS: usize = 24;
/// One task each: a person fills in one form at a time.
const REPORTERS: &[&str] = &[TEACHER, COLLEAGUE, DEPUTY];
/// How long an interrupted report may take to get through once the demo is back.
const PERSISTENCE: Duration = Duration::from_secs(60);
/// How long the outbox may take to deliver what is due.
const DELIVERY: Duration = Duration::from_secs(90);

/// What a reporter is told instead of a receipt, as HTML: it failed, or its fate is not known.
const NOT_SENT: &[&str] = &["Nothing was sent", "tell whether this was saved", "treat it as not sent"];

/// The same random moments for the same seed; `HEARKEN_TEST_SEED` repeats a failure.
struct Chance(u64);

impl Chance {
    fn seeded() -> Self {
        let seed = env::var("HEARKEN_TEST_SEED").map_or(0x5eed, |seed| seed.parse().unwrap());
        println!("HEARKEN_TEST_SEED={seed}");
        Self(seed)
    }

    /// Splitmix64, scaled.
    fn millis(&mut self, least: u64, most: u64) -> Duration {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Duration::from_millis(least + (z ^ (z >> 31)) % (most - least))
    }
}

fn concern(words: &str) -> Concern {
    Concern { about: "pupil".to_owned(), category: "nudes".to_owned(), words: words.to_owned() }
}

async fn walk_to_the_send_button(reporting: &mut Reporting) {
    while !reporting.is_sending() {
        assert_eq!(reporting.step().await.unwrap(), None);
    }
}

/// Every reference whose case reached the safeguarding lead, with the places of the threads that hold it.
async fn delivered(dsl: &Person) -> Result<BTreeMap<String, Vec<String>>, Failure> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (place, messages) in dsl.threads().await? {
        for reference in references(&messages) {
            found.entry(reference).or_default().push(place.clone());
        }
    }
    Ok(found)
}

/// Waits until every receipt's case has arrived, then holds that each arrived once and nothing else did.
async fn each_arrived_once(dsl: &Person, receipts: &BTreeSet<Receipt>) {
    let until = Instant::now() + DELIVERY;
    loop {
        let found = delivered(dsl).await.unwrap();
        let missing: Vec<&Receipt> = receipts.iter().filter(|r| !found.contains_key(&r.reference)).collect();
        if missing.is_empty() {
            let twice: Vec<_> = found.iter().filter(|(_, places)| places.len() != 1).collect();
            assert!(twice.is_empty(), "delivered more than once: {twice:?}");
            assert_eq!(found.len(), receipts.len(), "a case without a receipt: {found:?} {receipts:?}");
            return;
        }
        assert!(Instant::now() < until, "acknowledged and missing: {missing:?}");
        sleep(Duration::from_millis(500)).await;
    }
}

#[derive(Default)]
struct Load {
    stop: AtomicBool,
    /// Times that a send button was pressed.
    sends: AtomicUsize,
    /// Requests that had no answer, or none that helps.
    lost: AtomicUsize,
}

/// Reports one concern after another until told to stop, each for as long as it takes.
async fn keep_reporting(person: Person, load: Arc<Load>) -> Vec<Receipt> {
    let mut receipts = Vec::new();
    while !load.stop.load(Ordering::Relaxed) {
        let mut reporting = Reporting::begin(person.clone(), concern(&format!("Concern {}", receipts.len())));
        let until = Instant::now() + PERSISTENCE;
        let receipt = loop {
            if reporting.is_sending() {
                load.sends.fetch_add(1, Ordering::Relaxed);
            }
            match reporting.step().await {
                Ok(Some(receipt)) => break receipt,
                Ok(None) => {}
                Err(failure) => {
                    assert!(Instant::now() < until, "no way through: {failure:?}");
                    // A browser repeats what it cannot tell the fate of; a person who was told something presses again.
                    if !matches!(failure, Failure::Lost(_))
                        || load.lost.fetch_add(1, Ordering::Relaxed).is_multiple_of(2)
                    {
                        reporting.press_again();
                    }
                    sleep(Duration::from_millis(20)).await;
                }
            }
        };
        receipts.push(receipt);
    }
    receipts
}

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_report_survives_being_killed_at_any_moment() {
    let mut chance = Chance::seeded();
    let data = tempfile::tempdir().unwrap();
    let mut demo = Demo::start(data.path());
    let load = Arc::new(Load::default());
    let people = REPORTERS.iter().map(|user| demo.person(user));
    let reporters: Vec<_> = people.map(|person| tokio::spawn(keep_reporting(person, load.clone()))).collect();
    for kill in 0..KILLS {
        if kill % 2 == 0 {
            // While a report is being committed.
            let before = load.sends.load(Ordering::Relaxed);
            let until = Instant::now() + PERSISTENCE;
            while load.sends.load(Ordering::Relaxed) == before {
                assert!(Instant::now() < until, "nobody gets as far as sending:\n{}", demo.output());
                sleep(Duration::from_millis(1)).await;
            }
            sleep(chance.millis(0, 15)).await;
        } else {
            sleep(chance.millis(20, 800)).await;
        }
        demo.kill9();
        demo.start_again();
    }
    load.stop.store(true, Ordering::Relaxed);
    let mut receipts = Vec::new();
    for reporter in reporters {
        receipts.extend(reporter.await.unwrap());
    }
    let different: BTreeSet<Receipt> = receipts.iter().cloned().collect();
    assert_eq!(different.len(), receipts.len(), "each concern has a receipt of its own");
    let lost = load.lost.load(Ordering::Relaxed);
    println!("{KILLS} kills: {} receipts, {lost} requests lost", receipts.len());
    assert!(lost >= KILLS / 2, "the kills came between requests: {lost} of {KILLS} interrupted one");
    each_arrived_once(&demo.person(DSL), &different).await;
    demo.terminate();
    demo.start_again();
    each_arrived_once(&demo.person(DSL), &different).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_sent_again_is_the_same_case() {
    let data = tempfile::tempdir().unwrap();
    let mut demo = Demo::start(data.path());
    let mut reporting = Reporting::begin(demo.person(TEACHER), concern("Sent more than once"));
    walk_to_the_send_button(&mut reporting).await;
    let mut repeated = reporting.clone();
    let mut pressed_twice = reporting.clone();
    pressed_twice.press_again();
    let (first, second) = tokio::join!(reporting.step(), pressed_twice.step());
    let receipt = first.unwrap().unwrap();
    assert_eq!(second.unwrap(), Some(receipt.clone()));
    assert_eq!(repeated.step().await.unwrap(), Some(receipt.clone()));
    demo.kill9();
    demo.start_again();
    assert_eq!(repeated.step().await.unwrap(), Some(receipt.clone()));
    repeated.press_again();
    assert_eq!(repeated.step().await.unwrap(), Some(receipt.clone()));
    each_arrived_once(&demo.person(DSL), &BTreeSet::from([receipt])).await;
}

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
                let words = failure.words();
                assert!(NOT_SENT.iter().any(|said| words.contains(said)), "not clear: {failure:?}");
                assert_eq!(references(&words), BTreeSet::new(), "looks like a receipt's reference: {words}");
                refused.push(reporting);
            }
        }
        if refused.len() == 5 {
            break;
        }
    }
    assert_eq!(refused.len(), 5, "the disk never filled up");
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
