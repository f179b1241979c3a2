//! Turns how far a report is into the cards its reporter sees. None of them tells the outcome.

use super::card::{Scene, contact_lines};
use super::page::{args, contacts};
use super::words::Arg;
use crate::chat::view::{Block, Card, Style};
use crate::domain::Moment;
use crate::domain::case::{Case, State};
use crate::domain::progress::Stage;
use crate::domain::routing::Route;

fn facts(scene: Scene<'_>, case: &Case, route: &Route) -> Vec<Arg<'static>> {
    let stage = case.stage().map_or("unrouted", Stage::as_str);
    let mut args = args(scene.words, scene.school, Some(route));
    args.push(("reference", case.reference.to_string()));
    args.push(("state", scene.words.say(&format!("status-{stage}.now"), &[])));
    args.push(("received", scene.day_and_time(case.received_at)));
    args
}

/// How far a report is, in four steps. It is brought up to date where it stands; `closed_at` is when it was closed
/// last.
pub fn status(scene: Scene<'_>, case: &Case, route: &Route, closed_at: Option<Moment>) -> Card {
    let mut args = facts(scene, case, route);
    let Some(stage) = case.stage() else {
        let numbers = contacts(scene.words, scene.school, &route.outside);
        args.push(("contacts", contact_lines(scene.words, &numbers)));
        let mut card = scene.plain("status-nobody", &args);
        card.buttons.push(scene.button("reached", case.id.as_str(), Style::Primary));
        return card;
    };
    let mut card = scene.plain("status", &args);
    let at = |step: Stage| match step {
        Stage::Received => Some(case.received_at),
        Stage::Read => case.read_at,
        Stage::InHand => case.acknowledged_at,
        Stage::Closed => closed_at.filter(|_| stage == Stage::Closed),
    };
    let step = |step: &Stage| {
        let when =
            at(*step).map_or_else(|| scene.words.say("status-not_yet", &[]), |at| scene.day_and_time(at));
        (scene.words.say(&format!("status-{step}"), &[]), when)
    };
    card.blocks.insert(0, Block::Facts(Stage::ALL.iter().map(step).collect()));
    card.buttons.push(scene.button("add_more", case.draft.as_str(), Style::Plain));
    if case.state == State::Received {
        card.buttons.push(scene.button("nothing_yet", case.id.as_str(), Style::Plain));
    }
    card.buttons.push(scene.button("name_reader", case.id.as_str(), Style::Plain));
    card
}

/// One line of a person's own reports.
pub fn report(scene: Scene<'_>, case: &Case, route: &Route) -> Card {
    let mut card = scene.plain("report", &facts(scene, case, route));
    card.buttons.push(scene.button("mine", case.id.as_str(), Style::Plain));
    if case.state != State::Unrouted {
        card.buttons.push(scene.button("add_more", case.draft.as_str(), Style::Plain));
    }
    card
}

/// That a question waits: never its words. `spot` names it; `again` reminds of it.
pub fn question(scene: Scene<'_>, case: &Case, route: &Route, spot: &str, again: bool) -> Card {
    let id = if again { "notice-question_again" } else { "notice-question" };
    let mut card = scene.plain(id, &facts(scene, case, route));
    card.buttons.push(scene.button("read_question", spot, Style::Primary));
    card
}

/// The same once it is answered.
pub fn question_answered(scene: Scene<'_>, case: &Case, route: &Route) -> Card {
    let mut card = scene.plain("question-answered", &facts(scene, case, route));
    card.buttons.push(scene.button("add_more", case.draft.as_str(), Style::Plain));
    card
}
