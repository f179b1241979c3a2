//! A report that was begun and left: found again, gone on with, destroyed; its owner is reminded once.

use crate::store::harness::Database;
use crate::world::{Entry, Person, World};
use hearken::chat::FieldKind;

on_both_databases!(
    an_unfinished_report_is_found_again_where_it_was_left,
    a_report_at_a_page_that_the_form_has_lost_goes_on_from_the_first,
    a_form_that_was_only_opened_is_simply_shown_again,
    what_is_typed_behind_the_command_is_said_not_to_be_kept,
    a_second_report_can_be_begun_beside_an_unfinished_one,
    whoever_leaves_a_report_is_reminded_once_and_in_private,
    whoever_goes_on_in_time_or_sends_it_is_not_reminded,
    an_unfinished_report_is_destroyed_after_a_day,
    its_owner_can_destroy_it_and_is_asked_first,
    nobody_else_can_open_or_destroy_it,
    two_tabs_lose_nothing_and_send_one_report,
    a_file_cannot_be_told_to_a_team_that_an_unfinished_report_keeps_out,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn drafts(world: &World) -> i64 {
    world.database.number("SELECT COUNT(*) FROM drafts").await
}

/// A teacher who has written everything, and stops before sending it.
async fn left_before_sending(world: &World) -> Person<'_> {
    let mut teacher = world.person("teacher");
    teacher.writes("pupil", "nudes", WORDS, &[]).await;
    teacher
}

async fn an_unfinished_report_is_found_again_where_it_was_left(database: Database) {
    let mut world = World::open(database).await;
    drop(left_before_sending(&world).await);
    world.restart();
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await;
    let found = teacher.sees();
    assert!(found.contains("You have an unfinished report") && found.contains("999"), "{found}");
    assert!(!found.contains("zanzibarquartz"), "nothing of it where a neighbour could see it: {found}");
    teacher.clicks_on("resume").await;
    assert_eq!(teacher.page().id, "check");
    teacher.presses("back").await;
    let FieldKind::Long { value } = &teacher.page().fields[0].kind else { panic!("long") };
    assert_eq!(value.expose(), WORDS);
    teacher.presses_with_what_is_there("carry_on").await.presses("send").await;
    assert_eq!(world.cases().await[0].reference, teacher.reference());
    teacher.types("/concern").await;
    assert_eq!(teacher.page().id, "danger", "what was sent is not unfinished");
}

async fn a_report_at_a_page_that_the_form_has_lost_goes_on_from_the_first(database: Database) {
    let world = World::open(database).await;
    drop(left_before_sending(&world).await);
    let lost = "UPDATE drafts SET page = 'of_last_year'";
    world.database.run_sql(lost, lost).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.clicks_on("resume").await;
    assert_eq!(teacher.page().id, "danger");
    teacher.presses_with_what_is_there("carry_on").await;
    assert_eq!(teacher.page().id, "about");
}

async fn a_form_that_was_only_opened_is_simply_shown_again(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.types("/concern").await;
    assert_eq!(teacher.page().id, "danger");
    assert_eq!(world.database.number("SELECT COUNT(*) FROM drafts").await, 0, "nothing is begun yet");
    world.minutes_later(60).await;
    assert_eq!(world.chat.posts().len(), 0, "there is nothing to remind anyone of");
}

async fn a_second_report_can_be_begun_beside_an_unfinished_one(database: Database) {
    let world = World::open(database).await;
    let mut teacher = left_before_sending(&world).await;
    let first = teacher.page().draft.clone();
    world.minutes_later(1).await;
    teacher.types("/concern").await.clicks_on("start_new").await;
    assert_eq!(teacher.page().id, "danger");
    assert_ne!(teacher.page().draft, first);
    teacher.is_delivered_again().await;
    assert_eq!(world.database.number("SELECT COUNT(*) FROM drafts").await, 1, "a press alone begins none");
    teacher.clicks("resume", first.as_str()).await;
    assert_eq!(teacher.page().id, "check");
}

async fn whoever_leaves_a_report_is_reminded_once_and_in_private(database: Database) {
    let world = World::open(database).await;
    drop(left_before_sending(&world).await);
    world.minutes_later(9).await;
    assert_eq!(world.chat.posts().len(), 0);
    world.minutes_later(1).await;
    let posts = world.chat.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!(world.chat.seen_by("teacher").len(), 1);
    let said = world.chat.text_for("teacher");
    assert!(said.contains("It hadn't been sent") && !said.contains("zanzibarquartz"), "{said}");
    world.minutes_later(60).await;
    assert_eq!(world.chat.posts().len(), 1, "once");
    let mut teacher = world.person("teacher");
    teacher.clicks_in_chat("resume").await;
    assert_eq!(teacher.page().id, "check");
    teacher.presses("send").await;
    teacher.clicks_in_chat("resume").await;
    assert!(teacher.sees().contains("already sent"), "{}", teacher.sees());
    assert!(teacher.sees().contains(world.cases().await[0].reference.as_str()));
}

async fn whoever_goes_on_in_time_or_sends_it_is_not_reminded(database: Database) {
    let world = World::open(database).await;
    let mut slow = left_before_sending(&world).await;
    world.minutes_later(8).await;
    slow.presses("back").await;
    world.minutes_later(8).await;
    assert_eq!(world.chat.posts().len(), 0, "still writing");
    slow.presses_with_what_is_there("carry_on").await.presses("send").await;
    world.settle().await;
    let posts = world.chat.seen_by("teacher").len();
    world.minutes_later(10).await;
    assert_eq!(world.chat.seen_by("teacher").len(), posts);
    // Nobody stands in the chat's way for ever: a reminder that cannot be delivered is dropped.
    let mut colleague = world.person("colleague");
    colleague.writes("pupil", "nudes", WORDS, &[]).await;
    let gone = hearken::chat::SendError::Gone { code: "closed" };
    world.chat.trouble_at("colleague", crate::world::Trouble::Fails(gone));
    world.minutes_later(10).await;
    let counts = world.database.read(|db| Box::pin(async move { db.outbox_counts().await })).await;
    assert_eq!(counts.dead, 0);
}

async fn an_unfinished_report_is_destroyed_after_a_day(database: Database) {
    let world = World::open(database).await;
    let mut teacher = left_before_sending(&world).await;
    world.minutes_later(24 * 60 - 1).await;
    let at_the_check = teacher.view.clone();
    teacher.clicks_in_chat("resume").await;
    assert_eq!(teacher.page().id, "check");
    world.minutes_later(1).await;
    teacher.view = at_the_check;
    teacher.presses("send").await;
    assert!(teacher.sees().contains("run out of time"), "{}", teacher.sees());
    assert_eq!(world.cases().await.len(), 0);
    teacher.types("/concern").await;
    assert_eq!(teacher.page().id, "danger");
    drop(left_before_sending(&world).await);
    world.clock.move_on(chrono::TimeDelta::hours(24));
    world.app.forget_the_old(world.now()).await.unwrap();
    assert_eq!(drafts(&world).await, 0, "also without anybody asking for it");
}

async fn its_owner_can_destroy_it_and_is_asked_first(database: Database) {
    let world = World::open(database).await;
    let mut teacher = left_before_sending(&world).await;
    teacher.types("/concern").await.clicks_on("destroy").await;
    assert!(teacher.sees().contains("nobody can bring it back"), "{}", teacher.sees());
    assert_eq!(drafts(&world).await, 1, "nothing is gone yet");
    teacher.clicks_on("destroy_now").await;
    assert!(teacher.sees().contains("Nothing was sent"), "{}", teacher.sees());
    assert_eq!(drafts(&world).await, 0);
    teacher.is_delivered_again().await;
    assert!(teacher.sees().contains("never sent"), "{}", teacher.sees());
}

async fn nobody_else_can_open_or_destroy_it(database: Database) {
    let world = World::open(database).await;
    let teacher = left_before_sending(&world).await;
    let draft = teacher.page().draft.clone();
    let mut colleague = world.person("colleague");
    for button in ["resume", "destroy", "destroy_now"] {
        colleague.clicks(button, draft.as_str()).await;
        assert!(colleague.sees().contains("isn't open to you"), "{button}: {}", colleague.sees());
    }
    assert_eq!(drafts(&world).await, 1);
    assert_eq!(world.acts().await.iter().filter(|act| *act == "access_refused").count(), 3);
}

async fn two_tabs_lose_nothing_and_send_one_report(database: Database) {
    let world = World::open(database).await;
    let mut left = left_before_sending(&world).await;
    let mut right = world.person("teacher");
    right.types("/concern").await.clicks_on("resume").await;
    right.presses("back").await;
    left.presses("send").await;
    assert_eq!(left.page().id, "what", "the other tab went back, and nothing was sent from here");
    left.fills(&[("what_happened", Entry::Write(WORDS))], "carry_on").await.presses("send").await;
    let reference = left.reference();
    right.fills(&[("what_happened", Entry::Write("typed in the other tab"))], "carry_on").await;
    assert!(right.sees().contains(reference.as_str()), "{}", right.sees());
    assert_eq!(world.cases().await.len(), 1);
}

async fn a_file_cannot_be_told_to_a_team_that_an_unfinished_report_keeps_out(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.writes("safeguarding_team", "staff_conduct", WORDS, &["dsl"]).await;
    world.minutes_later(30).await;
    teacher.does(hearken::chat::Action::FileOffered).await;
    world.settle().await;
    for user in ["dsl", "deputy"] {
        assert_eq!(world.chat.seen_by(user).len(), 0, "{user}");
    }
    assert!(teacher.sees().contains("Nobody has been told yet"), "{}", teacher.sees());
}

async fn what_is_typed_behind_the_command_is_said_not_to_be_kept(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await;
    assert_eq!(teacher.page().note, None);
    let told = "What you typed after /concern was not sent or kept.";
    teacher.types("/concern Mia says zanzibarquartz").await;
    assert!(teacher.page().note.as_deref().is_some_and(|note| note.starts_with(told)));
    teacher.presses("carry_on").await;
    assert_eq!(teacher.page().note, None, "it is said once");
    teacher.types("/concern Mia says zanzibarquartz").await;
    assert!(teacher.page().note.is_some(), "also where an empty form is shown again");
    teacher.writes_on("pupil", "nudes", WORDS, &[]).await;
    teacher.types("/concern and more").await;
    assert!(teacher.sees().contains(told) && teacher.card().buttons[0].id == "resume", "{}", teacher.sees());
}
