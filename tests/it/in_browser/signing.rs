//! A teacher signs a policy, and signs it again once it has changed, while the head watches the bar move.

use super::screens::Walk;
use super::{picture, use_by_keyboard};
use crate::demo::{Demo, HEAD, TEACHER};
use std::path::Path;
use std::process::Command;

const TEACHERS: &str = "[data-side=left] iframe";
const HEADS: &str = "[data-side=right] iframe";
const DIALOG: &str = "#ws-dialog form[data-page=attest]";
const POLICY: &str = include_str!("../../../assets/demo/aup.en-GB.md");

/// `hearken aup publish` at the keyboard, beside the demo that runs.
fn publish(data: &Path, edition: &str, text: &str) {
    let file = data.join("aup.md");
    std::fs::write(&file, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearken"));
    command.args(["aup", "publish"]).arg(&file).args(["--edition", edition, "--material", "yes", "--yes"]);
    let done = command.arg("--demo").arg("--data").arg(data).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

impl Walk {
    /// The screen for people to look at, on a screen and on a phone, and what is wrong with it.
    async fn look_at(&mut self, name: &str) {
        self.see(name).await;
        for (width, height) in [(390, 844), (1280, 800)] {
            self.browser.look(width, height, &[]).await;
            self.browser.screenshot(&picture(&format!("sign-{name}-{width}"))).await;
        }
    }

    /// Reads from the page that is shown to the last; how many pages were turned.
    async fn reads_on(&mut self, name: &str) -> usize {
        let mut pages = 0;
        while self.browser.has("#ws-dialog [data-action=attest_next]").await {
            pages += 1;
            assert!(pages < 20, "the text has no end");
            self.look_at(&format!("{name}-{pages}")).await;
            self.press("attest_next").await;
        }
        pages
    }

    async fn signs(&mut self, name: &str) {
        self.press_without_ticks(name).await;
        for tick in ["attest_read", "attest_understood", "attest_follow"] {
            self.browser.click(&format!("{DIALOG} [name={tick}]")).await;
        }
        self.look_at(&format!("{name}-promise")).await;
        self.browser.click("#ws-dialog [data-action=attest_sign]").await;
        let receipt = "#ws-pane article.private:last-of-type";
        self.browser
            .wait_for_text(receipt, |text| text.contains("Signed. Acceptable use").then_some(()))
            .await;
        self.look_at(&format!("{name}-receipt")).await;
    }

    /// A hurried press on "Sign it" signs nothing, and says what is missing.
    async fn press_without_ticks(&mut self, name: &str) {
        self.browser.click("#ws-dialog [data-action=attest_sign]").await;
        self.browser.wait_for(&format!("{DIALOG} .error-summary")).await;
        self.look_at(&format!("{name}-missing")).await;
    }

    async fn opens_home(&self, demo: &Demo, user: &str) {
        self.browser.goto(&format!("{}as/{user}", demo.url())).await;
        self.browser.wait_for("#composer").await;
        self.browser.click("#ws-nav a[data-place=home]").await;
        self.browser.wait_for("#ws-pane .home .card").await;
    }

    async fn home_says(&self, words: &str) {
        self.browser.wait_for_text("#ws-pane .home", |text| text.contains(words).then_some(())).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teacher_signs_reads_what_changed_and_signs_again() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    publish(data.path(), "2025-26", POLICY);
    let mut walk = Walk::begin().await;
    walk.opens_home(&demo, TEACHER).await;
    walk.home_says("To sign: Acceptable use policy").await;
    walk.look_at("home").await;
    walk.browser.click("#ws-pane .home [data-button=read_and_sign]").await;
    walk.browser.wait_for(DIALOG).await;
    assert!(walk.reads_on("first").await > 0);
    walk.signs("first").await;
    assert!(
        !walk.browser.has("#ws-pane .home [data-button=read_and_sign]").await,
        "there is nothing to sign"
    );

    let changed = POLICY
        .replace("Lock the screen when you leave it.", "Lock the screen **every time** you leave it.")
        + "\n# Visitors\n\n- Visitors use the guest network only.\n";
    publish(data.path(), "2025-26 B", &changed);
    walk.opens_home(&demo, TEACHER).await;
    walk.browser.click("#ws-pane .home [data-button=read_and_sign]").await;
    let said = walk
        .browser
        .wait_for_text(DIALOG, |text| {
            text.contains("has changed since you signed it").then(|| text.to_owned())
        })
        .await;
    assert!(said.contains("3 things are different") && said.contains("[new: every time]"), "{said}");
    assert!(said.contains("Visitors use the guest network only."), "{said}");
    assert!(walk.reads_on("changed").await > 1, "what changed, then the whole text");
    walk.signs("changed").await;
    walk.nothing_found();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_watches_the_bar_move_without_a_press() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    publish(data.path(), "2025-26", POLICY);
    let mut walk = Walk::begin().await;
    walk.browser.goto(&format!("{}side-by-side?left={TEACHER}&right={HEAD}", demo.url())).await;
    walk.browser.enter(HEADS).await;
    walk.browser.wait_for("#composer").await;
    walk.command("/hearken aup\u{e007}").await;
    walk.home_says("0 % (0 of ").await;
    use_by_keyboard(&walk.browser, ".home [data-button=unsigned]").await;
    walk.browser.wait_for(".home article.private").await;
    walk.browser.tab_to(".home .cards [data-button=unsigned]").await;
    walk.browser.leave().await;

    for turn in 1..=2 {
        walk.browser.enter(TEACHERS).await;
        walk.browser.wait_for("#composer").await;
        if turn == 1 {
            walk.command("/hearken\u{e007}").await;
        }
        // What changed came to the teacher's home without a press, too.
        walk.browser.click("#ws-pane .home [data-button=read_and_sign]").await;
        walk.browser.wait_for(DIALOG).await;
        while walk.browser.has("#ws-dialog [data-action=attest_next]").await {
            walk.press("attest_next").await;
        }
        for tick in ["attest_read", "attest_understood", "attest_follow"] {
            walk.browser.click(&format!("{DIALOG} [name={tick}]")).await;
        }
        walk.browser.click("#ws-dialog [data-action=attest_sign]").await;
        walk.browser.wait_gone(DIALOG).await;
        walk.browser.leave().await;
        walk.browser.enter(HEADS).await;
        walk.home_says("(1 of ").await;
        if turn == 1 {
            walk.browser.wait_for(".home article.private").await;
        }
        walk.browser.leave().await;
        walk.browser.screenshot(&picture(&format!("sign-together-{turn}"))).await;
        if turn == 1 {
            publish(data.path(), "2025-26 B", &format!("{POLICY}\nOne line more.\n"));
            walk.browser.enter(HEADS).await;
            walk.command("/hearken\u{e007}").await;
            walk.home_says("0 % (0 of ").await;
            walk.browser.leave().await;
        }
    }
    walk.opens_home(&demo, HEAD).await;
    walk.command("/hearken aup\u{e007}").await;
    walk.home_says("How far we are").await;
    walk.look_at("led").await;
    walk.browser.click(".home [data-button=unsigned]").await;
    walk.browser.wait_for(".home article.private").await;
    walk.look_at("missing-names").await;
    walk.nothing_found();
}
