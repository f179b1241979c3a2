//! Turns a page's definition and the answers so far into the page a person sees.

use super::coaching::Coaching;
use super::form::{FieldDef, FieldType, PageDef, PageKind};
use super::load::Prompts;
use super::profile::School;
use super::validate::Problem;
use super::words::{Arg, Words};
use crate::chat::Input;
use crate::chat::view::{Block, Button, ChoiceOption, Field, FieldKind, Page, Style};
use crate::domain::Moment;
use crate::domain::concern::{Answers, Category, Named, Value};
use crate::domain::id::DraftId;
use crate::domain::routing::Route;
use crate::domain::school::Role;
use crate::domain::text::Text;
use std::collections::BTreeMap;

/// Everything a page depends on beside its definition.
pub struct Filled<'a> {
    pub draft: &'a DraftId,
    pub revision: i64,
    pub answers: &'a Answers,
    /// What was just typed, shown again where it could not be taken.
    pub inputs: Option<&'a BTreeMap<String, Input>>,
    pub problems: &'a BTreeMap<String, Problem>,
    pub error: Option<String>,
    /// What could be said better on it.
    pub coaching: Coaching,
    /// Where the concern goes, once enough is answered to know.
    pub route: Option<&'a Route>,
    /// When the school opens next: all of the time that a page tells.
    pub opens: Moment,
    /// The platform user of somebody picked before.
    pub user_of: &'a dyn Fn(&Named) -> Option<String>,
}

/// The arguments that every page's words may use.
pub fn args(words: &Words, school: &School, route: Option<&Route>) -> Vec<Arg<'static>> {
    let mut lead = words.say("role-unknown_lead", &[]);
    let (mut readers, mut ladder, mut advice) = (String::new(), String::new(), String::new());
    if let Some(route) = route {
        // With nobody left inside, the first outside body is the one to tell.
        let outside = route.outside.first().copied().unwrap_or(Role::Police);
        let leads = if route.is_unrouted() { std::slice::from_ref(&outside) } else { &route.lead };
        lead = words.list(&words.roles(leads));
        readers = words.list(&words.roles(&[&route.lead[..], &route.copied[..]].concat()));
        ladder = words.ladder(&words.roles(&route.ladder));
        advice = words.list(&words.roles(&route.outside));
    }
    let yes = |text: &str| if text.is_empty() { "no" } else { "yes" }.to_owned();
    vec![
        ("schoolPhone", school.phone_for(route)),
        ("emergency", school.profile.contacts.emergency.clone()),
        ("jurisdiction", school.profile.jurisdiction.clone()),
        ("lead", lead),
        ("readers", readers),
        ("hasLadder", yes(&ladder)),
        ("ladder", ladder),
        ("hasAdvice", yes(&advice)),
        ("adviceOnly", advice),
    ]
}

pub fn render(
    prompts: &Prompts,
    words: &Words,
    school: &School,
    page: &PageDef,
    filled: &Filled<'_>,
) -> Page {
    let mut args = args(words, school, filled.route);
    args.push(("nextOpen", words.day_and_time(filled.opens, school.profile.zone)));
    let link = if filled.answers.message_to_send().is_some() { "yes" } else { "no" };
    args.push(("hasLink", link.to_owned()));
    args.push(("send", words.say("action-send", &args)));
    let unrouted = page.kind == PageKind::Check && filled.route.is_some_and(Route::is_unrouted);
    let text = if unrouted { "text_unrouted" } else { "text" };
    let mut intro: Vec<Block> =
        words.find(&format!("page-{}.{text}", page.id), &args).map(Block::Text).into_iter().collect();
    // With nobody on the list, nobody can be taken off it.
    let offered = page.actions.iter().filter(|id| !unrouted || *id != "named_here");
    let contacts = contacts(words, school, filled.route.map_or(&[][..], |r| &r.outside));
    if unrouted && !contacts.is_empty() {
        intro.push(Block::Facts(contacts));
    }
    let rules: Vec<_> = prompts
        .guidance
        .shown_on(&page.id, &school.profile, filled.answers)
        .map(|rule| rule.shown(words, &args))
        .collect();
    if !rules.is_empty() {
        intro.push(Block::Guidance(rules));
    }
    let asked = page.fields.iter().filter(|def| def.when.holds(filled.answers));
    Page {
        draft: filled.draft.clone(),
        revision: filled.revision,
        id: page.id.clone(),
        lang: words.locale().to_owned(),
        title: words.say(&format!("page-{}.title", page.id), &args),
        intro,
        fields: asked.map(|def| field(words, &args, def, filled)).collect(),
        actions: offered.enumerate().map(|(n, id)| action(words, &args, n, id, unrouted)).collect(),
        progress: prompts.concern.progress(page, filled.answers),
        error: filled.error.clone(),
        note: (!filled.coaching.hints.is_empty()).then(|| filled.coaching.note.clone()),
    }
}

/// Name and phone of outside bodies and of roles that have a number, for a contact card.
pub fn contacts(words: &Words, school: &School, roles: &[Role]) -> Vec<(String, String)> {
    roles
        .iter()
        .filter_map(|role| {
            let name = words.say(&format!("role-{role}.short"), &[]);
            school.contacts.get(role).map(|phone| (name, phone.clone()))
        })
        .collect()
}

fn action(words: &Words, args: &[Arg<'_>], n: usize, id: &str, unrouted: bool) -> Button {
    let style = match id {
        "need_someone" | "page_child" => Style::Danger,
        _ if n == 0 => Style::Primary,
        _ => Style::Plain,
    };
    let label =
        if unrouted && id == "send" { "action-send_unrouted".to_owned() } else { format!("action-{id}") };
    Button { id: id.to_owned(), label: words.say(&label, args), value: String::new(), style }
}

fn field(words: &Words, args: &[Arg<'_>], def: &FieldDef, filled: &Filled<'_>) -> Field {
    let given = filled.answers.get(&def.id);
    let typed = filled.inputs.and_then(|inputs| inputs.get(&def.id));
    let text = || match (typed, given) {
        (Some(Input::Text(text)), _) => text.clone(),
        (_, Some(Value::Text(text))) => text.clone(),
        (_, Some(Value::Date(day))) => Text::new(day.format("%Y-%m-%d").to_string()),
        (_, Some(Value::Time(time))) => Text::new(time.format("%H:%M").to_string()),
        _ => Text::default(),
    };
    let picked = || match typed {
        Some(Input::Picked(picked)) => picked.clone(),
        _ => filled.answers.chosen(&def.id).into_iter().map(str::to_owned).collect(),
    };
    let kind = match def.kind {
        FieldType::Short => FieldKind::Short { value: text() },
        FieldType::Long => FieldKind::Long { value: text() },
        FieldType::Date => FieldKind::Date { value: text() },
        FieldType::Time => FieldKind::Time { value: text() },
        FieldType::Choice => {
            FieldKind::Choice { options: options(words, def), chosen: picked().into_iter().next() }
        }
        FieldType::Choices => FieldKind::Choices { options: options(words, def), chosen: picked() },
        FieldType::Person => FieldKind::Person {
            chosen: match typed {
                Some(Input::People(people)) => people.iter().map(|p| p.user.clone()).collect(),
                _ => filled.answers.people(&def.id).iter().filter_map(filled.user_of).collect(),
            },
        },
        FieldType::Tick => FieldKind::Tick {
            ticked: match typed {
                Some(Input::Tick(ticked)) => *ticked,
                _ => given == Some(&Value::Tick(true)),
            },
        },
    };
    Field {
        id: def.id.clone(),
        label: words.say(&format!("field-{}", def.id), args),
        hint: words.find(&format!("field-{}.hint", def.id), args),
        required: def.required,
        kind,
        error: filled.problems.get(&def.id).map(|problem| problem.say(words)),
        hints: filled.coaching.hints.get(&def.id).cloned().unwrap_or_default(),
    }
}

pub(super) fn options(words: &Words, def: &FieldDef) -> Vec<ChoiceOption> {
    let group = |id: &str| {
        let group = Category::parse(id).filter(|_| def.grouped)?.group();
        Some(words.say(&format!("group-{group}"), &[]))
    };
    def.options
        .iter()
        .map(|id| ChoiceOption {
            id: id.clone(),
            label: words.say(&format!("option-{}-{id}", def.id), &[]),
            group: group(id),
        })
        .collect()
}
