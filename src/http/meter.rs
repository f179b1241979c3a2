//! Owns what is counted and how Prometheus reads it. No label holds an id or a name.

use crate::app::App;
use crate::chat::{Action, Event, Inbox, View};
use crate::domain::Moment;
use async_trait::async_trait;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::sync::Arc;

/// Seconds. A commit is a millisecond on a good disk, and over a second on one that is ill.
const COMMIT_SECONDS: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// What every part of the program counts into.
#[derive(Clone)]
pub struct Meter(PrometheusHandle);

impl Meter {
    /// Begins to count. Only the first of a process is counted into.
    pub fn start(now: Moment) -> Self {
        let commits = Matcher::Full("hearken_commit_seconds".to_owned());
        let builder = PrometheusBuilder::new().set_buckets_for_metric(commits, COMMIT_SECONDS);
        let recorder = builder.expect("the buckets are not empty").build_recorder();
        let handle = recorder.handle();
        drop(metrics::set_global_recorder(recorder));
        describe();
        let started = now.timestamp_millis() as f64 / 1000.0;
        metrics::gauge!("process_start_time_seconds").set(started);
        Self(handle)
    }

    /// Everything counted so far, in Prometheus' text format.
    pub async fn read(&self, ready: bool, app: Option<&App>) -> String {
        metrics::gauge!("hearken_ready").set(f64::from(u8::from(ready)));
        if let Some(app) = app {
            let figures = app.figures().await;
            metrics::gauge!("hearken_store_readable").set(f64::from(u8::from(figures.is_ok())));
            if let Ok(figures) = figures {
                metrics::counter!("hearken_reports_total").absolute(figures.reports);
                metrics::gauge!("hearken_outbox_waiting").set(figures.waiting as f64);
                metrics::gauge!("hearken_outbox_dead").set(figures.dead as f64);
                let waited = figures.longest_wait.num_milliseconds() as f64 / 1000.0;
                metrics::gauge!("hearken_outbox_oldest_seconds").set(waited);
            }
        }
        self.0.run_upkeep();
        self.0.render()
    }
}

fn describe() {
    use metrics::{Unit, describe_counter, describe_gauge, describe_histogram};
    describe_gauge!("process_start_time_seconds", Unit::Seconds, "When this process started");
    describe_gauge!("hearken_ready", "1 while reports can be taken");
    describe_gauge!("hearken_store_readable", "1 while the store answers");
    describe_counter!("hearken_events_total", "What people did and Hearken answered, by kind");
    describe_counter!("hearken_reports_total", "Reports stored, ever");
    describe_counter!("hearken_ladder_steps_total", "Steps of the chase taken by this process");
    describe_counter!("hearken_deliveries_total", "Tries to deliver, by what became of them");
    describe_gauge!(
        "hearken_slack_connections",
        "Sockets to Slack that stand; 0 means that nobody can report by it"
    );
    describe_counter!(
        "hearken_slack_not_understood_total",
        "What Slack sent and we could not read: look at once"
    );
    describe_counter!(
        "hearken_slack_unproven_total",
        "Requests that were not Slack's, not now, or too large"
    );
    describe_counter!("hearken_slack_repeats_total", "What Slack delivered more than once");
    describe_counter!("hearken_slack_late_total", "Submissions answered too late for their acknowledgement");
    describe_counter!(
        "hearken_slack_detours_total",
        "What could not be shown where it belongs, by what came of it"
    );
    describe_counter!("hearken_slack_revoked_total", "Workspaces that have sent the app away");
    describe_gauge!("hearken_outbox_waiting", "Notices that wait to be delivered");
    describe_gauge!("hearken_outbox_dead", "Notices that could not be delivered and need a person");
    describe_gauge!("hearken_outbox_oldest_seconds", Unit::Seconds, "How long the oldest notice has waited");
    describe_histogram!("hearken_commit_seconds", Unit::Seconds, "How long commits take");
}

/// An inbox that counts what goes through it.
pub struct Counted(pub Arc<dyn Inbox>);

#[async_trait]
impl Inbox for Counted {
    async fn handle(&self, event: Event) -> View {
        let kind = match &event.action {
            Action::Command { .. } => "command",
            Action::Answer { .. } => "answer",
            Action::Press { .. } => "press",
            Action::ReportMessage { .. } => "message",
            Action::FileOffered => "file",
            Action::HomeOpened => "home",
        };
        let view = self.0.handle(event).await;
        metrics::counter!("hearken_events_total", "kind" => kind).increment(1);
        view
    }
}
