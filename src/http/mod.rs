//! The router: what the platforms serve, whether this process is alive and ready, and what it counts.

mod meter;

pub use meter::{Counted, Meter};

use crate::app::App;
use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::get;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

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
    let metrics = move || {
        let (meter, ready, app) = (meter.clone(), ready.clone(), app.clone());
        async move {
            let text = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
            (text, meter.read(ready.get(), app.as_ref()).await)
        }
    };
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(readiness))
        .route("/metrics", get(metrics))
        .merge(platforms)
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
        Ok(dead) => format!("degraded: {dead} notices could not be delivered\n"),
        Err(_) => "degraded: the store cannot be read\n".to_owned(),
    };
    (StatusCode::OK, format!("ready\n{more}"))
}
