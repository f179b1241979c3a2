// Asks the server for this persona, and keeps the workspace's time.

export const user = document.body.dataset.user;
export const words = document.body.dataset;

/** The server understood and said no; the message is its plain words. */
export class Refused extends Error {}

// The other pages of this browser: that something was done in one is told to all, and nothing of what.
const others = new BroadcastChannel("hearken");

export const whenOthersAct = (then) => others.addEventListener("message", then);

const pauses = [400, 1200];
let unanswered = null;
let asking = false;

/**
 * Sends something the person did and returns the view that answers it, or null while another is on its way.
 * Asked again with the same content after no answer came, it carries the same event id.
 */
export async function ask(path, body) {
  if (asking) return null;
  asking = true;
  try {
    return await send(path, body);
  } finally {
    asking = false;
  }
}

async function send(path, body) {
  const content = JSON.stringify([path, body]);
  const event = unanswered?.content === content ? unanswered.event : crypto.randomUUID();
  const request = {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...body, event }),
  };
  for (let tries = 0; ; tries += 1) {
    try {
      const response = await fetch(`/as/${user}/${path}`, request);
      const answer = await response.json();
      unanswered = null;
      if (!response.ok) throw new Refused(answer.error);
      others.postMessage(null);
      return keepTime(answer);
    } catch (error) {
      if (error instanceof Refused) throw error;
      unanswered = { content, event };
      if (tries === pauses.length) throw new Error(words.failed);
      await new Promise((done) => setTimeout(done, pauses[tries]));
    }
  }
}

export async function fetchHtml(path) {
  const response = await fetch(`/as/${user}/${path}`);
  if (!response.ok) throw new Refused((await response.json()).error);
  return response.text();
}

export async function fetchHome() {
  const response = await fetch(`/as/${user}/home?event=${crypto.randomUUID()}`);
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error);
  return keepTime(answer);
}

/** Asks once more for what a command shows; it is no act of the person's. */
export async function askAgain(text) {
  const body = JSON.stringify({ text, event: crypto.randomUUID() });
  const headers = { "content-type": "application/json" };
  const response = await fetch(`/as/${user}/command`, { method: "POST", headers, body });
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error);
  return keepTime(answer);
}

export async function moveTime(minutes) {
  const response = await fetch("/clock/move", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ minutes }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error);
  setTime(answer.now);
}

// The workspace's clock: ahead of this computer's by what was moved on.
let ahead = 0;
setTime(words.now);

export function setTime(now) {
  ahead = Date.parse(now) - Date.now();
  tellOuter({ now });
}

/** Tells the page around this one, if it stands in a frame; only our own pages may frame it. */
export function tellOuter(news) {
  if (user && window.parent !== window) window.parent.postMessage(news, location.origin);
}

export function time() {
  return new Date(Date.now() + ahead);
}

function keepTime(answer) {
  if (answer.now) setTime(answer.now);
  return answer;
}

const zone = words.zone || undefined;
const locale = document.documentElement.lang || undefined;
const day = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", timeZone: zone });
const hour = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone: zone });

export const spokenDay = (moment) => day.format(moment);
export const spokenHour = (moment) => hour.format(moment);

/** A moment as people say it: the time alone for today, else with its day. */
function spoken(moment) {
  const today = spokenDay(moment) === spokenDay(time());
  return today ? spokenHour(moment) : `${spokenDay(moment)}, ${spokenHour(moment)}`;
}

/** Writes the times in a fragment in the school's zone. */
export function tellTimes(root) {
  for (const element of root.querySelectorAll(".messages time")) {
    element.textContent = spoken(new Date(element.dateTime));
  }
}
