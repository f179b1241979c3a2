//! What Markdown becomes on a page.

use super::*;
use proptest::prelude::*;

fn words(text: &str) -> Vec<String> {
    let shown = |paragraph: Paragraph| match paragraph {
        Paragraph::Heading(words) => format!("# {words}"),
        Paragraph::Words(words) => words,
    };
    paragraphs(text).into_iter().map(shown).collect()
}

#[test]
fn headings_paragraphs_lists_and_bold_are_plain_words() {
    let text = "# Phones\n\nKeep **your own** phone\nin the staff room.\n\n- at lunch\n- after school\n  - not in the hall\n\n3. third\n4. fourth";
    assert_eq!(
        words(text),
        [
            "# Phones",
            "Keep your own phone in the staff room.",
            "• at lunch",
            "• after school",
            "  • not in the hall",
            "3. third",
            "4. fourth"
        ]
    );
}

#[test]
fn points_with_paragraphs_between_keep_their_signs() {
    assert_eq!(words("- one\n\n- two\n\n  more of two\n"), ["• one", "• two", "more of two"]);
    assert_eq!(words("1. one\n\n2. two\n"), ["1. one", "2. two"]);
}

#[test]
fn whatever_else_stands_there_is_shown_and_nothing_is_left_out() {
    assert_eq!(
        words(
            "See [the form](https://example.org/form) and ![a picture](x.png).\n\n<script>alert(1)</script>\n\n`code`\n\n    block\n\n> said"
        ),
        [
            "See the form (https://example.org/form) and a picture (x.png).",
            "<script>alert(1)</script>",
            "code",
            "block",
            "said"
        ]
    );
    assert_eq!(
        words("Say <!channel> *and* [](javascript:alert(1))"),
        ["Say <!channel> and  (javascript:alert(1))"]
    );
    assert_eq!(words("***\n\n- \n\n#\n"), Vec::<String>::new());
}

#[test]
fn signs_that_nobody_sees_are_not_published() {
    assert_eq!(look("One.\nTwo \u{202e}three."), Err(Unfit::Hidden(2)));
    assert_eq!(look("One\u{0} two"), Err(Unfit::Hidden(1)));
    assert_eq!(look("zero\u{200b}width"), Err(Unfit::Hidden(1)));
    assert_eq!(look("One.\nTwo &#x202E;three."), Err(Unfit::Hidden(2)), "by its number");
    for hidden in ["\u{ad}", "\u{61c}", "\u{200e}", "\u{2028}", "\u{2063}", "\u{e0041}"] {
        assert_eq!(look(&format!("One.\nTw{hidden}o.")), Err(Unfit::Hidden(2)), "{hidden:?}");
    }
    assert_eq!(look("A family: \u{1f469}\u{200d}\u{1f467}."), Ok(()), "what joins letters is none of them");
    assert_eq!(look("\u{feff}A first line, as Windows writes it.\r\n\tTwo."), Ok(()));
    assert_eq!(look(" \n\n---\n"), Err(Unfit::Empty));
    assert_eq!(look(&"a".repeat(LONGEST + 1)), Err(Unfit::TooLong));
    assert_eq!(look(&"a\n\n".repeat(MOST + 1)), Err(Unfit::TooLong));
}

#[test]
fn a_page_ends_where_two_screens_are_full_and_says_under_which_heading_it_goes_on() {
    let text =
        format!("# Rules\n\n{}\n\n{}\n\n# Help\n\nAsk us.", "One two. ".repeat(100), "Three. ".repeat(120));
    let pages = pages(&paragraphs(&text));
    let shape: Vec<Vec<(Option<&str>, bool)>> =
        pages.iter().map(|page| page.iter().map(|s| (s.heading.as_deref(), s.goes_on)).collect()).collect();
    assert_eq!(shape, [vec![(Some("Rules"), false)], vec![(Some("Rules"), true), (Some("Help"), false)]]);
}

#[test]
fn headings_without_words_below_them_are_kept() {
    let pages = pages(&paragraphs("# One\n\n# Two\n\nWords.\n\n# Three"));
    let said: Vec<(Option<&str>, &str)> =
        pages[0].iter().map(|section| (section.heading.as_deref(), section.words.as_str())).collect();
    assert_eq!(said, [(None, "One"), (Some("Two"), "Words."), (None, "Three")]);
}

#[test]
fn reading_takes_a_minute_for_two_hundred_words() {
    assert_eq!(minutes(&paragraphs("one")), 1);
    assert_eq!(minutes(&paragraphs(&"word ".repeat(401))), 3);
}

proptest! {
    #[test]
    fn whatever_is_published_becomes_pages_that_fit_and_keep_every_word(
        text in "([#>*_`\\-+|<&!\\[\\]()~0-9.]|\n|  |[a-zñ😢]{1,9} ?|https://e.org/){0,300}"
    ) {
        let paragraphs = paragraphs(&text);
        let pages = pages(&paragraphs);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let mut shown = String::new();
        for section in pages.iter().flatten() {
            if !section.goes_on {
                shown.push_str(section.heading.as_deref().unwrap_or_default());
            }
            shown.push_str(&section.words);
            for part in section.words.split("\n\n") {
                prop_assert!(part.chars().count() <= PAGE + 2 * PAGE_PARTS);
            }
        }
        for page in &pages {
            let length: usize = page.iter().map(|section| section.words.chars().count()).sum();
            prop_assert!(length <= PAGE + PARAGRAPH && page.len() <= PAGE_PARTS);
        }
        let all: String = paragraphs
            .iter()
            .map(|paragraph| match paragraph {
                Paragraph::Heading(words) | Paragraph::Words(words) => words.as_str(),
            })
            .collect();
        prop_assert_eq!(letters(&shown), letters(&all));
    }
}
