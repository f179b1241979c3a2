//! Somebody it is about is named after it was sent: they are out at once, it goes up, and they hear nothing.

use crate::store::harness::Database;
use crate::world::{Entry, STAFF, WORKSPACE, World, identity};
use hearken::domain::case::State;
use hearken::domain::id::{PersonId, SchoolId};
use hearken::domain::school::{Identity, PlatformKind, Role};

on_both_databases!(
    a_colleague_named_by_the_lead_sends_it_up_and_the_lead_keeps_reading,
    a_lead_named_by_the_reporter_loses_it_at_once_with_the_team,
    whoever_names_somebody_may_lose_it_and_is_told_so_calmly,
    the_private_space_is_left_for_direct_messages,
    a_team_that_read_it_in_its_space_goes_on_there,
    what_was_under_way_when_somebody_was_named_never_arrives,
    an_owner_nobody_had_told_keeps_reading,
    an_owner_who_is_named_leaves_it_to_be_taken_again,
    an_adult_nobody_can_match_sends_everything_up,
    naming_the_same_person_twice_or_pressing_twice_changes_nothing_more,
    with_nobody_left_the_reporter_is_given_the_numbers,
    a_reporter_who_is_named_hears_nothing_more,
    a_form_without_anybody_is_asked_for_again,
    a_person_with_two_identities_is_out_on_both_and_told_once,
    a_closed_case_goes_up_all_the_same,
    what_was_asked_before_is_answered_to_those_who_have_it_now,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn reported(database: Database, space: &[&str]) -> (World, String) {
    let world = World::with(database, STAFF, space).await;
    world.person("teacher").reports("pupil", "bullying", WORDS, &[]).await;
    world.settle().await;
    let id = world.cases().await[0].id.to_string();
    (world, id)
}

/// What this person sees after they have named these.
async fn names(world: &World, user: &str, button: &str, whom: &[&str]) -> String {
    let id = world.cases().await[0].id.to_string();
    let mut person = world.person(user);
    person.clicks(button, &id).await;
    assert_eq!(person.page().id, "name_subject");
    person.fills(&[("named", Entry::People(whom))], "name_them").await;
    let seen = person.sees();
    world.settle().await;
    seen
}

/// They can do nothing with it, hear nothing of it from now on, and never hear why.
async fn is_out(world: &World, users: &[&str]) {
    let case = world.cases().await.remove(0);
    for user in users {
        let posts = world.chat.seen_by(user).len();
        for button in ["read", "acknowledge", "ask_reporter", "close_case", "reopen_case", "name_subject"] {
            let mut person = world.person(user);
            person.clicks(button, case.id.as_str()).await;
            let seen = person.sees();
            assert!(seen.contains("isn't open to you"), "{user}, {button}: {seen}");
            assert!(!seen.contains(case.reference.as_str()) && !seen.contains("zanzibarquartz"), "{seen}");
        }
        for _ in 0..8 {
            world.minutes_later(90).await;
        }
        assert_eq!(world.chat.seen_by(user).len(), posts, "{user}: {}", world.chat.text_for(user));
        assert!(!world.chat.text_for(user).contains("have been taken off"), "{user}");
    }
}

async fn a_colleague_named_by_the_lead_sends_it_up_and_the_lead_keeps_reading(database: Database) {
    let (world, id) = reported(database, &[]).await;
    world.person("dsl").clicks("acknowledge", &id).await;
    world.settle().await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await.clicks_here("name_subject").await;
    dsl.fills(&[("named", Entry::People(&["colleague"]))], "name_them").await;
    assert!(
        dsl.sees().contains("the headteacher") && dsl.sees().contains("You still have it"),
        "{}",
        dsl.sees()
    );
    world.settle().await;
    let case = &world.cases().await[0];
    assert_eq!(
        (case.state, case.acknowledged_by.clone()),
        (State::Received, None),
        "the head has to take it"
    );
    let head = world.chat.text_for("head");
    assert!(head.contains("has come to you") && !head.contains("Whitlock"), "{head}");
    assert!(world.chat.text_for("dsl").contains("who reads it has changed"));
    assert_eq!(world.chat.seen_by("chair").len(), 0, "only when the head does not answer");
    dsl.clicks("read", &id).await;
    assert!(
        dsl.sees().contains("zanzibarquartz") && dsl.sees().contains("Named: Dana Whitlock"),
        "{}",
        dsl.sees()
    );
    world.minutes_later(120).await;
    assert!(world.chat.text_for("head").contains("Reminder: concern"), "the head is chased");
    world.minutes_later(60).await;
    assert!(world.chat.text_for("chair").contains("because the headteacher and the DSL did not answer"));
    world.person("head").clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert!(world.chat.text_for("teacher").contains("someone has it"));
    is_out(&world, &["colleague", "deputy", "on_call"]).await;
    assert!(world.acts().await.contains(&"subject_named".to_owned()));
}

async fn a_lead_named_by_the_reporter_loses_it_at_once_with_the_team(database: Database) {
    let (world, id) = reported(database, &[]).await;
    let mut dsl = world.person("dsl");
    dsl.clicks("read", &id).await;
    let before = world.chat.text_for("dsl");
    let mut teacher = world.person("teacher");
    teacher.clicks_in_chat("name_reader").await;
    teacher.fills(&[("named", Entry::People(&["dsl"]))], "name_them").await;
    let seen = teacher.sees();
    assert!(seen.contains("It is now for the headteacher."), "{seen}");
    assert!(!seen.contains("01632 960001"), "never the number of whom it is about: {seen}");
    world.settle().await;
    assert!(world.chat.text_for("head").contains("has come to you"));
    assert_eq!(world.chat.text_for("dsl"), before, "not a word more");
    is_out(&world, &["dsl", "deputy"]).await;
    let card = world.chat.text_for("teacher");
    assert!(card.contains("Read: Not yet"), "nobody who has it now has read it: {card}");
}

async fn whoever_names_somebody_may_lose_it_and_is_told_so_calmly(database: Database) {
    let (world, id) = reported(database, &[]).await;
    world.person("dsl").clicks("acknowledge", &id).await;
    let seen = names(&world, "dsl", "name_subject", &["deputy"]).await;
    assert!(seen.contains("you no longer have it") && !seen.contains("headteacher"), "{seen}");
    assert_eq!(world.cases().await[0].state, State::Received);
    is_out(&world, &["dsl", "deputy"]).await;
    // The same from somebody who names themselves.
    let seen = names(&world, "head", "name_subject", &["head"]).await;
    assert!(seen.contains("you no longer have it"), "{seen}");
    assert!(world.chat.text_for("chair").contains("has come to you"), "{}", world.chat.text_for("chair"));
    is_out(&world, &["head"]).await;
}

async fn the_private_space_is_left_for_direct_messages(database: Database) {
    let (world, id) = reported(database, &["dsl", "deputy", "head"]).await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1, "it stands in the space");
    names(&world, "teacher", "name_reader", &["deputy"]).await;
    assert_eq!(world.chat.seen_by("deputy").len(), 1, "nothing more stands there");
    let direct = world
        .chat
        .posts()
        .into_iter()
        .filter(|post| matches!(&post.place, hearken::chat::Place::Direct { user } if user == "head"));
    assert_eq!(direct.count(), 1);
    let thread = world.chat.text_for("deputy");
    assert!(!thread.contains("come to you") && !thread.contains("zanzibarquartz"), "{thread}");
    world.person("head").clicks("acknowledge", &id).await;
    world.settle().await;
    assert_eq!(world.chat.text_for("deputy"), thread, "nor who has it now");
    is_out(&world, &["deputy", "dsl"]).await;
}

async fn a_team_that_read_it_in_its_space_goes_on_there(database: Database) {
    let (world, id) = reported(database, &["dsl", "deputy"]).await;
    names(&world, "teacher", "name_reader", &["colleague"]).await;
    assert!(world.chat.text_for("deputy").contains("who reads it has changed"));
    assert!(world.chat.text_for("head").contains("has come to you"));
    let mut deputy = world.person("deputy");
    deputy.clicks("read", &id).await;
    assert!(deputy.sees().contains("zanzibarquartz"));
    is_out(&world, &["colleague", "on_call"]).await;
}

async fn what_was_under_way_when_somebody_was_named_never_arrives(database: Database) {
    let world = World::with(database, STAFF, &["dsl", "deputy"]).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    // Nothing has been delivered yet.
    names(&world, "teacher", "name_reader", &["dsl"]).await;
    is_out(&world, &["dsl", "deputy", "on_call"]).await;
    assert_eq!(world.chat.seen_by("dsl").len(), 0, "{}", world.chat.text_for("dsl"));
    assert!(world.chat.text_for("head").contains("has come to you"));
    // A post that failed, and is tried again only after they were named.
    let down = hearken::chat::SendError::Retry { after: None, code: "down" };
    world.chat.trouble_at("safeguarding", crate::world::Trouble::Fails(down.clone()));
    world.chat.trouble_at("dsl", crate::world::Trouble::Fails(down));
    world.person("colleague").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let cases = world.cases().await;
    let newest = cases.iter().find(|case| case.reporter == identity("colleague")).unwrap();
    let mut colleague = world.person("colleague");
    colleague.clicks("name_reader", newest.id.as_str()).await;
    colleague.fills(&[("named", Entry::People(&["dsl"]))], "name_them").await;
    world.chat.no_trouble();
    world.minutes_later(30).await;
    assert_eq!(world.chat.seen_by("dsl").len(), 0, "{}", world.chat.text_for("dsl"));
    assert!(world.chat.text_for("head").contains(newest.reference.as_str()));
}

async fn an_owner_nobody_had_told_keeps_reading(database: Database) {
    let (world, id) = reported(database, &[]).await;
    let mut deputy = world.person("deputy");
    deputy.clicks("acknowledge", &id).await;
    world.settle().await;
    names(&world, "deputy", "name_subject", &["colleague"]).await;
    deputy.clicks("read", &id).await;
    assert!(deputy.sees().contains("zanzibarquartz"), "{}", deputy.sees());
    assert!(world.chat.text_for("deputy").contains("who reads it has changed"));
}

async fn an_owner_who_is_named_leaves_it_to_be_taken_again(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("staff", "staff_conduct", WORDS, &["colleague"]).await;
    world.settle().await;
    for _ in 0..3 {
        world.minutes_later(120).await;
    }
    world.person("chair").clicks_in_chat("acknowledge").await;
    world.settle().await;
    let before = world.chat.text_for("head").matches("has come to you").count();
    names(&world, "head", "name_subject", &["chair"]).await;
    let case = &world.cases().await[0];
    assert_eq!((case.state, case.acknowledged_by.clone()), (State::Received, None));
    assert!(
        world.chat.text_for("head").matches("has come to you").count() > before,
        "the lead has to take it"
    );
    is_out(&world, &["chair"]).await;
}

async fn an_adult_nobody_can_match_sends_everything_up(database: Database) {
    let (world, _) = reported(database, &[]).await;
    let seen = names(&world, "dsl", "name_subject", &["stranger"]).await;
    assert!(seen.contains("you no longer have it"), "{seen}");
    assert!(world.chat.text_for("head").contains("has come to you"));
    is_out(&world, &["dsl", "deputy", "stranger"]).await;
    // The same by the words for it.
    world.person("colleague").reports("pupil", "bullying", WORDS, &[]).await;
    world.settle().await;
    let cases = world.cases().await;
    let newest = cases.iter().find(|case| case.reporter == identity("colleague")).unwrap();
    let mut dsl = world.person("dsl");
    dsl.clicks("name_subject", newest.id.as_str()).await;
    dsl.fills(&[("named_unknown", Entry::Tick)], "name_them").await;
    assert!(dsl.sees().contains("you no longer have it"), "{}", dsl.sees());
    world.settle().await;
    let mut head = world.person("head");
    head.clicks("read", newest.id.as_str()).await;
    assert!(head.sees().contains("Named an adult here we can't match"), "{}", head.sees());
}

async fn naming_the_same_person_twice_or_pressing_twice_changes_nothing_more(database: Database) {
    let (world, id) = reported(database, &[]).await;
    let mut dsl = world.person("dsl");
    dsl.clicks("name_subject", &id).await;
    let form = dsl.view.clone();
    let named = [("named", Entry::People(&["colleague"][..]))];
    dsl.fills(&named, "name_them").await.is_delivered_again().await;
    dsl.view = form;
    dsl.fills(&named, "name_them").await;
    assert!(dsl.sees().contains("You still have it"), "{}", dsl.sees());
    world.settle().await;
    world.person("head").clicks("acknowledge", &id).await;
    world.settle().await;
    names(&world, "head", "name_subject", &["colleague", "colleague"]).await;
    assert_eq!(world.cases().await[0].state, State::Acknowledged, "whoever has it keeps it");
    assert_eq!(world.acts().await.iter().filter(|act| *act == "subject_named").count(), 2);
}

async fn with_nobody_left_the_reporter_is_given_the_numbers(database: Database) {
    let (world, id) = reported(database, &[]).await;
    let seen = names(&world, "teacher", "name_reader", &["dsl", "head", "chair"]).await;
    assert!(seen.contains("needs you to call someone") && seen.contains("01632 960010"), "{seen}");
    assert_eq!(world.cases().await[0].state, State::Unrouted);
    let told = world.chat.text_for("teacher");
    assert!(told.contains("needs you to call someone"), "{told}");
    is_out(&world, &["dsl", "deputy", "head", "chair", "on_call"]).await;
    assert!(
        world.chat.text_for("teacher").contains("Did you reach someone?"),
        "asked on the next school day"
    );
    let mut teacher = world.person("teacher");
    teacher.clicks_in_chat("reached").await;
    let posts = world.chat.posts().len();
    world.minutes_later(72 * 60).await;
    assert_eq!(world.chat.posts().len(), posts, "and not again");
    teacher.clicks("mine", &id).await;
    assert!(teacher.sees().contains("needs you to call someone"));
}

async fn a_reporter_who_is_named_hears_nothing_more(database: Database) {
    let (world, id) = reported(database, &[]).await;
    let mut dsl = world.person("dsl");
    dsl.clicks("ask_reporter", &id).await;
    dsl.fills(&[("question", Entry::Write("Where, obsidianfern?"))], "send_question").await;
    let posts = world.chat.seen_by("teacher").len();
    names(&world, "dsl", "name_subject", &["teacher"]).await;
    assert_eq!(world.chat.seen_by("teacher").len(), posts, "{}", world.chat.text_for("teacher"));
    world.person("head").clicks("acknowledge", &id).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("teacher").len(), posts);
    let mut teacher = world.person("teacher");
    for (button, value) in [("mine", id.clone()), ("read_question", format!("{id}.1"))] {
        teacher.clicks(button, &value).await;
        assert!(teacher.sees().contains("isn't open to you"), "{button}: {}", teacher.sees());
    }
    let mut head = world.person("head");
    head.clicks("ask_reporter", &id).await;
    assert!(head.sees().contains("can't be asked here"), "{}", head.sees());
    is_out(&world, &["teacher"]).await;
}

async fn a_form_without_anybody_is_asked_for_again(database: Database) {
    let (world, id) = reported(database, &[]).await;
    let mut dsl = world.person("dsl");
    dsl.clicks("name_subject", &id).await.presses("name_them").await;
    assert!(dsl.sees().contains("Please answer this one"), "{}", dsl.sees());
    dsl.clicks("read", &id).await;
    assert!(dsl.sees().contains("zanzibarquartz"), "nothing has changed");
}

async fn a_person_with_two_identities_is_out_on_both_and_told_once(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let link = |identity: Identity| {
        world.database.write(move |tx| {
            Box::pin(async move {
                let school = SchoolId::parse("oak").unwrap();
                tx.link_identity(&school, &identity, &PersonId::parse("dsl").unwrap()).await
            })
        })
    };
    link(identity("dsl-phone")).await.unwrap();
    let workspace = WORKSPACE.to_owned();
    link(Identity { platform: PlatformKind::Teams, workspace, user: "dsl".to_owned() }).await.unwrap();
    world.person("teacher").reports("pupil", "bullying", WORDS, &[]).await;
    world.settle().await;
    let served = world.chat.seen_by("dsl").len() + world.chat.seen_by("dsl-phone").len();
    assert_eq!(served, 1, "one person, one message");
    let id = world.cases().await[0].id.to_string();
    for user in ["dsl", "dsl-phone"] {
        let mut person = world.person(user);
        person.clicks("read", &id).await;
        assert!(person.sees().contains("zanzibarquartz"), "{user} may read it on either");
    }
    names(&world, "teacher", "name_reader", &["dsl-phone"]).await;
    is_out(&world, &["dsl", "dsl-phone"]).await;
}

async fn a_closed_case_goes_up_all_the_same(database: Database) {
    let (world, id) = reported(database, &[]).await;
    let mut dsl = world.person("dsl");
    dsl.clicks("acknowledge", &id).await;
    dsl.clicks("close_case", &id).await;
    dsl.fills(&[("what_was_done", Entry::Write("Spoke to both."))], "close_now").await;
    world.settle().await;
    names(&world, "teacher", "name_reader", &["colleague"]).await;
    assert_eq!(world.cases().await[0].state, State::Received);
    assert!(world.chat.text_for("head").contains("has come to you"));
}

async fn what_was_asked_before_is_answered_to_those_who_have_it_now(database: Database) {
    let (world, id) = reported(database, &[]).await;
    let mut dsl = world.person("dsl");
    dsl.clicks("acknowledge", &id).await;
    dsl.clicks("ask_reporter", &id).await;
    dsl.fills(&[("question", Entry::Write("Where was it?"))], "send_question").await;
    world.settle().await;
    names(&world, "teacher", "name_reader", &["dsl"]).await;
    world.person("head").clicks("acknowledge", &id).await;
    let mut teacher = world.person("teacher");
    teacher.clicks_in_chat("read_question").await.clicks_here("answer_question").await;
    assert!(teacher.sees().contains("This goes to the headteacher."), "{}", teacher.sees());
    teacher.fills(&[("answer", Entry::Write("In the gym, vermilionheron"))], "send_answer").await;
    world.settle().await;
    assert!(world.chat.text_for("head").contains("the reporter has answered"));
    let mut head = world.person("head");
    head.clicks("read", &id).await;
    assert!(head.sees().contains("vermilionheron") && head.sees().contains("someone who no longer has it"));
    world.hire("colleague", "Dana Whitlock", &[Role::DeputyDsl]).await;
    is_out(&world, &["dsl", "deputy", "colleague"]).await;
}
