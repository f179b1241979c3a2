//! Lays out words and tables on sheets of A4, which [`mod@write`] makes into a tagged PDF.
//!
//! What is drawn is planned first, page by page, because the library lends a page only while it is written.

mod write;

pub(super) use write::About;

use anyhow::Context;
use krilla::text::{GlyphId, KrillaGlyph};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// DejaVu Sans has Latin with every accent, Greek and Cyrillic: names of many families.
const FONT: &[u8] = include_bytes!("../../../assets/fonts/DejaVuSans.ttf");

/// A4, in points.
const SHEET: (f32, f32) = (595.0, 842.0);
const MARGIN: f32 = 48.0;
/// Between two cells.
const GAP: f32 = 6.0;
const CELL: f32 = 8.0;
/// Behind a table's head, and the line below a row: from 0, black, to 255, white.
const SHADE: u8 = 228;
const RULE: u8 = 170;
/// Stands for a sign that the font has not.
const UNKNOWN: char = '\u{fffd}';

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Title,
    Heading,
    Words,
}

impl Kind {
    fn size(self) -> f32 {
        match self {
            Self::Title => 18.0,
            Self::Heading => 13.0,
            Self::Words => 10.0,
        }
    }
}

/// One line of words in its place. Its number is how the structure finds it again.
struct Drawn {
    x: f32,
    y: f32,
    size: f32,
    text: String,
    /// Part of the structure; else decoration, such as a table's head repeated on the next sheet.
    leaf: Option<usize>,
}

/// A box or a line that says nothing.
struct Filled {
    x: f32,
    y: f32,
    width: f32,
    height: f32,
    lightness: u8,
}

#[derive(Default)]
struct Sheet {
    behind: Vec<Filled>,
    words: Vec<Drawn>,
}

/// The structure as a screen reader tells it: leaves are lines drawn.
enum Part {
    Words(Kind, String, Vec<usize>),
    Table(Vec<Row>),
}

struct Row {
    head: bool,
    cells: Vec<Vec<usize>>,
}

pub(super) struct Sheets {
    face: FontRef<'static>,
    pages: Vec<Sheet>,
    y: f32,
    leaves: usize,
    parts: Vec<Part>,
    /// Headings with their sheet and height.
    outline: Vec<(String, usize, f32)>,
}

impl Sheets {
    pub fn new() -> anyhow::Result<Self> {
        let face = FontRef::new(FONT).context("The font inside cannot be read")?;
        Ok(Self {
            face,
            pages: vec![Sheet::default()],
            y: MARGIN,
            leaves: 0,
            parts: Vec::new(),
            outline: Vec::new(),
        })
    }

    /// A heading or a paragraph across the sheet.
    pub fn words(&mut self, kind: Kind, text: &str) {
        let (size, text) = (kind.size(), self.known(text));
        if kind != Kind::Words {
            // A heading stands with what follows.
            self.make_room(size * 5.0);
            self.y += size * 0.8;
            self.outline.push((text.clone(), self.pages.len() - 1, self.y));
        }
        let mut leaves = Vec::new();
        for line in self.wrapped(&text, size, SHEET.0 - 2.0 * MARGIN) {
            self.make_room(size * 1.4);
            self.y += size * 1.4;
            leaves.push(self.draw(MARGIN, self.y, size, line, true));
        }
        self.y += size * 0.3;
        self.parts.push(Part::Words(kind, text, leaves.into_iter().flatten().collect()));
    }

    /// Rows under a head, which is shown again on every sheet.
    pub fn table(&mut self, widths: &[f32], head: &[String], rows: &[Vec<String>]) {
        self.y += CELL;
        // A head alone at the foot of a sheet tells nothing.
        let first = rows.first().map_or(0.0, |row| self.height(widths, row));
        self.make_room(self.height(widths, head) + first);
        let mut table = vec![self.row(widths, head, true, true)];
        for row in rows {
            let height = self.height(widths, row);
            if self.y + height > SHEET.1 - MARGIN {
                self.next_sheet();
                self.row(widths, head, true, false);
            }
            table.push(self.row(widths, row, false, true));
        }
        self.y += CELL;
        self.parts.push(Part::Table(table));
    }

    fn columns(widths: &[f32]) -> impl Iterator<Item = (f32, f32)> {
        let whole: f32 = widths.iter().sum();
        let room = SHEET.0 - 2.0 * MARGIN;
        widths.iter().scan(MARGIN, move |x, share| {
            let column = (*x, room * share / whole);
            *x += column.1;
            Some(column)
        })
    }

    fn height(&self, widths: &[f32], cells: &[String]) -> f32 {
        let lines = Self::columns(widths)
            .zip(cells)
            .map(|((_, width), cell)| self.wrapped(&self.known(cell), CELL, width - GAP).len());
        let lines = lines.max().unwrap_or(1) as f32;
        lines * CELL * 1.35 + CELL * 0.5
    }

    fn row(&mut self, widths: &[f32], cells: &[String], head: bool, told: bool) -> Row {
        let height = self.height(widths, cells);
        self.make_room(height);
        let top = self.y;
        let room = SHEET.0 - 2.0 * MARGIN;
        if let Some(page) = self.pages.last_mut() {
            let (x, width) = (MARGIN - GAP / 2.0, room + GAP / 2.0);
            if head {
                page.behind.push(Filled { x, y: top, width, height, lightness: SHADE });
            }
            page.behind.push(Filled { x, y: top + height - 0.5, width, height: 0.5, lightness: RULE });
        }
        let mut row = Row { head, cells: Vec::new() };
        for ((x, width), cell) in Self::columns(widths).zip(cells) {
            // A cell that holds nothing would be left out, and those behind it told as another column's.
            let cell = if cell.trim().is_empty() { "–" } else { cell };
            let mut y = top + CELL * 0.1;
            let mut leaves = Vec::new();
            for line in self.wrapped(&self.known(cell), CELL, width - GAP) {
                y += CELL * 1.35;
                leaves.extend(self.draw(x, y, CELL, line, told));
            }
            row.cells.push(leaves);
        }
        self.y = top + height;
        row
    }

    fn draw(&mut self, x: f32, y: f32, size: f32, text: String, told: bool) -> Option<usize> {
        let leaf = told.then_some(self.leaves);
        self.leaves += usize::from(told);
        if let Some(page) = self.pages.last_mut() {
            page.words.push(Drawn { x, y, size, text, leaf });
        }
        leaf
    }

    fn make_room(&mut self, height: f32) {
        if self.y + height > SHEET.1 - MARGIN && self.y > MARGIN {
            self.next_sheet();
        }
    }

    fn next_sheet(&mut self) {
        self.pages.push(Sheet::default());
        self.y = MARGIN;
    }

    /// The words with a stand-in for each sign that the font has not.
    fn known(&self, text: &str) -> String {
        let signs = self.face.charmap();
        let known = |sign: char| if signs.map(sign).is_some() { sign } else { UNKNOWN };
        text.chars()
            .map(|sign| if sign.is_whitespace() || sign.is_control() { ' ' } else { known(sign) })
            .collect()
    }

    /// The words as glyphs, one after the other: names and short words need no more.
    fn glyphs(&self, text: &str) -> Vec<KrillaGlyph> {
        let (signs, size) = (self.face.charmap(), Size::unscaled());
        let widths = self.face.glyph_metrics(size, LocationRef::default());
        let whole = f32::from(self.face.metrics(size, LocationRef::default()).units_per_em);
        let glyph = |(at, sign): (usize, char)| {
            let id = signs.map(sign)?;
            let width = widths.advance_width(id).unwrap_or_default() / whole;
            let range = at..at + sign.len_utf8();
            Some(KrillaGlyph::new(GlyphId::new(id.to_u32()), width, 0.0, 0.0, 0.0, range, None))
        };
        text.char_indices().filter_map(glyph).collect()
    }

    fn width(&self, text: &str, size: f32) -> f32 {
        self.glyphs(text).iter().map(|glyph| glyph.x_advance * size).sum()
    }

    /// Lines that fit; a word that is too long is divided.
    fn wrapped(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            for part in self.divided(word, size, width) {
                let Some(line) = lines.last_mut() else { break };
                let longer = if line.is_empty() { part.clone() } else { format!("{line} {part}") };
                if line.is_empty() || self.width(&longer, size) <= width {
                    *line = longer;
                } else {
                    lines.push(part);
                }
            }
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    fn divided(&self, word: &str, size: f32, width: f32) -> Vec<String> {
        let mut parts = vec![String::new()];
        for sign in word.chars() {
            let Some(part) = parts.last_mut() else { break };
            let mut longer = part.clone();
            longer.push(sign);
            if part.is_empty() || self.width(&longer, size) <= width {
                *part = longer;
                continue;
            }
            // Better behind a hyphen of its own than anywhere.
            let at = part.rfind('-').map_or(part.len(), |at| at + 1);
            let rest = part.split_off(at) + &sign.to_string();
            parts.push(rest);
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Moment;

    #[test]
    fn words_are_wrapped_and_nothing_is_lost() {
        let sheets = Sheets::new().unwrap();
        let text = "Wilhelmina Featherstonehaugh-Cholmondeley and some more words";
        let lines = sheets.wrapped(text, CELL, 60.0);
        assert!(lines.len() > 3 && lines.iter().all(|line| sheets.width(line, CELL) <= 60.0), "{lines:?}");
        let letters = |text: &str| text.replace(' ', "");
        assert_eq!(letters(&lines.concat()), letters(text));
        let lines = sheets.wrapped("Featherstonehaugh-Cholmondeley", CELL, 120.0);
        assert_eq!(lines, ["Featherstonehaugh-", "Cholmondeley"]);
    }

    #[test]
    fn a_sign_that_the_font_has_not_is_shown_as_unknown_and_does_not_stop_the_file() {
        let mut sheets = Sheets::new().unwrap();
        assert_eq!(sheets.known("Ñandú Żółć Ω 漢"), format!("Ñandú Żółć Ω {UNKNOWN}"));
        sheets.words(Kind::Title, "漢\u{0} names");
        let head = vec!["Name".to_owned(), "When".to_owned()];
        let row = |n: usize| vec![format!("Person {n} of a very long name indeed"), String::new()];
        sheets.table(&[1.0, 1.0], &head, &(0..200).map(row).collect::<Vec<_>>());
        let pages = sheets.pages.len();
        let about = About { title: "Evidence", lang: "en-GB", at: Moment::UNIX_EPOCH };
        let pdf = sheets.finish(&about, |n, of| format!("{n} of {of}")).unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7") && pages > 3, "{pages}");
    }
}
