//! Owns the programs that tests start: what they print, and how they end.

#[cfg(feature = "postgres")]
pub mod server;

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take to end after it was asked to.
const LAST_ORDERS: Duration = Duration::from_secs(20);
/// How long the end of its output may take after it; a child of its own may hold the pipe open.
const LAST_WORDS: Duration = Duration::from_secs(3);
const PAUSE: Duration = Duration::from_millis(5);

/// A running program; it does not outlive this value.
pub struct Process {
    child: Child,
    stdout: Lines,
    stderr: Lines,
}

/// What came through a pipe so far.
#[derive(Clone, Default)]
struct Lines {
    lines: Arc<Mutex<Vec<String>>>,
    /// Nothing more will come.
    whole: Arc<AtomicBool>,
}

impl Process {
    pub fn start(command: &mut Command) -> Self {
        let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap_or_else(|e| panic!("{command:?} does not start: {e}"));
        let stdout = follow(child.stdout.take().unwrap());
        let stderr = follow(child.stderr.take().unwrap());
        Self { child, stdout, stderr }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The first line on standard output of which `read` makes something.
    /// If none comes in time, or the program ends first: everything that it printed.
    pub fn wait_for<T>(&mut self, within: Duration, read: impl Fn(&str) -> Option<T>) -> Result<T, String> {
        let stdout = self.stdout.clone();
        self.wait_in(&stdout, within, read)
    }

    /// The same on standard error.
    pub fn wait_for_error<T>(
        &mut self,
        within: Duration,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, String> {
        let stderr = self.stderr.clone();
        self.wait_in(&stderr, within, read)
    }

    fn wait_in<T>(
        &mut self,
        pipe: &Lines,
        within: Duration,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, String> {
        let until = Instant::now() + within;
        loop {
            // Asked before the lines are read, so that an ended program's last line still counts.
            let over = self.ended().is_some() || Instant::now() > until;
            if over {
                self.hear_out();
            }
            if let Some(found) = pipe.lines.lock().unwrap().iter().find_map(|line| read(line)) {
                return Ok(found);
            }
            if over {
                return Err(self.output());
            }
            thread::sleep(PAUSE);
        }
    }

    /// Everything printed so far, standard output first.
    pub fn output(&self) -> String {
        let lines = [&self.stdout, &self.stderr].map(|pipe| pipe.lines.lock().unwrap().join("\n"));
        lines.join("\n")
    }

    /// What a program wrote last may still be on its way through the pipe when it has ended.
    fn hear_out(&self) {
        let until = Instant::now() + LAST_WORDS;
        let whole = |pipe: &Lines| pipe.whole.load(Ordering::Acquire);
        while !(whole(&self.stdout) && whole(&self.stderr)) && Instant::now() < until {
            thread::sleep(PAUSE);
        }
    }

    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap()
    }

    /// Ends it at once (SIGKILL); it gets no say.
    pub fn kill9(&mut self) {
        // An error means that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Asks it to stop (SIGTERM) and waits until it has.
    pub fn terminate(&mut self) -> ExitStatus {
        signal("TERM", &[self.id()]);
        let until = Instant::now() + LAST_ORDERS;
        loop {
            if let Some(status) = self.ended() {
                self.hear_out();
                return status;
            }
            assert!(Instant::now() < until, "asked to stop and went on:\n{}", self.output());
            thread::sleep(PAUSE);
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill9();
    }
}

/// Sends a signal to processes by their ids; those that have ended are passed over.
pub fn signal(name: &str, ids: &[u32]) {
    for id in ids {
        let _ =
            Command::new("kill").arg(format!("-{name}")).arg(id.to_string()).stderr(Stdio::null()).status();
    }
}

fn follow(pipe: impl Read + Send + 'static) -> Lines {
    let lines = Lines::default();
    let kept = lines.clone();
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            kept.lines.lock().unwrap().push(line);
        }
        kept.whole.store(true, Ordering::Release);
    });
    lines
}

#[test]
fn a_program_is_heard_stopped_and_killed() {
    let shell = |script: &str| Process::start(Command::new("sh").args(["-c", script]));
    let second = Duration::from_secs(10);
    let port = |line: &str| line.strip_prefix("port ").map(str::to_owned);

    let mut polite =
        shell("trap 'echo bye; exit 7' TERM; echo starting; echo port 12; while :; do sleep 0.01; done");
    assert_eq!(polite.wait_for(second, port).unwrap(), "12");
    assert_eq!(polite.terminate().code(), Some(7));
    assert_eq!(polite.wait_for(second, |line| (line == "bye").then_some(())), Ok(()));

    let mut deaf = shell("trap '' TERM; echo port 13; while :; do sleep 0.01; done");
    deaf.wait_for(second, port).unwrap();
    signal("TERM", &[deaf.id()]);
    assert_eq!(deaf.ended(), None);
    deaf.kill9();
    assert_eq!(deaf.ended().and_then(|status| status.code()), None, "killed by a signal");

    let mut warned = shell("echo low disk >&2; sleep 10");
    assert_eq!(warned.wait_for_error(second, |line| (line == "low disk").then_some(())), Ok(()));

    let failed = shell("echo no disk >&2; exit 3").wait_for(second, port).unwrap_err();
    assert!(failed.contains("no disk"), "{failed}");
}
