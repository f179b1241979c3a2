//! What may be counted of a running Hearken: numbers only, of nobody and of no report.

use super::App;
use crate::store::StoreError;
use chrono::TimeDelta;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Reports stored, ever.
    pub reports: u64,
    pub waiting: u64,
    pub dead: u64,
    /// How long the oldest notice has waited.
    pub longest_wait: TimeDelta,
}

impl App {
    pub async fn figures(&self) -> Result<Figures, StoreError> {
        let question = self
            .0
            .store
            .read(|db| Box::pin(async move { Ok((db.count_cases().await?, db.outbox_counts().await?)) }));
        let (reports, outbox) = question.await?;
        let waited = outbox.oldest.map_or(TimeDelta::zero(), |oldest| self.0.clock.now() - oldest);
        let longest_wait = waited.max(TimeDelta::zero());
        Ok(Figures { reports, waiting: outbox.waiting, dead: outbox.dead, longest_wait })
    }
}
