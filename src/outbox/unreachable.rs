//! Owns what happens when somebody cannot be written to: whether others were told all the same, and who is next.

use super::Outbox;
use super::spread::{Known, destination};
use crate::chat::{Address, Place};
use crate::domain::id::{CaseId, PersonId, SchoolId};
use crate::domain::notice::{Kind, Notice};
use crate::domain::school::{Identity, Role, Staff};
use crate::forms::School;
use crate::records;
use crate::store::{Claimed, NoticeState, PlaceRow, StoreError, Tx};

/// Who is paged, all at once, when nobody of the safeguarding team can be.
pub(super) const INSTEAD_OF_THE_TEAM: [Role; 2] = [Role::Head, Role::OnCall];

/// The keys of the notices by which others may be told of the same thing.
struct Others {
    people: Vec<String>,
    spaces: Vec<String>,
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
struct Instead {
    /// The step after this one of the case comes at once.
    hasten: Option<(CaseId, u32)>,
    notices: Vec<(Notice, String)>,
    /// What the notices' keys begin with, so that several who give up tell the same people once.
    key: String,
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

    /// Gives up one person who was paged. When nobody else was told or still may be, others than the team are.
    pub(super) async fn give_up_page(
        &self,
        school: &School,
        staff: &Staff,
        call: &str,
        person: &PersonId,
        page: bool,
        (code, row): (&'static str, &Claimed),
    ) -> Result<(), StoreError> {
        let key = without(&row.dedupe_key, person.as_str()).to_owned();
        let caller = self.call(school, call).await?.map(|call| call.from);
        let notices = if page { self.page_others(staff, call, caller.as_ref()) } else { Vec::new() };
        let others = staff.people().filter(|other| other.id != *person);
        let people = others.map(|other| format!("{key}/{}", other.id)).collect();
        self.give_up(row, code, Others { people, spaces: Vec::new() }, Instead { notices, key, hasten: None })
            .await
    }

    /// The pages for those who are called when the team cannot be.
    pub(super) fn page_others(
        &self,
        staff: &Staff,
        call: &str,
        caller: Option<&Identity>,
    ) -> Vec<(Notice, String)> {
        let others = staff.people().filter(|person| {
            person.roles.iter().any(|role| INSTEAD_OF_THE_TEAM.contains(role))
                && !caller.is_some_and(|from| person.identities.contains(from))
        });
        let page = |id: &PersonId| {
            let notice = Notice::CallPerson { call: call.to_owned(), person: id.clone() };
            Some((notice, self.address(staff, id)?.key()))
        };
        others.filter_map(|person| page(&person.id)).collect()
    }

    /// The notice dies, and if no other is alive, something happens instead, in one transaction: of two that give up
    /// at the same time the second sees the first dead.
    async fn give_up(
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
fn without<'k>(key: &'k str, part: &str) -> &'k str {
    key.strip_suffix(part).and_then(|key| key.strip_suffix('/')).unwrap_or(key)
}
