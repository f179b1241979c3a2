// The live stream: one connection for a page in sight, and for the first few pages out of sight.

import { user } from "./ask.js";

// A browser opens six connections to one server; some must stay free for what people do.
const kept = ["first", "second", "third"];

/** Calls the handler named after each event; `open` and `error` tell whether the server answers. */
export async function live(handlers) {
  let stream = null;
  const connect = () => {
    if (stream) return;
    stream = new EventSource(`/as/${user}/stream`);
    for (const [name, handle] of Object.entries(handlers)) {
      stream.addEventListener(name, (event) => handle(event.data && JSON.parse(event.data)));
    }
    stream.addEventListener("error", () => {
      if (stream?.readyState !== EventSource.CLOSED) return;
      disconnect();
      setTimeout(connect, 5000);
    });
  };
  const disconnect = () => {
    stream?.close();
    stream = null;
  };
  connect();

  for (const name of kept) if (await take(`hearken-stream-${name}`)) return;
  const seen = () => (document.hidden ? disconnect() : connect());
  document.addEventListener("visibilitychange", seen);
  seen();
}

/** Takes a lock for as long as this page lives, if no other page has it. */
function take(name) {
  return new Promise((done) => {
    navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      done(lock !== null);
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}
