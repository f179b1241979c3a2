//! Where a concern may stand: channels that change under us, whole organisations, two schools in one process.

use super::conversations::{WORDS, holds_nothing};
use super::fake::{Channel, Kind, Standing, shown};
use super::world::{
    By, ENGLISH, OTHER_SPACE, OTHER_TEAM, Plan, SPACE, TEAM, TRUST, World, account, other_account,
};
use crate::store::harness::Database;
use serde_json::json;

on_both_databases!(
    a_channel_made_public_never_gets_the_next_post,
    a_channel_with_a_guest_never_gets_the_next_post,
    a_channel_shared_with_others_never_gets_the_next_post,
    a_channel_with_one_colleague_too_many_never_gets_the_next_post,
    an_archived_channel_gives_way_to_direct_messages,
    a_channel_without_the_app_gives_way_to_direct_messages,
    a_group_conversation_of_the_team_is_as_good_as_a_channel,
    whoever_it_is_about_sees_nothing_even_in_the_channel,
    two_schools_in_one_process_never_mix,
    an_app_let_into_a_whole_organisation_works_by_requests,
    an_app_let_into_a_whole_organisation_works_by_socket,
);

/// A case that stands in the team's channel, and the next thing to tell of it.
async fn in_the_channel(database: Database) -> World {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert!(!world.slack.messages(SPACE).is_empty());
    world
}

/// From now on the channel is silent: the next notice goes to the people, with why.
async fn goes_to_the_people_instead(world: &World) {
    let in_the_channel = |world: &World| {
        let to_it =
            |call: &&super::fake::Call| call.body["channel"] == SPACE && call.method.starts_with("chat.");
        world.slack.calls().iter().filter(to_it).count()
    };
    let before = in_the_channel(world);
    let reference = world.cases().await[0].reference.clone();
    for _ in 0..2 {
        world.minutes_later(15).await;
    }
    assert_eq!(in_the_channel(world), before, "nothing more is posted or changed there");
    for user in ["dsl", "deputy"] {
        let direct = world.person(user).direct();
        assert!(direct.contains(reference.as_str()), "{user}: {direct}");
        let explained = direct.contains("Why this comes to you directly");
        assert!(explained, "{user} is told why it comes to them: {direct}");
    }
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert_eq!(in_the_channel(world), before);
    holds_nothing(world);
}

async fn a_channel_made_public_never_gets_the_next_post(database: Database) {
    let world = in_the_channel(database).await;
    world.slack.alter(SPACE, |room| room.kind = Channel::Public);
    goes_to_the_people_instead(&world).await;
}

async fn a_channel_with_a_guest_never_gets_the_next_post(database: Database) {
    let world = in_the_channel(database).await;
    world.slack.user(TEAM, "U0GUEST", "Pat Visiting", ENGLISH, Standing::Guest);
    world.slack.joins("U0GUEST", SPACE).await;
    goes_to_the_people_instead(&world).await;
}

async fn a_channel_shared_with_others_never_gets_the_next_post(database: Database) {
    let world = in_the_channel(database).await;
    world.slack.team("T0ALIEN", None);
    world.slack.user("T0ALIEN", "U0ALIEN", "Kit Unknown", ENGLISH, Standing::Member);
    world.slack.alter(SPACE, |room| {
        room.shared = true;
        room.members.insert("U0ALIEN".to_owned());
    });
    goes_to_the_people_instead(&world).await;
}

async fn a_channel_with_one_colleague_too_many_never_gets_the_next_post(database: Database) {
    let world = in_the_channel(database).await;
    world.slack.joins(&account("colleague"), SPACE).await;
    goes_to_the_people_instead(&world).await;
}

async fn an_archived_channel_gives_way_to_direct_messages(database: Database) {
    let world = in_the_channel(database).await;
    world.slack.alter(SPACE, |room| room.archived = true);
    let event =
        world.slack.event(TEAM, json!({ "type": "group_archive", "channel": SPACE, "user": "U0HEAD" }));
    world.slack.deliver(Kind::Event, event).await;
    let reference = world.cases().await[0].reference.clone();
    for _ in 0..2 {
        world.minutes_later(15).await;
    }
    let direct = world.person("deputy").direct();
    assert!(direct.contains(reference.as_str()), "{direct}");
}

async fn a_channel_without_the_app_gives_way_to_direct_messages(database: Database) {
    let world = World::open(database).await;
    world.slack.alter(SPACE, |room| room.members.retain(|member| member != "U0BOTT0OAK"));
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert!(world.person("dsl").direct().contains(reference.as_str()));
}

async fn a_group_conversation_of_the_team_is_as_good_as_a_channel(database: Database) {
    let world = World::open(database).await;
    world.slack.alter(SPACE, |room| room.kind = Channel::Group);
    let reference = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert!(world.in_the_channel().contains(reference.as_str()));
    world.person("deputy").clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert!(world.in_the_channel().contains("acknowledged"));
}

async fn whoever_it_is_about_sees_nothing_even_in_the_channel(database: Database) {
    let world = World::open(database).await;
    // The deputy reads everything of the team's. This is about them.
    let reference =
        world.person("teacher").reports("safeguarding_team", "staff_conduct", WORDS, &["deputy"]).await;
    for _ in 0..4 {
        world.minutes_later(60).await;
    }
    let (jo, amara) = (world.person("deputy"), world.person("dsl"));
    for accused in [&jo, &amara] {
        accused.opens_home().await;
        let seen = accused.everything();
        assert!(!seen.contains(reference.as_str()) && !seen.contains("zanzibarquartz"), "{seen}");
        assert!(world.slack.messages_seen_by(&accused.user).is_empty(), "not even that there is something");
        accused.types("/hearken").await;
        assert!(!accused.everything().contains(reference.as_str()));
    }
    assert!(world.person("head").direct().contains(reference.as_str()));
    // A button that reached them by any way opens nothing.
    let read = world.person("head").click("read");
    let mut theirs = read.clone();
    theirs["user"] = json!({ "id": jo.user, "team_id": TEAM });
    theirs["trigger_id"] = jo.command_payload("/hearken")["trigger_id"].clone();
    world.slack.deliver(Kind::Interaction, theirs).await;
    world.slack.until("an answer", |_| jo.has_a_modal()).await;
    assert!(
        !jo.sees().contains("zanzibarquartz") && !jo.sees().contains(reference.as_str()),
        "{}",
        jo.sees()
    );
}

async fn two_schools_in_one_process_never_mix(database: Database) {
    let world = World::with(database, Plan { two_schools: true, ..Plan::default() }).await;
    let oak = world.person("teacher").reports("pupil", "nudes", WORDS, &[]).await;
    let elm = {
        let theirs = world.at_the_other_school("teacher");
        theirs.reports("pupil", "filtering_breach", "kestrelparsley at the other school", &[]).await
    };
    for _ in 0..5 {
        world.minutes_later(30).await;
    }
    assert_eq!((world.cases_of("oak").await.len(), world.cases_of("elm").await.len()), (1, 1));
    let channel = |id: &str| {
        let all = world.slack.messages(id);
        all.iter().map(|message| shown::message(&message.body)).collect::<Vec<_>>().join("\n")
    };
    assert!(channel(SPACE).contains(oak.as_str()) && !channel(SPACE).contains(elm.as_str()));
    assert!(channel(OTHER_SPACE).contains(elm.as_str()) && !channel(OTHER_SPACE).contains(oak.as_str()));
    for call in world.slack.calls() {
        let (own, other) = if call.team == TEAM { (&oak, &elm) } else { (&elm, &oak) };
        let body = call.body.to_string();
        assert!(call.team.is_empty() || !body.contains(other.as_str()), "{} of {own}: {body}", call.method);
        let accounts = [account("dsl"), account("teacher"), account("head")];
        let foreign = call.team == OTHER_TEAM
            && accounts.iter().any(|account| body.contains(&format!("\"{account}\"")));
        assert!(!foreign, "{body}");
    }
    // A button of one school, pressed by the other's lead, opens nothing.
    let mut theirs = world.person("dsl").click("read");
    let amara = world.at_the_other_school("dsl");
    theirs["user"] = json!({ "id": other_account("dsl"), "team_id": OTHER_TEAM });
    theirs["team"] = json!({ "id": OTHER_TEAM, "domain": "elm" });
    theirs["trigger_id"] = amara.command_payload("/hearken")["trigger_id"].clone();
    world.slack.deliver(Kind::Interaction, theirs).await;
    world.slack.until("an answer", |_| amara.has_a_modal()).await;
    assert!(
        !amara.sees().contains("zanzibarquartz") && !amara.sees().contains(oak.as_str()),
        "{}",
        amara.sees()
    );
}

async fn an_app_let_into_a_whole_organisation_works_by_requests(database: Database) {
    whole_organisation(database, By::Http).await;
}

async fn an_app_let_into_a_whole_organisation_works_by_socket(database: Database) {
    whole_organisation(database, By::Socket).await;
}

async fn whole_organisation(database: Database, by: By) {
    let world = World::with(database, Plan { by, whole_organisation: true, ..Plan::default() }).await;
    let robin = world.person("teacher");
    robin.opens_home().await;
    let reference = robin.reports("pupil", "nudes", WORDS, &[]).await;
    world.settle().await;
    assert!(world.in_the_channel().contains(reference.as_str()), "the channel is proven as it is anywhere");
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert!(robin.direct().contains("someone has it"), "{}", robin.direct());
    assert!(world.slack.calls().iter().all(|call| call.team == TRUST || call.team.is_empty()));
}
