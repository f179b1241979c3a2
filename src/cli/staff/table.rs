//! Reads the file that a school's system exports: whatever it is encoded in, and whatever stands between its cells.

use anyhow::{Context, bail, ensure};
use csv::{ReaderBuilder, StringRecord};
use std::borrow::Cow;
use std::path::Path;
use zeroize::Zeroizing;

/// A list of staff is far smaller.
const LARGEST: u64 = 64 * 1024 * 1024;
/// Lines at the top that may be a title, before the headings.
const TITLES: usize = 10;
const BETWEEN: [u8; 4] = *b",;\t|";

pub(super) struct Table {
    pub headings: Vec<String>,
    /// Each with the line of the file that it begins in. None is blank.
    pub rows: Vec<(u64, StringRecord)>,
    pub blank: u64,
}

impl Table {
    /// `is_heading` knows the line of headings when it sees it.
    pub fn read(path: &Path, is_heading: impl Fn(&[String]) -> bool) -> anyhow::Result<Self> {
        let shown = path.display();
        let size = std::fs::metadata(path).with_context(|| format!("{shown} cannot be read"))?.len();
        ensure!(size <= LARGEST, "{shown} is too large for a list of staff");
        let bytes = Zeroizing::new(std::fs::read(path).with_context(|| format!("{shown} cannot be read"))?);
        Self::of(&bytes, is_heading).with_context(|| format!("{shown} cannot be used"))
    }

    fn of(bytes: &[u8], is_heading: impl Fn(&[String]) -> bool) -> anyhow::Result<Self> {
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            bail!("It is a workbook. Save it as CSV first (in Excel: Save as, CSV UTF-8)");
        }
        let text = decoded(bytes);
        let (text, skipped, told) = separator_line(&text);
        let separator = told.unwrap_or_else(|| separator(text, &is_heading));
        let mut reader = reader(text, separator);
        let mut headings: Option<Vec<String>> = None;
        let (mut rows, mut blank, mut before) = (Vec::new(), 0, 0);
        let mut lines = Lines { text, at: 0, line: skipped + 1 };
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(0, |at| lines.line_at(at.byte()));
                anyhow::anyhow!("Line {line} cannot be read")
            })?;
            let line = record.position().map_or(0, |at| lines.line_at(at.byte()));
            if record.iter().all(|cell| cell.trim().is_empty()) {
                blank += u64::from(headings.is_some());
                continue;
            }
            if headings.is_none() {
                let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
                if is_heading(&cells) {
                    headings = Some(cells);
                } else {
                    before += 1;
                    ensure!(before < TITLES, "None of its first lines has headings that are known");
                }
                continue;
            }
            rows.push((line, record));
        }
        let headings = headings.context("None of its lines has headings that are known")?;
        Ok(Self { headings, rows, blank })
    }
}

/// Which line of the file a record begins in. What reads it counts the end of a line to the next one.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// For places further and further on.
    fn line_at(&mut self, byte: u64) -> u64 {
        let bytes = self.text.as_bytes();
        let mut to = usize::try_from(byte).unwrap_or(bytes.len()).min(bytes.len());
        while bytes.get(to).is_some_and(|sign| matches!(sign, b'\r' | b'\n')) {
            to += 1;
        }
        let passed = bytes.get(self.at..to).unwrap_or_default();
        self.line += passed.iter().filter(|sign| **sign == b'\n').map(|_| 1).sum::<u64>();
        self.at = self.at.max(to);
        self.line
    }
}

/// UTF-8 or UTF-16 where the file says so or is so, else Windows-1252, as Excel writes it.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// Excel's own first line, `sep=;`: what is behind it, how many lines it takes, and what it says.
fn separator_line(text: &str) -> (&str, u64, Option<u8>) {
    let Some((first, rest)) = text.split_once('\n') else { return (text, 0, None) };
    let told = first.trim_end().trim_matches('"').to_ascii_lowercase();
    match told.strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => (rest, 1, Some(*separator)),
        _ => (text, 0, None),
    }
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// What stands between the cells: of the signs that do so in one of the first lines, the most frequent first, the one that
/// makes headings of a line. A title may have commas in it.
fn separator(text: &str, is_heading: impl Fn(&[String]) -> bool) -> u8 {
    let in_a_line = |line: &str, between: u8| {
        let mut quoted = false;
        let count = line.bytes().filter(|byte| {
            quoted ^= *byte == b'"';
            !quoted && *byte == between
        });
        count.count()
    };
    let most = |between: u8| text.lines().take(TITLES).map(|line| in_a_line(line, between)).max();
    let mut signs = BETWEEN;
    signs.sort_by_key(|between| std::cmp::Reverse(most(*between)));
    let makes_headings = |between: &u8| {
        let mut first = reader(text, *between);
        first.records().take(TITLES).flatten().any(|record| {
            let cells: Vec<String> = record.iter().map(|cell| cell.trim().to_owned()).collect();
            is_heading(&cells)
        })
    };
    signs.into_iter().find(makes_headings).unwrap_or(signs[0])
}

#[cfg(test)]
mod tests {
    use super::Table;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let table = Table::of(bytes, |cells| cells.iter().any(|cell| cell == "Name")).unwrap();
        assert!(table.headings.iter().any(|cell| cell == "Name"));
        table.rows.iter().map(|(_, row)| row.iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn whatever_it_is_encoded_in_and_divided_by_it_says_the_same() {
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("Name\tEmail\r\nZoë\ta@b.c\r\n".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let all: [&[u8]; 6] = [
            "\u{feff}Name,Email\nZoë,a@b.c\n".as_bytes(),
            b"Name;Email\r\nZo\xeb;a@b.c\r\n",
            "sep=;\nName;Email\nZoë;a@b.c\n".as_bytes(),
            "Name|Email\nZoë|a@b.c".as_bytes(),
            "Staff, all of them\n\nName\tEmail\nZoë\ta@b.c\n\n\t\n".as_bytes(),
            &utf16,
        ];
        for bytes in all {
            assert_eq!(cells(bytes), [["Zoë", "a@b.c"]], "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_line_is_the_one_that_an_editor_shows_with_quotes_and_blank_lines_before_it() {
        let text = "sep=,\nName,Note\n\"Ash\",\"one\ntwo\"\n\n,\nBea,x\nCy,y\n";
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let table = Table::of(text.as_bytes(), |cells| cells.contains(&"Name".to_owned())).unwrap();
            let lines: Vec<u64> = table.rows.iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [3, 7, 8], "{text:?}");
            assert!(table.rows[0].1.get(1).is_some_and(|cell| cell.starts_with("one")));
        }
    }

    #[test]
    fn what_is_no_list_is_refused_in_plain_words() {
        let says = |bytes: &[u8]| {
            Table::of(bytes, |cells| cells.contains(&"Name".to_owned())).err().map(|e| e.to_string()).unwrap()
        };
        assert!(says(b"PK\x03\x04more").contains("workbook"));
        assert!(says(b"").contains("headings"));
        assert!(says("x,y\n".repeat(30).as_bytes()).contains("headings"));
    }
}
