//! Owns what is checked in Slack: tokens, scopes, channels and their members, the accounts of those with a duty, and
//! the clock.

use super::Findings;
use crate::chat::{Address, Place, Platform, Speech};
use crate::cli::print::complain;
use crate::clock::{Clock, SystemClock};
use crate::config::{PersonSettings, Settings, SlackAccess, SlackWorkspace, TeamSpace};
use crate::domain::school::{Identity, PlatformKind, Role};
use crate::domain::text::Text;
use crate::platforms::slack::api::ApiError;
use crate::platforms::slack::directory::User;
use crate::platforms::slack::look::{Ourselves, look as look_at};
use crate::platforms::slack::manifest::scopes;
use crate::platforms::slack::methods::Method;
use crate::platforms::slack::{Slack, SlackSettings, TIMEOUT, Transport, WorkspaceSettings};
use crate::store::Peek;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

/// Seconds that the clock may be off before that is worth a word, and before Slack's signatures are refused.
const CLOCK_OFF: i64 = 60;
const CLOCK_FAR_OFF: i64 = 240;

pub(super) fn look(settings: &Settings, send_test: bool, findings: &mut Findings<'_>) -> anyhow::Result<()> {
    let Some(slack) = &settings.slack else { return Ok(()) };
    for file in slack.secret_files() {
        if std::fs::metadata(file).is_ok_and(|found| found.permissions().mode() & 0o077 != 0) {
            findings.warning("slack_file_open", &[("file", file.display().to_string())]);
        }
    }
    let access = match slack.access(&settings.schools) {
        Ok(access) => access,
        Err(why) => {
            findings.problem("slack_settings", &[("why", why)]);
            return Ok(());
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        // Whatever is wrong with the database is told of elsewhere.
        let kept = Peek::open(&settings.database_url()).await.ok().flatten();
        let mut clock_told = false;
        if let Some(token) = &access.app_token {
            app_token(&slack.api_url, token, findings).await?;
        }
        for workspace in &access.workspaces {
            let school = settings.schools.iter().find(|school| school.id == workspace.school);
            let several = access.workspaces.len() > 1;
            findings.school = school.filter(|_| several).map(|school| school.name.clone());
            let people = school.map(|school| settings.people_of(school).collect()).unwrap_or_default();
            let (api_url, kept) = (&slack.api_url, kept.as_ref());
            let visit = Visit { api_url, access: &access, workspace, people, kept, send_test };
            visit.look(&mut clock_told, findings).await?;
        }
        findings.school = None;
        if let Some(kept) = kept {
            kept.close().await;
        }
        Ok(())
    })
}

async fn app_token(api_url: &str, token: &Text, findings: &mut Findings<'_>) -> anyhow::Result<()> {
    let api = crate::platforms::slack::api::Api::new(api_url, TIMEOUT)?;
    match api.call::<Value>(token, Method::AppsConnectionsOpen, &json!({})).await {
        Ok(answer) if answer["url"].is_string() => findings.fine("slack_app_token_fine", &[]),
        Ok(_) => findings.problem("slack_app_token", &[("why", "no address".to_owned())]),
        Err(why) => findings.problem("slack_app_token", &[("why", why.to_string())]),
    }
    Ok(())
}

/// One workspace, looked at with its bot's token.
struct Visit<'a> {
    api_url: &'a str,
    access: &'a SlackAccess,
    workspace: &'a SlackWorkspace,
    people: Vec<&'a PersonSettings>,
    kept: Option<&'a Peek>,
    send_test: bool,
}

#[derive(Deserialize)]
struct Found {
    user: User,
}

impl Visit<'_> {
    async fn look(&self, clock_told: &mut bool, findings: &mut Findings<'_>) -> anyhow::Result<()> {
        let Some(token) = &self.workspace.bot_token else {
            findings.fine("slack_by_itself", &[("workspace", self.workspace.id.clone().unwrap_or_default())]);
            return Ok(());
        };
        let ourselves = match look_at(self.api_url, token, TIMEOUT).await {
            Ok(ourselves) => ourselves,
            Err(why) => {
                findings.problem("slack_token", &[("why", why.to_string())]);
                return Ok(());
            }
        };
        if !std::mem::replace(clock_told, true) {
            clock(&ourselves, findings);
        }
        let told = ourselves.workspace().unwrap_or_default().to_owned();
        match &self.workspace.id {
            Some(id) if *id != told => {
                let args = [("workspace", id.clone()), ("told", told)];
                findings.problem("slack_workspace", &args);
                return Ok(());
            }
            _ => findings.fine("slack_token_fine", &[("workspace", told.clone())]),
        }
        granted(&ourselves, findings);
        let slack = self.slack(&told, token)?;
        let accounts = self.accounts(&slack, &told, findings).await;
        self.linked(&told, &accounts, findings).await;
        if let TeamSpace::Channel(channel) = &self.workspace.space {
            self.channel(&slack, &told, channel, &accounts, findings).await;
        }
        if self.send_test {
            self.test_notice(&slack, &told, &accounts, findings).await;
        }
        Ok(())
    }

    fn slack(&self, id: &str, token: &Text) -> anyhow::Result<Arc<Slack>> {
        let none = Text::default();
        let made = SlackSettings {
            api_url: self.api_url.to_owned(),
            transport: Transport::Socket { app_token: self.access.app_token.clone().unwrap_or(none) },
            oauth: None,
            workspaces: vec![WorkspaceSettings { id: id.to_owned(), token: Some(token.clone()) }],
            timeout: TIMEOUT,
        };
        Slack::new(made, Arc::new(Silent), Arc::new(SystemClock))
    }

    /// The accounts of everybody with a duty, as far as they can be found: the user of the settings, and Slack's.
    async fn accounts(
        &self,
        slack: &Slack,
        id: &str,
        findings: &mut Findings<'_>,
    ) -> Vec<(&PersonSettings, String)> {
        let mut found = Vec::new();
        let mut fine = true;
        for person in self.people.iter().filter(|person| person.roles.iter().any(|role| *role != Role::Staff))
        {
            let user = [("user", person.user.clone())];
            let asked = match (&person.slack, &person.email) {
                (Some(slack_id), _) => {
                    slack.call::<Found>(id, Method::UsersInfo, &json!({ "user": slack_id.as_str() })).await
                }
                (None, Some(email)) => {
                    let body = json!({ "email": email.expose() });
                    slack.call::<Found>(id, Method::UsersLookupByEmail, &body).await
                }
                (None, None) => {
                    findings.problem("slack_unknown", &user);
                    fine = false;
                    continue;
                }
            };
            match asked {
                Ok(Found { user: account }) if account.deleted == Some(true) => {
                    findings.problem("slack_account_gone", &user);
                    fine = false;
                }
                Ok(Found { user: account })
                    if [account.is_restricted, account.is_ultra_restricted, account.is_stranger]
                        .contains(&Some(true)) =>
                {
                    findings.problem("slack_account_guest", &user);
                    fine = false;
                }
                Ok(Found { user: account }) => found.push((*person, account.id)),
                Err(ApiError::Refused(_)) => {
                    findings.problem("slack_account", &user);
                    fine = false;
                }
                Err(why) => {
                    let args = [("user", person.user.clone()), ("why", why.to_string())];
                    findings.warning("slack_account_unasked", &args);
                    fine = false;
                }
            }
        }
        if fine && !found.is_empty() {
            findings.fine("slack_accounts_fine", &[]);
        }
        found
    }

    /// Whether Hearken knows whose these accounts are, where it has run with this workspace before.
    async fn linked(&self, id: &str, accounts: &[(&PersonSettings, String)], findings: &mut Findings<'_>) {
        let Some(kept) = self.kept else { return };
        for (person, account) in accounts {
            let (platform, workspace) = (PlatformKind::Slack, id.to_owned());
            let identity = Identity { platform, workspace, user: account.clone() };
            let asked = kept.read(|db| {
                Box::pin(async move {
                    let ran = db.school_of(&identity.workspace_key()).await?.is_some();
                    Ok((ran, db.account(&identity).await?))
                })
            });
            // One that no person of the settings is linked to is somebody's without a duty, or nobody's.
            if let Ok((true, account_row)) = asked.await
                && account_row.is_none_or(|row| !row.listed)
            {
                let args = [("user", person.user.clone()), ("account", account.clone())];
                findings.warning("slack_account_unlinked", &args);
            }
        }
    }

    async fn channel(
        &self,
        slack: &Slack,
        id: &str,
        channel: &str,
        accounts: &[(&PersonSettings, String)],
        findings: &mut Findings<'_>,
    ) {
        let place = Place::Space { space: channel.to_owned() };
        let address = Address { platform: PlatformKind::Slack, workspace: id.to_owned(), place };
        let at = [("channel", channel.to_owned())];
        let members = match slack.membership(&address).await {
            Ok(members) => members,
            Err(_) => return findings.problem("slack_channel", &at),
        };
        if !members.private {
            return findings.problem("slack_channel_public", &at);
        }
        if members.strangers {
            return findings.problem("slack_channel_strangers", &at);
        }
        let team: BTreeSet<&str> = accounts.iter().map(|(_, account)| account.as_str()).collect();
        let others = members.members.iter().filter(|member| !team.contains(member.user.as_str())).count();
        if others > 0 {
            let args = [("channel", channel.to_owned()), ("count", others.to_string())];
            return findings.warning("slack_channel_others", &args);
        }
        findings.fine("slack_channel_fine", &at);
    }

    /// Says first whom it writes to; what it writes tells of nothing.
    async fn test_notice(
        &self,
        slack: &Slack,
        id: &str,
        accounts: &[(&PersonSettings, String)],
        findings: &mut Findings<'_>,
    ) {
        let leads: Vec<&String> = accounts
            .iter()
            .filter(|(person, _)| person.roles.contains(&Role::Dsl))
            .map(|(_, id)| id)
            .collect();
        let count = [("count", leads.len().to_string())];
        complain(&findings.words.say("check-slack_test_now", &count));
        let text = findings.words.say("check-slack_test_notice", &[]);
        let mut places = Vec::new();
        let mut failed = false;
        for lead in leads {
            match slack.open(id, lead).await {
                Ok(channel) => places.push(channel),
                Err(_) => failed = true,
            }
        }
        if let TeamSpace::Channel(channel) = &self.workspace.space {
            places.push(channel.clone());
        }
        for place in &places {
            let body = json!({ "channel": place, "text": text });
            failed |= slack.call::<Value>(id, Method::ChatPostMessage, &body).await.is_err();
        }
        if failed || places.is_empty() {
            findings.problem("slack_test_failed", &[]);
        } else {
            findings.fine("slack_test_sent", &[("count", places.len().to_string())]);
        }
    }
}

/// Every scope that is needed, and none beside.
fn granted(ourselves: &Ourselves, findings: &mut Findings<'_>) {
    let Some(granted) = &ourselves.scopes else { return };
    let needed = scopes();
    let joined = |scopes: Vec<&str>| [("scopes", scopes.join(", "))];
    let missing: Vec<&str> = needed.iter().copied().filter(|scope| !granted.contains(*scope)).collect();
    let more: Vec<&str> =
        granted.iter().map(String::as_str).filter(|scope| !needed.contains(scope)).collect();
    if missing.is_empty() && more.is_empty() {
        findings.fine("slack_scopes_fine", &[]);
    }
    if !missing.is_empty() {
        findings.problem("slack_scopes", &joined(missing));
    }
    if !more.is_empty() {
        findings.warning("slack_scopes_more", &joined(more));
    }
}

fn clock(ourselves: &Ourselves, findings: &mut Findings<'_>) {
    let Some(theirs) = ourselves.date else { return };
    let off = (SystemClock.now() - theirs).num_seconds().abs();
    let args = [("seconds", off.to_string())];
    match off {
        off if off > CLOCK_FAR_OFF => findings.problem("slack_clock_far", &args),
        off if off > CLOCK_OFF => findings.warning("slack_clock", &args),
        _ => findings.fine("slack_clock_fine", &[]),
    }
}

/// Nothing is said to anybody while checking.
struct Silent;

impl Speech for Silent {
    fn say(&self, _: &str, id: &str, _: &[(&str, String)]) -> String {
        id.to_owned()
    }
}
