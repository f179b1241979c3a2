//! What staff read and sign: read in chat, signed once, kept as evidence, and led from the keyboard.

mod files;
mod leading;
mod mornings;
mod office;
mod pages;
mod people;
mod reading;
mod visitors;

use crate::store::harness::Database;
use crate::world::{Person, STAFF, World};
use hearken::app::attest::{Plan, Publication, Refused};
use hearken::chat::{Field, FieldKind, View};
use hearken::domain::attestation::question::Question;
use hearken::domain::id::CampaignId;

pub const FIRST: &str =
    "# Phones\n\nKeep your own phone in your bag in lessons.\n\n# Passwords\n\nNever share a password.";
pub const SECOND: &str = "# Phones\n\nKeep your own phone in the staff room in lessons.\n\n# Passwords\n\nNever share a password.\n\nNo pupil data in an AI tool.";

async fn world(database: Database) -> World {
    let world = World::with(database, STAFF, &[]).await;
    // A school's first morning is silent; theirs was yesterday.
    let (school, yesterday) = (world.school.id.clone(), world.now() - chrono::TimeDelta::days(1));
    let begun = hearken::domain::agenda::begun();
    let taken = world.database.write(move |tx| {
        Box::pin(async move { tx.take_turn(&school, &begun.schedule, &begun.slot, yesterday).await })
    });
    assert!(taken.await.unwrap());
    world
}

pub fn text(edition: &str, body: &str) -> Publication {
    Publication {
        attestation: "aup".to_owned(),
        edition: Some(edition.to_owned()),
        locale: None,
        bytes: body.as_bytes().to_vec(),
        is_text: true,
        link: None,
        questions: Vec::new(),
        audience: None,
        opens: None,
        due: None,
        material: Some(true),
        replaces: None,
        by: "cli".to_owned(),
    }
}

pub fn question() -> Question {
    Question {
        question: "Where is your own phone in lessons?".to_owned(),
        options: vec!["In my bag".to_owned(), "In the staff room".to_owned()],
        right: "In the staff room".to_owned(),
        why: "The staff room is the only place for it.".to_owned(),
    }
}

impl World {
    async fn publishes(&self, new: Publication) -> Plan {
        self.tries_to_publish(new, true).await.unwrap()
    }

    async fn tries_to_publish(&self, new: Publication, go: bool) -> Result<Plan, Refused> {
        self.app.publish(&self.school.id, new, go).await.unwrap()
    }

    async fn campaigns(&self) -> Vec<hearken::domain::attestation::campaign::Campaign> {
        let school = self.school.id.clone();
        self.database.read(move |db| Box::pin(async move { db.campaigns(&school).await })).await
    }

    async fn signatures(&self) -> Vec<hearken::store::SignatureRow> {
        let school = self.school.id.clone();
        self.database.read(move |db| Box::pin(async move { db.signatures(&school).await })).await
    }

    /// The campaign that was published last.
    async fn campaign(&self) -> CampaignId {
        self.campaigns().await.pop().unwrap().id
    }
}

const ALL_TICKS: &[(&str, crate::world::Entry<'_>)] = &[
    ("attest_read", crate::world::Entry::Tick),
    ("attest_understood", crate::world::Entry::Tick),
    ("attest_follow", crate::world::Entry::Tick),
];

/// From home to the last page, without check questions.
async fn reads(person: &mut Person<'_>) {
    person.types("/hearken").await.clicks_here("read_and_sign").await;
    reads_on(person).await;
}

async fn reads_on(person: &mut Person<'_>) {
    for _ in 0..60 {
        if person.page().actions[0].id == "attest_sign" {
            return;
        }
        person.presses("attest_next").await;
    }
    panic!("the text has no end: {}", person.sees());
}

/// From home to the receipt.
async fn signs(person: &mut Person<'_>) {
    reads(person).await;
    person.fills(ALL_TICKS, "attest_sign").await;
    assert!(person.card().heading.starts_with("Signed."), "{}", person.sees());
}

fn home_offers(person: &Person<'_>, button: &str) -> bool {
    let View::Home(cards) = &person.view else { panic!("no home: {}", person.sees()) };
    cards.iter().flat_map(|card| &card.buttons).any(|there| there.id == button)
}

fn ticked(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Tick { ticked: true })
}
