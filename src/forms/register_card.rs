//! Turns policies and duties into cards: how each stands, what was recorded, and everything that ever was.

use super::card::Scene;
use super::case_file::said;
use super::load::Prompts;
use super::review::day;
use crate::chat::view::{Block, Button, Card, Style};
use crate::domain::Moment;
use crate::domain::agenda::{AHEAD_DAYS, Agenda, Ahead, DutyTurn, Matter, NoteKind, Standing};
use crate::domain::concern::Answers;
use crate::domain::duty::{DutyDef, DutyState};
use crate::domain::register::PolicyDef;
use crate::domain::school::Staff;
use chrono::{NaiveDate, TimeDelta};

/// Entries of a history that are shown, the newest.
const SHOWN: usize = 12;

/// One entry of a history, opened.
pub struct Recorded {
    pub kind: NoteKind,
    pub at: Moment,
    /// A person's id, or `cli`.
    pub by: String,
    pub answers: Answers,
}

/// What a policy or a duty is called.
pub fn title(scene: Scene<'_>, matter: &Matter) -> String {
    match matter {
        Matter::Policy(id) => scene.school.profile.policy(id),
        Matter::Duty { duty, .. } => scene.school.profile.duty(duty, scene.words),
    }
}

/// Where a day lies, seen from today.
pub(super) fn when(due: NaiveDate, today: NaiveDate) -> String {
    match due.cmp(&today) {
        std::cmp::Ordering::Less => "late",
        std::cmp::Ordering::Equal => "today",
        std::cmp::Ordering::Greater => "ahead",
    }
    .to_owned()
}

/// How much of a policy's card is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// In the register, with everything that can be done.
    Whole,
    /// In somebody's home.
    Brief,
}

pub fn policy(scene: Scene<'_>, agenda: &Agenda<'_>, policy: &PolicyDef, size: Size) -> Card {
    let Standing { reviewed, due, early } = agenda.standing(policy);
    let words = scene.words;
    let args = [
        ("title", policy.name.clone()),
        ("when", due.map_or_else(|| "undated".to_owned(), |due| when(due, agenda.day))),
    ];
    let mut card = scene.plain("policy", &args);
    if early {
        card.blocks.push(Block::Text(words.say("policy-early", &[])));
    }
    let fact = |id: &str, value: String| (words.say(&format!("fact-{id}"), &[]), value);
    let next = due.map_or_else(|| words.say("fact-undated", &[]), |due| day(words, due));
    let mut facts = vec![fact("next_review", next), fact("owner", words.role(policy.owner))];
    if size == Size::Whole {
        let last = reviewed.map_or_else(|| words.say("fact-never", &[]), |on| day(words, on));
        let months = [("count", policy.cycle_months.to_string())];
        facts.insert(1, fact("last_review", last));
        facts.push(fact("cycle", words.say("fact-cycle-months", &months)));
        facts.push(fact("approver", policy.approver.clone()));
    }
    card.blocks.push(Block::Facts(facts));
    let value = Matter::Policy(policy.id.clone()).to_string();
    let soon = due.is_none_or(|due| due <= agenda.day + TimeDelta::days(AHEAD_DAYS));
    let first = if soon { Style::Primary } else { Style::Plain };
    card.buttons.push(scene.button("policy_reviewed", &value, first));
    let more: &[&str] = match size {
        Size::Whole => &["policy_early", "policy_document", "policy_history"],
        Size::Brief => &["policy_history"],
    };
    card.buttons.extend(more.iter().map(|id| scene.button(id, &value, Style::Plain)));
    card
}

pub fn duty(scene: Scene<'_>, agenda: &Agenda<'_>, duty: &DutyDef, turn: DutyTurn) -> Card {
    let words = scene.words;
    let args = [("title", scene.school.profile.duty(&duty.id, words)), ("when", when(turn.due, agenda.day))];
    let mut card = scene.plain("duty", &args);
    if matches!(turn.state, DutyState::Postponed(_)) {
        card.blocks.push(Block::Text(words.say("duty-put_off", &[])));
    }
    let facts = vec![
        (words.say("fact-due", &[]), day(words, turn.due)),
        (words.say("fact-owner", &[]), words.list(&words.roles(&duty.to))),
    ];
    card.blocks.push(Block::Facts(facts));
    let value = Matter::Duty { duty: duty.id.clone(), turn: turn.turn }.to_string();
    card.buttons.push(scene.button("duty_done", &value, Style::Primary));
    let more = ["duty_postpone", "duty_not_applicable", "duty_history"];
    card.buttons.extend(more.iter().map(|id| scene.button(id, &value, Style::Plain)));
    card
}

/// Something that is due, as it stands in a list.
pub fn ahead(scene: Scene<'_>, agenda: &Agenda<'_>, one: &Ahead<'_>, size: Size) -> Card {
    match one {
        Ahead::Policy(def, _) => policy(scene, agenda, def, size),
        Ahead::Duty(def, turn) => duty(scene, agenda, def, *turn),
    }
}

/// The head of a list: how many of them need somebody.
pub fn head(scene: Scene<'_>, id: &str, count: usize) -> Card {
    scene.plain(id, &[("count", count.to_string())])
}

/// What somebody sees once something is recorded; `until` is the day that follows from it.
pub fn saved(scene: Scene<'_>, id: &str, title: String, matter: &Matter, until: Option<NaiveDate>) -> Card {
    let date = until.map(|until| day(scene.words, until)).unwrap_or_default();
    let mut card = scene.plain(id, &[("title", title), ("date", date)]);
    let (value, button) = (matter.to_string(), |id: &str, value: &str| scene.button(id, value, Style::Plain));
    match matter {
        Matter::Policy(_) => {
            if id == "policy-saved" {
                card.buttons.push(button("policy_document", &value));
            }
            card.buttons.push(button("policy_history", &value));
            card.buttons.push(button("policies", ""));
        }
        Matter::Duty { .. } => {
            card.buttons.push(button("duty_history", &value));
            card.buttons.push(button("duties", ""));
        }
    }
    card
}

/// Everything that was recorded about one of them, the newest first.
pub fn history(
    scene: Scene<'_>,
    prompts: &Prompts,
    staff: &Staff,
    (title, entries): (String, &[Recorded]),
    expires: Moment,
) -> Card {
    let words = scene.words;
    let time = scene.moment(expires);
    let args = [("title", title), ("count", entries.len().to_string()), ("time", time)];
    let mut card = scene.plain("history", &args);
    let name = |by: &str| {
        let person = staff.people().find(|person| person.id.as_str() == by);
        let unknown = if by == "cli" { "noted-cli" } else { "case-unknown_person" };
        person.map_or_else(|| words.say(unknown, &[]), |person| person.name.expose().to_owned())
    };
    for entry in entries.iter().rev().take(SHOWN) {
        let args = [("time", scene.day_and_year(entry.at)), ("colleague", name(&entry.by))];
        card.blocks.push(Block::Divider);
        card.blocks.push(Block::Text(words.say(&format!("noted-{}", entry.kind), &args)));
        said(scene, &prompts.register, |_| true, &entry.answers, staff, &mut card.blocks);
    }
    card
}

impl Scene<'_> {
    fn day_and_year(&self, at: Moment) -> String {
        day(self.words, at.with_timezone(&self.school.profile.zone).date_naive())
    }

    /// A button whose label names what it is about, as much of it as fits.
    pub(super) fn named_button(&self, id: &str, words: &str, title: &str, value: &str) -> Button {
        let say = |title: &str| self.words.say(&format!("action-{words}"), &[("title", title.to_owned())]);
        let mut label = say(title);
        let over = label.chars().count().saturating_sub(crate::chat::limits::BUTTON);
        if over > 0 {
            let kept = title.chars().count().saturating_sub(over + 1);
            label = say(&(title.chars().take(kept).collect::<String>().trim_end().to_owned() + "…"));
        }
        Button { id: id.to_owned(), label, value: value.to_owned(), style: Style::Plain }
    }
}
