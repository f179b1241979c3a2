//! What the running program says of itself: numbers for Prometheus, and whether it needs somebody.

use crate::demo::{DSL, Demo, TEACHER};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Every label that may stand anywhere, and what it may say.
const LABELS: &[(&str, &[&str])] = &[
    ("kind", &["command", "answer", "press", "file", "home"]),
    ("outcome", &["done", "dropped", "again", "dead", "refused", "limited", "unreachable"]),
    ("method", METHODS),
    ("code", &["none", "acknowledged", "not_a_recipient", "place", "message"]),
    ("what", &["action", "command", "event", "frame", "interaction", "shortcut", "submission"]),
    ("why", &["size", "stale", "unsigned", "wrong"]),
    ("le", &[]),
    ("quantile", &[]),
];

#[cfg(not(feature = "slack"))]
const METHODS: &[&str] = &["none"];
/// Slack's own names.
#[cfg(feature = "slack")]
const METHODS: &[&str] = &[
    "apps.connections.open",
    "auth.teams.list",
    "auth.test",
    "chat.postMessage",
    "chat.update",
    "conversations.info",
    "conversations.members",
    "conversations.open",
    "oauth.v2.access",
    "users.info",
    "users.list",
    "users.lookupByEmail",
    "views.open",
    "views.publish",
    "views.update",
];

/// The samples by their names with labels.
async fn samples(demo: &Demo) -> BTreeMap<String, f64> {
    let (status, text) = demo.get("metrics").await;
    assert_eq!(status, 200);
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| line.rsplit_once(' ').unwrap())
        .map(|(n, v)| (n.to_owned(), v.parse().unwrap()))
        .collect()
}

async fn settled(demo: &Demo) -> BTreeMap<String, f64> {
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let samples = samples(demo).await;
        if samples["hearken_outbox_waiting"] == 0.0 {
            return samples;
        }
        assert!(Instant::now() < until, "{samples:?}");
        sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_is_counted_and_nothing_says_to_whom() {
    let data = tempfile::tempdir().unwrap();
    let mut demo = Demo::start(data.path());
    let before = samples(&demo).await;
    assert_eq!((before["hearken_ready"], before["hearken_reports_total"]), (1.0, 0.0));
    demo.person(TEACHER).report("pupil", "nudes", "zanzibarquartz").await.unwrap();
    demo.person(TEACHER).report("pupil", "bullying", "obsidianfern").await.unwrap();
    let after = settled(&demo).await;
    assert_eq!(after["hearken_reports_total"], 2.0);
    assert_eq!(after["hearken_events_total{kind=\"command\"}"], 2.0);
    assert!(after["hearken_events_total{kind=\"answer\"}"] >= 10.0);
    // Two steps are spread, posted in the team's space, and the reporter has a copy of each reference.
    assert_eq!(after["hearken_deliveries_total{outcome=\"done\",code=\"none\"}"], 6.0);
    assert_eq!((after["hearken_outbox_dead"], after["hearken_outbox_oldest_seconds"]), (0.0, 0.0));
    assert!(after["hearken_commit_seconds_count"] > 10.0 && after["process_start_time_seconds"] > 1.7e9);
    assert_eq!(demo.get("readyz").await, (200, "ready\n".to_owned()));
    // Moved on, so that the chase has something to do.
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let moved = http.post(format!("{}clock/move", demo.url())).json(&serde_json::json!({ "minutes": 16 }));
    assert!(moved.send().await.unwrap().status().is_success());
    let until = Instant::now() + Duration::from_secs(60);
    while !samples(&demo).await.contains_key("hearken_ladder_steps_total") {
        assert!(Instant::now() < until, "no step was counted");
        sleep(Duration::from_millis(20)).await;
    }
    for name in settled(&demo).await.keys() {
        let labels = name.split_once('{').map_or("", |(_, labels)| labels.trim_end_matches('}'));
        for label in labels.split(',').filter(|label| !label.is_empty()) {
            let (key, value) = label.split_once('=').unwrap();
            let allowed = LABELS.iter().find(|(known, _)| *known == key);
            let (_, values) = allowed.unwrap_or_else(|| panic!("a label nobody has thought about: {name}"));
            assert!(values.is_empty() || values.contains(&value.trim_matches('"')), "{name}");
        }
    }
    assert_eq!(demo.person(DSL).threads().await.unwrap().len(), 2);
    demo.terminate();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notice_that_could_not_be_delivered_is_told_of_and_keeps_no_report_out() {
    let data = tempfile::tempdir().unwrap();
    let mut demo = Demo::start(data.path());
    demo.person(TEACHER).report("pupil", "nudes", "zanzibarquartz").await.unwrap();
    settled(&demo).await;
    demo.terminate();
    bury_one(&format!("sqlite://{}", data.path().join("hearken.db").display())).await;
    demo.start_again();
    let degraded = "ready\ndegraded: notices that could not be delivered: 1\n".to_owned();
    assert_eq!(demo.get("readyz").await, (200, degraded));
    assert_eq!(samples(&demo).await["hearken_outbox_dead"], 1.0);
    demo.person(TEACHER).report("pupil", "nudes", "obsidianfern").await.unwrap();
}

async fn bury_one(url: &str) {
    use sqlx::{Connection, Executor};
    let mut conn = sqlx::SqliteConnection::connect(url).await.unwrap();
    let sql = "UPDATE outbox SET state = 'dead' WHERE id = (SELECT MIN(id) FROM outbox)";
    conn.execute(sql).await.unwrap();
    conn.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn another_sites_page_reads_no_number() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    for host in ["evil.example", "evil.example:4747", "127.0.0.1.evil.example"] {
        let asked = http.get(format!("{}metrics", demo.url())).header("host", host).send().await.unwrap();
        assert_eq!(asked.status().as_u16(), 403, "{host}");
        assert!(!asked.text().await.unwrap().contains("hearken_"));
    }
    let there = http.get(format!("{}metrics", demo.url())).header("host", "localhost").send().await.unwrap();
    assert_eq!(there.status().as_u16(), 200);
}
