//! The policy register in chat: what is due, reviewed in one form, asked for early, kept by link, and never forgotten.

use crate::mornings::{at, last, policy, school, told};
use crate::store::harness::Database;
use crate::world::{Entry, World, said};
use hearken::chat::{Block, FieldKind, View};
use hearken::domain::school::{Employment, Role};

on_both_databases!(
    whoever_leads_sees_every_policy_an_owner_theirs_and_staff_none,
    a_review_is_recorded_in_one_form_and_the_next_one_is_put_in,
    what_does_not_make_sense_is_said_beside_what_was_typed,
    an_early_review_starts_the_reminders_again,
    a_link_and_a_note_stand_in_the_history_and_nowhere_in_plain_text,
    a_form_counts_once_and_only_for_whoever_may_still_do_it,
    what_is_due_stands_in_the_home_of_those_it_concerns,
    a_policy_without_a_date_is_not_forgotten,
    what_was_recorded_is_never_changed_or_taken_away,
    whoever_has_left_sees_nothing_of_it_though_their_account_is_on,
);

fn policies() -> Vec<hearken::domain::register::PolicyDef> {
    vec![
        policy("safety", Role::OnlineSafetyLead, "2026-03-31"),
        policy("phones", Role::Dsl, "2026-02-28"),
        policy("later", Role::Dsl, "2026-11-30"),
    ]
}

fn headings(view: &View) -> Vec<String> {
    let View::Home(cards) = view else { panic!("a list: {view:?}") };
    cards.iter().map(|card| card.heading.clone()).collect()
}

fn proposed(person: &crate::world::Person<'_>, field: &str) -> String {
    let field = person.page().fields.iter().find(|known| known.id == field).unwrap();
    let FieldKind::Date { value } = &field.kind else { panic!("a date") };
    value.expose().to_owned()
}

async fn whoever_leads_sees_every_policy_an_owner_theirs_and_staff_none(database: Database) {
    let world = school(database, policies(), Vec::new()).await;
    for user in ["slt", "head"] {
        let mut person = world.person(user);
        person.types("/hearken policies").await;
        let all = ["The policy register", "Late: The phones policy", "The safety policy", "The later policy"];
        assert_eq!(headings(&person.view), all, "what is late comes first");
        assert!(person.sees().contains("2 policies need a review"), "{}", person.sees());
    }
    let mut online = world.person("online");
    online.types("/hearken políticas").await;
    assert_eq!(headings(&online.view), ["The policy register", "The safety policy"]);
    let mut teacher = world.person("teacher");
    for button in ["policy_history", "policy_reviewed", "policy_early", "policy_document"] {
        teacher.clicks(button, "policy.safety").await;
        assert!(teacher.sees().contains("isn't open to you"), "{button}: {}", teacher.sees());
    }
    teacher.types("/hearken policies").await;
    assert!(teacher.sees().contains("isn't open to you"), "{}", teacher.sees());
    let mut dsl = world.person("dsl");
    dsl.clicks("policy_reviewed", "policy.safety").await;
    assert!(dsl.sees().contains("isn't open to you"), "somebody else's");
    for nonsense in ["policy.nothing", "policy", "duty.x.2026-01-01", "x", "policy.safety.2026-01-01"] {
        dsl.clicks("policy_reviewed", nonsense).await;
        assert!(dsl.sees().contains("isn't open to you"), "{nonsense}");
    }
}

async fn a_review_is_recorded_in_one_form_and_the_next_one_is_put_in(database: Database) {
    let world = school(database, policies(), Vec::new()).await;
    crate::mornings::morning(&world).await;
    assert_eq!(told(&world), [0, 1, 0, 1, 1]);
    let mut online = world.person("online");
    online.clicks_in_chat("policy_reviewed").await;
    assert!(online.sees().contains("Policy: The safety policy"), "{}", online.sees());
    assert_eq!(
        (proposed(&online, "approved_on"), proposed(&online, "next_review")),
        ("2026-03-10".into(), "2027-03-10".into())
    );
    let filled = [
        ("approved_on", Entry::Write("2026-03-09")),
        ("approved_by", Entry::Write("the full governing board")),
        ("next_review", Entry::Write("31/03/2027")),
    ];
    online.fills(&filled, "save_review").await;
    assert!(online.sees().contains("due on 31 March 2027"), "{}", online.sees());
    // It stops: the next reminder is three months before the next review.
    for day in ["2026-03-31", "2026-04-23", "2026-06-30", "2026-12-18"] {
        at(&world, &format!("{day}T09:00:00Z")).await;
    }
    assert_eq!(told(&world)[4], 1);
    at(&world, "2027-01-04T09:00:00Z").await;
    assert_eq!(told(&world)[4], 2);
    assert!(said(&last(&world, "online").card).contains("31 March 2027"));
    let mut slt = world.person("slt");
    slt.clicks("policy_history", "policy.safety").await;
    let seen = slt.sees();
    assert!(matches!(slt.view, View::Private { .. }));
    for words in ["Kim Dow", "full governing board", "09/03/2026", "31/03/2027"] {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    assert!(world.acts().await.contains(&"policy_reviewed".to_owned()));
}

async fn what_does_not_make_sense_is_said_beside_what_was_typed(database: Database) {
    let world = school(database, policies(), Vec::new()).await;
    let mut slt = world.person("slt");
    slt.clicks("policy_reviewed", "policy.phones").await;
    for (approved, next, why) in [
        ("2026-03-11", "2027-03-10", "hasn't come yet"),
        ("2026-03-10", "2026-03-10", "must come after"),
        ("2026-03-10", "2226-03-10", "too far away"),
    ] {
        let filled = [
            ("approved_on", Entry::Write(approved)),
            ("approved_by", Entry::Write("the board")),
            ("next_review", Entry::Write(next)),
        ];
        slt.fills(&filled, "save_review").await;
        assert!(slt.sees().contains(why), "{why}: {}", slt.sees());
        assert_eq!(proposed(&slt, "next_review"), next, "nothing typed is lost");
    }
    slt.fills(&[("approved_on", Entry::Write("yesterday"))], "save_review").await;
    let errors = slt.page().fields.iter().filter(|field| field.error.is_some()).count();
    assert_eq!(errors, 3, "a date that is none, and two that are missing");
    slt.clicks("policy_document", "policy.phones").await;
    for (link, hash, note, why) in [
        ("", "", "", "nothing to keep yet"),
        ("javascript:alert(1)", "", "", "begins with https://"),
        ("https://a b", "", "", "begins with https://"),
        ("https://example.org/x", "abc", "", "64 signs"),
    ] {
        let filled = [
            ("document_link", Entry::Write(link)),
            ("document_hash", Entry::Write(hash)),
            ("document_note", Entry::Write(note)),
        ];
        slt.fills(&filled, "save_document").await;
        assert!(slt.sees().contains(why), "{why}: {}", slt.sees());
    }
    assert!(!world.acts().await.iter().any(|act| act.starts_with("policy_")));
}

async fn asks_early(world: &World, user: &str, policy: &str, by: &str) -> String {
    let mut person = world.person(user);
    person.clicks("policy_early", policy).await;
    let filled = [
        ("early_trigger", Entry::Pick("incident")),
        ("early_reason", Entry::Write("We found a gap, marigoldquartz.")),
        ("early_due", Entry::Write(by)),
    ];
    person.fills(&filled, "save_early").await;
    person.sees()
}

async fn an_early_review_starts_the_reminders_again(database: Database) {
    let world = school(database, policies(), Vec::new()).await;
    crate::mornings::morning(&world).await;
    let before = told(&world)[1];
    assert!(asks_early(&world, "slt", "policy.later", "2026-03-10").await.contains("That day has passed"));
    assert!(asks_early(&world, "slt", "policy.later", "2026-12-01").await.contains("on 30 November 2026"));
    let mut slt = world.person("slt");
    slt.clicks("policy_early", "policy.later").await;
    assert_eq!(proposed(&slt, "early_due"), "2026-04-09", "a month from now");
    assert!(asks_early(&world, "slt", "policy.later", "2026-04-02").await.contains("due on 2 April 2026"));
    at(&world, "2026-03-11T08:00:00Z").await;
    let words = said(&last(&world, "dsl").card);
    assert!(told(&world)[1] == before + 1 && words.contains("The later policy"), "{words}");
    assert!(!words.contains("marigoldquartz"));
    let mut dsl = world.person("dsl");
    dsl.clicks("policy_history", "policy.later").await;
    assert!(dsl.sees().contains("We learnt something from an incident"), "{}", dsl.sees());
    assert!(dsl.sees().contains("marigoldquartz"));
    assert!(world.acts().await.contains(&"early_review_asked".to_owned()));
}

async fn a_link_and_a_note_stand_in_the_history_and_nowhere_in_plain_text(database: Database) {
    let world = school(database, policies(), Vec::new()).await;
    let mut online = world.person("online");
    online.clicks("policy_document", "policy.safety").await;
    let filled = [
        ("document_link", Entry::Write("https://example.org/safety.pdf?v=*3*")),
        ("document_hash", Entry::Write(&"0A".repeat(32))),
        ("document_note", Entry::Write("Changed section 4, opalheron.")),
    ];
    online.fills(&filled, "save_document").await;
    assert!(online.sees().contains("Kept: The safety policy"), "{}", online.sees());
    online.clicks_here("policy_history").await;
    let View::Private { card, .. } = &online.view else { panic!("in private") };
    let exactly = |block: &Block| matches!(block, Block::Quote { text, .. } if text.expose() == "https://example.org/safety.pdf?v=*3*");
    assert!(card.blocks.iter().any(exactly), "a link is shown as it is and never interpreted");
    assert!(online.sees().contains("opalheron"));
    let plain = "SELECT COUNT(*) FROM register_entries WHERE LOWER(CAST(body AS TEXT)) LIKE '%opalheron%'";
    if world.database.url.starts_with("sqlite") {
        assert_eq!(world.database.number(plain).await, 0, "what people write is sealed");
    }
    assert_eq!(world.database.number("SELECT COUNT(*) FROM register_entries").await, 1);
}

async fn a_form_counts_once_and_only_for_whoever_may_still_do_it(database: Database) {
    let world = school(database, policies(), Vec::new()).await;
    let filled = [
        ("approved_on", Entry::Write("2026-03-10")),
        ("approved_by", Entry::Write("the board")),
        ("next_review", Entry::Write("2027-03-31")),
    ];
    let mut online = world.person("online");
    online.clicks("policy_reviewed", "policy.safety").await;
    let form = online.page().clone();
    online.fills(&filled, "save_review").await.is_delivered_again().await;
    assert!(online.sees().contains("31 March 2027"));
    assert_eq!(world.database.number("SELECT COUNT(*) FROM register_entries").await, 1);
    // Somebody else cannot answer it, and neither can they once they have lost the role.
    let mut dsl = world.person("dsl");
    dsl.view = View::Form(form);
    dsl.fills(&filled, "save_review").await;
    assert!(!dsl.sees().contains("Recorded"), "{}", dsl.sees());
    online.clicks("policy_reviewed", "policy.safety").await;
    world.hire("online", "Kim Dow", &[Role::Staff]).await;
    online.fills(&filled, "save_review").await;
    assert!(online.sees().contains("isn't open to you"), "{}", online.sees());
    assert_eq!(world.database.number("SELECT COUNT(*) FROM register_entries").await, 1);
    assert!(world.acts().await.contains(&"access_refused".to_owned()));
}

async fn what_is_due_stands_in_the_home_of_those_it_concerns(database: Database) {
    let world = school(database, policies(), Vec::new()).await;
    for (user, sees) in [("slt", [true, true]), ("online", [true, false]), ("teacher", [false, false])] {
        let mut person = world.person(user);
        person.types("/hearken").await;
        for (words, sees) in ["The safety policy", "Late: The phones policy"].iter().zip(sees) {
            assert_eq!(person.sees().contains(words), sees, "{user}, {words}: {}", person.sees());
        }
        assert!(!person.sees().contains("The later policy"), "not due for long");
    }
    let mut slt = world.person("slt");
    slt.types("/hearken").await.clicks_here("policies").await;
    assert_eq!(headings(&slt.view).len(), 4);
    let mut head = world.person("head");
    head.types("/hearken").await;
    assert!(
        head.sees().contains("The policy register"),
        "whoever leads finds the way to it: {}",
        head.sees()
    );
}

async fn a_policy_without_a_date_is_not_forgotten(database: Database) {
    let undated =
        hearken::domain::register::PolicyDef { next_review: None, ..policy("new", Role::Dsl, "2026-01-01") };
    let world = school(database, vec![undated], Vec::new()).await;
    crate::mornings::morning(&world).await;
    let words = said(&last(&world, "slt").card);
    assert!(words.contains("Not known: The new policy"), "{words}");
    let mut slt = world.person("slt");
    slt.types("/hearken policies").await;
    assert!(slt.sees().contains("No date yet: The new policy"), "{}", slt.sees());
    slt.clicks_here("policy_reviewed").await;
    let filled = [
        ("approved_on", Entry::Write("2025-04-01")),
        ("approved_by", Entry::Write("the board")),
        ("next_review", Entry::Write("2026-04-01")),
    ];
    slt.fills(&filled, "save_review").await;
    at(&world, "2026-03-11T08:00:00Z").await;
    assert!(said(&last(&world, "dsl").card).contains("due on 1 April 2026"));
}

async fn what_was_recorded_is_never_changed_or_taken_away(database: Database) {
    let world = school(database, policies(), Vec::new()).await;
    let mut online = world.person("online");
    online.clicks("policy_document", "policy.safety").await;
    online.fills(&[("document_note", Entry::Write("Section 4."))], "save_document").await;
    for sql in ["UPDATE register_entries SET next = '2040-01-01'", "DELETE FROM register_entries"] {
        let why = world.database.try_sql(sql, sql).await;
        assert!(why.as_ref().is_some_and(|why| why.contains("only added")), "{sql}: {why:?}");
    }
    // SQLite has no such statement.
    let all = "TRUNCATE register_entries";
    assert!(world.database.try_sql(all, all).await.is_some());
    assert_eq!(world.database.number("SELECT COUNT(*) FROM register_entries").await, 1);
}

async fn whoever_has_left_sees_nothing_of_it_though_their_account_is_on(database: Database) {
    let world = school(database, policies(), Vec::new()).await;
    let (of, now) = (world.school.id.clone(), world.now());
    let left = Employment { ends_on: Some("2026-03-09".parse().unwrap()), ..Employment::default() };
    let end = world.database.write(move |tx| {
        Box::pin(async move {
            for who in ["slt", "head"] {
                tx.set_employment(&of, &crate::store::harness::person(who), &left, now).await?;
            }
            Ok(())
        })
    });
    end.await.unwrap();
    for user in ["slt", "head"] {
        let mut person = world.person(user);
        for command in ["/hearken policies", "/hearken duties"] {
            person.types(command).await;
            assert!(person.sees().contains("isn't open to you"), "{user}, {command}: {}", person.sees());
        }
        person.clicks("policy_history", "policy.safety").await;
        assert!(person.sees().contains("isn't open to you"), "{user}: {}", person.sees());
        person.types("/hearken").await;
        assert!(!person.sees().contains("policy register"), "{user}: {}", person.sees());
    }
}
