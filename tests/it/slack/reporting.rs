//! Somebody with a form before them: they fill in what it asks and go on, from the command to the receipt.

use super::fake::{Entry, Person, SLACK_TROUBLE};
use super::world::account;
use hearken::domain::id::Reference;
use serde_json::Value;

impl Person {
    /// The form's page on their screen; none where it is a card.
    pub fn page(&self) -> Option<String> {
        let metadata = self.modal().view["private_metadata"].as_str().unwrap_or_default().to_owned();
        let page: Value = serde_json::from_str(&metadata).ok()?;
        page["p"].as_str().map(str::to_owned)
    }

    /// Presses the way forward.
    pub async fn goes_on(&self) -> &Self {
        let label = self.modal().view["submit"]["text"].as_str().map(str::to_owned);
        self.presses(&label.unwrap_or_else(|| panic!("no way forward in: {}", self.sees()))).await;
        assert!(!self.sees().contains(SLACK_TROUBLE), "no answer in time: {}", self.sees());
        self
    }

    /// Fills in the page before them as somebody would with this to report, and goes on.
    pub async fn answers_the_page(&self, about: &str, category: &str, words: &str, who: &[&str]) -> &Self {
        let who: Vec<String> = who.iter().map(|user| account(user)).collect();
        let who: Vec<&str> = who.iter().map(String::as_str).collect();
        match self.page().unwrap_or_else(|| panic!("no page but: {}", self.sees())).as_str() {
            "about" => self.fills("about", &Entry::Pick(about)),
            "category" => self.fills("category", &Entry::Pick(category)),
            "who" => self.fills("subject", &Entry::People(&who)),
            "picture" => self.fills("picture", &Entry::Pick("no")),
            "before" => self.fills("seen", &Entry::Pick("no")).fills("understood", &Entry::Tick),
            "wait" => self.fills("can_wait", &Entry::Pick("yes")),
            "what" => self.fills("what_happened", &Entry::Write(words)),
            _ => self,
        };
        self.goes_on().await
    }

    /// From `/concern` to the page that says who will read it.
    pub async fn writes(&self, about: &str, category: &str, words: &str, who: &[&str]) -> &Self {
        self.types("/concern").await;
        // Some other change of the screen may have come first.
        self.slack.until("the form opens", |_| self.has_a_modal()).await;
        self.finishes_writing(about, category, words, who).await
    }

    /// From whatever page is open to the one that says who will read it.
    pub async fn finishes_writing(&self, about: &str, category: &str, words: &str, who: &[&str]) -> &Self {
        for _ in 0..13 {
            if self.page().as_deref() == Some("check") {
                return self;
            }
            self.answers_the_page(about, category, words, who).await;
        }
        panic!("it does not come to an end at {:?}: {}", self.page(), self.sees());
    }

    /// The whole report; the reference on the receipt.
    pub async fn reports(&self, about: &str, category: &str, words: &str, who: &[&str]) -> Reference {
        self.writes(about, category, words, who).await;
        self.goes_on().await;
        self.reference()
    }

    /// The reference that the modal on top tells.
    pub fn reference(&self) -> Reference {
        assert_eq!(self.page(), None, "no receipt: {}", self.sees());
        let seen = self.sees();
        let found =
            seen.split_whitespace().find_map(|word| Reference::parse(word.trim_matches(['.', ':', '*'])));
        found.unwrap_or_else(|| panic!("no reference in: {seen}"))
    }
}
