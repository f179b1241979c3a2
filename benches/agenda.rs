//! How long it takes to plan a morning on which so many reminders come, what memory it costs, and how long a report's
//! write waits meanwhile.
//!
//! `[HEARKEN_BENCH_POSTGRES=postgres://…] cargo bench --bench agenda [-- REMINDERS]`. Ten reminders a person, all of them
//! on one morning; 1,000, 10,000 and 100,000 if no number is given.
#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should stop where it stands")]

#[expect(dead_code, reason = "no report is written here")]
mod school;

use chrono::TimeDelta;
use hearken::app::{App, Parts};
use hearken::clock::MovableClock;
use hearken::domain::duty::DutyDef;
use hearken::domain::id::SchoolId;
use hearken::domain::reminder::Leads;
use hearken::domain::schedule::{CatchUp, Every};
use hearken::domain::school::{PlatformKind, Role};
use school::{bench_of, folder, numbers, resident_mib};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Reminders that one person has on one morning.
const EACH: usize = 10;

#[tokio::main]
async fn main() {
    let asked: Vec<usize> = numbers().collect();
    let all = if asked.is_empty() { vec![1_000, 10_000, 100_000] } else { asked };
    for reminders in all {
        plan(reminders).await;
    }
}

async fn plan(reminders: usize) {
    let folder = folder();
    let bench = bench_of(folder.path(), PlatformKind::Local, reminders / EACH).await;
    let id = SchoolId::parse("bench").unwrap();
    let mut school = bench.schools[&id].clone();
    let due = "2026-03-10".parse().unwrap();
    let duty = |n: usize| DutyDef {
        id: format!("duty{n}"),
        name: Some(format!("Duty number {n}")),
        to: vec![Role::Staff],
        every: Every::Day(due),
        catch_up: CatchUp::Latest,
        statutory: false,
        leads: Leads { before: vec![0], overdue_every: None },
        source: "a measurement".to_owned(),
    };
    school.profile.policies.clear();
    school.profile.digest = None;
    school.profile.duties = (0..EACH).map(duty).collect();
    let clock = Arc::new(MovableClock::frozen_at("2026-03-09T08:05:00Z".parse().unwrap()));
    let app = App::new(Parts {
        store: bench.store.clone(),
        vault: bench.vault.clone(),
        clock: clock.clone(),
        prompts: bench.prompts.clone(),
        schools: Arc::new(BTreeMap::from([(id.clone(), school)])),
    });
    // The school's first morning is silent.
    app.plan_mornings().await;
    clock.move_on(TimeDelta::days(1));
    let done = Arc::new(AtomicBool::new(false));
    let waiting = tokio::spawn(longest_wait(bench.store.clone(), id, done.clone()));
    let before = resident_mib();
    let began = Instant::now();
    app.plan_mornings().await;
    let took = began.elapsed();
    done.store(true, Ordering::Relaxed);
    let waits = waiting.await.unwrap();
    let after = resident_mib();
    let counts = bench.store.read(|db| Box::pin(async move { db.outbox_counts().await })).await.unwrap();
    assert!(counts.waiting as usize >= reminders / EACH, "{counts:?}");
    clock.move_on(TimeDelta::minutes(10));
    let again = Instant::now();
    app.plan_mornings().await;
    let again = again.elapsed();
    let (slowest, all) = waits;
    let rate = reminders as f64 / took.as_secs_f64();
    println!("{reminders} reminders for {} people in {took:.2?}: {rate:.0} a second", counts.waiting);
    println!("  looked at again in {again:.2?}; MiB resident {before:.1} before, {after:.1} after");
    println!("  {all} other writes meanwhile; the longest waited {slowest:.1?}");
}

/// The longest that a small write waits while the morning is planned, and how many there were.
async fn longest_wait(
    store: hearken::store::Store,
    school: SchoolId,
    done: Arc<AtomicBool>,
) -> (Duration, usize) {
    let (mut slowest, mut all) = (Duration::ZERO, 0);
    while !done.load(Ordering::Relaxed) {
        let began = Instant::now();
        let (id, slot) = (school.clone(), all.to_string());
        let at = hearken::domain::Moment::from_timestamp_millis(0).unwrap();
        let write = store.write(&school, move |tx| {
            Box::pin(async move { tx.take_turn(&id, "measured", &slot, at).await })
        });
        write.await.unwrap();
        slowest = slowest.max(began.elapsed());
        all += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    (slowest, all)
}
