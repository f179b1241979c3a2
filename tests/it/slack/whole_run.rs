//! Everything that one conversation sends to Slack, as it was sent but for ids that differ from run to run.

use super::conversations::NUDES;
use super::world::{By, World};
use crate::store::harness::Database;
use regex::Regex;
use serde_json::Value;

#[tokio::test(flavor = "multi_thread")]
async fn what_a_report_about_nudes_sends_is_as_it_was() {
    let database = Database::sqlite().await;
    let world = World::by(database.clone(), By::Http).await;
    NUDES.happens(&world).await;
    let calls = world.slack.calls();
    let mut told: Vec<String> =
        calls.iter().map(|call| without_ids(&told(&call.method, &call.body))).collect();
    // What goes to several places goes at once, in any order.
    told.sort();
    told.dedup();
    insta::assert_snapshot!("nudes", told.join("\n"));
    database.end().await;
}

/// One line for what a call is about, and one for each block.
fn told(method: &str, body: &Value) -> String {
    let mut rest = body.clone();
    let mut blocks = Vec::new();
    for at in ["/blocks", "/view/blocks"] {
        if let Some(found) = rest.pointer_mut(at).map(Value::take) {
            blocks.extend(found.as_array().into_iter().flatten().map(|block| format!("    {block}")));
        }
    }
    format!("{method} {rest}\n{}", blocks.join("\n"))
}

/// Without what differs from run to run: drafts and cases, references, messages, views, hashes and triggers.
fn without_ids(text: &str) -> String {
    let ids = [
        (r"\b[0-9]{10}\.[0-9]{7}\.[0-9a-f]{32}\b", "TRIGGER"),
        (r"\b[0-9a-f]{32}\b", "ID"),
        (r"[A-Z0-9]{3}-[A-Z0-9]{3}\b", "REF"),
        (r"\b[0-9]{10}\.[0-9a-f]{6,8}\b", "STAMP"),
        (r"\bV0[0-9]{6}\b", "VIEW"),
    ];
    ids.iter().fold(text.to_owned(), |text, (id, word)| {
        Regex::new(id).unwrap().replace_all(&text, *word).into_owned()
    })
}
