//! Owns time: everything else is told what time it is.

use crate::domain::Moment;
use async_trait::async_trait;
use chrono::{SubsecRound, TimeDelta};
use std::time::Duration;
use tokio::sync::watch;

/// The longest sleep before the time is looked at again: a machine that slept, or a corrected clock, is noticed.
const LONGEST_NAP: Duration = Duration::from_secs(30);

#[async_trait]
pub trait Clock: Send + Sync {
    fn now(&self) -> Moment;
    /// Returns when `moment` has come, also when the clock was moved there.
    async fn wait_until(&self, moment: Moment);
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

#[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine for the time")]
fn machine_time() -> Moment {
    chrono::Utc::now().trunc_subsecs(3)
}

#[async_trait]
impl Clock for SystemClock {
    fn now(&self) -> Moment {
        machine_time()
    }

    async fn wait_until(&self, moment: Moment) {
        while let Ok(left) = (moment - self.now()).to_std()
            && !left.is_zero()
        {
            tokio::time::sleep(left.min(LONGEST_NAP)).await;
        }
    }
}

/// A clock that can be moved on: the demo's, and the tests'.
#[derive(Debug)]
pub struct MovableClock {
    /// Where it stands still; `None` when it runs with the machine's.
    frozen: Option<Moment>,
    moved: watch::Sender<TimeDelta>,
}

impl MovableClock {
    pub fn running() -> Self {
        Self { frozen: None, moved: watch::Sender::new(TimeDelta::zero()) }
    }

    pub fn frozen_at(moment: Moment) -> Self {
        Self { frozen: Some(moment), moved: watch::Sender::new(TimeDelta::zero()) }
    }

    pub fn move_on(&self, by: TimeDelta) {
        self.moved.send_modify(|moved| *moved += by);
    }
}

#[async_trait]
impl Clock for MovableClock {
    fn now(&self) -> Moment {
        self.frozen.unwrap_or_else(machine_time) + *self.moved.borrow()
    }

    async fn wait_until(&self, moment: Moment) {
        let mut moved = self.moved.subscribe();
        while self.now() < moment {
            let left = (moment - self.now()).to_std().unwrap_or_default();
            let nap = async {
                if self.frozen.is_some() {
                    std::future::pending::<()>().await;
                }
                tokio::time::sleep(left.min(LONGEST_NAP)).await;
            };
            tokio::select! {
                () = nap => {}
                _ = moved.changed() => {}
            }
        }
    }
}
