//! Owns disks that misbehave: a small one that fills up, and one that cannot be written.
//!
//! Each lives in a mount namespace of its own, kept open by a sleeping process: nothing else on the machine sees it.

use crate::process::Process;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use tempfile::TempDir;

/// A folder on a disk of its own.
pub struct Disk {
    holder: Process,
    folder: TempDir,
}

impl Disk {
    /// A disk in memory that holds `kibibytes`.
    pub fn small(kibibytes: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mount = format!("mount -t tmpfs -o size={kibibytes}k,mode=0700 tmpfs \"$0\"");
        Self::held(folder, &mount)
    }

    /// What stands in `folder`, read-only.
    pub fn read_only(folder: TempDir) -> Self {
        Self::held(folder, "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\"")
    }

    fn held(folder: TempDir, mount: &str) -> Self {
        let script = format!("{mount} && echo mounted && exec sleep 3600");
        let mut unshare = Command::new("unshare");
        if !is_root() {
            unshare.args(["--user", "--map-root-user"]);
        }
        let mut holder = Process::start(unshare.args(["--mount", "sh", "-c", &script]).arg(folder.path()));
        let mounted = holder.wait_for(Duration::from_secs(10), |line| (line == "mounted").then_some(()));
        mounted.unwrap_or_else(|output| panic!("the disk cannot be mounted: {output}"));
        Self { holder, folder }
    }

    /// Where programs run by [`Disk::run`] find it.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// `command` with this disk mounted; its process id is the program's own.
    pub fn run(&self, command: &Command) -> Command {
        let mut nsenter = Command::new("nsenter");
        nsenter.arg("--target").arg(self.holder.id().to_string()).arg("--mount");
        if !is_root() {
            nsenter.args(["--user", "--preserve-credentials"]);
        }
        nsenter.arg("--").arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => nsenter.env(name, value),
                None => nsenter.env_remove(name),
            };
        }
        nsenter
    }

    /// Takes all the space that is left.
    pub fn fill(&self) {
        let mut ballast = File::create(self.ballast()).unwrap();
        for size in [64 * 1024, 1024, 1] {
            let block = vec![0; size];
            let full = loop {
                if let Err(error) = ballast.write_all(&block) {
                    break error;
                }
            };
            assert_eq!(full.kind(), io::ErrorKind::StorageFull, "{full}");
        }
    }

    /// Gives back the space that [`Disk::fill`] took.
    pub fn free(&self) {
        fs::remove_file(self.ballast()).unwrap();
    }

    /// The disk seen from outside its namespace.
    fn inside(&self) -> PathBuf {
        let below_root = self.path().strip_prefix("/").unwrap();
        Path::new("/proc").join(self.holder.id().to_string()).join("root").join(below_root)
    }

    fn ballast(&self) -> PathBuf {
        self.inside().join("ballast")
    }
}

fn is_root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

#[test]
fn a_small_disk_fills_up_and_is_freed() {
    let disk = Disk::small(256);
    let file = disk.path().join("file");
    let mut dd = Command::new("dd");
    dd.arg("if=/dev/zero").arg(format!("of={}", file.display())).args(["bs=4096", "count=4"]);
    let writes = || disk.run(&dd).output().unwrap().status.success();
    assert!(writes());
    assert!(!file.exists(), "nobody else sees it");
    fs::remove_file(disk.inside().join("file")).unwrap();
    disk.fill();
    assert!(!writes());
    disk.free();
    assert!(writes());
}

#[test]
fn a_read_only_disk_can_be_read_and_not_written() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("kept"), "here").unwrap();
    let disk = Disk::read_only(folder);
    let read = disk.run(Command::new("cat").arg(disk.path().join("kept"))).output().unwrap();
    assert_eq!(read.stdout, b"here");
    assert!(!disk.run(Command::new("touch").arg(disk.path().join("new"))).output().unwrap().status.success());
}
