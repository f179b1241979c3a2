//! Owns the message that a report may point at: where it stands and whose it is, and never what it says.

use super::concern::{Answers, Named, Value};
use super::school::Identity;
use super::text::Text;

/// Beside the answers of the form, sealed with them. No page asks for these, so no page shows them and no rule reads them.
const LINK: &str = "message_link";
const AUTHOR: &str = "message_author";
/// Ticked on the last page: the report goes without the link.
const LEFT_OUT: &str = "leave_link_out";
/// The longest link that is taken, in signs: the platforms' own have a few hundred.
const LONGEST: usize = 2000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    link: Text,
    /// Whose it is, where the platform told: looked up anew whenever it matters.
    pub author: Option<Identity>,
}

impl Message {
    /// A message by its link on the web; `None` where it is none.
    pub fn new(link: Text, author: Option<Identity>) -> Option<Self> {
        let plain = |sign: char| !sign.is_whitespace() && !sign.is_control();
        let sound = link.expose().strip_prefix("https://").is_some_and(|rest| !rest.is_empty());
        (sound && link.length() <= LONGEST && link.expose().chars().all(plain))
            .then_some(Self { link, author })
    }

    pub fn link(&self) -> &Text {
        &self.link
    }
}

impl Answers {
    /// The message that this report began from.
    pub fn message(&self) -> Option<Message> {
        let author = self.people(AUTHOR).iter().find_map(|named| match named {
            Named::Unmatched(identity) => Some(identity.clone()),
            Named::Person(_) => None,
        });
        Message::new(self.text(LINK)?.clone(), author)
    }

    /// The same, unless whoever writes has said that it stays out.
    pub fn message_to_send(&self) -> Option<Message> {
        self.message().filter(|_| self.chosen(LEFT_OUT).is_empty())
    }

    pub fn set_message(&mut self, message: &Message) {
        self.set(LINK, Value::Text(message.link.clone()));
        match &message.author {
            Some(author) => self.set(AUTHOR, Value::People(vec![Named::Unmatched(author.clone())])),
            None => self.clear(AUTHOR),
        }
        self.clear(LEFT_OUT);
    }

    /// Whether anything stands here but a message, and what `besides` lists.
    pub fn hold_more_than_a_message(&self, besides: &[&str]) -> bool {
        self.iter().any(|(field, _)| ![LINK, AUTHOR].contains(&field) && !besides.contains(&field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_link_on_the_web_is_a_message() {
        let new = |link: &str| Message::new(Text::from(link), None);
        assert!(new("https://oak.slack.com/archives/C1/p1741600000000100").is_some());
        for none in
            ["", "https://", "http://oak.slack.com/x", "javascript:alert(1)", "https://a b", "https://a\n"]
        {
            assert!(new(none).is_none(), "{none}");
        }
        assert!(new(&format!("https://{}", "a".repeat(LONGEST))).is_none());
    }
}
