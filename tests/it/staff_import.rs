//! The list of staff: what a file says of whom, what changes by it, and that nobody is taken for somebody else.

mod decided;
mod directory;

use crate::school::{Ended, School, hearken, run};
use crate::store::harness::Database;
use hearken::audit::verify;
use hearken::domain::access::Subjects;
use hearken::domain::attestation::Audience;
use hearken::domain::id::{PersonId, SchoolId};
use hearken::domain::school::{Person, Role, Staff};
use hearken::records;
use hearken::store::ListedRow;
use hearken::vault::Vault;
use serde_json::Value;
use std::fmt::Write;
use std::sync::Arc;
use std::time::Instant;

on_both_databases!(
    a_dry_run_changes_nothing_and_says_what_would_change,
    a_list_is_read_in_and_read_in_again_without_a_change,
    whoever_leaves_stays_a_person_and_loses_what_they_were_by_being_here,
    a_list_that_would_empty_the_school_is_not_taken_for_granted,
    whoever_is_missing_leaves_only_where_that_was_said,
    a_leavers_number_goes_to_a_newcomer_who_stays_somebody_else,
    the_settings_go_before_the_list,
    leave_and_last_days_are_set_for_one_person,
);

/// As SIMS exports it, with what spreadsheets make of it.
const LIST: &str = "\u{feff}Staff Code,Legal Forename,Legal Surname,Work Email,Role,Employment Start Date,Leaving Date,Line Manager\r\n\
    AB1,Ash,Birch,ash@oak.example,Teacher,01/09/2019,,\"Oakes, Olu\"\r\n\
    ,,,,,,,\r\n\
    OO1,Olu,Oakes,Olu@Oak.example,Head of Maths,43709,,\r\n\
    CP1,Cam,Pine,cam@oak.example,Parent Governor,2020-01-06,31/12/9999,\r\n\
    DE1,\"Dee\nAnn\",Elm,dee@oak.example,Volunteer,,31/08/2090,AB1\r\n\
    GG1,Gil,Gorse,gil@oak.example,Teacher,,31/08/2019,\r\n";

struct Office {
    school: School,
    database: Database,
}

impl Office {
    fn open(database: Database) -> Self {
        let school = School::new(Some(&database.url));
        school.serve().terminate();
        Self { school, database }
    }

    fn staff(&self, args: &[&str]) -> Ended {
        let mut command = hearken(["staff"]);
        run(command.args(args).arg("--settings").arg(self.school.settings()), "")
    }

    fn import(&self, text: &str, more: &[&str]) -> Ended {
        let file = self.school.folder.path().join("staff.csv");
        std::fs::write(&file, text).unwrap();
        let file = file.to_str().unwrap().to_owned();
        self.staff(&[&["import", &file], more].concat())
    }

    fn applied(&self, text: &str, more: &[&str]) -> String {
        let ended = self.import(text, &[&["--yes"], more].concat());
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""), "{}", ended.stdout);
        ended.stdout
    }

    fn list(&self, more: &[&str]) -> Vec<Value> {
        let ended = self.staff(&[&["list", "--format", "json", "--names"], more].concat());
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
        serde_json::from_str(&ended.stdout).unwrap()
    }

    fn vault(&self) -> Vault {
        Vault::load(&self.school.key()).unwrap().unwrap()
    }

    async fn id(&self) -> SchoolId {
        let schools = self.database.read(|db| Box::pin(async move { db.schools().await })).await;
        schools.into_iter().map(|(id, _)| id).find(|id| id.as_str() != "oak").unwrap()
    }

    async fn people(&self) -> (Arc<Staff>, Vec<ListedRow>) {
        let (vault, id) = (self.vault(), self.id().await);
        self.database
            .read(move |db| {
                Box::pin(async move { Ok((records::staff(db, &vault, &id).await?, db.listed(&id).await?)) })
            })
            .await
    }

    async fn named(&self, name: &str) -> Option<Person> {
        let (staff, _) = self.people().await;
        staff.people().find(|person| person.name.expose() == name).cloned()
    }

    /// How often each act was written down; the chain is whole.
    async fn acts(&self, act: &'static str) -> usize {
        let id = self.id().await;
        self.database
            .read(move |db| {
                Box::pin(async move {
                    assert_eq!(verify(db, &id).await?, None);
                    let rows = db.audit_rows(&id, 1, 1000).await?;
                    Ok(rows.iter().filter(|row| row.action == act).count())
                })
            })
            .await
    }
}

/// How many of each the report counts.
fn count(report: &str, what: &str) -> Option<usize> {
    let line =
        report.lines().find(|line| line.trim_start().trim_start_matches(char::is_numeric).trim() == what)?;
    line.split_whitespace().next()?.parse().ok()
}

fn day(text: &str) -> Option<chrono::NaiveDate> {
    Some(text.parse().unwrap())
}

async fn a_dry_run_changes_nothing_and_says_what_would_change(database: Database) {
    let office = Office::open(database);
    let before = office.people().await.1;
    let said = office.import(LIST, &[]);
    assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{}", said.stdout);
    let report = &said.stdout;
    assert_eq!(count(report, "join"), Some(4), "{report}");
    assert_eq!(count(report, "left before we knew them, and are passed over"), Some(1), "{report}");
    assert!(report.contains("5 lines read. Blank lines passed over: 1."), "{report}");
    assert!(report.contains("Nothing was changed") && report.contains("line 2\n"), "{report}");
    for name in ["Ash", "Birch", "Olu", "oak.example", "AB1"] {
        assert!(!report.contains(name), "{name} is printed where there is no terminal: {report}");
    }
    let named = office.import(LIST, &["--names"]).stdout;
    assert!(named.contains("line 2  Ash Birch") && named.contains("line 6  Dee Ann Elm"), "{named}");
    assert_eq!(office.people().await.1, before);
    assert_eq!(office.acts("staff_joined").await, 0);
}

async fn a_list_is_read_in_and_read_in_again_without_a_change(database: Database) {
    let office = Office::open(database);
    let report = office.applied(LIST, &[]);
    assert!(report.contains("Done.") && count(&report, "join") == Some(4), "{report}");
    let ash = office.named("Ash Birch").await.unwrap();
    let (olu, dee) = (office.named("Olu Oakes").await.unwrap(), office.named("Dee Ann Elm").await.unwrap());
    assert_eq!(ash.roles, [Role::Staff].into());
    assert_eq!((ash.employment.starts_on, ash.employment.ends_on), (day("2019-09-01"), None));
    assert_eq!(ash.employment.manager, Some(olu.id.clone()));
    assert_eq!(olu.employment.starts_on, day("2019-09-01"), "a spreadsheet's number of a day");
    assert_eq!((dee.employment.audience, dee.employment.ends_on), (Audience::Volunteers, day("2090-08-31")));
    assert_eq!(dee.employment.manager, Some(ash.id.clone()), "by their number");
    assert_eq!(office.named("Cam Pine").await.unwrap().employment.audience, Audience::Governors);
    assert!(office.named("Gil Gorse").await.is_none());
    assert_eq!((office.acts("staff_joined").await, office.acts("staff_list_read").await), (4, 1));
    // Neither names nor addresses nor numbers stand there in clear.
    let (_, rows) = office.people().await;
    let clear =
        |bytes: &[u8]| ["Ash", "ash@", "AB1", "ab1"].iter().any(|word| contains(bytes, word.as_bytes()));
    assert!(!rows.iter().any(|row| {
        clear(row.name.as_bytes())
            || row.email.as_ref().is_some_and(|email| clear(email.as_bytes()))
            || row.number.as_deref().is_some_and(clear)
    }));
    let before = office.people().await.1;
    let again = office.applied(LIST, &[]);
    assert_eq!((count(&again, "are as before"), count(&again, "join")), (Some(4), Some(0)), "{again}");
    assert_eq!(office.people().await.1, before);
    // By their number they are known under another name and address.
    let married = LIST.replace("Ash,Birch,ash@", "Ash,Rowan,rowan@").replace(",\"Oakes, Olu\"", ",");
    let changed = office.import(&married, &[]).stdout;
    assert!(changed.contains("line 2: name, address, line manager"), "{changed}");
    office.applied(&married, &[]);
    let rowan = office.named("Ash Rowan").await.unwrap();
    assert_eq!((rowan.id, rowan.employment.manager), (ash.id, None));
    assert_eq!(office.acts("staff_changed").await, 1);
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

async fn whoever_leaves_stays_a_person_and_loses_what_they_were_by_being_here(database: Database) {
    let office = Office::open(database);
    office.applied(LIST, &[]);
    let (ash, id) = (office.named("Ash Birch").await.unwrap(), office.id().await);
    let (case, subject) = (crate::store::harness::case(1), ash.id.clone());
    let case = hearken::domain::case::Case { school: id.clone(), ..case };
    let (at, of) = (case.id.clone(), id.clone());
    office
        .database
        .store
        .write(&id, move |tx| {
            Box::pin(async move {
                crate::store::harness::insert_case(tx, &case).await?;
                let subjects = Subjects { people: [subject].into(), ..Subjects::default() };
                tx.add_subjects(&of, &at, &subjects).await
            })
        })
        .await
        .unwrap();
    // Ash is missing; Dee's last day is over.
    let without: String =
        LIST.lines().filter(|line| !line.starts_with("AB1")).map(|l| format!("{l}\r\n")).collect();
    let gone = without.replace("31/08/2090", "31/08/2021");
    let kept = office.applied(&gone.replace("31/08/2021", "31/08/2090"), &["--leavers", "none"]);
    assert!(kept.contains("stay as they are"), "{kept}");
    assert_eq!(office.named("Ash Birch").await.unwrap().employment.ends_on, None);
    let report = office.applied(&gone, &["--leavers", "end"]);
    assert_eq!(count(&report, "have left, as the list says"), Some(1), "{report}");
    assert_eq!(count(&report, "were on the list before, and are missing now"), Some(1), "{report}");
    for name in ["Ash Birch", "Dee Ann Elm"] {
        let left = office.named(name).await.unwrap();
        assert!(left.roles.is_empty() && left.employment.ends_on.is_some(), "{name}");
    }
    let of = crate::store::harness::case(1).id;
    let subjects = office.database.read(move |db| Box::pin(async move { db.subjects(&of).await })).await;
    assert_eq!(subjects.people, [ash.id.clone()].into(), "a subject stays one");
    assert_eq!(office.acts("staff_left").await, 2);
    let on_list = |more: &[&str]| office.list(more).iter().filter(|line| line["on_list"] == true).count();
    assert_eq!((on_list(&[]), on_list(&["--all"])), (2, 4));
    // Back, and the same person as before.
    let back = office.applied(LIST, &[]);
    assert_eq!(count(&back, "come back"), Some(2), "{back}");
    let ash_again = office.named("Ash Birch").await.unwrap();
    assert_eq!(
        (ash_again.id, ash_again.roles, ash_again.employment.ends_on),
        (ash.id, [Role::Staff].into(), None)
    );
}

async fn a_list_that_would_empty_the_school_is_not_taken_for_granted(database: Database) {
    let office = Office::open(database);
    office.applied(LIST, &[]);
    let one = "Staff Code,Forename,Surname,Work Email\nOO1,Olu,Oakes,olu@oak.example\n";
    let dry = office.import(one, &[]);
    assert!(dry.code == 0 && dry.stdout.contains("3 of 4 would leave"), "{}", dry.stdout);
    let refused = office.import(one, &["--yes"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stdout.contains("add --leavers end") && !refused.stdout.contains("Done."),
        "{}",
        refused.stdout
    );
    assert_eq!(office.acts("staff_left").await, 0);
    assert_eq!(office.acts("staff_list_read").await, 1);
    office.applied(one, &["--leavers", "end"]);
    assert_eq!(office.acts("staff_left").await, 3);
    // What a list has no column for stays: a first day, a manager.
    assert_eq!(office.named("Olu Oakes").await.unwrap().employment.starts_on, day("2019-09-01"));
}

async fn whoever_is_missing_leaves_only_where_that_was_said(database: Database) {
    let office = Office::open(database);
    office.applied(LIST, &[]);
    // One of four is missing, and somebody has another address.
    let three = LIST.replace("CP1,Cam,Pine,cam@oak.example,Parent Governor,2020-01-06,31/12/9999,\r\n", "");
    let three = three.replace("ash@oak.example", "ash.birch@oak.example");
    let dry = office.import(&three, &[]);
    assert!(dry.code == 0 && dry.stdout.contains("add --leavers end"), "{}", dry.stdout);
    let refused = office.import(&three, &["--yes"]);
    assert_eq!(refused.code, 1, "{}", refused.stdout);
    assert!(refused.stdout.contains("missing from this one, so nothing was changed"), "{}", refused.stdout);
    assert_eq!((office.acts("staff_left").await, office.acts("staff_changed").await), (0, 0));
    assert_eq!(office.named("Cam Pine").await.unwrap().employment.ends_on, None);
    office.applied(&three, &["--leavers", "none"]);
    assert_eq!((office.acts("staff_left").await, office.acts("staff_changed").await), (0, 1));
    office.applied(&three, &["--leavers", "end"]);
    assert!(office.named("Cam Pine").await.unwrap().employment.ends_on.is_some());
    office.applied(&three, &[]);
}

async fn a_leavers_number_goes_to_a_newcomer_who_stays_somebody_else(database: Database) {
    let office = Office::open(database);
    let list = |rest: &str| {
        format!("Staff Code,Forename,Surname,Work Email\nOO1,Olu,Oakes,olu@oak.example\n{rest}\n")
    };
    let (jane, john) = (list("JSM,Jane,Smith,jane@oak.example"), list("JSM,John,Small,john@oak.example"));
    office.applied(&jane, &[]);
    office.applied(&list(""), &["--leavers", "end"]);
    let left = office.named("Jane Smith").await.unwrap();
    let held = office.applied(&john, &[]);
    assert!(held.contains("Held back: we know somebody with this staff number"), "{held}");
    assert!(office.named("John Small").await.is_none());
    let taken = office.applied(&john, &["--new", "3"]);
    assert_eq!(count(&taken, "join"), Some(1), "{taken}");
    let (new, old) = (office.named("John Small").await.unwrap(), office.named("Jane Smith").await.unwrap());
    assert_ne!(new.id, left.id);
    assert_eq!((&old.id, &old.employment, old.roles.len()), (&left.id, &left.employment, 0));
    let again = office.applied(&john, &[]);
    assert_eq!(count(&again, "are as before"), Some(2), "{again}");
    // Both at once: whoever is missing ends, and gives up the number.
    let ned = list("JSM,Ned,Stone,ned@oak.example");
    office.applied(&ned, &["--new", "3", "--leavers", "end"]);
    assert!(office.named("John Small").await.unwrap().employment.ends_on.is_some());
    assert_eq!(count(&office.applied(&ned, &[]), "are as before"), Some(2));
}

async fn the_settings_go_before_the_list(database: Database) {
    let office = Office::open(database);
    let settings = std::fs::read_to_string(office.school.settings()).unwrap();
    let with_email = settings.replacen(
        "name = \"Amara Fielding\"",
        "name = \"Amara Fielding\"\nemail = \"amara@oak.example\"",
        1,
    );
    assert_ne!(settings, with_email);
    std::fs::write(office.school.settings(), with_email).unwrap();
    drop(office.school.serve());
    let amara = office.named("Amara Fielding").await.unwrap();
    assert!(amara.roles.contains(&Role::Dsl));
    let list = "Staff Code,Name,Email,Employment Start Date\n\
        AF1,Ms A Fielding,Amara@oak.example,01/09/2019\n\
        JP1,Jo Penrose,jo@oak.example,\n";
    let report = office.applied(list, &[]);
    assert!(report.contains("Held back: we know somebody of this name"), "{report}");
    let row = |rows: &[ListedRow], id: &PersonId| rows.iter().find(|row| row.person == *id).unwrap().clone();
    let (staff, rows) = office.people().await;
    let same = staff.person(&amara.id).unwrap();
    assert_eq!((same.name.expose(), &same.roles), ("Amara Fielding", &amara.roles));
    assert_eq!(same.employment.starts_on, day("2019-09-01"));
    assert!(row(&rows, &amara.id).on_list && row(&rows, &amara.id).listed);
    let jo = office.named("Jo Penrose").await.unwrap();
    assert!(!row(&rows, &jo.id).on_list);
    office.applied(list, &["--same", "3"]);
    assert!(row(&office.people().await.1, &jo.id).on_list);
    // Whoever has a duty keeps it, whatever a list says; and a start by the settings takes nobody off the list.
    let gone =
        office.applied("Staff Code,Name,Email\nZZ1,Zed Zander,zed@oak.example\n", &["--leavers", "end"]);
    assert!(gone.contains("named in the settings: they stay"), "{gone}");
    let amara = office.named("Amara Fielding").await.unwrap();
    assert_eq!((amara.employment.ends_on, amara.roles.contains(&Role::Dsl)), (None, true));
    assert_eq!(office.acts("staff_left").await, 0);
    drop(office.school.serve());
    let zed = office.named("Zed Zander").await.unwrap();
    assert_eq!(zed.roles, [Role::Staff].into());
}

async fn leave_and_last_days_are_set_for_one_person(database: Database) {
    let office = Office::open(database);
    office.applied(LIST, &[]);
    let ash = office.named("Ash Birch").await.unwrap();
    let short = &ash.id.as_str()[..10];
    let done = office.staff(&["leave", short, "--from", "2090-01-01", "--to", "2090-03-31"]);
    assert_eq!((done.code, done.stderr.as_str()), (0, ""));
    let shown = office.staff(&["show", "ASH@oak.example", "--names"]);
    let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(
        (shown["name"].as_str(), shown["leave_from"].as_str()),
        (Some("Ash Birch"), Some("2090-01-01"))
    );
    assert_eq!((shown["account"].as_str(), shown["on_list"].as_bool()), (Some("none"), Some(true)));
    assert!(office.named("Ash Birch").await.unwrap().employment.is_on_leave("2090-02-01".parse().unwrap()));
    assert_eq!(office.staff(&["end", short, "--on", "2020-07-31"]).code, 0);
    let ended = office.named("Ash Birch").await.unwrap();
    assert!(ended.roles.is_empty() && ended.employment.ends_on == day("2020-07-31"));
    assert_eq!(office.staff(&["end", short, "--cancel"]).code, 0);
    assert_eq!(office.staff(&["leave", short, "--cancel"]).code, 0);
    let stays = office.named("Ash Birch").await.unwrap();
    assert_eq!((stays.roles, stays.employment), (ash.roles, ash.employment));
    for wrong in [
        &["leave", short, "--from", "2026-02-01", "--to", "2026-01-01"][..],
        &["leave", short, "--from", "2026-02-30", "--to", "2026-03-01"],
        &["end", "nobody@oak.example", "--on", "2026-01-01"],
        &["show", "zz"],
        &["end", short],
    ] {
        let said = office.staff(wrong);
        assert!(said.code != 0 && !said.stderr.is_empty() && said.stdout.is_empty(), "{wrong:?}: {said:?}");
    }
}

/// Neither a folder nor a database nor a key is made: the list would be read into nothing, and it would say "Done."
#[test]
fn a_slip_in_the_settings_begins_no_second_school() {
    let school = School::new(None);
    school.serve().terminate();
    let list = school.folder.path().join("staff.csv");
    std::fs::write(&list, LIST).unwrap();
    let settings = std::fs::read_to_string(school.settings()).unwrap();
    let slip = school.folder.path().join("slip.toml");
    std::fs::write(&slip, format!("data_dir = \"elsewhere\"\n{}", without_data_dir(&settings))).unwrap();
    let list = list.to_str().unwrap();
    for command in [
        &["staff", "import", list][..],
        &["staff", "import", list, "--yes"],
        &["staff", "list"],
        &["feed", "create", "--role", "slt"],
        &["feed", "list"],
        &["policy", "list"],
        &["aup", "status"],
    ] {
        let ended = run(hearken(command).arg("--settings").arg(&slip), "");
        let refused = ended.code == 1 && ended.stdout.is_empty();
        assert!(
            refused && ended.stderr.contains("Start it once with: hearken serve"),
            "{command:?}: {ended:?}"
        );
        assert!(!school.folder.path().join("elsewhere").exists(), "{command:?} made a folder");
    }
}

fn without_data_dir(settings: &str) -> String {
    settings.lines().filter(|line| !line.starts_with("data_dir")).fold(String::new(), |all, l| all + l + "\n")
}

#[test]
fn a_file_that_is_no_list_is_refused_in_plain_words_and_changes_nothing() {
    let school = School::new(None);
    school.serve().terminate();
    let file = school.folder.path().join("staff.csv");
    let says = |bytes: &[u8], more: &[&str]| {
        std::fs::write(&file, bytes).unwrap();
        let mut command = hearken(["staff", "import"]);
        let ended = run(command.arg(&file).args(more).arg("--settings").arg(school.settings()), "");
        assert!(ended.code == 1 && ended.stdout.is_empty(), "{ended:?}");
        ended.stderr
    };
    assert!(says(b"PK\x03\x04", &[]).contains("Save it as CSV"));
    assert!(says(b"a,b\n1,2\n", &[]).contains("headings"));
    assert!(says(b"Name,Email\nA B,a@b.c\n", &["--map", "Whom=name"]).contains("no heading like"));
    assert!(says(b"Name,Email\nA B,a@b.c\n", &["--map", "Name=shoe"]).contains("There are: name, first"));
    assert!(says(b"Name,Email\nA B,a@b.c\n", &["--school", "elm"]).contains("no such school"));
    assert!(says(b"", &["--yes"]).contains("headings"));
}

/// A trust of fifty thousand: read in once, and once more with nothing to change.
#[test]
fn fifty_thousand_lines_are_read_in_without_end_of_memory_or_patience() {
    const PEOPLE: usize = 50_000;
    let school = School::new(None);
    school.serve().terminate();
    let mut list = "Staff Code,Forename,Surname,Work Email,Role,Start Date,Line Manager\n".to_owned();
    for n in 0..PEOPLE {
        let boss = n / 10;
        writeln!(list, "N{n},First{n},Last{n},p{n}@trust.example,Teacher,01/09/2019,N{boss}").unwrap();
    }
    let file = school.folder.path().join("staff.csv");
    std::fs::write(&file, list).unwrap();
    let import = |more: &[&str]| {
        let began = Instant::now();
        let mut command = hearken(["staff", "import"]);
        let ended = run(command.arg(&file).args(more).arg("--settings").arg(school.settings()), "");
        assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
        (ended.stdout, began.elapsed())
    };
    let (dry, looked) = import(&[]);
    assert_eq!(count(&dry, "join"), Some(PEOPLE), "{dry}");
    assert!(
        dry.contains("and 49980 more") && dry.contains("in a circle"),
        "the first is their own manager: {dry}"
    );
    let (done, stored) = import(&["--yes"]);
    assert!(done.contains("Done."));
    let (again, compared) = import(&["--yes"]);
    assert_eq!(count(&again, "are as before"), Some(PEOPLE), "{again}");
    println!("{PEOPLE} lines: looked at in {looked:?}, stored in {stored:?}, compared in {compared:?}");
}
