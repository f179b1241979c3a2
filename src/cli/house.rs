//! A running Hearken: store, vault, application, outbox, chase and a chat platform behind one listener.

use super::front::{Behind, ClosedDoors, Front, Keeper, KeptInstalls};
use super::recovery;
use super::setup::{self, Key};
use super::time::HouseTime;
use super::workers::{WorkerEnded, Workers};
use crate::app::{App, Closed, Parts};
use crate::chat::Inbox;
use crate::clock::{Clock, SystemClock};
use crate::config::Settings;
use crate::domain::Moment;
use crate::forms::Prompts;
use crate::http::{Counted, Meter, Ready, router};
use crate::outbox::Outbox;
use crate::store::Store;
use anyhow::Context;
use futures::FutureExt;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long open pages and deliveries may take to end: longer than a front needs for what it has acknowledged.
const GOODBYE: Duration = Duration::from_secs(15);

/// What a house is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A made-up school, whose time anybody may move on; `at` is when a new one begins.
    Demo {
        at: Option<Moment>,
    },
    School,
}

pub(super) struct House {
    listener: TcpListener,
    store: Store,
    front: Front,
    behind: Behind,
    meter: Meter,
    /// What works in the background; nothing while the vault is closed.
    workers: Option<(App, Outbox, Keeper)>,
}

impl House {
    pub async fn open(settings: Settings, kind: Kind) -> anyhow::Result<Self> {
        let meter = Meter::start(SystemClock.now());
        let prompts = Arc::new(Prompts::load(settings.prompts_dir.as_deref())?);
        let schools = setup::schools(&settings, &prompts)?;
        let zone = schools.first().context("The settings name no school")?.profile.zone.name();
        setup::data_dir(&settings.data_dir)?;
        let listener = TcpListener::bind(settings.listen)
            .await
            .with_context(|| format!("Nothing can listen on {}; is it running already?", settings.listen))?;
        let store = Store::connect(&settings.database_url()).await.map_err(anyhow::Error::msg)?;
        let time = match kind {
            Kind::Demo { at } => HouseTime::of_a_demo(&settings.data_dir, zone, at)?,
            Kind::School => HouseTime::of_this_machine(zone),
        };
        time.check(&store).await?;
        let clock = time.clock.clone();
        let front = Front::open(&settings, &prompts, &schools, &store, Arc::new(time)).await?;
        let (behind, workers) = match setup::key(&settings, &store, &schools, clock.now()).await? {
            Key::Fits(vault) => {
                // The demo's school is made up: losing its key costs nobody anything.
                if kind == Kind::School {
                    recovery::at_start(&settings, &vault);
                }
                for (of, school) in settings.schools.iter().zip(&schools) {
                    let grounds = front.grounds(&settings, &school.id);
                    setup::people(&settings, of, (&store, &vault), school, grounds, clock.now()).await?;
                }
                let schools = schools.into_iter().map(|school| (school.id.clone(), school)).collect();
                let schools: Arc<BTreeMap<_, _>> = Arc::new(schools);
                let parts = Parts {
                    store: store.clone(),
                    vault: vault.clone(),
                    clock: clock.clone(),
                    prompts: prompts.clone(),
                    schools: schools.clone(),
                };
                let app = App::new(parts);
                let (store, platforms) = (store.clone(), front.platforms());
                let installs =
                    KeptInstalls { store: store.clone(), vault: vault.clone(), clock: clock.clone() };
                front.let_in(&installs).await?;
                let behind = Behind {
                    inbox: Arc::new(app.clone()),
                    roster: Arc::new(app.clone()),
                    installs: Arc::new(installs),
                };
                let keeper = Keeper {
                    settings,
                    store: store.clone(),
                    vault: vault.clone(),
                    clock: clock.clone(),
                    schools: schools.clone(),
                };
                let outbox = Outbox { store, vault, clock, prompts, schools, platforms };
                (behind, Some((app, outbox, keeper)))
            }
            Key::DoesNotFit(why) => {
                tracing::error!("No reports can be taken, because the key does not fit: {why}");
                let mut doors = ClosedDoors { schools: Vec::new(), workspaces: BTreeMap::new() };
                for (n, school) in schools.into_iter().enumerate() {
                    let grounds = front.grounds(&settings, &school.id);
                    doors.workspaces.extend(grounds.into_iter().map(|place| (place.key, n)));
                    let (prompts, clock) = (prompts.clone(), clock.clone());
                    doors.schools.push(Closed { prompts, school, clock });
                }
                (Behind::closed(Arc::new(doors)), None)
            }
        };
        Ok(Self { listener, store, front, behind, meter, workers })
    }

    /// Nothing while the vault is closed.
    pub fn app(&self) -> Option<&App> {
        self.workers.as_ref().map(|(app, ..)| app)
    }

    pub fn url(&self) -> String {
        self.listener
            .local_addr()
            .map_or_else(|_| "an unknown address".to_owned(), |at| format!("http://{at}/"))
    }

    /// Runs until it is asked to stop; what is under way is finished first.
    pub async fn run(self) -> anyhow::Result<()> {
        // From now on, so that nobody who asks early kills what has begun.
        let asked = asked_to_stop()?;
        let stop = watch::Sender::new(false);
        let stopped = || {
            let mut stop = stop.subscribe();
            async move { drop(stop.wait_for(|stop| *stop).await) }
        };
        let ready = Ready::default();
        ready.set(self.workers.is_some());
        let app = self.workers.as_ref().map(|(app, ..)| app.clone());
        let inbox: Arc<dyn Inbox> = Arc::new(Counted(self.behind.inbox));
        let behind = Behind { inbox, ..self.behind };
        if let Some((.., keeper)) = &self.workers {
            self.front.meet(&behind, keeper).await;
        }
        let mut workers = Workers::default();
        let front = self.front.clone();
        let trouble = Arc::new(move || front.trouble());
        let routes = router(self.front.routes(&behind), ready.clone(), self.meter.clone(), app, trouble);
        let service = routes.into_make_service_with_connect_info::<SocketAddr>();
        let server = axum::serve(self.listener, service).with_graceful_shutdown(stopped());
        workers.start(server.into_future().map(drop));
        let mut keeper = None;
        if let Some((app, outbox, kept)) = self.workers {
            keeper = Some(kept);
            let (chase_until, remind_until, deliver_until) = (stopped(), stopped(), stopped());
            let chasing = app.clone();
            workers.start(async move { chasing.chase(chase_until).await });
            workers.start(async move { app.mornings(remind_until).await });
            workers.start(async move { outbox.run(deliver_until).await });
        }
        self.front.start(&mut workers, &stop, &behind, keeper);
        let worked = workers.work_until(asked).await;
        if worked.is_err() {
            tracing::error!("Part of Hearken has ended by itself; all of it stops now, to be started again");
        }
        ready.set(false);
        stop.send_replace(true);
        self.front.close();
        let goodbye = workers.all_ended();
        if tokio::time::timeout(GOODBYE, goodbye).await.is_err() {
            tracing::warn!(
                "Something did not end in time; what it was doing is taken up again at the next start"
            );
        }
        // However it came in: somebody was told that it was heard, and it is kept before the store closes.
        self.front.drained().await;
        self.store.close().await;
        match worked {
            Ok(()) => Ok(()),
            Err(WorkerEnded) => anyhow::bail!("Part of Hearken ended by itself"),
        }
    }
}

/// Ends when somebody asks the program to stop.
fn asked_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let received = |kind| signal(kind).context("No signals can be received");
    let (mut terminate, mut interrupt) =
        (received(SignalKind::terminate())?, received(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
