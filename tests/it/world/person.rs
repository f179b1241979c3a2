//! Somebody who uses the chat in a test: types, fills in, presses, and sees.

use super::{World, identity};
use hearken::chat::{Action, Block, Card, Event, FieldKind, Inbox, Input, Page, View};
use hearken::domain::id::{EventId, Reference};
use hearken::domain::text::Text;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

static EVENTS: AtomicU64 = AtomicU64::new(0);

#[derive(Debug, Clone)]
pub enum Entry<'a> {
    Pick(&'a str),
    Picks(&'a [&'a str]),
    Write(&'a str),
    Tick,
    People(&'a [&'a str]),
}

pub struct Person<'w> {
    world: &'w World,
    user: String,
    /// What this person was shown last.
    pub view: View,
    /// What they choose where they are asked for the year.
    years: Vec<String>,
    /// The language of this person's chat.
    pub locale: Option<&'static str>,
    last: Option<Event>,
}

impl<'w> Person<'w> {
    pub(super) fn new(world: &'w World, user: &str) -> Self {
        let (years, locale) = (Vec::new(), None);
        Self { world, user: user.to_owned(), view: View::Nothing, years, locale, last: None }
    }

    /// From now on they choose these where they are asked for the year.
    pub fn of_years(&mut self, years: &[&str]) -> &mut Self {
        self.years = years.iter().map(|year| (*year).to_owned()).collect();
        self
    }

    pub async fn does(&mut self, action: Action) -> &mut Self {
        let from = identity(&self.user);
        let id = format!("event-{}", EVENTS.fetch_add(1, Ordering::Relaxed));
        let event = Event {
            id: EventId::parse(&id).unwrap(),
            workspace: from.workspace_key(),
            from,
            locale: self.locale.map(str::to_owned),
            action,
        };
        self.last = Some(event.clone());
        self.view = self.world.app.handle(event).await;
        // What a reporter wrote may hold anything.
        if !matches!(self.view, View::Private { .. }) {
            holds_words_only(&self.sees());
        }
        self
    }

    /// The platform delivers the last event once more.
    pub async fn is_delivered_again(&mut self) -> &mut Self {
        self.view = self.world.app.handle(self.last.clone().unwrap()).await;
        self
    }

    pub async fn types(&mut self, command: &str) -> &mut Self {
        let (name, rest) = command.trim_start_matches('/').split_once(' ').unwrap_or((&command[1..], ""));
        self.does(Action::Command { name: name.to_owned(), rest: Text::new(rest) }).await
    }

    /// Picks "Report this message" on a message of somebody's.
    pub async fn reports_message(&mut self, link: &str, author: Option<&str>) -> &mut Self {
        self.does(Action::ReportMessage { link: Text::new(link), author: author.map(identity) }).await
    }

    pub fn page(&self) -> &Page {
        match &self.view {
            View::Form(page) => page,
            other => panic!("{} sees no form: {other:?}", self.user),
        }
    }

    pub fn card(&self) -> &Card {
        match &self.view {
            View::Card(card) | View::Private { card, .. } => card,
            other => panic!("{} sees no card: {other:?}", self.user),
        }
    }

    /// Fills in the page that is open and presses one of its buttons.
    pub async fn fills(&mut self, entries: &[(&str, Entry<'_>)], pressed: &str) -> &mut Self {
        let page = self.page();
        let values = entries
            .iter()
            .map(|(field, entry)| {
                let input = match entry {
                    Entry::Pick(option) => Input::Picked(vec![(*option).to_owned()]),
                    Entry::Picks(options) => Input::Picked(options.iter().map(|o| (*o).to_owned()).collect()),
                    Entry::Write(text) => Input::Text(Text::new(*text)),
                    Entry::Tick => Input::Tick(true),
                    Entry::People(users) => Input::People(users.iter().map(|user| identity(user)).collect()),
                };
                ((*field).to_owned(), input)
            })
            .collect::<BTreeMap<_, _>>();
        let (draft, revision, page) = (page.draft.clone(), page.revision, page.id.clone());
        self.does(Action::Answer { draft, revision, page, values, pressed: pressed.to_owned() }).await
    }

    pub async fn presses(&mut self, pressed: &str) -> &mut Self {
        self.fills(&[], pressed).await
    }

    /// Reads the rules before the first words, and goes on.
    pub async fn reads_the_rules(&mut self) -> &mut Self {
        assert_eq!(self.page().id, "rules");
        assert!(self.page().fields.is_empty(), "they cost one press");
        self.presses("carry_on").await
    }

    /// After the receipt: skips questions until this page.
    pub async fn skips_to(&mut self, page: &str) -> &mut Self {
        while self.page().id != page {
            self.presses("skip").await;
        }
        self
    }

    /// Presses a button of a card.
    pub async fn clicks(&mut self, button: &str, value: &str) -> &mut Self {
        self.does(Action::Press { button: button.to_owned(), value: value.to_owned() }).await
    }

    /// Presses a button of the card that is open.
    pub async fn clicks_on(&mut self, button: &str) -> &mut Self {
        let found = self.card().buttons.iter().find(|b| b.id == button);
        let value = found.unwrap_or_else(|| panic!("no {button} button in: {}", self.sees())).value.clone();
        self.clicks(button, &value).await
    }

    /// Presses a page's button with the words that stand in its fields already.
    pub async fn presses_with_what_is_there(&mut self, pressed: &str) -> &mut Self {
        let text = |field: &hearken::chat::Field| match &field.kind {
            FieldKind::Short { value } | FieldKind::Long { value } => Some(value.expose().to_owned()),
            _ => None,
        };
        let fields = &self.page().fields;
        let known: Vec<(String, String)> =
            fields.iter().filter_map(|field| Some((field.id.clone(), text(field)?))).collect();
        let entries: Vec<(&str, Entry<'_>)> =
            known.iter().map(|(field, text)| (field.as_str(), Entry::Write(text))).collect();
        self.fills(&entries, pressed).await
    }

    /// Presses a button of the newest message this person sees that has it.
    pub async fn clicks_in_chat(&mut self, button: &str) -> &mut Self {
        let posts = self.world.chat.seen_by(&self.user);
        let found = posts.iter().rev().flat_map(|post| &post.card.buttons).find(|b| b.id == button);
        let value = found.unwrap_or_else(|| panic!("{} sees no {button} button", self.user)).value.clone();
        self.clicks(button, &value).await
    }

    /// Presses a button of what this person was shown last.
    pub async fn clicks_here(&mut self, button: &str) -> &mut Self {
        let cards: Vec<Card> = match &self.view {
            View::Home(cards) => cards.clone(),
            View::Card(card) | View::Private { card, .. } => vec![card.clone()],
            _ => Vec::new(),
        };
        let found = cards.iter().flat_map(|card| &card.buttons).find(|b| b.id == button);
        let value = found.unwrap_or_else(|| panic!("no {button} button in: {}", self.sees())).value.clone();
        self.clicks(button, &value).await
    }

    /// Goes from `/concern` to the page that says who will read it, whatever pages come between.
    pub async fn writes(&mut self, about: &str, category: &str, words: &str, who: &[&str]) -> &mut Self {
        self.types("/concern").await;
        if let View::Card(_) = self.view {
            self.clicks("start_new", "").await;
        }
        self.writes_on(about, category, words, who).await
    }

    /// Goes on from the page that is open to the one that says who will read it.
    pub async fn writes_on(&mut self, about: &str, category: &str, words: &str, who: &[&str]) -> &mut Self {
        for _ in 0..14 {
            let View::Form(page) = &self.view else { break };
            match page.id.clone().as_str() {
                "check" => break,
                "about" => self.fills(&[("about", Entry::Pick(about))], "carry_on").await,
                "category" => self.fills(&[("category", Entry::Pick(category))], "carry_on").await,
                "who" => self.fills(&[("subject", Entry::People(who))], "carry_on").await,
                "year" => {
                    let years = self.years.clone();
                    let years: Vec<&str> = years.iter().map(String::as_str).collect();
                    self.fills(&[("year", Entry::Picks(&years))], "carry_on").await
                }
                "picture" => self.fills(&[("picture", Entry::Pick("no"))], "carry_on").await,
                "before" => {
                    let read = [("seen", Entry::Pick("no")), ("understood", Entry::Tick)];
                    self.fills(&read, "carry_on").await
                }
                "wait" => self.fills(&[("can_wait", Entry::Pick("yes"))], "carry_on").await,
                "what" => self.fills(&[("what_happened", Entry::Write(words))], "carry_on").await,
                _ => self.presses("carry_on").await,
            };
        }
        assert_eq!(self.page().id, "check");
        self
    }

    /// The whole report; the reference on the receipt.
    pub async fn reports(&mut self, about: &str, category: &str, words: &str, who: &[&str]) -> Reference {
        self.writes(about, category, words, who).await;
        self.presses("send").await;
        self.reference()
    }

    /// The reference in the heading of the card this person sees.
    pub fn reference(&self) -> Reference {
        let heading = &self.card().heading;
        let found = heading.split_whitespace().find_map(|word| Reference::parse(word.trim_end_matches('.')));
        found.unwrap_or_else(|| panic!("no reference in: {heading}"))
    }

    /// Every word this person sees now.
    pub fn sees(&self) -> String {
        match &self.view {
            View::Form(page) => {
                let blocks: Vec<String> = page.intro.iter().map(block).collect();
                let asked = page.fields.iter().map(|field| field.label.clone());
                let pressed = page.actions.iter().map(|action| action.label.clone());
                let errors = page.fields.iter().filter_map(|field| field.error.clone());
                let hints = page.fields.iter().flat_map(|field| &field.hints).map(|h| h.expose().to_owned());
                let more = asked.chain(pressed).chain(errors).chain(page.error.clone());
                let more = more.chain(hints).chain(page.note.clone());
                let more = more.collect::<Vec<_>>().join("\n");
                format!("{}\n{}\n{more}", page.title, blocks.join("\n"))
            }
            View::Card(card) | View::Private { card, .. } => said(card),
            View::Home(cards) => cards.iter().map(said).collect(),
            View::Nothing => String::new(),
        }
    }
}

/// What an id of the words begins with. An id on a screen means that its words are missing.
const IDS: &[&str] = &[
    "about-",
    "attest-",
    "audience-",
    "action-",
    "category-",
    "chat-",
    "coach-",
    "field-",
    "group-",
    "local-",
    "fact-",
    "notice-",
    "noted-",
    "option-",
    "page-",
    "receipt-",
    "refusal-",
    "register-",
    "remind-",
    "review-",
    "role-",
    "rule-",
    "state-",
    "urgency-",
];

/// Fails on an id, or a variable nobody gave, that stands where words should.
pub fn holds_words_only(said: &str) {
    let id =
        said.split_whitespace().find(|word| word.contains("{$") || IDS.iter().any(|id| word.starts_with(id)));
    assert_eq!(id, None, "words are missing: {said}");
}

/// Every word of a card, its push text and buttons included.
pub fn said(card: &Card) -> String {
    let blocks: Vec<String> = card.blocks.iter().map(block).collect();
    let buttons: Vec<&str> = card.buttons.iter().map(|button| button.label.as_str()).collect();
    format!("{}\n{}\n{}\n{}", card.heading, blocks.join("\n"), buttons.join("\n"), card.push)
}

fn block(block: &Block) -> String {
    match block {
        Block::Text(text) => text.clone(),
        Block::Quote { label, text } => format!("{label}: {}", text.expose()),
        Block::Facts(facts) => facts.iter().map(|(label, value)| format!("{label}: {value}\n")).collect(),
        Block::Guidance(rules) => rules.iter().map(|rule| format!("[{}] {}\n", rule.id, rule.text)).collect(),
        Block::Divider => String::new(),
    }
}
