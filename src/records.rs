//! Owns how stored rows are sealed and opened: names of people, drafts, case bodies, later entries and notices.

mod attest;
mod emails;

pub use attest::{open_reason, open_visitor, seal_reason, seal_visitor, signing, signing_of};
pub use emails::{Emails, Holder, open_email, same_email, seal_email};

use crate::domain::Moment;
use crate::domain::access::{self, CaseAccess, Recipient, Subjects};
use crate::domain::agenda::{self, NoteKind, Noted};
use crate::domain::case::Case;
use crate::domain::concern::Answers;
use crate::domain::encoding;
use crate::domain::id::{CaseId, DraftId, OutboxId, PersonId, SchoolId};
use crate::domain::notice::Notice;
use crate::domain::progress::EntryKind;
use crate::domain::routing::{Because, Route};
use crate::domain::school::{Person, Role, Staff, WorkspaceKey};
use crate::domain::text::Text;
use crate::store::{Db, InstallRow, NotedRow, OutboxRow, PersonRow, RouteRow, StoreError, Tx};
use crate::vault::{CannotOpen, Key, Sealed, Spot, Vault, random};
use chrono::NaiveDate;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Why something stored could not be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Sealed with another key, or changed by somebody.
    #[error("a stored record does not open")]
    Sealed,
}

impl From<CannotOpen> for RecordError {
    fn from(_: CannotOpen) -> Self {
        Self::Sealed
    }
}

impl From<encoding::Unreadable> for RecordError {
    fn from(_: encoding::Unreadable) -> Self {
        Self::Sealed
    }
}

/// Inside a write the store's own error is the only one; a record that does not open undoes the write.
impl From<RecordError> for StoreError {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Store(error) => error,
            RecordError::Sealed => Self::Failed("sealed"),
        }
    }
}

fn name_spot<'a>(school: &'a SchoolId, person: &'a PersonId) -> Spot<'a> {
    Spot { school, table: "people", column: "name", row: person.as_str(), case: None }
}

pub fn seal_name(vault: &Vault, school: &SchoolId, person: &PersonId, name: &Text) -> Sealed {
    vault.seal(name_spot(school, person), name.expose().as_bytes())
}

/// A person's name, if it opens.
pub fn open_name(vault: &Vault, school: &SchoolId, person: &PersonId, name: &Sealed) -> Option<Text> {
    let opened = vault.open_text(name_spot(school, person), name);
    opened
        .inspect_err(|_| tracing::error!(person = %person, "The name of person {person} does not open"))
        .ok()
}

/// A staff number as it is kept: to find somebody again by, and nothing can be read from it.
pub fn blind_number(vault: &Vault, school: &SchoolId, number: &Text) -> [u8; 32] {
    let folded = Zeroizing::new(number.expose().trim().to_lowercase());
    vault.blind(school, "people.staff_number", folded.as_bytes())
}

/// Everyone on the staff of a school right now: their edition is asked for each time, in the same transaction, and
/// names are opened only when it is another one.
pub async fn staff(db: &mut Db<'_>, vault: &Vault, school: &SchoolId) -> Result<Arc<Staff>, RecordError> {
    // Asked before the people: what changes in between counts as the next edition's.
    let edition = db.staff_edition(school).await?;
    staff_of(db, vault, school, edition).await
}

/// [`staff`] as of a day, for whoever decides by it who acts and who is told: whoever has left does neither.
pub async fn staff_on(
    db: &mut Db<'_>,
    vault: &Vault,
    school: &SchoolId,
    day: NaiveDate,
) -> Result<Arc<Staff>, RecordError> {
    Ok(staff(db, vault, school).await?.on(day))
}

/// [`staff`] for whoever has asked for the edition already, in this very transaction, and changed nobody since.
pub async fn staff_of(
    db: &mut Db<'_>,
    vault: &Vault,
    school: &SchoolId,
    edition: Option<String>,
) -> Result<Arc<Staff>, RecordError> {
    if let Some(staff) = edition.as_deref().and_then(|edition| vault.opened_staff(school, edition)) {
        return Ok(staff);
    }
    let staff = Arc::new(open_staff(db, vault, school).await?);
    if let Some(edition) = edition {
        vault.keep_staff(edition, staff.clone());
    }
    Ok(staff)
}

/// Who may have what is decided by ids and roles: somebody whose name does not open stays, without it, and costs
/// nobody a report.
async fn open_staff(db: &mut Db<'_>, vault: &Vault, school: &SchoolId) -> Result<Staff, RecordError> {
    let rows = db.staff(school).await?;
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        let name = open_name(vault, school, &row.id, &row.name).unwrap_or_default();
        let PersonRow { id, roles, years, trained, identities, gone, locales, employment, .. } = row;
        people.push(Person { id, name, roles, years, trained, identities, gone, employment, locales });
    }
    Ok(Staff::new(school.clone(), people))
}

/// A case's own seal: its data key, and where it belongs.
pub struct CaseSeal<'a> {
    pub school: &'a SchoolId,
    pub case: &'a CaseId,
    pub key: Key,
}

impl<'a> CaseSeal<'a> {
    pub fn fresh(school: &'a SchoolId, case: &'a CaseId) -> Self {
        Self { school, case, key: Key::fresh() }
    }

    pub fn open(
        vault: &Vault,
        school: &'a SchoolId,
        case: &'a CaseId,
        wrapped: &Sealed,
    ) -> Result<Self, CannotOpen> {
        Ok(Self { school, case, key: vault.unwrap(school, case, wrapped)? })
    }

    pub fn wrapped(&self, vault: &Vault) -> Sealed {
        vault.wrap(self.school, self.case, &self.key)
    }

    fn spot<'s>(&'s self, table: &'static str, column: &'static str, row: &'s str) -> Spot<'s> {
        Spot { school: self.school, table, column, row, case: Some(self.case) }
    }

    pub fn seal_draft(&self, draft: &DraftId, answers: &Answers) -> Sealed {
        self.key.seal(self.spot("drafts", "answers", draft.as_str()), &encoding::encode(answers))
    }

    pub fn open_draft(&self, draft: &DraftId, sealed: &Sealed) -> Result<Answers, RecordError> {
        Ok(encoding::decode(&self.key.open(self.spot("drafts", "answers", draft.as_str()), sealed)?)?)
    }

    pub fn seal_body(&self, answers: &Answers) -> Sealed {
        self.key.seal(self.spot("cases", "body", self.case.as_str()), &encoding::encode(answers))
    }

    pub fn open_body(&self, sealed: &Sealed) -> Result<Answers, RecordError> {
        Ok(encoding::decode(&self.key.open(self.spot("cases", "body", self.case.as_str()), sealed)?)?)
    }

    /// Entries are bound to their case and kind; their order is the store's.
    pub fn seal_entry(&self, kind: &'static str, answers: &Answers) -> Sealed {
        self.key.seal(self.spot("case_entries", kind, self.case.as_str()), &encoding::encode(answers))
    }

    pub fn open_entry(&self, kind: &'static str, sealed: &Sealed) -> Result<Answers, RecordError> {
        Ok(encoding::decode(&self.key.open(self.spot("case_entries", kind, self.case.as_str()), sealed)?)?)
    }
}

/// One entry of a case, opened.
pub struct Entry {
    pub number: i64,
    pub kind: EntryKind,
    pub at: Moment,
    /// `None` for whoever reported it.
    pub by: Option<PersonId>,
    pub answers: Answers,
}

/// A case with everything that was written about it.
pub struct Opened {
    pub answers: Answers,
    pub entries: Vec<Entry>,
}

impl Opened {
    /// What was reported, with everything added since; the latest answer to a question of the form counts.
    pub fn all_answers(&self) -> Answers {
        let mut all = self.answers.clone();
        for entry in self.entries.iter().filter(|entry| entry.kind == EntryKind::More) {
            all.absorb(&entry.answers);
        }
        all
    }
}

pub async fn open_case(db: &mut Db<'_>, vault: &Vault, case: &Case) -> Result<Option<Opened>, RecordError> {
    let Some((key, body)) = db.case_sealed(&case.id).await? else { return Ok(None) };
    let seal = CaseSeal::open(vault, &case.school, &case.id, &key)?;
    let answers = seal.open_body(&body)?;
    let mut entries = Vec::new();
    for row in db.entries(&case.id).await? {
        if let Some(kind) = EntryKind::parse(&row.kind) {
            let answers = seal.open_entry(kind.as_str(), &row.body)?;
            entries.push(Entry { number: row.seq, kind, at: row.at, by: row.by, answers });
        }
    }
    Ok(Some(Opened { answers, entries }))
}

/// The route a case was given, with everyone it is about as of now.
pub async fn route(db: &mut Db<'_>, case: &CaseId) -> Result<Option<Route>, StoreError> {
    let Some(row) = db.route(case).await? else { return Ok(None) };
    let subjects = db.subjects(case).await?;
    Ok(Some(route_of(row, subjects)))
}

/// A stored route with everyone the case is about.
pub fn route_of(row: RouteRow, subjects: Subjects) -> Route {
    let excluded = subjects.roles.union(&row.withheld).copied().collect();
    Route {
        lead: row.lead,
        copied: row.copied,
        ladder: row.ladder,
        outside: row.outside,
        excluded,
        withheld: row.withheld,
        subjects,
        years: row.years,
        because: Vec::<Because>::new(),
    }
}

pub fn route_row(route: &Route) -> RouteRow {
    RouteRow {
        lead: route.lead.clone(),
        copied: route.copied.clone(),
        ladder: route.ladder.clone(),
        outside: route.outside.clone(),
        withheld: route.withheld.clone(),
        years: route.years.clone(),
    }
}

/// Whoever has taken a case, as long as they may have it and can be written to.
pub fn owner(case: &Case, route: &Route, staff: &Staff) -> Option<Recipient> {
    let owner = case.acknowledged_by.as_ref().and_then(|id| staff.person(id)).filter(|p| p.is_reachable())?;
    access::recipient(owner, &route.access(case.id.clone()))
}

/// In which role somebody has a case. Whoever may have it no longer took it for its lead.
pub fn owner_role(case: &Case, route: &Route, staff: &Staff) -> Role {
    let owner = owner(case, route, staff);
    owner.map(|recipient| recipient.role()).or(route.lead.first().copied()).unwrap_or(Role::Dsl)
}

/// Who may have a case, as of now.
pub async fn access(db: &mut Db<'_>, case: &CaseId) -> Result<Option<CaseAccess>, StoreError> {
    Ok(route(db, case).await?.map(|route| route.access(case.clone())))
}

/// What stands in a school's register, with its people: everything that a morning's reminders follow from.
pub struct Register {
    pub staff: Arc<Staff>,
    pub noted: Vec<Noted>,
    /// When the school was reminded first; `None` before that.
    pub since: Option<Moment>,
}

pub async fn register(db: &mut Db<'_>, vault: &Vault, school: &SchoolId) -> Result<Register, RecordError> {
    let begun = agenda::begun();
    let since = db.turn_done_at(school, &begun.schedule, &begun.slot).await?;
    let noted = db.noted(school).await?;
    Ok(Register { staff: staff(db, vault, school).await?, noted, since })
}

fn noted_spot<'a>(school: &'a SchoolId, kind: NoteKind, matter: &'a str) -> Spot<'a> {
    Spot { school, table: "register_entries", column: kind.as_str(), row: matter, case: None }
}

/// Writes down something about a policy or a duty; `by` is a person's id, or `cli`.
pub async fn note(
    tx: &mut Tx<'_>,
    vault: &Vault,
    school: &SchoolId,
    noted: &Noted,
    (by, words): (&str, &Answers),
    now: Moment,
) -> Result<i64, StoreError> {
    let matter = noted.matter.to_string();
    let body = vault.seal(noted_spot(school, noted.kind, &matter), &encoding::encode(words));
    tx.add_noted(school, noted, now, by, &body).await
}

pub fn open_noted(vault: &Vault, school: &SchoolId, row: &NotedRow) -> Result<Answers, RecordError> {
    let matter = row.noted.matter.to_string();
    Ok(encoding::decode(&vault.open(noted_spot(school, row.noted.kind, &matter), &row.body)?)?)
}

fn install_spot<'a>(school: &'a SchoolId, row: &'a str) -> Spot<'a> {
    Spot { school, table: "installs", column: "token", row, case: None }
}

/// What a workspace let the app in with.
pub fn seal_install(vault: &Vault, school: &SchoolId, workspace: &WorkspaceKey, token: &Text) -> Sealed {
    vault.seal(install_spot(school, &install_row(workspace)), token.expose().as_bytes())
}

pub fn open_install(vault: &Vault, row: &InstallRow) -> Result<Text, CannotOpen> {
    vault.open_text(install_spot(&row.school, &install_row(&row.workspace)), &row.token)
}

fn install_row(workspace: &WorkspaceKey) -> String {
    format!("{}/{}", workspace.platform, workspace.workspace)
}

fn notice_spot<'a>(school: &'a SchoolId, id: &'a OutboxId) -> Spot<'a> {
    Spot { school, table: "outbox", column: "payload", row: id.as_str(), case: None }
}

/// Puts a notice into the outbox, in the transaction of what it tells of. `key` names it: the same one never stands
/// twice.
pub async fn enqueue(
    tx: &mut Tx<'_>,
    vault: &Vault,
    school: &SchoolId,
    notice: &Notice,
    destination: &str,
    key: &str,
    now: Moment,
) -> Result<(), StoreError> {
    tx.enqueue(&notice_row(vault, school, notice, destination, key, now)).await.map(drop)
}

/// A notice as it is put into the outbox.
pub fn notice_row(
    vault: &Vault,
    school: &SchoolId,
    notice: &Notice,
    destination: &str,
    key: &str,
    now: Moment,
) -> OutboxRow {
    let id = OutboxId::from_random(random());
    let plain = serde_json::to_vec(notice).expect("a notice is a plain value");
    let payload = vault.seal(notice_spot(school, &id), &plain);
    OutboxRow {
        id,
        school: school.clone(),
        dedupe_key: key.to_owned(),
        destination: destination.to_owned(),
        payload,
        priority: notice.priority(),
        run_at: now,
        created_at: now,
    }
}

pub fn open_notice(
    vault: &Vault,
    school: &SchoolId,
    id: &OutboxId,
    payload: &Sealed,
) -> Result<Notice, RecordError> {
    let plain = vault.open(notice_spot(school, id), payload)?;
    serde_json::from_slice(&plain).map_err(|_| RecordError::Sealed)
}
