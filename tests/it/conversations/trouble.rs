//! Platforms that fail, and keys that do not fit: nothing is lost, nothing is claimed.

use crate::store::harness::Database;
use crate::world::{Entry, STAFF, Trouble, World, built_in, identity, said};
use hearken::app::Closed;
use hearken::chat::{Action, Event, Inbox, Place, SendError, View};
use hearken::domain::id::EventId;
use hearken::domain::school::Role;
use hearken::domain::text::Text;
use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

on_both_databases!(
    a_platform_that_is_down_is_asked_again_until_it_answers,
    a_rate_limit_is_kept_to_the_second,
    a_post_whose_answer_was_lost_is_not_posted_twice,
    a_space_that_refuses_is_left_for_direct_messages,
    with_a_key_that_does_not_fit_nobody_is_given_a_form,
    a_name_that_does_not_open_costs_nobody_a_report,
    a_case_that_cannot_be_read_for_a_while_is_delivered_afterwards,
    what_never_can_be_delivered_is_given_up_and_told_of,
    a_clock_put_back_delays_nothing,
    two_notices_at_once_stand_in_one_thread,
    a_space_with_a_new_member_is_not_brought_up_to_date,
    a_lead_who_left_does_not_see_who_has_the_case,
    whoever_left_after_taking_a_case_took_it_for_its_lead,
    a_call_goes_on_to_the_head_and_the_contact_on_call_when_the_team_cannot_be_reached,
    a_call_that_reached_one_of_the_team_goes_no_further,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn a_platform_that_is_down_is_asked_again_until_it_answers(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.chat.trouble_at("dsl", Trouble::Fails(SendError::Retry { after: None, code: "down" }));
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 0);
    for _ in 0..4 {
        world.minutes_later(1).await;
    }
    world.chat.no_trouble();
    world.minutes_later(6).await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
}

async fn a_rate_limit_is_kept_to_the_second(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let after = Some(Duration::from_secs(120));
    world.chat.trouble_at("dsl", Trouble::Fails(SendError::Retry { after, code: "rate" }));
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.chat.no_trouble();
    // A second report to the same person waits as well.
    world.person("colleague").reports("pupil", "nudes", WORDS, &[]).await;
    world.clock.move_on(chrono::TimeDelta::seconds(119));
    world.settle().await;
    assert_eq!((world.chat.seen_by("dsl").len(), world.chat.seen_by("colleague").len()), (0, 1));
    world.clock.move_on(chrono::TimeDelta::seconds(2));
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 2);
}

async fn a_post_whose_answer_was_lost_is_not_posted_twice(database: Database) {
    let world = World::open(database).await;
    world.chat.trouble_at("safeguarding", Trouble::PostsAndDrops);
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.minutes_later(1).await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert!(world.chat.text_for("dsl").contains("acknowledged"), "the card can still be brought up to date");
}

async fn a_space_that_refuses_is_left_for_direct_messages(database: Database) {
    let world = World::open(database).await;
    world.chat.trouble_at("safeguarding", Trouble::Fails(SendError::Refused { code: "archived" }));
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
    assert_eq!(world.chat.seen_by("deputy").len(), 0);
}

async fn with_a_key_that_does_not_fit_nobody_is_given_a_form(database: Database) {
    let world = World::open(database).await;
    let closed = Closed { prompts: built_in(), school: world.school.clone(), clock: world.clock.clone() };
    let from = identity("teacher");
    let event = Event {
        id: EventId::parse("closed").unwrap(),
        workspace: from.workspace_key(),
        from,
        locale: None,
        action: Action::Command { name: "concern".to_owned(), rest: Text::new("") },
    };
    let View::Card(card) = closed.handle(event).await else { panic!("a card") };
    assert!(said(&card).contains("can't take reports right now") && said(&card).contains("01632 960001"));
}

async fn a_name_that_does_not_open_costs_nobody_a_report(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world
        .database
        .run_sql(
            "UPDATE people SET name = x'00' WHERE id = 'colleague'",
            "UPDATE people SET name = '\\x00' WHERE id = 'colleague'",
        )
        .await;
    world.person("colleague").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains(WORDS), "{}", dsl.sees());
}

async fn spoil(world: &World) {
    let spoil = "UPDATE cases SET state = 'spoilt' WHERE received_at = (SELECT MIN(received_at) FROM cases)";
    world.database.run_sql(spoil, spoil).await;
}

async fn a_case_that_cannot_be_read_for_a_while_is_delivered_afterwards(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    spoil(&world).await;
    world.clock.move_on(chrono::TimeDelta::minutes(1));
    world.person("colleague").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1, "the other is delivered in the same pass");
    let mend = "UPDATE cases SET state = 'received' WHERE state = 'spoilt'";
    world.database.run_sql(mend, mend).await;
    world.minutes_later(1).await;
    assert_eq!(world.chat.seen_by("dsl").len(), 2);
}

/// What is logged while it lives, on this thread.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl io::Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

async fn what_never_can_be_delivered_is_given_up_and_told_of(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let heard = Heard::default();
    let writer = heard.clone();
    let log = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let _listening = tracing::subscriber::set_default(log);
    let said = || String::from_utf8(heard.0.lock().unwrap().clone()).unwrap();
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    spoil(&world).await;
    for _ in 0..40 {
        world.outbox.deliver_due().await.unwrap();
        world.clock.move_on(chrono::TimeDelta::minutes(7));
    }
    let counts = world.database.read(|db| Box::pin(async move { db.outbox_counts().await })).await;
    assert_eq!((counts.waiting, counts.dead), (0, 2));
    let lost =
        |line: &&str| line.contains("ERROR") && line.contains("could not be delivered: row_unreadable");
    assert_eq!(said().lines().filter(lost).count(), 2, "{}", said());
    assert!(!said().contains("2 notices could not be delivered"));
    world.outbox.run(async {}).await;
    assert!(said().contains("ERROR") && said().contains("2 notices could not be delivered"), "{}", said());
}

async fn a_clock_put_back_delays_nothing(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let year = chrono::TimeDelta::days(364);
    // One is stored and its notice tried while the clock stands a year ahead; the other has its step planned then.
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.clock.move_on(year);
    world.chat.trouble_at("dsl", Trouble::Fails(SendError::Retry { after: None, code: "down" }));
    world.person("colleague").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.chat.no_trouble();
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.clock.move_on(-year);
    world.app.bring_steps_forward(world.now()).await.unwrap();
    world.settle().await;
    let told = || -> BTreeSet<String> {
        world.chat.seen_by("dsl").into_iter().map(|post| post.card.heading).collect()
    };
    let mut headings = told();
    for case in world.cases().await {
        assert!(headings.iter().any(|heading| heading.contains(case.reference.as_str())), "{headings:?}");
    }
    let calls = world.chat.calls();
    world.app.bring_steps_forward(world.now()).await.unwrap();
    world.settle().await;
    assert_eq!(world.chat.calls(), calls, "and nothing goes round without rest");
    // Everybody's next step falls in the time it would have from now.
    world.minutes_later(15).await;
    headings = told();
    for case in world.cases().await {
        let reminder =
            |heading: &String| heading.contains("Reminder") && heading.contains(case.reference.as_str());
        assert!(
            headings.iter().any(reminder) || world.chat.text_for("deputy").contains(case.reference.as_str())
        );
    }
}

async fn two_notices_at_once_stand_in_one_thread(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    let draft = world.cases().await[0].draft.clone();
    teacher.clicks("add_more", draft.as_str()).await;
    teacher.fills(&[("immediate_risk", Entry::Pick("yes"))], "save").await;
    world.settle().await;
    let in_space = |place: &Place| matches!(place, Place::Thread { .. });
    let posts: Vec<_> = world.chat.posts().into_iter().filter(|post| in_space(&post.place)).collect();
    let threads: BTreeSet<String> = posts.iter().map(|post| format!("{:?}", post.place)).collect();
    assert_eq!((posts.len(), threads.len()), (2, 1), "{threads:?}");
}

async fn a_space_with_a_new_member_is_not_brought_up_to_date(database: Database) {
    let world = World::open(database).await;
    let seen = taken_by_the_head_as_somebody_changes(&world, async || world.chat.join("colleague")).await;
    assert!(!seen.contains("With the headteacher since"), "{seen}");
}

async fn a_lead_who_left_does_not_see_who_has_the_case(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let leaves = async || world.hire("dsl", "Amara Fielding", &[Role::Staff]).await;
    let seen = taken_by_the_head_as_somebody_changes(&world, leaves).await;
    assert!(seen.contains("Concern") && !seen.contains("With the headteacher since"), "{seen}");
}

/// What stands before the DSL after the head took a case.
async fn taken_by_the_head_as_somebody_changes(world: &World, change: impl AsyncFnOnce()) -> String {
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    for _ in 0..4 {
        world.minutes_later(15).await;
    }
    world.person("head").clicks_in_chat("acknowledge").await;
    change().await;
    world.settle().await;
    assert!(world.chat.text_for("head").contains("With the headteacher since"));
    world.chat.text_for("dsl")
}

async fn whoever_left_after_taking_a_case_took_it_for_its_lead(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("staff", "staff_conduct", WORDS, &["colleague"]).await;
    world.settle().await;
    for _ in 0..12 {
        world.minutes_later(180).await;
    }
    assert!(!world.chat.seen_by("chair").is_empty());
    world.person("head").clicks_in_chat("acknowledge").await;
    world.hire("head", "Morgan Hale", &[Role::Staff]).await;
    // Before it is noticed that nobody has it any more.
    world.outbox.deliver_due().await.unwrap();
    let seen = world.chat.text_for("chair");
    assert!(seen.contains("With the headteacher since"), "{seen}");
}

async fn calls_the_team(world: &World, user: &str) {
    world.person(user).types("/concern").await.presses("need_someone").await.presses("page_child").await;
    world.settle().await;
}

async fn a_call_goes_on_to_the_head_and_the_contact_on_call_when_the_team_cannot_be_reached(
    database: Database,
) {
    let world = World::with(database, STAFF, &[]).await;
    let gone = || Trouble::Fails(SendError::Gone { code: "closed" });
    let told = |user: &str| world.chat.seen_by(user).len();
    for user in ["dsl", "deputy"] {
        world.chat.trouble_at(user, gone());
    }
    calls_the_team(&world, "teacher").await;
    assert_eq!((told("head"), told("on_call")), (1, 1), "once each, although two could not be reached");
    let mut head = world.person("head");
    head.clicks_in_chat("read_call").await;
    assert!(head.sees().contains("Robin Ashworth"), "{}", head.sees());
    world.settle().await;
    assert!(world.chat.text_for("teacher").contains("answered by the headteacher"));
    // Nobody of the team is left but the caller.
    world.chat.no_trouble();
    world.hire("deputy", "Jo Penrose", &[Role::Staff]).await;
    calls_the_team(&world, "dsl").await;
    assert_eq!((told("head"), told("on_call"), told("dsl")), (2, 2, 0));
}

async fn a_call_that_reached_one_of_the_team_goes_no_further(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.chat.trouble_at("dsl", Trouble::Fails(SendError::Gone { code: "closed" }));
    calls_the_team(&world, "teacher").await;
    let told = |user: &str| world.chat.seen_by(user).len();
    assert_eq!((told("deputy"), told("head"), told("on_call")), (1, 0, 0));
}
