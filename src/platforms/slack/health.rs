//! Owns whether Slack can be reached, and lets us in.

use crate::domain::Moment;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Whether events can come in.
    pub connected: bool,
    /// Since when that is so.
    pub since: Moment,
    /// The workspaces that did not let us in when they were asked last.
    pub shut_out: BTreeSet<String>,
    /// False while somebody else listens with the same app token.
    pub alone: bool,
}

/// Keeps it, as it is heard of.
#[derive(Clone)]
pub(super) struct Pulse {
    health: Arc<Mutex<Health>>,
}

impl Pulse {
    pub fn new(now: Moment) -> Self {
        let health = Health { connected: false, since: now, shut_out: BTreeSet::new(), alone: true };
        Self { health: Arc::new(Mutex::new(health)) }
    }

    pub fn health(&self) -> Health {
        self.health.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn is_shut_out(&self, workspace: &str) -> bool {
        self.health.lock().unwrap_or_else(PoisonError::into_inner).shut_out.contains(workspace)
    }

    pub fn connected(&self, connected: bool, now: Moment) {
        let mut health = self.health.lock().unwrap_or_else(PoisonError::into_inner);
        if health.connected != connected {
            (health.connected, health.since) = (connected, now);
        }
    }

    pub fn alone(&self, alone: bool) {
        self.health.lock().unwrap_or_else(PoisonError::into_inner).alone = alone;
    }

    pub fn let_in(&self, workspace: &str, let_in: bool) {
        let mut health = self.health.lock().unwrap_or_else(PoisonError::into_inner);
        if let_in {
            health.shut_out.remove(workspace);
        } else {
            health.shut_out.insert(workspace.to_owned());
        }
    }
}
