//! Owns what is shown of a published text: plain headings, paragraphs and lists, in pages that every platform can show.
//!
//! Nothing that is to be read is left out: what is no heading, paragraph, list or bold is shown as it was written, and the
//! address of a link stands beside its words.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::fmt::Write;

/// Characters of a text at most: about forty times an acceptable use policy.
pub const LONGEST: usize = 200_000;
/// Paragraphs at most.
pub const MOST: usize = 3_000;
/// Words of one page of a form, in characters: two screens of a phone.
const PAGE: usize = 1_600;
/// Paragraphs on one page, each of which is a part to the platforms.
const PAGE_PARTS: usize = 12;
/// What is not divided, in characters: half of what Discord takes in a message.
const PARAGRAPH: usize = 1_000;
/// A heading that is longer is read as a paragraph.
const HEADING: usize = 150;
/// Words that people read in a minute.
const PACE: usize = 200;

/// A paragraph, or one point of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paragraph {
    Heading(String),
    Words(String),
}

/// Paragraphs under one heading, as they stand on a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Section {
    pub heading: Option<String>,
    /// The heading stood on an earlier page already.
    pub goes_on: bool,
    pub words: String,
}

/// Why a text cannot be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    Empty,
    TooLong,
    /// A sign that nobody sees, and that can change what is read: a control sign, or one that turns the direction of
    /// writing. With its line.
    Hidden(usize),
}

/// Whether a sign is one that nobody sees: of the kinds that format text, only those that join letters are left.
pub fn is_hidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a text can be read as it was written.
pub fn look(text: &str) -> Result<(), Unfit> {
    let text = text.trim_start_matches('\u{feff}');
    if let Some(line) = text.lines().position(|line| line.contains(is_hidden)) {
        return Err(Unfit::Hidden(line + 1));
    }
    let paragraphs = paragraphs(text);
    let hides = |paragraph: &Paragraph| match paragraph {
        Paragraph::Heading(words) | Paragraph::Words(words) => words.contains(is_hidden),
    };
    if paragraphs.iter().any(hides) {
        // It was written by its number, such as &#x202e;
        let line = text.lines().position(|line| line.contains('&') && line.contains(';'));
        return Err(Unfit::Hidden(line.unwrap_or_default() + 1));
    }
    match () {
        () if paragraphs.is_empty() => Err(Unfit::Empty),
        () if text.chars().count() > LONGEST || paragraphs.len() > MOST => Err(Unfit::TooLong),
        () => Ok(()),
    }
}

/// The paragraphs of a Markdown text, in order.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut reader = Reader::default();
    for event in Parser::new(text.trim_start_matches('\u{feff}')) {
        reader.take(event);
    }
    reader.end_paragraph();
    reader.done
}

#[derive(Default)]
struct Reader {
    done: Vec<Paragraph>,
    so_far: String,
    /// The lists that are open, each with its next number if it counts.
    lists: Vec<Option<u64>>,
    heading: bool,
    link: Vec<String>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            // What looks like HTML is words like all others.
            Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words) => {
                self.so_far.push_str(&words);
            }
            Event::SoftBreak => self.so_far.push(' '),
            Event::HardBreak => self.so_far.push('\n'),
            Event::Rule => self.end_paragraph(),
            Event::InlineMath(words) | Event::DisplayMath(words) | Event::FootnoteReference(words) => {
                self.so_far.push_str(&words);
            }
            Event::TaskListMarker(done) => self.so_far.push_str(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.end_paragraph();
                self.heading = true;
            }
            // The first paragraph of a point stands beside its sign.
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::BlockQuote(_)
                if !self.only_a_sign() =>
            {
                self.end_paragraph();
            }
            Tag::List(first) => {
                self.end_paragraph();
                self.lists.push(first);
            }
            Tag::Item => {
                self.end_paragraph();
                let depth = self.lists.len().saturating_sub(1);
                self.so_far.push_str(&"  ".repeat(depth.min(6)));
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let _ = write!(self.so_far, "{number}. ");
                        *number = number.saturating_add(1);
                    }
                    _ => self.so_far.push_str("• "),
                }
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                self.link.push(dest_url.into_string())
            }
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(_) => {
                self.end_paragraph();
                self.heading = false;
            }
            TagEnd::List(_) => {
                self.end_paragraph();
                self.lists.pop();
            }
            TagEnd::Link | TagEnd::Image => {
                if let Some(to) = self.link.pop().filter(|to| !to.is_empty() && !self.so_far.ends_with(to)) {
                    let _ = write!(self.so_far, " ({to})");
                }
            }
            TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::BlockQuote(_)
            | TagEnd::Item => {
                self.end_paragraph();
            }
            _ => {}
        }
    }

    fn only_a_sign(&self) -> bool {
        !self.lists.is_empty() && is_sign(&self.so_far)
    }

    fn end_paragraph(&mut self) {
        let words = std::mem::take(&mut self.so_far);
        // A point that holds nothing but another list has no words of its own.
        if words.trim().is_empty() || !self.lists.is_empty() && is_sign(&words) {
            return;
        }
        let short = words.chars().count() <= HEADING && !words.contains('\n');
        self.done.push(match self.heading && short {
            true => Paragraph::Heading(words.trim().to_owned()),
            false => Paragraph::Words(words.trim_end().to_owned()),
        });
    }
}

/// Whether this is what a point of a list begins with, and nothing more.
fn is_sign(words: &str) -> bool {
    let number = |sign: &str| !sign.is_empty() && sign.bytes().all(|b| b.is_ascii_digit());
    words.trim() == "•" || words.trim().strip_suffix('.').is_some_and(number)
}

/// Whether a paragraph is a point of a list.
fn is_point(words: &str) -> bool {
    words.trim_start().split_once(' ').is_some_and(|(sign, _)| is_sign(sign))
}

/// Pages of sections: no paragraph longer than a platform takes, and no page longer than two screens.
pub fn pages(paragraphs: &[Paragraph]) -> Vec<Vec<Section>> {
    let mut pages: Vec<Vec<Section>> = vec![Vec::new()];
    let (mut length, mut parts) = (0, 0);
    let mut heading: Option<String> = None;
    let mut told = true;
    for paragraph in paragraphs {
        let words = match paragraph {
            Paragraph::Heading(words) => {
                // One right behind another keeps its words.
                if let Some(alone) = heading.take().filter(|_| !told) {
                    put(&mut pages, (&mut length, &mut parts), None, false, &alone);
                }
                (heading, told) = (Some(words.clone()), false);
                continue;
            }
            Paragraph::Words(words) => words,
        };
        for piece in pieces(words) {
            put(&mut pages, (&mut length, &mut parts), heading.as_deref(), told, piece);
            told = true;
        }
    }
    if let Some(alone) = heading.filter(|_| !told) {
        put(&mut pages, (&mut length, &mut parts), None, false, &alone);
    }
    pages.retain(|page| !page.is_empty());
    pages
}

fn put(
    pages: &mut Vec<Vec<Section>>,
    (length, parts): (&mut usize, &mut usize),
    heading: Option<&str>,
    told: bool,
    words: &str,
) {
    let more = words.chars().count();
    if *length > 0 && (*length + more > PAGE || *parts >= PAGE_PARTS) {
        pages.push(Vec::new());
        (*length, *parts) = (0, 0);
    }
    *length += more;
    *parts += 1;
    let Some(page) = pages.last_mut() else { return };
    match page.last_mut().filter(|last| told && last.heading.as_deref() == heading) {
        Some(section) => {
            let apart = if is_point(words) { "\n" } else { "\n\n" };
            section.words.push_str(apart);
            section.words.push_str(words);
        }
        None => page.push(Section {
            heading: heading.map(str::to_owned),
            goes_on: told && heading.is_some(),
            words: words.to_owned(),
        }),
    }
}

/// A long paragraph in pieces: divided after a sentence, else after a word, else anywhere.
pub fn pieces(words: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = words;
    while let Some((most, _)) = rest.char_indices().nth(PARAGRAPH) {
        let head = &rest[..most];
        let half = head.len() / 2;
        let after = |signs: &[&str]| {
            signs
                .iter()
                .filter_map(|sign| head.rfind(sign).map(|at| at + sign.len()))
                .max()
                .filter(|at| *at > half)
        };
        let end = after(&[". ", "; ", "\n"]).or_else(|| after(&[" "])).unwrap_or(most);
        pieces.push(rest[..end].trim_end());
        rest = &rest[end..];
    }
    if !rest.trim().is_empty() {
        pieces.push(rest.trim_end());
    }
    pieces
}

/// How many minutes it takes to read, at least one.
pub fn minutes(paragraphs: &[Paragraph]) -> usize {
    let words = paragraphs.iter().map(|paragraph| match paragraph {
        Paragraph::Heading(words) | Paragraph::Words(words) => words.split_whitespace().count(),
    });
    words.sum::<usize>().div_ceil(PACE).max(1)
}

#[cfg(test)]
mod tests;
