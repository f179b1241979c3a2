//! Owns the settings of Slack: the transport, the workspaces with their schools, and where each token is read from.

use super::ids::{ChannelId, Id, TeamId};
use super::{SchoolSettings, maybe_from_its_file, maybe_text};
use crate::domain::text::Text;
use serde::Deserialize;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// Where Slack's Web API is, if nothing else is said.
const API_URL: &str = "https://slack.com/api";

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlackSettings {
    #[serde(default)]
    pub transport: SlackTransport,
    #[serde(default = "api_url")]
    pub api_url: String,
    /// Where staff are sent to let the app in; only tests have another one than Slack's.
    #[serde(default)]
    pub authorize_url: Option<String>,
    /// How this machine is reached from outside: `https://…`, without a path.
    #[serde(default)]
    pub public_url: Option<String>,
    #[serde(default, deserialize_with = "maybe_text")]
    app_token: Option<Text>,
    #[serde(default, deserialize_with = "maybe_from_its_file")]
    app_token_file: Option<PathBuf>,
    #[serde(default, deserialize_with = "maybe_text")]
    bot_token: Option<Text>,
    #[serde(default, deserialize_with = "maybe_from_its_file")]
    bot_token_file: Option<PathBuf>,
    #[serde(default, deserialize_with = "maybe_text")]
    signing_secret: Option<Text>,
    #[serde(default, deserialize_with = "maybe_from_its_file")]
    signing_secret_file: Option<PathBuf>,
    #[serde(default)]
    pub client_id: Option<String>,
    #[serde(default, deserialize_with = "maybe_from_its_file")]
    client_id_file: Option<PathBuf>,
    #[serde(default, deserialize_with = "maybe_text")]
    client_secret: Option<Text>,
    #[serde(default, deserialize_with = "maybe_from_its_file")]
    client_secret_file: Option<PathBuf>,
    #[serde(rename = "workspace", default)]
    workspaces: Vec<WorkspaceSettings>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SlackTransport {
    /// Hearken calls Slack: no public address is needed.
    #[default]
    Socket,
    /// Slack calls Hearken at a public address.
    Http,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkspaceSettings {
    /// Asked of Slack where it is missing, which one workspace may do.
    #[serde(default)]
    id: Option<Id<TeamId>>,
    #[serde(default)]
    school: Option<String>,
    #[serde(default, deserialize_with = "maybe_text")]
    bot_token: Option<Text>,
    #[serde(default, deserialize_with = "maybe_from_its_file")]
    bot_token_file: Option<PathBuf>,
    /// The private channel that concerns are posted in while everyone in it may have them.
    #[serde(default)]
    safeguarding: Option<Id<ChannelId>>,
    /// A group conversation of the safeguarding team is made for them instead.
    #[serde(default)]
    group: bool,
}

/// Where concerns of one workspace may be posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TeamSpace {
    /// To each person alone.
    None,
    Channel(String),
    Group,
}

/// One workspace, its school known.
#[derive(Debug, Clone)]
pub struct SlackWorkspace {
    pub id: Option<String>,
    pub school: String,
    pub space: TeamSpace,
    /// Missing where the workspace is to let the app in by itself.
    pub bot_token: Option<Text>,
}

/// How Slack is let in by workspaces themselves.
#[derive(Debug, Clone)]
pub struct SlackOauth {
    pub client_id: String,
    pub client_secret: Text,
    pub public_url: String,
    pub authorize_url: Option<String>,
}

/// Everything that is secret, read from where the settings say.
#[derive(Debug, Clone)]
pub struct SlackAccess {
    /// For Socket Mode alone.
    pub app_token: Option<Text>,
    /// For HTTP alone.
    pub signing_secret: Option<Text>,
    pub oauth: Option<SlackOauth>,
    pub workspaces: Vec<SlackWorkspace>,
}

fn api_url() -> String {
    API_URL.to_owned()
}

/// A setting that may stand in a file of its own; given itself, it counts before the file.
struct Secret<'a> {
    name: &'a str,
    given: Option<&'a Text>,
    file: Option<&'a Path>,
    starts: Option<&'static str>,
}

impl Secret<'_> {
    fn read(self) -> Result<Option<Text>, String> {
        let Self { name, given, file, starts } = self;
        let (text, place) = match (given, file) {
            (Some(text), _) => (text.clone(), format!("The setting slack.{name}")),
            (None, None) => return Ok(None),
            (None, Some(file)) => {
                let read = std::fs::read_to_string(file).map(Text::new);
                let shown = file.display();
                let text = read.map_err(|error| {
                    format!("The file {shown}, named by slack.{name}_file, cannot be read: {}", error.kind())
                })?;
                (text, format!("The file {shown}, named by slack.{name}_file,"))
            }
        };
        let text = Text::new(text.expose().trim());
        if text.expose().is_empty() {
            return Err(format!("{place} is empty."));
        }
        if text.expose().contains(|sign: char| sign.is_whitespace() || sign.is_control()) {
            return Err(format!("{place} must hold one word."));
        }
        match starts {
            Some(starts) if !text.expose().starts_with(starts) => {
                Err(format!("{place} must begin with {starts}. Look which token it is that you have there."))
            }
            _ => Ok(Some(text)),
        }
    }
}

impl SlackSettings {
    /// What is wrong with what the settings say of Slack; no file is read for it.
    pub(super) fn wrong(&self, schools: &[SchoolSettings]) -> Result<(), String> {
        address("slack.api_url", &self.api_url)?;
        if let Some(url) = &self.public_url {
            address("slack.public_url", url)?;
        }
        if let Some(url) = &self.authorize_url {
            address("slack.authorize_url", url)?;
        }
        let listed = self.listed();
        let mut ids = Vec::new();
        for workspace in &listed {
            match &workspace.school {
                None if schools.len() > 1 => {
                    return Err("The setting slack.workspace.school is missing: with several schools each \
                                workspace says which is its own."
                        .to_owned());
                }
                Some(school) if !schools.iter().any(|known| known.id == *school) => {
                    return Err(
                        "The setting slack.workspace.school names a school that is not there.".to_owned()
                    );
                }
                _ => {}
            }
            match &workspace.id {
                None if self.workspaces.len() > 1 => {
                    return Err(
                        "The setting slack.workspace.id is missing: with several workspaces each has \
                                its id, such as T0123ABCD."
                            .to_owned(),
                    );
                }
                Some(id) if ids.contains(&id.as_str()) => {
                    return Err(format!("Two workspaces in the settings have the id {}.", id.as_str()));
                }
                Some(id) => ids.push(id.as_str()),
                None => {}
            }
            if workspace.group && workspace.safeguarding.is_some() {
                return Err("A workspace has either safeguarding = \"C…\" or group = true.".to_owned());
            }
        }
        if self.workspaces.is_empty() && schools.len() > 1 {
            return Err("With several schools the settings need a [[slack.workspace]] for each.".to_owned());
        }
        if self.workspaces.len() > 1 && (self.bot_token.is_some() || self.bot_token_file.is_some()) {
            return Err("The setting slack.bot_token is for one workspace. With several put it into each \
                        [[slack.workspace]]."
                .to_owned());
        }
        Ok(())
    }

    /// The workspaces, one where none is listed.
    fn listed(&self) -> Vec<WorkspaceSettings> {
        if self.workspaces.is_empty() { vec![WorkspaceSettings::default()] } else { self.workspaces.clone() }
    }

    /// The schools and ids of the workspaces, and where their concerns are posted; no file is read for it.
    pub fn workspaces(&self, schools: &[SchoolSettings]) -> Vec<SlackWorkspace> {
        let first = schools.first().map(|school| school.id.clone()).unwrap_or_default();
        let one = |workspace: WorkspaceSettings| SlackWorkspace {
            id: workspace.id.map(|id| id.as_str().to_owned()),
            school: workspace.school.unwrap_or_else(|| first.clone()),
            space: match (workspace.safeguarding, workspace.group) {
                (Some(channel), _) => TeamSpace::Channel(channel.as_str().to_owned()),
                (None, true) => TeamSpace::Group,
                (None, false) => TeamSpace::None,
            },
            bot_token: None,
        };
        self.listed().into_iter().map(one).collect()
    }

    /// How many workspaces a school has.
    pub(super) fn workspaces_of(&self, school: &SchoolSettings, schools: &[SchoolSettings]) -> usize {
        self.workspaces(schools).iter().filter(|workspace| workspace.school == school.id).count()
    }

    /// The files that hold secrets.
    pub fn secret_files(&self) -> Vec<&Path> {
        let own =
            [&self.app_token_file, &self.bot_token_file, &self.signing_secret_file, &self.client_secret_file];
        let of_workspaces = self.workspaces.iter().map(|workspace| &workspace.bot_token_file);
        own.into_iter().chain(of_workspaces).filter_map(|file| file.as_deref()).collect()
    }

    /// Reads every secret; why one cannot be used, without a word of it.
    pub fn access(&self, schools: &[SchoolSettings]) -> Result<SlackAccess, String> {
        let own = |name, given: &Option<Text>, file: &Option<PathBuf>, starts| {
            let (given, file) = (given.as_ref(), file.as_deref());
            Secret { name, given, file, starts }.read()
        };
        let app_token = own("app_token", &self.app_token, &self.app_token_file, Some("xapp-"))?;
        let bot_token = own("bot_token", &self.bot_token, &self.bot_token_file, Some("xoxb-"))?;
        let signing_secret = own("signing_secret", &self.signing_secret, &self.signing_secret_file, None)?;
        let client_id = self.client_id.as_deref().map(Text::new);
        let client_id = own("client_id", &client_id, &self.client_id_file, None)?;
        let client_secret = own("client_secret", &self.client_secret, &self.client_secret_file, None)?;
        let oauth = match (client_id, client_secret) {
            (None, None) => None,
            (Some(client_id), Some(client_secret)) => {
                if self.transport == SlackTransport::Socket {
                    return Err("Workspaces can let Hearken in by themselves over HTTP alone: set \
                                slack.transport to \"http\", or take slack.client_id away."
                        .to_owned());
                }
                let public_url = self.public_url.clone();
                let public_url =
                    public_url.ok_or("With slack.client_id the setting slack.public_url is needed.")?;
                let authorize_url = self.authorize_url.clone();
                let client_id = client_id.expose().to_owned();
                Some(SlackOauth { client_id, client_secret, public_url, authorize_url })
            }
            _ => return Err("The settings slack.client_id and slack.client_secret go together.".to_owned()),
        };
        match self.transport {
            SlackTransport::Socket if app_token.is_none() => {
                return Err(
                    "Socket Mode needs slack.app_token_file (or SLACK_APP_TOKEN): the app-level token \
                            that begins with xapp-."
                        .to_owned(),
                );
            }
            SlackTransport::Http if signing_secret.is_none() => {
                return Err("HTTP needs slack.signing_secret_file (or SLACK_SIGNING_SECRET): from Basic \
                            Information of the app."
                    .to_owned());
            }
            _ => {}
        }
        let mut workspaces = self.workspaces(schools);
        for (workspace, listed) in workspaces.iter_mut().zip(self.listed()) {
            let given = own("workspace.bot_token", &listed.bot_token, &listed.bot_token_file, Some("xoxb-"))?;
            workspace.bot_token = given.or_else(|| bot_token.clone());
            if workspace.bot_token.is_none() && (oauth.is_none() || workspace.id.is_none()) {
                return Err(
                    "A workspace needs slack.bot_token_file (or SLACK_BOT_TOKEN): the token of its bot, \
                            which begins with xoxb-."
                        .to_owned(),
                );
            }
        }
        Ok(SlackAccess { app_token, signing_secret, oauth, workspaces })
    }
}

/// Tokens and reports travel there: encrypted, or inside this machine alone.
fn address(name: &str, url: &str) -> Result<(), String> {
    let host = |rest: &str| rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned();
    let usable = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => !host(rest).is_empty(),
        (None, Some(rest)) => {
            let host = host(rest);
            let name = host.rsplit_once(':').map_or(host.as_str(), |(name, _)| name);
            let ip = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
            name == "localhost" || ip.is_ok_and(|ip| ip.is_loopback())
        }
        _ => false,
    };
    if !usable || url.ends_with('/') || url.contains('@') {
        return Err(format!(
            "The setting {name}: it must be an address that begins with https:// and does not end with a slash."
        ));
    }
    Ok(())
}
