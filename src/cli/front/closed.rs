//! Owns what is answered while no reports can be taken: each school's own phone number.

use crate::app::Closed;
use crate::chat::{Event, Inbox, View};
use crate::domain::school::WorkspaceKey;
use async_trait::async_trait;
use std::collections::BTreeMap;

/// The closed door of each school, by its workspaces. The only school of a house answers everywhere.
pub(in crate::cli) struct ClosedDoors {
    pub schools: Vec<Closed>,
    /// The place in `schools`.
    pub workspaces: BTreeMap<WorkspaceKey, usize>,
}

#[async_trait]
impl Inbox for ClosedDoors {
    async fn handle(&self, event: Event) -> View {
        let only = (self.schools.len() == 1).then_some(0);
        let at = self.workspaces.get(&event.workspace).copied().or(only);
        match at.and_then(|at| self.schools.get(at)) {
            Some(school) => school.handle(event).await,
            None => View::Nothing,
        }
    }
}
