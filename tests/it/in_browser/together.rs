//! Looks at two people side by side: what one does shows at the other without a reload.

use super::{Entry, WORDS, report_by_keyboard};
use crate::browser::{Browser, Key};
use crate::demo::Demo;

const LEFT: &str = "[data-side=left] iframe";
const RIGHT: &str = "[data-side=right] iframe";
const TOLD: &str = "document.querySelectorAll('#ws-pane article:not(.private)').length";

#[tokio::test(flavor = "multi_thread")]
async fn a_report_on_the_left_shows_on_the_right_and_its_answer_on_the_left() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let browser = Browser::open().await;
    browser.look(1280, 800, &[]).await;
    browser.goto(&demo.url()).await;
    super::use_by_keyboard(&browser, "a[href='/side-by-side']").await;
    browser.wait_for("iframe[src^='/as/teacher']").await;
    browser.goto(&format!("{}side-by-side?left=teacher&right=dsl", demo.url())).await;
    browser.enter(RIGHT).await;
    browser.wait_for("#composer").await;
    browser.eval("window.stayed = true").await;
    browser.leave().await;

    browser.enter(LEFT).await;
    browser.click("#composer").await;
    let entries = [
        ("about", Entry::Pick("pupil")),
        ("category", Entry::Pick("bullying")),
        ("picture", Entry::Pick("no")),
        ("what_happened", Entry::Write(WORDS)),
    ];
    let reference = report_by_keyboard(&browser, "together", &entries).await;
    browser.wait_until(&format!("{TOLD} > 0")).await;
    let told = browser.eval(TOLD).await;
    browser.leave().await;

    browser.enter(RIGHT).await;
    browser.wait_for_text("#ws-nav", |text| text.contains(&reference).then_some(())).await;
    assert_eq!(browser.eval("window.stayed").await, true, "it came without a reload");
    browser.wait_for("#ws-menu-fresh:not([hidden])").await;
    browser.click("#ws-menu").await;
    browser.click("#ws-nav a[data-place^='thread:']").await;
    browser.click("#ws-thread-pane [data-button=acknowledge]").await;
    browser.leave().await;

    browser.enter(LEFT).await;
    browser.wait_until(&format!("{TOLD} > {told}")).await;
    browser.leave().await;
    browser.screenshot(&super::picture("together")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_half_can_be_somebody_else_and_a_phone_shows_one_at_a_time() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let browser = Browser::open().await;
    browser.goto(&format!("{}side-by-side?left=teacher&right=dsl", demo.url())).await;
    browser.tab_to("#right").await;
    browser.choose("head").await;
    browser.wait_for("[data-side=right] iframe[src^='/as/head']").await;
    browser
        .wait_until("location.search.includes('right=head') && location.search.includes('left=teacher')")
        .await;
    browser.enter(RIGHT).await;
    browser.wait_for("body[data-user=head]").await;
    browser.leave().await;
    let url = format!("{}side-by-side?left=teacher&right=head", demo.url());
    browser.goto(&url).await;
    browser.wait_for("[data-side=right] iframe[src^='/as/head']").await;

    // One clock for both, told by whoever is told first.
    let clock = "document.getElementById('ws-clock').textContent";
    let before = browser.eval(clock).await;
    browser.click("[data-move='1440']").await;
    browser.wait_until(&format!("{clock} !== {before}")).await;

    browser.look(360, 740, &[]).await;
    let seen = |side: &str| format!("document.querySelector('[data-side={side}]').checkVisibility()");
    browser.wait_until(&format!("{} && !{}", seen("left"), seen("right"))).await;
    browser.tab_to("[data-show=right]").await;
    browser.press(Key::Enter).await;
    browser.wait_until(&format!("{} && !{}", seen("right"), seen("left"))).await;
    assert_eq!(browser.attribute("[data-show=right]", "aria-pressed").await, "true");
}
