// The demo's clock at the top of a page: it goes, and can be moved on.

import { moveTime, spokenDay, spokenHour, time } from "./ask.js";

const clock = document.getElementById("ws-clock");

/** Writes the time; a page without a clock of its own has none to write. */
export function tell() {
  if (!clock) return;
  const now = time();
  clock.dateTime = now.toISOString();
  clock.querySelector(".day").textContent = spokenDay(now);
  clock.querySelector(".hour").textContent = spokenHour(now);
}

/** Calls `tick` each second and whenever the time was moved on from here. */
export function run({ tick, trouble }) {
  document.addEventListener("click", async (event) => {
    const move = event.target.closest("button[data-move]");
    if (!move) return;
    await moveTime(Number(move.dataset.move)).catch((error) => trouble(error.message));
    tick();
  });
  tick();
  setInterval(tick, 1000);
}
