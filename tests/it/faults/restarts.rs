//! PostgreSQL is stopped, crashed and killed under load: Hearken goes on by itself, and loses nothing.

use super::{Load, each_arrived_once, stands_in_the_database};
use crate::demo::{DSL, Demo};
use crate::process::server::Server;

#[tokio::test(flavor = "multi_thread")]
async fn whatever_becomes_of_postgres_nothing_acknowledged_is_lost() {
    let mut server = Server::start("opensesame");
    let data = tempfile::tempdir().unwrap();
    let mut demo = Demo::start_as(Demo::serving(data.path(), &server.url())).unwrap();
    let first = demo.id();
    let reporters = Load::begin(&demo);
    let receipts = |load: &Load| Load::count(&load.receipts);
    for _ in 0..2 {
        for how in ["INT", "QUIT", "KILL"] {
            let before = Load::count(&reporters.load.receipts);
            // Somebody is in the middle of a write.
            let holder = server.holds_up_writes_to("drafts");
            if how == "KILL" {
                assert!(server.kill_backends() > 0, "nobody is connected");
            } else {
                server.restart(how);
            }
            drop(holder);
            reporters.until("receipts", receipts, before + 3, &demo).await;
        }
    }
    let troubled = Load::count(&reporters.load.refused) + Load::count(&reporters.load.lost);
    let receipts = reporters.end().await;
    println!("{} receipts, {troubled} refusals", receipts.len());
    assert!(troubled >= 6, "whoever was in the middle of a write was told nothing: {troubled}");
    each_arrived_once(&demo.person(DSL), &receipts).await;
    assert!(demo.id() == first && !demo.has_ended(), "it was never started again");
    assert!(demo.output().contains("A write was not stored"), "{}", demo.output());
    demo.terminate();
    stands_in_the_database(&server.url(), &receipts).await;
}
