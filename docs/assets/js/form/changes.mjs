// What changed in substance between two versions of a case: the twin of
// scripts/casebook/corpus/changes.py. Which fields do not count, and the words for
// the parts, come from there as data. A test compares the two.

import { strip } from "./kinds.mjs";
import { isTable } from "./state.mjs";

/**
 * One difference, said in words, and its place in the newer version.
 * @typedef {{ loc: Loc, what: string }} Change
 */

const WORD = /[\p{L}\p{N}_]+/gu;
const OF_NUMBER = /(?<=\p{Nd})[.,:/-](?=\p{Nd})|[-+~<>$€£¥%](?=\p{Nd})|(?<=\p{Nd})[%~?€$£¥]/gu;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const MOST_SAID = 4;

/** Every difference of substance, in the order of the newer version's fields. @param {Definition} definition @param {Block} before @param {Block} now */
export const changes = ({ limits }, before, now) => new Comparison(limits.changes).tables(before, now, [], "");

/** The differences in one sentence, the first few of many. @param {Change[]} found */
export function summed(found) {
  const said = [...new Set(found.map(({ what }) => what))];
  const more = said.length - MOST_SAID;
  return [...said.slice(0, MOST_SAID), ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

class Comparison {
  /** @param {{ aside: string[], first: string[], parts: Record<string, string>, numbers: string[], shortest: number }} limits */
  constructor({ aside, first, parts, numbers, shortest }) {
    this.aside = new Set(aside);
    this.first = new Set(first);
    this.parts = parts;
    this.numbers = new Set(numbers);
    this.shortest = shortest;
  }

  /** @param {Block} before @param {Block} now @param {Loc} loc @param {string} path @returns {Change[]} */
  tables(before, now, loc, path) {
    return [...new Set([...Object.keys(now), ...Object.keys(before)])].flatMap((name) => {
      const below = path ? `${path}.${name}` : name;
      const isFirst = this.first.has(below) && [before[name] ?? []].flat().length === 0;
      return this.aside.has(below) || isFirst ? [] : this.values(before[name], now[name], [...loc, name], below);
    });
  }

  /** @param {any} before @param {any} now @param {Loc} loc @param {string} path @returns {Change[]} */
  values(before, now, loc, path) {
    if (isTable(before) && isTable(now)) return this.tables(before, now, loc, path);
    if (Array.isArray(before) || Array.isArray(now)) return this.lists(before ?? [], now ?? [], loc, path);
    if (this.isSame(before, now, path)) return [];
    const how = before === undefined ? "is new" : now === undefined ? "is gone" : "is another";
    return [{ loc, what: `\`${lastName(loc)}\` ${how}` }];
  }

  /** Two lists without their order: entries with an id by their ids, others by what they say. @param {any[]} before @param {any[]} now @param {Loc} loc @param {string} path @returns {Change[]} */
  lists(before, now, loc, path) {
    const areNamed = [...before, ...now].every((entry) => isTable(entry) && entry.id !== undefined);
    const [old, recent] = [before, now].map((list) => new Map(list.map((entry, place) => [entry?.id, place])));
    const areDifferent = old.size === before.length && recent.size === now.length;
    return areNamed && areDifferent ? this.named(before, now, loc, path) : this.unnamed(before, now, loc, path);
  }

  /** @param {Block[]} before @param {Block[]} now @param {Loc} loc @param {string} path @returns {Change[]} */
  named(before, now, loc, path) {
    const part = this.parts[path] ?? `\`${path}\``;
    const here = now.flatMap((entry, place) => {
      const at = [...loc, place];
      const old = before.find(({ id }) => id === entry.id);
      if (!old) return [{ loc: at, what: `${part} \`${entry.id}\` is new` }];
      return this.tables(old, entry, at, path).map((change) => ({ loc: change.loc, what: `\`${entry.id}\`: ${change.what}` }));
    });
    const gone = before.filter(({ id }) => !now.some((entry) => entry.id === id));
    return [...here, ...gone.map(({ id }) => ({ loc, what: `${part} \`${id}\` is gone` }))];
  }

  /** @param {any[]} before @param {any[]} now @param {Loc} loc @param {string} path @returns {Change[]} */
  unnamed(before, now, loc, path) {
    const left = [...before];
    const fresh = now.flatMap((entry, place) => {
      const match = left.findIndex((old) => this.isSame(old, entry, path));
      if (match < 0) return [place];
      left.splice(match, 1);
      return [];
    });
    const entry = `an entry of \`${loc.at(-1)}\` is`;
    const found = fresh.map((place) => ({ loc: [...loc, place], what: `${entry} ${left.length ? "another" : "new"}` }));
    return left.length > fresh.length ? [...found, { loc, what: `${entry} gone` }] : found;
  }

  /** @param {any} before @param {any} now @param {string} path @returns {boolean} */
  isSame(before, now, path) {
    if (isTable(before) && isTable(now)) return !this.tables(before, now, [], path).length;
    if (typeof before !== "string" || typeof now !== "string") return before === now;
    if (NUMBER.test(before) && NUMBER.test(now) && Number(before) === Number(now)) return true;
    // A word on its own is a name, a date, a term, an id or an address.
    const isText = tokens(before) > 1 && tokens(now) > 1;
    return isText ? this.sayTheSame(before, now) : bare(before) === bare(now);
  }

  /** Whether two texts say the same, but for layout, punctuation, capitals and slips. @param {string} before @param {string} now */
  sayTheSame(before, now) {
    const [old, recent] = [words(before), words(now)];
    return old.length === recent.length && old.every((word, n) => word.toLowerCase() === recent[n].toLowerCase() || this.isSlip(word, recent[n]));
  }

  /** Whether a long word in small letters differs from another by one letter. @param {string} one @param {string} other */
  isSlip(one, other) {
    if (Math.min([...one].length, [...other].length) < this.shortest || one[0] !== other[0]) return false;
    if (![one, other].every((word) => /^\p{L}+$/u.test(word) && word === word.toLowerCase() && word !== word.toUpperCase())) return false;
    return !this.numbers.has(one) && !this.numbers.has(other) && isOneEdit(one, other);
  }
}

/** @param {string} text */
const bare = (text) => strip(text).toLowerCase();
/** @param {string} text */
const tokens = (text) => text.split(/\s+/u).filter(Boolean).length;
/** @param {string} text @returns {string[]} */
const words = (text) => text.replace(OF_NUMBER, (sign) => `_${sign.codePointAt(0)}_`).replace(/['\u2019]/gu, "").match(WORD) ?? [];
/** @param {Loc} loc */
const lastName = (loc) => loc.findLast((step) => typeof step === "string");

/** @param {string} one @param {string} other */
function isOneEdit(one, other) {
  const [short, long] = [[...one], [...other]].sort((a, b) => a.length - b.length);
  if (long.length - short.length > 1) return false;
  const differs = short.findIndex((sign, n) => sign !== long[n]);
  const start = differs < 0 ? short.length : differs;
  const rest = (/** @type {string[]} */ word, /** @type {number} */ from) => word.slice(from).join("");
  if (short.length !== long.length) return rest(short, start) === rest(long, start + 1);
  const isSwapped = short[start] === long[start + 1] && short[start + 1] === long[start];
  return rest(short, start + 1) === rest(long, start + 1) || (isSwapped && rest(short, start + 2) === rest(long, start + 2));
}
