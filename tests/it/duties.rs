//! The duties calendar in chat: done, put off or not needed, each in one form, and the reminders follow.

use crate::mornings::{at, duty, last, morning, on, school, told};
use crate::store::harness::Database;
use crate::world::{Entry, said};
use hearken::chat::View;
use hearken::domain::schedule::Every;
use hearken::domain::school::Role;

on_both_databases!(
    what_is_done_is_asked_no_more_until_it_comes_round_again,
    what_is_put_off_is_asked_for_on_its_new_day,
    what_does_not_apply_is_asked_no_more_this_time,
    somebody_who_comes_second_is_told_that_it_is_settled,
    a_duty_is_its_holders_and_the_leaderships_alone,
    what_everybody_does_comes_without_a_button_and_is_not_chased,
);

fn audit() -> hearken::domain::duty::DutyDef {
    duty("audit", &[Role::OnlineSafetyLead], on("2026-03-20"))
}

async fn what_is_done_is_asked_no_more_until_it_comes_round_again(database: Database) {
    let termly = duty("report", &[Role::OnlineSafetyLead], Every::Term { after: 4 });
    let world = school(database, Vec::new(), vec![termly]).await;
    at(&world, "2026-04-20T08:00:00Z").await;
    assert_eq!(
        told(&world),
        [0, 0, 0, 1, 1],
        "due on the fifth day of the summer term; the leadership has its list"
    );
    let mut online = world.person("online");
    online.clicks_in_chat("duty_done").await;
    assert!(online.sees().contains("Task: The report task"), "{}", online.sees());
    let filled =
        [("done_on", Entry::Write("2026-04-20")), ("done_evidence", Entry::Write("Sent, amberlynx."))];
    online.fills(&filled, "save_done").await;
    assert!(online.sees().contains("We won't ask about this one again"), "{}", online.sees());
    for day in ["2026-04-24", "2026-05-01", "2026-06-30", "2026-07-21"] {
        at(&world, &format!("{day}T08:00:00Z")).await;
    }
    assert_eq!(told(&world)[4], 1);
    at(&world, "2026-09-01T08:00:00Z").await;
    assert_eq!(told(&world)[4], 2, "the next term's turn");
    online.clicks("duty_history", "duty.report.2026-04-24").await;
    assert!(matches!(online.view, View::Private { .. }));
    assert!(online.sees().contains("amberlynx") && online.sees().contains("Kim Dow"), "{}", online.sees());
    assert!(world.acts().await.contains(&"duty_done".to_owned()));
}

async fn what_is_put_off_is_asked_for_on_its_new_day(database: Database) {
    let world = school(database, Vec::new(), vec![audit()]).await;
    morning(&world).await;
    let mut online = world.person("online");
    online.clicks_in_chat("duty_postpone").await;
    for (day, why) in [("2026-03-10", "That day has passed"), ("2031-03-10", "too far away")] {
        let filled = [("postponed_to", Entry::Write(day)), ("postponed_reason", Entry::Write("Ill."))];
        online.fills(&filled, "save_postponed").await;
        assert!(online.sees().contains(why), "{}", online.sees());
    }
    let filled = [("postponed_to", Entry::Write("2026-05-08")), ("postponed_reason", Entry::Write("Ill."))];
    online.fills(&filled, "save_postponed").await;
    assert!(online.sees().contains("due on 8 May 2026 now"), "{}", online.sees());
    let mut days = Vec::new();
    for day in ["2026-03-20", "2026-03-27", "2026-04-23", "2026-04-24", "2026-05-08", "2026-05-15"] {
        let before = told(&world)[4];
        at(&world, &format!("{day}T09:00:00Z")).await;
        if told(&world)[4] > before {
            days.push(day);
        }
    }
    assert_eq!(days, ["2026-04-24", "2026-05-08", "2026-05-15"], "two weeks before, on the day, and late");
    assert!(said(&last(&world, "online").card).contains("was due on 8 May 2026"));
    let mut slt = world.person("slt");
    slt.types("/hearken duties").await;
    assert!(slt.sees().contains("Late: The audit task") && slt.sees().contains("put off"), "{}", slt.sees());
}

async fn what_does_not_apply_is_asked_no_more_this_time(database: Database) {
    let world = school(database, Vec::new(), vec![audit()]).await;
    morning(&world).await;
    let mut online = world.person("online");
    online.clicks_in_chat("duty_not_applicable").await.fills(&[], "save_not_applicable").await;
    assert!(online.page().fields[0].error.is_some(), "why, at least");
    let filled = [("not_applicable_reason", Entry::Write("We have no pupils yet."))];
    online.fills(&filled, "save_not_applicable").await;
    assert!(online.sees().contains("doesn't apply this time"), "{}", online.sees());
    at(&world, "2026-03-27T09:00:00Z").await;
    assert_eq!(told(&world)[4], 1);
}

async fn somebody_who_comes_second_is_told_that_it_is_settled(database: Database) {
    let world = school(database, Vec::new(), vec![audit()]).await;
    morning(&world).await;
    let (mut online, mut slt) = (world.person("online"), world.person("slt"));
    slt.clicks("duty_done", "duty.audit.2026-03-20").await;
    online
        .clicks_in_chat("duty_done")
        .await
        .fills(&[("done_on", Entry::Write("2026-03-10"))], "save_done")
        .await;
    slt.fills(&[("done_on", Entry::Write("2026-03-10"))], "save_done").await;
    assert!(slt.sees().contains("Already settled"), "{}", slt.sees());
    slt.clicks("duty_postpone", "duty.audit.2026-03-20").await;
    assert!(slt.sees().contains("Already settled"), "{}", slt.sees());
    assert_eq!(world.database.number("SELECT COUNT(*) FROM register_entries").await, 1);
}

async fn a_duty_is_its_holders_and_the_leaderships_alone(database: Database) {
    let world = school(database, Vec::new(), vec![audit()]).await;
    for user in ["teacher", "dsl"] {
        let mut person = world.person(user);
        for button in ["duty_done", "duty_postpone", "duty_not_applicable", "duty_history"] {
            person.clicks(button, "duty.audit.2026-03-20").await;
            assert!(person.sees().contains("isn't open to you"), "{user}, {button}: {}", person.sees());
        }
        person.types("/hearken duties").await;
        assert!(person.sees().contains("isn't open to you"), "{}", person.sees());
    }
    let mut online = world.person("online");
    for nothing in ["duty.audit.2026-03-21", "duty.none.2026-03-20", "duty.audit", "policy.audit"] {
        online.clicks("duty_done", nothing).await;
        assert!(online.sees().contains("isn't open to you"), "{nothing}: {}", online.sees());
    }
    online.types("/hearken tareas").await;
    assert!(online.sees().contains("The audit task"), "{}", online.sees());
}

async fn what_everybody_does_comes_without_a_button_and_is_not_chased(database: Database) {
    let world = school(database, Vec::new(), vec![duty("passwords", &[Role::Staff], on("2026-03-12"))]).await;
    morning(&world).await;
    let card = last(&world, "teacher").card;
    assert!(said(&card).contains("Everybody who works here does this") && card.buttons.is_empty());
    at(&world, "2026-03-12T08:00:00Z").await;
    let count = told(&world)[0];
    for day in ["2026-03-19", "2026-03-26", "2026-04-20"] {
        at(&world, &format!("{day}T08:00:00Z")).await;
    }
    assert_eq!((count, told(&world)[0]), (2, 2));
    let mut teacher = world.person("teacher");
    teacher.clicks("duty_done", "duty.passwords.2026-03-12").await;
    assert!(teacher.sees().contains("isn't open to you"), "nobody settles it for the others");
}
