//! Turns what somebody has to sign, has signed, and leads others to sign into cards.

use super::{Named, audience, short};
use crate::chat::view::{Block, Button, Card, Style};
use crate::domain::Moment;
use crate::domain::attestation::Audience;
use crate::domain::attestation::campaign::{Campaign, Count, Window};
use crate::domain::folded::filed;
use crate::domain::text::Text;
use crate::forms::card::Scene;
use crate::forms::review::day;
use crate::forms::words::Arg;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Blocks of a bar.
const BAR: usize = 10;
/// Names in one list at most; the command line gives them all.
const NAMES: usize = 300;

/// What was signed, and how.
pub struct Receipt {
    pub title: String,
    pub edition: String,
    pub sha256: String,
    pub at: Moment,
    /// Somebody else wrote it down.
    pub paper: bool,
    pub wording: Option<String>,
}

/// How far a campaign is.
pub struct Progress<'a> {
    pub title: String,
    pub campaign: &'a Campaign,
    pub counts: BTreeMap<Audience, Count>,
}

/// A share as a bar with its figures: `███████░░░ 68 % (34 of 50)`. It is full, or empty, only where all or none have.
pub fn bar(scene: Scene<'_>, part: usize, of: usize) -> String {
    let whole = of.max(1);
    let full = match part * BAR / whole {
        0 if part > 0 => 1,
        full => full.min(BAR),
    };
    let percent = part * 100 / whole;
    let args = [
        ("bar", "█".repeat(full) + &"░".repeat(BAR - full)),
        ("percent", percent.to_string()),
        ("part", part.to_string()),
        ("whole", of.to_string()),
    ];
    scene.words.say("attest-bar", &args)
}

/// What nobody can sign yet, because its text was never published.
pub fn unpublished(scene: Scene<'_>, title: &str, attestation: &str) -> Card {
    let args = [("title", title.to_owned()), ("attestation", attestation.to_owned())];
    scene.plain("attest-unpublished", &args)
}

/// Something to sign. `minutes`: how long its text takes; 0 where that is not known.
pub fn asked(
    scene: Scene<'_>,
    (title, minutes): (&str, usize),
    campaign: &Campaign,
    window: Window,
    today: NaiveDate,
) -> Card {
    let args = [
        ("title", title.to_owned()),
        ("minutes", minutes.to_string()),
        ("edition", campaign.edition.clone()),
        ("date", day(scene.words, window.due)),
        ("late", if window.due < today { "yes" } else { "no" }.to_owned()),
    ];
    let mut card = scene.plain("attest-asked", &args);
    card.buttons.push(scene.button("read_and_sign", campaign.id.as_str(), Style::Primary));
    card
}

/// A card of one sentence about something to sign.
pub fn bare(scene: Scene<'_>, id: &str, title: &str, date: Option<NaiveDate>) -> Card {
    let date = date.map(|date| day(scene.words, date)).unwrap_or_default();
    scene.plain(id, &[("title", title.to_owned()), ("date", date)])
}

pub fn nothing_to_sign(scene: Scene<'_>) -> Card {
    scene.plain("attest-nothing", &[])
}

/// What somebody has signed, a line each, the newest first.
pub fn overview(scene: Scene<'_>, signed: &[Receipt]) -> Card {
    let mut card = scene.plain("attest-signed", &[]);
    let line = |receipt: &Receipt| {
        let name = scene
            .words
            .say("attest-name", &[("title", receipt.title.clone()), ("edition", receipt.edition.clone())]);
        (name, when(scene, receipt.at))
    };
    card.blocks.push(Block::Facts(signed.iter().map(line).collect()));
    card.buttons.push(my_signatures(scene));
    card
}

pub fn my_signatures(scene: Scene<'_>) -> Button {
    scene.button("my_signatures", "", Style::Plain)
}

fn when(scene: Scene<'_>, at: Moment) -> String {
    let there = at.with_timezone(&scene.school.profile.zone);
    let args = [("date", day(scene.words, there.date_naive())), ("time", there.format("%H:%M").to_string())];
    scene.words.say("attest-when", &args)
}

/// What somebody keeps of their signature: `again` where they had it before.
pub fn receipt(scene: Scene<'_>, receipt: &Receipt, again: bool) -> Card {
    let args = [("title", receipt.title.clone()), ("edition", receipt.edition.clone())];
    let id = if again { "attest-receipt_again" } else { "attest-receipt" };
    let mut card = scene.plain(id, &args);
    let say = |id: &str| scene.words.say(&format!("attest-fact.{id}"), &[]);
    let signed = if receipt.paper { "paper" } else { "signed" };
    card.blocks.push(Block::Facts(vec![
        (say("edition"), receipt.edition.clone()),
        (say(signed), when(scene, receipt.at)),
        (say("hash"), short(&receipt.sha256).to_owned()),
    ]));
    if let Some(wording) = &receipt.wording {
        card.blocks.push(Block::Quote { label: say("wording"), text: Text::new(wording.clone()) });
    }
    card
}

/// How far a campaign is, by group. To the leadership alone.
pub fn progress(scene: Scene<'_>, progress: &Progress<'_>, today: NaiveDate) -> Card {
    let sum = |of: fn(&Count) -> usize| progress.counts.values().map(of).sum::<usize>();
    let (late, left) = (sum(|count| count.late), sum(|count| count.of - count.signed));
    let due = progress.campaign.due_on;
    let args = [
        ("title", progress.title.clone()),
        ("edition", progress.campaign.edition.clone()),
        ("date", day(scene.words, due)),
        ("opens", day(scene.words, progress.campaign.opens_on)),
        ("late", late.to_string()),
        ("leave", sum(|count| count.on_leave).to_string()),
        ("excepted", sum(|count| count.excepted).to_string()),
        ("state", if progress.campaign.opens_on > today { "later" } else { "open" }.to_owned()),
    ];
    let mut card = scene.plain("attest-progress", &args);
    let group =
        |(of, count): (&Audience, &Count)| (audience(scene.words, *of), bar(scene, count.signed, count.of));
    // A group in which nobody is asked says nothing, unless there is no other.
    let nobody = sum(|count| count.of) == 0;
    let shown = progress.counts.iter().filter(|(_, count)| nobody || count.of > 0);
    card.blocks.insert(0, Block::Facts(shown.map(group).collect()));
    if left > 0 {
        card.buttons.push(scene.button("unsigned", progress.campaign.id.as_str(), Style::Plain));
    }
    card
}

/// How many of somebody's own people have not signed. To their line manager alone.
pub fn team(scene: Scene<'_>, title: &str, campaign: &Campaign, (left, of): (usize, usize)) -> Card {
    let args = [("title", title.to_owned()), ("count", left.to_string())];
    let mut card = scene.plain("attest-team", &args);
    let label = scene.words.say("attest-fact.team", &[]);
    card.blocks.insert(0, Block::Facts(vec![(label, bar(scene, of - left, of))]));
    card.buttons.push(scene.button("unsigned", campaign.id.as_str(), Style::Plain));
    card
}

/// Who has not signed, by name: read in private, and never posted.
pub fn names(scene: Scene<'_>, title: &str, mut people: Vec<Named>, today: NaiveDate) -> Card {
    let hidden = people.len().saturating_sub(NAMES);
    let args = [("title", title.to_owned()), ("count", people.len().to_string())];
    let mut card = scene.plain(if people.is_empty() { "attest-everybody" } else { "attest-unsigned" }, &args);
    people.sort_by_cached_key(|person| (person.audience, filed(&person.name), person.name.clone()));
    people.truncate(NAMES);
    for group in people.chunk_by(|a, b| a.audience == b.audience) {
        let line = |person: &Named| {
            let id = if person.due < today { "attest-line.late" } else { "attest-line.due" };
            let args: [Arg<'_>; 2] = [("name", person.name.clone()), ("date", day(scene.words, person.due))];
            scene.words.say(id, &args)
        };
        let text = Text::new(group.iter().map(line).collect::<Vec<_>>().join("\n"));
        card.blocks.push(Block::Quote { label: audience(scene.words, group[0].audience), text });
    }
    if hidden > 0 {
        let args = [("count", hidden.to_string())];
        card.blocks.push(Block::Text(scene.words.say("attest-more_names", &args)));
    }
    card
}

/// Somebody has left: what to take back, and what to switch off.
pub fn leaver(scene: Scene<'_>, name: Text, last: NaiveDate) -> Card {
    let mut card = scene.plain("attest-leaver", &[("date", day(scene.words, last))]);
    card.blocks.insert(0, Block::Quote { label: scene.words.say("attest-fact.leaver", &[]), text: name });
    card
}
