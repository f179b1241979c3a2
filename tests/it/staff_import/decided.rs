//! Who a line of the list is, and who is whose manager: decided without a database.

use hearken::domain::id::PersonId;
use hearken::domain::school::Employment;
use hearken::domain::staff_list::{Change, Decided, Kind, Known, Manager, Plan, Row, plan};
use hearken::domain::text::Text;
use std::collections::BTreeSet;

fn number(text: &str) -> [u8; 32] {
    let mut number = [0; 32];
    number[..text.len()].copy_from_slice(text.as_bytes());
    number
}

/// `number | name | address | manager`; an empty part is not told.
fn row(line: u64, text: &str) -> Row {
    let parts: Vec<&str> = text.split('|').map(str::trim).chain(["", "", ""]).collect();
    let filled = |part: &str| (!part.is_empty()).then(|| part.to_owned());
    Row {
        line,
        number: filled(parts[0]).map(|text| number(&text)),
        name: Text::new(parts[1]),
        email: filled(parts[2]).map(Text::new),
        audience: None,
        starts_on: None,
        ends_on: None,
        leave: None,
        manager: Some(filled(parts[3]).map(|said| Manager { number: number(&said), said: Text::new(said) })),
        unfit: None,
    }
}

fn rows(lines: &[&str]) -> Vec<Row> {
    lines.iter().zip(1..).map(|(text, line)| row(line, text)).collect()
}

/// `id | number | name | address`, on the list before.
fn known(text: &str) -> Known {
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let filled = |part: &str| (!part.is_empty()).then(|| part.to_owned());
    Known {
        id: PersonId::parse(parts[0]).unwrap(),
        number: filled(parts[1]).map(|text| number(&text)),
        name: Text::new(parts[2]),
        email: filled(parts[3]).map(Text::new),
        in_settings: false,
        on_list: true,
        employment: Employment::default(),
    }
}

fn planned(lines: &[&str], before: &[Known], decided: &Decided) -> Plan {
    let mut next = 0;
    let fresh = || {
        next += 1;
        PersonId::parse(&format!("new-{next}")).unwrap()
    };
    plan(rows(lines), before, decided, "2026-03-10".parse().unwrap(), fresh)
}

fn read(lines: &[&str], before: &[&str]) -> Plan {
    let before: Vec<Known> = before.iter().map(|text| known(text)).collect();
    planned(lines, &before, &Decided::default())
}

/// Who each line is that was taken.
fn who(plan: &Plan) -> Vec<(u64, &str)> {
    plan.people.iter().map(|planned| (planned.line, planned.id.as_str())).collect()
}

fn odd(plan: &Plan) -> Vec<(Kind, Vec<u64>)> {
    plan.findings.iter().map(|found| (found.kind, found.lines.clone())).collect()
}

fn missing(plan: &Plan) -> Vec<&str> {
    plan.missing.iter().map(PersonId::as_str).collect()
}

#[test]
fn a_number_goes_before_an_address_and_an_address_before_nothing() {
    let before = ["ash | A1 | Ash Birch | ash@x.y", "bo | | Bo Cedar | bo@x.y"];
    let plan =
        read(&["A1 | Ash Rowan | new@x.y", "B1 | Bo Cedar | BO@X.Y", "C1 | Cy Dale | cy@x.y"], &before);
    assert_eq!(who(&plan), [(1, "ash"), (2, "bo"), (3, "new-1")]);
    assert!(odd(&plan).is_empty() && plan.missing.is_empty());
    assert_eq!(plan.people[2].change, Change::Joins);
}

#[test]
fn a_name_alone_proves_nothing_and_whoever_it_may_be_is_not_missing() {
    let before = ["ash | A1 | Ash Birch | ash@x.y", "bo | | Bo Cedar | bo@x.y"];
    let plan = read(&["| Birch, Ash | other@x.y", "B9 | bo cedar |"], &before);
    assert_eq!(odd(&plan), [(Kind::OtherAddress, vec![1]), (Kind::OtherAddress, vec![2])]);
    assert!(plan.people.is_empty() && plan.missing.is_empty());
    // A person decides.
    let before: Vec<Known> = before.iter().map(|text| known(text)).collect();
    let decided = Decided { same: [1].into(), new: [2].into() };
    let plan = planned(&["| Birch, Ash | other@x.y", "B9 | bo cedar |"], &before, &decided);
    assert_eq!(who(&plan), [(1, "ash"), (2, "new-1")]);
    assert_eq!(missing(&plan), ["bo"]);
    assert_eq!(plan.people[0].number, before[0].number, "what the list does not tell stays");
}

#[test]
fn an_address_that_was_handed_on_makes_nobody_somebody_else() {
    let before = ["ash | A1 | Ash Birch | office@x.y", "bo | | Bo Cedar | bo@x.y"];
    let plan = read(&["Z9 | Zed Zander | office@x.y", "| Zoe Young | bo@x.y"], &before);
    assert_eq!(odd(&plan), [(Kind::OtherNumber, vec![1]), (Kind::OtherName, vec![2])]);
    assert!(plan.people.is_empty() && plan.missing.is_empty());
    let same = read(&["| Bo Cedar-Young | bo@x.y"], &["bo | | Bo Cedar | bo@x.y"]);
    assert_eq!(who(&same), [(1, "bo")], "a name that shares a word is a name that changed");
}

#[test]
fn a_number_that_was_handed_on_makes_nobody_somebody_else() {
    let mut before = vec![known("jane | JSM | Jane Smith | jane@x.y"), known("bo | B1 | Bo Cedar | bo@x.y")];
    before[0].employment.ends_on = Some("2025-07-22".parse().unwrap());
    let none = Decided::default();
    let odd_of = |lines: &[&str], before: &[Known], decided: &Decided| {
        let plan = planned(lines, before, decided);
        (odd(&plan), plan.people.iter().map(|it| (it.id.as_str().to_owned(), it.number)).collect::<Vec<_>>())
    };
    let held = |kind| (vec![(kind, vec![1])], Vec::new());
    let john = "JSM | John Small | john@x.y";
    assert_eq!(odd_of(&[john], &before, &none), held(Kind::ReusedNumber));
    // Neither a first name in common nor the account that they have already makes them one.
    assert_eq!(odd_of(&["JSM | Jane Small | small@x.y"], &before, &none), held(Kind::ReusedNumber));
    assert_eq!(odd_of(&["JSM | Jane Small |"], &before, &none), held(Kind::ReusedNumber));
    let account = Known { on_list: false, ..known("john | | John Small | john@x.y") };
    let with_account = [&before[..], &[account]].concat();
    assert_eq!(odd_of(&[john], &with_account, &none), held(Kind::ReusedNumber));
    assert_eq!(odd_of(&["B1 | Zed Zander | zed@x.y"], &before, &none), held(Kind::ReusedNumber));
    assert_eq!(odd_of(&["B1 | Zed Zander | bo@x.y"], &before, &none), held(Kind::OtherName));
    // The leaver herself comes back, by her name or by her address.
    for back in ["JSM | Smith, Jane | other@x.y", "JSM | Jane Rowan | jane@x.y"] {
        assert_eq!(who(&planned(&[back], &before, &none)), [(1, "jane")], "{back}");
    }
    // A person decides.
    let same = Decided { same: [1].into(), ..Decided::default() };
    assert_eq!(who(&planned(&[john], &before, &same)), [(1, "jane")]);
    let new = Decided { new: [1].into(), ..Decided::default() };
    let plan = planned(&[john], &before, &new);
    assert_eq!((who(&plan), odd(&plan).len()), (vec![(1, "new-1")], 0));
    assert_eq!(plan.without_number, [before[0].id.clone()], "one number is one person's");
    assert_eq!(plan.people[0].number, Some(number("JSM")));
    assert_eq!(who(&planned(&[john], &with_account, &new)), [(1, "john")]);
    // Whoever had it and is still on the list, without a number, gives it up there.
    let plan = planned(&["JSM | John Small | john@x.y", "| Jane Smith | jane@x.y"], &before, &new);
    assert_eq!(plan.people.iter().map(|it| it.number).collect::<Vec<_>>(), [Some(number("JSM")), None]);
    assert!(plan.without_number.is_empty());
}

#[test]
fn what_leads_to_two_people_is_nobodys() {
    let before = ["ash | A1 | Ash Birch | ash@x.y", "bo | B1 | Bo Cedar | bo@x.y"];
    let crossed = read(&["A1 | Ash Birch | bo@x.y"], &before);
    assert_eq!(odd(&crossed), [(Kind::TwoPeople, vec![1])]);
    let twice = read(&["A1 | Ash Birch |", "| Ash Birch | ash@x.y"], &before);
    assert_eq!(odd(&twice), [(Kind::TwoPeople, vec![1, 2])]);
    assert!(twice.people.is_empty() && missing(&twice) == ["bo"]);
}

#[test]
fn the_same_person_twice_is_taken_once_and_two_with_one_address_not_at_all() {
    let plan = read(
        &[
            "A1 | Ash Birch | ash@x.y",
            "A1 | BIRCH, Ash | ash@x.y",
            "B1 | Bo Cedar | shared@x.y",
            "C1 | Cy Dale | shared@x.y",
            "D1 | Di Elm | di@x.y",
            "D1 | Ed Fir | ed@x.y",
            "| Jo Green | jo1@x.y",
            "| Jo Green | jo2@x.y",
        ],
        &[],
    );
    assert_eq!(who(&plan), [(1, "new-1"), (7, "new-2"), (8, "new-3")]);
    let odd = odd(&plan);
    for found in [
        (Kind::Twice, vec![1, 2]),
        (Kind::SharedAddress, vec![3, 4]),
        (Kind::SharedNumber, vec![5, 6]),
        (Kind::Namesakes, vec![7, 8]),
    ] {
        assert!(odd.contains(&found), "{found:?}: {odd:?}");
    }
}

#[test]
fn managers_are_found_by_number_address_or_name_and_a_circle_is_broken() {
    let plan = read(
        &[
            "A1 | Ash Birch | ash@x.y | B1",
            "B1 | Bo Cedar | bo@x.y | cy@x.y",
            "C1 | Cy Dale | cy@x.y | Dale, Mr Di",
            "D1 | Di Dale | di@x.y | Nobody Here",
            "E1 | Ed Elm | ed@x.y | F1",
            "F1 | Fi Fir | fi@x.y | G1",
            "G1 | Gus Gum | gus@x.y | E1",
            "H1 | Hy Holm | hy@x.y | H1",
            "I1 | Ivy Ivers | ivy@x.y | E1",
            "J1 | Jo Green | jo1@x.y | Jo Green",
            "K1 | Jo Green | jo2@x.y |",
        ],
        &[],
    );
    let managers: Vec<Option<&str>> =
        plan.people.iter().map(|p| p.employment.manager.as_ref().map(PersonId::as_str)).collect();
    let expected = [
        Some("new-2"),
        Some("new-3"),
        Some("new-4"),
        None,
        None,
        None,
        None,
        None,
        Some("new-5"),
        None,
        None,
    ];
    assert_eq!(managers, expected);
    let odd: BTreeSet<(Kind, Vec<u64>)> = odd(&plan).into_iter().collect();
    for found in [
        (Kind::ManagerUnknown, vec![4]),
        (Kind::ManagerLoop, vec![5, 6, 7]),
        (Kind::ManagerLoop, vec![8]),
        (Kind::ManagerUnclear, vec![10]),
    ] {
        assert!(odd.contains(&found), "{found:?}: {odd:?}");
    }
}

#[test]
fn more_than_a_third_that_leave_are_too_many_to_be_taken_for_granted() {
    let before = ["a | A | Ann A | a@x.y", "b | B | Bob B | b@x.y", "c | C | Cat C | c@x.y"];
    assert!(!read(&["A | Ann A | a@x.y", "B | Bob B | b@x.y"], &before).empties_the_school());
    assert!(read(&["A | Ann A | a@x.y"], &before).empties_the_school());
    assert!(!read(&["A | Ann A | a@x.y"], &[]).empties_the_school(), "nobody was there");
}
