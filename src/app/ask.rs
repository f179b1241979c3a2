//! A question to whoever reported a case, and their answer: private both ways.

use super::again::begin_again;
use super::calls::PRIVATE_MINUTES;
use super::case_form::{ANSWER, ASK, Sheet, is_reporter_named, parse_spot, spot, with_question};
use super::concern::Given;
use super::draft::Trouble;
use super::{App, Desk};
use crate::audit::Act;
use crate::chat::{Block, Card, Style, View};
use crate::domain::Moment;
use crate::domain::case::{Case, State};
use crate::domain::concern::{Answers, Value};
use crate::domain::notice::{Kind, Notice};
use crate::domain::progress::EntryKind;
use crate::domain::routing::Route;
use crate::domain::school::Staff;
use crate::domain::text::Text;
use crate::domain::urgency::Deadline;
use crate::records::{self, Entry};
use crate::store::{FormState, QuestionRow, StoreError, Tx};
use chrono::TimeDelta;

/// Reminders taken at a time.
const BATCH: u32 = 100;
/// When a reminder that could not be taken is tried again.
const STUCK_MINUTES: i64 = 5;

/// A question as its reporter reads it.
struct Asked {
    case: Case,
    route: Route,
    row: QuestionRow,
    entry: Entry,
}

impl Desk<'_> {
    /// "Ask the reporter": the form for a question.
    pub(super) async fn open_ask(&self, tx: &mut Tx<'_>, case: &str) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let Some((case, _)) = self.admitted_in_full(tx, case, &staff).await? else {
            return Ok(self.refuse("not_allowed"));
        };
        match self.cannot_ask(tx, &case, &staff).await? {
            Some(why) => Ok(View::Card(why)),
            None => self.open_form(tx, &case.id, ASK, None).await,
        }
    }

    async fn cannot_ask(
        &self,
        tx: &mut Tx<'_>,
        case: &Case,
        staff: &Staff,
    ) -> Result<Option<Card>, StoreError> {
        let Some(route) = records::route(tx, &case.id).await? else {
            return Err(StoreError::Failed("no_route"));
        };
        if case.state == State::Closed {
            let mut card = self.about("ask-closed", case, Some(&route));
            card.buttons.push(self.scene().button("reopen_case", case.id.as_str(), Style::Plain));
            return Ok(Some(card));
        }
        Ok(is_reporter_named(case, &route, staff).then(|| self.about("ask-not_them", case, Some(&route))))
    }

    pub(super) async fn ask(
        &self,
        tx: &mut Tx<'_>,
        sheet: &Sheet<'_>,
        given: &Given<'_>,
    ) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let Some((case, asker)) = self.admitted_in_full(tx, sheet.row.case.as_str(), &staff).await? else {
            return Ok(self.refuse("not_allowed"));
        };
        let asked = self.about("asked", &case, None);
        if sheet.row.state == FormState::Sent {
            return Ok(View::Card(asked));
        }
        if let Some(why) = self.cannot_ask(tx, &case, &staff).await? {
            return Ok(View::Card(why));
        }
        let checked = self.checked(sheet, given, &staff);
        if !checked.problems.is_empty() {
            let trouble = Trouble { problems: checked.problems, ..Trouble::default() };
            return self.form_again(tx, sheet, given, trouble).await;
        }
        tx.send_form(&sheet.row.id).await?;
        let kind = EntryKind::Question;
        let entry = self.write_entry(tx, &case, kind, Some(asker.person()), &checked.answers).await?;
        let remind = self.school.profile.hours().due(self.now, Deadline::NextSchoolDay(1));
        tx.add_question(&case.school, &case.id, entry, self.now, remind).await?;
        let question = Notice::Question { case: case.id.clone(), entry, again: false };
        let key = format!("{}/question/{entry}", case.id);
        self.enqueue(tx, &question, &case.reporter.to_string(), &key).await?;
        self.record(tx, Act::ReporterAsked, case.id.as_str()).await?;
        tracing::info!(case = %case.id, "The reporter of concern {} was asked something", case.id);
        Ok(View::Card(asked))
    }

    /// The question that a button of the reporter's stands for. To everyone else it does not even exist.
    async fn asked(&self, tx: &mut Tx<'_>, value: &str) -> Result<Option<Asked>, StoreError> {
        let staff = self.staff(tx).await?;
        let (id, number) = parse_spot(value).unwrap_or((value, 0));
        let Some((case, route)) = self.own_case(tx, id, &staff).await? else { return Ok(None) };
        let row = tx.questions(&case.id).await?.into_iter().find(|row| row.entry == number);
        let opened = records::open_case(tx, &self.parts.vault, &case).await?;
        let entries = opened.into_iter().flat_map(|opened| opened.entries);
        let entry = entries.into_iter().find(|entry| entry.number == number);
        Ok(row.zip(entry).map(|(row, entry)| Asked { case, route, row, entry }))
    }

    /// "Read and answer": the question, to the reporter alone.
    pub(super) async fn read_question(&self, tx: &mut Tx<'_>, value: &str) -> Result<View, StoreError> {
        let Some(asked) = self.asked(tx, value).await? else { return Ok(self.refuse("not_allowed")) };
        let Asked { case, route, row, entry } = &asked;
        if let Some(view) = self.past_answering(&asked) {
            return Ok(view);
        }
        self.record(tx, Act::QuestionRead, case.id.as_str()).await?;
        let expires = self.now + TimeDelta::minutes(PRIVATE_MINUTES);
        let mut card = self.about("question", case, Some(route));
        let text = question(entry);
        card.blocks.insert(0, Block::Quote { label: self.words.say("field-question.said", &[]), text });
        let time = self.words.moment(expires, self.now, self.school.profile.zone);
        card.blocks.push(Block::Text(self.words.say("question-expires", &[("time", time)])));
        let value = spot(&case.id, row.entry);
        card.buttons.push(self.scene().button("answer_question", &value, Style::Primary));
        card.buttons.push(self.scene().button("rather_talk", &value, Style::Plain));
        Ok(View::Private { card, expires })
    }

    /// What the reporter sees where there is nothing to answer any more.
    fn past_answering(&self, asked: &Asked) -> Option<View> {
        let Asked { case, route, row, .. } = asked;
        let mut card = if case.state == State::Unrouted {
            crate::forms::reporter_card::status(self.scene(), case, route, None)
        } else if row.answer.is_some() {
            self.about("question-answered", case, Some(route))
        } else {
            return None;
        };
        if case.state != State::Unrouted {
            card.buttons.push(self.scene().button("add_more", case.draft.as_str(), Style::Plain));
        }
        Some(View::Card(card))
    }

    pub(super) async fn open_answer(&self, tx: &mut Tx<'_>, value: &str) -> Result<View, StoreError> {
        let Some(asked) = self.asked(tx, value).await? else { return Ok(self.refuse("not_allowed")) };
        if let Some(view) = self.past_answering(&asked) {
            return Ok(view);
        }
        let view = self.open_form(tx, &asked.case.id, ANSWER, Some(asked.row.entry)).await?;
        let label = self.words.say("field-question.said", &[]);
        Ok(with_question(view, label, &question(&asked.entry)))
    }

    pub(super) async fn answer_question(
        &self,
        tx: &mut Tx<'_>,
        sheet: &Sheet<'_>,
        given: &Given<'_>,
    ) -> Result<View, StoreError> {
        let value = spot(&sheet.row.case, sheet.row.entry.unwrap_or_default());
        let Some(asked) = self.asked(tx, &value).await? else { return Ok(self.refuse("not_allowed")) };
        let saved = self.about("answer-saved", &asked.case, Some(&asked.route));
        if sheet.row.state == FormState::Sent {
            return Ok(View::Card(saved));
        }
        if asked.case.state == State::Unrouted {
            return Ok(self.past_answering(&asked).unwrap_or(View::Nothing));
        }
        let staff = self.staff(tx).await?;
        let checked = self.checked(sheet, given, &staff);
        let mut trouble = Trouble { problems: checked.problems, ..Trouble::default() };
        let sound = trouble.problems.is_empty();
        if sound && self.names_a_reader(tx, &asked.case, &checked.answers, &staff).await? {
            trouble.error = Some(self.words.say("answer-named", &[]));
        }
        if !sound || trouble.error.is_some() {
            let view = self.form_again(tx, sheet, given, trouble).await?;
            let label = self.words.say("field-question.said", &[]);
            return Ok(with_question(view, label, &question(&asked.entry)));
        }
        tx.send_form(&sheet.row.id).await?;
        self.take_answer(tx, asked, &checked.answers, Kind::Answered).await?;
        Ok(View::Card(saved))
    }

    /// "I'd rather talk": those who have the case hear so, and the reporter sees whom to phone. `first` is false for
    /// a delivery of the same press.
    pub(super) async fn rather_talk(
        &self,
        tx: &mut Tx<'_>,
        first: bool,
        value: &str,
    ) -> Result<View, StoreError> {
        self.talk(tx, first, value, Answers::default()).await
    }

    /// The same from the form: what was typed so far is kept, unless it may be about somebody who reads it.
    pub(super) async fn rather_talk_than_write(
        &self,
        tx: &mut Tx<'_>,
        sheet: &Sheet<'_>,
        given: &Given<'_>,
    ) -> Result<View, StoreError> {
        let value = spot(&sheet.row.case, sheet.row.entry.unwrap_or_default());
        let Some(asked) = self.asked(tx, &value).await? else { return Ok(self.refuse("not_allowed")) };
        let staff = self.staff(tx).await?;
        let checked = self.checked(sheet, given, &staff);
        let keep = checked.problems.is_empty()
            && !self.names_a_reader(tx, &asked.case, &checked.answers, &staff).await?;
        let typed = if keep { checked.answers } else { Answers::default() };
        self.talk(tx, false, &value, typed).await
    }

    async fn talk(
        &self,
        tx: &mut Tx<'_>,
        first: bool,
        value: &str,
        mut answers: Answers,
    ) -> Result<View, StoreError> {
        let Some(asked) = self.asked(tx, value).await? else { return Ok(self.refuse("not_allowed")) };
        let card = self.about("answer-talk", &asked.case, Some(&asked.route));
        if let Some(view) = self.past_answering(&asked) {
            return Ok(if first || asked.case.state == State::Unrouted { view } else { View::Card(card) });
        }
        answers.set("rather_talk", Value::Tick(true));
        self.take_answer(tx, asked, &answers, Kind::WouldTalk).await?;
        Ok(View::Card(card))
    }

    async fn take_answer(
        &self,
        tx: &mut Tx<'_>,
        asked: Asked,
        answers: &Answers,
        kind: Kind,
    ) -> Result<(), StoreError> {
        let Asked { mut case, route, row, .. } = asked;
        let entry = self.write_entry(tx, &case, EntryKind::Answer, None, answers).await?;
        tx.answer_question(&case.id, row.entry, entry).await?;
        self.record(tx, Act::QuestionAnswered, case.id.as_str()).await?;
        let answered = Notice::Question { case: case.id.clone(), entry: row.entry, again: false };
        let key = format!("{}/question/{}/answered", case.id, row.entry);
        self.enqueue(tx, &answered, &case.reporter.to_string(), &key).await?;
        if case.state == State::Closed {
            // News of what was closed: somebody must take it once more.
            begin_again(tx, self.parts, self.school, &mut case, &route, Kind::Unowned, self.now).await?;
            return Ok(());
        }
        let notice = Notice::Step { case: case.id.clone(), step: 0, kind };
        self.enqueue(tx, &notice, case.id.as_str(), &format!("{}/answer/{entry}", case.id)).await
    }
}

impl App {
    /// Reminds reporters, once, of the questions they have not answered; when the next reminder falls.
    pub async fn remind_of_questions(&self) -> Result<Option<Moment>, StoreError> {
        let now = self.0.clock.now();
        let mut stuck = 0;
        loop {
            let rows = self
                .0
                .store
                .read(move |db| Box::pin(async move { db.reminders_due(now, stuck, BATCH).await }))
                .await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                let taken = match row {
                    Ok(row) => self.remind(row, now).await,
                    Err(error) => Err(error),
                };
                // One that cannot be taken keeps nobody else from theirs.
                if let Err(error) = taken {
                    tracing::error!("A reporter could not be reminded of a question: {error}");
                    stuck += 1;
                }
            }
        }
        let next =
            self.0.store.read(move |db| Box::pin(async move { db.next_reminder_at(now).await })).await?;
        let again = (stuck > 0).then(|| now + TimeDelta::minutes(STUCK_MINUTES));
        Ok(next.into_iter().chain(again).min())
    }

    async fn remind(&self, row: QuestionRow, now: Moment) -> Result<(), StoreError> {
        let (parts, school) = (self.0.clone(), row.school.clone());
        self.0
            .store
            .write(&school, move |tx| {
                Box::pin(async move {
                    let (id, entry) = (row.case, row.entry);
                    let case = tx.case(&row.school, &id).await?;
                    let taken = tx.take_reminder(&id, entry).await?;
                    let open = |case: &Case| !matches!(case.state, State::Closed | State::Unrouted);
                    let Some(case) = case.filter(|case| taken && open(case)) else { return Ok(()) };
                    let (to, key) = (case.reporter.to_string(), format!("{id}/question/{entry}/again"));
                    let again = Notice::Question { case: id, entry, again: true };
                    records::enqueue(tx, &parts.vault, &row.school, &again, &to, &key, now).await
                })
            })
            .await
    }
}

fn question(entry: &Entry) -> Text {
    entry.answers.text("question").cloned().unwrap_or_default()
}
