//! Owns what new settings say of Slack, and the files that its tokens are put into.

use super::ask::{Asker, secret, value};
use super::{DATA, quoted, write_new};
use crate::config::{ChannelId, Id};
use crate::domain::text::Text;
use crate::forms::Words;
use anyhow::{Context, ensure};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Platform {
    /// A workspace in a browser, on this machine alone: to try it.
    Local,
    Slack,
}

/// Each can also be asked for at the keyboard.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct SlackArgs {
    /// Where staff meet Hearken.
    #[arg(long, value_enum)]
    pub platform: Option<Platform>,
    /// A file that holds the bot's token (xoxb-…); the settings will name it.
    #[arg(long, value_name = "FILE")]
    bot_token_file: Option<PathBuf>,
    /// A file that holds the app-level token (xapp-…) for the socket; the settings will name it.
    #[arg(long, value_name = "FILE")]
    app_token_file: Option<PathBuf>,
    /// The id of the private channel of the safeguarding team, such as C0123ABCD.
    #[arg(long)]
    channel: Option<String>,
    /// The name of the designated safeguarding lead.
    #[arg(long)]
    dsl_name: Option<String>,
    /// Their address in Slack.
    #[arg(long)]
    dsl_email: Option<String>,
    /// The name of the deputy.
    #[arg(long)]
    deputy_name: Option<String>,
    /// Their address in Slack.
    #[arg(long)]
    deputy_email: Option<String>,
}

/// A token: where it stands, and what is to be put there.
struct Token {
    setting: &'static str,
    file: PathBuf,
    typed: Option<Text>,
}

/// What was found out about Slack.
pub(super) struct Answers {
    tokens: [Token; 2],
    channel: String,
    people: Vec<(&'static str, &'static str, String, String)>,
}

impl SlackArgs {
    pub fn given(&self) -> bool {
        let texts = [&self.channel, &self.dsl_name, &self.dsl_email, &self.deputy_name, &self.deputy_email];
        self.platform.is_some()
            || self.bot_token_file.is_some()
            || self.app_token_file.is_some()
            || texts.iter().any(|text| text.is_some())
    }

    /// A token that an earlier `init` has put into its file is not asked for again.
    pub fn answers(
        &self,
        folder: &Path,
        words: &Words,
        mut asker: Option<&mut dyn Asker>,
    ) -> anyhow::Result<Answers> {
        let mut token = |setting, given: &Option<PathBuf>, id, starts| -> anyhow::Result<Token> {
            let Some(file) = given else {
                let file = Path::new(DATA).join(format!("slack-{}", setting).replace('_', "-"));
                let typed = match &mut asker {
                    Some(asker) if !folder.join(&file).exists() => secret(&mut **asker, words, id, starts)?,
                    _ => None,
                };
                return Ok(Token { setting, file, typed });
            };
            let file = std::path::absolute(file).context("The file of a token has no path")?;
            Ok(Token { setting, file, typed: None })
        };
        let tokens = [
            token("bot_token", &self.bot_token_file, "bot_token", "xoxb-")?,
            token("app_token", &self.app_token_file, "app_token", "xapp-")?,
        ];
        let mut text = |given: &Option<String>, id, fits: &dyn Fn(&str) -> bool| -> anyhow::Result<String> {
            match (given, &mut asker) {
                (Some(given), _) => Ok(given.trim().to_owned()),
                (None, Some(asker)) => Ok(value(&mut **asker, words, (id, &[]), "", fits)?),
                (None, None) => Ok(String::new()),
            }
        };
        let channel_fits = |id: &str| id.is_empty() || Id::<ChannelId>::parse(id).is_some();
        let channel = text(&self.channel, "channel", &channel_fits)?;
        ensure!(channel_fits(&channel), "A channel's id begins with C or G, such as C0123ABCD");
        let mut people: Vec<(&'static str, &'static str, String, String)> = Vec::new();
        for (user, role, name, email, ids) in [
            ("dsl", "dsl", &self.dsl_name, &self.dsl_email, ["dsl_name", "dsl_email"]),
            ("deputy", "deputy_dsl", &self.deputy_name, &self.deputy_email, ["deputy_name", "deputy_email"]),
        ] {
            let taken = |email: &str| people.iter().any(|(.., other)| other.eq_ignore_ascii_case(email));
            let address = |email: &str| email.is_empty() || email.contains('@') && !taken(email);
            let email = text(email, ids[1], &address)?;
            ensure!(address(&email), "An e-mail address holds an @, and each person has their own");
            let name = if email.is_empty() && name.is_none() {
                String::new()
            } else {
                text(name, ids[0], &|_| true)?
            };
            if !email.is_empty() {
                let name = if name.is_empty() {
                    email.split('@').next().unwrap_or_default().to_owned()
                } else {
                    name
                };
                people.push((user, role, name, email));
            }
        }
        Ok(Answers { tokens, channel, people })
    }
}

impl Answers {
    /// The lines of the settings.
    pub fn lines(&self) -> anyhow::Result<String> {
        let mut lines = "[slack]\n# \"socket\": Hearken calls Slack, and needs no public address. \"http\": see docs/slack.md.\n\
                         transport = \"socket\"\n\
                         # Each file holds one token, and only the user who runs Hearken may read it.\n"
            .to_owned();
        for token in &self.tokens {
            lines += &format!("{}_file = {}\n", token.setting, quoted(&token.file.display().to_string())?);
        }
        lines += "# If Slack is to call Hearken, put these in the place of transport and app_token_file:\n\
                  # transport = \"http\"\n\
                  # signing_secret_file = \"hearken-data/slack-signing-secret\"\n";
        lines += "\n[[slack.workspace]]\n# The private channel of the safeguarding team, by its id. Only they and Hearken may be in it.\n";
        lines += &match self.channel.as_str() {
            "" => "# safeguarding = \"C0123ABCD\"\n".to_owned(),
            channel => format!("safeguarding = {}\n", quoted(channel)?),
        };
        lines +=
            "# Or, in its place, a group conversation of the team, which Hearken opens:\n# group = true\n";
        Ok(lines)
    }

    /// Those who were named, and the made-up others as notes.
    pub fn people(&self, made_up: &str) -> anyhow::Result<String> {
        let mut lines = String::new();
        for (user, role, name, email) in &self.people {
            lines += &format!(
                "[[person]]\nuser = {}\nname = {}\nemail = {}\nroles = [\"staff\", \"{role}\"]\n\n",
                quoted(user)?,
                quoted(name)?,
                quoted(email)?
            );
        }
        let others = made_up.split("\n\n").filter(|person| {
            !self.people.iter().any(|(_, role, ..)| person.contains(&format!("\"{role}\"")))
        });
        for person in others {
            for line in person.trim().lines().filter(|line| !line.starts_with("title")) {
                lines += &format!("# {line}\n");
                if line.starts_with("name") {
                    lines += "# email = \"somebody@school.example\"\n";
                }
            }
            lines.push('\n');
        }
        Ok(lines.trim_end().to_owned() + "\n")
    }

    /// Puts what was typed into files of their own. One that is there is never replaced.
    pub fn keep(&self, folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
        let mut kept = Vec::new();
        for token in &self.tokens {
            let Some(typed) = &token.typed else { continue };
            let path = folder.join(&token.file);
            write_new(&path, &format!("{}\n", typed.expose()))
                .with_context(|| format!("{} cannot be written", path.display()))?;
            kept.push(path);
        }
        Ok(kept)
    }
}
