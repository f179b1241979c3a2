// The home as it stands: what was done in another page of this browser shows here without a press.

import { askAgain, fetchHome, tellTimes, whenOthersAct } from "./ask.js";

/** The command that shows what stands at home; "" for the home itself, null for what is not asked for again. */
let command = "";
let late = false;

export function cameFrom(asked) {
  command = asked?.startsWith("/") ? asked : asked === "" ? "" : null;
}

/** Renews the home in a pane whenever somebody has done something; `changed` is called when it did. */
export function renewHome(pane, changed) {
  let asking = false;
  let again = false;
  const renew = async () => {
    late = document.hidden;
    if (late || pane.dataset.place !== "home" || command === null) return;
    again = asking;
    if (asking) return;
    asking = true;
    const asked = command;
    const answer = await (asked ? askAgain(asked) : fetchHome()).catch(() => null);
    asking = false;
    if (answer?.kind === "home" && pane.dataset.place === "home" && asked === command && put(pane, answer.html)) changed();
    if (again) renew();
  };
  whenOthersAct(renew);
  document.addEventListener("visibilitychange", () => late && renew());
}

/** Puts in what is new, card by card: somebody may be about to press a button of another. Whether anything was. */
function put(pane, html) {
  const fetched = document.createElement("template");
  fetched.innerHTML = html;
  tellTimes(fetched.content);
  const list = pane.querySelector(".home > .cards");
  const fresh = fetched.content.querySelector(".home > .cards");
  if (!list || !fresh) return false;
  const cards = [...fresh.children];
  const at = document.activeElement;
  const { button, value } = at.dataset;
  let changed = false;
  if (cards.length !== list.children.length) {
    list.replaceChildren(...cards);
    list.parentElement.querySelector(".empty")?.remove();
    if (cards.length === 0) list.before(fetched.content.querySelector(".empty") ?? "");
    changed = true;
  } else {
    [...list.children].forEach((old, n) => {
      if (old.outerHTML === cards[n].outerHTML) return;
      old.replaceWith(cards[n]);
      changed = true;
    });
  }
  if (!at.isConnected) {
    const same = button && list.querySelector(`[data-button="${CSS.escape(button)}"][data-value="${CSS.escape(value)}"]`);
    (same || pane.querySelector("h2")).focus({ preventScroll: true });
  }
  return changed;
}
