//! Nobody waits unseen: the reporter whose deadline has passed, whoever called for help, a case that lost its owner.

use crate::store::harness::Database;
use crate::world::{Entry, STAFF, Trouble, World};
use hearken::chat::{Card, SendError};
use hearken::domain::case::State;
use hearken::domain::school::Role;

on_both_databases!(
    a_reporter_who_asks_too_early_hears_until_when_there_is_time,
    once_the_deadline_has_passed_the_reporter_is_told_and_can_bring_the_next_step_on,
    a_reporter_who_asks_after_the_acknowledgement_hears_how_far_it_is,
    the_numbers_a_reporter_is_shown_never_reach_whom_it_is_about,
    nobody_but_the_reporter_can_ask,
    a_call_that_nobody_answers_is_chased_and_the_caller_hears_so,
    an_answered_call_is_chased_no_more_and_every_card_says_so,
    whoever_was_called_and_has_left_since_cannot_see_who_called,
    whoever_has_only_a_task_cannot_stop_the_chase,
    a_caller_who_has_somebody_ends_the_call,
    help_is_one_press_from_home,
    a_case_whose_owner_leaves_is_chased_again,
    danger_named_after_the_acknowledgement_is_chased_again,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn a_reporter_who_asks_too_early_hears_until_when_there_is_time(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    teacher.clicks_on("nothing_yet").await;
    let seen = teacher.sees();
    assert!(seen.contains("10:15") && seen.contains("999"), "{seen}");
    world.settle().await;
    assert_eq!(world.chat.seen_by("deputy").len(), 0, "nothing is hurried");
}

async fn once_the_deadline_has_passed_the_reporter_is_told_and_can_bring_the_next_step_on(
    database: Database,
) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let before = world.chat.seen_by("teacher").len();
    world.minutes_later(15).await;
    let told = world.chat.text_for("teacher");
    assert_eq!(world.chat.seen_by("teacher").len(), before + 1, "{told}");
    assert!(told.contains("Nobody has said yet") && !told.contains("zanzibarquartz"), "{told}");
    assert_eq!(world.chat.seen_by("deputy").len(), 0);
    teacher.clicks_in_chat("nothing_yet").await;
    assert!(teacher.sees().contains("01632 960003"), "who else to call: {}", teacher.sees());
    world.settle().await;
    assert_eq!(world.chat.seen_by("deputy").len(), 1, "told now, not in ten minutes");
    for _ in 0..3 {
        teacher.clicks_in_chat("nothing_yet").await;
        world.settle().await;
    }
    assert_eq!(world.chat.seen_by("head").len(), 0, "pressing often hurries nobody more");
    world.minutes_later(10).await;
    assert_eq!(world.chat.seen_by("head").len(), 1);
    assert_eq!(world.chat.seen_by("teacher").len(), before + 1, "the reporter is told once");
    assert_eq!(world.acts().await.iter().filter(|act| *act == "reporter_chased").count(), 4);
}

async fn a_reporter_who_asks_after_the_acknowledgement_hears_how_far_it_is(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    let receipt = teacher.view.clone();
    world.settle().await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.minutes_later(60).await;
    teacher.view = receipt;
    teacher.clicks_on("nothing_yet").await;
    assert!(!teacher.sees().contains("Nobody has said"), "{}", teacher.sees());
    assert!(teacher.sees().contains(world.cases().await[0].reference.as_str()));
}

async fn the_numbers_a_reporter_is_shown_never_reach_whom_it_is_about(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.reports("head", "nudes", WORDS, &[]).await;
    world.minutes_later(15).await;
    teacher.clicks_in_chat("nothing_yet").await;
    let (seen, told) = (teacher.sees(), world.chat.text_for("teacher"));
    assert!(!seen.contains("01632 960003") && !told.contains("01632 960003"), "{seen}\n{told}");
    assert!(seen.contains("01632 960010"), "the local authority: {seen}");
}

async fn nobody_but_the_reporter_can_ask(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.minutes_later(15).await;
    let case = world.cases().await[0].id.clone();
    for user in ["colleague", "head", "dsl"] {
        let mut person = world.person(user);
        person.clicks("nothing_yet", case.as_str()).await;
        assert!(person.sees().contains("isn't open to you"), "{user}: {}", person.sees());
    }
}

async fn a_call_that_nobody_answers_is_chased_and_the_caller_hears_so(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.presses("need_someone").await.presses("page_child").await;
    world.settle().await;
    let told = |users: &[&str]| users.iter().map(|user| world.chat.seen_by(user).len()).collect::<Vec<_>>();
    assert_eq!(told(&["dsl", "deputy", "head", "on_call", "teacher"]), [1, 1, 0, 0, 0]);
    world.minutes_later(5).await;
    assert_eq!(told(&["dsl", "deputy", "head", "on_call", "teacher"]), [2, 2, 1, 1, 1]);
    let caller = world.chat.text_for("teacher");
    assert!(
        caller.contains("Nobody has answered your call yet") && caller.contains("01632 960003"),
        "{caller}"
    );
    world.minutes_later(5).await;
    assert_eq!(told(&["dsl", "head"]), [3, 2], "asked again");
    let caller = world.chat.text_for("teacher");
    assert_eq!(caller.matches("Nobody has answered your call yet").count(), 1, "told once");
    // The head was called in the team's place, and may answer.
    let mut head = world.person("head");
    head.clicks_in_chat("read_call").await;
    assert!(head.sees().contains("Robin Ashworth"), "{}", head.sees());
    world.minutes_later(300).await;
    assert_eq!(told(&["dsl", "head"]), [3, 2], "nobody is asked any more");
    let mut colleague = world.person("colleague");
    let call = world.chat.seen_by("dsl")[0].card.buttons[0].value.clone();
    colleague.clicks("read_call", &call).await;
    assert!(!colleague.sees().contains("Robin"), "{}", colleague.sees());
}

async fn an_answered_call_is_chased_no_more_and_every_card_says_so(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.presses("need_someone").await.presses("page_child").await;
    world.settle().await;
    let label = || world.chat.seen_by("dsl")[0].card.buttons[0].label.clone();
    let asked = world.chat.text_for("dsl");
    assert!(asked.contains("Press this only if you can go or phone now."), "{asked}");
    assert_eq!(label(), "I'll go: show me who", "a press takes the call, and the button says so");
    world.person("deputy").clicks_in_chat("read_call").await;
    world.settle().await;
    assert_eq!(label(), "Show who it is", "it takes nothing any more");
    let seen = world.chat.text_for("dsl");
    assert!(seen.contains("has been answered") && seen.contains("the deputy DSL"), "{seen}");
    assert!(!seen.contains("Robin"), "{seen}");
    world.minutes_later(60).await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
    assert!(world.chat.text_for("teacher").contains("answered by the deputy DSL"));
}

async fn whoever_was_called_and_has_left_since_cannot_see_who_called(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.presses("need_someone").await.presses("page_child").await;
    world.minutes_later(5).await;
    world.hire("head", "Morgan Hale", &[Role::Staff]).await;
    let mut head = world.person("head");
    head.clicks_in_chat("read_call").await;
    assert!(head.sees().contains("isn't open to you"), "{}", head.sees());
    let calls = world.chat.seen_by("dsl").len();
    world.minutes_later(5).await;
    assert_eq!(world.chat.seen_by("dsl").len(), calls + 1, "and it is chased on");
}

async fn whoever_has_only_a_task_cannot_stop_the_chase(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    let case = world.cases().await[0].clone();
    let (id, school) = (case.id.clone(), case.school.clone());
    world
        .database
        .write(move |tx| {
            Box::pin(async move {
                let mut route = tx.route(&id).await?.unwrap();
                route.copied.push(Role::Dpo);
                tx.put_route(&school, &id, &route).await
            })
        })
        .await
        .unwrap();
    world.settle().await;
    assert_eq!(world.chat.seen_by("dpo").len(), 1, "they are told of their task");
    let offers = |card: &Card| card.buttons.iter().map(|b| b.id.clone()).collect::<Vec<_>>();
    assert_eq!(
        offers(&world.chat.seen_by("dpo")[0].card),
        ["read"],
        "nothing is offered that would be refused"
    );
    let mut dpo = world.person("dpo");
    dpo.clicks("acknowledge", case.id.as_str()).await;
    assert!(dpo.sees().contains("isn't open to you"), "{}", dpo.sees());
    assert_eq!(world.cases().await[0].state, State::Received);
    dpo.clicks("read", case.id.as_str()).await;
    assert!(!dpo.sees().contains("zanzibarquartz"), "{}", dpo.sees());
    assert!(dpo.card().buttons.is_empty(), "{:?}", offers(dpo.card()));
}

async fn a_caller_who_has_somebody_ends_the_call(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.presses("need_someone").await.presses("page_child").await;
    let help = teacher.view.clone();
    world.settle().await;
    let call = teacher.card().buttons[0].value.clone();
    let mut colleague = world.person("colleague");
    colleague.clicks("helped", &call).await;
    world.minutes_later(5).await;
    assert_eq!(world.chat.seen_by("dsl").len(), 2, "somebody else's word ends nothing");
    teacher.view = help;
    teacher.clicks_on("helped").await;
    assert!(teacher.sees().contains("someone is with you"), "{}", teacher.sees());
    world.minutes_later(60).await;
    assert_eq!(world.chat.seen_by("dsl").len(), 2);
    assert!(world.chat.text_for("dsl").contains("call is over"), "{}", world.chat.text_for("dsl"));
}

async fn help_is_one_press_from_home(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.does(hearken::chat::Action::HomeOpened).await;
    assert!(teacher.sees().contains("I need someone now"), "{}", teacher.sees());
    teacher.clicks("need_someone", "").await;
    teacher.clicks_on("page_child").await;
    assert!(teacher.sees().contains("01632 960001"));
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
    teacher.clicks("show_adult", "").await;
    world.settle().await;
    assert!(teacher.sees().contains("01632 960010"));
    assert_eq!(world.chat.seen_by("dsl").len(), 1, "about an adult nobody is alerted");
}

async fn a_case_whose_owner_leaves_is_chased_again(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert_eq!(world.app.take_back_orphans().await, Ok(0));
    // The lead changes: the new one has nothing to go on unless they are told.
    world.hire("dsl", "Amara Fielding", &[Role::Staff]).await;
    world.hire("dsl2", "Priya Lockhart", &[Role::Dsl]).await;
    assert_eq!(world.app.take_back_orphans().await, Ok(1));
    world.settle().await;
    let told = world.chat.text_for("dsl2");
    assert!(told.contains("needs somebody again"), "{told}");
    assert_eq!(world.cases().await[0].state, State::Received);
    assert_eq!(world.app.take_back_orphans().await, Ok(0));
    world.minutes_later(15).await;
    assert_eq!(world.chat.seen_by("dsl2").len(), 2, "and chased");
    let mut new = world.person("dsl2");
    new.clicks_in_chat("acknowledge").await;
    world.minutes_later(600).await;
    assert_eq!(world.chat.seen_by("deputy").len(), 0);
    let mut old = world.person("dsl");
    old.clicks_in_chat("read").await;
    assert!(old.sees().contains("isn't open to you"), "{}", old.sees());
}

async fn danger_named_after_the_acknowledgement_is_chased_again(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.settle().await;
    let draft = world.cases().await[0].draft.clone();
    teacher.clicks("add_more", draft.as_str()).await;
    let away = Trouble::Fails(SendError::Retry { after: None, code: "offline" });
    world.chat.trouble_at("dsl", away);
    teacher.fills(&[("immediate_risk", Entry::Pick("yes"))], "finish").await;
    world.settle().await;
    assert_eq!(world.cases().await[0].state, State::Received);
    let before = world.chat.seen_by("deputy").len();
    assert_eq!(before, 1, "everyone on the list at once");
    world.minutes_later(5).await;
    assert_eq!(world.chat.seen_by("deputy").len(), before + 1, "until somebody takes it once more");
    world.person("deputy").clicks_in_chat("acknowledge").await;
    world.settle().await;
    let posts = world.chat.seen_by("deputy").len();
    world.minutes_later(60).await;
    assert_eq!(world.chat.seen_by("deputy").len(), posts);
}
