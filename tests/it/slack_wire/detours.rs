//! When Slack does not take the answer: whoever acted gets it another way, and nothing private ends up in a message.

use super::desk::{Called, Desk, card, form, private, recorded};
use hearken::chat::View;
use hearken::platforms::slack::inbox::Answer;
use hearken::platforms::slack::receive::Kind;
use serde_json::{Value, json};

async fn after(desk: &Desk, file: &str) -> Vec<Called> {
    let kind = if file.starts_with("command") { Kind::Command } else { Kind::Interaction };
    assert_eq!(desk.reception.take(kind, &recorded(file)).await, Answer::Taken, "{file}");
    desk.slack.drained().await;
    desk.api.called()
}

fn methods(called: &[Called]) -> Vec<&str> {
    called.iter().map(|(method, _)| method.as_str()).collect()
}

fn with_button(body: &Value, button: &str) -> bool {
    body["blocks"].to_string().contains(button)
}

#[tokio::test]
async fn a_form_that_opened_too_late_waits_behind_a_button() {
    for error in ["expired_trigger_id", "exchanged_trigger_id", "trigger_expired", "trigger_exchanged"] {
        let desk = Desk::open().await;
        desk.app.answers(form());
        desk.api.refuses("views.open", error);
        let called = after(&desk, "command-concern.form").await;
        assert_eq!(methods(&called), ["views.open", "chat.postMessage"], "{error}");
        let message = &called[1].1;
        assert_eq!(message["channel"], "U0TEACHER");
        assert!(with_button(message, ":raise\""), "{message}");
        assert!(!message.to_string().contains("zanzibarquartz"), "{message}");
    }
}

#[tokio::test]
async fn a_card_that_could_not_open_comes_as_a_message() {
    let desk = Desk::open().await;
    desk.app.answers(View::Card(card()));
    desk.api.refuses("views.open", "expired_trigger_id");
    let called = after(&desk, "interaction-button-message.json").await;
    assert_eq!(methods(&called), ["views.open", "chat.postMessage"]);
    assert!(called[1].1.to_string().contains("Words of ours"));
}

#[tokio::test]
async fn a_report_that_could_not_be_shown_privately_is_never_put_into_a_message() {
    for (file, method, error) in [
        ("interaction-button-message.json", "views.open", "expired_trigger_id"),
        ("interaction-button-card-in-modal.json", "views.update", "internal_error"),
    ] {
        let desk = Desk::open().await;
        desk.app.answers(private());
        desk.api.refuses(method, error);
        let called = after(&desk, file).await;
        assert_eq!(methods(&called), [method, "chat.postMessage"]);
        assert!(called[0].1.to_string().contains("zanzibarquartz"));
        assert!(!called[1].1.to_string().contains("zanzibarquartz"), "{}", called[1].1);
    }
}

#[tokio::test]
async fn an_update_that_came_second_is_made_all_the_same() {
    let desk = Desk::open().await;
    desk.app.answers(form());
    desk.api.refuses("views.update", "hash_conflict");
    let called = after(&desk, "interaction-button-page.json").await;
    assert_eq!(methods(&called), ["views.update", "views.update"]);
    assert_eq!(called[0].1["hash"], "1795000000.hash");
    assert_eq!(called[1].1.get("hash"), None);
    assert_eq!((&called[1].1["view_id"], &called[1].1["view"]), (&json!("V0MODAL"), &called[0].1["view"]));
}

/// The same window's submission by another press.
fn submission() -> Vec<u8> {
    String::from_utf8(recorded("interaction-submission.json"))
        .unwrap()
        .replace("1001.2002.cccc", "1001.2002.dddd")
        .into()
}

/// The page of a later revision.
fn form_at(later: i64) -> View {
    let View::Form(mut page) = form() else { panic!("no form") };
    page.revision = later;
    View::Form(page)
}

#[tokio::test]
async fn an_update_with_an_older_page_than_stands_there_is_not_made() {
    let desk = Desk::open().await;
    desk.app.answers(form_at(5));
    let answer = desk.reception.take(Kind::Interaction, &submission()).await;
    assert!(matches!(answer, Answer::Shown(_)), "{answer:?}");
    desk.app.answers(form_at(4));
    assert_eq!(methods(&after(&desk, "interaction-button-page.json").await), Vec::<&str>::new());
    assert_eq!(desk.app.events().len(), 2, "it was handled all the same");
}

#[tokio::test]
async fn a_submission_with_an_older_page_than_stands_there_leaves_the_modal_as_it_is() {
    let desk = Desk::open().await;
    desk.app.answers(form_at(5));
    assert_eq!(methods(&after(&desk, "interaction-button-page.json").await), ["views.update"]);
    desk.app.answers(form_at(4));
    let answer = desk.reception.take(Kind::Interaction, &submission()).await;
    assert_eq!(answer, Answer::NotTaken);
    // Whatever else comes of a page is shown: a receipt, or whom to call.
    let desk = Desk::open().await;
    desk.app.answers(form_at(5));
    after(&desk, "interaction-button-page.json").await;
    desk.app.answers(View::Card(card()));
    let answer = desk.reception.take(Kind::Interaction, &submission()).await;
    assert!(matches!(answer, Answer::Shown(_)), "{answer:?}");
}

#[tokio::test]
async fn a_modal_that_was_closed_meanwhile_opens_again() {
    let desk = Desk::open().await;
    desk.app.answers(form());
    desk.api.refuses("views.update", "not_found");
    let called = after(&desk, "interaction-button-page.json").await;
    assert_eq!(methods(&called), ["views.update", "views.open"]);
    assert_eq!(called[1].1["trigger_id"], "1001.2002.cccc");
    assert_eq!(called[1].1["view"], called[0].1["view"]);
}

#[tokio::test]
async fn with_no_way_left_to_open_it_there_is_a_message() {
    let desk = Desk::open().await;
    desk.app.answers(form());
    desk.api.refuses("views.update", "hash_conflict");
    desk.api.refuses("views.update", "not_found");
    desk.api.refuses("views.open", "expired_trigger_id");
    let called = after(&desk, "interaction-button-page.json").await;
    assert_eq!(methods(&called), ["views.update", "views.update", "views.open", "chat.postMessage"]);
    assert!(!called[3].1.to_string().contains("zanzibarquartz"));
}

#[tokio::test]
async fn a_submission_that_takes_too_long_updates_its_modal_when_it_is_done() {
    let desk = Desk::open().await;
    desk.app.answers(form());
    desk.app.hold();
    tokio::time::pause();
    let answer = desk.reception.take(Kind::Interaction, &recorded("interaction-submission.json")).await;
    tokio::time::resume();
    assert_eq!(answer, Answer::NotTaken, "Slack keeps the modal as it is");
    desk.app.let_go();
    let called = desk.api.until_called(1).await;
    assert_eq!((methods(&called), &called[0].1["view_id"]), (vec!["views.update"], &json!("V0MODAL")));
    assert_eq!(called[0].1["view"]["callback_id"], "page:next");
    assert_eq!(called[0].1["hash"], "1795000000.hash", "so that nothing newer is overwritten");
    assert_eq!(desk.app.events().len(), 1);
}

#[tokio::test]
async fn a_workspace_has_sent_us_away_only_if_slack_says_so_when_asked() {
    for (answer, removed) in [
        (json!({ "ok": true, "user_id": "U0BOT" }), 0),
        (json!({ "ok": false, "error": "token_revoked" }), 1),
    ] {
        for file in ["event-tokens-revoked.json", "event-uninstalled.json"] {
            let desk = Desk::open().await;
            desk.api.will("auth.test", answer.clone());
            assert_eq!(desk.reception.take(Kind::EventsApi, &recorded(file)).await, Answer::Taken);
            assert_eq!(desk.app.removed(), removed, "{file}");
            assert_eq!(desk.slack.workspaces.access("T0OAK").is_none(), removed == 1);
        }
    }
}
