//! Owns a PostgreSQL server of one test, which can be stopped, crashed and started again.

use super::{Process, signal};
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempDir;

const START: Duration = Duration::from_secs(60);
const STOP: Duration = Duration::from_secs(30);

/// A server with one database, `hearken`; it ends with this value.
pub struct Server {
    folder: TempDir,
    port: u16,
    password: String,
    running: Process,
}

impl Server {
    pub fn start(password: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("password");
        std::fs::write(&file, format!("{password}\n")).unwrap();
        if is_root() {
            let owned = Command::new("chown").args(["-R", "postgres:"]).arg(folder.path()).status();
            assert!(owned.unwrap().success());
        }
        let mut initdb = unprivileged("initdb");
        initdb.arg("--pgdata").arg(folder.path().join("data")).arg("--pwfile").arg(file);
        initdb.args(["--username=hearken", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"]);
        initdb.arg("--no-sync");
        let made = initdb.current_dir(folder.path()).output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let running = run(&folder, port);
        Self { folder, port, password: password.to_owned(), running }
    }

    pub fn url(&self) -> String {
        format!("postgres://hearken:{}@127.0.0.1:{}/postgres", self.password, self.port)
    }

    /// Stops it and starts it again. `TERM` waits for everybody, `INT` throws everybody out (`-m fast`), `QUIT` stops
    /// at once and recovers at the next start (`-m immediate`).
    pub fn restart(&mut self, how: &str) {
        self.stop(how);
        self.running = run(&self.folder, self.port);
    }

    fn stop(&mut self, how: &str) {
        signal(how, &[self.running.id()]);
        let until = Instant::now() + STOP;
        while self.running.ended().is_none() {
            assert!(Instant::now() < until, "PostgreSQL does not stop:\n{}", self.running.output());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Kills the processes that serve the program under test; the server throws everybody out and recovers.
    /// How many there were.
    pub fn kill_backends(&self) -> usize {
        let found = self.ask("SELECT pid FROM pg_stat_activity WHERE application_name = 'hearken'");
        let ids: Vec<u32> = found.lines().map(|id| id.trim().parse().unwrap()).collect();
        // One is enough: the others are told to go by the server itself.
        signal("KILL", &ids[..ids.len().min(1)]);
        ids.len()
    }

    /// Holds up whoever writes to a table, until the server throws everybody out or this value is dropped; returns when
    /// the program under test waits for it.
    pub fn holds_up_writes_to(&self, table: &str) -> Process {
        let sql = format!("BEGIN; LOCK TABLE {table} IN EXCLUSIVE MODE; SELECT pg_sleep(300)");
        let holder = Process::start(&mut self.psql(&sql));
        let until = Instant::now() + STOP;
        let waiting = "SELECT pid FROM pg_stat_activity WHERE application_name = 'hearken' AND wait_event_type = 'Lock'";
        while self.ask(waiting).trim().is_empty() {
            assert!(Instant::now() < until, "nobody writes to {table}");
            std::thread::sleep(Duration::from_millis(5));
        }
        holder
    }

    /// Waits until it has recovered from a kill.
    pub fn recovers(&self) {
        let until = Instant::now() + START;
        while self.try_ask("SELECT 1").is_err() {
            assert!(Instant::now() < until, "PostgreSQL does not recover:\n{}", self.running.output());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What a statement answers, a row a line.
    pub fn ask(&self, sql: &str) -> String {
        self.try_ask(sql).unwrap()
    }

    fn psql(&self, sql: &str) -> Command {
        let mut psql = unprivileged("psql");
        psql.env("PGPASSWORD", &self.password).args(["--no-psqlrc", "-h", "127.0.0.1", "-U", "hearken"]);
        psql.args(["-p", &self.port.to_string(), "--tuples-only", "--no-align", "-c", sql, "postgres"]);
        psql.current_dir("/");
        psql
    }

    fn try_ask(&self, sql: &str) -> Result<String, String> {
        let answer = self.psql(sql).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        if answer.status.success() { Ok(text(answer.stdout)) } else { Err(text(answer.stderr)) }
    }

    /// Everything in it, as SQL.
    pub fn dump(&self) -> Vec<u8> {
        let mut dump = unprivileged("pg_dump");
        dump.env("PGPASSWORD", &self.password).args(["-h", "127.0.0.1", "-U", "hearken"]);
        dump.args(["-p", &self.port.to_string(), "postgres"]);
        let dumped = dump.current_dir("/").output().unwrap();
        assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
        dumped.stdout
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its own processes end with it only when it is asked.
        if !std::thread::panicking() {
            self.stop("QUIT");
            return;
        }
        signal("QUIT", &[self.running.id()]);
        std::thread::sleep(Duration::from_millis(500));
    }
}

fn run(folder: &TempDir, port: u16) -> Process {
    let mut postgres = unprivileged("postgres");
    postgres.arg("-D").arg(folder.path().join("data")).args(["-h", "127.0.0.1", "-p", &port.to_string()]);
    postgres.arg("-k").arg(folder.path()).args(["-c", "max_connections=40"]).current_dir(folder.path());
    let mut running = Process::start(&mut postgres);
    let ready = "database system is ready to accept connections";
    running.wait_for_error(START, |line| line.contains(ready).then_some(())).unwrap();
    running
}

/// A PostgreSQL program as somebody whom it accepts: it refuses to run as root.
fn unprivileged(program: &str) -> Command {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = versions.map(|version| version.path().join("bin").join(program)).collect();
    found.retain(|path| path.exists());
    found.sort();
    // Debian keeps the server's programs outside the search path.
    let program = found.pop().unwrap_or_else(|| PathBuf::from(program));
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]).arg(program);
    command
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").unwrap().uid() == 0
}

#[test]
fn a_server_of_its_own_keeps_what_was_committed_over_restarts() {
    let mut server = Server::start("opensesame");
    server.ask("CREATE TABLE kept (n INT); INSERT INTO kept VALUES (7)");
    for how in ["INT", "QUIT"] {
        server.restart(how);
        assert_eq!(server.ask("SELECT n FROM kept").trim(), "7");
    }
    assert_eq!(server.kill_backends(), 0);
    assert!(String::from_utf8(server.dump()).unwrap().contains("CREATE TABLE public.kept"));
    assert!(server.url().starts_with("postgres://hearken:opensesame@127.0.0.1:"));
}
