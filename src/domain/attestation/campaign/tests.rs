//! Who is asked to sign, and who is reminded of what, day by day.

use super::*;
use crate::domain::calendar::{Hours, Span};
use crate::domain::id::SchoolId;
use crate::domain::reminder::Item;
use crate::domain::school::{Identity, PlatformKind};
use crate::domain::text::Text;
use chrono::{NaiveTime, Weekday};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(text: &str) -> PersonId {
    PersonId::parse(text).unwrap()
}

fn hours() -> Hours {
    use Weekday::{Fri, Mon, Thu, Tue, Wed};
    Hours {
        zone: chrono_tz::Europe::London,
        days: vec![Mon, Tue, Wed, Thu, Fri],
        open: NaiveTime::MIN,
        close: NaiveTime::MIN,
        children_leave: NaiveTime::MIN,
        terms: vec![
            Span { from: day("2026-04-13"), to: day("2026-07-21") },
            Span { from: day("2026-09-01"), to: day("2026-12-18") },
        ],
        closed: Vec::new(),
        breaks: Vec::new(),
    }
}

fn person(name: &str, roles: &[Role]) -> Person {
    Person {
        id: id(name),
        name: Text::new(name),
        roles: roles.iter().copied().collect(),
        years: BTreeSet::new(),
        trained: false,
        identities: vec![Identity {
            platform: PlatformKind::Local,
            workspace: "local".to_owned(),
            user: name.to_owned(),
        }],
        gone: BTreeSet::new(),
        employment: Employment::default(),
        locales: Vec::new(),
    }
}

fn teacher(change: impl FnOnce(&mut Employment)) -> Person {
    let mut person = person("teacher", &[Role::Staff]);
    change(&mut person.employment);
    person
}

fn staff(people: Vec<Person>) -> Staff {
    Staff::new(SchoolId::parse("oak").unwrap(), people)
}

fn campaign(number: u8, audience: &[Audience], opens: &str, due: &str) -> Campaign {
    Campaign {
        id: CampaignId::from_random([number; 16]),
        number: i64::from(number),
        attestation: "aup".to_owned(),
        edition: "2026-27".to_owned(),
        audience: audience.iter().copied().collect(),
        academic_year: "2026-27".to_owned(),
        opens_on: day(opens),
        due_on: day(due),
    }
}

fn september() -> Signing {
    let campaigns = vec![campaign(1, &[Audience::Staff], "2026-09-01", "2026-09-29")];
    Signing { campaigns, ..Signing::default() }
}

fn def() -> AttestationDef {
    AttestationDef::of(&[], "aup")
}

fn stands(signing: &Signing, campaign: usize, person: &Person, on: &str) -> Standing {
    let rules = Rules { def: &def(), hours: &hours() };
    signing.standing(&signing.campaigns[campaign], person, rules, day(on))
}

fn standing(signing: &Signing, person: &Person, on: &str) -> Standing {
    stands(signing, 0, person, on)
}

fn asked(opens: &str, due: &str) -> Standing {
    Standing::Asked(Window { opens: day(opens), due: day(due) })
}

#[test]
fn whoever_is_of_the_audience_and_works_here_is_asked() {
    let signing = september();
    assert_eq!(standing(&signing, &teacher(|_| {}), "2026-09-01"), asked("2026-09-01", "2026-09-29"));
    let later = Window { opens: day("2026-09-01"), due: day("2026-09-29") };
    assert_eq!(standing(&signing, &teacher(|_| {}), "2026-08-31"), Standing::Later(later));
    let governor = teacher(|at_work| at_work.audience = Audience::Governors);
    assert_eq!(standing(&signing, &governor, "2026-09-02"), Standing::NotAsked);
    let left = teacher(|at_work| at_work.ends_on = Some(day("2026-09-10")));
    assert_eq!(standing(&signing, &left, "2026-09-10"), asked("2026-09-01", "2026-09-29"));
    assert_eq!(standing(&signing, &left, "2026-09-11"), Standing::NotAsked);
    let gone = person("gone", &[]);
    assert_eq!(standing(&signing, &gone, "2026-09-02"), Standing::NotAsked, "the directory has them no more");
}

#[test]
fn a_new_starter_has_the_days_of_their_induction() {
    let signing = september();
    let starter = teacher(|at_work| at_work.starts_on = Some(day("2026-11-02")));
    let theirs = Window { opens: day("2026-11-02"), due: day("2026-11-16") };
    assert_eq!(standing(&signing, &starter, "2026-09-15"), Standing::Later(theirs));
    assert_eq!(standing(&signing, &starter, "2026-11-02"), asked("2026-11-02", "2026-11-16"));
    let earlier = teacher(|at_work| at_work.starts_on = Some(day("2026-09-01")));
    assert_eq!(standing(&signing, &earlier, "2026-09-01"), asked("2026-09-01", "2026-09-29"));
}

#[test]
fn leave_pauses_and_gives_days_on_return() {
    let signing = september();
    let on_leave =
        |from: &str, to: &str| teacher(|at_work| at_work.leave = Some(Span { from: day(from), to: day(to) }));
    let all_autumn = on_leave("2026-06-01", "2026-11-30");
    assert_eq!(standing(&signing, &all_autumn, "2026-09-15"), Standing::OnLeave);
    assert_eq!(standing(&signing, &all_autumn, "2026-12-01"), asked("2026-12-01", "2026-12-15"));
    let a_week = on_leave("2026-09-07", "2026-09-11");
    assert_eq!(standing(&signing, &a_week, "2026-09-14"), asked("2026-09-01", "2026-09-29"));
    let from_late_on = on_leave("2026-10-05", "2026-12-04");
    assert_eq!(standing(&signing, &from_late_on, "2026-10-04"), asked("2026-09-01", "2026-09-29"));
    assert_eq!(standing(&signing, &from_late_on, "2026-12-07"), asked("2026-09-01", "2026-12-21"));
    let before = on_leave("2026-02-01", "2026-03-01");
    assert_eq!(standing(&signing, &before, "2026-09-02"), asked("2026-09-01", "2026-09-29"));
}

#[test]
fn a_later_campaign_takes_the_place_of_an_earlier_one_for_its_own_audience_once_it_opens() {
    let mut signing = september();
    signing.campaigns[0].audience.insert(Audience::Governors);
    signing.campaigns.push(campaign(2, &[Audience::Staff], "2026-10-12", "2026-11-09"));
    let governor = teacher(|at_work| at_work.audience = Audience::Governors);
    signing.signed.insert((signing.campaigns[0].id.clone(), id("teacher")));
    let on = |person: &Person, n: usize, on: &str| stands(&signing, n, person, on);
    assert_eq!(on(&teacher(|_| {}), 0, "2026-10-11"), Standing::Signed);
    assert_eq!(on(&teacher(|_| {}), 1, "2026-10-11"), Standing::NotAsked);
    assert_eq!(on(&teacher(|_| {}), 0, "2026-10-12"), Standing::NotAsked);
    assert_eq!(on(&teacher(|_| {}), 1, "2026-10-12"), asked("2026-10-12", "2026-11-09"));
    assert_eq!(on(&governor, 0, "2026-10-12"), Standing::Signed);
}

#[test]
fn what_opens_last_counts_although_it_was_published_before() {
    let mut signing = september();
    signing.campaigns.push(campaign(2, &[Audience::Staff], "2026-06-01", "2026-06-29"));
    assert_eq!(stands(&signing, 1, &teacher(|_| {}), "2026-06-01"), asked("2026-06-01", "2026-06-29"));
    assert_eq!(stands(&signing, 0, &teacher(|_| {}), "2026-09-01"), asked("2026-09-01", "2026-09-29"));
    assert_eq!(stands(&signing, 1, &teacher(|_| {}), "2026-09-01"), Standing::NotAsked);
    signing.campaigns.push(campaign(3, &[Audience::Staff], "2026-09-01", "2026-09-20"));
    let on_one_day = stands(&signing, 2, &teacher(|_| {}), "2026-09-01");
    assert_eq!(on_one_day, asked("2026-09-01", "2026-09-20"), "of two of one day the last published");
    assert_eq!(signing.instead_of(&signing.campaigns[1], day("2026-09-02")).number, 3);
    assert_eq!(signing.instead_of(&signing.campaigns[2], day("2026-09-02")).number, 3);
}

#[test]
fn days_in_the_holidays_are_no_days_of_an_induction_and_nobody_is_late_before_they_were_asked() {
    let mut signing = september();
    signing.campaigns[0].opens_on = day("2026-06-01");
    signing.campaigns[0].due_on = day("2026-06-29");
    let starter = teacher(|at_work| at_work.starts_on = Some(day("2026-08-10")));
    assert_eq!(standing(&signing, &starter, "2026-09-01"), asked("2026-08-10", "2026-09-15"));
    let told = told(vec![starter], &signing, "2026-09-01");
    assert_eq!(told, [line("teacher", "sign Opens")]);
}

#[test]
fn whoever_comes_back_from_leave_hears_of_the_same_steps_again_by_the_day_that_is_theirs() {
    let signing = september();
    let turns = |leave: Option<Span>, on: &str| -> Vec<String> {
        let staff = staff(vec![teacher(|at_work| at_work.leave = leave)]);
        let due = items(&signing, (&staff, None), &[], &hours(), day(on));
        due.iter().map(|due| due.item.turn(&id("teacher")).slot).collect()
    };
    let leave = Span { from: day("2026-10-08"), to: day("2026-10-30") };
    assert_eq!(turns(Some(leave), "2026-10-06"), ["2026-09-29/overdue-1/teacher"]);
    assert!(turns(Some(leave), "2026-10-12").is_empty());
    assert_eq!(turns(Some(leave), "2026-11-13"), ["2026-11-16/before-3/teacher"]);
    assert_eq!(turns(Some(leave), "2026-11-24"), ["2026-11-16/overdue-1/teacher"]);
}

#[test]
fn a_text_of_each_year_is_published_for_that_year() {
    let signing = september();
    let is = |by_edition: bool, on: &str| {
        signing.is_published(&AttestationDef { by_edition, ..def() }, &hours(), day(on))
    };
    assert!(is(false, "2026-09-01") && is(false, "2028-09-01"));
    assert!(is(true, "2026-09-01") && is(true, "2027-07-01") && !is(true, "2027-09-01"));
    assert!(!Signing::default().is_published(&def(), &hours(), day("2026-09-01")));
}

#[test]
fn progress_counts_groups_and_leaves_out_who_need_not() {
    let mut signing = september();
    let mut people: Vec<Person> = ["a", "b", "c", "d"].map(|name| person(name, &[Role::Staff])).into();
    people[2].employment.leave = Some(Span { from: day("2026-09-01"), to: day("2026-12-01") });
    let key = |name: &str| (signing.campaigns[0].id.clone(), id(name));
    (signing.signed, signing.excepted) = ([key("a")].into(), [key("d")].into());
    let count = |on: &str| {
        let staff = staff(people.clone());
        let rules = Rules { def: &def(), hours: &hours() };
        signing.progress(&signing.campaigns[0], &staff, rules, day(on))[&Audience::Staff]
    };
    let expected = Count { of: 2, signed: 1, late: 0, on_leave: 1, excepted: 1 };
    assert_eq!(count("2026-09-29"), expected);
    assert_eq!(count("2026-09-30"), Count { late: 1, ..expected });
}

fn told(people: Vec<Person>, signing: &Signing, on: &str) -> Vec<(String, String)> {
    let item = |item: &Item| match item {
        Item::Sign { step, .. } => format!("sign {step:?}"),
        Item::Unsigned { step, .. } => format!("unsigned {step:?}"),
        Item::Leaver { person, last } => format!("left {person} {last}"),
        other => format!("{other:?}"),
    };
    let due = items(signing, (&staff(people), None), &[], &hours(), day(on)).into_iter();
    let mut told: Vec<_> =
        due.flat_map(|due| due.to.into_iter().map(move |who| (who.to_string(), item(&due.item)))).collect();
    told.sort();
    told
}

fn line(who: &str, item: &str) -> (String, String) {
    (who.to_owned(), item.to_owned())
}

#[test]
fn reminders_come_at_the_opening_twice_after_it_before_it_is_due_and_every_week_behind() {
    let signing = september();
    let on = |on: &str| told(vec![teacher(|_| {})], &signing, on);
    assert!(on("2026-08-31").is_empty());
    for (day, step) in [
        ("2026-09-01", "Opens"),
        ("2026-09-07", "Opens"),
        ("2026-09-08", "After(7)"),
        ("2026-09-15", "After(14)"),
        // The 26th is a Saturday.
        ("2026-09-28", "Before(3)"),
        ("2026-09-29", "Due"),
        ("2026-10-05", "Due"),
    ] {
        assert_eq!(on(day), [line("teacher", &format!("sign {step}"))], "{day}");
    }
    assert_eq!(on("2026-10-06"), [line("teacher", "sign Overdue(1)")], "nobody else is there to tell");
    assert_eq!(on("2026-10-13"), [line("teacher", "sign Overdue(2)")]);
}

fn with_managers(pairs: &[(&str, &str)]) -> Vec<Person> {
    let mut people = vec![
        person("a", &[Role::Staff]),
        person("b", &[Role::Staff]),
        person("m", &[Role::Staff]),
        person("slt", &[Role::Slt]),
    ];
    for person in &mut people {
        let manager = pairs.iter().find(|(of, _)| *of == person.id.as_str());
        person.employment.manager = manager.map(|(_, manager)| id(manager));
    }
    people
}

fn all_but(signing: &mut Signing, signed: &[&str]) {
    signing.signed = signed.iter().map(|name| (signing.campaigns[0].id.clone(), id(name))).collect();
}

#[test]
fn a_line_manager_hears_once_for_all_of_theirs_and_the_leadership_a_week_later() {
    let mut signing = september();
    all_but(&mut signing, &["m", "slt"]);
    let people = with_managers(&[("a", "m"), ("b", "m")]);
    let first = told(people.clone(), &signing, "2026-10-06");
    let sign = [line("a", "sign Overdue(1)"), line("b", "sign Overdue(1)")];
    assert_eq!(first, [sign.to_vec(), vec![line("m", "unsigned Overdue(1)")]].concat());
    let second = told(people, &signing, "2026-10-13");
    assert!(
        second.contains(&line("m", "unsigned Overdue(2)"))
            && second.contains(&line("slt", "unsigned Overdue(2)"))
    );
}

#[test]
fn where_managers_manage_one_another_or_there_is_none_the_leadership_hears_at_once() {
    let mut signing = september();
    all_but(&mut signing, &["m", "slt", "b"]);
    for pairs in [
        vec![("a", "b"), ("b", "a")],
        vec![("a", "a")],
        vec![("a", "m"), ("m", "b"), ("b", "m")],
        vec![],
        vec![("a", "nobody")],
    ] {
        let told = told(with_managers(&pairs), &signing, "2026-10-06");
        assert_eq!(told, [line("a", "sign Overdue(1)"), line("slt", "unsigned Overdue(1)")], "{pairs:?}");
    }
    let mut people = with_managers(&[("a", "m")]);
    people[2].employment.leave = Some(Span { from: day("2026-10-01"), to: day("2026-10-30") });
    let during = told(people, &signing, "2026-10-06");
    assert!(during.contains(&line("slt", "unsigned Overdue(1)")), "their manager is on leave: {during:?}");
    let mut people = with_managers(&[("a", "m")]);
    people[2].identities.clear();
    let no_account = told(people, &signing, "2026-10-06");
    assert!(
        no_account.contains(&line("slt", "unsigned Overdue(1)")),
        "nobody can write to m: {no_account:?}"
    );
    let mut people = with_managers(&[]);
    people[3].employment.leave = Some(Span { from: day("2026-10-01"), to: day("2026-10-30") });
    people.push(person("head", &[Role::Head]));
    let upwards = told(people, &signing, "2026-10-06");
    assert!(
        upwards.contains(&line("head", "unsigned Overdue(1)")),
        "the leadership is on leave: {upwards:?}"
    );
}

#[test]
fn somebody_who_has_left_is_told_of_once_and_asked_nothing() {
    let signing = september();
    let mut gone = teacher(|at_work| at_work.ends_on = Some(day("2026-09-18")));
    let with = |gone: &Person| vec![gone.clone(), person("it", &[Role::ItLead]), person("slt", &[Role::Slt])];
    let sign = |told: Vec<(String, String)>| -> Vec<_> {
        told.into_iter().filter(|(_, item)| item.starts_with("left")).collect()
    };
    assert!(sign(told(with(&gone), &signing, "2026-09-18")).is_empty());
    let left = [line("it", "left teacher 2026-09-18"), line("slt", "left teacher 2026-09-18")];
    assert_eq!(sign(told(with(&gone), &signing, "2026-09-21")), left);
    assert!(told(with(&gone), &signing, "2026-09-21").iter().all(|(who, _)| who != "teacher"));
    assert_eq!(sign(told(with(&gone), &signing, "2026-11-02")), left, "many leave before the long holidays");
    assert!(sign(told(with(&gone), &signing, "2027-02-01")).is_empty(), "an old list tells no news");
    gone.roles.clear();
    assert_eq!(
        sign(told(with(&gone), &signing, "2026-09-21")),
        left,
        "the directory may be ahead of the list"
    );
}

#[test]
fn a_thousand_people_are_planned_in_no_time() {
    let signing = september();
    let people: Vec<Person> = (0..2000).map(|n| person(&format!("p{n}"), &[Role::Staff])).collect();
    let told = told(people, &signing, "2026-09-15");
    assert_eq!(told.len(), 2000);
}
