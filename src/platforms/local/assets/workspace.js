// The workspace page: places, messages as they come, the clock, and what is shown to this person alone.

import { ask, fetchHome, fetchHtml, setTime, tellTimes } from "./ask.js";
import { run, tell } from "./clock.js";
import { listen } from "./composer.js";
import { leaveForm, showPage } from "./form.js";
import { cameFrom, renewHome } from "./home.js";
import { live } from "./live.js";
import { forget, keep, keptIn, noteChange, over } from "./private.js";
import { trouble } from "./trouble.js";
import { markPlaces, newestUnread } from "./unread.js";

const byId = (id) => document.getElementById(id);
const nav = byId("ws-nav");
const main = byId("ws-pane");
const thread = byId("ws-thread");
const threadPane = byId("ws-thread-pane");

/** What the server sent for each pane, and nothing was added to since. */
const sources = new Map([[main, main.innerHTML]]);

/** The place asked for last in each pane: what was asked for before may come later, and is let go. */
const wanted = new Map([[main, main.dataset.place]]);

// --- Places ---

const open = (place) => (place.startsWith("thread:") ? openThread(place) : openMain(place));

const inSight = (pane) => pane.checkVisibility({ visibilityProperty: true });

async function openMain(place) {
  closeMenu();
  await fill(main, place);
  if (!inSight(main)) hideThread();
}

async function openThread(place) {
  closeMenu();
  thread.hidden = false;
  document.body.classList.add("with-thread");
  await fill(threadPane, place);
  if (!threadPane.dataset.place) hideThread();
}

function hideThread() {
  thread.hidden = true;
  threadPane.dataset.place = "";
  wanted.set(threadPane, "");
  threadPane.replaceChildren();
  document.body.classList.remove("with-thread");
  mark();
}

function closeThread() {
  hideThread();
  main.querySelector("h2")?.focus();
}

async function fill(pane, place) {
  wanted.set(pane, place);
  let html;
  try {
    html = place === "home" ? (await fetchHome()).html : await fetchHtml(`place/${encodeURIComponent(place)}`);
  } catch (error) {
    wanted.set(pane, pane.dataset.place);
    return trouble(error.message);
  }
  if (wanted.get(pane) !== place) return undefined;
  if (place === "home") cameFrom("");
  const fetched = document.createElement("template");
  fetched.innerHTML = html;
  history.replaceState(null, "", `#${place}`);
  // What stands there already is left alone: somebody may be about to press a button in it.
  if (pane.dataset.place === place && sources.get(pane) === fetched.innerHTML) return mark();
  sources.set(pane, fetched.innerHTML);
  pane.dataset.place = place;
  pane.replaceChildren(fetched.content);
  pane.querySelector(".messages").append(...keptIn(place));
  return settle(pane);
}

/** After a pane's content changed: times, the newest message in sight, marks. */
function settle(pane) {
  tellTimes(pane);
  const messages = pane.querySelector(".messages");
  if (!messages.matches(".home")) messages.scrollTop = messages.scrollHeight;
  mark();
}

const panesAt = (place) => [main, threadPane].filter((pane) => pane.dataset.place === place);

async function reload() {
  const shown = [main, threadPane].filter((pane) => wanted.get(pane) && wanted.get(pane) !== "home");
  await Promise.all([reloadNav(), ...shown.map((pane) => fill(pane, wanted.get(pane)))]);
}

async function reloadNav() {
  nav.innerHTML = await fetchHtml("nav").catch(() => nav.innerHTML);
  mark();
}

const mark = () => markPlaces((place) => panesAt(place).some(inSight));

document.addEventListener("visibilitychange", mark);
window.addEventListener("resize", mark);

// --- Views for this person alone ---

/** Shows the answer to something done in a pane; `pressed` is the button on a card that asked for it, or `command`. */
async function show(answer, pane = main, pressed = null, command = null) {
  if (!pane.dataset.place) pane = main;
  if (answer.kind === "form") return showPage(answer, (view) => show(view, pane));
  if (answer.kind === "nothing") return undefined;
  if (answer.kind === "home") {
    main.dataset.place = "home";
    wanted.set(main, "home");
    sources.delete(main);
    main.innerHTML = answer.html;
    cameFrom(command);
    main.querySelector(".messages").append(...keptIn("home"));
    settle(main);
    return main.querySelector("h2").focus();
  }
  // What was done may have changed what stands there.
  if (pane.dataset.place === "home") await fill(main, "home");
  const holder = document.createElement("template");
  holder.innerHTML = answer.html;
  const article = holder.content.querySelector("article");
  const { place } = pane.dataset;
  keep(place, article, pressed);
  pane.querySelector(".messages").append(article);
  settle(pane);
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: "start" });
  return undefined;
}

/** Takes a card away; the focus goes back to the button that asked for it. */
function dismiss(article) {
  const focused = article.contains(document.activeElement);
  const pane = article.closest(".pane") ?? main;
  const { button, value } = article.dataset;
  forget(article);
  if (!focused) return;
  const asked = button && pane.querySelector(`[data-button="${CSS.escape(button)}"][data-value="${CSS.escape(value)}"]`);
  (asked || pane.querySelector("h2"))?.focus();
}

function tick() {
  tell();
  over().forEach(dismiss);
}

// --- Toasts ---

/** Tells that something has come. What stands in sight already is only said aloud. */
function toast(text, lang, place, inSightAlready) {
  const note = document.createElement("div");
  note.lang = lang;
  if (inSightAlready) {
    note.className = "sr";
    note.textContent = text;
    byId("ws-toasts").append(note);
    return setTimeout(() => note.remove(), 3000);
  }
  note.className = "toast";
  const link = document.createElement("a");
  link.href = `#${place}`;
  link.dataset.place = place;
  // A reference is not broken at its hyphen.
  link.append(...text.split(/\b([0-9A-Z]{3}-[0-9A-Z]{3})\b/).map((part, n) => (n % 2 ? whole(part) : part)));
  note.append(link);
  byId("ws-toasts").append(note);
  const leave = () => (note.matches(":hover, :focus-within") ? setTimeout(leave, 3000) : note.remove());
  return setTimeout(leave, 9000);
}

function whole(reference) {
  const span = document.createElement("span");
  span.className = "ref";
  span.textContent = reference;
  return span;
}

// --- The live stream ---

const offline = byId("ws-offline");

live({
  open() {
    offline.textContent = "";
    reload();
  },
  error() {
    offline.textContent = offline.dataset.words;
  },
  refresh: reload,
  clock({ now }) {
    setTime(now);
    tick();
  },
  posted({ place, message, html, toast: text, lang }) {
    const seen = tellChange(place, message, html);
    const link = nav.querySelector(`a[data-place="${CSS.escape(place)}"]`);
    if (link) link.dataset.last = message.slice(1);
    else reloadNav();
    mark();
    if (place.startsWith("thread:")) recount(place);
    toast(text, lang, place, seen);
  },
  updated({ place, message, html }) {
    tellChange(place, message, html);
    if (place.startsWith("thread:")) {
      recount(place);
      reloadNav();
    }
  },
});

/** Puts a message where its place stands open; whether the person has it before their eyes. */
function tellChange(place, message, html) {
  const panes = panesAt(place);
  if (panes.length === 0) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    noteChange(holder.content, null);
  }
  const before = panes.filter((pane) => put(pane, message, html) && inSight(pane));
  return before.length > 0 && !document.hidden && !byId("ws-dialog").open;
}

/** Adds a message, or replaces the one that stands there; whether the pane shows its end. */
function put(pane, message, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const messages = pane.querySelector(".messages");
  const old = messages.querySelector(`[data-message="${CSS.escape(message)}"]`);
  const near = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 160;
  sources.delete(pane);
  noteChange(holder.content, old);
  if (old) {
    const focused = old.contains(document.activeElement);
    old.replaceWith(holder.content);
    if (focused) messages.querySelector(`[data-message="${CSS.escape(message)}"]`)?.focus();
  } else messages.append(holder.content);
  tellTimes(pane);
  if (near) messages.scrollTop = messages.scrollHeight;
  return near;
}

/** A thread's line in its space tells its heading and how many messages it has. */
function recount(place) {
  const space = `space:${place.split(":")[1]}`;
  if (main.dataset.place === space) fill(main, space);
}

// --- Presses ---

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-place]");
  if (link) {
    event.preventDefault();
    link.closest(".toast")?.remove();
    leaveForm();
    await open(link.dataset.place);
    const pane = link.dataset.place.startsWith("thread:") ? threadPane : main;
    pane.querySelector("h2")?.focus({ preventScroll: true });
    return;
  }
  if (event.target.closest("[data-close-thread]")) return closeThread();
  const gone = event.target.closest("[data-dismiss]");
  if (gone) return dismiss(gone.closest("article"));
  if (event.target.closest("[data-close-menu]")) return leaveMenu();
  const outside = document.body.classList.contains("with-menu") && !event.target.closest("#ws-side, #ws-menu");
  if (outside) return leaveMenu();
  const button = event.target.closest("button[data-button]");
  if (!button) return undefined;
  button.setAttribute("aria-busy", "true");
  try {
    const { button: name, value } = button.dataset;
    const answer = await ask("press", { button: name, value });
    if (answer !== null) await show(answer, button.closest(".pane") ?? main, { button: name, value });
  } catch (error) {
    trouble(error.message);
  } finally {
    button.removeAttribute("aria-busy");
  }
  return undefined;
});

// --- The menu on a narrow screen, and Escape ---

const menu = byId("ws-menu");
const behind = ["ws-centre", "ws-thread", "ws-resume"].map(byId);

function showMenu(open) {
  document.body.classList.toggle("with-menu", open);
  menu.setAttribute("aria-expanded", String(open));
  for (const part of behind) part.inert = open;
}

function closeMenu() {
  showMenu(false);
}

function leaveMenu() {
  closeMenu();
  menu.focus();
}

menu.addEventListener("click", (event) => {
  event.stopPropagation();
  showMenu(!document.body.classList.contains("with-menu"));
  if (menu.getAttribute("aria-expanded") === "true") byId("ws-side").querySelector("nav a").focus();
});

// On a wide screen there is no menu, and nothing behind it.
matchMedia("(min-width: 761px)").addEventListener("change", closeMenu);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open], :popover-open")) return;
  if (document.body.classList.contains("with-menu")) return leaveMenu();
  const article = document.activeElement.closest("article.private");
  if (article) return dismiss(article);
  if (document.activeElement.closest("#ws-thread")) return closeThread();
});

listen({ show, trouble });
renewHome(main, () => sources.delete(main));
// Before anything counts as seen.
const asked = decodeURIComponent(location.hash.slice(1)) || newestUnread();
settle(main);
run({ tick, trouble });
if (asked && asked !== "direct") open(asked);
