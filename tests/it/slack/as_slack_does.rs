//! The Slack that stands in tests behaves as Slack does: what the other tests rest on.

use super::fake::{Channel, Entry, FakeSlack, How, Standing};
use crate::world::tuesday_at_ten;
use hearken::clock::{Clock, MovableClock};
use serde_json::{Value, json};
use std::sync::Arc;

const TEAM: &str = "T0OAK";

struct Raw {
    slack: FakeSlack,
    clock: Arc<MovableClock>,
    token: String,
    http: reqwest::Client,
}

async fn raw() -> Raw {
    let clock = Arc::new(MovableClock::frozen_at(tuesday_at_ten()));
    let told = clock.clone();
    let slack = FakeSlack::start(Arc::new(move || told.now())).await;
    slack.team(TEAM, None);
    let token = slack.install(TEAM);
    for (user, name) in [("U0ROBIN", "Robin"), ("U0DANA", "Dana"), ("U0AMARA", "Amara"), ("U0JO", "Jo")] {
        slack.user(TEAM, user, name, "en-GB", Standing::Member);
    }
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    Raw { slack, clock, token, http }
}

impl Raw {
    async fn posts(&self, method: &str, body: Value) -> Value {
        let request = self.http.post(format!("{}/{method}", self.slack.api_url()));
        request.bearer_auth(&self.token).json(&body).send().await.unwrap().json().await.unwrap()
    }

    async fn asks(&self, method: &str, query: &str) -> Value {
        let request = self.http.get(format!("{}/{method}?{query}", self.slack.api_url()));
        request.bearer_auth(&self.token).send().await.unwrap().json().await.unwrap()
    }

    /// A trigger as it comes with a command.
    fn trigger(&self) -> String {
        let command = self.slack.person("U0ROBIN").command_payload("/concern");
        command["trigger_id"].as_str().unwrap().to_owned()
    }

    async fn opens(&self, view: Value) -> Value {
        self.posts("views.open", json!({ "trigger_id": self.trigger(), "view": view })).await
    }
}

fn words(text: &str) -> Value {
    json!({ "type": "plain_text", "text": text, "emoji": false })
}

/// A modal that asks one thing, in a block of this id.
fn view(block: &str) -> Value {
    json!({
        "type": "modal", "callback_id": "page:carry_on", "title": words("A page"), "submit": words("Carry on"),
        "close": words("Close"),
        "blocks": [{
            "type": "input", "block_id": block, "label": words("What happened?"), "optional": false,
            "element": { "type": "plain_text_input", "action_id": "long", "multiline": true, "max_length": 3000 },
        }],
    })
}

fn error(answer: &Value) -> &str {
    assert_eq!(answer["ok"], false, "{answer}");
    answer["error"].as_str().unwrap()
}

#[tokio::test]
async fn a_trigger_opens_one_view_and_lives_for_three_seconds() {
    let raw = raw().await;
    let trigger = raw.trigger();
    let open = |trigger: &str| json!({ "trigger_id": trigger, "view": view("a") });
    assert_eq!(raw.posts("views.open", open(&trigger)).await["ok"], true);
    assert_eq!(error(&raw.posts("views.open", open(&trigger)).await), "exchanged_trigger_id");
    assert_eq!(error(&raw.posts("views.open", open("made.up.trigger")).await), "invalid_trigger_id");
    let late = raw.trigger();
    raw.clock.move_on(chrono::TimeDelta::seconds(4));
    assert_eq!(error(&raw.posts("views.open", open(&late)).await), "expired_trigger_id");
    raw.opens(view("b")).await;
    raw.opens(view("c")).await;
    assert_eq!(error(&raw.opens(view("d")).await), "push_limit_reached");
}

#[tokio::test]
async fn an_update_keeps_what_was_typed_under_the_same_ids_and_refuses_an_older_hash() {
    let raw = raw().await;
    let robin = raw.slack.person("U0ROBIN");
    let opened = raw.opens(view("same")).await;
    let (id, hash) = (opened["view"]["id"].clone(), opened["view"]["hash"].clone());
    robin.fills("same", &Entry::Write("typed"));
    let update = |block: &str, hash: &Value| json!({ "view_id": id, "hash": hash, "view": view(block) });
    let updated = raw.posts("views.update", update("same", &hash)).await;
    assert_eq!(updated["view"]["state"]["values"]["same"]["long"]["value"], "typed");
    assert_eq!(error(&raw.posts("views.update", update("same", &hash)).await), "hash_conflict");
    let updated = raw.posts("views.update", update("other", &updated["view"]["hash"])).await;
    assert_eq!(updated["view"]["state"]["values"]["other"]["long"]["value"], Value::Null);
    assert_eq!(
        error(&raw.posts("views.update", json!({ "view_id": "V0GONE", "view": view("x") })).await),
        "not_found"
    );
}

#[tokio::test]
async fn a_required_field_is_asked_for_before_the_app_hears_anything() {
    let raw = raw().await;
    let robin = raw.slack.person("U0ROBIN");
    raw.opens(view("same")).await;
    // Nobody listens: whatever was sent would fail.
    robin.presses("Carry on").await;
    assert!(robin.sees().contains("Please complete this required field."));
}

#[tokio::test]
async fn lists_come_in_pages_however_many_are_asked_for() {
    let raw = raw().await;
    let (mut cursor, mut all, mut pages) = (String::new(), Vec::new(), 0);
    loop {
        let page = raw.asks("users.list", &format!("limit=200&cursor={cursor}")).await;
        all.extend(page["members"].as_array().unwrap().iter().map(|member| member["id"].clone()));
        pages += 1;
        cursor = page["response_metadata"]["next_cursor"].as_str().unwrap().replace('=', "%3D");
        if cursor.is_empty() {
            break;
        }
    }
    assert_eq!((all.len(), pages), (5, 2), "{all:?}");
    assert_eq!(error(&raw.asks("users.list", "cursor=nonsense").await), "invalid_cursor");
}

#[tokio::test]
async fn a_channel_is_there_for_the_app_only_where_it_may_look() {
    let raw = raw().await;
    raw.slack.channel(TEAM, "C0WITH", Channel::Private, &["U0AMARA", "U0BOTT0OAK"]);
    raw.slack.channel(TEAM, "C0WITHOUT", Channel::Private, &["U0AMARA"]);
    raw.slack.channel(TEAM, "C0PUBLIC", Channel::Public, &["U0AMARA", "U0BOTT0OAK"]);
    assert_eq!(raw.asks("conversations.info", "channel=C0WITH").await["channel"]["is_private"], true);
    assert_eq!(error(&raw.asks("conversations.info", "channel=C0WITHOUT").await), "channel_not_found");
    assert_eq!(error(&raw.asks("conversations.members", "channel=C0PUBLIC").await), "missing_scope");
    let post = |channel: &str| json!({ "channel": channel, "text": "words" });
    // The app could post there: nothing but its own care keeps it from it.
    assert_eq!(raw.posts("chat.postMessage", post("C0PUBLIC")).await["ok"], true);
    assert_eq!(raw.slack.messages_seen_by("U0DANA").len(), 1, "and everybody would read it");
    raw.slack.alter("C0WITH", |room| room.archived = true);
    assert_eq!(error(&raw.posts("chat.postMessage", post("C0WITH")).await), "is_archived");
    raw.slack.deactivate("U0JO");
    assert_eq!(error(&raw.posts("conversations.open", json!({ "users": "U0JO" })).await), "user_disabled");
    assert_eq!(error(&raw.posts("chat.postMessage", post("U0JO")).await), "channel_not_found");
    raw.slack.revoke(TEAM);
    assert_eq!(error(&raw.posts("chat.postMessage", post("U0DANA")).await), "token_revoked");
}

#[tokio::test]
async fn it_misbehaves_on_order() {
    let raw = raw().await;
    let url = format!("{}/chat.postMessage", raw.slack.api_url());
    let post =
        || raw.http.post(&url).bearer_auth(&raw.token).json(&json!({ "channel": "U0DANA", "text": "words" }));
    raw.slack.misbehaves("chat.postMessage", 1, How::Limited(30));
    let limited = post().send().await.unwrap();
    assert_eq!((limited.status().as_u16(), limited.headers()["retry-after"].to_str().unwrap()), (429, "30"));
    raw.slack.misbehaves("chat.postMessage", 1, How::DoneAndDropped);
    let told = match post().send().await {
        Ok(answer) => answer.text().await,
        Err(broken) => Err(broken),
    };
    assert!(told.is_err());
    assert_eq!(raw.slack.direct_to("U0DANA").len(), 1, "it was done all the same");
    assert_eq!(post().send().await.unwrap().status(), 200, "once it is over, it is over");
}

#[tokio::test]
async fn whatever_slack_would_refuse_is_found() {
    let raw = raw().await;
    let mut wrong = view("a");
    wrong["title"] = words("A title that is far too long for the top");
    raw.opens(wrong).await;
    let slack = raw.slack.clone();
    let checked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| slack.checks()));
    assert!(checked.is_err());
}
