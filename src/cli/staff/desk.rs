//! What every one of these commands works with: one school's records, opened with its key, and the words for it.

use super::Where;
use crate::cli::setup;
use crate::clock::{Clock, SystemClock};
use crate::config::Settings;
use crate::domain::Moment;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::school::Staff;
use crate::domain::staff_list::Known;
use crate::forms::words::Arg;
use crate::forms::{Prompts, School};
use crate::records::{self, RecordError, open_email};
use crate::store::{Db, ListedRow, Store, StoreError};
use crate::vault::Vault;
use anyhow::{Context, bail, ensure};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::io::IsTerminal;
use std::sync::Arc;

/// Who did it, in the audit: whoever can read the settings and the key.
pub(in crate::cli) const CLI: &str = "cli";

pub(in crate::cli) struct Desk {
    pub store: Store,
    pub vault: Vault,
    pub school: School,
    pub now: Moment,
    /// Where the school's Hearken is reached from outside, if the settings say so.
    pub public_url: Option<String>,
    prompts: Prompts,
    /// Names are for the terminal of whoever asked, and for no file or log.
    pub names: bool,
}

impl Desk {
    pub async fn open(at: &Where) -> anyhow::Result<Self> {
        let settings = Settings::load(&at.settings).map_err(anyhow::Error::msg)?;
        let prompts = Prompts::load(settings.prompts_dir.as_deref())?;
        let schools = setup::schools(&settings, &prompts)?;
        let ids: Vec<String> = schools.iter().map(|school| school.id.to_string()).collect();
        let school = match &at.school {
            Some(id) => schools.into_iter().find(|school| school.id.as_str() == id),
            None => {
                ensure!(schools.len() == 1, "Say which school, with --school: {}", ids.join(", "));
                schools.into_iter().next()
            }
        };
        let school =
            school.with_context(|| format!("There is no such school. There are: {}", ids.join(", ")))?;
        let (store, vault) = setup::kept(&settings, &school).await?;
        let now = SystemClock.now();
        let names = at.names || std::io::stdout().is_terminal();
        let public_url = settings.slack.and_then(|slack| slack.public_url);
        Ok(Self { store, vault, school, now, public_url, prompts, names })
    }

    pub fn today(&self) -> NaiveDate {
        self.school.profile.hours().local(self.now).date_naive()
    }

    pub fn say(&self, id: &str, args: &[Arg<'_>]) -> String {
        self.prompts.words(self.school.profile.locales.first().map(String::as_str)).say(id, args)
    }

    pub async fn roll(&self) -> anyhow::Result<Roll> {
        let (vault, school) = (self.vault.clone(), self.school.id.clone());
        let read = self.store.read(move |db| Box::pin(async move { Roll::of(db, &vault, &school).await }));
        read.await.context("The list of staff cannot be read")
    }
}

/// Everybody at a school, with what the list knows of them.
pub(in crate::cli) struct Roll {
    pub staff: Arc<Staff>,
    pub rows: HashMap<PersonId, ListedRow>,
    pub known: Vec<Known>,
}

impl Roll {
    pub async fn of(db: &mut Db<'_>, vault: &Vault, school: &SchoolId) -> Result<Self, StoreError> {
        let staff = records::staff(db, vault, school).await?;
        let rows = db.listed(school).await?;
        let mut known = Vec::with_capacity(rows.len());
        for row in &rows {
            let person = staff.person(&row.person).ok_or(RecordError::Sealed)?;
            let email = row.email.as_ref().and_then(|email| open_email(vault, school, &row.person, email));
            known.push(Known {
                id: row.person.clone(),
                name: person.name.clone(),
                email,
                number: row.number.as_deref().and_then(|number| number.try_into().ok()),
                in_settings: row.listed,
                on_list: row.on_list,
                employment: person.employment.clone(),
            });
        }
        let rows = rows.into_iter().map(|row| (row.person.clone(), row)).collect();
        Ok(Self { staff, rows, known })
    }

    /// Whoever has this id, the only one that begins so, or this address.
    pub fn find(&self, given: &str) -> anyhow::Result<&Known> {
        const SHORTEST: usize = 6;
        let by_address = |known: &&Known| {
            known.email.as_ref().is_some_and(|email| email.expose().trim().eq_ignore_ascii_case(given.trim()))
        };
        let by_id = |known: &&Known| known.id.as_str() == given;
        let begins = |known: &&Known| given.len() >= SHORTEST && known.id.as_str().starts_with(given);
        if let Some(known) = self.known.iter().find(by_id) {
            return Ok(known);
        }
        let mut found = self.known.iter().filter(|known| by_address(known) || begins(known));
        match (found.next(), found.next()) {
            (Some(known), None) => Ok(known),
            (None, _) => {
                bail!("There is nobody of that id or address. See who there is with: hearken staff list")
            }
            _ => bail!("There are several like that. Give the whole id, as the list prints it"),
        }
    }
}
