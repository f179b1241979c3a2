//! What happens after the first press, in a browser: a report left and found again, a ladder with time moved on, a
//! question asked and answered, a case closed.

use super::screens::Walk;
use super::{WORDS, picture};
use crate::demo::{DEPUTY, DSL, Demo, TEACHER};

impl Walk {
    async fn is(&self, demo: &Demo, user: &str) {
        self.browser.goto(&format!("{}as/{user}", demo.url())).await;
        self.browser.wait_for("#composer").await;
    }

    async fn minutes_later(&self, minutes: u32) {
        self.browser.click(&format!("[data-move='{minutes}']")).await;
    }

    /// A picture of this screen on a phone, for people to look at.
    async fn on_a_phone(&self, name: &str) {
        self.browser.look(360, 740, &[]).await;
        self.browser.screenshot(&picture(&format!("{name}-phone"))).await;
        self.browser.look(1280, 800, &[]).await;
    }

    async fn click_and_see(&self, button: &str, then: &str) {
        self.browser.click(button).await;
        self.browser.wait_for(then).await;
    }

    /// Opens the thread of the one case, and the report in it.
    async fn reads_the_report(&self) {
        let thread = "#ws-thread-pane";
        self.browser.wait_for("#ws-nav a[data-place^=\"thread:\"]").await;
        self.browser.click("#ws-nav a[data-place^=\"thread:\"]").await;
        self.click_and_see(
            &format!("{thread} article:not(.private) [data-button=read]"),
            &format!("{thread} article.private blockquote"),
        )
        .await;
    }
}

const PRIVATE: &str = "#ws-thread-pane article.private";
const OWN: &str = "#ws-pane article";

#[tokio::test(flavor = "multi_thread")]
async fn a_report_that_was_left_is_found_again_and_climbs_while_nobody_answers() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let mut walk = Walk::begin().await;
    walk.is(&demo, TEACHER).await;
    walk.command("/concern\u{e007}").await;
    walk.browser.wait_for("#ws-dialog [data-page=danger]").await;
    walk.carry_on_to("carry_on", "about").await;
    walk.pick("about", "pupil").await;
    walk.carry_on_to("carry_on", "category").await;
    walk.pick("category", "self_harm").await;
    walk.carry_on_to("carry_on", "picture").await;
    walk.pick("picture", "no").await;
    walk.carry_on_to("carry_on", "rules").await;
    walk.carry_on_to("carry_on", "what").await;
    walk.browser.click("#ws-dialog textarea").await;
    walk.browser.type_text(WORDS).await;
    walk.carry_on_to("carry_on", "check").await;

    // The page is closed. Ten minutes later the person is reminded, and of nothing but that it is there.
    walk.is(&demo, TEACHER).await;
    walk.minutes_later(15).await;
    walk.browser.wait_for(&format!("{OWN} [data-button=resume]")).await;
    assert!(!walk.browser.source().await.contains(WORDS));
    walk.see("reminder of a draft").await;
    walk.on_a_phone("reminder").await;
    walk.command("/concern\u{e007}").await;
    walk.browser.wait_for(&format!("{OWN}.private [data-button=start_new]")).await;
    walk.see("unfinished report").await;
    walk.on_a_phone("unfinished").await;
    walk.click_and_see(&format!("{OWN}.private [data-button=destroy]"), "[data-button=destroy_now]").await;
    walk.see("destroy it?").await;
    walk.click_and_see(&format!("{OWN}.private [data-button=resume]"), "#ws-dialog [data-page=check]").await;
    walk.press("send").await;
    walk.browser.wait_for(&format!("{OWN}.private [data-button=nothing_yet]")).await;
    walk.on_a_phone("receipt").await;
    walk.click_and_see(&format!("{OWN}.private [data-button=nothing_yet]"), &format!("{OWN}.private dl"))
        .await;
    walk.see("nothing yet, too early").await;

    // Nobody answers: the lead is reminded, the reporter hears so, and then the deputy has it.
    walk.minutes_later(15).await;
    walk.browser.wait_for_text("#ws-pane", |text| text.contains("Nobody has said yet").then_some(())).await;
    walk.see("late").await;
    walk.on_a_phone("late").await;
    let late = walk.browser.eval("document.querySelectorAll('#ws-pane article:not(.private)').length").await;
    walk.minutes_later(15).await;
    walk.is(&demo, DEPUTY).await;
    walk.browser.wait_for_text("#ws-thread-pane", |text| text.contains("goes on to").then_some(())).await;
    walk.see("the next on the ladder").await;
    walk.browser.click("#ws-thread-pane article:last-of-type [data-button=acknowledge]").await;
    walk.browser.wait_gone("#ws-thread-pane article:not(.private) [data-button=acknowledge]").await;

    walk.is(&demo, TEACHER).await;
    walk.browser.wait_until(&format!("document.querySelectorAll('#ws-pane article').length > {late}")).await;
    walk.click_and_see("#ws-nav a[data-place=home]", "#ws-pane .home [data-button=mine]").await;
    walk.see("home with a report").await;
    walk.on_a_phone("home").await;
    walk.click_and_see("#ws-pane .home [data-button=mine]", &format!("{OWN}.private dl")).await;
    walk.browser
        .wait_for_text(&format!("{OWN}.private"), |text| text.contains("Someone has it").then_some(()))
        .await;
    walk.see("how far it is").await;
    walk.on_a_phone("status").await;
    walk.nothing_found();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lead_asks_the_reporter_answers_and_the_case_is_closed() {
    const QUESTION: &str = "heliotrope gate at noon or later";
    const ANSWER: &str = "vermilion bench, about noon";
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    demo.person(TEACHER).report("pupil", "nudes", WORDS).await.unwrap();
    let mut walk = Walk::begin().await;
    walk.is(&demo, DSL).await;
    walk.reads_the_report().await;
    walk.on_a_phone("read").await;
    walk.click_and_see(
        &format!("{PRIVATE} [data-button=ask_reporter]"),
        "#ws-dialog [data-page=ask_reporter]",
    )
    .await;
    walk.see("form, ask the reporter").await;
    walk.on_a_phone("ask").await;
    walk.browser.click("#ws-dialog textarea").await;
    walk.browser.type_text(QUESTION).await;
    walk.press("send_question").await;

    walk.is(&demo, TEACHER).await;
    walk.browser.wait_for(&format!("{OWN} [data-button=read_question]")).await;
    assert!(!walk.browser.source().await.contains(QUESTION), "the chat holds that there is one, and no more");
    walk.see("a question waits").await;
    walk.browser.click(&format!("{OWN} [data-button=read_question]")).await;
    walk.browser.wait_for_text(&format!("{OWN}.private"), |text| text.contains(QUESTION).then_some(())).await;
    walk.see("the question").await;
    walk.on_a_phone("question").await;
    walk.click_and_see(
        &format!("{OWN}.private [data-button=answer_question]"),
        "#ws-dialog [data-page=answer_question]",
    )
    .await;
    walk.see("form, answer").await;
    walk.browser.click("#ws-dialog textarea").await;
    walk.browser.type_text(ANSWER).await;
    walk.press("send_answer").await;

    walk.is(&demo, DSL).await;
    walk.reads_the_report().await;
    for said in [WORDS, QUESTION, ANSWER] {
        walk.browser.wait_for_text(PRIVATE, |text| text.contains(said).then_some(())).await;
    }
    walk.see("the report with question and answer").await;
    walk.click_and_see(
        &format!("{PRIVATE} [data-button=name_subject]"),
        "#ws-dialog [data-page=name_subject]",
    )
    .await;
    walk.see("form, name somebody").await;
    walk.is(&demo, DSL).await;
    walk.reads_the_report().await;
    walk.browser.click("#ws-thread-pane article:not(.private) [data-button=acknowledge]").await;
    walk.browser.wait_gone("#ws-thread-pane article:not(.private) [data-button=acknowledge]").await;
    walk.is(&demo, DSL).await;
    walk.reads_the_report().await;
    walk.click_and_see(&format!("{PRIVATE} [data-button=close_case]"), "#ws-dialog [data-page=close_case]")
        .await;
    walk.see("form, close").await;
    walk.browser.click("#ws-dialog textarea").await;
    walk.browser.type_text("Spoke to them, and their parents know.").await;
    walk.press("close_now").await;
    walk.browser.wait_for_text("#ws-thread-pane", |text| text.contains("closed").then_some(())).await;
    walk.see("closed").await;

    walk.is(&demo, TEACHER).await;
    walk.browser.wait_for_text("#ws-pane", |text| text.to_lowercase().contains("closed").then_some(())).await;
    assert!(!walk.browser.source().await.contains("their parents know"), "never how it ended");
    walk.see("the reporter hears that it is closed").await;
    walk.on_a_phone("closed").await;
    walk.nothing_found();
}
