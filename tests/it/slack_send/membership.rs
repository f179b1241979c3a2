//! Who reads a channel: everything that makes it unfit, and that nothing but the standing of a person is remembered.

use super::server::{Answer, Server, TEAM, direct, refusal, space};
use hearken::chat::{Membership, Platform, SendError};
use hearken::domain::school::{Identity, PlatformKind};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

fn channel(more: Value) -> Value {
    let mut channel = json!({
        "id": "C1", "is_channel": false, "is_group": true, "is_im": false, "is_mpim": false, "is_private": true,
        "is_archived": false, "is_shared": false, "is_ext_shared": false, "is_org_shared": false,
        "is_pending_ext_shared": false, "pending_shared": [], "is_member": true, "name": "safeguarding",
    });
    merge(&mut channel, more);
    json!({ "ok": true, "channel": channel })
}

fn user(id: &str, more: Value) -> Value {
    let mut user = json!({
        "id": id, "team_id": TEAM, "deleted": false, "is_bot": false, "is_restricted": false,
        "is_ultra_restricted": false, "is_app_user": false, "locale": "en-GB", "profile": { "real_name": "Robin" },
    });
    merge(&mut user, more);
    json!({ "ok": true, "user": user })
}

fn merge(into: &mut Value, more: Value) {
    let Value::Object(more) = more else { return };
    for (name, value) in more {
        match value {
            Value::Null => drop(into.as_object_mut().unwrap().remove(&name)),
            value => into[name] = value,
        }
    }
}

fn members(users: &[&str]) -> Value {
    json!({ "ok": true, "members": users, "response_metadata": { "next_cursor": "" } })
}

/// A private channel of U1, U2 and ourselves.
async fn fit() -> Server {
    let server = Server::start().await;
    server.always("conversations.info", channel(json!({})));
    server.always("conversations.members", members(&["U1", "U2", "UBOT"]));
    for id in ["U1", "U2"] {
        server.when("users.info", "user", id, user(id, json!({})));
    }
    server
}

fn of(private: bool, strangers: bool, users: &[&str]) -> Membership {
    let identity = |user: &&str| Identity {
        platform: PlatformKind::Slack,
        workspace: TEAM.to_owned(),
        user: (*user).to_owned(),
    };
    Membership { private, members: users.iter().map(identity).collect(), strangers }
}

#[tokio::test]
async fn a_private_channel_of_staff_is_fit_and_we_are_none_of_its_readers() {
    let server = fit().await;
    let slack = server.slack();
    assert_eq!(slack.membership(&space("C1")).await, Ok(of(true, false, &["U1", "U2"])));
    server.always(
        "conversations.info",
        channel(json!({ "is_private": null, "is_group": false, "is_mpim": true })),
    );
    assert_eq!(slack.membership(&space("C1")).await, Ok(of(true, false, &["U1", "U2"])));
    let told = slack.membership(&direct("U1")).await;
    assert_eq!(told, Err(SendError::Refused { code: "not_a_space" }));
}

#[tokio::test]
async fn a_channel_that_others_can_find_or_share_is_not_fit() {
    let server = fit().await;
    let slack = server.slack();
    for (what, private, strangers) in [
        (json!({ "is_private": false }), false, false),
        (json!({ "is_private": null }), false, false),
        (json!({ "is_shared": true }), true, true),
        (json!({ "is_ext_shared": true }), true, true),
        (json!({ "is_org_shared": true }), true, true),
        (json!({ "is_pending_ext_shared": true }), true, true),
        (json!({ "pending_shared": ["T9"] }), true, true),
        (json!({ "connected_team_ids": ["T9"] }), true, true),
    ] {
        server.always("conversations.info", channel(what.clone()));
        let told = slack.membership(&space("C1")).await.unwrap();
        assert_eq!((told.private, told.strangers), (private, strangers), "{what}");
    }
    server.always("conversations.info", channel(json!({ "is_archived": true })));
    assert_eq!(slack.membership(&space("C1")).await, Err(SendError::Gone { code: "is_archived" }));
    server.always("conversations.info", refusal("channel_not_found"));
    assert_eq!(slack.membership(&space("C1")).await, Err(SendError::Gone { code: "channel_not_found" }));
}

#[tokio::test]
async fn whoever_is_not_certainly_of_the_staff_is_a_stranger() {
    for what in [
        json!({ "is_restricted": true }),
        json!({ "is_ultra_restricted": true }),
        json!({ "is_stranger": true }),
        json!({ "is_bot": true }),
        json!({ "is_workflow_bot": true }),
        json!({ "team_id": "T9" }),
        json!({ "team_id": null }),
        json!({ "is_restricted": null }),
        json!({ "is_ultra_restricted": null }),
        json!({ "team_id": "T9", "enterprise_user": { "enterprise_id": "E9", "teams": ["T8"] } }),
        json!({ "deleted": true, "is_restricted": true }),
        json!({ "deleted": true, "team_id": "T9" }),
    ] {
        let server = fit().await;
        server.when("users.info", "user", "U2", user("U2", what.clone()));
        let told = server.slack().membership(&space("C1")).await;
        assert_eq!(told, Ok(of(true, true, &["U1", "U2"])), "{what}");
    }
    for word in ["user_not_found", "user_not_visible"] {
        let server = fit().await;
        server.when("users.info", "user", "U2", refusal(word));
        assert!(server.slack().membership(&space("C1")).await.unwrap().strangers, "{word}");
    }
    let server = fit().await;
    server.always("conversations.members", members(&["U1", "UBOT", "USLACKBOT"]));
    server.when("users.info", "user", "USLACKBOT", user("USLACKBOT", json!({})));
    assert!(server.slack().membership(&space("C1")).await.unwrap().strangers);
}

#[tokio::test]
async fn whoever_is_of_this_workspace_by_their_organisation_is_no_stranger() {
    let server = fit().await;
    let grid =
        json!({ "team_id": "T9", "enterprise_user": { "enterprise_id": "E1", "teams": ["T9", TEAM] } });
    server.when("users.info", "user", "U2", user("U2", grid));
    assert_eq!(server.slack().membership(&space("C1")).await, Ok(of(true, false, &["U1", "U2"])));
}

#[tokio::test]
async fn an_account_that_is_switched_off_still_counts_as_its_person() {
    let server = fit().await;
    let off = json!({ "deleted": true, "is_restricted": null, "is_ultra_restricted": null });
    server.when("users.info", "user", "U2", user("U2", off));
    assert_eq!(server.slack().membership(&space("C1")).await, Ok(of(true, false, &["U1", "U2"])));
}

#[tokio::test]
async fn what_cannot_be_asked_now_is_no_answer() {
    for (method, code) in [
        ("conversations.info", "http_5xx"),
        ("conversations.members", "http_5xx"),
        ("users.info", "http_5xx"),
    ] {
        let server = fit().await;
        server.next(method, Answer::Raw(500, None, "text/plain", String::new()));
        let told = server.slack().membership(&space("C1")).await;
        assert_eq!(told, Err(SendError::Retry { after: None, code }), "{method}");
    }
    for odd in [json!({ "ok": true }), json!({ "ok": true, "members": "U1" })] {
        let server = fit().await;
        server.next("conversations.members", Answer::Json(odd));
        let told = server.slack().membership(&space("C1")).await;
        assert_eq!(told, Err(SendError::Retry { after: None, code: "strange" }));
    }
    // Somebody else than was asked for.
    let server = fit().await;
    server.when("users.info", "user", "U2", user("U1", json!({})));
    let told = server.slack().membership(&space("C1")).await;
    assert_eq!(told, Err(SendError::Retry { after: None, code: "strange" }));
}

#[tokio::test]
async fn every_page_of_the_members_is_read() {
    let server = fit().await;
    let next = json!({ "ok": true, "members": ["U1"], "response_metadata": { "next_cursor": "two=" } });
    server.next("conversations.members", Answer::Json(next));
    server.when("conversations.members", "cursor", "two=", members(&["UBOT", "U3"]));
    server.when("users.info", "user", "U3", user("U3", json!({ "is_restricted": true })));
    assert_eq!(server.slack().membership(&space("C1")).await, Ok(of(true, true, &["U1", "U3"])));
    // A list that goes on for ever proves nothing.
    let round = json!({ "ok": true, "members": ["U1"], "response_metadata": { "next_cursor": "again" } });
    server.always("conversations.members", round.clone());
    server.when("conversations.members", "cursor", "again", round);
    let told = server.slack().membership(&space("C1")).await;
    assert_eq!(told, Err(SendError::Retry { after: None, code: "strange" }));
}

#[tokio::test]
async fn a_channel_of_very_many_is_not_fit_and_nobody_is_looked_at() {
    let server = fit().await;
    let many: Vec<String> = (0..101).map(|n| format!("U{n}")).collect();
    let next = json!({ "ok": true, "members": many, "response_metadata": { "next_cursor": "more" } });
    server.always("conversations.members", next);
    assert!(server.slack().membership(&space("C1")).await.unwrap().strangers);
    assert_eq!((server.asked("users.info").len(), server.asked("conversations.members").len()), (0, 1));
}

#[tokio::test]
async fn the_channel_is_asked_for_each_time_and_a_person_once_a_minute() {
    let server = fit().await;
    let slack = server.slack();
    for _ in 0..3 {
        slack.membership(&space("C1")).await.unwrap();
        server.seconds_later(29);
    }
    let asked = |method: &str| server.asked(method).len();
    assert_eq!((asked("conversations.info"), asked("conversations.members"), asked("auth.test")), (3, 3, 1));
    assert_eq!(asked("users.info"), 2);
    server.when("users.info", "user", "U2", user("U2", json!({ "is_restricted": true })));
    assert!(slack.membership(&space("C1")).await.unwrap().strangers);
    // A clock that was put back makes nothing last longer.
    server.when("users.info", "user", "U2", user("U2", json!({})));
    server.seconds_later(-100);
    assert!(!slack.membership(&space("C1")).await.unwrap().strangers);
}

#[tokio::test]
async fn an_answer_too_late_proves_nothing() {
    let server = fit().await;
    server.next("users.info", Answer::Never);
    let slack: Arc<_> = server.slack_within(Duration::from_millis(200));
    let told = slack.membership(&space("C1")).await;
    assert_eq!(told, Err(SendError::Retry { after: None, code: "timeout" }));
}
