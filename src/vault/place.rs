//! Owns how a secret file comes to be: whole, on disk, for its owner alone, and never over another one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// A file that is whole and on disk, and does not have its name yet; dropped without it, it is gone.
pub(super) struct Unfinished {
    path: PathBuf,
    at: PathBuf,
}

impl Unfinished {
    pub fn write(path: &Path, content: &[u8]) -> io::Result<Self> {
        let mut name = path.as_os_str().to_owned();
        name.push(".unfinished");
        let at = PathBuf::from(name);
        match fs::remove_file(&at) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&at)?;
        let unfinished = Self { path: path.to_owned(), at };
        file.write_all(content)?;
        file.sync_all()?;
        Ok(unfinished)
    }

    /// Where it is until then.
    pub fn at(&self) -> &Path {
        &self.at
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Gives it its name where no file has that; an error of the kind `AlreadyExists` where one has.
    pub fn finish(self) -> io::Result<()> {
        // A rename would replace the other file; a hard link fails.
        fs::hard_link(&self.at, &self.path)?;
        let path = self.path.clone();
        drop(self);
        sync_folder(&path)
    }

    /// Gives it the name of a file that is kept under the first free one; that one.
    pub fn finish_instead(self) -> io::Result<PathBuf> {
        let aside = set_aside(&self.path)?;
        fs::rename(&self.at, &self.path)?;
        sync_folder(&self.path)?;
        Ok(aside)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After a rename there is nothing to remove.
        drop(fs::remove_file(&self.at));
    }
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
