//! Mornings when something goes wrong: clocks, crashes, two processes, a move abroad, a platform that is away.

use super::{LEADERS, at, duty, last, morning, on, policy, put, school, told};
use crate::store::harness::{Database, school as id};
use crate::world::{Hired, Trouble, World, parts, profile_called, said};
use chrono::TimeDelta;
use hearken::chat::SendError;
use hearken::domain::agenda::{Matter, NoteKind, Noted};
use hearken::domain::concern::Answers;
use hearken::domain::reminder::Leads;
use hearken::domain::schedule::{CatchUp, Cron, Every};
use hearken::domain::school::{Identity, PlatformKind, Role};
use hearken::forms::profile::own::OwnCalendar;
use hearken::records;

on_both_databases!(
    after_a_week_over_the_due_date_it_comes_once_in_its_latest_step,
    a_clock_that_jumps_a_year_ahead_and_back_spams_nobody_and_repeats_nothing,
    a_school_that_moves_abroad_hears_nothing_twice,
    two_processes_tell_once,
    a_crash_between_the_plan_and_the_post_tells_once,
    what_was_done_meanwhile_drops_out,
    whoever_lost_the_role_meanwhile_is_not_told,
    what_was_not_sent_by_the_time_school_closed_comes_the_next_school_morning,
    a_platform_that_is_away_for_hours_costs_a_day_and_no_reminder,
    whoever_cannot_be_written_to_keeps_nobody_from_theirs,
    turns_before_the_first_morning_are_nobodys_and_missed_ones_are_caught_up_with_as_the_duty_says,
    two_hundred_people_have_theirs_in_parts_and_each_once,
    without_terms_every_weekday_is_a_school_day_and_nothing_comes_termly,
    a_workspace_that_asks_for_a_pause_holds_up_its_own_and_nothing_that_presses,
    what_a_platform_refuses_is_an_alarm_and_comes_again_the_next_morning,
    what_was_left_from_another_day_is_told_once_with_what_has_come_up_since,
    a_last_warning_comes_in_the_afternoon_where_the_morning_was_missed,
);

async fn reviewed(world: &World, policy: &str, next: &str) {
    let (vault, now) = (world.vault.clone(), world.now());
    let noted = Noted {
        matter: Matter::Policy(policy.to_owned()),
        kind: NoteKind::Reviewed,
        on: Some("2026-03-10".parse().unwrap()),
        next: Some(next.parse().unwrap()),
    };
    let written = world.database.write(move |tx| {
        Box::pin(async move {
            let words = Answers::default();
            records::note(tx, &vault, &id("oak"), &noted, ("dsl", &words), now).await
        })
    });
    written.await.unwrap();
}

async fn after_a_week_over_the_due_date_it_comes_once_in_its_latest_step(database: Database) {
    let mut world = school(database, vec![policy("safety", Role::Dsl, "2026-03-19")], Vec::new()).await;
    at(&world, "2026-03-12T08:00:00Z").await;
    assert_eq!(told(&world)[1], 1);
    // Down from the 13th until the 27th: the last warning and one week's reminder were missed.
    put(&world, "2026-03-27T09:00:00Z");
    world.restart();
    morning(&world).await;
    assert_eq!(told(&world)[1], 2);
    assert!(said(&last(&world, "dsl").card).contains("was due on 19 March 2026"));
    at(&world, "2026-03-30T08:00:00Z").await;
    assert_eq!(told(&world)[1], 2);
    at(&world, "2026-04-02T08:00:00Z").await;
    assert_eq!(told(&world)[1], 3, "two weeks late");
}

async fn a_clock_that_jumps_a_year_ahead_and_back_spams_nobody_and_repeats_nothing(database: Database) {
    let policies = vec![policy("safety", Role::Dsl, "2026-05-29"), policy("phones", Role::Dsl, "2026-09-30")];
    let duties = vec![duty("rounds", &[Role::Dsl], Every::Term { after: 0 })];
    let world = school(database, policies, duties).await;
    morning(&world).await;
    let here = told(&world)[1];
    at(&world, "2027-03-10T09:00:00Z").await;
    assert_eq!(told(&world)[1], here + 1, "a whole year is one message");
    let words = said(&last(&world, "dsl").card);
    assert!(words.contains("The safety policy") && words.contains("The phones policy"), "{words}");
    let keys = |world: &World| -> Vec<String> {
        world.chat.seen_by("dsl").iter().map(|post| said(&post.card)).collect()
    };
    let before = keys(&world);
    at(&world, "2026-03-10T11:00:00Z").await;
    at(&world, "2026-03-11T09:00:00Z").await;
    assert_eq!(keys(&world), before, "going back says nothing again");
    // And what falls due from here on is told as ever.
    // The 29th lies in the half-term holiday, so the last warning comes a week before.
    at(&world, "2026-05-22T08:00:00Z").await;
    assert_eq!(told(&world)[1], here + 2);
    assert!(said(&last(&world, "dsl").card).contains("The safety policy. The review is due on 29 May 2026"));
}

async fn a_school_that_moves_abroad_hears_nothing_twice(database: Database) {
    let mut world = school(database, vec![policy("safety", Role::Dsl, "2026-03-12")], Vec::new()).await;
    morning(&world).await;
    assert_eq!(told(&world)[1], 1);
    let mut profile = profile_called(&crate::world::built_in(), "kings");
    profile.policies = world.school.profile.policies.clone();
    profile.duties = Vec::new();
    world.school.profile = profile;
    world.restart();
    morning(&world).await;
    at(&world, "2026-03-11T08:30:00Z").await;
    assert_eq!(told(&world)[1], 1);
    at(&world, "2026-03-12T08:30:00Z").await;
    assert_eq!(told(&world)[1], 2, "the last warning, by Madrid's clock");
    at(&world, "2026-03-12T10:30:00Z").await;
    assert_eq!(told(&world)[1], 2);
}

async fn two_processes_tell_once(database: Database) {
    let world = school(database, vec![policy("safety", Role::Dsl, "2026-03-12")], Vec::new()).await;
    let mut theirs = world.database.clone();
    theirs.store = hearken::store::Store::connect(&world.database.url).await.unwrap();
    let schools = [world.school.clone()];
    let (app, other) =
        parts(&theirs, &world.vault, &world.clock, &crate::world::built_in(), &schools, world.chat.clone());
    futures::join!(world.app.plan_mornings(), app.plan_mornings());
    let (one, two) = futures::join!(world.outbox.deliver_due(), other.deliver_due());
    one.unwrap();
    two.unwrap();
    theirs.store.close().await;
    assert_eq!(told(&world), [0, 1, 0, 1, 0]);
    let waiting = world.database.number("SELECT COUNT(*) FROM outbox").await;
    assert_eq!(waiting, 2, "one for each of them, ever");
}

async fn a_crash_between_the_plan_and_the_post_tells_once(database: Database) {
    let mut world = school(database, vec![policy("safety", Role::Dsl, "2026-03-12")], Vec::new()).await;
    world.app.plan_mornings().await;
    world.restart();
    world.clock.move_on(TimeDelta::minutes(20));
    morning(&world).await;
    morning(&world).await;
    assert_eq!(told(&world), [0, 1, 0, 1, 0]);
}

async fn what_was_done_meanwhile_drops_out(database: Database) {
    let policies = vec![policy("safety", Role::Dsl, "2026-03-12"), policy("phones", Role::Dsl, "2026-03-11")];
    let world = school(database, policies, Vec::new()).await;
    world.app.plan_mornings().await;
    reviewed(&world, "safety", "2027-03-31").await;
    world.outbox.deliver_due().await.unwrap();
    let words = said(&last(&world, "dsl").card);
    assert!(
        words.contains("To review: The phones policy") && !words.contains("The safety policy"),
        "{words}"
    );
    at(&world, "2026-03-11T08:00:00Z").await;
    let count = told(&world)[1];
    put(&world, "2026-03-18T09:00:00Z");
    world.app.plan_mornings().await;
    assert_eq!(world.database.number("SELECT COUNT(*) FROM outbox WHERE state <> 'done'").await, 2);
    reviewed(&world, "phones", "2027-03-31").await;
    morning(&world).await;
    assert_eq!(told(&world)[1], count, "nothing left is nothing said");
    assert_eq!(world.database.number("SELECT COUNT(*) FROM outbox WHERE state <> 'done'").await, 0);
}

async fn whoever_lost_the_role_meanwhile_is_not_told(database: Database) {
    let world = school(database, vec![policy("safety", Role::Dsl, "2026-03-12")], Vec::new()).await;
    world.app.plan_mornings().await;
    world.hire("dsl", "Amara Fielding", &[Role::Staff]).await;
    world.hire("online", "Kim Dow", &[Role::Dsl]).await;
    world.outbox.deliver_due().await.unwrap();
    assert_eq!(told(&world), [0, 0, 0, 1, 0]);
    at(&world, "2026-03-11T08:00:00Z").await;
    assert_eq!(told(&world), [0, 0, 0, 1, 1], "whoever has it now hears of it the next morning");
}

async fn what_was_not_sent_by_the_time_school_closed_comes_the_next_school_morning(database: Database) {
    let mut world = school(database, vec![policy("safety", Role::Dsl, "2026-03-13")], Vec::new()).await;
    put(&world, "2026-03-13T09:00:00Z");
    world.app.plan_mornings().await;
    put(&world, "2026-03-13T22:00:00Z");
    world.restart();
    morning(&world).await;
    assert_eq!(told(&world), [0; 5], "nobody is woken");
    at(&world, "2026-03-14T09:00:00Z").await;
    assert_eq!(told(&world), [0; 5], "a Saturday");
    at(&world, "2026-03-16T08:00:00Z").await;
    assert_eq!(told(&world), [0, 1, 0, 1, 0]);
    assert!(said(&last(&world, "dsl").card).contains("was due on 13 March 2026"), "as it stands by then");
    morning(&world).await;
    assert_eq!(told(&world), [0, 1, 0, 1, 0]);
}

async fn a_platform_that_is_away_for_hours_costs_a_day_and_no_reminder(database: Database) {
    let world = school(database, vec![policy("safety", Role::Dsl, "2026-03-12")], Vec::new()).await;
    world.chat.trouble_at("dsl", Trouble::Fails(SendError::Retry { after: None, code: "away" }));
    for _ in 0..80 {
        morning(&world).await;
        world.clock.move_on(TimeDelta::minutes(6));
    }
    assert_eq!(told(&world), [0, 0, 0, 1, 0], "the others have theirs");
    assert_eq!(world.database.number("SELECT COUNT(*) FROM outbox WHERE state = 'dead'").await, 0);
    world.chat.no_trouble();
    at(&world, "2026-03-11T08:00:00Z").await;
    assert_eq!(told(&world), [0, 1, 0, 1, 0]);
}

async fn whoever_cannot_be_written_to_keeps_nobody_from_theirs(database: Database) {
    let world = school(database, vec![policy("safety", Role::Dsl, "2026-03-12")], Vec::new()).await;
    world.chat.trouble_at("dsl", Trouble::Fails(SendError::Gone { code: "gone" }));
    morning(&world).await;
    assert_eq!(told(&world), [0, 0, 0, 1, 0]);
    assert_eq!(world.database.number("SELECT COUNT(*) FROM outbox WHERE state <> 'done'").await, 0);
}

async fn turns_before_the_first_morning_are_nobodys_and_missed_ones_are_caught_up_with_as_the_duty_says(
    database: Database,
) {
    let daily = Every::Cron(Cron::parse("0 9 * * Mon").unwrap());
    let leads = Leads { before: vec![0], overdue_every: None };
    let kinds =
        [("all", CatchUp::All), ("latest", CatchUp::Latest), ("some", CatchUp::SkipOlderThan { days: 10 })];
    let duties = kinds.map(|(id, catch_up)| {
        let made = duty(id, &[Role::OnlineSafetyLead], daily.clone());
        hearken::domain::duty::DutyDef { catch_up, leads: leads.clone(), ..made }
    });
    let mut world = school(database, Vec::new(), duties.into()).await;
    morning(&world).await;
    assert_eq!(told(&world)[4], 1, "of yesterday's, and of none before Hearken began");
    // Down over three more Mondays of term: the 16th, the 23rd and the 30th.
    put(&world, "2026-03-31T08:00:00Z");
    world.restart();
    morning(&world).await;
    assert_eq!(told(&world)[4], 2);
    let mut online = world.person("online");
    online.clicks_in_chat("mine_due").await;
    let count = |name: &str| online.sees().matches(&format!("The {name} task\n")).count();
    assert_eq!((count("all"), count("latest"), count("some")), (4, 1, 2), "{}", online.sees());
}

async fn two_hundred_people_have_theirs_in_parts_and_each_once(database: Database) {
    let world = school(database, Vec::new(), vec![duty("passwords", &[Role::Staff], on("2026-03-12"))]).await;
    let names: Vec<String> = (0..200).map(|n| format!("t{n}")).collect();
    for name in &names {
        world.hire(name, "Somebody New", &[Role::Staff]).await;
    }
    morning(&world).await;
    world.outbox.deliver_due().await.unwrap();
    let all = names.iter().map(String::as_str).chain(LEADERS.iter().map(|(user, ..)| *user));
    for user in all {
        assert_eq!(world.chat.seen_by(user).len(), 1, "{user}");
    }
    morning(&world).await;
    assert_eq!(world.chat.posts().len(), 205);
}

async fn without_terms_every_weekday_is_a_school_day_and_nothing_comes_termly(database: Database) {
    let termly = duty("rounds", &[Role::Dsl], Every::Term { after: 0 });
    let mut world = school(database, vec![policy("safety", Role::Dsl, "2026-08-12")], vec![termly]).await;
    world.school.profile.use_calendar(OwnCalendar::default());
    world.restart();
    morning(&world).await;
    assert_eq!(told(&world)[1], 0, "no term begins");
    for (moment, more) in [
        ("2026-08-12T07:00:00Z", 1),
        ("2026-08-13T07:00:00Z", 1),
        ("2026-08-15T09:00:00Z", 1),
        ("2026-08-19T07:00:00Z", 2),
        ("2026-09-07T07:00:00Z", 3),
    ] {
        at(&world, moment).await;
        assert_eq!(told(&world)[1], more, "{moment}");
    }
    assert!(!world.chat.text_for("dsl").contains("rounds"), "{}", world.chat.text_for("dsl"));
}

async fn a_workspace_that_asks_for_a_pause_holds_up_its_own_and_nothing_that_presses(database: Database) {
    let world = school(database, vec![policy("safety", Role::Dsl, "2026-03-12")], Vec::new()).await;
    let far = Hired { user: "far", name: "Wren Aldous", roles: &[Role::Slt], years: &[], trained: false };
    let (platform, workspace) = (PlatformKind::Slack, "T2".to_owned());
    let identity = Identity { platform, workspace, user: "far".to_owned() };
    far.at(&world.database, &world.vault, &id("oak"), identity).await;
    let pause = SendError::Retry { after: Some(std::time::Duration::from_secs(600)), code: "limited" };
    for user in ["dsl", "slt"] {
        world.chat.trouble_at(user, Trouble::Fails(pause.clone()));
    }
    morning(&world).await;
    assert_eq!(told(&world), [0; 5]);
    assert_eq!(world.chat.seen_by("far").len(), 1, "who is asked to wait elsewhere holds up nobody here");
    world.chat.no_trouble();
    // A concern for the very same person does not wait for their morning.
    let words = "Mia in 8B says zanzibarquartz was passed round";
    let reference = world.person("teacher").reports("pupil", "nudes", words, &[]).await;
    world.outbox.deliver_due().await.unwrap();
    let heard = world.chat.text_for("dsl");
    assert!(heard.contains(reference.as_str()) && !heard.contains("The safety policy"), "{heard}");
    world.clock.move_on(TimeDelta::seconds(599));
    world.outbox.deliver_due().await.unwrap();
    assert!(!world.chat.text_for("slt").contains("The safety policy"), "the pause holds for all of theirs");
    world.clock.move_on(TimeDelta::seconds(1));
    world.outbox.deliver_due().await.unwrap();
    for user in ["dsl", "slt"] {
        assert!(world.chat.text_for(user).contains("The safety policy"), "{user}");
    }
}

async fn what_a_platform_refuses_is_an_alarm_and_comes_again_the_next_morning(database: Database) {
    let world = school(database, vec![policy("safety", Role::Dsl, "2026-03-12")], Vec::new()).await;
    for (user, code) in [("dsl", "invalid_blocks"), ("slt", "user_not_found")] {
        let trouble = match user {
            "dsl" => SendError::Refused { code },
            _ => SendError::Gone { code },
        };
        world.chat.trouble_at(user, Trouble::Fails(trouble));
    }
    morning(&world).await;
    morning(&world).await;
    assert_eq!(told(&world), [0; 5]);
    let counts = world.database.read(|db| Box::pin(async move { db.outbox_counts().await })).await;
    assert_eq!((counts.waiting, counts.dead), (0, 1), "somebody looks at what was refused");
    world.chat.no_trouble();
    at(&world, "2026-03-11T08:00:00Z").await;
    assert_eq!(told(&world), [0, 1, 0, 1, 0], "nobody has lost a reminder");
}

async fn what_was_left_from_another_day_is_told_once_with_what_has_come_up_since(database: Database) {
    let policies = vec![policy("safety", Role::Dsl, "2026-03-16"), policy("phones", Role::Dsl, "2026-03-18")];
    let mut world = school(database, policies, Vec::new()).await;
    world.app.plan_mornings().await;
    put(&world, "2026-03-11T08:00:00Z");
    world.restart();
    for _ in 0..3 {
        morning(&world).await;
        world.clock.move_on(TimeDelta::minutes(10));
    }
    assert_eq!(told(&world)[1], 1, "one message, although one was left from yesterday");
    assert!(world.chat.text_for("dsl").contains("The phones policy"), "what has come up this morning");
    at(&world, "2026-03-12T08:00:00Z").await;
    assert_eq!(told(&world)[1], 2);
    assert!(world.chat.text_for("dsl").contains("The safety policy"), "and what was left, a morning later");
}

async fn a_last_warning_comes_in_the_afternoon_where_the_morning_was_missed(database: Database) {
    let policies = vec![policy("safety", Role::Dsl, "2026-03-11"), policy("phones", Role::Dsl, "2026-03-18")];
    let world = school(database, policies, Vec::new()).await;
    at(&world, "2026-03-11T13:30:00Z").await;
    assert_eq!(told(&world)[1], 1);
    let heard = world.chat.text_for("dsl");
    assert!(heard.contains("The safety policy") && !heard.contains("The phones policy"), "{heard}");
    at(&world, "2026-03-12T08:00:00Z").await;
    assert!(world.chat.text_for("dsl").contains("The phones policy"), "the rest waits for a morning");
}
