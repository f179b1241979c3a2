//! How fast what waits in the outbox is delivered, by a platform that answers at once.
//!
//! `[HEARKEN_BENCH_POSTGRES=postgres://…] cargo bench --bench outbox [-- REPORTS]`. Each report leaves two notices
//! waiting: its first step, which is spread into one for the team's space or for a person, and its reporter's copy.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should stop where it stands")]

mod school;

use async_trait::async_trait;
use hearken::chat::{Address, Card, Membership, Place, Platform, Receipt, SendError, View};
use hearken::clock::SystemClock;
use hearken::domain::id::SchoolId;
use hearken::domain::school::PlatformKind;
use hearken::outbox::{DSL_SPACE, Outbox};
use school::{Bench, Values, answer, bench, folder, identity, number, resident_mib, written};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

const REPORTS: usize = 1000;

#[tokio::main]
async fn main() {
    let reports = number(REPORTS);
    let folder = folder();
    let bench = bench(folder.path()).await;
    team_space(&bench).await;
    for _ in 0..reports {
        let page = written(&bench.app, "teacher").await;
        let view = answer(&bench.app, "teacher", &page, Values::new(), "send").await;
        assert!(matches!(view, View::Card(_)));
    }
    let chat = Arc::new(Taker::default());
    let platform: Arc<dyn Platform> = chat.clone();
    let outbox = Outbox {
        store: bench.store.clone(),
        vault: bench.vault.clone(),
        clock: Arc::new(SystemClock),
        prompts: bench.prompts.clone(),
        schools: bench.schools.clone(),
        platforms: BTreeMap::from([(PlatformKind::Local, platform)]),
    };
    let before = resident_mib();
    let began = Instant::now();
    outbox.deliver_due().await.unwrap();
    let took = began.elapsed();
    let posted = chat.0.load(Ordering::Relaxed);
    let counts = bench.store.read(|db| Box::pin(async move { db.outbox_counts().await })).await.unwrap();
    assert_eq!((counts.waiting, counts.dead), (0, 0));
    // At night whoever is on call has one as well.
    assert!(posted == 2 * reports || posted == 3 * reports, "{posted}");
    let notices = posted + reports;
    println!("{} notices waited for {reports} reports; {notices} handled, {posted} posted", 2 * reports);
    println!("in {took:.2?}: {:.0} handled a second", notices as f64 / took.as_secs_f64());
    println!("MiB resident: {before:.1} before, {:.1} after", resident_mib());
}

async fn team_space(bench: &Bench) {
    let school = SchoolId::parse("bench").unwrap();
    let place = Place::Space { space: "safeguarding".to_owned() };
    let address = Address { platform: PlatformKind::Local, workspace: "bench".to_owned(), place };
    let address = serde_json::to_string(&address).unwrap();
    let put = school.clone();
    bench
        .store
        .write(&school, move |tx| Box::pin(async move { tx.put_space(&put, DSL_SPACE, &address).await }))
        .await
        .unwrap();
}

/// A platform that takes everything and keeps nothing.
#[derive(Default)]
struct Taker(AtomicUsize);

impl Taker {
    fn taken(&self, place: Place) -> Receipt {
        let message = self.0.fetch_add(1, Ordering::Relaxed).to_string();
        Receipt {
            address: Address { platform: PlatformKind::Local, workspace: "bench".to_owned(), place },
            message,
        }
    }
}

#[async_trait]
impl Platform for Taker {
    fn kind(&self) -> PlatformKind {
        PlatformKind::Local
    }

    async fn post(&self, to: &Address, _: &Card, _: &str) -> Result<Receipt, SendError> {
        Ok(self.taken(to.place.clone()))
    }

    async fn update(&self, _: &Receipt, _: &Card) -> Result<(), SendError> {
        Ok(())
    }

    async fn open_thread(&self, space: &Address, _: &Card, key: &str) -> Result<Receipt, SendError> {
        let Place::Space { space } = &space.place else { return Err(SendError::Refused { code: "space" }) };
        Ok(self.taken(Place::Thread { space: space.clone(), thread: key.to_owned() }))
    }

    async fn membership(&self, _: &Address) -> Result<Membership, SendError> {
        let members = ["dsl", "deputy"].map(identity).into();
        Ok(Membership { private: true, members, strangers: false })
    }
}
