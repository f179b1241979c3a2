//! Owns what changed from one text to the next, paragraph by paragraph, as a reader would tell it.

use super::text::Paragraph;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Two paragraphs that share fewer of their words are two, and not one that was changed.
const ALIKE: f64 = 0.5;
/// Longer paragraphs are not compared word by word.
const WORDS: usize = 2_000;

/// One paragraph that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    New(String),
    TakenOut(String),
    Changed(Vec<Part>),
}

/// A stretch of a paragraph that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Same(String),
    New(String),
    TakenOut(String),
}

fn words(paragraph: &Paragraph) -> &str {
    match paragraph {
        Paragraph::Heading(words) | Paragraph::Words(words) => words.trim(),
    }
}

/// What changed, in the order of the new text. Spaces and line ends are no change.
pub fn changes(old: &[Paragraph], new: &[Paragraph]) -> Vec<Change> {
    let plain = |paragraphs: &[Paragraph]| -> Vec<String> {
        paragraphs.iter().map(|p| words(p).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    let (old, new) = (plain(old), plain(new));
    let mut changes = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (_, was, is) = op.as_tag_tuple();
        match op {
            DiffOp::Equal { .. } => {}
            _ => replaced(&old[was], &new[is], &mut changes),
        }
    }
    changes
}

/// Paragraphs that stand where others stood: each new one beside the first old one that it is like.
fn replaced(old: &[String], new: &[String], changes: &mut Vec<Change>) {
    let mut left = old;
    for paragraph in new {
        // Only near ones: in a text that was written anew, nothing is like anything.
        let like = left.iter().take(8).enumerate().find_map(|(n, was)| Some((n, alike(was, paragraph)?)));
        match like {
            Some((n, parts)) => {
                changes.extend(left[..n].iter().map(|gone| Change::TakenOut(gone.clone())));
                changes.push(Change::Changed(parts));
                left = &left[n + 1..];
            }
            None => changes.push(Change::New(paragraph.clone())),
        }
    }
    changes.extend(left.iter().map(|gone| Change::TakenOut(gone.clone())));
}

/// Both as one paragraph with its changes, if they share enough.
fn alike(old: &str, new: &str) -> Option<Vec<Part>> {
    let (was, is): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    if was.len() > WORDS || is.len() > WORDS {
        return None;
    }
    let ops = capture_diff_slices(Algorithm::Myers, &was, &is);
    let same: usize =
        ops.iter().filter(|op| matches!(op, DiffOp::Equal { .. })).map(|op| op.new_range().len()).sum();
    let share = 2.0 * same as f64 / (was.len() + is.len()) as f64;
    if share < ALIKE {
        return None;
    }
    let mut parts = Vec::new();
    for op in ops {
        let (_, gone, come) = op.as_tag_tuple();
        if matches!(op, DiffOp::Equal { .. }) {
            parts.push(Part::Same(is[come].join(" ")));
            continue;
        }
        if !gone.is_empty() {
            parts.push(Part::TakenOut(was[gone].join(" ")));
        }
        if !come.is_empty() {
            parts.push(Part::New(is[come].join(" ")));
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::super::text::paragraphs;
    use super::*;

    fn told(old: &str, new: &str) -> Vec<String> {
        let part = |part: &Part| match part {
            Part::Same(words) => words.clone(),
            Part::New(words) => format!("+{words}+"),
            Part::TakenOut(words) => format!("-{words}-"),
        };
        let change = |change: Change| match change {
            Change::New(words) => format!("new: {words}"),
            Change::TakenOut(words) => format!("out: {words}"),
            Change::Changed(parts) => parts.iter().map(part).collect::<Vec<_>>().join(" "),
        };
        changes(&paragraphs(old), &paragraphs(new)).into_iter().map(change).collect()
    }

    #[test]
    fn a_paragraph_that_was_changed_shows_its_words() {
        let old = "Keep your phone in your bag in lessons.\n\nLock your screen.";
        let new = "Keep your phone in the staff room in lessons.\n\nLock your screen.";
        assert_eq!(told(old, new), ["Keep your phone in -your bag- +the staff room+ in lessons."]);
    }

    #[test]
    fn new_ones_and_those_taken_out_are_told_whole() {
        let old = "One rule.\n\nNever share a password.\n\nLast rule.";
        let new = "One rule.\n\nLast rule.\n\nNo pupil data in an AI tool.";
        assert_eq!(told(old, new), ["out: Never share a password.", "new: No pupil data in an AI tool."]);
        let (old, new) = ("Keep calm and carry on now.", "Something else altogether stands here today.");
        assert_eq!(
            told(old, new),
            ["new: Something else altogether stands here today.", "out: Keep calm and carry on now."]
        );
    }

    #[test]
    fn spaces_marks_and_line_ends_are_no_change() {
        assert_eq!(told("# A\n\nOne  two\nthree.", "# A\r\n\r\nOne two **three.**"), Vec::<String>::new());
    }

    #[test]
    fn a_text_that_was_written_anew_is_told_in_time() {
        let text = |word: &str| (0..1500).map(|n| format!("{word}{n} a b c d e f.\n\n")).collect::<String>();
        let told = told(&text("old"), &text("new"));
        assert_eq!(told.len(), 1500, "each is like the one in its place");
    }
}
