//! People at the form: what they type, press twice, press late, or press in somebody else's name.

use crate::store::harness::Database;
use crate::world::{Entry, World, identity};
use hearken::chat::{Action, Event, Inbox, View};
use hearken::domain::id::EventId;
use hearken::domain::school::WorkspaceKey;
use hearken::domain::text::Text;

on_both_databases!(
    an_unknown_command_says_what_to_type,
    an_empty_answer_is_asked_for_again_and_the_rest_is_kept,
    a_hundred_thousand_characters_are_refused_and_nothing_typed_is_lost,
    emoji_right_to_left_and_script_tags_arrive_exactly_as_written,
    sending_twice_makes_one_case_and_the_same_reference,
    a_page_delivered_twice_goes_one_step_only,
    somebody_elses_draft_is_not_open_and_the_try_is_recorded,
    an_older_copy_of_a_page_shows_the_newest_and_loses_nothing,
    going_back_keeps_what_was_written,
    somebody_picked_stays_left_out_whatever_is_changed_afterwards,
    a_workspace_of_no_school_is_told_to_speak_to_somebody,
    an_unfinished_report_is_destroyed_after_a_day,
    an_option_that_does_not_exist_is_refused,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn an_unknown_command_says_what_to_type(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.types("/conzern zanzibarquartz").await;
    assert!(teacher.sees().contains("type /concern"), "{}", teacher.sees());
    assert!(!teacher.sees().contains("zanzibarquartz"));
}

async fn at_what<'w>(world: &'w World, user: &str) -> crate::world::Person<'w> {
    let mut person = world.person(user);
    person.types("/concern").await.presses("carry_on").await;
    person.fills(&[("about", Entry::Pick("pupil"))], "carry_on").await;
    person.fills(&[("category", Entry::Pick("radicalisation"))], "carry_on").await;
    person.fills(&[("picture", Entry::Pick("no"))], "carry_on").await.reads_the_rules().await;
    assert_eq!(person.page().id, "what");
    person
}

async fn an_empty_answer_is_asked_for_again_and_the_rest_is_kept(database: Database) {
    let world = World::open(database).await;
    let mut teacher = at_what(&world, "teacher").await;
    for blank in ["", "   \n\t ", "\u{0}\u{7}"] {
        teacher.fills(&[("what_happened", Entry::Write(blank))], "carry_on").await;
        assert_eq!(teacher.page().id, "what");
        assert!(teacher.page().fields[0].error.is_some());
    }
    teacher.presses("back").await;
    assert_eq!(teacher.page().id, "rules");
}

async fn a_hundred_thousand_characters_are_refused_and_nothing_typed_is_lost(database: Database) {
    let world = World::open(database).await;
    let mut teacher = at_what(&world, "teacher").await;
    let long = "é".repeat(100_000);
    teacher.fills(&[("what_happened", Entry::Write(&long))], "carry_on").await;
    let field = &teacher.page().fields[0];
    assert!(field.error.as_deref().unwrap().contains("100000"), "{:?}", field.error);
    let hearken::chat::FieldKind::Long { value } = &field.kind else { panic!("a long field") };
    assert_eq!(value.expose(), long);
}

async fn emoji_right_to_left_and_script_tags_arrive_exactly_as_written(database: Database) {
    let world = World::open(database).await;
    let words = "<script>alert('x')</script> 👩🏽‍🏫 שלום עולם \u{202e}abc {$lead} { $x } ' OR 1=1 --\n\tنص";
    world.person("teacher").reports("pupil", "bullying", words, &[]).await;
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains(words), "{}", dsl.sees());
}

async fn sending_twice_makes_one_case_and_the_same_reference(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.writes("pupil", "nudes", WORDS, &[]).await;
    let View::Form(page) = teacher.view.clone() else { panic!("the check page") };
    teacher.presses("send").await;
    let (reference, receipt) = (teacher.reference(), teacher.sees());
    teacher.is_delivered_again().await;
    assert_eq!(teacher.sees(), receipt, "the same delivery brings the same receipt");
    teacher.view = View::Form(page);
    teacher.presses("send").await;
    assert_eq!(teacher.reference(), reference, "and so does pressing again");
    world.settle().await;
    assert_eq!(world.cases().await.len(), 1);
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
}

async fn a_page_delivered_twice_goes_one_step_only(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    let drafts = || world.database.number("SELECT COUNT(*) FROM drafts");
    teacher.types("/concern").await.is_delivered_again().await;
    assert_eq!(drafts().await, 0, "a form that was opened is not begun");
    teacher.presses("carry_on").await.is_delivered_again().await;
    assert_eq!(teacher.page().id, "about");
    assert_eq!(teacher.page().error, None);
    assert_eq!(drafts().await, 1);
}

async fn somebody_elses_draft_is_not_open_and_the_try_is_recorded(database: Database) {
    let world = World::open(database).await;
    let mut teacher = at_what(&world, "teacher").await;
    teacher.fills(&[("what_happened", Entry::Write(WORDS))], "carry_on").await;
    let mut colleague = world.person("colleague");
    colleague.view = teacher.view.clone();
    for pressed in ["send", "back"] {
        colleague.view = teacher.view.clone();
        colleague.presses(pressed).await;
        assert!(colleague.sees().contains("isn't open to you"), "{}", colleague.sees());
        assert!(!colleague.sees().contains("zanzibarquartz"));
    }
    assert_eq!(world.cases().await.len(), 0);
    assert_eq!(world.acts().await, ["access_refused", "access_refused"]);
    teacher.presses("send").await;
    teacher.reference();
    let draft = world.cases().await[0].draft.clone();
    colleague.clicks("add_more", draft.as_str()).await;
    assert!(colleague.sees().contains("isn't open to you"));
}

async fn an_older_copy_of_a_page_shows_the_newest_and_loses_nothing(database: Database) {
    let world = World::open(database).await;
    let mut teacher = at_what(&world, "teacher").await;
    let older = teacher.view.clone();
    teacher.fills(&[("what_happened", Entry::Write(WORDS))], "carry_on").await;
    teacher.view = older;
    teacher.fills(&[("what_happened", Entry::Write("something else"))], "carry_on").await;
    assert_eq!(teacher.page().id, "what", "what this tab holds is not lost");
    assert!(teacher.page().error.as_deref().unwrap().contains("isn't saved yet"));
    let hearken::chat::FieldKind::Long { value } = &teacher.page().fields[0].kind else { panic!("long") };
    assert_eq!(value.expose(), "something else");
    teacher.fills(&[("what_happened", Entry::Write(WORDS))], "carry_on").await;
    // Pressed twice, with nothing new on it: on to where the report is.
    let twice = teacher.view.clone();
    teacher.presses("send").await;
    teacher.view = twice;
    teacher.presses("send").await;
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains(WORDS) && !dsl.sees().contains("something else"));
}

async fn going_back_keeps_what_was_written(database: Database) {
    let world = World::open(database).await;
    let mut teacher = at_what(&world, "teacher").await;
    teacher.fills(&[("what_happened", Entry::Write(WORDS))], "back").await.presses("back").await;
    teacher.presses("carry_on").await;
    let picture = teacher.page();
    assert_eq!(picture.id, "picture", "a page left without its answer asks for it");
    teacher.fills(&[("picture", Entry::Pick("no"))], "carry_on").await.reads_the_rules().await;
    let hearken::chat::FieldKind::Long { value } = &teacher.page().fields[0].kind else { panic!("long") };
    assert_eq!(value.expose(), WORDS);
}

async fn somebody_picked_stays_left_out_whatever_is_changed_afterwards(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.writes("staff", "staff_conduct", WORDS, &["dsl"]).await;
    while teacher.page().id != "about" {
        let picked = [("subject", Entry::People(&["dsl"]))];
        let on_page = if teacher.page().id == "who" { &picked[..] } else { &[] };
        teacher.fills(on_page, "back").await;
    }
    teacher.fills(&[("about", Entry::Pick("pupil"))], "carry_on").await;
    teacher.fills(&[("category", Entry::Pick("nudes"))], "carry_on").await;
    teacher.fills(&[("seen", Entry::Pick("no")), ("understood", Entry::Tick)], "carry_on").await;
    teacher.fills(&[("what_happened", Entry::Write(WORDS))], "carry_on").await;
    assert!(teacher.sees().contains("This goes to the headteacher."), "{}", teacher.sees());
}

async fn a_workspace_of_no_school_is_told_to_speak_to_somebody(database: Database) {
    let world = World::open(database).await;
    let mut from = identity("teacher");
    from.workspace = "T-unknown".to_owned();
    let event = Event {
        id: EventId::parse("stray").unwrap(),
        workspace: WorkspaceKey { workspace: "T-unknown".to_owned(), ..from.workspace_key() },
        from,
        locale: None,
        action: Action::Command { name: "concern".to_owned(), rest: Text::new("") },
    };
    let View::Card(card) = world.app.handle(event).await else { panic!("a card") };
    assert!(crate::world::said(&card).contains("Nothing was sent"));
}

async fn an_unfinished_report_is_destroyed_after_a_day(database: Database) {
    let world = World::open(database).await;
    let mut teacher = at_what(&world, "teacher").await;
    teacher.fills(&[("what_happened", Entry::Write(WORDS))], "carry_on").await;
    world.clock.move_on(chrono::TimeDelta::hours(25));
    world.app.forget_the_old(world.now()).await.unwrap();
    teacher.presses("send").await;
    assert!(teacher.sees().contains("run out of time"), "{}", teacher.sees());
    assert_eq!(world.cases().await.len(), 0);
}

async fn an_option_that_does_not_exist_is_refused(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.presses("carry_on").await;
    teacher.fills(&[("about", Entry::Pick("the_moon"))], "carry_on").await;
    assert_eq!(teacher.page().id, "about");
    assert!(teacher.page().fields[0].error.is_some());
    teacher.fills(&[("about", Entry::Write("pupil"))], "carry_on").await;
    assert_eq!(teacher.page().id, "about");
    teacher.presses("send").await;
    assert_eq!(teacher.page().id, "about", "a button that is not on the page does nothing");
}
