//! Owns one report on its way, as a browser holds it: the next request, kept until it has an answer.

use super::person::{Failure, Person, Shown, fresh};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// More pages than any way through the form has.
const PAGES: usize = 30;

#[derive(Clone)]
pub struct Concern {
    pub about: String,
    pub category: String,
    /// What happened.
    pub words: String,
}

/// What a reporter keeps: without it there is no report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Receipt {
    pub reference: String,
}

/// A copy is the same form in a second tab.
#[derive(Clone)]
pub struct Reporting {
    person: Person,
    concern: Concern,
    next: Request,
}

#[derive(Clone)]
struct Request {
    what: &'static str,
    body: Value,
}

impl Reporting {
    pub fn begin(person: Person, concern: Concern) -> Self {
        let next = Request { what: "command", body: json!({ "text": "/concern", "event": fresh() }) };
        Self { person, concern, next }
    }

    /// Goes on from wherever it stands. After a failure the same request stays the next one: calling this
    /// again is the browser sending it once more.
    pub async fn finish(&mut self) -> Result<Receipt, Failure> {
        for _ in 0..PAGES {
            if let Some(receipt) = self.step().await? {
                return Ok(receipt);
            }
        }
        panic!("the form does not come to an end at {}", self.next.body);
    }

    /// Whether the send button has been pressed and no receipt seen.
    pub fn is_sending(&self) -> bool {
        self.next.body["pressed"] == "send"
    }

    /// The person presses again: the same answer as a new event.
    pub fn press_again(&mut self) {
        self.next.body["event"] = json!(fresh());
    }

    /// One request and its answer.
    pub async fn step(&mut self) -> Result<Option<Receipt>, Failure> {
        let shown = self.person.send(self.next.what, &self.next.body).await?;
        // A receipt says its reference in its heading; anything like one elsewhere on a card is no receipt.
        if shown.kind == "card"
            && let Some(reference) = references(heading(&shown.html)).pop_first()
        {
            return Ok(Some(Receipt { reference }));
        }
        // Something was left unfinished: this is another report.
        if self.next.what == "command" && shown.html.contains("data-button=\"start_new\"") {
            let body = json!({ "button": "start_new", "value": "", "event": fresh() });
            self.next = Request { what: "press", body };
            return Ok(None);
        }
        let (Some(draft), Some(page)) = (&shown.draft, &shown.page) else { return Err(Failure::Told(shown)) };
        // The same page at the same revision: it was not taken, and what was typed is still there.
        if self.next.body["page"] == json!(page) && self.next.body["revision"] == json!(shown.revision) {
            return Err(Failure::Told(shown));
        }
        let pressed = if page == "check" { "send" } else { "carry_on" };
        let body = json!({
            "draft": draft, "revision": shown.revision, "page": page, "values": self.answers(&shown),
            "pressed": pressed, "event": fresh(),
        });
        self.next = Request { what: "answer", body };
        Ok(None)
    }

    fn answers(&self, shown: &Shown) -> Value {
        let answered = shown.fields.iter().filter_map(|field| Some((field.clone(), self.answer(field)?)));
        Value::Object(answered.collect())
    }

    fn answer(&self, field: &str) -> Option<Value> {
        match field {
            "about" => Some(json!({ "picked": [self.concern.about] })),
            "category" => Some(json!({ "picked": [self.concern.category] })),
            "picture" | "seen" | "name_is_subject" => Some(json!({ "picked": ["no"] })),
            "can_wait" => Some(json!({ "picked": ["yes"] })),
            "understood" => Some(json!({ "tick": true })),
            "what_happened" => Some(json!({ "text": self.concern.words })),
            _ => None,
        }
    }
}

/// What stands in a card's heading.
fn heading(html: &str) -> &str {
    let from = html.find("<h3").unwrap_or(html.len());
    let to = html[from..].find("</h3>").unwrap_or(0);
    &html[from..from + to]
}

/// The references in the text of a piece of HTML; markup does not count.
pub fn references(html: &str) -> BTreeSet<String> {
    let mut text = String::new();
    let mut markup = false;
    for c in html.chars() {
        match c {
            '<' => {
                markup = true;
                text.push(' ');
            }
            '>' => markup = false,
            _ if !markup => text.push(c),
            _ => {}
        }
    }
    let joined = |c: char| c.is_alphanumeric() || c == '-';
    text.split(|c| !joined(c)).filter(|word| is_reference(word)).map(str::to_owned).collect()
}

/// `K7F-2QX`: digits and letters that sound like nothing else.
fn is_reference(word: &str) -> bool {
    let sign =
        |part: &str| part.len() == 3 && part.bytes().all(|b| b"23456789CDFGHJKLMNPQRTVWX".contains(&b));
    word.split_once('-').is_some_and(|(left, right)| sign(left) && sign(right))
}
