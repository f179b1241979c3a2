//! Owns the log: plain or JSON lines on standard error, ids and fixed words only.

use crate::config::{LogFormat, LogSettings};
use std::io::IsTerminal;
use std::panic::PanicHookInfo;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::prelude::*;

/// These print addresses with tickets in them, and whole bodies, even as warnings and errors.
const NEVER: [&str; 3] = ["slack_morphism", "tokio_tungstenite", "tungstenite"];

/// Only our own lines may go below a warning, whatever the environment says: libraries print the bodies they handle.
fn targets(ours: LevelFilter) -> Targets {
    let targets = Targets::new().with_default(LevelFilter::WARN.min(ours)).with_target("hearken", ours);
    NEVER.iter().fold(targets, |targets, never| targets.with_target(*never, LevelFilter::OFF))
}

pub(super) fn start(settings: &LogSettings) {
    let level = settings.level.as_deref();
    let wanted = level.and_then(|level| level.parse::<LevelFilter>().ok());
    let targets = targets(wanted.unwrap_or(LevelFilter::INFO));
    // A log that nobody reads any more must not end the program.
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).log_internal_errors(false);
    let layer = match settings.format {
        LogFormat::Plain => lines.with_ansi(std::io::stderr().is_terminal()).boxed(),
        LogFormat::Json => lines.with_ansi(false).json().flatten_event(true).boxed(),
    };
    // A filter of the whole, not of the layer: one of the layer loses lines where a library only asks whether
    // something would be logged, as sqlx does on PostgreSQL.
    // A second start in one process (tests) keeps the first one's.
    drop(tracing_subscriber::registry().with(targets).with(layer).try_init());
    std::panic::set_hook(Box::new(log_panic));
    if let (Some(_), None) = (level, wanted) {
        tracing::warn!("The log's level is none of off, error, warn, info, debug and trace, so it is info");
    }
}

/// What a panic says may quote what somebody wrote; where it happened is enough to find it.
fn log_panic(info: &PanicHookInfo<'_>) {
    let at = info.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
    tracing::error!(at, "A part of Hearken panicked");
}

#[cfg(test)]
mod tests {
    use super::{LevelFilter, log_panic, targets};
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};
    use tracing_subscriber::prelude::*;

    #[derive(Clone, Default)]
    struct Lines(Arc<Mutex<Vec<u8>>>);

    impl Write for Lines {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_panic_is_logged_by_its_place_and_not_by_what_it_quotes() {
        let lines = Lines::default();
        let writer = lines.clone();
        let subscriber = tracing_subscriber::fmt().json().with_writer(move || writer.clone()).finish();
        tracing::subscriber::with_default(subscriber, || {
            std::panic::set_hook(Box::new(log_panic));
            let panicked = std::panic::catch_unwind(|| panic!("zanzibarquartz was passed round"));
            drop(std::panic::take_hook());
            assert!(panicked.is_err());
        });
        let logged = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
        assert!(logged.contains("src/cli/logging.rs:") && logged.contains("panicked"), "{logged}");
        assert!(!logged.contains("zanzibarquartz"), "{logged}");
    }

    #[test]
    fn libraries_that_print_tickets_and_bodies_are_silent_at_every_level() {
        for level in [LevelFilter::TRACE, LevelFilter::DEBUG, LevelFilter::ERROR] {
            let lines = Lines::default();
            let writer = lines.clone();
            let layer = tracing_subscriber::fmt::layer().json().with_writer(move || writer.clone());
            let subscriber = tracing_subscriber::registry().with(targets(level)).with(layer);
            tracing::subscriber::with_default(subscriber, || {
                tracing::error!(target: "slack_morphism::socket_mode", "wss://x/?ticket=zanzibarquartz");
                tracing::warn!(target: "slack_morphism", "zanzibarquartz");
                tracing::error!(target: "tungstenite::handshake", "zanzibarquartz");
                tracing::trace!(target: "tokio_tungstenite::tls", "zanzibarquartz");
                tracing::info!(target: "hyper::client", "zanzibarquartz");
                tracing::error!(target: "hearken::platforms", "obsidianfern");
            });
            let logged = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
            assert!(logged.contains("obsidianfern") && !logged.contains("zanzibarquartz"), "{logged}");
        }
    }
}
