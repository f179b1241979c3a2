//! Owns what still runs after it was acknowledged: a stop waits for it.

use std::future::Future;
use std::time::Duration;
use tokio::sync::watch;

#[derive(Debug, Clone)]
pub struct Tasks(watch::Sender<usize>);

/// Counts as running until it is dropped.
pub struct Running(watch::Sender<usize>);

impl Default for Tasks {
    fn default() -> Self {
        Self(watch::Sender::new(0))
    }
}

impl Tasks {
    pub fn running(&self) -> Running {
        self.0.send_modify(|running| *running += 1);
        Running(self.0.clone())
    }

    pub fn spawn<T: Send + 'static>(
        &self,
        task: impl Future<Output = T> + Send + 'static,
    ) -> tokio::task::JoinHandle<T> {
        let running = self.running();
        tokio::spawn(async move {
            let _running = running;
            task.await
        })
    }

    /// Waits until nothing runs, but not for ever; whether that came true.
    pub async fn drained(&self, patience: Duration) -> bool {
        let mut running = self.0.subscribe();
        tokio::time::timeout(patience, running.wait_for(|running| *running == 0)).await.is_ok()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.send_modify(|running| *running -= 1);
    }
}
