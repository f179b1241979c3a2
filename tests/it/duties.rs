//! The duties calendar in chat: done, put off or not needed, each in one form, and the reminders follow.

use crate::mornings::{at, duty, last, morning, on, school, told};
use crate::store::harness::Database;
use crate::world::{Entry, said};
use hearken::chat::View;
use hearken::domain::agenda::{Agenda, Matter, NoteKind, Noted};
use hearken::domain::calendar::Span;
use hearken::domain::duty::{DutyDef, DutyState};
use hearken::domain::register::PolicyDef;
use hearken::domain::schedule::{Cron, Every};
use hearken::domain::school::{Role, Staff};

on_both_databases!(
    what_is_done_is_asked_no_more_until_it_comes_round_again,
    what_is_put_off_is_asked_for_on_its_new_day,
    what_does_not_apply_is_asked_no_more_this_time,
    somebody_who_comes_second_is_told_that_it_is_settled,
    a_duty_is_its_holders_and_the_leaderships_alone,
    what_everybody_does_comes_without_a_button_and_is_not_chased,
    what_is_done_for_a_school_year_stays_done_when_its_day_is_changed,
    what_is_done_for_a_term_stays_done_when_the_terms_are_changed,
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
    for nothing in ["duty.audit.2027-03-20", "duty.none.2026-03-20", "duty.audit", "policy.audit"] {
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

async fn what_is_done_for_a_school_year_stays_done_when_its_day_is_changed(database: Database) {
    let mut world = school(database, Vec::new(), vec![audit()]).await;
    morning(&world).await;
    let mut online = world.person("online");
    online
        .clicks_in_chat("duty_done")
        .await
        .fills(&[("done_on", Entry::Write("2026-03-10"))], "save_done")
        .await;
    assert!(online.sees().contains("Recorded as done"), "{}", online.sees());
    world.school.profile.duties[0].every = on("2026-05-08");
    world.restart();
    let before = told(&world)[4];
    for day in ["2026-04-24", "2026-05-08", "2026-05-15"] {
        at(&world, &format!("{day}T08:00:00Z")).await;
    }
    assert_eq!(told(&world)[4], before, "it is done for this school year");
    // Both days lead to what was recorded.
    for day in ["2026-03-20", "2026-05-08"] {
        let mut slt = world.person("slt");
        slt.clicks("duty_done", &format!("duty.audit.{day}")).await;
        assert!(slt.sees().contains("Already settled"), "{day}: {}", slt.sees());
        slt.clicks("duty_history", &format!("duty.audit.{day}")).await;
        assert!(slt.sees().contains("Kim Dow"), "{day}: {}", slt.sees());
    }
    // In another school year it is another turn.
    world.school.profile.duties[0].every = on("2026-09-18");
    world.restart();
    at(&world, "2026-09-04T08:00:00Z").await;
    assert_eq!(told(&world)[4], before + 1);
}

async fn what_is_done_for_a_term_stays_done_when_the_terms_are_changed(database: Database) {
    let termly = duty("report", &[Role::OnlineSafetyLead], Every::Term { after: 0 });
    let mut world = school(database, Vec::new(), vec![termly]).await;
    at(&world, "2026-04-13T08:00:00Z").await;
    let first =
        world.school.profile.hours().terms.iter().find(|term| term.holds(on_day("2026-05-01"))).unwrap().from;
    let mut online = world.person("online");
    online.clicks("duty_done", &format!("duty.report.{first}")).await;
    online.fills(&[("done_on", Entry::Write("2026-04-13"))], "save_done").await;
    assert!(online.sees().contains("Recorded as done"), "{}", online.sees());
    let before = told(&world)[4];
    world.school.profile.duties[0].every = Every::Term { after: 30 };
    world.restart();
    for day in ["2026-05-20", "2026-06-03", "2026-06-10", "2026-07-08"] {
        at(&world, &format!("{day}T08:00:00Z")).await;
    }
    assert_eq!(told(&world)[4], before, "it is done for this term");
}

fn on_day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

/// How the turn that lies on a day stands, when something was done on another one.
fn stands(every: &Every, terms: &[Span], done: &str, day: &str) -> DutyState {
    let duties: Vec<DutyDef> = vec![duty("x", &[Role::Dsl], every.clone())];
    let matter = Matter::Duty { duty: "x".to_owned(), turn: on_day(done) };
    let noted = [Noted { matter, kind: NoteKind::Done, on: None, next: None }];
    let staff = Staff::nobody(crate::store::harness::school("oak"));
    let mut hours = crate::world::profile_called(&crate::world::built_in(), "kent").hours();
    hours.terms = terms.to_vec();
    hours.closed.clear();
    hours.breaks.clear();
    let agenda = Agenda {
        hours,
        policies: &[],
        duties: &duties,
        staff: &staff,
        noted: &noted,
        digest: None,
        since: on_day("2025-01-01"),
        day: on_day("2026-07-01"),
        signs: None,
    };
    let turn = agenda.turn(&duties[0], on_day(day)).unwrap_or_else(|| panic!("no turn on {day}: {every:?}"));
    turn.state
}

#[test]
fn a_turn_is_found_again_by_its_term_its_half_its_year_or_the_span_in_which_it_comes_once() {
    let span = |from: &str, to: &str| Span { from: on_day(from), to: on_day(to) };
    // Each term begins some days later than it did when things were recorded.
    let terms = [
        span("2025-09-08", "2025-12-19"),
        span("2026-01-08", "2026-03-27"),
        span("2026-04-15", "2026-07-22"),
        span("2026-09-07", "2026-12-18"),
    ];
    let cron = |text: &str| Every::Cron(Cron::parse(text).unwrap());
    let (first, middle, half) =
        (Every::Term { after: 0 }, Every::Term { after: 30 }, Every::HalfTerm { after: 0 });
    let yearly = Every::Year { from: on_day("2024-02-01") };
    let (one, two, monthly) = (cron("0 8 10 2 *"), cron("0 8 8-14 10,3 Wed"), cron("0 8 28 * *"));
    let sid = Every::SaferInternetDay;
    for (every, recorded, day, same) in [
        (&first, "2025-09-02", "2025-09-08", true),
        (&first, "2026-01-05", "2026-01-08", true),
        (&first, "2026-01-05", "2025-09-08", false),
        (&first, "2026-01-05", "2026-04-15", false),
        (&middle, "2026-04-15", "2026-05-27", true),
        (&half, "2026-04-13", "2026-04-15", true),
        (&half, "2025-09-08", "2026-04-15", false),
        (&yearly, "2025-11-20", "2026-02-01", true),
        (&yearly, "2025-07-20", "2026-02-01", false),
        (&yearly, "2026-08-01", "2026-02-01", false),
        (&sid, "2026-02-03", "2026-02-10", true),
        (&one, "2025-09-15", "2026-02-10", true),
        (&two, "2025-10-21", "2025-10-08", true),
        (&two, "2025-10-21", "2026-03-11", false),
        (&monthly, "2025-11-01", "2025-11-28", true),
        (&monthly, "2025-11-01", "2025-10-28", false),
    ] {
        let state = stands(every, &terms, recorded, day);
        assert_eq!(state == DutyState::Done, same, "{every:?}: {recorded} for {day}: {state:?}");
    }
}

#[test]
fn every_duty_that_the_sources_ask_for_is_in_its_profile_with_its_line() {
    let prompts = crate::world::built_in();
    for (profile, duty, line) in [
        ("kings", "password_change", "252"),
        ("redscope", "password_change", "264"),
        ("tiffin", "online_safety_training", "31"),
        ("kent", "online_safety_training", "368"),
        ("redscope", "training_update", "373"),
        ("tiffin", "dsl_governor_meeting", "19"),
        ("redscope", "incident_team", "165"),
        ("tiffin", "filtering_review", "17"),
        ("tiffin", "filtering_checks", "52"),
        ("tiffin", "access_rights", "46"),
        ("kas", "risk_assessment", "115"),
        ("redscope", "safer_internet_day", "356"),
        ("kings", "aup_discussion", "105"),
        ("redscope", "image_consent", "226"),
        ("redscope", "leaver_images", "254"),
        ("tiffin", "monitoring_report", "14"),
        ("redscope", "monitoring_report", "98"),
    ] {
        let known = crate::world::profile_called(&prompts, profile).duties;
        let found = known.iter().find(|known| known.id == duty);
        let source = &found.unwrap_or_else(|| panic!("{profile} has no {duty}")).source;
        let mut lines = source.split([' ', ',', '-']);
        assert!(
            source.starts_with(profile) && lines.any(|known| known == line),
            "{profile} {duty}: {source}"
        );
    }
}

/// Under which days something of this register stands ahead of 20 April 2026.
fn ahead(policies: &[PolicyDef], duties: &[DutyDef], noted: &[Noted]) -> Vec<Option<chrono::NaiveDate>> {
    let staff = Staff::nobody(crate::store::harness::school("oak"));
    let hours = crate::world::profile_called(&crate::world::built_in(), "kent").hours();
    let (digest, since, day, signs) = (None, on_day("2026-03-01"), on_day("2026-04-20"), None);
    let agenda = Agenda { hours, policies, duties, staff: &staff, noted, digest, since, day, signs };
    agenda.ahead(30).iter().map(hearken::domain::agenda::Ahead::due).collect()
}

#[test]
fn what_is_put_off_beyond_its_next_turn_is_asked_for_all_the_same() {
    let duties = [duty("rounds", &[Role::Dsl], Every::Cron(Cron::parse("0 8 16 * *").unwrap()))];
    let noted = |kind: NoteKind, next: Option<&str>| {
        let matter = Matter::Duty { duty: "rounds".to_owned(), turn: on_day("2026-03-16") };
        [Noted { matter, kind, on: Some(on_day("2026-03-16")), next: next.map(on_day) }]
    };
    let days = |noted: &[Noted]| ahead(&[], &duties, noted);
    let due = |days: &[&str]| -> Vec<_> { days.iter().map(|day| Some(on_day(day))).collect() };
    assert_eq!(days(&[]), due(&["2026-04-16", "2026-05-16"]), "April's takes March's place");
    let put_off = noted(NoteKind::Postponed, Some("2026-04-30"));
    assert_eq!(days(&put_off), due(&["2026-04-16", "2026-04-30", "2026-05-16"]));
    assert_eq!(days(&noted(NoteKind::Done, None)), due(&["2026-04-16", "2026-05-16"]));
}

#[test]
fn a_review_of_long_ago_that_is_recorded_late_changes_nothing() {
    let policies = [crate::mornings::policy("safety", Role::Dsl, "2026-05-01")];
    let noted = |kind: NoteKind, on: &str, next: &str| Noted {
        matter: Matter::Policy("safety".to_owned()),
        kind,
        on: Some(on_day(on)),
        next: Some(on_day(next)),
    };
    let newest = noted(NoteKind::Reviewed, "2026-04-01", "2026-05-10");
    let old = noted(NoteKind::Reviewed, "2024-04-01", "2025-04-01");
    let early = noted(NoteKind::Early, "2026-04-10", "2026-04-28");
    let late = noted(NoteKind::Reviewed, "2026-04-05", "2026-05-15");
    let fresh = noted(NoteKind::Reviewed, "2026-04-15", "2026-05-15");
    let due = |noted: &[&Noted]| {
        let noted: Vec<Noted> = noted.iter().map(|noted| (*noted).clone()).collect();
        ahead(&policies, &[], &noted)
    };
    let day = |day: &str| vec![Some(on_day(day))];
    assert_eq!(due(&[&newest]), day("2026-05-10"));
    assert_eq!(due(&[&newest, &old]), day("2026-05-10"), "it is history");
    assert_eq!(due(&[&newest, &early]), day("2026-04-28"));
    assert_eq!(due(&[&newest, &early, &late]), day("2026-04-28"), "approved before it was asked for");
    assert_eq!(due(&[&newest, &early, &fresh]), day("2026-05-15"));
}
