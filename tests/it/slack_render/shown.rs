//! A dozen screens as Slack gets them. A change fails; `INSTA_UPDATE=always` takes it, to be read before it is committed.

use super::{Said, refused, refused_message};
use crate::store::harness::Database;
use crate::two_languages::{BOTH, Languages};
use crate::world::{Entry, Person, STAFF, World};
use hearken::chat::{Action, View};
use hearken::forms::Prompts;
use hearken::platforms::slack::render::{card_modal, home, message, modal};
use serde_json::Value;
use std::sync::Arc;

const WORDS: &str = "Mia in 8B said: *\"they* passed it <!here> round\" :(\n\nIt was at break.";
const OPINION: &str = "Mia is just attention-seeking";

pub(super) struct Screen {
    prompts: Arc<Prompts>,
    /// What is another in every run, and what stands for it.
    random: Vec<(String, &'static str)>,
}

impl Screen {
    pub fn new(prompts: Arc<Prompts>) -> Self {
        Self { prompts, random: Vec::new() }
    }

    pub fn speech(&self) -> Said<'_> {
        Said(&self.prompts)
    }

    /// As JSON, once Slack would take it.
    pub fn of(&self, person: &Person<'_>) -> String {
        let speech = Said(&self.prompts);
        let view = match &person.view {
            View::Form(page) => modal(page, &speech),
            View::Card(card) | View::Private { card, .. } => card_modal(card, &speech),
            View::Home(cards) => home(cards, &speech),
            View::Nothing => panic!("nothing to see"),
        };
        assert_eq!(refused(&view), [""; 0]);
        self.told(&view)
    }

    pub fn told(&self, view: &Value) -> String {
        let json = serde_json::to_string_pretty(view).unwrap();
        self.random.iter().fold(json, |json, (random, fixed)| json.replace(random.as_str(), fixed))
    }

    pub fn knows(&mut self, random: impl ToString, fixed: &'static str) {
        self.random.push((random.to_string(), fixed));
    }
}

async fn school() -> (World, Screen, Languages) {
    let languages = Languages::open();
    let database = Database::sqlite().await;
    let world = World::with_prompts(database, STAFF, &[], languages.prompts(), BOTH).await;
    (world, Screen::new(languages.prompts()), languages)
}

/// Where the person writes what happened.
async fn at_the_box<'w>(world: &'w World, screen: &mut Screen) -> Person<'w> {
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await;
    screen.knows(&teacher.page().draft, "DRAFT");
    teacher.presses("carry_on").await;
    teacher.fills(&[("about", Entry::Pick("pupil"))], "carry_on").await;
    teacher.fills(&[("category", Entry::Pick("bullying"))], "carry_on").await;
    teacher.fills(&[("picture", Entry::Pick("no"))], "carry_on").await;
    teacher
}

#[tokio::test]
async fn the_pages_of_a_report() {
    let (world, mut screen, _languages) = school().await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await;
    screen.knows(&teacher.page().draft, "DRAFT");
    insta::assert_snapshot!("first_page", screen.of(&teacher));
    let mut teacher = at_the_box(&world, &mut screen).await;
    insta::assert_snapshot!("rules_page", screen.of(&teacher));
    teacher.presses("carry_on").await;
    teacher.presses("carry_on").await;
    insta::assert_snapshot!("what_page_with_an_error", screen.of(&teacher));
    teacher.fills(&[("what_happened", Entry::Write(OPINION))], "carry_on").await;
    insta::assert_snapshot!("what_page_with_hints", screen.of(&teacher));
    teacher.fills(&[("what_happened", Entry::Write(WORDS))], "carry_on").await;
    while teacher.page().id != "check" {
        teacher.fills(&[("can_wait", Entry::Pick("yes"))], "carry_on").await;
    }
    insta::assert_snapshot!("check_page", screen.of(&teacher));
    world.database.clone().end().await;
}

#[tokio::test]
async fn whom_it_is_about() {
    let (world, mut screen, _languages) = school().await;
    let mut teacher = world.person("teacher");
    teacher.types("/concern").await;
    screen.knows(&teacher.page().draft, "DRAFT");
    teacher.presses("carry_on").await;
    teacher.fills(&[("about", Entry::Pick("staff"))], "carry_on").await;
    insta::assert_snapshot!("category_page", screen.of(&teacher));
    teacher.fills(&[("category", Entry::Pick("staff_conduct"))], "carry_on").await;
    assert_eq!(teacher.page().id, "who");
    insta::assert_snapshot!("who_page", screen.of(&teacher));
    world.database.clone().end().await;
}

#[tokio::test]
async fn from_the_receipt_to_the_question() {
    let (world, mut screen, _languages) = school().await;
    let mut teacher = world.person("teacher");
    teacher.reports("pupil", "nudes", WORDS, &[]).await;
    let case = world.cases().await.remove(0);
    screen.knows(&case.id, "CASE");
    screen.knows(&case.draft, "DRAFT");
    screen.knows(case.reference, "K7F-2QX");
    insta::assert_snapshot!("receipt", screen.of(&teacher));
    world.settle().await;
    let notice = world.chat.seen_by("dsl").into_iter().next_back().unwrap();
    let notice = message(&notice.card, &Said(&screen.prompts));
    assert_eq!(refused_message(&notice), [""; 0]);
    insta::assert_snapshot!("notice_to_the_dsl", screen.told(&notice));
    let mut dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    insta::assert_snapshot!("report_to_read", screen.of(&dsl));
    dsl.clicks_here("ask_reporter").await;
    screen.knows(&dsl.page().draft, "FORM");
    insta::assert_snapshot!("ask_form", screen.of(&dsl));
    for (user, name) in [("teacher", "home_of_staff"), ("dsl", "home_of_the_dsl")] {
        let mut person = world.person(user);
        person.does(Action::HomeOpened).await;
        insta::assert_snapshot!(name, screen.of(&person));
    }
    world.database.clone().end().await;
}

#[tokio::test]
async fn in_spanish() {
    let (world, mut screen, _languages) = school().await;
    let mut teacher = world.person("teacher");
    teacher.locale = Some("es-ES");
    teacher.types("/concern").await;
    screen.knows(&teacher.page().draft, "DRAFT");
    insta::assert_snapshot!("first_page_in_spanish", screen.of(&teacher));
    teacher.presses("need_someone").await;
    insta::assert_snapshot!("need_someone_in_spanish", screen.of(&teacher));
    world.database.clone().end().await;
}
