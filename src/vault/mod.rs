//! Seals and opens what people wrote: the school key and its recovery copies, a data key per case, the start-up canary.
//!
//! XChaCha20-Poly1305 throughout. Every sealed value is bound to where it stands ([`Spot`]), so that bytes moved to
//! another row, column, case or school do not open.

mod keyfile;
mod opened;
mod passphrase;
mod place;
mod recovery;
mod sealed;
#[cfg(test)]
mod tests;

pub use keyfile::KeyFileError;
pub use passphrase::{Mistyped, Passphrase};
pub use recovery::{For, Opener, PreparedCopy, Recipients, RecoveryCopy, RecoveryError, copies};
pub use sealed::Sealed;

use crate::domain::id::{CaseId, SchoolId};
use crate::domain::school::Staff;
use crate::domain::text::Text;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use opened::Opened;
use sha2::Sha256;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

const VERSION: u8 = 1;
const NONCE: usize = 24;
const CANARY: &[u8] = b"hearken canary";

/// Bytes from the operating system's random source. Without it nothing may go on.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system always has randomness");
    bytes
}

/// The sealed bytes do not belong here, were changed, or were sealed with another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sealed value does not open with this key")]
pub struct CannotOpen;

/// Where a sealed value stands.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    pub school: &'a SchoolId,
    pub table: &'static str,
    pub column: &'static str,
    pub row: &'a str,
    pub case: Option<&'a CaseId>,
}

impl Spot<'_> {
    /// version ‖ school ‖ table ‖ column ‖ row ‖ case, each with its length before it.
    fn aad(&self) -> Vec<u8> {
        let case = self.case.map_or("", CaseId::as_str);
        let mut aad = vec![VERSION];
        for part in [self.school.as_str(), self.table, self.column, self.row, case] {
            aad.extend_from_slice(&(part.len() as u64).to_be_bytes());
            aad.extend_from_slice(part.as_bytes());
        }
        aad
    }
}

/// A 256-bit key; wiped when dropped, never printed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    pub fn fresh() -> Self {
        Self(random())
    }

    pub fn seal(&self, spot: Spot<'_>, plain: &[u8]) -> Sealed {
        let nonce = random::<NONCE>();
        let cipher = XChaCha20Poly1305::new((&self.0).into());
        let payload = Payload { msg: plain, aad: &spot.aad() };
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), payload)
            .expect("sealing fails only for texts of 256 GiB and more");
        Sealed::new([&[VERSION], &nonce[..], &sealed].concat())
    }

    pub fn open(&self, spot: Spot<'_>, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        let (version, rest) = sealed.as_bytes().split_first().ok_or(CannotOpen)?;
        let (nonce, body) = rest.split_first_chunk::<NONCE>().ok_or(CannotOpen)?;
        if *version != VERSION {
            return Err(CannotOpen);
        }
        let cipher = XChaCha20Poly1305::new((&self.0).into());
        let payload = Payload { msg: body, aad: &spot.aad() };
        cipher.decrypt(&XNonce::from(*nonce), payload).map(Zeroizing::new).map_err(|_| CannotOpen)
    }
}

/// The school key: it seals names and notices, and wraps the data key of every case.
#[derive(Debug, Clone)]
pub struct Vault {
    key: Key,
    opened: Opened,
}

impl Vault {
    /// A vault with a key that is kept nowhere: for tests.
    pub fn ephemeral() -> Self {
        Self::of(Key::fresh())
    }

    fn of(key: Key) -> Self {
        Self { key, opened: Opened::default() }
    }

    /// The vault of a key file, or `None` where there is no such file.
    pub fn load(path: &Path) -> Result<Option<Self>, KeyFileError> {
        Ok(keyfile::read(path)?.map(Self::of))
    }

    /// Makes a key file that only its owner can read, and the vault of it. Never replaces a file.
    pub fn create(path: &Path) -> Result<Self, KeyFileError> {
        let key = Key::fresh();
        keyfile::write(path, &key)?;
        Ok(Self::of(key))
    }

    /// Makes this vault's key file again. A file that is there is kept under the name given back.
    pub fn restore(&self, path: &Path) -> Result<Option<PathBuf>, KeyFileError> {
        keyfile::restore(path, &self.key)
    }

    pub fn seal(&self, spot: Spot<'_>, plain: &[u8]) -> Sealed {
        self.key.seal(spot, plain)
    }

    pub fn open(&self, spot: Spot<'_>, sealed: &Sealed) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
        self.key.open(spot, sealed)
    }

    pub fn open_text(&self, spot: Spot<'_>, sealed: &Sealed) -> Result<Text, CannotOpen> {
        let plain = self.open(spot, sealed)?;
        std::str::from_utf8(&plain).map(Text::new).map_err(|_| CannotOpen)
    }

    /// The same for the same value, school and purpose, and nothing else: a value is found again without being kept.
    pub fn blind(&self, school: &SchoolId, purpose: &'static str, value: &[u8]) -> [u8; 32] {
        let keyed = |key: &[u8], parts: &[&[u8]]| -> Zeroizing<[u8; 32]> {
            let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length will do");
            for part in parts {
                mac.update(&(part.len() as u64).to_be_bytes());
                mac.update(part);
            }
            Zeroizing::new(mac.finalize().into_bytes().into())
        };
        // A key of its own: the school key seals, and does nothing else.
        let key = keyed(&self.key.0, &[b"hearken blind 1"]);
        *keyed(&*key, &[school.as_str().as_bytes(), purpose.as_bytes(), value])
    }

    /// The staff of a school in this edition, if they were opened with this key and kept.
    pub fn opened_staff(&self, school: &SchoolId, edition: &str) -> Option<Arc<Staff>> {
        self.opened.get(school, edition)
    }

    pub fn keep_staff(&self, edition: String, staff: Arc<Staff>) {
        self.opened.put(edition, staff);
    }

    /// A case's data key as it may be stored.
    pub fn wrap(&self, school: &SchoolId, case: &CaseId, key: &Key) -> Sealed {
        self.key.seal(Self::key_spot(school, case), &key.0)
    }

    pub fn unwrap(&self, school: &SchoolId, case: &CaseId, wrapped: &Sealed) -> Result<Key, CannotOpen> {
        let plain = self.key.open(Self::key_spot(school, case), wrapped)?;
        plain.as_slice().try_into().map(Key).map_err(|_| CannotOpen)
    }

    fn key_spot<'a>(school: &'a SchoolId, case: &'a CaseId) -> Spot<'a> {
        Spot { school, table: "cases", column: "data_key", row: case.as_str(), case: Some(case) }
    }

    /// A value that opens only with this very key: stored on the first run, opened at every start.
    pub fn canary(&self, school: &SchoolId) -> Sealed {
        self.key.seal(Self::canary_spot(school), CANARY)
    }

    pub fn knows(&self, school: &SchoolId, canary: &Sealed) -> bool {
        self.key.open(Self::canary_spot(school), canary).is_ok_and(|plain| plain.as_slice() == CANARY)
    }

    fn canary_spot(school: &SchoolId) -> Spot<'_> {
        Spot { school, table: "vault_canary", column: "sealed", row: school.as_str(), case: None }
    }
}
