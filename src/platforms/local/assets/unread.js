// Which places hold something new for this person, as far as this browser remembers.

import { tellOuter, user, words } from "./ask.js";

const nav = document.getElementById("ws-nav");
const key = `hearken-seen-${user}`;

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

/** A frame that is not shown is no wider than nothing. */
const inSight = () => !document.hidden && innerWidth > 0;

/** Marks the places with something new. `shown` tells whether a place stands open where it can be seen. */
export function markPlaces(shown) {
  const known = remembered();
  let unread = 0;
  for (const link of nav.querySelectorAll("a[data-place]")) {
    const { place } = link.dataset;
    const last = Number(link.dataset.last ?? 0);
    const here = shown(place);
    if (here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    // A workspace that starts again counts from one again.
    if ((here && inSight()) || (known[place] ?? 0) > last) known[place] = here ? last : 0;
    const fresh = last > (known[place] ?? 0);
    unread += fresh ? 1 : 0;
    link.classList.toggle("unread", fresh);
    const said = link.querySelector(".fresh");
    if (fresh && !said) {
      const note = document.createElement("span");
      note.className = "fresh";
      note.textContent = words.unread;
      link.append(" ", note);
    } else if (!fresh) said?.remove();
  }
  localStorage.setItem(key, JSON.stringify(known));
  document.title = unread ? `(${unread}) ${words.title}` : words.title;
  document.getElementById("ws-menu-fresh").hidden = unread === 0;
  tellOuter({ unread });
}

/** The place with the newest message that was not seen yet; null for none. */
export function newestUnread() {
  const known = remembered();
  const last = (link) => Number(link.dataset.last ?? 0);
  const fresh = [...nav.querySelectorAll("a[data-place]")].filter((link) => last(link) > (known[link.dataset.place] ?? 0));
  fresh.sort((a, b) => last(b) - last(a));
  return fresh[0]?.dataset.place ?? null;
}
