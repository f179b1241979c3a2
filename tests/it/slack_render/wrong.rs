//! What Slack would refuse is found, each in its place.

use super::limits::check;
use serde_json::{Value, json};

fn text(text: &str) -> Value {
    json!({ "type": "plain_text", "text": text })
}

fn option(value: &str) -> Value {
    json!({ "text": text(value), "value": value })
}

fn input(element: Value) -> Value {
    json!({ "type": "input", "block_id": "what", "label": text("What happened?"), "element": element })
}

fn button(id: &str) -> Value {
    json!({ "type": "button", "text": text("Go"), "action_id": id })
}

fn written() -> Value {
    json!({ "type": "plain_text_input", "action_id": "long", "max_length": 3000 })
}

fn modal(blocks: Value) -> Value {
    json!({ "type": "modal", "title": text("A page"), "submit": text("Go on"), "blocks": blocks })
}

fn opened(view: Value) -> Vec<String> {
    check("views.open", &json!({ "trigger_id": "t", "view": view }))
}

fn posted(blocks: Value) -> Vec<String> {
    check("chat.postMessage", &json!({ "channel": "C1", "text": "New", "blocks": blocks }))
}

/// A view with one thing put in, at a path such as `/title/text`; `null` takes it away.
fn changed(mut view: Value, path: &str, to: Value) -> Value {
    let (parent, key) = path.rsplit_once('/').unwrap();
    let parent = view.pointer_mut(parent).unwrap();
    match to {
        Value::Null => drop(parent.as_object_mut().unwrap().remove(key)),
        to => parent[key] = to,
    }
    view
}

#[test]
fn what_is_right_is_let_through() {
    let choice = json!({ "type": "radio_buttons", "action_id": "choice", "options": [option("a"), option("b")], "initial_option": option("a") });
    assert_eq!(opened(modal(json!([input(written())]))), [""; 0]);
    assert_eq!(opened(modal(json!([input(choice), { "type": "divider" }]))), [""; 0]);
    assert_eq!(
        posted(
            json!([{ "type": "header", "text": text("New") }, { "type": "actions", "elements": [button("a")] }])
        ),
        [""; 0]
    );
    let view = modal(json!([{ "type": "section", "text": text("Done") }]));
    assert_eq!(check("response_action", &json!({ "response_action": "update", "view": view })), [""; 0]);
    assert_eq!(
        check("response_action", &json!({ "response_action": "errors", "errors": { "what": "Write it" } })),
        [""; 0]
    );
}

#[test]
fn every_mistake_in_a_view_is_found() {
    let good = || modal(json!([input(written())]));
    let mistakes = [
        ("/title/text", json!("a".repeat(25)), "25 characters; 24 fit"),
        ("/title/type", json!("mrkdwn"), "is not plain_text"),
        ("/title/text", json!(" "), "is empty"),
        ("/title", Value::Null, "title is missing"),
        ("/submit", Value::Null, "inputs and no submit"),
        ("/submit/text", json!("a".repeat(25)), "24 fit"),
        ("/close", json!({ "type": "plain_text", "text": "a".repeat(25) }), "24 fit"),
        ("/private_metadata", json!("a".repeat(3001)), "3000 fit"),
        ("/colour", json!("red"), "colour is not known"),
        ("/type", json!("home"), "is of type \"home\""),
        ("/notify_on_close", json!("yes"), "not true or false"),
        ("/blocks", json!([]), "has 0 items"),
        ("/blocks", json!(vec![json!({ "type": "divider" }); 101]), "has 101 items; 1 to 100"),
        ("/blocks", json!([input(written()), input(written())]), "stands twice"),
        ("/blocks", json!([{ "type": "marquee" }]), "\"marquee\" is not known"),
        ("/blocks", json!([{ "type": "section" }]), "without text or fields"),
        (
            "/blocks",
            json!([{ "type": "section", "text": text(&"a".repeat(3001)) }]),
            "3001 characters; 3000 fit",
        ),
        ("/blocks", json!([{ "type": "section", "fields": vec![text("a"); 11] }]), "has 11 items; 1 to 10"),
        ("/blocks", json!([{ "type": "section", "fields": [text(&"a".repeat(2001))] }]), "2000 fit"),
        ("/blocks", json!([{ "type": "header", "text": text(&"a".repeat(151)) }]), "150 fit"),
        (
            "/blocks",
            json!([{ "type": "header", "text": { "type": "mrkdwn", "text": "a" } }]),
            "is not plain_text",
        ),
        ("/blocks", json!([{ "type": "context", "elements": vec![text("a"); 11] }]), "1 to 10"),
        ("/blocks", json!([{ "type": "actions", "elements": [] }]), "has 0 items"),
        (
            "/blocks",
            json!([{ "type": "actions", "elements": [button("a"), button("a")] }]),
            "\"a\" stands twice",
        ),
        (
            "/blocks",
            json!([{ "type": "actions", "elements": [{ "type": "button", "text": text("Go") }] }]),
            "action_id is missing",
        ),
        (
            "/blocks",
            json!([{ "type": "section", "text": { "type": "mrkdwn", "text": "<!channel>" } }]),
            "not escaped",
        ),
        (
            "/blocks",
            json!([{ "type": "section", "text": { "type": "mrkdwn", "text": "a", "emoji": true } }]),
            "emoji is not known",
        ),
        ("/blocks", json!([{ "type": "rich_text", "elements": [] }]), "has 0 items"),
        ("/blocks/0/label/text", json!(""), "is empty"),
        ("/blocks/0/hint", text(&"a".repeat(2001)), "2000 fit"),
        ("/blocks/0/element/max_length", json!(3001), "max_length"),
        ("/blocks/0/element/initial_value", json!(""), "initial_value is empty"),
        ("/blocks/0/element/initial_value", json!("a".repeat(3001)), "over max_length"),
        ("/blocks/0/element/kind", json!("long"), "kind is not known"),
        (
            "/blocks/0/element",
            json!({ "type": "datepicker", "action_id": "date", "initial_date": "yesterday" }),
            "0000-00-00",
        ),
        (
            "/blocks/0/element",
            json!({ "type": "timepicker", "action_id": "time", "initial_time": "9:5" }),
            "00:00",
        ),
        (
            "/blocks/0/element",
            json!({ "type": "multi_users_select", "action_id": "person", "initial_users": [] }),
            "has 0 items",
        ),
        (
            "/blocks/0/element",
            json!({ "type": "radio_buttons", "action_id": "choice", "options": [] }),
            "has 0 items",
        ),
        (
            "/blocks/0/element",
            json!({ "type": "checkboxes", "action_id": "choices", "options": vec![option("a"); 11] }),
            "1 to 10",
        ),
        (
            "/blocks/0/element",
            json!({ "type": "radio_buttons", "action_id": "choice", "options": [option("a"), option("a")] }),
            "the same value",
        ),
        (
            "/blocks/0/element",
            json!({ "type": "radio_buttons", "action_id": "choice", "options": [option("a")], "initial_option": option("b") }),
            "not exactly one",
        ),
        (
            "/blocks/0/element",
            json!({ "type": "checkboxes", "action_id": "choices", "options": [option("a")], "initial_options": [] }),
            "has 0 items",
        ),
        (
            "/blocks/0/element",
            json!({ "type": "static_select", "action_id": "choice" }),
            "either options or option_groups",
        ),
        (
            "/blocks/0/element",
            json!({ "type": "static_select", "action_id": "choice", "options": [option(&"a".repeat(76))] }),
            "75 fit",
        ),
        (
            "/blocks/0/element",
            json!({ "type": "static_select", "action_id": "choice", "option_groups": [{ "label": text("A"), "options": [] }] }),
            "has 0 items",
        ),
        ("/blocks/0/element", json!({ "type": "slider", "action_id": "choice" }), "\"slider\" is not known"),
    ];
    for (path, to, why) in mistakes {
        let found = opened(changed(good(), path, to.clone()));
        assert!(found.iter().any(|found| found.contains(why)), "{path} = {to}: {why:?} not in {found:?}");
    }
}

#[test]
fn a_view_that_is_too_big_is_found() {
    let block = || json!({ "type": "section", "text": text(&"a".repeat(3000)) });
    let found = opened(modal(Value::Array((0..90).map(|_| block()).collect())));
    assert!(found.iter().any(|found| found.contains("250000 fit")), "{found:?}");
}

#[test]
fn every_mistake_in_a_message_a_call_or_an_acknowledgement_is_found() {
    let section = |letters: usize| json!({ "type": "section", "text": text(&"a".repeat(letters)) });
    let cases = [
        (posted(json!(vec![json!({ "type": "divider" }); 51])), "1 to 50"),
        (posted(json!([input(written())])), "\"input\" is not known"),
        (
            posted(json!([section(3000), section(3000), section(3000), section(3000), section(1)])),
            "12000 fit",
        ),
        (check("chat.postMessage", &json!({ "channel": "C1", "blocks": [section(1)] })), "text is missing"),
        (
            check("chat.postMessage", &json!({ "channel": "C1", "text": "", "blocks": [section(1)] })),
            "is empty",
        ),
        (
            check("chat.update", &json!({ "channel": "C1", "text": "a", "blocks": [section(1)] })),
            "ts is missing",
        ),
        (check("views.open", &json!({ "view": modal(json!([section(1)])) })), "trigger_id is missing"),
        (check("views.update", &json!({ "view": modal(json!([section(1)])) })), "view_id is missing"),
        (
            check("views.publish", &json!({ "user_id": "U1", "view": modal(json!([section(1)])) })),
            "not \"home\"",
        ),
        (
            check(
                "views.publish",
                &json!({ "user_id": "U1", "view": { "type": "home", "title": text("a"), "blocks": [section(1)] } }),
            ),
            "title is not known",
        ),
        (check("response_action", &json!({ "response_action": "errors", "errors": {} })), "no errors"),
        (
            check("response_action", &json!({ "response_action": "errors", "errors": { "what": "" } })),
            "is empty",
        ),
        (check("response_action", &json!({ "response_action": "reload" })), "not known"),
        (check("response_action", &json!({})), "not known"),
        (check("views.read", &json!({})), "a method that is not known"),
    ];
    for (found, why) in cases {
        assert!(found.iter().any(|found| found.contains(why)), "{why:?} not in {found:?}");
    }
}
