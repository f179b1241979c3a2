// The guided form: one dialog, a page at a time. Closing it loses nothing.

import { ask, Refused, words } from "./ask.js";

const dialog = document.getElementById("ws-dialog");
const sheet = document.getElementById("ws-sheet");
const resume = document.getElementById("ws-resume");
const toasts = document.getElementById("ws-toasts");

/** What shows the view after a form's last page, by form: it belongs where the form was opened. */
const ends = new WeakMap();

/** Forms that had to make room for another, by draft, with all that was typed. */
const aside = new Map();

const current = () => sheet.querySelector("form");
const told = ({ draft, revision, page }) => `${draft} ${revision} ${page}`;

/** Shows a page. One that was left and comes again keeps what was typed. */
export function showPage(answer, end) {
  const left = dialog.open ? [] : [current(), ...aside.values()];
  const same = left.find((form) => form && told(form.dataset) === told(answer));
  if (!dialog.open && same !== current()) makeRoom(answer.draft);
  if (same) {
    aside.delete(answer.draft);
    if (same !== current()) sheet.replaceChildren(same);
  } else {
    aside.delete(answer.draft);
    sheet.innerHTML = answer.html;
    dialog.querySelectorAll("textarea[data-limit]").forEach(count);
  }
  ends.set(current(), end);
  dialog.dataset.page = answer.page;
  resume.hidden = true;
  if (!dialog.open) open();
  const target = dialog.querySelector(".error-summary") ?? dialog.querySelector(".second-look") ?? dialog.querySelector("h2");
  dialog.querySelector(".page-body").scrollTop = 0;
  sheet.scrollTop = 0;
  target.focus();
}

function makeRoom(draft) {
  const form = current();
  if (form && form.dataset.draft !== draft) aside.set(form.dataset.draft, form);
}

/** Toasts come along: nothing outside an open dialog can be read or pressed. */
function open() {
  dialog.append(toasts);
  dialog.showModal();
}

/** Puts the form aside, with all that was typed. */
export function leaveForm() {
  if (dialog.open) dialog.close();
}

/** Closes a form that is done; one that made room for it can be gone back to. */
function finish() {
  const [next] = [...aside.values()].slice(-1);
  if (next) aside.delete(next.dataset.draft);
  sheet.replaceChildren(...(next ? [next] : []));
  dialog.dataset.page = next?.dataset.page ?? "";
  // It may have been left while the answer was on its way; then no more is heard of its closing.
  resume.hidden = !next;
  dialog.close();
}

async function press(button) {
  const form = button.closest("form");
  const trouble = form.querySelector(".trouble");
  trouble.textContent = "";
  form.setAttribute("aria-busy", "true");
  button.dataset.pressed = "";
  try {
    const answer = await ask("answer", {
      draft: form.dataset.draft,
      revision: Number(form.dataset.revision),
      page: form.dataset.page,
      values: values(form),
      pressed: button.dataset.action,
    });
    if (answer === null) return;
    if (answer.kind === "form") {
      showPage(answer, ends.get(form));
    } else {
      finish();
      ends.get(form)(answer);
    }
  } catch (error) {
    trouble.textContent = error instanceof Refused ? error.message : words.failed;
  } finally {
    form.removeAttribute("aria-busy");
    delete button.dataset.pressed;
  }
}

/** What the page's fields hold: `{ id: { text | picked | people | tick } }`. */
function values(form) {
  const found = {};
  for (const field of form.querySelectorAll("[data-kind]")) {
    const { kind } = field.dataset;
    const id = field.dataset.field ?? field.name;
    if (kind === "tick") found[id] = { tick: field.checked };
    else if (kind === "text") found[id] = { text: field.value };
    else found[id] = { [kind]: [...field.querySelectorAll("input:checked")].map((box) => box.value) };
  }
  return found;
}

const saidLater = new Map();

/** The number of characters: always to be seen, and said aloud once typing rests near the limit. */
function count(area) {
  const shown = dialog.querySelector(`[data-count="${CSS.escape(area.id)}"]`);
  const said = dialog.querySelector(`[data-count-said="${CSS.escape(area.id)}"]`);
  const limit = Number(area.dataset.limit);
  const length = [...area.value].length;
  const over = length > limit;
  const text = over
    ? shown.dataset.over.replace("#", String(length - limit))
    : shown.dataset.words.replace("#", String(length));
  shown.textContent = text;
  shown.classList.toggle("over", over);
  clearTimeout(saidLater.get(area.id));
  const say = () => { said.textContent = length > limit * 0.9 ? text : ""; };
  saidLater.set(area.id, setTimeout(say, 1000));
}

function filter(search) {
  const wanted = search.value.trim().toLocaleLowerCase();
  for (const option of search.parentElement.querySelectorAll("[data-name]")) {
    const fits = option.dataset.name.toLocaleLowerCase().includes(wanted);
    option.hidden = !fits && !option.querySelector("input").checked;
  }
  const note = search.parentElement.querySelector(".none");
  note.textContent = search.parentElement.querySelector("[data-name]:not([hidden])") ? "" : note.dataset.words;
}

/** Shows the rules' reasons or hides them; the button says what it will do next. */
function tellReasons(button) {
  const told = button.parentElement.classList.toggle("told");
  button.setAttribute("aria-expanded", String(told));
  [button.textContent, button.dataset.reasons] = [button.dataset.reasons, button.textContent];
}

dialog.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-action]");
  if (button) press(button);
  if (event.target.closest("[data-close]")) leaveForm();
  const reasons = event.target.closest("[data-reasons]");
  if (reasons) tellReasons(reasons);
  const jump = event.target.closest("[data-jump]");
  if (jump) {
    event.preventDefault();
    const field = document.getElementById(jump.dataset.jump);
    const control = field?.matches("fieldset") ? field.querySelector("input") : field;
    control?.focus();
    (control?.closest(".field") ?? control)?.scrollIntoView({ block: "nearest" });
  }
});
dialog.addEventListener("input", (event) => {
  if (event.target.matches("textarea[data-limit]")) count(event.target);
  if (event.target.matches("input.find")) filter(event.target);
});
// Enter in a line of text sends nothing: only a button does.
dialog.addEventListener("submit", (event) => event.preventDefault());
dialog.addEventListener("close", () => {
  document.body.append(toasts);
  resume.hidden = dialog.querySelector("form") === null;
  // The browser gives the focus back to whatever had it before; that may be gone by now.
  if (document.activeElement === document.body) {
    (resume.hidden ? document.getElementById("composer") : document.getElementById("ws-resume-button")).focus();
  }
});

document.getElementById("ws-resume-button").addEventListener("click", () => {
  resume.hidden = true;
  open();
  dialog.querySelector("h2").focus();
});
