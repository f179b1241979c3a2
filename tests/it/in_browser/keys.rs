//! Reports and answers with keys alone, and holds that the focus is always to be seen and never lost.

use super::{WORDS, use_by_keyboard};
use crate::browser::{Browser, Key};
use crate::demo::{DSL, Demo, TEACHER, references};

/// What is wrong with how the focus shows; empty when somebody can see where they are.
const SHOWN: &str = r#"(() => {
  const at = document.activeElement;
  if (at === document.body) return "";
  const name = at.outerHTML.slice(0, 100);
  const clear = "rgba(0, 0, 0, 0)";
  const marked = [at, at.closest("label.option"), at.closest(".compose"), at.querySelector(".card")].filter(Boolean).some((part) => {
    const style = getComputedStyle(part);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== clear;
    return outlined || (part !== at && style.boxShadow !== "none" && part.matches(".compose, .card"));
  });
  if (!marked) return `nothing marks ${name}`;
  const { left, right, top, bottom } = at.getBoundingClientRect();
  const inside = (low, high, most) => Math.min(Math.max((low + high) / 2, 1), most - 1);
  const hit = document.elementFromPoint(inside(left, right, innerWidth), inside(top, bottom, innerHeight));
  const seen = hit && (at.contains(hit) || hit.contains(at) || at.closest("label")?.contains(hit));
  return seen ? "" : `${name} is covered by ${hit?.outerHTML.slice(0, 100)}`;
})()"#;

/// Presses Tab as often, and holds at each stop that the focus is to be seen.
async fn tab_through(browser: &Browser, presses: usize) {
    for _ in 0..presses {
        browser.press(Key::Tab).await;
        assert_eq!(browser.eval(SHOWN).await, "");
    }
}

async fn focus_is(browser: &Browser, css: &str) {
    browser.wait_until(&format!("document.activeElement.matches({css:?})")).await;
}

/// Goes on to the next page by its button.
async fn carry_on(browser: &Browser, page: &str) {
    use_by_keyboard(browser, "#ws-dialog [data-action=carry_on]").await;
    browser.wait_for(&format!("#ws-dialog [data-page={page}]")).await;
    focus_is(browser, "#ws-page-title").await;
}

async fn choose(browser: &Browser, field: &str, option: &str) {
    browser.tab_to(&format!("#ws-dialog [name={field}]")).await;
    browser.choose(option).await;
    assert_eq!(browser.eval(SHOWN).await, "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_made_and_read_with_keys_alone() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let browser = Browser::open().await;
    browser.goto(&demo.url()).await;
    tab_through(&browser, 6).await;
    use_by_keyboard(&browser, "a[data-persona=teacher]").await;
    browser.wait_for("#composer").await;
    tab_through(&browser, 26).await;

    // Completion: arrows choose, Escape closes, Tab completes, Enter sends.
    browser.tab_to("#composer").await;
    browser.type_text("/").await;
    browser.wait_for("#composer[aria-expanded=true][aria-activedescendant=ws-option-concern]").await;
    browser.press(Key::Down).await;
    browser.wait_for("#composer[aria-activedescendant=ws-option-hearken]").await;
    browser.press(Key::Down).await;
    browser.wait_for("#composer[aria-activedescendant=ws-option-help]").await;
    browser.press(Key::Escape).await;
    browser.wait_for("#composer[aria-expanded=false]").await;
    browser.type_text("con").await;
    browser.press(Key::Tab).await;
    browser.wait_until("document.getElementById('composer').value === '/concern'").await;
    browser.press(Key::Enter).await;

    // The dialog keeps the focus, gives it back, and is found again.
    browser.wait_for("#ws-dialog [data-page=danger]").await;
    focus_is(&browser, "#ws-page-title").await;
    for _ in 0..8 {
        browser.press(Key::Tab).await;
        let inside =
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null";
        assert_eq!(browser.eval(inside).await, true);
        assert_eq!(browser.eval(SHOWN).await, "");
    }
    browser.press(Key::Escape).await;
    focus_is(&browser, "#composer").await;
    use_by_keyboard(&browser, "#ws-resume-button").await;
    focus_is(&browser, "#ws-page-title").await;

    carry_on(&browser, "about").await;
    use_by_keyboard(&browser, "#ws-dialog [data-action=carry_on]").await;
    focus_is(&browser, ".error-summary").await;
    use_by_keyboard(&browser, ".error-summary a").await;
    focus_is(&browser, "#ws-dialog [name=about]").await;
    choose(&browser, "about", "staff").await;
    carry_on(&browser, "category").await;
    choose(&browser, "category", "staff_conduct").await;
    carry_on(&browser, "who").await;
    browser.tab_to("#ws-dialog .find").await;
    browser.type_text("dana").await;
    browser.wait_until("document.querySelectorAll('.people .option:not([hidden])').length === 1").await;
    browser.press(Key::Tab).await;
    focus_is(&browser, "[name=subject][value=colleague]").await;
    browser.press(Key::Space).await;
    browser.wait_for("[name=subject][value=colleague]:checked").await;
    carry_on(&browser, "picture").await;
    choose(&browser, "picture", "no").await;
    carry_on(&browser, "rules").await;
    carry_on(&browser, "what").await;
    use_by_keyboard(&browser, "[data-reasons]").await;
    browser.wait_for("[data-reasons][aria-expanded=true]").await;
    browser.tab_to("#ws-dialog textarea").await;
    browser.type_text(WORDS).await;
    carry_on(&browser, "described").await;
    carry_on(&browser, "check").await;
    use_by_keyboard(&browser, "#ws-dialog [data-action=send]").await;
    focus_is(&browser, "#ws-pane article.private").await;
    assert_eq!(browser.eval(SHOWN).await, "");
    let reference =
        browser.wait_for_text("#ws-pane article.private", |text| references(text).pop_first()).await;

    // Whoever must act is brought to what is new; Escape closes what they alone see, and the thread.
    browser.goto(&format!("{}as/head", demo.url())).await;
    browser.wait_for_text("#ws-pane", |text| text.contains(&reference).then_some(())).await;
    use_by_keyboard(&browser, "#ws-pane [data-button=read]").await;
    focus_is(&browser, "#ws-pane article.private").await;
    tab_through(&browser, 1).await;
    browser.press(Key::Escape).await;
    browser.wait_gone("article.private").await;
    focus_is(&browser, "#ws-pane [data-button=read]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_report_says_that_it_has_changed_and_is_read_again_on_request() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let receipt = demo.person(TEACHER).report("pupil", "bullying", WORDS).await.unwrap();
    let browser = Browser::open().await;
    browser.goto(&format!("{}as/{DSL}", demo.url())).await;
    let thread = "#ws-thread-pane";
    browser.wait_for_text(thread, |text| text.contains(&receipt.reference).then_some(())).await;
    use_by_keyboard(&browser, &format!("{thread} [data-button=read]")).await;
    let view = format!("{thread} article.private:has(blockquote)");
    browser.wait_for(&view).await;
    let before = browser.text_of(&format!("{view} .facts")).await;
    assert!(!browser.has(".stale button").await);
    browser.press(Key::Escape).await;
    browser.wait_gone(&view).await;
    use_by_keyboard(&browser, &format!("{thread} [data-button=read]")).await;
    browser.wait_for(&view).await;

    use_by_keyboard(&browser, &format!("{thread} article:not(.private) [data-button=acknowledge]")).await;
    use_by_keyboard(&browser, &format!("{view} .stale button")).await;
    browser.wait_gone(".stale button").await;
    let after = browser
        .wait_for_text(&format!("{view} .facts"), |text| (text != before).then(|| text.to_owned()))
        .await;
    assert_ne!(before, after);
    let views = browser.eval("document.querySelectorAll('article.private blockquote').length").await;
    let quotes = browser
        .eval(
            "document.querySelector('article.private:has(blockquote)').querySelectorAll('blockquote').length",
        )
        .await;
    assert_eq!(views, quotes, "the older view is gone");
    browser.press(Key::Escape).await;
    browser.wait_gone(&view).await;
    browser.tab_to(&format!("{thread} [data-close-thread]")).await;
    browser.press(Key::Escape).await;
    focus_is(&browser, "#ws-pane h2").await;
    assert!(browser.has("#ws-thread[hidden]").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_the_menu_keeps_the_focus_and_the_rules_leave_the_box_in_sight() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let browser = Browser::open().await;
    browser.look(360, 740, &[("prefers-reduced-motion", "reduce")]).await;
    browser.goto(&format!("{}as/{TEACHER}", demo.url())).await;
    browser.wait_for("#composer").await;
    use_by_keyboard(&browser, "#ws-menu").await;
    focus_is(&browser, "#ws-side a").await;
    tab_through(&browser, 14).await;
    browser.tab_to("#ws-side a[data-place=home]").await;
    browser.press(Key::Escape).await;
    focus_is(&browser, "#ws-menu").await;
    assert!(!browser.has("[inert]").await);

    super::type_command(&browser, "/concern").await;
    browser.wait_for("#ws-dialog [data-page=danger]").await;
    assert_eq!(browser.eval("document.getAnimations().length").await, 0, "nothing moves");
    carry_on(&browser, "about").await;
    choose(&browser, "about", "pupil").await;
    carry_on(&browser, "category").await;
    choose(&browser, "category", "nudes").await;
    carry_on(&browser, "before").await;
    choose(&browser, "seen", "no").await;
    browser.tab_to("[name=understood]").await;
    browser.press(Key::Space).await;
    carry_on(&browser, "what").await;
    let order = "document.querySelector('.guidance').compareDocumentPosition(document.querySelector('textarea')) \
                 === Node.DOCUMENT_POSITION_FOLLOWING";
    assert_eq!(browser.eval(order).await, true, "the rules come first");
    let room = "document.querySelector('.actions').getBoundingClientRect().top \
                - document.querySelector('textarea').getBoundingClientRect().top";
    let room = browser.eval(room).await.as_f64().unwrap();
    assert!(room > 80.0, "three lines of the box are in sight: {room} px");
}
