//! A view becomes the right reply wherever somebody acted.

use super::{Said, limits};
use crate::world::built_in;
use hearken::chat::{Block, Button, Card, Field, FieldKind, Page, Style, View};
use hearken::domain::id::DraftId;
use hearken::domain::text::Text;
use hearken::platforms::slack::answer::{Reply, answer, by_message, expiry};
use hearken::platforms::slack::methods::Method;
use hearken::platforms::slack::surface::{At, PageRef, Surface, ViewRef};
use serde_json::{Value, json};

fn card(heading: &str) -> Card {
    Card {
        lang: "en-GB".to_owned(),
        heading: heading.to_owned(),
        blocks: vec![Block::Text("Words.".to_owned())],
        buttons: Vec::new(),
        push: "Something for you.".to_owned(),
    }
}

fn page(error: Option<&str>) -> Page {
    let field = |id: &str, error: Option<&str>| Field {
        id: id.to_owned(),
        label: "What happened?".to_owned(),
        hint: None,
        required: true,
        kind: FieldKind::Long { value: Text::new("typed") },
        error: error.map(str::to_owned),
        hints: Vec::new(),
    };
    Page {
        draft: DraftId::parse("d1").unwrap(),
        revision: 4,
        id: "what".to_owned(),
        lang: "en-GB".to_owned(),
        title: "What happened".to_owned(),
        intro: Vec::new(),
        fields: vec![field("what_happened", error), field("where", None)],
        actions: vec![Button {
            id: "carry_on".to_owned(),
            label: "Carry on".to_owned(),
            value: String::new(),
            style: Style::Primary,
        }],
        progress: Some((2, 5)),
        error: None,
        note: None,
    }
}

fn view_ref(revision: i64) -> ViewRef {
    let page = PageRef { draft: DraftId::parse("d1").unwrap(), revision, page: "what".to_owned() };
    ViewRef { id: "V1".to_owned(), hash: Some("1.abc".to_owned()), page: Some(page) }
}

fn surface(at: At, trigger: Option<&str>) -> Surface {
    let trigger = trigger.map(str::to_owned);
    Surface { workspace: "T1".to_owned(), user: "U1".to_owned(), perhaps: None, trigger, at, again: None }
}

fn views() -> Vec<View> {
    let expires = "2026-03-10T10:00:00Z".parse().unwrap();
    vec![
        View::Form(page(None)),
        View::Card(card("A card")),
        View::Private { card: card("A report"), expires },
        View::Home(vec![card("One"), card("Two")]),
        View::Nothing,
    ]
}

fn replies(at: At, trigger: Option<&str>) -> Vec<Reply> {
    let prompts = built_in();
    let surface = surface(at, trigger);
    let replies: Vec<Reply> = views().iter().map(|view| answer(view, &surface, &Said(&prompts))).collect();
    for reply in &replies {
        let ack = reply.ack.iter().flat_map(|ack| limits::check("response_action", ack));
        let calls = reply.calls.iter().flat_map(|call| limits::check(call.method.path(), &call.body));
        assert_eq!(ack.chain(calls).collect::<Vec<_>>(), [""; 0]);
    }
    replies
}

/// Each reply in short: what is acknowledged, and what is called.
fn short(replies: &[Reply]) -> Vec<String> {
    let one = |reply: &Reply| {
        let ack = reply.ack.iter().map(|ack| ack["response_action"].as_str().unwrap().to_owned());
        let calls = reply.calls.iter().map(|call| call.method.path().to_owned());
        ack.chain(calls).collect::<Vec<_>>().join(" ")
    };
    replies.iter().map(one).collect()
}

#[test]
fn a_page_that_was_sent_in_is_answered_in_its_acknowledgement_and_never_by_an_empty_one() {
    let replies = replies(At::Submission(view_ref(4)), Some("t"));
    assert_eq!(short(&replies), ["update"; 5]);
    let last = replies[4].ack.as_ref().unwrap();
    assert!(last.to_string().contains("This form has closed"), "{last}");
}

#[test]
fn a_button_in_a_window_changes_the_window_that_it_is_in() {
    let replies = replies(At::View(view_ref(4)), Some("t"));
    assert_eq!(short(&replies), ["views.update", "views.update", "views.update", "views.update", ""]);
    let body = &replies[0].calls[0].body;
    assert_eq!((&body["view_id"], &body["hash"]), (&json!("V1"), &json!("1.abc")));
    assert_eq!(body["view"]["hash"], Value::Null, "it belongs beside the view");
}

#[test]
fn a_command_or_a_button_under_a_message_opens_a_window() {
    for at in [At::Command, At::Message] {
        let replies = replies(at, Some("t"));
        assert_eq!(short(&replies), ["views.open", "views.open", "views.open", "views.open", ""]);
        assert_eq!(replies[0].calls[0].body["trigger_id"], "t");
    }
}

#[test]
fn the_home_tab_is_published_and_its_buttons_open_a_window() {
    let pressed = replies(At::Home, Some("t"));
    assert_eq!(short(&pressed), ["views.open", "views.open", "views.open", "views.publish", ""]);
    let opened = replies(At::Home, None);
    let expected = ["chat.postMessage", "views.publish", "chat.postMessage", "views.publish", ""];
    assert_eq!(short(&opened), expected);
    assert_eq!(opened[1].calls[0].body["user_id"], "U1");
}

#[test]
fn in_direct_messages_cards_are_posted_and_a_form_waits_behind_a_button() {
    let replies = replies(At::Direct { channel: "D1".to_owned() }, None);
    let home = "chat.postMessage chat.postMessage";
    assert_eq!(short(&replies), ["chat.postMessage", "chat.postMessage", "chat.postMessage", home, ""]);
    let form = &replies[0].calls[0].body;
    assert_eq!(form["channel"], "D1");
    assert!(form.to_string().contains("card:1:raise"), "{form}");
    assert!(!form.to_string().contains("typed"), "{form}");
}

#[test]
fn what_is_private_is_never_posted_to_direct_messages() {
    for at in [At::Direct { channel: "D1".to_owned() }, At::Message, At::Command, At::Home] {
        let replies = replies(at, None);
        let body = &replies[2].calls[0].body;
        let said = body.to_string();
        assert!(!said.contains("A report") && !said.contains("Words."), "{said}");
        assert!(said.contains("Press the button again"), "{said}");
    }
}

#[test]
fn what_is_private_is_replaced_when_its_time_is_over() {
    let prompts = built_in();
    let all: Vec<_> = views().iter().map(|view| expiry(view, &Said(&prompts))).collect();
    let [None, None, Some((at, after)), None, None] = &all[..] else { panic!("{all:?}") };
    assert_eq!(at.to_rfc3339(), "2026-03-10T10:00:00+00:00");
    assert_eq!(super::refused(after), [""; 0]);
    assert!(!after.to_string().contains("A report") && after.to_string().contains("Press the button again"));
}

#[test]
fn without_a_trigger_everything_comes_by_message() {
    let replies = replies(At::Message, None);
    let calls: Vec<Method> = replies.iter().flat_map(|reply| &reply.calls).map(|call| call.method).collect();
    assert_eq!(calls, [Method::ChatPostMessage; 5]);
    assert_eq!(replies[0].calls[0].body["channel"], "U1");
    let prompts = built_in();
    assert_eq!(by_message(&views()[0], "U1", &Said(&prompts)), replies[0].calls);
}

fn acknowledged(page: Page, submitted: ViewRef) -> Value {
    let prompts = built_in();
    let surface = surface(At::Submission(submitted), None);
    let ack = answer(&View::Form(page), &surface, &Said(&prompts)).ack.unwrap();
    assert_eq!(limits::check("response_action", &ack), [""; 0]);
    ack
}

#[test]
fn mistakes_in_fields_are_told_in_the_window_as_it_stands() {
    let ack = acknowledged(page(Some("Write what happened")), view_ref(4));
    let expected = json!({ "what|4|what_happened": "Write what happened" });
    assert_eq!(ack, json!({ "response_action": "errors", "errors": expected }));
}

#[test]
fn where_more_than_mistakes_is_new_the_whole_page_comes() {
    let wrong = || page(Some("Write what happened"));
    let of_the_page = Page { error: Some("Nothing was saved.".to_owned()), ..wrong() };
    let again = Page { note: Some("Look once more.".to_owned()), ..wrong() };
    let mut hinted = wrong();
    hinted.fields[1].hints.push(Text::new("Which day?"));
    let no_page = ViewRef { page: None, ..view_ref(4) };
    let others = [
        (wrong(), view_ref(3)),
        (wrong(), no_page),
        (of_the_page, view_ref(4)),
        (again, view_ref(4)),
        (hinted, view_ref(4)),
        (page(None), view_ref(4)),
    ];
    for (page, submitted) in others {
        let ack = acknowledged(page, submitted);
        assert_eq!(ack["response_action"], "update", "{ack}");
    }
    let ack = acknowledged(wrong(), view_ref(3)).to_string();
    assert!(ack.contains("Write what happened"), "the mistake is told either way: {ack}");
}
