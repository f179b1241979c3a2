//! Owns how settings become the local workspace.

use crate::cli::setup::Grounds;
use crate::cli::time::HouseTime;
use crate::config::Settings;
use crate::domain::school::{PlatformKind, WorkspaceKey};
use crate::forms::{Prompts, School};
use crate::platforms::local::{Local, LocalSettings, Persona, Space, Words};
use anyhow::Context;
use std::sync::Arc;

/// The local workspace's id.
const WORKSPACE: &str = "local";

pub(super) fn open(
    settings: &Settings,
    prompts: &Arc<Prompts>,
    school: &School,
    time: Arc<HouseTime>,
) -> anyhow::Result<Arc<Local>> {
    let voice = Arc::new(Voice { prompts: prompts.clone(), school: school.clone() });
    Local::open(local_settings(settings), voice, time).context("The local workspace cannot be opened")
}

pub(super) fn grounds(settings: &Settings) -> Grounds {
    let key = WorkspaceKey { platform: PlatformKind::Local, workspace: WORKSPACE.to_owned() };
    let spaces = settings.spaces.iter().filter(|space| space.safeguarding);
    Grounds { key, spaces: spaces.map(|space| space.id.clone()).collect() }
}

fn local_settings(settings: &Settings) -> LocalSettings {
    let personas = settings.people.iter().map(|person| Persona {
        user: person.user.clone(),
        name: person.name.clone(),
        title: person.title(),
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
