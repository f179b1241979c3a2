//! While school is closed: what can wait is asked, what can't goes at once to whoever is on call.

use crate::store::harness::Database;
use crate::world::{Entry, Person, STAFF, World};
use hearken::domain::school::Role;
use hearken::domain::urgency::Urgency;

on_both_databases!(
    in_school_time_nobody_is_asked_whether_it_can_wait,
    what_can_wait_is_due_in_school_time,
    what_cannot_wait_is_urgent_and_goes_to_whoever_is_on_call_at_once,
    what_is_urgent_by_itself_goes_to_whoever_is_on_call_without_the_question,
    what_goes_up_does_not_go_to_whoever_is_on_call,
    an_on_call_holder_whom_it_is_about_gets_nothing,
    school_closing_before_the_send_button_asks_after_all,
    what_becomes_urgent_at_night_brings_in_whoever_is_on_call,
    a_call_for_help_at_night_reaches_whoever_is_on_call,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

/// Ten in the evening of a Tuesday.
async fn at_night(database: Database) -> World {
    let world = World::with(database, STAFF, &[]).await;
    world.minutes_later(12 * 60).await;
    world
}

async fn up_to_the_question<'w>(world: &'w World, user: &str) -> Person<'w> {
    let mut person = world.person(user);
    person.types("/concern").await.presses("carry_on").await;
    person.fills(&[("about", Entry::Pick("pupil"))], "carry_on").await;
    person.fills(&[("category", Entry::Pick("bullying"))], "carry_on").await;
    person.fills(&[("picture", Entry::Pick("no"))], "carry_on").await.reads_the_rules().await;
    person.fills(&[("what_happened", Entry::Write(WORDS))], "carry_on").await;
    person
}

async fn in_school_time_nobody_is_asked_whether_it_can_wait(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let teacher = up_to_the_question(&world, "teacher").await;
    assert_eq!(teacher.page().id, "check");
}

async fn what_can_wait_is_due_in_school_time(database: Database) {
    let world = at_night(database).await;
    let mut teacher = up_to_the_question(&world, "teacher").await;
    assert_eq!(teacher.page().id, "wait");
    assert!(teacher.sees().contains("Wednesday 11 March, 08:00"), "{}", teacher.sees());
    teacher.presses("carry_on").await;
    assert_eq!(teacher.page().id, "wait", "it has to be answered");
    teacher.fills(&[("can_wait", Entry::Pick("yes"))], "carry_on").await;
    assert!(teacher.sees().contains("This goes to the DSL."), "{}", teacher.sees());
    teacher.presses("send").await;
    world.settle().await;
    let case = &world.cases().await[0];
    assert_eq!(case.urgency, Urgency::Today);
    assert_eq!(case.due_at, "2026-03-11T10:00:00Z".parse::<hearken::domain::Moment>().unwrap());
    assert_eq!(world.chat.seen_by("on_call").len(), 0);
}

async fn what_cannot_wait_is_urgent_and_goes_to_whoever_is_on_call_at_once(database: Database) {
    let world = at_night(database).await;
    let answers = [("teacher", "no"), ("colleague", "not_sure")];
    for (n, (user, answer)) in (1..).zip(answers) {
        let mut reporter = up_to_the_question(&world, user).await;
        reporter.fills(&[("can_wait", Entry::Pick(answer))], "carry_on").await;
        let seen = reporter.sees();
        assert!(seen.contains("This goes to the DSL and the person on call."), "{seen}");
        reporter.presses("send").await;
        world.settle().await;
        assert!(world.cases().await.iter().all(|case| case.urgency == Urgency::Urgent));
        let told = ["dsl", "on_call", "deputy", "head"].map(|user| world.chat.seen_by(user).len());
        assert_eq!(told, [n, n, 0, 0]);
        let mut on_call = world.person("on_call");
        on_call.clicks_in_chat("read").await;
        assert!(on_call.sees().contains("zanzibarquartz"), "they have to act on it");
        on_call.clicks_in_chat("acknowledge").await;
        world.minutes_later(60).await;
        assert_eq!(world.chat.seen_by("deputy").len(), 0, "one acknowledgement stops it for everybody");
    }
}

async fn what_is_urgent_by_itself_goes_to_whoever_is_on_call_without_the_question(database: Database) {
    let world = at_night(database).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!((world.chat.seen_by("dsl").len(), world.chat.seen_by("on_call").len()), (1, 1));
    // The reminder and the rest of the ladder as ever, and nobody told twice as if it were new.
    world.minutes_later(15).await;
    world.minutes_later(10).await;
    world.minutes_later(10).await;
    let told = ["dsl", "on_call", "deputy", "head"].map(|user| world.chat.seen_by(user).len());
    assert_eq!(told, [2, 2, 1, 1]);
}

async fn what_goes_up_does_not_go_to_whoever_is_on_call(database: Database) {
    let world = at_night(database).await;
    world.person("teacher").reports("head", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!((world.chat.seen_by("chair").len(), world.chat.seen_by("on_call").len()), (1, 0));
}

async fn an_on_call_holder_whom_it_is_about_gets_nothing(database: Database) {
    let world = at_night(database).await;
    let mut teacher = up_to_the_question(&world, "teacher").await;
    teacher.fills(&[("can_wait", Entry::Pick("no"))], "carry_on").await;
    teacher.presses("named_here").await;
    teacher.fills(&[("also_about", Entry::People(&["on_call"]))], "carry_on").await;
    assert!(!teacher.sees().contains("on call"), "{}", teacher.sees());
    teacher.presses("send").await;
    world.minutes_later(15).await;
    world.minutes_later(600).await;
    assert_eq!(world.chat.seen_by("on_call").len(), 0);
    assert!(!world.chat.seen_by("head").is_empty(), "it went up");
}

async fn school_closing_before_the_send_button_asks_after_all(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.minutes_later(6 * 60 + 29).await;
    let mut teacher = up_to_the_question(&world, "teacher").await;
    assert_eq!(teacher.page().id, "check", "16:29");
    world.minutes_later(1).await;
    teacher.presses("send").await;
    assert_eq!(teacher.page().id, "wait", "{}", teacher.sees());
    teacher.fills(&[("can_wait", Entry::Pick("no"))], "carry_on").await;
    assert!(teacher.sees().contains("the person on call"), "who reads it is shown first");
    teacher.presses("send").await;
    assert_eq!(world.cases().await[0].urgency, Urgency::Urgent);
}

async fn what_becomes_urgent_at_night_brings_in_whoever_is_on_call(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.minutes_later(12 * 60).await;
    assert_eq!(world.chat.seen_by("on_call").len(), 0);
    let draft = world.cases().await[0].draft.clone();
    teacher.clicks("add_more", draft.as_str()).await;
    teacher.fills(&[("immediate_risk", Entry::Pick("yes"))], "finish").await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("on_call").len(), 1);
}

async fn a_call_for_help_at_night_reaches_whoever_is_on_call(database: Database) {
    let world = at_night(database).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.presses("need_someone").await.presses("page_child").await;
    world.settle().await;
    let told = ["dsl", "deputy", "on_call", "head"].map(|user| world.chat.seen_by(user).len());
    assert_eq!(told, [1, 1, 1, 0]);
    let mut on_call = world.person("on_call");
    on_call.clicks_in_chat("read_call").await;
    assert!(on_call.sees().contains("Robin Ashworth"));
    assert!(STAFF.iter().any(|(user, _, roles)| *user == "on_call" && roles == &[Role::OnCall]));
}
