//! What a platform's directory says of people, and what that means for who is told, who is recognised and who is let in.

use crate::store::harness::{Database, at, case, insert_case, person, school};
use crate::world::{STAFF, World, identity};
use hearken::chat::{Action, Member, Roster, Standing};
use hearken::domain::access::Subjects;
use hearken::domain::school::{Identity, Person, PlatformKind, Role, Staff};
use hearken::domain::text::Text;
use hearken::records::{self, Emails, Holder};
use hearken::store::PersonRow;
use std::collections::BTreeSet;
use std::sync::Arc;

on_both_databases!(
    everybody_of_a_directory_is_staff_and_whoever_is_as_before_is_not_written,
    what_changed_is_taken_over,
    whoever_is_new_in_a_directory_began_on_that_day_and_nobody_in_the_first_look,
    an_account_finds_its_person_by_the_address_alone,
    an_address_of_two_people_says_of_neither_who_they_are,
    a_linked_account_stays_with_its_person_whatever_its_address_becomes,
    an_address_that_was_given_up_leads_to_its_new_owner_alone,
    an_account_with_the_address_of_somebody_new_in_the_settings_gets_their_duty_and_stays_who_it_was,
    an_account_stays_with_its_person_where_the_settings_mean_somebody_who_had_another,
    a_second_account_by_the_same_address_is_the_same_person,
    a_guest_is_nobodys_account,
    whoever_has_left_has_no_role_and_gets_it_back_with_the_account,
    what_the_settings_say_of_somebody_no_directory_changes,
    a_lead_whose_account_is_off_is_not_written_to_and_the_next_is,
    a_lead_who_has_become_a_guest_reads_nothing,
    a_case_of_whoever_has_left_is_taken_back,
    a_subject_is_recognised_by_an_account_that_is_off,
    the_members_of_a_workspace_that_is_no_schools_are_nobody,
    many_are_taken_in_at_once,
);

fn member(user: &str, name: &str, email: Option<&str>, standing: Standing) -> Member {
    Member {
        identity: identity(user),
        name: Text::new(name),
        email: email.map(Text::new),
        locale: Some("en-GB".to_owned()),
        standing,
    }
}

/// As the settings have them.
fn listed(user: &str, standing: Standing) -> Member {
    member(user, "Somebody Else", None, standing)
}

async fn staff(world: &World) -> Arc<Staff> {
    let vault = world.vault.clone();
    let read = world
        .database
        .store
        .read(move |db| Box::pin(async move { Ok(records::staff(db, &vault, &school("oak")).await?) }));
    read.await.unwrap()
}

async fn found(world: &World, user: &str) -> Option<Person> {
    staff(world).await.by_identity(&identity(user)).cloned()
}

async fn give_address(world: &World, who: &'static str, email: &'static str) {
    let vault = world.vault.clone();
    world
        .database
        .write(move |tx| {
            Box::pin(async move {
                let sealed = records::seal_email(&vault, &school("oak"), &person(who), &Text::new(email));
                tx.set_email(&school("oak"), &person(who), Some(&sealed), at(1)).await
            })
        })
        .await
        .unwrap();
}

async fn seen(world: &World, members: Vec<Member>) {
    world.app.seen(members).await.unwrap();
}

/// From now on whoever writes anything about people fails.
async fn freeze(world: &World) {
    world
        .database
        .run_sql(
            "CREATE TRIGGER f1 BEFORE INSERT ON people BEGIN SELECT RAISE(ABORT, 'frozen'); END;
             CREATE TRIGGER f2 BEFORE UPDATE ON people BEGIN SELECT RAISE(ABORT, 'frozen'); END;
             CREATE TRIGGER f3 BEFORE INSERT ON identities BEGIN SELECT RAISE(ABORT, 'frozen'); END;
             CREATE TRIGGER f4 BEFORE UPDATE ON identities BEGIN SELECT RAISE(ABORT, 'frozen'); END;
             CREATE TRIGGER f5 BEFORE INSERT ON person_role BEGIN SELECT RAISE(ABORT, 'frozen'); END;
             CREATE TRIGGER f6 BEFORE DELETE ON person_role BEGIN SELECT RAISE(ABORT, 'frozen'); END;",
            "CREATE FUNCTION frozen() RETURNS trigger AS $$ BEGIN RAISE 'frozen'; END $$ LANGUAGE plpgsql;
             CREATE TRIGGER f1 BEFORE INSERT OR UPDATE ON people FOR EACH ROW EXECUTE FUNCTION frozen();
             CREATE TRIGGER f2 BEFORE INSERT OR UPDATE ON identities FOR EACH ROW EXECUTE FUNCTION frozen();
             CREATE TRIGGER f3 BEFORE INSERT OR DELETE ON person_role FOR EACH ROW EXECUTE FUNCTION frozen();",
        )
        .await;
    let new = member("UFROZEN", "Somebody New", None, Standing::Staff);
    assert!(world.app.seen(vec![new]).await.is_err(), "it is frozen");
}

async fn everybody_of_a_directory_is_staff_and_whoever_is_as_before_is_not_written(database: Database) {
    let world = World::with(database, &[], &[]).await;
    let members = || {
        vec![
            member("U1", "Robin Ashworth", Some("robin@oak.example"), Standing::Staff),
            member("U2", "Dana Whitlock", None, Standing::Staff),
            member("U3", "Long Gone", Some("gone@oak.example"), Standing::Gone),
        ]
    };
    seen(&world, members()).await;
    freeze(&world).await;
    seen(&world, members()).await;
    let staff = staff(&world).await;
    let people: Vec<_> = staff.people().collect();
    assert_eq!(people.len(), 2);
    for person in &people {
        assert_eq!(person.roles, BTreeSet::from([Role::Staff]));
        assert!(person.is_reachable() && person.locales == ["en-GB"]);
    }
    let robin = staff.by_identity(&identity("U1")).unwrap();
    assert_eq!(robin.name, Text::new("Robin Ashworth"));
    let clear = "SELECT COUNT(*) FROM people WHERE CAST(name AS TEXT) LIKE '%Robin%'";
    if world.database.url.starts_with("sqlite") {
        assert_eq!(world.database.number(clear).await, 0);
    }
    assert_eq!(world.database.number("SELECT COUNT(*) FROM people WHERE listed = 0").await, 2);
}

async fn whoever_is_new_in_a_directory_began_on_that_day_and_nobody_in_the_first_look(database: Database) {
    let world = World::with(database, &[], &[]).await;
    let staff_member = |user, name| member(user, name, None, Standing::Staff);
    let began = async |user| found(&world, user).await.unwrap().employment.starts_on;
    // The first look goes on over a night, page by page.
    seen(&world, vec![staff_member("U1", "Robin Ashworth")]).await;
    world.clock.move_on(chrono::TimeDelta::days(1));
    seen(&world, vec![staff_member("U2", "Dana Whitlock")]).await;
    let workspace = identity("U1").workspace_key();
    world.app.listed(&workspace).await.unwrap();
    assert_eq!((began("U1").await, began("U2").await), (None, None));
    // At the school it is the next day already.
    world
        .clock
        .move_on("2026-07-01T23:30:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap() - world.now());
    seen(&world, vec![staff_member("U1", "Robin Ashworth"), staff_member("U3", "Sam Okonjo")]).await;
    world.app.listed(&workspace).await.unwrap();
    assert_eq!((began("U1").await, began("U2").await), (None, None));
    assert_eq!(began("U3").await, Some("2026-07-02".parse().unwrap()));
    // Seen again later, they began when they did.
    world.clock.move_on(chrono::TimeDelta::days(30));
    seen(&world, vec![staff_member("U3", "Sam A. Okonjo")]).await;
    assert_eq!(began("U3").await, Some("2026-07-02".parse().unwrap()));
}

async fn what_changed_is_taken_over(database: Database) {
    let world = World::with(database, &[], &[]).await;
    let first = member("U1", "Robin Ashworth", Some("robin@oak.example"), Standing::Staff);
    seen(&world, vec![first.clone()]).await;
    let before = found(&world, "U1").await.unwrap();
    let married = Member { name: Text::new("Robin Hale"), ..first.clone() };
    seen(&world, vec![married.clone()]).await;
    let now = found(&world, "U1").await.unwrap();
    assert_eq!((now.id, now.name), (before.id, Text::new("Robin Hale")));
    let spanish = Member { locale: Some("es_ES".to_owned()), ..married };
    seen(&world, vec![spanish.clone()]).await;
    assert_eq!(found(&world, "U1").await.unwrap().locales, ["es-ES"]);
    let moved = Member { email: Some(Text::new("hale@oak.example")), ..spanish };
    seen(&world, vec![moved.clone()]).await;
    assert_eq!(holder(&world, "hale@oak.example").await, Holder::One(found(&world, "U1").await.unwrap().id));
    assert_eq!(holder(&world, "robin@oak.example").await, Holder::Nobody);
    // What is not said is not forgotten.
    freeze(&world).await;
    seen(&world, vec![Member { locale: None, email: None, name: Text::default(), ..moved }]).await;
}

async fn holder(world: &World, email: &'static str) -> Holder {
    let vault = world.vault.clone();
    let emails = world.database.read(move |db| {
        Box::pin(async move { Ok(Emails::of(db, &vault, &school("oak")).await?.holder(&Text::new(email))) })
    });
    emails.await
}

async fn an_account_finds_its_person_by_the_address_alone(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    give_address(&world, "dsl", "Amara.Fielding@Oak.example").await;
    give_address(&world, "deputy", "jo@oak.example").await;
    seen(
        &world,
        vec![
            member("U1", "A. F.", Some(" amara.fielding@oak.EXAMPLE "), Standing::Staff),
            member("U2", "Jo Penrose", Some("jo@oak.example.org"), Standing::Staff),
            member("U3", "Jo Penrose", None, Standing::Staff),
            member("U4", "Jo Penrose", Some("jo@oak.example"), Standing::Guest),
        ],
    )
    .await;
    let dsl = found(&world, "U1").await.unwrap();
    assert_eq!((dsl.id.as_str(), &dsl.name), ("dsl", &Text::new("Amara Fielding")));
    assert_eq!(dsl.roles, BTreeSet::from([Role::Dsl]));
    for other in ["U2", "U3"] {
        let person = found(&world, other).await.unwrap();
        assert_ne!(person.id.as_str(), "deputy", "{other}");
        assert_eq!(person.roles, BTreeSet::from([Role::Staff]));
    }
    assert!(found(&world, "U4").await.is_none());
}

async fn an_address_of_two_people_says_of_neither_who_they_are(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    give_address(&world, "dsl", "office@oak.example").await;
    give_address(&world, "deputy", "OFFICE@oak.example").await;
    let account = member("U1", "Amara Fielding", Some("office@oak.example"), Standing::Staff);
    seen(&world, vec![account.clone()]).await;
    assert!(found(&world, "U1").await.is_none());
    assert_eq!(holder(&world, "office@oak.example").await, Holder::Several);
    // Once the settings are put right, the next look finds them.
    give_address(&world, "deputy", "jo@oak.example").await;
    seen(&world, vec![account]).await;
    assert_eq!(found(&world, "U1").await.unwrap().id.as_str(), "dsl");
}

async fn a_linked_account_stays_with_its_person_whatever_its_address_becomes(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    give_address(&world, "dsl", "amara@oak.example").await;
    seen(&world, vec![member("U1", "Robin", Some("robin@oak.example"), Standing::Staff)]).await;
    let robin = found(&world, "U1").await.unwrap();
    seen(&world, vec![member("U1", "Robin", Some("amara@oak.example"), Standing::Staff)]).await;
    let still = found(&world, "U1").await.unwrap();
    assert_eq!((still.id, still.roles), (robin.id, BTreeSet::from([Role::Staff])));
    assert_eq!(holder(&world, "amara@oak.example").await, Holder::One(person("dsl")));
}

async fn an_address_that_was_given_up_leads_to_its_new_owner_alone(database: Database) {
    let world = World::with(database, &[], &[]).await;
    let robin = |email| member("U1", "Robin", Some(email), Standing::Staff);
    seen(&world, vec![robin("robin@oak.example")]).await;
    let namesake = member("U2", "Robin", Some("robin@oak.example"), Standing::Staff);
    seen(&world, vec![robin("hale@oak.example"), namesake]).await;
    let (first, second) = (found(&world, "U1").await.unwrap(), found(&world, "U2").await.unwrap());
    assert_ne!(first.id, second.id);
    // Nor in the next batch of the same list.
    seen(&world, vec![member("U3", "Robin", Some("hale@oak.example"), Standing::Staff)]).await;
    assert_eq!(found(&world, "U3").await.unwrap().id, first.id);
    seen(&world, vec![robin("ash@oak.example")]).await;
    seen(&world, vec![member("U4", "Robin", Some("hale@oak.example"), Standing::Staff)]).await;
    assert_ne!(found(&world, "U4").await.unwrap().id, first.id);
}

/// Somebody of the settings by their address, whose account nobody has seen.
async fn await_somebody(world: &World, who: &'static str, email: &'static str, role: Role) {
    let vault = world.vault.clone();
    let put = world.database.write(move |tx| {
        Box::pin(async move {
            let (oak, id) = (school("oak"), person(who));
            let name = records::seal_name(&vault, &oak, &id, &Text::new("Amara Fielding"));
            tx.put_person(&oak, &id, &name, at(1)).await?;
            tx.set_listed(&oak, &id, true).await?;
            tx.set_roles(&oak, &id, &BTreeSet::from([Role::Staff, role])).await
        })
    });
    put.await.unwrap();
    give_address(world, who, email).await;
}

async fn signs_on_paper(world: &World, who: &'static str) {
    let campaign = hearken::domain::attestation::campaign::Campaign {
        id: hearken::domain::id::CampaignId::from_random([7; 16]),
        number: 1,
        attestation: "aup".to_owned(),
        edition: "A".to_owned(),
        audience: [hearken::domain::attestation::Audience::Staff].into(),
        academic_year: "2025-26".to_owned(),
        opens_on: "2026-03-10".parse().unwrap(),
        due_on: "2026-04-07".parse().unwrap(),
    };
    let signature = hearken::store::SignatureRow {
        campaign: campaign.id.clone(),
        person: person(who),
        edition: "A".to_owned(),
        text_sha256: "0".repeat(64),
        wording_sha256: None,
        how: hearken::store::How::Paper,
        signed_at: at(1),
        recorded_at: at(1),
        recorded_by: Some("head".to_owned()),
    };
    let write = world.database.write(move |tx| {
        Box::pin(async move {
            tx.add_campaign(&school("oak"), &campaign, ("cli", at(1))).await?;
            tx.sign(&school("oak"), &signature).await.map(drop)
        })
    });
    write.await.unwrap();
}

async fn an_account_with_the_address_of_somebody_new_in_the_settings_gets_their_duty_and_stays_who_it_was(
    database: Database,
) {
    let world = World::with(database, &[], &[]).await;
    let account = |email| member("U1", "A. F.", Some(email), Standing::Staff);
    seen(&world, vec![account("amara@oak.example")]).await;
    let before = found(&world, "U1").await.unwrap();
    await_somebody(&world, "anew", "fielding@oak.example", Role::Dsl).await;
    // While it had no account, a concern was raised about that person.
    world
        .database
        .write(|tx| {
            Box::pin(async move {
                insert_case(tx, &case(1)).await?;
                let people = BTreeSet::from([person("anew")]);
                tx.add_subjects(&school("oak"), &case(1).id, &Subjects { people, ..Subjects::default() })
                    .await
            })
        })
        .await
        .unwrap();
    // And they signed a policy on paper.
    signs_on_paper(&world, "anew").await;
    for standing in [Standing::Guest, Standing::Gone] {
        let elsewhere = Member { standing, ..account("fielding@oak.example") };
        seen(&world, vec![elsewhere]).await;
        assert!(found(&world, "U1").await.unwrap().roles.is_empty(), "{standing:?} has no duty");
    }
    seen(&world, vec![account("Fielding@oak.example")]).await;
    let amara = found(&world, "U1").await.unwrap();
    assert_eq!((&amara.id, &amara.name), (&before.id, &Text::new("Amara Fielding")));
    assert_eq!(amara.roles, BTreeSet::from([Role::Staff, Role::Dsl]));
    let staff = staff(&world).await;
    assert!(staff.person(&person("anew")).unwrap().roles.is_empty(), "one holder, not two");
    assert_eq!(holder(&world, "fielding@oak.example").await, Holder::One(amara.id.clone()));
    let subjects = world.database.read(|db| Box::pin(async move { db.subjects(&case(1).id).await })).await;
    assert!(subjects.cover(&amara), "what is about them is not theirs to see");
    let (school, id) = (school("oak"), amara.id.clone());
    let signed =
        world.database.read(move |db| Box::pin(async move { db.signatures_of(&school, &id).await })).await;
    assert_eq!((signed.len(), &signed[0].person), (1, &amara.id), "what they signed is theirs");
    // As everybody's of the settings, a directory changes nothing of it.
    freeze(&world).await;
    seen(&world, vec![account("fielding@oak.example")]).await;
}

async fn an_account_stays_with_its_person_where_the_settings_mean_somebody_who_had_another(
    database: Database,
) {
    let world = World::with(database, STAFF, &[]).await;
    give_address(&world, "dsl", "amara@oak.example").await;
    seen(&world, vec![listed("dsl", Standing::Gone)]).await;
    let robin = |email| member("U1", "Robin", Some(email), Standing::Staff);
    seen(&world, vec![robin("robin@oak.example")]).await;
    let before = found(&world, "U1").await.unwrap();
    seen(&world, vec![robin("amara@oak.example")]).await;
    let now = found(&world, "U1").await.unwrap();
    assert_eq!((now.id, now.roles), (before.id, BTreeSet::from([Role::Staff])));
}

async fn a_second_account_by_the_same_address_is_the_same_person(database: Database) {
    let world = World::with(database, &[], &[]).await;
    seen(&world, vec![member("U1", "Robin", Some("robin@oak.example"), Standing::Staff)]).await;
    seen(&world, vec![member("U1", "Robin", None, Standing::Gone)]).await;
    assert!(found(&world, "U1").await.unwrap().roles.is_empty());
    seen(&world, vec![member("U2", "Robin", Some("robin@oak.example"), Standing::Staff)]).await;
    let robin = found(&world, "U2").await.unwrap();
    assert_eq!(robin.identities, [identity("U1"), identity("U2")]);
    assert_eq!(robin.gone, BTreeSet::from([identity("U1")]));
    assert_eq!(robin.roles, BTreeSet::from([Role::Staff]));
}

async fn a_guest_is_nobodys_account(database: Database) {
    let world = World::with(database, &[], &[]).await;
    let robin = |standing| member("U1", "Robin", Some("robin@oak.example"), standing);
    seen(&world, vec![robin(Standing::Guest)]).await;
    assert!(found(&world, "U1").await.is_none());
    seen(&world, vec![robin(Standing::Staff)]).await;
    seen(&world, vec![robin(Standing::Guest)]).await;
    let guest = found(&world, "U1").await.unwrap();
    assert!(guest.roles.is_empty() && !guest.is_reachable());
    assert!(staff(&world).await.acting(&identity("U1")).is_none());
}

async fn whoever_has_left_has_no_role_and_gets_it_back_with_the_account(database: Database) {
    let world = World::with(database, &[], &[]).await;
    let robin = |standing| member("U1", "Robin", Some("robin@oak.example"), standing);
    let mut ids = BTreeSet::new();
    for (standing, works) in
        [(Standing::Staff, true), (Standing::Gone, false), (Standing::Gone, false), (Standing::Staff, true)]
    {
        seen(&world, vec![robin(standing)]).await;
        let robin = found(&world, "U1").await.unwrap();
        assert_eq!((robin.is_reachable(), !robin.roles.is_empty()), (works, works));
        assert_eq!(robin.name, Text::new("Robin"), "a name in old cases stays");
        ids.insert(robin.id);
    }
    assert_eq!(ids.len(), 1);
}

async fn what_the_settings_say_of_somebody_no_directory_changes(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    for standing in [Standing::Staff, Standing::Gone, Standing::Guest, Standing::Staff] {
        seen(&world, vec![listed("dsl", standing)]).await;
        let dsl = found(&world, "dsl").await.unwrap();
        assert_eq!((dsl.roles, dsl.name), (BTreeSet::from([Role::Dsl]), Text::new("Amara Fielding")));
        assert_eq!(dsl.gone.is_empty(), standing == Standing::Staff);
    }
}

async fn a_lead_whose_account_is_off_is_not_written_to_and_the_next_is(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    seen(&world, vec![listed("dsl", Standing::Gone)]).await;
    world.person("teacher").reports("pupil", "nudes", "Mia says so", &[]).await;
    world.settle().await;
    assert_eq!(world.chat.seen_by("dsl").len(), 0);
    assert!(!world.chat.seen_by("deputy").is_empty());
    // Back again, the next report is theirs.
    seen(&world, vec![listed("dsl", Standing::Staff)]).await;
    world.person("teacher").reports("pupil", "nudes", "Mia says so again", &[]).await;
    world.settle().await;
    assert!(!world.chat.seen_by("dsl").is_empty());
}

async fn a_lead_who_has_become_a_guest_reads_nothing(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", "zanzibarquartz", &[]).await;
    world.settle().await;
    seen(&world, vec![listed("dsl", Standing::Guest)]).await;
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    assert!(!dsl.sees().contains("zanzibarquartz"));
    assert_eq!(world.acts().await.last().map(String::as_str), Some("access_refused"));
    // Nor does any way home tell them what is open: the tab, the command, plain words.
    let ways_home = [
        Action::HomeOpened,
        Action::Command { name: "hearken".to_owned(), rest: Text::default() },
        Action::Command { name: "help".to_owned(), rest: Text::default() },
    ];
    for way in &ways_home {
        dsl.does(way.clone()).await;
        assert!(!dsl.sees().contains("Open concerns") && !dsl.sees().contains("Nudes"), "{}", dsl.sees());
    }
    seen(&world, vec![listed("dsl", Standing::Staff)]).await;
    // Plain words are never answered with the home.
    for way in ways_home.into_iter().take(2) {
        dsl.does(way).await;
        assert!(dsl.sees().contains("Open concerns you may read: 1"), "{}", dsl.sees());
    }
    dsl.clicks_in_chat("read").await;
    assert!(dsl.sees().contains("zanzibarquartz"));
}

async fn a_case_of_whoever_has_left_is_taken_back(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    world.person("teacher").reports("pupil", "nudes", "Mia says so", &[]).await;
    world.settle().await;
    world.person("dsl").clicks_in_chat("acknowledge").await;
    world.settle().await;
    assert_eq!(world.app.take_back_orphans().await, Ok(0));
    let told = world.chat.seen_by("deputy").len();
    seen(&world, vec![listed("dsl", Standing::Gone)]).await;
    assert_eq!(world.app.take_back_orphans().await, Ok(1));
    // Nobody can be told at the first step: the next is due at once.
    world.settle().await;
    world.settle().await;
    assert!(world.chat.seen_by("deputy").len() > told);
    assert_eq!(world.app.take_back_orphans().await, Ok(0));
}

async fn a_subject_is_recognised_by_an_account_that_is_off(database: Database) {
    let world = World::with(database, STAFF, &["dsl", "deputy"]).await;
    seen(&world, vec![listed("dsl", Standing::Gone)]).await;
    world.person("teacher").reports("staff", "staff_conduct", "zanzibarquartz", &["dsl"]).await;
    world.settle().await;
    assert!(!world.chat.seen_by("head").is_empty());
    seen(&world, vec![listed("dsl", Standing::Staff)]).await;
    world.minutes_later(60).await;
    assert_eq!(world.chat.seen_by("dsl").len() + world.chat.seen_by("deputy").len(), 0);
    let mut dsl = world.person("dsl");
    let case = world.cases().await.remove(0).id;
    dsl.does(hearken::chat::Action::Press { button: "read".to_owned(), value: case.to_string() }).await;
    assert!(!dsl.sees().contains("zanzibarquartz"));
}

async fn the_members_of_a_workspace_that_is_no_schools_are_nobody(database: Database) {
    let world = World::with(database, &[], &[]).await;
    let there = Identity { platform: PlatformKind::Slack, workspace: "T9".to_owned(), user: "U1".to_owned() };
    let stranger = Member { identity: there, ..member("U1", "Robin", None, Standing::Staff) };
    seen(&world, vec![stranger]).await;
    assert_eq!(staff(&world).await.people().count(), 0);
}

async fn many_are_taken_in_at_once(database: Database) {
    let world = World::with(database, STAFF, &[]).await;
    let many = || {
        let one = |n: usize| {
            let (user, email) = (format!("U{n}"), format!("u{n}@oak.example"));
            member(&user, &format!("Person {n}"), Some(&email), Standing::Staff)
        };
        (0..250).map(one).collect::<Vec<_>>()
    };
    seen(&world, many()).await;
    freeze(&world).await;
    seen(&world, many()).await;
    let rows: Vec<PersonRow> =
        world.database.read(|db| Box::pin(async move { db.staff(&school("oak")).await })).await;
    assert_eq!(rows.len(), STAFF.len() + 250);
}
