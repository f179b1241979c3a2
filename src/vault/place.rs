//! Owns how a secret file comes to be: whole, on disk, for its owner alone, and never over another one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Puts a file where none is; an error of the kind `AlreadyExists` where one is.
pub(super) fn new(path: &Path, content: &[u8]) -> io::Result<()> {
    let unfinished = write(path, content)?;
    // A hard link fails where the name is taken.
    let linked = fs::hard_link(&unfinished, path);
    fs::remove_file(&unfinished)?;
    linked?;
    sync_folder(path)
}

/// Puts a file in the place of another, which is kept under the first free name; that name.
pub(super) fn instead(path: &Path, content: &[u8]) -> io::Result<PathBuf> {
    let unfinished = write(path, content)?;
    let aside = set_aside(path).inspect_err(|_| drop(fs::remove_file(&unfinished)))?;
    fs::rename(&unfinished, path).inspect_err(|_| drop(fs::remove_file(&unfinished)))?;
    sync_folder(path)?;
    Ok(aside)
}

fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let mut number = 1;
    loop {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".aside-{number}"));
        match fs::hard_link(path, &name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            linked => return linked.map(|()| PathBuf::from(name)),
        }
    }
}

/// Nothing that is half written stays behind, be it of a secret or of a full disk.
fn write(path: &Path, content: &[u8]) -> io::Result<PathBuf> {
    let mut name = path.as_os_str().to_owned();
    name.push(".unfinished");
    let unfinished = PathBuf::from(name);
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
    let written = file.write_all(content).and_then(|()| file.sync_all());
    written.inspect_err(|_| drop(fs::remove_file(&unfinished)))?;
    Ok(unfinished)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

/// An error of a file in plain words.
pub(super) fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        io::ErrorKind::PermissionDenied => "this user may not".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::AlreadyExists => "there is one already".to_owned(),
        _ => error.to_string(),
    }
}
