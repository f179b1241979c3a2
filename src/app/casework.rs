//! What the recipients of a case do with it: acknowledge it, and read it.

use super::Desk;
use super::calls::{PRIVATE_MINUTES, id_or_nothing};
use super::case_form::is_reporter_named;
use crate::audit::Act;
use crate::chat::{Block, View};
use crate::domain::access::{self, Detail, Recipient};
use crate::domain::case::{Acknowledgement, Case, State};
use crate::domain::id::CaseId;
use crate::domain::ladder::ROUND;
use crate::domain::notice::Kind;
use crate::domain::school::Staff;
use crate::forms::card;
use crate::forms::case_file::{self, Opened, Said};
use crate::records::{self, Entry};
use crate::store::{StoreError, Tx};
use chrono::TimeDelta;

impl Desk<'_> {
    /// The case and this person as one of its recipients. To everyone else it does not even exist.
    pub(super) async fn admitted(
        &self,
        tx: &mut Tx<'_>,
        case: &str,
        staff: &Staff,
    ) -> Result<Option<(Case, Recipient)>, StoreError> {
        let found = match CaseId::parse(case) {
            Some(id) => tx.case(&self.school.id, &id).await?,
            None => None,
        };
        if let (Some(case), Some(person)) = (found, staff.acting(&self.event.from))
            && let Some(access) = records::access(tx, &case.id).await?
            && let Some(recipient) = access::recipient(person, &access)
        {
            return Ok(Some((case, recipient)));
        }
        self.record(tx, Act::AccessRefused, id_or_nothing(case)).await?;
        Ok(None)
    }

    /// `first` is false for a delivery of the same press: what has come back since then is not taken by it.
    pub(super) async fn acknowledge(
        &self,
        tx: &mut Tx<'_>,
        first: bool,
        case: &str,
    ) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        // Whoever may not read it all cannot act on it, and must not stop the chase for those who can.
        let Some((mut case, recipient)) = self.admitted_in_full(tx, case, &staff).await? else {
            return Ok(self.refuse("not_allowed"));
        };
        if !first && case.state == State::Received {
            return Ok(View::Card(self.open_again(&case)));
        }
        if case.acknowledge(&recipient, self.now) == Acknowledgement::AlreadyTaken {
            let Some(route) = records::route(tx, &case.id).await? else {
                return Ok(self.refuse("case_gone"));
            };
            let role = records::owner_role(&case, &route, &staff);
            let time = case.acknowledged_at.unwrap_or(self.now);
            let args = [
                ("role", self.words.role(role)),
                ("time", self.words.moment(time, self.now, self.school.profile.zone)),
            ];
            return Ok(self.refuse_with("taken", &args));
        }
        tx.save_case(&case).await?;
        tx.cancel_steps(&case.id).await?;
        self.record(tx, Act::CaseAcknowledged, case.id.as_str()).await?;
        // A case that needs somebody once more is acknowledged once more.
        let what = format!("acknowledged/{}", tx.last_step(&case.id).await? / ROUND);
        self.refresh(tx, &case, &what).await?;
        self.tell_reporter(tx, &case, Kind::Acknowledged, &what).await?;
        tracing::info!(case = %case.id, "Concern {} acknowledged", case.id);
        Ok(View::Card(card::standing(self.scene(), &case, recipient.role())))
    }

    /// The reporter of something not delivered inside school says whether they reached anyone outside it.
    pub(super) async fn reached(
        &self,
        tx: &mut Tx<'_>,
        button: &str,
        case: &str,
    ) -> Result<View, StoreError> {
        let found = match CaseId::parse(case) {
            Some(id) => tx.case(&self.school.id, &id).await?,
            None => None,
        };
        let own = found.filter(|c| c.reporter == self.event.from && c.state == State::Unrouted);
        let Some(case) = own else {
            self.record(tx, Act::AccessRefused, id_or_nothing(case)).await?;
            return Ok(self.refuse("not_allowed"));
        };
        let Some(route) = records::route(tx, &case.id).await? else { return Ok(self.refuse("case_gone")) };
        let staff = self.staff(tx).await?;
        if is_reporter_named(&case, &route, &staff) {
            self.record(tx, Act::AccessRefused, case.id.as_str()).await?;
            return Ok(self.refuse("not_allowed"));
        }
        if button == "not_reached" {
            return Ok(View::Card(card::reached(self.scene(), &case, &route)));
        }
        tx.cancel_steps(&case.id).await?;
        self.record(tx, Act::ReachedOutside, case.id.as_str()).await?;
        let args = [
            ("reference", case.reference.to_string()),
            ("emergency", self.school.profile.contacts.emergency.clone()),
        ];
        Ok(View::Card(self.scene().plain("reached-thanks", &args)))
    }

    /// The report, to one recipient alone. That it was read stands in the audit before it is shown.
    pub(super) async fn read_case(&self, tx: &mut Tx<'_>, case: &str) -> Result<View, StoreError> {
        let staff = self.staff(tx).await?;
        let Some((mut case, recipient)) = self.admitted(tx, case, &staff).await? else {
            return Ok(self.refuse("not_allowed"));
        };
        let Some(route) = records::route(tx, &case.id).await? else { return Ok(self.refuse("case_gone")) };
        let Some(opened) = records::open_case(tx, &self.parts.vault, &case).await? else {
            return Ok(self.refuse("case_gone"));
        };
        self.record(tx, Act::CaseRead, case.id.as_str()).await?;
        if recipient.detail() == Detail::Full && case.read_at.is_none() {
            case.read_at = Some(self.now);
            tx.save_case(&case).await?;
            let what = format!("progress/read/{}", tx.last_step(&case.id).await? / ROUND);
            self.tell_reporter(tx, &case, Kind::Progress, &what).await?;
        }
        let questions = tx.questions(&case.id).await?;
        let entry = |entry: &Entry| Said {
            number: entry.number,
            kind: entry.kind,
            at: entry.at,
            by: entry.by.clone(),
            answers: entry.answers.clone(),
            asked: questions.iter().find(|q| q.answer == Some(entry.number)).map(|q| q.entry),
            waits: questions.iter().any(|q| q.entry == entry.number && q.answer.is_none()),
        };
        let file = Opened {
            case: &case,
            answers: &opened.answers,
            entries: &opened.entries.iter().map(entry).collect::<Vec<_>>(),
            staff: &staff,
            access: &route.access(case.id.clone()),
            detail: recipient.detail(),
        };
        let mut card = case_file::card(self.scene(), &self.parts.prompts, &file);
        let expires = self.now + TimeDelta::minutes(PRIVATE_MINUTES);
        let time = self.words.moment(expires, self.now, self.school.profile.zone);
        card.blocks.push(Block::Text(self.words.say("case-expires", &[("time", time)])));
        Ok(View::Private { card, expires })
    }
}
