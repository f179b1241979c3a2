//! Whole conversations: a concern is raised, sent, acknowledged, read, asked about, answered and closed in Slack.

use super::fake::{Entry, shown};
use super::world::{By, ENGLISH, SPACE, SPANISH, World};
use crate::store::harness::Database;
use hearken::domain::case::State;

on_both_databases!(
    nudes_of_a_pupil_in_english_by_requests,
    nudes_of_a_pupil_in_spanish_by_socket,
    an_adult_colleague_in_english_by_socket,
    an_adult_colleague_in_spanish_by_requests,
    a_filtering_breach_in_english_by_requests,
    a_filtering_breach_in_spanish_by_socket,
    the_form_goes_back_and_keeps_what_was_written,
    what_is_missing_is_said_beside_the_field_and_nothing_is_lost,
    an_unfinished_report_is_found_again,
    the_shortcut_the_home_tab_and_a_button_open_the_same_form,
    a_message_is_reported_by_its_link_alone,
    a_file_is_refused_and_none_of_it_is_looked_at,
    plain_words_to_the_app_get_a_way_to_report,
    someone_who_needs_help_now_is_answered,
);

pub const WORDS: &str = "Mia in 8B says zanzibarquartz was passed round";
pub const QUESTION: &str = "Which lesson was it, obsidianfern?";
pub const ANSWER: &str = "Maths on Monday, vermilionheron";
pub const DONE: &str = "Spoke to home, saffronmallard";
/// What must stand in no message, on no lock screen and in nothing that travels unseen.
pub const CANARIES: &[&str] = &[
    "zanzibarquartz",
    "obsidianfern",
    "vermilionheron",
    "saffronmallard",
    "Mia",
    "Ashworth",
    "Whitlock",
    "Fielding",
];

/// One report from beginning to end.
pub struct Story {
    pub about: &'static str,
    pub category: &'static str,
    pub who: &'static [&'static str],
    /// Who has it first.
    pub lead: &'static str,
    /// Whether the team's channel is told, and not the lead alone.
    pub in_channel: bool,
    pub locale: &'static str,
}

pub const NUDES: Story =
    Story { about: "pupil", category: "nudes", who: &[], lead: "dsl", in_channel: true, locale: ENGLISH };
const COLLEAGUE: Story = Story {
    about: "staff",
    category: "staff_conduct",
    who: &["colleague"],
    lead: "head",
    in_channel: false,
    locale: ENGLISH,
};
const FILTERING: Story = Story { category: "filtering_breach", ..NUDES };

impl Story {
    fn in_spanish(self) -> Self {
        Self { locale: SPANISH, ..self }
    }

    pub async fn happens(&self, world: &World) {
        let robin = world.person("teacher").speaking(self.locale);
        let lead = world.person(self.lead).speaking(self.locale);
        // A channel is written to in the school's own language, a person in theirs.
        let in_chat = if self.in_channel {
            world.person(self.lead)
        } else {
            world.person(self.lead).speaking(self.locale)
        };
        lead.opens_home().await;

        robin.writes(self.about, self.category, WORDS, self.who).await;
        assert_eq!(world.cases().await.len(), 0, "nothing is sent before it is pressed");
        robin.goes_on().await;
        let reference = robin.reference();
        world.settle().await;
        let told = if self.in_channel { world.in_the_channel() } else { in_chat.direct() };
        assert!(told.contains(reference.as_str()), "{told}");
        assert!(robin.direct().contains(reference.as_str()), "the receipt stays: {}", robin.direct());

        let before = robin.direct();
        in_chat.clicks_in_chat("acknowledge").await;
        world.settle().await;
        assert_eq!(world.cases().await[0].state, State::Acknowledged);
        assert_ne!(robin.direct(), before, "the reporter hears that somebody has it");

        in_chat.clicks_in_chat("read").await;
        assert!(lead.sees().contains(WORDS) && lead.sees().contains("Robin Ashworth"), "{}", lead.sees());
        lead.clicks("ask_reporter").await;
        lead.fills("question", &Entry::Write(QUESTION));
        lead.goes_on().await;
        world.settle().await;

        robin.clicks_in_chat("read_question").await;
        assert!(robin.sees().contains(QUESTION), "{}", robin.sees());
        robin.clicks("answer_question").await;
        robin.fills("answer", &Entry::Write(ANSWER));
        robin.goes_on().await;
        world.settle().await;

        in_chat.clicks_in_chat("read").await;
        assert!(lead.sees().contains(QUESTION) && lead.sees().contains(ANSWER), "{}", lead.sees());
        lead.clicks("close_case").await;
        lead.fills("what_was_done", &Entry::Write(DONE));
        lead.goes_on().await;
        world.settle().await;
        assert_eq!(world.cases().await[0].state, State::Closed);
        assert!(!robin.direct().contains("saffronmallard"), "how it ended is not the reporter's to know");
        robin.opens_home().await;
        assert!(robin.home().words().contains(reference.as_str()), "{}", robin.home().words());
        holds_nothing(world);
        for other in ["colleague", "chair", "on_call", "dpo"] {
            assert!(!world.person(other).everything().contains(reference.as_str()), "{other}");
        }
    }
}

/// No message, no lock screen and nothing that travels unseen holds any of what was written, or a name.
pub fn holds_nothing(world: &World) {
    let calls = world.slack.calls();
    assert!(!calls.is_empty());
    for call in calls {
        let message =
            if call.method.starts_with("chat.") { shown::message(&call.body) } else { String::new() };
        let unseen = shown::unseen(&call.body).join("\n");
        let title = call.body["view"]["title"]["text"].as_str().unwrap_or_default().to_owned();
        for canary in CANARIES {
            for (what, text) in [("a message", &message), ("what is unseen", &unseen), ("a title", &title)] {
                assert!(!text.contains(canary), "{canary} stands in {what} of {}: {text}", call.method);
            }
        }
    }
}

async fn nudes_of_a_pupil_in_english_by_requests(database: Database) {
    NUDES.happens(&World::by(database, By::Http).await).await;
}

async fn nudes_of_a_pupil_in_spanish_by_socket(database: Database) {
    NUDES.in_spanish().happens(&World::by(database, By::Socket).await).await;
}

async fn an_adult_colleague_in_english_by_socket(database: Database) {
    let world = World::by(database, By::Socket).await;
    COLLEAGUE.happens(&world).await;
    nothing_for_the_colleague(&world).await;
}

async fn an_adult_colleague_in_spanish_by_requests(database: Database) {
    let world = World::by(database, By::Http).await;
    COLLEAGUE.in_spanish().happens(&world).await;
    nothing_for_the_colleague(&world).await;
}

/// Whoever it is about finds nothing of it, wherever they look.
async fn nothing_for_the_colleague(world: &World) {
    let reference = world.cases().await[0].reference.clone();
    assert_eq!(world.slack.messages(SPACE).len(), 0, "it is not the team's");
    let dana = world.person("colleague");
    assert_eq!(world.slack.messages_seen_by(&dana.user).len(), 0);
    dana.opens_home().await;
    dana.types("/hearken").await;
    let seen = dana.everything();
    assert!(!seen.contains(reference.as_str()) && CANARIES.iter().all(|word| !seen.contains(word)), "{seen}");
}

async fn a_filtering_breach_in_english_by_requests(database: Database) {
    FILTERING.happens(&World::by(database, By::Http).await).await;
}

async fn a_filtering_breach_in_spanish_by_socket(database: Database) {
    FILTERING.in_spanish().happens(&World::by(database, By::Socket).await).await;
}

async fn the_form_goes_back_and_keeps_what_was_written(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.writes("pupil", "filtering_breach", WORDS, &[]).await;
    robin.clicks("back").await;
    assert_eq!(robin.page().as_deref(), Some("what"));
    assert_eq!(robin.holds("what_happened")["value"], WORDS);
    // What is typed over it goes back with the button, too.
    robin.fills("what_happened", &Entry::Write("Another zanzibarquartz"));
    robin.clicks("back").await;
    assert_eq!(robin.page().as_deref(), Some("rules"));
    robin.goes_on().await;
    assert_eq!(robin.holds("what_happened")["value"], "Another zanzibarquartz");
    assert_eq!(robin.modals(), 1, "it is one modal from beginning to end");
}

async fn what_is_missing_is_said_beside_the_field_and_nothing_is_lost(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.types("/concern").await;
    robin.goes_on().await;
    assert_eq!(robin.page().as_deref(), Some("about"));
    let calls = world.slack.calls().len();
    robin.goes_on().await;
    assert_eq!(robin.page().as_deref(), Some("about"));
    assert!(
        robin.sees().contains("Please complete this required field."),
        "Slack itself asks: {}",
        robin.sees()
    );
    assert_eq!(world.slack.calls().len(), calls);
    while robin.page().as_deref() != Some("what") {
        robin.answers_the_page("pupil", "filtering_breach", "", &[]).await;
    }
    robin.fills("what_happened", &Entry::Write("   "));
    robin.goes_on().await;
    assert_eq!(robin.page().as_deref(), Some("what"));
    let error = world.say(ENGLISH, "error-required");
    assert!(robin.sees().contains(&error), "{}", robin.sees());
    robin.fills("what_happened", &Entry::Write(WORDS));
    robin.goes_on().await;
    assert_eq!(robin.page().as_deref(), Some("check"), "{}", robin.sees());
}

async fn an_unfinished_report_is_found_again(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.writes("pupil", "filtering_breach", WORDS, &[]).await;
    robin.closes_all().await;
    world.minutes_later(11).await;
    assert!(robin.direct().contains(&world.say(ENGLISH, "action-resume")), "a reminder: {}", robin.direct());
    robin.clicks_in_chat("resume").await;
    assert_eq!(robin.page().as_deref(), Some("check"));
    robin.goes_on().await;
    robin.reference();
    assert_eq!(world.cases().await.len(), 1);
    holds_nothing(&world);
}

async fn the_shortcut_the_home_tab_and_a_button_open_the_same_form(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.uses_the_shortcut().await;
    assert_eq!(robin.page().as_deref(), Some("danger"));
    robin.closes_all().await;
    robin.opens_home().await;
    robin.clicks_at_home("raise").await;
    assert_eq!(robin.page().as_deref(), Some("danger"), "{}", robin.sees());
    let reference = {
        robin.finishes_writing("pupil", "filtering_breach", WORDS, &[]).await;
        robin.goes_on().await;
        robin.reference()
    };
    world.settle().await;
    assert!(world.in_the_channel().contains(reference.as_str()));
}

async fn a_message_is_reported_by_its_link_alone(database: Database) {
    let world = World::open(database).await;
    let message = world.slack.says_in("U0COLLEAGUE", "C0GENERALT0OAK", "something saffronmallard said");
    let robin = world.person("teacher");
    robin.reports_message(&message).await;
    robin.finishes_writing("pupil", "offensive_message", WORDS, &[]).await;
    robin.goes_on().await;
    robin.reference();
    world.settle().await;
    let dsl = world.person("dsl");
    dsl.clicks_in_chat("read").await;
    let link = format!("/archives/C0GENERALT0OAK/p{}", message.ts.replace('.', ""));
    assert!(dsl.sees().contains(&link), "{}", dsl.sees());
    let everything: String = world.slack.calls().iter().map(|call| call.body.to_string()).collect();
    assert!(!everything.contains("saffronmallard") && !everything.contains("picture.jpg"));
    assert!(!everything.contains("F0PICTURE"), "files are not looked at");
}

async fn a_file_is_refused_and_none_of_it_is_looked_at(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.offers_a_file().await;
    assert!(robin.direct().contains("Don't delete it"), "{}", robin.direct());
    world.settle().await;
    let everything: String = world.slack.calls().iter().map(|call| call.body.to_string()).collect();
    assert!(!everything.contains("holiday-mia"), "not even its name");
    assert!(!world.person("dsl").everything().contains("Robin"));
}

async fn plain_words_to_the_app_get_a_way_to_report(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.says("Mia told me zanzibarquartz").await;
    robin.clicks_in_chat("raise").await;
    assert_eq!(robin.page().as_deref(), Some("danger"));
    let calls: String = world.slack.calls().iter().map(|call| call.body.to_string()).collect();
    assert!(!calls.contains("zanzibarquartz"), "it is no way to report, and is not repeated");
}

async fn someone_who_needs_help_now_is_answered(database: Database) {
    let world = World::open(database).await;
    let robin = world.person("teacher");
    robin.types("/concern").await;
    robin.clicks("need_someone").await;
    robin.goes_on().await;
    assert!(robin.sees().contains("01632 960001"), "{}", robin.sees());
    world.settle().await;
    let dsl = world.person("dsl");
    assert!(dsl.everything().contains("A colleague needs you now."), "{}", dsl.everything());
    assert!(!dsl.everything().contains("Robin"));
    dsl.clicks_in_chat("read_call").await;
    assert!(dsl.sees().contains("Robin Ashworth"), "{}", dsl.sees());
    // The same is a button in the window: on a phone the one at its top is small text.
    robin.types("/concern").await;
    robin.clicks("need_someone").await;
    robin.clicks("page_child").await;
    assert!(robin.sees().contains("We are alerting the safeguarding team."), "{}", robin.sees());
}
