//! Through a socket: the same payloads in envelopes, and an acknowledgement only for what was taken.

use super::desk::{Desk, form, recorded};
use hearken::domain::text::Text;
use hearken::platforms::slack::Transport;
use hearken::platforms::slack::socket::{CONNECTIONS, Listener};
use serde_json::{Value, json};
use slack_morphism::{SlackSocketModeClientListener, SlackSocketModeWssClientId};
use std::time::Duration;
use tokio::time::Instant;

fn connection() -> SlackSocketModeWssClientId {
    SlackSocketModeWssClientId::new(0, 0, 0)
}

fn envelope(kind: &str, file: &str) -> String {
    let payload: Value = serde_json::from_slice(&recorded(file)).unwrap();
    let envelope = json!({
        "envelope_id": "e-1", "payload": payload, "type": kind, "accepts_response_payload": kind != "events_api",
        "retry_attempt": 0, "retry_reason": "",
    });
    envelope.to_string()
}

async fn said(listener: &Listener, frame: String) -> Option<Value> {
    let answer = listener.on_message(&connection(), frame).await;
    answer.map(|answer| serde_json::from_str(&answer).unwrap())
}

#[tokio::test]
async fn each_kind_is_acknowledged_and_handled() {
    let desk = Desk::open().await;
    let listener = Listener::new(desk.reception.clone());
    let bare = Some(json!({ "envelope_id": "e-1" }));
    for (kind, file) in [
        ("slash_commands", "command-concern-socket.json"),
        ("interactive", "interaction-shortcut.json"),
        ("interactive", "interaction-message.json"),
        ("events_api", "event-words.json"),
        ("events_api", "event-joined.json"),
    ] {
        assert_eq!(said(&listener, envelope(kind, file)).await, bare, "{file}");
    }
    desk.slack.drained().await;
    assert_eq!(desk.app.events().len(), 4);
    assert_eq!(desk.app.changed().len(), 1);
    // Not one of them is ours to act on, and each would come again for ever if it were not acknowledged.
    for (kind, file) in [
        ("interactive", "interaction-view-closed.json"),
        ("interactive", "interaction-unknown-kind.json"),
        ("events_api", "event-unknown.json"),
        ("something_new", "event-unknown.json"),
    ] {
        assert_eq!(said(&listener, envelope(kind, file)).await, bare, "{file}");
    }
    desk.slack.drained().await;
    assert_eq!(desk.app.events().len(), 4);
}

#[tokio::test]
async fn a_submission_is_answered_in_its_acknowledgement() {
    let desk = Desk::open().await;
    desk.app.answers(form());
    let listener = Listener::new(desk.reception.clone());
    let answer = said(&listener, envelope("interactive", "interaction-submission.json")).await.unwrap();
    assert_eq!(
        (&answer["envelope_id"], &answer["payload"]["response_action"]),
        (&json!("e-1"), &json!("update"))
    );
    assert_eq!(answer["payload"]["view"]["callback_id"], "page:next");
}

#[tokio::test]
async fn what_cannot_be_read_is_not_acknowledged_so_that_slack_says_so_and_keeps_the_modal() {
    let desk = Desk::open().await;
    let listener = Listener::new(desk.reception.clone());
    for file in [
        "interaction-submission-new-element.json",
        "interaction-submission-nobody.json",
        "interaction-submission-wrong-value.json",
        "interaction-button-no-actions.json",
        "interaction-no-kind.json",
    ] {
        assert_eq!(said(&listener, envelope("interactive", file)).await, None, "{file}");
    }
    let no_command =
        json!({ "envelope_id": "e-1", "type": "slash_commands", "payload": { "command": "/concern" } });
    assert_eq!(said(&listener, no_command.to_string()).await, None);
    for broken in ["", "{", "[]", "null", "{\"type\":7}", "not json"] {
        assert_eq!(said(&listener, broken.to_owned()).await, None, "{broken}");
    }
    assert!(desk.app.events().is_empty());
    // An event gains nothing by coming again.
    let event = envelope("events_api", "event-joined-nowhere.json");
    assert_eq!(said(&listener, event).await, Some(json!({ "envelope_id": "e-1" })));
}

#[tokio::test]
async fn an_envelope_that_comes_again_over_the_other_connection_does_nothing_twice() {
    let desk = Desk::open().await;
    let listener = Listener::new(desk.reception.clone());
    let frame = || envelope("slash_commands", "command-concern-socket.json");
    let other = SlackSocketModeWssClientId::new(1, 1, 0);
    assert!(listener.on_message(&connection(), frame()).await.is_some());
    assert!(listener.on_message(&other, frame()).await.is_some());
    desk.slack.drained().await;
    assert_eq!((desk.app.events().len(), desk.api.called().len()), (1, 1));
}

#[tokio::test]
async fn it_is_connected_from_the_first_hello_until_the_last_goodbye() {
    let desk = Desk::open().await;
    let listener = Listener::new(desk.reception.clone());
    let other = SlackSocketModeWssClientId::new(1, 1, 0);
    let hello =
        || json!({ "type": "hello", "num_connections": 1, "connection_info": { "app_id": "A0HEARKEN" } });
    assert!(!desk.slack.health().connected);
    for id in [&connection(), &other] {
        assert_eq!(listener.on_message(id, hello().to_string()).await, None);
        assert!(desk.slack.health().connected);
    }
    let goodbye =
        json!({ "type": "disconnect", "reason": "refresh_requested", "debug_info": { "host": "applink" } });
    assert_eq!(listener.on_message(&connection(), goodbye.to_string()).await, None);
    assert!(desk.slack.health().connected, "the other one stands");
    tokio::time::pause();
    listener.on_disconnect(&other).await;
    assert!(!desk.slack.health().connected);
}

#[tokio::test]
async fn who_else_listens_with_the_same_token_is_told_of_unless_it_was_over_in_a_minute() {
    let desk = Desk::open().await;
    let listener = Listener::new(desk.reception.clone());
    tokio::time::pause();
    let ours = u64::from(CONNECTIONS);
    // Seconds since the one before, connections that Slack counts, whether we are alone.
    for (later, counted, alone) in [
        (0, ours, true),
        (1, ours + 1, true),
        (30, ours + 2, true),
        (25, ours, true),
        (10, ours + 1, true),
        (61, ours + 1, false),
        (600, ours + 1, false),
        (5, ours, true),
    ] {
        tokio::time::advance(Duration::from_secs(later)).await;
        let hello = json!({ "type": "hello", "num_connections": counted });
        assert_eq!(listener.on_message(&connection(), hello.to_string()).await, None);
        assert_eq!(desk.slack.health().alone, alone, "{later} seconds later {counted}");
    }
}

#[tokio::test]
async fn what_nobody_looks_at_holds_up_a_connection_for_half_a_second_at_most() {
    let desk = Desk::by(Transport::Socket { app_token: Text::new("xapp-test") }).await;
    let listener = Listener::new(desk.reception.clone());
    desk.app.hold();
    tokio::time::pause();
    let began = Instant::now();
    assert_eq!(said(&listener, envelope("events_api", "event-file.json")).await, None);
    assert!(began.elapsed() < Duration::from_millis(600), "{:?}", began.elapsed());
    tokio::time::resume();
    assert_eq!(said(&listener, envelope("events_api", "event-file.json")).await, None, "not stored yet");
    desk.app.let_go();
    desk.slack.drained().await;
    let again = said(&listener, envelope("events_api", "event-file.json")).await;
    assert_eq!(again, Some(json!({ "envelope_id": "e-1" })));
    assert_eq!(desk.app.events().len(), 1);
}
