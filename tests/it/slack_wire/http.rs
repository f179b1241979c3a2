//! Over HTTP: only what Slack signed is read, only now, only once, and it is acknowledged in time.

use super::desk::{Desk, NOW, SECRET, form, recorded, someone};
use hearken::chat::Action;
use hearken::platforms::slack::http::LARGEST;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A desk that listens on a port.
struct Served {
    desk: Desk,
    url: String,
    http: reqwest::Client,
}

fn signature(secret: &str, at: i64, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(format!("v0:{at}:").as_bytes());
    mac.update(body);
    let digits: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("v0={digits}")
}

impl Served {
    async fn open() -> Self {
        let desk = Desk::open().await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = desk.router();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { desk, url, http: reqwest::Client::builder().no_proxy().build().unwrap() }
    }

    fn request(&self, path: &str, at: i64, body: &[u8]) -> reqwest::RequestBuilder {
        let request = self.http.post(format!("{}/slack/{path}", self.url)).body(body.to_vec());
        request
            .header("x-slack-request-timestamp", at.to_string())
            .header("x-slack-signature", signature(SECRET, at, body))
    }

    async fn post(&self, path: &str, file: &str) -> (u16, String) {
        answered(self.request(path, NOW, &recorded(file))).await
    }
}

async fn answered(request: reqwest::RequestBuilder) -> (u16, String) {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn only_what_slack_signed_within_five_minutes_is_taken() {
    let served = Served::open().await;
    let body = recorded("command-concern.form");
    for off in [-360, 360, -301, 301] {
        let (status, words) = answered(served.request("commands", NOW + off, &body)).await;
        assert_eq!(
            (status, words.as_str()),
            (401, "This was signed more than five minutes from now.\n"),
            "{off}"
        );
    }
    let url = format!("{}/slack/commands", served.url);
    let unsigned = || served.http.post(&url).body(body.clone()).header("x-slack-request-timestamp", NOW);
    let no_stamp = served.http.post(&url).body(body.clone());
    let signed = signature(SECRET, NOW, &body);
    let mut changed = body.clone();
    changed.extend_from_slice(b"&text=more");
    for (what, request) in [
        ("no signature", unsigned()),
        ("no timestamp", no_stamp.header("x-slack-signature", &signed)),
        ("another secret", unsigned().header("x-slack-signature", signature("another", NOW, &body))),
        ("another moment", unsigned().header("x-slack-signature", signature(SECRET, NOW - 1, &body))),
        ("not a signature", unsigned().header("x-slack-signature", "v0=zz")),
        ("another body", unsigned().header("x-slack-signature", &signed).body(changed)),
    ] {
        let (status, words) = answered(request).await;
        assert_eq!((status, words.as_str()), (401, "This is not signed by Slack.\n"), "{what}");
    }
    assert!(served.desk.app.events().is_empty(), "nothing of it went any further");
    assert_eq!(served.post("commands", "command-concern.form").await, (200, String::new()));
    served.desk.api.until_called(1).await;
    assert_eq!(served.desk.app.events().len(), 1);
    for off in [-300, 300] {
        let body = recorded("command-hearken.form");
        assert_eq!(answered(served.request("commands", NOW + off, &body)).await.0, 200, "{off}");
    }
}

#[tokio::test]
async fn nobody_is_waited_for_who_does_not_send_the_rest() {
    let served = Served::open().await;
    tokio::time::pause();
    let signed = "x-slack-request-timestamp: 1\r\nx-slack-signature: v0=00\r\n";
    for (headers, status) in [("", "401"), (signed, "408")] {
        let mut socket =
            tokio::net::TcpStream::connect(served.url.trim_start_matches("http://")).await.unwrap();
        let start =
            format!("POST /slack/events HTTP/1.1\r\nhost: here\r\ncontent-length: 9\r\n{headers}\r\nhalf");
        socket.write_all(start.as_bytes()).await.unwrap();
        let mut answer = [0; 12];
        socket.read_exact(&mut answer).await.unwrap();
        assert_eq!(String::from_utf8_lossy(&answer), format!("HTTP/1.1 {status}"));
    }
}

#[tokio::test]
async fn a_body_larger_than_a_mebibyte_is_refused_however_it_is_signed() {
    let served = Served::open().await;
    for size in [LARGEST + 1, 10_000_000] {
        let body = vec![b'a'; size];
        let sent = served.request("interactions", NOW, &body).send().await;
        // A server may hang up on whoever goes on sending what it has refused.
        if let Ok(answer) = sent {
            assert_eq!(answer.status().as_u16(), 413);
        } else {
            assert!(size > LARGEST + 1);
        }
    }
    // As large as may be: read, and found to be nothing.
    let body = vec![b'a'; LARGEST];
    assert_eq!(answered(served.request("events", NOW, &body)).await, (200, String::new()));
    assert!(served.desk.app.events().is_empty());
}

#[tokio::test]
async fn a_command_is_acknowledged_before_it_is_handled_and_then_opens_the_form() {
    let served = Served::open().await;
    served.desk.app.hold();
    served.desk.app.answers(form());
    assert_eq!(served.post("commands", "command-concern.form").await, (200, String::new()));
    served.desk.app.let_go();
    let called = served.desk.api.until_called(1).await;
    let (method, body) = &called[0];
    assert_eq!((method.as_str(), body["trigger_id"].as_str()), ("views.open", Some("1001.2002.aaaa")));
    assert_eq!(body["view"]["callback_id"], "page:next");
    let events = served.desk.app.events();
    assert_eq!(events[0].locale.as_deref(), Some("es-ES"), "as Slack has it of them");
}

#[tokio::test]
async fn a_submission_is_answered_in_the_body() {
    let served = Served::open().await;
    served.desk.app.answers(form());
    let (status, body) = served.post("interactions", "interaction-submission.form").await;
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!((status, body["response_action"].as_str()), (200, Some("update")));
    assert_eq!(body["view"]["callback_id"], "page:next");
    assert!(served.desk.api.called().is_empty(), "{:?}", served.desk.api.called());
}

#[tokio::test]
async fn a_submission_that_cannot_be_read_is_not_acknowledged() {
    let served = Served::open().await;
    for file in ["interaction-submission-new-element.json", "interaction-submission-no-page.json"] {
        let (status, words) = served.post("interactions", file).await;
        assert_eq!((status, words.as_str()), (500, "This could not be taken. Please try again.\n"), "{file}");
    }
    assert!(served.desk.app.events().is_empty());
}

#[tokio::test]
async fn a_replay_does_nothing_twice() {
    let served = Served::open().await;
    for _ in 0..3 {
        assert_eq!(served.post("commands", "command-concern.form").await, (200, String::new()));
    }
    served.desk.api.until_called(1).await;
    assert_eq!(served.post("interactions", "interaction-submission.form").await.0, 200);
    let replayed = served.post("interactions", "interaction-submission.form").await;
    assert_eq!(replayed, (409, "This came before.\n".to_owned()), "and nobody is shown the answer again");
    served.desk.slack.drained().await;
    assert_eq!(served.desk.app.events().len(), 2);
    assert_eq!(served.desk.api.called().len(), 1);
}

#[tokio::test]
async fn a_file_is_acknowledged_only_when_it_is_stored_and_handled_once_however_often_it_comes() {
    let served = Served::open().await;
    served.desk.app.hold();
    let body = recorded("event-file.json");
    let again = |retry: u32| {
        let request = served.request("events", NOW, &body);
        request.header("x-slack-retry-num", retry).header("x-slack-retry-reason", "http_error")
    };
    assert_eq!(answered(served.request("events", NOW, &body)).await.0, 500, "Slack is to tell it again");
    assert_eq!(answered(again(1)).await.0, 500, "it may still come to nothing");
    served.desk.app.let_go();
    served.desk.slack.drained().await;
    assert_eq!(answered(again(2)).await, (200, String::new()));
    assert!(matches!(served.desk.app.actions().as_slice(), [Action::FileOffered]));
    assert_eq!(served.desk.api.called().len(), 1, "one answer");
}

#[tokio::test]
async fn an_event_that_slack_delivers_again_meanwhile_is_handled_once() {
    let served = Served::open().await;
    served.desk.app.hold();
    let body = recorded("event-words.json");
    for retry in 0..4 {
        let mut request = served.request("events", NOW, &body);
        if retry > 0 {
            request =
                request.header("x-slack-retry-num", retry).header("x-slack-retry-reason", "http_timeout");
        }
        assert_eq!(answered(request).await, (200, String::new()));
    }
    served.desk.app.let_go();
    served.desk.slack.drained().await;
    assert_eq!(served.desk.app.events().len(), 1);
    assert_eq!(served.desk.api.called().len(), 1, "one answer");
}

#[tokio::test]
async fn slacks_question_whether_we_are_there_is_answered_and_its_probes_are_harmless() {
    let served = Served::open().await;
    let (status, words) = served.post("events", "event-challenge.json").await;
    assert_eq!((status, words.as_str()), (200, "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"));
    assert_eq!(served.post("commands", "command-ssl-check.form").await, (200, String::new()));
    assert_eq!(served.post("interactions", "interaction-suggestion.json").await, (200, String::new()));
    assert_eq!(served.post("interactions", "interaction-view-closed.json").await, (200, String::new()));
    assert_eq!(served.post("events", "event-unknown-outer.json").await, (200, String::new()));
    assert!(served.desk.app.events().is_empty());
}

#[tokio::test]
async fn what_could_not_be_stored_is_asked_for_again() {
    let served = Served::open().await;
    let app = &served.desk.app;
    for _ in 0..2 {
        served.desk.api.will("users.info", someone("U0NEW"));
    }
    app.keeps(false);
    assert_eq!(served.post("events", "event-user-gone.json").await.0, 500);
    assert_eq!(served.post("events", "event-joined.json").await.0, 500);
    app.keeps(true);
    assert_eq!(served.post("events", "event-user-gone.json").await.0, 200);
    assert_eq!(served.post("events", "event-joined.json").await.0, 200);
    assert_eq!(app.seen(), 2);
    assert_eq!(app.changed(), ["slack/T0OAK/space/C0SAFE", "slack/T0OAK/space/C0SAFE"]);
}

#[tokio::test]
async fn a_stop_waits_for_what_was_acknowledged() {
    let served = Served::open().await;
    served.desk.app.hold();
    assert_eq!(served.post("commands", "command-concern.form").await.0, 200);
    let drained = served.desk.slack.drained();
    tokio::pin!(drained);
    assert!(tokio::time::timeout(Duration::from_millis(50), &mut drained).await.is_err());
    served.desk.app.let_go();
    drained.await;
    assert_eq!(served.desk.api.called().len(), 1, "it was shown before the stop");
}
