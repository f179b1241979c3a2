//! Owns views and messages as HTML; every word that people wrote is escaped by the templates.

use super::places::{Line, Nav, Pane, nav_of, pane_of};
use super::workspace::Post;
use super::{Persona, Shared, Spoken};
use crate::chat::view::ChoiceOption;
use crate::chat::{Block, Card, FieldKind, Page, Place, Style, View, limits};
use crate::domain::Moment;
use crate::domain::id::Reference;
use askama::Template;
use serde::Serialize;

/// A view as the browser gets it.
#[derive(Serialize, Default)]
pub struct Answer {
    kind: &'static str,
    html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    revision: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<Moment>,
    now: Moment,
}

#[derive(Template)]
#[template(path = "chooser.html")]
struct ChooserPage<'a> {
    local: Spoken<'a>,
    title: String,
    personas: &'a [Persona],
}

#[derive(Template)]
#[template(path = "refusal.html")]
struct RefusalPage<'a> {
    local: &'a Spoken<'a>,
    title: String,
    word: &'a str,
}

#[derive(Template)]
#[template(path = "workspace.html")]
struct WorkspacePage<'a> {
    local: Spoken<'a>,
    title: String,
    /// In a frame beside somebody else, which tells what both share.
    beside: bool,
    me: &'a Persona,
    personas: &'a [Persona],
    nav: Nav,
    pane: Pane,
    now: Moment,
}

#[derive(Template)]
#[template(path = "nav.html")]
struct NavPart<'a> {
    local: Spoken<'a>,
    nav: Nav,
}

#[derive(Template)]
#[template(path = "pane.html")]
struct PanePart<'a> {
    local: Spoken<'a>,
    pane: Pane,
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePart<'a> {
    local: Spoken<'a>,
    post: &'a Post,
}

#[derive(Template)]
#[template(path = "private.html")]
struct PrivatePart<'a> {
    local: &'a Spoken<'a>,
    card: &'a Card,
    at: Moment,
    expires: Option<Moment>,
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePart<'a> {
    local: &'a Spoken<'a>,
    cards: &'a [Card],
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPart<'a> {
    local: Spoken<'a>,
    page: &'a Page,
    people: Vec<Candidate<'a>>,
}

/// Somebody to pick. People may name themselves, but seldom mean to: they stand last, marked.
struct Candidate<'a> {
    who: &'a Persona,
    you: bool,
}

pub fn chooser(local: &Shared) -> String {
    let workspace = local.workspace();
    let (local, title) = (local.to_all(), local.to_all().say("local-title"));
    finish(ChooserPage { local, title, personas: &workspace.personas })
}

pub fn refusal(local: &Spoken<'_>, word: &str) -> String {
    let title = title(local, &local.say(word));
    finish(RefusalPage { local, title, word })
}

/// The whole page, opened at the direct messages; `None` for a persona that is not there.
pub fn workspace(local: &Shared, user: &str, beside: bool) -> Option<String> {
    let workspace = local.workspace();
    let me = workspace.persona(user)?;
    let local = local.to(user);
    let pane = pane_of(&local, &workspace, user, &Place::Direct { user: user.to_owned() })?;
    let nav = nav_of(&workspace, user);
    let now = local.time.now();
    let title = title(&local, &me.name);
    let personas = &workspace.personas;
    Some(finish(WorkspacePage { local, title, beside, me, personas, nav, pane, now }))
}

pub fn nav(local: &Shared, user: &str) -> Option<String> {
    let workspace = local.workspace();
    workspace.persona(user)?;
    Some(finish(NavPart { local: local.to(user), nav: nav_of(&workspace, user) }))
}

/// A place and its messages; `None` if the persona may not see it.
pub fn pane(local: &Shared, user: &str, place: &Place) -> Option<String> {
    let workspace = local.workspace();
    let local = local.to(user);
    let pane = pane_of(&local, &workspace, user, place)?;
    Some(finish(PanePart { local, pane }))
}

pub fn message(local: Spoken<'_>, post: &Post) -> String {
    finish(MessagePart { local, post })
}

pub fn answer(local: &Spoken<'_>, user: &str, view: View) -> Answer {
    let now = local.time.now();
    let private = |card: &Card, expires| finish(PrivatePart { local, card, at: now, expires });
    match view {
        View::Form(page) => Answer {
            kind: "form",
            html: form(local, user, &page),
            draft: Some(page.draft.as_str().to_owned()),
            revision: Some(page.revision),
            fields: Some(page.fields.iter().map(|f| f.id.clone()).collect()),
            page: Some(page.id),
            now,
            ..Answer::default()
        },
        View::Card(card) => Answer { kind: "card", html: private(&card, None), now, ..Answer::default() },
        View::Private { card, expires } => Answer {
            kind: "private",
            html: private(&card, Some(expires)),
            expires: Some(expires),
            now,
            ..Answer::default()
        },
        View::Home(cards) => {
            Answer { kind: "home", html: finish(HomePart { local, cards: &cards }), now, ..Answer::default() }
        }
        View::Nothing => Answer { kind: "nothing", now, ..Answer::default() },
    }
}

fn form(local: &Spoken<'_>, user: &str, page: &Page) -> String {
    let workspace = local.workspace();
    let mut people: Vec<_> =
        workspace.personas.iter().map(|who| Candidate { who, you: who.user == user }).collect();
    people.sort_by_key(|person| person.you);
    finish(FormPart { local: local.around(&page.lang), page, people })
}

/// What a page's tab is called.
pub fn title(local: &Spoken<'_>, what: &str) -> String {
    local.say_with("local-title_of", &[("what", what.to_owned())])
}

pub fn finish(template: impl Template) -> String {
    template.render().expect("writing to a String cannot fail")
}

/// Paragraphs stand apart by a blank line.
fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").map(str::trim).filter(|p| !p.is_empty())
}

/// A text's parts, and whether each is a reference, which must not break at its hyphen.
fn parts(text: &str) -> Vec<(bool, &str)> {
    let joined = |c: char| c.is_alphanumeric() || c == '-';
    let reference = |word: &str| word.len() == 7 && word.contains('-') && Reference::parse(word).is_some();
    let mut parts = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let word = rest.find(|c| !joined(c)).unwrap_or(rest.len());
        if reference(&rest[..word]) {
            parts.push((false, &text[plain..at]));
            parts.push((true, &rest[..word]));
            plain = at + word;
        }
        at += word;
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    parts.push((false, &text[plain..]));
    parts
}

/// Whether the rules on a page leave room for writing: their reasons are shown when asked for.
fn writes_much(page: &Page) -> bool {
    page.fields.iter().any(|field| matches!(field.kind, FieldKind::Long { .. }))
}

/// Neighbouring options under the heading that they share.
fn groups(options: &[ChoiceOption]) -> Vec<(Option<&str>, &[ChoiceOption])> {
    options.chunk_by(|a, b| a.group == b.group).map(|group| (group[0].group.as_deref(), group)).collect()
}

/// The first letters of the first and the last name.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    words.next().into_iter().chain(words.next_back()).collect()
}

/// One of six tints, always the same for the same person.
fn tint(user: &str) -> usize {
    user.bytes().map(usize::from).sum::<usize>() % 6
}

/// For `datetime` attributes and scripts.
pub fn iso(moment: &Moment) -> String {
    moment.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

fn style(style: &Style) -> &'static str {
    match style {
        Style::Primary => "primary",
        Style::Plain => "plain",
        Style::Danger => "danger",
    }
}

/// The fields' errors, with the fields that they belong to.
fn errors(page: &Page) -> Vec<(&str, &str)> {
    page.fields.iter().filter_map(|f| Some((f.id.as_str(), f.error.as_deref()?))).collect()
}

fn counted(local: &Spoken<'_>, word: &str, count: &usize) -> String {
    local.say_with(word, &[("count", count.to_string())])
}

fn step(local: &Spoken<'_>, step: &u8, of: &u8) -> String {
    local.say_with("chat-step", &[("step", step.to_string()), ("of", of.to_string())])
}

/// Words with a place for a number that only the browser knows: it puts it where `#` stands.
fn count(local: &Spoken<'_>, word: &str) -> String {
    local.say_with(word, &[("count", "#".to_owned()), ("limit", limits::ANSWER.to_string())])
}

fn you_are(local: &Spoken<'_>, me: &Persona) -> String {
    local.say_with("local-you_are", &[("name", me.name.clone()), ("job", local.say(&me.title))])
}

/// What stands before and after the time, which the browser tells in the school's zone.
pub fn around_time(local: &Spoken<'_>) -> (String, String) {
    let words = local.say_with("local-now", &[("time", "#".to_owned())]);
    let (before, after) = words.split_once('#').unwrap_or((&words, ""));
    (before.to_owned(), after.to_owned())
}

/// How many things to look at again; an error of the page as a whole counts when it is the only one.
fn error_count(page: &Page) -> usize {
    errors(page).len().max(1)
}
