//! Asks whoever wrote a reported message to take names out of it: the message and nothing of the report, nor of who made it.

use super::send::within;
use super::{Outbox, Outcome};
use crate::chat::{Address, SendError};
use crate::domain::id::CaseId;
use crate::domain::note::{author_to_ask, is_wanted};
use crate::domain::school::Switch;
use crate::forms::School;
use crate::forms::card;
use crate::records::{self, RecordError};
use crate::store::Claimed;

impl Outbox {
    pub(super) async fn ask_author(
        &self,
        school: &School,
        case: &CaseId,
        row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        if !school.profile.switches.contains(&Switch::NoteToAuthor) {
            return Ok(Outcome::Dropped("switched_off"));
        }
        let Some(known) = self.known(school, case).await? else { return Ok(Outcome::Dropped("no_case")) };
        let (wanted, vault) = (known.case.clone(), self.vault.clone());
        let opened = self.store.read(move |db| {
            Box::pin(async move {
                match records::open_case(db, &vault, &wanted).await {
                    Err(RecordError::Store(error)) => Err(error),
                    other => Ok(other),
                }
            })
        });
        let Some(opened) = opened.await?? else { return Ok(Outcome::Dropped("no_case")) };
        // Somebody may have been named, or something added, since it was asked for.
        let answers = opened.all_answers();
        let author = author_to_ask(&known.case, &known.route.subjects, &answers, &known.staff);
        let (Some(author), Some(message)) = (author.filter(|_| is_wanted(&answers)), answers.message())
        else {
            return Ok(Outcome::Dropped("not_to_be_asked"));
        };
        let address = Address::direct(&author);
        let Some(platform) = self.platform(&address) else { return Ok(Outcome::Dropped("no_platform")) };
        let card = card::ask_author(self.scene(school, &known.staff, &address), message.link());
        Ok(match within(platform.post(&address, &card, &row.dedupe_key)).await {
            Ok(_) => Outcome::Done,
            // Those who have the report can speak to them: that they cannot be written to calls nobody.
            Err(SendError::Gone { code } | SendError::Refused { code }) => Outcome::Dropped(code),
            Err(error) => error.into(),
        })
    }
}
