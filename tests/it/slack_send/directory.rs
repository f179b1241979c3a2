//! The people of a workspace: whom Slack lists, in pages and with pauses, and in which language each reads.

use super::server::{Answer, Server, TEAM, refusal};
use crate::store::harness::{Database, school};
use crate::world::World;
use async_trait::async_trait;
use hearken::chat::{Address, Member, NotKept, Roster, Standing};
use hearken::domain::school::Role;
use hearken::domain::text::Text;
use hearken::platforms::slack::api::ApiError;
use hearken::platforms::slack::directory::NotListed;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;

on_both_databases!(everybody_slack_lists_is_known_at_the_school);

/// Remembers whom it was told of.
#[derive(Default)]
struct Listed {
    members: Mutex<Vec<Member>>,
    fails: bool,
    heard: Notify,
}

#[async_trait]
impl Roster for Listed {
    async fn seen(&self, members: Vec<Member>) -> Result<(), NotKept> {
        if self.fails {
            return Err(NotKept);
        }
        self.members.lock().unwrap().extend(members);
        self.heard.notify_one();
        Ok(())
    }

    async fn space_changed(&self, _space: &Address) -> Result<(), NotKept> {
        Ok(())
    }
}

fn person(id: &str) -> Value {
    json!({
        "id": id, "team_id": TEAM, "name": id.to_lowercase(), "deleted": false, "is_bot": false,
        "is_restricted": false, "is_ultra_restricted": false, "is_email_confirmed": true, "locale": "en-GB",
        "profile": { "real_name": format!("Person {id}"), "email": format!("{id}@oak.example") },
        "something_new": { "of": "next year" },
    })
}

fn with(id: &str, more: Value) -> Value {
    let mut person = person(id);
    for (name, value) in more.as_object().unwrap().clone() {
        person[name] = value;
    }
    person
}

fn page(members: &[Value], next: &str) -> Value {
    json!({ "ok": true, "members": members, "response_metadata": { "next_cursor": next } })
}

#[tokio::test]
async fn people_are_listed_with_their_standing_and_apps_and_newcomers_are_not() {
    let server = Server::start().await;
    server.always(
        "users.list",
        page(
            &[
                person("U1"),
                with("U2", json!({ "is_restricted": true })),
                with("U3", json!({ "is_restricted": true, "is_ultra_restricted": true })),
                with("U4", json!({ "is_stranger": true })),
                with("U5", json!({ "deleted": true })),
                with("U6", json!({ "team_id": "T9" })),
                with("U7", json!({ "is_bot": true })),
                person("USLACKBOT"),
                with("U8", json!({ "is_invited_user": true })),
                with("U9", json!({ "is_email_confirmed": false })),
                with("U10", json!({ "is_workflow_bot": true })),
                json!({ "id": "U11", "team_id": TEAM }),
                json!({ "id": "U12", "deleted": true }),
            ],
            "",
        ),
    );
    let roster = Listed::default();
    assert_eq!(server.slack().list_people(TEAM, &roster).await, Ok(8));
    let members = roster.members.into_inner().unwrap();
    let standings: Vec<_> = members.iter().map(|m| (m.identity.user.as_str(), m.standing)).collect();
    assert_eq!(
        standings,
        [
            ("U1", Standing::Staff),
            ("U2", Standing::Guest),
            ("U3", Standing::Guest),
            ("U4", Standing::Guest),
            ("U5", Standing::Gone),
            ("U6", Standing::Guest),
            ("U11", Standing::Staff),
            ("U12", Standing::Gone),
        ]
    );
    let first = &members[0];
    assert_eq!((first.name.expose(), first.locale.as_deref()), ("Person U1", Some("en-GB")));
    assert_eq!(first.email.as_ref().map(|email| email.expose()), Some("U1@oak.example"));
    assert_eq!((members[6].name.expose(), members[6].email.is_none()), ("", true));
}

#[tokio::test]
async fn every_page_is_read_and_slack_is_left_alone_when_it_asks() {
    let server = Server::start().await;
    server.always("users.list", page(&[person("U1")], "two="));
    server.when("users.list", "cursor", "two=", page(&[person("U2")], "three="));
    server.when("users.list", "cursor", "three=", page(&[person("U3")], ""));
    server.next(
        "users.list",
        Answer::Raw(429, Some("0"), "application/json", refusal("ratelimited").to_string()),
    );
    let roster = Listed::default();
    assert_eq!(server.slack().list_people(TEAM, &roster).await, Ok(3));
    let asked = server.asked("users.list");
    assert_eq!(asked.len(), 4);
    assert_eq!(asked[0].body, json!({ "limit": "200", "include_locale": "true" }));
    assert_eq!(asked[3].body["cursor"], "three=");
    // A list that goes on for ever ends.
    server.when("users.list", "cursor", "two=", page(&[person("U2")], "two="));
    let told = server.slack().list_people(TEAM, &roster).await;
    assert_eq!(told, Err(NotListed::Slack(ApiError::Unreachable("strange"))));
}

#[tokio::test]
async fn an_organisation_is_listed_by_its_workspaces() {
    let server = Server::start().await;
    let slack = server.slack();
    let access = slack.workspaces.access(TEAM).unwrap();
    slack.workspaces.put("E1", access);
    let first =
        json!({ "ok": true, "teams": [{ "id": "T1" }], "response_metadata": { "next_cursor": "more" } });
    server.always("auth.teams.list", first);
    server.when("auth.teams.list", "cursor", "more", json!({ "ok": true, "teams": [{ "id": "T2" }] }));
    let grid = json!({ "enterprise_user": { "enterprise_id": "E1", "teams": ["T1", "T2"] } });
    server.when("users.list", "team_id", "T1", page(&[with("U1", grid.clone())], ""));
    server.when("users.list", "team_id", "T2", page(&[with("U2", grid), person("U3")], ""));
    let roster = Listed::default();
    assert_eq!(slack.list_people("E1", &roster).await, Ok(3));
    let members = roster.members.into_inner().unwrap();
    let seen: Vec<_> = members.iter().map(|m| (m.identity.to_string(), m.standing)).collect();
    let of = |user: &str, standing| (format!("slack/E1/{user}"), standing);
    assert_eq!(seen, [of("U1", Standing::Staff), of("U2", Standing::Staff), of("U3", Standing::Guest)]);
    // Every list that goes round ends.
    let round =
        json!({ "ok": true, "teams": [{ "id": "T2" }], "response_metadata": { "next_cursor": "more" } });
    server.when("auth.teams.list", "cursor", "more", round);
    let told = slack.list_people("E1", &Listed::default()).await;
    assert_eq!(told, Err(NotListed::Slack(ApiError::Unreachable("strange"))));
    assert_eq!(server.asked("auth.teams.list").len(), 4, "two for each time");
}

#[tokio::test]
async fn an_address_is_somebodys_or_nobodys_or_not_known() {
    let server = Server::start().await;
    let slack = server.slack();
    let token = slack.workspaces.access(TEAM).unwrap().token;
    let asked = async |email: &str| slack.by_email(TEAM, &token, &Text::new(email)).await;
    server.always("users.lookupByEmail", json!({ "ok": true, "user": person("U1") }));
    let found = asked(" U1@oak.example ").await.unwrap().unwrap();
    assert_eq!((found.identity.user.as_str(), found.standing), ("U1", Standing::Staff));
    assert_eq!(server.asked("users.lookupByEmail")[0].body, json!({ "email": "U1@oak.example" }));
    let unconfirmed = with("U1", json!({ "is_email_confirmed": false }));
    server.next("users.lookupByEmail", Answer::Json(json!({ "ok": true, "user": unconfirmed })));
    assert!(asked("U1@oak.example").await.unwrap().is_none(), "an account that is nobody's yet");
    server.next("users.lookupByEmail", Answer::Json(refusal("users_not_found")));
    assert!(asked("U1@oak.example").await.unwrap().is_none());
    for word in ["fatal_error", "ratelimited", "missing_scope", "token_revoked"] {
        server.next("users.lookupByEmail", Answer::Json(refusal(word)));
        assert!(asked("U1@oak.example").await.is_err(), "{word} does not say that there is nobody");
    }
}

#[tokio::test]
async fn a_list_that_fails_is_told_as_it_failed() {
    let server = Server::start().await;
    server.always("users.list", page(&[person("U1")], ""));
    let slack = server.slack();
    let fails = Listed { fails: true, ..Listed::default() };
    assert_eq!(slack.list_people(TEAM, &fails).await, Err(NotListed::NotKept));
    server.next("users.list", Answer::Json(refusal("token_revoked")));
    let told = slack.list_people(TEAM, &fails).await.unwrap_err();
    assert!(matches!(told, NotListed::Slack(error) if error.refused() == Some("token_revoked")));
    server.next("users.list", Answer::Json(json!({ "ok": true })));
    let told = slack.list_people(TEAM, &fails).await;
    assert_eq!(told, Err(NotListed::Slack(ApiError::Unreachable("strange"))));
}

#[tokio::test]
async fn the_directory_is_kept_from_the_start_until_it_is_to_stop() {
    let server = Server::start().await;
    server.always("users.list", page(&[person("U1")], ""));
    let (slack, roster, stop) = (server.slack(), Arc::new(Listed::default()), Arc::new(Notify::new()));
    let (kept, stopped) = (roster.clone(), stop.clone());
    let keeping = tokio::spawn(async move { slack.keep_directory(kept, stopped.notified()).await });
    roster.heard.notified().await;
    stop.notify_one();
    keeping.await.unwrap();
    assert_eq!(roster.members.lock().unwrap().len(), 1);
    assert_eq!(server.asked("users.list").len(), 1);
}

#[tokio::test]
async fn a_language_is_asked_for_once_and_waited_for_shortly() {
    let server = Server::start().await;
    let slack = server.slack();
    let user = |id: &str, locale: &str| json!({ "ok": true, "user": with(id, json!({ "locale": locale })) });
    server.when("users.info", "user", "U1", user("U1", "es-ES"));
    for _ in 0..3 {
        assert_eq!(slack.locale(TEAM, "U1").await.as_deref(), Some("es-ES"));
    }
    let asked = server.asked("users.info");
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].body, json!({ "user": "U1", "include_locale": "true" }));
    server.next("users.info", Answer::Never);
    assert_eq!(slack.locale(TEAM, "U2").await, None);
    server.next("users.info", Answer::Json(refusal("user_not_found")));
    assert_eq!(slack.locale(TEAM, "U2").await, None);
    // The list warms it, and an event brings it up to date.
    server.always("users.list", page(&[with("U2", json!({ "locale": "fr-FR" }))], ""));
    let roster = Listed::default();
    slack.list_people(TEAM, &roster).await.unwrap();
    assert_eq!(slack.locale(TEAM, "U2").await.as_deref(), Some("fr-FR"));
    let changed = Member { locale: Some("es-ES".to_owned()), ..roster.members.lock().unwrap()[0].clone() };
    slack.directory.learn(&[changed]);
    assert_eq!(slack.locale(TEAM, "U2").await.as_deref(), Some("es-ES"));
    assert_eq!(server.asked("users.info").len(), 3);
}

async fn everybody_slack_lists_is_known_at_the_school(database: Database) {
    let world = World::with(database, &[], &[]).await;
    let server = Server::start().await;
    let slack = server.slack_within(Duration::from_secs(30));
    let pages = [(1..=200).map(|n| person(&format!("U{n}"))).collect::<Vec<_>>(), vec![person("U201")]];
    server.always("users.list", page(&pages[0], "two="));
    server.when("users.list", "cursor", "two=", page(&pages[1], ""));
    assert_eq!(slack.list_people(TEAM, &world.app).await, Ok(201));
    let rows = || world.database.read(|db| Box::pin(async move { db.staff(&school("oak")).await }));
    let rows_now = rows().await;
    assert_eq!(rows_now.len(), 201);
    assert!(rows_now.iter().all(|row| row.roles == BTreeSet::from([Role::Staff]) && row.gone.is_empty()));
    server.when("users.list", "cursor", "two=", page(&[with("U201", json!({ "deleted": true }))], ""));
    slack.list_people(TEAM, &world.app).await.unwrap();
    assert_eq!(rows().await.iter().filter(|row| !row.gone.is_empty() && row.roles.is_empty()).count(), 1);
}
