//! Everything that one conversation sends to Slack, as it was sent but for ids that differ from run to run.

use super::conversations::NUDES;
use super::world::{By, World};
use crate::store::harness::Database;
use regex::{Captures, Regex};
use serde_json::Value;
use std::collections::BTreeMap;

#[tokio::test(flavor = "multi_thread")]
async fn what_a_report_about_nudes_sends_is_as_it_was() {
    let database = Database::sqlite().await;
    let world = World::by(database.clone(), By::Http).await;
    NUDES.happens(&world).await;
    let calls = world.slack.calls();
    let told: Vec<String> = calls.iter().map(|call| told(&call.method, &call.body)).collect();
    insta::assert_snapshot!("nudes", with_stable_ids(&told.join("\n")));
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

/// Each random id by when it first appeared.
fn with_stable_ids(text: &str) -> String {
    let id = Regex::new(r"\b[0-9a-f]{32}\b|\b[A-Z0-9]{3}-[A-Z0-9]{3}\b").unwrap();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let stable = id.replace_all(text, |found: &Captures<'_>| {
        let next = known.len() + 1;
        let number = *known.entry(found[0].to_owned()).or_insert(next);
        if found[0].len() == 7 { format!("REF-{number}") } else { format!("id-{number}") }
    });
    stable.into_owned()
}
