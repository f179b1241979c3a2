//! Marked words, names, keys and passwords, led through everything that can happen: none of them is found where it
//! does not belong, with every log turned up.

#[cfg(feature = "slack")]
mod link;
mod search;

use crate::demo::{Demo, Failure, Person, Shown, fresh};
use crate::world::built_in;
use hearken::forms::form::FieldType;
use hearken::forms::{Form, Prompts};
use search::found;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The sample school's people, and what they are called here.
const NAMES: &[(&str, &str)] = &[
    ("Robin Ashworth", "Xanthippe Quillfeather"),
    ("Dana Whitlock", "Bartholomew Zweigelthorn"),
    ("Amara Fielding", "Clementine Vortigernsson"),
    ("Jo Penrose", "Ignatius Plumbottomley"),
    ("Morgan Hale", "Wilhelmina Crackenthorpe"),
    ("Priya Sandhurst", "Thaddeus Umbervillain"),
    ("Tobias Renn", "Philippa Dragonwagonner"),
    ("Helen Marchbank", "Zebediah Thistlewoodson"),
    ("Sam Okonjo", "Marguerite Featherstonehaugh"),
];
/// More presses than any way through the form takes.
const PAGES: usize = 40;
/// How long a question may take to reach its reporter.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was put in, what came out, and everything that it must not stand in.
struct Canary {
    prompts: Arc<Prompts>,
    markers: Vec<Vec<u8>>,
    places: Vec<(String, Vec<u8>)>,
}

impl Canary {
    fn new() -> Self {
        let names = NAMES.iter().flat_map(|(_, name)| name.split(' ')).map(|part| part.as_bytes().to_vec());
        Self { prompts: built_in(), markers: names.collect(), places: Vec::new() }
    }

    fn marker(&mut self, of: &str) -> String {
        let marker = format!("marked{}{}", of.replace('_', ""), &fresh()[..8]);
        self.markers.push(marker.clone().into_bytes());
        marker
    }

    fn keep(&mut self, place: &str, bytes: impl Into<Vec<u8>>) {
        self.places.push((place.to_owned(), bytes.into()));
    }

    fn form(&self) -> &Form {
        &self.prompts.concern
    }

    /// An answer to every field of a page, with a marker wherever something can be written.
    fn answers(&mut self, shown: &Shown, about: &str, category: &str) -> Value {
        let mut values = serde_json::Map::new();
        for id in &shown.fields {
            let field = self.form().field(id).unwrap().clone();
            let value = match field.kind {
                FieldType::Short | FieldType::Long => {
                    let marker = self.marker(id);
                    json!({ "text": format!("{marker} and \"{marker}\" again") })
                }
                FieldType::Choice | FieldType::Choices => {
                    let picked = match id.as_str() {
                        "about" => about,
                        "category" => category,
                        "name_is_subject" => "no",
                        _ => &field.options[0],
                    };
                    json!({ "picked": [picked] })
                }
                FieldType::Date => json!({ "text": "2026-03-09" }),
                FieldType::Time => json!({ "text": "10:15" }),
                FieldType::Person => json!({ "people": ["colleague"] }),
                FieldType::Tick => json!({ "tick": true }),
            };
            values.insert(id.clone(), value);
        }
        Value::Object(values)
    }

    /// Goes through the form to its end, as far as it goes: the draft, and the last thing shown.
    async fn writes(
        &mut self,
        person: &Person,
        mut shown: Shown,
        about: &str,
        category: &str,
    ) -> (String, Shown) {
        let mut draft = String::new();
        for _ in 0..PAGES {
            let (Some(id), Some(page)) = (shown.draft.clone(), shown.page.clone()) else {
                return (draft, shown);
            };
            draft = id;
            let actions = &self.form().page(&page).unwrap().actions;
            let pressed =
                ["send", "save", "carry_on", "finish"].into_iter().find(|a| actions.iter().any(|b| a == b));
            let body = json!({
                "draft": draft, "revision": shown.revision, "page": page, "event": fresh(),
                "pressed": pressed.unwrap(), "values": self.answers(&shown, about, category),
            });
            shown = person.send("answer", &body).await.unwrap();
        }
        panic!("the form does not come to an end at {:?}", shown.page);
    }

    async fn reports(&mut self, person: &Person, about: &str, category: &str) {
        let began = person.command("/concern").await.unwrap();
        let (draft, receipt) = self.writes(person, began, about, category).await;
        assert!(receipt.html.contains("Sent."), "{}", receipt.html);
        let more = person.press("add_more", &draft).await.unwrap();
        self.writes(person, more, about, category).await;
        // Left unfinished, with words in it.
        let began = person.command("/concern").await.unwrap();
        let body = json!({
            "draft": began.draft, "revision": began.revision, "page": began.page, "event": fresh(),
            "pressed": "carry_on", "values": {},
        });
        person.send("answer", &body).await.unwrap();
    }

    /// Fills in a form about a case with markers.
    async fn fills(&mut self, person: &Person, shown: Shown, pressed: &str) -> Shown {
        let mut values = serde_json::Map::new();
        for id in &shown.fields {
            let field = self.prompts.casework.field(id).unwrap().clone();
            let value = match field.kind {
                FieldType::Long => json!({ "text": self.marker(id) }),
                FieldType::Person => json!({ "people": ["colleague"] }),
                _ => json!({ "tick": false }),
            };
            values.insert(id.clone(), value);
        }
        let body = json!({
            "draft": shown.draft.unwrap(), "revision": shown.revision, "page": shown.page.unwrap(),
            "event": fresh(), "pressed": pressed, "values": values,
        });
        person.send("answer", &body).await.unwrap()
    }

    /// The lead asks the reporters of everything, one answers, and all of it is closed and has a name added.
    async fn is_worked_on(&mut self, dsl: &Person, reporter: &Person) {
        let mut html = dsl.place("direct").await.unwrap();
        for (_, messages) in dsl.threads().await.unwrap() {
            html += &messages;
        }
        let cases: BTreeSet<String> = values(&html, "read").into_iter().collect();
        for case in &cases {
            let form = dsl.press("ask_reporter", case).await.unwrap();
            self.fills(dsl, form, "send_question").await;
        }
        let until = Instant::now() + PATIENCE;
        let question = loop {
            let mut direct = values(&reporter.place("direct").await.unwrap(), "read_question");
            if let Some(question) = direct.pop() {
                break question;
            }
            assert!(Instant::now() < until, "no question came");
            tokio::time::sleep(Duration::from_millis(20)).await;
        };
        reporter.press("read_question", &question).await.unwrap();
        let form = reporter.press("answer_question", &question).await.unwrap();
        let answered = self.fills(reporter, form, "send_answer").await;
        assert!(answered.html.contains("is in."), "{}", answered.html);
        for case in &cases {
            let form = dsl.press("close_case", case).await.unwrap();
            let closed = self.fills(dsl, form, "close_now").await;
            assert!(closed.html.contains("is closed"), "{}", closed.html);
            let form = dsl.press("name_subject", case).await.unwrap();
            self.fills(dsl, form, "name_them").await;
        }
        for page in [dsl.home().await, reporter.home().await] {
            self.keep("a home page", page.unwrap().html);
        }
    }

    /// Requests that are refused or not understood, with markers in every part of them.
    async fn is_refused(&mut self, demo: &Demo) {
        let marker = self.marker("refused");
        let teacher = demo.person("teacher");
        let nonsense = [
            ("command", json!({ "text": format!("/{marker} {marker}"), "event": fresh() })),
            ("command", json!({ "text": marker, "event": marker.repeat(4) })),
            ("command", json!({ marker.clone(): marker })),
            ("press", json!({ "button": marker, "value": marker, "event": fresh() })),
            ("press", json!({ "button": "read", "value": marker, "event": fresh() })),
            ("press", json!({ "button": "acknowledge", "value": marker, "event": fresh() })),
            (
                "answer",
                json!({ "draft": marker, "revision": 1, "page": marker, "pressed": marker,
                "values": { marker.clone(): { "text": marker } }, "event": fresh() }),
            ),
            (
                "answer",
                json!({ "draft": "0".repeat(32), "revision": 1, "page": marker, "pressed": marker,
                "values": { "what_happened": { "text": marker }, "subject": { "people": [marker] } },
                "event": fresh() }),
            ),
            (&marker, json!({})),
        ];
        for (number, (what, body)) in nonsense.iter().enumerate() {
            let answer = match teacher.send(what, body).await {
                Ok(shown) => shown.html,
                Err(failure @ (Failure::Refused { .. } | Failure::Told(_))) => failure.words(),
                Err(failure) => panic!("no answer: {failure:?}"),
            };
            self.keep(&format!("the answer to {number}, {what}").replace(&marker, "*"), answer);
        }
        for path in [
            format!("as/{marker}"),
            format!("as/teacher/place/{marker}"),
            marker.clone(),
            format!("?{marker}"),
        ] {
            let (_, body) = demo.get(&path).await;
            // The chooser is where names belong: whom the visitor would like to be.
            if !path.starts_with('?') {
                self.keep("an error page", body);
            }
        }
    }

    async fn counts(&mut self, demo: &Demo, now: &str) {
        for path in ["metrics", "readyz", "healthz"] {
            let (status, body) = demo.get(path).await;
            assert_eq!(status, 200, "{path}: {body}");
            self.keep(&format!("{path} {now}"), body);
        }
    }

    /// Everything in the data folder but the settings and the key, which are where these belong.
    fn files(&mut self, data: &Path, now: &str) -> Vec<String> {
        let mut names = Vec::new();
        for file in fs::read_dir(data).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_file() && name != "hearken.toml" && name != "hearken.key" {
                self.keep(&format!("{name} {now}"), fs::read(&path).unwrap());
                names.push(name);
            }
        }
        names
    }

    fn knows_the_key(&mut self, data: &Path) {
        let file = fs::read_to_string(data.join("hearken.key")).unwrap();
        let digits = file.trim().rsplit(' ').next().unwrap().as_bytes().to_vec();
        let byte = |two: &[u8]| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap();
        self.markers.push(digits.chunks(2).map(byte).collect());
        self.markers.push(digits);
    }

    fn is_found_nowhere(&self) {
        let found = found(&self.markers, &self.places);
        assert!(found.is_empty(), "{} of {} markers:\n{}", found.len(), self.markers.len(), found.join("\n"));
    }
}

/// The sample school under other names, with every level of every log that anybody might turn up.
fn command(data: &Path, url: &str, format: &str) -> Command {
    let mut command = Demo::serving(data, url);
    let file = data.join("hearken.toml");
    let mut settings = fs::read_to_string(&file).unwrap();
    for (sample, name) in NAMES {
        assert!(settings.contains(sample));
        settings = settings.replace(sample, name);
    }
    fs::write(&file, settings).unwrap();
    let levels =
        ["RUST_LOG", "HEARKEN_LOG", "SQLX_LOG", "TOKIO_LOG", "HYPER_LOG", "AXUM_LOG", "TRACING_LEVEL"];
    command.envs(levels.map(|level| (level, "trace")));
    command.env("RUST_BACKTRACE", "full").env("HEARKEN_LOG_FORMAT", format);
    command
}

async fn whole_life(data: &Path, url: &str, canary: &mut Canary, halfway: impl FnOnce(&mut Canary)) {
    let mut demo = Demo::start_as(command(data, url, "plain")).unwrap();
    canary.knows_the_key(data);
    let teacher = demo.person("teacher");
    canary.reports(&teacher, "pupil", "nudes").await;
    canary.reports(&demo.person("colleague"), "staff", "staff_conduct").await;
    canary.reports(&demo.person("dsl"), "unsure", "self_harm").await;
    teacher.send("file", &json!({ "event": fresh() })).await.unwrap();
    for pressed in ["need_someone", "page_child"] {
        let draft = teacher.command("/concern").await.unwrap();
        let body = json!({ "draft": draft.draft, "revision": draft.revision, "page": draft.page,
            "pressed": pressed, "event": fresh(), "values": {} });
        teacher.send("answer", &body).await.unwrap();
    }
    canary.is_refused(&demo).await;
    for user in ["dsl", "deputy", "head", "governor", "teacher", "colleague"] {
        act_on_everything(&demo.person(user)).await;
    }
    canary.is_worked_on(&demo.person("dsl"), &teacher).await;
    canary.counts(&demo, "while it runs").await;
    let names = canary.files(data, "while it runs");
    assert!(names.contains(&"local-workspace.jsonl".to_owned()), "{names:?}");
    halfway(canary);
    demo.kill9();
    // Nothing is found in a log that has lost its lines.
    assert!(demo.output().matches(" acknowledged").count() >= 2, "{}", demo.output());
    canary.keep("what is printed", demo.output());
    let mut demo = Demo::start_as(command(data, url, "json")).unwrap();
    canary.reports(&demo.person("head"), "pupil", "bullying").await;
    act_on_everything(&demo.person("dsl")).await;
    canary.counts(&demo, "after a restart").await;
    demo.terminate();
    assert!(!demo.output().contains("panicked"), "{}", demo.output());
    canary.keep("what is printed as JSON", demo.output());
    canary.files(data, "after its end");
}

/// What stands behind every button of a kind.
fn values(html: &str, button: &str) -> Vec<String> {
    let after = html.split(&format!("data-button=\"{button}\"")).skip(1).collect::<Vec<_>>();
    let value =
        |rest: &&str| rest.split("data-value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    after.iter().map(value).collect()
}

/// Presses every button that stands before somebody, in the order of a person: read first.
async fn act_on_everything(person: &Person) {
    let mut html = person.place("direct").await.unwrap();
    for (_, messages) in person.threads().await.unwrap() {
        html += &messages;
    }
    for button in ["read", "read_call", "read_file", "acknowledge"] {
        for value in values(&html, button) {
            person.press(button, &value).await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_word_no_name_and_no_key_is_found_where_it_does_not_belong_on_sqlite() {
    let data = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", data.path().join("hearken.db").display());
    let mut canary = Canary::new();
    whole_life(data.path(), &url, &mut canary, |_| {}).await;
    let kept: Vec<&str> = canary.places.iter().map(|(name, _)| name.as_str()).collect();
    assert!(
        kept.contains(&"hearken.db-wal while it runs") && kept.contains(&"hearken.db after its end"),
        "{kept:?}"
    );
    canary.is_found_nowhere();
}

#[cfg(feature = "postgres")]
#[tokio::test(flavor = "multi_thread")]
async fn no_word_no_name_no_key_and_no_password_is_found_where_it_does_not_belong_on_postgres() {
    use crate::process::{Process, server::Server};
    let data = tempfile::tempdir().unwrap();
    let mut canary = Canary::new();
    let password = canary.marker("password");
    let server = Server::start(&password);
    whole_life(data.path(), &server.url(), &mut canary, |canary| {
        canary.keep("the dump while it runs", server.dump());
        // What is said of statements that fail is logged as well.
        server.kill_backends();
        server.recovers();
    })
    .await;
    let dump = server.dump();
    assert!(String::from_utf8_lossy(&dump).contains("COPY public.cases"), "the dump has what is stored");
    canary.keep("the dump", dump);
    // A server that is not there, and one that knows another password.
    let nowhere = server.url().replace("127.0.0.1", "127.0.0.2");
    let other = server.url().replace(&password, &canary.marker("other"));
    for url in [nowhere, other] {
        let mut refused = Process::start(&mut command(data.path(), &url, "text"));
        let printed = refused.wait_for(std::time::Duration::from_secs(60), |_| None::<()>).unwrap_err();
        canary.keep("what is printed at a failed start", printed);
    }
    canary.is_found_nowhere();
}
