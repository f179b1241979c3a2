//! `hearken init`: settings to start from, the key, and its recovery copy. Nothing that is there is ever replaced.

mod ask;
mod made_up;
mod slack;
#[cfg(test)]
mod tests;

use self::ask::{Asker, Terminal, value};
use self::slack::Platform;
use super::PromptsArgs;
use super::print::print;
use super::recovery::{Copies, Fit, fit, write_for_recipients};
use super::setup;
use crate::config::Settings;
use crate::domain::id::SchoolId;
use crate::forms::{Profile, Prompts, Words};
use crate::store::Peek;
use crate::vault::{For, Passphrase, PreparedCopy, Vault};
use anyhow::{Context, bail, ensure};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const TEMPLATE: &str = include_str!("hearken.toml");
/// What the settings of the local workspace hold in the place of Slack's, and beside them.
const NO_SLACK: &str = include_str!("init/slack.toml");
const SPACES: &str = include_str!("init/space.toml");
const FILE: &str = "hearken.toml";
/// The data folder of new settings.
const DATA: &str = "hearken-data";
/// A number that Ofcom keeps for drama; `hearken check` asks for a real one.
const NO_PHONE: &str = "01632 960001";

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where to put hearken.toml, and the data folder beside it.
    #[arg(long, value_name = "DIR", default_value = ".")]
    dir: PathBuf,
    /// The school's name.
    #[arg(long)]
    name: Option<String>,
    /// A short word for the school, of letters, digits and dashes; made of the name if not given.
    #[arg(long)]
    id: Option<String>,
    /// The profile that the school follows, such as kent.
    #[arg(long)]
    profile: Option<String>,
    /// The safeguarding phone.
    #[arg(long)]
    phone: Option<String>,
    #[command(flatten)]
    slack: slack::SlackArgs,
    #[command(flatten)]
    prompts: PromptsArgs,
}

pub(super) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut terminal = Terminal::here();
    begin(args, terminal.as_mut().map(|terminal| terminal as &mut dyn Asker))
}

/// Asks for what was not given only where there is somebody to ask.
fn begin(mut args: Args, mut asker: Option<&mut dyn Asker>) -> anyhow::Result<ExitCode> {
    let prompts = args.prompts.load()?;
    let words = prompts.words(None);
    let file = args.dir.join(FILE);
    let shown_file = file.display().to_string();
    let mut said = Vec::new();
    if file.exists() {
        let given = [&args.name, &args.id, &args.profile, &args.phone];
        ensure!(
            given.iter().all(|given| given.is_none()) && !args.slack.given(),
            "There are settings at {shown_file} already, and they are never replaced: change them there"
        );
        said.push(words.say("init-settings_there", &[("file", shown_file.clone())]));
    } else {
        if let Some(asker) = &mut asker {
            ask_for_the_school(&mut args, &mut **asker, &prompts)?;
        }
        let profile = prompts.profile(args.profile.as_deref().unwrap_or("kent"))?;
        let slack = match args.slack.platform {
            Some(Platform::Slack) => Some(args.slack.answers(&args.dir, words, asker)?),
            _ => None,
        };
        let text = filled(&args, profile, slack.as_ref())?;
        make_folder(&args.dir)?;
        if let Some(slack) = &slack {
            setup::data_dir(&args.dir.join(DATA))?;
            for file in slack.keep(&args.dir)? {
                said.push(words.say("init-token", &[("file", file.display().to_string())]));
            }
        }
        write_new(&file, &text).with_context(|| format!("{shown_file} cannot be written"))?;
        said.push(words.say("init-settings", &[("file", shown_file.clone())]));
    }
    let settings = Settings::load(&file).map_err(anyhow::Error::msg)?;
    setup::data_dir(&settings.data_dir)?;
    let (vault, made) = key(&settings, &shown_file)?;
    let id = if made { "init-key" } else { "init-key_there" };
    said.push(words.say(id, &[("file", settings.key_file().display().to_string())]));
    let paper = recovery(&settings, &vault, words, &shown_file, &mut said)?;
    said.push(words.say("init-next", &[("file", shown_file)]));
    print(&(said.join("\n\n") + "\n"))?;
    // Only now: a copy whose passphrase nobody saw would pass for one.
    if let Some(paper) = paper {
        paper
            .keep()
            .context("The passphrase above opens nothing, because its copy is not there. Throw it away")?;
    }
    Ok(ExitCode::SUCCESS)
}

fn ask_for_the_school(args: &mut Args, asker: &mut dyn Asker, prompts: &Prompts) -> anyhow::Result<()> {
    let words = prompts.words(None);
    if args.name.is_none() {
        args.name = Some(value(asker, words, ("name", &[]), "Our school", |name| !name.is_empty())?);
    }
    if args.phone.is_none() {
        let digit = |phone: &str| phone.chars().any(|sign| sign.is_ascii_digit());
        args.phone = Some(value(asker, words, ("phone", &[]), NO_PHONE, digit)?);
    }
    if args.profile.is_none() {
        let all = prompts.profiles.keys().cloned().collect::<Vec<_>>().join(", ");
        let known = |id: &str| prompts.profile(id).is_ok();
        args.profile = Some(value(asker, words, ("profile", &[("profiles", all)]), "kent", known)?);
    }
    if args.slack.platform.is_none() {
        let known = |word: &str| matches!(word, "local" | "slack");
        let platform = value(asker, words, ("platform", &[]), "local", known)?;
        args.slack.platform = Some(if platform == "slack" { Platform::Slack } else { Platform::Local });
    }
    Ok(())
}

/// The settings with this school's own words in them.
fn filled(args: &Args, profile: &Profile, slack: Option<&slack::Answers>) -> anyhow::Result<String> {
    let name = args.name.as_deref().unwrap_or("Our school").trim();
    ensure!(!name.is_empty(), "The school's name is empty: give it with --name");
    let id = args.id.clone().unwrap_or_else(|| word_of(name));
    ensure!(SchoolId::parse(&id).is_some(), "The school's id may hold letters, digits, - and _ only");
    let phone = args.phone.as_deref().unwrap_or(NO_PHONE).trim();
    ensure!(phone.chars().any(|sign| sign.is_ascii_digit()), "The phone number holds no digit");
    let mut text = TEMPLATE.to_owned();
    for (place, value) in
        [("{id}", id.as_str()), ("{name}", name), ("{profile}", &profile.id), ("{phone}", phone)]
    {
        text = text.replacen(place, &quoted(value)?, 1);
    }
    let text = text.replacen("{contacts}", &made_up::contacts(profile, phone)?, 1);
    let made_up = made_up::people(profile)?;
    let (platform, people, spaces) = match slack {
        None => (NO_SLACK.to_owned(), made_up, SPACES),
        Some(slack) => (slack.lines()?, slack.people(&made_up)?, ""),
    };
    let text = text.replacen("{slack}", platform.trim_end(), 1).replacen("{people}", &people, 1);
    Ok(text.replacen("{spaces}", spaces, 1))
}

/// A string of JSON is a string of TOML as well.
fn quoted(value: &str) -> anyhow::Result<String> {
    Ok(serde_json::to_string(value)?)
}

/// `St Anne's School` is `st-anne-s-school`.
fn word_of(name: &str) -> String {
    let lower = name.to_lowercase();
    let parts = lower.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let word: String = parts.collect::<Vec<_>>().join("-").chars().take(40).collect();
    if word.is_empty() { "school".to_owned() } else { word }
}

fn make_folder(folder: &Path) -> anyhow::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.with_context(|| format!("The folder {} cannot be made", folder.display()))
}

/// Settings may come to hold a database's password.
fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.inspect_err(|_| drop(std::fs::remove_file(path)))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// The key that is there, or a new one, and whether it is new. A new key beside sealed reports would hide that the
/// right one is lost.
fn key(settings: &Settings, shown_file: &str) -> anyhow::Result<(Vault, bool)> {
    let path = settings.key_file();
    let vault = Vault::load(&path).with_context(|| format!("The key {} cannot be used", path.display()))?;
    let schools = setup::school_ids(settings)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let found = runtime.block_on(async {
        let Some(peek) = Peek::open(&settings.database_url()).await? else { return Ok(Fit::NothingSealed) };
        let found = fit(&peek, &schools, vault.as_ref()).await;
        peek.close().await;
        found.map_err(anyhow::Error::from)
    });
    let found = found.context("The database cannot be asked whether it holds reports already")?;
    if found == Fit::Wrong {
        let which =
            if vault.is_some() { "another key than the one that is here" } else { "a key that is not here" };
        bail!(
            "The database holds reports that were sealed with {which}. Bring that key back with: hearken recover \
             --settings {shown_file}"
        );
    }
    match vault {
        Some(vault) => Ok((vault, false)),
        None => Vault::create(&path).map(|vault| (vault, true)).context("The key file cannot be made"),
    }
}

/// The names of the schools whose key it is.
fn names(settings: &Settings) -> String {
    settings.schools.iter().map(|school| school.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Makes the recovery copy that is missing, if one is; one on paper is kept once its passphrase was shown.
fn recovery(
    settings: &Settings,
    vault: &Vault,
    words: &Words,
    shown_file: &str,
    said: &mut Vec<String>,
) -> anyhow::Result<Option<PreparedCopy>> {
    const WHY: &str =
        "The key is there, but its recovery copy is not. Mend what is wrong and run hearken init again";
    let shown = |path: &Path| ("file", path.display().to_string());
    if let Some(path) = write_for_recipients(settings, vault).context(WHY)? {
        said.push(words.say("init-copy_recipients", &[shown(&path)]));
        return Ok(None);
    }
    let there = Copies::of(vault, &settings.data_dir).context(WHY)?;
    if let Some(copy) = there.fresh.first() {
        let id = if copy.is_on_paper() { "init-copy_there" } else { "init-copy_recipients_there" };
        said.push(words.say(id, &[shown(&copy.path)]));
        return Ok(None);
    }
    let passphrase = Passphrase::fresh();
    let paper = vault.prepare_recovery(&settings.data_dir, &For::Paper(&passphrase)).context(WHY)?;
    let groups = passphrase.expose().replace('-', "   ");
    let args = [
        ("passphrase", groups),
        ("school", names(settings)),
        ("fingerprint", vault.fingerprint()),
        ("settings", shown_file.to_owned()),
        shown(paper.path()),
    ];
    said.push(words.say("init-paper", &args));
    Ok(Some(paper))
}
