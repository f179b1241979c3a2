//! How far it is, as its reporter sees it: received, read, taken, closed; never the outcome.

use crate::store::harness::Database;
use crate::world::{Entry, Person, STAFF, World, said};
use hearken::domain::case::State;

on_both_databases!(
    one_card_tells_how_far_it_is_and_only_two_messages_come_besides,
    a_deleted_card_is_posted_anew,
    closing_keeps_what_was_done_from_the_reporter_and_deletes_nothing,
    what_nobody_has_cannot_be_closed,
    a_reopened_case_goes_back_honestly_and_is_acknowledged_and_closed_again,
    what_the_reporter_adds_reopens_a_closed_case,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";
const DONE: &str = "Both families were seen, obsidianfern";

async fn reported(database: Database) -> World {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world
}

/// The reporter's own cards, each with its four steps.
fn ladders(world: &World) -> Vec<String> {
    let posts = world.chat.seen_by("teacher");
    posts.iter().map(|post| said(&post.card)).filter(|text| text.contains("Received: ")).collect()
}

async fn closes<'w>(world: &'w World, user: &str) -> Person<'w> {
    let mut person = world.person(user);
    person.clicks_in_chat("read").await.clicks_here("close_case").await;
    person.fills(&[("what_was_done", Entry::Write(DONE))], "close_now").await;
    assert!(person.sees().contains("is closed."), "{}", person.sees());
    world.settle().await;
    person
}

async fn one_card_tells_how_far_it_is_and_only_two_messages_come_besides(database: Database) {
    let world = reported(database).await;
    let card = |world: &World| {
        let [card] = &ladders(world)[..] else { panic!("one card: {:?}", ladders(world)) };
        card.clone()
    };
    assert!(card(&world).contains("Received: Tuesday 10 March, 10:00\nRead: Not yet\n"), "{}", card(&world));
    world.clock.move_on(chrono::TimeDelta::minutes(3));
    world.person("dsl").clicks_in_chat("read").await;
    world.settle().await;
    assert!(card(&world).contains("Read: Tuesday 10 March, 10:03\nSomeone has it: Not yet\n"));
    assert_eq!(world.chat.seen_by("teacher").len(), 1, "no message for that");
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert!(card(&world).contains("Someone has it: Tuesday 10 March, 10:03\nClosed: Not yet\n"));
    assert_eq!(world.chat.seen_by("teacher").len(), 2);
    assert!(world.chat.text_for("teacher").contains("someone has it"));
    world.clock.move_on(chrono::TimeDelta::minutes(60));
    closes(&world, "dsl").await;
    assert!(card(&world).contains("Closed: Tuesday 10 March, 11:03\n"), "{}", card(&world));
    assert_eq!(world.chat.seen_by("teacher").len(), 3);
    let seen = world.chat.text_for("teacher");
    assert!(!seen.contains("obsidianfern") && !seen.contains("zanzibarquartz"), "{seen}");
    // Reading it once more changes nothing.
    world.person("deputy").clicks("read", world.cases().await[0].id.as_str()).await;
    world.settle().await;
    assert!(card(&world).contains("Read: Tuesday 10 March, 10:03\n"));
}

async fn a_deleted_card_is_posted_anew(database: Database) {
    let world = reported(database).await;
    world.chat.delete_everything_of("teacher");
    assert_eq!(world.chat.seen_by("teacher").len(), 0);
    world.person("dsl").clicks_in_chat("read").await;
    world.settle().await;
    assert!(ladders(&world)[0].contains("Read: Tuesday 10 March, 10:00"), "{:?}", ladders(&world));
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert_eq!(ladders(&world).len(), 1, "and brought up to date there");
    assert!(ladders(&world)[0].contains("Someone has it: Tuesday"));
}

async fn closing_keeps_what_was_done_from_the_reporter_and_deletes_nothing(database: Database) {
    let world = reported(database).await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await.clicks_here("close_case").await;
    dsl.presses("close_now").await;
    assert!(dsl.sees().contains("Please answer this one"), "{}", dsl.sees());
    let form = dsl.view.clone();
    dsl.fills(&[("what_was_done", Entry::Write(DONE))], "close_now").await.is_delivered_again().await;
    dsl.view = form;
    dsl.fills(&[("what_was_done", Entry::Write(DONE))], "close_now").await;
    assert!(dsl.sees().contains("is closed."), "{}", dsl.sees());
    world.settle().await;
    assert_eq!(world.cases().await[0].state, State::Closed);
    assert!(world.chat.text_for("dsl").contains(": closed"), "{}", world.chat.text_for("dsl"));
    assert!(!world.chat.text_for("dsl").contains("obsidianfern"));
    dsl.clicks_in_chat("read").await;
    let seen = dsl.sees();
    assert!(seen.contains(WORDS) && seen.matches(DONE).count() == 1, "{seen}");
    assert_eq!(world.acts().await.iter().filter(|act| *act == "case_closed").count(), 1);
    let posts = world.chat.posts().len();
    world.minutes_later(24 * 60).await;
    assert_eq!(world.chat.posts().len(), posts, "nobody is chased for it");
}

async fn what_nobody_has_cannot_be_closed(database: Database) {
    let world = reported(database).await;
    let id = world.cases().await[0].id.to_string();
    let mut dsl = world.person("dsl");
    dsl.clicks("close_case", &id).await;
    assert!(dsl.sees().contains("Acknowledge it first"), "{}", dsl.sees());
    dsl.clicks_here("acknowledge").await;
    assert_eq!(world.cases().await[0].state, State::Acknowledged);
}

async fn a_reopened_case_goes_back_honestly_and_is_acknowledged_and_closed_again(database: Database) {
    let world = reported(database).await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    dsl.clicks_in_chat("acknowledge").await;
    world.settle().await;
    closes(&world, "dsl").await.clicks_here("reopen_case").await;
    world.settle().await;
    assert_eq!(world.cases().await[0].state, State::Received);
    let card = ladders(&world).remove(0);
    assert!(
        card.contains("Read: Tuesday") && card.contains("Someone has it: Not yet\nClosed: Not yet"),
        "{card}"
    );
    assert!(world.chat.text_for("dsl").contains("needs somebody again"));
    world.minutes_later(15).await;
    assert!(world.chat.text_for("dsl").contains("Reminder: concern"), "it is chased again");
    world.person("deputy").clicks("acknowledge", world.cases().await[0].id.as_str()).await;
    world.settle().await;
    let card = ladders(&world).remove(0);
    assert!(card.contains("Someone has it: Tuesday 10 March, 10:15"), "{card}");
    let news = |heading: &str| heading.ends_with(": someone has it") && !heading.starts_with("Your report");
    let told = world.chat.seen_by("teacher").into_iter().filter(|post| news(&post.card.heading)).count();
    assert_eq!(told, 2, "each time");
    closes(&world, "dsl").await;
    assert!(ladders(&world)[0].contains("Closed: Tuesday 10 March, 10:15"));
    dsl.clicks_in_chat("read").await;
    let seen = dsl.sees();
    assert!(seen.contains("Reopened") && seen.matches(DONE).count() == 2, "nothing is lost: {seen}");
}

async fn what_the_reporter_adds_reopens_a_closed_case(database: Database) {
    let world = reported(database).await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    closes(&world, "dsl").await;
    let mut teacher = world.person("teacher");
    teacher.clicks_in_chat("add_more").await.presses("skip").await;
    teacher.fills(&[("device_involved", Entry::Pick("yes"))], "finish").await;
    world.settle().await;
    assert_eq!(world.cases().await[0].state, State::Received);
    assert!(ladders(&world)[0].contains("Closed: Not yet"));
}
