// Cards for this person alone. They live in this page only, and go when their time is over.

import { time } from "./ask.js";

/** By place, in the order they came. */
const kept = new Map();

export const keptIn = (place) => kept.get(place) ?? [];
const all = () => [...kept.values()].flat();

/** Keeps a card that answers a press. What the same press showed before goes: it told the same, older. */
export function keep(place, article, pressed) {
  if (pressed && article.dataset.expires) {
    for (const old of all()) {
      if (old.dataset.button === pressed.button && old.dataset.value === pressed.value) forget(old);
    }
    article.dataset.button = pressed.button;
    article.dataset.value = pressed.value;
  }
  kept.set(place, [...keptIn(place), article]);
}

export function forget(article) {
  for (const [place, articles] of kept) kept.set(place, articles.filter((each) => each !== article));
  article.remove();
}

export const over = () => {
  const now = time().getTime();
  return all().filter((article) => article.dataset.expires && Date.parse(article.dataset.expires) <= now);
};

const heading = (root) => root.querySelector("h3")?.textContent ?? "";
const buttons = (root) => [...root.querySelectorAll("[data-button]")].map((button) => button.dataset.button).join(" ");

/**
 * Says on an open view that a message about the same thing has come, or asks for something else than it did.
 * It is not read again by itself: each reading is on record as the person's own act.
 */
export function noteChange(fresh, old) {
  if (old && heading(old) === heading(fresh) && buttons(old) === buttons(fresh)) return;
  const about = new Set([...fresh.querySelectorAll("[data-value]")].map((button) => button.dataset.value));
  for (const article of all()) {
    const note = article.querySelector(".stale");
    if (!article.dataset.button || !about.has(article.dataset.value) || note.hasChildNodes()) continue;
    const words = document.createElement("span");
    words.textContent = note.dataset.words;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "plain";
    again.dataset.button = article.dataset.button;
    again.dataset.value = article.dataset.value;
    again.textContent = note.dataset.again;
    note.append(words, again);
  }
}
