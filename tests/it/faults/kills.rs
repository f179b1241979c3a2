//! The program is killed at any moment, on either database.

use super::{Chance, Load, concern, each_arrived_once, stands_in_the_database, walk_to_the_send_button};
use crate::demo::{DSL, Demo, Reporting, TEACHER};
use std::collections::BTreeSet;
use std::env;
use std::path::Path;
use tokio::time::sleep;

/// On both databases together; `HEARKEN_TEST_KILLS` asks for more.
const KILLS: usize = 100;

async fn killed_at_any_moment(data: &Path, url: &str) {
    let kills = env::var("HEARKEN_TEST_KILLS").map_or(KILLS, |kills| kills.parse().unwrap()) / 2;
    let mut chance = Chance::seeded();
    let mut demo = Demo::start_as(Demo::serving(data, url)).unwrap();
    let reporters = Load::begin(&demo);
    for kill in 0..kills {
        if kill % 2 == 0 {
            // While a report is being committed.
            let before = Load::count(&reporters.load.sends);
            reporters.until("sends", |load| Load::count(&load.sends), before + 1, &demo).await;
            sleep(chance.millis(0, 15)).await;
        } else {
            sleep(chance.millis(0, 500)).await;
        }
        demo.kill9();
        demo.start_again();
    }
    let lost = Load::count(&reporters.load.lost);
    let receipts = reporters.end().await;
    println!("{kills} kills: {} receipts, {lost} requests lost", receipts.len());
    assert!(lost >= kills / 2, "the kills came between requests: {lost} of {kills} interrupted one");
    each_arrived_once(&demo.person(DSL), &receipts).await;
    demo.terminate();
    demo.start_again();
    each_arrived_once(&demo.person(DSL), &receipts).await;
    demo.terminate();
    stands_in_the_database(url, &receipts).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_report_survives_being_killed_at_any_moment_on_sqlite() {
    let data = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", data.path().join("hearken.db").display());
    killed_at_any_moment(data.path(), &url).await;
}

#[cfg(feature = "postgres")]
#[tokio::test(flavor = "multi_thread")]
async fn every_acknowledged_report_survives_being_killed_at_any_moment_on_postgres() {
    use sqlx::migrate::MigrateDatabase;
    let data = tempfile::tempdir().unwrap();
    let url = crate::store::harness::fresh_postgres_url();
    sqlx::Postgres::create_database(&url).await.unwrap();
    killed_at_any_moment(data.path(), &url).await;
    sqlx::Postgres::force_drop_database(&url).await.unwrap();
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
