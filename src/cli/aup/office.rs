//! Owns a school opened at the keyboard, beside a Hearken that runs: its store, its key, its people and its words.

use crate::app::{App, Parts};
use crate::cli::setup;
use crate::cli::time::HouseTime;
use crate::cli::{PromptsArgs, demo};
use crate::config::Settings;
use crate::domain::id::PersonId;
use crate::domain::school::{Person, Staff};
use crate::domain::text::Text;
use crate::forms::{Prompts, School, Words};
use crate::records::{self, Emails, Holder, RecordError};
use crate::store::{Store, StoreError};
use crate::vault::Vault;
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Place {
    /// The settings file.
    #[arg(long, visible_alias = "config", value_name = "FILE", default_value = "hearken.toml")]
    settings: PathBuf,
    /// The demo's sample school, under this profile, instead of a school with settings.
    #[arg(long, value_name = "PROFILE", num_args = 0..=1, require_equals = true, default_missing_value = "kent", conflicts_with = "settings")]
    demo: Option<String>,
    /// The demo's folder, where it was given one.
    #[arg(long, value_name = "DIR", requires = "demo")]
    data: Option<PathBuf>,
    /// The id of the school, where the settings have several.
    #[arg(long)]
    school: Option<String>,
}

pub(super) struct Office {
    pub app: App,
    pub school: School,
    pub staff: Arc<Staff>,
    emails: Emails,
    prompts: Arc<Prompts>,
    store: Store,
}

impl Place {
    /// Runs something in the office, and closes it.
    pub fn work<T>(&self, job: impl AsyncFnOnce(&Office) -> anyhow::Result<T>) -> anyhow::Result<T> {
        let runtime = tokio::runtime::Runtime::new().context("The program cannot start its workers")?;
        runtime.block_on(async {
            let office = self.open().await?;
            let done = job(&office).await;
            office.store.close().await;
            done
        })
    }

    async fn open(&self) -> anyhow::Result<Office> {
        let settings = match &self.demo {
            Some(profile) => demo::settings(profile, self.data.clone(), PromptsArgs { prompts: None })?,
            None => Settings::load(&self.settings).map_err(anyhow::Error::msg)?,
        };
        let prompts = Arc::new(Prompts::load(settings.prompts_dir.as_deref())?);
        let schools = setup::schools(&settings, &prompts)?;
        let wanted = match (&self.school, &schools[..]) {
            (None, [only]) => Some(only.clone()),
            (None, _) => None,
            (Some(id), schools) => schools.iter().find(|school| school.id.as_str() == id).cloned(),
        };
        let school = wanted.with_context(|| {
            let known: Vec<&str> = schools.iter().map(|school| school.id.as_str()).collect();
            format!("Say which school with --school. There are: {}", known.join(", "))
        })?;
        let (store, vault) = setup::kept(&settings, &school).await?;
        let time = match &self.demo {
            Some(_) => HouseTime::of_a_demo(&settings.data_dir, school.profile.zone.name(), None)?,
            None => HouseTime::of_this_machine(school.profile.zone.name()),
        };
        let clock = time.clock;
        let (staff, emails) = people(&store, &vault, &school).await?;
        let schools = schools.into_iter().map(|school| (school.id.clone(), school)).collect();
        let schools: Arc<BTreeMap<_, _>> = Arc::new(schools);
        let app = App::new(Parts { store: store.clone(), vault, clock, prompts: prompts.clone(), schools });
        Ok(Office { app, school, staff, emails, prompts, store })
    }
}

async fn people(store: &Store, vault: &Vault, school: &School) -> anyhow::Result<(Arc<Staff>, Emails)> {
    let (vault, id) = (vault.clone(), school.id.clone());
    let read = store.read(move |db| {
        Box::pin(async move {
            let staff = records::staff(db, &vault, &id).await.map_err(StoreError::from)?;
            let emails =
                Emails::of(db, &vault, &id).await.map_err(|error: RecordError| StoreError::from(error))?;
            Ok((staff, emails))
        })
    });
    read.await.context("The store cannot be read")
}

impl Office {
    /// In the school's first language.
    pub fn words(&self) -> &Words {
        self.prompts.words(self.school.profile.locales.first().map(String::as_str))
    }

    /// Somebody by the id that Hearken gives them, their address, or their whole name.
    pub fn person(&self, given: &str) -> anyhow::Result<PersonId> {
        let given = given.trim();
        if let Some(id) = PersonId::parse(given).filter(|id| self.staff.person(id).is_some()) {
            return Ok(id);
        }
        if given.contains('@') {
            return match self.emails.holder(&Text::new(given)) {
                Holder::One(id) => Ok(id),
                Holder::Nobody => bail!("Nobody here has the address {given}"),
                Holder::Several => bail!("Several people here have the address {given}"),
            };
        }
        let wanted = given.to_lowercase();
        let mut named: Vec<&Person> =
            self.staff.people().filter(|it| it.name.expose().trim().to_lowercase() == wanted).collect();
        // Who left, or turned out to be somebody else, has a name, too.
        if named.iter().any(|person| !person.roles.is_empty()) {
            named.retain(|person| !person.roles.is_empty());
        }
        let mut named = named.into_iter();
        match (named.next(), named.next()) {
            (Some(person), None) => Ok(person.id.clone()),
            (Some(_), Some(_)) => bail!("Several people here are called {given}: give an address instead"),
            (None, _) => bail!("Nobody here is called {given}, or has that id"),
        }
    }

    /// Whoever does this, as the records name them: a person's id, or that it was done at the keyboard.
    pub fn by(&self, given: Option<&str>) -> anyhow::Result<String> {
        match given {
            Some(given) => Ok(self.person(given)?.to_string()),
            None => Ok("cli".to_owned()),
        }
    }

    /// Somebody as they are called on the terminal of whoever asked; where this is printed elsewhere, their id.
    pub fn shown(&self, person: &PersonId, names: bool) -> String {
        if names || std::io::stdout().is_terminal() { self.name(person) } else { person.to_string() }
    }

    pub fn name(&self, person: &PersonId) -> String {
        let name = self.staff.person(person).map(|person| person.name.expose().to_owned());
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| person.to_string())
    }

    /// The same for whoever the records name.
    #[cfg(feature = "pdf")]
    pub fn named(&self, by: &str) -> String {
        PersonId::parse(by).map_or_else(|| by.to_owned(), |person| self.name(&person))
    }
}
