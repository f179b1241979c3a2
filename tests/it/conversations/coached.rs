//! The second look: hints on what somebody wrote come once, quote it to them alone, and never keep anybody.

use crate::coaching::english;
use crate::store::harness::Database;
use crate::world::{Entry, Person, World};
use hearken::chat::{FieldKind, View};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

on_both_databases!(
    what_could_be_said_better_is_shown_once_and_the_second_press_goes_on,
    a_plain_report_meets_no_further_page,
    the_press_that_brought_the_hints_brings_them_again_when_it_is_delivered_again,
    hints_are_there_still_when_a_report_is_resumed_and_gone_once_the_page_was_left,
    three_hints_at_the_most_and_what_was_done_to_a_picture_first,
    a_reader_named_in_the_text_is_hinted_at_and_asked_about_before_sending,
    after_the_receipt_what_is_typed_is_saved_before_the_hints_and_a_change_is_added,
    nobody_reads_what_was_only_the_second_look,
    whatever_is_written_two_presses_go_on,
);

const OPINION: &str = "Mia is just attention-seeking, zanzibarquartz";

/// A teacher at the page where they write, with or without a picture in it.
async fn at_the_box<'w>(world: &'w World, picture: &str) -> Person<'w> {
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await;
    if let View::Card(_) = teacher.view {
        teacher.clicks("start_new", "").await;
    }
    while !teacher.page().fields.iter().any(|field| field.id == "what_happened") {
        let read = [("seen", Entry::Pick("no")), ("understood", Entry::Tick)];
        match teacher.page().id.clone().as_str() {
            "about" => teacher.fills(&[("about", Entry::Pick("pupil"))], "carry_on").await,
            "category" => teacher.fills(&[("category", Entry::Pick("bullying"))], "carry_on").await,
            "picture" => teacher.fills(&[("picture", Entry::Pick(picture))], "carry_on").await,
            "before" => teacher.fills(&read, "carry_on").await,
            _ => teacher.presses("carry_on").await,
        };
    }
    teacher
}

fn hints(person: &Person<'_>) -> Vec<String> {
    let fields = &person.page().fields;
    fields.iter().flat_map(|field| &field.hints).map(|hint| hint.expose().to_owned()).collect()
}

fn typed(person: &Person<'_>, field: &str) -> String {
    let found = person.page().fields.iter().find(|f| f.id == field).unwrap();
    match &found.kind {
        FieldKind::Long { value } | FieldKind::Short { value } => value.expose().to_owned(),
        other => panic!("{other:?}"),
    }
}

async fn writes(person: &mut Person<'_>, text: &str) {
    person.fills(&[("what_happened", Entry::Write(text))], "carry_on").await;
}

async fn what_could_be_said_better_is_shown_once_and_the_second_press_goes_on(database: Database) {
    let world = World::open(database).await;
    let mut teacher = at_the_box(&world, "no").await;
    writes(&mut teacher, OPINION).await;
    assert_eq!(teacher.page().id, "what");
    assert_eq!(typed(&teacher, "what_happened"), OPINION, "nothing typed is lost");
    let hint = &hints(&teacher)[0];
    assert!(hint.contains("\"attention-seeking\"") && hint.contains("Facts help most"), "{hint}");
    assert!(teacher.page().note.as_deref().is_some_and(|note| note.contains("Nothing is wrong")));
    assert_eq!(teacher.page().error, None);
    assert!(teacher.page().fields.iter().all(|field| field.error.is_none()), "a hint is no error");
    // Something else that could be said better does not hold them up a second time.
    writes(&mut teacher, "She obviously asked for it, JS says").await;
    assert_eq!(teacher.page().id, "check");
    teacher.presses("back").await;
    assert_eq!((teacher.page().id.as_str(), hints(&teacher).len()), ("what", 0));
    writes(&mut teacher, OPINION).await;
    assert_eq!(teacher.page().id, "check", "once a page");
    teacher.presses("send").await;
    assert_eq!(world.cases().await.len(), 1);
}

async fn a_plain_report_meets_no_further_page(database: Database) {
    let world = World::open(database).await;
    let mut teacher = at_the_box(&world, "no").await;
    writes(&mut teacher, english::PLAIN[0]).await;
    assert_eq!(teacher.page().id, "check");
}

async fn the_press_that_brought_the_hints_brings_them_again_when_it_is_delivered_again(database: Database) {
    let world = World::open(database).await;
    let mut teacher = at_the_box(&world, "no").await;
    let (draft, revision) = (teacher.page().draft.clone(), teacher.page().revision);
    writes(&mut teacher, OPINION).await;
    let shown = hints(&teacher);
    teacher.is_delivered_again().await;
    assert_eq!(hints(&teacher), shown);
    // Pressed twice: the second press came from a page that had no hints yet.
    let text = hearken::chat::Input::Text(OPINION.into());
    let values = [("what_happened".to_owned(), text)].into();
    let (page, pressed) = ("what".to_owned(), "carry_on".to_owned());
    teacher.does(hearken::chat::Action::Answer { draft, revision, page, values, pressed }).await;
    assert_eq!(hints(&teacher), shown);
    teacher.presses_with_what_is_there("carry_on").await;
    assert_eq!(teacher.page().id, "check");
}

async fn hints_are_there_still_when_a_report_is_resumed_and_gone_once_the_page_was_left(database: Database) {
    let mut world = World::open(database).await;
    let mut teacher = at_the_box(&world, "no").await;
    writes(&mut teacher, OPINION).await;
    drop(teacher);
    world.restart();
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await;
    assert!(!teacher.sees().contains("zanzibarquartz"));
    teacher.clicks_on("resume").await;
    assert_eq!((hints(&teacher).len(), typed(&teacher, "what_happened").as_str()), (1, OPINION));
    teacher.presses_with_what_is_there("back").await;
    teacher.presses_with_what_is_there("carry_on").await;
    teacher.fills(&[("picture", Entry::Pick("no"))], "carry_on").await;
    assert!(teacher.page().note.is_none() || teacher.page().id != "what");
}

async fn three_hints_at_the_most_and_what_was_done_to_a_picture_first(database: Database) {
    let world = World::open(database).await;
    let mut teacher = at_the_box(&world, "yes").await;
    let text = "JS obviously asked for it. I asked her if he hit her. I took a screenshot, then I deleted it. \
                I looked through her phone and asked her to show me the picture.";
    writes(&mut teacher, text).await;
    let hints = hints(&teacher);
    assert_eq!(hints.len(), 3, "{hints:?}");
    for (hint, said) in hints.iter().zip(["looked through her phone", "deleted it", "screenshot"]) {
        assert!(hint.contains(said) && hint.contains("Keep that in"), "{said}: {hint}");
    }
    let note = teacher.page().note.as_deref().unwrap();
    assert!(note.starts_with("Keep what you wrote.") && !note.contains("Nothing is wrong"), "{note}");
}

async fn a_reader_named_in_the_text_is_hinted_at_and_asked_about_before_sending(database: Database) {
    let world = World::open(database).await;
    let mut teacher = at_the_box(&world, "no").await;
    writes(&mut teacher, "Mrs Fielding pulled him by the arm").await;
    assert!(hints(&teacher)[0].contains("\"Mrs Fielding\""), "{:?}", hints(&teacher));
    teacher.presses_with_what_is_there("carry_on").await.presses("send").await;
    assert_eq!(teacher.page().id, "same_name", "the question that decides stays");
    // A colleague who reads nothing of it is no reader.
    let mut teacher = at_the_box(&world, "no").await;
    writes(&mut teacher, "Ms Whitlock pulled him by the arm").await;
    assert_eq!(teacher.page().id, "check");
}

async fn after_the_receipt_what_is_typed_is_saved_before_the_hints_and_a_change_is_added(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "bullying", "Mia was left out at lunch", &[]).await;
    let draft = world.cases().await[0].draft.clone();
    teacher.clicks("add_more", draft.as_str()).await;
    while !teacher.page().fields.iter().any(|field| field.id == "i_saw") {
        teacher.presses("skip").await;
    }
    let entries = async || world.database.number("SELECT COUNT(*) FROM case_entry").await;
    let before = entries().await;
    let added = [("i_saw", Entry::Write("I deleted it. obsidianfern")), ("i_think", Entry::Write("Perhaps"))];
    teacher.fills(&added, "finish").await;
    assert!(teacher.page().note.as_deref().is_some_and(|note| note.contains("This is saved")));
    assert_eq!(hints(&teacher).len(), 1);
    assert_eq!(
        (typed(&teacher, "i_saw").as_str(), typed(&teacher, "i_think").as_str()),
        ("I deleted it. obsidianfern", "Perhaps")
    );
    teacher.is_delivered_again().await;
    assert_eq!((hints(&teacher).len(), typed(&teacher, "i_think").as_str()), (1, "Perhaps"));
    assert_eq!(entries().await, before + 1, "whoever closes the window now has lost nothing");
    let mut changed = added;
    changed[1] = ("i_think", Entry::Write("Perhaps not. quartzlantern"));
    teacher.fills(&changed, "finish").await;
    assert!(matches!(teacher.view, View::Card(_)), "{}", teacher.sees());
    assert_eq!(entries().await, before + 2, "what was changed alone");
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    let read = dsl.sees();
    assert!(read.contains("obsidianfern") && read.contains("quartzlantern"), "{read}");
}

async fn nobody_reads_what_was_only_the_second_look(database: Database) {
    let world = World::open(database).await;
    let mut teacher = at_the_box(&world, "no").await;
    writes(&mut teacher, OPINION).await;
    let debugged = format!("{:?}", teacher.view);
    assert!(!debugged.contains("attention") && !debugged.contains("zanzibarquartz"), "{debugged}");
    writes(&mut teacher, "Mia was crying").await;
    teacher.presses("send").await;
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    let read = dsl.sees();
    assert!(read.contains("Mia was crying"), "{read}");
    assert!(!read.contains("attention") && !read.contains("second_look"), "{read}");
    assert!(!world.chat.text_for("dsl").contains("attention"));
}

async fn whatever_is_written_two_presses_go_on(database: Database) {
    let world = World::open(database).await;
    let pieces: Vec<&str> =
        english::FOUND.iter().map(|(_, text)| *text).chain(english::PLAIN.iter().copied()).collect();
    let piece = proptest::sample::select(pieces).prop_map(str::to_owned);
    let text = proptest::collection::vec(proptest::prop_oneof![2 => piece, 1 => "\\PC{1,80}"], 1..5)
        .prop_map(|pieces| pieces.join(". "));
    let mut runner = TestRunner::deterministic();
    let mut second = 0;
    for _ in 0..30 {
        let text = text.new_tree(&mut runner).unwrap().current();
        let mut teacher = at_the_box(&world, "not_sure").await;
        writes(&mut teacher, &text).await;
        if teacher.page().id == "what" && teacher.page().fields[0].error.is_none() {
            second += 1;
            writes(&mut teacher, &text).await;
        }
        assert!(teacher.page().id != "what" || text.trim().is_empty(), "{text:?}");
    }
    assert!(second > 10, "{second}");
}
