// What an assessment is, and how one from outside becomes one of ours. Nothing
// here knows the page. Whatever comes from storage, a file or a link is built
// anew from known fields; what does not fit is named, never guessed.

export const FORMAT = 1;
/** @type {Record<string, string>} */
export const STATES = { open: "Open", done: "Done", na: "Not applicable" };
export const MOST = { name: 120, note: 4000, reason: 1000, owner: 200, said: 600, ticks: 2000 };
export const ITEM = /^[A-Z]{3}-[0-9]{2,3}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const VERSION = /^\d+\.\d+\.\d+$/;
const FINGERPRINT = /^[0-9a-f]{12}$/;

/** Whether a text is a day of the calendar, such as 2026-03-31. @param {string} text */
export function isDay(text) {
  if (!DAY.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** What each text of an answer must be. @type {Record<string, (value: string) => boolean>} */
const FIELDS = {
  note: (value) => value.length <= MOST.note,
  reason: (value) => value.length <= MOST.reason,
  owner: (value) => value.length <= MOST.owner,
  due: isDay,
  version: (value) => VERSION.test(value),
  wording: (value) => FINGERPRINT.test(value),
  said: (value) => value.length <= MOST.said,
  on: isDay,
};
/** @type {Record<string, string>} */
const SHOWN = { note: "note", reason: "reason", owner: "owner", due: "due date", version: "version", wording: "wording", said: "earlier wording", on: "day of the answer", from: "earlier ids" };

export const now = () => new Date().toISOString();
export const today = () => {
  const day = new Date();
  return [day.getFullYear(), String(day.getMonth() + 1).padStart(2, "0"), String(day.getDate()).padStart(2, "0")].join("-");
};
export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Whether something from outside is a table. @param {unknown} raw */
const isTable = (raw) => raw !== null && typeof raw === "object" && !Array.isArray(raw);

/** A new assessment without an answer. @param {string} name @returns {Assessment} */
export const fresh = (name) => ({ format: FORMAT, id: newId(), name, made: now(), changed: now(), ticks: {}, past: {} });

/** @param {string} name */
const numberless = (name) => name.replace(/ \(\d+\)$/, "");

/** Whether two names differ in the number behind them at most, as {@link freeName} gives it. @param {string} one @param {string} other */
export const namedAlike = (one, other) => numberless(one) === numberless(other);

/** The name, or where another has it already, the name with the next number: "Team A (2)". @param {string} name @param {string[]} taken */
export function freeName(name, taken) {
  let free = name;
  for (let number = 2; taken.includes(free); number += 1) {
    const end = ` (${number})`;
    free = numberless(name).slice(0, MOST.name - end.length) + end;
  }
  return free;
}

/** Whether an answer says nothing. @param {Partial<Tick> | null | undefined} tick */
export const isEmpty = (tick) => !tick || ((tick.state ?? "open") === "open" && !tick.note && !tick.owner && !tick.due && !tick.reason);

/** An answer built from known fields; `complain` hears of each part that does not fit. @param {any} raw @param {(why: string) => void} complain @returns {Tick | null} */
export function cleanTick(raw, complain) {
  if (!isTable(raw)) {
    complain("is not an answer");
    return null;
  }
  if (typeof raw.state !== "string" || !Object.hasOwn(STATES, raw.state)) {
    complain(`has no known state (open, done or na)`);
    return null;
  }
  /** @type {Tick} */
  const tick = { state: raw.state };
  for (const [name, fits] of Object.entries(FIELDS)) {
    const value = raw[name];
    if (value === undefined || value === null || value === "") continue;
    if (typeof value === "string" && fits(value)) tick[name] = value;
    else complain(`${SHOWN[name]} left out: ${name === "due" ? "it must be a day such as 2026-03-31" : "too long, or not of its form"}`);
  }
  if (Array.isArray(raw.from)) {
    const from = raw.from.filter((/** @type {unknown} */ id) => typeof id === "string" && ITEM.test(id)).slice(0, 20);
    if (from.length) tick.from = from;
  }
  return tick;
}

/** An assessment built from known fields, and what of it had to be left out, in words. @param {any} raw @returns {Brought} */
export function cleanAssessment(raw) {
  if (!isTable(raw)) return { assessment: null, skipped: ["it is not an assessment"] };
  /** @type {string[]} */
  const skipped = [];
  const text = (/** @type {unknown} */ value, /** @type {number} */ most) => (typeof value === "string" ? value.trim().slice(0, most) : "");
  const assessment = fresh(text(raw.name, MOST.name) || "Without a name");
  if (typeof raw.id === "string" && /^[0-9a-f]{12}$/.test(raw.id)) assessment.id = raw.id;
  if (typeof raw.made === "string" && raw.made.length <= 30) assessment.made = raw.made;
  if (typeof raw.changed === "string" && raw.changed.length <= 30) assessment.changed = raw.changed;
  if (raw.ticks !== undefined) assessment.ticks = cleanTicks(raw.ticks, "ticks", skipped);
  if (raw.past !== undefined) assessment.past = cleanTicks(raw.past, "past", skipped);
  return { assessment, skipped };
}

/** The answers of one part; what does not fit is named in `skipped`. @param {any} held @param {string} part @param {string[]} skipped */
function cleanTicks(held, part, skipped) {
  /** @type {Ticks} */
  const kept = {};
  if (!isTable(held)) {
    skipped.push(`“${part}” is not a table`);
    return kept;
  }
  let number = 0; // counted as they come: asking `kept` each time took seconds for a large file
  for (const [id, value] of Object.entries(held)) {
    if (!ITEM.test(id)) skipped.push(`“${id.slice(0, 30)}” is not the id of a check`);
    else if (number >= MOST.ticks) skipped.push(`${id}: more than ${MOST.ticks} answers`);
    else {
      const tick = cleanTick(value, (why) => skipped.push(`${id}: ${why}`));
      if (!tick) continue;
      kept[id] = tick;
      number += 1;
    }
  }
  return kept;
}
