// A draft is kept a moment after the last letter, and at once when the page goes
// away: a phone that puts a page aside may never come back to it.

const SOON = 400; // milliseconds

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** @type {(() => void) | null} */
let waiting = null;

/** Calls `keep` soon; what waits already makes way for it. @param {() => void} keep */
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
