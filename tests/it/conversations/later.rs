//! What comes late, comes twice, or comes from somebody nobody has linked yet: nothing is lowered, leaked or answered
//! by accident.

use crate::store::harness::Database;
use crate::world::{Entry, Person, STAFF, Trouble, World, identity};
use chrono::TimeDelta;
use hearken::chat::{Action, SendError};
use hearken::domain::case::State;
use hearken::domain::id::{PersonId, SchoolId};
use hearken::domain::school::{Identity, Role};
use hearken::domain::urgency::Urgency;

on_both_databases!(
    what_cannot_wait_stays_urgent_when_school_opens_before_the_send_button,
    a_reporter_who_is_named_can_add_nothing_more,
    a_reporter_nobody_has_linked_hears_nothing_once_they_are_named,
    somebody_named_before_they_were_linked_never_has_it_afterwards,
    a_case_reopened_at_night_goes_at_once_to_whoever_is_on_call,
    news_of_a_closed_case_at_night_goes_at_once_to_whoever_is_on_call,
    a_file_from_a_second_identity_is_not_told_to_a_team_it_may_be_about,
    an_acknowledgement_delivered_again_does_not_take_a_case_that_came_back,
    a_reopening_delivered_again_does_not_open_what_was_closed_since,
    a_reporter_is_not_asked_at_night_because_a_post_was_under_way,
    a_deadline_from_a_clock_that_stood_ahead_is_put_right,
    an_empty_form_hides_no_unfinished_report,
    what_was_typed_is_kept_when_the_reporter_would_rather_talk,
    two_commands_at_once_open_a_form_each_and_neither_loses_anything,
    danger_added_at_night_to_what_was_closed_reaches_a_head_who_is_on_call,
    without_a_deputy_and_anyone_on_call_a_case_named_away_from_the_lead_is_still_chased,
    a_governor_who_reported_and_is_named_is_out_in_both_capacities,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";

async fn up_to_the_question<'w>(world: &'w World, user: &str) -> Person<'w> {
    let mut person = world.person(user);
    person.types("/concern").await.presses("carry_on").await;
    person.fills(&[("about", Entry::Pick("pupil"))], "carry_on").await;
    person.fills(&[("category", Entry::Pick("bullying"))], "carry_on").await;
    person.fills(&[("picture", Entry::Pick("no"))], "carry_on").await.reads_the_rules().await;
    person.fills(&[("what_happened", Entry::Write(WORDS))], "carry_on").await;
    person
}

async fn reported(database: Database, category: &str) -> (World, String) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", category, WORDS, &[]).await;
    world.settle().await;
    let id = world.cases().await[0].id.to_string();
    (world, id)
}

async fn link(world: &World, identity: Identity, person: &str) {
    let person = PersonId::parse(person).unwrap();
    let linked = world.database.write(move |tx| {
        Box::pin(async move {
            let school = SchoolId::parse("oak").unwrap();
            tx.link_identity(&school, &identity, &person).await
        })
    });
    linked.await.unwrap();
}

async fn closes(world: &World, user: &str, id: &str) {
    let mut person = world.person(user);
    person.clicks("acknowledge", id).await;
    person.clicks("close_case", id).await;
    person.fills(&[("what_was_done", Entry::Write("Spoke to both."))], "close_now").await;
    world.settle().await;
    assert_eq!(world.cases().await[0].state, State::Closed);
}

async fn what_cannot_wait_stays_urgent_when_school_opens_before_the_send_button(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.minutes_later(22 * 60 - 1).await;
    let mut teacher = up_to_the_question(&world, "teacher").await;
    assert_eq!(teacher.page().id, "wait", "07:59");
    teacher.fills(&[("can_wait", Entry::Pick("not_sure"))], "carry_on").await;
    world.minutes_later(2).await;
    teacher.presses("send").await;
    if world.cases().await.is_empty() {
        // Who would read it has changed: school is open, so it is not for the person on call first.
        teacher.presses("send").await;
    }
    assert_eq!(world.cases().await[0].urgency, Urgency::Urgent, "{}", teacher.sees());
}

async fn a_reporter_who_is_named_can_add_nothing_more(database: Database) {
    let (world, id) = reported(database, "nudes").await;
    let draft = world.cases().await[0].draft.to_string();
    let mut open = world.person("teacher");
    open.clicks("add_more", &draft).await;
    let mut dsl = world.person("dsl");
    dsl.clicks("name_subject", &id).await;
    dsl.fills(&[("named", Entry::People(&["teacher"]))], "name_them").await;
    world.settle().await;
    let head = world.chat.seen_by("head").len();
    let mut teacher = world.person("teacher");
    teacher.clicks("add_more", &draft).await;
    assert!(teacher.sees().contains("isn't open to you"), "{}", teacher.sees());
    // A page that stood open, and the send button of a page from before.
    open.fills(&[("immediate_risk", Entry::Pick("yes"))], "finish").await;
    assert!(open.sees().contains("isn't open to you"), "{}", open.sees());
    open.is_delivered_again().await;
    assert!(open.sees().contains("isn't open to you"), "{}", open.sees());
    world.settle().await;
    assert_eq!(world.chat.seen_by("head").len(), head);
}

async fn a_reporter_nobody_has_linked_hears_nothing_once_they_are_named(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("supply").reports("pupil", "bullying", WORDS, &[]).await;
    world.settle().await;
    let id = world.cases().await[0].id.to_string();
    let mut dsl = world.person("dsl");
    dsl.clicks("ask_reporter", &id).await;
    dsl.fills(&[("question", Entry::Write("Where, obsidianfern?"))], "send_question").await;
    world.settle().await;
    let posts = world.chat.seen_by("supply").len();
    dsl.clicks("name_subject", &id).await;
    dsl.fills(&[("named", Entry::People(&["supply"]))], "name_them").await;
    world.settle().await;
    world.person("head").clicks("acknowledge", &id).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("supply").len(), posts, "{}", world.chat.text_for("supply"));
    let mut supply = world.person("supply");
    for (button, value) in [("mine", id.clone()), ("read_question", format!("{id}.1"))] {
        supply.clicks(button, &value).await;
        assert!(supply.sees().contains("isn't open to you"), "{button}: {}", supply.sees());
    }
}

async fn somebody_named_before_they_were_linked_never_has_it_afterwards(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("staff", "staff_conduct", WORDS, &["newcomer"]).await;
    world.settle().await;
    let id = world.cases().await[0].id.to_string();
    // The identity turns out to be that of a second headteacher.
    world.hire("newcomer", "Pat Quill", &[Role::Head]).await;
    world.minutes_later(24 * 60).await;
    assert_eq!(world.chat.seen_by("newcomer").len(), 0, "{}", world.chat.text_for("newcomer"));
    let mut newcomer = world.person("newcomer");
    newcomer.clicks("read", &id).await;
    assert!(newcomer.sees().contains("isn't open to you"), "{}", newcomer.sees());
}

async fn a_case_reopened_at_night_goes_at_once_to_whoever_is_on_call(database: Database) {
    let (world, id) = reported(database, "nudes").await;
    closes(&world, "dsl", &id).await;
    world.minutes_later(12 * 60).await;
    world.person("deputy").clicks("reopen_case", &id).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("on_call").len(), 1);
}

async fn news_of_a_closed_case_at_night_goes_at_once_to_whoever_is_on_call(database: Database) {
    let (world, id) = reported(database, "nudes").await;
    closes(&world, "dsl", &id).await;
    world.minutes_later(12 * 60).await;
    let draft = world.cases().await[0].draft.to_string();
    let mut teacher = world.person("teacher");
    teacher.clicks("add_more", &draft).await;
    teacher.fills(&[("immediate_risk", Entry::Pick("no"))], "finish").await;
    world.settle().await;
    let case = &world.cases().await[0];
    assert_eq!((case.state, case.urgency), (State::Received, Urgency::Urgent));
    assert_eq!(world.chat.seen_by("on_call").len(), 1);
}

async fn a_file_from_a_second_identity_is_not_told_to_a_team_it_may_be_about(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    link(&world, identity("teacher-phone"), "teacher").await;
    world.person("teacher").reports("safeguarding_team", "staff_conduct", WORDS, &["dsl"]).await;
    world.settle().await;
    world.person("teacher-phone").does(Action::FileOffered).await;
    world.settle().await;
    let told = ["dsl", "deputy"].map(|user| world.chat.seen_by(user).len());
    assert_eq!(told, [0, 0], "{}", world.chat.text_for("dsl"));
}

async fn an_acknowledgement_delivered_again_does_not_take_a_case_that_came_back(database: Database) {
    let (world, _) = reported(database, "nudes").await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("acknowledge").await;
    let draft = world.cases().await[0].draft.to_string();
    let mut teacher = world.person("teacher");
    teacher.clicks("add_more", &draft).await;
    teacher.fills(&[("immediate_risk", Entry::Pick("yes"))], "finish").await;
    assert_eq!(world.cases().await[0].state, State::Received, "danger nobody knew of");
    dsl.is_delivered_again().await;
    assert_eq!(world.cases().await[0].state, State::Received, "{}", dsl.sees());
    dsl.clicks_on("acknowledge").await;
    assert_eq!(world.cases().await[0].state, State::Acknowledged);
}

async fn a_reopening_delivered_again_does_not_open_what_was_closed_since(database: Database) {
    let (world, id) = reported(database, "bullying").await;
    closes(&world, "dsl", &id).await;
    let mut deputy = world.person("deputy");
    deputy.clicks("reopen_case", &id).await;
    closes(&world, "dsl", &id).await;
    deputy.is_delivered_again().await;
    assert_eq!(world.cases().await[0].state, State::Closed);
}

async fn a_reporter_is_not_asked_at_night_because_a_post_was_under_way(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.minutes_later(12 * 60).await;
    let down = SendError::Retry { after: None, code: "down" };
    for user in ["dsl", "on_call"] {
        world.chat.trouble_at(user, Trouble::Fails(down.clone()));
    }
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let id = world.cases().await[0].id.to_string();
    let mut teacher = world.person("teacher");
    teacher.clicks("name_reader", &id).await;
    teacher.fills(&[("named", Entry::People(&["dsl", "head", "chair"]))], "name_them").await;
    assert_eq!(world.cases().await[0].state, State::Unrouted);
    world.chat.no_trouble();
    world.minutes_later(5).await;
    let told = world.chat.text_for("teacher");
    assert!(!told.contains("Did you reach someone?"), "it is night: {told}");
}

async fn a_deadline_from_a_clock_that_stood_ahead_is_put_right(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.clock.move_on(TimeDelta::days(364));
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.clock.move_on(-TimeDelta::days(364));
    world.app.bring_steps_forward(world.now()).await.unwrap();
    world.minutes_later(20).await;
    let told = world.chat.text_for("teacher");
    assert!(told.contains("Nobody has"), "{told}");
}

async fn an_empty_form_hides_no_unfinished_report(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let _ = up_to_the_question(&world, "teacher").await;
    world.minutes_later(1).await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await.clicks_on("start_new").await;
    world.minutes_later(1).await;
    teacher.types("/concern").await;
    teacher.clicks_on("resume").await;
    assert_eq!(teacher.page().id, "check");
}

async fn what_was_typed_is_kept_when_the_reporter_would_rather_talk(database: Database) {
    let (world, id) = reported(database, "bullying").await;
    let mut dsl = world.person("dsl");
    dsl.clicks("ask_reporter", &id).await;
    dsl.fills(&[("question", Entry::Write("Where was it?"))], "send_question").await;
    world.settle().await;
    let mut teacher = world.person("teacher");
    teacher.clicks_in_chat("read_question").await.clicks_here("answer_question").await;
    teacher.fills(&[("answer", Entry::Write("In the gym, vermilionheron"))], "rather_talk").await;
    dsl.clicks("read", &id).await;
    assert!(dsl.sees().contains("vermilionheron"), "{}", dsl.sees());
}

async fn two_commands_at_once_open_a_form_each_and_neither_loses_anything(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let (mut one, mut two) = (world.person("teacher"), world.person("teacher"));
    futures::join!(one.types("/concern"), two.types("/concern"));
    one.presses("carry_on").await.fills(&[("about", Entry::Pick("pupil"))], "carry_on").await;
    two.presses("carry_on").await.fills(&[("about", Entry::Pick("staff"))], "carry_on").await;
    assert_eq!([one.page().id.as_str(), two.page().id.as_str()], ["category", "category"]);
    assert_ne!(one.page().draft, two.page().draft);
    let mut later = world.person("teacher");
    later.types("/concern").await;
    assert!(later.sees().contains("unfinished"), "{}", later.sees());
}

async fn danger_added_at_night_to_what_was_closed_reaches_a_head_who_is_on_call(database: Database) {
    let (world, id) = reported(database, "nudes").await;
    world.hire("on_call", "Sam Okonjo", &[Role::Staff]).await;
    world.hire("head", "Morgan Hale", &[Role::Head, Role::OnCall]).await;
    closes(&world, "dsl", &id).await;
    world.minutes_later(12 * 60).await;
    let draft = world.cases().await[0].draft.to_string();
    let mut teacher = world.person("teacher");
    teacher.clicks("add_more", &draft).await;
    teacher.fills(&[("immediate_risk", Entry::Pick("yes"))], "finish").await;
    world.settle().await;
    let told = ["dsl", "deputy", "head", "on_call"].map(|user| world.chat.seen_by(user).len());
    assert_eq!(told, [2, 1, 1, 0], "once, in whatever capacity");
    world.minutes_later(5).await;
    assert!(world.chat.text_for("head").contains("Reminder"), "{}", world.chat.text_for("head"));
}

async fn without_a_deputy_and_anyone_on_call_a_case_named_away_from_the_lead_is_still_chased(
    database: Database,
) {
    let few: &[(&str, &str, &[Role])] = &[STAFF[0], STAFF[1], STAFF[2], STAFF[4]];
    let world = World::with(database, few, &[]).await;
    world.person("teacher").reports("pupil", "bullying", WORDS, &[]).await;
    world.settle().await;
    let id = world.cases().await[0].id.to_string();
    world.person("dsl").clicks("acknowledge", &id).await;
    let mut teacher = world.person("teacher");
    teacher.clicks("name_reader", &id).await;
    teacher.fills(&[("named", Entry::People(&["dsl"]))], "name_them").await;
    world.settle().await;
    let dsl = world.chat.seen_by("dsl").len();
    world.minutes_later(120).await;
    world.minutes_later(60).await;
    assert!(world.chat.text_for("head").contains("Reminder"), "{}", world.chat.text_for("head"));
    assert!(world.chat.text_for("teacher").contains("Nobody has said yet"));
    assert_eq!(world.chat.seen_by("dsl").len(), dsl);
}

async fn a_governor_who_reported_and_is_named_is_out_in_both_capacities(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.hire("governor", "Ines Calder", &[Role::SafeguardingGovernor]).await;
    world.person("chair").reports("head", "staff_conduct", WORDS, &[]).await;
    world.settle().await;
    let id = world.cases().await[0].id.to_string();
    world.person("chair").clicks("acknowledge", &id).await;
    world.settle().await;
    let before = world.chat.text_for("chair");
    let mut governor = world.person("governor");
    governor.clicks("name_subject", &id).await;
    governor.fills(&[("named", Entry::People(&["chair"]))], "name_them").await;
    for _ in 0..4 {
        world.minutes_later(24 * 60).await;
    }
    assert_eq!(world.chat.text_for("chair"), before);
    assert!(world.chat.text_for("governor").contains("has come to you"));
    let mut chair = world.person("chair");
    for button in ["read", "acknowledge", "mine", "name_reader", "nothing_yet", "close_case"] {
        chair.clicks(button, &id).await;
        assert!(chair.sees().contains("isn't open to you"), "{button}: {}", chair.sees());
    }
    chair.types("/hearken").await;
    assert!(!chair.sees().contains(world.cases().await[0].reference.as_str()), "{}", chair.sees());
}
