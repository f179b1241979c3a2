//! Whatever a school publishes, every page of it fits every platform and holds nothing but words.

use super::{FIRST, question};
#[cfg(feature = "slack")]
use crate::slack_render::refused_page;
use crate::world::built_in;
use hearken::chat::limits;
use hearken::chat::{Block, Page};
use hearken::domain::attestation::text::{look, paragraphs};
use hearken::domain::id::DraftId;
use hearken::forms::Words;
use hearken::forms::attest::{Booklet, Shown, Since, Told};

fn booklet(text: &str, before: Option<&str>) -> Booklet {
    let shown = Shown {
        title: "Keeping children safe in education, Part One".to_owned(),
        edition: "September 2026, for support staff".to_owned(),
        sha256: "0123456789abcdef".repeat(4),
        link: Some("https://oak.example/policy".to_owned()),
        paragraphs: paragraphs(text),
        questions: vec![question()],
    };
    let on = "2025-09-30".parse().unwrap();
    let since = before.map(|before| Since { on, same: false, paragraphs: Some(paragraphs(before)) });
    Booklet::new(shown, since)
}

fn pages(words: &Words, booklet: &Booklet) -> Vec<Page> {
    let draft = DraftId::from_random([7; 16]);
    let told = || Told { error: Some("x".repeat(1000)), note: Some("y".repeat(300)), ..Told::default() };
    (0..booklet.steps.len()).map(|at| booklet.page(words, (&draft, 1_000_000), at, told())).collect()
}

fn fits(name: &str, text: &str, before: Option<&str>) {
    let (prompts, booklet) = (built_in(), booklet(text, before));
    for words in prompts.locales() {
        for page in pages(words, &booklet) {
            for platform in limits::ALL {
                let excess = platform.page(&page);
                assert!(excess.is_empty(), "{name}, {}: {excess:?}", platform.name);
            }
            #[cfg(feature = "slack")]
            assert_eq!(refused_page(&prompts, &page), [""; 0], "{name}");
            crate::world::holds_words_only(&page.title);
            for block in &page.intro {
                if let Block::Quote { text, .. } = block {
                    assert!(!text.is_blank() && text.length() <= limits::TEXT, "{name}: {}", text.length());
                }
            }
        }
    }
}

#[test]
fn hostile_and_odd_markdown_fits_every_platform() {
    let texts: &[(&str, String)] = &[
        ("plain", FIRST.to_owned()),
        ("one endless word", "a".repeat(150_000)),
        ("one endless paragraph", "Never share it. ".repeat(9_000)),
        ("an endless heading", format!("# {}\n\nWords.", "Heading ".repeat(4_000))),
        ("many headings", "# Heading\n\n".repeat(1_400)),
        ("many short lines", "- a\n".repeat(2_900)),
        ("deep lists", (0..200).map(|n| format!("{}- point {n}\n", "  ".repeat(n))).collect()),
        ("deep quotes", format!("{} deep", ">".repeat(5_000))),
        ("open brackets", "[".repeat(20_000)),
        ("open emphasis", "*a **b ".repeat(10_000)),
        (
            "html",
            "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n<!-- <!channel> -->\n".repeat(200),
        ),
        (
            "mentions",
            "<!channel> <@U123> @everyone :smile: *bold* _it_ `code` <https://evil.example|ok>\n\n"
                .repeat(300),
        ),
        ("links", "[click](https://example.org/".to_owned() + &"a".repeat(3_000) + ")"),
        ("wide signs", "😢ñ&<>\"\\ ".repeat(9_000)),
        ("tables and rules", "| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n".repeat(300)),
        ("windows", FIRST.replace('\n', "\r\n")),
    ];
    for (name, text) in texts {
        assert!(look(text).is_ok(), "{name}: {:?}", look(text));
        fits(name, text, None);
        fits(name, text, Some(FIRST));
        fits(name, FIRST, Some(text));
    }
}

#[test]
fn what_looks_like_mark_up_is_shown_as_it_was_written() {
    let prompts = built_in();
    let booklet =
        booklet("# <b>Rules</b>\n\nSee <!channel> and [this](javascript:alert(1)) & **that**", None);
    let page = &pages(prompts.words(None), &booklet)[0];
    let quotes: Vec<(String, String)> = page
        .intro
        .iter()
        .filter_map(|block| match block {
            Block::Quote { label, text } => Some((label.clone(), text.expose().to_owned())),
            _ => None,
        })
        .collect();
    let expected =
        ("<b>Rules</b>".to_owned(), "See <!channel> and this (javascript:alert(1)) & that".to_owned());
    assert_eq!(quotes, [expected]);
}

#[test]
fn a_long_list_of_changes_is_told_in_pages_and_a_text_written_anew_as_a_whole() {
    let old: String = (0..40).map(|n| format!("Rule {n} says that one does this in the hall.\n\n")).collect();
    let some = old.replace("in the hall", "in the yard");
    let changes = |booklet: &Booklet| {
        let change =
            |step: &&hearken::forms::attest::Step| matches!(step, hearken::forms::attest::Step::Changes(_));
        booklet.steps.iter().filter(change).count()
    };
    assert_eq!(changes(&booklet(&some, Some(&old))), 5, "eight changes a page");
    let long: String =
        (0..90).map(|n| format!("Rule {n} says that one does this in the hall.\n\n")).collect();
    let anew = booklet(&long.replace("in the hall", "in the yard"), Some(&long));
    assert_eq!(changes(&anew), 0);
    let prompts = built_in();
    let Block::Text(lead) = &pages(prompts.words(None), &anew)[0].intro[0] else { panic!("a lead") };
    assert!(lead.contains("best read as a whole"), "{lead}");
}
