//! Stores the audit log's rows; the chain itself is made and checked by the audit module.

use super::db::{Db, Timestamp, Tx, read, run};
use super::error::StoreError;
use crate::domain::Moment;
use crate::domain::id::SchoolId;

/// One link of a school's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    pub school: SchoolId,
    pub seq: i64,
    pub at: Moment,
    pub actor: String,
    pub action: String,
    pub subject: String,
    pub prev: Vec<u8>,
    pub hash: Vec<u8>,
}

/// Where a school's chain ends.
pub(super) struct End {
    school: SchoolId,
    seq: i64,
    hash: Vec<u8>,
}

#[derive(sqlx::FromRow)]
struct Columns {
    school: String,
    seq: i64,
    at: Timestamp,
    actor: String,
    action: String,
    subject: String,
    prev: Vec<u8>,
    hash: Vec<u8>,
}

impl Columns {
    fn row(self) -> Result<AuditRow, StoreError> {
        let Self { school, seq, at, actor, action, subject, prev, hash } = self;
        let school = read(SchoolId::parse(&school))?;
        Ok(AuditRow { school, seq, at: at.moment()?, actor, action, subject, prev, hash })
    }
}

impl Tx<'_> {
    /// Adds a link; a conflict if the school has one of this number.
    pub async fn insert_audit(&mut self, row: &AuditRow) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO audit (school, seq, at, actor, action, subject, prev, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            row.school.as_str(),
            row.seq,
            Timestamp::from(row.at),
            row.actor.as_str(),
            row.action.as_str(),
            row.subject.as_str(),
            row.prev.as_slice(),
            row.hash.as_slice(),
        )?;
        self.chain = Some(End { school: row.school.clone(), seq: row.seq, hash: row.hash.clone() });
        Ok(())
    }

    /// [`Db::audit_last`] for whoever is going to add the next. Nobody else adds one before this transaction ends, so the
    /// jobs that share it ask once; one that is undone leaves nothing to build on.
    pub async fn audit_end(&mut self, school: &SchoolId) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
        if let Some(End { seq, hash, .. }) = self.chain.as_ref().filter(|end| end.school == *school) {
            return Ok(Some((*seq, hash.clone())));
        }
        self.audit_last(school).await
    }
}

impl Db<'_> {
    /// The number and the hash of a school's last link.
    pub async fn audit_last(&mut self, school: &SchoolId) -> Result<Option<(i64, Vec<u8>)>, StoreError> {
        run!(
            self,
            maybe::<(i64, Vec<u8>)>,
            "SELECT seq, hash FROM audit WHERE school = $1 ORDER BY seq DESC LIMIT 1",
            school.as_str(),
        )
    }

    /// A school's links from `from_seq` on, in order.
    pub async fn audit_rows(
        &mut self,
        school: &SchoolId,
        from_seq: i64,
        limit: u32,
    ) -> Result<Vec<AuditRow>, StoreError> {
        let rows = run!(
            self,
            all::<Columns>,
            "SELECT * FROM audit WHERE school = $1 AND seq >= $2 ORDER BY seq LIMIT $3",
            school.as_str(),
            from_seq,
            i64::from(limit),
        )?;
        rows.into_iter().map(Columns::row).collect()
    }
}
