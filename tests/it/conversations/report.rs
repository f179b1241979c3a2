//! The path: a teacher reports, the lead has it, reads it and acknowledges it.

use crate::store::harness::Database;
use crate::world::World;
use hearken::chat::View;
use hearken::domain::case::State;

on_both_databases!(
    a_report_about_nudes_reaches_the_lead_in_a_private_thread_without_its_words,
    the_lead_reads_the_words_privately_and_the_read_is_recorded,
    acknowledging_once_stops_every_reminder_and_the_reporter_hears,
    the_seven_rules_stand_before_any_free_text_and_on_the_receipt,
    the_reporter_sees_who_will_read_it_before_sending,
    somebody_needs_someone_now_about_a_child,
    somebody_needs_someone_now_about_an_adult,
    a_file_is_refused_and_only_that_it_happened_is_told,
    no_word_and_no_name_stands_in_the_database_in_clear,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn a_report_about_nudes_reaches_the_lead_in_a_private_thread_without_its_words(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.writes("pupil", "nudes", WORDS, &[]).await;
    assert!(teacher.sees().contains("Ready? Press \"Send to the DSL\"."), "{}", teacher.sees());
    teacher.presses("send").await;
    let reference = teacher.reference();
    assert_eq!(world.chat.posts().len(), 0, "nothing is sent before the commit's own delivery");
    world.settle().await;
    let seen = world.chat.text_for("dsl");
    assert!(seen.contains(reference.as_str()), "{seen}");
    assert!(seen.contains("urgent"), "{seen}");
    assert!(seen.contains("Tuesday 10 March, 10:15"), "who must act by when: {seen}");
    assert!(!seen.contains("zanzibarquartz"), "{seen}");
    let kept = world.chat.text_for("teacher");
    assert!(kept.contains(reference.as_str()) && !kept.contains("zanzibarquartz"), "{kept}");
    for other in ["colleague", "head", "chair", "on_call", "dpo"] {
        assert_eq!(world.chat.seen_by(other).len(), 0, "{other}");
    }
}

async fn the_lead_reads_the_words_privately_and_the_read_is_recorded(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(matches!(dsl.view, View::Private { .. }));
    assert!(dsl.sees().contains(WORDS));
    assert!(dsl.sees().contains("Robin Ashworth"), "who reported it");
    assert_eq!(world.acts().await, ["report_received", "case_read"]);
    let posted: String = world.chat.posts().iter().map(|post| crate::world::said(&post.card)).collect();
    assert!(!posted.contains("zanzibarquartz"), "nothing of it stays in the chat");
}

async fn acknowledging_once_stops_every_reminder_and_the_reporter_hears(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.settle().await;
    let posts = world.chat.posts().len();
    assert!(world.chat.text_for("dsl").contains("acknowledged"), "the thread shows it");
    let reporter = world.chat.text_for("teacher");
    assert!(reporter.contains("someone has it"), "{reporter}");
    for _ in 0..10 {
        world.minutes_later(60).await;
    }
    assert_eq!(world.chat.posts().len(), posts, "no reminder after it");
    let mut deputy = world.person("deputy");
    deputy.clicks("acknowledge", world.cases().await[0].id.as_str()).await;
    assert!(deputy.sees().contains("already has this"));
    assert_eq!(world.cases().await[0].state, State::Acknowledged);
}

async fn the_seven_rules_stand_before_any_free_text_and_on_the_receipt(database: Database) {
    let seven = [
        "never_view",
        "viewed_by_accident",
        "never_delete",
        "never_ask_details",
        "tell_nobody_else",
        "no_blame",
        "reassure",
        "report_now",
    ];
    let world = World::open(database).await;
    for (category, picture) in [("nudes", None), ("indecent_images", None), ("bullying", Some("not_sure"))] {
        let mut teacher = world.person("teacher");
        teacher.types("/concern").await;
        let mut shown = String::new();
        while teacher.page().id != "what" {
            use crate::world::Entry::{Pick, Tick};
            assert!(teacher.page().fields.iter().all(|f| f.id != "what_happened"));
            let id = teacher.page().id.clone();
            shown += &teacher.sees();
            match id.as_str() {
                "about" => teacher.fills(&[("about", Pick("pupils"))], "carry_on").await,
                "category" => teacher.fills(&[("category", Pick(category))], "carry_on").await,
                "picture" => teacher.fills(&[("picture", Pick(picture.unwrap()))], "carry_on").await,
                "before" => {
                    teacher.presses("carry_on").await;
                    assert_eq!(teacher.page().id, "before", "the rules are to be acknowledged");
                    teacher.fills(&[("seen", Pick("no")), ("understood", Tick)], "carry_on").await
                }
                _ => teacher.presses("carry_on").await,
            };
        }
        for rule in seven {
            assert!(shown.contains(&format!("[{rule}]")), "{category}: {rule}");
        }
        teacher.fills(&[("what_happened", crate::world::Entry::Write(WORDS))], "carry_on").await;
        teacher.presses("send").await;
        for rule in seven {
            assert!(teacher.sees().contains(&format!("[{rule}]")), "{category}, receipt: {rule}");
        }
    }
}

async fn the_reporter_sees_who_will_read_it_before_sending(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.writes("pupil", "bullying", WORDS, &[]).await;
    let seen = teacher.sees();
    assert!(seen.contains("This goes to the DSL."), "{seen}");
    assert!(seen.contains("the deputy DSL, then the headteacher, then the person on call"), "{seen}");
    assert_eq!(world.cases().await.len(), 0);
    let mut teacher = world.person("teacher");
    teacher.writes("staff", "staff_conduct", WORDS, &["colleague"]).await;
    assert!(teacher.sees().contains("This goes to the headteacher."), "{}", teacher.sees());
}

async fn somebody_needs_someone_now_about_a_child(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.presses("need_someone").await.presses("page_child").await;
    assert!(teacher.sees().contains("01632 960001"));
    world.settle().await;
    let seen = world.chat.text_for("dsl");
    assert!(seen.contains("A colleague needs you now."), "{seen}");
    assert!(!seen.contains("Robin"), "no name in a notice: {seen}");
    assert!(world.chat.text_for("deputy").contains("A colleague needs you now."));
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read_call").await;
    assert!(dsl.sees().contains("Robin Ashworth"));
    world.settle().await;
    assert!(world.chat.text_for("teacher").contains("answered by the DSL"));
    let mut head = world.person("head");
    let call = world.chat.seen_by("dsl")[0].card.buttons[0].value.clone();
    head.clicks("read_call", &call).await;
    assert!(!head.sees().contains("Robin"), "{}", head.sees());
}

async fn somebody_needs_someone_now_about_an_adult(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.presses("need_someone").await.presses("show_adult").await;
    world.settle().await;
    assert!(teacher.sees().contains("01632 960003") && teacher.sees().contains("01632 960010"));
    assert_eq!(world.chat.posts().len(), 0, "nobody is alerted");
}

async fn a_file_is_refused_and_only_that_it_happened_is_told(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.does(hearken::chat::Action::FileOffered).await;
    assert!(teacher.sees().contains("Don't delete it"));
    teacher.is_delivered_again().await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
    assert!(!world.chat.text_for("dsl").contains("Robin"));
    // While the sender writes about the safeguarding team, the team hears nothing of it.
    let mut colleague = world.person("colleague");
    colleague.types("/concern").await.presses("carry_on").await;
    let about = [("about", crate::world::Entry::Pick("safeguarding_team"))];
    colleague.fills(&about, "carry_on").await;
    colleague.does(hearken::chat::Action::FileOffered).await;
    world.settle().await;
    assert!(colleague.sees().contains("Nobody has been told yet"));
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
}

async fn no_word_and_no_name_stands_in_the_database_in_clear(database: Database) {
    let Some(path) = database.url.strip_prefix("sqlite://").map(str::to_owned) else {
        return in_the_rows_of_postgres(database).await;
    };
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.writes("pupil", "nudes", WORDS, &[]).await;
    let mut sent = world.person("colleague");
    sent.reports("pupil", "bullying", WORDS, &[]).await;
    world.settle().await;
    let mut stored = std::fs::read(&path).unwrap();
    stored.extend(std::fs::read(format!("{path}-wal")).unwrap_or_default());
    assert!(stored.windows(8).any(|w| w == b"bullying"), "the scan reads what is stored");
    for secret in ["zanzibarquartz", "Ashworth", "Fielding"] {
        let found = stored.windows(secret.len()).any(|w| w == secret.as_bytes());
        assert!(!found, "{secret} stands in the database in clear");
    }
}

async fn in_the_rows_of_postgres(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "bullying", WORDS, &[]).await;
    let found = world
        .database
        .try_sql(
            "SELECT 1",
            "DO $$ BEGIN IF EXISTS (SELECT 1 FROM cases WHERE position('zanzibarquartz'::bytea in body) > 0) \
             OR EXISTS (SELECT 1 FROM people WHERE position('Ashworth'::bytea in name) > 0) \
             OR NOT EXISTS (SELECT 1 FROM cases) THEN RAISE EXCEPTION 'in clear'; END IF; END $$",
        )
        .await;
    assert_eq!(found, None);
}
