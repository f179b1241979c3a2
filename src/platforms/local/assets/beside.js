// Two people side by side: whom each half shows, one clock for both, and which half has something new.

import { setTime } from "./ask.js";
import { run, tell } from "./clock.js";
import { trouble } from "./trouble.js";

const halves = document.querySelector(".halves");
const frame = (side) => halves.querySelector(`[data-side="${side}"] iframe`);
const shows = (side) => document.querySelector(`[data-show="${side}"]`);

for (const choice of document.querySelectorAll("select[data-half]")) {
  choice.addEventListener("change", () => {
    const side = choice.dataset.half;
    const name = choice.selectedOptions[0].textContent;
    // A new frame, because going elsewhere in the old one would be a step for the browser's way back.
    const next = frame(side).cloneNode();
    next.src = `/as/${choice.value}?beside=1`;
    next.title = name;
    frame(side).replaceWith(next);
    shows(side).querySelector(".name").textContent = name.split(",")[0];
    shows(side).querySelector(".fresh").hidden = true;
    const address = new URL(location);
    for (const each of document.querySelectorAll("select[data-half]")) {
      address.searchParams.set(each.dataset.half, each.value);
    }
    history.replaceState(null, "", address);
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-show]");
  if (!button) return;
  halves.dataset.shown = button.dataset.show;
  for (const each of document.querySelectorAll("[data-show]")) {
    each.setAttribute("aria-pressed", String(each === button));
  }
});

// Each frame says what time it was told, and whether something new has come.
window.addEventListener("message", ({ origin, source, data }) => {
  const side = ["left", "right"].find((each) => frame(each).contentWindow === source);
  if (origin !== location.origin || !side) return;
  if (data.now) {
    setTime(data.now);
    tell();
  }
  if (data.unread !== undefined) shows(side).querySelector(".fresh").hidden = data.unread === 0;
});

run({ tick: tell, trouble });
