//! Owns what happens when somebody cannot be written to: whether others were told all the same, and who is next.

use super::Outbox;
use super::spread::{Known, destination};
use crate::chat::{Address, Place};
use crate::domain::id::{CaseId, PersonId, SchoolId};
use crate::domain::notice::{Kind, Notice};
use crate::records;
use crate::store::{Claimed, NoticeState, PlaceRow, StoreError, Tx};

/// The keys of the notices by which others may be told of the same thing.
pub(super) struct Others {
    pub people: Vec<String>,
    pub spaces: Vec<String>,
}

impl Others {
    /// Whether anybody was told or still may be. A space's notice that is done may have been left for people.
    async fn any_alive(&self, tx: &mut Tx<'_>, school: &SchoolId) -> Result<bool, StoreError> {
        for key in &self.people {
            if matches!(tx.notice_state(school, key).await?, Some(NoticeState::Waiting | NoticeState::Done)) {
                return Ok(true);
            }
        }
        for key in &self.spaces {
            if tx.notice_state(school, key).await? == Some(NoticeState::Waiting) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Whether a card of this step stands in a space.
async fn posted(tx: &mut Tx<'_>, case: &CaseId, step: u32) -> Result<bool, StoreError> {
    let in_space = |place: PlaceRow| {
        let address = serde_json::from_str::<Address>(&place.address);
        place.step == step && address.is_ok_and(|at| !matches!(at.place, Place::Direct { .. }))
    };
    Ok(tx.places(case).await?.into_iter().any(in_space))
}

/// What happens when nobody was told.
#[derive(Default)]
pub(super) struct Instead {
    /// The step after this one of the case comes at once.
    pub hasten: Option<(CaseId, u32)>,
    pub notices: Vec<(Notice, String)>,
    /// What the notices' keys begin with, so that several who give up tell the same people once.
    pub key: String,
}

impl Outbox {
    /// Gives up one person of a step. When none of the others was told or still may be, the next step comes at once.
    pub(super) async fn give_up_person(
        &self,
        known: &Known,
        step: u32,
        kind: Kind,
        person: &PersonId,
        code: &'static str,
        row: &Claimed,
    ) -> Result<(), StoreError> {
        let spaces: Vec<String> = known.spaces.iter().map(|space| destination(space)).collect();
        let mut root = without(&row.dedupe_key, person.as_str());
        root = spaces.iter().map(|space| without(root, space)).min_by_key(|key| key.len()).unwrap_or(root);
        let mut others = Vec::new();
        for other in known.recipients(step, kind).iter().map(|recipient| recipient.person()) {
            if other != person {
                others.push(format!("{root}/{other}"));
                others.extend(spaces.iter().map(|space| format!("{root}/{space}/{other}")));
            }
        }
        let spaces = spaces.iter().map(|space| format!("{root}/{space}")).collect();
        let hasten = known.hastened(step).map(|case| (case, step));
        let instead = Instead { hasten, ..Instead::default() };
        self.give_up(row, code, Others { people: others, spaces }, instead).await
    }

    /// The notice dies, and if no other is alive, something happens instead, in one transaction: of two that give up
    /// at the same time the second sees the first dead.
    pub(super) async fn give_up(
        &self,
        row: &Claimed,
        code: &'static str,
        others: Others,
        instead: Instead,
    ) -> Result<(), StoreError> {
        let (vault, now, row) = (self.vault.clone(), self.clock.now(), row.clone());
        self.store
            .write(&row.school.clone(), move |tx| {
                Box::pin(async move {
                    tx.dead(&row.id, &row.token, code, now).await?;
                    if others.any_alive(tx, &row.school).await? {
                        return Ok(());
                    }
                    if let Some((case, step)) = instead.hasten
                        && !posted(tx, &case, step).await?
                    {
                        tx.hasten_step(&case, now).await?;
                    }
                    for (notice, to) in &instead.notices {
                        let Notice::CallPerson { person, .. } = notice else { continue };
                        let key = format!("{}/{person}", instead.key);
                        records::enqueue(tx, &vault, &row.school, notice, to, &key, now).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}

/// A notice's key without its last part, if that is `part`.
pub(super) fn without<'k>(key: &'k str, part: &str) -> &'k str {
    key.strip_suffix(part).and_then(|key| key.strip_suffix('/')).unwrap_or(key)
}
