//! Owns the key file: one line of hexadecimal digits that only its owner may read.

use super::Key;
use super::place::{self, Unfinished};
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

const LABEL: &str = "hearken-key-1 ";

#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("the key file cannot be read or written: {}", place::why(.0))]
    Io(#[from] io::Error),
    #[error("the key file can be read by others; make it private with: chmod 600")]
    NotPrivate,
    #[error("the key file does not hold a Hearken key")]
    NotAKey,
}

pub(super) fn read(path: &Path) -> Result<Option<Key>, KeyFileError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e.into()),
    };
    if file.metadata()?.permissions().mode() & 0o077 != 0 {
        return Err(KeyFileError::NotPrivate);
    }
    let mut bytes = Zeroizing::new(Vec::new());
    file.read_to_end(&mut bytes)?;
    parse(&bytes).map(Some).ok_or(KeyFileError::NotAKey)
}

/// The file appears under its name only when it is whole and on disk; a key is never replaced.
pub(super) fn write(path: &Path, key: &Key) -> Result<(), KeyFileError> {
    Ok(Unfinished::write(path, print(key).as_bytes())?.finish()?)
}

/// Puts the key in the place of a file that does not fit; the name under which that one is kept, if there was one.
pub(super) fn restore(path: &Path, key: &Key) -> Result<Option<PathBuf>, KeyFileError> {
    let text = print(key);
    match Unfinished::write(path, text.as_bytes())?.finish() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Ok(Some(Unfinished::write(path, text.as_bytes())?.finish_instead()?))
        }
        finished => Ok(finished.map(|()| None)?),
    }
}

/// What the key file holds, and the recovery copy in its seal.
pub(super) fn print(key: &Key) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(LABEL.len() + 2 * key.0.len() + 1));
    text.push_str(LABEL);
    for byte in &key.0 {
        for half in [byte >> 4, byte & 0xf] {
            text.push(char::from_digit(half.into(), 16).expect("half a byte is one digit"));
        }
    }
    text.push('\n');
    text
}

pub(super) fn parse(bytes: &[u8]) -> Option<Key> {
    let text = std::str::from_utf8(bytes).ok()?;
    let digits = text.trim_end().strip_prefix(LABEL)?;
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    let mut key = Key([0; 32]);
    for (byte, pair) in key.0.iter_mut().zip(digits.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}
