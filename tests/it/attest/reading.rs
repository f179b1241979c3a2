//! A member of staff reads what they are to sign, and signs it.

use super::{ALL_TICKS, FIRST, SECOND, home_offers, question, reads, reads_on, signs, text, ticked, world};
use crate::store::harness::Database;
use crate::world::{Entry, identity};
use hearken::app::attest::{PaperSigner, Told};
use hearken::chat::{FieldKind, View};
use hearken::domain::id::PersonId;
use hearken::store::How;

on_both_databases!(
    a_teacher_reads_ticks_and_signs_and_has_a_receipt_for_good,
    a_teacher_signs_a_changed_policy_and_sees_first_what_changed,
    a_text_that_only_looks_different_says_so_and_the_same_one_too,
    signing_twice_is_one_signature_whichever_account_it_is_from,
    an_old_version_is_refused_and_the_newer_one_is_shown,
    whoever_stops_in_the_middle_goes_on_where_they_were_and_can_go_back,
    without_all_three_ticks_nothing_is_signed,
    a_wrong_answer_is_explained_and_asked_again,
    only_whoever_opened_it_can_turn_its_pages,
    what_has_not_opened_or_is_anothers_is_not_signed,
    a_document_is_read_where_its_link_leads,
    in_spanish_everything_around_the_text_is_spanish,
);

async fn a_teacher_reads_ticks_and_signs_and_has_a_receipt_for_good(database: Database) {
    let world = world(database).await;
    let plan = world.publishes(text("2025-26", FIRST)).await;
    let mut teacher = world.person("teacher");
    teacher.types("/hearken").await;
    assert!(teacher.sees().contains("To sign: Acceptable use policy"), "{}", teacher.sees());
    assert!(teacher.sees().contains("by 7 April 2026") && !home_offers(&teacher, "my_signatures"));
    teacher.clicks_here("read_and_sign").await;
    let page = teacher.page();
    assert_eq!((page.title.as_str(), page.progress), ("Read and sign", Some((1, 2))));
    assert!(
        teacher.sees().contains("Phones: Keep your own phone in your bag in lessons."),
        "{}",
        teacher.sees()
    );
    assert!(teacher.sees().contains("Acceptable use policy, 2025-26. Reading it takes about a minute"));
    assert!(!teacher.sees().contains("What changed"), "there is nothing to compare with");
    teacher.presses("attest_next").await;
    let labels: Vec<&str> = teacher.page().fields.iter().map(|field| field.label.as_str()).collect();
    assert_eq!(labels, ["I have read it", "I understand it", "I will follow it"]);
    teacher.fills(ALL_TICKS, "attest_sign").await;
    let receipt = teacher.sees();
    for part in
        ["Signed. Acceptable use policy", "Edition: 2025-26", "10 March 2026, 10:00", &plan.sha256[..12]]
    {
        assert!(receipt.contains(part), "{part} is not in {receipt}");
    }
    for words in ["☑ I have read it", "☑ I will follow it", "You are signing: Acceptable use policy, 2025-26"]
    {
        assert!(receipt.contains(words), "the exact words are on it: {receipt}");
    }
    teacher.types("/hearken").await;
    assert!(!home_offers(&teacher, "read_and_sign"), "{}", teacher.sees());
    teacher.clicks_here("my_signatures").await;
    assert!(teacher.sees().contains("☑ I understand it"), "{}", teacher.sees());
    let signature = world.signatures().await.pop().unwrap();
    assert_eq!((signature.how, &signature.text_sha256), (How::Chat, &plan.sha256));
    assert_eq!(world.acts().await.last().unwrap(), "attestation_signed");
}

async fn a_teacher_signs_a_changed_policy_and_sees_first_what_changed(database: Database) {
    let world = world(database).await;
    world.publishes(text("2025-26", FIRST)).await;
    let mut teacher = world.person("teacher");
    signs(&mut teacher).await;
    world.publishes(text("2025-26 B", SECOND)).await;
    teacher.types("/hearken").await.clicks_here("read_and_sign").await;
    let seen = teacher.sees();
    for part in [
        "has changed since you signed it on 10 March 2026. 2 things are different.",
        "Changed: Keep your own phone in [out: your bag] [new: the staff room] in lessons.",
        "New: No pupil data in an AI tool.",
    ] {
        assert!(seen.contains(part), "{part} is not in {seen}");
    }
    assert!(!seen.contains("Never share a password"), "what stays is not among what changed: {seen}");
    assert_eq!(teacher.page().progress, Some((1, 3)));
    teacher.presses("attest_next").await;
    assert!(teacher.sees().contains("The whole text") && teacher.sees().contains("Never share a password"));
    reads_on(&mut teacher).await;
    teacher.fills(ALL_TICKS, "attest_sign").await;
    assert!(teacher.sees().contains("Edition: 2025-26 B"), "{}", teacher.sees());
    assert_eq!(world.signatures().await.len(), 2);
    // A colleague who never signed reads the text alone.
    let mut colleague = world.person("colleague");
    colleague.types("/hearken").await.clicks_here("read_and_sign").await;
    assert_eq!(colleague.page().progress, Some((1, 2)));
}

async fn a_text_that_only_looks_different_says_so_and_the_same_one_too(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    let mut teacher = world.person("teacher");
    signs(&mut teacher).await;
    world.publishes(text("B", &FIRST.replace("Never", "**Never**"))).await;
    teacher.types("/hearken").await.clicks_here("read_and_sign").await;
    assert!(teacher.sees().contains("Only its layout has changed"), "{}", teacher.sees());
    world.publishes(text("C", FIRST)).await;
    teacher.types("/hearken").await.clicks_here("read_and_sign").await;
    assert!(teacher.sees().contains("the same text that you signed on 10 March 2026"), "{}", teacher.sees());
    let other = "Something else altogether stands here. ".repeat(80);
    world.publishes(text("D", &other)).await;
    teacher.types("/hearken").await.clicks_here("read_and_sign").await;
    assert!(teacher.sees().contains("New: Something else"), "{}", teacher.sees());
}

async fn signing_twice_is_one_signature_whichever_account_it_is_from(database: Database) {
    let world = world(database).await;
    let teacher = PersonId::parse("teacher").unwrap();
    let (school, second) = (world.school.id.clone(), identity("teachers-tablet"));
    let link = world
        .database
        .write(move |tx| Box::pin(async move { tx.link_identity(&school, &second, &teacher).await }));
    link.await.unwrap();
    world.publishes(text("A", FIRST)).await;
    let campaign = world.campaign().await;
    let (mut phone, mut tablet) = (world.person("teacher"), world.person("teachers-tablet"));
    reads(&mut phone).await;
    tablet.clicks("read_and_sign", campaign.as_str()).await;
    assert_eq!(tablet.page().actions[0].id, "attest_sign", "the other account is where the first one was");
    phone.fills(ALL_TICKS, "attest_sign").await;
    phone.is_delivered_again().await;
    assert!(phone.sees().contains("You have signed this"), "{}", phone.sees());
    tablet.fills(ALL_TICKS, "attest_sign").await;
    assert!(tablet.sees().contains("One signature is enough"), "{}", tablet.sees());
    tablet.clicks("read_and_sign", campaign.as_str()).await;
    assert!(tablet.sees().contains("You have signed this"), "{}", tablet.sees());
    let signers =
        vec![PaperSigner { person: PersonId::parse("teacher").unwrap(), on: "2026-03-10".parse().unwrap() }];
    let key = ("aup".to_owned(), None);
    let paper = world.app.record_paper(&world.school.id, key, signers, "head".to_owned(), true).await;
    assert_eq!(paper.unwrap().unwrap().signed_before.len(), 1);
    assert_eq!(world.signatures().await.len(), 1);
}

async fn an_old_version_is_refused_and_the_newer_one_is_shown(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    let old = world.campaign().await;
    let (mut teacher, mut colleague) = (world.person("teacher"), world.person("colleague"));
    reads(&mut teacher).await;
    reads(&mut colleague).await;
    // A small correction: the same campaign, another text.
    world.publishes(hearken::app::attest::Publication { material: Some(false), ..text("A.1", SECOND) }).await;
    teacher.fills(ALL_TICKS, "attest_sign").await;
    assert!(teacher.sees().contains("The text has changed since you began to read"), "{}", teacher.sees());
    assert!(teacher.sees().contains("A.1") && teacher.page().progress == Some((1, 2)));
    assert!(world.signatures().await.is_empty(), "nothing was signed");
    // A change that matters: a campaign of its own.
    world.publishes(text("B", &format!("{SECOND}\n\nMore."))).await;
    colleague.fills(ALL_TICKS, "attest_sign").await;
    assert!(colleague.sees().contains("Acceptable use policy, B"), "{}", colleague.sees());
    assert!(
        colleague.sees().contains("The text has changed since you began to read"),
        "{}",
        colleague.sees()
    );
    assert!(world.signatures().await.is_empty());
    colleague.clicks("read_and_sign", old.as_str()).await;
    assert!(colleague.sees().contains("Acceptable use policy, B"), "an old button leads to the new text");
    reads_on(&mut colleague).await;
    colleague.fills(ALL_TICKS, "attest_sign").await;
    assert_eq!(world.signatures().await[0].edition, "B");
}

async fn whoever_stops_in_the_middle_goes_on_where_they_were_and_can_go_back(database: Database) {
    let world = world(database).await;
    let long: String =
        (0..9).map(|n| format!("# Part {n}\n\n{}\n\n", "Some words of it. ".repeat(40))).collect();
    world.publishes(text("A", &long)).await;
    let mut teacher = world.person("teacher");
    teacher.types("/hearken").await.clicks_here("read_and_sign").await;
    let first = teacher.sees();
    let of = teacher.page().progress.unwrap().1;
    assert!(of > 4, "{of}");
    assert_eq!(teacher.page().actions.len(), 1, "there is nothing to go back to");
    teacher.presses("attest_next").await.presses("attest_next").await;
    assert_eq!(teacher.page().progress, Some((3, of)));
    let third = teacher.sees();
    teacher.types("/hearken").await.clicks_here("read_and_sign").await;
    assert_eq!((teacher.page().progress, teacher.sees()), (Some((3, of)), third));
    let revision = teacher.page().revision;
    teacher.presses("attest_back").await.presses("attest_back").await;
    assert_eq!(teacher.sees(), first);
    assert!(teacher.page().revision > revision, "a window shows the newest page by its revision");
    // A page that was shown before, pressed on in another window, does not skip one.
    let stale = teacher.is_delivered_again().await.page().progress;
    assert_eq!(stale, Some((1, of)));
}

async fn without_all_three_ticks_nothing_is_signed(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    let mut teacher = world.person("teacher");
    reads(&mut teacher).await;
    teacher.fills(&ALL_TICKS[..2], "attest_sign").await;
    let fields = &teacher.page().fields;
    let shown: Vec<(bool, bool)> =
        fields.iter().map(|field| (ticked(field), field.error.is_some())).collect();
    assert_eq!(shown, [(true, false), (true, false), (false, true)]);
    assert!(world.signatures().await.is_empty());
}

async fn a_wrong_answer_is_explained_and_asked_again(database: Database) {
    let world = world(database).await;
    let questions = vec![question()];
    world.publishes(hearken::app::attest::Publication { questions, ..text("A", SECOND) }).await;
    let campaign = world.campaign().await;
    let mut teacher = world.person("teacher");
    teacher.types("/hearken").await.clicks_here("read_and_sign").await.presses("attest_next").await;
    assert!(teacher.sees().contains("Where is your own phone in lessons?"), "{}", teacher.sees());
    teacher.presses("attest_next").await;
    assert!(teacher.page().fields[0].error.is_some(), "an answer is needed");
    teacher.fills(&[("attest_answer", Entry::Pick("7"))], "attest_next").await;
    assert!(teacher.page().fields[0].error.is_some(), "that is no answer");
    teacher.fills(&[("attest_answer", Entry::Pick("0"))], "attest_next").await;
    assert!(
        teacher.sees().contains("Not quite. The staff room is the only place for it."),
        "{}",
        teacher.sees()
    );
    let FieldKind::Choice { chosen, .. } = &teacher.page().fields[0].kind else { panic!("a choice") };
    assert_eq!(chosen.as_deref(), Some("0"));
    teacher.fills(&[("attest_answer", Entry::Pick("1"))], "attest_next").await;
    assert_eq!(teacher.page().actions[0].id, "attest_sign");
    let school = world.school.id.clone();
    let counted =
        world.database.read(move |db| Box::pin(async move { db.checks(&school, &campaign).await })).await;
    assert_eq!(counted, (1, 1), "right and wrong are counted, and nothing else is kept");
}

async fn only_whoever_opened_it_can_turn_its_pages(database: Database) {
    let world = world(database).await;
    world.publishes(text("A", FIRST)).await;
    let mut teacher = world.person("teacher");
    reads(&mut teacher).await;
    let mut colleague = world.person("colleague");
    colleague.view = View::Form(teacher.page().clone());
    colleague.fills(ALL_TICKS, "attest_sign").await;
    assert!(matches!(colleague.view, View::Card(_)) && world.signatures().await.is_empty());
    assert_eq!(world.acts().await.last().unwrap(), "access_refused");
}

async fn what_has_not_opened_or_is_anothers_is_not_signed(database: Database) {
    let world = world(database).await;
    let opens = Some("2026-04-20".parse().unwrap());
    let plan = world.publishes(hearken::app::attest::Publication { opens, ..text("A", FIRST) }).await;
    let Told::Campaign(asked) = plan.told else { panic!("a campaign") };
    assert_eq!((asked.due_on.to_string().as_str(), asked.people), ("2026-05-18", 8));
    let campaign = world.campaign().await;
    let mut teacher = world.person("teacher");
    teacher.types("/hearken").await;
    assert!(!home_offers(&teacher, "read_and_sign"));
    teacher.clicks("read_and_sign", campaign.as_str()).await;
    assert!(teacher.sees().contains("You can sign it from 20 April 2026 on"), "{}", teacher.sees());
    let audience = Some([hearken::domain::attestation::Audience::Governors].into());
    let attestation = "code_of_conduct".to_owned();
    world.publishes(hearken::app::attest::Publication { audience, attestation, ..text("A", FIRST) }).await;
    let governors = world.campaign().await;
    teacher.clicks("read_and_sign", governors.as_str()).await;
    assert!(teacher.sees().contains("You aren't asked to sign this"), "{}", teacher.sees());
    teacher.clicks("read_and_sign", "nothing").await;
    world.person("stranger").clicks("read_and_sign", campaign.as_str()).await;
    assert!(world.signatures().await.is_empty());
}

async fn a_document_is_read_where_its_link_leads(database: Database) {
    let world = world(database).await;
    let link = Some("https://oak.example/kcsie-2026.pdf".to_owned());
    let new = hearken::app::attest::Publication {
        attestation: "kcsie".to_owned(),
        bytes: b"%PDF-1.7 \xff\x00".to_vec(),
        is_text: false,
        link,
        ..text("2026", "")
    };
    let plan = world.publishes(new).await;
    let mut teacher = world.person("teacher");
    teacher.types("/hearken").await.clicks_here("read_and_sign").await;
    assert!(teacher.sees().contains("https://oak.example/kcsie-2026.pdf"), "{}", teacher.sees());
    assert_eq!(teacher.page().progress, Some((1, 2)));
    reads_on(&mut teacher).await;
    teacher.fills(ALL_TICKS, "attest_sign").await;
    assert!(
        teacher.sees().contains("Part One") && teacher.sees().contains(&plan.sha256[..12]),
        "{}",
        teacher.sees()
    );
}

async fn in_spanish_everything_around_the_text_is_spanish(database: Database) {
    let world = crate::world::World::under("kings", database, crate::world::STAFF, &[]).await;
    world.publishes(text("A", FIRST)).await;
    let spanish = "# Móviles\n\nGuarda tu móvil en la sala de profesorado.";
    let locale = Some("es-ES".to_owned());
    let plan = world.publishes(hearken::app::attest::Publication { locale, ..text("A", spanish) }).await;
    assert_eq!(plan.told, Told::OtherLanguage);
    let mut teacher = world.person("teacher");
    teacher.locale = Some("es-ES");
    teacher.types("/hearken firmar").await;
    assert!(teacher.sees().contains("Para firmar: Normas de uso aceptable"), "{}", teacher.sees());
    teacher.clicks_here("read_and_sign").await;
    assert!(teacher.sees().contains("Guarda tu móvil") && teacher.sees().contains("Página siguiente"));
    reads_on(&mut teacher).await;
    teacher.fills(ALL_TICKS, "attest_sign").await;
    assert!(teacher.sees().contains("☑ Lo voy a cumplir"), "{}", teacher.sees());
    assert_eq!(
        world.signatures().await[0].text_sha256,
        plan.sha256,
        "it is the Spanish text that was signed"
    );
    let mut colleague = world.person("colleague");
    colleague.locale = Some("en-GB");
    colleague.types("/hearken sign").await.clicks_here("read_and_sign").await;
    assert!(colleague.sees().contains("Keep your own phone"), "{}", colleague.sees());
}
