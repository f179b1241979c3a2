//! Nobody a concern is about receives it or sees it; whoever is unknown sends it up.

use crate::store::harness::Database;
use crate::world::{Entry, STAFF, World, said};
use hearken::domain::case::State;
use hearken::domain::school::Role;

on_both_databases!(
    a_colleague_who_is_accused_sees_nothing_and_the_head_has_it,
    the_lead_who_is_the_subject_is_left_out_with_the_whole_team,
    the_safeguarding_team_without_a_name_is_left_out,
    the_head_is_left_out_and_the_chair_of_governors_has_it,
    an_adult_nobody_can_match_sends_it_up_past_the_team,
    a_reader_whom_the_reporter_named_on_the_list_is_taken_off,
    a_readers_name_in_the_text_is_asked_about_before_anything_is_sent,
    with_a_member_too_many_in_the_space_people_are_written_to_directly,
    a_public_space_and_one_with_strangers_are_never_used,
    a_missing_lead_is_seen_before_sending_and_the_deputy_leads,
    with_nobody_left_it_is_kept_and_the_reporter_is_told_it_is_not_delivered,
    with_nobody_left_in_the_summer_holidays_the_reporter_is_asked_tomorrow_and_not_in_september,
    a_new_lead_between_look_and_send_is_shown_before_anything_is_sent,
    a_lead_who_left_after_the_report_is_not_told,
    a_governor_without_a_name_is_any_of_them_whoever_else_is_named,
    a_name_in_what_is_added_later_never_reaches_its_bearer,
    a_file_after_a_report_about_the_team_is_not_told_to_the_team,
    a_call_for_help_is_heard_from_any_page_and_once,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn nothing_reaches(world: &World, users: &[&str]) {
    for user in users {
        assert_eq!(world.chat.seen_by(user).len(), 0, "{user}: {}", world.chat.text_for(user));
        let mut person = world.person(user);
        for button in ["read", "acknowledge"] {
            person.clicks(button, world.cases().await[0].id.as_str()).await;
            let seen = person.sees();
            assert!(seen.contains("isn't open to you"), "{user}: {seen}");
            assert!(!seen.contains("zanzibarquartz"), "{user}: {seen}");
            assert!(!seen.contains(world.cases().await[0].reference.as_str()), "{user}: {seen}");
        }
    }
    assert_eq!(world.cases().await[0].state, State::Received, "nobody of them could acknowledge it");
}

async fn the_whole_ladder_passes(world: &World) {
    world.settle().await;
    for _ in 0..12 {
        world.minutes_later(180).await;
    }
}

async fn a_colleague_who_is_accused_sees_nothing_and_the_head_has_it(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("staff", "staff_conduct", WORDS, &["colleague"]).await;
    the_whole_ladder_passes(&world).await;
    assert!(world.chat.text_for("head").contains("Concern"));
    assert!(world.chat.text_for("chair").contains("because the headteacher did not answer"));
    nothing_reaches(&world, &["colleague", "dsl", "deputy", "on_call"]).await;
    let mut head = world.person("head");
    head.clicks_in_chat("read").await;
    assert!(head.sees().contains(WORDS) && head.sees().contains("Dana Whitlock"));
}

async fn the_lead_who_is_the_subject_is_left_out_with_the_whole_team(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("safeguarding_team", "staff_conduct", WORDS, &["dsl"]).await;
    the_whole_ladder_passes(&world).await;
    assert!(world.chat.seen_by("head").len() > 1);
    nothing_reaches(&world, &["dsl", "deputy"]).await;
}

async fn the_safeguarding_team_without_a_name_is_left_out(database: Database) {
    // The head is a deputy too, so that only the chair of governors is left.
    let mut staff = STAFF.to_vec();
    staff.retain(|(user, ..)| *user != "head");
    staff.push(("head", "Morgan Hale", &[Role::Head, Role::DeputyDsl]));
    let world = World::with(database, &staff, &["dsl", "deputy", "head"]).await;
    world.person("teacher").reports("safeguarding_team", "welfare_other", WORDS, &[]).await;
    the_whole_ladder_passes(&world).await;
    assert!(world.chat.seen_by("chair").len() > 1);
    nothing_reaches(&world, &["dsl", "deputy", "head"]).await;
}

async fn the_head_is_left_out_and_the_chair_of_governors_has_it(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports("head", "staff_conduct", WORDS, &[]).await;
    assert!(teacher.sees().contains("the chair of governors"), "{}", teacher.sees());
    assert!(!teacher.sees().contains("01632 960003"), "never the number of whom it is about");
    the_whole_ladder_passes(&world).await;
    assert!(world.chat.seen_by("chair").len() > 1);
    nothing_reaches(&world, &["head", "dsl", "deputy"]).await;
    // Not even after they have become a governor.
    world.hire("head", "Morgan Hale", &[Role::ChairOfGovernors]).await;
    the_whole_ladder_passes(&world).await;
    nothing_reaches(&world, &["head"]).await;
}

async fn an_adult_nobody_can_match_sends_it_up_past_the_team(database: Database) {
    let world = World::open(database).await;
    // Picked from the platform's own list, but on nobody's staff list.
    world.person("teacher").reports("staff", "device_misuse", WORDS, &["stranger"]).await;
    the_whole_ladder_passes(&world).await;
    assert!(world.chat.seen_by("head").len() > 1);
    nothing_reaches(&world, &["dsl", "deputy", "stranger"]).await;
}

async fn a_reader_whom_the_reporter_named_on_the_list_is_taken_off(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.writes("pupil", "bullying", WORDS, &[]).await;
    teacher.presses("named_here").await;
    teacher.fills(&[("also_about", Entry::People(&["dsl"]))], "back").await;
    assert!(teacher.sees().contains("This goes to the DSL."), "going back takes nothing over");
    teacher.presses("named_here").await;
    teacher.fills(&[("also_about", Entry::People(&["dsl"]))], "carry_on").await;
    assert_eq!(teacher.page().id, "check");
    assert!(teacher.sees().contains("This goes to the headteacher."), "{}", teacher.sees());
    teacher.presses("send").await;
    the_whole_ladder_passes(&world).await;
    assert!(world.chat.seen_by("head").len() > 1);
    nothing_reaches(&world, &["dsl", "deputy"]).await;
}

async fn a_readers_name_in_the_text_is_asked_about_before_anything_is_sent(database: Database) {
    let world = World::open(database).await;
    let words = "Ms Fielding was in the room. zanzibarquartz";
    for (answer, lead) in [("no", "dsl"), ("not_sure", "head"), ("yes", "head")] {
        let before = world.cases().await.len();
        let mut teacher = world.person("teacher");
        teacher.writes("pupil", "bullying", words, &[]).await;
        teacher.presses("send").await;
        assert_eq!(teacher.page().id, "same_name");
        assert!(teacher.sees().contains("Nothing is sent yet."), "{}", teacher.sees());
        assert_eq!(world.cases().await.len(), before);
        teacher.fills(&[("name_is_subject", Entry::Pick(answer))], "carry_on").await;
        let goes_to = if lead == "dsl" { "This goes to the DSL." } else { "This goes to the headteacher." };
        assert!(teacher.sees().contains(goes_to), "{answer}: {}", teacher.sees());
        let posts = world.chat.seen_by(lead).len();
        teacher.presses("send").await;
        teacher.reference();
        world.settle().await;
        assert!(world.chat.seen_by(lead).len() > posts, "{answer}");
    }
    let team: String = world.chat.seen_by("dsl").iter().map(|post| said(&post.card)).collect();
    let references: Vec<_> = world.cases().await.into_iter().map(|case| case.reference).collect();
    assert_eq!(references.iter().filter(|r| team.contains(r.as_str())).count(), 1, "only the first: {team}");
}

async fn with_a_member_too_many_in_the_space_people_are_written_to_directly(database: Database) {
    let world = World::open(database).await;
    world.chat.join("colleague");
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    the_whole_ladder_passes(&world).await;
    assert_eq!(world.chat.seen_by("colleague").len(), 0);
    assert!(world.chat.text_for("dsl").contains("Concern"));
}

async fn a_public_space_and_one_with_strangers_are_never_used(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("deputy").len(), 1, "the space is used while it is private");
    world.chat.admit_strangers();
    world.minutes_later(15).await;
    assert_eq!(world.chat.seen_by("deputy").len(), 1, "and no longer: the reminder went to the lead alone");
    world.chat.make_public();
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    let before = world.chat.seen_by("colleague").len();
    world.settle().await;
    assert_eq!(world.chat.seen_by("colleague").len(), before, "nothing new is posted where anyone can read");
}

async fn a_missing_lead_is_seen_before_sending_and_the_deputy_leads(database: Database) {
    let mut staff = STAFF.to_vec();
    staff.retain(|(user, ..)| *user != "dsl");
    let world = World::with(database, &staff, &[]).await;
    let mut teacher = world.person("teacher");
    teacher.writes("pupil", "nudes", WORDS, &[]).await;
    assert!(teacher.sees().contains("This goes to the deputy DSL."), "{}", teacher.sees());
    teacher.presses("send").await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("deputy").len(), 1);
}

async fn with_nobody_left_it_is_kept_and_the_reporter_is_told_it_is_not_delivered(database: Database) {
    let staff: Vec<_> =
        STAFF.iter().filter(|(user, ..)| ["teacher", "dsl"].contains(user)).copied().collect();
    let world = World::with(database, &staff, &["dsl"]).await;
    let mut teacher = world.person("teacher");
    teacher.writes("staff", "staff_conduct", WORDS, &["dsl"]).await;
    assert!(teacher.sees().contains("Nobody at this school can be sent this."), "{}", teacher.sees());
    teacher.presses("send").await;
    let seen = teacher.sees();
    assert!(seen.contains("Not delivered inside school"), "{seen}");
    assert!(seen.contains("01632 960010"), "whom to call instead: {seen}");
    world.settle().await;
    world.minutes_later(21 * 60).await;
    assert_eq!(world.chat.posts().len(), 0, "nobody inside, and no question before the next morning");
    world.minutes_later(60).await;
    assert!(world.chat.text_for("teacher").contains("Did you reach someone?"));
    let mut other = world.person("dsl");
    other.clicks("reached", world.cases().await[0].id.as_str()).await;
    assert!(other.sees().contains("isn't open to you"));
    teacher.clicks_in_chat("not_reached").await;
    assert!(teacher.sees().contains("01632 960010"));
    world.minutes_later(24 * 60).await;
    assert_eq!(world.chat.posts().len(), 2, "asked again each weekday until they did");
    teacher.clicks_in_chat("reached").await;
    world.minutes_later(72 * 60).await;
    assert_eq!(world.chat.posts().len(), 2);
    assert_eq!(world.chat.seen_by("dsl").len(), 0);
    assert_eq!(world.cases().await[0].state, State::Unrouted);
    assert!(world.acts().await.contains(&"report_unrouted".to_owned()));
}

async fn with_nobody_left_in_the_summer_holidays_the_reporter_is_asked_tomorrow_and_not_in_september(
    database: Database,
) {
    let staff: Vec<_> =
        STAFF.iter().filter(|(user, ..)| ["teacher", "dsl"].contains(user)).copied().collect();
    let world = World::with(database, &staff, &["dsl"]).await;
    let tuesday: hearken::domain::Moment = "2026-08-04T09:00:00Z".parse().unwrap();
    world.clock.move_on(tuesday - world.now());
    let mut teacher = world.person("teacher");
    teacher.reports("staff", "staff_conduct", WORDS, &["dsl"]).await;
    assert!(teacher.sees().contains("We will ask you tomorrow"), "{}", teacher.sees());
    world.settle().await;
    for asked in 1..=2 {
        world.minutes_later(21 * 60).await;
        assert_eq!(world.chat.posts().len(), asked - 1, "not at night");
        world.minutes_later(3 * 60).await;
        assert_eq!(world.chat.posts().len(), asked);
        assert!(world.chat.text_for("teacher").contains("Did you reach someone?"));
    }
}

async fn a_new_lead_between_look_and_send_is_shown_before_anything_is_sent(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.writes("pupil", "nudes", WORDS, &[]).await;
    world.hire("dsl", "Amara Fielding", &[Role::Staff]).await;
    teacher.presses("send").await;
    assert!(teacher.sees().contains("has changed since you last looked"), "{}", teacher.sees());
    assert!(teacher.sees().contains("This goes to the deputy DSL."));
    assert_eq!(world.cases().await.len(), 0);
    teacher.presses("send").await;
    teacher.reference();
}

async fn a_lead_who_left_after_the_report_is_not_told(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.hire("dsl", "Amara Fielding", &[Role::Staff]).await;
    the_whole_ladder_passes(&world).await;
    assert_eq!(world.chat.seen_by("dsl").iter().filter(|p| p.key.contains("dsl")).count(), 0);
    assert!(world.chat.seen_by("deputy").len() > 1, "the next has it instead");
    let mut left = world.person("dsl");
    left.clicks("read", world.cases().await[0].id.as_str()).await;
    assert!(!left.sees().contains("zanzibarquartz"));
}

async fn a_governor_without_a_name_is_any_of_them_whoever_else_is_named(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.writes("governor", "staff_conduct", WORDS, &[]).await;
    assert!(teacher.sees().contains("This goes to the headteacher."), "{}", teacher.sees());
    teacher.presses("named_here").await;
    teacher.fills(&[("also_about", Entry::People(&["colleague"]))], "carry_on").await;
    teacher.presses("send").await;
    the_whole_ladder_passes(&world).await;
    assert!(world.chat.seen_by("head").len() > 1);
    nothing_reaches(&world, &["chair", "colleague", "dsl"]).await;
}

async fn a_name_in_what_is_added_later_never_reaches_its_bearer(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "bullying", WORDS, &[]).await;
    world.settle().await;
    let posts = world.chat.seen_by("dsl").len();
    let draft = world.cases().await[0].draft.clone();
    teacher.clicks("add_more", draft.as_str()).await.skips_to("after_who").await;
    let added = [("child_words", Entry::Write("Amara Fielding took it, obsidianfern"))];
    teacher.fills(&added, "finish").await;
    assert!(teacher.sees().contains("We haven't added this yet"), "{}", teacher.sees());
    let hearken::chat::FieldKind::Long { value } = &teacher.page().fields[3].kind else { panic!("long") };
    assert!(value.expose().contains("obsidianfern"), "nothing typed is lost");
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), posts);
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(!dsl.sees().contains("obsidianfern"));
    // Whom one told in person is another matter.
    teacher.clicks("add_more", draft.as_str()).await.skips_to("after_when").await;
    teacher.fills(&[("told_already", Entry::Write("Ms Fielding, at ten"))], "finish").await;
    assert!(teacher.sees().contains("Added to"), "{}", teacher.sees());
}

async fn a_file_after_a_report_about_the_team_is_not_told_to_the_team(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.reports("safeguarding_team", "staff_conduct", WORDS, &["dsl"]).await;
    teacher.does(hearken::chat::Action::FileOffered).await;
    assert!(teacher.sees().contains("Nobody has been told yet"), "{}", teacher.sees());
    assert!(
        !teacher.sees().contains("01632 960001"),
        "never the accused team's own number: {}",
        teacher.sees()
    );
    the_whole_ladder_passes(&world).await;
    nothing_reaches(&world, &["dsl", "deputy"]).await;
}

async fn a_call_for_help_is_heard_from_any_page_and_once(database: Database) {
    let world = World::open(database).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.presses("need_someone").await;
    let page = teacher.view.clone();
    world.clock.move_on(chrono::TimeDelta::hours(30));
    world.app.forget_the_old(world.now()).await.unwrap();
    teacher.view = page;
    teacher.presses("page_child").await.is_delivered_again().await;
    assert!(teacher.sees().contains("We are alerting"), "{}", teacher.sees());
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 1);
    assert_eq!(world.chat.seen_by("deputy").len(), 1);
}
