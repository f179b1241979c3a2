//! Two schools in one program, and what the program tells of itself to others.

use super::{House, a_school, by_address, one_school};
use crate::process::Process;
use crate::slack::fake::{SIGNING_SECRET, Standing};
use crate::slack::world::{By, ENGLISH, OTHER_SPACE, OTHER_TEAM, SPACE, TEAM, account, other_account};
use crate::store::harness::Database;
use crate::world::STAFF;
use std::net::UdpSocket;
use std::time::Duration;

on_both_databases!(
    two_schools_are_each_told_of_their_own_by_requests,
    two_schools_are_each_told_of_their_own_by_socket,
);

async fn two_schools_are_each_told_of_their_own_by_requests(database: Database) {
    two_schools(database, By::Http).await;
}

async fn two_schools_are_each_told_of_their_own_by_socket(database: Database) {
    two_schools(database, By::Socket).await;
}

/// The same people at both, so that nothing but the workspace tells them apart.
async fn two_schools(database: Database, by: By) {
    let mut house = House::new(database, by).await;
    house.slack.team(OTHER_TEAM, None);
    house.slack.install(OTHER_TEAM);
    for (user, name, _) in STAFF {
        house.slack.user(OTHER_TEAM, &other_account(user), name, ENGLISH, Standing::Member);
    }
    house.has_a_channel(TEAM, SPACE, &[account("dsl"), account("deputy")]);
    house.has_a_channel(OTHER_TEAM, OTHER_SPACE, &[other_account("dsl"), other_account("deputy")]);
    let mut settings = a_school("[school]", "oak") + &a_school("[school]", "elm");
    for (team, school, space) in [(TEAM, "oak", SPACE), (OTHER_TEAM, "elm", OTHER_SPACE)] {
        settings += &format!(
            "[[slack.workspace]]\nid = \"{team}\"\nschool = \"{school}\"\nbot_token = \"xoxb-{team}-fake\"\n\
             safeguarding = \"{space}\"\n"
        );
        for (user, role) in [("dsl", "dsl"), ("deputy", "deputy_dsl"), ("head", "head")] {
            let id = if school == "oak" { account(user) } else { other_account(user) };
            let email = format!("{id}@{team}.example").to_lowercase();
            let more = format!("school = \"{school}\"\nemail = \"{email}\"");
            settings += &super::listed(user, &format!("\"staff\", \"{role}\""), &more);
        }
    }
    house.settings(&settings);
    house.opens().await;
    assert_eq!(house.readiness().await, "ready\n");

    let at_elm = |user: &str| house.slack.person(&other_account(user));
    let oak = house.person("teacher").reports("pupil", "nudes", "Mia, zanzibarquartz", &[]).await;
    let elm = at_elm("teacher").reports("pupil", "nudes", "Leo, obsidianfern", &[]).await;
    house.sees(&house.person("dsl"), oak.as_str()).await;
    house.sees(&at_elm("dsl"), elm.as_str()).await;
    // About somebody of the team it goes to each school's own head, one by one.
    let oaks = house.person("teacher").reports("staff", "staff_conduct", "zanzibarquartz", &["dsl"]).await;
    house.sees(&house.person("head"), oaks.as_str()).await;
    for (user, _, _) in STAFF {
        let (here, there) = (house.slack.everything_seen_by(&account(user)), at_elm(user));
        let there = house.slack.everything_seen_by(&there.user);
        assert!(!here.contains(elm.as_str()), "{user} of oak: {here}");
        assert!(!there.contains(oak.as_str()) && !there.contains(oaks.as_str()), "{user} of elm: {there}");
    }
    for call in house.slack.calls() {
        let body = call.body.to_string();
        let foreign = match call.team.as_str() {
            TEAM => body.contains(elm.as_str()),
            OTHER_TEAM => body.contains(oak.as_str()) || body.contains(oaks.as_str()),
            _ => false,
        };
        assert!(!foreign, "{} with the token of {}: {body}", call.method, call.team);
    }
    house.closes();
    house.slack.checks();
}

/// An address of this machine that others can reach; nothing is sent for it.
fn address_to_others() -> String {
    let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
    socket.connect("192.0.2.1:9").expect("this machine has a network");
    socket.local_addr().unwrap().ip().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_told_to_this_machine_alone_and_slack_reaches_the_rest() {
    let database = Database::sqlite().await;
    let house = House::new(database.clone(), By::Http).await;
    house.settings(&one_school("", &[by_address("dsl", "\"staff\", \"dsl\"")]));
    let mut command = house.command("serve");
    command.env("HEARKEN_LISTEN", "0.0.0.0:0");
    let mut running = Process::start(&mut command);
    let port = |line: &str| line.split_once("http://0.0.0.0:")?.1.split('/').next().map(str::to_owned);
    let port = running.wait_for(Duration::from_secs(60), port).unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let there = format!("http://{}:{port}", address_to_others());
    let here = format!("http://127.0.0.1:{port}");
    let asked = async |url: String| {
        let answer = http.get(url).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let (status, text) = asked(format!("{there}/metrics")).await;
    assert_eq!((status, text.as_str()), (403, ""));
    let (status, text) = asked(format!("{here}/metrics")).await;
    assert!(status == 200 && text.contains("hearken_ready"), "{text}");
    // A proxy on this machine asks for somebody else.
    let passed = http.get(format!("{here}/metrics")).header("x-forwarded-for", "203.0.113.9").send().await;
    assert_eq!(passed.unwrap().status().as_u16(), 403);
    assert_eq!(asked(format!("{there}/healthz")).await.0, 200);
    let unsigned = http.post(format!("{there}/slack/commands")).body("command=%2Fconcern").send().await;
    assert_eq!(
        unsigned.unwrap().status().as_u16(),
        401,
        "it is there, and wants {} digits",
        SIGNING_SECRET.len()
    );
    assert_eq!(running.terminate().code(), Some(0));
    database.end().await;
}
