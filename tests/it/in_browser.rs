//! Uses the demo as people do: by keyboard, in a real browser, and looks at who sees what.

mod cards;
mod coached;
mod journeys;
mod keys;
mod languages;
mod screens;
mod signing;
mod together;

use crate::browser::{Browser, Key};
use crate::demo::{COLLEAGUE, DSL, Demo, Failure, HEAD, TEACHER, references};
use std::fs;
use std::path::PathBuf;

/// Words that stand nowhere but in the report.
const WORDS: &str = "tangerine heron behind the bike shed";

/// What to enter in the form's fields, in whatever order the pages come.
enum Entry {
    /// One of a drop-down list or of radio buttons.
    Pick(&'static str),
    Tick,
    Write(&'static str),
    Person(&'static str),
}

/// Pictures of what was on the screen are kept below the build folder, for people to look at.
fn picture(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("browser");
    fs::create_dir_all(&folder).unwrap();
    folder.join(format!("{name}.png"))
}

/// Gives the command in the composer.
async fn type_command(browser: &Browser, command: &str) {
    browser.tab_to("#composer").await;
    browser.type_text(command).await;
    browser.press(Key::Enter).await;
}

/// Presses a button or follows a link by keyboard.
async fn use_by_keyboard(browser: &Browser, css: &str) {
    browser.tab_to(css).await;
    browser.press(Key::Enter).await;
}

async fn enter(browser: &Browser, field: &str, entry: &Entry) {
    match entry {
        Entry::Pick(option) => {
            browser.tab_to(&format!("#ws-dialog [name={field}]")).await;
            browser.choose(option).await;
        }
        Entry::Tick => {
            browser.tab_to(&format!("#ws-dialog [name={field}]")).await;
            browser.press(Key::Space).await;
        }
        Entry::Write(text) => {
            browser.tab_to(&format!("#ws-dialog [name={field}]")).await;
            browser.type_text(text).await;
        }
        Entry::Person(user) => {
            browser.tab_to(&format!("#ws-dialog [name={field}][value={user}]")).await;
            browser.press(Key::Space).await;
        }
    }
}

/// Fills in the form from its first page to the receipt, and gives the reference that it shows.
async fn report_by_keyboard(browser: &Browser, name: &str, entries: &[(&str, Entry)]) -> String {
    type_command(browser, "/concern").await;
    let mut pages = 0;
    browser.wait_for("#ws-dialog form").await;
    while browser.has("#ws-dialog form").await {
        pages += 1;
        assert!(pages < 20, "the form does not come to an end");
        for (field, entry) in entries {
            if browser.has(&format!("#ws-dialog [name={field}]")).await {
                enter(browser, field, entry).await;
            }
        }
        browser.screenshot(&picture(&format!("{name}-{pages}"))).await;
        let forward = if browser.has("#ws-dialog [data-page=check]").await { "send" } else { "carry_on" };
        let revision = browser.attribute("#ws-dialog form", "data-revision").await;
        let page = browser.attribute("#ws-dialog form", "data-page").await;
        use_by_keyboard(browser, &format!("#ws-dialog [data-action={forward}]")).await;
        browser.wait_gone(&format!("#ws-dialog [data-page={page}][data-revision=\"{revision}\"]")).await;
    }
    let receipt = "#ws-pane article.private";
    let reference = browser.wait_for_text(receipt, |text| references(text).pop_first()).await;
    browser.screenshot(&picture(&format!("{name}-receipt"))).await;
    reference
}

/// Opens the one thread of somebody who must act, acknowledges it and reads the report.
async fn acknowledge_and_read(browser: &Browser, name: &str, reference: &str) {
    browser.wait_for("#ws-nav a[data-place^=\"thread:\"]").await;
    use_by_keyboard(browser, "#ws-nav a[data-place^=\"thread:\"]").await;
    let thread = "#ws-thread-pane";
    browser.wait_for_text(thread, |text| text.contains(reference).then_some(())).await;
    browser.screenshot(&picture(&format!("{name}-thread"))).await;
    assert!(!browser.source().await.contains(WORDS), "the thread tells no content");
    use_by_keyboard(browser, &format!("{thread} [data-button=acknowledge]")).await;
    browser.wait_gone(&format!("{thread} article:not(.private) [data-button=acknowledge]")).await;
    use_by_keyboard(browser, &format!("{thread} article:not(.private) [data-button=read]")).await;
    let private = format!("{thread} article.private:has(blockquote)");
    browser.wait_for_text(&private, |text| text.contains(WORDS).then_some(())).await;
    browser.screenshot(&picture(&format!("{name}-read"))).await;
}

/// Holds that somebody's pages, places and live stream know nothing of a report.
async fn knows_nothing(demo: &Demo, browser: &Browser, user: &str, heard: &str, reference: &str) {
    browser.goto(&format!("{}as/{user}", demo.url())).await;
    browser.wait_for("#composer").await;
    let everything = demo.person(user).everything().await.unwrap();
    for seen in [&browser.source().await, &everything, heard] {
        assert!(!seen.contains(reference), "{user} sees the reference: {seen}");
        assert!(!seen.contains(WORDS), "{user} sees the words: {seen}");
        assert!(!seen.contains("thread:"), "{user} sees a thread: {seen}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teacher_reports_a_nude_picture_by_keyboard_and_the_lead_reads_it() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let heard = demo.person(COLLEAGUE).listen().await;
    let browser = Browser::open().await;
    browser.goto(&demo.url()).await;
    use_by_keyboard(&browser, "a[data-persona=teacher]").await;
    let entries = [
        ("about", Entry::Pick("pupil")),
        ("category", Entry::Pick("nudes")),
        ("seen", Entry::Pick("no")),
        ("understood", Entry::Tick),
        ("what_happened", Entry::Write(WORDS)),
    ];
    let reference = report_by_keyboard(&browser, "nudes", &entries).await;

    browser.goto(&format!("{}as/{DSL}", demo.url())).await;
    acknowledge_and_read(&browser, "nudes", &reference).await;

    // What is shown to one person alone is gone when the page is loaded again.
    browser.goto(&format!("{}as/{DSL}", demo.url())).await;
    browser.wait_for("#composer").await;
    assert!(!browser.source().await.contains(WORDS));
    let heard = heard.lock().unwrap().clone();
    knows_nothing(&demo, &browser, COLLEAGUE, &heard, &reference).await;
    let thread = demo.person(DSL).threads().await.unwrap().remove(0).0;
    let refused = demo.person(COLLEAGUE).place(&thread).await.unwrap_err();
    assert!(matches!(refused, Failure::Refused { status: 404, .. }), "{refused:?}");
    let output = demo.output();
    assert!(!output.contains(WORDS), "the log tells content: {output}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accused_colleague_sees_nothing_of_the_report() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let heard = demo.person(COLLEAGUE).listen().await;
    let browser = Browser::open().await;
    browser.goto(&format!("{}as/{TEACHER}", demo.url())).await;
    let entries = [
        ("about", Entry::Pick("staff")),
        ("category", Entry::Pick("staff_conduct")),
        ("subject", Entry::Person(COLLEAGUE)),
        ("picture", Entry::Pick("no")),
        ("what_happened", Entry::Write(WORDS)),
    ];
    let reference = report_by_keyboard(&browser, "staff", &entries).await;
    browser.goto(&format!("{}as/{HEAD}", demo.url())).await;
    browser.wait_for_text("body", |text| text.contains(&reference).then_some(())).await;
    let heard = heard.lock().unwrap().clone();
    knows_nothing(&demo, &browser, COLLEAGUE, &heard, &reference).await;
}
