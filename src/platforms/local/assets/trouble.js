// What went wrong, in plain words, for long enough to read.

const place = document.getElementById("ws-trouble");
let gone;

export function trouble(text) {
  place.textContent = text;
  clearTimeout(gone);
  gone = setTimeout(() => place.replaceChildren(), 10000);
}
