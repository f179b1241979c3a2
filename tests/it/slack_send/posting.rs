//! Posting, threads, updates and group messages, and that nothing is posted twice.

use super::server::{Answer, Server, TEAM, address, card, direct, refusal, space};
use hearken::chat::{Place, Platform, Receipt, SendError};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

const POST: &str = "chat.postMessage";

fn opened(channel: &str) -> Value {
    json!({ "ok": true, "channel": { "id": channel } })
}

fn posted(channel: &str, ts: &str) -> Value {
    json!({ "ok": true, "channel": channel, "ts": ts, "message": { "text": "x" } })
}

#[tokio::test]
async fn a_direct_message_is_opened_once_and_its_card_can_be_brought_up_to_date() {
    let server = Server::start().await;
    let slack = server.slack();
    server.always("conversations.open", opened("D1"));
    server.next(POST, Answer::Json(posted("D1", "1700000000.000100")));
    server.next(POST, Answer::Json(posted("D1", "1700000000.000200")));
    let first = slack.post(&direct("U1"), &card(), "a").await.unwrap();
    let second = slack.post(&direct("U1"), &card(), "b").await.unwrap();
    assert_eq!(first, Receipt { address: direct("U1"), message: "D1/1700000000.000100".to_owned() });
    assert_eq!(second.message, "D1/1700000000.000200");
    assert_eq!(server.asked("conversations.open").len(), 1);
    assert_eq!(server.asked("conversations.open")[0].body, json!({ "users": "U1" }));
    assert!(server.asked(POST).iter().all(|asked| asked.body["channel"] == "D1"));
    server.always("chat.update", posted("D1", "1700000000.000100"));
    slack.update(&first, &card()).await.unwrap();
    let update = server.asked("chat.update").pop().unwrap().body;
    assert_eq!((&update["channel"], &update["ts"]), (&json!("D1"), &json!("1700000000.000100")));
}

#[tokio::test]
async fn a_direct_message_that_slack_has_forgotten_is_opened_again_once() {
    let server = Server::start().await;
    let slack = server.slack();
    server.next("conversations.open", Answer::Json(opened("D1")));
    server.next(POST, Answer::Json(posted("D1", "1.1")));
    slack.post(&direct("U1"), &card(), "a").await.unwrap();
    server.next("conversations.open", Answer::Json(opened("D2")));
    server.next(POST, Answer::Json(refusal("channel_not_found")));
    server.next(POST, Answer::Json(posted("D2", "1.2")));
    assert_eq!(slack.post(&direct("U1"), &card(), "b").await.unwrap().message, "D2/1.2");
    server.always("conversations.open", opened("D3"));
    server.always(POST, refusal("channel_not_found"));
    let told = slack.post(&direct("U1"), &card(), "c").await;
    assert_eq!(told, Err(SendError::Gone { code: "channel_not_found" }));
    assert_eq!(server.asked("conversations.open").len(), 3);
    for word in ["user_not_found", "user_disabled", "cannot_dm_bot", "user_not_visible"] {
        server.next("conversations.open", Answer::Json(refusal(word)));
        let told = slack.post(&direct("U2"), &card(), word).await;
        assert!(matches!(told, Err(SendError::Gone { code }) if code == word), "{told:?}");
    }
}

#[tokio::test]
async fn a_thread_is_opened_in_a_channel_and_answered_in() {
    let server = Server::start().await;
    let slack = server.slack();
    server.next(POST, Answer::Json(posted("C1", "1.1")));
    server.next(POST, Answer::Json(posted("C1", "1.2")));
    let opened = slack.open_thread(&space("C1"), &card(), "a").await.unwrap();
    let thread = address(Place::Thread { space: "C1".to_owned(), thread: "1.1".to_owned() });
    assert_eq!(opened, Receipt { address: thread.clone(), message: "C1/1.1".to_owned() });
    let reply = slack.post(&opened.address, &card(), "b").await.unwrap();
    assert_eq!(reply, Receipt { address: thread, message: "C1/1.2".to_owned() });
    let asked = server.asked(POST);
    assert_eq!((&asked[0].body["channel"], asked[0].body.get("thread_ts")), (&json!("C1"), None));
    assert_eq!(asked[1].body["thread_ts"], "1.1");
    let told = slack.open_thread(&direct("U1"), &card(), "c").await;
    assert_eq!(told, Err(SendError::Refused { code: "not_a_space" }));
}

#[tokio::test]
async fn nothing_in_a_message_calls_anybody_or_is_looked_at_by_slack() {
    let server = Server::start().await;
    let slack = server.slack();
    server.always(POST, posted("C1", "1.1"));
    server.always("chat.update", posted("C1", "1.1"));
    let receipt = slack.post(&space("C1"), &card(), "a").await.unwrap();
    slack.update(&receipt, &card()).await.unwrap();
    let post = server.asked(POST).pop().unwrap().body;
    assert_eq!((&post["unfurl_links"], &post["unfurl_media"]), (&json!(false), &json!(false)));
    for body in [post, server.asked("chat.update").pop().unwrap().body] {
        assert_eq!((&body["parse"], &body["link_names"]), (&json!("none"), &json!(false)));
        assert_eq!(body["text"], card().push);
    }
}

#[tokio::test]
async fn the_same_key_posts_once_however_often_it_comes() {
    let server = Server::start().await;
    let slack = server.slack();
    server.always(POST, posted("C1", "1.1"));
    let (place, card) = (space("C1"), card());
    let (one, two) = tokio::join!(slack.post(&place, &card, "a"), slack.post(&place, &card, "a"));
    assert_eq!(one, two);
    assert_eq!(slack.post(&space("C1"), &card, "a").await, one);
    assert_eq!(server.asked(POST).len(), 1);
    // Another key, or another place, is another post.
    slack.post(&space("C1"), &card, "b").await.unwrap();
    slack.post(&space("C2"), &card, "a").await.unwrap();
    assert_eq!(server.asked(POST).len(), 3);
    // One that failed is posted again.
    server.next(POST, Answer::Json(refusal("internal_error")));
    slack.post(&space("C1"), &card, "c").await.unwrap_err();
    slack.post(&space("C1"), &card, "c").await.unwrap();
    assert_eq!(server.asked(POST).len(), 5);
}

#[tokio::test]
async fn a_post_that_slack_took_too_long_over_is_found_and_not_repeated() {
    let server = Server::start().await;
    let slack = server.slack_within(Duration::from_millis(100));
    let released = Arc::new(Semaphore::new(0));
    server.next(POST, Answer::Later(released.clone(), posted("C1", "1.1")));
    let told = slack.post(&space("C1"), &card(), "a").await;
    assert_eq!(told, Err(SendError::Retry { after: None, code: "timeout" }));
    released.add_permits(1);
    let receipt = loop {
        match slack.post(&space("C1"), &card(), "a").await {
            Ok(receipt) => break receipt,
            Err(error) => assert_eq!(error, SendError::Retry { after: None, code: "timeout" }),
        }
    };
    assert_eq!(receipt.message, "C1/1.1");
    assert_eq!(server.asked(POST).len(), 1);
}

#[tokio::test]
async fn a_card_that_is_gone_for_good_is_let_go() {
    let server = Server::start().await;
    let slack = server.slack();
    let receipt = Receipt { address: direct("U1"), message: "D1/1.1".to_owned() };
    for word in ["message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"] {
        server.next("chat.update", Answer::Json(refusal(word)));
        let told = slack.update(&receipt, &card()).await;
        assert!(matches!(told, Err(SendError::Gone { code }) if code == word), "{told:?}");
    }
    let other = Receipt { message: "nothing of ours".to_owned(), ..receipt };
    assert_eq!(slack.update(&other, &card()).await, Err(SendError::Gone { code: "receipt" }));
}

#[tokio::test]
async fn a_conversation_is_opened_with_one_or_with_several() {
    let server = Server::start().await;
    let slack = server.slack();
    server.always("conversations.open", opened("G1"));
    for users in ["U1", "U1,U2"] {
        assert_eq!(slack.open(TEAM, users).await.as_deref(), Ok("G1"));
    }
    let asked: Vec<_> = server.asked("conversations.open").into_iter().map(|asked| asked.body).collect();
    assert_eq!(asked, [json!({ "users": "U1" }), json!({ "users": "U1,U2" })]);
}

#[tokio::test]
async fn what_is_for_a_workspace_without_a_token_waits() {
    let server = Server::start().await;
    let slack = server.slack();
    slack.workspaces.remove(TEAM);
    let told = slack.post(&space("C1"), &card(), "a").await;
    assert_eq!(told, Err(SendError::ShutOut { after: Duration::from_secs(60), code: "no_token" }));
    assert!(server.asked(POST).is_empty());
}

#[tokio::test]
async fn a_card_that_slack_will_not_have_is_told_of_in_plain_words() {
    let server = Server::start().await;
    let slack = server.slack();
    for word in ["invalid_blocks", "msg_blocks_too_long", "invalid_arguments"] {
        server.next(POST, Answer::Json(refusal(word)));
        server.next(POST, Answer::Json(posted("C1", "1.1")));
        assert_eq!(slack.post(&space("C1"), &card(), word).await.unwrap().message, "C1/1.1");
        let asked = server.asked(POST);
        let [.., refused, plain] = &asked[..] else { panic!("two posts") };
        assert!(refused.body.get("blocks").is_some() && plain.body.get("blocks").is_none());
        assert_eq!(plain.body["text"], card().push);
    }
    // Words that are refused as well are refused.
    server.always(POST, refusal("restricted_action"));
    let told = slack.post(&space("C1"), &card(), "d").await;
    assert_eq!(told, Err(SendError::Refused { code: "restricted_action" }));
}
