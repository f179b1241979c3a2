//! Reads a calendar that is a table: one entry a line, with commas, semicolons or tabs between.

use super::date::day;
use super::{Entry, Wrong, whole};
use crate::domain::calendar::Span;
use csv::{ReaderBuilder, StringRecord, Trim};

const NAMES: &[&str] = &[
    "name",
    "event",
    "title",
    "subject",
    "summary",
    "description",
    "term",
    "nombre",
    "evento",
    "asunto",
    "titulo",
    "título",
    "descripcion",
    "descripción",
    "trimestre",
];
const KINDS: &[&str] = &["type", "kind", "category", "tipo", "categoria", "categoría"];
const BEGINS: &[&str] = &[
    "from",
    "start",
    "start date",
    "starts",
    "begins",
    "first day",
    "date",
    "day",
    "inicio",
    "fecha inicio",
    "fecha de inicio",
    "desde",
    "fecha",
    "dia",
    "día",
    "primer día",
];
const ENDS: &[&str] = &[
    "to",
    "end",
    "end date",
    "ends",
    "until",
    "last day",
    "fin",
    "fecha fin",
    "fecha de fin",
    "hasta",
    "último día",
    "ultimo dia",
];

/// Where the columns stand.
struct Columns {
    name: usize,
    kind: Option<usize>,
    from: usize,
    to: Option<usize>,
}

pub(super) fn entries(text: &str) -> Result<Vec<Entry>, Vec<Wrong>> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let often = |sign: &u8| first.bytes().filter(|byte| byte == sign).count();
    let delimiter = *b",;\t".iter().rev().max_by_key(|sign| often(sign)).unwrap_or(&b',');
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .trim(Trim::All)
        .from_reader(text.as_bytes());
    let (mut columns, mut entries, mut wrong) = (None, Vec::new(), Vec::new());
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map(csv::Position::line);
                wrong.push(Wrong { line, what: "this line cannot be read as a table".to_owned() });
                break;
            }
        };
        if record.iter().all(str::is_empty) {
            continue;
        }
        let Some(columns) = &columns else {
            columns = Some(headed(&record)?);
            continue;
        };
        match entry(&record, columns) {
            Ok(entry) => entries.push(entry),
            Err(what) => wrong.push(what),
        }
    }
    if columns.is_none() {
        return Err(whole("the file is empty"));
    }
    if wrong.is_empty() { Ok(entries) } else { Err(wrong) }
}

fn headed(record: &StringRecord) -> Result<Columns, Vec<Wrong>> {
    let at = |known: &[&str]| {
        // The order of the words known: "start date" goes before "date".
        known.iter().find_map(|word| record.iter().position(|header| header.to_lowercase() == *word))
    };
    match (at(NAMES), at(BEGINS)) {
        (Some(name), Some(from)) => Ok(Columns { name, kind: at(KINDS), from, to: at(ENDS) }),
        _ => Err(vec![Wrong {
            line: Some(1),
            what: "the first line names the columns: name, from, to. It may name a column type as well"
                .to_owned(),
        }]),
    }
}

fn entry(record: &StringRecord, columns: &Columns) -> Result<Entry, Wrong> {
    let line = record.position().map_or(0, csv::Position::line);
    let cell = |at: usize| record.get(at).unwrap_or_default();
    let wrong = |what: String| Wrong { line: Some(line), what };
    let from = day(cell(columns.from)).map_err(wrong)?;
    // One day has one date.
    let to = match columns.to.map(cell) {
        None | Some("") => from,
        Some(to) => day(to).map_err(wrong)?,
    };
    let kind = columns.kind.map(cell).filter(|kind| !kind.is_empty()).map(str::to_owned);
    Ok(Entry { line, name: cell(columns.name).to_owned(), kind, span: Span { from, to } })
}
