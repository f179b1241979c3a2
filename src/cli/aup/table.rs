//! Owns the evidence as a table: the columns that other programs rely on, safe to open in a spreadsheet.

use crate::app::attest::{Evidence, Guest, Line, State};
use crate::domain::Moment;
use crate::forms::{School, Words, attest};
use crate::store::How;
use anyhow::Context;
use chrono::SecondsFormat;

/// Never renamed: others read them.
const COLUMNS: [&str; 16] = [
    "attestation",
    "title",
    "edition",
    "academic_year",
    "person",
    "name",
    "audience",
    "state",
    "due",
    "signed_at",
    "how",
    "recorded_by",
    "text_sha256",
    "wording_sha256",
    "wording",
    "group",
];
/// Stands as the audience of whoever is not of the staff.
const VISITORS: &str = "visitors";
/// So that a spreadsheet takes it for UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

pub(super) fn csv(words: &Words, school: &School, evidence: &Evidence) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.to_vec());
    writer.write_record(COLUMNS)?;
    for line in &evidence.lines {
        writer.write_record(cells(words, school, line).iter().map(|cell| harmless(cell)))?;
    }
    for guest in &evidence.visitors {
        writer.write_record(visitor(words, school, guest).iter().map(|cell| harmless(cell)))?;
    }
    writer.into_inner().context("The table cannot be put together")
}

fn cells(words: &Words, school: &School, line: &Line) -> [String; 16] {
    let signature = line.signature.as_ref();
    let of = |take: fn(&crate::store::SignatureRow) -> Option<String>| {
        signature.and_then(take).unwrap_or_default()
    };
    let signed = signature.map(|signature| when(school, signature.signed_at));
    let edition = signature.map_or(&line.campaign.edition, |signature| &signature.edition);
    [
        line.campaign.attestation.clone(),
        attest::title(words, &school.profile.attestations, &line.campaign.attestation),
        edition.clone(),
        line.campaign.academic_year.clone(),
        line.person.to_string(),
        line.name.expose().to_owned(),
        line.audience.map(|audience| audience.to_string()).unwrap_or_default(),
        line.state.to_string(),
        line.due.map(|due| due.to_string()).unwrap_or_default(),
        signed.unwrap_or_default(),
        of(|signature| Some(signature.how.to_string())),
        line.excepted_by.clone().unwrap_or_else(|| of(|signature| signature.recorded_by.clone())),
        of(|signature| Some(signature.text_sha256.clone())),
        of(|signature| signature.wording_sha256.clone()),
        line.wording.clone().unwrap_or_default(),
        String::new(),
    ]
}

fn visitor(words: &Words, school: &School, guest: &Guest) -> [String; 16] {
    let (campaign, row) = (&guest.campaign, &guest.row);
    [
        campaign.attestation.clone(),
        attest::title(words, &school.profile.attestations, &campaign.attestation),
        row.edition.clone(),
        campaign.academic_year.clone(),
        String::new(),
        guest.name.expose().to_owned(),
        VISITORS.to_owned(),
        State::Signed.to_string(),
        String::new(),
        when(school, row.signed_at),
        How::Paper.to_string(),
        row.recorded_by.clone(),
        row.text_sha256.clone(),
        String::new(),
        String::new(),
        guest.group.as_ref().map(|group| group.expose().to_owned()).unwrap_or_default(),
    ]
}

fn when(school: &School, at: Moment) -> String {
    at.with_timezone(&school.profile.zone).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// A cell that begins like a formula would be worked out by a spreadsheet: a name could fetch something.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_cell_is_a_formula() {
        for cell in ["=1+1", "+44 20", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["Jo Penrose", "2026-09-03", "", "a=b"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
