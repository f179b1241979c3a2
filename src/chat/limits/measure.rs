//! Measures a page or a card against one platform's limits.

use super::Limits;
use crate::chat::view::{Block, Button, Card, ChoiceOption, Field, FieldKind, Page, Rule};

/// What a block, a field or a button weighs beside its words, in bytes: names of keys, ids, and the opaque data behind
/// it. Generous, because every adapter writes them differently.
const PART: usize = 400;
/// The same of an option.
const OPTION: usize = 80;

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excess {
    /// `title`, `field what_happened: label` and the like.
    pub place: String,
    pub length: usize,
    pub unit: &'static str,
    pub most: usize,
}

struct Found(Vec<Excess>);

impl Found {
    fn check(&mut self, place: impl Into<String>, length: usize, unit: &'static str, most: usize) {
        if length > most {
            self.0.push(Excess { place: place.into(), length, unit, most });
        }
    }

    fn words(&mut self, place: impl Into<String>, text: &str, most: usize) {
        self.check(place, characters(text), "characters", most);
    }
}

impl Limits {
    /// Everything of a page that does not fit.
    pub fn page(&self, page: &Page) -> Vec<Excess> {
        let mut found = Found(Vec::new());
        found.words("title", &page.title, self.title);
        self.blocks(&page.intro, &mut found);
        found.check("the page", page.fields.len(), "fields", self.fields);
        for field in &page.fields {
            self.field(field, &mut found);
        }
        self.buttons(&page.actions, &mut found);
        let error = page.error.as_deref().unwrap_or_default();
        found.words("what went wrong", error, self.paragraph);
        let note = page.note.as_deref().unwrap_or_default();
        found.words("why it comes again", note, self.paragraph);
        let parts = blocks_parts(&page.intro) + page.fields.len() + page.actions.len();
        found.check("the page", parts + 3, "parts", self.page_parts);
        let fields: usize = page.fields.iter().map(field_bytes).sum();
        let words = bytes(&page.title)
            + bytes(error)
            + bytes(note)
            + blocks_bytes(&page.intro)
            + fields
            + buttons_bytes(&page.actions);
        found.check("the page", words + 3 * PART, "bytes", self.page_bytes);
        found.0
    }

    /// Everything of a card that does not fit. `one_message`: it is updated where it stands, so it can't be divided.
    pub fn card(&self, card: &Card, one_message: bool) -> Vec<Excess> {
        let mut found = Found(Vec::new());
        found.words("heading", &card.heading, self.heading);
        self.blocks(&card.blocks, &mut found);
        self.buttons(&card.buttons, &mut found);
        let parts = blocks_parts(&card.blocks) + card.buttons.len() + 1;
        found.check("the card", parts, "parts", self.card_parts);
        let words = bytes(&card.heading) + blocks_bytes(&card.blocks) + buttons_bytes(&card.buttons);
        found.check("the card", words + bytes(&card.push) + PART, "bytes", self.card_bytes);
        if one_message {
            let said: usize = card.blocks.iter().map(block_characters).sum();
            found.check("the card", characters(&card.heading) + said, "characters", self.message);
        }
        found.0
    }

    fn blocks(&self, blocks: &[Block], found: &mut Found) {
        for block in blocks {
            match block {
                Block::Text(text) => {
                    found.words("text", text, self.text);
                    for paragraph in text.split("\n\n") {
                        found.words("a paragraph", paragraph, self.paragraph);
                    }
                }
                Block::Guidance(rules) => {
                    for rule in rules {
                        let length = rule_characters(rule);
                        found.check(format!("rule {}", rule.id), length, "characters", self.paragraph);
                    }
                }
                Block::Facts(facts) => {
                    for (label, value) in facts {
                        let length = characters(label) + characters(value);
                        found.check("a fact", length, "characters", self.paragraph);
                    }
                }
                // What somebody wrote is as long as it is: it is divided wherever it must be.
                Block::Quote { label, .. } => found.words("a label", label, self.paragraph),
                Block::Divider => {}
            }
        }
    }

    fn field(&self, field: &Field, found: &mut Found) {
        let id = &field.id;
        found.words(format!("field {id}: label"), &field.label, self.label);
        if let Some(hint) = &field.hint {
            found.words(format!("field {id}: hint"), hint, self.hint);
        }
        let options = options(&field.kind);
        found.check(format!("field {id}"), options.len(), "options", self.options);
        for option in options {
            found.words(format!("field {id}, option {}: label", option.id), &option.label, self.option);
            if let Some(group) = &option.group {
                found.words(format!("field {id}, heading over {}", option.id), group, self.option);
            }
        }
    }

    fn buttons(&self, buttons: &[Button], found: &mut Found) {
        for button in buttons {
            found.words(format!("button {}: label", button.id), &button.label, self.button);
        }
    }
}

fn options(kind: &FieldKind) -> &[ChoiceOption] {
    match kind {
        FieldKind::Choice { options, .. } | FieldKind::Choices { options, .. } => options,
        _ => &[],
    }
}

fn characters(text: &str) -> usize {
    text.chars().count()
}

/// What a text takes in JSON, where quotes and line ends take two bytes.
fn bytes(text: &str) -> usize {
    text.len() + text.bytes().filter(|b| matches!(b, b'"' | b'\\' | b'\n')).count() + 2
}

fn rule_characters(rule: &Rule) -> usize {
    // One sign between what to do and why.
    characters(&rule.text) + rule.why.as_deref().map_or(0, |why| 1 + characters(why))
}

fn block_characters(block: &Block) -> usize {
    match block {
        Block::Text(text) => characters(text),
        Block::Quote { label, text } => characters(label) + text.length(),
        Block::Facts(facts) => facts.iter().map(|(label, value)| characters(label) + characters(value)).sum(),
        Block::Guidance(rules) => rules.iter().map(rule_characters).sum(),
        Block::Divider => 1,
    }
}

fn blocks_parts(blocks: &[Block]) -> usize {
    let parts = |block: &Block| match block {
        Block::Facts(facts) => facts.len(),
        Block::Guidance(rules) => rules.len() + 1,
        _ => 1,
    };
    blocks.iter().map(parts).sum()
}

fn blocks_bytes(blocks: &[Block]) -> usize {
    let words = |block: &Block| match block {
        Block::Text(text) => bytes(text),
        Block::Quote { label, text } => bytes(label) + bytes(text.expose()),
        Block::Facts(facts) => facts.iter().map(|(label, value)| bytes(label) + bytes(value)).sum(),
        Block::Guidance(rules) => {
            rules.iter().map(|r| bytes(&r.text) + r.why.as_deref().map_or(0, bytes)).sum()
        }
        Block::Divider => 0,
    };
    blocks.iter().map(words).sum::<usize>() + blocks_parts(blocks) * PART
}

fn field_bytes(field: &Field) -> usize {
    let typed = match &field.kind {
        FieldKind::Short { value }
        | FieldKind::Long { value }
        | FieldKind::Date { value }
        | FieldKind::Time { value } => bytes(value.expose()),
        _ => 0,
    };
    let option = |option: &ChoiceOption| {
        bytes(&option.label) + option.group.as_deref().map_or(0, bytes) + 2 * option.id.len() + OPTION
    };
    let options: usize = options(&field.kind).iter().map(option).sum();
    let said = field.hint.as_deref().map_or(0, bytes) + field.error.as_deref().map_or(0, bytes);
    PART + bytes(&field.label) + said + typed + options
}

fn buttons_bytes(buttons: &[Button]) -> usize {
    buttons.iter().map(|button| PART + bytes(&button.label) + button.value.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::school::PlatformKind;

    fn card(blocks: Vec<Block>) -> Card {
        let read = || "Read".to_owned();
        Card { lang: "en-GB".to_owned(), heading: read(), blocks, buttons: Vec::new(), push: read() }
    }

    fn rule(n: usize, text: String) -> Rule {
        Rule { id: format!("rule_{n}"), text, why: None, law: false }
    }

    fn wrong(platform: PlatformKind, card: &Card) -> Vec<(String, usize)> {
        Limits::of(platform).card(card, true).into_iter().map(|excess| (excess.place, excess.most)).collect()
    }

    #[test]
    fn a_card_is_weighed_in_bytes_and_counted_in_parts() {
        let many = card(vec![Block::Guidance((0..60).map(|n| rule(n, "ñ".repeat(100))).collect())]);
        assert_eq!(wrong(PlatformKind::Slack, &many), [("the card".to_owned(), 50)]);
        assert_eq!(wrong(PlatformKind::Teams, &many), [("the card".to_owned(), 28_000)]);
        assert_eq!(wrong(PlatformKind::GoogleChat, &many), [("the card".to_owned(), 32_000)]);
        assert_eq!(wrong(PlatformKind::Discord, &many), [("the card".to_owned(), 2000)]);
        assert_eq!(wrong(PlatformKind::Local, &many), []);
    }

    #[test]
    fn what_is_never_divided_fits_one_message() {
        let long = card(vec![Block::Text(["a".repeat(1500), "b".repeat(1500)].join("\n\n"))]);
        assert_eq!(Limits::of(PlatformKind::Discord).card(&long, false), []);
        assert_eq!(wrong(PlatformKind::Discord, &long), [("the card".to_owned(), 2000)]);
        let one = card(vec![Block::Text("a".repeat(2001)), Block::Guidance(vec![rule(1, "b".repeat(2001))])]);
        let places: Vec<String> = Limits::of(PlatformKind::Discord)
            .card(&one, false)
            .into_iter()
            .map(|excess| excess.place)
            .collect();
        assert_eq!(places, ["a paragraph", "rule rule_1"]);
    }
}
