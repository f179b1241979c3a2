//! Makes of each line of the file what the list says of one person.

use super::cells::{self, Unreadable};
use super::headings::{Columns, Field};
use super::table::Table;
use crate::domain::attestation::Audience;
use crate::domain::calendar::Span;
use crate::domain::id::SchoolId;
use crate::domain::staff_list::{Finding, Kind, Manager, Row, Told};
use crate::domain::text::Text;
use crate::records::blind_number;
use crate::vault::Vault;
use chrono::NaiveDate;
use csv::StringRecord;

/// No name is longer.
const LONGEST_NAME: usize = 200;

pub(super) struct Reader<'a> {
    pub vault: &'a Vault,
    pub school: &'a SchoolId,
    pub columns: &'a Columns,
    pub headings: usize,
    pub month_first: bool,
    /// Days that could not be read, and are left as they were.
    pub findings: Vec<Finding>,
}

impl Reader<'_> {
    pub fn rows(&mut self, table: &Table) -> Vec<Row> {
        table.rows.iter().map(|(line, record)| self.row(*line, record)).collect()
    }

    fn row(&mut self, line: u64, record: &StringRecord) -> Row {
        let name = self.name(record);
        let email = self.first(Field::Email, record);
        let number = self.first(Field::Number, record).map(Text::new);
        let unfit = if record.iter().skip(self.headings).any(|cell| !cell.trim().is_empty()) {
            Some(Kind::TooLong)
        } else if name.chars().count() < 2 || name.chars().count() > LONGEST_NAME {
            Some(Kind::NoName)
        } else if email.as_ref().is_some_and(|email| !cells::is_address(email)) {
            Some(Kind::BadAddress)
        } else {
            None
        };
        let (starts_on, ends_on) =
            (self.day(Field::Starts, line, record), self.day(Field::Ends, line, record));
        let leave = match (self.day(Field::LeaveFrom, line, record), self.day(Field::LeaveTo, line, record)) {
            (Some(Some(from)), Some(Some(to))) if from <= to => Some(Some(Span { from, to })),
            (Some(None), Some(None)) => Some(None),
            (None, None) => None,
            _ => {
                self.findings.push(Finding { kind: Kind::BadDate, lines: vec![line] });
                None
            }
        };
        let manager = self.columns.has(Field::Manager).then(|| {
            self.first(Field::Manager, record).map(|said| {
                let said = Text::new(cells::name(&said));
                Manager { number: blind_number(self.vault, self.school, &said), said }
            })
        });
        Row {
            line,
            name: Text::new(name),
            number: number.map(|number| blind_number(self.vault, self.school, &number)),
            email: email.map(Text::new),
            audience: self.audience(record),
            starts_on,
            ends_on,
            leave,
            manager,
            unfit,
        }
    }

    /// The first of a field's columns that has something in it.
    fn first(&self, field: Field, record: &StringRecord) -> Option<String> {
        self.columns.of(field).iter().find_map(|column| cells::filled(record.get(*column)?))
    }

    /// Of its parts where there are both: a full name may have the titles and the order of a letter.
    fn name(&self, record: &StringRecord) -> String {
        let (first, last) = (self.first(Field::First, record), self.first(Field::Last, record));
        match (first, last) {
            (Some(first), Some(last)) => {
                let last2 = self.first(Field::Last2, record).unwrap_or_default();
                cells::clean(&format!("{first} {last} {last2}"))
            }
            (first, last) => {
                let full = self.first(Field::Name, record).map(|full| cells::name(&full));
                full.or(last).or(first).unwrap_or_default()
            }
        }
    }

    /// Whoever is anything else than staff by one of the columns is that.
    fn audience(&self, record: &StringRecord) -> Option<Audience> {
        let columns = self.columns.of(Field::Audience).iter();
        let told: Vec<Audience> =
            columns.filter_map(|column| cells::audience(record.get(*column)?)).collect();
        told.iter().find(|audience| **audience != Audience::Staff).or(told.first()).copied()
    }

    fn day(&mut self, field: Field, line: u64, record: &StringRecord) -> Told<NaiveDate> {
        if !self.columns.has(field) {
            return None;
        }
        let cell = self.first(field, record).unwrap_or_default();
        match cells::day(&cell, self.month_first) {
            Ok(day) => Some(day),
            Err(Unreadable) => {
                self.findings.push(Finding { kind: Kind::BadDate, lines: vec![line] });
                None
            }
        }
    }
}
