//! The running program with a key that does not fit, what its logs say, and how it starts and ends.

use crate::demo::{DSL, Demo, TEACHER};
use crate::process::Process;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const WORDS: &str = "zanzibarquartz was passed round";
const START: Duration = Duration::from_secs(60);

async fn ready(demo: &Demo) -> u16 {
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    http.get(format!("{}readyz", demo.url())).send().await.unwrap().status().as_u16()
}

/// Starts the demo on a data folder whose key does not fit, and holds that nothing can be reported or read.
async fn takes_no_reports(data: &Path) {
    let mut demo = Demo::start(data);
    let told = demo.person(TEACHER).report("pupil", "nudes", WORDS).await.unwrap_err().words();
    assert!(told.contains("take reports right now") && told.contains("01632 960001"), "{told}");
    assert_eq!(ready(&demo).await, 503);
    demo.terminate();
    assert!(demo.output().contains("the key does not fit"), "{}", demo.output());
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_key_that_does_not_fit_no_report_is_taken_and_the_right_key_loses_nothing() {
    let data = tempfile::tempdir().unwrap();
    let key = data.path().join("hearken.key");
    let mut demo = Demo::start(data.path());
    assert_eq!(ready(&demo).await, 200);
    let receipt = demo.person(TEACHER).report("pupil", "nudes", WORDS).await.unwrap();
    demo.terminate();
    assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    let right = fs::read(&key).unwrap();

    let other = format!("hearken-key-1 {}\n", "5a".repeat(32));
    fs::write(&key, other).unwrap();
    takes_no_reports(data.path()).await;
    fs::write(&key, "something else").unwrap();
    takes_no_reports(data.path()).await;
    fs::write(&key, [0xff, 0xfe]).unwrap();
    takes_no_reports(data.path()).await;
    fs::remove_file(&key).unwrap();
    takes_no_reports(data.path()).await;
    assert!(!key.exists(), "a lost key is never replaced by a new one");
    fs::write(&key, &right).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    takes_no_reports(data.path()).await;

    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    demo.start_again();
    assert_eq!(ready(&demo).await, 200);
    let until = Instant::now() + START;
    let threads = loop {
        let threads = demo.person(DSL).threads().await.unwrap();
        if !threads.is_empty() || Instant::now() > until {
            break threads;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert!(threads.iter().any(|(_, html)| html.contains(&receipt.reference)));
    let id = threads[0].1.split("data-button=\"read\"").nth(1).unwrap();
    let id = id.split("data-value=\"").nth(1).unwrap().split('"').next().unwrap();
    let read = demo.person(DSL).press("read", id).await.unwrap();
    assert!(read.kind == "private" && read.html.contains(WORDS), "{}", read.html);
}

#[tokio::test(flavor = "multi_thread")]
async fn with_every_log_turned_up_no_word_no_name_and_no_key_is_printed() {
    let data = tempfile::tempdir().unwrap();
    let mut command = Demo::command(data.path());
    command.envs([("HEARKEN_LOG", "trace"), ("RUST_LOG", "trace")]);
    let mut demo = Demo::start_as(command).unwrap();
    let teacher = demo.person(TEACHER);
    teacher.report("pupil", "nudes", WORDS).await.unwrap();
    teacher.report("staff", "staff_conduct", WORDS).await.unwrap();
    teacher.command("/zanzibarquartz").await.unwrap();
    let stranger = demo.person("nobody").command("/concern").await;
    assert!(stranger.is_err());
    let threads = demo.person(DSL).threads().await.unwrap();
    for (_, html) in &threads {
        for after in html.split("data-value=\"").skip(1) {
            demo.person(DSL).press("acknowledge", after.split('"').next().unwrap()).await.unwrap();
        }
    }
    demo.terminate();
    let output = demo.output();
    assert!(output.contains("http://127.0.0.1:"), "the output is read: {output}");
    let key = fs::read_to_string(data.path().join("hearken.key")).unwrap();
    let digits = key.trim().rsplit(' ').next().unwrap();
    for secret in ["zanzibarquartz", "Ashworth", "Fielding", "Whitlock", digits] {
        assert!(!output.contains(secret), "{secret} was printed: {output}");
    }
    // What people may see in the chat is kept there; what they wrote is nowhere in clear.
    for file in fs::read_dir(data.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        let found = bytes.windows(14).any(|w| w == b"zanzibarquartz");
        assert!(!found, "{} holds what was written", path.display());
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "{}", path.display());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_to_stop_it_ends_cleanly_with_pages_still_open() {
    let data = tempfile::tempdir().unwrap();
    let mut demo = Demo::start(data.path());
    let _heard = demo.person(TEACHER).listen().await;
    assert!(demo.terminate().success(), "{}", demo.output());
    assert!(!demo.output().contains("did not end in time"), "{}", demo.output());
}

fn settings(data: &Path, listen: &str) -> String {
    let people = include_str!("../../src/cli/demo.toml").replace("data_dir = \".\"", "");
    format!("data_dir = {data:?}\nlisten = \"{listen}\"\n{people}")
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_runs_with_the_settings_of_a_file_on_this_machine_only() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("hearken.toml");
    let command = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
        command.args(["serve", "--config"]).arg(&file);
        command
    };
    fs::write(&file, settings(&data.path().join("kept"), "127.0.0.1:0")).unwrap();
    let mut served = Demo::start_as(command()).unwrap();
    served.person(TEACHER).report("pupil", "bullying", WORDS).await.unwrap();
    served.terminate();

    let refused = |text: String| {
        fs::write(&file, text).unwrap();
        let mut process = Process::start(&mut command());
        process.wait_for(START, |line| line.starts_with("Hearken is at").then_some(())).unwrap_err()
    };
    let open = refused(settings(&data.path().join("kept"), "0.0.0.0:0"));
    assert!(open.contains("listens on this machine alone"), "{open}");
    let strange = refused(format!("secret_token = \"hunter2\"\n{}", settings(data.path(), "127.0.0.1:0")));
    assert!(strange.contains("secret_token") && !strange.contains("hunter2"), "{strange}");
    fs::remove_file(&file).unwrap();
    let mut process = Process::start(&mut command());
    let missing = process.wait_for(START, |_| None::<()>).unwrap_err();
    assert!(missing.contains("There is no settings file"), "{missing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_is_taken_and_a_profile_that_is_not_there_are_said_plainly() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let port = demo.url().trim_end_matches('/').rsplit(':').next().unwrap().to_owned();
    let second = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
    command.args(["demo", "--port", &port, "--data"]).arg(second.path());
    let taken = Process::start(&mut command).wait_for(START, |_| None::<()>).unwrap_err();
    assert!(taken.contains("is it running already?"), "{taken}");
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
    command.args(["demo", "--port", "0", "--profile", "hogwarts", "--data"]).arg(second.path());
    let missing = Process::start(&mut command).wait_for(START, |_| None::<()>).unwrap_err();
    assert!(missing.contains("there is no profile called hogwarts. There are: kas, kent,"), "{missing}");
}
