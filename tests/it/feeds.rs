//! A role's calendar as programs read it from outside: by its address alone, and without a name in it.

use crate::demo::Demo;
use crate::school::{School, hearken, run};
use crate::store::harness::{Database, school};
use crate::world::{STAFF, World};
use axum::Router;
use chrono::TimeDelta;
use hearken::app::feed_token;
use hearken::clock::Clock;
use hearken::domain::agenda::{Matter, NoteKind, Noted};
use hearken::domain::concern::Answers;
use hearken::domain::school::Role;
use hearken::http::{Meter, Ready, router};
use hearken::records;
use hearken::store::FeedRow;
use reqwest::{Client, Response, StatusCode};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

on_both_databases!(
    whoever_has_the_address_reads_the_dates_of_the_role_and_no_name,
    whatever_is_no_address_looks_like_any_page_that_is_not_there,
    an_address_that_is_withdrawn_shows_nothing_within_a_second,
    a_program_that_has_it_already_is_told_so,
    an_address_that_is_read_too_often_is_left_alone_for_a_while,
    what_is_recorded_goes_before_what_the_profile_says,
);

struct Served {
    world: World,
    url: String,
    client: Client,
}

async fn served(database: Database) -> Served {
    let world = World::with(database, STAFF, &[]).await;
    let (ready, trouble) = (Ready::default(), Arc::new(Vec::new));
    ready.set(true);
    let meter = Meter::start(world.now());
    let routes = router(Router::new(), ready, meter, Some(world.app.clone()), trouble);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let service = routes.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    Served { world, url, client: Client::builder().no_proxy().build().unwrap() }
}

impl Served {
    /// The secret of a new feed.
    async fn feed(&self, id: &'static str, role: Role) -> String {
        let (token, token_hash) = feed_token();
        let (school, created_at) = (school("oak"), self.world.clock.now());
        let feed = FeedRow {
            id: id.to_owned(),
            school,
            role,
            token_hash,
            created_at,
            revoked_at: None,
            fetched_on: None,
        };
        self.world.database.write(move |tx| Box::pin(async move { tx.add_feed(&feed).await })).await.unwrap();
        self.world.clock.move_on(TimeDelta::seconds(1));
        token
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Response {
        let mut asked = self.client.get(format!("{}{path}", self.url));
        for (name, value) in headers {
            asked = asked.header(*name, *value);
        }
        asked.send().await.unwrap()
    }

    async fn calendar(&self, token: &str) -> Response {
        self.get(&format!("/calendar/{token}.ics"), &[]).await
    }

    async fn kept(&self) -> Vec<FeedRow> {
        self.world.database.read(|db| Box::pin(async move { db.feeds().await })).await
    }
}

fn header<'r>(response: &'r Response, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

async fn whoever_has_the_address_reads_the_dates_of_the_role_and_no_name(database: Database) {
    let served = served(database).await;
    let (dsl, slt) = (served.feed("dsl", Role::Dsl).await, served.feed("slt", Role::Slt).await);
    assert_eq!((dsl.len(), dsl == slt), (64, false));
    let mut bodies = Vec::new();
    for token in [&dsl, &slt] {
        let answer = served.calendar(token).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(header(&answer, "content-type"), "text/calendar; charset=utf-8");
        assert!(header(&answer, "cache-control").starts_with("private"));
        bodies.push(answer.text().await.unwrap());
    }
    assert_ne!(bodies[0], bodies[1], "each role has its own dates");
    for body in &bodies {
        assert!(body.starts_with("BEGIN:VCALENDAR\r\n") && body.ends_with("END:VCALENDAR\r\n"));
        assert!(body.contains("BEGIN:VEVENT"), "a year without a date: {body}");
        // Morning is morning, in winter and in summer: wall-clock times, with their zone's rules beside them.
        assert!(body.contains("TZID:Europe/London") && body.contains("BEGIN:DAYLIGHT"));
        let begins: Vec<&str> = body.lines().filter(|line| line.starts_with("DTSTART;TZID=")).collect();
        let time = served.world.school.profile.remind_at.format("T%H%M%S").to_string();
        assert!(begins.iter().all(|line| line.trim_end().ends_with(&time)), "{begins:?}");
        for (_, name, _) in STAFF {
            let surname = name.split(' ').next_back().unwrap();
            assert!(!body.contains(name) && !body.contains(surname), "{name}");
        }
    }
    let read = served.kept().await;
    let today = Some("2026-03-10".parse().unwrap());
    assert!(read.iter().all(|feed| feed.fetched_on == today));
    assert!(
        read.iter().all(|feed| !feed.token_hash.windows(32).any(|part| dsl.as_bytes().starts_with(part)))
    );
}

async fn whatever_is_no_address_looks_like_any_page_that_is_not_there(database: Database) {
    let served = served(database).await;
    let token = served.feed("slt", Role::Slt).await;
    let revoked = served.feed("old", Role::Slt).await;
    served
        .world
        .database
        .write(|tx| {
            Box::pin(async move { tx.revoke_feed(&school("oak"), "old", crate::store::harness::at(1)).await })
        })
        .await
        .unwrap();
    served.world.clock.move_on(TimeDelta::seconds(1));
    let nowhere = served.get("/nothing/there", &[]).await;
    let seen = |response: Response| async move {
        let status = response.status();
        let mut names: Vec<String> =
            response.headers().iter().map(|(name, value)| format!("{name}: {value:?}")).collect();
        names.retain(|header| !header.starts_with("date:"));
        names.sort();
        (status, names, response.text().await.unwrap())
    };
    let nowhere = seen(nowhere).await;
    assert_eq!((nowhere.0, nowhere.2.as_str()), (StatusCode::NOT_FOUND, ""));
    let mut wrong = token.clone();
    wrong.replace_range(63.., if token.ends_with('0') { "1" } else { "0" });
    for path in [
        format!("/calendar/{wrong}.ics"),
        format!("/calendar/{revoked}.ics"),
        format!("/calendar/{token}"),
        format!("/calendar/{}.ics", token.to_uppercase()),
        format!("/calendar/{}.ics", &token[..63]),
        "/calendar/.ics".to_owned(),
        "/calendar/slt.ics".to_owned(),
        format!("/calendar/{}.ics", "a".repeat(5000)),
    ] {
        assert_eq!(seen(served.get(&path, &[]).await).await, nowhere, "{path}");
    }
    assert_eq!(served.calendar(&token).await.status(), StatusCode::OK);
}

async fn an_address_that_is_withdrawn_shows_nothing_within_a_second(database: Database) {
    let served = served(database).await;
    let token = served.feed("slt", Role::Slt).await;
    assert_eq!(served.calendar(&token).await.status(), StatusCode::OK);
    let revoke = |id: &'static str, of: &'static str| {
        let now = served.world.clock.now();
        served
            .world
            .database
            .write(move |tx| Box::pin(async move { tx.revoke_feed(&school(of), id, now).await }))
    };
    assert_eq!(revoke("slt", "elm").await, Ok(false), "another school's is none of ours");
    assert_eq!(revoke("slt", "oak").await, Ok(true));
    assert_eq!(revoke("slt", "oak").await, Ok(false));
    served.world.clock.move_on(TimeDelta::seconds(1));
    assert_eq!(served.calendar(&token).await.status(), StatusCode::NOT_FOUND);
}

async fn a_program_that_has_it_already_is_told_so(database: Database) {
    let served = served(database).await;
    let token = served.feed("slt", Role::Slt).await;
    let path = format!("/calendar/{token}.ics");
    let first = served.calendar(&token).await;
    let (tag, changed) = (header(&first, "etag").to_owned(), header(&first, "last-modified").to_owned());
    assert_eq!(changed, "Tue, 10 Mar 2026 10:00:01 GMT");
    let body = first.text().await.unwrap();
    // The next day the same dates are the same calendar.
    served.world.clock.move_on(TimeDelta::days(1));
    for known in [("if-none-match", tag.as_str()), ("if-modified-since", changed.as_str())] {
        let again = served.get(&path, &[known]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{known:?}");
        assert_eq!(header(&again, "etag"), tag);
        assert_eq!(again.text().await.unwrap(), "");
    }
    for other in [
        ("if-none-match", "\"another\""),
        ("if-modified-since", "Mon, 09 Mar 2026 10:00:00 GMT"),
        ("if-modified-since", "nonsense"),
    ] {
        let again = served.get(&path, &[other]).await;
        assert_eq!(again.status(), StatusCode::OK, "{other:?}");
        assert_eq!(again.text().await.unwrap(), body);
    }
}

async fn an_address_that_is_read_too_often_is_left_alone_for_a_while(database: Database) {
    let served = served(database).await;
    let (token, other) = (served.feed("slt", Role::Slt).await, served.feed("dsl", Role::Dsl).await);
    let mut read = 0;
    let refused = loop {
        let answer = served.calendar(&token).await;
        if answer.status() != StatusCode::OK {
            break answer;
        }
        read += 1;
        assert!(read < 100, "it may be read without end");
    };
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait: i64 = header(&refused, "retry-after").parse().unwrap();
    assert!(read >= 30 && (1..=61).contains(&wait), "{read} in a row, then {wait} s");
    assert_eq!(served.calendar(&other).await.status(), StatusCode::OK, "no other is held up");
    served.world.clock.move_on(TimeDelta::seconds(wait));
    assert_eq!(served.calendar(&token).await.status(), StatusCode::OK);
    assert_eq!(served.calendar(&token).await.status(), StatusCode::TOO_MANY_REQUESTS);
}

/// A file that can be read once alone, so whatever reads the settings after the write loses the address.
#[test]
fn nothing_that_may_fail_comes_between_a_new_address_and_its_being_shown() {
    let made = School::new(None);
    made.serve().terminate();
    let settings = std::fs::read_to_string(made.settings()).unwrap();
    let rest: Vec<&str> = settings.lines().filter(|line| !line.starts_with("data_dir")).collect();
    let once = format!("data_dir = {:?}\n{}", made.data(), rest.join("\n"));
    let mut command = hearken(["feed", "create", "--role", "slt", "--settings", "/dev/stdin"]);
    let created = run(&mut command, &once);
    assert_eq!((created.code, created.stderr.as_str()), (0, ""), "{}", created.stdout);
    assert!(created.stdout.contains("/calendar/"), "{}", created.stdout);
}

async fn what_is_recorded_goes_before_what_the_profile_says(database: Database) {
    let served = served(database).await;
    let token = served.feed("slt", Role::Slt).await;
    let profile = &served.world.school.profile;
    let policy = profile.policies[0].clone();
    let hours = profile.hours();
    let today = hours.local(served.world.now()).date_naive();
    let events = |body: &str, title: &str| -> Vec<String> {
        let body = body.replace("\r\n ", "");
        let events = body.split("BEGIN:VEVENT").skip(1).filter(|event| event.contains(title));
        let day =
            |event: &str| event.split("DTSTART;TZID=").nth(1)?.split(':').nth(1)?.get(..8).map(str::to_owned);
        events.filter_map(day).collect()
    };
    let before = served.calendar(&token).await.text().await.unwrap();
    assert!(!events(&before, &policy.name).contains(&"20261201".to_owned()));
    let note = |matter: Matter, kind: NoteKind, next: Option<&str>| Noted {
        matter,
        kind,
        on: Some(today),
        next: next.map(|day| day.parse().unwrap()),
    };
    let reviewed = note(Matter::Policy(policy.id.clone()), NoteKind::Reviewed, Some("2026-12-01"));
    let (vault, now) = (served.world.vault.clone(), served.world.now());
    let written = served.world.database.write(move |tx| {
        Box::pin(async move {
            records::note(tx, &vault, &school("oak"), &reviewed, ("cli", &Answers::default()), now).await
        })
    });
    written.await.unwrap();
    let after = served.calendar(&token).await.text().await.unwrap();
    let days = events(&after, &policy.name);
    assert!(days.contains(&"20261201".to_owned()), "the day of the next review: {days:?}");
    assert!(days.iter().all(|day| day.as_str() > "20260801"), "and nothing of the one before: {days:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_made_at_the_keyboard_works_and_is_in_no_log_and_in_no_number() {
    let made = School::new(None);
    made.serve().terminate();
    let feed = |args: &[&str]| {
        let mut command = hearken(["feed"]);
        run(command.args(args).arg("--settings").arg(made.settings()), "")
    };
    let created = feed(&["create", "--role", "slt"]);
    assert_eq!((created.code, created.stderr.as_str()), (0, ""), "{}", created.stdout);
    let path = created.stdout.lines().find(|line| line.starts_with("/calendar/")).unwrap().to_owned();
    let token = path.trim_start_matches("/calendar/").trim_end_matches(".ics").to_owned();
    assert!(created.stdout.contains("Put the address in front"), "{}", created.stdout);
    let wrong = feed(&["create", "--role", "police"]);
    assert!(wrong.code == 1 && wrong.stderr.contains("outside body"), "{wrong:?}");
    let listed = feed(&["list"]).stdout;
    assert!(
        listed.contains("slt") && listed.contains("never read") && !listed.contains(&token[..9]),
        "{listed}"
    );

    let mut command = made.command("serve");
    command.env("HEARKEN_LOG", "trace");
    let mut served = Demo::start_as(command).unwrap();
    let client = Client::builder().no_proxy().build().unwrap();
    let get = |path: String| client.get(format!("{}{path}", served.url().trim_end_matches('/'))).send();
    let read = get(path.clone()).await.unwrap();
    assert_eq!(read.status(), StatusCode::OK);
    assert!(read.text().await.unwrap().starts_with("BEGIN:VCALENDAR"));
    let numbers = get("/metrics".to_owned()).await.unwrap();
    assert_eq!(numbers.status(), StatusCode::OK);
    assert!(!numbers.text().await.unwrap().contains(&token[..20]));
    assert!(feed(&["list"]).stdout.contains("last read on"));
    let id = listed.split_whitespace().next().unwrap();
    assert_eq!(feed(&["revoke", id]).code, 0);
    assert_eq!(feed(&["revoke", id]).code, 1);
    let until = Instant::now() + Duration::from_secs(20);
    while get(path.clone()).await.unwrap().status() != StatusCode::NOT_FOUND {
        assert!(Instant::now() < until, "it still shows something");
    }
    served.terminate();
    assert!(!served.output().contains(&token[..20]), "it is in the log");
}
