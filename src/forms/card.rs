//! Turns receipts, notices and refusals into cards. Only [`super::case_file`] holds what somebody wrote.

use super::guidance::Register;
use super::page::{args, contacts};
use super::profile::School;
use super::review::Stale;
use super::words::{Arg, Words};
use crate::chat::view::{Block, Button, Card, Style};
use crate::domain::Moment;
use crate::domain::access::Detail;
use crate::domain::case::{Case, State};
use crate::domain::concern::{Answers, Category, DRAFT_HOURS};
use crate::domain::id::DraftId;
use crate::domain::ladder::Step;
use crate::domain::notice::Kind;
use crate::domain::routing::Route;
use crate::domain::school::Role;
use crate::domain::text::Text;
use crate::domain::unfit::Unfit;
use crate::domain::urgency::{Deadline, Urgency};
use chrono::TimeDelta;

/// In whose words, for which school, and when a card is made.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub words: &'a Words,
    pub school: &'a School,
    pub now: Moment,
}

impl Scene<'_> {
    pub(super) fn moment(&self, moment: Moment) -> String {
        self.words.moment(moment, self.now, self.school.profile.zone)
    }

    /// For cards that stay in the chat, where "today" would soon be untrue.
    pub(super) fn day_and_time(&self, moment: Moment) -> String {
        self.words.day_and_time(moment, self.school.profile.zone)
    }

    /// A card whose heading, text and push text stand under one id.
    pub fn plain(&self, id: &str, args: &[Arg<'_>]) -> Card {
        let heading = self.words.say(&format!("{id}.heading"), args);
        let text = self.words.find(&format!("{id}.text"), args);
        let push = self.words.find(&format!("{id}.push"), args).unwrap_or_else(|| heading.clone());
        let blocks = text.map(Block::Text).into_iter().collect();
        Card { lang: self.words.locale().to_owned(), heading, blocks, buttons: Vec::new(), push }
    }

    pub fn button(&self, id: &str, value: &str, style: Style) -> Button {
        let label = self.words.say(&format!("action-{id}"), &[]);
        Button { id: id.to_owned(), label, value: value.to_owned(), style }
    }

    /// Opens a case, for whoever may see this much of it.
    pub(super) fn read_button(&self, case: &Case, detail: Detail) -> Button {
        let mut button = self.button("read", case.id.as_str(), Style::Plain);
        if detail == Detail::Task {
            button.label = self.words.say("action-read_task", &[]);
        }
        button
    }

    pub fn refusal(&self, id: &str, more: &[Arg<'_>]) -> Card {
        let mut args = args(self.words, self.school, None);
        // Whom it is about is not known here, and the first number is the safeguarding team's.
        if let Some(head) = self.school.contacts.get(&Role::Head) {
            let chair = self.school.contacts.get(&Role::ChairOfGovernors).unwrap_or(head);
            let both =
                [("phone", self.school.phone.clone()), ("head", head.clone()), ("chair", chair.clone())];
            args.retain(|(name, _)| *name != "schoolPhone");
            args.push(("schoolPhone", self.words.say("phone-either", &both)));
        }
        args.extend(more.iter().cloned());
        self.plain(&format!("refusal-{id}"), &args)
    }

    fn deadline(&self, case: &Case) -> String {
        let (minutes, hours) = match self.school.profile.pace(case.urgency).first {
            Deadline::Minutes(n) | Deadline::WorkingMinutes(n) => (n, n / 60),
            Deadline::NextSchoolDay(_) => (0, 0),
        };
        self.words.say(
            &format!("urgency-{}.deadline", case.urgency),
            &[("minutes", minutes.to_string()), ("hours", hours.to_string())],
        )
    }

    pub fn urgency(&self, case: &Case) -> String {
        self.words.say(&format!("urgency-{}", case.urgency), &[])
    }
}

/// What the reporter sees after the commit, and only then.
pub fn receipt(scene: Scene<'_>, case: &Case, route: &Route, register: &Register, answers: &Answers) -> Card {
    let mut args = args(scene.words, scene.school, Some(route));
    args.push(("reference", case.reference.to_string()));
    args.push(("deadline", scene.deadline(case)));
    args.push(("due", scene.moment(case.due_at)));
    let minutes = matches!(scene.school.profile.pace(case.urgency).first, Deadline::Minutes(_));
    args.push(("byWhen", if minutes { "minutes" } else { "moment" }.to_owned()));
    args.push(("remindFirst", if case.urgency == Urgency::Immediate { "no" } else { "yes" }.to_owned()));
    let mut card = if case.state == State::Unrouted {
        let numbers = contacts(scene.words, scene.school, &route.outside);
        args.push(("contacts", contact_lines(scene.words, &numbers)));
        scene.plain("receipt-unrouted", &args)
    } else {
        scene.plain("receipt", &args)
    };
    let rules: Vec<_> = register
        .shown_on("receipt", &scene.school.profile, answers)
        .map(|rule| rule.repeated(scene.words, &args))
        .collect();
    if !rules.is_empty() {
        card.blocks.push(Block::Guidance(rules));
    }
    // Nobody reads what nobody has: there is a call to make instead.
    if case.state != State::Unrouted {
        card.buttons.push(scene.button("add_more", case.draft.as_str(), Style::Plain));
        card.buttons.push(scene.button("nothing_yet", case.id.as_str(), Style::Plain));
    }
    card
}

/// The receipt once more, for a report that was already sent.
pub fn receipt_again(scene: Scene<'_>, case: &Case, route: &Route) -> Card {
    let mut args = args(scene.words, scene.school, Some(route));
    args.push(("reference", case.reference.to_string()));
    let mut card = scene.plain("receipt-again", &args);
    card.buttons.push(scene.button("add_more", case.draft.as_str(), Style::Plain));
    card
}

/// What a notice about a case says: reference, urgency, group and who must act; never what was written.
/// Whoever has a task only is not asked to acknowledge: that would be refused.
pub fn notice(
    scene: Scene<'_>,
    case: &Case,
    kind: Kind,
    step: &Step,
    told_before: &[Role],
    detail: Detail,
) -> Card {
    let id = match kind {
        Kind::New | Kind::Reminder | Kind::Next | Kind::Unowned | Kind::Moved if detail == Detail::Task => {
            "notice-task"
        }
        Kind::New => "notice-new",
        Kind::Reminder => "notice-reminder",
        Kind::Next => "notice-next",
        Kind::More | Kind::Raised => "notice-more",
        Kind::Unowned => "notice-unowned",
        Kind::Moved => "notice-moved",
        Kind::Regrouped => "notice-regrouped",
        Kind::Answered => "notice-reply",
        Kind::WouldTalk => "notice-would_talk",
        // To the reporter alone, in cards of their own.
        Kind::Acknowledged
        | Kind::Received
        | Kind::Late
        | Kind::Reached
        | Kind::Progress
        | Kind::Closed
        | Kind::Unrouted => "notice-acknowledged",
    };
    let who = match step {
        Step::Next(role) => vec![*role],
        _ => told_before.to_vec(),
    };
    let args = [
        ("reference", case.reference.to_string()),
        ("urgency", scene.urgency(case)),
        ("group", scene.words.say(&format!("group-{}.name", case.category.group()), &[])),
        ("due", scene.day_and_time(case.due_at)),
        ("who", scene.words.list(&scene.words.roles(&who))),
        ("before", scene.words.list(&scene.words.roles(told_before))),
    ];
    let mut card = scene.plain(id, &args);
    if detail == Detail::Full && case.state == State::Received && kind != Kind::Regrouped {
        card.buttons.push(scene.button("acknowledge", case.id.as_str(), Style::Primary));
    }
    card.buttons.push(scene.read_button(case, detail));
    card
}

/// Why a notice comes directly and not in the team's space: nothing of the case, and nobody.
pub fn explain_directly(scene: Scene<'_>, card: &mut Card, why: Unfit) {
    let wrong = scene.words.say(&format!("space-{why}"), &[]);
    card.blocks.push(Block::Text(scene.words.say("notice-directly", &[("wrong", wrong)])));
}

/// What is wrong with the team's space, and how to mend it.
pub fn space_unfit(scene: Scene<'_>, why: Unfit) -> Card {
    let say = |id: &str| scene.words.say(&format!("space-{why}{id}"), &[]);
    scene.plain("notice-space", &[("wrong", say("")), ("mend", say(".mend"))])
}

/// Asks whoever wrote a message to take names out of it: nothing of any report.
pub fn ask_author(scene: Scene<'_>, link: &Text) -> Card {
    let mut card = scene.plain("notice-author", &[]);
    let label = scene.words.say("notice-author.message", &[]);
    card.blocks.push(Block::Quote { label, text: link.clone() });
    card
}

/// A card that stands in a thread after somebody has the case: it says so, and asks for nothing.
pub fn standing(scene: Scene<'_>, case: &Case, by: Role) -> Card {
    let args = [
        ("reference", case.reference.to_string()),
        ("urgency", scene.urgency(case)),
        ("role", scene.words.role(by)),
        ("time", scene.day_and_time(case.acknowledged_at.unwrap_or(scene.now))),
    ];
    let id = if case.state == State::Closed { "notice-closed" } else { "notice-acknowledged" };
    let mut card = scene.plain(id, &args);
    card.buttons.push(scene.button("read", case.id.as_str(), Style::Plain));
    card
}

/// What the reporter is told in a message of its own: somebody has it, or it is closed. Never the outcome.
pub fn news(scene: Scene<'_>, case: &Case, route: &Route) -> Card {
    let mut args = args(scene.words, scene.school, Some(route));
    args.push(("reference", case.reference.to_string()));
    args.push(("state", scene.words.say(&format!("state-{}.reporter", case.state), &[])));
    let mut card = scene.plain("notice-status", &args);
    card.buttons.push(scene.button("add_more", case.draft.as_str(), Style::Plain));
    if case.state == State::Received {
        card.buttons.push(scene.button("nothing_yet", case.id.as_str(), Style::Plain));
    }
    card
}

/// What a reporter can do while nobody has said that they have the report; `late` once the deadline has passed.
pub fn nothing_yet(scene: Scene<'_>, case: &Case, route: &Route, late: bool) -> Card {
    let mut args = args(scene.words, scene.school, Some(route));
    args.push(("reference", case.reference.to_string()));
    args.push(("due", scene.day_and_time(case.due_at)));
    let mut card = scene.plain(if late { "late" } else { "late-not_yet" }, &args);
    let next = route.lead.iter().chain(&route.ladder).chain(&route.outside).copied();
    let next: Vec<Role> = next.filter(|role| !route.excluded.contains(role)).collect();
    let numbers = contacts(scene.words, scene.school, &next);
    if !numbers.is_empty() {
        card.blocks.push(Block::Facts(numbers));
    }
    card.buttons.push(scene.button("add_more", case.draft.as_str(), Style::Plain));
    card.buttons.push(scene.button("nothing_yet", case.id.as_str(), Style::Plain));
    card
}

/// A call for help that somebody has answered, or that needs nobody any more, as those who were called see it.
pub fn call_answered(scene: Scene<'_>, at: Moment, role: Option<Role>) -> Card {
    let time = ("time", scene.day_and_time(at));
    match role {
        Some(role) => scene.plain("notice-page-answered", &[time, ("role", scene.words.role(role))]),
        None => scene.plain("notice-page-ended", &[time]),
    }
}

/// What a caller hears when somebody has their call.
pub fn call_has_answer(scene: Scene<'_>, role: Role) -> Card {
    let mut args = args(scene.words, scene.school, None);
    args.push(("role", scene.words.role(role)));
    scene.plain("notice-answered", &args)
}

/// What a caller hears when nobody has answered yet: whom to phone.
pub fn call_waits(scene: Scene<'_>, call: &str) -> Card {
    let roles = [Role::Dsl, Role::DeputyDsl, Role::Head, Role::OnCall, Role::ChildrensSocialCare];
    let mut card = scene.plain("notice-call_waits", &args(scene.words, scene.school, None));
    let numbers = contacts(scene.words, scene.school, &roles);
    if !numbers.is_empty() {
        card.blocks.push(Block::Facts(numbers));
    }
    card.buttons.push(scene.button("helped", call, Style::Plain));
    card
}

/// The next school day: whether the reporter of something not delivered inside school reached anyone outside it.
pub fn reached(scene: Scene<'_>, case: &Case, route: &Route) -> Card {
    let mut args = args(scene.words, scene.school, Some(route));
    let numbers = contacts(scene.words, scene.school, &route.outside);
    args.push(("reference", case.reference.to_string()));
    args.push(("contacts", contact_lines(scene.words, &numbers)));
    let mut card = scene.plain("notice-reached", &args);
    card.buttons.push(scene.button("reached", case.id.as_str(), Style::Primary));
    card.buttons.push(scene.button("not_reached", case.id.as_str(), Style::Plain));
    card
}

/// What the owner of an unfinished report is told once: that it is there, and nothing else.
pub fn draft_reminder(scene: Scene<'_>, draft: &DraftId, touched: Moment) -> Card {
    let mut args = args(scene.words, scene.school, None);
    args.push(("until", scene.day_and_time(touched + TimeDelta::hours(DRAFT_HOURS))));
    let mut card = scene.plain("notice-draft", &args);
    card.buttons = vec![
        scene.button("resume", draft.as_str(), Style::Primary),
        scene.button("destroy", draft.as_str(), Style::Plain),
    ];
    card
}

/// What the safeguarding team is told of guidance that is out of date.
pub fn old_guidance(scene: Scene<'_>, stale: &Stale<'_>) -> Card {
    let date = super::review::day(scene.words, stale.reviewed_on);
    scene.plain("notice-guidance", &[("date", date), ("count", stale.rules.len().to_string())])
}

/// "I need someone now" on a card: as on the form's own page.
pub fn need_someone(scene: Scene<'_>) -> Card {
    let args = args(scene.words, scene.school, None);
    let heading = scene.words.say("page-need_someone.title", &args);
    let text = scene.words.say("page-need_someone.text", &args);
    let buttons =
        vec![scene.button("page_child", "", Style::Danger), scene.button("show_adult", "", Style::Plain)];
    let lang = scene.words.locale().to_owned();
    Card { lang, push: heading.clone(), heading, blocks: vec![Block::Text(text)], buttons }
}

/// "I need someone now", about an adult here: numbers, and nobody is told anything.
pub fn numbers_for_an_adult(scene: Scene<'_>) -> Card {
    let roles = [Role::Head, Role::ChairOfGovernors, Role::Lado, Role::Police];
    let mut args = args(scene.words, scene.school, None);
    args.push(("contacts", contact_lines(scene.words, &contacts(scene.words, scene.school, &roles))));
    scene.plain("page-now-adult", &args)
}

pub(super) fn contact_lines(words: &Words, numbers: &[(String, String)]) -> String {
    let line = |(name, number): &(String, String)| {
        words.say("contact-line", &[("name", name.clone()), ("number", number.clone())])
    };
    numbers.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The name of a kind of concern for those who work on it.
pub fn category_name(words: &Words, category: Category) -> String {
    words.say(&format!("category-{category}"), &[])
}
