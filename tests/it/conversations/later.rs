//! What comes late, comes twice, or comes from somebody nobody has linked yet: nothing is lowered, leaked or answered
//! by accident.

use crate::store::harness::Database;
use crate::world::{Entry, Person, STAFF, Trouble, World, identity};
use chrono::TimeDelta;
use hearken::chat::{Action, SendError};
use hearken::domain::case::State;
use hearken::domain::id::{PersonId, SchoolId};
use hearken::domain::school::{Identity, Role};
use hearken::domain::urgency::Urgency;

on_both_databases!(
    what_cannot_wait_stays_urgent_when_school_opens_before_the_send_button,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn up_to_the_question<'w>(world: &'w World, user: &str) -> Person<'w> {
    let mut person = world.person(user);
    person.types("/concern").await.presses("carry_on").await;
    person.fills(&[("about", Entry::Pick("pupil"))], "carry_on").await;
    person.fills(&[("category", Entry::Pick("bullying"))], "carry_on").await;
    person.fills(&[("picture", Entry::Pick("no"))], "carry_on").await;
    person.fills(&[("what_happened", Entry::Write(WORDS))], "carry_on").await;
    person
}

async fn reported(database: Database, category: &str) -> (World, String) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", category, WORDS, &[]).await;
    world.settle().await;
    let id = world.cases().await[0].id.to_string();
    (world, id)
}

async fn link(world: &World, identity: Identity, person: &str) {
    let person = PersonId::parse(person).unwrap();
    let linked = world.database.write(move |tx| {
        Box::pin(async move {
            let school = SchoolId::parse("oak").unwrap();
            tx.link_identity(&school, &identity, &person).await
        })
    });
    linked.await.unwrap();
}

async fn closes(world: &World, user: &str, id: &str) {
    let mut person = world.person(user);
    person.clicks("acknowledge", id).await;
    person.clicks("close_case", id).await;
    person.fills(&[("what_was_done", Entry::Write("Spoke to both."))], "close_now").await;
    world.settle().await;
    assert_eq!(world.cases().await[0].state, State::Closed);
}

async fn what_cannot_wait_stays_urgent_when_school_opens_before_the_send_button(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.minutes_later(22 * 60 - 1).await;
    let mut teacher = up_to_the_question(&world, "teacher").await;
    assert_eq!(teacher.page().id, "wait", "07:59");
    teacher.fills(&[("can_wait", Entry::Pick("not_sure"))], "carry_on").await;
    world.minutes_later(2).await;
    teacher.presses("send").await;
    if world.cases().await.is_empty() {
        // Who would read it has changed: school is open, so it is not for the person on call first.
        teacher.presses("send").await;
    }
    assert_eq!(world.cases().await[0].urgency, Urgency::Urgent, "{}", teacher.sees());
}
