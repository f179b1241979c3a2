//! Owns the key file: one line of hexadecimal digits that only its owner may read.

use super::Key;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use zeroize::Zeroizing;

const LABEL: &str = "hearken-key-1 ";

#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("the key file cannot be read or written: {0}")]
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
    let mut text = Zeroizing::new(String::new());
    match file.read_to_string(&mut text) {
        Err(e) if e.kind() == io::ErrorKind::InvalidData => return Err(KeyFileError::NotAKey),
        other => other?,
    };
    let digits = text.trim_end().strip_prefix(LABEL).ok_or(KeyFileError::NotAKey)?;
    decode(digits).map(|key| Some(Key(key))).ok_or(KeyFileError::NotAKey)
}

/// The file appears under its name only when it is whole and on disk.
pub(super) fn write(path: &Path, key: &Key) -> Result<(), KeyFileError> {
    let digits: Zeroizing<String> = Zeroizing::new(key.0.iter().map(|b| format!("{b:02x}")).collect());
    let unfinished = path.with_extension("unfinished");
    let mut file =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&unfinished)?;
    file.write_all(LABEL.as_bytes())?;
    file.write_all(digits.as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    // A hard link fails where the name is taken, so that a key is never replaced.
    let linked = std::fs::hard_link(&unfinished, path);
    std::fs::remove_file(&unfinished)?;
    linked?;
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn decode(digits: &str) -> Option<[u8; 32]> {
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    let mut key = [0; 32];
    for (byte, pair) in key.iter_mut().zip(digits.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(key)
}
