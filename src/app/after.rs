//! After the receipt: more questions, each skippable. What is added can raise the urgency, never lower it.

use super::Desk;
use super::again::begin_again;
use super::case_form::is_reporter_named;
use super::coach::{moved_on, stands};
use super::concern::Given;
use super::draft::{Draft, Trouble, named};
use super::submit::readers_named;
use crate::audit::Act;
use crate::chat::{Address, View};
use crate::domain::case::{Case, State};
use crate::domain::concern::Answers;
use crate::domain::id::DraftId;
use crate::domain::note::{ASK_AUTHOR, author_to_ask, is_wanted};
use crate::domain::notice::{Kind, Notice};
use crate::domain::progress::EntryKind;
use crate::domain::routing::Route;
use crate::domain::school::{Identity, Staff, Switch};
use crate::domain::urgency::{self, Urgency};
use crate::forms::card;
use crate::forms::form::note_the_author;
use crate::forms::validate::check;
use crate::records::{self, Entry, Opened};
use crate::store::{DraftRow, DraftState, StoreError, Tx};
use chrono::TimeDelta;

/// The question whom one has told already.
const TOLD_IN_PERSON: &str = "told_already";
/// How long somebody is at the further questions, in minutes.
const ONE_SITTING: i64 = 60;

impl Desk<'_> {
    /// "Add more" on a receipt: the first further question.
    pub(super) async fn add_more(&self, tx: &mut Tx<'_>, draft: &str) -> Result<View, StoreError> {
        let Some(id) = DraftId::parse(draft) else { return Ok(self.refuse("not_allowed")) };
        let row = tx.draft(&id).await?;
        let own = row.filter(|row| row.school == self.school.id && row.owner == self.event.from);
        let Some(row) = own.filter(|row| row.state == DraftState::Sent) else {
            return Ok(self.refuse("not_allowed"));
        };
        let Some((case, opened)) = self.case_of(tx, &row.id).await? else {
            return Ok(self.refuse("case_gone"));
        };
        if self.is_about_its_reporter(tx, &case).await? {
            self.record(tx, Act::AccessRefused, case.id.as_str()).await?;
            return Ok(self.refuse("not_allowed"));
        }
        if case.state == State::Unrouted {
            return self.receipt_once_more(tx, &case, &opened, false).await;
        }
        let draft = self.open_draft(row)?;
        self.next_question(tx, draft, &case, &opened, None).await
    }

    async fn case_of(&self, tx: &mut Tx<'_>, draft: &DraftId) -> Result<Option<(Case, Opened)>, StoreError> {
        let Some(case) = tx.case_of_draft(draft).await? else { return Ok(None) };
        let opened = records::open_case(tx, &self.parts.vault, &case).await?;
        Ok(opened.map(|opened| (case, opened)))
    }

    /// Whoever a case is about sees nothing more of it, also when they reported it themselves.
    async fn is_about_its_reporter(&self, tx: &mut Tx<'_>, case: &Case) -> Result<bool, StoreError> {
        let Some(route) = records::route(tx, &case.id).await? else { return Ok(false) };
        let staff = self.staff(tx).await?;
        Ok(is_reporter_named(case, &route, &staff))
    }

    async fn next_question(
        &self,
        tx: &mut Tx<'_>,
        mut draft: Draft,
        case: &Case,
        opened: &Opened,
        behind: Option<&str>,
    ) -> Result<View, StoreError> {
        let form = &self.parts.prompts.concern;
        let staff = self.staff(tx).await?;
        let route = records::route(tx, &case.id).await?;
        let known = self.known(case, opened, &staff, route.as_ref());
        let Some(page) = form.next_page(behind, true, &known) else {
            return Ok(self.saved(case, opened));
        };
        moved_on(&mut draft);
        self.keep(tx, &mut draft, &page.id).await?;
        Ok(self.show(&draft, &known, page, &staff, route.as_ref(), Trouble::default()))
    }

    /// Everything answered so far, and whether there is anything to ask of the message's author.
    fn known(&self, case: &Case, opened: &Opened, staff: &Staff, route: Option<&Route>) -> Answers {
        let mut known = opened.all_answers();
        let open = !is_wanted(&known) && self.author_to_ask(case, &known, staff, route).is_some();
        note_the_author(&mut known, open);
        known
    }

    /// Whoever wrote the message that a case began from, where this school asks them and they may be asked.
    fn author_to_ask(
        &self,
        case: &Case,
        answers: &Answers,
        staff: &Staff,
        route: Option<&Route>,
    ) -> Option<Identity> {
        let on = self.school.profile.switches.contains(&Switch::NoteToAuthor);
        route.filter(|_| on).and_then(|route| author_to_ask(case, &route.subjects, answers, staff))
    }

    /// What was added is said only where something was, on this page or on one shortly before it.
    fn saved(&self, case: &Case, opened: &Opened) -> View {
        let lately = |entry: &Entry| {
            entry.kind == EntryKind::More && self.now - entry.at < TimeDelta::minutes(ONE_SITTING)
        };
        let id = if opened.entries.iter().any(lately) { "more-saved" } else { "more-none" };
        View::Card(self.scene().plain(id, &[("reference", case.reference.to_string())]))
    }

    /// A page of a draft that was already sent: a further question, or the same send once more.
    pub(super) async fn answer_after(
        &self,
        tx: &mut Tx<'_>,
        row: DraftRow,
        first: bool,
        given: &Given<'_>,
    ) -> Result<View, StoreError> {
        let Some((case, opened)) = self.case_of(tx, &row.id).await? else {
            return Ok(self.refuse("case_gone"));
        };
        let page = self.parts.prompts.concern.page(given.page).filter(|page| page.after);
        if self.is_about_its_reporter(tx, &case).await? {
            if page.is_none() {
                // That it was sent is what they know already; where it is now they do not hear.
                return Ok(View::Card(self.about("receipt-again", &case, None)));
            }
            self.record(tx, Act::AccessRefused, case.id.as_str()).await?;
            return Ok(self.refuse("not_allowed"));
        }
        let Some(page) = page.filter(|page| page.actions.iter().any(|a| a == given.pressed)) else {
            return self.receipt_once_more(tx, &case, &opened, first).await;
        };
        let mut draft = self.open_draft(row)?;
        let staff = self.staff(tx).await?;
        let route = records::route(tx, &case.id).await?;
        let known = self.known(&case, &opened, &staff, route.as_ref());
        let stale = given.revision != draft.row.revision || given.page != draft.row.page;
        if stale && given.page == draft.row.page && given.pressed != "skip" && stands(&draft, page) {
            // The press that brought the hints, delivered again or pressed twice: nobody has seen them yet.
            let trouble = Trouble { inputs: Some(given.values), ..Trouble::default() };
            return Ok(self.show(&draft, &known, page, &staff, route.as_ref(), trouble));
        }
        if stale && !first {
            return self.next_question(tx, draft, &case, &opened, None).await;
        }
        if given.pressed == "skip" {
            return self.next_question(tx, draft, &case, &opened, Some(&page.id)).await;
        }
        let mut checked = check(page, given.values, |identity| named(&staff, identity));
        if !checked.problems.is_empty() {
            let trouble = Trouble { inputs: Some(given.values), problems: checked.problems, error: None };
            return Ok(self.show(&draft, &known, page, &staff, route.as_ref(), trouble));
        }
        if self.author_to_ask(&case, &known, &staff, route.as_ref()).is_none() {
            // Somebody was named, or something else said, since the page was shown.
            checked.answers.clear(ASK_AUTHOR);
        }
        if self.names_a_reader(tx, &case, &checked.answers, &staff).await? {
            let error = Some(self.words.say("more-named", &[]));
            let trouble = Trouble { inputs: Some(given.values), error, ..Trouble::default() };
            return Ok(self.show(&draft, &known, page, &staff, route.as_ref(), trouble));
        }
        // It is saved before the second look: whoever closes the window over the hints has lost nothing.
        let (case, opened) = self.add(tx, case, opened, checked.answers).await?;
        let trouble = Trouble { inputs: Some(given.values), ..Trouble::default() };
        let known = opened.all_answers();
        let around = (&known, &*staff, None);
        if let Some(view) = self.second_look(tx, &mut draft, page, around, trouble).await? {
            return Ok(view);
        }
        if given.pressed == "finish" {
            return Ok(self.saved(&case, &opened));
        }
        self.next_question(tx, draft, &case, &opened, Some(&page.id)).await
    }

    /// Whether what is added may be about somebody who reads it. Whom one told in person is asked for by name, so a
    /// name there says nothing.
    pub(super) async fn names_a_reader(
        &self,
        tx: &mut Tx<'_>,
        case: &Case,
        added: &Answers,
        staff: &Staff,
    ) -> Result<bool, StoreError> {
        let Some(route) = records::route(tx, &case.id).await? else { return Ok(true) };
        let mut texts = added.clone();
        texts.clear(TOLD_IN_PERSON);
        Ok(!readers_named(&texts, staff, &route).is_empty())
    }

    async fn receipt_once_more(
        &self,
        tx: &mut Tx<'_>,
        case: &Case,
        opened: &Opened,
        first: bool,
    ) -> Result<View, StoreError> {
        let route = records::route(tx, &case.id).await?;
        Ok(View::Card(match route {
            // The same delivery again: perhaps nobody ever saw the receipt.
            Some(route) if !first || case.state == State::Unrouted => {
                card::receipt(self.scene(), case, &route, &self.parts.prompts.guidance, &opened.answers)
            }
            Some(route) => card::receipt_again(self.scene(), case, &route),
            None => self.scene().refusal("case_gone", &[]),
        }))
    }

    /// Adds an entry to the case, raises its urgency where that is called for, and tells those who have it.
    async fn add(
        &self,
        tx: &mut Tx<'_>,
        mut case: Case,
        mut opened: Opened,
        answers: Answers,
    ) -> Result<(Case, Opened), StoreError> {
        let before = opened.all_answers();
        let mut news = Answers::default();
        for (field, value) in answers.iter().filter(|(field, value)| before.get(field) != Some(value)) {
            news.set(field, value.clone());
        }
        if news.iter().next().is_none() {
            return Ok((case, opened));
        }
        let (kind, wanted) = (EntryKind::More, is_wanted(&news));
        let entry = self.write_entry(tx, &case, kind, None, &news).await?;
        opened.entries.push(Entry { number: entry, kind, at: self.now, by: None, answers: news });
        self.record(tx, Act::ReportExtended, case.id.as_str()).await?;
        if wanted {
            self.ask_author(tx, &case, &opened).await?;
        }

        let (urgency, _) = urgency::of(&self.parts.prompts.concern.urgency, &opened.all_answers());
        let raised = urgency > case.urgency;
        let taken = !matches!(case.state, State::Received | State::Unrouted);
        if raised {
            case.urgency = urgency;
            self.record(tx, Act::UrgencyRaised, case.id.as_str()).await?;
            self.bring_in_on_call(tx, &case).await?;
        }
        // Danger that nobody knew of when they took it, or news of what was closed: somebody must take it once more.
        let again = taken && (case.state == State::Closed || raised && urgency == Urgency::Immediate);
        if again && let Some(route) = records::route(tx, &case.id).await? {
            let kind = if raised { Kind::Raised } else { Kind::Unowned };
            begin_again(tx, self.parts, self.school, &mut case, &route, kind, self.now).await?;
            return Ok((case, opened));
        }
        if raised {
            if case.state == State::Received {
                let pace = self.school.profile.pace(urgency);
                let due = self.school.profile.hours().due(self.now, pace.first);
                case.due_at = case.due_at.min(due);
                tx.hasten_step(&case.id, case.due_at).await?;
                // What stands in the chat must not name a deadline that is not true any more.
                self.refresh_what_stands(tx, &case, &format!("raised/{entry}")).await?;
            }
            tx.save_case(&case).await?;
        }
        if case.state != State::Unrouted {
            let kind = if raised { Kind::Raised } else { Kind::More };
            let notice = Notice::Step { case: case.id.clone(), step: 0, kind };
            self.enqueue(tx, &notice, case.id.as_str(), &format!("{}/more/{entry}", case.id)).await?;
        }
        Ok((case, opened))
    }
}

impl Desk<'_> {
    /// The message's author is sent a note of their own, once. Whether they still may be is asked again then.
    async fn ask_author(&self, tx: &mut Tx<'_>, case: &Case, opened: &Opened) -> Result<(), StoreError> {
        let author = opened.answers.message().and_then(|message| message.author);
        let Some(author) = author else { return Ok(()) };
        let notice = Notice::Author { case: case.id.clone() };
        let to = Address::direct(&author).key();
        self.enqueue(tx, &notice, &to, &format!("{}/author", case.id)).await?;
        self.record(tx, Act::AuthorAsked, case.id.as_str()).await
    }

    /// What has become urgent while school is closed goes to whoever is on call, too.
    async fn bring_in_on_call(&self, tx: &mut Tx<'_>, case: &Case) -> Result<(), StoreError> {
        let Some(route) = records::route(tx, &case.id).await? else { return Ok(()) };
        let at_this_hour = self.at_this_hour(route.clone(), case.urgency);
        if at_this_hour.lead != route.lead {
            tx.put_route(&case.school, &case.id, &records::route_row(&at_this_hour)).await?;
        }
        Ok(())
    }
}
