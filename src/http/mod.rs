//! The router: what the platforms serve, whether this process is alive and ready, and what it counts.

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

/// `app` is missing where no reports are taken.
pub fn router(platforms: Router, ready: Ready, meter: Meter, app: Option<App>) -> Router {
    let readiness = {
        let (ready, app) = (ready.clone(), app.clone());
        move || readiness(ready.clone(), app.clone())
    };
    let metrics = move |ConnectInfo(peer): ConnectInfo<SocketAddr>, headers: HeaderMap| {
        let (meter, ready, app) = (meter.clone(), ready.clone(), app.clone());
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

/// Dead notices need a person, and are no reason to take no more reports.
async fn readiness(ready: Ready, app: Option<App>) -> (StatusCode, String) {
    if !ready.get() {
        return (StatusCode::SERVICE_UNAVAILABLE, "no reports can be taken\n".to_owned());
    }
    let degraded = match &app {
        Some(app) => app.figures().await.map(|figures| figures.dead),
        None => Ok(0),
    };
    let more = match degraded {
        Ok(0) => String::new(),
        Ok(dead) => format!("degraded: notices that could not be delivered: {dead}\n"),
        Err(_) => "degraded: the store cannot be read\n".to_owned(),
    };
    (StatusCode::OK, format!("ready\n{more}"))
}
