//! Owns recovery copies: the key file once more, in the age format, for a passphrase on paper or for age recipients.
//!
//! A copy's name holds the fingerprint of its key, so that a copy of an older key is known, and never replaced. What
//! it holds is the key file to the letter: `age --decrypt` restores it without Hearken.

use super::passphrase::Passphrase;
use super::place::{self, Unfinished};
use super::{Key, Vault, keyfile};
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, x25519};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

const BEGINS: &str = "hearken.recovery-";
const ENDS: &str = ".age";
const ON_PAPER: &str = "passphrase";
/// The passphrase is random, so nobody can guess it however fast: this much work is for good measure.
const WORK: u8 = 15;
/// A copy that somebody made with another program may ask for more.
const MOST_WORK: u8 = 20;
/// A copy has a few hundred bytes; nothing much longer is read.
const LONGEST: u64 = 64 * 1024;

#[derive(Debug, thiserror::Error)]
pub enum RecoveryError {
    #[error("there is no file at {}", .0.display())]
    Missing(PathBuf),
    #[error("{} cannot be read: {}", .0.display(), place::why(.1))]
    Read(PathBuf, io::Error),
    #[error("the recovery copy {} cannot be written: {}", .0.display(), place::why(.1))]
    Write(PathBuf, io::Error),
    #[error("{} is no recovery copy, or it is damaged; try another copy of the file", .0.display())]
    Damaged(PathBuf),
    #[error("the passphrase does not open {}; compare it with the paper, or try the paper of another copy", .0.display())]
    WrongPassphrase(PathBuf),
    #[error("this identity does not open {}; another one was given when the copy was made", .0.display())]
    WrongIdentity(PathBuf),
    #[error("{} opens with a passphrase, not with an identity file", .0.display())]
    NeedsPassphrase(PathBuf),
    #[error("{} opens with an age identity: give its file with --identity", .0.display())]
    NeedsIdentity(PathBuf),
    #[error("{} opens, but it does not hold the key that its name tells of", .0.display())]
    OtherKey(PathBuf),
    #[error("{} holds no age identity (a line that begins with AGE-SECRET-KEY-1)", .0.display())]
    NoIdentity(PathBuf),
    #[error("recipient {0} of recovery_recipients is not an age recipient; it begins with age1")]
    NotARecipient(usize),
}

/// Whoever may open a copy without a passphrase: `age1…` words.
pub struct Recipients {
    keys: Vec<x25519::Recipient>,
    /// Tells these recipients from others, in a file's name.
    id: String,
}

impl Recipients {
    /// `None` for an empty list. The error counts from 1.
    pub fn parse(words: &[String]) -> Result<Option<Self>, RecoveryError> {
        let mut sorted: Vec<&str> = words.iter().map(|word| word.trim()).collect();
        let keys = sorted.iter().enumerate().map(|(n, word)| {
            word.parse::<x25519::Recipient>().map_err(|_| RecoveryError::NotARecipient(n + 1))
        });
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        sorted.sort_unstable();
        sorted.dedup();
        let id = hex(&Sha256::digest(sorted.join("\n"))[..4]);
        Ok((!keys.is_empty()).then_some(Self { keys, id }))
    }
}

/// For whom a copy is made.
pub enum For<'a> {
    Paper(&'a Passphrase),
    Recipients(&'a Recipients),
}

/// What opens a copy.
pub enum Opener {
    Passphrase(Passphrase),
    Identities(Vec<Box<dyn age::Identity + Send + Sync>>),
}

impl Opener {
    /// The identities of a file as `age-keygen` writes it.
    pub fn identity_file(path: &Path) -> Result<Self, RecoveryError> {
        let bytes = read(path)?;
        let none = || RecoveryError::NoIdentity(path.to_owned());
        let file = age::IdentityFile::from_buffer(bytes.as_slice()).map_err(|_| none())?;
        let identities = file.into_identities().map_err(|_| none())?;
        if identities.is_empty() { Err(none()) } else { Ok(Self::Identities(identities)) }
    }
}

/// A recovery copy as its name tells of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecoveryCopy {
    pub path: PathBuf,
    pub fingerprint: String,
    /// The recipients' id, or [`ON_PAPER`].
    opens_with: String,
}

impl RecoveryCopy {
    pub fn is_on_paper(&self) -> bool {
        self.opens_with == ON_PAPER
    }

    pub fn is_for(&self, recipients: &Recipients) -> bool {
        self.opens_with == recipients.id
    }

    fn named(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_prefix(BEGINS)?.strip_suffix(ENDS)?;
        let (fingerprint, opens_with) = name.split_once('-')?;
        let (fingerprint, opens_with) = (fingerprint.to_owned(), opens_with.to_owned());
        Some(Self { path, fingerprint, opens_with })
    }
}

/// A recovery copy that is whole and opens, but for its name; dropped without it, it is gone.
pub struct PreparedCopy(Unfinished);

impl PreparedCopy {
    /// Where it is going to be.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn keep(self) -> Result<PathBuf, RecoveryError> {
        let path = self.path().to_owned();
        self.0.finish().map_err(|error| RecoveryError::Write(path.clone(), error))?;
        Ok(path)
    }
}

/// The recovery copies in a folder, by name; none where there is no such folder.
pub fn copies(folder: &Path) -> io::Result<Vec<RecoveryCopy>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    let mut copies: Vec<RecoveryCopy> = paths.into_iter().filter_map(RecoveryCopy::named).collect();
    copies.sort();
    Ok(copies)
}

impl Vault {
    /// Names the key without telling anything of it.
    pub fn fingerprint(&self) -> String {
        let digest =
            Sha256::new().chain_update(b"hearken key fingerprint 1").chain_update(self.key.0).finalize();
        hex(&digest[..8])
    }

    /// Writes a recovery copy into a folder and opens it again: only then it is one. Never replaces a file.
    pub fn write_recovery(&self, folder: &Path, whom: &For<'_>) -> Result<PathBuf, RecoveryError> {
        self.prepare_recovery(folder, whom)?.keep()
    }

    /// The same but for its name, so that its passphrase can be shown first.
    pub fn prepare_recovery(&self, folder: &Path, whom: &For<'_>) -> Result<PreparedCopy, RecoveryError> {
        let opens_with = match whom {
            For::Paper(_) => ON_PAPER,
            For::Recipients(recipients) => &recipients.id,
        };
        let path = folder.join(format!("{BEGINS}{}-{opens_with}{ENDS}", self.fingerprint()));
        let failed = |error| RecoveryError::Write(path.clone(), error);
        if path.exists() {
            return Err(failed(io::ErrorKind::AlreadyExists.into()));
        }
        let (sealed, opener) = self.seal_recovery(whom).map_err(failed)?;
        let file = Unfinished::write(&path, &sealed).map_err(failed)?;
        let opened = Self::open_recovery(file.at(), &opener)?;
        if opened.fingerprint() != self.fingerprint() {
            return Err(RecoveryError::OtherKey(path));
        }
        Ok(PreparedCopy(file))
    }

    fn seal_recovery(&self, whom: &For<'_>) -> io::Result<(Vec<u8>, Opener)> {
        let seal = |recipients: &mut dyn Iterator<Item = &dyn age::Recipient>| -> io::Result<Vec<u8>> {
            let encryptor = Encryptor::with_recipients(recipients).map_err(io::Error::other)?;
            let mut sealed = Vec::new();
            let mut writer = encryptor.wrap_output(&mut sealed)?;
            writer.write_all(keyfile::print(&self.key).as_bytes())?;
            writer.finish()?;
            Ok(sealed)
        };
        match whom {
            For::Paper(passphrase) => {
                let mut recipient = age::scrypt::Recipient::new(secret(passphrase));
                recipient.set_work_factor(WORK);
                let sealed = seal(&mut std::iter::once(&recipient as _))?;
                let passphrase = Passphrase::parse(passphrase.expose()).map_err(io::Error::other)?;
                Ok((sealed, Opener::Passphrase(passphrase)))
            }
            For::Recipients(recipients) => {
                // We hold none of their identities: one of our own, used once, tells whether the copy opens.
                let once = x25519::Identity::generate();
                let ours = once.to_public();
                let all = recipients.keys.iter().chain([&ours]);
                let sealed = seal(&mut all.map(|key| key as &dyn age::Recipient))?;
                Ok((sealed, Opener::Identities(vec![Box::new(once)])))
            }
        }
    }

    /// The vault of a recovery copy, whatever its name; a name that tells of another key is refused.
    pub fn open_recovery(path: &Path, opener: &Opener) -> Result<Self, RecoveryError> {
        let bytes = read(path)?;
        let damaged = || RecoveryError::Damaged(path.to_owned());
        let decryptor = Decryptor::new_buffered(bytes.as_slice()).map_err(|_| damaged())?;
        let wrong = match (opener, decryptor.is_scrypt()) {
            (Opener::Passphrase(_), false) => return Err(RecoveryError::NeedsIdentity(path.to_owned())),
            (Opener::Identities(_), true) => return Err(RecoveryError::NeedsPassphrase(path.to_owned())),
            (Opener::Passphrase(_), true) => RecoveryError::WrongPassphrase(path.to_owned()),
            (Opener::Identities(_), false) => RecoveryError::WrongIdentity(path.to_owned()),
        };
        let opened = match opener {
            Opener::Passphrase(passphrase) => {
                let mut identity = age::scrypt::Identity::new(secret(passphrase));
                identity.set_max_work_factor(MOST_WORK);
                decryptor.decrypt(std::iter::once(&identity as _))
            }
            Opener::Identities(identities) => {
                decryptor.decrypt(identities.iter().map(|identity| identity.as_ref() as _))
            }
        };
        let mut reader = opened.map_err(|error| match error {
            DecryptError::DecryptionFailed
            | DecryptError::KeyDecryptionFailed
            | DecryptError::NoMatchingKeys => wrong,
            _ => damaged(),
        })?;
        let mut plain = Zeroizing::new(Vec::with_capacity(256));
        reader.read_to_end(&mut plain).map_err(|_| damaged())?;
        let key: Key = keyfile::parse(&plain).ok_or_else(damaged)?;
        let vault = Self::of(key);
        let told = RecoveryCopy::named(path.to_owned()).map(|copy| copy.fingerprint);
        if told.is_some_and(|told| told != vault.fingerprint()) {
            return Err(RecoveryError::OtherKey(path.to_owned()));
        }
        Ok(vault)
    }
}

fn secret(passphrase: &Passphrase) -> SecretString {
    SecretString::from(passphrase.expose().to_owned())
}

fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, RecoveryError> {
    let mut bytes = Zeroizing::new(Vec::new());
    let read = File::open(path).and_then(|file| file.take(LONGEST).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(RecoveryError::Missing(path.to_owned())),
        Err(error) => Err(RecoveryError::Read(path.to_owned(), error)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
