//! Owns a school as its administrator makes it: `hearken init` in a folder, and commands on it.

use crate::demo::{Demo, Person};
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A number that somebody might have.
pub const PHONE: &str = "0118 4960 0110";

/// How long a report may take to reach its reader.
const ARRIVED: Duration = Duration::from_secs(30);

pub struct School {
    pub folder: tempfile::TempDir,
    /// What `hearken init` printed.
    pub said: String,
}

/// How a command ended: its code, and everything that it printed.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl School {
    /// A school whose records are in SQLite in its own folder, or in the database of an address.
    pub fn new(database: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = run(init(folder.path()).args(["--name", "Oak School", "--phone", PHONE]), "");
        assert_eq!((made.code, made.stderr.as_str()), (0, ""), "{}", made.stdout);
        let school = Self { folder, said: made.stdout };
        let text = fs::read_to_string(school.settings()).unwrap();
        let database = database.map(|url| format!("database_url = {url:?}\n")).unwrap_or_default();
        // A port of its own, and no more than that is changed.
        let text = text.replacen("listen = \"127.0.0.1:4747\"", "listen = \"127.0.0.1:0\"", 1);
        fs::write(school.settings(), database + &text).unwrap();
        school
    }

    pub fn settings(&self) -> PathBuf {
        self.folder.path().join("hearken.toml")
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("hearken-data")
    }

    pub fn key(&self) -> PathBuf {
        self.data().join("hearken.key")
    }

    /// The only recovery copy.
    pub fn copy(&self) -> PathBuf {
        let copies = copies(&self.data());
        assert_eq!(copies.len(), 1, "{copies:?}");
        copies.into_iter().next().unwrap()
    }

    /// The passphrase as it was printed.
    pub fn passphrase(&self) -> String {
        passphrase(&self.said).expect("the paper was printed")
    }

    pub fn command(&self, name: &str) -> Command {
        let mut command = hearken([name, "--settings"]);
        command.arg(self.settings());
        command
    }

    pub fn serve(&self) -> Demo {
        Demo::start_as(self.command("serve")).unwrap_or_else(|output| panic!("it did not start: {output}"))
    }

    pub fn init(&self) -> Ended {
        run(&mut init(self.folder.path()), "")
    }

    pub fn check(&self) -> serde_json::Value {
        let ended = run(self.command("check").args(["--format", "json"]), "");
        let report: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
        assert_eq!(report["ok"], serde_json::json!(ended.code == 0), "{report}");
        report
    }

    /// The ids of what a check finds wrong, with their level.
    pub fn wrong(&self) -> Vec<(String, String)> {
        let report = self.check();
        let findings = report["findings"].as_array().unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        // Terms end some day, and guidance gets old: that is told in tests of its own, whatever day it is.
        let by_time = |id: &str| id.starts_with("calendar_") || id == "guidance_old";
        let wrong = findings.iter().filter(|f| f["level"] != "fine" && !by_time(&text(&f["id"])));
        wrong
            .map(|finding| {
                assert!(text(&finding["do"]).ends_with('.') || text(&finding["do"]).contains("hearken "));
                assert!(!text(&finding["says"]).is_empty());
                (text(&finding["id"]), text(&finding["level"]))
            })
            .collect()
    }
}

pub fn hearken<A: AsRef<OsStr>>(args: impl IntoIterator<Item = A>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
    let names = ["HEARKEN_PROMPTS_DIR", "HEARKEN_LOG", "HEARKEN_LOG_FORMAT", "DATABASE_URL", "RUST_LOG"];
    command.args(args);
    for name in names {
        command.env_remove(name);
    }
    command
}

pub fn init(folder: &Path) -> Command {
    let mut command = hearken(["init", "--dir"]);
    command.arg(folder);
    command
}

/// The first thread that somebody can see, as soon as there is one.
pub async fn first_thread(person: &Person) -> String {
    let until = Instant::now() + ARRIVED;
    loop {
        if let Some((_, html)) = person.threads().await.unwrap().into_iter().next() {
            return html;
        }
        assert!(Instant::now() < until, "nothing arrived");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Runs a command to its end, with something typed.
pub fn run(command: &mut Command, typed: &str) -> Ended {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    // A program that asks nothing does not wait for what is typed.
    drop(child.stdin.take().unwrap().write_all(typed.as_bytes()));
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (stdout, stderr) = (text(output.stdout), text(output.stderr));
    assert!(!stderr.contains("panicked"), "{stderr}");
    Ended { code: output.status.code().unwrap(), stdout, stderr }
}

/// The recovery copies in a folder.
pub fn copies(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension().is_some_and(|ends| ends == "age")).collect()
}

/// Six groups of five signs in a line of their own.
pub fn passphrase(said: &str) -> Option<String> {
    let groups = |line: &&str| {
        let parts: Vec<&str> = line.split_whitespace().collect();
        parts.len() == 6 && parts.iter().all(|part| part.len() == 5)
    };
    said.lines().find(groups).map(|line| line.trim().to_owned())
}
