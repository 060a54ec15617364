// The clock of an exercise: what minute it is, the part under way, what comes next.
// The plan on the page is all it knows. What is shown follows from the moment it was
// started, so a page that slept or was loaded anew is right at once.

import { html, part, parts as all } from "../shared/site.mjs";

const box = part("[data-clock]");
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const STALE = 12 * 60 * MINUTE; // a clock left running for so long was forgotten
const FRESH = 2 * MINUTE; // how long the clock shows an inject instead of the next one

/** @typedef {{ row: HTMLElement, name: string, part: boolean, from: number, title: string }} Row */

/** Rows of the plan in order, each with its first moment in milliseconds. */
const rows = all("#plan tr[data-from]").map((row) => ({
  row,
  name: row.dataset.part ?? row.dataset.inject ?? "",
  part: "part" in row.dataset,
  from: Number(row.dataset.from) * MINUTE,
  title: part("a", row).textContent,
}));
const parts = rows.filter(({ part }) => part);
const injects = rows.filter(({ part }) => !part);

class Clock {
  #held = 0; // milliseconds that had passed when it last stood still
  /** @type {number | null} */
  #since = null; // when it was last set going; null while it stands
  /** @type {(Row | null)[]} */
  #told = [null, null]; // the part and the inject that a screen reader has heard of

  constructor() {
    this.end = Number(box.dataset.minutes) * MINUTE;
    this.key = `casebook-clock-${box.dataset.clock}`;
    const button = (/** @type {string} */ name) => /** @type {HTMLButtonElement} */ (part(`[data-clock-${name}]`, box));
    this.run = button("run");
    this.next = button("next");
    this.reset = button("reset");
    this.run.addEventListener("click", () => this.#toggle());
    this.next.addEventListener("click", () => this.#set(parts.find(({ from }) => from > this.passed)?.from ?? this.passed));
    this.reset.addEventListener("click", () => this.#set(0));
    for (const step of all("[data-clock-by]", box)) {
      step.addEventListener("click", () => this.#set(this.passed + Number(step.dataset.clockBy) * MINUTE));
    }
    document.addEventListener("visibilitychange", () => this.show());
    this.#recall();
    this.show();
    box.hidden = false;
  }

  /** Milliseconds since the exercise began. */
  get passed() {
    return this.#held + (this.#since === null ? 0 : Math.max(0, Date.now() - this.#since));
  }

  #toggle() {
    this.#held = this.passed;
    this.#since = this.#since === null ? Date.now() : null;
    this.#change(this.#since === null ? `The clock is at minute ${whole(this.passed)}.` : "The clock runs.");
  }

  /** @param {number} to */
  #set(to) {
    this.#held = Math.max(0, to);
    if (this.#since !== null) this.#since = Date.now();
    this.#change(`Minute ${whole(this.passed)}.`);
    if (document.activeElement?.matches(":disabled")) this.run.focus(); // else the keyboard would lose its place
  }

  /** Keep what was changed, for this tab alone, and say it unless there is more to say. @param {string} said */
  #change(said) {
    try {
      sessionStorage.setItem(this.key, JSON.stringify([this.#held, this.#since]));
    } catch {
      // Where the browser keeps nothing, the clock is as young as the page.
    }
    if (!this.show()) write("said", said);
  }

  #recall() {
    try {
      const [held, since] = JSON.parse(sessionStorage.getItem(this.key) ?? "null");
      if (isMoment(held) && (since === null || isMoment(since))) [this.#held, this.#since] = [held, since];
    } catch {
      // Nothing was kept, or nothing that can be read.
    }
    if (this.passed > STALE) [this.#held, this.#since] = [0, null];
  }

  /** Show this moment, and come back with the next second; tells whether something new began. */
  show() {
    clearTimeout(this.timer);
    const { passed } = this;
    const going = this.#since !== null;
    const begun = going || passed > 0;
    const part = (begun && parts.findLast(({ from }) => from <= passed)) || null;
    const due = (part && injects.findLast(({ from }) => from <= passed && from >= part.from)) || null;
    write("time", `${whole(passed)}:${String(Math.floor(passed / SECOND) % 60).padStart(2, "0")}`);
    write("part", part ? this.#left(part, passed) : "Start it when you begin speaking.");
    write("inject", due && passed < due.from + FRESH ? `Inject now: ${due.title}` : following(passed));
    for (const each of rows) mark(each, each === part || each === due);
    box.toggleAttribute("data-begun", begun);
    this.run.textContent = going ? "Pause" : begun ? "Go on" : "Start the clock";
    this.next.disabled = passed >= parts[parts.length - 1].from;
    this.reset.disabled = going || !begun;
    if (going) this.timer = setTimeout(() => this.show(), SECOND - (passed % SECOND));
    return this.#tell(part, due);
  }

  /** @param {Row} part @param {number} passed */
  #left(part, passed) {
    const end = parts[parts.indexOf(part) + 1]?.from ?? this.end;
    const left = Math.ceil((end - passed) / MINUTE);
    return `${part.title}: ${left > 0 ? `${counted(left)} left` : `${counted(whole(passed - end))} over`}`;
  }

  /** A screen reader hears of each part and each inject once, and of nothing between. @param {Row | null} part @param {Row | null} due */
  #tell(part, due) {
    const [oldPart, oldDue] = this.#told;
    this.#told = [part, due];
    const news = [];
    if (part && part !== oldPart) news.push(`${this.#left(part, this.passed)}.`);
    if (due && due !== oldDue) news.push(`Inject: ${due.title}.`);
    if (news.length) write("said", news.join(" "));
    return news.length > 0;
  }
}

/** @param {number} passed */
const whole = (passed) => Math.floor(passed / MINUTE);
/** @param {unknown} number @returns {number is number} */
const isMoment = (number) => typeof number === "number" && Number.isFinite(number) && number >= 0;
/** @param {number} number */
const counted = (number) => `${number} ${number === 1 ? "minute" : "minutes"}`;

/** @param {number} passed */
function following(passed) {
  const next = injects.find(({ from }) => from > passed);
  return next ? `Inject at ${next.from / MINUTE}: ${next.title}` : "No more injects";
}

/** Change a text only where it is another one. @param {string} name @param {string} text */
function write(name, text) {
  const place = part(`[data-clock-${name}]`, box);
  if (place.textContent !== text) place.textContent = text;
}

/** Mark a row of the plan, and what it leads to. @param {Row} row @param {boolean} now */
function mark({ row, name }, now) {
  for (const element of [row, html(document.getElementById(name))]) {
    if (now) element.setAttribute("aria-current", "step");
    else element.removeAttribute("aria-current");
  }
}

new Clock();
