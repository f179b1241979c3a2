//! Owns whether everybody can use a screen: what axe-core finds, what is too small to press, what runs off the side.

use super::Browser;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const AXE: &str = include_str!("axe/axe.min.js");

/// How a screen is looked at: width and height in CSS pixels, and the colour scheme.
pub type Look = (u32, u32, &'static str);
pub const PHONE: &[Look] = &[(360, 740, "light"), (360, 740, "dark")];
pub const EVERYWHERE: &[Look] =
    &[(1280, 800, "light"), (1280, 800, "dark"), (360, 740, "light"), (360, 740, "dark")];
/// A desktop of 1280 x 1024 enlarged four times.
const ENLARGED: (u32, u32) = (320, 256);

/// What it cannot decide is told too: a contrast that was never measured is no contrast.
const RUN_AXE: &str = r#"
const [done] = arguments;
const targets = (node) => node.target.flat().join(" ");
axe.run(document, {
  iframes: false,
  resultTypes: ["violations", "incomplete"],
  rules: { "target-size": { enabled: true } },
}).then(({ violations, incomplete }) => {
  const told = (sure) => ({ id, impact, help, nodes }) => ({ sure, id, impact: impact ?? "", help, targets: nodes.map(targets) });
  done([...violations.map(told(true)), ...incomplete.map(told(false))]);
}, (error) => done([{ sure: true, id: "axe", impact: "critical", help: String(error), targets: [] }]));
"#;

/// What can be pressed and is smaller than a fingertip; a link in a sentence of its own list may be lower.
const TOO_SMALL: &str = r#"
const dialog = document.querySelector("dialog[open]");
const root = dialog ?? (document.body.classList.contains("with-menu") ? document.getElementById("ws-side") : document);
const pressed = "button, a[href], select, textarea, input, summary, label.option";
const found = [];
for (const each of root.querySelectorAll(pressed)) {
  const part = each.closest("label.option") ?? each;
  const { width, height } = part.getBoundingClientRect();
  const least = each.matches("[data-jump]") ? 24 : 44;
  const seen = part.checkVisibility({ visibilityProperty: true }) && !each.matches(".skip") && !each.closest("[inert]");
  if (seen && (width < least - 0.5 || height < least - 0.5)) found.push(`${each.outerHTML.slice(0, 90)} is ${width} x ${height}`);
}
return found;
"#;

const TOO_WIDE: &str = r#"
const parts = [document.scrollingElement, ...document.querySelectorAll(".messages, .page-body, .side, .sheet, .top")];
return parts.filter((part) => part.checkVisibility() && part.scrollWidth > part.clientWidth + 1)
  .map((part) => `${part.tagName} ${part.className} is ${part.scrollWidth} wide, ${part.clientWidth} fit`);
"#;

#[derive(Deserialize)]
struct Finding {
    sure: bool,
    id: String,
    impact: String,
    help: String,
    targets: Vec<String>,
}

impl Browser {
    /// In CSS pixels and whatever the window's size; `features` are media features and their values.
    pub async fn look(&self, width: u32, height: u32, features: &[(&str, &str)]) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
        let feature = |(name, value): &(&str, &str)| json!({ "name": name, "value": value });
        let features: Vec<Value> = features.iter().map(feature).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Everything about this screen that keeps somebody out, however it is looked at. It is left as the
    /// first of these looks.
    pub async fn barriers(&self, screen: &str, looks: &[Look]) -> Vec<String> {
        let mut found = Vec::new();
        // What lies outside a part that scrolls cannot be measured there, but elsewhere in the same colours.
        let mut unmeasured: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        if self.run("return typeof axe", "").await == "undefined" {
            self.run(AXE, "").await;
        }
        for (width, height, scheme) in looks.iter().copied() {
            let features = [("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")];
            self.look(width, height, &features).await;
            let mut unknown = BTreeSet::new();
            let told = self.client.execute_async(RUN_AXE, Vec::new()).await.unwrap();
            for Finding { sure, id, impact, help, targets } in
                serde_json::from_value::<Vec<Finding>>(told).unwrap()
            {
                if sure {
                    let targets = targets.join(", ");
                    found.push(format!("{screen}, {width}, {scheme}: {impact} {id}: {help}: {targets}"));
                } else if id == "color-contrast" {
                    unknown.extend(targets);
                }
            }
            let before = unmeasured.entry(scheme).or_insert_with(|| unknown.clone());
            before.retain(|target| unknown.contains(target));
            if width < 760 && scheme == "light" {
                found.extend(self.told(TOO_SMALL).await.map(|what| format!("{screen}: {what}")));
            }
        }
        for (scheme, targets) in unmeasured {
            found.extend(
                targets.iter().map(|target| format!("{screen}, {scheme}: contrast unknown: {target}")),
            );
        }
        let (width, height) = ENLARGED;
        self.look(width, height, &[]).await;
        found.extend(self.told(TOO_WIDE).await.map(|what| format!("{screen}, enlarged: {what}")));
        let (width, height, scheme) = looks[0];
        self.look(width, height, &[("prefers-color-scheme", scheme)]).await;
        found
    }

    async fn told(&self, script: &str) -> impl Iterator<Item = String> {
        let told = self.run(script, "").await;
        serde_json::from_value::<Vec<String>>(told).unwrap().into_iter()
    }

    async fn devtools(&self, command: &str, params: Value) {
        let session = self.client.session_id().await.unwrap().unwrap();
        let url = format!("{}/session/{session}/goog/cdp/execute", self.address);
        let request = reqwest::Client::builder().no_proxy().build().unwrap().post(url);
        let answer = request.json(&json!({ "cmd": command, "params": params })).send().await.unwrap();
        answer.error_for_status().unwrap_or_else(|error| panic!("{command}: {error}"));
    }
}
