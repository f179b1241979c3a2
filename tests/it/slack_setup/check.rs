//! What `hearken check` finds in Slack, and that it says what to do without a word of a token.

use super::fake::{Fake, user};
use crate::school::{Ended, hearken, init, run};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn school(folder: &Path, api: &str) {
    for (file, token) in [("bot", "xoxb-hunter2"), ("app", "xapp-hunter2")] {
        let path = folder.join(file);
        fs::write(&path, token).unwrap();
        fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    }
    let token = |name: &str| folder.join(name).display().to_string();
    let (bot, app) = (token("bot"), token("app"));
    let made = run(
        init(folder).args(["--name", "Oak", "--phone", "0118 4960 0110", "--platform", "slack"]).args([
            "--bot-token-file",
            &bot,
            "--app-token-file",
            &app,
            "--channel",
            "C0SAFE",
            "--dsl-email",
            "amara@oak.example",
            "--dsl-name",
            "Amara Fielding",
        ]),
        "",
    );
    assert_eq!((made.code, made.stderr.as_str()), (0, ""), "{}", made.stdout);
    let file = folder.join("hearken.toml");
    let text = fs::read_to_string(&file).unwrap();
    assert!(!text.contains("hunter2"), "{text}");
    fs::write(&file, text.replacen("[slack]\n", &format!("[slack]\napi_url = {api:?}\n"), 1)).unwrap();
}

fn check(folder: &Path, more: &[&str]) -> Ended {
    let ended = run(hearken(["check", "--settings"]).arg(folder.join("hearken.toml")).args(more), "");
    assert!(!format!("{ended:?}").contains("hunter2"), "{ended:?}");
    ended
}

/// The ids of what is said of Slack, with their level.
fn found(folder: &Path, more: &[&str]) -> Vec<(String, String)> {
    let ended = check(folder, &[&["--format", "json"], more].concat());
    let report: Value = serde_json::from_str(&ended.stdout).unwrap();
    let text = |finding: &Value, name: &str| finding[name].as_str().unwrap().to_owned();
    let all = report["findings"].as_array().unwrap().iter();
    all.map(|finding| (text(finding, "id"), text(finding, "level")))
        .filter(|(id, _)| id.starts_with("slack"))
        .collect()
}

fn wrong(folder: &Path) -> Vec<String> {
    found(folder, &[]).into_iter().filter(|(_, level)| level != "fine").map(|(id, _)| id).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_check_looks_at_tokens_scopes_channel_accounts_and_clock() {
    let (fake, api) = Fake::start().await;
    let folder = tempfile::tempdir().unwrap();
    school(folder.path(), &api);
    assert_eq!(wrong(folder.path()), Vec::<String>::new());
    assert_eq!(fake.calls("chat.postMessage"), 0, "nothing is posted unless it is asked for");
    let fine = found(folder.path(), &[]);
    for id in ["token_fine", "app_token_fine", "scopes_fine", "accounts_fine", "channel_fine", "clock_fine"] {
        assert!(fine.iter().any(|(found, _)| *found == format!("slack_{id}")), "{id}: {fine:?}");
    }
    let sent = found(folder.path(), &["--send-test"]);
    assert!(sent.iter().any(|(id, level)| id == "slack_test_sent" && level == "fine"), "{sent:?}");
    assert_eq!(fake.calls("chat.postMessage"), 2, "to the DSL and to the channel");

    fake.answer(
        "conversations.info",
        json!({ "ok": true, "channel": { "id": "C0SAFE", "is_private": false, "is_member": true } }),
    );
    assert_eq!(wrong(folder.path()), ["slack_channel_public"]);
    fake.answer("conversations.info", json!({ "ok": false, "error": "channel_not_found" }));
    assert_eq!(wrong(folder.path()), ["slack_channel"]);
    fake.answer(
        "conversations.info",
        json!({ "ok": true, "channel": { "id": "C0SAFE", "is_private": true, "is_member": true } }),
    );

    fake.answer("users.lookupByEmail", user("UAMARA", &json!({ "deleted": true })));
    assert!(wrong(folder.path()).contains(&"slack_account_gone".to_owned()));
    fake.answer("users.lookupByEmail", user("UAMARA", &json!({ "is_restricted": true })));
    assert!(wrong(folder.path()).contains(&"slack_account_guest".to_owned()));
    fake.answer("users.lookupByEmail", json!({ "ok": false, "error": "users_not_found" }));
    assert!(wrong(folder.path()).contains(&"slack_account".to_owned()));
    fake.answer("users.lookupByEmail", user("UAMARA", &json!({})));

    fake.scopes("chat:write,commands,files:read");
    assert_eq!(wrong(folder.path()), ["slack_scopes", "slack_scopes_more"]);
    fake.scopes(&hearken::platforms::slack::manifest::scopes().into_iter().collect::<Vec<_>>().join(","));
    fake.answer("apps.connections.open", json!({ "ok": false, "error": "not_allowed_token_type" }));
    assert_eq!(wrong(folder.path()), ["slack_app_token"]);
    fake.answer("auth.test", json!({ "ok": false, "error": "token_revoked" }));
    assert_eq!(wrong(folder.path()), ["slack_app_token", "slack_token"]);
    fs::set_permissions(folder.path().join("bot"), std::os::unix::fs::PermissionsExt::from_mode(0o644))
        .unwrap();
    assert!(wrong(folder.path()).contains(&"slack_file_open".to_owned()));
    let swapped = check(folder.path(), &[]);
    assert_eq!(swapped.code, 1);
    fs::write(folder.path().join("bot"), "xapp-hunter2").unwrap();
    assert!(wrong(folder.path()).contains(&"slack_settings".to_owned()));
}
