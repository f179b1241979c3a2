// The workspace page: places, messages as they come, the clock, and what is shown to this person alone.

import { ask, fetchHome, fetchHtml, moveTime, setTime, spokenDay, spokenHour, tellTimes, time, user, words } from "./ask.js";
import { listen } from "./composer.js";
import { leaveForm, onOtherViews, showPage } from "./form.js";
import { live } from "./live.js";

const byId = (id) => document.getElementById(id);
const nav = byId("ws-nav");
const main = byId("ws-pane");
const thread = byId("ws-thread");
const threadPane = byId("ws-thread-pane");

/** Cards for this person alone, by place. They live in this page only. */
const privately = new Map();

/** What the server sent for each pane, and nothing was added to since. */
const sources = new Map([[main, main.innerHTML]]);

// --- Places ---

const open = (place) => (place.startsWith("thread:") ? openThread(place) : openMain(place));

async function openMain(place) {
  await fill(main, place);
  closeMenu();
}

async function openThread(place) {
  await fill(threadPane, place);
  thread.hidden = false;
  document.body.classList.add("with-thread");
  closeMenu();
}

function closeThread() {
  thread.hidden = true;
  threadPane.dataset.place = "";
  threadPane.replaceChildren();
  document.body.classList.remove("with-thread");
  markPlaces();
  main.querySelector("h2")?.focus();
}

async function fill(pane, place) {
  let html;
  try {
    html = place === "home" ? (await fetchHome()).html : await fetchHtml(`place/${encodeURIComponent(place)}`);
  } catch (error) {
    return trouble(error.message);
  }
  const fetched = document.createElement("template");
  fetched.innerHTML = html;
  history.replaceState(null, "", `#${place}`);
  // What stands there already is left alone: somebody may be about to press a button in it.
  if (pane.dataset.place === place && sources.get(pane) === fetched.innerHTML) return markPlaces();
  sources.set(pane, fetched.innerHTML);
  pane.dataset.place = place;
  pane.replaceChildren(fetched.content);
  pane.querySelector(".messages").append(...(privately.get(place) ?? []));
  return settle(pane);
}

/** After a pane's content changed: times, the newest message in sight, marks. */
function settle(pane) {
  tellTimes(pane);
  const messages = pane.querySelector(".messages");
  if (!messages.matches(".home")) messages.scrollTop = messages.scrollHeight;
  markPlaces();
}

const panesAt = (place) => [main, threadPane].filter((pane) => pane.dataset.place === place);

async function reload() {
  const shown = [main, threadPane].filter((pane) => pane.dataset.place && pane.dataset.place !== "home");
  await Promise.all([reloadNav(), ...shown.map((pane) => fill(pane, pane.dataset.place))]);
}

async function reloadNav() {
  nav.innerHTML = await fetchHtml("nav").catch(() => nav.innerHTML);
  markPlaces();
}

// --- Unread marks ---

const seenKey = `hearken-seen-${user}`;

function seen() {
  try {
    return JSON.parse(localStorage.getItem(seenKey)) ?? {};
  } catch {
    return {};
  }
}

function markPlaces() {
  const known = seen();
  let unread = 0;
  for (const link of nav.querySelectorAll("a[data-place]")) {
    const { place } = link.dataset;
    const last = Number(link.dataset.last ?? 0);
    const here = panesAt(place).length > 0;
    if (here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    // A workspace that starts again counts from one again.
    if ((here && !document.hidden) || (known[place] ?? 0) > last) known[place] = here ? last : 0;
    const fresh = last > (known[place] ?? 0);
    unread += fresh ? 1 : 0;
    link.classList.toggle("unread", fresh);
    const said = link.querySelector(".unread-said");
    if (fresh && !said) {
      const note = document.createElement("span");
      note.className = "sr unread-said";
      note.textContent = ` (${words.unread})`;
      link.append(note);
    } else if (!fresh) said?.remove();
  }
  localStorage.setItem(seenKey, JSON.stringify(known));
  document.title = unread ? `(${unread}) ${words.title}` : words.title;
}

document.addEventListener("visibilitychange", markPlaces);

// --- Views for this person alone ---

function show(answer, pane = main) {
  if (answer.kind === "form") return showPage(answer);
  if (answer.kind === "home") {
    main.dataset.place = "home";
    sources.delete(main);
    main.innerHTML = answer.html;
    return settle(main);
  }
  if (answer.kind === "nothing") return undefined;
  const holder = document.createElement("template");
  holder.innerHTML = answer.html;
  const article = holder.content.querySelector("article");
  const { place } = pane.dataset;
  privately.set(place, [...(privately.get(place) ?? []), article]);
  pane.querySelector(".messages").append(article);
  settle(pane);
  article.focus({ preventScroll: true });
  article.scrollIntoView({ block: "start" });
  return undefined;
}

function dismiss(article) {
  const focused = article.contains(document.activeElement);
  for (const [place, articles] of privately) {
    privately.set(place, articles.filter((each) => each !== article));
  }
  article.remove();
  if (focused) byId("composer").focus();
}

function tick() {
  const now = time();
  const clock = byId("ws-clock");
  clock.dateTime = now.toISOString();
  clock.querySelector(".day").textContent = spokenDay(now);
  clock.querySelector(".hour").textContent = spokenHour(now);
  for (const article of [...privately.values()].flat()) {
    if (article.dataset.expires && Date.parse(article.dataset.expires) <= now.getTime()) dismiss(article);
  }
}

// --- Toasts and trouble ---

function toast(text, place) {
  const note = document.createElement("div");
  note.className = "toast";
  const link = document.createElement("a");
  link.href = `#${place}`;
  link.dataset.place = place;
  link.textContent = text;
  note.append(link);
  byId("ws-toasts").append(note);
  const leave = () => (note.matches(":hover, :focus-within") ? setTimeout(leave, 3000) : note.remove());
  setTimeout(leave, 9000);
}

let troubleGone;

function trouble(text) {
  byId("ws-trouble").textContent = text;
  clearTimeout(troubleGone);
  troubleGone = setTimeout(() => byId("ws-trouble").replaceChildren(), 10000);
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
  posted({ place, message, html, toast: text }) {
    for (const pane of panesAt(place)) put(pane, message, html);
    const link = nav.querySelector(`a[data-place="${CSS.escape(place)}"]`);
    if (link) link.dataset.last = message.slice(1);
    else reloadNav();
    markPlaces();
    if (place.startsWith("thread:")) recount(place);
    toast(text, place);
  },
  updated({ place, message, html }) {
    for (const pane of panesAt(place)) put(pane, message, html);
    if (place.startsWith("thread:")) {
      recount(place);
      reloadNav();
    }
  },
});

/** Adds a message, or replaces the one that stands there. */
function put(pane, message, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const messages = pane.querySelector(".messages");
  const old = messages.querySelector(`[data-message="${CSS.escape(message)}"]`);
  const near = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 160;
  sources.delete(pane);
  if (old) {
    const focused = old.contains(document.activeElement);
    old.replaceWith(holder.content);
    if (focused) messages.querySelector(`[data-message="${CSS.escape(message)}"]`)?.focus();
  } else messages.append(holder.content);
  tellTimes(pane);
  if (near) messages.scrollTop = messages.scrollHeight;
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
  const move = event.target.closest("button[data-move]");
  if (move) {
    await moveTime(Number(move.dataset.move)).catch((error) => trouble(error.message));
    return tick();
  }
  const button = event.target.closest("button[data-button]");
  if (!button) return undefined;
  button.setAttribute("aria-busy", "true");
  try {
    const { button: name, value } = button.dataset;
    const answer = await ask("press", { button: name, value });
    if (answer !== null) show(answer, button.closest(".pane") ?? main);
  } catch (error) {
    trouble(error.message);
  } finally {
    button.removeAttribute("aria-busy");
  }
  return undefined;
});

const menu = byId("ws-menu");

function closeMenu() {
  document.body.classList.remove("with-menu");
  menu.setAttribute("aria-expanded", "false");
}

menu.addEventListener("click", () => {
  const shown = document.body.classList.toggle("with-menu");
  menu.setAttribute("aria-expanded", String(shown));
  if (shown) nav.querySelector("a")?.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || byId("ws-dialog").open) return;
  if (document.body.classList.contains("with-menu")) {
    closeMenu();
    menu.focus();
  }
});

onOtherViews((answer) => show(answer));
listen({ show, trouble });
settle(main);
tick();
setInterval(tick, 1000);
const asked = decodeURIComponent(location.hash.slice(1));
if (asked && asked !== "direct") open(asked);
