//! What is typed behind `/hearken`: a word in any of our languages, and help for every other.

use super::Desk;
use crate::chat::{Action, Block, Style, View};
use crate::domain::text::Text;
use crate::forms::page::args;
use crate::store::{StoreError, Tx};

impl Desk<'_> {
    pub(super) async fn hearken(
        &self,
        tx: &mut Tx<'_>,
        first: bool,
        rest: &Text,
    ) -> Result<View, StoreError> {
        let typed = rest.expose().trim().to_lowercase();
        if typed.is_empty() || self.means("home", &typed) {
            return self.home(tx).await;
        }
        if self.means("concern", &typed) {
            return self.start(tx, first).await;
        }
        if self.means("aup", &typed) {
            return self.aup(tx).await;
        }
        if self.means("policies", &typed) {
            return self.policies(tx).await;
        }
        if self.means("duties", &typed) {
            return self.duties(tx).await;
        }
        // Whatever else somebody types may be what they want to report: it is neither kept nor said back to them.
        Ok(self.not_a_report("help"))
    }

    /// The answer to words that are no command of ours: nobody was told anything by them, and this is how to.
    pub(super) fn not_a_report(&self, id: &str) -> View {
        let mut card = self.scene().plain(id, &args(self.words, self.school, None));
        card.buttons = vec![
            self.scene().button("raise", "", Style::Primary),
            self.scene().button("need_someone", "", Style::Danger),
        ];
        View::Card(card)
    }

    /// What opens at `/concern`, with a word on what was typed behind it: that was neither kept nor sent.
    pub(super) fn with_what_was_typed(&self, mut view: View) -> View {
        if !matches!(&self.event.action, Action::Command { name, rest } if name == "concern" && !rest.is_blank())
        {
            return view;
        }
        let note = self.words.say("concern-typed", &[]);
        match &mut view {
            View::Form(page) => page.note = Some(note),
            View::Card(card) => card.blocks.insert(0, Block::Text(note)),
            _ => {}
        }
        view
    }

    /// Whether what was typed is one of the words for this, in any language: people type the one they know.
    fn means(&self, what: &str, typed: &str) -> bool {
        self.parts.prompts.locales().any(|words| {
            words.say(&format!("command-{what}"), &[]).split(',').any(|word| word.trim() == typed)
        })
    }
}
