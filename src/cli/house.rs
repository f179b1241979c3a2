//! A running Hearken: store, vault, application, outbox, chase and the local workspace behind one listener.

use super::recovery;
use super::setup::{self, Key, WORKSPACE};
use super::time::HouseTime;
use super::workers::{WorkerEnded, Workers};
use crate::app::{App, Closed, Parts};
use crate::chat::{Inbox, Platform};
use crate::clock::{Clock, SystemClock};
use crate::config::Settings;
use crate::domain::Moment;
use crate::domain::school::PlatformKind;
use crate::forms::{Prompts, School};
use crate::http::{Counted, Meter, Ready, router};
use crate::outbox::Outbox;
use crate::platforms::local::{Local, LocalSettings, Persona, Space, Words, routes};
use crate::store::Store;
use anyhow::Context;
use futures::FutureExt;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long open pages and deliveries may take to end.
const GOODBYE: Duration = Duration::from_secs(10);

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
    local: Arc<Local>,
    inbox: Arc<dyn Inbox>,
    meter: Meter,
    /// What works in the background; nothing while the vault is closed.
    workers: Option<(App, Outbox)>,
}

impl House {
    pub async fn open(settings: Settings, kind: Kind) -> anyhow::Result<Self> {
        let meter = Meter::start(SystemClock.now());
        let prompts = Arc::new(Prompts::load(settings.prompts_dir.as_deref())?);
        let school = setup::school(&settings, &prompts)?;
        setup::data_dir(&settings.data_dir)?;
        let listener = TcpListener::bind(settings.listen)
            .await
            .with_context(|| format!("Nothing can listen on {}; is it running already?", settings.listen))?;
        let store = Store::connect(&settings.database_url()).await.map_err(anyhow::Error::msg)?;
        let zone = school.profile.zone.name();
        let time = match kind {
            Kind::Demo { at } => HouseTime::of_a_demo(&settings.data_dir, zone, at)?,
            Kind::School => HouseTime::of_this_machine(zone),
        };
        time.check(&store).await?;
        let clock = time.clock.clone();
        let voice = Arc::new(Voice { prompts: prompts.clone(), school: school.clone() });
        let local = Local::open(local_settings(&settings), voice, Arc::new(time))
            .context("The local workspace cannot be opened")?;
        let (inbox, workers): (Arc<dyn Inbox>, _) =
            match setup::key(&settings, &store, &school, clock.now()).await? {
                Key::Fits(vault) => {
                    // The demo's school is made up: losing its key costs nobody anything.
                    if kind == Kind::School {
                        recovery::at_start(&settings, &vault);
                    }
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
        locale: person.locale.clone(),
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

/// The local workspace's words, in the languages of the school.
struct Voice {
    prompts: Arc<Prompts>,
    school: School,
}

impl Words for Voice {
    fn say(&self, locale: Option<&str>, id: &str, args: &[(&str, String)]) -> String {
        self.prompts.words_at(&self.school.profile, locale).say(id, args)
    }
}
