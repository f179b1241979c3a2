//! Visitors who signed on paper, exceptions that are lifted, and two people who turn out to be one.

use super::{FIRST, SECOND, home_offers, signs, text, world};
use crate::store::harness::Database;
use hearken::app::attest::{Excepted, Lifted, Refused, State, Visited, Visitor};
use hearken::audit::Act;
use hearken::domain::id::PersonId;
use hearken::domain::text::Text;

on_both_databases!(
    visitors_are_written_down_sealed_counted_apart_and_never_reminded,
    a_visitor_signs_the_text_of_now_once,
    an_exception_can_be_lifted_and_they_have_the_days_of_a_new_starter,
    only_reading_names_is_on_record,
    what_was_signed_as_somebody_who_turned_out_to_be_another_counts_for_them,
);

fn visitor(name: &str, group: Option<&str>, on: &str) -> Visitor {
    Visitor { name: Text::new(name), group: group.map(Text::new), on: on.parse().unwrap() }
}

fn person(id: &str) -> PersonId {
    PersonId::parse(id).unwrap()
}

impl crate::world::World {
    async fn is_visited_by(
        &self,
        visitor: Visitor,
        edition: Option<&str>,
        go: bool,
    ) -> Result<Visited, Refused> {
        let key = ("aup".to_owned(), edition.map(str::to_owned));
        self.app.record_visitor(&self.school.id, key, visitor, "head".to_owned(), go).await.unwrap()
    }

    async fn excepts(&self, who: &str) -> Excepted {
        let about = (person(who), Text::new("obsidianfern"));
        let done = self.app.except(&self.school.id, "aup".to_owned(), about, "head".to_owned(), true).await;
        done.unwrap().unwrap()
    }

    async fn lifts(&self, who: &str, go: bool) -> Lifted {
        let (school, by) = (&self.school.id, "head".to_owned());
        self.app.lift_exception(school, "aup".to_owned(), person(who), by, go).await.unwrap().unwrap()
    }
}

async fn visitors_are_written_down_sealed_counted_apart_and_never_reminded(database: Database) {
    let world = world(database).await;
    let wren = || visitor("Wren Tangerine", Some("Heliotrope Choir"), "2026-03-10");
    assert_eq!(world.is_visited_by(wren(), None, true).await, Err(Refused::NoCampaign("aup".into())));
    world.publishes(text("A", FIRST)).await;
    assert_eq!(world.is_visited_by(wren(), None, false).await, Ok(Visited::Recorded));
    let asked = async || world.app.evidence(&world.school.id, None, None).await.unwrap();
    let before = asked().await;
    assert!(before.visitors.is_empty(), "it was only asked what would happen");
    assert_eq!(world.is_visited_by(wren(), Some("A"), true).await, Ok(Visited::Recorded));
    assert_eq!(world.acts().await.last().unwrap(), "visitor_signed");
    let after = asked().await;
    assert_eq!((after.visitors.len(), after.visitors[0].name.expose()), (1, "Wren Tangerine"));
    assert_eq!(after.visitors[0].group.as_ref().unwrap().expose(), "Heliotrope Choir");
    assert_eq!(after.progress, before.progress, "they are counted apart");
    assert_eq!(after.lines.len(), before.lines.len(), "they are nobody of the staff");
    let school = world.school.id.clone();
    let rows = world.database.read(move |db| Box::pin(async move { db.visitors(&school).await })).await;
    let sealed = [rows[0].name.as_bytes(), rows[0].group.as_ref().unwrap().as_bytes()].concat();
    assert!(!sealed.windows(4).any(|part| part == b"Wren" || part == b"Heli"));
    for sql in ["UPDATE attestation_visitors SET campaign = 'x'", "DELETE FROM attestation_visitors"] {
        assert!(
            world.database.try_sql(sql, sql).await.is_some_and(|why| why.contains("only added")),
            "{sql}"
        );
    }
    for days in [0, 7] {
        world.clock.move_on(chrono::TimeDelta::days(days));
        world.app.plan_mornings().await;
        world.settle().await;
    }
    assert!(!world.chat.seen_by("head").is_empty());
    for user in ["head", "teacher", "dsl"] {
        let told: String =
            world.chat.seen_by(user).into_iter().map(|post| crate::world::said(&post.card)).collect();
        assert!(!told.contains("Tangerine") && !told.contains("Choir"), "{user}: {told}");
    }
}

async fn a_visitor_signs_the_text_of_now_once(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    let wren = |on| visitor("Wren", None, on);
    assert_eq!(world.is_visited_by(wren("2026-03-09"), None, true).await, Ok(Visited::WrongDay));
    assert_eq!(world.is_visited_by(wren("2026-03-11"), None, true).await, Ok(Visited::WrongDay));
    assert_eq!(world.is_visited_by(wren("2026-03-10"), None, true).await, Ok(Visited::Recorded));
    assert_eq!(world.is_visited_by(wren("2026-03-10"), None, true).await, Ok(Visited::Before));
    let other = visitor("Wren", Some("Choir"), "2026-03-10");
    assert_eq!(world.is_visited_by(other, None, true).await, Ok(Visited::Recorded), "another Wren");
    for unfit in [" ", "two\nlines", &"x".repeat(121)] {
        let refused = world.is_visited_by(visitor(unfit, None, "2026-03-10"), None, true).await;
        assert_eq!(refused, Err(Refused::Guest), "{unfit}");
    }
    world.publishes(text("B", SECOND)).await;
    let old = world.is_visited_by(wren("2026-03-10"), Some("A"), true).await;
    assert_eq!(old, Err(Refused::OldEdition("A".into(), "B".into())));
    assert_eq!(
        world.is_visited_by(wren("2026-03-10"), None, true).await,
        Ok(Visited::Recorded),
        "a new text"
    );
}

async fn an_exception_can_be_lifted_and_they_have_the_days_of_a_new_starter(database: Database) {
    let world = world(database).await;
    let due = Some("2026-03-16".parse().unwrap());
    world.publishes(hearken::app::attest::Publication { due, ..text("A", FIRST) }).await;
    assert_eq!(world.lifts("teacher", true).await, Lifted::NotExcepted);
    assert_eq!(world.excepts("teacher").await, Excepted::Done);
    world.clock.move_on(chrono::TimeDelta::days(13));
    let induction = world.school.profile.attestations.iter().find(|def| def.id == "aup");
    let days = induction.map_or(14, |def| def.induction_days);
    let until = "2026-03-23".parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(days.into());
    assert_eq!(world.lifts("teacher", false).await, Lifted::Done(Some(until)));
    let mut teacher = world.person("teacher");
    teacher.types("/hearken").await;
    assert!(!home_offers(&teacher, "read_and_sign"), "it was only asked what would happen");
    assert_eq!(world.lifts("teacher", true).await, Lifted::Done(Some(until)));
    assert_eq!(world.acts().await.last().unwrap(), "exception_lifted");
    assert_eq!(world.lifts("teacher", true).await, Lifted::NotExcepted);
    teacher.types("/hearken").await;
    assert!(home_offers(&teacher, "read_and_sign"), "{}", teacher.sees());
    assert!(!teacher.sees().contains("This was due"), "they have days of their own: {}", teacher.sees());
    let mut head = world.person("head");
    head.types("/hearken aup").await;
    assert!(head.sees().contains("Late: 7"), "everybody else is late: {}", head.sees());
    assert_eq!(world.excepts("teacher").await, Excepted::Done, "and it can be granted anew");
    teacher.types("/hearken").await;
    assert!(!home_offers(&teacher, "read_and_sign"));
    let school = world.school.id.clone();
    let rows = world.database.read(move |db| Box::pin(async move { db.exceptions(&school).await })).await;
    let reason = hearken::records::open_reason(&world.vault, &world.school.id, &rows[0]).unwrap();
    assert_eq!((rows.len(), reason.expose(), rows[0].lifted_on), (1, "obsidianfern", None));
}

async fn only_reading_names_is_on_record(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    let before = world.acts().await;
    world.app.evidence(&world.school.id, None, None).await.unwrap();
    assert_eq!(world.acts().await, before, "figures are nobody's secret");
    let why = Some(("cli".to_owned(), Act::UnsignedRead));
    world.app.evidence(&world.school.id, None, why).await.unwrap();
    assert_eq!(world.acts().await.last().unwrap(), "unsigned_read");
}

async fn what_was_signed_as_somebody_who_turned_out_to_be_another_counts_for_them(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    world
        .publishes(hearken::app::attest::Publication { attestation: "kcsie".into(), ..text("K", SECOND) })
        .await;
    signs(&mut world.person("teacher")).await;
    assert_eq!(world.signatures().await[0].person, person("teacher"));
    let about = (person("teacher"), Text::new("obsidianfern"));
    let of = ("kcsie".to_owned(), "head".to_owned());
    world.app.except(&world.school.id, of.0, about, of.1, true).await.unwrap().unwrap();
    let mut colleague = world.person("colleague");
    colleague.types("/hearken").await;
    assert!(home_offers(&colleague, "read_and_sign"));
    let (school, now) = (world.school.id.clone(), world.now());
    let united = world.database.write(move |tx| {
        Box::pin(async move {
            tx.set_roles(&school, &person("teacher"), &[].into()).await?;
            tx.unite(&school, &person("teacher"), &person("colleague"), now).await
        })
    });
    united.await.unwrap();
    colleague.types("/hearken").await;
    assert!(!home_offers(&colleague, "read_and_sign"), "signed, and excepted: {}", colleague.sees());
    colleague.types("/hearken aup").await;
    assert!(colleague.sees().contains("What you have signed"), "{}", colleague.sees());
    let evidence = world.app.evidence(&world.school.id, None, None).await.unwrap();
    let lines = |id: &str, state| {
        evidence.lines.iter().filter(|line| line.person == person(id) && line.state == state).count()
    };
    assert_eq!((lines("colleague", State::Signed), lines("teacher", State::Signed)), (1, 0), "once");
    assert_eq!((lines("colleague", State::Excepted), lines("colleague", State::Unsigned)), (1, 0));
    for (_, counts) in &evidence.progress {
        let (of, done): (usize, usize) = counts
            .values()
            .fold((0, 0), |all, count| (all.0 + count.of, all.1 + count.signed + count.excepted));
        assert!(of <= 7 && done == 1, "{counts:?}");
    }
    let lifted = world.app.lift_exception(
        &world.school.id,
        "kcsie".to_owned(),
        person("colleague"),
        "head".to_owned(),
        true,
    );
    assert!(matches!(lifted.await.unwrap(), Ok(Lifted::Done(Some(_)))));
    colleague.types("/hearken").await;
    assert!(home_offers(&colleague, "read_and_sign"), "{}", colleague.sees());
}
