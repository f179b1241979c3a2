//! Everybody is spoken to in their own language: in what they are shown, and in what they are sent later.

use crate::store::harness::Database;
use crate::two_languages::{BOTH, Languages};
use crate::world::{Person, STAFF, World};
use hearken::chat::{Action, Page, View};
use std::collections::BTreeSet;

on_both_databases!(
    what_the_platform_says_is_remembered_for_what_is_sent_later,
    a_card_that_is_brought_up_to_date_keeps_its_readers_language,
    a_space_is_written_to_in_the_schools_first_language,
    a_report_in_spanish_is_read_between_english_labels,
    everything_a_reporter_is_sent_is_in_their_language,
    a_call_for_help_is_told_to_each_in_their_own_language,
    a_choice_of_ones_own_wins_over_the_platform_and_survives_a_restart,
    a_language_that_is_not_offered_gives_way_to_the_schools_first,
    an_identity_nobody_knows_is_answered_in_the_language_of_its_platform_and_nothing_is_kept,
    the_first_page_is_the_one_that_a_new_process_would_show,
    what_could_not_be_saved_is_said_in_the_language_of_the_platform,
    a_workspace_nobody_knows_is_answered_in_its_language,
);

const WORDS: &str = "Me dijo que zanzibarquartz le da miedo";
const SPANISH: &str = "es-ES";
const ENGLISH: &str = "en-GB";

/// A school with two languages, with nobody in the private space unless they are named.
async fn school(database: Database, space: &[&str]) -> (World, Languages) {
    let languages = Languages::open();
    let world = World::with_prompts(database, STAFF, space, languages.prompts(), BOTH).await;
    (world, languages)
}

fn speaking<'w>(world: &'w World, user: &str, locale: &'static str) -> Person<'w> {
    let mut person = world.person(user);
    person.locale = Some(locale);
    person
}

/// The languages of everything that stands in somebody's own messages.
fn written_to(world: &World, user: &str) -> BTreeSet<String> {
    world.chat.seen_by(user).into_iter().map(|post| post.card.lang).collect()
}

fn shown(person: &Person<'_>) -> BTreeSet<String> {
    match &person.view {
        View::Form(page) => BTreeSet::from([page.lang.clone()]),
        View::Card(card) | View::Private { card, .. } => BTreeSet::from([card.lang.clone()]),
        View::Home(cards) => cards.iter().map(|card| card.lang.clone()).collect(),
        View::Nothing => BTreeSet::new(),
    }
}

fn only(locale: &str) -> BTreeSet<String> {
    BTreeSet::from([locale.to_owned()])
}

async fn what_the_platform_says_is_remembered_for_what_is_sent_later(database: Database) {
    let (world, languages) = school(database, &[]).await;
    speaking(&world, "dsl", "es-MX").does(Action::HomeOpened).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!(written_to(&world, "dsl"), only(SPANISH));
    assert!(world.chat.text_for("dsl").contains(&languages.say(SPANISH, "action-acknowledge")));
    assert_eq!(written_to(&world, "teacher"), only(ENGLISH), "nothing is known of the reporter's");
    world.minutes_later(15).await;
    world.minutes_later(10).await;
    assert_eq!(written_to(&world, "deputy"), only(ENGLISH), "the next on the ladder");
    assert_eq!(written_to(&world, "dsl"), only(SPANISH), "the reminder, too");

    // What the platform said last counts; without a word from it, what it said before.
    speaking(&world, "dsl", "en").does(Action::HomeOpened).await;
    let mut dsl = world.person("dsl");
    dsl.does(Action::HomeOpened).await;
    assert_eq!(shown(&dsl), only(ENGLISH));
}

async fn a_card_that_is_brought_up_to_date_keeps_its_readers_language(database: Database) {
    let (world, _languages) = school(database, &[]).await;
    speaking(&world, "deputy", "es").does(Action::HomeOpened).await;
    speaking(&world, "teacher", "es").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.minutes_later(15).await;
    world.minutes_later(10).await;
    let before = world.chat.text_for("deputy");
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert_ne!(world.chat.text_for("deputy"), before, "the card says who has it");
    assert_eq!((written_to(&world, "deputy"), written_to(&world, "dsl")), (only(SPANISH), only(ENGLISH)));
    assert_eq!(written_to(&world, "teacher"), only(SPANISH), "the reporter's own card");
}

async fn a_space_is_written_to_in_the_schools_first_language(database: Database) {
    let (world, _languages) = school(database, &["dsl", "deputy"]).await;
    for user in ["dsl", "deputy"] {
        speaking(&world, user, "es-ES").does(Action::HomeOpened).await;
    }
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!(written_to(&world, "dsl"), only(ENGLISH));
    let mut dsl = speaking(&world, "dsl", "es-ES");
    dsl.clicks_in_chat("acknowledge").await;
    assert_eq!(shown(&dsl), only(SPANISH), "what is shown to them alone is theirs");
    world.settle().await;
    assert_eq!(written_to(&world, "dsl"), only(ENGLISH), "also once it is brought up to date");
}

async fn a_report_in_spanish_is_read_between_english_labels(database: Database) {
    let (world, languages) = school(database, &[]).await;
    let mut teacher = speaking(&world, "teacher", "es-ES");
    teacher.types("/concern").await;
    assert_eq!(shown(&teacher), only(SPANISH));
    let forward = languages.say(SPANISH, "action-carry_on");
    assert!(teacher.page().actions.iter().any(|action| action.label == forward), "{}", teacher.sees());
    teacher.types("/concern").await;
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    assert_eq!(shown(&teacher), only(SPANISH), "the receipt");
    world.settle().await;
    for (user, locale) in [("dsl", ENGLISH), ("dsl", SPANISH)] {
        let mut reader = speaking(&world, user, locale);
        reader.clicks_in_chat("read").await;
        let seen = reader.sees();
        assert!(seen.contains(WORDS), "what was written is never translated: {seen}");
        assert!(seen.contains(&languages.say(locale, "case-facts-urgency")), "{seen}");
        assert!(seen.contains(&languages.say(locale, "category-nudes")), "{seen}");
        assert_eq!(shown(&reader), only(locale));
    }
}

async fn everything_a_reporter_is_sent_is_in_their_language(database: Database) {
    let (world, _languages) = school(database, &[]).await;
    let mut teacher = speaking(&world, "teacher", "es-ES");
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    // Nobody answers, and the reporter hears of that; then somebody does, asks something, and closes it.
    world.minutes_later(20).await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("acknowledge").await;
    dsl.clicks_in_chat("read").await.clicks_here("ask_reporter").await;
    let question = [("question", crate::world::Entry::Write("Where was it?"))];
    dsl.fills(&question, "send_question").await;
    world.settle().await;
    // A report that is left unfinished, and a day in which nothing else happens.
    teacher.types("/concern").await.presses("carry_on").await;
    let about = [("about", crate::world::Entry::Pick("pupil"))];
    teacher.fills(&about, "carry_on").await;
    world.minutes_later(24 * 60).await;
    let kinds: BTreeSet<String> =
        world.chat.seen_by("teacher").iter().map(|post| post.card.heading.clone()).collect();
    assert!(kinds.len() >= 4, "card, lateness, news, question and reminder: {kinds:?}");
    assert_eq!(written_to(&world, "teacher"), only(SPANISH));
    assert_eq!(written_to(&world, "dsl"), only(ENGLISH));
}

async fn a_call_for_help_is_told_to_each_in_their_own_language(database: Database) {
    let (world, _languages) = school(database, &[]).await;
    speaking(&world, "deputy", "es").does(Action::HomeOpened).await;
    let mut teacher = speaking(&world, "teacher", "es");
    teacher.clicks("page_child", "").await;
    assert_eq!(shown(&teacher), only(SPANISH));
    world.settle().await;
    world.minutes_later(5).await;
    assert_eq!((written_to(&world, "deputy"), written_to(&world, "dsl")), (only(SPANISH), only(ENGLISH)));
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read_call").await;
    world.settle().await;
    assert_eq!((written_to(&world, "deputy"), written_to(&world, "dsl")), (only(SPANISH), only(ENGLISH)));
    assert_eq!(
        written_to(&world, "teacher"),
        only(SPANISH),
        "that nobody came yet, and then that somebody has it"
    );
}

async fn a_choice_of_ones_own_wins_over_the_platform_and_survives_a_restart(database: Database) {
    let (mut world, _languages) = school(database, &[]).await;
    {
        let mut teacher = speaking(&world, "teacher", "en-US");
        teacher.types("/hearken").await;
        assert_eq!(shown(&teacher), only(ENGLISH));
        assert!(
            teacher.sees().contains("Español") && !teacher.sees().contains("English"),
            "{}",
            teacher.sees()
        );
        teacher.clicks_here("speak").await;
        assert_eq!(shown(&teacher), only(SPANISH), "home at once");
        assert!(
            teacher.sees().contains("English") && !teacher.sees().contains("Español"),
            "{}",
            teacher.sees()
        );
        teacher.types("/concern").await;
        assert_eq!(shown(&teacher), only(SPANISH), "whatever the platform says");
        teacher.clicks("speak", "fr-FR").await;
        assert!(matches!(teacher.view, View::Card(_)), "a language that is not offered");
    }
    world.restart();
    let mut teacher = speaking(&world, "teacher", "en-GB");
    teacher.types("/hearken").await;
    assert_eq!(shown(&teacher), only(SPANISH));
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!(written_to(&world, "teacher"), only(SPANISH));
    teacher.types("/hearken").await.clicks("speak", ENGLISH).await;
    assert_eq!(shown(&teacher), only(ENGLISH), "and back again");
}

async fn a_language_that_is_not_offered_gives_way_to_the_schools_first(database: Database) {
    let (world, _languages) = school(database, &[]).await;
    for odd in ["fr-FR", "ca-ES", "", "*", "es--ES'; DROP TABLE people", "🇪🇸"] {
        let mut teacher = speaking(&world, "teacher", odd);
        teacher.types("/hearken").await;
        assert_eq!(shown(&teacher), only(ENGLISH), "{odd:?}");
    }
    // Neither is it forgotten for what nobody speaks.
    speaking(&world, "teacher", "es").does(Action::HomeOpened).await;
    let mut teacher = speaking(&world, "teacher", "no tag at all");
    teacher.types("/hearken").await;
    assert_eq!(shown(&teacher), only(SPANISH));
}

async fn an_identity_nobody_knows_is_answered_in_the_language_of_its_platform_and_nothing_is_kept(
    database: Database,
) {
    let (world, _languages) = school(database, &[]).await;
    let mut stranger = speaking(&world, "stranger", "es-ES");
    stranger.types("/hearken").await;
    assert_eq!(shown(&stranger), only(SPANISH));
    assert!(
        !stranger.sees().contains("English"),
        "there is nobody to keep a choice for: {}",
        stranger.sees()
    );
    stranger.clicks("speak", ENGLISH).await;
    stranger.reports("pupil", "nudes", WORDS, &[]).await;
    assert_eq!(shown(&stranger), only(SPANISH), "the receipt");
    world.settle().await;
    assert_eq!(written_to(&world, "stranger"), only(ENGLISH), "nothing is known of them by then");
    let mut silent = world.person("stranger");
    silent.types("/hearken").await;
    assert_eq!(shown(&silent), only(ENGLISH));
}

async fn the_first_page_is_the_one_that_a_new_process_would_show(database: Database) {
    let (mut world, _languages) = school(database, &[]).await;
    let running = world.app.clone();
    let mut drafts = BTreeSet::new();
    // In school, after it, at night, and at the weekend.
    for minutes in [0, 1, 7 * 60, 6 * 60, 4 * 24 * 60] {
        world.minutes_later(minutes).await;
        for (locale, typed) in [
            (ENGLISH, "/concern"),
            (SPANISH, "/concern"),
            (ENGLISH, "/concern somebody hit them"),
            (ENGLISH, "/concern"),
            (SPANISH, "/concern"),
        ] {
            world.app = running.clone();
            let page = speaking(&world, "visitor", locale).types(typed).await.page().clone();
            world.restart();
            let anew = speaking(&world, "visitor", locale).types(typed).await.page().clone();
            assert!(drafts.insert(page.draft.clone()) && drafts.insert(anew.draft.clone()));
            assert_eq!(page.lang, locale);
            assert_eq!(page.note.is_some(), typed != "/concern");
            assert_eq!(page, Page { draft: page.draft.clone(), ..anew });
        }
    }
}

async fn what_could_not_be_saved_is_said_in_the_language_of_the_platform(database: Database) {
    let (world, languages) = school(database.clone(), &[]).await;
    let mut teacher = speaking(&world, "teacher", "es");
    teacher.types("/concern").await;
    database.store.close().await;
    teacher.presses("carry_on").await;
    assert_eq!(shown(&teacher), only(SPANISH));
    assert!(
        teacher.sees().contains(&languages.say(SPANISH, "refusal-not_saved.heading")),
        "{}",
        teacher.sees()
    );
    let mut other = world.person("colleague");
    other.types("/concern").await;
    assert_eq!(shown(&other), only(ENGLISH));
}

async fn a_workspace_nobody_knows_is_answered_in_its_language(database: Database) {
    use hearken::chat::Inbox;
    let (world, languages) = school(database, &[]).await;
    let from =
        hearken::domain::school::Identity { workspace: "T2".into(), ..crate::world::identity("teacher") };
    for (locale, words) in [("es-MX", SPANISH), ("fr", ENGLISH)] {
        let event = hearken::chat::Event {
            id: hearken::domain::id::EventId::parse("event").unwrap(),
            workspace: from.workspace_key(),
            from: from.clone(),
            locale: Some(locale.to_owned()),
            action: Action::HomeOpened,
        };
        let View::Card(card) = world.app.handle(event).await else { panic!("a card") };
        assert_eq!(
            (card.lang.as_str(), card.heading),
            (words, languages.say(words, "refusal-no_school.heading"))
        );
    }
}
