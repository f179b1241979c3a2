//! The school's year as Slack gets it, in both languages: a morning, what is reviewed and done, and what is signed.

use super::shown::Screen;
use super::{refused_message, say};
use crate::attest::{FIRST, SECOND, question, text};
use crate::mornings::{LEADERS, at, duty, on, policy};
use crate::store::harness::Database;
use crate::two_languages::{BOTH, Languages};
use crate::world::{Entry, Person, World};
use hearken::app::attest::Publication;
use hearken::chat::{Action, View};
use hearken::domain::reminder::Leads;
use hearken::domain::school::Role;
use hearken::platforms::slack::render::message;
use std::fmt::Write;

/// Several screens in one snapshot, one under the other.
struct Shots<'s> {
    screen: &'s mut Screen,
    locale: &'static str,
    text: String,
}

impl Shots<'_> {
    fn add(&mut self, name: &str, json: &str) {
        write!(self.text, "── {name}\n{json}\n").unwrap();
    }

    fn shows(&mut self, name: &str, person: &Person<'_>) {
        if let View::Form(page) = &person.view {
            self.screen.knows(&page.draft, "DRAFT");
        }
        let json = self.screen.of(person);
        self.add(name, &json);
    }

    /// What they were told last.
    fn told(&mut self, name: &str, world: &World, user: &str) {
        let post = world.chat.seen_by(user).pop().unwrap_or_else(|| panic!("{user} was told nothing"));
        let message = message(&post.card, &self.screen.speech());
        assert_eq!(refused_message(&message), [""; 0], "{name}");
        let json = self.screen.told(&message);
        self.add(name, &json);
    }

    fn snap(&mut self, name: &str) {
        let text = std::mem::take(&mut self.text);
        insta::assert_snapshot!(format!("{name}_{}", &self.locale[..2]), text);
    }
}

/// Kent's school, with two policies, two duties, and nothing of its own besides.
async fn school(locale: &'static str) -> (World, Screen, Languages) {
    let languages = Languages::open();
    let database = Database::sqlite().await;
    let mut world = World::with_prompts(database, LEADERS, &[], languages.prompts(), BOTH).await;
    let profile = &mut world.school.profile;
    profile.policies = vec![
        policy("safety", Role::OnlineSafetyLead, "2026-04-02"),
        policy("phones", Role::Dsl, "2026-03-10"),
    ];
    let on_its_day = Leads { before: vec![0], overdue_every: None };
    profile.duties = vec![
        duty("audit", &[Role::Dsl], on("2026-03-20")),
        hearken::domain::duty::DutyDef {
            leads: on_its_day,
            ..duty("passwords", &[Role::Staff], on("2026-03-12"))
        },
    ];
    profile.digest = None;
    world.restart();
    let screen = Screen::new(languages.prompts());
    if locale != "en-GB" {
        for (user, ..) in LEADERS {
            world.person(user).types("/hearken").await.clicks("speak", locale).await;
        }
    }
    // A school's first morning is silent.
    at(&world, "2026-03-09T09:00:00Z").await;
    (world, screen, languages)
}

async fn publishes(world: &World, screen: &mut Screen, new: Publication) {
    let school = world.school.id.clone();
    world.app.publish(&school, new, true).await.unwrap().unwrap();
    let campaigns = world.database.read(move |db| Box::pin(async move { db.campaigns(&school).await })).await;
    screen.knows(&campaigns.last().unwrap().id, "CAMPAIGN");
}

async fn signs(person: &mut Person<'_>) {
    while person.page().actions[0].id != "attest_sign" {
        person.presses("attest_next").await;
    }
    let ticks = ["attest_read", "attest_understood", "attest_follow"].map(|tick| (tick, Entry::Tick));
    person.fills(&ticks, "attest_sign").await;
}

/// Everything of the year that somebody sees in Slack, in one language.
async fn a_year(locale: &'static str) {
    let (world, mut screen, _languages) = school(locale).await;
    let mut shots = Shots { screen: &mut screen, locale, text: String::new() };
    let heading = say(&shots.screen.speech(), locale, "policies.heading");

    at(&world, "2026-03-10T09:00:00Z").await;
    shots.told("a review alone", &world, "online");
    shots.told("several", &world, "dsl");
    publishes(&world, shots.screen, text("A", FIRST)).await;
    at(&world, "2026-03-11T09:00:00Z").await;
    shots.told("to sign", &world, "teacher");
    at(&world, "2026-03-12T09:00:00Z").await;
    shots.told("for everybody", &world, "teacher");
    shots.snap("morning");

    let mut slt = world.person("slt");
    slt.types("/hearken policies").await;
    shots.shows("the register", &slt);
    assert!(shots.text.contains(&heading), "{heading}");
    for form in ["policy_reviewed", "policy_early", "policy_document"] {
        slt.clicks(form, "policy.phones").await;
        shots.shows(form, &slt);
    }
    slt.clicks("policy_reviewed", "policy.phones").await;
    slt.fills(&[("approved_by", Entry::Write("the board"))], "save_review").await;
    shots.shows("with what is missing", &slt);
    let filled = [
        ("approved_on", Entry::Write("2026-03-10")),
        ("approved_by", Entry::Write("the full governing board")),
        ("next_review", Entry::Write("2027-03-31")),
    ];
    slt.fills(&filled, "save_review").await;
    shots.shows("recorded", &slt);
    slt.clicks("policy_history", "policy.phones").await;
    shots.shows("the history", &slt);
    shots.snap("policies");

    let mut dsl = world.person("dsl");
    dsl.types("/hearken duties").await;
    shots.shows("the duties", &dsl);
    for form in ["duty_done", "duty_not_applicable", "duty_postpone"] {
        dsl.clicks(form, "duty.audit.2026-03-20").await;
        shots.shows(form, &dsl);
    }
    let filled = [("postponed_to", Entry::Write("2026-05-08")), ("postponed_reason", Entry::Write("Ill."))];
    dsl.fills(&filled, "save_postponed").await;
    shots.shows("put off", &dsl);
    shots.snap("duties");

    let mut teacher = world.person("teacher");
    teacher.types("/hearken").await.clicks_here("read_and_sign").await;
    signs(&mut teacher).await;
    at(&world, "2026-03-13T09:00:00Z").await;
    publishes(&world, shots.screen, Publication { questions: vec![question()], ..text("B", SECOND) }).await;
    teacher.does(Action::HomeOpened).await;
    shots.shows("at home", &teacher);
    teacher.types("/hearken aup").await;
    shots.shows("what is to be signed", &teacher);
    teacher.clicks_here("read_and_sign").await;
    let mut pages = 0;
    while teacher.page().actions[0].id != "attest_sign" {
        pages += 1;
        shots.shows(&format!("page {pages}"), &teacher);
        if teacher.page().fields.is_empty() {
            teacher.presses("attest_next").await;
        } else {
            teacher.fills(&[("attest_answer", Entry::Pick("0"))], "attest_next").await;
            shots.shows("a wrong answer", &teacher);
            teacher.fills(&[("attest_answer", Entry::Pick("1"))], "attest_next").await;
        }
    }
    assert!(pages >= 3, "what changed, the text and the question: {pages}");
    shots.shows("the sign page", &teacher);
    teacher.fills(&[("attest_read", Entry::Tick)], "attest_sign").await;
    shots.shows("a tick is missing", &teacher);
    let ticks = ["attest_read", "attest_understood", "attest_follow"].map(|tick| (tick, Entry::Tick));
    teacher.fills(&ticks, "attest_sign").await;
    shots.shows("the receipt", &teacher);
    shots.snap("signing");

    at(&world, "2026-05-05T09:00:00Z").await;
    shots.told("who is late", &world, "slt");
    slt.types("/hearken aup").await;
    shots.shows("how far it is", &slt);
    let (View::Home(cards), mut found) = (slt.view.clone(), None) else { panic!("a list") };
    for button in cards.into_iter().flat_map(|card| card.buttons) {
        found = found.or((button.id == "unsigned").then_some(button.value));
    }
    slt.clicks("unsigned", &found.unwrap()).await;
    shots.shows("who has not signed", &slt);
    shots.snap("leading");
    world.database.clone().end().await;
}

#[tokio::test]
async fn a_school_year_in_english() {
    a_year("en-GB").await;
}

#[tokio::test]
async fn a_school_year_in_spanish() {
    a_year("es-ES").await;
}
