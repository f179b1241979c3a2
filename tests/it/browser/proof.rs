//! Proves the browser itself on a page of our own.

use super::{Browser, Key, processes_naming};
use axum::Router;
use axum::response::Html;
use axum::routing::get;
use std::fs;
use tokio::net::TcpListener;

const PAGE: &str = r#"<!doctype html><title>Proof</title>
<a href="/elsewhere" id="link">Elsewhere</a>
<form id="form"><label>Name <input id="name"></label>
<input type="radio" name="size" id="small" value="small"><input type="radio" name="size" id="large" value="large">
<select id="room"><option value="">Choose</option><optgroup label="Old"><option value="b12">B12</option></optgroup>
<option value="c3">C3</option></select>
<label><input type="checkbox" id="sure"> Sure</label><button id="send" class="primary">Send</button></form>
<p id="said"></p>
<script>
form.onsubmit = (event) => {
  event.preventDefault();
  const size = form.elements.size.value;
  setTimeout(() => { said.innerHTML = `<b>Hello ${document.getElementById("name").value}, ${size}, ${room.value}, ${sure.checked}</b>`; }, 50);
};
</script>"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_is_used_by_keyboard_looked_at_and_ended() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let app = Router::new().route("/", get(async || Html(PAGE)));
    let server = tokio::spawn(async move { axum::serve(listener, app).await });

    let browser = Browser::open().await;
    browser.goto(&url).await;
    browser.press(Key::Tab).await;
    assert_eq!(browser.focused_id().await, "link");
    browser.tab_to("#name").await;
    browser.type_text("Zoë Ó").await;
    browser.tab_to("#small").await;
    browser.choose("large").await;
    assert_eq!(browser.focused_id().await, "large");
    browser.tab_to("#room").await;
    browser.choose("c3").await;
    browser.tab_to("#sure").await;
    browser.press(Key::Space).await;
    assert_eq!(browser.attribute("#send", "class").await, "primary");
    browser.tab_to("#send").await;
    browser.press(Key::Enter).await;
    assert_eq!(browser.text_of("#said b").await, "Hello Zoë Ó, large, c3, true");
    browser.wait_for_text("#said", |text| text.starts_with("Hello").then_some(())).await;
    browser.wait_gone("#said i").await;
    assert!(browser.source().await.contains("<b>Hello"));

    browser.resize(600, 500).await;
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("proof.png");
    browser.screenshot(&picture).await;
    let png = fs::read(&picture).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    assert_eq!(png[16..20], 600_u32.to_be_bytes(), "the picture is as wide as the window");

    let profile = browser.profile.path().to_owned();
    assert!(!processes_naming(&profile).is_empty());
    drop(browser);
    assert_eq!(processes_naming(&profile), Vec::<u32>::new());
    assert!(!profile.exists());
    server.abort();
}
