//! The second look on the screen: found with keys and by ear, and kept from nobody.

use super::screens::Walk;
use super::use_by_keyboard;
use crate::browser::Key;
use crate::demo::{Demo, TEACHER};

#[tokio::test(flavor = "multi_thread")]
async fn a_hint_is_read_with_its_box_and_a_second_press_goes_on() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path());
    let mut walk = Walk::begin().await;
    walk.browser.goto(&format!("{}as/{TEACHER}", demo.url())).await;
    walk.command("/concern").await;
    walk.browser.press(Key::Enter).await;
    walk.browser.wait_for("#ws-dialog [data-page=danger]").await;
    while !walk.browser.has("#ws-dialog [name=what_happened]").await {
        for (field, option) in [("about", "pupil"), ("category", "bullying"), ("picture", "no")] {
            if walk.browser.has(&format!("#ws-dialog [name={field}]")).await {
                walk.pick(field, option).await;
            }
        }
        walk.press("carry_on").await;
        walk.browser.wait_for("#ws-dialog form").await;
    }
    walk.browser.tab_to("#ws-dialog [name=what_happened]").await;
    walk.browser.type_text("Mia is obviously attention-seeking. JS saw it.").await;
    use_by_keyboard(&walk.browser, "#ws-dialog [data-action=carry_on]").await;
    walk.browser.wait_for("#ws-dialog .second-look").await;
    walk.browser.wait_until("document.activeElement.matches('.second-look')").await;
    let told = "document.getElementById('what_happened').getAttribute('aria-describedby')\
                .split(/\\s+/).map((id) => document.getElementById(id).textContent).join(' ')";
    let told = walk.browser.eval(told).await.as_str().unwrap().to_owned();
    assert!(told.contains("You wrote \"obviously\"") && told.contains("You wrote \"JS\""), "{told}");
    let value = walk.browser.eval("document.getElementById('what_happened').value").await;
    assert_eq!(value, "Mia is obviously attention-seeking. JS saw it.");
    assert!(
        !walk.browser.has("#ws-dialog .error-summary").await && !walk.browser.has("#ws-dialog .wrong").await
    );
    walk.see("a page shown once more").await;
    walk.browser.screenshot(&super::picture("second-look")).await;
    use_by_keyboard(&walk.browser, "#ws-dialog [data-action=carry_on]").await;
    walk.browser.wait_gone("#ws-dialog [name=what_happened]").await;
    walk.nothing_found();
}
