//! Owns which words the platforms ask for by id, and how long they may be there, so that `prompts check` finds those
//! that are missing or too long.

use super::words::{Arg, Words};
use crate::chat::limits;

/// What stands at the top and at the foot of a window in Slack, in characters.
const FOOT: usize = 24;

const WORDS: &[(&str, usize)] = &[
    ("chat-only_you", FOOT),
    ("chat-close", FOOT),
    ("chat-step", limits::TEXT),
    ("chat-law", limits::TEXT),
    ("chat-pick_people", 150), // plain_text_input.placeholder
    ("chat-error_summary", limits::TEXT),
    ("slack-short", FOOT),
    ("slack-short-send", FOOT),
    ("slack-short-send_unrouted", FOOT),
    ("slack-short-page_child", FOOT),
    ("slack-short-name_them", FOOT),
    ("slack-forward", limits::TEXT),
    ("slack-tick", limits::OPTION),
    ("slack-more_view", limits::TEXT),
    ("slack-more_message", limits::TEXT),
    ("slack-part", limits::TEXT),
    ("slack-part-next", 75), // button.text
    ("slack-part-before", 75),
    ("slack-closed.heading", limits::HEADING),
    ("slack-closed.text", limits::TEXT),
    ("slack-open.heading", limits::HEADING),
    ("slack-open.text", limits::TEXT),
    ("slack-read_again.heading", limits::HEADING),
    ("slack-read_again.text", limits::TEXT),
    ("slack-expired.heading", limits::HEADING),
    ("slack-expired.text", limits::TEXT),
];
const ARGS: &[(&str, &str)] = &[
    ("step", "10"),
    ("part", "2"),
    ("of", "10"),
    ("count", "4"),
    ("short", "Go on"),
    ("whole", "Send to the DSL"),
];

/// What is wrong with the words of one locale.
pub(super) fn problems(words: &Words) -> Vec<String> {
    let args: Vec<Arg<'_>> = ARGS.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    let mut wrong: Vec<String> = WORDS.iter().filter_map(|(id, _)| words.problem(id, &args)).collect();
    for (id, most) in WORDS {
        let length = words.find(id, &args).unwrap_or_default().chars().count();
        if length > *most {
            wrong.push(format!("{}: {id} has {length} characters, {most} fit", words.locale()));
        }
    }
    wrong
}
