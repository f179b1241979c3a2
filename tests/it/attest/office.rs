//! What the office does: publishes, writes down, leaves out.

use super::{FIRST, SECOND, home_offers, question, signs, text, world};
use crate::store::harness::Database;
use hearken::app::attest::{Excepted, PaperSigner, Publication, Refused, Told};
use hearken::domain::attestation::Audience;
use hearken::domain::id::PersonId;
use hearken::domain::text::Text;
use hearken::store::How;

on_both_databases!(
    a_plan_says_what_will_happen_and_changes_nothing,
    a_change_that_matters_asks_everybody_again_and_a_small_one_nobody,
    a_text_that_changed_needs_an_edition_of_its_own,
    what_cannot_be_read_or_followed_is_not_published,
    paper_signers_are_written_down_once_and_only_for_the_text_of_now,
    an_exception_takes_somebody_out_and_its_reason_is_sealed,
    a_new_academic_year_opens_by_itself_once,
    what_one_audience_was_asked_already_keeps_no_other_from_being_asked,
    a_text_of_each_year_does_not_open_by_itself,
    what_opens_in_the_last_days_of_the_holidays_is_the_coming_years,
    a_small_change_names_in_whose_place_it_comes_where_several_editions_are_signed,
    a_change_that_matters_asks_everybody_who_was_asked_before,
    paper_of_another_year_or_of_an_older_text_is_told_from_paper_of_a_small_correction,
    where_one_of_a_list_cannot_be_written_down_none_is,
    signatures_texts_and_wordings_are_only_added,
);

async fn a_plan_says_what_will_happen_and_changes_nothing(database: Database) {
    let world = world(database).await;
    let plan = world.tries_to_publish(text("A", FIRST), false).await.unwrap();
    let Told::Campaign(asked) = plan.told else { panic!("a campaign") };
    assert_eq!((asked.people, asked.unreachable, asked.on_leave), (8, 0, 0));
    assert_eq!(
        (asked.opens_on.to_string(), asked.due_on.to_string()),
        ("2026-03-10".into(), "2026-04-07".into())
    );
    assert_eq!(asked.steps[0].1.to_string(), "2026-03-10");
    assert!(asked.steps.len() >= 4, "{:?}", asked.steps);
    assert!(world.campaigns().await.is_empty() && world.acts().await.is_empty());
    let done = world.publishes(text("A", FIRST)).await;
    assert_eq!(done.sha256, plan.sha256);
    assert_eq!(world.acts().await, ["text_published", "campaign_opened"]);
    assert_eq!(world.publishes(text("A", FIRST)).await.told, Told::NothingNew);
    assert_eq!(world.campaigns().await.len(), 1);
}

async fn a_change_that_matters_asks_everybody_again_and_a_small_one_nobody(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    signs(&mut world.person("teacher")).await;
    let undecided = Publication { material: None, ..text("A.1", SECOND) };
    assert_eq!(world.tries_to_publish(undecided, true).await, Err(Refused::SayMaterial));
    let small = Publication { material: Some(false), ..text("A.1", SECOND) };
    let everybody = Audience::ALL.iter().copied().collect();
    let told = Told::Small { signed: 1, replaces: "A".to_owned(), audience: everybody };
    assert_eq!(world.publishes(small).await.told, told);
    let mut teacher = world.person("teacher");
    teacher.types("/hearken").await;
    assert!(!home_offers(&teacher, "read_and_sign"), "a small change asks nobody");
    let mut colleague = world.person("colleague");
    colleague.types("/hearken").await.clicks_here("read_and_sign").await;
    assert!(colleague.sees().contains("the staff room"), "whoever signs later signs the newer text");
    world.publishes(text("B", &format!("{SECOND}\n\nMore."))).await;
    teacher.types("/hearken").await;
    assert!(home_offers(&teacher, "read_and_sign"), "a material one asks everybody: {}", teacher.sees());
    assert_eq!(world.campaigns().await.len(), 2);
}

async fn a_text_that_changed_needs_an_edition_of_its_own(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    let changed = world.tries_to_publish(text("A", SECOND), true).await;
    assert_eq!(changed, Err(Refused::ChangedText("A".into())));
    let by_a_space = world.tries_to_publish(text("A", &format!("{FIRST} ")), true).await;
    assert_eq!(by_a_space, Err(Refused::ChangedText("A".into())), "the sum is of the exact bytes");
    let around = Publication { questions: vec![question()], ..text("A", FIRST) };
    assert_eq!(world.tries_to_publish(around, true).await, Err(Refused::ChangedAround("A".into())));
    let first = Publication { attestation: "kcsie".into(), material: Some(false), ..text("A", FIRST) };
    assert_eq!(world.tries_to_publish(first, true).await, Err(Refused::NothingBefore));
}

async fn what_cannot_be_read_or_followed_is_not_published(database: Database) {
    let world = world(database).await;
    let day = |text: &str| Some(text.parse().unwrap());
    let with = |change: fn(&mut Publication)| {
        let mut new = text("A", FIRST);
        change(&mut new);
        new
    };
    let wrong = [
        (text("A", " \n"), Refused::Empty),
        (text("A", "One.\nTwo\u{202e}."), Refused::Hidden(2)),
        (text("A\n", FIRST), Refused::Name("A\n".into())),
        (with(|new| new.bytes = b"caf\xe9".to_vec()), Refused::NotUtf8),
        (with(|new| (new.bytes, new.is_text) = (b"%PDF-".to_vec(), false)), Refused::NoLink),
        (with(|new| new.link = Some("http://oak.example/a".into())), Refused::Link),
        (with(|new| new.link = Some("https://oak.example/a b".into())), Refused::Link),
        (with(|new| new.locale = Some("fr-FR".into())), Refused::Locale("fr-FR".into(), "en-GB".into())),
        (with(|new| new.questions = vec![question(); 11]), Refused::Questions),
        (
            Publication { opens: day("2026-03-09"), ..text("A", FIRST) },
            Refused::OpensInThePast(day("2026-03-09").unwrap()),
        ),
        (
            Publication { due: day("2026-03-09"), ..text("A", FIRST) },
            Refused::DueBeforeItOpens(day("2026-03-09").unwrap()),
        ),
    ];
    for (new, refused) in wrong {
        assert_eq!(world.tries_to_publish(new, true).await, Err(refused));
    }
    assert!(world.campaigns().await.is_empty() && world.acts().await.is_empty());
}

fn signer(person: &str, on: &str) -> PaperSigner {
    PaperSigner { person: PersonId::parse(person).unwrap(), on: on.parse().unwrap() }
}

async fn paper_signers_are_written_down_once_and_only_for_the_text_of_now(database: Database) {
    let world = world(database).await;
    let school = world.school.id.clone();
    let record = async |edition: Option<&str>, signers: Vec<PaperSigner>, go: bool| {
        let key = ("aup".to_owned(), edition.map(str::to_owned));
        world.app.record_paper(&school, key, signers, "head".to_owned(), go).await.unwrap()
    };
    let signers = || {
        vec![
            signer("teacher", "2026-03-10"),
            signer("colleague", "2026-03-09"),
            signer("dsl", "2026-03-11"),
            signer("nobody", "2026-03-10"),
        ]
    };
    assert_eq!(record(None, signers(), true).await, Err(Refused::NoCampaign("aup".into())));
    world.publishes(text("A", FIRST)).await;
    let old = record(Some("2024-25"), signers(), true).await;
    assert_eq!(old, Err(Refused::OldEdition("2024-25".into(), "A".into())));
    let dry = record(Some("A"), signers(), false).await.unwrap();
    assert_eq!((dry.recorded.len(), dry.wrong_day.len(), dry.not_asked.len()), (1, 2, 1));
    assert!(world.signatures().await.is_empty());
    let done = record(Some("A"), signers(), true).await.unwrap();
    assert_eq!(done, dry);
    assert_eq!(record(None, signers(), true).await.unwrap().signed_before.len(), 1);
    let row = world.signatures().await.pop().unwrap();
    assert_eq!((row.how, row.recorded_by.as_deref(), row.wording_sha256), (How::Paper, Some("head"), None));
    assert_eq!(row.signed_at.to_rfc3339(), "2026-03-10T12:00:00+00:00");
    let mut teacher = world.person("teacher");
    teacher.types("/hearken aup").await;
    assert!(!home_offers(&teacher, "read_and_sign"), "{}", teacher.sees());
    teacher.clicks_here("my_signatures").await;
    assert!(teacher.sees().contains("Signed on paper: 10 March 2026"), "{}", teacher.sees());
}

async fn an_exception_takes_somebody_out_and_its_reason_is_sealed(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    let (school, id) = (world.school.id.clone(), PersonId::parse("teacher").unwrap());
    let except = async |person: &str, go: bool| {
        let about = (PersonId::parse(person).unwrap(), Text::new("obsidianfern"));
        world.app.except(&school, "aup".to_owned(), about, "head".to_owned(), go).await.unwrap().unwrap()
    };
    assert_eq!(except("teacher", false).await, Excepted::Done);
    let mut teacher = world.person("teacher");
    teacher.types("/hearken").await;
    assert!(home_offers(&teacher, "read_and_sign"), "it was only asked what would happen");
    assert_eq!(except("teacher", true).await, Excepted::Done);
    assert_eq!(except("teacher", true).await, Excepted::Before);
    assert_eq!(except("nobody", true).await, Excepted::NotAsked);
    teacher.types("/hearken").await;
    assert!(!home_offers(&teacher, "read_and_sign"));
    signs(&mut world.person("colleague")).await;
    assert_eq!(except("colleague", true).await, Excepted::SignedAlready);
    let of = school.clone();
    let rows = world.database.read(move |db| Box::pin(async move { db.exceptions(&of).await })).await;
    assert!(!rows[0].reason.as_bytes().windows(12).any(|part| part == b"obsidianfern"));
    let reason = hearken::records::open_reason(&world.vault, &school, &rows[0]).unwrap();
    assert_eq!((reason.expose(), &rows[0].person), ("obsidianfern", &id));
    let mut head = world.person("head");
    head.types("/hearken aup").await;
    assert!(head.sees().contains("Need not sign: 1"), "{}", head.sees());
}

async fn a_new_academic_year_opens_by_itself_once(database: Database) {
    let mut world = world(database).await;
    let mut def = hearken::domain::attestation::AttestationDef::of(&[], "aup");
    def.audience = vec![Audience::Staff, Audience::Governors];
    world.school.profile.attestations = vec![def];
    world.restart();
    world.app.open_campaigns().await.unwrap();
    assert!(world.campaigns().await.is_empty(), "what was never published opens nothing");
    world.publishes(text("2025-26", FIRST)).await;
    world.app.open_campaigns().await.unwrap();
    assert_eq!(world.campaigns().await.len(), 1, "this year's is there");
    signs(&mut world.person("teacher")).await;
    world.clock.move_on(chrono::TimeDelta::days(190));
    for _ in 0..2 {
        world.app.open_campaigns().await.unwrap();
    }
    let campaigns = world.campaigns().await;
    assert_eq!(campaigns.len(), 2, "once");
    let new = &campaigns[1];
    assert_eq!((new.academic_year.as_str(), new.edition.as_str()), ("2026-27", "2025-26"));
    assert_eq!(new.audience, [Audience::Staff, Audience::Governors].into());
    let mut teacher = world.person("teacher");
    teacher.types("/hearken").await.clicks_here("read_and_sign").await;
    assert!(
        teacher.sees().contains("It is the same text that you signed on 10 March 2026"),
        "{}",
        teacher.sees()
    );
}

async fn signatures_texts_and_wordings_are_only_added(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    signs(&mut world.person("teacher")).await;
    for sql in [
        "UPDATE attestation_signatures SET person = 'head'",
        "DELETE FROM attestation_signatures",
        "UPDATE attestation_texts SET body = 'x'",
        "DELETE FROM attestation_texts",
        "UPDATE attestation_wordings SET words = 'x'",
        "DELETE FROM attestation_wordings",
    ] {
        assert!(
            world.database.try_sql(sql, sql).await.is_some_and(|why| why.contains("only added")),
            "{sql}"
        );
    }
    assert_eq!(world.signatures().await.len(), 1);
}

/// The AUP of staff, governors and volunteers, as a profile would have it.
async fn school_of_three(database: Database) -> crate::world::World {
    let mut world = world(database).await;
    let mut def = hearken::domain::attestation::AttestationDef::of(&[], "aup");
    def.audience = vec![Audience::Staff, Audience::Governors, Audience::Volunteers];
    world.school.profile.attestations = vec![def];
    world.restart();
    world.employs("chair", |at_work| at_work.audience = Audience::Governors).await;
    world.employs("on_call", |at_work| at_work.audience = Audience::Volunteers).await;
    world
}

fn days(n: i64) -> chrono::TimeDelta {
    chrono::TimeDelta::days(n)
}

async fn what_one_audience_was_asked_already_keeps_no_other_from_being_asked(database: Database) {
    let world = school_of_three(database).await;
    world.publishes(text("2025-26", FIRST)).await;
    world.clock.move_on(days(174));
    let volunteers = Some([Audience::Volunteers].into());
    let opens = Some("2026-09-03".parse().unwrap());
    world.publishes(Publication { audience: volunteers, opens, ..text("V", SECOND) }).await;
    world.clock.move_on(days(10));
    for _ in 0..2 {
        world.app.open_campaigns().await.unwrap();
    }
    let campaigns = world.campaigns().await;
    let new: Vec<_> = campaigns[1..].iter().map(|it| (it.edition.as_str(), it.audience.len())).collect();
    assert_eq!(new, [("V", 1), ("2025-26", 2)], "staff and governors are asked as ever");
    assert!(!campaigns[2].audience.contains(&Audience::Volunteers));
}

async fn a_text_of_each_year_does_not_open_by_itself(database: Database) {
    let mut world = world(database).await;
    let mut def = hearken::domain::attestation::AttestationDef::of(&[], "aup");
    def.by_edition = true;
    world.school.profile.attestations = vec![def];
    world.restart();
    world.publishes(text("September 2025", FIRST)).await;
    world.clock.move_on(days(190));
    world.app.open_campaigns().await.unwrap();
    assert_eq!(world.campaigns().await.len(), 1, "nobody signs last year's edition again");
    world.app.plan_mornings().await;
    world.settle().await;
    let told: String = world.chat.seen_by("head").iter().map(|post| crate::world::said(&post.card)).collect();
    assert!(told.contains("Acceptable use policy: its text isn't in Hearken yet"), "{told}");
}

async fn what_opens_in_the_last_days_of_the_holidays_is_the_coming_years(database: Database) {
    let world = school_of_three(database).await;
    world.clock.move_on(days(171));
    assert_eq!(world.now().date_naive().to_string(), "2026-08-28");
    world.publishes(Publication { edition: None, ..text("", FIRST) }).await;
    world.clock.move_on(days(6));
    world.app.open_campaigns().await.unwrap();
    let campaigns = world.campaigns().await;
    assert_eq!(campaigns.len(), 1, "it does not open again a week later");
    assert_eq!((campaigns[0].academic_year.as_str(), campaigns[0].edition.as_str()), ("2026-27", "2026-27"));
}

async fn a_small_change_names_in_whose_place_it_comes_where_several_editions_are_signed(database: Database) {
    let world = school_of_three(database).await;
    let of = |audience: &[Audience]| Some(audience.iter().copied().collect());
    world.publishes(Publication { audience: of(&[Audience::Staff]), ..text("A", FIRST) }).await;
    let theirs = Publication { audience: of(&[Audience::Volunteers]), material: None, ..text("V", SECOND) };
    world.publishes(theirs).await;
    let small = |replaces: Option<&str>| Publication {
        material: Some(false),
        replaces: replaces.map(str::to_owned),
        ..text("A.1", &format!("{FIRST}!"))
    };
    let refused = world.tries_to_publish(small(None), true).await;
    assert_eq!(refused, Err(Refused::SayWhich("A, V".into())));
    let refused = world.tries_to_publish(small(Some("B")), true).await;
    assert_eq!(refused, Err(Refused::NotSignedNow("B".into(), "A, V".into())));
    let told = Told::Small { signed: 0, replaces: "A".to_owned(), audience: [Audience::Staff].into() };
    assert_eq!(world.publishes(small(Some("A"))).await.told, told);
    let editions: Vec<String> = world.campaigns().await.into_iter().map(|it| it.edition).collect();
    assert_eq!(editions, ["A.1", "V"], "volunteers keep theirs");
}

async fn a_change_that_matters_asks_everybody_who_was_asked_before(database: Database) {
    let world = school_of_three(database).await;
    let wide: std::collections::BTreeSet<Audience> = Audience::ALL.iter().copied().collect();
    world.publishes(Publication { audience: Some(wide.clone()), ..text("A", FIRST) }).await;
    world.publishes(text("B", SECOND)).await;
    assert_eq!(world.campaigns().await[1].audience, wide, "also those whom the profile does not name");
}

async fn paper_of_another_year_or_of_an_older_text_is_told_from_paper_of_a_small_correction(
    database: Database,
) {
    let world = school_of_three(database).await;
    let school = world.school.id.clone();
    let record = async |edition: Option<&str>, person: &str, on: &str| {
        let key = ("aup".to_owned(), edition.map(str::to_owned));
        world.app.record_paper(&school, key, vec![signer(person, on)], "head".to_owned(), true).await.unwrap()
    };
    world.publishes(text("A", FIRST)).await;
    world.clock.move_on(days(7));
    world.publishes(Publication { material: Some(false), ..text("A.1", SECOND) }).await;
    assert_eq!(record(None, "teacher", "2026-03-12").await.unwrap().recorded.len(), 1);
    assert_eq!(record(Some("A"), "colleague", "2026-03-12").await.unwrap().recorded.len(), 1);
    assert_eq!(record(Some("A.1"), "dsl", "2026-03-12").await.unwrap().wrong_day.len(), 1);
    assert_eq!(record(Some("A.1"), "dsl", "2026-03-17").await.unwrap().recorded.len(), 1);
    let editions: Vec<String> = world.signatures().await.into_iter().map(|it| it.edition).collect();
    assert_eq!(editions, ["A", "A", "A.1"], "each names the text that was signed");
    world.clock.move_on(days(183));
    world.app.open_campaigns().await.unwrap();
    assert_eq!(world.campaigns().await.len(), 2);
    assert_eq!(record(None, "deputy", "2026-03-18").await.unwrap().wrong_day.len(), 1, "that was last year");
    assert_eq!(
        record(None, "deputy", "2026-08-28").await.unwrap().recorded.len(),
        1,
        "before the term is not"
    );
    world.employs("head", |at_work| at_work.starts_on = Some("2026-11-02".parse().unwrap())).await;
    assert_eq!(record(None, "head", "2026-09-10").await.unwrap().recorded.len(), 1, "before their first day");
}

async fn where_one_of_a_list_cannot_be_written_down_none_is(database: Database) {
    let world = school_of_three(database).await;
    let of = |audience: &[Audience]| Some(audience.iter().copied().collect());
    world.publishes(Publication { audience: of(&[Audience::Staff]), ..text("A", FIRST) }).await;
    let theirs = Publication { audience: of(&[Audience::Volunteers]), material: None, ..text("V", SECOND) };
    world.publishes(theirs).await;
    let key = ("aup".to_owned(), Some("A".to_owned()));
    let signers = vec![signer("teacher", "2026-03-10"), signer("on_call", "2026-03-10")];
    let done = world.app.record_paper(&world.school.id, key, signers, "head".to_owned(), true).await.unwrap();
    assert_eq!(done, Err(Refused::OldEdition("A".into(), "V".into())));
    assert!(world.signatures().await.is_empty(), "nothing was written down, and so it says");
}
