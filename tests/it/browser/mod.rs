//! Owns a real browser: headless Chromium behind ChromeDriver, used by keyboard as a person would.

mod access;
mod proof;

use crate::process::{Process, signal};
pub use access::{EVERYWHERE, Look, PHONE};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::Element;
pub use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::{Instant, sleep};

/// How long a page may take to show what is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
/// More presses of Tab than any page needs.
const TABS: usize = 150;
/// More options than any list has.
const OPTIONS: usize = 40;
const PAUSE: Duration = Duration::from_millis(30);

/// Chromium with a new profile; it ends with this value.
pub struct Browser {
    client: Client,
    /// Where ChromeDriver listens.
    address: String,
    driver: Process,
    profile: TempDir,
}

impl Browser {
    pub async fn open() -> Self {
        let mut driver = Process::start(Command::new("chromedriver").arg("--port=0"));
        let started = driver.wait_for(PATIENCE, |line| {
            let port = line.strip_prefix("ChromeDriver was started successfully on port ")?;
            port.trim_end_matches('.').parse::<u16>().ok()
        });
        let port = started.unwrap_or_else(|output| panic!("ChromeDriver did not start: {output}"));
        let profile = tempfile::tempdir().unwrap();
        let options = json!({
            "goog:chromeOptions": { "args": [
                "--headless",
                // Root may run it only like this, and it shows pages of ours alone.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-proxy-server",
                "--force-device-scale-factor=1",
                "--window-size=1280,900",
                format!("--user-data-dir={}", profile.path().display()),
            ] }
        });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(options.as_object().unwrap().clone());
        let address = format!("http://127.0.0.1:{port}");
        let client = builder.connect(&address).await;
        let client = client.unwrap_or_else(|e| panic!("Chromium did not start: {e}\n{}", driver.output()));
        Self { client, address, driver, profile }
    }

    pub async fn goto(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// Waits until something on the page fits the selector.
    pub async fn wait_for(&self, css: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!("waited for {css}: {error}\n{}", self.source().await),
        }
    }

    /// The visible text of the first element that fits, once there is one.
    pub async fn text_of(&self, css: &str) -> String {
        self.wait_for(css).await.text().await.unwrap()
    }

    /// Waits until the first element that fits says something of which `read` makes something.
    pub async fn wait_for_text<T>(&self, css: &str, read: impl Fn(&str) -> Option<T>) -> T {
        let until = Instant::now() + PATIENCE;
        loop {
            let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
            let text = self.run(script, css).await.as_str().unwrap().to_owned();
            if let Some(found) = read(&text) {
                return found;
            }
            assert!(Instant::now() < until, "{css} says only: {text}");
            sleep(PAUSE).await;
        }
    }

    /// An attribute of the first element that fits, once there is one; empty if it has none.
    pub async fn attribute(&self, css: &str, name: &str) -> String {
        self.wait_for(css).await.attr(name).await.unwrap().unwrap_or_default()
    }

    /// The page as it stands now, scripts' work included.
    pub async fn source(&self) -> String {
        self.client.source().await.unwrap()
    }

    /// Presses one key.
    pub async fn press(&self, key: Key) {
        self.strike(key.chars()).await;
    }

    /// Types into whatever has the focus.
    pub async fn type_text(&self, text: &str) {
        self.strike(text.chars()).await;
    }

    /// Presses Tab until what has the focus fits the selector.
    pub async fn tab_to(&self, css: &str) {
        self.wait_for(css).await;
        for _ in 0..TABS {
            if self.run("return document.activeElement.matches(arguments[0])", css).await == true {
                return;
            }
            self.press(Key::Tab).await;
        }
        panic!("no keyboard reaches {css}\n{}", self.source().await);
    }

    /// Chooses an option of a drop-down list or a group of radio buttons that has the focus, by the arrow keys.
    pub async fn choose(&self, value: &str) {
        let chosen = "const at = document.activeElement; \
                      return at.value === arguments[0] && (at.type !== 'radio' || at.checked)";
        if self.run("return document.activeElement.type", "").await == "radio" {
            self.press(Key::Space).await;
        }
        for _ in 0..OPTIONS {
            if self.run(chosen, value).await == true {
                return;
            }
            self.press(Key::Down).await;
        }
        panic!("no arrow key reaches {value}\n{}", self.source().await);
    }

    /// Whether something on the page fits the selector now.
    pub async fn has(&self, css: &str) -> bool {
        self.run("return document.querySelector(arguments[0]) !== null", css).await == true
    }

    /// Waits until nothing on the page fits the selector.
    pub async fn wait_gone(&self, css: &str) {
        let until = Instant::now() + PATIENCE;
        while self.has(css).await {
            assert!(Instant::now() < until, "{css} stays\n{}", self.source().await);
            sleep(PAUSE).await;
        }
    }

    /// The id of whatever has the focus; empty if it has none.
    pub async fn focused_id(&self) -> String {
        self.run("return document.activeElement.id", "").await.as_str().unwrap().to_owned()
    }

    /// In CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.unwrap();
    }

    /// What is on the screen, as a PNG file.
    pub async fn screenshot(&self, path: &Path) {
        fs::write(path, self.client.screenshot().await.unwrap()).unwrap();
    }

    /// Presses it with the mouse.
    pub async fn click(&self, css: &str) {
        let scroll = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
        self.wait_for(css).await;
        self.run(scroll, css).await;
        self.wait_for(css)
            .await
            .click()
            .await
            .unwrap_or_else(|error| panic!("{css} cannot be pressed: {error}"));
    }

    /// Goes on in a frame of the page.
    pub async fn enter(&self, css: &str) {
        self.wait_for(css).await.enter_frame().await.unwrap();
    }

    /// Goes on in the page around the frame.
    pub async fn leave(&self) {
        self.client.enter_parent_frame().await.unwrap();
    }

    /// What a JavaScript expression gives.
    pub async fn eval(&self, expression: &str) -> serde_json::Value {
        self.run(&format!("return {expression}"), "").await
    }

    /// Waits until a JavaScript expression holds.
    pub async fn wait_until(&self, expression: &str) {
        let until = Instant::now() + PATIENCE;
        while self.eval(expression).await != true {
            assert!(Instant::now() < until, "it never holds that {expression}\n{}", self.source().await);
            sleep(PAUSE).await;
        }
    }

    async fn run(&self, script: &str, argument: &str) -> serde_json::Value {
        self.client.execute(script, vec![json!(argument)]).await.unwrap()
    }

    async fn strike(&self, keys: impl Iterator<Item = char>) {
        let keyboard = KeyActions::new("keyboard".to_owned());
        let pressed = keys.fold(keyboard, |keyboard, value| {
            keyboard.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.client.perform_actions(pressed).await.unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.driver.kill9();
        // Chromium's own processes name the profile, which is nobody else's.
        for _ in 0..100 {
            let left = processes_naming(self.profile.path());
            if left.is_empty() {
                break;
            }
            signal("KILL", &left);
            thread::sleep(PAUSE);
        }
    }
}

/// The processes whose command line names a path.
fn processes_naming(path: &Path) -> Vec<u32> {
    let named = |id: &u32| {
        let line = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains(path.to_str().unwrap())
    };
    let entries = fs::read_dir("/proc").unwrap();
    let ids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    ids.filter(named).collect()
}
