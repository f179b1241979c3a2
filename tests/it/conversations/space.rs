//! The safeguarding team's space when it is not fit any more: nothing is posted there, and those who may know hear why.

use crate::store::harness::Database;
use crate::world::{STAFF, WORKSPACE, World, said};
use hearken::chat::{Address, Place};
use hearken::domain::school::{PlatformKind, Role};

on_both_databases!(
    a_channel_that_turns_public_mid_case_never_receives_the_next_post,
    whoever_is_kept_out_of_a_case_is_never_hinted_at,
    the_team_and_the_administrator_hear_once_a_day_what_is_wrong_and_how_to_mend_it,
    a_space_that_is_fit_again_or_none_of_ours_is_nothing_to_tell,
    a_space_that_is_gone_is_said_to_be_gone,
);

const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";
const WHY: &str = "Why this comes to you directly";

fn space(name: &str) -> Address {
    let place = Place::Space { space: name.to_owned() };
    Address { platform: PlatformKind::Slack, workspace: WORKSPACE.to_owned(), place }
}

fn in_the_space(world: &World) -> Vec<String> {
    let posts = world.chat.posts();
    posts.iter().filter(|p| !matches!(p.place, Place::Direct { .. })).map(|p| said(&p.card)).collect()
}

fn direct_to(world: &World, user: &str) -> Vec<String> {
    let place = Place::Direct { user: user.to_owned() };
    world.chat.posts().iter().filter(|post| post.place == place).map(|post| said(&post.card)).collect()
}

async fn a_channel_that_turns_public_mid_case_never_receives_the_next_post(database: Database) {
    let world = World::open(database).await;
    world.person("teacher").reports("pupil", "bullying", WORDS, &[]).await;
    world.settle().await;
    let before = in_the_space(&world);
    assert_eq!(before.len(), 1, "{before:?}");
    assert!(!world.chat.text_for("dsl").contains(WHY), "while it is fit there is nothing to say");
    world.chat.make_public();
    for _ in 0..4 {
        world.minutes_later(90).await;
    }
    for user in ["dsl", "deputy"] {
        let direct = direct_to(&world, user);
        assert!(!direct.is_empty(), "{user}");
        for card in direct {
            assert!(
                card.contains(WHY) && card.contains("Anyone at school can find and read"),
                "{user}: {card}"
            );
        }
    }
    for post in world.chat.posts() {
        assert!(!post.card.push.contains("school can find"), "never on a lock screen: {}", post.card.push);
    }
    let mut dsl = world.person("dsl");
    dsl.clicks("acknowledge", world.cases().await[0].id.as_str()).await;
    world.settle().await;
    assert_eq!(in_the_space(&world), before, "neither a new post nor a change to the one there");
}

async fn whoever_is_kept_out_of_a_case_is_never_hinted_at(database: Database) {
    let mut staff = STAFF.to_vec();
    staff.push(("second", "Ines Calder", &[Role::PreventLead]));
    let world = World::under("tiffin", database, &staff, &["dsl", "second"]).await;
    world.hire_for("second", "Ines Calder", &[Role::PreventLead], &[], true).await;
    world.person("teacher").reports("pupil", "radicalisation", WORDS, &[]).await;
    world.settle().await;
    let before = in_the_space(&world);
    assert_eq!(before.len(), 1, "they read such a concern together: {}", world.chat.text_for("dsl"));
    world.person("teacher").reports("staff", "staff_conduct", WORDS, &["second"]).await;
    world.settle().await;
    assert_eq!(in_the_space(&world), before);
    assert_eq!(direct_to(&world, "dsl").len(), 1, "the lead has it alone");
    for post in world.chat.posts() {
        assert!(!said(&post.card).contains(WHY), "not a word on why: {}", said(&post.card));
    }
    // With a reason of the space's own besides, that one alone is told, and to those of the case alone.
    world.chat.make_public();
    world.person("teacher").reports("staff", "staff_conduct", WORDS, &["second"]).await;
    world.settle().await;
    let told = direct_to(&world, "dsl").pop().unwrap();
    assert!(told.contains(WHY) && told.contains("Anyone at school") && !told.contains("no part"), "{told}");
    assert!(direct_to(&world, "second").is_empty());
}

async fn the_team_and_the_administrator_hear_once_a_day_what_is_wrong_and_how_to_mend_it(database: Database) {
    let mut staff = STAFF.to_vec();
    staff.push(("admin", "Noor Velasco", &[Role::SchoolAdmin]));
    let world = World::with(database, &staff, &["dsl", "deputy"]).await;
    world.chat.join("teacher");
    for _ in 0..3 {
        world.app.look_at_space(&space("safeguarding")).await.unwrap();
        world.settle().await;
    }
    for user in ["dsl", "deputy", "admin"] {
        let posts: Vec<_> = world
            .chat
            .posts()
            .into_iter()
            .filter(|post| matches!(&post.place, Place::Direct { user: to } if to == user))
            .collect();
        assert_eq!(posts.len(), 1, "{user}: once a day");
        let text = said(&posts[0].card);
        for words in ["has no part in reading concerns", "take them out", "Concerns posted there before"] {
            assert!(text.contains(words), "{user}: {words}: {text}");
        }
        assert!(!text.contains("Robin") && !text.contains("Ashworth"), "no names: {text}");
        assert_eq!(posts[0].card.push, "Hearken has a note for you about a shared space.");
    }
    for user in ["teacher", "head", "colleague"] {
        assert_eq!(
            world.chat.posts().iter().filter(|p| p.place == Place::Direct { user: user.to_owned() }).count(),
            0
        );
    }
    // Another reason is told at once, and the same one again tomorrow.
    world.chat.make_public();
    world.app.look_at_space(&space("safeguarding")).await.unwrap();
    world.settle().await;
    world.minutes_later(24 * 60).await;
    assert!(world.chat.text_for("admin").contains("Anyone at school"), "{}", world.chat.text_for("admin"));
    world.app.look_at_space(&space("safeguarding")).await.unwrap();
    world.settle().await;
    let to_admin = Place::Direct { user: "admin".to_owned() };
    assert_eq!(world.chat.posts().iter().filter(|post| post.place == to_admin).count(), 3);
}

async fn a_space_that_is_fit_again_or_none_of_ours_is_nothing_to_tell(database: Database) {
    let world = World::open(database).await;
    world.app.look_at_space(&space("safeguarding")).await.unwrap();
    world.settle().await;
    world.chat.make_public();
    for other in [space("staff-room"), Address { workspace: "T9".to_owned(), ..space("safeguarding") }] {
        world.app.look_at_space(&other).await.unwrap();
    }
    world.settle().await;
    // It is mended before the look.
    world.app.look_at_space(&space("safeguarding")).await.unwrap();
    world.chat.make_private();
    world.settle().await;
    assert!(world.chat.posts().is_empty(), "{:?}", world.chat.posts());
}

async fn a_space_that_is_gone_is_said_to_be_gone(database: Database) {
    let world = World::open(database).await;
    world.chat.archive();
    world.app.look_at_space(&space("safeguarding")).await.unwrap();
    world.person("teacher").reports("pupil", "bullying", WORDS, &[]).await;
    world.settle().await;
    let text = world.chat.text_for("dsl");
    assert!(text.contains("The safeguarding team's space needs a look."), "{text}");
    assert!(text.contains(WHY) && text.contains("is gone, empty or closed to us"), "{text}");
    assert!(in_the_space(&world).is_empty());
}
