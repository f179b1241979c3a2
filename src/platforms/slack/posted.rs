//! Owns what was posted by which key. Slack knows no keys: within one run of ours a repeat finds the receipt here, also
//! of a post that Slack took longer over than the outbox waited.

use crate::chat::{Address, Receipt, SendError};
use futures::FutureExt;
use futures::future::{BoxFuture, Shared};
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// More than are under way at any time, with those whose mark could not be stored at once.
const KEPT: usize = 1024;

type Key = (Address, String);
type Outcome = Shared<BoxFuture<'static, Result<Receipt, SendError>>>;

#[derive(Clone, Default)]
pub(super) struct Posted {
    kept: Arc<Mutex<Kept>>,
}

#[derive(Default)]
struct Kept {
    by_key: HashMap<Key, Outcome>,
    /// The oldest first.
    order: VecDeque<Key>,
}

impl Kept {
    fn forget(&mut self, key: &Key) {
        if self.by_key.remove(key).is_some() {
            self.order.retain(|kept| kept != key);
        }
    }
}

impl Posted {
    /// What becomes of the post by this key. One that is under way or went well is not begun again; one that failed
    /// is forgotten. It runs to its end although nobody waits for it any more.
    pub fn post(
        &self,
        to: &Address,
        key: &str,
        begin: impl FnOnce() -> BoxFuture<'static, Result<Receipt, SendError>>,
    ) -> Outcome {
        let key = (to.clone(), key.to_owned());
        let mut kept = self.lock();
        match kept.by_key.get(&key) {
            Some(outcome) if outcome.peek().is_none_or(Result::is_ok) => return outcome.clone(),
            _ => kept.forget(&key),
        }
        let (posted, of) = (self.clone(), key.clone());
        let sending = begin();
        let running = tokio::spawn(async move {
            let outcome = sending.await;
            if outcome.is_err() {
                posted.lock().forget(&of);
            }
            outcome
        });
        let lost = Err(SendError::Retry { after: None, code: "interrupted" });
        let outcome: Outcome = running.map(|ended| ended.unwrap_or(lost)).boxed().shared();
        kept.by_key.insert(key.clone(), outcome.clone());
        kept.order.push_back(key);
        while kept.order.len() > KEPT {
            if let Some(oldest) = kept.order.pop_front() {
                kept.by_key.remove(&oldest);
            }
        }
        outcome
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
