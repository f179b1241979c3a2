//! A person's home: a way to report, what waits for them, and how far their own reports are.

use crate::store::harness::Database;
use crate::world::{Entry, STAFF, World};
use hearken::chat::{Action, View};
use hearken::domain::text::Text;

on_both_databases!(
    home_lists_a_persons_own_reports_and_nobody_elses,
    a_question_that_waits_stands_before_the_reports,
    after_three_months_a_report_leaves_the_list,
    only_its_reporter_sees_how_far_it_is,
    plain_words_are_answered_with_where_to_write_them_and_never_with_a_home,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn home_lists_a_persons_own_reports_and_nobody_elses(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let first = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.minutes_later(60).await;
    let second = world.person("teacher").reports("pupil", "bullying", WORDS, &[]).await;
    let other = world.person("colleague").reports("pupil", "bullying", WORDS, &[]).await;
    world.settle().await;
    let mut teacher = world.person("teacher");
    for command in ["/hearken", "/hearken mine"] {
        teacher.types(command).await;
        let seen = teacher.sees();
        assert!(matches!(teacher.view, View::Home(_)) && seen.contains("Raise a concern"), "{seen}");
        assert!(
            seen.find(second.as_str()).unwrap() < seen.find(first.as_str()).unwrap(),
            "newest first: {seen}"
        );
        assert!(!seen.contains(other.as_str()) && !seen.contains("zanzibarquartz"), "{seen}");
    }
    teacher.does(Action::HomeOpened).await;
    assert!(teacher.sees().contains(&format!("Your report {second}: received")), "{}", teacher.sees());
    teacher.clicks_here("mine").await;
    assert!(teacher.sees().contains("Someone has it: Not yet"), "{}", teacher.sees());
    teacher.clicks_here("add_more").await;
    assert_eq!(teacher.page().id, "after_bullying");
    teacher.types("/hearken").await.clicks_here("raise").await;
    assert_eq!(teacher.page().id, "danger");
}

async fn a_question_that_waits_stands_before_the_reports(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await.clicks_here("ask_reporter").await;
    dsl.fills(&[("question", Entry::Write("Where was it, obsidianfern?"))], "send_question").await;
    let mut teacher = world.person("teacher");
    teacher.types("/hearken").await;
    let View::Home(cards) = &teacher.view else { panic!("home") };
    let headings: Vec<&str> = cards.iter().map(|card| card.heading.as_str()).collect();
    assert!(
        headings[1].contains("There is a question") && headings[2].contains("Your report"),
        "{headings:?}"
    );
    assert!(!teacher.sees().contains("obsidianfern"), "its words are read privately alone");
    teacher.clicks_here("read_question").await;
    assert!(matches!(teacher.view, View::Private { .. }) && teacher.sees().contains("obsidianfern"));
}

async fn after_three_months_a_report_leaves_the_list(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    let mut teacher = world.person("teacher");
    world.clock.move_on(chrono::TimeDelta::days(90));
    teacher.types("/hearken").await;
    assert!(teacher.sees().contains(reference.as_str()));
    world.clock.move_on(chrono::TimeDelta::days(1));
    teacher.types("/hearken").await;
    assert!(!teacher.sees().contains(reference.as_str()));
}

async fn only_its_reporter_sees_how_far_it_is(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    let id = world.cases().await[0].id.to_string();
    for (user, button) in
        [("dsl", "mine"), ("head", "mine"), ("colleague", "mine"), ("colleague", "name_reader")]
    {
        let mut other = world.person(user);
        other.clicks(button, &id).await;
        assert!(other.sees().contains("isn't open to you"), "{user}: {}", other.sees());
        assert!(!other.sees().contains(reference.as_str()));
    }
    let mut teacher = world.person("teacher");
    teacher.clicks("mine", "nonsense").await;
    assert!(teacher.sees().contains("isn't open to you"), "{}", teacher.sees());
}

async fn plain_words_are_answered_with_where_to_write_them_and_never_with_a_home(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    for user in ["teacher", "dsl"] {
        let mut person = world.person(user);
        // What an adapter makes of words that are no command; it drops the words.
        person.does(Action::Command { name: "help".to_owned(), rest: Text::default() }).await;
        let seen = person.sees();
        assert!(seen.contains("It is not a report, and nobody has been told."), "{seen}");
        assert!(seen.contains("Call 999") && !seen.contains(reference.as_str()), "{seen}");
        let buttons: Vec<&str> = person.card().buttons.iter().map(|button| button.id.as_str()).collect();
        assert_eq!(buttons, ["raise", "need_someone"]);
    }
}
