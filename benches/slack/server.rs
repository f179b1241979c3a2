//! A server that is measured: a process of its own, its processors and its memory.

use super::keep::Keeper;
use super::{SECRET, WORKSPACE, floor, morphism, school};
use async_trait::async_trait;
use hearken::chat::{Address, Install, Installs, Member, NotKept, Roster, Speech};
use hearken::clock::SystemClock;
use hearken::domain::school::PlatformKind;
use hearken::domain::text::Text;
use hearken::forms::Prompts;
use hearken::forms::School;
use hearken::platforms::slack::{Slack, SlackSettings, TIMEOUT, Transport, WorkspaceSettings};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

pub struct Server {
    child: Child,
    pub address: String,
    /// Where it keeps things, until it is stopped.
    _folder: tempfile::TempDir,
}

impl Server {
    pub async fn start(name: &str, api: &str, people: usize) -> Self {
        let folder = school::folder();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--serve", name, api, folder.path().to_str().unwrap(), &people.to_string()])
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        loop {
            let line = lines.next_line().await.unwrap().unwrap();
            if let Some(address) = line.strip_prefix("listening on ") {
                return Self { child, address: address.to_owned(), _folder: folder };
            }
        }
    }

    fn read(&self, file: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{file}", self.child.id().unwrap())).unwrap()
    }

    /// What it has used of the processors so far.
    pub fn cpu(&self) -> Duration {
        let stat = self.read("stat");
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        let hundredths: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        Duration::from_millis(hundredths * 10)
    }

    pub fn resident_mib(&self) -> f64 {
        let status = self.read("status");
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
    }

    pub async fn stop(&mut self) {
        self.child.kill().await.unwrap();
    }
}

/// The other side: this process is the server now.
pub async fn serve(name: &str, api: &str, folder: &Path, people: usize) {
    let keeper = if name.ends_with("kept") { Some(Keeper::open(folder).await) } else { None };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let ready = move || println!("listening on {address}");
    match name.split(',').next().unwrap() {
        "hearken" => {
            let bench = school::bench_of(folder, PlatformKind::Slack, people).await;
            let school = bench.schools.values().next().unwrap().clone();
            let voice = Arc::new(Voice { prompts: bench.prompts.clone(), school });
            let settings = SlackSettings {
                api_url: api.to_owned(),
                transport: Transport::Http { signing_secret: Text::new(SECRET) },
                oauth: None,
                workspaces: vec![WorkspaceSettings {
                    id: WORKSPACE.to_owned(),
                    token: Some(Text::new("xoxb-bench")),
                }],
                timeout: TIMEOUT,
            };
            let slack = Slack::new(settings, voice, Arc::new(SystemClock)).unwrap();
            let routes = slack.routes(Arc::new(bench.app), Arc::new(Nothing), Arc::new(Nothing));
            ready();
            axum::serve(listener, routes).await.unwrap();
        }
        "hyper" => {
            ready();
            floor::serve(listener, api, keeper).await;
        }
        _ => {
            ready();
            morphism::serve(listener, api, keeper).await;
        }
    }
}

struct Voice {
    prompts: Arc<Prompts>,
    school: School,
}

impl Speech for Voice {
    fn say(&self, locale: &str, id: &str, args: &[(&str, String)]) -> String {
        self.prompts.words_at(&self.school.profile, [locale]).say(id, args)
    }
}

/// Nobody joins and nothing is installed while this runs.
struct Nothing;

#[async_trait]
impl Roster for Nothing {
    async fn seen(&self, _: Vec<Member>) -> Result<(), NotKept> {
        Ok(())
    }

    async fn space_changed(&self, _: &Address) -> Result<(), NotKept> {
        Ok(())
    }
}

#[async_trait]
impl Installs for Nothing {
    async fn all(&self, _: PlatformKind) -> Result<Vec<Install>, NotKept> {
        Ok(Vec::new())
    }

    async fn put(&self, _: Install) -> Result<(), NotKept> {
        Ok(())
    }

    async fn remove(&self, _: &Install) -> Result<(), NotKept> {
        Ok(())
    }
}
