//! Looks at every screen for what would keep somebody out: axe-core, sizes, contrast, and what runs off the side.

use super::picture;
use crate::browser::{Browser, EVERYWHERE, Look, PHONE};
use crate::demo::{DSL, Demo, TEACHER};
use crate::world::holds_words_only;

/// A way through the screens by mouse, and everything found on it.
pub(super) struct Walk {
    pub browser: Browser,
    found: Vec<String>,
}

impl Walk {
    pub async fn begin() -> Self {
        Self { browser: Browser::open().await, found: Vec::new() }
    }

    async fn see_as(&mut self, screen: &str, looks: &[Look]) {
        holds_words_only(&self.browser.text_of("body").await);
        self.found.extend(self.browser.barriers(screen, looks).await);
    }

    pub async fn see(&mut self, screen: &str) {
        self.see_as(screen, EVERYWHERE).await;
    }

    pub async fn command(&self, command: &str) {
        self.browser.click("#composer").await;
        self.browser.type_text(command).await;
    }

    pub async fn pick(&self, field: &str, option: &str) {
        self.browser.click(&format!("#ws-dialog label:has([name={field}][value={option}])")).await;
    }

    /// Presses a button of the form's page and waits for what comes after it.
    pub async fn press(&self, action: &str) {
        let page = "#ws-dialog form";
        let revision = self.browser.attribute(page, "data-revision").await;
        let id = self.browser.attribute(page, "data-page").await;
        self.browser.click(&format!("#ws-dialog [data-action={action}]")).await;
        self.browser
            .wait_gone(&format!("{page}[data-page={id}][data-revision=\"{revision}\"]:not(:has(.error))"))
            .await;
    }

    pub async fn carry_on_to(&self, action: &str, page: &str) {
        self.press(action).await;
        self.browser.wait_for(&format!("#ws-dialog [data-page={page}]")).await;
    }

    pub fn nothing_found(self) {
        assert!(self.found.is_empty(), "\n{}\n", self.found.join("\n"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_kept_out_of_reporting_a_picture_and_reading_it() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let mut walk = Walk::begin().await;
    walk.browser.goto(&demo.url()).await;
    walk.see("landing").await;
    walk.browser.goto(&format!("{}as/nobody", demo.url())).await;
    walk.see("refusal").await;

    walk.browser.goto(&format!("{}as/{TEACHER}", demo.url())).await;
    walk.browser.wait_for("#composer").await;
    walk.see("direct messages").await;
    walk.browser.click("#ws-nav a[data-place=\"space:staffroom\"]").await;
    walk.browser.wait_for("#ws-pane[data-place=\"space:staffroom\"]").await;
    walk.see("channel").await;
    walk.browser.click("#ws-nav a[data-place=home]").await;
    walk.browser.wait_for("#ws-pane .home .card").await;
    walk.see("home").await;
    walk.browser.look(360, 740, &[]).await;
    walk.browser.click("#ws-menu").await;
    walk.browser.wait_for("body.with-menu").await;
    walk.see_as("menu", PHONE).await;
    walk.browser.click("[data-close-menu]").await;
    walk.browser.click(".ask-time").await;
    walk.browser.wait_for("#ws-moves:popover-open").await;
    walk.see_as("moving time on", PHONE).await;
    walk.browser.click(".ask-time").await;
    walk.browser.look(1280, 800, &[]).await;

    walk.command("/").await;
    walk.browser.wait_for("#ws-completion:not([hidden])").await;
    walk.see("command completion").await;
    walk.browser.type_text("concern\u{e007}").await;
    walk.browser.wait_for("#ws-dialog [data-page=danger]").await;
    walk.see("form, danger").await;
    walk.carry_on_to("need_someone", "need_someone").await;
    walk.see("form, need someone").await;
    walk.carry_on_to("back", "danger").await;
    walk.carry_on_to("carry_on", "about").await;
    walk.see("form, about").await;
    walk.press("carry_on").await;
    walk.browser.wait_for("#ws-dialog .error-summary").await;
    walk.see("form, errors").await;
    walk.pick("about", "pupil").await;
    walk.carry_on_to("carry_on", "category").await;
    walk.see("form, category").await;
    walk.pick("category", "nudes").await;
    walk.carry_on_to("carry_on", "before").await;
    walk.see("form, before").await;
    walk.pick("seen", "no").await;
    walk.browser.click("#ws-dialog [name=understood]").await;
    walk.carry_on_to("carry_on", "what").await;
    walk.see("form, what").await;
    walk.browser.click("#ws-dialog [data-reasons]").await;
    walk.see("form, what, reasons").await;
    walk.browser.click("#ws-dialog textarea").await;
    walk.browser.type_text("A picture is going round.").await;
    walk.carry_on_to("carry_on", "check").await;
    walk.see("form, check").await;
    walk.press("send").await;
    walk.browser.wait_for("#ws-pane article.private [data-button=add_more]").await;
    walk.see("receipt").await;
    walk.browser.click("#ws-pane article.private [data-button=add_more]").await;
    walk.browser.wait_for("#ws-dialog [data-page=after_risk]").await;
    walk.see("form, after, choices").await;
    walk.carry_on_to("skip", "after_device").await;
    walk.carry_on_to("skip", "after_who").await;
    walk.carry_on_to("skip", "after_when").await;
    walk.see("form, after, dates").await;

    walk.browser.goto(&format!("{}as/{DSL}", demo.url())).await;
    let thread = "#ws-thread-pane";
    walk.browser.wait_for(&format!("{thread} [data-button=read]")).await;
    walk.see("thread").await;
    walk.browser.click(&format!("{thread} [data-button=read]")).await;
    walk.browser.wait_for(&format!("{thread} article.private blockquote")).await;
    walk.see("private view").await;
    walk.browser.click(&format!("{thread} article:not(.private) [data-button=acknowledge]")).await;
    walk.browser.wait_for(&format!("{thread} .stale button")).await;
    walk.see("private view, changed").await;
    walk.browser.click("[data-close-thread]").await;
    walk.browser.click("#ws-nav a[data-place=\"space:safeguarding\"]").await;
    walk.browser.wait_for("#ws-pane .thread-link").await;
    walk.see("private channel").await;
    walk.nothing_found();
}

/// What stands on the start page, from the top down; where one thing ends and the next begins.
const ON_THE_START_PAGE: &str = "['.hello', '.chooser h2', '.people-cards']
    .map(css => document.querySelector(css).getBoundingClientRect())
    .map(box => [box.top, box.bottom, box.left])";
const NAMES_IN_PIECES: &str = "[...document.querySelectorAll('.people-cards .name')].filter(name => name.getClientRects().length > 1).length";

#[tokio::test(flavor = "multi_thread")]
async fn the_start_page_reads_from_top_to_bottom_on_a_screen_and_on_a_phone() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let browser = Browser::open().await;
    for (width, height) in [(1280, 800), (360, 740)] {
        browser.look(width, height, &[]).await;
        browser.goto(&demo.url()).await;
        browser.wait_for(".people-cards").await;
        browser.screenshot(&picture(&format!("start-{width}"))).await;
        let boxes: Vec<[f64; 3]> = serde_json::from_value(browser.eval(ON_THE_START_PAGE).await).unwrap();
        for (above, below) in boxes.iter().zip(&boxes[1..]) {
            assert!(
                above[1] + 12.0 <= below[0],
                "{width}: what follows stands below, with some room: {boxes:?}"
            );
            assert!((above[2] - below[2]).abs() < 1.0, "{width}: everything begins at one edge: {boxes:?}");
        }
        assert_eq!(browser.eval(NAMES_IN_PIECES).await, 0, "{width}: a name is broken");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_kept_out_of_naming_an_adult_or_of_seeing_two_people() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let mut walk = Walk::begin().await;
    walk.browser.goto(&format!("{}as/{TEACHER}", demo.url())).await;
    walk.browser.wait_for("#composer").await;
    walk.command("/concern\u{e007}").await;
    walk.browser.wait_for("#ws-dialog [data-page=danger]").await;
    walk.carry_on_to("carry_on", "about").await;
    walk.pick("about", "staff").await;
    walk.carry_on_to("carry_on", "category").await;
    walk.pick("category", "staff_conduct").await;
    walk.carry_on_to("carry_on", "who").await;
    walk.see("people picker").await;
    let last = walk.browser.eval("document.querySelector('.people .option:last-child').innerText").await;
    assert!(last.as_str().unwrap().contains("Robin Ashworth"), "the reporter stands last: {last}");
    assert!(walk.browser.has(".people .option:last-child .you").await, "and is marked");
    walk.browser.click("#ws-dialog .find").await;
    walk.browser.type_text("nobody like this").await;
    walk.browser.wait_for_text("#ws-dialog .none", |text| (!text.is_empty()).then_some(())).await;
    walk.see("people picker, nobody found").await;
    walk.carry_on_to("carry_on", "picture").await;
    walk.pick("picture", "no").await;
    walk.carry_on_to("carry_on", "rules").await;
    walk.see("form, rules").await;
    walk.carry_on_to("carry_on", "what").await;
    walk.browser.click("#ws-dialog textarea").await;
    walk.browser.type_text("He was in the changing room.").await;
    walk.carry_on_to("carry_on", "described").await;
    walk.see("form, described").await;

    walk.browser.goto(&format!("{}side-by-side", demo.url())).await;
    walk.browser.wait_for("iframe").await;
    walk.see("side by side").await;
    for frame in ["[data-side=left] iframe", "[data-side=right] iframe"] {
        walk.browser.enter(frame).await;
        walk.browser.wait_for("#composer").await;
        walk.see_as(frame, &[(1280, 800, "light"), (1280, 800, "dark")]).await;
        walk.browser.leave().await;
    }
    walk.nothing_found();
}
