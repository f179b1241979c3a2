//! Owns whom an e-mail address belongs to. It is the same address if it is the same word, but for spaces around it and
//! capitals: nothing else is guessed.

use super::RecordError;
use crate::domain::id::{PersonId, SchoolId};
use crate::domain::text::Text;
use crate::store::{Db, EmailRow};
use crate::vault::{Sealed, Spot, Vault};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use zeroize::Zeroizing;

fn email_spot<'a>(school: &'a SchoolId, person: &'a PersonId) -> Spot<'a> {
    Spot { school, table: "people", column: "email", row: person.as_str(), case: None }
}

pub fn seal_email(vault: &Vault, school: &SchoolId, person: &PersonId, email: &Text) -> Sealed {
    vault.seal(email_spot(school, person), email.expose().as_bytes())
}

/// Somebody's address; one that does not open is nobody's, and is told of.
pub fn open_email(vault: &Vault, school: &SchoolId, person: &PersonId, sealed: &Sealed) -> Option<Text> {
    let opened = vault.open_text(email_spot(school, person), sealed);
    opened
        .inspect_err(|_| tracing::error!(person = %person, "The address of person {person} does not open"))
        .ok()
}

/// An address as it compares, so that none stays in memory longer than it must.
fn digest(email: &Text) -> [u8; 32] {
    Sha256::digest(Zeroizing::new(email.expose().trim().to_lowercase()).as_bytes()).into()
}

pub fn same_email(one: &Text, other: &Text) -> bool {
    digest(one) == digest(other)
}

/// Whose an address is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    Nobody,
    /// Whom the settings name goes before whom only a directory knows.
    One(PersonId),
    /// The settings give it to several people: it says of none of them who they are.
    Several,
}

/// The addresses of everybody at a school.
#[derive(Default)]
pub struct Emails {
    people: HashMap<[u8; 32], Vec<(PersonId, bool)>>,
}

impl Emails {
    pub async fn of(db: &mut Db<'_>, vault: &Vault, school: &SchoolId) -> Result<Self, RecordError> {
        Ok(Self::opened(db.emails(school).await?, vault, school))
    }

    /// Of those whom the settings or the list of staff name and who never had an account.
    pub async fn awaited(db: &mut Db<'_>, vault: &Vault, school: &SchoolId) -> Result<Self, RecordError> {
        Ok(Self::opened(db.awaited(school).await?, vault, school))
    }

    fn opened(rows: Vec<EmailRow>, vault: &Vault, school: &SchoolId) -> Self {
        let mut emails = Self::default();
        for row in rows {
            if let Some(email) = open_email(vault, school, &row.person, &row.email) {
                emails.add(&email, &row.person, row.listed);
            }
        }
        emails
    }

    /// Somebody has another address than before.
    pub fn change(&mut self, email: &Text, person: &PersonId, listed: bool) {
        self.people.retain(|_, people| {
            people.retain(|(other, _)| other != person);
            !people.is_empty()
        });
        self.add(email, person, listed);
    }

    pub fn add(&mut self, email: &Text, person: &PersonId, listed: bool) {
        self.people.entry(digest(email)).or_default().push((person.clone(), listed));
    }

    /// Whether the settings name anybody with this address.
    pub fn are_listed(&self, email: &Text) -> bool {
        self.people.get(&digest(email)).is_some_and(|people| people.iter().any(|(_, listed)| *listed))
    }

    pub fn holder(&self, email: &Text) -> Holder {
        let people = self.people.get(&digest(email)).map_or(&[][..], Vec::as_slice);
        let mut listed = people.iter().filter(|(_, listed)| *listed).map(|(person, _)| person);
        match (listed.next(), listed.next(), people.first()) {
            (Some(_), Some(_), _) => Holder::Several,
            (Some(person), None, _) | (None, _, Some((person, _))) => Holder::One(person.clone()),
            (None, _, None) => Holder::Nobody,
        }
    }
}
