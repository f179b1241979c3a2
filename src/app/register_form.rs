//! Forms about a policy or a duty: opened by a button, answered once, and only by whoever may still do so.

use super::concern::Given;
use super::draft::{FIRST, Trouble, named};
use super::{App, Desk};
use crate::audit::Act;
use crate::chat::Action;
use crate::chat::{Block, Event, View};
use crate::domain::agenda::{Agenda, Matter, NoteKind, Wrong};
use crate::domain::concern::{Answers, Named, Value};
use crate::domain::id::DraftId;
use crate::domain::schedule::months_after;
use crate::forms::coaching::Coaching;
use crate::forms::page::{Filled, render};
use crate::forms::register_card;
use crate::forms::review::day;
use crate::forms::validate::check;
use crate::forms::{PageDef, School};
use crate::records;
use crate::store::{FormState, RegisterFormRow, StoreError, Tx};
use crate::vault::random;
use chrono::TimeDelta;

/// When an early review is proposed.
const EARLY_DAYS: i64 = 30;
/// To when a duty is proposed to be put off.
const LATER_DAYS: i64 = 14;

impl Desk<'_> {
    /// Opens a form about what a button stands for.
    pub(super) async fn open_register_form(
        &self,
        tx: &mut Tx<'_>,
        page: &str,
        value: &str,
    ) -> Result<View, StoreError> {
        let register = self.register(tx).await?;
        let agenda = self.agenda(&register);
        let fits = |matter: &Matter| NoteKind::of_page(page).is_some_and(|kind| kind.fits(matter));
        let Some(matter) = self.theirs(&agenda, value).filter(fits) else {
            self.record(tx, Act::AccessRefused, "register").await?;
            return Ok(self.refuse("not_allowed"));
        };
        if agenda.is_settled(&matter) {
            return Ok(self.settled(&matter));
        }
        let page = self.parts.prompts.register.page(page).ok_or(StoreError::Failed("no_form"))?;
        let row = RegisterFormRow {
            id: DraftId::from_random(random()),
            school: self.school.id.clone(),
            matter,
            owner: self.event.from.clone(),
            page: page.id.clone(),
            state: FormState::Open,
            created_at: self.now,
        };
        tx.open_register_form(&row).await?;
        Ok(self.show_register_form(&agenda, (&row, page), Trouble::default()))
    }

    fn show_register_form(
        &self,
        agenda: &Agenda<'_>,
        (row, page): (&RegisterFormRow, &PageDef),
        trouble: Trouble<'_>,
    ) -> View {
        let filled = Filled {
            draft: &row.id,
            revision: FIRST,
            answers: &proposed(agenda, row),
            inputs: trouble.inputs,
            problems: &trouble.problems,
            error: trouble.error,
            coaching: Coaching::default(),
            route: None,
            opens: self.opens(),
            user_of: &|_| None,
        };
        let mut page = render(&self.parts.prompts, self.words, self.school, page, &filled);
        page.intro.insert(0, Block::Facts(self.subject(agenda, &row.matter)));
        View::Form(page)
    }

    /// What a form is about, and when that is due.
    fn subject(&self, agenda: &Agenda<'_>, matter: &Matter) -> Vec<(String, String)> {
        let title = register_card::title(self.scene(), matter);
        let (what, due) = match matter {
            Matter::Policy(id) => {
                ("policy", agenda.policy(id).and_then(|policy| agenda.standing(policy).due))
            }
            Matter::Duty { duty, turn } => {
                let turn = agenda.duty(duty).and_then(|duty| agenda.turn(duty, *turn));
                ("duty", turn.map(|turn| turn.due))
            }
        };
        let mut facts = vec![(self.words.say(&format!("fact-{what}"), &[]), title)];
        facts.extend(due.map(|due| (self.words.say("fact-due", &[]), day(self.words, due))));
        facts
    }

    /// What was filled in on a form about a policy or a duty.
    pub(super) async fn answer_register(
        &self,
        tx: &mut Tx<'_>,
        row: RegisterFormRow,
        given: &Given<'_>,
    ) -> Result<View, StoreError> {
        if row.owner != self.event.from {
            self.record(tx, Act::AccessRefused, row.id.as_str()).await?;
            return Ok(self.refuse("not_your_draft"));
        }
        let page = self.parts.prompts.register.page(&row.page);
        let (Some(page), Some(kind)) = (page, NoteKind::of_page(&row.page)) else {
            return Ok(self.refuse("draft_gone"));
        };
        let register = self.register(tx).await?;
        let agenda = self.agenda(&register);
        let Some(matter) = self.theirs(&agenda, &row.matter.to_string()) else {
            self.record(tx, Act::AccessRefused, "register").await?;
            return Ok(self.refuse("not_allowed"));
        };
        if row.state == FormState::Sent {
            return Ok(self.recorded(&agenda, kind, &matter));
        }
        let again = |trouble: Trouble<'_>| {
            let trouble = Trouble { inputs: Some(given.values), ..trouble };
            self.show_register_form(&agenda, (&row, page), trouble)
        };
        if given.page != page.id || !page.actions.iter().any(|action| action == given.pressed) {
            return Ok(again(Trouble::default()));
        }
        if agenda.is_settled(&matter) {
            return Ok(self.settled(&matter));
        }
        let mut checked = check(page, given.values, |identity| named(&register.staff, identity));
        if !checked.problems.is_empty() {
            return Ok(again(Trouble { problems: checked.problems, ..Trouble::default() }));
        }
        let noted = match agenda.decide(&matter, kind, &checked.answers) {
            Ok(noted) => noted,
            Err(wrong) => {
                return Ok(again(Trouble { error: Some(self.wrong(wrong)), ..Trouble::default() }));
            }
        };
        let me = register.staff.acting(&self.event.from).ok_or(StoreError::Failed("nobody"))?;
        if kind == NoteKind::Reviewed && checked.answers.people("reviewed_by").is_empty() {
            checked.answers.set("reviewed_by", Value::People(vec![Named::Person(me.id.clone())]));
        }
        tx.send_register_form(&row.id).await?;
        let (vault, said) = (&self.parts.vault, (me.id.as_str(), &checked.answers));
        records::note(tx, vault, &self.school.id, &noted, said, self.now).await?;
        self.record(tx, Act::of_note(kind), &matter.to_string()).await?;
        tracing::info!(matter = %matter, "Recorded of {matter}: {kind}");
        let register = self.register(tx).await?;
        Ok(self.recorded(&self.agenda(&register), kind, &matter))
    }

    fn wrong(&self, wrong: Wrong) -> String {
        let date = match wrong {
            Wrong::Later(stands) => day(self.words, stands),
            _ => String::new(),
        };
        self.words.say(&format!("register-{}", wrong.as_str()), &[("date", date)])
    }

    /// What was recorded, with the day that follows from it as of now.
    fn recorded(&self, agenda: &Agenda<'_>, kind: NoteKind, matter: &Matter) -> View {
        let id = match kind {
            NoteKind::Reviewed => "policy-saved",
            NoteKind::Early => "policy-saved_early",
            NoteKind::Document => "policy-saved_document",
            NoteKind::Done => "duty-saved",
            NoteKind::Postponed => "duty-saved_postponed",
            NoteKind::NotApplicable => "duty-saved_not_applicable",
        };
        let until = match matter {
            Matter::Policy(id) => agenda.policy(id).and_then(|policy| agenda.standing(policy).due),
            Matter::Duty { duty, turn } => {
                agenda.duty(duty).and_then(|duty| agenda.turn(duty, *turn)).map(|turn| turn.due)
            }
        };
        let title = register_card::title(self.scene(), matter);
        View::Card(register_card::saved(self.scene(), id, title, matter, until))
    }

    fn settled(&self, matter: &Matter) -> View {
        let title = register_card::title(self.scene(), matter);
        View::Card(register_card::saved(self.scene(), "duty-settled", title, matter, None))
    }
}

impl App {
    /// Such a form that could not be saved, with everything that was typed: pressed again it counts once.
    pub(super) async fn register_form_again(
        &self,
        school: &School,
        event: &Event,
        error: StoreError,
    ) -> Option<View> {
        let Action::Answer { draft, page, values, .. } = &event.action else { return None };
        let (id, wanted, vault) = (school.id.clone(), draft.clone(), self.0.vault.clone());
        let read = self.0.store.read(move |db| {
            Box::pin(async move {
                let Some(row) = db.register_form(&id, &wanted).await? else { return Ok(None) };
                Ok(Some((row, records::register(db, &vault, &id).await?)))
            })
        });
        let (row, register) = read.await.ok()??;
        if row.owner != event.from || row.page != *page {
            return None;
        }
        tracing::error!("A form about the register could not be handled: {error}");
        let words = self.0.prompts.words(event.locale.as_deref());
        let desk = Desk { parts: &self.0, school, words, now: self.0.clock.now(), event };
        let id = match error {
            StoreError::Unknown(_) => "register-unknown_outcome",
            _ => "register-not_saved",
        };
        let error = Some(words.say(id, &[]));
        let page = self.0.prompts.register.page(page)?;
        let trouble = Trouble { inputs: Some(values), error, ..Trouble::default() };
        Some(desk.show_register_form(&desk.agenda(&register), (&row, page), trouble))
    }
}

/// What a form holds when it is opened: days that mostly fit.
fn proposed(agenda: &Agenda<'_>, row: &RegisterFormRow) -> Answers {
    let mut answers = Answers::default();
    let mut put = |field: &str, day| answers.set(field, Value::Date(day));
    match (NoteKind::of_page(&row.page), &row.matter) {
        (Some(NoteKind::Reviewed), Matter::Policy(id)) => {
            put("approved_on", agenda.day);
            let cycle = agenda.policy(id).map(|policy| u32::from(policy.cycle_months));
            if let Some(next) = cycle.and_then(|cycle| months_after(agenda.day, cycle.max(1))) {
                put("next_review", next);
            }
        }
        (Some(NoteKind::Early), _) => put("early_due", agenda.day + TimeDelta::days(EARLY_DAYS)),
        (Some(NoteKind::Done), _) => put("done_on", agenda.day),
        (Some(NoteKind::Postponed), _) => put("postponed_to", agenda.day + TimeDelta::days(LATER_DAYS)),
        _ => {}
    }
    answers
}
