//! Owns the record of who did what: per school a chain of SHA-256 hashes, written in the transaction of the act.

use crate::domain::Moment;
use crate::domain::agenda::NoteKind;
use crate::domain::id::SchoolId;
use crate::domain::school::words;
use crate::store::{AuditRow, Db, StoreError, Tx};
use sha2::{Digest, Sha256};

const TAG: &str = "hearken-audit-1";
/// Rows read at a time when a chain is verified.
const BATCH: u32 = 1000;

words! {
    /// What can happen. Reads are acts too.
    Act {
        ReportReceived = "report_received",
        ReportUnrouted = "report_unrouted",
        ReportExtended = "report_extended",
        UrgencyRaised = "urgency_raised",
        CaseAcknowledged = "case_acknowledged",
        CaseRead = "case_read",
        AccessRefused = "access_refused",
        LadderStep = "ladder_step",
        TeamCalled = "team_called",
        CallAnswered = "call_answered",
        CallChased = "call_chased",
        CallEnded = "call_ended",
        ReporterChased = "reporter_chased",
        FileRefused = "file_refused",
        ChaseBegunAgain = "chase_begun_again",
        ReachedOutside = "reached_outside",
        ReporterAsked = "reporter_asked",
        QuestionRead = "question_read",
        QuestionAnswered = "question_answered",
        AuthorAsked = "author_asked",
        SubjectNamed = "subject_named",
        CaseClosed = "case_closed",
        CaseReopened = "case_reopened",
        /// A list of staff was read in; what it changed of whom stands in acts of its own.
        StaffListRead = "staff_list_read",
        StaffJoined = "staff_joined",
        StaffChanged = "staff_changed",
        StaffLeft = "staff_left",
        FeedMade = "feed_made",
        FeedRevoked = "feed_revoked",
        TextPublished = "text_published",
        CampaignOpened = "campaign_opened",
        AttestationSigned = "attestation_signed",
        AttestationExcepted = "attestation_excepted",
        ExceptionLifted = "exception_lifted",
        VisitorSigned = "visitor_signed",
        UnsignedRead = "unsigned_read",
        LeaverRead = "leaver_read",
        EvidenceExported = "evidence_exported",
        PolicyReviewed = "policy_reviewed",
        EarlyReviewAsked = "early_review_asked",
        PolicyDocumented = "policy_documented",
        DutyDone = "duty_done",
        DutyPostponed = "duty_postponed",
        DutyNotApplicable = "duty_not_applicable",
    }
}

impl Act {
    /// That this was recorded of a policy or a duty.
    pub fn of_note(kind: NoteKind) -> Self {
        match kind {
            NoteKind::Reviewed => Self::PolicyReviewed,
            NoteKind::Early => Self::EarlyReviewAsked,
            NoteKind::Document => Self::PolicyDocumented,
            NoteKind::Done => Self::DutyDone,
            NoteKind::Postponed => Self::DutyPostponed,
            NoteKind::NotApplicable => Self::DutyNotApplicable,
        }
    }
}

/// One act: ids only, no names and no words.
#[derive(Debug)]
pub struct Entry<'a> {
    pub at: Moment,
    /// A person's id, a platform identity, or `hearken` itself.
    pub actor: &'a str,
    pub act: Act,
    /// What it was done to.
    pub subject: &'a str,
}

/// The fixed encoding: the tag, the hash before, and every field with its length before it.
fn hash(school: &SchoolId, seq: i64, prev: &[u8], at: i64, actor: &str, act: &str, subject: &str) -> Vec<u8> {
    let mut digest = Sha256::new();
    let (seq, at) = (seq.to_be_bytes(), at.to_be_bytes());
    let fields: [&[u8]; 8] = [
        TAG.as_bytes(),
        prev,
        school.as_str().as_bytes(),
        &seq,
        &at,
        actor.as_bytes(),
        act.as_bytes(),
        subject.as_bytes(),
    ];
    for field in fields {
        digest.update((field.len() as u64).to_be_bytes());
        digest.update(field);
    }
    digest.finalize().to_vec()
}

/// Appends to the school's chain.
pub async fn append(tx: &mut Tx<'_>, school: &SchoolId, entry: Entry<'_>) -> Result<(), StoreError> {
    append_all(tx, school, &[entry]).await
}

/// Appends several acts, in their order.
pub async fn append_all(tx: &mut Tx<'_>, school: &SchoolId, entries: &[Entry<'_>]) -> Result<(), StoreError> {
    let (mut seq, mut prev) =
        tx.audit_end(school).await?.map_or((1, Vec::new()), |(seq, prev)| (seq + 1, prev));
    for entry in entries {
        let (act, at) = (entry.act.as_str(), entry.at.timestamp_millis());
        let hash = hash(school, seq, &prev, at, entry.actor, act, entry.subject);
        tx.insert_audit(&AuditRow {
            school: school.clone(),
            seq,
            at: entry.at,
            actor: entry.actor.to_owned(),
            action: act.to_owned(),
            subject: entry.subject.to_owned(),
            prev,
            hash: hash.clone(),
        })
        .await?;
        (seq, prev) = (seq + 1, hash);
    }
    Ok(())
}

/// Where a chain is broken, by the number of the first row that does not fit; `None` when it is whole.
pub async fn verify(db: &mut Db<'_>, school: &SchoolId) -> Result<Option<i64>, StoreError> {
    let (mut next, mut before) = (1, Vec::new());
    loop {
        let rows = db.audit_rows(school, next, BATCH).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        for row in rows {
            let at = row.at.timestamp_millis();
            let expected = hash(school, next, &before, at, &row.actor, &row.action, &row.subject);
            if row.seq != next || row.prev != before || row.hash != expected {
                return Ok(Some(next));
            }
            (next, before) = (row.seq + 1, row.hash);
        }
    }
}
