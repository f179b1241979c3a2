//! How often Slack lets itself be called, by docs.slack.dev (rate limits, and each method's tier) as of November 2026.

use super::{FakeSlack, State};
use chrono::TimeDelta;
use hearken::domain::Moment;
use serde_json::Value;
use std::collections::{HashMap, VecDeque};

/// Messages to one channel: one a second, and no burst of more than this.
const CHANNEL: (usize, TimeDelta) = (3, TimeDelta::seconds(3));
const MINUTE: TimeDelta = TimeDelta::seconds(60);

/// Calls a minute by one workspace's token.
fn a_minute(method: &str) -> usize {
    match method {
        "users.list" => 20,
        "conversations.open" | "conversations.info" | "chat.update" | "users.lookupByEmail" => 50,
        "conversations.members" | "users.info" | "views.open" | "views.update" | "views.publish" => 100,
        // "Several hundred messages per minute" for a workspace.
        "chat.postMessage" => 300,
        _ => 100,
    }
}

/// What was let through lately, by what it counts for.
#[derive(Default)]
pub struct Limiter(HashMap<String, VecDeque<Moment>>);

impl Limiter {
    /// Seconds to wait, if this one more is too many.
    fn asks_to_wait(&mut self, key: &str, (most, within): (usize, TimeDelta), now: Moment) -> Option<u64> {
        let lately = self.0.entry(key.to_owned()).or_default();
        while lately.front().is_some_and(|at| now - *at >= within) {
            lately.pop_front();
        }
        let oldest = lately.front().filter(|_| lately.len() >= most)?;
        let wait = (*oldest + within - now).num_milliseconds();
        Some(u64::try_from(wait.max(1)).unwrap().div_ceil(1000))
    }

    fn count(&mut self, key: &str, now: Moment) {
        self.0.entry(key.to_owned()).or_default().push_back(now);
    }
}

impl State {
    fn limited(&mut self, install: &str, method: &str, body: &Value, now: Moment) -> Option<u64> {
        let limiter = self.limiter.as_mut()?;
        let mut counts = vec![(format!("{install}/{method}"), (a_minute(method), MINUTE))];
        if method == "chat.postMessage" {
            counts.push((format!("channel/{}", body["channel"]), CHANNEL));
        }
        for (key, limit) in &counts {
            if let Some(wait) = limiter.asks_to_wait(key, *limit, now) {
                return Some(wait);
            }
        }
        counts.iter().for_each(|(key, _)| limiter.count(key, now));
        None
    }
}

impl FakeSlack {
    /// From now on too many calls are answered as Slack answers them.
    pub fn enforces_its_limits(&self) {
        self.state().limiter = Some(Limiter::default());
    }

    pub(super) fn limited(&self, install: &str, method: &str, body: &Value) -> Option<u64> {
        let now = self.now();
        self.state().limited(install, method, body, now)
    }
}

#[test]
fn the_limiter_lets_through_what_slack_does_and_no_more() {
    let mut limiter = Limiter::default();
    let at =
        |seconds| Moment::from_timestamp_millis(1_772_700_000_000).unwrap() + TimeDelta::seconds(seconds);
    for _ in 0..50 {
        assert_eq!(limiter.asks_to_wait("a", (50, MINUTE), at(0)), None);
        limiter.count("a", at(0));
    }
    assert_eq!(limiter.asks_to_wait("a", (50, MINUTE), at(10)), Some(50));
    assert_eq!(limiter.asks_to_wait("b", (50, MINUTE), at(10)), None);
    assert_eq!(limiter.asks_to_wait("a", (50, MINUTE), at(60)), None);
}
