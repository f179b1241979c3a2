//! Owns what becomes of a notice that was tried: done, again later, or dead.

use super::Outbox;
use crate::chat::SendError;
use crate::store::{Claimed, StoreError};
use crate::vault::random;
use chrono::TimeDelta;
use std::time::Duration;

/// Tries before a notice is dead and raises an alarm. With the pauses below that is about two hours.
pub(super) const TRIES: u32 = 30;
/// The longest pause before another attempt, whatever a platform asks for.
const LONGEST_PAUSE_SECONDS: i64 = 15 * 60;

/// What became of one notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Sent, and to be marked so now.
    Done,
    /// Sent or spread, and marked so in the same transaction.
    Marked,
    /// Nobody is to have it any more: not a failure.
    Dropped(&'static str),
    Again {
        after: Option<Duration>,
        code: &'static str,
    },
    Dead(&'static str),
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Done | Self::Marked => "done",
            Self::Dropped(_) => "dropped",
            Self::Again { .. } => "again",
            Self::Dead(_) => "dead",
        }
    }

    /// A fixed word: nothing of what was sent, or to whom.
    fn code(self) -> &'static str {
        match self {
            Self::Done | Self::Marked => "none",
            Self::Dropped(code) | Self::Again { code, .. } | Self::Dead(code) => code,
        }
    }
}

impl From<SendError> for Outcome {
    fn from(error: SendError) -> Self {
        match error {
            SendError::Retry { after, code } => Self::Again { after, code },
            SendError::ShutOut { after, code } => Self::Again { after: Some(after), code },
            SendError::Gone { code } | SendError::Refused { code } => Self::Dead(code),
        }
    }
}

impl Outbox {
    /// Stores it, whatever it is.
    pub(super) async fn mark(&self, row: Claimed, outcome: Outcome) -> Result<(), StoreError> {
        let now = self.clock.now();
        let id = row.id.clone();
        let longest = TimeDelta::seconds(LONGEST_PAUSE_SECONDS);
        let again = |after: Option<Duration>| {
            let asked = after.map(|after| TimeDelta::from_std(after).unwrap_or(longest));
            now + asked.unwrap_or_else(|| pause_before(row.attempts)).min(longest)
        };
        let outcome = match outcome {
            // Whoever asks for a pause is there: only a try that failed counts.
            Outcome::Again { after: None, code } if row.attempts >= TRIES => Outcome::Dead(code),
            other => other,
        };
        metrics::counter!("hearken_deliveries_total", "outcome" => outcome.word(), "code" => outcome.code())
            .increment(1);
        match outcome {
            Outcome::Marked => return Ok(()),
            Outcome::Done => {}
            Outcome::Dropped(code) => tracing::info!(notice = %id, "Notice {id} dropped: {code}"),
            Outcome::Again { code, .. } => tracing::warn!(notice = %id, "Notice {id} waits: {code}"),
            Outcome::Dead(code) => {
                tracing::error!(notice = %id, "Notice {id} could not be delivered: {code}")
            }
        }
        let (until, hold) = match outcome {
            Outcome::Again { after, .. } => (again(after), after.is_some()),
            _ => (now, false),
        };
        self.store
            .write_any(move |tx| {
                Box::pin(async move {
                    match outcome {
                        Outcome::Done | Outcome::Marked | Outcome::Dropped(_) => {
                            tx.done(&row.id, &row.token, now).await?
                        }
                        Outcome::Again { code, .. } => {
                            if hold {
                                // Whoever is asked to wait for one of many waits with all of them; what is urgent
                                // for the same person does not wait for it.
                                let held = if row.paced.is_empty() { &row.destination } else { &row.paced };
                                tx.hold_destination(held, until).await?;
                                tx.uncount(&row.id, &row.token).await?;
                            }
                            tx.retry(&row.id, &row.token, until, code).await?
                        }
                        Outcome::Dead(code) => tx.dead(&row.id, &row.token, code, now).await?,
                    };
                    Ok(())
                })
            })
            .await
    }
}

/// 2 s, 4 s, 8 s … up to 5 minutes, with up to a quarter more so that many don't come back at once.
fn pause_before(attempts: u32) -> TimeDelta {
    let seconds = 2_i64.saturating_pow(attempts.min(8) + 1).min(300);
    let [more] = random::<1>();
    TimeDelta::milliseconds(seconds * 1000 + seconds * i64::from(more))
}
