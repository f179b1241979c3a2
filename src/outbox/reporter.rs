//! Tells whoever reported a case: how far it is, and that a question waits. They get nothing of one that is about them.

use super::send::within;
use super::spread::Known;
use super::{Outbox, Outcome};
use crate::chat::{Address, Card, Receipt, SendError};
use crate::domain::case::State;
use crate::domain::id::CaseId;
use crate::domain::notice::Kind;
use crate::domain::progress::EntryKind;
use crate::forms::School;
use crate::forms::{card, reporter_card};
use crate::records::RecordError;
use crate::store::{Claimed, StoreError};

impl Outbox {
    pub(super) async fn tell_reporter(
        &self,
        school: &School,
        case: &CaseId,
        kind: Kind,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let Some(known) = self.known(school, case).await? else { return Ok(Outcome::Dead("no_case")) };
        if is_subject(&known) {
            return Ok(Outcome::Dropped("not_a_recipient"));
        }
        let address = Address::direct(&known.case.reporter);
        let scene = self.scene(school, &known.staff, &address);
        let card = match kind {
            Kind::Received | Kind::Progress => return self.reporter_card(school, &known, row).await,
            Kind::Reached => card::reached(scene, &known.case, &known.route),
            Kind::Late if known.case.state != State::Received => return Ok(Outcome::Dropped("acknowledged")),
            Kind::Late => card::nothing_yet(scene, &known.case, &known.route, true),
            Kind::Unrouted => reporter_card::status(scene, &known.case, &known.route, None),
            _ => card::news(scene, &known.case, &known.route),
        };
        let Some(platform) = self.platform(&address) else { return Ok(Outcome::Dead("no_platform")) };
        Ok(match within(platform.post(&address, &card, &row.dedupe_key)).await {
            Ok(_) => Outcome::Done,
            Err(error) => error.into(),
        })
    }

    /// The reporter's one card of a case shows how far it is; where it is gone, a new one does.
    async fn reporter_card(
        &self,
        school: &School,
        known: &Known,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let id = known.case.id.clone();
        let (stands, closed_at) = self
            .store
            .read(move |db| {
                Box::pin(async move {
                    let closed_at = db.last_entry_at(&id, EntryKind::Closed.as_str()).await?;
                    Ok((db.reporter_card(&id).await?, closed_at))
                })
            })
            .await?;
        let scene = self.scene(school, &known.staff, &Address::direct(&known.case.reporter));
        let card = reporter_card::status(scene, &known.case, &known.route, closed_at);
        let receipt = match self
            .put_card(known, stands, &card, &format!("{}/reporter/card", known.case.id), row)
            .await?
        {
            Ok(Some(receipt)) => receipt,
            Ok(None) => return Ok(Outcome::Done),
            Err(error) => return Ok(error.into()),
        };
        let (school, case) = (school.id.clone(), known.case.id.clone());
        self.write_for(row, move |tx| {
            Box::pin(async move { tx.put_reporter_card(&school, &case, &receipt).await })
        })
        .await?;
        Ok(Outcome::Done)
    }

    /// Brings a card of the reporter's up to date where it stands, or posts it; where it stands now, if that is new.
    async fn put_card(
        &self,
        known: &Known,
        stands: Option<String>,
        card: &Card,
        first_key: &str,
        row: &Claimed,
    ) -> Result<Result<Option<String>, SendError>, RecordError> {
        let address = Address::direct(&known.case.reporter);
        let Some(platform) = self.platform(&address) else {
            return Ok(Err(SendError::Gone { code: "no_platform" }));
        };
        let stood = stands.as_deref().and_then(|stands| serde_json::from_str::<Receipt>(stands).ok());
        if let Some(receipt) = &stood {
            match within(platform.update(receipt, card)).await {
                Ok(()) => return Ok(Ok(None)),
                Err(SendError::Gone { .. } | SendError::Refused { .. }) => {}
                Err(error) => return Ok(Err(error)),
            }
        }
        let key = if stood.is_some() { row.dedupe_key.as_str() } else { first_key };
        match within(platform.post(&address, card, key)).await {
            Ok(receipt) => Ok(Ok(Some(serde_json::to_string(&receipt).map_err(|_| RecordError::Sealed)?))),
            Err(error) => Ok(Err(error)),
        }
    }

    /// Tells the reporter that a question waits, or again; once it is answered, its card says so.
    pub(super) async fn tell_question(
        &self,
        school: &School,
        case: &CaseId,
        (entry, again): (i64, bool),
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        let Some(known) = self.known(school, case).await? else { return Ok(Outcome::Dead("no_case")) };
        if is_subject(&known) {
            return Ok(Outcome::Dropped("not_a_recipient"));
        }
        let id = case.clone();
        let questions = self.store.read(move |db| Box::pin(async move { db.questions(&id).await })).await?;
        let Some(question) = questions.into_iter().find(|question| question.entry == entry) else {
            return Ok(Outcome::Dead("no_question"));
        };
        let scene = self.scene(school, &known.staff, &Address::direct(&known.case.reporter));
        let answered = question.answer.is_some();
        if answered && (again || question.receipt.is_none()) {
            return Ok(Outcome::Dropped("answered"));
        }
        if !answered && matches!(known.case.state, State::Closed | State::Unrouted) {
            return Ok(Outcome::Dropped("closed"));
        }
        let spot = format!("{case}.{entry}");
        let card = if answered {
            reporter_card::question_answered(scene, &known.case, &known.route)
        } else {
            reporter_card::question(scene, &known.case, &known.route, &spot, again)
        };
        // A reminder is a message of its own.
        let stands = question.receipt.filter(|_| answered);
        let receipt = match self.put_card(&known, stands, &card, &row.dedupe_key, row).await? {
            Ok(Some(receipt)) => receipt,
            Ok(None) => return Ok(Outcome::Done),
            Err(error) => return Ok(error.into()),
        };
        let case = case.clone();
        self.write_for(row, move |tx| {
            Box::pin(async move { tx.put_question_card(&case, entry, &receipt).await })
        })
        .await?;
        Ok(Outcome::Done)
    }

    async fn write_for<F>(&self, row: &Claimed, job: F) -> Result<(), StoreError>
    where
        F: for<'t, 'c> FnOnce(
                &'t mut crate::store::Tx<'c>,
            ) -> futures::future::BoxFuture<'t, Result<(), StoreError>>
            + Send
            + 'static,
    {
        self.store.write(&row.school, job).await
    }
}

fn is_subject(known: &Known) -> bool {
    known.access.subjects.cover_identity(&known.case.reporter, &known.staff)
}
