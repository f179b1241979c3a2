//! Turns the open cases of somebody who may have them into the lines of their home: headlines, and nothing written.

use super::card::Scene;
use crate::chat::view::{Card, Style};
use crate::domain::access::Detail;
use crate::domain::case::{Case, State};
use crate::domain::school::Role;

/// One open case as its reader finds it.
pub struct Line<'a> {
    pub case: &'a Case,
    /// In which role somebody has it, once somebody does.
    pub owner: Role,
    pub detail: Detail,
}

/// A line on how many there are, and the first of them; nothing where there are none.
pub fn cards(scene: Scene<'_>, lines: &[Line<'_>], all: usize) -> Vec<Card> {
    if lines.is_empty() {
        return Vec::new();
    }
    let more = all.saturating_sub(lines.len());
    let args = [
        ("count", all.to_string()),
        ("hasMore", if more > 0 { "yes" } else { "no" }.to_owned()),
        ("more", more.to_string()),
    ];
    let head = scene.plain("concerns", &args);
    std::iter::once(head).chain(lines.iter().map(|line| card(scene, line))).collect()
}

fn card(scene: Scene<'_>, line: &Line<'_>) -> Card {
    let Line { case, owner, detail } = line;
    let args = [
        ("reference", case.reference.to_string()),
        ("urgency", scene.urgency(case)),
        ("group", scene.words.say(&format!("group-{}.name", case.category.group()), &[])),
        ("state", scene.words.say(&format!("state-{}", case.state), &[])),
        ("due", scene.day_and_time(case.due_at)),
        ("role", scene.words.role(*owner)),
        ("time", scene.day_and_time(case.acknowledged_at.unwrap_or(case.received_at))),
    ];
    let id = match (detail, case.state) {
        (Detail::Task, _) => "concern-task",
        (Detail::Full, State::Received) => "concern-waits",
        (Detail::Full, _) => "concern-taken",
    };
    let mut card = scene.plain(id, &args);
    if *detail == Detail::Full && case.state == State::Received {
        card.buttons.push(scene.button("acknowledge", case.id.as_str(), Style::Primary));
    }
    card.buttons.push(scene.read_button(case, *detail));
    card
}
