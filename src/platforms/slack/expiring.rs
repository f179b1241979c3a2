//! Owns the windows that hold a report: when their time is over they say so, and hold it no longer.

use super::Slack;
use super::answer::expiry;
use super::methods::Method;
use super::surface::Surface;
use crate::chat::View;
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use std::sync::Arc;

/// What Slack tells of a window when it was opened or updated: mostly nobody asks, and so it is not read yet.
#[derive(Deserialize)]
pub(super) struct Told {
    #[serde(default)]
    view: Option<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Shown {
    id: String,
    hash: String,
}

impl Told {
    fn shown(&self) -> Option<Shown> {
        serde_json::from_str(self.view.as_ref()?.get()).ok()
    }
}

impl Slack {
    /// Empties the window that Slack tells of in `told` when what stands in it has had its time. Whatever has taken its
    /// place by then has another hash, and stays. A stop does not wait for it: a report is at most left on a screen
    /// where somebody opened it.
    pub(super) fn expire(self: &Arc<Self>, view: &View, told: &Told, surface: &Surface) {
        let Some((at, emptied)) = expiry(view, self.speech.as_ref()) else { return };
        let Some(Shown { id, hash }) = told.shown() else {
            return tracing::warn!(
                "A window that holds a report cannot be told again, and stays until it is closed"
            );
        };
        let (slack, workspace) = (self.clone(), surface.workspace.clone());
        tokio::spawn(async move {
            slack.clock.wait_until(at).await;
            let body = json!({ "view_id": id, "hash": hash, "view": emptied });
            let emptied = slack.call::<Value>(&workspace, Method::ViewsUpdate, &body).await;
            match emptied.map_err(|error| (error.refused(), error)) {
                // It was closed, or shows something else.
                Ok(_) | Err((Some("not_found" | "hash_conflict"), _)) => {}
                Err((_, error)) => {
                    tracing::warn!("A window that holds a report could not be emptied: {error}")
                }
            }
        });
    }
}
