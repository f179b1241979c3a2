//! Breaks the running program under load: whoever has a receipt has a case that arrived, once, whatever happened.

mod disks;
mod kills;
#[cfg(feature = "postgres")]
mod restarts;
mod syncs;

use crate::demo::{
    COLLEAGUE, Concern, DEPUTY, Demo, Failure, Person, Receipt, Reporting, TEACHER, references,
};
use hearken::domain::id::SchoolId;
use hearken::store::Store;
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep};

/// One task each: a person fills in one form at a time.
const REPORTERS: &[&str] = &[TEACHER, COLLEAGUE, DEPUTY];
/// How long an interrupted report may take to get through once the program is back.
const PERSISTENCE: Duration = Duration::from_secs(90);
/// How long the outbox may take to deliver what is due: a lease of a killed start, and the pauses behind failed tries.
const DELIVERY: Duration = Duration::from_secs(180);

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

/// What somebody reads who has no receipt: it says so plainly, and holds nothing that looks like one.
fn says_plainly(failure: &Failure) {
    let words = failure.words();
    assert!(NOT_SENT.iter().any(|said| words.contains(said)), "not clear: {failure:?}");
    assert_eq!(references(&words), BTreeSet::new(), "looks like a receipt's reference: {words}");
}

/// Every reference whose case reached the safeguarding lead, with the places of the threads that hold it. Of places in
/// `known` the references are taken from there.
async fn delivered(
    dsl: &Person,
    known: &mut BTreeMap<String, BTreeSet<String>>,
) -> Result<BTreeMap<String, Vec<String>>, Failure> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for place in dsl.thread_places().await? {
        if !known.contains_key(&place) {
            let messages = dsl.place(&place).await?;
            known.insert(place.clone(), references(&messages));
        }
        for reference in &known[&place] {
            found.entry(reference.clone()).or_default().push(place.clone());
        }
    }
    Ok(found)
}

/// Waits until every receipt's case has arrived, then holds that each arrived once and nothing else did.
async fn each_arrived_once(dsl: &Person, receipts: &BTreeSet<Receipt>) {
    let until = Instant::now() + DELIVERY;
    let mut known = BTreeMap::new();
    loop {
        let found = delivered(dsl, &mut known).await.unwrap();
        let missing: Vec<&Receipt> = receipts.iter().filter(|r| !found.contains_key(&r.reference)).collect();
        if missing.is_empty() {
            break;
        }
        assert!(Instant::now() < until, "acknowledged and missing: {missing:?}");
        sleep(Duration::from_millis(250)).await;
    }
    let found = delivered(dsl, &mut BTreeMap::new()).await.unwrap();
    let twice: Vec<_> = found.iter().filter(|(_, places)| places.len() != 1).collect();
    assert!(twice.is_empty(), "delivered more than once: {twice:?}");
    assert_eq!(found.len(), receipts.len(), "a case without a receipt: {found:?} {receipts:?}");
}

/// What is stored, seen past the program: a case for every receipt and none besides, and no notice given up.
async fn stands_in_the_database(url: &str, receipts: &BTreeSet<Receipt>) {
    let store = Store::connect(url).await.unwrap();
    let school = SchoolId::parse("demo").unwrap();
    let question = store.read(|db| {
        Box::pin(async move { Ok((db.cases(&school, 100_000).await?, db.outbox_counts().await?)) })
    });
    let (cases, outbox) = question.await.unwrap();
    store.close().await;
    let stored: BTreeSet<String> = cases.iter().map(|case| case.reference.to_string()).collect();
    let receipts: BTreeSet<String> = receipts.iter().map(|receipt| receipt.reference.clone()).collect();
    assert_eq!(stored, receipts, "what is stored is what was acknowledged");
    assert_eq!(outbox.dead, 0);
}

#[derive(Default)]
struct Load {
    stop: AtomicBool,
    /// Times that a send button was pressed.
    sends: AtomicUsize,
    /// Requests that had no answer.
    lost: AtomicUsize,
    /// Answers that said it was not saved, or that nobody knows.
    refused: AtomicUsize,
    receipts: AtomicUsize,
}

impl Load {
    /// Puts several people to reporting, one concern after the other.
    fn begin(demo: &Demo) -> Loaded {
        let load = Arc::new(Self::default());
        let people = REPORTERS.iter().map(|user| demo.person(user));
        let reporters = people.map(|person| tokio::spawn(keep_reporting(person, load.clone()))).collect();
        Loaded { load, reporters }
    }

    fn count(counter: &AtomicUsize) -> usize {
        counter.load(Ordering::Relaxed)
    }
}

struct Loaded {
    load: Arc<Load>,
    reporters: Vec<JoinHandle<Vec<Receipt>>>,
}

impl Loaded {
    /// Waits until `enough` of something has been counted.
    async fn until(&self, what: &str, counted: impl Fn(&Load) -> usize, enough: usize, demo: &Demo) {
        let until = Instant::now() + PERSISTENCE;
        while counted(&self.load) < enough {
            let over = Instant::now() > until || self.reporters.iter().any(JoinHandle::is_finished);
            assert!(!over, "not enough {what}:\n{}", demo.output());
            sleep(Duration::from_millis(1)).await;
        }
    }

    /// Lets everybody finish what they are writing; their receipts.
    async fn end(self) -> BTreeSet<Receipt> {
        self.load.stop.store(true, Ordering::Relaxed);
        let mut receipts = Vec::new();
        for reporter in self.reporters {
            receipts.extend(reporter.await.unwrap());
        }
        let different: BTreeSet<Receipt> = receipts.iter().cloned().collect();
        assert_eq!(different.len(), receipts.len(), "each concern has a receipt of its own");
        different
    }
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
                    if matches!(failure, Failure::Lost(_)) {
                        if load.lost.fetch_add(1, Ordering::Relaxed).is_multiple_of(2) {
                            reporting.press_again();
                        }
                    } else {
                        load.refused.fetch_add(1, Ordering::Relaxed);
                        says_plainly(&failure);
                        reporting.press_again();
                    }
                    sleep(Duration::from_millis(20)).await;
                }
            }
        };
        load.receipts.fetch_add(1, Ordering::Relaxed);
        receipts.push(receipt);
    }
    receipts
}
