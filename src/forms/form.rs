//! Owns a form's definition: its pages, fields and branches, as they stand in `prompts/forms`.

use crate::domain::concern::{Answers, Value};
use crate::domain::condition::When;
use crate::domain::urgency::{self, Urgency, UrgencyRule};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    #[serde(rename = "page")]
    pub pages: Vec<PageDef>,
    #[serde(rename = "urgency", default)]
    pub urgency: Vec<UrgencyRule>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageDef {
    pub id: String,
    #[serde(default)]
    pub kind: PageKind,
    /// Asked after the receipt, and skippable.
    #[serde(default)]
    pub after: bool,
    #[serde(default)]
    pub when: When,
    pub actions: Vec<String>,
    #[serde(rename = "field", default)]
    pub fields: Vec<FieldDef>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageKind {
    #[default]
    Form,
    /// Who will read it, and the send button.
    Check,
    /// Reached by a button only.
    Aside,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldDef {
    pub id: String,
    pub kind: FieldType,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub options: Vec<String>,
    /// Options stand under the heading of their category group.
    #[serde(default)]
    pub grouped: bool,
    /// Asked only where this holds.
    #[serde(default)]
    pub when: When,
    /// Read by those who read the task alone, too. Its words say that no names belong there.
    #[serde(default)]
    pub task: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    Short,
    Long,
    Choice,
    Choices,
    Date,
    Time,
    Person,
    Tick,
}

/// What conditions may ask for beside answers.
pub const FACTS: [&str; 4] = [SCHOOL_CLOSED, YEAR_MATTERS, MESSAGE_REPORTED, AUTHOR_TO_ASK];
/// `ask` while school is closed and nothing said so far is urgent by itself.
pub const SCHOOL_CLOSED: &str = "school_closed";
/// `ask` where the year of a pupil decides who gets the concern.
pub const YEAR_MATTERS: &str = "year_matters";
/// `ask` where the report began from a message.
pub const MESSAGE_REPORTED: &str = "message_reported";
/// `ask` where the author of that message may be asked to take names out of it.
pub const AUTHOR_TO_ASK: &str = "author_to_ask";
/// The only value of a fact.
pub const ASK: &str = "ask";

/// Takes the fact into the answers that the report began from a message.
pub fn note_the_message(answers: &mut Answers) {
    match answers.message() {
        Some(_) => answers.set(MESSAGE_REPORTED, Value::Choice(ASK.to_owned())),
        None => answers.clear(MESSAGE_REPORTED),
    }
}

/// Takes the fact into the answers that the message's author may be asked for something.
pub fn note_the_author(answers: &mut Answers, open: bool) {
    if open {
        answers.set(AUTHOR_TO_ASK, Value::Choice(ASK.to_owned()));
    } else {
        answers.clear(AUTHOR_TO_ASK);
    }
}

/// Takes the fact of a profile's routes into the answers: whether to ask for the year.
pub fn note_the_year(answers: &mut Answers, matters: bool) {
    if matters {
        answers.set(YEAR_MATTERS, Value::Choice(ASK.to_owned()));
    } else {
        answers.clear(YEAR_MATTERS);
    }
}

impl Form {
    /// Takes the fact of the hour into the answers: whether to ask if this can wait.
    pub fn note_the_hour(&self, answers: &mut Answers, open: bool) {
        let mut others = answers.clone();
        others.clear("can_wait");
        let (urgency, _) = urgency::of(&self.urgency, &self.relevant(&others));
        // Once somebody has said that it can't wait, school opening makes it no less urgent.
        let said = matches!(answers.chosen("can_wait").first(), Some(&("no" | "not_sure")));
        if urgency >= Urgency::Urgent || open && !said {
            answers.clear(SCHOOL_CLOSED);
        } else {
            answers.set(SCHOOL_CLOSED, Value::Choice(ASK.to_owned()));
        }
    }

    pub fn page(&self, id: &str) -> Option<&PageDef> {
        self.pages.iter().find(|page| page.id == id)
    }

    pub fn field(&self, id: &str) -> Option<&FieldDef> {
        self.pages.iter().flat_map(|page| &page.fields).find(|field| field.id == id)
    }

    /// The pages that these answers lead through, before the receipt or after it.
    pub fn path<'f, 'a>(
        &'f self,
        after: bool,
        answers: &'a Answers,
    ) -> impl Iterator<Item = &'f PageDef> + use<'f, 'a> {
        self.pages
            .iter()
            .filter(move |p| p.after == after && p.kind != PageKind::Aside && p.when.holds(answers))
    }

    /// The first page of the path behind `current` in file order; with no current page, the very first.
    pub fn next_page<'f>(
        &'f self,
        current: Option<&str>,
        after: bool,
        answers: &Answers,
    ) -> Option<&'f PageDef> {
        let behind = current.map_or(0, |id| self.position(id) + 1);
        self.path(after, answers).find(|page| self.position(&page.id) >= behind)
    }

    /// The page of the path before `current`; the first page has none.
    pub fn previous_page<'f>(&'f self, current: &str, answers: &Answers) -> Option<&'f PageDef> {
        let here = self.position(current);
        self.path(false, answers).take_while(|page| self.position(&page.id) < here).last()
    }

    fn position(&self, id: &str) -> usize {
        self.pages.iter().position(|page| page.id == id).unwrap_or(self.pages.len())
    }

    /// The page where the reporter sees who will read it.
    pub fn check_page(&self) -> Option<&PageDef> {
        self.pages.iter().find(|page| page.kind == PageKind::Check)
    }

    /// Only the answers of pages that still apply, so that nothing stays from a branch left again. People who were
    /// picked stay: whoever is named is kept out, whatever else is changed afterwards.
    pub fn relevant(&self, answers: &Answers) -> Answers {
        let mut kept = Answers::default();
        let applies = |page: &&PageDef| page.kind == PageKind::Aside || page.when.holds(answers);
        for page in &self.pages {
            let applies = applies(&page);
            for field in page.fields.iter().filter(|field| applies || field.kind == FieldType::Person) {
                if let Some(value) = answers.get(&field.id) {
                    kept.set(&field.id, value.clone());
                }
            }
        }
        kept
    }

    /// Step and number of steps, once the kind of concern has decided the path.
    pub fn progress(&self, page: &PageDef, answers: &Answers) -> Option<(u8, u8)> {
        if page.kind == PageKind::Aside || (!page.after && answers.category().is_none()) {
            return None;
        }
        let steps: Vec<&PageDef> = self.path(page.after, answers).collect();
        let step = steps.iter().position(|p| p.id == page.id)? + 1;
        Some((u8::try_from(step).ok()?, u8::try_from(steps.len()).ok()?))
    }
}
