//! The router: what the platforms serve, whether this process is alive and ready, and what it counts.

mod feed;
mod meter;

pub use meter::{Counted, Meter};

use crate::app::App;
use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderName};
use axum::http::uri::Authority;
use axum::routing::get;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What Prometheus reads, in the format that everything of its kind understands.
const TEXT: [(HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];

/// Whether reports can be taken.
#[derive(Debug, Clone, Default)]
pub struct Ready(Arc<AtomicBool>);

impl Ready {
    pub fn set(&self, ready: bool) {
        self.0.store(ready, Ordering::Release);
    }

    pub fn get(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

/// What the chat platform is in trouble with, in plain words, one a line; asked whenever somebody looks.
pub type Trouble = Arc<dyn Fn() -> Vec<String> + Send + Sync>;

/// `app` is missing where no reports are taken.
pub fn router(platforms: Router, ready: Ready, meter: Meter, app: Option<App>, trouble: Trouble) -> Router {
    let feeds = app.clone().map_or_else(Router::new, feed::routes);
    let readiness = {
        let (ready, app, trouble) = (ready.clone(), app.clone(), trouble.clone());
        move || readiness(ready.clone(), app.clone(), trouble())
    };
    let metrics = move |ConnectInfo(peer): ConnectInfo<SocketAddr>, headers: HeaderMap| {
        let (meter, ready, app) = (meter.clone(), ready.clone(), app.clone());
        // What it counts on the way is read below.
        drop(trouble());
        async move {
            if !asked_by_this_machine(peer, &headers) {
                return (StatusCode::FORBIDDEN, TEXT, String::new());
            }
            (StatusCode::OK, TEXT, meter.read(ready.get(), app.as_ref()).await)
        }
    };
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(readiness))
        .route("/metrics", get(metrics))
        .merge(feeds)
        .merge(platforms)
}

/// What a proxy on this machine says of whoever it asks for.
const FORWARDED: [&str; 4] = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/// A name that some other site points at this machine is not this machine's (DNS rebinding); nor is the listener, where
/// it is public, nor whoever stands behind a proxy.
fn asked_by_this_machine(peer: SocketAddr, headers: &HeaderMap) -> bool {
    if !peer.ip().to_canonical().is_loopback() || FORWARDED.iter().any(|name| headers.contains_key(*name)) {
        return false;
    }
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()?.parse::<Authority>().ok());
    host.is_some_and(|host| matches!(host.host(), "127.0.0.1" | "localhost" | "[::1]"))
}

/// Dead notices and a platform that does not answer need a person, and are no reason to take no more reports.
async fn readiness(ready: Ready, app: Option<App>, trouble: Vec<String>) -> (StatusCode, String) {
    if !ready.get() {
        return (StatusCode::SERVICE_UNAVAILABLE, "no reports can be taken\n".to_owned());
    }
    let degraded = match &app {
        Some(app) => app.figures().await.map(|figures| figures.dead),
        None => Ok(0),
    };
    let mut more = match degraded {
        Ok(0) => String::new(),
        Ok(dead) => format!("degraded: notices that could not be delivered: {dead}\n"),
        Err(_) => "degraded: the store cannot be read\n".to_owned(),
    };
    trouble.iter().for_each(|trouble| more += &format!("degraded: {trouble}\n"));
    (StatusCode::OK, format!("ready\n{more}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_for_this_machine_alone() {
        let asked = |peer: &str, told: &[(&'static str, &str)]| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "127.0.0.1:4747".parse().unwrap());
            for (name, value) in told {
                headers.insert(*name, value.parse().unwrap());
            }
            asked_by_this_machine(peer.parse().unwrap(), &headers)
        };
        for peer in ["127.0.0.1:50000", "[::1]:50000", "[::ffff:127.0.0.1]:50000"] {
            assert!(asked(peer, &[]), "{peer}");
            assert!(asked(peer, &[("host", "localhost")]), "{peer}");
            for name in FORWARDED {
                assert!(!asked(peer, &[(name, "203.0.113.9")]), "{name}");
            }
            assert!(!asked(peer, &[("host", "hearken.school.example")]), "{peer}");
        }
        for peer in ["192.0.2.7:50000", "10.0.0.1:50000", "[2001:db8::1]:50000", "[::ffff:10.0.0.1]:50000"] {
            assert!(!asked(peer, &[]) && !asked(peer, &[("host", "localhost")]), "{peer}");
        }
    }
}
