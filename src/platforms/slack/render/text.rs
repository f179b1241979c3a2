//! Owns words in Slack's shape: how it counts them, where long ones are divided, and that nothing in them is interpreted.

use serde_json::{Value, json};

/// Words shown exactly as they are: no mark-up, no mentions, no links, no emoji codes.
pub fn plain(text: &str) -> Value {
    json!({ "type": "plain_text", "text": text, "emoji": false })
}

/// The same, cut to what Slack takes in that place. It refuses a whole view for one text that is empty or too long.
pub fn label(text: &str, most: usize) -> Value {
    let text = text.trim();
    plain(&cut(if text.is_empty() { "–" } else { text }, most))
}

/// Words of ours between words that Slack formats.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Within `most`, with an ellipsis where something had to go.
pub fn cut(text: &str, most: usize) -> String {
    if units(text) <= most {
        return text.to_owned();
    }
    let end = end_within(text, most.saturating_sub(1));
    format!("{}…", text[..end].trim_end())
}

/// How long Slack may take a text to be. It does not say whether it counts characters or the halves of long ones, nor
/// whether before or after it escapes three signs: this is the most that it can be.
pub fn units(text: &str) -> usize {
    text.chars().map(unit).sum()
}

fn unit(sign: char) -> usize {
    match sign {
        '&' => "&amp;".len(),
        '<' | '>' => "&lt;".len(),
        _ => sign.len_utf16(),
    }
}

/// The end of the longest beginning of `text` that has at most `most` units.
fn end_within(text: &str, most: usize) -> usize {
    let mut units = 0;
    for (at, sign) in text.char_indices() {
        units += unit(sign);
        if units > most {
            return at;
        }
    }
    text.len()
}

/// A text in pieces of at most `most` units that together are the text: divided after a paragraph, else after a line,
/// else after a word, else anywhere.
pub fn pieces(text: &str, most: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        // Something is always taken, so that this ends.
        let least = rest.chars().next().map_or(0, char::len_utf8);
        let whole = end_within(rest, most).max(least);
        let end = if whole == rest.len() { whole } else { good_end(&rest[..whole]) };
        pieces.push(&rest[..end]);
        rest = &rest[end..];
    }
    pieces
}

/// The best place to end, in the second half: a text in many small pieces would take more blocks than there are.
fn good_end(text: &str) -> usize {
    let after =
        |found: Option<usize>, length: usize| found.map(|at| at + length).filter(|end| *end > text.len() / 2);
    let space = text.char_indices().rfind(|(_, sign)| sign.is_whitespace());
    after(text.rfind("\n\n"), 2)
        .or_else(|| after(text.rfind('\n'), 1))
        .or_else(|| space.and_then(|(at, sign)| after(Some(at), sign.len_utf8())))
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_words_are_divided_where_a_reader_would() {
        assert_eq!(pieces("One.\n\nTwo. Three", 12), ["One.\n\nTwo. ", "Three"]);
        assert_eq!(pieces("One two.\n\nThree", 12), ["One two.\n\n", "Three"]);
        assert_eq!(pieces("One two\nthree", 10), ["One two\n", "three"]);
        assert_eq!(pieces("abcdef", 4), ["abcd", "ef"]);
        assert_eq!(pieces("", 4), Vec::<&str>::new());
    }

    #[test]
    fn signs_count_as_much_as_they_may() {
        assert_eq!((units("añ"), units("😢"), units("<&>")), (2, 2, 13));
        assert_eq!(cut("Send to the head", 10), "Send to t…");
        assert_eq!(cut("Send", 4), "Send");
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text_and_none_is_too_long(text in "(\\PC|\n|😢|&){0,200}", most in 5..40usize) {
            let pieces = pieces(&text, most);
            prop_assert_eq!(pieces.concat(), text.as_str());
            prop_assert!(pieces.iter().all(|piece| !piece.is_empty() && units(piece) <= most));
        }

        #[test]
        fn what_is_cut_fits(text in "(\\PC|😢|&){0,60}", most in 5..40usize) {
            prop_assert!(units(&cut(&text, most)) <= most);
        }
    }
}
