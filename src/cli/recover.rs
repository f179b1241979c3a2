//! `hearken recover`: the key again, from a recovery copy, once it is known to be the right one.

use super::print::{complain, print};
use super::recovery::{Fit, fit};
use super::setup;
use crate::config::Settings;
use crate::store::Peek;
use crate::vault::{Mistyped, Opener, Passphrase, RecoveryCopy, RecoveryError, Vault, copies};
use anyhow::{Context, bail};
use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zeroize::Zeroizing;

/// How often a passphrase with a slip in it may be typed again.
const TRIES: usize = 5;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The settings file: it tells the data folder and the database.
    #[arg(long, visible_alias = "config", value_name = "FILE", conflicts_with = "data")]
    settings: Option<PathBuf>,
    /// The data folder, where there are no settings any more; records are in SQLite there, or at DATABASE_URL.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// The recovery copy; the one in the data folder if not given.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// A file with an age identity that opens the copy, in place of the passphrase.
    #[arg(long, value_name = "FILE")]
    identity: Option<PathBuf>,
}

pub(super) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let (data_dir, database, schools) = match (&args.data, &args.settings) {
        (Some(data), _) => {
            let sqlite = format!("sqlite://{}", data.join("hearken.db").display());
            (data.clone(), std::env::var("DATABASE_URL").unwrap_or(sqlite), Vec::new())
        }
        (None, settings) => {
            let file = settings.as_deref().unwrap_or(Path::new("hearken.toml"));
            let settings = Settings::load(file).map_err(anyhow::Error::msg);
            let settings =
                settings.context("Give the settings with --settings, or the data folder with --data")?;
            let schools = setup::school_ids(&settings)?;
            (settings.data_dir.clone(), settings.database_url(), schools)
        }
    };
    if !data_dir.is_dir() {
        bail!("There is no data folder at {}", data_dir.display());
    }
    let key_file = data_dir.join("hearken.key");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let peek = runtime.block_on(Peek::open(&database)).context("The key cannot be tried on the database")?;
    let tried = |vault: &Vault| -> anyhow::Result<Fit> {
        let Some(peek) = &peek else { return Ok(Fit::NothingSealed) };
        runtime.block_on(fit(peek, &schools, Some(vault))).context("The key cannot be tried on the database")
    };

    // A file that is no key, or not private, may be replaced: it is kept.
    let there = Vault::load(&key_file).ok().flatten();
    let there = there.map(|vault| tried(&vault).map(|fit| (vault, fit))).transpose()?;
    match &there {
        Some((_, Fit::Right)) => {
            bail!("The key in {} fits its database. Nothing was changed", data_dir.display())
        }
        Some((_, Fit::NothingSealed)) => bail!(
            "There is a key in {}, and no database that tells whether it is the right one. Nothing was changed. To \
             put another in its place, move {} away first",
            data_dir.display(),
            key_file.display()
        ),
        Some((_, Fit::Wrong)) | None => {}
    }
    let files = match &args.file {
        Some(file) => vec![file.clone()],
        None => in_folder(&data_dir, args.identity.is_some())?,
    };
    let opener = match &args.identity {
        Some(file) => Opener::identity_file(file).context("The identity cannot be used")?,
        None => Opener::Passphrase(passphrase()?),
    };
    let (vault, fits) = open(&files, &opener, &tried)?;
    let aside = vault.restore(&key_file).context("The key was not restored")?;
    let written = Vault::load(&key_file).context("The key was written and cannot be read again")?;
    if written.is_none_or(|written| written.fingerprint() != vault.fingerprint()) {
        bail!("The key was written, and something else is read there: is another program using the folder?");
    }
    let mut said = format!("The key is back: {}\n", key_file.display());
    if let Some(aside) = aside {
        said += &format!("The file that did not fit is kept as {}\n", aside.display());
    }
    said += match fits {
        Fit::Right => "It opens what is stored. Start Hearken again.\n",
        _ => "Nothing is stored yet that it could be tried on. It is tried at the next start.\n",
    };
    print(&said)?;
    Ok(ExitCode::SUCCESS)
}

/// The copies that may be opened this way, the likeliest first.
fn in_folder(folder: &Path, by_identity: bool) -> anyhow::Result<Vec<PathBuf>> {
    let all = copies(folder).with_context(|| format!("The folder {} cannot be read", folder.display()))?;
    let fitting = |copy: &&RecoveryCopy| copy.is_on_paper() != by_identity;
    let files: Vec<PathBuf> = all.iter().filter(fitting).map(|copy| copy.path.clone()).collect();
    if !files.is_empty() {
        return Ok(files);
    }
    match all.first() {
        None => bail!(
            "There is no recovery copy in {}. If you keep one elsewhere, give it with --file",
            folder.display()
        ),
        Some(copy) if by_identity => {
            bail!("{} opens with a passphrase, not with an identity file", copy.path.display())
        }
        Some(copy) => {
            bail!("{} opens with an age identity: give its file with --identity", copy.path.display())
        }
    }
}

/// Opens the first copy that this opens and that fits what is stored.
fn open(
    files: &[PathBuf],
    opener: &Opener,
    tried: &dyn Fn(&Vault) -> anyhow::Result<Fit>,
) -> anyhow::Result<(Vault, Fit)> {
    let mut why: Option<anyhow::Error> = None;
    for file in files {
        match Vault::open_recovery(file, opener) {
            Ok(vault) => match tried(&vault)? {
                Fit::Wrong => {
                    why = Some(anyhow::anyhow!(
                        "The key in {} is not the one that sealed what is stored in this database: it is an older \
                         key, or another school's. Nothing was changed",
                        file.display()
                    ));
                }
                fits => return Ok((vault, fits)),
            },
            // With several copies, one that opens tells more than one that does not.
            Err(error @ (RecoveryError::WrongPassphrase(_) | RecoveryError::WrongIdentity(_))) => {
                why.get_or_insert_with(|| error.into());
            }
            Err(error) => why = Some(error.into()),
        }
    }
    let why = why.context("There is no recovery copy to open")?;
    Err(why.context("The key was not restored"))
}

/// Asks for the passphrase: at a terminal without showing it, otherwise from standard input.
fn passphrase() -> anyhow::Result<Passphrase> {
    if !std::io::stdin().is_terminal() {
        let mut line = Zeroizing::new(String::with_capacity(256));
        std::io::stdin().lock().read_line(&mut line).context("The passphrase cannot be read")?;
        return Ok(Passphrase::parse(&line)?);
    }
    for _ in 1..TRIES {
        match ask()? {
            Ok(passphrase) => return Ok(passphrase),
            Err(slip) => complain(&format!("{slip}. Type it once more")),
        }
    }
    Ok(ask()??)
}

fn ask() -> anyhow::Result<Result<Passphrase, Mistyped>> {
    let typed = rpassword::prompt_password("The passphrase on the recovery paper (it is not shown): ");
    let typed = Zeroizing::new(typed.context("The passphrase cannot be read")?);
    Ok(Passphrase::parse(&typed))
}
