//! Posting into the workspace: one receipt per key, and what survives a crash.

use super::shown::Live;
use super::{at, card, direct, open, site, space};
use hearken::chat::{Address, Block, Card, Place, Platform, Receipt, SendError, View};
use hearken::domain::school::PlatformKind;
use hearken::domain::text::Text;
use hearken::platforms::local::Local;
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;

#[tokio::test]
async fn the_same_key_posts_once_however_often_and_at_once() {
    let site = site(View::Nothing).await;
    let mut live = Live::of(&site, "dsl").await;
    let to = direct("dsl");
    let (one, two) = (card("one"), card("again"));
    let posts = (0..20).map(|n| site.local.post(&to, if n == 0 { &one } else { &two }, "k1"));
    let receipts: Vec<Receipt> = futures::future::try_join_all(posts).await.unwrap();
    assert!(receipts.iter().all(|r| *r == receipts[0]));
    site.local.post(&to, &card("last"), "k2").await.unwrap();
    assert_ne!(live.next().await.unwrap().1["toast"], "Toast last");
    assert_eq!(live.next().await.unwrap().1["toast"], "Toast last");
}

#[tokio::test]
async fn posts_survive_a_restart_with_their_receipts() {
    let dir = tempfile::tempdir().unwrap();
    let first = open(Some(dir.path())).unwrap();
    let thread = first.open_thread(&space("safe"), &card("Concern"), "k1").await.unwrap();
    let posted = first.post(&thread.address, &card("Waiting"), "k2").await.unwrap();
    first.update(&posted, &card("Got it")).await.unwrap();
    assert!(open(Some(dir.path())).is_err(), "two at once would spoil the file");
    drop(first);

    let second = open(Some(dir.path())).unwrap();
    assert_eq!(second.open_thread(&space("safe"), &card("Other"), "k1").await.unwrap(), thread);
    assert_eq!(second.post(&thread.address, &card("Other"), "k2").await.unwrap(), posted);
    let new = second.post(&thread.address, &card("New"), "k3").await.unwrap();
    assert_eq!(new.message, "m3");
    second.update(&posted, &card("Done")).await.unwrap();
}

/// A program that another test starts in this very moment holds the file's lock for an instant, too.
fn reopened(dir: &Path) -> Arc<Local> {
    for _ in 0..10_000 {
        match open(Some(dir)) {
            Ok(local) => return local,
            Err(error) if format!("{error:#}").contains("Another Hearken") => std::thread::yield_now(),
            Err(error) => panic!("{error:#}"),
        }
    }
    panic!("the lock was never let go");
}

#[tokio::test]
async fn wherever_the_file_is_cut_its_whole_lines_are_kept() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("local-workspace.jsonl");
    let local = open(Some(dir.path())).unwrap();
    for key in ["k1", "k2", "k3"] {
        local.post(&direct("dsl"), &card("Card"), key).await.unwrap();
    }
    drop(local);
    let whole = std::fs::read(&file).unwrap();
    for cut in 0..whole.len() {
        std::fs::write(&file, &whole[..cut]).unwrap();
        let local = reopened(dir.path());
        let kept = whole[..cut].iter().filter(|b| **b == b'\n').count();
        let next = local.post(&direct("dsl"), &card("Next"), "next").await.unwrap();
        assert_eq!(next.message, format!("m{}", kept + 1), "cut at {cut}");
        drop(local);
        let lines = std::fs::read_to_string(&file).unwrap();
        assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()), "cut at {cut}");
    }
}

#[tokio::test]
async fn a_damaged_line_before_the_last_stops_the_start() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("local-workspace.jsonl");
    let local = open(Some(dir.path())).unwrap();
    local.post(&direct("dsl"), &card("Card"), "k1").await.unwrap();
    drop(local);
    let line = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("{line}damaged\n{line}")).unwrap();
    let error = open(Some(dir.path())).err().unwrap();
    assert!(format!("{error:#}").contains("line 2"), "{error:#}");
}

#[tokio::test]
async fn what_somebody_wrote_never_reaches_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let local = open(Some(dir.path())).unwrap();
    let text = Text::new("Canary words");
    let quoting = Card { blocks: vec![Block::Quote { label: "They wrote".into(), text }], ..card("Concern") };
    local.post(&direct("dsl"), &quoting, "k1").await.unwrap();
    let kept = std::fs::read_to_string(dir.path().join("local-workspace.jsonl")).unwrap();
    assert!(kept.contains("They wrote") && !kept.contains("Canary"));
}

#[tokio::test]
async fn membership_says_who_reads_a_place() {
    let local = open(None).unwrap();
    let thread = local.open_thread(&space("staff"), &card("Thread"), "k1").await.unwrap().address;
    let told = [
        (space("safe"), true, vec!["deputy", "dsl"]),
        (space("staff"), false, vec!["dsl", "teacher"]),
        (thread, true, vec!["dsl", "teacher"]),
        (direct("dsl"), true, vec!["dsl"]),
    ];
    for (address, private, users) in told {
        let membership = local.membership(&address).await.unwrap();
        let members: Vec<&str> = membership.members.iter().map(|m| m.user.as_str()).collect();
        assert_eq!((membership.private, members, membership.strangers), (private, users, false));
    }
}

#[tokio::test]
async fn what_is_not_there_is_gone_and_other_workspaces_are_refused() {
    let local = open(None).unwrap();
    let gone = Err(SendError::Gone { code: "place" });
    assert_eq!(local.post(&direct("nobody"), &card("x"), "k1").await, gone);
    assert_eq!(local.post(&space("none"), &card("x"), "k2").await, gone);
    let thread = at(Place::Thread { space: "safe".into(), thread: "t9".into() });
    assert_eq!(local.post(&thread, &card("x"), "k3").await, gone);
    let other = Address { workspace: "other".into(), ..direct("dsl") };
    assert_eq!(local.post(&other, &card("x"), "k4").await, Err(SendError::Refused { code: "workspace" }));
    let slack = Address { platform: PlatformKind::Slack, ..direct("dsl") };
    assert_eq!(local.post(&slack, &card("x"), "k5").await, Err(SendError::Refused { code: "workspace" }));
    let never = Receipt { address: direct("dsl"), message: "m7".into() };
    assert_eq!(local.update(&never, &card("x")).await, Err(SendError::Gone { code: "message" }));
}
