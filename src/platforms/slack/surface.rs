//! Owns where somebody acted, and so where the answer goes; and the ids that our blocks carry through Slack.

use crate::domain::id::DraftId;
use serde::{Deserialize, Serialize};

/// Where somebody acted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surface {
    /// The workspace whose token answers, as in `Identity`.
    pub workspace: String,
    pub user: String,
    /// Where they belong instead, if Slack says that they are of another organisation.
    pub perhaps: Option<String>,
    /// Opens one view, within three seconds.
    pub trigger: Option<String>,
    pub at: At,
    /// What brings the same card again.
    pub again: Option<Again>,
}

/// A press whose answer may be longer than a window: pressed again, it brings another part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    pub button: String,
    pub value: String,
    /// From 0.
    pub part: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum At {
    /// A slash command or a shortcut: nothing is open yet.
    Command,
    /// A view's own button forward: the answer travels in the acknowledgement.
    Submission(ViewRef),
    /// Another button in a view.
    View(ViewRef),
    /// A button under a message.
    Message,
    /// A button on the home tab, or the tab was opened.
    Home,
    /// Words or a file in direct messages with the app.
    Direct { channel: String },
}

/// A view as it stands on somebody's screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewRef {
    pub id: String,
    /// Changes with every update: an update that names an older one is refused.
    pub hash: Option<String>,
    /// The page it shows; none for a card.
    pub page: Option<PageRef>,
}

/// What a view carries as `private_metadata`: ids alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRef {
    #[serde(rename = "d")]
    pub draft: DraftId,
    #[serde(rename = "r")]
    pub revision: i64,
    #[serde(rename = "p")]
    pub page: String,
}

/// What a button's `action_id` begins with: a page's own buttons, and those of cards.
const PAGE_BUTTON: &str = "page:";
const CARD_BUTTON: &str = "card:";
/// The same as a card's button, for another part of what it brings.
const PART_BUTTON: &str = "part:";

/// The block of a field. Slack keeps what was typed in a block of the same id, whatever a new view says: so each
/// revision of a page has blocks of its own.
pub fn field_block(page: &PageRef, field: &str) -> String {
    format!("{}|{}|{field}", page.page, page.revision)
}

/// The field of a block, if it is one.
pub fn field_of(block: &str) -> Option<&str> {
    let mut parts = block.splitn(3, '|');
    let (_, revision, field) = (parts.next()?, parts.next()?, parts.next()?);
    revision.parse::<i64>().is_ok().then_some(field)
}

pub fn page_button(action: &str) -> String {
    format!("{PAGE_BUTTON}{action}")
}

/// Buttons of one block need different ids: `number` tells two of the same kind apart.
pub fn card_button(number: usize, button: &str) -> String {
    format!("{CARD_BUTTON}{number}:{button}")
}

pub fn part_button(part: usize, button: &str) -> String {
    format!("{PART_BUTTON}{part}:{button}")
}

/// Which part of its card a button asks for: the first, unless it says so.
pub fn part_of(action: &str) -> usize {
    let told = action.strip_prefix(PART_BUTTON).and_then(|rest| rest.split_once(':'));
    told.and_then(|(part, _)| part.parse().ok()).unwrap_or(0)
}

/// A button that was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed<'a> {
    OfPage(&'a str),
    OfCard(&'a str),
}

pub fn pressed(action: &str) -> Option<Pressed<'_>> {
    if let Some(action) = action.strip_prefix(PAGE_BUTTON) {
        return Some(Pressed::OfPage(action));
    }
    let of_card = action.strip_prefix(CARD_BUTTON).or(action.strip_prefix(PART_BUTTON))?;
    let (number, button) = of_card.split_once(':')?;
    number.parse::<usize>().is_ok().then_some(Pressed::OfCard(button))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_back_as_they_went() {
        let draft = DraftId::parse("d1").unwrap();
        let page = PageRef { draft, revision: 3, page: "what".to_owned() };
        assert_eq!(field_of(&field_block(&page, "what_happened")), Some("what_happened"));
        assert_eq!(field_of("what|happened"), None);
        assert_eq!(field_of("what|x|happened"), None);
        assert_eq!(pressed(&page_button("back")), Some(Pressed::OfPage("back")));
        assert_eq!(pressed(&card_button(2, "read")), Some(Pressed::OfCard("read")));
        assert_eq!(pressed(&part_button(2, "read")), Some(Pressed::OfCard("read")));
        assert_eq!((part_of(&part_button(2, "read")), part_of(&card_button(2, "read"))), (2, 0));
        for other in ["read", "card:read", "card:x:read", "what_happened"] {
            assert_eq!(pressed(other), None, "{other}");
        }
    }
}
