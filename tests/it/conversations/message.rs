//! "Report this message": the report carries a link to the message and nothing of it.

use crate::store::harness::Database;
use crate::world::{Entry, STAFF, World, identity, said};
use hearken::chat::{Action, Member, Roster, Standing, View};
use hearken::domain::school::{Role, Switch};
use hearken::domain::text::Text;

on_both_databases!(
    a_report_from_a_message_carries_the_link_to_those_who_read_it_in_full,
    the_link_may_be_left_out_before_sending,
    with_another_report_unfinished_the_link_is_kept_while_somebody_chooses,
    the_link_is_added_to_an_unfinished_report_only_when_somebody_says_so,
    the_same_message_again_is_the_report_that_was_begun,
    a_form_opened_from_a_message_is_never_taken_for_another_report,
    the_author_of_a_message_who_would_read_it_is_asked_about_and_left_out,
    the_author_is_asked_to_take_names_out_only_where_the_school_and_the_reporter_want_it,
    the_author_is_not_asked_where_it_could_warn_somebody,
    an_author_who_is_named_before_the_note_goes_out_gets_none,
    an_author_who_has_left_or_become_a_guest_is_not_asked,
);

const LINK: &str = "https://oak.slack.com/archives/C77/p1773136800000100";
const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn a_report_from_a_message_carries_the_link_to_those_who_read_it_in_full(database: Database) {
    let mut staff = STAFF.to_vec();
    staff.push(("it", "Wendell Pike", &[Role::ItLead]));
    let world = World::under("kas", database, &staff, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.reports_message(LINK, Some("colleague")).await;
    assert_eq!(teacher.page().id, "danger", "danger now comes first, whatever it is");
    teacher.presses("carry_on").await;
    assert_eq!(teacher.page().id, "message");
    let seen = teacher.sees();
    for words in [
        "carry a link to the message",
        "Nothing it says and no file",
        "Leave the message where it is",
        "screenshot",
    ] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    teacher.writes_on("nobody", "filtering_breach", WORDS, &[]).await;
    assert!(teacher.sees().contains("A link to the message goes with it"), "{}", teacher.sees());
    teacher.presses("send").await;
    teacher.reference();
    world.settle().await;
    for post in world.chat.posts() {
        assert!(!said(&post.card).contains("oak.slack.com"), "never in the chat: {}", said(&post.card));
    }
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains(&format!("The message it began from (link): {LINK}")), "{}", dsl.sees());
    let mut it = world.person("it");
    it.clicks_in_chat("read").await;
    assert!(
        it.sees().contains("Below is what you need") && !it.sees().contains("oak.slack"),
        "{}",
        it.sees()
    );
    assert_eq!(world.chat.seen_by("colleague").len(), 0, "its author hears nothing");
}

async fn the_link_may_be_left_out_before_sending(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports_message(LINK, None).await;
    teacher.writes_on("pupil", "bullying", WORDS, &[]).await;
    teacher.fills(&[("leave_link_out", Entry::Tick)], "back").await;
    teacher.presses_with_what_is_there("carry_on").await;
    assert_eq!(teacher.page().id, "check");
    assert!(!teacher.sees().contains("A link to the message goes with it"), "{}", teacher.sees());
    teacher.fills(&[("leave_link_out", Entry::Tick)], "send").await;
    teacher.reference();
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains(WORDS) && !dsl.sees().contains("oak.slack.com"), "{}", dsl.sees());
}

async fn begun(world: &World) {
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.presses("carry_on").await;
    teacher.fills(&[("about", Entry::Pick("pupil"))], "carry_on").await;
    assert_eq!(teacher.page().id, "category");
}

async fn with_another_report_unfinished_the_link_is_kept_while_somebody_chooses(database: Database) {
    let world = World::open(database).await;
    begun(&world).await;
    let mut teacher = world.person("teacher");
    teacher.reports_message(LINK, None).await;
    assert!(teacher.sees().contains("another unfinished report"), "{}", teacher.sees());
    assert!(teacher.card().buttons.iter().any(|b| b.id == "need_someone"));
    assert!(teacher.card().buttons.iter().all(|b| b.value.len() <= 64 && !b.value.contains("slack")));
    teacher.is_delivered_again().await;
    assert!(teacher.sees().contains("another unfinished report"), "the same press, the same card");
    teacher.clicks_on("resume").await;
    assert_eq!(teacher.page().id, "category", "it goes on where it was left, without the link");
    // The message is still there to be reported.
    teacher.reports_message(LINK, None).await;
    teacher.clicks_on("report_this").await;
    assert_eq!(teacher.page().id, "danger");
    teacher.writes_on("pupil", "bullying", WORDS, &[]).await;
    assert!(teacher.sees().contains("A link to the message goes with it"));
    teacher.presses("send").await;
    teacher.types("/concern").await;
    assert!(teacher.sees().contains("You have an unfinished report"), "the other one is untouched");
    teacher.clicks_on("resume").await;
    assert_eq!(teacher.page().id, "category");
}

async fn the_link_is_added_to_an_unfinished_report_only_when_somebody_says_so(database: Database) {
    let world = World::open(database).await;
    begun(&world).await;
    let mut teacher = world.person("teacher");
    teacher.reports_message(LINK, None).await;
    teacher.clicks_on("add_link").await;
    assert_eq!(teacher.page().id, "category", "where it was left");
    let note = teacher.page().note.clone().unwrap();
    assert!(note.contains("link to the message goes with this report"), "{note}");
    teacher.is_delivered_again().await;
    assert_eq!(teacher.page().id, "category", "once is enough");
    teacher.writes_on("pupil", "bullying", WORDS, &[]).await;
    assert!(teacher.sees().contains("A link to the message goes with it"));
    teacher.presses("send").await;
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains(LINK), "{}", dsl.sees());
    teacher.types("/concern").await;
    assert_eq!(teacher.page().id, "danger", "nothing else is left behind");
    let mut other = world.person("colleague");
    other.clicks("add_link", "0.0").await;
    assert!(other.sees().contains("run out of time"), "{}", other.sees());
}

async fn the_same_message_again_is_the_report_that_was_begun(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports_message(LINK, None).await.presses("carry_on").await.presses("carry_on").await;
    teacher.fills(&[("about", Entry::Pick("pupil"))], "carry_on").await;
    teacher.reports_message(LINK, None).await;
    assert!(teacher.sees().contains("You have an unfinished report"), "{}", teacher.sees());
    teacher.clicks_on("resume").await;
    assert_eq!(teacher.page().id, "category");
    teacher.reports_message(LINK, None).await.clicks_on("start_new").await;
    teacher.presses("carry_on").await;
    assert_eq!(teacher.page().id, "message", "a new one on the same message carries its link, too");
}

async fn a_form_opened_from_a_message_is_never_taken_for_another_report(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports_message(LINK, None).await;
    teacher.types("/concern").await;
    assert!(matches!(teacher.view, View::Card(_)), "what to do with it is asked: {}", teacher.sees());
    teacher.clicks_on("start_new").await;
    teacher.presses("carry_on").await;
    assert_eq!(teacher.page().id, "about", "and a new one has no link");
    let broken = Action::ReportMessage { link: "javascript:alert(1)".into(), author: None };
    let mut colleague = world.person("colleague");
    colleague.does(broken).await;
    assert_eq!(colleague.page().id, "danger", "the report is worth more than its link");
}

async fn the_author_of_a_message_who_would_read_it_is_asked_about_and_left_out(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports_message(LINK, Some("dsl")).await;
    teacher.writes_on("pupil", "bullying", WORDS, &[]).await;
    teacher.presses("send").await;
    assert_eq!(teacher.page().id, "same_name");
    assert!(teacher.sees().contains("or they wrote the message"), "{}", teacher.sees());
    teacher.fills(&[("name_is_subject", Entry::Pick("yes"))], "carry_on").await;
    assert_eq!(teacher.page().id, "check");
    teacher.presses("send").await;
    teacher.reference();
    for _ in 0..8 {
        world.minutes_later(60).await;
    }
    assert_eq!(world.chat.seen_by("dsl").len(), 0, "{}", world.chat.text_for("dsl"));
    assert!(world.chat.seen_by("head").len() > 1);
    let mut dsl = world.person("dsl");
    dsl.types("/hearken").await;
    let reference = world.cases().await[0].reference.to_string();
    assert!(!dsl.sees().contains(&reference), "{}", dsl.sees());
}

/// A school that has the note on.
async fn with_notes(database: Database) -> World {
    let mut world = World::open(database).await;
    world.school.profile.switches.insert(Switch::NoteToAuthor);
    world.restart();
    world
}

async fn the_author_is_asked_to_take_names_out_only_where_the_school_and_the_reporter_want_it(
    database: Database,
) {
    let mut world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports_message(LINK, Some("colleague")).await;
    teacher.writes_on("pupil", "data_breach", WORDS, &[]).await.presses("send").await;
    teacher.clicks_on("add_more").await;
    while let View::Form(page) = &teacher.view {
        assert_ne!(page.id, "after_author", "off until the school turns it on");
        let last = if page.actions.iter().any(|a| a.id == "skip") { "skip" } else { "finish" };
        teacher.presses(last).await;
    }
    world.school.profile.switches.insert(Switch::NoteToAuthor);
    world.restart();
    let mut teacher = world.person("teacher");
    teacher.reports_message(LINK, Some("colleague")).await;
    teacher.writes_on("pupil", "data_breach", WORDS, &[]).await.presses("send").await;
    let reference = teacher.reference();
    teacher.clicks_on("add_more").await;
    teacher.skips_to("after_author").await;
    assert!(
        teacher.sees().contains("they will know that somebody reported their message"),
        "{}",
        teacher.sees()
    );
    teacher.fills(&[("ask_author", Entry::Pick("no"))], "finish").await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("colleague").len(), 0, "a no is a no");
    let case = world.cases().await.into_iter().find(|case| case.reference == reference).unwrap();
    teacher.clicks("add_more", case.draft.as_str()).await.skips_to("after_author").await;
    teacher.fills(&[("ask_author", Entry::Pick("yes"))], "finish").await;
    teacher.is_delivered_again().await;
    world.settle().await;
    let posts = world.chat.seen_by("colleague");
    assert_eq!(posts.len(), 1, "one note: {}", world.chat.text_for("colleague"));
    let note = said(&posts[0].card);
    assert!(note.contains(LINK) && note.contains("edit it"), "{note}");
    assert!(!posts[0].card.push.contains("message") && !posts[0].card.push.contains("slack"));
    for secret in [reference.as_str(), "Robin", "Ashworth", "Mia", "zanzibar", "report", "concern about"] {
        assert!(!note.to_lowercase().contains(&secret.to_lowercase()), "{secret}: {note}");
    }
    assert!(world.acts().await.contains(&"author_asked".to_owned()));
    let mut dpo = world.person("dpo");
    dpo.clicks("read", case.id.as_str()).await;
    assert!(dpo.sees().contains("Send the author of the message a note"), "{}", dpo.sees());
}

async fn the_author_is_not_asked_where_it_could_warn_somebody(database: Database) {
    let world = with_notes(database).await;
    for (about, category, author, who) in [
        ("pupil", "bullying", Some("colleague"), &[][..]),
        ("staff", "data_breach", Some("colleague"), &["colleague"][..]),
        ("staff", "data_breach", Some("colleague"), &[][..]),
        ("outsider", "data_breach", Some("colleague"), &[][..]),
        ("unsure", "data_breach", Some("colleague"), &[][..]),
        ("pupil", "data_breach", Some("teacher"), &[][..]),
        ("pupil", "data_breach", Some("nobody-here"), &[][..]),
        ("pupil", "data_breach", None, &[][..]),
    ] {
        let mut teacher = world.person("teacher");
        teacher.reports_message(LINK, author).await;
        if let View::Card(_) = &teacher.view {
            teacher.clicks_on("start_new").await;
        }
        teacher.writes_on(about, category, WORDS, who).await.presses("send").await;
        teacher.clicks_on("add_more").await;
        while let View::Form(page) = &teacher.view {
            assert_ne!(page.id, "after_author", "{about} {category} {author:?}");
            let last = if page.actions.iter().any(|a| a.id == "skip") { "skip" } else { "finish" };
            teacher.presses(last).await;
        }
    }
}

async fn an_author_who_is_named_before_the_note_goes_out_gets_none(database: Database) {
    let world = with_notes(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports_message(LINK, Some("colleague")).await;
    teacher.writes_on("pupil", "data_breach", WORDS, &[]).await.presses("send").await;
    teacher.clicks_on("add_more").await.skips_to("after_author").await;
    teacher.fills(&[("ask_author", Entry::Pick("yes"))], "finish").await;
    // Nothing has been delivered yet.
    let case = world.cases().await[0].id.to_string();
    teacher.clicks("name_reader", &case).await;
    teacher.fills(&[("named", Entry::People(&["colleague"]))], "name_them").await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("colleague").len(), 0, "{}", world.chat.text_for("colleague"));
}

async fn an_author_who_has_left_or_become_a_guest_is_not_asked(database: Database) {
    let world = with_notes(database).await;
    for standing in [Standing::Gone, Standing::Guest] {
        is(&world, Standing::Staff).await;
        let mut teacher = world.person("teacher");
        teacher.reports_message(LINK, Some("colleague")).await;
        teacher.writes_on("pupil", "data_breach", WORDS, &[]).await.presses("send").await;
        teacher.clicks_on("add_more").await.skips_to("after_author").await;
        teacher.fills(&[("ask_author", Entry::Pick("yes"))], "finish").await;
        // Nothing has been delivered yet.
        is(&world, standing).await;
        world.settle().await;
        assert_eq!(world.chat.seen_by("colleague").len(), 0, "{standing:?}");
        // Nor is it offered any more, whatever has been answered.
        teacher.reports_message(LINK, Some("colleague")).await;
        teacher.writes_on("pupil", "data_breach", WORDS, &[]).await.presses("send").await;
        teacher.clicks_on("add_more").await;
        while let View::Form(page) = &teacher.view {
            assert_ne!(page.id, "after_author", "{standing:?}");
            let last = if page.actions.iter().any(|a| a.id == "skip") { "skip" } else { "finish" };
            teacher.presses(last).await;
        }
    }
}

/// What the directory says of the message's author now.
async fn is(world: &World, standing: Standing) {
    let (identity, name) = (identity("colleague"), Text::new("Dana Whitlock"));
    world.app.seen(vec![Member { identity, name, email: None, locale: None, standing }]).await.unwrap();
}
