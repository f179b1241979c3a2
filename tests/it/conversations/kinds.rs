//! Each kind of concern from the first screen to the last question, and who reads which answer.

use crate::store::harness::Database;
use crate::walks::is_sexual;
use crate::world::{Entry, STAFF, World};
use hearken::chat::View;
use hearken::domain::concern::{Category, Value};
use hearken::domain::school::Role;
use hearken::domain::urgency::Urgency;

on_both_databases!(
    every_kind_is_reported_and_every_question_after_it_can_be_left,
    an_it_lead_reads_the_address_and_the_device_of_a_bad_site_and_no_more,
    an_allegation_in_plain_words_is_urgent_and_the_head_reads_why,
    an_adult_who_hurt_a_child_and_is_with_children_is_told_to_all_at_once,
    a_child_who_may_end_their_life_raises_what_was_urgent_and_the_reason_stays,
    a_concern_without_a_reason_to_hurry_says_so,
    a_lost_laptop_is_reported_without_a_word_about_children,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn draft(world: &World) -> String {
    world.cases().await[0].draft.to_string()
}

async fn every_kind_is_reported_and_every_question_after_it_can_be_left(database: Database) {
    let world = World::open(database).await;
    for category in Category::ALL {
        let mut teacher = world.person("teacher");
        teacher.reports("pupil", category.as_str(), WORDS, &[]).await;
        assert!(teacher.sees().contains("[tell_nobody_else]"), "{category}: {}", teacher.sees());
        teacher.clicks_on("add_more").await;
        let mut pages = Vec::new();
        while let View::Form(page) = &teacher.view {
            pages.push(page.id.clone());
            let on = if page.actions.iter().any(|action| action.id == "skip") { "skip" } else { "finish" };
            teacher.presses(on).await;
        }
        let mut answers = hearken::domain::concern::Answers::default();
        answers.set("category", Value::Choice(category.to_string()));
        assert_eq!(pages[0] == "after_risk", is_sexual(&answers), "{category}: {pages:?}");
        assert!((3..=6).contains(&pages.len()), "{category}: {pages:?}");
        assert!(teacher.sees().contains("Nothing was added to"), "{category}: {}", teacher.sees());
    }
    assert_eq!(world.cases().await.len(), Category::ALL.len());
}

async fn an_it_lead_reads_the_address_and_the_device_of_a_bad_site_and_no_more(database: Database) {
    let mut world = World::with(database, STAFF, &[]).await;
    world.hire("technician", "Ravi Nolan", &[Role::ItLead]).await;
    let route = world.school.profile.routes.iter_mut().find(|route| route.id == "filtering").unwrap();
    route.copied = vec![Role::ItLead];
    world.restart();
    let mut teacher = world.person("teacher");
    teacher.reports("nobody", "filtering_breach", WORDS, &[]).await;
    teacher.clicks_on("add_more").await;
    assert_eq!(teacher.page().id, "after_site");
    assert!(teacher.sees().contains("Put no names there"), "{}", teacher.sees());
    let site = [
        ("site_address", Entry::Write("vermilionheron.example")),
        ("site_device", Entry::Write("laptop 14, library")),
        ("site_seen_by", Entry::Pick("child")),
        ("site_closed", Entry::Pick("no")),
    ];
    teacher.fills(&site, "save").await;
    assert_eq!(teacher.page().id, "after_content");
    teacher.fills(&[("content_illegal", Entry::Pick("yes"))], "save").await;
    assert_eq!(teacher.page().id, "after_who", "a child saw it");
    teacher.fills(&[("child_words", Entry::Write("it popped up, obsidianfern"))], "save").await;
    teacher.skips_to("after_think").await;
    teacher.fills(&[("i_saw", Entry::Write("a page, ochrelantern"))], "finish").await;
    world.settle().await;
    assert_eq!(world.cases().await[0].urgency, Urgency::Urgent, "it may be against the law");

    let mut technician = world.person("technician");
    technician.clicks_in_chat("read").await;
    let seen = technician.sees();
    for told in ["vermilionheron.example", "laptop 14, library", "Is the page closed now?: No", "Filtering"] {
        assert!(seen.contains(told), "{told} is part of the task: {seen}");
    }
    for kept in
        ["zanzibarquartz", "obsidianfern", "ochrelantern", "Robin Ashworth", "One child", "against the law"]
    {
        assert!(!seen.contains(kept), "{kept} is not: {seen}");
    }
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    let seen = dsl.sees();
    for told in ["zanzibarquartz", "obsidianfern", "ochrelantern", "vermilionheron", "One child"] {
        assert!(seen.contains(told), "{told}: {seen}");
    }
    assert!(seen.contains("What was seen could be against the law, so it is urgent."), "{seen}");
    assert!(!seen.contains("redscope"), "whose rule it is, is nothing to its reader: {seen}");
}

async fn an_allegation_in_plain_words_is_urgent_and_the_head_reads_why(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.reports("staff", "staff_conduct", WORDS, &["colleague"]).await;
    assert!(teacher.sees().contains("[not_the_subject]"));
    world.settle().await;
    assert_eq!(world.cases().await[0].urgency, Urgency::Today, "never a note, whatever it is called");
    teacher.clicks("add_more", &draft(&world).await).await;
    assert_eq!(teacher.page().id, "after_conduct");
    let looked = [("conduct_level", Entry::Pick("uneasy")), ("conduct_told", Entry::Pick("no"))];
    teacher.fills(&looked, "finish").await;
    assert_eq!(world.cases().await[0].urgency, Urgency::Today, "a low-level concern");
    teacher.clicks("add_more", &draft(&world).await).await;
    teacher.fills(&[("conduct_level", Entry::Pick("harm"))], "finish").await;
    world.settle().await;
    assert_eq!(world.cases().await[0].urgency, Urgency::Urgent);
    let mut head = world.person("head");
    head.clicks_in_chat("read").await;
    let seen = head.sees();
    assert!(
        seen.contains("An adult here may have harmed a child or put one at risk, so it is urgent."),
        "{seen}"
    );
    assert!(seen.contains("It hurt a child, or may have"), "{seen}");
    assert_eq!(world.chat.seen_by("colleague").len(), 0);
}

async fn an_adult_who_hurt_a_child_and_is_with_children_is_told_to_all_at_once(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.reports("staff", "staff_conduct", WORDS, &["colleague"]).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("chair").len(), 0);
    teacher.clicks("add_more", &draft(&world).await).await;
    let near = [("conduct_level", Entry::Pick("crime")), ("conduct_with_children", Entry::Pick("yes"))];
    teacher.fills(&near, "finish").await;
    world.settle().await;
    assert_eq!(world.cases().await[0].urgency, Urgency::Immediate);
    for user in ["head", "chair"] {
        assert!(world.chat.text_for(user).contains("immediate"), "{user}");
    }
    assert_eq!(world.chat.seen_by("colleague").len(), 0);
}

async fn a_child_who_may_end_their_life_raises_what_was_urgent_and_the_reason_stays(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "self_harm", WORDS, &[]).await;
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains("Self-harm or suicide is urgent."), "{}", dsl.sees());
    teacher.clicks("add_more", &draft(&world).await).await;
    assert_eq!(teacher.page().id, "after_self_harm");
    assert!(teacher.sees().contains("Call 999"), "{}", teacher.sees());
    teacher.fills(&[("self_harm_now", Entry::Pick("suicidal"))], "save").await;
    assert_eq!(teacher.page().id, "after_who");
    teacher.fills(&[("child_where", Entry::Write("in the medical room"))], "finish").await;
    world.settle().await;
    for user in ["dsl", "deputy", "head", "on_call"] {
        assert!(world.chat.text_for(user).contains("immediate"), "{user}: {}", world.chat.text_for(user));
    }
    // What is taken back lowers nothing, and the case still says what made it so urgent.
    teacher.clicks("add_more", &draft(&world).await).await;
    teacher.fills(&[("self_harm_now", Entry::Pick("not_known"))], "finish").await;
    assert_eq!(world.cases().await[0].urgency, Urgency::Immediate);
    dsl.clicks_in_chat("read").await;
    let seen = dsl.sees();
    assert!(seen.contains("may end their life, so everyone who may receive it is told at once"), "{seen}");
    assert!(seen.contains("in the medical room"), "{seen}");
}

async fn a_concern_without_a_reason_to_hurry_says_so(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "bullying", WORDS, &[]).await;
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains("No rule makes it more urgent, so it is due today."), "{}", dsl.sees());
}

async fn a_lost_laptop_is_reported_without_a_word_about_children(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.presses("carry_on").await;
    teacher.fills(&[("about", Entry::Pick("nobody"))], "carry_on").await;
    teacher.fills(&[("category", Entry::Pick("account_security"))], "carry_on").await;
    teacher.reads_the_rules().await;
    teacher.fills(&[("what_happened", Entry::Write("My laptop is gone"))], "carry_on").await;
    teacher.presses("send").await.clicks_on("add_more").await;
    let mut asked = String::new();
    while let View::Form(page) = &teacher.view {
        let on = if page.actions.iter().any(|action| action.id == "skip") { "skip" } else { "finish" };
        asked += &teacher.sees();
        teacher.presses(on).await;
    }
    assert!(asked.contains("Which device or account?"), "{asked}");
    assert!(!asked.to_lowercase().contains("child"), "{asked}");
}
