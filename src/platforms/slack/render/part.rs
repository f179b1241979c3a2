//! Owns the blocks of a view or a message, and what gives way when there are more of them than Slack takes.

use super::text::{label, pieces, plain, units};
use crate::chat::limits::{FREE, Limits};
use crate::domain::school::PlatformKind;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Buttons in one block.
const BUTTONS: usize = 25;
/// What a view is beside its blocks, in bytes: title, buttons, ids.
const FRAME: usize = 10_000;
/// Slack refuses messages whose blocks have more than about 12,000 characters altogether, and does not say how it
/// counts (`msg_blocks_too_long`).
const MESSAGE: usize = 10_000;
/// More divisions than anything has: room is kept for their number.
const MANY: usize = 999;

/// Slack's limits of what we send.
pub fn limits() -> &'static Limits {
    Limits::of(PlatformKind::Slack)
}

/// Something to show, before it is known whether there is room for all of it.
#[derive(Debug)]
pub enum Part {
    Heading(String),
    /// Over the words that follow.
    Label(String),
    /// Shown exactly.
    Words(String),
    /// A block with words in a layout of its own.
    Said(Value),
    Divider,
    Field(Value),
    Buttons(Vec<Value>),
}

/// How much fits.
pub struct Room {
    blocks: usize,
    /// As JSON, in bytes.
    bytes: usize,
    /// All words together, in units.
    words: usize,
}

impl Room {
    pub fn view() -> Self {
        Self { blocks: limits().page_parts, bytes: limits().page_bytes - FRAME, words: FREE }
    }

    pub fn message() -> Self {
        Self { blocks: limits().card_parts, bytes: limits().page_bytes - FRAME, words: MESSAGE }
    }

    fn holds(&self, size: &Size) -> bool {
        size.blocks <= self.blocks && size.bytes <= self.bytes && size.words <= self.words
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Size {
    blocks: usize,
    bytes: usize,
    words: usize,
}

impl Size {
    fn of(block: &Value) -> Self {
        let mut bytes = Escaped(0);
        // What only counts takes everything.
        serde_json::to_writer(&mut bytes, block).ok();
        Self { blocks: 1, bytes: bytes.0, words: words(block) }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            blocks: self.blocks + other.blocks,
            bytes: self.bytes + other.bytes,
            words: self.words + other.words,
        }
    }
}

/// Counts JSON as Slack may well write it: every sign outside ASCII as `\uXXXX`, and those of four bytes as two of them.
struct Escaped(usize);

impl Write for Escaped {
    fn write(&mut self, json: &[u8]) -> io::Result<usize> {
        let counts = |byte: &u8| match byte {
            0..0x80 => 1,
            // The rest of a sign that is counted by its first byte.
            0x80..0xC0 => 0,
            0xC0..0xF0 => 6,
            0xF0.. => 12,
        };
        self.0 += json.iter().map(counts).sum::<usize>();
        Ok(json.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Everything to read in a block.
fn words(value: &Value) -> usize {
    match value {
        Value::Object(keys) => keys
            .iter()
            .map(|(key, value)| match value {
                Value::String(text) if key == "text" => units(text),
                value => words(value),
            })
            .sum(),
        Value::Array(values) => values.iter().map(words).sum(),
        _ => 0,
    }
}

/// The parts as blocks. Where they are too many, neighbouring words share a block; where that is not enough, the last
/// words give way to `more`, which says so. Fields and buttons are always there.
pub fn fit(parts: Vec<Part>, room: &Room, more: &str) -> Vec<Value> {
    match whole(parts, room) {
        Ok(blocks) => bare(blocks),
        Err(blocks) => {
            let blocks = shortened(blocks, room, more);
            bare(if room.holds(&size(&blocks)) { blocks } else { with_buttons_together(blocks) })
        }
    }
}

/// The same, but where not all of it fits it is divided, and this is one of the divisions: the one that is wanted, or the
/// last. Heading and buttons are in each. `around` gives what stands at the top and at the end of one, by its number from
/// 0 and by how many there are.
pub fn parted(
    parts: Vec<Part>,
    room: &Room,
    wanted: usize,
    around: impl Fn(usize, usize) -> (Part, Part),
) -> Vec<Value> {
    let blocks = match whole(parts, room) {
        Ok(blocks) => return bare(blocks),
        Err(blocks) => blocks,
    };
    let (buttons, mut words): (Vec<Laid>, Vec<Laid>) = blocks.into_iter().partition(|(must, _)| *must);
    let headed = words.first().is_some_and(|(_, block)| block["type"] == "header");
    let heading = if headed { vec![words.remove(0)] } else { Vec::new() };
    let (top, end) = around(MANY / 2, MANY);
    let frame = size(&heading).plus(size(&laid_out(&[top, end]))).plus(size(&buttons));
    let mut divided: Vec<Vec<Laid>> = vec![Vec::new()];
    let mut so_far = frame;
    for block in words {
        let more = so_far.plus(Size::of(&block.1));
        match divided.last_mut() {
            Some(last) if last.is_empty() || room.holds(&more) => {
                so_far = more;
                last.push(block);
            }
            _ => {
                so_far = frame.plus(Size::of(&block.1));
                divided.push(vec![block]);
            }
        }
    }
    let (of, part) = (divided.len(), wanted.min(divided.len() - 1));
    let (top, end) = around(part, of);
    let shown = [heading, laid_out(&[top]), divided.swap_remove(part), laid_out(&[end]), buttons];
    bare(shown.concat())
}

/// All of it as it is, else with as few blocks as can be; these where even they are too many.
fn whole(parts: Vec<Part>, room: &Room) -> Result<Vec<Laid>, Vec<Laid>> {
    let blocks = laid_out(&parts);
    if room.holds(&size(&blocks)) {
        return Ok(blocks);
    }
    let blocks = laid_out(&merged(parts));
    if room.holds(&size(&blocks)) { Ok(blocks) } else { Err(blocks) }
}

fn bare(blocks: Vec<Laid>) -> Vec<Value> {
    blocks.into_iter().map(|(_, block)| block).collect()
}

/// A block, and whether it must be there.
type Laid = (bool, Value);

fn size(blocks: &[Laid]) -> Size {
    blocks.iter().map(|(_, block)| Size::of(block)).fold(Size::default(), Size::plus)
}

fn laid_out(parts: &[Part]) -> Vec<Laid> {
    let mut blocks = Vec::new();
    for part in parts {
        match part {
            Part::Heading(text) => {
                blocks.push((false, json!({ "type": "header", "text": label(text, limits().heading) })));
            }
            Part::Label(text) if text.trim().is_empty() => {}
            Part::Label(text) => blocks.push((false, bold(text))),
            Part::Words(text) => {
                // White space alone would be refused, and nobody sees it.
                let seen = pieces(text, limits().text).into_iter().filter(|piece| !piece.trim().is_empty());
                blocks.extend(seen.map(|piece| (false, section(piece))));
            }
            Part::Said(block) => blocks.push((false, block.clone())),
            Part::Divider => blocks.push((false, json!({ "type": "divider" }))),
            Part::Field(block) => blocks.push((true, block.clone())),
            Part::Buttons(buttons) => blocks.extend(actions(buttons)),
        }
    }
    blocks
}

fn actions(buttons: &[Value]) -> impl Iterator<Item = Laid> {
    buttons.chunks(BUTTONS).map(|some| (true, json!({ "type": "actions", "elements": some })))
}

fn section(text: &str) -> Value {
    json!({ "type": "section", "text": plain(text) })
}

/// Rich text takes its words as they are, unlike `mrkdwn`.
fn bold(text: &str) -> Value {
    let words = json!({ "type": "text", "text": text, "style": { "bold": true } });
    json!({ "type": "rich_text", "elements": [{ "type": "rich_text_section", "elements": [words] }] })
}

/// The same with as few blocks as can be: the first heading stands alone, every other word beside its neighbours.
fn merged(parts: Vec<Part>) -> Vec<Part> {
    let mut merged: Vec<Part> = Vec::new();
    let mut over: Option<String> = None;
    let mut headed = false;
    for part in parts {
        let words = match part {
            Part::Heading(text) if headed => text,
            Part::Label(text) => {
                over = Some(text);
                continue;
            }
            Part::Words(text) => match over.take() {
                Some(label) => format!("{label}\n{text}"),
                None => text,
            },
            Part::Divider => continue,
            other => {
                headed |= matches!(other, Part::Heading(_));
                merged.push(other);
                continue;
            }
        };
        match merged.last_mut() {
            Some(Part::Words(before)) => {
                before.push_str("\n\n");
                before.push_str(&words);
            }
            _ => merged.push(Part::Words(words)),
        }
    }
    merged
}

fn shortened(mut blocks: Vec<Laid>, room: &Room, more: &str) -> Vec<Laid> {
    let said = (false, section(more));
    let mut sizes: Vec<Size> = blocks.iter().map(|(_, block)| Size::of(block)).collect();
    let mut place = blocks.len();
    loop {
        let all = sizes.iter().copied().fold(Size::of(&said.1), Size::plus);
        let last = blocks.iter().rposition(|(must, _)| !must);
        let Some(last) = last.filter(|_| !room.holds(&all)) else { break };
        blocks.remove(last);
        sizes.remove(last);
        place = last;
    }
    blocks.insert(place.min(blocks.len()), said);
    blocks
}

fn with_buttons_together(blocks: Vec<Laid>) -> Vec<Laid> {
    let (buttons, mut rest): (Vec<Laid>, Vec<Laid>) =
        blocks.into_iter().partition(|(_, block)| block["type"] == "actions");
    let all: Vec<Value> =
        buttons.iter().filter_map(|(_, block)| block["elements"].as_array()).flatten().cloned().collect();
    rest.extend(actions(&all));
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room(blocks: usize) -> Room {
        Room { blocks, bytes: FREE, words: FREE }
    }

    fn words_of(blocks: &[Value]) -> Vec<&str> {
        blocks.iter().map(|block| block["text"]["text"].as_str().unwrap_or("-")).collect()
    }

    fn report() -> Vec<Part> {
        let words = |text: &str| Part::Words(text.to_owned());
        vec![
            Part::Heading("Report".to_owned()),
            words("One."),
            Part::Divider,
            Part::Label("Then".to_owned()),
            words("Two."),
            Part::Buttons(vec![json!({ "type": "button" })]),
            words("Three."),
            Part::Buttons(vec![json!({ "type": "button" })]),
        ]
    }

    #[test]
    fn all_is_shown_as_it_is_while_there_is_room() {
        let blocks = fit(report(), &room(8), "more");
        assert_eq!(words_of(&blocks), ["Report", "One.", "-", "-", "Two.", "-", "Three.", "-"]);
    }

    #[test]
    fn a_block_counts_as_many_bytes_as_it_can_have() {
        for (text, bytes) in [("a", 1), ("\n\"", 4), ("ñ", 6), ("€", 6), ("😢", 12), ("añ😢", 19)] {
            assert_eq!(Size::of(&json!({ "": text })).bytes, bytes + r#"{"":""}"#.len(), "{text}");
        }
    }

    #[test]
    fn words_share_a_block_before_any_is_left_out() {
        let blocks = fit(report(), &room(5), "more");
        assert_eq!(words_of(&blocks), ["Report", "One.\n\nThen\nTwo.", "-", "Three.", "-"]);
    }

    #[test]
    fn the_last_words_give_way_to_a_line_that_says_so_and_no_button_does() {
        let kinds = |blocks: &[Value]| blocks.iter().filter(|block| block["type"] == "actions").count();
        let blocks = fit(report(), &room(4), "more");
        assert_eq!((words_of(&blocks), kinds(&blocks)), (vec!["Report", "more", "-", "-"], 2));
        let blocks = fit(report(), &room(2), "more");
        assert_eq!((words_of(&blocks), kinds(&blocks)), (vec!["more", "-"], 1));
        assert_eq!(blocks[1]["elements"].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn what_is_divided_is_all_there_with_heading_and_buttons_in_each() {
        let around = |part: usize, of: usize| {
            (Part::Words(format!("{} of {of}", part + 1)), Part::Buttons(vec![json!({ "to": part + 1 })]))
        };
        let long = || {
            let mut parts = vec![Part::Heading("Report".to_owned())];
            parts.extend((0..40).map(|n| Part::Words(format!("{n}. {}", "word ".repeat(599)))));
            parts.push(Part::Buttons(vec![json!({ "type": "button" })]));
            parts
        };
        let mut read = String::new();
        for part in 0..5 {
            let blocks = parted(long(), &room(14), part, around);
            assert!(blocks.len() <= 14);
            let words = words_of(&blocks);
            assert_eq!((words[0], words[1]), ("Report", format!("{} of 5", part + 1).as_str()));
            assert_eq!(&words[words.len() - 2..], ["-", "-"]);
            read += &words[2..words.len() - 2].concat();
        }
        let all: String = (0..40).map(|n| format!("{n}. {}", "word ".repeat(599))).collect();
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(letters(&read), letters(&all));
        assert_eq!(parted(long(), &room(14), 99, around), parted(long(), &room(14), 4, around));
        assert_eq!(parted(report(), &room(8), 3, around), fit(report(), &room(8), "more"));
    }

    #[test]
    fn a_message_has_room_for_fewer_words_than_a_view() {
        let parts = || vec![Part::Words("word ".repeat(5000))];
        assert_eq!(fit(parts(), &Room::view(), "more").len(), 9);
        let message = fit(parts(), &Room::message(), "more");
        assert_eq!(words_of(&message).last(), Some(&"more"));
        assert!(message.iter().map(words).sum::<usize>() <= MESSAGE);
    }
}
