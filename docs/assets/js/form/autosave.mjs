// A draft is kept a moment after the last letter, and at once when the page goes
// away: a phone that puts a page aside may never come back to it.

const SOON = 400; // milliseconds

let timer = 0;
let waiting = null;

/** Calls `keep` soon; what waits already makes way for it. */
export function keepSoon(keep) {
  keepNothing();
  waiting = keep;
  timer = setTimeout(keepNow, SOON);
}

/** Forgets what waits. */
export function keepNothing() {
  clearTimeout(timer);
  waiting = null;
}

function keepNow() {
  const keep = waiting;
  keepNothing();
  keep?.();
}

addEventListener("pagehide", keepNow);
document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keepNow());
