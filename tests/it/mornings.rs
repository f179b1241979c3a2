//! A school morning: everybody hears once, in one message, of everything that waits for them, whatever went wrong before.

mod printed;
mod troubles;
mod years;

use crate::store::harness::Database;
use crate::world::{Post, World, said};
use hearken::domain::Moment;
use hearken::domain::duty::DutyDef;
use hearken::domain::register::PolicyDef;
use hearken::domain::reminder::Leads;
use hearken::domain::schedule::{CatchUp, Every};
use hearken::domain::school::Role;

on_both_databases!(
    everything_that_waits_for_somebody_comes_in_one_message_and_a_step_comes_once,
    nothing_comes_at_night_at_weekends_in_the_holidays_or_in_the_afternoon,
    each_step_comes_on_its_school_day_and_what_is_late_every_week,
    a_role_that_nobody_holds_is_asked_of_the_next_up_with_a_word_on_it,
    the_leadership_has_a_list_once_a_month_from_its_first_school_day,
    many_at_once_are_a_short_list_with_a_way_to_all_of_them,
    the_calendars_end_is_told_in_time,
    it_is_said_in_the_readers_language,
);

/// People beside those of the world: whoever leads, and whoever owns things.
pub const LEADERS: &[(&str, &str, &[Role])] = &[
    ("teacher", "Robin Ashworth", &[Role::Staff]),
    ("dsl", "Amara Fielding", &[Role::Staff, Role::Dsl]),
    ("head", "Morgan Hale", &[Role::Head]),
    ("slt", "Priya Lacey", &[Role::Slt]),
    ("online", "Kim Dow", &[Role::OnlineSafetyLead]),
];

pub fn policy(id: &str, owner: Role, next: &str) -> PolicyDef {
    PolicyDef {
        id: id.to_owned(),
        name: format!("The {id} policy"),
        owner,
        approver: "the governing board".to_owned(),
        cycle_months: 12,
        last_review: None,
        next_review: Some(next.parse().unwrap()),
        statutory: false,
        leads: Leads { before: vec![90, 30, 7, 0], overdue_every: Some(7) },
        source: "a test".to_owned(),
    }
}

pub fn duty(id: &str, to: &[Role], every: Every) -> DutyDef {
    DutyDef {
        id: id.to_owned(),
        name: Some(format!("The {id} task")),
        to: to.to_vec(),
        every,
        catch_up: CatchUp::Latest,
        statutory: false,
        leads: Leads { before: vec![14, 0], overdue_every: Some(7) },
        source: "a test".to_owned(),
    }
}

pub fn on(day: &str) -> Every {
    Every::Day(day.parse().unwrap())
}

/// A school on Tuesday 10 March 2026 at ten, under this profile, with a register and duties of its own.
pub async fn school_under(
    profile: &str,
    database: Database,
    policies: Vec<PolicyDef>,
    duties: Vec<DutyDef>,
) -> World {
    let mut world = World::under(profile, database, LEADERS, &[]).await;
    world.school.profile.policies = policies;
    world.school.profile.duties = duties;
    world.school.profile.attestations = Vec::new();
    world.restart();
    let now = world.now().to_rfc3339();
    // The Friday before is its first morning: nobody hears of anything on that.
    at(&world, "2026-03-06T09:00:00Z").await;
    assert_eq!(told(&world), [0; 5]);
    put(&world, &now);
    world
}

pub async fn school(database: Database, policies: Vec<PolicyDef>, duties: Vec<DutyDef>) -> World {
    school_under("kent", database, policies, duties).await
}

/// The clock is put, and whatever is due then happens.
pub async fn at(world: &World, moment: &str) {
    put(world, moment);
    morning(world).await;
}

pub fn put(world: &World, moment: &str) {
    let moment: Moment = moment.parse().unwrap();
    world.clock.move_on(moment - world.now());
}

pub async fn morning(world: &World) {
    world.app.plan_mornings().await;
    world.outbox.deliver_due().await.unwrap();
}

pub fn told(world: &World) -> [usize; 5] {
    ["teacher", "dsl", "head", "slt", "online"].map(|user| world.chat.seen_by(user).len())
}

pub fn last(world: &World, user: &str) -> Post {
    world.chat.seen_by(user).pop().unwrap_or_else(|| panic!("{user} was told nothing"))
}

async fn everything_that_waits_for_somebody_comes_in_one_message_and_a_step_comes_once(database: Database) {
    let policies = vec![
        policy("safety", Role::OnlineSafetyLead, "2026-04-02"),
        policy("phones", Role::Dsl, "2026-03-12"),
        policy("faraway", Role::Dsl, "2027-01-31"),
    ];
    let mut world = school(database, policies, vec![duty("audit", &[Role::Dsl], on("2026-03-20"))]).await;
    morning(&world).await;
    assert_eq!(told(&world), [0, 1, 0, 1, 1], "one message each, and staff see no register");
    let alone = last(&world, "online");
    let words = said(&alone.card);
    assert!(words.contains("The safety policy") && words.contains("2 April 2026"), "{words}");
    assert!(words.contains("the online safety lead") && words.contains("Press \"Reviewed\""), "{words}");
    assert!(words.contains("If not, we ask again on 26 March 2026"), "{words}");
    assert_eq!(alone.card.buttons[0].id, "policy_reviewed");
    assert!(!alone.card.push.contains("safety"), "a push says nothing: {}", alone.card.push);
    let both = said(&last(&world, "dsl").card);
    assert!(both.contains("2 things to see to") && both.contains("The phones policy"), "{both}");
    assert!(both.contains("Done: The audit task") && !both.contains("faraway"), "{both}");
    let list = said(&last(&world, "slt").card);
    assert!(list.contains("The safety policy") && list.contains("list for the leadership"), "{list}");
    // Neither a second look nor a restart nor the next day brings any of it again.
    world.restart();
    for moment in ["2026-03-10T10:30:00Z", "2026-03-11T08:00:00Z"] {
        at(&world, moment).await;
        assert_eq!(told(&world), [0, 1, 0, 1, 1], "{moment}");
    }
    at(&world, "2026-03-12T08:00:00Z").await;
    assert_eq!(told(&world), [0, 2, 0, 2, 1], "the phones policy is due");
    assert!(said(&last(&world, "dsl").card).contains("due today, 12 March 2026"));
}

async fn nothing_comes_at_night_at_weekends_in_the_holidays_or_in_the_afternoon(database: Database) {
    let world = school(database, vec![policy("safety", Role::Dsl, "2026-04-30")], Vec::new()).await;
    for moment in [
        "2026-03-10T12:00:00Z",
        "2026-03-10T23:00:00Z",
        "2026-03-11T03:00:00Z",
        "2026-03-11T07:59:59Z",
        "2026-03-14T09:00:00Z",
        "2026-04-06T09:00:00Z",
        "2026-04-10T08:00:00Z",
    ] {
        at(&world, moment).await;
        assert_eq!(told(&world), [0; 5], "{moment}");
    }
    assert_eq!(
        world.app.plan_mornings().await,
        "2026-04-20T07:00:00Z".parse::<Moment>().unwrap(),
        "the first morning of the term, on the summer's clock"
    );
    at(&world, "2026-04-20T07:00:00Z").await;
    assert_eq!(told(&world), [0, 1, 0, 1, 0]);
}

async fn each_step_comes_on_its_school_day_and_what_is_late_every_week(database: Database) {
    // A Thursday; 30 days before lie on a Tuesday, 7 days before on a Thursday.
    let world = school(database, vec![policy("safety", Role::Dsl, "2026-06-18")], Vec::new()).await;
    let mut days = Vec::new();
    let mut day: chrono::NaiveDate = "2026-03-10".parse().unwrap();
    while day < "2026-07-11".parse().unwrap() {
        let before = world.chat.seen_by("dsl").len();
        at(&world, &format!("{day}T09:00:00Z")).await;
        if world.chat.seen_by("dsl").len() > before {
            days.push(day.to_string());
        }
        day = day.succ_opt().unwrap();
    }
    let expected =
        ["2026-03-20", "2026-05-19", "2026-06-11", "2026-06-18", "2026-06-25", "2026-07-02", "2026-07-09"];
    assert_eq!(days, expected);
    assert!(said(&last(&world, "dsl").card).contains("was due on 18 June 2026"));
}

async fn a_role_that_nobody_holds_is_asked_of_the_next_up_with_a_word_on_it(database: Database) {
    let world = school(database, vec![policy("safety", Role::ItLead, "2026-03-12")], Vec::new()).await;
    world.hire("slt", "Priya Lacey", &[Role::Staff]).await;
    morning(&world).await;
    assert_eq!(told(&world), [0, 0, 1, 0, 0], "nobody of the leadership is left but the head");
    let words = said(&last(&world, "head").card);
    assert!(words.contains("Nobody here holds that role in Hearken, so it comes to you"), "{words}");
    // Whoever takes the role over hears of it in its latest step.
    world.hire("online", "Kim Dow", &[Role::ItLead]).await;
    at(&world, "2026-03-11T08:00:00Z").await;
    assert_eq!(told(&world), [0, 0, 1, 0, 1]);
    assert!(!said(&last(&world, "online").card).contains("Nobody here"));
}

async fn the_leadership_has_a_list_once_a_month_from_its_first_school_day(database: Database) {
    let policies = vec![policy("safety", Role::Dsl, "2026-05-29"), policy("later", Role::Dsl, "2026-12-31")];
    let world = school(database, policies, vec![duty("audit", &[Role::Dsl], on("2026-04-29"))]).await;
    at(&world, "2026-03-31T08:00:00Z").await;
    let before = world.chat.seen_by("slt").len();
    // 1 April is a Wednesday in term, 1 May a Friday; on 29 April the review is 30 days away.
    for (moment, more) in [
        ("2026-04-01T06:59:00Z", 0),
        ("2026-04-01T07:00:00Z", 1),
        ("2026-04-02T08:00:00Z", 1),
        ("2026-04-30T08:00:00Z", 2),
        ("2026-05-01T07:30:00Z", 3),
    ] {
        at(&world, moment).await;
        assert_eq!(world.chat.seen_by("slt").len() - before, more, "{moment}");
    }
    let list = &world.chat.seen_by("slt")[before];
    let words = said(&list.card);
    assert!(words.contains("29 May 2026: The safety policy"), "{words}");
    assert!(words.contains("29 April 2026: The audit task") && !words.contains("later"), "{words}");
    assert!(said(&list.card).contains("Due in the next 90 days"));
}

async fn many_at_once_are_a_short_list_with_a_way_to_all_of_them(database: Database) {
    let names: Vec<String> = (1..=12).map(|n| format!("number {n}")).collect();
    // Those that are due first stand first.
    let due = |n: usize| on(&format!("2026-03-{}", 23 - n));
    let named = names.iter().enumerate();
    let duties = named.map(|(n, name)| duty(name, &[Role::OnlineSafetyLead], due(n))).collect();
    let world = school(database, Vec::new(), duties).await;
    morning(&world).await;
    let card = last(&world, "online").card;
    let buttons: Vec<&str> = card.buttons.iter().map(|button| button.id.as_str()).collect();
    assert_eq!(buttons, ["duty_done", "duty_done", "duty_done", "duty_done", "duty_done", "mine_due"]);
    assert!(
        said(&card).contains("12 things to see to") && said(&card).contains("And 2 more"),
        "{}",
        said(&card)
    );
    assert!(card.buttons[0].label.contains("number 12"), "{:?}", card.buttons);
    let there = |name: &str| said(&card).contains(&format!("The {name} task. It is due"));
    assert!(there("number 3") && !there("number 2"), "{}", said(&card));
    let mut online = world.person("online");
    online.clicks_in_chat("mine_due").await;
    for name in names {
        assert!(online.sees().contains(&format!("The {name} task")), "{}", online.sees());
    }
}

async fn the_calendars_end_is_told_in_time(database: Database) {
    let world = school(database, Vec::new(), Vec::new()).await;
    let last_day = world.school.profile.hours().known_until().unwrap();
    let mut days = 0;
    let mut day = last_day - chrono::TimeDelta::days(70);
    while day <= last_day {
        at(&world, &format!("{day}T09:00:00Z")).await;
        days += 1;
        day = day.succ_opt().unwrap();
    }
    assert_eq!((days, told(&world)), (71, [0, 0, 0, 2, 0]), "twice, and to whoever leads");
    let words = said(&last(&world, "slt").card);
    assert!(words.contains("The school calendar ends on"), "{words}");
}

async fn it_is_said_in_the_readers_language(database: Database) {
    let policies = vec![policy("safety", Role::Dsl, "2026-03-12")];
    let world = school_under("kings", database, policies, Vec::new()).await;
    let mut dsl = world.person("dsl");
    dsl.types("/hearken").await.clicks("speak", "es-ES").await;
    morning(&world).await;
    let words = said(&last(&world, "dsl").card);
    assert!(words.contains("Hay que revisarla a más tardar el 12 de marzo de 2026"), "{words}");
}
