//! What an administrator meets first: init, check, the manual, what a shell completes, and how the log reads.

use crate::demo::Demo;
use crate::disk::Disk;
use crate::process::Process;
use crate::school::{PHONE, School, first_thread, hearken, init, passphrase, run};
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const START: Duration = Duration::from_secs(60);
const COMMANDS: [&str; 10] =
    ["demo", "init", "check", "serve", "recover", "route", "forms", "prompts", "completions", "man"];

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_made_by_init_runs_as_it_is_from_anywhere() {
    let school = School::new(None);
    assert_eq!((mode(&school.data()), mode(&school.settings())), (0o700, 0o600));
    assert_eq!((mode(&school.key()), mode(&school.copy())), (0o600, 0o600));
    let elsewhere = tempfile::tempdir().unwrap();
    let mut command = school.command("serve");
    command.current_dir(elsewhere.path());
    let served = Demo::start_as(command).unwrap();
    served.person("robin").report("pupil", "bullying", "Said in the yard").await.unwrap();
    assert!(school.data().join("hearken.db").exists());
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0, "data stands beside the settings");
    assert!(first_thread(&served.person("amara")).await.contains("data-button=\"read\""));
    assert!(
        !served.output().contains("WARN"),
        "a new school has nothing to be warned of: {}",
        served.output()
    );
}

#[test]
fn init_replaces_nothing_and_shows_the_passphrase_once() {
    let school = School::new(None);
    let files = [school.settings(), school.key(), school.copy()];
    let before = files.clone().map(|file| fs::read(file).unwrap());
    assert!(school.said.contains("RECOVERY PAPER FOR Oak School"), "{}", school.said);
    assert!(passphrase(&school.said).is_some());
    let again = school.init();
    assert_eq!((again.code, passphrase(&again.stdout)), (0, None), "{again:?}");
    let renamed = run(init(school.folder.path()).args(["--name", "Elm School"]), "");
    assert!(renamed.code == 1 && renamed.stderr.contains("change them there"), "{renamed:?}");
    assert_eq!(files.map(|file| fs::read(file).unwrap()), before);
    let paper = school.passphrase();
    for entry in fs::read_dir(school.data()).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes).replace('-', "");
        assert!(!text.contains(&paper.replace(' ', "")), "the passphrase is kept nowhere");
    }
}

#[test]
fn any_name_becomes_settings_that_can_be_read_and_what_cannot_be_used_makes_no_file() {
    for (name, id) in [
        ("St Anne's \"School\" \\ 2", "st-anne-s-school-2"),
        ("Colegio Núñez\nde Arce", "colegio-n-ez-de-arce"),
        ("学校", "school"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let made = run(init(folder.path()).args(["--name", name]), "");
        assert_eq!(made.code, 0, "{made:?}");
        let settings = hearken::config::Settings::load(&folder.path().join("hearken.toml")).unwrap();
        assert_eq!((settings.schools[0].name.as_str(), settings.schools[0].id.as_str()), (name, id));
    }
    for (args, said) in [
        (["--profile", "eton"], "no profile called eton"),
        (["--id", "a/b"], "letters, digits, - and _ only"),
        (["--phone", "none"], "holds no digit"),
        (["--name", " "], "name is empty"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let refused = run(init(&folder.path().join("new")).args(args), "");
        assert!(refused.code == 1 && refused.stderr.contains(said), "{refused:?}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
fn a_passphrase_that_nobody_saw_opens_no_copy() {
    let folder = tempfile::tempdir().unwrap();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ended = init(folder.path()).stdout(Stdio::from(full)).output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&ended.stderr).contains("The output cannot be written"));
    assert!(crate::school::copies(&folder.path().join("hearken-data")).is_empty());
    let again = run(&mut init(folder.path()), "");
    assert!(again.code == 0 && passphrase(&again.stdout).is_some(), "{again:?}");
}

#[test]
fn on_a_full_disk_init_says_so_and_goes_on_when_there_is_room() {
    let disk = Disk::small(64);
    disk.fill();
    let refused = run(&mut disk.run(&init(&disk.path().join("school"))), "");
    assert_eq!(refused.code, 1, "{refused:?}");
    assert_eq!(passphrase(&refused.stdout), None);
    disk.free();
    let made = run(&mut disk.run(&init(&disk.path().join("school"))), "");
    assert!(made.code == 0 && passphrase(&made.stdout).is_some(), "{made:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_finds_what_is_missing_and_what_is_made_up_and_makes_nothing() {
    let school = School::new(None);
    let problem = |id: &str| (id.to_owned(), "problem".to_owned());
    assert_eq!(school.wrong(), [problem("contacts_made_up")]);
    assert!(!school.data().join("hearken.db").exists(), "a check makes no database");
    let template = fs::read_to_string(school.settings()).unwrap();
    let real = template.replace("01632 960", "0118 4960 ");
    let changed = |from: &str, to: &str| {
        assert!(real.contains(from), "{from}");
        fs::write(school.settings(), real.replacen(from, to, 1)).unwrap();
        school.wrong()
    };
    assert_eq!(changed("", ""), []);
    let mut served = school.serve();
    served.person("robin").report("pupil", "bullying", "Said in the yard").await.unwrap();
    assert_eq!(school.wrong(), [], "also beside a running Hearken");
    served.terminate();
    assert_eq!(school.wrong(), []);
    assert_eq!(changed("\"staff\", \"dsl\"", "\"staff\""), [problem("lead")]);
    let deputy = changed("\"staff\", \"deputy_dsl\"", "\"staff\"");
    assert_eq!(deputy, [("role".to_owned(), "warning".to_owned())]);
    let chair = changed("\"chair_of_governors\", \"safeguarding_governor\"", "\"slt\"");
    assert!(chair.contains(&problem("nobody")) && chair.contains(&problem("lead")), "{chair:?}");
    assert_eq!(changed("profile = \"kent\"", "profile = \"eton\""), [problem("profile")]);
    assert_eq!(changed(&format!("phone = \"{PHONE}\""), "phone = \"ask\""), [problem("phone")]);
    let lado = changed("lado = ", "# lado = ");
    assert_eq!(lado, [("contacts".to_owned(), "warning".to_owned())]);
    assert_eq!(changed("listen = \"127.0.0.1:0\"", "listen = \"0.0.0.0:0\""), [problem("listen")]);
    assert_eq!(changed("[\"amara\", \"jo\"]", "[\"amara\", \"nobody\"]"), [problem("member")]);
    assert_eq!(changed("user = \"jo\"", "user = \"amara\"").first(), Some(&problem("user_twice")));
    let spanish = changed("user = \"jo\"", "user = \"jo\"\nlocale = \"es-ES\"");
    assert_eq!(spanish, [problem("locale")], "kent offers English alone");
    let refused = run(&mut school.command("serve"), "");
    assert_eq!(refused.code, 1);
    assert!(
        refused.stderr.contains("jo is to be spoken to in es-ES") && refused.stderr.contains("en-GB"),
        "{refused:?}"
    );
    let prompts = tempfile::tempdir().unwrap();
    let ours =
        include_str!("../../prompts/guidance.toml").replacen("reviewed_on = \"2", "reviewed_on = \"1", 1);
    fs::write(prompts.path().join("guidance.toml"), ours).unwrap();
    assert_eq!(changed("data_dir =", &format!("prompts_dir = {:?}\ndata_dir =", prompts.path())), []);
    let old = school.check().to_string();
    assert!(old.contains("guidance_old") && old.contains("danger_999"), "the oldest is named: {old}");
    let strange = changed("data_dir =", "secret = \"hunter2\"\ndata_dir =");
    assert_eq!(strange, [problem("settings")]);
    assert!(!school.check().to_string().contains("hunter2"));
    let nowhere = "database_url = \"postgres://hunter2@127.0.0.1:9/x\"\n";
    fs::write(school.settings(), nowhere.to_owned() + &real).unwrap();
    assert_eq!(school.wrong(), [problem("database")]);
    assert!(!school.check().to_string().contains("hunter2"));
    fs::write(school.settings(), &real).unwrap();
    let shown = run(&mut school.command("check"), "");
    assert!(shown.code == 0 && shown.stdout.ends_with("No problems. Warnings: 1.\n"), "{shown:?}");
}

#[test]
fn every_shell_and_the_manual_know_every_command() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ended = run(&mut hearken(["completions", shell]), "");
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
        for command in COMMANDS {
            assert!(ended.stdout.contains(command), "{shell}: {command}");
        }
    }
    let page = run(&mut hearken(["man"]), "").stdout;
    assert!(page.contains(".TH hearken 1"), "{page}");
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("man");
    let written = run(hearken(["man", "--out"]).arg(&out), "");
    assert_eq!((written.code, written.stdout.as_str()), (0, ""), "{written:?}");
    let names = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let names: BTreeSet<String> = names.collect();
    for command in COMMANDS {
        assert!(names.contains(&format!("hearken-{command}.1")), "{command}: {names:?}");
        assert!(page.contains(&format!("HEARKEN {}", command.to_uppercase())), "{command}");
    }
    assert!(page.contains("HEARKEN ROUTE EXPLAIN") && names.contains("hearken-route-explain.1"));
}

#[test]
fn a_reader_who_has_seen_enough_ends_no_command_in_a_panic() {
    for args in [
        "forms show concern --profile kent --category nudes",
        "forms show concern --profile kent --category nudes --format json",
        "route explain --profile kent --category nudes --about pupil",
        "prompts check",
        "completions bash",
        "man",
        "--help",
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let ended = hearken(args.split(' ')).stdout(writer).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{args}");
        assert_eq!(ended.status.code(), Some(0), "{args}");
    }
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let ended = hearken(["man"]).stdout(Stdio::from(full)).output().unwrap();
    assert_eq!(ended.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&ended.stderr).lines().count(), 1);
}

/// A served school with its log on standard output.
fn served_with_log(school: &School, names: &[(&str, &str)]) -> Process {
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$0\" serve --settings \"$1\" 2>&1", env!("CARGO_BIN_EXE_hearken")]);
    Process::start(command.arg(school.settings()).envs(names.iter().copied()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_json_log_is_one_object_a_line_with_ids_as_fields_and_ours_alone_goes_below_a_warning() {
    let school = School::new(None);
    fs::remove_file(school.copy()).unwrap();
    let names = [("HEARKEN_LOG_FORMAT", "json"), ("HEARKEN_LOG", "trace"), ("RUST_LOG", "trace")];
    let mut process = served_with_log(&school, &names);
    let parsed = |line: &str| serde_json::from_str::<serde_json::Value>(line).ok();
    let url = process.wait_for(START, |line| parsed(line)?.get("url")?.as_str().map(str::to_owned)).unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let body = serde_json::json!({ "event": "e1", "text": "/concern" });
    http.post(format!("{url}as/robin/command"))
        .header("origin", url.trim_end_matches('/'))
        .json(&body)
        .send()
        .await
        .unwrap();
    process.terminate();
    let output = process.output();
    let mut targets = BTreeSet::new();
    for line in output.lines().filter(|line| !line.is_empty()) {
        let line = parsed(line).unwrap_or_else(|| panic!("not JSON: {line}"));
        let text = |name: &str| line[name].as_str().unwrap_or_else(|| panic!("no {name}: {line}")).to_owned();
        assert!(!text("message").is_empty() && text("timestamp").ends_with('Z'), "{line}");
        let ours = text("target").starts_with("hearken");
        assert!(ours || ["WARN", "ERROR"].contains(&text("level").as_str()), "{line}");
        targets.insert(text("target"));
    }
    assert!(targets.iter().any(|target| target.starts_with("hearken")), "{output}");
    assert!(output.contains("\"stale\":0"), "a value is a field of its own: {output}");

    // What ends the program is an object as well.
    let data = format!("{:?}", school.folder.path().join("file"));
    fs::write(school.folder.path().join("file"), "no folder").unwrap();
    let settings = fs::read_to_string(school.settings()).unwrap();
    let settings = settings.replacen("data_dir = \"hearken-data\"", &format!("data_dir = {data}"), 1);
    fs::write(school.settings(), settings.replacen("format = \"plain\"", "format = \"json\"", 1)).unwrap();
    let failed = run(&mut school.command("serve"), "");
    assert_eq!((failed.code, failed.stdout.as_str()), (1, ""));
    assert!(failed.stderr.lines().all(|line| parsed(line).is_some()), "{}", failed.stderr);
    let strange = run(school.command("serve").env("HEARKEN_LOG_FORMAT", "xml"), "");
    assert!(strange.code == 1 && strange.stderr.contains("log.format"), "{strange:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_keeps_its_moved_time_and_a_school_has_the_machines() {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let moved = async |served: &Demo| {
        let origin = served.url().trim_end_matches('/').to_owned();
        let body = serde_json::json!({ "minutes": 1440 });
        let request = http.post(format!("{}clock/move", served.url())).header("origin", origin);
        request.json(&body).send().await.unwrap()
    };
    let now = async |served: &Demo, user: &str| -> (chrono::DateTime<chrono::Utc>, String) {
        let page = http.get(format!("{}as/{user}", served.url())).send().await.unwrap().text().await.unwrap();
        let at = page.split("data-now=\"").nth(1).unwrap().split('"').next().unwrap();
        (at.parse().unwrap(), page)
    };
    let data = tempfile::tempdir().unwrap();
    let mut demo = Demo::start(data.path());
    let (before, page) = now(&demo, "dsl").await;
    assert!(page.contains("data-move=\"60\""));
    assert_eq!(moved(&demo).await.status(), 200);
    demo.kill9();
    demo.start_again();
    let (after, _) = now(&demo, "dsl").await;
    let ahead = after - before;
    assert!(ahead.num_minutes() >= 1440 && ahead.num_minutes() < 1450, "{ahead}");
    assert!(!demo.output().contains("The clock of this machine"), "{}", demo.output());
    // What was stored a day ahead is told, once the demo has forgotten that it was moved.
    demo.person("teacher").report("pupil", "bullying", "Said in the yard").await.unwrap();
    demo.terminate();
    fs::remove_file(data.path().join("moved-time")).unwrap();
    demo.start_again();
    assert!(demo.output().contains("hours behind the newest record"), "{}", demo.output());
    let (back, _) = now(&demo, "dsl").await;
    assert!((back - before).num_minutes() < 10, "a wrong time does not stay for ever");

    let school = School::new(None);
    let served = school.serve();
    let (start, page) = now(&served, "amara").await;
    assert!(!page.contains("data-move") && page.contains("ws-clock"), "{page}");
    assert_eq!(moved(&served).await.status(), 400);
    assert!((now(&served, "amara").await.0 - start).num_minutes() < 10);
}
