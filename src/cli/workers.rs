//! Owns the tasks of a running house: none of them may end before the house does.

use std::future::Future;
use tokio::task::JoinSet;

/// Tasks that go on until they are asked to stop.
#[derive(Default)]
pub(super) struct Workers(JoinSet<()>);

impl Workers {
    pub fn start(&mut self, work: impl Future<Output = ()> + Send + 'static) {
        self.0.spawn(work);
    }

    /// Waits for `stop`; an error if a worker ends, or panics, before that.
    pub async fn work_until<T>(&mut self, stop: impl Future<Output = T>) -> Result<T, WorkerEnded> {
        tokio::select! {
            stopped = stop => Ok(stopped),
            Some(_) = self.0.join_next() => Err(WorkerEnded),
        }
    }

    /// Waits until the last of them has ended.
    pub async fn all_ended(mut self) {
        while self.0.join_next().await.is_some() {}
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct WorkerEnded;

#[cfg(test)]
mod tests {
    use super::{WorkerEnded, Workers};
    use std::future::{pending, ready};

    #[tokio::test]
    async fn a_worker_that_panics_or_ends_is_noticed_and_one_that_works_is_not() {
        let mut workers = Workers::default();
        assert_eq!(workers.work_until(ready(1)).await, Ok(1));
        workers.start(pending());
        assert_eq!(workers.work_until(ready(2)).await, Ok(2));
        workers.start(async { panic!("a test panics on purpose") });
        assert_eq!(workers.work_until(pending::<()>()).await, Err(WorkerEnded));
        workers.start(ready(()));
        assert_eq!(workers.work_until(pending::<()>()).await, Err(WorkerEnded));
    }
}
