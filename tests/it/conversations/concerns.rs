//! The home of those who may have concerns: headlines of what is open, and never one that is about them.

use crate::store::harness::Database;
use crate::world::{Entry, STAFF, World, said};
use hearken::chat::{Action, Card, View};
use hearken::domain::access::Subjects;
use hearken::domain::case::Case;
use hearken::domain::id::{CaseId, DraftId, PersonId, Reference};
use hearken::domain::school::Role;
use hearken::vault::Sealed;
use std::time::{Duration, Instant};

on_both_databases!(
    the_team_finds_what_is_open_with_what_nobody_has_first,
    nobody_finds_a_concern_that_is_about_them_or_not_theirs,
    a_task_is_listed_as_a_task,
    twenty_are_listed_and_the_rest_counted,
    home_stays_quick_with_a_thousand_open_concerns,
    an_acknowledgement_from_a_message_is_answered_briefly_and_the_message_follows,
    a_word_behind_the_command_does_what_it_says_in_any_language,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn home(world: &World, user: &str) -> Vec<Card> {
    let mut person = world.person(user);
    person.does(Action::HomeOpened).await;
    let View::Home(cards) = &person.view else { panic!("home") };
    cards.clone()
}

fn headings(cards: &[Card]) -> Vec<&str> {
    cards.iter().map(|card| card.heading.as_str()).collect()
}

async fn the_team_finds_what_is_open_with_what_nobody_has_first(database: Database) {
    let world = World::open(database).await;
    let mut references = Vec::new();
    for kind in ["bullying", "nudes", "welfare_other"] {
        references.push(world.person("teacher").reports("pupil", kind, WORDS, &[]).await.to_string());
        world.minutes_later(1).await;
    }
    let newest = world.cases().await[0].id.to_string();
    let mut dsl = world.person("dsl");
    dsl.does(Action::HomeOpened).await;
    assert!(dsl.sees().contains("Open concerns you may read: 3") && !dsl.sees().contains("zanzibarquartz"));
    dsl.clicks("acknowledge", &newest).await;
    let cards = home(&world, "dsl").await;
    let seen = headings(&cards);
    let at = |n: usize| seen.iter().position(|heading| heading.contains(&references[n])).unwrap();
    assert!(at(1) < at(0) && at(0) < at(2), "newest first, and what is taken last: {seen:?}");
    assert!(said(&cards[at(2)]).contains("With the DSL since"), "{}", said(&cards[at(2)]));
    let buttons = |n: usize| cards[at(n)].buttons.iter().map(|b| b.id.as_str()).collect::<Vec<_>>();
    assert_eq!((buttons(1), buttons(2)), (vec!["acknowledge", "read"], vec!["read"]));
    dsl.does(Action::HomeOpened).await.clicks_here("read").await;
    assert!(matches!(dsl.view, View::Private { .. }) && dsl.sees().contains("zanzibarquartz"));
    dsl.clicks_here("acknowledge").await;
    dsl.clicks("close_case", &newest).await;
    dsl.fills(&[("what_was_done", Entry::Write("Spoke to Mia and her mother."))], "close_now").await;
    assert!(!headings(&home(&world, "dsl").await).iter().any(|heading| heading.contains(&references[2])));
}

async fn nobody_finds_a_concern_that_is_about_them_or_not_theirs(database: Database) {
    let world = World::open(database).await;
    let about_dsl = world
        .person("teacher")
        .reports("safeguarding_team", "staff_conduct", WORDS, &["dsl"])
        .await
        .to_string();
    let about_head = world.person("teacher").reports("head", "staff_conduct", WORDS, &[]).await.to_string();
    let finds = async |user: &str, reference: &str| {
        headings(&home(&world, user).await).iter().any(|heading| heading.contains(reference))
    };
    assert!(finds("head", &about_dsl).await && !finds("head", &about_head).await);
    assert!(finds("chair", &about_head).await);
    for user in ["dsl", "deputy", "colleague", "dpo"] {
        assert!(!finds(user, &about_dsl).await && !finds(user, &about_head).await, "{user}");
    }
    let none = home(&world, "dsl").await;
    assert!(!none.iter().any(|card| card.heading.contains("Open concerns")), "not even how many: {none:?}");
}

async fn a_task_is_listed_as_a_task(database: Database) {
    let mut staff = STAFF.to_vec();
    staff.extend([
        ("online", "Petra Voss", &[Role::OnlineSafetyLead][..]),
        ("it", "Wendell Pike", &[Role::ItLead][..]),
    ]);
    let world = World::under("kas", database, &staff, &[]).await;
    world.person("teacher").reports("nobody", "filtering_breach", WORDS, &[]).await;
    let mut tasks = 0;
    for user in ["online", "it"] {
        for card in home(&world, user).await.iter().filter(|card| card.heading.contains("a task for you")) {
            tasks += 1;
            assert!(card.buttons.iter().all(|button| button.label == "Read your part"), "not the report");
            assert!(card.buttons.iter().all(|button| button.id == "read"), "{user}: {}", said(card));
        }
    }
    assert!(tasks > 0, "somebody has a task in it");
}

async fn twenty_are_listed_and_the_rest_counted(database: Database) {
    let world = World::open(database).await;
    for n in 0..22 {
        world.person("teacher").reports("pupil", "bullying", &format!("Report number {n}"), &[]).await;
    }
    let cards = home(&world, "dsl").await;
    let head = cards.iter().position(|card| card.heading.contains("Open concerns you may read: 22")).unwrap();
    assert!(said(&cards[head]).contains("and 2 more"), "{}", said(&cards[head]));
    let listed = cards.iter().filter(|card| card.heading.contains("Nobody has it yet")).count();
    assert_eq!(listed, 20);
}

/// What home may take with a thousand concerns open, in a build without optimisation and beside other tests.
const PATIENCE: Duration = Duration::from_secs(3);

async fn home_stays_quick_with_a_thousand_open_concerns(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "bullying", WORDS, &[]).await;
    let first = world.cases().await.remove(0);
    world
        .database
        .write(move |tx| {
            Box::pin(async move {
                let route = tx.route(&first.id).await?.unwrap_or_default();
                let nobody = Subjects::default();
                let deputy =
                    Subjects { people: [PersonId::parse("deputy").unwrap()].into(), ..Subjects::default() };
                for n in 0_u16..1000 {
                    let [high, low] = n.to_be_bytes();
                    let mut bytes = [9; 16];
                    (bytes[0], bytes[1]) = (high, low);
                    // Six digits to the base of the signs of a reference.
                    let sign = |place: u32| u8::try_from(u32::from(n) / 24_u32.pow(place) % 24).unwrap();
                    let case = Case {
                        id: CaseId::from_random(bytes),
                        draft: DraftId::from_random(bytes),
                        reference: Reference::from_random([0, 0, 1, sign(2), sign(1), sign(0)]),
                        ..first.clone()
                    };
                    let (key, body) = (Sealed::from_store(vec![1]), Sealed::from_store(vec![2; 2000]));
                    // Half of them are about the deputy.
                    let about = if n % 2 == 0 { &deputy } else { &nobody };
                    tx.insert_case(&case, &key, &body, (&route, about)).await?;
                }
                Ok(())
            })
        })
        .await
        .unwrap();
    let mut took = Duration::MAX;
    for (user, count) in [("dsl", 1001), ("deputy", 501), ("head", 1001)] {
        let began = Instant::now();
        let cards = home(&world, user).await;
        took = took.min(began.elapsed());
        let head = format!("Open concerns you may read: {count}");
        assert!(headings(&cards).contains(&head.as_str()), "{user}: {:?}", headings(&cards));
    }
    assert!(took < PATIENCE, "{took:?}");
    println!("home at a thousand open concerns: {took:?}");
}

async fn an_acknowledgement_from_a_message_is_answered_briefly_and_the_message_follows(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let reference = world.person("teacher").reports("pupil", "bullying", WORDS, &[]).await.to_string();
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("acknowledge").await;
    let answer = dsl.card().clone();
    assert!(matches!(dsl.view, View::Card(_)) && answer.heading.contains(&reference), "{}", said(&answer));
    assert!(said(&answer).chars().count() < 400, "short: {}", said(&answer));
    assert!(world.chat.seen_by("dsl")[0].card.buttons.iter().any(|b| b.id == "acknowledge"), "not yet");
    world.settle().await;
    let post = &world.chat.seen_by("dsl")[0];
    assert!(post.card.heading.contains("acknowledged"), "{}", said(&post.card));
    assert!(!post.card.buttons.iter().any(|button| button.id == "acknowledge"));
}

async fn a_word_behind_the_command_does_what_it_says_in_any_language(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    for command in ["/hearken", "/hearken home", "/hearken  MINE ", "/hearken inicio", "/hearken mis avisos"]
    {
        teacher.types(command).await;
        assert!(matches!(teacher.view, View::Home(_)), "{command}: {}", teacher.sees());
    }
    for command in ["/hearken concern", "/hearken preocupación"] {
        teacher.types(command).await;
        assert_eq!(teacher.page().id, "danger", "{command}");
    }
    for command in ["/hearken help", "/hearken ayuda", "/hearken Mia in 8B says zanzibarquartz"] {
        teacher.types(command).await;
        let seen = teacher.sees();
        assert!(seen.contains("What you can type here") && seen.contains("/concern"), "{command}: {seen}");
        assert!(!seen.contains("zanzibarquartz"), "{seen}");
    }
    teacher.clicks_on("raise").await;
    assert_eq!(teacher.page().id, "danger");
}
