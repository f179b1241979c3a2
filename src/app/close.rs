//! Closing a case, and opening it again. Neither deletes anything.

use super::Desk;
use super::again::begin_again;
use super::case_form::{CLOSE, Sheet};
use super::concern::Given;
use super::draft::Trouble;
use crate::audit::Act;
use crate::chat::{Card, Style, View};
use crate::domain::access::Recipient;
use crate::domain::case::{Case, State};
use crate::domain::concern::Answers;
use crate::domain::notice::Kind;
use crate::domain::progress::{Closing, EntryKind};
use crate::records;
use crate::store::{FormState, StoreError, Tx};

impl Desk<'_> {
    /// "Close": the form that asks what was done.
    pub(super) async fn open_close(&self, tx: &mut Tx<'_>, case: &str) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let Some((case, recipient)) = self.admitted_in_full(tx, case, &staff).await? else {
            return Ok(self.refuse("not_allowed"));
        };
        match self.closing(&mut case.clone(), &recipient) {
            Some(instead) => Ok(View::Card(instead)),
            None => self.open_form(tx, &case.id, CLOSE, None).await,
        }
    }

    /// Moves the case; the card to show instead where it cannot be closed.
    fn closing(&self, case: &mut Case, recipient: &Recipient) -> Option<Card> {
        match case.close(recipient) {
            Closing::Closed => None,
            Closing::AlreadyClosed => Some(self.closed(case)),
            Closing::NobodyHasIt => {
                let mut card = self.about("close-not_taken", case, None);
                card.buttons.push(self.scene().button("acknowledge", case.id.as_str(), Style::Primary));
                Some(card)
            }
        }
    }

    fn closed(&self, case: &Case) -> Card {
        let mut card = self.about("closed", case, None);
        card.buttons.push(self.scene().button("read", case.id.as_str(), Style::Plain));
        card.buttons.push(self.scene().button("reopen_case", case.id.as_str(), Style::Plain));
        card
    }

    pub(super) async fn close(
        &self,
        tx: &mut Tx<'_>,
        sheet: &Sheet<'_>,
        given: &Given<'_>,
    ) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let Some((mut case, by)) = self.admitted_in_full(tx, sheet.row.case.as_str(), &staff).await? else {
            return Ok(self.refuse("not_allowed"));
        };
        if sheet.row.state == FormState::Sent {
            return Ok(View::Card(self.closed(&case)));
        }
        if let Some(instead) = self.closing(&mut case, &by) {
            return Ok(View::Card(instead));
        }
        let checked = self.checked(sheet, given, &staff);
        if !checked.problems.is_empty() {
            let trouble = Trouble { problems: checked.problems, ..Trouble::default() };
            return self.form_again(tx, sheet, given, trouble).await;
        }
        tx.send_form(&sheet.row.id).await?;
        let kind = EntryKind::Closed;
        let entry = self.write_entry(tx, &case, kind, Some(by.person()), &checked.answers).await?;
        tx.save_case(&case).await?;
        tx.cancel_steps(&case.id).await?;
        self.record(tx, Act::CaseClosed, case.id.as_str()).await?;
        self.refresh(tx, &case, &format!("closed/{entry}")).await?;
        self.tell_reporter(tx, &case, Kind::Closed, &format!("closed/{entry}")).await?;
        tracing::info!(case = %case.id, "Concern {} closed", case.id);
        Ok(View::Card(self.closed(&case)))
    }

    /// "Reopen": somebody has to take it once more. `first` is false for a delivery of the same press: what was closed
    /// since then stays so.
    pub(super) async fn reopen(&self, tx: &mut Tx<'_>, first: bool, case: &str) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let Some((mut case, by)) = self.admitted_in_full(tx, case, &staff).await? else {
            return Ok(self.refuse("not_allowed"));
        };
        let Some(route) = records::route(tx, &case.id).await? else { return Ok(self.refuse("case_gone")) };
        if case.state == State::Closed && !first {
            return Ok(View::Card(self.closed(&case)));
        }
        if case.state == State::Closed {
            let kind = EntryKind::Reopened;
            let entry = self.write_entry(tx, &case, kind, Some(by.person()), &Answers::default()).await?;
            begin_again(tx, self.parts, self.school, &mut case, &route, Kind::Unowned, self.now).await?;
            self.record(tx, Act::CaseReopened, case.id.as_str()).await?;
            self.refresh_what_stands(tx, &case, &format!("reopened/{entry}")).await?;
        }
        Ok(View::Card(self.open_again(&case)))
    }

    /// A case that somebody has to take once more, to one of those who may.
    pub(super) fn open_again(&self, case: &Case) -> Card {
        let mut card = self.about("reopened", case, None);
        if case.state == State::Received {
            card.buttons.push(self.scene().button("acknowledge", case.id.as_str(), Style::Primary));
        }
        card.buttons.push(self.scene().button("read", case.id.as_str(), Style::Plain));
        card
    }
}
