//! Owns the append-only file of posts: a line is on disk before anybody is told that it was posted.

use super::kept::Entry;
use anyhow::{Context, Result, bail};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

const FILE: &str = "local-workspace.jsonl";

pub struct Journal {
    file: Option<File>,
    /// The length up to which every line is whole and on disk.
    good: u64,
    /// An append failed half-way: what stands behind `good` must go before the next one.
    torn: bool,
}

impl Journal {
    pub fn in_memory() -> Self {
        Self { file: None, good: 0, torn: false }
    }

    /// Opens or creates the file, reads its entries and cuts off a last line that was never finished.
    pub fn open(dir: &Path) -> Result<(Self, Vec<Entry>)> {
        fs::create_dir_all(dir)?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(dir.join(FILE))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!("Another Hearken is using this folder"),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        // The file's name must last as long as its lines.
        File::open(dir)?.sync_all()?;

        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let (entries, good) = whole_lines(&bytes)?;
        if good < bytes.len() {
            file.set_len(good as u64)?;
            file.sync_all()?;
        }
        Ok((Self { file: Some(file), good: good as u64, torn: false }, entries))
    }

    /// Appends one line and waits until it is on disk. After an error nothing counts as appended.
    pub fn append(&mut self, entry: &Entry) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        if self.torn {
            file.set_len(self.good)?;
        }
        self.torn = true;
        file.seek(SeekFrom::Start(self.good))?;
        file.write_all(&line)?;
        file.sync_data()?;
        self.good += line.len() as u64;
        self.torn = false;
        Ok(())
    }
}

/// The entries, and the length of the part that holds them. Only the very last line may be torn.
fn whole_lines(bytes: &[u8]) -> Result<(Vec<Entry>, usize)> {
    let mut entries = Vec::new();
    let mut good = 0;
    for (index, line) in bytes.split_inclusive(|b| *b == b'\n').enumerate() {
        let last = good + line.len() == bytes.len();
        match serde_json::from_slice(line) {
            Ok(entry) if line.ends_with(b"\n") => entries.push(entry),
            Err(error) if !last => {
                return Err(error).with_context(|| format!("line {} of {FILE}", index + 1));
            }
            _ => break,
        }
        good += line.len();
    }
    Ok((entries, good))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_failed_append_the_next_one_takes_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join(FILE);
        let (mut journal, _) = Journal::open(dir.path()).unwrap();
        let entry: Entry = serde_json::from_str(
            r#"{"do":"update","message":"m1","card":{"heading":"H","blocks":[],"buttons":[],"push":""}}"#,
        )
        .unwrap();
        journal.append(&entry).unwrap();
        let whole = fs::read(&path).unwrap();

        let writable = journal.file.replace(File::open(&path).unwrap());
        journal.append(&entry).unwrap_err();
        fs::write(
            &path,
            [&whole[..], b"half a line that is longer than the next one ".repeat(9).as_slice()].concat(),
        )
        .unwrap();
        journal.file = writable;
        journal.append(&entry).unwrap();
        assert_eq!(fs::read(&path).unwrap(), [&whole[..], &whole[..]].concat());
    }
}
