//! Owns the demo workspace as a test uses it: the real program, and people at its browser interface.

mod person;
mod proof;
mod reporting;

pub use person::{Failure, Person, Shown, fresh};
pub use reporting::{Concern, Receipt, Reporting, references};

use crate::process::Process;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The sample school's people, by their user ids.
pub const TEACHER: &str = "teacher";
pub const COLLEAGUE: &str = "colleague";
pub const DSL: &str = "dsl";
pub const DEPUTY: &str = "deputy";
pub const HEAD: &str = "head";

/// How long the demo may take to say where it is.
const START: Duration = Duration::from_secs(60);

/// A running `hearken demo`; it ends with this value.
pub struct Demo {
    command: Command,
    process: Process,
    address: Address,
}

/// Where the demo is now: each start has a port of its own, and people follow it.
type Address = Arc<Mutex<String>>;

impl Demo {
    /// The command that runs the demo on a data folder.
    pub fn command(data: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
        // A Tuesday in school time, whenever the tests run.
        command.args(["demo", "--port", "0", "--profile", "kent", "--at", "2026-03-10T10:00:00Z"]);
        command.arg("--nothing-to-sign").arg("--data").arg(data);
        command
    }

    /// The command that runs the sample school on a database, by the machine's clock. `data` holds its key, its
    /// messages and its settings.
    pub fn serving(data: &Path, database_url: &str) -> Command {
        let file = data.join("hearken.toml");
        let people = include_str!("../../../src/cli/demo.toml").replace("data_dir = \".\"", "");
        let first =
            format!("data_dir = {data:?}\ndatabase_url = {database_url:?}\nlisten = \"127.0.0.1:0\"\n");
        std::fs::write(&file, first + &people).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
        command.args(["serve", "--config"]).arg(&file).env_remove("DATABASE_URL");
        command
    }

    pub fn start(data: &Path) -> Self {
        Self::start_as(Self::command(data))
            .unwrap_or_else(|output| panic!("the demo did not start: {output}"))
    }

    /// The demo under another profile, with prompts of the caller's.
    pub fn under(data: &Path, profile: &str, prompts: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
        command.args(["demo", "--port", "0", "--profile", profile, "--at", "2026-03-10T10:00:00Z"]);
        command.arg("--nothing-to-sign").arg("--prompts").arg(prompts).arg("--data").arg(data);
        Self::start_as(command).unwrap_or_else(|output| panic!("the demo did not start: {output}"))
    }

    /// Starts the demo by a command of the caller's; if it does not start: everything that it printed.
    pub fn start_as(mut command: Command) -> Result<Self, String> {
        let (process, url) = launch(&mut command)?;
        Ok(Self { command, process, address: Arc::new(Mutex::new(url)) })
    }

    /// Starts it again by the same command, after it has ended.
    pub fn start_again(&mut self) {
        let started = launch(&mut self.command);
        let (process, url) =
            started.unwrap_or_else(|output| panic!("the demo did not start again: {output}"));
        self.process = process;
        *self.address.lock().unwrap() = url;
    }

    /// Ends with a slash.
    pub fn url(&self) -> String {
        self.address.lock().unwrap().clone()
    }

    /// Somebody of the sample school, wherever the demo is by then.
    pub fn person(&self, user: &str) -> Person {
        Person::new(user, self.address.clone())
    }

    pub fn kill9(&mut self) {
        self.process.kill9();
    }

    pub fn terminate(&mut self) -> ExitStatus {
        self.process.terminate()
    }

    /// This start's process id.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Whether this start has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        self.process.ended().is_some()
    }

    /// What a GET answers.
    pub async fn get(&self, path: &str) -> (u16, String) {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let answer = http.get(format!("{}{path}", self.url())).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    /// Everything this start has printed so far.
    pub fn output(&self) -> String {
        self.process.output()
    }
}

fn launch(command: &mut Command) -> Result<(Process, String), String> {
    let mut process = Process::start(command);
    // A log of JSON lines is all that there is then.
    let json = command
        .get_envs()
        .any(|(name, value)| name == "HEARKEN_LOG_FORMAT" && value.is_some_and(|v| v == "json"));
    let url = if json { process.wait_for_error(START, url_in)? } else { process.wait_for(START, url_in)? };
    Ok((process, url))
}

/// `http://127.0.0.1:PORT/` anywhere in a line.
fn url_in(line: &str) -> Option<String> {
    const HERE: &str = "http://127.0.0.1:";
    let at = line.find(HERE)?;
    let port: String = line[at + HERE.len()..].chars().take_while(char::is_ascii_digit).collect();
    Some(format!("{HERE}{port}/"))
}
