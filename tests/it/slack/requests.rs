//! What goes wrong on the way in: triggers, hashes, repeats, wrong order, signatures, clocks, sizes, strangers.

use super::conversations::{WORDS, holds_nothing};
use super::fake::{Answer, Entry, How, Kind, Request, SLACK_TROUBLE, Standing, shown};
use super::world::{ENGLISH, Plan, SPACE, TEAM, TRUST, World, account};
use crate::store::harness::Database;
use chrono::TimeDelta;
use hearken::chat::{self, Member, Roster};
use hearken::domain::case::State;
use hearken::domain::school::{Identity, PlatformKind};
use hearken::domain::text::Text;
use serde_json::{Value, json};

on_both_databases!(
    an_expired_trigger_leaves_a_message_with_a_button_that_opens_the_form,
    reading_too_late_shows_nothing_private_in_the_messages,
    a_report_is_off_the_screen_when_its_time_is_over,
    what_took_the_place_of_a_report_stays_when_its_time_is_over,
    an_update_that_meets_a_newer_modal_is_shown_all_the_same,
    a_page_that_was_overtaken_on_its_way_does_not_come_back,
    a_modal_closed_meanwhile_opens_again,
    a_submission_delivered_twice_makes_one_report,
    an_event_sent_again_with_a_retry_number_counts_once,
    a_page_that_arrives_after_a_later_one_changes_nothing,
    two_presses_of_send_at_once_make_one_report,
    a_submission_that_is_not_understood_leaves_the_modal_as_it_is,
    a_wrong_signature_is_refused,
    a_clock_six_minutes_off_is_refused_and_four_minutes_is_not,
    ten_megabytes_are_refused_and_it_goes_on,
    a_request_sent_again_does_nothing_more,
    somebody_of_an_unknown_workspace_is_told_so_and_nothing_is_kept,
    a_stranger_in_a_shared_channel_begins_no_report_here,
    a_stranger_in_a_channel_of_an_organisation_is_told_so_and_nothing_is_kept,
    a_stranger_of_another_organisation_is_told_so_and_nothing_is_kept,
    a_colleague_of_another_workspace_of_the_organisation_reports,
    a_colleague_of_the_organisation_reports_although_slack_cannot_say_who_they_are,
    a_guest_hears_of_their_own_report_and_of_no_other,
    a_lead_who_has_become_a_guest_hears_of_their_own_report_alone,
);

async fn an_expired_trigger_leaves_a_message_with_a_button_that_opens_the_form(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    world.slack.misbehaves("views.open", 1, How::Error("expired_trigger_id"));
    robin.types("/concern").await;
    assert!(!robin.has_a_modal());
    let told = robin.direct();
    assert!(told.contains(&world.say(ENGLISH, "slack-open.heading")), "{told}");
    robin.clicks_in_chat("raise").await;
    robin.finishes_writing("pupil", "filtering_breach", WORDS, &[]).await;
    robin.goes_on().await;
    robin.reference();
    assert_eq!(world.cases().await.len(), 1);
}

async fn reading_too_late_shows_nothing_private_in_the_messages(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let dsl = world.person("dsl");
    world.slack.misbehaves("views.open", 1, How::Error("expired_trigger_id"));
    dsl.clicks_in_chat("read").await;
    assert!(dsl.direct().contains(&world.say(ENGLISH, "slack-read_again.heading")), "{}", dsl.direct());
    holds_nothing(&world);
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains(WORDS));
}

async fn a_report_is_off_the_screen_when_its_time_is_over(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    world.clock.move_on(chrono::TimeDelta::minutes(9));
    assert!(dsl.sees().contains(WORDS));
    world.clock.move_on(chrono::TimeDelta::minutes(1));
    world.slack.until("the window was updated", |slack| slack.calls_of("views.update").len() == 1).await;
    assert!(!dsl.sees().contains(WORDS), "{}", dsl.sees());
    assert!(dsl.sees().contains(&world.say(ENGLISH, "slack-expired.heading")), "{}", dsl.sees());
}

async fn what_took_the_place_of_a_report_stays_when_its_time_is_over(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    let dsl = world.person("dsl");
    dsl.clicks_in_chat("acknowledge").await;
    dsl.clicks_in_chat("read").await;
    dsl.clicks("ask_reporter").await;
    let page = dsl.page();
    world.clock.move_on(chrono::TimeDelta::minutes(10));
    world.slack.until("an update was tried", |slack| slack.calls_of("views.update").len() == 2).await;
    assert_eq!(dsl.page(), page);
    assert!(page.is_some());
}

async fn an_update_that_meets_a_newer_modal_is_shown_all_the_same(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.writes("pupil", "filtering_breach", WORDS, &[]).await;
    world.slack.misbehaves("views.update", 1, How::Error("hash_conflict"));
    robin.clicks("back").await;
    assert_eq!(robin.page().as_deref(), Some("what"));
    assert_eq!(robin.holds("what_happened")["value"], WORDS);
    let updates = world.slack.calls_of("views.update");
    assert_eq!(updates.len(), 2);
    assert!(updates[0].body["hash"].is_string() && updates[1].body["hash"].is_null(), "{updates:#?}");
}

async fn a_page_that_was_overtaken_on_its_way_does_not_come_back(database: Database) {
    let timeout = std::time::Duration::from_secs(60);
    let world = World::with(database, Plan { timeout, ..Plan::default() }).await;
    let robin = world.person("teacher");
    robin.writes("pupil", "filtering_breach", WORDS, &[]).await;
    world.slack.misbehaves("views.update", 1, How::Late);
    let back = robin.press_payload(&world.say(ENGLISH, "action-back"));
    world.slack.deliver(Kind::Interaction, back).await;
    world.slack.until("an update is on its way", |s| s.calls_of("views.update").len() == 1).await;
    // What they pressed next is answered first, and they go on from there.
    robin.goes_on().await;
    assert_eq!(robin.page().as_deref(), Some("what"));
    robin.fills("what_happened", &Entry::Write("Another zanzibarquartz"));
    robin.goes_on().await;
    assert_eq!(robin.page().as_deref(), Some("check"));
    world.slack.behaves();
    world.slack.until("it arrives", |s| s.calls_of("views.update").len() > 1).await;
    world.product.drained().await;
    assert_eq!(robin.page().as_deref(), Some("check"), "{}", robin.sees());
    let late = world.slack.calls_of("views.update").pop().unwrap();
    assert_eq!(late.outcome, "hash_conflict", "it was refused, and not tried again");
    robin.goes_on().await;
    robin.reference();
    world.settle().await;
    let dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains("Another zanzibarquartz"), "{}", dsl.sees());
}

async fn a_modal_closed_meanwhile_opens_again(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.writes("pupil", "filtering_breach", WORDS, &[]).await;
    let back = robin.press_payload(&world.say(ENGLISH, "action-back"));
    robin.closes_all().await;
    let answer = world.slack.deliver(Kind::Interaction, back).await;
    assert_eq!(answer, Answer::Acknowledged(None));
    world.slack.until("it opens again", |_| robin.has_a_modal()).await;
    assert_eq!(robin.page().as_deref(), Some("what"));
}

async fn a_submission_delivered_twice_makes_one_report(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.writes("pupil", "nudes", WORDS, &[]).await;
    let (id, send) = (robin.modal().id, robin.submission_payload());
    let first = world.slack.deliver(Kind::Interaction, send.clone()).await;
    world.slack.deliver(Kind::Interaction, send).await;
    robin.gets(&id, first);
    robin.reference();
    world.settle().await;
    assert_eq!(world.cases().await.len(), 1);
    let new =
        world.slack.calls_of("chat.postMessage").into_iter().filter(|call| call.body["channel"] == "C0SAFE");
    assert_eq!(new.count(), 1, "the team is told once");
}

async fn an_event_sent_again_with_a_retry_number_counts_once(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    let event = robin.direct_payload("", true);
    let mut request = Request::new(Kind::Event, &event);
    for retry in 0..=3 {
        request.retry = retry;
        assert_eq!(world.slack.send(&request).await, Answer::Acknowledged(None), "retry {retry}");
    }
    world.slack.until("an answer", |_| !robin.direct().is_empty()).await;
    world.settle().await;
    let told = world.slack.direct_to(&robin.user).len();
    assert_eq!(told, 1, "{}", robin.direct());
    let alerts = world.slack.messages("C0SAFE").len() + world.slack.direct_to(&account("dsl")).len();
    assert_eq!(alerts, 1, "that a file was offered is told once");
}

async fn a_page_that_arrives_after_a_later_one_changes_nothing(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.types("/concern").await;
    robin.goes_on().await;
    robin.fills("about", &Entry::Pick("staff"));
    let late = robin.submission_payload();
    robin.fills("about", &Entry::Pick("pupil"));
    robin.finishes_writing("pupil", "filtering_breach", WORDS, &[]).await;
    let answer = world.slack.deliver(Kind::Interaction, late).await;
    let id = robin.modal().id;
    robin.gets(&id, answer);
    assert_eq!(
        robin.page().as_deref(),
        Some("about"),
        "the older page comes again, and says that nothing is saved"
    );
    assert!(robin.sees().contains("isn't saved yet"), "{}", robin.sees());
    robin.closes_all().await;
    robin.types("/concern").await;
    robin.clicks("resume").await;
    robin.finishes_writing("pupil", "filtering_breach", WORDS, &[]).await;
    assert!(robin.sees().contains("This goes to the DSL"), "{}", robin.sees());
    robin.goes_on().await;
    robin.reference();
    assert_eq!(world.cases().await[0].about, hearken::domain::concern::About::Pupil);
}

async fn two_presses_of_send_at_once_make_one_report(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.writes("pupil", "nudes", WORDS, &[]).await;
    let (one, other) = (robin.submission_payload(), robin.submission_payload());
    let id = robin.modal().id;
    let (one, other) = tokio::join!(
        world.slack.deliver(Kind::Interaction, one),
        world.slack.deliver(Kind::Interaction, other)
    );
    robin.gets(&id, one);
    let first = robin.reference();
    robin.gets(&id, other);
    assert_eq!(robin.reference(), first, "both get the same receipt");
    assert_eq!(world.cases().await.len(), 1);
}

async fn a_submission_that_is_not_understood_leaves_the_modal_as_it_is(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.types("/concern").await;
    while robin.page().as_deref() != Some("what") {
        robin.answers_the_page("pupil", "filtering_breach", "", &[]).await;
    }
    robin.fills("what_happened", &Entry::Write(WORDS));
    let (id, mut spoilt) = (robin.modal().id, robin.submission_payload());
    spoilt["view"]["private_metadata"] = json!("not what we put there");
    let answer = world.slack.deliver(Kind::Interaction, spoilt).await;
    assert!(matches!(answer, Answer::Failed(_)), "{answer:?}");
    robin.gets(&id, answer);
    assert!(robin.sees().contains(SLACK_TROUBLE));
    assert_eq!(robin.holds("what_happened")["value"], WORDS);
    robin.goes_on().await;
    assert_eq!(robin.page().as_deref(), Some("check"));
}

async fn a_wrong_signature_is_refused(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    let command = robin.command_payload("/concern");
    let mut request = Request::new(Kind::Command, &command);
    request.secret = "another secret".to_owned();
    assert_eq!(world.slack.send(&request).await, Answer::Failed(401));
    let offered = Request {
        secret: "another".to_owned(),
        ..Request::new(Kind::Event, &robin.direct_payload("", true))
    };
    assert_eq!(world.slack.send(&offered).await, Answer::Failed(401));
    world.settle().await;
    assert_eq!(world.slack.calls().len(), 0, "nothing comes of it");
}

async fn a_clock_six_minutes_off_is_refused_and_four_minutes_is_not(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    for minutes in [-6, 6] {
        let mut request = Request::new(Kind::Command, &robin.command_payload("/concern"));
        request.ahead = TimeDelta::minutes(minutes);
        assert_eq!(world.slack.send(&request).await, Answer::Failed(401), "{minutes} minutes");
    }
    assert!(!robin.has_a_modal());
    for minutes in [-4, 4] {
        let mut request = Request::new(Kind::Command, &robin.command_payload("/concern"));
        request.ahead = TimeDelta::minutes(minutes);
        assert_eq!(world.slack.send(&request).await, Answer::Acknowledged(None), "{minutes} minutes");
        world.slack.until("the form opens", |_| robin.has_a_modal()).await;
        robin.closes_all().await;
    }
}

async fn ten_megabytes_are_refused_and_it_goes_on(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    for kind in [Kind::Command, Kind::Interaction, Kind::Event] {
        let mut request = Request::new(kind, &json!({}));
        request.body = vec![b'x'; 10 * 1024 * 1024];
        let answer = world.slack.send(&request).await;
        assert!(matches!(answer, Answer::Failed(413 | 0)), "{kind:?}: {answer:?}");
    }
    robin.types("/concern").await;
    assert_eq!(robin.page().as_deref(), Some("danger"));
}

async fn a_request_sent_again_does_nothing_more(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    let request = Request::new(Kind::Command, &robin.command_payload("/concern"));
    assert_eq!(world.slack.send(&request).await, Answer::Acknowledged(None));
    world.slack.until("the form opens", |_| robin.has_a_modal()).await;
    for _ in 0..3 {
        world.slack.send(&request).await;
    }
    robin.closes_all().await;
    robin.types("/hearken").await;
    assert_eq!(world.slack.calls_of("views.open").len(), 2, "one for each thing that was typed");
}

async fn somebody_of_an_unknown_workspace_is_told_so_and_nothing_is_kept(database: Database) {
    let world = World::open(database).await;
    world.slack.team("T0ALIEN", None);
    world.slack.user("T0ALIEN", "U0ALIEN", "Kit Unknown", ENGLISH, Standing::Member);
    let kit = world.slack.person("U0ALIEN");
    let answer = world.slack.deliver(Kind::Command, kit.command_payload("/concern")).await;
    world.settle().await;
    assert!(!kit.has_a_modal(), "we have no key to their workspace");
    assert!(world.slack.calls().iter().all(|call| call.team != super::world::TEAM), "and use nobody else's");
    let drafts = world.database.number("SELECT COUNT(*) FROM drafts").await;
    assert_eq!(drafts, 0, "{answer:?}");
}

async fn a_stranger_in_a_shared_channel_begins_no_report_here(database: Database) {
    let world = World::open(database).await;
    world.slack.team("T0ALIEN", None);
    world.slack.user("T0ALIEN", "U0ALIEN", "Kit Unknown", ENGLISH, Standing::Member);
    let kit = world.slack.person("U0ALIEN");
    let message = world.slack.says_in("U0COLLEAGUE", "C0GENERALT0OAK", "words");
    let mut shortcut = kit.message_payload(&message);
    // They act in our workspace, and belong to another.
    shortcut["team"] = json!({ "id": super::world::TEAM, "domain": "t0oak" });
    world.slack.deliver(Kind::Interaction, shortcut).await;
    world.settle().await;
    assert_eq!(world.database.number("SELECT COUNT(*) FROM drafts").await, 0);
    assert_eq!(world.cases().await.len(), 0);
}

async fn a_stranger_in_a_channel_of_an_organisation_is_told_so_and_nothing_is_kept(database: Database) {
    let world = World::with(database, Plan { whole_organisation: true, ..Plan::default() }).await;
    is_a_stranger(&world, &json!({ "team": null, "enterprise": { "id": TRUST } })).await;
}

async fn a_stranger_of_another_organisation_is_told_so_and_nothing_is_kept(database: Database) {
    let world = World::open(database).await;
    let named = json!({ "team": { "id": TEAM, "domain": "t0oak" }, "enterprise": { "id": "E0ALIEN" } });
    is_a_stranger(&world, &named).await;
}

/// Somebody of another organisation presses what stands in the team's channel, and begins a report; `named` is where
/// Slack says that it happened.
async fn is_a_stranger(world: &World, named: &Value) {
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    world.slack.team("T0ALIEN", None);
    world.slack.user("T0ALIEN", "U0ALIEN", "Kit Unknown", ENGLISH, Standing::Member);
    world.slack.alter(SPACE, |room| room.members.extend(["U0ALIEN".to_owned()]));
    let kit = world.slack.person("U0ALIEN");
    let message = world.slack.messages(SPACE).remove(0);
    let drafts = world.database.number("SELECT COUNT(*) FROM drafts").await;
    for payload in [
        kit.click_in_chat(&world.say(ENGLISH, "action-read")),
        kit.click_in_chat(&world.say(ENGLISH, "action-acknowledge")),
        kit.message_payload(&message),
    ] {
        let mut payload = payload;
        for (key, value) in named.as_object().unwrap() {
            payload[key] = value.clone();
        }
        world.slack.deliver(Kind::Interaction, payload).await;
        world.slack.until("an answer", |_| kit.has_a_modal()).await;
        assert!(kit.sees().contains(&world.say(ENGLISH, "refusal-no_school.heading")), "{}", kit.sees());
        assert!(!kit.sees().contains(reference.as_str()) && !kit.sees().contains("zanzibarquartz"));
        kit.closes_all().await;
    }
    assert_eq!(world.cases().await[0].state, State::Received, "nobody has taken it");
    assert_eq!(world.database.number("SELECT COUNT(*) FROM drafts").await, drafts);
    assert_eq!(world.database.number("SELECT COUNT(*) FROM audit WHERE actor LIKE '%U0ALIEN%'").await, 0);
}

async fn a_colleague_of_another_workspace_of_the_organisation_reports(database: Database) {
    let world = World::with(database, Plan { whole_organisation: true, ..Plan::default() }).await;
    world.slack.team("T0ASH", Some(TRUST));
    world.slack.user("T0ASH", "U0ASH", "Ash Elsewhere", ENGLISH, Standing::Member);
    let reference = world.person("ash").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert!(world.in_the_channel().contains(reference.as_str()));
}

async fn a_colleague_of_the_organisation_reports_although_slack_cannot_say_who_they_are(database: Database) {
    let world = World::with(database, Plan { whole_organisation: true, ..Plan::default() }).await;
    world.slack.misbehaves("users.info", 1000, How::Status(500));
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    assert_eq!(world.cases().await.len(), 1);
}

async fn a_guest_hears_of_their_own_report_and_of_no_other(database: Database) {
    let world = World::open(database).await;
    world.slack.user(TEAM, "U0GUEST", "Pat Visiting", ENGLISH, Standing::Guest);
    let pat = world.person("guest");
    let reference = pat.reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert!(world.in_the_channel().contains(reference.as_str()));
    assert!(pat.direct().contains(reference.as_str()), "the receipt stays: {}", pat.direct());
    let dsl = world.person("dsl");
    dsl.clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert!(pat.direct().contains("someone has it"), "{}", pat.direct());
    dsl.clicks_in_chat("read").await;
    dsl.clicks("ask_reporter").await;
    dsl.fills("question", &Entry::Write("Which lesson was it?"));
    dsl.goes_on().await;
    world.settle().await;
    pat.clicks_in_chat("read_question").await;
    assert!(pat.sees().contains("Which lesson was it?"), "{}", pat.sees());
    pat.closes_all().await;
    let told = world.slack.direct_to(&pat.user).len();
    let other = world.person("teacher").reports("pupil", "bullying", WORDS, &[]).await;
    world.minutes_later(30).await;
    pat.opens_home().await;
    assert!(!pat.everything().contains(other.as_str()));
    assert_eq!(world.slack.direct_to(&pat.user).len(), told, "{}", pat.direct());
}

async fn a_lead_who_has_become_a_guest_hears_of_their_own_report_alone(database: Database) {
    let world = World::with(database, Plan { space: &[], ..Plan::default() }).await;
    let (identity, name) = (origin("dsl"), Text::new("Amara Fielding"));
    let guest = Member { identity, name, email: None, locale: None, standing: chat::Standing::Guest };
    world.app.seen(vec![guest]).await.unwrap();
    let other = world.person("teacher").reports("pupil", "bullying", WORDS, &[]).await;
    let dsl = world.person("dsl");
    let own = dsl.reports("pupil", "filtering_breach", WORDS, &[]).await;
    world.minutes_later(30).await;
    dsl.opens_home().await;
    let seen = dsl.everything();
    assert!(seen.contains(own.as_str()) && !seen.contains(other.as_str()), "{seen}");
    for told in world.slack.direct_to(&dsl.user) {
        let labels: Vec<String> = shown::buttons(&told.body).into_iter().map(|button| button.label).collect();
        assert!(!labels.contains(&world.say(ENGLISH, "action-acknowledge")), "{labels:?}");
    }
    assert!(world.person("deputy").direct().contains(other.as_str()), "the next on the ladder has it");
}

fn origin(user: &str) -> Identity {
    Identity { platform: PlatformKind::Slack, workspace: TEAM.to_owned(), user: account(user) }
}
