//! Turns what somebody is reminded of on a morning into one message: a note of its own, or a short list.

use super::attest;
use super::card::Scene;
use super::register_card::{title, when};
use super::review::day;
use super::words::Arg;
use crate::chat::view::{Block, Button, Card, Style};
use crate::domain::agenda::{AHEAD_DAYS, Agenda, Ahead, Matter, Why};
use crate::domain::id::PersonId;
use crate::domain::reminder::{Item, Leads};
use crate::domain::school::Role;
use chrono::NaiveDate;

/// Lines of a message, and their letters: every platform takes so many in one. Whatever is beyond is found by a button.
const LINES: usize = 10;
const LETTERS: usize = 1_600;
/// Buttons for one line each.
const BUTTONS: usize = 5;
/// Lines of the monthly list that stand in the message itself.
const DIGEST_LINES: usize = 12;

/// One thing, as a message of its own and as a line among others.
struct Line {
    alone: Card,
    brief: String,
    /// What is pressed in a list, where its label says what it is about.
    button: Option<Button>,
    /// Of two, the one that is due first stands first; what is due on no day, last.
    due: Option<NaiveDate>,
}

/// What stands of it now; `None` where nothing does.
pub fn card(
    scene: Scene<'_>,
    (agenda, reader): (&Agenda<'_>, &PersonId),
    told: &[(Item, Why)],
) -> Option<Card> {
    let line = |(item, why): &(Item, Why)| match attest::morning(scene, agenda, reader, item) {
        Some((due, alone, brief, button)) => {
            Some(Line { alone, brief, button: Some(button), due: Some(due) })
        }
        None => line(scene, agenda, item, *why),
    };
    let mut lines: Vec<Line> = told.iter().filter_map(line).collect();
    if lines.len() < 2 {
        return lines.pop().map(|line| line.alone);
    }
    lines.sort_by_key(|line| (line.due.is_none(), line.due));
    let mut card = scene.plain("notice-mornings", &[("count", lines.len().to_string())]);
    let mut letters = 0;
    let shown = lines.iter().take(LINES).take_while(|line| {
        letters += line.brief.chars().count();
        letters <= LETTERS
    });
    let shown = shown.count();
    let more = lines.len() - shown;
    for line in lines.into_iter().take(shown) {
        card.blocks.push(Block::Text(line.brief));
        card.buttons.extend(line.button.filter(|_| card.buttons.len() < BUTTONS));
    }
    if more > 0 {
        card.blocks.push(Block::Text(scene.words.say("remind-more", &[("count", more.to_string())])));
    }
    card.buttons.push(scene.button("mine_due", "", Style::Plain));
    Some(card)
}

fn line(scene: Scene<'_>, agenda: &Agenda<'_>, item: &Item, why: Why) -> Option<Line> {
    match item {
        Item::Review { policy, due, .. } => {
            let def = agenda.policy(policy)?;
            let (title, value) = (def.name.clone(), Matter::Policy(def.id.clone()).to_string());
            let args = due_args(scene, agenda, (&title, *due), (&def.leads, def.statutory), why);
            let mut alone = scene.plain("notice-review", &args);
            alone.buttons.push(scene.button("policy_reviewed", &value, Style::Primary));
            alone.buttons.push(scene.button("policy_history", &value, Style::Plain));
            let brief = scene.words.say("remind-review", &args);
            let button = Some(scene.named_button("policy_reviewed", "review_named", &title, &value));
            Some(Line { alone, brief, button, due: Some(*due) })
        }
        Item::Duty { duty, turn, due, .. } => {
            let def = agenda.duty(duty)?;
            let matter = Matter::Duty { duty: def.id.clone(), turn: *turn };
            let (title, value) = (title(scene, &matter), matter.to_string());
            let args = due_args(scene, agenda, (&title, *due), (&def.leads, def.statutory), why);
            // What everybody does is settled by nobody for the others.
            if why == Why::Holds(Role::Staff) {
                return Some(Line {
                    alone: scene.plain("notice-duty_everybody", &args),
                    brief: scene.words.say("remind-duty_everybody", &args),
                    button: None,
                    due: Some(*due),
                });
            }
            let brief = scene.words.say("remind-duty", &args);
            let mut alone = scene.plain("notice-duty", &args);
            alone.buttons.push(scene.button("duty_done", &value, Style::Primary));
            for id in ["duty_postpone", "duty_not_applicable"] {
                alone.buttons.push(scene.button(id, &value, Style::Plain));
            }
            let button = Some(scene.named_button("duty_done", "done_named", &title, &value));
            Some(Line { alone, brief, button, due: Some(*due) })
        }
        Item::Digest { .. } => Some(digest(scene, agenda, why)),
        Item::CalendarEnds { last, .. } => {
            let args = [("date", day(scene.words, *last)), ("reason", reason(scene, why))];
            let alone = scene.plain("notice-calendar_ends", &args);
            let brief = scene.words.say("remind-calendar_ends", &args);
            Some(Line { alone, brief, button: None, due: Some(*last) })
        }
        Item::Unpublished { attestation, opens, .. } => {
            let args = [
                ("title", attest::title(scene.words, agenda.signs?.defs, attestation)),
                ("date", day(scene.words, *opens)),
                ("when", when(*opens, agenda.day)),
                ("attestation", attestation.clone()),
                ("reason", reason(scene, why)),
            ];
            let alone = scene.plain("notice-unpublished", &args);
            Some(Line {
                alone,
                brief: scene.words.say("remind-unpublished", &args),
                button: None,
                due: Some(*opens),
            })
        }
        Item::Sign { .. } | Item::Unsigned { .. } | Item::Leaver { .. } => None,
    }
}

/// What is due soon, with its days.
fn digest(scene: Scene<'_>, agenda: &Agenda<'_>, why: Why) -> Line {
    let words = scene.words;
    let ahead = agenda.ahead(AHEAD_DAYS);
    let args = [("count", ahead.len().to_string()), ("reason", reason(scene, why))];
    let mut alone = scene.plain("notice-digest", &args);
    let fact = |one: &Ahead<'_>| {
        let due = one.due().map_or_else(|| words.say("fact-never", &[]), |due| day(words, due));
        (due, title(scene, &one.matter()))
    };
    if !ahead.is_empty() {
        alone.blocks.push(Block::Facts(ahead.iter().take(DIGEST_LINES).map(fact).collect()));
    }
    alone.buttons.push(scene.button("policies", "", Style::Plain));
    alone.buttons.push(scene.button("duties", "", Style::Plain));
    let button = scene.button("policies", "", Style::Plain);
    Line { alone, brief: words.say("remind-digest", &args), button: Some(button), due: None }
}

fn due_args(
    scene: Scene<'_>,
    agenda: &Agenda<'_>,
    (title, due): (&str, NaiveDate),
    (leads, statutory): (&Leads, bool),
    why: Why,
) -> Vec<Arg<'static>> {
    let again = agenda.again(leads, due, statutory);
    vec![
        ("title", title.to_owned()),
        ("date", day(scene.words, due)),
        ("when", when(due, agenda.day)),
        ("reason", reason(scene, why)),
        ("again", if again.is_some() { "yes" } else { "no" }.to_owned()),
        ("until", again.map(|again| day(scene.words, again)).unwrap_or_default()),
    ]
}

/// Why it comes to this person.
fn reason(scene: Scene<'_>, why: Why) -> String {
    let (id, role) = match why {
        Why::Holds(role) => ("remind-why-holds", role),
        Why::Instead(role) => ("remind-why-instead", role),
        Why::Theirs => return String::new(),
    };
    scene.words.say(id, &[("role", scene.words.role(role))])
}
