//! What each refusal, silence or oddity of Slack's means for the outbox, and that nothing of it leaks.

use super::server::{Answer, CANARY, Server, TOKEN, card, refusal, slack_at, space};
use hearken::chat::{Platform, SendError};
use hearken::clock::MovableClock;
use hearken::domain::text::Text;
use hearken::platforms::slack::api::{Api, ApiError};
use hearken::platforms::slack::codes::WORDS;
use hearken::platforms::slack::methods::Method;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

const POST: &str = "chat.postMessage";

fn again(code: &'static str) -> SendError {
    SendError::Retry { after: None, code }
}

fn after(seconds: u64, code: &'static str) -> SendError {
    SendError::Retry { after: Some(Duration::from_secs(seconds)), code }
}

#[tokio::test]
async fn every_refusal_means_what_the_table_says() {
    let server = Server::start().await;
    let slack = server.slack();
    let gone = |code| SendError::Gone { code };
    let refused = |code| SendError::Refused { code };
    let shut_out = |code| SendError::ShutOut { after: Duration::from_secs(60), code };
    for (word, meant) in [
        ("channel_not_found", gone("channel_not_found")),
        ("is_archived", gone("is_archived")),
        ("not_in_channel", gone("not_in_channel")),
        ("user_not_found", gone("user_not_found")),
        ("user_disabled", gone("user_disabled")),
        ("cannot_dm_bot", gone("cannot_dm_bot")),
        ("restricted_action", refused("restricted_action")),
        ("invalid_blocks", refused("invalid_blocks")),
        ("msg_too_long", refused("msg_too_long")),
        ("internal_error", again("internal_error")),
        ("fatal_error", again("fatal_error")),
        ("service_unavailable", again("service_unavailable")),
        ("request_timeout", again("request_timeout")),
        ("invalid_auth", shut_out("invalid_auth")),
        ("not_authed", shut_out("not_authed")),
        ("token_revoked", shut_out("token_revoked")),
        ("token_expired", shut_out("token_expired")),
        ("account_inactive", shut_out("account_inactive")),
        ("missing_scope", after(60, "missing_scope")),
        ("org_login_required", shut_out("org_login_required")),
        ("ratelimited", after(10, "ratelimited")),
        ("a_word_of_next_year", again("other")),
        (CANARY, again("other")),
    ] {
        server.always(POST, refusal(word));
        assert_eq!(slack.post(&space("C1"), &card(), word).await, Err(meant), "{word}");
    }
}

#[tokio::test]
async fn a_refusal_is_told_by_a_word_of_ours_alone() {
    let server = Server::start().await;
    let api = Api::new(&server.url, Duration::from_secs(5)).unwrap();
    for word in WORDS.iter().copied().chain(["expired_trigger_id"]) {
        server.next("views.open", Answer::Json(refusal(word)));
        let told = api.call::<Value>(&Text::new(TOKEN), Method::ViewsOpen, &json!({})).await.unwrap_err();
        match told {
            ApiError::Limited { after: None } => assert!(word.contains("limited"), "{word}"),
            told => assert_eq!(told.refused(), Some(word)),
        }
    }
}

#[tokio::test]
async fn slack_is_left_alone_for_as_long_as_it_asks() {
    let server = Server::start().await;
    let slack = server.slack();
    let json = "application/json";
    for (header, kind, body, seconds) in [
        (Some("7"), json, r#"{"ok":false,"error":"ratelimited"}"#, 7),
        (Some("120"), "text/plain", "slow down", 120),
        (Some("7"), json, "slow down", 7),
        (Some("0"), json, r#"{"ok":false}"#, 1),
        (Some("Tue, 10 Mar 2026 10:00:00 GMT"), json, r#"{"ok":false}"#, 10),
        (None, json, r#"{"ok":false,"error":"ratelimited"}"#, 10),
    ] {
        server.next(POST, Answer::Raw(429, header, kind, body.to_owned()));
        let told = slack.post(&space("C1"), &card(), "k").await;
        assert_eq!(told, Err(after(seconds, "ratelimited")), "{header:?} {body}");
    }
}

/// Every answer that is none, with what it is called.
fn no_answers() -> Vec<(Answer, &'static str)> {
    let raw = |status, kind, body: &str| Answer::Raw(status, None, kind, format!("{body}{CANARY}"));
    vec![
        (raw(500, "application/json", r#"{"ok":false,"error":"invalid_auth"}"#), "http_5xx"),
        (raw(503, "text/html", "<h1>Sorry</h1>"), "http_5xx"),
        (raw(404, "text/html", "<h1>What?</h1>"), "http_4xx"),
        (raw(413, "text/plain", "too large"), "http_4xx"),
        (raw(302, "text/html", "elsewhere"), "http_4xx"),
        (raw(200, "text/html", "<h1>Sign in to the school's network</h1>"), "strange"),
        (raw(200, "application/json", r#"{"ok":true,"channel":"C1","#), "strange"),
        (raw(200, "application/json", ""), "strange"),
        (raw(403, "application/json", r#"{"ok":true}"#), "http_4xx"),
        (Answer::Json(json!([true, null])), "strange"),
        (Answer::Json(json!({ "ok": true, "channel": "C1", "canary": CANARY })), "strange"),
        (Answer::Json(json!({ "ok": true, "channel": ["C1"], "ts": CANARY })), "strange"),
        (Answer::Json(json!({ "ok": false, "canary": CANARY })), "strange"),
        (Answer::Json(json!({ "channel": "C1", "ts": CANARY })), "strange"),
        (Answer::Json(json!([CANARY])), "strange"),
        (Answer::Broken, "network"),
    ]
}

#[tokio::test]
async fn what_is_no_answer_is_asked_again() {
    let server = Server::start().await;
    let slack = server.slack();
    for (n, (answer, code)) in no_answers().into_iter().enumerate() {
        server.next(POST, answer);
        assert_eq!(slack.post(&space("C1"), &card(), "k").await, Err(again(code)), "{n}");
    }
    server.always(POST, json!({ "ok": true, "channel": "C1", "ts": "1.1" }));
    assert!(slack.post(&space("C1"), &card(), "k").await.is_ok());
}

#[tokio::test]
async fn an_odd_answer_still_tells_why_slack_refused() {
    let server = Server::start().await;
    let slack = server.slack();
    // Stricter readers stumble over this.
    let odd = json!({ "ok": false, "error": "is_archived", "errors": "none", "warnings": { "a": 1 } });
    server.next(POST, Answer::Json(odd));
    assert_eq!(slack.post(&space("C1"), &card(), "k").await, Err(SendError::Gone { code: "is_archived" }));
    let forbidden = Answer::Raw(403, None, "application/json", refusal("token_revoked").to_string());
    server.next(POST, forbidden);
    assert_eq!(
        slack.post(&space("C1"), &card(), "k").await,
        Err(SendError::ShutOut { after: Duration::from_secs(60), code: "token_revoked" })
    );
}

#[tokio::test]
async fn a_call_ends_in_time_whatever_slack_does() {
    let server = Server::start().await;
    let slack = server.slack_within(Duration::from_millis(100));
    server.always(POST, json!({ "ok": true, "channel": "C1", "ts": "1.1" }));
    server.next(POST, Answer::Never);
    assert_eq!(slack.post(&space("C1"), &card(), "k").await, Err(again("timeout")));
    server.next("conversations.info", Answer::Never);
    server.always("conversations.members", json!({ "ok": true, "members": [] }));
    assert_eq!(slack.membership(&space("C1")).await, Err(again("timeout")));
    // Nobody listens there.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/api", free.local_addr().unwrap());
    drop(free);
    let clock = Arc::new(MovableClock::frozen_at("2026-03-10T10:00:00Z".parse().unwrap()));
    let told = slack_at(&url, Duration::from_secs(5), clock).post(&space("C1"), &card(), "k").await;
    assert_eq!(told, Err(again("network")));
}

#[tokio::test]
async fn neither_token_nor_answer_stands_in_any_error() {
    let server = Server::start().await;
    let api = Api::new(&server.url, Duration::from_secs(5)).unwrap();
    let token = Text::new(TOKEN);
    let refusals = WORDS.iter().map(|word| Answer::Json(refusal(word)));
    let answers = no_answers().into_iter().map(|(answer, _)| answer).chain(refusals);
    let answers = answers.chain([Answer::Raw(429, None, "text/plain", format!("{CANARY} {TOKEN}"))]);
    #[derive(Debug, serde::Deserialize)]
    struct Needed {
        #[expect(dead_code, reason = "an answer without it is strange")]
        nobody_has_this: u8,
    }
    for answer in answers {
        for method in [Method::ChatPostMessage, Method::UsersInfo] {
            server.next(method.path(), answer.clone());
            let error = api.call::<Needed>(&token, method, &json!({ "text": CANARY })).await.unwrap_err();
            let said = format!("{error} {error:?} {} {:?}", SendError::from(error), SendError::from(error));
            assert!(!said.contains(CANARY) && !said.contains("zanzibar"), "{said}");
        }
    }
    let settings = format!("{:?}", server.slack().settings);
    assert!(settings.contains(super::server::TEAM) && !settings.contains("zanzibar"), "{settings}");
}

#[tokio::test]
async fn a_slash_at_the_end_of_the_address_is_no_trouble_and_the_token_travels_as_a_header() {
    let server = Server::start().await;
    for url in [server.url.clone(), format!("{}//", server.url)] {
        let api = Api::new(&url, Duration::from_secs(5)).unwrap();
        let body = json!({ "user": "U1", "include_locale": true });
        server.always("users.info", json!({ "ok": true }));
        api.call::<Value>(&Text::new(TOKEN), Method::UsersInfo, &body).await.unwrap();
    }
    let asked = server.asked("users.info");
    assert_eq!(asked.len(), 2);
    for asked in asked {
        assert_eq!(asked.token, format!("Bearer {TOKEN}"));
        assert_eq!(asked.body, json!({ "user": "U1", "include_locale": "true" }));
    }
    assert!(Api::new("http://slack.com/api", Duration::from_secs(5)).is_err());
}

#[tokio::test]
async fn whether_slack_lets_us_in_is_told() {
    let server = Server::start().await;
    let slack = server.slack();
    assert!(slack.health().shut_out.is_empty());
    server.next(POST, Answer::Json(refusal("token_revoked")));
    slack.post(&space("C1"), &card(), "k").await.unwrap_err();
    assert_eq!(slack.health().shut_out.into_iter().collect::<Vec<_>>(), [super::server::TEAM]);
    server.next(POST, Answer::Json(refusal("internal_error")));
    slack.post(&space("C1"), &card(), "k").await.unwrap_err();
    assert!(!slack.health().shut_out.is_empty());
    server.next(POST, Answer::Json(refusal("is_archived")));
    slack.post(&space("C1"), &card(), "k").await.unwrap_err();
    assert!(slack.health().shut_out.is_empty());
}
