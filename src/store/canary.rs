//! Stores the sealed word that proves at start-up that the vault has the right keys.

use super::db::{Db, Tx, run, sealed};
use super::error::StoreError;
use crate::domain::id::SchoolId;
use crate::vault::Sealed;

impl Tx<'_> {
    /// Puts a school's canary in place of the one it had.
    pub async fn put_canary(&mut self, school: &SchoolId, canary: &Sealed) -> Result<(), StoreError> {
        run!(
            self,
            change,
            "INSERT INTO vault_canary (school, sealed) VALUES ($1, $2)
             ON CONFLICT (school) DO UPDATE SET sealed = excluded.sealed",
            school.as_str(),
            canary.as_bytes(),
        )
        .map(drop)
    }
}

impl Db<'_> {
    pub async fn canary(&mut self, school: &SchoolId) -> Result<Option<Sealed>, StoreError> {
        let row = run!(
            self,
            maybe::<(Vec<u8>,)>,
            "SELECT sealed FROM vault_canary WHERE school = $1",
            school.as_str(),
        )?;
        Ok(row.map(|(bytes,)| sealed(bytes)))
    }
}
