//! A question to whoever reported it, and the answer: private both ways.

use crate::store::harness::Database;
use crate::world::{Entry, Person, STAFF, World, said};
use hearken::chat::{FieldKind, View};
use hearken::domain::case::State;
use hearken::domain::school::Role;

on_both_databases!(
    the_lead_asks_and_the_reporter_answers_and_nobody_else_sees_a_word,
    several_questions_stand_side_by_side_and_an_answered_one_says_so,
    a_question_and_an_answer_count_once_however_often_they_are_pressed,
    a_reporter_would_rather_talk,
    a_question_is_reminded_of_once_on_the_next_school_morning,
    an_answered_question_is_not_reminded_of,
    a_closed_case_takes_no_question_and_an_answer_reopens_it,
    an_answer_that_names_a_reader_is_kept_back_with_everything_typed,
    an_empty_question_is_asked_for_again,
    nobody_else_can_ask_read_or_answer,
    whoever_has_the_case_no_more_cannot_send_what_they_opened,
    an_answer_goes_to_its_owner_and_without_one_to_everybody_told,
    forms_about_a_case_are_forgotten_after_a_day,
    what_could_not_be_saved_is_shown_again_and_counts_once_later,
    no_word_of_it_stands_in_the_database_in_clear,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";
const QUESTION: &str = "Which lesson was it, obsidianfern?";
const ANSWER: &str = "Maths on Monday, vermilionheron";

async fn reported(database: Database) -> World {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world
}

async fn asks<'w>(world: &'w World, user: &str, question: &str) -> Person<'w> {
    let mut asker = world.person(user);
    asker.clicks_in_chat("read").await.clicks_here("ask_reporter").await;
    asker.fills(&[("question", Entry::Write(question))], "send_question").await;
    assert!(asker.sees().contains("is on its way"), "{}", asker.sees());
    world.settle().await;
    asker
}

async fn answers<'w>(world: &'w World, words: &str) -> Person<'w> {
    let mut teacher = world.person("teacher");
    teacher.clicks_in_chat("read_question").await.clicks_here("answer_question").await;
    teacher.fills(&[("answer", Entry::Write(words))], "send_answer").await;
    world.settle().await;
    teacher
}

async fn the_lead_asks_and_the_reporter_answers_and_nobody_else_sees_a_word(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("acknowledge").await;
    world.settle().await;
    dsl.clicks_in_chat("read").await.clicks_here("ask_reporter").await;
    let seen = dsl.sees();
    assert!(seen.contains("Don't ask for a picture") && seen.contains("go back to the child"), "{seen}");
    dsl.fills(&[("question", Entry::Write(QUESTION))], "send_question").await;
    world.settle().await;
    let told = world.chat.text_for("teacher");
    assert!(told.contains("There is a question about your report"), "{told}");
    let mut teacher = world.person("teacher");
    teacher.clicks_in_chat("read_question").await;
    assert!(matches!(teacher.view, View::Private { .. }) && teacher.sees().contains(QUESTION));
    teacher.clicks_here("answer_question").await;
    assert!(teacher.sees().contains(QUESTION), "the question stands above the answer: {}", teacher.sees());
    teacher.fills(&[("answer", Entry::Write(ANSWER))], "send_answer").await;
    assert!(teacher.sees().contains("is in."), "{}", teacher.sees());
    world.settle().await;
    assert!(world.chat.text_for("dsl").contains("the reporter has answered"));
    assert!(world.chat.text_for("teacher").contains("You have answered this question"));
    dsl.clicks_in_chat("read").await;
    let file = dsl.sees();
    let (asked, answered) = (file.find(QUESTION).unwrap(), file.find(ANSWER).unwrap());
    assert!(file.find(WORDS).unwrap() < asked && asked < answered, "in order: {file}");
    assert!(file.contains("Entry 1, 10:00 today, the DSL") && file.contains("Answer to entry 1"), "{file}");
    let posted: String = world.chat.posts().iter().map(|post| said(&post.card)).collect();
    assert!(!posted.contains("obsidianfern") && !posted.contains("vermilionheron"), "not in the chat");
    let acts = world.acts().await;
    for act in ["reporter_asked", "question_read", "question_answered"] {
        assert_eq!(acts.iter().filter(|a| *a == act).count(), 1, "{acts:?}");
    }
}

async fn several_questions_stand_side_by_side_and_an_answered_one_says_so(database: Database) {
    let world = reported(database).await;
    asks(&world, "dsl", "First, obsidianfern?").await;
    asks(&world, "dsl", "Second, celadonwren?").await;
    let mut teacher = answers(&world, ANSWER).await;
    // The newest was answered; the older one still waits.
    teacher.types("/hearken").await;
    assert_eq!(teacher.sees().matches("There is a question").count(), 1, "{}", teacher.sees());
    teacher.clicks_here("read_question").await;
    assert!(teacher.sees().contains("obsidianfern"), "{}", teacher.sees());
    let id = world.cases().await[0].id.clone();
    teacher.clicks("read_question", &format!("{id}.2")).await;
    assert!(teacher.sees().contains("You have answered this question"), "{}", teacher.sees());
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    let seen = dsl.sees();
    assert!(seen.contains("No answer yet") && seen.contains("Answer to entry 2"), "{seen}");
}

async fn a_question_and_an_answer_count_once_however_often_they_are_pressed(database: Database) {
    let world = reported(database).await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await.clicks_here("ask_reporter").await;
    let form = dsl.view.clone();
    let question = [("question", Entry::Write(QUESTION))];
    dsl.fills(&question, "send_question").await.is_delivered_again().await;
    dsl.view = form;
    dsl.fills(&question, "send_question").await;
    assert!(dsl.sees().contains("is on its way"), "{}", dsl.sees());
    world.settle().await;
    let mut teacher = world.person("teacher");
    teacher.clicks_in_chat("read_question").await.clicks_here("answer_question").await;
    let form = teacher.view.clone();
    teacher.fills(&[("answer", Entry::Write(ANSWER))], "send_answer").await.is_delivered_again().await;
    teacher.view = form;
    teacher.fills(&[("answer", Entry::Write(ANSWER))], "send_answer").await;
    assert!(teacher.sees().contains("is in."), "{}", teacher.sees());
    world.settle().await;
    dsl.clicks_in_chat("read").await;
    assert_eq!((dsl.sees().matches(QUESTION).count(), dsl.sees().matches(ANSWER).count()), (1, 1));
    assert_eq!(world.chat.text_for("dsl").matches("the reporter has answered").count(), 1);
}

async fn a_reporter_would_rather_talk(database: Database) {
    let world = reported(database).await;
    asks(&world, "dsl", QUESTION).await;
    let mut teacher = world.person("teacher");
    teacher.clicks_in_chat("read_question").await.clicks_here("rather_talk").await;
    assert!(teacher.sees().contains("01632 960001"), "{}", teacher.sees());
    teacher.is_delivered_again().await;
    assert!(teacher.sees().contains("would rather talk"), "{}", teacher.sees());
    world.settle().await;
    assert!(world.chat.text_for("dsl").contains("the reporter would rather talk"));
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert_eq!(dsl.sees().matches("They would rather talk").count(), 1, "{}", dsl.sees());
}

async fn a_question_is_reminded_of_once_on_the_next_school_morning(database: Database) {
    let world = reported(database).await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    asks(&world, "dsl", QUESTION).await;
    let again = || world.chat.text_for("teacher").matches("is still waiting").count();
    world.minutes_later(21 * 60 + 59).await;
    assert_eq!(again(), 0, "not at night");
    world.minutes_later(1).await;
    assert_eq!(again(), 1);
    let shown = world.chat.text_for("teacher");
    assert!(!shown.contains("obsidianfern"), "{shown}");
    for _ in 0..5 {
        world.minutes_later(24 * 60).await;
    }
    assert_eq!(again(), 1);
}

async fn an_answered_question_is_not_reminded_of(database: Database) {
    let world = reported(database).await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    asks(&world, "dsl", QUESTION).await;
    answers(&world, ANSWER).await;
    world.minutes_later(24 * 60).await;
    assert!(!world.chat.text_for("teacher").contains("is still waiting"));
}

async fn a_closed_case_takes_no_question_and_an_answer_reopens_it(database: Database) {
    let world = reported(database).await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("acknowledge").await;
    asks(&world, "dsl", QUESTION).await;
    dsl.clicks_in_chat("read").await.clicks_here("close_case").await;
    dsl.fills(&[("what_was_done", Entry::Write("Spoke to both families."))], "close_now").await;
    world.settle().await;
    let id = world.cases().await[0].id.to_string();
    dsl.clicks("ask_reporter", &id).await;
    assert!(dsl.sees().contains("Reopen it first"), "{}", dsl.sees());
    world.minutes_later(24 * 60).await;
    assert!(!world.chat.text_for("teacher").contains("is still waiting"));
    answers(&world, ANSWER).await;
    assert_eq!(world.cases().await[0].state, State::Received);
    assert!(world.chat.text_for("dsl").contains("needs somebody again"));
}

async fn an_answer_that_names_a_reader_is_kept_back_with_everything_typed(database: Database) {
    let world = reported(database).await;
    asks(&world, "dsl", QUESTION).await;
    let mut teacher = answers(&world, "Amara Fielding took it, vermilionheron").await;
    assert!(teacher.sees().contains("We haven't sent this yet"), "{}", teacher.sees());
    let FieldKind::Long { value } = &teacher.page().fields[0].kind else { panic!("long") };
    assert!(value.expose().contains("vermilionheron"), "nothing typed is lost");
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(!dsl.sees().contains("vermilionheron"));
    teacher.fills(&[("answer", Entry::Write(ANSWER))], "send_answer").await;
    assert!(teacher.sees().contains("is in."), "{}", teacher.sees());
}

async fn an_empty_question_is_asked_for_again(database: Database) {
    let world = reported(database).await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await.clicks_here("ask_reporter").await;
    dsl.fills(&[("question", Entry::Write("  "))], "send_question").await;
    assert_eq!(dsl.page().id, "ask_reporter");
    assert!(dsl.sees().contains("Please answer this one"), "{}", dsl.sees());
    let long = "x".repeat(3001);
    dsl.fills(&[("question", Entry::Write(&long))], "send_question").await;
    assert!(dsl.sees().contains("3001 characters"), "{}", dsl.sees());
    world.settle().await;
    assert!(!world.chat.text_for("teacher").contains("question"), "nothing was asked");
}

async fn nobody_else_can_ask_read_or_answer(database: Database) {
    let world = reported(database).await;
    let id = world.cases().await[0].id.to_string();
    let mut asker = asks(&world, "dsl", QUESTION).await;
    // The question is for the reporter alone, and asking for those who have it alone.
    for user in ["colleague", "dsl", "head", "chair", "dpo"] {
        let mut other = world.person(user);
        for button in ["read_question", "answer_question", "rather_talk"] {
            other.clicks(button, &format!("{id}.1")).await;
            assert!(other.sees().contains("isn't open to you"), "{user}, {button}: {}", other.sees());
        }
    }
    for user in ["teacher", "colleague", "chair", "dpo"] {
        let mut other = world.person(user);
        for button in ["ask_reporter", "close_case", "reopen_case"] {
            other.clicks(button, &id).await;
            assert!(other.sees().contains("isn't open to you"), "{user}, {button}: {}", other.sees());
        }
    }
    // Nor does a form answer anybody but whoever opened it.
    asker.clicks("ask_reporter", &id).await;
    let mut other = world.person("deputy");
    other.view = asker.view.clone();
    other.fills(&[("question", Entry::Write(QUESTION))], "send_question").await;
    assert!(other.sees().contains("isn't open to you"), "{}", other.sees());
    for nonsense in ["", ".", "1.1", &format!("{id}.2"), &format!("{id}.x"), "../../etc"] {
        let mut teacher = world.person("teacher");
        teacher.clicks("read_question", nonsense).await;
        assert!(teacher.sees().contains("isn't open to you"), "{nonsense}: {}", teacher.sees());
    }
}

async fn whoever_has_the_case_no_more_cannot_send_what_they_opened(database: Database) {
    let world = reported(database).await;
    let id = world.cases().await[0].id.to_string();
    let mut dsl = world.person("dsl");
    dsl.clicks("acknowledge", &id).await;
    for (button, field, send) in
        [("ask_reporter", "question", "send_question"), ("close_case", "what_was_done", "close_now")]
    {
        world.hire("dsl", "Amara Fielding", &[Role::Dsl]).await;
        dsl.clicks(button, &id).await;
        world.hire("dsl", "Amara Fielding", &[Role::Staff]).await;
        dsl.fills(&[(field, Entry::Write(QUESTION))], send).await;
        assert!(dsl.sees().contains("isn't open to you"), "{}", dsl.sees());
    }
    world.outbox.deliver_due().await.unwrap();
    assert!(!world.chat.text_for("teacher").contains("question"));
    assert_eq!(world.cases().await[0].state, State::Acknowledged, "until it is noticed that nobody has it");
}

async fn an_answer_goes_to_its_owner_and_without_one_to_everybody_told(database: Database) {
    let world = reported(database).await;
    world.minutes_later(15).await;
    world.minutes_later(10).await;
    assert!(world.chat.seen_by("deputy").len() == 1, "the deputy is told, too");
    world.person("deputy").clicks_in_chat("acknowledge").await;
    asks(&world, "dsl", QUESTION).await;
    answers(&world, ANSWER).await;
    let told = |user: &str| world.chat.text_for(user).matches("the reporter has answered").count();
    assert_eq!((told("dsl"), told("deputy")), (0, 1), "whoever has it");
    world.hire("deputy", "Jo Penrose", &[Role::Staff]).await;
    asks(&world, "dsl", QUESTION).await;
    answers(&world, ANSWER).await;
    assert_eq!((told("dsl"), told("deputy")), (1, 1), "whoever may still have it");
}

async fn forms_about_a_case_are_forgotten_after_a_day(database: Database) {
    let world = reported(database).await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await.clicks_here("ask_reporter").await;
    world.clock.move_on(chrono::TimeDelta::hours(25));
    world.app.forget_the_old(world.now()).await.unwrap();
    dsl.fills(&[("question", Entry::Write(QUESTION))], "send_question").await;
    assert!(dsl.sees().contains("run out of time"), "{}", dsl.sees());
}

async fn what_could_not_be_saved_is_shown_again_and_counts_once_later(database: Database) {
    let world = reported(database).await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await.clicks_here("ask_reporter").await;
    world
        .database
        .run_sql(
            "CREATE TRIGGER refused BEFORE INSERT ON case_entry BEGIN SELECT RAISE(ABORT, 'disk full'); END",
            "CREATE FUNCTION refused() RETURNS trigger AS 'BEGIN RAISE EXCEPTION ''disk full''; END' \
                 LANGUAGE plpgsql; \
             CREATE TRIGGER refused BEFORE INSERT ON case_entry FOR EACH ROW EXECUTE FUNCTION refused()",
        )
        .await;
    let question = [("question", Entry::Write(QUESTION))];
    dsl.fills(&question, "send_question").await;
    assert!(dsl.sees().contains("Nothing was sent, and what you wrote is still here"), "{}", dsl.sees());
    let FieldKind::Long { value } = &dsl.page().fields[0].kind else { panic!("long") };
    assert_eq!(value.expose(), QUESTION);
    world.database.run_sql("DROP TRIGGER refused", "DROP TRIGGER refused ON case_entry").await;
    dsl.fills(&question, "send_question").await;
    assert!(dsl.sees().contains("is on its way"), "{}", dsl.sees());
    world.settle().await;
    assert_eq!(world.chat.text_for("teacher").matches("There is a question").count(), 1);
}

async fn no_word_of_it_stands_in_the_database_in_clear(database: Database) {
    let path = database.url.strip_prefix("sqlite://").map(str::to_owned);
    let world = reported(database).await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    asks(&world, "dsl", QUESTION).await;
    answers(&world, ANSWER).await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await.clicks_here("close_case").await;
    dsl.fills(&[("what_was_done", Entry::Write("Both seen, ambergannet"))], "close_now").await;
    world.settle().await;
    let secrets = ["obsidianfern", "vermilionheron", "ambergannet"];
    if let Some(path) = path {
        let mut stored = std::fs::read(&path).unwrap();
        stored.extend(std::fs::read(format!("{path}-wal")).unwrap_or_default());
        let holds = |word: &str| stored.windows(word.len()).any(|w| w == word.as_bytes());
        assert!(holds("ask_reporter"), "the scan reads what is stored");
        assert!(!secrets.iter().any(|secret| holds(secret)));
    }
    let clear = "DO $$ BEGIN IF (SELECT COUNT(*) FROM case_entry) <> 3 OR EXISTS (SELECT 1 FROM case_entry \
         WHERE position('obsidianfern'::bytea in body) + position('vermilionheron'::bytea in body) \
             + position('ambergannet'::bytea in body) > 0) THEN RAISE EXCEPTION 'in clear'; END IF; END $$";
    assert_eq!(world.database.try_sql("SELECT 1", clear).await, None);
}
