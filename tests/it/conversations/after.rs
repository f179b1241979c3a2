//! After the receipt: more can be said, and may make it more urgent.

use crate::store::harness::Database;
use crate::world::{Entry, STAFF, World};
use hearken::domain::urgency::Urgency;

on_both_databases!(
    what_is_added_later_reaches_those_who_have_it_and_is_read_with_the_rest,
    danger_named_later_tells_everyone_on_the_list_at_once,
    every_further_question_can_be_skipped,
    who_answered_nothing_is_told_that_nothing_was_added,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn what_is_added_later_reaches_those_who_have_it_and_is_read_with_the_rest(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let draft = world.cases().await[0].draft.clone();
    teacher.clicks("add_more", draft.as_str()).await;
    assert_eq!(teacher.page().id, "after_risk");
    teacher.presses("skip").await;
    let device = [
        ("device_involved", Entry::Pick("yes")),
        ("device_where", Entry::Write("in the safe, obsidianfern")),
    ];
    teacher.fills(&device, "finish").await;
    assert!(teacher.sees().contains("Added to"), "{}", teacher.sees());
    world.settle().await;
    let seen = world.chat.text_for("dsl");
    assert!(seen.contains("more from the reporter") && !seen.contains("obsidianfern"), "{seen}");
    assert_eq!(world.chat.seen_by("head").len(), 0, "nobody new is told");
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains("obsidianfern") && dsl.sees().contains("zanzibarquartz"));
}

async fn danger_named_later_tells_everyone_on_the_list_at_once(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let draft = world.cases().await[0].draft.clone();
    teacher.clicks("add_more", draft.as_str()).await;
    teacher.fills(&[("immediate_risk", Entry::Pick("yes"))], "save").await;
    world.settle().await;
    let case = &world.cases().await[0];
    assert_eq!(case.urgency, Urgency::Immediate);
    assert_eq!((case.due_at - world.now()).num_minutes(), 5);
    for user in ["dsl", "deputy", "head", "on_call"] {
        assert!(world.chat.text_for(user).contains("immediate"), "{user}: {}", world.chat.text_for(user));
    }
    assert!(world.acts().await.contains(&"urgency_raised".to_owned()));
    // It is never lowered again.
    teacher.clicks("add_more", draft.as_str()).await;
    teacher.fills(&[("immediate_risk", Entry::Pick("no"))], "finish").await;
    assert_eq!(world.cases().await[0].urgency, Urgency::Immediate);
}

async fn every_further_question_can_be_skipped(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "bullying", WORDS, &[]).await;
    world.settle().await;
    let posts = world.chat.posts().len();
    let draft = world.cases().await[0].draft.clone();
    teacher.clicks("add_more", draft.as_str()).await;
    let mut pages = Vec::new();
    while let hearken::chat::View::Form(page) = &teacher.view {
        pages.push(page.id.clone());
        assert!(page.fields.iter().all(|field| !field.required));
        let on = if page.actions.iter().any(|action| action.id == "skip") { "skip" } else { "finish" };
        teacher.presses(on).await;
    }
    assert_eq!(pages, ["after_bullying", "after_who", "after_when", "after_think"]);
    world.settle().await;
    assert_eq!(world.chat.posts().len(), posts, "nothing added, nobody told");
}

async fn who_answered_nothing_is_told_that_nothing_was_added(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let draft = world.cases().await[0].draft.clone();
    teacher.clicks("add_more", draft.as_str()).await;
    teacher.presses("finish").await;
    assert!(teacher.sees().contains("Nothing was added to"), "{}", teacher.sees());
    // What was said on an earlier page stays said when the last one is left empty.
    teacher.clicks("add_more", draft.as_str()).await;
    teacher.skips_to("after_device").await;
    teacher.fills(&[("device_involved", Entry::Pick("yes"))], "save").await.presses("finish").await;
    assert!(teacher.sees().contains("Added to"), "{}", teacher.sees());
}
