// Assessments in the browser's own storage, one key each, so that two tabs
// do not overwrite each other's. Storage can be forbidden, full, or hold what
// cannot be read: each is said in `trouble`, and nothing is ever lost silently.

import { FORMAT, cleanAssessment, fresh, now } from "./model.mjs";

const PREFIX = "casebook-worklist:";
const KEPT = "casebook-worklist-kept:";
const CURRENT = "casebook-worklist-current";

export class Store {
  /** `reach` gives the storage, and may throw where storage is forbidden. @param {() => Storage} reach */
  constructor(reach = () => localStorage) {
    /** @type {Map<string, Assessment>} */
    this.memory = new Map(); // assessments that could not be saved
    /** @type {Map<string, string>} */
    this.unreadable = new Map(); // key → text that stays where it is
    /** @type {Map<string, { skipped: string[], text: string }>} */
    this.skipped = new Map(); // id → parts of a stored assessment that do not fit
    /** @type {"" | "blocked" | "full"} */
    this.trouble = "";
    /** @type {Storage | null} */
    this.storage = null;
    try {
      this.storage = reach();
      this.storage.setItem(`${KEPT}probe`, "1");
      this.storage.removeItem(`${KEPT}probe`);
    } catch (error) {
      if (!isFull(error)) this.storage = null;
      this.trouble = isFull(error) ? "full" : "blocked";
    }
  }

  /** Every assessment, oldest first; what came in at one moment by its name. */
  all() {
    /** @type {Map<string, Assessment>} */
    const found = new Map();
    for (const key of this.#keys()) {
      const assessment = this.#parse(key);
      if (assessment) found.set(assessment.id, assessment);
    }
    for (const [id, assessment] of this.memory) found.set(id, assessment);
    return [...found.values()].sort((a, b) => a.made.localeCompare(b.made) || a.name.localeCompare(b.name, "en", { numeric: true }));
  }

  /** One assessment as it is now, also if another tab changed it; null if it is gone. @param {string} id */
  read(id) {
    return this.memory.get(id) ?? this.#parse(PREFIX + id);
  }

  /** Change an assessment: `change` gets it and returns the new one. @param {string} id @param {(before: Assessment) => Assessment} change */
  update(id, change) {
    const before = this.read(id);
    return before ? this.save(change(before)) : null;
  }

  /** Keep an assessment; where that fails it is held for as long as the page is open. @param {Assessment} assessment */
  save(assessment) {
    const next = { ...assessment, format: FORMAT, changed: now() };
    try {
      if (!this.storage) throw new Error("blocked");
      this.#keepOriginal(next.id);
      this.storage.setItem(PREFIX + next.id, JSON.stringify(next));
      this.memory.delete(next.id);
      if (!this.memory.size) this.trouble = "";
    } catch (error) {
      this.memory.set(next.id, next);
      this.trouble = isFull(error) ? "full" : "blocked";
    }
    return next;
  }

  /** @param {string} name */
  add(name) {
    return this.save(fresh(name));
  }

  /** @param {string} id */
  remove(id) {
    this.memory.delete(id);
    this.#try(() => this.storage?.removeItem(PREFIX + id));
  }

  /** The id of the assessment last chosen; the first one if that is gone. @returns {string | null} */
  get current() {
    const chosen = this.chosen ?? this.#get(CURRENT) ?? "";
    const ids = this.all().map(({ id }) => id);
    return ids.includes(chosen) ? chosen : (ids[0] ?? null);
  }

  set current(id) {
    /** @type {string | null | undefined} */
    this.chosen = id; // holds for this page although another tab chooses another
    this.#try(() => this.storage?.setItem(CURRENT, String(id)));
  }

  /** Take away a text that could not be read, once the person has it. @param {string} key */
  forget(key) {
    this.unreadable.delete(key);
    this.#try(() => this.storage?.removeItem(key));
  }

  #keys() {
    /** @type {string[]} */
    const keys = [];
    this.#try(() => {
      for (let place = 0; place < (this.storage?.length ?? 0); place += 1) {
        const key = this.storage?.key(place);
        if (key?.startsWith(PREFIX)) keys.push(key);
      }
    });
    return keys.sort();
  }

  /** @param {string} key @returns {string | null} */
  #get(key) {
    /** @type {string | null} */
    let text = null;
    this.#try(() => (text = this.storage?.getItem(key) ?? null));
    return text;
  }

  /** The assessment under a key; null where there is none, and where it cannot be read. @param {string} key @returns {Assessment | null} */
  #parse(key) {
    const text = this.#get(key);
    if (text === null) return null;
    let raw = null;
    try {
      raw = JSON.parse(text);
    } catch {
      // said below
    }
    const { assessment, skipped } = raw?.format > FORMAT ? { assessment: null, skipped: [] } : cleanAssessment(raw);
    if (!assessment || PREFIX + assessment.id !== key) {
      this.unreadable.set(key, text);
      return null;
    }
    if (skipped.length) this.skipped.set(assessment.id, { skipped, text });
    return assessment;
  }

  /** Before parts that could not be read are written over, the whole text is put aside. @param {string} id */
  #keepOriginal(id) {
    const damaged = this.skipped.get(id);
    if (!damaged) return;
    this.storage?.setItem(KEPT + id, damaged.text);
    this.skipped.delete(id);
  }

  /** @param {() => unknown} run */
  #try(run) {
    try {
      run();
    } catch {
      this.trouble ||= "blocked";
    }
  }
}

/** @param {any} error */
const isFull = (error) => ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED"].includes(error?.name);
