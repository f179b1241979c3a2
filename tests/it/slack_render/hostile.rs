//! What people write is shown exactly as they wrote it, whatever it looks like.

use super::{Said, refused, refused_message, texts};
use crate::world::built_in;
use hearken::chat::{Block, Card, Field, FieldKind, Page};
use hearken::domain::id::DraftId;
use hearken::domain::text::Text;
use hearken::platforms::slack::render::{card_modal, home, message, modal};
use serde_json::Value;

/// Mark-up, mentions, links, emoji, directions, signs without width, and a great deal of each.
fn hostile() -> Vec<String> {
    let each = [
        "*bold* _italic_ ~struck~ `code` ```block``` > quote",
        "<!channel> <!here> <@U1> <#C1|general> @channel @here",
        "<https://example.com|press here> https://example.com mailto:a@example.com",
        ":smile: :rotating_light: 😢👩‍👩‍👧‍👦🇬🇧",
        "&amp; &lt; & < > \" ' \\ \\n {} {$lead} %s",
        "\u{202e}reversed\u{202c} \u{2067}right to left\u{2069} مرحبا שלום",
        "a\u{200b}b\u{200d}c\u{feff}d\u{0}e\u{7f}",
        "\n\n  - a list\n  - of two\n\n\ttab   and   spaces  ",
        "ñandú ção ł̷̢̛o̵",
    ];
    let mut texts: Vec<String> = each.iter().map(|text| (*text).to_owned()).collect();
    texts.push("word ".repeat(2000));
    texts.push("x".repeat(10_000));
    texts.push("😢".repeat(3000));
    texts.push("&".repeat(3000));
    texts.push(format!("{}the end", " ".repeat(9000)));
    texts.push(each.join("\n").repeat(20));
    texts
}

fn card(text: &str) -> Card {
    let words = || "A reference".to_owned();
    let quote = Block::Quote { label: "What happened".to_owned(), text: Text::new(text) };
    Card {
        lang: "en-GB".to_owned(),
        heading: words(),
        blocks: vec![quote],
        buttons: Vec::new(),
        push: words(),
    }
}

/// The text of a view below its label, put together again. Blocks of white space alone cannot be sent.
fn read(view: &Value) -> String {
    let said = view["blocks"].as_array().unwrap().iter().filter(|block| block["type"] == "section");
    said.map(|block| {
        assert_eq!(block["text"]["type"], "plain_text", "nothing else is never interpreted");
        assert_eq!(block["text"]["emoji"], false, "codes of emoji stay codes");
        block["text"]["text"].as_str().unwrap()
    })
    .collect()
}

#[test]
fn what_was_written_is_read_exactly_in_a_window_and_on_the_home_tab() {
    let prompts = built_in();
    for text in hostile() {
        let card = card(&text);
        for view in [card_modal(&card, &Said(&prompts)), home(std::slice::from_ref(&card), &Said(&prompts))] {
            assert_eq!(refused(&view), [""; 0]);
            let visible = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
            if text.len() < 3000 {
                assert_eq!(read(&view), text);
            }
            assert_eq!(visible(&read(&view)), visible(&text));
        }
        let message = message(&card, &Said(&prompts));
        assert_eq!(refused_message(&message), [""; 0]);
        assert!(!message["text"].as_str().unwrap().contains(text.trim()), "push words tell nothing");
    }
}

#[test]
fn what_is_in_a_field_comes_back_as_it_was_typed() {
    let prompts = built_in();
    for text in hostile().into_iter().filter(|text| text.chars().count() <= 3000) {
        let typed = || Text::new(text.clone());
        let kinds = [
            FieldKind::Short { value: typed() },
            FieldKind::Long { value: typed() },
            FieldKind::Date { value: typed() },
            FieldKind::Time { value: typed() },
        ];
        let fields = kinds.into_iter().enumerate().map(|(n, kind)| Field {
            id: format!("field_{n}"),
            label: "A question".to_owned(),
            hint: None,
            required: true,
            kind,
            error: None,
            hints: vec![typed()],
        });
        let page = Page {
            draft: DraftId::from_random([7; 16]),
            revision: 1,
            id: "what".to_owned(),
            lang: "en-GB".to_owned(),
            title: "A page".to_owned(),
            intro: Vec::new(),
            fields: fields.collect(),
            actions: vec![hearken::chat::Button {
                id: "carry_on".to_owned(),
                label: "Carry on".to_owned(),
                value: String::new(),
                style: hearken::chat::Style::Primary,
            }],
            progress: None,
            error: None,
            note: None,
        };
        let view = modal(&page, &Said(&prompts));
        assert_eq!(refused(&view), [""; 0]);
        let inputs = view["blocks"].as_array().unwrap().iter().filter(|block| block["type"] == "input");
        for element in inputs.map(|block| &block["element"]) {
            assert_eq!(element["type"], "plain_text_input");
            assert_eq!(element["initial_value"], text);
        }
        assert!(texts(&view).iter().filter(|said| **said == text).count() >= 4, "{text}");
    }
}

#[test]
fn a_text_of_white_space_alone_leaves_no_empty_block() {
    let prompts = built_in();
    let view = card_modal(&card(" \n\t"), &Said(&prompts));
    assert_eq!((refused(&view), texts(&view).len()), (Vec::new(), 3));
}

#[test]
fn a_report_too_long_for_a_window_says_that_it_goes_on_and_keeps_its_buttons() {
    let prompts = built_in();
    let mut long = card(&"word ".repeat(80_000));
    long.buttons.push(hearken::chat::Button {
        id: "acknowledge".to_owned(),
        label: "Acknowledge".to_owned(),
        value: "c1".to_owned(),
        style: hearken::chat::Style::Primary,
    });
    let view = card_modal(&long, &Said(&prompts));
    assert_eq!(refused(&view), [""; 0]);
    let blocks = view["blocks"].as_array().unwrap();
    let [.., more, buttons] = &blocks[..] else { panic!("no blocks") };
    assert!(more["text"]["text"].as_str().unwrap().contains("does not fit"));
    assert_eq!(buttons["elements"][0]["action_id"], "card:1:acknowledge");
    assert!(texts(&view).iter().map(String::len).sum::<usize>() > 200_000, "as much as there is room for");
}
