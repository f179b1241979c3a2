//! Who sees how far it is, and who is missing.

use super::{FIRST, home_offers, signs, text, world};
use crate::store::harness::{Database, person};
use crate::world::{STAFF, World};
use hearken::chat::{Block, View};
use hearken::domain::id::PersonId;
use hearken::domain::school::Employment;

on_both_databases!(
    the_leadership_watches_the_bar_move_and_reads_names_in_private,
    nobody_else_sees_how_far_it_is_or_who_is_missing,
    whoever_has_left_sees_no_names_though_their_account_is_on,
    two_thousand_signers_are_counted_while_somebody_waits,
);

async fn the_leadership_watches_the_bar_move_and_reads_names_in_private(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    let mut head = world.person("head");
    head.types("/hearken").await;
    assert!(head.sees().contains("Staff: ░░░░░░░░░░ 0 % (0 of 8)"), "{}", head.sees());
    signs(&mut world.person("teacher")).await;
    signs(&mut world.person("colleague")).await;
    head.types("/hearken aup").await;
    assert!(head.sees().contains("Staff: ██░░░░░░░░ 25 % (2 of 8)"), "{}", head.sees());
    for name in ["Ashworth", "Whitlock", "Fielding"] {
        assert!(!head.sees().contains(name), "no names outside the private list: {}", head.sees());
    }
    head.clicks_here("unsigned").await;
    let View::Private { card, .. } = &head.view else { panic!("read in private: {}", head.sees()) };
    let quoted = card.blocks.iter().any(|block| matches!(block, Block::Quote { .. }));
    assert!(quoted && head.sees().contains("Amara Fielding, by 7 April 2026"), "{}", head.sees());
    assert!(!head.sees().contains("Ashworth") && head.sees().contains("6 people haven't signed"));
    assert!(!card.push.contains("Fielding") && !card.heading.contains("Fielding"));
    assert_eq!(world.acts().await.last().unwrap(), "unsigned_read");
    world.clock.move_on(chrono::TimeDelta::days(29));
    head.types("/hearken aup").await;
    assert!(head.sees().contains("Late: 6"), "{}", head.sees());
}

async fn nobody_else_sees_how_far_it_is_or_who_is_missing(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    let campaign = world.campaign().await;
    for user in ["teacher", "dsl", "dpo", "stranger"] {
        let mut person = world.person(user);
        person.types("/hearken aup").await;
        assert!(!person.sees().contains('%'), "{user}: {}", person.sees());
        person.clicks("unsigned", campaign.as_str()).await;
        assert!(matches!(person.view, View::Card(_)) && !person.sees().contains("Whitlock"), "{user}");
        person.clicks("leaver", "colleague").await;
        assert!(matches!(person.view, View::Card(_)) && !person.sees().contains("Whitlock"), "{user}");
    }
    let refused = world.acts().await.iter().filter(|act| *act == "access_refused").count();
    assert_eq!(refused, 8);
}

async fn whoever_has_left_sees_no_names_though_their_account_is_on(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    let campaign = world.campaign().await;
    let yesterday: Option<chrono::NaiveDate> = Some("2026-03-09".parse().unwrap());
    // The head has left, a line manager has, and so has one of theirs.
    let led_by = |manager: &str| PersonId::parse(manager);
    let all = [("head", None), ("colleague", None), ("teacher", led_by("colleague"))];
    let (of, now) = (world.school.id.clone(), world.now());
    let ends = world.database.write(move |tx| {
        Box::pin(async move {
            for (who, manager) in all {
                let ends_on = yesterday.filter(|_| manager.is_none());
                let employment = Employment { ends_on, manager, ..Employment::default() };
                tx.set_employment(&of, &person(who), &employment, now).await?;
            }
            Ok(())
        })
    });
    ends.await.unwrap();
    for user in ["head", "colleague"] {
        let mut person = world.person(user);
        for command in ["/hearken", "/hearken aup"] {
            person.types(command).await;
            let seen = person.sees();
            assert!(!seen.contains('%') && !seen.contains("Ashworth"), "{user}, {command}: {seen}");
            assert!(!home_offers(&person, "unsigned"), "{user}, {command}: {seen}");
        }
        for (button, value) in [("unsigned", campaign.as_str()), ("leaver", "colleague")] {
            person.clicks(button, value).await;
            assert!(matches!(person.view, View::Card(_)), "{user}, {button}: {}", person.sees());
        }
    }
    let refused = world.acts().await.iter().filter(|act| *act == "access_refused").count();
    assert_eq!(refused, 4);
}

async fn two_thousand_signers_are_counted_while_somebody_waits(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let (school, vault) = (world.school.id.clone(), world.vault.clone());
    let hire = world.database.write(move |tx| {
        Box::pin(async move {
            for n in 0..2000 {
                let id = hearken::domain::id::PersonId::parse(&format!("p{n}")).unwrap();
                let name = hearken::domain::text::Text::new(format!("Person {n}"));
                let sealed = hearken::records::seal_name(&vault, &school, &id, &name);
                tx.put_person(&school, &id, &sealed, crate::world::tuesday_at_ten()).await?;
                tx.set_roles(&school, &id, &[hearken::domain::school::Role::Staff].into()).await?;
            }
            Ok(())
        })
    });
    hire.await.unwrap();
    world.publishes(text("A", FIRST)).await;
    let mut head = world.person("head");
    head.types("/hearken aup").await;
    assert!(head.sees().contains("(0 of 2008)"), "{}", head.sees());
    head.clicks_here("unsigned").await;
    assert!(head.sees().contains("And 1708 more"), "{}", head.sees());
}
