//! A running Hearken: store, vault, application, outbox, chase and the local workspace behind one listener.

use super::setup::{self, Key, WORKSPACE};
use super::workers::{WorkerEnded, Workers};
use crate::app::{App, Closed, Parts};
use crate::chat::{Inbox, Platform};
use crate::clock::{Clock, MovableClock};
use crate::config::Settings;
use crate::domain::Moment;
use crate::domain::school::PlatformKind;
use crate::forms::{Prompts, School};
use crate::http::{Counted, Meter, Ready, router};
use crate::outbox::Outbox;
use crate::platforms::local::{Local, LocalSettings, Persona, Space, TimeControl, Words, routes};
use crate::store::Store;
use anyhow::Context;
use chrono::TimeDelta;
use futures::FutureExt;
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long open pages and deliveries may take to end.
const GOODBYE: Duration = Duration::from_secs(10);

/// Only our own lines may go below a warning: libraries print the bodies they handle.
pub(super) fn logging() {
    use tracing_subscriber::filter::{LevelFilter, Targets};
    use tracing_subscriber::prelude::*;
    let wanted = std::env::var("HEARKEN_LOG").ok().and_then(|level| level.parse::<LevelFilter>().ok());
    let ours = wanted.unwrap_or(LevelFilter::INFO);
    let targets = Targets::new().with_default(LevelFilter::WARN).with_target("hearken", ours);
    let colours = std::io::stderr().is_terminal();
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(colours);
    // A filter of the whole, not of the layer: one of the layer loses lines where a library only asks whether
    // something would be logged, as sqlx does on PostgreSQL.
    // A second start in one process (tests) keeps the first one's.
    drop(tracing_subscriber::registry().with(targets).with(layer).try_init());
}

pub(super) struct House {
    listener: TcpListener,
    store: Store,
    local: Arc<Local>,
    inbox: Arc<dyn Inbox>,
    meter: Meter,
    /// What works in the background; nothing while the vault is closed.
    workers: Option<(App, Outbox)>,
}

impl House {
    pub async fn open(settings: Settings) -> anyhow::Result<Self> {
        let meter = Meter::start(MovableClock::running().now());
        let prompts = Arc::new(Prompts::load(settings.prompts_dir.as_deref())?);
        let school = setup::school(&settings, &prompts)?;
        setup::data_dir(&settings.data_dir)?;
        let listener = TcpListener::bind(settings.listen)
            .await
            .with_context(|| format!("Nothing can listen on {}; is it running already?", settings.listen))?;
        let store = Store::connect(&settings.database_url()).await.map_err(anyhow::Error::msg)?;
        let clock = Arc::new(MovableClock::running());
        // A clock that was moved on before does not go back: what is planned by it would wait that long again.
        let latest = store.read(|db| Box::pin(async move { db.latest_moment().await })).await;
        let ahead = latest.context("The store cannot be read")?.map(|latest| latest - clock.now());
        if let Some(ahead) = ahead.filter(|ahead| *ahead > TimeDelta::zero()) {
            tracing::warn!(
                "The clock goes on from the newest time stored, {} minutes ahead",
                ahead.num_minutes()
            );
            clock.move_on(ahead);
        }
        let voice = Arc::new(Voice { prompts: prompts.clone(), school: school.clone() });
        let time = Arc::new(Time { clock: clock.clone(), zone: school.profile.zone.name() });
        let local = Local::open(local_settings(&settings), voice, time)
            .context("The local workspace cannot be opened")?;
        let (inbox, workers): (Arc<dyn Inbox>, _) =
            match setup::key(&settings, &store, &school, clock.now()).await? {
                Key::Fits(vault) => {
                    setup::people(&settings, &store, &vault, &school, clock.now()).await?;
                    let schools = Arc::new(BTreeMap::from([(school.id.clone(), school)]));
                    let parts = Parts {
                        store: store.clone(),
                        vault: vault.clone(),
                        clock: clock.clone(),
                        prompts: prompts.clone(),
                        schools: schools.clone(),
                    };
                    let app = App::new(parts);
                    let platform: Arc<dyn Platform> = local.clone();
                    let platforms = BTreeMap::from([(PlatformKind::Local, platform)]);
                    let store = store.clone();
                    let outbox = Outbox { store, vault, clock, prompts, schools, platforms };
                    (Arc::new(app.clone()), Some((app, outbox)))
                }
                Key::DoesNotFit(why) => {
                    tracing::error!("No reports can be taken, because the key does not fit: {why}");
                    (Arc::new(Closed { prompts, school, clock }), None)
                }
            };
        Ok(Self { listener, store, local, inbox, meter, workers })
    }

    pub fn url(&self) -> String {
        self.listener
            .local_addr()
            .map_or_else(|_| "an unknown address".to_owned(), |at| format!("http://{at}/"))
    }

    /// Runs until it is asked to stop; what is under way is finished first.
    pub async fn run(self) -> anyhow::Result<()> {
        let stop = watch::Sender::new(false);
        let stopped = || {
            let mut stop = stop.subscribe();
            async move { drop(stop.wait_for(|stop| *stop).await) }
        };
        let ready = Ready::default();
        ready.set(self.workers.is_some());
        let app = self.workers.as_ref().map(|(app, _)| app.clone());
        let served = routes(self.local.clone(), Arc::new(Counted(self.inbox.clone())));
        let routes = router(served, ready.clone(), self.meter.clone(), app);
        let server = axum::serve(self.listener, routes).with_graceful_shutdown(stopped());
        let mut workers = Workers::default();
        workers.start(server.into_future().map(drop));
        if let Some((app, outbox)) = self.workers {
            let (chase_until, deliver_until) = (stopped(), stopped());
            workers.start(async move { app.chase(chase_until).await });
            workers.start(async move { outbox.run(deliver_until).await });
        }
        let worked = workers.work_until(asked_to_stop()).await;
        if worked.is_err() {
            tracing::error!("Part of Hearken has ended by itself; all of it stops now, to be started again");
        }
        ready.set(false);
        stop.send_replace(true);
        self.local.close();
        let goodbye = workers.all_ended();
        if tokio::time::timeout(GOODBYE, goodbye).await.is_err() {
            tracing::warn!(
                "Something did not end in time; what it was doing is taken up again at the next start"
            );
        }
        self.store.close().await;
        match worked {
            Ok(asked) => asked,
            Err(WorkerEnded) => anyhow::bail!("Part of Hearken ended by itself"),
        }
    }
}

async fn asked_to_stop() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).context("No signals can be received")?;
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    Ok(())
}

fn local_settings(settings: &Settings) -> LocalSettings {
    let personas = settings.people.iter().map(|person| Persona {
        user: person.user.clone(),
        name: person.name.clone(),
        title: person.title.clone(),
    });
    let spaces = settings.spaces.iter().map(|space| Space {
        id: space.id.clone(),
        name: space.name.clone(),
        private: space.private,
        members: space.members.clone(),
    });
    LocalSettings {
        data_dir: Some(settings.data_dir.clone()),
        workspace: WORKSPACE.to_owned(),
        personas: personas.collect(),
        spaces: spaces.collect(),
    }
}

/// The local workspace's words, in the school's own language.
struct Voice {
    prompts: Arc<Prompts>,
    school: School,
}

impl Words for Voice {
    fn say(&self, id: &str, args: &[(&str, String)]) -> String {
        self.prompts.words(self.school.profile.locales.first().map(String::as_str)).say(id, args)
    }
}

/// The local workspace's clock.
struct Time {
    clock: Arc<MovableClock>,
    zone: &'static str,
}

impl TimeControl for Time {
    fn now(&self) -> Moment {
        self.clock.now()
    }

    fn move_on(&self, minutes: i64) {
        self.clock.move_on(TimeDelta::minutes(minutes));
    }

    fn zone(&self) -> Option<String> {
        Some(self.zone.to_owned())
    }
}
