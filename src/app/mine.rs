//! A person's home: a way to report, the concerns that are theirs to act on, questions that wait for them, and how far
//! their own reports are.

use super::Desk;
use super::case_form::{is_reporter_named, spot};
use crate::chat::{Button, Card, Style, View};
use crate::domain::case::{Case, State};
use crate::domain::progress::EntryKind;
use crate::domain::routing::Route;
use crate::forms::{Words, reporter_card};
use crate::records;
use crate::store::{StoreError, Tx};
use chrono::TimeDelta;

/// How long a report stands in its reporter's home.
const DAYS: i64 = 90;
/// Reports that are listed at most, the newest.
const MOST: u32 = 20;

impl Desk<'_> {
    /// Everything that stands in this person's home, what needs them first.
    pub(super) async fn home(&self, tx: &mut Tx<'_>) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let mut cards = vec![self.raise_card(staff.by_identity(&self.event.from).is_some())];
        let unfinished = self.unfinished(tx).await?.filter(|draft| !draft.is_empty());
        cards.extend(unfinished.map(|draft| self.unfinished_card(&draft, "")));
        self.tell_of_old_guidance(&mut cards[0], &staff);
        cards.extend(self.open_concerns(tx, &staff).await?);
        let register = self.register_at_home(tx, &staff).await?;
        if let Some(person) = staff.by_identity(&self.event.from) {
            let (to_sign, signed) = self.to_sign(tx, person).await?;
            cards.extend(to_sign);
            if signed {
                cards[0].buttons.push(self.scene().button("my_signatures", "", Style::Plain));
            }
            cards.extend(self.led(tx, &staff, false).await?);
        }
        let mut reports = Vec::new();
        for case in tx.cases_of_reporter(&self.school.id, &self.event.from, MOST).await? {
            if self.now - case.received_at > TimeDelta::days(DAYS) {
                continue;
            }
            let Some(route) = records::route(tx, &case.id).await? else { continue };
            if is_reporter_named(&case, &route, &staff) {
                continue;
            }
            cards.extend(self.open_questions(tx, &case, &route).await?);
            reports.push(reporter_card::report(self.scene(), &case, &route));
        }
        cards.extend(reports);
        cards.extend(register);
        Ok(View::Home(cards))
    }

    /// Whoever is known at the school may choose another language: a choice needs somebody it is kept with.
    fn raise_card(&self, known: bool) -> Card {
        let mut card = self.scene().plain("home", &crate::forms::page::args(self.words, self.school, None));
        card.buttons.push(self.scene().button("raise", "", Style::Primary));
        card.buttons.push(self.scene().button("need_someone", "", Style::Danger));
        let others = self.parts.prompts.spoken_at(&self.school.profile).filter(|_| known);
        card.buttons.extend(others.filter(|words| words.locale() != self.words.locale()).map(speak_button));
        card
    }

    /// "Español": keeps the choice, and shows home in it. It is about no case, so the audit has nothing to tell.
    pub(super) async fn speak(&self, tx: &mut Tx<'_>, locale: &str) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let person = staff.by_identity(&self.event.from);
        let words = self.parts.prompts.spoken_at(&self.school.profile).find(|words| words.locale() == locale);
        let (Some(person), Some(words)) = (person, words) else { return Ok(self.refuse("not_allowed")) };
        tx.choose_locale(&self.school.id, &person.id, locale).await?;
        let Self { parts, school, now, event, .. } = *self;
        Desk { parts, school, words, now, event }.home(tx).await
    }

    async fn open_questions(
        &self,
        tx: &mut Tx<'_>,
        case: &Case,
        route: &Route,
    ) -> Result<Vec<Card>, StoreError> {
        if case.state == State::Unrouted {
            return Ok(Vec::new());
        }
        let open = tx.questions(&case.id).await?.into_iter().filter(|row| row.answer.is_none());
        let card = |entry| reporter_card::question(self.scene(), case, route, &spot(&case.id, entry), false);
        Ok(open.map(|row| card(row.entry)).collect())
    }

    /// "See how far it is": one report's own card.
    pub(super) async fn mine(&self, tx: &mut Tx<'_>, case: &str) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let Some((case, route)) = self.own_case(tx, case, &staff).await? else {
            return Ok(self.refuse("not_allowed"));
        };
        let closed = tx.last_entry_at(&case.id, EntryKind::Closed.as_str()).await?;
        Ok(View::Card(reporter_card::status(self.scene(), &case, &route, closed)))
    }
}

/// A language named in itself.
fn speak_button(words: &Words) -> Button {
    let label = words.say("language-name", &[]);
    Button { id: "speak".to_owned(), label, value: words.locale().to_owned(), style: Style::Plain }
}
