// The composer: slash commands with completion, and files, of which only the fact of the drop is told.

import { ask } from "./ask.js";

const box = document.getElementById("composer");
const list = document.getElementById("ws-completion");
const options = [...list.querySelectorAll("[role=option]")];
let active = null;

export function listen({ show, trouble }) {
  const send = async (text) => {
    try {
      const answer = await ask("command", { text });
      if (answer === null) return;
      if (text.startsWith("/")) box.value = "";
      suggest();
      show(answer, undefined, null, text);
    } catch (error) {
      trouble(error.message);
    }
  };

  const offerFile = async () => {
    try {
      const answer = await ask("file", {});
      if (answer !== null) show(answer);
    } catch (error) {
      trouble(error.message);
    }
  };

  document.getElementById("ws-compose").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (text) send(active && text.startsWith("/") && !text.includes(" ") ? active.dataset.command : text);
  });

  box.addEventListener("input", suggest);
  box.addEventListener("blur", close);
  box.addEventListener("focus", suggest);
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const shown = options.filter((option) => !option.hidden);
    const at = shown.indexOf(active);
    if (event.key === "ArrowDown") choose(shown[(at + 1) % shown.length]);
    else if (event.key === "ArrowUp") choose(shown[(at - 1 + shown.length) % shown.length]);
    else if (event.key === "Tab" && !event.shiftKey && active && box.value !== active.dataset.command) {
      box.value = active.dataset.command;
      suggest();
    } else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });

  // Before the box loses its focus.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) send(option.dataset.command);
  });

  box.addEventListener("paste", (event) => {
    if (event.clipboardData?.files.length) {
      event.preventDefault();
      offerFile();
    }
  });
  // Nowhere on the page may a dropped file be opened, and so be seen.
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer?.files.length && event.target.closest("#ws-main")) offerFile();
  });
}

function suggest() {
  const typed = box.value.trimStart().toLowerCase();
  const wanted = typed.startsWith("/");
  for (const option of options) option.hidden = !wanted || !option.dataset.command.startsWith(typed);
  const shown = options.filter((option) => !option.hidden);
  list.hidden = shown.length === 0;
  box.setAttribute("aria-expanded", String(!list.hidden));
  choose(shown.includes(active) ? active : (shown[0] ?? null));
}

function close() {
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
  choose(null);
}

function choose(option) {
  active = option;
  for (const each of options) each.setAttribute("aria-selected", String(each === option));
  if (option) box.setAttribute("aria-activedescendant", option.id);
  else box.removeAttribute("aria-activedescendant");
}
