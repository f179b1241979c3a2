//! Owns the evidence as a PDF that a screen reader can follow: headings, paragraphs and tables are tagged (PDF/UA-1), and
//! the font is inside.

use super::sheet::{About, Kind, Sheets};
use crate::app::attest::{Evidence, Guest, Line, State};
use crate::domain::Moment;
use crate::domain::attestation::campaign::{Campaign, Count};
use crate::forms::attest::{self, short};
use crate::forms::review::day;
use crate::forms::{School, Words};
use crate::store::{How, SignatureRow};
use std::collections::BTreeSet;

/// Shares of a line's width, in hundredths.
const WIDTHS: [f32; 6] = [28.0, 13.0, 12.0, 24.0, 9.0, 14.0];
const COLUMNS: [&str; 6] = ["name", "audience", "state", "when", "how", "hash"];
const GUEST_WIDTHS: [f32; 5] = [27.0, 20.0, 17.0, 22.0, 14.0];
const GUEST_COLUMNS: [&str; 5] = ["visitor", "party", "when", "recorded", "hash"];

/// `named`: whoever wrote something down, as people call them.
pub(super) fn pdf(
    words: &Words,
    school: &School,
    evidence: &Evidence,
    named: impl Fn(&str) -> String,
) -> anyhow::Result<Vec<u8>> {
    let at = evidence.at.unwrap_or(Moment::MIN_UTC);
    let title = words.say("aup-pdf.title", &[("school", school.name.clone())]);
    let mut sheets = Sheets::new()?;
    sheets.words(Kind::Title, &title);
    sheets.words(Kind::Words, &words.say("aup-pdf.made", &[("date", when(words, school, at))]));
    let mut ids = BTreeSet::new();
    let campaigns: Vec<&Campaign> = {
        let counting = evidence.progress.iter().map(|(campaign, _)| campaign);
        let signed = evidence.lines.iter().map(|line| &line.campaign);
        let signed = signed.chain(evidence.visitors.iter().map(|guest| &guest.campaign));
        let mut all: Vec<&Campaign> =
            counting.chain(signed).filter(|campaign| ids.insert(campaign.id.clone())).collect();
        all.sort_by_key(|campaign| campaign.number);
        all
    };
    for campaign in &campaigns {
        self::campaign(&mut sheets, (words, school), campaign, evidence);
        visitors(&mut sheets, (words, school), campaign, (evidence, &named));
        texts(&mut sheets, words, campaign, evidence);
    }
    if campaigns.is_empty() {
        sheets.words(Kind::Words, &words.say("aup-status.none", &[]));
    }
    wordings(&mut sheets, words, evidence);
    let page = |n: usize, of: usize| {
        words.say("aup-pdf.page", &[("part", n.to_string()), ("whole", of.to_string())])
    };
    sheets.finish(&About { title: &title, lang: words.locale(), at }, page)
}

fn campaign(
    sheets: &mut Sheets,
    (words, school): (&Words, &School),
    campaign: &Campaign,
    evidence: &Evidence,
) {
    let about = [
        ("title", attest::title(words, &school.profile.attestations, &campaign.attestation)),
        ("edition", campaign.edition.clone()),
        ("date", day(words, campaign.due_on)),
        ("year", campaign.academic_year.clone()),
    ];
    sheets.words(Kind::Heading, &words.say("aup-pdf.campaign", &about));
    for (_, counts) in evidence.progress.iter().filter(|(it, _)| it.id == campaign.id) {
        // A group in which nobody is asked says nothing.
        let some = counts.iter().filter(|(_, count)| count.of + count.on_leave + count.excepted > 0);
        for (audience, Count { of, signed, late, on_leave, excepted }) in some {
            let count = [
                ("audience", attest::audience(words, *audience)),
                ("part", signed.to_string()),
                ("whole", of.to_string()),
                ("late", late.to_string()),
                ("leave", on_leave.to_string()),
                ("excepted", excepted.to_string()),
            ];
            sheets.words(Kind::Words, &words.say("aup-pdf.count", &count));
        }
    }
    let head: Vec<String> = COLUMNS.iter().map(|id| words.say(&format!("aup-column.{id}"), &[])).collect();
    let lines = evidence.lines.iter().filter(|line| line.campaign.id == campaign.id);
    let rows: Vec<Vec<String>> = lines.map(|line| cells(words, school, line)).collect();
    if !rows.is_empty() {
        sheets.table(&WIDTHS, &head, &rows);
    }
}

/// Whoever is not of the staff, counted apart.
fn visitors(
    sheets: &mut Sheets,
    (words, school): (&Words, &School),
    campaign: &Campaign,
    (evidence, named): (&Evidence, &impl Fn(&str) -> String),
) {
    let row = |guest: &Guest| {
        vec![
            guest.name.expose().to_owned(),
            guest.group.as_ref().map(|group| group.expose().to_owned()).unwrap_or_default(),
            day(words, guest.row.signed_at.with_timezone(&school.profile.zone).date_naive()),
            named(&guest.row.recorded_by),
            short(&guest.row.text_sha256).to_owned(),
        ]
    };
    let here = evidence.visitors.iter().filter(|guest| guest.campaign.id == campaign.id);
    let rows: Vec<Vec<String>> = here.map(row).collect();
    if rows.is_empty() {
        return;
    }
    sheets.words(Kind::Words, &words.say("aup-pdf.visitors", &[("count", rows.len().to_string())]));
    let head: Vec<String> =
        GUEST_COLUMNS.iter().map(|id| words.say(&format!("aup-column.{id}"), &[])).collect();
    sheets.table(&GUEST_WIDTHS, &head, &rows);
}

/// Which texts were signed, with their sums.
fn texts(sheets: &mut Sheets, words: &Words, campaign: &Campaign, evidence: &Evidence) {
    let lines = evidence.lines.iter().filter(|line| line.campaign.id == campaign.id);
    let signed = lines.filter_map(|line| line.signature.as_ref());
    let signed = signed.map(|signature| (signature.edition.as_str(), signature.text_sha256.as_str()));
    let guests = evidence.visitors.iter().filter(|guest| guest.campaign.id == campaign.id);
    let guests = guests.map(|guest| (guest.row.edition.as_str(), guest.row.text_sha256.as_str()));
    let texts: BTreeSet<(&str, &str)> = signed.chain(guests).collect();
    for (edition, hash) in texts {
        let text = [("edition", edition.to_owned()), ("hash", hash.to_owned())];
        sheets.words(Kind::Words, &words.say("aup-pdf.text", &text));
    }
}

fn cells(words: &Words, school: &School, line: &Line) -> Vec<String> {
    let signature = line.signature.as_ref();
    let state = match line.state {
        State::Signed => "signed",
        State::Unsigned => "unsigned",
        State::OnLeave => "on_leave",
        State::Excepted => "excepted",
        State::Later => "later",
    };
    let due = line.due.map(|due| words.say("aup-pdf.due", &[("date", day(words, due))]));
    let how =
        signature.map(|_| words.say(if line.is_paper() { "aup-how.paper" } else { "aup-how.chat" }, &[]));
    // Paper has a day and no time.
    let signed = |signature: &SignatureRow| match signature.how {
        How::Chat => when(words, school, signature.signed_at),
        How::Paper => day(words, signature.signed_at.with_timezone(&school.profile.zone).date_naive()),
    };
    vec![
        Some(line.name.expose().to_owned())
            .filter(|name| !name.is_empty())
            .unwrap_or(line.person.to_string()),
        line.audience.map(|audience| attest::audience(words, audience)).unwrap_or_default(),
        words.say(&format!("aup-state.{state}"), &[]),
        signature.map(signed).or(due).unwrap_or_default(),
        how.unwrap_or_default(),
        signature.map(|signature| short(&signature.text_sha256).to_owned()).unwrap_or_default(),
    ]
}

/// Each wording once: whoever signed by it signed these words.
fn wordings(sheets: &mut Sheets, words: &Words, evidence: &Evidence) {
    let all: BTreeSet<(&str, &str)> = evidence
        .lines
        .iter()
        .filter_map(|line| {
            Some((line.signature.as_ref()?.wording_sha256.as_deref()?, line.wording.as_deref()?))
        })
        .collect();
    if all.is_empty() {
        return;
    }
    sheets.words(Kind::Heading, &words.say("aup-pdf.wordings", &[]));
    for (hash, wording) in all {
        for line in wording.lines() {
            sheets.words(Kind::Words, line);
        }
        sheets.words(Kind::Words, &words.say("aup-pdf.wording", &[("hash", hash.to_owned())]));
    }
}

fn when(words: &Words, school: &School, at: Moment) -> String {
    let there = at.with_timezone(&school.profile.zone);
    let args = [("date", day(words, there.date_naive())), ("time", there.format("%H:%M").to_string())];
    words.say("attest-when", &args)
}
