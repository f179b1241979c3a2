//! Tells one person, in one message, what they are reminded of on a morning.

use super::{Outbox, Outcome};
use crate::domain::id::PersonId;
use crate::domain::reminder::Item;
use crate::forms::School;
use crate::records::RecordError;
use crate::store::Claimed;

impl Outbox {
    pub(super) async fn tell_morning(
        &self,
        _school: &School,
        _person: &PersonId,
        _items: &[Item],
        _row: &Claimed,
    ) -> Result<Outcome, RecordError> {
        Ok(Outcome::Dead("not_built"))
    }
}
